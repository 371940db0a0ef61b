"""Lesson 4's pictures by seaborn."""

import pandas as pd
import seaborn as sns

from custvalue_helpers.lessons.perceived_value.explorers import SUPPLIERS
from custvalue_helpers.models.perceived_value import BENEFITS, COSTS


def value_bars(axes, comparison):
    sides = (("gets", BENEFITS), ("gives up", COSTS))
    bars = [(offer, side, parts) for offer, _ in comparison.pairs for side, parts in sides]
    data = pd.DataFrame(
        {"bar": f"{offer.name}: {side}", "part": part, "euro": getattr(offer, part)}
        for offer, side, parts in bars
        for part in parts
    )
    sns.histplot(
        data, y="bar", hue="part", weights="euro", multiple="stack", shrink=0.85, ax=axes, legend=False
    )
    for place, (offer, _, parts) in enumerate(bars):
        left = 0
        for part in parts:
            width = getattr(offer, part)
            if width > len(part) * 1.6:
                axes.text(left + width / 2, place, part, ha="center", va="center")
            left += width
        axes.text(left + 0.8, place, f"€{left:.0f}", va="center")
    for place, (_, value) in enumerate(comparison.pairs):
        axes.text(0, 2 * place - 0.6, f"{value.name}: CPV €{value.difference:.0f}", weight="bold")
    for row, part in enumerate((*BENEFITS, *COSTS)):
        axes.text(1.01, 0.98 - 0.115 * row, f"■ {part}", transform=axes.transAxes, va="top")
    axes.set(xlim=(0, 66), ylabel="", xlabel="€ a month, as this customer feels it")


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


def two_measures(axes, result):
    gap, ratio = result.a.difference, result.a.ratio
    sns.lineplot(x=[0, 44], y=[gap, gap + 44], linestyle="--", ax=axes)
    sns.lineplot(x=[0, 44], y=[0, ratio * 44], ax=axes)
    pair = {"A": result.a, "B": result.b}
    points = pd.DataFrame(
        {"offer": name, "cost": value.total_customer_cost, "benefit": value.total_customer_benefit}
        for name, value in pair.items()
    )
    sns.scatterplot(points, x="cost", y="benefit", hue="offer", style="offer", s=150, legend=False, ax=axes)
    for point in points.itertuples():
        axes.text(
            point.cost, point.benefit, point.offer, ha="center", va="center", color="white", weight="bold"
        )
    notes = (
        (0.97, "Dashed: as good as A\nby difference"),
        (0.77, "Solid: as good as A\nby ratio"),
        (0.5, f"By difference: {result.by_difference}\nBy ratio: {result.by_ratio}"),
    )  # fmt: skip
    for height, note in notes:
        axes.text(1.02, height, note, transform=axes.transAxes, va="top")
    axes.set(
        xlim=(0, 44),
        ylim=(0, 44),
        xlabel="Total customer cost (€ a month)",
        ylabel="Total customer benefit (€ a month)",
    )


def shares(axes, result):
    sns.barplot(x=list(result.shares), y=list(SUPPLIERS), hue=list(SUPPLIERS), legend=False, ax=axes)
    for place, share in enumerate(result.shares):
        axes.text(share + 0.012, place, f"{share:.0%}", va="center", weight="bold")
    axes.set(xlim=(0, 1.12), xlabel="Share of choices")


REDRAWS = {
    "perceived value": value_bars,
    "switching price": switching,
    "difference or ratio": two_measures,
    "electricity shares": shares,
}
