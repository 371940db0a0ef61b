"""The pictures of customer value analysis: frames and marks of the explorers, and ``plot_...`` functions, each of which
draws on the Axes it is given, and returns what there is to see.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.columns import numbers_in, rows_of, table_of_numbers
from custvalue_helpers.kit.description import named, plain, told
from custvalue_helpers.kit.marks import (
    Axis,
    Frame,
    Pane,
    bar,
    bar_across,
    dots,
    label,
    line,
    note,
    row_axis,
    rule,
)
from custvalue_helpers.kit.theme import (
    BENEFIT,
    COST,
    COST_TEXT,
    FAINT,
    GOOD,
    INK,
    KESTREL,
    NEUTRAL,
    PAPER,
    RIVAL,
    figure_of,
    tint,
)
from custvalue_helpers.kit.words import capital, label_of_row, percent, plural, signed, trimmed, with_sign
from custvalue_helpers.lessons.value_analysis.kestrel import ATTRIBUTES, LABELS
from custvalue_helpers.models.value_maps import QUADRANTS, fair_price

__all__ = [
    "plot_changes",
    "plot_counts",
    "plot_differences",
    "plot_importance",
    "plot_importance_performance",
    "plot_value_map",
]

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from custvalue_helpers.kit.marks import Mark
    from custvalue_helpers.models.value_maps import Grid

BRAND_LOOKS = {
    "Kestrel": ("o", KESTREL),
    "Hopla": ("s", RIVAL),
    "Aurum": ("^", BENEFIT),
    "Pennywell": ("D", NEUTRAL),
}
CORNERS = {
    "concentrate here": (0.012, 0.985, "left", "top"),
    "keep up the good work": (0.988, 0.985, "right", "top"),
    "low priority": (0.012, 0.015, "left", "bottom"),
    "possible overkill": (0.988, 0.015, "right", "bottom"),
}
LETTER, LINE = 6.7, 15.0  # points: the width of a letter and the height of a line, generously
Ends = tuple[float, float]
Box = tuple[float, float, float, float]  # left, low, right, high


def place_labels(
    points: Iterable[Sequence[float]],
    names: Sequence[str],
    inches: Sequence[float],
    taken: Sequence[Box] = (),
) -> list[tuple[float, float, str]]:
    """Where to write each point's name so that names cover neither each other nor a point.

    ``points`` are shares (x, y) of the Axes, ``inches`` its width and height, ``taken`` boxes (x0, y0, x1, y1) in
    points of print. Returns (x, y, alignment) of each name, the lower corner as shares: the nearest free place of many, or the one
    that covers least.
    """
    width, height = 72 * inches[0], 72 * inches[1]
    dots = [(x * width, y * height) for x, y in points]
    blocked = [*taken, *((x - 6, y - 6, x + 6, y + 6) for x, y in dots)]
    places = []
    for (x, y), name in zip(dots, names, strict=True):
        long = LETTER * len(name)
        # Left edge and height of the name's box, and whether it ends (1) or starts (0) or centres (0.5) at the point.
        tries = [
            (x + shift - side * long, y + up, side)
            for up in (-5, 4, -14, 8, -22, 14, -28, 24, -38)
            for shift, side in ((9, 0), (-9, 1), *(((0, 0.5), (-6, 0), (6, 1)) if abs(up + 7) > 14 else ()))
        ]
        inside = [t for t in tries if 2 <= t[0] <= width - 2 - long and 2 <= t[1] <= height - 2 - LINE]
        free = [
            (a, b, side)
            for a, b, side in inside
            if not any(a < x1 and a + long > x0 and b < y1 and b + LINE > y0 for x0, y0, x1, y1 in blocked)
        ]
        a, b, side = (
            free[0] if free else min(inside or tries, key=partial(_covered, long, blocked, len(taken)))
        )
        blocked.append((a, b, a + long, b + LINE))
        places.append(((a + side * long) / width, b / height, {0: "left", 0.5: "center", 1: "right"}[side]))
    return places


def _covered(long, blocked, soft, place):
    """How much a name of this length would cover at a place: points and other names weigh more than the first ``soft``."""
    a, b, _ = place
    return sum(
        (1 if n < soft else 5)
        * max(0, min(a + long, x1) - max(a, x0))
        * max(0, min(b + LINE, y1) - max(b, y0))
        for n, (x0, y0, x1, y1) in enumerate(blocked)
    )


def plot_counts(axes: Axes, counts: pd.Series, xlabel: str, labels: Mapping | None = None) -> str:
    """Bars of counts, the largest first (a Series by name), and what they are; ``labels``: words for the names.

    Raises TypeError or ValueError unless there is a count, and all are finite numbers.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_counts, pd.Series({"app_ease": 39, "delivery": 71}), "Comments with this theme")
    The picture shows “Comments with this theme” in 2 bars, the largest first. The count is 71 for delivery and 39 for
    app ease.
    """
    numbers_in("counts", counts)
    ordered = counts.sort_values()
    axes.barh(range(len(ordered)), ordered, color=BENEFIT, height=0.7)
    for place, count in enumerate(ordered):
        axes.text(count + 0.01 * ordered.max(), place, f"{count:g}", va="center")
    axes.set_yticks(range(len(ordered)), [label_of_row(name, labels) for name in ordered.index])
    axes.tick_params(axis="y", length=0)
    axes.set(xlabel=xlabel, xlim=(0, ordered.max() * 1.1))
    parts = [f"{trimmed(count)} for {named(name, labels)}" for name, count in ordered[::-1].items()]
    first = ", the largest first" if len(ordered) > 1 else ""
    return f"The picture shows “{plain(xlabel)}” in {plural(len(ordered), 'bar')}{first}. {told('The count is', parts, 'It is')}"


def plot_importance(
    axes: Axes,
    derived: pd.DataFrame,
    stated: pd.Series | None = None,
    truth: pd.Series | None = None,
    labels: Mapping | None = None,
) -> str:
    """Derived shares with their intervals; stated shares as circles and the truth as diamonds, if given; and what they are.

    ``derived`` is the table of derived_importance (share, low_95, high_95); ``stated`` and ``truth`` are Series of shares;
    ``labels``: words for the names. Raises TypeError or ValueError for a table without rows, or with a number that is
    missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> table = pd.DataFrame({"share": [0.24, 0.76], "low_95": [0.14, 0.66], "high_95": [0.36, 0.86]}, index=["app", "taste"])
    >>> picture(plot_importance, table, pd.Series({"app": 0.4, "taste": 0.6}))
    Each square with its 95 % interval is a derived share of importance. The derived share is 76 % for taste and 24 %
    for app. The widest interval, that of app, goes from 14 % to 36 %. The stated share, a circle, is 60 % for taste and
    40 % for app.
    """
    limits = [name for name in ("low_95", "high_95") if name in derived]
    table_of_numbers("derived", derived, ["share", *limits])
    for name, shares in (("stated", stated), ("truth", truth)):
        if shares is not None:
            numbers_in(name, [shares.get(each) for each in derived.index])
    ordered = derived.sort_values("share")
    for place, row in enumerate(rows_of(ordered)):
        if "low_95" in ordered:
            axes.plot([100 * row.low_95, 100 * row.high_95], [place] * 2, color=BENEFIT, lw=3, alpha=0.45,
                      label="95 % interval of derived" if not place else None, zorder=1)  # fmt: skip
        axes.plot(100 * row.share, place, "s", ms=10, color=BENEFIT, label="derived" if not place else None)
        if stated is not None:
            axes.plot(100 * stated[row.Index], place, "o", ms=11, mfc="none", mew=2, color=COST_TEXT,
                      label="stated" if not place else None)  # fmt: skip
        if truth is not None:
            axes.plot(
                100 * truth[row.Index], place, "D", ms=7, color=GOOD, label="truth" if not place else None
            )
    names = [label_of_row(name, labels) for name in ordered.index]
    axes.set_yticks(range(len(ordered)), names)
    axes.tick_params(axis="y", length=0)
    axes.set(xlabel="Share of importance (%)", ylim=(-0.6, len(ordered) - 0.4))
    axes.set_xlim(left=0)
    if stated is not None or truth is not None:
        axes.legend(loc="lower right", fontsize=11)
    with_interval = " with its 95\u00a0% interval" if limits else ""
    said = [f"Each square{with_interval} is a derived share of importance."]
    for what, shares in (
        ("derived share", ordered.share),
        ("stated share, a circle,", stated),
        ("true share, a diamond,", truth),
    ):
        if shares is not None:
            parts = [f"{percent(shares[name])} for {named(name, labels)}" for name in ordered.index[::-1]]
            said.append(told(f"The {what} is", parts, "It is"))
    if limits:
        widest: Any = (ordered.high_95 - ordered.low_95).idxmax()
        low, high = percent(ordered.low_95[widest]), percent(ordered.high_95[widest])
        said.insert(2, f"The widest interval, that of {named(widest, labels)}, goes from {low} to {high}.")
    return " ".join(said)


def plot_importance_performance(
    axes: Axes,
    grid: Grid,
    labels: Mapping | None = None,
    unit: str = "share",
    span: tuple | None = None,
) -> str:
    """The grid of importance and performance with its two cuts, and who lies in which of its four quadrants.

    ``unit`` is 'share' (importance in per cent of the total) or 'points'; ``span`` the ends of the performance axis;
    ``labels``: words for the attributes.

    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.value_maps import importance_performance
    >>> grid = importance_performance({"app": 8, "taste": 9, "price": 4}, {"app": 3, "taste": 9, "price": 3})
    >>> picture(plot_importance_performance, grid, unit="points")
    A grid shows 3 attributes by performance (across) and importance (up), with a line at the performance 5.00 and one
    at the importance 7.00. In “concentrate here” stands app. In “keep up the good work” stands taste. In “low priority”
    stands price.
    """
    factor = 100 if unit == "share" else 1
    keys = sorted(
        grid.performance, key=grid.performance.__getitem__
    )  # names find their place from left to right
    performance, importance = [grid.performance[k] for k in keys], [factor * grid.importance[k] for k in keys]
    across, up = [*performance, grid.performance_cut], [*importance, factor * grid.importance_cut]
    low, high = span or (min(across) - 0.5, max(across) + 0.5)
    room = 0.22 * (max(up) - min(up)) or 1.0
    bottom, top = min(up) - room, max(up) + room
    axes.set(xlim=(low, high), ylim=(bottom, top), xlabel="Performance (points, 1 to 10)")
    axes.set_ylabel("Importance (% of total)" if unit == "share" else "Importance (points)")
    axes.axhline(factor * grid.importance_cut, color=NEUTRAL, lw=1.2)
    axes.axvline(grid.performance_cut, color=NEUTRAL, lw=1.2)
    name_corners(axes)
    width, height = figure_of(axes).get_size_inches()
    inches = (0.86 * width, 0.78 * height)
    points = list(zip(performance, importance, strict=True))
    shares = [((x - low) / (high - low), (y - bottom) / (top - bottom)) for x, y in points]
    names = [label_of_row(name, labels) for name in keys]
    x, y = (
        (grid.performance_cut - low) / (high - low),
        (factor * grid.importance_cut - bottom) / (top - bottom),
    )
    x, y, wide, tall = 72 * inches[0] * x, 72 * inches[1] * y, 72 * inches[0], 72 * inches[1]
    lines = [(x - 1, 0, x + 1, tall), (0, y - 1, wide, y + 1)]  # no name across a line, where there is room
    places = place_labels(shares, names, inches, [*corner_boxes(inches), *lines])
    style: dict[str, Any] = {"transform": axes.transAxes, "fontsize": 11, "va": "bottom"}
    style["bbox"] = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}
    for point, place, name, key in zip(points, places, names, keys, strict=True):
        urgent = grid.quadrants[key] == "concentrate here"
        axes.plot(*point, "D" if urgent else "o", ms=9, color=RIVAL if urgent else BENEFIT, zorder=4)
        axes.text(*place[:2], name, ha=place[2], fontweight="bold" if urgent else "normal", **style)
    cut = percent(grid.importance_cut) if unit == "share" else signed(grid.importance_cut)
    said = [
        f"A grid shows {plural(len(keys), 'attribute')} by performance (across) and importance (up), with a line at the"
        f" performance {signed(grid.performance_cut)} and one at the importance {cut}."
    ]
    for quadrant in QUADRANTS.values():
        inside = [named(name, labels) for name in grid.named(quadrant)]
        if inside:
            said.append(told(f"In “{quadrant}” {'stands' if len(inside) == 1 else 'stand'}", inside))
    return " ".join(said)


def name_corners(axes: Axes) -> None:
    """The four quadrants' names in the corners."""
    for name, (x, y, ha, va) in CORNERS.items():
        axes.text(
            x, y, name, ha=ha, va=va, color=NEUTRAL, fontsize=11, style="italic", transform=axes.transAxes
        )


