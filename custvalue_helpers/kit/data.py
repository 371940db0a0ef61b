"""Tables and their dictionary: load one, look up its columns, read where it comes from, know its file again.

pandas loads when a table is first asked for, so that importing this module stays light.
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

DICTIONARY_FILE = "datapackage.json"
Entry = Mapping[str, Any]  # of the dictionary: itself, a table, a column
Folder = str | PathLike[str] | None  # None: the course's own
PACKAGE_FOLDER = Path(__file__).resolve().parents[1]


def load_dataset(name: str, folder: Folder = None) -> pd.DataFrame:
    """Return one of the course's tables, with the right type in every column.

    Whole numbers load as int64 (as float64 where answers may be missing, so that NumPy can work
    with them), levels as categories in the dictionary's order, yes and no as True and False,
    days as datetime64.

    Parameters: ``name``, one of ``table_names()``; ``folder``, one with other tables and their ``datapackage.json``.
    Returns one row as the dictionary says, columns in the dictionary's order. The table is the caller's to change.
    Raises TypeError if the name is not text; ValueError if there is no such table, or the file is not the one that
    the dictionary describes; FileNotFoundError if the file is missing.
    Source: ``dataset_story(name)`` gives each table's source and licence.

    >>> trips = load_dataset("train_choice")
    >>> trips.shape
    (2929, 11)
    >>> trips["chosen"].cat.categories.tolist()
    ['A', 'B']
    """
    import pandas as pd

    table = find_table(name, folder)
    cells = _cells(table, _checked_content(table, folder_of(folder)))
    return pd.DataFrame({field["name"]: typed(cells[field["name"]], field) for field in fields_of(table)})


def _checked_content(table, folder):
    """Return a table's bytes; refuse a file that differs from the one that the dictionary describes."""
    path = folder / table["path"]
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileNotFoundError(
            f"The file of dataset {table['name']!r} cannot be read: {path} ({error.strerror}). "
            f"{restoring('it')}"
        ) from None
    problems = list(_problems(table, content)) if fingerprint(content) != table.get("hash") else []
    if problems:
        more = f" (and {len(problems) - 3} more)" if len(problems) > 3 else ""
        listed = "; ".join(f"{table['path']}, {problem}" for problem in problems[:3])
        raise ValueError(
            f"The file {path} is not as the data dictionary says: {listed}{more}. {restoring('it')}"
        )
    return content


def _cells(table, content):
    import pandas as pd

    missing = table["schema"]["missingValues"]
    return pd.read_csv(BytesIO(content), dtype=str, keep_default_na=False, na_values=missing)


def _problems(table, content):
    """What is wrong with a file: the first cell of each column that it does not accept; a SHA-256 last.

    Rows count as in a spreadsheet: the header is row 1.
    """
    try:
        cells = _cells(table, content)
    except ValueError as error:  # not UTF-8, empty, or rows of too many values
        yield f"found no table that can be read ({error}); accepted: a CSV file in UTF-8"
        return
    names = [field["name"] for field in fields_of(table)]
    if cells.columns.tolist() != names or cells.index.dtype != "int64":  # too wide rows make their own index
        yield f"row 1: found the columns {', '.join(cells.columns)}; accepted: {', '.join(names)}"
        return
    for field in fields_of(table):
        cell = next((each for each in cells[field["name"]].items() if not _accepts(field, each[1])), None)
        if cell:
            found = repr(cell[1]) if isinstance(cell[1], str) else "no value"
            accepted = f"{type_in_words(field)}, {accepted_in_words(field)}"
            yield f"row {cell[0] + 2}, column {field['name']}: found {found}; accepted: {accepted}"
    if table.get("rows", len(cells)) != len(cells):
        yield f"row {len(cells) + 1}: found {len(cells)} rows of values; accepted: {table['rows']}"
    if "hash" in table:
        yield (
            f"found another file ({fingerprint(content)[:19]}…); "
            "accepted: the file whose SHA-256 stands in the dictionary"
        )


def _accepts(field, cell):
    """Whether a column may hold a cell: its text, or NaN where nothing stands."""
    rules = field.get("constraints", {})
    if not isinstance(cell, str):
        return not rules.get("required")
    if field["type"] == "boolean":
        return cell in (*field["trueValues"], *field["falseValues"])
    if field["type"] == "string":
        return cell in rules.get("enum", [cell])
    readers: dict[str, Callable[[str], Any]] = {"integer": int, "number": float, "date": date.fromisoformat}
    read = readers[field["type"]]
    try:
        value = read(cell)
    except ValueError:
        return False
    if (
        field["type"] == "integer" and not -(2**63) <= value < 2**63
    ):  # what a column of whole numbers can hold
        return False
    low, high = (read(rules[end]) if end in rules else value for end in ("minimum", "maximum"))
    return low <= value <= high and value not in (math.inf, -math.inf)


