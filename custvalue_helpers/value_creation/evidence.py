"""What real people chose: counts from two sets of stated choices, with no model in between."""

GUILDER_CENTS_A_EURO = 220.371


def time_for_money(trips):
    """Choices between two trains of which one is faster and dearer, and the two are alike in all else.

    ``trips``: the data set train_choice. Returns one row a choice: ``extra_euro`` that the faster train costs,
    ``hours_saved``, ``euro_per_hour`` (the first over the second), and ``paid``: whether the traveller took it.
    """
    import numpy as np
    import pandas as pd

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


def chosen_by_name(cards):
    """How often an electricity supplier on a card was chosen, by its fixed price and what kind of company it is.

    ``cards``: the data set electricity_choice. Returns a table: rows are prices, columns kinds, entries shares.
    """
    import numpy as np

    kind = np.where(cards.local == 1, "local", np.where(cards.well_known == 1, "well known", "unknown"))
    fixed = cards[cards.fixed_price > 0].assign(kind=kind[cards.fixed_price > 0])
    shares = fixed.pivot_table(index="fixed_price", columns="kind", values="chosen", aggfunc="mean")
    return shares[["unknown", "well known", "local"]]
