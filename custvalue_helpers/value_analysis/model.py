"""Customer value analysis on plain numbers: shares of importance, quality ratio, fair value, four quadrants.

Ratings run on any scale above 0, as long as all of them run on the same one. Estimates from tables of ratings
are in importance.py, comparison.py and brand_map.py.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

from custvalue_helpers.kit.checks import a_number, checked_weights, one_of

QUADRANTS = {
    (True, False): "concentrate here",
    (True, True): "keep up the good work",
    (False, False): "low priority",
    (False, True): "possible overkill",
}
CUTS = ("mean", "scale middle")


def quality_ratio(own, rival, weights, normalise=False):
    """Market-perceived quality ratio: Σ wᵢ · ownᵢ / rivalᵢ, with Σ wᵢ = 1; above 1 we are better.

    Parameters: ``own`` and ``rival``, scores above 0 by attribute (dict or Series); ``weights`` by attribute, which
    sum to 1 unless ``normalise`` is True. Multiply by 100 for Gale's way to print it. The same formula over price
    attributes gives a price profile; one over it is the relative price.
    Raises ValueError or TypeError for a score that is 0 or less, or an attribute without a weight or a score.
    Source: Gale (1994), Managing Customer Value, Free Press.

    >>> ratio = quality_ratio({"a": 9, "b": 6, "c": 9, "d": 7}, {"a": 7, "b": 6, "c": 8, "d": 7},
    ...                       {"a": 0.6, "b": 0.2, "c": 0.1, "d": 0.1})
    >>> round(100 * ratio, 2), round(100 / ratio, 2)
    (118.39, 84.46)
    """
    weights = checked_weights(weights, normalise)
    own, rival = _scores("own", own, weights), _scores("rival", rival, weights)
    return sum(weight * own[name] / rival[name] for name, weight in weights.items())


def _scores(argument, scores, weights):
    """The scores of the weighted attributes as floats above 0."""
    if not isinstance(scores, Mapping) and hasattr(scores, "to_dict"):
        scores = scores.to_dict()
    if not isinstance(scores, Mapping):
        raise TypeError(f"{argument} must be a dict of scores by attribute, got {type(scores).__name__}")
    if set(scores) != set(weights):
        apart = sorted(map(str, set(scores) ^ set(weights)))
        raise ValueError(
            f"{argument} and weights must name the same attributes; only one of them has {', '.join(apart)}"
        )
    checked = {name: a_number(f"{argument}: {name}", score) for name, score in scores.items()}
    for name, score in checked.items():
        if score <= 0:
            raise ValueError(f"{argument}: {name} must be above 0, or a ratio has no meaning; got {score:g}")
    return checked


def fair_price(quality, quality_weight):
    """The relative price that is fair for a relative quality: 1 + (w_quality / w_price) · (quality − 1).

    This is the fair-value line: through (1, 1), with the slope quality weight / price weight. ``quality`` is a
    market-perceived quality ratio above 0; ``quality_weight`` lies between 0 and 1, and the price's weight is the rest.
    Raises ValueError at the ends: with no weight on the price, any price would be fair.
    Source: Gale (1994), Managing Customer Value.

    >>> round(fair_price(1.2, 0.6), 2)
    1.3
    """
    quality = a_number("quality", quality)
    weight = a_number("quality_weight", quality_weight, 0, 1)
    if quality <= 0:
        raise ValueError(f"quality must be above 0, got {quality:g}")
    if weight in (0.0, 1.0):
        raise ValueError(f"quality_weight must lie between 0 and 1, the ends left out, got {weight:g}")
    return 1 + weight / (1 - weight) * (quality - 1)


@dataclass(frozen=True)
class ValuePosition:
    """A brand on the value map: relative quality across, relative price up."""

    name: str
    quality: float
    price: float
    fair_price: float

    @property
    def gap(self):
        """Fair minus perceived relative price: above 0 the brand gives better than fair value."""
        return self.fair_price - self.price

    @property
    def verdict(self):
        return "fair value" if abs(self.gap) < 0.005 else "better value" if self.gap > 0 else "worse value"


def value_position(name, quality, price, quality_weight):
    """Where a brand stands against the fair-value line.

    ``quality`` and ``price`` are relative to the rivals, 1 being the same as theirs, both above 0.

    >>> value_position("Kestrel", 1.2, 1.1, 0.6).verdict
    'better value'
    """
    price = a_number("price", price)
    if price <= 0:
        raise ValueError(f"price must be above 0, got {price:g}")
    return ValuePosition(str(name), float(quality), price, fair_price(quality, quality_weight))


@dataclass(frozen=True)
class Grid:
    """Importance–performance analysis: two cuts, and each attribute's quadrant."""

    importance: dict
    performance: dict
    importance_cut: float
    performance_cut: float

    @property
    def quadrants(self):
        return {
            name: QUADRANTS[
                _at_least(self.importance[name], self.importance_cut),
                _at_least(self.performance[name], self.performance_cut),
            ]
            for name in self.importance
        }

    def named(self, quadrant):
        """The attributes in a quadrant."""
        one_of("quadrant", quadrant, tuple(QUADRANTS.values()))
        return [name for name, place in self.quadrants.items() if place == quadrant]


