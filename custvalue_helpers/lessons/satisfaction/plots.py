"""The still pictures of lesson 6: each ``plot_...`` draws once on the Axes it is given and returns them."""

from custvalue_helpers.kit.theme import BENEFIT, COST, COST_TEXT, FAINT, INK, KESTREL, NEUTRAL, PAPER
from custvalue_helpers.kit.words import percent, signed
from custvalue_helpers.lessons.satisfaction.explorers import COLOURS
from custvalue_helpers.models.kano import CATEGORIES

__all__ = ["plot_kano", "plot_loyalty", "plot_means", "plot_service_gaps", "plot_sources", "plot_surface"]


def plot_sources(axes, table, expected="expected", experienced="experienced", satisfaction="satisfaction"):
    """Draw mean expectation and experience, one row a group, with mean satisfaction beside it."""
    for place, row in enumerate(table.to_dict("records")):
        axes.plot(
            [row[expected], row[experienced]], [place] * 2, color=FAINT, lw=6, solid_capstyle="butt", zorder=1
        )
        axes.plot(row[expected], place, "D", ms=10, mfc="white", mec=BENEFIT, mew=2)
        axes.plot(row[experienced], place, "o", ms=9, color=INK)
        axes.text(
            1.02,
            place,
            f"satisfaction {row[satisfaction]:.1f}",
            transform=axes.get_yaxis_transform(),
            va="center",
        )
    axes.text(0.0, 1.04, "◇ expected", color=BENEFIT, transform=axes.transAxes, fontweight="bold")
    axes.text(0.25, 1.04, "● experienced", color=INK, transform=axes.transAxes, fontweight="bold")
    axes.set_yticks(range(len(table)), table.index)
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(table) - 0.5, -0.5), xlabel="Mean of six items (1 to 10)")
    axes.margins(x=0.15)
    return axes


def plot_service_gaps(axes, gaps, labels=None):
    """Draw the gaps of service_gaps() with their intervals; where too few answered, the mark is hollow and says so."""
    for place, (_, row) in enumerate(gaps.iterrows()):
        known = row["low_95"] == row["low_95"]  # missing where too few answered
        if known:
            axes.plot([row["low_95"], row["high_95"]], [place] * 2, color=COST_TEXT, lw=3)
        axes.plot(row["gap"], place, "o", ms=9, color=COST_TEXT, mfc=COST_TEXT if known else PAPER)
        note = signed(row["gap"]) if known else f"{signed(row['gap'])}, {row['verdict']}"
        axes.text(1.02, place, note, transform=axes.get_yaxis_transform(), va="center")
    axes.axvline(0, color=NEUTRAL, lw=1)
    axes.set_yticks(range(len(gaps)), [_words(item, labels) for item in gaps.index])
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(gaps) - 0.5, -0.5), xlabel="Performance − expectation (points), with 95 % interval")
    return axes


def _words(name, labels):
    """The label of a row: the one given, or its name with spaces."""
    return (labels or {}).get(name, str(name).replace("_", " "))


def plot_means(axes, estimates, xlabel, limits=None):
    """Draw Estimates by name, each with its interval where it has one."""
    for place, estimate in enumerate(estimates.values()):
        if estimate.low is None:
            axes.plot(estimate.value, place, "o", ms=10, color=KESTREL, mfc=PAPER)
        else:
            axes.plot([estimate.low, estimate.high], [place] * 2, color=KESTREL, lw=3)
            axes.plot(estimate.value, place, "o", ms=10, color=KESTREL)
        side = f"{estimate.value:.1f}" + ("" if estimate.low is not None else ", no interval")
        axes.text(1.02, place, side, transform=axes.get_yaxis_transform(), va="center")
    axes.set_yticks(range(len(estimates)), list(estimates))
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(estimates) - 0.5, -0.5), xlabel=xlabel)
    if limits:
        axes.set_xlim(*limits)
    return axes


