"""The course's lessons: which room of the package belongs to which number."""

from importlib import import_module

from custvalue_helpers.kit.checks import one_of

ROOMS = {"1": "value_creation", "4": "perceived_value"}


def lesson(number):
    """The lesson with this number: its objectives, exercises and quiz."""
    number = one_of("lesson", str(number), list(ROOMS))
    return import_module(f"custvalue_helpers.{ROOMS[number]}.exercises").LESSON


def exercise(number):
    """State an exercise, such as exercise("4.2"), with the reader's own numbers, and return it for their answer."""
    from IPython.display import display

    if not isinstance(number, str):
        raise TypeError(f'number must be a text such as "4.2", got {number!r}')
    sheet = lesson(number.partition(".")[0]).sheet(number)
    display(sheet)
    return sheet


def quiz(number):
    """The quiz of a lesson, such as quiz("4")."""
    return lesson(number).quiz


def show_progress(number):
    """A picture of what is done in a lesson, such as show_progress("4")."""
    return lesson(number).progress()


def explorers():
    """Every explorer of every lesson, by name."""
    rooms = [import_module(f"custvalue_helpers.{room}.explorers") for room in ROOMS.values()]
    return {explorer.name: explorer for room in rooms for explorer in room.EXPLORERS}