def typed(cells: pd.Series, field: Entry) -> pd.Series:
    """Return a column of text cells (missing ones as NaN) in the type that the dictionary gives it."""
    import pandas as pd

    constraints = field.get("constraints", {})
    if field["type"] == "boolean":
        return cells.isin(field["trueValues"])
    if field["type"] == "integer":
        return cells.astype("int64" if constraints.get("required") else "float64")
    if field["type"] == "number":
        return cells.astype("float64")
    if field["type"] == "date":
        return pd.to_datetime(cells, format="%Y-%m-%d")
    if "enum" in constraints:
        return cells.astype(pd.CategoricalDtype(constraints["enum"], ordered=field.get("ordered", False)))
    return cells


def describe_dataset(name: str, folder: Folder = None) -> pd.DataFrame:
    """Return a table's columns: what each means, its unit, its type, what it may hold, what is missing.

    Parameters: as in ``load_dataset``.
    Returns one row a column, indexed by the column's name: meaning, unit, type, accepts, missing (cells).
    Raises TypeError or ValueError or FileNotFoundError as ``load_dataset``.

    >>> describe_dataset("train_choice").loc["time_a", "unit"]
    'minutes'
    """
    import pandas as pd

    missing = load_dataset(name, folder).isna().sum()
    rows = [
        {
            "column": field["name"],
            "meaning": field["description"],
            "unit": field.get("unit", ""),
            "type": type_in_words(field),
            "accepts": accepted_in_words(field),
            "missing": int(missing[field["name"]]),
        }
        for field in fields_of(find_table(name, folder))
    ]
    return pd.DataFrame(rows).set_index("column")


def type_in_words(field: Entry) -> str:
    """Name a column's type for a reader who does not program."""
    if "enum" in field.get("constraints", {}) and field["type"] == "string":
        return "ordered levels" if field.get("ordered") else "levels"
    kind: str = field["type"]
    names = {"integer": "whole number", "boolean": "yes or no", "date": "day", "string": "text"}
    return names.get(kind, kind)


def accepted_in_words(field: Entry) -> str:
    """Say which values a column may hold, such as '1 to 7', 'at least 0', or its levels.

    >>> accepted_in_words({"type": "integer", "constraints": {"minimum": 1, "maximum": 7}})
    '1 to 7'
    """
    constraints = field.get("constraints", {})
    if field["type"] == "boolean":
        return f"{field['trueValues'][0]} or {field['falseValues'][0]}"
    if "enum" in constraints:
        return ", ".join(str(level) for level in constraints["enum"])
    low, high = constraints.get("minimum"), constraints.get("maximum")
    if low is not None and high is not None:
        return f"{low} to {high}"
    if low is not None:
        return f"at least {low}"
    return f"at most {high}" if high is not None else "any"


@dataclass(frozen=True)
class DatasetStory:
    """The people behind a table, its source and its limits; shows itself as text or as HTML."""

    name: str
    title: str
    about: str
    real_or_simulated: str
    sample: str
    asked: str
    cannot_tell: str
    changed: str
    sources: tuple[str, ...]
    licence: str

    def lines(self) -> list[tuple[str, str]]:
        """Return what there is to say, as pairs of label and text."""
        lines = [
            ("Real or simulated", self.real_or_simulated),
            ("Who", self.sample),
            ("What was asked", self.asked),
            ("What it cannot tell", self.cannot_tell),
            ("Changed here", self.changed),
            ("Source", "; ".join(self.sources)),
            ("Licence", self.licence),
        ]
        return [(label, text) for label, text in lines if text]

    def __str__(self):
        body = "\n".join(f"{label}: {text}" for label, text in self.lines())
        return f"{self.title} ({self.name})\n{self.about}\n{body}"

    __repr__ = __str__

    def _repr_html_(self):
        body = "".join(f"<dt><b>{label}</b></dt><dd>{escape(text)}</dd>" for label, text in self.lines())
        return (
            f"<h4>{escape(self.title)} (<code>{escape(self.name)}</code>)</h4>"
            f"<p>{escape(self.about)}</p><dl>{body}</dl>"
        )


