"""The static pictures of customer value analysis: each draws on the Axes it is given, and returns the Axes."""

from functools import partial

from custvalue_helpers.kit.theme import (
    BENEFIT,
    COST_TEXT,
    FAINT,
    GOOD,
    INK,
    KESTREL,
    NEUTRAL,
    PAPER,
    RIVAL,
    tint,
)
from custvalue_helpers.kit.words import signed
from custvalue_helpers.models.value_maps import QUADRANTS, fair_price

__all__ = [
    "plot_changes",
    "plot_counts",
    "plot_differences",
    "plot_importance",
    "plot_importance_performance",
    "plot_value_map",
]

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


def place_labels(points, names, inches, taken=()):
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


def plot_counts(axes, counts, xlabel, labels=None):
    """Bars of counts, the largest first (a Series by name)."""
    ordered = counts.sort_values()
    axes.barh(range(len(ordered)), ordered, color=BENEFIT, height=0.7)
    for place, count in enumerate(ordered):
        axes.text(count + 0.01 * ordered.max(), place, f"{count:g}", va="center")
    axes.set_yticks(range(len(ordered)), [_label(name, labels) for name in ordered.index])
    axes.tick_params(axis="y", length=0)
    axes.set(xlabel=xlabel, xlim=(0, ordered.max() * 1.1))
    return axes


def plot_importance(axes, derived, stated=None, truth=None, labels=None):
    """Derived shares with their intervals; stated shares as circles and the truth as diamonds, if given.

    ``derived`` is the table of derived_importance (share, low_95, high_95); ``stated`` and ``truth`` are Series of shares.
    """
    ordered = derived.sort_values("share")
    for place, (name, row) in enumerate(ordered.iterrows()):
        if "low_95" in ordered:
            axes.plot([100 * row.low_95, 100 * row.high_95], [place] * 2, color=BENEFIT, lw=3, alpha=0.45,
                      label="95 % interval of derived" if not place else None, zorder=1)  # fmt: skip
        axes.plot(100 * row.share, place, "s", ms=10, color=BENEFIT, label="derived" if not place else None)
        if stated is not None:
            axes.plot(100 * stated[name], place, "o", ms=11, mfc="none", mew=2, color=COST_TEXT,
                      label="stated" if not place else None)  # fmt: skip
        if truth is not None:
            axes.plot(100 * truth[name], place, "D", ms=7, color=GOOD, label="truth" if not place else None)
    names = [_label(name, labels) for name in ordered.index]
    axes.set_yticks(range(len(ordered)), names)
    axes.tick_params(axis="y", length=0)
    axes.set(xlabel="Share of importance (%)", ylim=(-0.6, len(ordered) - 0.4))
    axes.set_xlim(left=0)
    if stated is not None or truth is not None:
        axes.legend(loc="lower right", fontsize=11)
    return axes


def plot_importance_performance(axes, grid, labels=None, unit="share", span=None):
    """The grid of importance and performance with its two cuts and four quadrants.

    ``unit`` is 'share' (importance in per cent of the total) or 'points'; ``span`` the ends of the performance axis.
    """
    factor = 100 if unit == "share" else 1
    keys = sorted(grid.performance, key=grid.performance.get)  # names find their place from left to right
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
    width, height = axes.figure.get_size_inches()
    inches = (0.86 * width, 0.78 * height)
    points = list(zip(performance, importance, strict=True))
    shares = [((x - low) / (high - low), (y - bottom) / (top - bottom)) for x, y in points]
    names = [_label(name, labels) for name in keys]
    x, y = (
        (grid.performance_cut - low) / (high - low),
        (factor * grid.importance_cut - bottom) / (top - bottom),
    )
    x, y, wide, tall = 72 * inches[0] * x, 72 * inches[1] * y, 72 * inches[0], 72 * inches[1]
    lines = [(x - 1, 0, x + 1, tall), (0, y - 1, wide, y + 1)]  # no name across a line, where there is room
    places = place_labels(shares, names, inches, [*corner_boxes(inches), *lines])
    style = {"transform": axes.transAxes, "fontsize": 11, "va": "bottom"}
    style["bbox"] = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}
    for point, place, name, key in zip(points, places, names, keys, strict=True):
        urgent = grid.quadrants[key] == "concentrate here"
        axes.plot(*point, "D" if urgent else "o", ms=9, color=RIVAL if urgent else BENEFIT, zorder=4)
        axes.text(*place[:2], name, ha=place[2], fontweight="bold" if urgent else "normal", **style)
    return axes


def name_corners(axes):
    """The four quadrants' names in the corners."""
    for name, (x, y, ha, va) in CORNERS.items():
        axes.text(
            x, y, name, ha=ha, va=va, color=NEUTRAL, fontsize=11, style="italic", transform=axes.transAxes
        )


def corner_boxes(inches):
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


