"""Who leaves, at each renewal or after each purchase: a logistic chance in which people differ.

log-odds of leaving = x·β + σ·z, with z a standard normal that nobody sees: the inclination to go. Without it the
survivors, who are the inclined to stay, would make everyone look loyal. As in lesson 7's sBG each person has a chance
of their own; here it is their log-odds that follow a bell curve, so that a cause shifts everyone's by the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.lessons.capstone.tables import (
    ORIGIN_OF,
    minus_curvature,
    one_step,
    sums_by_person,
    weighted,
)

__all__ = []

if TYPE_CHECKING:
    from custvalue_helpers.lessons.capstone.tables import Tables

SILENCE = 90  # days without a purchase after which Kestrel counts a customer without a contract as gone
CAUSES = ("level", "no contract", "club", "call", "voucher", "paid")
ANSWERED = ("level", "satisfaction", "club", "call", "voucher")
ONE_CAUSE = ("level",)
USUAL_SATISFACTION = 7.0
MOST_WEIGHT = 10.0  # no respondent stands for more than ten


@cache
def bell_nodes(number: int) -> tuple[np.ndarray, np.ndarray]:
    """Points and weights that stand for a standard normal: Gauss–Hermite, weights adding up to 1.

    >>> z, w = bell_nodes(5)
    >>> round(float(w @ z**2), 6)
    1.0
    """
    z, w = np.polynomial.hermite_e.hermegauss(number)
    return z, w / w.sum()


@dataclass(frozen=True)
class Spells:
    """One row a customer: ``renewals`` made (or purchases after the first), and whether they have ``left``."""

    renewals: np.ndarray
    left: np.ndarray
    shop: np.ndarray


def log_chance(
    theta: np.ndarray, x: np.ndarray, renewals: np.ndarray, left: np.ndarray, kinds: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Each person's log-likelihood of making so many renewals and then leaving (or not), and its slope.

    L = ∫ (1 − q)^renewals · q^left φ(z) dz, with log-odds of q = x·β + σ·z, and log σ = kinds·τ.

    Parameters: ``theta`` (β, τ); ``x`` (people, causes); ``renewals``, ``left`` (people,); ``kinds`` (people, M), 1 in
    the column of the kind of customer, each with a σ of its own.
    Returns (people,) and (people, causes + M).
    """
    causes = x.shape[1]
    spread = np.exp(kinds @ theta[causes:])[:, None]
    nodes, weights = bell_nodes(15)
    odds = (x @ theta[:causes])[:, None] + spread * nodes
    # ln(1 − q) = −ln(1 + e^odds); ln q = odds + ln(1 − q)
    stay = -np.logaddexp(0, odds)
    each = renewals[:, None] * stay + left[:, None] * (odds + stay)
    top = each.max(axis=1, keepdims=True)
    chance = np.exp(each - top) * weights
    total = chance.sum(axis=1, keepdims=True)
    slope = chance / total * (left[:, None] - (renewals + left)[:, None] * np.exp(odds + stay))
    by_spread = (slope * spread * nodes).sum(axis=1)
    each_theta = np.column_stack([slope.sum(axis=1)[:, None] * x, by_spread[:, None] * kinds])
    return (np.log(total) + top)[:, 0], each_theta


@dataclass(frozen=True)
class LeavingFit:
    """A fitted chance of leaving: ``estimate`` (K,), names of the causes, scores by person, information."""

    names: tuple
    estimate: np.ndarray
    scores: np.ndarray
    information: np.ndarray

    def at(self, counts: np.ndarray) -> np.ndarray:
        """Each sample's estimates (draws, K), log σ last."""
        return one_step(self.estimate, self.scores, self.information, counts)


def fit_leaving(
    names: tuple[str, ...],
    x: np.ndarray,
    spells: Spells,
    owner: np.ndarray,
    people: int,
    *,
    kinds: np.ndarray | None = None,
    spread: float | None = None,
    known: np.ndarray | None = None,
) -> LeavingFit:
    """Fit the chance of leaving by maximum likelihood.

    Parameters: ``x`` (rows, causes); ``spells``, of the same rows; ``owner``, the person of each row. Either ``kinds``
    (see log_chance), whose spreads are estimated, or a ``spread`` that is given. ``known``: renewals made before the
    person was asked; who had left by then could not answer, so that the likelihood is of what came later.
    Raises ValueError if nobody leaves, or nobody stays.
    """
    from scipy.optimize import minimize

    left, rows = spells.left, len(spells.left)
    if not 0 < left.sum() < rows:
        raise ValueError(f"left must show some leaving and some staying, got {int(left.sum())} of {rows}")
    causes = x.shape[1]
    free = causes if kinds is None else causes + kinds.shape[1]
    group = np.ones((rows, 1)) if kinds is None else kinds
    fixed = np.zeros(0) if spread is None else np.array([np.log(spread)])
    # A weak pull of log σ towards 0, worth one person: with little data the likelihood can run off to σ = 0.
    pull = (np.arange(free) >= causes).astype(float)

    def each(theta):
        full = np.concatenate([theta, fixed])
        value, slope = log_chance(full, x, spells.renewals, left, group)
        if known is not None:
            before, before_slope = log_chance(full, x, known, np.zeros(rows), group)
            value, slope = value - before, slope - before_slope
        return value, slope[:, :free]

    def cost(theta):
        value, slope = each(theta)
        return -(value.sum() - pull @ theta**2 / 2) / rows, -(slope.sum(axis=0) - pull * theta) / rows

    start = np.zeros(free)
    start[0] = np.log(left.sum() / (spells.renewals + left).sum())
    theta = minimize(cost, start, jac=True, method="BFGS", options={"gtol": 1e-6}).x
    information = minus_curvature(lambda at: -cost(at)[1] * rows, theta)
    return LeavingFit(names, theta, sums_by_person(each(theta)[1], owner, people), information)


