"""The weighted grid and the coverage strategies: analytic truths, ties, and what is said about bad input."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from custvalue_helpers.models.targeting import (
    STRATEGIES,
    Appeal,
    Coverage,
    SegmentMarket,
    all_weightings,
    best_coverage,
    best_of,
    compare_coverage,
    cover,
    crossover_cost,
    rescale_scores,
    weighted_totals,
    winning_regions,
    winning_shares,
)

scores = st.floats(0, 10).map(lambda x: round(x, 2))
grids = st.dictionaries(
    st.sampled_from("ABCD"), st.fixed_dictionaries({c: scores for c in ("x", "y", "z")}), min_size=2
)
MARKET = {"Busy": SegmentMarket(2000, 50), "Connoisseurs": SegmentMarket(1000, 80)}


def test_the_grid_by_hand():
    assert weighted_totals(
        {"one": {"size": 10, "worth": 5, "lead": 4}}, {"size": 20, "worth": 30, "lead": 50}
    )["one"] == approx(5.5)


@given(grids)
def test_regions_share_out_the_triangle_and_agree_with_counting(grid):
    regions = winning_regions(grid)
    distinct = {(row["x"], row["y"], row["z"]) for row in grid.values()}
    if len(distinct) == len(grid):
        assert sum(share for _, share in regions.values()) == approx(1, abs=1e-6)
        counted = winning_shares(grid, 40)
        for name, (_, share) in regions.items():
            assert counted[name] == approx(share, abs=0.08)
    for corners, _ in regions.values():
        for corner in corners:
            assert sum(corner) == approx(1) and min(corner) > -1e-9


@given(grids, st.permutations(["x", "y", "z"]))
def test_neither_the_order_of_rows_nor_of_criteria_counts(grid, order):
    turned = {name: {c: grid[name][c] for c in order} for name in reversed(grid)}
    assert winning_shares(turned) == approx(winning_shares(grid))
    weights = {"x": 1, "y": 2, "z": 0.5}
    assert weighted_totals(turned, weights) == approx(weighted_totals(grid, weights))
    assert sum(winning_shares(grid).values()) == approx(1)


def test_who_is_best_everywhere_wins_everywhere_and_ties_are_shared():
    grid = {"A": {"x": 9, "y": 9}, "B": {"x": 1, "y": 2}}
    assert winning_shares(grid) == {"A": 1.0, "B": 0.0}
    assert winning_shares({"A": {"x": 3, "y": 3}, "B": {"x": 3, "y": 3}}) == {"A": 0.5, "B": 0.5}
    assert best_of({"A": 1.0, "B": 1.0 + 1e-12}) == ("A", "B")
    assert len(all_weightings(3, 20)) == 231 and len(all_weightings(4, 10)) == 286


def test_frames_and_dicts_are_the_same():
    frame = pd.DataFrame({"size": [370, 250], "worth": [53.0, 85.0]}, index=["Busy", "Connoisseurs"])
    assert rescale_scores(frame) == rescale_scores(frame.to_dict("index"))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: rescale_scores({"A": {"x": 1}, "B": {"x": 1}}), "criteria in which segments differ"),
        (lambda: rescale_scores({"A": {"x": 1}}), "at least 2 segment"),
        (lambda: rescale_scores(pd.DataFrame({"x": [1.0, None]}, index=["A", "B"])), "table: B, x must be a number"),
        (lambda: rescale_scores(pd.DataFrame({"x": [1, 2]}, index=["A", "A"])), "each segment once"),
        (lambda: rescale_scores([1, 2]), "DataFrame or a dict of dicts"),
        (lambda: weighted_totals({"A": {"x": 1}}, {"y": 1}), "must be one of 'x', got 'y'"),
        (lambda: weighted_totals({"A": {"x": 1, "y": 2}}, {"x": 1}), "every criterion, got none for"),
        (lambda: weighted_totals({"A": {"x": 1}}, {"x": 0}), "must not all be 0"),
        (lambda: weighted_totals({"A": {"x": 1}}, {"x": -1}), "at least 0, got -1"),
        (lambda: winning_shares({"A": {"x": 1}, "B": {"z": 1}}), "'B' must have the criteria"),
        (lambda: winning_regions({"A": {"x": 1}, "B": {"x": 2}}), "three criteria"),
        (lambda: all_weightings(2, 0), "parts must be a whole number"),
        (lambda: best_of({}), "name at least one, got none"),
        (lambda: SegmentMarket(-1, 5), "people must be a number of at least 0"),
        (lambda: Appeal(for_me=12), r"did you mean 0.12, that is 12 %"),
        (lambda: cover(MARKET, "nich"), "strategy must be one of"),
        (lambda: cover({"A": 3}, "concentrated"), "SegmentMarket"),
        (lambda: cover({}, "concentrated"), "market must be a dict"),
        (lambda: cover(MARKET, "concentrated", target="Savers"), "target must be one of"),
        (lambda: cover(MARKET, "concentrated", appeal=0.1), "appeal must be an Appeal"),
        (lambda: best_coverage([], 1), "coverages must name at least one"),
        (lambda: crossover_cost(Coverage("a", 1, 1), Coverage("b", 2, 1)), "both need 1 variant"),
        (lambda: Coverage("a", 1, 1).profit(-5), "variant_cost must be a number of at least 0"),
    ],
)  # fmt: skip
def test_bad_input_is_named(make, message):
    with pytest.raises((ValueError, TypeError), match=message):
        make()


def test_coverage_by_hand():
    appeal = Appeal(for_me=0.12, for_everyone=0.06)
    many, one = (cover(MARKET, strategy, appeal) for strategy in ("differentiated", "undifferentiated"))
    assert (many.margin, one.margin) == (approx(21_600), approx(10_800))
    assert (many.profit(6_000), one.profit(6_000)) == (approx(9_600), approx(4_800))
    assert crossover_cost(many, one) == approx(10_800)


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.integers(0, 6), st.integers(0, 6), st.floats(0, 1e5))
def test_at_the_crossover_both_earn_the_same_and_places_change(m1, m2, n1, n2, away):
    if n1 == n2:
        return
    one, other = Coverage("one", m1, n1), Coverage("other", m2, n2)
    cost = crossover_cost(one, other)
    if cost < 0:
        return
    assert one.profit(cost) == approx(other.profit(cost), rel=1e-6, abs=1e-3)
    gap = one.profit(cost + away) - other.profit(cost + away)
    assert gap == approx((n2 - n1) * away, rel=1e-6, abs=1e-2)


@given(st.floats(0, 50_000), st.floats(0.03, 0.12), st.floats(0, 40), st.floats(0, 100))
def test_the_best_strategy_is_the_upper_envelope(cost, everyone, assembling, one_to_one):
    lines = compare_coverage(
        MARKET, Appeal(for_everyone=everyone, assembling=assembling, one_to_one_cost=one_to_one)
    )
    assert [line.strategy for line in lines] == list(STRATEGIES)
    best, most = best_coverage(lines, cost), max(line.profit(cost) for line in lines)
    assert all(line.profit(cost) == approx(most) for line in best) if most > 0 else best == ()


def test_dearer_variants_never_call_for_more_of_them():
    lines = compare_coverage(MARKET)
    needed = [max(line.variants for line in best_coverage(lines, cost)) for cost in range(0, 9_000, 250)]
    assert needed == sorted(needed, reverse=True)


def test_concentration_takes_the_best_target_and_loss_makers_are_not_served():
    assert cover(MARKET, "concentrated").margin == max(
        cover(MARKET, "concentrated", target=name).margin for name in MARKET
    )
    poor = {"A": SegmentMarket(1000, 10), "B": SegmentMarket(1000, 100)}
    assert cover(poor, "individual", Appeal(one_to_one=0.1, one_to_one_cost=20)).margin == approx(8_000)
