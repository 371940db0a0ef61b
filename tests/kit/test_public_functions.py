"""Every public function, given one bad argument at a time: a finite result, or an error in our own words.

Nothing is listed by hand. What is public is what the package and its folders offer in ``__all__``; a valid call is
the first one in a function's own docstring, so a function without a running example fails here. Plot functions
(``plot_…``) draw on an Axes what models return, and are left out; so are explorers, which are no functions.
"""

import contextlib
import dataclasses
import doctest
import importlib
import inspect
import io
import math
import os
import pkgutil
import re
import subprocess
import warnings
from decimal import Decimal
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import custvalue_helpers

OURS = str(Path(custvalue_helpers.__file__).parent) + os.sep
# What is not asked: containers that only simulate_firm fills, and a forecast that fits two models for each bad cell.
LEFT_OUT = (
    "kestrel.simulate.SimulatedFirm",
    "kestrel.simulate.Truth",
    "models.customer_groups.forecast_customers",
)
HUGE = 10**400


def offered():
    """All names that the package and its folders offer, by where they are offered."""
    folders = [
        m.name for m in pkgutil.walk_packages(custvalue_helpers.__path__, "custvalue_helpers.") if m.ispkg
    ]
    for folder in ("custvalue_helpers", *folders):
        package = importlib.import_module(folder)
        for name in getattr(package, "__all__", ()):
            yield folder, name, getattr(package, name)


def home(thing):
    return thing.__module__.removeprefix("custvalue_helpers.")


def public_functions():
    """Public functions and classes by where they are made and their name, each once."""
    found = {
        f"{home(thing)}.{name}": thing
        for _, name, thing in offered()
        if (inspect.isfunction(thing) or inspect.isclass(thing)) and not name.startswith("plot_")
        if inspect.signature(thing).parameters  # nothing can be wrong with what takes nothing
    }
    return {
        name: thing
        for name, thing in sorted(found.items())
        if not any(f"{name}.".startswith(f"{part}.") for part in LEFT_OUT)
    }


FUNCTIONS = public_functions()


class Recorder:
    """Stands for a function or class in its docstring's example, and keeps the arguments of the first call."""

    def __init__(self, thing):
        self.thing, self.call = thing, None

    def __call__(self, *args, **kwargs):
        if self.call is None:
            self.call = args, kwargs
        return self.thing(*args, **kwargs)

    def __getattr__(self, name):
        return getattr(self.thing, name)


@cache
def example(name):
    """The valid call in a docstring: a list of [argument's name, value] for those by place, a dict for those by name."""
    thing = FUNCTIONS[name]
    recorder = Recorder(thing)
    names = dict(vars(importlib.import_module(thing.__module__)))
    names[thing.__name__] = recorder
    for step in doctest.DocTestParser().get_examples(inspect.getdoc(thing) or ""):
        if not step.exc_msg:
            exec(compile(step.source, name, "exec"), names)
        if recorder.call:
            break
    assert recorder.call, f"{name} has no valid call in its docstring's example"
    args, kwargs = recorder.call
    by_place, rest = [], dict(kwargs)
    parameters = list(inspect.signature(thing).parameters.values())
    for place, value in enumerate(args):
        by_place.append([parameters[min(place, len(parameters) - 1)].name, value])
    for parameter in parameters[len(args) :]:
        if parameter.default is not inspect.Parameter.empty:
            rest.setdefault(parameter.name, parameter.default)
    return by_place, rest