def corner_boxes(inches: Sequence[float]) -> list[Box]:
    """The four quadrants' names as boxes in points of print, for place_labels."""
    width, height = 72 * inches[0], 72 * inches[1]
    boxes = []
    for name in QUADRANTS.values():
        x, y, *_ = CORNERS[name]
        long = LETTER * len(name)
        left, low = (
            (x * width if x < 0.5 else x * width - long),
            (y * height if y < 0.5 else y * height - LINE),
        )
        boxes.append((left, low, left + long, low + LINE))
    return boxes


def plot_value_map(
    axes: Axes, table: pd.DataFrame, clouds: pd.DataFrame, quality_weight: float, brand: str = "brand"
) -> str:
    """Brands by relative quality and price, their bootstrap clouds, and the fair-value line; and how far they lie from it.

    ``table`` as from value_map, ``clouds`` as from value_clouds, ``quality_weight`` from 0 to 1; ``brand``: the column of
    ``clouds`` that names the brand. Raises TypeError or ValueError for a table without rows, or with a number that is
    missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> table = pd.DataFrame({"quality": [1.3, 1.0], "price": [1.1, 1.2]}, index=["A", "B"])
    >>> picture(plot_value_map, table, table.rename_axis("brand").reset_index(), 0.6)
    A map shows 2 brands by relative quality (across) and relative price (up), each with a cloud, and the fair-value
    line. A has quality 1.30 and price 1.10, and lies 0.35 below the line. B has quality 1.00 and price 1.20, and lies
    0.20 above the line.
    """
    table_of_numbers("table", table, ["quality", "price"])
    table_of_numbers("clouds", clouds, ["quality", "price"])
    xlim, ylim = frame_value_map(axes, clouds)
    axes.plot(xlim, [fair_price(x, quality_weight) for x in xlim], color=GOOD, lw=1.8)
    inside = [x for x in (xlim[0] + i * (xlim[1] - xlim[0]) / 200 for i in range(201))
              if fair_price(x, quality_weight) < ylim[1]]  # fmt: skip
    axes.annotate("fair-value line", (inside[-1], fair_price(inside[-1], quality_weight)), (-8, 0), color=GOOD,
                  textcoords="offset points", fontsize=11, ha="right", va="bottom")  # fmt: skip
    for row in rows_of(table):
        marker, colour = BRAND_LOOKS.get(row.Index, ("o", INK))
        mine = clouds[clouds[brand] == row.Index]
        axes.plot(mine.quality, mine.price, ".", ms=3, color=tint(colour, 0.5))
        axes.plot(row.quality, row.price, marker, ms=10, color=colour, mec=PAPER)
        left = (
            row.price > fair_price(row.quality, quality_weight) and row.quality < 1
        )  # the line runs at its right
        x = mine.quality.min() - 0.012 if left else mine.quality.max() + 0.012
        axes.text(
            x,
            row.price,
            row.Index,
            color=colour,
            fontweight="bold",
            va="center",
            ha="right" if left else "left",
        )
    axes.set(xlim=xlim, ylim=ylim)
    said = [
        f"A map shows {plural(len(table), 'brand')} by relative quality (across) and relative price (up), each with a cloud,"
        " and the fair-value line."
    ]
    for row in rows_of(table):
        off = row.price - fair_price(row.quality, quality_weight)
        where = "on" if round(off, 2) == 0 else f"{signed(abs(off))} {'above' if off > 0 else 'below'}"
        said.append(
            f"{capital(named(row.Index))} has quality {signed(row.quality)} and price {signed(row.price)}, and lies {where} the line."
        )
    return " ".join(said)


