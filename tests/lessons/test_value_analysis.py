"""The figures that lesson 5 tells in words, held to the data and the models."""

import pytest
from pytest import approx

from custvalue_helpers import explorers, load_dataset
from custvalue_helpers.lessons.value_analysis.kestrel import ATTRIBUTES, HURRY, QUALITY_WEIGHT
from custvalue_helpers.models.brand_ratings import changes_over_time, paired_differences, straight_liners
from custvalue_helpers.models.importance import derived_importance
from custvalue_helpers.models.value_maps import (
    chance_to_see,
    importance_performance,
    quality_and_price_weights,
    value_clouds,
    value_map,
)

ALL = [*ATTRIBUTES, "good_price"]


@pytest.fixture(scope="module")
def ratings():
    table = load_dataset("kestrel_ratings")
    lazy = straight_liners(table, ALL, respondent="customer")
    truth = load_dataset("kestrel_truth_customers").set_index("customer").straight_liner
    found = set(table[lazy].customer)
    assert len(found) == 11 and found == {c for c in table.customer.unique() if truth[c]}, (
        "all of them, and no other"
    )
    return table[~lazy]


@pytest.fixture(scope="module")
def hurried():
    people = load_dataset("kestrel_customers")
    return set(people[people.short_of_time >= HURRY].customer)


def shares(table):
    ours = table[table.brand == "Kestrel"]
    return derived_importance(ours, ATTRIBUTES, "value", respondent="customer")


def test_derived_importance_and_its_uncertainty(ratings):
    found = shares(ratings)
    assert round(100 * found.r_squared) == 24 and found.respondents == 289
    assert found.table.share.rank()["ethical_sourcing"] == 2, "fifth of six"
    told = found.table.share[["coffee_quality", "delivery", "ethical_sourcing"]]
    assert (100 * told).round().tolist() == [24, 18, 12], "what instructors have ready"
    by_year = {w: shares(ratings[ratings.wave == w]).table.share["delivery"] for w in (2023, 2025)}
    assert by_year == approx({2023: 0.22, 2025: 0.07}, abs=0.005)


def test_how_far_it_gets_to_the_truth(ratings):
    levers = load_dataset("kestrel_truth_levers").set_index("lever")
    gain = (levers - levers.loc["as it is"]).loc[list(ATTRIBUTES)]
    app, sourcing = (gain.loc[name] for name in ("app_ease", "ethical_sourcing"))
    assert app.perceived_value > sourcing.perceived_value and app.customer_equity < sourcing.customer_equity
    true = gain.perceived_value / gain.perceived_value.sum()
    table = shares(ratings).table
    assert list(table.share.sort_values().index) == list(true.sort_values().index)
    slopes = table.slope / table.slope.sum()
    assert (slopes - true).abs().mean() < 0.03
    now = ratings[(ratings.wave == 2025) & (ratings.brand == "Kestrel")][list(ATTRIBUTES)].mean()
    told = ["coffee_quality", "delivery"]
    assert table.share[told].round(3).to_list() == [0.238, 0.177]
    assert (10 - now[told]).round(2).to_list() == [2.42, 3.13]
    assert table.slope["delivery"] / table.slope["coffee_quality"] == approx(2 / 3, abs=0.02)


def test_the_value_map_has_the_order_of_the_value_ratings(ratings):
    now, weights = ratings[ratings.wave == 2025], shares(ratings).table.share
    parts = quality_and_price_weights(ratings, weights, "good_price", "value", ["customer", "wave"])
    assert parts["quality"] == approx(QUALITY_WEIGHT, abs=0.005)
    gap = value_map(now, weights, "good_price", parts["quality"]).gap
    assert gap[["Kestrel", "Hopla", "Pennywell", "Aurum"]].to_list() == approx(
        [0.34, 0.17, -0.15, -0.97], abs=0.006
    )
    value = now.groupby("brand", observed=True).value.mean()
    assert list(gap.sort_values().index) == list(value.sort_values().index)
    clouds = value_clouds(now, weights, "good_price")
    clouds["gap"] = 1 + 1.5 * (clouds.quality - 1) - clouds.price
    ends = clouds.groupby("brand").gap.quantile([0, 1]).unstack()
    order = ends.loc[["Aurum", "Pennywell", "Hopla", "Kestrel"]]
    assert (order[1].to_numpy()[:-1] < order[0].to_numpy()[1:]).all(), "the clouds do not meet"


def test_the_segment_and_the_rival(ratings, hurried):
    theirs = ratings[ratings.customer.isin(hurried)]
    now = theirs[theirs.wave == 2025]
    leads = paired_differences(now, [*ALL, "value"], "Kestrel", "Hopla")
    assert leads.verdict["value"] == "too close to call"
    told = leads.difference[["ethical_sourcing", "delivery", "app_ease"]]
    assert told.round(1).to_list() == [3.1, -1.7, -1.8]
    assert set(leads.index[leads.verdict == "behind"]) == {"delivery", "app_ease", "good_price"}
    table = shares(theirs).table
    counted = table.share * leads.difference[list(ATTRIBUTES)]
    parts = quality_and_price_weights(theirs, table.share, "good_price", "value", ["customer", "wave"])
    level = counted.sum() * parts["quality"] + leads.difference["good_price"] * parts["price"]
    assert level == approx(-0.06, abs=0.005)
    assert table.share[["delivery", "app_ease"]].sum() == approx(0.415, abs=0.005)
    assert table.loc["delivery", ["low_95", "high_95"]].to_list() == approx([0.093, 0.325], abs=5e-4)
    truth = load_dataset("kestrel_truth_customers").set_index("customer").loc[sorted(set(theirs.customer))]
    worth = [
        truth[f"part_worth_{a}"].mean()
        for a in ("delivery", "app_ease", "coffee_quality", "ethical_sourcing")
    ]
    assert worth == approx([1.13, 0.97, 0.95, 0.28], abs=0.005)
    delivery = now.groupby("brand", observed=True).delivery.mean()
    assert delivery[["Hopla", "Kestrel"]].to_list() == approx([8.5, 6.7], abs=0.05)


