"""The causal chain is in the data, link by link; with the links switched off, the same tests find nothing."""

import numpy as np
import pytest

from custvalue_helpers.kestrel import simulate_firm
from custvalue_helpers.kestrel.market import ideal_tastes
from custvalue_helpers.kestrel.parameters import ATTRIBUTES
from custvalue_helpers.kestrel.people import LINKED
from tests.kestrel.evidence import chain_evidence, renewals, renewals_by_worst_contact, slope

# Rough size of each slope: what a reader should find with the default seed, within a wide band.
SIZES = {
    "part-worth → need (delivery)": (1.4, 2.6),
    "part-worth → need (ethics)": (1.4, 2.6),
    "segment → statement (growers)": (1.8, 3.2),
    "segment → income": (0.2, 0.5),
    "segment → channel (voucher)": (0.12, 0.35),
    "segment → contract": (-0.35, -0.12),
    "channel → acquisition cost": (17, 25),
    "price → stated choice": (-0.035, -0.015),
    "freshness → stated choice": (-0.006, -0.0015),
    "part-worth × ethics → stated choice": (0.05, 0.2),
    "performance → rating (freshness)": (0.8, 1.1),
    "improvement → rating over time (delivery)": (0.35, 0.95),
    "rating (coffee) → perceived value": (0.04, 0.25),
    "perceived value → first choice": (0.06, 0.2),
    "part-worth → stated importance (delivery)": (1.2, 2.6),
    "part-worth → ideal (delivery)": (0.6, 1.2),
    "channel → source of expectation": (0.35, 0.75),
    "promise → expectation": (0.7, 2.0),
    "disconfirmation → satisfaction": (0.6, 1.6),
    "disappointment → satisfaction": (0.7, 2.0),
    "promise → what is perceived of the same performance": (0.15, 0.4),
    "what is perceived → satisfaction, beside disconfirmation": (0.3, 0.8),
    "satisfaction → recommendation": (0.8, 1.3),
    "disappointment (delivery) → comment on delivery": (-0.15, -0.03),
    "segment → Kano answer (brewing video)": (1.4, 3.2),
    "satisfaction → leaving (seen)": (-0.2, -0.05),
    "satisfaction → chance of leaving": (-0.65, -0.3),
    "follow-up call → leaving at the first renewal": (-0.6, -0.25),
    "club → chance of leaving": (-0.3, -0.12),
    "brought by a friend → chance of leaving": (-0.35, -0.2),
    "gain over the best rival → chance of leaving": (-0.04, -0.015),
    "proneness to stay → club": (0.12, 0.32),
    "perceived value → club": (0.01, 0.035),
    "perceived value → spending": (0.015, 0.05),
    "segment → spending": (0.25, 0.65),
    "disappointment → service contacts": (-0.25, -0.04),
}


@pytest.fixture(scope="module")
def evidence(case):
    return chain_evidence(case)


def test_every_link_has_a_size(evidence):
    assert set(evidence.index) == set(SIZES)


@pytest.mark.parametrize("link", SIZES)
def test_the_link_is_in_the_data_with_its_sign_and_size(evidence, link):
    row = evidence.loc[link]
    assert row["t"] * row["sign"] > 4
    low, high = SIZES[link]
    assert low < row["slope"] < high


@pytest.mark.parametrize("seed", [2024, 1, 2])
def test_with_the_links_off_the_same_tests_find_nothing(seed):
    t = chain_evidence(simulate_firm(seed=seed, links=False))["t"].abs()
    assert t.max() < 4 and t.median() < 1.5 and (t > 2.5).mean() < 0.1


def test_with_the_links_off_the_tables_look_alike(case):
    cut = simulate_firm(links=False)
    for name, table in case.tables.items():
        assert cut.tables[name].columns.tolist() == table.columns.tolist()
    numbers = case.customers.select_dtypes("number").columns
    apart = (cut.customers[numbers].mean() - case.customers[numbers].mean()) / case.customers[numbers].std()
    assert apart.abs().max() < 0.25
    assert abs(cut.survey["satisfaction"].mean() - case.survey["satisfaction"].mean()) < 0.6


def test_with_the_links_off_no_lever_does_anything():
    truth = simulate_firm(n_customers=200, links=False).truth
    assert truth.levers.drop(columns=["lever", "step"]).nunique().eq(1).all()
    assert truth.survival["if_called"].equals(truth.survival["if_not_called"])


def test_a_disappointment_weighs_more_than_a_pleasant_surprise(case):
    survey = case.survey
    gap = survey.filter(like="perceived_").mean(axis=1) - survey.filter(like="expected_").mean(axis=1)
    loss, gain = np.minimum(gap, 0), np.maximum(gap, 0)
    assert slope(survey["satisfaction"], loss, gain)[0] > 1.3 * slope(survey["satisfaction"], gain, loss)[0]


