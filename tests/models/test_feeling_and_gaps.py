"""Satisfaction's formulas: analytic truths, published numbers, bad input."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers import load_dataset
from custvalue_helpers.models.kano import ANSWERS, CATEGORIES, LETTERS, kano_category, kano_count, kano_table
from custvalue_helpers.models.satisfaction import feeling, interval, item_weights, on_hundred, state

gaps = st.floats(-9, 9)


@given(gaps, st.floats(0, 5), st.floats(0.1, 1))
def test_a_loss_is_the_gain_mirrored_times_its_weight(gap, weight, exponent):
    assert feeling(-abs(gap), weight, exponent) == approx(-weight * feeling(abs(gap), weight, exponent))


@given(gaps, gaps, st.floats(0, 5), st.floats(0.1, 1))
def test_more_is_never_worse(a, b, weight, exponent):
    low, high = sorted((a, b))
    assert feeling(low, weight, exponent) <= feeling(high, weight, exponent)


def test_tversky_and_kahneman():
    """Their median estimates (1992, p. 311): λ 2.25, α = β = 0.88; a gain of 2.25^(1/0.88) makes up for a loss of 1."""
    assert feeling(-1) == -2.25 and feeling(2) == approx(2**0.88)
    assert feeling(2.25 ** (1 / 0.88)) + feeling(-1) == approx(0)
    made_up_by = 2.25 ** (1 / 0.88)
    assert made_up_by == approx(2.51, abs=0.005)


def test_states_at_the_borders():
    assert state(7, 6.5) == state(7, 7.5) == "satisfied"
    assert (state(7, 6.4), state(7, 7.6), state(7, 6.9, zone=0)) == (
        "disappointed",
        "delighted",
        "disappointed",
    )


# MODELS.md 9: Kano's table, rows "if there", columns "if not there", like … dislike.
PRINTED = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")


def test_kanos_table():
    for row, there in enumerate(ANSWERS):
        for column, not_there in enumerate(ANSWERS):
            assert kano_category(there, not_there) == LETTERS[PRINTED[row][column]]


def test_turning_the_question_round_turns_attractive_into_reverse():
    for there in ANSWERS:
        for not_there in ANSWERS:
            pair = {kano_category(there, not_there), kano_category(not_there, there)}
            if pair & {"attractive", "must-be", "one-dimensional"}:
                assert "reverse" in pair


counts = st.fixed_dictionaries({name: st.integers(0, 50) for name in CATEGORIES}).filter(
    lambda found: sum(found.values()) > 0
)


@given(counts)
def test_strengths_and_coefficients_stay_in_their_ranges(found):
    count = kano_count(found)
    assert 0 <= count.category_strength <= 1 and 0 <= count.total_strength <= 1
    assert (count.category_strength == 0) == (len(count.modes) > 1)
    four = found["attractive"] + found["one-dimensional"] + found["must-be"] + found["indifferent"]
    if four:
        assert 0 <= count.better <= 1 and -1 <= count.worse <= 0
        assert count.better * four == approx(found["attractive"] + found["one-dimensional"])
    else:
        assert count.better is None and count.worse is None


def test_a_tie_names_both():
    count = kano_count({"attractive": 4, "reverse": 4, "must-be": 1})
    assert count.category == "attractive = reverse" and count.category_strength == 0


def test_the_table_finds_what_the_simulator_built_in():
    """Shares by feature against the truth, each within four standard errors; the modes are the true ones."""
    answers = load_dataset("kestrel_kano")
    true = load_dataset("kestrel_truth_kano")
    segments = load_dataset("kestrel_truth_customers").set_index("customer")["segment"]
    weight = answers.drop_duplicates("customer")["customer"].map(segments).value_counts(normalize=True)
    table = kano_table(answers)
    for feature, rows in true.groupby("feature", observed=True):
        shares = rows.set_index("segment").drop(columns="feature").mul(weight, axis=0).sum()
        shares.index = [name.replace("_", "-") for name in shares.index]
        for name, share in shares.items():
            error = math.sqrt(max(share * (1 - share), 0.01) / 200)
            assert table.loc[feature, name] / 200 == approx(share, abs=4 * error), (feature, name)
        assert table.loc[feature, "mode"] == shares.idxmax()


def test_index_of_a_mean():
    assert [on_hundred(mean) for mean in (1, 5.5, 10)] == [0, 50, 100]


def test_interval_is_the_textbook_one():
    """Student's sleep data (1908), extra hours on the second drug: mean 2.33, 95 % interval 0.90 to 3.76."""
    found = interval([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    assert (found.value, found.low, found.high) == (
        approx(2.33),
        approx(0.898, abs=0.001),
        approx(3.762, abs=0.001),
    )


@given(st.lists(st.integers(1, 10), min_size=1, max_size=30))
def test_an_interval_or_an_honest_note(values):
    found = interval(values, 1, 10)
    if len(set(values)) == 1:
        assert found.low is None and found.high is None and found.note and found.note in str(found)
    else:
        assert 1 <= found.low <= found.value <= found.high <= 10 and not found.note


def test_intervals_cover_the_truth_at_their_rate():
    """2,000 samples of 40 answers each from a lopsided scale of five steps: about 95 % of the intervals hold the mean."""
    rng = np.random.default_rng(4)
    scale, chances = np.array([4, 6, 7, 8, 10]), np.array([0.1, 0.15, 0.3, 0.3, 0.15])
    samples = rng.choice(scale, p=chances, size=(2000, 40))
    held = [found.low <= scale @ chances <= found.high for found in map(interval, samples)]
    assert 0.935 < np.mean(held) < 0.965


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: feeling("1"), "gap must be a number, got str"),
        (lambda: feeling(1, loss_weight=-1), "loss_weight must be a number of at least 0, got -1"),
        (lambda: feeling(1, exponent=0), "exponent must be above 0"),
        (lambda: feeling(math.nan), "gap must be a number, got nan"),
        (lambda: state(11, 7), "expectation must be a number from 1 to 10, got 11"),
        (lambda: state(7, 0), "performance must be a number from 1 to 10, got 0"),
        (lambda: interval([]), "nobody was asked"),
        (lambda: interval([7, math.nan]), "values must hold finite numbers, none missing, got nan"),
        (lambda: kano_category("love it", "neutral"), "if_there must be one of"),
        (lambda: kano_category("like it", "dislikes it"), "did you mean 'dislike it'"),
        (lambda: kano_count({}), "nobody"),
        (lambda: kano_count({"atractive": 3}), "did you mean 'attractive'"),
        (lambda: kano_count({"attractive": 2.5}), "whole number"),
        (lambda: kano_count({"attractive": -1}), "at least 0"),
        (lambda: kano_table(pd.DataFrame({"feature": []})), "at least one row"),
        (lambda: item_weights({"a": 0.5, "b": 0.2}, ["a", "b"]), "got a sum of 0.7 .normalise=True"),
        (lambda: item_weights({"a": 1}, ["a", "b"]), "must name the items"),
        (lambda: item_weights({"a": -1, "b": 2}, ["a", "b"]), "weights: a must be a number of at least 0"),
        (lambda: item_weights({"a": 0, "b": 0}, ["a", "b"], normalise=True), "all zero"),
        (lambda: item_weights([0.5, 0.5], ["a", "b"]), "weights must be a dict"),
        (lambda: item_weights(None, []), "items must name at least one"),
        (lambda: item_weights(None, ["a", "a"]), "each stand once"),
    ],
)
def test_bad_input_says_what_is_wrong(call, message):
    with pytest.raises((ValueError, TypeError), match=message):
        call()


def test_a_missing_kano_answer_says_how_many_and_where():
    answers = load_dataset("kestrel_kano").head(10).copy()
    answers.loc[[3, 5], "if_there"] = None
    with pytest.raises(ValueError, match="column 'if_there': 2 values are missing, the first in row 3"):
        kano_table(answers)
    with pytest.raises(ValueError, match="table must have at least one row"):
        kano_table(answers.head(0))
