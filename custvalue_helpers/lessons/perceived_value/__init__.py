"""Lesson 4, customer perceived value: what customers get, what they give up, and what they would pay."""

from custvalue_helpers.kit.rooms import names_in

__all__, __getattr__, __dir__ = names_in(__name__)
