"""What two years of data cannot tell: how long those stay who are still there.

Three ways to go on from the same renewals: one rate for all, lesson 7's sBG, and the chain's own bell curve of
log-odds. They agree on what was seen, and differ on what was not.
"""

import numpy as np
import pandas as pd

from custvalue_helpers.capstone.equity import DISCOUNT
from custvalue_helpers.capstone.staying import ONE_CAUSE, Spells, bell_nodes, fit_leaving, spells_of
from custvalue_helpers.kit.checks import whole_number
from custvalue_helpers.loyalty.model import lifetime_value
from custvalue_helpers.loyalty.retention import constant_retention, fit_shifted_beta_geometric


def kept(spells, most):
    """Share still there after 0, 1, … ``most`` renewals, all starting days together (Kaplan & Meier 1958).

    >>> kept(Spells(np.array([0.0, 1, 1, 5]), np.array([1.0, 0, 1, 0]), np.zeros(4, bool)), 2).tolist()
    [1.0, 0.75, 0.375]
    """
    most = whole_number("most", most, low=1)
    share = [1.0]
    for renewal in range(most):
        facing = (spells.renewals > renewal) | ((spells.renewals == renewal) & (spells.left == 1))
        gone = (spells.renewals == renewal) & (spells.left == 1)
        share.append(share[-1] * (1 - gone.sum() / max(facing.sum(), 1)))
    return np.array(share)


def tails(tables, *, most=18, horizon=60):
    """Survival by three models fitted to the same subscribers, and the discounted boxes each expects.

    Parameters: ``tables``, from tables_of; ``most``, renewals to fit the first two to; ``horizon``, renewals to show.
    Returns two DataFrames: survival by renewal (seen, and each model), and boxes expected by model, discounted at
    0.8 % a month, the first one counting in full.
    """
    spells = spells_of(tables)
    here = ~spells.shop
    spells = Spells(spells.renewals[here], spells.left[here], spells.shop[here])
    seen, months = kept(spells, most), np.arange(whole_number("horizon", horizon, low=most) + 1)
    rate = constant_retention(1000 * seen, method="all renewals")
    sbg = fit_shifted_beta_geometric(1000 * seen)
    one = np.ones((len(spells.left), 1))
    fit = fit_leaving(ONE_CAUSE, one, spells, np.arange(len(one)), len(one), kinds=one)
    z, weight = bell_nodes(31)
    stay = 1 / (1 + np.exp(fit.estimate[0] + np.exp(fit.estimate[1]) * z))
    survival = pd.DataFrame(
        {
            "seen": np.r_[seen, np.full(horizon - most, np.nan)],
            "one rate for all": rate**months,
            "sBG": [sbg.survival(int(month)) for month in months],
            "bell curve": (stay ** months[:, None]) @ weight,
        },
        index=pd.Index(months, name="renewals"),
    )
    boxes = {
        "one rate for all": lifetime_value(1, rate, DISCOUNT, convention="paid now"),
        "sBG": sbg.expected_lifetime(DISCOUNT),
        "bell curve": float(1 / (1 - stay / (1 + DISCOUNT)) @ weight),
    }
    return survival, pd.Series(boxes, name="boxes").rename_axis("model").to_frame()
