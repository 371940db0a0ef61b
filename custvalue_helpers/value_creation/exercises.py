"""What lesson 1 teaches and asks: its objectives, exercises and quiz."""

from custvalue_helpers.kit.lesson import Lesson
from custvalue_helpers.value_creation.chain_exercises import KEEP, SIGNAL, WEAKEST
from custvalue_helpers.value_creation.quiz import QUIZ
from custvalue_helpers.value_creation.value_exercises import BARTER, SATISFIED, SPLIT

OBJECTIVES = {
    "satisfied": "tell customer value from satisfaction",
    "exchange": "say whether an exchange happens, and who gains how much",
    "barter": "work out an exchange that is paid with more than money",
    "weakest": "find a chain's weakest link, and what mending it brings",
    "promise": "work out what it costs to keep a promise",
    "signal": "predict sales when a price signals quality",
}

LESSON = Lesson(
    "1", "Creating and delivering value", OBJECTIVES, (SATISFIED, SPLIT, BARTER, WEAKEST, KEEP, SIGNAL), QUIZ
)
