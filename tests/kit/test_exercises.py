"""Every exercise of every lesson: its solution passes, its misconceptions are named, and nothing makes it raise."""

import json
import math
import random
import re
import subprocess
import sys
import types
import warnings
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from html import escape

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custvalue_helpers import (
    exercise,
    export_progress,
    lesson,
    my_name_is,
    quiz,
    restore_progress,
    show_progress,
)
from custvalue_helpers.course import lessons
from custvalue_helpers.kit.environment import course_version
from custvalue_helpers.kit.exercise import PARTLY, Exercise, Misconception, Sheet, sheet_for
from custvalue_helpers.kit.progress import note_progress, read_progress
from custvalue_helpers.kit.words import with_unit

EXERCISES = {e.number: e for number in lessons() for e in lesson(number).exercises}
every_exercise = pytest.mark.parametrize("ex", EXERCISES.values(), ids=EXERCISES.keys())
NUMERIC = {number: ex for number, ex in EXERCISES.items() if not ex.options}
every_numeric = pytest.mark.parametrize("ex", NUMERIC.values(), ids=NUMERIC.keys())
# Once these six had no numbers at all in exercise 1.3.
READERS = [
    "",
    *(f"reader {n}" for n in range(500)),
    *map(str, range(493)),
    "1210",
    "1896",
    "2583",
    "4141",
    "7381",
    "9999",
]
OTHER_SCALE = {
    0: (1,),
    1: (1, 100),
    100: (1, 0.01),
}  # what people write a value times, by what the answer counts


def written(value, ex):
    """How people write a value: in full, rounded in every usual way, and in per cent where a share is asked for."""
    for factor in OTHER_SCALE[ex.out_of]:
        number = value * factor
        yield number
        yield from (round(number, decimals) for decimals in (0, 1, 2))
        yield float(f"{number:.3g}")
        if ex.whole:
            yield from (math.floor(number), math.ceil(number))


@every_exercise
def test_solution_passes_and_every_misconception_is_named(ex):
    for reader in READERS[:150]:
        sheet = sheet_for(ex, reader)
        assert sheet.judge(ex.solution(**sheet.given)).status == "right"
        assert not ex.collisions(sheet.given)
        for misconception in ex.misconceptions:
            feedback = sheet.judge(misconception.answer(**sheet.given))
            said = misconception.feedback.format(**sheet.given)
            assert not feedback.right and "{" not in feedback.text
            assert said in feedback.text or "Several slips" in feedback.text, (
                reader,
                sheet.given,
                misconception.name,
                feedback,
            )
        for convention in ex.conventions:
            assert sheet.judge(convention.answer(**sheet.given)).status == "right, another convention"


@every_numeric
def test_however_it_is_rounded_a_misconception_is_not_right_and_a_right_answer_not_refused(ex):
    """For a thousand readers. Only what is close to a right answer can pass (the next test), so only such slips are judged."""
    for reader in READERS:
        sheet = sheet_for(ex, reader)
        right = [answer for answer, _ in ex.right_answers(sheet.given)]
        for misconception in ex.misconceptions:
            for number in set(written(misconception.answer(**sheet.given), ex)):
                if could_pass(number, right, ex):
                    feedback = sheet.judge(number)
                    assert not feedback.right, (reader, sheet.given, misconception.name, number, feedback)
        shown = with_unit(right[0])
        assert sheet.judge(float(shown.replace(",", "").replace("−", "-"))).right, (
            reader,
            sheet.given,
            shown,
        )
        for number in {
            *(round(right[0], decimals) for decimals in (0, 1)),
            *(float(f"{right[0]:.{n}g}") for n in (2, 3)),
        }:
            feedback = sheet.judge(number)
            told = feedback.status in ("rounded too far", "the wrong side")
            assert feedback.right or told, (reader, sheet.given, number, feedback)


def could_pass(number, right, ex):
    """Whether a number is within one thing counted, half a second decimal, or 2 % of a right answer, on either scale."""
    least = 1 if ex.whole else 0.005
    return any(
        abs(number / by - answer) <= max(least, 0.02 * abs(answer)) * 1.001
        for by in OTHER_SCALE[ex.out_of]
        for answer in right
    )


@every_numeric
@settings(max_examples=40)
@given(
    shift=st.floats(-3, 3),
    decimals=st.integers(0, 12),
    reader=st.sampled_from(READERS),
    by=st.sampled_from((1, 0.01, 100)),
)
def test_what_passes_is_close_to_a_right_answer(ex, shift, decimals, reader, by):
    sheet = sheet_for(ex, reader)
    right = [answer for answer, _ in ex.right_answers(sheet.given)]
    number = round(ex.solution(**sheet.given) * (1 + shift) * by, decimals)
    assert could_pass(number, right, ex) or not sheet.judge(number).right


@every_numeric
def test_the_order_of_the_misconceptions_does_not_matter(ex):
    turned = replace(ex, misconceptions=ex.misconceptions[::-1])
    for reader in READERS[:15]:
        sheet = sheet_for(ex, reader)
        for misconception in ex.misconceptions:
            for number in set(written(misconception.answer(**sheet.given), ex)):
                assert sheet.judge(number) == replace(sheet, exercise=turned).judge(number)


