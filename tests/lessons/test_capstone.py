"""The figures that lesson 9 tells in words, held to the data and the models."""

import re
from dataclasses import replace
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest
from pytest import approx

from custvalue_helpers import explorers, load_dataset
from custvalue_helpers.kestrel import simulate_firm
from custvalue_helpers.lessons.capstone.chain import draws, fit_chain
from custvalue_helpers.lessons.capstone.equity import STEPS, effect_of, tails
from custvalue_helpers.lessons.capstone.firms import SCENARIOS
from custvalue_helpers.lessons.capstone.kestrel import (
    against_truth,
    club_taken,
    hangs_on,
    kestrel_links,
    one_slope,
    scaled_reaction,
    value_and_money,
)  # fmt: skip
from custvalue_helpers.lessons.capstone.plans import PEOPLE, plan_outcome
from custvalue_helpers.lessons.capstone.plots import WORDS
from custvalue_helpers.lessons.capstone.tables import tables_of
from custvalue_helpers.models.lifetime import lifetime_value

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def kept():
    return kestrel_links()


@pytest.fixture(scope="module")
def found(kept):
    return against_truth(kept, load_dataset("kestrel_truth_levers"), STEPS)


@pytest.fixture(scope="module")
def prose():
    notebook = nbformat.read(ROOT / "notebooks" / "09_capstone.ipynb", as_version=4)
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def rounded(outcome, digits=0):
    return tuple(round(number, digits) for number in outcome)


def test_what_is_kept_is_what_anyone_gets(kept):
    fresh = draws(fit_chain(), 400, seed=1)
    assert all(np.array_equal(getattr(kept, name), getattr(fresh, name)) for name in kept.names)


def test_the_chain_by_hand_is_close_to_the_chain(kept):
    before = 380 * (lifetime_value(11.3, 0.9322, 0.008, convention="paid now") - 18)
    stay = 0.9322 + 0.5 * 0.13 * 1.4 * 0.0125
    after = (
        1000 * (0.38 + 0.5 * 0.57 * 0.04) * (lifetime_value(11.3, stay, 0.008, convention="paid now") - 18)
    )
    assert round(after - before) == 2_404 and round(100 * stay, 2) == 93.33
    worth = [lifetime_value(11.3, r, 0.008, convention="paid now") for r in (0.9322, stay)]
    assert [round(each, 2) for each in worth] == [150.27, 152.56]
    effect = effect_of({"delivery": 1}, kept)
    changes = {what: effect.change(what)[0] for what in effect.now}
    assert changes["perceived_value"] == approx(0.57, abs=0.005) and changes["satisfaction"] == approx(
        0.091, abs=0.005
    )
    assert effect.now["trial"][0] == approx(0.38, abs=0.005) and effect.now["retention"][0] == approx(
        0.9322, abs=5e-5
    )
    assert 100 * changes["trial"] == approx(1.1, abs=0.05) and 100 * changes["retention"] == approx(
        0.12, abs=0.005
    )
    assert round(changes["lifetime_value"], 2) == 2.46 and round(changes["customer_equity"]) == 2_245
    low, high = effect.interval("retention")[1:]
    assert low < 0 < high, "satisfied customers may not stay longer, as far as these data tell"


def test_the_links_told_in_words(kept):
    assert kept.follows[0] == approx(0.5, abs=0.02)
    assert kept.per_gap[0, 0] == approx(1.4, abs=0.02)
    slope = kept.euro[0].mean() * 0.38 * 0.62
    assert 100 * slope == approx(4, abs=0.2)
    assert -100 * kept.per_satisfaction[0] * 0.0678 * 0.9322 == approx(1.25, abs=0.01)


def test_a_step_and_a_euro_of_value(kept):
    price = effect_of({"price": -1}, kept)
    assert rounded(price.interval()) == (-3_010, -4_336, -1_470) and (price.change()[1:] < 0).sum() == 398
    assert 100 * price.change("trial")[0] == approx(3.7, abs=0.05)
    table = value_and_money(kept)
    assert table["perceived_value"].round(2)[["coffee_quality", "delivery"]].tolist() == [1.05, 0.57]
    assert table["customer_equity"].round()[["coffee_quality", "delivery"]].tolist() == [4_337, 2_245]
    assert table["worth"].round().tolist() == [4_134, 4_272, 3_941, 4_381, -3_010]
    better = table.drop("price")
    assert (
        better["low"].min() > 2_100
        and better.drop("app_ease")["high"].max() < 6_620
        and better["high"].max() < 8_700
    )
    assert better["low"].max() < better["high"].min(), "the intervals overlap: nobody can rank them"


