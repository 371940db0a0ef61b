"""Explorers that start at the reader's own numbers: of offers, brands and customers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial, wraps
from itertools import accumulate
from math import floor, lcm
from textwrap import fill

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.fitted_text import names_drawn
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.words import plural
from custvalue_helpers.lessons.loyalty.plots import payments_frame
from custvalue_helpers.lessons.relationships.plots import customers_at
from custvalue_helpers.lessons.value_analysis.plots import value_map_frame
from custvalue_helpers.models.customer_groups import GROUPS
from custvalue_helpers.models.lifetime import lifetime_value, margins_by_period, payback
from custvalue_helpers.models.perceived_value import (
    BENEFITS,
    COSTS,
    PARTS,
    Offer,
    OfferComparison,
    customer_perceived_value,
    switching_price,
)
from custvalue_helpers.models.value_maps import ValuePosition, relative_position, value_position
from custvalue_helpers.your_case.behaviour import GROUP_NAMES, NOW, GroupCounts, grouping_of, staying_of
from custvalue_helpers.your_case.case import Missing, OwnCase, UnreadableCase, checked_case
from custvalue_helpers.your_case.figures import Ends, amount, figure, percent, words
from custvalue_helpers.your_case.opinions import brand_map, experience_of, offers_of, shares_by_state
from custvalue_helpers.your_case.pictures import (
    PROMISE,
    brands_drawn,
    clipped,
    clipped_apart,
    four_groups_frame,
    four_groups_marks,
    groups_span,
    lifetime_marks,
    map_marks,
    map_names,
    promise_marks,
    stand_ins,
    value_frame,
    value_marks,
)

__all__ = [
    "groups_explorer",
    "lifetime_explorer",
    "map_explorer",
    "promise_explorer",
    "value_explorer",
]

ROUND = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


class Absent:
    """What an explorer's cell shows where the case lacks what it needs: a sentence that says what to add."""

    def __init__(self, said: str) -> None:
        self.said = said

    def predict(self) -> Absent:
        """The same sentence: there is nothing to predict."""
        return self

    def __repr__(self):
        return fill(self.said, 100)


def from_case(make: Callable[[OwnCase], Explorer]) -> Callable[[OwnCase | UnreadableCase], Explorer | Absent]:
    """Check the case, and answer with an Absent where it lacks what ``make(case)`` needs."""

    @wraps(make)
    def made(case):
        try:
            return make(checked_case(case))
        except Missing as lack:
            return Absent(str(lack))
        except (ValueError, ArithmeticError) as fault:
            return Absent(f"These numbers cannot be worked out from the case: {fault}.")

    return made


def on_grid(value: float, low: float, high: float, step: float) -> float:
    """The nearest value that a slider from ``low`` in steps of ``step`` can stand at: a browser moves it there anyway.

    >>> on_grid(83.68, 0, 99, 0.1), on_grid(99.99, 0, 99, 0.5)
    (83.7, 99.0)
    """
    most = math.floor((high - low) / step * (1 + 1e-12) + 1e-9)
    return round(low + min(max(round((value - low) / step), 0), most) * step, 10)


def at_the_exact(model: Callable, controls: Sequence[Slider | Toggle], **exact: float) -> Callable:
    """The model, taking the case's own number for a slider that stands where it started, as near as its steps allow."""
    starts = {control.name: control.start for control in controls}

    def exactly(**values):
        unmoved = {name: value for name, value in exact.items() if abs(values[name] - starts[name]) < 1e-9}
        return model(**{**values, **unmoved})

    return exactly


def outward(low: float, high: float) -> tuple[float, float, float]:
    """The ends of a slider, moved outward to multiples of its step, and the step.

    >>> outward(-38.7, 94.1)
    (-40.0, 96.0, 2.0)
    """
    step = step_for(high - low)
    return round(math.floor(low / step) * step, 10), round(math.ceil(high / step) * step, 10), step


