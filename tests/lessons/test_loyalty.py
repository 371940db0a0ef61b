"""The figures that lesson 7 tells in words, held to the data and the models."""

import pandas as pd
import pytest
from pytest import approx

from custvalue_helpers import explorers, load_dataset
from custvalue_helpers.lessons.loyalty.explorers import CDNOW
from custvalue_helpers.models.buying import fit_bg_nbd, purchase_histories, purchases_between
from custvalue_helpers.models.lifetime import (
    discount_over,
    lifetime_value,
    margins_by_period,
    payback,
    retention_over,
)
from custvalue_helpers.models.programmes import break_even_lift, free_item_reward_rate, free_orders
from custvalue_helpers.models.recommendation import (
    net_promoter_score,
    score_change,
    score_change_by_person,
    score_from_counts,
)
from custvalue_helpers.models.retention import (
    constant_retention,
    difference_in_leaving,
    fit_shifted_beta_geometric,
    fit_spells,
    leaving_by,
    renewal_table,
)
from custvalue_helpers.models.spending import fit_gamma_gamma

PUBLISHED_LATER = [0.468, 0.445, 0.427, 0.409, 0.394]  # Fader & Hardie 2007, table 1, years 8 to 12


@pytest.fixture(scope="module")
def subscribers():
    return load_dataset("kestrel_subscriptions").set_index("customer")


@pytest.fixture(scope="module")
def truth():
    return load_dataset("kestrel_truth_customers").set_index("customer")


@pytest.fixture(scope="module")
def customers(subscribers):
    return load_dataset("kestrel_customers").set_index("customer").loc[subscribers.index]


@pytest.fixture(scope="module")
def cdnow():
    sales = load_dataset("cdnow_transactions")
    today = pd.Timestamp("1997-09-30")
    history = purchase_histories(
        sales[sales["date"] <= today], unit="week", until=today, spend="spent", currency="USD"
    )
    model = fit_bg_nbd(history)
    history["predicted"] = model.expected_future_purchases(39, **history[["frequency", "recency", "age"]])
    history["real"] = purchases_between(sales, after=today, until="1998-06-30")
    return history, model


def test_kestrels_question(subscribers, customers):
    assert len(subscribers) == 795 and subscribers["left"].mean() == approx(0.5, abs=0.005)
    assert customers["club_member"].sum() == 304 and 0.45 < customers["follow_up_call"].mean() < 0.55


def test_satisfaction_keeps(subscribers, truth):
    quarter = pd.qcut(truth.loc[subscribers.index, "satisfaction"], 4, labels=list("abcd"))
    leaving = leaving_by(quarter, subscribers["boxes"], subscribers["left"])["leave"]
    assert leaving.round(3).tolist() == [0.072, 0.057, 0.039, 0.028]
    assert 2.5 < leaving["a"] / leaving["d"] < 2.7
    top = (leaving_by(quarter, subscribers["boxes"], subscribers["left"])).loc[["a", "d"]]
    low, high = top["leave"] - 1.96 * top["standard_error"], top["leave"] + 1.96 * top["standard_error"]
    assert low["a"] > high["d"], "the difference is beyond chance"


def test_scores():
    score = net_promoter_score([10, 9, 9, 8, 7, 3])
    assert round(score.score) == 33 and round(score.standard_error) == 30
    assert round(score_from_counts(162, 108, 54).standard_error) == 4
    survey = load_dataset("kestrel_survey")
    waves = [wave.set_index("customer")["recommend"] for _, wave in survey.groupby("date")]
    scores = [net_promoter_score(wave) for wave in waves]
    assert [round(each.score) for each in scores] == [-16, -4, -1]
    change = score_change(scores[0], scores[2])
    assert change.interval[0] < 0 and 0.05 < change.p_value < 0.06
    again = score_change_by_person(waves[0], waves[2])
    assert again.interval == approx((0.5, 28.0), abs=0.05)
    assert len(waves[0].index.intersection(waves[2].index)) == 39
    mobile = net_promoter_score(load_dataset("ecsi_mobile")["recommend"])
    assert (mobile.promoters, mobile.detractors, round(mobile.score)) == (0.38, 0.24, 14)


def test_ten_customers():
    table = renewal_table([1, 1, 1, 2, 2, 3, 4, 4, 4, 4], [1] * 6 + [0] * 4)
    assert table["survival"].tolist() == approx([0.7, 0.5, 0.4])
    assert constant_retention([10, 7, 5, 4], method="all renewals") == approx(16 / 22)


def test_eight_years_of_subscribers():
    plans = load_dataset("subscription_retention")
    for plan, later in (("highend", PUBLISHED_LATER), ("regular", [0.223, 0.207, 0.194, 0.183, 0.173])):
        lost = plans[plans["plan"] == plan]["subscribers"].tolist()[:7]
        there = [1000 - sum(lost[:year]) for year in range(8)]
        fit = fit_shifted_beta_geometric(there)
        rates = [constant_retention(there, method=each) for each in ("all renewals", "first and last")]
        for year, real in enumerate(later, start=8):
            assert fit.survival(year) == approx(real, abs=0.017)
            assert all(rate**year < fit.survival(year) < real + 0.001 for rate in rates)
        if plan == "regular":
            assert fit.survival(12) == approx(0.170, abs=5e-4) and rates[0] ** 12 == approx(0.046, abs=5e-4)


