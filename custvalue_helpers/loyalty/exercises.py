"""What lesson 7 teaches and asks: its objectives, exercises and quiz."""

from custvalue_helpers.kit.lesson import Lesson
from custvalue_helpers.loyalty.buying_exercises import COME_BACK
from custvalue_helpers.loyalty.keeping_exercises import RETENTION, SCORE, UNITS
from custvalue_helpers.loyalty.quiz import QUIZ
from custvalue_helpers.loyalty.value_exercises import CHANNEL, PROGRAMME, VALUE

OBJECTIVES = {
    "score": "compute a Net Promoter Score, and tell a change from chance",
    "retention": "work out retention and churn, and say why one rate for ever misleads",
    "value": "compute lifetime value, name its convention and its unit of time",
    "payback": "tell when a customer has paid for being won, and when never",
    "buyers": "judge who will come back, without a contract",
    "programme": "work out what a loyalty programme must bring in",
}

LESSON = Lesson(
    "7",
    "Loyalty and customer lifetime value",
    OBJECTIVES,
    (SCORE, RETENTION, UNITS, VALUE, CHANNEL, COME_BACK, PROGRAMME),
    QUIZ,
)
