"""Figures as the page prints them: the one place where a number becomes text, and where one that is not finite stops."""

import math
from typing import TypeGuard

from custvalue_helpers.kit.words import signed

__all__ = []

MOST_DIGITS = 6
Ends = tuple[float, float]


class NotFinite(ArithmeticError):
    """A figure came out that is no finite number: it is never printed."""


def figure(value: float, digits: int = 2) -> str:
    """A number as read: a true minus sign, commas between thousands.

    >>> figure(-1234.5, 1)
    '−1,234.5'
    >>> figure(float("nan"))
    Traceback (most recent call last):
    custvalue_helpers.your_case.figures.NotFinite: a figure came out that is no finite number
    """
    if not math.isfinite(value):
        raise NotFinite("a figure came out that is no finite number")
    return signed(value, digits)


def percent(share: float, digits: int = 0) -> str:
    r"""A share as a percentage, with as many digits as it takes not to round it to nobody or to everybody.

    >>> percent(0.84), percent(0.9966), percent(1.0)
    ('84\xa0%', '99.7\xa0%', '100\xa0%')
    """
    return f"{figure(100 * share, _apart(share, digits))}\u00a0%"


def _apart(share, digits):
    while 0 < share < 1 and digits < MOST_DIGITS and round(100 * share, digits) in (0, 100):
        digits += 1
    return digits


def percent_span(value: float, low: float, high: float) -> tuple[str, str]:
    r"""A share with its 95 % interval, with digits that tell the three apart.

    >>> percent_span(0.84, 0.79, 0.88), percent_span(0.9966, 0.9944, 0.9979)
    (('84\xa0%', '79 to 88'), ('99.7\xa0%', '99.4 to 99.8'))
    """
    width = 100 * (high - low)
    digits = next((digits for digits in range(MOST_DIGITS) if width >= 2 * 10.0**-digits), 0)
    digits = _apart(value, digits)
    return percent(value, digits), f"{figure(100 * low, digits)} to {figure(100 * high, digits)}"


def amount(value: float, currency: str = "") -> str:
    """Money as read: with decimals below a hundred.

    >>> amount(1234.5, "EUR"), amount(-9.5, "CHF"), amount(3)
    ('1,234 EUR', '−9.50 CHF', '3.00')
    """
    return f"{figure(value, 0 if abs(value) >= 99.995 else 2)} {currency}".strip()


def span(ends: Ends, digits: int = 2) -> str:
    """Two ends in a sentence.

    >>> span((-0.5, 1.25), 1)
    '−0.5 to 1.2'
    """
    return f"{figure(ends[0], digits)} to {figure(ends[1], digits)}"


def has_width(ends: tuple[float | None, float | None]) -> TypeGuard[Ends]:
    """Whether these are the ends of an interval that tells something: two numbers, one above the other.

    >>> has_width((1, 2)), has_width((1, 1)), has_width((None, None)), has_width((float("nan"), 2))
    (True, False, False, False)
    """
    low, high = ends
    return low is not None and high is not None and low < high


def money_interval(ends: tuple[float | None, float | None]) -> str:
    r"""The 95 % interval of an amount in a sentence, or why there is none; the upper end may lie beyond all bounds.

    >>> money_interval((90, 1234.5)), money_interval((5, 5)), money_interval((90, float("inf")))
    ('95\xa0% interval 90.00 to 1,234', 'nothing here tells how far off it may be', '95\xa0% interval from 90.00 on, without an upper end')
    """
    if not has_width(ends) or not math.isfinite(ends[0]):
        return "nothing here tells how far off it may be"
    low, high = ends
    if math.isinf(high):
        return f"95 % interval from {amount(low)} on, without an upper end"
    return f"95 % interval {amount(low)} to {amount(high)}"


def words(name: str) -> str:
    """An attribute's column as words.

    >>> words("waiting_time")
    'waiting time'
    """
    return str(name).replace("_", " ")
