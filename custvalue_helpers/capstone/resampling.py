"""One set of resampled people for all tables, and what an estimate becomes under it.

Every link is a sum over people: of products, or of slopes of a likelihood. So a new sample of people, in which some
stand twice and others not at all, is one row of counts, and 400 samples are a table of counts times a table of sums.
"""

import numpy as np

from custvalue_helpers.kit.checks import whole_number


def counts_of_people(people, draws, seed):
    """How often each of ``people`` stands in each of ``draws`` samples with replacement: (draws, people) numbers.

    Each row sums to ``people``. Source: Efron 1979 (the bootstrap).

    >>> counts_of_people(5, 3, seed=1).sum(axis=1).tolist()
    [5.0, 5.0, 5.0]
    """
    people, draws = whole_number("people", people, low=1), whole_number("draws", draws, low=1)
    generator = np.random.default_rng(whole_number("seed", seed))
    return generator.multinomial(people, np.full(people, 1 / people), size=draws).astype(float)


def sums_by_person(rows, owner, people):
    """Add up rows (m, …) by the person they belong to: (people, …)."""
    rows = np.asarray(rows, float)
    total = np.zeros((people, *rows.shape[1:]))
    np.add.at(total, owner, rows)
    return total


def weighted(counts, sums):
    """Σ over people of count × sum: (draws, people) and (people, …) give (draws, …)."""
    flat = counts @ sums.reshape(len(sums), -1)
    return flat.reshape(len(counts), *sums.shape[1:])


def one_step(estimate, scores, information, counts):
    """Likelihood estimates in each sample, by one Newton step from the estimate of all: θ + I⁻¹ Σ (count − 1) sᵢ.

    Parameters: ``estimate`` (K,); ``scores`` (people, K), the slope of each person's log-likelihood at the estimate;
    ``information`` (K, K), minus the curvature of the whole; ``counts`` (draws, people).
    Returns (draws, K). To first order this is the refitted estimate, whatever the dependence within a person.
    """
    return estimate + np.linalg.solve(information, (weighted(counts - 1, scores)).T).T


def minus_curvature(slope, at, step=1e-4):
    """Minus the second derivative of a log-likelihood, by central differences of its slope: (K, K)."""
    moves = np.eye(len(at)) * step
    curve = -np.array([(slope(at + move) - slope(at - move)) / (2 * step) for move in moves])
    return (curve + curve.T) / 2
