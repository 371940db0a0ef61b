"""How long a customer will stay, from what they did: with a contract, and without one.

Everybody has a chance of leaving of their own. A forecast blends what one customer did with what all the others did.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from custvalue_helpers.kit.checks import shorten
from custvalue_helpers.relationships.trials import _counts


@dataclass(frozen=True)
class LeavingModel:
    """Each customer's chance of leaving at a renewal is Beta(alpha, beta) among them; the mean is alpha/(alpha + beta)."""

    alpha: float
    beta: float
    log_likelihood: float

    def leave_chance(self, renewals, left):
        """One's own record and everybody's, blended: (α + left)/(α + β + renewals).

        Parameters: ``renewals``, the chances to leave so far; ``left``, 1 for who left. Numbers or columns.
        """
        return (self.alpha + np.asarray(left)) / (self.alpha + self.beta + np.asarray(renewals))


def fit_leaving(renewals, left):
    """Fit the beta-geometric model to customers watched for different times, running contracts included.

    ln L = Σ ln[B(α + leftᵢ, β + nᵢ − leftᵢ)/B(α, β)]: a customer who left did so at the last of n chances, one who is
    there has taken none of them.

    Parameters: ``renewals``, whole numbers, chances to leave so far; ``left``, 1 or 0. Customers without a renewal
    yet carry no information and do no harm.
    Returns LeavingModel. If all customers leave alike, alpha and beta run to a bound (e^9), and the mean is what counts.
    Raises ValueError or TypeError for other input, and if nobody left or everybody did.
    Source: Fader & Hardie 2007 (the shifted beta-geometric, here with a spell of its own for each customer).
    """
    from scipy.optimize import minimize
    from scipy.special import betaln

    n, gone = _counts("renewals", renewals, 0), _counts("left", left, 0)
    if len(n) != len(gone):
        raise ValueError(f"renewals and left must have the same length, got {len(n)} and {len(gone)}")
    if (gone > np.minimum(n, 1)).any():
        raise ValueError("left must be 1 or 0, and who left must have had at least one renewal to leave at")
    if gone.sum() in (0, len(gone)):
        who = "nobody" if gone.sum() == 0 else "everybody"
        raise ValueError(f"left must hold some who left and some who are there, got {who} who left")

    def minus(logs):
        alpha, beta = np.exp(logs)
        return -(betaln(alpha + gone, beta + n - gone) - betaln(alpha, beta)).mean()

    found = minimize(
        minus, (0.0, 2.0), method="L-BFGS-B", bounds=[(-9, 9)] * 2, options={"ftol": 1e-13, "gtol": 1e-9}
    )
    alpha, beta = map(float, np.exp(found.x))
    return LeavingModel(alpha, beta, float(-found.fun * len(n)))


@dataclass(frozen=True)
class BuyingModel:
    """The modified BG/NBD: purchases at a rate that is Gamma(r, alpha) among customers, and after every purchase, the
    first included, a chance of leaving that is Beta(a, b). ``alpha`` is in the histories' unit of time.
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float

    def probability_alive(self, histories):
        """The chance that each customer has not left: 1/(1 + a/(b + x)·((α + T)/(α + tₓ))^(r + x)).

        Who bought once may have left too: the BG/NBD gives them 1, because it lets nobody leave before a repeat.
        """
        x, last, age = _history(histories)
        odds = (self.r + x) * (np.log(self.alpha + age) - np.log(self.alpha + last)) + np.log(
            self.a / (self.b + x)
        )
        return pd.Series(1 / (1 + np.exp(odds)), index=histories.index)

    def leave_chance(self, histories):
        """The expected chance of leaving after a purchase: (a + 1 − P(alive))/(a + b + x + 1)."""
        alive = self.probability_alive(histories)
        return (self.a + 1 - alive) / (self.a + self.b + histories["frequency"] + 1)

    def purchases_per_time(self, histories):
        """The expected rate of purchases while there, known up to now or up to the last purchase, weighed by P(alive)."""
        alive, (x, last, age) = self.probability_alive(histories), _history(histories)
        return alive * (self.r + x) / (self.alpha + age) + (1 - alive) * (self.r + x) / (self.alpha + last)


def fit_buying(histories):
    """Fit the modified BG/NBD by maximum likelihood to frequency, recency and age.

    Likelihood of a customer: Γ(r + x)α^r/Γ(r)·[B(a, b + x + 1)/B(a, b)·(α + T)^−(r + x) + B(a + 1, b + x)/B(a, b)·
    (α + tₓ)^−(r + x)].

    Parameters: ``histories``, a DataFrame as from loyalty's purchase_histories(): frequency, recency, age, one row a
    customer. Returns BuyingModel. Raises ValueError if nobody came back, or the fit finds no maximum within e^±9.
    Source: Batislam, Denizel & Filiztekin 2007; Hoppe & Wagner 2007.
    """
    from scipy.optimize import minimize
    from scipy.special import betaln, gammaln

    x, last, age = _history(histories)
    if not (x > 0).any():
        raise ValueError("histories must hold at least one customer who came back, got none")
    scale = float(age.mean())

    def minus(logs):
        r, alpha, a, b = np.exp(logs)
        both = gammaln(r + x) - gammaln(r) + r * math.log(alpha) - betaln(a, b)
        here = betaln(a, b + x + 1) - (r + x) * np.log(alpha + age / scale)
        gone = betaln(a + 1, b + x) - (r + x) * np.log(alpha + last / scale)
        return -(both + np.logaddexp(here, gone)).mean()

    start = np.log([1.0, 0.3, 1.0, 4.0])
    found = minimize(
        minus, start, method="L-BFGS-B", bounds=[(-9, 9)] * 4, options={"ftol": 1e-13, "gtol": 1e-8}
    )
    if not found.success or (np.abs(found.x) > 8.9).any():
        raise ValueError(
            "histories do not pin the model down: the fit finds no maximum (r, alpha/unit, a, b run to"
            f" {', '.join(f'{each:.3g}' for each in np.exp(found.x))}); perhaps too few customers came back"
        )
    r, alpha, a, b = map(float, np.exp(found.x))
    log_likelihood = -found.fun * len(x) - x.sum() * math.log(scale)
    return BuyingModel(r, alpha * scale, a, b, float(log_likelihood))


def _history(histories):
    if not isinstance(histories, pd.DataFrame):
        raise TypeError(f"histories must be a DataFrame, got {type(histories).__name__}")
    absent = [name for name in ("frequency", "recency", "age") if name not in histories]
    if absent:
        raise ValueError(f"histories must have the columns frequency, recency and age, got no {absent[0]}")
    x = _counts("frequency", histories["frequency"], 0)
    last, age = (_counts(name, histories[name], 0, whole=False) for name in ("recency", "age"))
    if (last > age * (1 + 1e-9)).any():
        at = int(np.argmax(last > age))
        raise ValueError(
            f"recency must be at most age, got {shorten(float(last[at]))} and {shorten(float(age[at]))}"
        )
    return x, last, age
