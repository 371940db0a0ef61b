"""The resampling against formulas that give the same number another way."""

import numpy as np
import pytest

from custvalue_helpers.lessons.capstone.tables import (
    counts_of_people,
    minus_curvature,
    one_step,
    sums_by_person,
    weighted,
)


def test_weighted_sums_equal_sums_over_the_resampled_rows():
    counts = counts_of_people(6, 4, seed=3)
    sums = np.arange(24.0).reshape(6, 2, 2)
    for row, count in zip(weighted(counts, sums), counts, strict=True):
        assert np.allclose(row, np.repeat(sums, count.astype(int), axis=0).sum(axis=0))


def test_bootstrap_spread_of_a_mean_is_its_standard_error():
    x = np.random.default_rng(1).normal(size=500)
    means = weighted(counts_of_people(500, 4000, seed=2), x[:, None])[:, 0] / 500
    assert means.std() == pytest.approx(x.std() / np.sqrt(500), rel=0.05)


def test_rows_of_one_person_are_added_up():
    assert sums_by_person([[1.0], [2.0], [4.0]], np.array([0, 2, 2]), 3).ravel().tolist() == [1, 0, 6]


def test_one_step_is_exact_where_the_likelihood_is_a_parabola():
    x = np.array([1.0, 4.0, 7.0])  # the likelihood of a mean, variance 1
    counts = np.array([[2.0, 1.0, 0.0]])
    step = one_step(np.array([4.0]), (x - 4.0)[:, None], np.array([[3.0]]), counts)
    assert step[0, 0] == pytest.approx(2.0)


def test_curvature_of_a_parabola():
    a = np.array([[2.0, 0.5], [0.5, 1.0]])
    assert np.allclose(minus_curvature(lambda at: -a @ at, np.array([0.3, -1.0])), a)