def frame_value_map(axes: Axes, clouds: pd.DataFrame) -> tuple[Ends, Ends]:
    """Axes and fixed words of a value map; the limits hold all the clouds."""
    xlim = (min(0.9, clouds.quality.min() - 0.2), max(1.1, clouds.quality.max() + 0.2))
    ylim = (min(0.9, clouds.price.min() - 0.15), max(1.1, clouds.price.max() + 0.2))
    axes.set(xlim=xlim, ylim=ylim, xlabel="Relative quality (1: as good as the rivals)")
    axes.set_ylabel("Relative price\n(1: as dear as the rivals)")
    axes.axhline(1, color=FAINT, lw=1, zorder=0)
    axes.axvline(1, color=FAINT, lw=1, zorder=0)
    at: dict[str, Any] = {"transform": axes.transAxes, "fontsize": 11, "style": "italic"}
    axes.text(0.012, 0.985, "worse value: dear for its quality", va="top", color=NEUTRAL, **at)
    axes.text(0.988, 0.02, "better value", ha="right", color=GOOD, **at)
    return xlim, ylim


def plot_differences(
    axes: Axes,
    table: pd.DataFrame,
    ours: str,
    rival: str,
    labels: Mapping | None = None,
    weights: Mapping | None = None,
) -> str:
    """Our lead over the rival in each attribute, with its interval; the weight of each at the right, if given; and what they are.

    ``table`` as from paired_differences, in rating points; ``weights``: shares by attribute; ``labels``: words for the
    attributes. Raises TypeError or ValueError for a table without rows, or with a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> table = pd.DataFrame({"difference": [1.5, -1.8, 0.0], "low_95": [1.0, -2.4, -0.5], "high_95": [2.0, -1.4, 0.4],
    ...                       "verdict": ["ahead", "behind", "too close to call"]}, index=["taste", "app", "value"])
    >>> picture(plot_differences, table, "Kestrel", "Hopla")
    Each mark with its 95 % interval shows Kestrel's lead over Hopla, in points. Kestrel is ahead in taste (+1.5).
    Kestrel is behind in app (−1.8). It is too close to call for value (0.0).
    """
    table_of_numbers("table", table, ["difference", "low_95", "high_95"])
    ordered = table.sort_values("difference")
    for place, (name, row) in enumerate(ordered.iterrows()):
        clear = row.verdict in ("ahead", "behind")
        colour = (BENEFIT if row.verdict == "ahead" else RIVAL) if clear else NEUTRAL
        axes.plot([row.low_95, row.high_95], [place] * 2, color=colour, lw=3)
        axes.plot(row.difference, place, "o" if clear else "x", ms=9, mew=2, color=colour)
        if weights is not None and name in weights:
            axes.text(
                1.01, place, f"{100 * weights[name]:.0f} %", va="center", transform=axes.get_yaxis_transform()
            )
    if weights is not None:
        axes.text(
            1.01,
            len(ordered) - 0.35,
            "weight",
            va="bottom",
            fontsize=11,
            transform=axes.get_yaxis_transform(),
        )
    axes.axvline(0, color=INK, lw=1.2)
    names = [label_of_row(name, labels) for name in ordered.index]
    axes.set_yticks(range(len(ordered)), names)
    axes.tick_params(axis="y", length=0)
    edge = 1.08 * max(abs(ordered.low_95).max(), abs(ordered.high_95).max())
    axes.set(xlim=(-edge, edge), ylim=(-0.7, len(ordered) - 0.3))
    axes.set_xlabel(f"← {rival} better          points          {ours} better →")
    verdicts = {
        f"{capital(named(ours))} is ahead in": ordered.verdict == "ahead",
        f"{capital(named(ours))} is behind in": ordered.verdict == "behind",
        "It is too close to call for": ~ordered.verdict.isin(["ahead", "behind"]),
    }
    said = [
        f"Each mark with its 95\u00a0% interval shows {named(ours)}'s lead over {named(rival)}, in points."
    ]
    for lead, rows in verdicts.items():
        parts = [
            f"{named(name, labels)} ({with_sign(row.difference, 1)})"
            for name, row in ordered[rows][::-1].iterrows()
        ]
        if parts:
            said.append(told(lead, parts))
    if weights is not None:
        parts = [
            f"{percent(weights[name])} for {named(name, labels)}"
            for name in ordered.index[::-1]
            if name in weights
        ]
        said += [told("The weight is", parts, "It is")] if parts else []
    return " ".join(said)


