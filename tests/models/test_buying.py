"""BG/NBD and Gamma-Gamma against published numbers, simulated customers and brute force."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import hyp2f1

from custvalue_helpers import load_dataset
from custvalue_helpers.models.buying import (
    BetaGeometricNBD,
    fit_bg_nbd,
    purchase_histories,
    purchases_between,
)
from custvalue_helpers.models.spending import GammaGamma, fit_gamma_gamma

above = st.floats(0.05, 20)


@pytest.fixture(scope="module")
def cdnow():
    return load_dataset("cdnow_transactions")


@pytest.fixture(scope="module")
def histories(cdnow):
    seen = cdnow[cdnow["date"] <= "1997-09-30"]
    return purchase_histories(seen, unit="week", until="1997-09-30", spend="spent", currency="USD")


@pytest.fixture(scope="module")
def fitted(histories):
    return fit_bg_nbd(histories)


def test_the_published_fit_from_the_raw_transactions(histories, fitted):
    """Fader, Hardie & Lee 2005: r .243, alpha 4.414, a .793, b 2.426, log-likelihood −9582.4; 946 of 2,357 repeat."""
    assert len(histories) == 2357 and (histories["frequency"] > 0).sum() == 946
    assert [fitted.r, fitted.alpha, fitted.a, fitted.b] == pytest.approx(
        [0.2426, 4.4136, 0.7930, 2.4262], rel=5e-4
    )
    assert fitted.log_likelihood == pytest.approx(-9582.429, abs=5e-4)


def test_a_published_customer(fitted):
    """Fader, Hardie & Lee's note on fitting the model in Excel: the customer with 2, 30.43, 38.86 will buy 1.226 times in 39 weeks."""
    history = {"frequency": 2, "recency": 30.43, "age": 38.86}
    assert fitted.expected_future_purchases(39, **history) == pytest.approx(1.226, abs=5e-4)
    assert fitted.probability_alive(**history) == pytest.approx(0.7266, abs=5e-4)


def test_the_holdout(cdnow, histories, fitted):
    """39 weeks later 1,882 purchases had been made; the model expects 1,653, twelve per cent too few."""
    later = purchases_between(cdnow, after="1997-09-30", until="1998-06-30")
    expected = fitted.expected_future_purchases(39, **histories[["frequency", "recency", "age"]])
    assert later.sum() == 1882 and later.index.equals(histories.index)
    assert expected.sum() == pytest.approx(1653.4, abs=0.5)


def test_units_change_alpha_alone(cdnow, fitted):
    seen = cdnow[cdnow["date"] <= "1997-09-30"]
    days = fit_bg_nbd(purchase_histories(seen, unit="day", until="1997-09-30"))
    assert days.alpha == pytest.approx(7 * fitted.alpha) and [days.r, days.a, days.b] == pytest.approx(
        [fitted.r, fitted.a, fitted.b]
    )


def test_who_bought_once_is_there_for_certain(fitted):
    assert fitted.probability_alive(0, 0, 38) == 1
    # …and is not worth much: the expectation falls with every week of silence.
    weeks = [
        fitted.expected_future_purchases(39, frequency=0, recency=0, age=age) for age in (1, 10, 38, 200)
    ]
    assert weeks == sorted(weeks, reverse=True) and weeks[-1] < 0.1


@given(
    above,
    above,
    st.floats(0.05, 8),
    above,
    st.integers(0, 25),
    st.floats(0, 50),
    st.floats(0.5, 60),
    st.floats(0.1, 100),
)
@settings(max_examples=150, deadline=None)
def test_the_stable_formula_is_the_published_one(r, alpha, a, b, x, last, quiet, time):
    if abs(a - 1) < 0.02:
        return
    last = last + 0.1 if x else 0.0
    age = last + quiet
    model = BetaGeometricNBD(r, alpha, a, b)
    z = time / (alpha + age + time)
    published = (a + b + x - 1) / (a - 1)
    published *= 1 - (1 - z) ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, z)
    published /= 1 + (x > 0) * a / (b + x - 1) * ((alpha + age) / (alpha + last)) ** (r + x)
    ours = model.expected_future_purchases(time, frequency=x, recency=last, age=age)
    if np.isfinite(published):
        assert ours == pytest.approx(published, rel=1e-5, abs=1e-7)
    assert ours >= 0 and 0 <= model.probability_alive(x, last, age) <= 1


