"""The sweep: every explorer of every lesson, over its whole range."""

import itertools
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.text import Text

from custvalue_helpers import explorers
from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle, proven
from custvalue_helpers.kit.live_picture import LivePicture
from custvalue_helpers.kit.live_view import LiveView

EXPLORERS = explorers()
every_explorer = pytest.mark.parametrize("explorer", EXPLORERS.values(), ids=EXPLORERS.keys())


def some(values, most, seed=1):
    """All of some values, or a fixed random choice of ``most`` of them with the first and the last."""
    values = list(values)
    if len(values) <= most:
        return values
    return [values[0], *random.Random(seed).sample(values[1:-1], most - 2), values[-1]]


@every_explorer
def test_every_corner_gives_a_finite_result_and_a_sentence(explorer):
    for corner in itertools.islice(explorer.corners(), 70_000):
        proven(explorer, **corner)


@every_explorer
def test_between_the_corners(explorer):
    def between(control):
        if isinstance(control, Toggle):
            return st.sampled_from(control.options)
        steps = round((control.high - control.low) / control.step)
        return st.integers(0, steps).map(lambda n: min(control.low + n * control.step, control.high))

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.fixed_dictionaries({control.name: between(control) for control in explorer.controls}))
    def sweep(values):
        proven(explorer, **values)

    sweep()


@every_explorer
def test_no_text_leaves_the_picture_or_covers_another(explorer):
    picture = LivePicture(explorer.build, explorer.size, explorer.columns)
    renderer = picture.canvas.get_renderer()
    width, height = picture.canvas.get_width_height()
    for values in [explorer.start, *some(explorer.corners(), 40)]:
        picture.png(explorer.result(**values))
        boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in texts_shown(picture.figure)]
        for text, box in boxes:
            inside = box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1
            assert inside, f"{explorer.name} at {values}: '{text}' leaves the picture: {box}"
        for (first, a), (second, b) in itertools.combinations(boxes, 2):
            overlap = min(a.x1, b.x1) - max(a.x0, b.x0) > 1.5 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1.5
            assert not overlap or first == second, f"{explorer.name} at {values}: '{first}' covers '{second}'"


def texts_shown(figure):
    """Every text that is drawn; tick labels beyond the axes exist, but are not."""
    axes_of_axes = [axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]
    ticks = {
        label for axis in axes_of_axes for tick in axis.majorTicks for label in (tick.label1, tick.label2)
    }
    drawn = {tick.label1 for axis in axes_of_axes if axis.axes.axison for tick in axis._update_ticks()}
    texts = figure.findobj(Text)
    return [t for t in texts if t.get_visible() and t.get_text().strip() and (t not in ticks or t in drawn)]


@every_explorer
def test_the_picture_follows_the_controls(explorer):
    picture = LivePicture(explorer.build, explorer.size, explorer.columns)
    before = picture.png(explorer.result())
    for control in explorer.controls:
        away = next(c for c in reversed(control.corners) if c != control.start)
        assert picture.png(explorer.result(**{control.name: away})) != before, f"{control.name} moves nothing"
    assert picture.png(explorer.result()) == before, "coming back does not give the first picture again"


@every_explorer
def test_live_view_shows_what_the_model_says(explorer):
    view = LiveView(explorer)
    for values in some(explorer.corners(), 6):
        view.move_to(**values)
        assert view.image.tooltip == explorer.read(**values)
        assert bytes(view.image.value) == view.picture.png(explorer.result(**values))
    view.reset()
    assert view.values == explorer.start


@every_explorer
def test_prediction_has_its_answer_among_the_options(explorer):
    if explorer.prediction is None:
        return
    before, after = explorer.result(), explorer.result(**explorer.prediction.move_to)
    truth = explorer.prediction.truth(before, after)
    assert truth in explorer.prediction.options
    view = LiveView(explorer, predict=True)
    assert view.panel.layout.display == "none" and view.commit.disabled
    view.answer.value = next(option for option in explorer.prediction.options if option != truth)
    assert not view.commit.disabled
    view.commit.click()
    assert explorer.prediction.why(before, after)[:20] in view.verdict.value.replace("&#x27;", "'")
    assert view.panel.layout.display is None
    assert view.values == explorer.values(**explorer.prediction.move_to)


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
