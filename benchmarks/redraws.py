"""The explorers' pictures as one would otherwise make them: a new figure by seaborn for each change."""

import io

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns

from custvalue_helpers.perceived_value.choice_explorers import SUPPLIERS
from custvalue_helpers.perceived_value.model import BENEFITS, COSTS
from custvalue_helpers.value_creation.model import ACTIVITIES


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


def zone(axes, deal):
    top, low, high = 50, max(deal.lowest_price, 0), max(deal.highest_price, 0)
    both = (low, high) if deal.possible and high > low else (0, 0)
    spans = ((0, high), (min(low, top), top), both)
    names = (
        "Customer gains\nat these prices",
        "Kestrel gains\nat these prices",
        "Both gain: the\nzone of exchange",
    )
    widths = [right - left for left, right in spans]
    sns.barplot(
        x=widths, y=list(names), hue=list(names), legend=False, left=[left for left, _ in spans], ax=axes
    )
    notes = (f"€{high:.0f}", f"€{low:.0f}", f"€{both[0]:.0f} to €{both[1]:.0f}")
    for place, note in enumerate(notes):
        axes.text(1.01, place, note, transform=axes.get_yaxis_transform(), va="center")
    sns.lineplot(x=[deal.price] * 2, y=[-0.4, 2.4], lw=3, estimator=None, ax=axes)
    axes.text(deal.price, -0.42, f"price €{deal.price:.0f}", ha="center", va="bottom", weight="bold")
    axes.text(0, 2.78, f"The exchange {'happens' if deal.happens else 'does not happen'}", va="center")
    gains = (
        (0, "Gains: customer", deal.customer_gain),
        (22.5, "Kestrel", deal.firm_gain),
        (37, "together", deal.total_gain),
    )
    for left, name, gain in gains:
        axes.text(left, 3.26, f"{name} €{gain:.0f}", va="center")
    axes.set(xlim=(0, top), ylim=(3.6, -0.75), xlabel="Price (€ a month)", ylabel="")


def chain(axes, result):
    scores = pd.DataFrame(
        {"link": f"{place} {name}", "part": part, "score": score}
        for place, name in enumerate(ACTIVITIES, 1)
        for part, score in (
            ("before", result.before[name]),
            ("added", result.after[name] - result.before[name]),
        )
    )
    sns.histplot(
        scores, y="link", hue="part", weights="score", multiple="stack", shrink=0.66, legend=False, ax=axes
    )
    for place, name in enumerate(ACTIVITIES):
        weak = abs(result.after[name] - result.arrives) < 1e-9
        axes.text(1.01, place, f"{result.after[name]:g}{' weakest' if weak else ''}",
                  transform=axes.get_yaxis_transform(), va="center")  # fmt: skip
    for score, text, top in ((result.promise, "promised", -0.62), (result.arrives, "arrives", -1.12)):
        sns.lineplot(x=[score] * 2, y=[top, 5.5], estimator=None, ax=axes)
        axes.text(score + 0.1, top, f"{text} {score:g}", va="bottom", weight="bold")
    axes.set(xlim=(0, 10), ylim=(5.6, -1.35), xlabel="Score (0 to 10)", ylabel="")


def spending(axes, result):
    sns.barplot(
        x=list(result.rises.values()), y=list(result.rises), hue=list(result.rises), legend=False, ax=axes
    )
    for place, rise in enumerate(result.rises.values()):
        axes.text(rise + 0.04, place, f"{rise:.2f}", va="center", weight="bold")
    axes.text(
        0,
        -0.6,
        f"€{result.euro:,.0f}: {result.advice}",
        va="bottom",
        weight="bold",
    )
    axes.set(xlim=(0, 3.7), ylim=(5.6, -1.05), xlabel="Rise of the value that arrives (points of 10)")


def signal(axes, result):
    for values, style in ((result.trust, "--"), (result.afford, ":"), (result.buys, "-")):
        sns.lineplot(x=list(result.prices), y=list(values), linestyle=style, ax=axes)
    sns.lineplot(x=[result.now.price] * 2, y=[0, result.now.buy], estimator=None, ax=axes)
    sns.scatterplot(x=[result.now.price], y=[result.now.buy], s=120, ax=axes)
    notes = (
        (0.93, "- - -  trust its quality\nat this price"),
        (0.72, "· · · ·  do not find it\ntoo dear"),
        (0.51, "——  buy: both at once"),
        (
            0.2,
            f"At €{result.now.price:.2f}\n{result.now.buy:.0%} buy\n€{result.profit:,.0f} profit\nfrom 1,000 people",
        ),
    )
    for height, note in notes:
        axes.text(1.02, height, note, transform=axes.transAxes, va="center")
    axes.set(xlim=(5, 40), ylim=(0, 1.16), xlabel="Price (€ a month)", ylabel="Share of those who see it")


REDRAWS = {
    "five orientations": orientations,
    "empty shelves": orientations,
    "zone of exchange": zone,
    "promise chain": chain,
    "where to spend": spending,
    "price signal": signal,
    "perceived value": value_bars,
    "switching price": switching,
    "difference or ratio": two_measures,
    "electricity shares": shares,
}
