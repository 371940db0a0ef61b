"""The figures in KESTREL.md are those of the committed tables."""

import re
from dataclasses import replace

import numpy as np
import pytest

from custvalue_helpers.kestrel import Effects, Firm
from custvalue_helpers.kestrel.chain import order_discount
from custvalue_helpers.kestrel.parameters import SEGMENTS, STATEMENTS
from custvalue_helpers.kit.data import data_folder
from tests.kestrel.evidence import renewals, renewals_by_worst_contact
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


def test_expectation_and_satisfaction(case, story):
    survey = case.survey
    r = np.corrcoef(survey.filter(like="expected_").mean(axis=1), survey["satisfaction"])[0, 1]
    assert f"(r = {r:.2f} in the survey)" in story and f"correlation +{r:.2f};" in story
    means = survey.groupby(survey["expectation_from"] == "advertising")[
        ["satisfaction", "perceived_delivery"]
    ].mean()
    lower = means.loc[False] - means.loc[True]
    assert f"those it won are {lower['satisfaction']:.1f} points less satisfied" in story
    assert lower["perceived_delivery"] < 0


def test_promise_by_assimilation(case, story):
    for assimilation in (0, 0.25, 0.4, 0.6):
        effects = Effects(assimilation=assimilation)
        row = [
            case.what_if(Firm(promise=promise), effects=effects).loc["then", "customer_equity"]
            for promise in (0, 1, 2, 3)
        ]
        cells = " | ".join(f"{each:,.0f} €" for each in row)
        assert f"| {assimilation} | {cells} |" in story


def test_reach(case, story):
    now, more, much = (case.what_if(Firm(reach=r)).loc["then", "market_equity"] for r in (0.2, 0.3, 0.5))
    assert f"{now:,.0f} € now, {more:,.0f} € at a reach of 30 %, {much:,.0f} € at 50 %" in story


def test_the_call(case, story):
    def brought(renewals):
        """Mean margin that a call adds up to the order after these renewals, euro, its cost not paid."""
        money, factor = case.outcome.money, order_discount(case.people)
        worth = []
        for size in (case.effects.dropout_by_follow_up, 0.0):
            leaving = replace(case.outcome.leaving, called=np.full(len(case.people), size))
            there, total = 1.0, 0.0
            for k in range(1, renewals + 2):
                total += there * (money.margin - money.service - money.free * (k % 10 == 0))
                there = there * (1 - leaving.chance_at(k)) * factor
            worth.append(np.mean(total))
        return worth[0] - worth[1]

    three, twelve, ever = (f"{brought(number):.2f}" for number in (3, 12, 800))
    assert f"brings {three} € over three renewals, {twelve} € over twelve, {ever} € in all" in story
    forgotten = Effects(follow_up_lasts=0)
    called, not_called = (
        case.what_if(Firm(follow_up=share), effects=forgotten).loc["then", "lifetime_value"]
        for share in (1, 0)
    )
    assert f"it would lose {not_called - called:.2f} €" in story


def test_contacts(case, story):
    raw, fair = renewals_by_worst_contact(case), renewals(case).groupby("contact")["left"]
    left = 100 * raw["unsolved"], 100 * raw["none"], 100 * fair.mean()["unsolved"], 100 * fair.mean()["none"]
    words = (
        "an unsolved contact {:.1f} % left at a renewal, of those without any {:.1f} %; "
        "at the renewal right after an unsolved contact it is {:.1f} %, after none {:.1f} %"
    )
    assert words.format(*left) in story and f"with {fair.size()['unsolved']} such renewals" in story


def test_the_panel(case, story):
    ours = case.ratings[case.ratings["brand"] == "Kestrel"]
    share = 100 * ours.groupby("wave", observed=True)["first_choice"].mean()
    assert f"rises from {share.iloc[0]:.0f} to {share.iloc[-1]:.0f} %" in story
    assert f"({share.iloc[-1]:.0f} % in November 2025)" in story
