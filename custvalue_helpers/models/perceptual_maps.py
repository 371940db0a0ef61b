"""Perceptual maps: brands where people see them, by principal components of the brands' mean ratings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import shorten, true_or_false, whole_number
from custvalue_helpers.kit.columns import a_column, columns_in, groups_in, numeric_table, tally
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.models.clusters import standardize

if TYPE_CHECKING:
    from custvalue_helpers.kit.kinds import Names

__all__ = ["align", "brand_means", "noise_check", "perceptual_map", "resample_map"]

SAME = 1e-9  # relative difference below which two lengths are taken to be equal


@dataclass(frozen=True)
class PerceptualMap:
    """Brands and attributes on a few dimensions.

    ``brands``: DataFrame of coordinates, one row a brand; ``attributes``: DataFrame of the attributes' vectors, the
    cosines between attribute and dimension; ``centre`` and ``scale``: Series, what was subtracted from each
    attribute and what it was divided by; ``explained``: the share of the brands' squared differences on each dimension.
    """

    brands: pd.DataFrame
    attributes: pd.DataFrame
    centre: pd.Series
    scale: pd.Series
    explained: tuple[float, ...]

    def place(self, table: pd.DataFrame) -> pd.DataFrame:
        """Where other rows with the same attributes stand, such as segments' ideal points.

        Coordinate = Σ (value − centre) / scale × the attribute's vector. What sticks out of the map is lost: two rows
        may stand side by side here and be far apart in the attributes.
        """
        table = numeric_table(table, name="table")
        missing = [name for name in self.attributes.index if name not in table.columns]
        if missing:
            raise ValueError(f"table must have the map's attributes, got none of {shorten(missing)}")
        return ((table[self.attributes.index] - self.centre) / self.scale) @ self.attributes


def brand_means(ratings: pd.DataFrame, brand: str, attributes: Names) -> pd.DataFrame:
    """Mean rating of each brand on each attribute: a DataFrame, one row a brand, sorted by name or level.

    Parameters: ``ratings``, a DataFrame with one row a person and brand; ``brand``, its column; ``attributes``, the
    names of the columns to average. Raises ValueError or TypeError for a missing value or an unknown column.

    >>> two = pd.DataFrame({"brand": ["A", "A", "B"], "fresh": [8, 6, 5]})
    >>> brand_means(two, "brand", ["fresh"])["fresh"].to_dict()
    {'A': 7.0, 'B': 5.0}
    """
    table, names = rated(ratings, brand, attributes)
    return table.groupby(names, observed=True).mean()


def perceptual_map(means: pd.DataFrame, dimensions: int = 2, scale: bool = False) -> PerceptualMap:
    """A map of brands from their mean ratings: principal components of the brands' differences.

    X = U·S·Vᵀ, where X holds the ratings less each attribute's mean over the brands; brands stand at U·S, attributes
    point along V. Dimensions come in the order of how much they show. A component's sign means nothing, so it is
    fixed: on each dimension the attribute with the longest vector points to the positive side (the first in the
    table's order, should two be equally long). Two dimensions of the same length have no axes of their own; then the
    attribute with the longest vector sets the first.

    Parameters: ``means``, a DataFrame with one row a brand (at least ``dimensions`` + 1), one numeric column an
    attribute; ``scale``, whether to give every attribute the same spread first (z-scores).
    Returns PerceptualMap; the order of the rows and columns changes nothing. Raises ValueError or TypeError for
    missing values, constant columns, or too few brands or attributes.
    Source: Gabriel 1971 (the biplot); Hauser & Koppelman 1979 (perceptual maps from ratings).

    >>> three = pd.DataFrame({"fresh": [1, 5, 9], "fast": [4, 5, 6]}, index=["A", "B", "C"])
    >>> perceptual_map(three, 1).brands.round(2)[1].tolist()
    [-4.12, 0.0, 4.12]
    """
    dimensions = whole_number("dimensions", dimensions, low=1)
    table = numeric_table(means, dimensions + 1, "means")
    if table.shape[1] < dimensions:
        raise ValueError(f"means must have at least {dimensions} attributes, got {table.shape[1]}")
    true_or_false("scale", scale)
    scaled = standardize(table)  # says which attributes are constant
    centred = scaled if scale else table - table.mean()
    _, lengths, vectors = np.linalg.svd(centred.to_numpy(), full_matrices=False)
    if lengths[dimensions - 1] <= SAME * lengths[0]:
        raise ValueError(
            f"means must differ in at least {dimensions} dimensions, got {int((lengths > SAME * lengths[0]).sum())}"
            " (the brands lie on a line)"
        )
    directions = _fixed(vectors.T[:, :dimensions], lengths[:dimensions])
    labels = pd.RangeIndex(1, dimensions + 1, name="dimension")
    return PerceptualMap(
        pd.DataFrame(centred.to_numpy() @ directions, table.index, labels),
        pd.DataFrame(directions, table.columns, labels),
        table.mean(),
        table.std() if scale else pd.Series(1.0, table.columns),
        tuple(float(share) for share in (lengths**2 / (lengths**2).sum())[:dimensions]),
    )


def _fixed(directions, lengths):
    """Turn pairs of equally long dimensions to the longest vector, and each dimension to its longest one's side."""
    directions = directions.copy()
    for first in range(directions.shape[1] - 1):
        if lengths[first] - lengths[first + 1] <= SAME * lengths[0]:
            pair = directions[:, first : first + 2]
            reach = np.hypot(pair[:, 0], pair[:, 1])
            x, y = pair[_first_longest(reach)]
            turn = np.array([[x, -y], [y, x]]) / np.hypot(x, y)
            directions[:, first : first + 2] = pair @ turn
    for column in range(directions.shape[1]):
        if directions[_first_longest(np.abs(directions[:, column])), column] < 0:
            directions[:, column] *= -1
    return directions


def _first_longest(lengths):
    return int(np.flatnonzero(lengths >= lengths.max() * (1 - SAME))[0])


def align(points: pd.DataFrame, target: pd.DataFrame) -> pd.DataFrame:
    """Turn and mirror points so that they lie as near to a target as they can; distances among them stay as they are.

    Minimises Σ‖pᵢ·R − tᵢ‖² over all rotations and reflections R: with PᵀT = A·D·Bᵀ, R = A·Bᵀ.

    Parameters: two DataFrames with the same rows and as many columns, both centred on the origin.
    Returns a DataFrame like ``points``. Raises ValueError if the rows differ.
    Source: Schönemann 1966 (orthogonal Procrustes).

    >>> square = pd.DataFrame({"x": [1.0, -1, 0, 0], "y": [0.0, 0, 1, -1]})
    >>> bool(np.allclose(align(-square, square), square))
    True
    """
    points, target = numeric_table(points, name="points"), numeric_table(target, name="target")
    if points.shape != target.shape or set(points.index) != set(target.index):
        raise ValueError(
            f"points and target must have the same rows and as many columns, got {shorten(list(points.index))} by"
            f" {points.shape[1]} and {shorten(list(target.index))} by {target.shape[1]}"
        )
    turn = _turn(points.to_numpy(), target.loc[points.index].to_numpy())
    return pd.DataFrame(points.to_numpy() @ turn, points.index, target.columns)


def _turn(points, target):
    a, _, b = np.linalg.svd(points.T @ target)
    return a @ b


def resample_map(
    ratings: pd.DataFrame,
    brand: str,
    attributes: Names,
    *,
    person: str | None = None,
    draws: int = 200,
    seed: int = 0,
    aligned: bool = True,
    scale: bool = False,
) -> pd.DataFrame:
    """Draw the map again from resampled people: how far might each brand stand elsewhere, had others been asked?

    Each draw takes as many people as there are, with replacement, each with all of their ratings (bootstrap), makes
    the map, and turns it onto the map of everybody (see ``align``): what is left is uncertainty about the brands, not
    about how the paper lies. With ``aligned=False`` every map is made from the brands in another order, and stays as the
    computer happens to give it.

    Parameters: ``ratings``, ``brand``, ``attributes`` as for brand_means; ``person``, the column that says who
    answered (each row is a person of its own by default); ``draws``, at least 1.
    Returns a DataFrame of coordinates with one row a draw and brand (the index's two levels). It does not depend on
    the order of the rows. Raises ValueError or TypeError for other input, and if there is only one person: then nobody
    else could have been asked. Source: Efron 1979 (bootstrap).

    >>> three = pd.DataFrame({"brand": list("AABBCC"), "fresh": [1, 2, 5, 6, 9, 8], "fast": [4, 5, 5, 6, 6, 9]})
    >>> resample_map(three, "brand", ["fresh", "fast"], draws=20).shape
    (60, 2)
    """
    table, names = rated(ratings, brand, attributes)
    draws, seed = whole_number("draws", draws, low=1), whole_number("seed", seed)
    true_or_false("aligned", aligned)
    if names.nunique() < 3:
        raise ValueError(f"ratings must have at least three brands for a map, got {names.nunique()}")
    whole = perceptual_map(table.groupby(names, observed=True).mean(), scale=scale)
    brands = list(whole.brands.index)
    sums, counts = _by_person(
        table, names, None if person is None else a_column(ratings, person, "person", "ratings"), brands
    )
    generator, mixer, people = np.random.default_rng(seed), np.random.default_rng(seed), len(sums)
    found: list[np.ndarray] = []
    for _ in range(100 * draws):
        weights = generator.multinomial(people, np.full(people, 1 / people))
        raters = weights @ counts
        if len(found) == draws:
            break
        if raters.min() > 0:
            means = np.tensordot(weights, sums, axes=1) / raters[:, None]
            order = np.arange(len(brands)) if aligned else mixer.permutation(len(brands))
            found.append(_drawn(means[order], whole, scale, aligned)[np.argsort(order)])
    if len(found) < draws:
        raise ValueError("ratings must have enough people for every brand: most resamples left a brand out")
    index = pd.MultiIndex.from_product([range(draws), brands], names=["draw", "brand"])
    return pd.DataFrame(np.vstack(found), index, whole.brands.columns)


def _drawn(means, whole, scale, aligned):
    """One resampled map's coordinates, turned onto the whole map's unless it stays as it comes."""
    centred = means - means.mean(axis=0)
    if scale:
        spread = means.std(axis=0, ddof=1)
        centred = centred / np.where(spread > 0, spread, 1)
    u, lengths, _ = np.linalg.svd(centred, full_matrices=False)
    points = u[:, :2] * lengths[:2]
    return points @ _turn(points, whole.brands.to_numpy()) if aligned else points


def _by_person(table, names, person, brands):
    """Sums of ratings (people × brands × attributes) and how many each person gave (people × brands)."""
    who = pd.Series(range(len(table)), table.index) if person is None else person
    if who.nunique() < 2:
        raise ValueError(
            "person must tell at least two people apart, got one: nobody else could have been asked"
        )
    if person is None:  # the order of the rows must not count
        order = table.assign(_brand=pd.Categorical(names, brands).codes).sort_values(
            [*table.columns, "_brand"]
        )
        who = pd.Series(range(len(table)), order.index).loc[table.index]
    rows, columns = (
        pd.factorize(groups_in("person", who.reset_index(drop=True)), sort=True)[0],
        pd.Categorical(names, brands).codes,
    )
    sums = np.zeros((rows.max() + 1, len(brands), table.shape[1]))
    counts = np.zeros(sums.shape[:2])
    np.add.at(sums, (rows, columns), table.to_numpy())
    np.add.at(counts, (rows, columns), 1)
    return sums, counts


@dataclass(frozen=True)
class NoiseCheck:
    """The brands' differences against those of shuffled labels.

    ``spread``: sum of the brands' squared differences from the mean brand, in standard deviations of the answers;
    ``by_chance``: its mean when labels are shuffled; ``p_value``: how often a shuffle gives at least as much.
    """

    spread: float
    by_chance: float
    p_value: float

    @property
    def noise_share(self) -> float:
        """How much of the spread chance alone would give, at most 1."""
        return min(1.0, self.by_chance / self.spread) if self.spread > 0 else 1.0


def noise_check(
    ratings: pd.DataFrame, brand: str, attributes: Names, draws: int = 500, seed: int = 0
) -> NoiseCheck:
    """How much of a map would chance alone give? Shuffle who is whose customer and measure the spread again.

    For data in which every row is a person who rates one brand. spread = Σ_brand Σ_attribute ((mean − mean of the
    brands' means) / standard deviation of the attribute)².
    Raises as brand_means does; ValueError for a constant attribute.
    Source: permutation tests, Fisher 1935.

    >>> two = pd.DataFrame({"brand": list("AAABBB"), "fresh": [1, 2, 3, 7, 8, 9]})
    >>> round(noise_check(two, "brand", ["fresh"], draws=50).noise_share, 1)
    0.2
    """
    table, names = rated(ratings, brand, attributes)
    draws, seed = whole_number("draws", draws, low=1), whole_number("seed", seed)
    scaled = standardize(table).sort_values(list(table.columns))
    codes = pd.Categorical(names.loc[scaled.index]).remove_unused_categories().codes.astype(int)
    sizes = tally(codes)
    if len(sizes) < 2:
        raise ValueError("ratings must have at least two brands, got one")
    values, generator = scaled.to_numpy(), np.random.default_rng(seed)

    def spread(order):
        sums = np.zeros((len(sizes), values.shape[1]))
        np.add.at(sums, order, values)
        means = sums / sizes[:, None]
        return float(((means - means.mean(axis=0)) ** 2).sum())

    seen = spread(codes)
    shuffled = np.array([spread(generator.permutation(codes)) for _ in range(draws)])
    reached = int((shuffled >= seen * (1 - SAME)).sum())
    return NoiseCheck(seen, float(shuffled.mean()), (1 + reached) / (1 + draws))


def rated(ratings: pd.DataFrame, brand: str, attributes: Names) -> tuple[pd.DataFrame, pd.Series]:
    """The attributes as numbers and the brand of each row, or an error that says what is wrong."""
    attributes = columns_in(ratings, attributes, "attributes", "ratings")
    names = a_column(ratings, brand, "brand", "ratings")
    if ratings.index.has_duplicates:
        ratings, names = ratings.reset_index(drop=True), names.reset_index(drop=True)
    groups_in(f"column {brand!r}", names)
    return numeric_table(ratings[attributes], 2, "ratings"), names
