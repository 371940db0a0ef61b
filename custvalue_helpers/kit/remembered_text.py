"""A text that moves between a few wordings at one place, and is drawn only once for each of them."""

from matplotlib.text import Text


class RememberedText(Text):
    """A text of a LivePicture at a fixed place that no other moving part touches.

    Drawing letters is what takes longest in a picture that follows a slider. Each wording is drawn once; after that
    its pixels are copied.
    """

    def __init__(self, axes, x, y, **style):
        super().__init__(x, y, "", transform=axes.transData, animated=True, clip_on=False, **style)
        self.pixels = {}
        axes.add_artist(self)

    def draw(self, renderer):
        canvas, wording = self.get_figure(root=True).canvas, self.get_text()
        if canvas.is_saving():  # a still picture has a canvas of its own
            super().draw(renderer)
        elif wording in self.pixels:
            canvas.restore_region(self.pixels[wording])
        elif wording.strip():
            super().draw(renderer)
            self.pixels[wording] = canvas.copy_from_bbox(self.get_window_extent(renderer).padded(2))
