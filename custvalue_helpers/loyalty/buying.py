"""Buying without a contract: the BG/NBD model of who is still there and how often they will come back."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from custvalue_helpers.kit.checks import a_number, share, shorten, whole_number
from custvalue_helpers.loyalty.curvature import standard_errors_from

HISTORY = ("frequency", "recency", "age")
PARAMETERS = ("r", "alpha", "a", "b")


@dataclass(frozen=True)
class BetaGeometricNBD:
    """While there, a customer buys at random at their own rate λ; after each purchase they leave with chance p.

    λ is Gamma(r, alpha) among the customers, p is Beta(a, b). ``alpha`` is in the histories' unit of time, so all
    times given to the methods must be in that unit too. ``log_likelihood`` and ``standard_errors`` (by parameter) are
    there after a fit.
    Source: Fader, Hardie & Lee 2005, "Counting your customers" the easy way.

    >>> model = BetaGeometricNBD(r=0.2426, alpha=4.4136, a=0.7930, b=2.4262)
    >>> round(model.expected_purchases(39), 3)
    1.195
    >>> round(model.expected_future_purchases(39, frequency=2, recency=30.43, age=38.86), 3)
    1.226
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float = math.nan
    standard_errors: tuple = ()

    def __post_init__(self):
        for name in PARAMETERS:
            if a_number(name, getattr(self, name), 0) == 0:
                raise ValueError(f"{name} must be above 0, got 0")

    def expected_purchases(self, time):
        """Expected number of repeat purchases of a new customer by ``time`` after the first.

        E[X(t)] = (a + b − 1)/(a − 1)·[1 − (α/(α + t))^r·₂F₁(r, b; a + b − 1; t/(α + t))].
        """
        return self.expected_future_purchases(time, frequency=0, recency=0, age=0)

    def probability_alive(self, frequency, recency, age):
        """The chance that a customer with this history has not left.

        P = 1/(1 + a/(b + x − 1)·((α + T)/(α + tₓ))^(r + x)) for x > 0 repeats, the last at tₓ, watched until T.
        For x = 0 it is 1: in this model one leaves only after a repeat purchase, so that a customer who bought
        once cannot have left, however long ago that was. It says nothing about whether they come back.
        Numbers or columns of the same length; returns a number or an array.
        """
        x, last, age, alone = _history(frequency, recency, age)
        return _one_or_many(np.exp(-np.logaddexp(0, self._log_odds_of_gone(x, last, age))), alone)

    def expected_future_purchases(self, time, *, frequency, recency, age):
        """Expected number of purchases in the next ``time``, given a history (numbers, or columns).

        E[Y(t) | x, tₓ, T] = (a + b + x − 1)/(a − 1)·[1 − ((α + T)/(α + T + t))^(r + x)·₂F₁(r + x, b + x; a + b + x − 1;
        t/(α + T + t))] · P(alive). Computed after Euler's transformation, which stays exact for hundreds of purchases.
        """
        time = a_number("time", time, 0)
        x, last, age, alone = _history(frequency, recency, age)
        there = np.exp(-np.logaddexp(0, self._log_odds_of_gone(x, last, age)))
        return _one_or_many(there * self._while_there(time, x, age), alone)

    def discounted_future_purchases(self, discount, horizon, *, frequency, recency, age):
        """Expected purchases in each of the next ``horizon`` periods, discounted, added up.

        Σ_{k=1…horizon} (E[Y(k)] − E[Y(k − 1)])/(1 + d)ᵏ, with d per period, the histories' unit of time. Times the
        expected margin of a purchase: the lifetime value still to come, without a contract.
        """
        d, horizon = share("discount", discount), whole_number("horizon", horizon, low=1)
        x, last, age, alone = _history(frequency, recency, age)
        there = np.exp(-np.logaddexp(0, self._log_odds_of_gone(x, last, age)))
        total, before = np.zeros_like(age), np.zeros_like(age)
        for period in range(1, horizon + 1):
            by_now = self._while_there(period, x, age)
            total += (by_now - before) / (1 + d) ** period
            before = by_now
        return _one_or_many(there * total, alone)

    def chances(self, time, most):
        """The chance of exactly 0, 1, … ``most`` repeat purchases by ``time`` after the first (list).

        P(X(t) = x) = B(a, b + x)/B(a, b)·Γ(r + x)/(Γ(r)·x!)·(α/(α + t))^r·(t/(α + t))^x, plus, for x > 0,
        B(a + 1, b + x − 1)/B(a, b)·[1 − (α/(α + t))^r·Σ_{j<x} Γ(r + j)/(Γ(r)·j!)·(t/(α + t))^j].
        """
        from scipy.special import betaln, gammaln

        time, most = a_number("time", time, 0), whole_number("most", most)
        r, alpha, a, b = self.r, self.alpha, self.a, self.b
        x = np.arange(most + 1)
        counts = np.exp(gammaln(r + x) - gammaln(r) - gammaln(x + 1)) * (alpha / (alpha + time)) ** r
        counts *= (time / (alpha + time)) ** x
        staying = np.exp(betaln(a, b + x) - betaln(a, b)) * counts
        left = np.zeros(most + 1)
        fewer = np.cumsum(counts)[:-1]
        left[1:] = np.exp(betaln(a + 1, b + x[1:] - 1) - betaln(a, b)) * (1 - fewer)
        return (staying + left).tolist()

    def _log_odds_of_gone(self, x, last, age):
        gone = np.full(len(x), -np.inf)
        back = x > 0
        gone[back] = (
            math.log(self.a)
            - np.log(self.b + x[back] - 1)
            + (self.r + x[back]) * (np.log(self.alpha + age[back]) - np.log(self.alpha + last[back]))
        )
        return gone

    def _while_there(self, time, x, age):
        """E[Y(t)] of a customer who is there: (a + b + x − 1)·[1 − (1 − z)^(a − 1)·₂F₁(a − 1, a + b − 1 − r; a + b + x − 1; z)]/(a − 1),
        with z = t/(α + T + t). At a = 1, and at a + b = 1 for who bought once, it is 0/0 or 0·∞: neighbours stand in.
        """
        if abs(self.a - 1) < 1e-5:
            sides = [(1 + 1e-4, self.b), (1 - 1e-4, self.b)]
        elif abs(self.a + self.b - 1) < 1e-5:
            sides = [(self.a, 1 - self.a + 1e-4), (self.a, 1 - self.a - 1e-4)]
        else:
            sides = [(self.a, self.b)]
        return sum(_expected_while_there(self.r, self.alpha, *side, time, x, age) for side in sides) / len(
            sides
        )


