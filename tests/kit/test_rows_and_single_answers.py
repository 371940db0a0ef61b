"""What belongs together is matched by name and not by place; where there is no single answer, it is said."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers import models
from custvalue_helpers.models import adjusted_rand_index
from custvalue_helpers.models.brand_ratings import p_values
from custvalue_helpers.models.customer_groups import credible_means

WEIGHTS = {"taste": 0.6, "speed": 0.4}
OWN, RIVAL = {"taste": 8, "speed": 6}, {"taste": 7, "speed": 6}
# Each takes two columns or more of the same rows: a pair of functions of those, and what there is to compare.
PAIRS = {
    "regress": lambda x, y, g: models.regress(y, x=x).coefficients.to_numpy(),
    "silent_fit": lambda x, y, g: models.silent_fit(y, x=x).to_numpy(),
    "loyalty_by_satisfaction": lambda x, y, g: models.loyalty_by_satisfaction(x, y > 5).to_numpy(float),
    "coding_errors": lambda x, y, g: models.coding_errors(g, g.where(x > 3, "a")).sort_index().to_numpy(float),
    "four_groups": lambda x, y, g: models.four_groups(x, y).value_counts().sort_index().to_numpy(),
    "misplaced": lambda x, y, g: models.misplaced(g, g.where(x > 3, "a")),
    "leaving_rate": lambda x, y, g: models.leaving_rate(x, (y > 5).astype(int)).rate,
    "credible_means": lambda x, y, g: credible_means(x, g).to_numpy(),
    "by_group": lambda x, y, g: models.by_group(x, g).to_numpy(),
    "compare_totals": lambda x, y, g: models.compare_totals(x, g, "a", "b", draws=20)["difference"],
    "segment_worth": lambda x, y, g: models.segment_worth(x, g).to_numpy(),
    "silhouette": lambda x, y, g: models.silhouette(pd.DataFrame({"x": x}), g),
    "mean_distance": lambda x, y, g: models.mean_distance(x, y),
    "adjusted_rand_index": lambda x, y, g: adjusted_rand_index(g, (x > 5)),
    "attraction": lambda x, y, g: models.attraction(x, y),
    "score_change_by_person": lambda x, y, g: models.score_change_by_person(x, y).points,
}  # fmt: skip


def columns(seed=3, n=20):
    rng = np.random.default_rng(seed)
    names = [f"person {i}" for i in range(n)]
    x, y = (pd.Series(rng.integers(1, 11, n), names) for _ in range(2))
    return x, y, pd.Series(rng.permutation(["a", "b"] * (n // 2)), names)


@pytest.mark.parametrize("name", PAIRS)
def test_rows_are_matched_by_their_names(name):
    x, y, g = columns()
    found = PAIRS[name](x, y, g)
    shuffled = PAIRS[name](x.sample(frac=1, random_state=1), y.sample(frac=1, random_state=2), g)
    assert found == approx(shuffled, nan_ok=True)


@given(st.permutations(range(12)))
def test_the_same_groups_are_the_same_in_any_order_of_the_rows(order):
    table = pd.DataFrame(
        {"x": [1, 2, 3, 41, 42, 43, 81, 82, 83, 121, 122, 123]}, [f"r{i}" for i in range(12)]
    )
    one = models.k_means(table, 4, starts=5).labels
    other = models.k_means(table.iloc[order], 4, starts=5).labels
    assert adjusted_rand_index(one, other) == 1


def test_weights_are_taken_as_a_dict_and_as_a_series_everywhere():
    weights, table = pd.Series(WEIGHTS), pd.DataFrame({"taste": [7, 8, 9], "speed": [6, 9, 7]})
    offer = models.Offer("us", product=30, money=20, time=2)
    for call in (
        lambda w: models.quality_ratio(OWN, RIVAL, w),
        lambda w: models.quality_ratio(pd.Series(OWN), pd.Series(RIVAL).iloc[::-1], w),
        lambda w: models.satisfaction_index(table, ["taste", "speed"], w).value,
        lambda w: models.weighted_totals({"A": OWN, "B": RIVAL}, w)["A"],
        lambda w: models.importance_performance(w, OWN, importance_scale=None).quadrants,
    ):
        assert call(WEIGHTS) == call(weights) == call(weights.iloc[::-1])
    value = models.customer_perceived_value(offer, pd.Series({"time": 2.0}))
    assert value == models.customer_perceived_value(offer, {"time": 2.0})


def test_a_series_in_is_a_series_out():
    p = pd.Series([0.01, 0.04, 0.03], index=["app", "taste", "price"], name="p")
    adjusted = models.holm(p)
    assert adjusted.index.tolist() == p.index.tolist() and adjusted.tolist() == approx([0.03, 0.06, 0.06])
    shares = models.choice_shares(pd.Series({"us": 1.0, "them": 0.0}))
    assert shares.round(3).to_dict() == {"us": 0.731, "them": 0.269}


def test_holm_stops_at_the_first_that_fails():
    # 0.03 × 2 fails; 0.04 × 1 would pass alone, and does not stand.
    assert (models.holm([0.001, 0.03, 0.04]) < 0.05).tolist() == [True, False, False]


def test_an_index_on_its_own_scale():
    answers = pd.DataFrame({"a": [4, 7, 1], "b": [4, 4, 4]})
    assert models.satisfaction_index(answers, ["a"], scale=(1, 7)).value == 50
    assert models.satisfaction_index(answers, ["b"], scale=(0, 10)).value == 40
    assert models.satisfaction_index(answers, ["a"]).value == approx(100 / 3)
    with pytest.raises(ValueError, match="'a': 1 value is outside the scale from 1 to 5"):
        models.satisfaction_index(answers, ["a"], scale=(1, 5))


def rated(ours, theirs, people=(1, 2, 3)):
    rows = {"customer": [*people] * 2, "brand": ["A"] * len(people) + ["B"] * len(people)}
    return pd.DataFrame({**rows, "taste": [*ours, *theirs]})


@pytest.mark.parametrize(("ours", "theirs"), [((8, 8, 8), (5, 5, 5)), ((8.1, 8.1, 8.1), (5.3, 5.3, 5.3)),
                                               ((8.1, 7.1, 6.1), (5.3, 4.3, 3.3))])  # fmt: skip
def test_answers_that_are_all_alike_are_no_evidence(ours, theirs):
    table = models.paired_differences(rated(ours, theirs), ["taste"], "A", "B")
    assert table.verdict["taste"] == "all answers equal"
    found = models.compare_with(rated(ours, theirs), "A", "B", ["taste"], person="customer", brand="brand")
    assert found.verdict["taste"] == "open"
    assert p_values(np.subtract(ours, theirs)[:, None]).tolist() == [1]


def test_a_missing_person_is_no_respondent():
    with pytest.raises(ValueError, match="column 'customer': 2 values are missing"):
        models.compare_with(
            rated((8, 7, 6), (5, 6, 3), (1, 2, None)), "A", "B", ["taste"], person="customer", brand="brand"
        )


def test_distances_on_a_line_have_one_dimension():
    line = models.distances_between(pd.DataFrame({"x": [0.0, 1.0, 3.0, 7.0]}))
    assert models.stress_1(line, models.classical_scaling(line, 1).points) == approx(0, abs=1e-9)
    with pytest.raises(ValueError, match="dimensions must be at most 1 for these distances, got 2"):
        models.classical_scaling(line, 2)


def matrix(rows):
    names = list("abcd")[: len(rows)]
    return pd.DataFrame(rows, names, names, dtype=float)


def test_a_matrix_with_several_ends_has_no_steady_state():
    two = matrix([[0.9, 0.1, 0, 0], [0.2, 0.8, 0, 0], [0, 0, 0.5, 0.5], [0.1, 0, 0.4, 0.5]])
    assert models.steady_state(two).round(3).tolist() == [
        0.667,
        0.333,
        0,
        0,
    ]  # c and d drain into a and b
    apart = matrix([[0.9, 0.1, 0, 0], [0.2, 0.8, 0, 0], [0, 0, 0.5, 0.5], [0, 0, 0.4, 0.6]])
    with pytest.raises(ValueError, match="got 2 groups of brands that nobody leaves: a, b; c, d"):
        models.steady_state(apart)
    assert models.steady_state(matrix([[0, 1], [1, 0]])).tolist() == approx(
        [0.5, 0.5]
    )  # it swings, with one end


def test_a_market_with_two_closed_groups_has_no_end_either():
    never = pd.DataFrame({"who": [1, 1, 2, 2], "before": ["a", "a", "b", "b"], "now": ["a", "a", "b", "b"]})
    found = models.switching_matrix(never, person="who", last="before", chosen="now", draws=50)
    assert found.shares.to_numpy().tolist() == [[1, 0], [0, 1]] and found.steady.isna().all().all()


def test_one_person_gives_no_interval():
    one = pd.DataFrame({"who": [1, 1, 1], "before": ["a", "b", "a"], "now": ["b", "a", "a"]})
    with pytest.raises(ValueError, match="at least two people, got one"):
        models.switching_matrix(one, person="who", last="before", chosen="now")
    with pytest.raises(ValueError, match="at least two customers, got one"):
        models.leaving_rate([9], [1])
    with pytest.raises(ValueError, match="at least two customers, got one"):
        models.compare_totals(pd.Series([3.0]), pd.Series(["a"]), "a", "a")
    several = pd.DataFrame({"who": 1, "brand": list("ABC"), "taste": [7, 5, 4], "speed": [3, 6, 5]})
    with pytest.raises(ValueError, match="person must tell at least two people apart"):
        models.resample_map(several, "brand", ["taste", "speed"], person="who")