class Edges(random.Random):
    """Draws the first or the last of what there is in every second draw: extremes come together often."""

    def randrange(self, start, stop=None, step=1):
        values = range(start) if stop is None else range(start, stop, step)
        return values[self.choice((0, -1))] if self.random() < 0.5 else super().choice(values)

    def choice(self, values):
        return values[0 if self.random() < 0.5 else -1] if self.random() < 0.5 else super().choice(values)


@every_exercise
def test_every_reader_gets_numbers(ex):
    """One draw in five is usable at the least, so that a thousand are never all bad (0.8 to the power of 1,000)."""
    draws = [ex.draw(random.Random(seed)) for seed in range(300)]
    assert sum(not ex.collisions(numbers) for numbers in draws) > 60
    for numbers in [*draws, *(ex.draw(Edges(seed)) for seed in range(300))]:
        sheet = Sheet(ex, numbers)
        values = [ex.solution(**numbers), *(m.answer(**numbers) for m in ex.misconceptions)]
        assert all(value in ex.options if ex.options else math.isfinite(value) for value in values)
        assert sheet.question and ex.steps(**numbers) and all(hint.format(**numbers) for hint in ex.hints)


@every_exercise
def test_an_exercise_is_whole(ex):
    assert len(ex.misconceptions) >= 3, "an exercise names at least three misconceptions"
    assert 2 <= len(ex.hints) <= 4, "an exercise has two to four hints"
    assert len({m.name for m in ex.misconceptions}) == len(ex.misconceptions)
    assert ex.out_of == 100 if ex.unit in ("%", "percentage points") else ex.out_of in (0, 1, 100)
    sheet = sheet_for(ex, "somebody")
    assert ex.number in repr(sheet) and "{" not in repr(sheet)
    hints = [sheet.hint().text for _ in range(len(ex.hints) + 2)]
    assert "last hint" in hints[len(ex.hints) - 1] and not any("{" in hint for hint in hints)
    assert "Answer:" in sheet.solution().text
    different = {tuple(sheet_for(ex, reader).given.values()) for reader in READERS[:150]}
    assert len(different) > 20, "readers should get numbers of their own"
    assert sheet_for(ex, "Ana").given == sheet_for(ex, "Ana").given


@every_exercise
def test_numbers_look_as_a_person_writes_them(ex):
    """No text shows 0.30000000000000004 or 1e-05, nor €1200 or €4.6."""
    for reader in READERS[:30]:
        sheet = sheet_for(ex, reader)
        hints = " ".join(sheet.hint().text for _ in ex.hints)
        shown = f"{sheet.question} {hints} {sheet.solution().text}"
        shown += "".join(m.feedback.format(**sheet.given) for m in ex.misconceptions)
        assert not re.findall(r"\d\.\d{6,}|\de[+-]\d|€\d{4}|€\d+\.\d\b", shown), (reader, shown)


@every_exercise
@given(answer=st.one_of(st.none(), st.booleans(), st.text(), st.floats(), st.integers(), st.lists(st.floats()),
                        st.dictionaries(st.text(), st.integers()), st.complex_numbers(), st.binary()))  # fmt: skip
def test_a_check_never_raises(ex, answer):
    feedback = sheet_for(ex, "").judge(answer)
    assert feedback.text and "<" not in feedback._repr_html_().replace("<div", "").replace(
        "</div", ""
    ).replace("<strong>", "").replace("</strong>", "")


@pytest.mark.parametrize(
    "one", [np.array, lambda n: np.array([n]), lambda n: pd.Series([n]), lambda n: pd.Series([n]) * 1.0]
)
def test_the_only_number_of_an_array_is_taken(one):
    sheet = exercise("4.1")
    assert sheet.check(one(sheet.exercise.solution(**sheet.given))).right


def test_the_wrong_kind_of_thing_is_no_try():
    sheet = exercise("4.1")
    for answer in ([3], np.zeros(3), True, ..., " "):
        sheet.check(answer)
    assert "4.1" not in read_progress()["exercises"]
    assert sheet.check("three €").status == "wrong kind"
    assert kept("4.1")["tries"] == 0 and kept("4.1")["answer"]["status"] == "invalid"
    sheet.check(3)
    assert kept("4.1")["tries"] == 1


@pytest.mark.parametrize(
    "question, letter, error, said",
    [
        ("1", "a", TypeError, r"question must be a whole number from 1 to \d+, got str '1'$"),
        (0, "a", ValueError, "question must be a whole number"),
        (99, "a", ValueError, "question must be a whole number"),
        (1.5, "a", ValueError, "question must be a whole number"),
        (True, "a", TypeError, "question must be a whole number"),
        (1, "z", ValueError, "letter must be one of"),
    ],
)
def test_a_question_or_a_letter_that_does_not_exist(question, letter, error, said):
    with pytest.raises(error, match=said):
        quiz("4").answer(question, letter)
    assert read_progress()["quizzes"] == {}


