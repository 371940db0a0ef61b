"""Expectations for parameters of any size, against sums and integrals in high precision; and what must rise or fall."""

import itertools

import mpmath as mp
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custvalue_helpers.models.buying import BetaGeometricNBD, ModifiedBetaGeometricNBD
from custvalue_helpers.models.numerics import log_rising, log_stayed, mean_over_beta
from custvalue_helpers.models.retention import ShiftedBetaGeometric
from custvalue_helpers.models.spending import GammaGamma

EXACT = 1e-8
MODELS = ((BetaGeometricNBD, 0), (ModifiedBetaGeometricNBD, 1))


def gauss(b, c, z, terms):
    """₂F₁(1, b; c; z) by Gauss's continued fraction, which holds for any b and c above 0."""
    rest = mp.mpf(1)
    for k in range(terms, 0, -1):
        even = -k * (c - 1 - b + k) / ((c - 2 + 2 * k) * (c - 1 + 2 * k))
        odd = -(b + k) * (c - 1 + k) / ((c - 1 + 2 * k) * (c + 2 * k))
        rest = 1 + even * z / (1 + odd * z / rest)
    return 1 / (1 - b / c * z / rest)


@pytest.mark.parametrize(("alpha", "beta"), [*itertools.product((0.01, 1, 2.33, 198, 1e5), repeat=2)])
def test_expected_lifetimes(alpha, beta):
    model = ShiftedBetaGeometric(alpha, beta)
    for discount, terms in ((0.01, 600), (0.1, 300)):
        if max(alpha, beta) > 1e4:
            terms *= 3
        b, d = mp.mpf(beta), mp.mpf(discount)
        true = gauss(b, b + mp.mpf(alpha), 1 / (1 + d), terms)
        assert model.expected_lifetime(discount) == pytest.approx(float(true), rel=EXACT)
        residual = (true - 1) * (1 + d)  # the sum without its first term
        if residual > 1e-3:
            assert model.expected_residual_lifetime(discount) == pytest.approx(float(residual), rel=EXACT)


def test_lifetimes_at_whole_parameters():
    assert ShiftedBetaGeometric(2, 198).expected_lifetime(0.1) == pytest.approx(10.0379052719982, rel=1e-12)
    model = ShiftedBetaGeometric(1, 7 / 3)
    found = [model.expected_lifetime(discount, 1) for discount in (0.0005, 0.001, 0.002)]
    assert found == pytest.approx([19.96, 17.68, 15.43], abs=0.005)


@pytest.mark.parametrize("size", [0.01, 0.7, 9.99, 10, 3e3, 1e5])
def test_gamma_ratios_and_survival(size):
    for n in (0, 1, 7, 500, 1e5):
        with mp.workdps(40):
            true = mp.loggamma(mp.mpf(size) + n) - mp.loggamma(mp.mpf(size))
        assert float(log_rising(size, n)) == pytest.approx(float(true), rel=1e-13, abs=1e-13)
        for alpha in (0.01, 2, 1e5):
            with mp.workdps(40):
                a, b = mp.mpf(alpha), mp.mpf(size)
                whole = mp.loggamma(b + n) - mp.loggamma(b) - mp.loggamma(a + b + n) + mp.loggamma(a + b)
            assert float(log_stayed(alpha, size, n)) == pytest.approx(float(whole), rel=1e-12, abs=1e-12)
            if whole > -600:
                assert ShiftedBetaGeometric(alpha, size).survival(n) == pytest.approx(
                    float(mp.exp(whole)), rel=EXACT
                )
                leave = ShiftedBetaGeometric(alpha, size).lost(n + 1)
                assert leave == pytest.approx(float(mp.exp(whole) * a / (a + b + n)), rel=EXACT)


def mean_in_high_precision(a, b, function):
    """E[f(p)] over Beta(a, b), by mpmath's own quadrature, between many points on the scale ln(p/(1 − p))."""
    a, b = mp.mpf(a), mp.mpf(b)
    wide, middle = mp.sqrt(1 / a + 1 / b), mp.log(a / b)
    norm = mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)

    def term(u):
        return mp.exp(norm - a * mp.log1p(mp.exp(-u)) - b * mp.log1p(mp.exp(u))) * function(
            1 / (1 + mp.exp(-u))
        )

    steps = [3 * min(wide, 1) * mp.mpf(1.7) ** k for k in range(40)]
    below = [-each for each in steps if each < 90 / a + 12 * wide][::-1]
    above = [each for each in steps if each < 45 / b + 12 * wide]
    return mp.quad(term, [middle + each for each in (*below, 0, *above)])


