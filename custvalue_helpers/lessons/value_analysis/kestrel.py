"""What Kestrel's tables say, as the numbers that explorers start from; a test computes each of them again.

Straight-liners are left out. Performance and stated importance are those of 2025; derived importance rests on
all three waves, and is Kestrel's own (shares of what the six attributes explain of value).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

__all__ = []

if TYPE_CHECKING:
    import numpy as np

ATTRIBUTES = ("coffee_quality", "freshness", "delivery", "app_ease", "brewing_help", "ethical_sourcing")
LABELS = {
    "coffee_quality": "coffee quality",
    "freshness": "freshness",
    "delivery": "delivery",
    "app_ease": "app",
    "brewing_help": "brewing help",
    "ethical_sourcing": "fair sourcing",
    "good_price": "good price",
    "value": "value",
}
GROUPS = ("everyone", "short of time")
HURRY = 6  # "I am always short of time": 6 or 7 of 7
PERFORMANCE = {
    "everyone": (7.58, 8.09, 6.87, 6.71, 6.91, 7.59),
    "short of time": (7.90, 8.09, 6.74, 6.70, 6.94, 7.64),
}
STATED = {
    "everyone": (7.34, 6.81, 6.60, 5.56, 6.06, 7.63),
    "short of time": (6.88, 6.27, 7.37, 6.18, 6.15, 7.37),
}
DERIVED = {
    "everyone": (0.2375, 0.2169, 0.1767, 0.1281, 0.1183, 0.1225),
    "short of time": (0.2271, 0.1603, 0.2014, 0.2138, 0.1347, 0.0626),
}
BRANDS = ("Kestrel", "Pennywell", "Aurum", "Hopla")
QUALITY_WEIGHT = 0.60


@cache
def kestrel_draws() -> tuple[np.ndarray, np.ndarray]:
    """Bootstrap samples of the four brands' mean ratings in 2025, (draws, brands, six attributes and price)."""
    from custvalue_helpers.kit.data import load_dataset
    from custvalue_helpers.models.brand_ratings import straight_liners
    from custvalue_helpers.models.value_maps import drawn_means

    ratings, items = load_dataset("kestrel_ratings"), [*ATTRIBUTES, "good_price"]
    now = ratings[~straight_liners(ratings, items, "customer") & (ratings.wave == 2025)]
    means = now.groupby("brand", observed=True)[items].mean().loc[list(BRANDS)].to_numpy()
    return means, drawn_means(now, items, brands=BRANDS, draws=80)[1]
