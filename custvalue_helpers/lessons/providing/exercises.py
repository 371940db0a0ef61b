"""What lesson 6 teaches and asks: its objectives and its exercises."""

from custvalue_helpers.kit.exercise import Exercise, Misconception
from custvalue_helpers.models.delivery import break_even_share, feedback_rounds, service_result


def _draw_spread(rng):
    return {
        "expected": rng.randrange(5, 8),
        "up": rng.randrange(1, 4),
        "down": rng.randrange(1, 5),
        "weight": rng.choice((2, 2.25, 2.5)),
    }


SPREAD = Exercise(
    number="6.1",
    title="Three boxes",
    objective="spread",
    draw=_draw_spread,
    question=(
        "Ana expects {expected} points. Three boxes come. The first is {up} above that, the second as expected, the third {down}"
        " below. A point of loss weighs {weight} times as much as a point of gain. (Each further point counts like the first.) What is the"
        " MEAN feeling of the three, in points?"
    ),
    solution=lambda expected, up, down, weight: (up - weight * down) / 3,
    unit="points",
    misconceptions=(
        Misconception(
            "loss like gain",
            lambda expected, up, down, weight: (up - down) / 3,
            "This is the mean gap. A point of loss weighs {weight} times as much: multiply {down} by {weight} first.",
        ),
        Misconception(
            "sum for mean",
            lambda expected, up, down, weight: float(up - weight * down),
            "This is the sum of the three feelings. The mean is a third of it.",
        ),
        Misconception(
            "two boxes",
            lambda expected, up, down, weight: (up - weight * down) / 2,
            "You divided by two. The second box came, too: it feels like 0, and it counts.",
        ),
        Misconception(
            "gain weighted",
            lambda expected, up, down, weight: (weight * up - down) / 3,
            "You gave the weight to the gain. The loss of {down} weighs {weight} times.",
        ),
        Misconception(
            "loss added",
            lambda expected, up, down, weight: (up + weight * down) / 3,
            "You added the loss. It takes away from the feeling.",
        ),
        Misconception(
            "the loss alone",
            lambda expected, up, down, weight: -weight * down / 3,
            "This leaves out the pleasant surprise of {up}.",
        ),
        Misconception(
            "points for feeling",
            lambda expected, up, down, weight: expected + (up - down) / 3,
            "This is the mean of the three boxes, in points of quality. Take each box less what was expected: {expected}.",
        ),
    ),
    hints=(
        "The three gaps are +{up}, 0 and −{down}.",
        "The loss feels like −{weight} × {down}.",
        "Add the three feelings, and divide by 3.",
    ),
    steps=lambda expected, up, down, weight: (
        f"The gaps are +{up}, 0, −{down}.\nThey feel like +{up}, 0 and −{weight} × {down} = −{weight * down:g}.\n"
        f"Their mean: ({up} − {weight * down:g}) / 3."
    ),
)


def _draw_least(rng):
    price = rng.randrange(18, 29)
    return {
        "worth": price + rng.randrange(3, 15),
        "price": price,
        "cost": rng.randrange(10, 16),
        "promised": rng.choice((6, 7, 8, 9)),
    }


