"""Tables of ratings: straight-liners found, means with their intervals, and differences between two brands or years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_list, by_name, is_one_of, shorten
from custvalue_helpers.kit.columns import a_column, columns_in, numbers_of, shares_in
from custvalue_helpers.kit.lazy import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from custvalue_helpers.kit.kinds import AsGiven, Column, Label, Names, Numbers, Scale

__all__ = [
    "answers_of",
    "changes_over_time",
    "count_themes",
    "holm",
    "mean_by_brand",
    "mean_ratings",
    "paired_differences",
    "stated_importance",
    "straight_liners",
]

SCALE = (1, 10)


def respondents_of(data: pd.DataFrame, respondent: str) -> np.ndarray:
    """The column of who answered, none missing."""
    return a_column(data, respondent, "respondent", holds="groups").to_numpy()


def straight_liners(
    data: pd.DataFrame, items: Names, respondent: str | None = None, scale: Scale = SCALE
) -> pd.Series:
    """Which rows are straight-lined: one and the same answer to every item (Series of True and False).

    Parameters: ``items``, three or more rating columns; ``respondent``, the column that says who answered: then
    every row of a person must be flat before any of them counts, at one level a row. One flat row can be an honest
    opinion; a person whose every row is flat hardly read the questions.

    >>> import pandas as pd
    >>> straight_liners(pd.DataFrame({"a": [7, 3], "b": [7, 4], "c": [7, 3]}), ["a", "b", "c"]).to_list()
    [True, False]
    """
    import pandas as pd

    values = numbers_of(data, items, scale)
    if values.shape[1] < 3:
        raise ValueError(
            f"items must name at least three columns, got {values.shape[1]}: two equal answers say nothing"
        )
    flat = pd.Series(np.ptp(values, axis=1) == 0, data.index, name="straight_liner")
    if respondent is None:
        return flat
    return flat.groupby(respondents_of(data, respondent)).transform("all")


def mean_ratings(data: pd.DataFrame, items: Names, scale: Scale = SCALE) -> pd.DataFrame:
    """Mean, 95 % interval and number of answers of each item (DataFrame by item).

    The interval is mean ± t · s / √n, with Student's t for n − 1 degrees of freedom; rows count as independent.
    Raises ValueError for fewer than two rows: one answer says nothing about its uncertainty.

    >>> import pandas as pd
    >>> mean_ratings(pd.DataFrame({"taste": [6, 8, 7, 7]}), ["taste"]).round(2).loc["taste"].to_list()
    [7.0, 5.7, 8.3, 4.0]
    """
    import pandas as pd

    items = columns_in(data, items)
    values = numbers_of(data, items, scale)
    half = half_width(values)
    mean = values.mean(axis=0)
    return pd.DataFrame(
        {"mean": mean, "low_95": mean - half, "high_95": mean + half, "answers": len(values)}, index=items
    )


def stated_importance(
    data: pd.DataFrame, items: Names | Mapping[str, str], scale: Scale = SCALE, prefix: str = ""
) -> pd.DataFrame:
    """What people say matters: mean, 95 % interval, and share of the sum of all means (DataFrame by item).

    ``items`` is a list of attributes, whose columns are called ``prefix`` and the attribute's name, or a dict from
    column to the attribute's name. One row is one respondent.

    >>> import pandas as pd
    >>> asked = pd.DataFrame({"importance_taste": [9, 7], "importance_speed": [5, 3]})
    >>> stated_importance(asked, ["taste", "speed"], prefix="importance_").share.round(3).to_dict()
    {'taste': 0.667, 'speed': 0.333}
    """
    if isinstance(items, Mapping):
        names = by_name("items", items, "an attribute's name")
    else:
        if not isinstance(prefix, str):
            raise TypeError(f"prefix must be a text, got {shorten(prefix)}")
        items = [items] if isinstance(items, str) else a_list("items", items)
        names = {f"{prefix}{name}": name for name in items}
    table = mean_ratings(data, list(names), scale).rename(index=names)
    return table.assign(share=table["mean"] / table["mean"].sum())


def count_themes(themes: pd.Series, leave_out: Names = ()) -> pd.Series:
    """How many comments have each theme, the most frequent first (a Series by theme).

    ``themes`` has one theme a comment; those in ``leave_out`` are not counted.

    >>> import pandas as pd
    >>> count_themes(pd.Series(["praise", "app", "price", "app"]), leave_out=["praise"]).to_dict()
    {'app': 2, 'price': 1}
    """
    leave_out = [leave_out] if isinstance(leave_out, str) else a_list("leave_out", leave_out, least=0)
    if not (hasattr(themes, "isin") and hasattr(themes, "value_counts")) or hasattr(themes, "columns"):
        raise TypeError(f"themes must be a Series, one theme a comment, got {type(themes).__name__}")
    odd = next((each for each in themes if type(each).__hash__ is None), None)
    if odd is not None:
        raise TypeError(f"themes must be words, got {type(odd).__name__} {shorten(odd)}")
    return themes[~themes.isin(leave_out)].astype(object).value_counts()


def answers_of(data: pd.DataFrame, people: Column, respondent: str = "customer") -> pd.DataFrame:
    """The rows of a table that these people answered, and no others.

    Parameters: ``people``, their numbers (a list or Series); ``respondent``, the column that says who answered.
    Raises ValueError if none of them is in the table.

    >>> import pandas as pd
    >>> answers_of(pd.DataFrame({"customer": [1, 2, 3], "taste": [7, 8, 9]}), [1, 3]).taste.to_list()
    [7, 9]
    """
    people = a_list("people", people)
    for each in people:
        if type(each).__hash__ is None:
            raise TypeError(f"people must be numbers or names, got {shorten(each)}")
    respondents_of(data, respondent)
    mine = data[respondent].isin(people).to_numpy()
    if not mine.any():
        raise ValueError(f"people must be in the column '{respondent}', got nobody who is")
    return data[mine]


def mean_by_brand(
    data: pd.DataFrame, items: Names, brand: str = "brand", scale: Scale = SCALE
) -> pd.DataFrame:
    """The mean of each item for each brand: items down, brands across.

    Raises ValueError for ratings that are missing or off the scale.

    >>> import pandas as pd
    >>> mean_by_brand(pd.DataFrame({"brand": ["A", "A", "B"], "taste": [6, 8, 5]}), ["taste"]).loc["taste"].to_dict()
    {'A': 7.0, 'B': 5.0}
    """
    items = columns_in(data, items)
    a_column(data, brand, "brand", holds="groups")
    numbers_of(data, items, scale)
    return data.groupby(brand, observed=True)[items].mean().T


def half_width(values: np.ndarray, level: float = 0.95) -> np.ndarray:
    """Half of the t interval of each column's mean: t · s / √n."""
    from scipy.special import stdtrit

    if len(values) < 2:
        raise ValueError(
            f"data: too few to say: {len(values)} respondent, and an interval needs at least 2 (better 30)"
        )
    t = float(stdtrit(len(values) - 1, (1 + level) / 2))
    return np.where(alike(values), 0.0, t * values.std(axis=0, ddof=1) / np.sqrt(len(values)))


