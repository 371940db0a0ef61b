"""Purchase histories and the BG/NBD: against what a user would write instead, and as the number of customers grows."""

import time

import numpy as np
import pandas as pd

from benchmarks.measure import Row, in_turn
from custvalue_helpers import load_dataset
from custvalue_helpers.models.buying import fit_bg_nbd, purchase_histories

UNTIL = pd.Timestamp("2025-12-31")


def transactions(count, seed=1):
    """As many purchases, of a tenth as many customers, over two years, in no order."""
    rng = np.random.default_rng(seed)
    days = rng.integers(0, 730, count)
    return pd.DataFrame(
        {
            "customer": rng.integers(0, count // 10, count),
            "date": UNTIL - pd.to_timedelta(days, unit="D"),
            "spent": rng.gamma(2.0, 15.0, count).round(2),
        }
    )


def by_agg(table):
    """Histories as a practised user of pandas writes them: a sum a day, then three aggregates."""
    days = table.groupby(["customer", "date"], as_index=False)["spent"].sum()
    days["later"] = days["spent"].where(days["customer"].duplicated())
    found = days.groupby("customer").agg(
        first=("date", "min"), last=("date", "max"), visits=("date", "size"), mean_spend=("later", "mean")
    )
    return pd.DataFrame(
        {
            "frequency": found["visits"] - 1,
            "recency": (found["last"] - found["first"]).dt.days / 7,
            "age": (UNTIL - found["first"]).dt.days / 7,
            "mean_spend": found["mean_spend"].fillna(0),
        }
    )


def by_apply(table):
    """Histories as most users write them: a function for each customer's rows."""

    def one(rows):
        days = rows.groupby("date")["spent"].sum()
        first, last = days.index[0], days.index[-1]
        return pd.Series(
            {
                "frequency": len(days) - 1,
                "recency": (last - first).days / 7,
                "age": (UNTIL - first).days / 7,
                "mean_spend": days.iloc[1:].mean() if len(days) > 1 else 0.0,
            }
        )

    return table.groupby("customer")[["date", "spent"]].apply(one)


def history_rows():
    """One million purchases; and few enough for a function a customer."""
    for count, theirs, name, rounds, goal in (
        (1_000_000, by_agg, "pandas groupby and agg", 3, lambda mine, other: mine < 1000),
        (20_000, by_apply, "pandas groupby and apply", 2, lambda mine, other: other >= 20 * mine),
    ):
        table, found = transactions(count), {}

        def ours(table=table, found=found):
            found["ours"] = purchase_histories(table, unit="week", until=UNTIL, spend="spent", currency="EUR")

        def plain(table=table, found=found, theirs=theirs):
            found["theirs"] = theirs(table)

        mine, other = in_turn(ours, plain, rounds=rounds)
        same = np.allclose(found["ours"], found["theirs"][found["ours"].columns])
        words = "1 s at most" if count == 1_000_000 else "20 × less"
        yield Row(
            f"histories, {count:,} purchases", mine, name, other, "ms", words, goal(mine, other) and same
        )


def plain_fit(histories):
    """The BG/NBD as one writes it from the paper: every customer, no gradient, no standard errors."""
    from scipy.optimize import minimize
    from scipy.special import betaln, gammaln

    x, last, age = (histories[name].to_numpy(dtype=float) for name in ("frequency", "recency", "age"))

    def minus(logs):
        r, alpha, a, b = np.exp(logs)
        start = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        here = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + age)
        gone = betaln(a + 1, b + np.maximum(x, 1) - 1) - betaln(a, b) - (r + x) * np.log(alpha + last)
        return -(start + np.logaddexp(here, np.where(x > 0, gone, -np.inf))).sum()

    found = minimize(
        minus, np.zeros(4), method="Nelder-Mead", options={"maxiter": 5000, "xatol": 1e-6, "fatol": 1e-6}
    )
    return np.exp(found.x)


def cdnow_row():
    """CDNOW's customers: the same four numbers, with standard errors, in how much time."""
    sales = load_dataset("cdnow_transactions")
    histories = purchase_histories(sales[sales["date"] <= "1997-09-30"], unit="week", until="1997-09-30")
    found = {}

    def ours():
        found["ours"] = fit_bg_nbd(histories)

    def theirs():
        found["theirs"] = plain_fit(histories)

    mine, other = in_turn(ours, theirs, rounds=3, ours_a_round=3)
    fit = found["ours"]
    same = (
        np.allclose([fit.r, fit.alpha, fit.a, fit.b], found["theirs"], rtol=2e-3)
        and min(fit.standard_errors) > 0
    )
    return Row(
        "BG/NBD, CDNOW (same to 3 digits)", mine, "plain SciPy, no standard errors", other, "ms", "500 ms at most",
        mine < 500 and same,
    )  # fmt: skip


def customers(count, seed=2):
    """Histories of a simulated shop, watched for a year and a half, purchases on whole days."""
    rng = np.random.default_rng(seed)
    rate, leave = rng.gamma(0.25, 1 / 31, count), rng.beta(0.8, 2.5, count)
    age = rng.integers(400, 550, count)
    clock, last, repeats, here = np.zeros(count), np.zeros(count), np.zeros(count, int), np.arange(count)
    while len(here):
        clock[here] += np.ceil(rng.exponential(size=len(here)) / np.maximum(rate[here], 1e-12))
        here = here[clock[here] <= age[here]]
        last[here] = clock[here]
        repeats[here] += 1
        here = here[rng.random(len(here)) >= leave[here]]
    return pd.DataFrame({"frequency": repeats, "recency": last / 7, "age": age / 7})


def growth_rows():
    """Ten times the customers: no more than ten times the time."""
    seconds = {}
    for count in (10_000, 100_000, 1_000_000):
        histories = customers(count)
        fit_bg_nbd(histories.iloc[:1000])
        start = time.perf_counter()
        fit_bg_nbd(histories)
        seconds[count] = 1000 * (time.perf_counter() - start)
    for less, more in ((10_000, 100_000), (100_000, 1_000_000)):
        yield Row(
            f"BG/NBD, {more:,} customers", seconds[more], f"BG/NBD, {less:,} customers", seconds[less], "ms",
            "10 × at most", seconds[more] <= 10 * seconds[less],
        )  # fmt: skip


def customer_rows():
    """All of them."""
    yield from history_rows()
    yield cdnow_row()
    yield from growth_rows()
