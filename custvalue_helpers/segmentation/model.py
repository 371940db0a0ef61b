"""Segments from numbers: scaling, k-means and Ward's method, for any numeric DataFrame.

Every method sorts the rows before it starts, and numbers the segments from the largest, so that neither the order
of the rows nor the luck of the start decides what a segment is called.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from custvalue_helpers.kit.checks import shorten


@dataclass(frozen=True)
class Segments:
    """Who belongs to which segment. ``labels``: Series of 1 … k with the table's index, 1 the largest; ``centres``:
    DataFrame of the segments' means; ``within``: the sum of squared distances to the own centre.
    """

    labels: pd.Series
    centres: pd.DataFrame
    within: float

    @property
    def sizes(self):
        """How many rows each segment has (Series)."""
        return self.labels.value_counts().sort_index()


def numeric_table(data, rows=1):
    """Return ``data`` as a DataFrame of floats, or say what is wrong with it and where.

    Raises TypeError if it is no DataFrame; ValueError for a column that is not numeric, a missing or infinite value
    (how many, and where), a row label that stands twice, or fewer than ``rows`` rows.

    >>> numeric_table(pd.DataFrame({"age": [31, None, 40]}))
    Traceback (most recent call last):
    ValueError: data must have no missing values, got 1: 1 in 'age' (first at row 1)
    """
    if not isinstance(data, pd.DataFrame):
        raise TypeError(f"data must be a DataFrame, one row a customer, got {type(data).__name__}")
    if not data.shape[1]:
        raise ValueError("data must have at least one column, got none")
    for axis, labels in (("row", data.index), ("column", data.columns)):
        if labels.has_duplicates:
            twice = labels[labels.duplicated()][0]
            raise ValueError(f"data must name each {axis} once, got {shorten(twice)} more than once")
    words = [name for name in data if not pd.api.types.is_numeric_dtype(data[name])]
    if words:
        raise ValueError(
            f"data must be numeric, got {len(words)} column(s) that are not: {shorten(words)}"
            " (for categories use a distance made for them)"
        )
    table = data.astype(float)
    missing = (~np.isfinite(table)).sum()
    missing = missing[missing > 0]
    if len(missing):
        first = table.index[~np.isfinite(table[missing.index[0]])][0]
        where = ", ".join(f"{count} in {name!r}" for name, count in missing.items())
        raise ValueError(
            f"data must have no missing values, got {missing.sum()}: {shorten_list(where)} (first at row {first!r})"
        )
    if len(table) < rows:
        raise ValueError(f"data must have at least {rows} rows, got {len(table)}")
    return table


def shorten_list(text, most=120):
    return text if len(text) <= most else text[: most - 1] + "…"


def standardize(data):
    """Each column as z-scores: z = (x − mean) / standard deviation (n − 1 in the denominator).

    Raises ValueError for a constant column, which has no scale, besides what numeric_table raises.

    >>> standardize(pd.DataFrame({"age": [30, 40, 50]}))["age"].tolist()
    [-1.0, 0.0, 1.0]
    """
    table = numeric_table(data, rows=2)
    spread = table.max() - table.min()
    constant = spread.index[spread == 0].tolist()
    if constant:
        raise ValueError(
            f"data must vary in every column, got {len(constant)} constant: {shorten(constant)}"
            " (leave them out: they tell nobody apart)"
        )
    return (table - table.mean()) / table.std()


def k_means(data, k, *, starts=50, seed=0):
    """Split rows into ``k`` segments so that the squared distances to the segments' means are least.

    Minimises W = Σᵢ ‖xᵢ − c(i)‖², from ``starts`` random starts (k-means++), of which the best is kept.

    Parameters: ``data``, a numeric DataFrame, as a rule from standardize(); ``k``, from 1 to the number of
    different rows. The result does not depend on the order of the rows.
    Returns Segments. Raises ValueError or TypeError for other input (see numeric_table).
    Source: Lloyd 1982; Arthur & Vassilvitskii 2007 (k-means++); by scikit-learn's KMeans.

    >>> two = k_means(pd.DataFrame({"x": [1, 2, 8, 9, 10]}), 2)
    >>> two.labels.tolist(), two.centres["x"].tolist(), two.within
    ([2, 2, 1, 1, 1], [9.0, 1.5], 2.5)
    """
    from sklearn.cluster import KMeans

    table = _sorted_rows(numeric_table(data), k)
    fit = KMeans(_whole("k", k), n_init=_whole("starts", starts), random_state=seed).fit(table.to_numpy())
    return _segments(data.index, table, fit.labels_)


def ward(data, k):
    """Split rows into ``k`` segments by joining, again and again, the two whose joining adds least to W.

    Joining segments a and b adds nₐ·n_b/(nₐ + n_b)·‖cₐ − c_b‖². No start is random; a join is never undone.
    Parameters, errors and result as for k_means. Source: Ward 1963; by SciPy's linkage.

    >>> ward(pd.DataFrame({"x": [1, 2, 8, 9, 10]}), 2).labels.tolist()
    [2, 2, 1, 1, 1]
    """
    from scipy.cluster.hierarchy import fcluster, linkage

    table = _sorted_rows(numeric_table(data), k)
    groups = fcluster(linkage(table.to_numpy(), "ward"), k, "maxclust") if len(table) > 1 else np.zeros(1)
    return _segments(data.index, table, groups)


def _whole(name, value, low=1):
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise TypeError(f"{name} must be a whole number, got {type(value).__name__} {shorten(value)}")
    if value < low:
        raise ValueError(f"{name} must be at least {low}, got {value}")
    return int(value)


def _sorted_rows(table, k):
    """The rows in an order that depends on their values alone; at least ``k`` of them must differ."""
    different = len(table.drop_duplicates())
    if _whole("k", k) > different:
        raise ValueError(
            f"k must be at most the number of different rows, got k = {k} for {different} different rows"
            f" of {len(table)}"
        )
    return table.sort_values(list(table.columns), kind="stable")


def _segments(index, table, groups):
    """Segments numbered from the largest; of two of the same size, the one with the smaller first centre."""
    centres = table.groupby(np.asarray(groups)).mean()
    sizes = table.groupby(np.asarray(groups)).size()
    order = centres.assign(_size=-sizes).sort_values(["_size", *table.columns]).index
    number = pd.Series(range(1, len(order) + 1), index=order)
    labels = pd.Series(number.loc[groups].to_numpy(), index=table.index, name="segment")
    centres = centres.loc[order].set_axis(pd.RangeIndex(1, len(order) + 1, name="segment"))
    within = float(((table - centres.loc[labels].to_numpy()) ** 2).to_numpy().sum())
    return Segments(labels.loc[index], centres, within)
