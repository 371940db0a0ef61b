"""The pictures of lesson 2 that stand still. Each draws on the Axes it is given, and returns what there is to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from custvalue_helpers.kit.checks import by_name, one_of
from custvalue_helpers.kit.columns import groups_in, numbers_in, table_of_numbers
from custvalue_helpers.kit.description import farthest, named, plain, told, whereabouts
from custvalue_helpers.kit.theme import BENEFIT, COST, FAINT, INK, KESTREL, NEUTRAL, tint
from custvalue_helpers.kit.words import euro, percent, plural, signed
from custvalue_helpers.lessons.segmentation.explorers import COLOURS, LABELS, MARKS

__all__ = [
    "plot_answers",
    "plot_criteria",
    "plot_profile",
    "plot_segment_worth",
    "plot_spread_explained",
    "plot_stability",
]

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from custvalue_helpers.models.correspondence_analysis import Correspondence

TITLES = {
    "within": "W: elbow?",
    "silhouette": "silhouette: highest?",
    "calinski_harabasz": "Caliński–Harabasz: highest?",
    "stability": "stability: a drop?",
}


def plot_criteria(axes: Sequence[Axes], table: pd.DataFrame) -> str:
    """Draw four criteria by number of segments side by side, and say what they are.

    ``table`` as from how_many(); ``axes``: four of them. Raises TypeError or ValueError for a table without rows, or with a
    number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> two = {"within": [90, 50], "silhouette": [0.2, 0.3], "calinski_harabasz": [8, 7], "stability": [1, 0.8]}
    >>> picture(plot_criteria, pd.DataFrame(two, index=[2, 3]), columns=4)
    Four panels show four criteria by number of segments. A ring marks the highest silhouette, at 3 segments, and the
    highest Caliński–Harabasz, at 2 segments. W is 90 for 2 segments and 50 for 3. Stability is 1.00 for 2 segments and
    0.80 for 3.
    """
    table_of_numbers("table", table, TITLES)
    for ax, (name, title) in zip(axes, TITLES.items(), strict=True):
        values = table[name]
        ax.plot(values.index, values, "o-", color=BENEFIT, ms=6)
        if name in ("silhouette", "calinski_harabasz"):
            ax.plot(
                values.index[int(values.to_numpy().argmax())],
                values.max(),
                "o",
                ms=13,
                mfc="none",
                mec=COST,
                mew=2.5,
            )
        if name == "stability":
            ax.set_ylim(0, 1.05)
        ax.set_title(title, fontsize=10, fontweight="normal", loc="left")
        ax.set_xticks(list(values.index))
        ax.tick_params(labelsize=9)
        ax.set_xlabel("segments", fontsize=10)
    peaks = [
        plural(table.index[int(table[name].to_numpy().argmax())], "segment")
        for name in ("silhouette", "calinski_harabasz")
    ]
    numbers = [f"{plural(table.index[0], 'segment')}", *table.index[1:]]
    within, stable = (
        told(
            f"{words} is",
            [f"{signed(value, digits)} for {k}" for value, k in zip(table[name], numbers, strict=True)],
        )
        for words, name, digits in (("W", "within", 0), ("Stability", "stability", 2))
    )
    return (
        "Four panels show four criteria by number of segments. A ring marks the highest silhouette,"
        f" at {peaks[0]}, and the highest Caliński–Harabasz, at {peaks[1]}. {within} {stable}"
    )


def plot_stability(axes: Axes, repeats: Sequence | Mapping) -> str:
    """Draw the adjusted Rand index of every pair, one column for each number of segments, and say the medians.

    ``repeats``: a list of Stability, or a dict from a name to one. Raises TypeError or ValueError where there is none, or
    for an index that is not finite.

    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.clusters import Stability
    >>> picture(plot_stability, [Stability(2, (0.9, 1.0)), Stability(3, (0.5, 0.7))])
    Each dot is the adjusted Rand index of a pair of samples, 4 pairs in all, and a line marks the median. The median is
    0.95 for 2 segments and 0.60 for 3 segments.
    """
    named_ones = isinstance(repeats, dict)
    columns = by_name("repeats", repeats if named_ones else {each.k: each for each in repeats}, "a Stability")
    for name, each in columns.items():
        numbers_in(f"repeats: {name}", each.indices)
    for place, each in enumerate(columns.values()):
        count = len(each.indices)
        spread = place + 0.5 * ((np.arange(count) * 7 % count) / count - 0.5)
        axes.plot(spread, each.indices, "o", ms=4, color=BENEFIT, alpha=0.5)
        axes.plot([place - 0.33, place + 0.33], [each.median] * 2, color=INK, lw=2.5)
        axes.text(
            place + 0.36, each.median, f"{each.median:.2f}", va="center", fontsize=10.5, fontweight="bold"
        )
    axes.axhline(0, color=NEUTRAL, lw=1)
    axes.set_xticks(range(len(columns)), [str(name) for name in columns])
    axes.set(
        xlabel="" if named_ones else "Number of segments", ylabel="Adjusted Rand index", ylim=(-0.08, 1.06)
    )
    axes.set_xlim(-0.6, len(columns) - 0.2)
    medians = [
        f"{signed(each.median)} for {named(name) if named_ones else plural(name, 'segment')}"
        for name, each in columns.items()
    ]
    return (
        "Each dot is the adjusted Rand index of a pair of samples,"
        f" {plural(sum(len(each.indices) for each in columns.values()), 'pair')} in all, and a line marks the median."
        f" {told('The median is', medians, 'It is')}"
    )


def plot_spread_explained(axes: Axes, shares: pd.Series) -> str:
    """Draw what share of the differences between people each way of dividing them explains, and say it (Series by name).

    Raises TypeError or ValueError unless there is a share, and all are finite numbers.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_spread_explained, pd.Series({"age": 0.009, "statements": 0.268}))
    The share of the differences in needs that the groups explain is drawn in 2 bars. It is 0.9 % for age and 26.8 % for
    statements.
    """
    numbers_in("shares", shares)
    places = range(len(shares))
    axes.barh(places, shares, height=0.6, color=BENEFIT)
    for place, share in zip(places, shares, strict=True):
        axes.text(share + 0.006, place, f"{share:.1%}".replace("%", " %"), va="center", fontweight="bold")
    axes.set_yticks(places, list(shares.index))
    axes.tick_params(axis="y", length=0)
    axes.set(xlim=(0, max(0.1, 1.15 * shares.max())), ylim=(len(shares) - 0.5, -0.5))
    axes.set_xlabel("Share of the differences in needs that the groups explain")
    axes.xaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    parts = [f"{percent(share, 1)} for {named(name)}" for name, share in shares.items()]
    return (
        "The share of the differences in needs that the groups explain is drawn in"
        f" {plural(len(shares), 'bar')}. {told('It is', parts)}"
    )


def plot_profile(axes: Axes, table: pd.DataFrame, labels: Mapping | None = None) -> str:
    """Draw how far each segment lies from everyone, in standard deviations, and say where it lies farthest.

    ``table`` as from profile(); ``labels``: a dict from a column to what is written for it; without one, its name in plain
    words. Raises TypeError or ValueError for a table without rows, or with a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.segments import profile
    >>> answers = pd.DataFrame({"price": [1, 3, 8, 10], "age": [30, 40, 41, 31]})
    >>> picture(plot_profile, profile(answers, pd.Series([1, 1, 2, 2])))
    A table shows how far 2 segments lie from everyone's mean in 2 answers, in standard deviations. For segment 1 the
    farthest are price (−0.8) and age (−0.1). For segment 2 the farthest are price (+0.8) and age (+0.1).
    """
    table_of_numbers("table", table, ["apart"])
    apart = table["apart"].unstack(level="segment")
    columns = list(dict.fromkeys(table.index.get_level_values("column")))
    apart = apart.loc[columns, list(dict.fromkeys(table.index.get_level_values("segment")))]
    for row, values in enumerate(apart.to_numpy()):
        for place, value in enumerate(values):
            colour = tint(BENEFIT if value > 0 else COST, min(abs(value) / 1.3, 1) * 0.85)
            axes.add_patch(_tile(place, row, colour))
            dark = value > 0 and abs(value) > 0.75
            axes.text(
                place + 0.5, row + 0.5, signed(value, 1), ha="center", va="center", fontsize=10.5,
                color="white" if dark else INK, fontweight="bold" if abs(value) >= 0.5 else "normal",
            )  # fmt: skip
    axes.set(xlim=(0, apart.shape[1]), ylim=(len(apart), 0))
    axes.set_yticks(
        [row + 0.5 for row in range(len(apart))],
        [(labels or {}).get(name, _plain(name)) for name in apart.index],
    )
    heads = [name if isinstance(name, str) else f"segment {name}" for name in apart.columns]
    axes.set_xticks([place + 0.5 for place in range(apart.shape[1])], heads)
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelsize=10.5)
    for side in axes.spines.values():
        side.set_visible(False)
    words = {name: _plain(name) for name in apart.index} | dict(labels or {})
    lies = "lies" if apart.shape[1] == 1 else "lie"
    return " ".join(
        [
            f"A table shows how far {plural(len(heads), 'segment')} {lies} from everyone's mean in"
            f" {plural(len(apart), 'answer')}, in standard deviations.",
            *(
                f"For {named(head)} {farthest({words[name]: value for name, value in apart[column].items()}, 1)}."
                for head, column in zip(heads, apart.columns, strict=True)
            ),
        ]
    )


def _plain(name):
    """A column's name in plain words: 'need: speed' for need_delivery."""
    if str(name).startswith("need_"):
        return f"need: {LABELS.get(name, name[5:].replace('_', ' '))}"
    return str(name).replace("_", " ")


