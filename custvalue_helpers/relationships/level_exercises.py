"""Exercises 8.1 to 8.3: what a level earns, from how many customers on, what a call is worth."""

from custvalue_helpers.kit.exercise import Exercise, Misconception
from custvalue_helpers.loyalty.model import lifetime_value
from custvalue_helpers.relationships.model import Level, level_profit


def _profit(customers, margin, retention, cost, fixed):
    return level_profit(Level("it", retention / 100, cost, fixed), customers, margin)


def _worth(margin, retention, convention="paid if they stay"):
    return lifetime_value(margin, retention / 100, 0.1, convention=convention)


EARNS = Exercise(
    number="8.1",
    title="What a level earns",
    objective="levels",
    draw=lambda rng: {
        "customers": 10 * rng.randrange(12, 60),
        "margin": 10 * rng.randrange(6, 25),
        "retention": rng.choice((55, 60, 65, 70, 75)),
        "cost": rng.randrange(6, 30),
        "fixed": 100 * rng.randrange(8, 40),
    },
    question=(
        "Kestrel looks after {customers} customers of a kind that brings €{margin} a year each. At the level it considers,"
        " {retention} % stay from year to year; it costs €{cost} a customer once, and €{fixed:,} for having it. Discount rate:"
        " 10 % a year. What does the level earn in all, in today's euro (this year's margins are in hand already)?"
    ),
    solution=_profit,
    unit="€",
    misconceptions=(
        Misconception(
            "fixed cost forgotten",
            lambda **g: _profit(**{**g, "fixed": 0}),
            "This leaves out the €{fixed:,} for having the level at all. Take it off once, at the end.",
        ),
        Misconception(
            "fixed cost for each customer",
            lambda customers, margin, retention, cost, fixed: (
                customers * (_worth(margin, retention) - cost - fixed)
            ),
            "This takes the fixed cost off for every customer. It falls due once, whatever their number.",
        ),
        Misconception(
            "cost once for all",
            lambda customers, margin, retention, cost, fixed: (
                customers * _worth(margin, retention) - cost - fixed
            ),
            "This takes the €{cost} off once for all, or not at all. It falls due for each of the {customers} customers.",
        ),
        Misconception(
            "one customer",
            lambda customers, margin, retention, cost, fixed: _worth(margin, retention) - cost,
            "This is what one customer brings. Multiply by {customers}, and take off the fixed cost.",
        ),
        Misconception(
            "paid now",
            lambda customers, margin, retention, cost, fixed: (
                customers * (_worth(margin, retention, "paid now") - cost) - fixed
            ),
            "This is the convention “paid now”, which counts this year's margin too. It is in hand at every level: use m·r/(1 + d − r).",
        ),
        Misconception(
            "paid at the end",
            lambda customers, margin, retention, cost, fixed: (
                customers * (_worth(margin, retention, "paid at the end") - cost) - fixed
            ),
            "This is m/(1 + d − r), as if the next margin were certain. It comes only if the customer stays: m·r/(1 + d − r).",
        ),
        Misconception(
            "one year only",
            lambda customers, margin, retention, cost, fixed: customers * (margin - cost) - fixed,
            "This counts one year's margin. Those who stay bring it again: use m·r/(1 + d − r) for each customer.",
        ),
        Misconception(
            "no discount",
            lambda customers, margin, retention, cost, fixed: (
                customers * (margin * retention / (100 - retention) - cost) - fixed
            ),
            "This leaves out the discount rate: a euro in ten years counts as much as one today.",
        ),
    ),
    hints=(
        "First one customer: m·r/(1 + d − r), with m = {margin}, r = {retention} %, d = 10 %.",
        "Take off what the level costs with this customer, {cost}.",
        "Multiply by {customers}, then take off {fixed}.",
    ),
    steps=lambda customers, margin, retention, cost, fixed: (
        f"One customer: {margin} × {retention / 100} / (1.1 − {retention / 100}) = {_worth(margin, retention):.2f}; less {cost} is"
        f" {_worth(margin, retention) - cost:.2f}.\nAll: {customers} × {_worth(margin, retention) - cost:.2f} − {fixed}.\nIn code:"
        f' level_profit(Level("it", {retention / 100}, {cost}, {fixed}), {customers}, {margin})'
    ),
)


