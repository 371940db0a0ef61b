"""Lesson 3's pictures by seaborn."""

import pandas as pd
import seaborn as sns

from custvalue_helpers.lessons.positioning.explorers import regions_by
from custvalue_helpers.lessons.positioning.kestrel import BRANDS_AT, IDEALS_AT, SEGMENTS
from custvalue_helpers.lessons.positioning.plots import corner_place


def triangle(axes, choice):
    """The triangle and the totals, beside each other in one picture."""
    for name, (corners, share) in regions_by(choice.way).items():
        if share > 0:
            spots = [corner_place(corner) for corner in (*corners, corners[0])]
            sns.lineplot(
                x=[x for x, _ in spots], y=[y for _, y in spots], sort=False, estimator=None, ax=axes
            )
            axes.fill(*zip(*spots, strict=True), alpha=0.4)
            x, y = (sum(spot[k] for spot in spots[:-1]) / len(corners) for k in (0, 1))
            axes.text(x, y, f"{name}\n{share:.0%}", ha="center")
    x, y = corner_place(choice.weighting)
    sns.scatterplot(x=[x], y=[y], s=150, ax=axes)
    for weights, label in zip(
        ((1, 0, 0), (0, 1, 0), (0, 0, 1)), ("only size", "only worth", "only our lead"), strict=True
    ):
        axes.text(*corner_place(weights), label, ha="center", va="top")
    beside = axes.inset_axes((1.1, 0, 0.9, 1))
    sns.barplot(
        x=list(choice.totals.values()),
        y=list(choice.totals),
        hue=list(choice.totals),
        legend=False,
        ax=beside,
    )
    for place, total in enumerate(choice.totals.values()):
        beside.text(total + 0.2, place, f"{total:.1f}", va="center")
    beside.set(xlim=(0, 11.8), xlabel="Weighted total (0 to 10)")
    axes.set(xlim=(-0.12, 1.12), ylim=(-0.13, 1), aspect="equal")


def coverage(axes, result):
    lines = pd.DataFrame(
        {"strategy": c.strategy, "cost": cost, "profit": (c.margin - 1000 * c.variants * cost) / 1000}
        for c in result.coverages
        for cost in (0, 30)
    )
    sns.lineplot(lines, x="cost", y="profit", hue="strategy", style="strategy", ax=axes, legend=False)
    sns.lineplot(x=[result.variant_cost] * 2, y=[-70, 70], estimator=None, ax=axes)
    sns.scatterplot(x=[result.variant_cost], y=[result.profit], s=110, ax=axes)
    for row, each in enumerate(result.coverages):
        profit = each.profit(1000 * result.variant_cost) / 1000
        axes.text(1.03, 0.85 - 0.13 * row, f"{each.strategy} {profit:.1f}", transform=axes.transAxes)
    axes.text(1.03, 0.05, f"Ahead: {' = '.join(result.best)}", transform=axes.transAxes, weight="bold")
    axes.set(
        xlim=(0, 30),
        ylim=(-32, 70),
        xlabel="Cost of one more variant (thousand €)",
        ylabel="Profit (thousand €)",
    )


def moved(axes, result):
    places = {**{n: p for n, p in BRANDS_AT.items() if n != "Kestrel"}, **IDEALS_AT, "★": result.at}
    points = pd.DataFrame([(n, *p) for n, p in places.items()], columns=["name", "x", "y"])
    sns.scatterplot(points, x="x", y="y", hue="name", style="name", s=90, legend=False, ax=axes)
    for point in points.itertuples():
        axes.text(point.x, point.y + 0.5, point.name, ha="center")
    beside = axes.inset_axes((1.2, 0, 0.9, 1))
    names = [*SEGMENTS, "everyone"]
    shares = [*result.shares.values(), result.everyone]
    sns.barplot(x=shares, y=names, hue=names, legend=False, ax=beside)
    for place, share in enumerate(shares):
        beside.text(share + 0.03, place, f"{share:.0%}", va="center")
    beside.set(xlim=(0, 1.16), xlabel="Kestrel's share of first choices")
    axes.set(xlim=(-6.4, 6.2), ylim=(-4.2, 5), aspect="equal")


def changes(axes, result):
    names = [*SEGMENTS, "everyone"]
    points = [100 * change for change in result.changes]
    sns.barplot(x=points, y=names, hue=names, legend=False, ax=axes)
    for place, change in enumerate(points):
        axes.text(change + 0.3, place, f"{change:+.1f}", va="center")
    axes.set(xlim=(-15, 15), xlabel="Change of Kestrel's share (percentage points)")


REDRAWS = {
    "weights and winners": triangle,
    "coverage and the cost of a variant": coverage,
    "moved on the map": moved,
    "point or direction": changes,
}
