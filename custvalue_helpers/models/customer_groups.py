"""How long a customer will stay, from what they did: with a contract, and without one; and four groups of customers by
profitability and expected loyalty.

Everybody has a chance of leaving of their own. A forecast blends what one customer did with what all the others did.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_number, one_of, whole_number
from custvalue_helpers.kit.columns import (
    a_day,
    a_series,
    a_table,
    aligned,
    counts_in,
    groups_in,
    numbers_in,
    tally,
    zeros_and_ones,
)
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.models.buying import ModifiedBetaGeometricNBD, columns_of, fit_mbg_nbd
from custvalue_helpers.models.retention import CustomersAlike, fit_to_exits

if TYPE_CHECKING:
    from custvalue_helpers.kit.kinds import AsGiven, Column, Day, Numbers

__all__ = [
    "by_group",
    "fit_buying",
    "fit_leaving",
    "forecast_customers",
    "four_groups",
    "group_table",
    "misplaced",
    "past_record",
]

MOST_RENEWALS = 100_000  # daily renewals for 270 years; the work grows with them
ALIKE = 1e12  # as alpha + beta: stands for no difference between customers


@dataclass(frozen=True)
class LeavingModel:
    """Each customer's chance of leaving at a renewal is Beta(alpha, beta) among them; the mean is alpha/(alpha + beta)."""

    alpha: float
    beta: float
    log_likelihood: float

    def leave_chance(self, renewals: float | Numbers, left: float | Numbers) -> AsGiven:
        """One's own record and everybody's, blended: (α + left)/(α + β + renewals).

        Parameters: ``renewals``, the chances to leave so far; ``left``, 1 for anyone who left. Numbers or columns.
        Returns a number, an array, or a Series with the same index.
        """
        alone, index = np.ndim(renewals) == 0 == np.ndim(left), None
        if not alone:
            (renewals, left), index = aligned(renewals=renewals, left=left)
        chance = (self.alpha + np.asarray(left)) / (self.alpha + self.beta + np.asarray(renewals))
        if alone:
            return float(chance)
        return chance if index is None else pd.Series(chance, index=index, name="leave_chance")


def fit_leaving(renewals: Numbers, left: Numbers) -> LeavingModel:
    """Fit the beta-geometric model to customers watched for different times, running contracts included.

    ln L = Σ ln[B(α + leftᵢ, β + nᵢ − leftᵢ)/B(α, β)]: a customer who left did so at the last of n chances, one who is
    there has taken none of them.

    Parameters: ``renewals``, whole numbers, chances to leave so far; ``left``, 1 or 0. Customers without a renewal
    yet carry no information and do no harm.
    If nothing shows that customers differ, all have one chance: alpha and beta show their ratio only,
    and their sum, 10¹², stands for "no difference".
    Raises ValueError or TypeError for other input, if nobody left or everybody did, and where some leave at once and the
    others never.
    Source: Fader & Hardie 2007 (the shifted beta-geometric, here with a spell of its own for each customer).

    >>> model = fit_leaving([1, 1, 1, 2, 3, 5, 8, 8, 9], [1, 1, 1, 1, 0, 0, 1, 0, 0])
    >>> round(model.leave_chance(8, 0), 2)
    0.03
    """
    (renewals, left), _ = aligned(renewals=renewals, left=left)
    n, gone = counts_in("renewals", renewals).astype(int), zeros_and_ones("left", left)
    most = int(n.max())
    whole_number("renewals", most, high=MOST_RENEWALS)
    if (gone > np.minimum(n, 1)).any():
        raise ValueError(
            "left must be 0 for anyone who has had no renewal to leave at, got 1 with 0 renewals"
        )
    if gone.sum() in (0, len(gone)):
        who = "nobody" if gone.sum() == 0 else "everybody"
        raise ValueError(f"left must hold some who left and some who are there, got {who} who left")
    if gone.sum() == n.sum():
        raise ValueError("left must hold some who renewed, got everybody leaving at their first renewal")
    lost, still = (tally(n[gone == each], minlength=most + 1)[1:].astype(float) for each in (1, 0))
    try:
        found = fit_to_exits(lost, still, f"{len(n)} customers of whom {gone.sum():.0f} left")
    except CustomersAlike:
        chance = gone.sum() / n.sum()
        log_likelihood = gone.sum() * np.log(chance) + (n.sum() - gone.sum()) * np.log1p(-chance)
        return LeavingModel(ALIKE * float(chance), ALIKE * float(1 - chance), float(log_likelihood))
    return LeavingModel(found.alpha, found.beta, found.log_likelihood)  # type: ignore[arg-type]  # a fit has one


