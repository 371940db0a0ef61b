"""How often customers leave, with an interval, and what an experiment or a comparison says about it."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from custvalue_helpers.kit.checks import a_number, shorten
from custvalue_helpers.kit.intervals import Z_95


@dataclass(frozen=True)
class Leaving:
    """How often some customers left: ``rate`` a renewal, its standard error, and what it rests on."""

    customers: int
    renewals: int
    rate: float
    standard_error: float


@dataclass(frozen=True)
class Difference:
    """One rate less another, with its 95 % interval; ``relative`` is by what share the first is lower."""

    first: Leaving
    second: Leaving

    @property
    def estimate(self):
        """The second rate minus the first: above zero when the first group leaves less often."""
        return self.second.rate - self.first.rate

    @property
    def interval(self):
        half = Z_95 * math.hypot(self.first.standard_error, self.second.standard_error)
        return self.estimate - half, self.estimate + half

    @property
    def relative(self):
        return self.estimate / self.second.rate


def leaving_rate(boxes, left):
    """How often customers under contract leave: those who left over the renewals at which they could.

    rate = Σ leftᵢ / Σ nᵢ, with nᵢ = boxesᵢ − 1 + leftᵢ: each box after the first is a renewal made, and leaving is one
    declined. Customers differ, so the standard error counts customers, not renewals: √Σ (leftᵢ − rate·nᵢ)² / Σ nᵢ.

    Parameters: ``boxes``, whole numbers of at least 1, boxes sent so far; ``left``, 1 for who left, 0 for who is there.
    Running subscriptions count for as long as they were watched.
    Returns Leaving. Raises ValueError or TypeError for other input, and if nobody had a renewal.
    Source: the ratio estimator with its linearised error, Cochran 1977, Sampling Techniques.

    >>> found = leaving_rate(boxes=[3, 5, 2], left=[1, 0, 1])
    >>> found.renewals, round(found.rate, 3)
    (9, 0.222)
    """
    boxes, left = _counts("boxes", boxes, 1), _counts("left", left, 0)
    if len(boxes) != len(left):
        raise ValueError(f"boxes and left must have the same length, got {len(boxes)} and {len(left)}")
    if (left > 1).any():
        raise ValueError(f"left must be 1 or 0, got {shorten(float(left[left > 1][0]))}")
    due = boxes - 1 + left
    if not due.sum():
        raise ValueError("boxes must hold at least one renewal, got none: nobody had a second box to decline")
    rate = left.sum() / due.sum()
    error = math.sqrt(((left - rate * due) ** 2).sum()) / due.sum()
    return Leaving(len(boxes), int(due.sum()), float(rate), error)


def compare_leaving(subscriptions, group):
    """How often two groups leave, and the difference: those with ``group`` 1 against those with 0.

    Parameters: ``subscriptions``, a DataFrame with the columns boxes, left and the one named ``group``, which holds
    1 and 0. Returns Difference. The difference is an effect only if the groups were drawn by lot.
    Raises ValueError or TypeError for other input.

    >>> table = pd.DataFrame({"boxes": [4, 9, 3, 2], "left": [0, 1, 1, 1], "called": [1, 1, 0, 0]})
    >>> round(compare_leaving(table, "called").estimate, 3)
    0.317
    """
    if not isinstance(subscriptions, pd.DataFrame):
        raise TypeError(f"subscriptions must be a DataFrame, got {type(subscriptions).__name__}")
    for name in ("boxes", "left", group):
        if name not in subscriptions:
            raise ValueError(f"subscriptions must have a column {name!r}, got {shorten(list(subscriptions))}")
    values = set(subscriptions[group].unique())
    if values != {0, 1}:
        raise ValueError(f"column {group!r} must hold both 1 and 0, and nothing else, got {shorten(values)}")
    parts = (subscriptions[subscriptions[group] == value] for value in (1, 0))
    return Difference(*(leaving_rate(part["boxes"], part["left"]) for part in parts))


def cost_concentration(costs, part=0.1):
    """The share of all costs that the costliest customers cause.

    Parameters: ``costs``, euro of each customer, those with 0 included; ``part``, the share of the customers to take,
    rounded to whole customers. Returns a share.
    Raises ValueError for missing or negative costs, and if all are 0.

    >>> cost_concentration([50, 10, 10, 10, 10, 10, 0, 0, 0, 0])
    0.5
    """
    values = np.sort(_counts("costs", costs, 0, whole=False))[::-1]
    part = a_number("part", part, 0, 1, hint="a share: 0.1 for a tenth")
    if not values.sum():
        raise ValueError("costs must not all be 0")
    return float(values[: round(part * len(values))].sum() / values.sum())


def _counts(name, values, least, whole=True):
    """A column as an array of numbers, checked."""
    try:
        array = np.asarray(values, dtype=float).ravel()
    except (TypeError, ValueError):
        raise TypeError(f"{name} must be numbers, got {shorten(list(values))}") from None
    if not len(array):
        raise ValueError(f"{name} must hold at least one customer, got none")
    missing = int((~np.isfinite(array)).sum())
    if missing:
        raise ValueError(f"{name} must have no missing values, got {missing} of {len(array)}")
    wrong = array[(array < least) | ((array % 1 != 0) if whole else False)]
    if len(wrong):
        kind = "whole numbers" if whole else "numbers"
        raise ValueError(
            f"{name} must be {kind} of at least {least}, got {shorten(float(wrong[0]))} ({len(wrong)} such)"
        )
    return array
