"""What lesson 2 teaches and asks: its objectives, exercises and quiz."""

from custvalue_helpers.kit.lesson import Lesson
from custvalue_helpers.segmentation.quiz import QUIZ
from custvalue_helpers.segmentation.six_exercises import NEAREST, SCALED
from custvalue_helpers.segmentation.use_exercises import AGREE, PLAN, SIZE

OBJECTIVES = {
    "hand": "find segments by hand: distances and centres",
    "scale": "put variables on one scale, and say why that decides",
    "stable": "tell by resampling whether segments would come out again",
    "use": "judge a segment by its size, its worth and its plan",
}

LESSON = Lesson("2", "Segmentation", OBJECTIVES, (NEAREST, SCALED, AGREE, SIZE, PLAN), QUIZ)
