"""The line through the course: understand, choose, provide and communicate, build, capture; and where a lesson stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_list, one_of
from custvalue_helpers.kit.theme import FAINT, INK, NEUTRAL, PAPER, picture
from custvalue_helpers.kit.words import capital, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from custvalue_helpers.kit.theme import Picture

# Each stage of the marketing process with what it asks, and its colour wherever the course shows it: pale, for dark letters.
STAGES = {
    "understand": "What do customers\nneed and value?",
    "choose": "Whom do we serve,\nwith what promise?",
    "provide and communicate": "Does it arrive,\nand is it known?",
    "build": "Are they satisfied,\ndo they stay?",
    "capture": "What does it\nbring in return?",
}
STAGE_COLOURS = dict(zip(STAGES, ("#CFE3F2", "#DDD6F0", "#F6DFC0", "#CDE8DC", "#F3D5D2"), strict=True))


def plot_spine(axes: Axes, here: Sequence[str]) -> str:
    """Draw the five stages as arrows in a row, those in ``here`` in their colours; and say which they are.

    ``here``: names of STAGES, one at least. Raises TypeError or ValueError for anything else.

    >>> picture(plot_spine, ["understand", "choose"])
    Understand, choose, provide and communicate, build, capture: you are at understand and choose.
    """
    from matplotlib.patches import Polygon

    for stage in a_list("here", here):
        one_of("here", stage, STAGES)
    tip, gap, left = 0.16, 0.07, 0.0
    for stage, asks in STAGES.items():
        lit, right = stage in here, left + (1.9 if " " in stage else 1.45)
        notch = [(left + tip, 0.5)] if left else []
        corners = [(left, 0), (right - tip, 0), (right, 0.5), (right - tip, 1), (left, 1), *notch]
        face, edge, ink = (STAGE_COLOURS[stage], INK, INK) if lit else (PAPER, FAINT, NEUTRAL)
        axes.add_patch(Polygon(corners, facecolor=face, edgecolor=edge, lw=1.6 if lit else 1))
        middle = (left + right) / 2
        axes.text(middle + tip / 4, 0.5, stage.replace(" and ", "\nand "), ha="center", va="center", fontsize=11, color=ink,
                  fontweight="bold" if lit else "normal")  # fmt: skip
        axes.text(middle, -0.16, asks, ha="center", va="top", fontsize=9.5, color=ink)
        left = right + gap
    axes.set(xlim=(-0.05, left), ylim=(-0.85, 1.05))
    axes.axis("off")
    where = "this lesson is about all of them" if len(here) == len(STAGES) else f"you are at {listed(here)}"
    return f"{capital(', '.join(STAGES))}: {where}."


def spine(here: Sequence[str]) -> Picture:
    """The line as a picture with its description; ``here`` as for ``plot_spine``."""
    return picture(plot_spine, here, size=(8, 1.25))
