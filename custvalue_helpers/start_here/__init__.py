"""Lesson 0, start here: how the course works, what marketing is, and five ways to run a firm."""

from custvalue_helpers.kit.rooms import offers

# What the lesson's notebook uses, by the module that holds it; each loads when it is first used.
__all__, __getattr__, __dir__ = offers(
    __name__,
    {
        "model": ("Market", "Plan", "compare_orientations", "five_years"),
        "plots": ("plot_marketing_process",),
        "explorers": ("empty_shelves", "orientations"),
    },
)
