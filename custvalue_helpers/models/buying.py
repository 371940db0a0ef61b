"""Buying without a contract: from transactions to frequency, recency and age; who is still there, and how often will they
come back (BG/NBD and its modified form)?
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from custvalue_helpers.kit.checks import a_list, a_number, a_text, one_of, share, shorten, whole_number
from custvalue_helpers.kit.columns import a_column, a_day, a_table, aligned, numbers_in, tally
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.models.numerics import (
    check_fitted,
    log_rising,
    log_stayed,
    mean_over_beta,
    standard_errors_from,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from custvalue_helpers.kit.kinds import AsGiven, Day, Numbers

__all__ = [
    "BetaGeometricNBD",
    "ModifiedBetaGeometricNBD",
    "fit_bg_nbd",
    "fit_mbg_nbd",
    "purchase_histories",
    "purchases_between",
]

DAYS_PER = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}


def purchase_histories(
    transactions: pd.DataFrame,
    *,
    unit: str,
    customer: str = "customer",
    date: str = "date",
    spend: str | None = None,
    currency: str | None = None,
    until: Day | None = None,
) -> pd.DataFrame:
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


def purchases_between(
    transactions: pd.DataFrame, *, after: Day, until: Day, customer: str = "customer", date: str = "date"
) -> pd.Series:
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
    return int(a_day(name, value).to_datetime64().astype("datetime64[D]").astype(np.int64))


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


# The likelihood of purchase histories under the BG/NBD and its modified form, and a weak prior where it has no maximum.
#
# A customer's chance is a sum: still there, or gone after the last purchase. Each part is a factor for buying, which
# depends on the time of buying at all, times a factor for leaving, which depends on the chances to leave that were passed.


NEAR = 0.05  # a maximum lies nearer than this to the point found, on the scale of logs
START, BOUNDS = [math.log(part) for part in (0.5, 0.5, 0.8, 2.0)], [(-9, 12)] * 4


@dataclass(frozen=True)
class Pooled:
    """Each different history once: ``levels`` are the different frequencies and ``which`` says whose is which, because
    gamma functions are dear; ``passed``, by level, is how many chances to leave somebody who is there has passed;
    ``people``, by history, is how many customers have it.
    """

    levels: np.ndarray
    which: np.ndarray
    passed: np.ndarray
    last: np.ndarray
    age: np.ndarray
    people: np.ndarray


def stayed_or_left(a: float, b: float, passed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """ln of the chance to have stayed at so many chances to leave, and ln of having left at the last of them."""
    before = np.maximum(passed - 1, 0)
    gone = np.log(a) - np.log(a + b + before) + log_stayed(a, b, before)
    return log_stayed(a, b, passed), np.where(passed > 0, gone, -np.inf)


@dataclass(frozen=True)
class Maximum:
    """The best point of a likelihood: r, alpha, a, b on the scale of logs, the plain ln L there, and standard errors.

    ``errors`` is None where there is no finite maximum, or it is flat: the point is then how far it was climbed.
    """

    point: np.ndarray
    log_likelihood: float
    errors: np.ndarray | None


def log_likelihood(point: np.ndarray, data: Pooled) -> tuple[float, np.ndarray]:
    """ln L of all customers and its slope by the logs of r, alpha, a, b."""
    from scipy.special import digamma

    r, alpha, a, b = np.exp(point)
    levels, which, passed = data.levels, data.which, data.passed
    before = np.maximum(passed - 1, 0)
    x = levels[which]
    rate = r + x
    here, gone = stayed_or_left(a, b, passed)
    both = (log_rising(r, levels) - levels * point[1])[which]
    longer, shorter = np.log1p(data.age / alpha), np.log1p(data.last / alpha)
    stayed, left = here[which] - rate * longer, gone[which] - rate * shorter
    each = np.logaddexp(stayed, left)
    left = np.exp(left - each)  # the chance of having left
    stay = 1 - left
    fall = (digamma(a + b + passed) - digamma(a + b))[which]
    rising = (digamma(r + levels) - digamma(r))[which]
    kept, kept_before = (digamma(b + passed) - digamma(b))[which], (digamma(b + before) - digamma(b))[which]
    slope = np.array(
        [
            r * _summed(data.people, rising - stay * longer - left * shorter),
            _summed(
                data.people,
                rate * (stay * data.age / (alpha + data.age) + left * data.last / (alpha + data.last)) - x,
            ),
            _summed(data.people, left - a * fall),
            b * _summed(data.people, stay * kept + left * kept_before - fall),
        ]
    )
    return _summed(data.people, both + each), slope


def weak_prior(point: np.ndarray) -> tuple[float, np.ndarray]:
    """ln of a prior that keeps away from the edges, where customers are all alike or all different; and its slope.

    On the mean chance of leaving m = a/(a + b), its polarisation 1/(1 + a + b), and 1/(1 + r), that of the rates, a
    Beta(2, 2) each: 1.5 at the middle of the scale, 0 at both ends. It says as much as two customers or so.
    """
    r, _, a, b = np.exp(point)
    value = point[0] - 2 * np.log1p(r) + point[2] + point[3] - np.log(a + b) - 2 * np.log1p(a + b)
    both = 1 / (a + b) + 2 / (1 + a + b)
    return float(value), np.array([1 - 2 * r / (1 + r), 0.0, 1 - a * both, 1 - b * both])


def maximum(data: Pooled, prior: Callable[[np.ndarray], tuple[float, np.ndarray]] | None = None) -> Maximum:
    """Climb the likelihood of these customers, times a ``prior`` if given, as far as it goes (Maximum)."""
    from scipy.optimize import minimize

    count = float(data.people.sum())

    def minus(point):
        value, slope = log_likelihood(point, data)
        if prior is not None:
            more, steeper = prior(point)
            value, slope = value + more, slope + steeper
        return -value / count, -slope / count

    found = minimize(
        minus, START, jac=True, method="L-BFGS-B", bounds=BOUNDS,
        options={"ftol": 1e-14, "gtol": 1e-8, "maxiter": 1000, "maxls": 60},
    )  # fmt: skip
    errors = None
    if all(low + 0.1 < each < high - 0.1 for each, (low, high) in zip(found.x, BOUNDS, strict=True)):
        try:
            errors = standard_errors_from(None, found.x, lambda at: minus(at)[1] * count, near=NEAR)
        except ValueError:
            errors = None
    return Maximum(found.x, log_likelihood(found.x, data)[0], errors)


def _summed(people, values):
    """Σ people·values, in one thread: for vectors of this length, waking others takes ten times as long."""
    return float(np.einsum("i,i->", people, values))


# Buying without a contract: who is still there, and how often will they come back? The BG/NBD, and its modified form.


HISTORY = ("frequency", "recency", "age")
LEAVING_ALIKE = "leaving hardly differs between customers"
LEAVING_APART = "some customers seem to leave at once, the others never"
NONE_LEAVES = "nobody seems to leave"
ALL_LEAVE = "everybody seems to leave at the first chance"
BUYING_ALIKE = "buying hardly differs between customers"
TOO_LITTLE = "the purchases tell too little"
AT_ONCE = 2_000  # different histories in one step: enough to be fast, few enough to need little memory


@dataclass(frozen=True)
class _BuyTillLeft:
    """What the two models share. They differ in when the first chance to leave comes.

    ``mean_rate`` is r/alpha, ``mean_leave_chance`` a/(a + b).
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float | None = None
    standard_errors: tuple[float, ...] = ()
    weak_prior_because: tuple[str, ...] = ()

    FIRST: ClassVar[int]  # chances to leave that come before the first repeat purchase

    def __post_init__(self) -> None:
        for name in ("r", "alpha", "a", "b"):
            if a_number(name, getattr(self, name), 0) == 0:
                raise ValueError(f"{name} must be above 0, got 0")
        check_fitted(self)
        for reason in a_list("weak_prior_because", self.weak_prior_because, least=0):
            a_text("weak_prior_because", reason)

    @property
    def mean_rate(self) -> float:
        """Mean rate of purchases among the customers while there: r/alpha."""
        return self.r / self.alpha

    @property
    def mean_leave_chance(self) -> float:
        """Mean chance of leaving among the customers: a/(a + b)."""
        return self.a / (self.a + self.b)

    def expected_purchases(self, time: float) -> float:
        """Expected number of repeat purchases of a new customer by ``time`` after the first purchase."""
        return self.expected_future_purchases(time, frequency=0, recency=0, age=0)

    def probability_alive(
        self, frequency: float | Numbers, recency: float | Numbers, age: float | Numbers
    ) -> AsGiven:
        """The chance that a customer with this history has not left.

        P = 1/(1 + a/(b + k − 1)·((α + T)/(α + tₓ))^(r + x)) for x repeats, the last at tₓ, watched until T, with k chances
        to leave passed: x in the BG/NBD, x + 1 in the modified form. Where k is 0, nobody can have left, and it is 1.

        Parameters: numbers, or columns; Series go together by their index.
        Returns a number, an array, or a Series with the same index. Raises ValueError or TypeError for histories that cannot be.
        """
        history = _history(frequency, recency, age)
        return history.answer(self._alive(history), "probability_alive")

    def expected_future_purchases(
        self, time: float, *, frequency: float | Numbers, recency: float | Numbers, age: float | Numbers
    ) -> AsGiven:
        """Expected number of purchases in the next ``time``, given a history (numbers, or columns).

        E[Y(t) | x, tₓ, T] = P(alive)·E[(1 − (1 + p·t/(α + T))^−(r + x))/p], a mean over p that is Beta(a, b + k). Fader,
        Hardie & Lee write the mean with ₂F₁; as a sum of positive terms it keeps its digits for any parameters.
        Returns as probability_alive() does.
        """
        time = a_number("time", time, 0)
        history = _history(frequency, recency, age)
        expected = self._alive(history) * self._while_there(history, np.array([time]), np.array([1.0]))
        return history.answer(expected, "expected_purchases")

    def discounted_future_purchases(
        self,
        discount: float,
        horizon: int,
        *,
        frequency: float | Numbers,
        recency: float | Numbers,
        age: float | Numbers,
    ) -> AsGiven:
        """Expected purchases in each of the next ``horizon`` periods, discounted, added up.

        Σ_{k=1…horizon} (E[Y(k)] − E[Y(k − 1)])/(1 + d)ᵏ, with d per period, the histories' unit of time. Times the
        expected margin of a purchase: the lifetime value still to come, without a contract.
        """
        d, horizon = share("discount", discount), whole_number("horizon", horizon, low=1)
        history = _history(frequency, recency, age)
        periods = np.arange(1.0, horizon + 1)
        worth = -np.diff((1 + d) ** -periods, append=0)  # of each E[Y(k)]: the same sum, by parts
        expected = self._alive(history) * self._while_there(history, periods, worth)
        return history.answer(expected, "discounted_purchases")

    def chances(self, time: float, most: int) -> list[float]:
        """The chance of exactly 0, 1, … ``most`` repeat purchases by ``time`` after the first.

        P(X(t) = x) = B(a, b + k)/B(a, b)·P(N = x) + B(a + 1, b + k − 1)/B(a, b)·P(N ≥ x), the second part where k > 0: stayed
        and bought x times, or would have bought on but left at the last. N is negative binomial,
        P(N = x) = Γ(r + x)/(Γ(r)·x!)·(α/(α + t))^r·(t/(α + t))^x; k is x in the BG/NBD, x + 1 in the modified form.
        """
        from scipy.special import betainc, xlogy

        time, most = a_number("time", time, 0), whole_number("most", most)
        x = np.arange(most + 1)
        bought = time / (self.alpha + time)
        exactly = (
            log_rising(self.r, x)
            - log_rising(1.0, x)
            - self.r * math.log1p(time / self.alpha)
            + xlogy(x, bought)
        )
        at_least = np.where(x > 0, betainc(np.maximum(x, 1), self.r, bought), 1.0)
        stayed, left = stayed_or_left(self.a, self.b, (x + self.FIRST).astype(float))
        return (np.exp(stayed + exactly) + np.exp(left) * at_least).tolist()

    def leave_chance(
        self, frequency: float | Numbers, recency: float | Numbers, age: float | Numbers
    ) -> AsGiven:
        """A customer's chance of leaving after a purchase, as far as their history tells: (a + 1 − P(alive))/(a + b + k).

        Who left has shown it once. Returns as probability_alive() does.
        """
        history = _history(frequency, recency, age)
        passed = history.x + self.FIRST
        shown = 1 - self._alive(history)
        return history.answer((self.a + shown) / (self.a + self.b + passed), "leave_chance")

    def purchase_rate(
        self, frequency: float | Numbers, recency: float | Numbers, age: float | Numbers
    ) -> AsGiven:
        """A customer's rate of purchases while there: (r + x)/(α + T) if there still, (r + x)/(α + tₓ) if not, weighed.

        Returns as probability_alive() does.
        """
        history = _history(frequency, recency, age)
        there, again = self._alive(history), self.r + history.x
        rate = there * again / (self.alpha + history.age) + (1 - there) * again / (self.alpha + history.last)
        return history.answer(rate, "purchase_rate")

    def _alive(self, history):
        x, last, age = history.x, history.last, history.age
        passed = x + self.FIRST
        odds = math.log(self.a) - np.log(self.b + np.maximum(passed - 1, 0))
        odds = odds + (self.r + x) * np.log1p(np.maximum(age - last, 0) / (self.alpha + last))
        return np.exp(-np.logaddexp(0, np.where(passed > 0, odds, -np.inf)))

    def _while_there(self, history, times, worth):
        """Σ worth·E[Y(time)] of customers who are there, each different history once."""
        table = pd.DataFrame({"x": history.x, "age": history.age})
        which = table.groupby(["x", "age"], sort=False).ngroup().to_numpy()
        first = np.flatnonzero(~table.duplicated().to_numpy())
        x, age = history.x[first], history.age[first]
        found = np.zeros(len(first))
        for level in np.unique(x):
            rows = np.flatnonzero(x == level)
            for part in np.array_split(rows, math.ceil(len(rows) * len(times) / AT_ONCE)):
                found[part] = self._at_level(level, times / (self.alpha + age[part])[:, None]) @ worth
        return found[which]

    def _at_level(self, level, ahead):
        """E[Y(t)] after so many repeats of a customer who is there; ``ahead`` is t/(α + T)."""
        rate = self.r + level

        def bought(p):
            return -np.expm1(-rate * np.log1p(ahead[..., None] * p)) / p

        if not ahead.any():
            return np.zeros(ahead.shape)
        return mean_over_beta(
            self.a, self.b + level + self.FIRST, bought, rate * ahead, -np.expm1(-rate * np.log1p(ahead))
        )


