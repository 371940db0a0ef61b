"""The explorers on a reader's own numbers: swept like the lessons', on four firms, and silent where a table is missing."""

import itertools
import warnings

import pytest

from custvalue_helpers.kit.explorer import Slider
from custvalue_helpers.your_case import (
    case_part,
    groups_explorer,
    lifetime_explorer,
    load_case,
    map_explorer,
    promise_explorer,
    value_explorer,
)
from custvalue_helpers.your_case.explorers import Absent
from custvalue_helpers.your_case.templates import templates_folder
from tests.kit.sweeps import (
    corners_are_sound,
    no_text_collides,
    picture_follows,
    points,
    prediction_holds,
    view_agrees,
)
from tests.your_case.own_cases import CASES, TODAY, bank_tables, case_folder, rows_of, write

MAKERS = (value_explorer, map_explorer, promise_explorer, lifetime_explorer, groups_explorer)
every_maker = pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
every_case = pytest.mark.parametrize("name", ["example", *CASES])


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cases")
    made = {name: load_case(case_folder(folder / name, name), today=TODAY) for name in CASES}
    return {"example": load_case(templates_folder(), today=TODAY), **made}


@every_case
@every_maker
def test_an_explorer_of_ones_own_case_is_swept_like_a_lessons(cases, name, make):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        explorer = make(cases[name])
        if isinstance(explorer, Absent):
            assert name == "bakery" or (name, make) == ("gym", groups_explorer)
            assert explorer.predict() is explorer and repr(explorer).endswith(".")
            return
        corners_are_sound(explorer)
        prediction_holds(explorer)
        data, metadata = explorer._repr_mimebundle_()
        assert data["text/plain"] == explorer.read() == metadata["image/png"]["alt"]
        picture_follows(explorer)
        view_agrees(explorer)
        points_pulled_are_near_their_sliders(explorer)
        if name in ("example", "gym"):  # drawing takes the time
            no_text_collides(explorer)


def points_pulled_are_near_their_sliders(explorer):
    """Where it starts, a slider stands for the case's own number: within a step of it."""
    controls = {control.name: control for control in explorer.controls}
    for values in [explorer.start, *points(explorer)]:
        for mark in itertools.chain(*explorer.panes(explorer.result(**values))):
            for along, name in mark.get("drags", {}).items():
                assert mark[along] == [pytest.approx(values[name], abs=controls[name].step)]


@every_maker
def test_only_a_case_is_taken(make):
    with pytest.raises(TypeError, match=r"case must be a case that load_case\(\) has read"):
        make("my_case")


def test_explorers_start_where_the_report_stands(cases):
    for name in ("example", "bank"):
        case = cases[name]
        worth = lifetime_explorer(case).result().value
        assert f"{worth:,.0f}" in case_part(case, "lifetime value").readings[1]
        gap = map_explorer(case).result().ours.gap
        assert gap == pytest.approx(
            case_part(case, "value map").table.loc[case.firm.our_brand, "fair − price"]
        )
        shares = promise_explorer(case).result().then
        assert (
            f"{100 * shares['disappointed']:.0f}\xa0% are disappointed"
            in case_part(case, "expectations and satisfaction").readings[0]
        )
        counts = groups_explorer(case).result().customers
        assert counts == case_part(case, "four groups").table["customers"].to_dict()


@every_case
@every_maker
def test_sliders_start_and_move_where_a_browser_lets_them_stand(cases, name, make):
    """A browser moves a slider to the nearest step by itself, and would show other numbers than the page without a kernel."""
    explorer = make(cases[name])
    if isinstance(explorer, Absent):
        return
    moves = explorer.prediction.move_to if explorer.prediction else {}
    for control in explorer.controls:
        if isinstance(control, Slider):
            for value in (control.start, moves.get(control.name, control.start)):
                steps = (value - control.low) / control.step
                assert abs(steps - round(steps)) < 1e-6, f"{control.name} cannot stand at {value}"


def changed(folder, name, place, value):
    rows = rows_of(folder, name)
    write(folder, name, [rows[0], *([*row[:place], value, *row[place + 1 :]] for row in rows[1:])])


@pytest.mark.parametrize(
    ("make", "name", "place", "value"),
    [
        (lifetime_explorer, "customers", 3, "1"),  # every margin below its service cost
        (lifetime_explorer, "customers", 3, "0"),
        (lifetime_explorer, "customers", 2, "no"),  # nobody has left
        (lifetime_explorer, "customers", 5, "0"),
        (groups_explorer, "customers", 3, "300"),
        (groups_explorer, "customers", 2, ""),
        (promise_explorer, "experience", 1, "5"),
        (value_explorer, "offers", 5, "0"),
        (value_explorer, "offers", 6, "0"),
    ],
)
def test_odd_numbers_leave_an_explorer_sound(example, make, name, place, value):
    changed(example, name, place, value)
    explorer = make(load_case(example, today=TODAY))
    corners_are_sound(explorer)
    prediction_holds(explorer)
    picture_follows(explorer)


def test_offers_without_any_cost_but_the_price_still_ask_a_question(tmp_path):
    tables = bank_tables()
    offers = [tables["offers"][0], *([*row[:5], row[5], "0", "0", "0"] for row in tables["offers"][1:])]
    for table, rows in {"firm": tables["firm"], "offers": offers}.items():
        write(tmp_path, table, rows)
    explorer = value_explorer(load_case(tmp_path, today=TODAY))
    assert "product's benefit rises" in explorer.prediction.question
    prediction_holds(explorer)
    assert (
        explorer.prediction.truth(explorer.result(), explorer.result(**explorer.prediction.move_to))
        == "exactly as before"
    )
