"""The explorers' pictures: each ``..._builder`` returns build(axes), which draws once and returns move(result)."""

import math

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
    tint,
)
from custvalue_helpers.value_analysis.findings import ATTRIBUTES, BRANDS, LABELS
from custvalue_helpers.value_analysis.plots import (
    BRAND_LOOKS,
    corner_boxes,
    frame_value_map,
    name_corners,
    place_labels,
)


def shares_of_credit_builder(rows):
    """Three bars from 0 to 100 %: how each method shares the credit between coffee quality and brewing help."""

    def build(axes):
        axes.set(xlim=(0, 100), ylim=(len(rows) - 0.4, -0.95), xlabel="Share of the credit (%)")
        axes.set_yticks(range(len(rows)), rows)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.text(0, -0.55, "coffee quality", color=BENEFIT, fontweight="bold")
        axes.text(100, -0.55, "brewing help", color=COST_TEXT, fontweight="bold", ha="right")
        places = range(len(rows))
        first = [axes.barh(p, 0, height=0.62, color=BENEFIT, animated=True)[0] for p in places]
        second = [axes.barh(p, 0, height=0.62, color=COST, animated=True)[0] for p in places]
        style = {"va": "center", "fontweight": "bold", "animated": True}
        left = [axes.text(1.5, p, "", color=PAPER, **style) for p in places]
        right = [axes.text(98.5, p, "", color=INK, ha="right", **style) for p in places]

        axes.text(47, -0.55, "together they explain", ha="center")
        explained = axes.text(64, -0.55, "", animated=True)

        def move(result):
            explained.set_text(f"{100 * result.explained:.0f} %")
            for place, share in enumerate(result.shares):
                percent = 100 * share
                first[place].set_width(percent)
                second[place].set(x=percent, width=100 - percent)
                left[place].set_text(f"{percent:.0f}" if percent > 7 else "")
                right[place].set_text(f"{100 - percent:.0f}" if percent < 93 else "")

        return move

    return build


def grid_builder(span, top):
    """The importance–performance grid: performance ``span`` across, importance from 0 to ``top`` percent up."""

    def build(axes):
        axes.set(xlim=span, ylim=(0, top), xlabel="Kestrel's performance (points, 1 to 10)")
        axes.set_ylabel("Importance (% of total)")
        inches = (0.89 * axes.figure.get_size_inches()[0], 0.80 * axes.figure.get_size_inches()[1])
        name_corners(axes)
        across = axes.plot([], [], color=tint(NEUTRAL, 0.45), lw=1.2, animated=True)[0]
        up = axes.plot([], [], color=tint(NEUTRAL, 0.45), lw=1.2, animated=True)[0]
        calm = axes.plot([], [], "o", ms=9, color=BENEFIT, animated=True)[0]
        urgent = axes.plot([], [], "D", ms=9, color=RIVAL, animated=True)[0]
        # Few letters: they are what takes time.
        names = [
            LABELS[name].removeprefix("fair ").removeprefix("brewing ").removesuffix(" quality")
            for name in ATTRIBUTES
        ]
        style = {"fontsize": 11, "transform": axes.transAxes, "animated": True}
        texts = [axes.text(0, 0, name, **style) for name in names]
        boxes = corner_boxes(inches)

        def move(result):
            across.set_data(span, [result.importance_cut] * 2)
            up.set_data([result.performance_cut] * 2, [0, top])
            points = list(zip(result.performance, result.importance, strict=True))
            now = [quadrant == "concentrate here" for quadrant in result.quadrants]
            for marks, wanted in ((calm, False), (urgent, True)):
                mine = [point for point, first in zip(points, now, strict=True) if first is wanted]
                marks.set_data([x for x, _ in mine], [y for _, y in mine])
            shares = [((x - span[0]) / (span[1] - span[0]), y / top) for x, y in points]
            for text, place, first in zip(
                texts, place_labels(shares, names, inches, boxes), now, strict=True
            ):
                text.set(x=place[0], y=place[1], ha=place[2])
                text.set_color(RIVAL if first else INK)

        return move

    return build


