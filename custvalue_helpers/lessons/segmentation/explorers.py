"""The explorers of lesson 2. Fits on Kestrel's customers are made when a position is first visited, and then kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.marks import (
    SHARES,
    Axis,
    Frame,
    Pane,
    bar,
    bar_across,
    dots,
    label,
    line,
    note,
    round_ticks,
    row_axis,
    rule,
)
from custvalue_helpers.kit.theme import BENEFIT, COST, FAINT, GOOD, INK, NEUTRAL, PAPER, RIVAL, tint
from custvalue_helpers.kit.words import chance, listed, percent, plural
from custvalue_helpers.lessons.segmentation.kestrel import ANSWERS, NEEDS, attentive_customers
from custvalue_helpers.models.clusters import SIX, k_means_by_hand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from custvalue_helpers.kit.marks import Mark

# Segments by number: apart for colour-blind readers, and by mark where the picture is grey.
COLOURS = (BENEFIT, COST, GOOD, RIVAL, "#7A5CA8", "#6E6E6E", "#B8A000", "#4FA3C7")
MARKS = "osD^vPX*"
LABELS = {
    "need_price": "price",
    "need_coffee_quality": "taste",
    "need_freshness": "freshness",
    "need_delivery": "speed",
    "need_app_ease": "app",
    "need_brewing_help": "brewing help",
    "need_ethical_sourcing": "fair sourcing",
    "income": "income",
}
NAME_PLACES = {  # shifts, and which end of the name stands there
    "Ben": (0.42, 0, "left", "center"), "Fay": (0.42, 0, "left", "center"),
    "Eli": (0, 0.42, "center", "bottom"), "Ana": (0, -0.42, "center", "top"),
}  # fmt: skip


def by_hand_frame() -> Frame:
    """Answers to two statements, each from 1 to 7."""
    marked = tuple((answer, str(answer)) for answer in range(1, 8))
    across, up = (Axis(0, 8, f"{what} matters (1 to 7)", marked) for what in ("The price", "Speed"))
    return Frame((Pane(across, up, box=1),), (7.2, 3.5))


def by_hand_marks(state: Any) -> list[Mark]:
    """Six customers by two answers, each tied to its centre, and the two centres."""
    marks = []
    for (x, y), group in zip(SIX.values(), state.groups, strict=True):
        to_x, to_y = state.centres[group]
        marks.append(line([x, to_x], [y, to_y], FAINT, 2, name="tie to the centre"))
    for group in (0, 1):
        own = [SIX[name] for name in state.members(group)]
        marks.append(dots([x for x, _ in own], [y for _, y in own], COLOURS[group], 9, MARKS[group]))
    for group, (x, y) in enumerate(state.centres):
        marks.append(dots(x, y, PAPER, 13, "X", COLOURS[group], 2.5, name=f"centre {'AB'[group]}"))
    for name, (x, y) in SIX.items():
        right, up, side, rise = NAME_PLACES.get(name, (-0.42, 0, "right", "center"))
        marks.append(label(x + right, y + up, name, size=11, side=side, rise=rise))
    return [
        *marks,
        note("blue: centre A", "X", COLOURS[0]),
        note("orange: centre B", "X", COLOURS[1]),
        note("W, the squared\nlengths of the grey\nlines together:", value=f"{state.within:.1f}", bold=True),
        note("Rounds done:", value=state.rounds, bold=True),
    ]


def difference_frame(variables: Sequence[str]) -> Frame:
    """Shares from 0 to 100 %, one row a variable."""
    across = Axis(0, 1, "Share of the differences between people that the segments explain", SHARES)
    return Frame((Pane(across, row_axis([LABELS[name] for name in variables])),), (8, 3.4))


def difference_marks(result: Any) -> list[Mark]:
    """One bar a variable: the share of its differences that lies between segments."""
    return [
        bar_across(place, share, COST if name == "income" else BENEFIT, thick=0.7, name=LABELS[name])
        for place, (name, share) in enumerate(result.shares.items())
    ]


def repeats_frame() -> Frame:
    """The adjusted Rand index, without an upright axis."""
    across = Axis(-0.05, 1.02, "Adjusted Rand index of two samples")
    return Frame((Pane(across, Axis(0, 1.3, ticks=(), line=False)),), (8, 3))


def repeats_marks(result: Any) -> list[Mark]:
    """One dot a pair of samples along the adjusted Rand index, and their median."""
    pairs = len(result.indices)
    heights = [0.12 + 0.62 * ((place * 7) % pairs) / pairs for place in range(pairs)]
    return [
        bar((0.8, 1.02), None, tint(GOOD, 0.12)),
        rule(x=0, colour=FAINT),
        label(0.008, 1.28, "0: as if\nby chance", NEUTRAL, rise="top"),
        label(1, 1.28, "1: the same\nsegments", NEUTRAL, side="right", rise="top"),
        dots([max(index, -0.05) for index in result.indices], heights, BENEFIT, 9, opacity=0.75, name="pairs of samples"),
        rule(x=result.median, span=(0.05, 0.86), colour=INK, width=2.5, name="median"),
        label(min(max(result.median, 0.03), 0.93), 0.9, f"median {result.median:.2f}", bold=True, side="center", rise="bottom"),
    ]  # fmt: skip


def control_frame() -> Frame:
    """The plane of the two main directions, and beside it two criteria."""
    plane = Pane(Axis(-5.6, 5.6, "First main direction", ()), Axis(-5, 5, "Second main direction", ()))
    across = Axis(0, 1.15, "Value of the criterion", round_ticks(0, 1))
    return Frame((plane, Pane(across, row_axis(("stability", "silhouette")))), (8, 3.6))


def control_marks(result: Any) -> list[list[Mark]]:
    """Left: people in the plane of the two main directions, by segment. Right: two criteria."""
    plane, bars = [], []
    for group in range(result.k):
        own = result.groups == group + 1
        x, y = result.x[own].clip(-5.6, 5.6), result.y[own].clip(-5, 5)
        colour, name = COLOURS[group], f"segment {group + 1}"
        plane.append(dots(x, y, colour, 4.5, MARKS[group], colour, 1, 0.85, name))
    for place, (value, colour) in enumerate(((result.stability, BENEFIT), (result.silhouette, NEUTRAL))):
        bars += [
            bar_across(place, max(value, 0), colour, thick=0.5),
            label(max(value, 0) + 0.02, place, f"{value:.2f}", bold=True),
        ]
    return [plane, bars]


NAMES = tuple(SIX)


def _hand(rounds, first, second):
    return k_means_by_hand(NAMES[round(first) - 1], NAMES[round(second) - 1], round(rounds))


def _read_hand(state):
    first, second = ([*state.members(group)] for group in (0, 1))
    when = f"After {plural(state.rounds, 'round')}" if state.rounds else "Before the first round"
    if first and second:
        sides = f"one group is {listed(first)}, and the other is {listed(second)}"
    else:
        sides = "all six are in one group, and nobody is in the other"
    end = " Nobody moves any more." if state.rests else ""
    return f"{when}, {sides}. W is {state.within:.1f}.{end}"


by_hand = Explorer(
    name="k-means by hand",
    question="Two centres, six customers: does it matter where the centres start?",
    controls=(
        Slider("rounds", "Rounds", 0, 6, 0, 1, help="0: nobody has moved yet"),
        Slider("first", "Centre A starts on customer", 1, 6, 1, 1, help="1 Ana, 2 Ben, 3 Cem, 4 Dora, 5 Eli, 6 Fay"),
        Slider("second", "Centre B starts on customer", 1, 6, 2, 1, help="1 Ana, 2 Ben, 3 Cem, 4 Dora, 5 Eli, 6 Fay"),
    ),
    model=_hand,
    reading=_read_hand,
    frame=by_hand_frame(),
    marks=by_hand_marks,
    table=lambda state: [
        {"customer": name, "price": SIX[name][0], "speed": SIX[name][1], "group": "AB"[group]}
        for name, group in zip(SIX, state.groups, strict=True)
    ],
    prediction=Prediction(
        question="Both centres start badly, on Ana and on Ben, who belong together. Three rounds later …",
        options=("both are still in the lower right", "each has found a group", "they have changed places"),
        move_to={"rounds": 3},
        truth=lambda before, after: "each has found a group",
        why=lambda before, after: (
            f"W falls from {before.within:.0f} to {after.within:.0f}. Each round can only lower W. With only two clear"
            " groups it ends well from here. With more groups it may not, and so k-means starts many times."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class SegmentsFound:
    """What the segments differ in: the share of each variable's variance that lies between segments."""

    k: int
    scale: str
    shares: dict
    sizes: tuple


