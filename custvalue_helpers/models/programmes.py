"""What a reward must bring in, and a programme whose members chose themselves."""

from __future__ import annotations

from dataclasses import dataclass

from custvalue_helpers.kit.checks import a_number, share, whole_number
from custvalue_helpers.models.lifetime import CONVENTIONS, lifetime_value

__all__ = ["break_even_lift", "free_item_reward_rate", "free_orders", "free_orders_cost"]


@dataclass(frozen=True)
class FreeOrders:
    """A customer's lifetime value without and with a free order every so often; and where the two are equal.

    ``break_even`` is the highest chance of leaving at which the free orders still pay, or None if they never do.
    """

    without: float
    paid: float
    given_away: float
    break_even: float | None

    @property
    def worth(self) -> float:
        """Value with the free orders."""
        return self.paid - self.given_away

    @property
    def gain(self) -> float:
        """Value with the free orders, less value without them."""
        return self.worth - self.without


def free_orders_cost(given_away: float, retention: float, discount: float, every: int) -> float:
    """What the free orders of one customer will cost, expected and discounted: F·q^(k − 1)/(1 − q^k).

    q = r/(1 + d); every k-th order is free and costs F each time. Who leaves before gets none.
    Raises ValueError for retention 1 without a discount, where the sum has no end.

    >>> round(free_orders_cost(26, 0.95, 0.008, 10), 2)
    34.11
    """
    cost, rate = a_number("given_away", given_away, 0), share("retention", retention)
    step = rate / (1 + share("discount", discount))
    k = whole_number("every", every, low=1)
    if step == 1:
        raise ValueError("retention 1 with discount 0 gives free orders without end: their cost is infinite")
    return cost * step ** (k - 1) / (1 - step**k)


def free_orders(
    margin: float, leave_without: float, leave_with: float, discount: float, *, given_away: float, every: int
) -> FreeOrders:
    """Does a free order every so often pay, if it lowers the chance of leaving so far?

    Value without: margin·(1 + d)/(1 + d − r), 'paid now'. With: the same at the higher retention, less
    free_orders_cost(). The break-even chance of leaving is where both are equal.

    Parameters: ``margin``, euro an order; ``leave_without``, ``leave_with``, chances of leaving after each order;
    ``discount`` an order; ``given_away``, euro: the price, where the customer would have bought that order anyway,
    the cost, where not; ``every``, which order is free.
    Raises ValueError as lifetime_value() does.

    >>> found = free_orders(9.4, 0.059, 0.031, 0.008, given_away=26, every=10)
    >>> round(found.without, 1), round(found.gain, 1), round(found.break_even, 4)
    (141.4, 45.6, 0.0446)
    """
    before = share("leave_without", leave_without)
    after = share("leave_with", leave_with)

    def worth(leave):
        return lifetime_value(margin, 1 - leave, discount, convention=CONVENTIONS[0])

    def cost(leave):
        return free_orders_cost(given_away, 1 - leave, discount, every)

    without = worth(before)
    low, high = (0.0 if discount > 0 else 1e-6), before
    if worth(low) - cost(low) < without:
        return FreeOrders(without, worth(after), cost(after), None)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if worth(middle) - cost(middle) >= without else (low, middle)
    return FreeOrders(without, worth(after), cost(after), low)


def break_even_lift(margin_rate: float, reward_rate: float) -> float:
    """How many more sales a reward needs to pay for itself: g = c/(m − c).

    m is the margin and c the reward, both as shares of what is sold; the reward goes on all sales, the old ones too:
    (1 + g)(m − c) = m.
    Raises ValueError when the reward takes the whole margin: no lift is enough.

    >>> round(break_even_lift(0.20, 0.02), 3)
    0.111
    """
    margin_rate, reward_rate = share("margin_rate", margin_rate), share("reward_rate", reward_rate)
    if reward_rate >= margin_rate:
        raise ValueError(
            f"reward_rate must be below margin_rate {margin_rate:g}, got {reward_rate:g}: no rise in sales pays for it"
        )
    return reward_rate / (margin_rate - reward_rate)


def free_item_reward_rate(bought: int, cost_share: float) -> float:
    """What "buy ``bought``, get one free" costs as a share of sales, if the free one would not have been sold.

    The reward costs the item's cost, not its price: c = cost_share / bought.

    >>> free_item_reward_rate(10, 0.25)
    0.025
    """
    return share("cost_share", cost_share) / whole_number("bought", bought, low=1)
