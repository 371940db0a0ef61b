"""The explorers of lesson 3: whom to serve, and Kestrel moved on the map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import capital, euro, gains, goes, listed, moves, percent, percents, plural
from custvalue_helpers.lessons.positioning import plots
from custvalue_helpers.lessons.positioning.kestrel import (
    ATTRIBUTES,
    BRANDS_AT,
    GRID,
    IDEALS_AT,
    MARKET,
    SEGMENTS,
    TODAY,
    VECTORS,
    of_everyone,
    shares_after,
)
from custvalue_helpers.models.pull import READINGS
from custvalue_helpers.models.targeting import (
    Appeal,
    best_coverage,
    best_of,
    compare_coverage,
    rescale_scores,
    weighted_totals,
    winning_regions,
)


@dataclass(frozen=True)
class Moved:
    """Where Kestrel stands on the map, and its share of first choices by segment, now and today."""

    at: tuple
    shares: dict
    today: dict

    @property
    def everyone(self) -> float:
        return of_everyone(self.shares)

    @property
    def everyone_today(self) -> float:
        return of_everyone(self.today)


def _moved(**steps):
    across, up = BRANDS_AT["Kestrel"]
    for name, (right, higher) in zip(ATTRIBUTES, VECTORS, strict=True):
        across, up = across + steps[name] * right, up + steps[name] * higher
    return Moved((across, up), shares_after(steps), {name: TODAY[name][0] for name in SEGMENTS})


def _read_moved(result):
    gains = {name: result.shares[name] - result.today[name] for name in SEGMENTS}
    if max(abs(gain) for gain in gains.values()) < 1e-9:
        return f"Kestrel is the first choice of {percent(result.everyone)} of all customers, as it is today."
    most = max(gains, key=lambda name: abs(gains[name]))
    return (
        f"Kestrel's share of all first choices {goes(result.everyone_today, result.everyone)}. It moves most among {most}:"
        f" there it {goes(result.today[most], result.shares[most])}."
    )


def _slider(name, label):
    return Slider(
        name,
        label,
        -1.5,
        1.5,
        0,
        0.25,
        "points",
        help=f"Kestrel's mean rating today plus this: {label.lower()}",
    )


moved_on_the_map = Explorer(
    name="moved on the map",
    question="What if we were fresher, or faster? Where does Kestrel move, and who would take it first?",
    controls=(
        _slider("coffee_quality", "Taste"),
        _slider("freshness", "Freshness"),
        _slider("delivery", "Delivery"),
        _slider("app_ease", "App"),
        _slider("brewing_help", "Brewing help"),
        _slider("ethical_sourcing", "Fair sourcing"),
    ),
    model=_moved,
    reading=_read_moved,
    frame=plots.moved_frame(SEGMENTS),
    marks=lambda r: plots.moved_marks(r, BRANDS_AT, IDEALS_AT),
    table=lambda r: [{"segment": n, "today (%)": 100 * r.today[n], "then (%)": 100 * r.shares[n]} for n in SEGMENTS]
    + [{"segment": "everyone", "today (%)": 100 * r.everyone_today, "then (%)": 100 * r.everyone}],
    prediction=Prediction(
        question="Kestrel gets one point fresher. In which segment does its share of first choices rise most?",
        options=("Busy households, the largest", "Connoisseurs", "Idealists", "Savers, whom it has least of"),
        move_to={"freshness": 1},
        truth=lambda before, after: "Connoisseurs",
        why=lambda before, after: (
            f"The share rises most among Connoisseurs, whose ideal asks for freshness most: from {percent(before.shares['Connoisseurs'])} to"
            f" {percent(after.shares['Connoisseurs'])}. Busy households rise by only"
            f" {plural(100 * (after.shares['Busy households'] - before.shares['Busy households']), 'percentage point', digits=1)}."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class TwoReadings:
    """The change of Kestrel's share in each segment and in all, by one reading of the ideals."""

    attribute: str
    points: float
    reading: str
    changes: tuple


WORDS = {"freshness": "freshness", "delivery": "delivery", "fair sourcing": "ethical_sourcing"}


def _two_readings(points, attribute, reading):
    shares = shares_after({WORDS[attribute]: points}, reading)
    changes = {name: shares[name] - TODAY[name][0] for name in SEGMENTS}
    return TwoReadings(attribute, points, reading, (*changes.values(), of_everyone(changes)))


