"""Lesson 1's pictures by seaborn."""

import pandas as pd
import seaborn as sns

from custvalue_helpers.models.exchanges import ACTIVITIES


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
    "zone of exchange": zone,
    "promise chain": chain,
    "where to spend": spending,
    "price signal": signal,
}