def test_some_attributes_moved_between_the_waves_and_others_did_not(case):
    ours = case.ratings[case.ratings["brand"] == "Kestrel"]
    both = ours.groupby("customer")["wave"].transform("nunique") == 3
    same = ours[both]  # the same persons, so that nobody's leaving moves a mean
    inner = same[list(ATTRIBUTES)] - same.groupby("customer")[list(ATTRIBUTES)].transform("mean")
    assert len(same) > 3 * 100
    assert slope(ours["delivery"], ours["wave"].cat.codes)[1] > 4
    assert slope(inner["delivery"], same["wave"].cat.codes)[1] > 8
    for still in ("coffee_quality", "freshness", "app_ease", "brewing_help"):
        assert abs(slope(inner[still], same["wave"].cat.codes)[1]) < 3
    hopla = case.ratings[case.ratings["brand"] == "Hopla"]
    assert slope(hopla["app_ease"], hopla["wave"].cat.codes)[1] > 4


@pytest.fixture(scope="module")
def many():
    return simulate_firm(seed=9, n_customers=20_000)


def test_a_contact_that_was_not_solved_costs_the_next_renewal(many):
    table = renewals(many)
    unsolved = table["contact"] == "unsolved"
    size, t = slope(table["left"], unsolved)
    assert t > 4 and 0.03 < size < 0.08
    # One by one: as many leave as the chain says, given what followed the order.
    leaving, effects = many.outcome.leaving, many.effects
    felt = table["contact"].map(
        {"none": 0.0, "solved": effects.dropout_by_solved, "unsolved": effects.dropout_by_unsolved}
    )
    here = leaving.rows(table["customer"].to_numpy() - 1)
    chance = here.given(felt.to_numpy(), here.call_at(table["renewal"].to_numpy()))
    for kind, within in (("none", 0.03), ("solved", 0.1), ("unsolved", 0.15)):
        rows = (table["contact"] == kind).to_numpy()
        assert table["left"][rows].sum() == pytest.approx(chance[rows].sum(), rel=within)


def test_people_with_unsolved_contacts_seem_to_stay_since_those_who_stay_have_more_contacts(case, many):
    for firm in (case, many):
        raw = renewals_by_worst_contact(firm)
        fair = renewals(firm).groupby("contact")["left"].mean()
        assert raw["unsolved"] < 0.6 * raw["none"] and fair["unsolved"] > 1.4 * fair["none"]


def test_with_the_links_off_no_contact_and_no_call_keeps_anybody():
    cut = simulate_firm(seed=9, n_customers=20_000, links=False)
    table = renewals(cut)
    assert abs(slope(table["left"], table["contact"] == "unsolved")[1]) < 3
    called = cut.customers.set_index("customer")["follow_up_call"].loc[table["customer"]]
    first = (table["renewal"] == 1).to_numpy()
    assert abs(slope(table["left"][first], called[first])[1]) < 3


def test_the_call_keeps_people_at_first_and_is_forgotten(many):
    table = renewals(many)
    called = many.customers.set_index("customer")["follow_up_call"].loc[table["customer"]].to_numpy()
    first = (table["renewal"] == 1).to_numpy()
    size, t = slope(table["left"][first], called[first])
    assert t < -4 and size == pytest.approx(-0.02, abs=0.01)
    late = (table["renewal"] >= 8).to_numpy()
    assert abs(slope(table["left"][late], called[late])[0]) < 0.2 * abs(size)


def test_people_who_expect_more_are_more_satisfied_and_a_larger_promise_disappoints(case, many):
    for firm in (case, many):
        survey = firm.survey
        expected = survey.filter(like="expected_").mean(axis=1)
        assert 0.1 < np.corrcoef(expected, survey["satisfaction"])[0, 1] < 0.3
    change = case.what_if(case.firm.with_step("promise", 1)).loc["change"]
    assert change["satisfaction"] < -0.1


def test_ideals_follow_part_worths_in_part(many):
    for k in range(len(ATTRIBUTES)):
        worth = many.people.part_worths[:, k]
        ideal = ideal_tastes(many.people, LINKED, many.effects)[:, k]
        assert np.corrcoef(worth, ideal)[0, 1] == pytest.approx(0.65, abs=0.02)
        assert ideal.std() == pytest.approx(worth.std(), rel=0.03)


def test_slope_knows_a_constant_cause_and_a_perfect_line():
    assert slope([1, 2, 3], [5, 5, 5]) == (0.0, 0.0)
    assert slope([1.0, 3.0, 5.0], [0, 1, 2])[0] == pytest.approx(2)