def plot_changes(axes: Axes, table: pd.DataFrame, labels: Mapping | None = None) -> str:
    """Every change with its interval, sorted: solid where it stands among all, open where only by itself; and which these are.

    ``table`` as from changes_over_time, in rating points; ``labels``: words for the items. Raises TypeError or ValueError
    for a table without rows, or with a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> table = pd.DataFrame({"brand": ["Kestrel", "Hopla"], "item": ["delivery", "app"], "change": [1.26, 0.1],
    ...                       "low_95": [0.9, -0.1], "high_95": [1.6, 0.3], "by_itself": [True, False], "stands": [True, False]})
    >>> picture(plot_changes, table)
    Marks show 2 changes of mean ratings, in points, each with its 95 % interval. Filled, as it stands among all, is
    delivery of Kestrel (+1.26). The number of grey ones, which may be no change, is 1.
    """
    table_of_numbers("table", table, ["change", "low_95", "high_95"])
    ordered = table.sort_values("change", ignore_index=True)
    height, written = 0.0, []
    for row in rows_of(ordered):
        height += 2.6 if row.by_itself else 1.0  # room for a name
        colour = KESTREL if row.stands else COST_TEXT if row.by_itself else NEUTRAL
        axes.plot([row.low_95, row.high_95], [height] * 2, color=tint(colour, 0.55), lw=2)
        marker, face = "o" if row.by_itself else "|", colour if row.stands else PAPER
        axes.plot(row.change, height, marker, ms=8 if row.by_itself else 5, color=colour, mfc=face, mew=2)
        if row.by_itself:
            sign = "+" if row.change > 0 else ""
            name = f"{row.brand}: {label_of_row(row.item, labels)} {sign}{signed(row.change)}"
            axes.text(row.low_95 - 0.03, height, name, va="center", ha="right", color=colour, fontsize=11)
            written.append((row.low_95 - 0.03, len(name)))
    axes.axvline(0, color=INK, lw=1.2, zorder=0)
    # Every name ends left of its interval: the axis begins where the longest of them does.
    right, letter = ordered.high_95.max() + 0.05, LETTER / (72 * 0.95 * figure_of(axes).get_size_inches()[0])
    begins = [(x - letter * long * right) / (1 - letter * long) for x, long in written]
    axes.set_xlim(min([*begins, ordered.low_95.min() - 0.05]), right)
    key: dict[str, Any] = {"transform": axes.transAxes, "fontsize": 11, "va": "top"}
    axes.text(0.012, 0.98, "filled: stands among all", color=KESTREL, **key)
    axes.text(0.012, 0.91, "open: clear only by itself", color=COST_TEXT, **key)
    axes.text(0.012, 0.84, "grey: may be no change", color=NEUTRAL, **key)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set(xlabel="Change of the mean rating (points), with its 95 % interval", ylim=(0, height + 2))
    said = [
        f"Marks show {plural(len(ordered), 'change')} of mean ratings, in points, each with its 95\u00a0% interval."
    ]
    for rows, one, several in (
        (ordered.stands, "Filled, as it stands among all, is", "Filled, as they stand among all, are"),
        (
            ordered.by_itself & ~ordered.stands,
            "Open, as it is clear only by itself, is",
            "Open, as they are clear only by themselves, are",
        ),
    ):
        parts = [
            f"{named(row.item, labels)} of {named(row.brand)} ({with_sign(row.change)})"
            for row in rows_of(ordered[rows][::-1])
        ]
        if parts:
            said.append(told(one if len(parts) == 1 else several, parts))
    said.append(
        f"The number of grey ones, which may be no change, is {(~(ordered.by_itself | ordered.stands)).sum()}."
    )
    return " ".join(said)


