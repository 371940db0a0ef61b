"""What lesson 8 teaches and asks: its objectives and its exercises."""

from custvalue_helpers.kit.exercise import Exercise, Misconception
from custvalue_helpers.models.equity import Response
from custvalue_helpers.models.lifetime import lifetime_value
from custvalue_helpers.models.relationship_levels import Level, level_profit


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


def _equity(customers, margin, retention, convention="paid if they stay"):
    return customers * lifetime_value(margin, retention / 100, 0.1, convention=convention)


def _rise(customers, margin, retention, points):
    return _equity(customers, margin, retention + points) - _equity(customers, margin, retention)


POINTS = Exercise(
    number="8.4",
    title="Some points of retention",
    objective="equity",
    draw=lambda rng: {
        "customers": 100 * rng.randrange(5, 30),
        "margin": 10 * rng.randrange(6, 20),
        "retention": rng.choice((60, 65, 70, 75, 80)),
        "points": rng.randrange(2, 5),
    },
    question=(
        "A firm has {customers} present customers. Each brings €{margin} a year as long as they stay, and {retention} % stay from"
        " year to year; discount rate 10 %. By how many euro does the equity of its PRESENT customers rise if retention rises by"
        " {points} percentage points? (This year's margins are in hand already.)"
    ),
    solution=_rise,
    unit="€",
    misconceptions=(
        Misconception(
            "one year",
            lambda customers, margin, retention, points: customers * margin * points / 100,
            "This is what the points bring next year. They work in every year that follows: compare m·r/(1 + d − r) before and after.",
        ),
        Misconception(
            "level for rise",
            lambda customers, margin, retention, points: _equity(customers, margin, retention + points),
            "This is the equity afterwards. The question asks for the rise.",
        ),
        Misconception(
            "level before",
            lambda customers, margin, retention, points: _equity(customers, margin, retention),
            "This is the equity before. Work it out at the higher retention too, and take the difference.",
        ),
        Misconception(
            "paid at the end",
            lambda customers, margin, retention, points: (
                _equity(customers, margin, retention + points, "paid at the end")
                - _equity(customers, margin, retention, "paid at the end")
            ),
            "This treats the next margin as certain, m/(1 + d − r). Present customers pay it only if they stay: m·r/(1 + d − r).",
        ),
        Misconception(
            "per cent for points",
            lambda customers, margin, retention, points: _rise(
                customers, margin, retention, retention * points / 100
            ),
            "This raises retention by {points} per cent of itself. Percentage points are added: from {retention} % to that plus {points}.",
        ),
        Misconception(
            "one customer",
            lambda customers, margin, retention, points: _rise(1, margin, retention, points),
            "This is the rise for one customer. There are {customers}.",
        ),
        Misconception(
            "no discount",
            lambda customers, margin, retention, points: (
                100 * customers * margin * (1 / (100 - retention - points) - 1 / (100 - retention))
            ),
            "This leaves out the discount rate: a euro in ten years counts as much as one today.",
        ),
    ),
    hints=(
        "Before: {customers} × m·r/(1 + d − r), with r = {retention} %.",
        "After: the same with {points} more points.",
        "Subtract the first from the second.",
    ),
    steps=lambda customers, margin, retention, points: (
        f"Before: {customers} × {margin} × {retention / 100} / (1.1 − {retention / 100}) = {_equity(customers, margin, retention):,.2f}.\n"
        f"After: at {retention + points} %, {_equity(customers, margin, retention + points):,.2f}.\nThe second minus the first."
    ),
)


def _draw_last(rng):
    ceiling = rng.choice((40, 50, 60, 70))
    return {
        "ceiling": ceiling,
        "won": ceiling - rng.choice((8, 12, 16, 20)),
        "works": rng.choice((8, 10, 12, 15)),
        "value": 10 * rng.randrange(9, 26),
    }


def _last_euro(ceiling, won, works, value):
    return works / 100 * (ceiling - won) / 100 * value


