"""The pictures of lesson 7: who stays, what customers are worth, and who will come back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_list, a_number, by_name, shorten
from custvalue_helpers.kit.columns import (
    a_table,
    aligned,
    numbers_in,
    rows_of,
    shares_in,
    table_of_numbers,
    zeros_and_ones,
)
from custvalue_helpers.kit.description import named, plain, told
from custvalue_helpers.kit.intervals import Z_95
from custvalue_helpers.kit.marks import (
    SHARES,
    Axis,
    Frame,
    Pane,
    bar_across,
    bar_up,
    dots,
    label,
    line,
    note,
    row_axis,
    rule,
)
from custvalue_helpers.kit.theme import BENEFIT, COST, COST_TEXT, FAINT, GOOD, INK, KESTREL, NEUTRAL, RIVAL
from custvalue_helpers.kit.words import euro, percent, plural, signed, trimmed

__all__ = [
    "plot_holdout",
    "plot_leaving",
    "plot_own_survival",
    "plot_spells",
    "plot_survival",
    "plot_timelines",
    "plot_waves",
    "plot_worth_by_class",
]

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from custvalue_helpers.kit.marks import Mark


CHANGE = Frame(
    (Pane(Axis(-100, 100, "Points (95 % intervals)"), row_axis(("before", "after", "change"), top=0.8)),),
    (8, 3),
)


def change_marks(result: Any) -> list[Mark]:
    """Two scores and their change, each with its 95 % interval."""
    marks = [rule(x=0, dash="dotted"), rule(y=1.5, colour=FAINT)]
    rows = (
        ("before", result.before.score, result.before.standard_error, NEUTRAL),
        ("after", result.after.score, result.after.standard_error, KESTREL),
        ("change", result.change.points, result.change.standard_error, BENEFIT),
    )
    for row, (name, value, error, colour) in enumerate(rows):
        half = Z_95 * error
        drags = {} if name == "change" else {"x": name}
        marks += [
            line([value - half, value + half], [row, row], colour, 3, name=f"interval of {name}"),
            dots(value, row, colour, 10, drags=drags, name=name),
            label(value, row - 0.2, signed(value, 0), colour, bold=True, side="center", rise="bottom"),
        ]
    return marks


def _years_pane(first, what):
    years = Axis(
        first, 12, "Year" if first else "Years", tuple((year, str(year)) for year in (1, 3, 6, 9, 12))
    )
    return Pane(years, Axis(0, 1.04, what, SHARES), notes="below")


SHAPE = Frame((_years_pane(0, "Still there"), _years_pane(1, "Of those still there,\nrenew")), (8, 3.5))


def shape_marks(result: Any) -> list[list[Mark]]:
    """Left who is still there, right who renews, for customers who differ (solid) and for one rate (dashed)."""
    years = range(len(result.survival))
    one_rate = [1 - result.leave] * len(result.retention)
    curves = ((years, result.survival, result.constant), (years[1:], result.retention, one_rate))
    left, right = (
        [
            line(x, differ, BENEFIT, name="customers differ"),
            line(x, alike, COST_TEXT, dash="dashed", name="one rate for all"),
        ]
        for x, differ, alike in curves
    )
    end = f"{percent(result.survival[-1])}, not {percent(result.constant[-1])}"
    left += [note("customers differ", "solid", BENEFIT), note("one rate for all", "dashed", COST_TEXT)]
    return [left, [*right, note("still there after\n12 years:", value=end, bold=True)]]


def plot_waves(axes: Axes, scores: Mapping) -> str:
    """Draw Net Promoter Scores, a dict of names and Scores, with their 95 % intervals, and say what they are, in points.

    Raises TypeError or ValueError where there is no score, or for one that is not finite.

    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.recommendation import net_promoter_score
    >>> picture(plot_waves, {"May 2025": net_promoter_score([10, 9, 7, 3])})
    Each dot with its 95 % interval is a Net Promoter Score, in points. It is 25 for May 2025 (−56 to 100, 4 answers).
    """
    for name, score in by_name("scores", scores, "a Score").items():
        numbers_in(f"scores: {name}", [score.score, *score.interval])
    axes.axhline(0, color=NEUTRAL, lw=1, ls=":")
    for place, score in enumerate(scores.values()):
        axes.plot([place, place], score.interval, color=KESTREL, lw=3, solid_capstyle="butt")
        axes.plot(place, score.score, "o", ms=11, color=KESTREL)
        axes.text(place + 0.06, score.score, f"{signed(score.score, 0)}", va="center", fontweight="bold")
    axes.set_xticks(
        range(len(scores)), [f"{name}\n{score.answers} answers" for name, score in scores.items()]
    )
    axes.set(xlim=(-0.5, len(scores) - 0.4), ylabel="Net Promoter Score\n(points)")
    parts = [
        f"{signed(score.score, 0)} for {named(name)} ({signed(score.interval[0], 0)} to {signed(score.interval[1], 0)},"
        f" {plural(score.answers, 'answer')})"
        for name, score in scores.items()
    ]
    return f"Each dot with its 95\u00a0% interval is a Net Promoter Score, in points. {told('It is', parts)}"


def plot_spells(axes: Axes, names: Sequence, periods: Sequence, left: Sequence, unit: str) -> str:
    """Draw a bar a customer, as long as they have paid, and say how many left, and when.

    Who left ends in a cross, who is still there in an arrow. ``periods``: how many each has paid for; ``left``: True or
    False (or 1 and 0) for each; ``unit`` says what is counted. Raises TypeError or ValueError for lists of different
    lengths, for none at all, or for other values.

    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_spells, ["Ana", "Ben", "Cem"], [1, 1, 4], [1, 1, 0], "Years paid for")
    The picture shows “Years paid for” in 3 bars, one a customer. A cross, for who left, ends 2 bars at 1. An arrow, for
    who is still there, ends 1 bar at 4.
    """
    aligned(names=a_list("names", names), periods=a_list("periods", periods), left=a_list("left", left))
    paid_for, gone_for = numbers_in("periods", periods, low=0), zeros_and_ones("left", left)
    for place, (paid, gone) in enumerate(zip(periods, left, strict=True)):
        axes.barh(place, paid, height=0.6, color=FAINT if gone else BENEFIT)
        axes.plot(paid + 0.07, place, "x" if gone else ">", ms=8, mew=2.5, color=RIVAL if gone else BENEFIT)
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", length=0)
    axes.set(xlabel=unit, xlim=(0, max(periods) + 0.6), ylim=(len(names) - 0.4, -0.6))
    axes.text(1.0, 1.02, "✕ left    ▶ still there", transform=axes.transAxes, ha="right", va="bottom")
    said = [f"The picture shows “{plain(unit)}” in {plural(len(paid_for), 'bar')}, one a customer."]
    for value, lead in ((1, "A cross, for who left, ends"), (0, "An arrow, for who is still there, ends")):
        ends = Counter(paid_for[gone_for == value].tolist())
        if ends:
            said.append(told(lead, [f"{plural(ends[end], 'bar')} at {trimmed(end)}" for end in sorted(ends)]))
    return " ".join(said)


def plot_leaving(axes: Axes, table: pd.DataFrame, unit: str) -> str:
    """Draw how often each group leaves (columns leave, standard_error of leaving_by), with 95 % intervals, and say it.

    ``leave`` is a share; ``unit`` says what is drawn. Raises TypeError or ValueError for a table without rows, or with a
    number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> table = pd.DataFrame({"leave": [0.031, 0.059], "standard_error": [0.003, 0.004]}, index=["members", "others"])
    >>> picture(plot_leaving, table, "Leave before a box (%, 95 % interval)")
    The picture shows “Leave before a box (per cent, 95 % interval)” in 2 rows. It is 3.1 % for members (2.5 to 3.7) and
    5.9 % for others (5.1 to 6.7).
    """
    table_of_numbers("table", table, ["leave", "standard_error"])
    for place, row in enumerate(rows_of(table)):
        half = Z_95 * row.standard_error
        axes.plot([100 * (row.leave - half), 100 * (row.leave + half)], [place, place], color=KESTREL, lw=3)
        axes.plot(100 * row.leave, place, "o", ms=11, color=KESTREL)
        axes.text(
            100 * row.leave, place - 0.18, percent(row.leave, 1), ha="center", va="bottom", fontweight="bold"
        )
    axes.set_yticks(range(len(table)), [str(each) for each in table.index])
    axes.tick_params(axis="y", length=0)
    most = (table["leave"] + Z_95 * table["standard_error"]).max()
    axes.set(xlabel=unit, xlim=(0, 115 * most), ylim=(len(table) - 0.5, -0.75))
    parts = [
        f"{percent(row.leave, 1)} for {named(row.Index)} ({signed(100 * (row.leave - Z_95 * row.standard_error), 1)}"
        f" to {signed(100 * (row.leave + Z_95 * row.standard_error), 1)})"
        for row in rows_of(table)
    ]
    return f"The picture shows “{plain(unit)}” in {plural(len(table), 'row')}. {told('It is', parts)}"


def plot_survival(axes: Axes, seen: Sequence, curves: Mapping, fitted_until: int, unit: str) -> str:
    """Draw shares seen (from period 0) as dots and modelled curves as lines with their names at the end, and say the ends.

    ``curves``: a dict of up to three names and shares from period 0; periods after ``fitted_until`` are shaded as the
    future; ``unit``: what the periods are. Raises TypeError or ValueError where there is no curve, or for a share that is
    missing or not from 0 to 1.

    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_survival, [1, 0.8, 0.7], {"one rate": [1, 0.8, 0.64]}, 1, "Years")
    Dots show the share really still there, and lines what is modelled, from 0 to 2. The axis across shows “Years”. What
    comes after 1 was not used for the fit, and is shaded. The end of a line is 64 % for one rate. The last dot, at 2,
    is 70 %.
    """
    shares_in("seen", seen)
    for name, curve in by_name("curves", curves, "a list of shares").items():
        shares_in(f"curves: {name}", curve)
    a_number("fitted_until", fitted_until)
    most = max(len(curve) for curve in curves.values()) - 1
    axes.axvspan(fitted_until + 0.5, most, color=FAINT, alpha=0.35, lw=0)
    axes.text(fitted_until + 0.65, 1.03, "not used for the fit", color=NEUTRAL, va="center")
    ends = sorted((curve[-1], name) for name, curve in curves.items())
    floor = -1.0
    looks = zip(curves.items(), ((BENEFIT, "-"), (COST_TEXT, "--"), (RIVAL, ":")), strict=False)
    height = {}
    for end, name in ends:  # names that would cover each other move up
        floor = max(end, floor + 0.09)
        height[name] = floor
    for (name, curve), (colour, dash) in looks:
        axes.plot(range(len(curve)), curve, color=colour, ls=dash)
        axes.text(most + 0.25, height[name], f"{name} {percent(curve[-1])}", va="center", color=colour)
    axes.plot(range(len(seen)), seen, "o", ms=7, color=INK, zorder=5, clip_on=False)
    if len(seen) > most:
        floor = max(seen[-1], floor + 0.09) if abs(seen[-1] - floor) < 0.09 else seen[-1]
        axes.text(
            most + 0.25, floor, f"● really {percent(seen[-1])}", va="center", color=INK, fontweight="bold"
        )
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.set(xlabel=unit, ylabel="Still there", xlim=(0, most), ylim=(0, 1.08))
    last = [f"{percent(curve[-1])} for {named(name)}" for name, curve in list(curves.items())[:3]]
    shaded = (
        f" What comes after {fitted_until} was not used for the fit, and is shaded."
        if fitted_until < most
        else ""
    )
    return (
        f"Dots show the share really still there, and lines what is modelled, from 0 to {most}. The axis across shows “{plain(unit)}”.{shaded}"
        f" {told('The end of a line is', last)} The last dot, at {len(seen) - 1}, is {percent(seen[-1])}."
    )


def plot_own_survival(axes: Axes, table: pd.DataFrame, curve: Sequence, truth: Sequence, unit: str) -> str:
    """Draw the survival of spells that still run with its 95 % band, a fitted curve, and the truth; and say some points.

    ``table`` as from renewal_table; ``curve`` and ``truth``: shares from renewal 0; ``unit``: what the renewals are.
    Raises TypeError or ValueError for a table without rows, or for a share that is missing or not from 0 to 1.

    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.retention import renewal_table
    >>> table = renewal_table([1, 2, 3, 4], [1, 1, 0, 0])
    >>> picture(plot_own_survival, table, [1, 0.8, 0.6], [1, 0.7, 0.5], "Renewals")
    Dots with a 95 % band show the share seen still there, a line the fitted share, and dashes the truth. The axis
    across shows “Renewals”. At 2, it is 50 % for the dot, 60 % for the fitted one and 50 % for the truth. At 3, it is
    50 % for the dot.
    """
    table_of_numbers("table", table, ["survival", "standard_error"])
    shares_in("curve", curve), shares_in("truth", truth)
    share, half = table["survival"], Z_95 * table["standard_error"]
    axes.fill_between(table.index, share - half, share + half, color=tinted(BENEFIT), lw=0)
    axes.plot(table.index, share, "o", ms=6, color=INK)
    axes.plot(range(len(curve)), curve, color=BENEFIT)
    axes.plot(range(len(truth)), truth, color=COST, lw=3, ls="--")
    for height, text, colour in (
        (0.95, "● seen, with 95 % band", INK),
        (0.86, "—— fitted", BENEFIT),
        (0.77, "- - - truth", COST_TEXT),
    ):
        axes.text(0.98, height, text, transform=axes.transAxes, ha="right", va="center", color=colour)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.set(xlabel=unit, ylabel="Still there", xlim=(0, len(curve) - 1), ylim=(0, 1.02))
    said = [
        "Dots with a 95\u00a0% band show the share seen still there, a line the fitted share, and dashes the truth."
        f" The axis across shows “{plain(unit)}”."
    ]
    for at in sorted({table.index[len(table) // 2], table.index[-1]}):
        parts = [
            f"{percent(share[at])} for the {name}"
            for name, share in (("fitted one", curve), ("truth", truth))
            if at < len(share)
        ]
        said.append(told(f"At {at}, it is", [f"{percent(table.survival[at])} for the dot", *parts]))
    return " ".join(said)


def tinted(colour: str) -> str:
    """The colour of a band around a line."""
    from custvalue_helpers.kit.theme import tint

    return tint(colour, 0.2)


def conventions_frame(payments: int, highest: float, top: float) -> Frame:
    """Each payment up to ``highest`` euro, and beside it the payments added up, up to ``top``."""
    years = Axis(
        -0.7, payments - 0.3, "Years from now", tuple((year, str(year)) for year in range(0, payments, 3))
    )
    return Frame(
        (Pane(years, Axis(0, highest, "€"), "Each payment", notes="below"),
         Pane(years, Axis(0, top, "€"), "Added up", notes="below")),
        (8, 3.5),
    )  # fmt: skip


def conventions_marks(result: Any) -> list[list[Mark]]:
    """Left each payment's expected, discounted margin; right the same added up, against the acquisition cost."""
    payments = [bar_up(year, height, BENEFIT, thick=0.75) for year, height in enumerate(result.payments)]
    return [payments, [
        line(range(len(result.added_up)), result.added_up, BENEFIT, steps=True, name="added up"),
        rule(y=result.value, colour=BENEFIT, width=1.5, dash="dotted", name="for ever"),
        rule(y=result.acquisition_cost, colour=COST_TEXT, width=2.2, dash="dashed", name="cost of winning"),
        note("for ever", "dotted", BENEFIT, bold=True, value=euro(result.value, 0)),
        note("cost of winning", "dashed", COST_TEXT),
    ]]  # fmt: skip


