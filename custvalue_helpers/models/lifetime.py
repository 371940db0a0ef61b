"""Retention, lifetime value and payback in plain numbers, each with its convention in its name.

One period is whatever the rates are for: a retention of 0.8 a year needs a margin and a discount rate a year.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from custvalue_helpers.kit.checks import a_number, one_of, share, whole_number

__all__ = [
    "discount_over",
    "lifetime_value",
    "margin_multiple",
    "margins_by_period",
    "payback",
    "retention_over",
]

CONVENTIONS = ("paid now", "paid at the end", "paid if they stay")


@dataclass(frozen=True)
class Payback:
    """When the margins have paid for the acquisition. ``periods`` is None if they never do; ``most`` is the sum
    that all margins together come to.
    """

    periods: int | None
    most: float


def lifetime_value(margin: float, retention: float, discount: float, *, convention: str) -> float:
    """What a customer is worth from now on, if margin and retention never change.

    With margin m, retention r and discount rate d, all per period, the three textbook conventions are
    'paid now', the first margin is certain and counts in full: Σ_{t≥0} m·rᵗ/(1 + d)ᵗ = m(1 + d)/(1 + d − r);
    'paid at the end', the first margin is certain and comes one period from now: Σ_{t≥1} m·rᵗ⁻¹/(1 + d)ᵗ = m/(1 + d − r);
    'paid if they stay', the first margin comes one period from now, if the customer is still there:
    Σ_{t≥1} m·rᵗ/(1 + d)ᵗ = m·r/(1 + d − r).

    Parameters: ``margin``, euro a period; ``retention``, from 0 to 1; ``discount``, at least 0; ``convention``, no
    default, because the same customer has three values. Acquisition cost is not subtracted.
    Returns euro. Raises ValueError for retention 1 without a discount, where the sum has no end.
    Sources: Gupta & Lehmann 2003 (paid if they stay; the factor r/(1 + d − r) is their margin multiple); Fader &
    Hardie 2012, Reconciling and clarifying CLV formulas, who set such formulas side by side.

    >>> [round(lifetime_value(100, 0.8, 0.1, convention=each), 2) for each in CONVENTIONS]
    [366.67, 333.33, 266.67]
    """
    margin, retention, discount = _customer(margin, retention, discount)
    one_of("convention", convention, CONVENTIONS)
    if 1 + discount - retention <= 0:
        raise ValueError(
            "retention 1 with discount 0 has no finite lifetime value: the customer never leaves and later euro"
            " count in full (give a discount above 0, or a retention below 1)"
        )
    first = {"paid now": 1 + discount, "paid at the end": 1.0, "paid if they stay": retention}[convention]
    return margin * first / (1 + discount - retention)


def margins_by_period(
    margin: float, retention: float, discount: float, periods: int, *, convention: str
) -> list[float]:
    """The expected, discounted margin of each of the next ``periods`` payments (list of euro): the terms of the sum.

    Their running total is the cumulative value; over many periods it reaches lifetime_value().

    >>> [round(each, 2) for each in margins_by_period(100, 0.8, 0.1, 3, convention="paid if they stay")]
    [72.73, 52.89, 38.47]
    """
    margin, retention, discount = _customer(margin, retention, discount)
    one_of("convention", convention, CONVENTIONS)
    periods = whole_number("periods", periods, low=1)
    first = {
        "paid now": 1.0,
        "paid at the end": 1 / (1 + discount),
        "paid if they stay": retention / (1 + discount),
    }
    return [margin * first[convention] * (retention / (1 + discount)) ** t for t in range(periods)]


def margin_multiple(retention: float, discount: float) -> float:
    """Lifetime value for each euro of margin, paid if they stay: r/(1 + d − r).

    Source: Gupta & Lehmann 2003.

    >>> [round(margin_multiple(r, i), 2) for r, i in ((0.9, 0.1), (0.8, 0.12), (0.6, 0.16))]
    [4.5, 2.5, 1.07]
    """
    return lifetime_value(1, retention, discount, convention="paid if they stay")


def payback(acquisition_cost: float, margin: float, retention: float, discount: float = 0.0) -> Payback:
    """The first number of payments that pays the acquisition back: least n with Σ_{t<n} m·rᵗ/(1 + d)ᵗ ≥ cost.

    The first margin counts in full, as in the convention 'paid now'. If even all margins together stay below the
    cost, it is never paid back, which acquisition cost / margin does not show.
    With discount 0 this is the plain payback in common use.

    >>> payback(100, 30, 0.9).periods, payback(100, 30, 0.6).periods, 100 / 30
    (4, None, 3.3333333333333335)
    """
    cost = a_number("acquisition_cost", acquisition_cost, 0)
    margin, retention, discount = _customer(margin, retention, discount)
    if margin < 0:
        raise ValueError(f"margin must be at least 0 for a payback, got {margin}")
    step = retention / (1 + discount)
    most = math.inf if step == 1 and margin else margin / (1 - step) if step < 1 else 0.0
    if cost == 0:
        return Payback(0, most)
    if step == 1 and margin:
        return Payback(math.ceil(cost / margin - 1e-9), most)
    # The sum of n terms is most·(1 − stepⁿ); a sum that only comes near the cost never reaches it.
    if most <= cost * (1 + 1e-12) and not (step == 0 and math.isclose(most, cost)):
        return Payback(None, most)
    if step == 0:
        return Payback(1, most)
    return Payback(max(1, math.ceil(math.log1p(-cost / most) / math.log(step) - 1e-9)), most)


def retention_over(retention: float, periods: float) -> float:
    """The retention rate over so many periods: rᵏ. From a month to a year k is 12, from a year to a month 1/12.

    >>> round(retention_over(0.95, 12), 3), round(retention_over(0.54, 1 / 12), 3)
    (0.54, 0.95)
    """
    return share("retention", retention) ** _periods(periods)


def discount_over(discount: float, periods: float) -> float:
    """The discount rate over so many periods: (1 + d)ᵏ − 1. From a month to a year k is 12, back 1/12.

    >>> round(discount_over(0.008, 12), 4), round(discount_over(0.10, 1 / 12), 4)
    (0.1003, 0.008)
    """
    return (1 + share("discount", discount)) ** _periods(periods) - 1


def _periods(periods):
    if a_number("periods", periods, 0) == 0:
        raise ValueError("periods must be above 0, got 0")
    return float(periods)


def _customer(margin, retention, discount):
    return (
        a_number("margin", margin),
        share("retention", retention),
        share("discount", discount),
    )
