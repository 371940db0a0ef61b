"""Purchase histories against a slow count, and what they refuse."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custvalue_helpers.models.buying import purchase_histories, purchases_between

purchase = st.tuples(st.integers(1, 5), st.integers(0, 40), st.floats(0, 100))


def table(rows):
    frame = pd.DataFrame(rows, columns=["customer", "day", "spent"])
    return frame.assign(date=pd.Timestamp("2025-01-01") + pd.to_timedelta(frame["day"], unit="D"))


@given(st.lists(purchase, min_size=1, max_size=40), st.randoms())
@settings(max_examples=100, deadline=None)
def test_against_a_slow_count(rows, chance):
    chance.shuffle(rows)
    found = purchase_histories(table(rows), unit="day", until="2025-02-20", spend="spent", currency="EUR")
    assert list(found.index) == sorted({row[0] for row in rows})
    for customer, history in found.iterrows():
        spent = {}
        for who, day, paid in rows:
            if who == customer:
                spent[day] = spent.get(day, 0) + paid
        first, *later = sorted(spent)
        assert history["frequency"] == len(later)
        assert history["recency"] == (later[-1] - first if later else 0)
        assert history["age"] == 50 - first
        assert history["mean_spend"] == pytest.approx(
            np.mean([spent[day] for day in later]) if later else 0, abs=1e-9
        )


def test_names_may_be_words_and_times_of_day_do_not_count():
    rows = pd.DataFrame(
        {
            "who": ["b", "a", "b"],
            "when": pd.to_datetime(["2025-01-01 09:00", "2025-01-01 10:00", "2025-01-01 18:00"]),
        }
    )
    found = purchase_histories(rows, unit="week", customer="who", date="when")
    assert found["frequency"].to_dict() == {"a": 0, "b": 0}


def test_the_holdout_counts_days_after_and_up_to():
    rows = table([(1, 0, 5.0), (1, 10, 5.0), (1, 10, 5.0), (1, 20, 5.0), (2, 3, 5.0)])
    assert purchases_between(rows, after="2025-01-01", until="2025-01-21").to_dict() == {1: 2, 2: 1}
    assert purchases_between(rows, after="2025-01-11", until="2025-01-20").to_dict() == {1: 0, 2: 0}


GOOD = table([(1, 0, 5.0), (1, 10, 5.0), (2, 3, 5.0)])


@pytest.mark.parametrize(
    ("change", "options", "said"),
    [
        ({"date": ["1.1.2025"] * 3}, {}, "must hold dates, got .*pd.to_datetime"),
        (
            {"date": pd.to_datetime(["2025-01-01", None, "2025-01-02"])},
            {},
            "column 'date': 1 value is missing",
        ),
        (
            {"date": pd.to_datetime(["2025-01-01", "2999-01-01", "2025-01-02"])},
            {},
            "must not lie in the future, got 1",
        ),
        ({}, {"until": "2025-01-05"}, "must not go beyond until = 2025-01-05, got 1 later"),
        ({}, {"unit": "fortnight"}, "unit must be one of 'day', 'week', 'month', 'year'"),
        ({}, {"spend": "spent"}, "currency must be given with spend"),
        ({"coin": ["EUR", "USD", "EUR"]}, {"spend": "spent", "currency": "coin"}, "one currency throughout"),
        (
            {"spent": [5.0, -3.0, 1.0]},
            {"spend": "spent", "currency": "EUR"},
            "at least 0, got 1 .*first at row 1: -3.0",
        ),
        ({}, {"customer": "id"}, "customer must be one of .*got 'id'"),
        ({}, {"until": "soon"}, "until must be a day such as"),
    ],
)
def test_what_is_refused(change, options, said):
    with pytest.raises((ValueError, TypeError), match=said):
        purchase_histories(GOOD.assign(**change), **{"unit": "week", **options})


def test_the_unit_has_no_default():
    with pytest.raises(TypeError, match="unit"):
        purchase_histories(GOOD)
    with pytest.raises(TypeError, match="transactions must be a pandas DataFrame, got dict"):
        purchase_histories({}, unit="week")
    with pytest.raises(ValueError, match="at least 1 row, got none"):
        purchase_histories(GOOD.iloc[:0], unit="week")
