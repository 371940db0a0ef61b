"""Whatever stands in the files, the answer is a case or the one error: random bytes, random text, random cells anywhere."""

import io
import shutil
import zipfile
from datetime import date, datetime, time, timedelta

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from custvalue_helpers.your_case.case import OwnCase
from custvalue_helpers.your_case.cells import NotAccepted, clean, read_day, read_name, read_number
from custvalue_helpers.your_case.grids import Unreadable, grid_of_text
from custvalue_helpers.your_case.loading import load_case
from custvalue_helpers.your_case.problems import CaseError
from tests.your_case.own_cases import TABLES, TODAY, gym_tables, write, write_workbook

# A few rows of each table: enough to be read, and quick.
SMALL = {name: rows[:9] for name, rows in gym_tables().items()}
SMALL["firm"] = gym_tables()["firm"]
KNOWN = {row[0] for row in SMALL["customers"][1:]}
SMALL["orders"] = [SMALL["orders"][0], *(row for row in gym_tables()["orders"] if row[0] in KNOWN)][:9]
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

ODD = st.sampled_from(
    ["", " ", "-", "n/a", "#DIV/0!", "=1+1", "1,234", "1.234", "€", "12 %", "1e999", "9" * 400, "-0", "NaN", "inf", "\x00", "\ufeff",
     "'", '"', "''", "2025-02-30", "99/99/9999", "0000-00-00", "1/2/0000", "13.13.2025", "٣", "½", "\u202e", "Ⅷ", "−1", "True", "é" * 300,
     "1 2 3", ",", ".", "...", "$$", "$-", "1-", "()", "(1)", "note", "#", "###", "sep=;", "\n", "a\nb", "20250132", "2025-1-1T25:99"]
)  # fmt: skip
CELL = ODD | st.text(max_size=12) | st.integers().map(str) | st.floats().map(str) | st.dates().map(str)


def answer(source):
    """The case, or the error; anything else fails the test. Both can be shown."""
    try:
        case = load_case(source, today=TODAY)
    except CaseError as error:
        assert error.problems and all(p.file and p.found and p.accepted and p.mend for p in error.problems)
        assert len(error.table) == len(error.problems) and str(error) and error._repr_html_()
        return error
    assert isinstance(case, OwnCase) and str(case) and case._repr_html_() and len(case.parts) == 7
    return case


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    for name, rows in SMALL.items():
        write(folder, name, rows)
    assert isinstance(answer(folder), OwnCase)
    return folder


def restored(folder):
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, rows in SMALL.items():
        write(folder, name, rows)


@QUICK
@given(name=st.sampled_from(TABLES), data=st.binary(max_size=400))
@example(name="firm", data=b"fact,value\n")
@example(name="orders", data=b"\xef\xbb\xbf")
@example(name="orders", data=b"\xff\xfe\x00")
@example(name="offers", data=b'"')
@example(name="firm", data=b"\x1c")
@example(name="offers", data=b"sep=")
def test_random_bytes(name, data, small):
    restored(small)
    (small / f"{name}.csv").write_bytes(data)
    assert isinstance(answer(small), CaseError)


@QUICK
@given(
    name=st.sampled_from(TABLES),
    place=st.floats(0, 1),
    data=st.binary(min_size=1, max_size=6),
    cut=st.booleans(),
)
def test_random_bytes_within_a_file(name, place, data, cut, small):
    restored(small)
    whole = (small / f"{name}.csv").read_bytes()
    at = int(place * len(whole))
    (small / f"{name}.csv").write_bytes(whole[:at] + data + (b"" if cut else whole[at:]))
    answer(small)


@QUICK
@given(changes=st.lists(st.tuples(st.sampled_from(TABLES), st.integers(0, 11), st.integers(0, 9), CELL), min_size=1, max_size=6),
       separator=st.sampled_from(",;\t"), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))  # fmt: skip
def test_random_cells_anywhere(changes, separator, encoding, small):
    restored(small)
    tables = {name: [list(row) for row in rows] for name, rows in SMALL.items()}
    for name, row, column, cell in changes:
        rows = tables[name]
        while len(rows) <= row:
            rows.append([])
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = cell.encode("utf-8", "replace").decode("utf-8")
    for name, rows in tables.items():
        write(small, name, rows, separator, encoding)
    answer(small)


TYPED = CELL.map(
    lambda text: "".join(c for c in text if c >= " " and c not in "\ufffe\uffff")[:99]
) | st.sampled_from(
    [
        None,
        True,
        0,
        -1.5,
        1e15,
        1e300,
        43470,
        datetime(2025, 1, 1, 8),
        date(2025, 1, 1),
        time(8),
        timedelta(hours=30),
    ]
)
FORMATS = st.sampled_from(["General", "0%", "[$€-407] 0", "yyyy-mm-dd", "[h]:mm", '"USD" 0', "$#,##0"])


@settings(QUICK, max_examples=25)
@given(
    changes=st.lists(
        st.tuples(st.sampled_from(TABLES), st.integers(1, 11), st.integers(1, 9), TYPED, FORMATS),
        min_size=1,
        max_size=6,
    )
)
def test_random_cells_in_a_workbook(changes, tmp_path_factory):
    from openpyxl import load_workbook

    path = tmp_path_factory.mktemp("book") / "case.xlsx"
    write_workbook(path, SMALL)
    book = load_workbook(path)
    for sheet, row, column, value, number_format in changes:
        cell = book[sheet].cell(row, column)
        cell.value, cell.number_format = value, number_format
    book.save(path)
    answer(path)


