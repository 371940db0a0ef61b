"""The people: what no lever of the firm moves in them, and the customers table, which is what Kestrel sees of them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from custvalue_helpers.kestrel.parameters import (
    ATTRIBUTES,
    BRANDS,
    CHANNELS,
    ECONOMICS,
    EFFECTS,
    EXPECTATION_SOURCES,
    FIRST_DAY,
    LAST_START,
    SEGMENT_TABLE,
    SEGMENTS,
    STATEMENTS,
)

__all__ = []


class CausalLinks:
    """Switches the causal chain on or off: ``cut`` hands a cause on, or shuffles it among the rows.

    A shuffled cause keeps its values, so that every margin stays plausible, and loses its effect.
    Each column is shuffled by itself, so that columns lose their relation to one another too.
    """

    def __init__(self, on, generator):
        self.on = on
        self._generator = generator

    def cut(self, cause):
        """Return the cause unchanged, or shuffled over its first axis when the links are off."""
        if self.on:
            return cause
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
    luck: dict  # name -> (n,) uniform

    def __len__(self):
        return len(self.segment)


def by_segment(name):
    """Return a parameter of the four segments as an array, one row a segment."""
    return np.array([getattr(SEGMENT_TABLE[segment], name) for segment in SEGMENTS])


def pick(shares, uniform):
    """Return for each row the index that a uniform draw falls on, given each row's shares."""
    return np.minimum((uniform[:, None] > np.cumsum(shares, axis=1)).sum(axis=1), shares.shape[1] - 1)


# Whose word shapes what a newcomer expects, by CHANNELS: own past (the shops), friends, advertising.
SOURCE_SHARES = np.array(
    [[0.25, 0.15, 0.60], [0.10, 0.30, 0.60], [0.10, 0.80, 0.10], [0.80, 0.12, 0.08], [0.15, 0.15, 0.70]]
)


def draw_people(n, generator, links):
    """Draw n people.

    Parameters: ``n`` (int); ``generator`` (numpy.random.Generator); ``links`` (CausalLinks).
    Returns People.
    """
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


CITIES = ("Northport", "Millbrook", "Ashford")
AREAS = ("city", "suburb", "country")
BREWERS = ("filter", "espresso machine", "capsules", "french press")
EDUCATIONS = ("school", "vocational", "bachelor", "master or more")
GENDERS = ("woman", "man", "other or no answer")

AREA_SHARES = np.array([[0.36, 0.40, 0.24], [0.48, 0.36, 0.16], [0.42, 0.43, 0.15], [0.56, 0.26, 0.18]])
BREWER_SHARES = np.array(
    [[0.52, 0.08, 0.28, 0.12], [0.22, 0.46, 0.02, 0.30], [0.26, 0.18, 0.48, 0.08], [0.40, 0.20, 0.08, 0.32]]
)
EDUCATION_SHARES = np.array(
    [[0.26, 0.40, 0.24, 0.10], [0.12, 0.26, 0.34, 0.28], [0.10, 0.26, 0.38, 0.26], [0.12, 0.20, 0.40, 0.28]]
)


def whole_scale(scores, low, high):
    """Return scores rounded to whole steps and kept within the scale, as integers."""
    return np.clip(np.rint(scores), low, high).astype("int64")


def levels(codes, names, ordered=False):
    """Return codes as a pandas categorical with these names, in this order."""
    return pd.Categorical.from_codes(
        np.asarray(codes).astype("int64"), categories=pd.Index(names), ordered=ordered
    )


def days_after(first, days):
    """Return dates as datetime64 in days: the first day plus a number of days."""
    return np.datetime64(first, "D") + np.asarray(days).astype("int64").astype("timedelta64[D]")


def as_dates(days):
    """Return datetime64[D] as the resolution that ``load_dataset`` gives."""
    return days.astype("datetime64[us]")


