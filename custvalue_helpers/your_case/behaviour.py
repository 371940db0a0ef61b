"""What a case's customers do: how long they stay, what they are worth, who buys again, the four groups (lessons 7 and 8)."""

import math
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd

from custvalue_helpers.kit.intervals import share_interval
from custvalue_helpers.models.buying import DAYS_PER, fit_bg_nbd, purchase_histories, purchases_between
from custvalue_helpers.models.customer_groups import GROUPS, even_cut, fit_buying, fit_leaving, four_groups
from custvalue_helpers.models.lifetime import CONVENTIONS, lifetime_value
from custvalue_helpers.models.retention import ShiftedBetaGeometric, fit_spells, renewal_table
from custvalue_helpers.models.spending import fit_gamma_gamma
from custvalue_helpers.your_case.case import Missing, OwnCase, table_of
from custvalue_helpers.your_case.figures import Ends

__all__ = []

NOW, IF_THEY_STAY = CONVENTIONS[0], CONVENTIONS[2]
DRAWS, SEED = 400, 1
POINT = 0.01  # a small step of a rate; no step goes further than half the way to the rate's end
RETENTION_POINT, HALF_STAY = "1 point more retention", "half of those who leave stay"


@dataclass(frozen=True)
class Staying:
    """Retention and lifetime value of a case's customers; rates and amounts are a period's.

    ``retention`` with ``low`` and ``high`` (None where the firm sheet gives it); ``renewals``, a renewal_table or None;
    ``model``, an sBG or None; ``margin``, after service cost, with its bounds; ``value``, lifetime value 'paid now', with
    its bounds; ``by_model``, the same if customers differ; ``won_for``, the mean acquisition cost or None; ``present``,
    ``present_margin`` and ``equity_bounds``: the customers that are not known to have left, and the bounds of what they are
    worth; ``steps``, what small steps add.
    """

    customers: int
    due: int
    lost: int
    retention: float
    low: float | None
    high: float | None
    renewals: pd.DataFrame | None
    model: ShiftedBetaGeometric | None
    discount: float
    margin: float
    margin_bounds: Ends
    value: float
    value_bounds: Ends
    by_model: float | None
    won_for: float | None
    present: int
    present_margin: float
    equity_bounds: Ends
    steps: dict[str, tuple[float, float, float]]

    @property
    def more_retention(self) -> float:
        """By how much the step in retention raises it."""
        return float(kept_more(self.retention))

    @property
    def equity(self) -> float:
        """What the present customers are still worth: N·m·r/(1 + d − r), 'paid if they stay'."""
        return self.present * worth(self.present_margin, self.retention, self.discount, IF_THEY_STAY)


def worth(margin: float, retention: float, discount: float, convention: str = NOW) -> float:
    """Lifetime value, one retention for all (see lesson 7), or Missing where the sum has no end."""
    try:
        return lifetime_value(margin, retention, discount, convention=convention)
    except ValueError:
        raise Missing(
            "If nobody ever leaves and later money counts in full, a lifetime value has no end. Give a discount_rate above 0, or"
            " a retention below 1, in the firm sheet."
        ) from None


@dataclass(frozen=True)
class Renewals:
    """What a table of customers shows of retention: renewals that came due, of which ``lost``, and the ``share`` kept.

    ``share`` has its 95 % interval from ``low`` to ``high``; all three are None where no renewal came due.
    """

    due: int
    lost: int
    share: float | None
    low: float | None
    high: float | None


def table_retention(case: OwnCase) -> Renewals:
    """Retention by the table customers alone, 1 − lost/due over all renewals that came due (Renewals)."""
    known = table_of(case, "customers").dropna(subset=["left"])
    left = known["left"].astype(int)
    due, lost = int((known["periods"].astype(int) - 1 + left).sum()), int(left.sum())
    return Renewals(due, lost, *(share_interval(due - lost, due) if due else (None,) * 3))


