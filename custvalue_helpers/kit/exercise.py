"""Exercises whose feedback names the mistake.

An exercise knows its solution and the common misconceptions as functions of the same given numbers, so an answer
that matches a misconception can be told from one that is merely off. A check never raises.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from html import escape
from numbers import Real
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_text, one_of, shorten, true_or_false
from custvalue_helpers.kit.entry import MOST_CHARACTERS, Reading, Unreadable, contradiction, read_entry
from custvalue_helpers.kit.environment import course_version
from custvalue_helpers.kit.progress import change_entry, read_progress, reader_name, tell
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

    from custvalue_helpers.kit.machine import Event, Shown, State

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

    @cached_property
    def version(self) -> str:
        """A short name for what is asked and how it is judged: another one as soon as a text or a formula changes."""
        given = self.everyones.given
        answers = [answer for answer, _ in self.right_answers(given)]
        answers += [misconception.answer(**given) for misconception in self.misconceptions]
        parts = [
            *(self.title, self.question, self.unit, *self.options, *self.hints, str(self.out_of), self.whole),
            *(text for m in self.misconceptions for text in (m.name, m.feedback)),
            *(answer if isinstance(answer, str) else f"{answer:.9g}" for answer in answers),
        ]
        return _hash_of("\n".join(parts))

    @cached_property
    def everyones(self) -> Sheet:
        """The sheet of all who have given no name: the one that is stored in the notebook."""
        return Sheet(self, self.given())

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
    """What a check found. ``status`` is one word or two, ``text`` what the reader sees.

    ``misconception`` names the one that the answer comes from, if it is known.
    """

    status: str
    text: str
    misconception: str = ""

    @property
    def right(self) -> bool:
        return self.status in RIGHT

    def __repr__(self):
        return self.text

    def _repr_html_(self):
        mark, colour = MARKS["right" if self.right else self.status if self.status in MARKS else "other"]
        return card(f"<strong>{mark}</strong> {escape(self.text)}", colour)


NOT_YET = Feedback("not yet", "Not yet. Hint helps you on, and Solution shows the worked steps.")
NOT_WRITTEN = Feedback("not attempted", "Write your answer into the box, then press Check.")
NOT_CHOSEN = Feedback("not attempted", "Choose an answer, then press Check.")
EARLIER_NAME = "(These are the numbers of the name you gave before. Run the cell again for your own.)"
EVERYONES = (
    "That is right for everyone's numbers, which stand in the notebook until the cell is run. Yours are other ones:"
    " read the question once more."
)
MOST_OF_A_NOTE = 2000
NO_TRY = ("not attempted", "wrong kind", "everyone's numbers")
PARTLY = ("rounded too far", "the wrong side", "near")
AFTER_THE_SOLUTION = "You had read the solution before. That is a good way to learn, but it is not counted as solved at the first try."


@dataclass
class Sheet:
    """One reader's copy of an exercise: a machine for the view, and ``check(answer)``, ``hint()``, ``solution()`` in code.

    It keeps the numbers that stand on the screen. ``seed`` says whose they are: seed_of(the reader's name).
    """

    exercise: Exercise
    given: dict[str, Any]
    seed: str = ""
    hints_given: int = field(default=0, repr=False)
    kind = "exercise"

    @cached_property
    def _right_answers(self):
        return self.exercise.right_answers(self.given)

    @cached_property
    def _wrong_answers(self):
        return [(m, m.answer(**self.given)) for m in self.exercise.misconceptions]

    @property
    def question(self) -> str:
        return self.exercise.question.format(**self.given)

    def fixed(self) -> Shown:
        """The question, and what an answer to it is."""
        exercise = self.exercise
        return {
            "number": exercise.number,
            "title": exercise.title,
            "question": self.question,
            "unit": exercise.unit,
            "options": list(exercise.options),
            "choice": bool(exercise.options),
        }

    def begin(self) -> State:
        """The sheet as its reader left it: the last answer to these numbers, and the hints that were read."""
        kept = self._kept()
        answer = kept.get("answer", {})
        same = answer.get("version") == self.exercise.version and answer.get("seed") == self.seed
        entry = answer.get("last", "") if same else ""
        return {
            "entry": entry,
            "sure": answer.get("sure") if same else None,
            "feedback": _plain(self.judge(entry)) if entry else None,
            "hints": min(kept.get("hints", 0), len(self.exercise.hints)),
            "solution": False,
            "tries": kept.get("tries", 0),
            "done": kept.get("done", False),
            "report": None,
            "trouble": "",
        }

    def shown(self, state: State) -> Shown:
        """What stands below the question."""
        hints = self.exercise.hints
        return {
            **state,
            "hints": [hint.format(**self.given) for hint in hints[: state["hints"]]],
            "more_hints": state["hints"] < len(hints),
            "solution": self._worked() if state["solution"] else None,
        }

    def respond(self, state: State, event: Event) -> State:
        """The state after {"do": "check", "entry": …, "sure": …}, "hint", "solution" or {"do": "report", "note": …}."""
        do = one_of("do", event.get("do"), ("check", "hint", "solution", "report"))
        if do == "report":
            return {**state, "report": self._report(state, a_text("note", event.get("note", "")))}
        if do == "check":
            entry, sure = a_text("entry", event.get("entry")), event.get("sure")
            feedback, trouble = self._checked(entry, sure)
            changed = {"entry": entry[:MOST_CHARACTERS], "sure": sure, "feedback": _plain(feedback)}
        elif do == "hint":
            read = min(state["hints"] + 1, len(self.exercise.hints))
            changed, trouble = {"hints": read}, self._note_hints(read)
        else:
            changed, trouble = {"solution": True}, self._note_solution()
        kept = self._kept()
        return {
            **{**state, **changed, "report": None, "trouble": trouble},
            **{"tries": kept.get("tries", 0), "done": kept.get("done", False)},
        }

    def _report(self, state, note):
        """All that somebody needs who looks after a fault in this exercise."""
        numbers = ", ".join(f"{name} = {value}" for name, value in self.given.items())
        feedback = state["feedback"]
        lines = [
            f"Exercise {self.exercise.number} (version {self.exercise.version}), course {course_version()}",
            f"Numbers of {self.seed or 'everyone'}: {numbers}",
            f"Question: {self.question}",
            f"Answer typed: {state['entry']}",
            f"Feedback: {feedback['text']} ({feedback['status']})" if feedback else "Feedback: none",
            f"Tries: {state['tries']}, hints: {state['hints']}, solution open: {'yes' if state['solution'] else 'no'}",
            f"What seems wrong: {note.strip()[:MOST_OF_A_NOTE]}",
        ]
        return "\n".join(lines)

    def check(self, answer: Any = ..., *, sure: bool | None = None) -> Feedback:
        """Say what an answer is: not attempted, right, a named mistake, the wrong kind of thing, or not yet.

        ``answer`` is a number, a choice, or a text such as "€16,000", which is read as the view's box reads it;
        ``sure`` says whether you were. The wrong kind of thing is no try. In code, hint() is the view's Hint, and
        solution() its Solution.

        >>> from custvalue_helpers import exercise
        >>> exercise("4.1").check("€15 a month")
        Right: €15 a month.
        """
        feedback, trouble = self._checked(answer, sure)
        tell(trouble)
        return feedback

    def _checked(self, answer, sure):
        """The feedback to an answer, and what went wrong when it was kept, if anything."""
        if sure is not None:
            true_or_false("sure", sure)
        feedback, kept, trouble, said = self.judge(answer), self._kept(), "", []
        if typed := _typed(answer):
            trouble = self._keep(lambda entry: self._with_answer(entry, feedback, typed, sure))
            said += [EARLIER_NAME] if seed_of(reader_name()) != self.seed else []
        if feedback.right and kept.get("solution_seen"):
            said.insert(0, AFTER_THE_SOLUTION)
        return replace(feedback, text=" ".join([feedback.text, *said])), trouble

    def _with_answer(self, entry, feedback, typed, sure):
        """What the record holds after an answer."""
        is_try, before = feedback.status not in NO_TRY, entry.get("answer", {})
        answer = {
            "typed": before.get("typed", 0) + 1,
            "version": self.exercise.version,
            "seed": self.seed,
            "first": before.get("first") or (typed if is_try else ""),
            "last": typed,
            "status": "scored" if is_try else "invalid" if feedback.status == "wrong kind" else "valid",
            "misconception": feedback.misconception[:MOST_CHARACTERS],
            "sure": sure,
        }
        return {
            "done": (is_try and feedback.right) or entry.get("done", False),
            "tries": entry.get("tries", 0) + is_try,
            "answer": answer,
        }

    def _kept(self):
        return read_progress()["exercises"].get(self.exercise.number, {})

    def _keep(self, change):
        return change_entry("exercises", self.exercise.number, lambda entry: {**entry, **change(entry)})

    def judge(self, answer: Any) -> Feedback:
        """The feedback to an answer, without keeping it."""
        feedback = self._judge(answer)
        if not self.seed or feedback.right or feedback.status in (*NO_TRY, *PARTLY):
            return feedback
        if not self.exercise.everyones._judge(answer).right:
            return feedback
        yours = f" With your numbers: {feedback.text}" if feedback.misconception else ""
        return Feedback("everyone's numbers", EVERYONES + yours, feedback.misconception)

    def _judge(self, answer):
        """The feedback to an answer, by these numbers alone."""
        exercise = self.exercise
        if answer is ... or answer is None or (isinstance(answer, str) and not answer.strip()):
            return NOT_CHOSEN if exercise.options else NOT_WRITTEN
        answer = _only_one(answer)
        if exercise.options:
            wrong_kind = _choice_problem(answer, exercise.options)
            return Feedback("wrong kind", wrong_kind) if wrong_kind else self._judge_choice(_bare(answer))
        if isinstance(answer, str):
            return self._judge_text(answer)
        wrong_kind = _number_problem(answer)
        return Feedback("wrong kind", wrong_kind) if wrong_kind else self._judge_number(float(answer))

    def _judge_text(self, text):
        """A text can have several readings. It is right if one of them is; otherwise the best of them counts."""
        exercise = self.exercise
        try:
            readings = _in_scale(read_entry(text, exercise.unit), exercise.out_of)
        except Unreadable as error:
            return Feedback("wrong kind", str(error))
        judged = [(self._judge_number(reading.value, reading.exact), reading) for reading in readings]
        feedback, reading = min(judged, key=lambda pair: _rank(pair[0]))
        said = [feedback.text, contradiction(reading.units, exercise.unit, bool(exercise.out_of))]
        if (
            not feedback.right
            or reading is not readings[0]
            or not same(reading.value, self._right_answers[0][0])
        ):
            said.append(reading.how)
        return replace(feedback, text=" ".join(filter(None, said)))

    def _judge_choice(self, choice):
        truth, _ = self._right_answers[0]
        if choice == _bare(truth):
            return Feedback("right", f"Right: {truth}.")
        slips = [(m, "", True) for m, answer in self._wrong_answers if choice == _bare(answer)]
        return self._named(slips) if slips else NOT_YET

    def _judge_number(self, number, exact=False):
        """An answer is right if it is a right answer, or, unless it is ``exact``, one rounded so that it can be nothing else."""
        exercise = self.exercise
        readings = _readings(number, exercise, exact)
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
        if fitting or (not exact and any(rounded_to_zeros(number, answer) for answer, _ in right)):
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
                names,
            )
        return Feedback(names, f"Not yet. {self._words(slips)}", names)

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
        tell(self._note_hints(number + 1))
        last = " That was the last hint. Solution shows the steps." if self.hints_given >= len(hints) else ""
        return Feedback(
            "hint", f"Hint {number + 1} of {len(hints)}: {hints[number].format(**self.given)}{last}"
        )

    def solution(self) -> Feedback:
        """The worked steps with the reader's own numbers. The record keeps that they were read before it was solved."""
        tell(self._note_solution())
        return Feedback("solution", self._worked())

    def _worked(self):
        return f"{self.exercise.steps(**self.given)}\nAnswer: {self._answer()}"

    def _note_hints(self, read):
        return self._keep(lambda entry: {"hints": max(read, entry.get("hints", 0))})

    def _note_solution(self):
        """Keep that the solution was read, if that was before the exercise was solved."""
        seen = {"done": False, "solution_seen": True}
        return self._keep(lambda entry: {} if entry.get("done") else {"tries": entry.get("tries", 0), **seen})

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

    def _repr_mimebundle_(self, include=None, exclude=None):
        from custvalue_helpers.kit.view import with_view

        return with_view({"text/plain": repr(self), "text/html": self._repr_html_()}, self)

    def _repr_html_(self):
        heading, _, body = repr(self).partition("\n")
        return card(
            f"<strong>{escape(heading)}</strong><br>{escape(body).replace(chr(10), '<br>')}", "#00578A"
        )


def sheet_for(exercise: Exercise, reader: str | None = None) -> Sheet:
    """The reader's copy of an exercise, with the numbers that their name gives."""
    reader = reader_name() if reader is None else reader
    return Sheet(exercise, exercise.given(reader), seed_of(reader))


def seed_of(reader: str) -> str:
    """A short name for a reader's numbers, from which the reader's own name cannot be read ('' for everyone's).

    >>> seed_of(""), seed_of("Ana") == seed_of("Ana"), seed_of("Ana") == seed_of("Ben")
    ('', True, False)
    """
    return _hash_of(reader) if reader else ""


def _hash_of(text):
    return hashlib.sha256(text.encode()).hexdigest()[:10]


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


def _readings(number, exercise, exact=False):
    """A number as it stands and, where the answer counts parts of 1 or of 100, on the other scale."""
    place = abs(number) * 1e-9 if exact else last_place(number)
    counted = bool(exercise.whole)
    readings = [_Reading(number, place, counted)]
    if exercise.out_of:
        factor, scale = TO_THE_OTHER_SCALE[exercise.out_of]
        step = 1.0 if factor > 1 and is_whole(number) and not exact else place * factor
        readings.append(_Reading(number * factor, step, counted, scale))
    return readings


def _only_one(answer):
    """What an array or a Series holds, if that is one thing; anything else as it is."""
    library = type(answer).__module__.partition(".")[0]  # no library is loaded to find out
    if library in ("numpy", "pandas") and getattr(answer, "size", 0) == 1 and hasattr(answer, "item"):
        return answer.item()
    return answer


def _typed(answer):
    """An answer as the record keeps it: a text, or a number as a text; an empty one for anything else."""
    answer = _only_one(answer)
    if isinstance(answer, str):
        return answer.strip().encode("utf-8", "replace").decode()[:MOST_CHARACTERS]
    return "" if answer is ... or _number_problem(answer) else f"{float(answer):.15g}"


def _in_scale(readings: list[Reading], out_of: int) -> list[Reading]:
    """Of what is written in per cent the reading on the scale that is asked for, if one is."""
    in_percent = [reading for reading in readings if "%" in reading.units]
    if out_of == 1 and in_percent:
        return [reading for reading in readings if reading not in in_percent]
    return in_percent if out_of == 100 and in_percent else readings


def _rank(feedback):
    """Which of several readings counts: a right one, one that is nearly right, one that is explained, or the first."""
    kinds = (feedback.right, feedback.status in PARTLY, bool(feedback.misconception), True)
    return kinds.index(True)


def _plain(feedback):
    return {"status": feedback.status, "text": feedback.text, "right": feedback.right}


def _bare(choice):
    """A choice without the spaces, quotes or full stop around it."""
    return choice.strip(" \t\r\n.'\"‘’“”„«»").casefold()


def _choice_problem(answer, options):
    if not isinstance(answer, str):
        return f"The answer is one of {', '.join(map(repr, options))}; this is {_kind(answer)}."
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
        return f"The answer is one number; this is {_kind(answer)}."
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
