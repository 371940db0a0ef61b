"""Exercises whose feedback names the mistake.

An exercise knows its solution and the common misconceptions as functions of the same given numbers, so an answer
that matches a misconception can be told from one that is merely off. A check never raises.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from numbers import Real

from custvalue_helpers.kit.checks import one_of, shorten
from custvalue_helpers.kit.progress import note_progress, reader_name

RIGHT = ("right", "right, rounded", "right, another convention")
ROUNDED = 0.02  # an answer rounded to the decimals the reader wrote may be that far off
CLOSE = 0.002  # rounding on the way may move a right answer by that share of it
MARKS = {"not attempted": ("…", "#595959"), "right": ("✓", "#006B4F"), "other": ("→", "#8A4B00")}


@dataclass(frozen=True)
class Misconception:
    """A common wrong way: ``answer(**given)`` is what it leads to, ``feedback`` says what was done and what to do."""

    name: str
    answer: Callable
    feedback: str


@dataclass(frozen=True)
class Convention:
    """Another right way to state the answer, with a note that names it."""

    answer: Callable
    note: str


@dataclass(frozen=True)
class Exercise:
    """A question with numbers of the reader's own.

    draw(rng) returns the given numbers; question is a text with {names} of them; solution(**given) the answer: a
    number, or one of ``options``; steps(**given) the worked solution in words and code.
    """

    number: str
    title: str
    objective: str
    draw: Callable
    question: str
    solution: Callable
    misconceptions: tuple
    hints: tuple
    steps: Callable
    unit: str = ""
    options: tuple = ()
    conventions: tuple = ()

    def given(self, reader=""):
        """The reader's own numbers: the same ones every time, and none for which a misconception hits the answer."""
        rng = random.Random(f"{reader}|{self.number}")
        for _ in range(200):
            given = self.draw(rng)
            if not self.collisions(given):
                return given
        raise RuntimeError(
            f"exercise {self.number}: its misconceptions keep hitting the solution: {self.collisions(given)}"
        )

    def collisions(self, given):
        """Misconceptions that, for these numbers, cannot be told from the solution, a convention or each other."""
        right = [self.solution(**given), *(convention.answer(**given) for convention in self.conventions)]
        seen, hits = right, []
        for misconception in self.misconceptions:
            answer = misconception.answer(**given)
            near = [value for value in seen if _same(answer, value, 1.5 * ROUNDED)]
            if near and (self.options == () or answer in right):
                hits.append(misconception.name)
            seen = [*seen, answer]
        return hits


@dataclass(frozen=True)
class Feedback:
    """What a check found. ``status`` is one word or two, ``text`` what the reader sees."""

    status: str
    text: str

    @property
    def right(self):
        return self.status in RIGHT

    def __repr__(self):
        return self.text

    def _repr_html_(self):
        mark, colour = MARKS["right" if self.right else self.status if self.status in MARKS else "other"]
        return card(f"<strong>{mark}</strong> {escape(self.text)}", colour)


