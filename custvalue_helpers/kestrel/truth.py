"""The truth behind Kestrel's tables, to compare estimates with."""

from dataclasses import fields, replace

import numpy as np
import pandas as pd

from custvalue_helpers.kestrel.chain import (
    lifetime_value,
    months_between_orders,
    months_to_stay,
    order_discount,
    run_chain,
)
from custvalue_helpers.kestrel.customers import levels, start_days
from custvalue_helpers.kestrel.market import brand_worth, card_worth, wave_scores
from custvalue_helpers.kestrel.orders import lifetimes
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
from custvalue_helpers.kestrel.people import LINKED
from custvalue_helpers.kit.columns import tally

GROUPS = ("strangers", "butterflies", "barnacles", "true friends")
STEPS = {**{name: 1.0 for name in ATTRIBUTES}, "price": -1.0, "promise": -1.0, "club": -1.0, "follow_up": 0.5}


def truth_customers(people, firm, outcome, orders, linked):
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


def rounded(table, decimals, others=None):
    """Return the table with its fractions rounded, so that the file is the same on every machine."""
    for name in table.select_dtypes("float"):
        table[name] = table[name].round((others or {}).get(name, decimals)) + 0.0  # + 0.0: no minus zero
    return table


def residual_value(people, outcome, orders):
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


def truth_segments(people):
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


def truth_brands(firm):
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


def truth_effects():
    """Return the causal parameters that are single numbers, one row each, with their meaning."""
    rows = [
        (part.name, getattr(EFFECTS, part.name), part.metadata["meaning"])
        for part in fields(EFFECTS)
        if "meaning" in part.metadata
    ]
    return pd.DataFrame(rows, columns=["effect", "size", "meaning"])


def truth_kano():
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


def summary(people, outcome):
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


def step_within(firm, lever, step):
    """Return the step, or as much of it as the lever's limits leave."""
    low, high = Firm.LIMITS[lever]
    return min(max(getattr(firm, lever) + step, low), high) - getattr(firm, lever)


def truth_levers(people, firm, linked):
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
