"""What loads: the worked example, a gym, every form that a spreadsheet writes them in; and what is said about them."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pandas as pd
import pytest

import custvalue_helpers
from custvalue_helpers.models.perceived_value import PARTS, compare_offers, offers_from_table
from custvalue_helpers.your_case.case import Missing, checked_case
from custvalue_helpers.your_case.loading import load_case, mistakes_in, open_case
from custvalue_helpers.your_case.schema import TABLES as SCHEMA
from custvalue_helpers.your_case.templates import case_templates, spoiled_example, templates_folder
from tests.your_case.own_cases import TABLES, TODAY, assert_same, gym_tables, rows_of, write, write_workbook

ROOT = Path(__file__).resolve().parents[2]


def load(folder):
    return load_case(folder, today=TODAY)


def test_the_worked_example_loads_without_tidying(example):
    case = load(example)
    assert {name: len(case.table(name)) for name in case.tables} == {
        name: len(rows_of(example, name)) - 1 for name in TABLES[1:]
    }
    assert case.parts["there"].all() and not [note for note in case.notes if note.kind == "tidied"]
    assert case.attributes == case.items == ["repair_quality", "waiting_time", "advice"]
    assert case.rivals == ["Wheelhouse", "Velo Van"]
    assert case.customers.dtypes.astype(str).to_dict() == {
        "customer": "str", "periods": "int64", "left": "boolean", "margin": "float64", "service_cost": "float64",
        "acquisition_cost": "float64", "channel": "str",
    }  # fmt: skip
    assert case.orders["date"].dtype == "datetime64[s]" and case.orders["spend"].min() > 0
    assert case.firm.discount_a_period == pytest.approx(0.08) and case.firm.scale == (1, 10)


def test_the_case_feeds_the_models_of_perceived_value(example):
    offers = offers_from_table(load(example).offers.rename(columns={"offer": "name"}))
    assert [value.name for value in compare_offers(offers)] == ["Spoke & Chain", "Velo Van", "Wheelhouse"]
    assert set(PARTS) < set(SCHEMA["offers"].columns[i].name for i in range(9))


def test_a_gym_with_other_numbers_loads(gym):
    case = load(gym)
    assert case.firm.period == "month" and case.firm.discount_rate == 0.12 and case.firm.retention == 0.93
    assert case.firm.discount_a_period == pytest.approx(1.12 ** (1 / 12) - 1)
    assert case.attributes == ["equipment", "opening_hours", "coaching", "cleanliness"]
    assert case.items == ["coaching", "hours"] and case.rivals == ["BigFit", "Park Run", "Home Bike"]
    assert len(case.customers) == 70 and case.ratings["equipment"].between(1, 7).all()
    assert case.on_ten(pd.Series([1, 4, 7])).tolist() == [1, 5.5, 10]
    assert any("'Opening Hours' read as opening_hours" in note.said for note in case.notes)


def with_comma(rows):
    """Decimal points as decimal commas, in cells that are numbers."""
    return [
        [cell.replace(".", ",") if cell.replace(".", "", 1).lstrip("-").isdigit() else cell for cell in row]
        for row in rows
    ]


VARIANTS = {
    "semicolons and decimal commas": {"separator": ";", "change": with_comma},
    "decimal commas in quotes": {"change": with_comma},
    "tabs": {"separator": "\t", "change": with_comma},
    "a byte order mark": {"encoding": "utf-8-sig"},
    "Windows-1252": {"encoding": "cp1252"},
    "UTF-16": {"encoding": "utf-16"},
    "Unix line ends": {"end": "\n"},
    "old Mac line ends": {"end": "\r"},
    "spaces": {"change": lambda rows: [[f" {cell}\u00a0 " for cell in row] for row in rows]},
    "capitals in the header": {"change": lambda rows: [[cell.title().replace("_", " ") for cell in rows[0]], *rows[1:]]},
    "blank rows": {"change": lambda rows: [*rows[:2], [], [""] * 4, *rows[2:], [], [" ", ""], []]},
    "empty columns": {"change": lambda rows: [[*row, "", ""] for row in rows]},
    "the line sep=;": {"separator": ";", "change": lambda rows: [["sep="], *rows]},
    "a header in quotes": {"change": lambda rows: [[f" {cell}" for cell in rows[0]], *rows[1:]]},
    "apostrophes": {"change": lambda rows: [rows[0], *([f"'{cell}" if cell.isdigit() else cell for cell in row] for row in rows[1:])]},
}  # fmt: skip


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("which", ["example", "gym"])
def test_every_form_of_csv_loads_to_the_same_tables(variant, which, request, tmp_path):
    folder, other = request.getfixturevalue(which), tmp_path / "other"
    other.mkdir()
    how = {**VARIANTS[variant]}
    change = how.pop("change", lambda rows: rows)
    for name in TABLES:
        write(other, name, change(rows_of(folder, name)), **how)
    if variant == "the line sep=;":  # csv.writer ends the line with no semicolon
        for path in other.iterdir():
            path.write_bytes(path.read_bytes().replace(b"sep=", b"sep=;", 1))
    case = load(other)
    assert_same(case, load(folder))
    if variant not in ("a byte order mark", "Unix line ends", "old Mac line ends", "empty columns", "UTF-8"):
        assert (
            any(note.kind == "tidied" for note in case.notes)
            or variant == "Windows-1252"
            or which == "example"
        )


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize("which", ["example", "gym"])
def test_a_workbook_and_a_folder_of_workbooks_load_to_the_same_tables(which, typed, request, tmp_path):
    folder = request.getfixturevalue(which)
    tables = {name: rows_of(folder, name) for name in TABLES}
    write_workbook(tmp_path / "case.xlsx", tables, typed)
    other = tmp_path / "other"
    other.mkdir()
    for name, rows in tables.items():
        write_workbook(other / f"{name.title()}.xlsx", {"Sheet1": rows}, typed)
    (tmp_path / "one").mkdir()
    write_workbook(tmp_path / "one" / "gym.xlsx", {**tables, "My thoughts": [["hello"]]}, typed)
    expected = load(folder)
    for source in (tmp_path / "case.xlsx", other, tmp_path / "one"):
        case = load(source)
        assert_same(case, expected)
        as_text = [
            note for note in case.notes if "stored as text" in note.said and "discount" not in note.said
        ]
        assert bool(as_text) != typed
    assert any("My thoughts" in note.file for note in case.notes)


def test_windows_letters_and_utf16_are_read_and_said(gym):
    for name in ("firm", "offers", "ratings"):
        text = (gym / f"{name}.csv").read_text(encoding="utf-8").replace("Iron Yard", "Café Vélo")
        (gym / f"{name}.csv").write_bytes(text.encode("cp1252"))
    case = load(gym)
    assert case.firm.our_brand == "Café Vélo" == case.offers["offer"][0]
    assert sum("Windows-1252" in note.said for note in case.notes) == 3


TIDIED = {
    "decimal comma": ("offers", 2, "money", "129,50", 129.5, "decimal comma"),
    "thousands with a comma": ("offers", 2, "money", "1,290.00", 1290, "commas between thousands"),
    "thousands with a point": ("offers", 2, "money", "1.290,00", 1290, "points between thousands"),
    "thousands with a space": ("offers", 2, "money", "1\u202f290", 1290, "spaces between thousands"),
    "our own currency": ("offers", 2, "money", "€ 129", 129, "'€' taken off"),
    "its three letters": ("offers", 2, "money", "129 EUR", 129, "'EUR' taken off"),
    "powers of ten": ("offers", 2, "money", "1.29E+02", 129, "powers of ten"),
    "no answer in words": ("ratings", 2, "advice", "n/a", None, "read as an empty cell"),
    "another word for yes": ("customers", 2, "left", "WAHR", True, "another word for yes"),
    "a day with slashes": ("orders", 2, "date", "2019/1/5", pd.Timestamp(2019, 1, 5), "year-month-day"),
    "a day with points": ("orders", 2, "date", "5.1.2019", pd.Timestamp(2019, 1, 5), "year-month-day"),
    "a day that can be read in one way": (
        "orders",
        2,
        "date",
        "25/01/2019",
        pd.Timestamp(2019, 1, 25),
        "day first",
    ),
    "an American day": ("orders", 2, "date", "01-25-2019", pd.Timestamp(2019, 1, 25), "month first"),
    "a time of day": ("orders", 2, "date", "2019-01-05 14:30:00", pd.Timestamp(2019, 1, 5), "time of day"),
    "letters that cannot be seen": (
        "customers",
        2,
        "channel",
        "walk\u200bed in",
        "walked in",
        "cannot be seen",
    ),
    "two spaces": ("customers", 2, "channel", "walked  in", "walked in", "double spaces"),
}


@pytest.mark.parametrize("case", TIDIED)
def test_what_is_tidied_is_said(case, example):
    table, row, column, cell, expected, said = TIDIED[case]
    rows = rows_of(example, table)
    rows[row - 1][rows[0].index(column)] = cell
    write(example, table, rows)
    loaded = load(example)
    value = loaded.table(table)[column][row - 2]
    assert pd.isna(value) if expected is None else value == expected
    (note,) = [note for note in loaded.notes if said in note.said]
    assert (note.file, note.column) == (f"{table}.csv", column)
    assert f"row {row}" in note.said


def test_evidence_in_the_column_settles_the_order_of_days_and_the_decimal_mark(example):
    rows = rows_of(example, "orders")[:4]
    rows[1][1], rows[2][1], rows[3][1] = "03/04/2024", "25/04/2024", "5/5/2024"
    rows[1][2], rows[2][2], rows[3][2] = "1.234", "17,5", "8"
    write(example, "orders", rows)
    orders = load(example).orders
    assert orders["date"].dt.strftime("%Y-%m-%d").tolist() == ["2024-04-03", "2024-04-25", "2024-05-05"]
    assert orders["spend"][0] == 1234
    rows[2][1], rows[2][2] = "04/25/2024", "17.5"
    write(example, "orders", rows)
    orders = load(example).orders
    assert orders["date"][0] == pd.Timestamp(2024, 3, 4) and orders["spend"][0] == 1.234


def test_absent_tables_are_said_by_the_parts_that_fall_away(example):
    for name in ("ratings", "experience", "customers", "orders"):
        (example / f"{name}.csv").unlink()
    case = load(example)
    assert case.ratings is None and case.attributes == [] and case.items == []
    assert case.parts.index[case.parts["there"]].tolist() == ["perceived value"]
    assert "value map, expectations" in str(case) and "lifetime value" in str(case)
    with pytest.raises(ValueError, match="one of the case's tables, offers, got 'orders'"):
        case.complete("orders")


def test_what_the_data_cannot_tell_is_noted(example):
    ratings = rows_of(example, "ratings")[:13]
    for row in ratings[1:]:
        row[3], row[5] = "7", ""
    write(example, "ratings", ratings[:-2])
    customers = [
        [*row[:2], "no" if place else row[2], *row[3:]]
        for place, row in enumerate(rows_of(example, "customers"))
    ]
    customers.append(["999", "1", "", "5", "1", "", "", ""])
    write(example, "customers", customers)
    experience = rows_of(example, "experience")
    experience[1][0] = "stranger"
    write(example, "experience", experience)
    orders = rows_of(example, "orders")
    write(example, "orders", [*orders, orders[-1]])
    firm = [row for row in rows_of(example, "firm") if row[0] != "data_until"]
    write(example, "firm", firm)
    said = " / ".join(note.said for note in load(example).notes if note.kind == "to keep in mind")
    for words in (
        "only 4 respondents", "all 10 answers are 7", "no answer at all", "1 of 4 respondents rate one brand only",
        "1 of 60 who answered are not among customers", "1 rows are the same as an earlier one", "no data_until",
        "of 1 of 141 customers one cannot know", "customers have no order",
    ):  # fmt: skip
        assert words in said, (words, said)


def test_the_case_is_frozen_and_gives_copies(example):
    case = load(example)
    with pytest.raises(FrozenInstanceError):
        case.firm = None
    offers = case.offers
    offers.loc[0, "money"] = -1
    assert case.offers["money"][0] == 129
    kept, dropped = case.complete("customers", ["left"])
    assert len(kept) == 140 and dropped == 0


def test_the_case_shows_itself_safely(gym):
    for name in ("firm", "offers", "ratings"):
        path = gym / f"{name}.csv"
        path.write_text(
            path.read_text(encoding="utf-8").replace("Iron Yard", "<b>Spoke</b>"), encoding="utf-8"
        )
    header, *rows = rows_of(gym, "customers")
    write(gym, "customers", [[*header, "<script>"], *([*row, "7"] for row in rows)])
    html = load(gym)._repr_html_()
    assert "<b>Spoke" not in html and "&lt;b&gt;Spoke" in html and "<script" not in html


def test_the_package_offers_both():
    assert custvalue_helpers.load_case is load_case and custvalue_helpers.case_templates is case_templates


def test_other_things_in_the_folder_are_left_alone(example):
    (example / "~$orders.xlsx").write_bytes(b"lock")
    (example / ".DS_Store").write_bytes(b"\x00")
    (example / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (example / "competitor prices.csv").write_text("a,b\n1,2\n")
    notes = [note for note in load(example).notes if note.file == "competitor prices.csv"]
    assert [note.kind for note in notes] == ["left out"]


def test_the_gym_is_complete():
    assert set(gym_tables()) == set(TABLES)


def test_the_templates_come_as_one_excel_file_too(example, tmp_path):
    book = tmp_path / "my_case.xlsx"
    assert case_templates(book) == [book] and case_templates(book) == []
    before = book.read_bytes()
    assert_same(load(book), load(example))
    assert not [note for note in load(book).notes if "sheet" in note.said], (
        "the sheet of explanations is no fault"
    )
    assert book.read_bytes() == before
    with pytest.raises(ValueError, match="folder must be one that can be written to"):
        case_templates(tmp_path / "no folder" / "my_case.xlsx")


def test_what_is_tidied_stands_after_what_to_keep_in_mind_and_kind_by_kind(example):
    rows = rows_of(example, "offers")
    write(
        example, "offers", [rows[0], *([row[0], *(f"{cell},00 €" for cell in row[1:])] for row in rows[1:])]
    )
    rows = rows_of(example, "customers")
    place = rows[0].index("service_cost")
    write(example, "customers", [rows[0], *([*row[:place], "0", *row[place + 1 :]] for row in rows[1:])])
    case = load(example)
    lines = str(case).splitlines()
    tidied = [line for line in lines if "Tidied: " in line]
    assert len(tidied) == 2 < len([note for note in case.notes if note.kind == "tidied"])
    assert all("offers.csv (product, services, personal" in line for line in tidied) and lines[-2:] == tidied
    (warned,) = [line for line in lines if "service_cost: 0 for all" in line]
    assert lines.index(warned) < lines.index(next(line for line in lines if "(left out)" in line))


def test_mistakes_are_looked_at_without_an_error(example):
    assert mistakes_in(example) is None
    found = mistakes_in(spoiled_example())
    assert len(found.problems) == 5 and len({problem.file for problem in found.problems}) == 4
    assert repr(found).startswith("The case in spoiled_example cannot be read yet: 5 problems in 4 tables.")
    with pytest.raises(TypeError, match="source must be the name of a folder or a file"):
        mistakes_in(7)


def test_a_case_that_cannot_be_opened_stands_for_no_firm(example):
    """A notebook goes on after it: nothing of a firm opened before may be left, and nothing may break."""
    write(example, "offers", [["offer"], ["<b>Ours</b>"]])
    case = open_case(example, today=TODAY)
    assert not case and not hasattr(case, "firm") and not hasattr(case, "tables")
    assert str(case) == str(case.error) and "cannot be read yet" in str(case)
    assert "<table>" in case._repr_html_() and "<b>Ours" not in case._repr_html_()
    assert len(case.parts) == 7 and not case.parts["there"].any()
    with pytest.raises(Missing, match=r"^Mend the tables first: \d+ problems in 2 tables, listed where"):
        checked_case(case)
    with pytest.raises(TypeError, match="case must be a case that load_case"):
        checked_case(example)
    assert checked_case(open_case(templates_folder(), today=TODAY)).firm.name == "Spoke & Chain"
    with pytest.raises(TypeError, match="source must be the name of a folder or a file"):
        open_case(7)


@pytest.mark.parametrize("ask", [load_case, case_templates])
@pytest.mark.parametrize(
    "place",
    [
        "",
        " ",
        "a\0b",
        "\ud800",
        b"my_case",
        "https://example.org/case.xlsx",
        "FILE:///case",
        "x" * 5000,
        "loop/x",
        "file/x",
    ],
)
def test_strange_places(ask, place, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").touch()
    with pytest.raises((ValueError, TypeError), match=r"source|folder") as caught:
        ask(place)
    str(caught.value).encode()  # it can be printed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "loop"]