def staying_of(case: OwnCase) -> Staying:
    """How long a case's customers stay, and what they are worth.

    Retention is 1 − lost/due over all renewals that came due, or the firm sheet's if it gives one. The bounds of a value
    hold the middle 95 % of bootstrap draws of customers.
    Returns Staying. Raises Missing where retention cannot be told.
    Sources: Kaplan & Meier (1958); Gupta & Lehmann (2003); Fader & Hardie (2007); Efron (1979).
    """
    customers, firm = table_of(case, "customers"), case.firm
    known = customers.dropna(subset=["left"])
    periods, left = known["periods"].astype(int), known["left"].astype(int)
    seen = table_retention(case)
    retention = seen.share if firm.retention is None else firm.retention
    if retention is None:
        raise Missing(_why_no_retention(customers, known, case.orders is not None))
    ends = (seen.low, seen.high) if firm.retention is None else (None, None)
    margin = (customers["margin"] - customers["service_cost"]).to_numpy(float)
    there = ~customers["left"].fillna(False).to_numpy(bool)
    discount = firm.discount_a_period
    cost = customers.get("acquisition_cost", pd.Series(dtype=float)).dropna()
    model = _differing(periods, left)
    draws = _draws(customers, margin, there, firm.retention)
    return Staying(
        len(customers), seen.due, seen.lost, retention, *ends, renewal_table(periods, left) if seen.due else None, model, discount,
        float(margin.mean()), _middle(draws["margin"]), worth(float(margin.mean()), retention, discount),
        _middle(_value(draws["margin"], draws["retention"], discount)), _by_model(model, margin.mean(), discount),
        float(cost.mean()) if len(cost) else None, int(there.sum()), float(margin[there].mean()) if there.any() else 0.0,
        _middle(_value(draws["net"], draws["retention"], discount, first=0.0)), _steps(customers, there, retention, firm, draws),
    )  # fmt: skip


def _why_no_retention(customers, known, orders):
    if not len(known):
        instead = "Without a contract, orders.csv tells more."
        if orders:
            instead = "The part on buying without a contract uses the orders instead."
        return (
            "Whether customers left is not known (the column left is empty), so retention cannot be told. If you know which share"
            f" stays from one period to the next, write it as retention into the firm sheet. {instead}"
        )
    return (
        f"All {len(customers)} customers are in their first period: no renewal has come due yet, so retention cannot be told."
        " Add customers who have been there longer, or write retention into the firm sheet."
    )


def _differing(periods, left):
    """The sBG, where the spells show that customers differ; None where they do not."""
    try:
        return fit_spells(periods, left)
    except ValueError:
        return None


def _by_model(model, margin, discount):
    try:
        return float(margin) * model.expected_lifetime(discount) if model else None
    except ValueError:  # no discount, and customers who never leave
        return None


def _draws(customers, margin, there, given):
    """Bootstrap draws of customers: mean margin, retention, and of those who are there how many and their margin."""
    generator = np.random.default_rng(SEED)
    n = len(customers)
    counts = generator.multinomial(n, np.full(n, 1 / n), size=DRAWS)
    known = customers["left"].notna().to_numpy()
    left = customers["left"].fillna(False).to_numpy(bool)
    due = counts @ np.where(known, customers["periods"].to_numpy(float) - 1 + left, 0.0)
    lost = counts @ (known & left).astype(float)
    retention = np.full(DRAWS, given) if given is not None else 1 - lost / np.where(due > 0, due, np.nan)
    return {
        "margin": counts @ margin / n, "retention": retention, "present": counts @ there.astype(float),
        "net": counts @ (margin * there), "gross": counts @ (customers["margin"].to_numpy(float) * there),
        "service": counts @ (customers["service_cost"].to_numpy(float) * there),
    }  # fmt: skip


def _value(margin, retention, discount, first=1.0):
    """Lifetime value of many draws: ``first`` + r/(1 + d − r) margins; without bound where the sum has no end."""
    times = first + multiple(retention, discount)
    endless = np.isnan(times) & ~np.isnan(retention) & (margin != 0)
    return np.where(endless, np.copysign(np.inf, margin), np.where(margin == 0, 0.0, margin * times))


def _middle(values):
    """The ends of the middle 95 % of some draws, those without retention left out; an end may lie beyond all bounds."""
    values = np.sort(values[~np.isnan(values)])
    if not len(values):
        return np.nan, np.nan
    if np.isfinite(values).all():
        return tuple(float(end) for end in np.percentile(values, [2.5, 97.5]))
    last = len(values) - 1
    return float(values[math.floor(0.025 * last)]), float(values[math.ceil(0.975 * last)])


def multiple(retention: float | np.ndarray, discount: float) -> np.ndarray:
    """Value for each unit of margin, 'paid if they stay': r/(1 + d − r); NaN where it has no end. Numbers or arrays."""
    below = 1 + np.asarray(discount, float) - retention
    return np.where(below > 1e-9, retention / np.where(below > 1e-9, below, 1), np.nan)


def kept_more(retention: float | np.ndarray) -> np.ndarray:
    """The step in retention: one point, or half of those who leave where fewer than two points leave. Numbers or arrays.

    >>> [round(float(kept_more(retention)), 4) for retention in (0.84, 0.9966, 1)]
    [0.01, 0.0017, 0.0]
    """
    return np.minimum(POINT, (1 - np.asarray(retention, float)) / 2)