@dataclass(frozen=True)
class BuyingModel:
    """What the modified BG/NBD says of customers whose histories are rows of a table; ``model`` holds its parameters.

    The modified form, because whoever bought once may have left too: the BG/NBD gives them a chance of 1 to be there.
    """

    model: ModifiedBetaGeometricNBD

    def probability_alive(self, histories: pd.DataFrame) -> pd.Series:
        """The chance that each customer has not left."""
        return self.model.probability_alive(*columns_of(histories))

    def leave_chance(self, histories: pd.DataFrame) -> pd.Series:
        """The expected chance of leaving after a purchase."""
        return self.model.leave_chance(*columns_of(histories))

    def purchases_per_time(self, histories: pd.DataFrame) -> pd.Series:
        """The expected rate of purchases while there, known up to now or up to the last purchase, weighed."""
        return self.model.purchase_rate(*columns_of(histories))


def fit_buying(histories: pd.DataFrame) -> BuyingModel:
    """Fit the modified BG/NBD by maximum likelihood to frequency, recency and age: see buying.fit_mbg_nbd().

    Parameters: ``histories``, a DataFrame as from buying.purchase_histories(), one row a customer.
    Raises ValueError or TypeError as fit_mbg_nbd() does.
    Source: Batislam, Denizel & Filiztekin 2007; Hoppe & Wagner 2007.

    >>> seen = {"frequency": [0, 0, 1, 2, 5, 9, 3], "recency": [0, 0, 4, 30, 8, 36, 20], "age": [39, 20, 38, 37, 36, 38, 21]}
    >>> histories = pd.DataFrame(seen)
    >>> fit_buying(histories).probability_alive(histories).round(1).tolist()
    [0.4, 0.6, 0.2, 0.8, 0.0, 0.8, 0.9]
    """
    return BuyingModel(fit_mbg_nbd(histories))


# Four groups of customers by profitability and expected loyalty, and how many end up in the wrong one.


GROUPS = ("strangers", "butterflies", "barnacles", "true friends")
FEW_TIES = 0.1  # the halves at a median may differ by a tenth of all: it is the better known cut
MONTH_DAYS = 30  # from one box to the next


def four_groups(
    tenure: pd.Series, profit: pd.Series, tenure_cut: float | None = None, profit_cut: float | None = None
) -> pd.Series:
    """Which of the four groups each customer is in: above a cut or not, on both axes.

    Strangers: neither; butterflies: profitable, not loyal; barnacles: loyal, not profitable; true friends: both.
    A customer exactly at a cut counts as not above it.

    Parameters: ``tenure`` and ``profit``, Series with the same customers (in any order) and no missing value;
    ``tenure_cut`` and ``profit_cut``, numbers; None: the median, or where ties hold it, the even_cut().
    Returns a Series of words, in tenure's order.
    Raises ValueError or TypeError for missing or doubled customers, missing values, a cut that is no number, and values
    that are all alike where no cut is given.
    Source: Reinartz & Kumar 2002, The mismanagement of customer loyalty.

    >>> stay, profit = pd.Series([3, 40, 2, 30]), pd.Series([1, 2, 9, 8])
    >>> four_groups(stay, profit, 12, 5).tolist()
    ['strangers', 'barnacles', 'butterflies', 'true friends']
    """
    tenure = _column("tenure", tenure)
    profit = _column("profit", profit)
    (tenure, profit), _ = aligned(tenure=tenure, profit=profit)
    cuts = [
        even_cut(values, name.removesuffix("_cut")) if cut is None else a_number(name, cut)
        for name, cut, values in (("tenure_cut", tenure_cut, tenure), ("profit_cut", profit_cut, profit))
    ]
    code = 2 * (tenure > cuts[0]).astype(int) + (profit > cuts[1]).astype(int)
    return pd.Series(
        pd.Categorical.from_codes(code, categories=pd.Index(GROUPS)), index=tenure.index, name="group"
    )


