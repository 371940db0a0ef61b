"""Customer perceived value: what a customer gets against what they give up, compared with the alternatives.

Everything is in euro a month, as one customer feels it: a benefit is the most they would pay for it, a cost
what they would pay to be rid of it. Plain numbers only, so that each formula can be read at a glance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_list, a_number, by_name, one_of, shorten
from custvalue_helpers.kit.columns import a_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from custvalue_helpers.kit.kinds import AsGiven, NumberByName, Numbers

__all__ = [
    "Offer",
    "choice_shares",
    "compare",
    "compare_offers",
    "customer_perceived_value",
    "economic_value",
    "switching_price",
]

BENEFITS = ("product", "services", "personal", "image")
COSTS = ("money", "time", "energy", "psychic")
PARTS = BENEFITS + COSTS


@dataclass(frozen=True)
class Offer:
    """One offer as one customer sees it: four benefits and four costs, each at least 0, in euro a month.

    >>> Offer("Kestrel", product=20, services=8, personal=5, image=4, money=24, time=2, energy=1, psychic=1)
    Offer(name='Kestrel', product=20.0, services=8.0, personal=5.0, image=4.0, money=24.0, time=2.0, energy=1.0, psychic=1.0)
    """

    name: str
    product: float = 0.0
    services: float = 0.0
    personal: float = 0.0
    image: float = 0.0
    money: float = 0.0
    time: float = 0.0
    energy: float = 0.0
    psychic: float = 0.0

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise TypeError(f"name must be a text, got {shorten(self.name)}")
        label = f"offer {shorten(self.name)}"
        for part in PARTS:
            object.__setattr__(self, part, a_number(f"{label}: {part}", getattr(self, part), low=0))

    def at_price(self, money: float) -> Offer:
        """The same offer at another price."""
        return replace(self, money=money)


@dataclass(frozen=True)
class PerceivedValue:
    """An offer's totals, in euro a month: ``difference`` = benefit − cost."""

    name: str
    total_customer_benefit: float
    total_customer_cost: float

    @property
    def difference(self) -> float:
        return self.total_customer_benefit - self.total_customer_cost

    @property
    def ratio(self) -> float:
        """Benefit for each euro of cost; without a cost it has no meaning, and says so."""
        if self.total_customer_cost <= 0:
            raise ValueError(
                f"ratio needs a total customer cost above 0, got {self.total_customer_cost} ({self.name})"
            )
        return self.total_customer_benefit / self.total_customer_cost


def customer_perceived_value(offer: Offer, weights: NumberByName | None = None) -> PerceivedValue:
    """Total customer benefit, total customer cost, and their difference and ratio.

    CPV = Σ wᵢ·benefitᵢ − Σ wⱼ·costⱼ, over product, services, personal and image benefit, and money, time, energy
    and psychic cost; the ratio is the first sum over the second.

    Parameters: ``offer``, an Offer in euro a month; ``weights``, how much each part counts to this customer
    (dict or Series, at least 0; a part that is not named counts 1).
    Raises ValueError or TypeError for an unknown part or a negative weight.
    Source: Kotler & Keller, Marketing Management (15th ed., 2016), who say personnel benefit, monetary and
    psychological cost for what is called personal, money and psychic here.

    >>> value = customer_perceived_value(Offer("Kestrel", 20, 8, 5, 4, 24, 2, 1, 1))
    >>> value.total_customer_benefit, value.total_customer_cost, value.difference
    (37.0, 28.0, 9.0)
    """
    if not isinstance(offer, Offer):
        raise TypeError(f"offer must be an Offer, such as Offer('Kestrel', product=20), got {shorten(offer)}")
    weights = weight_of_each_part(weights)
    benefit, cost = (
        sum(weights[part] * getattr(offer, part) for part in parts) for parts in (BENEFITS, COSTS)
    )
    return PerceivedValue(offer.name, benefit, cost)


