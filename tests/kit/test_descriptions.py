"""What pictures say of themselves: good sentences, that follow the data, from every plot function that there is."""

import doctest
import importlib
import inspect
import math
import pkgutil
from functools import cache
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import custvalue_helpers
from custvalue_helpers.kit.description import whereabouts
from custvalue_helpers.kit.theme import new_figure, picture
from tests.kit.sentences import faults_in, without_years


def plot_functions():
    """Every plot function of every module, by name; those of one's own case are drawn by its report."""
    found = {}
    for module in pkgutil.walk_packages(custvalue_helpers.__path__, "custvalue_helpers."):
        if ".your_case" in module.name or module.name.endswith("__main__"):
            continue
        for name, thing in vars(importlib.import_module(module.name)).items():
            if name.startswith("plot_") and getattr(thing, "__module__", "") == module.name:
                found[f"{module.name.removeprefix('custvalue_helpers.')}.{name}"] = thing
    return found


PLOTS = plot_functions()
OUR_WORDS = [
    name for name in PLOTS if not name.startswith(("kit.form", "kit.sorting"))
]  # those hold readers' texts


@cache
def example(name):
    """The call of picture() in a docstring: its arguments by place and by name."""
    plot, calls = PLOTS[name], []
    names = dict(vars(importlib.import_module(plot.__module__)))
    for step in doctest.DocTestParser().get_examples(inspect.getdoc(plot) or ""):
        names["picture"] = lambda *args, **kwargs: calls.append((args, kwargs))
        exec(compile(step.source, name, "exec"), names)
    assert calls, f"{name} has no picture in its docstring's example"
    return calls[0]


def said_by(plot, *args, **kwargs):
    return picture(plot, *args, **kwargs).description


@pytest.mark.parametrize("name", OUR_WORDS)
def test_every_plot_function_says_what_there_is_to_see(name):
    args, kwargs = example(name)
    assert inspect.signature(PLOTS[name]).return_annotation == "str"
    said = said_by(*args, **kwargs)
    assert not faults_in(without_years(said)) and len(said.split()) >= 12, said


def spoiled(thing):
    """A table or column without rows, and with each number in turn missing or endless; nothing for other things."""
    if not isinstance(thing, pd.DataFrame | pd.Series):
        return
    yield thing.iloc[:0]
    table = thing.to_frame() if isinstance(thing, pd.Series) else thing
    for place in range(table.shape[1]):
        if table.dtypes.iloc[place].kind in "iuf":
            for bad in (math.nan, math.inf):
                changed = table.astype(object)
                changed.iloc[-1, place] = bad
                changed = changed.infer_objects()
                yield changed.iloc[:, 0] if isinstance(thing, pd.Series) else changed


@pytest.mark.parametrize("name", OUR_WORDS)
def test_what_is_missing_or_endless_is_an_error_in_our_words_or_left_out(name):
    args, kwargs = example(name)
    for place, thing in enumerate(args):
        inner = thing if isinstance(thing, dict) else {None: thing}
        for key, part in inner.items():
            for bad in spoiled(part):
                other = list(args)
                other[place] = bad if key is None else thing | {key: bad}
                try:
                    said = said_by(*other, **kwargs)
                except (ValueError, TypeError) as error:
                    assert "must" in str(error) or "missing" in str(error), (name, error)
                else:
                    assert not faults_in(without_years(said)), (name, said)


def test_what_the_plot_returns_is_the_description_and_a_typed_one_serves_where_it_returns_none():
    def draws(axes):
        return axes.plot([1, 2])

    def tells(axes, height):
        axes.plot([0, height])
        return f"A line rises to {height}."

    assert picture(tells, 3).description == "A line rises to 3."
    assert picture(draws, description="A line rises.").description == "A line rises."
    assert picture(tells, 3, description="A line.").description == "A line."
    for description in (None, "", " "):
        with pytest.raises(ValueError, match="description must be a sentence"):
            picture(draws, description=description)
    with pytest.raises(ValueError, match="description must be a sentence"):
        picture(lambda axes: "")
    with pytest.raises(TypeError, match="description must be a text"):
        picture(draws, description=7)


