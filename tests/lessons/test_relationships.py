"""The figures that lesson 8 tells in words, held to the data and the models."""

import pandas as pd
import pytest
from pytest import approx

from custvalue_helpers import explorers, load_dataset
from custvalue_helpers.kestrel import simulate_firm
from custvalue_helpers.lessons.relationships.explorers import CLUB
from custvalue_helpers.lessons.relationships.kestrel import gain_by_customer
from custvalue_helpers.models.customer_groups import forecast_customers, four_groups, misplaced, past_record
from custvalue_helpers.models.equity import Response, best_plan, customer_equity, value_once_won
from custvalue_helpers.models.relationship_levels import LEVELS, best_level, level_profit
from custvalue_helpers.models.switching import bought_again, repeat_rates, switching_matrix
from custvalue_helpers.models.trials import compare_leaving, cost_concentration
from custvalue_helpers.your_case.parts import WRONG_OF_100

CRACKERS = {"person": "household", "last": "last_chosen", "chosen": "chosen"}
OPPOSITE = {
    "strangers": "true friends",
    "true friends": "strangers",
    "butterflies": "barnacles",
    "barnacles": "butterflies",
}


@pytest.fixture(scope="module")
def kestrel():
    names = ("customers", "orders", "contacts", "subscriptions")
    return {name: load_dataset(f"kestrel_{name}") for name in names} | {
        "truth": load_dataset("kestrel_truth_customers").set_index("customer")
    }


@pytest.fixture(scope="module")
def subscribers(kestrel):
    return kestrel["subscriptions"].merge(kestrel["customers"][["customer", "follow_up_call", "club_member"]])


@pytest.fixture(scope="module")
def groups(kestrel):
    past = past_record(kestrel["orders"], kestrel["contacts"])
    forecast = forecast_customers(*(kestrel[n] for n in ("customers", "orders", "contacts", "subscriptions")))
    return (
        past,
        four_groups(past.months, past.profit),
        four_groups(forecast.months, forecast.profit),
        forecast,
    )


def test_kestrels_customers(kestrel, subscribers):
    assert (len(kestrel["customers"]), len(subscribers)) == (1_200, 795)


def test_the_levels_rest_on_the_experiment(subscribers):
    calls = compare_leaving(subscribers, "follow_up_call")
    retention = {level.name: level.retention for level in LEVELS}
    assert (1 - calls.second.rate) ** 12 == approx(retention["reactive"], abs=0.005)
    assert (1 - calls.first.rate) ** 12 == approx(retention["accountable"], abs=0.005)


def test_which_levels_pay():
    assert best_level(795, 100) == "accountable" and best_level(20, 2_500) == "partnership"
    more = [level_profit(level, 1, 100) + level.fixed for level in LEVELS]
    assert more[3] - more[2] == approx(1.4, abs=0.1), "about a euro more with each customer"
    grid = explorers()["level grid"]
    before, after = grid.result(), grid.result(**grid.prediction.move_to)
    assert (sum(before.same.values()), sum(after.same.values())) == (3, 5), "cells that agree with Kotler's"


def test_the_calls(subscribers, kestrel):
    calls = compare_leaving(subscribers, "follow_up_call")
    assert (calls.first.rate, calls.second.rate) == (approx(0.042, abs=5e-4), approx(0.051, abs=5e-4))
    assert -0.001 < calls.interval[0] < 0 < calls.estimate, "from just below zero"
    orders, contacts = kestrel["orders"], kestrel["contacts"]
    boxes = orders[orders.kind == "box"]
    own = contacts[(contacts.started_by == "customer") & contacts.customer.isin(boxes.customer)]
    assert (boxes.margin.sum() - own.cost.sum()) / len(boxes) == approx(8.2, abs=0.05)
    staying = 1 - calls.second.rate
    gains = [
        value_once_won(8.2, staying + e, discount=0.008) - value_once_won(8.2, staying, discount=0.008)
        for e in (calls.interval[0], calls.estimate, calls.interval[1])
    ]
    assert [round(gain) for gain in gains] == [-1, 25, 62]
    gain = gain_by_customer(simulate_firm(), "follow_up", 0, 1)
    by_contract = gain.groupby(kestrel["truth"].contract, observed=True).mean()
    assert (round(by_contract["subscription"]), round(by_contract["none"])) == (23, 5)
    assert gains[0] - 4 < by_contract["subscription"] < gains[2] - 4, "the interval holds the truth"


def test_the_club(subscribers, kestrel):
    club, truth = compare_leaving(subscribers, "club_member"), kestrel["truth"]
    assert CLUB["compared"] == (approx(club.second.rate, abs=5e-5), approx(club.first.rate, abs=5e-5))
    assert round(club.relative, 2) == 0.47
    member = (kestrel["customers"].club_member == 1).to_numpy()
    contract = (truth.contract == "subscription").to_numpy()
    mine = truth[member & contract]
    assert CLUB["caused"] == (
        approx(mine.leave_chance_without_club.mean(), abs=5e-5),
        approx(mine.leave_chance.mean(), abs=5e-5),
    )
    others = truth[~member].leave_chance.mean()
    assert round(1 - truth[member].leave_chance.mean() / others, 2) == 0.55
    assert round(1 - (truth.leave_chance / truth.leave_chance_without_club)[member].mean(), 2) == 0.15
    assert round(1 - truth[member].leave_chance_without_club.mean() / others, 2) == 0.46
    explorer = explorers()["club or people"]
    seen, caused = explorer.result(), explorer.result(evidence="caused")
    assert (round(seen.gain), round(caused.gain)) == (41, -21)
    pays = [n for n in range(5, 41) if explorer.result(evidence="caused", every=n).gain > 0]
    assert pays[0] == 16
    loss = gain_by_customer(simulate_firm(), "club", 0, 1).to_numpy()[member & contract].mean()
    assert round(loss) == -33


