"""Lifetime value, payback, retention and the recommendation score against published numbers and analytic truths."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from custvalue_helpers import load_dataset
from custvalue_helpers.models.lifetime import (
    CONVENTIONS,
    lifetime_value,
    margin_multiple,
    margins_by_period,
    payback,
)
from custvalue_helpers.models.programmes import break_even_lift, free_item_reward_rate
from custvalue_helpers.models.recommendation import net_promoter_score, score_change, score_from_counts
from custvalue_helpers.models.retention import (
    ShiftedBetaGeometric,
    constant_retention,
    fit_shifted_beta_geometric,
)

rates = st.floats(0, 0.99)


@given(st.floats(0, 1e4), rates, st.floats(0.01, 0.5), st.sampled_from(CONVENTIONS))
def test_the_sum_of_the_periods_is_the_formula(margin, retention, discount, convention):
    total = sum(margins_by_period(margin, retention, discount, 3000, convention=convention))
    assert total == pytest.approx(
        lifetime_value(margin, retention, discount, convention=convention), rel=1e-6, abs=1e-9
    )


@given(st.floats(1, 1e4), st.floats(0.01, 0.99), st.floats(0.01, 0.5))
def test_how_the_conventions_hang_together(margin, retention, discount):
    now, end, stay = (lifetime_value(margin, retention, discount, convention=each) for each in CONVENTIONS)
    assert (
        now == pytest.approx(margin + stay)
        and now == pytest.approx(end * (1 + discount))
        and stay == pytest.approx(end * retention)
    )


def test_published_multiples():
    """Gupta & Lehmann's margin multiples: .9 at 10 % 4.50; .8 at 12 % 2.50; .6 at 16 % 1.07."""
    assert [round(margin_multiple(*pair), 2) for pair in ((0.9, 0.10), (0.8, 0.12), (0.6, 0.16))] == [
        4.5,
        2.5,
        1.07,
    ]


def test_lifetime_value_says_no():
    with pytest.raises(ValueError, match="no finite lifetime value"):
        lifetime_value(100, 1, 0, convention="paid now")
    with pytest.raises(
        ValueError,
        match=r"retention must be a number from 0 to 1, got 80 \(did you mean 0.8, that is 80 %\?\)",
    ):
        lifetime_value(100, 80, 0.1, convention="paid now")
    with pytest.raises(TypeError, match="convention"):
        lifetime_value(100, 0.8, 0.1)
    with pytest.raises(ValueError, match="did you mean 'paid now'"):
        lifetime_value(100, 0.8, 0.1, convention="pay now")


@given(st.floats(0.1, 1000), st.floats(0.1, 300), st.floats(0, 1), st.floats(0, 0.3))
def test_payback_is_the_first_sum_that_reaches_the_cost(cost, margin, retention, discount):
    step = retention / (1 + discount)
    assume(step < 0.999 or step == 1)
    found = payback(cost, margin, retention, discount)
    if found.periods is None:
        assert found.most <= cost * (1 + 1e-9)
    else:
        sums = np.cumsum(margin * step ** np.arange(min(found.periods, 20000)))
        assert sums[-1] >= cost * (1 - 1e-6)
        assert found.periods == 1 or sums[-2] <= cost * (1 + 1e-6)


def test_payback_never_and_at_once():
    assert payback(75, 30, 0.6).periods is None and payback(75, 30, 0.6).most == pytest.approx(75)
    assert payback(74.9, 30, 0.6).periods is not None
    assert payback(30, 30, 0).periods == 1 and payback(31, 30, 0).periods is None
    assert payback(100, 30, 1).periods == 4 and payback(0, 30, 0.5).periods == 0
    assert payback(10, 0, 0.5).periods is None and payback(10, 0, 1).periods is None
    with pytest.raises(ValueError, match="margin must be at least 0"):
        payback(10, -1, 0.5)


@given(st.floats(0.05, 1), st.floats(0.0, 0.04))
def test_the_lift_breaks_even(margin, reward):
    lift = break_even_lift(margin, reward)
    assert (1 + lift) * (margin - reward) == pytest.approx(margin)


def test_programmes():
    assert break_even_lift(0.20, 0.02) == pytest.approx(0.1111, abs=1e-4)
    assert break_even_lift(0.6, free_item_reward_rate(10, 0.4)) == pytest.approx(0.04 / 0.56)
    with pytest.raises(ValueError, match="no rise in sales pays for it"):
        break_even_lift(0.2, 0.2)


# The retention curve -----------------------------------------------------------------------------

HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491]
# Fader & Hardie 2007, table 1: what the survival turned out to be in years 8 to 12.
LATER = [0.468, 0.445, 0.427, 0.409, 0.394]


def test_published_sbg():
    fit = fit_shifted_beta_geometric(HIGH_END)
    assert (fit.alpha, fit.beta) == pytest.approx((0.668, 3.806), abs=6e-4)
    assert fit.log_likelihood == pytest.approx(-1611.16, abs=0.005)
    assert fit.survival(12) == pytest.approx(0.378, abs=5e-4)
    assert constant_retention(HIGH_END, method="first and last") ** 12 == pytest.approx(0.295, abs=6e-4)
    assert constant_retention(HIGH_END, method="all renewals") ** 12 == pytest.approx(0.270, abs=6e-4)


def test_the_data_set_gives_the_same():
    table = load_dataset("subscription_retention").query("plan == 'highend'")
    customers = [1000, *(1000 - table["subscribers"].cumsum().to_numpy()[:7])]
    assert customers == HIGH_END


