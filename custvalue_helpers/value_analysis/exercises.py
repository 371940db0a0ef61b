"""What lesson 5 teaches and asks: its objectives, exercises and quiz."""

from custvalue_helpers.kit.lesson import Lesson
from custvalue_helpers.value_analysis.importance_exercises import GRID, SHARE
from custvalue_helpers.value_analysis.noise_exercises import ALARMS, LEAD
from custvalue_helpers.value_analysis.quiz import QUIZ
from custvalue_helpers.value_analysis.value_exercises import FAIR, RATIO

OBJECTIVES = {
    "derive": "tell stated from derived importance, and share out the credit for value",
    "ratio": "compute a market-perceived quality ratio",
    "fair": "say which price would be fair for a quality",
    "grid": "read importance and performance together, and see what the lines decide",
    "compare": "compare two brands attribute by attribute, with intervals",
    "watch": "tell a real change from noise among many",
}

LESSON = Lesson("5", "Customer value analysis", OBJECTIVES, (SHARE, RATIO, FAIR, GRID, LEAD, ALARMS), QUIZ)
