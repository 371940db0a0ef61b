"""The pictures of targeting. A ``..._builder`` returns build(axes) for explorers, which follows sliders; a ``plot_...``
draws once on the Axes it is given.
"""

from custvalue_helpers.kit.theme import (
    BENEFIT,
    COST,
    COST_TEXT,
    GOOD,
    INK,
    KESTREL,
    NEUTRAL,
    PAPER,
    RIVAL,
    tint,
)
from custvalue_helpers.kit.words import percent, signed

# One colour and one marker a segment, the same in every picture of the lesson.
LOOKS = {
    "Busy households": (BENEFIT, "s"),
    "Connoisseurs": (RIVAL, "D"),
    "Idealists": (GOOD, "^"),
    "Savers": (COST, "v"),
}
SHORT = {"Busy households": "Busy", "Connoisseurs": "Conn.", "Idealists": "Ideal."}
HEIGHT = 3**0.5 / 2


def corner_place(weights):
    """Where a weighting (three numbers that sum to 1) lies in the triangle of all weightings."""
    _, right, top = weights
    return right + top / 2, top * HEIGHT


def triangle_builder(ways, corners):
    """All weightings as a triangle, coloured by who wins, beside the totals at the weighting of the sliders.

    ``ways``: a dict from a way of scoring to regions, as winning_regions gives them; ``corners``: three labels.
    """

    def build(both):
        axes, bars_axes = both
        pieces = {way: _regions(axes, regions) for way, regions in ways.items()}
        axes.set(xlim=(-0.12, 1.12), ylim=(-0.13, HEIGHT + 0.11))
        axes.set_aspect("equal")
        axes.axis("off")
        for weights, label in zip(((1, 0, 0), (0, 1, 0), (0, 0, 1)), corners, strict=True):
            x, y = corner_place(weights)
            axes.text(
                x, y + (0.03 if y else -0.03), label, ha="center", va="bottom" if y else "top", fontsize=11
            )
        here = axes.plot([], [], "o", ms=13, mfc="white", mec=INK, mew=2.5, animated=True)[0]
        move_bars = _totals(bars_axes, list(next(iter(ways.values()))))

        def move(result):
            for way, artists in pieces.items():
                for artist in artists:
                    artist.set_visible(way == result.way)
            x, y = corner_place(result.weighting)
            here.set_data([x], [y])
            move_bars(result)

        return move

    return build


def _regions(axes, regions):
    """The polygon of each segment that wins anywhere, with its share in the middle."""
    from matplotlib.patches import Polygon

    artists = []
    for name, (corners, share) in regions.items():
        if share <= 0:
            continue
        colour = LOOKS[name][0]
        spots = [corner_place(corner) for corner in corners]
        shape = Polygon(spots, facecolor=tint(colour, 0.4), edgecolor="white", lw=2, animated=True, zorder=1)
        artists.append(axes.add_patch(shape))
        x, y = (sum(spot[k] for spot in spots) / len(spots) for k in (0, 1))
        y = y - 0.13 if share > 0.6 else y  # clear of the dot at equal weights
        text = f"{SHORT.get(name, name)}\n{percent(share)}"
        artists.append(
            axes.text(x, y, text, ha="center", va="center", fontsize=10.5, animated=True, zorder=2)
        )
    return artists


def _totals(axes, names):
    """Bars of the totals, the best in full colour; returns what moves them."""
    axes.set(xlim=(0, 11.8), ylim=(len(names) - 0.4, -0.6), xlabel="Weighted total (0 to 10)")
    axes.set_yticks(range(len(names)), [name.replace(" ", "\n") for name in names])
    axes.tick_params(axis="y", length=0)
    bars = axes.barh(range(len(names)), [0] * len(names), height=0.6, animated=True)
    labels = [axes.text(0, place, "", va="center", animated=True) for place in range(len(names))]

    def move(result):
        for bar, label, name in zip(bars, labels, names, strict=True):
            total, first = result.totals[name], name in result.winners
            bar.set(width=total, facecolor=tint(LOOKS[name][0], 1 if first else 0.4))
            label.set(x=total + 0.2, text=signed(total, 1), fontweight="bold" if first else "normal")

    return move


