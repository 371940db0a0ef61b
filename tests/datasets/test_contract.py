"""The dictionary as a contract: every file keeps it, and every kind of damage is caught and placed."""

import json
import os
import sys
from pathlib import Path

import pytest
from frictionless import Package
from hypothesis import example, given, settings
from hypothesis import strategies as st

from custvalue_helpers.kit.data import (
    data_folder,
    fields_of,
    find_table,
    format_dictionary,
    load_dataset,
    read_dictionary,
)

TABLES = read_dictionary()["resources"]
ROOT = Path(__file__).resolve().parents[2]


def damaged(folder, table, change):
    """Copy a table with its dictionary, change its list of lines, and return what is wrong: type, row, column.

    Rows count as in a spreadsheet: the header is row 1. The other tables are linked, so that keys can be looked up.
    """
    for path in data_folder().iterdir():
        if path.suffix in (".csv", ".json") and path.name != table["path"]:
            os.symlink(path, folder / path.name)
    lines = change((data_folder() / table["path"]).read_text(encoding="utf-8").splitlines())
    (folder / table["path"]).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    report = Package(str(folder / "datapackage.json")).get_resource(table["name"]).validate()
    return {tuple(error) for error in report.flatten(["type", "rowNumber", "fieldName"])}


def column(table, *kinds, rule=""):
    """The number and name of a table's first column of a kind that has a rule; None where there is none."""
    for number, field in enumerate(fields_of(table)):
        if field["type"] in kinds and (not rule or rule in field.get("constraints", {})):
            return number, field["name"]
    return None


def test_every_file_keeps_the_contract():
    report = Package(str(data_folder() / "datapackage.json")).validate()
    assert report.valid, report.to_summary()
    assert [task.name for task in report.tasks] == [table["name"] for table in TABLES]


@pytest.mark.parametrize("table", TABLES, ids=[table["name"] for table in TABLES])
def test_all_damage_is_reported_at_once(table, tmp_path):
    damages = [
        ("type-error", "oops", column(table, "integer", "number", "date")),
        ("type-error", "nan", column(table, "integer")),
        ("type-error", "inf", column(table, "integer")),
        ("type-error", "7.5.1", column(table, "integer", "number")),
        ("constraint-error", "", column(table, "integer", "number", "string", rule="required")),
        ("constraint-error", "-99", column(table, "integer", "number", rule="minimum")),
        ("constraint-error", "espresso martini", column(table, "string", rule="enum")),
    ]
    placed = {("hash-count", None, None), ("byte-count", None, None), ("row-count", None, None)}

    def change(lines):
        key = "primaryKey" in table["schema"]
        placed.update({("primary-key", len(lines) + len(damages), None)} if key else ())
        lines += lines[-1:] * len(damages)
        for row, (kind, value, place) in enumerate(damages, start=2):
            if place:
                cells = lines[row - 1].split(",")
                cells[place[0]] = value
                lines[row - 1] = ",".join(cells)
                placed.add((kind, row, place[1]))
        return lines

    assert placed <= damaged(tmp_path, table, change)


@pytest.mark.parametrize(
    "table", [t for t in TABLES if "foreignKeys" in t["schema"]], ids=lambda table: table["name"]
)
def test_a_broken_key_is_caught(table, tmp_path):
    number = [field["name"] for field in fields_of(table)].index("customer")

    def change(lines):
        cells = lines[5].split(",")
        return [*lines[:5], ",".join([*cells[:number], "987654", *cells[number + 1 :]]), *lines[6:]]

    assert ("foreign-key", 6, None) in damaged(tmp_path, table, change)


def test_rows_in_another_order_or_left_out_and_columns_in_another_order_or_twice_are_caught(tmp_path):
    changes = {
        "hash-count": lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
        "row-count": lambda lines: lines[:-3],
        "incorrect-label": lambda lines: [",".join(line.split(",")[::-1]) for line in lines],
        "extra-label": lambda lines: [line + "," + line.split(",")[0] for line in lines],
        "missing-cell": lambda lines: [*lines[:-1], lines[-1].rpartition(",")[0]],
    }
    for kind, change in changes.items():
        folder = tmp_path / kind
        folder.mkdir()
        assert kind in {
            wrong for wrong, _, _ in damaged(folder, find_table("subscription_retention"), change)
        }


@settings(max_examples=150)
@example(kind="integer", text=str(2**63))
@given(
    kind=st.sampled_from(["integer", "number", "date", "string"]),
    text=st.one_of(st.text(max_size=12), st.integers().map(str), st.floats().map(str), st.dates().map(str)),
)
def test_any_cell_is_either_read_or_refused_with_a_value_error(tmp_path_factory, kind, text):
    folder = tmp_path_factory.mktemp("one_cell")
    field = {"name": "cell", "type": kind, "description": "", "constraints": {"required": True}}
    table = {"name": "one", "path": "one.csv", "schema": {"fields": [field], "missingValues": [""]}}
    (folder / "datapackage.json").write_text(json.dumps({"resources": [table]}))
    quoted = text.replace('"', '""')
    (folder / "one.csv").write_text(f'cell\n"{quoted}"\n', encoding="utf-8", newline="")
    try:
        (cell,) = load_dataset("one", folder)["cell"]
    except ValueError:
        plain = text.isascii() and text.isdigit() and len(text) < 19
        assert not (kind == "string" and text) and not (kind in ("integer", "number") and plain)
    else:
        assert str(cell) == text or kind != "string"
        assert cell - cell == 0 if kind in ("integer", "number") else cell is not None


def test_the_dictionary_is_a_data_package():
    package = read_dictionary()
    assert package["$schema"].endswith("datapackage.json") and package["name"] and package["licenses"]
    for table in TABLES:
        needed = {"name", "title", "path", "description", "sources", "licenses", "simulated", "sample"}
        needed |= {"asked", "cannot_tell", "hash", "bytes", "rows", "schema", "lesson"}
        assert needed <= table.keys()
        assert table["path"] == f"{table['name']}.csv" and table["hash"].startswith("sha256:")
        assert len(table["licenses"]) == 1
        names = [field["name"] for field in fields_of(table)]
        assert len(names) == len(set(names))
        for field in fields_of(table):
            assert field["description"] and field["type"] in (
                "integer",
                "number",
                "string",
                "boolean",
                "date",
            )
        for link in table["schema"].get("foreignKeys", []):
            there = [field["name"] for field in fields_of(find_table(link["reference"]["resource"]))]
            assert set(link["fields"]) <= set(names) and set(link["reference"]["fields"]) <= set(there)


def test_the_dictionary_is_stored_in_its_normal_form():
    text = (data_folder() / "datapackage.json").read_text(encoding="utf-8")
    assert text == format_dictionary(json.loads(text))


def test_every_csv_file_is_in_the_dictionary_and_all_are_small():
    files = {path.name for path in data_folder().glob("*.csv")}
    assert files == {table["path"] for table in TABLES}
    assert sum(path.stat().st_size for path in data_folder().iterdir() if path.is_file()) < 3_000_000


def test_the_readme_is_what_the_dictionary_says():
    sys.path.insert(0, str(ROOT / "datasets"))
    try:
        from write_readme import readme
    finally:
        sys.path.pop(0)
    assert (ROOT / "datasets" / "README.md").read_text(encoding="utf-8") == readme()
