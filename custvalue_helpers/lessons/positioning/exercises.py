"""What lesson 3 teaches and asks: its objectives and its exercises."""

import math

from custvalue_helpers.kit.exercise import Convention, Exercise, Misconception
from custvalue_helpers.models.pull import moved_shares
from custvalue_helpers.models.targeting import (
    Appeal,
    Coverage,
    SegmentMarket,
    best_coverage,
    compare_coverage,
    crossover_cost,
    weighted_totals,
)


def _draw_grid(rng):
    return {
        "size": rng.randrange(2, 10),
        "worth": rng.randrange(2, 10),
        "lead": rng.randrange(1, 10),
        "w_size": rng.choice([30, 40]),
        "w_worth": rng.choice([10, 15]),
    }


def _grid(size, worth, lead, w_size, w_worth):
    weights = {"size": w_size, "worth": w_worth, "lead": 100 - w_size - w_worth}
    return weighted_totals({"offices": {"size": size, "worth": worth, "lead": lead}}, weights)["offices"]


GRID = Exercise(
    number="3.1",
    title="Score a segment",
    objective="grid",
    draw=_draw_grid,
    question=(
        "Small offices score {size} for size, {worth} for worth and {lead} for our lead, all from 0 to 10. Size weighs"
        " {w_size} %, worth {w_worth} %, and our lead the rest. What is their weighted total, from 0 to 10?"
    ),
    solution=_grid,
    unit="of 10",
    misconceptions=(
        Misconception(
            "plain mean",
            lambda size, worth, lead, w_size, w_worth: (size + worth + lead) / 3,
            "This is the plain mean of the three scores: every criterion counts the same. Multiply each by its weight first.",
        ),
        Misconception(
            "sum of scores",
            lambda size, worth, lead, w_size, w_worth: float(size + worth + lead),
            "This adds the scores without their weights.",
        ),
        Misconception(
            "lead left out",
            lambda size, worth, lead, w_size, w_worth: (w_size * size + w_worth * worth) / 100,
            "This leaves out our lead. It weighs what is left of 100 % after {w_size} % and {w_worth} %.",
        ),
        Misconception(
            "percent not divided",
            lambda **g: 100 * _grid(**g),
            "Almost: {w_size} % is {w_size} divided by 100. The total must lie between 0 and 10.",
        ),
        Misconception(
            "weights of size and worth exchanged",
            lambda size, worth, lead, w_size, w_worth: _grid(size, worth, lead, w_worth, w_size),
            "The weights of size and worth are exchanged: size weighs {w_size} %.",
        ),
        Misconception(
            "divided by three as well",
            lambda **g: _grid(**g) / 3,
            "The weights sum to 100 % already; there is nothing left to divide by 3.",
        ),
        Misconception(
            "lead at full weight",
            lambda size, worth, lead, w_size, w_worth: (w_size * size + w_worth * worth) / 100 + lead,
            "This adds our lead without its weight. It weighs what is left of 100 %.",
        ),
    ),
    hints=(
        "How much is left for our lead? 100 − {w_size} − {w_worth} per cent.",
        "Multiply each score by its weight: {size} × {w_size} / 100, and so on.",
        "Add the three products.",
    ),
    steps=lambda size, worth, lead, w_size, w_worth: (
        f"Our lead weighs 100 − {w_size} − {w_worth} = {100 - w_size - w_worth} %.\n{size} × {w_size / 100:g} ="
        f" {size * w_size / 100:g}, {worth} × {w_worth / 100:g} = {worth * w_worth / 100:g}, {lead} ×"
        f" {(100 - w_size - w_worth) / 100:g} = {lead * (100 - w_size - w_worth) / 100:g}. Add them."
    ),
)


def _draw_cross(rng):
    return {
        "many": rng.choice([3, 5, 6]),
        "margin_many": 1000 * rng.randrange(60, 95),
        "margin_one": 1000 * rng.randrange(25, 45),
    }


def _cross(many, margin_many, margin_one):
    return crossover_cost(Coverage("many", margin_many, many), Coverage("one", margin_one, 1))


CROSS = Exercise(
    number="3.2",
    title="When do variants stop paying?",
    objective="coverage",
    draw=_draw_cross,
    question=(
        "A tea merchant can make one blend for everyone, which brings €{margin_one:,} of margin a year, or {many} blends, one"
        " for each segment, which bring €{margin_many:,} together. Each blend costs the same fixed amount a year. Up to which"
        " cost of a blend do the {many} blends bring more profit than the one?"
    ),
    solution=_cross,
    unit="€ a blend",
    misconceptions=(
        Misconception(
            "all variants for the additional ones",
            lambda many, margin_many, margin_one: (margin_many - margin_one) / many,
            "This divides by all {many} blends. The one blend costs as well: only the additional blends count.",
        ),
        Misconception(
            "the gain for the cost of one",
            lambda many, margin_many, margin_one: float(margin_many - margin_one),
            "This is the additional margin of all blends together. How many additional blends have to be paid from it?",
        ),
        Misconception(
            "the other offer forgotten",
            lambda many, margin_many, margin_one: margin_many / many,
            "At this cost the {many} blends earn nothing at all. But the one blend would still earn: compare the two.",
        ),
        Misconception(
            "added instead of subtracted",
            lambda many, margin_many, margin_one: (margin_many + margin_one) / (many - 1),
            "This adds the two margins. What counts is what {many} blends bring more than one.",
        ),
        Misconception(
            "one variant too many",
            lambda many, margin_many, margin_one: (margin_many - margin_one) / (many + 1),
            "This divides by one blend more than there are. {many} instead of 1: how many additional ones is that?",
        ),
        Misconception(
            "the one blend's margin forgotten",
            lambda many, margin_many, margin_one: margin_many / (many - 1),
            "This lets the additional blends earn all €{margin_many:,}. The one blend alone would earn €{margin_one:,} of it.",
        ),
    ),
    hints=(
        "How much more margin do the {many} blends bring?",
        "How many blends more have to be paid?",
        "Divide the first by the second.",
    ),
    steps=lambda many, margin_many, margin_one: (
        f"Additional margin: {margin_many:,} − {margin_one:,} = {margin_many - margin_one:,}.\nAdditional blends:"
        f" {many} − 1 = {many - 1}.\nDivide: below this cost the {many} blends are ahead."
    ),
)

