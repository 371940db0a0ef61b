"""Plans, studies and cases: what must hold whatever the numbers, and messages for wrong input."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers.lessons.capstone.equity import LINKS, STEPS, effect_of, only
from custvalue_helpers.lessons.capstone.firms import SCENARIOS, Scenario, reach, run_scenario
from custvalue_helpers.lessons.capstone.kestrel import (
    against_truth,
    change_of,
    club_taken,
    first_draws,
    kestrel_links,
    known_better,
    outcome_of,
    scaled_reaction,
    value_and_money,
)  # fmt: skip
from custvalue_helpers.lessons.capstone.plans import BUDGET, OFFERS, PEOPLE, plan_outcome
from custvalue_helpers.lessons.capstone.plots import stacked
from custvalue_helpers.models.lifetime import lifetime_value

names = st.sampled_from(sorted(SCENARIOS))
sizes = st.floats(0, 1.5)
points = st.floats(-1.5, 1.5)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=50), st.floats(0.1, 0.99))
def test_an_outcome_is_in_order(values, level):
    outcome = outcome_of(values, level)
    assert outcome.estimate == values[0] and outcome.low <= outcome.high and 0 <= outcome.loss <= 1
    assert len(outcome.dots) == 100 and list(outcome.dots) == sorted(outcome.dots)


def test_dots_lose_as_often_as_the_draws():
    values = np.r_[0.0, np.linspace(-1, 3, 400)]
    outcome = outcome_of(values)
    assert sum(dot < 0 for dot in outcome.dots) == approx(100 * outcome.loss, abs=1)


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=100))
def test_stacked_dots_stand_apart(dots):
    x, y = stacked(dots, -10, 10)
    assert len(set(zip(x, y, strict=True))) == len(dots) and all(-10 < each < 10 for each in x)


def test_nothing_bought_changes_nothing():
    plan = plan_outcome({})
    assert plan.spent == 0 and plan.net.estimate == plan.net.low == plan.net.high == 0


def test_a_plan_is_the_chain_times_the_people_less_the_price():
    plan = plan_outcome({"coffee": 0.5, "price cut": 1})
    change = effect_of({"coffee_quality": 0.5, "price": -1}, kestrel_links()).change()
    assert plan.net.estimate == approx(change[0] * PEOPLE / 1000 - 4.5)
    assert not change_of((("delivery", 1.0),)).flags.writeable


def test_a_plan_beyond_the_budget_is_cut_in_proportion():
    plan = plan_outcome({"coffee": 2, "delivery": 1, "app": 2, "price cut": 1})
    assert plan.spent == BUDGET and plan.asked == 35
    assert plan.bought["coffee"] / plan.bought["delivery"] == approx(2)
    assert plan.bought["price cut"] == 1, "what costs no budget is not cut"
    assert sum(OFFERS[name].price * number for name, number in plan.bought.items()) == approx(BUDGET)


def test_a_link_known_without_error_is_at_its_estimate(links):
    for link in LINKS:
        known = known_better(links, link, 1)
        held = [part[0] if isinstance(part, tuple) else part for part in LINKS[link]]
        for name in held:
            moved = getattr(known, name) - getattr(links, name)
            assert np.ptp(getattr(known, name), axis=0).min() == approx(0, abs=1e-12), (link, name)
            assert np.abs(moved[0]).max() == 0
        same = known_better(links, link, 0)
        assert all(np.allclose(getattr(same, name), getattr(links, name)) for name in links.names)


def test_knowing_all_but_one_is_letting_one_vary(links):
    known = links
    for link in LINKS:
        if link != "what a call changes":
            known = known_better(known, link, 1)
    step = {"follow_up": 0.5}
    one = effect_of(step, only(links, "what a call changes")).interval()
    assert effect_of(step, known).interval() == approx(one, rel=1e-6)


def test_without_a_reaction_a_louder_promise_always_pays(links):
    effect = effect_of({"promise": 1}, scaled_reaction(links, 0))
    assert effect.change("retention") == approx(0, abs=1e-12) and effect.change("trial").min() > 0
    assert np.array_equal(scaled_reaction(links, 1).per_satisfaction, links.per_satisfaction)
    assert len(first_draws(links, 50)) == 51


def test_a_euro_of_value_by_the_price_is_the_step_itself(links):
    table = value_and_money(links)
    assert table.loc["price", "worth"] == approx(effect_of({"price": -1}, links).change()[0])
    assert table.loc["price", "perceived_value"] == approx(1)


@settings(max_examples=150)
@given(names, sizes, points, st.floats(0, 200))
def test_a_case_is_sound_everywhere(name, size, beyond, answer):
    result = run_scenario(SCENARIOS[name], size, beyond, answer)
    assert 0 < result.chosen < 1 and 0 < result.retention < 1 and np.isfinite(result.customer_equity)
    expected = lifetime_value(1, result.retention, 0.10, convention="paid now") * result.margin
    assert result.lifetime_value == approx(expected)
    assert result.customer_equity == approx(1000 * result.chosen * (expected - SCENARIOS[name].winning))


@given(names, sizes, st.floats(0, 1.4), st.floats(0.05, 0.1))
def test_louder_brings_more_who_stay_shorter(name, size, beyond, more):
    quiet, loud = (run_scenario(SCENARIOS[name], size, each) for each in (beyond, beyond + more))
    assert loud.chosen > quiet.chosen and loud.retention < quiet.retention and loud.value == quiet.value


@given(names, sizes, st.floats(0, 100), st.floats(1, 50))
def test_a_stronger_rival_takes_customers(name, size, answer, more):
    assert (
        run_scenario(SCENARIOS[name], size, 0, answer + more).chosen
        < run_scenario(SCENARIOS[name], size, 0, answer).chosen
    )


def test_a_case_by_hand():
    """Value 400 + 60 − 300 − 20 = 140, 40 ahead of the rival; log-odds 0.01 × 40; as promised; margin 60 + 20 − 10."""
    scenario = Scenario("Kiosk", "longer hours", adds=60, fee=20, service=10)
    result = run_scenario(scenario, 1)
    assert result.value == 140 and result.chosen == approx(1 / (1 + np.exp(-0.4))) and result.feels == 0
    assert result.retention == approx(0.8) and result.lifetime_value == approx(70 * 1.1 / 0.3)


def test_without_a_move_its_parts_do_not_matter():
    plain = run_scenario(SCENARIOS["Apple"], 0)
    assert run_scenario(replace(SCENARIOS["Apple"], adds=0, fee=0, service=0, holds=0), 0) == plain
    assert reach(0) == 0 and reach(1) == 1


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: plan_outcome({"cofee": 1}), ValueError, "did you mean 'coffee'"),
        (lambda: plan_outcome({"coffee": 3}), ValueError, "from 0 to 2, got 3"),
        (lambda: plan_outcome({"close club": 0.5}), ValueError, "0 .keep it. or 1"),
        (lambda: plan_outcome([("coffee", 1)]), TypeError, "must be a dict"),
        (lambda: outcome_of([1.0]), ValueError, "at least 2 numbers"),
        (lambda: outcome_of([1.0, np.nan]), ValueError, "finite"),
        (
            lambda: outcome_of([1.0, 2.0], level=90),
            ValueError,
            "level must be a number from 0 to 1, got 90",
        ),
        (lambda: run_scenario("Zappos"), TypeError, "must be a Scenario, such as SCENARIOS"),
        (
            lambda: run_scenario(SCENARIOS["Zappos"], size=60),
            ValueError,
            "size must be a number from 0 to 1.5, got 60",
        ),
        (
            lambda: Scenario("Kiosk", "x", stay=80),
            ValueError,
            "stay must be a number from 0 to 1, got 80",
        ),
        (lambda: known_better(None, "what a call changes", 0.5), TypeError, "must be Links"),
        (lambda: known_better(kestrel_links(), "leaving", 0.5), ValueError, "link must be one of"),
        (lambda: scaled_reaction(kestrel_links(), -1), ValueError, "from 0 to 10, got -1"),
        (lambda: scaled_reaction(7, 1), TypeError, "must be Links"),
        (lambda: club_taken(kestrel_links(), 2), ValueError, "part must be a number from 0 to 1, got 2"),
        (lambda: club_taken({}, 1), TypeError, "must be Links"),
        (lambda: value_and_money(kestrel_links(), ["club"]), ValueError, "'club', which does not"),
        (lambda: value_and_money(kestrel_links(), ["delivry"]), ValueError, "did you mean 'delivery'"),
    ],
)
def test_wrong_input_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_a_truth_that_lacks_a_row_is_named(case, links):
    truth = case.truth.levers
    assert len(against_truth(links, truth, STEPS)) == len(STEPS)
    with pytest.raises(ValueError, match="missing: delivery"):
        against_truth(links, truth[truth["lever"] != "delivery"], STEPS)
    with pytest.raises(ValueError, match=r"must be one of .*customer_equity"):
        against_truth(links, truth[["lever", "step"]], STEPS)
