"""One small coffee firm, five aims, five plans: a caricature in plain arithmetic, so that each step can be read.

A firm sells boxes of coffee, one a month to each customer. Its plan says how good the coffee is, what it costs, whether
it is pushed by advertising, and whether it is sourced cleanly. Two thousand households differ only in what coffee is
worth to them. In the first year nobody has tasted it: price and promise decide. Each year a share of those who still
go by the promise learn what the coffee is truly like. Each aim picks the plan that it finds best; then we look at what
that plan earns, year by year. Money is in euro a month for one box, and in thousand euro a year for the firm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from custvalue_helpers.kit.checks import a_number, one_of, share, shorten, true_or_false

__all__ = ["Market", "Plan", "compare_orientations", "five_years"]

YEARS = 5
HOUSEHOLDS = 2_000
CAPACITY = 1_000  # boxes a month that the roastery can make
TYPICAL_WORTH = 46  # € a month: what good coffee is worth to the household in the middle
SPREAD = 30  # € a month: from the household that values coffee least to the one that values it most
PROMISE = 8  # € a month: what a push adds to the worth of coffee that one has not tasted
ROASTERY = 50  # thousand € a year, whatever is sold
PUSH = 36  # thousand € a year
LISTENING = 12  # thousand € a year: asking customers, and keeping records of them
CLEAN = 2  # € a box
HARM_AVOIDED = 0.75  # the share of the harm that clean sourcing takes away

STEPS = {"plain": -1, "good": 0, "finest": 1}
COSTS = {"plain": 10, "good": 14, "finest": 20}  # € a box
PRICES = (16, 20, 24, 28, 32, 36)


@dataclass(frozen=True)
class Market:
    """What the firm cannot choose.

    ``rivals``: what a household gains, in € a month, by buying elsewhere (0: the shelves are empty);
    ``taste``: what one step of quality is worth to those who have tasted it, in € a month;
    ``learning``: the share, from 0 to 1, of those who still go by the promise that learn the truth each year;
    ``harm``: what a box does to growers and to nature, in €, and nobody in the exchange pays.

    >>> Market(learning=50)
    Traceback (most recent call last):
    ValueError: learning must be a number from 0 to 1, got 50 (did you mean 0.5, that is 50 %?)
    >>> Market(learning=0.3).learning
    0.3
    """

    rivals: float = 18.0
    taste: float = 8.0
    learning: float = 0.5
    harm: float = 4.0

    def __post_init__(self) -> None:
        for part, high in (("rivals", 60), ("taste", 60), ("harm", 60)):
            object.__setattr__(self, part, a_number(part, getattr(self, part), 0, high))
        object.__setattr__(self, "learning", share("learning", self.learning))


@dataclass(frozen=True)
class Plan:
    """What the firm chooses: quality ('plain', 'good', 'finest'), price (€ a box), push and clean sourcing (yes or no).

    >>> str(Plan("plain", 36, push=True))
    'plain, €36, push'
    """

    quality: str
    price: float
    push: bool = False
    clean: bool = False

    def __post_init__(self) -> None:
        one_of("quality", self.quality, tuple(COSTS))
        a_number("price", self.price, 0, 100)
        for part in ("push", "clean"):
            true_or_false(part, getattr(self, part))

    @property
    def cost(self) -> float:
        """€ a box."""
        return COSTS[self.quality] + (CLEAN if self.clean else 0)

    def __str__(self) -> str:
        extras = f"{', push' if self.push else ''}{', clean' if self.clean else ''}"
        return f"{self.quality}, €{self.price:g}{extras}"


class Year(NamedTuple):
    """One year of a plan: customers, profit and harm (both in thousand euro)."""

    customers: float
    profit: float
    harm: float


def _market(market):
    market = Market() if market is None else market
    if not isinstance(market, Market):
        raise TypeError(f"market must be a Market such as Market(rivals=10), got {shorten(market)}")
    return market


def five_years(plan: Plan, market: Market | None = None) -> tuple[Year, ...]:
    """The five years of a plan in a market (a tuple of Year).

    known = 1 − (1 − learning)^(years gone by); felt worth = 46 + known · taste · quality step + (1 − known) · promise;
    share of households that buy = 0.5 + (felt worth − price − rivals) / 30, from 0 to 1;
    profit = 12 · customers · (price − cost a box) − roastery − push. Customers: 1,000 at most.

    >>> [round(year.profit) for year in five_years(Plan("good", 28))]
    [118, 118, 118, 118, 118]
    >>> [round(year.profit) for year in five_years(Plan("plain", 36, push=True))]
    [226, 60, -24, -65, -86]
    """
    if not isinstance(plan, Plan):
        raise TypeError(f"plan must be a Plan such as Plan('good', 28), got {shorten(plan)}")
    market = _market(market)
    step, margin = STEPS[plan.quality], plan.price - plan.cost
    fixed = ROASTERY + (PUSH if plan.push else 0)
    promise = PROMISE if plan.push else 0
    harm = market.harm * (1 - HARM_AVOIDED if plan.clean else 1)
    years, known = [], 0.0
    for _ in range(YEARS):
        felt = TYPICAL_WORTH + known * market.taste * step + (1 - known) * promise
        share = min(max(0.5 + (felt - plan.price - market.rivals) / SPREAD, 0.0), 1.0)
        customers = min(HOUSEHOLDS * share, CAPACITY)
        boxes = 12 * customers / 1000  # thousands a year
        years.append(Year(customers, boxes * margin - fixed, boxes * harm))
        known += (1 - known) * market.learning
    return tuple(years)


@dataclass(frozen=True)
class Orientation:
    """A way to run the firm: its aim in words, the plans it considers, and the measure by which it picks one.

    measure(plan, years) returns a tuple of numbers; the plan with the highest is picked. ``listens``: it pays to
    find out what customers want.
    """

    name: str
    aim: str
    considers: Callable[[Plan], bool]
    measure: Callable[[Plan, tuple[Year, ...]], tuple[float, ...]]
    listens: bool = False


def _cost_a_box(plan, years):
    fixed = ROASTERY + (PUSH if plan.push else 0)
    return plan.cost + fixed * 1000 / (12 * max(years[0].customers, 1))


# Rounded, so that a tie is a tie; ties go to the plan that earns most this year.
ORIENTATIONS = (
    Orientation(
        "Production",
        "lowest cost of a box",
        lambda plan: not plan.push,  # what is cheap sells itself
        lambda plan, years: (-round(_cost_a_box(plan, years), 9), years[0].profit),
    ),
    Orientation(
        "Product",
        "best coffee",
        lambda plan: not plan.push,  # what is good sells itself
        lambda plan, years: (STEPS[plan.quality], years[0].profit),
    ),
    Orientation(
        "Selling",
        "most sales this year",
        lambda plan: plan.push,  # nobody buys unasked
        lambda plan, years: (round(plan.price * years[0].customers, 9), years[0].profit),
    ),
    Orientation(
        "Marketing",
        "customers' lifetime value",
        lambda plan: True,
        lambda plan, years: (sum(year.profit for year in years),),
        listens=True,
    ),
    Orientation(
        "Societal marketing",
        "lifetime value less harm",
        lambda plan: True,
        lambda plan, years: (sum(year.profit - year.harm for year in years),),
        listens=True,
    ),
)
PLANS = tuple(Plan(*choice) for choice in product(COSTS, PRICES, (False, True), (False, True)))


@dataclass(frozen=True)
class Outcome:
    """What an orientation picked, and what came of it: profit and harm in thousand euro, year by year."""

    name: str
    aim: str
    plan: Plan
    profit: tuple[float, ...]
    harm: tuple[float, ...]

    def a_year(self, years: int = YEARS, less_harm: bool = False) -> float:
        """The average of the first years."""
        total = sum(self.profit[:years]) - (sum(self.harm[:years]) if less_harm else 0.0)
        return total / years


@dataclass(frozen=True)
class OrientationComparison:
    """The five outcomes in one market, over some years, with or without the harm counted."""

    market: Market
    outcomes: tuple[Outcome, ...]
    years: int
    less_harm: bool

    def value(self, outcome: Outcome, years: int | None = None) -> float:
        """Thousand euro a year, on average, as this comparison counts it."""
        return outcome.a_year(years or self.years, self.less_harm)

    def harm_a_year(self, outcome: Outcome) -> float:
        """What the plan does to others: thousand euro a year, on average, whether it is counted or not."""
        return sum(outcome.harm[: self.years]) / self.years

    def ranked(self, years: int | None = None) -> list[Outcome]:
        """The outcomes, best first; equals keep the textbook's order."""
        return sorted(self.outcomes, key=lambda outcome: round(self.value(outcome, years), 9), reverse=True)

    def leaders(self, years: int | None = None) -> list[Outcome]:
        """The best outcome, and those that equal it."""
        highest = self.value(self.ranked(years)[0], years)
        return [outcome for outcome in self.outcomes if self.value(outcome, years) > highest - 1e-6]

    def laggards(self) -> list[Outcome]:
        """The worst outcome, and those that equal it."""
        lowest = self.value(self.ranked()[-1])
        return [outcome for outcome in self.outcomes if self.value(outcome) < lowest + 1e-6]

    @property
    def best(self) -> Outcome:
        return self.ranked()[0]


