"""Fits for small firms and several cohorts, and input that cannot be: an answer that says what it rests on, or a clear no."""

import numpy as np
import pandas as pd
import pytest

from custvalue_helpers import load_dataset
from custvalue_helpers.models import buying
from custvalue_helpers.models.buying import (
    LEAVING_ALIKE,
    NONE_LEAVES,
    fit_bg_nbd,
    fit_mbg_nbd,
    maximum,
    purchase_histories,
    purchases_between,
    weak_prior,
)
from custvalue_helpers.models.customer_groups import fit_leaving
from custvalue_helpers.models.recommendation import net_promoter_score
from custvalue_helpers.models.retention import fit_cohorts, fit_shifted_beta_geometric, fit_spells
from custvalue_helpers.models.spending import fit_gamma_gamma

HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491]


@pytest.fixture(scope="module")
def shop():
    sales = load_dataset("cdnow_transactions")
    histories = purchase_histories(sales[sales["date"] <= "1997-09-30"], unit="week", until="1997-09-30")
    return histories, purchases_between(sales, after="1997-09-30", until="1998-06-30")


def test_the_published_fit_of_the_modified_model(shop):
    """Batislam, Denizel & Filiztekin 2007, CDNOW: r .525, alpha 6.183, a .891, b 1.614."""
    fit = fit_mbg_nbd(shop[0])
    assert [fit.r, fit.alpha, fit.a, fit.b] == pytest.approx([0.525, 6.183, 0.891, 1.614], abs=1e-3)
    assert fit.log_likelihood > fit_bg_nbd(shop[0]).log_likelihood and min(fit.standard_errors) > 0


def test_small_firms_are_answered_and_not_worse(shop, monkeypatch):
    """Samples of 50 customers: none refused; and where the plain fit exists, the weak prior forecasts as well as it does."""
    histories, real = shop
    plain, leaning, refused_before = [], [], 0
    for seed in range(14):
        part = histories.sample(50, random_state=50_000 + seed)
        fit = fit_bg_nbd(part)
        assert np.isfinite([fit.r, fit.alpha, fit.a, fit.b, *fit.standard_errors]).all()
        refused_before += bool(fit.weak_prior_because)
        if not fit.weak_prior_because:
            with monkeypatch.context() as patch:
                patch.setattr(
                    buying, "maximum", lambda data, prior=None: maximum(data, weak_prior if prior else flat)
                )
                leaning.append(off_by(fit_bg_nbd(part), part, real))
            plain.append(off_by(fit, part, real))
    assert refused_before >= 3 and len(plain) >= 3
    assert np.mean(leaning) < 1.03 * np.mean(plain)


def flat(point):
    """A prior without a maximum, so that a fit falls back on the weak one."""
    return float(1e4 * point[0]), np.array([1e4, 0, 0, 0])


def off_by(fit, part, real):
    return (fit.expected_future_purchases(39, **part) - real[part.index]).abs().mean()


def shop_of(rate, leave, count=80, time=40.0, seed=1):
    """Customers who all buy at one rate and leave with one chance."""
    rng, rows = np.random.default_rng(seed), []
    for _ in range(count):
        clock = last = repeats = 0
        while (clock := clock + rng.exponential(1 / rate)) <= time:
            last, repeats = clock, repeats + 1
            if rng.random() < leave:
                break
        rows.append((repeats, last, time))
    return pd.DataFrame(rows, columns=["frequency", "recency", "age"])


def test_the_reason_is_said():
    alike = fit_bg_nbd(shop_of(0.3, 0.15))
    assert LEAVING_ALIKE in alike.weak_prior_because and LEAVING_ALIKE in repr(alike)
    assert alike.mean_leave_chance == pytest.approx(0.15, abs=0.04) and alike.mean_rate == pytest.approx(
        0.3, abs=0.06
    )
    stays = fit_bg_nbd(shop_of(0.3, 0.0))
    assert NONE_LEAVES in stays.weak_prior_because and stays.mean_leave_chance < 0.02
    assert stays.expected_purchases(10) == pytest.approx(3, rel=0.1)


def test_histories_that_say_nothing_are_refused():
    for fit in (fit_bg_nbd, fit_mbg_nbd):
        with pytest.raises(ValueError, match="1 different ones and a likelihood without a maximum"):
            fit(pd.DataFrame({"frequency": [4] * 50, "recency": [8.0] * 50, "age": [9.0] * 50}))
        with pytest.raises(ValueError, match="came back, got none"):
            fit(pd.DataFrame({"frequency": [0] * 50, "recency": [0.0] * 50, "age": [9.0] * 50}))


