"""The pictures of the first lesson: the marketing process, and five orientations side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_list
from custvalue_helpers.kit.description import named, told
from custvalue_helpers.kit.theme import BENEFIT, COST, COST_TEXT, FAINT, INK, NEUTRAL, tint
from custvalue_helpers.kit.words import plural, signed
from custvalue_helpers.models.orientations import ORIENTATIONS

__all__ = ["plot_marketing_process"]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from custvalue_helpers.kit.explorer import Build

THIS_YEAR = tint(BENEFIT, 0.45)
PROCESS = (
    ("1 Understand", "customers", "Busy people\nwant fresh\ncoffee at home."),
    ("2 Choose", "a strategy", "Serve them by\npost, freshest\nof all."),
    ("3 Make", "the offer", "A box a month,\nroasted fresh,\nfor 24 euro."),
    ("4 Build", "relationships", "Deliver what\nwas promised;\nask; mend."),
    ("5 Capture", "value in return", "They pay, stay,\nand tell their\nfriends."),
)


def plot_marketing_process(axes: Axes, steps: tuple = PROCESS) -> str:
    """Draw the steps of the marketing process with an example each, and say what they are (``steps``: verb, object, example).

    Raises TypeError or ValueError where there is no step. Source of the steps: Kotler & Armstrong, Principles of Marketing.

    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_marketing_process, [("1 Make", "coffee", "Roast."), ("2 Sell", "it", "Post.")])
    The marketing process has 2 steps: 1 Make coffee and 2 Sell it. The first creates value for the customer. The last
    brings value to the firm. Then customers change, and it begins again.
    """
    from matplotlib.patches import FancyBboxPatch

    steps = tuple(a_list("steps", steps))
    width, gap = 1.82, 0.28
    for place, (verb, what, example) in enumerate(steps):
        left, last = place * (width + gap), place == len(steps) - 1
        colour = COST_TEXT if last else BENEFIT
        axes.add_patch(
            FancyBboxPatch((left + 0.05, 1.05), width - 0.1, 1.25, boxstyle="round,pad=0.05",
                           facecolor=tint(colour, 0.08), edgecolor=colour, lw=1.8)
        )  # fmt: skip
        middle = left + width / 2
        axes.text(middle, 2.1, f"{verb}\n{what}", ha="center", va="center", fontweight="bold", fontsize=11,
                  color=colour)  # fmt: skip
        axes.text(middle, 1.45, example, ha="center", va="center", fontsize=10.5, linespacing=1.4)
        if not last:
            arrow = {"arrowstyle": "-|>", "lw": 2, "color": INK}
            axes.annotate("", (left + width + gap, 1.7), (left + width, 1.7), arrowprops=arrow)
    far = len(steps) * (width + gap) - gap
    axes.text(
        (far - width - gap) / 2, 2.62, "value for the customer", ha="center", color=BENEFIT, fontsize=12
    )
    axes.text(far - width / 2, 2.62, "value for the firm", ha="center", color=COST_TEXT, fontsize=12)
    back = {"arrowstyle": "-|>", "lw": 1.6, "color": NEUTRAL, "connectionstyle": "angle,angleA=-90,angleB=0,rad=8"}  # fmt: skip
    axes.plot([far - width / 2] * 2, [1.0, 0.55], color=NEUTRAL, lw=1.6)
    axes.plot([width / 2, far - width / 2], [0.55, 0.55], color=NEUTRAL, lw=1.6)
    axes.annotate("", (width / 2, 1.0), (width / 2, 0.55), arrowprops=back | {"connectionstyle": "arc3"})
    axes.text(far / 2, 0.42, "customers change: begin again", ha="center", va="top", color=NEUTRAL)
    axes.set(xlim=(-0.05, far + 0.05), ylim=(0.05, 2.95))
    axes.axis("off")
    first = (
        ""
        if len(steps) < 2
        else "The first creates"
        if len(steps) == 2
        else f"The first {len(steps) - 1} create"
    )
    return " ".join(
        [
            told(
                f"The marketing process has {plural(len(steps), 'step')}:",
                [named(f"{verb} {what}") for verb, what, _ in steps],
                "They go on with",
            ),
            *([f"{first} value for the customer."] if first else []),
            "The last brings value to the firm. Then customers change, and it begins again.",
        ]
    )


def orientations_builder(lowest: float, highest: float) -> Build:
    """Five orientations: at the left the aim and the plan it picks, at the right profit now and later, and harm."""

    def build(pair):
        from custvalue_helpers.kit.live_view import RememberedText

        words, bars = pair
        bars.get_gridspec().set_width_ratios([1.09, 1])
        _frame(words, bars, lowest, highest)
        style = {"va": "center", "fontsize": 11}
        plans = [RememberedText(words, 0, place + 0.2, **style) for place in range(len(ORIENTATIONS))]
        middle = (lowest + highest) / 2
        unit = RememberedText(bars, middle, len(ORIENTATIONS) + 0.19, ha="center", va="center")
        now, later = _Row(bars, -0.24, THIS_YEAR, style), _Row(bars, 0.1, BENEFIT, style)
        harm = _Bars(bars, 0.36, COST, points=5)
        for text in (*words.texts, *bars.texts):
            text.set_in_layout(False)  # what they say must not move the bars

        def move(result):
            unit.set_text(f"Profit{' less harm' if result.less_harm else ''}, thousand € a year")
            for plan, outcome in zip(plans, result.outcomes, strict=True):
                plan.set_text(str(outcome.plan))
            harm.move([result.harm_a_year(outcome) for outcome in result.outcomes])
            now.move(result, 1)
            later.move(result, result.years, shown=result.years > 1)

        return move

    return build


def _frame(words, bars, lowest, highest):
    """All that stays: aims, lines, axis and key."""
    for axes in (words, bars):
        axes.set_ylim(len(ORIENTATIONS) - 0.45, -0.85)
        for place in range(len(ORIENTATIONS)):
            axes.axhline(place + 0.5, color=FAINT, lw=0.8)
    words.set_xlim(0, 1)
    words.axis("off")
    words.text(0, -0.72, "Aim, and the plan it picks", va="center", fontsize=11, fontweight="bold")
    for place, way in enumerate(ORIENTATIONS):
        words.text(0, place - 0.2, f"{way.name}: {way.aim}", va="center", fontsize=11)
    bars.set(xlim=(lowest, highest), xlabel=" ")  # room for the unit, whose words move
    bars.set_xticks(range(0, 251, 100))
    bars.set_yticks([])
    bars.spines["left"].set_visible(False)
    bars.vlines(0, -0.45, len(ORIENTATIONS), color=NEUTRAL, lw=1)
    key = ((-80, "this year", THIS_YEAR), (95, "average", BENEFIT), (260, "harm", COST))
    for x, said, colour in key:
        bars.plot(x, -0.72, "s", ms=8, color=colour)
        bars.text(x + 14, -0.72, said, va="center", fontsize=11)


class _Bars:
    """A bar for each orientation, all drawn at once: that is faster than single bars."""

    def __init__(self, axes, shift, colour, points=12.5):
        self.places = [place + shift for place in range(len(ORIENTATIONS))]
        zeros = [0] * len(self.places)
        self.bars = axes.hlines(self.places, zeros, zeros, color=colour, lw=points, animated=True)

    def move(self, widths: Sequence[float]) -> None:
        pairs = zip(self.places, widths, strict=True)
        self.bars.set_segments([[(0, place), (width, place)] for place, width in pairs])


class _Row:
    """The bars of some years and their numbers, the highest in bold."""

    def __init__(self, axes, shift, colour, style):
        self.bars = _Bars(axes, shift, colour)
        self.labels = [axes.text(0, place, "", animated=True, **style) for place in self.bars.places]

    def move(self, result: Any, years: int, shown: bool = True) -> None:
        values = [result.value(outcome, years) if shown else 0.0 for outcome in result.outcomes]
        leaders = result.leaders(years)
        self.bars.move(values)
        for label, value, outcome in zip(self.labels, values, result.outcomes, strict=True):
            first = outcome in leaders
            label.set(
                x=max(value, 0) + 4,
                text=f"{signed(value, 0)}{' most' if first else ''}" if shown else "",
                fontweight="bold" if first else "normal",
            )
