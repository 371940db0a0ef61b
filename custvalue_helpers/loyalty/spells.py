"""Contracts that began on different days, some still running: retention when not everyone was watched to the end."""

import math

import numpy as np
import pandas as pd

from custvalue_helpers.kit.checks import one_of, shorten
from custvalue_helpers.kit.columns import aligned, counts_in, groups_in, numbers_of, tally, zeros_and_ones
from custvalue_helpers.loyalty.recommendation import Change
from custvalue_helpers.loyalty.retention import fit_to_exits


def renewal_table(periods, left):
    """Retention at each renewal, and the share still there after it, from spells of which some still run.

    At each renewal count only those for whom it came due. retention = 1 − lost/due; survival is the product of the
    retentions so far; its standard error is survival·√Σ lost/(due·(due − lost)). A running spell counts as long as it
    was watched, and is never taken for one that ended.

    Parameters: ``periods``, periods paid for so far, at least 1, a customer each; ``left``, 1 or True for who declined
    the next one, 0 for who is still there.
    Returns a DataFrame indexed by renewal: due, lost, retention, survival, standard_error; as far as renewals came due.
    Raises ValueError or TypeError for other input.
    Sources: Kaplan & Meier 1958; Greenwood 1926.

    >>> renewal_table([1, 2, 2, 3], [1, 0, 1, 0])[["due", "lost", "survival"]]
             due  lost  survival
    renewal
    1          4     1     0.750
    2          2     1     0.375
    """
    paid, gone = _spells(periods, left)
    made = paid - 1 + gone  # renewals that came due for this customer
    if not made.any():
        raise ValueError("periods and left must show at least one renewal that came due, got none")
    most = int(made.max())
    due = len(made) - np.cumsum(tally(made, minlength=most + 1))[:most]
    lost = tally(made[gone == 1], minlength=most + 1)[1 : most + 1]
    retention = 1 - lost / due
    survival = np.cumprod(retention)
    spread = np.cumsum(np.divide(lost, due * (due - lost), out=np.zeros(most), where=due > lost))
    return pd.DataFrame(
        {"due": due, "lost": lost, "retention": retention, "survival": survival,
         "standard_error": survival * np.sqrt(spread)},
        index=pd.RangeIndex(1, most + 1, name="renewal"),
    )  # fmt: skip


def fit_spells(periods, left):
    """Fit the sBG to spells of which some still run.

    ln L = Σ over who left ln P(T = t) + Σ over who is there ln S(renewals made).

    Parameters: as for renewal_table().
    Returns ShiftedBetaGeometric. Raises ValueError as fit_shifted_beta_geometric() does.
    Source: Fader & Hardie 2007.

    >>> fit = fit_spells([1] * 131 + [2] * 126 + [3] * 90 + [4] * 653, [1] * 347 + [0] * 653)
    >>> round(fit.survival(3), 2)
    0.65
    """
    paid, gone = _spells(periods, left)
    if gone.all() or not gone.any():
        what = "all have left" if gone.all() else "nobody has left"
        raise ValueError(f"left must show some who left and some who did not, got {len(gone)} spells: {what}")
    most = int((paid - 1 + gone).max())
    lost = tally(paid[gone == 1], minlength=most + 1)[1:].astype(float)
    still = tally(paid[gone == 0] - 1, minlength=most + 1)[1 : most + 1].astype(float)
    return fit_to_exits(lost, still, f"{len(gone)} spells of which {int(gone.sum())} ended")


def _spells(periods, left):
    """Both as whole numbers of one length, checked."""
    (periods, left), _ = aligned(periods=periods, left=left)
    paid = counts_in("periods", periods)
    gone = zeros_and_ones("left", left)
    if (paid < 1).any():
        raise ValueError(
            f"periods must be whole numbers of at least 1, got {paid[paid < 1][0]:g} ({int((paid < 1).sum())} of {len(paid)} such)"
        )
    return paid.astype(int), gone.astype(int)


def leaving_by(group, periods, left):
    """How often customers of each group leave when a renewal comes due.

    leave = lost/due over all renewals of the group's customers; standard error √(leave·(1 − leave)/due).

    Parameters: ``group``, a label a customer; the rest as for renewal_table(). Series go together by their index.
    Returns a DataFrame indexed by group: customers, due, lost, leave, standard_error.
    Raises ValueError for other input, missing labels, or a group without a renewal that came due.

    >>> leaving_by(["a", "a", "b"], [1, 3, 2], [1, 0, 1])["leave"].round(2).to_dict()
    {'a': 0.33, 'b': 0.5}
    """
    (group, periods, left), _ = aligned(group=group, periods=periods, left=left)
    paid, gone = _spells(periods, left)
    labels = pd.Series(np.asarray(group) if not isinstance(group, pd.Series) else group.array)
    if labels.isna().any():
        raise ValueError(f"group must have no missing label, got {int(labels.isna().sum())} of {len(labels)}")
    rows = pd.DataFrame({"group": labels, "due": paid - 1 + gone, "lost": gone})
    grouped = rows.groupby("group", observed=True)
    table = grouped[["due", "lost"]].sum()
    table.insert(0, "customers", grouped.size())
    if (table["due"] == 0).any():
        raise ValueError(
            f"every group must have a renewal that came due, got none for {table.index[table['due'] == 0][0]}"
        )
    table["leave"] = table["lost"] / table["due"]
    table["standard_error"] = np.sqrt(table["leave"] * (1 - table["leave"]) / table["due"])
    return table


def difference_in_leaving(table, of, against):
    """How much less ``of`` leave than ``against``, two groups of leaving_by(), in points of a hundred renewals.

    points = 100·(leave of against − leave of of), with standard error 100·√(se² + se²).
    Returns Change; read its interval. Raises ValueError for a group that is not there.

    >>> change = difference_in_leaving(leaving_by(["a"] * 50 + ["b"] * 50, [4] * 100, [0] * 40 + [1] * 60), "a", "b")
    >>> round(change.points, 1), round(change.standard_error, 1)
    (18.8, 3.6)
    """
    numbers_of(table, ["leave", "standard_error"], (0, 1), argument="table", table="table")
    groups_in("table: index", table.index.to_series().reset_index(drop=True))
    if table.index.has_duplicates:
        raise ValueError(f"table must have one row a group, got {shorten(table.index.tolist())}")
    for argument, name in (("of", of), ("against", against)):
        one_of(argument, name, list(table.index))
    error = 100 * float(np.hypot(*table.loc[[of, against], "standard_error"]))
    if error == 0:
        raise ValueError(
            f"{of!r} and {against!r} must show some leaving and some staying, got none: nothing says how large chance is"
        )
    points = 100 * float(table.loc[against, "leave"] - table.loc[of, "leave"])
    return Change(points, error, points / error, math.erfc(abs(points / error) / math.sqrt(2)))
