"""The interval of a share, and the checks that every lesson shares."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx
from scipy import stats

from custvalue_helpers.kit.checks import whole_number
from custvalue_helpers.kit.intervals import Z_95, share_interval


def test_share_interval_is_wilsons():
    # Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263 and 15 of 148, Wilson's score method
    assert share_interval(81, 263)[1:] == approx((0.2553, 0.3662), abs=5e-5)
    assert share_interval(15, 148)[1:] == approx((0.0624, 0.1605), abs=5e-5)
    theirs = stats.binomtest(32, 300).proportion_ci(method="wilson")
    assert share_interval(32, 300)[1:] == approx((theirs.low, theirs.high))
    assert share_interval(0, 20)[1] == 0 and share_interval(20, 20)[2] == approx(1)


@pytest.mark.parametrize("share", (0.05, 0.3))
def test_share_intervals_hold_the_truth_95_times_in_100(share):
    counts = np.arange(301)
    holds = [low <= share <= high for _, low, high in (share_interval(int(c), 300) for c in counts)]
    assert stats.binom.pmf(counts, 300, share)[holds].sum() == approx(0.95, abs=0.02)


@given(st.integers(1, 300), st.floats(0, 1))
def test_the_interval_holds_the_share_and_stays_inside(total, part):
    share, low, high = share_interval(round(part * total), total)
    assert 0 <= low <= share <= high <= 1


def test_z_leaves_a_twentieth_outside():
    assert 2 * stats.norm.sf(Z_95) == approx(0.05)


@pytest.mark.parametrize(
    ("call", "kind", "message"),
    [
        (lambda: share_interval(5, 0), ValueError, "total must be a whole number of at least 1, got 0"),
        (lambda: share_interval(5, 4), ValueError, "count must be a number from 0 to 4, got 5"),
        (lambda: whole_number("k", True), TypeError, "k must be a whole number of at least 0, got bool True"),
        (
            lambda: whole_number("k", float("nan")),
            ValueError,
            "k must be a whole number of at least 0, got nan",
        ),
        (lambda: whole_number("k", 7, 1, 5), ValueError, "k must be a whole number from 1 to 5, got 7"),
    ],
)
def test_bad_input_is_named(call, kind, message):
    with pytest.raises(kind, match=message):
        call()


def test_whole_numbers_of_any_kind_become_int():
    for value in (3, 3.0, np.int64(3), np.float32(3)):
        assert whole_number("k", value) == 3 and type(whole_number("k", value)) is int