def fit_bg_nbd(histories):
    """Fit the BG/NBD model by maximum likelihood.

    ln L = Σ ln[ B(a, b + x)/B(a, b)·Γ(r + x)α^r/(Γ(r)(α + T)^(r + x)) + (x > 0)·B(a + 1, b + x − 1)/B(a, b)·
    Γ(r + x)α^r/(Γ(r)(α + tₓ)^(r + x)) ]. Customers with the same history are added up first: exact, and the work
    then grows with the number of different histories.

    Parameters: ``histories``, a DataFrame with frequency, recency and age, as from purchase_histories(), one row a
    customer who has bought at least once.
    Returns BetaGeometricNBD with its log-likelihood and standard errors. Raises ValueError for histories that cannot
    be, for nobody coming back, and when the fit finds no finite maximum.
    Source: Fader, Hardie & Lee 2005.
    """
    from scipy.optimize import minimize

    x, last, age, _ = _history(*_columns(histories))
    if not (x > 0).any():
        raise ValueError(
            "histories must hold at least one customer who came back, got none: frequency is 0 throughout"
        )
    scale = float(age.mean())
    x, last, age, people = _pooled(x, last / scale, age / scale)
    levels, which = np.unique(x, return_inverse=True)

    def minus(logs):
        value, slope = _log_likelihood(logs, levels, which, last, age, people)
        return -value / len(histories), -slope / len(histories)

    found = minimize(
        minus, np.log([0.5, 0.5, 0.8, 2.0]), jac=True, method="L-BFGS-B", bounds=[(-9, 12)] * 4,
        options={"ftol": 1e-14, "gtol": 1e-8, "maxiter": 1000, "maxls": 60},
    )  # fmt: skip
    if np.abs(minus(found.x)[1]).max() > 1e-4 or (found.x < -8.9).any() or (found.x > 11.9).any():
        raise ValueError(
            "histories do not pin the model down: the fit did not converge to a finite maximum (r, alpha/unit, a, b run to"
            f" {', '.join(f'{each:.3g}' for each in np.exp(found.x))}). Perhaps all customers are alike, or too few came back"
        )
    errors = standard_errors_from(None, found.x, lambda logs: minus(logs)[1] * len(histories))
    best = np.exp(found.x)
    units = np.array([1, scale, 1, 1])
    # The likelihood is of purchase times, a density: in other units each purchase counts 1/scale.
    log_likelihood = -found.fun * len(histories) - float(people @ x) * math.log(scale)
    return BetaGeometricNBD(
        *map(float, best * units), float(log_likelihood), tuple(map(float, errors * best * units))
    )


