"""The still pictures of lesson 9: the chain, what a point is worth, the tornado, the intervals against the truth."""

import math

from custvalue_helpers.capstone.plots import stacked
from custvalue_helpers.kit.theme import (
    BENEFIT,
    COST_TEXT,
    FAINT,
    GOOD,
    INK,
    KESTREL,
    NEUTRAL,
    RIVAL,
    tint,
)  # fmt: skip
from custvalue_helpers.kit.words import euro, percent, signed

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


def plot_chain(axes, effect, level=0.9):
    """The chain as six boxes: what changes in each, with its interval, and which lesson taught the link that leads there."""
    from matplotlib.patches import FancyBboxPatch

    axes.set(xlim=(-0.08, 6.0), ylim=(0, 3.1))
    axes.axis("off")
    for place, (what, name, lesson, write) in enumerate(BOXES):
        estimate, low, high = effect.interval(what, level)
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
    return axes


def _with_interval(axes, row, estimate, low, high, colour, size):
    """An interval as a pale bar and its estimate as an open diamond, from euro to thousand euro."""
    axes.plot([low / 1000, high / 1000], [row, row], color=tint(colour, 0.4), lw=9, solid_capstyle="butt")
    axes.plot(estimate / 1000, row, "D", ms=size, mfc="white", mec=colour, mew=2)


def plot_worth(axes, table):
    """What a euro of perceived value is worth by the lever that gives it: estimate and interval, from value_and_money."""
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
    axes.set_yticks(range(len(table)), [WORDS[lever] for lever in table.index])
    axes.tick_params(axis="y", length=0)
    axes.set(
        ylim=(len(table) - 0.4, -0.6),
        xlabel="Customer equity per euro of perceived value (€ thousand, per 1,000 people)",
    )
    return axes


def plot_tornado(axes, table, estimate, rows=8):
    """How uncertain the change would be if only one link were, the widest first; the line is the estimate."""
    shown = table.head(rows)
    for row, each in enumerate(shown.itertuples()):
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
    return axes


def plot_truth(axes, table, also=None):
    """Each step's interval and estimate, and the truth as a cross; ``also``, the estimates of another table as dots."""
    for row, each in enumerate(table.itertuples()):
        colour = BENEFIT if each.holds else RIVAL
        _with_interval(axes, row, each.estimate, each.low, each.high, colour, size=8)
        axes.plot(each.truth / 1000, row, "X", ms=10, color=INK, mec="white")
        if also is not None:
            axes.plot(also["estimate"].iloc[row] / 1000, row, "o", ms=8, color=GOOD)
    axes.axvline(0, color=NEUTRAL, lw=1.2)
    side = {"transform": axes.transAxes, "va": "center"}
    axes.text(1.02, 0.95, "✖ truth", fontweight="bold", **side)
    axes.text(1.02, 0.84, "◇ estimate", color=BENEFIT, **side)
    axes.text(1.02, 0.73, "▬ interval", color=BENEFIT, **side)
    if also is not None:
        axes.text(1.02, 0.58, "● estimate with\n    that link mended", color=GOOD, fontsize=11, **side)
    axes.set_yticks(range(len(table)), [WORDS[lever] for lever in table.index])
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(table) - 0.4, -0.6), xlabel="Change of customer equity (€ thousand, per 1,000 people)")
    return axes


def plot_plan(axes, plan, truth=None):
    """A plan's net gain as a hundred dots, and the truth as a line if it is known."""
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
    return axes
