"""The pictures of lesson 4: perceived value, switching, shares of choice, willingness to pay with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_number, by_name
from custvalue_helpers.kit.columns import numbers_in, rows_of, table_of_numbers
from custvalue_helpers.kit.description import from_to, named, plain, sorted_into, told
from custvalue_helpers.kit.drawing import draw_pane
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
    DULL,
    FAINT,
    GOOD,
    INK,
    KESTREL,
    NEUTRAL,
    PAPER,
    RIVAL,
    tint,
)
from custvalue_helpers.kit.words import euro, listed, percent, plural, signed, with_unit
from custvalue_helpers.models.perceived_value import BENEFITS, COSTS

__all__ = ["plot_groups", "plot_offers", "plot_switching_prices", "plot_willingness_to_pay"]

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from custvalue_helpers.kit.marks import Mark
    from custvalue_helpers.models.perceived_value import OfferComparison

TINTS = (1.0, 0.8, 0.6, 0.42)


def value_bars_frame(
    names: Sequence[str], top: float, size: tuple[float, float] = (8, 3), unit: str = "€ a month, as this customer feels it",
) -> Frame:  # fmt: skip
    """Two rows an offer, what the customer gets over what they give up, up to ``top``."""
    places = [
        (2.7 * place + 0.95 * row, word)
        for place in range(len(names))
        for row, word in enumerate(("gets", "gives up"))
    ]
    return Frame(
        (Pane(Axis(0, top * 1.13, unit),
              Axis(2.7 * len(names) - 0.8, -1.0, ticks=tuple(places), line=False)),),
        size,
    )  # fmt: skip


def _whole_euro(value):
    return euro(value, 0)


def value_bars(
    comparison: OfferComparison,
    money: Callable[[float], str] = _whole_euro,
    gap: float = 0.8,
    head: float = 0.7,
) -> list[Mark]:
    """The bars of each offer with their parts, its CPV above them, and beside them which tint is which part.

    ``money`` writes an amount; ``gap`` lies between a bar and its total, ``head`` between the first bar and the offer's name.
    """
    marks = [
        note(part, "s", tint(colour, share))
        for parts, colour in ((BENEFITS, BENEFIT), (COSTS, COST))
        for part, share in zip(parts, TINTS, strict=True)
    ]
    for place, (offer, value) in enumerate(comparison.pairs):
        cpv = f"{offer.name}: CPV {money(value.difference)}"
        marks.append(label(0, 2.7 * place - head, cpv, bold=True, name=f"CPV of {offer.name}"))
        for row, (parts, colour) in enumerate(((BENEFITS, BENEFIT), (COSTS, COST))):
            marks += _stack(2.7 * place + 0.95 * row, offer, parts, colour, money, gap)
    return marks


def _stack(y, offer, parts, colour, money, gap):
    """One bar of stacked parts with their names where they fit, and its total behind it."""
    left, marks = 0.0, []
    for part, share in zip(parts, TINTS, strict=True):
        width = getattr(offer, part)
        ink = PAPER if colour == BENEFIT and share > 0.5 else INK
        marks += [
            bar_across(y, left + width, tint(colour, share), left, 0.85, edge=PAPER, width=1),
            label(left + width / 2, y, part, ink, 10.5, side="center", room=width),
        ]
        left += width
    return [*marks, label(left + gap, y, money(left))]


def plot_offers(axes: Axes, comparison: OfferComparison) -> str:
    """Draw an OfferComparison of any number of offers as value bars, and say what they bring and cost, in euro a month.

    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.perceived_value import Offer
    >>> from custvalue_helpers.lessons.perceived_value.explorers import compare
    >>> kestrel, hopla = Offer("Kestrel", product=40, money=31), Offer("Hopla", product=29, money=24)
    >>> picture(plot_offers, compare(kestrel, hopla))
    Two bars an offer show what this customer gets and gives up, in euro a month. With Kestrel they get €40 and give up
    €31: CPV is €9. With Hopla they get €29 and give up €24: CPV is €5.
    """
    highest = max(max(v.total_customer_benefit, v.total_customer_cost) for _, v in comparison.pairs)
    (pane,) = value_bars_frame([offer.name for offer, _ in comparison.pairs], top=1.05 * highest).panes
    draw_pane(axes, pane, value_bars(comparison))
    return " ".join(
        [
            "Two bars an offer show what this customer gets and gives up, in euro a month.",
            *(
                f"With {named(offer.name)} they get {euro(value.total_customer_benefit, 0)} and give up"
                f" {euro(value.total_customer_cost, 0)}: CPV is {euro(value.difference, 0)}."
                for offer, value in comparison.pairs
            ),
        ]
    )


def switching_frame(lowest: float, highest: float) -> Frame:
    """Customer perceived value along our price."""
    across = Axis(lowest, highest, "Kestrel's price (€ a month)")
    return Frame((Pane(across, Axis(-30, 52, "CPV (€ a month)")),), (8, 3.6))


def switching_marks(result: Any, lowest: float, highest: float) -> list[Mark]:
    """CPV of our offer as its price moves, the rival's CPV, and the price at which they cross."""
    height = result.value + result.price
    return [
        rule(y=0, colour=FAINT),
        line([lowest, highest], [height - lowest, height - highest], KESTREL, name="Kestrel's CPV"),
        line([lowest, highest], [result.rival_value] * 2, RIVAL, dash="dashed", name="rival's CPV"),
        rule(x=result.switching_price, span=(-30, result.rival_value), width=1.5, dash="dotted", name="switching price"),
        label(lowest + 0.6, height - lowest + 0.5, "Kestrel", KESTREL, bold=True, rise="bottom"),
        label(highest - 0.4, result.rival_value + 1.2, "rival", RIVAL, bold=True, side="right", rise="bottom"),
        dots(result.price, result.value, KESTREL, 11, drags={"x": "price"}, name="price"),
        note("Switching price", value=f"{euro(result.switching_price)}: {result.choice}", bold=True),
    ]  # fmt: skip