VARIABLES = (*NEEDS, "income")


@lru_cache(maxsize=64)
def _difference(k, scale):
    from custvalue_helpers.models.cluster_criteria import spread_explained
    from custvalue_helpers.models.clusters import k_means, standardize

    table = attentive_customers()[list(VARIABLES)]
    found = k_means(standardize(table) if scale == "scaled" else table, k, starts=20)
    shares = {name: float(share) for name, share in spread_explained(table, found.labels).items()}
    return SegmentsFound(k, scale, shares, tuple(int(size) for size in found.sizes))


def _read_difference(result):
    needs = sum(result.shares[name] for name in NEEDS) / len(NEEDS)
    return (
        f"From {result.scale} data, {result.k} segments explain {chance(result.shares['income'])} of the differences in"
        f" income. Of the differences in the seven needs they explain {percent(needs)} on average."
    )


scaling = Explorer(
    name="k and scaling",
    question="Seven answers from 1 to 7, and income in euro: what will the segments differ in?",
    controls=(
        Slider("k", "Number of segments", 2, 8, 4, 1),
        Toggle("scale", "Data", ("scaled", "raw"), "scaled", help="scaled: every column as z-scores; raw: as recorded"),
    ),
    model=lambda k, scale: _difference(round(k), scale),
    reading=_read_difference,
    frame=difference_frame(VARIABLES),
    marks=difference_marks,
    table=lambda result: [{"variable": name, "share between segments": round(share, 3)} for name, share in result.shares.items()],
    prediction=Prediction(
        question="These segments come from scaled data. Now leave everything as recorded, income in euro. The segments will differ …",
        options=("in all eight, about as now", "in income, and in the needs as now", "in income, and hardly in any need"),
        move_to={"scale": "raw"},
        truth=lambda before, after: "in income, and hardly in any need",
        why=lambda before, after: (
            f"Incomes lie thousands of euro apart, answers six points at most. Squared, income decides alone. The segments now explain"
            f" {percent(after.shares['income'])} of income and {percent(after.shares['need_app_ease'])} of the need for the app."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Repeats:
    """How alike pairs of bootstrap samples divide some customers into ``k`` segments."""

    k: int
    people: int
    indices: tuple
    median: float


PAIRS = 20


@lru_cache(maxsize=128)
def _repeats(k, people):
    from custvalue_helpers.models.clusters import bootstrap_stability, standardize

    asked = attentive_customers()[ANSWERS].sample(people, random_state=1)
    found = bootstrap_stability(standardize(asked), k, pairs=PAIRS)
    return Repeats(k, people, found.indices, found.median)


def _read_repeats(result):
    return (
        f"For {result.k} segments from {result.people} customers, half of the {len(result.indices)} pairs of samples reach an"
        f" adjusted Rand index above {result.median:.2f}. The lowest is {min(result.indices):.2f}, the highest"
        f" {max(result.indices):.2f}."
    )


stability = Explorer(
    name="stability",
    question="Ask other customers from the same crowd: do the same segments come out?",
    controls=(
        Slider("k", "Number of segments", 2, 8, 4, 1),
        Slider("people", "Customers asked", 100, 600, 600, 100),
    ),
    model=lambda k, people: _repeats(round(k), round(people)),
    reading=_read_repeats,
    frame=repeats_frame(),
    marks=repeats_marks,
    table=lambda result: [{"pair": place, "adjusted Rand index": round(index, 3)} for place, index in enumerate(result.indices, 1)],
    prediction=Prediction(
        question="600 customers give almost the same four segments each time. Would 100 customers do?",
        options=("yes: half of the pairs above 0.9", "roughly: half of them above about 0.8", "no: half of them below 0.5"),
        move_to={"people": 100},
        truth=lambda before, after: "roughly: half of them above about 0.8",
        why=lambda before, after: (
            f"The median falls from {before.median:.2f} to {after.median:.2f}, and single pairs fall to"
            f" {min(after.indices):.2f}. A firm that asks only 100 may get quite other segments."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Control:
    """The same procedure on some data: people in the plane of the two main directions, and two criteria."""

    k: int
    data: str
    x: object
    y: object
    groups: object
    silhouette: float
    stability: float
    sizes: tuple


SHOWN = 300
DATA = ("Kestrel", "one cloud", "shuffled")


@lru_cache(maxsize=3)
def _data(kind):
    """Scaled answers, and 300 of the people in the plane of the two main directions."""
    import numpy as np

    from custvalue_helpers.models.cluster_criteria import structureless
    from custvalue_helpers.models.clusters import standardize

    table = standardize(attentive_customers()[ANSWERS])
    table = table if kind == "Kestrel" else standardize(structureless(table, kind, seed=1))
    values = table.to_numpy()
    axes = np.linalg.svd(values, full_matrices=False)[2][:2]
    axes = axes * np.sign(axes[[0, 1], np.abs(axes).argmax(axis=1)])[:, None]
    some = np.random.default_rng(0).permutation(len(values))[:SHOWN]
    return table, (values @ axes.T)[some], some


@lru_cache(maxsize=64)
def _control(k, kind):
    from custvalue_helpers.models.cluster_criteria import silhouette
    from custvalue_helpers.models.clusters import bootstrap_stability, k_means

    table, plane, some = _data(kind)
    found = k_means(table, k, starts=20)
    repeated = bootstrap_stability(table, k, pairs=15)
    return Control(
        k, kind, plane[:, 0], plane[:, 1], found.labels.to_numpy()[some], silhouette(table, found.labels),
        repeated.median, tuple(int(size) for size in found.sizes),
    )  # fmt: skip


def _read_control(result):
    return (
        f"In {WORDS[result.data]}, k-means finds {result.k} segments: {listed(result.sizes)} customers. The silhouette is"
        f" {result.silhouette:.2f}, the stability {result.stability:.2f}."
    )


WORDS = {
    "Kestrel": "Kestrel's answers",
    "one cloud": "one cloud without groups",
    "shuffled": "shuffled answers",
}

structure = Explorer(
    name="no structure",
    question="Does k-means find segments where there are none?",
    controls=(
        Slider("k", "Number of segments", 2, 8, 4, 1),
        Toggle("data", "Data", DATA, "Kestrel", help="one cloud: same correlations, no groups; shuffled: no links at all"),
    ),
    model=lambda k, data: _control(round(k), data),
    reading=_read_control,
    frame=control_frame(),
    marks=control_marks,
    table=lambda result: [{"segment": place, "customers": size} for place, size in enumerate(result.sizes, 1)],
    prediction=Prediction(
        question="Now each column of answers is shuffled for itself, so that nobody belongs with anybody. k-means, asked for four segments, …",
        options=("says that there are none", "puts nearly everyone into one", "finds four of about the same size"),
        move_to={"data": "shuffled"},
        truth=lambda before, after: "finds four of about the same size",
        why=lambda before, after: (
            f"The sizes are {listed(after.sizes)}: k-means always answers. Another sample gives it away, because it gives other"
            f" segments: the stability is {after.stability:.2f} instead of {before.stability:.2f}."
        ),
    ),
)  # fmt: skip
