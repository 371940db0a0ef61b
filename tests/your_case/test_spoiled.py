"""Spoiled files: each is answered with one error that names file, row, column, what was found, what is accepted, how to mend it."""

import gzip
import pickle
import zipfile

import pandas as pd
import pytest

from custvalue_helpers.your_case.loading import load_case
from custvalue_helpers.your_case.problems import CaseError
from tests.your_case.own_cases import TABLES, TODAY, rows_of, write, write_workbook

NOTHING = None


def refused(source):
    """The error that a case is answered with."""
    with pytest.raises(CaseError) as caught:
        load_case(source, today=TODAY)
    return caught.value


def cell(table, row, column, value):
    """Put a value into one cell; rows count as in a spreadsheet."""

    def spoil(folder):
        rows = rows_of(folder, table)
        rows[row - 1][rows[0].index(column)] = value
        write(folder, table, rows)

    return spoil


def fact(name, value):
    """Put a value into the firm sheet."""

    def spoil(folder):
        rows = rows_of(folder, "firm")
        next(row for row in rows if row[0] == name)[1] = value
        write(folder, "firm", rows)

    return spoil


def table(name, change, **how):
    """Change a table's rows."""
    return lambda folder: write(folder, name, change(rows_of(folder, name)), **how)


def content(name, data):
    """Replace a file by bytes."""
    return lambda folder: (folder / name).write_bytes(data)


def without(name, column):
    """Delete a column."""

    def change(rows):
        place = rows[0].index(column)
        return [row[:place] + row[place + 1 :] for row in rows]

    return table(name, change)


def renamed(name, old, new):
    return table(name, lambda rows: [[new if each == old else each for each in rows[0]], *rows[1:]])


