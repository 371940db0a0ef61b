"""What lesson 9 teaches and asks: its objectives and its exercises."""

import math

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


LETTERS = "ABCD"
PEOPLE = 3  # thousand


def _best(given, worth):
    gains, prices = ([given[f"{what}_{k}"] for k in LETTERS] for what in ("gain", "price"))
    return LETTERS[max(range(4), key=lambda k: worth(gains[k], prices[k]))]


def _net(gain, price):
    return PEOPLE * gain - price


def _by_net(**given):
    return _best(given, _net)


def _by_gain(**given):
    return _best(given, lambda gain, price: gain)


def _by_ratio(**given):
    return _best(given, lambda gain, price: gain / price)


def _by_one_thousand(**given):
    return _best(given, lambda gain, price: gain - price)


def _draw_budget(rng):
    """Four offers for which each way of choosing picks another one, and the best is ahead by a thousand at least."""
    ratio = (rng.randrange(15, 20) / 10, 1)
    thousand = (rng.randrange(41, 45) / 10, 3)
    price = rng.choice((7, 8, 9))
    best = (price - rng.randrange(2, 8) / 10, price)
    gain = best[0] + rng.randrange(2, 9) / 10
    largest = (gain, math.ceil(_net(gain, 0) - _net(*best)) + rng.randrange(2, 5))
    offers = rng.sample((ratio, thousand, best, largest), 4)
    rows = dict(zip(LETTERS, offers, strict=True))
    return {f"gain_{k}": round(rows[k][0], 1) for k in LETTERS} | {f"price_{k}": rows[k][1] for k in LETTERS}


BUDGET = Exercise(
    number="9.3",
    title="One offer only",
    objective="budget",
    draw=_draw_budget,
    question=(
        "Kestrel can buy one of four offers. What each adds to customer equity, in thousand euro per 1,000 people, and its price in"
        " thousand euro: A adds {gain_A}, price {price_A}. B adds {gain_B}, price {price_B}. C adds {gain_C}, price {price_C}. D adds {gain_D},"
        " price {price_D}. 3,000 people will meet Kestrel. Which offer should it buy?"
    ),
    solution=_by_net,
    options=tuple(LETTERS),
    misconceptions=(
        Misconception(
            "the largest gain", _by_gain, "This one adds most, and costs most of it again. Take the price off: 3 × what it adds − price.",
        ),
        Misconception(
            "the best ratio", _by_ratio,
            "This one adds most for each euro spent. But only one can be bought: what counts is what is left, 3 × what it adds − price.",
        ),
        Misconception(
            "a thousand people", _by_one_thousand, "This compares what 1,000 people bring with the whole price. 3,000 people will come.",
        ),
    ),
    hints=(
        "What each adds is per 1,000 people, and 3,000 will come: 3 times as much.",
        "Take the price off.",
        "The largest of 3 × {gain_A} − {price_A}, 3 × {gain_B} − {price_B}, 3 × {gain_C} − {price_C}, 3 × {gain_D} − {price_D}.",
    ),
    steps=lambda **given: "\n".join(
        f"{k}: 3 × {given[f'gain_{k}']} − {given[f'price_{k}']} = {_net(given[f'gain_{k}'], given[f'price_{k}']):.1f}" for k in LETTERS
    ),
)  # fmt: skip


def _narrower(a, b, c):
    return 100 * (1 - math.sqrt((a / 2) ** 2 + b**2 + c**2) / math.sqrt(a**2 + b**2 + c**2))


STUDY = Exercise(
    number="9.4",
    title="Is the study worth it?",
    objective="study",
    draw=lambda rng: {"a": rng.choice((6, 7, 8, 9, 10)), "b": rng.choice((3, 4, 5)), "c": rng.choice((1, 2))},
    question=(
        "An answer hangs on three links whose errors have nothing to do with each other. Alone, they would make it uncertain by standard errors of {a}, {b}"
        " and {c} thousand euro. A study would halve the first. By how many per cent does the standard error of the whole answer shrink?"
        " (Variances add: the whole is √({a}² + {b}² + {c}²).)"
    ),
    solution=_narrower,
    unit="%",
    out_of=100,
    misconceptions=(
        Misconception(
            "by half", lambda a, b, c: 50.0, "Only one of the three links is halved; the two others stay as they are.",
        ),
        Misconception(
            "errors added", lambda a, b, c: 100 * (a / 2) / (a + b + c),
            "This adds the three errors. Errors that have nothing to do with each other add as squares: √({a}² + {b}² + {c}²).",
        ),
        Misconception(
            "the variance", lambda a, b, c: 100 * 0.75 * a**2 / (a**2 + b**2 + c**2),
            "This is by how much the VARIANCE shrinks. The standard error is its root: take roots before you compare.",
        ),
        Misconception(
            "what is left", lambda a, b, c: 100 - _narrower(a, b, c), "This is how much of the standard error is left. The question asks how much goes.",
        ),
        Misconception(
            "thousand euro", lambda a, b, c: math.sqrt(a**2 + b**2 + c**2) - math.sqrt((a / 2) ** 2 + b**2 + c**2),
            "This is by how many thousand euro it shrinks. In per cent of what it was, please.",
        ),
    ),
    hints=(
        "Before: √({a}² + {b}² + {c}²). The box reckons roots: √(…), or sqrt(…).",
        "After: the same with half of {a}.",
        "100 × (1 − after / before).",
    ),
    steps=lambda a, b, c: (
        f"Before: {math.sqrt(a**2 + b**2 + c**2):.3f}. After: √({a / 2}² + {b}² + {c}²) = {math.sqrt((a / 2) ** 2 + b**2 + c**2):.3f}.\n"
        "100 × (1 − after / before)."
    ),
)  # fmt: skip


