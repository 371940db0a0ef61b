"""Multiple correspondence analysis: analytic truths, the tea survey's published numbers, and why codes will not do."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers import load_dataset
from custvalue_helpers.models import adjusted_rand_index
from custvalue_helpers.models.clusters import k_means
from custvalue_helpers.models.correspondence_analysis import (
    as_codes,
    correspondence,
    indicator,
    shuffle_columns,
)


@pytest.fixture(scope="module")
def tea():
    table = load_dataset("tea_survey")
    return table[list(table.columns[:18])]


def test_the_tea_survey_gives_the_percentages_of_factominer(tea):
    # summary(MCA(tea, quanti.sup = 19, quali.sup = 20:36)) in FactoMineR: % of variance, dimensions 1 to 8
    percent = 100 * correspondence(tea).inertia / correspondence(tea).total
    assert percent.head(8).to_numpy() == approx(
        [9.885, 8.103, 6.001, 5.204, 4.917, 4.759, 4.522, 4.355], abs=5e-4
    )


words = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.sampled_from("pqrs")), min_size=4, max_size=30
)


@settings(max_examples=60, deadline=None)
@given(words)
def test_what_holds_for_any_answers(rows):
    data = pd.DataFrame(rows, columns=["q1", "q2", "q3"])
    assume((data.nunique() > 1).all())
    found = correspondence(data)
    count = data.nunique().sum()
    assert found.total == approx(count / 3 - 1)
    assert found.inertia.is_monotonic_decreasing and (found.inertia <= 1 + 1e-9).all()
    assert len(found.inertia) <= count - 3
    assert found.people.mean().to_numpy() == approx(0, abs=1e-9)
    assert (found.people**2).mean().to_numpy() == approx(found.inertia.to_numpy())
    # Transition: an answer stands at the mean of the people who gave it, stretched by 1/√eigenvalue.
    table = indicator(data)
    means = (table.T.to_numpy() @ found.people.to_numpy()) / table.sum().to_numpy()[:, None]
    assert found.answers.to_numpy() == approx(means / np.sqrt(found.inertia.to_numpy()), abs=1e-6)


def test_two_questions_are_simple_correspondence_analysis():
    data = pd.DataFrame({"q1": list("aabbcca"), "q2": list("xxyyxyz")})
    table = pd.crosstab(data.q1, data.q2) / len(data)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    singular = np.linalg.svd((table.to_numpy() - expected) / np.sqrt(expected), compute_uv=False)
    assert correspondence(data).inertia.head(2).to_numpy() == approx((1 + singular[:2]) / 2)


def test_names_and_order_of_answers_and_rows_play_no_part(tea):
    found = correspondence(tea)
    renamed = tea.astype(str).replace({"True": "zz", "False": "aa", "bags": "zzz"})
    assert correspondence(renamed).inertia.to_numpy() == approx(found.inertia.to_numpy())
    again = correspondence(tea.sample(frac=1, random_state=1))
    assert again.people.loc[tea.index, [1, 2]].to_numpy() == approx(found.people[[1, 2]].to_numpy())
    largest = found.answers.abs().idxmax()
    assert all(found.answers.loc[largest[d], d] > 0 for d in (1, 2, 3))


def test_codes_depend_on_who_wrote_the_list(tea):
    one, other = (k_means(as_codes(tea, order), 3).labels.to_numpy() for order in ("listed", "alphabet"))
    assert adjusted_rand_index(one, other) < 0.5


def test_shuffling_keeps_shares_and_undoes_links(tea):
    mixed = shuffle_columns(tea)
    for name in tea:
        assert mixed[name].value_counts().to_dict() == tea[name].astype(str).value_counts().to_dict()
    assert correspondence(mixed).inertia[1] < 0.65 * correspondence(tea).inertia[1]
    both = pd.crosstab(mixed.at_breakfast, mixed.at_tea_time, normalize="index")
    assert (both.iloc[0] - both.iloc[1]).abs().max() < 0.2


SOME = pd.DataFrame({"form": ["bags", "loose", None], "milk": ["y", "n", "y"]})


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: correspondence([1]), TypeError, "data must be a pandas DataFrame"),
        (lambda: correspondence(SOME), ValueError, r"got 1: 1 in 'form' \(first at row 2\)"),
        (lambda: correspondence(SOME[["milk"]].assign(all="tea")), ValueError, r"got only one to \['all'\]"),
        (lambda: shuffle_columns(SOME), ValueError, "no missing values, got 1"),
        (lambda: as_codes(SOME.dropna(), "alphabetical"), ValueError, "did you mean 'alphabet'"),
    ],
)
def test_bad_input_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call()
