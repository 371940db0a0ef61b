"""The customers table: what Kestrel sees of the people."""

from __future__ import annotations

from custvalue_helpers.kestrel.chain import FirmOutcome
from custvalue_helpers.kestrel.parameters import (
    ATTRIBUTES,
    CHANNELS,
    ECONOMICS,
    EFFECTS,
    SEGMENTS,
    STATEMENTS,
)
from custvalue_helpers.kestrel.people import (
    CausalLinks,
    People,
    answers,
    as_dates,
    by_segment,
    levels,
    pick,
    start_days,
    whole_scale,
)
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd

__all__ = []

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

assert len(SEGMENTS) == len(AREA_SHARES) == len(BREWER_SHARES) == len(EDUCATION_SHARES)


def customers_table(
    people: People, outcome: FirmOutcome, generator: np.random.Generator, links: CausalLinks
) -> pd.DataFrame:
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


def opinions(
    people: People, generator: np.random.Generator, links: CausalLinks
) -> tuple[np.ndarray, np.ndarray]:
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