def _columns(histories):
    if not isinstance(histories, pd.DataFrame):
        raise TypeError(f"histories must be a DataFrame, got {type(histories).__name__}")
    absent = [name for name in HISTORY if name not in histories]
    if absent:
        raise ValueError(
            f"histories must have the columns {', '.join(HISTORY)}, got none named {', '.join(absent)}"
            " (purchase_histories() makes them)"
        )
    if not len(histories):
        raise ValueError("histories must hold at least one customer, got none")
    return (histories[name] for name in HISTORY)


def _history(frequency, recency, age):
    """The three as arrays of one length, checked; and whether they were single numbers."""
    indexes = [each.index for each in (frequency, recency, age) if isinstance(each, pd.Series)]
    if any(not index.equals(indexes[0]) for index in indexes):
        raise ValueError("frequency, recency and age must have the same index, got some that differ")
    given = [np.asarray(each, dtype=float) for each in (frequency, recency, age)]
    alone = all(each.ndim == 0 for each in given)
    try:
        x, last, age = (each.ravel().copy() for each in np.broadcast_arrays(*given))
    except ValueError:
        raise ValueError(
            f"frequency, recency and age must have the same length, got {', '.join(str(each.size) for each in given)}"
        ) from None
    for name, column in zip(HISTORY, (x, last, age), strict=True):
        bad = ~np.isfinite(column) | (column < 0)
        if bad.any():
            raise ValueError(
                f"{name} must be numbers of at least 0, got {int(bad.sum())} others, such as {shorten(float(column[bad][0]))}"
                " (a customer who never bought has no history: leave them out)"
            )
    if (x % 1 != 0).any():
        raise ValueError(
            f"frequency must be whole numbers of repeat purchases, got {float(x[x % 1 != 0][0])}"
        )
    if (last > age * (1 + 1e-9)).any():
        at = int(np.argmax(last > age * (1 + 1e-9)))
        raise ValueError(f"recency must be at most age, got {last[at]:g} and {age[at]:g}: are they swapped?")
    wrong = (x == 0) & (last > 0) | (x > 0) & (last == 0)
    if wrong.any():
        at = int(np.argmax(wrong))
        raise ValueError(
            f"recency must be 0 exactly where frequency is 0, got frequency {x[at]:g} with recency {last[at]:g}: recency is the"
            " time from the first purchase to the last, not the time since"
        )
    return x, last, age, alone


def _one_or_many(values, alone):
    return float(values[0]) if alone else values


def _pooled(x, last, age):
    """Each different history once, and how many customers have it."""
    table = pd.DataFrame({"x": x, "last": last, "age": age}).value_counts(sort=False).reset_index()
    return (table[name].to_numpy(dtype=float) for name in ("x", "last", "age", "count"))


def _log_likelihood(logs, levels, which, last, age, people):
    """ln L and its slope by the logs of r, alpha, a, b.

    ``levels`` are the different frequencies and ``which`` says whose is which: gamma functions are dear, so that each
    is worked out once a frequency.
    """
    from scipy.special import betaln, digamma, gammaln

    r, alpha, a, b = np.exp(logs)
    again = levels > 0
    after = np.where(again, b + levels - 1, 1.0)  # stands in where nobody can have left
    x = levels[which]
    both = (gammaln(r + levels) - gammaln(r) + r * math.log(alpha) - betaln(a, b))[which]
    until_now, until_last = np.log(alpha + age), np.log(alpha + last)
    here = betaln(a, b + levels)[which] - (r + x) * until_now
    gone = np.where(again, betaln(a + 1, after), -np.inf)[which] - (r + x) * until_last
    each = np.logaddexp(here, gone)
    left = np.exp(gone - each)  # the chance of having left
    stay = 1 - left
    total = digamma(a + b + levels)[which] + digamma(a) - digamma(a + b)
    rising = (digamma(r + levels) - digamma(r) + math.log(alpha))[which]
    slope = np.array(
        [
            r * _summed(people, rising - stay * until_now - left * until_last),
            alpha * _summed(people, r / alpha - (r + x) * (stay / (alpha + age) + left / (alpha + last))),
            a * _summed(people, stay * digamma(a) + left * digamma(a + 1) - total),
            b * _summed(people, stay * digamma(b + levels)[which] + left * digamma(after)[which]
                        - digamma(a + b + levels)[which] - digamma(b) + digamma(a + b)),
        ]
    )  # fmt: skip
    return _summed(people, both + each), slope


def _summed(people, values):
    """Σ people·values, in one thread: for vectors of this length, waking others takes ten times as long."""
    return float(np.einsum("i,i->", people, values))


def _expected_while_there(r, alpha, a, b, time, x, age):
    from scipy.special import hyp2f1

    z = time / (alpha + age + time)
    left = (1 - z) ** (a - 1) * hyp2f1(a - 1, a + b - 1 - r, a + b + x - 1, z)
    return (a + b + x - 1) / (a - 1) * (1 - left)
