"""Exercises whose feedback names the mistake.

An exercise knows its solution and the common misconceptions as functions of the same given numbers, so an answer
that matches a misconception can be told from one that is merely off. A check never raises.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from html import escape
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from custvalue_helpers.kit.checks import one_of, shorten
from custvalue_helpers.kit.progress import note_progress, read_progress, reader_name
from custvalue_helpers.kit.words import (
    apart,
    as_people_round,
    decimals_to_show,
    fine_enough,
    fits,
    is_short,
    is_whole,
    last_place,
    near,
    rounded_to_zeros,
    same,
    with_unit,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

Answer = float | str
RIGHT = ("right", "right, rounded", "right, another convention")
MARKS = {"not attempted": ("…", "#595959"), "right": ("✓", "#006B4F"), "other": ("→", "#8A4B00")}
TRIES = 1000  # one draw in five is usable at the least, so this many are never all bad
TRIES_FOR_DIFFERENT_SLIPS = 30
TO_THE_OTHER_SCALE = {  # what the answer counts: the factor that brings an answer from the other scale, and its name
    1: (0.01, "times 100"),
    100: (100, "divided by 100"),
}


@dataclass(frozen=True)
class Misconception:
    """A common wrong way: ``answer(**given)`` is what it leads to, ``feedback`` says what was done and what to do."""

    name: str
    answer: Callable[..., Any]
    feedback: str


@dataclass(frozen=True)
class Convention:
    """Another right way to state the answer, with a note that names it."""

    answer: Callable[..., Any]
    note: str


@dataclass(frozen=True)
class Exercise:
    """A question with numbers of the reader's own.

    draw(rng) returns the given numbers; question is a text with {names} of them; ``solution(**given)`` the answer: a
    number, or one of ``options``; ``steps(**given)`` the worked solution in words and code.

    out_of says what the answer counts: 1 for a share or a ratio, 100 for per cent or an index from 0 to 100. Such an
    answer is understood on the other scale too. whole says that things are counted: "either" whole number beside the
    answer will do, or the question asks for the "next" one above it.
    """

    number: str
    title: str
    objective: str
    draw: Callable[[random.Random], dict[str, Any]]
    question: str
    solution: Callable[..., Any]
    misconceptions: tuple[Misconception, ...]
    hints: tuple[str, ...]
    steps: Callable[..., str]
    unit: str = ""
    out_of: int = 0
    whole: str = ""
    options: tuple[str, ...] = ()
    conventions: tuple[Convention, ...] = ()

    def given(self, reader: str = "") -> dict[str, Any]:
        """The reader's own numbers: the same ones every time, and none for which a misconception passes as right.

        Numbers for which two misconceptions lead to the same answer are taken only if others are rare.
        """
        rng = random.Random(f"{reader}|{self.number}")
        for tried in range(TRIES):
            given = self.draw(rng)
            if not self.collisions(given) and (
                tried >= TRIES_FOR_DIFFERENT_SLIPS or self._slips_differ(given)
            ):
                return given
        raise RuntimeError(
            f"exercise {self.number}: its misconceptions keep hitting the solution: {self.collisions(given)}"
        )

    def _slips_differ(self, given):
        answers = [m.answer(**given) for m in self.misconceptions]
        return len({a if self.options else round(a, 9) for a in answers}) == len(answers)

    def right_answers(self, given: Mapping[str, Any]) -> list[tuple[Answer, str]]:
        """Every right answer to these numbers, with the note that goes with it."""
        solution = self.solution(**given)
        answers = [(solution, "")] + [(c.answer(**given), c.note) for c in self.conventions]
        if self.whole == "next":
            above = math.ceil(solution)
            answers.append((above, f"{above:,} is the first whole number above {with_unit(solution)}."))
        return answers

    def collisions(self, given: Mapping[str, Any]) -> list[str]:
        """Misconceptions that cannot be told from a right answer, for these numbers, as people write the two."""
        right: list[Any] = [answer for answer, _ in self.right_answers(given)]
        wrong = {m.name: m.answer(**given) for m in self.misconceptions}
        if self.options:
            return [name for name, answer in wrong.items() if answer in right]
        usual = {round(right[0], decimals) for decimals in (2, decimals_to_show(right[0], self.unit))}
        places, counted = {number: last_place(number) for number in usual}, bool(self.whole)
        return [
            name
            for name, answer in wrong.items()
            if any(fits(number, answer, place, counted) for number, place in places.items())
            or self._could_pass(answer, right)
        ]

    def _could_pass(self, wrong, right):
        """Whether a wrong answer is too near to a right one: in full, rounded, or on the other scale."""
        factor, _ = TO_THE_OTHER_SCALE.get(self.out_of, (1, ""))
        written = {wrong, wrong / factor}
        readings = {reading for number in written for reading in (number, number * factor)}
        if not all(apart(reading, answer) for reading in readings for answer in right):
            return True
        return any(
            same(rounded * by, answer)
            for number in written
            for by in {1, factor}
            for answer in right
            if is_short(answer / by)
            and abs(number * by - answer) <= by + abs(answer) / 100  # rounding goes no farther
            for rounded in as_people_round(number)
        )


@dataclass(frozen=True)
class Feedback:
    """What a check found. ``status`` is one word or two, ``text`` what the reader sees."""

    status: str
    text: str

    @property
    def right(self) -> bool:
        return self.status in RIGHT

    def __repr__(self):
        return self.text

    def _repr_html_(self):
        mark, colour = MARKS["right" if self.right else self.status if self.status in MARKS else "other"]
        return card(f"<strong>{mark}</strong> {escape(self.text)}", colour)


NOT_YET = Feedback(
    "not yet", "Not yet. In a new cell, ex.hint() gives a hint and ex.solution() the worked steps."
)
AFTER_THE_SOLUTION = "You had read the solution before. That is a good way to learn, but it is not counted as solved at the first try."


@dataclass
class Sheet:
    """One reader's copy of an exercise: ``check(answer)``, ``hint()``, ``solution()``."""

    exercise: Exercise
    given: dict[str, Any]
    hints_given: int = field(default=0, repr=False)

    @cached_property
    def _right_answers(self):
        return self.exercise.right_answers(self.given)

    @cached_property
    def _wrong_answers(self):
        return [(m, m.answer(**self.given)) for m in self.exercise.misconceptions]

    @property
    def question(self) -> str:
        return self.exercise.question.format(**self.given)

    def check(self, answer: Any = ...) -> Feedback:
        """Say what an answer is: not attempted, right, a named mistake, the wrong kind of thing, or not yet.

        The wrong kind of thing is no try.
        """
        feedback = self.judge(answer)
        if feedback.status not in ("not attempted", "wrong kind"):
            before = read_progress()["exercises"].get(self.exercise.number, {})
            note_progress(
                "exercises",
                self.exercise.number,
                lambda entry: {
                    "done": feedback.right or entry.get("done", False),
                    "tries": entry.get("tries", 0) + 1,
                },
            )
            if feedback.right and before.get("solution_seen"):
                return Feedback(feedback.status, f"{feedback.text} {AFTER_THE_SOLUTION}")
        return feedback

    def judge(self, answer: Any) -> Feedback:
        """The feedback to an answer, without keeping it."""
        exercise = self.exercise
        if answer is ... or answer is None:
            return Feedback(
                "not attempted",
                "Not attempted yet. Replace the dots with your answer and run the cell again.",
            )
        answer = _only_one(answer)
        wrong_kind = (
            _choice_problem(answer, exercise.options) if exercise.options else _number_problem(answer)
        )
        if wrong_kind:
            return Feedback("wrong kind", wrong_kind)
        if exercise.options:
            return self._judge_choice(_bare(answer))
        return self._judge_number(float(answer))

    def _judge_choice(self, choice):
        truth, _ = self._right_answers[0]
        if choice == _bare(truth):
            return Feedback("right", f"Right: {truth}.")
        slips = [(m, "", True) for m, answer in self._wrong_answers if choice == _bare(answer)]
        return self._named(slips) if slips else NOT_YET

    def _judge_number(self, number):
        """An answer is right if it is a right answer, or one rounded so that it can be nothing else."""
        exercise = self.exercise
        readings = _readings(number, exercise)
        right = self._right_answers
        for reading in readings:
            for answer, note in right:
                if same(reading.value, answer):
                    return self._right(reading, answer, note)
        if exercise.whole == "next" and same(number, math.floor(right[0][0])):
            return Feedback(
                "the wrong side",
                f"Nearly: at {number:,.0f} it is not reached yet. Which is the first whole number at which it is?",
            )
        fitting = [(r, *answer) for answer in right for r in readings if r.fits(answer[0])]
        slips = self._slips(readings)
        if fitting and not slips:
            for reading, answer, note in fitting:
                if fine_enough(reading.value, answer):
                    return self._right(reading, answer, note)
        if fitting or any(rounded_to_zeros(number, answer) for answer, _ in right):
            return self._too_far(number, fitting[0][1] if fitting else right[0][0], slips)
        if slips:
            return self._named(slips)
        if any(near(r.value, answer) for r in readings for answer, _ in right):
            return Feedback(
                "near",
                "Near, but not it. Numbers that are rounded on the way lead there: keep all decimals until the end.",
            )
        return NOT_YET

    def _slips(self, readings):
        """The misconceptions that a number can come from: closely, or if there are none such, by much rounding."""
        found = []
        for misconception, value in self._wrong_answers:
            for r in readings:
                if r.fits(value):
                    slip = misconception, self._read_as(r), same(r.value, value)
                    found.append((slip, fine_enough(r.value, value)))
                    break
        close = [slip for slip, near_enough in found if near_enough]
        return close or [slip for slip, _ in found]

    def _right(self, reading, answer, note):
        truth, shown = self._right_answers[0][0], self._answer()
        if note:
            return Feedback("right, another convention", f"Right. {note}")
        if reading.scale:
            return Feedback(
                "right, another convention", f"Right. You gave it {reading.scale}: it is read as {shown}"
            )
        if same(reading.value, answer) or self._show(reading.value) == self._show(truth):
            return Feedback("right", f"Right: {shown}")
        return Feedback("right, rounded", f"Right. With more digits it is {shown}")

    def _too_far(self, number, answer, slips):
        """What to say of a right answer that is rounded so far that it could be a wrong one."""
        keep = "Keep one more decimal." if last_place(number) <= 1 else "Keep one more digit."
        if is_whole(number) and is_whole(answer):
            keep = "It is a whole number: write all its digits."
        if not slips:
            return Feedback(
                "rounded too far", f"That is right as far as it goes, but rounded too far. {keep}"
            )
        exact = [(m, read_as) for m, read_as, exact in slips if exact]
        otherwise = f" If you did not round: {self._words(exact)}" if exact else ""
        return Feedback(
            "rounded too far",
            f"Written like this, a right answer cannot be told from a wrong one. {keep}{otherwise}",
        )

    def _named(self, slips):
        """The feedback to a misconception; to all of them, if a number comes from several."""
        names = " or ".join(sorted({misconception.name for misconception, *_ in slips}))
        if len(slips) > 3:
            return Feedback(
                names,
                "Not yet. Several slips lead to this number. Write more decimals, and the check can tell which.",
            )
        return Feedback(names, f"Not yet. {self._words(slips)}")

    def _words(self, slips):
        said = sorted({f"{read_as}{m.feedback.format(**self.given)}" for m, read_as, *_ in slips})
        if len(said) == 1:
            return said[0]
        return "More than one slip leads to this number. " + " Or: ".join(said)

    def _read_as(self, reading):
        return f"Read as {self._show(reading.value)}: " if reading.scale else ""

    def hint(self) -> Feedback:
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

    def solution(self) -> Feedback:
        """The worked steps with the reader's own numbers. The record keeps that they were read before it was solved."""
        note_progress(
            "exercises",
            self.exercise.number,
            lambda entry: (
                {}
                if entry.get("done")
                else {"done": False, "tries": entry.get("tries", 0), "solution_seen": True}
            ),
        )
        return Feedback("solution", f"{self.exercise.steps(**self.given)}\nAnswer: {self._answer()}")

    def _answer(self):
        """The answer as a person writes it, in a sentence; with the whole number above it, if that is asked for."""
        (truth, _), *others = self._right_answers
        next_one = f" {others[-1][1]}" if self.exercise.whole == "next" else ""
        return f"{self._show(truth)}.{next_one}"

    def _show(self, value):
        return value if isinstance(value, str) else with_unit(value, self.exercise.unit)

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