GRID = [
    (0.01, 0.01, 0.1, 0.1, 1, 2.0, 3.0, 5.0), (1, 3, 5000, 10000, 2, 3.0, 6.0, 12.0), (1, 3, 1, 1, 1, 2.0, 9.0, 40.0),
    (1e5, 1e5, 2, 3, 7, 5.0, 6.0, 30.0), (0.5, 7, 1e5, 0.01, 3, 2.0, 2.5, 100.0),
    (3, 1e5, 0.3, 1e5, 40, 30.0, 90.0, 1000.0), (2, 5, 1, 4, 2000, 300.0, 310.0, 40.0), (642, 177, 1, 41013, 40, 0.2, 135.0, 4089.0),
]  # fmt: skip


@pytest.mark.parametrize(("model", "first"), MODELS)
@pytest.mark.parametrize("case", GRID)
def test_purchases_to_come(model, first, case):
    *parameters, x, last, age, time = case
    r, alpha, a, b = map(mp.mpf, parameters)
    passed, rate = x + first, r + x
    odds = a / (b + passed - 1) * ((alpha + age) / (alpha + last)) ** rate if passed else mp.mpf(0)
    alive = 1 / (1 + odds)
    ahead = mp.mpf(time) / (alpha + age)
    to_come = alive * mean_in_high_precision(
        a, b + passed, lambda p: -mp.expm1(-rate * mp.log1p(p * ahead)) / p
    )
    history = {"frequency": x, "recency": last, "age": age}
    found = model(*map(float, parameters))
    assert found.probability_alive(**history) == pytest.approx(float(alive), rel=EXACT)
    assert found.expected_future_purchases(time, **history) == pytest.approx(float(to_come), rel=EXACT)
    assert found.leave_chance(**history) == pytest.approx(
        float((a + 1 - alive) / (a + b + passed)), rel=EXACT
    )


@pytest.mark.parametrize(("model", "first"), MODELS)
@pytest.mark.parametrize("case", GRID)
def test_chances_of_purchases(model, first, case):
    r, alpha, a, b = map(mp.mpf, case[:4])
    with mp.workdps(150):
        z = mp.mpf(case[-1]) / (alpha + case[-1])
        counts = [mp.rf(r, j) / mp.factorial(j) * (1 - z) ** r * z**j for j in range(31)]
        true = []
        for x in (0, 1, 2, 5, 30):
            passed = x + first
            stayed = mp.beta(a, b + passed) / mp.beta(a, b)
            left = mp.beta(a + 1, b + passed - 1) / mp.beta(a, b) if passed else 0
            true.append(float(stayed * counts[x] + left * (1 - mp.fsum(counts[:x]))))
    found = model(*map(float, case[:4])).chances(case[-1], 30)
    assert [found[x] for x in (0, 1, 2, 5, 30)] == pytest.approx(true, rel=EXACT, abs=1e-300)


def test_customers_who_leave_alike():
    """Where a and b are large, one chance of leaving holds for all: the mean over the rates can be done by hand."""
    model = BetaGeometricNBD(1, 3, 5000, 10000)
    assert model.expected_future_purchases(12, frequency=2, recency=3, age=6) == pytest.approx(
        0.74601, abs=5e-6
    )
    assert model.expected_purchases(12) == pytest.approx(1.71436, abs=5e-6)
    alike = BetaGeometricNBD(0.7, 3, 2e11, 8e11)
    assert alike.expected_purchases(10) == pytest.approx((1 - (1 + 0.2 * 10 / 3) ** -0.7) / 0.2, rel=1e-9)


def simulated(model, first, count, time, seed=3):
    """Repeat purchases by ``time`` of customers drawn one by one from the model's story."""
    rng = np.random.default_rng(seed)
    rate, leave = rng.gamma(model.r, 1 / model.alpha, count), rng.beta(model.a, model.b, count)
    here = np.flatnonzero(rng.random(count) >= leave) if first else np.arange(count)
    clock, bought = np.zeros(count), np.zeros(count, int)
    while len(here):
        clock[here] += rng.exponential(1 / rate[here])
        here = here[clock[here] <= time]
        bought[here] += 1
        here = here[rng.random(len(here)) >= leave[here]]
    return bought


@pytest.mark.parametrize(("model", "first"), MODELS)
def test_the_story_told_customer_by_customer(model, first):
    found = model(0.8, 3.0, 1.6, 2.4)
    bought = simulated(found, first, 200_000, 10)
    assert bought.mean() == pytest.approx(found.expected_purchases(10), rel=0.015)
    shares = np.bincount(bought, minlength=6)[:6] / len(bought)
    assert shares == pytest.approx(np.array(found.chances(10, 5)), abs=0.004)


