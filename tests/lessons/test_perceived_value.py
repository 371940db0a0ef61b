"""The figures that lesson 4 tells in words, held to the data and the models."""

from pytest import approx

from custvalue_helpers import load_dataset
from custvalue_helpers.models.choice import fit_groups


def test_the_average_of_the_six_is_thirty():
    assert sum((28, 31, 23, 34, 27, 37)) / 6 == 30


def test_what_help_is_worth_to_each_segment_as_told_to_instructors():
    cards = load_dataset("kestrel_choices")
    assert cards.customer.nunique() == 400 and set(cards.groupby("customer").occasion.nunique()) == {8}
    cards["segment"] = cards.customer.map(
        load_dataset("kestrel_truth_customers").set_index("customer").segment
    )
    wanted = ["price", "freshness_days", "delivery_days", "brewing_help", "ethical_sourcing"]
    asked = {"occasion": "occasion", "chosen": "chosen", "constants": "brand", "cluster": "customer"}
    fits = fit_groups(cards, "segment", wanted, **asked).values()
    worth = [fit.willingness_to_pay("price").willingness_to_pay["brewing_help"] for fit in fits]
    assert (round(min(worth), 2), round(max(worth), 2)) == (-4.59, 2.48)


def test_no_higher_price_brings_more_on_the_cards_of_the_400():
    cards = load_dataset("kestrel_choices")
    taken = cards[cards.brand == "Kestrel"].groupby("price").chosen.agg(["mean", "sem"])
    assert len(taken) == 6, "the lesson says that Kestrel stood at six prices"
    margin, error = (taken[column] * (taken.index - 14) for column in ("mean", "sem"))
    assert margin[24] - margin[30] == approx(0.5, abs=0.05)
    assert margin[24] - margin[27] == approx(0.4, abs=0.05)
    assert error[[24, 27, 30]].between(0.15, 0.25).all()
