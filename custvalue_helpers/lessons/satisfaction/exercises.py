"""What lesson 6 teaches and asks: its objectives and its exercises."""

import math

from custvalue_helpers.kit.exercise import Convention, Exercise, Misconception
from custvalue_helpers.models.kano import kano_count
from custvalue_helpers.models.satisfaction import feeling, on_hundred

NAMES = ("ana", "ben", "cem")


def _draw_three(rng):
    given: dict[str, float] = {}
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


def _draw_kano(rng):
    return {
        "must": rng.randrange(5, 30),
        "one": rng.randrange(10, 40),
        "attractive": rng.randrange(40, 90),
        "indifferent": rng.randrange(20, 60),
        "reverse": rng.randrange(12, 40),
    }


def _counts(must, one, attractive, indifferent, reverse):
    return kano_count(
        {"must-be": must, "one-dimensional": one, "attractive": attractive, "indifferent": indifferent, "reverse": reverse}
    )  # fmt: skip


KANO = Exercise(
    number="6.4",
    title="Better with it",
    objective="kano",
    draw=_draw_kano,
    question=(
        "A tasting card in the box: must-be to {must} people, one-dimensional to {one}, attractive to {attractive}, indifferent"
        " to {indifferent}, reverse to {reverse}. What is its coefficient *better*, as a share?"
    ),
    solution=lambda **g: _counts(**g).better,
    out_of=1,
    misconceptions=(
        Misconception(
            "people for share",
            lambda **g: g["attractive"] + g["one"],
            "This is the number of people. Divide it by all to whom it is not reverse.",
        ),
        Misconception(
            "reverse counted",
            lambda **g: (g["attractive"] + g["one"]) / sum(g.values()),
            "This divides by everybody. Those to whom it is reverse are left out of the coefficient.",
        ),
        Misconception(
            "worse for better",
            lambda **g: (g["must"] + g["one"]) / (sum(g.values()) - g["reverse"]),
            "This is the size of *worse*: who misses it. Better counts the attractive and the one-dimensional.",
        ),
        Misconception(
            "attractive alone",
            lambda **g: g["attractive"] / (sum(g.values()) - g["reverse"]),
            "This counts the attractive alone. To the one-dimensional, too, it is better with it.",
        ),
        Misconception(
            "everybody it matters to",
            lambda **g: (g["attractive"] + g["one"] + g["must"]) / (sum(g.values()) - g["reverse"]),
            "This counts the must-be, too: they do not notice it when it is there.",
        ),
        Misconception(
            "one-dimensional alone",
            lambda **g: g["one"] / (sum(g.values()) - g["reverse"]),
            "This counts the one-dimensional alone. To those who find it attractive it is better with it, too.",
        ),
    ),
    hints=(
        "Who is better off when it is there? The attractive and the one-dimensional.",
        "Divide by the four: attractive, one-dimensional, must-be, indifferent.",
    ),
    steps=lambda **g: (
        f"({g['attractive']} + {g['one']}) / ({g['attractive']} + {g['one']} + {g['must']} + {g['indifferent']})"
    ),
)


def _draw_gap(rng):
    return {
        "gap": -rng.randrange(20, 95, 5) / 100,
        "spread": rng.choice((1.2, 1.4, 1.5, 1.6, 1.8)),
        "people": rng.choice((16, 25, 36, 49, 64, 100)),
    }


GAP = Exercise(
    number="6.5",
    title="Does it really fall short?",
    objective="gaps",
    draw=_draw_gap,
    question=(
        "{people} customers rated the app. The mean gap, performance minus expectation, is {gap} points; single gaps scatter"
        " around it with a standard deviation of {spread}. What is the UPPER end of the 95 % interval, with 2 standard errors?"
        " (If it is below zero, the app falls short.)"
    ),
    solution=lambda gap, spread, people: gap + 2 * spread / math.sqrt(people),
    unit="points",
    conventions=(
        Convention(
            lambda gap, spread, people: gap + 1.96 * spread / math.sqrt(people),
            "You took 1.96 standard errors, the exact number for many people. With 2 it is nearly the same.",
        ),
    ),
    misconceptions=(
        Misconception(
            "spread for standard error",
            lambda gap, spread, people: gap + 2 * spread,
            "This uses the scatter of single customers. A mean of {people} is steadier: divide by the square root of {people}.",
        ),
        Misconception(
            "divided by n",
            lambda gap, spread, people: gap + 2 * spread / people,
            "This divides by {people}. It is the square root of {people} that counts.",
        ),
        Misconception(
            "lower end",
            lambda gap, spread, people: gap - 2 * spread / math.sqrt(people),
            "This is the lower end. Whether zero is inside depends on the upper one here.",
        ),
        Misconception(
            "one standard error",
            lambda gap, spread, people: gap + spread / math.sqrt(people),
            "This goes one standard error away from the mean; a 95 % interval goes two.",
        ),
        Misconception(
            "minus lost",
            lambda gap, spread, people: -gap + 2 * spread / math.sqrt(people),
            "The minus of the gap is lost: it is {gap}. Start there, and go up.",
        ),
        Misconception(
            "reach alone",
            lambda gap, spread, people: 2 * spread / math.sqrt(people),
            "These are the two standard errors. Add them to the mean gap of {gap}.",
        ),
        Misconception(
            "standard error",
            lambda gap, spread, people: spread / math.sqrt(people),
            "This is the standard error. Go twice as far from the mean gap of {gap}.",
        ),
    ),
    hints=(
        "The standard error is {spread} divided by the square root of {people}.",
        "Add two of them to {gap}.",
    ),
    steps=lambda gap, spread, people: (
        f"Standard error: {spread} / √{people} = {spread / math.sqrt(people):.4g}.\nUpper end: {gap} + 2 ×"
        f" {spread / math.sqrt(people):.4g}. {'Zero is inside: it may be chance.' if gap + 2 * spread / math.sqrt(people) > 0 else 'Zero is outside: the app falls short.'}"
    ),
)


