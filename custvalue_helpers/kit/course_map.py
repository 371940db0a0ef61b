"""The map of the course: a line with a stop for each lesson, and how far the reader has come at each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_list, a_number, one_of
from custvalue_helpers.kit.description import named
from custvalue_helpers.kit.progress import right_answers
from custvalue_helpers.kit.spine import STAGE_COLOURS
from custvalue_helpers.kit.theme import FAINT, GOOD, INK, NEUTRAL, picture
from custvalue_helpers.kit.words import listed, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

    from custvalue_helpers.kit.lesson import Lesson
    from custvalue_helpers.kit.machine import Event, Shown, State
    from custvalue_helpers.kit.progress import Record
    from custvalue_helpers.kit.theme import Bundle, Picture


@dataclass(frozen=True)
class Stop:
    """One lesson on the map: its number, title, question, and ``done`` of ``of`` steps (``of`` 0: it is to come).

    ``notebook`` is the name of its file, beside the one that shows the map. ``stages`` are names of STAGES; a lesson about
    all of them has none.
    """

    number: str
    title: str
    question: str
    done: int = 0
    of: int = 0
    notebook: str = ""
    stages: tuple[str, ...] = ()

    def __post_init__(self):
        a_number(f"stop {self.number}: of", self.of, 0)
        a_number(f"stop {self.number}: done", self.done, 0, self.of)

    @property
    def state(self) -> str:
        if self.of == 0:
            return "to come"
        return "done" if self.done == self.of else f"{self.done} of {self.of} done"


def steps_done(lesson: Lesson, record: Record) -> tuple[int, int]:
    """How many of a lesson's exercises and quiz questions are done in a reader's record, and how many there are."""
    exercises = sum(bool(record["exercises"].get(e.number, {}).get("done")) for e in lesson.exercises)
    asked = len(lesson.quiz.questions)
    return exercises + len(right_answers(record, lesson.number, asked)), len(lesson.exercises) + asked


@dataclass(frozen=True)
class CourseMap:
    """The map, live: ``stops()`` reads the reader's record and returns the stops."""

    stops: Callable[[], list[Stop]]
    kind = "course_map"

    def fixed(self) -> Shown:
        """What each stop is called, asks, and where it leads."""
        parts = ("number", "title", "question", "notebook")
        return {
            "title": "The map of the course",
            "stops": [
                {
                    **{part: getattr(stop, part) for part in parts},
                    "stages": [[stage, STAGE_COLOURS[stage]] for stage in stop.stages],
                }
                for stop in self.stops()
            ],
        }

    def begin(self) -> State:
        """What the reader's record holds."""
        return {"steps": [[stop.done, stop.of, stop.state] for stop in self.stops()]}

    def shown(self, state: State) -> Shown:
        """How far the reader has come at each stop, and at all of them together."""
        steps = state["steps"]
        done, of = (sum(step[place] for step in steps) for place in (0, 1))
        return {
            "stops": [{"done": done, "of": of, "state": state} for done, of, state in steps],
            "sentence": f"{done} of {plural(of, 'step')} {'is' if done == 1 else 'are'} done.",
        }

    def respond(self, state: State, event: Event) -> State:
        """After {"do": "refresh"}: the record is read again."""
        one_of("do", event.get("do"), ("refresh",))
        return self.begin()

    @property
    def description(self) -> str:
        return map_in_words(self.stops())

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        from custvalue_helpers.kit.view import with_view

        data, metadata = map_picture(self.stops())._repr_mimebundle_()
        return with_view(data, self), metadata

    def __repr__(self):
        return self.description


def map_in_words(stops: list[Stop]) -> str:
    """The map as sentences, one for each stop."""
    return " ".join(
        [
            f"The map of the course shows {plural(len(stops), 'lesson')}, from top to bottom.",
            *(f"Lesson {stop.number}, {named(stop.title)}{_stages(stop)}, {_said(stop)}." for stop in stops),
        ]
    )


def map_picture(stops: list[Stop]) -> Picture:
    """The map as a picture with its description."""
    return picture(plot_map, stops, size=(8, 0.42 * len(stops) + 0.15))


def plot_map(axes: Axes, stops: list) -> str:
    """Draw the stops from top to bottom, number, title, question and the state at the right; and say the states.

    ``stops``: a list of Stop. Raises TypeError or ValueError where there is none.

    >>> picture(plot_map, [Stop("0", "Start here", "Why?", 2, 8), Stop("1", "Value", "What?")])
    The map of the course shows 2 lessons, from top to bottom. Lesson 0, Start here, has 2 of 8 steps done. Lesson 1,
    Value, is to come.
    """
    last = len(a_list("stops", stops)) - 1
    axes.plot([0.2, 0.2], [0, last], color=FAINT, lw=4, zorder=0)
    for row, stop in enumerate(stops):
        there, done = stop.of > 0, stop.of > 0 and stop.done == stop.of
        colour = INK if there else NEUTRAL
        axes.plot(
            0.2, row, "o", ms=21, mfc=GOOD if done else "white", mec=GOOD if there else NEUTRAL, mew=2,
            ls="none",
        )  # fmt: skip
        axes.text(0.2, row, stop.number, ha="center", va="center_baseline", fontsize=11, fontweight="bold",
                  color="white" if done else colour)  # fmt: skip
        axes.text(0.48, row - 0.19, stop.title, va="center", fontsize=11, color=colour,
                  fontweight="bold" if there else "normal")  # fmt: skip
        axes.text(0.48, row + 0.22, stop.question, va="center", fontsize=10, color=NEUTRAL)
        for place, stage in enumerate(stop.stages):
            axes.text(5.1 - 0.62 * (len(stop.stages) - 1 - place), row - 0.19, stage.split()[0], ha="right", va="center", fontsize=9, color=INK,
                      bbox={"facecolor": STAGE_COLOURS[stage], "edgecolor": "none", "boxstyle": "round,pad=0.25"})  # fmt: skip
        _state(axes, row, stop, colour)
    axes.set(xlim=(0, 8), ylim=(last + 0.5, -0.5))
    axes.axis("off")
    return map_in_words(stops)


def _stages(stop):
    return f" ({listed(stop.stages)})" if stop.stages else ""


def _said(stop):
    return (
        f"is {stop.state}"
        if stop.state in ("to come", "done")
        else f"has {stop.done} of {stop.of} steps done"
    )


def _state(axes, row, stop, colour):
    """The state in words, and as a bar for a lesson that is there."""
    from matplotlib.patches import Rectangle

    if stop.of:
        axes.add_patch(Rectangle((5.35, row - 0.13), 1.3, 0.26, facecolor="white", edgecolor=NEUTRAL, lw=1))
        axes.add_patch(Rectangle((5.35, row - 0.13), 1.3 * stop.done / stop.of, 0.26, facecolor=GOOD))
    axes.text(6.8, row, stop.state, va="center", fontsize=10.5, color=colour)
