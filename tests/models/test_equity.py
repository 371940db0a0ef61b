"""Customer equity and the split between winning and keeping: truths, optima against grids, bad input."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers.models.equity import (
    Response,
    best_plan,
    best_split,
    customer_equity,
    plan,
    split,
    value_once_won,
)
from custvalue_helpers.models.lifetime import lifetime_value

winnings = st.builds(Response, st.floats(0.05, 1), st.floats(0.005, 0.6))
stayings = st.tuples(st.floats(0, 0.6), st.floats(0.01, 0.35), st.floats(0.005, 0.6)).map(
    lambda t: Response(t[0] + t[1], t[2], t[0])
)
margins, discounts = st.floats(1, 500), st.floats(0.01, 0.4)


@given(winnings, st.floats(0, 60))
def test_the_slope_is_the_rates(response, spend):
    step = 1e-5
    assert response.slope(spend) == approx(
        (response.rate(spend + step) - response.rate(spend)) / step, rel=1e-3, abs=1e-8
    )
    assert response.floor <= response.rate(spend) <= response.ceiling


def test_the_curve_goes_through_what_is_seen():
    curve = Response.through(8.7, 0.4, 0.6, floor=0.1)
    assert (
        curve.rate(8.7) == approx(0.4)
        and curve.rate(0) == approx(0.1)
        and curve.spend_for(0.4) == approx(8.7)
    )


@given(margins, st.floats(0, 0.95), st.floats(0, 50), discounts)
def test_value_once_won_year_by_year(margin, retention, keeping, discount):
    there, value = 1.0, 0.0
    for year in range(700):
        value += there * margin / (1 + discount) ** year
        value -= there * keeping / (1 + discount) ** (year + 1)
        there *= retention
    assert value_once_won(margin, retention, keeping, discount) == approx(value, rel=1e-6, abs=1e-6)


def test_without_keeping_it_is_the_textbooks_paid_now():
    """m 100, r .8, d .1: 366.67 (Fader & Hardie 2012, first margin at once)."""
    assert value_once_won(100, 0.8, discount=0.1) == approx(366.67, abs=0.005)


def test_blattberg_and_deightons_form():
    """Their equity a·m − A + a·(m − R/r)·r′/(1 − r′), r′ = r/(1 + d), is a·V − A."""
    a, m, spend, keep, r, d = 0.3, 100, 12, 20, 0.7, 0.1
    discounted = r / (1 + d)
    theirs = a * m - spend + a * (m - keep / r) * discounted / (1 - discounted)
    assert a * value_once_won(m, r, keep, d) - spend == approx(theirs)


@settings(deadline=None)
@given(winnings, stayings, margins, discounts)
def test_the_best_plan_beats_a_grid(winning, staying, margin, discount):
    best = best_plan(winning, staying, margin, discount)
    spends = [0, *(1.7**k / 10 for k in range(17))]
    grid = max(plan(a, r, winning, staying, margin, discount).equity for a in spends for r in spends)
    assert best.equity >= grid - 1e-6 * max(1, abs(grid))


@given(winnings, stayings, margins, discounts)
def test_the_last_euro_brings_one_euro_on_both_sides(winning, staying, margin, discount):
    best = best_plan(winning, staying, margin, discount)
    last = winning.slope(best.acquiring) * best.value, staying.slope(best.keeping) * best.value
    for spent, brings in zip((best.acquiring, best.keeping), last, strict=True):
        assert brings == approx(1, rel=1e-6) if spent > 1e-9 else brings <= 1 + 1e-6


@settings(deadline=None)
@given(winnings, stayings, margins, st.floats(0.5, 60))
def test_the_best_split_beats_a_grid(winning, staying, margin, budget):
    part, best = best_split(budget, winning, staying, margin)
    grid = max(split(budget, step / 211, winning, staying, margin).equity for step in range(212))
    assert 0 <= part <= 1 and best.equity >= grid - 1e-3 * max(1, abs(grid))
    if part > 1e-6:
        assert best.first_year == approx(budget)


@given(
    st.floats(0, 5_000), st.floats(0, 5_000), margins, st.floats(0, 0.9), st.floats(0, 1), st.floats(0, 50)
)
def test_equity_adds_up(n, prospects, margin, retention, won, spend):
    equity = customer_equity(n, prospects, margin, retention, won, spend)
    assert equity.present == approx(
        n * lifetime_value(margin, retention, 0.1, convention="paid if they stay")
    )
    new = lifetime_value(margin, retention, 0.1, convention="paid now")
    assert equity.potential == approx(prospects * (won * new - spend), abs=1e-6)
    assert equity.total == equity.present + equity.potential


BAD = [
    (lambda: Response(1.2, 0.1), "ceiling must be a number from 0 to 1"),
    (lambda: Response(0.6, 0), "steepness must be above 0"),
    (lambda: Response(0.6, 0.1, 0.7), "floor must be at most ceiling"),
    (lambda: Response(0.6, 0.1).rate(-1), "spend must be a number of at least 0"),
    (lambda: Response(0.6, 0.1).spend_for(0.6), "rate must lie from floor 0 to below ceiling 0.6"),
    (lambda: Response.through(8, 0.7, 0.6), "rate must lie between floor 0 and ceiling 0.6"),
    (lambda: Response.through(0, 0.4, 0.6), "at a spend above 0"),
    (lambda: value_once_won(100, 1, discount=0), "no finite lifetime value"),
    (lambda: value_once_won(100, 80), "did you mean 0.8"),
    (lambda: best_plan(Response(0.6, 0.1), Response(1, 0.1), 100, 0), "needs a discount above 0"),
    (lambda: split(12, 90, Response(0.6, 0.1), Response(0.7, 0.1), 100), "did you mean 0.9"),
    (lambda: customer_equity(-1, 0, 100, 0.5, 0.5, 1), "customers must be a number of at least 0"),
]


@pytest.mark.parametrize(("call", "message"), BAD)
def test_bad_input_is_named(call, message):
    with pytest.raises((ValueError, TypeError), match=message):
        call()