sizes = st.floats(-2, 5).map(lambda power: 10**power) | st.integers(1, 9).map(float)


@given(sizes, sizes, st.integers(0, 400), st.floats(1e-4, 0.9))
@settings(max_examples=25, deadline=None)
def test_those_who_stay_stay(alpha, beta, renewals, discount):
    model = ShiftedBetaGeometric(alpha, beta)
    assert model.survival(renewals + 1) <= model.survival(renewals) <= 1
    assert 0 < model.retention(renewals + 1) <= model.retention(renewals + 2) <= 1
    life, dearer = (model.expected_lifetime(d, renewals) for d in (discount, discount * 1.1))
    assert 1 <= dearer <= life * (1 + 1e-12) and life <= (1 + discount) / discount * (1 + 1e-12)
    assert life <= model.expected_lifetime(discount, renewals + 1) * (1 + 1e-12)
    assert life == pytest.approx(
        1 + model.expected_residual_lifetime(discount, renewals) / (1 + discount), rel=1e-9
    )


@given(
    st.sampled_from(MODELS),
    sizes,
    sizes,
    sizes,
    sizes,
    st.integers(0, 300),
    st.floats(0.1, 50),
    st.floats(0.1, 50),
)
@settings(max_examples=25, deadline=None)
def test_silence_and_time(kind, r, alpha, a, b, x, last, silent):
    model, last = kind[0](r, alpha, a, b), last if x else 0.0
    history = {"frequency": x, "recency": last, "age": last + silent}
    earlier = model.probability_alive(x, last, last + silent / 2)
    assert 0 <= model.probability_alive(**history) <= earlier <= 1
    soon, later = (model.expected_future_purchases(time, **history) for time in (5, 6))
    assert 0 <= soon <= later * (1 + 1e-12)
    whole = model.discounted_future_purchases(0, 6, **history)
    assert whole == pytest.approx(later, rel=1e-9, abs=1e-300)
    assert model.discounted_future_purchases(0.1, 6, **history) <= whole * (1 + 1e-12)
    most = (r + x) * 6 / (alpha + last + silent)
    assert later <= most * (1 + 1e-12)
    assert min(model.chances(3, 8)) >= 0 and sum(model.chances(3, 8)) <= 1 + 1e-9


@given(sizes, st.floats(1.01, 1e5), sizes, st.integers(1, 10_000), st.floats(0.01, 1e6))
def test_expected_spend_lies_between(p, q, v, x, seen):
    model = GammaGamma(p, q, v)
    low, high = sorted((seen, model.mean))
    assert low * (1 - 1e-9) <= model.expected_spend(x, seen) <= high * (1 + 1e-9)


@given(sizes, sizes)
def test_means_over_a_beta(a, b):
    mean = mean_over_beta(a, b, lambda p: 1 - p, 1.0, 0.0)
    assert float(mean) == pytest.approx(b / (a + b), rel=1e-9)


def test_columns_keep_their_index():
    model = ModifiedBetaGeometricNBD(0.5, 6.0, 0.9, 1.6)
    table = pd.DataFrame(
        {"frequency": [2, 0, 5], "recency": [9.0, 0, 20], "age": [30.0, 8, 21]}, index=["x", "y", "z"]
    )
    for call in (
        model.probability_alive, model.leave_chance, model.purchase_rate,
        lambda **history: model.expected_future_purchases(9, **history),
        lambda **history: model.discounted_future_purchases(0.01, 9, **history),
    ):  # fmt: skip
        found = call(**table)
        assert found.index.equals(table.index) and found.name
        assert found["z"] == pytest.approx(call(frequency=5, recency=20, age=21))
        mixed = call(**{**table, "age": table["age"].iloc[::-1]})
        pd.testing.assert_series_equal(mixed, found)
        assert isinstance(call(**{name: table[name].tolist() for name in table}), np.ndarray)
        with pytest.raises(ValueError, match="about the same rows"):
            call(**{**table, "age": table["age"].set_axis(["x", "y", "w"])})
        with pytest.raises(ValueError, match="with repeats"):
            call(**{**table, "age": table["age"].set_axis(["x", "x", "z"])})
    spend = GammaGamma(6.25, 3.74, 15.44)
    found = spend.expected_spend(table["frequency"], table["age"].iloc[::-1])
    assert found.index.tolist() == ["x", "y", "z"] and found["x"] == pytest.approx(
        spend.expected_spend(2, 30.0)
    )
    assert isinstance(spend.expected_spend(2, 30.0), float)
