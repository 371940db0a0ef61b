"""What every explorer must do, in lessons and on a reader's own case."""

import itertools
import json
import math
import random
import warnings

from matplotlib.text import Text

from custvalue_helpers.kit.desk import Open
from custvalue_helpers.kit.drawing import draw_figure
from custvalue_helpers.kit.explorer import Toggle, proven
from tests.kit.sentences import faults_in


def some(values, most, seed=1):
    """All of some values, or a fixed random choice of ``most`` of them with the first and the last."""
    values = values if isinstance(values, range) else list(values)
    if len(values) <= most:
        return values
    return [values[0], *random.Random(seed).sample(values[1:-1], most - 2), values[-1]]


def corners(explorer, most):
    """Every corner, or a fixed random choice of ``most`` of them: two to the power of thirty cannot be visited."""
    total = math.prod(len(control.corners) for control in explorer.controls)
    return [corner_at(explorer, number) for number in some(range(total), most)], max(0, total - most)


def corners_are_sound(explorer, most=70_000):
    """Every corner gives a finite result and a sentence. Of more than ``most``, a random choice; a warning counts the others."""
    visited, left_out = corners(explorer, most)
    if left_out:
        warnings.warn(f"{explorer.name}: {left_out:,} corners are left out", CornersLeftOut, stacklevel=2)
    for corner in visited:
        proven(explorer, **corner)


class CornersLeftOut(UserWarning):
    """An explorer has more corners than a test visits."""


def corner_at(explorer, number):
    """The corner of this number, as explorer.corners() counts them."""
    places = {}
    for control in reversed(explorer.controls):
        number, place = divmod(number, len(control.corners))
        places[control.name] = control.corners[place]
    return {control.name: places[control.name] for control in explorer.controls}


def points(explorer, most=20, seed=1):
    """Fixed random settings of the controls: at the ends, at the start, and between."""
    generator = random.Random(seed)

    def place(control):
        if isinstance(control, Toggle):
            return generator.choice(control.options)
        between = [generator.uniform(control.low, control.high) for _ in range(4)]
        return control.settled(generator.choice([control.low, control.high, control.start, *between]))

    return [{control.name: place(control) for control in explorer.controls} for _ in range(most)]


def sentences_are_sound(explorer):
    """Readings over corners and random points, and what is said after a prediction, have no fault in their sentences."""
    said = [(values, explorer.read(**values)) for values in [*corners(explorer, 60)[0], *points(explorer)]]
    if explorer.prediction:
        moved = explorer.prediction.move_to
        said.append((moved, explorer.prediction.why(explorer.result(), explorer.result(**moved))))
    wrong = {text: (values, found) for values, text in said if (found := faults_in(text))}
    assert not wrong, f"{explorer.name}: {len(wrong)} faulty sentences, such as {next(iter(wrong.items()))}"
    assert not faults_in(explorer.question), explorer.question


def no_text_collides(explorer):
    """On paper, no text leaves the picture or covers another. What the view draws is looked at in a browser."""
    moved = explorer.prediction.move_to if explorer.prediction else {}
    for values in [explorer.start, moved, *some(explorer.corners(), 2)]:
        figure = draw_figure(explorer.frame, explorer.panes(explorer.result(**values)))
        figure.draw_without_rendering()
        renderer = figure.canvas.get_renderer()
        width, height = figure.canvas.get_width_height()
        boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in texts_shown(figure)]
        for text, box in boxes:
            inside = box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1
            assert inside, f"{explorer.name} at {values}: '{text}' leaves the picture: {box}"
        for (first, a), (second, b) in itertools.combinations(boxes, 2):
            overlap = min(a.x1, b.x1) - max(a.x0, b.x0) > 1.5 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1.5
            assert not overlap or first == second, f"{explorer.name} at {values}: '{first}' covers '{second}'"


def picture_follows(explorer):
    """Each control moves the picture, and coming back gives the first one again; all of it is plain data."""
    before = explorer.panes(explorer.result())
    for control in explorer.controls:
        away = next(c for c in reversed(control.corners) if c != control.start)
        after = explorer.panes(explorer.result(**{control.name: away}))
        assert after != before, f"{explorer.name}: {control.name} moves nothing"
        json.dumps(after, allow_nan=False)
    assert explorer.panes(explorer.result()) == before, "coming back does not give the first picture again"


def view_agrees(explorer):
    """The view shows what the model says, and puts everything back."""
    view = Open(explorer)
    for values in some(explorer.corners(), 6):
        shown = view.after({"do": "move", "values": values})
        result = explorer.result(**values)
        assert (shown["reading"], shown["panes"]) == (explorer.reading(result), explorer.panes(result))
    assert view.after({"do": "reset"})["values"] == explorer.start
    table = view.after({"do": "table", "open": True})["table"]
    assert len(table["rows"]) == len(explorer.table(explorer.result()))
    json.dumps([explorer.fixed(), view.shown], allow_nan=False)


def points_pulled_are_sliders(explorer):
    """A point that can be pulled along an axis stands, on that axis, at its slider's own value."""
    for values in [explorer.start, *points(explorer)]:
        for mark in itertools.chain(*explorer.panes(explorer.result(**values))):
            for along, name in mark.get("drags", {}).items():
                place = explorer.values(**values)[name]
                assert mark[along] == [place], (
                    f"{explorer.name} at {values}: {name} is {place}, not {mark[along]}"
                )


def prediction_holds(explorer):
    """A prediction's answer is among its options, and the view says why."""
    if explorer.prediction is None:
        return
    truth, why = explorer.truth_and_why()
    assert truth in explorer.prediction.options
    for option in explorer.prediction.options:
        view = Open(explorer.predict())
        assert view.shown["asking"] and view.shown["values"] == explorer.start
        shown = view.after({"do": "answer", "option": option})
        opening = "You saw it coming." if option == truth else f"You said “{option}”; it is “{truth}”."
        assert shown["verdict"].startswith(f"{opening} {why}") and not shown["asking"]
        assert shown["values"] == explorer.values(**explorer.prediction.move_to)


def texts_shown(figure):
    """Every text that is drawn; tick labels beyond the axes exist, but are not."""
    axes_of_axes = [axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]
    ticks = {
        label for axis in axes_of_axes for tick in axis.majorTicks for label in (tick.label1, tick.label2)
    }
    drawn = {tick.label1 for axis in axes_of_axes if axis.axes.axison for tick in axis._update_ticks()}
    texts = figure.findobj(Text)
    return [t for t in texts if t.get_visible() and t.get_text().strip() and (t not in ticks or t in drawn)]