@dataclass(frozen=True)
class BetaGeometricNBD(_BuyTillLeft):
    """While there, a customer buys at random at their own rate λ; after each repeat purchase they leave with chance p.

    λ is Gamma(r, alpha) among the customers, p is Beta(a, b). ``alpha`` is in the histories' unit of time, so all
    times given to the methods must be in that unit too. A customer who bought once cannot have left, however long ago that
    was: the chance of being there is 1, which says nothing about whether they come back (see ModifiedBetaGeometricNBD).

    After a fit there are ``log_likelihood``, ``standard_errors`` of r, alpha, a, b, and ``weak_prior_because``: empty, or why the
    likelihood alone has no maximum, in words such as "leaving hardly differs between customers" (see fit_bg_nbd).
    Source: Fader, Hardie & Lee 2005, "Counting your customers" the easy way.

    >>> model = BetaGeometricNBD(r=0.2426, alpha=4.4136, a=0.7930, b=2.4262)
    >>> round(model.expected_purchases(39), 3)
    1.195
    >>> round(model.expected_future_purchases(39, frequency=2, recency=30.43, age=38.86), 3)
    1.226
    """

    FIRST = 0


@dataclass(frozen=True)
class ModifiedBetaGeometricNBD(_BuyTillLeft):
    """The BG/NBD in which a customer may leave after the first purchase too: the MBG/NBD.

    Parameters, fields and methods are those of BetaGeometricNBD. Somebody who bought once and was never seen again may have
    left at once here; that is why the chance of being there falls with silence for them too.
    Expected purchases by t of a new customer: b/(a + b)·E[(1 − (1 + p·t/α)^−r)/p], p being Beta(a, b + 1).
    Sources: Batislam, Denizel & Filiztekin 2007; Hoppe & Wagner 2007.

    >>> model = ModifiedBetaGeometricNBD(r=0.525, alpha=6.183, a=0.891, b=1.614)
    >>> round(model.probability_alive(0, 0, 38.86), 3), round(model.expected_purchases(39), 3)
    (0.39, 1.183)
    """

    FIRST = 1


