"""The pictures of lesson 8: levels, club and equity; single customers; switching."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_number, by_name
from custvalue_helpers.kit.columns import numbers_in, table_of_numbers
from custvalue_helpers.kit.description import named, told
from custvalue_helpers.kit.intervals import Z_95
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
from custvalue_helpers.kit.theme import (
    BENEFIT,
    COST,
    COST_TEXT,
    DULL,
    FAINT,
    GOOD,
    INK,
    KESTREL,
    NEUTRAL,
    RIVAL,
    tint,
)
from custvalue_helpers.kit.words import adding_up, euro, percent, plural, signed
from custvalue_helpers.models.customer_groups import GROUPS
from custvalue_helpers.models.relationship_levels import KOTLER_GRID, NAMES, agreement, checked_grid

__all__ = [
    "plot_again",
    "plot_concentration",
    "plot_equity",
    "plot_grids",
    "plot_leaving_rates",
    "plot_switching",
]

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from custvalue_helpers.kit.marks import Mark
    from custvalue_helpers.models.switching import SwitchingMatrix

SHADES = {
    name: tint(BENEFIT, share) for name, share in zip(NAMES, (0.06, 0.16, 0.28, 0.42, 0.58), strict=True)
}
AMOUNT = {"medium": "a medium number of"}
ROWS, COLUMNS = ("many", "medium", "few"), ("low", "medium", "high")
WIDE, HIGH = 0.97, 0.95  # of a cell


def short_euro(value: float) -> str:
    """Money in few letters: euro below 10,000, then thousands, then millions.

    >>> short_euro(-950), short_euro(83_979), short_euro(2_345_678)
    ('−€950', '€84 k', '€2.3 M')
    """
    size = abs(value)
    if size < 9_999.5:
        return euro(value, 0)
    return f"{euro(value / 1e3, 0)} k" if size < 999_500 else f"{euro(value / 1e6, 1)} M"


LEVELS = Frame(
    (Pane(Axis(-1.05, 1.75, "Profit, relative to the longest bar", ticks=()), row_axis(NAMES)),), (8, 3.2)
)


def level_bars(result: Any) -> list[Mark]:
    """One bar a level: what it earns with the segment, drawn relative to the longest."""
    longest = max(abs(each.profit) for each in result.profits) or 1.0
    marks = [rule(x=0)]
    for row, each in enumerate(result.profits):
        best, end = each.name == result.best, each.profit / longest
        colour = (GOOD if best else DULL) if each.possible else FAINT
        words, size = (short_euro(each.profit), 12) if each.possible else ("too many\nhours", 11)
        marks += [
            bar_across(row, end, colour, thick=0.66, name=each.name),
            label(max(end, 0) + 0.05, row, words, size=size, bold=best),
        ]
    return marks


def plot_grids(axes: Axes, grid: Mapping, best: Mapping) -> str:
    """Two grids side by side, the reader's own and the level that earns most; and where a red frame says that they differ.

    Both: a dict from (customers, margin) to a level. Raises TypeError or ValueError for a cell that is missing or a word
    that is no level.

    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.relationship_levels import KOTLER_GRID
    >>> picture(plot_grids, KOTLER_GRID, KOTLER_GRID | {("few", "low"): "partnership"})
    Two grids of 9 cells show a level of relationship for each number of customers and margin: my grid, and what earns
    most. Red frames mark where they differ: for few customers with low margin (accountable against partnership).
    """
    same = agreement(grid, best)
    _frame(axes, checked_grid(grid), "My grid", 0)
    _frame(axes, checked_grid(best), "What earns most", 4.3)
    for (size, margin), agrees in same.items():
        if not agrees:
            _ring(axes, 4.3 + COLUMNS.index(margin), ROWS.index(size))
    differ = [
        f"{AMOUNT.get(size, size)} customers with {margin} margin ({grid[size, margin]} against {best[size, margin]})"
        for (size, margin), agrees in same.items()
        if not agrees
    ]
    return (
        f"Two grids of {plural(len(same), 'cell')} show a level of relationship for each number of customers and margin:"
        " my grid, and what earns most."
        f" {told('Red frames mark where they differ: for', differ) if differ else 'They agree in every cell.'}"
    )


def _cells_pane(title, customers=""):
    """Nine cells: columns for margins, rows for numbers of customers."""
    margins = tuple((column + WIDE / 2, margin) for column, margin in enumerate(COLUMNS))
    numbers = tuple((row + HIGH / 2, size) for row, size in enumerate(ROWS))
    across = Axis(0, 2 + WIDE, "margin a customer", margins, line=False)
    return Pane(across, Axis(2 + HIGH, 0, customers, numbers, line=False), title)


GRIDS = Frame((_cells_pane("Kotler's grid", "customers"), _cells_pane("What earns most")), (8, 3.3))


def grid_marks(result: Any) -> list[list[Mark]]:
    """Kotler's grid, and the grid of the best levels, with a red frame around each cell where they differ."""
    return [_cells(KOTLER_GRID), [*_cells(result.best), *_frames(result.same)]]


