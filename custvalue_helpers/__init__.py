"""The helpers behind the course on customer value: models, explorers, exercises and data, one folder a lesson."""

from custvalue_helpers.course import course_map, exercise, explorers, lesson, quiz, show_progress
from custvalue_helpers.kit.data import dataset_story, describe_dataset, load_dataset
from custvalue_helpers.kit.environment import check_environment
from custvalue_helpers.kit.progress import export_progress, my_name_is, restore_progress
from custvalue_helpers.kit.theme import picture
from custvalue_helpers.your_case.loading import case_templates, load_case, open_case

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
    "show_progress",
]
