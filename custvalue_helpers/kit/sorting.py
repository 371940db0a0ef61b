"""A sorting exercise: the reader puts each item where it belongs, and the picture assembles itself.

Each placement is answered with its reason. What was placed is kept with the reader's progress. Nothing here raises
for an answer, whatever it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import one_of, shorten
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

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from custvalue_helpers.kit.theme import Picture

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
        kept = read_progress()["exercises"].get(self.key, {}).get("placed", {})
        return {name: kept[name] for name, options in self.options.items() if kept.get(name) in options}

    def place(self, name: str, choice: str) -> Feedback:
        """Put an item into a bin, or give a bin its level; the answer says whether, and why.

        >>> from custvalue_helpers.lessons.value_creation.sequence import delivery_sequence
        >>> delivery_sequence.place("set the price", "provide").right
        True
        """
        try:
            one_of("item", name, list(self.options))
            one_of("place", choice, (*self.options[name], OPEN))
        except (ValueError, TypeError) as error:
            return Feedback("wrong kind", f"That cannot be placed: {error}.")
        placed = {**self.placed(), name: choice}
        if choice == OPEN:
            del placed[name]
        feedback, trouble = self.judge(name, choice), self._keep(placed)
        return replace(feedback, text=f"{feedback.text} {trouble}") if trouble else feedback

    def _keep(self, placed):
        """Keep what is placed; return what went wrong, or an empty text."""
        done = all(placed.get(key) == answer for key, answer in self.answers.items())
        return change_entry("exercises", self.key, lambda entry: {**entry, "placed": placed, "done": done})

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
        return self._keep({})

    def describe(self, placed: Mapping[str, str]) -> str:
        """The state of the sorting in words."""
        right = sum(placed.get(key) == answer for key, answer in self.answers.items())
        lines = [f"{self.title}: {right} of {len(self.answers)} right."]
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

    def _repr_mimebundle_(self, include=None, exclude=None):
        placed = self.placed()
        data, metadata = image_bundle(self.png(placed), self.describe(placed))
        return {**SortingView(self).widget._repr_mimebundle_(), **data}, metadata

    def __repr__(self):
        return self.describe(self.placed())


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


class SortingView:
    """The widgets: one list to choose from for each item and each bin, the picture, and the last answer."""

    def __init__(self, sorting: Sorting) -> None:
        import ipywidgets as widgets

        from custvalue_helpers.kit.live_view import DescribedImage, paragraph

        self.sorting, self.quiet = sorting, False
        self.image = DescribedImage(
            format="png", layout=widgets.Layout(max_width="100%", align_self="flex-start")
        )
        # Above the lists, and as high as an answer is, so that it is in sight and nothing jumps.
        self.verdict = widgets.HTML(layout=widgets.Layout(min_height="56px"))
        longest = max(map(len, sorting.options)) * 0.57 + 0.6
        placed, self.lists = sorting.placed(), {}
        phases = {bin.name for bin in sorting.bins}
        for name, options in sorting.options.items():
            choice = widgets.Dropdown(
                options=(OPEN, *options), value=placed.get(name, OPEN), description=f"{name} is" if name in phases else name, description_allow_html=False,
                style={"description_width": f"{longest:.1f}em"}, layout=widgets.Layout(width=f"{longest + 10:.1f}em"),
            )  # fmt: skip
            choice.observe(lambda change, name=name: self.answer(name, change["new"]), "value")
            self.lists[name] = choice
        again = widgets.Button(description="Start again", icon="undo", tooltip="Take everything out")
        again.on_click(self.start_again)
        left = widgets.VBox([*self.lists.values(), again], layout=widgets.Layout(margin="0 16px 0 0"))
        right = widgets.VBox([self.image], layout=widgets.Layout(flex="1 1 560px", max_width="820px"))
        body = widgets.Box([left, right], layout=widgets.Layout(flex_flow="row wrap"))
        title = widgets.HTML(paragraph(sorting.title, "font-weight: 600; font-size: 1.1em"))
        self.widget = widgets.VBox([title, self.verdict, body])
        self.widget.add_class("custvalue-sorting")
        self.draw()

    @property
    def values(self) -> dict[str, str]:
        return {name: choice.value for name, choice in self.lists.items() if choice.value != OPEN}

    def answer(self, name: str, choice: str) -> None:
        """Keep one placement, say whether and why, and draw again; an error is said in the view."""
        if self.quiet:
            return
        try:
            self.verdict.value = self.sorting.place(name, choice)._repr_html_()
            self.draw()
        except Exception as error:  # an error in a callback would vanish in a log
            self.verdict.value = Feedback(
                "wrong kind", f"This cannot be shown: {shorten(error)}"
            )._repr_html_()

    def start_again(self, _button: object = None) -> None:
        from custvalue_helpers.kit.live_view import paragraph

        self.quiet = True
        for choice in self.lists.values():
            choice.value = OPEN
        self.quiet = False
        self.verdict.value = paragraph(self.sorting.start_again())
        self.draw()

    def draw(self) -> None:
        self.image.value = self.sorting.png(self.values)
        self.image.tooltip = self.sorting.describe(self.values)
