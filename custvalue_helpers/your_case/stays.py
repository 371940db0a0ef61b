"""A case's customers by profit and expected stay: the four groups of lesson 8."""

from dataclasses import dataclass

import pandas as pd

from custvalue_helpers.models.buying import purchase_histories
from custvalue_helpers.models.customer_groups import GROUPS, even_cut, fit_buying, fit_leaving, four_groups

from .missing import Missing, table_of

__all__ = []

GROUP_NAMES = {
    "strangers": ("stranger",), "butterflies": ("butterfly", "butterflies"), "barnacles": ("barnacle",),
    "true friends": ("true friend",),
}  # fmt: skip
LEAST = 4  # present customers: with fewer there are no four groups


@dataclass(frozen=True)
class Standing:
    """Four groups at two cuts: how many customers each has (dict), and how many customers lose money in all."""

    stay_cut: float
    profit_cut: float
    customers: dict
    losing: int


@dataclass(frozen=True)
class Grouping:
    """The customers that are not known to have left: expected stay (periods) and profit (money a period), each a Series.

    ``forecast`` is False where stay had to be the periods so far, because how customers leave cannot be told;
    ``left_out``, present customers for whom stay cannot be told; ``margins_alike``: profit differs by the service cost alone.
    """

    stay: object
    profit: object
    forecast: bool
    left_out: int = 0
    margins_alike: bool = False

    @property
    def stays_differ(self):
        """Whether expected stay tells customers apart."""
        return self.stay.nunique() > 1

    @property
    def profits_differ(self):
        """Whether profit tells customers apart."""
        return self.profit.nunique() > 1

    @property
    def cuts(self):
        """Where lesson 8 cuts first, the medians, beside them where many customers stand there (stay, profit)."""
        return even_cut(self.stay, "stay"), even_cut(self.profit, "profit")

    def halves(self):
        """Customers, mean stay and mean profit above and below the one cut that can be made (DataFrame), and the cut."""
        values = self.stay if self.stays_differ else self.profit
        cut = even_cut(values)
        names = ("longer stay", "shorter stay") if self.stays_differ else ("more profit", "less profit")
        rows = [
            [int(side.sum()), self.stay[side].mean(), self.profit[side].mean()]
            for side in (values > cut, values <= cut)
        ]
        return pd.DataFrame(rows, pd.Index(names, name="half"), ["customers", "stay", "profit"]), cut

    def table(self, stay_cut=None, profit_cut=None):
        """Customers, mean profit and how many lose money, by group (DataFrame)."""
        groups = four_groups(self.stay, self.profit, stay_cut, profit_cut)
        found = self.profit.groupby(groups, observed=False).agg(["size", "mean"]).reindex(GROUPS)
        found["lose"] = (self.profit < 0).groupby(groups, observed=False).sum().reindex(GROUPS)
        return found.set_axis(["customers", "profit", "lose money"], axis=1).rename_axis("group")


def grouping_of(case):
    """A case's present customers by profit and expected stay.

    Stay is 1 over the chance of leaving, one's own record blended with everybody's: at a renewal where it is known who
    left, after a purchase where it is not and there are orders.
    Returns Grouping. Raises Missing where no customer is there, or nothing tells customers apart.
    Sources: Reinartz & Kumar (2002); Fader & Hardie (2007); Batislam, Denizel & Filiztekin (2007).
    """
    customers = table_of(case, "customers").set_index("customer")
    there = customers[~customers["left"].fillna(False).astype(bool)]
    present = len(there)
    if present < LEAST:
        raise Missing(
            f"{len(there)} customers are still there: too few for four groups. Add customers who have not left to customers.csv."
        )
    found = [*_under_contract(customers), *_without(case, there)]
    forecast = sum(map(len, found)) >= LEAST
    stay = pd.concat(found) if forecast else there["periods"].astype(float)
    stay, there = _without_noise(stay), there.loc[stay.index]
    profit = _without_noise(there["margin"] - there["service_cost"])
    grouping = Grouping(stay, profit, forecast, present - len(stay), there["margin"].nunique() == 1)
    if not (grouping.stays_differ or grouping.profits_differ):
        raise Missing(
            f"All {len(stay)} present customers bring the same after service, and stay equally long as far as one can tell: nothing"
            " tells them apart. Write each one's own margin and service_cost into customers.csv."
        )
    return grouping


def _without_noise(values):
    """Values to six digits: those that differ only by how a computer rounds, or ends a search, made equal."""
    return values.map(lambda value: float(f"{value:.6g}"))


def _under_contract(customers):
    """Expected periods to come of those who are there, where it is known who left: none or one Series."""
    known = customers.dropna(subset=["left"])
    if not len(known):
        return
    left = known["left"].astype(int)
    renewals = known["periods"].astype(int) - 1 + left
    try:
        model = fit_leaving(renewals, left)
    except ValueError:
        return
    stay = 1 / model.leave_chance(renewals, left)
    yield known.assign(stay=stay)["stay"][left == 0].astype(float)


def _without(case, there):
    """Expected periods to come of those of whom one cannot know, from their orders: none or one Series."""
    unknown = there.index[there["left"].isna()]
    orders = case.orders
    if orders is None or not len(unknown):
        return
    bought = orders[orders["customer"].isin(unknown)]
    if bought.empty:
        return
    histories = purchase_histories(bought, unit="month", until=case.firm.data_until)
    try:
        model = fit_buying(histories)
    except ValueError:
        return
    months = 1 / model.leave_chance(histories) / model.purchases_per_time(histories)
    yield (months * case.firm.periods_a_year / 12).astype(float)
