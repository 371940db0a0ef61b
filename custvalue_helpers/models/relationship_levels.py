"""Five levels of relationship, the level that pays, and Kotler's grid. One period is a year.

Plain numbers only, so that each formula can be read at a glance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import (
    a_list,
    a_number,
    a_text,
    by_name,
    one_of,
    share,
    shorten,
    whole_number,
)
from custvalue_helpers.models.lifetime import lifetime_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from custvalue_helpers.kit.kinds import NumberByName

__all__ = [
    "KOTLER_GRID",
    "LEVELS",
    "Level",
    "agreement",
    "best_grid",
    "best_level",
    "level_profit",
    "level_profits",
]

NAMES = ("basic", "reactive", "accountable", "proactive", "partnership")
PAYING = ("once", "every year")
SIZES = {"few": 20, "medium": 500, "many": 5_000}
MARGINS = {"low": 15, "medium": 100, "high": 2_000}
PERSON_YEAR = 1_600  # hours that one employee can give to customers in a year


@dataclass(frozen=True)
class Level:
    """One level of relationship: how many customers stay a year with it, and what it takes.

    ``retention`` a year, from 0 to 1; ``cost`` euro for each customer; ``fixed`` euro for having the level at all;
    ``hours`` of somebody's attention a customer and year.

    >>> Level("reactive", 0.53, 3, fixed=500, hours=0.1).retention
    0.53
    >>> Level("reactive", 53, 3)
    Traceback (most recent call last):
    ValueError: level 'reactive': retention must be a number from 0 to 1, got 53 (did you mean 0.53, that is 53 %?)
    """

    name: str
    retention: float
    cost: float
    fixed: float = 0.0
    hours: float = 0.0

    def __post_init__(self) -> None:
        name = shorten(a_text("name", self.name))
        share(f"level {name}: retention", self.retention)
        for part in ("cost", "fixed", "hours"):
            a_number(f"level {name}: {part}", getattr(self, part), 0)


# Kestrel's levels. Reactive and accountable stand where its experiment with follow-up calls puts them (0.9486 and
# 0.9576 a month, to the 12th power); the others, and all costs, are this lesson's assumptions.
LEVELS = (
    Level("basic", 0.48, 0, 0, 0),
    Level("reactive", 0.53, 3, 500, 0.1),
    Level("accountable", 0.59, 8, 1_500, 0.3),
    Level("proactive", 0.64, 30, 6_000, 2),
    Level("partnership", 0.70, 150, 15_000, 40),
)

# Kotler's grid: (number of customers, margin) → level. Copy it with dict() before changing it.
KOTLER_GRID = {
    ("many", "low"): "basic or reactive",
    ("many", "medium"): "reactive",
    ("many", "high"): "accountable",
    ("medium", "low"): "reactive",
    ("medium", "medium"): "accountable",
    ("medium", "high"): "proactive",
    ("few", "low"): "accountable",
    ("few", "medium"): "proactive",
    ("few", "high"): "partnership",
}


@dataclass(frozen=True)
class LevelProfit:
    """What one level brings with one segment: euro over all years to come, and the hours a year it takes."""

    name: str
    profit: float
    hours: float
    possible: bool


def level_profit(
    level: Level, customers: float, margin: float, discount: float = 0.1, *, paying: str = "once"
) -> float:
    """What a level earns with a segment, in today's euro: N·[m·r/(1 + d − r) − c] − F.

    Each customer is worth m·r/(1 + d − r), the convention 'paid if they stay': this year's margin is in hand already.
    The level costs c a customer. ``paying`` 'once': c now, as in the formula; 'every year': c now and in each year
    in which the customer is still there, c·(1 + d)/(1 + d − r).

    Parameters: ``level``, a Level; ``customers``, N, at least 0; ``margin``, m, euro a customer and year; ``discount``,
    d, at least 0 a year. Returns euro.
    Raises ValueError or TypeError for numbers out of range, and for retention 1 without a discount.
    Source: the five levels, Kotler 2000, Marketing Management; the value of a customer, Gupta & Lehmann 2003.

    >>> round(level_profit(Level("accountable", 0.59, 8, 1_500), customers=795, margin=100))
    84111
    """
    if not isinstance(level, Level):
        raise TypeError(f"level must be a Level such as LEVELS[0], got {type(level).__name__}")
    customers, margin = a_number("customers", customers, 0), a_number("margin", margin)
    one_of("paying", paying, PAYING)
    worth = lifetime_value(margin, level.retention, discount, convention="paid if they stay")
    cost = level.cost
    if paying == "every year":
        cost = lifetime_value(cost, level.retention, discount, convention="paid now")
    return customers * (worth - cost) - level.fixed


def level_profits(
    customers: float,
    margin: float,
    discount: float = 0.1,
    *,
    levels: Sequence[Level] = LEVELS,
    paying: str = "once",
    hours: float | None = None,
) -> tuple[LevelProfit, ...]:
    """What each level earns with one segment: a tuple of LevelProfit, in the order of ``levels``.

    ``hours``: how many hours a year there are; a level that takes more is not possible. None: as many as it takes.
    The rest as for level_profit().

    >>> [each.name for each in level_profits(5_000, 100, hours=1_600) if each.possible]
    ['basic', 'reactive', 'accountable']
    """
    most = None if hours is None else a_number("hours", hours, 0)
    results = []
    for level in a_list("levels", levels):
        if not isinstance(level, Level):
            raise TypeError(f"levels must be Levels such as those of LEVELS, got {shorten(level)}")
        profit = level_profit(level, customers, margin, discount, paying=paying)
        takes = customers * level.hours
        results.append(LevelProfit(level.name, profit, takes, most is None or takes <= most + 1e-9))
    return tuple(results)


def best_level(
    customers: float,
    margin: float,
    discount: float = 0.1,
    *,
    levels: Sequence[Level] = LEVELS,
    paying: str = "once",
    hours: float | None = None,
) -> str:
    """The name of the possible level that earns most; of two that earn the same, the earlier one.

    The rest as for level_profits(). Raises ValueError if no level is possible.

    >>> best_level(795, 100), best_level(405, 45), best_level(12, 4_000)
    ('accountable', 'accountable', 'partnership')
    """
    results = level_profits(customers, margin, discount, levels=levels, paying=paying, hours=hours)
    possible = [each for each in results if each.possible]
    if not possible:
        raise ValueError(
            f"hours must be enough for at least one level, got {hours}: the least that any level takes is"
            f" {min(each.hours for each in results):g}"
        )
    return max(possible, key=lambda each: each.profit).name


def with_fixed_costs(times: float, levels: Sequence[Level] = LEVELS) -> tuple[Level, ...]:
    """The same levels with their fixed costs multiplied.

    >>> with_fixed_costs(0)[-1].fixed
    0.0
    """
    times = a_number("times", times, 0)
    return tuple(Level(e.name, e.retention, e.cost, e.fixed * times, e.hours) for e in levels)


def best_grid(
    discount: float = 0.1,
    *,
    levels: Sequence[Level] = LEVELS,
    paying: str = "once",
    hours: float | None = None,
    sizes: NumberByName | None = None,
    margins: NumberByName | None = None,
) -> dict[tuple[str, str], str]:  # as Kotler's grid
    """The level that earns most in each cell of the grid: a dict like KOTLER_GRID.

    ``sizes`` and ``margins``: dicts from a word to a number of customers, and to euro a customer and year; by default
    SIZES and MARGINS. The rest as for level_profits().

    >>> best_grid()["many", "high"], best_grid(hours=1_600)["many", "high"]
    ('partnership', 'accountable')
    """
    sizes, margins = _steps("sizes", sizes, SIZES), _steps("margins", margins, MARGINS)
    return {
        (size, margin): best_level(n, m, discount, levels=levels, paying=paying, hours=hours)
        for size, n in reversed(sizes.items())
        for margin, m in margins.items()
    }


def agreement(
    grid: Mapping[tuple[str, str], str], other: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], bool]:
    """In which cells two grids say the same: a dict of True and False; 'basic or reactive' agrees with either.

    Raises ValueError for a cell that is missing or a word that is no level.

    >>> sum(agreement(KOTLER_GRID, best_grid()).values())
    3
    """
    grid, other = checked_grid(grid), checked_grid(other, "other")
    if set(grid) != set(other):
        raise ValueError(f"other must have the same cells as grid, got {len(other)} and {len(grid)}")
    return {cell: bool(set(_words(grid[cell])) & set(_words(other[cell]))) for cell in grid}


def checked_grid(grid: Mapping[tuple[str, str], str], name: str = "grid") -> dict[tuple[str, str], str]:
    """A grid as a dict from (customers, margin) to a level's name, each word checked."""
    if not isinstance(grid, Mapping):
        raise TypeError(f"{name} must be a dict such as KOTLER_GRID, got {type(grid).__name__}")
    for cell, words in grid.items():
        if not (isinstance(cell, tuple) and len(cell) == 2):
            raise ValueError(f"{name}: a cell must be two words such as ('few', 'high'), got {shorten(cell)}")
        for word in _words(words):
            one_of(f"{name}: level of {cell[0]} customers, {cell[1]} margin", word, NAMES)
    absent = [cell for cell in KOTLER_GRID if cell not in grid]
    if absent:
        raise ValueError(f"{name} must have every cell, got none for {absent[0]}")
    return dict(grid)