def payments_frame(
    payments: int, top: float, low: float = 0, across: str = "Boxes", up: str = "€ a customer"
) -> Frame:
    """Money of a customer along the payments."""
    return Frame((Pane(Axis(0, payments, across), Axis(low, top, up)),), (8, 3.2))


def payments_marks(
    added_up: Sequence[float], most: float, cost: float, paid_back: int, verdict: str = "",
    words: Sequence[str] = ("expected margin so far", "all there will ever be"),
) -> list[Mark]:  # fmt: skip
    """The margins added up payment by payment, against what winning the customer cost.

    ``paid_back`` is the payment that pays it back (0 for never), ``verdict`` says so; ``words`` are for the solid and the
    dotted line. The slider of the cost is called "cost".
    """
    back = [paid_back] if 0 < paid_back < len(added_up) else []
    return [
        line(range(len(added_up)), added_up, BENEFIT, name="margin so far"),
        rule(y=cost, colour=COST_TEXT, width=2.2, dash="dashed", name="cost of winning"),
        rule(y=most, colour=BENEFIT, width=1.5, dash="dotted", name="in the end"),
        dots(back, [cost] * len(back), KESTREL, 12, drags={"y": "cost"} if back else {}, name="paid back"),
        note(words[0], "solid", BENEFIT),
        note(words[1], "dotted", BENEFIT),
        note("cost of winning", "dashed", COST_TEXT),
        note("paid back:" if verdict else "paid back", "o", KESTREL, bool(verdict), verdict),
    ]