def _places():
    """Row and column of each cell, by its number of customers and margin."""
    return {
        (size, margin): (row, column)
        for row, size in enumerate(ROWS)
        for column, margin in enumerate(COLUMNS)
    }


def _cells(grid):
    marks = []
    for cell, (row, column) in _places().items():
        name = grid[cell]
        marks += [
            bar((column, column + WIDE), (row, row + HIGH), SHADES[name.split(" or ")[0]]),
            label(column + WIDE / 2, row + HIGH / 2, name.replace(" or ", "\nor "), size=10, side="center"),
        ]
    return marks


def _frames(same):
    return [
        bar(
            (column + 0.02, column + WIDE - 0.02),
            (row + 0.02, row + HIGH - 0.02),
            "",
            RIVAL,
            2.4,
            name="red frames",
        )
        for cell, (row, column) in _places().items()
        if not same[cell]
    ]


def _frame(axes, grid, title, left):
    """Nine cells with their levels."""
    from matplotlib.patches import Rectangle

    axes.set(xlim=(-1.05, 7.35), ylim=(3.62, -0.42))
    axes.axis("off")
    axes.text(left, -0.12, title, fontweight="bold", va="bottom")
    for row, size in enumerate(ROWS):
        axes.text(left - 0.08, row + 0.5, size, ha="right", va="center", fontsize=11)
        for column, margin in enumerate(COLUMNS):
            words = grid[size, margin]
            axes.add_patch(
                Rectangle((left + column, row), WIDE, HIGH, facecolor=SHADES[words.split(" or ")[0]])
            )
            axes.text(left + column + 0.485, row + 0.475, words.replace(" or ", "\nor "), ha="center", va="center",
                      fontsize=10)  # fmt: skip
    for column, margin in enumerate(COLUMNS):
        axes.text(left + column + 0.485, 3.03, margin, ha="center", va="top", fontsize=11)
    axes.text(left + 1.5, 3.3, "margin a customer", ha="center", va="top", fontsize=11)
    if left == 0:
        axes.text(left - 0.08, -0.06, "customers", ha="right", va="bottom", fontsize=11)


def _ring(axes, left, top):
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((left + 0.02, top + 0.02), 0.93, 0.91, fill=False, ec=RIVAL, lw=2.4, zorder=4))


def club_frame(top: float) -> Frame:
    """A member's value without the club and with it, up to ``top`` euro, and beside the bars their amounts."""
    rows = (
        "Member's value\nwithout the club",
        "+ kept longer\nby the club",
        "− free orders",
        "Member's value\nwith the club",
    )
    across = Axis(0, 1.17 * top, "€ a member, over all boxes to come", round_ticks(0, top))
    return Frame((Pane(across, row_axis(rows)),), (8, 3.3))


