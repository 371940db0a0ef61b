"""The figures that lesson 6 tells in words, held to the data and the models."""

import pandas as pd
from pytest import approx

from custvalue_helpers import explorers, load_dataset
from custvalue_helpers.lessons.providing import complaints, messages, technology
from custvalue_helpers.lessons.providing.kestrel import leaving_after_a_box, leaving_by_contact
from custvalue_helpers.models.campaigns import campaign
from custvalue_helpers.models.delivery import break_even_share, guess_worth
from custvalue_helpers.models.promise import PromiseMarket, promise_outcome
from custvalue_helpers.models.satisfaction import feeling


def test_the_two_roasters():
    assert (feeling(2, exponent=1) + feeling(-2, exponent=1)) / 3 == approx(-0.83, abs=0.005)


def test_less_spread_is_worth_what_the_lesson_says():
    profit = {s: promise_outcome(PromiseMarket(spread=s), 7.5).profit for s in (0.3, 0.6, 1.2)}
    assert [round(value) for value in profit.values()] == [135_938, 131_817, 122_033]
    assert profit[0.6] - profit[1.2] > profit[0.3] - profit[0.6] > 0, "the first checks are worth the most"


def test_the_raw_table_misleads_and_the_fair_one_turns_round():
    tables = [load_dataset(f"kestrel_{name}") for name in ("contacts", "subscriptions", "orders")]
    raw, fair = leaving_by_contact(*tables[:2]), leaving_after_a_box(*tables)
    assert raw.left["problem left"] < raw.left["no problem"]
    assert raw.boxes["problem left"] > raw.boxes["no problem"], "tenure"
    assert raw.people.sum() == len(tables[1])
    assert fair.left["problem left"] > fair.left["no problem"]
    assert fair.low_95["problem left"] < fair.left["no problem"] < fair.high_95["problem left"], (
        "may be chance"
    )
    boxes = (
        tables[1].boxes.sum() - (tables[1].left == 0).sum()
    )  # but for the last box of those who are still there
    assert fair.boxes.sum() == boxes and (fair.boxes * fair.left).sum() == approx(tables[1].left.sum())


def test_leaving_by_hand():
    """Ana: a problem solved after box 1, one left after box 2, then she leaves. Ben: none, and is still there."""
    day = pd.Timestamp
    contacts = pd.DataFrame({
        "customer": ["Ana", "Ana", "Ben"], "date": [day("2025-01-03"), day("2025-02-01"), day("2025-01-09")],
        "started_by": ["customer", "customer", "Kestrel"], "solved": [1, 0, 1],
    })  # fmt: skip
    people = pd.DataFrame({"customer": ["Ana", "Ben"], "boxes": [2, 2], "left": [1, 0]})
    orders = pd.DataFrame({
        "customer": ["Ana", "Ana", "Ben", "Ben", "Cem"], "kind": ["box"] * 5,
        "date": [day("2025-02-01"), day("2025-01-01"), day("2025-01-01"), day("2025-02-01"), day("2025-01-01")],
    })  # fmt: skip
    assert leaving_by_contact(contacts, people).left.to_dict() == {"no problem": 0, "problem left": 1}
    after = leaving_after_a_box(contacts, people, orders)
    assert after.boxes.to_dict() == {"no problem": 1, "problem solved": 1, "problem left": 1}
    assert after.left.to_dict() == {"no problem": 0, "problem solved": 0, "problem left": 1}


def test_how_often_a_guess_must_be_right():
    truth = load_dataset("kestrel_truth_segments").set_index("segment").drop("everyone")
    busy, others = truth.loc["Busy households"], truth.drop("Busy households")
    wrong = (others.wtp_brewing_help * others.customers).sum() / others.customers.sum()
    gain, loss = busy.wtp_brewing_help - 1, 1 - wrong
    start = explorers()["right guesses"].result()
    assert (start.gain, start.loss) == (approx(gain, abs=0.05), approx(loss, abs=0.05))
    assert start.right == approx(busy.customers / truth.customers.sum(), abs=0.0051)
    assert break_even_share(gain, loss) > 0.5 and guess_worth(0.5, gain, loss) < 0 < guess_worth(
        0.62, gain, loss
    )


def test_the_worth_of_a_customer_is_that_of_the_truth():
    worth = load_dataset("kestrel_truth_levers").set_index("lever").lifetime_value["as it is"]
    assert explorers()["service desk"].start["worth"] == approx(worth, abs=5)


def test_the_budgets():
    market = PromiseMarket(acquisition=12)
    ten, twenty = (campaign(spend, 10_000, 1000, 8.2, market) for spend in (10_000, 20_000))
    assert ten.last_euro > 1 > twenty.last_euro and twenty.margin / 20_000 > 1.9
    fifteen = campaign(15_000, 10_000, 1000, 8.2, market)
    assert fifteen.last_euro == approx(1, abs=0.01) and fifteen.profit > max(ten.profit, twenty.profit)
    half = campaign(10_000, 10_000, 1000, 8.2, PromiseMarket(acquisition=12, quality=7.7))
    assert half.profit - ten.profit > fifteen.profit - ten.profit, "mend first, then tell"
    better = campaign(10_000, 10_000, 1000, 8.2, PromiseMarket(acquisition=12, quality=8))
    assert better.last_euro > ten.last_euro, "what arrives makes advertising worth more"


def test_what_the_explorers_say_after_the_prediction():
    for name, truth in {
        "spread of quality": "it falls", "arrival and exchange": "No", "service desk": "No",
        "journey": "Yes, a good deal worse", "reach and promise": "865: about a third more",
        "feedback rounds": "It falls", "right guesses": "No, not quite",
    }.items():  # fmt: skip
        assert explorers()[name].truth_and_why()[0] == truth, name
    arrival = explorers()["arrival and exchange"].result(arrives=4)
    assert arrival.deal.worth == 16.5 and not arrival.deal.happens
    journey = explorers()["journey"]
    early, late = (journey.result(letdown_at=place, peak=0, end=0) for place in (3, 6))
    assert early.remembered == approx(late.remembered), "without weights the place makes no difference"
    reach = explorers()["reach and promise"]
    assert round(reach.result(spend=20).now.reached) == 865


def test_asking_pays_at_the_start_and_not_where_hardly_anything_is_mended():
    rounds = explorers()["feedback rounds"]
    at = rounds.result()
    assert all(asks > never for asks, never in zip(at.asks_felt[1:], at.never[1:], strict=True))
    little = rounds.result(points=0.25)
    assert little.asks_felt[-1] < little.never[-1], "the first bit of a letdown hurts most"


def test_everything_that_is_sorted_has_two_or_more_cards_a_place_and_a_reason():
    for sorting, each in ((complaints, 2), (messages, 2), (technology, 2)):
        for bin in sorting.bins:
            assert sum(item.bin == bin.name for item in sorting.items) >= each
        assert all(item.why for item in sorting.items)
    assert len(complaints.items) == 12