def _draw_threshold(rng):
    """Numbers for which the two levels are not equal at a whole number of customers, or at nearly one."""
    while True:
        low = rng.choice((50, 55, 60, 65))
        given = {
            "margin": 20 * rng.randrange(5, 12),
            "low": low,
            "high": low + rng.choice((5, 6, 8)),
            "cost_low": rng.randrange(3, 7),
            "cost_high": rng.randrange(10, 16),
            "fixed_low": 100 * rng.randrange(5, 12),
            "fixed_high": 1_000 * rng.randrange(4, 9),
        }
        if 0.06 < _threshold(**given) % 1 < 0.94:
            return given


def _ahead(margin, low, high, cost_low, cost_high, **_):
    """By how much the closer level is ahead with each customer, before fixed costs."""
    return _worth(margin, high) - cost_high - _worth(margin, low) + cost_low


def _threshold(**g):
    return (g["fixed_high"] - g["fixed_low"]) / _ahead(**g)


THRESHOLD = Exercise(
    number="8.2",
    title="From how many customers on?",
    objective="choose",
    draw=_draw_threshold,
    question=(
        "Each customer brings €{margin} a year. REACTIVE keeps {low} % a year, costs €{cost_low} a customer once and"
        " €{fixed_low:,} fixed. PROACTIVE keeps {high} %, costs €{cost_high} a customer once and €{fixed_high:,} fixed. Discount"
        " rate: 10 %. From how many customers on does proactive earn more than reactive?"
    ),
    solution=_threshold,
    unit="customers",
    whole="next",
    misconceptions=(
        Misconception(
            "own fixed cost only",
            lambda **g: g["fixed_high"] / _ahead(**g),
            "This makes proactive earn back all of its €{fixed_high:,}. Reactive has a fixed cost too: only the difference counts.",
        ),
        Misconception(
            "cost a customer forgotten",
            lambda **g: (
                (g["fixed_high"] - g["fixed_low"])
                / (_worth(g["margin"], g["high"]) - _worth(g["margin"], g["low"]))
            ),
            "This leaves out what the levels cost with each customer, €{cost_high} and €{cost_low}.",
        ),
        Misconception(
            "break-even for comparison",
            lambda **g: g["fixed_high"] / (_worth(g["margin"], g["high"]) - g["cost_high"]),
            "From here on proactive covers its own cost. The question is from where on it beats reactive.",
        ),
        Misconception(
            "one year's difference",
            lambda **g: (g["fixed_high"] - g["fixed_low"]) / (g["margin"] * (g["high"] - g["low"]) / 100),
            "This counts the better retention in one year only, and no cost a customer. Compare m·r/(1 + d − r) − c at both levels.",
        ),
        Misconception(
            "one year's difference, less the costs",
            lambda **g: (
                (g["fixed_high"] - g["fixed_low"])
                / (g["margin"] * (g["high"] - g["low"]) / 100 - g["cost_high"] + g["cost_low"] or 0.01)
            ),
            "This counts the better retention in one year only. Who stays brings margins in later years too: compare m·r/(1 + d − r).",
        ),
        Misconception(
            "the difference for the number",
            lambda **g: _ahead(**g),
            "By so many euro proactive is ahead with each customer. How many customers pay the extra fixed cost?",
        ),
        Misconception(
            "fixed costs added",
            lambda **g: (g["fixed_high"] + g["fixed_low"]) / _ahead(**g),
            "This adds the two fixed costs. Kestrel has one of them anyway: only the difference counts.",
        ),
    ),
    hints=(
        "Work out m·r/(1 + d − r) − c for one customer at each level.",
        "The difference is what each customer adds if Kestrel is proactive.",
        "The extra fixed cost, {fixed_high} − {fixed_low}, divided by that difference.",
    ),
    steps=lambda **g: (
        f"Proactive: {_worth(g['margin'], g['high']):.2f} − {g['cost_high']}; reactive: {_worth(g['margin'], g['low']):.2f} −"
        f" {g['cost_low']}. Each customer adds {_ahead(**g):.2f}.\nExtra fixed cost: {g['fixed_high'] - g['fixed_low']}.\n"
        "The second divided by the first: there the two earn the same, and beyond it proactive earns more. (At a low margin each customer may add less than nothing: then no number is enough.)"
    ),
)


