"""The pictures of the first lesson: the marketing process, and five orientations one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_list
from custvalue_helpers.kit.description import named, told
from custvalue_helpers.kit.marks import Axis, Frame, Pane, bar_across, label, note, row_axis, rule
from custvalue_helpers.kit.theme import BENEFIT, COST, COST_TEXT, FAINT, INK, NEUTRAL, tint
from custvalue_helpers.kit.words import plural, signed
from custvalue_helpers.models.orientations import ORIENTATIONS

__all__ = ["plot_marketing_process"]

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from custvalue_helpers.kit.marks import Mark

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


def orientations_frame(lowest: float, highest: float) -> Frame:
    """A row for each orientation and its aim, and money from ``lowest`` to ``highest``, in thousand euro."""
    rows = row_axis([f"{way.name}:\n{way.aim}" for way in ORIENTATIONS], top=0.55, bottom=0.5)
    return Frame((Pane(Axis(lowest, highest, "Thousand € a year"), rows, notes="below"),), (8, 4.5))


def orientations_marks(result: Any) -> list[Mark]:
    """The plan that each aim picks, what it earns this year and on average, which is most, and the harm it does."""
    profit = "Profit less harm" if result.less_harm else "Profit"
    averaged = [(0.17, result.years, BENEFIT)] if result.years > 1 else []
    marks = [
        rule(x=0),
        note(f"{profit}, this year", "s", THIS_YEAR),
        note("average", "s", BENEFIT, value=f"of {result.years} years" if averaged else ""),
        note("harm", "s", COST),
    ]
    for place, outcome in enumerate(result.outcomes):
        marks += [
            rule(y=place + 0.5, colour=FAINT, width=0.8),
            label(5, place - 0.36, f"plan: {outcome.plan}", size=11, name=f"plan of {outcome.name}"),
            bar_across(
                place + 0.37, result.harm_a_year(outcome), COST, thick=0.09, name=f"harm of {outcome.name}"
            ),
        ]
        for shift, years, colour in [(-0.1, 1, THIS_YEAR), *averaged]:
            value, most = result.value(outcome, years), outcome in result.leaders(years)
            marks += [
                bar_across(place + shift, value, colour, thick=0.24),
                label(
                    max(value, 0) + 5,
                    place + shift,
                    signed(value, 0) + (" most" if most else ""),
                    size=11,
                    bold=most,
                ),
            ]
    return marks
