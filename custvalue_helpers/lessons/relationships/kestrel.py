"""What a lever of Kestrel's is worth with each customer: known here, because the firm is simulated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_number, one_of
from custvalue_helpers.kit.columns import a_table
from custvalue_helpers.kit.lazy import pandas as pd

__all__ = ["cheaper_channel", "gain_by_customer"]

if TYPE_CHECKING:
    from custvalue_helpers.kestrel.simulate import SimulatedFirm


def gain_by_customer(kestrel: SimulatedFirm, lever: str, now: float, then: float) -> pd.Series:
    """How much each customer's expected lifetime value changes when a lever goes from one setting to another.

    The same people, everything else as it is; what the lever costs with the customer is taken off (a call, a free
    order). Nothing is drawn: expected values.

    Parameters: ``kestrel``, a SimulatedFirm from simulate_firm(); ``lever``, 'follow_up' or 'club' or another of the firm's;
    ``now`` and ``then``, its two settings, such as 0 and 1. Returns a Series by customer, euro.
    Raises ValueError or TypeError for another lever or a setting out of its range.

    >>> from custvalue_helpers.kestrel import simulate_firm
    >>> gains = gain_by_customer(simulate_firm(seed=1, n_customers=200), "follow_up", 0, 1)
    >>> len(gains), gains.mean().round(1).item()
    (200, 15.8)
    """
    from custvalue_helpers.kestrel import SimulatedFirm
    from custvalue_helpers.kestrel.chain import run_chain
    from custvalue_helpers.kestrel.people import LINKED

    if not isinstance(kestrel, SimulatedFirm):
        raise TypeError(f"kestrel must be a SimulatedFirm from simulate_firm(), got {type(kestrel).__name__}")
    one_of("lever", lever, list(kestrel.firm.LIMITS))
    low, high = kestrel.firm.LIMITS[lever]
    before, after = (
        run_chain(kestrel.people, replace(kestrel.firm, **{lever: a_number(name, value, low, high)}), LINKED)
        for name, value in (("now", now), ("then", then))
    )
    index = pd.Index(kestrel.customers["customer"], name="customer")
    return pd.Series(after.lifetime_value - before.lifetime_value, index=index, name="gain")


def cheaper_channel(contacts: pd.DataFrame, dear: str = "phone", cheap: str = "chat") -> pd.Series:
    """What each customer's contacts would have cost less, had those on one channel cost what another's do on average.

    Parameters: ``contacts`` with the columns customer, started_by, channel, cost; only contacts that customers
    started count. Returns a Series by customer with such contacts, euro. Whether customers would be as content is
    not in the data.
    Raises ValueError or TypeError for a missing column, cell, or channel.

    >>> asked = pd.DataFrame({"customer": [1, 1, 2], "started_by": ["customer"] * 3,
    ...                       "channel": ["phone", "phone", "chat"], "cost": [6.0, 8.0, 2.0]})
    >>> cheaper_channel(asked).to_dict()
    {1: 10.0}
    """
    words = dict.fromkeys(("customer", "started_by", "channel"), "groups")
    a_table("contacts", contacts, {**words, "cost": "numbers"})
    own = contacts[contacts["started_by"] == "customer"]
    for name, channel in (("dear", dear), ("cheap", cheap)):
        one_of(name, channel, sorted(own["channel"].astype(str).unique()))
    usual = own.loc[own["channel"] == cheap, "cost"].mean()
    moved = own[own["channel"] == dear]
    return (moved["cost"] - usual).groupby(moved["customer"]).sum()
