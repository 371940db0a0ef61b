"""The explorers of lesson 5: the value map with a rating moved, and real changes against noise."""

from dataclasses import dataclass
from statistics import NormalDist

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import chance, percent, plural
from custvalue_helpers.value_analysis import moving_plots
from custvalue_helpers.value_analysis.findings import (
    ATTRIBUTES,
    BRANDS,
    DERIVED,
    LABELS,
    QUALITY_WEIGHT,
    kestrel_draws,
)
from custvalue_helpers.value_analysis.importance_explorers import correlated_drivers, importance_grid
from custvalue_helpers.value_analysis.model import chance_to_see, false_alarms, value_position


@dataclass(frozen=True)
class MapView:
    """The value map with Kestrel moved: each brand's position, the bootstrap clouds, and the line's slope."""

    positions: tuple
    cloud_quality: object
    cloud_price: object
    slope: float
    better: float
    weight: float
    attribute: str

    @property
    def note(self):
        return f"{self.attribute} weighs {percent(self.weight)}"

    @property
    def kestrel(self):
        return self.positions[0]

    @property
    def hopla(self):
        return self.positions[BRANDS.index("Hopla")]


def _map(attribute, moved, price_moved, quality_weight):
    import numpy as np

    from custvalue_helpers.value_analysis.brand_map import relative_position

    means, draws = kestrel_draws()
    shift = np.zeros_like(means)
    place = [LABELS[name] for name in ATTRIBUTES].index(attribute)
    shift[0, place] = moved
    shift[0, -1] = price_moved
    weights = np.array(DERIVED["everyone"]) / sum(DERIVED["everyone"])
    quality, price = relative_position(np.clip(means + shift, 1, 10), weights)
    cloud_quality, cloud_price = relative_position(np.clip(draws + shift, 1, 10), weights)
    positions = tuple(
        value_position(name, q, p, quality_weight)
        for name, q, p in zip(BRANDS, quality.tolist(), price.tolist(), strict=True)
    )
    slope = quality_weight / (1 - quality_weight)
    better = float((1 + slope * (cloud_quality[:, 0] - 1) > cloud_price[:, 0]).mean())
    return MapView(positions, cloud_quality, cloud_price, slope, better, float(weights[place]), attribute)


def _read_map(r):
    k, h = r.kestrel, r.hopla
    quality, price, gap = (round(number, 2) for number in (k.quality, k.price, k.gap))
    fair = f"A fair price would be {price + gap:.2f}"  # of the rounded numbers, so that the reader's sum comes out
    return (
        f"Kestrel has {quality:.2f} times the others' quality and {price:.2f} times their price. {fair}:"
        f" {_verdict(k)}. Kestrel lies below the line in {chance(r.better)} of the samples. Hopla has {h.quality:.2f} times the others' quality"
        f" ({_verdict(h)})."
    )


def _verdict(position):
    return (
        position.verdict
        if position.verdict == "fair value"
        else f"{position.verdict} by {abs(position.gap):.2f}"
    )


moved_on_the_value_map = Explorer(
    name="value map",
    question="Where does Kestrel land on the value map if one rating moves?",
    controls=(
        Slider("moved", "Kestrel's rating moves by", -1.8, 1.8, 0, 0.1, "points"),
        Toggle("attribute", "Which rating", tuple(LABELS[name] for name in ATTRIBUTES), "delivery"),
        Slider(
            "price_moved",
            "its price rating by",
            -1.5,
            1.5,
            0,
            0.1,
            "points",
            help="how good customers find the price",
        ),
        Slider(
            "quality_weight",
            "Weight of quality",
            0.3,
            0.75,
            QUALITY_WEIGHT,
            0.05,
            help="0.60 by Kestrel's ratings, rounded; the price has the rest",
        ),
    ),
    model=_map,
    reading=_read_map,
    build=moving_plots.value_map_builder((0.25, 1.6), (0.2, 2.6)),
    table=lambda r: [
        {
            "brand": p.name,
            "relative quality": p.quality,
            "relative price": p.price,
            "fair price": p.fair_price,
            "better by": p.gap,
        }
        for p in r.positions
    ],
    size=(8, 3.6),
    prediction=Prediction(
        question="Kestrel's delivery gains 1.5 points. Hopla changes nothing at all. What happens to Hopla on the map?",
        options=("it stays where it is", "it moves left: its relative quality falls", "it moves right"),
        move_to={"moved": 1.5},
        truth=lambda before, after: "it moves left: its relative quality falls",
        why=lambda before, after: (
            f"Hopla's relative quality falls from {before.hopla.quality:.2f} to {after.hopla.quality:.2f}, while Kestrel's"
            f" rises from {before.kestrel.quality:.2f} to {after.kestrel.quality:.2f}: everyone is measured against the others."
        ),
    ),
)


