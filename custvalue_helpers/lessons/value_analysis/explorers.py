"""The explorers of lesson 5: who gets the credit, the value map with a rating moved, real changes against noise."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import chance, listed, percent, plural
from custvalue_helpers.lessons.value_analysis import plots
from custvalue_helpers.lessons.value_analysis.kestrel import (
    ATTRIBUTES,
    BRANDS,
    DERIVED,
    GROUPS,
    LABELS,
    PERFORMANCE,
    QUALITY_WEIGHT,
    STATED,
    kestrel_draws,
)
from custvalue_helpers.models.value_maps import (
    CUTS,
    chance_to_see,
    false_alarms,
    importance_performance,
    lmg_two,
    value_position,
)

METHODS = ("looked at alone", "LMG shares", "slopes")


@dataclass(frozen=True)
class Credit:
    """How three methods share the credit between coffee quality and brewing help; the first one's share each."""

    correlation: float
    help_effect: float
    alone: float
    lmg: float
    slope: float
    explained: float

    @property
    def shares(self) -> tuple[float, float, float]:
        return (self.alone, self.lmg, self.slope)


def _credit(quality_effect, help_effect, correlation):
    """Two standardised drivers with these effects and this correlation; the rest of the outcome has variance 1."""
    together = quality_effect**2 + help_effect**2 + 2 * correlation * quality_effect * help_effect
    first = (quality_effect + correlation * help_effect) ** 2
    second = (help_effect + correlation * quality_effect) ** 2
    total = together + 1  # turns parts of the variance into shares of it
    mine, other = lmg_two(first / total, second / total, together / total)
    return Credit(correlation, help_effect, first / (first + second), mine / (mine + other),
                  quality_effect / (quality_effect + help_effect), together / total)  # fmt: skip


def _read_credit(r):
    return (
        f"Brewing help gets {percent(1 - r.alone)} of the credit when it is looked at alone, {percent(1 - r.lmg)} by LMG and"
        f" {percent(1 - r.slope)} by the slopes. The correlation of the two ratings is {r.correlation:.2f}."
    )


correlated_drivers = Explorer(
    name="correlated drivers",
    question="Who gets the credit when two ratings go together?",
    controls=(
        Slider(
            "correlation", "Correlation of the two", 0, 0.9, 0, 0.05, help="0: unrelated; 1: always the same"
        ),
        Slider("quality_effect", "True effect of coffee quality", 0.2, 1, 0.6, 0.05),
        Slider("help_effect", "True effect of brewing help", 0, 1, 0, 0.05),
    ),
    model=_credit,
    reading=_read_credit,
    frame=plots.credit_frame(METHODS),
    marks=plots.credit_marks,
    table=lambda r: [
        {"share of the credit": name, "coffee quality": share, "brewing help": 1 - share}
        for name, share in zip(METHODS, r.shares, strict=True)
    ],
    prediction=Prediction(
        question="Brewing help does nothing for value. But who likes the brand rates both high: the two now correlate at 0.7. How much of the credit does LMG give to brewing help?",
        options=("none: it does nothing", "about a quarter", "half"),
        move_to={"correlation": 0.7},
        truth=lambda before, after: "about a quarter",
        why=lambda before, after: (
            f"LMG gives it {percent(1 - after.lmg)}, and looked at alone it would get {percent(1 - after.alone)}. From"
            " answers alone nobody can tell whose the shared part is, so LMG splits it. Only the slopes still say none."
        ),
    ),
)


@dataclass(frozen=True)
class GridView:
    """The grid as drawn: importance in per cent of its total."""

    importance: tuple
    performance: tuple
    importance_cut: float
    performance_cut: float
    quadrants: tuple

    @property
    def urgent(self) -> list[str]:
        return [name for name, q in zip(ATTRIBUTES, self.quadrants, strict=True) if q == "concentrate here"]

    @property
    def delivery(self) -> float:
        return self.performance[ATTRIBUTES.index("delivery")]

    @property
    def of_delivery(self) -> str:
        return self.quadrants[ATTRIBUTES.index("delivery")]


def _grid(delivery, importance, cut, group):
    performance = dict(zip(ATTRIBUTES, PERFORMANCE[group], strict=True)) | {"delivery": delivery}
    table, scale = (STATED, (1, 10)) if importance == "stated" else (DERIVED, None)
    matters = dict(zip(ATTRIBUTES, table[group], strict=True))
    grid = importance_performance(matters, performance, cut, importance_scale=scale)
    percents = 100 / sum(matters.values())
    return GridView(tuple(percents * v for v in matters.values()), tuple(performance.values()),
                    percents * grid.importance_cut, grid.performance_cut, tuple(grid.quadrants.values()))  # fmt: skip


def _read_grid(r):
    others = [LABELS[name] for name in r.urgent if name != "delivery"]
    said = f"Delivery, with {r.delivery:.1f} points, gets “{r.of_delivery}”."
    if others:
        also = " also" if "delivery" in r.urgent else ""
        return f"{said} The grid{also} says “concentrate here” for {listed(others)}."
    return f"{said} No {'other ' if 'delivery' in r.urgent else ''}attribute gets “concentrate here”."


importance_grid = Explorer(
    name="importance and performance",
    question="What should Kestrel concentrate on, and who decides that: the customers, or the line?",
    controls=(
        Slider(
            "delivery",
            "Delivery rating",
            5,
            9,
            6.7,
            0.1,
            "points",
            help="2025: 6.7 by those short of time, 6.9 by everyone",
        ),
        Toggle("group", "Whose answers", GROUPS, "short of time"),
        Toggle("importance", "Importance", ("stated", "derived"), "stated"),
        Toggle("cut", "Lines at", CUTS, "mean"),
    ),
    model=_grid,
    reading=_read_grid,
    frame=plots.grid_frame((3.8, 9.8), 30),
    marks=lambda r: plots.grid_marks(r, (3.8, 9.8), 30),
    table=lambda r: [
        {"attribute": LABELS[n], "importance (%)": i, "performance (points)": p, "advice": q}
        for n, i, p, q in zip(ATTRIBUTES, r.importance, r.performance, r.quadrants, strict=True)
    ],
    prediction=Prediction(
        question="Same answers, same people. We only draw the lines at the middle of the scales (5.5) rather than at the mean. What is the advice on delivery now?",
        options=("still: concentrate here", "keep up the good work", "low priority"),
        move_to={"cut": "scale middle"},
        truth=lambda before, after: after.of_delivery,
        why=lambda before, after: (
            f"It goes from “{before.of_delivery}” to “{after.of_delivery}”, and so does everything else: no mean lies"
            " below 5.5. Nobody changed their mind; the line moved."
        ),
    ),
)


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
    def kestrel(self) -> Any:
        return self.positions[0]

    @property
    def hopla(self) -> Any:
        return self.positions[BRANDS.index("Hopla")]


def _map(attribute, moved, price_moved, quality_weight):
    import numpy as np

    from custvalue_helpers.models.value_maps import relative_position

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
    frame=plots.value_map_frame((0, 1.8), (0.2, 2.6)),
    marks=lambda r: plots.value_map_marks(r, (0, 1.8)),
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
    frame=plots.noise_frame(-1.6, 2.6),
    marks=lambda r: plots.noise_marks(r, -1.6, 2.6),
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
