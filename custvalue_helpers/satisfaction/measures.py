"""Satisfaction measured: the index, gaps item by item, loyalty by satisfaction; each with its interval.

These work on any table of ratings from 1 to 10, one row a respondent.
"""

from custvalue_helpers.kit.checks import a_text, shorten
from custvalue_helpers.kit.columns import a_column, a_scale, aligned, numbers_in, numbers_of, zeros_and_ones
from custvalue_helpers.kit.intervals import share_interval
from custvalue_helpers.satisfaction.model import Estimate, interval, item_weights, on_hundred

FEW = 10  # a share of fewer people is marked: its interval holds nearly everything


def satisfaction_index(table, items, weights=None, normalise=False, scale=(1, 10)):
    """A customer satisfaction index from 0 to 100, with its 95 % interval.

    Index = Σ wᵢ·(x̄ᵢ − low)/(high − low) × 100, Σ wᵢ = 1; on 1–10 items that is (x̄ᵢ − 1)/9. Every respondent has an index; the interval is that of their mean.

    Parameters: ``table``, a DataFrame with a row a respondent; ``items``, the names of columns with whole or broken
    ratings; ``weights``, a dict or Series by item that sums to 1 (equal weights by default; ``normalise=True``
    divides by their sum); ``scale``, the two ends of the items' scale, such as (1, 7).
    Returns an Estimate. Raises ValueError for a missing column or answer (how many, where), a rating outside the scale,
    nobody asked, or weights that do not sum to 1.
    Source: Fornell, Johnson, Anderson, Cha & Bryant (1996), Journal of Marketing 60, for the formula; their weights come
    from a model of causes (partial least squares), here they are given.

    >>> import pandas as pd
    >>> print(satisfaction_index(pd.DataFrame({"a": [7, 8, 9], "b": [7, 7, 10]}), ["a", "b"]))
    77.8 (95 % interval 41.3 to 100.0, 3 people)
    >>> satisfaction_index(pd.DataFrame({"a": [4, 4]}), ["a"], scale=(1, 7)).value
    50.0
    """
    low, high = a_scale(scale)
    weights = item_weights(weights, items, normalise)
    columns = [ratings(table, item, low, high, "items") * weight for item, weight in weights.items()]
    people = sum(columns[1:], columns[0])
    return interval([on_hundred(min(max(mean, low), high), (low, high)) for mean in people], 0, 100)


def index_by_wave(table, items, wave="date", weights=None, scale=(1, 10)):
    """The satisfaction index of each wave of a survey, a dict from its month ("May 2025") to an Estimate.

    Parameters: ``table``, a row a respondent and wave; ``items``, ``weights`` and ``scale`` as in satisfaction_index();
    ``wave``, the name of the column with the dates, none missing.

    >>> from custvalue_helpers import load_dataset
    >>> print(index_by_wave(load_dataset("kestrel_survey"), ["satisfaction"])["May 2025"])
    70.6 (95 % interval 68.7 to 72.5, 234 people)
    """
    days = a_column(table, wave, "wave", "table")
    if days.dtype.kind != "M":
        raise TypeError(f"wave: column '{wave}' must hold dates, got {shorten(days.iloc[0])}")
    return {
        f"{day:%B %Y}": satisfaction_index(group, items, weights, scale=scale)
        for day, group in table.groupby(days.to_numpy())
    }


def service_gaps(table, items, expected="expected_", perceived="perceived_", scale=(1, 10)):
    """Performance less expectation, item by item, with 95 % intervals (a DataFrame, one row an item).

    Gap = P − E, each respondent's own; below zero the item falls short.

    Parameters: ``table``, a row a respondent; ``items``, such as ["delivery"], with columns expected_delivery and
    perceived_delivery (the two prefixes can be changed), ratings on the ``scale``.
    Returns columns expected, perceived, gap, low_95, high_95 (missing where too few answered), people, verdict.
    Source: Parasuraman, Zeithaml & Berry (1985), Journal of Marketing 49, and (1988), Journal of Retailing 64. Cronin &
    Taylor (1992), Journal of Marketing 56, prefer performance alone.

    >>> import pandas as pd
    >>> answers = pd.DataFrame({"expected_delivery": [9, 8, 9, 8], "perceived_delivery": [7, 7, 6, 7]})
    >>> service_gaps(answers, ["delivery"]).loc["delivery", ["gap", "low_95", "high_95"]].round(2).tolist()
    [-1.75, -3.27, -0.23]
    """
    import pandas as pd

    low, high = a_scale(scale)
    rows = {}
    for item in item_weights(None, items):
        e, p = (
            ratings(table, f"{a_text(name, before)}{item}", low, high, name)
            for name, before in (("expected", expected), ("perceived", perceived))
        )
        gap = interval(p - e)
        rows[item] = {"expected": e.mean(), "perceived": p.mean(), "gap": gap.value, "low_95": gap.low,
                      "high_95": gap.high, "people": gap.people, "verdict": _verdict(gap)}  # fmt: skip
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

    Parameters: ``satisfaction``, whole answers from 1 to 10; ``loyal``, as many True or False (or 1 and 0), for the same
    rows: a promoter, a customer who stayed, … Two Series are
    put side by side by their index.
    Returns columns people, share, low_95, high_95, few (True under 10 people), one row a level that somebody chose.
    Raises ValueError or TypeError for different lengths, different row labels, or other values.
    Source: Wilson (1927), Journal of the American Statistical Association 22.

    >>> loyalty_by_satisfaction([9, 9, 9, 6, 6], [1, 1, 0, 0, 0]).share.round(2).to_dict()
    {6: 0.0, 9: 0.67}
    """
    import pandas as pd

    (satisfaction, loyal), _ = aligned(satisfaction=satisfaction, loyal=loyal)
    answers = pd.Series(numbers_in("satisfaction", satisfaction, 1, 10))
    if (answers % 1 != 0).any():
        raise ValueError("satisfaction must be whole numbers from 1 to 10, got broken ones")
    kept = pd.Series(zeros_and_ones("loyal", loyal))
    groups = kept.groupby(answers.astype(int))
    found = groups.agg(["size", "mean"]).set_axis(["people", "share"], axis=1).rename_axis("satisfaction")
    counts = zip(groups.sum(), found["people"], strict=True)
    ends = [share_interval(count, people)[1:] for count, people in counts]
    return found.assign(
        low_95=[low for low, _ in ends], high_95=[high for _, high in ends], few=found["people"] < FEW
    )


def ratings(table, column, low=1, high=10, argument="column"):
    """A column of ratings as a Series of floats, or an error that says how many are missing or outside the scale.

    >>> import pandas as pd
    >>> ratings(pd.DataFrame({"quality": [7, 11]}), "quality")
    Traceback (most recent call last):
    ValueError: column 'quality': 1 value is outside the scale from 1 to 10 (the first is 11), the first in row 1
    """
    import pandas as pd

    values = numbers_of(table, [column], (low, high), argument, "table")[:, 0]
    return pd.Series(values, index=table.index, name=column)


__all__ = [
    "Estimate",
    "index_by_wave",
    "loyalty_by_satisfaction",
    "ratings",
    "satisfaction_index",
    "service_gaps",
]
