"""Lesson 2, segmentation: which customers want the same things?"""

from custvalue_helpers.kit.rooms import names_in

__all__, __getattr__, __dir__ = names_in(__name__)
