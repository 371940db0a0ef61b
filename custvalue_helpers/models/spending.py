"""How much the customers spend a purchase: the Gamma-Gamma model."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_number
from custvalue_helpers.kit.columns import aligned, counts_in, numbers_in
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.models.numerics import check_fitted, log_rising, standard_errors_from

if TYPE_CHECKING:
    from custvalue_helpers.kit.kinds import AsGiven, Numbers

__all__ = ["GammaGamma", "fit_gamma_gamma"]


@dataclass(frozen=True)
class GammaGamma:
    """Each customer has a mean spend ν of their own; single purchases are Gamma(p, p/ν) around it.

    Among the customers the rate of ν's gamma is Gamma(q, v). ``v`` is in the currency of the spends. Spend is taken
    to have nothing to do with how often somebody buys: check that before you use it.
    ``log_likelihood`` and ``standard_errors`` (p, q, v) are there after a fit.
    Sources: Colombo & Jiang 1999; Fader, Hardie & Lee 2005, RFM and CLV; Fader & Hardie 2013.

    >>> model = GammaGamma(p=6.25, q=3.74, v=15.44)
    >>> round(model.mean, 2), round(model.expected_spend(2, 22.35), 2)
    (35.22, 24.66)
    """

    p: float
    q: float
    v: float
    log_likelihood: float | None = None
    standard_errors: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        for name in ("p", "q", "v"):
            if a_number(name, getattr(self, name), 0) == 0:
                raise ValueError(f"{name} must be above 0, got 0")
        check_fitted(self)

    @property
    def mean(self) -> float:
        """Mean spend a purchase among all customers: p·v/(q − 1). With q at most 1 there is none, and it says so."""
        if self.q <= 1:
            raise ValueError(
                f"the mean spend needs q above 1, got {self.q:g}: the tail is so heavy that no mean exists"
            )
        return self.p * self.v / (self.q - 1)

    def expected_spend(self, purchases: float | Numbers, mean_spend: float | Numbers) -> AsGiven:
        """What a customer will spend a purchase, given the mean of so many purchases seen (numbers, or columns).

        E[ν | m, x] = (v + x·m)·p/(p·x + q − 1): the customer's own mean m and the mean of all, p·v/(q − 1), weighted
        p·x to q − 1. With no purchase seen, the mean of all.
        Returns a number, an array, or a Series with the same index; Series go together by their index.
        """
        alone = np.ndim(purchases) == 0 == np.ndim(mean_spend)
        given = _spends([purchases], [mean_spend], 0) if alone else _spends(purchases, mean_spend, 0)
        x, seen, index = given
        if self.q <= 1 and (self.p * x + self.q <= 1).any():
            raise ValueError(
                f"expected_spend needs q above 1 where nothing was seen, got q = {self.q:g}: no mean exists"
            )
        expected = (self.v + x * seen) * self.p / (self.p * x + self.q - 1)
        if alone:
            return float(expected[0])
        return expected if index is None else pd.Series(expected, index=index, name="expected_spend")


def fit_gamma_gamma(purchases: Numbers, mean_spend: Numbers) -> GammaGamma:
    """Fit the Gamma-Gamma model by maximum likelihood to customers with at least one purchase each.

    ln L = Σ ln Γ(px + q) − ln Γ(px) − ln Γ(q) + q·ln v + (px − 1)·ln m + px·ln x − (px + q)·ln(v + x·m).

    Parameters: ``purchases`` x, at least 1, and their ``mean_spend`` m, above 0, one of each a customer. Of
    purchase_histories() take the customers who came back: frequency and mean_spend both leave out the first purchase.
    Raises ValueError for other input, fewer than three different spends, or a fit that finds no
    finite maximum.

    >>> table = pd.DataFrame({"x": [1, 2, 3, 9, 2, 4, 1, 8], "m": [9.0, 95.0, 28.0, 60.0, 12.0, 30.0, 15.0, 190.0]})
    >>> round(fit_gamma_gamma(table["x"], table["m"]).mean, 1)
    67.1
    """
    from scipy.optimize import minimize

    x, m, _ = _spends(purchases, mean_spend, least=1)
    if (m <= 0).any():
        raise ValueError(
            f"mean_spend must be above 0, got {int((m <= 0).sum())} of {len(m)} at 0 (leave them out: the model has no free purchases)"
        )
    if len(np.unique(m)) < 3:
        raise ValueError(
            f"mean_spend must hold at least three different values, got {len(np.unique(m))}: too few to say"
        )
    scale = float(m.mean())
    m = m / scale

    def minus(logs):
        value, slope = _log_likelihood(logs, x, m)
        return -value / len(x), -slope / len(x)

    found = minimize(
        minus, np.log([3.0, 3.0, 1.0]), jac=True, method="L-BFGS-B", bounds=[(-7, 12)] * 3,
        options={"ftol": 1e-14, "gtol": 1e-8, "maxiter": 1000, "maxls": 60},
    )  # fmt: skip
    best = np.exp(found.x)
    try:
        errors = standard_errors_from(None, found.x, lambda logs: minus(logs)[1] * len(x), near=0.05)
    except ValueError:
        raise ValueError(
            "mean_spend does not pin the model down: the fit did not converge to a finite maximum (p, q, v/mean run to"
            f" {', '.join(f'{each:.3g}' for each in best)}). Perhaps the customers all spend alike"
        ) from None
    units = np.array([1, 1, scale])
    log_likelihood = -found.fun * len(x) - len(x) * math.log(scale)
    p, q, v = map(float, best * units)
    return GammaGamma(p, q, v, float(log_likelihood), tuple(map(float, errors * best * units)))


def _spends(purchases, mean_spend, least):
    """Both as arrays of one length, checked; and the index they share, if any."""
    (purchases, mean_spend), index = aligned(purchases=purchases, mean_spend=mean_spend)
    x, m = counts_in("purchases", purchases), numbers_in("mean_spend", mean_spend, low=0)
    if (x < least).any():
        raise ValueError(
            f"purchases must be at least {least}, got {x[x < least][0]:g} ({int((x < least).sum())} of {len(x)} such)"
        )
    return x, m, index


def _log_likelihood(logs, x, m):
    """ln L and its slope by the logs of p, q, v."""
    from scipy.special import digamma, gammaln

    p, q, v = np.exp(logs)
    spent = x * m
    total = v + spent
    value = log_rising(p * x, q) - gammaln(q) - np.log(m)
    value -= p * x * np.log1p(v / spent) + q * np.log1p(spent / v)
    slope = np.array(
        [
            p * (x * (digamma(p * x + q) - digamma(p * x) - np.log1p(v / spent))).sum(),
            q * (digamma(p * x + q) - digamma(q) - np.log1p(spent / v)).sum(),
            (q * spent / total - p * x * v / total).sum(),
        ]
    )
    return float(value.sum()), slope
