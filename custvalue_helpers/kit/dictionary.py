"""The data dictionary: where the tables are, and what stands in them."""

import difflib
import functools
import json
from os import PathLike
from pathlib import Path

from custvalue_helpers.kit.checks import shorten

DICTIONARY_FILE = "datapackage.json"
PACKAGE_FOLDER = Path(__file__).resolve().parents[1]


def data_folder():
    """Return the folder that holds the course's tables and their dictionary.

    Returns pathlib.Path: ``custvalue_helpers/_datasets`` where the course was installed from a wheel, ``datasets``
    beside the package in a checkout.
    Raises FileNotFoundError if neither place holds the dictionary.

    >>> (data_folder() / "datapackage.json").exists()
    True
    """
    # The wheel's own folder comes first: another installed package may be called "datasets".
    places = [PACKAGE_FOLDER / "_datasets", PACKAGE_FOLDER.parent / "datasets"]
    for place in places:
        if (place / DICTIONARY_FILE).is_file():
            return place
    looked = " or ".join(str(place / DICTIONARY_FILE) for place in places)
    raise FileNotFoundError(f"The data dictionary is missing: looked for {looked}. {restoring('it')}")


def restoring(what):
    """Say how to get a missing or damaged file back, in words that fit how the course was installed."""
    if (PACKAGE_FOLDER.parent / "pyproject.toml").is_file():
        return f"To restore {what}, run: git checkout -- datasets"
    return f"To restore {what}, install the course again."


def read_dictionary(folder=None):
    """Return the whole dictionary as written in ``datapackage.json``.

    Parameters: ``folder``, folder with another ``datapackage.json``; the course's own by default (path, optional).
    Returns dict: a Frictionless Data Package descriptor. Treat it as read-only.
    Raises FileNotFoundError if the folder holds no dictionary; ValueError if the dictionary is not JSON.

    >>> read_dictionary()["name"]
    'customer-value-course'
    """
    path = folder_of(folder) / DICTIONARY_FILE
    if not path.is_file():
        raise FileNotFoundError(
            f"No data dictionary in the folder, at {shorten(str(path), 400)}. {restoring('it')}"
        )
    return _parse(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=8)
def _parse(path, modified):
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"The data dictionary {path} is damaged ({error}). {restoring('it')}") from None


def folder_of(folder=None):
    """The folder that an argument ``folder`` means: the course's own for None.

    >>> folder_of(7)
    Traceback (most recent call last):
    TypeError: folder must be a path, such as 'my_tables', got int 7
    """
    if folder is None or (isinstance(folder, str) and not folder):
        return Path(data_folder())
    if not isinstance(folder, str | PathLike):
        raise TypeError(
            f"folder must be a path, such as 'my_tables', got {type(folder).__name__} {shorten(folder)}"
        )
    return Path(folder)


def table_names(folder=None):
    """Return the names that ``load_dataset`` knows.

    >>> "train_choice" in table_names()
    True
    """
    return [table["name"] for table in read_dictionary(folder)["resources"]]


def find_table(name, folder=None):
    """Return a table's entry in the dictionary.

    Parameters: ``name``, a name from ``table_names()`` (str); ``folder``, folder with another ``datapackage.json``
    (path, optional).
    Raises TypeError if the name is not text; ValueError if there is no such table; the message offers the nearest
    name.

    >>> find_table("train_choice")["rows"]
    2929
    """
    if not isinstance(name, str):
        raise TypeError(f"name must be the name of a dataset in quotes, got {name!r}")
    for table in read_dictionary(folder)["resources"]:
        if table["name"] == name:
            return table
    names = table_names(folder)
    wanted = name.strip().lower().removesuffix(".csv")
    near = difflib.get_close_matches(wanted, names, n=1, cutoff=0) if wanted else []
    guess = f" Did you mean {near[0]!r}?" if near else ""
    raise ValueError(f"name must be one of the datasets, got {name!r}.{guess} There are: {', '.join(names)}")


def fields_of(table):
    """Return a table entry's columns, each a dict with name, type, description, constraints and so on."""
    return table["schema"]["fields"]


def format_dictionary(dictionary):
    """Return the dictionary as JSON text with one column a line, so that a change reads as a change."""
    return _formatted(dictionary, "") + "\n"


def _formatted(value, pad):
    if isinstance(value, dict) and value and not _is_column(value):
        inner = pad + " "
        parts = [f"{inner}{json.dumps(key)}: {_formatted(value[key], inner).lstrip()}" for key in value]
        return f"{pad}{{\n" + ",\n".join(parts) + f"\n{pad}}}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"{pad}[\n" + ",\n".join(_formatted(part, pad + " ") for part in value) + f"\n{pad}]"
    return pad + json.dumps(value, ensure_ascii=False)


def _is_column(value):
    return {"name", "type"} <= value.keys() and "schema" not in value