def difference_and_ratio_frame(top: float) -> Frame:
    """Two offers by cost and benefit."""
    across, up = (Axis(0, top, f"Total customer {part} (€ a month)") for part in ("cost", "benefit"))
    return Frame((Pane(across, up, box=0.82),), (8, 4.2))


def difference_and_ratio(result: Any, top: float) -> list[Mark]:
    """Two offers by cost and benefit, with everything that equals A by difference and by ratio."""
    gap, ratio = result.a.difference, result.a.ratio
    (ax, ay), (bx, by) = ((v.total_customer_cost, v.total_customer_benefit) for v in (result.a, result.b))
    together = abs(ax - bx) <= 1.5 and abs(ay - by) <= 1.5
    letter: dict[str, Any] = {"colour": PAPER, "size": 10, "bold": True, "side": "center"}
    return [
        line([0, top], [gap, gap + top], NEUTRAL, 1.8, "dashed", name="as good by difference"),
        line([0, top], [0, ratio * top], GOOD, 1.8, name="as good by ratio"),
        dots(ax, ay, KESTREL, 13, drags={"x": "cost_a", "y": "benefit_a"}, name="A"),
        dots(bx, by, RIVAL, 12, "s", drags={"x": "cost_b", "y": "benefit_b"}, name="B"),
        label(ax, ay, "" if together else "A", **letter),
        label(bx, by, "AB" if together else "B", **letter),
        note("as good as A\nby difference", "dashed", NEUTRAL),
        note("as good as A\nby ratio", "solid", GOOD),
        note("By difference:", value=result.by_difference, bold=True),
        note("By ratio:", value=result.by_ratio, bold=True),
    ]


