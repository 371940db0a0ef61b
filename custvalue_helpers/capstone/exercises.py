"""What lesson 9 teaches and asks: its objectives, exercises and quiz."""

from custvalue_helpers.capstone.chain_exercises import FOLLOW, SURE
from custvalue_helpers.capstone.decision_exercises import BELIEVE, BUDGET, RETURNS, STUDY
from custvalue_helpers.capstone.quiz import QUIZ
from custvalue_helpers.kit.lesson import Lesson

OBJECTIVES = {
    "follow": "follow a step through the whole chain, to money",
    "sure": "say how sure a result is, and how likely a loss",
    "budget": "choose among offers with one budget",
    "study": "find the link an answer hangs on, and judge a study of it",
    "check": "tell whether intervals hold the truth as often as they claim",
    "cases": "turn a firm's move into a small model, and run it",
}

LESSON = Lesson("9", "Capstone", OBJECTIVES, (FOLLOW, SURE, BUDGET, STUDY, BELIEVE, RETURNS), QUIZ)