def round_up(value: float) -> float:
    """The next round number.

    >>> round_up(61), round_up(0.13), round_up(0)
    (80.0, 0.15, 1.0)
    """
    if value <= 0:
        return 1.0
    size = 10.0 ** math.floor(math.log10(value))
    return next(round(part * size, 12) for part in ROUND if part * size >= value * (1 - 1e-9))


def step_for(width: float, *starts: float) -> float:
    """A slider's step: round, some fifty to a range, or as fine as the starting values are, down to a ten-thousandth of it.

    >>> step_for(80), step_for(80, 49.9), step_for(3, 1.5)
    (1.0, 0.1, 0.05)
    """
    size = 10.0 ** math.floor(math.log10(width))
    steps = [
        round(size * part, 12)
        for part in (0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001)
    ]
    coarse = [step for step in steps if step <= width / 50 * (1 + 1e-9)]
    fits = (s for s in coarse if all(math.isclose(v / s, round(v / s), abs_tol=1e-6) for v in starts))
    return next(fits, coarse[min(1, len(coarse) - 1)])


RIVALS, MOST_SLIDERS, REACH = 3, 3, 2.0


@dataclass(frozen=True)
class Rivalry(OfferComparison):
    """Our offer and a rival's with their perceived values, and the price at which a customer would switch."""

    limit: float

    @property
    def lead(self) -> float:
        (_, ours), (_, theirs) = self.pairs
        return ours.difference - theirs.difference


@from_case
def value_explorer(case: OwnCase) -> Explorer:
    """Move the eight parts of our own offer, and see whether a typical customer still prefers it.

    Parameters: ``case``, an OwnCase. Returns an Explorer, or a sentence on what is missing.
    Raises TypeError for anything but a case.

    >>> from custvalue_helpers.your_case import load_case
    >>> from custvalue_helpers.your_case.templates import templates_folder
    >>> value_explorer(load_case(templates_folder())).name
    'your perceived value'
    """
    ours, *rivals = offers = offers_of(case)
    shown = brands_drawn(case)
    rivals = sorted(rivals, key=lambda rival: -customer_perceived_value(rival).difference)[:RIVALS]
    cut = clipped_apart([rival.name for rival in rivals], 20)
    by_name = {cut[rival.name]: rival for rival in rivals}
    written = clipped_apart([ours.name, *(rival.name for rival in rivals)], 24)
    first, unit = next(iter(by_name)), f"{case.firm.currency} a {case.firm.period}"
    controls = [_part_slider(ours, part, case.firm.currency, unit) for part in PARTS]
    highs = {control.name: control.high for control in controls}
    question = _price_for_time(ours, {control.name: control for control in controls}, unit)
    if len(by_name) > 1:
        controls.append(Toggle("rival", "Against", tuple(by_name), first))
    values = map(customer_perceived_value, rivals)
    totals = [max(value.total_customer_benefit, value.total_customer_cost) for value in values]
    longest = max(sum(highs[p] for p in BENEFITS), sum(highs[p] for p in COSTS), *totals)

    def model(rival=first, **parts):
        pair = Offer(ours.name, **parts), by_name[rival]
        values = tuple((offer, customer_perceived_value(offer)) for offer in pair)
        return Rivalry(values, switching_price(*pair))

    return Explorer(
        name="your perceived value",
        question=f"What would make a customer prefer {ours.name}? Move its parts.",
        controls=tuple(controls),
        model=model,
        reading=lambda r: _read_rivalry(r, unit),
        frame=value_frame([ours.name, first], unit, longest),
        marks=lambda r: value_marks(r, written, longest),
        table=_rivalry_rows,
        prediction=question,
        stand_ins=stand_ins({offer.name: shown[offer.name] for offer in offers}, cut, written),
    )


