"""Choices that some direction separates have no estimate: told on both sides, for combinations, and only then."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custvalue_helpers.models.choice import fit_groups, fit_logit, separating_direction


def choices(seed=1, occasions=200, offers=3, prefer=lambda data: 0):
    """Ordinary choices of ``offers`` with a price, a flag and a size; ``prefer`` adds to what people look for."""
    random = np.random.default_rng(seed)
    rows = occasions * offers
    data = pd.DataFrame(
        {
            "occasion": np.repeat(np.arange(occasions), offers),
            "price": random.uniform(1, 5, rows),
            "flag": random.integers(0, 2, rows),
            "size": random.normal(size=rows),
            "brand": np.tile(list("abcdefgh")[:offers], occasions),
        }
    )
    utility = 0.5 * data.flag - data.price + random.gumbel(size=rows) + prefer(data)
    data["chosen"] = (utility == utility.groupby(data.occasion).transform("max")).astype(int)
    return data


def fitted(data, features=("price", "flag", "size"), **options):
    return fit_logit(data, list(features), occasion="occasion", chosen="chosen", **options)


def test_a_feature_chosen_whenever_it_is_offered():
    data = choices()
    first = ~data.duplicated("occasion") & (data.occasion % 5 == 0)
    data["only"] = first.astype(int)
    offered = data.occasion % 5 == 0
    data.loc[offered, "chosen"] = data.only[offered]
    with pytest.raises(ValueError, match="'only' separates"):
        fitted(data, ["price", "flag", "only"])


def test_a_feature_never_chosen_when_it_is_offered():
    data = choices()
    data["never"] = ((data.chosen == 0) & (data.index % 7 == 0)).astype(int)
    with pytest.raises(ValueError, match="'never' separates"):
        fitted(data, ["price", "flag", "never"])


def test_two_columns_that_separate_only_together():
    data = choices(prefer=lambda d: 1000 * (d["size"] - d.price))
    assert fitted(data, ["price"]) and fitted(data, ["size"])
    with pytest.raises(ValueError, match="'price', 'size' together separate"):
        fitted(data, ["price", "flag", "size"])


def test_a_brand_that_nobody_takes_is_named():
    data = choices()
    taken = set(data.occasion[(data.brand == "c") & (data.chosen == 1)])
    with pytest.raises(ValueError, match="'brand: c' separates"):
        fitted(data[~data.occasion.isin(taken)], ["price"], constants="brand")


def test_the_group_in_which_it_happens_is_named():
    data = choices().assign(who=lambda d: np.where(d.occasion < 100, "old", "new"))
    data["never"] = (
        (data.chosen == 0) & (data.index % 7 == 0) | (data.who == "old") & (data.index % 5 == 0)
    ).astype(int)
    with pytest.raises(ValueError, match="who 'new': features: no estimate exists, because 'never'"):
        fit_groups(data, "who", ["price", "never"], occasion="occasion", chosen="chosen")


@pytest.mark.parametrize("strength", [3, 6, 12])
def test_a_large_but_real_effect_is_fitted(strength):
    """One in many thousands goes against it: then there is an estimate, and it is the true one."""
    data = choices(occasions=20_000, offers=2, prefer=lambda d: strength * d.flag)
    against = data.flag.groupby(data.occasion).transform("nunique").gt(1)
    one = data.occasion[against].iloc[0]
    data.loc[data.occasion == one, "chosen"] = 1 - data.flag[data.occasion == one]  # in case nobody does
    fit = fitted(data)
    low, high = fit.summary().loc["flag", ["low_95", "high_95"]]
    assert low - 1 < strength + 0.5 < high + 1 and fit.standard_errors["flag"] < 2


@pytest.mark.parametrize("unit", [1e-9, 1e-3, 1e3, 1e9])
def test_units_do_not_matter(unit):
    data = choices()
    plain, scaled = fitted(data), fitted(data.assign(price=data.price * unit))
    assert scaled.coefficients["price"] * unit == pytest.approx(plain.coefficients["price"])
    with pytest.raises(ValueError, match="'price' separates"):
        fitted(choices(prefer=lambda d: -1e6 * d.price).assign(price=lambda d: d.price * unit), ["price"])


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=2, max_size=8))
def test_in_two_dimensions_it_can_be_seen_by_hand(rows):
    """A cone in the plane that is not empty has an edge at a right angle to one of the rows: try them all, in whole numbers."""
    rows = np.array(rows)
    if np.linalg.matrix_rank(rows) < 2:
        return
    edges = [sign * np.array([-y, x]) for x, y in rows for sign in (1, -1) if x or y]
    by_hand = any((rows @ edge >= 0).all() for edge in edges)
    assert (separating_direction(rows.astype(float)) is not None) == by_hand


def test_one_far_offer_does_not_hide_it():
    data = choices()
    data["never"] = ((data.chosen == 0) & (data.index % 7 == 0)).astype(float)
    data.loc[data.index[data.never == 1][0], "never"] = 1e8
    with pytest.raises(ValueError, match="'never' separates"):
        fitted(data, ["price", "flag", "never"])


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(1, 4), st.integers(2, 4), st.booleans())
def test_it_is_told_exactly_where_a_direction_separates(seed, features, offers, whole):
    """Small random choices, many of them separated: an estimate exists where no direction separates, and only there."""
    random = np.random.default_rng(seed)
    x = (
        random.integers(-1, 2, (12, offers, features))
        if whole
        else random.normal(size=(12, offers, features))
    )
    names = [f"x{i}" for i in range(features)]
    taken = (
        x @ random.normal(size=features) + random.gumbel(size=(12, offers)) * random.choice([0, 0.3, 1])
    ).argmax(1)
    data = pd.DataFrame(x.reshape(-1, features), columns=names).assign(
        occasion=np.repeat(np.arange(12), offers),
        chosen=(np.arange(offers) == taken[:, None]).ravel().astype(int),
    )
    differences = (x[np.arange(12), taken][:, None, :] - x).reshape(-1, features).astype(float)
    if np.linalg.matrix_rank(differences) < features:
        return
    direction = separating_direction(differences)
    if direction is None:
        fit = fitted(data, names)
        shares = fit.predict(data).to_numpy().reshape(12, offers)
        balance = ((np.arange(offers) == taken[:, None]) - shares)[:, :, None] * x
        assert np.abs(balance.sum(axis=(0, 1))).max() < 1e-5, "at a maximum the likelihood is level"
    else:
        ahead = differences @ direction
        assert ahead.min() > -1e-8 and ahead.max() > 1e-7, "a proof that no estimate exists"
        with pytest.raises(ValueError, match="separate") as told:
            fitted(data, names)
        for name, part in zip(names, direction, strict=True):
            assert (f"'{name}'" in str(told.value)) == (part != 0)
