"""How often customers leave, with an interval, and what an experiment or a comparison says about it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import share, shorten
from custvalue_helpers.kit.columns import a_column, aligned, numbers_in, zeros_and_ones
from custvalue_helpers.kit.intervals import Z_95
from custvalue_helpers.kit.lazy import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from custvalue_helpers.kit.kinds import Numbers

__all__ = ["compare_leaving", "cost_concentration", "leaving_rate"]


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
    def estimate(self) -> float:
        """The second rate minus the first: above zero when the first group leaves less often."""
        return self.second.rate - self.first.rate

    @property
    def interval(self) -> tuple[float, float]:
        half = Z_95 * math.hypot(self.first.standard_error, self.second.standard_error)
        return self.estimate - half, self.estimate + half

    @property
    def relative(self) -> float:
        return self.estimate / self.second.rate


def leaving_rate(boxes: Numbers, left: Numbers) -> Leaving:
    """How often customers under contract leave: those who left over the renewals at which they could.

    rate = Σ leftᵢ / Σ nᵢ, with nᵢ = boxesᵢ − 1 + leftᵢ: each box after the first is a renewal made, and leaving is one
    declined. Series are put side by side by their index. Customers differ, so the standard error counts customers, not renewals: √Σ (leftᵢ − rate·nᵢ)² / Σ nᵢ.

    Parameters: ``boxes``, whole numbers of at least 1, boxes sent so far; ``left``, 1 for who left, 0 for who is there.
    Running subscriptions count for as long as they were watched.
    Raises ValueError or TypeError for other input, if nobody had a renewal, and for a single customer,
    who does not say how far apart customers are.
    Source: the ratio estimator with its linearised error, Cochran 1977, Sampling Techniques.

    >>> found = leaving_rate(boxes=[3, 5, 2], left=[1, 0, 1])
    >>> found.renewals, round(found.rate, 3)
    (9, 0.222)
    """
    (boxes, left), _ = aligned(boxes=boxes, left=left)
    boxes, left = _counts("boxes", boxes, 1), zeros_and_ones("left", left)
    due = boxes - 1 + left
    if not due.sum():
        raise ValueError("boxes must hold at least one renewal, got none: nobody had a second box to decline")
    if len(boxes) < 2:
        raise ValueError(
            "boxes must hold at least two customers, got one: nothing says how far apart customers are"
        )
    rate = left.sum() / due.sum()
    error = math.sqrt(((left - rate * due) ** 2).sum()) / due.sum()
    return Leaving(len(boxes), int(due.sum()), float(rate), error)


def compare_leaving(subscriptions: pd.DataFrame, group: str) -> Difference:
    """How often two groups leave, and the difference: those with ``group`` 1 against those with 0.

    Parameters: ``subscriptions``, a DataFrame with the columns boxes, left and the one named ``group``, which holds
    1 and 0. The difference is an effect only if the groups were drawn by lot.
    Raises ValueError or TypeError for other input.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"boxes": [4, 9, 3, 2], "left": [0, 1, 1, 1], "called": [1, 1, 0, 0]})
    >>> round(compare_leaving(table, "called").estimate, 3)
    0.317
    """
    for argument, name in (("boxes", "boxes"), ("left", "left"), ("group", group)):
        a_column(subscriptions, name, argument, "subscriptions")
    if zeros_and_ones(f"group: column {group!r}", subscriptions[group]).sum() in (0, len(subscriptions)):
        raise ValueError(
            f"group: column {group!r} must hold both 1 and 0, got only {shorten(subscriptions[group].iloc[0])}"
        )
    parts = (subscriptions[subscriptions[group] == value] for value in (1, 0))
    return Difference(*(leaving_rate(part["boxes"], part["left"]) for part in parts))


def cost_concentration(costs: Numbers, part: float = 0.1) -> float:
    """The share of all costs that the costliest customers cause.

    Parameters: ``costs``, euro of each customer, those with 0 included; ``part``, the share of the customers to take,
    rounded to whole customers. Returns a share.
    Raises ValueError for missing or negative costs, and if all are 0.

    >>> cost_concentration([50, 10, 10, 10, 10, 10, 0, 0, 0, 0])
    0.5
    """
    values = np.sort(_counts("costs", costs, 0, whole=False))[::-1]
    part = share("part", part)
    if not values.sum():
        raise ValueError("costs must not all be 0")
    return float(values[: round(part * len(values))].sum() / values.sum())


def _counts(name: str, values: Numbers, least: float, whole: bool = True) -> np.ndarray:
    """A column as an array of numbers, checked."""
    array = numbers_in(name, values)
    wrong = array[(array < least) | ((array % 1 != 0) if whole else False)]
    if len(wrong):
        kind = "whole numbers" if whole else "numbers"
        raise ValueError(
            f"{name} must be {kind} of at least {least}, got {shorten(float(wrong[0]))} ({len(wrong)} such)"
        )
    return array