def plot_switching_prices(axes: Axes, customers: pd.DataFrame, price: float, price_now: float) -> str:
    """Draw each customer's switching price, and say who stays at a price asked (columns customer, switching_price).

    Prices are in euro a month. Who is below the present price has gone already; at a tie a customer does not trouble to
    move. Raises TypeError or ValueError for a table without rows, or a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> three = pd.DataFrame({"customer": ["Lea", "Ida", "Sam"], "switching_price": [23, 27, 37]})
    >>> picture(plot_switching_prices, three, price=30, price_now=24)
    Marks show a switching price for each of 3 customers, and lines the price now, €24, and the price asked, €30. Lea (€23)
    is gone already. Ida (€27) leaves. Sam (€37) stays.
    """
    table_of_numbers("customers", customers, ["switching_price"])
    price, price_now = a_number("price", price), a_number("price_now", price_now)
    groups: dict[str, list[str]] = {"gone already": [], "leaves": [], "stays": []}
    ordered = customers.sort_values("switching_price", ignore_index=True)
    for place, row in enumerate(rows_of(ordered)):
        limit = row.switching_price
        verdict = "gone already" if limit < price_now else "leaves" if limit < price else "stays"
        groups[verdict].append(f"{named(row.customer)} ({with_unit(limit, '€')})")
        marker, colour = {"stays": ("o", BENEFIT), "leaves": ("X", COST), "gone already": ("X", FAINT)}[
            verdict
        ]
        axes.plot(limit, place, marker, ms=13, color=colour)
        shift, side = (0.45, "left") if verdict == "stays" else (-0.45, "right")
        paper = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}
        axes.text(limit + shift, place, f"€{limit:g}, {verdict}", ha=side, va="center", bbox=paper)
    for value, text in ((price_now, f"now €{price_now:g}"), (price, f"asked €{price:g}")):
        axes.axvline(value, color=INK, lw=1.5, ls="-" if value == price else ":")
        axes.text(value, len(ordered) - 0.35, text, ha="center", va="bottom")
    axes.set_yticks(range(len(ordered)), ordered.customer)
    axes.tick_params(axis="y", length=0)
    low, high = ordered.switching_price.min(), ordered.switching_price.max()
    axes.set(
        xlabel="Switching price (€ a month)", xlim=(low - 5.5, high + 4), ylim=(-0.6, len(ordered) - 0.4)
    )
    verbs = zip(
        ("is gone already", "leaves", "stays"),
        ("are gone already", "leave", "stay"),
        groups.values(),
        strict=True,
    )
    return (
        f"Marks show a switching price for each of {plural(len(ordered), 'customer')}, and lines the price now,"
        f" {with_unit(price_now, '€')}, and the price asked, {with_unit(price, '€')}. "
        + sorted_into({(f"{{}} {one}", f"{{}} {several}"): who for one, several, who in verbs})
    )


ESTIMATE = ["willingness_to_pay", "low_95", "high_95"]


def shares_frame(names: Sequence[str], size: tuple[float, float] = (8, 3.4)) -> Frame:
    """Shares of choice from 0 to 100 %, one row an offer."""
    return Frame((Pane(Axis(0, 1.12, "Share of choices", SHARES), row_axis(names)),), size)


def share_bars(result: Any) -> list[Mark]:
    """Choice shares as bars, the first offer being ours."""
    marks = [
        bar_across(place, share, DULL if place else KESTREL) for place, share in enumerate(result.shares)
    ]
    return marks + [
        label(share + 0.012, place, percent(share), bold=True) for place, share in enumerate(result.shares)
    ]


