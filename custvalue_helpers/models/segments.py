"""What the segments are, and whether they are of use: sizes, profiles, worth, and how well they can be reached."""

from __future__ import annotations

from dataclasses import dataclass

from custvalue_helpers.kit.checks import a_number, whole_number
from custvalue_helpers.kit.columns import a_series, groups_in, labelled_once, no_missing, numeric_table, tally
from custvalue_helpers.kit.intervals import share_interval
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.models.cluster_criteria import labels_for
from custvalue_helpers.models.clusters import Segments

__all__ = ["profile", "reach", "segment_sizes", "segment_worth", "telling_columns"]


def segment_sizes(labels: pd.Series | Segments) -> pd.DataFrame:
    """How many customers each segment has, and its share with a 95 % interval, segments taken as given.

    Parameters: ``labels``, a Series of segments (or Segments). Returns a DataFrame by segment: customers, share,
    low_95, high_95.

    >>> segment_sizes(pd.Series(["a", "a", "b", "a"]))["customers"].to_dict()
    {'a': 3, 'b': 1}
    """
    labels = groups_in("labels", labels.labels if isinstance(labels, Segments) else labels)
    counts = labels.value_counts().sort_index()
    rows = [(int(count), *share_interval(int(count), len(labels))) for count in counts]
    index = pd.Index(counts.index, name="segment")
    return pd.DataFrame(rows, index, ["customers", "share", "low_95", "high_95"])


def profile(data: pd.DataFrame, labels: pd.Series | Segments) -> pd.DataFrame:
    """Each segment's mean of each column, with a 95 % interval, beside everyone's mean.

    mean ± t·s/√n with Student's t, s the standard deviation in the segment; the interval takes the segments as
    given, and where the same columns made them, the differences are no news.
    Parameters: ``data``, a numeric DataFrame; ``labels``, a Series of the same rows. Returns a DataFrame by segment
    and column: mean, low_95, high_95, everyone, apart (distance from everyone's mean, in standard deviations).
    Raises ValueError for a segment of one row, which has no interval, besides what numeric_table raises.

    >>> table = profile(pd.DataFrame({"x": [1, 3, 8, 10]}), pd.Series(["a", "a", "b", "b"]))
    >>> table["mean"].tolist()
    [2.0, 9.0]
    """
    from scipy.special import stdtrit

    table = numeric_table(data, rows=2)
    groups = table.groupby(labels_for(table, labels).to_numpy(), observed=True)
    sizes = groups.size()
    if sizes.min() < 2:
        raise ValueError(
            f"labels must name at least two rows for each segment, got one for {sizes.index.tolist()[sizes.argmin()]!r}"
        )
    mean = groups.mean().stack()
    half = groups.std().div(np.sqrt(sizes), axis=0).mul(stdtrit(sizes - 1, 0.975), axis=0).stack()
    columns = mean.index.get_level_values(1)
    everyone, spread = table.mean().loc[columns].to_numpy(), table.std().loc[columns].to_numpy()
    apart = np.divide(mean.to_numpy() - everyone, spread, out=np.zeros(len(mean)), where=spread > 0)
    result = {
        "mean": mean,
        "low_95": mean - half,
        "high_95": mean + half,
        "everyone": everyone,
        "apart": apart,
    }
    return pd.DataFrame(result).rename_axis(["segment", "column"])


def segment_worth(values: pd.Series, labels: pd.Series | Segments) -> pd.DataFrame:
    """What each segment is worth: its customers, the mean of one with a 95 % interval, and what all bring together.

    Parameters: ``values``, a numeric Series such as margins, one a customer; ``labels``, a Series of the same rows.
    Returns a DataFrame by segment, the one with most customers first: customers, mean, low_95, high_95, together
    (customers × mean), share (of what all segments bring). Raises as profile does.

    >>> worth = segment_worth(pd.Series([10, 20, 30, 40, 60]), pd.Series(["a", "a", "b", "b", "b"]))
    >>> worth["together"].round(6).to_dict()
    {'b': 130.0, 'a': 30.0}
    """
    values = a_series("values", values, numbers=True)
    if len(values) < 2:
        raise ValueError(f"values must hold at least two customers, got {len(values)}")
    labels = labels_for(values, labels, "values")
    table = profile(values.to_frame("worth"), labels).droplevel("column")[["mean", "low_95", "high_95"]]
    table.insert(0, "customers", segment_sizes(labels).customers)
    table["together"] = table["customers"] * table["mean"]
    table["share"] = table["together"] / table["together"].sum()
    return table.sort_values("customers", ascending=False, kind="stable")


