"""Sizes are checked before anything is read: a file that is too large, or unpacks to too much, is answered and not opened."""

import os
import zipfile

import pytest

from custvalue_helpers.your_case import files, workbooks
from custvalue_helpers.your_case.cells import quoted
from custvalue_helpers.your_case.headers import MOST_TOLD
from custvalue_helpers.your_case.loading import load_case
from custvalue_helpers.your_case.problems import CaseError
from tests.your_case.own_cases import TODAY, gym_tables, write, write_workbook

SHEET, BOOK, TYPES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """The gym's workbook, part by part."""
    path = tmp_path_factory.mktemp("book") / "case.xlsx"
    write_workbook(path, gym_tables())
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def refused(source):
    with pytest.raises(CaseError) as caught:
        load_case(source, today=TODAY)
    return caught.value.problems


def before_the_end(content, more):
    head, end, tail = content.rpartition(b"</sheetData>")
    return head + more + end + tail


BOMBS = {
    "unpacks to gigabytes": ({"xl/media/picture.png": lambda _: b"0" * (workbooks.UNPACKED + 1)}, "more than 200 million bytes"),
    "thousands of sheets": ({f"xl/worksheets/sheet{n}.xml": lambda _: b"" for n in range(10, 400)}, "more than 200 sheets"),
    "thousands of parts": ({f"xl/other/{n}.xml": lambda _: b"" for n in range(workbooks.PARTS)}, "more than 5,000 parts"),
    "millions of empty rows": ({SHEET: lambda old: before_the_end(old, b"<row r='1'/>" * (workbooks.WRITTEN + 1))}, "more than 750,000 rows"),
    "millions of empty rows in other words": ({SHEET: lambda old: before_the_end(old, b"<a-b:row/>" * (workbooks.WRITTEN + 1))}, "more than 750,000 rows"),
    "a row without end": ({SHEET: lambda old: before_the_end(old, b"<row r='99'>" + b"<c/>" * 700_000 + b"</row>")}, "of endless length"),
    "nested without end": ({SHEET: lambda old: old + b"<a>" * 900_000}, "of endless length"),
    "a text without end": ({"xl/sharedStrings.xml": lambda _: b"<sst><si><t>" + b"a" * 3_000_000 + b"</t></si></sst>"}, "of endless length"),
    "millions of texts": ({"xl/sharedStrings.xml": lambda _: b"<sst>" + b"<si/></si>" * (workbooks.TEXTS + 1) + b"</sst>"}, "different texts"),
    "styles without end": ({"xl/styles.xml": lambda old: old + b" " * workbooks.BESIDES}, "part xl/styles.xml is larger"),
    "definitions": ({BOOK: lambda old: b'<!DOCTYPE a [<!ENTITY a "aaaa">]>' + old}, "definitions that no spreadsheet writes"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BOMBS)
def test_a_workbook_that_would_unpack_to_too_much_is_never_opened(kind, parts, tmp_path, monkeypatch):
    changes, found = BOMBS[kind]
    path = packed(
        tmp_path / "case.xlsx",
        parts | {name: change(parts.get(name, b"")) for name, change in changes.items()},
    )

    def opened(*arguments, **options):
        raise AssertionError("the workbook was opened")

    monkeypatch.setattr("openpyxl.load_workbook", opened)
    (problem,) = refused(path)
    assert found in problem.found and problem.mend, problem


def far_out(path, value, places=("XFD1048576",)):
    from openpyxl import load_workbook
    from openpyxl.styles import PatternFill

    write_workbook(path, gym_tables())
    book = load_workbook(path)
    for place in places:
        book["orders"][place].fill = PatternFill("solid", fgColor="FFFF00")
        book["orders"][place].value = value
    book.save(path)
    return path


def test_a_cell_at_the_far_end_that_is_only_coloured_does_not_count(tmp_path):
    case = load_case(far_out(tmp_path / "case.xlsx", None), today=TODAY)
    assert len(case.orders) == len(gym_tables()["orders"]) - 1


def test_a_value_at_the_far_end_is_refused_with_its_place(tmp_path):
    (problem,) = refused(far_out(tmp_path / "case.xlsx", 5))
    assert (
        "a value in row 1,048,576, column 16,384 of sheet orders" in problem.found
        and "delete the rows" in problem.mend
    )


def test_cells_that_are_only_coloured_are_counted_and_not_looked_at_without_end(tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "CELLS", 50_000)
    (problem,) = refused(far_out(tmp_path / "case.xlsx", None, [f"XFD{row}" for row in range(400, 410)]))
    assert problem.found == "more than 50,000 cells up to sheet orders, empty ones included"


@pytest.mark.parametrize("row", [20_000_000, 99_999_999])
def test_a_row_beyond_every_spreadsheet_stops_the_reading(row, parts, tmp_path, monkeypatch):
    passed, at = [], workbooks._Looked.at
    monkeypatch.setattr(workbooks._Looked, "at", lambda self, *row: passed.append(row[0]) or at(self, *row))
    far = before_the_end(parts[SHEET], b"<row r='%d'/>" % row)
    (problem,) = refused(packed(tmp_path / "case.xlsx", parts | {SHEET: far}))
    assert "rows beyond row 1,048,576 of sheet firm" in problem.found and "delete the rows" in problem.mend
    assert len(passed) == workbooks.FURTHEST + 1


def test_rows_are_counted_over_all_sheets(parts, tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "PASSED", 100)
    (problem,) = refused(packed(tmp_path / "case.xlsx", parts))
    assert "rows beyond row" in problem.found and "of sheet ratings" in problem.found


SPECIAL = "a device or a pipe, and no file"


@pytest.mark.parametrize("name", ["orders.csv", "orders.xlsx"])
def test_what_has_no_end_is_never_opened(name, example):
    (example / "orders.csv").unlink()
    (example / name).symlink_to("/dev/zero")
    os.mkfifo(example / "customers.pipe")
    (example / "customers.csv").unlink()
    (example / "customers.csv").symlink_to("customers.pipe")
    problems = refused(example)
    assert {problem.file: problem.found for problem in problems} == {name: SPECIAL, "customers.csv": SPECIAL}
    assert all(problem.mend == "put a copy of the file itself there" for problem in problems)


@pytest.mark.parametrize("name", ["pipe", "pipe.xlsx"])
def test_a_case_that_is_a_pipe_is_never_opened(name, tmp_path):
    os.mkfifo(tmp_path / name)
    (problem,) = refused(tmp_path / name)
    assert problem.found == SPECIAL


def test_no_more_is_read_than_the_limit_whatever_the_size_said(example, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 100_000)
    grows = example / "orders.csv"
    grows.write_bytes(b"x" * 200_000)
    told, said = type(example).stat, []

    def small(path, **options):
        about = told(path, **options)
        if path.name != "orders.csv":
            return about
        said.append(path)
        return os.stat_result((*about[:6], 0, *about[7:]))

    monkeypatch.setattr(type(example), "stat", small)
    problem = next(problem for problem in refused(example) if problem.file == "orders.csv")
    assert said and problem.found == "a file of more than 0 million bytes"


@pytest.mark.parametrize("name", ["orders.csv", "orders.xlsx"])
def test_a_file_beyond_the_limit_is_not_read(name, example, monkeypatch):
    (example / "orders.csv").unlink()
    with (example / name).open("wb") as file:
        file.truncate(files.LARGEST + 1)
    opened = type(example).open
    monkeypatch.setattr(
        type(example),
        "open",
        lambda path, *mode: pytest.fail("it was read") if path.name == name else opened(path, *mode),
    )
    (problem,) = refused(example)
    assert problem.found == "a file of more than 50 million bytes" and problem.file == name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a," * 600_000, "a row of more than 1,000,000 letters or 1,000 lines"),
        ('"' + "a\n" * 5_000, "a row of more than 1,000,000 letters or 1,000 lines"),
        ('"a\n",' * 5_000, "a row of more than 1,000,000 letters or 1,000 lines"),
        ("1,2025-01-01," + "7" * 200_000, "a cell of more than 131,072 letters"),
        ("1,2025-01-01,7" + "," * 600 + "x", "more than 500,000 rows or 500 columns"),
    ],
)
def test_a_row_without_end_stops_the_reading(text, found, example):
    (example / "orders.csv").write_text("customer,date,spend\n" + text)
    (problem,) = refused(example)
    assert problem.found == found and problem.mend


