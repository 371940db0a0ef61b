"""Exercises 3.4 to 3.6: a place on the map, a share after a move, and parity or difference."""

import math

from custvalue_helpers.kit.exercise import Convention, Exercise, Misconception
from custvalue_helpers.positioning.pull import moved_shares


def _draw_place(rng):
    return {
        "fresh": rng.choice([8.2, 8.6, 8.8, 9.1]),
        "mean_fresh": rng.choice([5.8, 6.3, 6.5]),
        "fast": rng.choice([4.1, 4.6, 5.2]),
        "mean_fast": rng.choice([6.4, 6.9, 7.3]),
        "v_fresh": rng.choice([0.8, 0.7]),
        "v_fast": rng.choice([-0.3, -0.4, -0.6]),
    }


def _place(fresh, mean_fresh, fast, mean_fast, v_fresh, v_fast):
    return (fresh - mean_fresh) * v_fresh + (fast - mean_fast) * v_fast


PLACE = Exercise(
    number="3.4",
    title="Put a brand on the map",
    objective="map",
    draw=_draw_place,
    question=(
        "A map shows two attributes. Brand R is rated {fresh} for freshness (mean of the brands {mean_fresh}) and {fast} for"
        " speed (mean {mean_fast}). On dimension 1, freshness has a vector of {v_fresh}, speed one of {v_fast}."
        " Where on dimension 1 does R stand?"
    ),
    solution=_place,
    unit="on dimension 1",
    misconceptions=(
        Misconception(
            "means not taken off",
            lambda fresh, mean_fresh, fast, mean_fast, v_fresh, v_fast: fresh * v_fresh + fast * v_fast,
            "This uses the ratings as they are. The map's middle is the mean of the brands: take off {mean_fresh} and {mean_fast} first.",
        ),
        Misconception(
            "sign of the second vector lost",
            lambda fresh, mean_fresh, fast, mean_fast, v_fresh, v_fast: (
                (fresh - mean_fresh) * v_fresh - (fast - mean_fast) * v_fast
            ),
            "The sign of speed's vector got lost: it is {v_fast}. Slower than the mean, times a negative vector, is positive.",
        ),
        Misconception(
            "freshness only",
            lambda fresh, mean_fresh, fast, mean_fast, v_fresh, v_fast: (fresh - mean_fresh) * v_fresh,
            "This is freshness alone. Add (speed − its mean) × {v_fast}.",
        ),
        Misconception(
            "vectors left out",
            lambda fresh, mean_fresh, fast, mean_fast, v_fresh, v_fast: (fresh - mean_fresh) + (fast - mean_fast),
            "This adds the two differences. Multiply each by its vector before.",
        ),
        Misconception(
            "vectors exchanged",
            lambda fresh, mean_fresh, fast, mean_fast, v_fresh, v_fast: (
                (fresh - mean_fresh) * v_fast + (fast - mean_fast) * v_fresh
            ),
            "The vectors are exchanged: {v_fresh} belongs to freshness.",
        ),
        Misconception(
            "mean less rating",
            lambda **g: -_place(**g),
            "The sign is turned: take the mean off the rating, not the rating off the mean.",
        ),
        Misconception(
            "speed only",
            lambda fresh, mean_fresh, fast, mean_fast, v_fresh, v_fast: (fast - mean_fast) * v_fast,
            "This is speed alone. Add (freshness − its mean) × {v_fresh}.",
        ),
    ),
    hints=(
        "How far is R above the mean in freshness? {fresh} − {mean_fresh}. And in speed?",
        "Multiply each difference by its vector, {v_fresh} and {v_fast}, with its sign.",
        "Add the two.",
    ),
    steps=lambda fresh, mean_fresh, fast, mean_fast, v_fresh, v_fast: (
        f"Freshness: ({fresh} − {mean_fresh}) × {v_fresh} = {(fresh - mean_fresh) * v_fresh:.3g}.\nSpeed: ({fast} −"
        f" {mean_fast}) × ({v_fast}) = {(fast - mean_fast) * v_fast:.3g}.\nAdd the two."
    ),
)  # fmt: skip


def _draw_share(rng):
    return {
        "share": rng.choice([20, 25, 30, 40]),
        "pull": rng.choice([0.25, 0.4, 0.5, 0.8]),
        "points": rng.choice([0.5, 1.5, 2.0]),
    }


def _share(share, pull, points):
    return 100 * moved_shares((share / 100, 1 - share / 100), pull * points)[0]


