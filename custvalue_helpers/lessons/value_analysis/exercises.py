"""What lesson 5 teaches and asks: its objectives and its exercises."""

from custvalue_helpers.kit.exercise import Convention, Exercise, Misconception
from custvalue_helpers.models.value_maps import fair_price, importance_performance, lmg_two, quality_ratio


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
    importance, performance = ({name: given[f"{kind}_{name}"] for name in NAMES} for kind in ("i", "p"))
    return importance_performance(importance, performance, cut=cut)


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


def _draw_ratio(rng):
    return {
        "w1": rng.choice([40, 50, 60]),
        "w2": rng.choice([20, 25]),
        "own1": rng.randrange(7, 11),
        "own2": rng.randrange(3, 6),
        "own3": rng.randrange(6, 11),
        "rival1": rng.randrange(4, 7),
        "rival2": rng.randrange(7, 10),
        "rival3": rng.randrange(2, 6),
    }


def _ratio(w1, w2, own1, own2, own3, rival1, rival2, rival3):
    weights = {"1": w1 / 100, "2": w2 / 100, "3": 1 - (w1 + w2) / 100}
    own, rivals = {"1": own1, "2": own2, "3": own3}, {"1": rival1, "2": rival2, "3": rival3}
    return quality_ratio(own, rivals, weights)


def _weighted(w1, w2, *scores):
    return (w1 * scores[0] + w2 * scores[1] + (100 - w1 - w2) * scores[2]) / 100


RATIO = Exercise(
    number="5.2",
    title="How much better, all in all?",
    objective="ratio",
    draw=_draw_ratio,
    question=(
        "Three attributes weigh {w1} %, {w2} % and the rest. We score {own1}, {own2}, {own3}; the rival {rival1}, {rival2},"
        " {rival3}. What is our market-perceived quality ratio? (1 means as good as the rival.)"
    ),
    solution=_ratio,
    out_of=1,
    misconceptions=(
        Misconception(
            "weights forgotten",
            lambda **g: sum(g[f"own{i}"] / g[f"rival{i}"] for i in (1, 2, 3)) / 3,
            "This is the plain mean of the three ratios. Weigh them: the first counts {w1} %.",
        ),
        Misconception(
            "upside down",
            lambda **g: _ratio(
                g["w1"], g["w2"], *(g[f"rival{i}"] for i in (1, 2, 3)), *(g[f"own{i}"] for i in (1, 2, 3))
            ),
            "This divides the rival's scores by ours. Ours come on top.",
        ),
        Misconception(
            "ratio of weighted sums",
            lambda **g: (
                _weighted(g["w1"], g["w2"], g["own1"], g["own2"], g["own3"])
                / _weighted(g["w1"], g["w2"], g["rival1"], g["rival2"], g["rival3"])
            ),
            "This divides one weighted score by the other. Form the ratio of each attribute first, then weigh.",
        ),
        Misconception(
            "difference for ratio",
            lambda **g: _weighted(g["w1"], g["w2"], *(g[f"own{i}"] - g[f"rival{i}"] for i in (1, 2, 3))),
            "This weighs the differences, in points. The quality ratio weighs ratios.",
        ),
        Misconception(
            "the third weight forgotten",
            lambda **g: (g["w1"] * g["own1"] / g["rival1"] + g["w2"] * g["own2"] / g["rival2"]) / 100,
            "This stops after two attributes. The third has the rest of the 100 %.",
        ),
        Misconception(
            "ratios only added",
            lambda **g: sum(g[f"own{i}"] / g[f"rival{i}"] for i in (1, 2, 3)),
            "This adds the three ratios. Multiply each by its weight first: the first counts {w1} %.",
        ),
        Misconception(
            "first attribute only",
            lambda **g: g["own1"] / g["rival1"],
            "This is the first attribute's ratio alone. The other two count as well.",
        ),
        Misconception(
            "weights exchanged",
            lambda **g: _ratio(**{**g, "w1": g["w2"], "w2": g["w1"]}),
            "The first two weights are exchanged: the first attribute weighs {w1} %.",
        ),
    ),
    hints=(
        "First the three ratios, ours over the rival's: {own1}/{rival1}, {own2}/{rival2}, {own3}/{rival3}.",
        "Then multiply each by its weight. The third weight is what is missing from 100 %.",
        "Add the three products.",
    ),
    steps=lambda **g: (
        f"{g['w1'] / 100:g} × {g['own1']}/{g['rival1']} + {g['w2'] / 100:g} × {g['own2']}/{g['rival2']}"
        f" + {(100 - g['w1'] - g['w2']) / 100:g} × {g['own3']}/{g['rival3']}"
    ),
)

