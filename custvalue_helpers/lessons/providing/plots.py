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
    bar_up,
    dots,
    line,
    note,
    row_axis,
    rule,
)
from custvalue_helpers.kit.theme import BENEFIT, COST, COST_TEXT, DULL, FAINT, GOOD, KESTREL, tint
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
    marks = (
        [band([x for x, _ in low], [0] * len(low), [y for _, y in low], TOO_LOW, name="disappointed")]
        if len(low) > 1
        else []
    )
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
        note("Profit, two years:", value=thousands(outcome.profit / 1000, 1), bold=True),
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
    people = {name: f"{counts.loc[name]:,} people" for name in shares.index}
    for place, (name, share) in enumerate(shares.items()):
        axes.text(share + 0.01, place, f"{percent(share)}  ({people[name]})", va="center")
    axes.set_yticks(range(len(shares)), shares.index)
    axes.tick_params(axis="y", length=0)
    axes.set(xlim=(0, 1), ylim=(len(shares) - 0.5, -0.5), xlabel=xlabel)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    parts = [f"{percent(share)} for {named(name)} ({people[name]})" for name, share in shares.items()]
    return f"The picture shows “{plain(xlabel)}” in {plural(len(shares), 'bar')}. {told('It is', parts)}"


def service_frame(top: float) -> Frame:
    """What one solved problem saves and costs, in euro up to ``top``."""
    rows = row_axis(("it saves", "it costs"), top=0.8)
    return Frame((Pane(Axis(0, top, "€ for one solved problem"), rows),), (8, 2.6))


def service_marks(result: Any) -> list[Mark]:
    """What a solved problem saves and costs, and what all of them bring."""
    return [
        bar_across(0, result.saves, GOOD, name="saves"),
        bar_across(1, result.cost, COST, name="costs"),
        rule(x=result.saves, span=(-0.5, 1.5), colour=GOOD, dash="dashed"),
        note("it saves", "s", GOOD, value=euro(result.saves)),
        note("it costs", "s", COST, value=euro(result.cost)),
        note("Solved:", value=f"{result.solved:,.0f} of {result.problems:,.0f}"),
        note("Customers kept by it:", value=f"{result.kept:,.0f}"),
        note("Result:", value=f"{'−' if round(result.result) < 0 else ''}{euro(abs(result.result), 0)}", bold=True),
    ]  # fmt: skip


def journey_frame(touchpoints: tuple[str, ...]) -> Frame:
    """Six touchpoints in a row, and points from 1 to 10."""
    across = Axis(-0.6, len(touchpoints) - 0.4, "", tuple(enumerate(touchpoints)))
    ticks = tuple((point, str(point)) for point in (2, 4, 6, 8, 10))
    return Frame((Pane(across, Axis(1, 10.6, "Points (1 to 10)", ticks), notes="below"),), (8, 4))


def journey_marks(result: Any) -> list[Mark]:
    """What was got at each touchpoint, beside what was expected, and how the journey is remembered."""
    marks: list[Mark] = []
    for place, (expected, got) in enumerate(zip(result.expected, result.got, strict=True)):
        colour = DULL if abs(got - expected) < 1e-9 else GOOD if got > expected else COST
        marks += [
            bar_up(place, got, colour, 1, 0.5, name=result.touchpoints[place]),
            rule(y=expected, span=(place - 0.36, place + 0.36), colour=BENEFIT, width=3),
        ]
    return [
        *marks,
        note("expected", "solid", BENEFIT),
        note("got as expected", "s", DULL),
        note("a surprise", "s", GOOD),
        note("a letdown", "s", COST),
        note("Mean gap:", value=signed(result.mean_gap)),
        note("Remembered as:", value=f"{signed(result.remembered)} points", bold=True),
    ]


def reach_frame(most: float, low: float, high: float) -> Frame:
    """Profit in thousand euro along the budget, up to ``most`` thousand euro."""
    across = Axis(0, most, "Spent on communication (thousand €)")
    return Frame((Pane(across, Axis(low, high, "Profit (thousand €)")),), (8, 3.7))


def reach_marks(result: Any) -> list[Mark]:
    """Profit along the budget at this promise and at today's, the budget, and who comes of it."""
    now = result.now
    return [
        rule(y=0, colour=FAINT),
        line(result.budgets, result.at_usual, DULL, 1.6, "dotted", name="promise 8.2"),
        line(result.budgets, result.profits, KESTREL, 2.4, name="profit"),
        dots(now.spend / 1000, now.profit / 1000, KESTREL, 11, drags={"x": "spend"}, name="spend"),
        note(f"at a promise of {trimmed(now.outcome.promise)}", "solid", KESTREL),
        note("today's promise, 8.2", "dotted", DULL),
        note("Reached:", value=f"{now.reached:,.0f}"),
        note("… of them try:", value=f"{now.customers:,.0f}"),
        note("… disappointed:", value=percent(now.outcome.shares["disappointed"])),
        note("Profit:", value=thousands(now.profit / 1000, 1), bold=True),
        note("The next euro brings:", value=euro(now.last_euro), bold=True),
    ]


def feedback_frame(rounds: int, low: float, high: float) -> Frame:
    """The mean feeling along the rounds."""
    across = Axis(1, rounds, "Times asked", tuple((place, str(place)) for place in range(1, rounds + 1)))
    return Frame((Pane(across, Axis(low, high, "Mean feeling (points)")),), (8, 3.5))


def feedback_marks(result: Any) -> list[Mark]:
    """The mean feeling with a firm that mends the widest gap, and with one that polishes its best."""
    places = list(range(1, len(result.asks) + 1))
    last = result.asks[-1]
    return [
        rule(y=0, colour=FAINT),
        line(places, result.never, COST, 2.2, "dashed", name="never asks"),
        line(places, result.asks_felt, GOOD, 2.6, name="asks"),
        dots(places, result.asks_felt, GOOD, 7, name="asks"),
        note("asks, and mends\nthe widest gap", "solid", GOOD, value=signed(result.asks_felt[-1])),
        note("never asks, and\npolishes the coffee", "dashed", COST, value=signed(result.never[-1])),
        note("Gaps at the end, if it asks:", bold=True),
        *(note(f"{name}:", value=signed(gap, 1)) for name, gap in last.gaps.items()),
    ]


def guess_frame(low: float, high: float) -> Frame:
    """Euro a guess along the share of right guesses."""
    across = Axis(0, 100, "Guesses that are right (%)")
    return Frame((Pane(across, Axis(low, high, "€ a guess")),), (8, 3.4))


def guess_marks(result: Any) -> list[Mark]:
    """What a guess is worth along the share that is right, and where it breaks even."""
    return [
        rule(y=0, colour=DULL),
        line([0, 100], [-result.loss, result.gain], KESTREL, 2.4, name="worth"),
        *([rule(x=100 * result.needed, span=(min(-result.loss, 0), 0), colour=COST_TEXT, dash="dashed", name="break-even")] if result.loss else []),
        dots(100 * result.right, result.worth, KESTREL, 11, drags={"x": "right"}, name="right"),
        note("a right guess brings", value=euro(result.gain)),
        note("a wrong one loses", value=euro(result.loss)),
        note("break-even", "dashed", COST_TEXT, value=percent(result.needed)),
        note("now right:", value=percent(result.right)),
        note("a guess is worth:", value=f"{'−' if round(result.worth, 2) < 0 else ''}{euro(abs(result.worth))}", bold=True),
    ]  # fmt: skip