def sheet_for(exercise: Exercise, reader: str | None = None) -> Sheet:
    """The reader's copy of an exercise, with the numbers that their name gives."""
    return Sheet(exercise, exercise.given(reader_name() if reader is None else reader))


def card(html: str, colour: str) -> str:
    """A box with a coloured edge for HTML that is already escaped."""
    style = f"border-left: 5px solid {colour}; padding: 6px 12px; margin: 4px 0; line-height: 1.45; white-space: pre-line"
    return f'<div style="{style}">{html}</div>'


@dataclass(frozen=True)
class _Reading:
    """One way to understand a number: its value, the value of a step in its last digit, and the scale it is on."""

    value: float
    place: float
    counted: bool
    scale: str = ""

    def fits(self, value: float) -> bool:
        return fits(self.value, value, self.place, self.counted)


def _readings(number, exercise):
    """A number as it stands and, where the answer counts parts of 1 or of 100, on the other scale."""
    place, counted = last_place(number), bool(exercise.whole)
    readings = [_Reading(number, place, counted)]
    if exercise.out_of:
        factor, scale = TO_THE_OTHER_SCALE[exercise.out_of]
        step = 1.0 if factor > 1 and is_whole(number) else place * factor
        readings.append(_Reading(number * factor, step, counted, scale))
    return readings