LAST = Exercise(
    number="8.5",
    title="The last euro",
    objective="balance",
    draw=_draw_last,
    question=(
        "Of its prospects Kestrel wins {won} %; with any amount of money it could win {ceiling} %. Each further euro a prospect"
        " closes {works} % of the gap that is left (k = {works}/100). A customer is worth €{value} on the day they are won. How many"
        " euro of customer value does the next euro spent on a prospect bring? (More than 1: spend it.)"
    ),
    solution=_last_euro,
    unit="€",
    misconceptions=(
        Misconception(
            "the ceiling for the gap",
            lambda ceiling, won, works, value: works / 100 * ceiling / 100 * value,
            "This takes the whole ceiling, as for the very first euro. Only the gap is left: {ceiling} − {won} points.",
        ),
        Misconception(
            "the rate for the gap",
            lambda ceiling, won, works, value: works / 100 * won / 100 * value,
            "This multiplies by what is won already. The next euro closes part of the gap that is left, {ceiling} − {won} points.",
        ),
        Misconception(
            "average for last",
            lambda ceiling, won, works, value: (
                won / 100 * value / Response(ceiling / 100, works / 100).spend_for(won / 100)
            ),
            "This is what an average euro has brought so far. The next one brings less: k × (ceiling − rate) × value.",
        ),
        Misconception(
            "value forgotten",
            lambda ceiling, won, works, value: works / 100 * (ceiling - won) / 100,
            "This is by how much the share won rises. Each customer is worth €{value}: multiply.",
        ),
        Misconception(
            "points for shares",
            lambda ceiling, won, works, value: works / 100 * (ceiling - won) * value,
            "This takes the {ceiling} − {won} points for whole customers. As a share the gap is that divided by 100.",
        ),
        Misconception(
            "no gap",
            lambda ceiling, won, works, value: works / 100 * value,
            "This takes {works} % of all prospects. The next euro closes {works} % of the gap only: {ceiling} − {won} points.",
        ),
        Misconception(
            "whole gap",
            lambda ceiling, won, works, value: (ceiling - won) / 100 * value,
            "This closes the whole gap with one euro. It closes {works} % of it.",
        ),
        Misconception(
            "all who are not won",
            lambda ceiling, won, works, value: works / 100 * (100 - won) / 100 * value,
            "This takes all who are not won yet for the gap. Money can win {ceiling} % at most: the gap is {ceiling} − {won} points.",
        ),
    ),
    hints=(
        "The gap: {ceiling} − {won} percentage points.",
        "One euro closes {works} % of it: so much more of the prospects are won.",
        "Times what a customer is worth, {value}.",
    ),
    steps=lambda ceiling, won, works, value: (
        f"Gap: {ceiling - won} points. A euro closes {works} % of it, {works * (ceiling - won) / 100:g} points.\nTimes the value:"
        f" {works * (ceiling - won) / 10_000:g} × {value}.\nIn code: Response(...).slope(spend) × value"
    ),
)


def _draw_let_go(rng):
    margin = rng.randrange(60, 110) / 10
    return {
        "margin": margin,
        "service": round(margin - rng.randrange(15, 35) / 10, 1),
        "median": rng.randrange(65, 90) / 10,
        "stay": rng.choice((95, 96, 97)),
        "chat": rng.randrange(5, 13) / 10,
    }


def _let_go(margin, service, median, stay, chat, convention="paid if they stay"):
    return lifetime_value(margin - service, stay / 100, 0.01, convention=convention)


LET_GO = Exercise(
    number="8.6",
    title="Let her go?",
    objective="groups",
    draw=_draw_let_go,
    question=(
        "Vera is a “barnacle”: her boxes bring a margin of €{margin:.2f} a month, her calls cost €{service:.2f} a month, and the median"
        " customer leaves €{median:.2f}. At each month's renewal {stay} % like her stay; discount rate 1 % a month. Finance would let"
        " her go; the service desk would answer her by chat, which costs €{chat:.2f} a month less. What does Kestrel LOSE if it lets"
        " her go today, compared with keeping her as she is (m·r/(1 + d − r), by the month)?"
    ),
    solution=_let_go,
    unit="€",
    misconceptions=(
        Misconception(
            "service forgotten",
            lambda margin, service, median, stay, chat: lifetime_value(
                margin, stay / 100, 0.01, convention="paid if they stay"
            ),
            "This leaves out what her calls cost. What she brings a month is {margin:.2f} − {service:.2f}.",
        ),
        Misconception(
            "measured at the median",
            lambda margin, service, median, stay, chat: lifetime_value(
                margin - service - median, stay / 100, 0.01, convention="paid if they stay"
            ),
            "This measures her against the median customer. Letting her go does not bring a median customer in her place: compare with nothing.",
        ),
        Misconception(
            "chat counted in",
            lambda margin, service, median, stay, chat: _let_go(margin, service - chat, median, stay, chat),
            "This is what she would be worth answered by chat. The question compares with keeping her as she is.",
        ),
        Misconception(
            "one month",
            lambda margin, service, median, stay, chat: margin - service,
            "This is one month. She may stay many: m·r/(1 + d − r).",
        ),
        Misconception(
            "paid now",
            lambda margin, service, median, stay, chat: _let_go(
                margin, service, median, stay, chat, "paid now"
            ),
            "This is the convention “paid now”, with a payment today that is certain. Her next margin comes if she stays: m·r/(1 + d − r).",
        ),
        Misconception(
            "nothing is lost",
            lambda margin, service, median, stay, chat: 0.0,
            "This takes “less than the median” for “nothing”. Each month she leaves {margin:.2f} − {service:.2f}, which is more than nothing.",
        ),
        Misconception(
            "the sign",
            lambda margin, service, median, stay, chat: -_let_go(margin, service, median, stay, chat),
            "The size is right. The question asks for what Kestrel LOSES: give it as a number above zero.",
        ),
        Misconception(
            "saved service",
            lambda margin, service, median, stay, chat: (
                -lifetime_value(service, stay / 100, 0.01, convention="paid if they stay")
            ),
            "This is only the service that is saved. Her margin goes with her.",
        ),
        Misconception(
            "one year",
            lambda margin, service, median, stay, chat: 12 * (margin - service),
            "This is what she leaves in twelve months if she is sure to stay. Use m·r/(1 + d − r), by the month.",
        ),
        Misconception(
            "no discount",
            lambda margin, service, median, stay, chat: (margin - service) * stay / (100 - stay),
            "This leaves out the discount rate of 1 % a month.",
        ),
    ),
    hints=(
        "What does she leave a month, after service?",
        "Is that more than nothing? That, and not the median, is the question.",
        "Times r/(1 + d − r), with r = {stay}/100 and d = 0.01.",
    ),
    steps=lambda margin, service, median, stay, chat: (
        f"She leaves {margin:.2f} − {service:.2f} = {margin - service:.2f} a month.\nTimes {stay / 100} / (1.01 − {stay / 100}).\nIt is more than"
        f" nothing, so letting her go costs money. Chat would add {chat:.2f} a month, if she is as content with it."
    ),
)


