"""Lesson 6's pictures by seaborn."""

import pandas as pd
import seaborn as sns

from custvalue_helpers.models.kano import ANSWERS, CATEGORIES, LETTERS, TABLE


def value_curve(axes, result):
    sns.lineplot(x=list(result.gaps), y=list(result.feelings), ax=axes)
    sns.lineplot(x=[-3, 3], y=[-3, 3], linestyle=":", ax=axes)
    sns.scatterplot(
        x=[-result.letdown, result.surprise], y=[result.lost, result.gained], hue=["loss", "gain"], s=140, legend=False, ax=axes
    )  # fmt: skip
    notes = (
        f"the surprise\n{result.gained:.2f}", f"the letdown\n{result.lost:.2f}", f"both together\n{result.together:.2f}",
    )  # fmt: skip
    for height, note in zip((0.85, 0.6, 0.35), notes, strict=True):
        axes.text(1.02, height, note, transform=axes.transAxes, va="center")
    axes.axhline(0)
    axes.axvline(0)
    axes.set(
        xlim=(-3, 3), ylim=(-9.5, 4.5), xlabel="Performance − expectation (points)", ylabel="Feeling (points)"
    )


def lab(axes, result):
    """Two panels: the shares, and the profit."""
    axes.set_axis_off()
    left, right = axes.inset_axes([0, 0, 0.44, 1]), axes.inset_axes([0.56, 0, 0.44, 1])
    shares = pd.DataFrame(
        {"promise": result.promises, "try": result.trial, "disappointed": result.disappointed, "stay": result.stays}
    ).melt("promise")  # fmt: skip
    sns.lineplot(shares, x="promise", y="value", hue="variable", style="variable", ax=left)
    points = [result.now, result.best] if result.whole else [result.now]
    if result.whole:
        sns.lineplot(x=list(result.promises), y=[value / 1000 for value in result.profits], ax=right)
    sns.scatterplot(
        x=[p.promise for p in points],
        y=[p.profit / 1000 for p in points],
        s=100,
        hue=["now", "best"][: len(points)],
        ax=right,
    )
    for panel in (left, right):
        panel.axvline(result.now.promise)
    right.set(ylim=(-65, 230), title=f"best {result.best.promise:.1f}" if result.whole else "")


def memory(axes, result):
    for values, chosen in list(zip(result.curves, result.chosen, strict=True))[: 1 + result.chosen[1]]:
        sns.lineplot(
            x=list(result.promises), y=[value / 1000 for value in values], lw=2.8 if chosen else 1.8, ax=axes
        )
    points = [result.now, result.best]
    sns.scatterplot(
        x=[p.promise for p in points],
        y=[p.profit / 1000 for p in points],
        s=120,
        hue=["now", "best"],
        ax=axes,
    )
    axes.axvline(8.2)
    axes.text(1.02, 0.2, f"best {result.best.promise:.1f}", transform=axes.transAxes)
    axes.set(ylim=(0, 180), xlabel="Promise (points, 1 to 10)", ylabel="Profit (thousand €)")


def kano_answers(axes, result):
    numbers = pd.DataFrame(
        [["MOAIRQ".index(letter) for letter in row] for row in TABLE], index=ANSWERS, columns=ANSWERS
    )
    words = pd.DataFrame([[LETTERS[letter] for letter in row] for row in TABLE])
    x, y = ANSWERS.index(result.if_not_there), ANSWERS.index(result.if_there)
    if not result.whole:
        chosen = words.iloc[y, x]
        words.loc[:, :] = ""
        words.iloc[y, x] = chosen
    sns.heatmap(numbers, annot=words, fmt="", cbar=False, ax=axes)
    sns.lineplot(
        x=[x, x + 1, x + 1, x, x], y=[y, y, y + 1, y + 1, y], sort=False, estimator=None, lw=4, ax=axes
    )


def kano_mixture(axes, result):
    table = pd.DataFrame(
        [(name, group, shares[name]) for group, shares in (("Busy households", result.busy), ("Connoisseurs", result.connoisseurs))
         for name in CATEGORIES[:5]], columns=["category", "group", "share"],
    )  # fmt: skip
    sns.histplot(table, y="category", hue="group", weights="share", multiple="stack", shrink=0.66, ax=axes)
    axes.text(
        1.02, 0.4, f"{result.count.category}\n{result.count.category_strength:.0%}", transform=axes.transAxes
    )
    axes.set(xlim=(0, 0.82), xlabel="Share of all who were asked", ylabel="")


REDRAWS = {
    "value curve": value_curve,
    "expectation lab": lab,
    "promise memory": memory,
    "Kano answers": kano_answers,
    "Kano mixture": kano_mixture,
}