SHARE = Exercise(
    number="3.5",
    title="A share after a move",
    objective="share",
    draw=_draw_share,
    question=(
        "In one segment {share} % would take us first, all others together get the rest. Each point of freshness adds {pull} to"
        " our utility there. We get {points} points fresher. What is our share then, in per cent? (Our share is multiplied by"
        " e to the power of the added utility; then all shares are divided by their sum.)"
    ),
    solution=_share,
    unit="%",
    out_of=100,
    misconceptions=(
        Misconception(
            "not divided by the sum",
            lambda share, pull, points: share * math.exp(pull * points),
            "This is our share times e to the power of {pull} × {points}. Now all shares sum to more than 100: divide by their sum.",
        ),
        Misconception(
            "utility added to the share",
            lambda share, pull, points: share + 100 * pull * points,
            "This adds the utility to the share. Multiply the share by e to the power of it instead.",
        ),
        Misconception(
            "one point only",
            lambda share, pull, points: _share(share, pull, 1.0),
            "This is for one point. We get {points} points fresher: the added utility is {pull} × {points}.",
        ),
        Misconception(
            "the utility as a factor",
            lambda share, pull, points: 100 * share * (1 + pull * points) / (share * (1 + pull * points) + 100 - share),
            "This multiplies by 1 + {pull} × {points}. The factor is e to that power: exp({pull} × {points}).",
        ),
        Misconception(
            "everybody multiplied",
            lambda share, pull, points: float(share),
            "This is the share as it was. If every share is multiplied, nothing changes: only ours is.",
        ),
        Misconception(
            "the pull forgotten",
            lambda share, pull, points: _share(share, 1, points),
            "This adds {points} to our utility. Each point adds {pull}: the added utility is {pull} × {points}.",
        ),
        Misconception(
            "the rivals multiplied",
            lambda share, pull, points: 100 - _share(100 - share, pull, points),
            "This multiplies the others' share. It is our utility that rises: multiply {share}.",
        ),
    ),
    hints=(
        "The added utility is {pull} × {points}. In code: from math import exp, then exp({pull} * {points}).",
        "Multiply {share} by that. The others keep what they had, 100 − {share}.",
        "Divide our number by the sum of both, times 100.",
    ),
    steps=lambda share, pull, points: (
        f"e to the power of {pull} × {points} is {math.exp(pull * points):.4g}.\nOurs: {share} ×"
        f" {math.exp(pull * points):.4g} = {share * math.exp(pull * points):.4g}; the others: {100 - share}.\nShare: 100 ×"
        f" {share * math.exp(pull * points):.4g} / {share * math.exp(pull * points) + 100 - share:.4g}."
    ),
)  # fmt: skip


def _draw_parity(rng):
    while True:
        given = {"lead": -rng.randrange(8, 36) / 100, "error": rng.randrange(5, 18) / 100}
        if (
            abs(_margin(**given) - 0.5) > 0.03
        ):  # half a point is the lesson's own margin: nobody should hit it by habit
            return given


def _margin(lead, error):
    return abs(lead) + 1.96 * error


PARITY = Exercise(
    number="3.6",
    title="As good as the rival?",
    objective="parity",
    draw=_draw_parity,
    question=(
        "Kestrel wants to say: our app is as good as the rival's. Among people who rated both, its mean lead is {lead} points,"
        " with a standard error of {error}; the 95 % interval reaches 1.96 standard errors to either side. Parity may be"
        " claimed if the whole interval lies within a margin that nobody minds. How large must this margin be at least, in"
        " points?"
    ),
    solution=_margin,
    unit="points",
    conventions=(
        Convention(
            lambda lead, error: abs(lead) + 2 * error,
            "You took 2 standard errors. That is 1.96, rounded.",
        ),
    ),
    misconceptions=(
        Misconception(
            "the lead alone",
            lambda lead, error: abs(lead),
            "This is the mean alone. The interval reaches further, by 1.96 × {error}.",
        ),
        Misconception(
            "the interval's half alone",
            lambda lead, error: 1.96 * error,
            "This is how far the interval reaches from its middle. The middle is {lead}, not zero.",
        ),
        Misconception(
            "the nearer end",
            lambda lead, error: abs(lead + 1.96 * error),
            "This is how far the interval's upper end lies from zero. The lower end is farther: the whole interval must fit.",
        ),
        Misconception(
            "one standard error",
            lambda lead, error: abs(lead) + error,
            "This goes one standard error out. The 95 % interval goes 1.96 of them.",
        ),
        Misconception(
            "the whole width",
            lambda lead, error: 2 * 1.96 * error,
            "This is the interval's whole width. How far from zero does its farther end lie?",
        ),
        Misconception(
            "the lower end with its sign",
            lambda lead, error: lead - 1.96 * error,
            "This is the lower end, and the right distance; a margin is a positive number.",
        ),
    ),
    hints=(
        "Work out the interval: {lead} ± 1.96 × {error}.",
        "Which of its ends lies farther from zero?",
        "The margin must reach that far, to either side of zero.",
    ),
    steps=lambda lead, error: (
        f"The interval: {lead} − 1.96 × {error} = {lead - 1.96 * error:.3g}, and {lead} + 1.96 × {error} ="
        f" {lead + 1.96 * error:.3g}.\nThe farther end is {lead - 1.96 * error:.3g}: the margin must be at least as wide."
    ),
)
