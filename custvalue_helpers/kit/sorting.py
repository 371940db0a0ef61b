"""A sorting exercise: the reader puts each card where it belongs, and gives each place its level.

Each placement is answered with its reason. What was placed is kept with the reader's progress. In code,
``place(name, choice)`` does what a drag does, and never raises for an answer, whatever it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import one_of
from custvalue_helpers.kit.exercise import Feedback
from custvalue_helpers.kit.progress import change_entry, read_progress
from custvalue_helpers.kit.theme import (
    COST_TEXT,
    FAINT,
    GOOD,
    INK,
    NEUTRAL,
    image_bundle,
    in_inches,
    picture,
    png_of,
    tint,
)
from custvalue_helpers.kit.words import capital

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from custvalue_helpers.kit.machine import Event, Shown, State
    from custvalue_helpers.kit.theme import Bundle, Picture

OPEN = "—"


@dataclass(frozen=True)
class Bin:
    """A place to sort things into; ``level`` is what it is, of two words, and ``why`` the reason."""

    name: str
    about: str
    level: str
    why: str


@dataclass(frozen=True)
class Item:
    """A thing to sort: the bin it belongs to, ``why``, and feedback for the other bins (``traps``: by bin name)."""

    name: str
    bin: str
    why: str
    traps: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sorting:
    """Items to put into bins, and a level to give to each bin (one of ``levels``)."""

    key: str
    title: str
    bins: tuple[Bin, ...]
    items: tuple[Item, ...]
    levels: tuple[str, ...]
    level_question: str
    size: tuple[float, float] = (8, 5.2)
    kind = "sorting"

    def __post_init__(self):
        for item in self.items:
            one_of(f"item '{item.name}': bin", item.bin, [bin.name for bin in self.bins])
            for trap in item.traps:
                one_of(f"item '{item.name}': trap", trap, [bin.name for bin in self.bins])

    @property
    def options(self) -> dict[str, tuple[str, ...]]:
        """What may be chosen for each item, and for each bin's level."""
        bins = tuple(bin.name for bin in self.bins)
        return {item.name: bins for item in self.items} | {bin.name: self.levels for bin in self.bins}

    @property
    def answers(self) -> dict[str, str]:
        return {item.name: item.bin for item in self.items} | {bin.name: bin.level for bin in self.bins}

    def placed(self) -> dict[str, str]:
        """What the reader has placed so far: a dict from an item, or a bin, to a choice."""
        return self._known(read_progress()["exercises"].get(self.key, {}))

    def _known(self, entry):
        kept = entry.get("placed", {})
        return {name: kept[name] for name, options in self.options.items() if kept.get(name) in options}

    def place(self, name: str, choice: str) -> Feedback:
        """Put an item into a bin, or give a bin its level; the answer says whether, and why.

        >>> from custvalue_helpers.lessons.value_creation.sequence import delivery_sequence
        >>> delivery_sequence.place("set the price", "provide").right
        True
        """
        try:
            self._check(name, choice)
        except (ValueError, TypeError) as error:
            return Feedback("wrong kind", f"That cannot be placed: {error}.")
        feedback, trouble = self.judge(name, choice), self._keep(name, choice)
        return replace(feedback, text=f"{feedback.text} {trouble}") if trouble else feedback

    def _check(self, name, choice):
        one_of("item", name, list(self.options))
        one_of("place", choice, (*self.options[name], OPEN))

    def _keep(self, name, choice):
        """Keep one placement; return what went wrong, or an empty text."""
        return self._change(lambda placed: _with(placed, name, choice))

    def _change(self, change):
        def changed(entry):
            placed = change(self._known(entry))
            return {**entry, "placed": placed, "done": placed == self.answers}

        return change_entry("exercises", self.key, changed)

    def judge(self, name: str, choice: str) -> Feedback:
        """The feedback to one placement, without keeping it."""
        if choice == OPEN:
            return Feedback("not attempted", f"{name}: taken out again.")
        things: tuple[Item | Bin, ...] = (*self.items, *self.bins)
        thing = next(thing for thing in things if thing.name == name)
        if choice == self.answers[name]:
            return Feedback("right", f"{name} → {choice}. Right: {thing.why}")
        trap = thing.traps.get(choice) if isinstance(thing, Item) else None
        return Feedback(
            "not yet", f"{name} → {choice}. Not there. {trap or 'Think again: ' + self._nudge(thing)}"
        )

    def _nudge(self, thing):
        if isinstance(thing, Bin):
            return self.level_question
        return "; ".join(f"{bin.name}: {bin.about}" for bin in self.bins) + "."

    def start_again(self) -> str:
        """Take everything out."""
        return self._change(lambda _: {})

    def fixed(self) -> Shown:
        """The title, the bins with what they are about, the items, and the levels with their question."""
        return {
            "title": self.title,
            "bins": [{"name": bin.name, "about": bin.about} for bin in self.bins],
            "items": [item.name for item in self.items],
            "levels": list(self.levels),
            "level_question": capital(self.level_question),
        }

    def begin(self) -> State:
        """What the reader's record holds, with nothing said yet."""
        return {"placed": self.placed(), "last": None, "trouble": ""}

    def shown(self, state: State) -> Shown:
        """Where each item is, and each bin's level, whether that is right, and what is said of the last placement."""
        placed, last = state["placed"], state["last"]
        said = self.judge(*last) if last else Feedback("not attempted", "")
        right = self._right(placed)
        return {
            "placed": {
                name: {"choice": choice, "right": choice == self.answers[name]}
                for name, choice in placed.items()
            },
            "said": last
            and {"of": last[0], "text": said.text, "right": None if last[1] == OPEN else said.right},
            "score": f"{right} of {len(self.answers)} right.",
            "done": right == len(self.answers),
            "problem": state["trouble"],
        }

    def respond(self, state: State, event: Event) -> State:
        """After {"do": "place", "item": …, "bin": …} (for a bin: its level; None takes out) or {"do": "start again"}."""
        if one_of("do", event.get("do"), ("place", "start again")) == "start again":
            return {"placed": {}, "last": None, "trouble": self.start_again()}
        name, choice = event.get("item"), event.get("bin")
        choice = OPEN if choice is None else choice
        self._check(name, choice)
        trouble = self._keep(name, choice)
        return {"placed": _with(state["placed"], name, choice), "last": [name, choice], "trouble": trouble}

    def _right(self, placed):
        return sum(placed.get(name) == answer for name, answer in self.answers.items())

    def describe(self, placed: Mapping[str, str]) -> str:
        """The state of the sorting in words."""
        lines = [f"{self.title}: {self._right(placed)} of {len(self.answers)} right."]
        for bin in self.bins:
            inside = [
                self._marked(item.name, placed) for item in self.items if placed.get(item.name) == bin.name
            ]
            level = f" ({self._marked(bin.name, placed)})" if bin.name in placed else ""
            lines.append(f"{bin.name}{level}: {', '.join(inside) or 'nothing yet'}")
        left = [item.name for item in self.items if item.name not in placed]
        if left:
            lines.append(f"still to place: {', '.join(left)}")
        return "\n".join(lines)

    def _marked(self, name, placed):
        shown = name if name not in {bin.name for bin in self.bins} else placed[name]
        return f"{'✓' if placed[name] == self.answers[name] else '✗'} {shown}"

    def png(self, placed: Mapping[str, str]) -> bytes:
        """The picture as PNG bytes."""
        return png_of(picture(plot_sorting, self, placed, size=self.size).figure)

    def solution(self) -> Picture:
        """The finished picture."""
        return picture(plot_sorting, self, self.answers, size=self.size)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        from custvalue_helpers.kit.view import with_view

        placed = self.placed()
        data, metadata = image_bundle(self.png(placed), self.describe(placed))
        return with_view(data, self), metadata

    def __repr__(self):
        return self.describe(self.placed())