def test_a_question_with_a_point():
    assert quiz("4").answer(1.0, quiz("4").right_letter(1)).right
    assert read_progress()["quizzes"]["4"]["right"] == [1]


def test_kinds_of_answers():
    sheet = exercise("4.1")
    truth = sheet.exercise.solution(**sheet.given)
    assert sheet.judge(...).status == "not attempted"
    assert sheet.judge(None).status == "not attempted"
    assert sheet.judge(np.float64(truth)).right and sheet.judge(np.int64(truth)).right
    assert sheet.judge(f"{truth} €").right and "could not be read" in sheet.judge("some €").text
    assert sheet.judge([truth]).status == "wrong kind"
    assert sheet.judge(True).status == "wrong kind"
    assert sheet.judge(math.nan).status == "wrong kind"
    assert sheet.judge(truth + 0.37).status == "not yet"
    assert sheet.judge(truth + 1).status != "right"


def test_rounding_is_right_and_said_so():
    sheet = exercise("2.4")  # 24.69963 %
    assert str(sheet.judge(24.7)) == "Right: 24.7 %."
    assert str(sheet.judge(25)) == "Right. With more digits it is 24.7 %."
    assert not sheet.judge(24.7 * 1.03).right
    sheet = exercise("2.2")  # 3.70663
    assert sheet.judge(3.71).right and sheet.judge(3.7).right
    assert (
        str(sheet.judge(4)) == "That is right as far as it goes, but rounded too far. Keep one more decimal."
    )
    assert str(sheet.judge(3.65)) == (
        "Near, but not it. Numbers that are rounded on the way lead there: keep all decimals until the end."
    )


def made_up(solution, *wrong, **more):
    """An exercise with a fixed answer, and misconceptions that are called a, b, c."""
    slips = tuple(
        Misconception(n, lambda v=v: v, f"This is {n}.") for n, v in zip("abc", wrong, strict=False)
    )
    ex = Exercise(
        "9.9", "T", "o", lambda rng: {}, "How much?", lambda: solution, slips, ("a", "b"), lambda: "s", **more
    )
    return Sheet(ex, {})


def test_a_number_that_several_slips_lead_to_names_them_all():
    said = "Not yet. More than one slip leads to this number. This is a. Or: This is b."
    assert str(made_up(10, 4, 4).judge(4)) == said
    assert str(made_up(10.5, 4.11, 4.12).judge(4.1)) == said
    assert str(made_up(10.5, 4.11, 4.12).judge(4.12)) == "Not yet. This is b."


def test_rounded_so_far_that_it_could_be_wrong():
    keep = "Written like this, a right answer cannot be told from a wrong one. Keep one more decimal."
    assert str(made_up(2.4, 1.8).judge(2)) == keep
    assert str(made_up(2.4, 2).judge(2)) == f"{keep} If you did not round: This is a."
    assert str(made_up(-2.4, -1.8).judge(-2)) == keep
    assert "write all its digits" in str(made_up(16_245, 3).judge(16_200))
    assert "Keep one more digit" in str(made_up(16_245.5, 16_130).judge(16_000))
    assert made_up(0, 3).judge(0).right and made_up(0, 3).judge(0.4).status == "not yet"


def test_two_decimals_are_enough_near_zero():
    sheet = made_up(0.0167, 0.45, 0.43)
    assert sheet.judge(0.02).right and sheet.judge(0.017).right and not sheet.judge(0).right


@pytest.mark.parametrize(
    ("solution", "wrong", "more"),
    [(2.4, 2.35, {}), (2, 2.4, {}), (10, 9.9, {}), (0.2, 20, {"out_of": 1}), (20, 0.195, {"out_of": 100}), (7, 6.6, {"whole": "next"}),
     (0.588, 0.59, {}), (16_200, 16_249, {})],
)  # fmt: skip
def test_numbers_that_a_slip_could_pass_with_are_drawn_again(solution, wrong, more):
    sheet = made_up(solution, wrong, **more)
    assert sheet.exercise.collisions({}) == ["a"]
    with pytest.raises(RuntimeError, match="keep hitting"):
        sheet.exercise.given("somebody")


def test_a_share_is_understood_in_per_cent_and_per_cent_as_a_share():
    """In every exercise alike: 1.2, 2.3, 4.4, 5.2, 6.4, 6.6 ask for parts of 1; 2.4, 3.5, 5.1, 7.1 and others for 100."""
    counting = {of: {number for number, ex in EXERCISES.items() if ex.out_of == of} for of in (1, 100)}
    assert counting[1] == {"1.2", "2.3", "4.4", "5.2", "6.4", "6.6"}
    assert counting[100] >= {
        "2.4",
        "3.5",
        "5.1",
        "5.3",
        "6.7",
        "7.1",
        "7.2",
        "7.7",
        "8.7",
        "9.2",
        "9.4",
        "9.6",
    }
    for numbers, factor, words in ((counting[1], 100, "times 100"), (counting[100], 0.01, "divided by 100")):
        for number in numbers:
            sheet = exercise(number)
            truth = sheet.exercise.solution(**sheet.given)
            for answer in (truth * factor, float(f"{truth * factor:.3g}")):
                said = f"Right. You gave it {words}: it is read as {with_unit(truth, sheet.exercise.unit)}."
                assert str(sheet.judge(answer)) == said
    slip = made_up(0.588, 0.41, out_of=1).judge(41)
    assert slip.status == "a" and str(slip) == "Not yet. Read as 0.41: This is a."


