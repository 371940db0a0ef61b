"""The map of the course: a line with a stop for each lesson, and how far the reader has come at each."""

from dataclasses import dataclass

from custvalue_helpers.kit.checks import a_number
from custvalue_helpers.kit.progress import right_answers
from custvalue_helpers.kit.theme import FAINT, GOOD, INK, NEUTRAL, picture


@dataclass(frozen=True)
class Stop:
    """One lesson on the map: its number, title, question, and ``done`` of ``of`` steps (``of`` 0: it is to come)."""

    number: str
    title: str
    question: str
    done: int = 0
    of: int = 0

    def __post_init__(self):
        a_number(f"stop {self.number}: of", self.of, 0)
        a_number(f"stop {self.number}: done", self.done, 0, self.of)

    @property
    def state(self):
        if self.of == 0:
            return "to come"
        return "done" if self.done == self.of else f"{self.done} of {self.of} done"


def steps_done(lesson, record):
    """How many of a lesson's exercises and quiz questions are done in a reader's record, and how many there are."""
    exercises = sum(bool(record["exercises"].get(e.number, {}).get("done")) for e in lesson.exercises)
    asked = len(lesson.quiz.questions)
    return exercises + len(right_answers(record, lesson.number, asked)), len(lesson.exercises) + asked


def map_picture(stops):
    """The map as a picture with its description."""
    words = " ".join(f"{stop.number} {stop.title}: {stop.state}." for stop in stops)
    description = f"The course has {len(stops)} lessons. {words}"
    return picture(plot_map, stops, description=description, size=(8, 0.42 * len(stops) + 0.15))


def plot_map(axes, stops):
    """Draw the stops from top to bottom: number, title and question, and the state at the right."""
    last = len(stops) - 1
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
        _state(axes, row, stop, colour)
    axes.set(xlim=(0, 8), ylim=(last + 0.5, -0.5))
    axes.axis("off")
    return axes


def _state(axes, row, stop, colour):
    """The state in words, and as a bar for a lesson that is there."""
    from matplotlib.patches import Rectangle

    if stop.of:
        axes.add_patch(Rectangle((5.35, row - 0.13), 1.3, 0.26, facecolor="white", edgecolor=NEUTRAL, lw=1))
        axes.add_patch(Rectangle((5.35, row - 0.13), 1.3 * stop.done / stop.of, 0.26, facecolor=GOOD))
    axes.text(6.8, row, stop.state, va="center", fontsize=10.5, color=colour)
