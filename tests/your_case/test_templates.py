"""The templates: what is written, and that Excel itself refuses what no cell of a column may hold, and the loader what was pasted."""

import re
import runpy
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from custvalue_helpers.your_case import CaseError, case_templates, load_case
from custvalue_helpers.your_case.schema import FACTS, TABLES
from custvalue_helpers.your_case.templates import templates_folder
from tests.your_case.own_cases import TODAY, assert_same

ROOT = Path(__file__).resolve().parents[2]
FREE = ("name", "text")  # kinds of columns in which any text will do


@pytest.fixture
def book(tmp_path):
    case_templates(tmp_path / "my_case.xlsx")
    return load_workbook(tmp_path / "my_case.xlsx")


def rule_at(sheet, cell):
    """The one rule of a cell, None if it has none."""
    rules = [rule for rule in sheet.data_validations.dataValidation if cell.coordinate in rule.sqref]
    assert len(rules) < 2
    return rules[0] if rules else None


def takes(rule, value, book):
    """Whether Excel lets a value be typed into a cell with this rule."""
    if rule is None or value is None:
        return rule is None or rule.allow_blank
    if rule.type == "list":
        if rule.formula1.startswith('"'):
            return value in rule.formula1.strip('"').split(",")
        assert rule.formula1 == "offers!$A$2:$A$1000"
        return value in [name for (name,) in book["offers"].iter_rows(2, None, 1, 1, values_only=True)]
    low, high = (_worth(end, book) for end in (rule.formula1, rule.formula2))
    if rule.type == "textLength":
        return low <= len(value) <= high
    kind = {"date": (date, datetime), "whole": int, "decimal": (int, float)}[rule.type]
    if isinstance(value, datetime):
        value = value.date()
    return isinstance(value, kind) and low <= value <= high


def _worth(formula, book):
    if place := re.fullmatch(r"firm!\$B\$(\d+)", formula):
        return book["firm"].cell(int(place[1]), 2).value
    if day := re.fullmatch(r"DATE\((\d+),(\d+),(\d+)\)", formula):
        return date(*map(int, day.groups()))
    return TODAY if formula == "TODAY()" else float(formula)


def cell_of(book, table, column, row=2):
    """A cell of the template by its column's name; in the firm sheet, that of a fact."""
    sheet = book[table]
    if table == "firm":
        return next(cells[1] for cells in sheet.iter_rows() if cells[0].value == column)
    return sheet.cell(row, [cell.value for cell in sheet[1]].index(column) + 1)


def test_every_cell_of_the_example_is_one_that_excel_takes(book):
    checked = 0
    for name in TABLES:
        for cells in book[name].iter_rows(min_row=2):
            for cell in cells:
                assert takes(rule_at(book[name], cell), cell.value, book), cell
                checked += rule_at(book[name], cell) is not None
    assert checked > 1_000


def test_every_column_has_a_rule_but_those_of_any_text_from_the_first_row_to_the_last(book):
    for name, table in TABLES.items():
        if name == "firm":
            continue
        for place, header in enumerate(book[name][1], start=1):
            column = table.read_as(header.value)
            rules = [rule_at(book[name], book[name].cell(row, place)) for row in (2, 1_048_576)]
            assert all((rule is None) == (column is None or column.kind in FREE) for rule in rules), header
            assert rule_at(book[name], header) is None
    for fact in FACTS:
        assert (rule_at(book["firm"], cell_of(book, "firm", fact.name)) is None) == (fact.kind in FREE), (
            fact.name
        )


