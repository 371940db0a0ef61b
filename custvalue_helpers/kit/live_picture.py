"""A picture that follows a slider: built once, then only what moves is drawn again."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any, cast

from matplotlib.text import Text

from custvalue_helpers.kit.theme import SIZE, new_figure, style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from numpy.typing import ArrayLike

    from custvalue_helpers.kit.explorer import Build


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
