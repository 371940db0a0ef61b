"""The explorers of positioning: Kestrel moved on the map, and an ideal read as a direction or as a point."""

from dataclasses import dataclass

from custvalue_helpers.kit.checks import a_number, one_of
from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import goes, moves, percent, plural
from custvalue_helpers.positioning import map_plots
from custvalue_helpers.positioning.kestrel import (
    ATTRIBUTES,
    BRANDS_AT,
    FIRST_CHOICES,
    GRID,
    IDEALS,
    IDEALS_AT,
    RATINGS,
    SEGMENTS,
    STRENGTH,
    VECTORS,
)
from custvalue_helpers.positioning.pull import READINGS, attraction, moved_shares

TODAY = {name: tuple(n / sum(counts) for n in counts) for name, counts in FIRST_CHOICES.items()}
CUSTOMERS = {name: GRID[name]["size"] for name in SEGMENTS}


def of_everyone(shares):
    """The mean over segments, each counted by its customers."""
    return sum(shares[name] * CUSTOMERS[name] for name in SEGMENTS) / sum(CUSTOMERS.values())


def shares_after(steps, reading="direction"):
    """Kestrel's share of each segment's first choices after its ratings have moved by ``steps`` (a dict)."""
    rating = RATINGS["Kestrel"]
    moved = [score + steps.get(name, 0.0) for name, score in zip(ATTRIBUTES, rating, strict=True)]
    pulls = {
        name: STRENGTH[reading] * (attraction(ideal, moved, reading) - attraction(ideal, rating, reading))
        for name, ideal in IDEALS.items()
    }
    return {name: moved_shares(TODAY[name], pulls[name])[0] for name in SEGMENTS}


def predicted_gain(attribute, points=1.0):
    """By how much Kestrel's share of all first choices rises (1 is everybody) when one rating rises by ``points``.

    >>> round(predicted_gain("freshness"), 3)
    0.03
    """
    one_of("attribute", attribute, ATTRIBUTES)
    return of_everyone(shares_after({attribute: a_number("points", points)})) - of_everyone(shares_after({}))


@dataclass(frozen=True)
class Moved:
    """Where Kestrel stands on the map, and its share of first choices by segment, now and today."""

    at: tuple
    shares: dict
    today: dict

    @property
    def everyone(self):
        return of_everyone(self.shares)

    @property
    def everyone_today(self):
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
    build=map_plots.moved_builder(BRANDS_AT, IDEALS_AT, SEGMENTS),
    table=lambda r: [{"segment": n, "today (%)": 100 * r.today[n], "then (%)": 100 * r.shares[n]} for n in SEGMENTS]
    + [{"segment": "everyone", "today (%)": 100 * r.everyone_today, "then (%)": 100 * r.everyone}],
    size=(8, 3.6),
    columns=2,
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
    build=map_plots.changes_builder(SEGMENTS),
    table=lambda r: [
        {"segment": n, "change (percentage points)": 100 * c} for n, c in zip((*SEGMENTS, "everyone"), r.changes, strict=True)
    ],
    size=(8, 3),
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
