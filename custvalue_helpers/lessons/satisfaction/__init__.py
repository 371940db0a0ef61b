"""Lesson 6, satisfaction and expectation: what was promised, what came, how it felt, and what follows from it."""

from custvalue_helpers.kit.rooms import names_in

__all__, __getattr__, __dir__ = names_in(__name__)
