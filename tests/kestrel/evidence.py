"""Is the causal chain in the tables? One regression for each link, on what a reader can load."""

import numpy as np
import pandas as pd
from statsmodels.api import OLS


def slope(outcome, cause, *controls):
    """Least-squares slope of an outcome on a cause, controls held constant, and its t value.

    Parameters: ``outcome``, ``cause``, ``controls`` ((n,) numbers).
    Returns (float, float): slope and t (with heteroskedasticity-consistent standard error); (0, 0) if the cause is
    constant.
    Source: White (1980), Econometrica 48, for the standard error.

    >>> round(slope([1, 2, 3.1, 3.9], [0, 1, 2, 3])[0], 2)
    0.98
    """
    y = np.asarray(outcome, float)
    x = np.column_stack(
        [np.asarray(cause, float), np.ones(len(y)), *(np.asarray(c, float) for c in controls)]
    )
    if np.ptp(x[:, 0]) == 0:
        return 0.0, 0.0
    fit = OLS(y, x).fit(cov_type="HC0")
    return float(fit.params[0]), float(fit.tvalues[0])


def within(table, columns, groups):
    """Return columns less their group's mean, so that people who tick high everywhere do not count."""
    return table[columns] - table.groupby(groups, observed=True)[columns].transform("mean")


def chain_evidence(case):
    """Return one row a link of the causal chain: its slope, its t value, the sign it should have.

    Parameters: ``case`` (SimulatedFirm).
    Returns pandas.DataFrame: indexed by link; columns slope, t, sign (+1 or −1).

    >>> from custvalue_helpers.kestrel import simulate_firm
    >>> evidence = chain_evidence(simulate_firm(seed=3, n_customers=600))
    >>> bool((evidence["t"] * evidence["sign"]).median() > 4)
    True
    """
    rows = [*_people(case), *_market(case), *_experience(case), *_behaviour(case)]
    table = pd.DataFrame(
        [(name, sign, *result) for name, sign, result in rows], columns=["link", "sign", "slope", "t"]
    )
    return table.set_index("link")[["slope", "t", "sign"]]


def _people(case):
    seen, true = case.customers, case.truth.customers
    saver = true["segment"] == "Savers"
    earns = true["segment"].isin(["Connoisseurs", "Busy households"])
    paid = seen["channel"].isin(["search", "social"])
    yield "part-worth → need (delivery)", 1, slope(seen["need_delivery"], true["part_worth_delivery"])
    yield (
        "part-worth → need (ethics)",
        1,
        slope(seen["need_ethical_sourcing"], true["part_worth_ethical_sourcing"]),
    )
    yield "segment → statement (growers)", 1, slope(seen["cares_for_growers"], true["segment"] == "Idealists")
    yield "segment → income", 1, slope(np.log(seen["income"]), earns)
    yield "segment → channel (voucher)", 1, slope(seen["channel"] == "voucher", saver)
    yield "segment → contract", -1, slope(seen["contract"] == "subscription", saver)
    yield "channel → acquisition cost", 1, slope(seen["acquisition_cost"], paid)


def _market(case):
    choices, ratings = case.choices, case.ratings
    true = case.truth.customers.set_index("customer")
    worth = true["part_worth_ethical_sourcing"].loc[choices["customer"]].to_numpy()
    worth = worth - worth.mean()
    yield "price → stated choice", -1, slope(choices["chosen"], choices["price"])
    yield "freshness → stated choice", -1, slope(choices["chosen"], choices["freshness_days"])
    yield (
        "part-worth × ethics → stated choice", 1,
        slope(choices["chosen"], worth * choices["ethical_sourcing"], worth, choices["ethical_sourcing"]),
    )  # fmt: skip
    scores = case.truth.brands.set_index(["wave", "brand", "attribute"])["score"]
    keys = [(*key, "freshness") for key in zip(ratings["wave"], ratings["brand"], strict=True)]
    yield "performance → rating (freshness)", 1, slope(ratings["freshness"], scores.loc[keys].to_numpy())
    ours = ratings[ratings["brand"] == "Kestrel"]
    yield "improvement → rating over time (delivery)", 1, slope(ours["delivery"], ours["wave"])
    inner = within(ratings, ["coffee_quality", "delivery", "value"], ["customer", "wave"])
    yield (
        "rating (coffee) → perceived value",
        1,
        slope(inner["value"], inner["coffee_quality"], inner["delivery"]),
    )
    yield "perceived value → first choice", 1, slope(ratings["first_choice"], inner["value"])
    stated = case.importance
    worth = true["part_worth_delivery"].loc[stated["customer"]].to_numpy()
    yield "part-worth → stated importance (delivery)", 1, slope(stated["importance_delivery"], worth)


