"""What lesson 3 claims in words, and the figures its explorers start from, worked out again from the tables."""

import numpy as np
import pandas as pd
import pytest
from pytest import approx

from custvalue_helpers import explorers, load_dataset
from custvalue_helpers.kestrel import score_against_truth
from custvalue_helpers.lessons.positioning import kestrel
from custvalue_helpers.lessons.positioning.explorers import of_everyone, regions_by, shares_after
from custvalue_helpers.models.clusters import k_means, standardize
from custvalue_helpers.models.distance_maps import distances_between
from custvalue_helpers.models.parity import compare_totals, compare_with, lead_over_best
from custvalue_helpers.models.perceptual_maps import brand_means, perceptual_map
from custvalue_helpers.models.pull import fit_pull
from custvalue_helpers.models.targeting import compare_coverage, cover, crossover_cost

ATTRIBUTES = list(kestrel.ATTRIBUTES)
NAMES = {1: "Busy households", 2: "Savers", 3: "Idealists", 4: "Connoisseurs"}


@pytest.fixture(scope="module")
def firm():
    """Segments, worth, ratings and first choices, as the notebook makes them."""
    customers = load_dataset("kestrel_customers").set_index("customer")
    answers = standardize(customers.loc[:, "compares_prices":"need_ethical_sourcing"])
    segment = k_means(answers, 4).labels.map(NAMES)
    margin = load_dataset("kestrel_orders").groupby("customer").margin.sum()
    service = load_dataset("kestrel_contacts").groupby("customer").cost.sum()
    study = load_dataset("kestrel_ratings").query("wave == 2025")
    asked = load_dataset("kestrel_importance").query("wave == 2025").set_index("customer").iloc[:, -6:]
    first = study[study.first_choice == 1]
    return {
        "segment": segment,
        "worth": margin.sub(service, fill_value=0) - customers.acquisition_cost,
        "study": study,
        "means": brand_means(study, "brand", [*ATTRIBUTES, "good_price"]),
        "ideals": asked.set_axis(ATTRIBUTES, axis=1).groupby(segment).mean(),
        "choices": pd.crosstab(first.customer.map(segment), first.brand),
    }


def test_the_segments_are_the_true_ones_as_promised(firm):
    assert score_against_truth(segments=firm["segment"]).estimate.iloc[0] == approx(0.80, abs=0.01)


def test_the_figures_that_the_explorers_start_from(firm):
    worth = firm["worth"].groupby(firm["segment"]).mean()
    asks_for = {"Busy households": ["delivery", "app_ease"], "Connoisseurs": ["coffee_quality", "freshness"],
                "Idealists": ["ethical_sourcing"], "Savers": ["good_price"]}  # fmt: skip
    for name, row in kestrel.GRID.items():
        assert (firm["segment"] == name).sum() == row["size"]
        assert worth[name] == approx(row["worth"], abs=0.005)
        assert lead_over_best(firm["means"], "Kestrel", asks_for[name]) == approx(row["lead"], abs=0.006)
    brands = firm["means"][ATTRIBUTES]
    found = perceptual_map(brands)
    assert found.attributes.to_numpy() == approx(np.array(kestrel.VECTORS), abs=0.006)
    for table, kept in ((brands, kestrel.RATINGS), (firm["ideals"], kestrel.IDEALS), (found.brands, kestrel.BRANDS_AT),
                        (found.place(firm["ideals"]), kestrel.IDEALS_AT)):  # fmt: skip
        for name, values in kept.items():
            assert table.loc[name].to_numpy() == approx(values, abs=0.006)
    for name, counts in kestrel.FIRST_CHOICES.items():
        assert firm["choices"].loc[name, list(kestrel.BRANDS)].tolist() == list(counts)
    for reading, strength in kestrel.STRENGTH.items():
        assert fit_pull(firm["choices"], firm["ideals"], brands, reading).strength == approx(
            strength, abs=6e-5
        )


def test_what_is_told_of_the_grid(firm):
    added, multiplied = (
        {n: share for n, (_, share) in regions_by(way).items()} for way in ("added", "multiplied")
    )
    assert added["Busy households"] == max(added.values())
    assert multiplied["Busy households"] == 0 and multiplied["Connoisseurs"] > 0.8
    turn = explorers()["weights and winners"]
    low, high = (turn.result(size=0, worth=10 - w, lead=w, way="multiplied").winners for w in (6, 7))
    assert low == ("Connoisseurs",) and high == ("Idealists",)
    near = {"size": 0, "way": "multiplied"}
    low, high = (
        turn.model(**(turn.values(**near) | {"worth": 100 - w, "lead": w})).winners for w in (62.5, 63.5)
    )
    assert low == ("Connoisseurs",) and high == ("Idealists",), "they change places at about 63 %"
    sure = compare_totals(firm["worth"], firm["segment"], "Connoisseurs", "Busy households")
    assert sure["ahead"] == approx(0.75, abs=0.03) and sure["low_95"] < 0 < sure["high_95"]


