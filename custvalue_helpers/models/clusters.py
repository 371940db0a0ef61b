"""Segments from numbers: k-means, Ward's method, scaling, and whether the segments come out again.

k-means is a few lines of NumPy: k-means++ starts, then Lloyd's two steps until nobody moves. One thread and no further library: a fit of Kestrel's customers takes a millisecond a start, also on a busy machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_list, a_number, one_of, shorten, whole_number
from custvalue_helpers.kit.columns import a_table, aligned, groups_in, numeric_table, tally
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd

if TYPE_CHECKING:
    from custvalue_helpers.kit.kinds import Column, Numbers

__all__ = [
    "SIX",
    "adjusted_rand_index",
    "assign",
    "bootstrap_stability",
    "k_means",
    "k_means_by_hand",
    "scikit_learn_k_means",
    "squared_distance",
    "standardize",
    "ward",
]

MOST_ROUNDS = 300


def best_centres(
    values: np.ndarray, weights: np.ndarray, k: int, starts: int, generator: np.random.Generator
) -> np.ndarray:
    """The centres (k, columns) of the best of many runs. ``weights`` says how often each row counts."""
    runs = (settle(values, weights, first_centres(values, weights, k, generator)) for _ in range(starts))
    return min(runs, key=lambda run: run[1])[0]


def first_centres(
    values: np.ndarray, weights: np.ndarray, k: int, generator: np.random.Generator
) -> np.ndarray:
    """k-means++: each next centre is a row drawn in proportion to its squared distance from those before."""
    chance = weights.astype(float)
    nearest = np.full(len(values), np.inf)
    centres = np.empty((k, values.shape[1]))
    for place in range(k):
        sums = chance.cumsum()
        pick = min(np.searchsorted(sums, generator.random() * sums[-1], side="right"), len(values) - 1)
        centres[place] = values[pick]
        nearest = np.minimum(nearest, ((values - centres[place]) ** 2).sum(axis=1))
        chance = nearest * weights
        if not chance.sum() > 0:  # distances too small for floating point: any row not yet taken will do
            chance = (nearest == nearest.max()) * weights
    return centres


def settle(values: np.ndarray, weights: np.ndarray, centres: np.ndarray) -> tuple[np.ndarray, float]:
    """Lloyd's steps from some centres: everyone to the nearest centre, each centre to its members' mean.

    Returns the centres and W, the weighted sum of squared distances.
    """
    weighted = values * weights[:, None]
    labels = None
    for _ in range(MOST_ROUNDS):
        scores = (centres**2).sum(
            axis=1
        ) - 2 * values @ centres.T  # the squared distance, but for the row's own part
        new = scores.argmin(axis=1)
        new = _without_empty(values, weights, centres, new)
        if labels is not None and (new == labels).all():
            break
        labels = new
        members = (labels == np.arange(len(centres))[:, None]).astype(float)
        centres = members @ weighted / (members @ weights)[:, None]
    return centres, float((weights * ((values - centres[labels]) ** 2).sum(axis=1)).sum())


def nearest_centre(values: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Each row's nearest centre, counted from 0; at a tie the first."""
    return ((values[:, None, :] - centres[None]) ** 2).sum(axis=2).argmin(axis=1)


def _without_empty(values, weights, centres, labels):
    """Give each empty segment the row that lies farthest from its centre, among segments that can spare one."""
    sizes = tally(labels, minlength=len(centres))
    for empty in np.flatnonzero(sizes == 0):
        far = ((values - centres[labels]) ** 2).sum(axis=1)
        far[sizes[labels] < 2] = -1
        row = int(far.argmax())
        sizes[labels[row]] -= 1
        sizes[empty] += 1
        labels = labels.copy()
        labels[row] = empty
    return labels


# Segments from numbers: scaling, k-means and Ward's method, for any numeric DataFrame.
#
# Every method sorts the rows before it starts, and numbers the segments from the largest, so that neither the order
# of the rows nor the luck of the start decides what a segment is called.


