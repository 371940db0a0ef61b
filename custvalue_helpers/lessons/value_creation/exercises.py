"""What lesson 1 teaches and asks: its objectives and its exercises."""

from custvalue_helpers.kit.exercise import Exercise, Misconception
from custvalue_helpers.models.exchanges import cost_of_promise, delivered_value, exchange, profit_at, spend_on

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


def _links(first, second, third):
    return {
        "development": 9,
        "pricing": 8,
        "promotion": 9,
        "distribution": first,
        "support": third,
        "feedback": second,
    }


def _draw_weakest(rng):
    first = rng.randrange(4, 9) / 2
    second = first + rng.randrange(1, 5) / 2
    return {
        "first": _plain(first),
        "second": _plain(second),
        "third": _plain(second + rng.randrange(1, 4) / 2),
        "points": _plain(second - first + rng.randrange(1, 5) / 2),
    }


def _plain(score):
    """4 for 4.0, and 4.5 as it is: how a reader writes a score."""
    return int(score) if score == int(score) else score


def _rise(first, second, third, points):
    after = spend_on(_links(first, second, third), "distribution", points, {"distribution": 1})
    return delivered_value(after) - delivered_value(_links(first, second, third))


WEAKEST = Exercise(
    number="1.4",
    title="One link mended",
    objective="weakest",
    draw=_draw_weakest,
    question=(
        "A chain has the scores development 9, pricing 8, promotion 9, distribution {first}, support {third}, feedback {second}."
        " A new courier raises distribution by {points} points. By the weakest-link rule, by how many points does the value that"
        " arrives RISE?"
    ),
    solution=_rise,
    unit="points",
    misconceptions=(
        Misconception(
            "the link's own rise",
            lambda first, second, third, points: float(points),
            "This is how much distribution itself rises. After that, another link is the weakest: look for it.",
        ),
        Misconception(
            "the new level",
            lambda first, second, third, points: float(second),
            "This is where the value that arrives stands afterwards. The question asks for the rise.",
        ),
        Misconception(
            "average for weakest",
            lambda first, second, third, points: points / 6,
            "This shares the points among six links: the average rule. By the weakest-link rule only the lowest score counts.",
        ),
        Misconception(
            "distribution's new score",
            lambda first, second, third, points: float(first + points),
            "This is distribution's new score. Find the lowest score of all, before and after, and take the difference.",
        ),
        Misconception(
            "the next link forgotten",
            lambda first, second, third, points: float(third - first),
            "This stops at support. Feedback, at {second}, is weaker.",
        ),
        Misconception(
            "what is left over",
            lambda first, second, third, points: float(first + points - second),
            "These are the points that help nobody yet: distribution rises past feedback by so much. The question asks for the others.",
        ),
        Misconception(
            "the sign turned",
            lambda first, second, third, points: float(first - second),
            "The sign is turned: the value that arrives rises.",
        ),
        Misconception(
            "nothing",
            lambda first, second, third, points: 0.0,
            "Mending the weakest link does help, until the next one holds the chain back.",
        ),
    ),
    hints=(
        "Which link is weakest before, and at what score?",
        "Distribution goes from {first} to {first} + {points}. Which link is weakest now?",
        "Lowest score afterwards minus lowest score before.",
    ),
    steps=lambda first, second, third, points: (
        f"Before, the lowest score is distribution's {first}.\nAfterwards distribution has {first + points}; the lowest score is"
        f" feedback's {second}.\nThe value that arrives rises from {first} to {second}."
    ),
)

COSTS = {"development": 10_000, "pricing": 5_000, "promotion": 4_000}


def _draw_promise(rng):
    promise = rng.randrange(7, 9)
    first = promise - rng.randrange(2, 5)
    return {
        "promise": promise,
        "first": first,
        "second": promise - rng.randrange(1, 3),
        "third": promise + 1,
        "cost_first": 1000 * rng.randrange(4, 9),
        "cost_second": 500 * rng.randrange(3, 7),
    }


