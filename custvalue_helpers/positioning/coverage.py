"""Five ways to cover a market, and what each earns: profit is the customers' margin less the cost of the variants."""

from collections.abc import Mapping
from dataclasses import dataclass

from custvalue_helpers.kit.checks import a_list, a_number, one_of, share, shorten

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

    def __post_init__(self):
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

    def __post_init__(self):
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

    def profit(self, variant_cost):
        """Profit = Σ margin − variants × cost of a variant, in the margin's unit."""
        return self.margin - self.variants * a_number("variant_cost", variant_cost, low=0)


def cover(market, strategy, appeal=None, target=None):
    """What one strategy earns before the variants are paid, and how many variants it needs.

    Σ margin = Σ people × share that takes the offer × (margin a customer − extra cost of serving one); a segment in
    which that bracket is negative is not served. Variants: 1 undifferentiated or concentrated, one a segment
    differentiated, ``appeal.modules`` for mass customisation, none for individual marketing.

    Parameters: ``market``, a dict from segment to SegmentMarket; ``strategy``, one of STRATEGIES; ``appeal``, an
    Appeal; ``target``, the segment of a concentrated strategy (the most profitable one by default).
    Returns Coverage. Raises ValueError or TypeError for other input.
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


def compare_coverage(market, appeal=None, target=None):
    """All five strategies, in the order of STRATEGIES (a tuple of Coverage). Parameters as for cover().

    >>> [each.variants for each in compare_coverage({"A": SegmentMarket(1000, 50), "B": SegmentMarket(500, 40)})]
    [1, 2, 1, 2.0, 0]
    """
    return tuple(cover(market, strategy, appeal, target) for strategy in STRATEGIES)


def best_coverage(coverages, variant_cost):
    """The strategies with the highest profit at this cost of a variant: a tuple, empty if none earns anything.

    >>> best_coverage([Coverage("a", 100, 1), Coverage("b", 160, 3)], 30)
    (Coverage(strategy='a', margin=100, variants=1), Coverage(strategy='b', margin=160, variants=3))
    """
    coverages = _coverages(coverages)
    most = max(each.profit(variant_cost) for each in coverages)
    if most <= 0:
        return ()
    return tuple(each for each in coverages if most - each.profit(variant_cost) <= 1e-9 * max(1, most))


def crossover_cost(one, other):
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