def test_everyone_values_kestrel_more(ratings):
    lead = paired_differences(ratings[ratings.wave == 2025], [*ATTRIBUTES, "value"], "Kestrel", "Hopla")
    assert lead.loc["value", ["difference", "low_95", "high_95"]].to_list() == approx(
        [0.34, 0.10, 0.58], abs=0.006
    )
    ahead = lead.difference[lead.verdict == "ahead"].drop("value")
    assert sorted(ahead.round(1)) == [1.2, 2.2, 3.1, 3.1]


def test_what_moved_in_three_years(ratings):
    truth = load_dataset("kestrel_truth_brands").pivot(
        index=["brand", "attribute"], columns="wave", values="score"
    )
    moved = truth[truth[2023] != truth[2025]].index
    real = {(b, "good_price" if a == "price" else a) for b, a in moved}
    table = changes_over_time(ratings, ALL, 2023, 2025)
    assert len(table) == 28 and table.by_itself.sum() == 5
    assert set(zip(table.brand[table.stands], table["item"][table.stands], strict=True)) == real
    ours = table[table.brand == "Kestrel"].set_index("item").change
    assert (round(ours["ethical_sourcing"], 2), round(ours["delivery"], 1)) == (-0.43, 1.3)
    help_ = table[(table.brand == "Kestrel") & (table["item"] == "brewing_help")].iloc[0]
    assert (
        (help_.p, help_.p_holm) == approx((0.002, 0.054), abs=5e-4) and help_.by_itself and not help_.stands
    )
    first = changes_over_time(ratings, ALL, 2023, 2024)
    noise = first[first.by_itself & ~first.stands]
    assert first.by_itself.sum() == 5
    assert set(zip(noise.brand, noise["item"], strict=True)) == {
        ("Hopla", "freshness"),
        ("Kestrel", "ethical_sourcing"),
    }
    slide = noise[noise.brand == "Kestrel"].iloc[0]
    assert (slide.change, slide.p) == approx((-0.16, 0.03), abs=0.005)


def test_the_advertisers_straight_liners_decide_the_advice():
    firms = load_dataset("b2b_satisfaction")
    aspects = [name for name in firms.columns if name != "overall_satisfaction"]
    flat = straight_liners(firms, list(firms.columns))
    assert flat.sum() == 102 and (firms[flat].overall_satisfaction == 10).mean() > 0.5
    advice = {}
    for group, table in (("with", firms), ("without", firms[~flat])):
        found = derived_importance(table, aspects, "overall_satisfaction", draws=0)
        for cut in ("mean", "scale middle"):
            grid = importance_performance(
                found.table.share, table[aspects].mean(), cut, importance_scale=None
            )
            advice[group, cut] = grid.named("concentrate here")
    assert advice["with", "mean"] == advice["without", "mean"] and len(advice["with", "mean"]) == 3
    assert advice["with", "scale middle"] == [] and advice["without", "scale middle"] == ["price_fits_volume"]
    related = firms[~flat][aspects].corr().to_numpy()
    assert (related.sum() - 9) / 72 == approx(0.50, abs=0.005)


def test_what_the_explorers_say_after_the_prediction():
    def ends(name):
        explorer = explorers()[name]
        return explorer.result(), explorer.result(**explorer.prediction.move_to)

    _, after = ends("correlated drivers")
    assert 1 - after.lmg == approx(0.245) and after.slope == 1
    before, after = ends("importance and performance")
    assert (before.of_delivery, after.of_delivery) == ("concentrate here", "keep up the good work")
    assert set(after.quadrants) == {"keep up the good work"}
    before, after = ends("value map")
    assert (before.hopla.quality, after.hopla.quality) == approx((1.042, 1.023), abs=5e-4)
    value = explorers()["value map"].result
    moves = ({"moved": 1.5}, {"moved": 1.5, "attribute": "coffee quality"}, {"price_moved": 1.5})
    assert [value(**move).kestrel.gap for move in moves] == approx([0.40, 0.42, 0.57], abs=0.006)
    assert max(value(quality_weight=0.3).positions, key=lambda p: p.gap).name == "Pennywell"
    grid = explorers()["importance and performance"].result
    assert [grid(delivery=d).of_delivery for d in (7.4, 7.5)] == ["concentrate here", "keep up the good work"]
    advice = {
        (group, asked, cut): grid(group=group, importance=asked, cut=cut).of_delivery == "concentrate here"
        for group in ("everyone", "short of time")
        for asked in ("stated", "derived")
        for cut in ("mean", "scale middle")
    }
    assert all(yes == (cut == "mean" and (group, asked) != ("everyone", "stated"))
               for (group, asked, cut), yes in advice.items())  # fmt: skip
    noise = explorers()["real or noise"]

    def at_change(change, **others):  # between two steps of the slider
        return noise.model(**(noise.values(**others) | {"change": change}))

    assert at_change(0.42).seen_alone == approx(0.9, abs=0.01)
    assert at_change(0.57, comparisons=28).seen_corrected == approx(0.9, abs=0.01)
    assert chance_to_see(0.15, 1.3 / 790**0.5) == approx(0.9, abs=0.001)
    _, after = ends("real or noise")
    assert after.false_alarm == approx(0.762, abs=5e-4)


def test_delivery_is_only_just_important_to_everyone(ratings):
    assert 1 / 6 < shares(ratings).table.share["delivery"] < 0.18
