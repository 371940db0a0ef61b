"""k-means, Ward and scaling: analytic truths, agreement with scikit-learn and SciPy, any table, any order of the rows."""

import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pytest import approx
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import KMeans

from custvalue_helpers.kit.columns import numeric_table
from custvalue_helpers.lessons.segmentation.kestrel import ANSWERS, attentive_customers, straight_lined
from custvalue_helpers.models import adjusted_rand_index
from custvalue_helpers.models.clusters import (
    SIX,
    assign,
    k_means,
    k_means_by_hand,
    scikit_learn_k_means,
    squared_distance,
    standardize,
    ward,
)

BOTH = pytest.mark.parametrize("method", (k_means, ward))
# Small whole numbers make ties and repeated rows.
tables = st.lists(st.tuples(*[st.integers(0, 6)] * 3), min_size=4, max_size=25).map(
    lambda rows: pd.DataFrame(rows, columns=["a", "b", "c"])
)


def blobs(n=60, seed=0):
    generator = np.random.default_rng(seed)
    middles = np.array([[0, 0], [8, 0], [0, 8]])
    return pd.DataFrame(middles[np.arange(n) % 3] + generator.standard_normal((n, 2)), columns=["x", "y"])


@pytest.fixture(scope="module")
def answers():
    return standardize(attentive_customers()[ANSWERS])


@BOTH
def test_clear_groups_are_found(method):
    data = blobs()
    assert adjusted_rand_index(method(data, 3).labels.to_numpy(), np.arange(60) % 3) == 1


def test_k_means_is_as_good_as_scikit_learns(answers):
    for k in (2, 4, 6):
        theirs = KMeans(k, n_init=50, random_state=0).fit(answers.to_numpy())
        ours = k_means(answers, k)
        assert ours.within <= theirs.inertia_ * 1.0002
        if k < 5:
            assert adjusted_rand_index(ours.labels.to_numpy(), theirs.labels_) > 0.98


def test_scikit_learn_in_its_own_process_finds_the_same_four(answers):
    theirs, ours = scikit_learn_k_means(answers, 4), k_means(answers, 4)
    assert adjusted_rand_index(ours.labels.to_numpy(), theirs.labels.to_numpy()) == 1
    assert theirs.labels.equals(ours.labels) and theirs.within == approx(ours.within)


def test_scikit_learn_that_cannot_run_says_so(monkeypatch):
    monkeypatch.setattr(
        "custvalue_helpers.models.clusters.SCIKIT_LEARN", "raise SystemExit('no scikit-learn')"
    )
    with pytest.raises(RuntimeError, match="could not be run: 'no scikit-learn'"):
        scikit_learn_k_means(blobs(), 3)


def test_ward_is_scipys(answers):
    theirs = fcluster(linkage(answers.to_numpy(), "ward"), 4, "maxclust")
    assert adjusted_rand_index(ward(answers, 4).labels.to_numpy(), theirs) == 1


