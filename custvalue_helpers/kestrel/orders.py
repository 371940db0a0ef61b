"""What the tills and the service desk recorded: subscriptions, orders, service contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custvalue_helpers.kestrel.chain import CHANNEL_VOUCHER
from custvalue_helpers.kestrel.parameters import ECONOMICS, FIRST_DAY, LAST_DAY, MONTH
from custvalue_helpers.kestrel.people import as_dates, levels, pick, start_days
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd

if TYPE_CHECKING:
    from custvalue_helpers.kestrel.chain import FirmOutcome
    from custvalue_helpers.kestrel.people import CausalLinks, People

__all__ = []

REASONS = ("delivery", "coffee", "billing", "app", "brewing", "other", "follow-up")
CONTACT_CHANNELS = ("phone", "chat", "e-mail")
CONTACT_CHANNEL_SHARES = (0.30, 0.35, 0.35)
MOST_ORDERS = 400  # no one without a contract buys more often in two years
LAST = np.datetime64(LAST_DAY, "D")


def lifetimes(people: People, outcome: FirmOutcome) -> np.ndarray:
    """Return how many orders each customer would place before leaving, at least 1; (n,) float."""
    stay = np.log1p(-outcome.leave)
    return np.maximum(np.ceil(np.log1p(-people.luck["lifetime"]) / stay), 1)


def order_days(
    people: People, outcome: FirmOutcome, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
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


def orders_table(people: People, outcome: FirmOutcome, generator: np.random.Generator) -> pd.DataFrame:
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


def subscriptions_table(people: People, outcome: FirmOutcome) -> pd.DataFrame:
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


def contacts_table(
    people: People,
    outcome: FirmOutcome,
    orders: pd.DataFrame,
    generator: np.random.Generator,
    links: CausalLinks,
) -> pd.DataFrame:
    """Return one row a contact: who called whom, about what, how, at what cost."""
    calls = _customers_calls(people, outcome, orders, generator, links)
    table = pd.concat([calls, _follow_up_calls(people, outcome)], ignore_index=True)
    table = table.sort_values(["customer", "date", "reason", "cost"], kind="stable", ignore_index=True)
    table["started_by"] = levels(table["started_by"], ("customer", "Kestrel"))
    table["reason"] = levels(table["reason"], REASONS)
    table["channel"] = levels(table["channel"], CONTACT_CHANNELS)
    table["date"] = as_dates(table["date"].to_numpy())
    table.insert(0, "contact", np.arange(1, len(table) + 1))
    return table


def _customers_calls(people, outcome, orders, generator, links):
    """Customers get in touch within a week of an order, more often when disappointed; codes, not names."""
    owner = orders["customer"].to_numpy() - 1
    number = generator.poisson(outcome.money.service[owner] / np.mean(ECONOMICS.contact_cost))
    number = number.astype(np.intp)  # 64 bits from the generator, which np.repeat refuses where memory has 32
    who, n = np.repeat(owner, number), int(number.sum())
    day = np.repeat(orders["date"].to_numpy().astype("datetime64[D]"), number)
    gap = links.cut(outcome.performed - outcome.expected)[who]
    how = pick(np.tile(CONTACT_CHANNEL_SHARES, (n, 1)), generator.random(n))
    noise = np.exp(0.25 * generator.standard_normal(n) - 0.03125)
    return pd.DataFrame(
        {
            "customer": who + 1,
            "date": np.minimum(day + generator.integers(0, 8, n).astype("timedelta64[D]"), LAST),
            "started_by": 0,
            "reason": pick(_reason_shares(gap), generator.random(n)),
            "channel": how,
            "cost": np.round(np.array(ECONOMICS.contact_cost)[how] * noise, 2),
            "solved": (generator.random(n) < 0.82).astype("int64"),
        }
    )


def _reason_shares(gap):
    """Return each contact's shares of REASONS but the last: the worse an experience, the likelier it is."""
    coffee, fresh, delivery, app, brewing, _ = gap.T
    nothing = np.zeros(len(gap))
    blamed = np.column_stack([delivery, np.minimum(coffee, fresh), nothing, app, brewing, nothing])
    weight = np.array([1.0, 0.7, 0.9, 0.6, 0.5, 0.6]) * np.exp(0.45 * np.maximum(-blamed, 0))
    return weight / weight.sum(axis=1, keepdims=True)


def _follow_up_calls(people, outcome):
    """Kestrel phones those on whom the lot fell, ten days after the first order."""
    called = np.flatnonzero(outcome.followed_up)
    return pd.DataFrame(
        {
            "customer": called + 1,
            "date": start_days(people)[called] + np.timedelta64(10, "D"),
            "started_by": 1,
            "reason": REASONS.index("follow-up"),
            "channel": CONTACT_CHANNELS.index("phone"),
            "cost": ECONOMICS.follow_up_cost,
            "solved": 1,
        }
    )


assert np.datetime64(FIRST_DAY, "D") < LAST