def fit_bg_nbd(histories: pd.DataFrame) -> BetaGeometricNBD:
    """Fit the BG/NBD model by maximum likelihood.

    ln L = Σ ln[ B(a, b + x)/B(a, b)·Γ(r + x)α^r/(Γ(r)(α + T)^(r + x)) + (x > 0)·B(a + 1, b + x − 1)/B(a, b)·
    Γ(r + x)α^r/(Γ(r)(α + tₓ)^(r + x)) ]. Customers with the same history are added up first: exact, and the work
    then grows with the number of different histories.

    In a small firm the likelihood often rises for ever as customers become alike: in their chance of leaving (a and b
    without end) or in their rate of buying (r and alpha without end); or as nobody leaves. The fit then adds a weak prior,
    Beta(2, 2) on each of a/(a + b), 1/(1 + a + b) and 1/(1 + r), which keeps away from the ends of these scales, and
    ``weak_prior_because`` says why. In samples of 50 to 200 customers of a shop, such fits forecast as well as others.

    Parameters: ``histories``, a DataFrame with frequency, recency and age, as from purchase_histories(), one row a
    customer who has bought at least once.
    Raises ValueError or TypeError for histories that cannot be, for nobody coming back, and for
    fewer than four different histories where the likelihood has no maximum: four numbers cannot be told from them.
    Source: Fader, Hardie & Lee 2005.

    >>> seen = {"frequency": [0, 0, 1, 2, 5, 9, 3], "recency": [0, 0, 4, 30, 8, 36, 20], "age": [39, 20, 38, 37, 36, 38, 21]}
    >>> round(fit_bg_nbd(pd.DataFrame(seen)).expected_purchases(39), 1)
    3.4
    """
    return _fitted(BetaGeometricNBD, histories)