@dataclass(frozen=True)
class Noise:
    """A true change, how far a study's result scatters around it, and how often it is called a change."""

    change: float
    comparisons: int
    standard_error: float
    limit_alone: float
    limit_corrected: float
    seen_alone: float
    seen_corrected: float
    false_alarm: float


def _noise(change, respondents, spread, comparisons):
    error, normal = spread / respondents**0.5, NormalDist()
    corrected = 0.05 / comparisons  # Bonferroni; Holm's limits lie between this and 0.05
    return Noise(change, round(comparisons), error, normal.inv_cdf(0.975) * error, normal.inv_cdf(1 - corrected / 2) * error,
                 chance_to_see(change, error), chance_to_see(change, error, corrected), false_alarms(comparisons))  # fmt: skip


def _read_noise(r):
    several = r.comparisons > 1
    if r.change:
        seen = f"A true change of {plural(r.change, 'point')} is noticed in {chance(r.seen_alone)} of such studies"
        seen += (
            f", and after correction for {r.comparisons} comparisons in {chance(r.seen_corrected)}"
            if several
            else ""
        )
    else:
        seen = "Nothing changed here"
    alarm = (
        f"at least one of {r.comparisons} uncorrected comparisons gives a false alarm"
        if several
        else "a false alarm comes"
    )
    return (
        f"{seen}. The 95\u00a0% interval reaches {plural(r.limit_alone, 'point')} to either side. If nothing changed anywhere,"
        f" {alarm} in {chance(r.false_alarm)} of such studies."
    )


real_or_noise = Explorer(
    name="real or noise",
    question="How many respondents tell a real change from noise, and what do many comparisons do?",
    controls=(
        Slider("change", "True change", 0, 1.5, 0.4, 0.05, "points"),
        Slider("respondents", "Respondents", 20, 600, 100, 10, "people"),
        Slider(
            "spread",
            "People differ by",
            0.5,
            3,
            1.3,
            0.1,
            "points",
            help="standard deviation of the changes of single people",
        ),
        Slider("comparisons", "Comparisons made", 1, 60, 1, 1),
    ),
    model=_noise,
    reading=_read_noise,
    build=moving_plots.noise_builder(-1.6, 2.6),
    table=lambda r: [
        {
            "tested": "alone",
            "limit (points)": r.limit_alone,
            "chance to see the change": r.seen_alone,
            "false alarm if nothing changed": r.false_alarm,
        },
        {
            "tested": "corrected",
            "limit (points)": r.limit_corrected,
            "chance to see the change": r.seen_corrected,
            "false alarm if nothing changed": false_alarms(r.comparisons, 0.05 / r.comparisons),
        },
    ],
    size=(8, 3.3),
    prediction=Prediction(
        question="Suppose nothing has changed anywhere. Kestrel compares 28 scores with last year's, each with a 95 % interval. How likely is at least one false alarm?",
        options=("5 %", "about 25 %", "about 75 %"),
        move_to={"change": 0, "comparisons": 28},
        truth=lambda before, after: "about 75 %",
        why=lambda before, after: (
            f"Each comparison is right with chance 0.95, all 28 with 0.95 to the power of 28, which leaves a false alarm in"
            f" {percent(after.false_alarm)} of such studies (if they are independent). The dashed limits bring it back to 5\u00a0%."
        ),
    ),
)

EXPLORERS = (correlated_drivers, importance_grid, moved_on_the_value_map, real_or_noise)
