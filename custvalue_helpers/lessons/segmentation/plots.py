"""The pictures of lesson 2 that stand still. Each draws on the Axes it is given and returns them."""

import numpy as np

from custvalue_helpers.kit.theme import BENEFIT, COST, FAINT, INK, KESTREL, NEUTRAL, tint
from custvalue_helpers.kit.words import euro, signed
from custvalue_helpers.lessons.segmentation.explorers import COLOURS, LABELS, MARKS

__all__ = [
    "plot_answers",
    "plot_criteria",
    "plot_profile",
    "plot_segment_worth",
    "plot_spread_explained",
    "plot_stability",
]

TITLES = {
    "within": "W: elbow?",
    "silhouette": "silhouette: highest?",
    "calinski_harabasz": "Caliński–Harabasz: highest?",
    "stability": "stability: a drop?",
}


def plot_criteria(axes, table):
    """Draw four criteria by number of segments side by side (``table`` as from how_many, ``axes`` four of them)."""
    for ax, (name, title) in zip(axes, TITLES.items(), strict=True):
        values = table[name]
        ax.plot(values.index, values, "o-", color=BENEFIT, ms=6)
        if name in ("silhouette", "calinski_harabasz"):
            ax.plot(values.idxmax(), values.max(), "o", ms=13, mfc="none", mec=COST, mew=2.5)
        if name == "stability":
            ax.set_ylim(0, 1.05)
        ax.set_title(title, fontsize=10, fontweight="normal", loc="left")
        ax.set_xticks(list(values.index))
        ax.tick_params(labelsize=9)
        ax.set_xlabel("segments", fontsize=10)
    return axes


def plot_stability(axes, repeats):
    """Draw the adjusted Rand index of every pair, one column for each number of segments.

    ``repeats``: a list of Stability, or a dict from a name to one.
    """
    columns = repeats if isinstance(repeats, dict) else {each.k: each for each in repeats}
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
    named = isinstance(repeats, dict)
    axes.set(xlabel="" if named else "Number of segments", ylabel="Adjusted Rand index", ylim=(-0.08, 1.06))
    axes.set_xlim(-0.6, len(columns) - 0.2)
    return axes


def plot_spread_explained(axes, shares):
    """Draw what share of the differences between people each way of dividing them explains (Series by name)."""
    places = range(len(shares))
    axes.barh(places, shares, height=0.6, color=BENEFIT)
    for place, share in zip(places, shares, strict=True):
        axes.text(share + 0.006, place, f"{share:.1%}".replace("%", " %"), va="center", fontweight="bold")
    axes.set_yticks(places, list(shares.index))
    axes.tick_params(axis="y", length=0)
    axes.set(xlim=(0, max(0.1, 1.15 * shares.max())), ylim=(len(shares) - 0.5, -0.5))
    axes.set_xlabel("Share of the differences in needs that the groups explain")
    axes.xaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    return axes


def plot_profile(axes, table, labels=None):
    """Draw how far each segment lies from everyone, in standard deviations (``table`` as from profile).

    ``labels``: a dict from a column to what is written for it; without one, its name in plain words.
    """
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
    return axes


def _plain(name):
    """A column's name in plain words: 'need: speed' for need_delivery."""
    if str(name).startswith("need_"):
        return f"need: {LABELS.get(name, name[5:].replace('_', ' '))}"
    return str(name).replace("_", " ")


def _tile(left, top, colour):
    from matplotlib.patches import Rectangle

    return Rectangle((left, top), 1, 1, facecolor=colour, edgecolor="white", lw=1.5)


def plot_segment_worth(axes, table, unit="€ a customer so far"):
    """Draw segments as blocks: width is customers, height the mean worth of one, area what all bring.

    ``table``: a DataFrame by segment with customers, mean, low_95 and high_95.
    """
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
    return axes


def plot_answers(axes, map_, labels, answers, names=None):
    """Draw people in the first two dimensions of a correspondence map by segment, with some answers written in.

    Parameters: ``map_`` from correspondence(); ``labels``, a Series of segments; ``answers``, a list of (question,
    answer, text to write); ``names``, a dict from a segment to its name.
    """
    for place, (segment, part) in enumerate(map_.people.groupby(labels.to_numpy())):
        axes.plot(part[1], part[2], MARKS[place], ms=5, color=COLOURS[place], alpha=0.45, lw=0,
                  label=(names or {}).get(segment, str(segment)))  # fmt: skip
    for question, answer, text in answers:
        x, y = map_.answers.loc[(question, answer), [1, 2]]
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
    return axes
