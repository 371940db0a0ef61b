"""The reader's own firm: templates to fill in, a loader that says all that is wrong, and the case for the lessons' tools."""

from custvalue_helpers.kit.rooms import names_in

__all__, __getattr__, __dir__ = names_in(__name__)