def alike(values: np.ndarray) -> np.ndarray:
    """Which columns hold one and the same number all along, but for rounding (8.1 − 5.3 is not quite 7.1 − 4.3)."""
    return np.ptp(values, axis=0) <= 1e-9 * np.maximum(1, np.abs(values).max(axis=0))


# Differences that count each respondent against themselves: two brands in one year, one brand in two years.


LEVEL = 0.05


def paired_differences(
    data: pd.DataFrame,
    items: Names,
    ours: Label,
    rival: Label,
    respondent: str = "customer",
    brand: str = "brand",
    scale: Scale = SCALE,
) -> pd.DataFrame:
    """Our rating minus the rival's, attribute by attribute, by those who rated both, with 95 % intervals.

    d̄ ± t · s_d / √n over the differences within respondents, so that who ticks high everywhere cancels out.
    Parameters: ``data``, one row a respondent and brand; ``items``, the rating columns; ``ours`` and ``rival``, two
    brands in the column ``brand``.
    Returns a DataFrame by item: difference, low_95, high_95, respondents, verdict ('ahead', 'behind', 'too close to
    call', or 'all answers equal', when the answers leave no spread to judge by).
    Raises ValueError if a brand is rated by nobody, a respondent rates one twice, or fewer than two rate both.

    >>> import pandas as pd
    >>> data = pd.DataFrame({"customer": [1, 1, 2, 2, 3, 3], "brand": ["A", "B"] * 3, "taste": [8, 6, 7, 6, 9, 5]})
    >>> table = paired_differences(data, ["taste"], "A", "B")
    >>> float(table.difference["taste"].round(2)), table.verdict["taste"]
    (2.33, 'too close to call')
    """
    wide = _within(data, items, respondent, brand, {"ours": ours, "rival": rival}, scale)
    return _verdicts(wide[ours] - wide[rival], ("ahead", "behind", "too close to call"))


