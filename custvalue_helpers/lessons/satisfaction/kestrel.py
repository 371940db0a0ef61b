"""What Kestrel's tables say about expectation, satisfaction and staying: from the survey to the figures of the lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_list, a_number, by_name, shorten
from custvalue_helpers.kit.columns import a_column, a_day, a_table, groups_in, numbers_of
from custvalue_helpers.models.expectations import losses_and_gains, regress
from custvalue_helpers.models.satisfaction import loyalty_by_satisfaction

__all__ = [
    "expectations_by_source",
    "promises_in_truth",
    "satisfaction_over_time",
    "stayed_after_survey",
    "stayed_from_start",
    "weight_of_losses",
]

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from custvalue_helpers.kestrel.simulate import SimulatedFirm
    from custvalue_helpers.kit.kinds import Day, Names

HALF_YEAR = 180  # days
LAST_DAY = "2025-12-31"  # until then we can see who stays


def expectations_by_source(survey: pd.DataFrame, items: Names) -> pd.DataFrame:
    """What customers expected, what they experienced and how satisfied they are, by where the expectation came from.

    Expected and experienced are each person's mean over the items, then the mean of the group.

    Parameters: ``survey``, the table kestrel_survey; ``items``, such as ["delivery"], with columns expected_delivery and
    perceived_delivery.
    Returns a DataFrame, one row a source, columns expected, experienced, satisfaction (points).

    >>> from custvalue_helpers import load_dataset
    >>> expectations_by_source(load_dataset("kestrel_survey"), ["delivery"]).round(1).loc["advertising"].to_dict()
    {'expected': 8.2, 'experienced': 6.5, 'satisfaction': 6.4}
    """
    import pandas as pd

    expected, perceived, satisfaction = _asked(survey, items)
    source = a_column(survey, "expectation_from", "survey", "survey").reset_index(drop=True)
    people = pd.DataFrame({
        "expected": expected.mean(axis=1), "experienced": perceived.mean(axis=1), "satisfaction": satisfaction,
    })  # fmt: skip
    groups = people.groupby(groups_in("survey: column 'expectation_from'", source), observed=True)
    return groups[["expected", "experienced", "satisfaction"]].mean()


def weight_of_losses(survey: pd.DataFrame, items: Names) -> pd.DataFrame:
    """By how much satisfaction moves with a point of mean loss, and with a point of mean gain, over the items.

    satisfaction = constant + a·(mean loss, at most 0) + b·(mean gain, at least 0), by least squares.

    Parameters: as in expectations_by_source().
    Returns a DataFrame with the rows loss and gain, columns coefficient, low_95, high_95. See regress().

    >>> from custvalue_helpers import load_dataset
    >>> weight_of_losses(load_dataset("kestrel_survey"), ["delivery", "freshness"]).round(1).coefficient.to_dict()
    {'loss': 0.6, 'gain': 0.4}
    """
    expected, perceived, satisfaction = _asked(survey, items)
    if len(survey) <= 3:
        raise ValueError(f"survey must hold more than 3 people for two weights, got {len(survey)}")
    if satisfaction.nunique() == 1:
        raise ValueError(
            f"survey: column 'satisfaction' must differ between people, got {satisfaction[0]:g} for all"
        )
    lost, gained = losses_and_gains(perceived - expected)
    for word, mean in (("worse", lost), ("better", gained)):
        if mean.nunique() == 1:
            raise ValueError(
                f"survey must hold some who got {word} than expected and some who did not: their gaps are all alike"
            )
    return regress(satisfaction, loss=lost, gain=gained).coefficients.loc[["loss", "gain"]]


def stayed_after_survey(
    survey: pd.DataFrame, plans: pd.DataFrame, days: float = HALF_YEAR, last_day: Day = LAST_DAY
) -> pd.DataFrame:
    """Of those asked in a survey: the share still there some days later, by the satisfaction that they gave.

    Surveys that cannot be watched for so long, until ``last_day``, are left out.

    Parameters: ``survey`` and ``plans``, the tables kestrel_survey and kestrel_subscriptions; ``days``; ``last_day``.
    Returns the table of loyalty_by_satisfaction(). Raises ValueError if no survey can be watched for so long.

    >>> import pandas as pd
    >>> survey = pd.DataFrame({"customer": [1, 2], "date": pd.to_datetime(["2025-01-05"] * 2), "satisfaction": [8, 4]})
    >>> plans = pd.DataFrame({"customer": [1, 2], "end": pd.to_datetime([None, "2025-03-01"])})
    >>> stayed_after_survey(survey, plans).share.to_dict()
    {4: 0.0, 8: 1.0}
    """
    import pandas as pd

    _of_customers("survey", survey, {"date": "days"}, once=False)
    _of_customers("plans", plans, {"end": "days or none"})
    numbers_of(survey, ["satisfaction"], (1, 10), "survey", "survey")
    span = pd.Timedelta(days=a_number("days", days, 1, 36_500))
    asked = survey[["customer", "date", "satisfaction"]].merge(plans[["customer", "end"]], on="customer")
    asked = asked[asked["date"] + span <= a_day("last_day", last_day)]
    if asked.empty:
        raise ValueError(f"days must leave a survey to watch until {last_day}, got {days}")
    return loyalty_by_satisfaction(
        asked["satisfaction"], asked["end"].isna() | (asked["end"] > asked["date"] + span)
    )


def stayed_from_start(plans: pd.DataFrame, truth: pd.DataFrame, days: float = HALF_YEAR) -> pd.DataFrame:
    """Of all subscribers: the share still there some days after their first, by their true satisfaction, rounded.

    Parameters: ``plans`` and ``truth``, the tables kestrel_subscriptions and kestrel_truth_customers; ``days``.
    Returns the table of loyalty_by_satisfaction(). Only a simulation knows the satisfaction of those who were never asked.

    >>> import pandas as pd
    >>> plans = pd.DataFrame({"customer": [1, 2], "start": pd.to_datetime(["2025-01-05"] * 2),
    ...                       "end": pd.to_datetime([None, "2025-03-01"])})
    >>> stayed_from_start(plans, pd.DataFrame({"customer": [1, 2], "satisfaction": [8.2, 3.9]})).share.to_dict()
    {4: 0.0, 8: 1.0}
    """
    import pandas as pd

    _of_customers("plans", plans, {"start": "days", "end": "days or none"})
    _of_customers("truth", truth, {"satisfaction": "numbers"})
    span = pd.Timedelta(days=a_number("days", days, 1, 36_500))
    everyone = plans[["customer", "start", "end"]].merge(truth[["customer", "satisfaction"]], on="customer")
    if everyone.empty:
        raise ValueError("plans and truth must have customers in common, got none")
    there = everyone["end"].isna() | (everyone["end"] > everyone["start"] + span)
    return loyalty_by_satisfaction(everyone["satisfaction"].round(), there)


def satisfaction_over_time(survey: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """Mean satisfaction by time with Kestrel, of those whom advertising won and of the others.

    Parameters: ``survey`` and ``customers``, the tables kestrel_survey and kestrel_customers. A mean is missing where
    nobody was asked; whoever was asked before they started, or after two years, is left out.

    >>> from custvalue_helpers import load_dataset
    >>> survey, customers = load_dataset("kestrel_survey"), load_dataset("kestrel_customers")
    >>> satisfaction_over_time(survey, customers).loc["over a year"].round(1).to_dict()
    {'won by advertising': 6.5, 'others': 8.1}
    """
    import pandas as pd

    _of_customers("survey", survey, {"date": "days", "expectation_from": None}, once=False)
    _of_customers("customers", customers, {"start": "days"})
    numbers_of(survey, ["satisfaction"], (1, 10), "survey", "survey")
    a_column(survey, "expectation_from", "survey", "survey")
    months = (survey["date"] - survey["customer"].map(customers.set_index("customer")["start"])).dt.days / 30
    stages = ["under half a year", "half to one year", "over a year"]
    people = survey[["satisfaction"]].assign(
        time=pd.cut(months, [0, 6, 12, 24], labels=stages),
        won=(survey["expectation_from"] == "advertising").map({True: "won by advertising", False: "others"}),
    )
    if people["time"].isna().all():
        raise ValueError(
            "survey and customers must have people in common who were asked within two years, got none"
        )
    found = people.pivot_table(index="time", columns="won", values="satisfaction", observed=True)
    return found.reindex(columns=["won by advertising", "others"]).rename_axis(
        index="with Kestrel", columns=None
    )


def promises_in_truth(kestrel: SimulatedFirm, claims: Mapping[float, float] | pd.Series) -> pd.DataFrame:
    """What the simulated firm would get from the same people if its advertising claimed more, or less.

    Parameters: ``kestrel``, from simulate_firm(); ``claims``, a dict from the promise (what those won by advertising then
    expect, points) to the claim behind it (points that advertising adds to what is delivered).
    Returns a DataFrame, one row a promise: trial (share), satisfaction (points), customer_equity (euro per 1,000 people
    who meet Kestrel, to the euro).

    >>> from custvalue_helpers.kestrel import simulate_firm
    >>> promises_in_truth(simulate_firm(seed=1, n_customers=200), {8.2: 1.5}).index.tolist()
    [8.2]
    """
    from dataclasses import replace

    import pandas as pd

    from custvalue_helpers.kestrel import SimulatedFirm

    if not isinstance(kestrel, SimulatedFirm):
        raise TypeError(f"kestrel must be a SimulatedFirm from simulate_firm(), got {type(kestrel).__name__}")
    ends = kestrel.firm.LIMITS["promise"]
    rows = {
        promise: kestrel.what_if(
            replace(kestrel.firm, promise=a_number(f"claims: {promise}", claim, *ends))
        ).loc["then"]
        for promise, claim in by_name("claims", claims, "points claimed").items()
    }
    found = pd.DataFrame(rows).T[["trial", "satisfaction", "customer_equity"]].rename_axis("promise")
    return found.astype({"customer_equity": float}).assign(
        customer_equity=lambda t: t["customer_equity"].round().astype(int)
    )


def _asked(survey, items):
    """What was expected and perceived (two tables by item), and the satisfaction: ratings from 1 to 10, by place."""
    import pandas as pd

    items = a_list("items", items)
    expected, perceived = (
        pd.DataFrame(
            numbers_of(survey, [f"{before}_{item}" for item in items], (1, 10), "items", "survey"),
            columns=items,
        )
        for before in ("expected", "perceived")
    )
    satisfaction = numbers_of(survey, ["satisfaction"], (1, 10), "survey", "survey")[:, 0]
    return expected, perceived, pd.Series(satisfaction)


def _of_customers(name, table, columns, once=True):
    """A table of customers, none missing; none twice if ``once``; ``columns`` as for a_table()."""
    numbers = a_table(name, table, {"customer": "groups", **columns})["customer"]
    if once and numbers.duplicated().any():
        twice = numbers[numbers.duplicated()].iloc[0]
        raise ValueError(f"{name} must have one row a customer, got {shorten(twice)} twice")
