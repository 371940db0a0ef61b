"""How strongly a brand pulls each segment, from where the brand and the segment's ideal stand; and predicted shares.

Two readings of an ideal: a direction (more of what they want is always better) or a point (too much is as bad as too
little). Plain numbers in the prediction, so that a slider can follow it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_number, one_of, shorten
from custvalue_helpers.kit.columns import aligned, numbers_in, numeric_table, shares_in
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.models.choice import separation_at

if TYPE_CHECKING:
    import pandas as pd

    from custvalue_helpers.kit.kinds import Numbers

__all__ = ["attraction", "fit_pull", "moved_shares"]

READINGS = ("direction", "point")
MIDDLE = 5.5  # of the scale from 1 to 10


def attraction(ideal: Numbers, rating: Numbers, reading: str = "direction", middle: float = MIDDLE) -> float:
    """How attractive a brand is to a segment before the strength of the pull, by one of two readings of the ideal.

    As a direction: Σ (ideal − middle)·rating: an ideal above the middle of the scale asks for more, one below for
    less, and more is always better. As a point: −Σ (ideal − rating)²: the nearer, the better.

    Parameters: ``ideal`` and ``rating``, as many numbers each, on the same scale: Series with the same names, or lists
    in the same order.
    Source: the vector model and the ideal-point model, Carroll 1972; unfolding, Coombs 1964.

    >>> attraction([9, 6], [8, 5]), attraction([9, 6], [8, 5], "point")
    (30.5, -2.0)
    """
    one_of("reading", reading, READINGS)
    (ideal, rating), _ = aligned(ideal=ideal, rating=rating)
    ideal, rating = numbers_in("ideal", ideal).tolist(), numbers_in("rating", rating).tolist()
    middle = a_number("middle", middle)
    if reading == "direction":
        return sum((i - middle) * r for i, r in zip(ideal, rating, strict=True))
    return -sum((i - r) ** 2 for i, r in zip(ideal, rating, strict=True))


def moved_shares(shares: Numbers, change: float, brand: int = 0) -> tuple[float, ...]:
    """Shares after one brand's utility has changed: new share ∝ share × e^change for that brand, unchanged for others.

    Parameters: ``shares``, numbers of at least 0 that sum to 1; ``change``, in utility; ``brand``, whose it is (place).
    Returns a tuple. The others lose in proportion to their shares. Source: the logit, McFadden 1974.

    >>> [round(share, 3) for share in moved_shares((0.25, 0.75), math.log(2))]
    [0.4, 0.6]
    """
    values = shares_in("shares", shares).tolist()
    if abs(sum(values) - 1) > 1e-6:
        raise ValueError(f"shares must sum to 1, got {sum(values):g}")
    change = a_number("change", change, -700, 700)
    one_of("brand", brand, range(len(values)))
    top = max(change, 0.0)  # keeps e^… within bounds
    odds = [share * math.exp((change if place == brand else 0.0) - top) for place, share in enumerate(values)]
    return tuple(odd / sum(odds) for odd in odds)


@dataclass(frozen=True)
class Pull:
    """A fitted pull. ``strength``: utility for one unit of attraction, with its ``standard_error``."""

    reading: str
    strength: float
    standard_error: float
    log_likelihood: float


def fit_pull(
    first_choices: pd.DataFrame,
    ideals: pd.DataFrame,
    means: pd.DataFrame,
    reading: str = "direction",
    middle: float = MIDDLE,
) -> Pull:
    """Estimate from first choices how strongly attraction pulls: one number for all segments, besides brand constants.

    P(brand | segment) = e^(constant of the brand + strength × attraction) over the sum over brands. The constants take
    up what all segments share, such as price and how well a brand is known. Fitted by maximum likelihood (Newton).

    Parameters: ``first_choices``, a DataFrame of counts, one row a segment, one column a brand; ``ideals``, one row a
    segment, one column an attribute; ``means``, one row a brand, one column an attribute.
    Raises ValueError or TypeError for names that do not match, negative or no counts, if the
    attractions do not tell segments apart, and if they separate the choices (see lesson 4's logit).

    As a point and as a direction the fit is the same, with twice the strength for the direction: the two attractions
    differ by amounts that belong to the brand or the segment alone. Today's choices cannot tell them apart.

    >>> import pandas as pd
    >>> chosen = pd.DataFrame({"A": [30, 10], "B": [10, 30]}, index=["young", "old"])
    >>> wanted = pd.DataFrame({"fresh": [9, 4]}, index=["young", "old"])
    >>> round(fit_pull(chosen, wanted, pd.DataFrame({"fresh": [8, 3]}, index=["A", "B"])).strength, 3)
    0.088
    """
    counts, ideals, means = (
        numeric_table(each, name=name)
        for name, each in (("first_choices", first_choices), ("ideals", ideals), ("means", means))
    )
    one_of("reading", reading, READINGS)
    middle = a_number("middle", middle)
    for what, got, wanted in (
        ("ideals' rows", ideals.index, counts.index),
        ("means' rows", means.index, counts.columns),
        ("means' columns", means.columns, ideals.columns),
    ):
        if set(got) != set(wanted):
            raise ValueError(f"{what} must be {shorten(list(wanted))}, got {shorten(list(got))}")
    ideals, means = ideals.loc[counts.index], means.loc[counts.columns, ideals.columns]
    n = counts.to_numpy()
    if (n < 0).any() or (n % 1 != 0).any() or (n.sum(axis=1) == 0).any() or (n.sum(axis=0) == 0).any():
        raise ValueError("first_choices must be counts, with at least one choice for every segment and brand")
    pull = np.array(
        [[attraction(i, m, reading, middle) for m in means.to_numpy()] for i in ideals.to_numpy()]
    )
    constants = np.broadcast_to(np.eye(n.shape[1])[1:], (len(n), n.shape[1] - 1, n.shape[1]))
    features = np.concatenate([pull[:, None], constants], axis=1)  # segments × coefficients × brands
    own = pull - pull.mean(axis=0) - pull.mean(axis=1, keepdims=True) + pull.mean()
    if np.abs(own).max() <= 1e-9 * max(1.0, np.abs(pull).max()):
        raise ValueError("ideals and means must tell the segments apart, got the same attractions for all")
    coefficients, log_likelihood, gradient, information = _newton(n, features, np.ptp(own))
    _refuse_separation(counts, features, gradient, information, np.ptp(own))
    error = math.sqrt(np.linalg.inv(information)[0, 0])
    return Pull(reading, float(coefficients[0]), error, float(log_likelihood))


def _newton(counts, features, size):
    """Maximise Σ n·log P with halved steps; returns coefficients, log-likelihood, gradient, information."""

    def at(coefficients):
        utility = np.einsum("k,skb->sb", coefficients, features)
        utility = utility - utility.max(axis=1, keepdims=True)
        shares = np.exp(utility) / np.exp(utility).sum(axis=1, keepdims=True)
        return shares, (counts * (utility - np.log(np.exp(utility).sum(axis=1, keepdims=True)))).sum()

    coefficients = np.zeros(features.shape[1])
    shares, value = at(coefficients)
    for _ in range(200):
        people = counts.sum(axis=1)
        gradient = np.einsum("sb,skb->k", counts - people[:, None] * shares, features)
        mean = np.einsum("sb,skb->sk", shares, features)
        apart = features - mean[:, :, None]
        information = np.einsum("s,sb,skb,slb->kl", people, shares, apart, apart)
        try:
            step, rise = np.linalg.solve(information, gradient), 0.0
        except np.linalg.LinAlgError:
            break  # chances have rounded to 0 or 1
        while np.abs(step).max() > 1e-12 * max(1.0, 1 / size):
            new_shares, new_value = at(coefficients + step)
            if new_value >= value - 1e-12 * abs(value):
                coefficients, shares, rise, value = (
                    coefficients + step,
                    new_shares,
                    new_value - value,
                    new_value,
                )
                break
            step = step / 2
        if rise <= 1e-11 * abs(value):
            break
    return coefficients, value, gradient, information


def _refuse_separation(counts, features, gradient, information, size):
    """Raise where the choices let the strength, or a brand's constant, grow without end."""
    scale = np.ones(features.shape[1])
    scale[0] = size
    rows = [
        features[s, :, taken] - features[s, :, other]
        for s, taken in zip(*np.nonzero(counts.to_numpy()), strict=True)
        for other in range(counts.shape[1])
    ]
    direction = separation_at(np.array(rows) / scale, gradient / scale, information / np.outer(scale, scale))
    if direction is not None:
        raise ValueError(
            "first_choices: no estimate exists, because some segments never choose some brands, and the attractions (or the"
            " brands' constants) explain that perfectly: a number would grow without end. Ask more people, or join segments."
        )
