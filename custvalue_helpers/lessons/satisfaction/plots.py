"""The pictures of lesson 6: frames and marks of its explorers, and ``plot_...`` functions, each of which draws once on the
Axes it is given, and returns what there is to see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import by_name, shorten
from custvalue_helpers.kit.columns import numbers_in, table_of_numbers
from custvalue_helpers.kit.description import named, plain, told
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
    row_axis,
    rule,
)
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
    tint,
)
from custvalue_helpers.kit.words import label_of_row, listed, percent, plural, signed
from custvalue_helpers.models.kano import ANSWERS, CATEGORIES, LETTERS, TABLE

__all__ = ["plot_kano", "plot_loyalty", "plot_means", "plot_service_gaps", "plot_sources", "plot_surface"]

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from custvalue_helpers.kit.marks import Mark
    from custvalue_helpers.models.expectations import Surface


COLOURS = {"must-be": KESTREL, "one-dimensional": BENEFIT, "attractive": GOOD, "indifferent": "#9A9A9A",
           "reverse": COST, "questionable": "#D0D0D0"}  # fmt: skip


def plot_sources(
    axes: Axes,
    table: pd.DataFrame,
    expected: str = "expected",
    experienced: str = "experienced",
    satisfaction: str = "satisfaction",
) -> str:
    """Draw mean expectation and experience, one row a group, with mean satisfaction beside it, and say what they are.

    ``table``: a row a group, with the three columns that are named, from 1 to 10. Raises TypeError or ValueError for a
    table without rows, or with a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_sources, pd.DataFrame({"expected": [8.2], "experienced": [7.2], "satisfaction": [6.4]}, index=["friends"]))
    In 1 row, a diamond marks the mean expected, a dot the mean experienced (1 to 10), and a number the mean
    satisfaction. For friends, 8.2 was expected and 7.2 experienced, and satisfaction is 6.4.
    """
    table_of_numbers("table", table, [expected, experienced, satisfaction])
    for place, row in enumerate(table.to_dict("records")):
        axes.plot(
            [row[expected], row[experienced]], [place] * 2, color=FAINT, lw=6, solid_capstyle="butt", zorder=1
        )
        axes.plot(row[expected], place, "D", ms=10, mfc="white", mec=BENEFIT, mew=2)
        axes.plot(row[experienced], place, "o", ms=9, color=INK)
        axes.text(
            1.02,
            place,
            f"satisfaction {row[satisfaction]:.1f}",
            transform=axes.get_yaxis_transform(),
            va="center",
        )
    axes.text(0.0, 1.04, "◇ expected", color=BENEFIT, transform=axes.transAxes, fontweight="bold")
    axes.text(0.25, 1.04, "● experienced", color=INK, transform=axes.transAxes, fontweight="bold")
    axes.set_yticks(range(len(table)), table.index)
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(table) - 0.5, -0.5), xlabel="Mean of six items (1 to 10)")
    axes.margins(x=0.15)
    return " ".join(
        [
            f"In {plural(len(table), 'row')}, a diamond marks the mean expected, a dot the mean experienced (1 to 10),"
            " and a number the mean satisfaction.",
            *(
                f"For {named(name)}, {signed(row[expected], 1)} was expected and {signed(row[experienced], 1)} experienced,"
                f" and satisfaction is {signed(row[satisfaction], 1)}."
                for name, row in table.iterrows()
            ),
        ]
    )


def plot_service_gaps(axes: Axes, gaps: pd.DataFrame, labels: Mapping | None = None) -> str:
    """Draw the gaps of service_gaps() with their intervals, and say them; where too few answered, the mark is hollow.

    ``gaps``: in points from 1 to 10; ``labels``: words for the items. Raises TypeError or ValueError for a table without
    rows, or with a gap that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.satisfaction import service_gaps
    >>> answers = pd.DataFrame({"expected_app": [8, 9, 9, 7], "perceived_app": [6, 7, 8, 5]})
    >>> picture(plot_service_gaps, service_gaps(answers, ["app"]))
    In 1 row, a dot marks performance less expectation, in points, with its 95 % interval. The gap is −1.75 for app. No
    interval holds zero.
    """
    table_of_numbers("gaps", gaps, ["gap"])
    for place, (_, row) in enumerate(gaps.iterrows()):
        known = row["low_95"] == row["low_95"]  # missing where too few answered
        if known:
            axes.plot([row["low_95"], row["high_95"]], [place] * 2, color=COST_TEXT, lw=3)
        axes.plot(row["gap"], place, "o", ms=9, color=COST_TEXT, mfc=COST_TEXT if known else PAPER)
        note = signed(row["gap"]) if known else f"{signed(row['gap'])}, {row['verdict']}"
        axes.text(1.02, place, note, transform=axes.get_yaxis_transform(), va="center")
    axes.axvline(0, color=NEUTRAL, lw=1)
    axes.set_yticks(range(len(gaps)), [label_of_row(item, labels) for item in gaps.index])
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(gaps) - 0.5, -0.5), xlabel="Performance − expectation (points), with 95 % interval")
    known = gaps["low_95"].notna()
    parts = [
        f"{signed(row['gap'])} for {named(item, labels)}" + ("" if sure else f" (hollow: {row['verdict']})")
        for sure, (item, row) in zip(known, gaps.iterrows(), strict=True)
    ]
    hold = [
        named(item, labels) for item in gaps.index[known & (gaps["low_95"] <= 0) & (gaps["high_95"] >= 0)]
    ]
    said = [
        f"In {plural(len(gaps), 'row')}, a dot marks performance less expectation, in points, with its 95\u00a0% interval.",
        told("The gap is", parts, "It is"),
    ]
    if hold:
        said.append(told("The interval holds zero for", hold))
    elif known.any():
        said.append("No interval holds zero.")
    return " ".join(said)


def plot_means(axes: Axes, estimates: Mapping, xlabel: str, limits: tuple | None = None) -> str:
    """Draw Estimates by name, each with its interval where it has one, and say what they are.

    ``xlabel`` says what is estimated; ``limits``: the ends of the axis. Raises TypeError or ValueError where there is no
    estimate, or for a value that is not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.satisfaction import satisfaction_index
    >>> index = satisfaction_index(pd.DataFrame({"pleased": [8, 9, 7, 9]}), ["pleased"])
    >>> picture(plot_means, {"May 2025": index}, "Satisfaction index (0 to 100)")
    The picture shows “Satisfaction index (0 to 100)” in 1 row. It is 80.6 for May 2025 (63.6 to 97.5).
    """
    numbers_in(
        "estimates", [estimate.value for estimate in by_name("estimates", estimates, "an Estimate").values()]
    )
    for place, estimate in enumerate(estimates.values()):
        if estimate.low is None:
            axes.plot(estimate.value, place, "o", ms=10, color=KESTREL, mfc=PAPER)
        else:
            axes.plot([estimate.low, estimate.high], [place] * 2, color=KESTREL, lw=3)
            axes.plot(estimate.value, place, "o", ms=10, color=KESTREL)
        side = f"{estimate.value:.1f}" + ("" if estimate.low is not None else ", no interval")
        axes.text(1.02, place, side, transform=axes.get_yaxis_transform(), va="center")
    axes.set_yticks(range(len(estimates)), list(estimates))
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(estimates) - 0.5, -0.5), xlabel=xlabel)
    if limits:
        axes.set_xlim(*limits)
    parts = [
        f"{signed(estimate.value, 1)} for {named(name)} "
        + (
            "(no interval)"
            if estimate.low is None
            else f"({signed(estimate.low, 1)} to {signed(estimate.high, 1)})"
        )
        for name, estimate in estimates.items()
    ]
    return f"The picture shows “{plain(xlabel)}” in {plural(len(estimates), 'row')}. {told('It is', parts)}"


def plot_kano(axes: Axes, table: pd.DataFrame, labels: Mapping | None = None) -> str:
    """Draw the categories of each feature as one bar, in Kano's order, with a share where it fits; and say which are largest.

    ``table`` as from kano_table(); ``labels``: words for the features. Raises TypeError or ValueError for a table without
    rows, with a number that is missing or not finite, or with a feature that nobody judged.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.kano import kano_table
    >>> asked = pd.DataFrame({"feature": ["app"] * 2, "if_there": ["like it", "neutral"], "if_not_there": ["neutral"] * 2})
    >>> picture(plot_kano, kano_table(asked))
    Kano's categories are drawn in 1 bar, one a feature. For “app” the largest are attractive and indifferent (50 %
    each).
    """
    for feature, counts in table_of_numbers("table", table, CATEGORIES)[list(CATEGORIES)].iterrows():
        if not counts.sum() > 0:
            raise ValueError(
                f"table must have somebody's answer on each feature, got none on {shorten(feature)}"
            )
    names = CATEGORIES[:5]
    for place, (_, row) in enumerate(table.iterrows()):
        people, left = sum(row[name] for name in CATEGORIES), 0.0
        for name in names:
            share = row[name] / people
            axes.barh(place, share, left=left, height=0.7, color=COLOURS[name], edgecolor=PAPER)
            if share > 0.075:
                light = name in ("indifferent", "reverse")
                axes.text(left + share / 2, place, percent(share), ha="center", va="center", fontsize=10.5,
                          color=INK if light else PAPER)  # fmt: skip
            left += share
    for place, name in enumerate(names):
        where = (-0.36, -0.17, 0.13, 0.36, 0.6)[place]
        axes.text(where, 1.03, "■", color=COLOURS[name], transform=axes.transAxes, fontsize=13)
        axes.text(where + 0.028, 1.035, name, transform=axes.transAxes, fontsize=10.5)
    axes.set_yticks(range(len(table)), [label_of_row(feature, labels) for feature in table.index])
    axes.tick_params(axis="y", length=0)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    axes.set(xlim=(0, 1), ylim=(len(table) - 0.5, -0.5), xlabel="Share of respondents")
    said = [f"Kano's categories are drawn in {plural(len(table), 'bar')}, one a feature."]
    for feature, row in table.iterrows():
        most = max(row[name] for name in names)
        first = [name for name in names if row[name] == most]
        share = percent(most / sum(row[name] for name in CATEGORIES))
        said.append(
            f"For “{plain(label_of_row(feature, labels))}” the largest {'is' if len(first) == 1 else 'are'} {listed(first)}"
            f" ({share}{' each' if len(first) > 1 else ''})."
        )
    return " ".join(said)


def plot_loyalty(axes: Axes, curves: Mapping, ylabel: str) -> str:
    """Draw the share that is loyal at each level of satisfaction, with intervals, and say it.

    ``curves``: a dict of one or two tables of loyalty_by_satisfaction() by name; hollow marks stand for few people;
    ``ylabel`` says what loyal means. Raises TypeError or ValueError where there is no curve, for a table without rows, or
    with a number that is missing or not finite.

    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.satisfaction import loyalty_by_satisfaction
    >>> table = loyalty_by_satisfaction([9] * 12 + [4], [1] * 12 + [0])
    >>> picture(plot_loyalty, {"recommend": table}, "Recommend with 9 or 10")
    Marks with intervals show “Recommend with 9 or 10” by satisfaction (1 to 10). For “recommend” it is 0 % at 4 and
    100 % at 9. A hollow mark stands for fewer than 10 people; for “recommend” that is so at 4.
    """
    for name, table in by_name("curves", curves, "a table").items():
        table_of_numbers(f"curves: {name}", table, ["share", "low_95", "high_95"])
    looks = zip(curves.values(), ((KESTREL, "o", 0.0), (COST, "s", 0.22)), strict=False)
    for table, (colour, marker, shift) in looks:
        for level, row in table.iterrows():
            axes.plot([level + shift] * 2, [row["low_95"], row["high_95"]], color=colour, lw=2.2)
            axes.plot(
                level + shift,
                row["share"],
                marker,
                ms=9,
                color=colour,
                mfc=PAPER if row["few"] else colour,
                mew=2,
            )
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    levels = sorted(set().union(*(table.index for table in curves.values())))
    axes.set_xticks(levels)
    axes.set(ylim=(-0.02, 1.02), xlabel="Satisfaction (1 to 10)", ylabel=ylabel)
    side: dict[str, Any] = {"transform": axes.transAxes, "va": "top"}
    names = zip(curves, (("●", KESTREL), ("■", COST_TEXT)), strict=False)
    for place, (name, (mark, colour)) in enumerate(names):
        axes.text(1.03, 0.95 - 0.16 * place, f"{mark} {name}", color=colour, **side)
    if any(table["few"].any() for table in curves.values()):
        axes.text(1.03, 0.3, "hollow: fewer\nthan 10 people", color=NEUTRAL, fontsize=11, **side)
    said = [f"Marks with intervals show “{plain(ylabel)}” by satisfaction (1 to 10)."]
    for name, table in list(curves.items())[:2]:
        said.append(
            told(
                f"For “{plain(name)}” it is",
                [f"{percent(share)} at {level}" for level, share in table["share"].items()],
            )
        )
        if table["few"].any():
            few = listed(table.index[table["few"]])
            said.append(
                f"A hollow mark stands for fewer than 10 people; for “{plain(name)}” that is so at {few}."
            )
    return " ".join(said)


def plot_surface(
    axes: Axes,
    surface: Surface,
    table: pd.DataFrame,
    expectation: str,
    performance: str,
    low: float = 4,
    high: float = 10,
) -> str:
    """Draw fitted satisfaction over expectation and performance as lines of equal height, with the people as dots.

    ``surface`` as from response_surface(); ``table`` holds the two columns that are named, answers from 1 to 10. Dots grow
    with the number of people at that pair of answers; those below ``low`` are left out, and counted in a note. Returns
    what there is to see: how the fitted satisfaction goes with each, at the middle of the other. Raises TypeError or
    ValueError for a table without rows, or with a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.expectations import Surface
    >>> people = pd.DataFrame({"e": [5, 8, 3], "p": [7, 8, 9]})
    >>> picture(plot_surface, Surface((6.0, 0.1, 0.5, 0, 0, 0), 5.5, 0.5), people, "e", "p")
    Lines join expectations (across) and performances (up), both from 4 to 10, that are fitted with equal satisfaction.
    Where expectation is 7, fitted satisfaction goes from 5.4 to 8.4 with performance. Where performance is 7, it goes
    from 6.6 to 7.2 with expectation. Dots stand for 2 people. An answer below 4 keeps 1 person out of sight.
    """
    import numpy as np

    table_of_numbers("table", table, [expectation, performance])
    ticks = np.linspace(low, high, 60)
    heights = surface.at(ticks[:, None], ticks[None, :]).T  # rows: performance
    lines = axes.contour(
        ticks, ticks, heights, levels=np.arange(5.5, 10, 0.5), colors=KESTREL, linewidths=1.4
    )
    axes.clabel(lines, fmt="%.1f", fontsize=10.5)
    pairs = table.groupby([expectation, performance]).size().reset_index(name="people")
    inside = pairs[(pairs[expectation] >= low) & (pairs[performance] >= low)]
    axes.scatter(
        inside[expectation], inside[performance], s=inside["people"] * 16, color=COST, alpha=0.75, zorder=1
    )
    axes.plot([low, high], [low, high], color=NEUTRAL, lw=1, ls=":")
    out = int(pairs["people"].sum() - inside["people"].sum())
    side: dict[str, Any] = {"transform": axes.transAxes, "va": "top"}
    axes.text(1.04, 0.96, "● people (the larger,\nthe more of them)", color=COST_TEXT, **side)
    axes.text(1.04, 0.72, "—— equal satisfaction,\nas fitted", color=KESTREL, **side)
    axes.text(1.04, 0.48, "· · · · performance =\nexpectation", color=NEUTRAL, **side)
    if out:
        axes.text(
            1.04, 0.2, f"{out} people with an\nanswer below {low}:\nfitted, not shown", color=NEUTRAL, **side
        )
    axes.set(xlim=(low - 0.5, high + 0.5), ylim=(low - 0.5, high + 0.5), xlabel="Expectation (1 to 10)",
             ylabel="Performance (1 to 10)")  # fmt: skip
    axes.set_box_aspect(0.8)
    middle = (low + high) / 2
    ends = [
        signed(float(surface.at(*at)), 1)
        for at in ((middle, low), (middle, high), (low, middle), (high, middle))
    ]
    hidden = f" An answer below {low:g} keeps {plural(out, 'person', 'people')} out of sight." if out else ""
    return (
        f"Lines join expectations (across) and performances (up), both from {low:g} to {high:g}, that are fitted with equal"
        f" satisfaction. Where expectation is {middle:g}, fitted satisfaction goes from {ends[0]} to {ends[1]} with"
        f" performance. Where performance is {middle:g}, it goes from {ends[2]} to {ends[3]} with expectation. Dots"
        f" stand for {plural(int(inside['people'].sum()), 'person', 'people')}.{hidden}"
    )


def value_curve_frame(most: int) -> Frame:
    """Feeling over the gap between performance and expectation, up to ``most`` points either way."""
    across = Axis(-most, most, "Performance − expectation (points)")
    return Frame((Pane(across, Axis(-9.5, 4.5, "Feeling (points)")),), (8, 3.7))


def value_curve_marks(result: Any, most: int) -> list[Mark]:
    """The curve with one letdown and one surprise on it, and what they feel like, alone and together."""
    return [
        rule(y=0, colour=FAINT),
        rule(x=0, colour=FAINT),
        line([-most, most], [-most, most], NEUTRAL, 1, "dotted", name="a loss counts like a gain"),
        line(result.gaps, result.feelings, KESTREL, 2.6, name="value curve"),
        dots(-result.letdown, result.lost, COST_TEXT, 12, "v", name="letdown"),
        dots(result.surprise, result.gained, BENEFIT, 12, "^", drags={"x": "surprise"}, name="surprise"),
        note("the surprise:", "^", BENEFIT, value=signed(result.gained), bold=True),
        note("the letdown:", "v", COST_TEXT, value=signed(result.lost), bold=True),
        note("both together:", value=signed(result.together), bold=True),
        note("a loss counts\nlike a gain", "dotted", NEUTRAL),
    ]


def lab_frame(lowest: float, highest: float, most: float) -> Frame:
    """Left: shares over the promise. Right: profit over the promise, up to ``most`` thousand euro."""
    across = Axis(lowest, highest, "Promise (points, 1 to 10)")
    shares, profit = Axis(0, 1.04, ticks=SHARES), Axis(-most * 0.32, most)
    return Frame(
        (
            Pane(across, shares, "Shares", notes="below"),
            Pane(across, profit, "Profit (thousand €)", notes="below"),
        ),
        (8, 3.4),
    )


def lab_marks(result: Any) -> tuple[list[Mark], list[Mark]]:
    """Left: who tries, who is disappointed, who stays. Right: profit at this promise; the others and the best if shown."""
    curves = ((result.trial, "try", BENEFIT, "solid"), (result.disappointed, "disappointed", COST_TEXT, "dashed"),
              (result.stays, "stay", NEUTRAL, "dashdot"))  # fmt: skip
    now, best = result.now, result.best
    promise = rule(x=now.promise, colour=INK)
    shares = [
        line(result.promises, values, colour, dash=dash, name=name) for values, name, colour, dash in curves
    ]
    key = [note(name, dash, colour) for _, name, colour, dash in curves]
    profit = [rule(y=0, colour=FAINT), promise]
    if result.whole:
        profit += [line(result.promises, [value / 1000 for value in result.profits], KESTREL, 2.6, name="profit"),
                   dots(best.promise, best.profit / 1000, PAPER, 10, "D", GOOD, 2.5, name="best promise")]  # fmt: skip
    return [*shares, promise, *key], [
        *profit,
        dots(now.promise, now.profit / 1000, KESTREL, 10, drags={"x": "promise"}, name="this promise"),
        note("this promise", "o", KESTREL),
        note("the best:", "open D", GOOD, bold=True, value=f"{best.promise:.1f}" if result.whole else "?"),
    ]


def memory_frame(lowest: float, highest: float, most: float) -> Frame:
    """Profit over the promise, up to ``most`` thousand euro."""
    across = Axis(lowest, highest, "Promise (points, 1 to 10)")
    return Frame((Pane(across, Axis(0, most, "Profit (thousand €)")),), (8, 3.6))


def memory_marks(result: Any) -> list[Mark]:
    """Profit while the promise is remembered, and if it is forgotten; the chosen one in front.

    What forgetting brings is seen only once it is chosen.
    """
    curves = [
        line(result.promises, [value / 1000 for value in values], *look, name=name)
        for values, chosen, name in zip(
            result.curves, result.chosen, ("remembered", "forgotten"), strict=True
        )
        if chosen or name == "remembered"
        for look in [(KESTREL, 2.8, "solid") if chosen else (NEUTRAL, 1.4, "dashed")]
    ]
    now, best = result.now, result.best
    return [
        rule(x=8.2, dash="dotted", name="today"),
        *curves,
        dots(best.promise, best.profit / 1000, PAPER, 11, "D", GOOD, 2.5, name="best promise"),
        dots(now.promise, now.profit / 1000, KESTREL, 11, drags={"x": "promise"}, name="this promise"),
        note("this promise", "o", KESTREL),
        note("the best promise:", "open D", GOOD, bold=True, value=f"{best.promise:.1f}"),
        note("as you chose", "solid", KESTREL),
        note("they remember", "dashed", NEUTRAL),
        note("today:", "dotted", NEUTRAL, value="8.2"),
    ]


def kano_table_frame() -> Frame:
    """Kano's table: a row for each answer if the feature is there, a column for each if it is not."""
    breaks = {"expect it": "expect\nit", "can live with it": "can live\nwith it", "dislike it": "dislike\nit"}
    places = tuple((place + 0.5, breaks.get(answer, answer)) for place, answer in enumerate(ANSWERS))
    down = Axis(5, 0, "If it is there …", places, line=False)
    across = Axis(0, 5, "… and if it is NOT there", places, line=False)
    return Frame((Pane(across, down, notes="below"),), (8, 3.8))