# name: (how it is spoiled, file, row, column, and words of what is found, accepted, and how to mend it)
SPOILED = {
    "a word for a number": (cell("offers", 3, "time", "a lot"),
        "offers.csv", 3, "time", "'a lot', which is no number", "at least 0", "in digits"),
    "a number missing": (cell("offers", 3, "time", ""), "offers.csv", 3, "time", "no value", "amount of money", "write 0 if it is worth or costs nothing"),
    "n/a where a value must be": (cell("customers", 3, "margin", "n/a"), "customers.csv", 3, "margin", "'n/a'", "amount", "a 0 would say that they bring nothing"),
    "a cost below zero": (cell("offers", 2, "energy", "-5"), "offers.csv", 2, "energy", "-5", "at least 0", "without a minus"),
    "an accountant's minus": (cell("customers", 2, "margin", "(20.50)"), "customers.csv", 2, "margin", "accountants", "amount", "minus in front"),
    "another currency": (cell("offers", 4, "money", "$ 149"), "offers.csv", 4, "money", "another currency than the firm's EUR", "money", "convert it to EUR"),
    "another currency by its letters": (cell("orders", 4, "spend", "20 CHF"), "orders.csv", 4, "spend", "another currency", "money", "convert"),
    "a per cent in a column of money": (cell("customers", 2, "margin", "45 %"), "customers.csv", 2, "margin", "a per cent", "money", "the amount of money itself"),
    "a unit after the number": (cell("offers", 2, "time", "25 min"), "offers.csv", 2, "time", "a number with 'min'", "without a sign or unit", "amount of money that it is worth"),
    "a range": (cell("offers", 2, "time", "20-30"), "offers.csv", 2, "time", "a range", "money", "one number"),
    "two decimal points": (cell("offers", 2, "time", "1.2.3"), "offers.csv", 2, "time", "no number", "money", "digits"),
    "a comma that can be read in two ways": (cell("offers", 2, "money", "1,290"), "offers.csv", 2, "money", NOTHING, NOTHING, NOTHING),
    "an enormous number": (cell("offers", 2, "money", "9e99"), "offers.csv", 2, "money", "9e+99", "money", "correct"),
    "a number without end": (cell("offers", 2, "money", "1e999"), "offers.csv", 2, "money", "without end", "money", "again"),
    "a formula error": (cell("customers", 7, "margin", "#DIV/0!"), "customers.csv", 7, "margin", "the formula error '#DIV/0!'", "money", "mend the formula"),
    "a German formula error": (cell("orders", 7, "customer", "#NV"), "orders.csv", 7, "customer", "#NV", "always spelt the same", "mend the formula"),
    "a column too narrow": (cell("orders", 7, "date", "########"), "orders.csv", 7, "date", "too narrow", "2025-03-14", "wider"),
    "a formula in a CSV file": (cell("customers", 7, "margin", "=B2*C2"), "customers.csv", 7, "margin", "the formula '=B2*C2'", "money", "type its result"),
    "a rating off the scale": (cell("ratings", 9, "advice", "11"), "ratings.csv", 9, "advice", "11", "1 to 10", "scale_low and scale_high"),
    "a rating of zero": (cell("experience", 9, "perceived_advice", "0"), "experience.csv", 9, "perceived_advice", "0", "1 to 10", "leave the cell empty"),
    "a rating in words": (cell("ratings", 9, "advice", "good"), "ratings.csv", 9, "advice", "'good', which is no number", "1 to 10", "digits"),
    "a rating as per cent": (cell("ratings", 9, "advice", "80%"), "ratings.csv", 9, "advice", "with '%'", "1 to 10", "the points on the scale"),
    "a recommendation of eleven": (cell("experience", 9, "recommend", "11"), "experience.csv", 9, "recommend", "11", "0 to 10", "correct"),
    "a broken recommendation": (cell("experience", 9, "recommend", "7.5"), "experience.csv", 9, "recommend", "broken", "whole number", "whole"),
    "words in a column that must hold ratings": (table("experience", lambda rows: [rows[0], *([*row[:-2], "fine", row[-1]] for row in rows[1:])]),
        "experience.csv", 1, "satisfaction", "a column of text, such as 'fine'", "1 to 10", "write the ratings as numbers"),
    "a brand that is no offer": (cell("ratings", 4, "brand", "Velo-Van"), "ratings.csv", 4, "brand", "'Velo-Van'", "stands in offers", "write Velo Van"),
    "our brand unknown": (fact("our_brand", "Spoke and Chain"), "firm.csv", 3, "value", "'Spoke and Chain' for our_brand", "stands in offers", "write Spoke & Chain"),
    "our brand rated by nobody": (table("ratings", lambda rows: [row for row in rows if row[1] != "Spoke & Chain"]),
        "ratings.csv", None, "brand", "no rating of 'Spoke & Chain'", "our brand", "ask about your own"),
    "one offer alone": (table("offers", lambda rows: rows[:2]), "offers.csv", None, "offer", "one offer", "at least two", "otherwise"),
    "an offer twice": (table("offers", lambda rows: [*rows, rows[1]]), "offers.csv", 5, "offer", "again, after row 2", "only once", "delete one"),
    "a respondent who rates a brand twice": (table("ratings", lambda rows: [*rows, rows[3]]),
        "ratings.csv", 182, "respondent and brand", "'1', 'Velo Van' again, after row 4", "only once", "delete one"),
    "a customer twice": (table("customers", lambda rows: [*rows, rows[1]]), "customers.csv", 142, "customer", "'1' again", "only once", "delete"),
    "an order of nobody known": (cell("orders", 8, "customer", "1400"), "orders.csv", 8, "customer", "'1400'", "stands in customers", "add it to customers"),
    "an expectation without performance": (without("experience", "perceived_advice"),
        "experience.csv", 1, "perceived_advice", "expected_advice without perceived_advice", "both columns", "add a column perceived_advice"),
    "a performance misspelt": (renamed("experience", "perceived_advice", "percieved_advice"),
        "experience.csv", 1, "perceived_advice", "but a column 'percieved_advice'", "both columns", "rename the column percieved_advice"),
    "a column missing": (without("customers", "service_cost"), "customers.csv", 1, "service_cost", "no column", "service_cost", "add a column service_cost"),
    "a column misspelt": (renamed("customers", "service_cost", "sevice costs"),
        "customers.csv", 1, "service_cost", "one called 'sevice_costs'", "service_cost", "rename the column sevice_costs"),
    "a column by another word": (renamed("offers", "money", "Price"), "offers.csv", 1, "money", "one called 'price'", "money", "rename the column price"),
    "a column name twice": (renamed("offers", "time", "energy"), "offers.csv", 1, "energy", "second column", "each name once", "delete one"),
    "a column without a name": (renamed("offers", "image", ""), "offers.csv", 1, None, "a column without a name (E)", "a name", "write its name"),
    "no header": (table("orders", lambda rows: rows[1:]), "orders.csv", 1, None, "no column names, but '", "customer, date, spend", "copy them from the template"),
    "a header and nothing else": (table("orders", lambda rows: rows[:1]), "orders.csv", None, None, "without rows below", "one purchase", "fill in"),
    "a row of sums": (table("offers", lambda rows: [*rows, ["Total", *"12345678"]]), "offers.csv", 5, "offer", "summed up", "one offer", "delete the row"),
    "a row too wide": (cell("offers", 3, "psychic", "2,5"), None, None, None, None, None, None),
    "a decimal comma between commas": (lambda folder: (folder / "orders.csv").write_text("customer,date,spend\n4,2019-01-05,49,60\n"),
        "orders.csv", 2, None, "'60' beyond the last column", "3 cells", "save with semicolons"),
    "a quotation mark alone": (content("orders.csv", b'customer,date,spend\n4,2019-01-05,"49\n1,2019-01-06,3\n'),
        "orders.csv", 2, None, "quotation mark", "in pairs", "take it out"),
    "a day in the future": (cell("orders", 8, "date", "2031-01-05"), "orders.csv", 8, "date", "the future", "to today", "correct the day"),
    "a day after the last one watched": (cell("orders", 8, "date", "2025-12-24"), "orders.csv", 8, "date", "after data_until", "2025-06-30", "data_until"),
    "a day that no calendar has": (cell("orders", 8, "date", "2025-02-30"), "orders.csv", 8, "date", "no calendar", "2025-03-14", "correct the day"),
    "a day that can be read in two ways": (cell("orders", 8, "date", "3/4/2020"),
        "orders.csv", 8, "date", "'3/4/2020', which can be read in two ways", "2025-03-14", "2020-04-03 or 2020-03-04"),
    "a year of two digits": (cell("orders", 8, "date", "5.1.19"), "orders.csv", 8, "date", "two digits", "2025-03-14", "year-month-day"),
    "a day in words": (cell("orders", 8, "date", "5 January 2019"), "orders.csv", 8, "date", "in words", "2025-03-14", "year-month-day"),
    "Excel's number of a day": (cell("orders", 8, "date", "43470"), "orders.csv", 8, "date", "inner number", "2025-03-14", "2019-01-05"),
    "Excel's day zero": (cell("orders", 8, "date", "1900-01-00"), "orders.csv", 8, "date", "no calendar", "from 1950", "correct"),
    "a day long ago": (cell("orders", 8, "date", "1900-01-01"), "orders.csv", 8, "date", "long ago", "from 1950", "year"),
    "a customer number that Excel shortened": (cell("orders", 8, "customer", "4.9E+12"), "orders.csv", 8, "customer", "shortened", "spelt", "as text"),
    "half a period": (cell("customers", 8, "periods", "2.5"), "customers.csv", 8, "periods", "broken", "whole number", "whole"),
    "no period at all": (cell("customers", 8, "periods", "0"), "customers.csv", 8, "periods", "0", "1 to 10000", "correct"),
    "neither yes nor no": (cell("customers", 8, "left", "perhaps"), "customers.csv", 8, "left", "'perhaps'", "yes or no", "write yes"),
    "a name of a thousand letters": (cell("customers", 8, "channel", "x" * 1000), "customers.csv", 8, "channel", "1000 letters", "any text", "shorten"),
    "retention as per cent without its sign": (fact("retention", "85"), "firm.csv", 10, "value", "85 without a sign for retention", "0 to 1", "write 0.85, or 85 %"),
    "a discount rate as per cent without its sign": (fact("discount_rate", "8"), "firm.csv", 6, "value", "8 without a sign", "0 to 1", "0.08, or 8 %"),
    "a negative discount rate": (fact("discount_rate", "-3%"), "firm.csv", 6, "value", "-0.03 for discount_rate", "0 to 1", "a share from 0 to 1, such as 0.08"),
    "a period of another length": (fact("period", "yaer"), "firm.csv", 5, "value", "'yaer' for period", "month, quarter, year", "write year"),
    "a currency of many": (fact("currency", "$"), "firm.csv", 4, "value", "several currencies", "one currency", "USD"),
    "two currencies": (fact("currency", "EUR and CHF"), "firm.csv", 4, "value", "'EUR and CHF'", "one currency", "three letters"),
    "a scale upside down": (fact("scale_low", "12"), "firm.csv", 8, "value", "a scale from 12 to 10", "above", "lowest"),
    "a fact misspelt": (table("firm", lambda rows: [["discont rate", *row[1:]] if row[0] == "discount_rate" else row for row in rows]),
        "firm.csv", 6, "fact", "'discont rate'", "list in the README", "write discount_rate"),
    "a fact missing": (table("firm", lambda rows: [row for row in rows if row[0] != "currency"]),
        "firm.csv", None, "fact", "no row 'currency'", "one currency", "add a row with currency"),
    "an empty fact": (fact("name", ""), "firm.csv", 2, "value", "no value for name", "any text", "fill it in"),
    "no firm sheet": (lambda folder: (folder / "firm.csv").unlink(), "firm", None, None, "no such table", "firm.csv", "templates"),
    "nothing but the firm sheet": (lambda folder: [(folder / f"{name}.csv").unlink() for name in TABLES[1:]],
        None, None, None, "nothing but the firm sheet", "offers", "copy one"),
    "an empty file": (content("orders.csv", b""), "orders.csv", None, None, "an empty file", "CSV", "delete the file"),
    "a file of blank lines": (content("orders.csv", b"\n ;;\n\n"), "orders.csv", None, None, "without values", "CSV", "delete the file"),
    "a PDF under another name": (content("orders.csv", b"%PDF-1.7\n..."), "orders.csv", None, None, "a PDF", "CSV", "save the table as CSV"),
    "a compressed file under another name": (content("orders.csv", gzip.compress(b"a,b")), "orders.csv", None, None, "compressed", "CSV", "unpack"),
    "a picture under another name": (content("orders.csv", b"\x89PNG\r\n"), "orders.csv", None, None, "a picture", "CSV", "export the table"),
    "an old workbook under another name": (content("orders.csv", b"\xd0\xcf\x11\xe0" * 9), "orders.csv", None, None, "an old Excel file", "CSV", "save it as .xlsx"),
    "a web page under another name": (content("orders.csv", b"<html><table><tr><td>1"), "orders.csv", None, None, "a web page", "CSV", "spreadsheet"),
    "bytes that are no text": (content("orders.csv", b"customer,date\x00\x01\x02"), "orders.csv", None, None, "no text", "CSV", "CSV UTF-8"),
    "an encoding that nobody can read": (content("orders.csv", b"customer,date,spend\n\x81\x8d,2019-01-05,3\n"),
        "orders.csv", 2, None, "encoding", "CSV", "CSV UTF-8"),
    "half of UTF-16": (content("orders.csv", b"\xff\xfea\x00b"), "orders.csv", None, None, "encoding", "CSV", "CSV UTF-8"),
    "bars between cells": (table("orders", lambda rows: rows, separator="|"), "orders.csv", 1, None, "'|'", "commas or semicolons", "as CSV"),
    "a file misspelt": (lambda folder: (folder / "orders.csv").rename(folder / "ordres.csv"),
        "ordres.csv", None, None, "called 'ordres.csv'", "orders.csv", "rename it orders.csv"),
    "a copy of a file alone": (lambda folder: (folder / "orders.csv").rename(folder / "orders (1).csv"),
        "orders (1).csv", None, None, "'orders (1).csv'", "orders.csv", "rename it"),
    "a text file": (lambda folder: (folder / "orders.csv").rename(folder / "orders.csv.txt"),
        "orders.csv.txt", None, None, "'orders.csv.txt'", "orders.csv", "rename it orders.csv"),
    "another programme's workbook": (lambda folder: (folder / "orders.csv").rename(folder / "orders.ods"),
        "orders.ods", None, None, "'orders.ods'", "orders.xlsx", "save it as"),
    "a folder called like a file": (lambda folder: ((folder / "orders.csv").unlink(), (folder / "orders.csv").mkdir()),
        "orders.csv", None, None, "cannot be opened", "CSV", "close it"),
    "a table twice": (lambda folder: write_workbook(folder / "orders.xlsx", {"orders": rows_of(folder, "orders")}),
        "orders.xlsx, sheet orders", None, None, "once more, after orders.csv", "once", "delete"),
    "a CSV file called .xlsx": (lambda folder: (folder / "orders.csv").rename(folder / "orders.xlsx"),
        "orders.xlsx", None, None, "no Excel workbook", "opens", "ending .csv"),
}  # fmt: skip
SPOILED.pop("a row too wide")
# 1,290 stands in quotes; every other amount of money in the table is a whole number, so that nothing tells what it means.
SPOILED["a comma that can be read in two ways"] = (
    lambda folder: (folder / "offers.csv").write_text((folder / "offers.csv").read_text().replace(",", ";").replace(";129;", ";1,290;")),
    "offers.csv", 2, "money", "'1,290', which can be read in two ways", "money", "write 1290 if you mean thousands",
)  # fmt: skip


