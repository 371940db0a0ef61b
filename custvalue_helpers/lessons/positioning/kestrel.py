"""Kestrel's figures that the explorers start from, worked out from its tables (a test works them out again)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_number, one_of
from custvalue_helpers.models.pull import attraction, moved_shares
from custvalue_helpers.models.targeting import SegmentMarket

__all__ = ["predicted_gain"]

if TYPE_CHECKING:
    from collections.abc import Mapping

SEGMENTS = ("Busy households", "Connoisseurs", "Idealists", "Savers")
BRANDS = ("Kestrel", "Pennywell", "Aurum", "Hopla")
ATTRIBUTES = ("coffee_quality", "freshness", "delivery", "app_ease", "brewing_help", "ethical_sourcing")

# Customers; margin less service and acquisition so far, € a customer; lead over the best rival in what they ask for.
GRID = {
    "Busy households": {"size": 369, "worth": 52.99, "lead": -1.53},
    "Connoisseurs": {"size": 250, "worth": 85.37, "lead": -0.72},
    "Idealists": {"size": 283, "worth": 38.13, "lead": 1.00},
    "Savers": {"size": 298, "worth": 20.24, "lead": -3.28},
}
PEOPLE = 10_000  # who might buy coffee by subscription in the three cities: an assumption of the lesson
MARKET = {
    name: SegmentMarket(PEOPLE * row["size"] / sum(r["size"] for r in GRID.values()), row["worth"])
    for name, row in GRID.items()
}

# Mean ratings in 2025, and each segment's mean ideal, in the order of ATTRIBUTES.
RATINGS = {
    "Kestrel": (7.57, 8.06, 6.88, 6.73, 6.92, 7.58),
    "Pennywell": (4.79, 3.70, 6.01, 4.12, 2.87, 3.16),
    "Aurum": (8.51, 8.55, 5.06, 4.89, 6.00, 6.58),
    "Hopla": (6.30, 5.10, 8.23, 8.43, 4.72, 4.55),
}
IDEALS = {
    "Busy households": (7.16, 6.80, 7.84, 7.59, 6.64, 6.02),
    "Connoisseurs": (9.60, 9.27, 6.45, 6.30, 5.07, 6.85),
    "Idealists": (7.30, 7.02, 6.50, 6.73, 6.02, 8.00),
    "Savers": (6.96, 6.58, 6.55, 6.55, 6.39, 6.28),
}
# First choices of 300 respondents in 2025, in the order of BRANDS.
FIRST_CHOICES = {
    "Busy households": (36, 27, 4, 29),
    "Connoisseurs": (28, 11, 11, 17),
    "Idealists": (28, 17, 5, 16),
    "Savers": (18, 30, 4, 19),
}
STRENGTH = {
    "direction": 0.0706,
    "point": 0.0353,
}  # utility for one unit of attraction, fitted on the three above

# The map of the ratings: the attributes' vectors on its two dimensions, and where it puts brands and ideals.
VECTORS = ((0.40, -0.06), (0.60, -0.15), (-0.08, 0.56), (0.10, 0.80), (0.45, 0.13), (0.51, 0.03))
BRANDS_AT = {
    "Kestrel": (3.26, 0.74),
    "Pennywell": (-4.74, -1.70),
    "Aurum": (2.97, -2.03),
    "Hopla": (-1.49, 2.99),
}
IDEALS_AT = {
    "Busy households": (1.43, 2.10),
    "Connoisseurs": (3.60, -0.41),
    "Idealists": (2.36, 0.59),
    "Savers": (1.23, 0.56),
}

TODAY = {name: tuple(n / sum(counts) for n in counts) for name, counts in FIRST_CHOICES.items()}
CUSTOMERS = {name: GRID[name]["size"] for name in SEGMENTS}


def of_everyone(shares: Mapping[str, float]) -> float:
    """The mean over segments, each counted by its customers."""
    return sum(shares[name] * CUSTOMERS[name] for name in SEGMENTS) / sum(CUSTOMERS.values())


def shares_after(steps: Mapping[str, float], reading: str = "direction") -> dict[str, float]:
    """Kestrel's share of each segment's first choices after its ratings have moved by ``steps``."""
    rating = RATINGS["Kestrel"]
    moved = [score + steps.get(name, 0.0) for name, score in zip(ATTRIBUTES, rating, strict=True)]
    pulls = {
        name: STRENGTH[reading] * (attraction(ideal, moved, reading) - attraction(ideal, rating, reading))
        for name, ideal in IDEALS.items()
    }
    return {name: moved_shares(TODAY[name], pulls[name])[0] for name in SEGMENTS}


def predicted_gain(attribute: str, points: float = 1.0) -> float:
    """By how much Kestrel's share of all first choices rises (1 is everybody) when one rating rises by ``points``.

    >>> round(predicted_gain("freshness"), 3)
    0.03
    """
    one_of("attribute", attribute, ATTRIBUTES)
    return of_everyone(shares_after({attribute: a_number("points", points)})) - of_everyone(shares_after({}))
