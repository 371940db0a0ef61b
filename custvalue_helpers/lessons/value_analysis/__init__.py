"""Lesson 5, customer value analysis: where do we beat the rival, and does it matter?"""

from custvalue_helpers.kit.rooms import names_in

__all__, __getattr__, __dir__ = names_in(__name__)
