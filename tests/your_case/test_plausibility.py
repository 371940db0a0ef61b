"""Numbers that are wrong without a word: the example's rows left below one's own, sums, codes, slips and swapped columns."""

import pytest

from custvalue_helpers.your_case import load_case
from custvalue_helpers.your_case.caveats import contradictions_in
from custvalue_helpers.your_case.problems import CaseError
from tests.your_case.own_cases import TODAY, case_folder, rows_of, write


def problems_of(folder):
    with pytest.raises(CaseError) as caught:
        load_case(folder, today=TODAY)
    return caught.value.problems


def rename(folder, firm="My Gym", brand="Spoke & Chain"):
    rows = rows_of(folder, "firm")
    write(folder, "firm", [[row[0], {"name": firm, "our_brand": brand}.get(row[0], row[1])] for row in rows])


def test_rows_of_the_example_below_ones_own_are_refused(example):
    own = [[f"M{n}", "3", "no", "40", "5", "25", "flyer"] for n in range(20)]
    header, *rows = rows_of(example, "customers")
    write(example, "customers", [header[:7], *own, *(row[:7] for row in rows[20:])])
    (example / "orders.csv").unlink()
    rename(example)
    found = {problem.file: problem for problem in problems_of(example)}
    assert found.keys() == {"customers.csv", "offers.csv", "ratings.csv", "experience.csv"}
    assert found["customers.csv"].found == "120 of 140 rows that are still the example's, of Spoke & Chain"
    assert found["customers.csv"].row == 22 and "delete them" in found["customers.csv"].mend


def test_offers_of_the_example_beside_ones_own_are_refused(example):
    for table in ("offers", "ratings"):
        rows = rows_of(example, table)
        write(example, table, [["My Gym" if c == "Spoke & Chain" else c for c in row] for row in rows])
    rename(example, brand="My Gym")
    said = {problem.file: problem.found for problem in problems_of(example)}
    assert said["offers.csv"].startswith("2 of 3 rows") and said["ratings.csv"].startswith("120 of 180 rows")


def test_an_own_row_that_is_like_one_of_the_example_loads(example, gym):
    rows = rows_of(gym, "customers")
    write(gym, "customers", [*rows, *(row[:7] for row in rows_of(example, "customers")[1:3])])
    assert len(load_case(gym, today=TODAY).customers) == len(rows) + 1


def change(folder, table, column, new):
    header, *rows = rows_of(folder, table)
    place = header.index(column)
    for number, row in enumerate(rows):
        row[place] = new(number, row[place])
    write(folder, table, [header, *rows])


def add(folder, table, row):
    write(folder, table, [*rows_of(folder, table), row])


@pytest.mark.parametrize(
    ("new", "words"),
    [(lambda i, old: str(2015 + i % 9), "calendar years"), (lambda i, old: "1300" if i == 4 else old, "more than 100 years")],
)  # fmt: skip
def test_periods_are_no_calendar_years_and_no_longer_than_a_life(gym, new, words):
    change(gym, "customers", "periods", new)
    (problem,) = problems_of(gym)
    assert problem.column == "periods" and words in problem.found


def test_periods_far_longer_than_since_the_first_order_are_told(tmp_path):
    folder = case_folder(tmp_path / "bakery", "bakery")
    assert not any(
        "first purchase" in said
        for said in contradictions_in(load_case(folder, today=TODAY), "lifetime value")
    )
    change(folder, "customers", "periods", lambda i, old: str(31 * int(old)))  # days, where months are meant
    change(folder, "customers", "periods", lambda i, old: str(min(int(old), 1200)))
    (said,) = [
        s
        for s in contradictions_in(load_case(folder, today=TODAY), "lifetime value")
        if "first purchase" in s
    ]
    assert "90 of 90 customers paid for more than 2 times as long" in said


@pytest.mark.parametrize(
    "name", ["Summe 2023", "Sub-total Jan", "Gesamt", "合计", "Total général", "Totale", "Total:"]
)
def test_a_row_of_sums_is_refused_by_its_name(gym, name):
    add(gym, "orders", [name, "2025-06-01", "12"])
    (problem,) = problems_of(gym)
    assert "summed up the others" in problem.found and problem.mend == "delete the row"


