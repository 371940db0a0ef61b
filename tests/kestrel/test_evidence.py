"""The causal chain is in the data, link by link; with the links switched off, the same tests find nothing."""

import numpy as np
import pytest

from custvalue_helpers.kestrel import simulate_firm
from tests.kestrel.evidence import chain_evidence, slope

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
    "channel → source of expectation": (0.35, 0.75),
    "promise → expectation": (0.7, 2.0),
    "disconfirmation → satisfaction": (0.6, 1.6),
    "disappointment → satisfaction": (0.7, 2.0),
    "satisfaction → recommendation": (0.8, 1.3),
    "disappointment (delivery) → comment on delivery": (-0.15, -0.03),
    "segment → Kano answer (brewing video)": (1.4, 3.2),
    "satisfaction → leaving (seen)": (-0.2, -0.05),
    "satisfaction → chance of leaving": (-0.65, -0.3),
    "follow-up call → chance of leaving": (-0.45, -0.1),
    "club → chance of leaving": (-0.3, -0.12),
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
    levers = simulate_firm(n_customers=200, links=False).truth.levers
    assert levers.drop(columns=["lever", "step"]).nunique().eq(1).all()


def test_a_disappointment_weighs_more_than_a_pleasant_surprise(case):
    survey = case.survey
    gap = survey.filter(like="perceived_").mean(axis=1) - survey.filter(like="expected_").mean(axis=1)
    loss, gain = np.minimum(gap, 0), np.maximum(gap, 0)
    assert slope(survey["satisfaction"], loss, gain)[0] > 1.3 * slope(survey["satisfaction"], gain, loss)[0]


def test_some_attributes_moved_between_the_waves_and_others_did_not(case):
    ours = case.ratings[case.ratings["brand"] == "Kestrel"]
    assert slope(ours["delivery"], ours["wave"])[1] > 4
    for still in ("coffee_quality", "freshness", "app_ease", "brewing_help"):
        assert abs(slope(ours[still], ours["wave"])[1]) < 2
    hopla = case.ratings[case.ratings["brand"] == "Hopla"]
    assert slope(hopla["app_ease"], hopla["wave"])[1] > 4


def test_slope_knows_a_constant_cause_and_a_perfect_line():
    assert slope([1, 2, 3], [5, 5, 5]) == (0.0, 0.0)
    assert slope([1.0, 3.0, 5.0], [0, 1, 2])[0] == pytest.approx(2)
