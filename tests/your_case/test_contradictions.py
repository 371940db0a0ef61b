"""Two of a firm's own tables that give one quantity and differ are told beside the number, with both values."""

import pytest

from custvalue_helpers.your_case import case_part, case_report, load_case
from custvalue_helpers.your_case.behaviour import staying_of, table_retention
from custvalue_helpers.your_case.caveats import CHECKS, contradictions_in
from custvalue_helpers.your_case.schema import PARTS
from tests.your_case.own_cases import TODAY, rows_of, write


def change(folder, name, **columns):
    """Set columns of a table to a value, or to what a function makes of the old one."""
    header, *rows = rows_of(folder, name)
    for column, new in columns.items():
        place = header.index(column)
        for row in rows:
            row[place] = new(row[place]) if callable(new) else new
    write(folder, name, [header, *rows])


def facts(folder, **changed):
    """Set facts of the firm sheet, or add them."""
    header, *rows = rows_of(folder, "firm")
    rows = [row for row in rows if row[0] not in changed]
    write(folder, "firm", [header, *rows, *([name, value, ""] for name, value in changed.items())])


def told(folder):
    """What each part would warn of."""
    case = load_case(folder, today=TODAY)
    return {name: " ".join(contradictions_in(case, name)) for name, _ in PARTS}


def test_the_example_contradicts_itself_nowhere(example):
    assert not any(told(example).values())
    assert {part for parts in CHECKS.values() for part in parts} == {part for part, _ in PARTS}


def keep(folder, name, which):
    header, *rows = rows_of(folder, name)
    write(folder, name, [header, *filter(which, rows)])


def ours(column, new):
    def spoil(folder):
        header, *rows = rows_of(folder, "ratings")
        place, brand = header.index(column), header.index("brand")
        write(folder, "ratings", [header, *([*row[:place], new if row[brand] == "Spoke & Chain" else row[place], *row[place + 1 :]] for row in rows)])  # fmt: skip

    return spoil


SPOILED = {
    "retention": (lambda f: facts(f, retention="30 %"), ("lifetime value", "four groups", "from a point to money"),
                  ("the firm sheet says that 30\xa0% stay each year", "in customers 84\xa0% do", "use the firm sheet's")),
    "margin above what is paid": (lambda f: (facts(f, retention="84 %"), change(f, "customers", left="", margin="900")), ("lifetime value", "buying without a contract"),
                                  ("bring 900 EUR a year each", "in orders they pay", "A margin cannot be more")),
    "margin above the price": (lambda f: change(f, "customers", margin=lambda x: str(float(x) + 300)), ("perceived value", "lifetime value"),
                               ("in customers they bring", "in offers our price is 129 EUR a year")),
    "price and orders": (lambda f: change(f, "customers", left=""), ("perceived value", "buying without a contract"),
                         ("a typical customer of ours pays 129 EUR a year", "EUR a year on average")),
    "good_price upside down": (lambda f: (change(f, "offers", money=lambda x: str(2 * float(x)) if float(x) == 129 else x), ours("good_price", "10")(f)),
                               ("value map", "perceived value"), ("times that of the others", "it looks", "High must mean cheap")),
    "value and offers": (ours("value", "1"), ("perceived value", "value map"), ("ahead", "our value is", "points lower (ours less theirs, on 1 to 10")),
    "periods and days": (lambda f: (facts(f, retention="84 %"), change(f, "customers", periods="1", left="no")), ("lifetime value", "buying without a contract", "four groups"),
                         ("paid for 1 year", "by orders they bought over")),
    "periods and the first order": (lambda f: (facts(f, retention="84 %"), change(f, "customers", periods="60", left="")), ("lifetime value", "buying without a contract", "four groups"),
                                    ("paid for 60 years", "their first purchase is", "2 times as long")),
    "customers without orders": (lambda f: keep(f, "orders", lambda row: row[0][-1] in "13579"), ("buying without a contract",),
                                 ("customers has 140", "orders has purchases of 70 of them")),
    "people asked": (lambda f: change(f, "experience", customer=lambda x: f"X{x}"), ("expectations and satisfaction",),
                     ("60 customers answered in experience", "0 of them stand in customers")),
    "last day": (lambda f: keep(f, "orders", lambda row: row[1] < "2025-01"), ("buying without a contract",),
                 ("were watched until 2025-06-30", "the last order is of 2024-12", "no earlier silence")),
    "scale of ratings": (lambda f: change(f, "ratings", **{c: lambda x: x and str(min(int(x), 5)) for c in rows_of(f, "ratings")[0][2:]}),
                         ("value map",), ("the firm sheet says 1 to 10", "answers in ratings is above 5")),
    "scale of recommendation": (lambda f: change(f, "experience", recommend=lambda x: x and str(min(int(x), 5))),
                                ("expectations and satisfaction",), ("the score needs 0 to 10", "answers to recommend is above 5")),
    "performance": (lambda f: change(f, "experience", perceived_waiting_time=lambda x: x and str(10 - int(x) % 2)),
                    ("expectations and satisfaction", "value map"), ("performance in waiting time", "customers in experience found 9.", "those who rated us say")),
    "name of a rival": (lambda f: facts(f, name="Wheelhouse"), ("perceived value", "value map"), ("its name in the firm sheet is Wheelhouse", "our_brand is Spoke & Chain")),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILED)
