"""Leaving rates, forecasts and the four groups: truths, recovery of what was simulated, interval coverage, bad input."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers import load_dataset
from custvalue_helpers.kestrel import simulate_firm
from custvalue_helpers.lessons.relationships.kestrel import cheaper_channel, gain_by_customer
from custvalue_helpers.models.buying import ModifiedBetaGeometricNBD
from custvalue_helpers.models.customer_groups import (
    GROUPS,
    BuyingModel,
    by_group,
    credible_means,
    even_cut,
    fit_buying,
    fit_leaving,
    forecast_customers,
    four_groups,
    group_table,
    misplaced,
    past_record,
)
from custvalue_helpers.models.trials import compare_leaving, cost_concentration, leaving_rate


def spells(rng, n, alpha, beta, most=20):
    """Subscriptions of people with a chance of leaving each: boxes sent, and whether they left."""
    theta = rng.beta(alpha, beta, n)
    life = rng.geometric(theta)  # renewals until the one that is declined
    watched = rng.integers(1, most, n)
    left = (life <= watched).astype(int)
    renewals = np.minimum(life, watched)
    return pd.DataFrame({"boxes": renewals + 1 - left, "left": left, "theta": theta, "renewals": renewals})


def test_the_leaving_rate_by_hand():
    found = leaving_rate([3, 5, 2], [1, 0, 1])  # 3 + 4 + 2 renewals, two of them declined
    assert (found.renewals, found.rate) == (9, approx(2 / 9))


def test_the_interval_of_a_lot_covers_the_truth_as_often_as_it_says():
    rng, hits = np.random.default_rng(3), 0
    for _ in range(400):
        table = spells(rng, 300, 1, 12, most=15).assign(called=rng.integers(0, 2, 300))
        low, high = compare_leaving(table, "called").interval
        hits += low <= 0 <= high  # the lot does nothing here
    assert 0.92 <= hits / 400 <= 0.98


def test_the_beta_geometric_is_recovered_from_running_spells():
    table = spells(np.random.default_rng(5), 20_000, 1.5, 20)
    model = fit_leaving(table.renewals, table.left)
    assert (model.alpha, model.beta) == (approx(1.5, rel=0.1), approx(20, rel=0.12))
    forecast = pd.Series(model.leave_chance(table.renewals, table.left))
    by_tenth = table.theta.groupby(pd.qcut(forecast, 10, duplicates="drop")).mean()
    said = forecast.groupby(pd.qcut(forecast, 10, duplicates="drop")).mean()
    assert by_tenth.to_numpy() == approx(said.to_numpy(), rel=0.1), (
        "the forecast is right on average at every level"
    )


def test_customers_who_are_all_alike_get_one_chance():
    rng = np.random.default_rng(2)
    table = spells(rng, 5_000, 5e4, 9.5e5)
    model = fit_leaving(table.renewals, table.left)
    chances = model.leave_chance(table.renewals, table.left)
    assert chances.to_numpy() == approx(table.left.sum() / table.renewals.sum(), rel=0.05)


def buyers(rng, n, r, alpha, a, b):
    """Histories of customers who may leave after every purchase, the first included."""
    rows = []
    for rate, leave, age in zip(
        rng.gamma(r, 1 / alpha, n), rng.beta(a, b, n), rng.uniform(6, 24, n), strict=True
    ):
        time = last = count = 0
        while rng.random() >= leave:
            time += rng.exponential(1 / rate)
            if time > age:
                break
            last, count = time, count + 1
        rows.append((count, last, age, time > age))
    return pd.DataFrame(rows, columns=["frequency", "recency", "age", "alive"])


def test_the_modified_bg_nbd_is_recovered_and_knows_who_is_alive():
    table = buyers(np.random.default_rng(4), 6_000, 2.0, 2.0, 1.5, 5.0)
    buying = fit_buying(table)
    model = buying.model
    assert (model.r, model.alpha) == (approx(2, rel=0.12), approx(2, rel=0.12))
    assert model.a / (model.a + model.b) == approx(1.5 / 6.5, rel=0.08)
    alive = buying.probability_alive(table)
    for low, high in ((0, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 1)):
        inside = (alive > low) & (alive <= high)
        assert table.alive[inside].mean() == approx(alive[inside].mean(), abs=0.05)
    once = table.frequency == 0
    assert alive[once].between(0, 1, inclusive="neither").all(), "who bought once may have left"


def test_the_unit_of_time_does_not_matter():
    table = buyers(np.random.default_rng(6), 1_500, 2.0, 2.0, 1.5, 5.0)
    longer = table.assign(recency=4 * table.recency, age=4 * table.age)
    months, weeks = fit_buying(table).model, fit_buying(longer).model
    assert weeks.alpha == approx(4 * months.alpha, rel=1e-2) and weeks.a == approx(months.a, rel=1e-2)
    shift = table.frequency.sum() * np.log(4)
    assert weeks.log_likelihood + shift == approx(months.log_likelihood, abs=1e-2)


def test_it_fits_kestrels_shop_customers_better_than_the_bg_nbd():
    from custvalue_helpers.models.buying import fit_bg_nbd, purchase_histories

    orders = load_dataset("kestrel_orders")
    histories = purchase_histories(orders[orders.kind == "purchase"], unit="month", until="2025-12-31")
    mine, usual = fit_buying(histories), fit_bg_nbd(histories)
    assert mine.model.log_likelihood > usual.log_likelihood + 20
    truth = load_dataset("kestrel_truth_customers").set_index("customer").loc[histories.index]
    assert mine.leave_chance(histories).mean() == approx(truth.leave_chance.mean(), abs=0.01)
    assert mine.probability_alive(histories).mean() == approx(truth.still_active.mean(), abs=0.04)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(-20, 40)), min_size=3),
    st.integers(1, 50),
    st.integers(-5, 20),
)
def test_four_groups_are_the_two_cuts(points, months_cut, profit_cut):
    table = pd.DataFrame(points, columns=["months", "profit"])
    groups = four_groups(table.months, table.profit, months_cut, profit_cut)
    assert ((groups == "true friends") == ((table.months > months_cut) & (table.profit > profit_cut))).all()
    assert ((groups == "strangers") == ((table.months <= months_cut) & (table.profit <= profit_cut))).all()
    mixed = table.sample(frac=1, random_state=1)
    assert four_groups(table.months, mixed.profit, months_cut, profit_cut).equals(groups), (
        "matched by customer"
    )


def test_by_group_takes_the_customers_that_have_a_value():
    groups = four_groups(pd.Series([1, 1, 9, 9]), pd.Series([1, 1, 1, 9]), 5, 5)
    some = pd.Series([6.0, 2.0, 5.0], index=[1, 0, 2])
    assert by_group(some, groups)[["strangers", "barnacles"]].tolist() == [4, 5]
    assert by_group(some, groups)[["butterflies", "true friends"]].isna().all()
    assert by_group(some, groups, "sum").tolist() == [8, 0, 5, 0]


def test_the_group_table_counts_everybody_once():
    rng = np.random.default_rng(3)
    one, two = (four_groups(pd.Series(rng.random(90)), pd.Series(rng.random(90))) for _ in range(2))
    euros = pd.Series(rng.integers(0, 50, 90))
    table = group_table(one, two[::-1], euros[::-1])
    counts = table.loc[:, list(GROUPS)]
    assert counts.to_numpy().sum() == 90 and table["to come (€)"].sum() == euros.sum()
    assert 1 - np.trace(counts) / 90 == approx(misplaced(one, two))


def test_ties_at_the_cut_are_not_above_it():
    same = pd.Series([5.0, 5.0, 5.0])
    assert set(four_groups(same, same, 5, 5)) == {"strangers"}


@given(st.lists(st.integers(0, 4), min_size=2, max_size=40))
def test_the_even_cut_leaves_halves_nearly_as_even_as_any_cut_could(values):
    """Many equal values must not throw everybody on one side; without ties it is the median."""
    series = pd.Series(values, dtype=float)
    if len(set(values)) == 1:
        with pytest.raises(ValueError, match="must differ between customers where no cut is given, got"):
            even_cut(series)
        with pytest.raises(ValueError, match="profit must differ between customers"):
            four_groups(series, series, tenure_cut=1)
        return
    above = int((series > even_cut(series)).sum())
    uneven = [abs(len(values) - 2 * int((series > cut).sum())) for cut in set(values)]
    assert abs(len(values) - 2 * above) <= max(min(uneven), 0.1 * len(values))
    assert 0 < above < len(values)
    apart = pd.Series(np.arange(len(values)) * 1.5)
    assert even_cut(apart) == apart.median()


def test_credible_means_lie_between_the_own_and_the_common():
    rng = np.random.default_rng(1)
    owner = pd.Series(np.repeat(np.arange(200), rng.integers(1, 30, 200)))
    level = rng.normal(8, 2, 200)
    values = pd.Series(rng.normal(level[owner], 5))
    found, own = credible_means(values, owner), values.groupby(owner).mean()
    common = values.mean()
    assert ((found - common).abs() <= (own - common).abs() + 1e-9).all()
    assert ((found - level) ** 2).mean() < ((own - level) ** 2).mean(), (
        "closer to the truth than each own mean"
    )
    alike = credible_means(pd.Series([1.0, 3, 3, 1]), pd.Series([1, 1, 2, 2]))
    assert alike.tolist() == [2.0, 2.0]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_forecast_misplaces_fewer_than_the_past_in_other_worlds(seed):
    case = simulate_firm(seed=seed)
    truth = case.truth.customers.set_index("customer").group
    past = past_record(case.orders, case.contacts)
    forecast = forecast_customers(case.customers, case.orders, case.contacts, case.subscriptions)
    wrong_past = misplaced(four_groups(past.months, past.profit), truth)
    wrong = misplaced(four_groups(forecast.months, forecast.profit), truth)
    assert wrong < wrong_past - 0.05 and 0.3 < wrong < 0.45


def test_gains_are_the_simulators():
    case = simulate_firm(seed=1, n_customers=300)
    gain = gain_by_customer(case, "follow_up", 0.5, 1)
    more = case.what_if(case.firm.with_step("follow_up", 0.5))
    assert gain.mean() == approx(more.loc["change", "lifetime_value"])
    assert gain_by_customer(case, "club", 1, 1).eq(0).all()


def test_a_cheaper_channel_by_hand():
    contacts = pd.DataFrame({
        "customer": [1, 1, 2, 3], "started_by": ["customer", "customer", "customer", "Kestrel"],
        "channel": ["phone", "chat", "chat", "phone"], "cost": [9.0, 3.0, 5.0, 4.0],
    })  # fmt: skip
    assert cheaper_channel(contacts).to_dict() == {1: 5.0}


@given(st.lists(st.floats(0, 1e6), min_size=1).filter(any), st.floats(0, 1))
def test_concentration_lies_between_equality_and_all(costs, part):
    share = cost_concentration(costs, part)
    whole = round(part * len(costs)) / len(costs)
    assert whole - 1e-9 <= share <= 1 + 1e-9


ONE = pd.Series([1.0, 2.0])
TWO = pd.DataFrame({"boxes": [3, 4], "left": [1, 0], "called": [0, 1]})
HISTORIES = pd.DataFrame({"frequency": [0, 0], "recency": [0.0, 0.0], "age": [3.0, 4.0]})
BAD = [
    (lambda: leaving_rate([1, 2], [0]), "the same length, got 2, 1"),
    (lambda: leaving_rate([1.5], [0]), "boxes must be whole numbers of at least 1, got 1.5"),
    (lambda: leaving_rate([3], [2]), r"left must hold True or False \(or 1 and 0\), got 2"),
    (lambda: leaving_rate([1], [0]), "nobody had a second box"),
    (lambda: leaving_rate(["a"], [0]), "boxes must hold numbers"),
    (lambda: leaving_rate([], []), "at least 1 number, got none"),
    (lambda: leaving_rate([1, None], [0, 0]), "1 value is missing|got nan"),
    (lambda: compare_leaving(TWO, "caled"), "got 'caled'"),
    (lambda: compare_leaving(TWO.assign(called=1), "called"), "must hold both 1 and 0"),
    (lambda: compare_leaving([1], "called"), "subscriptions must be a pandas DataFrame"),
    (lambda: cost_concentration([0, 0]), "costs must not all be 0"),
    (lambda: cost_concentration([1, -2]), "costs must be numbers of at least 0, got -2"),
    (lambda: cost_concentration([1, 2], 10), "did you mean 0.1, that is 10 %"),
    (lambda: fit_leaving([3, 4], [0, 0]), "nobody who left"),
    (lambda: fit_leaving([0, 4], [1, 0]), "no renewal to leave at"),
    (lambda: fit_buying(HISTORIES), "at least one customer who came back"),
    (lambda: fit_buying(HISTORIES.drop(columns="age")), "got none named age"),
    (lambda: fit_buying(HISTORIES.assign(recency=[9.0, 0.0], frequency=[1, 0])), "recency must be at most age, got 9 and 3"),
    (lambda: BuyingModel(ModifiedBetaGeometricNBD(1, 1, 1, 1)).probability_alive([1]), "histories must be a pandas DataFrame"),
    (lambda: four_groups(ONE, pd.Series([1.0, None])), "profit must have no missing value, got 1 of 2"),
    (lambda: four_groups(ONE, pd.Series([1.0, 2.0], index=[0, 9])), "about the same rows"),
    (lambda: four_groups([1, 2], ONE), "tenure must be a Series"),
    (lambda: four_groups(pd.Series([1.0, 2.0], index=[1, 1]), ONE), "each row once, got 1 twice"),
    (lambda: four_groups(pd.Series(["a"]), ONE), "tenure must hold numbers"),
    (lambda: four_groups(ONE, ONE, "12"), "tenure_cut must be a number, got str '12'"),
    (lambda: misplaced(ONE, pd.Series([1, 2, 3])), "about the same rows"),
    (lambda: group_table(ONE, ONE, pd.Series([1, 2, 3])), "groups must be one of"),
    (lambda: by_group(ONE, pd.Series(["a"])), "groups must hold every customer with a value, got none for 1"),
    (lambda: by_group(ONE, ONE, "median"), "what must be one of"),
    (lambda: by_group(ONE, ["a", "b"]), "groups must be a Series"),
    (lambda: past_record(pd.DataFrame({"customer": [1]}), pd.DataFrame()), "orders: column must be one of 'customer', got 'date'"),
    (lambda: credible_means(ONE, pd.Series([1, 2])), "one of them with at least two values"),
    (lambda: gain_by_customer("case", "club", 0, 1), "kestrel must be a SimulatedFirm"),
    (lambda: gain_by_customer(simulate_firm(1, 20), "clubb", 0, 1), "did you mean 'club'"),
    (lambda: gain_by_customer(simulate_firm(1, 20), "club", 0, 3), "then must be a number from 0 to 1"),
    (lambda: cheaper_channel(load_dataset("kestrel_contacts"), "fax"), "dear must be one of"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "message"), BAD)
def test_bad_input_is_named(call, message):
    with pytest.raises((ValueError, TypeError), match=message):
        call()


def test_the_groups_are_those_of_the_truth():
    assert set(GROUPS) == set(load_dataset("kestrel_truth_customers").group.cat.categories)
