"""Customer value analysis on plain numbers: shares of importance, quality ratio, fair value, four quadrants.

Ratings run on any scale above 0, as long as all of them run on the same one. Below them: the same from a
table of ratings, with its uncertainty.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import (
    a_list,
    a_number,
    by_name,
    checked_weights,
    is_one_of,
    one_of,
    ratio,
    share,
    shorten,
    whole_number,
)
from custvalue_helpers.kit.columns import a_column, a_scale, columns_in, numbers_of
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.models.brand_ratings import SCALE, respondents_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from custvalue_helpers.kit.kinds import Column, Names, NumberByName, Scale

__all__ = [
    "fair_price",
    "importance_performance",
    "lmg_two",
    "quality_and_price_weights",
    "quality_ratio",
    "to_concentrate_on",
    "value_clouds",
    "value_map",
    "value_position",
]

QUADRANTS = {
    (True, False): "concentrate here",
    (True, True): "keep up the good work",
    (False, False): "low priority",
    (False, True): "possible overkill",
}
CUTS = ("mean", "scale middle")


def quality_ratio(
    own: NumberByName, rival: NumberByName, weights: NumberByName, normalise: bool = False
) -> float:
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
    scores = by_name(argument, scores)
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


def fair_price(quality: float, quality_weight: float) -> float:
    """The relative price that is fair for a relative quality: 1 + (w_quality / w_price) · (quality − 1).

    This is the fair-value line: through (1, 1), with the slope quality weight / price weight. ``quality`` is a
    market-perceived quality ratio, 1 being the same as the rivals'
    (up to 20; Gale prints it times 100); ``quality_weight`` lies between 0 and 1, and the price's weight is the rest.
    Raises ValueError for a quality such as 118 (1.18 is meant), and at the ends of the weight: with no weight on the price, any price would be fair.
    Source: Gale (1994), Managing Customer Value.

    >>> round(fair_price(1.2, 0.6), 2)
    1.3
    """
    return 1 + slope(quality_weight) * (ratio("quality", quality) - 1)


def slope(quality_weight: float) -> float:
    """The slope of the fair-value line, quality weight / price weight.

    >>> round(slope(0.6), 2)
    1.5
    """
    weight = share("quality_weight", quality_weight)
    if weight in (0.0, 1.0):
        raise ValueError(f"quality_weight must lie between 0 and 1, the ends left out, got {weight:g}")
    return weight / (1 - weight)


@dataclass(frozen=True)
class ValuePosition:
    """A brand on the value map: relative quality across, relative price up."""

    name: str
    quality: float
    price: float
    fair_price: float

    @property
    def gap(self) -> float:
        """Fair minus perceived relative price: above 0 the brand gives better than fair value."""
        return self.fair_price - self.price

    @property
    def verdict(self) -> str:
        return "fair value" if abs(self.gap) < 0.005 else "better value" if self.gap > 0 else "worse value"


def value_position(name: str, quality: float, price: float, quality_weight: float) -> ValuePosition:
    """Where a brand stands against the fair-value line.

    ``quality`` and ``price`` are relative to the rivals, 1 being the same as theirs, both above 0 and at most 20.
    Raises ValueError for Gale's way to print them, times 100, and asks whether 1.18 was meant.

    >>> value_position("Kestrel", 1.2, 1.1, 0.6).verdict
    'better value'
    """
    if not isinstance(name, str) or not name.strip():
        raise TypeError(f"name must be a text, got {shorten(name)}")
    quality, price = ratio("quality", quality), ratio("price", price)
    return ValuePosition(name, quality, price, fair_price(quality, quality_weight))


@dataclass(frozen=True)
class Grid:
    """Importance–performance analysis: two cuts, and each attribute's quadrant."""

    importance: dict[str, float]
    performance: dict[str, float]
    importance_cut: float
    performance_cut: float

    @property
    def quadrants(self) -> dict[str, str]:
        return {
            name: QUADRANTS[
                _at_least(self.importance[name], self.importance_cut),
                _at_least(self.performance[name], self.performance_cut),
            ]
            for name in self.importance
        }

    def named(self, quadrant: str) -> list[str]:
        """The attributes in a quadrant."""
        one_of("quadrant", quadrant, tuple(QUADRANTS.values()))
        return [name for name, place in self.quadrants.items() if place == quadrant]