def call(name, by_place, by_name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a warning from NumPy or pandas is no message of ours
        return FUNCTIONS[name](*(value for _, value in by_place), **by_name)


CELLS = (None, "text", True, math.nan, math.inf, -math.inf, -1, 1e308, HUGE, Decimal("0.5"), np.array(5))
THINGS = (
    *CELLS,
    "",
    "\ud800",
    [],
    ["text"],
    [1, 2],
    (1,),
    {1, 2},
    {},
    {"text": 1},
    pd.Series([1.0]),
    pd.DataFrame(),
    object(),
    print,
)


def bad_values(value):
    """What a careless caller might give instead of ``value``."""
    yield from THINGS
    if isinstance(value, pd.DataFrame):
        yield from bad_tables(value)
    elif isinstance(value, pd.Series):
        yield from (part["x"] for part in bad_tables(value.to_frame("x")) if list(part) == ["x"])
        yield value.tolist()
    elif isinstance(value, dict):
        for key in list(value)[:2]:
            yield from ({**value, key: cell} for cell in CELLS)
            yield {other: each for other, each in value.items() if other != key}
        yield {**value, "unknown": next(iter(value.values()), 1)}
        yield pd.Series(value, dtype=object)
    elif isinstance(value, list | tuple) and len(value):
        for cell in CELLS:
            yield type(value)([cell, *value[1:]]) if type(value) in (list, tuple) else cell
        yield [*value, value[0]]
        yield list(value)[:-1]


def bad_tables(table):
    """A table with bad rows, columns, cells or labels."""
    yield table.iloc[:0]
    yield table.iloc[:1]
    yield pd.concat([table, table], axis=1)
    yield table.set_axis([0] * len(table))
    yield table.iloc[::-1]
    yield table.set_axis(table.index.astype(object).where(np.arange(len(table)) > 0, None))
    yield pd.concat([table, table.iloc[:1]])
    for name in table.columns:
        yield table.drop(columns=name)
        yield table.assign(**{str(name): 1}) if isinstance(name, str) else table
        for cell in CELLS:
            column = table[name].astype(object).tolist()
            column[0] = cell
            changed = table.copy()
            changed[name] = pd.Series(column, table.index, dtype=object)
            yield changed
            if isinstance(cell, float | int) and not isinstance(cell, bool) and cell != HUGE:
                changed = changed.copy()  # as a reader's file would bring it: NaN in a column of floats
                changed[name] = changed[name].infer_objects()
                yield changed


def not_finite(thing, depth=0):
    """Whether a result holds a number that is NaN or infinite, however deep."""
    if isinstance(thing, pd.DataFrame):
        return any(not_finite(thing[name], depth) for name in thing) if thing.columns.is_unique else True
    if isinstance(thing, pd.Series | pd.Index):
        return not_finite(thing.to_numpy(), depth)
    if isinstance(thing, np.ndarray) and thing.dtype.kind in "fc":
        return not np.isfinite(thing).all()
    if isinstance(thing, np.ndarray) and thing.dtype.kind == "O":
        return any(not_finite(each, depth + 1) for each in thing.ravel())
    if isinstance(thing, float | np.floating | complex | Decimal):
        return not math.isfinite(thing)
    if isinstance(thing, dict):
        return any(not_finite(each, depth + 1) for each in thing.values())
    if isinstance(thing, list | tuple | set):
        return any(not_finite(each, depth + 1) for each in thing)
    if dataclasses.is_dataclass(thing) and depth < 4:
        return any(not_finite(getattr(thing, part.name), depth + 1) for part in dataclasses.fields(thing))
    return False


def labels_in(value):
    """The names of columns, keys or rows in an argument, by which a message may also call what is wrong."""
    if isinstance(value, pd.DataFrame):
        return [*value.columns, *value.index.names]
    if isinstance(value, dict):
        return list(value)
    if isinstance(value, list | tuple):
        return [each for each in value if isinstance(each, str)]
    return [value] if isinstance(value, str) else []


def fault(name, argument, value, bad, by_place, by_name):
    """What is wrong with how a function takes one bad argument, or None."""
    try:
        result = call(name, by_place, by_name)
    except (ValueError, TypeError, FileNotFoundError) as error:
        if isinstance(error, UnicodeError):
            return f"raises {type(error).__name__}"
        frame = error.__traceback__
        while frame.tb_next:
            frame = frame.tb_next
        if not frame.tb_frame.f_code.co_filename.startswith(OURS):
            return f"leaves the error to {Path(frame.tb_frame.f_code.co_filename).name}: {type(error).__name__}: {str(error)[:90]}"
        others = [name for name, _ in by_place] + list(
            by_name
        )  # what is wrong may be how two do not fit together
        words = [str(each) for each in (argument, *labels_in(value), *others)]
        if not any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", str(error)) for word in words if word):
            return f"does not name it: {str(error)[:120]}"
        return None
    except Exception as error:
        return f"raises {type(error).__name__}: {str(error)[:90]}"
    return "returns what is not finite" if not_finite(result) and not may_be_missing(name) else None


def may_be_missing(name):
    """Whether a docstring says that its result may hold missing values."""
    return "missing where" in " ".join((inspect.getdoc(FUNCTIONS[name]) or "").split())


@pytest.mark.parametrize("name", FUNCTIONS)
def test_one_bad_argument_is_refused_in_our_words(name, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)  # what a function writes goes there
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("subprocess.run", divided_somehow)
    by_place, by_name = example(name)
    by_place, by_name = shortened(name, by_place, by_name)
    assert not not_finite(call(name, by_place, by_name)) or may_be_missing(name)
    faults = {}
    for place, (argument, value) in enumerate(by_place):
        for bad in bad_values(value):
            changed = [list(each) for each in by_place]
            changed[place][1] = bad
            if found := fault(name, argument, value, bad, changed, by_name):
                faults.setdefault((argument, found), shown(bad))
    for argument, value in by_name.items():
        for bad in bad_values(value):
            if found := fault(name, argument, value, bad, by_place, {**by_name, argument: bad}):
                faults.setdefault((argument, found), shown(bad))
    lines = [f"{argument} = {bad} {found}" for (argument, found), bad in faults.items()]
    assert not faults, f"{name}:\n" + "\n".join(lines)


def divided_somehow(command, input, **options):
    """Stands for the process in which scikit-learn runs, which takes a second each time."""
    rows = len(np.load(io.BytesIO(input)))
    labels = " ".join(str(row % int(command[3])) for row in range(rows))
    return subprocess.CompletedProcess(command, 0, labels.encode(), b"")


def shown(bad):
    try:
        return " ".join(repr(bad).split())[:100]
    except ValueError:
        return "10**400"


def shortened(name, by_place, by_name):
    """The same call with as few rows and columns in its tables as it takes, so that each can be spoiled in turn."""
    slots = [[place, None] for place in range(len(by_place))] + [[None, key] for key in by_name]
    for place, key in slots:
        value = by_name[key] if place is None else by_place[place][1]
        if not isinstance(value, pd.DataFrame):
            continue
        for smaller in (lambda table: table.head(40), *(_without(column) for column in value.columns)):
            tried_place, tried_name = [list(each) for each in by_place], dict(by_name)
            if place is None:
                tried_name[key] = smaller(by_name[key])
            else:
                tried_place[place][1] = smaller(by_place[place][1])
            with contextlib.suppress(Exception):
                if not not_finite(call(name, tried_place, tried_name)) or may_be_missing(name):
                    by_place, by_name = tried_place, tried_name
    return by_place, by_name


def _without(column):
    return lambda table: table.drop(columns=column)


def test_no_public_name_means_two_things():
    meanings = {}
    for folder, name, thing in offered():
        other = meanings.setdefault(name, (folder, thing))
        assert other[1] is thing, f"{name} is offered by {other[0]} and, another thing, by {folder}"


def parts_of(thing, place):
    """A function, or a class's own public methods and properties, by where they stand."""
    if not inspect.isclass(thing):
        yield place, thing
        return
    for name, part in vars(thing).items():
        if not name.startswith("_") or name in ("__init__", "__call__"):
            part = part.fget if isinstance(part, property) else part
            part = getattr(
                part, "func", getattr(part, "__func__", part)
            )  # of a cached property, a class method
            if callable(part) and not inspect.isclass(part) and part.__module__ == thing.__module__:
                yield f"{place}.{name}", part


def test_everything_public_says_what_it_takes_and_returns():
    names = [m.name for m in pkgutil.walk_packages(custvalue_helpers.__path__, "custvalue_helpers.")]
    made = {
        f"{name}.{thing.__name__}": thing
        for name in names
        if not name.endswith("__main__")
        for public, thing in vars(importlib.import_module(name)).items()
        if not public.startswith("_") and callable(thing) and getattr(thing, "__module__", "") == name
    }
    asked = {f"{thing.__module__}.{thing.__name__}" for _, _, thing in offered() if callable(thing)}
    assert asked <= set(made), asked - set(made)
    lacking = []
    for place, part in (each for name, thing in made.items() for each in parts_of(thing, name)):
        signature = inspect.signature(part)
        bare = [each.name for each in signature.parameters.values() if each.annotation is each.empty]
        bare = [each for each in bare if each not in ("self", "cls")]
        bare += ["what it returns"] if signature.return_annotation is signature.empty else []
        lacking += [f"{place}: {', '.join(bare)}"] if bare else []
    assert not lacking, f"{len(lacking)} without an annotation:\n" + "\n".join(lacking)