@given(st.floats(0.1, 3), st.floats(0.5, 10), st.floats(0.2, 3), st.floats(0.3, 5), st.floats(0.5, 30))
@settings(max_examples=40, deadline=None)
def test_chances_add_up(r, alpha, a, b, time):
    model = BetaGeometricNBD(r, alpha, a, b)
    chances = model.chances(time, 3000)
    assert sum(chances) == pytest.approx(1, abs=1e-3) and min(chances) >= -1e-12
    if 1 - sum(chances) < 1e-9:
        assert np.dot(np.arange(3001), chances) == pytest.approx(model.expected_purchases(time), rel=1e-4)


def test_expected_purchases_by_integration():
    """E[X(t)] over λ and p: a customer of rate λ and p has (1 − exp(−λpt))/p purchases expected (the analytic truth)."""
    model = BetaGeometricNBD(0.8, 3.0, 1.6, 2.4)
    rng = np.random.default_rng(1)
    rate, leave = rng.gamma(0.8, 1 / 3.0, 400_000), rng.beta(1.6, 2.4, 400_000)
    assert model.expected_purchases(10) == pytest.approx(
        (-np.expm1(-rate * leave * 10) / leave).mean(), rel=0.01
    )


def test_a_equal_to_one_is_no_hole():
    at = [BetaGeometricNBD(0.24, 4.4, a, 2.4).expected_purchases(39) for a in (0.9999, 1.0, 1.0001)]
    assert at[1] == pytest.approx((at[0] + at[2]) / 2, rel=1e-7)


def test_discounted_purchases(fitted):
    history = {"frequency": 2, "recency": 30.43, "age": 38.86}
    assert fitted.discounted_future_purchases(0, 39, **history) == pytest.approx(
        fitted.expected_future_purchases(39, **history)
    )
    by_week = [fitted.expected_future_purchases(week, **history) for week in range(53)]
    assert fitted.discounted_future_purchases(0.002, 52, **history) == pytest.approx(
        sum(np.diff(by_week) / 1.002 ** np.arange(1, 53))
    )


def test_no_overflow_for_a_shop_that_buys_daily(fitted):
    assert fitted.expected_future_purchases(39, frequency=900, recency=38, age=38.5) < 25
    assert fitted.probability_alive(900, 10, 38.5) == pytest.approx(0, abs=1e-12)


def simulated(n, rng, r=0.6, alpha=3.0, a=0.9, b=2.5, weeks=60.0):
    rows = []
    for _ in range(n):
        rate, leave, clock, last, x = rng.gamma(r, 1 / alpha), rng.beta(a, b), 0.0, 0.0, 0
        while True:
            clock += rng.exponential(1 / rate)
            if clock > weeks:
                break
            last, x = clock, x + 1
            if rng.random() < leave:
                break
        rows.append((x, last, weeks))
    return pd.DataFrame(rows, columns=["frequency", "recency", "age"])


def test_the_truth_lies_inside_its_intervals():
    """Forty simulated shops of 1,000 customers: each parameter's 95 % interval (on the log scale) covers its truth as it claims."""
    rng = np.random.default_rng(7)
    truth = np.array([0.6, 3.0, 0.9, 2.5])
    inside = []
    for _ in range(40):
        fit = fit_bg_nbd(simulated(1000, rng))
        best = np.array([fit.r, fit.alpha, fit.a, fit.b])
        inside.append(np.abs(np.log(best / truth)) < 1.96 * np.array(fit.standard_errors) / best)
    assert 0.88 <= np.mean(inside) <= 0.99


def test_pooling_changes_nothing(histories, fitted):
    twice = pd.concat([histories, histories])
    again = fit_bg_nbd(twice)
    assert [again.r, again.alpha, again.a, again.b] == pytest.approx(
        [fitted.r, fitted.alpha, fitted.a, fitted.b], rel=1e-5
    )
    assert again.log_likelihood == pytest.approx(2 * fitted.log_likelihood)
    assert np.array(again.standard_errors) == pytest.approx(
        np.array(fitted.standard_errors) / 2**0.5, rel=1e-4
    )


