"""What belongs to a lesson: objectives, exercises, quiz; and the picture of how far a reader has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import one_of
from custvalue_helpers.kit.exercise import sheet_for
from custvalue_helpers.kit.fitted_text import fitted
from custvalue_helpers.kit.progress import read_progress, right_answers
from custvalue_helpers.kit.theme import FAINT, GOOD, INK, picture
from custvalue_helpers.kit.words import plural

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from custvalue_helpers.kit.exercise import Exercise, Sheet
    from custvalue_helpers.kit.machine import Event, Shown, State
    from custvalue_helpers.kit.quiz import Quiz
    from custvalue_helpers.kit.theme import Bundle, Picture

WIDTH, ROOM = 8, 22  # of the progress picture: inches, and boxes that would stand side by side


@dataclass(frozen=True)
class Lesson:
    """A lesson's number, title, objectives (key → what one can do afterwards), exercises, quiz and explorers."""

    number: str
    title: str
    objectives: dict[str, str]
    exercises: tuple[Exercise, ...]
    quiz: Quiz

    def __post_init__(self):
        for exercise in self.exercises:
            one_of(f"exercise {exercise.number}: objective", exercise.objective, list(self.objectives))

    def sheet(self, number: str) -> Sheet:
        """The reader's copy of exercise ``number``, such as '4.2'."""
        by_number = {exercise.number: exercise for exercise in self.exercises}
        return sheet_for(by_number[one_of("number", number, list(by_number))])

    def progress(self) -> LessonProgress:
        """The lesson's objectives with what is done."""
        return LessonProgress(self)

    def steps(self) -> list[tuple[str, int, int]]:
        """For each objective, and last for the quiz: its text, how many steps are done, and of how many."""
        record = read_progress()
        steps = []
        for key, objective in self.objectives.items():
            numbers = [exercise.number for exercise in self.exercises if exercise.objective == key]
            done = sum(bool(record["exercises"].get(number, {}).get("done")) for number in numbers)
            steps.append((objective, done, len(numbers)))
        right = len(right_answers(record, self.number, len(self.quiz.questions)))
        return [*steps, ("Quiz: meaning and decisions", right, len(self.quiz.questions))]


@dataclass(frozen=True)
class LessonProgress:
    """How far the reader has come in a lesson: a list of its objectives, each with a bar, and with the quiz."""

    lesson: Lesson
    kind = "progress"

    def fixed(self) -> Shown:
        """The title."""
        return {"title": f"Your progress in lesson {self.lesson.number}"}

    def begin(self) -> State:
        """What the reader's record holds."""
        return {"steps": [list(step) for step in self.lesson.steps()]}

    def shown(self, state: State) -> Shown:
        """The rows, and a sentence."""
        rows = [{"name": name, "done": done, "of": of} for name, done, of in state["steps"]]
        return {"rows": rows, "sentence": progress_in_words(state["steps"], self.lesson.number)}

    def respond(self, state: State, event: Event) -> State:
        """After {"do": "refresh"}: the record is read again."""
        one_of("do", event.get("do"), ("refresh",))
        return self.begin()

    @property
    def description(self) -> str:
        return progress_in_words(self.lesson.steps(), self.lesson.number)

    def picture(self) -> Picture:
        """The same as a picture."""
        steps = self.lesson.steps()
        return picture(plot_progress, steps, self.lesson.number, size=(WIDTH, 0.42 * len(steps) + 0.3))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        from custvalue_helpers.kit.view import with_view

        data, metadata = self.picture()._repr_mimebundle_()
        return with_view(data, self), metadata

    def __repr__(self):
        return self.description


def progress_in_words(steps: list, number: str) -> str:
    """How much of a lesson is done, as a sentence; the parameters are those of plot_progress()."""
    *exercises, (_, right, questions) = steps
    done, of = (sum(step[place] for step in exercises) for place in (1, 2))
    return (
        f"In lesson {number}, {done} of {plural(of, 'exercise')} {'is' if done == 1 else 'are'} done,"
        f" and {right} of {plural(questions, 'quiz question')} {'is' if right == 1 else 'are'} answered right."
    )


def plot_progress(axes: Axes, states: list, number: str) -> str:
    """Draw one row an objective, its text and a box for each of its exercises, filled when done; and say how much is done.

    ``states``: for each objective, and last for the quiz, its text, how many are done, and of how many; ``number``: the
    lesson's.

    >>> picture(plot_progress, [("Say what a price is", 1, 2), ("Quiz", 3, 5)], "4")
    In lesson 4, 1 of 2 exercises is done, and 3 of 5 quiz questions are answered right.
    """
    most = max(of for _, _, of in states)
    for row, (objective, done, of) in enumerate(states):
        for box in range(of):
            axes.add_patch(_box(box, row, box < done))
            axes.text(
                box + 0.43, row + 0.02, "✓" if box < done else "", ha="center", va="center", color="white"
            )
        words = fitted(objective, WIDTH * 72 * (ROOM - most - 0.4) / (ROOM + 0.2), lines=2, size=10.5)
        axes.text(most + 0.4, row, words, va="center", fontsize=10.5, linespacing=1.1)
    axes.set(xlim=(-0.2, ROOM), ylim=(len(states) - 0.4, -0.6))
    axes.axis("off")
    return progress_in_words(states, number)


def _box(column, row, done):
    from matplotlib.patches import Rectangle

    return Rectangle(
        (column, row - 0.36),
        0.85,
        0.72,
        facecolor=GOOD if done else "white",
        edgecolor=INK if done else FAINT,
        lw=1.5,
    )