def credit_frame(methods: Sequence[str]) -> Frame:
    """Three bars from 0 to 100 %: how each method shares the credit between coffee quality and brewing help."""
    return Frame((Pane(Axis(0, 100, "Share of the credit (%)"), row_axis(methods), notes="below"),), (8, 2.8))


def credit_marks(result: Any) -> list[Mark]:
    """A bar a method, split at the first driver's share; below them what the two explain together."""
    marks = []
    for row, share in enumerate(result.shares):
        first = 100 * share
        marks += [
            bar_across(row, first, BENEFIT),
            bar_across(row, 100, COST, first),
            label(1.5, row, f"{first:.0f}" if first > 7 else "", PAPER, bold=True),
            label(98.5, row, f"{100 - first:.0f}" if first < 93 else "", bold=True, side="right"),
        ]
    return [
        *marks,
        note("coffee quality", "s", BENEFIT),
        note("brewing help", "s", COST),
        note("together they explain", bold=True, value=percent(result.explained)),
    ]


def grid_frame(span: Ends, top: float) -> Frame:
    """The importance–performance grid: performance ``span`` across, importance from 0 to ``top`` per cent up."""
    across = Axis(*span, "Kestrel's performance (points, 1 to 10)")
    return Frame((Pane(across, Axis(0, top, "Importance (% of total)")),), (8, 3.7))


