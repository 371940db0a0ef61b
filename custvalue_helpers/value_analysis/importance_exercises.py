"""Exercises 5.1 and 5.4: shares of the credit, and the grid of importance and performance."""

from custvalue_helpers.kit.exercise import Exercise, Misconception
from custvalue_helpers.value_analysis.model import importance_performance, lmg_two


def _draw_share(rng):
    alone, other = rng.randrange(30, 46), rng.randrange(16, 29)
    return {"alone": alone, "other": other, "together": alone + rng.randrange(4, other - 8)}


SHARE = Exercise(
    number="5.1",
    title="Who gets the credit?",
    objective="derive",
    draw=_draw_share,
    question=(
        "Speed alone explains {alone} % of the differences in value, friendliness alone {other} %, both together"
        " {together} %. How many percentage points does LMG give to SPEED?"
    ),
    solution=lambda alone, other, together: 100 * lmg_two(alone / 100, other / 100, together / 100)[0],
    unit="percentage points",
    out_of=100,
    misconceptions=(
        Misconception(
            "first only",
            lambda alone, other, together: float(alone),
            "This lets speed always enter first and take all that the two share. Average it with entering second.",
        ),
        Misconception(
            "second only",
            lambda alone, other, together: float(together - other),
            "This lets speed always enter second. Average it with entering first, {alone}.",
        ),
        Misconception(
            "the other driver",
            lambda alone, other, together: (other + together - alone) / 2,
            "This is friendliness's share. Speed gets the rest of {together}.",
        ),
        Misconception(
            "what the other adds",
            lambda alone, other, together: float(together - alone),
            "This is what friendliness adds to speed. Ask it the other way: what does speed add to friendliness?",
        ),
        Misconception(
            "half each",
            lambda alone, other, together: together / 2,
            "This halves what both explain, as if the two were alike. Alone, speed explains more.",
        ),
        Misconception(
            "in proportion",
            lambda alone, other, together: together * alone / (alone + other),
            "This splits the total in proportion to what each explains alone. LMG averages over the two orders.",
        ),
        Misconception(
            "share of the total",
            lambda alone, other, together: 50 * (alone + together - other) / together,
            "This is speed's part of what is explained. The question asks for percentage points out of {together}.",
        ),
        Misconception(
            "sum, not average",
            lambda alone, other, together: float(alone + together - other),
            "This adds the two orders. Divide by two to average them.",
        ),
    ),
    hints=(
        "There are two orders: speed enters first, or friendliness does.",
        "First, speed brings {alone}. Second, it brings {together} − {other}.",
        "Average the two.",
    ),
    steps=lambda alone, other, together: (
        f"Speed first: it brings {alone}.\nSpeed second: it brings {together} − {other} = {together - other}.\n"
        f"The average: ({alone} + {together - other}) / 2."
    ),
)

NAMES = ("taste", "speed", "advice")


def _draw_grid(rng):
    """One of three attributes is important and performed below the mean; performance is above 5.5 everywhere."""
    urgent, strong, weak = rng.sample(NAMES, 3)
    importance = {urgent: rng.randrange(80, 93), strong: rng.randrange(72, 90), weak: rng.randrange(56, 63)}
    performance = {urgent: rng.randrange(58, 66), strong: rng.randrange(80, 92), weak: rng.randrange(60, 68)}
    return {
        f"{kind}_{name}": table[name] / 10
        for kind, table in (("i", importance), ("p", performance))
        for name in NAMES
    }


def _grid(given, cut="mean"):
    kinds = ({name: given[f"{kind}_{name}"] for name in NAMES} for kind in ("i", "p"))
    return importance_performance(*kinds, cut=cut)


GRID = Exercise(
    number="5.4",
    title="Where should the money go?",
    objective="grid",
    draw=_draw_grid,
    question=(
        "A bakery's customers, from 1 to 10. Importance: taste {i_taste}, speed {i_speed}, advice {i_advice}."
        " Performance: taste {p_taste}, speed {p_speed}, advice {p_advice}. With the lines at the MEAN of the three, on"
        " which attribute should the bakery concentrate? Decide."
    ),
    solution=lambda **given: _grid(given).named("concentrate here")[0],
    options=(*NAMES, "none of them"),
    misconceptions=(
        Misconception(
            "the scale's middle",
            lambda **given: "none of them",
            "With the lines at 5.5 nothing would lie below. The question puts them at the means of the three.",
        ),
        Misconception(
            "performance praised",
            lambda **given: max(NAMES, key=lambda name: given[f"p_{name}"]),
            "This is where the bakery does best. Look for what is important and done below the mean.",
        ),
        Misconception(
            "importance forgotten",
            lambda **given: min(NAMES, key=lambda name: given[f"i_{name}"]),
            "This matters least: below the mean of importance it is of low priority, however it is done.",
        ),
    ),
    hints=(
        "Work out the mean importance and the mean performance of the three.",
        "“Concentrate here” is above the mean in importance, and below it in performance.",
    ),
    steps=lambda **given: (
        f"The lines: importance {_grid(given).importance_cut:.2f}, performance {_grid(given).performance_cut:.2f}.\n"
        + "\n".join(f"{name}: {quadrant}" for name, quadrant in _grid(given).quadrants.items())
    ),
)
