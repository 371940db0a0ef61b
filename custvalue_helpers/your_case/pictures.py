"""The pictures of one's own case, in its own names, currency and period.

A ``..._builder`` returns build(axes) for explorers, which follows sliders; a ``plot_...`` draws once on the Axes it is
given, large in a notebook or small on a page, and returns them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from custvalue_helpers.kit.fitted_text import drawable, names_drawn
from custvalue_helpers.kit.theme import (
    BENEFIT,
    COST,
    COST_TEXT,
    FAINT,
    GOOD,
    INK,
    KESTREL,
    NEUTRAL,
    PAPER,
    RIVAL,
    figure_of,
    tint,
)
from custvalue_helpers.kit.words import listed, plural
from custvalue_helpers.lessons.perceived_value.plots import TINTS
from custvalue_helpers.lessons.value_analysis.plots import place_labels
from custvalue_helpers.models.customer_groups import GROUPS
from custvalue_helpers.models.perceived_value import BENEFITS, COSTS, Offer, customer_perceived_value
from custvalue_helpers.models.satisfaction import STATES
from custvalue_helpers.models.value_maps import fair_price
from custvalue_helpers.your_case.behaviour import GROUP_NAMES
from custvalue_helpers.your_case.figures import Ends, figure, percent

__all__ = []

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from custvalue_helpers.your_case.behaviour import Staying
    from custvalue_helpers.your_case.case import OwnCase

    Builder = Callable[[Axes], Callable[[object], None]]

STEP = 2.9
OTHERS = (RIVAL, COST_TEXT, NEUTRAL, GOOD)


def short(name: str, most: int = 24) -> str:
    """A name from the reader's files for a picture: cut to a length, drawable, never a formula."""
    name = drawable(clipped(name, most))
    return name.replace("$", r"\$")


def clipped(name: str, most: int = 24) -> str:
    """A name from the reader's files cut to a length; wide letters, such as Chinese ones, count twice.

    >>> clipped("waiting_time", 10), clipped("自転車屋さんの店", 8)
    ('waiting t…', '自転車…')
    """
    name = str(name).replace("_", " ")
    if length(name) <= most:
        return name
    while length(name) > most - 1:
        name = name[:-1]
    return name + "…"


def clipped_apart(names: Iterable[str], most: int) -> dict[str, str]:
    """Each of some names cut to a length (a dict), with a number where two would look the same.

    >>> clipped_apart(["north street 1", "north street 2"], 8)
    {'north street 1': 'north s…', 'north street 2': 'north… 2'}
    """
    cut: dict[str, str] = {}
    for name in names:
        number, label = 1, clipped(name, most)
        while label in cut.values():
            number += 1
            label = f"{clipped(name, most - 1 - len(str(number)))} {number}"
        cut[name] = label
    return cut


def length(text: str) -> int:
    """How many letters of room a text takes: wide ones, such as Chinese ones, take two."""
    return sum(1 + (east_asian_width(letter) in "WF") for letter in text)


def legend(shown: dict[str, str], names: Iterable[str]) -> tuple[str, ...]:
    """Which stand-ins a picture has for names whose letters no font here has: sentences (a tuple), none if it needs none.

    Parameters: ``shown``, what pictures write, by name (a dict); ``names``, those in this picture.

    >>> legend({"Kestrel": "Kestrel", "\U0010fffd": "brand 2"}, ["Kestrel", "\U0010fffd"])
    ('In the picture brand 2 is \U0010fffd: the fonts of this computer cannot draw that name.',)
    """
    instead = [
        f"{shown[name]} is {name}" for name in names if not set(shown[name].split()) <= set(name.split())
    ]
    if not instead:
        return ()
    what = "that name" if len(instead) == 1 else "those names"
    return (f"In the picture {listed(instead)}: the fonts of this computer cannot draw {what}.",)


def plot_perceived_value(axes: Axes, offers: list[Offer], unit: str) -> Axes:
    """Two bars an offer, what a customer gets over what they give up, each with its parts; ``unit`` such as 'EUR a year'.

    ``offers`` has ours first; in a picture too low for all, the rivals with the highest CPV stay.
    """
    fit = max(2, int(figure_of(axes).get_size_inches()[1] / 0.8))
    if len(offers) > fit:
        rivals = sorted(offers[1:], key=lambda offer: -customer_perceived_value(offer).difference)
        offers = [offers[0], *rivals[: fit - 1]]
    values = [customer_perceived_value(offer) for offer in offers]
    longest = max(max(value.total_customer_benefit, value.total_customer_cost) for value in values) or 1.0
    move = value_builder([offer.name for offer in offers], unit, longest)(axes)
    move(list(zip(offers, values, strict=True)))
    return axes