def test_a_threshold_takes_the_first_whole_number_above_it():
    sheet = exercise("8.2")
    equal = sheet.exercise.solution(**sheet.given)
    assert math.floor(equal) == 147 and sheet.judge(148).right and sheet.judge(147.27).right
    assert str(sheet.judge(148)) == "Right. 148 is the first whole number above 147.3."
    assert sheet.judge(147).status == "the wrong side" and not sheet.judge(149).right


def test_people_are_counted_up_or_down():
    sheet = exercise("7.3")
    expected = sheet.exercise.solution(**sheet.given)
    assert sheet.judge(math.floor(expected)).right and sheet.judge(math.ceil(expected)).right
    assert not sheet.judge(math.ceil(expected) + 3).right


def test_whole_numbers_that_differ_are_not_rounding():
    sheet = exercise("4.3")
    truth = sheet.exercise.solution(**sheet.given)
    assert truth.is_integer() and not sheet.judge(truth + 1).right


def test_choices():
    ex = Exercise("9.9", "T", "o", lambda rng: {"n": rng.randrange(5)}, "Which? {n}", lambda n: "Kestrel",
                  (Misconception("other", lambda n: "rival", "That is the rival."),), ("a", "b"), lambda n: "s",
                  options=("Kestrel", "rival", "neither"))  # fmt: skip
    sheet = sheet_for(ex, "")
    for written in ("kestrel ", "Kestrel.", "'Kestrel'", "“kestrel.”", np.array("Kestrel")):
        assert sheet.judge(written).status == "right"
    assert sheet.judge("rival").status == "other"
    assert sheet.judge("neither").status == "not yet"
    assert "did you mean" in sheet.judge("kestral").text
    assert sheet.judge(3).status == "wrong kind"
    assert "'Kestrel'" in repr(sheet)


class Odd:
    def __repr__(self):
        raise RuntimeError("no")

    __str__ = __len__ = __float__ = __repr__


@pytest.mark.parametrize("number", ["4.1", "4.5", "2.4", "0.2"])
def test_anything_may_be_given_as_an_answer(number):
    nested = []
    for _ in range(5000):
        nested = [nested]
    odd = [10**400, -(10**5000), (10**5000, 1), math.inf, -math.inf, math.nan, 1j, np.float64("nan"), np.bool_(True), np.array([1.0, 2.0]),
           np.array(True), np.array([None]), pd.Series(["one"]), np.zeros(10**6), Decimal("NaN"), Decimal("sNaN"), Decimal("1e999"), Fraction(10**400), "x" * 10**6, b"1", True,
           list(range(10**6)), nested, {}, set(), object, Odd(), print]  # fmt: skip
    sheet = exercise(number)
    for answer in odd:
        feedback = sheet.judge(answer)
        assert feedback.status == "wrong kind" and len(feedback.text) < 500, feedback
        assert feedback.text.startswith(
            ("The answer is", "A comma", "That is none", "An answer has", "“one” could")
        )
    assert sheet.judge(None).status == sheet.judge(...).status == "not attempted"


@pytest.mark.parametrize("kind", [Decimal, Fraction, np.float32, np.float64, np.longdouble, float])
def test_every_kind_of_number_is_read(kind):
    sheet = exercise("2.4")
    assert str(sheet.judge(kind(24.6875))) == "Right: 24.7 %."
    assert sheet.judge(kind(18.8125)).status == "the share itself"


def kept(number):
    return read_progress()["exercises"][number]


def without_answer(number):
    return {fact: value for fact, value in kept(number).items() if fact != "answer"}


def test_the_record_knows_that_the_solution_was_read_first():
    sheet = exercise("4.1")
    sheet.check(sheet.exercise.solution(**sheet.given) + 0.4)
    sheet.solution()
    assert without_answer("4.1") == {"done": False, "tries": 1, "solution_seen": True}
    feedback = exercise("4.1").check(sheet.exercise.solution(**sheet.given))
    assert feedback.right and "not counted as solved at the first try" in feedback.text
    assert without_answer("4.1") == {"done": True, "tries": 2, "solution_seen": True}


def test_a_solution_read_afterwards_takes_nothing_away():
    sheet = exercise("4.1")
    assert "first try" not in sheet.check(sheet.exercise.solution(**sheet.given)).text
    sheet.solution()
    assert "first try" not in sheet.check(sheet.exercise.solution(**sheet.given)).text
    assert without_answer("4.1") == {"done": True, "tries": 2}


def test_progress_keeps_what_was_done():
    sheet = exercise("4.1")
    sheet.check(sheet.exercise.solution(**sheet.given) + 0.4)
    assert without_answer("4.1") == {"done": False, "tries": 1}
    sheet.check(sheet.exercise.solution(**sheet.given))
    sheet.check(0)
    assert without_answer("4.1") == {"done": True, "tries": 3}
    sheet.check(...)
    assert kept("4.1")["tries"] == 3
    sheet.hint()
    assert kept("4.1")["hints"] == 1
    assert lesson("4").progress().description.startswith("In lesson 4, 1 of 6 exercises is done")