def _part_slider(ours, part, currency, unit):
    largest = max([1e-6, *(getattr(ours, each) for each in PARTS)])
    start = getattr(ours, part)
    high = round_up(max(1.4 * start, 0.12 * largest))
    step = step_for(high, start)
    label, group = part, "They get" if part in BENEFITS else "They give up"
    if part == "money":
        label = "money (price)"
    return Slider(part, label, 0, high, on_grid(start, 0, high, step), step, currency, help=f"{ours.name}: {part}, {unit}",
                  group=group)  # fmt: skip


def _read_rivalry(result, unit):
    (_, ours), (_, theirs) = result.pairs
    both = f"CPV is {figure(ours.difference)} for {ours.name} and {figure(theirs.difference)} {unit} for {theirs.name}"
    if abs(result.lead) < 0.005:
        return f"{both}: a typical customer is indifferent."
    ahead, behind = (ours, theirs) if result.lead > 0 else (theirs, ours)
    limit = f"the price at which they switch is {figure(result.limit)}"
    if result.limit < 0:
        limit = "no price is low enough"
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
    better, worse = f"{ours.name} looks better than before", f"{ours.name} looks worse: it is dearer"
    options = (better, "exactly as before", worse)

    def truth(before, after):
        gain = after.lead - before.lead
        return options[1] if abs(gain) < 1e-6 else options[0 if gain > 0 else 2]

    return Prediction(
        f"The price rises by {amount(change, unit)}, and {said} by as much. How does {ours.name} stand against the rival?",
        options, {name: round(value, 10) for name, value in move.items()}, truth,
        lambda before, after: f"The lead was {figure(before.lead)} and is {figure(after.lead)}. Price is one cost of four.",
    )  # fmt: skip


@dataclass(frozen=True)
class MovedBrand:
    """The map after a move: ``rows`` of name, quality and price; ours as a ValuePosition, and as it was."""

    rows: tuple[tuple[str, float, float], ...]
    quality_weight: float
    ours: ValuePosition
    before: ValuePosition | None


@from_case
def map_explorer(case: OwnCase) -> Explorer:
    """Move our own brand's mean ratings on the value map: which attribute pays, which does not?

    Parameters: ``case``, an OwnCase. Returns an Explorer, or a sentence on what is missing.
    Raises TypeError for anything but a case.

    >>> from custvalue_helpers.your_case import load_case
    >>> from custvalue_helpers.your_case.templates import templates_folder
    >>> map_explorer(load_case(templates_folder())).name
    'your value map'
    """
    found = brand_map(case)
    names, ours, items = [str(name) for name in found.table.index], found.ours, list(found.weights)
    shown_as, written = brands_drawn(case), map_names(names)
    place, weights = names.index(ours), np.array(list(found.weights.values()))
    means = found.means[[*items, "good_price"]].to_numpy(float)
    shown = sorted(items, key=found.weights.__getitem__, reverse=True)[:MOST_SLIDERS]
    columns = {f"item_{number}": items.index(item) for number, item in enumerate(shown)}
    columns["price"] = len(items)

    def model(quality_weight, **changes):
        new = means.copy()
        for name, change in changes.items():
            new[place, columns[name]] += change
        at = zip(names, *relative_position(new, weights), strict=True)
        rows = tuple((name, float(quality), float(price)) for name, quality, price in at)
        mine = value_position(*rows[place], quality_weight / 100)
        return MovedBrand(rows, quality_weight / 100, mine, None)

    exact = min(max(100 * found.quality_weight, 10), 90)
    moved = partial(Slider, step=0.1, unit="points", group=f"{clipped(ours, 20)}'s mean ratings, on 1 to 10")
    ends = {name: _within_ten(means[place, column]) for name, column in columns.items()}
    sliders = [moved(name, words(item), *ends[name], 0, help=f"weight in quality {100 * found.weights[item]:.0f} %")
               for name, item in zip(columns, shown, strict=False)]  # fmt: skip
    controls = (*sliders, moved("price", "good price", *ends["price"], 0, help="how good the price is: higher means cheaper"),
                Slider("quality_weight", "Weight of quality", 10, 90, round(exact), 1, "%", help="the rest is the price's", group="What counts"))  # fmt: skip
    today = model(exact, **dict.fromkeys(columns, 0))
    corners = [
        model(exact, **{name: ends[name][b if name == "price" else a] for name in columns})
        for a in (0, 1)
        for b in (0, 1)
    ]
    spans = [_span([row[k] for result in (*corners, today) for row in result.rows]) for k in (1, 2)]
    return Explorer(
        name="your value map",
        question=f"Which rating would {ours} have to raise to give better value?",
        controls=controls,
        model=at_the_exact(
            lambda **values: replace(model(**values), before=today.ours), controls, quality_weight=exact
        ),
        reading=_read_moved,
        frame=value_map_frame(spans[0], spans[1], others="others"),
        marks=lambda r: map_marks(r.rows, r.quality_weight, written, ours, spans),
        table=lambda r: [{"brand": n, "quality": q, "price": p} for n, q, p in r.rows],
        stand_ins=stand_ins({name: shown_as[name] for name in names}, written),
    )


