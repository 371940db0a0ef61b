"""The people: what no lever of the firm moves in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kestrel.parameters import (
    ATTRIBUTES,
    BRANDS,
    CHANNELS,
    EFFECTS,
    EXPECTATION_SOURCES,
    FIRST_DAY,
    LAST_START,
    SEGMENT_TABLE,
    SEGMENTS,
)
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from custvalue_helpers.kit.kinds import Column

__all__ = []


class CausalLinks:
    """Switches the causal chain on or off: ``cut`` hands a cause on, or shuffles it among the rows.

    A shuffled cause keeps its values, so that every margin stays plausible, and loses its effect.
    Each column is shuffled by itself, so that columns lose their relation to one another too.
    """

    def __init__(self, on: bool, generator: np.random.Generator | None) -> None:
        self.on = on
        self._generator = generator

    def cut(self, cause: np.ndarray) -> np.ndarray:
        """Return the cause unchanged, or shuffled over its first axis when the links are off."""
        if self.on:
            return cause
        assert self._generator is not None, "links that are off shuffle, and need a generator"
        return self._generator.permuted(cause, axis=0)


LINKED = CausalLinks(True, None)


@dataclass(frozen=True)
class People:
    """What is true of n people whatever the firm does; arrays with one row a person.

    ``luck`` holds uniform draws that decide later events, so that two firms meet the same people.
    """

    segment: np.ndarray  # (n,) index into SEGMENTS
    part_worths: np.ndarray  # (n, 6) euro a month per point
    price_sensitivity: np.ndarray  # (n,) utility per euro
    brand_liking: np.ndarray  # (n, 4) euro a month, habit and taste for the brand
    leniency: np.ndarray  # (n,) points added to every score given
    experience: np.ndarray  # (n, 6) points by which their own experience of Kestrel differs from the average
    expectation_noise: np.ndarray  # (n, 6) points
    source: np.ndarray  # (n,) index into EXPECTATION_SOURCES
    channel: np.ndarray  # (n,) index into CHANNELS
    proneness: np.ndarray  # (n,) inclination to stay anywhere, standard normal
    other_satisfaction: np.ndarray  # (n,) points, causes outside the chain
    subscribes: np.ndarray  # (n,) bool
    pace: np.ndarray  # (n,) orders a month without a contract, relative to the mean
    spend_noise: np.ndarray  # (n,) log
    taste_for_extras: np.ndarray  # (n,) log of how often something is added to a box
    calls_often: np.ndarray  # (n,) log of how often they call, whatever happens
    straight_liner: np.ndarray  # (n,) bool
    luck: dict[str, np.ndarray]  # name -> (n,) uniform

    def __len__(self) -> int:
        return len(self.segment)


def by_segment(name: str) -> np.ndarray:
    """Return a parameter of the four segments as an array, one row a segment."""
    return np.array([getattr(SEGMENT_TABLE[segment], name) for segment in SEGMENTS])


def pick(shares: np.ndarray, uniform: np.ndarray) -> np.ndarray:
    """Return for each row the index that a uniform draw falls on, given each row's shares."""
    return np.minimum((uniform[:, None] > np.cumsum(shares, axis=1)).sum(axis=1), shares.shape[1] - 1)


# Whose word shapes what a newcomer expects, by CHANNELS: own past (the shops), friends, advertising.
SOURCE_SHARES = np.array(
    [[0.25, 0.15, 0.60], [0.10, 0.30, 0.60], [0.10, 0.80, 0.10], [0.80, 0.12, 0.08], [0.15, 0.15, 0.70]]
)


def draw_people(n: int, generator: np.random.Generator, links: CausalLinks) -> People:
    """Draw n people."""
    normal, uniform = generator.standard_normal, generator.random
    segment = pick(np.tile(by_segment("share"), (n, 1)), uniform(n))
    channel = pick(by_segment("channels")[links.cut(segment)], uniform(n))
    luck = ("plan", "club", "follow_up", "lifetime", "start", "cost")
    return People(
        segment=segment,
        part_worths=by_segment("part_worths")[segment]
        + EFFECTS.part_worth_spread * normal((n, len(ATTRIBUTES))),
        price_sensitivity=by_segment("price_sensitivity")[segment] * np.exp(0.15 * normal(n)),
        brand_liking=2.0 * normal((n, len(BRANDS))),
        leniency=EFFECTS.leniency * normal(n),
        experience=1.0 * normal((n, len(ATTRIBUTES))),
        expectation_noise=0.8 * normal((n, len(ATTRIBUTES))),
        source=pick(SOURCE_SHARES[links.cut(channel)], uniform(n)),
        channel=channel,
        proneness=normal(n),
        other_satisfaction=EFFECTS.satisfaction_spread * normal(n),
        subscribes=uniform(n) < by_segment("subscribes")[links.cut(segment)],
        pace=np.maximum(generator.gamma(1.6, 1 / 1.6, n), 0.15),
        spend_noise=0.30 * normal(n),
        taste_for_extras=0.8 * normal(n) - 0.32,
        calls_often=0.7 * normal(n) - 0.245,
        straight_liner=uniform(n) < EFFECTS.straight_liners,
        luck={name: uniform(n) for name in luck},
    )


assert SOURCE_SHARES.shape == (len(CHANNELS), len(EXPECTATION_SOURCES))


def whole_scale(scores: np.ndarray, low: int, high: int) -> np.ndarray:
    """Return scores rounded to whole steps and kept within the scale, as integers."""
    return np.clip(np.rint(scores), low, high).astype("int64")


def levels(codes: Column, names: Sequence[str], ordered: bool = False) -> pd.Categorical[Any]:
    """Return codes as a pandas categorical with these names, in this order."""
    return pd.Categorical.from_codes(
        np.asarray(codes).astype("int64"), categories=pd.Index(names), ordered=ordered
    )


def days_after(first: str, days: np.ndarray) -> np.ndarray:
    """Return dates as datetime64 in days: the first day plus a number of days."""
    return np.datetime64(first, "D") + np.asarray(days).astype("int64").astype("timedelta64[D]")


def as_dates(days: np.ndarray) -> np.ndarray:
    """Return datetime64[D] as the resolution that ``load_dataset`` gives."""
    return days.astype("datetime64[us]")


def answers(
    means: np.ndarray,
    spread: float,
    generator: np.random.Generator,
    low: int,
    high: int,
    straight: np.ndarray,
) -> np.ndarray:
    """Return answers on a scale: means plus noise; straight-liners tick their first box all along."""
    given = whole_scale(means + spread * generator.standard_normal(means.shape), low, high)
    given[straight] = given[straight][:, :1]
    return given


def start_days(people: People) -> np.ndarray:
    """Return each customer's first day; more joined in the first year than later."""
    span = (np.datetime64(LAST_START, "D") - np.datetime64(FIRST_DAY, "D")).astype(int)
    return days_after(FIRST_DAY, np.floor(people.luck["start"] ** 1.25 * (span + 1)))
