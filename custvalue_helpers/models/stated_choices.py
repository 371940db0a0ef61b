"""What real people chose: counts from two sets of stated choices, with no model in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import one_of
from custvalue_helpers.kit.columns import a_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["chosen_by_name", "time_for_money"]

GUILDER_CENTS_A_EURO = 220.371


def time_for_money(trips: pd.DataFrame) -> pd.DataFrame:
    """Choices between two trains of which one is faster and dearer, and the two are alike in all else.

    ``trips``: the data set train_choice. Returns one row a choice: ``extra_euro`` that the faster train costs,
    ``hours_saved``, ``euro_per_hour`` (the first over the second), and ``paid``: whether the traveller took it.
    Raises ValueError or TypeError for another table, or missing cells.

    >>> from custvalue_helpers import load_dataset
    >>> time_for_money(load_dataset("train_choice").head(40)).euro_per_hour.median().round(1).item()
    10.2
    """
    import numpy as np
    import pandas as pd

    offers = [f"{name}_{side}" for name in ("price", "time", "changes", "comfort") for side in "ab"]
    a_table("trips", trips, dict.fromkeys(offers, "numbers") | {"person": "groups", "chosen": "groups"})
    for side in trips["chosen"].unique():
        one_of("trips: column 'chosen'", side, ("A", "B"))

    trips = trips.reset_index(drop=True)
    alike = trips[(trips.changes_a == trips.changes_b) & (trips.comfort_a == trips.comfort_b)]
    dearer, slower = alike.price_a - alike.price_b, alike.time_a - alike.time_b
    trade = alike[dearer * slower < 0]
    dearer, slower = dearer[trade.index], slower[trade.index]
    table = pd.DataFrame({
        "person": trade.person,
        "extra_euro": dearer.abs() / GUILDER_CENTS_A_EURO,
        "hours_saved": slower.abs() / 60,
        "paid": trade.chosen == np.where(dearer > 0, "A", "B"),
    })  # fmt: skip
    table["euro_per_hour"] = table.extra_euro / table.hours_saved
    return table.reset_index(drop=True)


def chosen_by_name(cards: pd.DataFrame) -> pd.DataFrame:
    """How often an electricity supplier on a card was chosen, by its fixed price and what kind of company it is.

    ``cards``: the data set electricity_choice. Returns a table: rows are prices, columns kinds, entries shares; an
    entry is missing where no such card was shown.
    Raises ValueError or TypeError for another table, or missing cells.

    >>> from custvalue_helpers import load_dataset
    >>> chosen_by_name(load_dataset("electricity_choice").head(400)).loc[7].round(1).to_dict()
    {'unknown': 0.4, 'well known': 0.7, 'local': 0.6}
    """
    import numpy as np

    columns = dict.fromkeys(("local", "well_known", "chosen"), "yes or no")
    a_table("cards", cards, {"fixed_price": "numbers", **columns})
    if not (cards["fixed_price"] > 0).any():
        raise ValueError("cards must hold some with a fixed price above 0, got none")

    cards = cards.reset_index(drop=True)
    kind = np.where(cards.local == 1, "local", np.where(cards.well_known == 1, "well known", "unknown"))
    fixed = cards[cards.fixed_price > 0].assign(kind=kind[cards.fixed_price > 0])
    shares = fixed.pivot_table(index="fixed_price", columns="kind", values="chosen", aggfunc="mean")
    return shares.reindex(columns=["unknown", "well known", "local"])
