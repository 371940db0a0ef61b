"""One look for every lesson: colours, sizes, and a figure that carries its description.

The colours stay apart for colour-blind readers and in grey print: benefits are always the dark blue,
costs the light orange, neutral things grey, Kestrel ink, rivals in the same order in every lesson.
"""

from __future__ import annotations

import base64
import io
import textwrap
from typing import TYPE_CHECKING, Any, cast

from custvalue_helpers.kit.checks import a_number, a_text, shorten, whole_number
from custvalue_helpers.kit.fitted_text import drawable, font_families

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BENEFIT = "#00578A"
COST = "#F0A030"
COST_TEXT = "#8A4B00"
NEUTRAL = "#595959"
FAINT = "#D0D0D0"
DULL = "#9A9A9A"  # bars that are not what a picture is about
KESTREL = "#1B1B3A"
RIVAL = "#A2423D"
GOOD = "#006B4F"
PAPER = "#FFFFFF"
INK = "#1A1A1A"

STYLE = {
    "figure.dpi": 100,
    "figure.facecolor": PAPER,
    "font.size": 12,
    "axes.titlesize": 13,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 12,
    "axes.edgecolor": NEUTRAL,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": False,
    "grid.color": FAINT,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 11,
    "ytick.labelsize": 11,
    "text.color": INK,
    "lines.linewidth": 2.2,
    "legend.frameon": False,
}
SIZE = (8, 4.5)
# What a notebook is shown: content by its kind, and what goes with it.
Bundle = tuple[dict[str, Any], dict[str, Any]]


def style() -> dict[Any, Any]:
    """The look as Matplotlib settings: STYLE, and fonts for the letters of every script that this computer has."""
    return {**STYLE, "font.family": font_families()}


def tint(colour: str, share: float) -> str:
    """Mix a colour with white: share 1 keeps it, share 0 is white.

    >>> tint("#000000", 0.5)
    '#808080'
    """
    parts = [round(255 - share * (255 - int(colour[i : i + 2], 16))) for i in (1, 3, 5)]
    return "#" + "".join(f"{part:02X}" for part in parts)


def new_figure(size: Sequence[float] = SIZE, columns: int = 1, caption: str = "") -> tuple[Figure, Any]:
    """A figure in the course's look and its Axes (one, or a list of ``columns``).

    A ``caption`` is wrapped below the picture, inside it. The figure belongs to no window and no pyplot.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    width, height = size
    lines = textwrap.wrap(drawable(caption), width=int(width * 11.2))
    extra = 0.24 * len(lines) + 0.12 if lines else 0
    with mpl.rc_context(style()):
        bottom = extra / (height + extra)
        layout = ConstrainedLayoutEngine(rect=(0, bottom, 1, 1 - bottom), w_pad=0.08, h_pad=0.08)
        figure = Figure(figsize=(width, height + extra), layout=layout)
        FigureCanvasAgg(figure)
        axes = figure.subplots(1, columns)
        if lines:
            figure.text(
                0.012,
                0.08 / (height + extra),
                "\n".join(lines),
                va="bottom",
                fontsize=11,
                linespacing=1.3,
                parse_math=False,
            )
    return figure, axes if columns == 1 else list(axes)


def figure_of(axes: Axes) -> Figure:
    """The whole figure that an Axes stands in."""
    return cast("Figure", axes.get_figure(root=True))


def in_inches(axes: Axes, width: float, height: float) -> None:
    """Make an Axes the whole of its figure, without a frame: places on it are inches from the upper left."""
    figure_of(axes).set_layout_engine("none")
    axes.set(xlim=(0, width), ylim=(height, 0), position=(0, 0, 1, 1))
    axes.axis("off")


def png_of(figure: Figure) -> bytes:
    """The figure as PNG bytes, the same bytes for the same picture."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


class Picture:
    """A drawing with its description: shown as an image where images are shown, as the sentence elsewhere."""

    def __init__(self, figure: Figure, description: str) -> None:
        self.figure, self.description = figure, description

    def _repr_mimebundle_(self, include=None, exclude=None):
        return image_bundle(png_of(self.figure), self.description)

    def __repr__(self):
        return self.description


def image_bundle(png: bytes, description: str) -> Bundle:
    """What a notebook stores for a picture: the image, its description as alternative text, and as plain text."""
    data = {"text/plain": description, "image/png": base64.b64encode(png).decode("ascii")}
    return data, {"image/png": {"alt": description}}


def picture(
    plot: Callable[..., object],
    *data: Any,
    description: str | None = None,
    size: Sequence[float] = SIZE,
    columns: int = 1,
    **options: Any,
) -> Picture:
    """Draw with one of the lessons' plot functions and keep with the result what it says there is to see.

    ``plot(axes, *data, **options)`` draws on the Axes it is given and returns a description, in a sentence or two:
    readers who cannot see the picture get it instead. A plot function of your own may return none; then give
    ``description``, which otherwise stands in place of what the plot returns. ``size`` is width and height in inches,
    each from 0.5 to 40; ``columns``, from 1 to 10, is how many Axes stand side by side (``plot`` then gets a list).
    Raises TypeError or ValueError for anything else, and ValueError where there is no description.

    >>> picture(lambda axes: axes.plot([1, 2]), description="A line that rises.")
    A line that rises.
    """
    import matplotlib as mpl

    if not callable(plot) or isinstance(plot, type):
        raise TypeError(
            f"plot must be a function that draws on Axes, got {type(plot).__name__} {shorten(plot)}"
        )
    if description is not None:
        a_text("description", description)
    if not isinstance(size, tuple | list) or len(size) != 2:
        raise TypeError(f"size must be a width and a height in inches, such as (8, 4.5), got {shorten(size)}")
    size = [a_number("size", length, 0.5, 40) for length in size]
    columns = whole_number("columns", columns, 1, 10)
    figure, axes = new_figure(size, columns)
    with mpl.rc_context(style()):
        returned = plot(axes, *data, **options)
    if description is None and isinstance(returned, str):
        description = returned
    if description is None or not description.strip():
        raise ValueError(
            f"description must be a sentence that says what there is to see, got {shorten(description)}"
            " (it is needed where plot returns no text)"
        )
    return Picture(figure, description)
