"""What a room of the package offers, found in its files: each thing is loaded when it is first used."""

from __future__ import annotations

import ast
import re
import sys
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_LISTED = re.compile(r"^__all__ = (\[.*?\])", re.MULTILINE | re.DOTALL)
_THINGS = re.compile(r"^([a-z]\w*) = ", re.MULTILINE)


def names_in(package: str) -> tuple[list[str], Callable[[str], Any], Callable[[], list[str]]]:
    """Return ``__all__``, ``__getattr__`` and ``__dir__`` for a package whose names live in its modules.

    So Tab, dir() and help() list what the room offers, though nothing is loaded yet. Its modules are found, too. The
    files are read, not run: a module offers its ``__all__``, or, where there is none, the things that it makes for
    readers (an explorer, a form), which have lower-case names.

    Parameters: ``package``, the package's ``__name__``.

    >>> names, get, listed = names_in("custvalue_helpers.models")
    >>> "fit_logit" in names, get("fit_logit").__module__, "retention" in listed()
    (True, 'custvalue_helpers.models.choice', True)
    """
    folder = Path(sys.modules[package].__path__[0])
    modules = {path.parent.name for path in folder.glob("[!_]*/__init__.py")}
    holder = {}
    for path in sorted(folder.glob("[!_]*.py")):
        modules.add(path.stem)
        text = path.read_text(encoding="utf-8")
        found = _LISTED.search(text)
        offered = ast.literal_eval(found[1]) if found else _THINGS.findall(text)
        holder.update(dict.fromkeys(offered, path.stem))

    def get(name):
        if name in holder:
            return getattr(import_module(f"{package}.{holder[name]}"), name)
        if name in modules:
            return import_module(f"{package}.{name}")
        near = get_close_matches(name, [*holder, *modules], 1)
        hint = f" (did you mean {near[0]}?)" if near else ""
        raise AttributeError(f"module {package!r} has no attribute {name!r}{hint}")

    def listed():
        own = (name for name in vars(sys.modules[package]) if name.startswith("__"))
        return sorted({*holder, *modules, *own})

    return sorted(holder), get, listed