def test_the_record_holds_what_was_typed_and_what_it_shows():
    my_name_is("Ana")
    sheet = exercise("4.1")
    truth = sheet.exercise.solution(**sheet.given)
    about = {"version": sheet.exercise.version, "seed": sheet.seed}
    sheet.check("nothing", sure=True)
    assert kept("4.1")["answer"] == {
        **about, "typed": 1, "first": "", "last": "nothing", "status": "invalid", "misconception": "", "sure": True
    }  # fmt: skip
    sheet.check(f"€{-truth:,.2f}", sure=True)
    assert kept("4.1")["answer"] == {
        **about, "typed": 2, "first": f"€{-truth:,.2f}", "last": f"€{-truth:,.2f}", "status": "scored",
        "misconception": "cost minus benefit", "sure": True,
    }  # fmt: skip
    sheet.check(truth)
    assert kept("4.1")["answer"] == {
        **about, "typed": 3, "first": f"€{-truth:,.2f}", "last": f"{truth:g}", "status": "scored", "misconception": "", "sure": None
    }  # fmt: skip
    assert "Ana" not in json.dumps(kept("4.1")) and len(sheet.seed) == 10


@pytest.mark.parametrize(
    "typed", ["x" * 10**6, "9" + "\u200b" * 150, "\ud800", "Kestrel\ud800", "9\0", " " * 300 + "9"]
)
@pytest.mark.parametrize("number", ["4.1", "0.2"])
def test_whatever_is_typed_the_record_can_be_read_again(typed, number):
    sheet = exercise(number)
    sheet.respond(sheet.begin(), {"do": "check", "entry": typed})
    assert len(kept(number)["answer"]["last"]) <= 200
    restore_progress(export_progress())


def test_an_exercise_that_changes_has_another_version():
    ex = EXERCISES["4.1"]
    changed = [
        replace(ex, question=ex.question + " "),
        replace(ex, solution=lambda **given: ex.solution(**given) + 1),
        replace(ex, misconceptions=ex.misconceptions[1:]),
        replace(ex, hints=ex.hints[1:]),
        replace(ex, unit="€"),
    ]
    assert len({ex.version, replace(ex, objective="another").version, *(c.version for c in changed)}) == 6


def test_a_text_is_read_as_people_write():
    sheet = exercise("0.1")  # households
    truth = sheet.exercise.solution(**sheet.given)
    parts = sheet.given["able_n"], sheet.given["able_m"]
    for text in (
        f"{truth} households",
        f"{truth:,}",
        "{} + {}".format(*parts),
        f"{truth}.0",
        f"about {truth}",
        f"{truth} €",
    ):
        assert sheet.judge(text).right, text
    assert sheet.judge("{} + {}".format(*parts)).text == f"Right: {truth} households."
    assert "You wrote €, and the unit here is: households." in sheet.judge(f"€{truth}").text


def test_what_can_be_read_in_two_ways_is_right_if_one_of_them_is_and_says_so():
    thousands, decimals = made_up(3050, 10, unit="€"), made_up(3.05, 10)
    assert str(thousands.judge("3,050")) == "Right: €3,050."
    assert str(thousands.judge("3.050")) == "Right: €3,050. “3.050” is read as 3,050."
    assert str(decimals.judge("3,050")) == "Right: 3.05. “3,050” is read as 3.05."
    wrong = made_up(7, 3.05).judge("3,050")
    assert wrong.misconception == "a" and str(wrong) == ("Not yet. This is a. “3,050” is read as 3.05.")


def test_per_cent_signs():
    share, percent, euros = (
        made_up(0.52, 0.3, out_of=1),
        made_up(52, 30, out_of=100, unit="%"),
        made_up(52, 30, unit="€"),
    )
    assert str(share.judge("52 %")) == "Right: 0.52." and str(percent.judge("52 %")) == "Right: 52 %."
    assert (
        str(percent.judge("100 % − 48%")) == "Right: 52 %." and str(share.judge("1 - 48%")) == "Right: 0.52."
    )
    assert str(euros.judge("52 %")) == "Right: €52. You wrote %, and the unit here is: €."
    assert (
        str(made_up(1.6, 3).judge("4*40%")) == "Right: 1.6."
        and made_up(160, 3, unit="%", out_of=100).judge("4*40%").right
    )
    assert "You wrote %" not in made_up(7, 3, unit="€").judge("4*40%").text


# The numbers on the screen are the numbers that count.


def other_numbers(ex):
    """A reader whose right answer differs from everyone's, and is no rounded form of it."""
    everyones = ex.solution(**ex.given())
    return next(
        name
        for name in map(str, range(100))
        if not sheet_for(ex, name)._judge(everyones).right
        and sheet_for(ex, name)._judge(everyones).status not in PARTLY
    )


