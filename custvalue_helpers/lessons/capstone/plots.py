"""The pictures of lesson 9: dots, curves and intervals that move; and, still, the chain, what a point is worth, the tornado, the intervals against the truth."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from custvalue_helpers.kit.checks import a_number, one_of, whole_number
from custvalue_helpers.kit.columns import rows_of, table_of_numbers
from custvalue_helpers.kit.description import named, told
from custvalue_helpers.kit.theme import (  # fmt: skip
    BENEFIT,
    COST_TEXT,
    FAINT,
    GOOD,
    INK,
    KESTREL,
    NEUTRAL,
    RIVAL,
    tint,
)
from custvalue_helpers.kit.words import euro, percent, plural, signed, thousands

__all__ = ["plot_chain", "plot_plan", "plot_tornado", "plot_truth", "plot_worth"]


def stacked(
    dots: Iterable[float], low: float, high: float, columns: int = 50
) -> tuple[list[float], list[int]]:
    """Where to draw each dot: its column's middle, and its place in the column from the ground (two lists).

    Dots beyond an end go into the outermost column.

    >>> stacked((0.1, 0.2, 0.9), 0, 1, columns=2)
    ([0.25, 0.25, 0.75], [0, 1, 0])
    """
    wide = (high - low) / columns
    seen: Counter[int] = Counter()
    x, y = [], []
    for dot in dots:
        column = min(max(int((dot - low) // wide), 0), columns - 1)
        x.append(low + (column + 0.5) * wide)
        y.append(seen[column])
        seen[column] += 1
    return x, y


def dots_builder(low: float, high: float, label: str, per: float = 1.0, tall: float = 16) -> Build:
    """A hundred dots, each one draw in a hundred: red below zero; the interval as a bar beneath, the estimate on it.

    Dots beyond an end of the scale stand in its outermost column, and their number is written beside it.

    ``per``: what the outcome is divided by. Zero should fall between two of the fifty columns.
    """

    def build(axes):
        axes.set(xlim=(low, high), ylim=(-0.17, 1.08), yticks=[], xlabel=label)
        axes.spines["left"].set_visible(False)
        axes.axvline(0, color=NEUTRAL, lw=1.2)
        axes.text(0, 1.09, "loses  |  gains", ha="center", va="bottom", fontsize=11, color=NEUTRAL)
        loss = axes.plot([], [], "o", ms=6.5, mfc=RIVAL, mec=RIVAL, ls="none", animated=True)[0]
        gain = axes.plot([], [], "o", ms=6.5, mfc=tint(GOOD, 0.55), mec=GOOD, ls="none", animated=True)[0]
        bar = axes.plot([], [], color=KESTREL, lw=6, solid_capstyle="butt", animated=True)[0]
        mark = axes.plot([], [], "D", ms=9, mfc="white", mec=KESTREL, mew=2, animated=True)[0]
        side = {"transform": axes.transAxes, "va": "center"}
        axes.text(1.01, 0.93, "of 100 draws", **side)
        axes.text(1.01, 0.66, "lose", color=RIVAL, **side)
        axes.text(1.01, 0.14, "▬ interval\n◇ estimate", fontsize=11, linespacing=1.5, **side)
        beyond = [
            axes.text(x, 0.86, "", ha=ha, va="top", fontsize=11, animated=True, transform=axes.transAxes)
            for x, ha in ((0.05, "left"), (0.99, "right"))
        ]
        count = axes.text(
            1.01, 0.79, "100", fontsize=17, fontweight="bold", color=RIVAL, animated=True, **side
        )

        def move(result):
            outcome = result.outcome
            x, y = stacked([dot / per for dot in outcome.dots], low, high)
            lift = min(1 / tall, 1 / (max(y) + 1))
            lost = sum(dot < 0 for dot in outcome.dots)
            heights = [lift * (place + 0.5) for place in y]
            still = not any(outcome.dots)  # nothing done: neither gained nor lost
            loss.set_data(x[:lost], heights[:lost])
            gain.set_data([] if still else x[lost:], [] if still else heights[lost:])
            outside = (
                sum(dot / per < low for dot in outcome.dots),
                sum(dot / per > high for dot in outcome.dots),
            )
            for text, number, words in zip(
                beyond, outside, ("◀ {} lie beyond", "{} lie beyond ▶"), strict=True
            ):
                text.set_text(words.format(number) if number else "")
            left, middle, right = (
                min(max(part / per, low), high) for part in (outcome.low, outcome.estimate, outcome.high)
            )
            bar.set_data([left, right], [-0.1, -0.1])
            mark.set_data([middle], [-0.1])
            count.set_text(str(lost))

        return move

    return build


def promise_builder(low: float, high: float) -> Build:
    """Change of customer equity along the promise, with its band; where one is, and where the estimate is best."""

    def build(axes):
        axes.set(xlim=(-1.5, 1.5), ylim=(low, high), xlabel="Points promised, against today (right: louder)",
                 ylabel="Customer equity, change\n(€ thousand)")  # fmt: skip
        axes.axhline(0, color=NEUTRAL, lw=1)
        axes.axvline(0, color=FAINT, lw=1)
        band = axes.fill_between([-1.5, 1.5], [0, 0], [0, 0], color=tint(BENEFIT, 0.25), lw=0, animated=True)
        curve = axes.plot([], [], color=BENEFIT, animated=True)[0]
        span = axes.plot([], [], color=KESTREL, lw=4, animated=True)[0]
        best = axes.plot([], [], "o", ms=10, color=GOOD, clip_on=False, animated=True)[0]
        here = axes.plot([], [], "D", ms=9, mfc="white", mec=KESTREL, mew=2, clip_on=False, animated=True)[0]
        side = {"transform": axes.transAxes, "va": "center", "fontweight": "bold"}
        axes.text(1.02, 0.93, "● best estimate", color=GOOD, **side)
        axes.text(1.02, 0.80, "◇ this promise", color=KESTREL, **side)
        axes.text(1.02, 0.67, "■ 90 % interval", color=BENEFIT, **side)
        axes.text(
            1.02,
            0.46,
            "leaving reacts as\nestimated, times",
            fontsize=11,
            transform=axes.transAxes,
            va="center",
        )
        times = axes.text(1.02, 0.26, "1.0 ×", animated=True, **side)

        def move(result):
            xs = result.promises
            clip = [
                [min(max(v / 1000, low), high) for v in values]
                for values in (result.lows, result.estimates, result.highs)
            ]
            corners = [*zip(xs, clip[0], strict=True), *zip(reversed(xs), reversed(clip[2]), strict=True)]
            band.set_verts([corners])
            curve.set_data(xs, clip[1])
            at = min(range(len(xs)), key=lambda k: abs(xs[k] - result.promise))
            span.set_data([xs[at]] * 2, [clip[0][at], clip[2][at]])
            here.set_data([xs[at]], [clip[1][at]])
            top = result.best_at
            best.set_data([xs[top]], [clip[1][top]])
            for artist in (band, curve, best):
                artist.set_visible(result.whole)
            times.set_text(f"{result.reaction:.1f}")

        return move

    return build


def study_builder(low: float, high: float) -> Build:
    """The interval as it is, and as it would be with one link known better."""

    def build(axes):
        axes.set(
            xlim=(low, high),
            ylim=(1.75, -0.65),
            xlabel="Change of customer equity (€ thousand, per 1,000 people)",
        )
        axes.set_yticks([0, 1], ["now", "after the\nstudy"])
        axes.tick_params(axis="y", length=0)
        axes.axvline(0, color=NEUTRAL, lw=1.2)
        bars = [
            axes.barh(y, 0, height=0.5, color=c, animated=True)[0]
            for y, c in enumerate((tint(BENEFIT, 0.35), BENEFIT))
        ]
        mark = axes.plot([], [], color=INK, lw=2.5, animated=True)[0]
        side = {
            "transform": axes.get_yaxis_transform(),
            "va": "center",
            "fontweight": "bold",
            "animated": True,
        }
        labels = [axes.text(1.02, y, "100 % lose", **side) for y in range(2)]

        def move(result):
            for bar, label, outcome in zip(bars, labels, (result.now, result.after), strict=True):
                left, right = (min(max(end / 1000, low), high) for end in (outcome.low, outcome.high))
                bar.set(x=left, width=right - left)
                label.set_text(f"{percent(outcome.loss)} lose")
            mark.set_data([min(max(result.now.estimate / 1000, low), high)] * 2, [-0.4, 1.4])

        return move

    return build


def case_builder(top: float) -> Build:
    """A case's customer equity along the size of its move, without it = 100; and what one customer brings."""

    def build(axes):
        axes.set(xlim=(0, 150), ylim=(0, top), xlabel="Size of the move (%, 100 as described)",
                 ylabel="Customer equity\n(without it = 100)")  # fmt: skip
        axes.axhline(100, color=FAINT, lw=1.2)
        curve = axes.plot([], [], color=BENEFIT, animated=True)[0]
        worth = axes.plot([], [], color=COST_TEXT, ls="--", animated=True)[0]
        dot = axes.plot([], [], "o", ms=7, color=COST_TEXT, clip_on=False, animated=True)[0]
        here = axes.plot([], [], "D", ms=9, mfc="white", mec=KESTREL, mew=2, clip_on=False, animated=True)[0]
        side = {"transform": axes.transAxes, "va": "center"}
        axes.text(1.02, 0.95, "—— customer equity", color=BENEFIT, fontsize=11, **side)
        axes.text(
            1.02,
            0.82,
            "- - - one customer's\n        lifetime value",
            color=COST_TEXT,
            fontsize=11,
            linespacing=1.1,
            **side,
        )
        for height, word in ((0.56, "value"), (0.36, "chosen"), (0.16, "stay")):
            axes.text(1.02, height, word, fontsize=11, **side)
        numbers = [
            axes.text(1.22, height, "−€000", fontweight="bold", animated=True, **side)
            for height in (0.56, 0.36, 0.16)
        ]

        def move(result):
            sizes = [100 * size for size in result.sizes]
            curve.set_data(sizes, result.equities)
            worth.set_data(sizes, result.worths)
            here.set_data([100 * result.size], [min(max(result.equity, 0), top)])
            dot.set_data([100 * result.size], [min(max(result.worth, 0), top)])
            for artist in (curve, worth):
                artist.set_visible(result.whole)
            words = (euro(result.here.value, 0), percent(result.here.chosen), percent(result.here.retention))
            for number, word in zip(numbers, words, strict=True):
                number.set_text(word)

        return move

    return build


