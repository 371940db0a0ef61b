"""Lesson 7, loyalty and customer lifetime value: who stays, and what are they worth?"""

from custvalue_helpers.kit.rooms import names_in

__all__, __getattr__, __dir__ = names_in(__name__)
