"""A firm whose names are in other scripts: without fonts for them pictures on paper take stand-ins, and the text says which."""

import json
import warnings

import pytest

from custvalue_helpers.kit import fitted_text
from custvalue_helpers.kit.desk import Open
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


@pytest.mark.parametrize(
    ("make", "stand_in", "name"),
    [(value_explorer, "brand 1", "鉄の庭ジム"), (map_explorer, "brand 4", "\U0001f6b2"), (promise_explorer, "attribute 1", "指導")],
)  # fmt: skip
def test_explorers_use_the_names_in_the_view_and_stand_ins_on_paper(case, make, stand_in, name):
    explorer = make(case)
    values = {"which": name} if make is promise_explorer else {}
    view = Open(explorer)
    shown = view.after({"do": "move", "values": values})
    seen = json.dumps([explorer.fixed(), shown], ensure_ascii=False)
    assert name in str(shown["panes"]) and stand_in not in seen and "In the picture" not in seen
    figure = explorer.figure(caption=explorer.read(**values), **values)
    texts = [text.get_text() for text in figure.findobj(lambda artist: hasattr(artist, "get_text"))]
    assert (
        png_of(figure) and any(stand_in in text for text in texts) and not any(name in text for text in texts)
    )
    (legend,) = [text for text in texts if "In the picture" in text]
    assert not any("[…]" in text for text in texts if text != legend)
    for stored in (explorer, *([explorer.predict()] if explorer.prediction else [])):
        data, _ = stored._repr_mimebundle_()
        assert f"{stand_in} is {name}" in data["text/plain"]
        assert data["text/plain"].count("In the picture") == 1


def test_where_fonts_have_all_letters_nothing_stands_in(gym):
    explorer = map_explorer(load_case(gym, today=TODAY))
    assert explorer.stand_ins == {} and "In the picture" not in explorer._repr_mimebundle_()[0]["text/plain"]


def test_what_looks_like_markup_or_a_formula_stays_text(gym):
    name = "<b>$Iron_{Yard}$</b>"
    for table, rows in gym_tables().items():
        write(gym, table, [[name if cell == "Iron Yard" else cell for cell in row] for row in rows])
    explorer = value_explorer(load_case(gym, today=TODAY))
    written = name.replace("_", " ")
    assert f"{written}: CPV" in str(explorer.panes(explorer.result()))
    texts = [
        text.get_text() for text in explorer.figure().findobj(lambda artist: hasattr(artist, "get_text"))
    ]
    assert any(written in text for text in texts) and png_of(explorer.figure())
