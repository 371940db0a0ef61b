"""The expectation-setting lab: its formulas, and that the best promise lies inside and moves as the lesson says."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers.models.promise import (
    HIGHEST,
    LOWEST,
    PromiseMarket,
    best_promise,
    mean_feeling,
    profit_of,
    promise_outcome,
)
from custvalue_helpers.models.satisfaction import feeling

promises = st.floats(LOWEST, HIGHEST)


@st.composite
def markets(draw, **fixed):
    """Any market in the space that PromiseMarket.SPACE states; acquisition there is a multiple of the margin."""
    values = {
        name: draw(st.integers(*map(int, ends)) if name == "quarters" else st.floats(*ends))
        for name, ends in PromiseMarket.SPACE.items()
    }
    values["acquisition"] *= values["margin"]
    return PromiseMarket(**{**values, **fixed})


@settings(max_examples=300, deadline=None)
@given(markets())
def test_the_best_promise_lies_strictly_inside_and_pays(market):
    best = best_promise(market)
    assert LOWEST + 0.5 < best.promise < HIGHEST - 0.05
    assert best.profit > 0
    assert best.profit > profit_of(market, LOWEST) and best.profit > profit_of(market, HIGHEST)
    grid = [LOWEST + place * (HIGHEST - LOWEST) / 300 for place in range(301)]
    assert best.profit >= max(profit_of(market, promise) for promise in grid) * (1 - 1e-4)


@settings(max_examples=200, deadline=None)
@given(markets(), st.floats(0.2, 0.6))
def test_better_delivery_allows_a_higher_promise(market, more):
    better = dataclasses.replace(market, quality=market.quality + more)
    assume(better.quality <= PromiseMarket.SPACE["quality"][1])
    assert best_promise(better, 3).promise > best_promise(market, 3).promise


@settings(max_examples=200, deadline=None)
@given(markets(), st.floats(0.01, 0.05))
def test_faster_word_of_mouth_asks_for_a_lower_promise(market, more):
    chattier = dataclasses.replace(market, word=market.word + more)
    assume(chattier.word <= PromiseMarket.SPACE["word"][1])
    assert best_promise(chattier, 3).promise < best_promise(market, 3).promise


@settings(max_examples=100, deadline=None)
@given(markets())
def test_a_promise_that_is_forgotten_may_be_louder(market):
    forgotten = dataclasses.replace(market, remembered=False)
    assert best_promise(forgotten, 3).promise > best_promise(market, 3).promise


def test_outside_the_space_the_loudest_promise_can_win():
    """What the lesson says of the model's limits."""
    assert best_promise(PromiseMarket(word=0, stay_slope=0.1)).promise == HIGHEST


@given(markets(), promises, promises)
def test_more_promised_more_try_and_worse_felt(market, a, b):
    assume(abs(a - b) > 0.01)
    low, high = (promise_outcome(market, promise) for promise in sorted((a, b)))
    assert low.trial < high.trial and low.feeling > high.feeling and low.stays > high.stays
    assert low.shares["disappointed"] <= high.shares["disappointed"]
    assert low.growth >= high.growth


@given(markets(), promises)
def test_the_quarters_add_up(market, promise):
    outcome = promise_outcome(market, promise)
    assert sum(outcome.shares.values()) == approx(1) and min(outcome.shares.values()) >= -1e-12
    assert outcome.profit == approx(profit_of(market, promise), rel=1e-9, abs=1e-6)
    assert len(outcome.new) == len(outcome.customers) == len(outcome.profits) == market.quarters
    # With one rate of staying, customers of quarter k are Σ new_j · stays^(k − j).
    last = sum(new * outcome.stays**age for age, new in enumerate(reversed(outcome.new)))
    assert outcome.customers[-1] == approx(last)
    assert all(b / a == approx(outcome.growth) for a, b in zip(outcome.new, outcome.new[1:], strict=False))


def test_mean_feeling_is_that_of_many_customers():
    gaps = -0.4 + 0.6 * np.random.default_rng(2).standard_normal(200_000)
    simulated = np.mean([feeling(float(gap), 2.25, 1) for gap in gaps[:50_000]])
    assert mean_feeling(-0.4, 0.6) == approx(simulated, abs=0.02)
    assert mean_feeling(0.7, 0.6, loss_weight=1) == approx(0.7)
    assert mean_feeling(5, 0.1) == approx(5) and mean_feeling(-5, 0.1) == approx(-5 * 2.25)
    assert mean_feeling(0, 0.6) == approx(-1.25 * 0.6 / math.sqrt(2 * math.pi))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: PromiseMarket(word=-0.1), "PromiseMarket: word must be a number from 0 to 1, got -0.1"),
        (lambda: PromiseMarket(stay=1), "PromiseMarket: stay must be a number from 0.01 to 0.99, got 1"),
        (lambda: PromiseMarket(quarters=2.5), "quarters must be a whole number"),
        (lambda: PromiseMarket(remembered="yes"), "remembered must be True or False"),
        (lambda: PromiseMarket(quality="good"), "quality must be a number from 1 to 10, got str"),
        (lambda: promise_outcome(PromiseMarket(), 11), "promise must be a number from 1 to 10, got 11"),
        (lambda: promise_outcome(7.2, 8), "market must be a PromiseMarket"),
        (lambda: mean_feeling(0, 0), "spread must be a number"),
    ],
)
def test_bad_input_says_what_is_wrong(call, message):
    with pytest.raises((ValueError, TypeError), match=message):
        call()