def _keep(promise, first, second, third, cost_first, cost_second):
    costs = {**COSTS, "distribution": cost_first, "feedback": cost_second, "support": 4_000}
    return cost_of_promise(_links(first, second, third), promise, costs)


KEEP = Exercise(
    number="1.5",
    title="What does it cost to keep the promise?",
    objective="promise",
    draw=_draw_promise,
    question=(
        "A firm promises {promise} of 10. Its links: development 9, pricing 8, promotion 9, distribution {first}, support {third},"
        " feedback {second}. A point costs €{cost_first:,} on distribution, €{cost_second:,} on feedback, €4,000 on any other link. What"
        " does it cost, in euro, to keep the promise by the weakest-link rule?"
    ),
    solution=_keep,
    unit="€",
    misconceptions=(
        Misconception(
            "only the weakest link",
            lambda promise, first, second, third, cost_first, cost_second: float(
                (promise - first) * cost_first
            ),
            "This mends distribution alone. Feedback, at {second}, also lies below the promise of {promise}.",
        ),
        Misconception(
            "only the cheap link",
            lambda promise, first, second, third, cost_first, cost_second: float(
                (promise - second) * cost_second
            ),
            "This mends feedback alone. Distribution, at {first}, also lies below the promise of {promise}.",
        ),
        Misconception(
            "points for euro",
            lambda promise, first, second, third, cost_first, cost_second: float(
                2 * promise - first - second
            ),
            "These are the points that are missing. Each has its price: multiply before you add.",
        ),
        Misconception(
            "one point each",
            lambda promise, first, second, third, cost_first, cost_second: float(cost_first + cost_second),
            "This buys one point on each of the two links. Count how many each needs to reach {promise}.",
        ),
        Misconception(
            "up to ten",
            lambda promise, first, second, third, cost_first, cost_second: float(
                (10 - first) * cost_first + (10 - second) * cost_second
            ),
            "This lifts the two links to 10. The promise is {promise}.",
        ),
        Misconception(
            "prices swapped",
            lambda promise, first, second, third, cost_first, cost_second: float(
                (promise - first) * cost_second + (promise - second) * cost_first
            ),
            "You have the two prices swapped: a point costs €{cost_first:,} on distribution and €{cost_second:,} on feedback.",
        ),
        Misconception(
            "scores for points missing",
            lambda promise, first, second, third, cost_first, cost_second: float(
                first * cost_first + second * cost_second
            ),
            "This pays for the points that are there already. Pay for those that are missing up to {promise}.",
        ),
        Misconception(
            "one price for all",
            lambda promise, first, second, third, cost_first, cost_second: float(
                (2 * promise - first - second) * cost_first
            ),
            "This pays every point at distribution's price. A point on feedback costs €{cost_second:,}.",
        ),
    ),
    hints=(
        "Which links lie below {promise}? The others keep the promise already.",
        "Distribution needs {promise} − {first} points, feedback {promise} − {second}.",
        "Points times their price, then add.",
    ),
    steps=lambda promise, first, second, third, cost_first, cost_second: (
        f"Two links lie below {promise}.\nDistribution: {promise - first} × {cost_first:,} = {(promise - first) * cost_first:,}."
        f" Feedback: {promise - second} × {cost_second:,} = {(promise - second) * cost_second:,}.\nAdd the two."
    ),
)


def _draw_signal(rng):
    return {
        "price": rng.randrange(19, 26),
        "cheap": 5 * rng.randrange(2, 6),
        "dear": 5 * rng.randrange(3, 8),
        "cost": rng.randrange(11, 16),
    }


def _buyers(price, cheap, dear, cost):
    return 1000 * (100 - cheap - dear) / 100


