"""The sweep: every explorer of every lesson, over its whole range."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from traitlets import TraitError

from custvalue_helpers import explorers
from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle, proven
from custvalue_helpers.kit.live_view import LiveView
from tests.kit.sentences import faults_in
from tests.kit.sweeps import (
    CornersLeftOut,
    corner_at,
    corners_are_sound,
    live_view_agrees,
    no_text_collides,
    picture_follows,
    prediction_holds,
    sentences_are_sound,
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
    view = LiveView(explorer)
    sliders = [control for control in explorer.controls if isinstance(control, Slider)]

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def typed(data):
        if not sliders:
            return
        control = data.draw(st.sampled_from(sliders))
        width = control.high - control.low
        number = data.draw(st.floats(control.low - width, control.high + width))
        view.controls[control.name].value = number
        shown = view.values[control.name]
        steps = (shown - control.low) / control.step
        assert abs(steps - round(steps)) < 1e-6 and control.low <= shown <= control.high
        assert abs(shown - min(max(number, control.low), control.high)) <= control.step / 2 + 1e-9
        assert "cannot be shown" not in view.reading.value
        assert view.image.tooltip == explorer.read(**view.values)

    typed()


def test_the_view_says_what_became_of_a_typed_number():
    view = LiveView(doubling())
    amount = view.controls["amount"]
    amount.value = 6.3
    assert "moves in steps of 1: 6.3 becomes 6." in view.note.value and amount.value == 6
    amount.value = 99
    assert "“Amount” goes from 0 to 10." in view.note.value and amount.value == 10
    amount.value = 4
    assert view.note.value == ""
    amount.value = float("nan")
    assert amount.value == 4 and "Twice as much is 8." in view.reading.value
    with pytest.raises(TraitError):
        amount.value = "abc"
    assert amount.value == 4 and "Twice as much is 8." in view.reading.value
    amount.value = 0
    view.reset()
    assert view.note.value == "" and amount.value == 5


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
def test_live_view_shows_what_the_model_says(explorer):
    live_view_agrees(explorer)


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
        "build": lambda axes: lambda result: None,
        "table": lambda result: [result],
    }
    return Explorer(**{**parts, **changes})


def test_a_failing_model_says_so_in_the_view_and_reset_mends_it():
    def fails_at_the_end(amount):
        if amount == 10:
            raise ZeroDivisionError("<b>nothing</b> to divide by")
        return {"double": 2 * amount}

    view = LiveView(doubling(model=fails_at_the_end))
    view.controls["amount"].value = 10
    assert "cannot be shown" in view.reading.value and "ZeroDivisionError" in view.reading.value
    assert "<b>nothing" not in view.reading.value and "&lt;b&gt;" in view.reading.value
    assert view.image.layout.display == "none"
    view.reset()
    assert "Twice as much is 10." in view.reading.value and view.image.layout.display is None


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