def payback_marks(result: Any) -> list[Mark]:
    """The margins added up box by box, the box that pays back, and where cost ÷ margin lies."""
    boxes, cost = len(result.added_up) - 1, result.acquisition_cost
    verdict = f"box {result.periods}" if result.periods else "never"
    return [
        *payments_marks(result.added_up, result.most, cost, result.periods, verdict),
        dots(min(result.plain, boxes), cost, NEUTRAL, 11, "X", drags={"y": "cost"}, name="cost ÷ margin"),
        note("cost ÷ margin", "X", NEUTRAL),
    ]


def free_orders_frame(top: float) -> Frame:
    """A customer's value without the club over what it is in the club."""
    rows = row_axis(("without\nthe club", "in the\nclub"), top=0.75)
    return Frame((Pane(Axis(0, top, "Lifetime value (€ a customer)"), rows),), (8, 3))


def free_orders_marks(found: Any, top: float) -> list[Mark]:
    """A customer's value without free orders over what they pay with them, and what of that is given away."""
    worth = min(max(found.worth, 0), top)
    return [
        bar_across(0, min(found.without, top), NEUTRAL, thick=0.55, name="without the club"),
        bar_across(1, worth, BENEFIT, thick=0.55, name="worth in the club"),
        bar_across(1, min(worth + found.given_away, top), COST, worth, 0.55, name="free boxes"),
        rule(x=min(found.without, top), span=(-0.35, 1.35), colour=INK, width=1.5, dash="dashed", name="worth without"),
        note("worth in the club", "s", BENEFIT),
        note("free boxes", "s", COST),
        note("worth without", "dashed", INK),
        note("gains" if found.gain >= 0 else "loses", colour=GOOD if found.gain >= 0 else RIVAL, bold=True,
             value=euro(abs(found.gain), 0)),
    ]  # fmt: skip


