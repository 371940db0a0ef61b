"""The chain as a whole: what must hold whatever the numbers, and what the files' firm shows."""

from dataclasses import replace

import numpy as np
import pytest

from custvalue_helpers.kestrel import simulate_firm
from custvalue_helpers.lessons.capstone.chain import draws, fit_chain
from custvalue_helpers.lessons.capstone.equity import (
    LEVERS,
    LINKS,
    RESULTS,
    STEPS,
    effect_of,
    only,
    summary,
    surprise,
    tornado,
    without_links,
)
from custvalue_helpers.models.lifetime import lifetime_value


def test_no_step_changes_nothing(links):
    effect = effect_of({}, links)
    assert all(np.all(effect.change(what) == 0) for what in RESULTS)
    assert np.all(effect.arithmetic == 0)


def test_results_are_finite_and_shares_are_shares(links):
    for name, limits in LEVERS.items():
        for size in limits:
            then = effect_of({name: float(size)}, links).then
            assert all(np.isfinite(then[what]).all() for what in RESULTS), name
            assert ((then["trial"] > 0) & (then["trial"] < 1)).all()
            assert ((then["retention"] > 0) & (then["retention"] < 1)).all()


def test_lifetime_value_is_that_of_lesson_7_where_all_are_alike(links):
    """Everyone alike, under contract, not in the club: margin (1 + d)/(1 + d − r)."""
    leave = np.zeros_like(links.leave)
    leave[:, 0] = np.log(0.1 / 0.9)
    alike = replace(
        links, kinds=np.array([[0, 0, 0, 2]]), share_of_cell=np.ones((len(links), 1)), leave=leave,
        spread=links.spread * 0, per_satisfaction=links.per_satisfaction * 0, calls=links.calls * 0,
        service=links.service * 0 + 1.0, margin=links.margin * 0 + 9.0,
    )  # fmt: skip
    worth = effect_of({}, alike).now["lifetime_value"]
    # The spread is kept from 0 by a hundredth of variance, which is worth less than a hundredth here.
    assert worth == pytest.approx(lifetime_value(8.0, 0.9, 0.008, convention="paid now"), rel=0.01)


def test_a_loss_weighs_more_than_a_gain_and_noise_blurs_the_kink():
    sharp = surprise(np.array([0.5, -0.5]), np.zeros(2))
    assert -sharp[1] / sharp[0] == pytest.approx(2.25)
    blurred = surprise(np.array([0.5, -0.5]), np.ones(2))
    assert -blurred[1] / blurred[0] > 2.25 and blurred[0] < sharp[0]


def test_signs_of_the_first_links(links):
    better = effect_of({"delivery": 1}, links)
    assert all(better.change(what)[0] > 0 for what in RESULTS)
    louder = effect_of({"promise": 1}, links)
    assert louder.change("trial")[0] > 0 > louder.change("satisfaction")[0]
    cheaper = effect_of({"price": -1}, links)
    assert cheaper.change("trial")[0] > 0 > cheaper.change("lifetime_value")[0]


def test_steps_taken_together_are_followed_together(links):
    both = effect_of({"delivery": 1, "app_ease": 1}, links).change()
    apart = effect_of({"delivery": 1}, links).change() + effect_of({"app_ease": 1}, links).change()
    assert both[0] == pytest.approx(apart[0], rel=0.1) and both[0] != apart[0]


def test_without_links_only_arithmetic_is_left(links):
    for lever in ("price", "club", "follow_up"):
        steps = {lever: STEPS[lever]}
        still = effect_of(steps, without_links(links))
        assert still.change() == pytest.approx(effect_of(steps, links).arithmetic, abs=1e-6)
    assert effect_of({"price": -1}, links).arithmetic[0] < 0 < effect_of({"club": -1}, links).arithmetic[0]


def test_an_interval_is_quantiles_of_the_draws(links):
    effect = effect_of({"delivery": 1}, links)
    estimate, low, high = effect.interval(level=0.8)
    change = effect.change()
    assert estimate == change[0] and low < estimate < high
    assert ((change[1:] >= low) & (change[1:] <= high)).mean() == pytest.approx(0.8, abs=0.01)


def test_more_draws_of_the_same_seed_give_the_same_estimate(chain, links):
    other = draws(chain, 40, seed=9)
    one, two = (effect_of({"price": -1}, each).change()[0] for each in (other, links))
    assert one == pytest.approx(two)


