"""What a lesson's folder offers to its notebook, each thing loaded when it is first used."""

import sys
from importlib import import_module


def offers(package, modules):
    """Return ``__all__``, ``__getattr__`` and ``__dir__`` for a package whose names live in its modules.

    So Tab, dir() and help() list what the room offers, though nothing is loaded yet.

    Parameters: ``package``, the package's ``__name__``; ``modules``, names by the module that holds them (dict).

    >>> names, get, listed = offers("custvalue_helpers.kit", {"checks": ("a_number", "one_of")})
    >>> names, get("one_of").__name__, "one_of" in listed()
    (['a_number', 'one_of'], 'one_of', True)
    """
    holder = {name: module for module, names in modules.items() for name in names}

    def get(name):
        if name not in holder:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{holder[name]}"), name)

    def listed():
        return sorted({*holder, *(name for name in vars(sys.modules[package]) if name.startswith("__"))})

    return sorted(holder), get, listed
