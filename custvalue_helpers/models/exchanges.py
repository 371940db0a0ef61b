"""Creating and delivering value: the zone of exchange, the chain that keeps a promise, price as a signal.

Plain numbers only, so that each formula can be read at a glance. The chain and the signal are small illustrations:
their form is simple on purpose, and their numbers are made up for the lesson.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_number, by_name, one_of, share

if TYPE_CHECKING:
    from custvalue_helpers.kit.kinds import NumberByName

__all__ = [
    "COST_OF_A_POINT",
    "KESTREL_CHAIN",
    "delivered_value",
    "exchange",
    "profit_at",
    "spend_step_by_step",
    "weakest_link",
]

ACTIVITIES = ("development", "pricing", "promotion", "distribution", "support", "feedback")
MOST_STEPS = 100_000
TOP = 10.0  # the best score a link can have
RULES = ("weakest link", "average")

# Kestrel's six links, from 0 to 10, and what raising each by one point costs: made up for the lesson.
KESTREL_CHAIN = {
    "development": 8,
    "pricing": 7,
    "promotion": 8,
    "distribution": 4,
    "support": 6,
    "feedback": 5,
}
COST_OF_A_POINT = {
    "development": 10_000,
    "pricing": 5_000,
    "promotion": 4_000,
    "distribution": 5_000,
    "support": 4_000,
    "feedback": 2_500,
}


@dataclass(frozen=True)
class Exchange:
    """One offer of exchange, in euro: what each side gains, and between which prices both would gain."""

    worth: float
    price: float
    cost: float
    given_up: float = 0.0
    received: float = 0.0

    @property
    def customer_gain(self) -> float:
        return self.worth - self.price - self.given_up

    @property
    def firm_gain(self) -> float:
        return self.price + self.received - self.cost

    @property
    def total_gain(self) -> float:
        return self.worth - self.cost + self.received - self.given_up

    @property
    def highest_price(self) -> float:
        """The customer gains at every price below this one."""
        return self.worth - self.given_up

    @property
    def lowest_price(self) -> float:
        """The firm gains at every price above this one."""
        return self.cost - self.received

    @property
    def possible(self) -> bool:
        """Whether there is any price at which both gain."""
        return self.highest_price - self.lowest_price > 1e-9

    @property
    def happens(self) -> bool:
        """Whether both gain at this price. Who gains nothing has no reason to take part."""
        return min(self.customer_gain, self.firm_gain) > 1e-9


def exchange(
    worth: float, price: float, cost: float, given_up: float = 0.0, received: float = 0.0
) -> Exchange:
    """Who gains how much from an exchange, and whether it happens: only if both sides gain.

    customer's gain = worth − price − given_up; firm's gain = price + received − cost.

    Parameters, in euro, each at least 0: ``worth``, the most the customer would pay; ``price``; ``cost`` to the firm;
    ``given_up``, what the customer gives besides money (time, data, goods), as it costs the customer;
    ``received``, the same as it is worth to the firm.
    Raises ValueError or TypeError for a negative amount or something that is no number.
    Source: consumer and producer surplus, in any textbook of microeconomics; exchange as gain on both sides, Kotler &
    Keller, Marketing Management.

    >>> deal = exchange(worth=33, price=24, cost=14)
    >>> deal.customer_gain, deal.firm_gain, deal.total_gain, deal.happens
    (9.0, 10.0, 19.0, True)
    """
    amounts = {"worth": worth, "price": price, "cost": cost, "given_up": given_up, "received": received}
    return Exchange(**{name: a_number(name, amount, low=0) for name, amount in amounts.items()})


def delivered_value(links: NumberByName, rule: str = "weakest link") -> float:
    """The value that arrives, from 0 to 10, when it passes through these links.

    By the rule 'weakest link' it is the lowest score; by 'average' the mean: then a strong link makes up for a weak one.

    ``links``: a dict from a link's name to its score, 0 to 10.
    Raises ValueError or TypeError for an empty chain, a score outside 0 to 10, or another rule.

    >>> delivered_value({"roast": 9, "deliver": 4, "help": 8})
    4.0
    >>> delivered_value({"roast": 9, "deliver": 4, "help": 8}, rule="average")
    7.0
    """
    one_of("rule", rule, RULES)
    scores = list(checked_links(links).values())
    return min(scores) if rule == "weakest link" else sum(scores) / len(scores)


def weakest_link(links: NumberByName) -> str:
    """The name of the link with the lowest score (the first of them, if several share it).

    >>> weakest_link({"roast": 9, "deliver": 4, "help": 8})
    'deliver'
    """
    links = checked_links(links)
    return min(links, key=links.__getitem__)


def spend_on(
    links: NumberByName, link: str, euro: float, costs: NumberByName | None = None
) -> dict[str, float]:
    """The chain after spending money on one link: each point costs ``costs[link]`` euro, and 10 is the top.

    >>> spend_on({"roast": 9, "deliver": 4}, "deliver", 10_000, {"roast": 10_000, "deliver": 5_000})
    {'roast': 9.0, 'deliver': 6.0}
    """
    links = checked_links(links)
    one_of("link", link, list(links))
    cost = _cost_of(link, costs)
    raised = min(TOP, links[link] + a_number("euro", euro, low=0) / cost)
    return {**links, link: raised}


def spend_step_by_step(
    links: NumberByName, euro: float, step: float = 500, costs: NumberByName | None = None
) -> tuple[dict[str, float], dict[str, float]]:
    """Spend money on whichever link is weakest at that moment, one step after the other.

    Returns (the chain afterwards, euro spent by link). With equal scores the earlier link comes first; money that
    no link can use any more is not spent.

    >>> after, spent = spend_step_by_step({"roast": 6, "deliver": 5}, 4_000, 1_000, {"roast": 2_000, "deliver": 2_000})
    >>> after, spent
    ({'roast': 6.5, 'deliver': 6.5}, {'roast': 1000.0, 'deliver': 3000.0})
    """
    a_number("step", step, low=1)
    left = a_number("euro", euro, low=0)
    links = checked_links(links)
    needed = sum((TOP - score) * _cost_of(name, costs) for name, score in links.items())
    if min(left, needed) / step > MOST_STEPS:
        raise ValueError(
            f"step must be larger for so much money: it would take more than {MOST_STEPS:,} steps"
        )
    after, spent = checked_links(links), dict.fromkeys(links, 0.0)
    while left > 1e-9 and min(after.values()) < TOP - 1e-9:
        link = min(after, key=lambda name: round(after[name], 9))
        amount = min(step, left, (TOP - after[link]) * _cost_of(link, costs))
        after = spend_on(after, link, amount, costs)
        spent[link] += amount
        left -= amount
    return after, spent


def cost_of_promise(links: NumberByName, promise: float, costs: NumberByName | None = None) -> float:
    """What it costs to lift every link that lies below the promise up to it, in euro.

    >>> cost_of_promise({"roast": 9, "deliver": 4, "help": 6}, 7, {"roast": 1, "deliver": 5_000, "help": 4_000})
    19000.0
    """
    promise = a_number("promise", promise, 0, TOP)
    missing = {name: max(0.0, promise - score) for name, score in checked_links(links).items()}
    return sum(points * _cost_of(name, costs) for name, points in missing.items() if points)


@dataclass(frozen=True)
class PriceResponse:
    """What one price does to 100 people who see it, as shares of them."""

    price: float
    too_cheap: float
    too_dear: float

    @property
    def trust(self) -> float:
        """The share that trusts the quality at this price."""
        return 1 - self.too_cheap

    @property
    def buy(self) -> float:
        """Neither too cheap nor too dear: nobody can find one price both."""
        return max(0.0, 1 - self.too_cheap - self.too_dear)


def price_response(
    price: float,
    cheap_limit: float = 14.0,
    dear_limit: float = 27.0,
    judges: float = 0.0,
    spread: float = 3.0,
) -> PriceResponse:
    """Shares of people to whom a price is too cheap to be good, too dear, or neither.

    Each person has two limits. Both vary from person to person in a logistic curve with the same ``spread``, so that
    too cheap = (1 − judges) / (1 + exp((price − cheap_limit) / spread)), too dear = 1 / (1 + exp((dear_limit − price)
    / spread)). People who can judge the quality themselves (share ``judges``) have no lower limit.

    ``price``, ``cheap_limit`` < ``dear_limit`` in euro: half of the people have their limit there.
    Raises ValueError or TypeError for limits the wrong way round, or a share outside 0 to 1.
    Source: the two limits, Gabor & Granger (1966), Economica 33; the curve is this lesson's.

    >>> round(price_response(20.5).buy, 2)
    0.79
    """
    price = a_number("price", price, low=0)
    cheap_limit, dear_limit = (
        a_number(name, value, low=0)
        for name, value in (("cheap_limit", cheap_limit), ("dear_limit", dear_limit))
    )
    if cheap_limit >= dear_limit:
        raise ValueError(
            f"cheap_limit must be below dear_limit, got {cheap_limit} and {dear_limit} (are they swapped?)"
        )
    judges = share("judges", judges)
    spread = a_number("spread", spread, low=0.1)
    too_cheap = (1 - judges) * _logistic((cheap_limit - price) / spread)
    return PriceResponse(price, too_cheap, _logistic((price - dear_limit) / spread))


def profit_at(price: float, buyers: float, cost: float = 14.0) -> float:
    """Profit in euro: buyers × (price − cost).

    >>> profit_at(24, buyers=4), profit_at(12, buyers=3)
    (40.0, -6.0)
    """
    price, cost = a_number("price", price, low=0), a_number("cost", cost, low=0)
    return a_number("buyers", buyers, low=0) * (price - cost)


def checked_links(links: NumberByName) -> dict[str, float]:
    """A chain as a dict of floats, each from 0 to 10."""
    links = by_name("links", links, "a score such as 6")
    return {name: a_number(f"links: {name}", score, 0, TOP) for name, score in links.items()}


def _cost_of(link, costs):
    costs = COST_OF_A_POINT if costs is None else by_name("costs", costs)
    one_of("costs: link", link, list(costs))
    return a_number(f"costs: {link}", costs[link], low=1)


def _logistic(x):
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0
