"""Exercises 8.4 to 8.6: a point of retention, the last euro, a customer to let go."""

from custvalue_helpers.kit.exercise import Exercise, Misconception
from custvalue_helpers.loyalty.model import lifetime_value
from custvalue_helpers.relationships.equity import Response


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
