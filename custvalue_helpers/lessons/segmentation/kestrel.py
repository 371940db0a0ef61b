"""Kestrel's customers as this lesson uses them: what they answered, without those who ticked one box all along."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from custvalue_helpers.kit.columns import numeric_table
from custvalue_helpers.kit.data import load_dataset

__all__ = ["ANSWERS", "NEEDS", "STATEMENTS", "straight_lined"]

if TYPE_CHECKING:
    import pandas as pd

NEEDS = (
    "need_price", "need_coffee_quality", "need_freshness", "need_delivery", "need_app_ease", "need_brewing_help",
    "need_ethical_sourcing",
)  # fmt: skip
STATEMENTS = (
    "compares_prices", "coffee_is_a_ritual", "knows_coffee", "short_of_time", "cares_for_growers", "likes_to_try_new",
    "plans_ahead", "asks_for_advice",
)  # fmt: skip
ANSWERS = [*STATEMENTS, *NEEDS]


def straight_lined(answers: pd.DataFrame) -> pd.Series:
    """Who gave one and the same answer to every question: a Series of True and False, by row.

    Parameters: ``answers``, a numeric DataFrame of two columns or more, one a question.

    >>> import pandas as pd
    >>> straight_lined(pd.DataFrame({"q1": [4, 4], "q2": [4, 6], "q3": [4, 1]})).tolist()
    [True, False]
    """
    table = numeric_table(answers, name="answers")
    if table.shape[1] < 2:
        raise ValueError(f"answers must have at least two questions, got {table.shape[1]}")
    return table.nunique(axis=1) == 1


@lru_cache(maxsize=1)
def attentive_customers() -> pd.DataFrame:
    """kestrel_customers by customer number, without the straight-liners (in statements and in needs)."""
    customers = load_dataset("kestrel_customers").set_index("customer")
    lined = straight_lined(customers[list(NEEDS)]) & straight_lined(customers[list(STATEMENTS)])
    return customers[~lined]
