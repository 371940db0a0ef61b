"""One call makes the whole firm, ``simulate_firm(seed, n_customers)``: what it sees, and apart from that the truth."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from custvalue_helpers.kestrel.chain import (
    FirmOutcome,
    lifetime_value,
    months_between_orders,
    months_to_stay,
    order_discount,
    run_chain,
)
from custvalue_helpers.kestrel.customers import customers_table
from custvalue_helpers.kestrel.experience import kano_table, survey_table
from custvalue_helpers.kestrel.market import (
    brand_worth,
    card_worth,
    choices_table,
    ratings_tables,
    wave_scores,
)
from custvalue_helpers.kestrel.orders import contacts_table, lifetimes, orders_table, subscriptions_table
from custvalue_helpers.kestrel.parameters import (
    ATTRIBUTES,
    BRANDS,
    ECONOMICS,
    EFFECTS,
    KANO_FEATURES,
    LAST_DAY,
    MONTH,
    SEGMENTS,
    WAVES,
    Firm,
)
from custvalue_helpers.kestrel.people import (
    LINKED,
    CausalLinks,
    People,
    draw_people,
    levels,
    start_days,
)
from custvalue_helpers.kit.columns import tally
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.models.customer_groups import GROUPS

if TYPE_CHECKING:
    from collections.abc import Hashable

__all__ = ["SimulatedFirm", "Truth", "simulate_firm"]

STEPS = {**{name: 1.0 for name in ATTRIBUTES}, "price": -1.0, "promise": -1.0, "club": -1.0, "follow_up": 0.5}


def truth_customers(
    people: People, firm: Firm, outcome: FirmOutcome, orders: pd.DataFrame, linked: bool
) -> pd.DataFrame:
    """Return one row a customer: segment, part-worths, satisfaction, chance of leaving, lifetime value."""
    n = len(people)
    # Where nothing causes anything, the club does not either.
    no_club = run_chain(people, replace(firm, club=0), LINKED) if linked else outcome
    net = outcome.money.margin - outcome.money.service
    pace = 1 / months_between_orders(people)
    stay, profit = months_to_stay(people, outcome.leave), net * pace
    active, residual = residual_value(people, outcome, orders)
    worth = card_worth(people.part_worths)
    group = 2 * (stay > np.median(stay)) + (profit > np.median(profit))
    table = {
        "customer": np.arange(1, n + 1),
        "segment": levels(people.segment, SEGMENTS),
        "contract": levels(~people.subscribes, ("subscription", "none")),
        **{
            f"part_worth_{name}": column
            for name, column in zip(ATTRIBUTES, people.part_worths.T, strict=True)
        },
        "wtp_10_days_fresher": -10 * worth["freshness_days"],
        "wtp_day_faster": -worth["delivery_days"],
        "wtp_brewing_help": worth["brewing_help"],
        "wtp_ethical_sourcing": worth["ethical_sourcing"],
        "price_sensitivity": people.price_sensitivity,
        "perceived_value": outcome.value[:, 0],
        "first_choice_chance": outcome.first_choice[:, 0],
        "disconfirmation": outcome.disconfirmed,
        "satisfaction": outcome.satisfaction,
        "proneness_to_stay": people.proneness,
        "leave_chance": outcome.leave,
        "leave_chance_without_club": no_club.leave,
        "orders_per_month": pace,
        "net_margin_per_order": net,
        "months_to_stay": stay,
        "profit_per_month": profit,
        "group": levels(group, GROUPS),
        "lifetime_value": outcome.lifetime_value,
        "still_active": active.astype("int64"),
        "residual_value": residual,
        "straight_liner": people.straight_liner.astype("int64"),
    }
    return rounded(pd.DataFrame(table), 4, {"lifetime_value": 2, "residual_value": 2, "months_to_stay": 2})


def rounded(table: pd.DataFrame, decimals: int, others: dict[Hashable, int] | None = None) -> pd.DataFrame:
    """Return the table with its fractions rounded, so that the file is the same on every machine."""
    for name in table.select_dtypes("float"):
        table[name] = table[name].round((others or {}).get(name, decimals)) + 0.0  # + 0.0: no minus zero
    return table


def residual_value(
    people: People, outcome: FirmOutcome, orders: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray]:
    """Return who is active after the last day on record, and the expected margin still to come, euro.

    A subscriber may decline the next box; one without a contract who is active will buy again.
    """
    owner = orders["customer"].to_numpy() - 1
    placed = tally(owner, minlength=len(people))
    possible = lifetimes(people, outcome)
    first = start_days(people)
    ended = first + (np.minimum(possible, 200).astype(int) * MONTH).astype("timedelta64[D]")
    active = np.where(people.subscribes, ended > np.datetime64(LAST_DAY, "D"), placed < possible)
    net = outcome.money.margin - outcome.money.service
    factor = order_discount(people)
    coming = lifetime_value(net, outcome.leave, factor, outcome.money.free, placed) * factor
    return active, np.where(active, coming, 0.0)


def truth_segments(people: People) -> pd.DataFrame:
    """Return one row a segment: share of the customers, mean willingness to pay, and of everyone."""
    worth = card_worth(people.part_worths)
    brands = brand_worth(people, Firm())
    columns = {
        "wtp_10_days_fresher": -10 * worth["freshness_days"],
        "wtp_day_faster": -worth["delivery_days"],
        "wtp_brewing_help": worth["brewing_help"],
        "wtp_ethical_sourcing": worth["ethical_sourcing"],
        **{
            f"wtp_{BRANDS[b]}_over_Kestrel".lower(): brands[:, b] - brands[:, 0]
            for b in range(1, len(BRANDS))
        },
        "price_sensitivity": people.price_sensitivity,
    }
    rows = []
    for name in (*SEGMENTS, "everyone"):
        here = np.ones(len(people), bool) if name == "everyone" else people.segment == SEGMENTS.index(name)
        means = {
            column: float(np.mean(values[here])) if here.any() else np.nan
            for column, values in columns.items()
        }
        rows.append({"segment": name, "customers": int(here.sum()), **means})
    table = pd.DataFrame(rows)
    table["segment"] = pd.Categorical(table["segment"], categories=[*SEGMENTS, "everyone"])
    return rounded(table, 4)


def truth_brands(firm: Firm) -> pd.DataFrame:
    """Return one row a wave, brand and attribute: the true score; and the true price as attribute 'price'."""
    rows = []
    for number, wave in enumerate(WAVES):
        scores, prices = wave_scores(firm, number)
        for brand, name in enumerate(BRANDS):
            rows += [(wave, name, attribute, scores[brand, k]) for k, attribute in enumerate(ATTRIBUTES)]
            rows.append((wave, name, "price", prices[brand]))
    table = pd.DataFrame(rows, columns=["wave", "brand", "attribute", "score"])
    table["brand"] = pd.Categorical(table["brand"], categories=list(BRANDS))
    table["attribute"] = pd.Categorical(table["attribute"], categories=[*ATTRIBUTES, "price"])
    return rounded(table, 2)


def truth_effects() -> pd.DataFrame:
    """Return the causal parameters that are single numbers, one row each, with their meaning."""
    rows = [
        (part.name, getattr(EFFECTS, part.name), part.metadata["meaning"])
        for part in fields(EFFECTS)
        if "meaning" in part.metadata
    ]
    return pd.DataFrame(rows, columns=["effect", "size", "meaning"])


def truth_kano() -> pd.DataFrame:
    """Return one row a feature and segment: the true shares of the five Kano categories."""
    rows = [
        (feature, segment, *shares.get(segment, shares["all"]))
        for feature, shares in KANO_FEATURES.items()
        for segment in SEGMENTS
    ]
    names = ["feature", "segment", "must_be", "one_dimensional", "attractive", "indifferent", "reverse"]
    table = pd.DataFrame(rows, columns=names)
    table["feature"] = pd.Categorical(table["feature"], categories=list(KANO_FEATURES))
    table["segment"] = pd.Categorical(table["segment"], categories=list(SEGMENTS))
    return table


def summary(people: People, outcome: FirmOutcome) -> dict[str, float]:
    """Return the chain's results as means: what a step on a lever is judged by.

    Share, trial and monthly retention are shares; equity is in euro per 1,000 people of this kind who
    meet Kestrel: chance of trial × (lifetime value − acquisition cost).
    """
    cost = np.array(ECONOMICS.acquisition)[people.channel]
    return {
        "perceived_value": float(outcome.value[:, 0].mean()),
        "share": float(outcome.first_choice[:, 0].mean()),
        "trial": float(outcome.trial.mean()),
        "satisfaction": float(outcome.satisfaction.mean()),
        "retention": float(1 - outcome.leave[people.subscribes].mean())
        if people.subscribes.any()
        else np.nan,
        "lifetime_value": float(outcome.lifetime_value.mean()),
        "customer_equity": float(1000 * (outcome.trial * (outcome.lifetime_value - cost)).mean()),
    }


def step_within(firm: Firm, lever: str, step: float) -> float:
    """Return the step, or as much of it as the lever's limits leave."""
    low, high = Firm.LIMITS[lever]
    return min(max(getattr(firm, lever) + step, low), high) - getattr(firm, lever)


