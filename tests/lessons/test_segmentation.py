"""What lesson 2 claims in words, and the figures that its text cannot compute where they stand, held to the data."""

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
from custvalue_helpers.models.cluster_criteria import spread_explained, structureless
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
    assert (ends > 1.01 * found.within).sum() == 13
    assert found.within < ward(scaled, 4).within


def test_the_truth_is_found_as_told(people, scaled, found):
    def score(labels):
        return score_against_truth(segments=labels).estimate["segments"]

    everyone = load_dataset("kestrel_customers").set_index("customer")
    with_straight_liners = score(k_means(standardize(everyone[ANSWERS]), 4).labels)
    assert score(found.labels) - with_straight_liners == approx(0.10, abs=0.005), "ten points"
    assert score(k_means(people[[*ANSWERS, "income"]], 4).labels) < score(ward(scaled, 4).labels)
    assert score(ward(scaled, 4).labels) < score(found.labels)
    true = load_dataset("kestrel_truth_customers").set_index("customer").segment
    assert len(people) - pd.crosstab(found.labels, true).max(axis=1).sum() == 45


@pytest.mark.parametrize("seed", range(2, 6))
def test_other_clouds_repeat_less_than_kestrels_four(scaled, seed):
    cloud = standardize(structureless(scaled, "one cloud", seed=seed))
    assert 0.5 <= round(bootstrap_stability(cloud, 4, pairs=15).median, 1) <= 0.8


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
    assert segment.value_counts().idxmax() == "Busy households"
    at_home = people.household_size.groupby(segment).mean()
    assert at_home.between(2.1, 2.25).all(), "nobody's household is larger"
    apart = profile(people[ANSWERS], segment).apart
    for name, wants in (
        ("Busy households", ["need_delivery", "need_app_ease"]),
        ("Savers", ["need_price", "compares_prices"]),
        ("Idealists", ["need_ethical_sourcing", "cares_for_growers"]),
        ("Connoisseurs", ["knows_coffee", "need_freshness"]),
    ):
        assert set(apart[name].nlargest(2).index) == set(wants)
    assert apart["Connoisseurs", "need_brewing_help"] < -0.5, "no advice"


def test_substantial(people, segment):
    earned = load_dataset("kestrel_orders").groupby("customer").margin.sum()
    margin = earned.sub(load_dataset("kestrel_contacts").groupby("customer").cost.sum(), fill_value=0)
    assert len(margin) == 1200
    share = margin[people.index].groupby(segment).sum() / margin[people.index].sum()
    assert share["Savers"] == approx(0.1, abs=0.02), "a tenth of the margin"
    assert (segment == "Savers").mean() == approx(0.25, abs=0.02), "a quarter of the people"


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
    assert outside.low_95 > outside.base_rate and round(outside.base_rate, 2) == 0.32
    assert four.accuracy == approx(0.80, abs=0.01), "one customer in five in the wrong group"
    assert reach(known.join(people.gender), segment).accuracy == approx(outside.accuracy, abs=0.01)
    guessed = pd.crosstab(outside.guesses.guess, outside.guesses.segment, normalize="index").loc[
        "Busy households"
    ]
    assert guessed["Connoisseurs"] == approx(1 / 8, abs=0.005), "one in eight"
    worth = pd.Series({name: table.willingness_to_pay["brewing_help"] for name, table in pay.items()})
    assert (segment_sizes(segment).customers * (worth - 1)).sum() < 0, "sent to everyone, help destroys value"
    assert pay["Busy households"].low_95["brewing_help"] > 1, "but not sent to the Busy households"
    assert (guessed * worth).sum() == approx(1, abs=0.1), "about what it costs"


def test_differentiable(cards, pay, people):
    told = (("Idealists", "ethical_sourcing"), ("Connoisseurs", "ten_days_fresher"), ("Busy households", "day_faster"),
            ("Busy households", "brewing_help"), ("Connoisseurs", "brewing_help"))  # fmt: skip
    for name, what in told:
        assert pay[name].loc[what, ["low_95", "high_95"]].prod() > 0, "the interval leaves out zero"
    helped = [pay[name].willingness_to_pay["brewing_help"] for name in ("Busy households", "Connoisseurs")]
    assert round(helped[0] - helped[1]) == 7, "seven euro"
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
    assert now.distance.mean() == approx(before.within / len(old), rel=0.05), "about as close"
    assert adjusted_rand_index(now.segment, k_means(standardize(new), 4).labels) > 0.9
    first = load_dataset("kestrel_ratings").query("first_choice == 1 and brand == 'Kestrel'")
    counts = first[first.customer.map(segment) == "Busy households"].groupby("wave").size()
    halves = [1.96 * (n / 94 * (1 - n / 94) / 94) ** 0.5 for n in (counts[2023], counts[2025])]
    assert all(0.085 < half < 0.105 for half in halves), "nine or ten points"
    assert (counts[2025] - counts[2023]) / 94 < (halves[0] ** 2 + halves[1] ** 2) ** 0.5, "it may be chance"


def test_tea_drinkers(scaled):
    tea = load_dataset("tea_survey")
    found = correspondence(tea[list(tea.columns[:18])])
    place = found.people[[1, 2, 3, 4, 5]]
    drinkers = k_means(place, 3).labels
    repeats = {k: bootstrap_stability(place, k, pairs=50) for k in (2, 3, 4, 5)}
    assert all(each.median < repeats[3].median for k, each in repeats.items() if k != 3)
    five = bootstrap_stability(scaled, 5, pairs=50)
    assert repeats[3].median == approx(five.median, abs=0.01), "no more than Kestrel's five"
    men = segment_sizes((tea.sex[drinkers == 3] == "M").map({True: "men", False: "women"})).loc["men"]
    assert (round(men.low_95, 2), round(men.high_95, 2)) == (0.45, 0.77)


def test_what_the_explorers_say_after_the_prediction():
    results = {}
    for name in ("k-means by hand", "k and scaling", "stability", "no structure"):
        explorer = explorers()[name]
        before, after = explorer.result(), explorer.result(**explorer.prediction.move_to)
        results[name] = before, after
    before, after = results["k-means by hand"]
    assert (before.within, after.within) == (108, 8) and before.members(0) == ["Ana", "Cem"]
    before, after = results["k and scaling"]
    for result, income, needs in ((before, 0.20, 0.41), (after, 0.88, 0.02)):
        assert round(result.shares["income"], 2) == income
        assert round(sum(result.shares[need] for need in NEEDS) / 7, 2) == needs
    before, after = results["stability"]
    assert after.median < before.median - 0.1 and round(min(after.indices), 2) == 0.45
    before, after = results["no structure"]
    assert after.stability < 0.2 < 0.9 < before.stability
    assert min(after.sizes) > 0.7 * max(after.sizes)
    cloud = {k: explorers()["no structure"].result(k=k, data="one cloud").stability for k in (2, 4)}
    assert cloud[2] > 0.8 > cloud[4] > 0.5
