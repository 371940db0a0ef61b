"""Checks at the border: every public function says what was wrong, what it got and what it accepts."""

import difflib
import math
from collections.abc import Mapping
from numbers import Integral, Real


def a_number(name, value, low=None, high=None, hint=""):
    """Return ``value`` as a float, or say why it is not a finite number from ``low`` to ``high``.

    >>> a_number("retention", 0.8, 0, 1)
    0.8
    >>> a_number("retention", 1.2, 0, 1, hint="did you mean 0.12, or 12 %?")
    Traceback (most recent call last):
    ValueError: retention must be a number from 0 to 1, got 1.2 (did you mean 0.12, or 12 %?)
    """
    accepted = f"{name} must be a number{_between(low, high)}, got "
    tail = f" ({hint})" if hint else ""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{accepted}{type(value).__name__} {shorten(value)}{tail}")
    try:
        number = float(value)
    except OverflowError:  # a whole number of more than 308 digits
        number = math.inf
    if not math.isfinite(number) or (low is not None and value < low) or (high is not None and value > high):
        raise ValueError(f"{accepted}{shorten(value)}{tail}")
    return number


def whole_number(name, value, low=0, high=None):
    """Return ``value`` as an int, or say why it is not a whole number from ``low`` to ``high``.

    >>> whole_number("periods", 2.5)
    Traceback (most recent call last):
    ValueError: periods must be a whole number of at least 0, got 2.5
    """
    accepted = f"{name} must be a whole number{_between(low, high)}, got "
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{accepted}{type(value).__name__} {shorten(value)}")
    whole = isinstance(value, Integral) or (math.isfinite(value) and value == int(value))
    if not whole or value < low or (high is not None and value > high):
        tail = " (is this a share? a count is needed here)" if 0 < value < 1 else ""
        raise ValueError(f"{accepted}{shorten(value)}{tail}")
    return int(value)


def share(name, value):
    """Return ``value`` as a float from 0 to 1, or an error that thinks of per cent.

    For shares and for rates a period: a retention, a margin rate, a discount.

    >>> share("discount", 10)
    Traceback (most recent call last):
    ValueError: discount must be a number from 0 to 1, got 10 (did you mean 0.1, that is 10 %?)
    """
    in_percent = isinstance(value, Real) and not isinstance(value, bool) and 1 < value <= 100
    hint = f"did you mean {value / 100:g}, that is {value:g} %?" if in_percent else ""
    return a_number(name, value, 0, 1, hint)


def one_of(name, value, accepted):
    """Return ``value`` if it is one of ``accepted``; otherwise name the nearest one.

    >>> one_of("measure", "diference", ("difference", "ratio"))
    Traceback (most recent call last):
    ValueError: measure must be one of 'difference', 'ratio', got 'diference' (did you mean 'difference'?)
    """
    if value in list(accepted):
        return value
    near = difflib.get_close_matches(str(value), [str(a) for a in accepted], n=1)
    tail = f" (did you mean '{near[0]}'?)" if near else ""
    raise ValueError(f"{name} must be one of {', '.join(map(repr, accepted))}, got {shorten(value)}{tail}")


def checked_weights(weights, normalise=False):
    """Weights that are at least 0 and sum to 1, by name (dict).

    ``normalise=True`` divides by their sum instead of insisting on 1. Raises ValueError with the sum otherwise.

    >>> checked_weights({"taste": 3, "speed": 1}, normalise=True)
    {'taste': 0.75, 'speed': 0.25}
    >>> checked_weights({"taste": 0.5, "speed": 0.4})
    Traceback (most recent call last):
    ValueError: weights must sum to 1, got a sum of 0.9 (normalise=True divides each by it)
    """
    if not isinstance(weights, Mapping) and hasattr(weights, "to_dict"):
        weights = weights.to_dict()
    if not isinstance(weights, Mapping):
        raise TypeError(
            f"weights must be a dict such as {{'taste': 0.6, 'speed': 0.4}}, got {type(weights).__name__}"
        )
    if not weights:
        raise ValueError("weights must name at least one thing, got none")
    weights = {name: a_number(f"weights: {name}", value, low=0) for name, value in weights.items()}
    total = sum(weights.values())
    if total <= 0:
        raise ValueError("weights must sum to 1, got all zero: nothing counts")
    if normalise:
        return {name: value / total for name, value in weights.items()}
    if abs(total - 1) > 1e-6:
        raise ValueError(
            f"weights must sum to 1, got a sum of {total:.6g} (normalise=True divides each by it)"
        )
    return weights


def shorten(value, most=60):
    """What a value looks like, short enough for a message.

    >>> shorten("x" * 100)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"
    """
    if hasattr(value, "dtype") and hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        value = value.item()  # 1.2, not np.float64(1.2)
    try:
        text = repr(value)
    except ValueError:  # a whole number of more than 4,300 digits
        text = "a number too long to print"
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _between(low, high):
    if low is not None and high is not None:
        return f" from {low:g} to {high:g}"
    if low is not None:
        return f" of at least {low:g}"
    return f" of at most {high:g}" if high is not None else ""
