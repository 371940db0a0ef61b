"""Quizzes about meaning and decisions, with feedback for each choice."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import one_of, whole_number
from custvalue_helpers.kit.exercise import Feedback, card
from custvalue_helpers.kit.progress import note_progress

if TYPE_CHECKING:
    from ipywidgets import Widget

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
    """Some questions; shown live as buttons, and as a list where nothing runs. ``answer(1, "b")`` answers in code."""

    lesson: str
    questions: tuple[Question, ...]

    def answer(self, question: int, letter: str) -> Feedback:
        """The feedback to one choice, kept with the reader's progress.

        ``question`` counts from 1, ``letter`` is a, b, c, … Raises TypeError or ValueError for anything else.
        """
        number = whole_number("question", question, low=1, high=len(self.questions))
        choices = self.questions[number - 1].choices
        letter = one_of("letter", str(letter).strip().lower(), tuple(LETTERS[: len(choices)]))
        choice = choices[LETTERS.index(letter)]
        if choice.right:
            note_progress("quizzes", self.lesson, lambda entry: self._with_right(entry, number))
            return Feedback("right", f"Right. {choice.feedback}")
        return Feedback("not yet", f"Not this one. {choice.feedback}")

    def _with_right(self, entry, number):
        right = sorted({*entry.get("right", []), number})
        return {"right": right, "done": set(range(1, len(self.questions) + 1)) <= set(right)}

    def right_letter(self, number: int) -> str:
        """The letter of a question's right choice; questions count from 1."""
        return next(
            letter for letter, c in zip(LETTERS, self.questions[number - 1].choices, strict=False) if c.right
        )

    def __repr__(self):
        return "\n".join(
            f"{number}. {question.text}\n"
            + "\n".join(
                f"   {letter}) {choice.text}"
                for letter, choice in zip(LETTERS, question.choices, strict=False)
            )
            for number, question in enumerate(self.questions, 1)
        )

    def _repr_html_(self):
        items = (
            f"<p><strong>{number}. {escape(question.text)}</strong></p><ol type='a'>"
            + "".join(f"<li>{escape(choice.text)}</li>" for choice in question.choices)
            + "</ol>"
            for number, question in enumerate(self.questions, 1)
        )
        answers = "; ".join(
            f"{number} {self.right_letter(number)}" for number in range(1, len(self.questions) + 1)
        )
        answers = f"<details><summary>The right choices, for those who only read</summary>{answers}</details>"
        return card("".join(items) + answers, "#00578A")

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {**self.live()._repr_mimebundle_(), "text/plain": repr(self), "text/html": self._repr_html_()}

    def live(self) -> Widget:
        """The quiz as widgets."""
        import ipywidgets as widgets

        def block(number, question):
            options = [
                (f"{letter}) {c.text}", letter) for letter, c in zip(LETTERS, question.choices, strict=False)
            ]
            # The page's own style holds these in one line; long choices must wrap.
            buttons = widgets.RadioButtons(options=options, value=None, layout=widgets.Layout(width="auto"))
            buttons.add_class("custvalue-choices")
            verdict = widgets.HTML()

            def show(change):
                if change["new"]:
                    verdict.value = self.answer(number, change["new"])._repr_html_()

            buttons.observe(show, "value")
            title = widgets.HTML(f"<strong>{number}. {escape(question.text)}</strong>")
            return widgets.VBox([title, buttons, verdict], layout=widgets.Layout(margin="0 0 14px 0"))

        return widgets.VBox(
            [block(n, q) for n, q in enumerate(self.questions, 1)], layout=widgets.Layout(max_width="900px")
        )
