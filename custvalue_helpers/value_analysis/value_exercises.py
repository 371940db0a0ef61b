"""Exercises 5.2 and 5.3: the market-perceived quality ratio, and the fair price."""

from custvalue_helpers.kit.exercise import Exercise, Misconception
from custvalue_helpers.value_analysis.model import fair_price, quality_ratio


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
    weights = {1: w1 / 100, 2: w2 / 100, 3: 1 - (w1 + w2) / 100}
    return quality_ratio({1: own1, 2: own2, 3: own3}, {1: rival1, 2: rival2, 3: rival3}, weights)


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