def test_running_spells(subscribers, truth):
    table = renewal_table(subscribers["boxes"], subscribers["left"])
    early = 1 - table["lost"][:3].sum() / table["due"][:3].sum()
    assert table["survival"][18] == approx(0.456, abs=0.001) and early**18 == approx(0.329, abs=0.001)
    assert subscribers["boxes"][subscribers["left"] == 1].mean() == approx(6.8, abs=0.05)
    assert subscribers["boxes"].mean() == approx(11.2, abs=0.05)
    leave = truth.loc[subscribers.index, "leave_chance"]
    assert (1 / leave).mean() == approx(33, abs=0.5)
    watched = sum(((1 - leave) ** t).mean() / 1.008**t for t in range(24))
    later = (1.008 / (0.008 + leave)).mean() - watched
    assert (round(watched, 1), round(later, 1)) == (13.8, 10.2)


def test_values_by_hand():
    parts = margins_by_period(100, 0.8, 0.1, 3, convention="paid now")
    assert [round(each, 2) for each in parts] == [100, 72.73, 52.89] and sum(parts) == approx(
        225.62, abs=0.005
    )
    assert retention_over(0.95, 12) == approx(0.54, abs=0.001) and discount_over(0.008, 12) == approx(
        0.10, abs=0.001
    )
    assert sum(9 * 0.95**t for t in range(4)) == approx(33.39, abs=0.005)
    assert (
        payback(36, 9, 0.95).periods
        == 5
        == payback(36, 9, 0.95, 0.008).periods
        == payback(36, 9, 0.98).periods
    )
    assert payback(36, 9, 0.70).periods is None and payback(36, 9, 0.70).most == approx(30)
    assert payback(36, 9, 0.70, 0.008).most == approx(29.45, abs=0.005)
    assert break_even_lift(0.20, 0.02) == approx(0.111, abs=5e-4)
    assert free_item_reward_rate(9, 0.25) == approx(0.028, abs=5e-4)


def test_the_cd_shop(cdnow):
    history, model = cdnow
    assert (model.r, model.alpha, model.a, model.b) == approx(
        (CDNOW.r, CDNOW.alpha, CDNOW.a, CDNOW.b), rel=1e-3
    )
    assert len(history) == 2357
    one = history.loc[1]
    assert (one["frequency"], one["recency"], one["age"]) == approx((2, 213 / 7, 272 / 7))
    assert history.loc[814, ["frequency", "recency"]].tolist() == approx([7, 5.57], abs=0.01)
    assert model.expected_future_purchases(39, frequency=0, recency=0, age=39) == approx(0.19, abs=0.005)
    assert history.loc[1, "predicted"] == approx(1.23, abs=0.005) and history.loc[1, "real"] == 1
    assert history.loc[814, "predicted"] < 0.005 and history.loc[814, "real"] == 0
    classes = history.groupby(history["frequency"].clip(upper=7))[["predicted", "real"]].mean()
    assert (classes["predicted"] < classes["real"]).all()
    back = history[history["frequency"] > 0]
    spending = fit_gamma_gamma(back["frequency"], back["mean_spend"])
    worth = history["predicted"] * spending.expected_spend(history["frequency"], history["mean_spend"])
    once = history["frequency"] == 0
    assert worth[once].sum() / worth.sum() == approx(0.19, abs=0.005)
    assert (history["real"][once] > 0).mean() == approx(1 / 7, abs=0.01)


def test_who_bought_once_at_kestrels_shops(truth):
    orders = load_dataset("kestrel_orders")
    shop = purchase_histories(orders[orders["kind"] == "purchase"], unit="week", until="2025-12-31")
    once = shop.index[shop["frequency"] == 0]
    assert len(once) == 104 and truth.loc[once, "still_active"].sum() == 4
    assert (fit_bg_nbd(shop).probability_alive(**shop.loc[once]) == 1).all()


def test_what_the_subscribers_are_worth(subscribers, truth):
    from custvalue_helpers.kestrel import score_against_truth

    orders, contacts = load_dataset("kestrel_orders"), load_dataset("kestrel_contacts")
    service = contacts.groupby("customer")["cost"].sum().reindex(subscribers.index, fill_value=0)
    per_box = (orders.groupby("customer")["margin"].sum().loc[subscribers.index] - service) / subscribers[
        "boxes"
    ]
    fit = fit_spells(subscribers["boxes"], subscribers["left"])
    mean, off, ranks = score_against_truth(lifetime_value=per_box * fit.expected_lifetime(0.008)).itertuples()
    assert (round(mean.estimate), round(mean.truth), round(off.estimate)) == (215, 194, 99)
    assert ranks.estimate == approx(0.67, abs=0.005) and mean.estimate / mean.truth == approx(1.11, abs=0.005)
    chance = subscribers[subscribers["left"] == 0]["boxes"].map(fit.retention)
    mean, _, ranks = score_against_truth(retention=chance).itertuples()
    assert round(mean.estimate, 3) == round(mean.truth, 3) == 0.966 and ranks.estimate == approx(
        0.10, abs=0.005
    )