def _tile(left, top, colour):
    from matplotlib.patches import Rectangle

    return Rectangle((left, top), 1, 1, facecolor=colour, edgecolor="white", lw=1.5)


def plot_segment_worth(axes: Axes, table: pd.DataFrame, unit: str = "€ a customer so far") -> str:
    """Draw segments as blocks: width is customers, height the mean worth of one, area what all bring; and say these.

    ``table``: a DataFrame by segment with customers, mean, low_95 and high_95, in euro. Raises TypeError or ValueError for
    a table without rows, or with a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> savers = pd.DataFrame({"customers": [274], "mean": [33.0], "low_95": [30.0], "high_95": [36.0]}, index=["Savers"])
    >>> picture(plot_segment_worth, savers)
    Segments are drawn in 1 block: the width is customers, the height the mean (euro a customer so far) with its 95 %
    interval. In Savers, 274 customers bring €33 each and €9,042 together.
    """
    table_of_numbers("table", table, ["customers", "mean", "low_95", "high_95"])
    left = 0
    for place, (name, row) in enumerate(table.iterrows()):
        axes.bar(
            left + row.customers / 2,
            row["mean"],
            width=row.customers,
            color=tint(COLOURS[place], 0.55),
            ec="white",
        )
        middle = left + row.customers / 2
        axes.plot([middle] * 2, [row.low_95, row.high_95], color=INK, lw=2)
        axes.text(
            middle,
            row.high_95 + 3,
            f"{name}\n{euro(row.customers * row['mean'], 0)}",
            ha="center",
            va="bottom",
            fontsize=11,
        )
        left += row.customers
    axes.set(xlim=(0, left), ylim=(0, 1.32 * table["high_95"].max()), xlabel="Customers", ylabel=unit)
    return " ".join(
        [
            f"Segments are drawn in {plural(len(table), 'block')}: the width is customers, the height the mean"
            f" ({plain(unit)}) with its 95\u00a0% interval.",
            *(
                f"In {named(name)}, {plural(row.customers, 'customer')} {'brings' if row.customers == 1 else 'bring'}"
                f" {euro(row['mean'], 0)} each and {euro(row.customers * row['mean'], 0)} together."
                for name, row in table.iterrows()
            ),
        ]
    )


