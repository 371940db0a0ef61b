"""What readers type is kept exactly and shown as plain text; what they sort is answered, and never raises."""

import base64
import json
import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custvalue_helpers import export_progress, restore_progress
from custvalue_helpers.kit.fitted_text import drawable, fitted, width_of
from custvalue_helpers.kit.form import Field, Form, FormView
from custvalue_helpers.kit.progress import note_progress, read_progress, write_progress
from custvalue_helpers.kit.sorting import Bin, Item, Sorting, SortingView

FORM = Form(
    "9.form", "A <form>",
    (Field("jobs", "Jobs & more", "What?", (0, 0, 3, 1)), Field("pains", "Pains", "Why?", (3, 0, 3, 1))),
    {"jobs": "<b>Kestrel's</b> job"}, "Kestrel", size=(6, 1.2),
)  # fmt: skip
SORTING = Sorting(
    "9.sorting", "Sort",
    (Bin("fruit", "grows on trees", "sweet", "it has sugar."), Bin("spice", "is used in pinches", "sharp", "it bites.")),
    (Item("apple", "fruit", "apples are fruit.", {"spice": "Who would grate an apple?"}), Item("pepper", "spice", "it is one.")),
    ("sweet", "sharp"), "how does it taste?",
)  # fmt: skip
NASTY = [
    "", "   \n", "a" * 50_000, "word " * 5_000, "<script>alert(1)</script>", "</div><img src=x onerror=alert(1)>",
    "\"quotes\" 'and' “more”", "🫖☕👩‍💻 tea", "$x^2$ \\frac{1}{", "a\tb\r\nc\x00d", "{braces} %s", "日本語 العربية", "é" * 3,
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_a_text_is_kept_exactly_and_drawn_without_a_warning(own_progress, text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert FORM.fill(jobs=text) == "Kept with your progress."
        data, metadata = FORM._repr_mimebundle_()
    assert json.loads(own_progress.read_text(encoding="utf-8"))["texts"]["9.form"] == {"jobs": text}
    assert FORM.texts() == {"jobs": text, "pains": ""}
    assert data["text/plain"] == metadata["image/png"]["alt"] == repr(FORM)
    assert text.strip() in data["text/plain"] and "text/html" not in data
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    view = FormView(FORM, FORM.texts())
    assert view.areas["jobs"].value == text
    assert not any("alert" in widget.value for widget in html_of(view.widget))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=300))
def test_any_text_comes_back(text):
    kept = FORM.fill(pains=text)
    try:
        text.encode()
    except UnicodeEncodeError:
        assert "half of a character" in kept
    else:
        assert kept.startswith("Kept") and FORM.texts()["pains"] == text
    assert FORM.png({"jobs": text})


def html_of(widget):
    """Every HTML widget inside a widget."""
    import ipywidgets

    if isinstance(widget, ipywidgets.HTML):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from html_of(child)


def test_half_a_character_is_refused_and_nothing_is_lost(own_progress):
    FORM.fill(jobs="before")
    assert "half of a character" in FORM.fill(jobs="\ud83d")
    assert FORM.texts()["jobs"] == "before" and not list(own_progress.parent.glob("*.tmp"))


def test_the_live_form_keeps_draws_and_escapes():
    view = FormView(FORM, FORM.texts())
    empty = bytes(view.image.value)
    view.areas["jobs"].value = "<b>brew</b>"
    assert FORM.texts()["jobs"] == "<b>brew</b>" and "Kept" in view.status.value
    assert bytes(view.image.value) != empty and "<b>brew</b>" in view.image.tooltip
    shown = " ".join(widget.value for widget in html_of(view.widget))
    assert "&lt;b&gt;Kestrel" in shown and "A &lt;form&gt;" in shown and "<b>" not in shown
    assert all(area.description_allow_html is False for area in view.areas.values())
    other = FormView(FORM, FORM.texts())
    other.areas["pains"].value = "late"
    assert FORM.texts() == {"jobs": "<b>brew</b>", "pains": "late"}


def test_texts_travel_with_the_progress(own_progress, capsys):
    FORM.fill(jobs="<i>tea</i> 🫖")
    text = export_progress()
    own_progress.unlink()
    restore_progress(text)
    assert FORM.texts()["jobs"] == "<i>tea</i> 🫖"


NEWER = json.dumps({"version": 99, "texts": {"9.form": {"jobs": "from the future"}}, "exercises": {}})


def test_a_newer_record_is_left_untouched_and_said_so(own_progress):
    own_progress.write_text(NEWER)
    assert "left untouched" in FORM.fill(jobs="mine")
    with pytest.warns(UserWarning, match="left untouched"):
        view = FormView(FORM, FORM.texts())
    assert view.areas["jobs"].value == "mine"  # in memory
    view.areas["jobs"].value = "mine too"
    assert "left untouched" in view.status.value and view.areas["jobs"].value == "mine too"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "left untouched" in SORTING.place("apple", "fruit").text
    sorting = SortingView(SORTING)
    sorting.lists["pepper"].value = "spice"
    assert "left untouched" in sorting.verdict.value and "2 of 4 right" in sorting.image.tooltip
    assert SORTING._repr_mimebundle_() and FORM._repr_mimebundle_()
    assert own_progress.read_text() == NEWER