def test_the_club_and_the_call(subscribers, customers, truth):
    club = leaving_by(customers["club_member"], subscribers["boxes"], subscribers["left"])
    call = leaving_by(customers["follow_up_call"], subscribers["boxes"], subscribers["left"])
    assert club["leave"].round(3).to_dict() == {0: 0.059, 1: 0.031}
    assert difference_in_leaving(club, 1, 0).interval[0] > 1.9
    fair = difference_in_leaving(call, 1, 0)
    assert -0.05 < fair.interval[0] < 0 < 0.15 < fair.points, "most of the interval lies above what pays"
    members = truth.loc[customers.index[customers["club_member"] == 1]]
    with_it, without = members["leave_chance"].mean(), members["leave_chance_without_club"].mean()
    seen = 1 - club["leave"][1] / club["leave"][0]
    assert 0.3 < (1 - with_it / without) / seen < 0.4, "about a third"


def test_what_a_free_box_gives_away(customers):
    """€26.40: what a member's other boxes leave, less what the tenth one does; €16 of it is cost; others' boxes leave €9.37."""
    orders = load_dataset("kestrel_orders").query("kind == 'box'")
    number, member = (
        orders.groupby("customer").cumcount() + 1,
        orders["customer"].map(customers["club_member"]) == 1,
    )
    free = member & (number % 10 == 0)
    assert orders["margin"][member & ~free].mean() - orders["margin"][free].mean() == approx(26.4, abs=0.1)
    assert -orders["margin"][free].mean() == approx(16, abs=0.3)
    assert orders["margin"][~member].mean() == approx(9.37, abs=0.005)


def test_one_rate_is_the_careful_choice_for_the_call(subscribers, customers):
    """Curves fitted to those called and not called see a larger gain; even the first 24 boxes alone pay for it."""
    called = customers["follow_up_call"] == 1
    curves = [fit_spells(subscribers["boxes"][of], subscribers["left"][of]) for of in (~called, called)]
    assert 9.37 * (curves[1].expected_lifetime(0.008) - curves[0].expected_lifetime(0.008)) > 187 - 159
    on_record = [9.37 * sum(each.survival(box) / 1.008**box for box in range(24)) for each in curves]
    assert on_record[1] - on_record[0] > 4


def test_the_decision():
    worth = {
        leave: lifetime_value(9.37, 1 - leave, 0.008, convention="paid now") for leave in (0.0514, 0.0424)
    }
    assert [round(each) for each in worth.values()] == [159, 187]
    assert lifetime_value(9.37, 1 - 0.0514 + 0.0015, 0.008, convention="paid now") == approx(
        worth[0.0514] + 4, abs=0.15
    )
    naive, true = (
        free_orders(9.4, 0.059, leave, 0.008, given_away=26.4, every=10) for leave in (0.031, 0.049)
    )
    assert (round(naive.gain), round(true.gain), round(true.given_away)) == (45, -11, 35)
    assert naive.break_even == approx(0.044, abs=0.0005) and 1 - naive.break_even / 0.059 == approx(
        0.25, abs=0.01
    )
    assert free_orders(9.4, 0.059, 0.049, 0.008, given_away=16, every=10).gain > 0
    levers = load_dataset("kestrel_truth_levers").set_index("lever")["lifetime_value"]
    assert [round(levers[each]) for each in ("as it is", "follow_up", "club")] == [144, 153, 152]


def test_what_the_explorers_say_after_the_prediction():
    said = {}
    for name in (
        "is this change real",
        "retention shape",
        "lifetime value convention",
        "acquisition payback",
        "still there",
        "tenth box free",
    ):
        explorer = explorers()[name]
        said[name] = (explorer.result(), explorer.result(**explorer.prediction.move_to))
        assert explorer.prediction.truth(*said[name]) in explorer.prediction.options
    before, after = said["is this change real"]
    assert after.change.standard_error == approx(before.change.standard_error / 2)
    before, after = said["retention shape"]
    assert (round(100 * before.survival[12]), round(100 * after.survival[12])) == (9, 45)
    before, after = said["lifetime value convention"]
    assert before.value - after.value == approx(100) and after.value < after.acquisition_cost < before.value
    before, after = said["acquisition payback"]
    assert (before.periods, after.periods) == (5, 0)
    before, after = said["still there"]
    assert (round(100 * before.alive), round(100 * after.alive)) == (54, 4)
    before, after = said["tenth box free"]
    assert before.gain == approx(45, abs=1) and after.gain < 0
