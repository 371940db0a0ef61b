"""Creating and delivering value: analytic truths, properties over random input, bad input."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers import load_dataset
from custvalue_helpers.models.exchanges import (
    ACTIVITIES,
    COST_OF_A_POINT,
    KESTREL_CHAIN,
    cost_of_promise,
    delivered_value,
    exchange,
    price_response,
    profit_at,
    spend_on,
    spend_step_by_step,
    weakest_link,
)
from custvalue_helpers.models.stated_choices import chosen_by_name, time_for_money

amount = st.floats(0, 1000)
chains = st.fixed_dictionaries({name: st.integers(0, 20).map(lambda n: n / 2) for name in ACTIVITIES})
responses = st.tuples(
    st.floats(0, 100), st.floats(0, 30), st.floats(0.01, 30), st.floats(0, 1), st.floats(0.1, 20)
)


def test_mara():
    deal = exchange(worth=33, price=24, cost=14)
    assert (deal.customer_gain, deal.firm_gain, deal.total_gain, deal.happens) == (9, 10, 19, True)
    assert (deal.lowest_price, deal.highest_price) == (14, 33)


def test_leas_survey_makes_a_deal_possible_that_money_could_not():
    assert not exchange(13, 10, 14).possible
    deal = exchange(13, 10, 14, given_up=1, received=6)
    assert (deal.lowest_price, deal.highest_price, deal.happens) == (8, 12, True)


@given(amount, amount, amount, amount, amount)
def test_gains_add_up_and_the_price_only_shares_them_out(worth, price, cost, given_up, received):
    deal = exchange(worth, price, cost, given_up, received)
    assert deal.customer_gain + deal.firm_gain == approx(deal.total_gain, abs=1e-6)
    assert deal.total_gain == approx(exchange(worth, 0, cost, given_up, received).total_gain)
    if deal.happens:
        assert deal.possible and deal.lowest_price < price < deal.highest_price


@given(amount, amount, amount)
def test_with_money_alone_an_exchange_happens_between_worth_and_cost(worth, price, cost):
    gap = min(worth - price, price - cost)
    if abs(gap) > 1e-6:
        assert exchange(worth, price, cost).happens == (worth > price > cost)


@pytest.mark.parametrize(("worth", "price", "cost"), [(24, 24, 14), (33, 14, 14), (14, 14, 14)])
def test_who_gains_nothing_stays_away(worth, price, cost):
    assert not exchange(worth, price, cost).happens


@given(chains)
def test_the_weakest_link_never_beats_the_average(links):
    assert delivered_value(links) <= delivered_value(links, "average") + 1e-9
    assert links[weakest_link(links)] == delivered_value(links)


@given(chains, st.sampled_from(ACTIVITIES), st.floats(0, 50_000))
def test_money_never_hurts_and_never_lifts_a_link_past_ten(links, link, euro):
    after = spend_on(links, link, euro)
    assert links[link] <= after[link] <= 10
    assert delivered_value(after) >= delivered_value(links)
    assert {name: after[name] for name in links if name != link} == {n: links[n] for n in links if n != link}


@given(chains, st.integers(0, 60).map(lambda n: 500.0 * n))
def test_step_by_step_is_no_worse_than_all_on_one_link(links, euro):
    after, spent = spend_step_by_step(links, euro)
    assert sum(spent.values()) <= euro + 1e-6
    for name in links:
        assert after[name] == approx(links[name] + spent[name] / COST_OF_A_POINT[name])
        assert delivered_value(after) >= delivered_value(spend_on(links, name, euro)) - 500 / 2_500 - 1e-9


@given(chains, st.floats(0, 10))
def test_the_cost_of_a_promise_buys_exactly_the_promise(links, promise):
    kept = {name: max(score, promise) for name, score in links.items()}
    total = sum((kept[name] - links[name]) * COST_OF_A_POINT[name] for name in links)
    assert cost_of_promise(links, promise) == approx(total)
    assert (cost_of_promise(links, promise) == 0) == (delivered_value(links) >= promise)


def test_kestrels_chain():
    """The story: 4 arrives; all on distribution brings 5; step by step brings 5.6."""
    assert delivered_value(KESTREL_CHAIN) == 4
    assert delivered_value(spend_on(KESTREL_CHAIN, "distribution", 10_000)) == 5
    after, spent = spend_step_by_step(KESTREL_CHAIN, 10_000)
    assert delivered_value(after) == approx(5.6)
    assert {name: euro for name, euro in spent.items() if euro} == {"distribution": 8_500, "feedback": 1_500}


@given(responses)
def test_shares_of_a_price_are_shares(drawn):
    price, cheap, above, judges, spread = drawn
    response = price_response(price, cheap, cheap + above, judges, spread)
    assert 0 <= response.too_cheap <= 1 and 0 <= response.too_dear <= 1 and 0 <= response.buy <= 1
    assert response.too_cheap + response.too_dear + response.buy == approx(1)


def test_half_of_the_people_have_their_limit_at_the_typical_one():
    assert price_response(14).too_cheap == approx(0.5) and price_response(27).too_dear == approx(0.5)
    peak = price_response(20.5).buy
    assert all(price_response(p / 2).buy <= peak for p in range(10, 80))
    assert peak == approx(math.tanh(6.5 / 6))  # 1 − 2 / (1 + e^x) = tanh(x / 2), here x = 6.5 / 3


@given(st.floats(5, 39))
def test_without_a_signal_a_lower_price_never_sells_less(price):
    assert price_response(price, judges=1).buy >= price_response(price + 1, judges=1).buy


def test_with_a_signal_it_does():
    assert price_response(12).buy < price_response(24).buy / 2


BAD = [
    (lambda: exchange(-1, 2, 3), "worth must be a number of at least 0, got -1"),
    (lambda: exchange(1, "2", 3), "price must be a number of at least 0, got str '2'"),
    (lambda: exchange(1, 2, math.nan), "cost must be a number of at least 0, got nan"),
    (lambda: exchange(1, 2, 3, received=True), "received must be a number"),
    (lambda: delivered_value({}), "links must name at least one"),
    (lambda: delivered_value([1, 2]), "links must be a dict"),
    (lambda: delivered_value({"help": 11}), "links: help must be a number from 0 to 10, got 11"),
    (lambda: delivered_value({"help": 3}, "mean"), "rule must be one of 'weakest link', 'average', got 'mean'"),
    (lambda: spend_on(KESTREL_CHAIN, "distributon", 1), "did you mean 'distribution'"),
    (lambda: spend_on({"roast": 3}, "roast", 1), "costs: link must be one of"),
    (lambda: spend_on(KESTREL_CHAIN, "support", -1), "euro must be a number of at least 0"),
    (lambda: spend_step_by_step(KESTREL_CHAIN, 100, step=0), "step must be a number of at least 1"),
    (lambda: cost_of_promise(KESTREL_CHAIN, 11), "promise must be a number from 0 to 10"),
    (lambda: price_response(20, cheap_limit=30), "are they swapped"),
    (lambda: price_response(20, judges=20), "did you mean 0.2, that is 20 %"),
    (lambda: profit_at(20, -3), "buyers must be a number of at least 0"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "message"), BAD)
def test_bad_input_is_named(call, message):
    with pytest.raises((ValueError, TypeError), match=message):
        call()


def test_a_promise_can_cost_nothing_where_no_link_falls_short():
    assert cost_of_promise({"anything": 9}, 8) == 0


def test_time_for_money_on_the_real_trains():
    trades = time_for_money(load_dataset("train_choice"))
    assert (len(trades), trades.person.nunique()) == (478, 206)
    assert (trades.extra_euro > 0).all() and (trades.hours_saved > 0).all()
    cheap, dear = trades.euro_per_hour <= 6, trades.euro_per_hour > 20
    assert trades.paid[cheap].mean() == approx(44 / 85) and trades.paid[dear].mean() == approx(18 / 89)


def test_a_name_on_the_real_cards():
    shares = chosen_by_name(load_dataset("electricity_choice"))
    assert shares.loc[7, "unknown"] == approx(0.3262, abs=1e-4)
    assert shares.loc[9, "local"] == approx(0.2867, abs=1e-4)
    assert (shares.loc[9] < shares.loc[7]).all()
