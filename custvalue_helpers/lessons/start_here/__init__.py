"""Lesson 0, start here: how the course works, what marketing is, and five ways to run a firm."""

from custvalue_helpers.kit.rooms import names_in

__all__, __getattr__, __dir__ = names_in(__name__)
