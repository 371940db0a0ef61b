"""Perceived value: published numbers, analytic truths, and properties over random input."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers.models.perceived_value import (
    BENEFITS,
    COSTS,
    PARTS,
    Offer,
    choice_shares,
    compare_offers,
    customer_perceived_value,
    economic_value,
    offers_from_table,
    switching_price,
    table_of_offers,
)

amount = st.floats(0, 1000)
offer = st.builds(Offer, name=st.sampled_from(["one", "two"]), **dict.fromkeys(PARTS, amount))
weights = st.dictionaries(st.sampled_from(PARTS), st.floats(0.01, 10))


def test_kotlers_tractor():
    """Kotler & Keller, Marketing Management: reference 90,000; worth 110,000; at 100,000 the customer gains 10,000."""
    tractor = economic_value(
        90_000, {"durability": 7_000, "reliability": 6_000, "service": 5_000, "warranty": 2_000}
    )
    assert (tractor.total, tractor.differentiation_value, tractor.inducement(100_000)) == (
        110_000,
        20_000,
        10_000,
    )


def test_ten_for_four_against_twenty_for_twelve():
    """MODELS: the two measures can rank offers differently (10/4 against 20/12)."""
    a, b = Offer("A", product=10, money=4), Offer("B", product=20, money=12)
    assert [v.name for v in compare_offers([a, b])] == ["B", "A"]
    assert [v.name for v in compare_offers([a, b], measure="ratio")] == ["A", "B"]


@given(offer, weights, st.sampled_from(BENEFITS), st.floats(0.1, 100))
def test_value_rises_in_each_benefit(offer, weights, part, more):
    better = Offer(**{**vars(offer), part: getattr(offer, part) + more})
    gain = (
        customer_perceived_value(better, weights).difference
        - customer_perceived_value(offer, weights).difference
    )
    assert gain == approx(weights.get(part, 1) * more, rel=1e-6, abs=1e-6)


@given(offer, weights, st.sampled_from(COSTS), st.floats(0.1, 100))
def test_value_falls_in_each_cost(offer, weights, part, more):
    worse = Offer(**{**vars(offer), part: getattr(offer, part) + more})
    loss = (
        customer_perceived_value(offer, weights).difference
        - customer_perceived_value(worse, weights).difference
    )
    assert loss == approx(weights.get(part, 1) * more, rel=1e-6, abs=1e-6)


@given(offer, offer, weights)
def test_at_the_switching_price_the_customer_is_indifferent(ours, rival, weights):
    price = switching_price(ours, rival, weights)
    if price >= 0:
        there = customer_perceived_value(ours.at_price(price), weights).difference
        assert there == approx(customer_perceived_value(rival, weights).difference, rel=1e-6, abs=1e-6)


@given(offer, offer)
def test_switching_price_by_ratio(ours, rival):
    if (
        min(
            customer_perceived_value(rival).total_customer_benefit,
            customer_perceived_value(rival).total_customer_cost,
        )
        < 1
    ):
        return
    price = switching_price(ours, rival, measure="ratio")
    there = customer_perceived_value(ours.at_price(max(price, 0)))
    if price > 0.01 and there.total_customer_cost > 0:
        assert there.ratio == approx(customer_perceived_value(rival).ratio, rel=1e-6)


def test_a_rivals_gain_is_our_loss_of_price():
    ours, rival = Offer("us", product=40, money=24, time=7), Offer("rival", product=27, money=22)
    assert switching_price(ours, rival) == 28
    assert switching_price(ours, Offer("rival", product=31, money=22)) == 24


@given(st.lists(st.floats(-500, 500), min_size=1, max_size=8), st.floats(-50, 50))
def test_shares_sum_to_one_and_do_not_depend_on_the_zero(utilities, shift):
    shares = choice_shares(utilities)
    assert sum(shares) == approx(1) and all(0 <= share <= 1 for share in shares)
    assert choice_shares([u + shift for u in utilities]) == approx(shares, abs=1e-9)
    assert choice_shares(utilities[::-1])[::-1] == approx(shares)


def test_shares_by_name():
    assert choice_shares({"us": 0, "rival": 0}) == {"us": 0.5, "rival": 0.5}


def test_tables_and_offers():
    offers = [Offer("a", product=3), Offer("b", money=2)]
    assert offers_from_table(table_of_offers(offers)) == offers
    assert offers_from_table(pd.DataFrame({"name": ["a"], "product": [3]})) == [Offer("a", product=3)]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Offer("us", product=-1), "offer 'us': product must be a number of at least 0, got -1"),
        (lambda: Offer("us", money=float("nan")), "money must be a number of at least 0, got nan"),
        (lambda: Offer("us", money="24"), "money must be a number of at least 0, got str '24'"),
        (lambda: Offer("", money=1), "name must be a text"),
        (lambda: offers_from_table(pd.DataFrame({"name": ["us"], "product": ["good"]})), "offer 'us': product must be a number .*got str 'good'"),
        (lambda: offers_from_table(pd.DataFrame({"name": ["us"], "prodct": [1]})), "did you mean 'product'"),
        (lambda: offers_from_table(pd.DataFrame({"product": [1]})), "must have a column 'name'"),
        (lambda: customer_perceived_value(Offer("us"), {"time": -1}), "weights: time must be a number of at least 0, got -1"),
        (lambda: customer_perceived_value(Offer("us"), {"tme": 1}), "did you mean 'time'"),
        (lambda: customer_perceived_value(Offer("us"), [1]), "weights must be a dict"),
        (lambda: customer_perceived_value(Offer("us")).ratio, "ratio needs a total customer cost above 0"),
        (lambda: compare_offers(Offer("us")), "got one Offer"),
        (lambda: customer_perceived_value({"product": 3}), "offer must be an Offer"),
        (lambda: customer_perceived_value(Offer("us"), {"price": 1}), "is called 'money'"),
        (lambda: compare_offers([]), "offers must name at least one"),
        (lambda: compare_offers([Offer("us")], measure="ratios"), "did you mean 'ratio'"),
        (lambda: switching_price(Offer("us"), Offer("r"), {"money": 0}), "money must count more than 0"),
        (lambda: switching_price(Offer("us"), Offer("r", money=1), measure="ratio"), "has no benefit"),
        (lambda: economic_value(-1), "reference_price must be a number of at least 0"),
        (lambda: economic_value(1, {"speed": "fast"}), "positive_differentiation: speed must be a number"),
        (lambda: choice_shares([]), "utilities must name at least one"),
        (lambda: choice_shares([1, float("inf")]), r"utilities\[1\] must be a number"),
    ],
)  # fmt: skip
def test_bad_input_says_what_is_wrong(call, message):
    with pytest.raises((ValueError, TypeError), match=message):
        call()
