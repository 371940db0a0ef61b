"""How long a case's customers stay and what they are worth, by the models of lessons 7 and 8."""

from dataclasses import dataclass

import numpy as np

from custvalue_helpers.kit.intervals import share_interval
from custvalue_helpers.loyalty.model import CONVENTIONS, lifetime_value
from custvalue_helpers.loyalty.retention import ShiftedBetaGeometric
from custvalue_helpers.loyalty.spells import fit_spells, renewal_table

from .missing import Missing, table_of

NOW, IF_THEY_STAY = CONVENTIONS[0], CONVENTIONS[2]
DRAWS, SEED = 400, 1


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
    due, lost = int((periods - 1 + left).sum()), int(left.sum())
    if firm.retention is None and not due:
        raise Missing(_why_no_retention(customers, known, case.orders is not None))
    retention = firm.retention if firm.retention is not None else 1 - lost / due
    ends = share_interval(due - lost, due)[1:] if firm.retention is None else (None, None)
    margin = (customers["margin"] - customers["service_cost"]).to_numpy(float)
    there = ~customers["left"].fillna(False).to_numpy(bool)
    discount = firm.discount_a_period
    cost = customers["acquisition_cost"].dropna() if "acquisition_cost" in customers else ()
    model = _differing(periods, left)
    draws = _draws(customers, margin, there, firm.retention)
    return Staying(
        len(customers), due, lost, retention, *ends, renewal_table(periods, left) if due else None, model, discount,
        float(margin.mean()), _middle(draws["margin"]), worth(float(margin.mean()), retention, discount),
        _middle(_value(draws["margin"], draws["retention"], discount)), _by_model(model, margin.mean(), discount),
        float(cost.mean()) if len(cost) else None, int(there.sum()), float(margin[there].mean()) if there.any() else 0.0,
        _middle(draws["net"] * multiple(draws["retention"], discount)), _steps(customers, there, retention, firm, draws),
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


def _value(margin, retention, discount):
    """Lifetime value 'paid now' of many draws; NaN where it has no end."""
    below = 1 + discount - retention
    return np.where(below > 1e-9, margin * (1 + discount) / np.where(below > 1e-9, below, 1), np.nan)


def _middle(values):
    """The ends of the middle 95 % of some draws, those without a value left out."""
    values = values[np.isfinite(values)]
    return (
        tuple(float(end) for end in np.percentile(values, [2.5, 97.5])) if len(values) else (np.nan, np.nan)
    )


def multiple(retention, discount):
    """Value for each unit of margin, 'paid if they stay': r/(1 + d − r); NaN where it has no end. Numbers or arrays."""
    below = 1 + np.asarray(discount, float) - retention
    return np.where(below > 1e-9, retention / np.where(below > 1e-9, below, 1), np.nan)


def _steps(customers, there, retention, firm, draws):
    """What small steps add to the present customers' equity: by step, (estimate, low, high)."""
    mine = customers[there]
    gross, service = float(mine["margin"].sum()), float(mine["service_cost"].sum())
    at = {"gross": gross, "service": service, "net": gross - service, "retention": retention}
    discount = firm.discount_a_period
    more = max(firm.discount_rate - 0.01, 0.0)
    cheaper = (1 + more) ** (1 / firm.periods_a_year) - 1

    def added(one):
        r = one["retention"]
        now = multiple(r, discount)
        return {
            "1 point more retention": one["net"] * (multiple(np.minimum(r + 0.01, 1), discount) - now),
            "1 % more margin": 0.01 * one["gross"] * now,
            "1 % less service cost": 0.01 * one["service"] * now,
            "discount rate 1 point lower": one["net"] * (multiple(r, cheaper) - now),
        }

    estimates, spread = added(at), added(draws)
    found = {step: (float(value), *_middle(spread[step])) for step, value in estimates.items()}
    return {step: ends for step, ends in found.items() if all(np.isfinite(ends))}
