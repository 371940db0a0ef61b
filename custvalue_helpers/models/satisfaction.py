"""Satisfaction: performance as perceived against what was expected, and why a loss weighs more than a gain.

Everything is in points of the scale on which people answer, 1 to 10. Plain numbers only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_list, a_number, a_text, by_name, checked_weights, shorten
from custvalue_helpers.kit.columns import a_column, a_scale, aligned, numbers_in, numbers_of, zeros_and_ones
from custvalue_helpers.kit.intervals import share_interval

if TYPE_CHECKING:
    import pandas as pd

    from custvalue_helpers.kit.kinds import Names, NumberByName, Numbers, Scale

__all__ = [
    "feeling",
    "index_by_wave",
    "interval",
    "loyalty_by_satisfaction",
    "satisfaction_index",
    "service_gaps",
    "state",
]

LOSS_WEIGHT, EXPONENT = 2.25, 0.88
ZONE = 0.5  # gaps up to this size, in points, count as "as expected"
STATES = ("disappointed", "satisfied", "delighted")


def feeling(gap: float, loss_weight: float = LOSS_WEIGHT, exponent: float = EXPONENT) -> float:
    """How a gap between performance and expectation feels: a loss weighs more than a gain of the same size.

    v(g) = g^a for a gain, −λ·(−g)^a for a loss.

    Parameters: ``gap``, performance − expectation, in points; ``loss_weight`` λ, at least 0 (1: a loss counts like a
    gain); ``exponent`` a, above 0 to 1 (1: a straight line on each side).
    Returns points of feeling, 0 where performance is what was expected.
    Raises ValueError or TypeError for anything else.
    Source: the curve and its numbers, λ 2.25 and a 0.88, are Tversky & Kahneman's (1992), Journal of Risk and
    Uncertainty 5, measured on gambles for money; expectation as the point of comparison is Oliver's (1980), Journal of
    Marketing Research 17.

    >>> feeling(1), feeling(-1), round(feeling(-2), 2)
    (1.0, -2.25, -4.14)
    """
    gap = a_number("gap", gap)
    loss_weight = a_number("loss_weight", loss_weight, low=0)
    exponent = a_number("exponent", exponent, 0, 1)
    if exponent == 0:
        raise ValueError("exponent must be above 0 (at 0 every gap would feel alike), got 0")
    size = abs(gap) ** exponent
    return size if gap >= 0 else -loss_weight * size


def state(expectation: float, performance: float, zone: float = ZONE) -> str:
    """Whether a customer is 'disappointed', 'satisfied' or 'delighted'.

    Disappointed below expectation by more than ``zone`` points, delighted above it by more, satisfied in between
    (the ends included). Both answers are on the scale from 1 to 10.
    Source: Kotler & Keller, Marketing Management, for the three states; the zone is this course's way to say
    "as expected" on a scale (after the zone of tolerance of Zeithaml, Berry & Parasuraman 1993).

    >>> state(9, 8), state(7, 7), state(6, 7.5)
    ('disappointed', 'satisfied', 'delighted')
    """
    gap = a_number("performance", performance, 1, 10) - a_number("expectation", expectation, 1, 10)
    zone = a_number("zone", zone, low=0)
    if gap < -zone:
        return "disappointed"
    return "delighted" if gap > zone else "satisfied"


def on_hundred(mean: float, scale: Scale = (1, 10)) -> float:
    """A mean on a scale, on 0 to 100: (x̄ − low)/(high − low) × 100; on the 1-to-10 scale (x̄ − 1)/9 × 100.

    >>> on_hundred(1), on_hundred(7.75), on_hundred(10), on_hundred(4, (1, 7))
    (0.0, 75.0, 100.0, 50.0)
    """
    low, high = a_scale(scale)
    return (a_number("mean", mean, low, high) - low) / (high - low) * 100


def item_weights(weights: NumberByName | None, items: Names, normalise: bool = False) -> dict[str, float]:
    """Weights for items, as a dict that sums to 1; equal ones where ``weights`` is None.

    ``weights`` is a dict or Series by item. They must sum to 1; with ``normalise=True`` each is divided by their sum.
    Raises ValueError for an item without a weight, a negative weight, or another sum (it says which).

    >>> item_weights({"a": 2, "b": 2}, ["a", "b"], normalise=True)
    {'a': 0.5, 'b': 0.5}
    >>> item_weights({"a": 0.7, "b": 0.5}, ["a", "b"])
    Traceback (most recent call last):
    ValueError: weights must sum to 1, got a sum of 1.2 (normalise=True divides each by it)
    """
    items = a_list("items", items)
    for item in items:
        if type(item).__hash__ is None:
            raise TypeError(f"items must be names, got {type(item).__name__} {shorten(item)}")
    if len(set(items)) < len(items):
        raise ValueError(f"items must each stand once, got {shorten(items)}")
    if weights is None:
        return dict.fromkeys(items, 1 / len(items))
    weights = by_name("weights", weights)
    if set(weights) != set(items):
        raise ValueError(
            f"weights must name the items {shorten(sorted(map(str, items)))}, got {shorten(sorted(map(str, weights)))}"
        )
    return checked_weights({item: weights[item] for item in items}, normalise)


@dataclass(frozen=True)
class Estimate:
    """A number from some people's answers, with its 95 % interval where there is one; ``note`` says why not."""

    value: float
    people: int
    low: float | None = None
    high: float | None = None
    note: str = ""

    def __str__(self) -> str:
        if self.low is None:
            return f"{self.value:.1f} from {self.people} people; {self.note}"
        return f"{self.value:.1f} (95 % interval {self.low:.1f} to {self.high:.1f}, {self.people} people)"


