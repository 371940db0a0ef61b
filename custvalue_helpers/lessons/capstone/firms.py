"""Four firms as small scenarios: what a customer gains and gives up, what is promised and kept, and what it earns.

No new model: value and choice as in lesson 4, expectation and feeling as in lesson 6, lifetime value as in lesson 7,
customer equity as in lesson 8. The numbers are illustrative, in euro a year, unless the lesson names a source; they
say how such a business works, not how large it is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

from custvalue_helpers.kit.checks import a_number, a_text, share
from custvalue_helpers.models.lifetime import lifetime_value
from custvalue_helpers.models.satisfaction import feeling

__all__ = ["SCENARIOS", "Scenario", "run_scenario"]

DISCOUNT = 0.10  # a year
PER_PROMISE = 0.8  # log-odds of being chosen, per point promised beyond what is kept: lesson 6's trial
FASTER = 2.0  # how fast a move's benefit fills up: the first half of it brings 73 % of what the whole brings


@dataclass(frozen=True)
class Scenario:
    """A firm, and its best-known move at full size. Euro a year where nothing else is said.

    >>> Scenario("Kiosk", "longer hours", benefit=40, cost=30).stay
    0.8
    >>> Scenario("Kiosk", "longer hours", benefit=40, cost=30, stay=1.4)
    Traceback (most recent call last):
    ValueError: Scenario: stay must be a number from 0 to 1, got 1.4 (did you mean 0.014, that is 1.4 %?)
    """

    name: str
    move: str  # in a few words
    benefit: float = 400.0  # total customer benefit
    cost: float = 300.0  # total customer cost: price, time, effort, risk
    rival: float = 100.0  # what the best other offer leaves a customer
    per_euro: float = 0.01  # log-odds of being chosen, per euro of value ahead of the rival
    delivered: float = 7.5  # points
    stay: float = 0.80  # share that stays another year when it gets what was promised
    per_feeling: float = 0.4  # log-odds of staying, per point of feeling
    margin: float = 60.0  # what a customer leaves the firm
    winning: float = 60.0  # euro to win a customer, once
    adds: float = 0.0  # the move: benefit that it adds
    saves: float = 0.0  # customer cost that it takes away
    fee: float = 0.0  # what it adds to the price, and to the margin
    service: float = 0.0  # what it costs the firm
    improves: float = 0.0  # points that it adds to what is delivered, promised or not
    holds: float = (
        0.0  # log-odds of staying that it adds without pleasing anyone: what one would lose by leaving
    )

    def __post_init__(self):
        a_text("name", self.name)
        a_text("move", self.move)
        share("Scenario: stay", self.stay)
        for field in fields(self)[2:]:
            limits = {"stay": (0.01, 0.99), "delivered": (1, 10), "per_euro": (0, 1)}.get(
                field.name, (0, 1e6)
            )
            if field.name == "rival":
                limits = (-1e6, 1e6)
            a_number(f"Scenario: {field.name}", getattr(self, field.name), *limits)


@dataclass(frozen=True)
class CaseResult:
    """What a scenario comes to. Shares from 0 to 1; ``feels`` in points; the rest in euro."""

    value: float
    chosen: float
    feels: float
    retention: float
    margin: float
    lifetime_value: float
    customer_equity: float


SCENARIOS = {
    "Amazon": Scenario(
        "Amazon", "fast delivery, for a yearly fee", benefit=400, cost=330, rival=90, per_euro=0.008, delivered=7.5,
        stay=0.82, margin=70, winning=40, adds=170, saves=30, fee=90, service=95, holds=0.3,
    ),
    "Apple": Scenario(
        "Apple", "services on top of the device", benefit=620, cost=480, rival=110, per_euro=0.006, delivered=8.2,
        stay=0.84, margin=160, winning=120, adds=120, fee=100, service=29, holds=0.35,
    ),
    "AmEx": Scenario(
        "American Express", "rewards, for a yearly fee", benefit=260, cost=90, rival=160, per_euro=0.007, delivered=7.8,
        stay=0.86, margin=90, winning=150, adds=230, fee=130, service=130, holds=0.2,
    ),
    "Zappos": Scenario(
        "Zappos", "free returns for a year", benefit=180, cost=150, rival=40, per_euro=0.02, delivered=7.6,
        stay=0.62, margin=45, winning=35, saves=40, service=12, improves=0.6,
    ),
}  # fmt: skip


def reach(size: float) -> float:
    """How much of a move's benefit is there at a size of it (1 = full): (1 − e^(−2·size))/(1 − e^(−2)).

    The first steps bring most; what the firm pays grows in proportion. This course's assumption.

    >>> [round(reach(size), 2) for size in (0, 0.5, 1, 1.5)]
    [0.0, 0.73, 1.0, 1.1]
    """
    return (1 - math.exp(-FASTER * a_number("size", size, 0, 10))) / (1 - math.exp(-FASTER))


def run_scenario(
    scenario: Scenario, size: float = 1.0, beyond: float = 0.0, rival_adds: float = 0.0
) -> CaseResult:
    """What a scenario comes to, with its move at some size.

    1. value = benefit + adds·reach − (cost − saves·reach) − fee·size: lesson 4's CPV.
    2. chosen: log-odds = b·(value − rival) + 0.8 × beyond: lesson 4's logit with two offers; whoever has not bought yet
       believes the promise, as in lesson 6.
    3. feels = feeling(improves·reach − beyond): lesson 6's curve; a loss weighs 2.25 times.
    4. retention: log-odds(stay) + per_feeling × feels + holds·reach.
    5. lifetime value = m·(1 + d)/(1 + d − r), 'paid now', with m = margin + fee·size − service·size: lesson 7.
    6. customer equity of 1,000 people who meet the firm = 1,000 × chosen × (lifetime value − winning): lesson 8.

    Parameters: ``size`` of the move, 0 to 1.5, 1 as described; ``beyond``, points promised above
    what is delivered, −1.5 to 1.5; ``rival_adds``, euro of value by which the rival answers.
    Raises TypeError for another scenario, ValueError for numbers out of range.

    >>> result = run_scenario(SCENARIOS["Zappos"], size=0)
    >>> result.value, round(result.chosen, 3), round(result.lifetime_value, 2)
    (30.0, 0.45, 103.12)
    """
    if not isinstance(scenario, Scenario):
        raise TypeError(
            f"scenario must be a Scenario, such as SCENARIOS['Zappos'], got {type(scenario).__name__}"
        )
    size = a_number("size", size, 0, 1.5)
    beyond, rival_adds = a_number("beyond", beyond, -1.5, 1.5), a_number("rival_adds", rival_adds, 0)
    part = reach(size)
    value = (
        scenario.benefit
        + scenario.adds * part
        - (scenario.cost - scenario.saves * part)
        - scenario.fee * size
    )
    chosen = _share(scenario.per_euro * (value - scenario.rival - rival_adds) + PER_PROMISE * beyond)
    feels = feeling(scenario.improves * part - beyond)
    odds = (
        math.log(scenario.stay / (1 - scenario.stay)) + scenario.per_feeling * feels + scenario.holds * part
    )
    retention = _share(odds)
    margin = scenario.margin + (scenario.fee - scenario.service) * size
    worth = lifetime_value(1.0, retention, DISCOUNT, convention="paid now") * margin
    equity = 1000 * chosen * (worth - scenario.winning)
    return CaseResult(value, chosen, feels, retention, margin, worth, equity)


def _share(log_odds):
    return 1 / (1 + math.exp(-log_odds))
