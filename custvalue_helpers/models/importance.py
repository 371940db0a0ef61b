"""Derived importance: how much each driver explains of an outcome, fairly shared where drivers go together."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_list, one_of, shorten, whole_number
from custvalue_helpers.kit.columns import a_column, a_series, aligned, columns_in, numbers_in, numbers_of
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.models.brand_ratings import respondents_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from custvalue_helpers.kit.kinds import Names, Scale

__all__ = ["as_shares", "derived_importance", "gain_of_one_point", "lmg_from_correlations", "mean_distance"]

MOST_DRIVERS = 14  # 2¹⁴ regressions; each further driver doubles the work


def lmg_from_correlations(correlations: Sequence[Sequence[float]] | np.ndarray | pd.DataFrame) -> np.ndarray:
    """LMG (Shapley) shares of R²: each driver's rise of R², averaged over all orders in which drivers can enter.

    ``share_j = Σ_S |S|! (p − |S| − 1)! / p! · [R²(S with j) − R²(S)]``, over all sets S of the other drivers; the shares
    sum to R². Drivers that are exchangeable get equal shares; uncorrelated ones their squared correlation.
    Parameters: ``correlations``, a (p + 1, p + 1) correlation matrix with the outcome last, or a stack of such
    matrices (…, p + 1, p + 1). Returns an array (p,) or (…, p).
    Raises ValueError for a matrix that is no correlation matrix or has drivers that determine each other.
    Source: Lindeman, Merenda & Gold (1980); Grömping (2007), The American Statistician 61(2), on what they are
    good for. The same number is the Shapley value of R².

    >>> lmg_from_correlations([[1, 0, 0.6], [0, 1, 0.3], [0.6, 0.3, 1]]).round(2).tolist()
    [0.36, 0.09]
    """
    matrix = _checked(correlations)
    drivers = matrix.shape[-1] - 1
    explained = {0: np.zeros(matrix.shape[:-2])}
    for chosen in range(1, 2**drivers):
        inside = [j for j in range(drivers) if chosen >> j & 1]
        with_outcome = matrix[..., inside, drivers]
        between = matrix[..., np.array(inside)[:, None], inside]
        slopes = np.linalg.solve(between, with_outcome[..., None])[..., 0]
        explained[chosen] = (slopes * with_outcome).sum(axis=-1)
    orders = [
        math.factorial(size) * math.factorial(drivers - size - 1) / math.factorial(drivers)
        for size in range(drivers)
    ]
    shares = np.zeros((*matrix.shape[:-2], drivers))
    for chosen, without in explained.items():
        for j in range(drivers):
            if not chosen >> j & 1:
                shares[..., j] += orders[chosen.bit_count()] * (explained[chosen | 1 << j] - without)
    return shares


def _checked(correlations):
    if isinstance(correlations, list | tuple):
        correlations = np.array(correlations, dtype=object)
    if not hasattr(correlations, "shape") or not hasattr(correlations, "ndim"):
        raise TypeError(f"correlations must be a square matrix of numbers, got {type(correlations).__name__}")
    matrix = numbers_in("correlations", np.asarray(correlations), least=0).reshape(correlations.shape)
    if matrix.ndim < 2 or matrix.shape[-1] != matrix.shape[-2] or matrix.shape[-1] < 2:
        raise ValueError(f"correlations must be a square matrix, 2 × 2 or larger, got shape {matrix.shape}")
    if matrix.shape[-1] - 1 > MOST_DRIVERS:
        raise ValueError(
            f"correlations must be of at most {MOST_DRIVERS} drivers, got {matrix.shape[-1] - 1}: each more doubles the work"
        )
    symmetric = np.allclose(matrix, np.swapaxes(matrix, -1, -2), atol=1e-9)
    ones = np.allclose(np.diagonal(matrix, axis1=-2, axis2=-1), 1, atol=1e-9)
    if not (np.isfinite(matrix).all() and symmetric and ones and (np.abs(matrix) <= 1 + 1e-9).all()):
        raise ValueError("correlations must be symmetric, from −1 to 1, with ones on the diagonal")
    smallest = np.linalg.eigvalsh(matrix[..., :-1, :-1]).min()
    if smallest < 1e-9:
        raise ValueError(
            "correlations: drivers must not determine each other (two columns alike, or one the sum of others): drop one"
        )
    if np.linalg.eigvalsh(matrix).min() < -1e-9:
        raise ValueError("correlations contradict each other: no data could have all of them at once")
    return matrix


@dataclass(frozen=True)
class DerivedImportance:
    """``table`` by driver: correlation, slope, part of R², share (parts divided by R²), and the share's 95 % interval.

    ``r_squared`` is what all drivers explain together; ``rows`` and ``respondents`` are what it rests on.
    """

    table: pd.DataFrame
    r_squared: float
    rows: int
    respondents: int


def derived_importance(
    data: pd.DataFrame,
    drivers: Names,
    outcome: str,
    respondent: str | None = None,
    draws: int = 400,
    seed: int = 1,
    scale: Scale | None = None,
) -> DerivedImportance:
    """How much each driver matters, inferred from answers: LMG shares of R², slopes, correlations.

    Parameters: ``drivers`` and ``outcome``, numeric columns; ``respondent``, the column of who answered, if a person
    has several rows: the bootstrap then draws persons; ``draws``, the bootstrap samples of the 95 % interval
    (percentiles; 0 for none); ``scale``, (low, high) to hold the answers to.
    The slope is the outcome's change for one point more, all other drivers held; the
    share is how much of the explained differences between answers it accounts for. Neither proves a cause.
    Raises ValueError for missing values, a constant column, drivers that determine each other, or too few rows.
    Source: Lindeman, Merenda & Gold (1980); Grömping (2007).

    >>> import pandas as pd
    >>> data = pd.DataFrame({"a": [1, 2, 1, 2, 3, 3], "b": [1, 1, 2, 2, 1, 2], "y": [1, 2, 3, 4, 3, 5]})
    >>> derived_importance(data, ["a", "b"], "y", draws=0).table.share.round(3).to_dict()
    {'a': 0.4, 'b': 0.6}
    """
    import pandas as pd

    drivers = columns_in(data, drivers, "drivers")
    columns_in(data, outcome, "outcome")
    if outcome in drivers:
        raise ValueError(f"outcome '{outcome}' must not be one of the drivers")
    values = numbers_of(data, [*drivers, outcome], scale)
    groups = _groups(data, respondent)
    _enough(values, groups, [*drivers, outcome])
    correlations = np.corrcoef(values, rowvar=False)
    parts = lmg_from_correlations(correlations)
    r_squared = float(parts.sum())
    if r_squared < 1e-12:
        raise ValueError(f"drivers: they explain nothing of '{outcome}': there is no importance to share out")
    design = values - values.mean(axis=0)
    table = pd.DataFrame(
        {
            "correlation": correlations[:-1, -1],
            "slope": np.linalg.lstsq(design[:, :-1], design[:, -1], rcond=None)[0],
            "part_of_r_squared": parts,
            "share": parts / r_squared,
        },
        index=drivers,
    )
    draws, seed = whole_number("draws", draws), whole_number("seed", seed)
    if draws:
        drawn = _drawn_shares(values, groups, draws, seed)
        table["low_95"], table["high_95"] = np.percentile(drawn, [2.5, 97.5], axis=0)
    return DerivedImportance(table, r_squared, len(values), int(groups.max()) + 1)


def as_shares(values: pd.Series) -> pd.Series:
    """Each number as a share of their sum.

    Raises ValueError if the sum is not above 0: then there is nothing to share.

    >>> import pandas as pd
    >>> as_shares(pd.Series({"taste": 3, "speed": 1})).to_dict()
    {'taste': 0.75, 'speed': 0.25}
    """
    values = a_series("values", values, numbers=True)
    total = values.sum()
    if not total > 0:
        raise ValueError(f"values must have a sum above 0 to be shares of it, got a sum of {total:g}")
    return values / total


def mean_distance(one: pd.Series, other: pd.Series) -> float:
    """How far two columns of numbers lie apart on average, whichever is larger: mean of ``|one − other|``.

    Raises ValueError if the two do not name the same rows.

    >>> import pandas as pd
    >>> round(mean_distance(pd.Series({"a": 0.6, "b": 0.4}), pd.Series({"a": 0.5, "b": 0.5})), 2)
    0.1
    """
    one, other = a_series("one", one, numbers=True), a_series("other", other, numbers=True)
    (one, other), _ = aligned(one=one, other=other)
    return float((one - other).abs().mean())


def gain_of_one_point(
    levers: pd.DataFrame, attributes: Names, lever: str = "lever", nothing: str = "as it is"
) -> pd.DataFrame:
    """What one point more of each attribute brings: the outcome with it, less the outcome as it is.

    ``levers`` has one row a lever, one of them ``nothing``, the state without any; its numeric columns are outcomes.
    Raises ValueError for a lever that is not in the table, or whose step is not one point.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"lever": ["as it is", "taste"], "step": [0, 1], "euro": [100, 130]})
    >>> gain_of_one_point(table, ["taste"]).euro.to_dict()
    {'taste': 30}
    """
    columns_in(levers, [lever, "step"], "levers", "levers")
    names = a_column(levers, lever, "lever", "levers", "groups")
    if names.duplicated().any():
        raise ValueError(
            f"levers must have one row for each lever, got {names[names.duplicated()].iloc[0]!r} twice"
        )
    one_of("nothing", nothing, list(names))
    attributes = [attributes] if isinstance(attributes, str) else a_list("attributes", attributes)
    for name in attributes:
        one_of("attributes", name, list(names))
    outcomes = [name for name in levers if name != lever and levers[name].dtype.kind in "iufb"]
    numbers_of(levers, [name for name in outcomes if levers[name].dtype.kind != "b"], argument="levers")
    table = levers.set_index(lever)[outcomes]
    if "step" not in table:
        raise TypeError(f"column 'step' must hold numbers, got {shorten(levers['step'].iloc[0])}")
    steps = table.loc[attributes, "step"]
    if not (steps == 1).all():
        raise ValueError(f"every step must be one point, got {steps.to_dict()}")
    states = table.drop(columns="step")
    return (states - states.loc[nothing]).loc[attributes]


def _groups(data, respondent):
    """The respondent of each row as a number from 0; each row its own, if none is named."""
    if respondent is None:
        return np.arange(len(data))
    return np.unique(respondents_of(data, respondent), return_inverse=True)[1]


def _enough(values, groups, names):
    needed = values.shape[1] + 2
    if groups.max() + 1 < needed:
        raise ValueError(
            f"too few to say: {int(groups.max()) + 1} respondents for {values.shape[1] - 1} drivers,"
            f" at least {needed} are needed (better 30 a driver)"
        )
    for name, column in zip(names, values.T, strict=True):
        if np.ptp(column) == 0:
            raise ValueError(
                f"column '{name}': all {len(column)} answers are {column[0]:g}, so it explains nothing"
            )


def _drawn_shares(values, groups, draws, seed):
    """Shares in bootstrap samples of respondents, (draws, p); samples in which a column is constant are left out."""
    generator = np.random.default_rng(seed)
    people = int(groups.max()) + 1
    # Each person's sums and cross-products, so that a sample is a weighting of persons and not a new table.
    rows = np.column_stack([np.ones(len(values)), values - values.mean(axis=0)])
    products = np.zeros((people, rows.shape[1], rows.shape[1]))
    np.add.at(products, groups, rows[:, :, None] * rows[:, None, :])
    counts = generator.multinomial(people, np.full(people, 1 / people), size=draws)
    moments = np.tensordot(counts, products, axes=1)
    count, sums = moments[:, 0, 0][:, None, None], moments[:, 0, 1:]
    covariance = moments[:, 1:, 1:] / count - sums[:, :, None] * sums[:, None, :] / count**2
    spread = np.sqrt(np.diagonal(covariance, axis1=1, axis2=2))
    usable = (spread > 1e-9).all(axis=1)
    correlations = covariance[usable] / (spread[usable, :, None] * spread[usable, None, :])
    usable = np.linalg.eigvalsh(correlations[:, :-1, :-1]).min(axis=1) > 1e-9
    if usable.sum() < 0.9 * draws:
        raise ValueError("too few to say: in many bootstrap samples the drivers cannot be told apart")
    parts = lmg_from_correlations((correlations[usable] + np.swapaxes(correlations[usable], 1, 2)) / 2)
    return parts / parts.sum(axis=1, keepdims=True)
