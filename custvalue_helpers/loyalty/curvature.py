"""Standard errors from the curvature of a log-likelihood at its maximum."""

import numpy as np

from custvalue_helpers.kit.checks import a_list, a_number


def standard_errors_from(minus_log_likelihood, at, gradient=None, step=1e-4, near=None):
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
                        a * b * minus_log_likelihood(at + a * first + b * second)
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
    if near is not None and np.abs(np.linalg.solve(hessian, gradient(at))).max() > near:
        raise ValueError("the likelihood still rises at this point: the data do not pin the parameters down")
    return np.sqrt(np.diag(np.linalg.inv(hessian)))


def check_fitted(model):
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