def value_builder(names: list[str], unit: str, longest: float) -> Builder:
    """Two bars an offer, up to ``longest``; move(pairs) takes (Offer, PerceivedValue) pairs in the order of ``names``."""

    def build(axes):
        axes.set(xlim=(0, longest * 1.16), xlabel=f"{unit}, as a typical customer feels it")
        axes.set_ylim(STEP * len(names) - 0.8, -1.1)
        axes.set_yticks([STEP * place + row * 0.95 for place in range(len(names)) for row in (0, 1)])
        axes.set_yticklabels(["gets", "gives up"] * len(names))
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        _key(axes, BENEFITS, BENEFIT, 0.99)
        _key(axes, COSTS, COST, 0.47)
        rows = [
            _stack(axes, STEP * place + 0.95 * row, parts, colour, longest)
            for place in range(len(names))
            for row, (parts, colour) in enumerate(((BENEFITS, BENEFIT), (COSTS, COST)))
        ]
        letters = int(4.8 * figure_of(axes).get_size_inches()[0])
        style = {"va": "center", "fontweight": "bold", "animated": True}
        heads = [axes.text(0, STEP * place - 0.75, "", **style) for place in range(len(names))]

        def move(pairs):
            for place, (offer, value) in enumerate(pairs):
                rows[2 * place](offer)
                rows[2 * place + 1](offer)
                cpv = figure(value.difference, 0 if longest >= 200 else 1)
                heads[place].set_text(f"{short(offer.name, letters)}: CPV {cpv}")

        return move

    return build


def _key(axes, parts, colour, height):
    """Which tint is which part, beside the picture, in the order of the bar."""
    step = min(0.12, 0.26 / figure_of(axes).get_size_inches()[1])
    for row, (part, share) in enumerate(zip(parts, TINTS, strict=True)):
        place = {"transform": axes.transAxes, "va": "top"}
        axes.text(1.01, height - step * row, "■", color=tint(colour, share), fontsize=14, **place)
        axes.text(1.06, height - 0.01 - step * row, part, fontsize=10, **place)


def _stack(axes, y, parts, colour, longest):
    """One bar of stacked parts with labels where they fit, and its total behind it."""
    bars = [
        axes.barh(y, 0, height=0.85, color=tint(colour, share), edgecolor="white", animated=True)[0]
        for share in TINTS
    ]
    inks = ["white" if colour == BENEFIT and share > 0.5 else INK for share in TINTS]
    style = {"ha": "center", "va": "center", "fontsize": 10, "animated": True}
    labels = [axes.text(0, y, "", color=ink, **style) for ink in inks]
    total = axes.text(0, y, "", va="center", animated=True)
    a_letter = longest * 0.128 / figure_of(axes).get_size_inches()[0]

    def move(offer):
        left = 0.0
        for bar, label, part in zip(bars, labels, parts, strict=True):
            width = getattr(offer, part)
            bar.set(x=left, width=width)
            label.set(x=left + width / 2, text=part if width > a_letter * (len(part) + 1) else "")
            left += width
        total.set(x=left + longest * 0.012, text=figure(left, 0))

    return move


def map_builder(names: list[str], ours: str, quality_span: Ends, price_span: Ends) -> Builder:
    """Brands on a value map; move(result) takes ``rows`` (name, relative quality, relative price), ``quality_weight``, and
    ``intervals`` by brand, which show as crossed lines.
    """

    def build(axes):
        width, height = figure_of(axes).get_size_inches()
        letters = 18 if len(names) < 5 else 13
        line = _frame_map(axes, quality_span, price_span)
        brands = {name: _brand_artists(axes, *look) for name, look in _looks(names, ours).items()}
        inches = (0.82 * width, 0.72 * height)
        taken = [(0, 72 * inches[1] - 16, 75, 72 * inches[1]), (72 * inches[0] - 78, 0, 72 * inches[0], 17)]

        def move(result):
            fair = [fair_price(max(x, 1e-6), result.quality_weight) for x in quality_span]
            line.set_data(quality_span, fair)
            spans = (quality_span, price_span)
            spots = [[_within(*pair) for pair in zip(spot, spans, strict=True)] for _, *spot in result.rows]
            said = [short(name, letters) for name, *_ in result.rows]
            room = ["x" * length(name) for name in said]  # as many letters as they are wide
            crosses = [
                bar
                for name, *_ in result.rows
                for bar in _interval_boxes(result.intervals.get(name), quality_span, price_span, inches)
            ]
            line_boxes = _line_boxes(price_span, line.get_ydata(), inches)
            places = place_labels(spots, room, inches, [*taken, *crosses, *line_boxes])
            for (name, quality, price), words, (x, y, side) in zip(result.rows, said, places, strict=True):
                dot, label, *marks = brands[name]
                dot.set_data([quality], [price])
                label.set(x=x, y=y, ha=side, text=words)
                cross = _cross(result.intervals.get(name), quality, price)
                for mark, ends in zip(marks, cross, strict=True):
                    mark.set_data(*ends)

        return move

    return build