def importance_performance(
    importance: NumberByName,
    performance: NumberByName,
    cut: str = "mean",
    scale: Scale = (1, 10),
    importance_scale: Scale | None = (1, 10),
) -> Grid:
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
    scale = a_scale(scale)
    if importance_scale is not None:
        importance_scale = a_scale(importance_scale, "importance_scale")
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


def to_concentrate_on(
    importance: NumberByName,
    performance: NumberByName,
    scale: Scale = (1, 10),
    importance_scale: Scale | None = None,
) -> dict[str, list[str]]:
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


def _by_name(argument: str, scores: NumberByName, ends: Sequence[float | None]) -> dict[str, float]:
    low, high = ends
    return {
        name: a_number(f"{argument}: {name}", each, low, high)
        for name, each in by_name(argument, scores).items()
    }


def _at_least(value, cut):
    return value > cut or math.isclose(value, cut, rel_tol=1e-9)


def lmg_two(alone: float, other_alone: float, together: float) -> tuple[float, float]:
    """LMG shares of R² for two drivers: each one's R² averaged over both orders of entering.

    share = ½ [R²(it alone) + R²(together) − R²(the other alone)]. The two sum to R²(together).
    Parameters: three shares of variance from 0 to 1; ``together`` at least as large as either alone.
    Source: Lindeman, Merenda & Gold (1980), Introduction to Bivariate and Multivariate Analysis.

    >>> lmg_two(0.5, 0.25, 0.625)
    (0.4375, 0.1875)
    """
    alone, other, together = (
        share("alone", alone),
        share("other_alone", other_alone),
        share("together", together),
    )
    if together < max(alone, other) - 1e-12:
        raise ValueError(
            f"together must be at least as large as either alone ({max(alone, other):g}), got {together:g}"
        )
    return (alone + together - other) / 2, (other + together - alone) / 2


def false_alarms(comparisons: float, level: float = 0.05) -> float:
    """Chance of at least one false alarm among independent comparisons of things that did not change: 1 − (1 − α)ᵏ.

    >>> round(false_alarms(28), 3)
    0.762
    """
    comparisons = a_number("comparisons", comparisons, low=1)
    return 1 - (1 - share("level", level)) ** comparisons


def chance_to_see(change: float, standard_error: float, level: float = 0.05) -> float:
    """Chance that a two-sided test at ``level`` calls a true change real, by the normal approximation.

    >>> round(chance_to_see(0, 1), 3), round(chance_to_see(2.8, 1), 2)
    (0.05, 0.8)
    """
    error = a_number("standard_error", standard_error)
    if error <= 0:
        raise ValueError(f"standard_error must be above 0, got {error:g}")
    normal, size = NormalDist(), abs(a_number("change", change)) / error
    level = share("level", level)
    if level in (0, 1):
        raise ValueError(f"level must lie between 0 and 1, the ends left out, got {level:g}")
    edge = normal.inv_cdf(1 - level / 2)
    return normal.cdf(size - edge) + normal.cdf(-size - edge)


# The value map from a table of ratings: relative quality, relative price, the fair-value line, and the uncertainty.


