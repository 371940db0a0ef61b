"""The sections of a case's report: each takes a case and gives its readings, picture and table.

A further section is a function from an OwnCase to a Section; put it into ``SECTIONS`` under the name of its part
(``PARTS`` in the schema says which tables each part needs), and the report shows it wherever those tables are there.
"""

from dataclasses import dataclass

from custvalue_helpers.kit.theme import picture
from custvalue_helpers.kit.words import signed
from custvalue_helpers.perceived_value.model import (
    Offer,
    compare_offers,
    customer_perceived_value,
    switching_price,
)

from .pictures import plot_perceived_value


@dataclass(frozen=True)
class Section:
    """One part of the report: sentences, a kit Picture or None, a DataFrame or None."""

    title: str
    readings: tuple
    picture: object = None
    table: object = None


def offers_of(case):
    """The case's offers as Offer, ours first.

    Raises ValueError if the case has no table of offers.
    """
    if case.offers is None:
        raise ValueError("case must have a table offers, got a case without it")
    offers = [
        Offer(**{"name" if key == "offer" else str(key): value for key, value in row.items()})
        for row in case.offers.to_dict("records")
    ]
    return sorted(offers, key=lambda offer: offer.name != case.firm.our_brand)


def perceived_value_section(case):
    """What our offer is worth to a typical customer beside each rival's, and the price at which they would switch."""
    import pandas as pd

    ours, *rivals = offers = offers_of(case)
    currency, unit = case.firm.currency, f"{case.firm.currency} a {case.firm.period}"
    values = {offer.name: customer_perceived_value(offer) for offer in offers}
    limits = {rival.name: switching_price(ours, rival) for rival in rivals}
    table = pd.DataFrame(
        {
            "benefit": [value.total_customer_benefit for value in values.values()],
            "cost": [value.total_customer_cost for value in values.values()],
            "CPV": [value.difference for value in values.values()],
            "price": [offer.money for offer in offers],
            "we lose them to it above": [None, *limits.values()],
        },
        index=pd.Index(values, name=f"offer ({unit})"),
    ).astype(float)
    readings = [
        _standing(ours.name, compare_offers(offers), unit),
        _limit(ours, limits, currency),
        *_by_ratio(offers, values),
    ]
    sentence = " ".join(readings)
    size = (8, 1.1 + 1.05 * len(offers))
    shown = picture(plot_perceived_value, offers, unit, description=sentence, size=size)
    return Section("Perceived value", tuple(readings), shown, table)


def _standing(ours, ranked, unit):
    best = ranked[0]
    mine = next(value for value in ranked if value.name == ours)
    told = f"{ours} gives a typical customer {signed(mine.difference)} {unit} more than it takes"
    if mine.difference < 0:
        told = f"{ours} takes {signed(-mine.difference)} {unit} more from a typical customer than it gives"
    if best.difference > mine.difference:
        return f"{told}; {best.name} is {signed(best.difference - mine.difference)} better."
    rival = max((value for value in ranked if value.name != ours), key=lambda value: value.difference)
    lead = mine.difference - rival.difference
    return (
        f"{told}, as {rival.name} does."
        if lead == 0
        else f"{told}, {signed(lead)} more than {rival.name}, the next best."
    )


def _limit(ours, limits, currency):
    rival = min(limits, key=limits.get)
    price, limit = ours.money, limits[rival]
    if limit < 0:
        return f"No price would keep them: even as a gift, {ours.name} is worth less to them than {rival}."
    if limit < price:
        return f"At {signed(price)} {currency} they are better off with {rival}; they would stay at {signed(limit)} or less."
    return f"They stay up to a price of {signed(limit)} {currency}, now {signed(price)}; above it they are better off with {rival}."


def _by_ratio(offers, values):
    """A warning if benefit for each unit of cost ranks another offer first."""
    if any(value.total_customer_cost <= 0 for value in values.values()):
        return []
    first, other = (compare_offers(offers, measure=measure)[0].name for measure in ("difference", "ratio"))
    if first == other:
        return []
    return [
        f"By ratio, benefit over cost, {other} would come first and not {first}: say which measure you mean."
    ]


SECTIONS = {"perceived value": perceived_value_section}
