"""Lesson 0's pictures by seaborn."""

import pandas as pd
import seaborn as sns


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


REDRAWS = {
    "five orientations": orientations,
    "empty shelves": orientations,
}