def _frame_map(axes, quality_span, price_span):
    """Axes, fixed words and the fair-value line of a map; returns the line."""
    low = figure_of(axes).get_size_inches()[1] < 3
    axes.set(xlim=quality_span, ylim=price_span, xlabel="Relative quality (1: as the others)")
    axes.set_ylabel("Relative price" if low else "Relative price\n(1: as dear as the others)")
    axes.axhline(1, color=FAINT, lw=1, zorder=0)
    axes.axvline(1, color=FAINT, lw=1, zorder=0)
    corner = {"transform": axes.transAxes, "fontsize": 10.5, "style": "italic"}
    axes.text(0.012, 0.985, "worse value", va="top", color=NEUTRAL, **corner)
    axes.text(0.988, 0.02, "better value", ha="right", color=GOOD, **corner)
    return axes.plot([], [], color=GOOD, lw=1.8, animated=True)[0]


def _looks(names, ours):
    """A marker and a colour for each brand, ours a dot."""
    rivals = [name for name in names if name != ours]
    return {ours: ("o", KESTREL), **{name: ("s", OTHERS[place % 4]) for place, name in enumerate(rivals)}}


def _brand_artists(axes, marker, colour):
    """What moves of one brand: its dot, its name, and the two lines of its intervals."""
    lines = [axes.plot([], [], color=tint(colour, 0.5), lw=2, animated=True)[0] for _ in range(2)]
    dot = axes.plot([], [], marker, ms=9, color=colour, mec=PAPER, zorder=6, animated=True)[0]
    back = {"facecolor": PAPER, "edgecolor": "none", "alpha": 0.8, "pad": 0.4}
    label = axes.text(0, 0, "", color=colour, fontweight="bold", transform=axes.transAxes, fontsize=11, va="bottom",
                      animated=True, bbox=back)  # fmt: skip
    return dot, label, *lines


def _cross(ends, quality, price):
    if not ends:
        return ([], []), ([], [])
    return (ends["quality"], [price, price]), ([quality, quality], ends["price"])


def plot_estimates(
    axes: Axes, rows: dict[str, tuple], xlabel: str, digits: int = 1, colour: str = COST_TEXT
) -> Axes:
    """Estimates by name, each (value, low, high) or (value, None, None), against a line at zero.

    In a picture too low for all, the lowest values stay, and a line says so.
    """
    fit = max(2, int((figure_of(axes).get_size_inches()[1] - 0.7) / 0.24))
    if len(rows) > fit:
        axes.set_title(f"the {fit} lowest of {len(rows)}", fontsize=10.5, fontweight="normal")
        rows = dict(sorted(rows.items(), key=lambda row: row[1][0])[:fit])
    for place, (value, low, high) in enumerate(rows.values()):
        if low is not None:
            axes.plot([low, high], [place] * 2, color=colour, lw=3, alpha=0.55)
        axes.plot(value, place, "o", ms=9, color=colour, mfc=PAPER if low is None else colour)
        axes.text(1.02, place, figure(value, digits), transform=axes.get_yaxis_transform(), va="center")
    axes.axvline(0, color=NEUTRAL, lw=1)
    axes.set_yticks(range(len(rows)), [short(name, 28) for name in rows])
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(rows) - 0.5, -0.5), xlabel=xlabel)
    axes.margins(x=0.08)
    large = max((abs(end) for row in rows.values() for end in row if end is not None), default=0) >= 10_000
    axes.locator_params(axis="x", nbins=3 if large else 5)
    if large:
        axes.xaxis.set_major_formatter("{x:,.0f}")
    return axes


