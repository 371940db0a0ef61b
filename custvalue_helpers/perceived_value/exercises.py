"""What lesson 4 teaches and asks: its objectives, exercises and quiz."""

from custvalue_helpers.kit.lesson import Lesson
from custvalue_helpers.perceived_value.choice_exercises import PAY, SHARE
from custvalue_helpers.perceived_value.measure_exercises import JUDGE
from custvalue_helpers.perceived_value.quiz import QUIZ
from custvalue_helpers.perceived_value.value_exercises import COMPUTE, ECONOMIC, SWITCH

OBJECTIVES = {
    "compute": "compute total customer benefit, total customer cost and CPV",
    "switch": "find the price at which a customer switches",
    "economic": "work out economic value to the customer from a reference price",
    "share": "predict shares of choice from utilities",
    "pay": "turn choices into willingness to pay, and read its interval",
    "judge": "tell when difference and ratio disagree, and which to trust",
}

LESSON = Lesson(
    "4", "Customer perceived value", OBJECTIVES, (COMPUTE, SWITCH, ECONOMIC, SHARE, PAY, JUDGE), QUIZ
)