@dataclass(frozen=True)
class Segments:
    """Who belongs to which segment. ``labels``: Series of 1 … k with the table's index, 1 the largest; ``centres``:
    DataFrame of the segments' means; ``within``: the sum of squared distances to the own centre.
    """

    labels: pd.Series
    centres: pd.DataFrame
    within: float

    @property
    def sizes(self) -> pd.Series:
        """How many rows each segment has."""
        return self.labels.value_counts().sort_index()


def standardize(data: pd.DataFrame) -> pd.DataFrame:
    """Each column as z-scores: z = (x − mean) / standard deviation (n − 1 in the denominator).

    Raises ValueError for a constant column, which has no scale, besides what numeric_table raises.

    >>> standardize(pd.DataFrame({"age": [30, 40, 50]}))["age"].tolist()
    [-1.0, 0.0, 1.0]
    """
    table = numeric_table(data, rows=2)
    ordered = np.sort(table.to_numpy(), axis=0)  # sums in one order, whatever the order of the rows
    constant = table.columns[ordered[0] == ordered[-1]].tolist()
    if constant:
        raise ValueError(
            f"data must vary in every column, got {len(constant)} constant: {shorten(constant)}"
            " (leave them out: they tell nobody apart)"
        )
    return (table - ordered.mean(axis=0)) / ordered.std(axis=0, ddof=1)


def k_means(data: pd.DataFrame, k: int, *, starts: int = 50, seed: int = 0) -> Segments:
    """Split rows into ``k`` segments so that the squared distances to the segments' means are least.

    Minimises W = Σᵢ ‖xᵢ − c(i)‖², from ``starts`` random starts (k-means++), of which the best is kept.

    Parameters: ``data``, a numeric DataFrame, as a rule from standardize(); ``k``, from 1 to the number of
    different rows. The result does not depend on the order of the rows.
    Raises ValueError or TypeError for other input (see numeric_table).
    Source: Lloyd 1982; Arthur & Vassilvitskii 2007 (k-means++). The same method as scikit-learn's KMeans,
    see scikit_learn_k_means.

    >>> two = k_means(pd.DataFrame({"x": [1, 2, 8, 9, 10]}), 2)
    >>> two.labels.tolist(), two.centres["x"].tolist(), two.within
    ([2, 2, 1, 1, 1], [9.0, 1.5], 2.5)
    """
    k = whole_number("k", k, low=1)
    table = sorted_rows(numeric_table(data), k)
    generator = np.random.default_rng(whole_number("seed", seed, low=0))
    values = near_zero(table.to_numpy())
    centres = best_centres(values, np.ones(len(values)), k, whole_number("starts", starts, low=1), generator)
    return segments_of(table, nearest_centre(values, centres), data.index)


def scikit_learn_k_means(data: pd.DataFrame, k: int, *, starts: int = 50, seed: int = 1) -> Segments:
    """The same by scikit-learn: KMeans(k, n_init=starts, random_state=seed).fit(data), in a process of its own.

    Of its own, because scikit-learn would keep 60 MB of the notebook's memory, and on a busy machine its threads wait
    for each other: here it has one thread, and leaves nothing behind. Its random starts are not ours.
    Parameters, errors and result as for k_means; besides, RuntimeError if scikit-learn could not be run.
    Source: Pedregosa et al. 2011, Scikit-learn: Machine Learning in Python.

    >>> scikit_learn_k_means(pd.DataFrame({"x": [1, 2, 8, 9, 10]}), 2).labels.tolist()
    [2, 2, 1, 1, 1]
    """
    table = sorted_rows(numeric_table(data), k)
    numbers = [whole_number(*each) for each in (("k", k), ("starts", starts), ("seed", seed, 0))]
    found = _scikit_learn_here if sys.platform == "emscripten" else _scikit_learn_apart
    return segments_of(table, found(table.to_numpy(), *numbers), data.index)


