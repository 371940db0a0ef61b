"""Retention from spells that still run, what a programme must bring in, and waves that share people."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from custvalue_helpers import load_dataset
from custvalue_helpers.kestrel import simulate_firm
from custvalue_helpers.models.lifetime import discount_over, lifetime_value, retention_over
from custvalue_helpers.models.programmes import free_orders, free_orders_cost
from custvalue_helpers.models.recommendation import (
    answers_needed,
    net_promoter_score,
    score_change,
    score_change_by_person,
)
from custvalue_helpers.models.retention import (
    constant_retention,
    fit_shifted_beta_geometric,
    fit_spells,
    renewal_table,
)

HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491]


def as_spells(customers):
    """A cohort, one row a customer."""
    lost = -np.diff(customers)
    periods = np.repeat(np.arange(1, len(customers) + 1), [*lost, customers[-1]])
    return periods, periods < len(customers)


def test_a_whole_cohort_is_spells_too():
    table, fit, cohort = (
        renewal_table(*as_spells(HIGH_END)),
        fit_spells(*as_spells(HIGH_END)),
        fit_shifted_beta_geometric(HIGH_END),
    )
    assert table["survival"].tolist() == pytest.approx([each / 1000 for each in HIGH_END[1:]])
    assert (fit.alpha, fit.beta, fit.log_likelihood) == pytest.approx(
        (cohort.alpha, cohort.beta, cohort.log_likelihood)
    )
    # Without anyone unseen, Greenwood's standard error is the binomial one.
    share = table["survival"]
    assert table["standard_error"].to_numpy() == pytest.approx(np.sqrt(share * (1 - share) / 1000))


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 1)), min_size=1, max_size=50))
def test_the_table_against_a_slow_count(rows):
    assume(any(paid > 1 or gone for paid, gone in rows))
    table = renewal_table(*zip(*rows, strict=True))
    survival = 1.0
    for renewal, row in table.iterrows():
        due = [(paid, gone) for paid, gone in rows if paid > renewal or (paid == renewal and gone)]
        lost = [1 for paid, gone in due if paid == renewal]
        survival *= 1 - len(lost) / len(due)
        assert (row["due"], row["lost"]) == (len(due), len(lost))
        assert row["survival"] == pytest.approx(survival)


@given(st.lists(st.integers(1, 12), min_size=3, max_size=40), st.randoms())
def test_the_order_of_the_customers_does_not_matter(periods, chance):
    rows = [(each, each % 2) for each in periods]
    assume(any(paid > 1 or gone for paid, gone in rows))
    mixed = rows[:]
    chance.shuffle(mixed)
    pd.testing.assert_frame_equal(
        renewal_table(*zip(*rows, strict=True)), renewal_table(*zip(*mixed, strict=True))
    )


def test_running_spells_are_not_ended_ones():
    """Simulated customers watched for 3 to 12 renewals: the true survival lies in the intervals, the shortcuts far off."""
    rng = np.random.default_rng(4)
    leave = rng.beta(0.8, 6.0, 4000)
    life = np.ceil(np.log(rng.random(4000)) / np.log1p(-leave))
    watched = rng.integers(3, 13, 4000)
    gone = (life <= watched).astype(int)
    periods = np.where(gone == 1, life, watched + 1)
    table, fit = renewal_table(periods, gone), fit_spells(periods, gone)
    true = np.array([((1 - leave) ** t).mean() for t in table.index])
    assert (np.abs(table["survival"] - true) < 3 * table["standard_error"]).all()
    assert [fit.survival(t) for t in (6, 12)] == pytest.approx(true[[5, 11]], abs=0.02)
    assert (np.abs(np.log(np.array([fit.alpha, fit.beta]) / (0.8, 6.0)))
            < 2.6 * np.array(fit.standard_errors) / (fit.alpha, fit.beta)).all()  # fmt: skip
    assert (gone == 0).mean() > true[11] + 0.05, "the share still running is no survival after 12"


def test_kestrels_subscribers_against_their_truth():
    """Two other firms than the one on file, too: the survival seen lies within 4 points of the true one."""
    for seed in (2024, 1, 2):
        case = simulate_firm(seed=seed)
        spells = case.subscriptions
        table = renewal_table(spells["boxes"], spells["left"])
        stay = 1 - case.truth.customers.set_index("customer").loc[spells["customer"], "leave_chance"]
        for renewal in (3, 6, 12, 18):
            assert table["survival"][renewal] == pytest.approx((stay**renewal).mean(), abs=0.04)


@pytest.mark.parametrize(
    ("periods", "left", "said"),
    [
        ([0, 2], [1, 0], "periods must be whole numbers of at least 1, got 0 .1 of 2 such"),
        ([1, 2.5], [1, 0], "whole numbers"),
        ([1, 2], [1, 2], "left must hold True or False .or 1 and 0., got 2"),
        ([1, 2], [1], "same length, got 2, 1"),
        ([], [], "at least 1 number, got none"),
        ([1, 1], [0, 0], "at least one renewal|nobody has left"),
        (
            pd.Series([1, 2], index=[0, 1]),
            pd.Series([1, 0], index=[1, 7]),
            "about the same rows",
        ),
    ],
)
def test_spells_that_are_refused(periods, left, said):
    for function in (renewal_table, fit_spells):
        with pytest.raises(ValueError, match=said):
            function(periods, left)


def test_fits_without_a_maximum_say_so():
    with pytest.raises(ValueError, match="all have left"):
        fit_spells([1, 2, 3], [1, 1, 1])
    with pytest.raises(ValueError, match="customers differ"):
        fit_spells([3] * 50 + [4] * 50, [1] * 50 + [0] * 50)
    with pytest.raises(ValueError, match=r"did not converge|flat at its best"):
        fit_shifted_beta_geometric([1000, 500, 500, 500, 500])  # half leave at once, the rest never


def test_one_rate_for_all_may_be_nought_or_one():
    assert constant_retention([50, 50], method="all renewals") == 1
    assert constant_retention([50, 0], method="first and last") == 0


@given(st.floats(0.01, 1), st.floats(0, 0.5), st.floats(0.1, 24))
def test_there_and_back_again(retention, discount, periods):
    assert retention_over(retention_over(retention, periods), 1 / periods) == pytest.approx(retention)
    over = discount_over(discount, periods)
    if over <= 1:  # more than 100 % is asked about: it is taken for per cent
        assert discount_over(over, 1 / periods) == pytest.approx(discount, abs=1e-9)


def test_time_units_must_be_numbers_above_nought():
    with pytest.raises(ValueError, match="periods must be above 0"):
        retention_over(0.9, 0)
    with pytest.raises(
        ValueError, match=r"retention must be a number from 0 to 1, got 90 \(did you mean 0.9"
    ):
        retention_over(90, 12)


# Free orders ---------------------------------------------------------------------------------------


def test_free_orders_against_the_plain_sum():
    q = 0.95 / 1.008
    plain = sum(26 * q ** (order - 1) for order in range(10, 4000, 10))
    assert free_orders_cost(26, 0.95, 0.008, 10) == pytest.approx(plain)


@given(st.floats(1, 40), st.floats(0.01, 0.5), st.floats(0.001, 0.05), st.floats(0, 60), st.integers(2, 20))
def test_the_break_even_breaks_even(margin, leave, discount, given_away, every):
    found = free_orders(margin, leave, leave, discount, given_away=given_away, every=every)
    assert found.gain <= 1e-9, "the same leaving, and gifts on top, cannot pay"
    if found.break_even is not None:
        again = free_orders(margin, leave, found.break_even, discount, given_away=given_away, every=every)
        assert again.gain == pytest.approx(0, abs=1e-4 * again.without)
        assert found.break_even <= leave
    else:
        never = free_orders(margin, leave, 0, discount, given_away=given_away, every=every)
        assert never.gain < 0


def test_free_orders_agree_with_the_simulators_lifetime_value():
    """Kestrel's chain values a club member by the same formula."""
    from custvalue_helpers.kestrel.chain import lifetime_value as in_the_chain

    found = free_orders(9.4, 0.059, 0.031, 0.008, given_away=26, every=10)
    assert found.paid - found.given_away == pytest.approx(float(in_the_chain(9.4, 0.031, 1 / 1.008, 26)))
    assert found.without == pytest.approx(lifetime_value(9.4, 0.941, 0.008, convention="paid now"))