def plot_willingness_to_pay(
    axes: Axes,
    table: pd.DataFrame,
    unit: str,
    labels: Mapping | None = None,
    truth: Mapping | None = None,
) -> str:
    """Draw each feature's willingness to pay with its 95 % interval, and zero as a line; and say the figures.

    ``table`` as LogitFit gives it; ``unit`` of the figures, in words; ``labels``: words for features. ``truth``, where it
    is known, holds a number by feature and shows as open diamonds. Raises TypeError or ValueError for a table without rows,
    or with a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> table = pd.DataFrame({"willingness_to_pay": [1.2, 0.55], "low_95": [0.97, -0.1], "high_95": [1.43, 1.2]},
    ...                      index=["10_days_fresher", "brewing_help"])
    >>> picture(plot_willingness_to_pay, table, "€ a month")
    Each dot with its 95 % interval shows a willingness to pay (euro a month). It is 1.20 for 10 days fresher
    (0.97 to 1.43) and 0.55 for brewing help (−0.10 to 1.20).
    """
    table_of_numbers("table", table, ESTIMATE)
    if truth is not None:
        numbers_in("truth", [truth.get(feature) for feature in table.index])
    ordered = table.sort_values("willingness_to_pay")
    axes.axvline(0, color=NEUTRAL, lw=1)
    for place, row in enumerate(rows_of(ordered)):
        colour = BENEFIT if row.willingness_to_pay > 0 else COST
        axes.plot([row.low_95, row.high_95], [place, place], color=colour, lw=5, solid_capstyle="butt")
        axes.plot(row.willingness_to_pay, place, "o", color=INK, ms=6)
        if truth is not None:
            axes.plot(truth[row.Index], place, "D", mfc="none", mec=INK, mew=1.8, ms=11)
        axes.text(
            row.willingness_to_pay,
            place + 0.2,
            f"{signed(row.willingness_to_pay)}",
            ha="center",
            va="bottom",
            fontweight="bold",
        )
    axes.set_yticks(range(len(ordered)), [(labels or {}).get(feature, feature) for feature in ordered.index])
    axes.set(xlabel=f"Willingness to pay ({unit})", ylim=(-0.5, len(ordered) - 0.2))
    axes.margins(x=0.08)
    if truth is not None:
        axes.text(0.99, 0.04, "◇ the true average", transform=axes.transAxes, ha="right")
    rows = list(rows_of(ordered[::-1]))
    figures = [
        f"{signed(row.willingness_to_pay)} for {named(row.Index, labels)} ({signed(row.low_95)} to {signed(row.high_95)})"
        for row in rows
    ]
    true = (
        [f"{signed(truth[row.Index])} for {named(row.Index, labels)}" for row in rows]
        if truth is not None
        else []
    )
    return " ".join(
        [
            f"Each dot with its 95\u00a0% interval shows a willingness to pay ({plain(unit)}).",
            told("It is", figures),
            *([told("The true average, an open diamond, is", true, "It is")] if true else []),
        ]
    )


def plot_groups(axes: Axes, tables: Mapping, unit: str, labels: Mapping | None = None) -> str:
    """Draw the willingness to pay of several groups side by side, and say between which groups it lies.

    ``tables``: a dict from a group's name to its table, as LogitFit gives it; ``unit`` of the figures, in words;
    ``labels``: words for features. Raises TypeError or ValueError where there is no group, for a table without rows, or
    with a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> table = pd.DataFrame({"willingness_to_pay": [1.2, 0.55], "low_95": [0.97, -0.1], "high_95": [1.43, 1.2]},
    ...                      index=["10_days_fresher", "brewing_help"])
    >>> picture(plot_groups, {"Savers": table, "Idealists": table + 1}, "€ a month")
    Each mark with its 95 % interval shows a willingness to pay (euro a month) of Savers or Idealists. For 10 days fresher
    it goes from 1.20 for Savers to 2.20 for Idealists. For brewing help it goes from 0.55 for Savers to 1.55 for Idealists.
    """
    for name, table in by_name("tables", tables, "a table").items():
        table_of_numbers(f"tables: {name}", table, ESTIMATE)
    colours = [BENEFIT, RIVAL, NEUTRAL, GOOD]
    features = list(next(iter(tables.values())).sort_values("willingness_to_pay").index)
    for group, (name, table) in enumerate(tables.items()):
        shift = 0.18 * (group - (len(tables) - 1) / 2)
        for place, feature in enumerate(features):
            row = table.loc[feature]
            axes.plot(
                [row.low_95, row.high_95],
                [place + shift] * 2,
                color=tint(colours[group], 0.55),
                lw=5,
                solid_capstyle="butt",
            )
            label = name if place == 0 else None
            axes.plot(
                row.willingness_to_pay, place + shift, "os^D"[group], color=colours[group], ms=8, label=label
            )
    axes.axvline(0, color=NEUTRAL, lw=1)
    axes.set_yticks(range(len(features)), [(labels or {}).get(feature, feature) for feature in features])
    axes.set(xlabel=f"Willingness to pay ({unit})", ylim=(-0.6, len(features) - 0.4))
    axes.legend(loc="lower center", bbox_to_anchor=(0.45, 1.0), ncols=len(tables))
    return " ".join(
        [
            f"Each mark with its 95\u00a0% interval shows a willingness to pay ({plain(unit)}) of"
            f" {listed([named(name) for name in tables], 'or')}.",
            *(
                f"For {named(feature, labels)} it"
                f" {from_to({name: table.willingness_to_pay[feature] for name, table in tables.items()}, signed)}."
                for feature in features[::-1]
            ),
        ]
    )