def plot_survival(axes: Axes, found: Staying, period: str) -> Axes:
    """Who is still there after so many renewals: seen, with 95 % intervals; one retention for all; customers who differ."""
    seen = found.renewals
    last = min(max(6, 0 if seen is None else len(seen)), 36)
    steps = range(last + 1)
    axes.plot(steps, [100 * found.retention**t for t in steps], color=NEUTRAL, ls="--", lw=1.8)
    if found.model:
        axes.plot(steps, [100 * found.model.survival(t) for t in steps], color=BENEFIT)
    if seen is not None:
        rows = seen[seen["due"] >= 5].loc[:last]
        still_there, around = 100 * rows["survival"], 196 * rows["standard_error"]
        axes.errorbar(rows.index, still_there, around, fmt="o", ms=6, color=KESTREL, lw=1.5)
    notes = [(-0.13, "● seen, 95 % interval", KESTREL)] if seen is not None else []
    notes += [(0.3, "– –  all leave alike", NEUTRAL)]
    notes += [(0.67, "—— customers differ", BENEFIT)] if found.model else []
    for x, text, ink in notes:  # above the curves, which may run through any corner
        axes.text(x, 1.02, text, color=ink, transform=axes.transAxes, fontsize=10.5, va="bottom")
    axes.set(xlim=(-0.3, last + 0.3), xlabel=f"Renewals made (one a {period})")
    axes.set(ylim=(0, 106), ylabel="Still there (%)")
    return axes


def plot_classes(axes: Axes, classes: pd.DataFrame) -> Axes:
    """Customers and what they will still spend as shares, a pair of bars a class of repeat purchases."""
    shares = (100 * classes / classes.sum()).fillna(0.0)  # nothing to spend has no shares
    for shift, (column, colour, said) in enumerate(
        (("customers", NEUTRAL, "of the customers"), ("worth", BENEFIT, "of what they will spend"))
    ):
        for place, height in enumerate(shares[column]):
            axes.bar(place + (shift - 0.5) * 0.4, height, width=0.38, color=colour)
            x = place + (shift - 0.5) * 0.4
            axes.text(x, height + 1, f"{height:.0f}", ha="center", va="bottom", fontsize=10.5)
        x = 0.01 + 0.42 * shift
        axes.text(x, 1.01, f"■ {said}", transform=axes.transAxes, va="bottom", color=colour, fontsize=10.5)
    axes.set_xticks(range(len(shares)), list(shares.index))
    axes.set(xlabel="Repeat purchases so far", ylabel="Share (%)", ylim=(0, 1.12 * shares.to_numpy().max()))
    return axes


def _within(value, ends, size=1):
    """Where a value lies between two ends: 0 at the lower, ``size`` at the upper."""
    low, high = ends
    return size * (value - low) / (high - low)


def _interval_boxes(ends, quality_span, price_span, inches):
    """The two lines of a brand's intervals as boxes in points of print, for place_labels."""
    if not ends:
        return []
    left, right = (_within(value, quality_span, 72 * inches[0]) for value in ends["quality"])
    bottom, top = (_within(value, price_span, 72 * inches[1]) for value in ends["price"])
    x, y = (left + right) / 2, (bottom + top) / 2
    return [(left, y - 2, right, y + 2), (x - 2, bottom, x + 2, top)]


def _line_boxes(price_span, ends, inches, pieces=60):
    """The fair-value line as small boxes in points of print, for place_labels."""
    first, last = (_within(end, price_span) for end in ends)
    spots = [
        (n / pieces * 72 * inches[0], (first + (last - first) * n / pieces) * 72 * inches[1])
        for n in range(pieces + 1)
    ]
    return [(x - 4, y - 2, x + 4, y + 2) for x, y in spots]


def promise_builder() -> Builder:
    """A bar each for disappointed, satisfied and delighted, and an open mark where it stands today."""

    def build(axes):
        axes.set(xlim=(0, 1.12), ylim=(2.6, -1.0), xlabel="Share of those who answered (open mark: today)")
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
        axes.set_yticks(range(3), STATES)
        axes.tick_params(axis="y", length=0)
        bars = [
            axes.barh(row, 0, height=0.6, color=ink, animated=True)[0]
            for row, ink in enumerate((RIVAL, NEUTRAL, GOOD))
        ]
        marks = [axes.plot([], [], "D", ms=9, mfc="none", mec=INK, mew=2, animated=True)[0] for _ in STATES]
        shares = [axes.text(0, row, "", va="center", fontweight="bold", animated=True) for row in range(3)]
        mean = axes.text(0, -0.65, "", va="center", animated=True, parse_math=False)

        def move(result):
            for row, state in enumerate(STATES):
                bars[row].set_width(result.then[state])
                marks[row].set_data([result.today[state]], [row])
                right = max(result.then[state], result.today[state]) + 0.025
                shares[row].set(x=right, text=percent(result.then[state]))
            mean.set_text(f"Mean gap of {result.shown}: {figure(result.gap, 1)} points")

        return move

    return build


