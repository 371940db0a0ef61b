"""Days: columns that a spreadsheet has half swapped, and days with a time and a zone."""

from datetime import date, datetime

import pandas as pd
import pytest

from custvalue_helpers.your_case.cells import NotAccepted, half_swapped, read_day
from custvalue_helpers.your_case.loading import load_case
from custvalue_helpers.your_case.problems import CaseError
from tests.your_case.own_cases import TABLES, TODAY, rows_of, write, write_workbook


def opened_elsewhere(days, export, spreadsheet):
    """An export's days, written in one order, after a spreadsheet with the other has opened and kept them."""
    cells = []
    for day in days:
        text = day.strftime(export)
        try:
            cells.append(datetime.strptime(text, spreadsheet))
        except ValueError:
            cells.append(text)
    return cells


DAYS = [date(2024, 1 + n % 12, 1 + (7 * n) % 28) for n in range(40)]
ORDERS = {"day first": ("%d/%m/%Y", "%m/%d/%Y"), "month first": ("%m/%d/%Y", "%d/%m/%Y"),
          "day first, with dashes": ("%d-%m-%Y", "%m-%d-%Y")}  # fmt: skip


def with_days(folder, cells, path):
    """The worked example as a workbook whose first orders have these days, and none but these."""
    tables = {name: rows_of(folder, name) for name in TABLES}
    rows = tables["orders"]
    tables["orders"] = [rows[0], *([rows[1][0], cell, "20"] for cell in cells)]
    write_workbook(path, tables)
    return path


@pytest.mark.parametrize("order", ORDERS)
def test_days_that_a_spreadsheet_has_half_swapped_are_refused_in_one_sentence(order, example, tmp_path):
    """Some of them are dates now, day and month swapped, and nothing in the file says so: they must not be read."""
    cells = opened_elsewhere(DAYS, *ORDERS[order])
    wrong = sum(
        cell.date() != day for cell, day in zip(cells, DAYS, strict=True) if isinstance(cell, datetime)
    )
    assert wrong > 5 and any(isinstance(cell, str) for cell in cells)
    with pytest.raises(CaseError) as caught:
        load_case(with_days(example, cells, tmp_path / "case.xlsx"), today=TODAY)
    (problem,) = caught.value.problems
    assert problem.column == "date" and "swapped them" in problem.found and "as text" in problem.mend
    assert order.partition(",")[0] in problem.found


def test_days_half_swapped_and_saved_year_first_are_refused_too(example):
    cells = [
        str(cell.date()) if isinstance(cell, datetime) else cell
        for cell in opened_elsewhere(DAYS, *ORDERS["day first"])
    ]
    write(example, "orders", [["customer", "date", "spend"], *(["1", cell, "20"] for cell in cells)])
    with pytest.raises(CaseError, match="swapped them"):
        load_case(example, today=TODAY)


def test_the_export_itself_is_read_rightly(example):
    """The same days as the shop wrote them: those above 12 say that the day comes first."""
    write(
        example, "orders", [["customer", "date", "spend"], *(["1", f"{day:%d/%m/%Y}", "20"] for day in DAYS)]
    )
    assert load_case(example, today=TODAY).orders["date"].dt.date.tolist() == DAYS


def test_dates_beside_text_are_read_where_nothing_speaks_for_a_swap(example, tmp_path):
    """Dates beyond the 12th cannot come from a swap; nor was anything read where text is left that a spreadsheet knows."""
    typed = [datetime(2024, 3, 4), datetime(2024, 3, 25), "25/04/2024"]
    found = (
        load_case(with_days(example, typed, tmp_path / "a.xlsx"), today=TODAY).orders["date"].dt.date.tolist()
    )
    assert found == [date(2024, 3, 4), date(2024, 3, 25), date(2024, 4, 25)]
    typed = [datetime(2024, 3, 4), "05/06/2024", "25/04/2024"]
    found = (
        load_case(with_days(example, typed, tmp_path / "b.xlsx"), today=TODAY).orders["date"].dt.date.tolist()
    )
    assert found == [date(2024, 3, 4), date(2024, 6, 5), date(2024, 4, 25)]
    assert half_swapped([datetime(2024, 3, 4), "25.04.2024"]) == (0, None), "two cells may be so by chance"


SIGNS = (".", "/", "-")


def example_days(folder):
    return [date.fromisoformat(row[1]) for row in rows_of(folder, "orders")[1:]]