def good():
    return pd.DataFrame({"frequency": [0, 2, 1], "recency": [0.0, 5.0, 2.0], "age": [9.0, 9.0, 9.0]})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"frequency": [0, 0, 0], "recency": [0.0, 0.0, 0.0]}, "came back, got none"),
        ({"recency": [0.0, 12.0, 2.0]}, "recency must be at most age, got 12 and 9: are they swapped"),
        ({"recency": [3.0, 5.0, 2.0]}, "recency must be 0 exactly where frequency is 0"),
        ({"frequency": [0, 2.5, 1]}, "whole numbers of repeat purchases, got 2.5"),
        ({"age": [9.0, np.nan, 9.0]}, "age must hold finite numbers, none missing, got nan"),
        ({"frequency": [-1, 2, 1]}, "never bought has no history"),
    ],
)
def test_bad_histories(change, said):
    with pytest.raises(ValueError, match=said):
        fit_bg_nbd(good().assign(**change))
    with pytest.raises(ValueError, match="got none named age"):
        fit_bg_nbd(good().drop(columns="age"))
    with pytest.raises(TypeError, match="histories must be a pandas DataFrame, got list"):
        fit_bg_nbd([1])


def test_gamma_gamma_published(histories):
    """Fader & Hardie 2013: p 6.25, q 3.74, v 15.44 on the 946 who came back; mean 35.17; a customer's 22.35 in 2 → 24.66."""
    back = histories[histories["frequency"] > 0]
    fit = fit_gamma_gamma(back["frequency"], back["mean_spend"])
    assert [fit.p, fit.q, fit.v] == pytest.approx([6.25, 3.74, 15.44], abs=0.005)
    assert fit.mean == pytest.approx(35.17, abs=0.005)
    assert fit.expected_spend(2, 22.35) == pytest.approx(24.66, abs=0.01)
    assert fit.expected_spend(0, 0) == pytest.approx(fit.mean)


@given(st.floats(1, 10), st.floats(1.5, 8), st.floats(1, 50), st.integers(1, 40), st.floats(1, 300))
def test_expected_spend_lies_between_own_and_all(p, q, v, x, seen):
    model = GammaGamma(p, q, v)
    low, high = sorted((seen, model.mean))
    assert low - 1e-9 <= model.expected_spend(x, seen) <= high + 1e-9


def test_gamma_gamma_density_is_one():
    """exp(ln L) of one customer is a density: over all mean spends it integrates to 1."""
    from custvalue_helpers.models.spending import _log_likelihood

    logs = np.log([6.25, 3.74, 15.44])
    area, _ = quad(
        lambda m: np.exp(_log_likelihood(logs, np.array([3.0]), np.array([m]))[0]), 0.01, 3000, limit=300
    )
    assert area == pytest.approx(1, abs=1e-4)


def test_gamma_gamma_says_no():
    with pytest.raises(ValueError, match=r"q above 1, got 0\.9"):
        _ = GammaGamma(2, 0.9, 10).mean
    with pytest.raises(ValueError, match="mean_spend must be above 0, got 1 of 3 at 0"):
        fit_gamma_gamma([1, 2, 3], [0, 10, 20])
    with pytest.raises(ValueError, match="too few to say"):
        fit_gamma_gamma([1, 2, 3], [10, 10, 10])
    with pytest.raises(ValueError, match="purchases must be at least 1, got 0"):
        fit_gamma_gamma([0, 2, 3], [5, 10, 20])
    with pytest.raises(ValueError, match="about the same rows"):
        fit_gamma_gamma(pd.Series([1, 2, 3]), pd.Series([5.0, 6, 7], index=[2, 1, 5]))


def test_a_plus_b_equal_to_one_is_no_hole():
    at = [BetaGeometricNBD(0.24, 4.4, 0.4, b).expected_purchases(39) for b in (0.5999, 0.6, 0.6001)]
    assert at[1] == pytest.approx((at[0] + at[2]) / 2, rel=1e-6)
