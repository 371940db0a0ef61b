"""How long customers under contract stay: one retention rate for all, or the shifted beta-geometric (sBG).

Period 1 starts when the customer signs; the first chance to leave is at the end of period 1. ``periods`` counts
the renewals that a customer could have refused so far.
"""

import math
from dataclasses import dataclass

import numpy as np

from custvalue_helpers.kit.checks import a_number, one_of, share, shorten, whole_number
from custvalue_helpers.loyalty.curvature import standard_errors_from


@dataclass(frozen=True)
class ShiftedBetaGeometric:
    """Each customer leaves at every renewal with their own constant chance θ, which is Beta(alpha, beta) among them.

    ``alpha``, ``beta`` above 0; the mean chance of leaving is alpha/(alpha + beta). ``log_likelihood`` and
    ``standard_errors`` (of alpha and beta) are there after a fit.
    Source: Fader & Hardie 2007, How to project customer retention.

    >>> model = ShiftedBetaGeometric(0.668, 3.806)
    >>> round(model.survival(12), 3), round(model.retention(1), 3), round(model.retention(8), 3)
    (0.378, 0.851, 0.942)
    """

    alpha: float
    beta: float
    log_likelihood: float = math.nan
    standard_errors: tuple = ()

    def __post_init__(self):
        for name in ("alpha", "beta"):
            if a_number(name, getattr(self, name), 0) == 0:
                raise ValueError(f"{name} must be above 0, got 0")

    def survival(self, periods):
        """Share still there after so many renewals: S(t) = B(α, β + t)/B(α, β) = Π (β + i − 1)/(α + β + i − 1)."""
        return math.exp(_log_survival(self.alpha, self.beta, whole_number("periods", periods)))

    def retention(self, period):
        """Share of those there in ``period`` (1, 2, …) who renew at its end: (β + t − 1)/(α + β + t − 1)."""
        done = whole_number("period", period, low=1) - 1
        return (self.beta + done) / (self.alpha + self.beta + done)

    def lost(self, period):
        """Share of all who leave at the end of ``period``: S(t − 1) − S(t)."""
        return self.survival(whole_number("period", period, low=1) - 1) * (1 - self.retention(period))

    def expected_lifetime(self, discount, renewals=0):
        """Expected, discounted number of periods still to be paid for: 1 now, then at each renewal.

        For a customer who has renewed n times and has just paid: Σ_{k≥0} [S(n + k)/S(n)]/(1 + d)ᵏ
        = ₂F₁(1, β + n; α + β + n; 1/(1 + d)). Times the margin a period: lifetime value, 'paid now'.
        Raises ValueError where the sum has no end: discount 0 and alpha at most 1.
        Source: Fader & Hardie 2010, Customer-base valuation in a contractual setting.

        >>> round(ShiftedBetaGeometric(1.0, 3.0).expected_lifetime(0.1), 3)
        4.295
        """
        d, n = share("discount", discount), whole_number("renewals", renewals)
        return _expected_periods(self.alpha, self.beta + n, d)

    def expected_residual_lifetime(self, discount, renewals=0):
        """Expected, discounted number of periods still to come, just before the next renewal: DERL.

        Σ_{t≥n} [S(t)/S(n − 1)]/(1 + d)^(t − n), with n = renewals + 1: the renewal at hand counts in full if it is
        made. Equals the coming chance of renewing times expected_lifetime(discount, renewals + 1).
        Source: Fader & Hardie 2010.

        >>> round(ShiftedBetaGeometric(1.0, 3.0).expected_residual_lifetime(0.1), 3)
        3.624
        """
        n = whole_number("renewals", renewals)
        return self.retention(n + 1) * self.expected_lifetime(discount, n + 1)


def fit_shifted_beta_geometric(customers):
    """Fit the sBG by maximum likelihood to one cohort's numbers of customers.

    ln L = Σ lostₜ·ln P(T = t) + left over·ln S(last), with P(T = 1) = α/(α + β) and
    P(T = t) = P(T = t − 1)·(β + t − 2)/(α + β + t − 1).

    Parameters: ``customers``, how many are there at the start and after each renewal, never rising, at least one
    leaving and one staying (for survival shares: 1,000 × each, beginning with 1000).
    Returns ShiftedBetaGeometric. Raises ValueError for other input, and when all leave at one constant rate or
    faster over time, where the likelihood has no maximum (customers are then alike, or wear out).
    Source: Fader & Hardie 2007.

    >>> fit = fit_shifted_beta_geometric([1000, 869, 743, 653, 593, 551, 517, 491])
    >>> round(fit.alpha, 3), round(fit.beta, 3), round(fit.log_likelihood, 2)
    (0.668, 3.806, -1611.16)
    """
    there = _cohort(customers)
    if there[0] == there[-1] or there[-1] == 0:
        what = "nobody leaves" if there[0] == there[-1] else "nobody stays"
        raise ValueError(
            f"customers must show some leaving and some staying, got {shorten(there.tolist())}: {what}"
        )
    still = np.zeros(len(there) - 1)
    still[-1] = there[-1]
    return fit_to_exits(-np.diff(there), still, f"survivors {shorten(there.tolist())}")