@lru_cache(maxsize=64)
def outcomes_in(market: Market) -> tuple[Outcome, ...]:
    """The five outcomes in a market."""
    known = [(plan, five_years(plan, market)) for plan in PLANS]
    outcomes = []
    for way in ORIENTATIONS:
        plan, years = max(
            (pair for pair in known if way.considers(pair[0])), key=lambda pair: way.measure(*pair)
        )
        paid = LISTENING if way.listens else 0
        profit = tuple(year.profit - paid for year in years)
        outcomes.append(Outcome(way.name, way.aim, plan, profit, tuple(year.harm for year in years)))
    return tuple(outcomes)


def compare_orientations(
    market: Market | None = None, years: int = YEARS, less_harm: bool = False
) -> OrientationComparison:
    """Let each of the five orientations pick its plan in a market, and compare what the plans earn.

    Parameters: ``market``, a Market; ``years``, how many are counted (1 to 5); ``less_harm``, whether the harm done to
    others is taken off. Raises TypeError or ValueError for anything else.
    Source: Kotler & Armstrong, Principles of Marketing, 'marketing management orientations'; the arithmetic is ours.

    >>> compare_orientations(years=1).best.name, compare_orientations(years=5).best.name
    ('Selling', 'Marketing')
    >>> compare_orientations(less_harm=True).best.name
    'Societal marketing'
    """
    market = _market(market)
    years = one_of("years", years, tuple(range(1, YEARS + 1)))
    true_or_false("less_harm", less_harm)
    return OrientationComparison(market, outcomes_in(market), int(years), less_harm)