if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from matplotlib.axes import Axes

    from custvalue_helpers.kit.explorer import Build
    from custvalue_helpers.lessons.capstone.equity import Effect
    from custvalue_helpers.lessons.capstone.plans import BudgetPlan

WORDS = {
    "coffee_quality": "better coffee", "freshness": "fresher", "delivery": "faster delivery", "app_ease": "better app",
    "brewing_help": "brewing help", "ethical_sourcing": "fair sourcing", "price": "a euro off the price",
    "promise": "quieter promise", "club": "close the club", "follow_up": "call half more",
}  # fmt: skip
# What stands in each box of the chain, the lesson that taught the link to it, and how its change is written.
BOXES = (
    (
        "perceived_value",
        "perceived\nvalue",
        "lesson 4",
        lambda v: ("+" if v > 0 else "") + euro(v) + "\na month",
    ),
    ("trial", "try\nKestrel", "lesson 4", lambda v: f"{signed(100 * v, 1)}\npoints"),
    ("satisfaction", "satis-\nfaction", "lesson 6", lambda v: f"{signed(v)}\npoints"),
    ("retention", "stay a\nmonth", "lesson 7", lambda v: f"{signed(100 * v)}\npoints"),
    ("lifetime_value", "lifetime\nvalue", "lesson 7", lambda v: f"{euro(v)}\na customer"),
    ("customer_equity", "customer\nequity", "lesson 8", lambda v: f"{euro(v, 0)}\nper 1,000"),
)