LEAST = Exercise(
    number="6.2",
    title="How much must arrive?",
    objective="arrival",
    draw=_draw_least,
    question=(
        "Jon was promised {promised} of 10 points. If they arrive, the box is worth €{worth} to him; with less, it is worth less, in"
        " proportion. He pays €{price}; the box costs Kestrel €{cost}. How many points must arrive, so that Jon neither gains nor"
        " loses?"
    ),
    solution=lambda worth, price, cost, promised: promised * price / worth,
    unit="points",
    misconceptions=(
        Misconception(
            "cost for price",
            lambda worth, price, cost, promised: promised * cost / worth,
            "You took what the box costs Kestrel. Jon does not pay €{cost}: he pays €{price}.",
        ),
        Misconception(
            "ten for the promise",
            lambda worth, price, cost, promised: 10 * price / worth,
            "The box is worth €{worth} with {promised} points, not with 10.",
        ),
        Misconception(
            "upside down",
            lambda worth, price, cost, promised: promised * worth / price,
            "You have the two turned over. Fewer points than promised are enough, since {price} is less than {worth}.",
        ),
        Misconception(
            "the share alone",
            lambda worth, price, cost, promised: price / worth,
            "This is the share of the promise that must arrive. The question asks for points: multiply by {promised}.",
        ),
        Misconception(
            "the whole promise",
            lambda worth, price, cost, promised: float(promised),
            "With {promised} points Jon gains €{worth} − €{price}. A little less can arrive before he gains nothing.",
        ),
        Misconception(
            "what may be missing",
            lambda worth, price, cost, promised: promised - promised * price / worth,
            "These are the points that may be missing. The question asks for those that must arrive.",
        ),
    ),
    hints=(
        "One point is worth {worth} / {promised} euro to Jon.",
        "He neither gains nor loses where the box is worth what he pays: €{price}.",
        "How many points are worth €{price}?",
    ),
    steps=lambda worth, price, cost, promised: (
        f"One point is worth {worth} / {promised} = {worth / promised:.2f}.\nThe price is {price}. So {price} / ({worth} /"
        f" {promised}) points must arrive.\nWhat the box costs Kestrel says nothing about Jon's side."
    ),
)


def _draw_service(rng):
    solved = rng.randrange(3, 9)
    return {"solved": solved, "left": solved + rng.randrange(4, 13), "worth": 10 * rng.randrange(8, 21)}


SERVICE = Exercise(
    number="6.3",
    title="What may a solved problem cost?",
    objective="service",
    draw=_draw_service,
    question=(
        "Of 100 customers whose problem was solved, {solved} leave. Of 100 whose problem was left, {left} leave. A customer who stays"
        " is worth €{worth}. How many euro may it cost at the most to solve ONE problem?"
    ),
    solution=lambda solved, left, worth: (
        service_result(1, 1, solved / 100, left / 100, worth=worth, cost=0).saves
    ),
    unit="€",
    misconceptions=(
        Misconception(
            "a whole customer",
            lambda solved, left, worth: float(worth),
            "This is what a customer is worth. But most would have stayed anyway: one solved problem keeps {left} − {solved} of 100.",
        ),
        Misconception(
            "those who leave anyway forgotten",
            lambda solved, left, worth: left * worth / 100,
            "This takes it that nobody leaves whose problem was solved. {solved} of 100 leave all the same.",
        ),
        Misconception(
            "the wrong leavers",
            lambda solved, left, worth: solved * worth / 100,
            "This counts those who leave although their problem was solved. Solving did not keep them.",
        ),
        Misconception(
            "added",
            lambda solved, left, worth: (solved + left) * worth / 100,
            "You added the two. What solving does is the difference between them.",
        ),
        Misconception(
            "a hundred problems",
            lambda solved, left, worth: float((left - solved) * worth),
            "This is what 100 solved problems save. The question asks for one.",
        ),
        Misconception(
            "the sign turned",
            lambda solved, left, worth: (solved - left) * worth / 100,
            "The sign is turned: fewer leave when the problem was solved.",
        ),
        Misconception(
            "those who stay",
            lambda solved, left, worth: (100 - solved) * worth / 100,
            "This counts all who stay after a solved problem. Most of them would have stayed anyway.",
        ),
    ),
    hints=(
        "How many of 100 stay only because their problem was solved?",
        "{left} − {solved} of 100.",
        "Multiply that share by €{worth}.",
    ),
    steps=lambda solved, left, worth: (
        f"Of 100 solved problems, {left} − {solved} = {left - solved} keep a customer.\nThat is {(left - solved) / 100:g} of a"
        f" customer a problem: {(left - solved) / 100:g} × {worth}."
    ),
)


def _draw_last(rng):
    first = 1000 * rng.randrange(4, 9)
    more = 1000 * rng.randrange(2, 5)
    reached = 20 * rng.randrange(20, 36)
    return {
        "first": first,
        "second": first + more,
        "few": reached,
        "many": reached + 10 * rng.randrange(4, 13),
        "margin": rng.randrange(18, 49),
    }


