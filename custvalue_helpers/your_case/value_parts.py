"""The parts of a report about offers and brands: perceived value, and the value map."""

from dataclasses import dataclass, replace

from custvalue_helpers.kit.fitted_text import names_drawn
from custvalue_helpers.kit.words import plural
from custvalue_helpers.models.perceived_value import (
    Offer,
    compare_offers,
    customer_perceived_value,
    switching_price,
)

from .brands import brand_map
from .figures import figure, percent, span
from .missing import listed, table_of, words
from .own_case import checked_case
from .pictures import legend, map_builder, plot_perceived_value
from .section import Section

__all__ = [
    "offers_of",
]


def offers_of(case):
    """The case's offers as Offer, ours first.

    Raises Missing, a ValueError, if the case has no table of offers; TypeError for anything but a case.

    >>> from custvalue_helpers.your_case import load_case
    >>> from custvalue_helpers.your_case.loading import templates_folder
    >>> [offer.name for offer in offers_of(load_case(templates_folder()))]
    ['Spoke & Chain', 'Wheelhouse', 'Velo Van']
    """
    offers = [
        Offer(**{"name" if key == "offer" else str(key): value for key, value in row.items()})
        for row in table_of(checked_case(case), "offers").to_dict("records")
    ]
    return sorted(offers, key=lambda offer: offer.name != case.firm.our_brand)


def brands_drawn(case):
    """What pictures write for each offer and each rated brand of a case (a dict): ours first, then in the tables' order."""
    tables = (("offers", "offer"), ("ratings", "brand"))
    names = [name for table, column in tables if table in case.tables for name in case.tables[table][column]]
    return names_drawn([case.firm.our_brand, *map(str, names)], "brand")


def perceived_value_part(case):
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
    shown = brands_drawn(case)
    drawn = [replace(offer, name=shown[offer.name]) for offer in offers]
    readings = (
        _standing(ours.name, compare_offers(offers), unit),
        _limit(ours, limits, currency),
        *legend(shown, values),
    )
    return Section("Perceived value", readings, tuple(_by_ratio(offers, values)),
                   lambda axes: plot_perceived_value(axes, drawn, unit), min(0.9 + 0.85 * len(offers), 4.2), table,
                   page_height=2.55)  # fmt: skip


def _standing(ours, ranked, unit):
    best = ranked[0]
    mine = next(value for value in ranked if value.name == ours)
    told = f"{ours} gives a typical customer {figure(mine.difference)} {unit} more than it takes"
    if mine.difference < 0:
        told = f"{ours} takes {figure(-mine.difference)} {unit} more from a typical customer than it gives"
    if best.difference > mine.difference:
        return f"{told}; {best.name} is {figure(best.difference - mine.difference)} better."
    rival = max((value for value in ranked if value.name != ours), key=lambda value: value.difference)
    lead = mine.difference - rival.difference
    return (
        f"{told}, as {rival.name} does."
        if lead == 0
        else f"{told}, {figure(lead)} more than {rival.name}, the next best."
    )


def _limit(ours, limits, currency):
    rival = min(limits, key=limits.get)
    price, limit = ours.money, limits[rival]
    if limit < 0:
        return f"No price would keep them: even as a gift, {ours.name} is worth less to them than {rival}."
    if limit < price:
        return f"At {figure(price)} {currency} they are better off with {rival}; they would stay at {figure(limit)} or less."
    return f"They stay up to a price of {figure(limit)} {currency}, now {figure(price)}; above it they are better off with {rival}."


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


@dataclass(frozen=True)
class Standing:
    """Brands on the map as a picture wants them: ``rows`` of name, relative quality, relative price."""

    rows: tuple
    quality_weight: float
    intervals: dict


def value_map_part(case):
    """Where our brand stands among the rated ones: relative quality against relative price, and what is fair."""
    found = brand_map(case)
    mine, ends = found.table.loc[found.ours], found.intervals.get(found.ours)
    known = f" (95 % interval {span(ends['quality'])})" if ends else ""
    priced = f" ({span(ends['price'])})" if ends else ""
    readings = (
        f"To {plural(found.respondents, 'respondent')}, by their ratings, {found.ours}'s quality is {mine.quality:.2f} times that of"
        f" the others{known}, its price {mine.price:.2f} times{priced}.",
        f"A fair price for that quality would be {figure(mine.fair_price)} times: {_verdict(mine.gap, ends and ends['gap'])}.",
    )
    shown = brands_drawn(case)
    standing = Standing(
        tuple((shown[n], r.quality, r.price) for n, r in found.table.iterrows()),
        found.quality_weight,
        {shown[name]: ends for name, ends in found.intervals.items()},
    )
    across, up = map_spans(found)
    return Section(
        "Value map", (*readings, *legend(shown, found.table.index)), tuple(_what_matters(found)),
        lambda axes: map_builder([shown[name] for name in found.table.index], shown[found.ours], across, up)(axes)(standing), 2.6,
        found.table.rename(columns={"fair_price": "fair price", "gap": "fair − price"}), tuple(_weighed(found)),
    )  # fmt: skip


def map_spans(found):
    """The ends of a map's axes: every brand, every interval and (1, 1), with room around."""
    spans = []
    for what in ("quality", "price"):
        values = [1.0, *found.table[what], *(end for ends in found.intervals.values() for end in ends[what])]
        room = 0.16 * (max(values) - min(values)) or 0.1
        spans.append((max(min(values) - room, 0.01), max(values) + room))
    return spans


def _verdict(gap, ends):
    word = (
        "fair value" if abs(gap) < 0.005 else f"{'better' if gap > 0 else 'worse'} value, by {abs(gap):.2f}"
    )
    if not ends:
        return word
    if ends[0] <= 0 <= ends[1]:
        return f"{word}, but the interval of fair − price, {span(ends)}, holds zero: it may be chance"
    return f"{word} (95 % interval {span(sorted(map(abs, ends)))})"


def _weighed(found):
    """What the intervals leave out."""
    narrow = (
        "; intervals take the weights as known: too narrow"
        if found.intervals and (found.derived or found.quality_derived)
        else ""
    )
    yield f"Times are ratios of ratings on 1 to 10, not of money{narrow}."


def _what_matters(found):
    if found.quality_derived:
        yield f"In the answers quality counts {percent(found.quality_weight)}, the price {percent(1 - found.quality_weight)}."
    else:
        yield "What quality counts against the price cannot be told from the answers: here each counts half."
    ranked = sorted(found.weights, key=found.weights.get, reverse=True)
    shares = ", ".join(f"{words(name)} {percent(found.weights[name])}" for name in ranked[:6])
    if found.derived:
        yield f"Of quality, by what goes with the value they see: {shares}{', …' if len(ranked) > 6 else ''}."
    else:
        yield "Which attribute matters more cannot be told from the answers: here all count alike."
    for side, said in ((found.behind, "behind"), (found.ahead, "ahead of")):
        if side:
            yield (
                f"Clearly {said} "
                + "; ".join(f"{rival} in {listed(names)}" for rival, names in side.items())
                + "."
            )
