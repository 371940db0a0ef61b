"""Tables for the lessons: load one, look up its columns, read where it comes from.

pandas loads when a table is first asked for, so that importing this module stays light.
"""

from dataclasses import dataclass
from html import escape
from io import BytesIO

from custvalue_helpers.kit.dictionary import fields_of, find_table, folder_of, restoring, table_names
from custvalue_helpers.kit.fingerprint import fingerprint

__all__ = ["DatasetStory", "dataset_story", "describe_dataset", "load_dataset", "table_names"]


def load_dataset(name, folder=None):
    """Return one of the course's tables, with the right type in every column.

    Whole numbers load as int64 (as float64 where answers may be missing, so that NumPy can work
    with them), levels as categories in the dictionary's order, yes and no as True and False,
    days as datetime64.

    Parameters: ``name``, a name from ``table_names()`` (str); ``folder``, folder with other tables and their
    ``datapackage.json``; the course's own by default (path, optional).
    Returns pandas.DataFrame: one row as the dictionary says, columns in the dictionary's order. It is the caller's to
    change.
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
    content = _checked_content(table, folder_of(folder))
    cells = pd.read_csv(
        BytesIO(content), dtype=str, keep_default_na=False, na_values=table["schema"]["missingValues"]
    )
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
    if fingerprint(content) != table.get("hash"):
        _refuse_damaged(table, folder)
    return content


def _refuse_damaged(table, folder):
    """Say what is wrong with a file whose SHA-256 differs; one that has none to differ from may be right."""
    from custvalue_helpers.kit.validate import validate_table

    problems = [str(problem) for problem in validate_table(table["name"], folder)]
    if problems:
        more = f" (and {len(problems) - 3} more)" if len(problems) > 3 else ""
        listed = "; ".join(problems[:3])
        raise ValueError(
            f"The file {folder / table['path']} is not as the data dictionary says: {listed}{more}. "
            f"{restoring('it')}"
        )


def typed(cells, field):
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


def describe_dataset(name, folder=None):
    """Return a table's columns: what each means, its unit, its type, what it may hold, what is missing.

    Parameters: ``name``, a name from ``table_names()`` (str); ``folder``, folder with other tables and their
    ``datapackage.json`` (path, optional).
    Returns pandas.DataFrame: one row a column, indexed by the column's name: meaning, unit, type, accepts, missing
    (cells).
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


def type_in_words(field):
    """Name a column's type for a reader who does not program."""
    if "enum" in field.get("constraints", {}) and field["type"] == "string":
        return "ordered levels" if field.get("ordered") else "levels"
    names = {"integer": "whole number", "boolean": "yes or no", "date": "day", "string": "text"}
    return names.get(field["type"], field["type"])


def accepted_in_words(field):
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

    def lines(self):
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


def dataset_story(name, folder=None):
    """Return who is behind a table, what they were asked, what it cannot tell, its source and licence.

    Parameters: ``name``, a name from ``table_names()`` (str); ``folder``, folder with other tables and their
    ``datapackage.json`` (path, optional).
    Returns DatasetStory: shows itself in a notebook; ``str()`` gives plain text.
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


def changes_in_words(table):
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


def is_renamed(field):
    """Say whether a column was called otherwise in its source."""
    return field.get("source_name", field["name"]) != field["name"]


def renamed_levels(field):
    """Return the levels that were called otherwise in the source, as a dict from old to new."""
    return {old: new for old, new in field.get("source_levels", {}).items() if old != new}