def _scikit_learn_apart(values, *numbers):
    sent = BytesIO()
    np.save(sent, values)
    done = subprocess.run(
        [sys.executable, "-c", SCIKIT_LEARN, *map(str, numbers)],
        input=sent.getvalue(),
        capture_output=True,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or ["it did not say why"]
        raise RuntimeError(f"scikit-learn's k-means could not be run: {shorten(lines[-1])}")
    return np.array(done.stdout.split(), int)


def _scikit_learn_here(values, k, starts, seed):
    """In a browser no process can be started."""
    try:
        from sklearn.cluster import KMeans
    except ImportError as error:
        raise RuntimeError(f"scikit-learn's k-means could not be run: {error}") from None
    return KMeans(k, n_init=starts, random_state=seed).fit(values).labels_


SCIKIT_LEARN = """
import io, sys
import numpy as np
from sklearn.cluster import KMeans

k, starts, seed = map(int, sys.argv[1:])
values = np.load(io.BytesIO(sys.stdin.buffer.read()))
print(*KMeans(k, n_init=starts, random_state=seed).fit(values).labels_)
"""


def ward(data: pd.DataFrame, k: int) -> Segments:
    """Split rows into ``k`` segments by joining, again and again, the two whose joining adds least to W.

    Joining segments a and b adds nₐ·n_b/(nₐ + n_b)·‖cₐ − c_b‖². No start is random; a join is never undone.
    Parameters, errors and result as for k_means. Source: Ward 1963; by SciPy's linkage.

    >>> ward(pd.DataFrame({"x": [1, 2, 8, 9, 10]}), 2).labels.tolist()
    [2, 2, 1, 1, 1]
    """
    from scipy.cluster.hierarchy import cut_tree, linkage

    table = sorted_rows(numeric_table(data), k)
    if len(table) == 1:
        return segments_of(table, np.zeros(1, int), data.index)
    groups = cut_tree(linkage(table.to_numpy(), "ward"), whole_number("k", k))[:, 0]
    return segments_of(table, groups, data.index)


def assign(data: pd.DataFrame, segments: Segments) -> pd.DataFrame:
    """The segment of each row of new ``data``: the one whose centre is nearest.

    Parameters: ``data`` with the columns of ``segments.centres``, on the same scale as the data that made them.
    Returns a DataFrame: segment, and distance (squared) to its centre. Raises ValueError for a missing column.

    >>> found = k_means(pd.DataFrame({"x": [1, 2, 8, 9, 10]}), 2)
    >>> assign(pd.DataFrame({"x": [3, 7]}), found).values.tolist()
    [[2.0, 2.25], [1.0, 4.0]]
    """
    if not isinstance(segments, Segments):
        raise TypeError(f"segments must be Segments, as from k_means, got {type(segments).__name__}")
    a_table("data", data, rows=0)
    missing = [name for name in segments.centres if name not in data]
    if missing:
        raise ValueError(f"data must have every column of the centres, got none named {shorten(missing)}")
    values = numeric_table(data[list(segments.centres)]).to_numpy()
    centres = segments.centres.to_numpy()
    nearest = nearest_centre(values, centres)
    distance = ((values - centres[nearest]) ** 2).sum(axis=1)
    return pd.DataFrame({"segment": nearest + 1, "distance": distance}, index=data.index)


def near_zero(values: np.ndarray) -> np.ndarray:
    """Columns that lie far from 0, seconds since 1970 say, moved there: squares of large numbers would lose the differences."""
    mean, spread = values.mean(axis=0), values.std(axis=0)
    return values - np.where(np.abs(mean) > 10 * spread, mean, 0.0)


def sorted_rows(table: pd.DataFrame, k: int) -> pd.DataFrame:
    """The rows in an order that depends on their values alone; at least ``k`` of them must differ."""
    values = table.to_numpy()
    different = len(np.unique(values, axis=0))
    if whole_number("k", k, low=1) > different:
        raise ValueError(
            f"k must be at most the number of different rows, got k = {k} for {different} different rows"
            f" among the {len(table)} of data"
        )
    return table.iloc[np.lexsort(values.T[::-1])]


def segments_of(table: pd.DataFrame, groups: np.ndarray, index: pd.Index | None = None) -> Segments:
    """Segments numbered from the largest; of two of the same size, the one with the smaller first centre.

    Parameters: ``table`` of floats; ``groups``, any whole number a row; ``index``, the order of the labels.
    """
    codes = np.unique(groups, return_inverse=True)[1]
    values = table.to_numpy()
    sizes = tally(codes)
    centres = np.stack([values[codes == code].mean(axis=0) for code in range(len(sizes))])
    order = np.lexsort((*centres.T[::-1], -sizes))
    labels = np.argsort(order)[codes]
    within = float(((values - centres[order][labels]) ** 2).sum())
    names = pd.RangeIndex(1, len(order) + 1, name="segment")
    found = pd.Series(labels + 1, index=table.index, name="segment")
    return Segments(
        found if index is None else found.loc[index],
        pd.DataFrame(centres[order], index=names, columns=table.columns),
        within,
    )


# k-means in plain numbers: six customers, two answers, two centres. Every step can be done on paper.


# How much the price matters, and how much speed matters, from 1 (not at all) to 7 (very much): made up for the lesson.
SIX = {"Ana": (6, 1), "Ben": (7, 3), "Cem": (5, 2), "Dora": (2, 5), "Eli": (1, 7), "Fay": (3, 6)}


@dataclass(frozen=True)
class Rounds:
    """Where k-means stands: ``centres`` (two points), ``groups`` (0 or 1 for each customer, in the order of SIX),
    ``within`` (W, the sum of squared distances to the own centre), ``rounds`` done, and whether it ``rests``.
    """

    centres: tuple[tuple[float, ...], ...]
    groups: tuple[int, ...]
    within: float
    rounds: int
    rests: bool

    def members(self, group: int) -> list[str]:
        """The names of those in a group."""
        return [name for name, own in zip(SIX, self.groups, strict=True) if own == group]


def squared_distance(point: Numbers, other: Numbers) -> float:
    """(x₁ − x₂)² + (y₁ − y₂)² + …, for points of any number of coordinates.

    >>> squared_distance((6, 1), (2, 5))
    32
    """
    point, other = a_list("point", point), a_list("other", other)
    if len(point) != len(other):
        raise ValueError(f"point and other must be of the same length, got {len(point)} and {len(other)}")
    for name, values in (("point", point), ("other", other)):
        for value in values:
            a_number(name, value)
    return sum((a - b) ** 2 for a, b in zip(point, other, strict=True))


def k_means_by_hand(first: str, second: str, rounds: int) -> Rounds:
    """Two centres start on two of the six customers; then ``rounds`` times: each centre moves to its group's mean.

    Parameters: ``first`` and ``second``, names in SIX; ``rounds``, 0 or more. A tie goes to the first centre; a centre
    without a group stays where it is.

    >>> k_means_by_hand("Ana", "Dora", 1).centres
    ((6.0, 2.0), (2.0, 6.0))
    """
    people = list(SIX.values())
    centres: tuple[tuple[float, ...], ...] = (
        SIX[one_of("first", first, list(SIX))],
        SIX[one_of("second", second, list(SIX))],
    )
    groups, rests = _nearest(people, centres), False
    for _ in range(whole_number("rounds", rounds, high=1000)):
        moved = tuple(
            _mean([p for p, g in zip(people, groups, strict=True) if g == place]) or centres[place]
            for place in (0, 1)
        )
        rests = moved == centres
        centres, groups = moved, _nearest(people, moved)
    within = sum(squared_distance(p, centres[g]) for p, g in zip(people, groups, strict=True))
    return Rounds(centres, groups, float(within), rounds, rests)


def _nearest(people, centres):
    return tuple(int(squared_distance(p, centres[1]) < squared_distance(p, centres[0])) for p in people)


def _mean(points):
    return tuple(sum(values) / len(points) for values in zip(*points, strict=True)) if points else None


# Would the segments come out again? Pairs of bootstrap samples, compared by the adjusted Rand index.


@dataclass(frozen=True)
class Stability:
    """How alike ``k`` segments come out twice: ``indices`` holds the adjusted Rand index of each pair, in order."""

    k: int
    indices: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle index: half of the pairs agree less."""
        return float(np.median(self.indices))

    @property
    def low(self) -> float:
        """The index that one pair in ten stays below."""
        return float(np.quantile(self.indices, 0.1))


def bootstrap_stability(
    data: pd.DataFrame, k: int, *, pairs: int = 100, starts: int = 10, seed: int = 0
) -> Stability:
    """Cluster ``pairs`` pairs of bootstrap samples by k-means, and measure how alike each pair divides the rows.

    A bootstrap sample draws as many rows as there are, with replacement. Each pair's two sets of centres divide all
    rows of ``data`` (to the nearest centre); the adjusted Rand index compares the two divisions.

    Parameters: ``data``, a numeric DataFrame, as a rule from standardize(); ``k``, the number of segments, at least 2;
    ``starts``, random starts of each k-means. The result does not depend on the order of the rows.
    Raises ValueError or TypeError for other input (see k_means).
    Source: Dolnicar & Leisch 2010, Evaluation of structure and reproducibility of cluster solutions using the
    bootstrap, Marketing Letters 21; Hubert & Arabie 1985 for the index.

    >>> import pandas as pd
    >>> bootstrap_stability(pd.DataFrame({"x": [1, 2, 1, 2, 90, 91, 90, 91] * 5}), 2, pairs=3).indices
    (1.0, 1.0, 1.0)
    """
    k = whole_number("k", k, low=2)
    values = near_zero(sorted_rows(numeric_table(data), k).to_numpy())
    whole_number("pairs", pairs, low=1), whole_number("starts", starts, low=1)
    generator = np.random.default_rng(whole_number("seed", seed, low=0))

    def divided():
        centres = _centres_of_a_sample(values, k, starts, generator)
        return nearest_centre(values, centres)

    return Stability(k, tuple(adjusted_rand_index(divided(), divided()) for _ in range(pairs)))


def _centres_of_a_sample(values, k, starts, generator):
    """The centres of one bootstrap sample: a row drawn twice counts twice. A sample needs ``k`` different rows."""
    n = len(values)
    for _ in range(100):
        weights = tally(generator.integers(n, size=n), minlength=n)
        drawn = weights > 0
        if n > 20 * k or len(np.unique(values[drawn], axis=0)) >= k:
            return best_centres(values[drawn], weights[drawn], k, starts, generator)
    raise ValueError(f"data must have many more different rows than k, got {n} rows for k = {k}")


def adjusted_rand_index(labels: Column, other: Column) -> float:
    """Agreement of two groupings of the same things: 1 if they are the same, about 0 if by chance.

    ``ARI = (Σ C(n_ij, 2) − E) / (½ (A + B) − E)``, with ``A = Σ C(n_i., 2)``, ``B = Σ C(n_.j, 2)``, ``E = A·B / C(n, 2)``.
    It is written out because scikit-learn, whose ``adjusted_rand_score`` it equals, is not always there and takes a second
    to load.

    Parameters: ``labels``, ``other``, as many labels each, at least 2: words or numbers. Two Series are put side by
    side by their index, in whatever order their rows stand; lists and arrays are taken place by place.
    Raises TypeError or ValueError if the lengths or the rows differ, a label is missing, or there are under 2.
    Source: Hubert and Arabie (1985), Comparing partitions, Journal of Classification 2.

    >>> adjusted_rand_index(["a", "a", "b", "b"], [7, 7, 9, 9])
    1.0
    """
    for name, each in (("labels", labels), ("other", other)):
        a_list(name, each, least=0)
    found, _ = aligned(labels=labels, other=other)
    if len(found[0]) < 2:
        raise ValueError(f"labels and other must hold at least 2 labels each, got {len(found[0])}")
    one, two = (
        pd.factorize(groups_in(name, pd.Series(np.asarray(each))))[0]
        for name, each in zip(("labels", "other"), found, strict=True)
    )
    sizes = (tally(one * (two.max() + 1) + two), tally(one), tally(two), [len(one)])
    together, a, b, all_pairs = (sum(float(n) * (n - 1) / 2 for n in each) for each in sizes)
    by_chance, most = a * b / all_pairs, (a + b) / 2
    return 1.0 if most == by_chance else float((together - by_chance) / (most - by_chance))