SIGNAL = Exercise(
    number="1.6",
    title="Too cheap, too dear",
    objective="signal",
    draw=_draw_signal,
    question=(
        "1,000 people are shown a box at €{price}. {cheap} % of them say: too cheap to be good. {dear} % say: too dear. All others"
        " buy one. A box costs Kestrel €{cost}. What is the profit, in euro?"
    ),
    solution=lambda **g: profit_at(g["price"], _buyers(**g), g["cost"]),
    unit="€",
    misconceptions=(
        Misconception(
            "revenue for profit",
            lambda **g: _buyers(**g) * g["price"],
            "This is revenue: buyers times price. Each box also costs €{cost}.",
        ),
        Misconception(
            "too cheap forgotten",
            lambda **g: 1000 * (100 - g["dear"]) / 100 * (g["price"] - g["cost"]),
            "This leaves out the {cheap} % who distrust the low price. They do not buy either.",
        ),
        Misconception(
            "too dear forgotten",
            lambda **g: 1000 * (100 - g["cheap"]) / 100 * (g["price"] - g["cost"]),
            "This leaves out the {dear} % for whom the price is too high.",
        ),
        Misconception(
            "shares multiplied",
            lambda **g: 1000 * (100 - g["cheap"]) / 100 * (100 - g["dear"]) / 100 * (g["price"] - g["cost"]),
            "This multiplies the two shares that are left, as if some people found the price too cheap AND too dear. Nobody does:"
            " subtract both from 100 %.",
        ),
        Misconception(
            "buyers for profit",
            lambda **g: _buyers(**g),
            "This is the number of buyers. Multiply by what Kestrel earns on each.",
        ),
        Misconception(
            "share of buyers",
            lambda **g: (100 - g["cheap"] - g["dear"]) / 100,
            "This is the share of people who buy. Of 1,000 people, how many is that, and what does Kestrel earn on each?",
        ),
        Misconception(
            "per cent of buyers",
            lambda **g: float(100 - g["cheap"] - g["dear"]),
            "This is how many of 100 people buy. Of 1,000, how many is that, and what does Kestrel earn on each?",
        ),
        Misconception(
            "margin for profit",
            lambda **g: float(g["price"] - g["cost"]),
            "This is the margin on one box. Multiply by the number of buyers.",
        ),
        Misconception(
            "those who do not buy",
            lambda **g: 1000 * (g["cheap"] + g["dear"]) / 100 * (g["price"] - g["cost"]),
            "This counts those who do NOT buy.",
        ),
        Misconception(
            "everyone buys",
            lambda **g: 1000.0 * (g["price"] - g["cost"]),
            "This lets all 1,000 buy. Take off those who find the price too cheap, and those who find it too dear.",
        ),
        Misconception(
            "one box's cost",
            lambda **g: _buyers(**g) * g["price"] - g["cost"],
            "This takes off the cost of a single box. Each box that is sold costs €{cost}.",
        ),
        Misconception(
            "a box for everybody",
            lambda **g: _buyers(**g) * g["price"] - 1000 * g["cost"],
            "This pays for 1,000 boxes. Only the boxes that are sold cost €{cost} each.",
        ),
    ),
    hints=(
        "How many of 100 people buy? Nobody finds one price both too cheap and too dear.",
        "Buyers: 1,000 × (100 − {cheap} − {dear}) / 100.",
        "Each buyer brings {price} − {cost}.",
    ),
    steps=lambda price, cheap, dear, cost: (
        f"Of 100 people, 100 − {cheap} − {dear} = {100 - cheap - dear} buy: {10 * (100 - cheap - dear)} of 1,000.\nEach brings"
        f" {price} − {cost} = {price - cost}.\nIn code: profit_at({price}, {10 * (100 - cheap - dear)}, {cost})"
    ),
)


OBJECTIVES = {
    "satisfied": "tell customer value from satisfaction",
    "exchange": "say whether an exchange happens, and who gains how much",
    "barter": "work out an exchange that is paid with more than money",
    "weakest": "find a chain's weakest link, and what mending it brings",
    "promise": "work out what it costs to keep a promise",
    "signal": "predict sales when a price signals quality",
}
