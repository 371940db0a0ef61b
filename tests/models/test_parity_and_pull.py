"""Points of parity and of difference, halo, and the pull of ideals."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import ttest_rel

from custvalue_helpers import load_dataset
from custvalue_helpers.lessons.positioning.kestrel import ATTRIBUTES, FIRST_CHOICES, IDEALS, RATINGS
from custvalue_helpers.models.parity import (
    compare_totals,
    compare_with,
    correlation_within,
    lead_over_best,
    verdict,
    without_halo,
)
from custvalue_helpers.models.pull import attraction, fit_pull, moved_shares

STUDY = load_dataset("kestrel_ratings").query("wave == 2025")
CHOICES = pd.DataFrame(FIRST_CHOICES, index=list(RATINGS)).T
IDEAL, MEANS = (pd.DataFrame(table, index=list(ATTRIBUTES)).T for table in (IDEALS, RATINGS))


def lead(rival="Aurum", **options):
    return compare_with(STUDY, "Kestrel", rival, ATTRIBUTES, person="customer", brand="brand", **options)


def test_the_interval_is_the_paired_t_of_scipy():
    wide = STUDY.pivot(index="customer", columns="brand", values="freshness")[["Kestrel", "Aurum"]].dropna()
    interval = ttest_rel(wide.Kestrel, wide.Aurum).confidence_interval(0.95)
    row = lead().loc["freshness"]
    assert (row.low_95, row.high_95) == (approx(interval.low), approx(interval.high)) and row.people == len(
        wide
    )


def test_intervals_hold_the_truth_as_often_as_they_say():
    rng, hits = np.random.default_rng(4), 0
    for _ in range(400):
        liking = rng.normal(0, 3, 40)  # who ticks high, ticks high for both
        scores = np.column_stack([liking + 0.7 + rng.standard_normal(40), liking + rng.standard_normal(40)])
        table = pd.DataFrame({"who": np.repeat(range(40), 2), "brand": list("AB") * 40, "x": scores.ravel()})
        row = compare_with(table, "A", "B", ["x"], person="who", brand="brand").loc["x"]
        hits += row.low_95 <= 0.7 <= row.high_95
    assert hits / 400 == approx(0.95, abs=0.03)


@given(st.floats(-3, 3), st.floats(0, 2), st.floats(0, 1))
def test_every_interval_has_one_verdict_and_mirrors(middle, half, margin):
    low, high = middle - half, middle + half
    mirror = {"ahead": "behind", "behind": "ahead", "parity": "parity", "open": "open"}
    assert verdict(-high, -low, margin) == mirror[verdict(low, high, margin)]


def test_rows_may_come_in_any_order():
    pd.testing.assert_frame_equal(
        lead(), compare_with(STUDY.sample(frac=1, random_state=2), "Kestrel", "Aurum", ATTRIBUTES, person="customer", brand="brand"),
    )  # fmt: skip


def test_taking_the_halo_away_leaves_minus_one_over_p_minus_one():
    """Answers that share nothing but a liking correlate at −1/(p − 1) once each row's mean is off."""
    rng = np.random.default_rng(0)
    answers = pd.DataFrame(
        rng.standard_normal((20_000, 5)) + rng.normal(0, 2, (20_000, 1)), columns=list("abcde")
    )
    rest = without_halo(answers, list("abcde")).corr().to_numpy()[np.triu_indices(5, 1)]
    assert rest == approx(np.full(10, -0.25), abs=0.03)


def test_correlation_within_is_that_of_the_rests_whatever_the_order():
    rest = STUDY[list(ATTRIBUTES)] - STUDY.groupby("brand", observed=True)[list(ATTRIBUTES)].transform("mean")
    wanted = rest.corr().loc["app_ease", "coffee_quality"]
    assert correlation_within(STUDY, "brand", "app_ease", "coffee_quality") == approx(wanted)
    mixed = STUDY.sample(frac=1, random_state=1)
    assert correlation_within(mixed, "brand", "coffee_quality", "app_ease") == approx(wanted)
    flat = STUDY.assign(app_ease=5)
    with pytest.raises(ValueError, match="same everywhere for 'app_ease'"):
        correlation_within(flat, "brand", "app_ease", "freshness")


def test_lead_over_the_best_rival():
    assert lead_over_best(MEANS, "Kestrel", ["ethical_sourcing"]) == approx(1.0)
    assert lead_over_best(MEANS, "Kestrel", ["delivery", "app_ease"]) == approx(-1.525)


def test_totals_that_cannot_be_told_apart_and_those_that_can():
    groups = pd.Series(["a"] * 200 + ["b"] * 200)
    rng = np.random.default_rng(1)
    same = compare_totals(pd.Series(rng.normal(5, 1, 400)), groups, "a", "b")
    assert same["low_95"] < 0 < same["high_95"]
    more = compare_totals(pd.Series(np.r_[rng.normal(9, 1, 200), rng.normal(2, 1, 200)]), groups, "a", "b")
    assert more["ahead"] == 1.0 and more["low_95"] > 0