def plot_worth_by_class(axes: Axes, table: pd.DataFrame) -> str:
    """Draw customers and what they will still spend as shares, a pair of bars a class, and say both (columns customers, worth).

    Raises TypeError or ValueError for a table without rows, with a number that is missing or not finite, or where there are
    no customers or nothing will be spent.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_worth_by_class, pd.DataFrame({"customers": [60, 40], "worth": [20, 80]}, index=["0", "1 or more"]))
    Pairs of bars show the share of the customers against the share of what will be spent, by repeat purchases in the
    first 39 weeks. It is 60 % against 20 % for 0 and 40 % against 80 % for 1 or more.
    """
    for column in table_of_numbers("table", table, ["customers", "worth"])[["customers", "worth"]]:
        a_number(f"table: sum of {column}", table[column].sum(), 1e-9)
    shares = table[["customers", "worth"]] / table[["customers", "worth"]].sum()
    for shift, (column, colour, said) in enumerate(
        (("customers", NEUTRAL, "of the customers"), ("worth", BENEFIT, "of what will be spent"))
    ):
        places = [place + (shift - 0.5) * 0.4 for place in range(len(table))]
        axes.bar(places, 100 * shares[column], width=0.38, color=colour)
        for place, share in zip(places, shares[column], strict=True):
            axes.text(
                place,
                100 * share + 1,
                f"{100 * share:.0f}",
                ha="center",
                va="bottom",
                fontsize=10.5,
                color=INK,
            )
        axes.text(
            0.98,
            0.95 - 0.11 * shift,
            f"■ {said}",
            transform=axes.transAxes,
            ha="right",
            va="top",
            color=colour,
        )
    axes.set_xticks(range(len(table)), [str(each) for each in table.index])
    axes.set(
        xlabel="Repeat purchases in the first 39 weeks",
        ylabel="Share (%)",
        ylim=(0, 118 * shares.to_numpy().max()),
    )
    parts = [
        f"{percent(row.customers)} against {percent(row.worth)} for {named(row.Index)}"
        for row in rows_of(shares)
    ]
    return (
        "Pairs of bars show the share of the customers against the share of what will be spent, by repeat purchases in the"
        f" first 39 weeks. {told('It is', parts)}"
    )


