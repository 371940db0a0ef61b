"""Levels, the grid, the club: analytic truths, properties over random input, bad input."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers.models.relationship_levels import (
    KOTLER_GRID,
    LEVELS,
    MARGINS,
    SIZES,
    Level,
    agreement,
    best_grid,
    best_level,
    club_sum,
    level_profit,
    level_profits,
    with_fixed_costs,
)

levels = st.builds(
    Level, st.just("it"), st.floats(0, 0.95), st.floats(0, 500), st.floats(0, 20_000), st.floats(0, 50)
)
customers, margins = st.floats(1, 10_000), st.floats(1, 5_000)


def test_by_hand_as_in_the_lesson():
    assert level_profit(Level("reactive", 0.5, 4, 300), 100, 100) == approx(100 * (100 * 0.5 / 0.6 - 4) - 300)


def test_margin_multiples_of_gupta_and_lehmann():
    """Gupta & Lehmann 2003: r .9, i .10 → 4.50; r .8, i .12 → 2.50; r .6, i .16 → 1.07."""
    for retention, discount, multiple in ((0.9, 0.1, 4.5), (0.8, 0.12, 2.5), (0.6, 0.16, 1.07)):
        assert level_profit(Level("it", retention, 0), 1, 1, discount) == approx(multiple, abs=0.005)


@given(levels, customers, margins)
def test_the_sum_year_by_year(level, n, margin):
    """The closed form against a cohort that is followed for a long time, both ways of paying."""
    there, value, paid = 1.0, 0.0, level.cost
    for year in range(1, 400):
        there *= level.retention
        value += margin * there / 1.1**year
        paid += level.cost * there / 1.1**year
    assert level_profit(level, n, margin) == approx(
        n * (value - level.cost) - level.fixed, rel=1e-6, abs=1e-3
    )
    yearly = level_profit(level, n, margin, paying="every year")
    assert yearly == approx(n * (value - paid) - level.fixed, rel=1e-6, abs=1e-3)


@given(customers, customers, margins)
def test_without_fixed_costs_the_number_decides_nothing(few, many, margin):
    free = with_fixed_costs(0)
    first, second = (level_profits(n, margin, levels=free) for n in (few, many))
    for one, other in zip(first, second, strict=True):
        assert one.profit / few == approx(other.profit / many)
    assert best_level(few, margin, levels=free) == best_level(many, margin, levels=free)


def rank(name):
    return [level.name for level in LEVELS].index(name)


@given(customers, st.floats(1, 20), margins)
def test_more_customers_never_make_the_best_level_less_close(n, times, margin):
    """More customers share the fixed costs, and Kestrel's levels cost more fixed the closer they are."""
    before, after = best_level(n, margin), best_level(n * times, margin)
    profits = sorted(p.profit for p in level_profits(n * times, margin))
    assume(profits[-1] - profits[-2] > 1e-6)
    assert rank(after) >= rank(before)


@given(customers, margins, st.floats(1, 20))
def test_a_higher_margin_never_makes_the_best_level_less_close(n, margin, times):
    assert rank(best_level(n, margin * times)) >= rank(best_level(n, margin))


@given(customers, margins, st.floats(0, 20_000))
def test_the_best_level_is_the_best_of_the_possible(n, margin, hours):
    results = level_profits(n, margin, hours=hours)
    best = next(each for each in results if each.name == best_level(n, margin, hours=hours))
    assert best.possible and best.hours <= hours + 1e-6
    assert all(best.profit >= each.profit for each in results if each.possible)


def test_a_tie_goes_to_the_less_close_level():
    twins = (Level("basic", 0.5, 1), Level("reactive", 0.5, 1))
    assert best_level(10, 10, levels=twins) == "basic"


def test_kotlers_grid_as_in_the_book_and_where_the_formula_agrees():
    assert KOTLER_GRID["few", "high"] == "partnership" and KOTLER_GRID["many", "low"] == "basic or reactive"
    assert [KOTLER_GRID[size, "medium"] for size in ("many", "medium", "few")] == [
        "reactive",
        "accountable",
        "proactive",
    ]
    same = agreement(KOTLER_GRID, best_grid())
    assert {cell for cell, agrees in same.items() if agrees} == {
        ("many", "low"),
        ("medium", "medium"),
        ("few", "high"),
    }
    limited = best_grid(hours=1_600)
    assert [limited[size, "high"] for size in ("many", "medium", "few")] == [
        "accountable",
        "proactive",
        "partnership",
    ]
    assert sum(agreement(KOTLER_GRID, limited).values()) == 5
    assert all(
        best_grid()[size, margin] == best_level(SIZES[size], MARGINS[margin]) for size, margin in KOTLER_GRID
    )


def test_the_club_by_adding_up_orders():
    club = club_sum(9, 0.06, 0.03, free_value=26, every=10, discount=0.008)
    without = kept = given_away = 0.0
    for order in range(5_000):
        without += 9 * 0.94**order / 1.008**order
        chance = 0.97**order / 1.008**order
        kept += 9 * chance
        given_away += 26 * chance * ((order + 1) % 10 == 0)
    assert (club.without, club.kept, club.given_away) == approx((without, kept, given_away))
    assert club.gain == approx(kept - given_away - without)


@given(st.floats(0.01, 0.5), st.integers(2, 40))
def test_a_club_that_keeps_nobody_longer_only_costs(leaving, every):
    assert club_sum(9, leaving, leaving, 26, every).gain < 0


BAD = [
    (lambda: Level("it", 1.2, 3), "retention must be a number from 0 to 1, got 1.2"),
    (lambda: Level("it", 60, 3), "did you mean 0.6"),
    (lambda: Level("it", 0.5, -3), "cost must be a number of at least 0, got -3"),
    (lambda: level_profit("basic", 10, 10), "level must be a Level"),
    (lambda: level_profit(LEVELS[0], -1, 10), "customers must be a number of at least 0"),
    (lambda: level_profit(LEVELS[0], 10, float("nan")), "margin must be a number, got nan"),
    (lambda: level_profit(LEVELS[0], 10, 10, paying="monthly"), "paying must be one of"),
    (lambda: level_profit(Level("it", 1, 0), 10, 10, 0), "no finite lifetime value"),
    (lambda: best_level(10, 10, levels=LEVELS[1:], hours=0), "hours must be enough for at least one level"),
    (lambda: best_grid(sizes={"few": 3}), "sizes must be a dict with 'few', 'medium', 'many'"),
    (lambda: agreement({**KOTLER_GRID, ("few", "low"): "proactiv"}, KOTLER_GRID), "did you mean 'proactive'"),
    (lambda: agreement({("few", "low"): "basic"}, KOTLER_GRID), "grid must have every cell"),
    (lambda: agreement([1], KOTLER_GRID), "grid must be a dict"),
    (lambda: agreement({**KOTLER_GRID, "few": "basic"}, KOTLER_GRID), "a cell must be two words"),
    (lambda: club_sum(9, 0.06, 3, 26), "leaving_with must be a number from 0 to 1, got 3"),
    (lambda: club_sum(9, 0.06, 0.03, 26, every=1), "every must be a whole number of at least 2"),
    (lambda: club_sum(9, 0.06, 0.03, 26, every=9.5), "every must be a whole number"),
    (lambda: club_sum(9, 0, 0, 26, discount=0), "no finite lifetime value"),
]


@pytest.mark.parametrize(("call", "message"), BAD)
def test_bad_input_is_named(call, message):
    with pytest.raises((ValueError, TypeError), match=message):
        call()
