"""Check tables against the data dictionary, and name everything that is wrong: file, row, column.

    python -m custvalue_helpers.kit.validate [folder]

Works on the course's own tables, and on any folder with a ``datapackage.json`` of the same kind.
"""

import csv
import io
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date

from custvalue_helpers.kit.data import accepted_in_words, type_in_words
from custvalue_helpers.kit.dictionary import fields_of, find_table, folder_of, read_dictionary
from custvalue_helpers.kit.fingerprint import fingerprint

WHOLE_NUMBER = re.compile(r"[+-]?\d+")
DECIMAL_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a table. Rows count as in a spreadsheet: the header is row 1."""

    file: str
    row: int | None
    column: str | None
    found: str
    accepted: str

    def __str__(self):
        place = [self.file]
        place += [f"row {self.row}"] if self.row is not None else []
        place += [f"column {self.column}"] if self.column is not None else []
        return f"{', '.join(place)}: found {self.found}; accepted: {self.accepted}"


@dataclass(frozen=True)
class Cells:
    """The text in a table's cells: by column name, all of the same length, with each one's row number."""

    rows: list
    columns: dict


def validate_folder(folder=None):
    """Check every table that a folder's dictionary lists.

    Parameters: ``folder``, the course's own tables by default (path, optional).
    Returns list of Problem: empty if all is well.
    Raises FileNotFoundError or ValueError if the folder has no dictionary, or one that is not JSON.

    >>> validate_folder()
    []
    """
    names = [table["name"] for table in read_dictionary(folder)["resources"]]
    known = {}
    return [problem for name in names for problem in validate_table(name, folder, known)]


def validate_table(name, folder=None, known=None):
    """Check one table: columns, types, ranges, levels, missing values, keys, number of rows, SHA-256.

    Parameters: ``name``, a table in the dictionary (str); ``folder``, the course's own tables by default (path,
    optional); ``known``, keeps the keys of tables that were read, for the next call (dict, optional).
    Returns list of Problem: all that is wrong, in the order of columns and rows; the SHA-256 last.
    Raises ValueError if the dictionary has no such table.

    >>> validate_table("train_choice")
    []
    """
    table = find_table(name, folder)
    folder = folder_of(folder)
    content, problems = _read(table["path"], folder)
    if content is None:
        return problems
    cells, problems = _cells(table, content)
    for field in fields_of(table):
        if field["name"] in cells.columns:
            problems += _column_problems(table, field, cells)
    problems += _size_problems(table, cells)
    problems += _repeated_keys(table, cells)
    problems += _broken_references(table, cells, folder, {} if known is None else known)
    if "hash" in table and fingerprint(content) != table["hash"]:
        accepted = "the file whose SHA-256 stands in the dictionary"
        problems.append(
            Problem(table["path"], None, None, f"another file ({fingerprint(content)[:19]}…)", accepted)
        )
    return problems


def _read(path, folder):
    try:
        return (folder / path).read_bytes(), []
    except OSError as error:
        return None, [
            Problem(path, None, None, f"no readable file ({error.strerror})", f"a file in {folder}")
        ]


def _cells(table, content):
    """Return the cells of the listed columns, and what is wrong with the shape of the file."""
    path, names = table["path"], [field["name"] for field in fields_of(table)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        return Cells([], {}), [Problem(path, row, None, "text that is not UTF-8", "a CSV file in UTF-8")]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(reader, [])
    problems = [
        Problem(path, 1, name, "no such column", "a column of this name")
        for name in names
        if name not in header
    ]
    problems += [
        Problem(
            path,
            1,
            name,
            "a column that is not listed" if count == 1 else f"the column {count} times",
            "once: " + ", ".join(names),
        )
        for name, count in Counter(header).items()
        if name not in names or count > 1
    ]
    if not problems and header != names:
        problems.append(Problem(path, 1, None, "columns in another order", ", ".join(names)))
    rows, lines = [], []
    try:
        for line in reader:
            if len(line) == len(header):
                rows.append(reader.line_num)
                lines.append(line)
            else:
                problems.append(_wrong_width(path, reader.line_num, line, header))
    except csv.Error as error:
        problems.append(Problem(path, reader.line_num, None, f"broken quotes ({error})", "quotes in pairs"))
    columns = list(zip(*lines, strict=True)) or [()] * len(header)
    return Cells(rows, {name: columns[header.index(name)] for name in names if name in header}), problems


def _wrong_width(path, row, line, header):
    """The first column without a value, or the last one, is where the reader should look."""
    column = header[min(len(line), len(header) - 1)] if header else None
    return Problem(path, row, column, f"{len(line)} values", f"{len(header)} values, one a column")


def _column_problems(table, field, cells):
    """Return a problem for each cell that its column does not accept; each different value is judged once."""
    values = cells.columns[field["name"]]
    missing = set(table["schema"].get("missingValues", [""]))
    faults = {value: _fault(value, field, missing) for value in set(values)}
    if not any(faults.values()):
        return []
    return [
        Problem(table["path"], row, field["name"], *faults[value])
        for row, value in zip(cells.rows, values, strict=True)
        if faults[value]
    ]


def _fault(value, field, missing):
    """Return (found, accepted) if the column does not accept a value, otherwise None."""
    accepted = f"{type_in_words(field)}, {accepted_in_words(field)}"
    if value in missing:
        return ("no value", accepted) if field.get("constraints", {}).get("required") else None
    try:
        parsed = parse(value, field)
    except ValueError:
        return repr(value), accepted
    constraints = field.get("constraints", {})
    low, high = (constraints.get(end) for end in ("minimum", "maximum"))
    if field["type"] == "date":
        low, high = (end and date.fromisoformat(end) for end in (low, high))
    outside = (low is not None and parsed < low) or (high is not None and parsed > high)
    unlisted = "enum" in constraints and parsed not in constraints["enum"]
    return (repr(value), accepted) if outside or unlisted else None


def parse(value, field):
    """Return a cell's text as the dictionary's type, or raise ValueError.

    >>> parse("7", {"type": "integer"})
    7
    """
    kind = field["type"]
    if kind == "integer" and WHOLE_NUMBER.fullmatch(value):
        return int(value)
    if kind == "number" and DECIMAL_NUMBER.fullmatch(value):
        return float(value)
    if kind == "boolean" and value in (*field["trueValues"], *field["falseValues"]):
        return value in field["trueValues"]
    if kind == "date" and len(value) == 10:
        return date.fromisoformat(value)
    if kind == "string":
        return value
    raise ValueError(value)


def _size_problems(table, cells):
    if table.get("rows", len(cells.rows)) == len(cells.rows):
        return []
    last = cells.rows[-1] if cells.rows else 1
    found, accepted = (
        f"{len(cells.rows)} rows of values, the last one here",
        f"{table['rows']} rows of values",
    )
    return [Problem(table["path"], last, None, found, accepted)]


def _keys(cells, names):
    return list(zip(*(cells.columns[name] for name in names), strict=True))


def _repeated_keys(table, cells):
    names = table["schema"].get("primaryKey", [])
    if not names or not set(names) <= cells.columns.keys():
        return []
    first, problems = {}, []
    for row, key in zip(cells.rows, _keys(cells, names), strict=True):
        if key in first:
            found = f"{', '.join(key)} again, after row {first[key]}"
            problems.append(Problem(table["path"], row, ", ".join(names), found, "each only once"))
        first.setdefault(key, row)
    return problems


def _broken_references(table, cells, folder, known):
    problems = []
    for link in table["schema"].get("foreignKeys", []):
        names, target = link["fields"], link["reference"]["resource"]
        if not set(names) <= cells.columns.keys():
            continue
        there = _known_keys(target, link["reference"]["fields"], folder, known)
        accepted = f"a value of {', '.join(link['reference']['fields'])} in {target}"
        problems += [
            Problem(table["path"], row, ", ".join(names), repr(", ".join(key)), accepted)
            for row, key in zip(cells.rows, _keys(cells, names), strict=True)
            if key not in there
        ]
    return problems


def _known_keys(target, names, folder, known):
    """Return the keys of the table referred to; none if it cannot be read, which is its own problem."""
    place = (target, *names)
    if place not in known:
        entry = find_table(target, folder)
        content, _ = _read(entry["path"], folder)
        cells = _cells(entry, content)[0] if content is not None else Cells([], {})
        known[place] = set(_keys(cells, names)) if set(names) <= cells.columns.keys() else set()
    return known[place]


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else None
    problems = validate_folder(folder)
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems" if problems else "All tables are as the dictionary says.")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
