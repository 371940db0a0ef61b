"""The sweep: every explorer of every lesson, over its whole range."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custvalue_helpers import explorers
from custvalue_helpers.kit.desk import Open
from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle, proven
from custvalue_helpers.kit.marks import Axis, Frame, Pane, dots
from tests.kit.sentences import faults_in
from tests.kit.sweeps import (
    CornersLeftOut,
    corner_at,
    corners_are_sound,
    no_text_collides,
    picture_follows,
    points_pulled_are_sliders,
    prediction_holds,
    sentences_are_sound,
    view_agrees,
)

EXPLORERS = explorers()
every_explorer = pytest.mark.parametrize("explorer", EXPLORERS.values(), ids=EXPLORERS.keys())


@every_explorer
def test_every_corner_gives_a_finite_result_and_a_sentence(explorer):
    corners_are_sound(explorer)


def test_more_corners_than_a_test_visits_are_sampled_and_counted():
    many = doubling(
        controls=tuple(Slider(f"s{n}", "S", 0, 1, 0, 1) for n in range(30)),
        model=lambda **values: {"double": 2 * sum(values.values())},
    )
    with pytest.warns(CornersLeftOut, match="1,073,741,724 corners are left out"):
        corners_are_sound(many, most=100)
    few = doubling(controls=(Slider("a", "A", 0, 1, 0, 1), Toggle("b", "B", ("x", "y", "z"), "x")))
    assert [corner_at(few, number) for number in range(6)] == list(few.corners())


@every_explorer
def test_readings_are_sentences_with_units(explorer):
    sentences_are_sound(explorer)


@every_explorer
def test_a_number_typed_beside_a_slider_goes_to_its_step(explorer):
    """Whatever is typed, something is shown, and it stands on a step."""
    view = Open(explorer)
    sliders = [control for control in explorer.controls if isinstance(control, Slider)]

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def typed(data):
        if not sliders:
            return
        control = data.draw(st.sampled_from(sliders))
        width = control.high - control.low
        number = data.draw(st.floats(control.low - width, control.high + width))
        shown = view.after({"do": "move", "values": {control.name: number}})
        place = shown["values"][control.name]
        steps = (place - control.low) / control.step
        assert abs(steps - round(steps)) < 1e-6 and control.low <= place <= control.high
        assert abs(place - min(max(number, control.low), control.high)) <= control.step / 2 + 1e-9
        assert not shown["problem"] and shown["reading"] == explorer.read(**shown["values"])

    typed()


def test_the_view_says_what_became_of_a_typed_number():
    view = Open(doubling())

    def after(number):
        shown = view.after({"do": "move", "values": {"amount": number}})
        return shown["note"], shown["values"]["amount"], shown["problem"]

    assert after(6.3) == ("“Amount” moves in steps of 1: 6.3 becomes 6.", 6, "")
    assert after(99) == ("“Amount” goes from 0 to 10: 99 becomes 10.", 10, "")
    assert after(4) == ("", 4, "")
    for wrong in (float("nan"), "abc", None, True):
        _, amount, problem = after(wrong)
        assert amount == 4 and "amount must be a number" in problem
    assert after(0)[2] == ""
    shown = view.after({"do": "reset"})
    assert (shown["note"], shown["values"]["amount"]) == ("", 5)


@pytest.mark.parametrize(
    "event",
    [{}, {"do": "explode"}, {"do": "move", "values": {"amont": 3}}, {"do": "answer", "option": "a"}],
)
def test_an_event_that_nobody_knows_is_told_and_changes_nothing(event):
    view = Open(doubling())
    before = view.shown
    assert "must be one of" in view.after(event)["problem"]
    assert view.after({"do": "table", "open": False}) == before


def test_a_number_in_a_call_goes_to_its_step_too():
    assert doubling().read(amount=6.3) == "Twice as much is 12."
    assert doubling().starting_at(amount=6.7).start == {"amount": 7.0}
    with pytest.raises(TypeError, match="must be a number from 0 to 10, got str 'abc'"):
        doubling().read(amount="abc")


@every_explorer
def test_between_the_corners(explorer):
    def between(control):
        if isinstance(control, Toggle):
            return st.sampled_from(control.options)
        steps = round((control.high - control.low) / control.step)
        return st.integers(0, steps).map(lambda n: min(control.low + n * control.step, control.high))

    @settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.fixed_dictionaries({control.name: between(control) for control in explorer.controls}))
    def sweep(values):
        proven(explorer, **values)
        assert not faults_in(explorer.read(**values))

    sweep()


@every_explorer
def test_no_text_leaves_the_picture_or_covers_another(explorer):
    no_text_collides(explorer)


@every_explorer
def test_the_picture_follows_the_controls(explorer):
    picture_follows(explorer)


@every_explorer
def test_the_view_shows_what_the_model_says(explorer):
    view_agrees(explorer)


@every_explorer
def test_a_point_that_can_be_pulled_is_its_slider(explorer):
    points_pulled_are_sliders(explorer)


@every_explorer
def test_prediction_has_its_answer_among_the_options(explorer):
    prediction_holds(explorer)


@every_explorer
def test_static_view_carries_reading_picture_and_description(explorer):
    data, metadata = explorer._repr_mimebundle_()
    assert data["text/plain"] == explorer.read() == metadata["image/png"]["alt"]
    assert data["image/png"].startswith("iVBOR") and "application/vnd.jupyter.widget-view+json" in data
    if explorer.prediction:
        asked = explorer.predict()._repr_mimebundle_()[0]["text/plain"]
        assert all(option in asked for option in explorer.prediction.options)


def doubling(**changes):
    """A small explorer for tests."""
    parts = {
        "name": "doubling",
        "question": "What is twice as much?",
        "controls": (Slider("amount", "Amount", 0, 10, 5, 1),),
        "model": lambda amount: {"double": 2 * amount},
        "reading": lambda result: f"Twice as much is {result['double']:.0f}.",
        "frame": Frame((Pane(Axis(0, 20), Axis(-1, 1)),)),
        "marks": lambda result: [dots(result["double"], 0)],
        "table": lambda result: [result],
    }
    return Explorer(**{**parts, **changes})


def test_a_failing_model_says_so_in_the_view_and_reset_mends_it():
    def fails_at_the_end(amount):
        if amount == 10:
            raise ZeroDivisionError("<b>nothing</b> to divide by")
        return {"double": 2 * amount}

    view = Open(doubling(model=fails_at_the_end))
    problem = view.after({"do": "move", "values": {"amount": 10}})["problem"]
    assert problem == "This cannot be shown. ZeroDivisionError: <b>nothing</b> to divide by"
    shown = view.after({"do": "reset"})
    assert (shown["reading"], shown["problem"]) == ("Twice as much is 10.", "")


def test_a_picture_that_is_not_finite_is_told():
    view = Open(doubling(marks=lambda result: [dots(float("inf") if result["double"] > 10 else 0, 0)]))
    assert (
        "dots: x must be finite to be drawn, got [inf]"
        in view.after({"do": "move", "values": {"amount": 9}})["problem"]
    )


def test_the_sweep_finds_what_is_broken():
    with pytest.raises(AssertionError, match="not finite"):
        proven(doubling(model=lambda amount: {"double": float("nan")}), amount=3)
    with pytest.raises(AssertionError, match="no sentence"):
        proven(doubling(reading=lambda result: ""), amount=3)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Slider("x", "X", 10, 0, 5, 1), "low must be below high, got low 10 and high 0"),
        (lambda: Slider("x", "X", 0, 10, 11, 1), r"x \(X\) must be a number from 0 to 10, got 11"),
        (lambda: Slider("x", "X", 0, 10, 5, 0), "step must be above 0"),
        (lambda: Slider("x", "X", 0, 10, 5.2, 1), "start must lie on a step, got 5.2; the nearest is 5"),
        (lambda: Slider("x", "X", 0, "10", 5, 1), "high must be a number, got str '10'"),
        (lambda: Toggle("t", "T", ("a",), "a"), "at least two different words"),
        (lambda: Toggle("t", "T", ("a", "b"), "c"), "must be one of 'a', 'b', got 'c'"),
        (lambda: doubling(controls=(Slider("x", "X", 0, 1, 0, 1),) * 2), "a name of its own"),
        (lambda: doubling().result(amont=3), "did you mean 'amount'"),
        (lambda: doubling().result(amount=11), "from 0 to 10, got 11"),
        (lambda: doubling().predict(), "has no prediction"),
        (lambda: doubling(prediction=Prediction("?", ("a", "b"), {"amount": 99}, None, None)), "got 99"),
    ],
)
def test_bad_declarations_say_what_is_wrong(make, message):
    with pytest.raises((ValueError, TypeError), match=message):
        make()


def test_other_starting_values():
    explorer = doubling().starting_at(amount=7)
    assert explorer.read() == "Twice as much is 14." and explorer.start == {"amount": 7.0}
    assert doubling().as_table(amount=2).to_dict("records") == [{"double": 4.0}]
