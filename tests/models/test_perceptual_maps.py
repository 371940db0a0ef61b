"""Perceptual maps and scaling: analytic truths, other implementations, signs, and what is said about bad input."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx
from scipy.spatial import procrustes
from sklearn.decomposition import PCA
from sklearn.manifold import smacof

from custvalue_helpers import load_dataset
from custvalue_helpers.lessons.positioning.kestrel import ATTRIBUTES
from custvalue_helpers.models.distance_maps import (
    chance_stress,
    classical_scaling,
    distances_between,
    multidimensional_scaling,
    stress_1,
)
from custvalue_helpers.models.perceptual_maps import (
    align,
    brand_means,
    noise_check,
    perceptual_map,
    resample_map,
)

RATINGS = load_dataset("kestrel_ratings").query("wave == 2025")
MEANS = brand_means(RATINGS, "brand", ATTRIBUTES)


def test_the_map_is_scikit_learns_up_to_signs():
    ours, theirs = perceptual_map(MEANS), PCA(2).fit(MEANS)
    signs = np.sign((ours.attributes.to_numpy() * theirs.components_.T).sum(axis=0))
    assert ours.brands.to_numpy() == approx(theirs.transform(MEANS) * signs)
    assert ours.explained == approx(theirs.explained_variance_ratio_)


tables = st.lists(
    st.lists(st.integers(10, 99).map(lambda n: n / 10), min_size=3, max_size=3), min_size=4, max_size=6
).map(lambda rows: pd.DataFrame(rows, index=list("KPAHXY")[: len(rows)], columns=["fresh", "fast", "fair"]))


@given(tables, st.randoms())
@settings(max_examples=60, deadline=None)
def test_one_map_whatever_the_order_and_whatever_the_mirror(table, random):
    try:
        whole = perceptual_map(table)
    except ValueError:  # a constant column, or brands on a line
        return
    gaps = np.diff(np.linalg.svd((table - table.mean()).to_numpy())[1])
    if np.abs(gaps).min() < 1e-3:
        return
    rows, columns = random.sample(list(table.index), len(table)), random.sample(list(table), 3)
    again = perceptual_map(table.loc[rows, columns])
    lengths = np.sort(np.abs(whole.attributes.to_numpy()), axis=0)
    if (lengths[-1] - lengths[-2]).min() > 1e-6:
        assert again.brands.loc[table.index].to_numpy() == approx(whole.brands.to_numpy(), abs=1e-6)
        assert (whole.attributes.max() >= -whole.attributes.min()).all()
    turned = perceptual_map(10 - table)
    assert np.abs(turned.brands.to_numpy()) == approx(np.abs(whole.brands.to_numpy()), abs=1e-6)


def test_equally_long_dimensions_still_give_one_map():
    square = pd.DataFrame({"a": [1, -1, 0, 0], "b": [0, 0, 1, -1]}, index=list("NSEW"))
    first = perceptual_map(square)
    for order in (["S", "E", "W", "N"], ["W", "N", "E", "S"]):
        assert perceptual_map(square.loc[order]).brands.loc[square.index].to_numpy() == approx(
            first.brands.to_numpy()
        )
    assert first.attributes.loc["a"].to_numpy() == approx([1, 0])


def test_planar_data_are_shown_without_loss_and_places_follow_the_formula():
    plane = pd.DataFrame({"x": [0, 4, 4, 0, 1], "y": [0, 0, 3, 3, 1]}, index=list("ABCDE"))
    found = perceptual_map(plane)
    assert sum(found.explained) == approx(1)
    assert distances_between(found.brands).to_numpy() == approx(distances_between(plane).to_numpy())
    assert found.place(plane).to_numpy() == approx(found.brands.to_numpy())
    scaled = perceptual_map(plane, scale=True)
    assert scaled.place(plane).to_numpy() == approx(scaled.brands.to_numpy())


def test_align_undoes_turning_and_mirroring():
    points = pd.DataFrame(np.random.default_rng(1).standard_normal((5, 2)))
    points -= points.mean()
    turn = np.array([[0.6, 0.8], [0.8, -0.6]])
    assert align(points @ turn, points).to_numpy() == approx(points.to_numpy())


def test_clouds_do_not_depend_on_the_order_and_hold_what_they_say():
    clouds = resample_map(RATINGS, "brand", ATTRIBUTES, person="customer", draws=300)
    shuffled = RATINGS.sample(frac=1, random_state=3)
    again = resample_map(shuffled, "brand", ATTRIBUTES, person="customer", draws=300)
    assert again.to_numpy() == approx(clouds.to_numpy())
    inside = []
    for _, cloud in clouds.groupby("brand", sort=False):
        gap = (cloud - cloud.mean()).to_numpy()
        inside.append((((gap @ np.linalg.inv(np.cov(cloud.T))) * gap).sum(axis=1) <= 5.991).mean())
    assert np.mean(inside) == approx(0.95, abs=0.03), "the ellipses hold 95 of 100"


def test_clouds_are_as_wide_as_the_maps_of_other_samples():
    """300 draws from one sample against maps of new samples of the same population."""
    rng = np.random.default_rng(5)
    centres = np.array([[7, 5, 6.0], [3, 4, 4], [5, 8, 6]])

    def sample(n=80):
        scores = centres[None] + rng.standard_normal((n, 3, 3)) * 1.5
        return pd.DataFrame(scores.reshape(-1, 3), columns=list("xyz")).assign(
            brand=list("ABC") * n, who=np.repeat(range(n), 3)
        )

    truth = perceptual_map(pd.DataFrame(centres, index=list("ABC"), columns=list("xyz")))
    others = [
        align(perceptual_map(brand_means(sample(), "brand", list("xyz"))).brands, truth.brands)
        for _ in range(150)
    ]
    seen = np.std([o.to_numpy() for o in others], axis=0)
    widths = np.mean(
        [
            resample_map(sample(), "brand", list("xyz"), person="who", draws=100)
            .groupby("brand", sort=False)
            .std()
            .to_numpy()
            for _ in range(10)
        ],
        axis=0,
    )
    assert widths == approx(seen, rel=0.3)


def test_noise_by_chance_is_what_theory_says_and_a_real_difference_shows():
    rng = np.random.default_rng(2)
    sizes = {"A": 120, "B": 60, "C": 20}
    labels = np.repeat(list(sizes), list(sizes.values()))
    noise = pd.DataFrame(rng.standard_normal((200, 4)), columns=list("wxyz")).assign(brand=labels)
    check = noise_check(noise, "brand", list("wxyz"))
    expected = 4 * (1 - 1 / 3) * sum(1 / n for n in sizes.values())  # Σ over attributes of (1 − 1/k)·Σ 1/n
    assert check.by_chance == approx(expected, rel=0.1) and check.p_value > 0.01
    real = noise.assign(w=noise.w + 2 * (noise.brand == "A"))
    assert noise_check(real, "brand", list("wxyz")).noise_share < 0.3
    order = noise.sample(frac=1, random_state=1)
    assert noise_check(order, "brand", list("wxyz")).spread == approx(check.spread)


# Road distances between 21 European cities (R's eurodist); the coordinates are those that R's cmdscale help page shows.
CITIES = ["Athens", "Barcelona", "Brussels", "Calais", "Cherbourg", "Cologne", "Copenhagen", "Geneva", "Gibraltar",
          "Hamburg", "Hook of Holland", "Lisbon", "Lyons", "Madrid", "Marseilles", "Milan", "Munich", "Paris", "Rome",
          "Stockholm", "Vienna"]  # fmt: skip
ROADS = """
3313 2963 3175 3339 2762 3276 2610 4485 2977 3030 4532 2753 3949 2865 2282 2179 3000 817 3927 1991 1318 1326 1294
1498 2218 803 1172 2018 1490 1305 645 636 521 1014 1365 1033 1460 2868 1802 204 583 206 966 677 2256 597 172 2084 690
1558 1011 925 747 285 1511 1616 1175 460 409 1136 747 2224 714 330 2052 739 1550 1059 1077 977 280 1662 1786 1381 785
1545 853 2047 1115 731 1827 789 1347 1101 1209 1160 340 1794 2196 1588 760 1662 2436 460 269 2290 714 1764 1035 911
583 465 1497 1403 937 1418 3196 460 269 2971 1458 2498 1778 1537 1104 1176 2050 650 1455 1975 1118 895 1936 158 1439
425 328 591 513 995 2068 1019 2897 2428 676 1817 698 1693 2185 2565 1971 2631 3886 2974 550 2671 1159 2198 1479 1238
805 877 1751 949 1155 2280 863 1730 1183 1098 851 457 1683 1500 1205 1178 668 1762 2250 2507 1799 2700 3231 2937 1281
320 328 724 471 1048 2108 1157 1157 1724 2010 1273 2097 3188 2409 618 1109 792 1011 2428 1363 331 856 586 2187 898 821
946 1754 428 1476 1827 1249 2707 1209 2105
"""


def eurodist():
    table = np.zeros((21, 21))
    table[np.triu_indices(21, 1)] = [float(n) for n in ROADS.split()]
    return pd.DataFrame(table + table.T, CITIES, CITIES)


def test_classical_scaling_gives_the_published_map_of_europe():
    found = classical_scaling(eurodist()).points
    published = {
        "Athens": (2290.2747, 1798.8029),
        "Barcelona": (-825.3828, 546.8115),
        "Brussels": (59.1833, -367.0814),
    }
    for city, place in published.items():
        assert np.abs(found.loc[city].to_numpy()) == approx(np.abs(place), abs=0.01)
    assert multidimensional_scaling(eurodist()).stress <= classical_scaling(eurodist()).stress


def test_our_stress_is_no_worse_than_scikit_learns():
    distances = eurodist()
    _, raw = smacof(distances, n_components=2, n_init=4, random_state=0, normalized_stress=False)
    ours = multidimensional_scaling(distances, starts=4).points
    misfit = np.triu((distances.to_numpy() - distances_between(ours).to_numpy()) ** 2).sum()
    assert misfit <= raw * 1.001


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=4, max_size=7, unique=True))
@settings(max_examples=25, deadline=None)
def test_planar_distances_come_back_exactly(points):
    table = pd.DataFrame(points, columns=["x", "y"], dtype=float)
    if np.linalg.matrix_rank((table - table.mean()).to_numpy()) < 2:
        return
    for found in (
        classical_scaling(distances_between(table)),
        multidimensional_scaling(distances_between(table), starts=2),
    ):
        assert found.stress < 1e-5
        assert procrustes(table, found.points)[2] < 1e-8


def test_stress_by_hand_and_the_control():
    wanted = pd.DataFrame([[0, 2.0], [2, 0]], list("AB"), list("AB"))
    assert stress_1(wanted, pd.DataFrame({"x": [0.0, 4.0]}, index=list("AB"))) == approx(0.5)
    assert chance_stress(3, draws=5) == approx(0, abs=1e-4), "three points always fit on a sheet"
    assert chance_stress(4, draws=20).mean() < chance_stress(8, draws=20).mean()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: perceptual_map(MEANS.iloc[:2]), "at least 3 rows, got 2"),
        (lambda: perceptual_map(MEANS.assign(freshness=5)), "vary in every column, got 1 constant"),
        (
            lambda: perceptual_map(MEANS.replace(MEANS.iloc[0, 0], np.nan)),
            "no missing or infinite values, got 1: 1 in 'coffee",
        ),
        (lambda: perceptual_map(MEANS, dimensions=0), "dimensions must be a whole number"),
        (lambda: perceptual_map(MEANS[["freshness"]]), "at least 2 attributes, got 1"),
        (lambda: perceptual_map(pd.DataFrame({"a": [1, 2, 3], "b": [2, 4, 6]})), "on a line"),
        (lambda: perceptual_map(MEANS).place(MEANS[["freshness"]]), "the map's attributes, got none of"),
        (lambda: brand_means(RATINGS, "brnd", ATTRIBUTES), "did you mean 'brand'"),
        (lambda: brand_means([1], "brand", ["x"]), "must be a pandas DataFrame"),
        (lambda: resample_map(RATINGS, "brand", ATTRIBUTES, draws=0), "draws must be a whole number"),
        (lambda: noise_check(RATINGS[RATINGS.brand == "Hopla"], "brand", ATTRIBUTES), "at least two brands"),
        (lambda: align(MEANS, MEANS.iloc[:2]), "the same rows"),
        (lambda: classical_scaling(MEANS), "the same things in rows and columns"),
        (lambda: classical_scaling(distances_between(MEANS), 4), "from 1 to 3, got 4"),
        (lambda: multidimensional_scaling(-distances_between(MEANS)), "distances must be at least 0"),
        (lambda: multidimensional_scaling(distances_between(MEANS) * 0), "not all be 0"),
        (
            lambda: multidimensional_scaling(distances_between(MEANS) + np.triu(np.ones((4, 4)), 1)),
            "not symmetric",
        ),
        (lambda: stress_1(distances_between(MEANS), MEANS.iloc[:2]), "a row for each"),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises((ValueError, TypeError), match=message):
        make()
