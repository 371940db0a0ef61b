"""Multidimensional scaling: a map from nothing but how far apart things are, and how badly it fits (stress)."""

from __future__ import annotations

from dataclasses import dataclass

from custvalue_helpers.kit.checks import shorten, whole_number
from custvalue_helpers.kit.columns import numeric_table
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd

__all__ = ["chance_stress", "classical_scaling", "distances_between", "multidimensional_scaling", "stress_1"]


@dataclass(frozen=True)
class Scaling:
    """A map from distances. ``points``: DataFrame of coordinates; ``stress``: Kruskal's stress-1 of the map."""

    points: pd.DataFrame
    stress: float


def distances_between(table: pd.DataFrame) -> pd.DataFrame:
    """Straight-line distances between the rows: d = √Σ (difference)² (a square DataFrame).

    >>> distances_between(pd.DataFrame({"x": [0, 3], "y": [0, 4]}, index=["A", "B"]))["A"].tolist()
    [0.0, 5.0]
    """
    table = numeric_table(table, 2, "table")
    values = table.to_numpy()
    apart = np.sqrt(((values[:, None] - values[None]) ** 2).sum(axis=2))
    return pd.DataFrame(apart, table.index, table.index)


def stress_1(distances: pd.DataFrame, points: pd.DataFrame) -> float:
    """How badly a map shows the distances: stress-1 = √(Σ(δ − d)² / Σd²), over all pairs.

    δ are the distances to show, d those on the map; 0 is a perfect map. Kruskal (1964) put d of the map below the
    line; others put δ there, which gives nearly the same for good maps.

    >>> line = pd.DataFrame({"x": [0.0, 1.0, 3.0]})
    >>> stress_1(distances_between(line), line)
    0.0
    """
    wanted = _distances(distances)
    points = numeric_table(points, name="points")
    if set(points.index) != set(distances.index):
        raise ValueError(
            f"points must have a row for each of {shorten(list(distances.index))}, got {shorten(list(points.index))}"
        )
    return _stress(wanted, _apart(points.loc[distances.index].to_numpy()))


def classical_scaling(distances: pd.DataFrame, dimensions: int = 2) -> Scaling:
    """Classical scaling: coordinates from the eigenvectors of the doubly centred squared distances.

    B = −½·J·D²·J with J = I − 11ᵀ/n; coordinates are eigenvectors of B times the root of their eigenvalues. For
    straight-line distances this is the principal components map, up to turning and mirroring. Signs are fixed so that
    on each dimension the point farthest out is positive.

    Parameters: ``distances``, a square symmetric DataFrame with a zero diagonal; ``dimensions``, below its size.
    Raises ValueError or TypeError for a table that is none, and if fewer dimensions can be shown.
    Source: Torgerson 1952; Gower 1966.

    >>> line = distances_between(pd.DataFrame({"x": [0.0, 1.0, 3.0]}, index=["A", "B", "C"]))
    >>> classical_scaling(line, 1).points[1].round(2).tolist()
    [-1.33, -0.33, 1.67]
    >>> classical_scaling(line, 2)
    Traceback (most recent call last):
    ValueError: dimensions must be at most 1 for these distances, got 2: the others would be empty
    """
    wanted = _distances(distances)
    dimensions = whole_number("dimensions", dimensions, 1, len(wanted) - 1)
    points, real = _torgerson(wanted, dimensions)
    if dimensions > real:
        raise ValueError(
            f"dimensions must be at most {real} for these distances, got {dimensions}: the others would be empty"
        )
    for column in range(dimensions):
        if points[np.abs(points[:, column]).argmax(), column] < 0:
            points[:, column] *= -1
    return _scaling(distances, wanted, points)


def _torgerson(wanted, dimensions):
    """Coordinates from the largest eigenvalues, 0 where there is none above 0; and how many are above 0."""
    middle = np.eye(len(wanted)) - 1 / len(wanted)
    values, vectors = np.linalg.eigh(-0.5 * middle @ wanted**2 @ middle)
    values, vectors = values[::-1], vectors[:, ::-1]
    real = int((values > 1e-9 * np.abs(values).max()).sum())
    return vectors[:, :dimensions] * np.sqrt(np.maximum(values[:dimensions], 0)), real


