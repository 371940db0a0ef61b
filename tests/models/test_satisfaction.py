"""Measures on tables: published and reproduced numbers, rates of coverage, and bad input."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers import load_dataset
from custvalue_helpers.kit.intervals import Z_95
from custvalue_helpers.kit.theme import new_figure
from custvalue_helpers.lessons.satisfaction.plots import plot_loyalty, plot_means, plot_service_gaps
from custvalue_helpers.models.comments import code_comments, coding_errors
from custvalue_helpers.models.expectations import losses_and_gains, regress, response_surface, silent_fit
from custvalue_helpers.models.satisfaction import loyalty_by_satisfaction, satisfaction_index, service_gaps

THREE = ["satisfaction", "expectations_met", "close_to_ideal"]


@pytest.fixture(scope="module")
def phones():
    return load_dataset("ecsi_mobile")


def test_ecsi_mobile_as_reproduced(phones):
    """MODELS.md 11: 77.6, 68.1 and 70.2 on 0 to 100; 38 % say 9 or 10 and 24 % 1 to 6 on CUSL3."""
    means = [satisfaction_index(phones, [item]).value for item in THREE]
    assert [round(mean, 1) for mean in means] == [77.6, 68.1, 70.2]
    assert (phones["recommend"] >= 9).mean() == approx(0.38) and (phones["recommend"] <= 6).mean() == approx(
        0.24
    )
    assert satisfaction_index(phones, THREE).value == approx(np.mean(means))
    weights = dict(zip(THREE, (5, 3, 2), strict=True))
    assert satisfaction_index(phones, THREE, weights, normalise=True).value == approx(
        np.dot(means, [0.5, 0.3, 0.2])
    )


def test_the_intervals_of_index_and_gap_cover_the_truth():
    """600 samples of 60 people: about 95 % of the intervals hold the mean of those they were drawn from."""
    survey, rng = load_dataset("kestrel_survey"), np.random.default_rng(11)
    index = satisfaction_index(survey, ["satisfaction"]).value
    gap = service_gaps(survey, ["delivery"]).loc["delivery", "gap"]
    held = np.zeros((600, 2))
    for place in range(600):
        sample = survey.iloc[rng.integers(0, len(survey), 60)]
        found, row = (
            satisfaction_index(sample, ["satisfaction"]),
            service_gaps(sample, ["delivery"]).loc["delivery"],
        )
        held[place] = found.low <= index <= found.high, row["low_95"] <= gap <= row["high_95"]
    assert ((held.mean(axis=0) > 0.925) & (held.mean(axis=0) < 0.975)).all()


def test_a_regression_by_another_library(phones):
    statsmodels = pytest.importorskip("statsmodels.api")
    ours = regress(phones["satisfaction"], E=phones["expected_quality"], P=phones["overall_quality"])
    x = statsmodels.add_constant(phones[["expected_quality", "overall_quality"]])
    theirs = statsmodels.OLS(phones["satisfaction"], x).fit(cov_type="HC1")
    assert ours.coefficients["coefficient"].to_numpy() == approx(theirs.params.to_numpy())
    width = (ours.coefficients["high_95"] - ours.coefficients["low_95"]).to_numpy() / (2 * Z_95)
    assert width == approx(theirs.bse.to_numpy()) and ours.r_squared == approx(theirs.rsquared)


def test_what_goes_wrong_with_three(phones):
    s, e, p = phones["satisfaction"], phones["expected_quality"], phones["overall_quality"]
    silent = silent_fit(s, E=e, P=p, difference=p - e)
    both = regress(s, E=e, P=p)
    # Any set that fits has E − difference and P + difference in common; the smallest is what comes back.
    assert silent["E"] - silent["difference"] == approx(both["E"])
    assert silent["P"] + silent["difference"] == approx(both["P"])
    with pytest.raises(ValueError, match="cannot be told apart"):
        regress(s, E=e, P=p, difference=p - e)


def test_the_surface_of_a_pure_difference():
    """If only P − E counts, both slopes are known: 0 together, 2 apart for a weight of 1."""
    pairs = [(e, p) for e in range(1, 11) for p in range(1, 11)]
    table = pd.DataFrame(pairs, columns=["e", "p"])
    table["s"] = 5.5 + 0.4 * (table["p"] - table["e"])
    surface = response_surface(table, "s", "e", "p")
    assert surface.slope_together == approx(0, abs=1e-9) and surface.slope_apart == approx(0.8)
    assert surface.at(7, 9) == approx(6.3) and surface.r_squared == approx(1)


def test_losses_weigh_more_is_recovered_from_the_survey():
    """The truth is 2.25 (and satisfaction is 0.75 a point); the survey's ratio lies near it, its loss above its gain."""
    survey = load_dataset("kestrel_survey")
    items = [name.removeprefix("expected_") for name in survey if name.startswith("expected_")]
    gaps = pd.DataFrame({item: survey[f"perceived_{item}"] - survey[f"expected_{item}"] for item in items})
    fit = regress(survey["satisfaction"], **dict(zip(("loss", "gain"), losses_and_gains(gaps), strict=True)))
    assert 1.5 < fit["loss"] / fit["gain"] < 3


def test_comments_at_ties_capitals_and_parts_of_words():
    words = {"delivery": ["late"], "praise": ["thank you", "best"]}
    texts = pd.Series(
        ["LATE!", "Later.", "late, thank you", "Thank you: the best, never late", "", None, "?"],
        index=range(5, 12),
    )
    found = code_comments(texts, words)
    assert found.tolist() == [
        "delivery",
        "no keyword",
        "delivery",
        "praise",
        "no comment",
        "no comment",
        "no keyword",
    ]
    assert found.index.equals(texts.index)
    assert code_comments(pd.Series(["a.c", "abc"]), {"dot": ["a.c"]}).tolist() == ["dot", "no keyword"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=40))