def club_marks(club: Any, top: float) -> list[Mark]:
    """What a member is worth without the club, what the club keeps, what its free orders give away, and the rest."""
    kept, net = club.kept, club.kept - club.given_away
    spans = ((0, club.without), (club.without, kept), (net, kept), (0, net))
    parts = adding_up(club.parts)
    amounts = (*parts[:2], abs(parts[2]), sum(parts))
    marks = []
    for row, (ends, amount, colour) in enumerate(
        zip(spans, amounts, (DULL, GOOD, COST, KESTREL), strict=True)
    ):
        left, right = (min(max(end, 0), top) for end in ends)
        marks += [
            bar_across(row, right, colour, left),
            label(1.02 * top, row, euro(amount, 0), bold=True),
        ]
    without = min(club.without, top)
    return [*marks, rule(x=without, span=(-0.5, 3.5), width=1.2, dash="dashed", name="without the club")]


def split_frame(low: float, high: float) -> Frame:
    """Customer equity along the share of the budget spent on winning customers."""
    across = Axis(0, 100, "Share of the budget spent on winning customers (%)")
    return Frame((Pane(across, Axis(low, high, "Customer equity\n(€ a prospect)"), notes="below"),), (8, 3.5))


def split_marks(result: Any, low: float) -> list[Mark]:
    """Customer equity along the splits of the budget; where one is, and the best. A split that brings less than ``low`` stands there."""
    best, here = result.best.equity, result.here.equity
    return [
        rule(y=0, colour=FAINT),
        line([100 * share for share in result.shares], result.equities, BENEFIT, name="customer equity"),
        dots(100 * result.best_share, best, GOOD, 10, name="best split"),
        dots(round(100 * result.share, 9), max(here, low), COST, 9, "D", INK, 1, drags={"x": "acquiring_share"}, name="this split"),
        note("best split:", "o", GOOD, value=f"{percent(result.best_share)} winning, {euro(best, 1)}"),
        note("this split:", "D", COST, value=f"{percent(result.share)} winning, {euro(here, 1)}"),
    ]  # fmt: skip


def plot_equity(axes: Axes, cases: Mapping) -> str:
    """Customer equity in some cases, present customers and potential ones stacked, and what it is, in euro.

    ``cases``: a dict from words to Equity. Raises TypeError or ValueError where there is none, or for an equity that is not
    finite.

    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.equity import customer_equity
    >>> picture(plot_equity, {"now": customer_equity(400, 1_000, 100, 0.56, 0.40, 8.7)})
    Customer equity is drawn in 1 bar, present customers first, then potential ones. It is €114,263 for now (€41,481 of
    it present).
    """
    for name, equity in by_name("cases", cases, "an Equity").items():
        numbers_in(f"cases: {name}", [equity.present, equity.potential, equity.total])
    top = max(equity.total for equity in cases.values())
    for row, equity in enumerate(cases.values()):
        axes.barh(row, equity.present, height=0.6, color=KESTREL)
        axes.barh(row, equity.potential, left=equity.present, height=0.6, color=tint(BENEFIT, 0.45))
        axes.text(
            equity.total + 0.01 * top, row, f"{short_euro(equity.total)}", va="center", fontweight="bold"
        )
    first = next(iter(cases.values()))
    axes.text(first.present / 2, -0.42, "present customers", ha="center", va="bottom", fontsize=11)
    axes.text(
        first.present + first.potential / 2, -0.42, "potential ones", ha="center", va="bottom", fontsize=11
    )
    axes.set_yticks(range(len(cases)), list(cases))
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(cases) - 0.5, -0.85), xlim=(0, 1.14 * top), xlabel="Customer equity (€)")
    axes.xaxis.set_major_formatter(lambda value, _: signed(value, 0))
    parts = [
        f"{euro(equity.total, 0)} for {named(name)} ({euro(equity.present, 0)} of it present)"
        for name, equity in cases.items()
    ]
    return (
        f"Customer equity is drawn in {plural(len(cases), 'bar')}, present customers first, then potential ones."
        f" {told('It is', parts)}"
    )