@dataclass(frozen=True)
class StayingLink:
    """``everyone``: LeavingFit of all customers by what is on record; ``answered``: of those who answered, with their
    satisfaction; ``steady``: by person, sums that say how much of an answer on satisfaction stays the next time."""

    everyone: LeavingFit
    answered: LeavingFit
    steady: np.ndarray

    def at(self, counts: np.ndarray) -> dict[str, np.ndarray]:
        """``leave`` (draws, CAUSES), ``spread`` (draws, 2) σ with and without a contract, ``per_satisfaction`` (draws,) log-odds per point."""
        leave, answered = self.everyone.at(counts), self.answered.at(counts)
        together, alone = weighted(counts, self.steady).T
        reliability = np.clip(together / alone, 0.3, 1)
        return {
            "leave": leave[:, : len(CAUSES)],
            "spread": np.exp(np.clip(leave[:, len(CAUSES) :], -2, 1)),
            "per_satisfaction": answered[:, 1] / reliability,
            "reliability": reliability,
        }


def spells_of(tables: Tables) -> Spells:
    """Return each customer's Spells, in the order of the customers table."""
    customers, n = tables.customers, tables.people
    shop = (customers["contract"] == "none").to_numpy()
    orders = tables.orders.groupby("customer")["date"].agg(["size", "max"]).reindex(customers["customer"])
    end = tables.orders["date"].max()
    renewals = orders["size"].to_numpy(float) - 1
    left = ((end - orders["max"]).dt.days > SILENCE).to_numpy(float)
    row = tables.rows_of(tables.subscriptions)
    renewals[row] = tables.subscriptions["boxes"].to_numpy(float) - 1
    left[row] = tables.subscriptions["left"].to_numpy(float)
    if np.isnan(renewals).any():
        raise ValueError(
            f"orders must have at least one order of each customer, got none of {int(np.isnan(renewals).sum())}"
        )
    return Spells(renewals, left[:n], shop)


def fit_staying(tables: Tables, first: pd.DataFrame) -> tuple[StayingLink, np.ndarray]:
    """Fit both chances of leaving; returns StayingLink and how many customers each first sheet stands for."""
    spells, customers = spells_of(tables), tables.customers
    shop, club, call = (
        spells.shop.astype(float),
        customers["club_member"].to_numpy(float),
        customers["follow_up_call"].to_numpy(float),
    )
    origin = customers["channel"].astype(str).map(ORIGIN_OF).to_numpy()
    one, voucher, paid = np.ones(len(shop)), (origin == 1).astype(float), (origin == 0).astype(float)
    x = np.column_stack([one, shop, club, call, voucher, paid])
    kinds = np.column_stack([1 - shop, shop])
    everyone = fit_leaving(CAUSES, x, spells, np.arange(len(x)), len(x), kinds=kinds)
    row = tables.rows_of(first)
    known = np.minimum(renewals_by(tables, first, row, spells), spells.renewals[row])
    felt = first["satisfaction"].to_numpy(float) - USUAL_SATISFACTION
    x = np.column_stack([one[row], felt, club[row], call[row], voucher[row]])
    steady = _steady(tables)
    answered, spread = everyone, np.exp(everyone.estimate[-2])
    here = ~spells.shop[row]
    part = Spells(spells.renewals[row][here], spells.left[row][here], spells.shop[row][here])
    for _ in range(2):  # the unseen part is what satisfaction leaves of the differences between people
        answered = fit_leaving(ANSWERED, x[here], part, row[here], len(one), spread=spread, known=known[here])
        explained = answered.estimate[1] ** 2 * felt[here].var()
        spread = np.sqrt(max(np.exp(2 * everyone.estimate[-2]) - explained, 0.1))
    odds = x @ answered.estimate + everyone.estimate[1] * shop[row]
    one_kind = np.ones((len(row), 1))
    still = np.exp(
        log_chance(np.r_[1.0, np.log(spread)], odds[:, None], known, np.zeros(len(row)), one_kind)[0]
    )
    return StayingLink(everyone, answered, steady), np.minimum(1 / still, MOST_WEIGHT)


def renewals_by(tables: Tables, first: pd.DataFrame, row: np.ndarray, spells: Spells) -> np.ndarray:
    """Renewals (or purchases after the first) that each respondent had made when the survey came."""
    start = tables.customers["start"].to_numpy()[row]
    by_contract = (first["date"].to_numpy() - start) / np.timedelta64(30, "D")
    asked = pd.Series(first["date"].to_numpy(), index=first["customer"].to_numpy())
    orders = tables.orders[tables.orders["customer"].isin(asked.index)]
    before = (
        orders[orders["date"].to_numpy() <= asked.loc[orders["customer"]].to_numpy()]
        .groupby("customer")
        .size()
    )
    bought = before.reindex(asked.index, fill_value=1).to_numpy(float) - 1
    return np.where(spells.shop[row], bought, np.floor(by_contract))


def _steady(tables):
    """Products of a person's satisfaction with that of their other surveys, and with itself, less each survey's mean."""
    survey = tables.survey
    owner = tables.rows_of(survey)
    felt = (survey["satisfaction"] - survey.groupby("date")["satisfaction"].transform("mean")).to_numpy()
    group = pd.Series(felt).groupby(owner)
    size = group.transform("size").to_numpy()
    other = (group.transform("sum").to_numpy() - felt) / np.maximum(size - 1, 1)
    again = size > 1
    return sums_by_person(np.column_stack([felt * other, felt**2])[again], owner[again], tables.people)
