"""Who will buy again, where nobody says that they have left: the BG/NBD of lesson 7 on a case's orders."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from custvalue_helpers.models.buying import DAYS_PER, fit_bg_nbd, purchase_histories, purchases_between
from custvalue_helpers.models.spending import fit_gamma_gamma

from .missing import Missing, table_of

__all__ = []

AHEAD = 12  # months
CLASSES = ((0, 0, "0"), (1, 1, "1"), (2, 2, "2"), (3, 5, "3 to 5"), (6, np.inf, "6 or more"))
LEAST = 10  # customers who came back: with fewer, four numbers cannot be fitted


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
    check: tuple | None
    classes: object
    weak_prior_because: tuple
    notes: tuple


def buying_of(case):
    """Who of a case's buyers will come back, and what they will spend.

    Returns Buying. Raises Missing where there are no orders, or too few who came back.
    Sources: Fader, Hardie & Lee (2005); Colombo & Jiang (1999).
    """
    orders, until = table_of(case, "orders"), case.firm.data_until
    histories = purchase_histories(
        orders, unit="month", until=until, spend="spend", currency=case.firm.currency
    )
    again = int((histories["frequency"] > 0).sum())
    if again < LEAST:
        raise Missing(
            f"Of {len(histories)} customers with orders {again} bought on a second day. With fewer than {LEAST} nobody can say who"
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
