"""The pictures of lesson 4: perceived value, switching, shares of choice, willingness to pay with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_number, by_name
from custvalue_helpers.kit.columns import numbers_in, rows_of, table_of_numbers
from custvalue_helpers.kit.description import from_to, named, plain, sorted_into, told
from custvalue_helpers.kit.theme import BENEFIT, COST, FAINT, GOOD, INK, KESTREL, NEUTRAL, PAPER, RIVAL, tint
from custvalue_helpers.kit.words import euro, listed, percent, plural, signed, with_unit
from custvalue_helpers.models.perceived_value import BENEFITS, COSTS

__all__ = ["plot_groups", "plot_offers", "plot_switching_prices", "plot_willingness_to_pay"]

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from custvalue_helpers.kit.explorer import Build
    from custvalue_helpers.models.perceived_value import OfferComparison

TINTS = (1.0, 0.8, 0.6, 0.42)
POINTS_A_LETTER = 7.2


def value_bars_builder(names: Sequence[str], top: float) -> Build:
    """Two bars an offer, what the customer gets over what they give up, each with its parts, up to ``top`` euro."""

    def build(axes):
        axes.set(
            xlim=(0, top * 1.13),
            ylim=(2.7 * len(names) - 0.8, -1.0),
            xlabel="€ a month, as this customer feels it",
        )
        axes.set_yticks([2.7 * place + row * 0.95 for place in range(len(names)) for row in (0, 1)])
        axes.set_yticklabels(["gets", "gives up"] * len(names))
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        _key(axes, BENEFITS, BENEFIT, 0.98)
        _key(axes, COSTS, COST, 0.48)
        rows = [
            _stack(axes, 2.7 * place + row * 0.95, parts, colour)
            for place in range(len(names))
            for row, (parts, colour) in enumerate(((BENEFITS, BENEFIT), (COSTS, COST)))
        ]
        style = {"fontweight": "bold", "va": "center", "animated": True}
        values = [axes.text(0, 2.7 * place - 0.7, "", **style) for place in range(len(names))]

        def move(comparison):
            for place, (offer, value) in enumerate(comparison.pairs):
                rows[2 * place](offer)
                rows[2 * place + 1](offer)
                values[place].set_text(f"{offer.name}: CPV {euro(value.difference, 0)}")

        return move

    return build


def _key(axes, parts, colour, height):
    """Which tint is which part, in a column beside the picture, in the order of the bar."""
    for row, (part, share) in enumerate(zip(parts, TINTS, strict=True)):
        place = {"transform": axes.transAxes, "va": "top"}
        axes.text(1.01, height - 0.105 * row, "■", color=tint(colour, share), fontsize=15, **place)
        axes.text(1.045, height - 0.012 - 0.105 * row, part, fontsize=11, **place)


def _stack(axes, y, parts, colour):
    """One bar of stacked parts with labels where they fit, and its total behind it."""
    bars = [
        axes.barh(y, 0, height=0.85, color=tint(colour, share), edgecolor="white", animated=True)[0]
        for share in TINTS
    ]
    dark = [colour == BENEFIT and share > 0.5 for share in TINTS]
    labels = [
        axes.text(
            0, y, "", ha="center", va="center", fontsize=10.5, color="white" if d else INK, animated=True
        )
        for d in dark
    ]
    total = axes.text(0, y, "", va="center", animated=True)
    points_a_euro = axes.figure.get_size_inches()[0] * 72 * 0.74 / axes.get_xlim()[1]

    def move(offer):
        left = 0.0
        for bar, label, part in zip(bars, labels, parts, strict=True):
            width = getattr(offer, part)
            bar.set(x=left, width=width)
            fits = width * points_a_euro > len(part) * POINTS_A_LETTER
            label.set(x=left + width / 2, text=part if fits else "")
            left += width
        total.set(x=left + 0.8, text=euro(left, 0))

    return move


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
    value_bars_builder([offer.name for offer, _ in comparison.pairs], top=1.05 * highest)(axes)(comparison)
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


def switching_builder(lowest: float, highest: float) -> Build:
    """CPV of our offer as its price moves, the rival's CPV, and the price at which they cross."""

    def build(axes):
        axes.set(
            xlim=(lowest, highest),
            ylim=(-30, 52),
            xlabel="Kestrel's price (€ a month)",
            ylabel="CPV (€ a month)",
        )
        axes.axhline(0, color=FAINT, lw=1)
        ours = axes.plot([], [], color=KESTREL, animated=True)[0]
        theirs = axes.plot([], [], color=RIVAL, ls="--", animated=True)[0]
        crossing = axes.plot([], [], color=NEUTRAL, ls=":", lw=1.5, animated=True)[0]
        now = axes.plot([], [], "o", ms=11, color=KESTREL, clip_on=False, animated=True)[0]
        name = axes.text(
            lowest + 0.6, 0, "Kestrel", color=KESTREL, fontweight="bold", va="bottom", animated=True
        )
        rival = axes.text(
            highest - 0.4, 0, "rival", color=RIVAL, fontweight="bold", ha="right", va="bottom", animated=True
        )
        top_right = {"transform": axes.transAxes, "ha": "right", "va": "top", "fontweight": "bold"}
        axes.text(0.98, 0.98, "Switching price", **top_right)
        verdict = axes.text(
            0.98, 0.90, "", animated=True, **top_right
        )  # few letters: they are what takes time

        def move(result):
            height = result.value + result.price
            ours.set_data([lowest, highest], [height - lowest, height - highest])
            theirs.set_data([lowest, highest], [result.rival_value] * 2)
            name.set_y(height - lowest + 0.5)
            rival.set(y=result.rival_value + 1.2)
            now.set_data([result.price], [result.value])
            crossing.set_data([result.switching_price] * 2, [-30, result.rival_value])
            verdict.set_text(f"{euro(result.switching_price)}: {result.choice}")

        return move

    return build