def telling_columns(data: pd.DataFrame, labels: pd.Series | Segments, most: int = 3) -> pd.Series:
    """What to name segments by: the ``most`` columns in which each lies furthest from everyone, as short words.

    Returns a Series by segment such as 'need_price +0.9, knows_coffee −0.5': distances in standard deviations.

    >>> telling_columns(pd.DataFrame({"x": [1, 3, 8, 10]}), pd.Series(["a", "a", "b", "b"])).to_dict()
    {'a': 'x −0.8', 'b': 'x +0.8'}
    """
    apart = profile(data, labels)["apart"]
    words = {}
    for segment, part in apart.groupby(level=0, observed=True):
        part = part.droplevel(0)
        strongest = part.loc[
            part.abs().sort_values(ascending=False, kind="stable").index[: whole_number("most", most, low=1)]
        ]
        words[segment] = ", ".join(
            f"{name} {value:+.1f}".replace("-", "−") for name, value in strongest.items()
        )
    return pd.Series(words, name="telling")


@dataclass(frozen=True)
class Reach:
    """How well descriptors tell the segments apart. ``accuracy``: share of customers put in the right segment by a
    model that had not seen them; ``base_rate``: the share of the largest segment, what guessing it would get;
    ``low_95`` and ``high_95``: interval of the accuracy; ``guesses``: DataFrame by customer: segment, guess.
    """

    accuracy: float
    low_95: float
    high_95: float
    base_rate: float
    guesses: pd.DataFrame

    def __str__(self) -> str:
        return f"{self.accuracy:.0%} right ({self.low_95:.0%} to {self.high_95:.0%})".replace("%", " %")


def reach(descriptors: pd.DataFrame, labels: pd.Series | Segments, *, folds: int = 10) -> Reach:
    """Can segments be found from outside? Predict membership from ``descriptors``, cross-validated.

    A multinomial logit (with a slight ridge penalty) is fitted to all but one part of the customers and guesses that
    part, in turn. Words become 0/1 columns. The parts depend on the row labels alone, not on the rows' order.

    Parameters: ``descriptors``, a DataFrame of numbers and categories, one row a customer; ``labels``, a Series of
    the same rows with two segments or more; ``folds``, from 2 to the number of rows.
    Raises TypeError or ValueError for missing values (how many, where) or other input.
    Source: Hastie, Tibshirani & Friedman 2009, ch. 4 and 7.

    >>> people = pd.DataFrame({"city": ["north", "south"] * 20})
    >>> reach(people, people["city"]).accuracy
    1.0
    """
    labelled_once(descriptors, "descriptors")
    no_missing(descriptors, name="descriptors")
    for name in descriptors.select_dtypes(exclude="number"):
        groups_in(f"descriptors: {name}", descriptors[name])
    design = pd.get_dummies(descriptors, dtype=float)
    x = numeric_table(design, 2, "descriptors").to_numpy()
    named = labels_for(design, labels, "descriptors")
    names, y = np.unique(named.astype(str).to_numpy(), return_inverse=True)
    if len(names) < 2:
        raise ValueError(f"labels must name at least two segments, got only {names[0]!r}")
    folds = int(a_number("folds", whole_number("folds", folds, low=2), 2, len(x)))
    order = np.argsort(pd.util.hash_array(design.index.to_numpy().astype(str).astype(object)), kind="stable")
    part = np.empty(len(x), int)
    part[order] = np.arange(len(x)) % folds
    guess = np.empty(len(x), int)
    for fold in range(folds):
        learn = part != fold
        centre, spread = x[learn].mean(axis=0), x[learn].std(axis=0)
        scaled = np.column_stack([np.ones(len(x)), (x - centre) / np.where(spread > 0, spread, 1)])
        weights = _multinomial_logit(scaled[learn], y[learn], len(names))
        guess[~learn] = (scaled[~learn] @ weights).argmax(axis=1)
    hits = int((guess == y).sum())
    guesses = pd.DataFrame({"segment": named, "guess": names[guess]}, index=design.index)
    largest = float(tally(y).max() / len(x))
    return Reach(*share_interval(hits, len(x)), base_rate=largest, guesses=guesses)


def _multinomial_logit(x, y, classes, penalty=1.0, rounds=25):
    """Coefficients (columns, classes) by Newton's method, with penalty · ‖β‖²/2 on all but the constants."""
    columns = x.shape[1]
    beta = np.zeros((columns, classes))
    ridge = np.repeat(np.r_[1e-6, np.full(columns - 1, penalty)], classes)
    target = np.eye(classes)[y]
    for _ in range(rounds):
        utility = x @ beta
        p = np.exp(utility - utility.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        gradient = (x.T @ (target - p)).ravel() - ridge * beta.ravel()
        information = np.diag(ridge)
        for a in range(classes):
            for b in range(classes):
                weight = p[:, a] * ((a == b) - p[:, b])
                information[a::classes, b::classes] += (x * weight[:, None]).T @ x
        step = np.linalg.solve(information, gradient).reshape(columns, classes)
        beta = beta + step
        if np.abs(step).max() < 1e-8:
            break
    return beta
