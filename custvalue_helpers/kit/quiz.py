"""Quizzes about meaning and decisions, with feedback for each choice."""

from __future__ import annotations

import random
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import one_of, whole_number
from custvalue_helpers.kit.exercise import Feedback, card
from custvalue_helpers.kit.progress import change_entry, read_progress, reader_name, right_answers, tell

if TYPE_CHECKING:
    from custvalue_helpers.kit.machine import Event, Shown, State

LETTERS = "abcdefgh"


@dataclass(frozen=True)
class Choice:
    text: str
    feedback: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    text: str
    choices: tuple[Choice, ...]
    objective: str = ""

    def __post_init__(self):
        if sum(choice.right for choice in self.choices) != 1:
            raise ValueError(f"choices of '{self.text}' must hold exactly one right one")


@dataclass(frozen=True)
class Quiz:
    """Some questions: a machine for the view, and a list where nothing runs. ``answer(1, "b")`` answers in code.

    Each reader sees the choices in an order of their own. A choice's key is its place in the source, and the record
    keeps keys, so that the order does not matter there.
    """

    lesson: str
    questions: tuple[Question, ...]
    kind = "quiz"

    def _keys(self):
        """For each question the keys of its choices, in the order in which this reader sees them."""
        reader, orders = reader_name(), []  # the record is read once
        for number, question in enumerate(self.questions, 1):
            rng = random.Random(f"{reader}|quiz {self.lesson}.{number}")
            orders.append(sorted(range(len(question.choices)), key=lambda _: rng.random()))
        return orders

    def fixed(self) -> Shown:
        """The questions with their choices, in the reader's order."""
        return {
            "lesson": self.lesson,
            "questions": [
                {
                    "text": question.text,
                    "choices": [
                        {"letter": letter, "key": key, "text": question.choices[key].text}
                        for letter, key in zip(LETTERS, keys, strict=False)
                    ],
                }
                for question, keys in zip(self.questions, self._keys(), strict=True)
            ],
        }

    def begin(self) -> State:
        """What was chosen so far, first and last, and which questions were answered right."""
        record = read_progress()
        kept = record["quizzes"].get(self.lesson, {}).get("choices", {})
        choices = {}
        for number, question in enumerate(self.questions, 1):
            each = kept.get(str(number))
            if each and max(each["first"], each["last"]) < len(question.choices):
                choices[str(number)] = each
        return {
            "choices": choices,
            "right": sorted(right_answers(record, self.lesson, len(self.questions))),
            "trouble": "",
        }

    def shown(self, state: State) -> Shown:
        """The score, and each question's last choice with its feedback."""
        right, of = len(state["right"]), len(self.questions)
        last = {int(number): each["last"] for number, each in state["choices"].items()}
        first_tries = sum(
            self.questions[int(number) - 1].choices[each["first"]].right
            for number, each in state["choices"].items()
        )
        return {
            "score": f"{right} of {of} right" + (f", {first_tries} at the first try" if last else ""),
            "done": right == of,
            "questions": [
                {
                    "chosen": last.get(number),
                    "feedback": self._feedback(number, last[number]) if number in last else None,
                }
                for number in range(1, of + 1)
            ],
            "trouble": state["trouble"],
        }

    def _feedback(self, number, key):
        feedback = self._judge(number, key)
        return {"right": feedback.right, "text": feedback.text}

    def respond(self, state: State, event: Event) -> State:
        """The state after {"do": "choose", "question": from 1 on, "choice": a key}."""
        one_of("do", event.get("do"), ("choose",))
        number = whole_number("question", event.get("question"), low=1, high=len(self.questions))
        most = len(self.questions[number - 1].choices) - 1
        trouble = self._keep(number, whole_number("choice", event.get("choice"), low=0, high=most))
        return {**self.begin(), "trouble": trouble}

    def answer(self, question: int, letter: str) -> Feedback:
        """The feedback to one choice, kept with the reader's progress.

        ``question`` counts from 1, ``letter`` is a, b, c, … as this reader sees them. Raises TypeError or ValueError
        for anything else.
        """
        number = whole_number("question", question, low=1, high=len(self.questions))
        keys = self._keys()[number - 1]
        letter = one_of("letter", str(letter).strip().lower(), tuple(LETTERS[: len(keys)]))
        key = keys[LETTERS.index(letter)]
        tell(self._keep(number, key))
        return self._judge(number, key)

    def _judge(self, number, key):
        choice = self.questions[number - 1].choices[key]
        if choice.right:
            return Feedback("right", f"Right. {choice.feedback}")
        return Feedback("not yet", f"Not this one. {choice.feedback}")

    def _keep(self, number, key):
        """Keep a choice; return what went wrong, or an empty text."""
        return change_entry("quizzes", self.lesson, lambda entry: self._with_choice(entry, number, key))

    def _with_choice(self, entry, number, key):
        choices = entry.get("choices", {})
        before = choices.get(str(number), {"first": key, "times": 0})
        each = {"first": before["first"], "last": key, "times": before["times"] + 1}
        right = {
            *entry.get("right", []),
            *([number] if self.questions[number - 1].choices[key].right else []),
        }
        return {
            **entry,
            "choices": {**choices, str(number): each},
            "right": sorted(right),
            "done": set(range(1, len(self.questions) + 1)) <= right,
        }

    def right_letter(self, number: int) -> str:
        """The letter of a question's right choice, as this reader sees it; questions count from 1."""
        return self._right_letters()[number - 1]

    def _right_letters(self):
        return [
            next(LETTERS[place] for place, key in enumerate(keys) if question.choices[key].right)
            for question, keys in zip(self.questions, self._keys(), strict=True)
        ]

    def __repr__(self):
        return "\n".join(
            "\n".join(
                [
                    f"{number}. {question['text']}",
                    *(f"   {choice['letter']}) {choice['text']}" for choice in question["choices"]),
                ]
            )
            for number, question in enumerate(self.fixed()["questions"], 1)
        )

    def _repr_html_(self):
        items = (
            f"<p><strong>{number}. {escape(question['text'])}</strong></p><ol type='a'>"
            + "".join(f"<li>{escape(choice['text'])}</li>" for choice in question["choices"])
            + "</ol>"
            for number, question in enumerate(self.fixed()["questions"], 1)
        )
        answers = "; ".join(f"{number} {letter}" for number, letter in enumerate(self._right_letters(), 1))
        answers = f"<details><summary>The right choices, for those who only read</summary>{answers}</details>"
        return card("".join(items) + answers, "#00578A")

    def _repr_mimebundle_(self, include=None, exclude=None):
        from custvalue_helpers.kit.view import with_view

        return with_view({"text/plain": repr(self), "text/html": self._repr_html_()}, self)