def plot_kano(axes, table, labels=None):
    """Draw the categories of each feature as one bar, in Kano's order, with a share where it fits."""
    names = CATEGORIES[:5]
    for place, (_, row) in enumerate(table.iterrows()):
        people, left = sum(row[name] for name in CATEGORIES), 0.0
        for name in names:
            share = row[name] / people
            axes.barh(place, share, left=left, height=0.7, color=COLOURS[name], edgecolor=PAPER)
            if share > 0.075:
                light = name in ("indifferent", "reverse")
                axes.text(left + share / 2, place, percent(share), ha="center", va="center", fontsize=10.5,
                          color=INK if light else PAPER)  # fmt: skip
            left += share
    for place, name in enumerate(names):
        where = (-0.36, -0.17, 0.13, 0.36, 0.6)[place]
        axes.text(where, 1.03, "■", color=COLOURS[name], transform=axes.transAxes, fontsize=13)
        axes.text(where + 0.028, 1.035, name, transform=axes.transAxes, fontsize=10.5)
    axes.set_yticks(range(len(table)), [_words(feature, labels) for feature in table.index])
    axes.tick_params(axis="y", length=0)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    axes.set(xlim=(0, 1), ylim=(len(table) - 0.5, -0.5), xlabel="Share of respondents")
    return axes


def plot_loyalty(axes, curves, ylabel):
    """Draw the share that is loyal at each level of satisfaction, with intervals.

    ``curves``: a dict of one or two tables of loyalty_by_satisfaction() by name; hollow marks stand for few people.
    """
    looks = zip(curves.values(), ((KESTREL, "o", 0.0), (COST, "s", 0.22)), strict=False)
    for table, (colour, marker, shift) in looks:
        for level, row in table.iterrows():
            axes.plot([level + shift] * 2, [row["low_95"], row["high_95"]], color=colour, lw=2.2)
            axes.plot(
                level + shift,
                row["share"],
                marker,
                ms=9,
                color=colour,
                mfc=PAPER if row["few"] else colour,
                mew=2,
            )
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    levels = sorted(set().union(*(table.index for table in curves.values())))
    axes.set_xticks(levels)
    axes.set(ylim=(-0.02, 1.02), xlabel="Satisfaction (1 to 10)", ylabel=ylabel)
    side = {"transform": axes.transAxes, "va": "top"}
    names = zip(curves, (("●", KESTREL), ("■", COST_TEXT)), strict=False)
    for place, (name, (mark, colour)) in enumerate(names):
        axes.text(1.03, 0.95 - 0.16 * place, f"{mark} {name}", color=colour, **side)
    if any(table["few"].any() for table in curves.values()):
        axes.text(1.03, 0.3, "hollow: fewer\nthan 10 people", color=NEUTRAL, fontsize=11, **side)
    return axes


def plot_surface(axes, surface, table, expectation, performance, low=4, high=10):
    """Draw fitted satisfaction over expectation and performance as lines of equal height, with the people as dots.

    Dots grow with the number of people at that pair of answers; those below ``low`` are left out, and counted in a note.
    """
    import numpy as np

    ticks = np.linspace(low, high, 60)
    heights = surface.at(ticks[:, None], ticks[None, :]).T  # rows: performance
    lines = axes.contour(
        ticks, ticks, heights, levels=np.arange(5.5, 10, 0.5), colors=KESTREL, linewidths=1.4
    )
    axes.clabel(lines, fmt="%.1f", fontsize=10.5)
    pairs = table.groupby([expectation, performance]).size().reset_index(name="people")
    inside = pairs[(pairs[expectation] >= low) & (pairs[performance] >= low)]
    axes.scatter(
        inside[expectation], inside[performance], s=inside["people"] * 16, color=COST, alpha=0.75, zorder=1
    )
    axes.plot([low, high], [low, high], color=NEUTRAL, lw=1, ls=":")
    out = int(pairs["people"].sum() - inside["people"].sum())
    side = {"transform": axes.transAxes, "va": "top"}
    axes.text(1.04, 0.96, "● people (the larger,\nthe more of them)", color=COST_TEXT, **side)
    axes.text(1.04, 0.72, "—— equal satisfaction,\nas fitted", color=KESTREL, **side)
    axes.text(1.04, 0.48, "· · · · performance =\nexpectation", color=NEUTRAL, **side)
    if out:
        axes.text(
            1.04, 0.2, f"{out} people with an\nanswer below {low}:\nfitted, not shown", color=NEUTRAL, **side
        )
    axes.set(xlim=(low - 0.5, high + 0.5), ylim=(low - 0.5, high + 0.5), xlabel="Expectation (1 to 10)",
             ylabel="Performance (1 to 10)")  # fmt: skip
    axes.set_box_aspect(0.8)
    return axes
