"""Every piece of advice follows from what was found: whoever does as it says has mended it, and nothing else is said."""

import pytest

from custvalue_helpers.your_case.cells import NotAccepted, read_number
from custvalue_helpers.your_case.loading import load_case
from tests.your_case.own_cases import TODAY, rows_of, write
from tests.your_case.test_spoiled import cell, fact, refused, table

PRICES = {
    "39,-": 39,
    "39,–": 39,
    "39.-": 39,
    "39,—": 39,
    "39,-- €": 39,
    "€ 39,-": 39,
    "1.290,-": 1290,
    "1,290.-": 1290,
    "CHF 39.--": 39,
}


@pytest.mark.parametrize("text", PRICES)
def test_a_price_without_cents_is_a_price(text):
    reading = read_number(text)
    assert reading.value == PRICES[text] and any("price without cents" in what for what in reading.tidied)


@pytest.mark.parametrize("text", ["39-", "(39)", "39 –"])
def test_a_minus_behind_the_number_is_still_below_zero(text):
    with pytest.raises(NotAccepted, match="accountants"):
        read_number(text)


# how a cell is spoiled, what is found, what the advice says, and what it must not say
ADVICE = {
    "a rating with its scale": (cell("ratings", 5, "advice", "8/10"), "two numbers", "write 8 alone", "middle"),
    "a rating of its scale": (cell("ratings", 5, "advice", "8 of 10"), "two numbers", "write 8 alone", "middle"),
    "a range of ratings": (cell("ratings", 5, "advice", "7-8"), "a range", "the middle", "alone"),
    "no margin": (cell("customers", 5, "margin", ""), "no value", "fill it in", "write 0"),
    "no service cost": (cell("customers", 5, "service_cost", ""), "no value", "write 0 for all customers", "delete"),
    "nothing spent": (cell("orders", 5, "spend", ""), "no value", "delete the row if nothing was bought", "write 0"),
    "no price": (cell("offers", 3, "money", ""), "no value", "write 0 if it is worth or costs nothing", "delete"),
    "no name of the firm": (fact("name", ""), "no value for name", "fill it in", "delete"),
    "no discount": (fact("discount_rate", "-"), "instead of a value", "fill it in", "delete"),
    "a discount below zero": (fact("discount_rate", "-8 %"), "-0.08", "a share from 0 to 1", "minus"),
    "a discount of a thousand": (fact("discount_rate", "850"), "850", "a share from 0 to 1", "8.5"),
    "a benefit below zero": (cell("offers", 3, "image", "-5"), "-5", "what they dislike is a cost", "without a minus"),
    "a cost below zero": (cell("offers", 3, "time", "-5"), "-5", "without a minus", "write 0"),
    "a cost in brackets": (cell("customers", 3, "service_cost", "(5)"), "accountants", "without brackets and without a minus", "in front"),
    "a margin in brackets": (cell("customers", 3, "margin", "(5)"), "accountants", "with a minus in front", "without a minus"),
    "minutes for money": (cell("offers", 3, "time", "25 min"), "'min'", "amount of money that it is worth", "number alone"),
    "a scale with its middle at 0": (fact("scale_low", "-3"), "-3", "add 4 to every rating", "minus"),
    "true for a number": (cell("offers", 3, "time", "TRUE"), "no number", "in digits", "Excel"),
    "a rating as a share": (cell("ratings", 5, "advice", "80 %"), "'%'", "the points on the scale", "alone"),
    "a firm sheet without rows": (table("firm", lambda rows: rows[:1]), "without rows below", "fill in the rows", "delete the table"),
    "an empty firm sheet": (lambda folder: (folder / "firm.csv").write_bytes(b""), "an empty file", "fill in the template", "delete"),
    "a case on 1 to 5": (fact("scale_high", "5"), "", "correct scale_low and scale_high", "1 to 10"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ADVICE)
def test_the_advice_follows_from_what_was_found(kind, example):
    spoil, found, mend, never = ADVICE[kind]
    spoil(example)
    problems = refused(example).problems
    assert any(found in problem.found and mend in problem.mend for problem in problems), problems
    assert not any(never in f"{problem.mend} {problem.accepted}" for problem in problems), problems


KINDS = {"case.xls": "save it as .xlsx", "case.ods": "save it as .xlsx", "case.xlsm": "save it as .xlsx", "case.numbers": "export it to Excel",
         "case.zip": "unpack it", "case.pdf": "from the programme", "offers.csv": "give the folder"}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_a_file_in_place_of_a_folder_is_answered_by_its_kind(name, tmp_path):
    (tmp_path / name).write_bytes(b"x")
    (problem,) = refused(tmp_path / name).problems
    assert KINDS[name] in problem.mend and ("give the folder that it is in" in problem.mend) == name.endswith(
        ".csv"
    )


TITLES = {
    "a title": [["Orders of 2025"]], "a title and a blank row": [["Orders of 2025", "", ""], []],
    "a merged head": [["", "Purchases", ""]], "three lines": [["Shop"], ["printed 3 May"], ["all in EUR", "", "net"]],
}  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_what_stands_above_the_column_names_is_skipped_and_hides_nothing(title, example):
    rows, above = rows_of(example, "orders"), TITLES[title]
    plain = load_case(example, today=TODAY).orders
    write(example, "orders", [*above, *rows])
    case = load_case(example, today=TODAY)
    assert case.orders.equals(plain)
    assert any("above the column names skipped" in note.said for note in case.notes)
    rows[4][2] = "dear"
    write(example, "orders", [*above, *rows])
    (problem,) = refused(example).problems
    assert problem.row == 5 + len(above) and "'dear'" in problem.found


def test_a_file_put_together_from_two_is_answered_once_for_its_second_head(example):
    rows = rows_of(example, "orders")
    write(example, "orders", [*rows, *rows])
    (problem,) = refused(example).problems
    assert (
        problem.row == len(rows) + 1
        and problem.found == "the column names again"
        and "stand twice" in problem.mend
    )


def test_a_title_above_the_facts_is_skipped(example):
    write(example, "firm", [["Our firm", ""], *rows_of(example, "firm")])
    assert load_case(example, today=TODAY).firm.name == "Spoke & Chain"


@pytest.mark.parametrize(("name", "key"), [("customers", 0), ("offers", 0)])
def test_a_row_that_is_too_wide_brings_no_other_problem(name, key, example):
    """Its customer's orders, or its offer's ratings, are of somebody who stands in the table."""
    rows = rows_of(example, name)
    rows[2] = [*rows[2], "9"]
    write(example, name, rows)
    (problem,) = refused(example).problems
    assert "beyond the last column" in problem.found


def test_a_brand_misspelt_throughout_is_one_problem(example):
    rows = rows_of(example, "ratings")
    write(example, "ratings", [[cell.replace("Velo Van", "Velo-Van") for cell in row] for row in rows])
    (problem,) = refused(example).problems
    assert (
        problem.found == "60 rows with 'Velo-Van'"
        and "write Velo Van, if that is meant; or add Velo-Van to offers" in problem.mend
    )


def test_names_of_other_tables_are_known_by_their_sense_where_no_column_name_is_right(example):
    rows = rows_of(example, "customers")
    write(example, "customers", [["Client", "Months", "Churned", "Profit"], *(row[:4] for row in rows[1:])])
    (problem,) = [problem for problem in refused(example).problems if problem.file == "customers.csv"]
    for meant in (
        "'client' is meant to be customer",
        "'months' is meant to be periods",
        "'churned' is meant to be left",
        "'profit' is meant to be margin",
    ):
        assert meant in problem.mend


def test_a_survey_that_asked_only_for_recommendation_is_read(example):
    rows = rows_of(example, "experience")
    write(
        example,
        "experience",
        [
            ["customer", "recommend"],
            *([row[0], score] for row, score in zip(rows[1:], ["0", "9", "8", "7"], strict=False)),
        ],
    )
    experience = load_case(example, today=TODAY).experience
    assert experience["recommend"].tolist() == [0, 9, 8, 7] and experience["satisfaction"].isna().all()
