"""Explorers of a case's offers and brands, that start at the reader's own numbers."""

from dataclasses import dataclass, replace
from math import floor, lcm

import numpy as np

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.models.perceived_value import (
    BENEFITS,
    COSTS,
    PARTS,
    Offer,
    customer_perceived_value,
    switching_price,
)
from custvalue_helpers.models.value_maps import relative_position, value_position

from .brands import brand_map
from .figures import amount, figure
from .missing import words
from .pictures import clipped, clipped_apart, legend, map_builder, value_builder
from .ranges import at_the_exact, from_case, on_grid, round_up, step_for
from .value_parts import brands_drawn, offers_of

__all__ = [
    "map_explorer",
    "value_explorer",
]

RIVALS, MOST_SLIDERS, REACH = 3, 3, 2.0


@dataclass(frozen=True)
class Rivalry:
    """Our offer and a rival's with their perceived values, and the price at which a customer would switch."""

    pairs: tuple
    limit: float

    @property
    def lead(self):
        (_, ours), (_, theirs) = self.pairs
        return ours.difference - theirs.difference


@from_case
def value_explorer(case):
    """Move the eight parts of our own offer, and see whether a typical customer still prefers it.

    Parameters: ``case``, an OwnCase. Returns an Explorer, or a sentence on what is missing.
    Raises TypeError for anything but a case.

    >>> from custvalue_helpers.your_case import load_case
    >>> from custvalue_helpers.your_case.loading import templates_folder
    >>> value_explorer(load_case(templates_folder())).name
    'your perceived value'
    """
    offers = offers_of(case)
    shown, names = brands_drawn(case), [offer.name for offer in offers]
    ours, *rivals = (replace(offer, name=shown[offer.name]) for offer in offers)
    rivals = sorted(rivals, key=lambda rival: -customer_perceived_value(rival).difference)[:RIVALS]
    cut = clipped_apart([rival.name for rival in rivals], 20)
    by_name = {cut[rival.name]: rival for rival in rivals}
    first, unit = next(iter(by_name)), f"{case.firm.currency} a {case.firm.period}"
    controls = [_part_slider(ours, part, case.firm.currency, unit) for part in PARTS]
    highs = {control.name: control.high for control in controls}
    question = _price_for_time(ours, {control.name: control for control in controls}, unit)
    if len(by_name) > 1:
        controls.append(Toggle("rival", "Against", tuple(by_name), first))
    totals = [
        max(v.total_customer_benefit, v.total_customer_cost) for v in map(customer_perceived_value, rivals)
    ]
    longest = max(sum(highs[p] for p in BENEFITS), sum(highs[p] for p in COSTS), *totals)

    def model(rival=first, **parts):
        pair = Offer(ours.name, **parts), by_name[rival]
        return Rivalry(
            tuple((offer, customer_perceived_value(offer)) for offer in pair), switching_price(*pair)
        )

    def build(axes):
        return _by_pairs(value_builder([ours.name, first], unit, longest)(axes))

    return Explorer(
        "your perceived value", " ".join([f"What would make a customer prefer {ours.name}? Move its parts.", *legend(shown, names)]), tuple(controls), model,
        lambda r: _read_rivalry(r, unit), build, _rivalry_rows, question, (8, 3.2),
    )  # fmt: skip


def _part_slider(ours, part, currency, unit):
    largest = max([1e-6, *(getattr(ours, each) for each in PARTS)])
    start = getattr(ours, part)
    high = round_up(max(1.4 * start, 0.12 * largest))
    step = step_for(high, start)
    label, group = (
        "money (price)" if part == "money" else part,
        "They get" if part in BENEFITS else "They give up",
    )
    return Slider(part, label, 0, high, on_grid(start, 0, high, step), step, currency, help=f"{ours.name}: {part}, {unit}",
                  group=group)  # fmt: skip


def _by_pairs(move):
    return lambda result: move(result.pairs)


def _read_rivalry(result, unit):
    (_, ours), (_, theirs) = result.pairs
    both = f"CPV is {figure(ours.difference)} for {ours.name} and {figure(theirs.difference)} {unit} for {theirs.name}"
    if abs(result.lead) < 0.005:
        return f"{both}: a typical customer is indifferent."
    ahead, behind = (ours, theirs) if result.lead > 0 else (theirs, ours)
    limit = (
        "no price is low enough"
        if result.limit < 0
        else f"the price at which they switch is {figure(result.limit)}"
    )
    return f"{both}: {ahead.name} is ahead of {behind.name} by {figure(abs(result.lead))}, and {limit}."


def _rivalry_rows(result):
    rows = [{"": part, **{offer.name: getattr(offer, part) for offer, _ in result.pairs}} for part in PARTS]
    return [*rows, {"": "CPV", **{offer.name: value.difference for offer, value in result.pairs}}]