def test_free_orders_that_are_refused():
    with pytest.raises(ValueError, match="leave_with must be a number from 0 to 1, got 3"):
        free_orders(9, 0.05, 3, 0.01, given_away=20, every=10)
    with pytest.raises(ValueError, match="without end"):
        free_orders_cost(20, 1, 0, 10)
    with pytest.raises(ValueError, match="every must be"):
        free_orders_cost(20, 0.9, 0, 0)


# Waves that share people -----------------------------------------------------------------------------


def test_with_nobody_in_both_waves_nothing_changes():
    first, second = pd.Series([10, 9, 3, 7, 8]), pd.Series([9, 10, 10, 6, 2], index=range(10, 15))
    plain = score_change(net_promoter_score(first), net_promoter_score(second))
    assert score_change_by_person(first, second).standard_error == pytest.approx(plain.standard_error)


def test_with_everybody_in_both_it_is_the_paired_one():
    rng = np.random.default_rng(8)
    first = pd.Series(rng.integers(0, 11, 200))
    second = (first + rng.integers(-1, 2, 200)).clip(0, 10)
    points = [100 * ((each >= 9).astype(int) - (each <= 6).astype(int)) for each in (first, second)]
    paired = np.std(points[1] - points[0]) / np.sqrt(200)
    assert score_change_by_person(first, second).standard_error == pytest.approx(paired)