def truth_levers(people: People, firm: Firm, linked: bool) -> pd.DataFrame:
    """Return what one step on each lever does, one row a lever, beside the firm as it is."""
    rows = [{"lever": "as it is", "step": 0.0, **summary(people, run_chain(people, firm, LINKED))}]
    for lever, step in STEPS.items():
        moved = firm.with_step(lever, step_within(firm, lever, step)) if linked else firm
        rows.append(
            {
                "lever": lever,
                "step": step_within(firm, lever, step),
                **summary(people, run_chain(people, moved, LINKED)),
            }
        )
    table = pd.DataFrame(rows)
    table["lever"] = pd.Categorical(table["lever"], categories=["as it is", *STEPS])
    return rounded(table, 4, {"lifetime_value": 2, "customer_equity": 0})


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
class SimulatedFirm:
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
    outcome: FirmOutcome

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table by the name that ``load_dataset`` knows it by."""
        seen = {f"kestrel_{name}": getattr(self, name) for name in SEEN}
        return seen | {f"kestrel_truth_{name}": getattr(self.truth, name) for name in vars(self.truth)}

    def what_if(self, firm: Firm) -> pd.DataFrame:
        """Return what another firm would get from the same people, as means, beside this one.

        Parameters: ``firm``, for example ``kestrel.firm.with_step("delivery", 1)``.
        Returns rows now, then, change; columns perceived_value, share, trial, satisfaction,
        retention, lifetime_value, customer_equity (euro per 1,000 people who meet Kestrel).

        >>> kestrel = simulate_firm(seed=1, n_customers=200)
        >>> better = kestrel.what_if(kestrel.firm.with_step("coffee_quality", 1))
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


