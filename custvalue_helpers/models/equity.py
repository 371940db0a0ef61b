"""Customer equity, and how to split money between winning customers and keeping them. One period is a year.

Plain numbers only. Source of the approach: Blattberg & Deighton 1996, Manage marketing by the customer equity test.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from custvalue_helpers.kit.checks import a_number, share, whole_number
from custvalue_helpers.models.lifetime import lifetime_value

__all__ = ["Response", "best_plan", "best_split", "customer_equity", "plan", "value_once_won"]


@dataclass(frozen=True)
class Response:
    """A rate that rises with spending, ever less: floor + (ceiling − floor)·(1 − e^(−k·spend)).

    ``ceiling``, what no money can pass, and ``floor``, what comes without any, from 0 to 1; ``steepness``, k, per euro.
    Blattberg & Deighton have no floor. Source: Blattberg & Deighton 1996.

    >>> winning = Response(ceiling=0.6, steepness=0.126)
    >>> round(winning.rate(8.7), 2), round(winning.slope(8.7), 3)
    (0.4, 0.025)
    """

    ceiling: float
    steepness: float
    floor: float = 0.0

    def __post_init__(self) -> None:
        share("ceiling", self.ceiling)
        share("floor", self.floor)
        if a_number("steepness", self.steepness, 0) == 0:
            raise ValueError("steepness must be above 0, got 0: then money does nothing")
        if self.floor > self.ceiling:
            raise ValueError(f"floor must be at most ceiling {self.ceiling:g}, got {self.floor:g}")

    def rate(self, spend: float) -> float:
        """The rate that a spending brings."""
        fading = math.exp(-min(self.steepness * a_number("spend", spend, 0), 700))
        return self.ceiling - (self.ceiling - self.floor) * fading

    def slope(self, spend: float) -> float:
        """What one more euro adds to the rate: k·(ceiling − rate)."""
        return self.steepness * (self.ceiling - self.rate(spend))

    def spend_for(self, rate: float) -> float:
        """The spending that brings a rate between floor and ceiling: the curve turned round.

        >>> round(Response(0.6, 0.126).spend_for(0.4), 1)
        8.7
        """
        rate = share("rate", rate)
        if not self.floor <= rate < self.ceiling:
            raise ValueError(
                f"rate must lie from floor {self.floor:g} to below ceiling {self.ceiling:g}, got {rate:g}"
            )
        return -math.log((self.ceiling - rate) / (self.ceiling - self.floor)) / self.steepness

    @classmethod
    def through(cls, spend: float, rate: float, ceiling: float, floor: float = 0.0) -> Response:
        """The curve through what one sees today: ``rate`` at ``spend``, with a judged ceiling (and floor).

        >>> round(Response.through(8.7, 0.4, 0.6).steepness, 3)
        0.126
        """
        spend = a_number("spend", spend, 0)
        rate, ceiling, floor = share("rate", rate), share("ceiling", ceiling), share("floor", floor)
        if spend == 0 or not floor < rate < ceiling:
            raise ValueError(
                f"rate must lie between floor {floor:g} and ceiling {ceiling:g}, at a spend above 0,"
                f" got rate {rate:g} at spend {spend:g}"
            )
        return cls(ceiling, -math.log((ceiling - rate) / (ceiling - floor)) / spend, floor)


def value_once_won(margin: float, retention: float, keeping: float = 0.0, discount: float = 0.1) -> float:
    """What a customer is worth on the day they are won: V = (m·(1 + d) − R)/(1 + d − r).

    The first margin m comes at once ('paid now'). At the end of each year R is spent on keeping each customer there,
    and a share r stays.
    Parameters: euro a year, ``retention`` from 0 to 1, ``discount`` a year. Returns euro, before acquisition cost.

    >>> value_once_won(100, 0.8, discount=0.1), value_once_won(100, 0.8, 10, 0.1)
    (366.6666666666667, 333.33333333333337)
    """
    keeping = a_number("keeping", keeping, 0)
    return lifetime_value(margin, retention, discount, convention="paid now") - keeping / (
        1 + discount - retention
    )


@dataclass(frozen=True)
class Equity:
    """Customer equity, in euro: of the customers there are, and of those that may still come."""

    present: float
    potential: float

    @property
    def total(self) -> float:
        return self.present + self.potential


def customer_equity(
    customers: float,
    prospects: float,
    margin: float,
    retention: float,
    acquisition_rate: float,
    acquisition_spend: float,
    discount: float = 0.1,
) -> Equity:
    """The lifetime value of all present and potential customers.

    Present: N·m·r/(1 + d − r), 'paid if they stay': their next margin comes only if they do. Potential: with P
    prospects, of whom a share a is won at A euro a prospect, P·[a·m·(1 + d)/(1 + d − r) − A], 'paid now'.

    Parameters: ``customers`` N and ``prospects`` P, at least 0; ``margin`` euro a year; ``retention``,
    ``acquisition_rate`` from 0 to 1; ``acquisition_spend`` euro a prospect; ``discount`` a year.
    Source: Rust, Lemon & Zeithaml 2004 (what the term covers); Blattberg & Deighton 1996 (the potential ones).

    >>> equity = customer_equity(400, 1_000, 100, 0.56, 0.4, 8.7)
    >>> round(equity.present), round(equity.potential), round(equity.total)
    (41481, 72781, 114263)
    """
    n, p = a_number("customers", customers, 0), a_number("prospects", prospects, 0)
    won, spend = (
        share("acquisition_rate", acquisition_rate),
        a_number("acquisition_spend", acquisition_spend, 0),
    )
    staying = lifetime_value(margin, retention, discount, convention="paid if they stay")
    new = lifetime_value(margin, retention, discount, convention="paid now")
    return Equity(n * staying, p * (won * new - spend))


@dataclass(frozen=True)
class SpendingPlan:
    """A plan for one prospect: euro for winning them, euro a year for keeping each customer, and what comes of it."""

    acquiring: float
    keeping: float
    acquisition_rate: float
    retention: float
    value: float

    @property
    def equity(self) -> float:
        """Customer equity a prospect: a·V − A."""
        return self.acquisition_rate * self.value - self.acquiring

    @property
    def first_year(self) -> float:
        """What the plan costs a prospect until the first renewal: A + a·R."""
        return self.acquiring + self.acquisition_rate * self.keeping


def plan(
    acquiring: float,
    keeping: float,
    winning: Response,
    staying: Response,
    margin: float,
    discount: float = 0.1,
) -> SpendingPlan:
    """What comes of spending ``acquiring`` euro on each prospect and ``keeping`` euro a year on each customer.

    Parameters: ``winning`` and ``staying``, a Response each; ``margin`` euro a year; ``discount`` a year.

    >>> today = plan(8.7, 5, Response(0.6, 0.126), Response(0.72, 0.12, floor=0.45), 100)
    >>> round(today.acquisition_rate, 2), round(today.retention, 2), round(today.equity, 2)
    (0.4, 0.57, 70.72)
    """
    _responses(winning, staying)
    acquiring, keeping = a_number("acquiring", acquiring, 0), a_number("keeping", keeping, 0)
    a, r = winning.rate(acquiring), staying.rate(keeping)
    return SpendingPlan(acquiring, keeping, a, r, value_once_won(margin, r, keeping, discount))


def _responses(winning, staying):
    for name, response in (("winning", winning), ("staying", staying)):
        if not isinstance(response, Response):
            raise TypeError(
                f"{name} must be a Response, such as Response(0.6, 0.126), got {type(response).__name__}"
            )


def best_plan(winning: Response, staying: Response, margin: float, discount: float = 0.1) -> SpendingPlan:
    """The spending on both sides that makes customer equity largest, with as much money as it takes.

    V does not depend on A, so keeping is settled first. dV/dR = 0 gives r′(R)·V = 1; then d(a·V − A)/dA = 0 gives
    a′(A)·V = 1. On both sides the last euro buys one euro of customer. A side on which already the first euro
    buys less gets nothing. With a(A) = ceiling·(1 − e^(−kA)): A = ln(ceiling·k·V)/k.

    Parameters as for plan().
    Source: after Blattberg & Deighton 1996, who first set A by the first year alone; here both are set together.

    >>> best = best_plan(Response(0.6, 0.126), Response(0.72, 0.12, floor=0.45), margin=100)
    >>> round(best.acquiring, 2), round(best.keeping, 2), round(best.equity, 2)
    (22.46, 16.52, 104.05)
    """
    _responses(winning, staying)
    margin, discount = a_number("margin", margin, 0), share("discount", discount)
    if staying.ceiling >= 1 and discount == 0:
        raise ValueError("a retention ceiling of 1 needs a discount above 0: otherwise value has no end")

    def gain(keeping):
        """r′(R)·V − 1 times (1 + d − r): falls all the way, so that its zero is the best R."""
        return staying.slope(keeping) * (margin * (1 + discount) - keeping) - (
            1 + discount - staying.rate(keeping)
        )

    low, high = 0.0, margin * (1 + discount)
    if gain(low) > 0:
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if gain(middle) > 0 else (low, middle)
    keeping = low
    value = value_once_won(margin, staying.rate(keeping), keeping, discount)
    first = winning.slope(0) * value
    acquiring = math.log(first) / winning.steepness if first > 1 else 0.0
    return plan(acquiring, keeping, winning, staying, margin, discount)


def split(
    budget: float,
    acquiring_share: float,
    winning: Response,
    staying: Response,
    margin: float,
    discount: float = 0.1,
) -> SpendingPlan:
    """The plan that spends a first-year budget: this share of it on winning, the rest on keeping those won.

    A = share·B a prospect, and R = (B − A)/a, so that A + a·R = B. If nobody is won, keeping has nobody to go to:
    R is 0, and what is left of the budget is not spent.
    Parameters: ``budget``, euro a prospect; ``acquiring_share`` from 0 to 1; the rest as for plan().

    >>> half = split(12, 0.5, Response(0.6, 0.126), Response(0.72, 0.12, floor=0.45), 100)
    >>> round(half.acquiring, 1), round(half.keeping, 1), round(half.equity, 1)
    (6.0, 18.9, 65.1)
    """
    _responses(winning, staying)
    budget, part = a_number("budget", budget, 0), share("acquiring_share", acquiring_share)
    acquiring = budget * part
    won = winning.rate(acquiring)
    return plan(
        acquiring, (budget - acquiring) / won if won > 1e-12 else 0.0, winning, staying, margin, discount
    )


def best_split(
    budget: float,
    winning: Response,
    staying: Response,
    margin: float,
    discount: float = 0.1,
    steps: int = 200,
) -> tuple[float, SpendingPlan]:
    """The share of a first-year budget to spend on winning customers that makes customer equity largest.

    Looks along ``steps`` shares and then closes in on the best of them (golden section).
    Returns (share, SpendingPlan). At a tie the smaller share. Parameters: ``budget``, euro a prospect; the rest
    as for plan().

    >>> part, best = best_split(12, Response(0.6, 0.126), Response(0.72, 0.12, floor=0.45), 100)
    >>> round(part, 2), round(best.equity, 1)
    (0.74, 76.0)
    """

    def equity(part):
        return split(budget, part, winning, staying, margin, discount).equity

    steps = whole_number("steps", steps, 1, 100_000)
    at = max(range(steps + 1), key=lambda step: equity(step / steps))
    low, high = max(at - 1, 0) / steps, min(at + 1, steps) / steps
    golden = (math.sqrt(5) - 1) / 2
    for _ in range(40):
        left, right = high - golden * (high - low), low + golden * (high - low)
        low, high = (low, right) if equity(left) >= equity(right) else (left, high)
    part = max((at / steps, (low + high) / 2), key=equity)
    return part, split(budget, part, winning, staying, margin, discount)
