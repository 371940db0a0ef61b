"""How long a case's customers stay and what they are worth, by the models of lessons 7 and 8."""

import math
from dataclasses import dataclass

import numpy as np

from custvalue_helpers.kit.intervals import share_interval
from custvalue_helpers.models.lifetime import CONVENTIONS, lifetime_value
from custvalue_helpers.models.retention import ShiftedBetaGeometric, fit_spells, renewal_table

from .missing import Missing, table_of

__all__ = []

NOW, IF_THEY_STAY = CONVENTIONS[0], CONVENTIONS[2]
DRAWS, SEED = 400, 1
POINT = 0.01  # a small step of a rate; no step goes further than half the way to the rate's end
RETENTION_POINT, HALF_STAY = "1 point more retention", "half of those who leave stay"


@dataclass(frozen=True)
class Staying:
    """Retention and lifetime value of a case's customers; rates and amounts are a period's.

    ``retention`` with ``low`` and ``high`` (None where the firm sheet gives it); ``renewals``, a renewal_table or None;
    ``model``, an sBG or None; ``margin``, after service cost, with its bounds; ``value``, lifetime value 'paid now', with
    its bounds; ``by_model``, the same if customers differ; ``won_for``, the mean acquisition cost or None; ``present``,
    ``present_margin`` and ``equity_bounds``: the customers that are not known to have left, and the bounds of what they are
    worth; ``steps``, what small steps add.
    """

    customers: int
    due: int
    lost: int
    retention: float
    low: float | None
    high: float | None
    renewals: object
    model: ShiftedBetaGeometric | None
    discount: float
    margin: float
    margin_bounds: tuple
    value: float
    value_bounds: tuple
    by_model: float | None
    won_for: float | None
    present: int
    present_margin: float
    equity_bounds: tuple
    steps: dict

    @property
    def more_retention(self):
        """By how much the step in retention raises it."""
        return float(kept_more(self.retention))

    @property
    def equity(self):
        """What the present customers are still worth: N·m·r/(1 + d − r), 'paid if they stay'."""
        return self.present * worth(self.present_margin, self.retention, self.discount, IF_THEY_STAY)


def worth(margin, retention, discount, convention=NOW):
    """Lifetime value, one retention for all (see lesson 7), or Missing where the sum has no end."""
    try:
        return lifetime_value(margin, retention, discount, convention=convention)
    except ValueError:
        raise Missing(
            "If nobody ever leaves and later money counts in full, a lifetime value has no end. Give a discount_rate above 0, or"
            " a retention below 1, in the firm sheet."
        ) from None


@dataclass(frozen=True)
class Renewals:
    """What a table of customers shows of retention: renewals that came due, of which ``lost``, and the ``share`` kept.

    ``share`` has its 95 % interval from ``low`` to ``high``; all three are None where no renewal came due.
    """

    due: int
    lost: int
    share: float | None
    low: float | None
    high: float | None


def table_retention(case):
    """Retention by the table customers alone, 1 − lost/due over all renewals that came due (Renewals)."""
    known = table_of(case, "customers").dropna(subset=["left"])
    left = known["left"].astype(int)
    due, lost = int((known["periods"].astype(int) - 1 + left).sum()), int(left.sum())
    return Renewals(due, lost, *(share_interval(due - lost, due) if due else (None,) * 3))


def staying_of(case):
    """How long a case's customers stay, and what they are worth.

    Retention is 1 − lost/due over all renewals that came due, or the firm sheet's if it gives one. The bounds of a value
    hold the middle 95 % of bootstrap draws of customers.
    Returns Staying. Raises Missing where retention cannot be told.
    Sources: Kaplan & Meier (1958); Gupta & Lehmann (2003); Fader & Hardie (2007); Efron (1979).
    """
    customers, firm = table_of(case, "customers"), case.firm
    known = customers.dropna(subset=["left"])
    periods, left = known["periods"].astype(int), known["left"].astype(int)
    seen = table_retention(case)
    if firm.retention is None and not seen.due:
        raise Missing(_why_no_retention(customers, known, case.orders is not None))
    retention = firm.retention if firm.retention is not None else seen.share
    ends = (seen.low, seen.high) if firm.retention is None else (None, None)
    margin = (customers["margin"] - customers["service_cost"]).to_numpy(float)
    there = ~customers["left"].fillna(False).to_numpy(bool)
    discount = firm.discount_a_period
    cost = customers["acquisition_cost"].dropna() if "acquisition_cost" in customers else ()
    model = _differing(periods, left)
    draws = _draws(customers, margin, there, firm.retention)
    return Staying(
        len(customers), seen.due, seen.lost, retention, *ends, renewal_table(periods, left) if seen.due else None, model, discount,
        float(margin.mean()), _middle(draws["margin"]), worth(float(margin.mean()), retention, discount),
        _middle(_value(draws["margin"], draws["retention"], discount)), _by_model(model, margin.mean(), discount),
        float(cost.mean()) if len(cost) else None, int(there.sum()), float(margin[there].mean()) if there.any() else 0.0,
        _middle(_value(draws["net"], draws["retention"], discount, first=0.0)), _steps(customers, there, retention, firm, draws),
    )  # fmt: skip


