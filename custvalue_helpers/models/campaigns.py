"""Communicating value: how many people a budget reaches, and what a promise does to those who are reached.

Plain numbers only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from custvalue_helpers.kit.checks import a_number
from custvalue_helpers.models.promise import PromiseMarket, PromiseOutcome, promise_outcome

__all__ = ["campaign", "reach_of"]


@dataclass(frozen=True)
class Campaign:
    """What a budget and a promise lead to. Money in euro."""

    spend: float
    reached: float  # people
    customers: float  # people who try
    customer_worth: float  # euro that one of them brings
    last_euro: float  # euro that one more euro of budget brings, before it is paid for
    outcome: PromiseOutcome  # what the promise does

    @property
    def margin(self) -> float:
        """What the customers bring, before the budget is paid for."""
        return self.customers * self.customer_worth

    @property
    def profit(self) -> float:
        return self.margin - self.spend


def reach_of(spend: float, scale: float) -> float:
    """The share of people that a budget reaches, with diminishing returns: 1 − e^(−spend/scale).

    At ``spend`` = ``scale`` 63 % are reached. Both in euro, spend at least 0, scale above 0.
    Raises TypeError or ValueError for anything else.
    Source: the modified exponential, one of the response functions in Lilien, Kotler & Moorthy (1992), Marketing Models.

    >>> round(reach_of(10_000, 10_000), 2), round(reach_of(20_000, 10_000), 2)
    (0.63, 0.86)
    """
    return -math.expm1(-a_number("spend", spend, low=0) / a_number("scale", scale, low=1e-6))


def campaign(spend: float, scale: float, people: float, promise: float, market: PromiseMarket) -> Campaign:
    """Reach and promise, the two levers of communication: who hears, who tries, who is disappointed, what is earned.

    reached = people × reach_of(spend, scale); customers = reached × trial(promise); each brings margin × (1 + s + s² + …,
    over the market's quarters) − acquisition, where s is the share that stays for another quarter.
    profit = customers × that − spend.

    Parameters: ``spend`` and ``scale`` in euro; ``people``, how many could be reached; ``promise``, 1 to 10; ``market``, a
    PromiseMarket, whose ``acquisition`` holds what a new customer costs *besides* the budget. Its ``reached``, ``word`` and
    ``remembered`` are not used: there is one campaign, and the promise is remembered.
    Raises TypeError or ValueError for anything else.
    Source: the parts are those of reach_of() and promise_outcome(); putting them together is this course's.

    >>> result = campaign(10_000, 10_000, 1000, 8.2, PromiseMarket(acquisition=12))
    >>> round(result.reached), round(result.customers), round(result.profit)
    (632, 341, 18448)
    """
    reach = reach_of(spend, scale)
    people = a_number("people", people, low=0)
    if not isinstance(market, PromiseMarket):
        raise TypeError(
            f"market must be a PromiseMarket, such as PromiseMarket(quality=7), got {type(market).__name__}"
        )
    outcome = promise_outcome(replace(market, quarters=1, remembered=True), promise)
    quarters = math.fsum(outcome.stays**quarter for quarter in range(int(market.quarters)))
    worth = market.margin * quarters - market.acquisition
    last = people * (1 - reach) / scale * outcome.trial * worth
    return Campaign(float(spend), people * reach, people * reach * outcome.trial, worth, last, outcome)