def _within_ten(mean: float) -> Ends:
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


PAYMENTS, ALL, MOST_ITEMS = 24, "all attributes", 5


@dataclass(frozen=True)
class PromiseShares:
    """Who is disappointed, satisfied and delighted (dicts of shares), today and then, after changes of expectation and
    performance of what is ``shown``; its mean gap then.
    """

    expected: float
    performed: float
    today: dict[str, float]
    then: dict[str, float]
    shown: str
    gap: float


@from_case
def promise_explorer(case: OwnCase) -> Explorer:
    """Promise less or deliver more, and see whom of those who answered it would leave disappointed.

    Everybody's expectation, or performance, of the chosen attribute moves by the same number of points.
    Parameters: ``case``, an OwnCase. Returns an Explorer, or a sentence on what is missing.
    Raises TypeError for anything but a case.

    >>> from custvalue_helpers.your_case import load_case
    >>> from custvalue_helpers.your_case.templates import templates_folder
    >>> promise_explorer(load_case(templates_folder())).name
    'your promise'
    """
    found = experience_of(case)
    if found.each.empty:
        raise Missing(
            "Nobody answered both what they expected and what they found, of every attribute: add such rows to experience.csv."
        )
    low, high = case.firm.scale
    reach = round_up((high - low) / 4)
    means = found.each.mean(axis=1).tolist()
    items = {ALL: (1.0, sum(means) / len(means))}
    shown, cut = names_drawn(map(words, found.each.columns), "attribute"), dict[str, str]()
    if len(shown) > 1:
        worst = found.each.mean().sort_values().index[:MOST_ITEMS]
        cut = clipped_apart(map(words, worst), 20)
        items |= {
            cut[words(item)]: (1 / len(found.each.columns), float(found.each[item].mean())) for item in worst
        }
    today = shares_by_state(means, found.zone)

    def model(expected, performed, which=ALL):
        part, gap = items[which]
        change = performed - expected
        then = shares_by_state([mean + part * change for mean in means], found.zone)
        return PromiseShares(expected, performed, today, then, which, gap + change)

    step = step_for(reach, reach / 2)
    means_now = (found.expected, found.perceived)
    expect, perform = (_within_scale(mean, low, high, reach, step) for mean in means_now)
    moved = partial(Slider, start=0, step=step, unit="points")
    controls: list[Slider | Toggle] = [moved("expected", "They expect", *expect, help="what a louder or quieter promise does"),
                moved("performed", "We perform", *perform)]  # fmt: skip
    controls += [Toggle("which", "Of", tuple(items), ALL)] if len(items) > 1 else []
    firm = case.firm.name
    return Explorer(
        name="your promise",
        question="Promise less, or deliver more: whom does it leave disappointed?",
        controls=tuple(controls),
        model=model,
        reading=_read_promise,
        frame=PROMISE,
        marks=promise_marks,
        table=lambda r: [{"": state, "today": r.today[state], "then": r.then[state]} for state in r.then],
        prediction=_promise_less(firm, min(reach / 2, -expect[0]), today),
        stand_ins=stand_ins(shown, cut) | stand_ins(names_drawn([firm], "firm")),
    )


