"""The figures in KESTREL.md are those of the committed tables."""

import re

import numpy as np
import pytest

from custvalue_helpers.kestrel.parameters import SEGMENTS, STATEMENTS
from custvalue_helpers.kit.data import data_folder
from tests.kestrel.test_recovery import DESCRIPTIONS, NEEDS, first_year, index_of, logit_wtp


@pytest.fixture(scope="module")
def story():
    text = (data_folder() / "KESTREL.md").read_text(encoding="utf-8")
    return " ".join(text.replace("−", "-").split())


def test_people(case, story):
    contracts = case.customers["contract"].value_counts()
    assert f"{contracts['subscription']} took a subscription, {contracts['none']} buy when" in story
    assert "Half of the subscribers have left" in story and 0.45 < case.subscriptions["left"].mean() < 0.55


def test_lifetime_value_by_segment(case, story):
    means = case.truth.customers.groupby("segment", observed=True)["lifetime_value"].mean()
    for segment in SEGMENTS:
        row = story[story.index(f"**{segment}**") :]
        assert f"| {means[segment]:.0f} € |" in row[:250]


def test_segments_found(case, story):
    found = re.search(r"Rand index ([\d.]+); needs alone ([\d.]+), statements alone ([\d.]+)\.", story)
    bases = (NEEDS + list(STATEMENTS), NEEDS, list(STATEMENTS))
    # k-means stops in slightly different places on different machines.
    assert [float(each) for each in found.groups()] == pytest.approx(
        [index_of(case, b) for b in bases], abs=0.02
    )
    assert f"alone: {index_of(case, DESCRIPTIONS):.2f}" in story
    raw = index_of(case, NEEDS + list(STATEMENTS) + DESCRIPTIONS, scale=False)
    assert f"(adjusted Rand index {raw:.2f})" in story


def test_willingness_to_pay_found(case, story):
    true = case.truth.segments.set_index("segment").loc["everyone"]
    for name, estimate in logit_wtp(case.choices).items():
        assert f"{estimate:.2f} ({true[f'wtp_{name}']:.2f})" in story


def test_recommendation_by_survey(case, story):
    recommend = case.survey.groupby("date")["recommend"]
    scores = recommend.agg(lambda r: 100 * ((r >= 9).mean() - (r <= 6).mean()))
    assert "Score by survey: " + ", ".join(f"{score:.0f}" for score in scores) in story


def test_retention(case, story):
    early = first_year(case, range(1, 4)) ** (18 / 3)
    assert f"say {100 * early:.0f} % after 18; it is {100 * first_year(case, range(1, 19)):.0f} %" in story


def test_club_and_service_cost(case, story):
    truth, member = case.truth.customers, case.customers["club_member"] == 1
    naive = 1 - truth["leave_chance"][member].mean() / truth["leave_chance"][~member].mean()
    true = 1 - (truth["leave_chance"] / truth["leave_chance_without_club"])[member].mean()
    assert f"{100 * naive:.0f} % lower than others'; the club itself lowers it by {100 * true:.0f} %" in story
    levers = case.truth.levers.set_index("lever")["customer_equity"]
    assert levers["club"] > levers["as it is"]  # its free orders cost more than it earns
    cost = np.sort(case.contacts.groupby("customer")["cost"].sum())[::-1]
    assert f"a tenth of the customers cause {100 * cost[:120].sum() / cost.sum():.0f} % of it" in story
