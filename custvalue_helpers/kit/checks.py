"""Checks at the border: every public function says what was wrong, what it got and what it accepts."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

MOST = 10**12  # above any number of people, rows or draws
LARGEST = 1e100  # above any amount; squares and sums of such numbers are still finite


def a_number(
    name: str, value: Any, low: float | None = None, high: float | None = None, hint: str = ""
) -> float:
    """Return ``value`` as a float, or say why it is not a finite number from ``low`` to ``high``.

    >>> a_number("retention", 0.8, 0, 1)
    0.8
    >>> a_number("retention", 1.2, 0, 1, hint="did you mean 0.12, or 12 %?")
    Traceback (most recent call last):
    ValueError: retention must be a number from 0 to 1, got 1.2 (did you mean 0.12, or 12 %?)
    """
    usual = isinstance(value, float) and abs(value) <= LARGEST
    if usual and (low is None or value >= low) and (high is None or value <= high):
        return float(value)  # explorers ask thousands of times: no text is made for nothing
    accepted = f"{name} must be a number{_between(low, high)}, got "
    tail = f" ({hint})" if hint else ""
    if not _is_number(value):
        raise TypeError(f"{accepted}{type(value).__name__} {shorten(value)}{tail}")
    try:
        number = float(value)
    except OverflowError:  # a whole number of more than 308 digits
        number = math.inf
    if math.isfinite(number) and abs(number) > LARGEST:
        raise ValueError(f"{accepted}{shorten(value)}: too large to reckon with")
    if not math.isfinite(number) or (low is not None and value < low) or (high is not None and value > high):
        raise ValueError(f"{accepted}{shorten(value)}{tail}")
    return number


def whole_number(name: str, value: Any, low: float = 0, high: float | None = None) -> int:
    """Return ``value`` as an int, or say why it is not a whole number from ``low`` to ``high``.

    >>> whole_number("periods", 2.5)
    Traceback (most recent call last):
    ValueError: periods must be a whole number of at least 0, got 2.5
    """
    accepted = f"{name} must be a whole number{_between(low, high)}, got "
    if not _is_number(value):
        raise TypeError(f"{accepted}{type(value).__name__} {shorten(value)}")
    whole = isinstance(value, Integral) or (math.isfinite(value) and value == int(value))
    if whole and value > MOST:  # nothing that is counted here comes near it, and no loop would end
        raise ValueError(f"{name} must be a whole number{_between(low, high or MOST)}, got {shorten(value)}")
    if not whole or value < low or (high is not None and value > high):
        tail = " (is this a share? a count is needed here)" if 0 < value < 1 else ""
        raise ValueError(f"{accepted}{shorten(value)}{tail}")
    return int(value)


def share(name: str, value: Any) -> float:
    """Return ``value`` as a float from 0 to 1, or an error that thinks of per cent.

    For shares and for rates a period: a retention, a margin rate, a discount.

    >>> share("discount", 10)
    Traceback (most recent call last):
    ValueError: discount must be a number from 0 to 1, got 10 (did you mean 0.1, that is 10 %?)
    """
    in_percent = _is_number(value) and 1 < value <= 100
    hint = f"did you mean {value / 100:g}, that is {value:g} %?" if in_percent else ""
    return a_number(name, value, 0, 1, hint)


def ratio(name: str, value: Any, high: float = 20) -> float:
    """Return ``value`` as a float above 0, or an error that thinks of a ratio times 100, as Gale prints them.

    For what is relative to something else: 1 is the same as theirs, 1.2 is a fifth more.

    >>> ratio("quality", 118)
    Traceback (most recent call last):
    ValueError: quality must be a number above 0 and at most 20, where 1 is the same as the rivals', got 118 (did you mean 1.18?)
    """
    number = a_number(name, value)
    if not 0 < number <= high:
        hint = f" (did you mean {number / 100:g}?)" if high < number <= 100 * high else ""
        raise ValueError(
            f"{name} must be a number above 0 and at most {high:g}, where 1 is the same as the rivals',"
            f" got {shorten(value)}{hint}"
        )
    return number


def true_or_false(name: str, value: Any) -> bool:
    """Return ``value`` if it is True or False.

    >>> true_or_false("normalise", "no")
    Traceback (most recent call last):
    TypeError: normalise must be True or False, got str 'no'
    """
    if isinstance(value, bool) or type(value).__name__ == "bool":  # NumPy's has that name, too
        return bool(value)
    raise TypeError(f"{name} must be True or False, got {type(value).__name__} {shorten(value)}")


def a_text(name: str, value: Any) -> str:
    """Return ``value`` if it is a text.

    >>> a_text("prefix", 7)
    Traceback (most recent call last):
    TypeError: prefix must be a text, got int 7
    """
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a text, got {type(value).__name__} {shorten(value)}")
    return value


def a_list(name: str, value: Any, least: int = 1) -> list[Any]:
    """The things in a list, tuple, array, Series or range, at least so many, as a list.

    A text, a dict and a set are none: their parts are letters, keys, or in no order.

    >>> a_list("items", "taste")
    Traceback (most recent call last):
    TypeError: items must be a list, such as ['taste'], got str 'taste'
    """
    if isinstance(value, str):
        raise TypeError(f"{name} must be a list, such as [{shorten(value)}], got str {shorten(value)}")
    in_order = hasattr(value, "__iter__") and not isinstance(value, bytes | Mapping | set | frozenset)
    if not in_order or getattr(value, "ndim", 1) != 1:
        raise TypeError(f"{name} must be a list, got {type(value).__name__} {shorten(value)}")
    things = list(value)
    if len(things) < least:
        raise ValueError(
            f"{name} must name at least {'one' if least == 1 else least}, got {len(things) or 'none'}"
        )
    return things


def by_name(name: str, value: Any, what: str = "a number", least: int = 1) -> dict[Any, Any]:
    """A dict from names to things; a Series counts as one, by its index.

    >>> by_name("weights", [0.6, 0.4])
    Traceback (most recent call last):
    TypeError: weights must be a dict (or a Series) from a name to a number, got list [0.6, 0.4]
    """
    if not isinstance(value, Mapping) and hasattr(value, "to_dict") and getattr(value, "ndim", 0) == 1:
        if value.index.has_duplicates:
            twice = value.index[value.index.duplicated()][0]
            raise ValueError(f"{name} must name each thing once, got {shorten(twice)} twice")
        value = value.to_dict()
    if not isinstance(value, Mapping):
        raise TypeError(
            f"{name} must be a dict (or a Series) from a name to {what}, got {type(value).__name__} {shorten(value)}"
        )
    if len(value) < least:
        raise ValueError(
            f"{name} must name at least {'one' if least == 1 else least}, got {len(value) or 'none'}"
        )
    return dict(value)


def one_of(name: str, value: Any, accepted: Iterable[object]) -> Any:
    """Return ``value`` if it is one of ``accepted``; otherwise name the nearest one.

    >>> one_of("measure", "diference", ("difference", "ratio"))
    Traceback (most recent call last):
    ValueError: measure must be one of 'difference', 'ratio', got 'diference' (did you mean 'difference'?)
    """
    if is_one_of(value, accepted):
        return value
    accepted = [_plain(each) for each in accepted]
    near = difflib.get_close_matches(
        value if isinstance(value, str) else shorten(value), [str(a) for a in accepted], n=1
    )
    tail = f" (did you mean '{near[0]}'?)" if near else ""
    raise ValueError(f"{name} must be one of {', '.join(map(repr, accepted))}, got {shorten(value)}{tail}")


def checked_weights(weights: Mapping[Any, float] | pd.Series, normalise: bool = False) -> dict[Any, float]:
    """Weights that are at least 0 and sum to 1, by name.

    ``normalise=True`` divides by their sum instead of insisting on 1. Raises ValueError with the sum otherwise.

    >>> checked_weights({"taste": 3, "speed": 1}, normalise=True)
    {'taste': 0.75, 'speed': 0.25}
    >>> checked_weights({"taste": 0.5, "speed": 0.4})
    Traceback (most recent call last):
    ValueError: weights must sum to 1, got a sum of 0.9 (normalise=True divides each by it)
    """
    weights = by_name("weights", weights)
    weights = {name: a_number(f"weights: {name}", value, low=0) for name, value in weights.items()}
    total = sum(weights.values())
    if total <= 0:
        raise ValueError("weights must sum to 1, got all zero: nothing counts")
    if true_or_false("normalise", normalise):
        return {name: value / total for name, value in weights.items()}
    if abs(total - 1) > 1e-6:
        percent = "these look like per cent: " if abs(total - 100) < 1 else ""
        raise ValueError(
            f"weights must sum to 1, got a sum of {total:.6g} ({percent}normalise=True divides each by it)"
        )
    return weights


def shorten(value: Any, most: int = 60) -> str:
    """What a value looks like, short enough for a message, and all of it in characters that can be printed.

    >>> shorten("x" * 100)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"
    """
    if hasattr(value, "dtype") and hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        value = value.item()  # 1.2, not np.float64(1.2)
    try:
        text = repr(value)
    except ValueError:  # a whole number of more than 4,300 digits
        text = "a number too long to print"
    # Half a character, which repr() of some things leaves as it is, could not be printed.
    text = " ".join(text.split()).encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= most else text[: most - 1] + "…"


def is_one_of(value: Any, accepted: Iterable[object]) -> bool:
    """Whether a value is among others; a column or a table is not, and True is not 1.

    >>> is_one_of(1, [1, 2]), is_one_of(True, [1, 2]), is_one_of([1], [1, 2])
    (True, False, False)
    """
    accepted = list(accepted)
    if isinstance(value, bool) and not any(value is each for each in accepted):
        return False
    try:
        return bool(value in accepted)
    except (TypeError, ValueError):
        return False


def _is_number(value):
    return isinstance(value, Real) and not isinstance(value, bool)


def _plain(value):
    """1 for np.int64(1); anything else as it is."""
    return value.item() if hasattr(value, "dtype") and getattr(value, "ndim", 1) == 0 else value


def _between(low, high):
    if low is not None and high is not None:
        return f" from {low:g} to {high:g}"
    if low is not None:
        return f" of at least {low:g}"
    return f" of at most {high:g}" if high is not None else ""
