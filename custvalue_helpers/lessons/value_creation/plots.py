"""The pictures of lesson 1. A ``..._builder`` returns build(axes) for explorers, which follows sliders; a ``plot_...``
draws once on the Axes it is given. They return move(result), or what there is to see, in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from custvalue_helpers.kit.columns import numbers_in, rows_of, table_of_numbers
from custvalue_helpers.kit.description import named, plain, told
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
    tint,
)
from custvalue_helpers.kit.words import euro, percent, plural, signed
from custvalue_helpers.models.exchanges import ACTIVITIES, TOP

__all__ = ["plot_gaps", "plot_shares"]

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from custvalue_helpers.kit.explorer import Build


def zone_builder(top: float) -> Build:
    """The prices at which the customer gains, those at which Kestrel gains, and the zone where both do."""

    def build(axes):
        axes.set(xlim=(0, top), ylim=(3.6, -0.75), xlabel="Price (€ a month)")
        rows = (
            "Customer gains\nat prices below",
            "Kestrel gains\nat prices above",
            "Both gain: the\nzone of exchange",
        )
        axes.set_yticks(range(3), rows)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        bars = [
            axes.barh(y, 0, height=0.62, color=colour, animated=True)[0]
            for y, colour in enumerate((BENEFIT, KESTREL, GOOD))
        ]
        side = {"transform": axes.get_yaxis_transform(), "va": "center", "fontweight": "bold"}
        limits = [axes.text(1.01, y, "€00 to €00", animated=True, **side) for y in range(3)]
        line = axes.plot([], [], color=COST, lw=3, animated=True)[0]
        label = axes.text(
            0, -0.42, "", ha="center", va="bottom", fontweight="bold", color=COST_TEXT, animated=True
        )
        verdict, gains = _gains_below(axes)

        def move(deal):
            low, high = max(deal.lowest_price, 0), min(max(deal.highest_price, 0), top)
            spans = ((0, high), (min(low, top), top), (low, high) if deal.possible and high > low else (0, 0))
            for bar, (left, right) in zip(bars, spans, strict=True):
                bar.set(x=left, width=right - left)
            limits[0].set_text(euro(high, 0) if high > 0 else "none")
            limits[1].set_text(euro(low, 0))
            limits[2].set_text(f"{euro(low, 0)} to {euro(high, 0)}" if spans[2] != (0, 0) else "none")
            line.set_data([deal.price] * 2, [-0.4, 2.4])
            label.set(x=min(max(deal.price, 3.5), top - 3.5), text=f"price {euro(deal.price, 0)}")
            verdict.set_text("happens" if deal.happens else "does not happen")
            for text, gain in zip(gains, (deal.customer_gain, deal.firm_gain, deal.total_gain), strict=True):
                text.set_text(euro(gain, 0))

        return move

    return build


def _gains_below(axes):
    """Two lines of text below the bars. What stays is drawn once: most of a picture's time goes into letters."""
    still = {"transform": axes.get_yaxis_transform(), "va": "center"}
    words = (
        (0.0, 2.78, "The exchange"),
        (0.0, 3.26, "Gains: customer"),
        (0.45, 3.26, "Kestrel"),
        (0.74, 3.26, "together"),
    )
    for left, height, word in words:
        axes.text(left, height, word, **still)
    moving = {**still, "fontweight": "bold", "animated": True}
    return axes.text(0.235, 2.78, "", **moving), [
        axes.text(left, 3.26, "", **moving) for left in (0.31, 0.6, 0.92)
    ]


