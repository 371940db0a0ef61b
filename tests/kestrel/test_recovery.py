"""With the default seed the lessons' methods find the truth, to a stated degree and not perfectly."""

import numpy as np
import pandas as pd
import pytest
from scipy.cluster.vq import kmeans2
from scipy.optimize import minimize
from sklearn.metrics import adjusted_rand_score

from custvalue_helpers.kestrel import score_against_truth
from custvalue_helpers.kestrel.parameters import ATTRIBUTES, BRANDS, STATEMENTS
from custvalue_helpers.models import adjusted_rand_index

NEEDS = [f"need_{name}" for name in ("price", *ATTRIBUTES)]
DESCRIPTIONS = ["age", "income", "household_size", "shop_km"]


def k_means(table, scale=True, groups=4, starts=30):
    """The best of many k-means runs, as a Series by customer."""
    values = table.to_numpy(float)
    if scale:
        values = (values - values.mean(axis=0)) / values.std(axis=0)
    runs = [kmeans2(values, groups, minit="++", rng=start, iter=50) for start in range(starts)]
    best = min(runs, key=lambda run: ((values - run[0][run[1]]) ** 2).sum())
    return pd.Series(best[1], index=table.index)


def index_of(case, columns, **options):
    customers = case.customers.set_index("customer")
    groups = k_means(customers[columns], **options)
    return score_against_truth(case, segments=groups).loc["segments", "estimate"]


def logit_wtp(choices):
    """Conditional logit by maximum likelihood; willingness to pay in euro a month."""
    names = ["price", "freshness_days", "delivery_days", "brewing_help", "ethical_sourcing"]
    brands = [(choices["brand"] == brand).to_numpy(float) for brand in BRANDS[1:]]
    x = np.column_stack([choices[names].to_numpy(float) / 10, *brands]).reshape(-1, 4, 8)
    chosen = choices["chosen"].to_numpy().reshape(-1, 4).argmax(axis=1)
    cards = np.arange(len(chosen))

    def minus_log_likelihood(beta):
        utility = x @ beta
        p = np.exp(utility - utility.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        return -np.log(p[cards, chosen]).sum(), -(x[cards, chosen] - (p[..., None] * x).sum(axis=1)).sum(
            axis=0
        )

    beta = minimize(minus_log_likelihood, np.zeros(8), jac=True, method="BFGS").x
    worth = dict(zip(names, -beta / beta[0], strict=False))
    return {
        "10_days_fresher": -10 * worth["freshness_days"],
        "day_faster": -worth["delivery_days"],
        "brewing_help": worth["brewing_help"],
        "ethical_sourcing": worth["ethical_sourcing"],
    }


def test_scaled_needs_and_statements_recover_the_segments(case):
    assert 0.70 < index_of(case, NEEDS + list(STATEMENTS)) < 0.85


def test_one_base_alone_recovers_them_less_well(case):
    assert 0.5 < index_of(case, NEEDS) < 0.7
    assert 0.45 < index_of(case, list(STATEMENTS)) < 0.7


def test_unscaled_variables_mislead_k_means(case):
    assert index_of(case, NEEDS + list(STATEMENTS) + DESCRIPTIONS, scale=False) < 0.1


def test_demography_alone_says_little(case):
    assert index_of(case, DESCRIPTIONS) < 0.1


def test_pooled_willingness_to_pay_is_near_the_mean_truth(case):
    score = score_against_truth(case, willingness_to_pay=logit_wtp(case.choices))
    assert (score["error"].abs() < 0.6).all()
    # Those who mind the price choose most sharply, so the pooled figure leans to them and undervalues.
    assert (score.loc[["10_days_fresher", "ethical_sourcing"], "error"] < 0).all()


def test_the_average_hides_two_opposite_segments(case):
    segment = case.truth.customers.set_index("customer")["segment"].loc[case.choices["customer"]].to_numpy()
    keen = logit_wtp(case.choices[segment == "Busy households"])["brewing_help"]
    annoyed = logit_wtp(case.choices[segment == "Connoisseurs"])["brewing_help"]
    everyone = logit_wtp(case.choices)["brewing_help"]
    assert keen > 1.5 and annoyed < -2 and abs(everyone) < 1


def test_retention_and_lifetime_value_can_be_scored(case):
    truth = case.truth.customers.set_index("customer")
    score = score_against_truth(
        case, retention=1 - truth["leave_chance"], lifetime_value=truth["lifetime_value"].iloc[:100]
    )
    assert score["error"].abs().max() == pytest.approx(0)


def test_retention_seen_is_retention_true(case):
    spells = case.subscriptions
    seen = 1 - spells["left"].sum() / (spells["boxes"] - (1 - spells["left"])).sum()
    chance = case.truth.customers.set_index("customer")["leave_chance"].loc[spells["customer"]]
    assert 1 - seen < chance.mean()  # those who leave early meet few renewals
    assert seen == pytest.approx(1 - chance.mean(), abs=0.03)


def test_a_constant_rate_under_projects_retention(case):
    early = first_year(case, range(1, 4)) ** (1 / 3)
    assert first_year(case, range(1, 19)) > 1.03 * early**18


def first_year(case, renewals):
    """Kaplan–Meier share still there after some renewals."""
    spells, share = case.subscriptions, 1.0
    for k in renewals:
        left = ((spells["boxes"] == k) & (spells["left"] == 1)).sum()
        share *= 1 - left / (left + (spells["boxes"] > k).sum())
    return share


def test_the_clubs_true_lift_is_smaller_than_it_looks(case):
    truth, club = case.truth.customers, case.customers["club_member"] == 1
    naive = truth["leave_chance"][club].mean() / truth["leave_chance"][~club].mean()
    true = (truth["leave_chance"] / truth["leave_chance_without_club"])[club].mean()
    assert naive < 0.6 and 0.75 < true < 0.95


def test_a_median_split_on_the_past_misplaces_many(case):
    margin = case.orders.groupby("customer")["margin"].sum()
    cost = case.contacts.groupby("customer")["cost"].sum().reindex(margin.index, fill_value=0)
    days = case.orders.groupby("customer")["date"].agg(lambda day: (day.max() - day.min()).days)
    past = margin - cost
    split = 2 * (days > days.median()) + (past > past.median())
    true = case.truth.customers.set_index("customer")["group"].cat.codes
    assert 0.3 < (split != true).mean() < 0.6


def test_pitfalls_are_there(case):
    needs = case.customers[NEEDS]
    straight = (needs.nunique(axis=1) == 1).mean()
    assert 0.03 < straight < 0.07
    bought = case.orders[case.orders["kind"] == "purchase"].groupby("customer").size()
    assert 0.2 < (bought == 1).mean() < 0.4
    stated = case.importance.filter(like="importance_").mean()
    assert stated["importance_ethical_sourcing"] == stated.max()
    assert stated["importance_app_ease"] == stated.min()
    survey = case.survey.groupby("expectation_from", observed=True)
    assert (
        survey["satisfaction"].mean()["advertising"]
        < survey["satisfaction"].mean().drop("advertising").min() - 1
    )
    performance = survey["perceived_delivery"].mean()
    assert performance.max() - performance.min() < 0.6


def test_comments_carry_their_theme(case):
    written = case.survey.dropna(subset="comment")
    late = written["comment"].str.contains("late|delivery|parcel|courier", case=False)
    hit = late[written["theme"] == "delivery"].mean()
    assert hit > 0.9 and (written["theme"][late] == "praise").any()  # a trap: "never once late"
    assert (case.survey["theme"] == "no comment").eq(case.survey["comment"].isna()).all()


def test_the_four_groups_exist(case):
    assert case.truth.customers["group"].value_counts(normalize=True).min() > 0.1


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({}, ValueError, "give at least one"),
        ({"segments": [1, 2]}, TypeError, "segments must be a pandas Series"),
        ({"segments": pd.Series([1, 2], index=[1, 99999])}, ValueError, "no customer"),
        ({"retention": pd.Series([0.5, 0.5], index=[1, 1])}, ValueError, "a customer twice"),
        ({"lifetime_value": pd.Series([np.nan], index=[1])}, ValueError, "no missing value"),
        ({"willingness_to_pay": {"taste": 1}}, ValueError, "must be one of '10_days_fresher'"),
        ({"willingness_to_pay": {"day_faster": "1"}}, TypeError, "day_faster must be a number, got str"),
        ({"truth": 7, "willingness_to_pay": {"day_faster": 1}}, TypeError, "truth must be a SimulatedFirm"),
    ],
)
def test_scores_check_what_they_get(arguments, error, words):
    with pytest.raises(error, match=words):
        score_against_truth(**arguments)