def _draw_call(rng):
    lost = rng.randrange(50, 90)
    return {
        "margin": rng.randrange(8, 20),
        "lost": lost / 10,
        "called": (lost - rng.randrange(8, 20)) / 10,
        "cost": rng.randrange(3, 9),
    }


def _box_worth(margin, lost, convention="paid if they stay"):
    return lifetime_value(margin, 1 - lost / 100, 0.01, convention=convention)


CALL = Exercise(
    number="8.3",
    title="What is a call worth?",
    objective="effect",
    draw=_draw_call,
    question=(
        "A tea firm draws by lot which new subscribers it calls. Of those not called, {lost} % leave at each monthly renewal; of"
        " those called, {called} %. A box brings a margin of €{margin}, a call costs €{cost}. Discount rate: 1 % a month. By how"
        " many euro does a call, its cost taken off, raise what a subscriber is worth (m·r/(1 + d − r), by the month)?"
    ),
    solution=lambda margin, lost, called, cost: _box_worth(margin, called) - _box_worth(margin, lost) - cost,
    unit="€",
    misconceptions=(
        Misconception(
            "cost forgotten",
            lambda margin, lost, called, cost: _box_worth(margin, called) - _box_worth(margin, lost),
            "This is before the call's own cost of €{cost}.",
        ),
        Misconception(
            "value for difference",
            lambda margin, lost, called, cost: _box_worth(margin, called) - cost,
            "This is all that a called subscriber is worth. They would be worth something without the call, too: take that off.",
        ),
        Misconception(
            "one box",
            lambda margin, lost, called, cost: margin * (lost - called) / 100 - cost,
            "This counts the next box only. Who stays brings every box to come: compare m·r/(1 + d − r) at the two rates.",
        ),
        Misconception(
            "leaving for staying",
            lambda margin, lost, called, cost: (
                lifetime_value(margin, called / 100, 0.01, convention="paid if they stay")
                - lifetime_value(margin, lost / 100, 0.01, convention="paid if they stay")
                - cost
            ),
            "This puts the chance of LEAVING in the place of r. r is the chance of staying: 100 % minus it.",
        ),
        Misconception(
            "turned round",
            lambda margin, lost, called, cost: _box_worth(margin, lost) - _box_worth(margin, called) - cost,
            "The direction is turned: those called leave less often, and are worth more.",
        ),
        Misconception(
            "one year of boxes",
            lambda margin, lost, called, cost: 12 * margin * (lost - called) / 100 - cost,
            "This takes the gain on the next box twelve times. Use m·r/(1 + d − r) at the two rates.",
        ),
        Misconception(
            "no discount",
            lambda margin, lost, called, cost: margin * (100 / called - 100 / lost) - cost,
            "This leaves out the discount rate of 1 % a month.",
        ),
    ),
    hints=(
        "Staying is 100 % minus leaving: r is 1 − {lost}/100 without a call, and 1 − {called}/100 with one.",
        "Work out m·r/(1 + d − r) for both, with d = 0.01.",
        "Take the difference, and the call's cost off.",
    ),
    steps=lambda margin, lost, called, cost: (
        f"Called: {margin} × {1 - called / 100:.3f} / (1.01 − {1 - called / 100:.3f}) = {_box_worth(margin, called):.2f}.\nNot"
        f" called: {margin} × {1 - lost / 100:.3f} / (1.01 − {1 - lost / 100:.3f}) = {_box_worth(margin, lost):.2f}.\nDifference,"
        f" minus {cost}. (“Paid now” gives the same: both have just paid once.)"
    ),
)
