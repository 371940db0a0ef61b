"""The course's lessons, found by their sources: a lesson's front matter says its number, title and question."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import one_of, shorten
from custvalue_helpers.kit.course_map import CourseMap, Stop, steps_done
from custvalue_helpers.kit.front_matter import read_front_matter
from custvalue_helpers.kit.progress import read_progress
from custvalue_helpers.kit.spine import STAGES, spine

if TYPE_CHECKING:
    from custvalue_helpers.kit.exercise import Sheet
    from custvalue_helpers.kit.explorer import Explorer
    from custvalue_helpers.kit.lesson import Lesson, LessonProgress
    from custvalue_helpers.kit.machine import Machine
    from custvalue_helpers.kit.quiz import Quiz
    from custvalue_helpers.kit.theme import Picture


@cache
def lessons() -> dict[str, dict[str, Any]]:
    """What each lesson's front matter says, with its room in the package, by number: {"0": {...}, "1": ...}."""
    found: dict[str, dict[str, Any]] = {}
    for path in (Path(__file__).parent / "lessons").glob("*/lesson.md"):
        front = read_front_matter(path)
        number = str(front["number"])
        if number in found:
            raise ValueError(f"{path}: number must be its own, got that of {found[number]['room']}: {number}")
        found[number] = front | {"room": path.parent.name}
    return {number: found[number] for number in sorted(found, key=int)}


def _module(number, name):
    return import_module(f"custvalue_helpers.lessons.{lessons()[number]['room']}.{name}")


def _made_in(module, kind):
    """The things of one kind that a module makes, in their order there."""
    return [thing for thing in vars(module).values() if isinstance(thing, kind)]


@cache
def _lesson(number):
    from custvalue_helpers.kit.exercise import Exercise
    from custvalue_helpers.kit.lesson import Lesson

    module = _module(number, "exercises")
    exercises = sorted(_made_in(module, Exercise), key=lambda made: int(made.number.partition(".")[2]))
    quiz = _module(number, "quiz").QUIZ
    return Lesson(number, lessons()[number]["title"], module.OBJECTIVES, tuple(exercises), quiz)


def lesson(number: str | int) -> Lesson:
    """The lesson with this number, a text or a whole number: its objectives, exercises and quiz.

    Raises TypeError or ValueError for anything but the number of a lesson.

    >>> lesson("4").number
    '4'
    >>> lesson(True)
    Traceback (most recent call last):
    TypeError: number must be a lesson's, such as "4", got bool True
    """
    if isinstance(number, bool) or not isinstance(number, str | Integral):
        raise TypeError(
            f'number must be a lesson\'s, such as "4", got {type(number).__name__} {shorten(number)}'
        )
    known = list(lessons())
    if not isinstance(number, str) and 0 <= number < len(known):
        number = str(number)
    return _lesson(one_of("number", number, known))


def exercise(number: str) -> Sheet:
    """An exercise, such as exercise("4.2"), with the reader's own numbers.

    A notebook shows it with a box for the answer. In code, exercise("4.2").check(9) answers it. Raises TypeError or
    ValueError for anything but the number of an exercise.

    >>> exercise("4.2")  # doctest: +ELLIPSIS
    Exercise 4.2 · How far can the price rise?
    ...
    """
    if not isinstance(number, str):
        raise TypeError(f'number must be a text such as "4.2", got {type(number).__name__} {shorten(number)}')
    first, dot, _ = number.partition(".")
    if not dot or first not in lessons():
        raise ValueError(f'number must be that of an exercise, such as "4.2", got {shorten(number)}')
    return lesson(first).sheet(number)


def quiz(number: str | int) -> Quiz:
    """The quiz of a lesson, such as quiz("4"). Raises TypeError or ValueError as lesson() does.

    >>> quiz("4").lesson
    '4'
    """
    return lesson(number).quiz


def show_progress(number: str | int) -> LessonProgress:
    """What is done in a lesson, such as show_progress("4"). Raises as lesson() does.

    >>> "4" in str(show_progress("4"))
    True
    """
    return lesson(number).progress()


def you_are_here(number: str | int) -> Picture:
    """Where a lesson stands on the line from understanding customers to capturing value. Raises as lesson() does.

    >>> you_are_here("3")
    Understand, choose, provide and communicate, build, capture: you are at choose.
    """
    return spine(lessons()[lesson(number).number]["stages"])


def course_map() -> CourseMap:
    """The map of the course with the reader's progress."""
    return CourseMap(_stops)


def _stops():
    record = read_progress()
    return [
        Stop(
            number,
            front["title"],
            front["question"],
            *steps_done(lesson(number), record),
            notebook=f"{front['notebook']}.ipynb",
            stages=tuple(front["stages"]) if len(front["stages"]) < len(STAGES) else (),
        )
        for number, front in lessons().items()
    ]


def explorers_of(number: str) -> dict[str, Explorer]:
    """A lesson's explorers, by name."""
    from custvalue_helpers.kit.explorer import Explorer

    return {explorer.name: explorer for explorer in _made_in(_module(number, "explorers"), Explorer)}


def explorers() -> dict[str, Explorer]:
    """Every explorer of every lesson, by name."""
    return {name: explorer for number in lessons() for name, explorer in explorers_of(number).items()}


def thing(address: str) -> Machine:
    """What a learner touches, by its address: what it is, the lesson, and where there are several, its name.

    Raises ValueError where nothing stands at the address.

    >>> thing("explorer/4/switching price").kind, thing("predict/4/switching price").fixed()["prediction"]["options"][1]
    ('explorer', 'It falls by €4')
    >>> thing("exercise/4.1").kind
    'exercise'
    """
    kind, _, where = address.partition("/")
    number, _, name = where.partition("/")
    found: Any
    if kind in ("explorer", "predict"):
        by_name = explorers_of(one_of("lesson", number, list(lessons())))
        found = by_name[one_of("explorer", name, list(by_name))]
        return found.predict() if kind == "predict" else found
    if kind == "exercise":
        return exercise(where)
    if kind == "quiz":
        return quiz(where)
    room = import_module(
        f"custvalue_helpers.lessons.{lessons()[one_of('lesson', number, list(lessons()))]['room']}"
    )
    return getattr(room, one_of("thing", name, dir(room)))