def _why_no_retention(customers, known, orders):
    if not len(known):
        instead = (
            "The part on buying without a contract uses the orders instead."
            if orders
            else "Without a contract, orders.csv tells more."
        )
        return (
            "Whether customers left is not known (the column left is empty), so retention cannot be told. If you know which share"
            f" stays from one period to the next, write it as retention into the firm sheet. {instead}"
        )
    return (
        f"All {len(customers)} customers are in their first period: no renewal has come due yet, so retention cannot be told."
        " Add customers who have been there longer, or write retention into the firm sheet."
    )


def _differing(periods, left):
    """The sBG, where the spells show that customers differ; None where they do not."""
    try:
        return fit_spells(periods, left)
    except ValueError:
        return None


def _by_model(model, margin, discount):
    try:
        return float(margin) * model.expected_lifetime(discount) if model else None
    except ValueError:  # no discount, and customers who never leave
        return None


def _draws(customers, margin, there, given):
    """Bootstrap draws of customers: mean margin, retention, and of those who are there how many and their margin."""
    generator = np.random.default_rng(SEED)
    n = len(customers)
    counts = generator.multinomial(n, np.full(n, 1 / n), size=DRAWS)
    known = customers["left"].notna().to_numpy()
    left = customers["left"].fillna(False).to_numpy(bool)
    due = counts @ np.where(known, customers["periods"].to_numpy(float) - 1 + left, 0.0)
    lost = counts @ (known & left).astype(float)
    retention = np.full(DRAWS, given) if given is not None else 1 - lost / np.where(due > 0, due, np.nan)
    return {
        "margin": counts @ margin / n, "retention": retention, "present": counts @ there.astype(float),
        "net": counts @ (margin * there), "gross": counts @ (customers["margin"].to_numpy(float) * there),
        "service": counts @ (customers["service_cost"].to_numpy(float) * there),
    }  # fmt: skip


def _value(margin, retention, discount, first=1.0):
    """Lifetime value of many draws: ``first`` + r/(1 + d − r) margins; without bound where the sum has no end."""
    times = first + multiple(retention, discount)
    endless = np.isnan(times) & ~np.isnan(retention) & (margin != 0)
    return np.where(endless, np.copysign(np.inf, margin), np.where(margin == 0, 0.0, margin * times))


def _middle(values):
    """The ends of the middle 95 % of some draws, those without retention left out; an end may lie beyond all bounds."""
    values = np.sort(values[~np.isnan(values)])
    if not len(values):
        return np.nan, np.nan
    if np.isfinite(values).all():
        return tuple(float(end) for end in np.percentile(values, [2.5, 97.5]))
    last = len(values) - 1
    return float(values[math.floor(0.025 * last)]), float(values[math.ceil(0.975 * last)])


def multiple(retention, discount):
    """Value for each unit of margin, 'paid if they stay': r/(1 + d − r); NaN where it has no end. Numbers or arrays."""
    below = 1 + np.asarray(discount, float) - retention
    return np.where(below > 1e-9, retention / np.where(below > 1e-9, below, 1), np.nan)


def kept_more(retention):
    """The step in retention: one point, or half of those who leave where fewer than two points leave. Numbers or arrays.

    >>> [round(float(kept_more(retention)), 4) for retention in (0.84, 0.9966, 1)]
    [0.01, 0.0017, 0.0]
    """
    return np.minimum(POINT, (1 - np.asarray(retention, float)) / 2)


def _steps(customers, there, retention, firm, draws):
    """What small steps add to the present customers' equity: by step, (estimate, low, high). No step that changes nothing."""
    mine = customers[there]
    gross, service = float(mine["margin"].sum()), float(mine["service_cost"].sum())
    at = {"gross": gross, "service": service, "net": gross - service, "retention": retention}
    discount, a_year = firm.discount_a_period, firm.discount_rate
    less = min(POINT, a_year / 2)
    cheaper = (1 + a_year - less) ** (1 / firm.periods_a_year) - 1
    steps = {
        RETENTION_POINT if kept_more(retention) >= POINT - 1e-12 else HALF_STAY: retention < 1,
        "1 % more margin": gross > 0,
        "1 % less service cost": service > 0,
        "discount rate 1 point lower" if less == POINT else "half the discount rate": less > 0,
    }

    def added(one):
        r = one["retention"]
        now = multiple(r, discount)
        return (
            one["net"] * (multiple(r + kept_more(r), discount) - now),
            0.01 * one["gross"] * now,
            0.01 * one["service"] * now,
            one["net"] * (multiple(r, cheaper) - now),
        )

    known = ~np.isnan(draws["retention"])
    found = {
        step: (float(value), *_middle(np.where(known & np.isnan(spread), np.inf, spread)))
        for (step, changes), value, spread in zip(steps.items(), added(at), added(draws), strict=True)
        if changes and there.any()
    }
    return {step: ends for step, ends in found.items() if np.isfinite(ends).all()}