def plot_chain(axes: Axes, effect: Effect, level: float = 0.9) -> str:
    """The chain as six boxes: what changes in each, with its interval, and which lesson taught the link that leads there.

    ``effect`` as from effect_of(); ``level``: the share of the draws within an interval. Returns the six changes, and the
    last one's interval. Raises ValueError for a level outside 0.01 … 0.999.

    >>> from custvalue_helpers.lessons.capstone.equity import effect_of
    >>> from custvalue_helpers.lessons.capstone.kestrel import kestrel_links
    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_chain, effect_of({"delivery": 1}, kestrel_links()))
    Six boxes in a row show what changes from perceived value to customer equity, each above an interval of 90 % of the
    draws. The change is +€0.57 a month for “perceived value”, 1.1 points for “try Kestrel”, 0.09 points for
    “satisfaction”, 0.12 points for “stay a month” and €2.46 a customer for “lifetime value”. It is €2,245 per 1,000 for
    “customer equity”. The last interval goes from €1,367 to €3,315.
    """
    from matplotlib.patches import FancyBboxPatch

    changes = []
    axes.set(xlim=(-0.08, 6.0), ylim=(0, 3.1))
    axes.axis("off")
    for place, (what, name, lesson, write) in enumerate(BOXES):
        estimate, low, high = effect.interval(what, level)
        changes.append(f"{' '.join(write(estimate).split())} for “{_one_line(name)}”")
        money = place >= 4 or place == 0
        axes.add_patch(
            FancyBboxPatch((place + 0.04, 1.0), 0.74, 1.3, boxstyle="round,pad=0.04", ec=KESTREL, lw=1.5,
                           fc=tint(BENEFIT, 0.12 if money else 0.03))
        )  # fmt: skip
        axes.text(place + 0.41, 2.72, name, ha="center", va="center", fontweight="bold", fontsize=11)
        axes.text(place + 0.41, 1.66, write(estimate), ha="center", va="center", fontsize=11, linespacing=1.4)
        ends = [write(end).split("\n")[0] for end in (low, high)]
        axes.text(
            place + 0.41,
            0.58,
            f"{ends[0]}\nto {ends[1]}",
            ha="center",
            va="center",
            fontsize=10,
            color=NEUTRAL,
        )
        axes.text(place + 0.41, 0.1, lesson, ha="center", va="center", fontsize=10, color=BENEFIT)
        if place:
            axes.annotate(
                "",
                (place - 0.02, 1.66),
                (place - 0.16, 1.66),
                arrowprops={"arrowstyle": "-|>", "color": INK, "lw": 2},
            )
    _, low, high = effect.interval(level=level)
    return (
        "Six boxes in a row show what changes from perceived value to customer equity, each above an interval of"
        f" {percent(level)} of the draws. {told('The change is', changes, 'It is')} The last interval goes from {euro(low, 0)}"
        f" to {euro(high, 0)}."
    )