def saved_as_text(cells, form):
    return [f"{cell:{form}}" if isinstance(cell, datetime) else cell for cell in cells]


KEPT = ("xlsx", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%m/%d/%Y", "%d/%m/%Y")


@pytest.mark.parametrize(
    ("sign", "kept"),
    [(sign, kept) for sign in SIGNS for kept in KEPT if not (sign == "/" and kept.endswith("/%Y"))],
)  # slashes beside slashes are one form: nothing in the file tells
def test_the_examples_orders_half_swapped_are_refused_whatever_the_sign_and_the_file(
    sign, kept, example, tmp_path
):
    """The worked example's days with the day first, opened where the month comes first, and kept as a workbook or as CSV."""
    days = example_days(example)
    cells = opened_elsewhere(days, f"%d{sign}%m{sign}%Y", f"%m{sign}%d{sign}%Y")
    wrong = sum(
        isinstance(cell, datetime) and cell.date() != day for cell, day in zip(cells, days, strict=True)
    )
    assert wrong > 100
    source = example
    if kept == "xlsx":
        source = with_days(example, cells, tmp_path / "case.xlsx")
    else:
        rows = rows_of(example, "orders")
        texts = saved_as_text(cells, kept)
        write(
            example,
            "orders",
            [rows[0], *([row[0], text, row[2]] for row, text in zip(rows[1:], texts, strict=True))],
        )
    with pytest.raises(CaseError) as caught:
        load_case(source, today=TODAY)
    (problem,) = caught.value.problems
    assert (
        problem.column == "date" and "swapped them" in problem.found and "day first as text" in problem.found
    )


@pytest.mark.parametrize("form", ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%m/%d/%Y"])
def test_days_all_written_alike_are_read(form, example):
    rows, days = rows_of(example, "orders"), example_days(example)
    write(
        example,
        "orders",
        [rows[0], *([row[0], f"{day:{form}}", row[2]] for row, day in zip(rows[1:], days, strict=True))],
    )
    assert load_case(example, today=TODAY).orders["date"].dt.date.tolist() == days


@pytest.mark.parametrize("sign", SIGNS)
def test_days_of_which_some_were_typed_as_text_are_read(sign, example, tmp_path):
    """Each third is text, whatever its day: no spreadsheet has chosen them."""
    days = example_days(example)
    cells = [
        f"{day:%d{sign}%m{sign}%Y}" if n % 3 == 0 else datetime(day.year, day.month, day.day)
        for n, day in enumerate(days)
    ]
    case = load_case(with_days(example, cells, tmp_path / "case.xlsx"), today=TODAY)
    assert case.orders["date"].dt.date.tolist() == days


ZONES = {
    "2023-07-02 10:31:50 +0200": "+0200", "2023-07-02 10:31:50 UTC": "UTC", "2023-07-02T10:31:50Z": "UTC",
    "2023-07-02T10:31:50.123+02:00": "+02:00", "2023-07-02 10:31 CEST": "CEST", "2023-07-02 10:31:50 GMT+2": "GMT+2",
    "2023-07-02T23:59:59-08:00": "-08:00", "07/02/2023 10:31 PM UTC": "UTC", "7/2/2023, 10:31:50 p.m. EST": "EST",
}  # fmt: skip


@pytest.mark.parametrize("text", ZONES)
def test_days_with_a_time_and_a_zone_are_read_and_the_zone_is_said(text):
    day, tidied = read_day(text, "month first", TODAY)
    assert day == date(2023, 7, 2)
    assert f"days counted as they are written, in the time zone {ZONES[text]}" in tidied


def test_the_zone_stands_in_the_notes_once(example):
    rows = [
        ["customer", "date", "spend"],
        *(["1", f"2023-0{n}-02 10:31:50 +0{2 if n > 3 else 1}00", "20"] for n in range(1, 8)),
    ]
    write(example, "orders", rows)
    case = load_case(example, today=TODAY)
    assert case.orders["date"][6] == pd.Timestamp(2023, 7, 2)
    zones = [note.said for note in case.notes if "time zone" in note.said]
    assert len(zones) == 2 and "+0100: 3 cells" in zones[0] and "+0200: 4 cells" in zones[1]


@pytest.mark.parametrize(
    "text", ["2023-07-02 UTC+", "2023-07-02 at ten", "2023-07-02 10:31 somewhere", "02 July 2023 10:31 UTC"]
)
def test_other_words_after_a_day_are_refused(text):
    with pytest.raises(NotAccepted):
        read_day(text, None, TODAY)
