"""The explorers of lesson 6."""

from dataclasses import dataclass, replace
from functools import lru_cache

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import chance, listed, percent, plural, signed, thousands
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
    gained, lost = round(result.gained, 2), round(result.lost, 2)
    together = round(gained + lost, 2)
    surprise = f"surprise of {plural(result.surprise, 'point')}"
    letdown = f"letdown of {plural(result.letdown, 'point')}"
    if not result.surprise and not result.letdown:
        return "There is neither a surprise nor a letdown."
    if not result.letdown:
        return f"A {surprise} feels like {signed(gained)}. There is no letdown."
    if not result.surprise:
        return f"A {letdown} feels like {signed(lost)}. There is no surprise to make up for it."
    if together == 0:
        end = "The two cancel"
    else:
        end = (
            "The surprise makes up for the letdown"
            if together > 0
            else "The surprise does not make up for the letdown"
        )
    return (
        f"A {surprise} feels like {signed(gained)}, and a {letdown} feels like {signed(lost)}. {end}: together they feel like"
        f" {signed(together)}."
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
    table=lambda r: [{"what": "surprise", "gap (points)": r.surprise, "feeling": r.gained},
                     {"what": "letdown", "gap (points)": -r.letdown, "feeling": r.lost}],
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
            f"A surprise of 2.3 points feels like only {signed(after.gained)}, because each further point adds less. It takes a"
            " surprise of 2.5 points to feel like 2.25."
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
        f"Kestrel promises {now.promise:.1f} points and delivers {now.market.quality:.1f}. Of those reached,"
        f" {chance(now.trial)} try it. Of these, {chance(now.shares['disappointed'])} are disappointed. Each quarter"
        f" {chance(now.stays)} stay, and two years bring {thousands(now.profit / 1000)}."
    )
    if not result.whole:
        return said
    return (
        f"{said} The best promise is {best.promise:.1f} points, which brings {thousands(best.profit / 1000)}."
    )


def _lab_rows(result):
    shown = (("this promise", result.now), ("the best", result.best))
    return [
        {"": name, "promise (points)": o.promise, "try (share)": o.trial, "disappointed (share)": o.shares["disappointed"],
         "stay (share)": o.stays, "reached next quarter (times)": o.growth, "profit, quarter 1 (€)": o.profits[0],
         "profit, two years (€)": o.profit}
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
            f"Now {percent(after.now.trial)} try instead of {percent(before.now.trial)}. But only {percent(after.now.stays)} stay"
            f" each quarter instead of {percent(before.now.stays)}, and the word goes round: two years bring"
            f" {thousands(after.now.profit / 1000)} instead of {thousands(before.now.profit / 1000)}."
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
    market, best = result.now.market, result.best
    advice = "promise less than today's 8.2" if best.promise < 7.95 else "today's 8.2 may stay"
    shown = (result.now, promise_outcome(market, 8.2), best)  # the same promise is said once
    profits = {f"{outcome.promise:.1f}": thousands(outcome.profit / 1000) for outcome in shown}
    brings = listed(f"{profit} at {promise}" for promise, profit in profits.items())
    return (
        f"Suppose that customers later expect {MEMORIES[0 if market.remembered else 1]}. Then the best promise is"
        f" {best.promise:.1f} points: {advice}. Two years bring {brings}."
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
    table=lambda r: [{"": "this promise", "promise (points)": r.now.promise, "profit (€)": r.now.profit},
                     {"": "the best", "promise (points)": r.best.promise, "profit (€)": r.best.profit}],
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
