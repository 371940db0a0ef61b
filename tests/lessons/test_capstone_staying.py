"""The chance of leaving, against sums done by hand and against data made with known numbers."""

import numpy as np
import pytest

from custvalue_helpers.lessons.capstone.staying import Spells, bell_nodes, fit_leaving, log_chance

ONE_KIND = np.ones((2, 1))


def test_bell_nodes_give_the_normal_moments():
    z, w = bell_nodes(15)
    assert w.sum() == pytest.approx(1) and w @ z**4 == pytest.approx(3)


def test_without_a_spread_the_chance_is_the_geometric_one():
    theta = np.array([np.log(0.2 / 0.8), -20.0])
    value, _ = log_chance(theta, np.ones((2, 1)), np.array([3.0, 3.0]), np.array([1.0, 0.0]), ONE_KIND)
    assert value == pytest.approx([np.log(0.8**3 * 0.2), np.log(0.8**3)])


def test_slope_is_the_derivative():
    theta, x = np.array([-2.0, 0.4, 0.1]), np.array([[1.0, 0.5], [1.0, -1.0]])
    renewals, left = np.array([4.0, 9.0]), np.array([1.0, 0.0])
    _, slope = log_chance(theta, x, renewals, left, ONE_KIND)
    for k in range(3):
        move = np.eye(3)[k] * 1e-6
        up, down = (log_chance(theta + sign * move, x, renewals, left, ONE_KIND)[0] for sign in (1, -1))
        assert slope[:, k] == pytest.approx((up - down) / 2e-6, rel=1e-5)


def simulated(n, effect, spread, seed):
    rng = np.random.default_rng(seed)
    cause = rng.integers(0, 2, n).astype(float)
    odds = -2.5 + effect * cause + spread * rng.normal(size=n)
    life = rng.geometric(1 / (1 + np.exp(-odds))) - 1.0
    return cause, Spells(np.minimum(life, 20), (life < 20).astype(float), np.zeros(n, bool))


def test_known_causes_and_spread_are_found():
    cause, spells = simulated(20_000, 0.6, 0.9, seed=5)
    x = np.column_stack([np.ones(len(cause)), cause])
    fit = fit_leaving(("level", "cause"), x, spells, np.arange(len(x)), len(x), kinds=np.ones((len(x), 1)))
    assert fit.estimate[1] == pytest.approx(0.6, abs=0.08)
    assert np.exp(fit.estimate[2]) == pytest.approx(0.9, abs=0.1)


def test_asking_only_survivors_does_not_bias_the_effect():
    cause, spells = simulated(40_000, 0.6, 0.9, seed=6)
    asked = spells.renewals >= 6  # only they could answer; cause and inclination now go together among them
    part = Spells(spells.renewals[asked], spells.left[asked], spells.shop[asked])
    x = np.column_stack([np.ones(asked.sum()), cause[asked]])
    options = dict(owner=np.arange(len(x)), people=len(x), spread=0.9)
    fit = fit_leaving(("level", "cause"), x, part, known=np.full(len(x), 6.0), **options)
    assert fit.estimate[1] == pytest.approx(0.6, abs=0.12)


@pytest.mark.parametrize("left", (0.0, 1.0))
def test_all_or_nobody_leaving_is_refused(left):
    spells = Spells(np.array([3.0, 5.0]), np.full(2, left), np.zeros(2, bool))
    with pytest.raises(ValueError, match="left must show some leaving and some staying"):
        fit_leaving(("level",), np.ones((2, 1)), spells, np.arange(2), 2, spread=1.0)
