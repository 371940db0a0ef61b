"""The explorers of lesson 6."""

from dataclasses import dataclass, replace
from functools import lru_cache

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import euro, percent, signed
from custvalue_helpers.satisfaction import explorer_plots as plots
from custvalue_helpers.satisfaction.kano_explorers import kano_answers, kano_mixture
from custvalue_helpers.satisfaction.model import feeling
from custvalue_helpers.satisfaction.promise import (
    PromiseMarket,
    PromiseOutcome,
    best_promise,
    profit_of,
    promise_outcome,
)

MOST_GAP = 3


@dataclass(frozen=True)
class ValueCurve:
    """A surprise and a letdown on the value curve."""

    loss_weight: float
    surprise: float
    letdown: float
    gaps: tuple
    feelings: tuple
    gained: float
    lost: float

    @property
    def together(self):
        return self.gained + self.lost


def _value_curve(loss_weight, exponent, surprise, letdown):
    gaps = tuple(place / 10 for place in range(-10 * MOST_GAP, 10 * MOST_GAP + 1))
    return ValueCurve(
        loss_weight, surprise, letdown, gaps, tuple(feeling(gap, loss_weight, exponent) for gap in gaps),
        feeling(surprise, loss_weight, exponent), feeling(-letdown, loss_weight, exponent),
    )  # fmt: skip


def _read_value_curve(result):
    end = "They cancel" if abs(result.together) < 0.005 else (
        "The surprise makes up for the letdown" if result.together > 0 else "The letdown is not made up for"
    )  # fmt: skip
    return (
        f"A surprise of {result.surprise:.1f} points feels like {signed(result.gained)}, a letdown of"
        f" {result.letdown:.1f} like {signed(result.lost)}. {end}: together {signed(result.together)}."
    )


