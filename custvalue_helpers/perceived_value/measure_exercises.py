"""Exercise 4.6: difference and ratio."""

from custvalue_helpers.kit.exercise import Exercise, Misconception


def _draw_judge(rng):
    cost_a = rng.randrange(3, 7)
    gain_a = rng.randrange(6, 10)
    cost_b = rng.randrange(14, 22)
    return {
        "benefit_a": cost_a + gain_a,
        "cost_a": cost_a,
        "benefit_b": cost_b + gain_a + rng.randrange(2, 6),
        "cost_b": cost_b,
    }


JUDGE = Exercise(
    number="4.6",
    title="Small and sweet, or large and good?",
    objective="judge",
    draw=_draw_judge,
    question=(
        "Offer A: benefit €{benefit_a}, cost €{cost_a}. Offer B: benefit €{benefit_b}, cost €{cost_b}. Each customer buys"
        " one of them, once a month. Take the offer that the ratio, benefit over cost, ranks second. By difference, how"
        " many euro a month MORE than the other does it leave the customer? (One number.)"
    ),
    solution=lambda benefit_a, cost_a, benefit_b, cost_b: float((benefit_b - cost_b) - (benefit_a - cost_a)),
    unit="€ a month",
    misconceptions=(
        Misconception(
            "the other way round",
            lambda benefit_a, cost_a, benefit_b, cost_b: float((benefit_a - cost_a) - (benefit_b - cost_b)),
            "The sign is turned. The ratio ranks B second; take B's difference minus A's.",
        ),
        Misconception(
            "ratios compared",
            lambda benefit_a, cost_a, benefit_b, cost_b: benefit_a / cost_a - benefit_b / cost_b,
            "This compares the two ratios. They say which is first; the gain in euro is a difference of differences.",
        ),
        Misconception(
            "benefits compared",
            lambda benefit_a, cost_a, benefit_b, cost_b: float(benefit_b - benefit_a),
            "This compares the benefits alone. B also costs more: take off the costs.",
        ),
        Misconception(
            "one offer's gain",
            lambda benefit_a, cost_a, benefit_b, cost_b: float(benefit_b - cost_b),
            "This is all that the customer gains from B. How much MORE is it than what A would give?",
        ),
        Misconception(
            "the other offer's gain",
            lambda benefit_a, cost_a, benefit_b, cost_b: float(benefit_a - cost_a),
            "This is all that the customer gains from A. How much more does B give?",
        ),
        Misconception(
            "costs compared",
            lambda benefit_a, cost_a, benefit_b, cost_b: float(cost_b - cost_a),
            "This compares the costs alone. Take each offer's benefit minus its cost first.",
        ),
        Misconception(
            "a year for a month",
            lambda benefit_a, cost_a, benefit_b, cost_b: float(
                12 * (benefit_b - cost_b - benefit_a + cost_a)
            ),
            "This is for a year. The question asks for a month.",
        ),
    ),
    hints=(
        "Ratios: {benefit_a}/{cost_a} for A and {benefit_b}/{cost_b} for B. Which is second?",
        "Work out benefit minus cost for each offer.",
        "Subtract the smaller from the larger.",
    ),
    steps=lambda benefit_a, cost_a, benefit_b, cost_b: (
        f"Ratios: A {benefit_a / cost_a:.3g}, B {benefit_b / cost_b:.3g}, so the ratio ranks B second.\nDifferences:"
        f" A {benefit_a - cost_a}, B {benefit_b - cost_b}. The customer gains the difference between them by taking B."
    ),
)