def _one_line(name):
    """A box's name in one line, as a thing that a quotation marks.

    >>> _one_line("satis-\\nfaction"), _one_line("stay a\\nmonth")
    ('satisfaction', 'stay a month')
    """
    return name.replace("-\n", "").replace("\n", " ")


def _levers(table):
    """The words for a table's levers; another lever is an error."""
    return [WORDS[one_of("table: lever", lever, WORDS)] for lever in table.index]


def _with_interval(axes, row, estimate, low, high, colour, size):
    """An interval as a pale bar and its estimate as an open diamond, from euro to thousand euro."""
    axes.plot([low / 1000, high / 1000], [row, row], color=tint(colour, 0.4), lw=9, solid_capstyle="butt")
    axes.plot(estimate / 1000, row, "D", ms=size, mfc="white", mec=colour, mew=2)


def plot_worth(axes: Axes, table: pd.DataFrame) -> str:
    """What a euro of perceived value is worth by the lever that gives it, drawn and said: estimate and interval.

    ``table`` as from value_and_money(): worth, low and high by lever, in euro per 1,000 people. Raises
    TypeError or ValueError for a table without rows, with a number that is missing or not finite, or for an unknown
    lever.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_worth, pd.DataFrame({"worth": [-3010], "low": [-4400], "high": [-1450]}, index=["price"]))
    Each diamond with its interval shows the customer equity per 1,000 people that a euro of perceived value brings. It
    is −€3,010 for a euro off the price (−€4,400 to −€1,450).
    """
    table_of_numbers("table", table, ["worth", "low", "high"])
    for row, (_lever, each) in enumerate(table.iterrows()):
        colour = GOOD if each.worth > 0 else RIVAL
        _with_interval(axes, row, each.worth, each.low, each.high, colour, size=9)
        axes.text(
            1.02,
            row,
            euro(each.worth, 0),
            transform=axes.get_yaxis_transform(),
            va="center",
            fontweight="bold",
        )
    axes.axvline(0, color=NEUTRAL, lw=1.2)
    axes.set_yticks(range(len(table)), _levers(table))
    axes.tick_params(axis="y", length=0)
    axes.set(
        ylim=(len(table) - 0.4, -0.6),
        xlabel="Customer equity per euro of perceived value (€ thousand, per 1,000 people)",
    )
    parts = [
        f"{euro(each.worth, 0)} for {named(words)} ({euro(each.low, 0)} to {euro(each.high, 0)})"
        for words, each in zip(_levers(table), rows_of(table), strict=True)
    ]
    return (
        "Each diamond with its interval shows the customer equity per 1,000 people that a euro of perceived value brings."
        f" {told('It is', parts)}"
    )


