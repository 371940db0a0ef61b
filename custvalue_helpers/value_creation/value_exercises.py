"""Exercises 1.1 to 1.3: value and satisfaction, who gains what, an exchange that is not only money."""

from custvalue_helpers.kit.exercise import Exercise, Misconception
from custvalue_helpers.value_creation.model import exchange

CASES = {
    (True, True): "gains value, and is satisfied",
    (True, False): "gains value, and is disappointed",
    (False, True): "gains no value, and is satisfied",
    (False, False): "gains no value, and is disappointed",
}


def _draw_satisfied(rng):
    gains, pleased = rng.choice(((True, False), (False, True)))
    price = rng.randrange(18, 28)
    expected = rng.randrange(4, 8) if pleased else rng.randrange(7, 10)
    return {
        "worth": price + (rng.randrange(2, 9) if gains else -rng.randrange(2, 9)),
        "price": price,
        "expected": expected,
        "experienced": expected + (rng.randrange(1, 3) if pleased else -rng.randrange(1, 4)),
    }


def _case(worth, price, expected, experienced):
    return worth > price, experienced > expected


SATISFIED = Exercise(
    number="1.1",
    title="Value, or satisfaction?",
    objective="satisfied",
    draw=_draw_satisfied,
    question=(
        "Jon bought a month of coffee. Now that he has drunk it, it is worth €{worth} to him; he gave up €{price} for it, all told."
        " Before, he expected {expected} points of 10; what he experienced is {experienced} points. Jon …"
    ),
    solution=lambda **g: CASES[_case(**g)],
    options=tuple(CASES.values()),
    misconceptions=(
        Misconception(
            "satisfaction for value",
            lambda **g: CASES[(_case(**g)[1],) * 2],
            "You judged both by the expectation: {experienced} against {expected} points. That decides satisfaction. Value is"
            " what he gets against what he gives up: €{worth} against €{price}.",
        ),
        Misconception(
            "value for satisfaction",
            lambda **g: CASES[(_case(**g)[0],) * 2],
            "You judged both by what he gets and gives up: €{worth} against €{price}. That decides value. Satisfaction compares"
            " with what he expected: {experienced} against {expected} points.",
        ),
        Misconception(
            "the two swapped",
            lambda **g: CASES[_case(**g)[::-1]],
            "You have the two swapped. Value: €{worth} against €{price}. Satisfaction: {experienced} against {expected} points.",
        ),
    ),
    hints=(
        "Two comparisons, one for each half of the answer.",
        "Value: what he gets (€{worth}) against what he gives up (€{price}).",
        "Satisfaction: what he experienced ({experienced}) against what he expected ({expected}).",
    ),
    steps=lambda worth, price, expected, experienced: (
        f"Value: he gets €{worth} and gives up €{price}, so he gains {'' if worth > price else 'no '}value.\nSatisfaction:"
        f" {experienced} points against {expected} expected, so he is {'satisfied' if experienced > expected else 'disappointed'}."
    ),
)


def _draw_split(rng):
    cost = rng.randrange(10, 17)
    price = cost + rng.randrange(4, 13)
    return {"worth": price + rng.randrange(4, 13), "price": price, "cost": cost}


SPLIT = Exercise(
    number="1.2",
    title="Who gains how much?",
    objective="exchange",
    draw=_draw_split,
    question=(
        "To Ana a box of coffee is worth €{worth}. She pays €{price}, and it costs Kestrel €{cost}. What SHARE of the gain that the"
        " two make together goes to Ana? (A number between 0 and 1.)"
    ),
    solution=lambda **g: exchange(**g).customer_gain / exchange(**g).total_gain,
    out_of=1,
    misconceptions=(
        Misconception(
            "the firm's share",
            lambda **g: exchange(**g).firm_gain / exchange(**g).total_gain,
            "This is Kestrel's share of the gain. Ana's is the rest.",
        ),
        Misconception(
            "euro for share",
            lambda **g: exchange(**g).customer_gain,
            "This is Ana's gain in euro. Divide it by what the two gain together.",
        ),
        Misconception(
            "the firm's euro",
            lambda **g: exchange(**g).firm_gain,
            "This is Kestrel's gain in euro. The question asks for Ana's, as a share of what the two gain together.",
        ),
        Misconception(
            "both, in euro",
            lambda **g: exchange(**g).total_gain,
            "This is what the two gain together, in euro. Which part of it is Ana's?",
        ),
        Misconception(
            "share of worth",
            lambda worth, price, cost: (worth - price) / worth,
            "This divides Ana's gain by all that the box is worth to her. Part of that worth only covers the cost of €{cost};"
            " the two gain together €{worth} − €{cost}.",
        ),
        Misconception(
            "share of price",
            lambda worth, price, cost: (worth - price) / price,
            "This divides Ana's gain by the price. Divide by what the two gain together: worth minus cost.",
        ),
        Misconception(
            "ratio of gains",
            lambda **g: exchange(**g).customer_gain / exchange(**g).firm_gain,
            "This is Ana's gain over Kestrel's. A share is her gain over the two gains together.",
        ),
        Misconception(
            "the sign turned",
            lambda **g: -exchange(**g).customer_gain / exchange(**g).total_gain,
            "The sign is turned. Ana gains what it is worth to her minus what she pays.",
        ),
        Misconception(
            "the firm's margin",
            lambda worth, price, cost: (price - cost) / price,
            "This is Kestrel's gain as a part of the price. Ana's gain is worth minus price; divide it by what the two gain together.",
        ),
    ),
    hints=(
        "Ana's gain is what the box is worth to her minus what she pays: {worth} − {price}.",
        "Kestrel's gain is price minus cost: {price} − {cost}.",
        "Her share is the first over the sum of both.",
    ),
    steps=lambda worth, price, cost: (
        f"Ana gains {worth} − {price} = {worth - price}, Kestrel {price} − {cost} = {price - cost}, together {worth - cost}.\n"
        f"Ana's share is {worth - price} / {worth - cost}.\nIn code: deal = exchange({worth}, {price}, {cost});"
        " deal.customer_gain / deal.total_gain"
    ),
)


