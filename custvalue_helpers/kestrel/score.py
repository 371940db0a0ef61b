"""How close did you come? Estimates from Kestrel's tables against the truth behind them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_number, by_name, one_of
from custvalue_helpers.kit.columns import shares_in
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.models.clusters import adjusted_rand_index

if TYPE_CHECKING:
    from custvalue_helpers.kestrel.simulate import SimulatedFirm, Truth
    from custvalue_helpers.kit.kinds import NumberByName, Numbers

__all__ = ["score_against_truth"]

WTP_NAMES = ("10_days_fresher", "day_faster", "brewing_help", "ethical_sourcing")


def score_against_truth(
    truth: Truth | SimulatedFirm | None = None,
    *,
    segments: pd.Series | None = None,
    willingness_to_pay: NumberByName | None = None,
    retention: pd.Series | None = None,
    survival: Numbers | None = None,
    lifetime_value: pd.Series | None = None,
) -> pd.DataFrame:
    """Compare estimates with the truth; give any of the five.

    Parameters: ``truth``, from ``simulate_firm``; the truth behind the committed files by default; ``segments``, a
    group for each customer, indexed by customer number;
    ``willingness_to_pay``, euro a month by any of 10_days_fresher, day_faster, brewing_help, ethical_sourcing;
    ``retention``, chance that a customer takes the next order, indexed by customer number;
    ``survival``, share of the subscribers still there after 1, 2, … renewals; ``lifetime_value``,
    euro from the first order on, before acquisition cost, indexed by customer number.
    Returns rows by estimate; columns measure, estimate, truth, error. For segments the estimate is
    the adjusted Rand index and the truth 1. For retention and lifetime value: the mean, then the mean absolute error,
    then the rank correlation (truth 1). For survival: the last share, then the mean absolute error.
    Raises TypeError or ValueError if nothing is given, or an estimate names customers or attributes that are not
    there.

    >>> score_against_truth(willingness_to_pay={"day_faster": 1.0})["measure"].tolist()
    ['willingness to pay, euro a month']
    """
    customers, everyone = _truth_tables(truth)
    rows = []
    if segments is not None:
        true = _aligned(segments, customers, "segments", "segment")
        index = adjusted_rand_index(segments.to_numpy(), true.to_numpy())
        rows.append(("segments", "adjusted Rand index", index, 1.0))
    for name, euro in by_name(
        "willingness_to_pay", {} if willingness_to_pay is None else willingness_to_pay, "euro", 0
    ).items():
        one_of("willingness_to_pay", name, WTP_NAMES)
        estimate = a_number(f"willingness_to_pay: {name}", euro)
        rows.append((name, "willingness to pay, euro a month", estimate, float(everyone[f"wtp_{name}"])))
    if retention is not None:
        true = 1 - _aligned(retention, customers, "retention", "leave_chance")
        rows += _compared("retention", retention, true)
    if survival is not None:
        rows += _survival_compared(survival, customers)
    if lifetime_value is not None:
        rows += _compared(
            "lifetime value", lifetime_value, _aligned(lifetime_value, customers, "lifetime_value")
        )
    if not rows:
        raise ValueError(
            "give at least one of segments, willingness_to_pay, retention, survival, lifetime_value"
        )
    table = pd.DataFrame(rows, columns=["of", "measure", "estimate", "truth"]).set_index("of")
    table["error"] = table["estimate"] - table["truth"]
    return table


def _truth_tables(truth):
    """Return the truth by customer (indexed by number) and the mean of everyone."""
    if truth is None:
        customers, segments = _committed_truth()
    else:
        truth = getattr(truth, "truth", truth)
        try:
            customers, segments = truth.customers, truth.segments
        except AttributeError:
            raise TypeError(
                f"truth must be a SimulatedFirm or Truth of simulate_firm, got {type(truth).__name__}"
            ) from None
    return customers.set_index("customer"), segments.set_index("segment").loc["everyone"]


@lru_cache(maxsize=1)
def _committed_truth():
    from custvalue_helpers.kit.data import load_dataset

    return load_dataset("kestrel_truth_customers"), load_dataset("kestrel_truth_segments")


def _aligned(estimate, customers, argument, column=None):
    """Return the true values of the customers that the estimate is about, in its order."""
    if not isinstance(estimate, pd.Series):
        raise TypeError(
            f"{argument} must be a pandas Series indexed by customer, got {type(estimate).__name__}"
        )
    if estimate.isna().any():
        raise ValueError(f"{argument} must have no missing value, got {int(estimate.isna().sum())}")
    unknown = estimate.index.difference(customers.index)
    if len(unknown) or estimate.index.has_duplicates:
        wrong = f"{unknown[0]!r}, which is no customer" if len(unknown) else "a customer twice"
        raise ValueError(f"{argument} must be indexed by customer number, each once, got {wrong}")
    return customers.loc[estimate.index, column or argument]


def _survival_compared(survival, customers):
    """True survival after k renewals is the mean of (1 − chance of leaving)^k over the subscribers."""
    shares = shares_in("survival", survival)
    stay = 1 - customers.loc[customers["contract"] == "subscription", "leave_chance"].to_numpy()
    true = np.array([(stay**k).mean() for k in range(1, len(shares) + 1)])
    return [
        ("survival", f"share after {len(shares)} renewals", float(shares[-1]), float(true[-1])),
        ("survival", "mean absolute error", float(np.abs(shares - true).mean()), 0.0),
    ]


def _compared(name, estimate, true):
    error = float((estimate - true).abs().mean())
    ranks = float(np.corrcoef(estimate.rank(), true.rank())[0, 1]) if estimate.nunique() > 1 else 0.0
    return [
        (name, "mean", float(estimate.mean()), float(true.mean())),
        (name, "mean absolute error", error, 0.0),
        (name, "rank correlation", ranks, 1.0),
    ]