def plot_answers(
    axes: Axes,
    map_: Correspondence,
    labels: pd.Series,
    answers: Sequence,
    names: Mapping | None = None,
) -> str:
    """Draw people in the first two dimensions of a correspondence map by segment, with some answers written in.

    Parameters: ``map_`` from correspondence(); ``labels``, a Series of segments; ``answers``, a list of (question,
    answer, text to write); ``names``, a dict from a segment to its name. Returns what there is to see: how many people are
    in each segment, and where the answers lie. Raises ValueError for an answer that the map does not hold.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.correspondence_analysis import correspondence
    >>> tea = pd.DataFrame({"how": ["bags", "bags", "loose", "loose"], "where": ["shop", "shop", "shop", "home"]})
    >>> picture(plot_answers, correspondence(tea), pd.Series([1, 1, 2, 2]), [("how", "bags", "bags")])
    Each dot is one of 4 people, on a map whose two dimensions hold 78.9 % and 21.1 % of the inertia. The segments are 1
    (2 people) and 2 (2 people). Places are told from where the lines cross. The answer “bags” lies at the upper left.
    """
    groups_in("labels", labels)
    for question, answer, _ in answers:
        one_of("answers", (question, answer), list(map_.answers.index))
    for place, (segment, part) in enumerate(map_.people.groupby(labels.to_numpy())):
        axes.plot(part[1], part[2], MARKS[place], ms=5, color=COLOURS[place], alpha=0.45, lw=0,
                  label=(names or {}).get(segment, str(segment)))  # fmt: skip
    for question, answer, text in answers:
        x, y = map_.answers.loc[[(question, answer)], [1, 2]].to_numpy()[0]
        axes.text(x, y, text, ha="center", va="center", fontsize=11, fontweight="bold", color=KESTREL,
                  bbox={"facecolor": "white", "edgecolor": FAINT, "alpha": 0.85, "pad": 1.5})  # fmt: skip
    points = np.vstack([map_.people[[1, 2]], *(map_.answers.loc[[each[:2]], [1, 2]] for each in answers)])
    low, high = points.min(axis=0), points.max(axis=0)
    room = 0.08 * (high - low)
    axes.set(xlim=(low[0] - room[0], high[0] + room[0]), ylim=(low[1] - room[1], high[1] + room[1]))
    axes.axhline(0, color=FAINT, lw=1, zorder=0)
    axes.axvline(0, color=FAINT, lw=1, zorder=0)
    first, second = (100 * map_.inertia[dimension] / map_.total for dimension in (1, 2))
    axes.set(xlabel=f"Dimension 1 ({first:.1f} % of the inertia)", ylabel=f"Dimension 2 ({second:.1f} %)")
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), handletextpad=0.2)
    segments = [
        f"{named((names or {}).get(segment, segment))} ({plural(len(part), 'person', 'people')})"
        for segment, part in map_.people.groupby(labels.to_numpy())
    ]
    said = [
        f"Each dot is one of {plural(len(map_.people), 'person', 'people')}, on a map whose two dimensions hold"
        f" {signed(first, 1)}\u00a0% and {signed(second, 1)}\u00a0% of the inertia.",
        told("The segment is" if len(segments) == 1 else "The segments are", segments, "Others are"),
    ]
    if answers:
        places = {
            f"“{text}”": map_.answers.loc[(question, answer), [1, 2]] for question, answer, text in answers
        }
        said.append("Places are told from where the lines cross.")
        said.append(whereabouts(places, "The answer {} lies", "The answers {} lie"))
    return " ".join(said)
