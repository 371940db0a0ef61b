"""The dictionary as a contract: every file keeps it, and every kind of damage is caught and placed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custvalue_helpers.kit.dictionary import (
    data_folder,
    fields_of,
    find_table,
    format_dictionary,
    read_dictionary,
)
from custvalue_helpers.kit.validate import parse, validate_folder, validate_table

TABLES = read_dictionary()["resources"]
BY_NAME = pytest.mark.parametrize("table", TABLES, ids=[table["name"] for table in TABLES])
ROOT = Path(__file__).resolve().parents[2]


def damaged(tmp_path, table, change):
    """Copy a table with its dictionary, change its list of lines, and return the problems found.

    The other tables are linked, so that keys can be looked up.
    """
    for path in data_folder().iterdir():
        if path.suffix in (".csv", ".json") and path.name != table["path"]:
            os.symlink(path, tmp_path / path.name)
    lines = (data_folder() / table["path"]).read_text(encoding="utf-8").splitlines()
    lines = change(lines)
    (tmp_path / table["path"]).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return validate_table(table["name"], tmp_path)


def with_cell(row, column, value):
    """A change that puts a value into one cell; rows count as in a spreadsheet."""

    def change(lines):
        cells = lines[row - 1].split(",")
        cells[column] = value
        lines[row - 1] = ",".join(cells)
        return lines

    return change


def first_column(table, *kinds, **wanted):
    """The number and name of the first column of a kind whose constraints have what is wanted."""
    for number, field in enumerate(fields_of(table)):
        constraints = field.get("constraints", {})
        if field["type"] in kinds and all((key in constraints) == there for key, there in wanted.items()):
            return number, field["name"]
    return None, None


def having(*kinds, **wanted):
    """The tables that have such a column."""
    return [table for table in TABLES if first_column(table, *kinds, **wanted)[1]]


def placed(problems, table, row, column):
    return any((p.file, p.row, p.column) == (table["path"], row, column) for p in problems)


def test_every_file_keeps_the_contract():
    assert validate_folder() == []


def test_the_command_says_so():
    done = subprocess.run(
        [sys.executable, "-m", "custvalue_helpers.kit.validate"], capture_output=True, text=True
    )
    assert done.returncode == 0 and "as the dictionary says" in done.stdout


@BY_NAME
def test_a_wrong_type_is_caught(table, tmp_path):
    number, name = first_column(table, "integer", "number", "date", "boolean")
    problems = damaged(tmp_path, table, with_cell(4, number, "oops"))
    assert placed(problems, table, 4, name)
    assert f"{table['path']}, row 4, column {name}: found 'oops'; accepted: " in "\n".join(map(str, problems))


@BY_NAME
def test_a_missing_column_is_caught(table, tmp_path):
    name = fields_of(table)[1]["name"]
    problems = damaged(tmp_path, table, with_cell(1, 1, "renamed"))
    assert placed(problems, table, 1, name) and placed(problems, table, 1, "renamed")


@pytest.mark.parametrize("table", having("string", enum=True), ids=lambda table: table["name"])
def test_an_unlisted_level_is_caught(table, tmp_path):
    number, name = first_column(table, "string", enum=True)
    problems = damaged(tmp_path, table, with_cell(5, number, "espresso martini"))
    assert placed(problems, table, 5, name)


@pytest.mark.parametrize("table", having("integer", "number", minimum=True), ids=lambda table: table["name"])
def test_a_value_out_of_range_is_caught(table, tmp_path):
    number, name = first_column(table, "integer", "number", minimum=True)
    assert placed(damaged(tmp_path, table, with_cell(3, number, "-99")), table, 3, name)


@BY_NAME
def test_a_value_that_is_missing_is_caught(table, tmp_path):
    number, name = first_column(table, "integer", "number", "string", required=True)
    assert placed(damaged(tmp_path, table, with_cell(3, number, "")), table, 3, name)


@BY_NAME
def test_not_a_number_and_infinity_are_caught(table, tmp_path):
    number, name = first_column(table, "integer", "number")
    for value in ("nan", "inf", "1e999x", "7.5.1"):
        problems = damaged(tmp_path, table, with_cell(3, number, value))
        assert placed(problems, table, 3, name)
        for path in tmp_path.iterdir():
            path.unlink()


@BY_NAME
def test_a_row_twice_is_caught(table, tmp_path):
    problems = damaged(tmp_path, table, lambda lines: [*lines, lines[1]])
    text = "\n".join(map(str, problems))
    assert f"row {len(problems) and table['rows'] + 2}" in text
    if "primaryKey" in table["schema"]:
        assert placed(problems, table, table["rows"] + 2, ", ".join(table["schema"]["primaryKey"]))


@BY_NAME
def test_a_file_cut_short_is_caught(table, tmp_path):
    cut = (table["rows"] + 1) // 2 + 1

    def change(lines):
        half = lines[: cut + 1]
        half[-1] = half[-1].rpartition(",")[0]
        return half

    problems = damaged(tmp_path, table, change)
    quoted = any("broken quotes" in problem.found and problem.row == cut + 1 for problem in problems)
    assert quoted or placed(problems, table, cut + 1, fields_of(table)[-1]["name"])
    assert any("rows of values" in problem.found for problem in problems)


@BY_NAME
def test_a_value_changed_within_its_range_is_caught(table, tmp_path):
    def change(lines):
        lines[1], lines[2] = lines[2], lines[1]
        return lines

    problems = damaged(tmp_path, table, change)
    assert any("SHA-256" in problem.accepted for problem in problems)


@pytest.mark.parametrize(
    "table", [t for t in TABLES if "foreignKeys" in t["schema"]], ids=lambda table: table["name"]
)
def test_a_broken_key_is_caught(table, tmp_path):
    number = [field["name"] for field in fields_of(table)].index("customer")
    problems = damaged(tmp_path, table, with_cell(6, number, "987654"))
    assert placed(problems, table, 6, "customer")
    assert "a value of customer in kestrel_customers" in "\n".join(map(str, problems))


def test_all_problems_are_reported_at_once(tmp_path):
    table = find_table("ecsi_mobile")

    def change(lines):
        for row in (3, 9, 40):
            lines = with_cell(row, 0, "11")(lines)
        return with_cell(9, 3, "")(lines)

    problems = damaged(tmp_path, table, change)
    places = {(p.row, p.column) for p in problems}
    assert {
        (3, "expected_quality"),
        (9, "expected_quality"),
        (40, "expected_quality"),
        (9, "satisfaction"),
    } <= places


def test_columns_in_another_order_or_twice_are_caught(tmp_path):
    table = find_table("subscription_retention")
    swapped = damaged(tmp_path, table, lambda lines: [",".join(line.split(",")[::-1]) for line in lines])
    assert any("another order" in problem.found for problem in swapped)
    for path in tmp_path.iterdir():
        path.unlink()
    twice = damaged(tmp_path, table, lambda lines: [line + "," + line.split(",")[0] for line in lines])
    assert placed(twice, table, 1, "plan")


def test_text_that_is_not_utf8_and_an_empty_file_are_caught(tmp_path):
    table = find_table("subscription_retention")
    problems = damaged(tmp_path, table, lambda lines: lines)
    assert problems == []
    (tmp_path / table["path"]).write_bytes(b"plan,years_watched\nregul\xff,1\n")
    assert placed(validate_table(table["name"], tmp_path), table, 2, None)
    (tmp_path / table["path"]).write_bytes(b"")
    assert placed(validate_table(table["name"], tmp_path), table, 1, "plan")


@given(st.integers())
def test_whole_numbers_are_read_back(number):
    assert parse(str(number), {"type": "integer"}) == number


@settings(max_examples=60)
@given(st.text(max_size=12))
def test_any_text_is_either_read_or_refused_with_a_value_error(text):
    for kind in ("integer", "number", "date", "string"):
        try:
            parse(text, {"type": kind})
        except ValueError:
            assert kind != "string"


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