def answers(means, spread, generator, low, high, straight):
    """Return answers on a scale: means plus noise; straight-liners tick their first box all along."""
    given = whole_scale(means + spread * generator.standard_normal(means.shape), low, high)
    given[straight] = given[straight][:, :1]
    return given


def start_days(people):
    """Return each customer's first day; more joined in the first year than later."""
    span = (np.datetime64(LAST_START, "D") - np.datetime64(FIRST_DAY, "D")).astype(int)
    return days_after(FIRST_DAY, np.floor(people.luck["start"] ** 1.25 * (span + 1)))


def customers_table(people, outcome, generator, links):
    """Return one row a customer: demographic, geographic, psychographic, behavioural, needs, origin."""
    n = len(people)
    normal, uniform = generator.standard_normal, generator.random
    segment = links.cut(people.segment)
    household = 1 + pick(np.array([[0.34, 0.36, 0.14, 0.12, 0.04]] * n), uniform(n))
    age = whole_scale(by_segment("age")[segment] + 12 * normal(n), 18, 84)
    income = by_segment("income")[segment] * np.exp(0.35 * normal(n)) * (0.85 + 0.1 * household)
    area = pick(AREA_SHARES[segment], uniform(n))
    cost = np.array(ECONOMICS.acquisition)[links.cut(people.channel)] * np.exp(0.3 * normal(n) - 0.045)
    cups = whole_scale(np.exp(0.75 + 0.4 * by_segment("spend")[segment] + 0.4 * normal(n)) * 1.3, 1, 12)
    table = {
        "customer": np.arange(1, n + 1),
        "age": age,
        "gender": levels(pick(np.array([[0.53, 0.45, 0.02]] * n), uniform(n)), GENDERS),
        "household_size": household,
        "income": np.round(income / 50).astype("int64") * 50,
        "education": levels(pick(EDUCATION_SHARES[segment], uniform(n)), EDUCATIONS, ordered=True),
        "city": levels(pick(np.array([[0.5, 0.3, 0.2]] * n), uniform(n)), CITIES),
        "area": levels(area, AREAS),
        "shop_km": np.round(np.array([1.2, 5.0, 17.0])[area] * np.exp(0.45 * normal(n)), 1),
        "cups_per_day": cups,
        "brews_with": levels(pick(BREWER_SHARES[segment], uniform(n)), BREWERS),
        "start": as_dates(start_days(people)),
        "contract": levels(~people.subscribes, ("subscription", "none")),
        "channel": levels(people.channel, CHANNELS),
        "acquisition_cost": np.round(cost, 2),
        "club_member": outcome.club.astype("int64"),
        "follow_up_call": outcome.followed_up.astype("int64"),
    }
    statements, needs = opinions(people, generator, links)
    table |= dict(zip(STATEMENTS, statements.T, strict=True))
    table |= {f"need_{name}": column for name, column in zip(("price", *ATTRIBUTES), needs.T, strict=True)}
    return pd.DataFrame(table)


def opinions(people, generator, links):
    """Return answers 1–7 to the eight statements and the seven needs, (n, 8) and (n, 7).

    Both come from the segment; the needs also from how the person differs within it.
    """
    leniency = 0.3 * people.leniency[:, None]
    own = (people.part_worths - by_segment("part_worths")[people.segment]) / EFFECTS.part_worth_spread
    own_price = np.log(people.price_sensitivity / by_segment("price_sensitivity")[people.segment]) / 0.15
    personal = 0.35 * np.column_stack([own_price, own])
    statements = links.cut(by_segment("statements")[people.segment]) + leniency
    needs = links.cut(by_segment("needs")[people.segment] + personal) + leniency
    straight = people.straight_liner
    return answers(statements, 1.5, generator, 1, 7, straight), answers(
        needs, 1.35, generator, 1, 7, straight
    )


assert len(SEGMENTS) == len(AREA_SHARES) == len(BREWER_SHARES) == len(EDUCATION_SHARES)