def test_errors_count_everything_once(pairs):
    coded, by_hand = (pd.Series(list(column)) for column in zip(*pairs, strict=True))
    errors = coding_errors(coded, by_hand)
    assert errors["by_hand"].sum() == errors["coded"].sum() == len(pairs)
    assert errors["right"].sum() == sum(a == b for a, b in pairs)
    known = errors.dropna()
    assert ((known[["precision", "recall"]] >= 0) & (known[["precision", "recall"]] <= 1)).all(axis=None)


ONE = pd.DataFrame({"expected_x": [8], "perceived_x": [6]})
SAME = pd.DataFrame({"expected_x": [8] * 5, "perceived_x": [8] * 5})


@pytest.mark.parametrize(("table", "verdict"), [(ONE, "too few to say"), (SAME, "all answers are the same")])
def test_too_few_is_said_and_drawn_without_a_gap_in_the_picture(table, verdict):
    gaps = service_gaps(table, ["x"])
    assert gaps.loc["x", "verdict"] == verdict and math.isnan(gaps.loc["x", "low_95"])
    _, axes = new_figure()
    plot_service_gaps(axes, gaps)
    assert any(verdict in text.get_text() for text in axes.texts)
    index = satisfaction_index(table, ["perceived_x"])
    assert index.low is None and index.note
    _, axes = new_figure()
    plot_means(axes, {"one": index}, "index")
    drawn = [text.get_text() for text in axes.texts]
    assert any("no interval" in text for text in drawn) and not any("nan" in text for text in drawn)
    assert all(np.isfinite(line.get_xydata()).all() for line in axes.lines)


def test_levels_with_few_people_are_marked():
    table = loyalty_by_satisfaction([9] * 12 + [4], [1] * 12 + [0])
    assert table["few"].to_dict() == {4: True, 9: False}
    _, axes = new_figure()
    plot_loyalty(axes, {"a": table}, "share")
    assert any("fewer" in text.get_text() for text in axes.texts)


TABLE = pd.DataFrame({"a": [7, 8], "b": [7, 11], "c": [7, None], "d": ["7", "8"], "expected_a": [7, 8]})


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: satisfaction_index(TABLE, ["a", "b"]), "column 'b': 1 value is outside the scale from 1 to 10 .the first is 11."),
        (lambda: satisfaction_index(TABLE, ["c"]), "column 'c': 1 value is missing or not finite, the first in row 1"),
        (lambda: satisfaction_index(TABLE, ["d"]), "column 'd' must hold numbers"),
        (lambda: satisfaction_index(TABLE, ["aa"]), "did you mean 'a'"),
        (lambda: satisfaction_index(TABLE, "a"), r"such as \['a'\]"),
        (lambda: satisfaction_index(TABLE, []), "items must name at least one"),
        (lambda: satisfaction_index(TABLE.head(0), ["a"]), "at least one row, got none"),
        (lambda: satisfaction_index([7, 8], ["a"]), "table must be a pandas DataFrame, got list"),
        (lambda: satisfaction_index(TABLE, ["a"], {"a": 0.8}), "got a sum of 0.8"),
        (lambda: service_gaps(TABLE, ["a"]), "perceived must be one of"),
        (lambda: service_gaps(TABLE, []), "items must name at least one"),
        (lambda: loyalty_by_satisfaction([7, 8], [1]), "the same length, got 2, 1"),
        (lambda: loyalty_by_satisfaction([7, 8], [1, 2]), "loyal must hold True or False"),
        (lambda: loyalty_by_satisfaction([7.5, 8], [1, 0]), "whole numbers"),
        (lambda: loyalty_by_satisfaction(pd.Series([7, 8]), pd.Series([1, 0], index=[1, 5])), "about the same rows"),
        (lambda: regress(TABLE["a"]), "at least one cause"),
        (lambda: regress(TABLE["a"], x=[1, 2]), "x must be a Series"),
        (lambda: regress(TABLE["a"], c=TABLE["c"]), "c must have no missing value, got 1 of 2"),
        (lambda: regress(TABLE["a"], b=TABLE["b"]), "more than 2 people"),
        (lambda: regress(pd.Series([1, 2, 3]), x=pd.Series([4, 4, 4])), "x must differ between people"),
        (lambda: regress(pd.Series([2, 2, 2]), x=pd.Series([4, 5, 7])), "outcome must differ"),
        (lambda: regress(pd.Series([1, 2, 3]), x=pd.Series([4, 5, 7], index=[2, 1, 7])), "about the same rows"),
        (lambda: losses_and_gains(TABLE[["a", "c"]]), "column 'c': 1 value is missing"),
        (lambda: code_comments(["late"], {"a": ["b"]}), "comments must be a Series"),
        (lambda: code_comments(pd.Series(["late"]), {}), "keywords must name at least one"),
        (lambda: code_comments(pd.Series(["late"]), {"a": "late"}), "a must be a list"),
        (lambda: code_comments(pd.Series(["late"]), {"a": [" "]}), "words in quotes"),
        (lambda: coding_errors(pd.Series(["a"]), pd.Series(["a"], index=[3])), "about the same rows"),
        (lambda: coding_errors(pd.Series(["no comment"]), pd.Series(["no comment"])), "too few to say"),
    ],
)  # fmt: skip
def test_bad_input_says_what_is_wrong(call, message):
    with pytest.raises((ValueError, TypeError), match=message):
        call()
