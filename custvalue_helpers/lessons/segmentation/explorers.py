"""The explorers of lesson 2. Fits on Kestrel's customers are made when a position is first visited, and then kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.theme import BENEFIT, COST, COST_TEXT, FAINT, GOOD, INK, NEUTRAL, RIVAL, tint
from custvalue_helpers.kit.words import chance, listed, percent, plural
from custvalue_helpers.lessons.segmentation.kestrel import ANSWERS, NEEDS, attentive_customers
from custvalue_helpers.models.clusters import SIX, k_means_by_hand

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from custvalue_helpers.kit.explorer import Build

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


def by_hand_builder(people: Mapping[str, tuple[float, float]]) -> Build:
    """Six customers by two answers, each tied to its centre, and the two centres."""

    def build(axes):
        axes.set(
            xlim=(0, 8), ylim=(0, 8), xlabel="The price matters (1 to 7)", ylabel="Speed matters (1 to 7)"
        )
        axes.set_xticks(range(1, 8))
        axes.set_yticks(range(1, 8))
        axes.set_box_aspect(1)
        points = list(people.values())
        ties = [axes.plot([], [], color=FAINT, lw=2, animated=True)[0] for _ in points]
        for name, (x, y) in people.items():
            right, up = {"Ben": (0.3, 0), "Fay": (0.3, 0), "Eli": (0, 0.3), "Ana": (0, -0.3)}.get(
                name, (-0.3, 0)
            )
            sides = {1: "left", 0: "center", -1: "right"}[(right > 0) - (right < 0)]
            heights = {1: "bottom", 0: "center", -1: "top"}[(up > 0) - (up < 0)]
            axes.text(x + right, y + up, name, ha=sides, va=heights, fontsize=11)
        dots = [axes.plot([], [], MARKS[g], color=COLOURS[g], ms=9, animated=True)[0] for g in (0, 1)]
        stars = [
            axes.plot([], [], "X", ms=13, color="white", mec=COLOURS[g], mew=2.5, animated=True)[0]
            for g in (0, 1)
        ]
        side = {"transform": axes.transAxes, "va": "center"}
        axes.text(1.06, 0.93, "✕ blue: centre A", color=COLOURS[0], **side)
        axes.text(1.06, 0.83, "✕ orange: centre B", color=COST_TEXT, **side)
        axes.text(1.06, 0.66, "W, the squared lengths of\nthe grey lines together:", **side)
        total = axes.text(1.06, 0.5, "", fontweight="bold", fontsize=15, animated=True, **side)
        axes.text(1.06, 0.33, "Rounds done:", **side)
        count = axes.text(1.06, 0.2, "", fontweight="bold", fontsize=15, animated=True, **side)

        def move(state):
            for place, (point, group) in enumerate(zip(points, state.groups, strict=True)):
                centre = state.centres[group]
                ties[place].set_data([point[0], centre[0]], [point[1], centre[1]])
            for group in (0, 1):
                own = [p for p, g in zip(points, state.groups, strict=True) if g == group]
                dots[group].set_data([p[0] for p in own], [p[1] for p in own])
                stars[group].set_data([state.centres[group][0]], [state.centres[group][1]])
            total.set_text(f"{state.within:.1f}")
            count.set_text(str(state.rounds))

        return move

    return build


def difference_builder(variables: Sequence[str]) -> Build:
    """One bar a variable: the share of its differences that lies between segments."""

    def build(axes):
        axes.set(
            xlim=(0, 1),
            ylim=(len(variables) - 0.4, -0.6),
            xlabel="Share of the differences between people that the segments explain",
        )
        axes.set_yticks(range(len(variables)), [LABELS[name] for name in variables])
        axes.tick_params(axis="y", length=0)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
        colours = [COST if name == "income" else BENEFIT for name in variables]
        bars = axes.barh(
            range(len(variables)), [0] * len(variables), height=0.7, color=colours, animated=True
        )

        def move(result):
            for bar, name in zip(bars, variables, strict=True):
                bar.set_width(result.shares[name])

        return move

    return build


def repeats_builder(pairs: int) -> Build:
    """One dot a pair of samples along the adjusted Rand index, and their median."""

    def build(axes):
        axes.set(xlim=(-0.05, 1.02), ylim=(0, 1.3), xlabel="Adjusted Rand index of two samples")
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.axvspan(0.8, 1.02, color=tint(GOOD, 0.12), lw=0)
        for x, text in ((0, "0: as if\nby chance"), (1, "1: the same\nsegments")):
            axes.text(x, 1.28, text, ha="left" if x == 0 else "right", va="top", color=NEUTRAL)
        axes.axvline(0, color=FAINT, lw=1)
        heights = [0.12 + 0.62 * ((place * 7) % pairs) / pairs for place in range(pairs)]
        dots = axes.plot([], [], "o", ms=8, color=BENEFIT, alpha=0.75, animated=True)[0]
        middle = axes.plot([], [], color=INK, lw=2.5, animated=True)[0]
        label = axes.text(0, 0.9, "", ha="center", va="bottom", fontweight="bold", animated=True)

        def move(result):
            dots.set_data(result.indices, heights)
            middle.set_data([result.median] * 2, [0.05, 0.86])
            label.set(x=min(max(result.median, 0.03), 0.96), text=f"{result.median:.2f}")

        return move

    return build


def control_builder() -> Build:
    """Left: people in the plane of the two main directions, by segment. Right: two criteria."""

    def build(axes):
        plane, bars = axes
        plane.set(
            xlim=(-5.6, 5.6), ylim=(-5, 5), xlabel="First main direction", ylabel="Second main direction"
        )
        plane.set_xticks([])
        plane.set_yticks([])
        dots = [
            plane.plot([], [], MARKS[g], ms=4.5, color=COLOURS[g], alpha=0.85, animated=True)[0]
            for g in range(8)
        ]
        bars.set(xlim=(0, 1), ylim=(1.6, -0.6), xlabel="Value of the criterion")
        bars.set_yticks([0, 1], ["stability", "silhouette"])
        bars.tick_params(axis="y", length=0)
        drawn = bars.barh([0, 1], [0, 0], height=0.5, color=[BENEFIT, NEUTRAL], animated=True)
        notes = [bars.text(0, y, "", va="center", fontweight="bold", animated=True) for y in (0, 1)]

        def move(result):
            for group, dot in enumerate(dots, 1):
                own = result.groups == group
                dot.set_data(result.x[own], result.y[own])
            for bar, note, value in zip(drawn, notes, (result.stability, result.silhouette), strict=True):
                bar.set_width(max(value, 0))
                inside = value > 0.8
                note.set(x=value - 0.02 if inside else max(value, 0) + 0.02, ha="right" if inside else "left",
                         color="white" if inside else INK, text=f"{value:.2f}")  # fmt: skip

        return move

    return build


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
    build=by_hand_builder(SIX),
    table=lambda state: [
        {"customer": name, "price": SIX[name][0], "speed": SIX[name][1], "group": "AB"[group]}
        for name, group in zip(SIX, state.groups, strict=True)
    ],
    size=(7.2, 3.5),
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
    build=difference_builder(VARIABLES),
    table=lambda result: [{"variable": name, "share between segments": round(share, 3)} for name, share in result.shares.items()],
    size=(8, 3.4),
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
    build=repeats_builder(PAIRS),
    table=lambda result: [{"pair": place, "adjusted Rand index": round(index, 3)} for place, index in enumerate(result.indices, 1)],
    size=(8, 3),
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
    build=control_builder(),
    table=lambda result: [{"segment": place, "customers": size} for place, size in enumerate(result.sizes, 1)],
    size=(8, 3.6),
    columns=2,
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
