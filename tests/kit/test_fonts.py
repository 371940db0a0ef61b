"""Names in every script: drawn with a font of the computer that has their letters, or under a stand-in, never as empty boxes."""

import io
import warnings

import numpy as np
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from matplotlib import font_manager

from custvalue_helpers.kit import fitted_text
from custvalue_helpers.kit.fitted_text import (
    OTHER_FONTS,
    OWN_FONT,
    drawable,
    fitted,
    font_families,
    names_drawn,
    width_of,
)
from custvalue_helpers.kit.theme import new_figure, picture, png_of

SHOP = "店家"  # any letters that the pictures' own font lacks


@pytest.fixture
def fonts(monkeypatch):
    """Only the pictures' own font, and whatever a test adds with its name and letters."""
    plain = [font for font in font_manager.fontManager.ttflist if font.name == OWN_FONT]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", plain)
    made = (fitted_text.font_families, fitted_text._font, fitted_text._font_with, fitted_text._width)
    for function in made:
        function.cache_clear()
    yield lambda path: (font_manager.fontManager.addfont(path), [function.cache_clear() for function in made])
    for function in made:
        function.cache_clear()


def a_font(path, name, letters):
    """Write a font in which each of the letters is a tall block."""
    pen = TTGlyphPen(None)
    for spot in ((80, 0), (80, 800), (920, 800), (920, 0)):
        (pen.lineTo if spot != (80, 0) else pen.moveTo)(spot)
    pen.closePath()
    block, glyphs = pen.glyph(), [".notdef", *(f"u{ord(letter):X}" for letter in letters)]
    build = FontBuilder(1000, isTTF=True)
    build.setupGlyphOrder(glyphs)
    build.setupCharacterMap({ord(letter): f"u{ord(letter):X}" for letter in letters})
    build.setupGlyf(dict.fromkeys(glyphs, block))
    build.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 80)))
    build.setupHorizontalHeader(ascent=900, descent=-200)
    build.setupNameTable({"familyName": name, "styleName": "Regular"})
    build.setupOS2()
    build.setupPost()
    build.save(path)
    return path


def ink(text):
    """The pixels of a picture with a text in it; a warning, as of a glyph that is missing, is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return png_of(
            picture(lambda axes: axes.text(0.1, 0.5, text, fontweight="bold"), description="a text").figure
        )


def test_without_a_font_for_its_letters_a_name_gets_a_stand_in(fonts):
    assert font_families() == [OWN_FONT]
    names = ["Kestrel", SHOP, "Bike \U0001f6b2 Shop", "\U0001f6b2", "Bike Shop", f"{SHOP} & Co"]
    assert list(names_drawn(names, "firm").values()) == [
        "Kestrel",
        "firm 2",
        "firm 3",
        "firm 4",
        "Bike Shop",
        "firm 6",
    ]
    assert names_drawn(["Tea \U0001f6b2 House"], "firm") == {"Tea \U0001f6b2 House": "Tea House"}
    assert names_drawn([SHOP, "firm 1"], "firm") == {SHOP: "firm 1′", "firm 1": "firm 1"}
    assert drawable(f"at {SHOP}!") == "at […]!" and fitted(f"at {SHOP}", 200, 1) == "at […]"
    assert ink(drawable(f"at {SHOP}"))


def test_a_font_of_the_computer_draws_what_the_own_one_lacks(fonts, tmp_path, caplog):
    assert OTHER_FONTS[0] not in font_families()
    fonts(a_font(tmp_path / "other.ttf", OTHER_FONTS[0], SHOP))
    assert font_families() == [OWN_FONT, OTHER_FONTS[0]]
    assert names_drawn([SHOP, "\U0001f6b2"], "firm") == {SHOP: SHOP, "\U0001f6b2": "firm 2"}
    assert width_of(SHOP, 10) == pytest.approx(20 * fitted_text.ON_THE_GRID), "as wide as its own font has it"
    assert ink(SHOP) != ink("") and not caplog.records, "no word about a face that is not bold"


def test_another_font_changes_nothing_of_what_the_own_one_has(fonts, tmp_path):
    before = ink("Kestrel, 84\u00a0% − €5")
    fonts(a_font(tmp_path / "other.ttf", OTHER_FONTS[0], "Kestrl,84%" + SHOP))
    assert ink("Kestrel, 84\u00a0% − €5") == before


def test_a_caption_is_drawn_as_it_stands_and_no_formula(fonts):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure, _ = new_figure(caption=f"The {SHOP} costs $5 and $6, 84\u00a0% more.")
        assert png_of(figure)
    assert (
        figure.texts[0].get_text() == "The […] costs $5 and $6, 84\u00a0% more."
        and not figure.texts[0].get_parse_math()
    )
    assert np.frombuffer(io.BytesIO(png_of(figure)).read(), np.uint8).size


def test_scripts_whose_letters_change_beside_each_other_need_an_engine_for_them(fonts, monkeypatch):
    from matplotlib import ft2font

    monkeypatch.delattr(ft2font, "__libraqm_version__", raising=False)
    fitted_text._font_with.cache_clear()
    assert names_drawn(["دراجات"], "firm") == {"دراجات": "firm 1"}
    monkeypatch.setattr(ft2font, "__libraqm_version__", "0.10", raising=False)
    fitted_text._font_with.cache_clear()
    assert names_drawn(["دراجات"], "firm") == {"دراجات": "دراجات"}