@dataclass
class Sheet:
    """One reader's copy of an exercise: ``check(answer)``, ``hint()``, ``solution()``."""

    exercise: Exercise
    given: dict
    hints_given: int = field(default=0, repr=False)

    @property
    def question(self):
        return self.exercise.question.format(**self.given)

    def check(self, answer=...):
        """Say what an answer is: not attempted, right, a named mistake, the wrong kind of thing, or not yet."""
        feedback = self.judge(answer)
        if feedback.status != "not attempted":
            note_progress(
                "exercises",
                self.exercise.number,
                lambda entry: {
                    "done": feedback.right or entry.get("done", False),
                    "tries": entry.get("tries", 0) + 1,
                },
            )
        return feedback

    def judge(self, answer):
        """The feedback to an answer, without keeping it."""
        exercise = self.exercise
        if answer is ... or answer is None:
            return Feedback(
                "not attempted",
                "Not attempted yet. Replace the dots with your answer and run the cell again.",
            )
        wrong_kind = (
            _choice_problem(answer, exercise.options) if exercise.options else _number_problem(answer)
        )
        if wrong_kind:
            return Feedback("wrong kind", wrong_kind)
        value = answer.strip().casefold() if exercise.options else float(answer)
        truth = exercise.solution(**self.given)
        if _same(value, truth, 1e-9):
            return Feedback("right", f"Right: {self._show(truth)}.")
        if _close(value, truth):
            return Feedback(
                "right, rounded", f"Right. Without rounding on the way it is {self._show(truth)}."
            )
        for convention in exercise.conventions:
            if _close(value, convention.answer(**self.given)):
                return Feedback("right, another convention", f"Right. {convention.note}")
        for misconception in exercise.misconceptions:
            if _close(value, misconception.answer(**self.given)):
                return Feedback(misconception.name, f"Not yet. {misconception.feedback.format(**self.given)}")
        return Feedback(
            "not yet", "Not yet. In a new cell, ex.hint() gives a hint and ex.solution() the worked steps."
        )

    def hint(self):
        """The next hint."""
        hints = self.exercise.hints
        number = min(self.hints_given, len(hints) - 1)
        self.hints_given += 1
        last = (
            " That was the last hint; ex.solution() shows the steps."
            if self.hints_given >= len(hints)
            else ""
        )
        return Feedback(
            "hint", f"Hint {number + 1} of {len(hints)}: {hints[number].format(**self.given)}{last}"
        )

    def solution(self):
        """The worked steps with the reader's own numbers."""
        truth = self.exercise.solution(**self.given)
        return Feedback("solution", f"{self.exercise.steps(**self.given)}\nAnswer: {self._show(truth)}.")

    def _show(self, value):
        text = value if isinstance(value, str) else f"{float(f'{value:.6g}'):,.10g}".replace("-", "−")
        if self.exercise.unit.startswith("€"):
            return f"€{text}{self.exercise.unit[1:]}".replace("€−", "−€")
        return f"{text} {self.exercise.unit}".strip()

    def __repr__(self):
        answers = (
            f"\nAnswer with one of: {', '.join(map(repr, self.exercise.options))}."
            if self.exercise.options
            else ""
        )
        return f"Exercise {self.exercise.number} · {self.exercise.title}\n{self.question}{answers}"

    def _repr_html_(self):
        heading, _, body = repr(self).partition("\n")
        return card(
            f"<strong>{escape(heading)}</strong><br>{escape(body).replace(chr(10), '<br>')}", "#00578A"
        )


def sheet_for(exercise, reader=None):
    """The reader's copy of an exercise, with the numbers that their name gives."""
    return Sheet(exercise, exercise.given(reader_name() if reader is None else reader))


def card(html, colour):
    """A box with a coloured edge for HTML that is already escaped."""
    style = f"border-left: 5px solid {colour}; padding: 6px 12px; margin: 4px 0; line-height: 1.45; white-space: pre-line"
    return f'<div style="{style}">{html}</div>'


def _same(value, other, tolerance):
    if isinstance(value, str) or isinstance(other, str):
        return str(value).casefold() == str(other).casefold()
    whole = float(value).is_integer() and float(other).is_integer()
    return math.isclose(value, other, rel_tol=1e-9 if whole else tolerance, abs_tol=1e-9)


def _close(answer, target):
    """Whether an answer is the target, but for rounding on the way or at the end (and at most two percent off)."""
    if isinstance(answer, str) or _same(answer, target, CLOSE):
        return _same(answer, target, CLOSE)
    decimals = max(0, -Decimal(repr(float(answer))).normalize().as_tuple().exponent)
    return math.isclose(answer, round(target, decimals), abs_tol=1e-9) and math.isclose(
        answer, target, rel_tol=ROUNDED
    )


def _choice_problem(answer, options):
    if not isinstance(answer, str):
        return f"The answer is a word in quotes, one of {', '.join(map(repr, options))}; this is {_kind(answer)}."
    try:
        one_of("answer", answer.strip().casefold(), tuple(option.casefold() for option in options))
    except ValueError as error:
        return f"That is none of the choices: {error}."
    return ""


def _number_problem(answer):
    if isinstance(answer, tuple) and len(answer) == 2 and all(type(part) is int for part in answer):
        whole, rest = answer
        return (
            f"A comma makes two numbers of it: {whole} and {rest}. Decimals take a point ({whole}.{rest}), and"
            f" thousands no sign at all ({whole}{rest})."
        )
    if isinstance(answer, bool) or not isinstance(answer, Real):
        quotes = (
            " Leave out the quotes, and any unit or sign such as € or %." if isinstance(answer, str) else ""
        )
        return f"The answer is one number; this is {_kind(answer)}.{quotes}"
    return "" if math.isfinite(answer) else f"The answer is one finite number; this is {answer}."


def _kind(answer):
    kinds = {
        str: "a text",
        bool: "True or False",
        list: "a list",
        tuple: "several values",
        dict: "a dictionary",
    }
    return f"{kinds.get(type(answer), 'a ' + type(answer).__name__)}: {shorten(answer)}"
