"""The course's lessons: which room of the package belongs to which number."""

from importlib import import_module
from numbers import Integral

from custvalue_helpers.kit.checks import one_of, shorten
from custvalue_helpers.kit.course_map import Stop, map_picture, steps_done
from custvalue_helpers.kit.progress import read_progress

# The lessons that are there, in the course's order.
ROOMS = {
    "0": "start_here",
    "1": "value_creation",
    "2": "segmentation",
    "3": "positioning",
    "4": "perceived_value",
    "5": "value_analysis",
    "6": "satisfaction",
    "7": "loyalty",
    "8": "relationships",
    "9": "capstone",
}
# Every lesson of the course, there or to come: its title and the question it answers.
LESSONS = {
    "0": ("Start here", "How does this course work, and what should a firm aim for?"),
    "1": ("Creating and delivering value", "When do both sides of an exchange gain?"),
    "2": ("Segmentation", "Which customers want the same things?"),
    "3": ("Targeting and positioning", "Whom do we serve, and what do we stand for?"),
    "4": ("Customer perceived value", "What is our offer worth to a customer?"),
    "5": ("Customer value analysis", "Where do we beat the rival, and does it matter?"),
    "6": ("Satisfaction and expectation", "How much may we promise?"),
    "7": ("Loyalty and customer lifetime value", "Who stays, and what are they worth?"),
    "8": ("Relationship levels", "How close should we be to which customer?"),
    "9": ("Capstone", "What is one more point of value worth in money?"),
}


def lesson(number):
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
    known = list(ROOMS)
    if not isinstance(number, str) and 0 <= number < len(known):
        number = str(number)
    number = one_of("number", number, known)
    return import_module(f"custvalue_helpers.{ROOMS[number]}.exercises").LESSON


def exercise(number):
    """State an exercise, such as exercise("4.2"), with the reader's own numbers, and return it for their answer.

    Raises TypeError or ValueError for anything but the number of an exercise.

    >>> exercise("4.2").exercise.number  # doctest: +ELLIPSIS
    Exercise 4.2 · How far can the price rise?
    ...
    '4.2'
    """
    from IPython.display import display

    if not isinstance(number, str):
        raise TypeError(f'number must be a text such as "4.2", got {type(number).__name__} {shorten(number)}')
    first, dot, _ = number.partition(".")
    if not dot or first not in ROOMS:
        raise ValueError(f'number must be that of an exercise, such as "4.2", got {shorten(number)}')
    sheet = lesson(first).sheet(number)
    display(sheet)
    return sheet


def quiz(number):
    """The quiz of a lesson, such as quiz("4"). Raises TypeError or ValueError as lesson() does.

    >>> quiz("4").lesson
    '4'
    """
    return lesson(number).quiz


def show_progress(number):
    """A picture of what is done in a lesson, such as show_progress("4"). Raises as lesson() does.

    >>> "4" in str(show_progress("4"))
    True
    """
    return lesson(number).progress()


def course_map():
    """The map of the course with the reader's progress; lessons that are not there yet are drawn as 'to come'."""
    record = read_progress()
    return map_picture(
        [
            Stop(number, *words, *(steps_done(lesson(number), record) if number in ROOMS else (0, 0)))
            for number, words in LESSONS.items()
        ]
    )


def explorers():
    """Every explorer of every lesson, by name."""
    rooms = [import_module(f"custvalue_helpers.{room}.explorers") for room in ROOMS.values()]
    return {explorer.name: explorer for room in rooms for explorer in room.EXPLORERS}