BELIEVE = Exercise(
    number="9.5",
    title="Does it hold as often as it says?",
    objective="check",
    draw=lambda rng: {"firms": rng.choice((100, 200, 300, 400, 500)), "missed": rng.randrange(11, 20)},
    question=(
        "Intervals that claim 90 % were made for {firms} simulated firms, and missed the truth in {missed} % of them. By how many standard"
        " errors is that more than the 10 % they claim to miss? (The standard error of a share p in n trials is √(p·(1 − p)/n); take p ="
        " 0.10. Up to about 2 may be chance.)"
    ),
    solution=lambda firms, missed: (missed / 100 - 0.1) / math.sqrt(0.09 / firms),
    unit="standard errors",
    misconceptions=(
        Misconception(
            "points", lambda firms, missed: float(missed - 10), "This is the difference in percentage points. Divide it by the standard error, in points too.",
        ),
        Misconception(
            "a share", lambda firms, missed: (missed - 10) / 100, "This is the difference as a share. Divide it by the standard error.",
        ),
        Misconception(
            "one firm", lambda firms, missed: (missed / 100 - 0.1) / 0.3, "This divides by √(p·(1 − p)), the scatter of a single firm. For {firms} firms divide that by √{firms}.",
        ),
        Misconception(
            "no root", lambda firms, missed: (missed / 100 - 0.1) / (0.09 / firms), "This divides by the variance. The standard error is its root.",
        ),
        Misconception(
            "the share seen", lambda firms, missed: (missed / 100 - 0.1) / math.sqrt(missed / 100 * (1 - missed / 100) / firms),
            "This takes the standard error at the {missed} % that were seen. The question is whether the claim holds: take the 10 % it claims.",
        ),
        Misconception(
            "points over a share", lambda firms, missed: (missed - 10) / math.sqrt(0.09 / firms),
            "The difference is in percentage points here, the standard error a share. Use {missed}/100 − 0.10.",
        ),
        Misconception(
            "the error itself", lambda firms, missed: math.sqrt(0.09 / firms), "This is the standard error. How many of them fit into the difference?",
        ),
    ),
    hints=(
        "The difference: {missed}/100 − 0.10.",
        "The standard error: √(0.1 × 0.9 / {firms}). You may write that into the box.",
        "Divide the first by the second.",
    ),
    steps=lambda firms, missed: (
        f"Difference {missed / 100} − 0.1 = {missed / 100 - 0.1:.2f}. Standard error √(0.09/{firms}) = {math.sqrt(0.09 / firms):.4f}.\n"
        "Divide. Above about 2 one would look for a reason."
    ),
)  # fmt: skip


def _draw_returns(rng):
    return {
        "chosen": rng.choice((40, 42, 45, 48)),
        "before": rng.choice((100, 105, 110, 120)),
        "after": rng.choice((80, 85, 88, 92)),
        "cost": rng.choice((30, 35, 40)),
    }


RETURNS = Exercise(
    number="9.6",
    title="Worth less, and yet",
    objective="cases",
    draw=_draw_returns,
    question=(
        "A shoe shop considers free returns. Now {chosen} % of those who meet it buy, and a customer is worth €{before}; winning one costs"
        " €{cost}. With free returns a customer would be worth €{after}. What share of those who meet it, in per cent, must then buy for"
        " customer equity to stay as it is?"
    ),
    solution=lambda chosen, before, after, cost: chosen * (before - cost) / (after - cost),
    unit="%",
    out_of=100,
    misconceptions=(
        Misconception(
            "winning for free", lambda chosen, before, after, cost: chosen * before / after,
            "This leaves out the €{cost} that each customer costs to win. What counts is lifetime value − cost.",
        ),
        Misconception(
            "upside down", lambda chosen, before, after, cost: chosen * (after - cost) / (before - cost),
            "Upside down: if each customer leaves less, MORE must buy.",
        ),
        Misconception(
            "euro as points", lambda chosen, before, after, cost: float(chosen + before - after),
            "This adds the euro that are lost to the per cent. Set equity before and after equal instead.",
        ),
        Misconception(
            "the extra", lambda chosen, before, after, cost: chosen * (before - cost) / (after - cost) - chosen,
            "This is how many MORE must buy. The question asks for the whole share.",
        ),
        Misconception(
            "the loss in per cent added",
            lambda chosen, before, after, cost: chosen * (1 + (before - after) / before),
            "This raises {chosen} % by as many per cent as the value falls. Set equity before and after equal instead.",
        ),
    ),
    hints=(
        "Before, 100 people who meet the shop bring {chosen} × ({before} − {cost}).",
        "Afterwards x × ({after} − {cost}). The two are to be equal.",
        "x = {chosen} × ({before} − {cost}) / ({after} − {cost}).",
    ),
    steps=lambda chosen, before, after, cost: (
        f"{chosen} × ({before} − {cost}) = {chosen * (before - cost)} must equal x × ({after} − {cost}).\nDivide by {after - cost}."
    ),
)  # fmt: skip


OBJECTIVES = {
    "follow": "follow a step through the whole chain, to money",
    "sure": "say how sure a result is, and how likely a loss",
    "budget": "choose among offers with one budget",
    "study": "find the link an answer hangs on, and judge a study of it",
    "check": "tell whether intervals hold the truth as often as they claim",
    "cases": "turn a firm's move into a small model, and run it",
}