def plot_tornado(axes: Axes, table: pd.DataFrame, estimate: float, rows: int = 8) -> str:
    """How uncertain the change would be if only one link were, drawn and said; the line is the estimate.

    ``table`` as from hangs_on(), the widest first: low, high, and share of the variance by link, in euro per 1,000 people;
    ``estimate`` in euro; ``rows``: how many of them to draw. Raises TypeError or ValueError for a table without rows,
    or with a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> table = pd.DataFrame({"low": [1500, 1800], "high": [3100, 2700], "share": [0.7, 0.3]}, index=["leaving", "choice"])
    >>> picture(plot_tornado, table, 2245)
    How far the change would reach if only one link were uncertain is drawn in 2 bars, around a line at the estimate,
    €2,245. The widest bar goes from €1,500 to €3,100. The share of the variance is 70 % for leaving and 30 % for
    choice.
    """
    table_of_numbers("table", table, ["low", "high", "share"])
    estimate, rows = a_number("estimate", estimate), whole_number("rows", rows, 1)
    shown = table.head(rows)
    for row, each in enumerate(rows_of(shown)):
        axes.barh(row, (each.high - each.low) / 1000, left=each.low / 1000, height=0.66,
                  color=BENEFIT if row == 0 else tint(BENEFIT, 0.35))  # fmt: skip
        axes.text(1.02, row, percent(each.share), transform=axes.get_yaxis_transform(), va="center")
    axes.axvline(estimate / 1000, color=INK, lw=1.5)
    room = 0.05 * (shown["high"].max() - shown["low"].min()) / 1000
    axes.set_xlim(shown["low"].min() / 1000 - room, shown["high"].max() / 1000 + room)
    if axes.get_xlim()[0] < 0:
        axes.axvline(0, color=NEUTRAL, lw=1.2, ls=":")
    axes.text(1.02, -0.95, "of the variance", transform=axes.get_yaxis_transform(), va="center", fontsize=11)
    axes.set_yticks(range(len(shown)), list(shown.index))
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(shown) - 0.4, -1.3), xlabel="Change of customer equity (€ thousand, per 1,000 people)")
    parts = [f"{percent(each.share)} for {named(each.Index)}" for each in rows_of(shown.head(4))]
    widest = shown.iloc[(shown["high"] - shown["low"]).to_numpy().argmax()]
    lead = (
        "The share of the variance is"
        if len(parts) == len(shown)
        else f"The first {len(parts)} shares of the variance are"
    )
    return (
        f"How far the change would reach if only one link were uncertain is drawn in {plural(len(shown), 'bar')}, around a"
        f" line at the estimate, {euro(estimate, 0)}. The widest bar goes from {euro(widest.low, 0)} to {euro(widest.high, 0)}."
        f" {told(lead, parts, 'The next are')}"
    )


