"""The figures that lesson 1 tells in words, held to the data and the models."""

from pytest import approx

from custvalue_helpers import explorers, load_dataset
from custvalue_helpers.models.exchanges import profit_at

ATTRIBUTES = ("coffee_quality", "freshness", "delivery", "app_ease", "brewing_help", "ethical_sourcing")


def test_delivery_has_the_widest_gap_and_advertising_made_it():
    survey = load_dataset("kestrel_survey")
    assert len(survey) == 630
    gaps = {a: (survey[f"perceived_{a}"] - survey[f"expected_{a}"]).mean() for a in ATTRIBUTES}
    assert min(gaps, key=gaps.get) == "delivery"
    delivery = survey.groupby("expectation_from")[["expected_delivery", "perceived_delivery"]].mean()
    assert delivery.perceived_delivery.between(6.45, 6.65).all()
    assert delivery.expected_delivery.idxmax() == "advertising"
    assert delivery.expected_delivery.drop("advertising").between(6.75, 6.95).all()


def test_of_the_three_proposals_only_mending_raises_customer_equity():
    equity = load_dataset("kestrel_truth_levers").set_index("lever").customer_equity
    rise = equity - equity["as it is"]
    assert rise["delivery"] > 0 and rise["price"] < 0 and rise["promise"] > 0
    assert rise["coffee_quality"] > rise["delivery"], "the lesson's warning"


def test_six_people_in_front_of_the_shop():
    limits = ((10, 33), (16, 37), (6, 13), (14, 29), (11, 22), (15, 27))
    buyers = {price: sum(low < price < high for low, high in limits) for price in (12, 18, 24, 30)}
    assert buyers == {12: 3, 18: 5, 24: 4, 30: 2}
    assert [profit_at(price, count) for price, count in buyers.items()] == [-6, 20, 40, 32]


def test_what_the_explorers_say_after_the_prediction():
    said = {}
    for name in ("zone of exchange", "promise chain", "where to spend", "price signal"):
        explorer = explorers()[name]
        before, after = explorer.result(), explorer.result(**explorer.prediction.move_to)
        said[name] = (
            explorer.prediction.truth(before, after),
            explorer.prediction.why(before, after),
            before,
            after,
        )
    _, why, before, after = said["zone of exchange"]
    assert (
        not before.possible
        and after.happens
        and after.customer_gain == after.firm_gain == 2
        and "€8 and €12" in why
    )
    assert said["promise chain"][3].rise == approx(1)
    assert (said["where to spend"][2].best, said["where to spend"][3].best) == (
        ["distribution"],
        ["feedback"],
    )
    assert said["price signal"][3].now.buy == approx(said["price signal"][2].now.buy / 2, rel=0.06)