def payments_builder(payments: int, bottom: float, top: float, period: str, currency: str) -> Builder:
    """Margins added up payment by payment, all there will ever be, and what winning the customer costs."""

    def build(axes):
        axes.set(xlim=(0, payments), xlabel=f"Payments (one a {period})")
        axes.set(ylim=(bottom, top), ylabel=f"{currency} a customer")
        axes.axhline(0, color=NEUTRAL, lw=1)
        made = axes.plot([], [], color=BENEFIT, animated=True)[0]
        most = axes.plot([], [], color=BENEFIT, ls=":", lw=1.5, animated=True)[0]
        cost = axes.plot([], [], color=COST_TEXT, ls="--", animated=True)[0]
        back = axes.plot([], [], "o", ms=11, color=KESTREL, animated=True)[0]
        notes = ((0.97, "——  margin so far", BENEFIT), (0.86, "····  in the end", BENEFIT),
                 (0.75, "- - -  cost of winning", COST_TEXT), (0.64, "●  paid back", KESTREL))  # fmt: skip
        for height, text, ink in notes:
            axes.text(1.02, height, text, transform=axes.transAxes, va="top", color=ink, fontsize=11)
        verdict = axes.text(
            1.02, 0.4, "", transform=axes.transAxes, va="top", fontweight="bold", animated=True
        )

        def move(result):
            made.set_data(range(len(result.added_up)), result.added_up)
            most.set_data([0, payments], [result.value] * 2)
            cost.set_data([0, payments], [result.cost] * 2)
            shown = 0 < result.paid_back <= payments
            back.set_data(*([[result.paid_back], [result.cost]] if shown else [[], []]))
            verdict.set_text(f"worth {figure(result.value, 0 if abs(result.value) >= 100 else 2)}")

        return move

    return build


def groups_builder(stay: Collection[float], profit: Collection[float], period: str, unit: str) -> Builder:
    """Customers by expected stay and profit, two cuts that move, and how many stand in each corner.

    Customers beyond the picture stand on its edge. move(result) takes stay_cut, profit_cut and customers by group.
    """
    left, right, low, high = groups_span(stay, profit)

    def build(axes):
        room = 0.16 * (high - low)
        between = " " if figure_of(axes).get_size_inches()[1] > 2.6 else "\n"
        axes.set(xlim=(left, right), xlabel=f"Expected stay ({period}s)")
        axes.set(ylim=(low - room, high + room), ylabel=f"Profit{between}({unit})")
        x = [min(max(value, left), right) for value in stay]
        y = [min(max(value, low), high) for value in profit]
        axes.plot(x, y, "o", ms=4, mew=0, color=tint(KESTREL, 0.55), clip_on=False)
        axes.axhline(0, color=FAINT, lw=1, zorder=0)
        upright, level = (axes.plot([], [], color=COST, lw=2, animated=True)[0] for _ in range(2))
        places = dict(zip(GROUPS, ((0.01, 0.02), (0.01, 0.98), (0.99, 0.02), (0.99, 0.98)), strict=True))
        words = {
            group: axes.text(x, y, "", ha="left" if x < 0.5 else "right", va="bottom" if y < 0.5 else "top", fontsize=10.5,
                             fontweight="bold", transform=axes.transAxes, animated=True)
            for group, (x, y) in places.items()
        }  # fmt: skip

        def move(result):
            upright.set_data([result.stay_cut] * 2, [low - room, high + room])
            level.set_data([left, right], [result.profit_cut] * 2)
            for group, text in words.items():
                text.set_text(plural(result.customers[group], *GROUP_NAMES[group]))

        return move

    return build


def groups_span(stay: Iterable[float], profit: Iterable[float]) -> tuple[float, float, float, float]:
    """The ends of a picture of groups: most customers, the outermost few in the hundred left to its edge."""

    def ends(values):
        ordered = sorted(values)
        low, high = (ordered[min(len(ordered) - 1, int(part * len(ordered)))] for part in (0.01, 0.98))
        room = max(0.08 * (high - low), 0.1 * abs(high) - 0.3 * (high - low)) or 1.0
        return low - room, high + room

    return *ends(stay), *ends(profit)


def brands_drawn(case: OwnCase) -> dict[str, str]:
    """What pictures write for each offer and each rated brand of a case (a dict): ours first, then in the tables' order."""
    tables = (("offers", "offer"), ("ratings", "brand"))
    names = [name for table, column in tables if table in case.tables for name in case.tables[table][column]]
    return names_drawn([case.firm.our_brand, *map(str, names)], "brand")