@pytest.mark.parametrize("odd", [3, None, [1], {"jobs": 4, "pains": None}])
def test_a_record_with_something_else_in_its_place(odd):
    write_progress({**read_progress(), "texts": {"9.form": odd}, "exercises": {"9.sorting": {"placed": odd}}})
    with pytest.warns(UserWarning, match="is damaged"):
        assert FORM.texts() == {"jobs": "", "pains": ""}
    assert SORTING.placed() == {}
    assert FORM.fill(jobs="x").startswith("Kept") and FORM.texts()["jobs"] == "x"


def test_fields_of_other_versions_survive():
    note_progress("texts", "9.form", later="kept")
    FORM.fill(jobs="x")
    assert read_progress()["texts"]["9.form"] == {"later": "kept", "jobs": "x"}


def test_bad_forms_and_fields():
    with pytest.raises(ValueError, match="did you mean 'jobs'"):
        FORM.fill(job="x")
    with pytest.raises(TypeError, match="jobs must be a text in quotes, got int 3"):
        FORM.fill(jobs=3)
    with pytest.raises(ValueError, match="a name of its own"):
        Form("k", "t", (Field("a", "A", "", (0, 0, 1, 1)),) * 2, {}, "x")
    with pytest.raises(ValueError, match="example must be one of"):
        Form("k", "t", (Field("a", "A", "", (0, 0, 1, 1)),), {"b": ""}, "x")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400), st.integers(1, 5))
def test_fitted_text_fits(text, lines):
    rows = fitted(text, 120, lines).split("\n")
    assert len(rows) <= lines
    assert all(width_of(row, 11) <= 120 or len(row) == 1 for row in rows)


def test_short_text_is_not_touched():
    assert fitted("plain words", 300, 2) == "plain words"
    assert drawable("a ☕") == "a ☕" or drawable("a ☕") == "a […]"


def test_sorting_says_why():
    assert (
        SORTING.place("apple", "fruit").right and "apples are fruit" in SORTING.place("apple", "fruit").text
    )
    assert "grate an apple" in SORTING.place("apple", "spice").text
    assert "grows on trees" in SORTING.place("pepper", "fruit").text
    assert "how does it taste" in SORTING.place("fruit", "sharp").text
    assert SORTING.placed() == {"apple": "spice", "pepper": "fruit", "fruit": "sharp"}
    assert "0 of 4 right" in repr(SORTING)
    assert SORTING.place("apple", "—").status == "not attempted" and "apple" not in SORTING.placed()


@given(st.one_of(st.text(), st.none(), st.integers(), st.lists(st.integers()), st.dictionaries(st.text(), st.text())),
       st.one_of(st.text(), st.none(), st.integers(), st.lists(st.integers()), st.sets(st.integers())))  # fmt: skip
def test_sorting_never_raises(name, choice):
    for feedback in (
        SORTING.place(name, choice),
        SORTING.place("apple", choice),
        SORTING.place(name, "fruit"),
    ):
        assert feedback.text and "<" not in feedback._repr_html_().replace("<div", "").replace("</div", "").replace(
            "<strong>", "").replace("</strong>", "")  # fmt: skip


def test_sorting_is_kept_and_done():
    for name, answer in SORTING.answers.items():
        assert read_progress()["exercises"].get("9.sorting", {}).get("done") in (None, False)
        SORTING.place(name, answer)
    assert read_progress()["exercises"]["9.sorting"]["done"] is True
    assert "4 of 4 right" in repr(SORTING) and repr(SORTING) == SORTING.solution().description
    assert {name: choice.value for name, choice in SortingView(SORTING).lists.items()} == SORTING.answers


def test_the_live_sorting():
    view = SortingView(SORTING)
    empty = bytes(view.image.value)
    view.lists["apple"].value = "spice"
    assert "grate an apple" in view.verdict.value and bytes(view.image.value) != empty
    view.start_again()
    assert view.values == {} and SORTING.placed() == {} and bytes(view.image.value) == empty


def test_static_sorting():
    data, metadata = SORTING._repr_mimebundle_()
    assert (
        data["text/plain"] == metadata["image/png"]["alt"]
        and "still to place: apple, pepper" in data["text/plain"]
    )


def test_bad_sortings():
    with pytest.raises(ValueError, match="item 'x': bin must be one of"):
        Sorting("k", "t", SORTING.bins, (Item("x", "herb", ""),), ("a", "b"), "?")
    with pytest.raises(ValueError, match="item 'x': trap must be one of"):
        Sorting("k", "t", SORTING.bins, (Item("x", "fruit", "", {"herb": ""}),), ("a", "b"), "?")
