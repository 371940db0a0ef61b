"""The figures that lesson 2 tells in words, held to the data and the models."""

import pandas as pd
import pytest
from pytest import approx

from custvalue_helpers import explorers, load_dataset
from custvalue_helpers.kestrel import score_against_truth
from custvalue_helpers.lessons.segmentation.kestrel import (
    ANSWERS,
    NEEDS,
    STATEMENTS,
    attentive_customers,
    straight_lined,
)
from custvalue_helpers.models import adjusted_rand_index
from custvalue_helpers.models.choice import fit_groups
from custvalue_helpers.models.cluster_criteria import spread_explained
from custvalue_helpers.models.clusters import assign, bootstrap_stability, k_means, standardize, ward
from custvalue_helpers.models.correspondence_analysis import correspondence
from custvalue_helpers.models.segments import profile, reach, segment_sizes

CARD = {"occasion": "occasion", "chosen": "chosen", "constants": "brand", "cluster": "customer"}
OFFER = ["price", "ten_days_fresher", "day_faster", "brewing_help", "ethical_sourcing"]
NAMES = {1: "Busy households", 2: "Savers", 3: "Idealists", 4: "Connoisseurs"}


@pytest.fixture(scope="module")
def people():
    return attentive_customers()


@pytest.fixture(scope="module")
def scaled(people):
    return standardize(people[ANSWERS])


@pytest.fixture(scope="module")
def found(scaled):
    return k_means(scaled, 4)


@pytest.fixture(scope="module")
def segment(found):
    return found.labels.map(NAMES)


@pytest.fixture(scope="module")
def cards(people, segment):
    table = load_dataset("kestrel_choices").query("customer in @people.index")
    return table.assign(
        segment=table.customer.map(segment),
        day_faster=-table.delivery_days,
        ten_days_fresher=-table.freshness_days / 10,
    )


@pytest.fixture(scope="module")
def pay(cards):
    fits = fit_groups(cards, "segment", OFFER, **CARD)
    return {name: fit.willingness_to_pay("price") for name, fit in fits.items()}


def test_straight_liners_one_in_twenty(people):
    customers = load_dataset("kestrel_customers")
    lined = straight_lined(customers[list(NEEDS)]) & straight_lined(customers[list(STATEMENTS)])
    assert lined.sum() == 52 and len(people) == 1148
    assert lined.to_numpy().tolist() == load_dataset("kestrel_truth_customers").straight_liner.eq(1).tolist()


def test_single_starts_and_ward(scaled, found):
    ends = pd.Series([k_means(scaled, 4, starts=1, seed=start).within for start in range(50)])
    assert (ends > 1.01 * found.within).sum() == approx(13, abs=2)
    assert found.within < ward(scaled, 4).within


def test_the_truth_is_found_as_told(people, scaled, found):
    def score(labels):
        return score_against_truth(segments=labels).estimate["segments"]

    everyone = load_dataset("kestrel_customers").set_index("customer")
    assert score(found.labels) == approx(0.90, abs=0.01)
    assert score(ward(scaled, 4).labels) == approx(0.75, abs=0.01)
    assert score(k_means(standardize(everyone[ANSWERS]), 4).labels) == approx(0.80, abs=0.01)
    assert score(k_means(people[[*ANSWERS, "income"]], 4).labels) == approx(0.05, abs=0.01)
    true = load_dataset("kestrel_truth_customers").set_index("customer").segment
    assert len(people) - pd.crosstab(found.labels, true).max(axis=1).sum() == approx(45, abs=3)


def test_three_segments_keep_two_needs_in_one(scaled, segment):
    three = pd.crosstab(k_means(scaled, 3).labels, segment)
    assert three.loc[1, ["Connoisseurs", "Idealists"]].sum() > 0.99 * three.loc[1].sum()


def test_demography_describes_and_does_not_separate():
    customers = load_dataset("kestrel_customers").set_index("customer")
    needs = customers[list(NEEDS)]
    shares = {
        "age": pd.cut(customers.age, [0, 29, 39, 49, 99]).cat.codes,
        "income": pd.qcut(customers.income, 4).cat.codes,
        "area": customers.area.cat.codes,
    }
    assert all(spread_explained(needs, groups).mean() < 0.02 for groups in shares.values())
    assert spread_explained(needs, k_means(standardize(customers[list(STATEMENTS)]), 4).labels).mean() > 0.2