def plot_leaving_rates(axes: Axes, rates: Mapping) -> str:
    """How often groups leave at a renewal, with 95 % intervals, drawn and said; of two, whether their intervals overlap.

    ``rates``: a dict from words to Leaving. Raises TypeError or ValueError where there is none, or for a rate that is not
    finite.

    >>> from types import SimpleNamespace as Leaving
    >>> from custvalue_helpers.kit.theme import picture
    >>> two = {"called": Leaving(rate=0.042, standard_error=0.003), "not called": Leaving(rate=0.051, standard_error=0.004)}
    >>> picture(plot_leaving_rates, two)
    Each dot with its 95 % interval shows what share leaves at a renewal. It is 4.2 % for called (3.6 to 4.8) and 5.1 %
    for not called (4.3 to 5.9). The two intervals overlap.
    """
    for name, found in by_name("rates", rates, "a Leaving").items():
        numbers_in(f"rates: {name}", [found.rate, found.standard_error])
    for row, found in enumerate(rates.values()):
        half = Z_95 * found.standard_error
        axes.plot(
            [100 * (found.rate - half), 100 * (found.rate + half)], [row, row], color=BENEFIT, lw=5, alpha=0.4
        )
        axes.plot(100 * found.rate, row, "o", ms=10, color=BENEFIT)
        axes.text(
            100 * found.rate, row - 0.18, percent(found.rate, 1), ha="center", va="bottom", fontweight="bold"
        )
    axes.set_yticks(range(len(rates)), list(rates))
    axes.tick_params(axis="y", length=0)
    axes.set(
        ylim=(len(rates) - 0.5, -0.7),
        xlim=(0, 112 * max(f.rate + Z_95 * f.standard_error for f in rates.values())),
        xlabel="Leave at a renewal (%), with 95 % interval",
    )
    ends = [
        (100 * (f.rate - Z_95 * f.standard_error), 100 * (f.rate + Z_95 * f.standard_error))
        for f in rates.values()
    ]
    parts = [
        f"{percent(found.rate, 1)} for {named(name)} ({signed(low, 1)} to {signed(high, 1)})"
        for (name, found), (low, high) in zip(rates.items(), ends, strict=True)
    ]
    overlap = ""
    if len(ends) == 2:
        apart = max(low for low, _ in ends) > min(high for _, high in ends)
        overlap = f" The two intervals {'do not overlap' if apart else 'overlap'}."
    return (
        "Each dot with its 95\u00a0% interval shows what share leaves at a renewal."
        f" {told('It is', parts)}{overlap}"
    )


def plot_concentration(axes: Axes, costs: Sequence) -> str:
    """Service cost of the customers, the costliest first, added up; and how much of it the first tenth causes.

    ``costs``: one number of at least 0 a customer, in euro. Raises TypeError or ValueError where there is none, for other
    values, or if nobody cost anything.

    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_concentration, [50, 30, 20, 0, 0, 0, 0, 0, 0, 0])
    A curve adds up the service cost of the customers, the costliest first, above a dotted line for customers who all
    cost the same. A tenth of the customers causes 50 % of the cost, a half 100 %.
    """
    import numpy as np

    a_number("costs: sum", numbers_in("costs", costs, low=0).sum(), 1e-9)
    ordered = np.sort(np.asarray(costs, dtype=float))[::-1]
    share = np.concatenate([[0], ordered.cumsum() / ordered.sum()])
    people = np.linspace(0, 1, len(share))
    axes.plot(100 * people, 100 * share, color=COST, lw=3)
    axes.plot([0, 100], [0, 100], color=NEUTRAL, lw=1.2, ls=":")
    at = round(0.1 * len(ordered))
    axes.plot([10, 10, 0], [0, 100 * share[at], 100 * share[at]], color=INK, lw=1.2, ls="--")
    axes.plot(10, 100 * share[at], "o", ms=9, color=INK)
    axes.text(2, 88, f"a tenth of the customers\ncauses {percent(share[at])}", va="center", fontweight="bold")
    axes.text(72, 60, "if all cost\nthe same", color=NEUTRAL, va="center")
    axes.set(
        xlim=(0, 100), ylim=(0, 102), xlabel="Customers, the costliest first (%)", ylabel="Service cost (%)"
    )
    half = share[round(0.5 * len(ordered))]
    return (
        "A curve adds up the service cost of the customers, the costliest first, above a dotted line for customers who all"
        f" cost the same. A tenth of the customers causes {percent(share[at])} of the cost, a half {percent(half)}."
    )