def plot_truth(axes: Axes, table: pd.DataFrame, also: pd.DataFrame | None = None) -> str:
    """Each step's interval and estimate, and the truth as a cross; ``also``, the estimates of another table as dots.

    Both tables as from against_truth(): estimate, low, high, truth and holds by lever, in euro per 1,000 people. Returns
    how many intervals hold the truth, on which side the estimates lie, and which of the two are nearer. Raises TypeError
    or ValueError for a table without rows, with a number that is missing or not finite, or for an unknown lever.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> table = pd.DataFrame({"estimate": [2.0, 5.0], "low": [1.0, 4.0], "high": [4.0, 6.0], "truth": [3.0, 7.0],
    ...                       "holds": [True, False]}, index=["delivery", "price"])
    >>> picture(plot_truth, table)
    A diamond with its interval shows the estimate for each of 2 steps, and a cross the truth. The interval holds the
    truth in 1 of 2 cases. The estimate lies below it in 2, and above it in 0.
    """
    table_of_numbers("table", table, ["estimate", "low", "high", "truth"])
    if also is not None:
        table_of_numbers("also", also, ["estimate"])
    for row, each in enumerate(rows_of(table)):
        colour = BENEFIT if each.holds else RIVAL
        _with_interval(axes, row, each.estimate, each.low, each.high, colour, size=8)
        axes.plot(each.truth / 1000, row, "X", ms=10, color=INK, mec="white")
        if also is not None:
            axes.plot(also["estimate"].iloc[row] / 1000, row, "o", ms=8, color=GOOD)
    axes.axvline(0, color=NEUTRAL, lw=1.2)
    side: dict[str, Any] = {"transform": axes.transAxes, "va": "center"}
    axes.text(1.02, 0.95, "✖ truth", fontweight="bold", **side)
    axes.text(1.02, 0.84, "◇ estimate", color=BENEFIT, **side)
    axes.text(1.02, 0.73, "▬ interval", color=BENEFIT, **side)
    if also is not None:
        axes.text(1.02, 0.58, "● estimate with\n    that link mended", color=GOOD, fontsize=11, **side)
    axes.set_yticks(range(len(table)), _levers(table))
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(table) - 0.4, -0.6), xlabel="Change of customer equity (€ thousand, per 1,000 people)")
    steps, off = len(table), (table["estimate"] - table["truth"]).to_numpy()
    said = [
        f"A diamond with its interval shows the estimate for each of {plural(steps, 'step')}, and a cross the truth. The interval"
        f" holds the truth in {int(table['holds'].sum())} of {plural(steps, 'case')}. The estimate lies below it in"
        f" {int((off < 0).sum())}, and above it in {int((off > 0).sum())}."
    ]
    if also is not None:
        nearer = np.abs(also["estimate"].to_numpy() - table["truth"].to_numpy()) < np.abs(off)
        said.append(
            f"A dot, the estimate with that link mended, is nearer to the truth in {int(nearer.sum())}."
        )
    return " ".join(said)


def plot_plan(axes: Axes, plan: BudgetPlan, truth: float | None = None) -> str:
    """A plan's net gain as a hundred dots, and the truth as a line if it is known; and how many of them are losses.

    ``plan`` as from plan_outcome(); all in thousand euro, from 3,000 people. Raises TypeError or ValueError for a truth
    that is not a finite number.

    >>> from custvalue_helpers.lessons.capstone.plans import plan_outcome
    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_plan, plan_outcome({"delivery": 1}), 5.2)
    The net gain of the plan is drawn as 100 dots, each for one draw in a hundred. The dots reach from −€2.4 thousand to
    €6.7 thousand. The plan loses, in red, in 16 of them. A dashed line marks the truth, €5.2 thousand.
    """
    if truth is not None:
        truth = a_number("truth", truth)
    dots = plan.net.dots
    ends = [*dots, 0.0] + ([truth] if truth is not None else [])
    room = 0.08 * (max(ends) - min(ends)) or 1.0
    wide = (max(ends) - min(ends) + 2 * room) / 40
    low = -wide * math.ceil((room - min(ends)) / wide)  # zero falls between two columns
    high = low + 42 * wide
    x, y = stacked(dots, low, high, 42)
    for dot, across, up in zip(dots, x, y, strict=True):
        axes.plot(
            across,
            up + 0.5,
            "o",
            ms=8,
            mfc=RIVAL if dot < 0 else tint(GOOD, 0.55),
            mec=RIVAL if dot < 0 else GOOD,
        )
    axes.axvline(0, color=NEUTRAL, lw=1.2)
    tall = max(y) + 2.6
    if truth is not None:
        axes.axvline(truth, color=COST_TEXT, lw=2.5, ls="--")
        side = "left" if truth < (low + high) / 2 else "right"
        axes.text(
            truth,
            tall - 0.6,
            f"  truth: {euro(truth, 1)} thousand  ",
            ha=side,
            va="center",
            color=COST_TEXT,
            fontweight="bold",
        )
    axes.set(xlim=(low, high), ylim=(0, tall), yticks=[], xlabel="Net gain (€ thousand, from 3,000 people)")
    axes.spines["left"].set_color(FAINT)
    red = sum(dot < 0 for dot in dots)
    known = f" A dashed line marks the truth, {thousands(truth, 1)}." if truth is not None else ""
    return (
        f"The net gain of the plan is drawn as {plural(len(dots), 'dot')}, each for one draw in a hundred. The dots reach from"
        f" {thousands(min(dots), 1)} to {thousands(max(dots), 1)}. The plan loses,"
        f" in red, in {red or 'none'} of them.{known}"
    )
