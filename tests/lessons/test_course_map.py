"""The map of the course is true: to the lessons that are there, to their titles, and to the reader's record."""

import re
from pathlib import Path

import pytest

from custvalue_helpers import course, course_map, exercise, lesson, quiz, you_are_here
from custvalue_helpers.kit.course_map import Stop, map_picture, steps_done
from custvalue_helpers.kit.progress import note_progress, read_progress
from custvalue_helpers.kit.spine import STAGES
from custvalue_helpers.kit.theme import png_of
from custvalue_helpers.kit.words import listed

TITLES = {number: front["title"] for number, front in course.lessons().items()}
NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def states():
    """What the map says of each lesson, by number."""
    description = course_map().description
    return {
        number: next(
            re.finditer(
                rf"Lesson {number}, {re.escape(title)}(?: \([a-z, ]*\))?, (?:is|has) (.*?)\.", description
            )
        )[1]
        for number, title in TITLES.items()
    }


def test_each_says_how_much_there_is_to_do():
    for number, said in states().items():
        assert said == f"0 of {len(lesson(number).exercises) + len(quiz(number).questions)} steps done"


@pytest.mark.parametrize("number", course.lessons())
def test_a_room_is_whole(number):
    room = Path(course.__file__).parent / "lessons" / course.lessons()[number]["room"]
    needed = ("__init__.py", "lesson.md", "exercises.py", "explorers.py", "quiz.py", "glossary.csv")
    missing = [name for name in needed if not (room / name).exists()]
    assert not missing, f"lessons/{room.name} lacks {', '.join(missing)}: see “A lesson” in CONTRIBUTING.md"


@pytest.mark.parametrize("number", course.lessons())
def test_titles_are_those_of_the_lessons_and_their_notebooks(number):
    title = TITLES[number]
    assert lesson(number).title == title and lesson(number).number == number
    (path,) = NOTEBOOKS.glob(f"{int(number):02d}_*.ipynb")
    assert f"# {number} · {title}" in path.read_text(encoding="utf-8")


def test_the_map_follows_the_record():
    for ex in lesson("0").exercises:
        sheet = exercise(ex.number)
        sheet.check(ex.solution(**sheet.given))
    exercises, asked = len(lesson("0").exercises), len(quiz("0").questions)
    assert states()["0"] == f"{exercises} of {exercises + asked} steps done"
    for place in range(1, asked + 1):
        quiz("0").answer(place, quiz("0").right_letter(place))
    said = states()
    assert said["0"] == "done" and said["4"].startswith("0 of")


def test_each_stop_leads_to_its_notebook():
    stops = course_map().fixed()["stops"]
    assert [stop["number"] for stop in stops] == list(TITLES)
    assert all((NOTEBOOKS / stop["notebook"]).is_file() for stop in stops)


def test_a_record_of_things_that_are_no_more_does_no_harm():
    note_progress("exercises", "0.99", done=True)
    note_progress("quizzes", "0", right=[1, 77], done=False)
    assert steps_done(lesson("0"), read_progress())[0] == 1
    assert states()["0"].startswith("1 of")


def test_every_state_has_a_picture_of_its_own():
    pictures = {
        png_of(map_picture([Stop("0", "T", "Q?", *steps)]).figure)
        for steps in ((0, 0), (0, 3), (1, 3), (3, 3))
    }
    assert len(pictures) == 4


def test_more_done_than_there_is():
    with pytest.raises(ValueError, match="stop 1: done must be a number from 0 to 2, got 3"):
        Stop("1", "T", "Q?", 3, 2)


def test_each_lesson_stands_on_the_line_and_all_stages_are_taught():
    stages = {number: front["stages"] for number, front in course.lessons().items()}
    assert {stage for here in stages.values() for stage in here} == set(STAGES)
    for number, here in stages.items():
        assert here == [stage for stage in STAGES if stage in here], "in the order of the line"
        all_of_them = "this lesson is about all of them."
        assert str(you_are_here(number)).endswith(
            f"you are at {listed(here)}." if len(here) < len(STAGES) else all_of_them
        )
        tags = [name for name, _ in course_map().fixed()["stops"][list(stages).index(number)]["stages"]]
        assert tags == (here if len(here) < len(STAGES) else [])
