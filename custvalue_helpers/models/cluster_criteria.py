"""How many segments? Several criteria side by side, and data without segments to compare them with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_list, by_name, one_of, whole_number
from custvalue_helpers.kit.columns import groups_in, numeric_table, tally
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.models.clusters import Segments, bootstrap_stability, k_means, near_zero, standardize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from custvalue_helpers.kit.kinds import Numbers

__all__ = [
    "calinski_harabasz",
    "compare_bases",
    "how_many",
    "silhouette",
    "single_starts",
    "spread_explained",
    "structureless",
]

CONTROLS = ("one cloud", "shuffled")


def silhouette(data: pd.DataFrame, labels: pd.Series | Segments) -> float:
    """Mean silhouette width: how much nearer people are to their own segment than to the next one, from −1 to 1.

    For each row s = (b − a)/max(a, b), with a the mean distance to its own segment, b to the nearest other one;
    0 for a segment of one.

    Parameters: ``data``, a numeric DataFrame; ``labels``, a Series with the same index, at least 2 different.
    Raises TypeError or ValueError for other input. Source: Rousseeuw 1987.

    >>> table = pd.DataFrame({"x": [0, 1, 9, 10]})
    >>> round(silhouette(table, pd.Series([1, 1, 2, 2])), 3)
    0.889
    """
    values, codes, sizes = _labelled(data, labels)
    squares = (values**2).sum(axis=1)
    total = np.empty((len(values), len(sizes)))  # each row's distances to a segment, summed
    members = np.eye(len(sizes))[codes]
    for first in range(0, len(values), 256):
        part = slice(first, first + 256)
        distance = squares[part, None] + squares - 2 * np.einsum("ij,kj->ik", values[part], values)
        distance[np.arange(len(distance)), np.arange(len(values))[part]] = 0
        total[part] = np.sqrt(distance.clip(0)) @ members
    rows = np.arange(len(values))
    own = total[rows, codes] / np.maximum(sizes[codes] - 1, 1)
    others = total / sizes
    others[rows, codes] = np.inf
    nearest = others.min(axis=1)
    larger = np.maximum(own, nearest)
    width = np.where((sizes[codes] > 1) & (larger > 0), (nearest - own) / np.where(larger > 0, larger, 1), 0)
    return float(width.mean())


def calinski_harabasz(data: pd.DataFrame, labels: pd.Series | Segments) -> float:
    """Spread between segments against spread within them: [B/(k − 1)] / [W/(n − k)]; higher is better.

    Parameters and errors as for silhouette; besides, at least one segment must have two different rows.
    Source: Caliński & Harabasz 1974.

    >>> calinski_harabasz(pd.DataFrame({"x": [0, 2, 10, 12]}), pd.Series([1, 1, 2, 2]))
    50.0
    """
    values, codes, sizes = _labelled(data, labels)
    centres = np.stack([values[codes == code].mean(axis=0) for code in range(len(sizes))])
    within = ((values - centres[codes]) ** 2).sum()
    if not within > 0:
        raise ValueError("data must vary within some segment, got segments without any spread")
    between = (sizes[:, None] * (centres - values.mean(axis=0)) ** 2).sum()
    return float(between / (len(sizes) - 1) / (within / (len(values) - len(sizes))))


def how_many(data: pd.DataFrame, ks: Numbers = range(2, 9), *, pairs: int = 25) -> pd.DataFrame:
    """Every criterion for each number of segments ``ks``, by k-means.

    Parameters: ``data``, a numeric DataFrame, as a rule from standardize(); ``ks``, whole numbers of at least 2;
    ``pairs``, how many bootstrap pairs the stability takes.
    Returns a DataFrame by k: within (always falls: look for an elbow), silhouette, calinski_harabasz (higher is
    better), stability (median adjusted Rand index of the pairs), smallest (share of the smallest segment).
    Raises TypeError or ValueError for other input. Source: Everitt et al. 2011, Cluster Analysis, ch. 5 and 9.

    >>> table = pd.DataFrame({"x": [1, 2, 3, 41, 42, 43, 91, 92, 93] * 4})
    >>> int(how_many(table, [2, 3, 4], pairs=5)["silhouette"].idxmax())
    3
    """
    table = numeric_table(data)
    rows = {}
    for k in a_list("ks", ks):
        found = k_means(table, whole_number("ks", k, low=2))
        rows[k] = {
            "within": found.within,
            "silhouette": silhouette(table, found.labels),
            "calinski_harabasz": calinski_harabasz(table, found.labels),
            "stability": bootstrap_stability(table, k, pairs=pairs).median,
            "smallest": found.sizes.min() / len(table),
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("k")


def structureless(data: pd.DataFrame, kind: str = "one cloud", *, seed: int = 0) -> pd.DataFrame:
    """Data like ``data``, but without segments: the control for everything one does to find some.

    ``"one cloud"`` draws as many rows from one bell-shaped cloud (multivariate normal) with the same means and
    correlations; ``"shuffled"`` shuffles every column for itself, which keeps its values and undoes all links.
    Returns a DataFrame of the same shape, index and columns. Raises as standardize does, and for another kind.

    >>> table = pd.DataFrame({"x": [1, 2, 3, 4], "y": [1, 2, 3, 5]})
    >>> sorted(structureless(table, "shuffled")["y"].tolist())
    [1.0, 2.0, 3.0, 5.0]
    """
    one_of("kind", kind, CONTROLS)
    standardize(data)  # says what is wrong
    values = np.sort(numeric_table(data).to_numpy(), axis=0)
    generator = np.random.default_rng(whole_number("seed", seed, low=0))
    if kind == "shuffled":
        made = generator.permuted(values, axis=0)
    else:
        raw = numeric_table(data).to_numpy()
        raw = raw[np.lexsort(raw.T[::-1])]
        spread, directions = np.linalg.eigh(np.atleast_2d(np.cov(raw.T)))
        directions = directions * np.where(
            directions[np.abs(directions).argmax(axis=0), range(len(spread))] < 0, -1, 1
        )
        noise = generator.standard_normal(raw.shape) * np.sqrt(spread.clip(0))
        made = raw.mean(axis=0) + np.einsum("ij,kj->ik", noise, directions)
    return pd.DataFrame(made, index=data.index, columns=data.columns)


def spread_explained(data: pd.DataFrame, labels: pd.Series | Segments) -> pd.Series:
    """What segments differ in: for each column, the share of its variance that lies between segments, 0 to 1.

    η² = between-segments sum of squares / total sum of squares. Returns a Series by column; 0 for a constant one.

    >>> spread_explained(pd.DataFrame({"x": [0, 0, 4, 4], "y": [1, 2, 1, 2]}), pd.Series([1, 1, 2, 2])).tolist()
    [1.0, 0.0]
    """
    values, codes, sizes = _labelled(data, labels, least=1)
    centres = np.stack([values[codes == code].mean(axis=0) for code in range(len(sizes))])
    between = (sizes[:, None] * (centres - values.mean(axis=0)) ** 2).sum(axis=0)
    total = ((values - values.mean(axis=0)) ** 2).sum(axis=0)
    return pd.Series(np.where(total > 0, between / np.where(total > 0, total, 1), 0.0), data.columns)


def compare_bases(data: pd.DataFrame, bases: Mapping[str, pd.Series]) -> pd.Series:
    """How much of what people differ in does each way of dividing them explain? The mean η² of all columns, 0 to 1.

    Parameters: ``data``, a numeric DataFrame, one row a customer; ``bases``, a dict from a name to a Series of groups
    (numbers, words or classes) of the same rows. Returns a Series by name, see spread_explained.

    >>> needs = pd.DataFrame({"x": [0, 0, 4, 4], "y": [1, 2, 1, 2]})
    >>> compare_bases(needs, {"by town": pd.Series(["A", "A", "B", "B"])}).to_dict()
    {'by town': 0.5}
    """
    explained = {}
    for name, groups in by_name("bases", bases, "a Series of groups").items():
        if not isinstance(groups, pd.Series):
            raise TypeError(f"bases: {name} must be a Series of groups, got {type(groups).__name__}")
        codes = pd.Series(pd.factorize(groups)[0], groups.index).mask(groups.isna())
        explained[name] = spread_explained(data, codes).mean()
    return pd.Series(explained)


def single_starts(data: pd.DataFrame, k: int, runs: int = 50) -> pd.Series:
    """W at the end of each of ``runs`` k-means that start only once: how often does a single start end badly?

    Parameters, errors as for k_means; returns a Series by number of the start.

    >>> single_starts(pd.DataFrame({"x": [1, 2, 8, 9, 10]}), 2, 3).tolist()
    [2.5, 2.5, 2.5]
    """
    ends = [
        k_means(data, k, starts=1, seed=start).within for start in range(whole_number("runs", runs, low=1))
    ]
    return pd.Series(ends, name="within")


def _labelled(data, labels, least=2):
    """Values, codes from 0, and sizes; labels must be a Series of the same customers, in any order."""
    table = numeric_table(data, rows=2)
    labels = labels_for(table, labels)
    codes = np.unique(labels.to_numpy(), return_inverse=True)[1]
    sizes = tally(codes)
    if not least <= len(sizes) < len(table):
        raise ValueError(
            f"labels must name at least {least} segments and fewer than the {len(table)} rows, got {len(sizes)}"
        )
    return near_zero(table.to_numpy()), codes, sizes


def labels_for(
    table: pd.DataFrame | pd.Series, labels: pd.Series | Segments, name: str = "data"
) -> pd.Series:
    """The label of each row of ``table``, in its order; raises unless the two name the same rows."""
    labels = groups_in("labels", labels.labels if isinstance(labels, Segments) else labels)
    if len(labels) != len(table) or not table.index.isin(labels.index).all():
        raise ValueError(
            f"labels must name the same rows as {name}, each once,"
            f" got {len(labels)} labels for {len(table)} rows, or other rows"
        )
    return labels.loc[table.index]
