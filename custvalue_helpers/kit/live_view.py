"""The live view of an explorer: sliders, a picture that follows them, its reading, a table, a reset button."""

from __future__ import annotations

import struct
import zlib
from functools import partial
from html import escape
from math import isfinite
from typing import TYPE_CHECKING, Any, cast

import ipywidgets as widgets
from matplotlib.text import Text
from traitlets import Unicode

from custvalue_helpers.kit.theme import KESTREL, SIZE, new_figure, style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from numpy.typing import ArrayLike

    from custvalue_helpers.kit.explorer import Build, Explorer, Slider, Toggle, Value


class DescribedImage(widgets.Image):
    """An image whose tooltip is its name for screen readers."""

    description = Unicode("").tag(sync=True)  # without it, the front end fails when a tooltip is set


class LiveView:
    """The widgets of one explorer on one page. With ``predict``, the controls stay shut until an answer is given."""

    def __init__(self, explorer: Explorer, predict: bool = False) -> None:
        self.explorer = explorer
        self.resetting = False
        self.picture = LivePicture(explorer.build, explorer.size, explorer.columns)
        self.image = DescribedImage(
            format="png", layout=widgets.Layout(max_width="100%", align_self="flex-start")
        )
        self.reading = widgets.HTML()
        self.table = widgets.HTML()
        width = max(len(label_of(control)) for control in explorer.controls) * 0.57 + 0.6
        self.controls = {control.name: widget_of(control, width) for control in explorer.controls}
        self.reset_button = widgets.Button(description="Reset", icon="undo", tooltip="Put every control back")
        self.reset_button.on_click(self.reset)
        self.table_button = widgets.ToggleButton(
            description="Table", icon="table", tooltip="The numbers as a table"
        )
        self.note = widgets.HTML()  # beside the buttons, where it moves nothing
        for control in explorer.controls:
            self.controls[control.name].observe(partial(self._moved, control), "value")
        self.table_button.observe(self.refresh, "value")
        buttons = widgets.HBox([self.reset_button, self.table_button, self.note])
        # Side by side where there is room (a slide), one above the other where there is not (a notebook).
        self.panel = widgets.VBox([self._control_panel(), buttons])
        shown = widgets.VBox(
            [self.reading, self.image, self.table], layout=widgets.Layout(flex="1 1 560px", max_width="820px")
        )
        body = widgets.Box([self.panel, shown], layout=widgets.Layout(flex_flow="row wrap"))
        title = widgets.HTML(paragraph(explorer.question, "font-weight: 600; font-size: 1.1em"))
        asked = explorer.prediction if predict else None
        self.widget = widgets.VBox([title, *([self._prediction_panel(asked)] if asked else []), body])
        self.widget.add_class("custvalue-explorer")
        self._shut(predict)
        self.refresh()

    @property
    def values(self) -> dict[str, Value]:
        return {name: widget.value for name, widget in self.controls.items()}

    def refresh(self, _change: object = None) -> None:
        """Show the result of the present values, or say in the view why it cannot be shown."""
        if self.resetting:
            return
        explorer = self.explorer
        try:
            result = explorer.model(**self.values)
            reading, png = explorer.reading(result), self.picture.png(result)
            rows = explorer.table_of(result) if self.table_button.value else None
        except Exception as error:
            # A callback's error would vanish in a log, and leave a picture that is not true.
            self.reading.value = (
                f'<p role="alert"><strong>This cannot be shown.</strong> {escape(type(error).__name__)}: '
                f"{escape(str(error))} Press Reset to go back.</p>"
            )
            self.image.layout.display = "none"
            self.table.value = ""
            return
        with self.image.hold_sync():  # one message
            self.image.value = png
            self.image.tooltip = reading  # the image's name for screen readers
        self.reading.value = paragraph(reading)
        if self.image.layout.display == "none":
            self.image.layout.display = None
        if rows is not None or self.table.value:
            self.table.value = (
                "" if rows is None else rows.to_html(index=False, escape=True, float_format="{:,.2f}".format)
            )

    def _moved(self, control, change):
        """A reader moved a control. A number that was typed may lie between two steps: put it on the nearest."""
        if self.resetting:
            return
        self.note.value = ""
        if hasattr(control, "step"):
            typed = change["new"] if isfinite(change["new"]) else change["old"]
            if note := control.note_on(typed):
                self.note.value = f'<p role="status" style="margin: 0 8px">{escape(note)}</p>'
            self._put({control.name: control.settled(typed)})
        self.refresh()

    def reset(self, _button: object = None) -> None:
        """Put every control back to its start, with one new picture at the end."""
        self.move_to(**self.explorer.start)

    def move_to(self, **values: Value) -> None:
        """Move several controls at once, with one new picture at the end."""
        self.note.value = ""
        self._put(values)
        self.refresh()

    def _put(self, values):
        """Set controls without a new picture for each."""
        self.resetting = True
        try:
            for name, value in values.items():
                self.controls[name].value = value
        finally:
            self.resetting = False

    def _control_panel(self):
        groups: dict[str, list[widgets.Widget]] = {}
        for control in self.explorer.controls:
            groups.setdefault(control.group, []).append(self.controls[control.name])
        columns = []
        for name, members in groups.items():
            heading = [widgets.HTML(paragraph(name, "font-weight: 600"))] if name else []
            columns.append(widgets.VBox([*heading, *members], layout=widgets.Layout(margin="0 16px 0 0")))
        return widgets.Box(columns, layout=widgets.Layout(flex_flow="row wrap"))

    def _shut(self, shut):
        """In predict mode the controls come out after the answer."""
        self.panel.layout.display = "none" if shut else None

    def _prediction_panel(self, prediction):
        self.answer = widgets.RadioButtons(
            options=prediction.options, value=None, layout=widgets.Layout(width="max-content")
        )
        self.commit = widgets.Button(
            description="That is my answer",
            button_style="primary",
            disabled=True,
            layout=widgets.Layout(width="auto", max_width="14em"),
        )
        self.verdict = widgets.HTML()
        self.answer.observe(lambda change: setattr(self.commit, "disabled", change["new"] is None), "value")
        self.commit.on_click(partial(self._show_truth, prediction))
        question = widgets.HTML(paragraph(f"Predict first: {prediction.question}"))
        return widgets.VBox([question, self.answer, self.commit, self.verdict])

    def _show_truth(self, prediction, _button):
        before, after = self.explorer.result(), self.explorer.result(**prediction.move_to)
        truth, why = prediction.truth(before, after), prediction.why(before, after)
        opening = (
            "You saw it coming"
            if self.answer.value == truth
            else f"You said “{self.answer.value}”; it is “{truth}”"
        )
        self.verdict.value = paragraph(f"{opening}. {why} Now move the controls yourself.")
        self.answer.layout.display = self.commit.layout.display = "none"
        self._shut(False)
        self.move_to(**prediction.move_to)


