"""Service, the journey, feedback, guesses and campaigns, held to analytic truths."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers.models.campaigns import campaign, reach_of
from custvalue_helpers.models.delivery import (
    break_even_share,
    feedback_rounds,
    guess_worth,
    remembered_experience,
    service_result,
)
from custvalue_helpers.models.promise import PromiseMarket, mean_feeling, promise_outcome
from custvalue_helpers.models.satisfaction import feeling

SHARES, EUROS = st.floats(0, 1), st.floats(0.01, 1000)


@given(SHARES, SHARES, SHARES, EUROS, EUROS)
def test_solving_is_worth_the_difference_to_solving_nothing(solved, left_solved, left, worth, cost):
    some, none = (service_result(500, share, left_solved, left, worth, cost) for share in (solved, 0))
    assert none.lost - some.lost == approx(some.kept, abs=1e-6) and none.result == 0
    assert some.result == approx(some.kept * worth - some.solved * cost, abs=1e-4)


def test_a_solution_that_costs_what_it_saves_brings_nothing():
    service = service_result(1000, 0.6, 0.06, 0.14, worth=144, cost=0.08 * 144)
    assert service.saves == approx(11.52) and service.result == approx(0, abs=1e-9)


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=8), st.randoms())
def test_without_weights_an_experience_is_its_mean_wherever_things_happen(gaps, rng):
    mixed = rng.sample(gaps, len(gaps))
    mean = sum(map(feeling, gaps)) / len(gaps)
    assert remembered_experience(gaps, 0, 0) == approx(mean) == approx(remembered_experience(mixed, 0, 0))


def test_only_the_peak_or_only_the_end():
    gaps = [0, -2, 1, 0.5]
    assert remembered_experience(gaps, peak=1, end=0) == feeling(-2)
    assert remembered_experience(gaps, peak=0, end=1) == feeling(0.5)
    assert remembered_experience([1, -1], 1, 0, loss_weight=1) == -1  # of two equally strong, the later one
    assert remembered_experience([-1, 1], 1, 0, loss_weight=1) == 1
    with pytest.raises(ValueError, match=r"together be at most 1, got 0\.6 and 0\.5"):
        remembered_experience(gaps, 0.6, 0.5)


def test_a_milder_end_added_is_remembered_as_better_though_it_adds_pain():
    """As with the hand in cold water: the longer trial holds all of the shorter one, and a little less pain at its end."""
    short, long = [-3.0, -3.0], [-3.0, -3.0, -1.0]
    assert sum(map(feeling, long)) < sum(map(feeling, short))
    assert remembered_experience(long) > remembered_experience(short)


def test_feedback_by_hand():
    rounds = feedback_rounds({"coffee": 8, "delivery": 8}, {"coffee": 8, "delivery": 6}, 1, 0.25, 3)
    assert [one.gaps for one in rounds] == [
        {"coffee": 0, "delivery": -2},
        {"coffee": -0.25, "delivery": -1.25},
        {"coffee": -0.5, "delivery": -0.5},
    ]
    assert rounds[0].feeling == approx(feeling(-2) / 2)


@given(st.floats(0, 2), st.floats(0, 0.5), st.integers(1, 8))
def test_every_gap_widens_by_the_rise_but_for_the_one_that_is_mended(points, rise, rounds):
    expected, got = {"coffee": 5, "delivery": 5, "app": 4}, {"coffee": 5, "delivery": 3, "app": 2}
    history = feedback_rounds(expected, got, points, rise, rounds)
    for before, after in itertools.pairwise(history):
        assert before.gaps[before.mended] == approx(min(before.gaps.values()))
        for name, gap in before.gaps.items():
            mended = min(points, 10 - before.got[name]) if name == before.mended else 0
            assert after.gaps[name] == approx(gap - rise + mended)


def test_things_must_be_the_same():
    with pytest.raises(ValueError, match="expected and got must name the same things"):
        feedback_rounds({"coffee": 8}, {"app": 8}, 1, 0, 2)
    with pytest.raises(ValueError, match="always must be one of '', 'coffee'"):
        feedback_rounds({"coffee": 8}, {"coffee": 8}, 1, 0, 2, always="app")


@given(EUROS, EUROS)
def test_at_the_break_even_share_a_guess_is_worth_nothing(gain, loss):
    share = break_even_share(gain, loss)
    assert guess_worth(share, gain, loss) == approx(0, abs=1e-9 * (gain + loss))
    assert guess_worth(1, gain, loss) == gain and guess_worth(0, gain, loss) == -loss
    assert break_even_share(loss, gain) == approx(1 - share)


def test_no_guess_matters_where_nothing_is_at_stake():
    with pytest.raises(ValueError, match="gain and loss must not both be 0"):
        break_even_share(0, 0)


@given(st.floats(0, 5e4), st.floats(1e3, 1e5))
def test_reach_has_diminishing_returns(spend, scale):
    one, two = reach_of(spend, scale), reach_of(2 * spend, scale)
    assert 0 <= one <= two <= min(1, 2 * one + 1e-12)
    assert two == approx(1 - (1 - one) ** 2), "twice the money misses the share of those missed, squared"


def test_the_last_euro_is_the_slope_of_margin_and_one_at_the_best_budget():
    market = PromiseMarket(acquisition=12)

    def at(spend):
        return campaign(spend, 10_000, 1000, 8.2, market)

    assert at(9_000).last_euro == approx(at(9_000.5).margin - at(8_999.5).margin, rel=1e-6)
    full = 1000 * at(0).outcome.trial * at(0).customer_worth  # the margin if all were reached
    best = 10_000 * math.log(full / 10_000)
    assert at(best).last_euro == approx(1)
    assert at(best).profit > max(at(best - 100).profit, at(best + 100).profit)


def test_a_campaign_is_one_quarter_of_the_promise_lab_and_its_customers_over_time():
    market = PromiseMarket(quarters=1, acquisition=12)
    reached = reach_of(10_000, 10_000)
    lab = promise_outcome(PromiseMarket(quarters=1, acquisition=12, reached=1000 * reached), 8.2)
    assert campaign(10_000, 10_000, 1000, 8.2, market).margin == approx(lab.profit)
    assert campaign(0, 10_000, 1000, 8.2, market).profit == 0
    eight = campaign(10_000, 10_000, 1000, 8.2, PromiseMarket(acquisition=12))
    stays = eight.outcome.stays
    assert eight.customer_worth == approx(24 * (1 - stays**8) / (1 - stays) - 12)


def test_who_is_disappointed_depends_on_the_promise_and_not_on_the_budget():
    market = PromiseMarket()
    few, many = (
        campaign(spend, 10_000, 1000, 8.2, market).outcome.shares["disappointed"] for spend in (1_000, 40_000)
    )
    assert few == many < campaign(1_000, 10_000, 1000, 9, market).outcome.shares["disappointed"]


def test_less_spread_is_felt_as_better_at_every_mean_gap():
    for gap in (-1, -0.3, 0, 0.5):
        felt = [mean_feeling(gap, spread) for spread in (0.1, 0.3, 0.6, 1.2)]
        assert felt == sorted(felt, reverse=True)