@given(st.floats(0.05, 5), st.floats(0.05, 20), st.integers(0, 30), st.floats(0.03, 0.5))
def test_sbg_sums(alpha, beta, renewals, discount):
    model = ShiftedBetaGeometric(alpha, beta)
    tail = sum(
        model.survival(renewals + k) / model.survival(renewals) / (1 + discount) ** k for k in range(190)
    )
    assert model.expected_lifetime(discount, renewals) == pytest.approx(tail, rel=0.02)
    assert model.expected_lifetime(discount, renewals) >= tail * (1 - 1e-9)
    assert model.expected_residual_lifetime(discount, renewals) == pytest.approx(
        model.survival(renewals + 1)
        / model.survival(renewals)
        * model.expected_lifetime(discount, renewals + 1)
    )
    assert sum(model.lost(period) for period in range(1, 31)) == pytest.approx(1 - model.survival(30))
    assert model.retention(1) <= model.retention(5) < 1


def test_long_survival_is_the_same_by_gammas_and_by_product():
    model = ShiftedBetaGeometric(0.668, 3.806)
    assert model.survival(201) == pytest.approx(model.survival(200) * model.retention(201))


def test_without_a_discount():
    """E[lifetime] = Σ S(t) = (α + β − 1)/(α − 1) for α > 1; it has no end otherwise."""
    assert ShiftedBetaGeometric(3, 4).expected_lifetime(0) == pytest.approx(
        sum(ShiftedBetaGeometric(3, 4).survival(t) for t in range(4000)), rel=1e-4
    )
    with pytest.raises(ValueError, match="has no end"):
        ShiftedBetaGeometric(0.668, 3.806).expected_lifetime(0)


def test_the_sbg_covers_its_truth():
    rng = np.random.default_rng(3)
    truth = np.array([0.8, 3.0])
    inside = []
    for _ in range(60):
        leave = rng.beta(*truth, 1500)
        stay = np.ceil(np.log(rng.random(1500)) / np.log1p(-leave))
        fit = fit_shifted_beta_geometric([int((stay > t).sum()) for t in range(9)])
        best = np.array([fit.alpha, fit.beta])
        inside.append(np.abs(np.log(best / truth)) < 1.96 * np.array(fit.standard_errors) / best)
    assert 0.88 <= np.mean(inside) <= 1


@pytest.mark.parametrize(
    ("customers", "said"),
    [
        ([100], "at least 2 numbers, got 1"),
        ([100, 120], "must never rise within a cohort, got 120 after 100"),
        ([100, 100, 100], "nobody leaves"),
        ([100, 50, 0], "nobody stays"),
        ([100, math.nan], "finite numbers, none missing"),
        ([0, 0], "above 0"),
        ([10000, 8000, 6400, 5120, 4096], "no sign that customers differ"),
        ([1000, 950, 800, 500, 200], "no sign that customers differ"),
    ],
)
def test_cohorts_that_are_refused(customers, said):
    with pytest.raises(ValueError, match=said):
        fit_shifted_beta_geometric(customers)


# The recommendation score ------------------------------------------------------------------------


def test_published_score():
    """Half promoters, a third passives, a sixth detractors: 33.3; with 324 answers a standard error of 4.14 points."""
    score = score_from_counts(162, 108, 54)
    assert score.score == pytest.approx(33.33, abs=0.01) and score.standard_error == pytest.approx(
        4.14, abs=0.005
    )


@given(st.lists(st.integers(0, 10), min_size=2, max_size=60))
def test_the_standard_error_is_that_of_a_mean(answers):
    """Each answer scores +100, 0 or −100, and the score is their mean: the standard error must be the mean's."""
    points = [100 * (a >= 9) - 100 * (a <= 6) for a in answers]
    score = net_promoter_score(answers)
    assert score.score == pytest.approx(np.mean(points))
    assert score.standard_error == pytest.approx(np.std(points) / math.sqrt(len(points)), abs=1e-6)


def test_the_interval_covers_at_its_rate():
    rng = np.random.default_rng(5)
    waves = [score_from_counts(*rng.multinomial(200, (0.4, 0.25, 0.35))) for _ in range(1000)]
    covered = np.mean([low <= 5 <= high for low, high in (wave.interval for wave in waves)])
    assert 0.93 <= covered <= 0.97


def test_no_change_is_called_real_one_time_in_twenty():
    rng = np.random.default_rng(6)
    pairs = [
        [score_from_counts(*rng.multinomial(200, (0.4, 0.25, 0.35))) for _ in range(2)] for _ in range(1000)
    ]
    assert 0.03 <= np.mean([score_change(*pair).p_value < 0.05 for pair in pairs]) <= 0.07


def test_scores_that_are_refused():
    for answers, said in (
        ([], "at least 1 number, got none"),
        ([11], "whole numbers from 0 to 10, got 1 others, such as 11.0"),
        ([7.5], "whole numbers"),
        ([None, 3], "finite numbers, none missing, got nan"),
    ):
        with pytest.raises(ValueError, match=said):
            net_promoter_score(answers)
    with pytest.raises(ValueError, match="all alike"):
        score_change(net_promoter_score([10]), net_promoter_score([10]))


@pytest.mark.parametrize("answers", [[10], [8] * 30, [0] * 200])
def test_answers_all_alike_are_no_certainty(answers):
    score = net_promoter_score(answers)
    low, high = score.interval
    assert -100 <= low <= score.score <= high <= 100 and high - low > 200 * 1.9 / (len(answers) + 3.9)