def even_cut(values: pd.Series, name: str = "values") -> float:
    """Where to cut values into two halves: at the median, or where many stand exactly there, beside them.

    Values at a cut count as not above it, so a cut at a median that many share would leave few above it, or nobody. Where the
    halves would differ by more than a tenth of all, the cut lies in the middle between two neighbouring values, there where the halves are most even.
    Parameters: ``values``, a Series of numbers. Raises ValueError if all values are equal.

    >>> even_cut(pd.Series([1, 2, 3, 10])), even_cut(pd.Series([5, 9, 9, 9]))
    (2.5, 7.0)
    """
    ordered = np.sort(_column(name, values).to_numpy(float))
    steps = np.flatnonzero(ordered[1:] > ordered[:-1])
    if not len(steps):
        raise ValueError(
            f"{name} must differ between customers where no cut is given, got {ordered[0]:g} for all {len(ordered)}"
        )
    unevenness = np.abs(2 * (steps + 1) - len(ordered))
    below = steps[np.flatnonzero(unevenness == unevenness.min())[-1]]
    median = float(np.median(ordered))
    if abs(len(ordered) - 2 * (ordered > median).sum()) <= max(unevenness.min(), FEW_TIES * len(ordered)):
        return median
    return float(ordered[below] + (ordered[below + 1] - ordered[below]) / 2)


def misplaced(groups: pd.Series, truth: pd.Series) -> float:
    """The share of customers whose group is not the true one. Both are Series of the same customers.

    >>> misplaced(pd.Series(["strangers", "barnacles"]), pd.Series(["strangers", "true friends"]))
    0.5
    """
    (groups, truth), _ = aligned(groups=groups_in("groups", groups), truth=groups_in("truth", truth))
    return float((groups.astype(str) != truth.astype(str)).mean())


def group_table(groups: pd.Series, truth: pd.Series, to_come: pd.Series) -> pd.DataFrame:
    """How many customers of each group (rows) belong to each true group (columns), and what they will still bring.

    Parameters: ``groups`` and ``truth``, Series of words from four_groups(); ``to_come``, a Series, euro of each
    customer; all three of the same customers. Returns a DataFrame of whole numbers, its last column 'to come (€)'.
    Raises ValueError or TypeError if the customers differ.

    >>> groups = four_groups(pd.Series([3, 40]), pd.Series([1, 9]), 12, 5)
    >>> group_table(groups, groups, pd.Series([10.4, 99.6])).loc["true friends"].tolist()
    [0, 0, 0, 1, 100]
    """
    for name, column in (("groups", groups), ("truth", truth)):
        for word in groups_in(name, column).unique():
            one_of(name, word, GROUPS)
    (groups, truth, to_come), _ = aligned(groups=groups, truth=truth, to_come=_column("to_come", to_come))
    counts = pd.crosstab(
        groups.rename("group"), truth.reindex(groups.index).rename("truth"), dropna=False
    ).reindex(index=GROUPS, columns=GROUPS, fill_value=0)
    counts["to come (€)"] = by_group(to_come, groups, "sum").reindex(GROUPS).fillna(0).round()
    return counts.astype({"to come (€)": int}).rename_axis(index="group", columns="truth")