def changes_over_time(
    data: pd.DataFrame,
    items: Names,
    first: Label,
    last: Label,
    respondent: str = "customer",
    brand: str = "brand",
    wave: str = "wave",
    scale: Scale = SCALE,
) -> pd.DataFrame:
    """Change of every brand's ratings between two waves, by those asked in both, and which changes stand up.

    Each change is d̄ over respondents with its 95 % t interval and its p value. Among k comparisons some will look
    like changes by chance, so ``p_holm`` is the p value after Holm's correction: the chance of one false alarm or
    more among all of them stays below 5 % when it is used.
    Parameters: ``data``, one row a respondent, brand and wave; ``first`` and ``last``, two waves.
    Returns a DataFrame, one row a brand and item: brand, item, change, low_95, high_95, respondents, p, p_holm,
    by_itself (p < 0.05), stands (p_holm < 0.05).
    Raises ValueError if a wave or a brand has no rows, a rating is missing, or fewer than two were asked twice.
    Source: Holm (1979), Scandinavian Journal of Statistics 6(2).

    >>> import pandas as pd
    >>> data = pd.DataFrame({"customer": [1, 2, 3] * 2, "brand": "A", "wave": [1] * 3 + [2] * 3, "taste": [5, 6, 7, 6, 7, 9]})
    >>> changes_over_time(data, ["taste"], 1, 2)[["change", "by_itself"]].round(2).values.tolist()
    [[1.33, False]]
    """
    import pandas as pd

    columns_in(data, [respondent, brand, wave], "columns")
    tables = []
    for name in sorted(a_column(data, brand, "brand").unique(), key=str):
        one = data[data[brand] == name]
        wide = _within(
            one, items, respondent, wave, {"first": first, "last": last}, scale, f" of brand '{name}'"
        )
        change = wide[last] - wide[first]
        table = _verdicts(change, ("up", "down", "no clear change")).rename(columns={"difference": "change"})
        tables.append(table.assign(p=p_values(change.to_numpy()), brand=str(name), item=table.index))
    table = pd.concat(tables, ignore_index=True)
    table["p_holm"] = holm(table["p"].to_numpy())
    table["by_itself"], table["stands"] = table["p"] < LEVEL, table["p_holm"] < LEVEL
    columns = [
        "brand",
        "item",
        "change",
        "low_95",
        "high_95",
        "respondents",
        "p",
        "p_holm",
        "by_itself",
        "stands",
    ]
    return table[columns]