KESTREL_GROUPS = (0, 42, -4, 20)  # months from and to, profit from and to


def groups_frame(
    ends: Sequence[float] = KESTREL_GROUPS,
    across: str = "Months as a customer",
    up: str = "Profit (€ a month)",
) -> Frame:
    """Customers by how long they stay and by their profit, with room above and below for the groups' names."""
    left, right, low, high = ends
    room = 0.15 * (high - low)
    months = Axis(left, right, across, round_ticks(left, right, most=9))
    profit = Axis(low - room, high + room, up, round_ticks(low, high))
    return Frame((Pane(months, profit),), (8, 3.5))


def customers_at(
    months: Sequence[float], profit: Sequence[float], ends: Sequence[float] = KESTREL_GROUPS
) -> Mark:
    """A dot for each customer; those beyond the picture's ends stand on its edge."""
    left, right, low, high = ends
    x = [min(max(each, left), right) for each in months]
    y = [min(max(each, low), high) for each in profit]
    return dots(x, y, tint(KESTREL, 0.55), 3.2, name="customers")


def groups_marks(
    customers: Mark, months_cut: float, profit_cut: float, groups: Mapping[str, str], ends: Sequence[float] = KESTREL_GROUPS,
    sliders: tuple[str, str] = ("months_cut", "profit_cut"),
) -> list[Mark]:  # fmt: skip
    """Customers, as of customers_at(), the two cuts of these sliders, and in each corner what is said of its group (a dict)."""
    left, right, low, high = ends
    corners = [(side, rise) for side in ("left", "right") for rise in ("bottom", "top")]
    return [
        customers,
        rule(x=months_cut, span=(low, high), colour=COST, width=2.2, name="loyal above"),
        rule(y=profit_cut, span=(left, right), colour=COST, width=2.2, name="profitable above"),
        dots(months_cut, profit_cut, COST, 9, edge=INK, width=1, drags=dict(zip("xy", sliders, strict=True)), name="the cuts"),
        *(
            label(0.01 if side == "left" else 0.99, 0.02 if rise == "bottom" else 0.98, groups[group], bold=True, side=side,
                  rise=rise, pane="xy", name=group)
            for group, (side, rise) in zip(GROUPS, corners, strict=True)
        ),
    ]  # fmt: skip


TASTES = Frame(
    (Pane(Axis(0.5, 12.5, "Purchases later", tuple((lag, str(lag)) for lag in (1, 2, 4, 6, 8, 10, 12))),
          Axis(0, 1.04, "Share that buys A again", SHARES), notes="below"),),
    (8, 3.5),
)  # fmt: skip


def tastes_marks(result: Any) -> list[Mark]:
    """Of those who bought A, the share that buys it again later: what people do, and what the matrix says."""
    lags = range(1, 13)
    return [
        line(lags, result.matrix_later, COST, 5, name="matrix"),
        dots(lags, result.matrix_later, COST, 9, "s"),
        line(lags, result.later, KESTREL, name="people"),
        dots(lags, result.later, KESTREL, 5),
        note("people", "o", KESTREL),
        note("matrix", "s", COST),
        note("same brand twice running:", value=percent(result.repeat), bold=True),
    ]