def test_two_tables_that_differ_are_told_beside_the_number_with_both_values(name, example):
    spoil, parts, words = SPOILED[name]
    spoil(example)
    said = told(example)
    for part in parts:
        assert all(word in said[part] for word in words), said[part]


def test_a_contradiction_stands_beside_the_number_and_once_in_full_on_the_page(example):
    facts(example, retention="30 %")
    case = load_case(example, today=TODAY)
    part = case_part(case, "lifetime value")
    (warning,) = part.warnings
    assert str(part).index("Two tables differ") > str(part).index("30\xa0% stay")
    assert case_part(case, "four groups").warnings == (warning,)
    html = case_report(case).html
    assert html.count("<p class='warning'>") == 3 and html.count("in customers 84\xa0% do") == 1
    assert html.count("Two tables differ on the retention: see Lifetime value.") == 2


def test_every_comparison_is_tried_here():
    assert len(SPOILED) == len(CHECKS)


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("98.5 %", "Did you mean 98\xa0% a month? That is 83.4\xa0% a year, as the table has it."),
        ("16 %", "Did you mean that 16\xa0% leave? Then 84\xa0% stay, as the table has it."),
        ("30 %", "The four groups use the table's."),
    ],
)
def test_a_retention_of_another_period_is_recognised(sheet, words, example):
    facts(example, retention=sheet)
    said = told(example)["lifetime value"]
    assert words in said.replace("98.5", "98") and said.count("Did you mean") == ("Did you mean" in words)


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        (60, "Did you mean 85\xa0% a quarter? That is 94.7\xa0% a month, as the table has it. 85\xa0% a month is 14\xa0% a year."),
        (30, " renewals). 85\xa0% a month is 14\xa0% a year."),
        (13, "Did you mean 85\xa0% a year? That is 98.7\xa0% a month, as the table has it. 85\xa0% a month is 14\xa0% a year."),
    ],
)  # fmt: skip
def test_a_yearly_retention_by_the_month_is_told(lost, words, example):
    for name in ("offers", "ratings", "experience", "orders"):
        (example / f"{name}.csv").unlink()
    facts(example, retention="85 %", period="month")
    rows = [[str(n), "10", "no", "20", "5"] for n in range(103 - lost // 10)] + [[f"L{n}", "1", "yes", "20", "5"] for n in range(lost)]  # fmt: skip
    write(example, "customers", [["customer", "periods", "left", "margin", "service_cost"], *rows])
    case = load_case(example, today=TODAY)
    part = case_part(case, "lifetime value")
    assert words in " ".join(part.warnings) and "85\xa0% stay" in part.readings[0]
    seen, found = table_retention(case), staying_of(case)
    assert found.retention == 0.85 and not seen.low <= 0.85 <= seen.high


def test_a_sheet_that_the_table_allows_is_no_contradiction(example):
    facts(example, retention="0.86")
    assert not any(told(example).values())
