"""The likelihood of purchase histories, from what is said of how customers' buying and leaving differ.

A customer's chance is a sum: still there, or gone after the last purchase. Each part is a factor for buying, which
depends on the time of buying at all, times a factor for leaving, which depends on the chances to leave that were
passed. So each way in which customers may differ, or not, is written once and put together with any other.
"""

from dataclasses import dataclass

import numpy as np

from custvalue_helpers.loyalty.curvature import standard_errors_from
from custvalue_helpers.loyalty.numerics import log_rising, log_stayed

NEAR = 0.05  # a maximum lies nearer than this to the point found, on the scale of logs


@dataclass(frozen=True)
class Pooled:
    """Each different history once: ``levels`` are the different frequencies and ``which`` says whose is which, because
    gamma functions are dear; ``passed``, by level, is how many chances to leave somebody who is there has passed;
    ``people``, by history, is how many customers have it.
    """

    levels: np.ndarray
    which: np.ndarray
    passed: np.ndarray
    last: np.ndarray
    age: np.ndarray
    people: np.ndarray


def stayed_or_left(a, b, passed):
    """ln of the chance to have stayed at so many chances to leave, and ln of having left at the last of them."""
    before = np.maximum(passed - 1, 0)
    with np.errstate(divide="ignore"):  # a is 0 where nobody leaves
        gone = np.log(a) - np.log(a + b + before) + log_stayed(a, b, before)
    return log_stayed(a, b, passed), np.where(passed > 0, gone, -np.inf)


class RatesDiffer:
    """Rates of purchases are Gamma(r, alpha) among customers: Γ(r + x)/Γ(r)·α^−x·(1 + time/α)^−(r + x)."""

    start, bounds = np.log([0.5, 0.5]), ((-9, 12), (-9, 12))

    @staticmethod
    def logs(point, data):
        """ln of the part that both have, of buying until now and of buying until the last purchase; and their slopes."""
        from scipy.special import digamma

        r, alpha = np.exp(point)
        x = data.levels[data.which]
        both = (log_rising(r, data.levels) - data.levels * point[1])[data.which]
        here, gone = (np.log1p(time / alpha) for time in (data.age, data.last))
        rising = (r * (digamma(r + data.levels) - digamma(r)))[data.which]
        slopes = (
            (rising, -r * here, -r * gone),
            (-x, *((r + x) * time / (alpha + time) for time in (data.age, data.last))),
        )
        return both, -(r + x) * here, -(r + x) * gone, slopes


class OneRate:
    """All buy at one rate λ, the limit of r and alpha without end: λ^x·exp(−λ·time)."""

    start, bounds = np.array([0.0]), ((-25, 12),)

    @staticmethod
    def logs(point, data):
        rate, x = np.exp(point[0]), data.levels[data.which]
        here, gone = -rate * data.age, -rate * data.last
        return x * point[0], here, gone, ((x, here, gone),)


class ChancesDiffer:
    """Chances of leaving are Beta(a, b): staying k times B(a, b + k)/B(a, b), leaving then B(a + 1, b + k − 1)/B(a, b)."""

    start, bounds = np.log([0.8, 2.0]), ((-9, 12), (-9, 12))

    @staticmethod
    def logs(point, passed):
        """ln of having stayed, and of having left at the last of these chances, by level; and their slopes."""
        from scipy.special import digamma

        a, b = np.exp(point)
        before = np.maximum(passed - 1, 0)
        here, gone = stayed_or_left(a, b, passed)
        fall = digamma(a + b + passed) - digamma(a + b)
        slopes = (
            (-a * fall, 1 - a * fall),
            tuple(b * (digamma(b + done) - digamma(b) - fall) for done in (passed, before)),
        )
        return here, gone, slopes


class OneChance:
    """All leave with one chance p, the limit of a and b without end: (1 − p)^k, and p·(1 − p)^(k − 1). p is e^z/(1 + e^z)."""

    start, bounds = np.array([-1.0]), ((-16, 16),)

    @staticmethod
    def logs(point, passed):
        stay, leave = -np.logaddexp(0, point[0]), -np.logaddexp(0, -point[0])
        p, before = np.exp(leave), np.maximum(passed - 1, 0)
        gone = np.where(passed > 0, leave + before * stay, -np.inf)
        return passed * stay, gone, ((-passed * p, (1 - p) - before * p),)


class NobodyLeaves:
    """The limit of a to 0: staying is certain."""

    start, bounds = np.array([]), ()

    @staticmethod
    def logs(point, passed):
        return np.zeros(len(passed)), np.full(len(passed), -np.inf), ()


@dataclass(frozen=True)
class Maximum:
    """The best point of a likelihood: parameters of buying and of leaving, on the scale of logs, and their errors.

    ``errors`` is None where the likelihood has no finite maximum, or is flat there: the point is then how far it was climbed.
    """

    buying: np.ndarray
    leaving: np.ndarray
    log_likelihood: float
    errors: np.ndarray | None


def log_likelihood(point, data, buying, leaving):
    """ln L of all customers and its slope by the parameters, first those of buying, then those of leaving."""
    split = len(buying.start)
    both, now, then, slopes = buying.logs(point[:split], data)
    here, gone, turns = leaving.logs(point[split:], data.passed)
    stayed, left = here[data.which] + now, gone[data.which] + then
    each = np.logaddexp(stayed, left)
    gone_share = np.exp(left - each)
    here_share = 1 - gone_share
    slope = [shared + here_share * a + gone_share * b for shared, a, b in slopes]
    slope += [here_share * a[data.which] + gone_share * b[data.which] for a, b in turns]
    return _summed(data.people, both + each), np.array([_summed(data.people, one) for one in slope])


def maximum(data, buying, leaving):
    """Climb the likelihood of these customers, as far as it goes (Maximum)."""
    from scipy.optimize import minimize

    count = float(data.people.sum())

    def minus(point):
        value, slope = log_likelihood(point, data, buying, leaving)
        return -value / count, -slope / count

    bounds = buying.bounds + leaving.bounds
    found = minimize(
        minus, np.append(buying.start, leaving.start), jac=True, method="L-BFGS-B", bounds=bounds,
        options={"ftol": 1e-14, "gtol": 1e-8, "maxiter": 1000, "maxls": 60},
    )  # fmt: skip
    errors = None
    if all(low + 0.1 < each < high - 0.1 for each, (low, high) in zip(found.x, bounds, strict=True)):
        try:
            errors = standard_errors_from(None, found.x, lambda at: minus(at)[1] * count, near=NEAR)
        except ValueError:
            errors = None
    split = len(buying.start)
    return Maximum(found.x[:split], found.x[split:], -float(found.fun) * count, errors)


def _summed(people, values):
    """Σ people·values, in one thread: for vectors of this length, waking others takes ten times as long."""
    return float(np.einsum("i,i->", people, values))
