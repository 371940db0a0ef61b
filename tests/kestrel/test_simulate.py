"""The simulated firm: reproducible, consistent with itself, and the very files that are committed."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custvalue_helpers.kestrel import Effects, Firm, simulate_firm
from custvalue_helpers.kestrel.chain import (
    Leaving,
    choice_probabilities,
    lifetime_value,
    months_to_stay,
    perceived_value,
    worth_of_staying,
)
from custvalue_helpers.kestrel.orders import poisson_counts
from custvalue_helpers.kestrel.parameters import (
    ATTRIBUTES,
    ECONOMICS,
    NEUTRAL_SCORES,
    SEGMENT_TABLE,
    WAVE_DAYS,
)
from custvalue_helpers.kestrel.people import LINKED
from custvalue_helpers.kit.data import data_folder, load_dataset, read_dictionary, table_text

KESTREL = [table["name"] for table in read_dictionary()["resources"] if table["simulated"]]


def test_every_table_is_committed_and_listed(case):
    assert sorted(case.tables) == sorted(KESTREL)


@pytest.mark.parametrize("name", KESTREL)
def test_the_committed_file_is_the_simulators_output_byte_for_byte(case, name):
    committed = (data_folder() / f"{name}.csv").read_bytes()
    assert table_text(case.tables[name]).encode() == committed


@pytest.mark.parametrize("name", KESTREL)
def test_loading_gives_back_the_simulators_table(case, name):
    made, loaded = case.tables[name].reset_index(drop=True), load_dataset(name)
    assert made.dtypes.astype(str).tolist() == loaded.dtypes.astype(str).tolist() or name == "kestrel_survey"
    pd.testing.assert_frame_equal(made, loaded, check_dtype=False, check_categorical=True)


def test_the_same_seed_gives_the_same_firm_and_another_seed_another():
    one, same, other = (simulate_firm(seed=seed, n_customers=80) for seed in (5, 5, 6))
    for name, table in one.tables.items():
        assert table_text(table) == table_text(same.tables[name])
    assert table_text(one.orders) != table_text(other.orders)
    assert table_text(one.customers) != table_text(other.customers)


def test_pandas_own_random_state_is_left_alone():
    np.random.seed(1)
    before = np.random.get_state()[1].copy()
    simulate_firm(seed=1, n_customers=30)
    assert (np.random.get_state()[1] == before).all()


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32), n=st.integers(20, 90), links=st.booleans())
def test_any_seed_and_size_gives_tables_that_hang_together(seed, n, links):
    case = simulate_firm(seed=seed, n_customers=n, links=links)
    assert len(case.customers) == n and case.customers["customer"].tolist() == list(range(1, n + 1))
    known = set(case.customers["customer"])
    for name in ("choices", "ratings", "importance", "survey", "kano", "subscriptions", "orders", "contacts"):
        assert set(getattr(case, name)["customer"]) <= known
    assert (case.choices.groupby(["customer", "occasion"])["chosen"].sum() == 1).all()
    assert not case.orders.duplicated(["customer", "date"]).any()
    assert case.truth.customers["leave_chance"].between(0, 1).all()
    assert np.isfinite(case.truth.customers["lifetime_value"]).all()


def test_orders_subscriptions_and_customers_tell_the_same_story(case):
    orders = case.orders.merge(case.customers[["customer", "start", "contract"]], on="customer")
    first = orders.groupby("customer")["date"].min()
    assert (first == case.customers.set_index("customer")["start"]).all()
    assert ((orders["kind"] == "box") == (orders["contract"] == "subscription")).all()
    subscriptions = case.subscriptions.set_index("customer")
    boxes = case.orders[case.orders["kind"] == "box"].groupby("customer").size()
    assert (boxes == subscriptions["boxes"]).all()
    assert (subscriptions["end"].notna() == (subscriptions["left"] == 1)).all()
    active = case.truth.customers.set_index("customer")["still_active"].loc[subscriptions.index]
    assert (active == 1 - subscriptions["left"]).all()
    assert case.orders.sort_values(["customer", "date"], kind="stable").index.equals(case.orders.index)


def test_margins_are_those_that_the_truth_expects():
    case = simulate_firm(seed=9, n_customers=20_000)
    orders = case.orders[
        case.orders["customer"].isin(case.customers["customer"][case.customers["channel"] != "voucher"])
    ]
    orders = orders[orders["customer"].isin(case.customers["customer"][case.customers["club_member"] == 0])]
    expected = case.outcome.money.margin[orders["customer"] - 1].mean()
    assert orders["margin"].mean() == pytest.approx(expected, rel=0.01)
    calls = case.contacts[case.contacts["started_by"] == "customer"]
    expected = case.outcome.money.service[case.orders["customer"] - 1].mean()
    assert calls["cost"].sum() / len(case.orders) == pytest.approx(expected, rel=0.04)


def test_people_leave_as_often_as_the_truth_says():
    case = simulate_firm(seed=9, n_customers=20_000)
    spells, leaving = case.subscriptions, case.outcome.leaving
    # Each renewal that was offered is one throw; the last box of a running spell has not met its renewal.
    offered = spells["boxes"] - (1 - spells["left"])
    here = leaving.rows(np.repeat(spells["customer"].to_numpy() - 1, offered))
    renewal = np.concatenate([np.arange(1, number + 1) for number in offered])
    assert spells["left"].sum() == pytest.approx(here.chance_at(renewal).sum(), rel=0.03)
    # What the survival table says is what happens: those who started first were watched longest.
    early = spells[spells["start"] < "2024-07-01"]
    seen = [(early["boxes"] > k).mean() for k in range(1, 18)]
    true = case.truth.survival["survival"][:17]
    assert np.abs(np.array(seen) - true).max() < 0.02


def test_months_to_stay_are_the_sum_over_renewals():
    case = simulate_firm(seed=9, n_customers=20_000)
    people, leaving = case.people, case.outcome.leaving
    boxes, there = np.zeros(len(people)), np.ones(len(people))
    for k in range(1, 2000):
        boxes, there = boxes + there, there * (1 - leaving.chance_at(k))
    months = months_to_stay(people, leaving)
    assert months[people.subscribes] == pytest.approx(boxes[people.subscribes], rel=1e-3)


@settings(max_examples=25, deadline=None)
@given(
    net=st.floats(-5, 40), leave=st.floats(0.01, 0.9), factor=st.floats(0.9, 0.999), free=st.floats(0, 40),
    so_far=st.integers(0, 30),
)  # fmt: skip
def test_lifetime_value_is_the_sum_over_orders(net, leave, factor, free, so_far):
    q = ((1 - leave) * factor) ** np.arange(5000)
    nth = so_far + 1 + np.arange(5000)
    total = (q * (net - free * (nth % 10 == 0))).sum()
    assert lifetime_value(net, leave, factor, free, so_far) == pytest.approx(total, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(
    lasts=st.sampled_from([0.0, 0.3, 0.7, 0.95, 1.0]), effect=st.floats(-3, 1), odds=st.floats(-5, 0),
    rate=st.floats(0, 2), net=st.floats(-5, 40), free=st.floats(0, 40), so_far=st.integers(0, 30),
)  # fmt: skip
def test_the_value_of_staying_with_a_fading_call_is_the_sum_over_orders(
    lasts, effect, odds, rate, net, free, so_far
):
    effects = Effects(dropout_by_follow_up=effect, follow_up_lasts=lasts)
    leaving = Leaving(np.array([odds]), np.array([effect]), np.array([rate]), 0.8, effects)
    there, total = 1.0, 0.0
    for k in range(so_far + 1, so_far + 3000):
        total += there * (net - free * (k % 10 == 0))
        call = effect * lasts ** (k - 1)
        floor, bad = effects.dropout_floor, 1 - np.exp(-0.2 * rate)
        none, good = np.exp(-rate), np.exp(-0.2 * rate) - np.exp(-rate)
        chance = sum(
            share * (floor + (1 - floor) / (1 + np.exp(-(odds + call + felt))))
            for share, felt in (
                (none, 0), (good, effects.dropout_by_solved), (bad, effects.dropout_by_unsolved)
            )
        )  # fmt: skip
        there *= (1 - chance) * 0.99
    assert worth_of_staying(leaving, net, 0.99, free, so_far)[0] == pytest.approx(total, abs=1e-3, rel=1e-4)


def test_service_contacts_are_poisson_and_a_better_service_solves_the_same_ones():
    uniform = (np.arange(100_000) + 0.5) / 100_000
    count = poisson_counts(np.full(100_000, 1.7), uniform)
    assert count.mean() == pytest.approx(1.7, rel=1e-3) and count.var() == pytest.approx(1.7, rel=1e-3)
    assert (poisson_counts(np.full(100_000, 1.8), uniform) >= count).all()
    assert (poisson_counts(np.zeros(5), np.array([0, 0.2, 0.5, 0.9, 0.999999])) == 0).all()


def test_a_better_service_leaves_fewer_contacts_unsolved_and_keeps_more_people(case):
    better = simulate_firm(firm=Firm(service=1.0))
    mine = [firm.contacts[firm.contacts["started_by"] == "customer"]["solved"] for firm in (case, better)]
    assert 0.78 < mine[0].mean() < 0.86 and mine[1].mean() == 1
    assert better.subscriptions["left"].sum() < case.subscriptions["left"].sum()


def test_a_contact_comes_before_the_next_order(case):
    calls = case.contacts[case.contacts["started_by"] == "customer"]
    orders = case.orders[["customer", "date"]].assign(order=case.orders["date"])
    near = pd.merge_asof(calls.sort_values("date"), orders.sort_values("date"), on="date", by="customer")
    assert ((near["date"] - near["order"]).dt.days <= 7).all()


def test_the_brand_study_asks_customers_and_most_of_them_again(case):
    by_wave = case.importance.groupby("wave", observed=True)["customer"].agg(set)
    days = list(WAVE_DAYS.values())
    left = case.subscriptions.set_index("customer")["end"]
    for wave, asked in by_wave.items():
        start = case.customers.set_index("customer")["start"].loc[list(asked)]
        day = pd.Timestamp(WAVE_DAYS[wave])
        assert (start < day).all() and not (left.reindex(list(asked)).dropna() <= day).any()
        assert len(asked) == 300
    for before, after in zip(by_wave.iloc[:-1], by_wave.iloc[1:], strict=True):
        again = len(before & after) / len(before)
        assert 0.5 < again < 1
    assert list(by_wave.index) == [day[:7] for day in days]


def test_reach_brings_more_people_and_each_further_one_costs_more(case):
    change = case.what_if(Firm(reach=0.3)).loc["change"]
    assert change["customer_equity"] == 0 and change["retention"] == 0
    assert change["people_met"] == pytest.approx(1200) and change["market_equity"] > 0
    now = case.what_if(Firm()).loc["now"]
    spent = ECONOMICS.cost_of_reach(0.2)
    assert 1 - np.exp(-spent / ECONOMICS.reach_scale) == pytest.approx(0.2)
    assert now["market_equity"] == pytest.approx(now["people_met"] * now["customer_equity"] / 1000 - spent)
    much = case.what_if(Firm(reach=0.7)).loc["change"]
    assert much["market_equity"] < 0
    assert case.what_if(Firm(reach=0)).loc["then", "market_equity"] == 0


def test_a_reader_may_assume_something_else():
    far = Firm(promise=3)
    case = simulate_firm(seed=3, n_customers=400)
    taken = [case.what_if(far, effects=Effects(assimilation=a)).loc["change"] for a in (0, 0.25, 0.6)]
    assert [each["customer_equity"] for each in taken] == sorted(each["customer_equity"] for each in taken)
    other = simulate_firm(seed=3, n_customers=400, effects=Effects(assimilation=0.6))
    assert other.what_if(far).loc["change"].equals(taken[2])
    sizes = other.truth.effects.set_index("effect")["size"]
    assert sizes["assimilation"] == 0.6 and sizes["follow_up_lasts"] == 0.7
    # With the call kept for good, it pays; forgotten at once, it does not.
    everyone = Firm(follow_up=1)
    gains = [
        case.what_if(everyone, effects=Effects(follow_up_lasts=lasts)).loc["change", "lifetime_value"]
        for lasts in (0.0, 1.0)
    ]
    assert gains[0] < 0 < gains[1]


def test_a_price_rise_is_paid_for_in_staying(case):
    dearer = Firm(price=32)
    with_gain = case.what_if(dearer).loc["change", "retention"]
    without = case.what_if(dearer, effects=Effects(dropout_per_gain=0)).loc["change", "retention"]
    assert with_gain < without < 0


def test_the_truth_about_channels_and_attributes(case):
    channels = case.truth.channels.set_index("channel")
    mine = case.truth.customers.groupby(case.customers["channel"], observed=True)
    assert channels["customers"].sum() == 1200
    for column in ("leave_chance", "lifetime_value"):
        assert channels[column].to_dict() == pytest.approx(mine[column].mean().to_dict(), abs=0.01)
    assert (
        channels["return_per_euro"] - channels["lifetime_value"] / channels["cost_to_win"]
    ).abs().max() < 0.01
    assert channels["leave_chance"].idxmin() == "friend" and channels["leave_chance"].idxmax() == "voucher"


def test_what_is_worth_nothing_cannot_be_told_from_choices(case, monkeypatch):
    from custvalue_helpers.kestrel import chain, market

    before = case.outcome
    other = np.array([7.0, 6, 5, 4, 3, 2])
    monkeypatch.setattr(chain, "NEUTRAL_SCORES", tuple(other))
    monkeypatch.setattr(market, "NEUTRAL_SCORES", tuple(other))
    after = chain.run_chain(case.people, case.firm, LINKED)
    assert np.allclose(before.first_choice, after.first_choice) and np.allclose(before.trial, after.trial)
    assert not np.allclose(before.value, after.value)


def test_the_chain_in_three_numbers():
    worths = np.array([2.0, 0, 1, 0, 0, 0])
    neutral = np.array(NEUTRAL_SCORES)
    assert perceived_value(worths, neutral + np.array([3.0, 0, -1, 0, 0, 0]), 24.0) == 2 * 3 - 1 - 24
    shares = choice_probabilities(np.array([[-20.0, -25.0]]), np.array([0.2]))[0]
    assert shares[0] / shares[1] == pytest.approx(np.exp(1.0))


LEVERS = {name: 1 for name in ATTRIBUTES} | {"price": -1, "promise": -1, "follow_up": 0.5, "service": 0.1}


@pytest.mark.parametrize(("lever", "step"), LEVERS.items())
def test_a_better_firm_is_valued_more_and_keeps_customers_longer(case, lever, step):
    change = case.what_if(case.firm.with_step(lever, step)).loc["change"]
    assert change["first_retention"] > 0
    assert (change["retention"] > 0) != (lever == "follow_up")  # in the long run, nothing is left of a call
    assert (change["satisfaction"] > 0) != (lever in ("follow_up", "service"))
    if lever in (*ATTRIBUTES, "price"):
        assert change["perceived_value"] > 0 and change["share"] > 0
    if lever != "price":  # a lower price brings more people and less from each
        assert change["lifetime_value"] > 0


def test_the_best_promise_lies_between(case):
    equity = [case.what_if(Firm(promise=p)).loc["then", "customer_equity"] for p in (-2.0, -1, 0, 1, 2, 3)]
    best = int(np.argmax(equity))
    assert 0 < best < 5 and equity[best] > 1.05 * max(equity[0], equity[-1])


def test_a_lever_meets_the_same_people():
    base, better = (
        simulate_firm(seed=4, n_customers=200, firm=firm) for firm in (Firm(), Firm(delivery=8.0))
    )
    assert (base.truth.customers["segment"] == better.truth.customers["segment"]).all()
    assert (base.customers["start"] == better.customers["start"]).all()
    left = [case.subscriptions["left"].sum() for case in (base, better)]
    assert left[1] <= left[0]


def test_the_truth_about_levers_is_what_the_chain_says(case):
    row = case.truth.levers.set_index("lever").loc["delivery"]
    then = case.what_if(case.firm.with_step("delivery", 1)).loc["then"]
    assert row["share"] == pytest.approx(then["share"], abs=1e-4)
    assert row["lifetime_value"] == pytest.approx(then["lifetime_value"], abs=0.01)


def test_segment_shares_add_up():
    assert sum(segment.share for segment in SEGMENT_TABLE.values()) == pytest.approx(1)
    for segment in SEGMENT_TABLE.values():
        assert sum(segment.channels) == pytest.approx(1)


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"seed": -1}, ValueError, "seed must be from 0"),
        ({"seed": 1.5}, TypeError, "seed must be a whole number"),
        ({"n_customers": 3}, ValueError, "n_customers must be from 20"),
        ({"n_customers": True}, TypeError, "n_customers must be a whole number"),
        ({"links": "no"}, TypeError, "links must be True or False"),
        ({"firm": "Kestrel"}, TypeError, "firm must be a Firm"),
        ({"effects": {"assimilation": 0.4}}, TypeError, "effects must be Effects"),
    ],
)
def test_arguments_are_checked(arguments, error, words):
    with pytest.raises(error, match=words):
        simulate_firm(**arguments)


def test_levers_are_checked():
    with pytest.raises(ValueError, match="coffee_quality must be a number from 1 to 10, got 11"):
        Firm(coffee_quality=11)
    with pytest.raises(ValueError, match="lever must be one of"):
        Firm().with_step("taste")
    with pytest.raises(ValueError, match="price must be a number from 5 to 100, got nan"):
        Firm(price=float("nan"))
    with pytest.raises(TypeError, match="firm must be a Firm"):
        simulate_firm(seed=1, n_customers=20).what_if(25)
    with pytest.raises(TypeError, match="effects must be Effects"):
        simulate_firm(seed=1, n_customers=20).what_if(Firm(), effects=0.4)
    with pytest.raises(ValueError, match=r"assimilation must be a number from 0 to 1, got 1\.2"):
        Effects(assimilation=1.2)
    with pytest.raises(ValueError, match="promise_weights must be 6 numbers"):
        Effects(promise_weights=(1.0,) * 7)
    with pytest.raises(ValueError, match="social_desirability must be one of"):
        Effects(social_desirability={"taste": 1.0})
    with pytest.raises(ValueError, match=r"reach must be a number from 0 to 0\.95, got 1"):
        Firm(reach=1)