def fit_mbg_nbd(histories: pd.DataFrame) -> ModifiedBetaGeometricNBD:
    """Fit the MBG/NBD model by maximum likelihood.

    ln L = Σ ln[ B(a, b + x + 1)/B(a, b)·Γ(r + x)α^r/(Γ(r)(α + T)^(r + x)) + B(a + 1, b + x)/B(a, b)·
    Γ(r + x)α^r/(Γ(r)(α + tₓ)^(r + x)) ].

    Parameters, the weak prior and errors: as fit_bg_nbd().
    Sources: Batislam, Denizel & Filiztekin 2007; Hoppe & Wagner 2007.

    >>> seen = {"frequency": [0, 0, 1, 2, 5, 9, 3], "recency": [0, 0, 4, 30, 8, 36, 20], "age": [39, 20, 38, 37, 36, 38, 21]}
    >>> round(fit_mbg_nbd(pd.DataFrame(seen)).expected_purchases(39), 1)
    3.5
    """
    return _fitted(ModifiedBetaGeometricNBD, histories)


def _fitted(model, histories):
    history = _history(*columns_of(histories))
    if not (history.x > 0).any():
        raise ValueError(
            "histories must hold at least one customer who came back, got none: frequency is 0 throughout"
        )
    scale = float(history.age.mean())
    data = _pooled(history, scale, model.FIRST)
    best, because = maximum(data), ()
    if best.errors is None:
        if len(data.people) < 4:
            raise ValueError(
                f"histories do not pin the model down, got {len(data.people)} different ones and a likelihood without a maximum:"
                " four numbers (r, alpha, a, b) need at least four"
            )
        because = _why_no_maximum(*np.exp(best.point))
        best = maximum(data, weak_prior)
    if best.errors is None:
        ends = ", ".join(f"{each:.3g}" for each in np.exp(best.point))
        raise ValueError(
            f"histories do not pin the model down, even with a weak prior (r, alpha/mean age, a, b run to {ends})"
        )
    units = np.array([1, scale, 1, 1])
    found = np.exp(best.point) * units
    # The likelihood is of purchase times, a density: in other units each purchase counts 1/scale.
    log_likelihood = best.log_likelihood - float(history.x.sum()) * math.log(scale)
    return model(*map(float, found), log_likelihood, tuple(map(float, best.errors * found)), because)