def dataset_story(name: str, folder: Folder = None) -> DatasetStory:
    """Return who is behind a table, what they were asked, what it cannot tell, its source and licence.

    Parameters: as in ``load_dataset``.
    The story shows itself in a notebook; ``str()`` gives plain text.
    Raises TypeError or ValueError if the name is not text, or there is no such table.

    >>> print(dataset_story("train_choice").real_or_simulated)
    real
    """
    table = find_table(name, folder)
    return DatasetStory(
        name=table["name"],
        title=table["title"],
        about=table["description"],
        real_or_simulated="simulated" if table["simulated"] else "real",
        sample=table["sample"],
        asked=table["asked"],
        cannot_tell=table["cannot_tell"],
        changed=changes_in_words(table),
        sources=tuple(source["title"] for source in table["sources"]),
        licence="; ".join(licence["title"] for licence in table["licenses"]),
    )


def changes_in_words(table: Entry) -> str:
    """Say which columns and levels were renamed from the source, and what was left out."""
    fields = fields_of(table)
    renamed = [f"{field['source_name']} is {field['name']}" for field in fields if is_renamed(field)]
    relabelled = sum(bool(renamed_levels(field)) for field in fields)
    if len(renamed) > 10:
        renamed = [f"{len(renamed)} of {len(fields)} columns"]
    parts = [
        f"Renamed: {', '.join(renamed)}." if renamed else "",
        f"Columns whose levels were renamed: {relabelled}." if relabelled else "",
        "The dictionary has each old name as source_name, each old level as source_levels."
        if renamed or relabelled
        else "",
        f"Left out: {table['dropped']}" if "dropped" in table else "",
    ]
    return " ".join(part for part in parts if part)


def is_renamed(field: Entry) -> bool:
    """Say whether a column was called otherwise in its source."""
    return field.get("source_name", field["name"]) != field["name"]


def renamed_levels(field: Entry) -> dict[str, str]:
    """Return the levels that were called otherwise in the source, as a dict from old to new."""
    return {old: new for old, new in field.get("source_levels", {}).items() if old != new}


def data_folder() -> Path:
    """Return the folder that holds the course's tables and their dictionary.

    It is ``custvalue_helpers/_datasets`` where the course was installed from a wheel, ``datasets``
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


def restoring(what: str) -> str:
    """Say how to get a missing or damaged file back, in words that fit how the course was installed."""
    if (PACKAGE_FOLDER.parent / "pyproject.toml").is_file():
        return f"To restore {what}, run: git checkout -- datasets"
    return f"To restore {what}, install the course again."


def read_dictionary(folder: Folder = None) -> dict[str, Any]:
    """Return the whole dictionary as written in ``datapackage.json``.

    It is a Frictionless Data Package descriptor. Treat it as read-only.
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


def folder_of(folder: Folder = None) -> Path:
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


def table_names(folder: Folder = None) -> list[str]:
    """Return the names that ``load_dataset`` knows.

    >>> "train_choice" in table_names()
    True
    """
    return [table["name"] for table in read_dictionary(folder)["resources"]]


def find_table(name: str, folder: Folder = None) -> dict[str, Any]:
    """Return a table's entry in the dictionary.

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


def fields_of(table: Entry) -> list[dict[str, Any]]:
    """Return a table entry's columns, each a dict with name, type, description, constraints and so on."""
    return table["schema"]["fields"]


def format_dictionary(dictionary: Entry) -> str:
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


def table_text(table: pd.DataFrame) -> str:
    """Return a DataFrame as the text of its file: commas, line feeds, no index, days as 2024-01-31.

    >>> import pandas as pd
    >>> table_text(pd.DataFrame({"day": pd.to_datetime(["2024-01-31"]), "euro": [9.5]}))
    'day,euro\\n2024-01-31,9.5\\n'
    """
    return table.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")


def fingerprint(content: bytes) -> str:
    """Return a file's bytes as the dictionary names them: 'sha256:' and 64 digits.

    >>> fingerprint(b"")[:20]
    'sha256:e3b0c44298fc1'
    """
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def with_fingerprints(dictionary: Entry, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the dictionary with rows, bytes and hash of these tables (a dict of name to text) made new."""
    tables = []
    for table in dictionary["resources"]:
        if table["name"] in texts:
            content = texts[table["name"]].encode()
            sizes = {"rows": content.count(b"\n") - 1, "bytes": len(content), "hash": fingerprint(content)}
            table = {**table, **sizes}
        tables.append(table)
    return {**dictionary, "resources": tables}
