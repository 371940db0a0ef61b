"""What lesson 3 teaches and asks: its objectives, exercises and quiz."""

from custvalue_helpers.kit.lesson import Lesson
from custvalue_helpers.positioning.map_exercises import PARITY, PLACE, SHARE
from custvalue_helpers.positioning.quiz import QUIZ
from custvalue_helpers.positioning.target_exercises import CHOOSE, CROSS, GRID

OBJECTIVES = {
    "grid": "score segments, and say how much the choice hangs on the weights",
    "coverage": "find the cost at which two coverage strategies change places",
    "strategy": "choose among one offer, several, or one segment",
    "map": "read a perceptual map, and put a brand on it",
    "share": "predict a share of first choices after a move",
    "parity": "tell a point of difference from parity, and from not knowing",
}

LESSON = Lesson(
    "3", "Targeting and positioning", OBJECTIVES, (GRID, CROSS, CHOOSE, PLACE, SHARE, PARITY), QUIZ
)
