"""Tables of ratings: checked at the border, straight-liners found, means with their intervals."""

from collections.abc import Mapping

import numpy as np

from custvalue_helpers.kit.checks import a_list, by_name, shorten
from custvalue_helpers.kit.columns import a_column, columns_in, groups_in, numbers_of

SCALE = (1, 10)


def respondents_of(data, respondent):
    """The column of who answered, none missing."""
    column = a_column(data, respondent, "respondent")
    return groups_in(f"respondent: column '{respondent}'", column.reset_index(drop=True)).to_numpy()


def straight_liners(data, items, respondent=None, scale=SCALE):
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


def mean_ratings(data, items, scale=SCALE):
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


def stated_importance(data, items, scale=SCALE, prefix=""):
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


def count_themes(themes, leave_out=()):
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


def answers_of(data, people, respondent="customer"):
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
    mine = data[respondent].isin(people).to_numpy() if len(respondents_of(data, respondent)) else []
    if not mine.any():
        raise ValueError(f"people must be in the column '{respondent}', got nobody who is")
    return data[mine]


def mean_by_brand(data, items, brand="brand", scale=SCALE):
    """The mean of each item for each brand: items down, brands across (DataFrame).

    Raises ValueError for ratings that are missing or off the scale.

    >>> import pandas as pd
    >>> mean_by_brand(pd.DataFrame({"brand": ["A", "A", "B"], "taste": [6, 8, 5]}), ["taste"]).loc["taste"].to_dict()
    {'A': 7.0, 'B': 5.0}
    """
    items = columns_in(data, items)
    groups_in(f"brand: column '{brand}'", a_column(data, brand, "brand").reset_index(drop=True))
    numbers_of(data, items, scale)
    return data.groupby(brand, observed=True)[items].mean().T


def half_width(values, level=0.95):
    """Half of the t interval of each column's mean: t · s / √n."""
    from scipy.special import stdtrit

    if len(values) < 2:
        raise ValueError(
            f"data: too few to say: {len(values)} respondent, and an interval needs at least 2 (better 30)"
        )
    t = float(stdtrit(len(values) - 1, (1 + level) / 2))
    return np.where(alike(values), 0.0, t * values.std(axis=0, ddof=1) / np.sqrt(len(values)))


def alike(values):
    """Which columns hold one and the same number all along, but for rounding (8.1 − 5.3 is not quite 7.1 − 4.3)."""
    return np.ptp(values, axis=0) <= 1e-9 * np.maximum(1, np.abs(values).max(axis=0))
