"""Lesson 9's pictures by seaborn."""

import pandas as pd
import seaborn as sns

from custvalue_helpers.lessons.capstone.plots import stacked


def _dots(axes, outcome, low, high, per, label):
    across, up = stacked([dot / per for dot in outcome.dots], low, high)
    table = pd.DataFrame(
        {"x": across, "y": up, "result": ["loses" if dot < 0 else "gains" for dot in outcome.dots]}
    )
    sns.scatterplot(table, x="x", y="y", hue="result", ax=axes)
    sns.lineplot(x=[outcome.low / per, outcome.high / per], y=[-2, -2], lw=6, ax=axes)
    sns.scatterplot(x=[outcome.estimate / per], y=[-2], marker="D", s=80, ax=axes)
    axes.axvline(0)
    lost = sum(dot < 0 for dot in outcome.dots)
    axes.text(1.01, 0.8, f"of 100 draws\n{lost} lose", transform=axes.transAxes)
    axes.set(xlim=(low, high), yticks=[], xlabel=label)


def one_step(axes, result):
    _dots(axes, result.outcome, -12, 18, 1000, "Change of customer equity (€ thousand, per 1,000 people)")


def one_budget(axes, result):
    _dots(axes, result.outcome, -40, 60, 1, "Net gain (€ thousand, from 3,000 people)")


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


def which_study(axes, result):
    table = pd.DataFrame({"when": ["now", "after the study"]})
    table["low"], table["high"] = zip(
        *((o.low / 1000, o.high / 1000) for o in (result.now, result.after)), strict=True
    )
    sns.barplot(
        x=table["high"] - table["low"],
        y=table["when"],
        hue=table["when"],
        left=table["low"],
        legend=False,
        ax=axes,
    )
    axes.axvline(result.now.estimate / 1000)
    for place, outcome in enumerate((result.now, result.after)):
        axes.text(1.02, place, f"{outcome.loss:.0%} lose", transform=axes.get_yaxis_transform(), va="center")
    axes.set(xlim=(-5, 5), xlabel="Change of customer equity (€ thousand, per 1,000 people)")


def four_cases(axes, result):
    sizes = [100 * size for size in result.sizes]
    table = pd.DataFrame({"size": sizes * 2, "index": [*result.equities, *result.worths],
                          "what": ["customer equity"] * len(sizes) + ["lifetime value"] * len(sizes)})  # fmt: skip
    if result.whole:
        sns.lineplot(table, x="size", y="index", hue="what", style="what", ax=axes)
    sns.scatterplot(x=[100 * result.size], y=[result.equity], s=90, ax=axes)
    sns.scatterplot(x=[100 * result.size], y=[result.worth], s=60, ax=axes)
    here = result.here
    words = f"value €{here.value:.0f}\nchosen {here.chosen:.0%}\nstay {here.retention:.0%}"
    axes.text(1.02, 0.3, words, transform=axes.transAxes)
    axes.set(xlim=(0, 150), ylim=(0, 230), xlabel="Size of the move (%)", ylabel="Without the move = 100")


REDRAWS = {
    "one step": one_step,
    "louder promise": louder_promise,
    "one budget": one_budget,
    "which study": which_study,
    "four cases": four_cases,
}