def test_point_and_direction_fit_alike_and_the_strength_doubles():
    direction, point = (fit_pull(CHOICES, IDEAL, MEANS, reading) for reading in ("direction", "point"))
    assert direction.log_likelihood == approx(point.log_likelihood, abs=1e-8)
    assert direction.strength == approx(2 * point.strength, rel=1e-6)
    shuffled = fit_pull(
        CHOICES.iloc[::-1, [2, 0, 3, 1]], IDEAL.sample(frac=1, random_state=1), MEANS.iloc[::-1]
    )
    assert shuffled.strength == approx(direction.strength)


def test_the_pull_is_statsmodels_logit_for_two_brands():
    from statsmodels.discrete.discrete_model import Logit

    counts = pd.DataFrame({"us": [30, 12, 20], "them": [10, 28, 15]}, index=list("abc"))
    ideals = pd.DataFrame({"x": [9.0, 3.0, 6.0]}, index=list("abc"))
    means = pd.DataFrame({"x": [8.0, 5.0]}, index=["us", "them"])
    gap = [attraction([i], [8.0]) - attraction([i], [5.0]) for i in ideals.x]
    rows = [(1.0, g, y) for g, (a, b) in zip(gap, counts.to_numpy(), strict=True) for y in [1] * a + [0] * b]
    fit = Logit([y for *_, y in rows], [[c, g] for c, g, _ in rows]).fit(disp=False)
    ours = fit_pull(counts, ideals, means)
    assert (ours.strength, ours.standard_error, ours.log_likelihood) == (
        approx(fit.params[1], rel=1e-5), approx(fit.bse[1], rel=1e-4), approx(fit.llf),
    )  # fmt: skip


def test_choices_that_the_attractions_explain_perfectly_have_no_pull():
    """Each segment takes the brand that is nearest to its ideal, without an exception."""
    pull = pd.DataFrame(
        {brand: [float(IDEAL.loc[s] @ MEANS.loc[brand]) for s in IDEAL.index] for brand in MEANS.index},
        IDEAL.index,
    )
    counts = CHOICES * 0
    own = pull - pull.mean()
    for segment in counts.index:
        counts.loc[segment, own.loc[segment].idxmax()] = 50
    taken = counts.columns[counts.sum() > 0]
    with pytest.raises(ValueError, match="a number would grow without end"):
        fit_pull(counts[taken], IDEAL, MEANS.loc[taken])


def test_a_known_pull_is_recovered_and_its_interval_holds_it():
    rng, hits, pulls = np.random.default_rng(7), 0, []
    attractions = np.array([[attraction(i, m) for m in MEANS.to_numpy()] for i in IDEAL.to_numpy()])
    shares = np.exp(0.08 * attractions + np.array([0, 0.5, -0.8, 0.2]))
    shares /= shares.sum(axis=1, keepdims=True)
    for _ in range(200):
        counts = CHOICES.copy()
        counts[:] = [rng.multinomial(150, row) for row in shares]
        fit = fit_pull(counts, IDEAL, MEANS)
        pulls.append(fit.strength)
        hits += abs(fit.strength - 0.08) < 1.96 * fit.standard_error
    assert np.mean(pulls) == approx(0.08, abs=0.003) and hits / 200 == approx(0.95, abs=0.04)


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=5), st.floats(-5, 5))
def test_shares_move_towards_who_gains_and_come_back(parts, change):
    shares = [part / sum(parts) for part in parts]
    moved = moved_shares(shares, change)
    assert sum(moved) == approx(1) and (moved[0] - shares[0]) * change >= -1e-12
    assert moved_shares(moved, -change) == approx(shares)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: lead("Kestrel"), "another brand than ours"),
        (lambda: lead("Hopplа"), "rival must be one of"),
        (lambda: lead(margin=-1), "margin must be a number of at least 0"),
        (lambda: compare_with(pd.concat([STUDY, STUDY]), "Kestrel", "Hopla", ["freshness"], person="customer", brand="brand"), "rate a brand once"),
        (lambda: compare_with(STUDY.assign(freshness=np.nan), "Kestrel", "Hopla", ["freshness"], person="customer", brand="brand"), "no missing or infinite values"),
        (lambda: verdict(1, 0), "low must not be above high"),
        (lambda: without_halo(STUDY, ["freshness"]), "at least two"),
        (lambda: lead_over_best(MEANS, "Us", ["freshness"]), "ours must be one of"),
        (lambda: compare_totals(pd.Series([1.0, 2.0]), pd.Series(["a", "b"], index=[5, 6]), "a", "b"), "about the same rows"),
        (lambda: compare_totals(pd.Series([1.0, np.nan]), pd.Series(["a", "b"]), "a", "b"), "no missing value, got 1 of"),
        (lambda: attraction([1], [1, 2]), "the same length, got 1, 2"),
        (lambda: attraction([1], [1], "line"), "reading must be one of"),
        (lambda: moved_shares([0.5, 0.6], 1), "sum to 1"),
        (lambda: fit_pull(CHOICES.drop(columns="Hopla"), IDEAL, MEANS), "means' rows must be"),
        (lambda: fit_pull(CHOICES * 0, IDEAL, MEANS), "at least one choice"),
        (lambda: fit_pull(CHOICES, IDEAL * 0 + 6, MEANS), "tell the segments apart"),
    ],
)  # fmt: skip
def test_bad_input_is_named(make, message):
    with pytest.raises((ValueError, TypeError), match=message):
        make()