def plot_value_map(axes, table, clouds, quality_weight, brand="brand"):
    """Brands by relative quality and price, their bootstrap clouds, and the fair-value line."""
    xlim, ylim = frame_value_map(axes, clouds)
    axes.plot(xlim, [fair_price(x, quality_weight) for x in xlim], color=GOOD, lw=1.8)
    inside = [x for x in (xlim[0] + i * (xlim[1] - xlim[0]) / 200 for i in range(201))
              if fair_price(x, quality_weight) < ylim[1]]  # fmt: skip
    axes.annotate("fair-value line", (inside[-1], fair_price(inside[-1], quality_weight)), (-8, 0), color=GOOD,
                  textcoords="offset points", fontsize=11, ha="right", va="bottom")  # fmt: skip
    for name, row in table.iterrows():
        marker, colour = BRAND_LOOKS.get(name, ("o", INK))
        mine = clouds[clouds[brand] == name]
        axes.plot(mine.quality, mine.price, ".", ms=3, color=tint(colour, 0.5))
        axes.plot(row.quality, row.price, marker, ms=10, color=colour, mec=PAPER)
        left = (
            row.price > fair_price(row.quality, quality_weight) and row.quality < 1
        )  # the line runs at its right
        x = mine.quality.min() - 0.012 if left else mine.quality.max() + 0.012
        axes.text(
            x, row.price, name, color=colour, fontweight="bold", va="center", ha="right" if left else "left"
        )
    axes.set(xlim=xlim, ylim=ylim)
    return axes


def frame_value_map(axes, clouds=None, xlim=(0.45, 1.55), ylim=(0.3, 2.6)):
    """Axes and fixed words of a value map; the limits hold all the clouds, if given."""
    if clouds is not None:
        xlim = (min(0.9, clouds.quality.min() - 0.2), max(1.1, clouds.quality.max() + 0.2))
        ylim = (min(0.9, clouds.price.min() - 0.15), max(1.1, clouds.price.max() + 0.2))
    axes.set(xlim=xlim, ylim=ylim, xlabel="Relative quality (1: as good as the rivals)")
    axes.set_ylabel("Relative price\n(1: as dear as the rivals)")
    axes.axhline(1, color=FAINT, lw=1, zorder=0)
    axes.axvline(1, color=FAINT, lw=1, zorder=0)
    at = {"transform": axes.transAxes, "fontsize": 11, "style": "italic"}
    axes.text(0.012, 0.985, "worse value: dear for its quality", va="top", color=NEUTRAL, **at)
    axes.text(0.988, 0.02, "better value", ha="right", color=GOOD, **at)
    return xlim, ylim


def plot_differences(axes, table, ours, rival, labels=None, weights=None):
    """Our lead over the rival in each attribute, with its interval; the weight of each at the right, if given."""
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
    names = [_label(name, labels) for name in ordered.index]
    axes.set_yticks(range(len(ordered)), names)
    axes.tick_params(axis="y", length=0)
    edge = 1.08 * max(abs(ordered.low_95).max(), abs(ordered.high_95).max())
    axes.set(xlim=(-edge, edge), ylim=(-0.7, len(ordered) - 0.3))
    axes.set_xlabel(f"← {rival} better          points          {ours} better →")
    return axes


def plot_changes(axes, table, labels=None):
    """Every change with its interval, sorted: solid where it stands among all, open where only by itself."""
    ordered = table.sort_values("change", ignore_index=True)
    height, written = 0.0, []
    for row in ordered.itertuples():
        height += 2.6 if row.by_itself else 1.0  # room for a name
        colour = KESTREL if row.stands else COST_TEXT if row.by_itself else NEUTRAL
        axes.plot([row.low_95, row.high_95], [height] * 2, color=tint(colour, 0.55), lw=2)
        marker, face = "o" if row.by_itself else "|", colour if row.stands else PAPER
        axes.plot(row.change, height, marker, ms=8 if row.by_itself else 5, color=colour, mfc=face, mew=2)
        if row.by_itself:
            sign = "+" if row.change > 0 else ""
            name = f"{row.brand}: {_label(row.item, labels)} {sign}{signed(row.change)}"
            axes.text(row.low_95 - 0.03, height, name, va="center", ha="right", color=colour, fontsize=11)
            written.append((row.low_95 - 0.03, len(name)))
    axes.axvline(0, color=INK, lw=1.2, zorder=0)
    # Every name ends left of its interval: the axis begins where the longest of them does.
    right, letter = ordered.high_95.max() + 0.05, LETTER / (72 * 0.95 * axes.figure.get_size_inches()[0])
    begins = [(x - letter * long * right) / (1 - letter * long) for x, long in written]
    axes.set_xlim(min([*begins, ordered.low_95.min() - 0.05]), right)
    key = {"transform": axes.transAxes, "fontsize": 11, "va": "top"}
    axes.text(0.012, 0.98, "filled: stands among all", color=KESTREL, **key)
    axes.text(0.012, 0.91, "open: clear only by itself", color=COST_TEXT, **key)
    axes.text(0.012, 0.84, "grey: may be no change", color=NEUTRAL, **key)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set(xlabel="Change of the mean rating (points), with its 95 % interval", ylim=(0, height + 2))
    return axes


def _label(name, labels):
    return (labels or {}).get(name, str(name).replace("_", " "))