def _why_no_maximum(r, alpha, a, b):
    """Where the likelihood was climbing to, in words."""
    leave, spread = a / (a + b), a + b
    said = {
        NONE_LEAVES: leave < 1e-3,
        ALL_LEAVE: leave > 1 - 1e-3,
        LEAVING_ALIKE: 1e-3 <= leave <= 1 - 1e-3 and spread > 30,
        LEAVING_APART: 1e-3 <= leave <= 1 - 1e-3 and spread < 0.05,
        BUYING_ALIKE: r > 30,
    }
    return tuple(words for words, so in said.items() if so) or (TOO_LITTLE,)


@dataclass(frozen=True)
class _Histories:
    """Checked histories, and the form in which they were given: one customer, columns, or columns with an index."""

    x: np.ndarray
    last: np.ndarray
    age: np.ndarray
    alone: bool
    index: pd.Index | None

    def answer(self, values: np.ndarray, name: str) -> AsGiven:
        if not np.isfinite(values).all():
            raise ValueError(
                f"{name.replace('_', ' ')} cannot be worked out for these parameters and this history: the numbers grow beyond"
                " what a computer holds"
            )
        if self.alone:
            return float(values[0])
        return values if self.index is None else pd.Series(values, index=self.index, name=name)


def columns_of(histories: pd.DataFrame) -> Iterator[pd.Series]:
    """Frequency, recency and age of a table of histories, in this order."""
    a_table("histories", histories)
    absent = [name for name in HISTORY if name not in histories]
    if absent:
        raise ValueError(
            f"histories must have the columns {', '.join(HISTORY)}, got none named {', '.join(absent)}"
            " (purchase_histories() makes them)"
        )
    return (histories[name] for name in HISTORY)