LAST_EURO = Exercise(
    number="6.4",
    title="The last euro",
    objective="reach",
    draw=_draw_last,
    question=(
        "€{first:,} of advertising reach {few} households. €{second:,} would reach {many}. Each household that is reached brings"
        " €{margin} of margin on average. For each euro of the INCREASE, how many euro of margin come in?"
    ),
    solution=lambda first, second, few, many, margin: (many - few) * margin / (second - first),
    unit="€",
    misconceptions=(
        Misconception(
            "the average euro",
            lambda first, second, few, many, margin: many * margin / second,
            "This is what the average euro of the larger budget brings. The first euros reached the most people. Look at the increase"
            " alone: {many} − {few} households.",
        ),
        Misconception(
            "the first euros",
            lambda first, second, few, many, margin: few * margin / first,
            "This is what the first €{first:,} bring for each euro. The question asks for the increase.",
        ),
        Misconception(
            "all households, new money",
            lambda first, second, few, many, margin: many * margin / (second - first),
            "The increase brings only the households that it adds: {many} − {few}.",
        ),
        Misconception(
            "new households, all money",
            lambda first, second, few, many, margin: (many - few) * margin / second,
            "You divided by the whole budget. The increase is €{second:,} − €{first:,}.",
        ),
        Misconception(
            "households for margin",
            lambda first, second, few, many, margin: (many - few) / (second - first),
            "These are households for each euro. Each of them brings €{margin}.",
        ),
        Misconception(
            "not for each euro",
            lambda first, second, few, many, margin: float((many - few) * margin),
            "This is what the increase brings altogether. Divide it by the increase: €{second:,} − €{first:,}.",
        ),
        Misconception(
            "net of the euro",
            lambda first, second, few, many, margin: (many - few) * margin / (second - first) - 1,
            "You took off the euro that was spent. The question asks how much margin comes in for it.",
        ),
    ),
    hints=(
        "The increase: €{second:,} − €{first:,}. The households that it adds: {many} − {few}.",
        "Each of these households brings €{margin}.",
        "Divide the one by the other.",
    ),
    steps=lambda first, second, few, many, margin: (
        f"The increase of {second - first:,} adds {many - few} households.\nThey bring {many - few} × {margin} ="
        f" {(many - few) * margin:,}.\nFor each euro: {(many - few) * margin:,} / {second - first:,}. Above 1 the increase pays."
    ),
)


def _draw_guess(rng):
    return {"gain": rng.randrange(2, 13) / 2, "loss": rng.randrange(2, 15) / 2}


def _money(amount):
    return f"{amount:.2f}"


def _given_guess(rng):
    given = _draw_guess(rng)
    return {**given, "won": _money(given["gain"]), "lost": _money(given["loss"])}


GUESS = Exercise(
    number="6.5",
    title="How often must the guess be right?",
    objective="guess",
    draw=_given_guess,
    question=(
        "A shop guesses who would like brewing help, and sends it. A right guess brings €{won}, a wrong one loses €{lost}. What share"
        " of the guesses must be right, so that the shop neither gains nor loses? (A number between 0 and 1.)"
    ),
    solution=lambda gain, loss, won, lost: break_even_share(gain, loss),
    out_of=1,
    misconceptions=(
        Misconception(
            "gain for loss",
            lambda gain, loss, won, lost: gain / (gain + loss),
            "This is the share that may be WRONG. The more a wrong guess loses, the more often you must be right.",
        ),
        Misconception(
            "loss over gain",
            lambda gain, loss, won, lost: loss / gain,
            "So many right guesses make up for one wrong guess. The share is the right ones out of all guesses.",
        ),
        Misconception(
            "gain over loss",
            lambda gain, loss, won, lost: gain / loss,
            "So many wrong guesses are paid by one right guess. The share is the right ones out of all guesses.",
        ),
        Misconception(
            "half",
            lambda gain, loss, won, lost: 0.5,
            "Half would do if a wrong guess lost just as much as a right one brings.",
        ),
        Misconception(
            "loss over difference",
            lambda gain, loss, won, lost: abs(loss / (gain - loss)) if gain != loss else 0.0,
            "You divided by the difference. Write p × {won} = (1 − p) × {lost}: all p together is €{won} + €{lost}.",
        ),
    ),
    hints=(
        "Let p be the share. Right guesses bring p × {won}, wrong ones lose (1 − p) × {lost}.",
        "The two must be equal.",
        "So p = {lost} / ({won} + {lost}).",
    ),
    steps=lambda gain, loss, won, lost: (
        f"p × {won} = (1 − p) × {lost}.\nSo p × ({won} + {lost}) = {lost}.\np = {lost} / {_money(gain + loss)}."
    ),
)