def _steps(customers, there, retention, firm, draws):
    """What small steps add to the present customers' equity: by step, (estimate, low, high). No step that changes nothing."""
    mine = customers[there]
    gross, service = float(mine["margin"].sum()), float(mine["service_cost"].sum())
    at = {"gross": gross, "service": service, "net": gross - service, "retention": retention}
    discount, a_year = firm.discount_a_period, firm.discount_rate
    less = min(POINT, a_year / 2)
    cheaper = (1 + a_year - less) ** (1 / firm.periods_a_year) - 1
    steps = {
        RETENTION_POINT if kept_more(retention) >= POINT - 1e-12 else HALF_STAY: retention < 1,
        "1 % more margin": gross > 0,
        "1 % less service cost": service > 0,
        "discount rate 1 point lower" if less == POINT else "half the discount rate": less > 0,
    }

    def added(one):
        r = one["retention"]
        now = multiple(r, discount)
        return (
            one["net"] * (multiple(r + kept_more(r), discount) - now),
            0.01 * one["gross"] * now,
            0.01 * one["service"] * now,
            one["net"] * (multiple(r, cheaper) - now),
        )

    known = ~np.isnan(draws["retention"])
    found = {
        step: (float(value), *_middle(np.where(known & np.isnan(spread), np.inf, spread)))
        for (step, changes), value, spread in zip(steps.items(), added(at), added(draws), strict=True)
        if changes and there.any()
    }
    return {step: ends for step, ends in found.items() if np.isfinite(ends).all()}


AHEAD = 12  # months
CLASSES = ((0, 0, "0"), (1, 1, "1"), (2, 2, "2"), (3, 5, "3 to 5"), (6, np.inf, "6 or more"))
LEAST_RETURNING = 10  # customers who came back: with fewer, four numbers cannot be fitted


@dataclass(frozen=True)
class Buying:
    """What a case's buyers did, and what the model expects of them in the next ``AHEAD`` months.

    ``people``, of whom ``came_back`` bought on a second day; ``months`` watched; ``purchases`` and ``money`` expected in
    all; ``check``: (months, expected, seen) of the last quarter of the time, forecast from what came before, or None;
    ``classes`` by repeat purchases: customers, worth (DataFrame); ``weak_prior_because``, why the purchases alone do not pin
    the model down, as BetaGeometricNBD has it, and ``notes``, what that means, in sentences.
    """

    people: int
    came_back: int
    months: float
    purchases: float
    money: float
    check: tuple[float, float, int] | None
    classes: pd.DataFrame
    weak_prior_because: tuple[str, ...]
    notes: tuple[str, ...]


def buying_of(case: OwnCase) -> Buying:
    """Who of a case's buyers will come back, and what they will spend.

    Returns Buying. Raises Missing where there are no orders, or too few who came back.
    Sources: Fader, Hardie & Lee (2005); Colombo & Jiang (1999).
    """
    orders, until = table_of(case, "orders"), case.firm.data_until
    histories = purchase_histories(
        orders, unit="month", until=until, spend="spend", currency=case.firm.currency
    )
    again = int((histories["frequency"] > 0).sum())
    if again < LEAST_RETURNING:
        raise Missing(
            f"Of {len(histories)} customers with orders {again} bought on a second day. With fewer than {LEAST_RETURNING} nobody can say who"
            " will come back: add the orders of a longer time, or of more customers."
        )
    model = _fitted(histories)
    to_come = model.expected_future_purchases(AHEAD, **histories[["frequency", "recency", "age"]])
    to_come = to_come * ~histories.index.isin(_gone(case))
    money = to_come * _spend(histories, orders)
    return Buying(len(histories), again, float(histories["age"].max()), float(to_come.sum()), float(money.sum()),
                  _check(orders, until), _by_class(histories["frequency"], money), model.weak_prior_because,
                  _notes(model.weak_prior_because))  # fmt: skip


def _notes(because):
    """What it means for the forecast that the purchases alone do not pin the model down: none or one sentence."""
    if not because:
        return ()
    reason = ", and ".join(because)
    return (
        f"{reason[0].upper()}{reason[1:]}, as far as these purchases tell. So the forecast also leans on what is usual: on a weak"
        " prior, which says that customers differ somewhat.",
    )


def _gone(case):
    """The customers who are known to have left: nothing more is expected of them."""
    customers = case.customers
    return [] if customers is None else customers["customer"][customers["left"].fillna(False).astype(bool)]


def _fitted(histories):
    try:
        return fit_bg_nbd(histories)
    except ValueError:
        raise Missing(
            f"The {len(histories)} buying histories do not pin the model down: too few of them differ. Add the orders of a longer"
            " time, or of more customers."
        ) from None


def _spend(histories, orders):
    """What each customer will spend a purchase: their own mean and everybody's, blended; or everybody's."""
    shown = histories[(histories["frequency"] > 0) & (histories["mean_spend"] > 0)]
    try:
        model = fit_gamma_gamma(shown["frequency"], shown["mean_spend"])
        return model.expected_spend(histories["frequency"], histories["mean_spend"])
    except ValueError:
        return float(orders.groupby(["customer", "date"])["spend"].sum().mean())


