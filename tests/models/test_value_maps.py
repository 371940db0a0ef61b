"""Quality ratios, fair prices, quadrants, shares of two: published numbers, analytic truths, and what is refused."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers.kit.checks import checked_weights
from custvalue_helpers.models.value_maps import (
    chance_to_see,
    fair_price,
    false_alarms,
    importance_performance,
    lmg_two,
    quality_ratio,
    to_concentrate_on,
    value_position,
)

LUXURY_CAR = (
    {"price": 9, "trade-in": 6, "resale": 9, "finance": 7},
    {"price": 7, "trade-in": 6, "resale": 8, "finance": 7},
    {"price": 0.6, "trade-in": 0.2, "resale": 0.1, "finance": 0.1},
)
scores = st.floats(1, 10)


def test_the_published_price_profile():
    """Gale (1994), luxury cars: printed as 118.7 and 84.2, because 9/7 is rounded to 1.29 and 9/8 to 1.13."""
    ratio = quality_ratio(*LUXURY_CAR)
    assert round(100 * ratio, 2) == 118.39 and round(100 / ratio, 2) == 84.46
    rounded = 60 * 1.29 + 20 * 1.0 + 10 * 1.13 + 10 * 1.0
    assert rounded == approx(118.7) and 1e4 / rounded == approx(84.2, abs=0.05)


@given(st.lists(st.tuples(scores, scores, st.floats(0.05, 1)), min_size=1, max_size=8), st.floats(0.1, 5))
def test_quality_ratio_is_a_weighted_mean_of_ratios(rows, factor):
    own, rival, weights = ({i: row[k] for i, row in enumerate(rows)} for k in range(3))
    ratio = quality_ratio(own, rival, weights, normalise=True)
    parts = [a / b for a, b, _ in rows]
    assert min(parts) - 1e-9 <= ratio <= max(parts) + 1e-9
    assert quality_ratio(own, own, weights, normalise=True) == approx(1)
    assert quality_ratio({i: factor * v for i, v in own.items()}, rival, weights, normalise=True) == approx(
        factor * ratio
    )


def test_series_do_as_well_as_dicts_and_names_decide_not_places():
    own, rival, weights = (pd.Series(part) for part in LUXURY_CAR)
    assert quality_ratio(own.iloc[::-1], rival, weights.sort_index()) == approx(quality_ratio(*LUXURY_CAR))


@given(st.floats(0.2, 3), st.floats(0.05, 0.95))
def test_the_fair_value_line(quality, weight):
    assert fair_price(1, weight) == 1
    slope = (
        (fair_price(quality, weight) - 1) / (quality - 1)
        if abs(quality - 1) > 1e-3
        else weight / (1 - weight)
    )
    assert slope == approx(weight / (1 - weight))
    on_the_line = fair_price(quality, weight)
    if 0 < on_the_line < 19:
        assert value_position("x", quality, on_the_line, weight).verdict == "fair value"
        assert value_position("x", quality, on_the_line + 0.01, weight).verdict == "worse value"


def test_quadrants_ties_and_both_cuts():
    importance, performance = {"a": 8, "b": 6, "c": 8, "d": 6}, {"a": 6, "b": 6, "c": 8, "d": 8}
    grid = importance_performance(importance, performance)
    assert list(grid.quadrants.values()) == [
        "concentrate here",
        "low priority",
        "keep up the good work",
        "possible overkill",
    ]
    assert grid.named("concentrate here") == ["a"]
    middle = importance_performance(importance, performance, cut="scale middle")
    assert (middle.importance_cut, middle.performance_cut) == (5.5, 5.5)
    assert set(middle.quadrants.values()) == {"keep up the good work"}
    level = importance_performance({"a": 7, "b": 7}, {"a": 5, "b": 5})
    assert set(level.quadrants.values()) == {"keep up the good work"}, "what lies on the line counts as high"
    shares = importance_performance(
        {"a": 0.7, "b": 0.3}, {"a": 5, "b": 6}, "scale middle", importance_scale=None
    )
    assert shares.importance_cut == 0.5 and shares.performance_cut == 5.5


def test_what_to_concentrate_on_is_the_grids_own_field_at_both_cuts():
    importance, performance = {"a": 0.5, "b": 0.3, "c": 0.2}, {"a": 5, "b": 7, "c": 9}
    for cut, named in to_concentrate_on(importance, performance).items():
        grid = importance_performance(importance, performance, cut, importance_scale=None)
        assert named == grid.named("concentrate here") == ["a"]
    assert to_concentrate_on(importance, {"a": 6, "b": 7, "c": 9}) == {"mean": ["a"], "scale middle": []}


@given(st.dictionaries(st.text(min_size=1), st.tuples(scores, scores), min_size=2, max_size=9))
def test_at_the_mean_something_is_always_at_or_above_the_line(table):
    grid = importance_performance({k: v[0] for k, v in table.items()}, {k: v[1] for k, v in table.items()})
    assert any(q in ("keep up the good work", "concentrate here") for q in grid.quadrants.values())
    assert set(grid.quadrants) == set(table)


@given(st.floats(0, 0.9), st.floats(0, 0.9), st.floats(0, 1))
def test_two_drivers(alone, other, more):
    together = max(alone, other) + more * (1 - max(alone, other))
    mine, theirs = lmg_two(alone, other, together)
    assert mine + theirs == approx(together) and mine - theirs == approx(alone - other)
    assert lmg_two(alone, alone, max(alone, together))[0] == approx(max(alone, together) / 2)


def test_false_alarms_and_the_chance_to_see():
    assert false_alarms(1) == approx(0.05) and false_alarms(28) == approx(1 - 0.95**28)
    assert chance_to_see(0, 2.0) == approx(0.05) and chance_to_see(-1, 0.3) == approx(chance_to_see(1, 0.3))
    assert chance_to_see(1.959964 * 0.3, 0.3) == approx(0.5, abs=1e-4)


@settings(max_examples=60)
@given(st.dictionaries(st.text(), st.floats(0, 100), min_size=1), st.booleans())
def test_weights_sum_to_one_or_say_what_they_sum_to(weights, normalise):
    try:
        assert sum(checked_weights(weights, normalise).values()) == approx(1, abs=1e-6)
    except ValueError as error:
        assert "sum" in str(error) or "zero" in str(error)


OWN, RIVAL, WEIGHTS = LUXURY_CAR


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: quality_ratio(OWN, RIVAL, {**WEIGHTS, "price": 0.5}), r"sum to 1, got a sum of 0.9 \(normalise=True"),
        (lambda: quality_ratio(OWN, RIVAL, dict.fromkeys(WEIGHTS, 0)), "all zero"),
        (lambda: quality_ratio(OWN, RIVAL, {}), "at least one"),
        (lambda: quality_ratio(OWN, RIVAL, [0.5, 0.5]), "weights must be a dict .* got list"),
        (lambda: quality_ratio(OWN, RIVAL, {**WEIGHTS, "price": -0.6}), "weights: price must be a number of at least 0"),
        (lambda: quality_ratio({**OWN, "price": 0}, RIVAL, WEIGHTS), "own: price must be above 0"),
        (lambda: quality_ratio(OWN, {**RIVAL, "price": float("nan")}, WEIGHTS), "rival: price must be a number, got nan"),
        (lambda: quality_ratio({"price": 9}, RIVAL, WEIGHTS), "only one of them has finance, resale, trade-in"),
        (lambda: quality_ratio(9, RIVAL, WEIGHTS), "own must be a dict"),
        (lambda: fair_price(1.2, 1), "between 0 and 1"),
        (lambda: fair_price(0, 0.5), "quality must be a number above 0 and at most 20"),
        (lambda: value_position("x", 1, -1, 0.5), "price must be a number above 0 and at most 20"),
        (lambda: importance_performance({"a": 11, "b": 2}, {"a": 3, "b": 2}), "importance: a must be a number from 1 to 10, got 11"),
        (lambda: importance_performance({"a": 8, "b": 2}, {"a": 0, "b": 2}), "performance: a must be a number from 1 to 10, got 0"),
        (lambda: importance_performance({"a": 8}, {"a": 4}), "two or more"),
        (lambda: importance_performance({"a": 8, "b": 3}, {"a": 4, "c": 4}), "same attributes"),
        (lambda: importance_performance({"a": 8, "b": 3}, {"a": 4, "b": 4}, cut="median"), "cut must be one of"),
        (lambda: importance_performance([8], {"a": 4}), "importance must be a dict"),
        (lambda: lmg_two(0.5, 0.2, 0.4), "at least as large as either alone"),
        (lambda: lmg_two(50, 0.2, 0.4), "alone must be a number from 0 to 1, got 50"),
        (lambda: false_alarms(0), "comparisons must be a number of at least 1"),
        (lambda: chance_to_see(1, 0), "standard_error must be above 0"),
    ],
)  # fmt: skip
def test_what_is_refused(call, message):
    with pytest.raises((ValueError, TypeError), match=message):
        call()
