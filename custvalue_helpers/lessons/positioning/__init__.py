"""Lesson 3, targeting and positioning: whom do we serve, and what do we stand for?"""

from custvalue_helpers.kit.rooms import names_in

__all__, __getattr__, __dir__ = names_in(__name__)