def kano_table_marks(result: Any) -> list[Mark]:
    """The table's cells, with a frame round that of two answers; the others are blank until the whole is shown.

    Where a cell is too narrow for its word, the colours below the table say what it is.
    """
    row, column = ANSWERS.index(result.if_there), ANSWERS.index(result.if_not_there)
    tints = {name: tint(colour, 0.3) for name, colour in COLOURS.items()}
    marks = []
    for y, letters in enumerate(TABLE):
        for x, letter in enumerate(letters):
            name, seen = LETTERS[letter], result.whole or (y, x) == (row, column)
            fill = tints[name] if seen else tint(NEUTRAL, 0.08)
            marks += [bar((x + 0.02, x + 0.98), (y + 0.02, y + 0.98), fill),
                      label(x + 0.5, y + 0.5, name if seen else "", size=10, side="center", room=0.96)]  # fmt: skip
    shown = CATEGORIES if result.whole else (result.category,)
    keys = [note(name, "s", tints[name]) for name in shown]
    return [*marks, bar((column, column + 1), (row, row + 1), "", INK, 3.5, name="these two answers"), *keys]


def kano_mixture_frame() -> Frame:
    """One row a category, up to what any of them reaches."""
    across = Axis(
        0,
        0.82,
        "Share of all who were asked",
        tuple((share / 100, f"{share} %") for share in range(0, 81, 20)),
    )
    return Frame((Pane(across, row_axis(CATEGORIES[:5])),), (8, 3.2))


def kano_mixture_marks(result: Any) -> list[Mark]:
    """Who says what about one feature, in a mixture of two groups: one bar a category, split by group; and the verdict."""
    marks = []
    for row, name in enumerate(CATEGORIES[:5]):
        busy, others = result.busy[name], result.connoisseurs[name]
        marks += [bar_across(row, busy, BENEFIT, thick=0.66),
                  bar_across(row, busy + others, COST, busy, 0.66)]  # fmt: skip
    return [
        *marks,
        note("Busy households", "s", BENEFIT),
        note("Connoisseurs", "s", COST),
        note("the verdict:", bold=True, value=result.count.category),
        note("category strength:", bold=True, value=percent(result.count.category_strength)),
    ]
