"""Would the segments come out again? Pairs of bootstrap samples, compared by the adjusted Rand index."""

from dataclasses import dataclass

import numpy as np

from custvalue_helpers.case.score import adjusted_rand_index
from custvalue_helpers.kit.checks import whole_number
from custvalue_helpers.kit.columns import tally
from custvalue_helpers.segmentation import lloyd
from custvalue_helpers.segmentation.model import near_zero, numeric_table, sorted_rows


@dataclass(frozen=True)
class Stability:
    """How alike ``k`` segments come out twice: ``indices`` holds the adjusted Rand index of each pair, in order."""

    k: int
    indices: tuple

    @property
    def median(self):
        """The middle index: half of the pairs agree less."""
        return float(np.median(self.indices))

    @property
    def low(self):
        """The index that one pair in ten stays below."""
        return float(np.quantile(self.indices, 0.1))


def bootstrap_stability(data, k, *, pairs=100, starts=10, seed=0):
    """Cluster ``pairs`` pairs of bootstrap samples by k-means, and measure how alike each pair divides the rows.

    A bootstrap sample draws as many rows as there are, with replacement. Each pair's two sets of centres divide all
    rows of ``data`` (to the nearest centre); the adjusted Rand index compares the two divisions.

    Parameters: ``data``, a numeric DataFrame, as a rule from standardize(); ``k``, the number of segments, at least 2;
    ``starts``, random starts of each k-means. The result does not depend on the order of the rows.
    Returns Stability. Raises ValueError or TypeError for other input (see k_means).
    Source: Dolnicar & Leisch 2010, Evaluation of structure and reproducibility of cluster solutions using the
    bootstrap, Marketing Letters 21; Hubert & Arabie 1985 for the index.

    >>> import pandas as pd
    >>> bootstrap_stability(pd.DataFrame({"x": [1, 2, 1, 2, 90, 91, 90, 91] * 5}), 2, pairs=3).indices
    (1.0, 1.0, 1.0)
    """
    k = whole_number("k", k, low=2)
    values = near_zero(sorted_rows(numeric_table(data), k).to_numpy())
    whole_number("pairs", pairs, low=1), whole_number("starts", starts, low=1)
    generator = np.random.default_rng(whole_number("seed", seed, low=0))

    def divided():
        centres = _centres_of_a_sample(values, k, starts, generator)
        return lloyd.nearest_centre(values, centres)

    return Stability(k, tuple(adjusted_rand_index(divided(), divided()) for _ in range(pairs)))


def _centres_of_a_sample(values, k, starts, generator):
    """The centres of one bootstrap sample: a row drawn twice counts twice. A sample needs ``k`` different rows."""
    n = len(values)
    for _ in range(100):
        weights = tally(generator.integers(n, size=n), minlength=n)
        drawn = weights > 0
        if n > 20 * k or len(np.unique(values[drawn], axis=0)) >= k:
            return lloyd.best_of(values[drawn], weights[drawn], k, starts, generator)
    raise ValueError(f"data must have many more different rows than k, got {n} rows for k = {k}")