@pytest.mark.parametrize("table", ["orders", "customers"])
def test_a_row_of_sums_is_refused_by_its_amounts(gym, table):
    rows = rows_of(gym, table)[1:]
    sums = [
        f"{sum(float(row[place]) for row in rows):.2f}"
        for place in ((2,) if table == "orders" else (3, 4, 5))
    ]
    known = rows_of(gym, "customers")[1][0]
    add(gym, table, [known, "2025-06-01", *sums] if table == "orders" else ["2024", "5", "no", *sums, ""])
    (problem,) = problems_of(gym)
    assert problem.row == len(rows) + 2 and "sums of all other rows" in problem.found


def test_one_customer_in_two_spellings_is_one(gym):
    plain = load_case(gym, today=TODAY)
    change(gym, "orders", "customer", lambda i, old: old.lower() if i % 2 else old)
    change(gym, "customers", "channel", lambda i, old: old.upper() if i % 9 == 0 else old)
    case = load_case(gym, today=TODAY)
    assert case.orders.equals(plain.orders) and set(case.customers["channel"]) == {"flyer", "friend"}
    assert sum("read as one" in note.said for note in case.notes) == 2


def test_a_number_with_a_computers_ending_is_the_number_and_zeros_in_front_are_asked_about(gym):
    for table in ("customers", "orders", "experience"):
        change(gym, table, "customer", lambda i, old: str(int(old[1:]) + 1))
    plain = load_case(gym, today=TODAY)
    change(gym, "orders", "customer", lambda i, old: f"{old}.0")
    assert load_case(gym, today=TODAY).orders.equals(plain.orders)
    change(gym, "orders", "customer", lambda i, old: f"000{old[:-2]}" if i % 2 else old)
    assert [problem for problem in problems_of(gym) if "zeros in front" in problem.found]


def put(value, at=5):
    return lambda i, old: value if i == at else old


DOUBTS = {
    "a wild margin": ("customers", "margin", put("50000"), "lifetime value", "50,000 in row 7 is more than 20 times"),
    "a wild purchase": ("orders", "spend", put("90000"), "buying without a contract", "90,000 in row 7 is more than 20"),
    "a code": ("customers", "service_cost", put("9999"), "four groups", "9,999 in row 7 stands alone"),
    "a code below zero": ("customers", "margin", put("-999"), "lifetime value", "-999 in row 7 stands alone"),
    "an old day": ("orders", "date", put("1970-01-01"), "buying without a contract", "1970-01-01 in row 7 is long before"),
    "costs for margins": ("customers", "margin", lambda i, old: f"-{old}", "lifetime value", "70 of 70 are below 0"),
    "left that means stays": ("customers", "left", lambda i, old: "no" if i < 6 else "yes", "lifetime value", "does yes mean"),
    "one is the best mark": ("experience", "satisfaction", lambda i, old: str(1 + i % 7), "expectations and satisfaction", "is 1 the best mark?"),
}  # fmt: skip


@pytest.mark.parametrize("name", DOUBTS)
def test_what_looks_like_a_slip_is_told_beside_the_number(gym, name):
    table, column, new, part, words = DOUBTS[name]
    assert not any(words in said for said in contradictions_in(load_case(gym, today=TODAY), part))
    if name == "left that means stays":
        change(gym, "customers", "periods", lambda i, old: "2" if i < 6 else "9")
    if name == "one is the best mark":
        for side, value in (("expected", lambda i, old: str(1 + i % 7)), ("perceived", lambda i, old: "4")):
            for item in ("coaching", "hours"):
                change(gym, "experience", f"{side}_{item}", value)
    change(gym, table, column, new)
    case = load_case(gym, today=TODAY)
    assert sum(words in said for said in contradictions_in(case, part)) == 1


def test_a_code_among_answers_is_asked_about(gym):
    rows = rows_of(gym, "firm")
    write(gym, "firm", [["scale_high", "100"] if row[0] == "scale_high" else row for row in rows])
    load_case(gym, today=TODAY)
    change(gym, "ratings", "coaching", lambda i, old: "99" if i % 4 == 0 else old)
    (problem,) = problems_of(gym)
    assert "99 in 34 of" in problem.found and "stands for no answer" in problem.mend
