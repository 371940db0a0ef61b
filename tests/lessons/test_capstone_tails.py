"""Three ways to go on from the same renewals."""

import numpy as np
import pytest

from custvalue_helpers.lessons.capstone.equity import tails
from custvalue_helpers.lessons.capstone.tables import tables_of


def test_models_agree_on_what_was_seen_and_differ_on_what_was_not(case):
    survival, boxes = tails(tables_of(case))
    seen = survival.loc[:18, "seen"]
    for model in ("sBG", "bell curve"):
        assert (survival.loc[:18, model] - seen).abs().max() < 0.03
    assert survival["seen"].iloc[19:].isna().all()
    assert survival.loc[60, "one rate for all"] < survival.loc[60, "bell curve"] < survival.loc[60, "sBG"]
    assert (
        boxes["boxes"].is_unique
        and boxes["boxes"]["sBG"] > boxes["boxes"]["bell curve"] > boxes["boxes"].iloc[0]
    )


def test_the_truth_lies_between_one_rate_and_the_sbg(case):
    _, boxes = tails(tables_of(case))
    subscribes = case.people.subscribes
    true = (1 / (1 - (1 - case.outcome.leave[subscribes]) / 1.008)).mean()
    assert boxes["boxes"]["one rate for all"] < true < boxes["boxes"]["sBG"]
    assert boxes["boxes"]["bell curve"] == pytest.approx(true, rel=0.2)


def test_survival_never_rises(case):
    survival, _ = tails(tables_of(case))
    assert (np.diff(survival.drop(columns="seen").to_numpy(), axis=0) < 0).all()