TOLD = {"a column name twice": 2, "a column without a name": 2}  # such a slip leaves another column missing


@pytest.mark.parametrize("kind", SPOILED)
def test_a_spoiled_file_is_answered_with_all_that_one_needs(kind, example):
    spoil, file, row, column, found, accepted, mend = SPOILED[kind]
    spoil(example)
    error = refused(example)
    file = str(example) if file is None else file
    there = [p for p in error.problems if (p.file, p.row, p.column) == (file, row, column)]
    assert there, str(error)
    (problem,) = there
    assert found in problem.found and accepted in problem.accepted and mend in problem.mend, str(problem)
    text = str(error)
    assert file in text and problem.found in text and problem.accepted in text and problem.mend in text
    assert row is None or f"row {row}" in text
    assert column is None or f"column {column}" in text
    assert len(error.problems) == TOLD.get(kind, 1), "one slip is not answered with a flood"
    for each in error.problems:  # advice begins with what to do
        assert each.mend.split()[0].strip(",:").islower() and not each.mend.endswith("."), each.mend
        assert "None" not in each.mend + each.found and "  " not in each.mend, each
    told = {(p.file, p.row, p.column, p.found) for p in error.problems}
    assert len(told) == len(error.problems), "each problem is told once"


def test_all_problems_come_at_once_by_file_and_long_lists_are_shortened(example):
    for kind in (
        "a cost below zero",
        "a day in words",
        "a rating off the scale",
        "retention as per cent without its sign",
    ):
        SPOILED[kind][0](example)
    rows = rows_of(example, "customers")
    for row in rows[1:]:
        row[3] = "dear"
    write(example, "customers", rows)
    error = refused(example)
    assert len(error.problems) == 4 + 140
    text = str(error)
    assert text.startswith(f"The case in {example} cannot be read yet: 144 problems in 5 tables.")
    assert [line for line in text.splitlines() if line in {f"{name}.csv" for name in TABLES}] == [
        "firm.csv", "offers.csv", "ratings.csv", "customers.csv", "orders.csv"
    ]  # fmt: skip
    assert "… and 137 more like this (rows 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, …)" in text
    assert len(text.splitlines()) < 30
    table = error.table
    assert len(table) == 144 and list(table) == ["file", "row", "column", "found", "accepted", "mend"]
    assert table["row"].dtype == "Int64" and table["mend"].str.len().min() > 0