@BOTH
@settings(max_examples=60, deadline=None)
@given(data=tables, k=st.integers(1, 4), order=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_plays_no_part(method, data, k, order):
    assume(len(data.drop_duplicates()) >= k)
    shuffled = data.loc[order.sample(list(data.index), len(data))]
    one, other = method(data, k), method(shuffled, k)
    assert one.labels.equals(other.labels.loc[data.index])
    assert one.centres.equals(other.centres) and one.within == other.within


@settings(max_examples=60, deadline=None)
@given(data=tables, order=st.randoms(use_true_random=False))
def test_scaling_does_not_depend_on_the_order_either(data, order):
    assume((data.nunique() > 1).all())
    shuffled = data.loc[order.sample(list(data.index), len(data))]
    assert standardize(data).equals(standardize(shuffled).loc[data.index])


@BOTH
@settings(max_examples=60, deadline=None)
@given(data=tables, k=st.integers(1, 4))
def test_what_holds_for_any_segments(method, data, k):
    assume(len(data.drop_duplicates()) >= k)
    found = method(data, k)
    assert found.sizes.index.tolist() == list(range(1, k + 1)) and found.sizes.sum() == len(data)
    assert found.sizes.is_monotonic_decreasing
    for segment, centre in found.centres.iterrows():
        assert centre.to_numpy() == approx(data[found.labels == segment].mean().to_numpy())
    own = found.centres.loc[found.labels].to_numpy()
    assert found.within == approx(((data - own) ** 2).to_numpy().sum())


@settings(max_examples=40, deadline=None)
@given(data=tables)
def test_as_many_segments_as_different_rows_leave_no_spread(data):
    found = k_means(data, len(data.drop_duplicates()))
    assert found.within == approx(0)
    assert not data.groupby(["a", "b", "c"]).apply(lambda part: found.labels[part.index].nunique() > 1).any()


def test_ties_go_the_same_way_every_time():
    square = pd.DataFrame({"x": [0, 0, 1, 1], "y": [0, 1, 0, 1]})
    first = k_means(square, 2)
    for seed in range(20):
        assert k_means(square.sample(frac=1, random_state=seed), 2).labels.sort_index().equals(first.labels)


def test_scaling_moves_and_stretches_nothing_else():
    table = pd.DataFrame({"euro": [1000, 2500, 4000, 9000], "answer": [7, 1, 1, 3]}, index=list("wxyz"))
    scaled = standardize(table)
    assert scaled.mean().to_numpy() == approx(0) and scaled.std().to_numpy() == approx(1)
    assert standardize(table * [100, 3] + [5, -2]).to_numpy() == approx(scaled.to_numpy())


def test_any_names_and_kinds_of_columns():
    table = pd.DataFrame(
        {0: [1, 2, 9], ("a", "b"): [True, False, True], "_size": pd.array([1, 2, 3], "Int64")}
    )
    table.index.name = "_size"
    assert k_means(table, 2).sizes.tolist() == [2, 1]


def test_new_rows_go_to_the_nearest_centre():
    found = k_means(blobs(), 3)
    new = blobs(30, seed=5)
    assert assign(new[["y", "x"]], found)["segment"].to_numpy() == approx(
        ((new.to_numpy()[:, None] - found.centres.to_numpy()) ** 2).sum(axis=2).argmin(axis=1) + 1
    )
    assert assign(blobs(), found)["distance"].sum() == approx(found.within)
    with pytest.raises(ValueError, match=r"every column of the centres, got none named \['y'\]"):
        assign(new[["x"]], found)
    with pytest.raises(TypeError, match="segments must be Segments"):
        assign(new, 3)


GOOD = pd.DataFrame({"age": [20, 30, 40], "income": [1.0, 2.0, 3.0]})


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: k_means([[1, 2]], 1), TypeError, "data must be a pandas DataFrame, got list"),
        (lambda: k_means(GOOD, 4), ValueError, "k = 4 for 3 different rows among the 3"),
        (lambda: ward(pd.DataFrame({"x": [1, 1, 2]}), 3), ValueError, "k = 3 for 2 different rows among the 3"),
        (lambda: k_means(GOOD, 2.5), ValueError, "k must be a whole number of at least 1, got 2.5"),
        (lambda: k_means(GOOD, True), TypeError, "k must be a whole number of at least 1, got bool"),
        (lambda: k_means(GOOD, 0), ValueError, "k must be a whole number of at least 1, got 0"),
        (lambda: k_means(GOOD, 2, starts=0), ValueError, "starts must be a whole number of at least 1"),
        (lambda: k_means(GOOD, 2, seed="a"), TypeError, "seed must be a whole number"),
        (lambda: k_means(GOOD.assign(city=["N", "M", "A"]), 2), ValueError, r"1 column\(s\) that are not: \['city'\]"),
        (lambda: k_means(GOOD.assign(z=[1j, 2, 3]), 2), ValueError, "must be numeric"),
        (lambda: k_means(GOOD.assign(start=pd.to_datetime(["2024-01-01"] * 3)), 2), ValueError, "must be numeric"),
        (lambda: k_means(GOOD.where(GOOD.age != 30), 2), ValueError, r"got 2: 1 in 'age', 1 in 'income' \(first at row 1\)"),
        (lambda: k_means(GOOD.replace(3.0, np.inf), 2), ValueError, r"got 1: 1 in 'income' \(first at row 2\)"),
        (lambda: k_means(pd.DataFrame({"x": pd.array([1, None], "Int64")}), 1), ValueError, "got 1: 1 in 'x'"),
        (lambda: k_means(GOOD.set_axis([1, 1, 2]), 2), ValueError, "each row once, got 1 more than once"),
        (lambda: k_means(GOOD.set_axis(["a", "a"], axis=1), 2), ValueError, "each column once, got two or more named 'a'"),
        (lambda: k_means(GOOD[[]], 1), ValueError, "at least one column"),
        (lambda: k_means(GOOD[:0], 1), ValueError, "at least 1 row, got none"),
        (lambda: standardize(GOOD.assign(one=1, two=2)), ValueError, r"got 2 constant: \['one', 'two'\]"),
        (lambda: standardize(GOOD[:1]), ValueError, "at least 2 rows, got 1"),
        (lambda: straight_lined(GOOD[["age"]]), ValueError, "at least two questions, got 1"),
    ],
)  # fmt: skip
def test_bad_input_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_the_table_given_is_not_changed():
    table = GOOD.copy()
    k_means(standardize(table), 2), numeric_table(table)
    assert table.equals(GOOD)


def test_by_hand_and_by_machine_agree():
    six = pd.DataFrame(SIX, index=["price", "speed"]).T
    for first in SIX:
        for second in SIX:
            state = k_means_by_hand(first, second, 4)
            if first != second:
                assert state.within == approx(k_means(six, 2).within) == 8
                assert state.rests
    steps = [k_means_by_hand("Ana", "Ben", rounds).within for rounds in range(5)]
    assert steps == sorted(steps, reverse=True) and steps[0] == 108
    same = [k_means_by_hand("Ana", "Ana", rounds) for rounds in (0, 4)]
    assert same[0].members(1) == [] and same[1].within == 8
    with pytest.raises(ValueError, match="did you mean 'Dora'"):
        k_means_by_hand("Dorra", "Ana", 1)
    with pytest.raises(ValueError, match="same length"):
        squared_distance((1, 2), (1,))


def test_scikit_learn_where_no_process_can_be_started(monkeypatch):
    """As in a browser: it runs in the same process, and where it is not there, that is said."""
    data = pd.DataFrame({"x": [1, 2, 8, 9, 10]})
    apart = scikit_learn_k_means(data, 2)

    def refused(*command, **options):
        raise OSError("emscripten does not support processes.")

    monkeypatch.setattr("subprocess.Popen", refused)
    monkeypatch.setattr("sys.platform", "emscripten")
    assert scikit_learn_k_means(data, 2).labels.equals(apart.labels)
    monkeypatch.setitem(sys.modules, "sklearn.cluster", None)
    with pytest.raises(RuntimeError, match="could not be run"):
        scikit_learn_k_means(data, 2)
