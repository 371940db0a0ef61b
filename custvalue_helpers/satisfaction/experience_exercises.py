"""Exercises 6.1 to 6.3: how a gap feels, what a promise brings, and which promise to make."""

from custvalue_helpers.kit.exercise import Exercise, Misconception
from custvalue_helpers.satisfaction.model import feeling

NAMES = ("ana", "ben", "cem")


def _draw_three(rng):
    given = {}
    for name, gap in zip(NAMES, rng.sample((-2, -1, 1, 2, 3), 3), strict=True):
        expected = rng.randrange(5, 8)
        given |= {f"{name}_expected": expected, f"{name}_got": expected + gap}
    given["weight"] = rng.choice((2, 2.25, 2.5, 3))
    if all(given[f"{n}_got"] > given[f"{n}_expected"] for n in NAMES):
        return _draw_three(rng)
    return given


def _gaps(given):
    return [given[f"{name}_got"] - given[f"{name}_expected"] for name in NAMES]


def _feelings(given):
    return [feeling(gap, given["weight"], 1) for gap in _gaps(given)]


def _mean_of(gaps, weight):
    return sum(feeling(gap, weight, 1) for gap in gaps) / 3


FEEL = Exercise(
    number="6.1",
    title="Three customers",
    objective="feel",
    draw=_draw_three,
    question=(
        "Ana expected {ana_expected} and got {ana_got}. Ben expected {ben_expected} and got {ben_got}. Cem expected"
        " {cem_expected} and got {cem_got}. A point below expectation weighs {weight} times as much as a point above it"
        " (straight lines: exponent 1). What is their mean feeling?"
    ),
    solution=lambda **g: _mean_of(_gaps(g), g["weight"]),
    unit="points",
    misconceptions=(
        Misconception(
            "losses like gains",
            lambda **g: sum(_gaps(g)) / 3,
            "This is the mean gap. A point below expectation counts {weight} times.",
        ),
        Misconception(
            "sum for mean",
            lambda **g: 3 * _mean_of(_gaps(g), g["weight"]),
            "This is the sum of the three feelings. Divide by three.",
        ),
        Misconception(
            "gains weighted",
            lambda **g: -_mean_of([-gap for gap in _gaps(g)], g["weight"]),
            "This gives the weight to the pleasant surprises. It belongs to the letdowns.",
        ),
        Misconception(
            "expectation minus performance",
            lambda **g: _mean_of([-gap for gap in _gaps(g)], g["weight"]),
            "The gap is turned round. It is what they got, minus what they expected.",
        ),
        Misconception(
            "everything weighted",
            lambda **g: g["weight"] * sum(_gaps(g)) / 3,
            "This weighs every gap. Only the gaps below zero get the weight of {weight}.",
        ),
        Misconception(
            "the minus lost",
            lambda **g: sum(abs(felt) for felt in _feelings(g)) / 3,
            "This adds the letdowns as if they were pleasant. A gap below zero feels bad: its feeling has a minus.",
        ),
    ),
    hints=(
        "Take each customer's gap first: what they got minus what they expected.",
        "Multiply the gaps below zero by {weight}, leave the others.",
        "Add the three up and divide by three.",
    ),
    steps=lambda **g: (
        f"Gaps: {', '.join(f'{gap:+g}' for gap in _gaps(g))}.\nFeelings, losses times {g['weight']:g}:"
        f" {', '.join(f'{felt:+g}' for felt in _feelings(g))}.\nTheir sum divided by three."
    ),
)


def _draw_quarters(rng):
    return {
        "reached": rng.randrange(200, 1001, 100),
        "tries": rng.choice((30, 40, 50, 60)),
        "unhappy": rng.choice((20, 30, 40, 60, 70)),
        "stay_unhappy": rng.choice((40, 50, 60)),
        "stay_others": rng.choice((85, 90, 95)),
        "margin": rng.randrange(20, 29, 2),
        "acquisition": rng.randrange(30, 39, 2),
    }


def _new(g):
    return g["reached"] * g["tries"] / 100


def _staying(g):
    return (g["unhappy"] * g["stay_unhappy"] + (100 - g["unhappy"]) * g["stay_others"]) / 10_000


def _two_quarters(g, cost=1.0, stay=None):
    return _new(g) * (g["margin"] * (1 + (_staying(g) if stay is None else stay)) - cost * g["acquisition"])


