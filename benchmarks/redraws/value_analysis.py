"""Lesson 5's pictures by seaborn."""

import numpy as np
import pandas as pd
import seaborn as sns

from custvalue_helpers.lessons.value_analysis.kestrel import ATTRIBUTES, BRANDS, LABELS


def credit(axes, result):
    methods = ("looked at alone", "LMG shares", "slopes")
    data = pd.DataFrame(
        {"method": method, "driver": driver, "share": 100 * part}
        for method, share in zip(methods, result.shares, strict=True)
        for driver, part in (("brewing help", 1 - share), ("coffee quality", share))
    )
    sns.histplot(
        data, y="method", hue="driver", weights="share", multiple="stack", shrink=0.62, legend=False, ax=axes
    )
    for place, share in enumerate(result.shares):
        axes.text(1.5, place, f"{100 * share:.0f}", va="center", weight="bold")
        axes.text(98.5, place, f"{100 - 100 * share:.0f}", va="center", ha="right", weight="bold")
    axes.text(0, -0.55, "coffee quality")
    axes.text(100, -0.55, "brewing help", ha="right")
    axes.set(xlim=(0, 100), ylim=(2.6, -0.95), xlabel="Share of the credit (%)", ylabel="")


def grid(axes, result):
    data = pd.DataFrame({"x": result.performance, "y": result.importance, "advice": result.quadrants})
    sns.scatterplot(data, x="x", y="y", hue="advice", style="advice", s=90, legend=False, ax=axes)
    sns.lineplot(x=[3.8, 9.8], y=[result.importance_cut] * 2, ax=axes)
    sns.lineplot(x=[result.performance_cut] * 2, y=[0, 30], estimator=None, ax=axes)
    for name, row in zip(ATTRIBUTES, data.itertuples(), strict=True):
        axes.text(row.x + 0.06, row.y, LABELS[name], va="center")
    corners = {
        "concentrate here": (0, 1),
        "keep up the good work": (1, 1),
        "low priority": (0, 0),
        "possible overkill": (1, 0),
    }
    for name, (x, y) in corners.items():
        axes.text(
            x, y, name, ha="right" if x else "left", va="top" if y else "bottom", transform=axes.transAxes
        )
    axes.set(
        xlim=(3.8, 9.8),
        ylim=(0, 30),
        xlabel="Kestrel's performance (points, 1 to 10)",
        ylabel="Importance (% of total)",
    )


def value_map(axes, result):
    clouds = pd.DataFrame(
        {
            "brand": np.tile(BRANDS, len(result.cloud_quality)),
            "quality": result.cloud_quality.ravel(),
            "price": result.cloud_price.ravel(),
        }
    )
    sns.scatterplot(clouds, x="quality", y="price", hue="brand", s=6, legend=False, ax=axes)
    points = pd.DataFrame({"brand": p.name, "quality": p.quality, "price": p.price} for p in result.positions)
    sns.scatterplot(points, x="quality", y="price", hue="brand", style="brand", s=100, legend=False, ax=axes)
    sns.lineplot(x=[0.4, 1.6], y=[1 - 0.6 * result.slope, 1 + 0.6 * result.slope], ax=axes)
    for point in points.itertuples():
        axes.text(point.quality + 0.05, point.price, point.brand, va="center", weight="bold")
    axes.text(0.01, 0.98, "worse value: dear for its quality", va="top", transform=axes.transAxes)
    axes.text(0.99, 0.02, "better value", ha="right", transform=axes.transAxes)
    axes.text(0.99, 0.98, result.note, ha="right", va="top", transform=axes.transAxes)
    axes.set(xlim=(0.25, 1.6), ylim=(0.2, 2.6), xlabel="Relative quality", ylabel="Relative price")


def noise(axes, result):
    z = np.linspace(-4, 4, 81)
    axes.axvspan(-result.limit_alone, result.limit_alone, alpha=0.3)
    for side in (-1, 1):
        sns.lineplot(x=[side * result.limit_corrected] * 2, y=[0, 1], linestyle="--", estimator=None, ax=axes)
    sns.lineplot(x=result.change + z * result.standard_error, y=np.exp(-(z**2) / 2), ax=axes)
    sns.lineplot(x=[result.change] * 2, y=[0, 1], linestyle=":", estimator=None, ax=axes)
    notes = (
        (0.01, 0.99, "grey: called “no change” when tested alone"),
        (0.6, 0.99, "dashed: limits after correction for all"),
        (0.01, 0.86, f"Called a change, alone: {result.seen_alone:.0%}"),
        (0.01, 0.75, f"after correction: {result.seen_corrected:.0%}"),
        (0.7, 0.86, f"False alarm: {result.false_alarm:.0%}"),
    )
    for x, y, note in notes:
        axes.text(x, y, note, va="top", transform=axes.transAxes)
    axes.set(
        xlim=(-1.6, 2.6), ylim=(0, 1.55), xlabel="Measured change of the mean rating (points)", yticks=[]
    )


REDRAWS = {
    "correlated drivers": credit,
    "importance and performance": grid,
    "value map": value_map,
    "real or noise": noise,
}
