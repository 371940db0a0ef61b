"""Derived importance: analytic truths, a published example, recovery, coverage, and what is refused."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers import load_dataset
from custvalue_helpers.lessons.value_analysis.kestrel import ATTRIBUTES, DERIVED, HURRY, PERFORMANCE, STATED
from custvalue_helpers.models.brand_ratings import (
    answers_of,
    count_themes,
    mean_by_brand,
    stated_importance,
    straight_liners,
)
from custvalue_helpers.models.importance import (
    as_shares,
    derived_importance,
    gain_of_one_point,
    lmg_from_correlations,
    mean_distance,
)


def correlations(seed, drivers=4, rows=60):
    table = np.random.default_rng(seed).normal(size=(rows, drivers + 1))
    table[:, 1:] += 0.7 * table[:, [0]]
    return np.corrcoef(table, rowvar=False)


def r_squared(matrix, chosen):
    chosen = list(chosen)
    if not chosen:
        return 0.0
    to = matrix[chosen, -1]
    return float(to @ np.linalg.solve(matrix[np.ix_(chosen, chosen)], to))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), drivers=st.integers(1, 5))
def test_shares_are_the_average_over_all_orders(seed, drivers):
    """The definition, order by order (Lindeman, Merenda & Gold 1980); and they sum to R²."""
    matrix = correlations(seed, drivers)
    by_hand = np.zeros(drivers)
    for order in itertools.permutations(range(drivers)):
        for place, j in enumerate(order):
            by_hand[j] += r_squared(matrix, order[: place + 1]) - r_squared(matrix, order[:place])
    shares = lmg_from_correlations(matrix)
    assert shares == approx(by_hand / math.factorial(drivers))
    assert shares.sum() == approx(r_squared(matrix, range(drivers))) and (shares >= -1e-12).all()


def test_exchangeable_drivers_share_alike_and_unrelated_ones_keep_their_own():
    matrix = np.full((5, 5), 0.5)
    matrix[:, -1] = matrix[-1, :] = 0.6
    np.fill_diagonal(matrix, 1)
    shares = lmg_from_correlations(matrix)
    assert shares == approx([shares[0]] * 4)
    unrelated = np.eye(4)
    unrelated[:3, 3] = unrelated[3, :3] = [0.5, 0.4, -0.3]
    assert lmg_from_correlations(unrelated) == approx([0.25, 0.16, 0.09])


def test_a_driver_without_effect_gets_half_of_r_squared_times_the_effect():
    """One true effect b = 0.6 and a hanger-on that correlates at r: the hanger-on gets r² b² / 2 of the variance."""
    r, b, variance = 0.7, 0.6, 0.36 + 1
    matrix = np.array(
        [
            [1, r, b / variance**0.5],
            [r, 1, r * b / variance**0.5],
            [b / variance**0.5, r * b / variance**0.5, 1],
        ]
    )
    assert lmg_from_correlations(matrix)[1] == approx(r**2 * b**2 / 2 / variance)


SWISS = {  # correlations of the data set swiss (47 provinces, 1888) as R prints them
    ("Agriculture", "Fertility"): 0.35307918, ("Examination", "Fertility"): -0.6458827,
    ("Education", "Fertility"): -0.66378886, ("Catholic", "Fertility"): 0.4636847,
    ("Infant.Mortality", "Fertility"): 0.41655603, ("Agriculture", "Examination"): -0.6865422,
    ("Agriculture", "Education"): -0.63952252, ("Agriculture", "Catholic"): 0.4010951,
    ("Agriculture", "Infant.Mortality"): -0.06085861, ("Examination", "Education"): 0.6984153,
    ("Examination", "Catholic"): -0.5727418, ("Examination", "Infant.Mortality"): -0.1140216,
    ("Education", "Catholic"): -0.1538589, ("Education", "Infant.Mortality"): -0.09932185,
    ("Catholic", "Infant.Mortality"): 0.17549591,
}  # fmt: skip


def test_the_published_swiss_example():
    """calc.relimp(lm(Fertility ~ ., swiss), type = "lmg") of the R package relaimpo (Grömping 2006)."""
    names = ["Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality", "Fertility"]
    table = pd.DataFrame(np.eye(6), names, names)
    for (one, other), value in SWISS.items():
        table.loc[one, other] = table.loc[other, one] = value
    published = [0.05709122, 0.17117303, 0.26013468, 0.10557015, 0.11276592]
    shares = lmg_from_correlations(table.to_numpy())
    assert shares == approx(published, abs=5e-8) and shares.sum() == approx(0.706735, abs=5e-7)


def test_a_stack_of_matrices_is_each_of_them():
    stack = np.stack([correlations(seed) for seed in range(5)])
    assert lmg_from_correlations(stack) == approx(np.stack([lmg_from_correlations(m) for m in stack]))


def test_ten_drivers_still_add_up():
    matrix = correlations(3, drivers=10, rows=200)
    shares = lmg_from_correlations(matrix)
    assert len(shares) == 10 and shares.sum() == approx(r_squared(matrix, range(10)))


def answers(seed, people=150, noise=1.0):
    """Ratings with halo: three drivers, of which the last has no effect."""
    rng = np.random.default_rng(seed)
    data = pd.DataFrame(
        rng.normal(size=(people, 3)) + 0.6 * rng.normal(size=(people, 1)), columns=list("abc")
    )
    return data.assign(y=0.8 * data.a + 0.4 * data.b + noise * rng.normal(size=people))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_units_order_and_rows_do_not_matter(seed):
    data = answers(seed)
    share = derived_importance(data, ["a", "b", "c"], "y", draws=0).table.share
    moved = data.assign(a=7 - 3 * data.a, y=100 + 5 * data.y).sample(frac=1, random_state=seed)
    again = derived_importance(moved, ["c", "a", "b"], "y", draws=0).table.share
    assert again[share.index].to_list() == approx(share.to_list()) and share.sum() == approx(1)


def test_intervals_hold_the_true_share_at_their_rate():
    """200 samples of 150 people, against the share in a million: 95 % of bootstrap intervals, give or take chance."""
    true = derived_importance(answers(1, 1_000_000), ["a", "b", "c"], "y", draws=0).table.share["a"]
    hits = 0
    for seed in range(200):
        row = derived_importance(answers(1000 + seed), ["a", "b", "c"], "y", draws=200).table.loc["a"]
        hits += row.low_95 <= true <= row.high_95
    assert 180 <= hits <= 199


def test_respondents_with_several_rows_widen_the_intervals():
    """Each answer copied four times teaches nothing: drawing persons knows that, drawing rows does not."""
    data = pd.concat([answers(5).assign(who=range(150))] * 4, ignore_index=True)
    widths = {}
    for respondent in (None, "who"):
        table = derived_importance(data, ["a", "b", "c"], "y", respondent=respondent).table
        widths[respondent] = (table.high_95 - table.low_95)["a"]
    assert widths["who"] == approx(2 * widths[None], rel=0.25)


@pytest.fixture(scope="module")
def kestrel():
    ratings = load_dataset("kestrel_ratings")
    lazy = straight_liners(ratings, [*ATTRIBUTES, "good_price"], respondent="customer")
    return ratings[~lazy]


def test_the_explorers_numbers_are_these(kestrel):
    people = load_dataset("kestrel_customers")
    hurried = people[people.short_of_time >= HURRY].customer
    importance = load_dataset("kestrel_importance")
    for group, table in (("everyone", kestrel), ("short of time", kestrel[kestrel.customer.isin(hurried)])):
        ours = table[table.brand == "Kestrel"]
        share = derived_importance(ours, ATTRIBUTES, "value", draws=0).table.share
        said = importance[importance.customer.isin(ours.customer) & (importance.wave == 2025)]
        stated = stated_importance(said, {f"importance_{name}": name for name in ATTRIBUTES})["mean"]
        performance = ours[ours.wave == 2025][list(ATTRIBUTES)].mean()
        assert share.to_list() == approx(DERIVED[group], abs=5.1e-5)
        assert stated.to_list() == approx(STATED[group], abs=5.1e-3)
        assert performance.to_list() == approx(PERFORMANCE[group], abs=5.1e-3)


def test_the_true_order_is_recovered(kestrel):
    """The order of true part-worths; stated importance misses it."""
    levers = load_dataset("kestrel_truth_levers").set_index("lever")
    true = (levers.perceived_value - levers.perceived_value["as it is"])[list(ATTRIBUTES)]
    ours = kestrel[kestrel.brand == "Kestrel"]
    share = derived_importance(ours, ATTRIBUTES, "value", draws=0).table.share
    assert share.rank().corr(true.rank()) > 0.9
    assert pd.Series(STATED["everyone"], ATTRIBUTES).rank().corr(true.rank()) < 0.5


def test_the_notebooks_small_tables_are_what_pandas_would_make(kestrel):
    people = kestrel.customer.unique()[:40]
    assert answers_of(kestrel, people).equals(kestrel[kestrel.customer.isin(people)])
    means = mean_by_brand(kestrel, list(ATTRIBUTES))
    assert means.loc["freshness", "Hopla"] == approx(kestrel[kestrel.brand == "Hopla"].freshness.mean())
    levers = load_dataset("kestrel_truth_levers")
    gain, rows = gain_of_one_point(levers, list(ATTRIBUTES)), levers.set_index("lever").customer_equity
    assert gain.customer_equity["delivery"] == approx(rows["delivery"] - rows["as it is"])
    assert as_shares(gain.customer_equity).sum() == approx(1)
    themes = load_dataset("kestrel_survey").theme
    counts = count_themes(themes, ["no comment", "praise"])
    assert counts.sum() == (~themes.isin(["no comment", "praise"])).sum() and counts.is_monotonic_decreasing
    asked = load_dataset("kestrel_importance")
    named = stated_importance(asked, {f"importance_{name}": name for name in ATTRIBUTES})
    assert stated_importance(asked, ATTRIBUTES, prefix="importance_").equals(named)


DATA = answers(7, people=40)
LEVERS = pd.DataFrame({"lever": ["as it is", "a", "b"], "step": [0, 1, 0.5], "euro": [10, 12, 13]})


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: derived_importance(DATA, ["a", "bb"], "y"), "drivers must be one of .*did you mean 'b'"),
        (lambda: derived_importance(DATA, ["a", "y"], "y"), "outcome 'y' must not be one of the drivers"),
        (lambda: derived_importance(DATA, ["a", "a"], "y"), "each column once"),
        (lambda: derived_importance(DATA.assign(a=3.0), ["a", "b"], "y"), "column 'a': all 40 answers are 3"),
        (lambda: derived_importance(DATA.assign(y=3), ["a", "b"], "y"), "column 'y': all 40 answers are 3"),
        (lambda: derived_importance(DATA.assign(b=2 * DATA.a), ["a", "b"], "y"), "must not determine each other"),
        (lambda: derived_importance(DATA.assign(a="x"), ["a", "b"], "y"), "column 'a' must hold numbers"),
        (lambda: derived_importance(DATA.assign(a=DATA.a.where(DATA.index > 2)), ["a", "b"], "y"), "column 'a': 3 values are missing .* row 0"),
        (lambda: derived_importance(DATA, ["a", "b"], "y", scale=(1, 10)), "outside the scale from 1 to 10"),
        (lambda: derived_importance(DATA.head(1), ["a", "b"], "y"), "too few to say: 1 respondents"),
        (lambda: derived_importance(DATA.assign(w=1), ["a"], "y", respondent="w"), "too few to say: 1 respondents"),
        (lambda: derived_importance(DATA.head(0), ["a"], "y"), "at least one row"),
        (lambda: derived_importance([1, 2], ["a"], "y"), "data must be a pandas DataFrame"),
        (lambda: answers_of(DATA.assign(who=range(40)), [99], "who"), "people must be in the column 'who', got nobody"),
        (lambda: mean_by_brand(DATA.assign(brand="A"), ["a"]), "outside the scale from 1 to 10"),
        (lambda: as_shares(pd.Series([1.0, -1.0])), "a sum of 0"),
        (lambda: mean_distance(pd.Series({"a": 1}), pd.Series({"b": 1})), "about the same rows, got two indexes that differ"),
        (lambda: gain_of_one_point(LEVERS, ["c"]), "attributes must be one of"),
        (lambda: gain_of_one_point(LEVERS, ["a", "b"]), "every step must be one point"),
        (lambda: lmg_from_correlations([[1, 2], [2, 1]]), "from −1 to 1"),
        (lambda: lmg_from_correlations([[1, 0.5, 0.5]]), "square"),
        (lambda: lmg_from_correlations(np.eye(20)), "at most 14 drivers"),
        (lambda: lmg_from_correlations([[1, 0, 0.9], [0, 1, 0.9], [0.9, 0.9, 1]]), "contradict each other"),
    ],
)  # fmt: skip
def test_what_is_refused(call, message):
    with pytest.raises((ValueError, TypeError), match=message):
        call()
