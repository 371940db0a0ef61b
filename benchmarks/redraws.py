"""Some explorers' pictures as one would otherwise make them: a new figure by seaborn for each change.

One of each kind of picture: what is measured on these holds for their like.
"""

import io

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

from custvalue_helpers.lessons.positioning.kestrel import BRANDS_AT, IDEALS_AT, SEGMENTS
from custvalue_helpers.lessons.relationships.plots import COLUMNS, ROWS
from custvalue_helpers.lessons.value_analysis.kestrel import BRANDS
from custvalue_helpers.models.relationship_levels import KOTLER_GRID, NAMES


def redraw(draw, result, size=(8, 4.5)):
    """Draw a result from nothing and encode it, as an ordinary interactive cell does."""
    sns.set_theme(style="ticks")
    figure, axes = plt.subplots(figsize=size, dpi=100)
    draw(axes, result)
    sns.despine()
    figure.tight_layout()
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    plt.close(figure)
    return buffer.getvalue()


def orientations(axes, result):
    kinds = {"this year": 1, "average": result.years, "harm": None}
    data = pd.DataFrame(
        {
            "name": f"{outcome.name}: {outcome.aim}\n{outcome.plan}",
            "kind": kind,
            "value": result.value(outcome, years) if years else result.harm_a_year(outcome),
        }
        for outcome in result.outcomes
        for kind, years in kinds.items()
    )
    sns.barplot(data, y="name", x="value", hue="kind", ax=axes)
    for place, outcome in enumerate(result.outcomes):
        for shift, years in ((-0.27, 1), (0, result.years)):
            value, first = result.value(outcome, years), outcome in result.leaders(years)
            text, weight = f"{value:.0f}{' most' if first else ''}", "bold" if first else "normal"
            axes.text(max(value, 0) + 4, place + shift, text, va="center", weight=weight)
    counted = "Profit less harm" if result.less_harm else "Profit"
    axes.set(xlim=(-90, 400), xlabel=f"{counted}, thousand € a year", ylabel="")


def switching(axes, result):
    prices = [15, 40]
    height = result.value + result.price
    sns.lineplot(x=prices, y=[height - price for price in prices], ax=axes)
    sns.lineplot(x=prices, y=[result.rival_value] * 2, linestyle="--", ax=axes)
    sns.lineplot(x=[result.switching_price] * 2, y=[-30, result.rival_value], linestyle=":", ax=axes)
    sns.scatterplot(x=[result.price], y=[result.value], s=120, ax=axes)
    axes.axhline(0, lw=1)
    axes.text(15.6, height - 14.5, "Kestrel", weight="bold")
    axes.text(39.6, result.rival_value + 1.2, "rival", weight="bold", ha="right")
    verdict = f"Switching price\n€{result.switching_price:.2f}: {result.choice}"
    axes.text(0.98, 0.97, verdict, transform=axes.transAxes, ha="right", va="top", weight="bold")
    axes.set(xlim=(15, 40), ylim=(-30, 52), xlabel="Kestrel's price (€ a month)", ylabel="CPV (€ a month)")


def louder_promise(axes, result):
    xs = list(result.promises)
    low, middle, high = (
        [v / 1000 for v in values] for values in (result.lows, result.estimates, result.highs)
    )
    if result.whole:
        axes.fill_between(xs, low, high, alpha=0.3)
        sns.lineplot(x=xs, y=middle, ax=axes)
    at = min(range(len(xs)), key=lambda k: abs(xs[k] - result.promise))
    sns.lineplot(x=[xs[at]] * 2, y=[low[at], high[at]], lw=4, ax=axes)
    marks = [(at, "this promise"), *([(result.best_at, "best estimate")] if result.whole else [])]
    for place, name in marks:
        sns.scatterplot(x=[xs[place]], y=[middle[place]], s=90, label=name, ax=axes)
    axes.axhline(0)
    axes.set(xlim=(-1.5, 1.5), ylim=(-11, 16), xlabel="Points promised, against today", ylabel="€ thousand")


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
    axes.text(
        0.99,
        0.98,
        f"{result.attribute} weighs {result.weight:.0%}",
        ha="right",
        va="top",
        transform=axes.transAxes,
    )
    axes.set(xlim=(0.25, 1.6), ylim=(0.2, 2.6), xlabel="Relative quality", ylabel="Relative price")


def level_grid(axes, result):
    def ranks(grid):
        rows = [[NAMES.index(grid[size, margin].split(" or ")[0]) for margin in COLUMNS] for size in ROWS]
        words = [[grid[size, margin] for margin in COLUMNS] for size in ROWS]
        return pd.DataFrame(rows, index=ROWS, columns=COLUMNS), words

    both = [ranks(KOTLER_GRID), ranks(result.best)]
    levels = pd.concat([both[0][0], both[1][0]], axis=1)
    words = [[*left, *right] for left, right in zip(both[0][1], both[1][1], strict=True)]
    sns.heatmap(levels, annot=words, fmt="", cmap="Blues", cbar=False, annot_kws={"size": 8}, ax=axes)
    axes.set(xlabel="margin a customer", ylabel="customers")


def conventions(axes, result):
    figure = axes.figure
    figure.clf()
    left, right = figure.subplots(1, 2)
    years = list(range(len(result.payments)))
    sns.barplot(x=years, y=list(result.payments), ax=left)
    sns.lineplot(x=years, y=result.added_up, drawstyle="steps-post", ax=right)
    right.axhline(result.value, ls=":")
    right.axhline(result.acquisition_cost, ls="--")
    right.text(
        0.98, 0.97, f"€{result.value:.0f}", transform=right.transAxes, ha="right", va="top", weight="bold"
    )
    left.set(title="Each payment", ylim=(0, 130), xlabel="Years from now", ylabel="€")
    right.set(title="Added up", ylim=(0, 900), xlabel="Years from now")


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


REDRAWS = {  # by the explorer's name
    "five orientations": orientations,  # bars
    "switching price": switching,  # lines
    "louder promise": louder_promise,  # a line with its band
    "value map": value_map,  # dots by the hundred
    "level grid": level_grid,  # a table
    "lifetime value convention": conventions,  # two panels
    "moved on the map": moved,  # a map
}
