"""The helpers behind the course on customer value: models, lessons, data, and the reader's own case."""

from custvalue_helpers.course import (
    course_map,
    exercise,
    explorers,
    lesson,
    quiz,
    show_progress,
    you_are_here,
)
from custvalue_helpers.kit.data import dataset_story, describe_dataset, load_dataset
from custvalue_helpers.kit.environment import check_environment, course_version
from custvalue_helpers.kit.intervals import share_interval
from custvalue_helpers.kit.progress import export_progress, my_name_is, restore_progress
from custvalue_helpers.kit.rooms import names_in
from custvalue_helpers.kit.theme import picture
from custvalue_helpers.your_case.loading import load_case, open_case
from custvalue_helpers.your_case.templates import case_templates

__all__ = [
    "case_templates",
    "check_environment",
    "course_map",
    "dataset_story",
    "describe_dataset",
    "exercise",
    "explorers",
    "export_progress",
    "lesson",
    "load_case",
    "load_dataset",
    "my_name_is",
    "open_case",
    "picture",
    "quiz",
    "restore_progress",
    "share_interval",
    "show_progress",
    "you_are_here",
]
# Its rooms are loaded when first used, as custvalue_helpers.models.
_, _get, _listed = names_in(__name__)


def __getattr__(name):
    if name == "__version__":
        return course_version()
    return _get(name)


def __dir__():
    return sorted({*__all__, *_listed(), "__version__"})
