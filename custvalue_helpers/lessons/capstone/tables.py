"""Kestrel's eight tables, checked and lined up by person; nothing here knows the truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import shorten, whole_number
from custvalue_helpers.kit.columns import a_table
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.models.clusters import k_means, standardize

__all__ = []

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike


def counts_of_people(people: int, draws: int, seed: int) -> np.ndarray:
    """How often each of ``people`` stands in each of ``draws`` samples with replacement: (draws, people) numbers.

    Each row sums to ``people``. Source: Efron 1979 (the bootstrap).

    >>> counts_of_people(5, 3, seed=1).sum(axis=1).tolist()
    [5.0, 5.0, 5.0]
    """
    people, draws = whole_number("people", people, low=1), whole_number("draws", draws, low=1)
    generator = np.random.default_rng(whole_number("seed", seed))
    return generator.multinomial(people, np.full(people, 1 / people), size=draws).astype(float)


def sums_by_person(rows: ArrayLike, owner: np.ndarray, people: int) -> np.ndarray:
    """Add up rows (m, …) by the person they belong to: (people, …)."""
    rows = np.asarray(rows, float)
    total = np.zeros((people, *rows.shape[1:]))
    np.add.at(total, owner, rows)
    return total


def weighted(counts: np.ndarray, sums: np.ndarray) -> np.ndarray:
    """Σ over people of count × sum: (draws, people) and (people, …) give (draws, …)."""
    flat = counts @ sums.reshape(len(sums), -1)
    return flat.reshape(len(counts), *sums.shape[1:])


def one_step(
    estimate: np.ndarray, scores: np.ndarray, information: np.ndarray, counts: np.ndarray
) -> np.ndarray:
    """Likelihood estimates in each sample, by one Newton step from the estimate of all: θ + I⁻¹ Σ (count − 1) sᵢ.

    Parameters: ``estimate`` (K,); ``scores`` (people, K), the slope of each person's log-likelihood at the estimate;
    ``information`` (K, K), minus the curvature of the whole; ``counts`` (draws, people).
    Returns (draws, K). To first order this is the refitted estimate, whatever the dependence within a person.
    """
    return estimate + np.linalg.solve(information, (weighted(counts - 1, scores)).T).T


def minus_curvature(
    slope: Callable[[np.ndarray], np.ndarray], at: np.ndarray, step: float = 1e-4
) -> np.ndarray:
    """Minus the second derivative of a log-likelihood, by central differences of its slope: (K, K)."""
    moves = np.eye(len(at)) * step
    curve = -np.array([(slope(at + move) - slope(at - move)) / (2 * step) for move in moves])
    return (curve + curve.T) / 2


ATTRIBUTES = ("coffee_quality", "freshness", "delivery", "app_ease", "brewing_help", "ethical_sourcing")
ON_CARDS = ("freshness_days", "delivery_days", "brewing_help", "ethical_sourcing")
STATEMENTS = (
    "compares_prices", "coffee_is_a_ritual", "knows_coffee", "short_of_time",
    "cares_for_growers", "likes_to_try_new", "plans_ahead", "asks_for_advice",
)  # fmt: skip
NEEDS = tuple(f"need_{name}" for name in ("price", *ATTRIBUTES))
ORIGINS = ("paid", "voucher", "word of mouth")  # what brought a customer: three kinds of channel
ORIGIN_OF = {"search": 0, "social": 0, "voucher": 1, "friend": 2, "shop": 2}
SEGMENTS = 4
NEEDED = {
    "customers": ("customer", "start", "contract", "channel", "acquisition_cost", "club_member", "follow_up_call",
                  *STATEMENTS, *NEEDS),
    "choices": ("customer", "occasion", "chosen", "brand", "price", *ON_CARDS),
    "ratings": ("customer", "wave", "brand", *ATTRIBUTES, "good_price", "value", "first_choice"),
    "survey": ("customer", "date", *(f"expected_{name}" for name in ATTRIBUTES),
               *(f"perceived_{name}" for name in ATTRIBUTES), "satisfaction", "expectation_from"),
    "subscriptions": ("customer", "start", "boxes", "left"),
    "orders": ("customer", "date", "revenue", "margin"),
    "contacts": ("customer", "started_by", "cost"),
}  # fmt: skip


@dataclass(frozen=True)
class Tables:
    """What Kestrel sees, with ``people`` customers and each one's segment (0 … 3, found by k-means, 0 the largest)."""

    customers: pd.DataFrame
    choices: pd.DataFrame
    ratings: pd.DataFrame
    survey: pd.DataFrame
    subscriptions: pd.DataFrame
    orders: pd.DataFrame
    contacts: pd.DataFrame
    segment: np.ndarray

    @property
    def people(self) -> int:
        return len(self.customers)

    def rows_of(self, table: pd.DataFrame) -> np.ndarray:
        """The row of the customers table that each row of another table belongs to."""
        return pd.Index(self.customers["customer"]).get_indexer(table["customer"])


