"""How long customers under contract stay: one retention rate for all, or the shifted beta-geometric (sBG). Also
where contracts began on different days.

Period 1 starts when the customer signs; the first chance to leave is at the end of period 1. ``periods`` counts
the renewals that a customer could have refused so far.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_number, one_of, share, shorten, whole_number
from custvalue_helpers.kit.columns import (
    aligned,
    counts_in,
    groups_in,
    numbers_in,
    numbers_of,
    tally,
    zeros_and_ones,
)
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.models.numerics import check_fitted, log_stayed, mean_over_beta, standard_errors_from
from custvalue_helpers.models.recommendation import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from custvalue_helpers.kit.kinds import Column, Label, Numbers

__all__ = [
    "ShiftedBetaGeometric",
    "constant_retention",
    "difference_in_leaving",
    "fit_cohorts",
    "fit_shifted_beta_geometric",
    "fit_spells",
    "leaving_by",
    "renewal_table",
]


@dataclass(frozen=True)
class ShiftedBetaGeometric:
    """Each customer leaves at every renewal with their own constant chance θ, which is Beta(alpha, beta) among them.

    ``alpha``, ``beta`` above 0; the mean chance of leaving is alpha/(alpha + beta). ``log_likelihood`` and
    ``standard_errors`` (of alpha and beta) are there after a fit; None, where nobody said how many customers there were.
    Source: Fader & Hardie 2007, How to project customer retention.

    >>> model = ShiftedBetaGeometric(0.668, 3.806)
    >>> round(model.survival(12), 3), round(model.retention(1), 3), round(model.retention(8), 3)
    (0.378, 0.851, 0.942)
    """

    alpha: float
    beta: float
    log_likelihood: float | None = None
    standard_errors: tuple[float, ...] | None = ()

    def __post_init__(self) -> None:
        for name in ("alpha", "beta"):
            if a_number(name, getattr(self, name), 0) == 0:
                raise ValueError(f"{name} must be above 0, got 0")
        check_fitted(self)

    def survival(self, periods: int) -> float:
        """Share still there after so many renewals: S(t) = B(α, β + t)/B(α, β) = Π (β + i − 1)/(α + β + i − 1)."""
        return float(np.exp(log_stayed(self.alpha, self.beta, whole_number("periods", periods))))

    def retention(self, period: int) -> float:
        """Share of those there in ``period`` (1, 2, …) who renew at its end: (β + t − 1)/(α + β + t − 1)."""
        done = whole_number("period", period, low=1) - 1
        return (self.beta + done) / (self.alpha + self.beta + done)

    def lost(self, period: int) -> float:
        """Share of all who leave at the end of ``period``: S(t − 1) − S(t)."""
        done = whole_number("period", period, low=1) - 1
        return self.survival(done) * self.alpha / (self.alpha + self.beta + done)

    def expected_lifetime(self, discount: float, renewals: int = 0) -> float:
        """Expected, discounted number of periods still to be paid for: 1 now, then at each renewal.

        For a customer who has renewed n times and has just paid: Σ_{k≥0} [S(n + k)/S(n)]/(1 + d)ᵏ
        = ₂F₁(1, β + n; α + β + n; 1/(1 + d)) = E[(1 + d)/(d + θ)], a mean over θ that is Beta(α, β + n): the mean of lifetime
        values with one retention rate each. Times the margin a period: lifetime value, 'paid now'.
        Raises ValueError where the sum has no end: discount 0 and alpha at most 1.
        Source: Fader & Hardie 2010, Customer-base valuation in a contractual setting.

        >>> round(ShiftedBetaGeometric(1.0, 3.0).expected_lifetime(0.1), 3)
        4.295
        """
        d, n = share("discount", discount), whole_number("renewals", renewals)
        return _expected_periods(self.alpha, self.beta + n, d)

    def expected_residual_lifetime(self, discount: float, renewals: int = 0) -> float:
        """Expected, discounted number of periods still to come, just before the next renewal: DERL.

        Σ_{t≥n} [S(t)/S(n − 1)]/(1 + d)^(t − n), with n = renewals + 1: the renewal at hand counts in full if it is
        made. Equals the coming chance of renewing times expected_lifetime(discount, renewals + 1).
        Source: Fader & Hardie 2010.

        >>> round(ShiftedBetaGeometric(1.0, 3.0).expected_residual_lifetime(0.1), 3)
        3.624
        """
        n = whole_number("renewals", renewals)
        return self.retention(n + 1) * self.expected_lifetime(discount, n + 1)


class CustomersAlike(ValueError):
    """No sign that customers differ in their chance of leaving: the beta-geometric has no maximum, one rate fits best."""


def fit_shifted_beta_geometric(customers: Numbers, *, cohort_size: int | None = None) -> ShiftedBetaGeometric:
    """Fit the sBG by maximum likelihood to one cohort's numbers of customers.

    ln L = Σ lostₜ·ln P(T = t) + left over·ln S(last), with P(T = 1) = α/(α + β) and
    P(T = t) = P(T = t − 1)·(β + t − 2)/(α + β + t − 1).

    Parameters: ``customers``, how many are there at the start and after each renewal, never rising, at least one
    leaving and one staying; or the shares, beginning with 1 (or with 1000, of a thousand); ``cohort_size``, how many
    customers there were at the start, where shares are given.
    How sure the parameters are depends on the number of customers: shares without a
    ``cohort_size`` bring no standard errors (None), and the log-likelihood is that of as many customers as the first number.
    Raises ValueError or TypeError for other input, and when all leave at one constant rate or faster over time, where the
    likelihood has no maximum (customers are then alike, or wear out).
    Source: Fader & Hardie 2007.

    >>> fit = fit_shifted_beta_geometric([1000, 869, 743, 653, 593, 551, 517, 491])
    >>> round(fit.alpha, 3), round(fit.beta, 3), round(fit.log_likelihood, 2)
    (0.668, 3.806, -1611.16)
    >>> fit_shifted_beta_geometric([1, 0.869, 0.743, 0.653]).standard_errors is None
    True
    """
    there = _cohort(customers)
    counted = bool((there % 1 == 0).all())
    if cohort_size is not None:
        there = there * (whole_number("cohort_size", cohort_size, low=1) / there[0])
    if there[0] == there[-1] or there[-1] == 0:
        what = "nobody leaves" if there[0] == there[-1] else "nobody stays"
        raise ValueError(
            f"customers must show some leaving and some staying, got {shorten(there.tolist())}: {what}"
        )
    found = fit_to_exits(*_exits([there]), f"survivors {shorten(there.tolist())}")
    if counted or cohort_size is not None:
        return found
    return ShiftedBetaGeometric(found.alpha, found.beta, found.log_likelihood, None)


def fit_cohorts(cohorts: Sequence[Numbers] | dict[Any, Any] | pd.DataFrame) -> ShiftedBetaGeometric:
    """Fit one sBG to several cohorts, each watched for as long as it has been there.

    ln L is the sum of the cohorts' (see fit_shifted_beta_geometric): each adds the customers it lost, and those still there.

    Parameters: ``cohorts``, numbers of customers of each cohort at the start and after each of its renewals: a list of
    lists; a dict of them by the cohort's name; or a DataFrame with a row a cohort, whose cells are empty after the last
    renewal that came due. Numbers, not shares: a large cohort says more than a small one. A cohort without a renewal
    yet says nothing, and does no harm.
    Raises ValueError or TypeError for other input, naming the cohort, and as
    fit_shifted_beta_geometric() does.
    Source: Fader & Hardie 2007, the likelihood of which is a sum over customers.

    >>> fit = fit_cohorts({"2023": [1000, 869, 743, 653], "2024": [800, 690, 601], "2025": [1200, 1040]})
    >>> round(fit.alpha / (fit.alpha + fit.beta), 3)
    0.135
    """
    rows: Iterable[tuple[Any, Any]]
    if hasattr(cohorts, "iterrows"):
        rows = [(name, row[: _filled(row)]) for name, row in cohorts.iterrows()]  # a name may stand twice
    elif isinstance(cohorts, dict):
        rows = cohorts.items()
    elif isinstance(cohorts, list | tuple):
        rows = enumerate(cohorts)
    else:
        raise TypeError(
            f"cohorts must be a list, a dict or a DataFrame of numbers of customers, got {type(cohorts).__name__}"
        )
    there = []
    for name, row in rows:
        argument = f"cohorts: {shorten(name)}"
        numbers = counts_in(argument, row)
        there.append(numbers if len(numbers) == 1 and numbers[0] > 0 else _cohort(numbers, argument))
    there = [each for each in there if len(each) > 1]
    if not there:
        raise ValueError("cohorts must hold at least one cohort with a renewal that came due, got none")
    lost, still = _exits(there)
    if not lost.sum() or not still.sum():
        what = "stays" if lost.sum() else "leaves"
        raise ValueError(f"cohorts must show some leaving and some staying, got {len(there)}: nobody {what}")
    return fit_to_exits(
        lost, still, f"{len(there)} cohorts that lost {lost.sum():.0f} of {lost.sum() + still.sum():.0f}"
    )


def _filled(row):
    """How many cells there are up to the last that is not empty."""
    given = np.flatnonzero(row.notna().to_numpy())
    return int(given[-1]) + 1 if len(given) else 0


def _exits(cohorts: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """How many left at the end of period 1, 2, …, and how many were last seen after 1, 2, … renewals, of all cohorts."""
    most = max(len(each) for each in cohorts) - 1
    lost, still = np.zeros(most), np.zeros(most)
    for each in cohorts:
        lost[: len(each) - 1] -= np.diff(each)
        still[len(each) - 2] += each[-1]
    return lost, still


def fit_to_exits(lost: np.ndarray, still: np.ndarray, described: str) -> ShiftedBetaGeometric:
    """Fit the sBG to customers counted by what became of them: the work behind the fits of this lesson.

    Parameters: ``lost``, how many left at the end of period 1, 2, …; ``still``, how many were last seen after 1, 2, …
    renewals; ``described``, what to call the data in an error.
    Raises CustomersAlike, a ValueError, where one rate for all fits best; ValueError where the likelihood has no finite
    maximum otherwise.
    """
    from scipy.optimize import minimize

    periods = np.arange(1, len(lost) + 1)
    people = lost.sum() + still.sum()
    leave = lost.sum() / (
        lost @ periods + still @ periods
    )  # one rate for all, the best fit without differences
    alike = CustomersAlike(
        f"customers must leave less and less often from renewal to renewal, got {described}: no sign that customers"
        " differ, so that the fit has no maximum (use one constant retention rate)"
    )
    if leave < 1 and _rise_with_variance(lost, still, periods, leave) <= 1e-9:
        raise alike

    def minus(logs):
        alpha, beta = np.exp(logs)
        seen = np.cumsum(1 / (alpha + beta + periods - 1))
        kept = np.cumsum(1 / (beta + periods - 1))
        before = kept - 1 / (beta + periods - 1)
        stayed = log_stayed(alpha, beta, periods)
        left = math.log(alpha) - np.log(alpha + beta + periods - 1) + log_stayed(alpha, beta, periods - 1)
        slope = (
            lost @ (1 - alpha * seen) - still @ (alpha * seen),
            lost @ (beta * (before - seen)) + still @ (beta * (kept - seen)),
        )
        return -(lost @ left + still @ stayed) / people, -np.array(slope) / people

    found = minimize(
        minus, (0.0, 0.5), jac=True, method="L-BFGS-B", bounds=[(-8, 14)] * 2,
        options={"ftol": 1e-15, "gtol": 1e-10},
    )  # fmt: skip
    alpha, beta = map(float, np.exp(found.x))
    try:
        errors = standard_errors_from(None, found.x, lambda logs: minus(logs)[1] * people, near=0.05)
    except ValueError:
        if alpha + beta > 1e3:
            raise alike from None
        raise ValueError(
            f"customers do not pin the model down, got {described}: the fit did not converge to a finite maximum (alpha and"
            f" beta run to {alpha:.3g}, {beta:.3g}): some leave at once, and the others never"
        ) from None
    return ShiftedBetaGeometric(
        alpha, beta, float(-found.fun * people), tuple(map(float, errors * (alpha, beta)))
    )


def constant_retention(customers: Numbers, *, method: str) -> float:
    """One retention rate for all and for ever, from a cohort's numbers of customers.

    ``method`` 'all renewals': renewals made / renewals due, the maximum-likelihood estimate; 'first and last':
    (last/first)^(1/renewals), the rate whose curve passes through the last number seen.

    Parameters: ``customers``, how many are there at the start and after each renewal, never rising.
    Returns a share from 0 to 1. Raises ValueError for other input.

    >>> [round(constant_retention([1000, 700, 595], method=each), 3) for each in ("all renewals", "first and last")]
    [0.762, 0.771]
    """
    one_of("method", method, ("all renewals", "first and last"))
    there = _cohort(customers)
    if method == "all renewals":
        return float(there[1:].sum() / there[:-1].sum())
    return float((there[-1] / there[0]) ** (1 / (len(there) - 1)))


def _cohort(customers, argument="customers"):
    """The survivors as an array, checked."""
    there = numbers_in(argument, customers, low=0, least=2)
    if there[0] == 0:
        raise ValueError(f"{argument} must begin with the number at the start, above 0, got 0")
    rises = np.flatnonzero(np.diff(there) > 0)
    if len(rises):
        at = int(rises[0]) + 1
        raise ValueError(
            f"{argument} must never rise within a cohort, got {there[at]:g} after {there[at - 1]:g}"
            f" (renewal {at}): did new ones join?"
        )
    if there[0] % 1:
        whole = "1" if there[0] < 1 else "100" if there[0] < 100 else "1000"
        raise ValueError(
            f"{argument} must begin with everyone: their number, or {whole} where these are shares, got {there[0]:g} first"
            f" (did you mean [{whole}, {', '.join(f'{each:g}' for each in there[:2])}, …]?)"
        )
    return there


def _rise_with_variance(lost, still, periods, leave):
    """How ln L per customer begins to rise when the chances of leaving begin to differ: ½ Σ f″(θ)/f(θ) at variance 0.

    f is the chance of what a customer did, θ(1 − θ)^(t − 1) or (1 − θ)^n. If it does not rise, all alike fits best.
    """
    left_then = -2 * (periods - 1) / (leave * (1 - leave)) + (periods - 1) * (periods - 2) / (1 - leave) ** 2
    still_here = periods * (periods - 1) / (1 - leave) ** 2
    return float(lost @ left_then + still @ still_here) / 2 / (lost.sum() + still.sum())


def _expected_periods(alpha, beta, discount):
    """E[(1 + d)/(d + θ)] over Beta(α, β); without a discount (α + β − 1)/(α − 1), finite for α > 1."""
    if discount == 0:
        if alpha <= 1:
            raise ValueError(
                f"discount must be above 0 here, got 0: with alpha {alpha:g} (at most 1) some customers stay so long"
                " that the expected lifetime has no end"
            )
        return (alpha + beta - 1) / (alpha - 1)
    longest = (1 + discount) / discount
    if not math.isfinite(longest):
        raise ValueError(f"discount must be 0 or at least 1e-300, got {discount:g}")
    return float(mean_over_beta(alpha, beta, lambda theta: (1 + discount) / (discount + theta), longest, 1.0))


# Contracts that began on different days, some still running: retention when not everyone was watched to the end.


def renewal_table(periods: Numbers, left: Numbers) -> pd.DataFrame:
    """Retention at each renewal, and the share still there after it, from spells of which some still run.

    At each renewal count only those for whom it came due. retention = 1 − lost/due; survival is the product of the
    retentions so far; its standard error is survival·√Σ lost/(due·(due − lost)). A running spell counts as long as it
    was watched, and is never taken for one that ended.

    Parameters: ``periods``, periods paid for so far, at least 1, a customer each; ``left``, 1 or True for who declined
    the next one, 0 for who is still there.
    Returns a DataFrame indexed by renewal: due, lost, retention, survival, standard_error; as far as renewals came due.
    Raises ValueError or TypeError for other input.
    Sources: Kaplan & Meier 1958; Greenwood 1926.

    >>> renewal_table([1, 2, 2, 3], [1, 0, 1, 0])[["due", "lost", "survival"]]
             due  lost  survival
    renewal
    1          4     1     0.750
    2          2     1     0.375
    """
    paid, gone = _spells(periods, left)
    made = paid - 1 + gone  # renewals that came due for this customer
    if not made.any():
        raise ValueError("periods and left must show at least one renewal that came due, got none")
    most = int(made.max())
    due = len(made) - np.cumsum(tally(made, minlength=most + 1))[:most]
    lost = tally(made[gone == 1], minlength=most + 1)[1 : most + 1]
    retention = 1 - lost / due
    survival = np.cumprod(retention)
    spread = np.cumsum(np.divide(lost, due * (due - lost), out=np.zeros(most), where=due > lost))
    return pd.DataFrame(
        {"due": due, "lost": lost, "retention": retention, "survival": survival,
         "standard_error": survival * np.sqrt(spread)},
        index=pd.RangeIndex(1, most + 1, name="renewal"),
    )  # fmt: skip


def fit_spells(periods: Numbers, left: Numbers) -> ShiftedBetaGeometric:
    """Fit the sBG to spells of which some still run.

    ln L = Σ over who left ln P(T = t) + Σ over who is there ln S(renewals made).

    Parameters: as for renewal_table().
    Raises ValueError as fit_shifted_beta_geometric() does.
    Source: Fader & Hardie 2007.

    >>> fit = fit_spells([1] * 131 + [2] * 126 + [3] * 90 + [4] * 653, [1] * 347 + [0] * 653)
    >>> round(fit.survival(3), 2)
    0.65
    """
    paid, gone = _spells(periods, left)
    if gone.all() or not gone.any():
        what = "all have left" if gone.all() else "nobody has left"
        raise ValueError(f"left must show some who left and some who did not, got {len(gone)} spells: {what}")
    most = int((paid - 1 + gone).max())
    lost = tally(paid[gone == 1], minlength=most + 1)[1:].astype(float)
    still = tally(paid[gone == 0] - 1, minlength=most + 1)[1 : most + 1].astype(float)
    return fit_to_exits(lost, still, f"{len(gone)} spells of which {int(gone.sum())} ended")


def _spells(periods, left):
    """Both as whole numbers of one length, checked."""
    (periods, left), _ = aligned(periods=periods, left=left)
    paid = counts_in("periods", periods)
    gone = zeros_and_ones("left", left)
    if (paid < 1).any():
        raise ValueError(
            f"periods must be whole numbers of at least 1, got {paid[paid < 1][0]:g} ({int((paid < 1).sum())} of {len(paid)} such)"
        )
    return paid.astype(int), gone.astype(int)


def leaving_by(group: Column, periods: Numbers, left: Numbers) -> pd.DataFrame:
    """How often customers of each group leave when a renewal comes due.

    leave = lost/due over all renewals of the group's customers; standard error √(leave·(1 − leave)/due).

    Parameters: ``group``, a label a customer; the rest as for renewal_table(). Series go together by their index.
    Returns a DataFrame indexed by group: customers, due, lost, leave, standard_error.
    Raises ValueError for other input, missing labels, or a group without a renewal that came due.

    >>> leaving_by(["a", "a", "b"], [1, 3, 2], [1, 0, 1])["leave"].round(2).to_dict()
    {'a': 0.33, 'b': 0.5}
    """
    (group, periods, left), _ = aligned(group=group, periods=periods, left=left)
    paid, gone = _spells(periods, left)
    labels = pd.Series(np.asarray(group) if not isinstance(group, pd.Series) else group.array)
    if labels.isna().any():
        raise ValueError(f"group must have no missing label, got {int(labels.isna().sum())} of {len(labels)}")
    rows = pd.DataFrame({"group": labels, "due": paid - 1 + gone, "lost": gone})
    grouped = rows.groupby("group", observed=True)
    table = grouped[["due", "lost"]].sum()
    table.insert(0, "customers", grouped.size())
    if (table["due"] == 0).any():
        raise ValueError(
            f"every group must have a renewal that came due, got none for {table.index[table['due'] == 0][0]}"
        )
    table["leave"] = table["lost"] / table["due"]
    table["standard_error"] = np.sqrt(table["leave"] * (1 - table["leave"]) / table["due"])
    return table


def difference_in_leaving(table: pd.DataFrame, of: Label, against: Label) -> Change:
    """How much less ``of`` leave than ``against``, two groups of leaving_by(), in points of a hundred renewals.

    points = 100·(leave of against − leave of of), with standard error 100·√(se² + se²).
    Returns Change; read its interval. Raises ValueError for a group that is not there.

    >>> change = difference_in_leaving(leaving_by(["a"] * 50 + ["b"] * 50, [4] * 100, [0] * 40 + [1] * 60), "a", "b")
    >>> round(change.points, 1), round(change.standard_error, 1)
    (18.8, 3.6)
    """
    numbers_of(table, ["leave", "standard_error"], (0, 1), argument="table", table="table")
    groups_in("table: index", table.index.to_series().reset_index(drop=True))
    if table.index.has_duplicates:
        raise ValueError(f"table must have one row a group, got {shorten(table.index.tolist())}")
    for argument, name in (("of", of), ("against", against)):
        one_of(argument, name, list(table.index))
    error = 100 * float(np.hypot(*table.loc[[of, against], "standard_error"]))
    if error == 0:
        raise ValueError(
            f"{of!r} and {against!r} must show some leaving and some staying, got none: nothing says how large chance is"
        )
    points = 100 * float(table["leave"][against] - table["leave"][of])
    return Change(points, error)