def chain_builder() -> Build:
    """Six links as bars, what money adds to one of them, the promise, and the value that arrives."""

    def build(axes):
        axes.set(xlim=(0, TOP), ylim=(5.6, -1.35), xlabel="Score (0 to 10)")
        axes.set_yticks(range(6), [f"{place} {name}" for place, name in enumerate(ACTIVITIES, 1)])
        axes.tick_params(axis="y", length=0)
        axes.set_xticks(range(0, 11, 2))
        places = range(6)
        bars = axes.barh(places, [0] * 6, height=0.66, color=DULL, animated=True)
        added = axes.barh(places, [0] * 6, height=0.66, color=tint(GOOD, 0.35), edgecolor=GOOD, animated=True)
        notes = [
            axes.text(
                1.01, y, "10.0 weakest", transform=axes.get_yaxis_transform(), va="center", animated=True
            )
            for y in places
        ]
        promise = axes.plot([], [], color=BENEFIT, ls="--", animated=True)[0]
        arrives = axes.plot([], [], color=INK, animated=True)[0]
        top = {"va": "bottom", "fontweight": "bold", "animated": True}
        promise_label = axes.text(0, -0.62, "", color=BENEFIT, ha="left", **top)
        arrives_label = axes.text(0, -1.12, "", color=INK, ha="left", **top)

        def move(result):
            weakest = result.arrives
            for place, name in enumerate(ACTIVITIES):
                before, after = result.before[name], result.after[name]
                weak = abs(after - weakest) < 1e-9
                bars[place].set(width=before, color=COST if weak else DULL)
                added[place].set(x=before, width=after - before, visible=after > before)
                notes[place].set_text(f"{round(after, 1):g}{' weakest' if weak else ''}")
            promise.set_data([result.promise] * 2, [-0.55, 5.5])
            arrives.set_data([weakest] * 2, [-1.05, 5.5])
            promise_label.set(x=min(result.promise, 8.3) + 0.1, text=f"promised {result.promise:g}")
            arrives_label.set(x=min(weakest, 8.3) + 0.1, text=f"arrives {round(weakest, 1):g}")

        return move

    return build


def where_to_spend_builder(most: float) -> Build:
    """For each link: by how much the value that arrives rises if all the money goes there."""

    def build(axes):
        axes.set(xlim=(0, most), ylim=(5.6, -1.05), xlabel="Rise of the value that arrives (points of 10)")
        axes.set_yticks(range(6), ACTIVITIES)
        axes.tick_params(axis="y", length=0)
        bars = axes.barh(range(6), [0] * 6, height=0.62, color=DULL, animated=True)
        labels = [
            axes.text(0, place, "", va="center", fontweight="bold", animated=True) for place in range(6)
        ]
        verdict = axes.text(0.0, -0.6, "", va="bottom", fontweight="bold", animated=True)

        def move(result):
            best = max(result.rises.values())
            for place, name in enumerate(ACTIVITIES):
                rise = result.rises[name]
                first = best > 1e-9 and abs(rise - best) < 1e-9
                bars[place].set(width=rise, color=GOOD if first else DULL)
                labels[place].set(x=rise + most * 0.012, text=f"{signed(rise)}{'  best' if first else ''}")
            verdict.set_text(f"{euro(result.euro, 0)}: {result.advice}")

        return move

    return build


def signal_builder(lowest: float, highest: float) -> Build:
    """Who trusts the quality, who finds the price not too dear, and who buys, from the lowest to the highest price."""

    def build(axes):
        axes.set(
            xlim=(lowest, highest),
            ylim=(0, 1.16),
            xlabel="Price (€ a month)",
            ylabel="Share of those who see it",
        )
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
        trust = axes.plot([], [], color=BENEFIT, ls="--", lw=1.8, animated=True)[0]
        afford = axes.plot([], [], color=COST_TEXT, ls=":", lw=2.2, animated=True)[0]
        buy = axes.plot([], [], color=GOOD, lw=3, animated=True)[0]
        price = axes.plot([], [], color=NEUTRAL, lw=1.2, animated=True)[0]
        now = axes.plot([], [], "o", ms=11, color=GOOD, clip_on=False, animated=True)[0]
        side = {"transform": axes.transAxes, "va": "center"}
        lines = ((0.93, "- - -  trust its quality\nat this price", BENEFIT), (0.72, "· · · ·  do not find it\ntoo dear", COST_TEXT),
                 (0.51, "——  buy: both at once", GOOD))  # fmt: skip
        for height, text, colour in lines:
            axes.text(1.02, height, text, color=colour, **side)
        verdict = axes.text(
            1.02, 0.2, "−€00,000 profit", fontweight="bold", linespacing=1.5, animated=True, **side
        )

        def move(result):
            trust.set_data(result.prices, result.trust)
            afford.set_data(result.prices, result.afford)
            buy.set_data(result.prices, result.buys)
            price.set_data([result.now.price] * 2, [0, result.now.buy])
            now.set_data([result.now.price], [result.now.buy])
            verdict.set_text(
                f"At {euro(result.now.price)}\n{percent(result.now.buy)} buy\n{euro(result.profit, 0)} profit\nfrom 1,000 people"
            )

        return move

    return build


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