def plot_switching(axes: Axes, matrix: SwitchingMatrix) -> str:
    """The switching matrix as a table of shares with their limits, darker where larger; and how often a brand follows itself.

    Raises TypeError or ValueError for a matrix without brands, or with a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.switching import switching_matrix
    >>> bought = pd.DataFrame({"who": [1, 1, 2, 2], "last": list("AABB"), "next": list("ABBB")})
    >>> picture(plot_switching, switching_matrix(bought, person="who", last="last", chosen="next"))
    A table of 2 brands shows what was bought next (across) after each brand bought last (down), with 95 % limits. The
    share of the same brand again is 50 % after A (50 to 50) and 100 % after B (100 to 100).
    """
    brands = list(matrix.shares.index)
    for name in ("shares", "low", "high"):
        table_of_numbers(f"matrix: {name}", getattr(matrix, name), brands)
    for row, before in enumerate(brands):
        for column, after in enumerate(brands):
            value = matrix.shares.loc[before, after]
            axes.add_patch(_cell(column, row, tint(BENEFIT, 0.62 * value)))
            axes.text(column + 0.485, row + 0.36, percent(value), ha="center", va="center", fontweight="bold")
            limits = (
                f"{100 * matrix.low.loc[before, after]:.0f} to {100 * matrix.high.loc[before, after]:.0f}"
            )
            axes.text(column + 0.485, row + 0.7, limits, ha="center", va="center", fontsize=10)
    axes.set(xlim=(0, len(brands)), ylim=(len(brands), 0), xlabel="bought next", ylabel="bought last")
    axes.set_xticks([c + 0.485 for c in range(len(brands))], brands)
    axes.set_yticks([r + 0.475 for r in range(len(brands))], brands)
    axes.tick_params(length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    same = [
        f"{percent(matrix.shares.loc[brand, brand])} after {named(brand)}"
        f" ({signed(100 * matrix.low.loc[brand, brand], 0)} to {signed(100 * matrix.high.loc[brand, brand], 0)})"
        for brand in brands
    ]
    return (
        f"A table of {plural(len(brands), 'brand')} shows what was bought next (across) after each brand bought last (down),"
        f" with 95\u00a0% limits. {told('The share of the same brand again is', same, 'It is')}"
    )


def _cell(column, row, colour):
    from matplotlib.patches import Rectangle

    return Rectangle((column, row), 0.97, 0.95, facecolor=colour)


def plot_again(axes: Axes, table: pd.DataFrame) -> str:
    """Of those who bought a brand, the share that buys it again later, counted and by the matrix; and both, first and last.

    ``table`` as from bought_again(): columns people_say and matrix_says, by the number of purchases later. Raises TypeError
    or ValueError for a table without rows, or with a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_again, pd.DataFrame({"people_say": [0.84, 0.86], "matrix_says": [0.84, 0.55]}, index=[1, 12]))
    Two lines show the share that buys the brand again later: what the households do, and what the matrix says. They
    stand at 84 % and 84 % after 1 purchase and 86 % and 55 % after 12 purchases.
    """
    table_of_numbers("table", table, ["people_say", "matrix_says"])
    lags = list(table.index)
    axes.plot(lags, table.people_say, color=KESTREL, marker="o")
    axes.plot(lags, table.matrix_says, color=COST, marker="s", ls="--")
    for column, text, colour in (
        ("people_say", "the households", KESTREL),
        ("matrix_says", "the matrix", COST_TEXT),
    ):
        end = table[column].iloc[-1]
        axes.text(
            lags[-1] + 0.2, end, f"{text}: {percent(end)}", color=colour, va="center", fontweight="bold"
        )
    axes.set(xlim=(0.5, lags[-1] + 3.6), ylim=(0, 1.04), xlabel="purchases later", xticks=lags)
    axes.set_ylabel("share that buys it again")
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    parts = [
        f"{percent(table.people_say[lag])} and {percent(table.matrix_says[lag])} after {plural(lag, 'purchase')}"
        for lag in dict.fromkeys((lags[0], lags[-1]))
    ]
    return (
        "Two lines show the share that buys the brand again later: what the households do, and what the matrix says."
        f" {told('They stand at', parts)}"
    )
