"""Pictures as plain data: panes with their axes, and marks on them.

``marks(result)`` of an explorer returns what stands in each pane for a result: lines, bars, dots, texts … Each mark is a
dict that can be written as JSON. The view draws it as SVG, ``kit.drawing`` draws the same with Matplotlib.
Places are in the units of the pane's axes; sizes and widths in points.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from custvalue_helpers.kit.checks import shorten
from custvalue_helpers.kit.theme import BENEFIT, INK, KESTREL, NEUTRAL

Mark = dict[str, Any]
Numbers = float | Iterable[float]
Ends = tuple[float, float]
DASHES = ("solid", "dashed", "dotted", "dashdot")
SHAPES = ("o", "s", "D", "^", "v", "*", "X", "P", "|")
KEYS = {  # what stands before a note
    "": "", "solid": "——", "dashed": "- - -", "dotted": "····", "dashdot": "-·-", "o": "●", "D": "◆", "open D": "◇", "s": "■",
    "open s": "□", "^": "▲", "open ^": "△", "v": "▼", "open v": "▽", "*": "★", "open *": "☆", "X": "✕", "|": "┃", "open o": "○",
    "P": "✚",
}  # fmt: skip
SHARES = ((0, "0 %"), (0.25, "25 %"), (0.5, "50 %"), (0.75, "75 %"), (1, "100 %"))


@dataclass(frozen=True)
class Axis:
    """From ``low`` (left, or bottom) to ``high``, which may be below it. ``ticks``: pairs of a place and its label.

    Without ``ticks`` round numbers are taken; an empty tuple stands for none. ``line``: whether a line is drawn along it.
    """

    low: float
    high: float
    label: str = ""
    ticks: tuple[tuple[float, str], ...] | None = None
    line: bool = True

    def __post_init__(self):
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low != self.high):
            raise ValueError(
                f"an axis must go from one number to another, got low {self.low} and high {self.high}"
            )

    def shown(self) -> dict[str, Any]:
        """The axis as plain data."""
        marked = round_ticks(self.low, self.high) if self.ticks is None else self.ticks
        return {"low": self.low, "high": self.high, "label": self.label, "line": self.line,
                "ticks": [[place, label] for place, label in marked]}  # fmt: skip


def row_axis(names: Sequence[str], top: float = 0.6, bottom: float = 0.6, label: str = "") -> Axis:
    """The upright axis of a bar chart that lies: one row a name, the first on top at 0, the next at 1.

    >>> row_axis(["tea", "coffee"]).low, row_axis(["tea", "coffee"]).high
    (1.6, -0.6)
    """
    return Axis(len(names) - 1 + bottom, -top, label, tuple(enumerate(names)), line=False)


@dataclass(frozen=True)
class Pane:
    """Two axes. ``bare``: no axes are drawn. ``box``: height over width of what they enclose, 0 for whatever fits.

    ``share`` is its part of the picture's width, ``notes`` where its notes stand: "right" of it or "below".
    """

    x: Axis
    y: Axis
    title: str = ""
    bare: bool = False
    box: float = 0
    share: float = 1
    notes: str = "right"

    def shown(self) -> dict[str, Any]:
        """The pane as plain data."""
        return {"x": self.x.shown(), "y": self.y.shown(), "title": self.title, "bare": self.bare, "box": self.box,
                "share": self.share, "notes": self.notes}  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """One pane, or several side by side; ``size`` is width and height in inches on paper."""

    panes: tuple[Pane, ...]
    size: tuple[float, float] = (8, 4.5)

    def shown(self) -> dict[str, Any]:
        """The frame as plain data."""
        return {"panes": [pane.shown() for pane in self.panes], "height": self.size[1]}


def round_ticks(low: float, high: float, most: int = 7) -> tuple[tuple[float, str], ...]:
    """Places of round numbers between two ends, with their labels.

    >>> round_ticks(0, 1)
    ((0.0, '0.0'), (0.2, '0.2'), (0.4, '0.4'), (0.6, '0.6'), (0.8, '0.8'), (1.0, '1.0'))
    >>> [label for _, label in round_ticks(52, -30)]
    ['−20', '0', '20', '40']
    """
    low, high = min(low, high), max(low, high)
    rough = (high - low) / most
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * (1 - 1e-9))
    decimals = max(0, -math.floor(math.log10(step)) + (1 if str(step / power).startswith("2.5") else 0))
    first = math.ceil(low / step - 1e-9)
    places = []
    while first * step <= high + 1e-9 * step:
        places.append(round(first * step, 12) + 0.0)
        first += 1
    return tuple((place, f"{place:,.{decimals}f}".replace("-", "−")) for place in places)


def _listed(name: str, values: Any) -> list[float]:
    """Numbers as a list; a single one as a list of one. Raises ValueError if one of them is not finite."""
    if hasattr(values, "tolist"):  # of NumPy
        values = values.tolist()
    numbers = list(values) if isinstance(values, Iterable) else [values]
    if not math.isfinite(sum(numbers)):
        raise ValueError(f"{name} must be finite to be drawn, got {shorten(numbers)}")
    return numbers


def _pairs(kind: str, xs: Numbers, ys: Numbers) -> dict[str, list[float]]:
    x, y = _listed(f"{kind}: x", xs), _listed(f"{kind}: y", ys)
    if len(x) != len(y):
        raise ValueError(f"{kind} needs as many x as y, got {len(x)} and {len(y)}")
    return {"x": x, "y": y}


def line(
    xs: Numbers, ys: Numbers, colour: str = KESTREL, width: float = 2.2, dash: str = "solid",
    steps: bool = False, name: str = "",
) -> Mark:  # fmt: skip
    """A line through points; ``steps``: level from each point to the next.

    >>> line([0, 1], [2, 3])["x"]
    [0, 1]
    """
    return {"kind": "line", **_pairs("line", xs, ys), "colour": colour, "width": width, "dash": dash, "steps": steps,
            "name": name}  # fmt: skip


def rule(
    x: float | None = None, y: float | None = None, span: Ends | None = None, colour: str = NEUTRAL,
    width: float = 1, dash: str = "solid", name: str = "",
) -> Mark:  # fmt: skip
    """A straight line at an ``x`` (upright) or at a ``y`` (level), through the whole pane or over a ``span``."""
    at = _listed("rule", x if y is None else y)[0]
    return {"kind": "rule", "along": "y" if y is None else "x", "at": at, "span": list(span) if span else None,
            "colour": colour, "width": width, "dash": dash, "name": name}  # fmt: skip


def area(
    xs: Numbers, ys: Numbers, fill: str = BENEFIT, edge: str = "", width: float = 0, name: str = ""
) -> Mark:
    """A shape with these corners."""
    return {
        "kind": "area",
        **_pairs("area", xs, ys),
        "fill": fill,
        "edge": edge,
        "width": width,
        "name": name,
    }


def band(
    xs: Sequence[float], lows: Sequence[float], highs: Sequence[float], fill: str, name: str = ""
) -> Mark:
    """What lies between two lines over the same ``xs``."""
    return area([*xs, *reversed(xs)], [*lows, *reversed(highs)], fill, name=name)


def bar(
    x: Ends | None, y: Ends | None, fill: str = BENEFIT, edge: str = "", width: float = 0, name: str = "",
) -> Mark:  # fmt: skip
    """An upright rectangle from x[0] to x[1] and y[0] to y[1]; None reaches from end to end of the pane.

    Without ``fill`` only its edge is drawn.
    """
    ends = [None if pair is None else _listed("bar", pair) for pair in (x, y)]
    return {
        "kind": "bar",
        "x": ends[0],
        "y": ends[1],
        "fill": fill,
        "edge": edge,
        "width": width,
        "name": name,
    }


def bar_across(
    at: float, end: float, fill: str = BENEFIT, start: float = 0, thick: float = 0.62, **look: Any
) -> Mark:
    """A bar that lies in a row, from ``start`` to ``end``."""
    return bar((start, end), (at - thick / 2, at + thick / 2), fill, **look)


def bar_up(
    at: float, end: float, fill: str = BENEFIT, start: float = 0, thick: float = 0.62, **look: Any
) -> Mark:
    """A bar that stands at a place, from ``start`` up to ``end``."""
    return bar((at - thick / 2, at + thick / 2), (start, end), fill, **look)


def dots(
    xs: Numbers, ys: Numbers, fill: str = KESTREL, size: float = 9, shape: str = "o", edge: str = "",
    width: float = 0, opacity: float = 1, name: str = "", drags: dict[str, str] | None = None,
) -> Mark:  # fmt: skip
    """Points of one look, ``size`` points wide.

    ``drags`` names the slider that a reader moves by pulling the point along "x" or "y", such as {"x": "price"}; the
    slider's value must be the point's place.
    """
    if shape not in SHAPES:
        raise ValueError(f"shape must be one of {', '.join(SHAPES)}, got {shorten(shape)}")
    return {"kind": "dots", **_pairs("dots", xs, ys), "fill": fill, "size": size, "shape": shape, "edge": edge, "width": width,
            "opacity": opacity, "name": name, "drags": drags or {}}  # fmt: skip


def label(
    x: float, y: float, words: object, colour: str = INK, size: float = 12, bold: bool = False, side: str = "left",
    rise: str = "center", pane: str = "", room: float | None = None, name: str = "",
) -> Mark:  # fmt: skip
    """Words at a place. ``side``: which end of them stands at x ("left", "center", "right"); ``rise``: which height at y
    ("top", "center", "bottom"). ``pane``: "x", "y" or "xy" where a place is a share of the pane, from its lower left.
    ``room``: a width in units of x; where the words are wider, they are left out.
    """
    place = _pairs("text", x, y)
    return {"kind": "label", "x": place["x"][0], "y": place["y"][0], "words": str(words), "colour": colour, "size": size,
            "bold": bold, "side": side, "rise": rise, "pane": pane, "room": room, "name": name}  # fmt: skip


def note(
    words: object, key: str = "", colour: str = INK, bold: bool = False, value: object = "", name: str = ""
) -> Mark:
    """A line beside the pane: ``key`` is the look of what it explains (of KEYS), ``value`` a figure after the words.

    With a key, ``colour`` is the key's, and the words are written in ink.
    """
    if key not in KEYS:
        raise ValueError(f"key must be one of {', '.join(KEYS)}, got {shorten(key)}")
    return {"kind": "note", "words": str(words), "key": KEYS[key], "colour": colour, "bold": bold, "value": str(value),
            "name": name}  # fmt: skip


def arrow(start: Ends, end: Ends, colour: str = NEUTRAL, width: float = 1.5, name: str = "") -> Mark:
    """An arrow from one place to another."""
    return {"kind": "arrow", **_pairs("arrow", (start[0], end[0]), (start[1], end[1])), "colour": colour, "width": width,
            "name": name}  # fmt: skip
