"""The pictures of lesson 1: exchange, the chain that keeps a promise, price as a signal, shares and gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.columns import numbers_in, rows_of, table_of_numbers
from custvalue_helpers.kit.description import named, plain, told
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
    tint,
)
from custvalue_helpers.kit.words import euro, percent, plural, signed, trimmed
from custvalue_helpers.models.exchanges import ACTIVITIES, TOP

__all__ = ["plot_gaps", "plot_shares"]

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from custvalue_helpers.kit.marks import Mark
    from custvalue_helpers.models.exchanges import Exchange

ADDED = tint(GOOD, 0.35)


def zone_frame(top: float) -> Frame:
    """Prices from 0 to ``top``: a row for each side, and one for both."""
    rows = row_axis(("Customer gains", "Kestrel gains", "Both gain: the\nzone of exchange"), top=0.95)
    return Frame((Pane(Axis(0, top, "Price (€ a month)"), rows),), (8, 3.2))


def zone_marks(deal: Exchange, top: float) -> list[Mark]:
    """The prices at which the customer gains, those at which Kestrel gains, and the zone where both do."""
    low, high = (min(max(price, 0), top) for price in (deal.lowest_price, deal.highest_price))
    return [
        bar_across(0, high, BENEFIT, name="customer gains"),
        bar_across(1, top, KESTREL, low, name="Kestrel gains"),
        bar_across(2, max(low, high), GOOD, low, name="zone of exchange"),
        rule(x=deal.price, span=(-0.55, 2.45), colour=COST, width=3),
        dots(deal.price, -0.55, COST, 11, drags={"x": "price"}, name="price"),
        label(min(max(deal.price, 0.12 * top), 0.88 * top), -0.72, f"price {euro(deal.price, 0)}", COST_TEXT, bold=True,
              side="center", rise="bottom"),
        note("Customer gains", "s", BENEFIT, value=f"below {euro(high, 0)}" if high else "at no price"),
        note("Kestrel gains", "s", KESTREL, value=f"above {euro(low, 0)}"),
        note("Both gain", "s", GOOD, value=f"from {euro(low, 0)} to {euro(high, 0)}" if low < high else "at no price"),
        note(f"At {euro(deal.price, 0)}, the exchange\n{'happens' if deal.happens else 'does not happen'}", bold=True),
        note("Gain of the customer:", value=euro(deal.customer_gain, 0)),
        note("Gain of Kestrel:", value=euro(deal.firm_gain, 0)),
        note("Gain together:", value=euro(deal.total_gain, 0)),
    ]  # fmt: skip


def chain_frame() -> Frame:
    """Six links, one row each, and their scores from 0 to 10."""
    rows = row_axis([f"{place} {name}" for place, name in enumerate(ACTIVITIES, 1)], top=0.85)
    across = Axis(0, 1.08 * TOP, "Score (0 to 10)", tuple((score, str(score)) for score in range(0, 11, 2)))
    return Frame((Pane(across, rows),), (8, 3.4))


def chain_marks(result: Any) -> list[Mark]:
    """Six links as bars, what money adds to them, the promise, and the value that arrives."""
    marks = []
    for place, name in enumerate(ACTIVITIES):
        before, after = result.before[name], result.after[name]
        weak = abs(after - result.arrives) < 1e-9
        marks += [
            bar_across(place, before, COST if weak else DULL, name=name),
            bar_across(place, after, ADDED, before, edge=GOOD, width=1.2 if after > before else 0),
            label(1.015 * TOP, place, trimmed(round(after, 1)), bold=weak),
        ]
    return [
        *marks,
        rule(x=result.promise, span=(-0.6, 5.5), colour=BENEFIT, width=2.2, dash="dashed"),
        rule(x=result.arrives, span=(-0.6, 5.5), colour=INK, width=2.2, name="arrives"),
        dots(result.promise, -0.6, BENEFIT, 10, "v", drags={"x": "promise"}, name="promised"),
        note("promised", "dashed", BENEFIT, value=trimmed(result.promise), bold=True),
        note("arrives", "solid", INK, value=trimmed(round(result.arrives, 1)), bold=True),
        note("weakest link", "s", COST),
        note("added by money spent", "s", ADDED),
    ]


def where_to_spend_frame(most: float) -> Frame:
    """For each link a rise of the value that arrives, up to ``most``."""
    across = Axis(0, most, "Rise of the value that arrives (points of 10)")
    return Frame((Pane(across, row_axis(ACTIVITIES), notes="below"),), (8, 3.5))


def where_to_spend_marks(result: Any) -> list[Mark]:
    """By how much the value that arrives rises if all the money goes to a link, and which is best."""
    marks = [note(f"{euro(result.euro, 0)}:", value=result.advice, bold=True)]
    for place, (name, rise) in enumerate(result.rises.items()):
        best = name in result.best
        marks += [
            bar_across(place, rise, GOOD if best else DULL, name=name),
            label(rise + 0.045, place, signed(rise) + (" best" if best else ""), bold=True),
        ]
    return marks


def signal_frame(lowest: float, highest: float) -> Frame:
    """Shares of people along the price."""
    across = Axis(lowest, highest, "Price (€ a month)")
    return Frame((Pane(across, Axis(0, 1.08, "Share of those who see it", SHARES)),), (8, 3.6))


def signal_marks(result: Any) -> list[Mark]:
    """Who trusts the quality, who finds the price not too dear, and who buys; and what is earned at the price now."""
    price, buy = result.now.price, result.now.buy
    return [
        line(result.prices, result.trust, BENEFIT, 1.8, "dashed", name="trust"),
        line(result.prices, result.afford, COST_TEXT, dash="dotted", name="not too dear"),
        line(result.prices, result.buys, GOOD, 3, name="buy"),
        rule(x=price, span=(0, buy), width=1.2),
        dots(price, buy, GOOD, 11, drags={"x": "price"}, name="price"),
        note("trust its quality\nat this price", "dashed", BENEFIT),
        note("do not find it\ntoo dear", "dotted", COST_TEXT),
        note("buy: both at once", "solid", GOOD),
        note(f"At {euro(price)}:", value=f"{percent(buy)} buy", bold=True),
        note("Profit from\n1,000 people:", value=euro(result.profit, 0), bold=True),
    ]


def plot_shares(axes: Axes, shares: pd.Series, xlabel: str, note: Mapping | None = None) -> str:
    """Draw named shares as bars, and say how large they are.

    ``shares``: a Series from a name to a share; ``note``: the same names to a text that stands behind the share.
    Raises TypeError or ValueError unless there is a share, and all are finite numbers.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_shares, pd.Series({"up to €6": 0.52, "over €20": 0.2}), "Share who paid")
    The picture shows “Share who paid” in 2 bars. It is 52 % for up to €6 and 20 % for over €20.
    """
    numbers_in("shares", shares)
    places = range(len(shares))
    axes.barh(places, shares, height=0.62, color=BENEFIT)
    for place, (name, share) in enumerate(shares.items()):
        tail = f"  ({note[name]})" if note is not None else ""
        axes.text(share + 0.01, place, f"{percent(share)}{tail}", va="center")
    axes.set_yticks(places, shares.index)
    axes.tick_params(axis="y", length=0)
    axes.set(xlim=(0, 1), ylim=(len(shares) - 0.5, -0.5), xlabel=xlabel)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    noted = {name: f" ({plain(note[name])})" for name in shares.index} if note is not None else {}
    parts = [f"{percent(share)} for {named(name)}{noted.get(name, '')}" for name, share in shares.items()]
    return f"The picture shows “{plain(xlabel)}” in {plural(len(shares), 'bar')}. {told('It is', parts)}"


def plot_gaps(axes: Axes, table: pd.DataFrame) -> str:
    """Draw what was expected and what was experienced, one row an attribute, and say the gaps.

    ``table``: columns expected, experienced, mean scores from 1 to 10. Raises TypeError or ValueError for a table without
    rows, or with a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_gaps, pd.DataFrame({"expected": [8.0], "experienced": [7.5]}, index=["taste"]))
    In 1 row, a diamond marks the mean score expected, and a dot the one experienced (1 to 10). The gap is −0.50 for
    taste.
    """
    table_of_numbers("table", table, ["expected", "experienced"])
    for place, row in enumerate(rows_of(table)):
        axes.plot(
            [row.experienced, row.expected], [place] * 2, color=FAINT, lw=6, solid_capstyle="butt", zorder=1
        )
        axes.plot(row.expected, place, "D", ms=9, mfc="white", mec=BENEFIT, mew=2)
        axes.plot(row.experienced, place, "o", ms=10, color=INK)
        axes.text(
            1.01,
            place,
            f"gap {signed(row.experienced - row.expected)}",
            transform=axes.get_yaxis_transform(),
            va="center",
        )
    first = table.iloc[0]
    axes.text(first.expected, -0.33, "expected", color=BENEFIT, ha="left", va="bottom", fontweight="bold")
    axes.text(first.experienced, -0.33, "experienced", ha="right", va="bottom", fontweight="bold")
    axes.set_yticks(range(len(table)), table.index)
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(table) - 0.5, -0.95), xlabel="Mean score (1 to 10)")
    axes.margins(x=0.12)
    gaps = [f"{signed(row.experienced - row.expected)} for {named(row.Index)}" for row in rows_of(table)]
    return (
        f"In {plural(len(table), 'row')}, a diamond marks the mean score expected, and a dot the one experienced (1 to 10)."
        f" {told('The gap is', gaps, 'It is')}"
    )
