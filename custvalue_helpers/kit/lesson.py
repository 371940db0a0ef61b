"""What belongs to a lesson: objectives, exercises, quiz; and the picture of how far a reader has come."""

from dataclasses import dataclass

from custvalue_helpers.kit.checks import one_of
from custvalue_helpers.kit.exercise import sheet_for
from custvalue_helpers.kit.fitted_text import fitted
from custvalue_helpers.kit.progress import read_progress, right_answers
from custvalue_helpers.kit.theme import FAINT, GOOD, INK, picture
from custvalue_helpers.kit.words import plural

WIDTH, ROOM = 8, 22  # of the progress picture: inches, and boxes that would stand side by side


@dataclass(frozen=True)
class Lesson:
    """A lesson's number, title, objectives (key → what one can do afterwards), exercises, quiz and explorers."""

    number: str
    title: str
    objectives: dict
    exercises: tuple
    quiz: object

    def __post_init__(self):
        for exercise in self.exercises:
            one_of(f"exercise {exercise.number}: objective", exercise.objective, list(self.objectives))

    def sheet(self, number):
        """The reader's copy of exercise ``number``, such as '4.2'."""
        by_number = {exercise.number: exercise for exercise in self.exercises}
        return sheet_for(by_number[one_of("number", number, list(by_number))])

    def progress(self):
        """A picture of the lesson's objectives with what is done."""
        record = read_progress()
        states = []
        for key, objective in self.objectives.items():
            numbers = [exercise.number for exercise in self.exercises if exercise.objective == key]
            done = sum(bool(record["exercises"].get(number, {}).get("done")) for number in numbers)
            states.append((objective, done, len(numbers)))
        right = len(right_answers(record, self.number, len(self.quiz.questions)))
        states.append(("Quiz: meaning and decisions", right, len(self.quiz.questions)))
        exercises = f"{sum(d for _, d, _ in states[:-1])} of {plural(len(self.exercises), 'exercise')}"
        sentence = f"Lesson {self.number}: {exercises} done, quiz {right} of {len(self.quiz.questions)}."
        return picture(plot_progress, states, description=sentence, size=(WIDTH, 0.42 * len(states) + 0.3))


def plot_progress(axes, states):
    """Draw one row an objective: its text, and a box for each of its exercises, filled when done."""
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
    return axes


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
