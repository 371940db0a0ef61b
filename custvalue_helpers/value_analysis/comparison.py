"""Differences that count each respondent against themselves: two brands in one year, one brand in two years."""

import numpy as np

from custvalue_helpers.kit.checks import is_one_of, shorten
from custvalue_helpers.kit.columns import a_column, columns_in, groups_in, numbers_of, shares_in
from custvalue_helpers.value_analysis.ratings import SCALE, alike, half_width, respondents_of

LEVEL = 0.05


def paired_differences(data, items, ours, rival, respondent="customer", brand="brand", scale=SCALE):
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
    data, items, first, last, respondent="customer", brand="brand", wave="wave", scale=SCALE
):
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


def p_values(differences):
    """Two-sided p values of the hypothesis that each column's mean is 0 (Student's t).

    A column without spread has p = 1: equal answers cannot be told from luck by their spread.
    """
    from scipy.special import stdtr

    count, mean = len(differences), differences.mean(axis=0)
    error = differences.std(axis=0, ddof=1) / np.sqrt(count)
    t = np.divide(np.abs(mean), error, out=np.zeros_like(mean), where=~alike(differences))
    return 2 * stdtr(count - 1, -t)


def holm(p):
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
    return type(p)(adjusted, index=p.index, name=p.name) if hasattr(p, "reindex") else adjusted


def _within(data, items, respondent, side, sides, scale, what=""):
    """Each respondent's ratings on two sides (brands, or waves), next to each other; only those with both."""
    items = columns_in(data, items)
    respondents_of(data, respondent)
    known = sorted(
        groups_in(f"column '{side}'", a_column(data, side, side).reset_index(drop=True)).unique().tolist()
    )
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
