"""Whether a number that somebody wrote is a certain value, rounded as people round."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

EXACT = 1e-9
ON_THE_WAY = 0.002  # rounding on the way may move an answer by that share of it
AT_THE_END = 0.02  # rounding at the end may move it by that share,
SECOND_DECIMAL = 0.005  # or by half of its second decimal
LAST_OF_THREE = 0.001  # one step in the third decimal
APART = 0.03  # two values that differ by less of themselves are taken for one another
FAR = 0.05  # a whole number that ends in zeros may stand for a value that far off


def same(written: float, value: float) -> bool:
    """Whether two numbers are equal, but for the last bits of a computer's arithmetic.

    >>> same(0.1 + 0.2, 0.3), same(16_000, 16_001)
    (True, False)
    """
    return math.isclose(written, value, rel_tol=EXACT, abs_tol=EXACT)


def is_whole(value: float) -> bool:
    """Whether a number is whole, but for the last bits.

    >>> is_whole(146.99999999999997), is_whole(147.27)
    (True, False)
    """
    return same(value, round(value))


def is_short(value: float) -> bool:
    """Whether a value has at most two decimals, or three digits: another value, rounded, can be the same number.

    >>> is_short(2.35), is_short(0.588), is_short(0.5882)
    (True, True, False)
    """
    return same(value, round(value, 2)) or same(value, float(f"{value:.3g}"))


def last_place(written: float) -> float:
    """The value of one step in the last digit that was written.

    Zeros at the end of a whole number may come from rounding, as far as three digits are left.

    >>> last_place(2.45), last_place(2.0), last_place(254), last_place(71_300), last_place(71_000)
    (0.01, 1.0, 1.0, 100.0, 100.0)
    """
    digits = Decimal(repr(float(written))).normalize()
    exponent = int(digits.as_tuple().exponent)
    return 10.0 ** (exponent if exponent <= 0 else max(0, min(exponent, digits.adjusted() - 2)))


def fits(written: float, value: float, place: float, counted: bool = False) -> bool:
    """Whether ``written``, with ``place`` its last place, can be ``value``, rounded at the end or on the way.

    Of things that are ``counted`` the whole number below and the one above fit, too.

    >>> fits(2.4, 2.37, 0.1), fits(2.4, 2.31, 0.1), fits(166, 166.6, 1), fits(166, 166.6, 1, counted=True)
    (True, False, False, True)
    """
    off = abs(written - value)
    if off <= 0.5 * place * (1 + EXACT) + EXACT * abs(value):
        return True
    if counted and is_whole(written) and off < 1:
        return True
    return off <= ON_THE_WAY * abs(value) and not (is_whole(written) and is_whole(value))


def fine_enough(written: float, value: float) -> bool:
    """Whether rounding left enough of ``value``: two decimals always do, and so does an error of at most 2 %.

    Of a whole number, such as a count, every digit is wanted.

    >>> fine_enough(0.02, 0.0167), fine_enough(25, 24.7), fine_enough(2, 2.4), fine_enough(250, 254)
    (True, True, False, False)
    """
    if is_whole(value) and is_whole(written):
        return same(written, value)
    return abs(written - value) <= max(SECOND_DECIMAL, AT_THE_END * abs(value)) * (1 + EXACT)


def rounded_to_zeros(written: float, value: float) -> bool:
    """Whether a whole number that ends in zeros is ``value``, rounded to fewer than three digits.

    >>> rounded_to_zeros(16_000, 16_245), rounded_to_zeros(20_000, 16_245)
    (True, False)
    """
    exponent = int(Decimal(repr(float(written))).normalize().as_tuple().exponent)
    off = abs(written - value)
    return exponent > 0 and off <= 0.5 * 10.0**exponent and off <= FAR * abs(value)


def near(written: float, value: float) -> bool:
    """Whether ``written`` is off by no more than careless rounding on the way brings about.

    >>> near(0.58, 0.588), near(0.016, 0.0167), near(17, 16), near(0.5, 0.588)
    (True, True, False, False)
    """
    if is_whole(value):
        return False
    return abs(written - value) <= max(LAST_OF_THREE, APART * abs(value))


def apart(value: float, other: float) -> bool:
    """Whether two values are far enough from each other to be told apart when somebody rounds.

    >>> apart(2.4, 2.2), apart(2.4, 2.35), apart(16_245, 16_250)
    (True, False, True)
    """
    if is_whole(value) and is_whole(other):
        return not same(value, other)
    return abs(value - other) > max(APART * max(abs(value), abs(other)), EXACT)


def as_people_round(value: float) -> set[float]:
    """The numbers that people write for a value: in full, to whole, one or two decimals, three digits, up and down.

    >>> sorted(as_people_round(166.572))
    [166, 166.57, 166.572, 166.6, 167]
    """
    value = float(value)
    exact = Decimal(repr(value))
    halves_up = {float(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) for decimals in (0, 1, 2)}
    halves_to_even = {round(value, decimals) for decimals in (0, 1, 2)}
    return {value, math.floor(value), math.ceil(value), float(f"{value:.3g}")} | halves_up | halves_to_even