def fit_to_exits(lost, still, described):
    """Fit the sBG to customers counted by what became of them: the work behind the two fits of this lesson.

    Parameters: ``lost``, how many left at the end of period 1, 2, …; ``still``, how many were last seen after 1, 2, …
    renewals; ``described``, what to call the data in an error.
    Raises ValueError where the likelihood has no finite maximum.
    """
    from scipy.optimize import minimize

    periods = np.arange(1, len(lost) + 1)
    people = lost.sum() + still.sum()
    leave = lost.sum() / (
        lost @ periods + still @ periods
    )  # one rate for all, the best fit without differences
    if _rise_with_variance(lost, still, periods, leave) <= 1e-9:
        raise ValueError(
            f"customers must leave less and less often from renewal to renewal, got {described}: no sign that customers"
            " differ, so that the fit has no maximum (use one constant retention rate)"
        )

    def minus_log_likelihood(logs):
        chances, survival = _log_chances(*np.exp(logs), periods)
        return -(lost @ chances + still @ survival) / people

    found = minimize(
        minus_log_likelihood, (0.0, 0.5), method="L-BFGS-B", bounds=[(-8, 10)] * 2,
        options={"ftol": 1e-15, "gtol": 1e-10},
    )  # fmt: skip
    if (np.abs(found.x - 1) > 8.9).any():
        raise ValueError(
            f"customers do not pin the model down, got {described}: the fit did not converge to a finite maximum (alpha and"
            f" beta run to {', '.join(f'{each:.3g}' for each in np.exp(found.x))})"
        )
    errors = standard_errors_from(lambda logs: minus_log_likelihood(logs) * people, found.x)
    alpha, beta = map(float, np.exp(found.x))
    return ShiftedBetaGeometric(
        alpha, beta, float(-found.fun * people), tuple(map(float, errors * (alpha, beta)))
    )


def constant_retention(customers, *, method):
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


def _cohort(customers):
    """The survivors as an array, checked."""
    there = np.asarray(customers, dtype=float).ravel()
    if len(there) < 2 or not np.isfinite(there).all() or (there < 0).any() or there[0] == 0:
        raise ValueError(
            "customers must be the number at the start, above 0, and after each renewal, two numbers or more,"
            f" got {shorten(there.tolist())}"
        )
    if (np.diff(there) > 0).any():
        at = int(np.argmax(np.diff(there) > 0)) + 1
        raise ValueError(
            f"customers must never rise within a cohort, got {there[at]:g} after {there[at - 1]:g}"
            f" (renewal {at}): did new ones join?"
        )
    return there


def _rise_with_variance(lost, still, periods, leave):
    """How ln L per customer begins to rise when the chances of leaving begin to differ: ½ Σ f″(θ)/f(θ) at variance 0.

    f is the chance of what a customer did, θ(1 − θ)^(t − 1) or (1 − θ)^n. If it does not rise, all alike fits best.
    """
    left_then = -2 * (periods - 1) / (leave * (1 - leave)) + (periods - 1) * (periods - 2) / (1 - leave) ** 2
    still_here = periods * (periods - 1) / (1 - leave) ** 2
    return float(lost @ left_then + still @ still_here) / 2 / (lost.sum() + still.sum())


def _log_survival(alpha, beta, t):
    """ln B(α, β + t) − ln B(α, β), by log-gammas; a product for few periods, which is exact."""
    if t <= 200:
        return sum(math.log((beta + i) / (alpha + beta + i)) for i in range(t))
    gamma = math.lgamma
    return gamma(beta + t) - gamma(alpha + beta + t) - gamma(beta) + gamma(alpha + beta)


def _log_chances(alpha, beta, periods):
    """ln P(T = t) and ln S(t) for each period."""
    renewing = np.log(beta + periods - 1) - np.log(alpha + beta + periods - 1)
    before = np.concatenate(([0.0], np.cumsum(renewing)[:-1]))
    leaving = math.log(alpha) - np.log(alpha + beta + periods - 1)
    return before + leaving, before + renewing


def _expected_periods(alpha, beta, discount):
    """₂F₁(1, β; α + β; 1/(1 + d)) for d > 0; without a discount (α + β − 1)/(α − 1), finite for α > 1."""
    if discount == 0:
        if alpha <= 1:
            raise ValueError(
                f"discount must be above 0 here, got 0: with alpha {alpha:g} (at most 1) some customers stay so long"
                " that the expected lifetime has no end"
            )
        return (alpha + beta - 1) / (alpha - 1)
    from scipy.special import hyp2f1

    return float(hyp2f1(1, beta, alpha + beta, 1 / (1 + discount)))
