"""What the tills and the service desk recorded: subscriptions, orders, service contacts."""

import numpy as np
import pandas as pd

from .chain import CHANNEL_VOUCHER
from .customers import as_dates, levels, start_days
from .parameters import ECONOMICS, FIRST_DAY, LAST_DAY, MONTH

REASONS = ("delivery", "coffee", "billing", "app", "brewing", "other", "follow-up")
CONTACT_CHANNELS = ("phone", "chat", "e-mail")
MOST_ORDERS = 400  # no one without a contract buys more often in two years
LAST = np.datetime64(LAST_DAY, "D")


def lifetimes(people, outcome):
    """Return how many orders each customer would place before leaving, at least 1; (n,) float."""
    stay = np.log1p(-outcome.leave)
    return np.maximum(np.ceil(np.log1p(-people.luck["lifetime"]) / stay), 1)


def order_days(people, outcome, generator):
    """Return the owner and the day of every order up to the last day: (m,) index, (m,) datetime64[D].

    Subscribers get a box every 30 days; others come back after exponential gaps until they drop out.
    """
    start, placed = start_days(people), lifetimes(people, outcome)
    possible = (LAST - start).astype(int) // MONTH + 1
    boxes = np.where(people.subscribes, np.minimum(placed, possible), np.minimum(placed, MOST_ORDERS)).astype(
        int
    )
    owner = np.repeat(np.arange(len(people)), boxes)
    nth = np.arange(len(owner)) - np.repeat(np.cumsum(boxes) - boxes, boxes)
    waits = generator.exponential(size=len(owner)) / (ECONOMICS.shop_orders * people.pace[owner]) * MONTH
    waits[nth == 0] = 0
    passed = np.cumsum(waits)
    passed = np.floor(passed - np.repeat(passed[nth == 0], boxes) + 1e-6)
    day = start[owner] + np.where(people.subscribes[owner], nth * MONTH, passed).astype(int).astype(
        "timedelta64[D]"
    )
    # One order a day: a second purchase on the same day is part of the first.
    again = np.concatenate([[False], (owner[1:] == owner[:-1]) & (day[1:] == day[:-1])])
    keep = (day <= LAST) & ~again
    return owner[keep], day[keep]


def orders_table(people, outcome, generator):
    """Return one row an order: revenue and margin in euro, in the order of customers and days."""
    owner, day = order_days(people, outcome, generator)
    first = np.concatenate([[True], owner[1:] != owner[:-1]])
    nth = np.arange(len(owner)) - np.repeat(
        np.flatnonzero(first), np.diff(np.append(np.flatnonzero(first), len(owner)))
    )
    box = people.subscribes[owner]
    extra = (
        (generator.random(len(owner)) < ECONOMICS.extra_chance) * generator.gamma(3.0, 3.0, len(owner)) * box
    )
    goods = outcome.money.goods[owner] * np.where(box, 1.0, generator.gamma(6.0, 1 / 6.0, len(owner)))
    free = outcome.club[owner] & ((nth + 1) % ECONOMICS.free_every == 0)
    paid = np.where(free, 0.0, 1.0) * np.where(
        first & (people.channel[owner] == CHANNEL_VOUCHER), 1 - ECONOMICS.voucher_share, 1.0
    )
    # What one euro of goods costs, and the delivery, are in the expected margin of the chain.
    extra_mean = ECONOMICS.extra_chance * ECONOMICS.extra_mean * people.subscribes
    fixed = ECONOMICS.delivery_cost * people.subscribes
    cost_share = 1 - (outcome.money.margin + fixed) / (outcome.money.goods + extra_mean)
    revenue = np.round(goods * paid + extra, 2)
    margin = np.round(revenue - (goods + extra) * cost_share[owner] - fixed[owner], 2) + 0.0  # no minus zero
    table = pd.DataFrame(
        {
            "customer": owner + 1,
            "date": as_dates(day),
            "kind": levels(~box, ("box", "purchase")),
            "revenue": revenue,
            "margin": margin,
        }
    )
    return table


def subscriptions_table(people, outcome):
    """Return one row a subscriber: start, end (missing while it runs), boxes sent, whether they left."""
    who = np.flatnonzero(people.subscribes)
    start, placed = start_days(people)[who], lifetimes(people, outcome)[who]
    possible = (LAST - start).astype(int) // MONTH + 1
    boxes = np.minimum(placed, possible).astype(int)
    # The one who leaves does so when the next box would have come.
    end = start + (boxes * MONTH).astype("timedelta64[D]")
    left = (placed <= possible) & (end <= LAST)
    return pd.DataFrame(
        {
            "customer": who + 1,
            "start": as_dates(start),
            "end": pd.Series(as_dates(end)).where(left),
            "boxes": boxes,
            "left": left.astype("int64"),
        }
    )


def contacts_table(people, outcome, orders, generator, links):
    """Return one row a contact: who called whom, about what, how, at what cost."""
    owner = orders["customer"].to_numpy() - 1
    rate = outcome.money.service / np.mean(ECONOMICS.contact_cost)
    number = generator.poisson(rate[owner])
    who = np.repeat(owner, number)
    day = np.repeat(orders["date"].to_numpy().astype("datetime64[D]"), number)
    day = np.minimum(day + generator.integers(0, 8, len(who)).astype("timedelta64[D]"), LAST)
    gap = links.cut(outcome.performed - outcome.expected)[who]
    blame = np.column_stack(
        [
            gap[:, 2],
            np.minimum(gap[:, 0], gap[:, 1]),
            np.zeros(len(who)),
            gap[:, 3],
            gap[:, 4],
            np.zeros(len(who)),
        ]
    )
    weight = np.array([1.0, 0.7, 0.9, 0.6, 0.5, 0.6]) * np.exp(0.45 * np.maximum(-blame, 0))
    reason = (
        generator.random(len(who))[:, None] > np.cumsum(weight, axis=1) / weight.sum(axis=1, keepdims=True)
    ).sum(axis=1)
    how = (generator.random(len(who))[:, None] > np.array([0.3, 0.65])).sum(axis=1)
    cost = np.array(ECONOMICS.contact_cost)[how] * np.exp(
        0.25 * generator.standard_normal(len(who)) - 0.03125
    )
    solved = generator.random(len(who)) < 0.82
    called = np.flatnonzero(outcome.followed_up)
    call_day = start_days(people)[called] + np.timedelta64(10, "D")
    table = pd.DataFrame(
        {
            "customer": np.concatenate([who, called]) + 1,
            "date": as_dates(np.concatenate([day, call_day])),
            "started_by": levels(np.arange(len(who) + len(called)) >= len(who), ("customer", "Kestrel")),
            "reason": levels(np.concatenate([reason, np.full(len(called), len(REASONS) - 1)]), REASONS),
            "channel": levels(np.concatenate([how, np.zeros(len(called), int)]), CONTACT_CHANNELS),
            "cost": np.round(np.concatenate([cost, np.full(len(called), ECONOMICS.follow_up_cost)]), 2),
            "solved": np.concatenate([solved, np.ones(len(called), bool)]).astype("int64"),
        }
    ).sort_values(["customer", "date", "reason", "cost"], kind="stable", ignore_index=True)
    table.insert(0, "contact", np.arange(1, len(table) + 1))
    return table


assert np.datetime64(FIRST_DAY, "D") < LAST
