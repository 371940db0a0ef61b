"""Kestrel Coffee, the firm of the course: simulated, so that the truth is known."""

from custvalue_helpers.kit.rooms import names_in

__all__, __getattr__, __dir__ = names_in(__name__)
