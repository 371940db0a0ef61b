"""Paired differences, changes over time, straight-liners and the value map: truths, coverage, bad input."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx
from scipy import stats
from statsmodels.stats.multitest import multipletests

from custvalue_helpers.models.brand_ratings import (
    changes_over_time,
    holm,
    mean_ratings,
    p_values,
    paired_differences,
    stated_importance,
    straight_liners,
)
from custvalue_helpers.models.value_maps import (
    quality_and_price_weights,
    quality_ratio,
    value_clouds,
    value_map,
)

ITEMS = ["taste", "speed", "price"]
WEIGHTS = {"taste": 0.7, "speed": 0.3}


def study(seed=1, people=30, waves=(1,), lead=0.0):
    """Ratings of brands A and B on a scale without ends (leniency differs between people)."""
    rng = np.random.default_rng(seed)
    who = np.repeat(np.arange(people), 2)
    tables = []
    for wave in waves:
        shape = (2 * people, 3)
        values = 6 + np.repeat(rng.normal(size=(people, 1)), 2, axis=0) + 0.8 * rng.normal(size=shape)
        values[::2] += lead
        table = pd.DataFrame(values.clip(1, 10), columns=ITEMS)
        tables.append(table.assign(customer=who, brand=["A", "B"] * people, wave=wave))
    return pd.concat(tables, ignore_index=True)


def test_a_paired_difference_is_a_one_sample_t_interval():
    data = study()
    table = paired_differences(data, ITEMS, "A", "B")
    wide = data.pivot(index="customer", columns="brand", values="taste")
    test = stats.ttest_1samp(wide.A - wide.B, 0)
    assert table.loc["taste", ["low_95", "high_95"]].to_list() == approx(list(test.confidence_interval()))
    assert p_values((wide.A - wide.B).to_numpy()[:, None])[0] == approx(test.pvalue)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_who_ticks_high_everywhere_cancels_out(seed):
    data = study(seed)
    lenient = data.assign(**{name: data[name] + data.customer % 3 for name in ITEMS})
    before, after = (
        paired_differences(d, ITEMS, "A", "B", scale=None)
        for d in (data, lenient.sample(frac=1, random_state=seed))
    )
    assert after.low_95.to_list() == approx(before.low_95.to_list())
    turned = paired_differences(data, ITEMS, "B", "A")
    assert (-turned.difference).to_list() == approx(before.difference.to_list())


def test_only_those_who_rated_both_count():
    data = study()
    fewer = data[~((data.brand == "B") & (data.customer < 10))]
    assert paired_differences(fewer, ITEMS, "A", "B").respondents.eq(20).all()


@pytest.mark.parametrize("people", [8, 40])
def test_intervals_hold_the_true_difference_at_their_rate(people):
    """400 studies with a true lead of half a point: 95 % of the intervals hold it, give or take chance."""
    hits = sum(
        row.low_95 <= 0.5 <= row.high_95
        for seed in range(400)
        for row in [
            paired_differences(study(seed, people, lead=0.5), ["taste"], "A", "B", scale=None).iloc[0]
        ]
    )
    assert 367 <= hits <= 393


def test_without_change_holm_keeps_false_alarms_rare():
    """200 studies of 6 changes, none of them real: without correction about one in four has a false alarm."""
    alone = corrected = 0
    for seed in range(200):
        table = changes_over_time(study(seed, 25, waves=(1, 2)), ITEMS, 1, 2)
        alone += table.by_itself.any()
        corrected += table.stands.any()
    assert 30 <= alone <= 75 and corrected <= 20


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_holm_is_statsmodels_holm(p):
    assert holm(p) == approx(multipletests(p, method="holm")[1])


def test_straight_liners_need_every_row_to_be_flat():
    data = pd.DataFrame({"who": [1, 1, 2, 2], "a": [5, 7, 6, 6], "b": [5, 7, 6, 5], "c": [5, 7, 6, 6]})
    assert straight_liners(data, ["a", "b", "c"]).to_list() == [True, True, True, False]
    assert straight_liners(data, ["a", "b", "c"], respondent="who").to_list() == [True, True, False, False]


def test_value_map_of_two_brands_is_the_quality_ratio():
    data = pd.DataFrame({"brand": ["A", "B"], "taste": [8, 6], "speed": [6, 8], "price": [5, 8]})
    table = value_map(data, WEIGHTS, "price", 0.6)
    own, rival = ({name: data[name][row] for name in WEIGHTS} for row in (0, 1))
    assert table.quality["A"] == approx(quality_ratio(own, rival, WEIGHTS))
    assert table.price["A"] == approx(8 / 5) and table.price["B"] == approx(5 / 8)
    assert table.fair_price["A"] == approx(1 + 1.5 * (table.quality["A"] - 1))
    same = value_map(data.assign(taste=7, speed=7, price=7), WEIGHTS, "price", 0.6)
    assert same.to_numpy().ravel() == approx([1, 1, 1, 0] * 2)


def test_clouds_lie_around_the_point_and_narrow_with_more_people():
    spread = {}
    for people in (25, 400):
        data = study(3, people)
        clouds = value_clouds(data, WEIGHTS, "price", draws=200)
        point = value_map(data, WEIGHTS, "price", 0.6)
        ours = clouds[clouds.brand == "A"]
        spread[people] = ours.quality.std()
        assert ours.quality.mean() == approx(point.quality["A"], abs=3 * ours.quality.std() / 10)
    assert spread[25] == approx(4 * spread[400], rel=0.4)


def test_clouds_hold_the_truth_at_their_rate():
    """200 studies of two brands that are alike: 95 % of the clouds' middle 95 % hold a relative quality of 1."""
    hits = 0
    for seed in range(200):
        clouds = value_clouds(study(seed, 60), WEIGHTS, "price", draws=200)
        low, high = clouds[clouds.brand == "A"].quality.quantile([0.025, 0.975])
        hits += low <= 1 <= high
    assert 180 <= hits <= 199


