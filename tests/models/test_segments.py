"""Sizes, profiles and reach: against other libraries, the coverage of their intervals, and bad input."""

import numpy as np
import pandas as pd
import pytest
from pytest import approx
from scipy import stats
from sklearn.linear_model import LogisticRegression

from custvalue_helpers.models.clusters import k_means
from custvalue_helpers.models.segments import profile, reach, segment_sizes, segment_worth, telling_columns


def test_profile_intervals_hold_the_truth_95_times_in_100():
    generator = np.random.default_rng(1)
    labels, held = pd.Series(["a"] * 12 + ["b"] * 30), 0
    for _ in range(400):
        table = profile(pd.DataFrame({"x": generator.normal(3, 2, 42)}), labels)
        held += ((table.low_95 < 3) & (table.high_95 > 3)).sum()
    assert held / 800 == approx(0.95, abs=0.025)


def test_profile_is_mean_and_students_interval():
    generator = np.random.default_rng(0)
    table = pd.DataFrame({"x": generator.normal(size=30), "y": generator.normal(size=30)})
    labels = pd.Series(np.arange(30) % 3)
    row = profile(table, labels.sample(frac=1, random_state=1)).loc[(1, "y")]
    own = table.y[labels == 1]
    assert row["mean"] == approx(own.mean())
    assert (row.low_95, row.high_95) == approx(stats.t.interval(0.95, 9, own.mean(), stats.sem(own)))
    assert row.apart == approx((own.mean() - table.y.mean()) / table.y.std())


def test_names_come_from_what_lies_furthest_apart():
    table = pd.DataFrame({"near": [1, 2, 1, 2], "far": [0, 0, 9, 9]})
    words = telling_columns(table, pd.Series(["low", "low", "high", "high"]), most=1)
    assert words.to_dict() == {"low": "far −0.9", "high": "far +0.9"}


def people(n=400, seed=0):
    generator = np.random.default_rng(seed)
    segment = pd.Series(generator.choice(["a", "b", "c"], n, p=[0.5, 0.3, 0.2]), index=range(100, 100 + n))
    shift = segment.map({"a": 0, "b": 1, "c": 2})
    facts = pd.DataFrame({"age": 40 + 8 * shift + 10 * generator.standard_normal(n),
                          "city": np.where(generator.random(n) < 0.3 + 0.2 * shift, "N", "S")}, index=segment.index)  # fmt: skip
    return facts, segment


def test_worth_adds_up_to_what_all_bring():
    values = pd.Series([1.0, 3.0, 10.0, 20.0, 30.0])
    worth = segment_worth(values, pd.Series(["few", "few", "many", "many", "many"]))
    assert worth.index.tolist() == ["many", "few"] and worth.customers.tolist() == [3, 2]
    assert worth.together.sum() == approx(values.sum()) and worth.share.sum() == approx(1)
    with pytest.raises(TypeError, match="values must be a Series"):
        segment_worth([1, 2], pd.Series([1, 2]))


def test_reach_is_told_in_words():
    people = pd.DataFrame({"city": ["north", "south"] * 20})
    assert str(reach(people, people["city"])) == "100 % right (91 % to 100 %)"


def test_reach_is_as_good_as_scikit_learns_logit():
    facts, segment = people()
    learn = facts.index % 2 == 0
    design = pd.get_dummies(facts, dtype=float)
    design = (design - design.mean()) / design.std()
    theirs = (
        LogisticRegression(max_iter=1000)
        .fit(design[learn], segment[learn])
        .score(design[~learn], segment[~learn])
    )
    found = reach(facts, segment)
    assert (
        found.accuracy == approx(theirs, abs=0.06)
        and found.base_rate == segment.value_counts(normalize=True).max()
    )
    assert found.low_95 < found.accuracy < found.high_95
    assert (found.guesses.segment == found.guesses.guess).mean() == approx(found.accuracy)


def test_reach_does_not_depend_on_the_order_of_the_rows():
    facts, segment = people()
    other = reach(facts.sample(frac=1, random_state=1), segment.sample(frac=1, random_state=2))
    assert other.accuracy == reach(facts, segment).accuracy


def test_facts_that_say_nothing_reach_nobody():
    _, segment = people(1000)
    noise = pd.DataFrame({"luck": np.random.default_rng(5).standard_normal(1000)}, index=segment.index)
    assert reach(noise, segment).accuracy == approx(reach(noise, segment).base_rate, abs=0.02)


def test_reach_works_where_one_answer_decides():
    sure = pd.DataFrame({"word": ["x", "y", "z"] * 20})
    assert reach(sure, sure.word, folds=5).accuracy == 1


FACTS, SEGMENT = people(30)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: segment_sizes([1, 2]), TypeError, "labels must be a Series"),
        (lambda: segment_sizes(pd.Series([1, None])), ValueError, "no missing value, got 1 of 2"),
        (lambda: profile(FACTS, SEGMENT), ValueError, r"that are not: \['city'\]"),
        (lambda: profile(FACTS[["age"]], pd.Series(range(30), FACTS.index)), ValueError, "two rows for each segment, got one for 0"),
        (lambda: reach(FACTS.where(FACTS.age > 50), SEGMENT), ValueError, "must have no missing values, got"),
        (lambda: reach(FACTS, SEGMENT[:5]), ValueError, "got 5 labels for 30 rows"),
        (lambda: reach(FACTS, pd.Series("a", FACTS.index)), ValueError, "at least two segments, got only 'a'"),
        (lambda: reach(FACTS, SEGMENT, folds=31), ValueError, "folds must be a number from 2 to 30"),
    ],
)  # fmt: skip
def test_bad_input_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_sizes_take_segments_too():
    found = k_means(pd.DataFrame({"x": [1, 2, 1, 50, 51]}), 2)
    assert segment_sizes(found).customers.to_dict() == {1: 3, 2: 2}