def difference_and_ratio_builder(top: float) -> Build:
    """Two offers by cost and benefit, with everything that equals A by difference and by ratio."""

    def build(axes):
        axes.set(
            xlim=(0, top),
            ylim=(0, top),
            xlabel="Total customer cost (€ a month)",
            ylabel="Total customer benefit (€ a month)",
        )
        same_difference = axes.plot([], [], color=NEUTRAL, ls="--", lw=1.8, animated=True)[0]
        same_ratio = axes.plot([], [], color=GOOD, lw=1.8, animated=True)[0]
        a = axes.plot([], [], "o", ms=13, color=KESTREL, clip_on=False, animated=True)[0]
        b = axes.plot([], [], "s", ms=12, color=RIVAL, clip_on=False, animated=True)[0]
        letters = [
            axes.text(
                0,
                0,
                letter,
                color="white",
                ha="center",
                va="center",
                fontsize=10,
                fontweight="bold",
                animated=True,
            )
            for letter in "AB"
        ]
        axes.text(
            1.02,
            0.97,
            "Dashed: as good as A\nby difference",
            transform=axes.transAxes,
            va="top",
            color=NEUTRAL,
        )
        axes.text(1.02, 0.77, "Solid: as good as A\nby ratio", transform=axes.transAxes, va="top", color=GOOD)
        style = {"va": "top", "fontweight": "bold", "fontsize": 11, "linespacing": 1.6}
        verdict = axes.text(1.02, 0.5, "", transform=axes.transAxes, animated=True, **style)
        axes.set_box_aspect(0.82)

        def move(result):
            first, second = result.a, result.b
            gap, ratio = first.difference, first.ratio
            same_difference.set_data([0, top], [gap, gap + top])
            same_ratio.set_data([0, top], [0, ratio * top])
            for marker, letter, value in ((a, letters[0], first), (b, letters[1], second)):
                marker.set_data([value.total_customer_cost], [value.total_customer_benefit])
                letter.set_position((value.total_customer_cost, value.total_customer_benefit))
            apart = abs(first.total_customer_cost - second.total_customer_cost) > 1.5
            apart = apart or abs(first.total_customer_benefit - second.total_customer_benefit) > 1.5
            letters[0].set_text("A" if apart else "")
            letters[1].set_text("B" if apart else "AB")
            verdict.set_text(f"By difference: {result.by_difference}\nBy ratio: {result.by_ratio}")

        return move

    return build


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


def shares_builder(names: Sequence[str]) -> Build:
    """Choice shares as bars, the first offer being ours."""

    def build(axes):
        axes.set(xlim=(0, 1.12), ylim=(len(names) - 0.4, -0.6), xlabel="Share of choices")
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
        axes.set_yticks(range(len(names)), names)
        axes.tick_params(axis="y", length=0)
        bars = axes.barh(
            range(len(names)),
            [0] * len(names),
            height=0.62,
            color=[KESTREL, *["#9A9A9A"] * (len(names) - 1)],
            animated=True,
        )
        labels = [
            axes.text(0, place, "", va="center", fontweight="bold", animated=True)
            for place in range(len(names))
        ]

        def move(result):
            for bar, label, share in zip(bars, labels, result.shares, strict=True):
                bar.set_width(share)
                label.set(x=share + 0.012, text=percent(share))

        return move

    return build


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
