"""The explorers of lesson 6."""

from __future__ import annotations

import math
from dataclasses import dataclass

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider
from custvalue_helpers.kit.words import euro, gains, percent, percents, signed, thousands, trimmed
from custvalue_helpers.lessons.providing import plots
from custvalue_helpers.models.exchanges import Exchange, exchange
from custvalue_helpers.models.promise import PromiseMarket, PromiseOutcome, promise_outcome
from custvalue_helpers.models.satisfaction import ZONE

USUAL_SPREAD = 0.6


@dataclass(frozen=True)
class Spread:
    """What arrives around one mean, and what that does to those who were promised something."""

    outcome: PromiseOutcome
    usual_profit: float
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    usual: tuple[float, ...]
    top: float
    zone: float = ZONE

    @property
    def more(self) -> float:
        """Profit above the one at the usual spread."""
        return self.outcome.profit - self.usual_profit


LEAST_SPREAD = 0.3
HIGHEST_CURVE = 1.4  # just above the curve of the least spread


def _density(x, mean, spread):
    return math.exp(-(((x - mean) / spread) ** 2) / 2) / (spread * math.sqrt(2 * math.pi))


def _spread(spread, promise):
    market = PromiseMarket(spread=spread)
    xs = tuple(1 + place / 20 for place in range(181))
    return Spread(
        promise_outcome(market, promise),
        promise_outcome(PromiseMarket(spread=USUAL_SPREAD), promise).profit,
        xs,
        tuple(_density(x, market.quality, spread) for x in xs),
        tuple(_density(x, market.quality, USUAL_SPREAD) for x in xs),
        HIGHEST_CURVE,
    )


def _read_spread(result):
    outcome = result.outcome
    down, _, up = percents([outcome.shares[name] for name in ("disappointed", "satisfied", "delighted")])
    said = (
        f"What arrives is {trimmed(outcome.market.quality)} points on average, with a spread of {trimmed(outcome.market.spread)};"
        f" {trimmed(outcome.promise)} points are promised. {down} are disappointed, {up} delighted, and the mean feeling is"
        f" {signed(outcome.feeling)}. Two years bring {thousands(outcome.profit, 1)}"
    )
    if abs(outcome.market.spread - USUAL_SPREAD) < 1e-9:
        return f"{said}."
    side = "more" if result.more > 0 else "less"
    return f"{said}, {thousands(abs(result.more), 1)} {side} than at a spread of {USUAL_SPREAD}."


quality_spread = Explorer(
    name="spread of quality",
    question="The mean stays. What does it do to customers when what arrives varies less, or more?",
    controls=(
        Slider("spread", "Spread of what arrives", LEAST_SPREAD, 1.5, USUAL_SPREAD, 0.1, "points", help="the standard deviation: how far boxes lie from the mean"),
        Slider("promise", "Promised", 6, 9, 7.5, 0.1, "points"),
    ),
    model=_spread,
    reading=_read_spread,
    frame=plots.spread_frame(HIGHEST_CURVE),
    marks=plots.spread_marks,
    table=lambda r: [
        {"": name, "share": share} for name, share in r.outcome.shares.items()
    ] + [{"": "profit of two years (€)", "share": r.outcome.profit}],
    prediction=Prediction(
        question=(
            "The spread doubles from 0.6 to 1.2. The mean stays at 7.2, so as many boxes get better as get worse. What happens to"
            " the profit of two years?"
        ),
        options=("nothing: good and bad boxes cancel", "it falls", "it rises: more people are delighted"),
        move_to={"spread": 1.2},
        truth=lambda before, after: "it falls",
        why=lambda before, after: (
            f"{percent(after.outcome.shares['delighted'])} are delighted now, not {percent(before.outcome.shares['delighted'])}. But a"
            f" loss weighs more than a gain: the mean feeling falls from {signed(before.outcome.feeling)} to"
            f" {signed(after.outcome.feeling)}, and {thousands(before.outcome.profit - after.outcome.profit, 1)} are lost."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Arrival:
    """An exchange whose worth follows what arrives."""

    arrives: float
    worth_at_ten: float
    least: float  # what must arrive, at least, for the customer to gain
    deal: Exchange


PROMISED, TOP_EURO = 8.0, 60


def _arrival(arrives, price, cost, kept):
    per_point = kept / PROMISED
    return Arrival(
        arrives, 10 * per_point, price / per_point, exchange(per_point * arrives, price=price, cost=cost)
    )


def _read_arrival(result):
    deal = result.deal
    sides = f"Mara {gains(deal.customer_gain, 2)}, and Kestrel {gains(deal.firm_gain, 2)}"
    said = f"{trimmed(result.arrives)} of 10 points arrive, and to Mara that is worth {euro(deal.worth)}. At {euro(deal.price)}, {sides}"
    if deal.happens:
        return f"{said}: the exchange holds. Mara needs more than {trimmed(result.least, 1)} points."
    if deal.firm_gain <= 1e-9:
        return f"{said}: the exchange fails, since the price does not lie above the cost."
    need = (
        f"more than {trimmed(result.least, 1)} points must arrive"
        if result.least < 10
        else "no box can be good enough at this price"
    )
    return f"{said}: the exchange fails. For Mara to gain, {need}."


arrival_and_exchange = Explorer(
    name="arrival and exchange",
    question="Mara was promised 8 of 10 points. What arrives, and does the exchange still hold?",
    controls=(
        Slider("arrives", "Arrives", 0, 10, 8, 0.5, "of 10"),
        Slider("price", "Price", 10, 40, 24, 1, "€"),
        Slider("cost", "Cost to Kestrel", 5, 25, 14, 1, "€"),
        Slider("kept", "Worth if 8 arrive", 20, 45, 33, 1, "€", help="what the box is worth to Mara when the promise is kept"),
    ),
    model=_arrival,
    reading=_read_arrival,
    frame=plots.arrival_frame(TOP_EURO),
    marks=plots.arrival_marks,
    table=lambda r: [{"": "Mara", "gets (€)": r.deal.worth, "gives (€)": r.deal.price, "gains (€)": r.deal.customer_gain},
                     {"": "Kestrel", "gets (€)": r.deal.price, "gives (€)": r.deal.cost, "gains (€)": r.deal.firm_gain}],
    prediction=Prediction(
        question=(
            "With 8 points the box is worth €33 to Mara, and she pays €24. The weakest link lets only 4 points through. Suppose worth"
            " falls in proportion. Does the exchange still hold?"
        ),
        options=("Yes: she gains less than before, but still gains", "No", "Yes, if Kestrel lowers the price to €20"),
        move_to={"arrives": 4},
        truth=lambda before, after: "No",
        why=lambda before, after: (
            f"Four points are worth {euro(after.deal.worth)} to her: she loses {euro(-after.deal.customer_gain)}, and buys once. Even"
            f" at €20 she would lose. Only a price below {euro(after.deal.worth)} would do, and Kestrel's cost is €14."
        ),
    ),
)  # fmt: skip