@every_exercise
def test_an_answer_to_everyones_numbers_is_known_as_such_and_is_no_try(ex):
    my_name_is(other_numbers(ex))
    sheet = sheet_for(ex)
    feedback = sheet.check(ex.solution(**ex.given()))
    assert feedback.status == "everyone's numbers" and "That is right for everyone's numbers" in feedback.text
    assert kept(ex.number)["tries"] == 0 and kept(ex.number)["answer"]["status"] == "valid"
    assert sheet.check(ex.solution(**sheet.given)).right and kept(ex.number)["tries"] == 1


@every_exercise
def test_a_name_that_comes_later_changes_no_question_that_stands_there(ex):
    sheet = sheet_for(ex)
    fixed, state = sheet.fixed(), sheet.begin()
    my_name_is(other_numbers(ex))
    state = sheet.respond(state, {"do": "check", "entry": str(ex.solution(**ex.given()))})
    assert sheet.fixed() == fixed and state["feedback"]["right"]
    assert state["feedback"]["text"].endswith("Run the cell again for your own.)")
    assert sheet_for(ex).fixed() != fixed
    assert sheet_for(ex).begin()["entry"] == "", "an answer to other numbers is not shown beside these"


# The machine: what the view shows and sends.


def pressed(sheet, *events):
    """What stands on the screen after some events; all of it is plain data that survives JSON."""
    state = sheet.begin()
    for event in events:
        state = json.loads(json.dumps(sheet.respond(state, event)))
        shown = sheet.shown(state)
        assert json.loads(json.dumps(shown)) == shown
    return sheet.shown(state)


def typed(answer, sure=None):
    return {"do": "check", "entry": answer if isinstance(answer, str) else repr(float(answer)), "sure": sure}


@every_exercise
@pytest.mark.parametrize("reader", ["", "Ana"])
def test_every_exercise_is_answered_by_its_buttons(ex, reader):
    if reader:
        my_name_is(reader)
    sheet = sheet_for(ex)
    fixed = json.loads(json.dumps(sheet.fixed()))
    assert (
        fixed == sheet.fixed()
        and fixed["question"] == sheet.question
        and fixed["choice"] == bool(fixed["options"])
    )
    at_first = {"entry": "", "sure": None, "feedback": None, "hints": [], "more_hints": True, "solution": None, "tries": 0,
                "done": False, "report": None, "trouble": ""}  # fmt: skip
    assert sheet.shown(sheet.begin()) == at_first
    blank, invalid = pressed(sheet, typed(" ")), pressed(sheet, typed("what?"))
    assert blank["feedback"]["status"] == "not attempted" and invalid["feedback"]["status"] == "wrong kind"
    assert invalid["entry"] == "what?" and invalid["tries"] == blank["tries"] == 0
    tries = 0
    for misconception in ex.misconceptions:
        shown = pressed(sheet, typed(misconception.answer(**sheet.given), True))
        tries += shown["feedback"]["status"] != "everyone's numbers"
        assert (
            not shown["feedback"]["right"]
            and not shown["done"]
            and shown["tries"] == tries
            and shown["sure"] is True
        )
        said = misconception.feedback.format(**sheet.given)
        assert said in shown["feedback"]["text"] or "Several slips" in shown["feedback"]["text"]
    shown = pressed(sheet, *({"do": "hint"} for _ in range(len(ex.hints) + 1)))
    assert shown["hints"] == [hint.format(**sheet.given) for hint in ex.hints] and not shown["more_hints"]
    assert shown["solution"] is None and not kept(ex.number).get("solution_seen")
    shown = pressed(sheet, {"do": "solution"})
    assert "Answer: " in shown["solution"] and kept(ex.number)["solution_seen"]
    shown = pressed(sheet, typed(ex.solution(**sheet.given), False))
    assert (
        shown["feedback"]["right"]
        and shown["done"]
        and shown["tries"] == tries + 1
        and shown["sure"] is False
    )
    again = sheet_for(ex).shown(sheet_for(ex).begin())
    assert again["entry"] == shown["entry"] and again["feedback"]["right"] and again["done"]
    assert again["hints"] == shown["hints"] and again["solution"] is None


def test_a_report_holds_all_that_somebody_needs_and_no_name():
    my_name_is("Ana Example")
    sheet = exercise("4.1")
    shown = pressed(sheet, typed("€1"), {"do": "report", "note": "  The text says 2. " + "x" * 5000})
    for part in ("4.1", sheet.exercise.version, sheet.seed, f"money = {sheet.given['money']}", sheet.question, "€1",
                 shown["feedback"]["text"], "The text says 2.", course_version()):  # fmt: skip
        assert part in shown["report"]
    assert "Ana Example" not in shown["report"] and len(shown["report"]) < 5000
    assert pressed(exercise("4.2"), {"do": "report"})["report"]


