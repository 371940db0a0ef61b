"""What lesson 6 teaches and asks: its objectives, exercises and quiz."""

from custvalue_helpers.kit.lesson import Lesson
from custvalue_helpers.satisfaction.experience_exercises import DECIDE, FEEL, PROMISE
from custvalue_helpers.satisfaction.kano_exercises import KANO
from custvalue_helpers.satisfaction.measure_exercises import GAP, INDEX, READ
from custvalue_helpers.satisfaction.quiz import QUIZ

OBJECTIVES = {
    "feel": "work out how a gap between expectation and performance feels",
    "promise": "find the promise that pays best, and say what moves it",
    "kano": "sort features with Kano's questions, and see when the result hides people",
    "gaps": "find where a service falls short, and whether the gap is real",
    "index": "compute a satisfaction index, and tell satisfaction from loyalty",
    "read": "count open comments by keywords, and say how far to trust the count",
}

LESSON = Lesson(
    "6",
    "Satisfaction and expectation",
    OBJECTIVES,
    (FEEL, PROMISE, DECIDE, KANO, GAP, READ, INDEX),
    QUIZ,
)