def test_the_committed_truth_is_the_default(case):
    mine = pd.Series(range(1200), index=range(1, 1201)) % 4
    assert score_against_truth(segments=mine).equals(score_against_truth(case, segments=mine))


def test_adjusted_rand_index_against_hand_numbers():
    # Hubert and Arabie's formula on a 2 × 2 table (2, 1 / 0, 3): (4 − 2.8) / (6.5 − 2.8)
    assert adjusted_rand_index([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 1]) == pytest.approx(
        (4 - 2.8) / (6.5 - 2.8)
    )
    assert adjusted_rand_index([1, 1, 1], [2, 2, 2]) == 1.0
    with pytest.raises(ValueError, match="same length"):
        adjusted_rand_index([1, 2], [1])
    with pytest.raises(ValueError, match="labels must have no missing value, got 1 of 2"):
        adjusted_rand_index([1, None], [1, 2])


def test_adjusted_rand_index_is_scikit_learns():
    generator = np.random.default_rng(1)
    for groups in (2, 5, 40):
        one, other = generator.integers(0, groups, (2, 60))
        other[:30] = one[:30]
        assert adjusted_rand_index(one, other) == pytest.approx(adjusted_rand_score(one, other), abs=1e-12)


def test_adjusted_rand_index_goes_by_the_rows_names_and_not_by_their_order(case):
    needs = case.customers.set_index("customer")[NEEDS].head(300)
    one, other = k_means(needs, starts=3), k_means(needs.sample(frac=1, random_state=1), starts=3)
    same = one.sample(frac=1, random_state=2)
    assert adjusted_rand_index(one, same) == 1
    assert adjusted_rand_index(one, other) > 0.8
    assert adjusted_rand_index(one, same.to_numpy()) < 0.1  # an array has no names
    with pytest.raises(ValueError, match="labels and other must be about the same rows"):
        adjusted_rand_index(one, one.set_axis(one.index + 5000))


def test_a_survival_curve_can_be_scored(case):
    seen = [first_year(case, range(1, k + 1)) for k in range(1, 19)]
    score = score_against_truth(case, survival=seen)
    assert score["error"].abs().max() < 0.05
    with pytest.raises(ValueError, match=r"survival must hold shares from 0 to 1, got 1\.2"):
        score_against_truth(case, survival=[0.9, 1.2])
