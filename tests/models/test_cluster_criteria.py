"""How many segments, and would they come out again: against scikit-learn, against truths, and on data without groups."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pytest import approx
from sklearn.metrics import calinski_harabasz_score, silhouette_score

from custvalue_helpers.lessons.segmentation.kestrel import ANSWERS, attentive_customers
from custvalue_helpers.models import adjusted_rand_index
from custvalue_helpers.models.cluster_criteria import (
    calinski_harabasz,
    compare_bases,
    how_many,
    silhouette,
    single_starts,
    spread_explained,
    structureless,
)
from custvalue_helpers.models.clusters import bootstrap_stability, k_means, standardize, ward


@pytest.fixture(scope="module")
def answers():
    return standardize(attentive_customers()[ANSWERS])


labelled = st.lists(st.tuples(*[st.integers(0, 9)] * 2, st.integers(0, 3)), min_size=5, max_size=30)


@settings(max_examples=80, deadline=None)
@given(labelled)
def test_criteria_are_scikit_learns(rows):
    data = pd.DataFrame(rows, columns=["x", "y", "group"])
    table, labels = data[["x", "y"]], data.group
    assume(1 < labels.nunique() < len(data))
    assert silhouette(table, labels) == approx(silhouette_score(table, labels), abs=1e-9)
    if table.groupby(labels).nunique().max().max() > 1:
        assert calinski_harabasz(table, labels) == approx(calinski_harabasz_score(table, labels))


def test_criteria_on_kestrels_customers_are_scikit_learns(answers):
    labels = k_means(answers, 4).labels
    assert silhouette(answers, labels) == approx(silhouette_score(answers, labels))
    assert silhouette(answers, labels.sample(frac=1, random_state=1)) == approx(silhouette(answers, labels))


def test_spread_explained_against_hand_numbers():
    table = pd.DataFrame({"x": [1, 3, 5, 7], "same": [2, 2, 2, 2]})  # total 20; between 2·(2² + 2²) = 16
    assert spread_explained(table, pd.Series(["a", "a", "b", "b"])).to_dict() == {"x": approx(0.8), "same": 0}


def test_clear_groups_are_stable_and_wrong_numbers_are_not():
    generator = np.random.default_rng(0)
    table = pd.DataFrame(
        np.repeat([[0, 0], [9, 0], [0, 9], [9, 9]], 40, axis=0) + generator.standard_normal((160, 2))
    )
    by_k = {k: bootstrap_stability(table, k, pairs=15).median for k in (3, 4, 5)}
    assert by_k[4] == 1 and by_k[3] < 0.97 and by_k[5] < 0.97
    assert (
        how_many(table, [3, 4, 5, 6], pairs=5)[["silhouette", "calinski_harabasz", "stability"]]
        .idxmax()
        .eq(4)
        .all()
    )


def test_bases_may_be_words_classes_or_numbers(answers):
    halves = pd.Series(np.arange(len(answers)) % 2, answers.index)
    ways = {"numbers": halves, "words": halves.map({0: "x", 1: "y"}), "classes": pd.cut(halves, [-1, 0, 1])}
    shares = compare_bases(answers, ways)
    assert shares.nunique() == 1 and shares["words"] == approx(spread_explained(answers, halves).mean())
    with pytest.raises(ValueError, match="no missing value, got 1"):
        compare_bases(answers, {"words": ways["words"].where(np.arange(len(answers)) > 0)})


def test_a_single_start_never_beats_the_best_of_many(answers):
    ends = single_starts(answers, 4, 5)
    assert len(ends) == 5 and (ends >= k_means(answers, 4).within - 1e-9).all()


def test_stability_is_that_of_a_plain_loop(answers):
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    generator = np.random.default_rng(3)
    values, indices = answers.to_numpy(), []
    with threadpool_limits(1):  # its threads wait for each other on a busy machine
        for _ in range(12):
            samples = [values[generator.integers(len(values), size=len(values))] for _ in range(2)]
            one, other = (
                KMeans(5, n_init=20, random_state=0).fit(sample).predict(values) for sample in samples
            )
            indices.append(adjusted_rand_index(one, other))
    assert bootstrap_stability(answers, 5, pairs=40).median == approx(np.median(indices), abs=0.08)


def test_stability_does_not_depend_on_the_order_of_the_rows(answers):
    small = answers[:150]
    one = bootstrap_stability(small, 3, pairs=4)
    assert one == bootstrap_stability(small.sample(frac=1, random_state=7), 3, pairs=4)
    assert one != bootstrap_stability(small, 3, pairs=4, seed=1)
    assert one.low <= one.median and len(one.indices) == 4


def test_controls_keep_what_they_promise(answers):
    shuffled = structureless(answers, "shuffled", seed=2)
    for name in answers:
        assert sorted(shuffled[name]) == sorted(answers[name])
    assert shuffled.corr().where(~np.eye(15, dtype=bool)).abs().max().max() < 0.13
    cloud = structureless(answers, seed=2)
    assert (cloud.corr() - answers.corr()).abs().max().max() < 0.13
    assert cloud.mean().abs().max() < 0.12 and (cloud.std() - 1).abs().max() < 0.12
    again = structureless(answers.sample(frac=1, random_state=3), seed=2)
    assert again.to_numpy() == approx(cloud.to_numpy())


def test_kestrels_four_beat_every_control(answers):
    ours = bootstrap_stability(answers, 4, pairs=20).median
    clouds = [
        bootstrap_stability(standardize(structureless(answers, seed=s)), 4, pairs=10).median for s in range(5)
    ]
    mixed = bootstrap_stability(standardize(structureless(answers, "shuffled")), 4, pairs=10).median
    assert ours > 0.93 and mixed < 0.2
    assert all(0.4 < cloud < 0.8 for cloud in clouds)


TABLE = pd.DataFrame({"x": [1.0, 2, 3, 9, 10, 11]})


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: silhouette(TABLE, [1, 1, 1, 2, 2, 2]), TypeError, "labels must be a Series"),
        (lambda: silhouette(TABLE, pd.Series([1, 2])), ValueError, "the same rows as data, each once, got 2 labels for 6"),
        (lambda: silhouette(TABLE, pd.Series(1, TABLE.index)), ValueError, "at least 2 segments .* got 1"),
        (lambda: silhouette(TABLE, pd.Series(range(6))), ValueError, "fewer than the 6 rows, got 6"),
        (lambda: silhouette(TABLE, pd.Series([1, 1, None, 2, 2, 2])), ValueError, "no missing value, got 1"),
        (lambda: calinski_harabasz(pd.DataFrame({"x": [1, 1, 2, 2]}), pd.Series([1, 1, 2, 2])), ValueError, "without any spread"),
        (lambda: how_many(TABLE, []), ValueError, "ks must name at least one, got none"),
        (lambda: how_many(TABLE, [1]), ValueError, "ks must be a whole number of at least 2, got 1"),
        (lambda: bootstrap_stability(TABLE, 1), ValueError, "k must be a whole number of at least 2, got 1"),
        (lambda: bootstrap_stability(TABLE, 2, pairs=0), ValueError, "pairs must be a whole number of at least 1"),
        (lambda: bootstrap_stability(pd.DataFrame({"x": range(12)}), 12), ValueError, "many more different rows than k"),
        (lambda: structureless(TABLE, "shufled"), ValueError, "did you mean 'shuffled'"),
        (lambda: structureless(TABLE.assign(c=1)), ValueError, "got 1 constant"),
    ],
)  # fmt: skip
def test_bad_input_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call()


@pytest.mark.parametrize("offset", [1e6, 1e9, 1e12])
def test_columns_far_from_zero_are_judged_as_near_it(offset):
    """Seconds since 1970, say: squares of large numbers would lose the differences."""
    random = np.random.default_rng(3)
    near = pd.DataFrame(
        np.round(random.normal(size=(90, 3)) * 64) + 640.0 * (np.arange(90) % 3)[:, None], columns=list("abc")
    )
    far = near + offset
    found = k_means(near, 3, starts=5)
    assert k_means(far, 3, starts=5).labels.equals(found.labels)
    assert silhouette(far, found.labels) == approx(silhouette(near, found.labels), rel=1e-9)


def test_a_whole_number_may_be_written_with_a_point():
    data = pd.DataFrame({"x": [1.0, 2, 8, 9]})
    assert k_means(data, 2.0).labels.equals(k_means(data, 2).labels) and ward(data, 2.0).labels.equals(
        ward(data, 2).labels
    )