def _words(words):
    return str(words).split(" or ")


def _steps(name: str, given: NumberByName | None, usual: dict[str, int]) -> dict[str, float]:
    steps = by_name(name, usual if given is None else given)
    if set(steps) != set(usual):
        raise ValueError(f"{name} must be a dict with {', '.join(map(repr, usual))}, got {shorten(steps)}")
    return {word: a_number(f"{name}: {word}", steps[word], 0) for word in usual}


@dataclass(frozen=True)
class Club:
    """A club's sum for one member, in euro over all boxes to come."""

    without: float
    kept: float
    given_away: float

    @property
    def parts(self) -> tuple[float, float, float]:
        """Value without the club, what staying longer adds, what free orders take away (below zero): the value with it."""
        return (self.without, self.kept - self.without, -self.given_away)

    @property
    def gain(self) -> float:
        """What the club earns with one member; below zero if it costs more than it brings."""
        return self.kept - self.given_away - self.without


def club_sum(
    margin: float,
    leaving_without: float,
    leaving_with: float,
    free_value: float,
    every: int = 10,
    discount: float = 0.008,
) -> Club:
    """What a club with a free order earns with one member: value with the club, less the free orders, less value without.

    With q = r/(1 + d): value is m/(1 − q), 'paid now'; the free orders cost free·q^(k−1)/(1 − q^k), every k-th.

    Parameters, per box: ``margin``, euro; ``leaving_without`` and ``leaving_with``, the chance of leaving at each
    renewal; ``free_value``, what a free order gives away, euro: the price, if the member would have paid it;
    ``every``, k, a whole number of at least 2; ``discount``.
    Raises ValueError or TypeError for numbers out of range, and when nobody ever leaves at discount 0.

    >>> club = club_sum(8.4, leaving_without=0.041, leaving_with=0.034, free_value=26)
    >>> round(club.kept - club.without), round(club.given_away), round(club.gain)
    (29, 51, -22)
    """
    every = whole_number("every", every, low=2)
    free = a_number("free_value", free_value, 0)
    values = {}
    for name, leaving in (("leaving_without", leaving_without), ("leaving_with", leaving_with)):
        stay = 1 - share(name, leaving)
        values[name] = lifetime_value(margin, stay, discount, convention="paid now")
    q = (1 - leaving_with) / (1 + discount)
    return Club(values["leaving_without"], values["leaving_with"], free * q ** (every - 1) / (1 - q**every))