def interval(values: Numbers, low: float | None = None, high: float | None = None) -> Estimate:
    """The mean of some numbers with its 95 % interval: x̄ ± t·s/√n, kept within ``low`` and ``high`` if given.

    One person, or answers that are all the same, carry no information on how far off the mean may be: then there is no
    interval, and ``note`` says so.
    Raises ValueError for no values, or one that is no finite number.

    >>> print(interval([6, 7, 8, 9]))
    7.5 (95 % interval 5.4 to 9.6, 4 people)
    >>> print(interval([7]))
    7.0 from 1 people; too few to say how far off it may be
    """
    values = numbers_in("values", values, least=0).tolist()
    low, high = (None if end is None else a_number(name, end) for name, end in (("low", low), ("high", high)))
    if low is not None and high is not None and low > high:
        raise ValueError(f"low must be at most high, got {low:g} and {high:g}")
    n = len(values)
    if n == 0:
        raise ValueError("values must hold at least one answer, got none: nobody was asked")
    mean = math.fsum(values) / n
    if n == 1:
        return Estimate(mean, n, note="too few to say how far off it may be")
    if max(values) - min(values) < 1e-12:
        return Estimate(mean, n, note="all answers are the same, so there is no interval")
    error = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (n - 1) / n)
    reach = t_value(n - 1) * error
    ends = mean - reach, mean + reach
    ends = (ends[0] if low is None else max(ends[0], low), ends[1] if high is None else min(ends[1], high))
    return Estimate(mean, n, *ends)


def t_value(freedom: float) -> float:
    """Student's t at 97.5 %, for the 95 % interval of a mean: 2.262 for 9 degrees of freedom, 1.96 for very many.

    >>> round(t_value(9), 3), round(t_value(99), 3), round(t_value(10_000), 2)
    (2.262, 1.984, 1.96)
    """
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.975))


# Satisfaction measured: the index, gaps item by item, loyalty by satisfaction; each with its interval.
#
# These work on any table of ratings from 1 to 10, one row a respondent.


FEW = 10  # a share of fewer people is marked: its interval holds nearly everything


def satisfaction_index(
    table: pd.DataFrame,
    items: Names,
    weights: NumberByName | None = None,
    normalise: bool = False,
    scale: Scale = (1, 10),
) -> Estimate:
    """A customer satisfaction index from 0 to 100, with its 95 % interval.

    Index = Σ wᵢ·(x̄ᵢ − low)/(high − low) × 100, Σ wᵢ = 1; on 1–10 items that is (x̄ᵢ − 1)/9. Every respondent has an index; the interval is that of their mean.

    Parameters: ``table``, a DataFrame with a row a respondent; ``items``, the names of columns with whole or broken
    ratings; ``weights``, a dict or Series by item that sums to 1 (equal weights by default; ``normalise=True``
    divides by their sum); ``scale``, the two ends of the items' scale, such as (1, 7).
    Raises ValueError for a missing column or answer (how many, where), a rating outside the scale,
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


def index_by_wave(
    table: pd.DataFrame,
    items: Names,
    wave: str = "date",
    weights: NumberByName | None = None,
    scale: Scale = (1, 10),
) -> dict[str, Estimate]:
    """The satisfaction index of each wave of a survey, a dict from its month ("May 2025") to an Estimate.

    Parameters: ``table``, a row a respondent and wave; ``items``, ``weights`` and ``scale`` as in satisfaction_index();
    ``wave``, the name of the column with the dates, none missing.

    >>> from custvalue_helpers import load_dataset
    >>> print(index_by_wave(load_dataset("kestrel_survey"), ["satisfaction"])["May 2025"])
    70.6 (95 % interval 68.7 to 72.5, 234 people)
    """
    days = a_column(table, wave, "wave", "table", "days")
    return {
        f"{day:%B %Y}": satisfaction_index(group, items, weights, scale=scale)
        for day, group in table.groupby(days.to_numpy())
    }


def service_gaps(
    table: pd.DataFrame,
    items: Names,
    expected: str = "expected_",
    perceived: str = "perceived_",
    scale: Scale = (1, 10),
) -> pd.DataFrame:
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


def loyalty_by_satisfaction(satisfaction: Numbers, loyal: Numbers) -> pd.DataFrame:
    """For each level of satisfaction: how many people, the share that is loyal, and its 95 % interval.

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


def ratings(
    table: pd.DataFrame, column: str, low: float = 1, high: float = 10, argument: str = "column"
) -> pd.Series:
    """A column of ratings as a Series of floats, or an error that says how many are missing or outside the scale.

    >>> import pandas as pd
    >>> ratings(pd.DataFrame({"quality": [7, 11]}), "quality")
    Traceback (most recent call last):
    ValueError: column 'quality': 1 value is outside the scale from 1 to 10 (the first is 11), the first in row 1
    """
    import pandas as pd

    values = numbers_of(table, [column], (low, high), argument, "table")[:, 0]
    return pd.Series(values, index=table.index, name=column)
