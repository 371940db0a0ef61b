"""The simulated firm: reproducible, consistent with itself, and the very files that are committed."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custvalue_helpers.kestrel import Firm, simulate_firm
from custvalue_helpers.kestrel.chain import choice_probabilities, lifetime_value, perceived_value
from custvalue_helpers.kestrel.parameters import ATTRIBUTES, SEGMENT_TABLE
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
    spells = case.subscriptions
    chance = case.truth.customers.set_index("customer")["leave_chance"].loc[spells["customer"]].to_numpy()
    # Each renewal that was offered is one throw; the last box of a running spell has not met its renewal.
    offered = spells["boxes"] - (1 - spells["left"])
    assert spells["left"].sum() == pytest.approx((chance * offered).sum(), rel=0.03)


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


def test_the_chain_in_three_numbers():
    worths = np.array([2.0, 0, 1, 0, 0, 0])
    assert perceived_value(worths, np.array([8.0, 5, 4, 5, 5, 5]), 24.0) == 2 * 3 - 1 - 24
    shares = choice_probabilities(np.array([[-20.0, -25.0]]), np.array([0.2]))[0]
    assert shares[0] / shares[1] == pytest.approx(np.exp(1.0))


LEVERS = {name: 1 for name in ATTRIBUTES} | {"price": -1, "promise": -1, "follow_up": 0.5}


@pytest.mark.parametrize(("lever", "step"), LEVERS.items())
def test_a_better_firm_is_valued_more_and_keeps_customers_longer(case, lever, step):
    change = case.what_if(case.firm.with_step(lever, step)).loc["change"]
    assert change["retention"] > 0
    assert change["satisfaction"] > (-1e-9 if lever == "follow_up" else 0)
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
