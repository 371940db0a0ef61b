"""Satisfaction measured: the index, gaps item by item, loyalty by satisfaction; each with its interval.

These work on any table of ratings from 1 to 10, one row a respondent.
"""

from custvalue_helpers.kit.checks import a_number, one_of, shorten
from custvalue_helpers.satisfaction.model import Estimate, checked_weights, interval, on_hundred

FEW = 10  # a share of fewer people is marked: its interval holds nearly everything


def satisfaction_index(table, items, weights=None, normalise=False):
    """A customer satisfaction index from 0 to 100, with its 95 % interval.

    Index = Σ wᵢ·(x̄ᵢ − 1)/9 × 100, Σ wᵢ = 1. Every respondent has an index; the interval is that of their mean.

    Parameters: ``table``, a DataFrame with a row a respondent; ``items``, the names of columns with whole or broken
    ratings from 1 to 10; ``weights``, a dict by item that sums to 1 (equal weights by default; ``normalise=True``
    divides by their sum).
    Returns an Estimate. Raises ValueError for a missing column or answer (how many, where), a rating outside the scale,
    nobody asked, or weights that do not sum to 1.
    Source: Fornell, Johnson, Anderson, Cha & Bryant (1996), Journal of Marketing 60, for the formula; their weights come
    from a model of causes (partial least squares), here they are given.

    >>> import pandas as pd
    >>> print(satisfaction_index(pd.DataFrame({"a": [7, 8, 9], "b": [7, 7, 10]}), ["a", "b"]))
    77.8 (95 % interval 41.3 to 100.0, 3 people)
    """
    if isinstance(items, str):
        raise TypeError(f"items must be a list of columns, such as ['{items}'], got the text '{items}'")
    weights = checked_weights(weights, items, normalise)
    columns = [ratings(table, item) * weight for item, weight in weights.items()]
    people = sum(columns[1:], columns[0])
    return interval([on_hundred(min(max(mean, 1), 10)) for mean in people], 0, 100)


def index_by_wave(table, items, wave="date", weights=None):
    """The satisfaction index of each wave of a survey, a dict from its month ("May 2025") to an Estimate.

    Parameters: ``table``, a row a respondent and wave; ``items`` and ``weights`` as in satisfaction_index(); ``wave``, the
    name of the column with the dates.

    >>> from custvalue_helpers import load_dataset
    >>> print(index_by_wave(load_dataset("kestrel_survey"), ["satisfaction"])["May 2025"])
    70.6 (95 % interval 68.7 to 72.5, 234 people)
    """
    one_of("table: column", wave, list(table.columns))
    return {f"{day:%B %Y}": satisfaction_index(group, items, weights) for day, group in table.groupby(wave)}


def service_gaps(table, items, expected="expected_", perceived="perceived_"):
    """Performance less expectation, item by item, with 95 % intervals (a DataFrame, one row an item).

    Gap = P − E, each respondent's own; below zero the item falls short.

    Parameters: ``table``, a row a respondent; ``items``, such as ["delivery"], with columns expected_delivery and
    perceived_delivery (the two prefixes can be changed), ratings from 1 to 10.
    Returns columns expected, perceived, gap, low_95, high_95 (missing where too few answered), people, verdict.
    Source: Parasuraman, Zeithaml & Berry (1985), Journal of Marketing 49, and (1988), Journal of Retailing 64. Cronin &
    Taylor (1992), Journal of Marketing 56, prefer performance alone.

    >>> import pandas as pd
    >>> answers = pd.DataFrame({"expected_delivery": [9, 8, 9, 8], "perceived_delivery": [7, 7, 6, 7]})
    >>> service_gaps(answers, ["delivery"]).loc["delivery", ["gap", "low_95", "high_95"]].round(2).tolist()
    [-1.75, -3.27, -0.23]
    """
    import pandas as pd

    if isinstance(items, str):
        raise TypeError(f"items must be a list of items, such as ['{items}'], got the text '{items}'")
    rows = {}
    for item in items:
        e, p = ratings(table, f"{expected}{item}"), ratings(table, f"{perceived}{item}")
        gap = interval(p - e)
        rows[item] = {"expected": e.mean(), "perceived": p.mean(), "gap": gap.value, "low_95": gap.low,
                      "high_95": gap.high, "people": gap.people, "verdict": _verdict(gap)}  # fmt: skip
    if not rows:
        raise ValueError("items must name at least one item, got none")
    found = pd.DataFrame.from_dict(rows, orient="index").rename_axis("item")
    return found.astype({"low_95": float, "high_95": float})