def importance_performance(importance, performance, cut="mean", scale=(1, 10), importance_scale=(1, 10)):
    """Importance–performance analysis: high or low importance against high or low performance.

    Parameters: ``importance`` and ``performance`` by attribute (dict or Series); ``cut`` 'mean' (of the attributes)
    or 'scale middle'; ``scale`` and ``importance_scale`` the ends of the two scales. Shares of importance have no
    scale: give ``importance_scale=None``, and their cut is their mean. What lies on a cut counts as high.
    Returns a Grid; its ``quadrants`` are 'concentrate here' (important, performed below the cut), 'keep up the good
    work', 'low priority' and 'possible overkill'.
    Raises ValueError for scores outside their scale, fewer than two attributes, or attributes that differ.
    Source: Martilla & James (1977), Importance-performance analysis, Journal of Marketing 41(1), who call where
    to put the lines a matter of judgement.

    >>> importance_performance({"a": 9, "b": 4}, {"a": 6, "b": 8}).quadrants
    {'a': 'concentrate here', 'b': 'possible overkill'}
    """
    one_of("cut", cut, CUTS)
    importance = _by_name("importance", importance, importance_scale or (0, None))
    performance = _by_name("performance", performance, scale)
    if set(importance) != set(performance) or len(importance) < 2:
        raise ValueError(
            "importance and performance must name the same attributes, two or more,"
            f" got {list(importance)} and {list(performance)}"
        )

    def at(scores, ends):
        return sum(scores.values()) / len(scores) if cut == "mean" or ends is None else sum(ends) / 2

    return Grid(importance, performance, at(importance, importance_scale), at(performance, scale))


def to_concentrate_on(importance, performance, scale=(1, 10), importance_scale=None):
    """What is important and done below the line, for each of the two places of the lines (lists by cut).

    The quadrant 'concentrate here' of importance_performance, with the lines at the means and at the scale's middle.
    ``importance`` is in shares, unless ``importance_scale`` gives the ends of its scale.

    >>> to_concentrate_on({"a": 0.6, "b": 0.4}, {"a": 6, "b": 8})
    {'mean': ['a'], 'scale middle': []}
    """
    return {
        cut: importance_performance(importance, performance, cut, scale, importance_scale).named(
            "concentrate here"
        )
        for cut in CUTS
    }


def _by_name(argument, scores, ends):
    if not isinstance(scores, Mapping) and hasattr(scores, "to_dict"):
        scores = scores.to_dict()
    if not isinstance(scores, Mapping):
        raise TypeError(f"{argument} must be a dict of numbers by attribute, got {type(scores).__name__}")
    return {name: a_number(f"{argument}: {name}", value, *ends) for name, value in scores.items()}


def _at_least(value, cut):
    return value > cut or math.isclose(value, cut, rel_tol=1e-9)


def lmg_two(alone, other_alone, together):
    """LMG shares of R² for two drivers: each one's R² averaged over both orders of entering.

    share = ½ [R²(it alone) + R²(together) − R²(the other alone)]. The two sum to R²(together).
    Parameters: three shares of variance from 0 to 1; ``together`` at least as large as either alone.
    Source: Lindeman, Merenda & Gold (1980), Introduction to Bivariate and Multivariate Analysis.

    >>> lmg_two(0.5, 0.25, 0.625)
    (0.4375, 0.1875)
    """
    alone, other = a_number("alone", alone, 0, 1), a_number("other_alone", other_alone, 0, 1)
    together = a_number("together", together, 0, 1)
    if together < max(alone, other) - 1e-12:
        raise ValueError(
            f"together must be at least as large as either alone ({max(alone, other):g}), got {together:g}"
        )
    return (alone + together - other) / 2, (other + together - alone) / 2


def false_alarms(comparisons, level=0.05):
    """Chance of at least one false alarm among independent comparisons of things that did not change: 1 − (1 − α)ᵏ.

    >>> round(false_alarms(28), 3)
    0.762
    """
    comparisons = a_number("comparisons", comparisons, low=1)
    return 1 - (1 - a_number("level", level, 0, 1)) ** comparisons


def chance_to_see(change, standard_error, level=0.05):
    """Chance that a two-sided test at ``level`` calls a true change real, by the normal approximation.

    >>> round(chance_to_see(0, 1), 3), round(chance_to_see(2.8, 1), 2)
    (0.05, 0.8)
    """
    error = a_number("standard_error", standard_error)
    if error <= 0:
        raise ValueError(f"standard_error must be above 0, got {error:g}")
    normal, size = NormalDist(), abs(a_number("change", change)) / error
    edge = normal.inv_cdf(1 - level / 2)
    return normal.cdf(size - edge) + normal.cdf(-size - edge)