def _within_scale(mean, low, high, reach, step):
    """How far a mean on a scale can fall and rise: so many points down and up, at most ``reach``, at least one step in all.

    >>> _within_scale(9.4, 1, 10, 3, 0.5)
    (-3.0, 0.5)
    """
    down, up = (step * floor(min(reach, max(room, 0)) / step + 1e-9) for room in (mean - low, high - mean))
    return 0.0 - round(down, 10), round(max(up, 0 if down else step), 10)


def _promise_less(firm, points, today):
    """A quieter promise: by how much does the share of the disappointed fall? None where nobody could expect less."""
    if points <= 0:
        return None
    options = ("not at all", "by less than half", "by half or more")

    def truth(before, after):
        was, now = before.then["disappointed"], after.then["disappointed"]
        return options[0] if now >= was - 1e-9 else options[2] if now <= was / 2 else options[1]

    return Prediction(
        f"{firm} promises {points:g} points less, and everybody expects that much less, of everything. Today"
        f" {percent(today['disappointed'])} are disappointed. By how much does that share fall?",
        options, {"expected": -points}, truth,
        lambda before, after: f"From {percent(before.then['disappointed'])} to {percent(after.then['disappointed'])}. What it costs"
        " is not in the picture: a smaller promise wins fewer customers (lesson 6).",
    )  # fmt: skip


def _read_promise(result):
    then, today = result.then, result.today
    return (
        f"Expectation {figure(result.expected)} and performance {figure(result.performed)} points, of {result.shown}:"
        f" {percent(then['disappointed'])} are disappointed (today {percent(today['disappointed'])}), {percent(then['delighted'])}"
        f" delighted (today {percent(today['delighted'])})."
    )


@dataclass(frozen=True)
class Worth:
    """A customer's margins added up payment by payment, their lifetime value, and the payment that pays for winning them (0: none)."""

    added_up: tuple[float, ...]
    value: float
    cost: float
    paid_back: int


@from_case
def lifetime_explorer(case: OwnCase) -> Explorer:
    """Move retention, margin, discount rate and the cost of winning a customer, from the case's own.

    Parameters: ``case``, an OwnCase. Returns an Explorer, or a sentence on what is missing.
    Raises TypeError for anything but a case.

    >>> from custvalue_helpers.your_case import load_case
    >>> from custvalue_helpers.your_case.templates import templates_folder
    >>> lifetime_explorer(load_case(templates_folder())).name
    'your lifetime value'
    """
    found, firm = staying_of(case), case.firm
    size = round_up(max(2 * abs(found.margin), 1e-6))
    rate, most_rate = 100 * found.discount, round_up(max(250 * found.discount, 1))
    won = found.won_for or 0.0
    most_won = round_up(max(2 * won, size))
    a_period, (most, fine) = f"a {firm.period}", _retention_range(found.retention)
    start = on_grid(100 * found.retention, 0, most, fine)
    controls = (
        Slider("retention", "Retention", 0, most, start, fine, f"% {a_period}"),
        _money_slider("margin", "Margin after service", -size if found.margin < 0 else 0, size, found.margin,
                      f"{firm.currency} {a_period}"),
        _money_slider("discount", "Discount rate", 0, most_rate, rate, f"% {a_period}"),
        _money_slider("cost", "Cost of winning", 0, most_won, won, firm.currency),
    )  # fmt: skip

    def model(retention, margin, discount, cost):
        r, d = retention / 100, discount / 100
        value = lifetime_value(margin, r, d, convention=NOW)
        periods = payback(cost, margin, r, d).periods if margin > 0 and cost > 0 else None
        added = (0.0, *accumulate(margins_by_period(margin, r, d, PAYMENTS, convention=NOW)))
        return Worth(added, value, cost, periods or 0)

    now = model(start, found.margin, rate, won)
    top = round_up(max(1.6 * now.value, 1.25 * won, 2 * size if found.margin < 0 else 1.2 * size))
    bottom = -round_up(1.2 * abs(now.value)) if found.margin < 0 else 0
    axes = (f"Payments (one {a_period})", f"{firm.currency} a customer")
    return Explorer(
        name="your lifetime value",
        question="What does keeping customers longer do to what one is worth?",
        controls=controls,
        model=at_the_exact(
            model, controls, retention=min(100 * found.retention, most), margin=found.margin, discount=rate, cost=won
        ),
        reading=lambda r: _read_worth(r, firm.currency),
        frame=payments_frame(PAYMENTS, top, bottom, *axes),
        marks=lambda r: lifetime_marks(r, firm.currency),
        table=lambda r: [{"payment": n, "margin so far": r.added_up[n], "less the cost": r.added_up[n] - r.cost} for n in (1, 2, 3, 6, 12, 24)],
        prediction=_half_stay(firm, start, most, fine, found.margin),
    )  # fmt: skip


