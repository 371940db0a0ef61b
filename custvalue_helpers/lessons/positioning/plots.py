"""The pictures of lesson 3: segments to serve; maps with attributes, ideals and clouds; leads over rivals; shares that move."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_number, by_name
from custvalue_helpers.kit.columns import numbers_in, table_of_numbers
from custvalue_helpers.kit.description import farthest, named, told, whereabouts
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.marks import (
    SHARES,
    Axis,
    Frame,
    Pane,
    area,
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
    RIVAL,
    tint,
)
from custvalue_helpers.kit.words import listed, percent, plural, signed, with_sign

__all__ = ["plot_clouds", "plot_leads", "plot_map", "plot_segments", "plot_two_clouds"]

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from custvalue_helpers.kit.marks import Mark
    from custvalue_helpers.models.perceptual_maps import PerceptualMap

# One colour and one marker a segment, the same in every picture of the lesson.
LOOKS = {
    "Busy households": (BENEFIT, "s"),
    "Connoisseurs": (RIVAL, "D"),
    "Idealists": (GOOD, "^"),
    "Savers": (COST, "v"),
}
SHORT = {"Busy households": "Busy", "Connoisseurs": "Conn.", "Idealists": "Ideal."}
HEIGHT = 3**0.5 / 2


def corner_place(weights: Sequence[float]) -> tuple[float, float]:
    """Where a weighting (three numbers that sum to 1) lies in the triangle of all weightings."""
    _, right, top = weights
    return right + top / 2, top * HEIGHT


def weightings_frame(segments: Sequence[str]) -> Frame:
    """All weightings as a triangle, beside the total of each segment."""
    across, up = Axis(-0.16, 1.16), Axis(-0.13, HEIGHT + 0.11)
    triangle = Pane(across, up, bare=True, box=(up.high - up.low) / (across.high - across.low))
    return Frame((triangle, Pane(Axis(0, 11.8, "Weighted total (0 to 10)"), row_axis(segments))), (8, 3.5))


def weightings_marks(
    result: Any, regions: Mapping[str, Any], corners: Sequence[str]
) -> tuple[list[Mark], list[Mark]]:
    """Left: the triangle, coloured by who wins, as winning_regions gives it, its ``corners`` with their labels, and where the
    weights of ``result`` lie. Right: the totals there, the best in full colour.
    """
    triangle: list[Mark] = []
    words: list[Mark] = []
    for name, (places, share) in regions.items():
        if share <= 0:
            continue
        across, up = zip(*(corner_place(place) for place in places), strict=True)
        triangle.append(area(across, up, tint(LOOKS[name][0], 0.4), PAPER, 2, name=f"where {name} win"))
        height = sum(up) / len(up) - (0.13 if share > 0.6 else 0)  # clear of the dot at equal weights
        said = f"{SHORT.get(name, name)}\n{percent(share)}"
        words.append(label(sum(across) / len(across), height, said, size=10.5, side="center"))
    for weights, said in zip(((1, 0, 0), (0, 1, 0), (0, 0, 1)), corners, strict=True):
        x, y = corner_place(weights)
        place, rise = (y + 0.03, "bottom") if y else (y - 0.05, "top")
        words.append(label(x, place, said, size=11, side="center", rise=rise))
    here = dots(*corner_place(result.weighting), PAPER, 13, edge=INK, width=2.5, name="your weights")
    totals: list[Mark] = []
    for row, (name, total) in enumerate(result.totals.items()):
        first = name in result.winners
        totals += [bar_across(row, total, tint(LOOKS[name][0], 1 if first else 0.4), name=name),
                   label(total + 0.2, row, signed(total, 1), bold=first)]  # fmt: skip
    return [*triangle, *words, here], totals


LINES = {
    "undifferentiated": (NEUTRAL, "solid"),
    "differentiated": (BENEFIT, "solid"),
    "concentrated": (RIVAL, "dashdot"),
    "mass customisation": (GOOD, "dashed"),
    "individual": (COST_TEXT, "dotted"),
}


def coverage_frame(most: float, top: float) -> Frame:
    """Profit of the five strategies, as the cost of a variant moves up to ``most``; both in thousand euro."""
    across = Axis(0, most, "Cost of one more variant (thousand €)")
    return Frame((Pane(across, Axis(-top / 2.2, top, "Profit (thousand €)")),), (8, 3.4))


def coverage_marks(result: Any, most: float) -> list[Mark]:
    """A line a strategy, the cost of a variant now with the best profit on it, and beside them each strategy's profit."""
    marks = [rule(y=0), rule(x=result.variant_cost, colour=INK, width=1.2)]
    notes = [note("Profit now, thousand €")]
    for each in result.coverages:
        colour, dash = LINES[each.strategy]
        profits = [each.profit(1000 * cost) / 1000 for cost in (0, most, result.variant_cost)]
        marks.append(line([0, most], profits[:2], colour, dash=dash, name=each.strategy))
        notes.append(note(each.strategy, dash, colour, value=signed(profits[2], 1)))
    best = dots(
        result.variant_cost, result.profit, KESTREL, 11, drags={"x": "variant_cost"}, name="best profit"
    )
    return [*marks, best, *notes, note("Ahead:", bold=True, value=" =\n".join(result.best) or "none")]


