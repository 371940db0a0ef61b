"""What an order brings and costs, from the tills and the service desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.columns import tally
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.lessons.capstone.tables import ORIGIN_OF, ORIGINS, SEGMENTS, sums_by_person, weighted

__all__ = []

if TYPE_CHECKING:
    from custvalue_helpers.lessons.capstone.tables import Tables

FREE_EVERY = 10  # the club's tenth order is free: Kestrel's own rule
KINDS = 2 * SEGMENTS  # segment × contract, 0 with a contract first


@dataclass(frozen=True)
class MoneyLink:
    """Sums by person, see fit_money."""

    design: np.ndarray  # (people, KINDS + 1, KINDS + 1): kind of customer, club member
    orders: np.ndarray  # (people, KINDS + 1, 2): the same × margin, goods of a usual order
    service: np.ndarray  # (people, SEGMENTS, 2): service cost, orders
    gaps: np.ndarray  # (people, 2): months between purchases, number of gaps
    cost: np.ndarray  # (people, ORIGINS, 2): acquisition cost, people

    def at(self, counts: np.ndarray) -> dict[str, np.ndarray]:
        """Each sample's estimates: ``margin``, ``goods`` (draws, 2, segments), euro per order with and without a
        contract; ``club_margin`` (draws,), what members bring more per order; ``service`` (draws, segments), euro per
        order; ``months`` (draws,) between purchases without a contract; ``cost`` (draws, origins) of acquisition."""
        fit = np.linalg.solve(weighted(counts, self.design), weighted(counts, self.orders))
        kinds = fit[:, :KINDS].reshape(len(counts), 2, SEGMENTS, 2)
        service = weighted(counts, self.service)
        gaps, cost = weighted(counts, self.gaps), weighted(counts, self.cost)
        return {
            "margin": kinds[..., 0],
            "goods": kinds[..., 1],
            "club_margin": fit[:, KINDS, 0],
            "service": service[..., 0] / service[..., 1],
            "months": gaps[:, 0] / gaps[:, 1],
            "cost": cost[..., 0] / cost[..., 1],
        }


def fit_money(tables: Tables) -> MoneyLink:
    """Sum up orders, service contacts and acquisition costs by person.

    A usual order is one that is neither a member's free one nor a first one at half price.
    """
    customers, n = tables.customers, tables.people
    club = customers["club_member"].to_numpy(float)
    origin = customers["channel"].astype(str).map(ORIGIN_OF).to_numpy()
    shop = (customers["contract"] == "none").to_numpy()
    margin, goods, there = _usual_orders(tables, club, origin, shop)
    kind = shop * SEGMENTS + tables.segment
    x = np.column_stack([kind[:, None] == np.arange(KINDS), club]) * there[:, None]
    y = np.column_stack([margin, goods])
    spent = tables.contacts[tables.contacts["started_by"] == "customer"]
    paid = sums_by_person(spent["cost"], tables.rows_of(spent), n)
    orders = tally(tables.rows_of(tables.orders), minlength=n).astype(float)
    segment = (tables.segment[:, None] == np.arange(SEGMENTS)).astype(float)
    return MoneyLink(
        design=x[:, :, None] * x[:, None, :],
        orders=x[:, :, None] * y[:, None, :],
        service=segment[:, :, None] * np.column_stack([paid, orders])[:, None, :],
        gaps=_gaps(tables, shop),
        cost=(origin[:, None] == np.arange(len(ORIGINS)))[:, :, None]
        * np.column_stack([customers["acquisition_cost"], np.ones(n)])[:, None, :],
    )


def _usual_orders(tables, club, origin, shop):
    """Each customer's mean margin and goods of a usual order, and whether there was one."""
    orders = tables.orders.sort_values(["customer", "date"], kind="stable")
    row = tables.rows_of(orders)
    number = orders.groupby("customer").cumcount().to_numpy() + 1
    usual = ~((club[row] == 1) & (number % FREE_EVERY == 0)) & ~((origin[row] == 1) & (number == 1))
    table = orders[usual].assign(row=row[usual]).groupby("row")
    mean, box = table[["margin", "revenue"]].mean(), table["revenue"].median()
    there = np.zeros(tables.people)
    there[mean.index] = 1
    margin, goods = np.zeros(tables.people), np.zeros(tables.people)
    margin[mean.index] = mean["margin"]
    # Most boxes go out with nothing added: the median is the price of the box.
    goods[mean.index] = np.where(shop[mean.index], mean["revenue"], box)
    return margin, goods, there


def _gaps(tables, shop):
    """Months between a customer's purchases, without a contract, and how many gaps there were."""
    table = tables.orders.groupby("customer")["date"].agg(["min", "max", "size"])
    row = pd.Index(tables.customers["customer"]).get_indexer(table.index)
    rows = np.column_stack([(table["max"] - table["min"]).dt.days / 30, table["size"] - 1.0])
    return sums_by_person(rows * shop[row][:, None], row, tables.people)
