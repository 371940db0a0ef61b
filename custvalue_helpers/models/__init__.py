"""The models that the course teaches: formulas, one module a subject, usable alone from any notebook."""

from custvalue_helpers.kit.rooms import names_in

__all__, __getattr__, __dir__ = names_in(__name__)