def test_no_change_among_the_same_people_is_called_real_one_time_in_twenty():
    rng, called = np.random.default_rng(9), []
    for _ in range(600):
        usual = rng.normal(7.5, 1.5, 300)
        waves = [
            pd.Series((usual[people] + rng.normal(0, 1, 200)).round().clip(0, 10), index=people)
            for people in (np.arange(200), np.arange(100, 300))
        ]
        called.append(score_change_by_person(*waves).p_value < 0.05)
    assert 0.03 <= np.mean(called) <= 0.075


def test_kestrels_first_and_third_wave():
    waves = [g.set_index("customer")["recommend"] for _, g in load_dataset("kestrel_survey").groupby("date")]
    change = score_change_by_person(waves[0], waves[2])
    assert (change.points, change.standard_error) == pytest.approx((14.25, 7.007), abs=0.01)


def test_waves_that_are_refused():
    one = pd.Series([9, 3, 7])
    with pytest.raises(TypeError, match="before must be a Series, one value a row, got list"):
        score_change_by_person([9, 3], one)
    with pytest.raises(ValueError, match="after must name each row once, got 5 twice"):
        score_change_by_person(one, pd.Series([9, 9], index=[5, 5]))
    with pytest.raises(ValueError, match="same answers from the same people"):
        score_change_by_person(one, one)


@pytest.mark.parametrize("change", [5, 10, 20])
def test_answers_needed_give_the_power_they_claim(change):
    rng, n = np.random.default_rng(10), answers_needed(change)
    half = change / 200
    shares = [(0.3 - half / 2, 0.4, 0.3 + half / 2), (0.3 + half / 2, 0.4, 0.3 - half / 2)]
    points = [
        100 * (counts[:, 0] - counts[:, 2]) / n
        for counts in (rng.multinomial(n, each, 4000) for each in shares)
    ]
    found = points[1] - points[0]
    error = np.sqrt(2 * (100**2 * 0.6 - (change / 2) ** 2) / n)
    assert (np.abs(found) > 1.96 * error).mean() == pytest.approx(0.8, abs=0.03)
    with pytest.raises(ValueError, match="change must be"):
        answers_needed(0)
