"""95 % intervals that more than one lesson needs."""

from __future__ import annotations

from math import sqrt

from custvalue_helpers.kit.checks import a_number, whole_number

Z_95 = 1.959963984540054  # a standard normal stays within ± this in 95 of 100 cases


def share_interval(count: float, total: int) -> tuple[float, float, float]:
    """A share and its 95 % interval, by Wilson's score method, which also works for small counts.

    centre = (p + z²/2n)/(1 + z²/n), half width = z·√[p(1 − p)/n + z²/4n²]/(1 + z²/n), z = 1.96.
    Returns (share, low, high). Raises ValueError unless 0 ≤ count ≤ total and total ≥ 1. Source: Wilson 1927.

    >>> [round(value, 3) for value in share_interval(50, 100)]
    [0.5, 0.404, 0.596]
    """
    total = whole_number("total", total, low=1)
    share, scale = a_number("count", count, 0, total) / total, 1 + Z_95**2 / total
    half = Z_95 * sqrt(share * (1 - share) / total + Z_95**2 / (4 * total**2)) / scale
    centre = (share + Z_95**2 / (2 * total)) / scale
    return share, max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))