THINGS = ("coffee", "delivery", "app")


def _draw_rounds(rng):
    expected = rng.randrange(7, 9)
    return {
        "expected": expected,
        "coffee": expected - rng.randrange(0, 2),
        "delivery": expected - rng.randrange(3, 5),
        "app": expected - rng.randrange(2, 4),
        "points": rng.choice((1, 2)),
        "rise": rng.choice((0.2, 0.3, 0.4)),
    }


def _round(rounds, **given):
    history = feedback_rounds(
        dict.fromkeys(THINGS, given["expected"]),
        {thing: given[thing] for thing in THINGS},
        given["points"],
        given["rise"],
        rounds,
    )
    return history[-1]


def _widest(rounds, **given):
    return -min(_round(rounds, **given).gaps.values())


ROUNDS = Exercise(
    number="6.6",
    title="Ask, mend, ask again",
    objective="feedback",
    draw=_draw_rounds,
    question=(
        "Customers expect {expected} points of everything. They get coffee {coffee}, delivery {delivery}, app {app}. Kestrel asks, and"
        " mends the widest gap by {points} points. Then customers expect {rise} more of everything. It asks a second time, mends the widest gap by"
        " {points}, and they expect {rise} more again. It asks a THIRD time. How many points is the widest gap now? (Write it"
        " without a minus.)"
    ),
    solution=lambda **g: _widest(3, **g),
    unit="points",
    misconceptions=(
        Misconception(
            "what is expected stands still",
            lambda **g: _widest(3, **{**g, "rise": 0}),
            "This leaves what is expected where it was. It rose twice by {rise}, and every gap with it.",
        ),
        Misconception(
            "one rise forgotten",
            lambda **g: _widest(3, **g) - g["rise"],
            "What is expected rose twice until the third time, not once.",
        ),
        Misconception(
            "one round only",
            lambda **g: _widest(2, **g),
            "This is the widest gap when Kestrel asks the second time.",
        ),
        Misconception(
            "nothing mended",
            lambda **g: _widest(1, **g) + 2 * g["rise"],
            "This is delivery as if nothing had been mended.",
        ),
        Misconception(
            "a round too many",
            lambda **g: _widest(4, **g),
            "This is a round too many: it is the fourth time that Kestrel asks.",
        ),
        Misconception(
            "the first answers",
            lambda **g: float(_widest(1, **g)),
            "This is the widest gap of the first time. Two things were mended since, and more is expected.",
        ),
    ),
    hints=(
        "Make a small table: three things, their gaps. The first gap of delivery is {expected} − {delivery}.",
        "After each round: {points} points off the widest gap, then {rise} onto every gap.",
        "Do it twice, then look for the widest.",
    ),
    steps=lambda **g: "\n".join(
        f"Time {place}: gaps "
        + ", ".join(f"{thing} {-_round(place, **g).gaps[thing] + 0:.1f}" for thing in THINGS)
        + (f". Kestrel mends {_round(place, **g).mended}." if place < 3 else ".")
        for place in (1, 2, 3)
    ),
)

OBJECTIVES = {
    "spread": "say what the spread of what arrives does to customers, and what less of it may cost",
    "arrival": "say how much must arrive for an exchange to hold",
    "service": "work out what solving a customer's problem may cost",
    "reach": "tell reach from promise, and the last euro of marketing from the average one",
    "guess": "say how often a guess about a customer must be right",
    "feedback": "follow what customers expect and get through rounds of feedback",
}