WORDS = {
    "undifferentiated": "one offer for everyone",
    "differentiated": "an offer for each segment",
    "concentrated": "an offer for one segment",
}


def _draw_choice(rng):
    """Two segments, drawn so that now one offer for one of them wins, now two offers, and never by a hair."""
    wanted = rng.choice(["differentiated", "concentrated"])
    while True:
        given = {
            "a": 100 * rng.randrange(10, 60),
            "b": 100 * rng.randrange(10, 60),
            "m_a": rng.randrange(20, 80),
            "m_b": rng.randrange(10, 60),
            "everyone": rng.choice([6, 8, 9]),
            "cost": 500 * rng.randrange(3, 25),
        }
        profits = {each.strategy: each.profit(given["cost"]) for each in _three(**given)}
        first, second, third = sorted(profits, key=profits.__getitem__, reverse=True)
        clear = profits[first] > 1.15 * profits[second] and profits[second] > 1.15 * profits[third] > 500
        if first == wanted and clear:
            return given


def _three(a, b, m_a, m_b, everyone, cost):
    market = {"A": SegmentMarket(a, m_a), "B": SegmentMarket(b, m_b)}
    appeal = Appeal(for_me=0.15, for_everyone=everyone / 100, for_others=0.0)
    return compare_coverage(market, appeal)[:3]


def _best(**given):
    return best_coverage(_three(**given), given["cost"])[0]


def _most_profit(**given):
    return _best(**given).profit(given["cost"])


def _runner_up(**given):
    """The profit of the better-looking wrong choice: of the two made for segments, the one that does not win."""
    _, many, one = _three(**given)
    return (one if _best(**given) == many else many).profit(given["cost"])


def _poorer(a, b, m_a, m_b, everyone, cost):
    """The profit of one offer for the segment that brings less."""
    return 0.15 * min(a * m_a, b * m_b) - cost


CHOOSE = Exercise(
    number="3.3",
    title="Which strategy, and what does it bring?",
    objective="strategy",
    draw=_draw_choice,
    question=(
        "Segment A has {a:,} people with a margin of €{m_a} each, segment B {b:,} people with €{m_b}. Of the people an offer is"
        " made for, 15 % take it; of those it is not made for, nobody. One offer meant for everyone is taken by {everyone} % of"
        " all. Each offer costs €{cost:,}. Choose among one offer for everyone, one for each segment, and one for a single"
        " segment. What profit does the best choice bring?"
    ),
    solution=_most_profit,
    unit="€",
    misconceptions=(
        Misconception(
            "one offer for everyone",
            lambda **g: _three(**g)[0].profit(g["cost"]),
            "This is one offer for everyone. It costs €{cost:,} only once, but just {everyone} % take it. Try the other two.",
        ),
        Misconception(
            "the wrong number of segments",
            _runner_up,
            "Worked out well, but another number of offers brings more. Compare one offer for the better segment with two"
            " offers.",
        ),
        Misconception(
            "the poorer segment",
            _poorer,
            "This is one offer for a single segment, but for the one that brings less. Multiply people by margin first.",
        ),
        Misconception(
            "cost left out",
            lambda **g: _best(**g).margin,
            "This is the margin. Take off what the offers cost: €{cost:,} for each.",
        ),
        Misconception(
            "cost counted once for two offers",
            lambda **g: _three(**g)[1].margin - g["cost"],
            "An offer for each segment means two offers: take off €{cost:,} twice, then compare again.",
        ),
        Misconception(
            "everybody takes it",
            lambda a, b, m_a, m_b, everyone, cost: float(a * m_a + b * m_b - 2 * cost),
            "Only 15 % of the people take the offer made for them.",
        ),
        Misconception(
            "the wrong share",
            lambda a, b, m_a, m_b, everyone, cost: everyone / 100 * (a * m_a + b * m_b) - 2 * cost,
            "This takes {everyone} % of both segments, and the cost of two offers. Of an offer made for them, 15 % take it.",
        ),
    ),
    hints=(
        "For everyone: {everyone} % of ({a:,} × {m_a} + {b:,} × {m_b}), less €{cost:,}.",
        "For each segment: 15 % of the same bracket, less twice €{cost:,}.",
        "For a single segment: 15 % of {a:,} × {m_a} or of {b:,} × {m_b}, whichever is more, less €{cost:,}.",
    ),
    steps=lambda **g: "\n".join(
        f"{WORDS[each.strategy].capitalize()}: {each.margin:,.0f} − {each.variants:g} × {g['cost']:,} ="
        f" {each.profit(g['cost']):,.0f}."
        for each in _three(**g)
    ),
)


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
        "The added utility is {pull} × {points}. The factor is exp({pull} × {points}): the box reckons that, too.",
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


OBJECTIVES = {
    "grid": "score segments, and say how much the choice hangs on the weights",
    "coverage": "find the cost at which two coverage strategies change places",
    "strategy": "choose among one offer, several, or one segment",
    "map": "read a perceptual map, and put a brand on it",
    "share": "predict a share of first choices after a move",
    "parity": "tell a point of difference from parity, and from not knowing",
}
