"""Lesson 8's pictures by seaborn."""

import pandas as pd
import seaborn as sns

from custvalue_helpers.lessons.relationships.explorers import kestrel_points
from custvalue_helpers.lessons.relationships.plots import COLUMNS, ROWS
from custvalue_helpers.models.relationship_levels import KOTLER_GRID, NAMES


def which_level(axes, result):
    names = [each.name for each in result.profits]
    longest = max(abs(each.profit) for each in result.profits) or 1
    widths = [each.profit / longest for each in result.profits]
    hues = ["best" if name == result.best else "other" for name in names]
    sns.barplot(x=widths, y=names, hue=hues, legend=False, ax=axes)
    for place, each in enumerate(result.profits):
        note = f"€{each.profit:,.0f}" if each.possible else "too many hours"
        axes.text(1.01, place, note, transform=axes.get_yaxis_transform(), va="center")
    axes.set(xlim=(-1.05, 1.05), xlabel="Profit, relative to the longest bar")


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


def club_or_people(axes, club):
    kept, net = club.kept - club.without, club.kept - club.given_away
    names = ["without the club", "kept longer", "free orders", "with the club"]
    widths, lefts = [club.without, kept, club.given_away, net], [0, club.without, net, 0]
    sns.barplot(x=widths, y=names, hue=names, legend=False, left=lefts, ax=axes)
    for place, width in enumerate(widths):
        axes.text(1.01, place, f"€{width:.0f}", transform=axes.get_yaxis_transform(), va="center")
    axes.axvline(club.without, ls="--")
    axes.set(xlim=(0, 360), xlabel="€ a member, over all boxes to come")


def win_or_keep(axes, result):
    sns.lineplot(x=[100 * part for part in result.shares], y=list(result.equities), ax=axes)
    marks = (
        (result.best_share, result.best, "best split", 0.8),
        (result.share, result.here, "this split", 0.4),
    )
    for part, plan, name, height in marks:
        sns.scatterplot(x=[100 * part], y=[plan.equity], s=90, ax=axes)
        axes.text(
            1.02,
            height,
            f"{name}\n{part:.0%} winning\n€{plan.equity:.1f}",
            transform=axes.transAxes,
            va="center",
        )
    axes.set(
        xlim=(0, 100),
        ylim=(-45, 250),
        xlabel="Share spent on winning (%)",
        ylabel="Customer equity (€ a prospect)",
    )


def moving_cuts(axes, result):
    months, profit = kestrel_points()[result.source]
    sns.scatterplot(x=months, y=profit, s=12, ax=axes)
    axes.axvline(result.months_cut)
    axes.axhline(result.profit_cut)
    for (group, count), place in zip(result.customers.items(), ((0, 0), (0, 1), (1, 0), (1, 1)), strict=True):
        axes.text(
            0.02 + 0.75 * place[0], 0.05 + 0.87 * place[1], f"{group} {count}", transform=axes.transAxes
        )
    axes.set(xlim=(0, 42), ylim=(-4, 20), xlabel="Months as a customer", ylabel="Profit (€ a month)")


def taste_or_habit(axes, result):
    lags = range(1, len(result.later) + 1)
    table = pd.DataFrame({"later": [*lags, *lags], "share": [*result.later, *result.matrix_later],
                          "who": ["people"] * len(lags) + ["matrix"] * len(lags)})  # fmt: skip
    sns.lineplot(table, x="later", y="share", hue="who", style="who", markers=True, ax=axes)
    axes.text(1.02, 0.4, f"same brand\ntwice running\n{result.repeat:.0%}", transform=axes.transAxes)
    axes.set(ylim=(0, 1.04), xlabel="Purchases later", ylabel="Share that buys A again")


REDRAWS = {
    "which level": which_level,
    "level grid": level_grid,
    "club or people": club_or_people,
    "win or keep": win_or_keep,
    "moving cuts": moving_cuts,
    "taste or habit": taste_or_habit,
}