def grid_marks(result: Any, span: Ends, top: float) -> list[Mark]:
    """The two lines, and each attribute with its name: a diamond where the grid says “concentrate here”."""
    light, inches = tint(NEUTRAL, 0.45), (4.2, 2.6)  # so that names keep apart in a narrow picture, too
    marks = [
        rule(y=result.importance_cut, colour=light, width=1.2, name="line of importance"),
        rule(x=result.performance_cut, colour=light, width=1.2, name="line of performance"),
    ]
    for quadrant, (x, y, side, rise) in CORNERS.items():
        marks.append(label(x, y, quadrant, NEUTRAL, 11, side=side, rise=rise, pane="xy"))
    names = [
        LABELS[name].removeprefix("fair ").removeprefix("brewing ").removesuffix(" quality")
        for name in ATTRIBUTES
    ]
    points = list(zip(result.performance, result.importance, strict=True))
    shares = [((x - span[0]) / (span[1] - span[0]), y / top) for x, y in points]
    places = place_labels(shares, names, inches, corner_boxes(inches))
    for name, (x, y), place, quadrant in zip(names, points, places, result.quadrants, strict=True):
        urgent = quadrant == "concentrate here"
        marks += [
            dots(x, y, RIVAL if urgent else BENEFIT, 9, "D" if urgent else "o", name=name,
                 drags={"x": name} if name == "delivery" else None),
            label(*place[:2], name, RIVAL if urgent else INK, 11, side=place[2], rise="bottom", pane="xy"),
        ]  # fmt: skip
    return marks