def in_words(name: object) -> str:
    """A column's name as people read it: "need_app_ease" becomes "app ease"."""
    return str(name).removeprefix("need_").replace("_", " ")


def plot_segments(axes: Axes, profile: pd.DataFrame, labels: Mapping | None = None) -> str:
    """Draw each segment's mean answers as z-scores, one row an answer, one marker a segment, and say where they lie farthest.

    ``profile``: columns are segments, rows answers; ``labels``: words for the answers; without them "need_app_ease" is
    read "app ease". Raises TypeError or ValueError for a table without rows, or
    with a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> picture(plot_segments, pd.DataFrame({1: [0.9, -0.2], "Savers": [-0.5, 0.1]}, index=["need_app_ease", "need_price"]))
    In 2 rows, marks show how far segments lie from the average customer, in standard deviations. For segment 1 the farthest
    are app ease (+0.90) and price (−0.20). For Savers the farthest are app ease (−0.50) and price (+0.10).
    """
    table_of_numbers("profile", profile, profile.columns)
    order = ("Busy households", "Savers", "Idealists", "Connoisseurs")  # as lesson 2 numbers them
    others = [*(LOOKS[name] for name in order), (NEUTRAL, "o")]
    looks = [LOOKS.get(name, others[k % len(others)]) for k, name in enumerate(profile.columns)]
    for row, (_, values) in enumerate(profile.iterrows()):
        axes.axhline(row, color="#E4E4E4", lw=1, zorder=0)
        for value, (colour, marker) in zip(values, looks, strict=True):
            axes.plot(value, row, marker, color=colour, ms=9)
    axes.axvline(0, color=NEUTRAL, lw=1)
    axes.set_yticks(range(len(profile)), [(labels or {}).get(name, in_words(name)) for name in profile.index])
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(profile) - 0.4, -0.6), xlabel="Standard deviations from the average customer")
    for name, (colour, marker) in zip(profile.columns, looks, strict=True):
        axes.plot([], [], marker, color=colour, ms=9, label=name)
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=len(profile.columns), columnspacing=1,
                handletextpad=0.1)  # fmt: skip
    axes.patch.set_facecolor(PAPER)
    words = {name: in_words(name) for name in profile.index} | dict(labels or {})
    return " ".join(
        [
            f"In {plural(len(profile), 'row')}, marks show how far segments lie from the average customer,"
            " in standard deviations.",
            *(
                f"For {named(segment if isinstance(segment, str) else f'segment {segment}')}"
                f" {farthest({words[name]: value for name, value in profile[segment].items()})}."
                for segment in profile.columns
            ),
        ]
    )


