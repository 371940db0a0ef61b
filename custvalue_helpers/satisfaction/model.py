"""Satisfaction: performance as perceived against what was expected, and why a loss weighs more than a gain.

Everything is in points of the scale on which people answer, 1 to 10. Plain numbers only.
"""

import math
from dataclasses import dataclass

from custvalue_helpers.kit.checks import a_list, a_number, by_name, checked_weights, shorten
from custvalue_helpers.kit.columns import a_scale, numbers_in

LOSS_WEIGHT, EXPONENT = 2.25, 0.88
ZONE = 0.5  # gaps up to this size, in points, count as "as expected"
STATES = ("disappointed", "satisfied", "delighted")


def feeling(gap, loss_weight=LOSS_WEIGHT, exponent=EXPONENT):
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


def state(expectation, performance, zone=ZONE):
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


def on_hundred(mean, scale=(1, 10)):
    """A mean on a scale, on 0 to 100: (x̄ − low)/(high − low) × 100; on the 1-to-10 scale (x̄ − 1)/9 × 100.

    >>> on_hundred(1), on_hundred(7.75), on_hundred(10), on_hundred(4, (1, 7))
    (0.0, 75.0, 100.0, 50.0)
    """
    low, high = a_scale(scale)
    return (a_number("mean", mean, low, high) - low) / (high - low) * 100


def item_weights(weights, items, normalise=False):
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

    def __str__(self):
        if self.low is None:
            return f"{self.value:.1f} from {self.people} people; {self.note}"
        return f"{self.value:.1f} (95 % interval {self.low:.1f} to {self.high:.1f}, {self.people} people)"


def interval(values, low=None, high=None):
    """The mean of some numbers with its 95 % interval: x̄ ± t·s/√n, kept within ``low`` and ``high`` if given.

    One person, or answers that are all the same, carry no information on how far off the mean may be: then there is no
    interval, and ``note`` says so.
    Returns an Estimate. Raises ValueError for no values, or one that is no finite number.

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


def t_value(freedom):
    """Student's t at 97.5 %, for the 95 % interval of a mean: 2.262 for 9 degrees of freedom, 1.96 for very many.

    >>> round(t_value(9), 3), round(t_value(99), 3), round(t_value(10_000), 2)
    (2.262, 1.984, 1.96)
    """
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.975))