def test_things_in_the_middle_and_on_the_lines_are_said_to_be_there():
    points = {"A": (0, 0), "B": (0, -3), "C": (2, 2), "D": (-1, 0.01)}
    assert (
        whereabouts(points)
        == "A lies in the middle. B lies at the bottom. C lies at the upper right. D lies at the left."
    )
    assert whereabouts({"A": (0, 0)}) == "A lies in the middle."


def test_criteria_ring_the_highest():
    plot = PLOTS["lessons.segmentation.plots.plot_criteria"]
    table = pd.DataFrame(
        {
            "within": [9.0, 5, 4],
            "silhouette": [0.1, 0.3, 0.2],
            "calinski_harabasz": [1.0, 2, 3],
            "stability": [1, 1, 0.5],
        },
        index=[2, 3, 4],
    )
    assert "highest silhouette, at 3 segments, and the highest Caliński–Harabasz, at 4 segments" in said_by(
        plot, table, columns=4
    )


@pytest.mark.parametrize(("second", "words"), [(0.05, "overlap."), (0.09, "do not overlap.")])
def test_intervals_overlap_only_where_they_do(second, words):
    rates = {
        name: SimpleNamespace(rate=rate, standard_error=0.004) for name, rate in (("a", 0.042), ("b", second))
    }
    assert f"The two intervals {words}" in said_by(
        PLOTS["lessons.relationships.plots.plot_leaving_rates"], rates
    )


def test_clouds_overlap_only_where_they_do():
    turn = np.linspace(0, 6, 20)

    def clouds(away):
        circles = [
            pd.DataFrame({"brand": name, "x": x + np.sin(turn), "y": np.cos(turn)})
            for name, x in (("A", 0), ("B", away))
        ]
        return said_by(PLOTS["lessons.positioning.plots.plot_clouds"], pd.concat(circles).set_index("brand"))

    assert "The ellipses that overlap are those of A and B" in clouds(1)
    assert "No two ellipses overlap" in clouds(9)


def test_the_nearest_brand_is_computed_and_a_tie_names_both():
    found = SimpleNamespace(
        brands=pd.DataFrame({1: [2.0, -2.0], 2: [0.0, 0.0]}, index=["A", "B"]),
        attributes=pd.DataFrame({1: [1.0], 2: [0.0]}, index=["fresh"]),
        explained=(1.0, 0.0),
    )

    def said(x):
        ideals = pd.DataFrame({1: [x], 2: [1.0]}, index=["Savers"])
        return said_by(PLOTS["lessons.positioning.plots.plot_map"], found, ideals, arrows=False)

    assert "The nearest brand to Savers is B." in said(-1.0)
    assert "The nearest brand to Savers is A." in said(0.5)
    assert "The nearest brand to Savers is A or B." in said(0.0)


@pytest.mark.parametrize(("price", "words"), [(1.0, "0.30 below"), (1.3, "on"), (1.5, "0.20 above")])
def test_a_brand_lies_below_on_or_above_the_line(price, words):
    table = pd.DataFrame({"quality": [1.2], "price": [price]}, index=["A"])
    said = said_by(
        PLOTS["lessons.value_analysis.plots.plot_value_map"],
        table,
        table.rename_axis("brand").reset_index(),
        0.6,
    )
    assert f"and lies {words} the line." in said


def test_changes_count_those_that_stand_by_one_and_by_many():
    table = pd.DataFrame({"brand": ["A", "B", "C"], "item": "app", "change": [2.0, 1.0, 0.1], "low_95": [1.0, 0.5, -1.0],
                          "high_95": [3.0, 1.5, 1.0], "by_itself": [True, True, False], "stands": [True, False, False]})  # fmt: skip
    plot = PLOTS["lessons.value_analysis.plots.plot_changes"]
    said = said_by(plot, table)
    assert (
        "as it stands among all, is app of A (+2.00)." in said
        and "only by itself, is app of B (+1.00)." in said
    )
    said = said_by(plot, table.assign(stands=[True, True, False]))
    assert (
        "as they stand among all, are app of A (+2.00) and app of B (+1.00)." in said and "Open" not in said
    )
    assert said.endswith("which may be no change, is 1.")


