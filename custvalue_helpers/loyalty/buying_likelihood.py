"""The likelihood of purchase histories under the BG/NBD and its modified form, and a weak prior where it has no maximum.

A customer's chance is a sum: still there, or gone after the last purchase. Each part is a factor for buying, which
depends on the time of buying at all, times a factor for leaving, which depends on the chances to leave that were passed.
"""

from dataclasses import dataclass

import numpy as np

from custvalue_helpers.loyalty.curvature import standard_errors_from
from custvalue_helpers.loyalty.numerics import log_rising, log_stayed

NEAR = 0.05  # a maximum lies nearer than this to the point found, on the scale of logs
START, BOUNDS = np.log([0.5, 0.5, 0.8, 2.0]), [(-9, 12)] * 4


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
    gone = np.log(a) - np.log(a + b + before) + log_stayed(a, b, before)
    return log_stayed(a, b, passed), np.where(passed > 0, gone, -np.inf)


@dataclass(frozen=True)
class Maximum:
    """The best point of a likelihood: r, alpha, a, b on the scale of logs, the plain ln L there, and standard errors.

    ``errors`` is None where there is no finite maximum, or it is flat: the point is then how far it was climbed.
    """

    point: np.ndarray
    log_likelihood: float
    errors: np.ndarray | None


def log_likelihood(point, data):
    """ln L of all customers and its slope by the logs of r, alpha, a, b."""
    from scipy.special import digamma

    r, alpha, a, b = np.exp(point)
    levels, which, passed = data.levels, data.which, data.passed
    before = np.maximum(passed - 1, 0)
    x = levels[which]
    rate = r + x
    here, gone = stayed_or_left(a, b, passed)
    both = (log_rising(r, levels) - levels * point[1])[which]
    longer, shorter = np.log1p(data.age / alpha), np.log1p(data.last / alpha)
    stayed, left = here[which] - rate * longer, gone[which] - rate * shorter
    each = np.logaddexp(stayed, left)
    left = np.exp(left - each)  # the chance of having left
    stay = 1 - left
    fall = (digamma(a + b + passed) - digamma(a + b))[which]
    rising = (digamma(r + levels) - digamma(r))[which]
    kept, kept_before = (digamma(b + passed) - digamma(b))[which], (digamma(b + before) - digamma(b))[which]
    slope = np.array(
        [
            r * _summed(data.people, rising - stay * longer - left * shorter),
            _summed(
                data.people,
                rate * (stay * data.age / (alpha + data.age) + left * data.last / (alpha + data.last)) - x,
            ),
            _summed(data.people, left - a * fall),
            b * _summed(data.people, stay * kept + left * kept_before - fall),
        ]
    )
    return _summed(data.people, both + each), slope


def weak_prior(point):
    """ln of a prior that keeps away from the edges, where customers are all alike or all different; and its slope.

    On the mean chance of leaving m = a/(a + b), its polarisation 1/(1 + a + b), and 1/(1 + r), that of the rates, a
    Beta(2, 2) each: 1.5 at the middle of the scale, 0 at both ends. It says as much as two customers or so.
    """
    r, _, a, b = np.exp(point)
    value = point[0] - 2 * np.log1p(r) + point[2] + point[3] - np.log(a + b) - 2 * np.log1p(a + b)
    both = 1 / (a + b) + 2 / (1 + a + b)
    return float(value), np.array([1 - 2 * r / (1 + r), 0.0, 1 - a * both, 1 - b * both])


def maximum(data, prior=None):
    """Climb the likelihood of these customers, times a ``prior`` if given, as far as it goes (Maximum)."""
    from scipy.optimize import minimize

    count = float(data.people.sum())

    def minus(point):
        value, slope = log_likelihood(point, data)
        if prior is not None:
            more, steeper = prior(point)
            value, slope = value + more, slope + steeper
        return -value / count, -slope / count

    found = minimize(
        minus, START, jac=True, method="L-BFGS-B", bounds=BOUNDS,
        options={"ftol": 1e-14, "gtol": 1e-8, "maxiter": 1000, "maxls": 60},
    )  # fmt: skip
    errors = None
    if all(low + 0.1 < each < high - 0.1 for each, (low, high) in zip(found.x, BOUNDS, strict=True)):
        try:
            errors = standard_errors_from(None, found.x, lambda at: minus(at)[1] * count, near=NEAR)
        except ValueError:
            errors = None
    return Maximum(found.x, log_likelihood(found.x, data)[0], errors)


def _summed(people, values):
    """Σ people·values, in one thread: for vectors of this length, waking others takes ten times as long."""
    return float(np.einsum("i,i->", people, values))