def test_the_louder_promise(kept):
    explorer = explorers()["louder promise"]
    result = explorer.result(promise=1)
    assert rounded((result.outcome.estimate, result.outcome.low, result.outcome.high)) == (
        -2_280,
        -7_280,
        2_457,
    )
    assert rounded(effect_of({"promise": 1}, kept).interval()) == (-2_280, -7_250, 3_012)
    best = {reaction: explorer.result(reaction=reaction) for reaction in (0.5, 1, 2)}
    assert [best[r].promises[best[r].best_at] for r in (0.5, 1, 2)] == [0.5, -0.25, -1.5]
    low, high = np.quantile(kept.per_satisfaction[1:], (0.05, 0.95)) / kept.per_satisfaction[0]
    assert high < 0.2 and 2 < low < 2.5, "open between nothing and twice the estimate"


def test_the_budget(kept):
    explorer = explorers()["one budget"]
    alone, spread = explorer.result().outcome, explorer.result(coffee=3, delivery=4, app=3).outcome
    assert (round(alone.high - alone.low, 1), round(spread.high - spread.low, 1)) == (12.2, 12.4)
    assert (round(alone.estimate, 1), round(spread.estimate, 1)) == (3.7, 4.2)
    assert [sum(dot < 0 for dot in each.dots) for each in (alone, spread)] == [16, 11]
    plan = plan_outcome({"coffee": 1, "delivery": 1, "app": 1})
    assert plan.spent == 20 and rounded((plan.net.estimate, plan.net.low, plan.net.high), 1) == (
        9.2,
        -2.3,
        25.1,
    )
    assert plan.net.loss == approx(0.10, abs=0.01)
    mixes = [
        explorer.result(coffee=c, delivery=d, app=a).outcome
        for c, d, a in ((12, 5, 3), (9, 5, 6), (11, 3, 3), (4, 8, 8))
    ]
    assert min(sum(dot < 0 for dot in each.dots) for each in mixes) == 9
    louder, other = plan_outcome({"promise": 1}).net, plan_outcome({"delivery": 2, "app": 10 / 6}).net
    assert louder.loss == approx(0.81, abs=0.01) and plan.net.low < other.estimate < plan.net.high
    assert other.estimate > plan.net.estimate, "another mix does as well"
    assert plan_outcome({"price cut": 1}).net.dots[-1] < 0 or plan_outcome({"price cut": 1}).net.loss > 0.98


def test_the_tornado_and_the_study(kept):
    share = hangs_on({"delivery": 1}, kept)["share"]
    assert (100 * share.head(4)).round().tolist() == [56, 23, 7, 5] and share.iloc[4:].max() < 0.025
    assert share["margins and costs"] < 0.01
    study = explorers()["which study"]
    cut = {key: study.result(link=key[0], cut=key[1], step=key[2]) for key in (
        ("leaving", 50, "delivery"), ("choice", 50, "delivery"), ("leaving", 100, "delivery"),
        ("leaving", 50, "quieter promise"), ("margins", 50, "delivery"),
    )}  # fmt: skip
    narrower = [1 - (r.after.high - r.after.low) / (r.now.high - r.now.low) for r in cut.values()]
    assert [round(100 * part) for part in narrower[:4]] == [22, 11, 32, 43] and abs(narrower[4]) < 0.03
    assert cut["leaving", 50, "delivery"].now.loss == 0
    others = [study.result(link=link) for link in ("choice", "satisfaction", "margins")]
    assert all(each.after.high - each.after.low > cut["leaving", 50, "delivery"].after.high
               - cut["leaving", 50, "delivery"].after.low for each in others)  # fmt: skip


def test_against_the_truth(kept, found):
    assert found["holds"].all() and (found["estimate"] < found["truth"]).sum() == 8
    near_the_end = (found["high"] - found["truth"]) < 0.01 * (found["high"] - found["low"])
    assert near_the_end.sum() == 3
    assert found.loc["promise", "estimate"] < 0 < found.loc["promise", "truth"]
    mended = against_truth(scaled_reaction(kept, 1.8), load_dataset("kestrel_truth_levers"), STEPS)
    closer = (mended["estimate"] - found["truth"]).abs() < (found["estimate"] - found["truth"]).abs()
    assert closer.sum() == 8


def test_one_slope_misses_the_louder_promise_and_the_bounds_do_not(kept):
    case = simulate_firm()
    louder = case.what_if(case.firm.with_step("promise", 1)).loc["change", "customer_equity"]
    with_bounds, without = (effect_of({"promise": 1}, links).interval() for links in (kept, one_slope(kept)))
    assert rounded(without) == (-851, -4_683, 2_780)
    assert round(louder) == -7_152 < without[1] and with_bounds[1] < louder < with_bounds[2]
    plan, firm = plan_outcome({"coffee": 1, "delivery": 1, "app": 1}), case.firm
    for lever, step in plan.steps.items():
        firm = firm.with_step(lever, step)
    gain = PEOPLE * case.what_if(firm).loc["change", "customer_equity"] / 1000 - plan.spent
    assert round(gain, 1) == 20.6 and plan.net.low < gain < plan.net.high


