"""The explorers of lesson 3: targeting. Those of the map stand in map_explorers."""

from dataclasses import dataclass
from functools import cache

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import capital, euro, gains, listed, percent, percents
from custvalue_helpers.positioning import plots
from custvalue_helpers.positioning.coverage import Appeal, best_coverage, compare_coverage
from custvalue_helpers.positioning.kestrel import GRID, MARKET
from custvalue_helpers.positioning.map_explorers import moved_on_the_map, point_or_direction
from custvalue_helpers.positioning.model import best_of, rescale_scores, weighted_totals, winning_regions

CRITERIA = ("size", "worth", "lead")
WAYS = ("added", "multiplied")


@cache
def scores_by(way):
    """Kestrel's grid from 0 to 10: size and worth as two criteria, or multiplied into money, which then stands for both."""
    if way == "added":
        return rescale_scores(GRID)
    money = rescale_scores({n: {"money": r["size"] * r["worth"], "lead": r["lead"]} for n, r in GRID.items()})
    return {n: {"size": r["money"], "worth": r["money"], "lead": r["lead"]} for n, r in money.items()}


@cache
def regions_by(way):
    return winning_regions(scores_by(way))


@dataclass(frozen=True)
class Choice:
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
    return Choice(way, tuple(w / whole for w in weights.values()), totals, best_of(totals), shares)


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
    build=plots.triangle_builder({way: regions_by(way) for way in WAYS}, ("only size", "only worth", "only our lead")),
    table=lambda c: [{"segment": n, "total (of 10)": c.totals[n], "wins (% of weightings)": 100 * c.shares[n]} for n in c.totals],
    size=(8, 3.5),
    columns=2,
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
    build=plots.coverage_builder(30, 70),
    table=lambda r: [
        {"strategy": c.strategy, "variants": c.variants, "profit (€)": c.profit(1000 * r.variant_cost)} for c in r.coverages
    ],
    size=(8, 3.4),
    columns=2,
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

EXPLORERS = (weights_and_winners, coverage_cost, moved_on_the_map, point_or_direction)