# Of each kind: what may be typed, and what Excel refuses.
TYPED = [
    ("customers", "left", ["yes", "no", None], ["perhaps", "Yes!", 1]),
    ("firm", "period", ["month", "quarter", "year"], ["week", "monthly", None]),
    ("experience", "recommend", [0, 7, 10, None], [-1, 11, 7.5, "7 of 10"]),
    ("customers", "periods", [1, 36], [0, 2.5, -3, "three", 20_000]),
    ("ratings", "good_price", [1, 5, 9.5, 10, None], [0, 11, 55, "good"]),
    ("ratings", "repair_quality", [1, 10, None], [0, 11, "10/10"]),
    ("firm", "discount_rate", [0, 0.08, 1], [8, -0.1, "8 percent"]),
    ("firm", "retention", [0.84, None], [84, 1.2]),
    ("orders", "date", [date(2025, 3, 14), date(1950, 1, 1)], [date(1900, 1, 1), date(2026, 1, 16), "14.3.2025", None]),
    ("orders", "spend", [0, 12.5], [-3, "12 EUR", None]),
    ("customers", "margin", [-20, 35.5], ["much", 1e13]),
    ("firm", "currency", ["EUR", "€", "US$"], ["euro", "dollars"]),
    ("ratings", "brand", ["Spoke & Chain", "Velo Van"], ["Velovan"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "column", "taken", "refused"), TYPED, ids=[f"{each[0]} {each[1]}" for each in TYPED]
)
def test_excel_takes_and_refuses_what_the_schema_says(book, table, column, taken, refused):
    rule = rule_at(book[table], cell_of(book, table, column))
    assert [value for value in taken if not takes(rule, value, book)] == []
    assert [value for value in refused if takes(rule, value, book)] == []
    assert rule.showErrorMessage and not rule.hide_drop_down, (
        "without these Excel says nothing, and lists no words"
    )
    assert rule.errorStyle == ("warning" if column == "brand" else "stop")
    fact = next((fact for fact in FACTS if fact.name == column), None) if table == "firm" else None
    accepted = (fact or TABLES[table].read_as(column)).accepted
    assert accepted[:60] in rule.error and len(rule.error) <= 225 and len(rule.errorTitle) <= 32


# What the loader can still make sense of, though the schema does not ask for it, and Excel refuses it where it is typed.
UNDERSTOOD = [("date", "14.3.2025"), ("spend", -3), ("spend", "12 EUR")]
PASTED = [
    (table, column, refused[0])
    for table, column, _, refused in TYPED
    if (column, refused[0]) not in UNDERSTOOD
]


@pytest.mark.parametrize(("table", "column", "pasted"), PASTED)
def test_what_is_pasted_over_the_rules_is_told_by_the_loader(book, table, column, pasted, tmp_path):
    cell_of(book, table, column).value = pasted
    book.save(tmp_path / "my_case.xlsx")
    with pytest.raises(CaseError) as caught:
        load_case(tmp_path / "my_case.xlsx", today=TODAY)
    place = "value" if table == "firm" else column
    assert any(problem.column == place and problem.mend for problem in caught.value.problems)


def test_ratings_follow_the_scale_of_the_firm_sheet(book):
    cell_of(book, "firm", "scale_low").value, cell_of(book, "firm", "scale_high").value = 0, 7
    rule = rule_at(book["ratings"], cell_of(book, "ratings", "good_price"))
    assert takes(rule, 0, book) and takes(rule, 7, book) and not takes(rule, 8, book)


def test_the_rules_survive_a_save_and_change_nothing_that_is_read(book, tmp_path):
    path = tmp_path / "my_case.xlsx"
    before = load_case(path, today=TODAY)
    book.save(path)
    after = load_case(path, today=TODAY)
    assert all(after.table(name).equals(before.table(name)) for name in before.tables)


def test_the_templates_are_what_the_script_and_the_schema_write():
    script = runpy.run_path(str(ROOT / "datasets" / "write_your_case.py"))
    written = {f"{name}.csv": script["as_csv"](rows) for name, rows in script["tables"]().items()}
    written["README.md"] = script["readme"]()
    there = {path.name: path.read_text(encoding="utf-8") for path in templates_folder().iterdir()}
    assert there == written
    for table in TABLES.values():
        assert f"## {table.name}" in written["README.md"]
        assert all(column.name.replace("_", "\\_") in written["README.md"] for column in table.columns)


def test_templates_are_copied_and_never_overwritten(tmp_path):
    folder = tmp_path / "mine" / "case"
    first = case_templates(folder)
    assert {path.name for path in first} == {"README.md", *(f"{name}.csv" for name in TABLES)}
    assert_same(load_case(folder, today=TODAY), load_case(templates_folder(), today=TODAY))
    (folder / "offers.csv").write_text("mine")
    (folder / "orders.csv").unlink()
    assert [path.name for path in case_templates(folder)] == ["orders.csv"]
    assert (folder / "offers.csv").read_text() == "mine"
    assert case_templates(folder) == []
    with pytest.raises(ValueError, match="folder must be one that can be written to"):
        case_templates(folder / "offers.csv")
    with pytest.raises(TypeError, match="folder must be the name of a folder"):
        case_templates(7)


def test_a_template_is_not_written_through_a_broken_link(tmp_path):
    (tmp_path / "offers.csv").symlink_to(tmp_path / "elsewhere.csv")
    case_templates(tmp_path)
    assert not (tmp_path / "elsewhere.csv").exists()
