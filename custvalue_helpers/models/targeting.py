"""Targeting: which segment to serve, by a weighted grid, and how far the choice hangs on the weights; five ways to cover a
market.

Scores come as a table with one row a segment and one column a criterion: a DataFrame, or a dict of dicts. Plain
numbers do the work, so that each formula can be read at a glance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from custvalue_helpers.kit.checks import a_list, a_number, by_name, one_of, share, shorten, whole_number
from custvalue_helpers.kit.columns import a_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from custvalue_helpers.kit.kinds import NumberByName

__all__ = [
    "Appeal",
    "SegmentMarket",
    "best_coverage",
    "best_of",
    "compare_coverage",
    "cover",
    "crossover_cost",
    "rescale_scores",
    "weighted_totals",
    "winning_regions",
    "winning_shares",
]

Scores: TypeAlias = "pd.DataFrame | Mapping[str, Mapping[str, float]]"  # by segment, then by criterion
TIE = 1e-9
MOST_WEIGHTINGS = 200_000


def rescale_scores(table: Scores, low: float = 0.0, high: float = 10.0) -> dict[str, dict[str, float]]:
    """Put every criterion on one scale: its worst segment gets ``low``, its best ``high``, the others in between.

    score = low + (high − low)·(value − worst) / (best − worst), where more is taken to be better: turn a cost's sign
    before. What a score means depends on who else is in the table.

    Parameters: ``table``, at least two segments by one criterion or more (DataFrame, or dict of dicts), in any units.
    Returns a dict of dicts: by segment, then by criterion. Raises ValueError or TypeError for a criterion in which
    all segments are equal, a missing cell or something that is no number.

    >>> rescale_scores({"small": {"size": 10}, "middle": {"size": 40}, "large": {"size": 60}})["middle"]
    {'size': 6.0}
    """
    rows, low, high = _rows("table", table, least=2), a_number("low", low), a_number("high", high)
    if not low < high:
        raise ValueError(f"low must be below high, got {low:g} and {high:g}")
    criteria = list(next(iter(rows.values())))
    ends = {c: (min(row[c] for row in rows.values()), max(row[c] for row in rows.values())) for c in criteria}
    flat = [c for c, (worst, best) in ends.items() if best - worst <= TIE * max(1, abs(best))]
    if flat:
        raise ValueError(
            f"table must have criteria in which segments differ, got {shorten(flat)} the same for all"
            " (leave it out: it prefers nobody)"
        )
    return {
        name: {c: low + (high - low) * (row[c] - ends[c][0]) / (ends[c][1] - ends[c][0]) for c in criteria}
        for name, row in rows.items()
    }


def weighted_totals(scores: Scores, weights: NumberByName) -> dict[str, float]:
    """Each segment's weighted mean score: total = Σ weight·score / Σ weight.

    Parameters: ``scores``, segments by criteria, all on one scale (see rescale_scores); ``weights``, a dict or
    Series with a number of at least 0 for every criterion, not all 0; they need not sum to 1.
    Returns a dict from segment to total, in the order of the table. Raises ValueError or TypeError for other input.
    Source: the weighted scoring grid of multi-factor portfolio planning (General Electric's screen; Day 1977).

    >>> weighted_totals({"A": {"size": 10, "fit": 2}, "B": {"size": 4, "fit": 8}}, {"size": 1, "fit": 2})["B"]
    6.666666666666667
    """
    rows = _rows("scores", scores)
    criteria = list(next(iter(rows.values())))
    weights = by_name("weights", weights)
    for name in weights:
        one_of("weights: criterion", name, criteria)
    missing = [c for c in criteria if c not in weights]
    if missing:
        raise ValueError(f"weights must name every criterion, got none for {shorten(missing)}")
    weight = {c: a_number(f"weights: {c}", weights[c], low=0) for c in criteria}
    whole = sum(weight.values())
    if whole <= 0:
        raise ValueError("weights must not all be 0: then no criterion counts")
    return {name: sum(weight[c] * row[c] for c in criteria) / whole for name, row in rows.items()}


def best_of(totals: NumberByName) -> tuple[str, ...]:
    """Who has the highest total: a tuple, with more than one name at a tie.

    >>> best_of({"A": 6.0, "B": 7.0, "C": 7.0})
    ('B', 'C')
    """
    totals = by_name("totals", totals)
    most = max(a_number(f"totals: {name}", value) for name, value in totals.items())
    return tuple(name for name, value in totals.items() if most - value <= TIE * max(1, abs(most)))


@lru_cache(maxsize=64)
def all_weightings(criteria: int, parts: int = 20) -> tuple[tuple[float, ...], ...]:
    """Every way to share out ``parts`` equal parts of weight among a number of criteria (tuples that sum to 1).

    There are C(parts + criteria − 1, criteria − 1) of them.

    >>> all_weightings(2, 2)
    ((0.0, 1.0), (0.5, 0.5), (1.0, 0.0))
    """
    whole_number("criteria", criteria, low=1), whole_number("parts", parts, low=1)
    if math.comb(parts + criteria - 1, criteria - 1) > MOST_WEIGHTINGS:
        raise ValueError(
            f"parts must leave at most {MOST_WEIGHTINGS:,} weightings of {criteria} criteria, got {parts} parts"
        )

    def shared(left, places):
        if places == 1:
            yield (left,)
            return
        for here in range(left + 1):
            for rest in shared(left - here, places - 1):
                yield (here, *rest)

    return tuple(tuple(n / parts for n in counts) for counts in shared(parts, criteria))


def winning_shares(scores: Scores, parts: int = 20) -> dict[str, float]:
    """How robust is the choice? The share of all weightings under which each segment has the highest total.

    All ways to share out ``parts`` equal parts of weight among the criteria count the same; at a tie the winners
    share the weighting. Nobody need believe that all weightings are equally sensible: the shares say how much the
    choice hangs on them.

    Returns a dict from segment to share; the shares sum to 1. Raises as weighted_totals does.

    >>> winning_shares({"A": {"size": 10, "fit": 0}, "B": {"size": 0, "fit": 10}})
    {'A': 0.5, 'B': 0.5}
    """
    rows = _rows("scores", scores)
    criteria = list(next(iter(rows.values())))
    won = dict.fromkeys(rows, 0.0)
    weightings = all_weightings(len(criteria), whole_number("parts", parts, low=1))
    for weighting in weightings:
        winners = best_of(
            {
                name: sum(w * row[c] for w, c in zip(weighting, criteria, strict=True))
                for name, row in rows.items()
            }
        )
        for name in winners:
            won[name] += 1 / len(winners)
    return {name: count / len(weightings) for name, count in won.items()}


def _rows(argument, table, least=1):
    """A dict of dicts of numbers, every segment with the same criteria."""
    if hasattr(table, "to_dict") and hasattr(table, "columns"):
        a_table(argument, table, rows=0)
        if not table.index.is_unique:
            raise ValueError(
                f"{argument} must name each segment once, got {table.index[table.index.duplicated()][0]!r} twice"
            )
        table = table.to_dict("index")
    if not isinstance(table, Mapping) or not all(isinstance(row, Mapping) for row in table.values()):
        raise TypeError(f"{argument} must be a DataFrame or a dict of dicts, got {shorten(table)}")
    if len(table) < least or not all(table.values()):
        raise ValueError(
            f"{argument} must have at least {least} segment(s) and one criterion, got {len(table)}"
        )
    criteria = list(next(iter(table.values())))
    for name, row in table.items():
        if set(row) != set(criteria):
            raise ValueError(
                f"{argument}: '{name}' must have the criteria {shorten(criteria)}, got {shorten(list(row))}"
            )
    return {
        name: {c: a_number(f"{argument}: {name}, {c}", row[c]) for c in criteria}
        for name, row in table.items()
    }


def winning_regions(scores: Scores) -> dict[str, tuple[tuple[tuple[float, ...], ...], float]]:
    """Where in the triangle of all weightings each segment wins, for exactly three criteria.

    Every weighting is a point whose three coordinates are the weights and sum to 1. The region of a segment is the
    polygon in which no other has a higher total; its share of the triangle's area is its share of all weightings.

    Returns a dict from segment to (corners, share): corners are triples of weights, none if the segment never wins.
    Raises ValueError for another number of criteria; otherwise as weighted_totals.

    >>> winning_regions({"A": {"x": 6, "y": 0, "z": 0}, "B": {"x": 0, "y": 0, "z": 6}})["A"][1]
    0.5
    """
    rows = _rows("scores", scores)
    criteria = list(next(iter(rows.values())))
    if len(criteria) != 3:
        raise ValueError(f"scores must have three criteria for a triangle, got {len(criteria)}")
    regions = {}
    for name, row in rows.items():
        corners: tuple[tuple[float, ...], ...] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
        for other, theirs in rows.items():
            if other != name:
                corners = _cut(corners, tuple(row[c] - theirs[c] for c in criteria))
        regions[name] = (corners, _share_of_triangle(corners))
    return regions


def _cut(corners, gap):
    """The part of a polygon in which weights · gap ≥ 0 (Sutherland & Hodgman 1974)."""
    kept = []
    for here, there in zip(corners, (*corners[1:], *corners[:1]), strict=True):
        a, b = (sum(w * g for w, g in zip(point, gap, strict=True)) for point in (here, there))
        if a >= 0:
            kept.append(here)
        if (a > 0 > b) or (a < 0 < b):
            part = a / (a - b)
            kept.append(tuple(x + part * (y - x) for x, y in zip(here, there, strict=True)))
    return tuple(kept)


def _share_of_triangle(corners):
    """A polygon's share of the triangle's area, by the shoelace formula on two of the three weights."""
    return abs(
        sum(
            here[0] * there[1] - there[0] * here[1]
            for here, there in zip(corners, (*corners[1:], *corners[:1]), strict=True)
        )
    )


# Five ways to cover a market, and what each earns: profit is the customers' margin less the cost of the variants.


STRATEGIES = (
    "undifferentiated",
    "differentiated",
    "concentrated",
    "mass customisation",
    "individual",
)


@dataclass(frozen=True)
class SegmentMarket:
    """A segment as a market: how many people it has, and what one customer brings, in euro, before variants.

    >>> SegmentMarket(people=1_000, margin=50)
    SegmentMarket(people=1000.0, margin=50.0)
    """

    people: float
    margin: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "people", a_number("people", self.people, low=0))
        object.__setattr__(self, "margin", a_number("margin", self.margin))


@dataclass(frozen=True)
class Appeal:
    """Which share of the people takes an offer, by whom it is made for, and what serving one of them costs extra.

    ``for_me``: made for one's own segment; ``for_everyone``: one offer meant for all; ``for_others``: made for
    another segment; ``one_to_one``: made for this person. ``assembling`` and ``one_to_one_cost`` are euro a customer,
    for an offer put together from modules and for one made from nothing; ``modules`` says how many variants' worth
    of cost the modules are.

    >>> Appeal(for_me=12)
    Traceback (most recent call last):
    ValueError: for_me must be a number from 0 to 1, got 12 (did you mean 0.12, that is 12 %?)
    >>> Appeal(for_me=0.1).for_me
    0.1
    """

    for_me: float = 0.12
    for_everyone: float = 0.055
    for_others: float = 0.03
    one_to_one: float = 0.14
    assembling: float = 8.0
    one_to_one_cost: float = 60.0
    modules: float = 2.0

    def __post_init__(self) -> None:
        for name in ("for_me", "for_everyone", "for_others", "one_to_one"):
            share(name, getattr(self, name))
        for name in ("assembling", "one_to_one_cost", "modules"):
            a_number(name, getattr(self, name), low=0)


@dataclass(frozen=True)
class Coverage:
    """One strategy: the margin of all its customers, and how many variants' worth of fixed cost it carries."""

    strategy: str
    margin: float
    variants: float

    def profit(self, variant_cost: float) -> float:
        """Profit = Σ margin − variants × cost of a variant, in the margin's unit."""
        return self.margin - self.variants * a_number("variant_cost", variant_cost, low=0)


def cover(
    market: Mapping[str, SegmentMarket],
    strategy: str,
    appeal: Appeal | None = None,
    target: str | None = None,
) -> Coverage:
    """What one strategy earns before the variants are paid, and how many variants it needs.

    Σ margin = Σ people × share that takes the offer × (margin a customer − extra cost of serving one); a segment in
    which that bracket is negative is not served. Variants: 1 undifferentiated or concentrated, one a segment
    differentiated, ``appeal.modules`` for mass customisation, none for individual marketing.

    Parameters: ``market``, a dict from segment to SegmentMarket; ``strategy``, one of STRATEGIES; ``appeal``, an
    Appeal; ``target``, the segment of a concentrated strategy (the most profitable one by default).
    Raises ValueError or TypeError for other input.
    Source: the five levels of market coverage after Kotler & Keller (15th ed., 2016); the arithmetic is this course's.

    >>> two = {"A": SegmentMarket(1000, 50), "B": SegmentMarket(500, 40)}
    >>> cover(two, "differentiated", Appeal(for_me=0.1))
    Coverage(strategy='differentiated', margin=7000.0, variants=2)
    """
    market, appeal = _market(market), Appeal() if appeal is None else appeal
    if not isinstance(appeal, Appeal):
        raise TypeError(f"appeal must be an Appeal, got {shorten(appeal)}")
    one_of("strategy", strategy, STRATEGIES)
    if target is not None:
        one_of("target", target, list(market))

    def earned(shares, extra=0.0):
        return sum(shares[n] * s.people * max(s.margin - extra, 0.0) for n, s in market.items())

    if strategy == "concentrated":
        targets = [target] if target is not None else list(market)
        aimed = [
            earned({n: appeal.for_me if n == aim else appeal.for_others for n in market}) for aim in targets
        ]
        return Coverage(strategy, max(aimed), 1)
    share, extra, variants = {
        "undifferentiated": (appeal.for_everyone, 0.0, 1),
        "differentiated": (appeal.for_me, 0.0, len(market)),
        "mass customisation": (appeal.for_me, appeal.assembling, appeal.modules),
        "individual": (appeal.one_to_one, appeal.one_to_one_cost, 0),
    }[strategy]
    return Coverage(strategy, earned(dict.fromkeys(market, share), extra), variants)


def compare_coverage(
    market: Mapping[str, SegmentMarket], appeal: Appeal | None = None, target: str | None = None
) -> tuple[Coverage, ...]:
    """All five strategies, in the order of STRATEGIES (a tuple of Coverage). Parameters as for cover().

    >>> [each.variants for each in compare_coverage({"A": SegmentMarket(1000, 50), "B": SegmentMarket(500, 40)})]
    [1, 2, 1, 2.0, 0]
    """
    return tuple(cover(market, strategy, appeal, target) for strategy in STRATEGIES)


def best_coverage(coverages: Sequence[Coverage], variant_cost: float) -> tuple[Coverage, ...]:
    """The strategies with the highest profit at this cost of a variant: a tuple, empty if none earns anything.

    >>> best_coverage([Coverage("a", 100, 1), Coverage("b", 160, 3)], 30)
    (Coverage(strategy='a', margin=100, variants=1), Coverage(strategy='b', margin=160, variants=3))
    """
    coverages = _coverages(coverages)
    most = max(each.profit(variant_cost) for each in coverages)
    if most <= 0:
        return ()
    return tuple(each for each in coverages if most - each.profit(variant_cost) <= 1e-9 * max(1, most))


def crossover_cost(one: Coverage, other: Coverage) -> float:
    """The cost of a variant at which two strategies earn the same: (Σ margin₁ − Σ margin₂) / (variants₁ − variants₂).

    Below it the one with more variants is ahead, above it the one with fewer. A negative result means that they never
    change places.
    Raises ValueError if both need the same number of variants: then their difference does not depend on the cost.

    >>> crossover_cost(Coverage("one offer", 26_000, 1), Coverage("four offers", 56_000, 4))
    10000.0
    """
    for argument, each in (("one", one), ("other", other)):
        if not isinstance(each, Coverage):
            raise TypeError(f"{argument} must be a Coverage, as from cover(), got {shorten(each)}")
    if abs(one.variants - other.variants) < 1e-12:
        raise ValueError(
            f"'{one.strategy}' and '{other.strategy}' both need {one.variants:g} variant(s): the cost of one never"
            " changes which is ahead"
        )
    return (one.margin - other.margin) / (one.variants - other.variants)


def _market(market):
    if not isinstance(market, Mapping) or not market:
        raise TypeError(f"market must be a dict from segment to SegmentMarket, got {shorten(market)}")
    for name, segment in market.items():
        if not isinstance(segment, SegmentMarket):
            raise TypeError(
                f"market: '{name}' must be a SegmentMarket(people, margin), got {shorten(segment)}"
            )
    return market


def _coverages(coverages):
    coverages = a_list("coverages", coverages)
    if not all(isinstance(each, Coverage) for each in coverages):
        raise TypeError(f"coverages must be Coverage objects, got {shorten(coverages)}")
    return coverages
