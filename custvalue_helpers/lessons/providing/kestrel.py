"""What Kestrel's tables say about service contacts and leaving: the raw table, and the fair comparison."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from custvalue_helpers.kit.columns import a_table
from custvalue_helpers.kit.intervals import share_interval

__all__ = ["leaving_after_a_box", "leaving_by_contact"]

if TYPE_CHECKING:
    import pandas as pd

GROUPS = ("no problem", "problem solved", "problem left")


def leaving_by_contact(contacts: pd.DataFrame, subscriptions: pd.DataFrame) -> pd.DataFrame:
    """The raw table: of subscribers without a problem, with solved ones only, and with one that was left, who has left?

    A problem is a contact that the customer started.
    Parameters: the tables kestrel_contacts and kestrel_subscriptions.
    Returns a DataFrame, one row a group that has people: people, boxes (their mean number), left (the share who have left).

    >>> from custvalue_helpers import load_dataset
    >>> table = leaving_by_contact(load_dataset("kestrel_contacts"), load_dataset("kestrel_subscriptions"))
    >>> bool(table.left["no problem"] > table.left["problem left"])
    True
    """
    import pandas as pd

    people = _subscribers(subscriptions, boxes="numbers")
    worst: dict[object, bool] = {}
    for customer, _, solved in _problems(contacts):
        worst[customer] = worst.get(customer, True) and solved
    groups = defaultdict(list)
    for row in people.itertuples(index=False):
        groups[_group(worst.get(row.customer))].append((row.boxes, row.left))
    rows = {}
    for name in (name for name in GROUPS if name in groups):
        boxes, left = zip(*groups[name], strict=True)
        rows[name] = {"people": len(left), "boxes": sum(boxes) / len(left), "left": sum(left) / len(left)}
    return pd.DataFrame.from_dict(rows, orient="index")


def leaving_after_a_box(
    contacts: pd.DataFrame, subscriptions: pd.DataFrame, orders: pd.DataFrame
) -> pd.DataFrame:
    """The fair comparison: after a box without a problem, with one solved, with one left, how often is there no next box?

    Each box that a subscriber got is one case, but for the last box of those who are still there: what comes after it is not
    known yet. A problem belongs to the last box that came before it, or on the same day.
    Parameters: the tables kestrel_contacts, kestrel_subscriptions and kestrel_orders.
    Returns a DataFrame, one row a group that has boxes: boxes (cases), left (the share after which the customer left),
    low_95 and high_95.
    Raises TypeError or ValueError for other tables, and where no subscriber has a box.

    >>> from custvalue_helpers import load_dataset
    >>> names = ("kestrel_contacts", "kestrel_subscriptions", "kestrel_orders")
    >>> list(leaving_after_a_box(*map(load_dataset, names)).columns)
    ['boxes', 'left', 'low_95', 'high_95']
    """
    import pandas as pd

    people, problems = _subscribers(subscriptions), _problems(contacts)
    a_table("orders", orders, {"customer": "groups", "date": "days", "kind": "groups"})
    left = dict(zip(people["customer"], people["left"], strict=True))
    boxes = defaultdict(list)
    for customer, day, kind in zip(orders["customer"], orders["date"], orders["kind"], strict=True):
        if kind == "box" and customer in left:
            boxes[customer].append(day)
    if not boxes:
        raise ValueError("orders must hold a box of a subscriber (kind 'box'), got none")
    for days in boxes.values():
        days.sort()
    worst: dict[tuple, bool] = {}
    for customer, day, solved in problems:
        place = bisect_right(boxes.get(customer, []), day) - 1
        if place >= 0:
            worst[customer, place] = worst.get((customer, place), True) and solved
    cases = defaultdict(list)
    for customer, days in boxes.items():
        for place in range(len(days) if left[customer] else len(days) - 1):
            cases[_group(worst.get((customer, place)))].append(place == len(days) - 1)
    rows = {}
    for name in (name for name in GROUPS if name in cases):
        share, low, high = share_interval(sum(cases[name]), len(cases[name]))
        rows[name] = {"boxes": len(cases[name]), "left": share, "low_95": low, "high_95": high}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["boxes", "left", "low_95", "high_95"])


def _problems(contacts):
    """Of each problem the customer, the day, and whether it was solved."""
    words = {"customer": "groups", "date": "days", "started_by": "groups", "solved": "yes or no"}
    a_table("contacts", contacts, words)
    columns = (contacts[name] for name in words)
    return [
        (customer, day, bool(solved))
        for customer, day, by, solved in zip(*columns, strict=True)
        if by == "customer"
    ]


def _subscribers(subscriptions, **more):
    a_table("subscriptions", subscriptions, {"customer": "groups", "left": "yes or no", **more})
    return subscriptions


def _group(solved):
    return GROUPS[0] if solved is None else GROUPS[1] if solved else GROUPS[2]