@pytest.mark.parametrize(
    "event, error, said",
    [
        ({}, ValueError, "do must be one of 'check', 'hint'"),
        ({"do": "jump"}, ValueError, "do must be one of"),
        ({"do": "check"}, TypeError, "entry must be a text"),
        ({"do": "check", "entry": 9}, TypeError, "entry must be a text, got int 9"),
        ({"do": "check", "entry": "9", "sure": "yes"}, TypeError, "sure must be True or False"),
        ({"do": "report", "note": 3}, TypeError, "note must be a text"),
    ],
)
def test_events_that_are_none(event, error, said):
    sheet = exercise("4.1")
    with pytest.raises(error, match=said):
        sheet.respond(sheet.begin(), event)
    assert read_progress()["exercises"] == {}


def test_a_record_that_cannot_be_kept_is_said_in_the_view(own_progress, monkeypatch):
    (own_progress.parent / "file").write_text("")
    monkeypatch.setenv("CUSTVALUE_PROGRESS", str(own_progress.parent / "file" / "progress.json"))
    with pytest.warns(UserWarning, match="could not be kept"):  # when the name was looked up
        sheet = exercise("4.1")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = pressed(sheet, typed("3"), {"do": "hint"})
    assert "could not be kept" in shown["trouble"] and shown["tries"] == 1


def test_what_is_stored_and_what_is_live(monkeypatch):
    view = types.ModuleType("custvalue_helpers.kit.view")
    view.with_view = lambda data, machine: {**data, "live": machine}
    monkeypatch.setitem(sys.modules, view.__name__, view)
    sheet, questions = exercise("4.1"), quiz("4")
    assert sheet._repr_mimebundle_() == {
        "text/plain": repr(sheet),
        "text/html": sheet._repr_html_(),
        "live": sheet,
    }
    bundle = questions._repr_mimebundle_()
    assert (
        bundle["text/plain"] == repr(questions)
        and bundle["live"] == questions
        and "<ol" in bundle["text/html"]
    )
    assert (sheet.kind, questions.kind) == ("exercise", "quiz")


