"""Exercises 6.5 to 6.7: a gap with its interval, a count of comments, and an index."""

import math

from custvalue_helpers.kit.exercise import Convention, Exercise, Misconception
from custvalue_helpers.satisfaction.model import on_hundred


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