def multidimensional_scaling(
    distances: pd.DataFrame, dimensions: int = 2, *, starts: int = 20, rounds: int = 500, seed: int = 0
) -> Scaling:
    """Multidimensional scaling: move the points until the map's distances are as near to the given ones as they get.

    Minimises Σ(δ − d)² over all pairs by the Guttman transform (SMACOF), which never makes it worse, from the
    classical solution and from ``starts`` random ones; the best is kept.

    Parameters and errors as for classical_scaling. Source: de Leeuw 1977; Kruskal 1964 for the stress.

    >>> corners = pd.DataFrame({"x": [0, 4, 4, 0], "y": [0, 0, 3, 3]})
    >>> round(multidimensional_scaling(distances_between(corners)).stress, 6)
    0.0
    """
    wanted = _distances(distances)
    dimensions = whole_number("dimensions", dimensions, 1, len(wanted) - 1)
    starts, rounds = whole_number("starts", starts), whole_number("rounds", rounds, low=1)
    generator = np.random.default_rng(whole_number("seed", seed))
    first, _ = _torgerson(wanted, dimensions)
    randoms = [generator.standard_normal(first.shape) * wanted.max() / 2 for _ in range(starts)]
    best = min((_guttman(wanted, start, rounds) for start in (first, *randoms)), key=lambda found: found[0])
    return _scaling(distances, wanted, best[1])


def chance_stress(size: int, dimensions: int = 2, draws: int = 50, seed: int = 0) -> np.ndarray:
    """The stress of maps of distances that mean nothing: the control for a low stress (an array of ``draws``).

    Distances are drawn from 1 to 2 (so that each side of a triangle is shorter than the other two together), and
    scaled like real ones. A map that does no better than these shows nothing.
    Parameters: ``size``, how many things, from 2 to 1,000; ``dimensions``, below it; ``draws``, at least 1.

    >>> bool(chance_stress(4, 1, draws=2).min() > 0.1)
    True
    """
    size, draws = whole_number("size", size, 2, 1000), whole_number("draws", draws, low=1)
    dimensions = whole_number("dimensions", dimensions, 1, size - 1)
    generator = np.random.default_rng(whole_number("seed", seed))
    found = []
    for _ in range(draws):
        drawn = np.triu(generator.uniform(1, 2, (size, size)), 1)
        found.append(
            multidimensional_scaling(pd.DataFrame(drawn + drawn.T), dimensions, starts=5, rounds=200).stress
        )
    return np.array(found)


def _guttman(wanted, points, rounds):
    """Guttman transforms until the misfit stays; returns (misfit, points)."""
    before = np.inf
    for _ in range(rounds):
        apart = _apart(points)
        misfit = ((wanted - apart) ** 2).sum()
        if before - misfit < 1e-14 * (wanted**2).sum():
            break
        before = misfit
        ratio = np.divide(wanted, apart, out=np.zeros_like(wanted), where=apart > 0)
        points = (np.diag(ratio.sum(axis=1)) - ratio) @ points / len(points)
    return ((wanted - _apart(points)) ** 2).sum(), points


def _scaling(distances, wanted, points):
    labels = pd.RangeIndex(1, points.shape[1] + 1, name="dimension")
    return Scaling(pd.DataFrame(points, distances.index, labels), _stress(wanted, _apart(points)))


def _apart(points):
    return np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))


def _stress(wanted, apart):
    whole = (apart**2).sum()
    if whole <= 0:
        raise ValueError("points must not all stand at one place: then the map has no distances")
    return float(np.sqrt(((wanted - apart) ** 2).sum() / whole))


def _distances(distances):
    """A square symmetric array of distances, or an error that says what is wrong."""
    table = numeric_table(distances, 2, "distances")
    if list(table.index) != list(table.columns):
        raise ValueError("distances must name the same things in rows and columns, in the same order")
    values = table.to_numpy()
    if (values < 0).any() or np.abs(np.diag(values)).max() > 1e-9:
        raise ValueError(
            f"distances must be at least 0, and 0 from a thing to itself, got {values.min():g} to {values.max():g}"
        )
    if not np.allclose(values, values.T):
        raise ValueError("distances must be the same there and back, got a table that is not symmetric")
    if values.max() == 0:
        raise ValueError("distances must not all be 0: there is nothing to map")
    return (values + values.T) / 2