BRAND_COLOURS = {"Kestrel": KESTREL, "Pennywell": "#8A4B00", "Aurum": RIVAL, "Hopla": BENEFIT}
OTHERS = (BENEFIT, "#8A4B00", RIVAL, GOOD, NEUTRAL, KESTREL)
# How far some labels of Kestrel's maps stand from their place, in points to the right and up, to keep them apart.
WITH_ARROWS = {
    "coffee quality": (-50, -22),
    "freshness": (6, -4),
    "brewing help": (-40, 13),
    "ethical sourcing": (6, 1),
}
WITH_IDEALS = {
    "Aurum": (0, -15),
    "Idealists": (-8, -16),
    "Connoisseurs": (11, -8),
    "Savers": (-55, 0),
    "Kestrel": (22, 13),
}
WITH_CLOUDS = {
    "Provider 1": (70, 5),
    "Provider 2": (-70, 0),
    "Provider 3": (-88, -4),
}  # and of the real providers
VERDICTS = {
    "ahead": "we are ahead in",
    "behind": "we are behind in",
    "parity": "we are at parity in",
    "open": "the answers leave open",
}


def brand_colour(name: Hashable, place: int = 0) -> str:
    return BRAND_COLOURS.get(str(name), OTHERS[place % len(OTHERS)])


def plot_map(
    axes: Axes,
    found: PerceptualMap,
    ideals: pd.DataFrame | None = None,
    arrows: bool = True,
    labels: Mapping | None = None,
    shift: Mapping | None = None,
) -> str:
    """Draw a PerceptualMap: brands as dots, attributes as arrows from the middle, ideals as shapes; and say where they lie.

    ``ideals``: a DataFrame of coordinates, one row a segment; ``labels``: words for attributes; ``shift``: a dict from a
    label to (right, up) in points, to keep labels apart (those of Kestrel's maps are known). Raises ValueError for
    coordinates that are not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.perceptual_maps import perceptual_map
    >>> means = pd.DataFrame({"fresh": [8, 5, 5], "fast": [5, 8, 4]}, index=["A", "B", "C"])
    >>> picture(plot_map, perceptual_map(means))
    A map shows 3 brands as dots on two dimensions, which hold 66 % and 34 % of their differences. Places are told from
    where the two lines cross. A lies at the upper left. B lies at the upper right. C lies at the lower left. The arrow
    for fresh ends at the upper left. The arrow for fast ends at the upper right.
    """
    numbers_in("found: brands", found.brands.to_numpy())
    if ideals is not None:
        numbers_in("ideals", ideals.to_numpy())
    shift = {**(WITH_ARROWS if arrows else WITH_IDEALS), **(shift or {})}
    points = found.brands.to_numpy()
    reach = np.abs(points).max()
    axes.axhline(0, color=FAINT, lw=1, zorder=0)
    axes.axvline(0, color=FAINT, lw=1, zorder=0)
    if arrows:
        stretch = 0.75 * reach / np.hypot(*found.attributes.to_numpy().T).max()
        axes.plot(*(found.attributes.to_numpy() * stretch).T, ",", alpha=0)  # so that every arrow has room
        for name, (x, y) in zip(found.attributes.index, found.attributes.to_numpy() * stretch, strict=True):
            axes.annotate(
                "", (x, y), (0, 0), arrowprops={"arrowstyle": "-|>", "color": NEUTRAL, "lw": 1.4}, zorder=1
            )
            text = (labels or {}).get(name, in_words(name))
            side = "left" if x >= 0 else "right"
            _label(axes, text, x, y, shift.get(text, (5 if x >= 0 else -5, 0)), ha=side, color=NEUTRAL)
    for place, (name, (x, y)) in enumerate(zip(found.brands.index, points, strict=True)):
        axes.plot(x, y, "o", ms=12, color=brand_colour(name, place), zorder=3)
        _label(
            axes,
            str(name),
            x,
            y,
            shift.get(name, (0, 15)),
            ha="center",
            weight="bold",
            color=brand_colour(name, place),
        )
    if ideals is not None:
        for name, (x, y) in zip(ideals.index, ideals.to_numpy(), strict=True):
            colour, marker = LOOKS.get(name, (NEUTRAL, "D"))
            axes.plot(x, y, marker, ms=10, mfc="white", mec=colour, mew=2.4, zorder=4)
            _label(axes, str(name), x, y, shift.get(name, (9, 0)), ha="left", color=INK)
    _frame(axes, found.explained)
    said = [
        f"A map shows {plural(len(points), 'brand')} as dots on two dimensions, which hold"
        f" {' and '.join(percent(share) for share in found.explained[:2])} of their differences.",
        "Places are told from where the two lines cross.",
        whereabouts(dict(zip(found.brands.index, points, strict=True))),
    ]
    if arrows:
        words = {name: (labels or {}).get(name, in_words(name)) for name in found.attributes.index}
        tips = {words[name]: found.attributes.loc[name].to_numpy() for name in found.attributes.index}
        said.append(whereabouts(tips, "The arrow for {} ends", "The arrows for {} end"))
    if ideals is not None:
        said.append(
            whereabouts(
                dict(zip(ideals.index, ideals.to_numpy(), strict=True)),
                "The ideal of {} lies",
                "The ideals of {} lie",
            )
        )
        said.append(_nearest(found.brands, ideals))
    return " ".join(said)