def _only_one(answer):
    """What an array or a Series holds, if that is one thing; anything else as it is."""
    if isinstance(answer, (np.ndarray, pd.Series)) and answer.size == 1:
        return answer.item()
    return answer


def _bare(choice):
    """A choice without the spaces, quotes or full stop around it."""
    return choice.strip(" \t\r\n.'\"‘’“”„«»").casefold()


def _choice_problem(answer, options):
    if not isinstance(answer, str):
        return f"The answer is a word in quotes, one of {', '.join(map(repr, options))}; this is {_kind(answer)}."
    try:
        one_of("answer", _bare(answer[:100]), tuple(map(_bare, options)))
    except ValueError as error:
        return f"That is none of the choices: {error}."
    return ""


def _number_problem(answer):
    if isinstance(answer, tuple) and len(answer) == 2 and all(type(part) is int for part in answer):
        whole, rest = map(shorten, answer)
        return (
            f"A comma makes two numbers of it: {whole} and {rest}. Decimals take a point ({whole}.{rest}), and"
            f" thousands no sign at all ({whole}{rest})."
        )
    if isinstance(answer, bool) or not isinstance(answer, (Real, Decimal)):
        quotes = (
            " Leave out the quotes, and any unit or sign such as € or %." if isinstance(answer, str) else ""
        )
        return f"The answer is one number; this is {_kind(answer)}.{quotes}"
    try:
        finite = math.isfinite(float(answer))
    except (ArithmeticError, ValueError, TypeError):  # too long for a float, or no number at all
        finite = False
    return "" if finite else f"The answer is one number that can be written down; this is {_kind(answer)}."


KINDS = {
    str: "a text",
    bool: "True or False",
    int: "a whole number",
    float: "a number",
    complex: "a complex number",
    list: "a list",
    tuple: "several values",
    dict: "a dictionary",
    set: "a set",
}


def _kind(answer):
    """What an answer is, in words; of anything long, its length instead of all that is in it."""
    kind = KINDS.get(type(answer), f"of the kind {type(answer).__name__}")
    try:
        if hasattr(answer, "__len__") and len(answer) > 20:
            return f"{kind} of length {len(answer):,}"
        return f"{kind}: {shorten(answer)}"
    except Exception:  # whatever an object of somebody else's raises when it is asked to show itself
        return kind