def p_values(differences: np.ndarray) -> np.ndarray:
    """Two-sided p values of the hypothesis that each column's mean is 0 (Student's t).

    A column without spread has p = 1: equal answers cannot be told from luck by their spread.
    """
    from scipy.special import stdtr

    count, mean = len(differences), differences.mean(axis=0)
    error = differences.std(axis=0, ddof=1) / np.sqrt(count)
    t = np.divide(np.abs(mean), error, out=np.zeros_like(mean), where=~alike(differences))
    return 2 * stdtr(count - 1, -t)


def holm(p: Numbers) -> AsGiven:
    """Holm's step-down correction of p values: the chance of one false alarm or more among all of them stays in hand.

    From the smallest p value up, p₍₁₎ ≤ p₍₂₎ ≤ … ≤ p₍ₖ₎: multiply by the number of comparisons not yet decided, k − i + 1.
    Stop at the first that fails: it and all larger ones do not stand, even one that would pass alone. This is why an
    adjusted p value is never below that of the step before: p̃₍ᵢ₎ = max over j ≤ i of (k − j + 1)·p₍ⱼ₎, at most 1. What
    is below 0.05 stands.

    Parameters: ``p``, p values from 0 to 1, a list, array or Series. Returns the adjusted ones in the same order: a
    Series for a Series, an array otherwise.
    Raises ValueError or TypeError for anything else. Source: Holm (1979), Scandinavian Journal of Statistics 6(2).

    >>> holm([0.01, 0.04, 0.03]).round(2).tolist()  # 3·0.01; then 2·0.03 fails, so 0.04 fails, too
    [0.03, 0.06, 0.06]
    """
    values = shares_in("p", p)
    order = np.argsort(values, kind="stable")
    stepped = np.maximum.accumulate(values[order] * np.arange(len(values), 0, -1))
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum(stepped, 1)
    series: Any = p
    return type(series)(adjusted, series.index, name=series.name) if hasattr(p, "reindex") else adjusted


def _within(data, items, respondent, side, sides, scale, what=""):
    """Each respondent's ratings on two sides (brands, or waves), next to each other; only those with both."""
    items = columns_in(data, items)
    respondents_of(data, respondent)
    known = sorted(a_column(data, side, "data", holds="groups").unique().tolist())
    for argument, value in sides.items():
        if not is_one_of(value, known):
            raise ValueError(
                f"{argument}: {side} {shorten(value)}{what} is rated by nobody; there are ratings for"
                f" {shorten(known)[1:-1]}"
            )
    sides = list(sides.values())
    if sides[0] == sides[1]:
        raise ValueError(f"two different values of '{side}' are needed, got {sides[0]!r} twice")
    data = data[data[side].isin(sides)]
    numbers_of(data, items, scale)
    twice = data.duplicated([respondent, side])
    if twice.any():
        raise ValueError(
            f"{respondent} {data[respondent][twice].iloc[0]!r} has more than one row for one {side}"
            f" ({int(twice.sum())} rows too many): pick one wave first"
        )
    parts = {value: data[data[side] == value].set_index(respondent)[items].astype(float) for value in sides}
    both = parts[sides[0]].index.intersection(parts[sides[1]].index)
    if len(both) < 2:
        raise ValueError(
            f"{respondent}: too few to say: {len(both)} respondents rate both {sides[0]!r} and {sides[1]!r}; at least 2 are needed"
        )
    return {value: part.loc[both] for value, part in parts.items()}


def _verdicts(differences, words):
    import pandas as pd

    values = differences.to_numpy(float)
    mean, half = values.mean(axis=0), half_width(values)
    up, down, open_ = words
    said = [
        "all answers equal" if h == 0 else up if m - h > 0 else down if m + h < 0 else open_
        for m, h in zip(mean, half, strict=True)
    ]
    return pd.DataFrame(
        {
            "difference": mean,
            "low_95": mean - half,
            "high_95": mean + half,
            "respondents": len(values),
            "verdict": said,
        },
        index=differences.columns,
    )
