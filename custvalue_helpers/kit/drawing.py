"""Marks on paper: what ``kit.marks`` declares, drawn with Matplotlib for the stored picture, print and README."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.fitted_text import drawable, width_of
from custvalue_helpers.kit.theme import INK, figure_of, new_figure, style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from custvalue_helpers.kit.marks import Axis, Frame, Mark, Pane

DASHES = {"solid": "-", "dashed": "--", "dotted": ":", "dashdot": "-."}
NOTE_SIZE, LINE = 11, 1.35  # points, and lines apart in text sizes
BESIDE, BELOW = 12, 46  # points from the pane to its notes
BOLD = 1.13  # how much wider bold letters are, at most


def draw_figure(frame: Frame, panes: Sequence[Sequence[Mark]], caption: str = "") -> Figure:
    """The whole picture: one list of marks for each pane of the frame, a caption below."""
    import matplotlib as mpl

    figure, axes = new_figure(frame.size, len(frame.panes), caption)
    each = [axes] if len(frame.panes) == 1 else axes
    if len(each) > 1:
        each[0].get_gridspec().set_width_ratios([pane.share for pane in frame.panes])
    with mpl.rc_context(style()):
        for one, pane, marks in zip(each, frame.panes, panes, strict=True):
            draw_pane(one, pane, marks)
    return figure


def with_stand_ins(part: Any, stand_ins: dict[str, str]) -> Any:
    """A text, marks or a frame as they are, with each name's stand-in in place of the name in whatever is read.

    >>> with_stand_ins([{"kind": "label", "words": "\U0010fffd: 3"}], {"\U0010fffd": "brand 2"})
    [{'kind': 'label', 'words': 'brand 2: 3'}]
    """
    if not stand_ins:
        return part
    if isinstance(part, str):
        for name in sorted(stand_ins, key=len, reverse=True):  # one name may be a part of another
            part = part.replace(name, stand_ins[name])
    elif isinstance(part, dict):
        return {
            key: with_stand_ins(value, stand_ins) if key in ("words", "value") else value
            for key, value in part.items()
        }
    elif isinstance(part, list | tuple):
        return type(part)(with_stand_ins(each, stand_ins) for each in part)
    elif is_dataclass(part) and not isinstance(part, type):
        read = {field.name: with_stand_ins(getattr(part, field.name), stand_ins) for field in fields(part)}
        return replace(part, **read)
    return part


def _drop_what_does_not_fit(axes):
    """Take out the texts that are wider than the room they have."""
    tight = [words for words in axes.texts if getattr(words, "room", None) is not None]
    figure = figure_of(axes)
    if tight:
        figure.draw_without_rendering()
    for words in tight:
        (left, _), (right, _) = axes.transData.transform([(0, 0), (words.room, 0)])
        wide = width_of(words.get_text(), words.get_fontsize()) * figure.dpi / 72
        words.set_visible(wide + 4 < abs(right - left))


def draw_pane(axes: Axes, pane: Pane, marks: Sequence[Mark]) -> None:
    """One pane with its marks, on the Axes given."""
    axes.set(xlim=(pane.x.low, pane.x.high), ylim=(pane.y.low, pane.y.high))
    axes.set_title(pane.title)
    if pane.box:
        axes.set_box_aspect(pane.box)
    if pane.bare:
        axes.axis("off")
    else:
        for axis, side in ((pane.x, "bottom"), (pane.y, "left")):
            _draw_axis(axes, axis, side)
    for order, mark in enumerate(mark for mark in marks if mark["kind"] != "note"):
        DRAWN[mark["kind"]](axes, mark, order / 1000 + 2)
    _draw_notes(axes, pane.notes, [mark for mark in marks if mark["kind"] == "note"])
    _drop_what_does_not_fit(axes)


def _draw_axis(axes: Any, axis: Axis, side: str) -> None:
    along = axes.xaxis if side == "bottom" else axes.yaxis
    shown = axis.shown()
    places, labels = [place for place, _ in shown["ticks"]], [drawable(label) for _, label in shown["ticks"]]
    along.set_ticks(places, labels, **({"parse_math": False} if places else {}))
    along.set_label_text(drawable(axis.label), parse_math=False)
    if not axis.line:
        along.set_tick_params(length=0)
        axes.spines[side].set_visible(False)


def _line(axes, mark, order):
    steps = "steps-post" if mark["steps"] else "default"
    axes.plot(mark["x"], mark["y"], color=mark["colour"], lw=mark["width"], ls=DASHES[mark["dash"]], drawstyle=steps,
              solid_capstyle="butt", zorder=order)  # fmt: skip


def _rule(axes, mark, order):
    upright = mark["along"] == "y"
    ends = mark["span"] or sorted(axes.get_ylim() if upright else axes.get_xlim())
    draw = axes.vlines if upright else axes.hlines
    draw(mark["at"], *ends, color=mark["colour"], lw=mark["width"], ls=DASHES[mark["dash"]], zorder=order)


def _area(axes, mark, order):
    axes.fill(mark["x"], mark["y"], facecolor=mark["fill"] or "none", edgecolor=mark["edge"] or "none",
              lw=mark["width"], zorder=order)  # fmt: skip


def _bar(axes, mark, order):
    from matplotlib.patches import Rectangle

    (left, right), (low, high) = mark["x"] or axes.get_xlim(), mark["y"] or axes.get_ylim()
    axes.add_patch(Rectangle((left, low), right - left, high - low, facecolor=mark["fill"] or "none", clip_on=bool(mark["fill"]),
                             edgecolor=mark["edge"] or "none", lw=mark["width"], zorder=order))  # fmt: skip


def _dots(axes, mark, order):
    if not mark["x"]:
        return  # without points, the layout would take them to be at the figure's corner
    axes.plot(mark["x"], mark["y"], mark["shape"], ls="none", ms=mark["size"], mfc=mark["fill"] or "none",
              mec=mark["edge"] or mark["fill"], mew=mark["width"], alpha=mark["opacity"], clip_on=False,
              zorder=order)  # fmt: skip


def _label(axes, mark, order):
    from matplotlib.transforms import blended_transform_factory

    across = axes.transAxes if "x" in mark["pane"] else axes.transData
    up = axes.transAxes if "y" in mark["pane"] else axes.transData
    words = axes.text(mark["x"], mark["y"], drawable(mark["words"]), transform=blended_transform_factory(across, up),
                      color=mark["colour"], fontsize=mark["size"], fontweight="bold" if mark["bold"] else "normal",
                      ha=mark["side"], va=mark["rise"], linespacing=1.15, parse_math=False, zorder=order)  # fmt: skip
    words.room = mark["room"]


def _arrow(axes, mark, order):
    (x0, x1), (y0, y1) = mark["x"], mark["y"]
    axes.annotate("", (x1, y1), (x0, y0), zorder=order, annotation_clip=False,
                  arrowprops={"arrowstyle": "-|>", "color": mark["colour"], "lw": mark["width"], "shrinkA": 0, "shrinkB": 0})  # fmt: skip


DRAWN = {
    "line": _line, "rule": _rule, "area": _area, "bar": _bar, "dots": _dots, "label": _label, "arrow": _arrow,
}  # fmt: skip


def _draw_notes(axes, where, notes):
    """The notes one below the other at the right of the pane, or one after the other below it, in as many rows as they need."""
    keys = max((width_of(note["key"], NOTE_SIZE) + 6 for note in notes if note["key"]), default=0)
    below = where == "below"
    # The layout makes panes wider.
    room = axes.get_position().width * figure_of(axes).get_figwidth() * 72 * 1.15
    corner, across, down, tall = ((0, 0), 0.0, float(BELOW), 0.0) if below else ((1, 1), BESIDE, 0.0, 0.0)
    for note in notes:
        words = " ".join(filter(None, (note["words"], note["value"])))
        indent = keys if note["key"] or not below else 0
        wide = indent + (BOLD if note["bold"] else 1) * max(
            width_of(line, NOTE_SIZE) for line in words.split("\n")
        )
        high = NOTE_SIZE * LINE * (words.count("\n") + 1) + 3
        if below and across and across + wide > room:
            across, down, tall = 0.0, down + tall, 0.0
        look = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "top", "fontsize": NOTE_SIZE,
                "linespacing": 1.15, "parse_math": False, "annotation_clip": False}  # fmt: skip
        if note["key"]:
            axes.annotate(note["key"], corner, xytext=(across, -down), color=note["colour"], **look)
        axes.annotate(
            drawable(words), corner, xytext=(across + indent, -down), color=INK if note["key"] else note["colour"],
            fontweight="bold" if note["bold"] else "normal", **look,
        )  # fmt: skip
        if below:
            across, tall = across + wide + 14, max(tall, high)
        else:
            down += high