def test_many_columns_are_shortened_too(example):
    rows = [
        ["respondent", "brand", *(f"attribute_{n}" for n in range(40))],
        ["1", "Spoke & Chain", *["99"] * 40],
    ]
    write(example, "ratings", rows)
    error = refused(example)
    assert len(error.problems) == 40 and "… and 25 problems more in other columns" in str(error)
    assert "… and 25 more in other columns" in error._repr_html_()


def test_the_error_is_a_value_error_that_shows_itself_safely(example):
    cell("offers", 2, "money", "<script>alert(1)</script>")(example)
    cell("ratings", 2, "brand", "<img src=x onerror=alert(2)>")(example)
    error = refused(example)
    assert isinstance(error, ValueError)
    html = error._repr_html_()
    assert "<script" not in html and "<img" not in html and "&lt;script&gt;" in html
    again = pickle.loads(pickle.dumps(error))
    assert again.problems == error.problems and str(again) == str(error)


def test_a_notebook_shows_the_table_and_no_lines_of_code(example, capsys):
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    cell("offers", 2, "money", "<b>much</b>")(example)
    shell = InteractiveShell.instance()
    with capture_output() as shown:
        shell.run_cell(f"from custvalue_helpers import load_case\nload_case({str(example)!r})")
    InteractiveShell.clear_instance()
    assert (
        "CaseError: The case in" in shown.stdout
        and "listed above" in shown.stdout
        and "Traceback" not in shown.stdout
    )
    (display,) = [output for output in shown.outputs if "text/html" in output.data]
    assert "&lt;b&gt;much" in display.data["text/html"]