def _draw_barter(rng):
    cost = rng.randrange(11, 18)
    given_up = rng.randrange(2, 7)
    worth = cost + rng.randrange(2, 15)
    return {
        "worth": worth,
        "price": max(2, worth - given_up - rng.randrange(1, 9)),
        "cost": cost,
        "given_up": given_up,
        "received": given_up + rng.randrange(3, 13),
    }


BARTER = Exercise(
    number="1.3",
    title="A cheaper box for a review",
    objective="barter",
    draw=_draw_barter,
    question=(
        "To Sam a box is worth €{worth}; it costs Kestrel €{cost}. Sam gets it for €{price}, and writes a review each month."
        " Writing costs Sam time worth €{given_up}; the review brings Kestrel €{received}. By how many euro a month are the two"
        " TOGETHER better off?"
    ),
    solution=lambda **g: exchange(**g).total_gain,
    unit="€ a month",
    misconceptions=(
        Misconception(
            "the review forgotten",
            lambda **g: float(g["worth"] - g["cost"]),
            "This is worth minus cost. The review adds to it: it brings €{received} and costs €{given_up}.",
        ),
        Misconception(
            "the review alone",
            lambda **g: float(g["received"] - g["given_up"]),
            "This is what the review alone adds. The box itself is worth €{worth} to Sam and costs Kestrel €{cost}: that counts too.",
        ),
        Misconception(
            "time forgotten",
            lambda **g: float(g["worth"] - g["cost"] + g["received"]),
            "This leaves out Sam's time. Writing costs Sam €{given_up}.",
        ),
        Misconception(
            "what it brings forgotten",
            lambda **g: float(g["worth"] - g["cost"] - g["given_up"]),
            "This leaves out what the review brings Kestrel: €{received}.",
        ),
        Misconception(
            "the customer's gain",
            lambda **g: exchange(**g).customer_gain,
            "This is Sam's gain alone. The question asks for both together.",
        ),
        Misconception(
            "the firm's gain",
            lambda **g: exchange(**g).firm_gain,
            "This is Kestrel's gain alone. The question asks for both together.",
        ),
        Misconception(
            "the price counted",
            lambda **g: exchange(**g).total_gain + g["price"],
            "This adds the price. What Sam pays, Kestrel gets: taken together, the price drops out.",
        ),
        Misconception(
            "the price taken off",
            lambda **g: exchange(**g).total_gain - g["price"],
            "This takes off the price. What Sam pays, Kestrel gets: taken together, the price drops out.",
        ),
        Misconception(
            "the sign turned",
            lambda **g: float(g["worth"] - g["cost"] - g["received"] + g["given_up"]),
            "The review's two signs are turned: what it brings counts for the two, what it costs counts against them.",
        ),
        Misconception(
            "time added",
            lambda **g: float(g["worth"] - g["cost"] + g["received"] + g["given_up"]),
            "This adds Sam's time. Writing costs Sam €{given_up}: take it off.",
        ),
        Misconception(
            "a year for a month",
            lambda **g: 12 * exchange(**g).total_gain,
            "This is for a year. The question asks for a month.",
        ),
    ),
    hints=(
        "Sam's gain: {worth} − {price} − {given_up}.",
        "Kestrel's gain: {price} + {received} − {cost}.",
        "Add the two. Where does the price go?",
    ),
    steps=lambda worth, price, cost, given_up, received: (
        f"Sam gains {worth} − {price} − {given_up} = {worth - price - given_up}. Kestrel gains {price} + {received} − {cost}"
        f" = {price + received - cost}.\nTogether: {worth} − {cost} + {received} − {given_up}; the price drops out."
    ),
)