@settings(QUICK, max_examples=25)
@given(place=st.floats(0, 1), data=st.binary(min_size=1, max_size=8), cut=st.booleans())
def test_random_bytes_within_a_workbook(place, data, cut, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "case.xlsx"
    write_workbook(path, SMALL)
    whole = path.read_bytes()
    at = int(place * len(whole))
    path.write_bytes(whole[:at] + data + (b"" if cut else whole[at + len(data) :]))
    answer(path)


@settings(QUICK, max_examples=20)
@given(
    part=st.integers(0, 20),
    place=st.floats(0, 1),
    data=st.text(alphabet='<>"/=&;abc019 ', min_size=1, max_size=8),
)
def test_random_text_within_a_workbooks_parts(part, place, data, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "case.xlsx"
    write_workbook(path, SMALL)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(parts)[part % len(parts)]
    at = int(place * len(parts[name]))
    parts[name] = parts[name][:at] + data.encode() + parts[name][at:]
    with io.BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w") as archive:
            for each, content in parts.items():
                archive.writestr(each, content)
        path.write_bytes(buffer.getvalue())
    answer(path)


@settings(max_examples=300, deadline=None)
@given(
    text=CELL,
    decimal=st.sampled_from([".", ",", None, "both"]),
    order=st.sampled_from(["day first", "month first", None]),
)
def test_every_cell_is_read_or_refused_with_a_reason(text, decimal, order):
    for read in (
        lambda: read_number(text, decimal).value,
        lambda: read_day(text, order, TODAY)[0],
        lambda: read_name(text)[0],
    ):
        try:
            read()
        except NotAccepted as fault:
            assert fault.found and fault.mend and fault.found.isprintable()


@settings(max_examples=200, deadline=None)
@given(number=st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 2)))
def test_numbers_come_back_however_they_are_written(number):
    english, plain = f"{number:,.2f}", f"{number:.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    for text in (
        english,
        plain,
        german,
        plain.replace(".", ","),
        english.replace(",", " "),
        f"€ {german}",
        f"{german} EUR",
        f"{number!r}",
    ):
        assert read_number(text).value == pytest.approx(number, abs=1e-9, rel=1e-12), text


@settings(max_examples=200, deadline=None)
@given(day=st.dates(date(1950, 1, 1), TODAY))
def test_days_come_back_however_they_are_written(day):
    texts = [
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%Y-%m-%d} 00:00:00",
        f"{day:%Y-%m-%d}T00:00:00Z",
    ]
    assert {read_day(text)[0] for text in texts} == {day}
    assert read_day(f"{day:%d/%m/%Y}", "day first")[0] == read_day(f"{day:%m/%d/%Y}", "month first")[0] == day
    if day.day != day.month and day.day <= 12:
        with pytest.raises(NotAccepted, match="two ways"):
            read_day(f"{day:%d/%m/%Y}")


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=30))
def test_cleaning_twice_changes_nothing_more(text):
    once, tidied = clean(text)
    assert bool(tidied) == (once != text)
    assert clean(once)[0] == once or once.startswith("'")


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_makes_a_grid_or_is_refused(text):
    try:
        grid = grid_of_text(text, "orders.csv", {"customer", "date", "spend"})
    except Unreadable as fault:
        assert fault.found and fault.mend
    else:
        assert grid.rows or grid.problems
        numbers = [number for number, _ in grid.rows]
        assert numbers == sorted(set(numbers))


STATES = st.sampled_from(["paid", "wc-completed", "paid", "failed", "refunded", "pending", "", "odd"])
AMOUNT = st.sampled_from(["", "0", "5", "12.50", "-5", "-12.50"]) | st.integers(-20, 99).map(str)


@settings(QUICK, max_examples=60)
@given(rows=st.lists(st.tuples(st.sampled_from(["#1", "#2", "#3", ""]), st.sampled_from(["a@x.org", "A@x.org", "b@x.org", ""]), STATES,
                               st.sampled_from(["2025-03-04", "2025-03-05 10:00 UTC", "2025-03-06"]), st.sampled_from(["USD", "USD", "usd", "EUR", ""]),
                               AMOUNT, st.sampled_from(["", "0.00", "3", "-3"])), max_size=9))  # fmt: skip
def test_an_export_never_brings_more_than_was_paid(rows, tmp_path_factory):
    """Whatever stands in it: at most the amounts above zero of rows that count, in one currency, each order once."""
    folder = tmp_path_factory.mktemp("shop")
    for name in ("firm", "offers"):
        write(folder, name, SMALL[name])
    write(
        folder,
        "orders",
        [["Name", "Email", "Financial Status", "Created at", "Currency", "Total", "Refunded Amount"], *rows],
    )
    case = answer(folder)
    if isinstance(case, CaseError):
        return
    paid = [row for row in rows if row[2] in ("paid", "wc-completed", "")]
    most = sum(max(0, read_number(row[5]).value) for row in paid if row[5])
    assert case.orders["spend"].sum() <= most + 1e-9 and (case.orders["spend"] >= 0).all()
    one_spelling = case.orders["customer"].str.casefold().nunique()
    assert case.orders["customer"].nunique() == one_spelling, "capitals make no other buyer"


def test_a_large_table_is_read_in_seconds(small):
    restored(small)
    people = [f"M{n:05}" for n in range(5000)]
    write(
        small, "customers", [SMALL["customers"][0], *([p, "3", "no", "20.5", "3.25", "", ""] for p in people)]
    )
    write(small, "experience", [SMALL["experience"][0], [people[0], *SMALL["experience"][1][1:]]])
    write(
        small,
        "orders",
        [
            SMALL["orders"][0],
            *([p, f"2025-0{n % 9 + 1}-1{n % 7}", f"{n}.5"] for n in range(1, 9) for p in people),
        ],
    )
    case = answer(small)
    assert isinstance(case, OwnCase) and len(case.orders) == 40_000
    assert isinstance(case.orders["date"].max(), pd.Timestamp)
