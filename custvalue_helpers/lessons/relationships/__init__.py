"""Lesson 8, relationship levels: how close to be to which customer, and what that is worth."""

from custvalue_helpers.kit.rooms import names_in

__all__, __getattr__, __dir__ = names_in(__name__)