def by_group(values: pd.Series, groups: pd.Series, what: str = "mean") -> pd.Series:
    """The mean of each group's values, or with ``what`` 'sum' their total.

    Only customers with a value count: the mean over some customers is theirs alone; a group without any has a total
    of 0 and no mean.

    Parameters: ``values``, a Series by customer, numbers; ``groups``, a Series by customer, words: the groups of these
    customers at least. Returns a Series by group.
    Raises ValueError or TypeError for another ``what``, and for customers without a group.

    >>> gain, groups = pd.Series([4.0, 8, 30], index=[7, 8, 9]), pd.Series(["a", "a", "b"], index=[7, 8, 9])
    >>> by_group(gain, groups).to_dict(), by_group(gain, groups, "sum").to_dict()
    ({'a': 6.0, 'b': 30.0}, {'a': 12.0, 'b': 30.0})
    """
    values = _column("values", values)
    one_of("what", what, ("mean", "sum"))
    if not isinstance(groups, pd.Series) or not groups.index.is_unique:
        raise TypeError(f"groups must be a Series with one row a customer, got {type(groups).__name__}")
    groups_in("groups", groups.dropna())
    mine = groups.reindex(values.index)
    if mine.isna().any():
        raise ValueError(
            f"groups must hold every customer with a value, got none for {values.index[mine.isna()][0]}"
        )
    return values.groupby(mine, observed=False).agg(what)


def past_record(orders: pd.DataFrame, contacts: pd.DataFrame) -> pd.DataFrame:
    """What the books say: each customer's profit so far, and the months from the first order to the last.

    Parameters: ``orders`` with the columns customer, date, margin; ``contacts`` with customer and cost.
    Returns a DataFrame indexed by customer: margin, service, profit (euro, margin less service), months (of 30 days).
    Raises ValueError or TypeError for a missing column, customer, date or amount.

    >>> orders = pd.DataFrame({"customer": [1, 1], "date": pd.to_datetime(["2025-01-01", "2025-03-02"]), "margin": [9, 8.5]})
    >>> past_record(orders, pd.DataFrame({"customer": [1], "cost": [4.0]})).loc[1].to_dict()
    {'margin': 17.5, 'service': 4.0, 'profit': 13.5, 'months': 2.0}
    """
    a_table("orders", orders, {"customer": "groups", "date": "days", "margin": "numbers"})
    a_table("contacts", contacts, {"customer": "groups", "cost": "numbers"})
    by_customer = orders.groupby("customer")
    service = contacts.groupby("customer")["cost"].sum()
    table = pd.DataFrame({"margin": by_customer["margin"].sum()})
    table["service"] = service.reindex(table.index, fill_value=0.0)
    table["profit"] = table["margin"] - table["service"]
    table["months"] = (by_customer["date"].max() - by_customer["date"].min()).dt.days / MONTH_DAYS
    return table


def credible_means(values: Numbers, owner: Column) -> pd.Series:
    """Each owner's mean, drawn towards everybody's, the more so the fewer values there are.

    (n·own + k·all)/(n + k), with k = variance within owners / variance between them, both estimated from the data;
    owners who do not differ beyond chance all get the common mean.

    Parameters: ``values`` and ``owner``, Series of the same length and order: one value a row, and whose it is.
    Returns a Series by owner. Raises ValueError with fewer than two owners, or no owner with two values.
    Source: Bühlmann 1967 (credibility); the variances as in Searle 1971, Linear Models.

    >>> credible_means(pd.Series([4.0, 6, 9, 11]), pd.Series(["a", "a", "b", "b"])).round(1).tolist()
    [5.2, 9.8]
    """
    (values, owner), _ = aligned(values=values, owner=owner)
    values = pd.Series(numbers_in("values", values))
    groups = values.groupby(groups_in("owner", pd.Series(np.asarray(owner))))
    n, own = groups.size(), groups.mean()
    if len(n) < 2 or len(values) == len(n):
        raise ValueError("values must come from two owners or more, one of them with at least two values")
    total, everybody = len(values), values.mean()
    within = ((values - groups.transform("mean")) ** 2).sum() / (total - len(n))
    spread = (n * (own - everybody) ** 2).sum() - (len(n) - 1) * within
    between = spread / (total - (n**2).sum() / total)
    if between <= 0:
        return pd.Series(everybody, index=n.index)
    k = within / between
    return (n * own + k * everybody) / (n + k)