def test_what_is_told_of_the_strategies():
    everyone, each, one, modules, alone = compare_coverage(kestrel.MARKET)
    busy = cover(kestrel.MARKET, "concentrated", target="Busy households")
    profits = [strategy.profit(20_000) for strategy in (one, busy, everyone, each)]
    assert profits == sorted(profits, reverse=True) and profits[3] < 0 < profits[2]
    order = [crossover_cost(each, modules), crossover_cost(modules, one), crossover_cost(one, alone)]
    assert order == sorted(order) and order[0] < 20_000 < order[2]
    cheap = explorers()["coverage and the cost of a variant"].result(variant_cost=20, for_everyone=7)
    assert cheap.best == ("undifferentiated",)


def test_what_is_told_of_first_choices(firm):
    choices = firm["choices"]
    assert choices.loc["Savers"].idxmax() == "Pennywell"
    experts = choices.loc["Connoisseurs"]
    assert experts["Hopla"] > experts["Aurum"], "though Aurum is the nearest on the map"
    assert experts[["Hopla", "Pennywell"]].sum() > experts["Aurum"], "most who do not take us first"
    assert firm["ideals"].brewing_help["Connoisseurs"] < 5.5, "help is in their way"
    fresher = firm["study"].query("brand == 'Kestrel'").set_index("customer").freshness
    above = fresher.groupby(firm["segment"]).mean() > firm["ideals"].freshness
    assert above.index[~above].tolist() == ["Connoisseurs"]


def test_what_is_told_of_the_map(firm):
    brands, ideals = firm["means"][ATTRIBUTES], firm["ideals"]
    two = ["freshness", "delivery"]
    assert brands.loc[["Kestrel", "Hopla"], two].round(1).to_numpy().tolist() == [[8.1, 6.9], [5.1, 8.2]]
    assert ideals.loc["Busy households", two].round(1).tolist() == [6.8, 7.8]
    found, both = perceptual_map(brands), pd.concat([brands, ideals])
    apart = distances_between(found.brands)
    assert apart["Kestrel"].drop("Kestrel").idxmin() == "Aurum"
    assert apart.round()[apart > 0].stack().agg(["min", "max"]).tolist() == [3, 8]
    on_map, in_six = (
        distances_between(table).loc[ideals.index, brands.index].idxmin(axis=1)
        for table in (found.place(both), both)
    )
    assert set(on_map) == {"Kestrel"} and in_six["Connoisseurs"] == "Aurum"
    pull = fit_pull(firm["choices"], ideals, brands)
    assert 3.7 < pull.strength / pull.standard_error < 4


def test_what_is_told_of_leads(firm):
    tables = {
        rival: compare_with(
            firm["study"], "Kestrel", rival, [*ATTRIBUTES, "good_price"], person="customer", brand="brand"
        )
        for rival in kestrel.BRANDS[1:]
    }
    verdicts = pd.DataFrame({rival: table.verdict for rival, table in tables.items()})
    assert set(verdicts.index[(verdicts == "ahead").all(axis=1)]) == {"brewing_help", "ethical_sourcing"}
    assert "parity" not in verdicts.to_numpy()
    behind = {rival: set(verdicts.index[verdicts[rival] == "behind"]) for rival in tables}
    assert behind == {
        "Aurum": {"coffee_quality", "freshness"},
        "Hopla": {"delivery", "app_ease", "good_price"},
        "Pennywell": {"good_price"},
    }


def test_predicted_steps_come_near_the_truth_and_the_other_reading_turns_them_round():
    truth = load_dataset("kestrel_truth_levers").set_index("lever")
    today = of_everyone(shares_after({}))
    predicted = pd.Series({name: of_everyone(shares_after({name: 1})) - today for name in ATTRIBUTES})
    true = truth.share[list(ATTRIBUTES)] - truth.share["as it is"]
    assert predicted.to_numpy() == approx(true.to_numpy(), abs=0.0065)
    assert list(predicted.nlargest(3).index) == list(true.nlargest(3).index), (
        "the three large steps, in order"
    )
    assert of_everyone(shares_after({"freshness": 1}, "point")) < today
    equity = truth.customer_equity
    assert (
        equity["coffee_quality"]
        > equity["freshness"]
        > equity["delivery"]
        > equity["ethical_sourcing"]
        > equity["as it is"]
    )
    assert equity[["as it is", "coffee_quality", "freshness", "delivery"]].round(-2).tolist() == [
        48_900,
        55_800,
        54_200,
        52_200,
    ]


def test_what_the_predictions_say():
    told = {
        "weights and winners": "Connoisseurs",
        "coverage and the cost of a variant": "One offer for one segment",
        "moved on the map": "Connoisseurs",
        "point or direction": "falls",
    }
    for name, answer in told.items():
        explorer = explorers()[name]
        before, after = explorer.result(), explorer.result(**explorer.prediction.move_to)
        assert explorer.prediction.truth(before, after) == answer
    assert explorers()["coverage and the cost of a variant"].result(variant_cost=20).best == ("concentrated",)
    moved = explorers()["moved on the map"].result(freshness=1)
    gains = {name: moved.shares[name] - moved.today[name] for name in moved.shares}
    assert max(gains, key=gains.get) == "Connoisseurs"
    assert gains["Connoisseurs"] / gains["Busy households"] == approx(3, abs=0.2), "three times as much"