def test_equity_and_spending():
    winning = Response.through(8.7, 0.40, 0.60)
    now = customer_equity(400, 1_000, 100, 0.56, 0.40, 8.7)
    point = customer_equity(400, 1_000, 100, 0.57, 0.40, 8.7)
    assert point.present - now.present == approx(point.potential - now.potential, rel=0.001), "half of it"
    best = best_plan(winning, Response(0.72, 0.12, floor=0.45), 100)
    assert (round(best.acquiring, 2), round(best.keeping, 2)) == (22.43, 16.52)
    explorer = explorers()["win or keep"]
    start, keep = explorer.result(), explorer.result(acquiring_share=20)
    assert [round(each.equity, 1) for each in (start.here, keep.here)] == [73.5, 18.9]
    assert (round(start.best_share, 2), round(explorer.result(keeping_works=24).best_share, 2)) == (
        0.74,
        0.75,
    )


def test_the_groups(groups, kestrel):
    _past, by_past, by_forecast, _forecast = groups
    truth = kestrel["truth"]
    assert misplaced(by_past, truth.group) == approx(0.5, abs=0.02)
    assert round(100 * misplaced(by_forecast, truth.group)) == WRONG_OF_100, (
        "the report of one's own case quotes it"
    )
    table = pd.crosstab(by_forecast, truth.group).loc["barnacles"]
    assert (table.sum(), table["barnacles"], table["true friends"]) == (271, 154, 48)
    for found, wrong in ((by_forecast, 31), (by_past, 95)):
        assert (found.astype(str).map(OPPOSITE) == truth.group.astype(str)).sum() == wrong
    to_come = truth.residual_value.groupby(by_forecast, observed=True).sum()
    assert round(to_come["barnacles"]) == 23_520 and to_come["barnacles"] / to_come.sum() == approx(
        0.23, abs=0.01
    )
    assert to_come["true friends"] / to_come.sum() == approx(0.74, abs=0.01)
    left = truth.still_active[by_forecast.isin(["strangers", "butterflies"])].mean()
    assert left < 0.06, "most of them have left"


def test_the_moving_cuts():
    explorer = explorers()["moving cuts"]
    assert explorer.result().customers["barnacles"] == 262 and explorer.result().elsewhere == approx(
        0.38, abs=0.005
    )
    assert explorer.result(profit_cut=0).customers["barnacles"] == 1


def test_the_costliest(groups, kestrel):
    past, contacts = groups[0], kestrel["contacts"]
    assert round(cost_concentration(past.service), 2) == 0.43
    top = past.service.sort_values(ascending=False).index[:120]
    assert past.profit[top].mean() > past.profit.mean()
    reasons = contacts[contacts.customer.isin(top) & (contacts.started_by == "customer")].reason
    assert reasons.isin(["coffee", "delivery"]).mean() == approx(0.53, abs=0.01)


def test_what_each_step_would_have_earned(groups, kestrel):
    by_forecast, case = groups[2], simulate_firm()
    call = gain_by_customer(case, "follow_up", 0, 1).groupby(by_forecast, observed=True).mean()
    assert call.min() > 0 and call.idxmax() == "true friends"
    assert call.round().tolist() == [4, 20, 10, 34]
    member = kestrel["customers"].set_index("customer").club_member == 1
    ending = gain_by_customer(case, "club", 1, 0)[member].groupby(by_forecast[member], observed=True).mean()
    assert set(ending[ending > 20].index) == {"barnacles", "true friends"}
    service = groups[0].service.groupby(by_forecast, observed=True).sum()
    assert service.idxmax() == "barnacles"


def test_the_crackers():
    crackers = load_dataset("crackers_panel")
    matrix = switching_matrix(crackers, **CRACKERS)
    found = [
        (
            round(100 * matrix.shares.loc[b, b]),
            round(100 * matrix.low.loc[b, b]),
            round(100 * matrix.high.loc[b, b]),
        )
        for b in ("nabisco", "private", "keebler", "sunshine")
    ]
    assert found == [(84, 80, 88), (81, 75, 85), (50, 30, 64), (39, 22, 51)]
    later = bought_again(crackers, "nabisco", [1, 12], **CRACKERS)
    assert later.people_say.round(2).tolist() == [0.84, 0.86] and round(later.matrix_says[12], 2) == 0.55
    repeat = repeat_rates(crackers, **CRACKERS)
    assert repeat.seen > repeat.high, "a little is left"
    today = crackers.chosen.value_counts(normalize=True)
    assert (matrix.steady.share - today.reindex(matrix.steady.index)).abs().max() < 0.01