value_curve = Explorer(
    name="value curve",
    question="How large a pleasant surprise makes up for a letdown of one point?",
    controls=(
        Slider("loss_weight", "Weight of a loss", 0.5, 3, 1, 0.25, help="1: a loss counts like a gain"),
        Slider("exponent", "Exponent", 0.5, 1, 0.88, 0.02, help="1: straight lines; less: ever flatter"),
        Slider("surprise", "The surprise", 0, MOST_GAP, 1, 0.1, "points"),
        Slider("letdown", "The letdown", 0, MOST_GAP, 1, 0.1, "points"),
    ),
    model=_value_curve,
    reading=_read_value_curve,
    build=plots.value_curve_builder(MOST_GAP),
    table=lambda r: [{"what": "surprise", "gap": r.surprise, "feeling": r.gained},
                     {"what": "letdown", "gap": -r.letdown, "feeling": r.lost}],
    size=(8, 3.7),
    prediction=Prediction(
        question=(
            "A letdown of one point now weighs 2.25 times as much as a surprise of one point. How large must a surprise be"
            " to make up for that letdown?"
        ),
        options=("1 point, like the letdown", "2.25 points", "more than 2.25 points"),
        move_to={"loss_weight": 2.25, "surprise": 2.3},
        truth=lambda before, after: "more than 2.25 points",
        why=lambda before, after: (
            f"2.3 points feel like only {signed(after.gained)}, because each further point adds less. It takes 2.5 points to"
            " feel like 2.25."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Lab:
    """One promise, the best one, and what every promise would lead to."""

    now: PromiseOutcome
    best: PromiseOutcome
    promises: tuple
    trial: tuple
    disappointed: tuple
    stays: tuple
    profits: tuple
    whole: bool  # whether the profit of every promise is to be shown, and the best


SHOWN = ("this promise", "all promises")
LOW, HIGH = 4, 10
PROMISES = tuple(LOW + place / 5 for place in range(5 * (HIGH - LOW) + 1))


def _lab(promise, quality, word, loss_weight, show):
    market = PromiseMarket(quality=quality, word=word / 100, loss_weight=loss_weight)
    one_quarter = replace(market, quarters=1)
    outcomes = [promise_outcome(one_quarter, each) for each in PROMISES]
    return Lab(
        promise_outcome(market, promise), best_promise(market), PROMISES,
        tuple(outcome.trial for outcome in outcomes), tuple(outcome.shares["disappointed"] for outcome in outcomes),
        tuple(outcome.stays for outcome in outcomes), tuple(profit_of(market, each) for each in PROMISES), show == SHOWN[1],
    )  # fmt: skip


def _read_lab(result):
    now, best = result.now, result.best
    said = (
        f"Promise {now.promise:.1f}, delivered {now.market.quality:.1f}: {percent(now.trial)} try,"
        f" {percent(now.shares['disappointed'])} of them are disappointed, {percent(now.stays)} stay each quarter. Two years"
        f" bring {euro(now.profit / 1000, 0)} thousand"
    )
    if not result.whole:
        return f"{said}."
    return f"{said}; the best promise is {best.promise:.1f}, with {euro(best.profit / 1000, 0)} thousand."


def _lab_rows(result):
    shown = (("this promise", result.now), ("the best", result.best))
    return [
        {"": name, "promise": o.promise, "try": o.trial, "disappointed": o.shares["disappointed"], "stay": o.stays,
         "reached next quarter": o.growth, "profit, quarter 1": o.profits[0], "profit, two years": o.profit}
        for name, o in shown[: 2 if result.whole else 1]
    ]  # fmt: skip


expectation_lab = Explorer(
    name="expectation lab",
    question="How much may we promise?",
    controls=(
        Slider("promise", "Promise", LOW, HIGH, 8.2, 0.1, "points"),
        Slider("quality", "Delivered quality", 6, 7.8, 7.2, 0.1, "points"),
        Slider("word", "Word of mouth", 0, 6, 5, 1, "%", help="how many more, or fewer, are reached next quarter for each point of feeling"),
        Slider("loss_weight", "Weight of a loss", 1.75, 3, 2.25, 0.25),
        Toggle("show", "Show", SHOWN, SHOWN[0]),
    ),
    model=_lab,
    reading=_read_lab,
    build=plots.lab_builder(LOW, HIGH, 230),
    table=_lab_rows,
    size=(8, 3.4),
    columns=2,
    prediction=Prediction(
        question=(
            "Kestrel promises 8.2 and delivers 7.2; 54 of 100 people reached try it. Sales wants to promise 9. More people"
            " will try. What happens to the profit of two years?"
        ),
        options=("It rises", "It falls a little, by a tenth at most", "It falls by more than a third"),
        move_to={"promise": 9},
        truth=lambda before, after: "It falls by more than a third",
        why=lambda before, after: (
            f"{percent(after.now.trial)} try instead of {percent(before.now.trial)}. But only {percent(after.now.stays)} stay"
            f" each quarter instead of {percent(before.now.stays)}, and the word goes round: two years bring"
            f" {euro(after.now.profit / 1000, 0)} thousand instead of {euro(before.now.profit / 1000, 0)}."
        ),
    ),
)  # fmt: skip

MEMORIES = ("the promise", "what they got")


@dataclass(frozen=True)
class Memory:
    """Profit over the promise for customers who remember it, and for customers who forget it."""

    now: PromiseOutcome
    best: PromiseOutcome
    promises: tuple
    curves: tuple
    chosen: tuple


@lru_cache(maxsize=1)
def _memory_curves():
    markets = tuple(replace(PromiseMarket(), remembered=remembered) for remembered in (True, False))
    curves = tuple(tuple(profit_of(market, each) for each in PROMISES) for market in markets)
    return markets, curves, tuple(best_promise(market) for market in markets)


def _memory(expect, promise):
    markets, curves, best = _memory_curves()
    place = MEMORIES.index(expect)
    chosen = tuple(place == each for each in range(2))
    return Memory(promise_outcome(markets[place], promise), best[place], PROMISES, curves, chosen)


def _read_memory(result):
    today = promise_outcome(result.now.market, 8.2)
    advice = "promise less than today's 8.2" if result.best.promise < 7.95 else "leave it near today's 8.2"
    kind = MEMORIES[0 if result.now.market.remembered else 1]
    return (
        f"If customers later expect {kind}: the best promise is {result.best.promise:.1f}, so {advice}. Two years bring"
        f" {euro(result.now.profit / 1000, 0)} thousand at {result.now.promise:.1f}, {euro(today.profit / 1000, 0)} at 8.2,"
        f" {euro(result.best.profit / 1000, 0)} at the best."
    )


promise_memory = Explorer(
    name="promise memory",
    question="What do customers compare with after their first quarter: the promise, or what they have had so far?",
    controls=(
        Toggle("expect", "Later, they expect", MEMORIES, MEMORIES[0]),
        Slider("promise", "Promise", 5, 10, 7.5, 0.1, "points"),
    ),
    model=_memory,
    reading=_read_memory,
    build=plots.memory_builder(LOW, HIGH, 180),
    table=lambda r: [{"": "this promise", "promise": r.now.promise, "profit": r.now.profit},
                     {"": "the best", "promise": r.best.promise, "profit": r.best.profit}],
    size=(8, 3.6),
    prediction=Prediction(
        question=(
            "So far, customers measured every box against the promise. Now they forget it after the first quarter, and"
            " expect what they got. What is the best promise then?"
        ),
        options=("Lower than 7.5", "Still about 7.5", "About 8, close to today's"),
        move_to={"expect": MEMORIES[1]},
        truth=lambda before, after: "About 8, close to today's",
        why=lambda before, after: (
            f"The best promise moves from {before.best.promise:.1f} to {after.best.promise:.1f}: a loud promise now costs"
            " only one quarter's disappointment. The advice turns from “promise less” to “leave it”."
        ),
    ),
)  # fmt: skip


EXPLORERS = (value_curve, expectation_lab, promise_memory, kano_answers, kano_mixture)