def test_a_workbook_is_read_row_by_row(parts, tmp_path, monkeypatch):
    """Never all cells of a sheet as objects at once: that is what the far cell makes expensive."""
    import openpyxl

    kinds, load = [], openpyxl.load_workbook
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *a, **k: kinds.append(k) or load(*a, **k))
    load_case(packed(tmp_path / "case.xlsx", parts), today=TODAY)
    assert len(kinds) == 1 and kinds[0]["read_only"], "without formulas it is opened once"


def test_orders_of_nobody_known_are_one_problem_however_many(gym, monkeypatch):
    """Names are compared a few times, not once a row."""
    from custvalue_helpers.your_case import consistency

    compared = []
    monkeypatch.setattr(consistency, "nearest", lambda *a, **k: compared.append(a))
    rows = [["customer", "date", "spend"], *([f"X{n}", "2025-03-04", "3"] for n in range(20_000))]
    write(gym, "orders", rows)
    (problem,) = refused(gym)
    assert (
        problem.found == "20,000 rows with 'X0', 'X1', 'X2', …"
        and problem.mend == "add them to customers, or correct the names"
    )
    assert len(compared) <= 3


def test_problems_are_counted_beyond_the_first_thousand(gym):
    rows = [["customer", "date", "spend"], *(["M001", "soon", "3"] for _ in range(5_000))]
    write(gym, "orders", rows)
    problems = refused(gym)
    assert (
        len(problems) == MOST_TOLD + 1 and problems[-1].found == "4,000 problems more, which are not listed"
    )


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
@pytest.mark.parametrize(("table", "lost"), [("orders", 1), ("customers", 5)])
def test_a_file_cut_off_in_its_last_cell_is_asked_about(table, lost, end, gym):
    file = gym / f"{table}.csv"
    whole = file.read_bytes().replace(b"\r\n", end)
    file.write_bytes(whole)
    assert not [note for note in load_case(gym, today=TODAY).notes if "cut off" in note.said]
    file.write_bytes(whole.removesuffix(end)[:-lost])
    last = file.read_text().splitlines()[-1].replace(",", ", ")
    (said,) = (note.said for note in load_case(gym, today=TODAY).notes if "cut off" in note.said)
    assert said == f"the last line has no end: was the file cut off? Its last row reads {quoted(last)}"