def workbook(tmp_path, example, change):
    """The worked example as a workbook, changed through openpyxl."""
    from openpyxl import load_workbook

    path = tmp_path / "case.xlsx"
    write_workbook(path, {name: rows_of(example, name) for name in TABLES})
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


def put(sheet, place, value, number_format=None):
    def change(book):
        book[sheet][place] = value
        if number_format:
            book[sheet][place].number_format = number_format

    return change


def retitled(old, new):
    def change(book):
        book[old].title = new

    return change


WORKBOOKS = {
    "a formula never calculated": (put("offers", "F3", "=2*40"), "case.xlsx, sheet offers", 3, "money", "'=2*40' that was never calculated", "money", "save it there"),
    "an error cell": (put("customers", "D9", "#REF!"), "case.xlsx, sheet customers", 9, "margin", "'#REF!'", "money", "mend the formula"),
    "another currency's format": (put("offers", "F3", 89, "[$$-409]#,##0.00"), "case.xlsx, sheet offers", 3, "money", "'89 $', another currency", "money", "convert"),
    "a per cent format": (put("ratings", "C5", 0.8, "0%"), "case.xlsx, sheet ratings", 5, "repair_quality", "'80%'", "1 to 10", "the points on the scale"),
    "a date among numbers": (put("offers", "F3", TODAY), "case.xlsx, sheet offers", 3, "money", "a date or time", "money", "as a number"),
    "a date among names": (put("customers", "A4", TODAY), "case.xlsx, sheet customers", 4, "customer", "the date or time", "spelt the same", "as text"),
    "true among numbers": (put("offers", "F3", True), "case.xlsx, sheet offers", 3, "money", "yes or no", "money", "as a number"),
    "a number among days": (put("orders", "B3", 43470, "General"), "case.xlsx, sheet orders", 3, "date", "inner number", "2025-03-14", "as a date"),
    "a day in the future": (put("orders", "B3", TODAY.replace(year=2040)), "case.xlsx, sheet orders", 3, "date", "the future", "today", "correct"),
    "a sheet misspelt": (retitled("orders", "ordres"), "case.xlsx, sheet ordres", None, None, "a sheet called 'ordres'", "orders", "rename it orders"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_a_spoiled_workbook_is_answered_alike(kind, tmp_path, example):
    change, file, row, column, found, accepted, mend = WORKBOOKS[kind]
    error = refused(workbook(tmp_path, example, change))
    (problem,) = [p for p in error.problems if (p.file, p.row, p.column) == (file, row, column)]
    assert found in problem.found and accepted in problem.accepted and mend in problem.mend, str(problem)
    assert all(p.column == "customer" for p in error.problems if p != problem), str(error)


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (lambda path: path.write_bytes(b""), "an empty file"),
        (lambda path: path.write_bytes(b"customer,date\n"), "no Excel workbook"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" * 20), "with a password"),
        (lambda path: zipfile.ZipFile(path, "w").writestr("a.txt", "b"), "damaged"),
        (lambda path: write_workbook(path, {"firm": []}), "without values"),
        (lambda path: write_workbook(path, {"one": [["a"]], "two": [["b"]]}), "sheets called one, two"),
    ],
)
def test_workbooks_that_hold_no_case(make, found, tmp_path):
    make(tmp_path / "case.xlsx")
    (problem,) = refused(tmp_path / "case.xlsx").problems
    assert found in problem.found and problem.mend and problem.file.startswith("case.xlsx")


def test_a_workbook_of_several_sheets_for_one_table_is_asked_which(example):
    (example / "orders.csv").unlink()
    write_workbook(example / "orders.xlsx", {"2024": [["a"]], "2025": [["b"]]})
    (problem,) = refused(example).problems
    assert problem.found == "2 sheets: 2024, 2025" and "call the sheet with the table orders" in problem.mend


def test_a_formula_with_its_result_is_read(tmp_path, example):
    """openpyxl stores no results: the cell's result is put into the sheet's XML as a spreadsheet would."""
    path = workbook(tmp_path, example, put("offers", "F3", "=80+9"))
    parts = {}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = next(name for name in parts if b"80+9" in parts[name])
    parts[sheet] = (
        parts[sheet]
        .replace(b"<v></v>", b"<v>89</v>")
        .replace(b"<v />", b"<v>89</v>")
        .replace(b"<v/>", b"<v>89</v>")
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert load_case(path, today=TODAY).offers["money"].tolist() == [129, 89, 149]


@pytest.mark.parametrize(
    ("source", "found"),
    [("no such folder", "nothing of this name"), ("firm.csv", "one file"), ("x" * 5000, None)],
)  # fmt: skip
def test_sources_that_are_no_case(source, found, example, monkeypatch):
    monkeypatch.chdir(example.parent)
    place = example / "firm.csv" if source == "firm.csv" else source
    (problem, *_) = refused(place).problems
    assert problem.mend and (found is None or found in problem.found or "cannot be read" in problem.found)


@pytest.mark.parametrize("source", [None, 7, ["firm.csv"], pd.DataFrame()])
def test_a_source_that_is_no_path_is_a_type_error(source):
    with pytest.raises(TypeError, match="source must be the name of a folder or a file"):
        load_case(source)
