"""The pictures of lesson 9: dots, curves and intervals that move; and, still, the chain, what a point is worth, the tornado, the intervals against the truth."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_number, one_of, whole_number
from custvalue_helpers.kit.columns import rows_of, table_of_numbers
from custvalue_helpers.kit.description import named, told
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.marks import (
    Axis,
    Frame,
    Pane,
    band,
    bar_across,
    dots,
    label,
    line,
    note,
    round_ticks,
    row_axis,
    rule,
)
from custvalue_helpers.kit.theme import (  # fmt: skip
    BENEFIT,
    COST_TEXT,
    FAINT,
    GOOD,
    INK,
    KESTREL,
    NEUTRAL,
    PAPER,
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


def within(value: float, low: float, high: float) -> float:
    """A value, or the end of the picture that lies nearest to it.

    >>> within(7, 0, 5)
    5
    """
    return min(max(value, low), high)


def draws_frame(low: float, high: float, across: str) -> Frame:
    """Draws stacked over what they bring; zero should fall between two of the fifty columns."""
    return Frame(
        (Pane(Axis(low, high, across), Axis(-0.17, 1.2, ticks=(), line=False), notes="below"),), (8, 3.4)
    )


def draws_marks(result: Any, low: float, high: float, per: float = 1.0, tall: float = 16) -> list[Mark]:
    """A hundred dots, each one draw in a hundred: red below zero; the interval as a bar beneath, the estimate on it.

    Draws beyond an end of the scale stand in its outermost column, and their number is written beside the picture.
    ``per``: what the outcome is divided by.
    """
    outcome = result.outcome
    draws = [dot / per for dot in outcome.dots]
    x, places = stacked(draws, low, high)
    lift = min(1 / tall, 1 / (max(places) + 1))
    y = [lift * (place + 0.5) for place in places]
    lost = sum(draw < 0 for draw in draws)
    end = len(draws) if any(draws) else lost  # nothing done: neither gained nor lost
    left, middle, right = (
        within(part / per, low, high) for part in (outcome.low, outcome.estimate, outcome.high)
    )
    aside = 0.01 * (high - low)
    beyond = (("◀", sum(draw < low for draw in draws)), ("▶", sum(draw > high for draw in draws)))
    return [
        rule(x=0, width=1.2),
        label(-aside, 1.07, "loses", NEUTRAL, 11, side="right", rise="bottom"),
        label(aside, 1.07, "gains", NEUTRAL, 11, rise="bottom"),
        dots(x[:lost], y[:lost], RIVAL, 6.5, edge=RIVAL, width=1, name="draws that lose"),
        dots(x[lost:end], y[lost:end], tint(GOOD, 0.55), 6.5, edge=GOOD, width=1, name="draws that gain"),
        line([left, right], [-0.1, -0.1], KESTREL, 6, name="interval"),
        dots(middle, -0.1, PAPER, 9, "D", KESTREL, 2, name="estimate"),
        note("of 100 draws lose:", "o", RIVAL, True, str(lost)),
        note("interval", "solid", KESTREL),
        note("estimate", "open D", KESTREL),
        *(note(f"{arrow} lie beyond:", value=str(number)) for arrow, number in beyond if number),
    ]


def promise_frame(low: float, high: float) -> Frame:
    """Change of customer equity along the promise."""
    across = Axis(-1.5, 1.5, "Points promised, against today (right: louder)")
    return Frame((Pane(across, Axis(low, high, "Customer equity, change\n(€ thousand)")),), (8, 3.3))


def promise_marks(result: Any, low: float, high: float) -> list[Mark]:
    """Change of customer equity along the promise, with its band; where one is, and where the estimate is best."""
    xs = result.promises
    lows, middles, highs = (
        [within(value / 1000, low, high) for value in values]
        for values in (result.lows, result.estimates, result.highs)
    )
    at, top = min(range(len(xs)), key=lambda k: abs(xs[k] - result.promise)), result.best_at
    intervals = band(xs, lows, highs, tint(BENEFIT, 0.25), name="90 % intervals")
    estimates = line(xs, middles, BENEFIT, name="estimates")
    best = dots(xs[top], middles[top], GOOD, 10, name="best estimate")
    return [
        *([intervals] if result.whole else []),
        rule(y=0),
        rule(x=0, colour=FAINT),
        *([estimates] if result.whole else []),
        line([xs[at]] * 2, [lows[at], highs[at]], KESTREL, 4, name="90 % interval"),
        *([best] if result.whole else []),
        dots(xs[at], middles[at], PAPER, 9, "D", KESTREL, 2, drags={"x": "promise"}, name="this promise"),
        note("best estimate", "o", GOOD),
        note("this promise", "open D", KESTREL),
        note("90 % interval", "s", BENEFIT),
        note("leaving reacts as\nestimated, times", value=f"{result.reaction:.1f}"),
    ]


def study_frame(low: float, high: float) -> Frame:
    """Two intervals, with room for a figure at the right."""
    across = Axis(
        low,
        high + 0.25 * (high - low),
        "Change of customer equity (€ thousand, per 1,000 people)",
        round_ticks(low, high),
    )
    return Frame((Pane(across, row_axis(("now", "after the\nstudy"), top=0.65, bottom=0.75)),), (8, 2.6))


def study_marks(result: Any, low: float, high: float) -> list[Mark]:
    """The interval as it is, and as it would be with one link known better."""
    marks = []
    rows = (("now", result.now, tint(BENEFIT, 0.35)), ("after the study", result.after, BENEFIT))
    for row, (name, outcome, colour) in enumerate(rows):
        left, right = (within(end / 1000, low, high) for end in (outcome.low, outcome.high))
        marks += [
            bar_across(row, right, colour, left, 0.5, name=name),
            label(high + 0.02 * (high - low), row, f"{percent(outcome.loss)} lose", bold=True),
        ]
    estimate = within(result.now.estimate / 1000, low, high)
    return [
        *marks,
        rule(x=0, width=1.2),
        rule(x=estimate, span=(-0.4, 1.4), colour=INK, width=2.5, name="estimate"),
    ]


def case_frame(top: float) -> Frame:
    """Customer equity along the size of a move."""
    across = Axis(0, 150, "Size of the move (%, 100 as described)", round_ticks(0, 150, most=8))
    return Frame((Pane(across, Axis(0, top, "Customer equity\n(without it = 100)")),), (8, 3))


def case_marks(result: Any, top: float) -> list[Mark]:
    """A case's customer equity along the size of its move, without it = 100; and what one customer brings."""
    sizes, here = [100 * size for size in result.sizes], round(100 * result.size, 9)
    curves = [
        line(sizes, result.equities, BENEFIT, name="customer equity"),
        line(sizes, result.worths, COST_TEXT, dash="dashed", name="lifetime value"),
    ]
    size = {"x": "size"}
    return [
        rule(y=100, colour=FAINT, width=1.2),
        *(curves if result.whole else []),
        dots(
            here, within(result.worth, 0, top), COST_TEXT, 7, drags=size, name="lifetime value of this size"
        ),
        dots(here, within(result.equity, 0, top), PAPER, 9, "D", KESTREL, 2, drags=size, name="this size"),
        note("customer equity", "solid", BENEFIT),
        note("one customer's\nlifetime value", "dashed", COST_TEXT),
        note("value", value=euro(result.here.value, 0), bold=True),
        note("chosen", value=percent(result.here.chosen), bold=True),
        note("stay", value=percent(result.here.retention), bold=True),
    ]


if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from matplotlib.axes import Axes

    from custvalue_helpers.kit.marks import Mark
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