def test_shares_begin_with_everyone():
    shares = [each / 1000 for each in HIGH_END]
    with pytest.raises(ValueError, match=r"got 0.869 first \(did you mean \[1, 0.869, 0.743, …\]\?\)"):
        fit_shifted_beta_geometric(shares[1:])
    with pytest.raises(ValueError, match=r"did you mean \[100, 86.9, 74.3, …\]"):
        fit_shifted_beta_geometric([86.9, 74.3, 65.3])
    counted, bare = fit_shifted_beta_geometric(HIGH_END), fit_shifted_beta_geometric(shares)
    assert (bare.alpha, bare.beta) == pytest.approx((counted.alpha, counted.beta), rel=1e-5)
    assert bare.standard_errors is None and bare.log_likelihood == pytest.approx(
        counted.log_likelihood / 1000
    )
    told = fit_shifted_beta_geometric(shares, cohort_size=1000)
    assert told.log_likelihood == pytest.approx(-1611.16, abs=0.005)
    assert told.standard_errors == pytest.approx(counted.standard_errors, rel=1e-4)
    more = fit_shifted_beta_geometric(shares, cohort_size=4000)
    assert more.standard_errors == pytest.approx(
        tuple(each / 2 for each in counted.standard_errors), rel=1e-3
    )


def test_several_cohorts_in_one_fit():
    one = fit_shifted_beta_geometric(HIGH_END)
    assert fit_cohorts([HIGH_END]) == one
    twice = fit_cohorts({"a": HIGH_END, "b": HIGH_END, "new": [40]})
    assert (twice.alpha, twice.beta) == pytest.approx((one.alpha, one.beta), rel=1e-5)
    assert twice.log_likelihood == pytest.approx(2 * one.log_likelihood)
    rng = np.random.default_rng(5)
    rows = []
    for renewals in range(2, 12):  # older cohorts were watched for longer
        life = rng.geometric(rng.beta(0.8, 5.0, 3000))
        rows.append([int((life > t).sum()) for t in range(renewals + 1)])
    fit = fit_cohorts(rows)
    away = np.log([fit.alpha / 0.8, fit.beta / 5.0]) * [fit.alpha, fit.beta] / fit.standard_errors
    assert (np.abs(away) < 2.6).all()
    assert fit_cohorts(pd.DataFrame({f"cohort {k}": pd.Series(row) for k, row in enumerate(rows)}).T) == fit
    spells = [(t + 1, 1) for row in rows for t, lost in enumerate(-np.diff(row)) for _ in range(lost)]
    spells += [(len(row), 0) for row in rows for _ in range(row[-1])]
    same = fit_spells(*zip(*spells, strict=True))
    assert (same.alpha, same.beta) == pytest.approx((fit.alpha, fit.beta), rel=1e-6)


@pytest.mark.parametrize(
    ("cohorts", "said"),
    [
        ([[100, 80], [1, 0.7]], "cohorts: 1 must hold whole numbers, got 0.7"),
        ({"May": [100, 120]}, "cohorts: 'May' must never rise within a cohort"),
        ({"May": ["a", 1]}, "cohorts: 'May' must hold numbers, got str"),
        ([[100], [200]], "at least one cohort with a renewal"),
        ("100", "cohorts must be a list, a dict or a DataFrame"),
        ([[10, 10]], "nobody leaves"),
    ],
)
def test_cohorts_that_are_refused(cohorts, said):
    with pytest.raises((ValueError, TypeError), match=said):
        fit_cohorts(cohorts)


def test_all_alike_is_one_rate_and_apart_is_refused():
    alike = fit_leaving([3] * 50 + [4] * 50, [1] * 50 + [0] * 50)
    assert alike.leave_chance(7, 0) == pytest.approx(50 / 350)
    with pytest.raises(ValueError, match="some leave at once, and the others never"):
        fit_leaving([1] * 500 + [9] * 500, [1] * 500 + [0] * 500)
    left = pd.Series([1, 0, 0], ["x", "y", "z"])
    chance = alike.leave_chance(pd.Series([4, 3, 9], ["z", "y", "x"]), left)
    assert chance.index.tolist() == ["z", "y", "x"]


@pytest.mark.parametrize(
    "bad", [["9", "ten"], [1, np.nan], [2, np.inf], "text", None, [None, 1], [True, False], [1j, 2]]
)
def test_no_raw_errors(bad):
    model = fit_bg_nbd(shop_of(0.3, 0.15))
    table = shop_of(0.3, 0.15).head(2)
    for call in (
        lambda: fit_shifted_beta_geometric(bad), lambda: fit_spells(bad, [1, 0]), lambda: net_promoter_score(bad),
        lambda: fit_gamma_gamma(bad, [1.0, 2.0]), lambda: fit_gamma_gamma([1, 2], bad), lambda: fit_leaving(bad, [1, 0]),
        lambda: model.probability_alive(bad, [0, 0], [9, 9]), lambda: model.expected_future_purchases(3, frequency=1, recency=2, age=bad),
        lambda: fit_bg_nbd(bad), lambda: fit_bg_nbd(table.assign(age=bad)), lambda: purchase_histories(bad, unit="week"),
    ):  # fmt: skip
        with pytest.raises((ValueError, TypeError), match=r"must|pin the model down"):
            call()


def test_cohorts_of_one_name_all_count():
    """As where two plans' tables are joined: a row must not stand for another of its name."""
    rows = [[1000, 869, 743, 653], [800, 690, 630, 600]]
    same = fit_cohorts(pd.DataFrame(rows, index=["a", "a"]))
    assert same.alpha == fit_cohorts(rows).alpha