def _draw_switch(rng):
    stay_a = rng.choice((60, 65, 70, 75, 80, 85))
    return {
        "stay_a": stay_a,
        "stay_b": rng.choice([s for s in (70, 75, 80, 85, 90) if s != stay_a]),
        "now": rng.choice((20, 30, 40)),
    }


SWITCH = Exercise(
    number="8.7",
    title="Where switching ends",
    objective="switching",
    draw=_draw_switch,
    question=(
        "Two brands. Of those who bought A last, {stay_a} % buy A again; of those who bought B last, {stay_b} % buy B again. At"
        " present {now} % of purchases are A's. If the switching goes on like this, which share of purchases, in per cent, does A"
        " end up with?"
    ),
    solution=lambda stay_a, stay_b, now: 100 * (100 - stay_b) / (200 - stay_a - stay_b),
    unit="%",
    out_of=100,
    misconceptions=(
        Misconception(
            "the other brand",
            lambda stay_a, stay_b, now: 100 * (100 - stay_a) / (200 - stay_a - stay_b),
            "This is B's share. A is fed by those who leave B: (100 − {stay_b}) in the numerator.",
        ),
        Misconception(
            "one step",
            lambda stay_a, stay_b, now: (now * stay_a + (100 - now) * (100 - stay_b)) / 100,
            "This is A's share after one more purchase. Go on until as many come to A as leave it.",
        ),
        Misconception(
            "repeat shares compared",
            lambda stay_a, stay_b, now: 100 * stay_a / (stay_a + stay_b),
            "This compares the two repeat rates. What ends up where depends on who LEAVES: 100 − {stay_b} come to A, 100 − {stay_a} leave it.",
        ),
        Misconception(
            "today's share",
            lambda stay_a, stay_b, now: float(now),
            "This is A's share today. Where it ends does not depend on where it starts.",
        ),
        Misconception(
            "repeat rate for share",
            lambda stay_a, stay_b, now: float(stay_a),
            "This is how often A's buyers come back. Its share also depends on how many come over from B.",
        ),
        Misconception(
            "half each",
            lambda stay_a, stay_b, now: 50.0,
            "This gives half to each. That would be so if as many of 100 left A as leave B.",
        ),
    ),
    hints=(
        "In the end as many go from A to B as from B to A.",
        "With A's share x: x × (100 − {stay_a}) = (100 − x) × (100 − {stay_b}).",
        "Solve for x.",
    ),
    steps=lambda stay_a, stay_b, now: (
        f"From A leave {100 - stay_a} % of x, from B come {100 - stay_b} % of 100 − x.\nEqual at x = 100 × {100 - stay_b} /"
        f" ({100 - stay_a} + {100 - stay_b}). Today's {now} % do not matter."
    ),
)


OBJECTIVES = {
    "levels": "work out what a level of relationship earns with a segment",
    "choose": "find from how many customers on a closer level pays",
    "effect": "turn an experiment into what a call is worth",
    "equity": "say what points of retention do to customer equity",
    "balance": "weigh the last euro for winning against the last for keeping",
    "groups": "decide what to do with a customer of each of the four groups",
    "switching": "read a switching matrix, and say what it mistakes",
}
