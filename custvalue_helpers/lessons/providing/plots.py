"""The pictures of lesson 6: what arrives and how it spreads, service, the journey, a campaign, feedback, guesses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.columns import numbers_in
from custvalue_helpers.kit.description import named, plain, told
from custvalue_helpers.kit.marks import (
    Axis,
    Frame,
    Pane,
    band,
    bar_across,
    dots,
    label,
    line,
    note,
    row_axis,
    rule,
)
from custvalue_helpers.kit.theme import BENEFIT, COST, COST_TEXT, DULL, FAINT, GOOD, INK, KESTREL, tint
from custvalue_helpers.kit.words import euro, percent, percents, plural, signed, thousands, trimmed

__all__ = ["plot_shares_of"]

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from custvalue_helpers.kit.marks import Mark

TOO_LOW = tint(COST, 0.55)


def spread_frame(highest: float) -> Frame:
    """How often each point of quality arrives, up to ``highest``."""
    across = Axis(1, 10, "What arrives (points, 1 to 10)")
    return Frame((Pane(across, Axis(0, highest, "How often", (), line=False)),), (8, 3.3))


def spread_marks(result: Any) -> list[Mark]:
    """The curve of what arrives, what of it disappoints, the promise, and what is earned."""
    outcome = result.outcome
    edge = outcome.promise - result.zone
    low = [(x, y) for x, y in zip(result.xs, result.ys, strict=True) if x <= edge + 1e-9]
    names = ("disappointed", "satisfied", "delighted")
    shares = percents([outcome.shares[name] for name in names])
    marks = [band([x for x, _ in low], [0] * len(low), [y for _, y in low], TOO_LOW, name="disappointed")] if len(low) > 1 else []
    return [
        *marks,
        line(result.xs, result.usual, DULL, 1.6, "dotted", name="usual spread"),
        line(result.xs, result.ys, KESTREL, 2.4, name="arrives"),
        rule(x=outcome.promise, span=(0, result.top * 0.97), colour=BENEFIT, width=2.2, dash="dashed"),
        dots(outcome.promise, 0, BENEFIT, 11, "v", drags={"x": "promise"}, name="promise"),
        note("what arrives", "solid", KESTREL, value=f"mean {trimmed(outcome.market.quality)}"),
        note("at a spread of 0.6", "dotted", DULL),
        note("promised", "dashed", BENEFIT, value=trimmed(outcome.promise)),
        note("disappointed", "s", TOO_LOW, value=shares[0]),
        note("satisfied:", value=shares[1]),
        note("delighted:", value=shares[2]),
        note("Mean feeling:", value=signed(outcome.feeling), bold=True),
        note("Profit, two years:", value=thousands(outcome.profit, 1), bold=True),
    ]  # fmt: skip


def arrival_frame(top: float) -> Frame:
    """Euro along what arrives."""
    across = Axis(0, 10, "What arrives (points of 10)")
    return Frame((Pane(across, Axis(0, top, "€ a month")),), (8, 3.5))


def arrival_marks(result: Any) -> list[Mark]:
    """What the offer is worth for what arrives, the price, the cost, and where the exchange happens."""
    deal = result.deal
    holds = bool(result.least <= 10 and deal.firm_gain > 0)
    return [
        *([band([result.least, 10], [deal.price] * 2, [deal.price, result.worth_at_ten], tint(GOOD, 0.25))] if holds and result.least < 10 else []),
        line([0, 10], [0, result.worth_at_ten], BENEFIT, 2.4, name="worth"),
        rule(y=deal.price, colour=COST_TEXT, width=2, name="price"),
        rule(y=deal.cost, colour=DULL, width=2, dash="dashed", name="cost"),
        dots(result.arrives, deal.worth, BENEFIT, 11, drags={"x": "arrives"}, name="arrives"),
        note("worth to Mara", "solid", BENEFIT, value=euro(deal.worth)),
        note("price", "solid", COST_TEXT, value=euro(deal.price)),
        note("cost", "dashed", DULL, value=euro(deal.cost)),
        note("Mara gains:", value=euro(deal.customer_gain)),
        note("Kestrel gains:", value=euro(deal.firm_gain)),
        note(f"The exchange {'holds' if deal.happens else 'fails'}", bold=True),
    ]  # fmt: skip


def plot_shares_of(axes: Axes, shares: pd.Series, counts: pd.Series, xlabel: str) -> str:
    """Draw named shares as bars with the number of people behind each, and say how large they are.

    ``shares``: a Series from a name to a share; ``counts``: the same names to a number of people.
    Raises TypeError or ValueError unless there is a share, and all are finite numbers.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_shares_of, pd.Series({"badly": 0.3, "well": 0.6}), pd.Series({"badly": 20, "well": 30}), "Share who stay")
    The picture shows “Share who stay” in 2 bars. It is 30 % for badly (20 people) and 60 % for well (30 people).
    """
    numbers_in("shares", shares)
    numbers_in("counts", counts)
    axes.barh(range(len(shares)), shares, height=0.62, color=BENEFIT)
    for place, (name, share) in enumerate(shares.items()):
        axes.text(share + 0.01, place, f"{percent(share)}  ({counts[name]:,} people)", va="center")
    axes.set_yticks(range(len(shares)), shares.index)
    axes.tick_params(axis="y", length=0)
    axes.set(xlim=(0, 1), ylim=(len(shares) - 0.5, -0.5), xlabel=xlabel)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    parts = [f"{percent(share)} for {named(name)} ({counts[name]:,} people)" for name, share in shares.items()]
    return f"The picture shows “{plain(xlabel)}” in {plural(len(shares), 'bar')}. {told('It is', parts)}"
