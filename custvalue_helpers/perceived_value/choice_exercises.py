"""Exercises 4.4 and 4.5: shares of choice, willingness to pay."""

import math

from custvalue_helpers.kit.exercise import Convention, Exercise, Misconception
from custvalue_helpers.perceived_value.model import choice_shares

PAY = Exercise(
    number="4.5",
    title="What is ten minutes worth?",
    objective="pay",
    draw=lambda rng: {"price": -rng.randrange(25, 45) / 100, "time": -rng.randrange(120, 230) / 100},
    question=(
        "A logit fitted on other train journeys gives a coefficient of {price} for the price (in euro) and {time} for"
        " the travel time (in hours). How many euro would a traveller pay to save TEN MINUTES?"
    ),
    solution=lambda price, time: time / price / 6,
    unit="€",
    conventions=(
        Convention(
            lambda price, time: -time / price / 6,
            "As a willingness to pay for ten minutes MORE, it is negative; to save them, people pay the positive amount.",
        ),
        Convention(
            lambda price, time: 100 * time / price / 6, "You gave it in cents; in euro, divide by 100."
        ),
    ),
    misconceptions=(
        Misconception(
            "an hour for ten minutes",
            lambda price, time: time / price,
            "This is what an hour is worth. Ten minutes are a sixth of it.",
        ),
        Misconception(
            "minutes for hours",
            lambda price, time: time / price * 10,
            "This takes ten hours. The coefficient is for an hour, and ten minutes are 10/60 of one.",
        ),
        Misconception(
            "ratio upside down",
            lambda price, time: price / time / 6,
            "This is price over time, so it is hours for each euro. Divide the time coefficient by the price coefficient.",
        ),
        Misconception(
            "ratio upside down, an hour",
            lambda price, time: price / time,
            "This is price over time. Divide the time coefficient by the price coefficient; and ten minutes are a sixth of an hour.",
        ),
        Misconception(
            "coefficient for money",
            lambda price, time: -time / 6,
            "This is utility, not money. Divide by the price coefficient to turn it into euro.",
        ),
        Misconception(
            "product for ratio",
            lambda price, time: time * price / 6,
            "This multiplies the two coefficients. An exchange rate is a ratio: divide.",
        ),
        Misconception(
            "multiplied by six",
            lambda price, time: time / price * 6,
            "This multiplies the value of an hour by six. Ten minutes are less than an hour: divide by six.",
        ),
        Misconception(
            "the lesson's travellers",
            lambda price, time: 5.26 / 6,
            "This takes €5.26 an hour from the lesson. These are other travellers: use their coefficients.",
        ),
    ),
    hints=(
        "A coefficient says how much one more unit changes utility: one euro, one hour.",
        "Time coefficient divided by price coefficient gives euro for an hour.",
        "Ten minutes are one sixth of an hour.",
    ),
    steps=lambda price, time: (
        f"An hour is worth {time} / {price} = {time / price:.4g} €.\nTen minutes are a sixth of that: {time / price:.4g} / 6."
    ),
)

SHARE = Exercise(
    number="4.4",
    title="From utility to share",
    objective="share",
    draw=lambda rng: {
        "ours": rng.randrange(4, 15) / 10,
        "rival": rng.choice([-8, -7, -6, -5, -4, -3, 2, 3, 4]) / 10,
    },
    question=(
        "A fitted logit gives Kestrel a utility of {ours} and the only rival one of {rival}. What share of choices does"
        " the logit predict for Kestrel? (A number between 0 and 1.)"
    ),
    solution=lambda ours, rival: choice_shares([ours, rival])[0],
    out_of=1,
    misconceptions=(
        Misconception(
            "odds for share",
            lambda ours, rival: math.exp(ours - rival),
            "This is exp(difference): Kestrel's share divided by the rival's. Its share of all choices is this over (1 + this).",
        ),
        Misconception(
            "the rival's share",
            lambda ours, rival: choice_shares([ours, rival])[1],
            "This is the rival's share. Kestrel's is the rest.",
        ),
        Misconception(
            "the rival's utility forgotten",
            lambda ours, rival: choice_shares([ours, 0])[0],
            "This takes the rival's utility to be 0. It is {rival}: put exp({rival}) into the sum.",
        ),
        Misconception(
            "utility for share",
            lambda ours, rival: ours / (abs(ours) + abs(rival)),
            "This divides the utilities themselves. The logit divides their exponentials, so that no share is negative.",
        ),
        Misconception(
            "own utility for share",
            lambda ours, rival: ours,
            "This is Kestrel's utility itself. A share is exp({ours}) over the sum of exp({ours}) and exp({rival}).",
        ),
        Misconception(
            "the difference in utility",
            lambda ours, rival: ours - rival,
            "This is the difference in utility. The logit turns it into a share: 1 / (1 + exp(−difference)).",
        ),
        Misconception(
            "the rival's sign lost",
            lambda ours, rival: choice_shares([ours, -rival])[0],
            "The sign of the rival's utility is turned: it is {rival}.",
        ),
        Misconception(
            "not divided by the sum",
            lambda ours, rival: math.exp(ours),
            "This is exp({ours}). A share divides it by the sum of exp({ours}) and exp({rival}).",
        ),
    ),
    hints=(
        "The logit works with exp(utility): choice_shares does that for you.",
        "Kestrel's share is exp({ours}) / (exp({ours}) + exp({rival})); in Python, exp is 2.71828 ** utility.",
        "In code: answer = choice_shares([{ours}, {rival}])[0]. The [0] takes the first of the two shares.",
    ),
    steps=lambda ours, rival: (
        f"exp({ours}) = {math.exp(ours):.4g} and exp({rival}) = {math.exp(rival):.4g}.\nThe share is"
        f" {math.exp(ours):.4g} / ({math.exp(ours):.4g} + {math.exp(rival):.4g})."
    ),
)