def _money_slider(name, label, low, high, value, unit):
    step = step_for(high, round(value, 2))
    return Slider(name, label, low, high, on_grid(value, low, high, step), step, unit)


def _retention_range(retention):
    """The end and the step of a slider for retention, per cent, that leaves room for half of those who leave to stay.

    It never ends at 100 %, where nobody leaves and a value may have no end.

    >>> _retention_range(0.84), _retention_range(0.9966), _retention_range(1)
    ((99, 0.1), (99.9, 0.01), (99.99, 0.001))
    """
    return next(
        (ends for ends in ((99, 0.1), (99.9, 0.01)) if 100 * retention <= 100 - 2.2 * (100 - ends[0])),
        (99.99, 0.001),
    )


def _half_stay(firm, start, most, fine, margin):
    """Half of those who leave would stay: what does that do, with a margin above zero and with one below?"""
    better = on_grid((100 + start) / 2, 0, most, fine)
    change = f"Half of them would stay: retention rises to {better:g} %"
    if better <= start:
        better, change = 90, "Now 10 of them leave: retention falls to 90 %"
    rises = ("it rises by less than half", "it rises by half, up to double")
    options = ("it falls", *rises, "it more than doubles")

    def truth(before, after):
        if after.value <= before.value + 1e-9:
            return options[0]
        times = after.value / before.value if before.value > 0 else 1
        return options[1] if times < 1.5 else options[2] if times <= 2 else options[3]

    why = "The fewer leave, the longer the stays; but late payments count less."
    if margin < 0:
        why = "Every payment loses money."
    return Prediction(
        f"Of 100 customers {100 - start:.3g} leave each {firm.period}. {change}. What happens to the lifetime value?",
        options, {"retention": better}, truth,
        lambda before, after: f"From {amount(before.value, firm.currency)} to {amount(after.value, firm.currency)}. {why}",
    )  # fmt: skip


def _read_worth(result, currency):
    said = f"A new customer is worth {amount(result.value, currency)}"
    if not result.cost:
        return f"{said}; what winning one costs is not counted."
    paid = f"paid back with payment {result.paid_back}" if result.paid_back else "never paid back"
    return f"{said}, {amount(result.value - result.cost, currency)} after winning them for {amount(result.cost, currency)}: {paid}."