def test_the_largest_category_may_be_two():
    table = pd.DataFrame(
        {name: [1, 0] for name in ("must-be", "one-dimensional", "attractive")}, index=["app", "box"]
    )
    table = table.assign(indifferent=[0, 3], reverse=0, questionable=0)
    said = said_by(PLOTS["lessons.satisfaction.plots.plot_kano"], table)
    assert "For “app” the largest are must-be, one-dimensional and attractive (33\u00a0% each)." in said
    assert "For “box” the largest is indifferent (100\u00a0%)." in said


@pytest.mark.parametrize(
    ("high", "words"), [(-0.1, "No interval holds zero."), (0.1, "The interval holds zero for app.")]
)
def test_an_interval_holds_zero_only_where_it_does(high, words):
    gaps = pd.DataFrame({"gap": [-0.5], "low_95": [-1.0], "high_95": [high], "verdict": ["x"]}, index=["app"])
    assert words in said_by(PLOTS["lessons.satisfaction.plots.plot_service_gaps"], gaps)


def test_who_stays_and_who_leaves_follows_the_price():
    customers = pd.DataFrame({"customer": ["Ida", "Tom"], "switching_price": [27.5, 31.0]})
    plot = PLOTS["lessons.perceived_value.plots.plot_switching_prices"]
    assert said_by(plot, customers, 26, 24).endswith("Ida (€27.50) and Tom (€31) stay.")
    assert said_by(plot, customers, 28, 24).endswith("Ida (€27.50) leaves. Tom (€31) stays.")
    assert said_by(plot, customers, 40, 30).endswith("Ida (€27.50) is gone already. Tom (€31) leaves.")


def test_the_truth_is_held_above_and_below_as_counted():
    table = pd.DataFrame({"estimate": [2.0, 5.0], "low": [1.0, 4.0], "high": [4.0, 6.0], "truth": [3.0, 4.5],
                          "holds": [True, True]}, index=["delivery", "price"])  # fmt: skip
    plot = PLOTS["lessons.capstone.plots.plot_truth"]
    assert "in 2 of 2 cases. The estimate lies below it in 1, and above it in 1." in said_by(plot, table)
    nearer = table.assign(estimate=[2.5, 9.0])
    assert said_by(plot, table, nearer).endswith("is nearer to the truth in 1.")


@pytest.mark.parametrize(("dots", "words"), [((1.0, 2.0), "in none of them"), ((-1.0, 2.0), "in 1 of them")])
def test_a_plan_loses_in_as_many_dots_as_are_red(dots, words):
    plan = SimpleNamespace(net=SimpleNamespace(dots=dots))
    assert f"The plan loses, in red, {words}." in said_by(PLOTS["lessons.capstone.plots.plot_plan"], plan)


def test_two_grids_agree_or_differ():
    from custvalue_helpers.models.relationship_levels import KOTLER_GRID

    plot = PLOTS["lessons.relationships.plots.plot_grids"]
    assert said_by(plot, KOTLER_GRID, KOTLER_GRID).endswith("They agree in every cell.")
    assert "for few customers with low margin" in said_by(
        plot, KOTLER_GRID, KOTLER_GRID | {("few", "low"): "partnership"}
    )


def test_nothing_is_drawn_where_an_error_is_raised():
    _, axes = new_figure()
    with pytest.raises(ValueError, match=r"shares must hold at least 1 number"):
        PLOTS["lessons.value_creation.plots.plot_shares"](axes, pd.Series(dtype=float), "Share")
    assert not axes.patches and not axes.texts
