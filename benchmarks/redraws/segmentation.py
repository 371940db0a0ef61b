"""Lesson 2's pictures by seaborn."""

import pandas as pd
import seaborn as sns

from custvalue_helpers.lessons.segmentation.explorers import LABELS, VARIABLES
from custvalue_helpers.models.clusters import SIX


def by_hand(axes, state):
    people = pd.DataFrame(
        {"name": name, "price": price, "speed": speed, "group": "AB"[group]}
        for (name, (price, speed)), group in zip(SIX.items(), state.groups, strict=True)
    )
    for person, group in zip(people.itertuples(), state.groups, strict=True):
        x, y = state.centres[group]
        sns.lineplot(x=[person.price, x], y=[person.speed, y], color="0.8", ax=axes)
        axes.text(person.price, person.speed - 0.25, person.name, ha="center", va="top")
    sns.scatterplot(people, x="price", y="speed", hue="group", style="group", s=90, legend=False, ax=axes)
    sns.scatterplot(
        x=[c[0] for c in state.centres], y=[c[1] for c in state.centres], marker="X", s=200, ax=axes
    )
    axes.text(1.06, 0.5, f"W = {state.within:.1f}\nafter {state.rounds} rounds", transform=axes.transAxes)
    axes.set(xlim=(0, 8), ylim=(0, 8), xlabel="The price matters (1 to 7)", ylabel="Speed matters (1 to 7)")


def difference(axes, result):
    names = [LABELS[name] for name in VARIABLES]
    sns.barplot(x=[result.shares[name] for name in VARIABLES], y=names, hue=names, legend=False, ax=axes)
    axes.set(xlim=(0, 1), xlabel="Share of the differences that the segments explain")


def repeats(axes, result):
    sns.stripplot(x=list(result.indices), ax=axes)
    axes.axvline(result.median)
    axes.text(result.median, -0.3, f"{result.median:.2f}", ha="center", weight="bold")
    axes.set(xlim=(-0.05, 1.02), xlabel="Adjusted Rand index of two samples")


def control(axes, result):
    sns.scatterplot(
        x=result.x, y=result.y, hue=result.groups, style=result.groups, palette="deep", legend=False, ax=axes
    )
    inset = axes.inset_axes([1.25, 0, 0.8, 1])
    values = [result.stability, result.silhouette]
    sns.barplot(x=values, y=["stability", "silhouette"], ax=inset)
    for place, value in enumerate(values):
        inset.text(value + 0.02, place, f"{value:.2f}", va="center")
    axes.set(xlim=(-5.6, 5.6), ylim=(-5, 5), xlabel="First main direction", ylabel="Second main direction")
    inset.set(xlim=(0, 1))


REDRAWS = {
    "k-means by hand": by_hand,
    "k and scaling": difference,
    "stability": repeats,
    "no structure": control,
}