def test_six_other_firms_react_more(kept):
    cases = [simulate_firm(seed) for seed in range(20_000, 20_006)]
    links = [draws(fit_chain(case), 20, seed=1) for case in cases]
    reacts = [each.per_satisfaction[0] for each in links]
    assert round(kept.per_satisfaction[0], 2) == -0.20
    assert (round(max(reacts), 2), round(min(reacts), 2), round(np.mean(reacts), 2)) == (-0.25, -0.59, -0.36)
    # With one slope the chain finds what a louder promise does to trial and satisfaction, but too little of the leaving.
    effects = [effect_of({"promise": 1}, one_slope(each)) for each in links]
    truths = [case.what_if(case.firm.with_step("promise", 1)).loc["change"] for case in cases]
    found = {
        what: np.mean([each.change(what)[0] for each in effects]) / np.mean([each[what] for each in truths])
        for what in ("trial", "satisfaction", "retention")
    }
    assert min(found["trial"], found["satisfaction"]) > 0.9 and found["retention"] < 0.8


def test_the_club_by_what_one_assumes(kept, found):
    told = {0: (9_058, 7_171, 11_182), 0.5: (-1_788, -3_514, 343), 1: (-10_199, -13_652, -6_153)}
    truth = found.loc["club", "truth"]
    for part, expected in told.items():
        got = rounded(effect_of({"club": -1}, club_taken(kept, part)).interval())
        assert got == expected and not got[1] <= truth <= got[2]
    assert rounded(effect_of({"club": -1}, kept).interval()[1:]) == (-9_393, 7_905) and round(truth) == 3_241
    assert np.array_equal(replace(kept, club_part=kept.club_part).club_part, kept.club_part)


def test_how_long_those_stay_who_are_still_there():
    survival, boxes = tails(tables_of())
    assert boxes["boxes"].round(1).to_dict() == {"one rate for all": 19.0, "sBG": 29.7, "bell curve": 25.4}
    seen = survival.dropna()
    assert (seen[["sBG", "bell curve"]].sub(seen["seen"], axis=0).abs() < 0.02).all(axis=None)


def test_the_coverage_told_is_that_of_the_last_check(prose):
    """The lesson's table against what check-slow wrote, in firms of a hundred."""
    table = pd.read_csv(ROOT / "benchmarks" / "results" / "capstone_coverage.csv").set_index(
        ["links", "lever"]
    )
    names = {
        **WORDS,
        "louder promise": "louder promise",
        "louder promise, one slope for all": "*louder promise, if all leave by one slope*",
        "club, members as others": "*close the club, if members are taken for others*",
        "price, nobody pleased": "*a euro off the price, if it pleases nobody*",
    }
    assert (table["firms"] == 100).all()
    for lever in names:
        row = re.search(rf"\| {re.escape(names[lever])} \| \**(\d+)\** \| \**(\d+)\** \|", prose)
        assert row, lever
        expected = [round(100 * table.loc[(links, lever), "coverage"]) for links in ("on", "off")]
        assert [int(number) for number in row.groups()] == expected, lever
    assert table.loc[("on", "as it is"), "coverage"] == approx(0.88)
    louder = table.loc[("on", "louder promise, one slope for all")]
    assert louder["truth below"] == approx(0.33) and louder["truth above"] == 0
    assert louder["estimate"] / louder["truth"] == approx(0.75, abs=0.01)


def test_the_cases():
    explorer = explorers()["four cases"]
    best = {
        name: max(
            (explorer.result(case=name)).sizes,
            key=lambda s, n=name: explorer.result(case=n).equities[round(20 * s)],
        )
        for name in SCENARIOS
    }
    assert best == {"Amazon": 0.8, "Apple": 1.5, "AmEx": 0.85, "Zappos": 0.45}
    free = explorer.result(size=60)
    assert (round(free.start.lifetime_value), round(free.here.lifetime_value), round(free.equity)) == (
        103,
        96,
        122,
    )
    assert (round(100 * free.start.chosen), round(100 * free.here.chosen)) == (45, 61)
    full = {name: explorer.result(case=name, size=100) for name in SCENARIOS}
    louder = {name: explorer.result(case=name, size=100, beyond=0.5) for name in SCENARIOS}
    loss = {name: full[name].equity - louder[name].equity for name in SCENARIOS}
    assert min(loss.values()) > 0 and max(loss, key=loss.get) == "AmEx"
    assert (round(full["Zappos"].equity), round(explorer.result(size=100, rival_adds=50).equity)) == (107, 67)
    assert SCENARIOS["Apple"].fee - SCENARIOS["Apple"].service == 71, (
        "70.8 cents of a dollar of services, rounded"
    )
    assert 75 * 10 - 119 == 631