def simulate_firm(
    seed: int = DEFAULT_SEED,
    n_customers: int = DEFAULT_CUSTOMERS,
    *,
    links: bool = True,
    firm: Firm | None = None,
) -> SimulatedFirm:
    """Simulate Kestrel Coffee: customers, market study, experience and orders, consistent with one another.

    Parameters: ``seed``, not negative; the same seed gives the same firm; ``n_customers``, from 20 to
    1,000,000. The default is the size of the files in ``datasets``; ``links``, false shuffles every cause
    before it acts: the tables look alike, and nothing causes anything; ``firm``, kestrel's scores, price,
    promise, club and follow-up; the default is the firm of the story.
    In the tables, cells are missing where somebody was not asked, or has not answered.
    Raises TypeError or ValueError if an argument is of the wrong kind or out of range.

    >>> kestrel = simulate_firm(seed=1, n_customers=60)
    >>> len(kestrel.customers), kestrel.truth.customers["segment"].nunique()
    (60, 4)
    """
    _check(seed, n_customers, links, firm)
    firm = firm or Firm()
    # Each block has its own stream: a change in one leaves the luck of the others as it was.
    streams = [np.random.default_rng(part) for part in np.random.SeedSequence(seed).spawn(10)]
    switch = CausalLinks(links, streams[0])
    people = draw_people(n_customers, streams[1], switch)
    outcome = run_chain(people, firm, switch)
    orders = orders_table(people, outcome, streams[2])
    ratings, importance = ratings_tables(people, firm, streams[3], switch)
    return SimulatedFirm(
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
