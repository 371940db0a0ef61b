"""How long a customer will stay, from what they did: with a contract, and without one.

Everybody has a chance of leaving of their own. A forecast blends what one customer did with what all the others did.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from custvalue_helpers.kit.checks import whole_number
from custvalue_helpers.kit.columns import aligned, counts_in, tally, zeros_and_ones
from custvalue_helpers.loyalty.buying import ModifiedBetaGeometricNBD, columns_of, fit_mbg_nbd
from custvalue_helpers.loyalty.retention import CustomersAlike, fit_to_exits

MOST_RENEWALS = 100_000  # daily renewals for 270 years; the work grows with them
ALIKE = 1e12  # as alpha + beta: stands for no difference between customers


@dataclass(frozen=True)
class LeavingModel:
    """Each customer's chance of leaving at a renewal is Beta(alpha, beta) among them; the mean is alpha/(alpha + beta)."""

    alpha: float
    beta: float
    log_likelihood: float

    def leave_chance(self, renewals, left):
        """One's own record and everybody's, blended: (α + left)/(α + β + renewals).

        Parameters: ``renewals``, the chances to leave so far; ``left``, 1 for anyone who left. Numbers or columns.
        Returns a number, an array, or a Series with the same index.
        """
        if np.ndim(renewals) == 0 == np.ndim(left):
            return (self.alpha + left) / (self.alpha + self.beta + renewals)
        (renewals, left), index = aligned(renewals=renewals, left=left)
        chance = (self.alpha + np.asarray(left)) / (self.alpha + self.beta + np.asarray(renewals))
        return chance if index is None else pd.Series(chance, index=index, name="leave_chance")


def fit_leaving(renewals, left):
    """Fit the beta-geometric model to customers watched for different times, running contracts included.

    ln L = Σ ln[B(α + leftᵢ, β + nᵢ − leftᵢ)/B(α, β)]: a customer who left did so at the last of n chances, one who is
    there has taken none of them.

    Parameters: ``renewals``, whole numbers, chances to leave so far; ``left``, 1 or 0. Customers without a renewal
    yet carry no information and do no harm.
    Returns LeavingModel. If nothing shows that customers differ, all have one chance: alpha and beta show their ratio only,
    and their sum, 10¹², stands for "no difference".
    Raises ValueError or TypeError for other input, if nobody left or everybody did, and where some leave at once and the
    others never.
    Source: Fader & Hardie 2007 (the shifted beta-geometric, here with a spell of its own for each customer).

    >>> model = fit_leaving([1, 1, 1, 2, 3, 5, 8, 8, 9], [1, 1, 1, 1, 0, 0, 1, 0, 0])
    >>> round(model.leave_chance(8, 0), 2)
    0.03
    """
    (renewals, left), _ = aligned(renewals=renewals, left=left)
    n, gone = counts_in("renewals", renewals).astype(int), zeros_and_ones("left", left)
    most = int(n.max())
    whole_number("renewals", most, high=MOST_RENEWALS)
    if (gone > np.minimum(n, 1)).any():
        raise ValueError(
            "left must be 0 for anyone who has had no renewal to leave at, got 1 with 0 renewals"
        )
    if gone.sum() in (0, len(gone)):
        who = "nobody" if gone.sum() == 0 else "everybody"
        raise ValueError(f"left must hold some who left and some who are there, got {who} who left")
    if gone.sum() == n.sum():
        raise ValueError("left must hold some who renewed, got everybody leaving at their first renewal")
    lost, still = (tally(n[gone == each], minlength=most + 1)[1:].astype(float) for each in (1, 0))
    try:
        found = fit_to_exits(lost, still, f"{len(n)} customers of whom {gone.sum():.0f} left")
    except CustomersAlike:
        chance = gone.sum() / n.sum()
        log_likelihood = gone.sum() * np.log(chance) + (n.sum() - gone.sum()) * np.log1p(-chance)
        return LeavingModel(ALIKE * float(chance), ALIKE * float(1 - chance), float(log_likelihood))
    return LeavingModel(found.alpha, found.beta, found.log_likelihood)


@dataclass(frozen=True)
class BuyingModel:
    """What the modified BG/NBD says of customers whose histories are rows of a table; ``model`` holds its parameters.

    The modified form, because whoever bought once may have left too: the BG/NBD gives them a chance of 1 to be there.
    """

    model: ModifiedBetaGeometricNBD

    def probability_alive(self, histories):
        """The chance that each customer has not left (Series)."""
        return self.model.probability_alive(*columns_of(histories))

    def leave_chance(self, histories):
        """The expected chance of leaving after a purchase (Series)."""
        return self.model.leave_chance(*columns_of(histories))

    def purchases_per_time(self, histories):
        """The expected rate of purchases while there, known up to now or up to the last purchase, weighed (Series)."""
        return self.model.purchase_rate(*columns_of(histories))


def fit_buying(histories):
    """Fit the modified BG/NBD by maximum likelihood to frequency, recency and age: see loyalty's fit_mbg_nbd().

    Parameters: ``histories``, a DataFrame as from loyalty's purchase_histories(), one row a customer.
    Returns BuyingModel. Raises ValueError or TypeError as fit_mbg_nbd() does.
    Source: Batislam, Denizel & Filiztekin 2007; Hoppe & Wagner 2007.

    >>> seen = {"frequency": [0, 0, 1, 2, 5, 9, 3], "recency": [0, 0, 4, 30, 8, 36, 20], "age": [39, 20, 38, 37, 36, 38, 21]}
    >>> histories = pd.DataFrame(seen)
    >>> fit_buying(histories).probability_alive(histories).round(1).tolist()
    [0.4, 0.6, 0.2, 0.8, 0.0, 0.8, 0.9]
    """
    return BuyingModel(fit_mbg_nbd(histories))
