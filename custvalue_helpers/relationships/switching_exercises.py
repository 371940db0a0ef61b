"""Exercise 8.7: where switching ends."""

from custvalue_helpers.kit.exercise import Exercise, Misconception


def _draw_switch(rng):
    stay_a = rng.choice((60, 65, 70, 75, 80, 85))
    return {
        "stay_a": stay_a,
        "stay_b": rng.choice([s for s in (70, 75, 80, 85, 90) if s != stay_a]),
        "now": rng.choice((20, 30, 40)),
    }


SWITCH = Exercise(
    number="8.7",
    title="Where switching ends",
    objective="switching",
    draw=_draw_switch,
    question=(
        "Two brands. Of those who bought A last, {stay_a} % buy A again; of those who bought B last, {stay_b} % buy B again. At"
        " present {now} % of purchases are A's. If the switching goes on like this, which share of purchases, in per cent, does A"
        " end up with?"
    ),
    solution=lambda stay_a, stay_b, now: 100 * (100 - stay_b) / (200 - stay_a - stay_b),
    unit="%",
    out_of=100,
    misconceptions=(
        Misconception(
            "the other brand",
            lambda stay_a, stay_b, now: 100 * (100 - stay_a) / (200 - stay_a - stay_b),
            "This is B's share. A is fed by those who leave B: (100 − {stay_b}) in the numerator.",
        ),
        Misconception(
            "one step",
            lambda stay_a, stay_b, now: (now * stay_a + (100 - now) * (100 - stay_b)) / 100,
            "This is A's share after one more purchase. Go on until as many come to A as leave it.",
        ),
        Misconception(
            "repeat shares compared",
            lambda stay_a, stay_b, now: 100 * stay_a / (stay_a + stay_b),
            "This compares the two repeat rates. What ends up where depends on who LEAVES: 100 − {stay_b} come to A, 100 − {stay_a} leave it.",
        ),
        Misconception(
            "today's share",
            lambda stay_a, stay_b, now: float(now),
            "This is A's share today. Where it ends does not depend on where it starts.",
        ),
        Misconception(
            "repeat rate for share",
            lambda stay_a, stay_b, now: float(stay_a),
            "This is how often A's buyers come back. Its share also depends on how many come over from B.",
        ),
        Misconception(
            "half each",
            lambda stay_a, stay_b, now: 50.0,
            "This gives half to each. That would be so if as many of 100 left A as leave B.",
        ),
    ),
    hints=(
        "In the end as many go from A to B as from B to A.",
        "With A's share x: x × (100 − {stay_a}) = (100 − x) × (100 − {stay_b}).",
        "Solve for x.",
    ),
    steps=lambda stay_a, stay_b, now: (
        f"From A leave {100 - stay_a} % of x, from B come {100 - stay_b} % of 100 − x.\nEqual at x = 100 × {100 - stay_b} /"
        f" ({100 - stay_a} + {100 - stay_b}). Today's {now} % do not matter."
    ),
)
