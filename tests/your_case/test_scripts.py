"""A firm whose names are in other scripts: on a computer without fonts for them pictures take stand-ins, and the text says which."""

import warnings

import pytest

from custvalue_helpers.kit import fitted_text
from custvalue_helpers.kit.theme import png_of
from custvalue_helpers.your_case import (
    case_part,
    case_report,
    load_case,
    map_explorer,
    promise_explorer,
    value_explorer,
)
from custvalue_helpers.your_case.parts import SECTIONS
from tests.your_case.own_cases import TODAY, gym_tables, write

NAMES = {
    "Iron Yard": "鉄の庭ジム", "BigFit": "빅핏 헬스", "Park Run": "公园晨跑俱乐部", "Home Bike": "\U0001f6b2", "equipment": "器械",
    "coaching": "指導", "expected_coaching": "expected_指導", "perceived_coaching": "perceived_指導",
}  # fmt: skip


@pytest.fixture
def case(tmp_path, monkeypatch):
    """The gym under these names, on a computer with the pictures' own font alone."""
    made = (fitted_text.font_families, fitted_text._font, fitted_text._font_with, fitted_text._width)
    monkeypatch.setattr(fitted_text, "OTHER_FONTS", ())
    for function in made:
        function.cache_clear()
    for table, rows in gym_tables().items():
        write(tmp_path, table, [[NAMES.get(cell, cell) for cell in row] for row in rows])
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # such as of a letter without a glyph
        yield load_case(tmp_path, today=TODAY)
    for function in made:
        function.cache_clear()


def test_pictures_take_stand_ins_and_the_text_says_once_which(case):
    value, brands = case_part(case, "perceived value"), case_part(case, "value map")
    for part in (value, brands):
        legend = [reading for reading in part.readings if reading.startswith("In the picture")]
        assert (
            len(legend) == 1 and "brand 1 is 鉄の庭ジム" in legend[0] and "brand 4 is \U0001f6b2" in legend[0]
        )
    assert "attribute 1 is 指導" in case_part(case, "expectations and satisfaction").readings[-1]
    for name in SECTIONS:
        part = case_part(case, name)
        if part.plot is None:
            continue
        for drawn in (part.picture, part.drawn((5.2, part.page_height))):
            texts = [
                text.get_text() for text in drawn.figure.findobj(lambda artist: hasattr(artist, "get_text"))
            ]
            assert png_of(drawn.figure) and not any("[…]" in text or "鉄" in text for text in texts)
    assert "鉄の庭ジム: customer value" in case_report(case).html


@pytest.mark.parametrize("make", [value_explorer, map_explorer, promise_explorer])
def test_explorers_speak_of_the_stand_ins_that_their_pictures_show(case, make):
    explorer = make(case)
    said = explorer.read() + (explorer.prediction.question if explorer.prediction else "")
    assert not set("鉄핏公") & set(said) and "In the picture" in explorer.question
    assert png_of(explorer.figure(caption=explorer.read()))
