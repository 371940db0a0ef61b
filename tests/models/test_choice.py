"""The logit: published numbers, analytic truths, properties, and what it refuses."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers import load_dataset
from custvalue_helpers.lessons.perceived_value.explorers import ELECTRICITY
from custvalue_helpers.models.choice import first_and_later, fit_groups, fit_logit, long_format

ELECTRICITY_FEATURES = ["fixed_price", "contract_years", "local", "well_known", "time_of_day", "seasonal"]


@pytest.fixture(scope="module")
def electricity():
    return fit_logit(
        load_dataset("electricity_choice"), ELECTRICITY_FEATURES, occasion="occasion", chosen="chosen"
    )


@pytest.fixture(scope="module")
def train():
    trips = long_format(load_dataset("train_choice"), ("a", "b"), ["price", "time", "changes", "comfort"],
                        occasion="trip", chosen="chosen", keep=["person"])  # fmt: skip
    trips = trips.assign(price=trips.price / 220.371, time=trips.time / 60)
    return fit_logit(trips, ["price", "time", "changes", "comfort"], occasion="trip", chosen="chosen")


def test_electricity(electricity):
    """The conditional logit of mlogit's vignette on the same data (Train's exercises)."""
    published = [-0.6252, -0.1083, 1.4422, 0.9955, -5.4628, -5.8400]
    assert electricity.coefficients.to_numpy() == approx(published, abs=5e-5)
    assert electricity.log_likelihood == approx(-4958.649, abs=5e-4)
    assert electricity.null_log_likelihood == approx(4308 * np.log(1 / 4))
    wtp = electricity.willingness_to_pay("fixed_price").willingness_to_pay
    assert wtp[["local", "well_known", "contract_years"]].to_list() == approx(
        [2.307, 1.592, -0.173], abs=5e-4
    )


def test_the_explorers_coefficients_are_these(electricity):
    assert electricity.coefficients[list(ELECTRICITY)].to_list() == approx(
        list(ELECTRICITY.values()), abs=5e-5
    )


def test_train(train):
    """mlogit's vignette on the same data: time, change, comfort and their standard errors as printed there.

    The vignette multiplies prices by 2.20371 where a guilder is 1 / 2.20371 euro; in euro the price coefficient is
    2.20371² times the printed −0.0674.
    """
    assert train.coefficients.to_list() == approx([-0.3271, -1.7206, -0.3263, -0.9457], abs=5e-5)
    assert train.log_likelihood == approx(-1724.150, abs=5e-4)
    assert train.standard_errors[["time", "changes", "comfort"]].to_list() == approx(
        [0.1604, 0.0595, 0.0649], abs=5e-5
    )
    wtp = train.willingness_to_pay("price").willingness_to_pay
    assert wtp.to_list() == approx([-5.26, -1.00, -2.89], abs=5e-3)


def test_two_choices_of_three():
    """With one feature that is 0 or 1, the estimate is the log of the odds: ln 2."""
    data = pd.DataFrame({"o": [1, 1, 2, 2, 3, 3], "x": [1, 0] * 3, "y": [1, 0, 1, 0, 0, 1]})
    fit = fit_logit(data, ["x"], occasion="o", chosen="y")
    assert fit.coefficients["x"] == approx(np.log(2))
    assert fit.log_likelihood == approx(2 * np.log(2 / 3) + np.log(1 / 3))
    assert fit.standard_errors["x"] == approx(1 / np.sqrt(3 * 2 / 9))  # information n·p·(1 − p)


def test_constants_alone_reproduce_the_shares():
    brands = ["keep", "loyal", "other"]
    picks = [0] * 5 + [1] * 3 + [2] * 2
    data = pd.DataFrame(
        [
            {"o": o, "brand": b, "y": int(i == pick)}
            for o, pick in enumerate(picks)
            for i, b in enumerate(brands)
        ]
    )
    fit = fit_logit(
        data.assign(z=np.random.default_rng(1).normal(size=len(data))),
        ["z"],
        occasion="o",
        chosen="y",
        constants="brand",
    )
    predicted = fit.predict(data.assign(z=0.0)).groupby(data.brand).first()
    assert list(fit.coefficients.index) == ["z", "brand: loyal", "brand: other"]
    assert fit.predict(data.assign(z=0.0)).groupby(data.o).sum().to_list() == approx([1] * 10)
    assert predicted["keep"] > predicted["loyal"] > predicted["other"]


def simulated(seed, sizes=(2, 3, 5), people=120, beta=(0.8, -0.5)):
    """Choices with a known truth, in sets of unequal sizes."""
    rng = np.random.default_rng(seed)
    size = rng.choice(sizes, people)
    occasion = np.repeat(np.arange(people), size)
    x = rng.normal(size=(len(occasion), 2))
    utility = x @ beta + rng.gumbel(size=len(occasion))
    data = pd.DataFrame({"occasion": occasion, "a": x[:, 0], "b": x[:, 1], "utility": utility})
    data["chosen"] = (data.utility == data.groupby("occasion").utility.transform("max")).astype(int)
    return data.drop(columns="utility")


def fitted(data, features=("a", "b")):
    return fit_logit(data, features, occasion="occasion", chosen="chosen")


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_properties_over_random_choices(seed):
    data = simulated(seed)
    fit = fitted(data)
    shuffled = data.sample(frac=1, random_state=seed)
    assert fitted(shuffled).coefficients.to_list() == approx(fit.coefficients.to_list(), rel=1e-9)
    moved = data.assign(a=data.a + data.occasion * 7.0)  # the same for every offer of an occasion
    assert fitted(moved).coefficients.to_list() == approx(fit.coefficients.to_list(), rel=1e-6)
    scaled = fitted(data.assign(a=data.a * 1000))
    assert scaled.coefficients["a"] * 1000 == approx(fit.coefficients["a"], rel=1e-8)
    probability = fit.predict(shuffled)
    assert probability.index.equals(shuffled.index)
    assert probability.groupby(shuffled.occasion).sum().to_numpy() == approx(1)
    assert probability.reindex(data.index).to_numpy() == approx(fit.predict(data).to_numpy())
    assert fit.log_likelihood == approx(np.log(probability[shuffled.chosen == 1]).sum())
    assert fit.log_likelihood >= fit.null_log_likelihood
    assert fitted(data, ["a"]).log_likelihood <= fit.log_likelihood


def test_the_score_is_zero_at_the_estimate(electricity):
    data = load_dataset("electricity_choice")
    residual = data.chosen - electricity.predict(data)
    assert (data[ELECTRICITY_FEATURES].T @ residual).abs().max() < 1e-6


def test_intervals_cover_the_truth():
    """95 % intervals of willingness to pay hold the true ratio in about 95 of 100 samples (200 samples: 4 se = 6 points)."""
    held = {"delta": 0, "krinsky-robb": 0}
    for seed in range(200):
        fit = fitted(simulated(seed, people=300))
        for method in held:
            row = fit.willingness_to_pay("b", method, draws=1000).loc["a"]
            held[method] += row.low_95 <= 0.8 / 0.5 <= row.high_95
    assert all(0.89 <= count / 200 <= 1 for count in held.values()), held


def test_standard_errors_by_person():
    """A person who repeats each choice four times tells no more than once: only clustered errors know."""
    data = simulated(3)
    once = fit_logit(
        data.assign(person=data.occasion), ["a", "b"], occasion="occasion", chosen="chosen", cluster="person"
    )
    four = pd.concat(
        [data.assign(occasion=data.occasion + 1000 * copy, person=data.occasion) for copy in range(4)]
    )
    plain = fitted(four.reset_index(drop=True))
    by_person = fit_logit(
        four.reset_index(drop=True), ["a", "b"], occasion="occasion", chosen="chosen", cluster="person"
    )
    assert by_person.standard_errors.to_list() == approx(once.standard_errors.to_list(), rel=1e-6)
    assert plain.standard_errors.to_list() == approx((fitted(data).standard_errors / 2).to_list(), rel=1e-6)
    assert by_person.people == 120


def choices(**columns):
    return pd.DataFrame(
        {"o": [1, 1, 2, 2, 3, 3], "x": [1.0, 2, 1, 2, 2, 1], "y": [1, 0, 0, 1, 1, 0], **columns}
    )


def fit_of(data, features=("x",), **options):
    return fit_logit(data, list(features), **{"occasion": "o", "chosen": "y", **options})


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: fit_of(choices(y=[0, 0, 0, 1, 1, 0])), "occasion 1 has 0"),
        (lambda: fit_of(choices(y=[1, 1, 0, 1, 1, 0])), "occasion 1 has 2"),
        (lambda: fit_of(choices(y=[1, 0, 0, 2, 1, 0])), "column 'y' must hold True or False .or 1 and 0., got 2"),
        (lambda: fit_of(choices(y=[1, 0, 0, None, 1, 0])), "chosen: column 'y': 1 value is missing, the first in row 3"),
        (lambda: fit_of(choices(x=[1, 1, 2, 2, 3, 3])), "'x' does not vary within any occasion"),
        (lambda: fit_of(choices(z=[2.0, 4, 2, 4, 4, 2]), "xz"), "repeat each other"),
        (lambda: fit_of(choices(y=[1, 0, 1, 0, 0, 1])), "'x' separates the chosen offers"),
        (lambda: fit_of(choices(x=[1, None, 1, 2, 2, 1])), r"features must have no missing or infinite values, got 1: 1 in 'x' \(first at row 1\)"),
        (lambda: fit_of(choices(x=[1, np.inf, 1, 2, 2, 1])), "features must have no missing or infinite values, got 1: 1 in 'x'"),
        (lambda: fit_of(choices(o=[1, 1, 2, 2, None, 3])), "occasion: column 'o': 1 value is missing"),
        (lambda: fit_of(choices(x=list("abcdef"))), r"'x' must be numbers, got .* \(for example 'a'\)"),
        (lambda: fit_of(choices(), ["price"]), "must be one of 'o', 'x', 'y', got 'price'"),
        (lambda: fit_of(choices(), []), "at least one column"),
        (lambda: fit_of(choices().head(0)), "data must have at least one row, got none"),
        (lambda: fit_of(choices(), chosen="z"), "chosen must be one of 'o', 'x', 'y', got 'z'"),
        (lambda: fit_of(choices(), occasion="z"), "occasion: column must be one of"),
        (lambda: fit_of(choices(), cluster="z"), "cluster: column must be one of"),
        (lambda: fit_of(choices(z=[1, 1, 2, 2, None, None]), cluster="z"), "cluster: column 'z': 2 values are missing"),
        (lambda: fit_of(choices(z=[1, 2, 2, 2, 3, 3]), cluster="z"), "must belong to one value of 'z'"),
        (lambda: fit_of(choices(z=1), cluster="z"), "at least 2 people for 1 feature, got 1"),
        (lambda: fit_of(choices(), ["x", "x"]), "name each column once"),
        (lambda: fit_of(choices(z=["a", "b"] * 3), [], constants="z").predict(choices(z=["a", "c"] * 3)), "'z' must be one of 'a', 'b', got 'c'"),
        (lambda: fit_of(choices()).willingness_to_pay("price"), "price must be one of 'x', got 'price'"),
        (lambda: fit_of(choices()).willingness_to_pay("x"), "needs a negative one"),
        (lambda: fit_of(choices()).predict(choices().drop(columns="x")), r"lacks the fit's features \['x'\]"),
    ],
)  # fmt: skip
def test_bad_input_says_what_is_wrong(call, message):
    with pytest.raises((ValueError, TypeError), match=message):
        call()


def test_a_weak_price_coefficient_is_said_so():
    fits = (fitted(simulated(seed, people=60, beta=(0.8, -0.1))) for seed in range(50))
    weak = next(fit for fit in fits if -2 < fit.coefficients["b"] / fit.standard_errors["b"] < 0)
    with pytest.warns(UserWarning, match="less than two standard errors from zero"):
        weak.willingness_to_pay("b")


def test_a_repeated_index_changes_nothing():
    data = simulated(4).assign(brand=lambda d: (d.groupby("occasion").cumcount() % 2).map({0: "x", 1: "y"}))
    plain = fit_logit(data, ["a"], occasion="occasion", chosen="chosen", constants="brand")
    repeated = fit_logit(
        data.set_index("occasion", drop=False).rename_axis(None),
        ["a"],
        occasion="occasion",
        chosen="chosen",
        constants="brand",
    )
    assert repeated.coefficients.to_list() == plain.coefficients.to_list()
    there = data.set_index("occasion", drop=False).rename_axis(None)
    assert plain.predict(there).to_list() == plain.predict(data).to_list()


def test_greenes_travel_mode():
    """Constants of a conditional logit with nothing else are the log shares against the reference."""
    picks = ["air"] * 58 + ["bus"] * 30 + ["car"] * 59 + ["train"] * 63
    modes = ["air", "bus", "car", "train"]
    data = pd.DataFrame(
        [{"o": o, "mode": mode, "y": int(mode == pick)} for o, pick in enumerate(picks) for mode in modes]
    )
    fit = fit_logit(data, [], occasion="o", chosen="y", constants="mode")
    assert fit.coefficients.to_list() == approx([np.log(30 / 58), np.log(59 / 58), np.log(63 / 58)])
    assert fit.log_likelihood == approx(sum(n * np.log(n / 210) for n in (58, 30, 59, 63)))


def test_groups_and_first_choices():
    data = simulated(6).assign(
        person=lambda d: d.occasion // 4, half=lambda d: np.where(d.occasion < 60, "early", "late")
    )
    fits = fit_groups(data, "half", ["a", "b"], occasion="occasion", chosen="chosen")
    assert list(fits) == ["early", "late"] and sum(f.occasions for f in fits.values()) == 120
    first, later = first_and_later(data, "person", "occasion", 1)
    assert first.occasion.unique().tolist() == list(range(0, 120, 4)) and len(first) + len(later) == len(data)
    with pytest.raises(ValueError, match="first must be a whole number from 1 to 3, got 4"):
        first_and_later(data, "person", "occasion", 4)


def test_separation_by_one_level_among_others():
    """Quasi-separation: nobody ever takes an offer with the flag, everything else is ordinary."""
    data = simulated(5)
    data["flag"] = ((data.chosen == 0) & (data.index % 7 == 0)).astype(int)
    with pytest.raises(ValueError, match="'flag' separates"):
        fit_logit(data, ["a", "b", "flag"], occasion="occasion", chosen="chosen")


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ([1, 2], "data must be a pandas DataFrame, got list"),
        (None, "data must be a pandas DataFrame, got NoneType"),
        (
            pd.DataFrame(np.zeros((2, 3)), columns=["x", "x", "o"]),
            "data must have each column once, got two or more named 'x'",
        ),
    ],
)
def test_what_is_no_table_is_refused(bad, message):
    fit = fit_of(choices())
    for call in (lambda: fit_of(bad), lambda: fit.predict(bad), lambda: fit_groups(bad, "z", "x", occasion="o", chosen="y"),
                 lambda: first_and_later(bad, "p", "o", 1)):  # fmt: skip
        with pytest.raises((TypeError, ValueError), match=message):
            call()


def test_few_people_give_no_errors_that_allow_for_people():
    data = simulated(4).assign(person=lambda d: d.occasion % 2)
    with pytest.raises(ValueError, match="at least 3 people for 2 features, got 2"):
        fit_logit(data, ["a", "b"], occasion="occasion", chosen="chosen", cluster="person")


def test_long_format_takes_other_separators_and_whole_numbers():
    wide = pd.DataFrame({"cost-1": [1, 5], "cost-2": [2, 4], "took": [2.0, 1.0]})
    long = long_format(wide, (1, 2), "cost", occasion="o", chosen="took", separator="-")
    assert long["took"].tolist() == [0, 1, 1, 0] and long["option"].tolist() == [1, 2, 1, 2]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"wide": [1]}, "wide must be a pandas DataFrame, got list"),
        ({"wide": pd.DataFrame(columns=["took", "price_a", "price_b"])}, "wide must have at least 1 row"),
        ({"options": ("a",)}, "options must (name two or more|be a list)"),
        ({"options": ("a", "A")}, "price_A"),
        ({"options": None}, "options must (name two or more|be a list)"),
        ({"features": ["price", "price"]}, "features must name each column once"),
        ({"separator": 3}, "separator must be a text"),
        ({"keep": ["price"]}, "keep and chosen must be columns other than"),
        ({"keep": ["took"]}, "keep and chosen must be columns other than"),
        ({"chosen": "price"}, "keep and chosen must be columns other than"),
    ],
)
def test_long_format_says_what_is_wrong(change, message):
    wide = pd.DataFrame({"took": ["a"], "price_a": [1], "price_b": [2], "price": [0]})
    given = {
        "wide": wide,
        "options": ("a", "b"),
        "features": ["price"],
        "occasion": "o",
        "chosen": "took",
        **change,
    }
    with pytest.raises((TypeError, ValueError), match=message):
        long_format(given.pop("wide"), given.pop("options"), given.pop("features"), **given)


def test_long_format():
    wide = pd.DataFrame({"person": [7], "chosen": ["B"], "price_a": [1], "price_b": [2]})
    long = long_format(wide, ("a", "b"), ["price"], occasion="trip", chosen="chosen", keep=["person"])
    assert long.to_dict("list") == {
        "trip": [1, 1],
        "person": [7, 7],
        "option": ["a", "b"],
        "price": [1, 2],
        "chosen": [0, 1],
    }
    with pytest.raises(ValueError, match=r"must be one of .*'price_a'"):
        long_format(wide, ("a", "b"), ["prize"], occasion="trip", chosen="chosen")
    with pytest.raises(ValueError, match=r"must name one of \['a', 'b'\], got 'C'"):
        long_format(wide.assign(chosen="C"), ("a", "b"), ["price"], occasion="trip", chosen="chosen")