def test_no_library_is_loaded_to_answer():
    """Exercises and quizzes run where NumPy and pandas take seconds to load."""
    code = """
import sys
from custvalue_helpers.kit import entry, exercise, quiz
assert not {"numpy", "pandas", "matplotlib", "ipywidgets", "IPython"} & set(sys.modules), sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_unknown_numbers():
    with pytest.raises(ValueError, match=r"did you mean '4.1'"):
        exercise("4.11")
    with pytest.raises(ValueError, match="number must be that of an exercise"):
        exercise("77.1")
    with pytest.raises(TypeError, match=r'such as "4.2", got float 4.2'):
        exercise(4.2)


@pytest.mark.parametrize("number", ["4.1\n", "4", "4.", ".1", " 4.1", "", "\ud800.1", "4.1.1"])
def test_what_is_no_exercise(number):
    with pytest.raises(ValueError, match="number must be"):
        exercise(number)


@pytest.mark.parametrize(
    "number", [True, 4.0, None, 10, -1, pytest.param(10**5000, id="huge"), "4\n", "", ["4"]]
)
@pytest.mark.parametrize("ask", [lesson, quiz, show_progress])
def test_what_is_no_lesson(ask, number):
    with pytest.raises((ValueError, TypeError), match="number must be"):
        ask(number)


@pytest.mark.parametrize("reader", ["", "Ana"])
@pytest.mark.parametrize("number", lessons())
def test_quiz(number, reader):
    if reader:
        my_name_is(reader)
    questions = quiz(number)
    shown = quiz(number).fixed()["questions"]
    for place, question in enumerate(questions.questions, 1):
        for letter, choice in zip("abcdef", shown[place - 1]["choices"], strict=False):
            made = question.choices[choice["key"]]
            feedback = questions.answer(place, letter)
            assert (choice["letter"], choice["text"]) == (letter, made.text)
            assert feedback.right == made.right == (questions.right_letter(place) == letter)
            assert made.feedback in feedback.text
        assert len({choice.feedback for choice in question.choices}) == len(question.choices)
        assert sorted(choice["key"] for choice in shown[place - 1]["choices"]) == list(
            range(len(question.choices))
        )
    assert read_progress()["quizzes"][number]["done"] is True
    letters = [questions.right_letter(place) for place in range(1, len(questions.questions) + 1)]
    assert len(set(letters)) > 1, "the right choice should not always stand in one place"
    for wrong in ((0, "a"), (len(letters) + 1, "a"), (1, "z")):
        with pytest.raises(ValueError):
            questions.answer(*wrong)


def test_the_stored_list_and_its_key_have_the_order_that_is_shown():
    html, plain = quiz("4")._repr_html_(), repr(quiz("4"))
    for place, question in enumerate(quiz("4").fixed()["questions"], 1):
        letters = [f"   {choice['letter']}) {choice['text']}" for choice in question["choices"]]
        assert "\n".join([f"{place}. {question['text']}", *letters]) in plain
        listed = [escape(choice["text"]) for choice in question["choices"]]
        assert "".join(f"<li>{text}</li>" for text in listed) in html
        assert f"{place} {quiz('4').right_letter(place)}" in html.partition("<summary>")[2]


def orders(name):
    if name:
        my_name_is(name)
    return [
        [choice["key"] for choice in question["choices"]]
        for n in lessons()
        for question in quiz(n).fixed()["questions"]
    ]


def test_choices_stand_in_an_order_of_the_readers_own_that_stays():
    everyones, anas = orders(""), orders("Ana")
    assert everyones != anas == orders("Ana") != orders("Ben")
    for order in (everyones, anas):
        assert sum(keys != sorted(keys) for keys in order) > len(order) / 2
    code = "from tests.kit.test_exercises import orders; print(orders('Ana'))"
    again = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert again.splitlines()[-1] == str(anas)


def test_each_choice_is_first_about_as_often_as_any_other():
    """Neither the order in which the choices were written nor the place tells which one is right."""
    questions = [quiz(number) for number in lessons()]
    count = Counter()
    for n in range(100):
        my_name_is(f"reader {n}")
        count.update(
            each.right_letter(place) for each in questions for place in range(1, len(each.questions) + 1)
        )
    total = sum(count.values())
    assert abs(count["a"] / total - 1 / 3) < 0.03 and abs(count["b"] / total - 1 / 3) < 0.03


def chosen(questions, *events):
    """What stands on the screen after some choices (question, key)."""
    state = questions.begin()
    for question, key in events:
        state = json.loads(
            json.dumps(questions.respond(state, {"do": "choose", "question": question, "choice": key}))
        )
    return json.loads(json.dumps(questions.shown(state)))


def test_a_quiz_is_answered_by_its_buttons_and_remembers():
    questions = quiz("4")
    right = [next(key for key, choice in enumerate(q.choices) if choice.right) for q in questions.questions]
    of = len(right)
    assert chosen(questions)["score"] == f"0 of {of} right" and not chosen(questions)["done"]
    shown = chosen(questions, (1, right[0]))
    assert shown["score"] == f"1 of {of} right, 1 at the first try"
    wrong = (right[1] + 1) % len(questions.questions[1].choices)
    shown = chosen(questions, (2, wrong))
    assert shown["questions"][1] == {
        "chosen": wrong,
        "feedback": {
            "right": False,
            "text": f"Not this one. {questions.questions[1].choices[wrong].feedback}",
        },
    }
    assert shown["score"] == f"1 of {of} right, 1 at the first try"
    my_name_is("Somebody with another order")
    shown = chosen(quiz("4"), (2, right[1]))
    assert shown["score"] == f"2 of {of} right, 1 at the first try"
    assert shown["questions"][0] == {
        "chosen": right[0],
        "feedback": {"right": True, "text": f"Right. {questions.questions[0].choices[right[0]].feedback}"},
    }
    assert read_progress()["quizzes"]["4"] == {
        "right": [1, 2],
        "done": False,
        "choices": {
            "1": {"first": right[0], "last": right[0], "times": 1},
            "2": {"first": wrong, "last": right[1], "times": 2},
        },
    }
    shown = chosen(quiz("4"), *((place, key) for place, key in enumerate(right, 1)))
    assert shown["done"] and shown["score"] == f"{of} of {of} right, {of - 1} at the first try"


def test_a_quiz_from_an_older_record_keeps_what_was_right():
    note_progress("quizzes", "4", right=[1, 2, 99], done=False)
    shown = chosen(quiz("4"))
    assert shown["score"].startswith("2 of ") and all(each["chosen"] is None for each in shown["questions"])
    note_progress(
        "quizzes",
        "4",
        choices={"1": {"first": 77, "last": 77, "times": 1}, "x": {"first": 0, "last": 0, "times": 1}},
    )
    assert chosen(quiz("4"))["questions"][0]["chosen"] is None


@pytest.mark.parametrize(
    "event, error, said",
    [
        ({"do": "jump"}, ValueError, "do must be one of 'choose'"),
        ({"do": "choose"}, TypeError, "question must be a whole number"),
        ({"do": "choose", "question": 1, "choice": "a"}, TypeError, "choice must be a whole number"),
        ({"do": "choose", "question": 1, "choice": 9}, ValueError, "choice must be a whole number"),
        ({"do": "choose", "question": 0, "choice": 0}, ValueError, "question must be a whole number"),
    ],
)
def test_choices_that_are_none(event, error, said):
    with pytest.raises(error, match=said):
        quiz("4").respond(quiz("4").begin(), event)
    assert read_progress()["quizzes"] == {}


@pytest.mark.parametrize(
    ("typed", "status"),
    [("5*4000", "not yet"), ("20000", "rounded too far"), ("21000", "right"), ("5*4200", "right")],
)
def test_what_is_worked_out_in_the_box_is_not_taken_for_a_rounded_answer(typed, status):
    """21,000 is right. Who writes 20,000 may have rounded it; who writes 5*4000 has not."""
    easy = replace(EXERCISES["4.1"], solution=lambda **given: 21_000, misconceptions=(), conventions=())
    assert Sheet(easy, {}).judge(typed).status == status


def test_a_wrong_number_that_can_be_read_in_two_ways_is_told_one_of_them():
    easy = replace(EXERCISES["4.1"], solution=lambda **given: 7, misconceptions=(), conventions=())
    assert Sheet(easy, {}).judge("1,568").text.count("is read as") == 1
