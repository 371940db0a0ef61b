"""Numbers that are wrong without a word: the example's rows left below one's own, sums, codes, slips and swapped columns."""

import pytest
from own_cases import TODAY, rows_of, write

from custvalue_helpers.your_case import load_case
from custvalue_helpers.your_case.problems import CaseError


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