def forecast_customers(
    customers: pd.DataFrame,
    orders: pd.DataFrame,
    contacts: pd.DataFrame,
    subscriptions: pd.DataFrame,
    until: Day = "2025-12-31",
) -> pd.DataFrame:
    """How long each customer will have stayed in all, and what they bring a month: forecasts from the records.

    With a contract: the beta-geometric model, fitted to club members and others apart, because belonging tells who
    stays. Without: the modified BG/NBD. Months to stay = months between orders / chance of leaving. Profit a month =
    margin less service of an order, as a credible mean, times orders a month.

    Parameters: Kestrel's tables, or others with the same columns; ``until``, the last day on record. Follow-up calls
    that the firm made itself do not count as the customer's service cost.
    Returns a DataFrame indexed by customer: leave_chance, orders_per_month, net_per_order, months, profit; a value is
    missing where a customer has no order of that kind on record.
    Raises ValueError or TypeError for a missing column, customer, date or amount, and where a model cannot be fitted.

    >>> from custvalue_helpers.kestrel import simulate_firm
    >>> kestrel = simulate_firm(seed=1, n_customers=120)
    >>> tables = kestrel.customers, kestrel.orders, kestrel.contacts, kestrel.subscriptions
    >>> forecast_customers(*tables).months.notna().all().item()
    True
    """
    from custvalue_helpers.models.buying import purchase_histories

    who = {"customer": "groups"}
    a_table("customers", customers, who | {"club_member": "groups", "contract": "groups"})
    a_table("orders", orders, who | {"date": "days", "margin": "numbers", "kind": "groups"})
    a_table("contacts", contacts, who | {"cost": "numbers", "started_by": "groups"})
    a_table("subscriptions", subscriptions, who | {"boxes": "numbers", "left": "yes or no"})
    a_day("until", until)
    if customers["customer"].duplicated().any():
        raise ValueError(
            f"customers must have one row a customer, got {customers['customer'][customers['customer'].duplicated()].iloc[0]} twice"
        )
    if (
        subscriptions["customer"].duplicated().any()
        or not subscriptions["customer"].isin(customers["customer"]).all()
    ):
        raise ValueError("subscriptions must have one row a customer at most, each in the table customers")
    if not orders["customer"].isin(customers["customer"]).all():
        raise ValueError("orders must be of customers in the table customers, got some that are not")
    table = pd.DataFrame(index=customers["customer"].to_numpy())
    table["orders_per_month"] = 1.0
    if (counts_in("subscriptions: boxes", subscriptions["boxes"]) < 1).any():
        raise ValueError("subscriptions: boxes must be at least 1, got 0: leave out who has had none")
    contract = subscriptions.set_index("customer")
    contract["club_member"] = customers.set_index("customer")["club_member"]
    for _, group in contract.groupby("club_member"):
        renewals = group["boxes"] - 1 + group["left"]
        with _about("customers and subscriptions"):
            model = fit_leaving(renewals, group["left"])
        table.loc[group.index, "leave_chance"] = model.leave_chance(renewals, group["left"])
    bought = orders[orders["kind"] == "purchase"]
    with _about("orders"):
        histories = purchase_histories(bought, unit="month", until=until)
        buying = fit_buying(histories)
    table.loc[histories.index, "leave_chance"] = buying.leave_chance(histories)
    table.loc[histories.index, "orders_per_month"] = buying.purchases_per_time(histories)
    net = _net_by_order(orders, contacts)
    for kind in ("box", "purchase"):
        rows = (orders["kind"] == kind).to_numpy()
        means = credible_means(net[rows], orders["customer"][rows])
        table.loc[means.index, "net_per_order"] = means
    table["months"] = 1 / table["leave_chance"] / table["orders_per_month"]
    table["profit"] = table["net_per_order"] * table["orders_per_month"]
    return table.rename_axis("customer")


@contextmanager
def _about(tables):
    """Say of which of the reader's tables an error speaks that was found in what was made from them."""
    try:
        yield
    except (ValueError, TypeError) as error:
        raise type(error)(f"{tables}: {error}") from None


def _net_by_order(orders, contacts):
    """Margin of each order, less an equal share of what the customer's own contacts cost."""
    own = contacts[contacts["started_by"] == "customer"].groupby("customer")["cost"].sum()
    number = orders.groupby("customer")["margin"].transform("size")
    return orders["margin"] - orders["customer"].map(own).fillna(0.0) / number


def _column(name, values):
    return a_series(name, values, numbers=True)