def still_there_frame(weeks: float) -> Frame:
    """The chance of still being there, week by week."""
    chance = Axis(-0.16, 1.12, "Chance of still\nbeing there", ((0, "0 %"), (0.5, "50 %"), (1, "100 %")))
    return Frame((Pane(Axis(0, weeks, "Weeks since the first purchase"), chance),), (8, 3.2))


def still_there_marks(result: Any) -> list[Mark]:
    """One purchase history, and after it the chance of still being there, week by week until today."""
    return [
        rule(y=0),
        line(result.weeks, result.path, BENEFIT, name="still there?"),
        dots(result.purchases, [-0.08] * len(result.purchases), KESTREL, 8, name="purchases"),
        dots(result.age, result.alive, BENEFIT, 10, "D", drags={"x": "age"}, name="today"),
        note("purchases", "o", KESTREL),
        note("still there?", "solid", BENEFIT),
        note("today", "D", BENEFIT),
        note("There:", value=percent(result.alive), bold=True),
        note("To come:", value=f"{result.expected:.1f}", bold=True),
    ]


def plot_timelines(
    axes: Axes, transactions: pd.DataFrame, people: Sequence, first: pd.Timestamp, last: pd.Timestamp
) -> str:
    """Draw the purchases of a few people, a line each, and say how many there are; silence after the last is dotted.

    ``transactions``: columns customer, date; weeks are counted from ``first`` to ``last``. Raises TypeError or ValueError
    for a table without these columns, or for somebody who has not bought by ``last``.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> days = pd.to_datetime(["1997-01-01", "1997-03-12", "1997-02-05"])
    >>> bought = pd.DataFrame({"customer": [1, 1, 3], "date": days})
    >>> picture(plot_timelines, bought, [1, 3], pd.Timestamp("1997-01-01"), pd.Timestamp("1997-09-30"))
    A dot marks each day with a purchase within 39 weeks, in a row a customer; after the last, the line is dotted.
    Customer 1 bought on 2 days, the last at week 10. Customer 3 bought on 1 day, at week 5.
    """
    a_table("transactions", transactions, ["customer", "date"])
    span = plural(round((last - first).days / 7), "week")
    said = [
        f"A dot marks each day with a purchase within {span}, in a row a customer; after the last, the line is dotted."
    ]
    for place, person in enumerate(a_list("people", people)):
        days = transactions.loc[transactions["customer"] == person, "date"]
        days = days[days <= last].sort_values()
        if days.empty:
            raise ValueError(
                f"people must have bought by {last:%Y-%m-%d}, got {shorten(person)}, who has not"
            )
        weeks = ((days - first).dt.days / 7).tolist()
        end = (last - first).days / 7
        said.append(
            f"Customer {person} bought on {plural(len(set(weeks)), 'day')},{' the last' if len(set(weeks)) > 1 else ''}"
            f" at week {weeks[-1]:.0f}."
        )
        axes.plot([weeks[0], weeks[-1]], [place, place], color=KESTREL, lw=1.5)
        axes.plot([weeks[-1], end], [place, place], color=NEUTRAL, lw=1.5, ls=":")
        axes.plot(weeks, [place] * len(weeks), "o", ms=8, color=KESTREL)
    axes.set_yticks(range(len(people)), [f"customer {person}" for person in people])
    axes.tick_params(axis="y", length=0)
    axes.set(xlabel="Weeks since 1 January 1997", ylim=(len(people) - 0.4, -0.6))
    return " ".join(said)