def test_quality_and_price_weights_are_found_again():
    """Value made as 0.6 quality + 0.3 price: the weights are 2/3 and 1/3, whatever a person's level."""
    data = study(2, 200)
    data["value"] = 0.6 * (0.7 * data.taste + 0.3 * data.speed) + 0.3 * data.price + data.customer % 2
    found = quality_and_price_weights(data, WEIGHTS, "price", "value", "customer")
    assert found == approx({"quality": 2 / 3, "price": 1 / 3})


DATA = study(waves=(1, 2))
ONE = DATA[DATA.wave == 1]


def pairs(data, **options):
    return paired_differences(data, ITEMS, "A", "B", **options)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: pairs(ONE.assign(taste=11)), "column 'taste': 60 values are outside the scale from 1 to 10 .the first is 11"),
        (lambda: pairs(ONE.assign(taste=0)), "outside the scale from 1 to 10 .the first is 0"),
        (lambda: pairs(ONE.assign(taste=np.nan)), "column 'taste': 60 values are missing"),
        (lambda: pairs(ONE.assign(taste="8")), "column 'taste' must hold numbers"),
        (lambda: paired_differences(ONE, ITEMS, "A", "C"), "brand 'C' is rated by nobody; there are ratings for 'A', 'B'"),
        (lambda: paired_differences(ONE, ITEMS, "A", "A"), "two different values of 'brand'"),
        (lambda: pairs(ONE[ONE.customer == 3]), "too few to say: 1 respondents rate both 'A' and 'B'"),
        (lambda: pairs(ONE[(ONE.brand == "A") | (ONE.customer > 99)]), "brand 'B' is rated by nobody"),
        (lambda: pairs(DATA), "more than one row .* pick one wave first"),
        (lambda: pairs(ONE, respondent="custmer"), "did you mean 'customer'"),
        (lambda: pairs(ONE.assign(customer=ONE.customer.where(ONE.customer > 0))), "column 'customer': 2 values are missing"),
        (lambda: changes_over_time(DATA, ITEMS, 1, 3), "wave 3 of brand 'A' is rated by nobody"),
        (lambda: mean_ratings(ONE.head(1), ITEMS), "too few to say: 1 respondent"),
        (lambda: mean_ratings(ONE, []), "items must name at least one"),
        (lambda: stated_importance(ONE, {"tase": "x"}), "did you mean 'taste'"),
        (lambda: straight_liners(ONE, ["taste", "speed"]), "at least three columns"),
        (lambda: value_map(ONE, WEIGHTS, "price", 0.6, brands=["A", "C"]), "brand 'C' is rated by nobody"),
        (lambda: value_map(ONE[ONE.brand == "A"], WEIGHTS, "price", 0.6), "at least two brands"),
        (lambda: value_map(ONE, {"taste": 0.7}, "price", 0.6), "sum of 0.7"),
        (lambda: value_map(ONE, WEIGHTS, "price", 1.0), "between 0 and 1"),
        (lambda: value_clouds(ONE[ONE.customer < 3], WEIGHTS, "price"), "too few to say: 3 respondents"),
        (lambda: value_clouds(ONE[(ONE.brand == "A") | (ONE.customer == 3)], WEIGHTS, "price"), "nobody who rates 'B'"),
        (lambda: quality_and_price_weights(ONE.assign(value=5.0), WEIGHTS, "price", "value", "customer"), "slopes must be above 0"),
        (lambda: quality_and_price_weights(ONE.assign(value=5.0, price=5), WEIGHTS, "price", "value", "customer"), "too few to say"),
    ],
)  # fmt: skip
def test_what_is_refused(call, message):
    with pytest.raises((ValueError, TypeError), match=message):
        call()


def test_equal_answers_are_told_not_drawn():
    table = pairs(ONE.assign(taste=7.0))
    assert table.verdict["taste"] == "all answers equal"
    assert np.isfinite(table.drop(columns="verdict").to_numpy(float)).all()
    changes = changes_over_time(DATA.assign(speed=4.0), ITEMS, 1, 2)
    flat = changes[changes["item"] == "speed"]
    assert (flat.p == 1).all() and not flat.stands.any()
    assert np.isfinite(changes[["change", "low_95", "high_95", "p", "p_holm"]].to_numpy()).all()


def test_categories_nobody_rated_and_odd_indexes_do_no_harm():
    odd = ONE.assign(brand=pd.Categorical(ONE.brand, ["B", "A", "C"])).sample(frac=1, random_state=2)
    odd.index = np.arange(len(odd))[::-1] * 3
    assert pairs(odd).difference.to_list() == approx(pairs(ONE).difference.to_list())
    assert value_map(odd, WEIGHTS, "price", 0.6).loc["A"].to_list() == approx(
        value_map(ONE, WEIGHTS, "price", 0.6).loc["A"].to_list()
    )