def value_map_frame(xlim: Ends, ylim: Ends, others: str = "rivals", size: Ends = (8, 3.6)) -> Frame:
    """Relative quality across and relative price up; ``others``: those with whom a brand is compared."""
    across = Axis(*xlim, f"Relative quality (1: as good as the {others})")
    up = Axis(*ylim, f"Relative price\n(1: as dear as the {others})")
    return Frame((Pane(across, up, notes="below"),), size)


def value_map_lines(slope: float, xlim: Ends, worse: str = "worse value: dear for its quality") -> list[Mark]:
    """What stands in every value map: its middle, the fair-value line, and what it means to lie off that line."""
    return [
        rule(y=1, colour=FAINT),
        rule(x=1, colour=FAINT),
        line(xlim, [1 + slope * (x - 1) for x in xlim], GOOD, 1.8, name="fair-value line"),
        label(0.012, 0.985, worse, NEUTRAL, 11, rise="top", pane="xy"),
        label(0.988, 0.02, "better value", GOOD, 11, side="right", rise="bottom", pane="xy"),
        note("fair-value line", "solid", GOOD),
    ]


def value_map_marks(result: Any, xlim: Ends) -> list[Mark]:
    """Four brands with their clouds, and the fair-value line that turns with the weight of quality."""
    clouds, brands = [], []
    for place, position in enumerate(result.positions):
        (shape, colour), x, y = BRAND_LOOKS[position.name], position.quality, position.price
        qualities, prices = (each[:, place].round(4) for each in (result.cloud_quality, result.cloud_price))
        samples = f"samples of {position.name}"
        clouds.append(dots(qualities, prices, tint(colour, 0.5), 1.8, name=samples))
        beside, side = (
            (x - 0.05, "right") if position.name == "Pennywell" else (x + 0.05, "left")
        )  # clear of the line
        brands += [dots(x, y, colour, 8, shape, PAPER, 1, name=position.name),
                   label(beside, y, position.name, colour, 11, True, side)]  # fmt: skip
    weighs = note(f"{result.attribute} weighs", value=percent(result.weight))
    return [*value_map_lines(result.slope, xlim), *clouds, *brands, weighs]