def value_map(
    data: pd.DataFrame,
    weights: NumberByName,
    price: str,
    quality_weight: float,
    brand: str = "brand",
    brands: Column | None = None,
    scale: Scale = SCALE,
    normalise: bool = False,
) -> pd.DataFrame:
    """Each brand's relative quality and price against the mean of the other brands, and its fair price.

    quality = Σ wᵢ · ownᵢ / (mean of the others)ᵢ; price = (mean of the others' price rating) / (own price rating), so
    that dearer is higher; fair price = 1 + quality weight / price weight · (quality − 1).
    Parameters: ``data``, one row a respondent and brand; ``weights`` by rating column (sum to 1, or ``normalise``);
    ``price``, the column that rates how good the price is; ``brands``, which to compare (all by default).
    Returns a DataFrame by brand: quality, price, fair_price, gap (fair minus perceived: above 0 is better value).
    Raises ValueError if a brand is rated by nobody, there is only one, or a rating is missing or off the scale.
    Source: Gale (1994), Managing Customer Value.

    >>> import pandas as pd
    >>> data = pd.DataFrame({"brand": ["A", "B"], "taste": [6, 5], "speed": [5, 5], "good_price": [4, 5]})
    >>> value_map(data, {"taste": 0.5, "speed": 0.5}, "good_price", 0.6).loc["A"].round(2).tolist()
    [1.1, 1.25, 1.15, -0.1]
    """
    import pandas as pd

    weights = checked_weights(weights, normalise)
    names, means, _ = _brand_means(data, [*weights, price], brand, brands, scale)
    quality, relative_price = relative_position(means, np.array(list(weights.values())))
    fair = 1 + slope(quality_weight) * (quality - 1)
    columns = {"quality": quality, "price": relative_price, "fair_price": fair, "gap": fair - relative_price}
    return pd.DataFrame(columns, index=pd.Index(names, name=brand))


