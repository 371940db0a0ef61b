"""The capstone: one chain from a step on a lever to money, each link estimated from what Kestrel can see."""

from custvalue_helpers.kit.rooms import names_in

__all__, __getattr__, __dir__ = names_in(__name__)