def test_who_they_are(people, segment):
    sizes = segment_sizes(segment)
    assert sizes.customers.to_dict() == approx(
        {"Busy households": 365, "Idealists": 260, "Connoisseurs": 249, "Savers": 274}, abs=4
    )
    assert (sizes.low_95["Busy households"], sizes.high_95["Busy households"]) == approx(
        (0.29, 0.35), abs=0.005
    )
    at_home = people.household_size.groupby(segment).mean()
    assert at_home.between(2.1, 2.25).all(), "nobody's household is larger"
    apart = profile(people[ANSWERS], segment).apart
    for name, column, value in (
        ("Busy households", "need_delivery", 0.9),
        ("Busy households", "need_app_ease", 0.9),
        ("Savers", "need_price", 1.0),
        ("Idealists", "need_ethical_sourcing", 1.2),
        ("Connoisseurs", "need_freshness", 1.1),
        ("Connoisseurs", "need_brewing_help", -0.9),
    ):
        assert apart[(name, column)] == approx(value, abs=0.06)


def test_substantial(people, segment):
    earned = load_dataset("kestrel_orders").groupby("customer").margin.sum()
    margin = earned.sub(load_dataset("kestrel_contacts").groupby("customer").cost.sum(), fill_value=0)
    assert len(margin) == 1200
    share = margin[people.index].groupby(segment).sum() / margin[people.index].sum()
    assert share["Savers"] == approx(0.11, abs=0.01) and share[
        ["Busy households", "Connoisseurs"]
    ].sum() == approx(0.69, abs=0.01)


def test_accessible_and_actionable(people, segment, pay):
    known = people[
        [
            "age",
            "income",
            "education",
            "household_size",
            "area",
            "shop_km",
            "cups_per_day",
            "brews_with",
            "contract",
            "channel",
        ]
    ]
    outside = reach(known, segment)
    four = reach(people[["need_price", "need_freshness", "need_app_ease", "need_ethical_sourcing"]], segment)
    assert (outside.accuracy, outside.base_rate, four.accuracy) == approx((0.56, 0.32, 0.80), abs=0.01)
    assert reach(known.join(people.gender), segment).accuracy == approx(outside.accuracy, abs=0.01)
    guessed = pd.crosstab(outside.guesses.guess, outside.guesses.segment, normalize="index").loc[
        "Busy households"
    ]
    assert guessed["Busy households"] == approx(0.62, abs=0.01) and guessed["Connoisseurs"] == approx(
        1 / 8, abs=0.015
    )
    worth = pd.Series({name: table.willingness_to_pay["brewing_help"] for name, table in pay.items()})
    count = segment_sizes(segment).customers
    assert (count * (worth - 1)).sum() == approx(-1039, abs=60)
    interval = pay["Busy households"].loc["brewing_help", ["low_95", "willingness_to_pay", "high_95"]]
    assert (count["Busy households"] * (interval - 1)).to_numpy() == approx([119, 483, 847], abs=25)
    assert (guessed * worth).sum() == approx(1.06, abs=0.06)


def test_differentiable(cards, pay, people):
    assert cards.customer.nunique() == 383
    told = {("Idealists", "ethical_sourcing"): 8.2, ("Connoisseurs", "ten_days_fresher"): 3.7, ("Busy households", "day_faster"): 2.0,
            ("Busy households", "brewing_help"): 2.3, ("Connoisseurs", "brewing_help"): -4.6}  # fmt: skip
    for (name, what), value in told.items():
        row = pay[name].loc[what]
        assert row.willingness_to_pay == approx(value, abs=0.1)
        assert row.low_95 * row.high_95 > 0, "the interval leaves out zero"
    assert (pay["Savers"].willingness_to_pay < 1).all(), "no wish above one euro"
    classes = cards.customer.map(pd.qcut(people.income, 3, labels=["low", "middle", "high"]))
    by_income = fit_groups(cards.assign(income=classes), "income", OFFER, **CARD)
    rows = [fit.willingness_to_pay("price").loc["brewing_help"] for fit in by_income.values()]
    assert max(row.low_95 for row in rows) < min(row.high_95 for row in rows), "the intervals overlap"