def _read_two_readings(result):
    if not result.points:
        return f"With no change of {result.attribute}, Kestrel's share does not change."
    winners = sum(change > 1e-9 for change in result.changes[:-1])
    step = (
        f"{plural(abs(result.points), 'point')} {'more' if result.points > 0 else 'less'} {result.attribute}"
    )
    where = {0: "in no segment", len(SEGMENTS): "in all segments"}.get(
        winners, f"in {winners} of {len(SEGMENTS)} segments"
    )
    return (
        f"Take an ideal as a {result.reading}. With {step}, Kestrel's share of first choices"
        f" {moves(100 * result.changes[-1], 'percentage point')}. It rises {where}."
    )


point_or_direction = Explorer(
    name="point or direction",
    question="Should Kestrel get fresher? Two readings of the same ideals.",
    controls=(
        Slider("points", "Change", -1.5, 1.5, 1, 0.25, "points"),
        Toggle("attribute", "Of", tuple(WORDS), "freshness"),
        Toggle("reading", "An ideal is a", READINGS, "direction", help="more is better, or too much is as bad as too little"),
    ),
    model=_two_readings,
    reading=_read_two_readings,
    frame=plots.changes_frame(SEGMENTS),
    marks=plots.changes_marks,
    table=lambda r: [
        {"segment": n, "change (percentage points)": 100 * c} for n, c in zip((*SEGMENTS, "everyone"), r.changes, strict=True)
    ],
    prediction=Prediction(
        question="Read as directions, the ideals say: a point fresher brings 3 percentage points. Now read the same ideals as points, where too fresh is as bad as not fresh enough. Kestrel's share …",
        options=("rises by about as much", "rises, but by less", "falls"),
        move_to={"reading": "point"},
        truth=lambda before, after: "falls",
        why=lambda before, after: (
            f"It falls by {plural(-100 * after.changes[-1], 'percentage point', digits=1)}: three segments rate Kestrel fresher than their ideal"
            " already. Both readings fit today's choices exactly alike, and the advice is turned round."
        ),
    ),
)  # fmt: skip


CRITERIA = ("size", "worth", "lead")
WAYS = ("added", "multiplied")


@cache
def scores_by(way: str) -> dict[str, dict[str, float]]:
    """Kestrel's grid from 0 to 10: size and worth as two criteria, or multiplied into money, which then stands for both."""
    if way == "added":
        return rescale_scores(GRID)
    money = rescale_scores({n: {"money": r["size"] * r["worth"], "lead": r["lead"]} for n, r in GRID.items()})
    return {n: {"size": r["money"], "worth": r["money"], "lead": r["lead"]} for n, r in money.items()}


@cache
def regions_by(way: str) -> dict[str, Any]:
    return winning_regions(scores_by(way))


@dataclass(frozen=True)
class TargetChosen:
    """The totals at one weighting, who wins there, and the share of all weightings under which each wins."""

    way: str
    weighting: tuple
    totals: dict
    winners: tuple
    shares: dict


def _choice(size, worth, lead, way):
    weights = dict(zip(CRITERIA, (size, worth, lead), strict=True))
    if not any(weights.values()):
        weights = dict.fromkeys(CRITERIA, 1.0)
    whole = sum(weights.values())
    totals = weighted_totals(scores_by(way), weights)
    shares = {name: share for name, (_, share) in regions_by(way).items()}
    return TargetChosen(way, tuple(w / whole for w in weights.values()), totals, best_of(totals), shares)


def _read_choice(choice):
    weights = listed(
        f"{share} for {name}" for name, share in zip(CRITERIA, percents(choice.weighting), strict=True)
    )
    total = f"{choice.totals[choice.winners[0]]:.1f} of 10 points"
    if len(choice.winners) == 1:
        name = choice.winners[0]
        return (
            f"With weights of {weights}, {name} come first with {total}. They come first under"
            f" {percent(choice.shares[name])} of all weightings."
        )
    wins = listed(f"{percent(choice.shares[name])} ({name})" for name in choice.winners)
    return f"With weights of {weights}, {listed(choice.winners)} tie with {total}. Of all weightings, they win {wins}."