def _price_for_time(ours, sliders, unit):
    """Raise the price by as much as another cost falls, or the product's benefit rises: nothing changes."""
    price = sliders["money"]
    for part in (*sorted(("time", "energy", "psychic"), key=lambda name: -getattr(ours, name)), "product"):
        other = sliders[part]
        room = min(price.high - price.start, other.high - other.start if part == "product" else other.start)
        both = lcm(round(price.step * 1e6), round(other.step * 1e6)) / 1e6  # both sliders can stand there
        change = floor(room / both + 1e-9) * both
        if change > 0:
            break
    said = "the product's benefit rises" if part == "product" else f"their {part} cost falls"
    move = {"money": price.start + change, part: other.start + (change if part == "product" else -change)}
    options = (
        f"{ours.name} looks better than before",
        "exactly as before",
        f"{ours.name} looks worse: it is dearer",
    )

    def truth(before, after):
        gain = after.lead - before.lead
        return options[1] if abs(gain) < 1e-6 else options[0 if gain > 0 else 2]

    return Prediction(
        f"The price rises by {amount(change, unit)}, and {said} by as much. How does {ours.name} stand against the rival?",
        options, {name: round(value, 10) for name, value in move.items()}, truth,
        lambda before, after: f"The lead was {figure(before.lead)} and is {figure(after.lead)}. Price is one cost of four.",
    )  # fmt: skip


@dataclass(frozen=True)
class Moved:
    """The map after a move: ``rows`` of name, quality and price; ours as a ValuePosition, and as it was."""

    rows: tuple
    quality_weight: float
    intervals: dict
    ours: object
    before: object


@from_case
def map_explorer(case):
    """Move our own brand's mean ratings on the value map: which attribute pays, which does not?

    Parameters: ``case``, an OwnCase. Returns an Explorer, or a sentence on what is missing.
    Raises TypeError for anything but a case.

    >>> from custvalue_helpers.your_case import load_case
    >>> from custvalue_helpers.your_case.loading import templates_folder
    >>> map_explorer(load_case(templates_folder())).name
    'your value map'
    """
    found = brand_map(case)
    shown_as, brands = brands_drawn(case), [str(name) for name in found.table.index]
    names, ours, items = [shown_as[name] for name in brands], shown_as[found.ours], list(found.weights)
    place, weights = names.index(ours), np.array(list(found.weights.values()))
    means = found.means[[*items, "good_price"]].to_numpy(float)
    shown = sorted(items, key=found.weights.get, reverse=True)[:MOST_SLIDERS]
    columns = {f"item_{number}": items.index(item) for number, item in enumerate(shown)} | {
        "price": len(items)
    }

    def model(quality_weight, **changes):
        new = means.copy()
        for name, change in changes.items():
            new[place, columns[name]] += change
        rows = tuple(
            (name, float(q), float(p))
            for name, q, p in zip(names, *relative_position(new, weights), strict=True)
        )
        mine = value_position(*rows[place], quality_weight / 100)
        return Moved(rows, quality_weight / 100, {}, mine, None)

    exact = min(max(100 * found.quality_weight, 10), 90)
    move = {"step": 0.1, "unit": "points", "group": f"{clipped(ours, 20)}'s mean ratings, on 1 to 10"}
    ends = {name: _within_ten(means[place, column]) for name, column in columns.items()}
    sliders = [Slider(name, words(item), *ends[name], 0, help=f"weight in quality {100 * found.weights[item]:.0f} %", **move)
               for name, item in zip(columns, shown, strict=False)]  # fmt: skip
    controls = (*sliders, Slider("price", "good price", *ends["price"], 0, help="how good the price is: higher means cheaper", **move),
                Slider("quality_weight", "Weight of quality", 10, 90, round(exact), 1, "%", help="the rest is the price's", group="What counts"))  # fmt: skip
    today = model(exact, **dict.fromkeys(columns, 0))
    corners = [
        model(exact, **{name: ends[name][b if name == "price" else a] for name in columns})
        for a in (0, 1)
        for b in (0, 1)
    ]
    spans = [_span([row[k] for result in (*corners, today) for row in result.rows]) for k in (1, 2)]
    return Explorer(
        "your value map", " ".join([f"Which rating would {ours} have to raise to give better value?", *legend(shown_as, brands)]), controls,
        at_the_exact(lambda **values: replace(model(**values), before=today.ours), controls, quality_weight=exact), _read_moved, map_builder(names, ours, *spans),
        lambda r: [{"brand": n, "quality": q, "price": p} for n, q, p in r.rows], None, (8, 3.6),
    )  # fmt: skip


def _within_ten(mean):
    """How far a mean rating on 1 to 10 can fall and rise, in tenths of a point, at most ``REACH``.

    >>> _within_ten(9.46)
    (-2.0, 0.5)
    """
    return 0.0 - floor(10 * min(REACH, mean - 1) + 1e-9) / 10, floor(10 * min(REACH, 10 - mean) + 1e-9) / 10


def _span(values):
    low, high = min(1.0, *values), max(1.0, *values)
    room = 0.14 * (high - low) or 0.1
    return max(low - room, 0.01), high + room


def _read_moved(result):
    now, before = result.ours, result.before
    return (
        f"{now.name}: quality {now.quality:.2f} times the others', price {now.price:.2f} times; fair would be"
        f" {figure(now.fair_price)}: {now.verdict}, fair − price {figure(now.gap)} (today {figure(before.gap)})."
    )