def test_newcomers_fit_the_old_segments(people, segment):
    answers = people[ANSWERS]
    old, new = answers[people.start < "2025"], answers[people.start >= "2025"]
    before = k_means(standardize(old), 4)
    now = assign((new - old.mean()) / old.std(), before)
    assert len(new) == 317
    assert (before.within / len(old), now.distance.mean()) == approx((9.3, 9.6), abs=0.05)
    assert adjusted_rand_index(now.segment, k_means(standardize(new), 4).labels) == approx(0.93, abs=0.02)
    first = load_dataset("kestrel_ratings").query("first_choice == 1 and brand == 'Kestrel'")
    counts = first[first.customer.map(segment) == "Busy households"].groupby("wave").size()
    assert counts[2023] / 94 == approx(0.27, abs=0.005) and counts[2025] / 94 == approx(0.37, abs=0.005)


def test_tea_drinkers():
    tea = load_dataset("tea_survey")
    found = correspondence(tea[list(tea.columns[:18])])
    place = found.people[[1, 2, 3, 4, 5]]
    drinkers = k_means(place, 3).labels
    assert drinkers.value_counts().tolist() == [171, 97, 32]
    shares = (100 * segment_sizes(drinkers)[["share", "low_95", "high_95"]]).round().astype(int)
    assert shares.to_numpy().tolist() == [[57, 51, 62], [32, 27, 38], [11, 8, 15]]
    assert found.inertia.head().sum() / found.total == approx(0.34, abs=0.005)
    repeats = {k: bootstrap_stability(place, k, pairs=50) for k in (2, 3, 4, 5)}
    assert repeats[3].median == approx(0.82, abs=0.03) and repeats[3].low == approx(0.64, abs=0.05)
    assert all(each.median < repeats[3].median for k, each in repeats.items() if k != 3)
    told = [("form", "bags", 1, 0.81), ("shop", "chain store", 1, 0.92), ("with_friends", True, 2, 0.91), ("in_tearoom", True, 2, 0.46),
            ("in_pub", True, 2, 0.41), ("form", "loose", 3, 0.75), ("price_tier", "upscale", 3, 0.84), ("tea", "green", 3, 0.28)]  # fmt: skip
    for question, answer, group, share in told:
        assert (tea[question][drinkers == group] == answer).mean() == approx(share, abs=0.006)
    men = segment_sizes((tea.sex[drinkers == 3] == "M").map({True: "men", False: "women"})).loc["men"]
    assert (men.share, men.low_95, men.high_95) == approx((0.62, 0.45, 0.77), abs=0.006)


def test_what_the_explorers_say_after_the_prediction():
    results = {}
    for name in ("k-means by hand", "k and scaling", "stability", "no structure"):
        explorer = explorers()[name]
        before, after = explorer.result(), explorer.result(**explorer.prediction.move_to)
        results[name] = before, after
    before, after = results["k-means by hand"]
    assert (before.within, after.within) == (108, 8) and before.members(0) == ["Ana", "Cem"]
    before, after = results["k and scaling"]
    assert (before.shares["income"], after.shares["income"]) == approx((0.20, 0.88), abs=0.01)
    for result, mean in ((before, 0.41), (after, 0.02)):
        assert sum(result.shares[need] for need in NEEDS) / 7 == approx(mean, abs=0.01)
    before, after = results["stability"]
    assert (before.median, after.median) == approx((0.97, 0.80), abs=0.02) and min(after.indices) == approx(
        0.45, abs=0.03
    )
    before, after = results["no structure"]
    assert (before.stability, after.stability) == approx((0.96, 0.10), abs=0.02)
    assert min(after.sizes) > 0.7 * max(after.sizes)
    cloud = {k: explorers()["no structure"].result(k=k, data="one cloud").stability for k in (2, 4)}
    assert cloud == approx({2: 0.84, 4: 0.51}, abs=0.03)