def noise_frame(low: float, high: float) -> Frame:
    """The changes that a study might measure."""
    across = Axis(low, high, "Measured change of the mean rating (points)")
    return Frame((Pane(across, Axis(0, 1.06, "", (), line=False)),), (8, 3.3))


def noise_marks(result: Any, low: float, high: float) -> list[Mark]:
    """The changes a study might measure around the true one, and the zone that is not told from zero."""
    alone, corrected = result.limit_alone, result.limit_corrected
    steps = [-4 + 8 * i / 80 for i in range(81)]
    measured = [result.change + z * result.standard_error for z in steps]
    return [
        bar((max(-alone, low), min(alone, high)), (0, 1), FAINT, name="no change"),
        *(
            rule(x=limit, span=(0, 1), colour=COST_TEXT, width=1.8, dash="dashed")
            for limit in (-corrected, corrected)
            if low <= limit <= high
        ),
        line(measured, [math.exp(-(z**2) / 2) for z in steps], KESTREL, name="what the study may measure"),
        rule(x=result.change, span=(0, 1), colour=KESTREL, width=1.2, dash="dotted"),
        dots(result.change, 1, KESTREL, drags={"x": "change"}, name="true change"),
        note("what the study\nmay measure", "solid", KESTREL),
        note("called “no change”\nwhen tested alone", "s", FAINT),
        note("limits after\ncorrection for all", "dashed", COST_TEXT),
        note("Called a change,\nalone:", bold=True, value=percent(result.seen_alone)),
        note("after correction:", bold=True, value=percent(result.seen_corrected)),
        note("False alarm:", bold=True, value=percent(result.false_alarm)),
    ]