def relative_position(means: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Relative quality and relative price of brands, (…, brands) each, from mean ratings (…, brands, p + 1), price last."""
    others = (means.sum(axis=-2, keepdims=True) - means) / (means.shape[-2] - 1)
    return (means[..., :-1] / others[..., :-1]) @ weights, others[..., -1] / means[..., -1]


def value_clouds(data: pd.DataFrame, weights: NumberByName, price: str, respondent: str="customer", brand: str="brand", brands: Column | None=None, draws: int=300, seed: int=1,
                 scale: Scale=SCALE, normalise: bool=False) -> pd.DataFrame:  # fmt: skip
    """Bootstrap clouds of the value map: where each brand would stand had other respondents been asked.

    Draws respondents with replacement, all their rows together. Returns a DataFrame: draw, brand, quality, price.
    Raises ValueError for fewer than 5 respondents, or where a drawn sample has nobody who rates some brand.
    Source: Efron (1979), The Annals of Statistics 7(1).

    >>> import pandas as pd
    >>> data = pd.DataFrame({"customer": [1, 2, 3, 4, 5] * 2, "brand": ["A"] * 5 + ["B"] * 5,
    ...                      "taste": [6, 7, 6, 8, 7, 5, 6, 5, 5, 4], "good_price": [4, 5, 4, 5, 5, 6, 6, 7, 6, 6]})
    >>> value_clouds(data, {"taste": 1}, "good_price", draws=20).groupby("brand").quality.mean().round(1).to_dict()
    {'A': 1.3, 'B': 0.8}
    """
    import pandas as pd

    weights = checked_weights(weights, normalise)
    names, means = drawn_means(data, [*weights, price], respondent, brand, brands, draws, seed, scale)
    quality, relative_price = relative_position(means, np.array(list(weights.values())))
    draws = len(means)
    return pd.DataFrame(
        {
            "draw": np.repeat(np.arange(draws), len(names)),
            brand: np.tile(np.array(names, dtype=object), draws),
            "quality": quality.ravel(),
            "price": relative_price.ravel(),
        }
    )


def drawn_means(
    data: pd.DataFrame,
    items: Names,
    respondent: str = "customer",
    brand: str = "brand",
    brands: Column | None = None,
    draws: int = 300,
    seed: int = 1,
    scale: Scale = SCALE,
) -> tuple[list[Any], np.ndarray]:
    """Brands' mean ratings in bootstrap samples of respondents: the brands, and an array (draws, brands, items)."""
    draws = whole_number("draws", draws, low=1)
    names, _, data = _brand_means(data, items, brand, brands, scale)
    people, who = np.unique(respondents_of(data, respondent), return_inverse=True)
    if len(people) < 5:
        raise ValueError(
            f"data: too few to say: {len(people)} respondents; a bootstrap needs at least 5 (better 30)"
        )
    place = data[brand].map({name: i for i, name in enumerate(names)}).to_numpy(int)
    sums = np.zeros((len(people), len(names), len(items) + 1))
    np.add.at(sums, (who, place), np.column_stack([data[items].to_numpy(float), np.ones(len(data))]))
    generator = np.random.default_rng(whole_number("seed", seed))
    counts = generator.multinomial(len(people), np.full(len(people), 1 / len(people)), size=draws)
    totals = np.tensordot(counts, sums, axes=1)
    if (totals[..., -1] == 0).any():
        scarce = names[int((totals[..., -1] == 0).any(axis=0).argmax())]
        raise ValueError(f"data: too few to say: some samples have nobody who rates {scarce!r}")
    return names, totals[..., :-1] / totals[..., -1:]


def quality_and_price_weights(
    data: pd.DataFrame,
    weights: NumberByName,
    price: str,
    outcome: str,
    respondent: Names,
    brand: str = "brand",
    scale: Scale = SCALE,
    normalise: bool = False,
) -> dict[str, float]:
    """How much quality and price count for the value that people see: two weights that sum to 1.

    Regresses ``outcome`` on the weighted quality score and on the price rating, within respondents (each one's own
    mean taken off, so that only differences between brands count), and divides the slopes by their sum.
    Parameters: ``respondent``, the column or columns that say whose comparison a row belongs to.
    Raises ValueError if either slope is not positive: then these answers do not show what the line would need.

    >>> import pandas as pd
    >>> data = pd.DataFrame({"customer": [1, 1, 1, 2, 2, 2], "brand": list("ABC") * 2, "taste": [9, 6, 4, 8, 7, 3],
    ...                      "good_price": [4, 6, 9, 5, 5, 8], "value": [9, 7, 7, 8, 7, 6]})
    >>> quality_and_price_weights(data, {"taste": 1}, "good_price", "value", "customer")["quality"].__round__(2)
    0.65
    """
    weights = checked_weights(weights, normalise)
    respondent = columns_in(data, respondent, "respondent")
    for name in (*respondent, brand):
        a_column(data, name, "brand" if name is brand else "respondent")
    values = numbers_of(data, [*weights, price, outcome], scale)
    table = data[respondent].assign(
        quality=values[:, :-2] @ np.array(list(weights.values())), price=values[:, -2], outcome=values[:, -1]
    )
    parts = ["quality", "price", "outcome"]
    inside = (table[parts] - table.groupby(respondent)[parts].transform("mean")).to_numpy()
    if np.linalg.matrix_rank(inside[:, :2]) < 2:
        raise ValueError(
            "data: too few to say: within respondents, quality and price do not vary apart from each other"
        )
    quality, cost = np.linalg.lstsq(inside[:, :2], inside[:, 2], rcond=None)[0]
    if quality <= 0 or cost <= 0:
        raise ValueError(
            f"outcome: slopes must be above 0 for weights, got {quality:.3g} for quality and {cost:.3g} for price"
        )
    return {"quality": float(quality / (quality + cost)), "price": float(cost / (quality + cost))}


def _brand_means(data, items, brand, brands, scale):
    items = columns_in(data, items)
    column = a_column(data, brand, "brand", holds="groups")
    found = column.drop_duplicates().tolist()
    names = a_list("brands", brands) if brands is not None else sorted(found, key=str)
    for name in names:
        if not is_one_of(name, found):
            raise ValueError(
                f"brands: brand {shorten(name)} is rated by nobody; there are ratings for {shorten(found)[1:-1]}"
            )
    if len(set(names)) < 2 or len(set(names)) < len(names):
        raise ValueError(f"brands must name at least two brands to compare, each once, got {shorten(names)}")
    data = data[data[brand].isin(names)]
    numbers_of(data, items, scale)
    means = data.groupby(data[brand].astype(object))[items].mean().loc[names]
    if (means.to_numpy() <= 0).any():
        raise ValueError("items: mean ratings must be above 0, or a ratio has no meaning")
    return names, means.to_numpy(float), data