def _draw_index(rng):
    weights = rng.choice(((0.5, 0.3, 0.2), (0.6, 0.3, 0.1), (0.4, 0.4, 0.2), (0.5, 0.4, 0.1)))
    means = [rng.randrange(low, high) / 10 for low, high in ((68, 82), (56, 66), (40, 54))]
    means = means if rng.random() < 0.5 else means[::-1]
    return {
        **{f"mean_{n}": m for n, m in enumerate(means, 1)},
        **{f"weight_{n}": w for n, w in enumerate(weights, 1)},
    }


def _weighted(g):
    return sum(g[f"mean_{n}"] * g[f"weight_{n}"] for n in (1, 2, 3))


INDEX = Exercise(
    number="6.7",
    title="Three questions, one index",
    objective="index",
    draw=_draw_index,
    question=(
        "On scales from 1 to 10, mean satisfaction is {mean_1}, expectations met {mean_2}, close to the ideal {mean_3}. Their"
        " weights are {weight_1}, {weight_2} and {weight_3}. What is the satisfaction index, from 0 to 100?"
    ),
    solution=lambda **g: on_hundred(_weighted(g)),
    out_of=100,
    misconceptions=(
        Misconception(
            "times ten",
            lambda **g: 10 * _weighted(g),
            "This is the mean times ten. But the scale starts at 1, not at 0: take 1 off, then divide by 9.",
        ),
        Misconception(
            "divided by ten",
            lambda **g: 10 * (_weighted(g) - 1),
            "This takes off 1 and divides by 10. From 1 to 10 there are 9 steps.",
        ),
        Misconception(
            "equal weights",
            lambda **g: on_hundred(sum(g[f"mean_{n}"] for n in (1, 2, 3)) / 3),
            "This weighs the three questions alike. Use the weights {weight_1}, {weight_2} and {weight_3}.",
        ),
        Misconception(
            "one not taken off",
            lambda **g: _weighted(g) / 9 * 100,
            "This divides by 9, but does not take off the 1 at which the scale starts.",
        ),
        Misconception(
            "weighted mean",
            lambda **g: _weighted(g),
            "This is the weighted mean on the scale from 1 to 10. Now bring it to 0 to 100.",
        ),
    ),
    hints=(
        "First the weighted mean: each mean times its weight, added up.",
        "Take off 1, divide by 9, multiply by 100.",
    ),
    steps=lambda **g: (
        f"Weighted mean: {g['mean_1']} × {g['weight_1']} + {g['mean_2']} × {g['weight_2']} + {g['mean_3']} × {g['weight_3']}"
        f" = {_weighted(g):.4g}.\nIndex: ({_weighted(g):.4g} − 1) / 9 × 100."
    ),
)


def _draw_words(rng):
    right = rng.randrange(30, 60)
    missed, wrong = rng.sample(range(6, 40), 2)
    return {"by_hand": right + missed, "coded": right + wrong, "right": right, "all": rng.randrange(250, 400)}


READ = Exercise(
    number="6.6",
    title="What the words found",
    objective="read",
    draw=_draw_words,
    question=(
        "Of {all} comments, {by_hand} are about delivery: somebody read them all. A list of keywords calls {coded} comments"
        " “delivery”, and {right} of these are. What is its recall, as a share?"
    ),
    solution=lambda by_hand, coded, right, all: right / by_hand,
    out_of=1,
    misconceptions=(
        Misconception(
            "precision for recall",
            lambda by_hand, coded, right, all: right / coded,
            "This is precision: of the {coded} it called so, how many are. Recall asks how many of the {by_hand} it found.",
        ),
        Misconception(
            "share of all",
            lambda by_hand, coded, right, all: right / all,
            "This divides by all comments. Recall looks only at the {by_hand} that are about delivery.",
        ),
        Misconception(
            "counts compared",
            lambda by_hand, coded, right, all: coded / by_hand,
            "This compares the two counts. They could be equal, and every single comment wrong.",
        ),
        Misconception(
            "share missed",
            lambda by_hand, coded, right, all: 1 - right / by_hand,
            "This is the share that was missed. Recall is the share that was found.",
        ),
        Misconception(
            "wrong of those it called so",
            lambda by_hand, coded, right, all: (coded - right) / coded,
            "This is the share of its {coded} that are wrong. Recall asks how many of the {by_hand} it found.",
        ),
    ),
    hints=(
        "Recall: of the comments that really are about delivery, which share did the words find?",
        "{right} found, of {by_hand}.",
    ),
    steps=lambda by_hand, coded, right, all: (
        f"Right / by hand = {right} / {by_hand}. (Precision would be {right} / {coded}.)"
    ),
)


OBJECTIVES = {
    "feel": "work out how a gap between expectation and performance feels",
    "promise": "find the promise that pays best, and say what moves it",
    "kano": "sort features with Kano's questions, and see when the result hides people",
    "gaps": "find where a service falls short, and whether the gap is real",
    "index": "compute a satisfaction index, and tell satisfaction from loyalty",
    "read": "count open comments by keywords, and say how far to trust the count",
}