FAIR = Exercise(
    number="5.3",
    title="A fair price",
    objective="fair",
    draw=lambda rng: {"quality": 100 + rng.randrange(8, 33), "weight": rng.choice([60, 65, 70, 75, 55])},
    question=(
        "A brand's relative quality is {quality} (100 is as good as the rivals). Quality weighs {weight} % in customers'"
        " judgement, the price the rest. Which relative price would be fair (100 is as dear as the rivals)?"
    ),
    solution=lambda quality, weight: 100 * fair_price(quality / 100, weight / 100),
    out_of=100,
    misconceptions=(
        Misconception(
            "price equals quality",
            lambda quality, weight: float(quality),
            "This lets the price follow quality one for one. The slope is the quality weight over the price weight.",
        ),
        Misconception(
            "slope upside down",
            lambda quality, weight: 100 + (100 - weight) / weight * (quality - 100),
            "This divides the price's weight by quality's. It is the other way round.",
        ),
        Misconception(
            "weight for slope",
            lambda quality, weight: 100 + weight / 100 * (quality - 100),
            "This takes the weight for the slope. The slope is the weight of quality over the weight of the price.",
        ),
        Misconception(
            "the line through zero",
            lambda quality, weight: weight / (100 - weight) * quality,
            "This puts the line through zero. It runs through (100, 100): multiply the lead of {quality} − 100 only.",
        ),
        Misconception(
            "the slope alone",
            lambda quality, weight: weight / (100 - weight),
            "This is the slope of the line. Multiply it by the lead of {quality} − 100, and add that to 100.",
        ),
        Misconception(
            "the premium alone",
            lambda quality, weight: weight / (100 - weight) * (quality - 100),
            "This is how much above 100 the fair price lies. Add the 100.",
        ),
        Misconception(
            "the premium taken off",
            lambda quality, weight: 100 - weight / (100 - weight) * (quality - 100),
            "This takes the premium off. A better brand may ask more: add it to 100.",
        ),
    ),
    hints=(
        "The price's weight is 100 − {weight}.",
        "Slope: {weight} / (100 − {weight}). The line passes through (100, 100).",
        "Fair price: 100 + slope × ({quality} − 100).",
    ),
    steps=lambda quality, weight: (
        f"Slope: {weight} / {100 - weight} = {weight / (100 - weight):.4g}.\n100 + {weight / (100 - weight):.4g} × {quality - 100}"
    ),
)


def _draw_lead(rng):
    n = rng.choice([64, 81, 100, 121, 144])
    return {
        "lead": rng.choice([30, 35, 40, 45, 55, 60, 65, 70]) / 100,
        "spread": rng.choice([1.6, 1.8, 2.0, 2.2, 2.4]),
        "n": n,
    }


def _low(lead, spread, n, root=0.5, times=2):
    return lead - times * spread / n**root


LEAD = Exercise(
    number="5.5",
    title="Are we ahead?",
    objective="compare",
    draw=_draw_lead,
    question=(
        "{n} customers rated us and the rival. On average we lead by {lead} points; the differences of single customers"
        " have a standard deviation of {spread}. Where does the 95 % interval of the lead BEGIN? (Take 2 standard errors.)"
    ),
    solution=_low,
    unit="points",
    conventions=(
        Convention(
            lambda lead, spread, n: _low(lead, spread, n, times=1.96),
            "You took 1.96 standard errors, which is 2 before rounding.",
        ),
    ),
    misconceptions=(
        Misconception(
            "no root",
            lambda lead, spread, n: _low(lead, spread, n, root=1),
            "This divides by {n}. The standard error divides by the square root of {n}.",
        ),
        Misconception(
            "people for the mean",
            lambda lead, spread, n: lead - 2 * spread,
            "This is the spread of single customers. The mean of {n} is surer: divide by the root of {n}.",
        ),
        Misconception(
            "one standard error",
            lambda lead, spread, n: _low(lead, spread, n, times=1),
            "This goes one standard error down. A 95 % interval goes two.",
        ),
        Misconception(
            "the upper end",
            lambda lead, spread, n: _low(lead, spread, n, times=-2),
            "This is where the interval ends. It begins as far below the lead.",
        ),
        Misconception(
            "the lead itself",
            lambda lead, spread, n: lead,
            "This is the lead, the middle of the interval. It begins two standard errors below.",
        ),
        Misconception(
            "half width for end",
            lambda lead, spread, n: 2 * spread / n**0.5,
            "This is how far the interval reaches to either side. Take it off the lead, {lead}.",
        ),
        Misconception(
            "standard error for end",
            lambda lead, spread, n: spread / n**0.5,
            "This is the standard error. Go two of them down from the lead, {lead}.",
        ),
        Misconception(
            "the sign turned",
            lambda lead, spread, n: -_low(lead, spread, n),
            "The sign is turned. The interval begins at the lead minus two standard errors.",
        ),
    ),
    hints=(
        "The standard error of a mean: standard deviation / square root of the number of people.",
        "In Python the square root of {n} is {n} ** 0.5.",
        "The interval begins at {lead} − 2 × the standard error. If that is above 0, the lead is clear.",
    ),
    steps=lambda lead, spread, n: (
        f"Standard error: {spread} / {n**0.5:g} = {spread / n**0.5:.4g}.\n{lead} − 2 × {spread / n**0.5:.4g}."
        f"\n{'Above' if _low(lead, spread, n) > 0 else 'Not above'} zero: {'ahead' if _low(lead, spread, n) > 0 else 'too close to call'}."
    ),
)


