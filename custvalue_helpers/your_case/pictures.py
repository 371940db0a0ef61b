"""The pictures of one's own case, in its own names, currency and period.

Frames and marks are for explorers; a ``plot_...`` draws once on the Axes it is given, large in a notebook or small on a
page, and returns them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from custvalue_helpers.kit.drawing import draw_pane
from custvalue_helpers.kit.fitted_text import UNKNOWN, drawable, names_drawn
from custvalue_helpers.kit.marks import (
    SHARES,
    Axis,
    Frame,
    Pane,
    bar_across,
    dots,
    label,
    line,
    note,
    round_ticks,
    row_axis,
    rule,
)
from custvalue_helpers.kit.theme import (
    BENEFIT,
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
from custvalue_helpers.kit.words import plural
from custvalue_helpers.lessons.loyalty.plots import payments_marks
from custvalue_helpers.lessons.perceived_value.plots import value_bars, value_bars_frame
from custvalue_helpers.lessons.relationships.plots import customers_at, groups_frame, groups_marks
from custvalue_helpers.lessons.value_analysis.plots import place_labels, value_map_frame, value_map_lines
from custvalue_helpers.models.perceived_value import Offer, OfferComparison, compare, customer_perceived_value
from custvalue_helpers.models.satisfaction import STATES
from custvalue_helpers.models.value_maps import slope
from custvalue_helpers.your_case.behaviour import GROUP_NAMES
from custvalue_helpers.your_case.figures import Ends, amount, figure, percent

__all__ = []

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from custvalue_helpers.kit.marks import Mark
    from custvalue_helpers.your_case.behaviour import GroupCounts, Staying
    from custvalue_helpers.your_case.case import OwnCase

NARROW = (4.2, 2.4)  # inches: names that keep apart there do so in a wider picture, too
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


def value_frame(names: Sequence[str], unit: str, longest: float, width: float = 8) -> Frame:
    """Value bars up to ``longest`` with room for their totals; ``unit`` such as 'EUR a year', ``width`` in inches."""
    total, pane = 9 * len(_money(longest)(longest)), 72 * width - 185  # points
    across = f"{unit}, as a typical customer feels it"
    frame = value_bars_frame(names, longest * pane / (pane - total) / 1.13, (width, 3.2), across)
    return with_ticks(frame, int(pane / (total + 12)))


def with_ticks(frame: Frame, most: int) -> Frame:
    """The frame of one pane with at most so many numbers below it."""
    (pane,) = frame.panes
    ticks = round_ticks(pane.x.low, pane.x.high, min(max(most, 2), 7))
    return replace(frame, panes=(replace(pane, x=replace(pane.x, ticks=ticks)),))


def value_marks(comparison: OfferComparison, names: Mapping[str, str], longest: float) -> list[Mark]:
    """The lesson's value bars; ``names``: what is written for each offer."""
    pairs = [(replace(offer, name=names[offer.name]), value) for offer, value in comparison.pairs]
    return value_bars(OfferComparison(tuple(pairs)), _money(longest), 0.012 * longest, head=0.84)


def _money(longest):
    return lambda value: figure(value, 0 if longest >= 200 else 1)


def plot_perceived_value(axes: Axes, offers: list[Offer], unit: str) -> Axes:
    """Two bars an offer, what a customer gets over what they give up, each with its parts; ``unit`` such as 'EUR a year'.

    ``offers`` has ours first; in a picture too low for all, the rivals with the highest CPV stay.
    """
    width, height = figure_of(axes).get_size_inches()
    fit = max(2, int(height / 0.8))
    if len(offers) > fit:
        rivals = sorted(offers[1:], key=lambda offer: -customer_perceived_value(offer).difference)
        offers = [offers[0], *rivals[: fit - 1]]
    compared, names = compare(*offers), clipped_apart([offer.name for offer in offers], 24)
    longest = (
        max(max(value.total_customer_benefit, value.total_customer_cost) for _, value in compared.pairs)
        or 1.0
    )
    (pane,) = value_frame(list(names), unit, longest, width).panes
    draw_pane(axes, pane, value_marks(compared, names, longest))
    return axes


def map_names(names: Sequence[str]) -> dict[str, str]:
    """What a value map writes for each brand: the more brands, the shorter."""
    return clipped_apart(names, 18 if len(names) < 5 else 13)


def map_marks(
    rows: Iterable[tuple[str, float, float]], quality_weight: float, names: Mapping[str, str], ours: str,
    spans: Sequence[Ends], intervals: Mapping[str, Mapping[str, Ends]] | None = None, inches: Ends = NARROW,
) -> list[Mark]:  # fmt: skip
    """Brands on a value map (name, relative quality, relative price), ours a dot, and the fair-value line.

    ``names``: what is written for each; ``spans``: the ends of the axes; ``intervals`` by brand show as crossed lines;
    ``inches``: how large the map is for which names find their places.
    """
    rows, steep, wide, tall = list(rows), slope(quality_weight), *(72 * inch for inch in inches)
    marks = value_map_lines(steep, spans[0], "worse value")
    brands, taken = [], [(0, tall - 16, 80, tall), (wide - 82, 0, wide, 17)]

    def at(x, y):
        return [(value - low) / (high - low) for value, (low, high) in zip((x, y), spans, strict=True)]

    def box(x, y, right, top):
        (x, y), (right, top) = at(x, y), at(right, top)
        return wide * x - 2, tall * y - 2, wide * right + 2, tall * top + 2

    low, high = spans[0]
    steps = [low + (high - low) * part / 60 for part in range(61)]
    taken += [box(x, 1 + steep * (x - 1), x, 1 + steep * (x - 1)) for x in steps]
    for name, quality, price in rows:
        ends = (intervals or {}).get(name)
        if ends:
            (left, right), (bottom, top) = ends["quality"], ends["price"]
            light = tint(_look(name, names, ours)[1], 0.5)
            marks += [line([left, right], [price] * 2, light, 2, name=f"quality of {name}"),
                      line([quality] * 2, [bottom, top], light, 2, name=f"price of {name}")]  # fmt: skip
            taken += [box(left, price, right, price), box(quality, bottom, quality, top)]
    spots = [at(*place) for _, *place in rows]
    room = ["x" * length(names[name]) for name, *_ in rows]  # as many letters as they are wide
    for (name, quality, price), (x, y, side) in zip(
        rows, place_labels(spots, room, inches, taken), strict=True
    ):
        shape, colour = _look(name, names, ours)
        brands += [dots(quality, price, colour, 9, shape, PAPER, 1, name=name),
                   label(x, y, names[name], colour, 11, True, side, "bottom", "xy", name=f"name of {name}")]  # fmt: skip
    return [*marks, *brands]