def test_a_file_cut_off_before_its_last_cell_is_refused(gym):
    file = gym / "customers.csv"
    file.write_bytes(file.read_bytes().rstrip().rpartition(b",")[0])
    (problem,) = refused(gym)
    assert problem.found.startswith(
        "a file that was cut off in its last row, which has no end and only 6 cells: 'M069"
    )
    assert problem.row == 71


def test_a_last_row_that_only_leaves_out_its_last_cells_is_asked_about(gym):
    file = gym / "customers.csv"
    file.write_bytes(file.read_bytes().rstrip().rpartition(b",")[0] + b"\r\n")
    (said,) = (note.said for note in load_case(gym, today=TODAY).notes if "cut off" in note.said)
    assert said.startswith("the last row has fewer cells than all others")


TWINS = {
    "IRON yard": "which differ only in capitals or in the form of a letter",
    "Ｉron Yard": "which differ only in capitals or in the form of a letter",
    "Ir\u043en Yard": "which differ only in letters of another alphabet",
    "ir\u043en yard": "which differ only in letters of another alphabet",
}


@pytest.mark.parametrize("other", TWINS)
@pytest.mark.parametrize("table", ["offers", "ratings"])
def test_one_brand_written_in_two_ways_is_asked_about(other, table, gym):
    tables = gym_tables()
    if table == "ratings":
        (gym / "offers.csv").unlink()
    rows = tables[table]
    place = 0 if table == "offers" else 1
    write(
        gym,
        table,
        [
            [other if cell == "BigFit" and at == place else cell for at, cell in enumerate(row)]
            for row in rows
        ],
    )
    found = refused(gym)
    if (table, other) == ("offers", "IRON yard"):  # one name to the loader, so it stands there twice
        assert any("IRON yard" in problem.found or "Iron Yard" in problem.found for problem in found), found
        return
    problems = [problem for problem in found if "differ" in problem.found]
    one, two = sorted(("Iron Yard", other))
    assert [problem.found for problem in problems] == [f"'{one}' and '{two}', {TWINS[other]}"]
    assert problems[0].file == f"{table}.csv" and problems[0].row


@pytest.mark.parametrize(
    ("name", "asked"), [("Вкус\u0412ill", True), ("Яндекс Go", False), ("Дом", False), ("BigFit 2", False)]
)
def test_a_word_of_two_alphabets_without_a_twin_is_only_noted(name, asked, gym):
    tables = gym_tables()
    for table in ("offers", "ratings"):
        write(gym, table, [[name if cell == "BigFit" else cell for cell in row] for row in tables[table]])
    said = [note.said for note in load_case(gym, today=TODAY).notes if "letters in one word" in note.said]
    assert bool(said) == asked
