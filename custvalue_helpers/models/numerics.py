"""Two sums that must stay exact for small and large parameters alike: ratios of gamma functions, and means over a beta. And
standard errors, from the curvature of a log-likelihood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_list, a_number
from custvalue_helpers.kit.lazy import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = []

# B(2k)/(2k·(2k − 1)): what ln Γ(z) differs from (z − ½)·ln z − z + ½·ln 2π by, in powers of 1/z (Stirling).
STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360)
ENOUGH = 10  # from here on six terms of the series leave an error below 1e-15
DIGITS = 30  # tails are cut where they hold less than e^−30 of the whole
STEP = 0.33  # of the trapezoid rule, for a beta that is wide; a narrow one takes this part of its width
SMALL = 0.2  # a beta with a smaller parameter has a tail that is too long to walk


def log_rising(z: float | np.ndarray, n: float | np.ndarray) -> np.ndarray:
    """ln Γ(z + n) − ln Γ(z), without the loss of digits of subtracting two large numbers.

    By Stirling's series, in which the large parts are subtracted on paper; numbers or arrays, z above 0, n at least 0.

    >>> round(float(log_rising(3.0, 2)), 12) == round(float(np.log(3 * 4)), 12)
    True
    """
    z, n = np.broadcast_arrays(np.asarray(z, dtype=float), np.asarray(n, dtype=float))
    total = np.zeros(z.shape)
    small = z < ENOUGH
    if small.any():  # Γ(z + 1) = z·Γ(z), so often that the series is exact
        steps = np.arange(ENOUGH).reshape((-1,) + (1,) * z.ndim)
        total = np.where(small, -np.log1p(n / (z + steps)).sum(axis=0), total)
        z = np.where(small, z + ENOUGH, z)
    end = z + n
    total = total + (z - 0.5) * np.log1p(n / z) + n * np.log(end) - n
    for power, term in enumerate(STIRLING):
        total = total + term * (end ** -(2 * power + 1) - z ** -(2 * power + 1))
    return total


def log_stayed(a: float, b: float, times: float | np.ndarray) -> np.ndarray:
    """ln E[(1 − p)^k] for p that is Beta(a, b): ln B(a, b + k) − ln B(a, b), k times at least 0 (numbers or arrays).

    The ratio is the same with a and k exchanged, and the smaller of them leaves the smaller numbers to subtract.

    >>> round(float(np.exp(log_stayed(1.0, 1.0, 3))), 12)
    0.25
    """
    few, many = np.minimum(a, times), np.maximum(a, times)
    return log_rising(b, few) - log_rising(b + many, few)


def mean_over_beta(
    a: float,
    b: float,
    function: Callable[[np.ndarray], np.ndarray],
    at_zero: float | np.ndarray,
    at_one: float | np.ndarray,
) -> np.ndarray:
    """E[f(p)] for p that is Beta(a, b), f positive, falling and smooth: the trapezoid rule on the scale ln(p/(1 − p)).

    On that scale the beta has tails that fall exponentially, and f(p) no singularity near the real line, so that the
    rule converges faster than any power of its step. Where a or b is small, almost all of the beta lies at an end:
    f there, ``at_zero`` or ``at_one``, is then taken out, and the rest is a mean over a beta with one more.

    Parameters: ``a``, ``b`` numbers above 0; ``function``, of an array p, returns an array whose last axis is p's;
    ``at_zero``, ``at_one``: its limits, numbers or arrays without that axis.
    Source: Trefethen & Weideman 2014, The exponentially convergent trapezoidal rule.

    >>> float(mean_over_beta(2.0, 3.0, lambda p: 1 - p, 1.0, 0.0).round(12))
    0.6
    """
    low, high = a < SMALL, b < SMALL
    whole, left_over = a + b, 1.0
    ends = (np.asarray(at_zero, float) * low, np.asarray(at_one, float) * high)
    if low:
        left_over, a = left_over * a / whole, a + 1
    if high:
        left_over, b = left_over * b / (a + b), b + 1
    p, q, weight = _nodes(a, b, at_zero, function)
    values = function(p)
    if low or high:
        values = values - ends[0][..., None] * q - ends[1][..., None] * p
        values = values / ((p if low else 1.0) * (q if high else 1.0))
    share = (b - high) / whole  # the mean of 1 − p over the beta that was asked for
    return ends[0] * share + ends[1] * (1 - share) + left_over * (values @ weight)


def _nodes(a, b, at_zero, function):
    """Points p, the 1 − p that belong to them, and weights that sum to 1."""
    whole = a + b
    p0, q0 = a / whole, b / whole
    spread = np.sqrt(1 / a + 1 / b)  # of ln(p/(1 − p)), near enough
    # Where f rises steeply towards 0, the tail must be walked as much further as f rises.
    steep = float(np.max(np.log(np.asarray(at_zero) / function(np.array([p0]))[..., 0]), initial=0.0))
    below, above = DIGITS + max(steep, 0.0), DIGITS
    start, end = -(below / a + np.sqrt(2 * below) * spread), above / b + np.sqrt(2 * above) * spread
    count = int(np.ceil((end - start) / (STEP * min(1.0, spread)))) + 1
    move = np.linspace(start, end, count)
    shrink = np.exp(-move)
    below_line = p0 + q0 * shrink
    log_weight = -whole * np.log1p(q0 * np.expm1(-move)) - b * move
    weight = np.exp(log_weight - log_weight.max())
    return p0 / below_line, q0 * shrink / below_line, weight / weight.sum()


# Standard errors from the curvature of a log-likelihood at its maximum.


def standard_errors_from(
    minus_log_likelihood: Callable[[np.ndarray], float] | None,
    at: np.ndarray,
    gradient: Callable[[np.ndarray], np.ndarray] | None = None,
    step: float = 1e-4,
    near: float | None = None,
) -> np.ndarray:
    """Standard errors at a minimum: square roots of the diagonal of the inverse Hessian, by central differences.

    With ``gradient`` the Hessian is differenced once, and more exact. NaN never comes out: a Hessian that is not
    positive definite, at an edge or a ridge, raises ValueError. So does a point that is no minimum: with ``near``, Newton's
    next step must be no longer. (On a slope that falls for ever, ever more gently, the gradient is small everywhere.)

    >>> standard_errors_from(lambda x: (x[0] / 2) ** 2 / 2, np.array([0.0])).round(3).tolist()
    [2.0]
    """
    at = np.asarray(at, dtype=float)
    moves = np.eye(len(at)) * step
    if gradient is None:
        hessian = np.array(
            [
                [
                    sum(
                        a * b * minus_log_likelihood(at + a * first + b * second)  # type: ignore[misc]
                        for a in (1, -1)
                        for b in (1, -1)
                    )
                    / (4 * step**2)
                    for second in moves
                ]
                for first in moves
            ]
        )
    else:
        hessian = np.array([(gradient(at + move) - gradient(at - move)) / (2 * step) for move in moves])
    hessian = (hessian + hessian.T) / 2
    if not np.isfinite(hessian).all() or np.linalg.eigvalsh(hessian).min() <= 0:
        raise ValueError("the likelihood is flat at its best point: the data do not pin the parameters down")
    if near is not None and np.abs(np.linalg.solve(hessian, gradient(at))).max() > near:  # type: ignore[misc]
        raise ValueError("the likelihood still rises at this point: the data do not pin the parameters down")
    return np.sqrt(np.diag(np.linalg.inv(hessian)))


def check_fitted(model: Any) -> None:
    """Raise unless what a model's fit has left in it is finite: log_likelihood and standard_errors, or none of them.

    >>> from types import SimpleNamespace
    >>> check_fitted(SimpleNamespace(log_likelihood=None, standard_errors=(0.1, float("inf"))))
    Traceback (most recent call last):
    ValueError: standard_errors must be a number of at least 0, got inf
    """
    if model.log_likelihood is not None:
        a_number("log_likelihood", model.log_likelihood)
    if model.standard_errors is not None:
        for error in a_list("standard_errors", model.standard_errors, least=0):
            a_number("standard_errors", error, 0)