def _look(name, names, ours):
    """A marker and a colour for a brand, ours a dot."""
    if name == ours:
        return "o", KESTREL
    return "s", OTHERS[[other for other in names if other != ours].index(name) % len(OTHERS)]


def plot_map(axes: Axes, spans: Sequence[Ends], **standing: Any) -> Axes:
    """A value map; ``standing``: what map_marks() takes."""
    width, height = figure_of(axes).get_size_inches()
    (pane,) = value_map_frame(spans[0], spans[1], others="others").panes
    marks = map_marks(spans=spans, inches=(0.82 * width, 0.72 * height), **standing)
    if height < 3:
        pane = replace(pane, y=replace(pane.y, label="Relative price"))
        marks = [mark for mark in marks if mark["kind"] != "note"]
    draw_pane(axes, pane, marks)
    return axes


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


PROMISE = Frame(
    (Pane(Axis(0, 1.12, "Share of those who answered", SHARES), row_axis(STATES), notes="below"),), (8, 2.9)
)


def promise_marks(result: Any) -> list[Mark]:
    """A bar each for disappointed, satisfied and delighted, and an open mark where it stands today."""
    marks = []
    for row, (state, ink) in enumerate(zip(STATES, (RIVAL, NEUTRAL, GOOD), strict=True)):
        then, today = result.then[state], result.today[state]
        marks += [
            bar_across(row, then, ink, name=state),
            dots(today, row, "", 9, "D", INK, 2, name=f"{state} today"),
            label(max(then, today) + 0.025, row, percent(then), bold=True),
        ]
    gap = f"{figure(result.gap, 1)} points"
    return [*marks, note("today", "open D"), note(f"Mean gap of {result.shown}:", bold=True, value=gap)]


def lifetime_marks(result: Any, currency: str) -> list[Mark]:
    """The lesson's payback with what a customer is worth."""
    back = f"payment {result.paid_back}" if result.paid_back else "never"
    words = ("margin so far", "in the end")
    verdict = back if result.cost else ""
    payments = payments_marks(result.added_up, result.value, result.cost, result.paid_back, verdict, words)
    return [
        rule(y=0),
        *payments,
        note("worth", bold=True, value=amount(result.value, currency)),
    ]


def four_groups_frame(ends: Sequence[float], period: str, unit: str, between: str = " ") -> Frame:
    """Customers by expected stay and profit; ``between``: what stands before the unit."""
    return groups_frame(ends, f"Expected stay ({period}s)", f"Profit{between}({unit})")


def four_groups_marks(customers: Mark, counts: GroupCounts, ends: Sequence[float]) -> list[Mark]:
    """The lesson's groups, ``customers`` as of customers_at(), with a line where profit begins."""
    said = {group: plural(count, *GROUP_NAMES[group]) for group, count in counts.customers.items()}
    cuts = (counts.stay_cut, counts.profit_cut)
    return [
        rule(y=0, colour=FAINT),
        *groups_marks(customers, *cuts, said, ends, ("stay_cut", "profit_cut")),
    ]


def plot_four_groups(
    axes: Axes, stay: Sequence[float], profit: Sequence[float], counts: GroupCounts, period: str, unit: str
) -> Axes:
    """Customers by expected stay and profit, the two cuts, and how many stand in each corner."""
    ends = groups_span(stay, profit)
    between = " " if figure_of(axes).get_size_inches()[1] > 2.6 else "\n"
    (pane,) = four_groups_frame(ends, period, unit, between).panes
    draw_pane(axes, pane, four_groups_marks(customers_at(stay, profit, ends), counts, ends))
    return axes


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


def stand_ins(shown: Mapping[str, str], *written: Mapping[str, str]) -> dict[str, str]:
    """What paper writes for the names that no font here can draw, and for what pictures write of them.

    Parameters: ``shown``, what names_drawn() found (a dict by name); ``written``, names cut to a length (dicts by name).

    >>> stand_ins({"\U0010fffd\U0010fffd": "brand 2", "tea": "tea"}, {"\U0010fffd\U0010fffd": "\U0010fffd…", "tea": "tea"})
    {'\U0010fffd\U0010fffd': 'brand 2', '\U0010fffd…': 'brand 2'}
    """
    lacking = {name: told for name, told in shown.items() if UNKNOWN in drawable(name)}
    found = dict(lacking)
    for name, told in lacking.items():
        for cut in (each[name] for each in written if name in each):
            # Where only a sign is left out of a name, it is left out of the name that was cut, too.
            plain = " ".join(drawable(cut).replace(UNKNOWN, " ").split())
            found[cut] = plain if set(told.split()) <= set(name.split()) else told
    return found