def _experience(case):
    survey, kano = case.survey, case.kano
    expected = survey.filter(like="expected_").mean(axis=1)
    gap = survey.filter(like="perceived_").mean(axis=1) - expected
    loss, gain = np.minimum(gap, 0), np.maximum(gap, 0)
    delivery = survey["perceived_delivery"] - survey["expected_delivery"]
    advertised = survey["expectation_from"] == "advertising"
    paid = case.customers.set_index("customer")["channel"].isin(["search", "social", "voucher"])
    yield "channel → source of expectation", 1, slope(advertised, paid.loc[survey["customer"]])
    yield "promise → expectation", 1, slope(survey["expected_delivery"], advertised)
    yield "disconfirmation → satisfaction", 1, slope(survey["satisfaction"], gap)
    yield "disappointment → satisfaction", 1, slope(survey["satisfaction"], loss, gain)
    yield "satisfaction → recommendation", 1, slope(survey["recommend"], survey["satisfaction"])
    yield (
        "disappointment (delivery) → comment on delivery",
        -1,
        slope(survey["theme"] == "delivery", delivery),
    )
    video = kano[kano["feature"] == "brewing_video_on_first_order"]
    segment = case.truth.customers.set_index("customer")["segment"].loc[video["customer"]]
    yield (
        "segment → Kano answer (brewing video)",
        1,
        slope(video["if_there"].cat.codes, (segment == "Connoisseurs").to_numpy()),
    )


def _behaviour(case):
    seen, true = case.customers, case.truth.customers
    subscribes = (seen["contract"] == "subscription").to_numpy()
    leave = np.log(true["leave_chance"] / (1 - true["leave_chance"]))
    left = case.subscriptions.set_index("customer")["left"]
    satisfied = true.set_index("customer")["satisfaction"].loc[left.index]
    club, value = seen["club_member"], true["perceived_value"]
    yield "satisfaction → leaving (seen)", -1, slope(left, satisfied)
    yield "satisfaction → chance of leaving", -1, slope(leave, true["satisfaction"], subscribes)
    yield "follow-up call → chance of leaving", -1, slope(leave, seen["follow_up_call"], subscribes)
    held = (subscribes, true["satisfaction"], true["proneness_to_stay"], value)
    yield "club → chance of leaving", -1, slope(leave, club, *held)
    yield "proneness to stay → club", 1, slope(club, true["proneness_to_stay"])
    yield "perceived value → club", 1, slope(club, value)
    mean_order = case.orders.groupby("customer")["revenue"].mean().loc[seen["customer"]].to_numpy()
    spent = np.log(np.maximum(mean_order, 1))
    yield "perceived value → spending", 1, slope(spent, value, subscribes, true["segment"] == "Savers")
    yield "segment → spending", 1, slope(spent, true["segment"] == "Connoisseurs", subscribes)
    calls = case.contacts[case.contacts["started_by"] == "customer"].groupby("customer").size()
    orders = case.orders.groupby("customer").size().loc[seen["customer"]].to_numpy()
    rate = calls.reindex(seen["customer"], fill_value=0).to_numpy() / orders
    yield "disappointment → service contacts", -1, slope(rate, np.minimum(true["disconfirmation"], 0))