def compare_offers(
    offers: Sequence[Offer], weights: NumberByName | None = None, measure: str = "difference"
) -> list[PerceivedValue]:
    """The perceived value of several offers, best first.

    ``measure`` is 'difference' or 'ratio': both are in use, and they can rank offers differently.

    >>> small, large = Offer("small", product=10, money=4), Offer("large", product=20, money=12)
    >>> [value.name for value in compare_offers([small, large])]
    ['large', 'small']
    >>> [value.name for value in compare_offers([small, large], measure="ratio")]
    ['small', 'large']
    """
    one_of("measure", measure, ("difference", "ratio"))
    offers = _offers(offers)
    values = [customer_perceived_value(offer, weights) for offer in offers]
    return sorted(values, key=lambda value: getattr(value, measure), reverse=True)


def switching_price(
    offer: Offer, rival: Offer, weights: NumberByName | None = None, measure: str = "difference"
) -> float:
    """The price at which a customer is indifferent between an offer and a rival's: above it, they switch.

    By difference: p* = p + (CPV − CPV_rival) / w_money. By ratio, p* makes the two ratios equal:
    w_money·p* = benefit / ratio_rival − the costs that are not money. The result can be negative: then the
    customer would have to be paid.
    Returns the price in euro a month.

    >>> switching_price(Offer("us", product=30, money=20), Offer("rival", product=22, money=15))
    23.0
    """
    one_of("measure", measure, ("difference", "ratio"))
    weights = weight_of_each_part(weights)
    if weights["money"] <= 0:
        raise ValueError("weights: money must count more than 0, or no price makes the customer switch")
    if not isinstance(rival, Offer):
        raise TypeError(f"rival must be an Offer, such as Offer('Hopla', product=20), got {shorten(rival)}")
    ours, theirs = customer_perceived_value(offer, weights), customer_perceived_value(rival, weights)
    if measure == "difference":
        return offer.money + (ours.difference - theirs.difference) / weights["money"]
    if theirs.ratio <= 0:
        raise ValueError(f"rival '{rival.name}' has no benefit: by ratio, no price makes the customer switch")
    cost_allowed = ours.total_customer_benefit / theirs.ratio
    return offer.money + (cost_allowed - ours.total_customer_cost) / weights["money"]


@dataclass(frozen=True)
class EconomicValue:
    """Economic value to the customer, with its parts."""

    reference_price: float
    positive_differentiation: float
    negative_differentiation: float

    @property
    def differentiation_value(self) -> float:
        return self.positive_differentiation - self.negative_differentiation

    @property
    def total(self) -> float:
        return self.reference_price + self.differentiation_value

    def inducement(self, price: float) -> float:
        """What the customer gains by switching to the offer at this price (their surplus over the reference)."""
        return self.total - a_number("price", price, low=0)


def economic_value(
    reference_price: float,
    positive_differentiation: float | Mapping[str, float] = 0.0,
    negative_differentiation: float | Mapping[str, float] = 0.0,
) -> EconomicValue:
    """Economic value to the customer: EVC = reference price + positive − negative differentiation.

    Each differentiation is an amount, or a dict of named amounts, all at least 0 and in the reference's unit.
    Raises ValueError or TypeError for a negative amount or a text.
    Source: Forbis & Mehta (1981), Value-based strategies for industrial products, Business Horizons 24(3); the terms
    positive and negative differentiation are Nagle's, The Strategy and Tactics of Pricing.

    >>> tractor = economic_value(90_000, {"durability": 7_000, "reliability": 6_000, "service": 5_000, "parts": 2_000})
    >>> tractor.total, tractor.differentiation_value, tractor.inducement(100_000)
    (110000.0, 20000.0, 10000.0)
    """
    return EconomicValue(
        a_number("reference_price", reference_price, low=0),
        _total("positive_differentiation", positive_differentiation),
        _total("negative_differentiation", negative_differentiation),
    )