def value_map_builder(xlim, ylim):
    """The value map: four brands with their clouds, and a fair-value line that turns with the weight of quality."""

    def build(axes):
        frame_value_map(axes, xlim=xlim, ylim=ylim)
        line = axes.plot([], [], color=GOOD, lw=1.8, animated=True)[0]
        looks = [BRAND_LOOKS[brand] for brand in BRANDS]
        clouds = [axes.plot([], [], ".", ms=3.5, color=tint(c, 0.5), animated=True)[0] for _, c in looks]
        marks = [axes.plot([], [], m, ms=8, color=c, mec=PAPER, animated=True)[0] for m, c in looks]
        style = {"fontweight": "bold", "va": "center", "animated": True}
        names = [axes.text(0, 0, b, color=c, **style) for b, (_, c) in zip(BRANDS, looks, strict=True)]
        corner = {"transform": axes.transAxes, "va": "top", "ha": "right", "fontsize": 11}
        weight = axes.text(0.988, 0.985, "", animated=True, **corner)

        def move(result):
            weight.set_text(result.note)
            line.set_data(xlim, [1 + result.slope * (x - 1) for x in xlim])
            for place in range(len(BRANDS)):
                clouds[place].set_data(result.cloud_quality[:, place], result.cloud_price[:, place])
                position = result.positions[place]
                marks[place].set_data([position.quality], [position.price])
                side = -0.05 if BRANDS[place] == "Pennywell" else 0.05  # left of its cloud, clear of the line
                names[place].set(
                    x=position.quality + side, y=position.price, ha="right" if side < 0 else "left"
                )

        return move

    return build


def noise_builder(low, high):
    """The changes a study might measure around the true one, and the zone that is not told from zero."""

    def build(axes):
        axes.set(xlim=(low, high), ylim=(0, 1.55), xlabel="Measured change of the mean rating (points)")
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        zone = axes.axvspan(0, 1, ymax=1 / 1.55, color=FAINT, animated=True)
        limits = [axes.plot([], [], color=COST_TEXT, lw=1.8, ls="--", animated=True)[0] for _ in (0, 1)]
        curve = axes.plot([], [], color=KESTREL, animated=True)[0]
        true = axes.plot([], [], color=KESTREL, lw=1.2, ls=":", animated=True)[0]
        at = {"transform": axes.transAxes, "va": "top", "fontsize": 11}
        axes.text(0.012, 0.99, "grey: called “no change” when tested alone", color=NEUTRAL, **at)
        axes.text(0.988, 0.99, "dashed: limits after correction for all", color=COST_TEXT, ha="right", **at)
        axes.text(0.988, 0.75, "curve: what the study may measure", color=KESTREL, ha="right", **at)
        at["fontweight"] = "bold"
        axes.text(0.012, 0.86, "Called a change, alone:", **at)
        axes.text(0.012, 0.75, "after correction:", **at)
        axes.text(0.77, 0.86, "False alarm:", **at)
        alone = axes.text(0.29, 0.86, "", animated=True, **at)
        corrected = axes.text(0.29, 0.75, "", animated=True, **at)
        alarm = axes.text(0.918, 0.86, "", animated=True, **at)
        steps = [-4 + 8 * i / 80 for i in range(81)]
        heights = [math.exp(-(z**2) / 2) for z in steps]

        def move(result):
            zone.set(x=-result.limit_alone, width=2 * result.limit_alone)
            for side, line in zip((-1, 1), limits, strict=True):
                line.set_data([side * result.limit_corrected] * 2, [0, 1.0])
            curve.set_data([result.change + z * result.standard_error for z in steps], heights)
            true.set_data([result.change] * 2, [0, 1])
            alone.set_text(f"{100 * result.seen_alone:.0f} %")
            corrected.set_text(f"{100 * result.seen_corrected:.0f} %")
            alarm.set_text(f"{100 * result.false_alarm:.0f} %")

        return move

    return build