def _draw_alarms(rng):
    """The number to expect is never whole or nearly so: who rounds it can be told so."""
    brands, attributes, real = rng.randrange(3, 7), rng.randrange(6, 13), rng.randrange(2, 5)
    while (brands * attributes - real) % 20 in (19, 0, 1):
        attributes += 1
    return {"brands": brands, "attributes": attributes, "real": real, "found": rng.randrange(9, 13)}


ALARMS = Exercise(
    number="5.6",
    title="How many would be noise?",
    objective="watch",
    draw=_draw_alarms,
    question=(
        "A study compares {attributes} scores of {brands} brands with last year's. {found} changes are significant, each"
        " by its own 95 % interval. In truth {real} scores changed. How many of ALL the others do you expect to look"
        " changed by chance?"
    ),
    solution=lambda brands, attributes, real, found: 0.05 * (brands * attributes - real),
    unit="scores",
    misconceptions=(
        Misconception(
            "five percent of the findings",
            lambda brands, attributes, real, found: 0.05 * found,
            "This takes 5 % of what was found. It is 5 % of what did NOT change.",
        ),
        Misconception(
            "all that is left over",
            lambda brands, attributes, real, found: float(found - real),
            "This is how many were found beyond the real ones in this study. The question is what to expect by chance.",
        ),
        Misconception(
            "one brand only",
            lambda brands, attributes, real, found: 0.05 * (attributes - real),
            "This counts one brand. There are {brands} of them.",
        ),
        Misconception(
            "the changed ones counted",
            lambda brands, attributes, real, found: 0.05 * brands * attributes,
            "This counts the scores that did change as well. They cannot be false alarms: take off {real}.",
        ),
        Misconception(
            "all that did not change",
            lambda brands, attributes, real, found: float(brands * attributes - real),
            "This is how many did not change. About 5 % of them will look changed.",
        ),
        Misconception(
            "chance for number",
            lambda brands, attributes, real, found: 1 - 0.95 ** (brands * attributes - real),
            "This is the chance of at least one false alarm. The question asks how many to expect.",
        ),
        Misconception(
            "all but five percent",
            lambda brands, attributes, real, found: 0.95 * (brands * attributes - real),
            "This is how many rightly show no change. The other 5 % are false alarms.",
        ),
        Misconception(
            "per cent as a number",
            lambda brands, attributes, real, found: 5.0 * (brands * attributes - real),
            "This multiplies by 5. 5 % is 0.05.",
        ),
    ),
    hints=(
        "How many scores are compared? {brands} × {attributes}.",
        "Those that did not change: take off {real}.",
        "Each of them looks changed with chance 0.05.",
    ),
    steps=lambda brands, attributes, real, found: (
        f"{brands} × {attributes} = {brands * attributes} scores, {brands * attributes - real} of them unchanged."
        f"\n0.05 × {brands * attributes - real}."
    ),
)


OBJECTIVES = {
    "derive": "tell stated from derived importance, and share out the credit for value",
    "ratio": "compute a market-perceived quality ratio",
    "fair": "say which price would be fair for a quality",
    "grid": "read importance and performance together, and see what the lines decide",
    "compare": "compare two brands attribute by attribute, with intervals",
    "watch": "tell a real change from noise among many",
}