def _verdict(gap):
    if gap.low is None:
        return gap.note.partition(",")[0] if gap.people > 1 else "too few to say"
    if gap.high < 0:
        return "falls short"
    return "does better" if gap.low > 0 else "may be zero"


def loyalty_by_satisfaction(satisfaction, loyal):
    """For each level of satisfaction: how many people, the share that is loyal, and its 95 % interval (a DataFrame).

    Interval: Wilson's, (p + z²/2n ± z√(p(1−p)/n + z²/4n²))/(1 + z²/n), which never leaves 0 to 1.

    Parameters: ``satisfaction``, whole answers from 1 to 10; ``loyal``, as many True or False (or 1 and 0), in the same
    order: a promoter, a customer who stayed, …
    Returns columns people, share, low_95, high_95, few (True under 10 people), one row a level that somebody chose.
    Raises ValueError for different lengths, different row labels (nothing is matched silently), or other values.
    Source: Wilson (1927), Journal of the American Statistical Association 22.

    >>> loyalty_by_satisfaction([9, 9, 9, 6, 6], [1, 1, 0, 0, 0]).share.round(2).to_dict()
    {6: 0.0, 9: 0.67}
    """
    import pandas as pd

    if len(satisfaction) != len(loyal):
        raise ValueError(
            f"satisfaction and loyal must be of the same length, got {len(satisfaction)} and {len(loyal)}"
        )
    if (
        isinstance(satisfaction, pd.Series)
        and isinstance(loyal, pd.Series)
        and not satisfaction.index.equals(loyal.index)
    ):
        raise ValueError("satisfaction and loyal must have the same row labels in the same order")
    answers = ratings(pd.DataFrame({"satisfaction": list(satisfaction)}), "satisfaction")
    if (answers % 1 != 0).any():
        raise ValueError("satisfaction must be whole numbers from 1 to 10, got broken ones")
    kept = pd.Series(list(loyal))
    if not kept.isin([0, 1]).all():
        odd = kept[~kept.isin([0, 1])]
        raise ValueError(
            f"loyal must be True or False (1 or 0), got {shorten(odd.iloc[0])} and {len(odd) - 1} more"
        )
    groups = kept.astype(float).groupby(answers.astype(int))
    found = groups.agg(["size", "mean"]).set_axis(["people", "share"], axis=1).rename_axis("satisfaction")
    ends = [wilson(round(share * n), n) for share, n in zip(found["share"], found["people"], strict=True)]
    return found.assign(
        low_95=[low for low, _ in ends], high_95=[high for _, high in ends], few=found["people"] < FEW
    )


def wilson(successes, people):
    """Wilson's 95 % interval of a share, as (low, high).

    >>> tuple(round(end, 2) for end in wilson(0, 10))
    (0.0, 0.28)
    """
    n = a_number("people", people, low=1)
    p = a_number("successes", successes, 0, n) / n
    z = 1.959964
    middle, reach = p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
    whole = 1 + z * z / n
    return max(0.0, min(p, (middle - reach) / whole)), min(1.0, max(p, (middle + reach) / whole))


def ratings(table, column, low=1, high=10):
    """A column of ratings as numbers, or an error that says how many are missing or outside the scale, and where.

    >>> import pandas as pd
    >>> ratings(pd.DataFrame({"quality": [7, 11]}), "quality")
    Traceback (most recent call last):
    ValueError: 'quality' must be rated from 1 to 10, got 1 answer outside, first in row 1: 11
    """
    import pandas as pd

    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"table must be a DataFrame, got {type(table).__name__}")
    one_of("table: column", column, list(table.columns))
    values = table[column]
    if values.empty:
        raise ValueError(f"'{column}' must be rated by somebody, got no answers: nobody was asked")
    missing = values.isna()
    if missing.any():
        raise ValueError(
            f"'{column}' has {missing.sum()} missing of {len(values)}, first in row {values.index[missing][0]};"
            " leave such rows out first, and say how many"
        )
    if (
        isinstance(values.dtype, pd.CategoricalDtype)
        or values.dtype == bool
        or not pd.api.types.is_numeric_dtype(values)
    ):
        raise TypeError(
            f"'{column}' must hold numbers, got {values.dtype}, such as {shorten(values.iloc[0])}"
        )
    outside = ~values.between(low, high)
    if outside.any():
        count = outside.sum()
        raise ValueError(
            f"'{column}' must be rated from {low} to {high}, got {count} answer{'s' if count > 1 else ''} outside,"
            f" first in row {values.index[outside][0]}: {values[outside].iloc[0]}"
        )
    return values.astype(float)


__all__ = [
    "Estimate",
    "index_by_wave",
    "loyalty_by_satisfaction",
    "ratings",
    "satisfaction_index",
    "service_gaps",
    "wilson",
]