def choice_shares(utilities: Numbers | Mapping[str, float]) -> AsGiven:
    """Logit choice shares: P(i) = exp(Vᵢ) / Σ exp(Vⱼ).

    ``utilities`` is a list of finite numbers, or a dict or Series by name; the shares come back in the same form and
    sum to 1. Source: McFadden (1974).

    >>> [round(share, 3) for share in choice_shares([1.0, 0.0])]
    [0.731, 0.269]
    """
    if hasattr(utilities, "reindex") and getattr(utilities, "ndim", 0) == 1:
        series: Any = utilities
        return type(series)(choice_shares(series.tolist()), index=series.index, name=series.name)
    if isinstance(utilities, Mapping):
        return dict(zip(utilities, choice_shares(list(utilities.values())), strict=True))
    values = [
        a_number(f"utilities[{place}]", value) for place, value in enumerate(a_list("utilities", utilities))
    ]
    highest = max(values)
    odds = [math.exp(value - highest) for value in values]
    return [odd / sum(odds) for odd in odds]


def weight_of_each_part(weights: NumberByName | None) -> dict[str, float]:
    """The weight of each of the eight parts: 1 where none is given."""
    if weights is None:
        return dict.fromkeys(PARTS, 1.0)
    weights = by_name("weights", weights, least=0)
    if "price" in weights:
        raise ValueError("weights: the price's part is called 'money', got 'price'")
    for part in weights:
        one_of("weights: part", part, PARTS)
    return {part: a_number(f"weights: {part}", weights.get(part, 1.0), low=0) for part in PARTS}


def offers_from_table(table: pd.DataFrame) -> list[Offer]:
    """Offers from a DataFrame with a column ``name`` and the eight parts (a missing part counts 0).

    Raises ValueError for a column that is not one of these, or TypeError for an entry that is no number, with the
    offer's name and the column.
    """
    a_table("table", table, rows=0)
    for column in table.columns:
        one_of("table: column", column, ("name", *PARTS))
    if "name" not in table.columns:
        raise ValueError(f"table must have a column 'name', got the columns {list(table.columns)}")
    return [Offer(**{str(key): value for key, value in row.items()}) for row in table.to_dict("records")]


def table_of_offers(offers: Sequence[Offer]) -> pd.DataFrame:
    """The reverse: one row an offer, one column a part."""
    import pandas as pd

    return pd.DataFrame(
        [{field.name: getattr(offer, field.name) for field in fields(offer)} for offer in offers]
    )


def _offers(offers):
    """A list of offers, or an error that says what is none."""
    if isinstance(offers, Offer):
        raise TypeError("offers must be a list of offers, such as [kestrel, hopla], got one Offer")
    offers = a_list("offers", offers)
    for offer in offers:
        if not isinstance(offer, Offer):
            raise TypeError(
                f"offers: each must be an Offer, such as Offer('Kestrel', product=20), got {shorten(offer)}"
            )
    return offers


def _total(name, amounts):
    if isinstance(amounts, Mapping):
        return sum(a_number(f"{name}: {item}", amount, low=0) for item, amount in amounts.items())
    return a_number(name, amounts, low=0)


@dataclass(frozen=True)
class OfferComparison:
    """Offers with their perceived values, in the order given."""

    pairs: tuple[tuple[Offer, PerceivedValue], ...]

    @property
    def best(self) -> PerceivedValue:
        return max(self.pairs, key=lambda pair: pair[1].difference)[1]


def compare(*offers: Offer, weights: NumberByName | None = None) -> OfferComparison:
    """Pair each offer with its perceived value.

    >>> compare(Offer('us', product=20, money=12), Offer('them', product=18, money=12)).best.name
    'us'
    """
    if not offers:
        raise ValueError("offers must hold at least one Offer, got none")
    for offer in offers:
        if not isinstance(offer, Offer):
            raise TypeError(
                f"offers must each be an Offer, such as Offer('Kestrel', product=20), got {shorten(offer)}"
            )
    return OfferComparison(tuple((offer, customer_perceived_value(offer, weights)) for offer in offers))
