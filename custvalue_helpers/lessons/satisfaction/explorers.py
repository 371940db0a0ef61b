"""The explorers of lesson 6."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.theme import BENEFIT, COST, COST_TEXT, FAINT, GOOD, INK, KESTREL, NEUTRAL, tint
from custvalue_helpers.kit.words import chance, listed, percent, plural, signed, thousands
from custvalue_helpers.models.kano import ANSWERS, CATEGORIES, LETTERS, TABLE, kano_category, kano_count
from custvalue_helpers.models.promise import (
    PromiseMarket,
    PromiseOutcome,
    best_promise,
    profit_of,
    promise_outcome,
)
from custvalue_helpers.models.satisfaction import feeling

if TYPE_CHECKING:
    from custvalue_helpers.kit.explorer import Build

COLOURS = {"must-be": KESTREL, "one-dimensional": BENEFIT, "attractive": GOOD, "indifferent": "#9A9A9A",
           "reverse": COST, "questionable": "#D0D0D0"}  # fmt: skip


def value_curve_builder(most: int) -> Build:
    """Feeling over the gap between performance and expectation, with one letdown and one surprise on it."""

    def build(axes):
        axes.set(
            xlim=(-most, most),
            ylim=(-9.5, 4.5),
            xlabel="Performance − expectation (points)",
            ylabel="Feeling (points)",
        )
        axes.set_xticks(range(-most, most + 1), [signed(x, 0) for x in range(-most, most + 1)])
        axes.set_yticks([-8, -6, -4, -2, 0, 2, 4], ["−8", "−6", "−4", "−2", "0", "2", "4"])
        axes.axhline(0, color=FAINT, lw=1)
        axes.axvline(0, color=FAINT, lw=1)
        axes.plot([-most, most], [-most, most], color=NEUTRAL, lw=1, ls=":")
        curve = axes.plot([], [], color=KESTREL, lw=2.6, animated=True)[0]
        loss = axes.plot([], [], "v", ms=12, color=COST_TEXT, clip_on=False, animated=True)[0]
        gain = axes.plot([], [], "^", ms=12, color=BENEFIT, clip_on=False, animated=True)[0]
        side = {"transform": axes.transAxes, "va": "center"}
        axes.text(1.03, 0.9, "▲ the surprise", color=BENEFIT, **side)
        axes.text(1.03, 0.66, "▼ the letdown", color=COST_TEXT, **side)
        axes.text(1.03, 0.42, "both together", **side)
        axes.text(1.03, 0.1, "· · · · a loss counts\nlike a gain", color=NEUTRAL, **side)
        bold = {"fontweight": "bold", "animated": True, **side}
        notes = [axes.text(1.03, height, "−0.00", **bold) for height in (0.81, 0.57, 0.33)]
        axes.text(1.03, 0.98, " " * 24, **side)

        def move(result):
            curve.set_data(result.gaps, result.feelings)
            loss.set_data([-result.letdown], [result.lost])
            gain.set_data([result.surprise], [result.gained])
            for note, value in zip(notes, (result.gained, result.lost, result.together), strict=True):
                note.set_text(signed(value))

        return move

    return build


def lab_builder(lowest: float, highest: float, most: float) -> Build:
    """Left: who tries, who is disappointed, who stays, over the promise. Right: profit, at this promise and the best."""

    def build(panels):
        left, right = panels
        for axes in panels:
            axes.set(xlim=(lowest, highest), xlabel="Promise (points, 1 to 10)")
            axes.set_xticks(range(int(lowest), int(highest) + 1))
        left.set(ylim=(0, 1.04), title="Shares")
        left.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
        right.set(ylim=(-most * 0.28, most), title="Profit (thousand €)")
        right.axhline(0, color=FAINT, lw=1)
        styles = ((BENEFIT, "-"), (COST_TEXT, "--"), (NEUTRAL, "-."))
        curves = [left.plot([], [], color=colour, ls=style, animated=True)[0] for colour, style in styles]
        notes = (
            ("—— try", BENEFIT, 0.03),
            ("- - disappointed", COST_TEXT, 0.25),
            ("-·- stay", NEUTRAL, 0.72),
        )
        for text, colour, place in notes:
            left.text(place, -0.31, text, color=colour, transform=left.transAxes, va="top", fontsize=11)
        marks = [axes.plot([], [], color=INK, lw=1, animated=True)[0] for axes in panels]
        profit = right.plot([], [], color=KESTREL, lw=2.6, animated=True)[0]
        best = right.plot([], [], "D", ms=10, mfc="white", mec=GOOD, mew=2.5, animated=True)[0]
        now = right.plot([], [], "o", ms=10, color=KESTREL, animated=True)[0]
        right.text(
            0.03, -0.31, "● this promise", color=KESTREL, transform=right.transAxes, va="top", fontsize=11
        )
        right.text(0.55, -0.31, "◇ the best", color=GOOD, transform=right.transAxes, va="top", fontsize=11)
        words = right.text(
            0.88, -0.31, "", transform=right.transAxes, va="top", fontweight="bold", animated=True
        )

        def move(result):
            for curve, values in zip(curves, (result.trial, result.disappointed, result.stays), strict=True):
                curve.set_data(result.promises, values)
            marks[0].set_data([result.now.promise] * 2, [0, 1.04])
            marks[1].set_data([result.now.promise] * 2, [-most * 0.28, most])
            whole = result.whole
            profit.set_data(
                result.promises if whole else [], [value / 1000 for value in result.profits if whole]
            )
            now.set_data([result.now.promise], [result.now.profit / 1000])
            best.set_data([result.best.promise], [result.best.profit / 1000])
            best.set_visible(whole)
            words.set_text(f"{result.best.promise:.1f}" if whole else "?")

        return move

    return build


def memory_builder(lowest: float, highest: float, most: float) -> Build:
    """Profit over the promise while it is remembered, and if it is forgotten; the chosen one in front."""

    def build(axes):
        axes.set(
            xlim=(lowest, highest),
            ylim=(0, most),
            xlabel="Promise (points, 1 to 10)",
            ylabel="Profit (thousand €)",
        )
        lines = [axes.plot([], [], animated=True)[0] for _ in range(2)]
        axes.axvline(8.2, color=NEUTRAL, lw=1, ls=":")
        axes.text(8.2, most, "today 8.2", ha="center", va="bottom", color=NEUTRAL)
        best = axes.plot([], [], "D", ms=11, mfc="white", mec=GOOD, mew=2.5, animated=True)[0]
        now = axes.plot([], [], "o", ms=11, color=KESTREL, animated=True)[0]
        side = {"transform": axes.transAxes, "va": "center"}
        axes.text(1.03, 0.9, "● this promise", color=KESTREL, **side)
        axes.text(1.03, 0.78, "◇ the best promise", color=GOOD, **side)
        axes.text(1.03, 0.5, "—— as you chose\n- - they remember", color=NEUTRAL, **side)
        words = axes.text(1.03, 0.2, "", fontweight="bold", fontsize=14, animated=True, **side)

        def move(result):
            for line, values, chosen in zip(lines, result.curves, result.chosen, strict=True):
                line.set_data(result.promises, [value / 1000 for value in values])
                line.set(
                    color=KESTREL if chosen else NEUTRAL,
                    lw=2.8 if chosen else 1.4,
                    ls="-" if chosen else "--",
                )
            lines[1].set_visible(result.chosen[1])  # what forgetting brings is seen only once it is chosen
            now.set_data([result.now.promise], [result.now.profit / 1000])
            best.set_data([result.best.promise], [result.best.profit / 1000])
            words.set_text(f"best {result.best.promise:.1f}")

        return move

    return build


def kano_table_builder() -> Build:
    """Kano's table as tiles, with a frame round the cell of two answers; the other cells are blank until the whole is shown."""

    def build(axes):
        from matplotlib.patches import Rectangle

        axes.set(xlim=(0, 5), ylim=(5, 0))
        axes.set_xticks([x + 0.5 for x in range(5)], ANSWERS)
        axes.set_yticks([y + 0.5 for y in range(5)], ANSWERS)
        axes.xaxis.set_ticks_position("top")
        axes.xaxis.set_label_position("top")
        axes.set(xlabel="… and if it is NOT there", ylabel="If it is there …")
        axes.tick_params(length=0)
        for spine in axes.spines.values():
            spine.set_visible(False)
        tiles = []
        for y, row in enumerate(TABLE):
            for x, letter in enumerate(row):
                name = LETTERS[letter]
                blank = Rectangle((x + 0.02, y + 0.02), 0.96, 0.96, facecolor=tint(NEUTRAL, 0.08))
                axes.add_patch(blank)
                tile = Rectangle(
                    (x + 0.02, y + 0.02), 0.96, 0.96, facecolor=tint(COLOURS[name], 0.22), animated=True
                )
                word = axes.text(x + 0.5, y + 0.5, name, ha="center", va="center", fontsize=10, animated=True)
                tiles.append((y, x, axes.add_patch(tile), word))
        frame = Rectangle((0, 0), 1, 1, facecolor="none", edgecolor=INK, lw=3.5, clip_on=False, animated=True)
        axes.add_patch(frame)

        def move(result):
            row, column = ANSWERS.index(result.if_there), ANSWERS.index(result.if_not_there)
            frame.set_xy((column, row))
            for y, x, tile, word in tiles:
                seen = result.whole or (y, x) == (row, column)
                tile.set_visible(seen)
                word.set_visible(seen)

        return move

    return build


