"""The explorers of lesson 6."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import chance, listed, percent, plural, signed, thousands
from custvalue_helpers.lessons.satisfaction import plots
from custvalue_helpers.models.kano import ANSWERS, CATEGORIES, kano_category, kano_count
from custvalue_helpers.models.promise import (
    PromiseMarket,
    PromiseOutcome,
    best_promise,
    profit_of,
    promise_outcome,
)
from custvalue_helpers.models.satisfaction import feeling


@dataclass(frozen=True)
class KanoPair:
    """Two answers and their category."""

    if_there: str
    if_not_there: str
    category: str
    whole: bool  # whether the other pairs' categories are to be shown, too


KANO_SHOWN = ("this pair", "whole table")
MEANING = {
    "must-be": "it is taken for granted; its absence annoys, and its presence is not noticed.",
    "one-dimensional": "the more of it, the better.",
    "attractive": "its presence delights, and its absence is not missed.",
    "indifferent": "it makes no difference to this person.",
    "reverse": "this person would rather not have it.",
    "questionable": "the two answers contradict each other. Was the question understood?",
}

kano_answers = Explorer(
    name="Kano answers",
    question="What do two answers say about a feature?",
    controls=(
        Toggle("if_there", "If it is there", ANSWERS, "neutral"),
        Toggle("if_not_there", "If it is not there", ANSWERS, "neutral"),
        Toggle("show", "Show", KANO_SHOWN, KANO_SHOWN[0]),
    ),
    model=lambda if_there, if_not_there, show: KanoPair(
        if_there, if_not_there, kano_category(if_there, if_not_there), show == KANO_SHOWN[1]
    ),
    reading=lambda r: (
        f"If the feature is there, the answer is “{r.if_there}”. If it is not there, the answer is “{r.if_not_there}”. So the"
        f" feature is {r.category}: {MEANING[r.category]}"
    ),
    frame=plots.kano_table_frame(),
    marks=plots.kano_table_marks,
    table=lambda r: [{"if there": r.if_there, "if not there": r.if_not_there, "category": r.category}],
    prediction=Prediction(
        question="“The box arrives on the promised day.” There: neutral. Not there: I dislike it. What is this feature to her?",
        options=("indifferent: she is neutral", "must-be", "attractive"),
        move_to={"if_not_there": "dislike it"},
        truth=lambda before, after: "must-be",
        why=lambda before, after: (
            "She takes it for granted: nobody thanks you for it, and its absence costs you. Asked only how they like a"
            " feature, people like her would seem not to care."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Mixture:
    """What a mixture of two groups says about the brewing video."""

    share: float
    busy: dict
    connoisseurs: dict
    count: object


@lru_cache(maxsize=1)
def video_shares() -> dict[str, dict[str, float]]:
    """Shares of the categories for the brewing video among Busy households and Connoisseurs (from kestrel_kano)."""
    from custvalue_helpers.kit.data import load_dataset
    from custvalue_helpers.models.kano import kano_table

    answers = load_dataset("kestrel_kano")
    answers = answers[answers["feature"] == "brewing_video_on_first_order"]
    segment = load_dataset("kestrel_truth_customers").set_index("customer")["segment"]
    answers = answers.assign(segment=answers["customer"].map(segment).astype(str))
    table = kano_table(answers, feature="segment")
    counts = table.loc[["Busy households", "Connoisseurs"], list(CATEGORIES)]
    shares = counts.div(counts.sum(axis=1), axis=0)
    return {
        str(name): {str(key): float(value) for key, value in row.items()} for name, row in shares.iterrows()
    }


def _mixture(share):
    groups = video_shares()
    connoisseurs = {name: value * share / 100 for name, value in groups["Connoisseurs"].items()}
    busy = {name: value * (1 - share / 100) for name, value in groups["Busy households"].items()}
    counts = {name: round(10_000 * (busy[name] + connoisseurs[name])) for name in CATEGORIES}
    return Mixture(share, busy, connoisseurs, kano_count(counts))


kano_mixture = Explorer(
    name="Kano mixture",
    question="What does the questionnaire say about the brewing video, if two groups want opposite things?",
    controls=(Slider("share", "Connoisseurs among those asked", 0, 100, 20, 5, "%"),),
    model=_mixture,
    reading=lambda r: (
        f"With {percent(r.share / 100)} Connoisseurs, the video counts as {r.count.category}. The category strength is"
        f" {percent(r.count.category_strength)}, the total strength {percent(r.count.total_strength)}."
    ),
    frame=plots.kano_mixture_frame(),
    marks=plots.kano_mixture_marks,
    table=lambda r: [
        {"share of the answers": name, "Busy households": r.busy[name], "Connoisseurs": r.connoisseurs[name]} for name in CATEGORIES
    ],
    prediction=Prediction(
        question=(
            "Of those asked, 20 % are Connoisseurs and 80 % Busy households, and the video is attractive. Now half of them are"
            " Connoisseurs. What does the questionnaire say?"
        ),
        options=("attractive, only more weakly", "indifferent: the two cancel", "reverse"),
        move_to={"share": 50},
        truth=lambda before, after: after.count.category,
        why=lambda before, after: (
            f"More people now say reverse than anything else, with a category strength of only {percent(after.count.category_strength)}. Nobody"
            " changed their mind. Only the mixture changed."
        ),
    ),
)  # fmt: skip


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
    def together(self) -> float:
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
    frame=plots.value_curve_frame(MOST_GAP),
    marks=lambda r: plots.value_curve_marks(r, MOST_GAP),
    table=lambda r: [{"what": "surprise", "gap (points)": r.surprise, "feeling": r.gained},
                     {"what": "letdown", "gap (points)": -r.letdown, "feeling": r.lost}],
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
    frame=plots.lab_frame(LOW, HIGH, 230),
    marks=plots.lab_marks,
    table=_lab_rows,
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
    frame=plots.memory_frame(LOW, HIGH, 180),
    marks=plots.memory_marks,
    table=lambda r: [{"": "this promise", "promise (points)": r.now.promise, "profit (€)": r.now.profit},
                     {"": "the best", "promise (points)": r.best.promise, "profit (€)": r.best.profit}],
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
