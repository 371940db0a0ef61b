"""One call makes the whole firm: ``simulate_case(seed, n_customers)``."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from custvalue_helpers.kestrel.chain import Outcome, run_chain
from custvalue_helpers.kestrel.customers import customers_table
from custvalue_helpers.kestrel.experience import kano_table, survey_table
from custvalue_helpers.kestrel.market import choices_table, ratings_tables
from custvalue_helpers.kestrel.orders import contacts_table, orders_table, subscriptions_table
from custvalue_helpers.kestrel.parameters import Firm
from custvalue_helpers.kestrel.people import LINKED, Links, People, draw_people
from custvalue_helpers.kestrel.truth import (
    summary,
    truth_brands,
    truth_customers,
    truth_effects,
    truth_kano,
    truth_levers,
    truth_segments,
)

DEFAULT_SEED, DEFAULT_CUSTOMERS = 2024, 1200


@dataclass(frozen=True)
class Truth:
    """What nobody sees in a real firm; see datasets/KESTREL.md."""

    customers: pd.DataFrame
    segments: pd.DataFrame
    brands: pd.DataFrame
    effects: pd.DataFrame
    kano: pd.DataFrame
    levers: pd.DataFrame


@dataclass(frozen=True)
class Case:
    """The whole firm: what it sees, and apart from that the truth."""

    customers: pd.DataFrame
    choices: pd.DataFrame
    ratings: pd.DataFrame
    importance: pd.DataFrame
    survey: pd.DataFrame
    kano: pd.DataFrame
    subscriptions: pd.DataFrame
    orders: pd.DataFrame
    contacts: pd.DataFrame
    truth: Truth
    firm: Firm
    people: People
    outcome: Outcome

    @property
    def tables(self):
        """Every table by the name that ``load_dataset`` knows it by."""
        seen = {f"kestrel_{name}": getattr(self, name) for name in SEEN}
        return seen | {f"kestrel_truth_{name}": getattr(self.truth, name) for name in vars(self.truth)}

    def what_if(self, firm):
        """Return what another firm would get from the same people, as means, beside this one.

        Parameters: ``firm``, for example ``case.firm.with_step("delivery", 1)`` (Firm).
        Returns pandas.DataFrame: rows now, then, change; columns perceived_value, share, trial, satisfaction,
        retention, lifetime_value, customer_equity (euro per 1,000 people who meet Kestrel).

        >>> case = simulate_case(seed=1, n_customers=200)
        >>> better = case.what_if(case.firm.with_step("coffee_quality", 1))
        >>> bool(better.loc["change", "share"] > 0)
        True
        """
        if not isinstance(firm, Firm):
            raise TypeError(f"firm must be a Firm, such as Firm(price=25), got {firm!r}")
        now, then = (summary(self.people, run_chain(self.people, each, LINKED)) for each in (self.firm, firm))
        table = pd.DataFrame([now, then], index=["now", "then"])
        table.loc["change"] = table.loc["then"] - table.loc["now"]
        return table


SEEN = (
    "customers",
    "choices",
    "ratings",
    "importance",
    "survey",
    "kano",
    "subscriptions",
    "orders",
    "contacts",
)


def simulate_case(seed=DEFAULT_SEED, n_customers=DEFAULT_CUSTOMERS, *, links=True, firm=None):
    """Simulate Kestrel Coffee: customers, market study, experience and orders, consistent with one another.

    Parameters: ``seed``, not negative; the same seed gives the same firm (int); ``n_customers``, from 20 to
    1,000,000. The default is the size of the files in ``datasets`` (int); ``links``, false shuffles every cause
    before it acts: the tables look alike, and nothing causes anything (bool); ``firm``, kestrel's scores, price,
    promise, club and follow-up; the default is the firm of the story (Firm, optional).
    Returns Case; cells are missing where somebody was not asked, or has not answered.
    Raises TypeError or ValueError if an argument is of the wrong kind or out of range.

    >>> case = simulate_case(seed=1, n_customers=60)
    >>> len(case.customers), case.truth.customers["segment"].nunique()
    (60, 4)
    """
    _check(seed, n_customers, links, firm)
    firm = firm or Firm()
    # Each block has its own stream: a change in one leaves the luck of the others as it was.
    streams = [np.random.default_rng(part) for part in np.random.SeedSequence(seed).spawn(10)]
    switch = Links(links, streams[0])
    people = draw_people(n_customers, streams[1], switch)
    outcome = run_chain(people, firm, switch)
    orders = orders_table(people, outcome, streams[2])
    ratings, importance = ratings_tables(people, firm, streams[3], switch)
    return Case(
        customers=customers_table(people, outcome, streams[4], switch),
        choices=choices_table(people, firm, streams[5], switch),
        ratings=ratings,
        importance=importance,
        survey=survey_table(people, outcome, firm, orders, streams[6], switch),
        kano=kano_table(people, streams[7], switch),
        subscriptions=subscriptions_table(people, outcome),
        orders=orders,
        contacts=contacts_table(people, outcome, orders, streams[8], switch),
        truth=Truth(
            customers=truth_customers(people, firm, outcome, orders, links),
            segments=truth_segments(people),
            brands=truth_brands(firm),
            effects=truth_effects(),
            kano=truth_kano(),
            levers=truth_levers(people, firm, links),
        ),
        firm=firm,
        people=people,
        outcome=outcome,
    )


def _check(seed, n_customers, links, firm):
    for name, value, low, high in (("seed", seed, 0, 2**63 - 1), ("n_customers", n_customers, 20, 1_000_000)):
        if isinstance(value, bool) or not isinstance(value, int | np.integer):
            share_given = isinstance(value, float) and 0 < value < 1
            tail = " (is this a share? a count is needed here)" if share_given else ""
            error = ValueError if share_given else TypeError
            raise error(f"{name} must be a whole number from {low:,} on, got {value!r}{tail}")
        if not low <= value <= high:
            raise ValueError(f"{name} must be from {low:,} to {high:,}, got {value:,}")
    if not isinstance(links, bool):
        raise TypeError(f"links must be True or False, got {links!r}")
    if firm is not None and not isinstance(firm, Firm):
        raise TypeError(f"firm must be a Firm, such as Firm(price=25), got {firm!r}")
