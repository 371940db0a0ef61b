"""What lesson 8 teaches and asks: its objectives, exercises and quiz."""

from custvalue_helpers.kit.lesson import Lesson
from custvalue_helpers.relationships.equity_exercises import LAST, LET_GO, POINTS
from custvalue_helpers.relationships.level_exercises import CALL, EARNS, THRESHOLD
from custvalue_helpers.relationships.quiz import QUIZ
from custvalue_helpers.relationships.switching_exercises import SWITCH

OBJECTIVES = {
    "levels": "work out what a level of relationship earns with a segment",
    "choose": "find from how many customers on a closer level pays",
    "effect": "turn an experiment into what a call is worth",
    "equity": "say what points of retention do to customer equity",
    "balance": "weigh the last euro for winning against the last for keeping",
    "groups": "decide what to do with a customer of each of the four groups",
    "switching": "read a switching matrix, and say what it mistakes",
}

LESSON = Lesson(
    "8", "Relationship levels", OBJECTIVES, (EARNS, THRESHOLD, CALL, POINTS, LAST, LET_GO, SWITCH), QUIZ
)
