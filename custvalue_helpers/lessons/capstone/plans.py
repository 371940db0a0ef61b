"""One budget and six offers: what a plan buys, and what is left after it is paid.

The prices of the steps are this lesson's assumptions. A lower price and the club have no price of their own: what they
give away is in the customer equity already.
"""

from __future__ import annotations

from dataclasses import dataclass

from custvalue_helpers.kit.checks import a_number, one_of
from custvalue_helpers.lessons.capstone.kestrel import StepOutcome, change_of, outcome_of

__all__ = ["BUDGET", "OFFERS", "PEOPLE", "plan_outcome"]

BUDGET = 20.0  # thousand euro
PEOPLE = 3.0  # thousand people who will meet Kestrel in the two years that the plan is for


@dataclass(frozen=True)
class BudgetOffer:
    """Something to spend on: its lever, how far one unit moves it, thousand euro a unit, and how many there can be."""

    lever: str
    moves: float
    price: float
    most: float
    unit: str


OFFERS = {
    "coffee": BudgetOffer("coffee_quality", 1.0, 9.0, 2.0, "points"),
    "delivery": BudgetOffer("delivery", 1.0, 5.0, 2.0, "points"),
    "app": BudgetOffer("app_ease", 1.0, 6.0, 2.0, "points"),
    "promise": BudgetOffer("promise", 1.0, 2.0, 1.5, "points"),
    "price cut": BudgetOffer("price", -1.0, 0.0, 3.0, "€ a month"),
    "close club": BudgetOffer("club", -1.0, 0.0, 1.0, "club"),
}


@dataclass(frozen=True)
class BudgetPlan:
    """``bought``: units by offer, as far as the budget goes; ``spent``: thousand euro; ``steps``: by lever; ``asked``:
    thousand euro that was asked for; ``net``: Outcome in thousand euro, after what is spent."""

    bought: dict
    asked: float
    spent: float
    steps: dict
    net: StepOutcome


def plan_outcome(units: dict[str, float], level: float = 0.9, budget: float = BUDGET) -> BudgetPlan:
    """What a plan brings in the two years' customers, less what it costs: PEOPLE × change of equity − spent.

    Parameters: ``units``, a dict such as {"coffee": 1, "price cut": 0.5}: how many units of each offer (see OFFERS);
    what is not named is not bought. If all together cost more than the ``budget`` (thousand euro), whatever costs money
    is cut in the same proportion. ``level`` of the interval.
    Raises ValueError for an unknown offer or too many units, TypeError for another kind of argument.

    >>> plan = plan_outcome({"coffee": 2, "delivery": 2})
    >>> plan.asked, plan.spent, round(plan.bought["coffee"], 2)
    (28.0, 20.0, 1.43)
    """
    if not isinstance(units, dict):
        raise TypeError(f"units must be a dict such as {{'coffee': 1}}, got {type(units).__name__}")
    a_number("budget", budget, 0)
    wanted = {
        one_of("units", name, OFFERS): a_number(f"units[{name!r}]", number, 0, OFFERS[name].most)
        for name, number in units.items()
    }
    if wanted.get("close club", 0) not in (0, 1):
        raise ValueError(
            f"units['close club'] must be 0 (keep it) or 1 (close it), got {wanted['close club']}"
        )
    asked = sum(OFFERS[name].price * number for name, number in wanted.items())
    part = min(1.0, budget / asked) if asked else 1.0
    bought = {name: number * (part if OFFERS[name].price else 1.0) for name, number in wanted.items()}
    steps = {
        OFFERS[name].lever: round(OFFERS[name].moves * number, 9) for name, number in bought.items() if number
    }
    spent = min(asked, budget)
    change = change_of(tuple(sorted(steps.items()))) * PEOPLE / 1000 - spent
    return BudgetPlan(bought, asked, spent, steps, outcome_of(change, level))