def test_the_same_seed_gives_the_same_draws(chain):
    one, two = (effect_of({"delivery": 1}, draws(chain, 30, seed=4)).change() for _ in range(2))
    assert np.array_equal(one, two)


def test_tornado_holds_the_other_links_and_adds_up(links):
    table = tornado({"delivery": 1}, links)
    assert set(table.index) == set(LINKS) and table["share"].sum() == pytest.approx(1)
    assert table["width"].is_monotonic_decreasing
    assert table.loc["how a euro off pleases", "width"] == pytest.approx(0, abs=1e-6)  # no price step
    whole = np.diff(summary(effect_of({"delivery": 1}, links).change())[1:])[0]
    assert table["width"].max() < whole < table["width"].sum()


def test_every_drawn_link_stands_in_the_tornado_once(links):
    named = [part[0] if isinstance(part, tuple) else part for parts in LINKS.values() for part in parts]
    assert set(named) == set(links.names)
    assert sorted(set(named) - {"leave"}) == sorted(name for name in named if name != "leave")
    columns = [c for parts in LINKS.values() for part in parts if isinstance(part, tuple) for c in part[1]]
    assert sorted(columns) == list(range(links.leave.shape[1]))


def test_only_one_link_varies(links):
    one = only(links, "what a call changes")
    assert (
        np.ptp(one.leave[:, 3]) > 0 and np.ptp(one.leave[:, 0]) == 0 and np.ptp(one.point, axis=0).max() == 0
    )


def test_at_the_estimate_alone(links):
    alone = effect_of({"delivery": 1}, links.estimate_only())
    assert alone.interval()[0] == effect_of({"delivery": 1}, links).change()[0]


@pytest.mark.parametrize(
    ("levers", "error", "message"),
    [
        ({"delivry": 1}, ValueError, "did you mean 'delivery'"),
        ({"delivery": 30}, ValueError, "from -3 to 2, got 30"),
        ({"delivery": "1"}, TypeError, "must be a number"),
        ({"club": -0.5}, ValueError, "0 .keep it. or -1"),
        ([("delivery", 1)], TypeError, "must be a dict"),
    ],
)
def test_bad_levers_are_named(levers, error, message, links):
    with pytest.raises(error, match=message):
        effect_of(levers, links)


def test_bad_draws_are_named(chain, links):
    with pytest.raises(ValueError, match="number must be"):
        draws(chain, 3)
    with pytest.raises(TypeError, match="FittedChain"):
        draws(links)
    with pytest.raises(TypeError, match="Links"):
        effect_of({"delivery": 1}, {"share": 1})
    with pytest.raises(TypeError, match="Links"):
        tornado({"delivery": 1}, None)
    with pytest.raises(ValueError, match="what must be one of"):
        tornado({"delivery": 1}, links, what="profit")


@pytest.mark.parametrize("seed", [7001, 7002])
def test_without_the_simulators_links_the_intervals_hold_zero(seed):
    """Wide intervals (99 %), so that the test stands for ten levers on two firms."""
    links = draws(fit_chain(simulate_firm(seed, links=False)), 100, seed=seed)
    for lever, step in STEPS.items():
        effect = effect_of({lever: step}, links)
        _, low, high = summary(effect.change() - effect.arithmetic, 0.99)
        assert low <= 0 <= high, lever


def test_the_club_taken_at_face_value_fails(case, links):
    """Members would have stayed anyway: read as the club's work, their staying says that closing it costs dear."""
    table = case.truth.levers.set_index("lever")["customer_equity"]
    truth = table["club"] - table["as it is"]
    naive = effect_of({"club": -1}, replace(links, club_part=np.ones(len(links))))
    assert truth > 0 > naive.interval()[2]
    _, low, high = effect_of({"club": -1}, links).interval()
    assert low < truth < high


def test_the_bound_on_the_disappointed_moves_only_what_disappoints(links):
    none, twice = (replace(links, loss_part=np.full(len(links), part)) for part in (0.0, 1.0))
    for step in ({"delivery": 1}, {"promise": -1}, {"follow_up": 0.5}):
        assert np.array_equal(effect_of(step, none).change(), effect_of(step, twice).change()), step
    louder = [effect_of({"promise": 1}, each).change("retention") for each in (none, links, twice)]
    reacts = links.per_satisfaction < 0
    assert (louder[2] < louder[0])[reacts].all() and (louder[1] <= louder[0] + 1e-12)[reacts].all()
    # Leaving takes the doubled step: to first order twice the retention is lost.
    assert louder[2][0] / louder[0][0] == pytest.approx(2, rel=0.35)