def _history(frequency, recency, age):
    """The three as arrays of one length, checked (see _Histories)."""
    given = dict(zip(HISTORY, (frequency, recency, age), strict=True))
    single: dict[str, float] = {}
    many: dict[str, Any] = {}
    index = None
    for name, each in given.items():
        alone = not hasattr(each, "__len__") or getattr(each, "ndim", 1) == 0
        (single if alone else many)[name] = a_number(name, each) if alone else each
    if many:
        columns, index = aligned(**many)
        many = {name: numbers_in(name, each) for name, each in zip(many, columns, strict=True)}
    size = len(next(iter(many.values()))) if many else 1
    x, last, age = (many.get(name, np.full(size, single.get(name, 0.0))) for name in HISTORY)
    for name, column in zip(HISTORY, (x, last, age), strict=True):
        if (column < 0).any():
            raise ValueError(
                f"{name} must be at least 0, got {column[column < 0][0]:g} ({int((column < 0).sum())} of {size} such); a"
                " customer who never bought has no history: leave them out"
            )
    if (x % 1 != 0).any():
        raise ValueError(
            f"frequency must be whole numbers of repeat purchases, got {float(x[x % 1 != 0][0])}"
        )
    if (last > age * (1 + 1e-9)).any():
        at = int(np.argmax(last > age * (1 + 1e-9)))
        raise ValueError(f"recency must be at most age, got {last[at]:g} and {age[at]:g}: are they swapped?")
    wrong = (x == 0) & (last > 0) | (x > 0) & (last == 0)
    if wrong.any():
        at = int(np.argmax(wrong))
        raise ValueError(
            f"recency must be 0 exactly where frequency is 0, got frequency {x[at]:g} with recency {last[at]:g}: recency is the"
            " time from the first purchase to the last, not the time since"
        )
    return _Histories(x, last, age, not many, index)


def _pooled(history, scale, first):
    """Each different history once, in units of ``scale``."""
    table = pd.DataFrame({"x": history.x, "last": history.last / scale, "age": history.age / scale})
    table = table.value_counts(sort=False).reset_index()
    x, last, age, people = (table[name].to_numpy(dtype=float) for name in ("x", "last", "age", "count"))
    levels, which = np.unique(x, return_inverse=True)
    return Pooled(levels, which, levels + first, last, age, people)