def _nearest(brands, ideals):
    """Which brand is the nearest to each ideal point; brands that are equally near stand together."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, ideal in ideals.iterrows():
        away = np.hypot(*(brands - ideal.to_numpy()).to_numpy().T)
        nearest = [named(brand) for brand in brands.index[np.isclose(away, away.min())]]
        groups.setdefault(tuple(nearest), []).append(named(name))
    return " ".join(
        f"The nearest brand to {listed(names)} is {listed(nearest, 'or')}."
        for nearest, names in groups.items()
    )


def _label(axes, text, x, y, offset, ha, color, weight="normal"):
    axes.annotate(
        text, (x, y), offset, textcoords="offset points", ha=ha, va="center", color=color, fontweight=weight,
        fontsize=11, zorder=5,
    )  # fmt: skip


def _frame(axes, explained=None):
    """One unit is as long across as up; the axes say how much each dimension shows."""
    names = [
        f"Dimension {k + 1}" + (f": {percent(share)}" if explained else "")
        for k, share in enumerate(explained or (0, 0))
    ]
    axes.set(xlabel=names[0], ylabel=names[1], xticks=[], yticks=[])
    axes.set_aspect("equal", adjustable="datalim")
    axes.margins(0.14)


def plot_clouds(
    axes: Axes,
    positions: pd.DataFrame,
    found: PerceptualMap | None = None,
    title: str = "",
    words: bool = True,
    shift: Mapping | None = None,
    ellipses: bool = True,
) -> str:
    """Draw resampled positions (as resample_map gives them) as clouds, and say where they lie and which of them overlap.

    An ellipse holds 95 of 100 maps. ``found``: the map of everybody, whose brands show as dots; ``shift``: as for plot_map.
    Raises ValueError for positions that are not finite.

    >>> import numpy as np
    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> turn = np.linspace(0, 6, 20)
    >>> clouds = [pd.DataFrame({"brand": name, "x": x + np.sin(turn), "y": np.cos(turn)}) for name, x in (("A", 0), ("B", 9))]
    >>> picture(plot_clouds, pd.concat(clouds).set_index("brand"))
    Clouds of dots show where 2 brands lie in 20 resampled maps. Places are told from the middle of the picture. A lies
    at the left. B lies at the right. No two ellipses overlap; an ellipse holds 95 of 100 maps.
    """
    numbers_in("positions", positions.to_numpy())
    outlines = {}
    for place, (name, cloud) in enumerate(positions.groupby("brand", sort=False)):
        spots, colour = cloud.to_numpy(), brand_colour(name, place)
        axes.plot(*spots.T, ".", ms=3.5, color=colour, alpha=0.35, zorder=1)
        if ellipses:
            outlines[name] = _ellipse(spots)
            axes.plot(*outlines[name], color=colour, lw=1.8, zorder=2)
        if found is not None:
            axes.plot(*found.brands.loc[name], "o", ms=8, color=colour, zorder=3)
        if words:
            right, up = {**WITH_CLOUDS, **(shift or {})}.get(name, (0, 7))
            axes.annotate(
                str(name), (spots[:, 0].mean(), spots[:, 1].max()), (right, up), textcoords="offset points",
                ha="center", color=colour, fontweight="bold", fontsize=11,
            )  # fmt: skip
    _frame(axes, found.explained if found is not None else None)
    if title:
        axes.set_title(title)
    clouds = positions.groupby("brand", sort=False)
    middle = (positions.to_numpy().max(axis=0) + positions.to_numpy().min(axis=0)) / 2
    places = {name: cloud.to_numpy().mean(axis=0) - middle for name, cloud in clouds}
    lie = "lies" if len(places) == 1 else "lie"
    return " ".join(
        [
            f"Clouds of dots show where {plural(len(places), 'brand')} {lie} in"
            f" {plural(int(clouds.size().max()), 'resampled map')}. Places are told from the middle of the picture.",
            whereabouts(places),
            *([_overlaps(outlines)] if len(outlines) > 1 else []),
        ]
    )


def _overlaps(outlines):
    """Which of some outlines overlap (a dict from a name to an array of x and y)."""
    from matplotlib.path import Path

    paths = {name: Path(outline.T) for name, outline in outlines.items()}
    pairs = [
        f"{named(a)} and {named(b)}" for a, b in combinations(paths, 2) if paths[a].intersects_path(paths[b])
    ]
    holds = "an ellipse holds 95 of 100 maps"
    if not pairs:
        return f"No two ellipses overlap; {holds}."
    return f"{told('The ellipses that overlap are those of', pairs).removesuffix('.')}; {holds}."


def plot_two_clouds(
    panels: Sequence[Axes], loose: pd.DataFrame, turned: pd.DataFrame, found: PerceptualMap
) -> str:
    """Draw resampled maps twice, as they come and turned onto the map of everybody, and say how far the clouds reach.

    ``loose`` and ``turned``: positions as resample_map gives them. Raises ValueError for positions that are not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.perceptual_maps import perceptual_map
    >>> found = perceptual_map(pd.DataFrame({"fresh": [8, 5, 5], "fast": [5, 8, 4]}, index=["A", "B", "C"]))
    >>> turned = pd.concat([found.brands + 0.1, found.brands - 0.1]).rename_axis("brand")
    >>> loose = pd.concat([found.brands + 0.1, 0.1 - found.brands]).rename_axis("brand")
    >>> picture(plot_two_clouds, loose, turned, found, columns=2)
    Two panels show 3 brands in 2 resampled maps. At the left, as the maps come, each brand has dots at 2 of its 4
    mirrored places. At the right, turned onto each other, each has one cloud, with a standard deviation of at most
    0.14.
    """
    plot_clouds(panels[0], loose, title="As they come", words=False, ellipses=False)
    stands: dict[Hashable, list] = {}
    outermost = found.brands.iloc[:, 0].abs().max()
    for place, (name, cloud) in enumerate(loose.groupby("brand", sort=False)):
        spots, (x, y) = cloud.to_numpy(), found.brands.loc[name].to_numpy()
        for corner in [(right * x, up * y) for right in (1, -1) for up in (1, -1)]:  # as it is, or mirrored
            near = spots[(spots * corner > 0).all(axis=1)]
            if not len(near):
                continue
            stands.setdefault(name, []).append(corner)
            away = (7 if abs(x) == outermost else 0) * (1 if corner[0] > 0 else -1)  # names side by side
            above = corner[1] > 0
            edge = near[:, 1].max() if above else near[:, 1].min()
            panels[0].annotate(
                str(name), (near[:, 0].mean(), edge), (away, 5 if above else -13), textcoords="offset points",
                ha="center", color=brand_colour(name, place), fontsize=9,
            )  # fmt: skip
    plot_clouds(panels[1], turned, found, title="Turned onto each other")
    spread = turned.groupby("brand", sort=False).std().to_numpy().max()
    places = sorted({len(corners) for corners in stands.values()})
    count = str(places[0]) if len(places) == 1 else f"{places[0]} to {places[-1]}"
    return (
        f"Two panels show {plural(len(stands), 'brand')} in"
        f" {plural(int(loose.groupby('brand').size().max()), 'resampled map')}. At the left, as the maps come, each brand"
        f" has dots at {count} of its 4 mirrored places. At the right, turned onto each other, each has one cloud, with a"
        f" standard deviation of at most {signed(spread)}."
    )


def _ellipse(spots, reach=5.991):
    """The ellipse of a normal cloud that holds 95 % (chi-squared with two degrees of freedom)."""
    values, vectors = np.linalg.eigh(np.cov(spots.T))
    turn = np.linspace(0, 2 * np.pi, 73)
    circle = np.sqrt(reach * np.maximum(values, 0))[:, None] * np.array([np.cos(turn), np.sin(turn)])
    return vectors @ circle + spots.mean(axis=0)[:, None]


def plot_leads(axes: Axes, tables: Mapping, margin: float, labels: Mapping | None = None) -> str:
    """Draw our lead over each rival with its 95 % interval, and the band of parity; and say the verdicts.

    ``tables``: a dict from a rival to a table as compare_with gives it; ``margin``: half of the band's width, in rating
    points; ``labels``: words for attributes. Raises TypeError or ValueError where there is no rival, for a table without
    rows, or with a number that is missing or not finite.

    >>> import pandas as pd
    >>> from custvalue_helpers.kit.theme import picture
    >>> from custvalue_helpers.models.parity import compare_with
    >>> two = pd.DataFrame({"who": [1, 1, 2, 2, 3, 3], "brand": list("AB") * 3, "fresh": [8, 5, 9, 7, 7, 3]})
    >>> leads = compare_with(two, "A", "B", ["fresh"], person="who", brand="brand")
    >>> picture(plot_leads, {"B": leads}, 0.5)
    Each mark with its 95 % interval shows our lead over a rival, in rating points. A grey band shows parity: 0.5 points
    either way. Against B we are ahead in fresh.
    """
    a_number("margin", margin, 0)
    for rival, table in by_name("tables", tables, "a table").items():
        table_of_numbers(f"tables: {rival}", table, ["difference", "low_95", "high_95"])
    attributes = list(next(iter(tables.values())).index)
    axes.axvspan(-margin, margin, color="#EDEDED", zorder=0)
    axes.axvline(0, color=NEUTRAL, lw=1)
    for group, (rival, table) in enumerate(tables.items()):
        lift = 0.22 * (group - (len(tables) - 1) / 2)
        for row, name in enumerate(attributes):
            line = table.loc[name]
            axes.plot([line.low_95, line.high_95], [row + lift] * 2, color=brand_colour(rival, group), lw=3)
            axes.plot(line.difference, row + lift, "os^D"[group], color=brand_colour(rival, group), ms=8,
                      label=f"over {rival}" if row == 0 else None)  # fmt: skip
    axes.set_yticks(range(len(attributes)), [(labels or {}).get(name, in_words(name)) for name in attributes])
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(attributes) - 0.4, -0.6), xlabel="Our lead (rating points); grey: parity")
    axes.legend(loc="lower center", bbox_to_anchor=(0.45, 1.0), ncols=len(tables))
    said = [
        "Each mark with its 95\u00a0% interval shows our lead over a rival, in rating points. A grey band shows parity:"
        f" {plural(margin, 'point')} either way."
    ]
    for rival, table in tables.items():
        for verdict, words in VERDICTS.items():
            names = [
                named((labels or {}).get(name, in_words(name)))
                for name in attributes
                if table.verdict[name] == verdict
            ]
            if names:
                said.append(told(f"Against {named(rival)} {words}", names))
    return " ".join(said)


def moved_frame(segments: Sequence[str]) -> Frame:
    """The map of brands, beside the shares of first choices in each segment and in all."""
    across, up = Axis(-6.9, 6.9, "fresher, fairer →", ()), Axis(-3.4, 4.2, "faster, easier →", ())
    shares = Axis(0, 1.16, "Kestrel's share of first choices", SHARES[::2])
    return Frame(
        (
            Pane(across, up, box=(up.high - up.low) / (across.high - across.low), notes="below"),
            Pane(shares, row_axis([*segments, "everyone"]), notes="below"),
        ),
        (8, 3.6),
    )


def moved_marks(
    result: Any, brands: Mapping[str, tuple[float, float]], ideals: Mapping[str, tuple[float, float]]
) -> tuple[list[Mark], list[Mark]]:
    """Left: brands, ideals, and Kestrel as a star that moves. Right: its share of each segment's first choices, and today's."""
    places = [rule(y=0, colour=FAINT), rule(x=0, colour=FAINT)]
    for name, (x, y) in brands.items():
        if name != "Kestrel":
            colour = brand_colour(name)
            places += [dots(x, y, colour, name=name), label(x, y - 0.75, name, colour, 10.5, True, "center")]
    for name, (x, y) in ideals.items():
        colour, shape = LOOKS[name]
        places += [dots(x, y, PAPER, 9, shape, colour, 2.2, name=f"ideal of {name}"),
                   note(f"{name.split()[0]}: ideal", f"open {shape}", colour)]  # fmt: skip
    (x, y), (then_x, then_y) = brands["Kestrel"], result.at
    places += [
        dots(x, y, PAPER, 15, "*", KESTREL, 1, name="Kestrel today"),
        dots(then_x, then_y, KESTREL, 17, "*", PAPER, 1, name="star"),
        note("Kestrel today", "open *", KESTREL),
        note("Kestrel then", "*", KESTREL),
    ]
    shares = [note("today", "|", COST)]
    then = [*result.shares.values(), result.everyone]
    today = [*result.today.values(), result.everyone_today]
    for row, (share, before) in enumerate(zip(then, today, strict=True)):
        shares += [
            bar_across(row, share, NEUTRAL if row == len(result.shares) else KESTREL),
            label(max(share, before) + 0.03, row, percent(share), bold=True),
        ]
    return places, [*shares, dots(today, range(len(today)), COST, 24, "|", COST, 2.5, name="today's shares")]


def changes_frame(segments: Sequence[str], widest: float = 12) -> Frame:
    """The change of our share in each segment and in all, in percentage points."""
    across = Axis(-widest - 3, widest + 3, "Change of Kestrel's share (percentage points)")
    return Frame((Pane(across, row_axis([*segments, "everyone"])),), (8, 3))


def changes_marks(result: Any) -> list[Mark]:
    """A bar a segment, and one for all, from zero to the change, with the change at its end."""
    marks = [rule(x=0)]
    for row, change in enumerate(result.changes):
        points = 100 * change
        end, side = (points + 0.3, "left") if round(points, 1) >= 0 else (points - 0.3, "right")
        marks += [
            bar_across(row, points, BENEFIT if points >= 0 else COST),
            label(end, row, with_sign(points, 1), bold=True, side=side),
        ]
    return marks
