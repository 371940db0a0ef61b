"""Brand switching: truths about the matrix, intervals that cover, tastes told from habits, bad input."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers import load_dataset
from custvalue_helpers.models.switching import (
    bought_again,
    brand_values,
    lost_for_good,
    repeat_rates,
    steady_state,
    switching_matrix,
    two_tastes,
)

COLUMNS = {"person": "who", "last": "before", "chosen": "now"}


def households(rng, people, tastes, habit, length=25):
    """Purchases of households that have a taste each and repeat the last brand with some chance."""
    levels = tastes(rng, people).cumsum(axis=1)

    def drawn():
        return np.minimum((rng.random((people, 1)) > levels).sum(axis=1), levels.shape[1] - 1)

    brands = [drawn()]
    for _ in range(length):
        brands.append(np.where(rng.random(people) < habit, brands[-1], drawn()))
    names = np.array(list("ABC"))[np.array(brands).T]
    return pd.DataFrame(
        {
            "who": np.repeat(np.arange(people), length),
            "before": names[:, :-1].ravel(),
            "now": names[:, 1:].ravel(),
        }
    )


def alike(rng, people):
    return np.tile([0.5, 0.3, 0.2], (people, 1))


def different(rng, people):
    return rng.dirichlet([0.5, 0.3, 0.2], people)


def matrices(size=3):
    row = st.lists(st.floats(0.05, 1), min_size=size, max_size=size)
    return st.lists(row, min_size=size, max_size=size).map(
        lambda rows: pd.DataFrame(
            np.array(rows) / np.sum(rows, axis=1, keepdims=True), index=list("abc"), columns=list("abc")
        )
    )


@given(matrices())
def test_the_steady_state_stays(matrix):
    steady = steady_state(matrix)
    assert steady.sum() == approx(1) and (steady @ matrix).to_numpy() == approx(steady.to_numpy())
    assert np.linalg.matrix_power(matrix.to_numpy(), 300)[0] == approx(steady.to_numpy(), abs=1e-6)


@given(matrices(), st.integers(1, 40), st.floats(0, 0.2))
def test_values_share_one_stream_of_margins(matrix, purchases, discount):
    """Whatever was bought last, all brands together get every margin."""
    values = brand_values(matrix, 0.25, purchases, discount)
    stream = sum(0.25 / (1 + discount) ** k for k in range(1, purchases + 1))
    assert values.sum(axis=1).to_numpy() == approx(stream)


def test_values_in_closed_form_over_a_long_time():
    matrix = pd.DataFrame([[0.8, 0.2], [0.1, 0.9]], index=["a", "b"], columns=["a", "b"])
    step = matrix.to_numpy() / 1.1
    closed = step @ np.linalg.inv(np.eye(2) - step)
    assert brand_values(matrix, 1, 500, 0.1).to_numpy() == approx(closed)


@given(matrices(), st.integers(1, 60), st.floats(0, 0.3))
def test_lost_for_good_is_worth_no_more_than_always_a_share(matrix, purchases, discount):
    """Equal for one purchase, and where nobody switches; else those who come back make the difference."""
    gone = lost_for_good(matrix, 2, purchases, discount)
    back = np.diag(brand_values(matrix, 2, purchases, discount))
    assert (gone <= back + 1e-9).all()
    assert lost_for_good(matrix, 2, 1, discount).to_numpy() == approx(2 * np.diag(matrix) / (1 + discount))
    stay = np.diag(matrix) / (1 + discount)
    assert gone.to_numpy() == approx(2 * stay * (1 - stay**purchases) / (1 - stay))


def test_a_matrix_by_hand():
    table = pd.DataFrame({"who": [1, 1, 1, 2, 2], "before": list("aabba"), "now": list("abaab")})
    found = switching_matrix(table, **COLUMNS)
    assert found.counts.loc["a"].tolist() == [1, 2] and found.shares.loc["b"].tolist() == [1, 0]
    assert found.people == 2


def test_intervals_cover_although_purchases_of_one_household_belong_together():
    rng, hits = np.random.default_rng(8), 0
    truth = switching_matrix(households(rng, 6_000, different, 0.2, 12), **COLUMNS, draws=50).shares.loc[
        "A", "A"
    ]
    for _ in range(120):
        found = switching_matrix(households(rng, 100, different, 0.2, 12), **COLUMNS, draws=200)
        hits += found.low.loc["A", "A"] <= truth <= found.high.loc["A", "A"]
    assert 0.87 <= hits / 120 <= 0.99


def test_shuffling_tells_taste_from_habit():
    rng = np.random.default_rng(9)
    taste = repeat_rates(households(rng, 300, different, 0), **COLUMNS)
    assert taste.low <= taste.seen <= taste.high and taste.seen > taste.all_alike + 0.2
    habit = repeat_rates(households(rng, 300, alike, 0.6), **COLUMNS)
    assert habit.seen > habit.high + 0.1


def test_with_habit_alone_the_matrix_is_right_and_with_taste_alone_it_is_not():
    rng = np.random.default_rng(10)
    habit = bought_again(households(rng, 800, alike, 0.6), "A", [1, 4, 10], **COLUMNS)
    assert habit.people_say.to_numpy() == approx(habit.matrix_says.to_numpy(), abs=0.03)
    taste = bought_again(households(rng, 800, different, 0), "A", [1, 4, 10], **COLUMNS)
    assert taste.people_say.to_numpy() == approx(taste.people_say.iloc[0], abs=0.03)
    assert taste.matrix_says.iloc[-1] < taste.people_say.iloc[-1] - 0.1


@settings(deadline=None, max_examples=25)
@given(st.floats(0.2, 0.8), st.floats(0.5, 0.95), st.floats(0, 0.8), st.integers(0, 99))
def test_two_tastes_against_households(share_a, strength, habit, seed):
    """The explorer's arithmetic against 3,000 simulated households."""
    rng = np.random.default_rng(seed)
    n, lags = 3_000, 6
    taste = np.where(rng.random(n) < share_a, strength, 1 - strength)
    bought = [rng.random(n) < taste]
    for _ in range(lags):
        bought.append(np.where(rng.random(n) < habit, bought[-1], rng.random(n) < taste))
    said = two_tastes(share_a, strength, habit)
    assert bought[0].mean() == approx(said.share, abs=0.05)
    assert (bought[1] == bought[0]).mean() == approx(said.repeat, abs=0.05)
    assert bought[lags][bought[0]].mean() == approx(said.later[lags - 1], abs=0.07)