def kano_mixture_builder() -> Build:
    """Who says what about one feature, in a mixture of two groups: one bar a category, split by group."""

    def build(axes):
        names = CATEGORIES[:5]
        axes.set(xlim=(0, 0.82), ylim=(4.6, -0.6), xlabel="Share of all who were asked")
        axes.set_yticks(range(5), names)
        axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8], ["0 %", "20 %", "40 %", "60 %", "80 %"])
        axes.tick_params(axis="y", length=0)
        busy = axes.barh(range(5), [0] * 5, height=0.66, color=BENEFIT, animated=True)
        others = axes.barh(range(5), [0] * 5, height=0.66, color=COST, animated=True)
        side = {"transform": axes.transAxes, "va": "center"}
        axes.text(1.02, 0.92, "■ Busy households", color=BENEFIT, **side)
        axes.text(1.02, 0.8, "■ Connoisseurs", color=COST_TEXT, **side)
        axes.text(1.02, 0.52, "the verdict", **side)
        axes.text(1.02, 0.24, "category strength", **side)
        bold = {"fontweight": "bold", "animated": True, **side}
        verdict = axes.text(1.02, 0.41, "attractive = reverse", **bold)
        strength = axes.text(1.02, 0.13, "", **bold)

        def move(result):
            for place, name in enumerate(names):
                busy[place].set(width=result.busy[name])
                others[place].set(x=result.busy[name], width=result.connoisseurs[name])
            verdict.set_text(result.count.category)
            strength.set_text(percent(result.count.category_strength))

        return move

    return build


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
    build=kano_table_builder(),
    table=lambda r: [{"if there": r.if_there, "if not there": r.if_not_there, "category": r.category}],
    size=(8, 3.2),
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
    build=kano_mixture_builder(),
    table=lambda r: [
        {"share of the answers": name, "Busy households": r.busy[name], "Connoisseurs": r.connoisseurs[name]} for name in CATEGORIES
    ],
    size=(8, 3.2),
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
    build=value_curve_builder(MOST_GAP),
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
    build=lab_builder(LOW, HIGH, 230),
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
    build=memory_builder(LOW, HIGH, 180),
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
