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
    """Return every order up to the last day: (m,) owner, (m,) day, (m,) how many orders came before.

    Subscribers get a box every 30 days; others come back after exponential gaps, a day at least, until
    they drop out.
    """
    start, placed = start_days(people), lifetimes(people, outcome)
    possible = (LAST - start).astype(int) // MONTH + 1
    number = np.minimum(placed, np.where(people.subscribes, possible, MOST_ORDERS)).astype(int)
    owner = np.repeat(np.arange(len(people)), number)
    before = np.arange(len(owner)) - np.repeat(np.cumsum(number) - number, number)
    mean_gap = MONTH / (ECONOMICS.shop_orders * people.pace[owner])
    gaps = 1 + np.floor(generator.exponential(size=len(owner)) * mean_gap)
    gaps[people.subscribes[owner]] = MONTH
    gaps[before == 0] = 0
    passed = np.cumsum(gaps)
    passed -= np.repeat(passed[before == 0], number)
    # Gaps of hundreds of years happen to those who hardly ever buy: they end with the record.
    day = start[owner] + np.minimum(passed, 1e5).astype("int64").astype("timedelta64[D]")
    keep = day <= LAST
    return owner[keep], day[keep], before[keep]


def orders_table(people, outcome, generator):
    """Return one row an order: revenue and margin in euro, in the order of customers and days."""
    owner, day, before = order_days(people, outcome, generator)
    money, n = outcome.money, len(owner)
    box = people.subscribes[owner]
    extra = (generator.random(n) < money.extra_chance[owner]) * generator.gamma(3.0, 3.0, n)
    goods = money.goods[owner] * np.where(box, 1.0, generator.gamma(6.0, 1 / 6.0, n))
    free = outcome.club[owner] & ((before + 1) % ECONOMICS.free_every == 0)
    voucher = (before == 0) & (people.channel[owner] == CHANNEL_VOUCHER)
    paid = np.where(free, 0.0, np.where(voucher, 1 - ECONOMICS.voucher_share, 1.0))
    # What a euro of goods costs is the same for every order of a customer: read it off the mean.
    delivery = ECONOMICS.delivery_cost * people.subscribes
    cost_share = 1 - (money.margin + delivery) / (money.goods + money.extra_chance * ECONOMICS.extra_mean)
    revenue = np.round(goods * paid + extra, 2)
    margin = revenue - (goods + extra) * cost_share[owner] - delivery[owner]
    return pd.DataFrame(
        {
            "customer": owner + 1,
            "date": as_dates(day),
            "kind": levels(~box, ("box", "purchase")),
            "revenue": revenue,
            "margin": np.round(margin, 2) + 0.0,  # + 0.0: no minus zero
        }
    )


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