def test_two_tastes_at_the_ends():
    taste, habit = two_tastes(0.5, 0.9, 0), two_tastes(0.5, 0.5, 0.65)
    assert taste.repeat == approx(0.82) and set(np.round(taste.later, 9)) == {0.82}
    assert habit.later == approx(habit.matrix_later), "with one taste for all, the matrix is right"
    assert taste.matrix_later[-1] == approx(0.5, abs=0.005)


def test_the_crackers_diagonal_as_counted_by_hand():
    crackers = load_dataset("crackers_panel")
    matrix = switching_matrix(crackers, person="household", last="last_chosen", chosen="chosen")
    pairs = pd.crosstab(crackers.last_chosen, crackers.chosen)
    for brand in pairs:
        assert matrix.shares.loc[brand, brand] == approx(pairs.loc[brand, brand] / pairs.loc[brand].sum())
    assert matrix.counts.to_numpy().sum() == len(crackers) and matrix.people == 136


TABLE = pd.DataFrame({"who": [1, 1], "before": ["a", "b"], "now": ["b", "a"]})
BAD = [
    (lambda: switching_matrix([1], **COLUMNS), "purchases must be a pandas DataFrame"),
    (lambda: switching_matrix(TABLE.rename(columns={"now": "n"}), **COLUMNS), "chosen must be one of"),
    (lambda: switching_matrix(TABLE.assign(now=["b", None]), **COLUMNS), "1 value is missing|got nan"),
    (lambda: switching_matrix(TABLE.assign(before="a", now="a"), **COLUMNS), "at least two brands"),
    (lambda: switching_matrix(TABLE.assign(before="a"), **COLUMNS), "got no purchase after 'b'"),
    (lambda: switching_matrix(TABLE, **COLUMNS, draws=3), "draws must be a whole number of at least 50"),
    (lambda: steady_state(pd.DataFrame([[0.5, 0.4], [0, 1]])), "rows of shares that add up to 1"),
    (
        lambda: steady_state(pd.DataFrame([[1.0]], index=["a"], columns=["b"])),
        "same brands as rows and columns",
    ),
    (lambda: bought_again(TABLE, "c", [1], **COLUMNS), "brand must be one of 'a', 'b'"),
    (lambda: bought_again(TABLE, "a", [0], **COLUMNS), "lags must be a whole number of at least 1"),
    (lambda: bought_again(TABLE, "a", [9], **COLUMNS), "lags must be shorter"),
    (lambda: brand_values(steady_state, 1, 3), "shares must be a DataFrame"),
    (lambda: lost_for_good(steady_state, 1, 3), "shares must be a DataFrame"),
    (lambda: lost_for_good(pd.DataFrame([[1.0]]), 1, 0), "purchases must be a whole number of at least 1"),
    (lambda: two_tastes(0.5, 0.3, 0), "strength must be a number from 0.5 to 1"),
    (lambda: two_tastes(1, 1, 0), "one brand only"),
]


@pytest.mark.parametrize(("call", "message"), BAD)
def test_bad_input_is_named(call, message):
    with pytest.raises((ValueError, TypeError), match=message):
        call()