def _with(placed, name, choice):
    """What is placed, with one more choice, or one less."""
    others = {other: kept for other, kept in placed.items() if other != name}
    return others if choice == OPEN else {**others, name: choice}


def plot_sorting(axes: Axes, sorting: Sorting, placed: Mapping[str, str]) -> str:
    """Draw the bins as arrows in a row, with what was put into them below, and what is still to place at the foot.

    ``placed``: a dict from an item, or a bin, to a choice. Returns the state in words, as Sorting.describe() does.

    >>> from custvalue_helpers.lessons.value_creation.sequence import delivery_sequence
    >>> print(str(picture(plot_sorting, delivery_sequence, {}))[:64])
    Put Kestrel's activities where they belong: choose, provide, or
    """
    from matplotlib.patches import Polygon

    width, height = sorting.size
    in_inches(axes, width, height)
    wide = width / len(sorting.bins)
    for place, bin in enumerate(sorting.bins):
        left, tip = place * wide + 0.05, place * wide + wide - 0.05
        corners = [
            (left, 0.08),
            (tip - 0.2, 0.08),
            (tip, 0.48),
            (tip - 0.2, 0.88),
            (left, 0.88),
            (left + 0.12, 0.48),
        ]
        axes.add_patch(Polygon(corners, facecolor=tint(NEUTRAL, 0.14), edgecolor=NEUTRAL))
        axes.text(
            left + wide / 2 - 0.05, 0.3, bin.name, ha="center", va="center", fontweight="bold", fontsize=13
        )
        level = sorting._marked(bin.name, placed) if bin.name in placed else f"{' or '.join(sorting.levels)}?"
        axes.text(left + wide / 2 - 0.05, 0.66, level, ha="center", va="center", fontsize=11,
                  color=_colour(sorting, placed, bin.name))  # fmt: skip
        inside = [item.name for item in sorting.items if placed.get(item.name) == bin.name]
        for row, name in enumerate(inside):
            axes.text(left + 0.1, 1.16 + 0.285 * row, sorting._marked(name, placed), va="center", fontsize=11,
                      color=_colour(sorting, placed, name))  # fmt: skip
        if place:
            axes.plot([left - 0.05] * 2, [1.0, height - 1.2], color=FAINT, lw=1)
    _tray(axes, [item.name for item in sorting.items if item.name not in placed], width, height - 1.0)
    return sorting.describe(placed)


def _tray(axes, names, width, top):
    """What is still to place, in four columns at the foot."""
    axes.text(
        0.1,
        top,
        "Still to place:" if names else "Everything has a place.",
        va="center",
        color=INK,
        fontweight="bold",
    )
    for place, name in enumerate(names):
        axes.text(
            0.1 + place % 4 * (width - 0.1) / 4,
            top + 0.27 * (1 + place // 4),
            name,
            va="center",
            fontsize=10.5,
        )


def _colour(sorting, placed, name):
    if name not in placed:
        return NEUTRAL
    return GOOD if placed[name] == sorting.answers[name] else COST_TEXT
