"""The figures that lesson 4 tells in words, held to the data and the models."""

from pytest import approx

from custvalue_helpers import load_dataset


def test_the_average_of_the_six_is_thirty():
    assert sum((28, 31, 23, 34, 27, 37)) / 6 == 30


def test_no_higher_price_brings_more_on_the_cards_of_the_400():
    cards = load_dataset("kestrel_choices")
    taken = cards[cards.brand == "Kestrel"].groupby("price").chosen.agg(["mean", "sem"])
    assert len(taken) == 6, "the lesson says that Kestrel stood at six prices"
    margin, error = (taken[column] * (taken.index - 14) for column in ("mean", "sem"))
    assert margin[24] - margin[30] == approx(0.5, abs=0.05)
    assert margin[24] - margin[27] == approx(0.4, abs=0.05)
    assert error[[24, 27, 30]].between(0.15, 0.25).all()
