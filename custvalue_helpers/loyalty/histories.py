"""From raw transactions to frequency, recency and age: what a model of buying without a contract needs."""

from datetime import datetime

import numpy as np
import pandas as pd

from custvalue_helpers.kit.checks import one_of, shorten
from custvalue_helpers.kit.columns import a_column, a_table, tally

DAYS_PER = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}


def purchase_histories(
    transactions, *, unit, customer="customer", date="date", spend=None, currency=None, until=None
):
    """One row a customer: how often they came back, when they last did, and how long we have known them.

    All lines of a customer on one day are one purchase. frequency: repeat purchases, so 0 for who bought once;
    recency: time from the first purchase to the last (0 for who bought once); age: time from the first to ``until``.

    Parameters: ``transactions``, a DataFrame with one row a purchase; ``unit``, of recency and age: 'day', 'week',
    'month' (30.4375 days) or 'year' (365.25 days), no default, because a model's parameters depend on it;
    ``customer`` and ``date``, column names, the dates as dates; ``spend``, the column with what was paid, never
    below 0, needs ``currency``: a name such as 'USD', or the column that holds one name throughout; ``until``, the
    last day watched, by default the last purchase in the data.
    Returns a DataFrame indexed by customer: frequency, recency, age; with ``spend`` also mean_spend, the mean of the
    repeat purchases (a day's lines added; 0 without a repeat): the first purchase is left out, as the Gamma-Gamma
    model does.
    Raises ValueError or TypeError for text dates, missing values, purchases after ``until`` or in the future, negative
    spend, several currencies.
    Source: Fader, Hardie & Lee 2005.

    >>> shop = pd.DataFrame({"customer": [1, 1, 2], "date": pd.to_datetime(["2025-01-06", "2025-01-20", "2025-01-13"])})
    >>> purchase_histories(shop, unit="week", until="2025-02-03")
              frequency  recency  age
    customer
    1                 1      2.0  4.0
    2                 0      0.0  3.0
    """
    days, end = _days_and_end(transactions, customer, date, until)
    scale = DAYS_PER[one_of("unit", unit, DAYS_PER)]
    codes, names = pd.factorize(transactions[customer], sort=True)
    first_day = int(days.min())
    width = end - first_day + 1
    # One number for each customer and day, in the order of the customers: sorted once, everything else is counting.
    key = codes * width + (days - first_day)
    visits = np.sort(key)
    visits = visits[np.append(True, visits[1:] > visits[:-1])]
    whose, day = np.divmod(visits, width)
    starts = np.searchsorted(whose, np.arange(len(names)))
    ends = np.append(starts[1:], len(whose)) - 1
    first, last = day[starts], day[ends]
    table = pd.DataFrame(
        {
            "frequency": np.diff(np.append(starts, len(whose))) - 1,
            "recency": (last - first) / scale,
            "age": (end - first_day - first) / scale,
        },
        index=pd.Index(names, name=customer),
    )
    if spend is not None:
        paid = _paid(transactions, spend, currency)
        at_first = key == visits[starts][codes]
        later = tally(codes, weights=np.where(at_first, 0.0, paid), minlength=len(names))
        table["mean_spend"] = np.divide(
            later, table["frequency"], out=np.zeros(len(names)), where=table["frequency"].to_numpy() > 0
        )
    return table


def purchases_between(transactions, *, after, until, customer="customer", date="date"):
    """How many days each customer bought on, after one day and up to another: a holdout to check forecasts on.

    Parameters: as for purchase_histories; ``after`` is not counted, ``until`` is.
    Returns a Series indexed by all customers of the table, 0 for those who did not buy.

    >>> shop = pd.DataFrame({"customer": [1, 1, 2], "date": pd.to_datetime(["2025-01-06", "2025-01-20", "2025-01-13"])})
    >>> purchases_between(shop, after="2025-01-13", until="2025-01-31").tolist()
    [1, 0]
    """
    days, _ = _days_and_end(transactions, customer, date, None)
    low, high = _day("after", after), _day("until", until)
    if high <= low:
        raise ValueError(f"until must be later than after, got after {after} and until {until}")
    inside = (days > low) & (days <= high)
    visits = pd.DataFrame({"customer": transactions[customer].to_numpy()[inside], "day": days[inside]})
    everyone = pd.Index(pd.factorize(transactions[customer], sort=True)[1], name=customer)
    counted = visits.drop_duplicates()["customer"].value_counts()
    return counted.reindex(everyone, fill_value=0).rename("purchases")


def _days_and_end(transactions, customer, date, until):
    """Each row's day as a whole number, and the last day watched."""
    a_table("transactions", transactions)
    for argument, column in (("customer", customer), ("date", date)):
        a_column(transactions, column, argument, "transactions")
    dates = transactions[date]
    if not pd.api.types.is_datetime64_any_dtype(dates):
        example = shorten(dates.iloc[0])
        raise TypeError(
            f"column {date!r} must hold dates, got {dates.dtype}, such as {example}"
            f" (convert it first: transactions[{date!r}] = pd.to_datetime(transactions[{date!r}]))"
        )
    if dates.dt.tz is not None:
        dates = dates.dt.tz_localize(None)  # the day on the customer's calendar
    days = dates.to_numpy().astype("datetime64[D]").astype(np.int64)
    latest = int(days.max())
    today = int(np.datetime64(datetime.now().date(), "D").astype(np.int64))
    end = latest if until is None else _day("until", until)
    if latest > today:
        raise ValueError(
            f"column {date!r} must not lie in the future, got {int((days > today).sum())} such purchases, up to"
            f" {np.datetime64(latest, 'D')}"
        )
    if latest > end:
        late = int((days > end).sum())
        raise ValueError(
            f"transactions must not go beyond until = {np.datetime64(end, 'D')}, got {late} later purchases, up to"
            f" {np.datetime64(latest, 'D')} (leave them out: transactions[transactions[{date!r}] <= until])"
        )
    return days, end


def _day(name, value):
    try:
        if pd.isna(value):
            raise ValueError
        return int(pd.Timestamp(value).to_datetime64().astype("datetime64[D]").astype(np.int64))
    except (ValueError, TypeError):
        raise ValueError(f"{name} must be a day such as '1997-09-30', got {shorten(value)}") from None


def _paid(transactions, spend, currency):
    """What was paid on each row, in one currency."""
    one_of("spend", spend, list(transactions.columns))
    if currency is None:
        raise ValueError(
            "currency must be given with spend: a name such as 'USD', or the column that holds it; sums of different"
            " currencies mean nothing"
        )
    if not isinstance(currency, str) or not currency.strip():
        raise TypeError(f"currency must be a text such as 'USD', got {shorten(currency)}")
    if currency in transactions:
        kinds = transactions[currency].unique().tolist()
        if len(kinds) > 1 or pd.isna(kinds[0]):
            raise ValueError(f"column {currency!r} must hold one currency throughout, got {shorten(kinds)}")
    paid = transactions[spend]
    if not pd.api.types.is_numeric_dtype(paid):
        raise TypeError(f"column {spend!r} must hold numbers, got {paid.dtype}")
    wrong = ~np.isfinite(paid.to_numpy(dtype=float)) | (paid.to_numpy(dtype=float) < 0)
    if wrong.any():
        row = transactions.index[wrong][0]
        raise ValueError(
            f"column {spend!r} must hold amounts of at least 0, got {int(wrong.sum())} that are negative or missing"
            f" (first at row {row!r}: {paid.loc[row]}): take returns out, or net them first"
        )
    return paid.to_numpy(dtype=float)
