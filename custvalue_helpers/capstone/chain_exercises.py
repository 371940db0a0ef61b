"""Exercises 9.1 and 9.2: through the chain, and what the draws say."""

from custvalue_helpers.kit.exercise import Exercise, Misconception


def _draw_follow(rng):
    return {
        "trial": rng.choice((30, 32, 35, 38, 40, 42)),
        "rise": rng.choice((2, 3, 4, 5)),
        "worth": 10 * rng.randrange(12, 19),
        "more": rng.choice((3, 4, 6, 7, 8)),
        "cost": rng.choice((18, 22, 26, 28)),
    }


def _follow(trial, rise, worth, more, cost):
    return 10 * ((trial + rise) * (worth + more - cost) - trial * (worth - cost))


FOLLOW = Exercise(
    number="9.1",
    title="Through the chain",
    objective="follow",
    draw=_draw_follow,
    question=(
        "A step raises the share who try from {trial} % by {rise} percentage points, and a customer's lifetime value from €{worth} by"
        " €{more}. Winning a customer costs €{cost}. By how many euro does customer equity rise, for 1,000 people who meet the firm?"
    ),
    solution=_follow,
    unit="€",
    misconceptions=(
        Misconception(
            "trial only",
            lambda trial, rise, worth, more, cost: 10 * rise * (worth - cost),
            "This is what those bring who come in addition, at the old lifetime value. All who come are worth €{more} more, too.",
        ),
        Misconception(
            "value only",
            lambda trial, rise, worth, more, cost: 10 * trial * more,
            "This is what those bring who came anyway. In addition {rise} more in 100 come.",
        ),
        Misconception(
            "the two added",
            lambda trial, rise, worth, more, cost: 10 * (rise * (worth - cost) + trial * more),
            "Nearly: those who come in addition are worth €{more} more as well. Work out equity before and after, and subtract.",
        ),
        Misconception(
            "changes multiplied",
            lambda trial, rise, worth, more, cost: 10 * rise * more,
            "This multiplies the two changes. Multiply share and value BEFORE, then AFTER, and subtract.",
        ),
        Misconception(
            "winning for free",
            lambda trial, rise, worth, more, cost: _follow(trial, rise, worth, more, 0),
            "Each of those who come in addition costs €{cost} to win: lifetime value − cost.",
        ),
        Misconception(
            "equity afterwards",
            lambda trial, rise, worth, more, cost: 10 * (trial + rise) * (worth + more - cost),
            "This is customer equity after the step. The question asks by how much it rises.",
        ),
        Misconception(
            "per cent of it",
            lambda trial, rise, worth, more, cost: (
                10 * trial * ((1 + rise / 100) * (worth + more - cost) - (worth - cost))
            ),
            "This takes {rise} PER CENT of {trial} %. The rise is {rise} percentage points: to {trial} + {rise} in 100.",
        ),
        Misconception(
            "per cent as a number",
            lambda trial, rise, worth, more, cost: 100 * _follow(trial, rise, worth, more, cost),
            "This takes {trial} % as {trial}. As a share it is {trial} / 100.",
        ),
        Misconception(
            "one person",
            lambda trial, rise, worth, more, cost: _follow(trial, rise, worth, more, cost) / 1000,
            "This is the rise for one person. There are 1,000.",
        ),
    ),
    hints=(
        "Customer equity of 1,000 people = 1,000 × share who try × (lifetime value − cost).",
        "Before: 1,000 × {trial}/100 × ({worth} − {cost}).",
        "After: the share is {trial} + {rise} %, the value {worth} + {more}. Then after − before.",
    ),
    steps=lambda trial, rise, worth, more, cost: (
        f"Before: 1,000 × {trial / 100} × ({worth} − {cost}) = {10 * trial * (worth - cost):,}.\n"
        f"After: 1,000 × {(trial + rise) / 100} × ({worth + more} − {cost}) = {10 * (trial + rise) * (worth + more - cost):,}.\nSubtract."
    ),
)


def _draw_sure(rng):
    while True:
        draws = sorted(rng.sample(range(-4, 16), 10))
        price = rng.randrange(2, 6)
        lost, negative = sum(d < price for d in draws), sum(d < 0 for d in draws)
        if price not in draws and 2 <= lost <= 4 and 1 <= negative < lost and sum(draws) / 10 > price:
            shown = ", ".join(str(d).replace("-", "−") for d in rng.sample(draws, 10))
            return {"draws": shown, "price": price, "lost": lost, "negative": negative}


SURE = Exercise(
    number="9.2",
    title="What the draws say",
    objective="sure",
    draw=_draw_sure,
    question=(
        "Ten draws of what a step brings, each as likely as the others, in thousand euro: {draws}. The step costs €{price} thousand. How"
        " likely, in per cent, is it that the step loses money?"
    ),
    solution=lambda draws, price, lost, negative: 10 * lost,
    unit="%",
    out_of=100,
    misconceptions=(
        Misconception(
            "the price forgotten",
            lambda draws, price, lost, negative: 10 * negative,
            "This counts the draws below zero. The step costs {price}: whatever brings less than that loses money.",
        ),
        Misconception(
            "the gains",
            lambda draws, price, lost, negative: 100 - 10 * lost,
            "This is how likely it is that the step GAINS. The question asks for a loss.",
        ),
        Misconception(
            "the mean decides",
            lambda draws, price, lost, negative: 0,
            "The mean is above the price, but the mean is not what happens. Count the draws that bring less than {price}.",
        ),
        Misconception(
            "a count",
            lambda draws, price, lost, negative: lost,
            "This is how many of the ten draws lose. In per cent it is ten times as much.",
        ),
    ),
    hints=(
        "Take {price} from each of the ten.",
        "How many of the ten are then below zero?",
        "Each draw stands for 10 %.",
    ),
    steps=lambda draws, price, lost, negative: (
        f"Of {draws}, those below {price} lose money: {lost}.\n{lost} of 10, each as likely as the others."
    ),
)
