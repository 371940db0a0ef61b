"""Lesson 7's pictures by seaborn."""

import pandas as pd
import seaborn as sns

from custvalue_helpers.models.recommendation import Z_95


def waves(axes, result):
    rows = {"before": result.before, "after": result.after}
    points = {**{name: each.score for name, each in rows.items()}, "change": result.change.points}
    errors = {
        **{name: each.standard_error for name, each in rows.items()},
        "change": result.change.standard_error,
    }
    for name, value in points.items():
        half = Z_95 * errors[name]
        sns.lineplot(x=[value - half, value + half], y=[name] * 2, estimator=None, ax=axes)
        axes.text(value, name, f"{value:.0f}", ha="center", va="bottom", weight="bold")
    sns.scatterplot(x=list(points.values()), y=list(points), s=100, ax=axes)
    axes.axvline(0, ls=":")
    axes.set(xlim=(-100, 100), xlabel="Points (95 % intervals)")


def shape(axes, result):
    years = range(13)
    figure = axes.figure
    figure.clf()
    left, right = figure.subplots(1, 2)
    sns.lineplot(x=years, y=result.survival, ax=left)
    sns.lineplot(x=years, y=result.constant, linestyle="--", ax=left)
    sns.lineplot(x=years[1:], y=result.retention, ax=right)
    sns.lineplot(x=years[1:], y=[1 - result.leave] * 12, linestyle="--", ax=right)
    left.text(0.02, 0.98, "—— customers differ", transform=left.transAxes, va="top")
    left.text(0.02, 0.88, "- - - one rate for all", transform=left.transAxes, va="top")
    right.text(
        0.98, 0.98, f"12 years: {result.survival[-1]:.0%}", transform=right.transAxes, ha="right", va="top"
    )
    left.set(ylim=(0, 1.32), xlabel="Years", ylabel="Still there")
    right.set(ylim=(0, 1.32), xlabel="Year", ylabel="Of those still there, renew")


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


def paid(axes, result):
    sns.lineplot(x=range(len(result.added_up)), y=result.added_up, ax=axes)
    axes.axhline(result.acquisition_cost, ls="--")
    axes.axhline(result.most, ls=":")
    sns.scatterplot(x=[result.plain], y=[result.acquisition_cost], marker="X", s=100, ax=axes)
    if result.periods and result.periods < len(result.added_up):
        sns.scatterplot(x=[result.periods], y=[result.acquisition_cost], s=120, ax=axes)
    for height, note in ((0.97, "expected margin so far"), (0.87, "all there will ever be"), (0.77, "cost of winning"),
                         (0.67, "paid back"), (0.57, "cost / margin"), (0.35, f"box {result.periods}")):  # fmt: skip
        axes.text(1.02, height, note, transform=axes.transAxes, va="top")
    axes.set(ylim=(0, 125), xlim=(0, 36), xlabel="Boxes", ylabel="€ a customer")


def history(axes, result):
    sns.lineplot(x=result.weeks, y=result.path, ax=axes)
    sns.scatterplot(x=result.purchases, y=[-0.08] * len(result.purchases), s=80, ax=axes)
    sns.scatterplot(x=[result.age], y=[result.alive], marker="D", s=100, ax=axes)
    for height, note in ((0.97, "purchases"), (0.87, "still there?"), (0.77, "today"),
                         (0.55, f"{result.alive:.0%} there\n{result.expected:.1f} purchases\nto come")):  # fmt: skip
        axes.text(1.02, height, note, transform=axes.transAxes, va="top")
    axes.set(
        xlim=(0, 80),
        ylim=(-0.16, 1.12),
        xlabel="Weeks since the first purchase",
        ylabel="Chance of still being there",
    )


def free_box(axes, found):
    parts = pd.DataFrame(
        {"who": ["without", "in the club", "in the club"], "part": ["worth", "worth", "free boxes"],
         "euro": [found.without, found.worth, found.given_away]}
    )  # fmt: skip
    sns.histplot(
        parts, y="who", hue="part", weights="euro", multiple="stack", shrink=0.6, ax=axes, legend=False
    )
    axes.axvline(found.without, ls="--")
    for height, note in ((0.97, "worth in the club"), (0.87, "free boxes"), (0.77, "worth without"),
                         (0.5, f"gains €{found.gain:.0f}")):  # fmt: skip
        axes.text(1.02, height, note, transform=axes.transAxes, va="top")
    axes.set(xlim=(0, 300), xlabel="Lifetime value (€ a customer)", ylabel="")


REDRAWS = {
    "is this change real": waves,
    "retention shape": shape,
    "lifetime value convention": conventions,
    "acquisition payback": paid,
    "still there": history,
    "tenth box free": free_box,
}
