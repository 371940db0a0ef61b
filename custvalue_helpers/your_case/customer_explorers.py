"""Explorers of a case's customers, that start at the reader's own numbers."""

from dataclasses import dataclass
from itertools import accumulate
from math import floor

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.fitted_text import names_drawn
from custvalue_helpers.kit.words import plural
from custvalue_helpers.models.customer_groups import GROUPS
from custvalue_helpers.models.lifetime import lifetime_value, margins_by_period, payback

from .experiences import experience_of, shares_by_state
from .figures import amount, figure, percent
from .missing import Missing, words
from .moving_pictures import groups_builder, groups_span, payments_builder, promise_builder
from .pictures import clipped_apart, legend
from .ranges import at_the_exact, from_case, on_grid, outward, round_up, step_for
from .staying import NOW, staying_of
from .stays import GROUP_NAMES, Standing, grouping_of

__all__ = [
    "groups_explorer",
    "lifetime_explorer",
    "promise_explorer",
]

PAYMENTS, ALL, MOST_ITEMS = 24, "all attributes", 5


@dataclass(frozen=True)
class Promise:
    """Who is disappointed, satisfied and delighted (dicts of shares), today and then, after changes of expectation and
    performance of what is ``shown``; its mean gap then.
    """

    expected: float
    performed: float
    today: dict
    then: dict
    shown: str
    gap: float


@from_case
def promise_explorer(case):
    """Promise less or deliver more, and see whom of those who answered it would leave disappointed.

    Everybody's expectation, or performance, of the chosen attribute moves by the same number of points.
    Parameters: ``case``, an OwnCase. Returns an Explorer, or a sentence on what is missing.
    Raises TypeError for anything but a case.

    >>> from custvalue_helpers.your_case import load_case
    >>> from custvalue_helpers.your_case.loading import templates_folder
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
    shown = names_drawn(map(words, found.each.columns), "attribute")
    if len(shown) > 1:
        worst = found.each.mean().sort_values().index[:MOST_ITEMS]
        cut = clipped_apart([shown[words(item)] for item in worst], 20)
        items |= {
            cut[shown[words(item)]]: (1 / len(found.each.columns), float(found.each[item].mean()))
            for item in worst
        }
    today = shares_by_state(means, found.zone)

    def model(expected, performed, which=ALL):
        part, gap = items[which]
        change = performed - expected
        return Promise(
            expected,
            performed,
            today,
            shares_by_state([mean + part * change for mean in means], found.zone),
            which,
            gap + change,
        )

    step = step_for(reach, reach / 2)
    expect, perform = (
        _within_scale(mean, low, high, reach, step) for mean in (found.expected, found.perceived)
    )
    sliders = {"start": 0, "step": step, "unit": "points"}
    controls = [Slider("expected", "They expect", *expect, help="what a louder or quieter promise does", **sliders),
                Slider("performed", "We perform", *perform, **sliders)]  # fmt: skip
    controls += [Toggle("which", "Of", tuple(items), ALL)] if len(items) > 1 else []
    return Explorer(
        "your promise", " ".join(["Promise less, or deliver more: whom does it leave disappointed?", *legend(shown, shown)]), tuple(controls), model, _read_promise,
        promise_builder(), lambda r: [{"": state, "today": r.today[state], "then": r.then[state]} for state in r.then],
        _promise_less(names_drawn([case.firm.name], "firm")[case.firm.name], min(reach / 2, -expect[0]), today),
        (8, 2.9),
    )  # fmt: skip


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

    added_up: tuple
    value: float
    cost: float
    paid_back: int


@from_case
def lifetime_explorer(case):
    """Move retention, margin, discount rate and the cost of winning a customer, from the case's own.

    Parameters: ``case``, an OwnCase. Returns an Explorer, or a sentence on what is missing.
    Raises TypeError for anything but a case.

    >>> from custvalue_helpers.your_case import load_case
    >>> from custvalue_helpers.your_case.loading import templates_folder
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
    return Explorer(
        "your lifetime value", "What does keeping customers longer do to what one is worth?", controls,
        at_the_exact(model, controls, retention=min(100 * found.retention, most), margin=found.margin, discount=rate, cost=won),
        lambda r: _read_worth(r, firm.currency), payments_builder(PAYMENTS, bottom, top, firm.period, firm.currency),
        lambda r: [{"payment": n, "margin so far": r.added_up[n], "less the cost": r.added_up[n] - r.cost} for n in (1, 2, 3, 6, 12, 24)],
        _half_stay(firm, start, most, fine, found.margin), (8, 3.2),
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
    options = (
        "it falls",
        "it rises by less than half",
        "it rises by half, up to double",
        "it more than doubles",
    )

    def truth(before, after):
        if after.value <= before.value + 1e-9:
            return options[0]
        times = after.value / before.value if before.value > 0 else 1
        return options[1] if times < 1.5 else options[2] if times <= 2 else options[3]

    why = (
        "Every payment loses money."
        if margin < 0
        else "The fewer leave, the longer the stays; but late payments count less."
    )
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
def groups_explorer(case):
    """Move the two cuts that make four groups of the case's present customers.

    Parameters: ``case``, an OwnCase. Returns an Explorer, or a sentence on what is missing.
    Raises TypeError for anything but a case.

    >>> from custvalue_helpers.your_case import load_case
    >>> from custvalue_helpers.your_case.loading import templates_folder
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
    losing = sum(value < 0 for value in profit)

    def model(stay_cut, profit_cut):
        counts = dict.fromkeys(GROUPS, 0)
        for s, p in zip(stay, profit, strict=True):
            counts[GROUPS[2 * (s > stay_cut) + (p > profit_cut)]] += 1
        return Standing(stay_cut, profit_cut, counts, losing)

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
        "your four groups", "Who is loyal, who is profitable, and where do you cut?", controls,
        at_the_exact(model, controls, stay_cut=middle, profit_cut=median),
        lambda r: _read_groups(r, firm, len(stay)), groups_builder(stay, profit, firm.period, unit),
        lambda r: [{"group": group, "customers": count} for group, count in r.customers.items()],
        _cut_at_zero(model(middle, median)), (8, 3.4),
    )  # fmt: skip


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
