"""k-means on an array, in a few lines of NumPy: k-means++ starts, then Lloyd's two steps until nobody moves.

One thread and no further library: a fit of Kestrel's customers takes a millisecond a start, also on a busy machine.
"""

import numpy as np

from custvalue_helpers.kit.columns import tally

MOST_ROUNDS = 300


def best_of(values, weights, k, starts, generator):
    """The centres (k, columns) of the best of many runs. ``weights`` says how often each row counts."""
    runs = (settle(values, weights, first_centres(values, weights, k, generator)) for _ in range(starts))
    return min(runs, key=lambda run: run[1])[0]


def first_centres(values, weights, k, generator):
    """k-means++: each next centre is a row drawn in proportion to its squared distance from those before."""
    chance = weights.astype(float)
    nearest = np.full(len(values), np.inf)
    centres = np.empty((k, values.shape[1]))
    for place in range(k):
        sums = chance.cumsum()
        pick = min(np.searchsorted(sums, generator.random() * sums[-1], side="right"), len(values) - 1)
        centres[place] = values[pick]
        nearest = np.minimum(nearest, ((values - centres[place]) ** 2).sum(axis=1))
        chance = nearest * weights
        if not chance.sum() > 0:  # distances too small for floating point: any row not yet taken will do
            chance = (nearest == nearest.max()) * weights
    return centres


def settle(values, weights, centres):
    """Lloyd's steps from some centres: everyone to the nearest centre, each centre to its members' mean.

    Returns the centres and W, the weighted sum of squared distances.
    """
    weighted = values * weights[:, None]
    labels = None
    for _ in range(MOST_ROUNDS):
        scores = (centres**2).sum(
            axis=1
        ) - 2 * values @ centres.T  # the squared distance, but for the row's own part
        new = scores.argmin(axis=1)
        new = _without_empty(values, weights, centres, new)
        if labels is not None and (new == labels).all():
            break
        labels = new
        members = (labels == np.arange(len(centres))[:, None]).astype(float)
        centres = members @ weighted / (members @ weights)[:, None]
    return centres, float((weights * ((values - centres[labels]) ** 2).sum(axis=1)).sum())


def nearest_centre(values, centres):
    """Each row's nearest centre, counted from 0; at a tie the first."""
    return ((values[:, None, :] - centres[None]) ** 2).sum(axis=2).argmin(axis=1)


def _without_empty(values, weights, centres, labels):
    """Give each empty segment the row that lies farthest from its centre, among segments that can spare one."""
    sizes = tally(labels, minlength=len(centres))
    for empty in np.flatnonzero(sizes == 0):
        far = ((values - centres[labels]) ** 2).sum(axis=1)
        far[sizes[labels] < 2] = -1
        row = int(far.argmax())
        sizes[labels[row]] -= 1
        sizes[empty] += 1
        labels = labels.copy()
        labels[row] = empty
    return labels