LINES = {
    "undifferentiated": (NEUTRAL, "-"),
    "differentiated": (BENEFIT, "-"),
    "concentrated": (RIVAL, "-."),
    "mass customisation": (GOOD, "--"),
    "individual": (COST_TEXT, ":"),
}


def coverage_builder(most, top):
    """Profit of the five strategies as the cost of a variant moves up to ``most``; both in thousand euro."""

    def build(both):
        axes, key = both
        axes.set(xlim=(0, most), ylim=(-top / 2.2, top), ylabel="Profit (thousand €)")
        axes.set_xlabel("Cost of one more variant (thousand €)")
        axes.axhline(0, color=NEUTRAL, lw=1)
        lines = {n: axes.plot([], [], color=c, ls=s, animated=True)[0] for n, (c, s) in LINES.items()}
        now = axes.plot([], [], color=INK, lw=1.2, animated=True)[0]
        spot = axes.plot([], [], "o", ms=11, color=KESTREL, clip_on=False, animated=True)[0]
        labels, ahead = _profit_key(key)

        def move(result):
            for each in result.coverages:
                high, low = each.margin / 1000, each.margin / 1000 - each.variants * most
                lines[each.strategy].set_data([0, most], [high, low])
                profit = each.margin / 1000 - each.variants * result.variant_cost
                labels[each.strategy].set_text(signed(profit, 1))
            now.set_data([result.variant_cost] * 2, [-top, top])
            spot.set_data([result.variant_cost], [result.profit])
            ahead.set_text(" =\n".join(result.best) or "none")

        return move

    return build


def _profit_key(key):
    """Which line is which strategy, each strategy's profit, and the best; returns the texts that move."""
    key.set(xlim=(0, 1), ylim=(0, 1))
    key.axis("off")
    side = {"va": "center", "fontsize": 11.5}
    key.text(0, 0.96, "Profit now", **side)
    key.text(0.98, 0.96, "thousand €", ha="right", **side)
    labels = {}
    for row, (name, (colour, style)) in enumerate(LINES.items()):
        height = 0.84 - 0.125 * row
        key.plot([0, 0.11], [height] * 2, color=colour, ls=style)
        key.text(0.15, height, name, **side)
        labels[name] = key.text(0.98, height, "", ha="right", animated=True, **side)
    key.text(0, 0.2, "Ahead:", **side)
    style = {"va": "top", "fontsize": 11.5, "fontweight": "bold", "linespacing": 1.1}
    return labels, key.text(0.22, 0.245, "", animated=True, **style)


def in_words(name):
    """A column's name as people read it: "need_app_ease" becomes "app ease"."""
    return str(name).removeprefix("need_").replace("_", " ")


def plot_segments(axes, profile, labels=None):
    """Draw each segment's mean answers as z-scores, one row an answer, one marker a segment (columns: segments).

    ``labels``: words for the answers; without them "need_app_ease" is read "app ease".
    """
    order = ("Busy households", "Savers", "Idealists", "Connoisseurs")  # as lesson 2 numbers them
    others = [*(LOOKS[name] for name in order), (NEUTRAL, "o")]
    looks = [LOOKS.get(name, others[k % len(others)]) for k, name in enumerate(profile.columns)]
    for row, (_, values) in enumerate(profile.iterrows()):
        axes.axhline(row, color="#E4E4E4", lw=1, zorder=0)
        for value, (colour, marker) in zip(values, looks, strict=True):
            axes.plot(value, row, marker, color=colour, ms=9)
    axes.axvline(0, color=NEUTRAL, lw=1)
    axes.set_yticks(range(len(profile)), [(labels or {}).get(name, in_words(name)) for name in profile.index])
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(profile) - 0.4, -0.6), xlabel="Standard deviations from the average customer")
    for name, (colour, marker) in zip(profile.columns, looks, strict=True):
        axes.plot([], [], marker, color=colour, ms=9, label=name)
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=len(profile.columns), columnspacing=1,
                handletextpad=0.1)  # fmt: skip
    axes.patch.set_facecolor(PAPER)
    return axes