PROMISE = Exercise(
    number="6.2",
    title="One promise, two quarters",
    objective="promise",
    draw=_draw_quarters,
    question=(
        "A promise reaches {reached:,} people; {tries} in 100 of them try. Of those who try, {unhappy} in 100 are disappointed."
        " Of the disappointed, {stay_unhappy} in 100 stay for a second quarter, of the others {stay_others} in 100. A customer"
        " brings €{margin} a quarter, and costs €{acquisition} once, to be won. Nobody new comes in the second quarter."
        " What is the profit of the two quarters together, in euro?"
    ),
    solution=lambda **g: _two_quarters(g),
    unit="€",
    misconceptions=(
        Misconception(
            "winning them is free",
            lambda **g: _two_quarters(g, cost=0),
            "This leaves out what it costs to win a customer, €{acquisition} each.",
        ),
        Misconception(
            "nobody leaves",
            lambda **g: _two_quarters(g, stay=1),
            "This keeps everybody for the second quarter. Only a part of them stays.",
        ),
        Misconception(
            "disappointed all leave",
            lambda **g: _two_quarters(g, stay=(100 - g["unhappy"]) * g["stay_others"] / 10_000),
            "This loses all the disappointed. {stay_unhappy} in 100 of them stay.",
        ),
        Misconception(
            "first quarter only",
            lambda **g: _two_quarters(g, stay=0),
            "This is the first quarter. Those who stay bring €{margin} each once more.",
        ),
        Misconception(
            "won twice",
            lambda **g: _two_quarters(g) - _new(g) * _staying(g) * g["acquisition"],
            "Those who stay need not be won again: the €{acquisition} are paid once.",
        ),
        Misconception(
            "disappointed for others",
            lambda **g: _two_quarters(
                g, stay=(g["unhappy"] * g["stay_others"] + (100 - g["unhappy"]) * g["stay_unhappy"]) / 10_000
            ),
            "This lets the disappointed stay like the others, and the others like the disappointed.",
        ),
        Misconception(
            "all reached try",
            lambda **g: _two_quarters(g) * 100 / g["tries"],
            "This lets everybody try who is reached. {tries} in 100 do.",
        ),
        Misconception(
            "second quarter only",
            lambda **g: _new(g) * _staying(g) * g["margin"],
            "This is the second quarter alone. Add the first, and take off what it costs to win them.",
        ),
        Misconception(
            "one customer",
            lambda **g: _two_quarters(g) / _new(g),
            "This is the profit on one customer. Multiply by the number who try.",
        ),
    ),
    hints=(
        "How many try? {tries} in 100 of {reached}.",
        "How many of these stay? Count the disappointed and the others apart.",
        "€{margin} for each customer in each quarter, less €{acquisition} for each that was won.",
    ),
    steps=lambda **g: (
        f"New customers: {_new(g):g}.\nDisappointed: {_new(g) * g['unhappy'] / 100:g}; others:"
        f" {_new(g) * (100 - g['unhappy']) / 100:g}.\nStay for the second quarter: {_staying(g):.4g} of all,"
        f" {_new(g) * _staying(g):g}.\nProfit: {g['margin']} × ({_new(g):g} + {_new(g) * _staying(g):g}) −"
        f" {g['acquisition']} × {_new(g):g}."
    ),
)

LETTERS = ("A", "B", "C", "D")


def _draw_plans(rng):
    """Four promises under random letters, from quiet to loud, so that each rule of thumb picks another one."""
    while True:
        tries = (rng.randrange(15, 26), rng.randrange(36, 49), rng.randrange(54, 63), rng.randrange(64, 73))
        stays = (rng.randrange(92, 97), rng.randrange(78, 90), rng.randrange(58, 66), rng.randrange(10, 30))
        order = rng.sample(range(4), 4)
        given = {"margin": 24, "acquisition": rng.choice((34, 35, 36))}
        for letter, place in zip(LETTERS, order, strict=True):
            given |= {f"tries_{letter}": tries[place], f"stays_{letter}": stays[place]}
        picks = {_best_plan(given), _most(given, "tries"), _most(given, "stays"), _best_plan(given, cost=0)}
        if len(picks) == 4:
            return given


def _plan(given, letter, cost=1.0):
    kept = given["margin"] * (1 + given[f"stays_{letter}"] / 100) - cost * given["acquisition"]
    return given[f"tries_{letter}"] * kept


def _best_plan(given, cost=1.0):
    return max(LETTERS, key=lambda letter: _plan(given, letter, cost))


def _most(given, what):
    return max(LETTERS, key=lambda letter: given[f"{what}_{letter}"])


DECIDE = Exercise(
    number="6.3",
    title="Four promises, one decision",
    objective="promise",
    draw=_draw_plans,
    question=(
        "Four promises were each tested on 100 people. A: {tries_A} try, {stays_A} % of them stay. B: {tries_B} try, {stays_B} %"
        " stay. C: {tries_C} try, {stays_C} % stay. D: {tries_D} try, {stays_D} % stay. A customer brings €{margin} a quarter"
        " and costs €{acquisition} to be won. Counted over two quarters, which promise should Kestrel make?"
    ),
    solution=lambda **g: _best_plan(g),
    options=LETTERS,
    misconceptions=(
        Misconception(
            "most trial",
            lambda **g: _most(g, "tries"),
            "This one is tried by most. How many of them are left after a quarter?",
        ),
        Misconception(
            "fewest leave",
            lambda **g: _most(g, "stays"),
            "Nearly everybody stays with this one. But how many come at all?",
        ),
        Misconception(
            "winning them is free",
            lambda **g: _best_plan(g, cost=0),
            "This one brings the most margin. Take off the €{acquisition} that each new customer costs.",
        ),
    ),
    hints=(
        "For each promise: how much does one customer bring in two quarters? €{margin}, and €{margin} again if they stay.",
        "Take off €{acquisition}, then multiply by the number who try.",
    ),
    steps=lambda **g: "\n".join(
        f"{letter}: {g[f'tries_{letter}']} × (24 + 24 × {g[f'stays_{letter}'] / 100:.2f} − {g['acquisition']}) ="
        f" €{_plan(g, letter):.2f}"
        for letter in LETTERS
    ),
)