weights_and_winners = Explorer(
    name="weights and winners",
    question="Which segment comes first, and how much does that hang on the weights?",
    controls=(
        Slider("size", "Weight of size", 0, 10, 1, 1, help="customers in the segment"),
        Slider("worth", "Weight of worth", 0, 10, 1, 1, help="what a customer has brought, after acquisition"),
        Slider("lead", "Weight of our lead", 0, 10, 1, 1, help="over the best rival, in what the segment asks for"),
        Toggle("way", "Size and worth", WAYS, "added", help="as two criteria, or multiplied into money"),
    ),
    model=_choice,
    reading=_read_choice,
    frame=plots.weightings_frame(SEGMENTS),
    marks=lambda c: plots.weightings_marks(c, regions_by(c.way), ("only size", "only worth", "only our lead")),
    table=lambda c: [{"segment": n, "total (of 10)": c.totals[n], "wins (% of weightings)": 100 * c.shares[n]} for n in c.totals],
    prediction=Prediction(
        question="A hundred customers at €80 bring as much as two hundred at €40. So we multiply size and worth into money, instead of adding their scores. Who comes first at equal weights?",
        options=("Busy households, as before", "Connoisseurs", "Idealists"),
        move_to={"way": "multiplied"},
        truth=lambda before, after: after.winners[0],
        why=lambda before, after: (
            f"Busy households are {GRID['Busy households']['size']} × €{GRID['Busy households']['worth']:.0f},"
            f" Connoisseurs {GRID['Connoisseurs']['size']} × €{GRID['Connoisseurs']['worth']:.0f}: more money from fewer"
            f" people. Added, the largest segment wins {percent(before.shares['Busy households'])} of all weightings;"
            f" multiplied, it wins {percent(after.shares['Busy households'])}."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class CoverageAt:
    """Five strategies at one cost of a variant (thousand euro): the best ones and their profit."""

    variant_cost: float
    coverages: tuple
    best: tuple
    profit: float


def _coverage(variant_cost, for_everyone, assembling, one_to_one_cost):
    appeal = Appeal(for_everyone=for_everyone / 100, assembling=assembling, one_to_one_cost=one_to_one_cost)
    coverages = compare_coverage(MARKET, appeal)
    best = best_coverage(coverages, 1000 * variant_cost)
    profit = best[0].profit(1000 * variant_cost) / 1000 if best else 0.0
    return CoverageAt(variant_cost, coverages, tuple(each.strategy for each in best), profit)


def _read_coverage(result):
    cost = euro(1000 * result.variant_cost, 0)
    if not result.best:
        return f"When a variant costs {cost}, no strategy earns anything."
    names = listed(f"“{strategy}”" for strategy in result.best)
    ahead = (
        f"{names} is ahead: it earns" if len(result.best) == 1 else f"{names} are equal and ahead: each earns"
    )
    said = f"When a variant costs {cost}, {ahead} {euro(1000 * result.profit, 0)}."
    differentiated = result.coverages[1]
    if differentiated.strategy in result.best:
        return said
    return f"{said} “{capital(differentiated.strategy)}” {gains(differentiated.profit(1000 * result.variant_cost), gain='earns')}."


coverage_cost = Explorer(
    name="coverage and the cost of a variant",
    question="How many offers should Kestrel make, when one more variant costs more?",
    controls=(
        Slider("variant_cost", "Cost of a variant", 0, 30, 3, 0.5, "thousand €", help="its own roast, page and campaign"),
        Slider("for_everyone", "Take one offer for all", 3, 12, 5.5, 0.5, "%", help="12 % take what is made for them"),
        Slider("assembling", "Assembling a box", 0, 40, 8, 1, "€", help="mass customisation, extra cost a customer"),
        Slider("one_to_one_cost", "One-to-one", 0, 100, 60, 5, "€", help="individual marketing, extra cost a customer"),
    ),
    model=_coverage,
    reading=_read_coverage,
    frame=plots.coverage_frame(30, 70),
    marks=lambda r: plots.coverage_marks(r, 30),
    table=lambda r: [
        {"strategy": c.strategy, "variants": c.variants, "profit (€)": c.profit(1000 * r.variant_cost)} for c in r.coverages
    ],
    prediction=Prediction(
        question="One more variant costs €3,000, and an offer for each segment is ahead. Now it costs €20,000. What comes first?",
        options=("Still an offer for each segment", "One offer for everyone", "One offer for one segment"),
        move_to={"variant_cost": 20},
        truth=lambda before, after: "One offer for one segment",
        why=lambda before, after: (
            f"Four variants now cost €80,000: an offer for each segment loses"
            f" {euro(-after.coverages[1].profit(20_000), 0)}. One offer made for Connoisseurs brings"
            f" {euro(1000 * after.profit, 0)}, and one for everyone brings {euro(after.coverages[0].profit(20_000), 0)}."
        ),
    ),
)  # fmt: skip
