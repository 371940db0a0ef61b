"""The other columns of a survey: told in one sentence each, and never taken for ratings."""

import pytest

from custvalue_helpers.your_case.loading import load_case
from custvalue_helpers.your_case.problems import CaseError
from tests.your_case.own_cases import TODAY, rows_of, write


def with_columns(folder, **columns):
    """The example's ratings with further columns; each is a function of row number and respondent."""
    rows = rows_of(folder, "ratings")
    added = [
        [*rows[0], *columns],
        *([*row, *(make(n, int(row[0])) for make in columns.values())] for n, row in enumerate(rows[1:])),
    ]
    write(folder, "ratings", added)
    return load_case(folder, today=TODAY)


OTHERS = {
    "timestamp": (lambda n, who: f"2025/05/{1 + who % 28:02} {who % 24}:3{n % 10}:07 PM GMT+2", "days or times, such as '2025/05"),
    "started": (lambda n, who: f"{who % 12 + 1}/{n % 28 + 1}/25 9:1{n % 10}", "days or times"),
    "duration": (lambda n, who: f"0:0{n % 10}:1{who % 10}", "days or times"),
    "comment": (lambda n, who: f"10/10 would come again, waited {n} days" if n % 5 == 0 else "fine" if n % 2 else "ok, 7 of 10 people say so",
                "words, such as"),
    "name": (lambda n, who: f"Ann {who}", "words, such as 'Ann 1'"),
    "gender": (lambda n, who: "f" if who % 2 else "m", "words, such as 'f'"),
    "age_group": (lambda n, who: str(1 + who % 5), "the same in all rows of each respondent: a trait of the person"),
    "age": (lambda n, who: str(18 + who), "a trait of the person"),
    "postcode": (lambda n, who: f"{10_000 + 37 * who}", "a trait of the person"),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_a_column_that_rates_no_brand_is_left_out_in_one_sentence(name, example):
    make, words = OTHERS[name]
    plain = load_case(example, today=TODAY)
    case = with_columns(example, **{name: make})
    assert case.attributes == plain.attributes and case.ratings.equals(plain.ratings)
    (note,) = [note for note in case.notes if note.column == name]
    assert note.kind == "left out" and words in note.said, note


def test_a_rating_of_brands_stays_one(example):
    """It differs between the brands of a respondent; and where everybody answers alike, nothing says whose trait it is."""
    case = with_columns(example, charm=lambda n, who: str(1 + (n + who) % 10), flat=lambda n, who: "7")
    assert {"charm", "flat"} <= set(case.attributes)
    assert any(note.column == "flat" and "all 180 answers are 7" in note.said for note in case.notes)


def test_few_words_among_ratings_are_still_refused_cell_by_cell(example):
    with pytest.raises(CaseError) as caught:
        with_columns(example, charm=lambda n, who: "good" if n in (3, 9) else str(1 + n % 10))
    assert [problem.row for problem in caught.value.problems] == [5, 11]


def test_ratings_with_their_scale_are_refused_and_not_left_out(example):
    with pytest.raises(CaseError, match=r"'1/10'.*write 1 alone"):
        with_columns(example, charm=lambda n, who: f"{1 + n % 10}/10")


def test_a_table_of_nothing_else_is_refused(example):
    rows = rows_of(example, "ratings")
    write(example, "ratings", [["respondent", "brand", "comment"], *([*row[:2], "fine"] for row in rows[1:])])
    with pytest.raises(CaseError) as caught:
        load_case(example, today=TODAY)
    (problem,) = caught.value.problems
    assert "no rated attribute; comment holds words" in problem.found