@from_case
def groups_explorer(case: OwnCase) -> Explorer:
    """Move the two cuts that make four groups of the case's present customers.

    Parameters: ``case``, an OwnCase. Returns an Explorer, or a sentence on what is missing.
    Raises TypeError for anything but a case.

    >>> from custvalue_helpers.your_case import load_case
    >>> from custvalue_helpers.your_case.templates import templates_folder
    >>> groups_explorer(load_case(templates_folder())).name
    'your four groups'
    """
    found, firm = grouping_of(case), case.firm
    if not (found.stays_differ and found.profits_differ):
        alike = "bring the same after service" if found.stays_differ else "are expected to stay equally long"
        raise Missing(f"All present customers {alike}, so there are no four groups to move.")
    stay, profit = found.stay.tolist(), found.profit.tolist()
    left, right, low, high = groups_span(stay, profit)
    (middle, median), unit = found.cuts, f"{firm.currency} a {firm.period}"
    left, right, step = outward(left, right)
    low, high, fine = outward(min(low, 0.0), max(high, 0.0))
    losing, ends = sum(value < 0 for value in profit), (left, right, low, high)
    customers = customers_at(stay, profit, ends)

    def model(stay_cut, profit_cut):
        counts = dict.fromkeys(GROUPS, 0)
        for s, p in zip(stay, profit, strict=True):
            counts[GROUPS[2 * (s > stay_cut) + (p > profit_cut)]] += 1
        return GroupCounts(stay_cut, profit_cut, counts, losing)

    controls = (
        Slider(
            "stay_cut",
            "Loyal above",
            left,
            right,
            on_grid(middle, left, right, step),
            step,
            f"{firm.period}s",
        ),
        Slider("profit_cut", "Profitable above", low, high, on_grid(median, low, high, fine), fine, unit),
    )
    return Explorer(
        name="your four groups",
        question="Who is loyal, who is profitable, and where do you cut?",
        controls=controls,
        model=at_the_exact(model, controls, stay_cut=middle, profit_cut=median),
        reading=lambda r: _read_groups(r, firm, len(stay)),
        frame=four_groups_frame(ends, firm.period, unit),
        marks=lambda r: four_groups_marks(customers, r, ends),
        table=lambda r: [{"group": group, "customers": count} for group, count in r.customers.items()],
        prediction=_cut_at_zero(model(middle, median)),
    )


def _cut_at_zero(now):
    """Profit begins at zero, not at the median: how many of a group are left?"""
    group = "barnacles" if now.customers["barnacles"] else max(now.customers, key=now.customers.get)
    said = {"barnacles": "loyal, “not profitable”", "true friends": "loyal, profitable", "butterflies": "profitable, not loyal",
            "strangers": "neither"}[group]  # fmt: skip
    count = plural(now.customers[group], *GROUP_NAMES[group])
    options = (
        "fewer than a third of them",
        "a third to two thirds",
        "more than two thirds, or even more than now",
    )

    def truth(before, after):
        share = after.customers[group] / max(before.customers[group], 1)
        return options[0] if share < 1 / 3 else options[1] if share <= 2 / 3 else options[2]

    return Prediction(
        f"Cut into halves, there {'is' if now.customers[group] == 1 else 'are'} {count}: {said}. Cut profit at 0 instead, where it"
        f" begins. How many {group} are there then?",
        options, {"profit_cut": 0.0}, truth,
        lambda before, after: f"{before.customers[group]} before, {after.customers[group]} now. The cut into halves is at the middle"
        " customer; a loss begins at zero.",
    )  # fmt: skip


def _read_groups(result, firm, people):
    counts = ", ".join(plural(result.customers[group], *GROUP_NAMES[group]) for group in reversed(GROUPS))
    return (
        f"Cut at {result.stay_cut:.1f} {firm.period}s and {figure(result.profit_cut)} {firm.currency} a {firm.period}: {counts}, of"
        f" {plural(people, 'customer')}; {result.losing or 'none'} of all {'loses' if result.losing == 1 else 'lose'} money."
    )