def label_of(control: Slider | Toggle) -> str:
    """A control's label with its unit."""
    unit = getattr(control, "unit", "")
    return f"{control.label} ({unit})" if unit else control.label


def widget_of(control: Slider | Toggle, label_width: float = 16) -> widgets.Widget:
    """The ipywidgets control for a Slider or a Toggle, with label, unit and tooltip."""
    common = {
        "value": control.start,
        "description": label_of(control),
        "description_allow_html": False,
        "tooltip": control.help or label_of(control),
        "style": {"description_width": f"{label_width:.1f}em"}
        | ({} if hasattr(control, "options") else {"handle_color": KESTREL}),
    }
    if hasattr(control, "options"):
        return widgets.ToggleButtons(options=control.options, **common)
    return widgets.FloatSlider(
        min=control.low,
        max=control.high,
        step=control.step,
        readout_format=f".{control.decimals}f",
        layout=widgets.Layout(width=f"{label_width + 21:.1f}em", height="24px", margin="0 2px"),
        **common,
    )


def paragraph(text: str, style: str = "") -> str:
    """A reader's or a lesson's text as HTML, escaped."""
    return f'<p style="margin: 4px 0; line-height: 1.4; {style}">{escape(text)}</p>'


class LivePicture:
    """Keep a finished figure and redraw only its moving parts.

    ``build(axes)`` draws everything once, creates what moves with ``animated=True``, and returns
    ``move(result)``, which puts the moving parts in place for a result. ``png(result)`` restores the still
    background, draws the moving parts over it, and returns PNG bytes.
    """

    def __init__(self, build: Build, size: Sequence[float] = SIZE, columns: int = 1) -> None:
        import matplotlib as mpl

        self.figure, axes = new_figure(size, columns)
        with mpl.rc_context(style()):
            self.move = build(axes)
            self.canvas = cast("FigureCanvasAgg", self.figure.canvas)
            self.canvas.draw()
            self.canvas.draw()  # a picture of fixed shape finds its place only at the second drawing
        self.figure.set_layout_engine("none")
        self.background = self.canvas.copy_from_bbox(self.figure.bbox)
        moving = self.figure.findobj(lambda artist: artist.get_animated())
        self.moving = sorted(moving, key=lambda artist: artist.get_zorder())

    def png(self, result: Any) -> bytes:
        """The picture of a result, as PNG bytes."""
        self.canvas.restore_region(self.background)
        self.move(result)
        renderer = self.canvas.get_renderer()
        for artist in self.moving:
            artist.draw(renderer)
        return lightly_compressed_png(self.canvas.buffer_rgba())


def lightly_compressed_png(pixels: ArrayLike) -> bytes:
    """Encode (height, width, 4) bytes as PNG without filters at zlib's fastest level.

    Diagrams are mostly flat colour, so this costs a third of the usual encoder's time for the same size.
    """
    import numpy as np

    pixels = np.asarray(pixels)
    height, width, channels = pixels.shape
    rows = np.zeros((height, 1 + width * channels), np.uint8)  # each row opens with its filter: 0, none
    rows[:, 1:] = pixels.reshape(height, -1)
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.data, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


class RememberedText(Text):
    """A text of a LivePicture at a fixed place that no other moving part touches.

    Drawing letters is what takes longest in a picture that follows a slider. Each wording is drawn once; after that
    its pixels are copied.
    """

    def __init__(self, axes: Axes, x: float, y: float, **style: Any) -> None:
        super().__init__(x, y, "", transform=axes.transData, animated=True, clip_on=False, **style)
        self.pixels: dict[str, Any] = {}
        axes.add_artist(self)

    def draw(self, renderer: RendererBase) -> None:
        figure: Any = self.get_figure(root=True)
        canvas, wording = figure.canvas, self.get_text()
        if canvas.is_saving():  # a still picture has a canvas of its own
            super().draw(renderer)
        elif wording in self.pixels:
            canvas.restore_region(self.pixels[wording])
        elif wording.strip():
            super().draw(renderer)
            self.pixels[wording] = canvas.copy_from_bbox(self.get_window_extent(renderer).padded(2))
