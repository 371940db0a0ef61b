"""Lesson 1, creating and delivering value: when an exchange happens, and how a promise is kept."""

from custvalue_helpers.kit.rooms import names_in

__all__, __getattr__, __dir__ = names_in(__name__)