def _check(orders, until):
    """Fit to the first three quarters of the time, and forecast the last."""
    first, last = orders["date"].min().date(), until or orders["date"].max().date()
    cut = first + timedelta(days=round(0.75 * (last - first).days))
    before = orders[orders["date"].dt.date <= cut]
    if cut <= first or last <= cut:
        return None
    histories = purchase_histories(before, unit="month", until=cut)
    months = (last - cut).days / DAYS_PER["month"]
    try:
        expected = fit_bg_nbd(histories).expected_future_purchases(
            months, **histories[["frequency", "recency", "age"]]
        )
    except ValueError:
        return None
    seen = purchases_between(orders, after=cut, until=last).reindex(histories.index)
    return months, float(expected.sum()), int(seen.sum())


def _by_class(frequency, money):
    import pandas as pd

    rows = {
        name: {"customers": int(chosen.sum()), "worth": float(np.asarray(money)[chosen].sum())}
        for low, high, name in CLASSES
        if (chosen := frequency.between(low, high).to_numpy()).any()
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("repeat purchases")


GROUP_NAMES = {
    "strangers": ("stranger", "strangers"), "butterflies": ("butterfly", "butterflies"), "barnacles": ("barnacle", "barnacles"),
    "true friends": ("true friend", "true friends"),
}  # fmt: skip
LEAST_PRESENT = 4  # present customers: with fewer there are no four groups


@dataclass(frozen=True)
class GroupCounts:
    """Four groups at two cuts: how many customers each has (dict), and how many customers lose money in all."""

    stay_cut: float
    profit_cut: float
    customers: dict[str, int]
    losing: int


@dataclass(frozen=True)
class Grouping:
    """The customers that are not known to have left: expected stay (periods) and profit (money a period), each a Series.

    ``forecast`` is False where stay had to be the periods so far, because how customers leave cannot be told;
    ``left_out``, present customers for whom stay cannot be told; ``margins_alike``: profit differs by the service cost alone.
    """

    stay: pd.Series
    profit: pd.Series
    forecast: bool
    left_out: int = 0
    margins_alike: bool = False

    @property
    def stays_differ(self) -> bool:
        """Whether expected stay tells customers apart."""
        return self.stay.nunique() > 1

    @property
    def profits_differ(self) -> bool:
        """Whether profit tells customers apart."""
        return self.profit.nunique() > 1

    @property
    def cuts(self) -> tuple[float, float]:
        """Where lesson 8 cuts first, the medians, beside them where many customers stand there (stay, profit)."""
        return even_cut(self.stay, "stay"), even_cut(self.profit, "profit")

    def halves(self) -> tuple[pd.DataFrame, float]:
        """Customers, mean stay and mean profit above and below the one cut that can be made (DataFrame), and the cut."""
        values = self.stay if self.stays_differ else self.profit
        cut = even_cut(values)
        names = ("longer stay", "shorter stay") if self.stays_differ else ("more profit", "less profit")
        sides = (values > cut, values <= cut)
        rows = [[int(side.sum()), self.stay[side].mean(), self.profit[side].mean()] for side in sides]
        return pd.DataFrame(rows, pd.Index(names, name="half"), ["customers", "stay", "profit"]), cut

    def table(self, stay_cut: float | None = None, profit_cut: float | None = None) -> pd.DataFrame:
        """Customers, mean profit and how many lose money, by group (DataFrame)."""
        groups = four_groups(self.stay, self.profit, stay_cut, profit_cut)
        found = self.profit.groupby(groups, observed=False).agg(["size", "mean"]).reindex(GROUPS)
        found["lose"] = (self.profit < 0).groupby(groups, observed=False).sum().reindex(GROUPS)
        return found.set_axis(["customers", "profit", "lose money"], axis=1).rename_axis("group")


def grouping_of(case: OwnCase) -> Grouping:
    """A case's present customers by profit and expected stay.

    Stay is 1 over the chance of leaving, one's own record blended with everybody's: at a renewal where it is known who
    left, after a purchase where it is not and there are orders.
    Returns Grouping. Raises Missing where no customer is there, or nothing tells customers apart.
    Sources: Reinartz & Kumar (2002); Fader & Hardie (2007); Batislam, Denizel & Filiztekin (2007).
    """
    customers = table_of(case, "customers").set_index("customer")
    there = customers[~customers["left"].fillna(False).astype(bool)]
    present = len(there)
    if present < LEAST_PRESENT:
        raise Missing(
            f"{len(there)} customers are still there: too few for four groups. Add customers who have not left to customers.csv."
        )
    found = [*_under_contract(customers), *_without(case, there)]
    forecast = sum(map(len, found)) >= LEAST_PRESENT
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