def plot_holdout(axes: Axes, table: pd.DataFrame) -> str:
    """Draw mean purchases real and predicted by class of earlier repeats, and say both (columns predicted, real).

    Raises TypeError or ValueError for a table without rows, or with a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_holdout, pd.DataFrame({"predicted": [0.2, 3.1], "real": [0.3, 3.0]}, index=["0", "5 or more"]))
    Two lines show mean purchases in the next 39 weeks by repeat purchases in the first 39: real (solid) against
    predicted (dashed). They are 0.3 against 0.2 for 0 and 3.0 against 3.1 for 5 or more.
    """
    table_of_numbers("table", table, ["predicted", "real"])
    places = range(len(table))
    axes.plot(places, table["real"], "o-", color=INK, ms=9, label="real")
    axes.plot(places, table["predicted"], "s--", color=BENEFIT, ms=8, label="predicted")
    axes.text(0.03, 0.95, "●——  real", transform=axes.transAxes, va="top", color=INK)
    axes.text(0.03, 0.85, "■- - -  predicted", transform=axes.transAxes, va="top", color=BENEFIT)
    axes.set_xticks(places, [str(each) for each in table.index])
    axes.set(
        xlabel="Repeat purchases in the first 39 weeks",
        ylabel="Purchases in the\nnext 39 weeks (mean)",
        ylim=(0, None),
    )
    parts = [
        f"{signed(row.real, 1)} against {signed(row.predicted, 1)} for {named(row.Index)}"
        for row in rows_of(table)
    ]
    return (
        "Two lines show mean purchases in the next 39 weeks by repeat purchases in the first 39: real (solid) against"
        f" predicted (dashed). {told('They are', parts)}"
    )
