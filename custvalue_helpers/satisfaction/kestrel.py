"""What Kestrel's tables say about expectation, satisfaction and staying: from the survey to the figures of the lesson."""

from custvalue_helpers.kit.checks import a_number, one_of
from custvalue_helpers.satisfaction.expectations import losses_and_gains, regress
from custvalue_helpers.satisfaction.measures import loyalty_by_satisfaction

HALF_YEAR = 180  # days
LAST_DAY = "2025-12-31"  # until then we can see who stays


def expectations_by_source(survey, items):
    """What customers expected, what they experienced and how satisfied they are, by where the expectation came from.

    Expected and experienced are each person's mean over the items, then the mean of the group.

    Parameters: ``survey``, the table kestrel_survey; ``items``, such as ["delivery"], with columns expected_delivery and
    perceived_delivery.
    Returns a DataFrame, one row a source, columns expected, experienced, satisfaction (points).

    >>> from custvalue_helpers import load_dataset
    >>> expectations_by_source(load_dataset("kestrel_survey"), ["delivery"]).round(1).loc["advertising"].to_dict()
    {'expected': 8.2, 'experienced': 6.5, 'satisfaction': 6.4}
    """
    _columns(survey, [f"{before}_{item}" for item in items for before in ("expected", "perceived")])
    people = survey[["satisfaction"]].assign(
        expected=survey[[f"expected_{item}" for item in items]].mean(axis=1),
        experienced=survey[[f"perceived_{item}" for item in items]].mean(axis=1),
    )
    groups = people.groupby(survey["expectation_from"], observed=True)
    return groups[["expected", "experienced", "satisfaction"]].mean()


def weight_of_losses(survey, items):
    """By how much satisfaction moves with a point of mean loss, and with a point of mean gain, over the items.

    satisfaction = constant + a·(mean loss, at most 0) + b·(mean gain, at least 0), by least squares.

    Parameters: as in expectations_by_source().
    Returns a DataFrame with the rows loss and gain, columns coefficient, low_95, high_95. See regress().

    >>> from custvalue_helpers import load_dataset
    >>> weight_of_losses(load_dataset("kestrel_survey"), ["delivery", "freshness"]).round(1).coefficient.to_dict()
    {'loss': 0.6, 'gain': 0.4}
    """
    import pandas as pd

    _columns(survey, [f"{before}_{item}" for item in items for before in ("expected", "perceived")])
    gaps = pd.DataFrame({item: survey[f"perceived_{item}"] - survey[f"expected_{item}"] for item in items})
    lost, gained = losses_and_gains(gaps)
    return regress(survey["satisfaction"], loss=lost, gain=gained).coefficients.loc[["loss", "gain"]]


def stayed_after_survey(survey, plans, days=HALF_YEAR, last_day=LAST_DAY):
    """Of those asked in a survey: the share still there some days later, by the satisfaction that they gave.

    Surveys that cannot be watched for so long, until ``last_day``, are left out.

    Parameters: ``survey`` and ``plans``, the tables kestrel_survey and kestrel_subscriptions; ``days``; ``last_day``.
    Returns the table of loyalty_by_satisfaction(). Raises ValueError if no survey can be watched for so long.
    """
    import pandas as pd

    _columns(survey, ["customer", "date", "satisfaction"])
    _columns(plans, ["customer", "end"])
    span = pd.Timedelta(days=a_number("days", days, low=1))
    asked = survey.merge(plans, on="customer")
    asked = asked[asked["date"] + span <= pd.Timestamp(last_day)]
    if asked.empty:
        raise ValueError(f"days must leave a survey to watch until {last_day}, got {days}")
    return loyalty_by_satisfaction(
        asked["satisfaction"], asked["end"].isna() | (asked["end"] > asked["date"] + span)
    )


def stayed_from_start(plans, truth, days=HALF_YEAR):
    """Of all subscribers: the share still there some days after their first, by their true satisfaction, rounded.

    Parameters: ``plans`` and ``truth``, the tables kestrel_subscriptions and kestrel_truth_customers; ``days``.
    Returns the table of loyalty_by_satisfaction(). Only a simulation knows the satisfaction of those who were never asked.
    """
    import pandas as pd

    _columns(plans, ["customer", "start", "end"])
    _columns(truth, ["customer", "satisfaction"])
    span = pd.Timedelta(days=a_number("days", days, low=1))
    everyone = plans.merge(truth[["customer", "satisfaction"]], on="customer")
    there = everyone["end"].isna() | (everyone["end"] > everyone["start"] + span)
    return loyalty_by_satisfaction(everyone["satisfaction"].round(), there)


def satisfaction_over_time(survey, customers):
    """Mean satisfaction by time with Kestrel, of those whom advertising won and of the others (a DataFrame).

    Parameters: ``survey`` and ``customers``, the tables kestrel_survey and kestrel_customers.
    """
    import pandas as pd

    _columns(survey, ["customer", "date", "satisfaction", "expectation_from"])
    _columns(customers, ["customer", "start"])
    months = (survey["date"] - survey["customer"].map(customers.set_index("customer")["start"])).dt.days / 30
    stages = ["under half a year", "half to one year", "over a year"]
    people = survey[["satisfaction"]].assign(
        time=pd.cut(months, [0, 6, 12, 24], labels=stages),
        won=(survey["expectation_from"] == "advertising").map({True: "won by advertising", False: "others"}),
    )
    found = people.pivot_table(index="time", columns="won", values="satisfaction", observed=True)
    return found[["won by advertising", "others"]].rename_axis(index="with Kestrel", columns=None)


def promises_in_truth(case, claims):
    """What the simulated firm would get from the same people if its advertising claimed more, or less.

    Parameters: ``case``, from simulate_case(); ``claims``, a dict from the promise (what those won by advertising then
    expect, points) to the claim behind it (points that advertising adds to what is delivered).
    Returns a DataFrame, one row a promise: trial (share), satisfaction (points), customer_equity (euro per 1,000 people
    who meet Kestrel, to the euro).

    >>> from custvalue_helpers.case import simulate_case
    >>> promises_in_truth(simulate_case(seed=1, n_customers=200), {8.2: 1.5}).index.tolist()
    [8.2]
    """
    from dataclasses import replace

    import pandas as pd

    rows = {
        promise: case.what_if(replace(case.firm, promise=claim)).loc["then"]
        for promise, claim in claims.items()
    }
    found = pd.DataFrame(rows).T[["trial", "satisfaction", "customer_equity"]].rename_axis("promise")
    return found.astype({"customer_equity": float}).assign(
        customer_equity=lambda t: t["customer_equity"].round().astype(int)
    )


def _columns(table, names):
    for name in names:
        one_of("table: column", name, list(table.columns))


__all__ = [
    "expectations_by_source",
    "promises_in_truth",
    "satisfaction_over_time",
    "stayed_after_survey",
    "stayed_from_start",
    "weight_of_losses",
]
