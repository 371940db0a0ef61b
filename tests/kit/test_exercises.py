"""Every exercise of every lesson: its solution passes, its misconceptions are named, and nothing makes it raise."""

import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custvalue_helpers import exercise, lesson, quiz
from custvalue_helpers.course import ROOMS
from custvalue_helpers.kit.exercise import Exercise, Misconception, sheet_for
from custvalue_helpers.kit.progress import read_progress

EXERCISES = {e.number: e for number in ROOMS for e in lesson(number).exercises}
every_exercise = pytest.mark.parametrize("ex", EXERCISES.values(), ids=EXERCISES.keys())
READERS = ["", *(f"reader {n}" for n in range(150))]


@every_exercise
def test_solution_passes_and_every_misconception_is_named(ex):
    for reader in READERS:
        sheet = sheet_for(ex, reader)
        truth = ex.solution(**sheet.given)
        assert sheet.judge(truth).status == "right"
        assert not ex.collisions(sheet.given)
        for misconception in ex.misconceptions:
            feedback = sheet.judge(misconception.answer(**sheet.given))
            assert feedback.status == misconception.name, (reader, sheet.given, misconception.name, feedback)
            assert "{" not in feedback.text
        for convention in ex.conventions:
            assert sheet.judge(convention.answer(**sheet.given)).status == "right, another convention"


@every_exercise
def test_most_random_numbers_are_usable(ex):
    """Drawing again when a misconception hits the answer must stay the exception."""
    draws = [ex.draw(random.Random(seed)) for seed in range(300)]
    assert sum(bool(ex.collisions(given)) for given in draws) < 220


@every_exercise
def test_an_exercise_is_whole(ex):
    assert len(ex.misconceptions) >= 3 and 2 <= len(ex.hints) <= 4
    sheet = sheet_for(ex, "somebody")
    assert ex.number in repr(sheet) and "{" not in repr(sheet)
    hints = [sheet.hint().text for _ in range(len(ex.hints) + 2)]
    assert "last hint" in hints[len(ex.hints) - 1] and not any("{" in hint for hint in hints)
    assert "Answer:" in sheet.solution().text
    different = {tuple(sheet_for(ex, reader).given.values()) for reader in READERS}
    assert len(different) > 20, "readers should get numbers of their own"
    assert sheet_for(ex, "Ana").given == sheet_for(ex, "Ana").given


@every_exercise
@given(answer=st.one_of(st.none(), st.booleans(), st.text(), st.floats(), st.integers(), st.lists(st.floats()),
                        st.dictionaries(st.text(), st.integers()), st.complex_numbers(), st.binary()))  # fmt: skip
def test_a_check_never_raises(ex, answer):
    feedback = sheet_for(ex, "").judge(answer)
    assert feedback.text and "<" not in feedback._repr_html_().replace("<div", "").replace(
        "</div", ""
    ).replace("<strong>", "").replace("</strong>", "")


def test_kinds_of_answers():
    sheet = exercise("4.1")
    truth = sheet.exercise.solution(**sheet.given)
    assert sheet.judge(...).status == "not attempted"
    assert sheet.judge(None).status == "not attempted"
    assert sheet.judge(np.float64(truth)).right and sheet.judge(np.int64(truth)).right
    assert "quotes" in sheet.judge(f"{truth} €").text
    assert sheet.judge([truth]).status == "wrong kind"
    assert sheet.judge(True).status == "wrong kind"
    assert sheet.judge(math.nan).status == "wrong kind"
    assert sheet.judge(truth + 0.37).status == "not yet"
    assert sheet.judge(truth + 1).status != "right"


def test_rounding_is_right_and_said_so():
    sheet = exercise("4.5")
    truth = sheet.exercise.solution(**sheet.given)
    assert sheet.judge(round(truth, 2)).status == "right, rounded"
    assert sheet.judge(round(truth, 2)).right
    assert not sheet.judge(truth * 1.03).right


def test_whole_numbers_that_differ_are_not_rounding():
    sheet = exercise("4.3")
    truth = sheet.exercise.solution(**sheet.given)
    assert truth.is_integer() and not sheet.judge(truth + 1).right


def test_choices():
    ex = Exercise("9.9", "T", "o", lambda rng: {"n": rng.randrange(5)}, "Which? {n}", lambda n: "Kestrel",
                  (Misconception("other", lambda n: "rival", "That is the rival."),), ("a", "b"), lambda n: "s",
                  options=("Kestrel", "rival", "neither"))  # fmt: skip
    sheet = sheet_for(ex, "")
    assert sheet.judge("kestrel ").status == "right"
    assert sheet.judge("rival").status == "other"
    assert sheet.judge("neither").status == "not yet"
    assert "did you mean" in sheet.judge("kestral").text
    assert sheet.judge(3).status == "wrong kind"
    assert "'Kestrel'" in repr(sheet)


def test_progress_keeps_what_was_done():
    sheet = exercise("4.1")
    sheet.check(sheet.exercise.solution(**sheet.given) + 0.4)
    assert read_progress()["exercises"]["4.1"] == {"done": False, "tries": 1}
    sheet.check(sheet.exercise.solution(**sheet.given))
    sheet.check(0)
    assert read_progress()["exercises"]["4.1"] == {"done": True, "tries": 3}
    sheet.check(...)
    assert read_progress()["exercises"]["4.1"]["tries"] == 3
    assert lesson("4").progress().description.startswith("Lesson 4: 1 of 6 exercises done")


def test_unknown_numbers():
    with pytest.raises(ValueError, match=r"did you mean '4.1'"):
        exercise("4.11")
    with pytest.raises(ValueError, match="lesson must be one of"):
        exercise("77.1")
    with pytest.raises(TypeError, match=r'such as "4.2", got 4.2'):
        exercise(4.2)


@pytest.mark.parametrize("number", ROOMS)
def test_quiz(number):
    questions = quiz(number).questions
    for place, question in enumerate(questions, 1):
        for letter, choice in zip("abcdef", question.choices, strict=False):
            feedback = quiz(number).answer(place, letter)
            assert feedback.right == choice.right and choice.feedback in feedback.text
        assert len({choice.feedback for choice in question.choices}) == len(question.choices)
    assert read_progress()["quizzes"][number]["done"] is True
    right = [next(i for i, c in enumerate(q.choices) if c.right) for q in questions]
    assert len(set(right)) > 1, "the right choice should not always stand in one place"
    for wrong in ((0, "a"), (len(questions) + 1, "a"), (1, "z")):
        with pytest.raises(ValueError):
            quiz(number).answer(*wrong)


def test_quiz_live():
    live = quiz("4").live()
    _title, buttons, verdict = live.children[0].children
    buttons.value = "a"
    assert "Not this one" in verdict.value
    buttons.value = "b"
    assert "Right" in verdict.value
    data = quiz("4")._repr_mimebundle_()
    assert "a) " in data["text/plain"] and "<ol" in data["text/html"]
