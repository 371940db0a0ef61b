"""The expectation-setting lab: what a promise does to trial, disappointment, repeat purchase, word of mouth and profit.

One promise is made to everyone who is reached, and becomes what they expect. A quarter is three months. Plain numbers
only. The model is this course's own; each of its parts is a common one, and every number in it can be set.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from functools import cached_property
from typing import ClassVar

from custvalue_helpers.kit.checks import a_number, share, true_or_false, whole_number
from custvalue_helpers.models.satisfaction import LOSS_WEIGHT, ZONE

__all__ = ["PromiseMarket", "best_promise", "promise_outcome"]

LOWEST, HIGHEST = 1.0, 10.0  # a promise is a point on the scale on which customers answer


@dataclass(frozen=True)
class PromiseMarket:
    """What the promise meets. The starting values are set close to Kestrel Coffee; any of them can be changed.

    ``SPACE`` is the part of the parameter space in which the best promise is known to lie inside the scale, to rise with
    ``quality`` and to fall with ``word`` (while the promise is remembered): the tests search it.

    >>> PromiseMarket(quality=7).quality
    7
    >>> PromiseMarket(quality=11)
    Traceback (most recent call last):
    ValueError: PromiseMarket: quality must be a number from 1 to 10, got 11
    """

    quality: float = 7.2  # delivered quality, points: the mean of what customers experience
    word: float = (
        0.05  # word of mouth: by how much a point of mean feeling changes the number reached next quarter
    )
    loss_weight: float = LOSS_WEIGHT  # a point below expectation weighs this many times a point above
    spread: float = 0.6  # experiences differ: standard deviation around the delivered quality, points
    trial_slope: float = 0.8  # log-odds of trying, per point promised
    even_promise: float = (
        8.0  # the promise at which half of those reached try; it stands for the rivals' offers
    )
    stay: float = 0.9  # share of customers who stay for another quarter where feeling is zero
    stay_slope: float = 0.4  # log-odds of staying, per point of feeling
    margin: float = 24.0  # euro a customer and quarter
    acquisition: float = 36.0  # euro to win a customer
    quarters: int = 8  # how long profit is counted
    reached: float = 1000.0  # people reached in the first quarter
    remembered: bool = True  # False: after the first quarter, customers expect what they have experienced

    LIMITS: ClassVar[dict[str, tuple[float, float]]] = {
        "quality": (1, 10), "word": (0, 1), "loss_weight": (0, 10), "spread": (0.05, 5), "trial_slope": (0, 5),
        "even_promise": (1, 10), "stay": (0.01, 0.99), "stay_slope": (0, 3), "margin": (0, 1e6),
        "acquisition": (0, 1e6), "quarters": (1, 40), "reached": (1, 1e9),
    }  # fmt: skip
    SPACE: ClassVar[dict[str, tuple[float, float]]] = {
        "quality": (6, 7.8), "word": (0, 0.06), "loss_weight": (1.75, 3), "spread": (0.4, 0.8),
        "trial_slope": (0.65, 1), "even_promise": (7.5, 8.5), "stay": (0.85, 0.93), "stay_slope": (0.3, 0.5),
        "margin": (10, 40), "acquisition": (1.2, 1.6), "quarters": (8, 12),
    }  # fmt: skip
    # In SPACE, acquisition is a multiple of the margin: who leaves after one quarter has not paid for being won.

    def __post_init__(self) -> None:
        for field in fields(self):
            if field.name == "remembered":
                true_or_false("PromiseMarket: remembered", self.remembered)
                continue
            value = getattr(self, field.name)
            if field.name in ("stay", "word"):
                share(f"PromiseMarket: {field.name}", value)
            check = whole_number if field.name == "quarters" else a_number
            check(f"PromiseMarket: {field.name}", value, *self.LIMITS[field.name])


@dataclass(frozen=True)
class PromiseOutcome:
    """What one promise leads to. Shares are from 0 to 1; the lists have an entry a quarter."""

    market: PromiseMarket
    promise: float
    trial: float  # share of those reached who try
    feeling: float  # mean feeling of those who try, points
    stays: float  # share of new customers who stay for another quarter
    growth: float  # number reached next quarter, as a multiple of this quarter's
    new: tuple[float, ...]  # new customers
    customers: tuple[float, ...]  # all customers
    profits: tuple[float, ...]  # euro

    @property
    def profit(self) -> float:
        """Euro, over all quarters."""
        return math.fsum(self.profits)

    @cached_property
    def shares(self) -> dict[str, float]:
        """Who is disappointed, satisfied, delighted among those who try (a dict of shares, sum 1)."""
        gap, spread = self.market.quality - self.promise, self.market.spread
        down, up = _normal_share((-gap - ZONE) / spread), _normal_share((gap - ZONE) / spread)
        return {"disappointed": down, "satisfied": 1 - down - up, "delighted": up}


def mean_feeling(gap: float, spread: float, loss_weight: float = LOSS_WEIGHT) -> float:
    """The mean feeling of many customers whose gaps lie around ``gap``: E[max(G, 0)] − λ·E[max(−G, 0)].

    G is normal with mean ``gap`` and standard deviation ``spread``; the feeling is straight on each side (exponent 1),
    so that E[max(−G, 0)] = s·φ(g/s) − g·Φ(−g/s). Parameters and result in points.

    >>> round(mean_feeling(0, 0.6), 3)  # expectations are met on average, and the feeling is negative
    -0.299
    """
    gap = a_number("gap", gap)
    spread = a_number("spread", spread, low=1e-9)
    return _mean_feeling(gap, spread, a_number("loss_weight", loss_weight, low=0))


def promise_outcome(market: PromiseMarket, promise: float) -> PromiseOutcome:
    """What a promise leads to in a market, quarter by quarter.

    1. trial = 1/(1 + e^(−b·(promise − even promise))): more promised, more try.
    2. feeling = mean_feeling(quality − promise): more promised, worse felt.
    3. stays: log-odds = log(stay/(1 − stay)) + slope × feeling.
    4. word of mouth: reached next quarter = reached × e^(word × feeling of the new customers).
    5. profit of a quarter = margin × customers − acquisition × new customers.

    Parameters: ``market``, a PromiseMarket; ``promise``, a point on the scale, 1 to 10.
    Raises TypeError or ValueError for anything else.
    Source: the parts are standard (logit trial: McFadden 1974; disconfirmation: Oliver 1980; loss weight: Tversky &
    Kahneman 1992); that a promise has a best level inside is Kotler's argument; the model as a whole is this course's.

    >>> outcome = promise_outcome(PromiseMarket(), 8.2)
    >>> round(outcome.trial, 2), round(outcome.shares["disappointed"], 2), round(outcome.profit)
    (0.54, 0.8, 112986)
    """
    if not isinstance(market, PromiseMarket):
        raise TypeError(
            f"market must be a PromiseMarket, such as PromiseMarket(quality=7), got {type(market).__name__}"
        )
    promise = a_number("promise", promise, LOWEST, HIGHEST)
    trial, feeling, stays, later_stays, growth = _responses(market, promise)
    new, customers, profits = [], [], []
    reached, old = market.reached, 0.0
    for _ in range(int(market.quarters)):
        fresh = reached * trial
        new.append(fresh)
        customers.append(fresh + old)
        profits.append(market.margin * (fresh + old) - market.acquisition * fresh)
        old, reached = fresh * stays + old * later_stays, reached * growth
    return PromiseOutcome(
        market, promise, trial, feeling, stays, growth, tuple(new), tuple(customers), tuple(profits)
    )


def best_promise(market: PromiseMarket, decimals: int = 2) -> PromiseOutcome:
    """The promise with the most profit over the market's quarters, to a number of decimals (a PromiseOutcome).

    A search over the whole scale, then finer and finer around the best point found.

    >>> best_promise(PromiseMarket()).promise
    7.47
    """
    if not isinstance(market, PromiseMarket):
        raise TypeError(f"market must be a PromiseMarket, got {type(market).__name__}")
    decimals = whole_number("decimals", decimals, high=9)
    step, low, high = 0.5, LOWEST, HIGHEST
    while True:
        count = max(round((high - low) / step), 1)
        points = [low + (high - low) * place / count for place in range(count + 1)]
        best = max(points, key=lambda promise: profit_of(market, promise))
        if step < 10**-decimals / 2:
            return promise_outcome(market, round(best, decimals))
        low, high, step = max(LOWEST, best - step), min(HIGHEST, best + step), step / 5


def profit_of(market: PromiseMarket, promise: float) -> float:
    """The same profit as promise_outcome's, without the quarters: fast, for curves."""
    trial, _, stays, later_stays, growth = _responses(market, promise)
    total, new, old = 0.0, market.reached * trial, 0.0
    for _ in range(int(market.quarters)):
        total += market.margin * (new + old) - market.acquisition * new
        old, new = new * stays + old * later_stays, new * growth
    return total


def _responses(market, promise):
    """Trial, feeling, the shares of new and of later customers who stay, and the growth of those reached."""
    feeling = _mean_feeling(market.quality - promise, market.spread, market.loss_weight)
    later = feeling if market.remembered else _mean_feeling(0.0, market.spread, market.loss_weight)
    at_zero = math.log(market.stay / (1 - market.stay))
    return (
        _share(market.trial_slope * (promise - market.even_promise)),
        feeling,
        _share(at_zero + market.stay_slope * feeling),
        _share(at_zero + market.stay_slope * later),
        math.exp(market.word * feeling),
    )


def _mean_feeling(gap, spread, loss_weight):
    ratio = gap / spread
    lost = spread * math.exp(-ratio * ratio / 2) / math.sqrt(2 * math.pi) - gap * _normal_share(-ratio)
    return gap + lost - loss_weight * lost


def _normal_share(z):
    return math.erfc(-z / math.sqrt(2)) / 2


def _share(log_odds):
    return 1 / (1 + math.exp(-log_odds))
