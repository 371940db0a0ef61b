"""Lesson 6, providing and communicating value: what arrives, who hears of it, and what both bring."""

from custvalue_helpers.kit.rooms import names_in

__all__, __getattr__, __dir__ = names_in(__name__)