def tables_of(source: object = None) -> Tables:
    """Return Kestrel's tables, from a simulated case, a dict of DataFrames, or the files on record (None).

    Segments come from k-means on the standardized needs and statements, as in lesson 2.
    Raises TypeError for another source; ValueError for a missing table or column, missing values, or rows of a
    customer who is not in the customers table.

    >>> tables_of({"customers": []})
    Traceback (most recent call last):
    ValueError: source must hold the tables customers, choices, ratings, survey, subscriptions, orders, contacts; missing: choices, ratings, survey, subscriptions, orders, contacts
    """
    tables = {name: a_table(name, table, dict.fromkeys(NEEDED[name])) for name, table in _raw(source).items()}
    customers = tables["customers"].sort_values("customer", ignore_index=True)
    if customers["customer"].duplicated().any():
        twice = customers["customer"][customers["customer"].duplicated()].iloc[0]
        raise ValueError(f"customers must name each customer once, got {twice} more than once")
    unknown = set(customers["channel"]) - set(ORIGIN_OF)
    if unknown:
        raise ValueError(
            f"customers: channel must be one of {', '.join(ORIGIN_OF)}, got {shorten(sorted(unknown)[0])}"
        )
    for name, table in tables.items():
        strange = ~table["customer"].isin(customers["customer"])
        if strange.any():
            raise ValueError(
                f"{name} must be about customers in the customers table, got {int(strange.sum())} rows of others,"
                f" such as customer {table['customer'][strange].iloc[0]}"
            )
    opinions = standardize(customers[[*NEEDS, *STATEMENTS]])
    segment = k_means(opinions, SEGMENTS, starts=10).labels.to_numpy() - 1
    # Who ticks one box all the way down, twice, says nothing: their answers are left out, their orders are not.
    careless = (customers[list(NEEDS)].nunique(axis=1) == 1) & (
        customers[list(STATEMENTS)].nunique(axis=1) == 1
    )
    out = customers["customer"][careless]
    for name in ("choices", "ratings", "survey"):
        tables[name] = tables[name][~tables[name]["customer"].isin(out)].reset_index(drop=True)
    return Tables(**{**tables, "customers": customers}, segment=segment)


def _raw(source):
    """The seven tables by name, from any of the three kinds of source."""
    if source is None:
        from custvalue_helpers.kit.data import load_dataset

        return {name: load_dataset(f"kestrel_{name}") for name in NEEDED}
    if isinstance(source, dict):
        missing = [name for name in NEEDED if name not in source]
        if missing:
            raise ValueError(
                f"source must hold the tables {', '.join(NEEDED)}; missing: {', '.join(missing)}"
            )
        return {name: source[name] for name in NEEDED}
    if all(isinstance(getattr(source, name, None), pd.DataFrame) for name in NEEDED):
        return {name: getattr(source, name) for name in NEEDED}
    raise TypeError(
        f"source must be a SimulatedFirm of simulate_firm, a dict of DataFrames, or None for the files, got {type(source).__name__}"
    )
