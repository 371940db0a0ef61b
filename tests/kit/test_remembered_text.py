"""A remembered text looks as an ordinary one would, the first time and every time after."""

import pytest

from custvalue_helpers.kit.live_view import LivePicture, RememberedText
from custvalue_helpers.kit.theme import new_figure, png_of

SIZE = (3, 1)


def build_with(make):
    def build(axes):
        axes.axis("off")
        text = make(axes)
        return lambda wording: text.set_text(wording)

    return build


remembered = build_with(lambda axes: RememberedText(axes, 0.1, 0.5, fontsize=11))
ordinary = build_with(lambda axes: axes.text(0.1, 0.5, "", fontsize=11, animated=True))


@pytest.mark.parametrize("wording", ["good, €28", "", " ", "gjpqy ÄÉ", "two\nlines"])
def test_it_draws_what_an_ordinary_text_draws(wording):
    picture, reference = LivePicture(remembered, SIZE), LivePicture(ordinary, SIZE)
    for shown in ("something else", wording, "a longer wording than that", wording):
        assert picture.png(shown) == reference.png(shown)


def test_a_still_picture_holds_it_too():
    stills = []
    for build in (remembered, ordinary):
        figure, axes = new_figure(SIZE)
        build(axes)("plain, €36")
        stills.append(png_of(figure))
    assert stills[0] == stills[1]
