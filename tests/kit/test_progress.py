"""No reader's record is lost, whatever happens to its file."""

import json
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custvalue_helpers import exercise, export_progress, my_name_is, restore_progress
from custvalue_helpers.kit.progress import NewerProgress, note_progress, read_progress, write_progress


def test_an_empty_record_to_begin_with(own_progress):
    assert read_progress()["exercises"] == {} and not own_progress.exists()


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b'{"version": "1"}', b'{"version": 1, "exercises": []}', b"\xff\xfe\x00", b'{"version": 1, "quizzes": {"4": 3}}',
     b'{"version": 1, "reader": null}', b"[" * 100_000],
)  # fmt: skip
def test_a_damaged_record_is_kept_aside(own_progress, damage):
    for number in (1, 2):
        own_progress.write_bytes(damage)
        with pytest.warns(UserWarning, match=f"progress.damaged-{number}.json"):
            assert read_progress()["exercises"] == {}
        assert own_progress.with_name(f"progress.damaged-{number}.json").read_bytes() == damage
    note_progress("exercises", "4.1", done=True)
    assert read_progress()["exercises"] == {"4.1": {"done": True}}


def test_a_newer_record_is_left_untouched(own_progress):
    newer = json.dumps({"version": 99, "exercises": {"4.1": {"done": True}}, "future": [1]})
    own_progress.write_text(newer)
    with pytest.raises(NewerProgress, match="version 99"):
        read_progress()
    with pytest.warns(UserWarning, match="left untouched"):
        exercise("4.1").check(3)
    assert own_progress.read_text() == newer


def test_a_folder_that_cannot_be_written_costs_a_warning(own_progress, monkeypatch):
    blocker = own_progress.parent / "blocker"
    blocker.write_text("a file, not a folder")
    monkeypatch.setenv("CUSTVALUE_PROGRESS", str(blocker / "progress.json"))
    with pytest.warns(UserWarning, match="could not be kept"):
        feedback = exercise("4.1").check(3)
    assert feedback.text


def test_unknown_parts_of_a_record_survive(own_progress):
    write_progress({**read_progress(), "later_idea": {"kept": 1}})
    note_progress("exercises", "4.1", done=True)
    assert json.loads(own_progress.read_text())["later_idea"] == {"kept": 1}


def test_export_and_restore(own_progress, capsys):
    my_name_is("Zoë <b>")
    note_progress("exercises", "4.1", done=True, tries=2)
    note_progress("quizzes", "4", right=[1, 2], done=False)
    text = export_progress()
    assert "\n" not in text and len(text) < 300
    own_progress.unlink()
    note_progress("exercises", "4.2", done=True, tries=1)
    note_progress("exercises", "4.1", done=False, tries=1)
    restore_progress(f"  {text[:20]}\n{text[20:]} ")
    record = read_progress()
    assert record["reader"] == "Zoë <b>"
    assert record["exercises"] == {"4.1": {"done": True, "tries": 2}, "4.2": {"done": True, "tries": 1}}
    assert "2 exercises" in capsys.readouterr().out or "1 exercises" not in capsys.readouterr().out


@given(st.text(max_size=60))
def test_no_text_but_a_progress_text_restores_anything(text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ValueError, match="not a whole progress text"):
            restore_progress(text)


def test_texts_of_any_form_are_restored_and_none_is_written_over(own_progress, capsys):
    write_progress({**read_progress(), "texts": {"canvas": {"jobs": "<b>"}, "note": "plain"}})
    text = export_progress()
    write_progress({**read_progress(), "texts": {"note": "newer"}, "exercises": {"4.1": {"done": True}}})
    restore_progress(text)
    assert read_progress()["texts"] == {"canvas": {"jobs": "<b>"}, "note": "newer"}
    assert read_progress()["exercises"] == {"4.1": {"done": True}}


def test_half_a_progress_text():
    note_progress("exercises", "4.1", done=True)
    with pytest.raises(ValueError, match="copy it again"):
        restore_progress(export_progress()[:-6])
    with pytest.raises(TypeError, match="got int"):
        restore_progress(3)


@pytest.mark.parametrize("name", ["", "  ", None, True, 1.5, ["a"]])
def test_names_that_are_none(name):
    with pytest.raises(ValueError, match="name must be"):
        my_name_is(name)


def test_a_name_gives_numbers_of_its_own(capsys):
    before = exercise("4.1").given
    my_name_is(4711)
    assert exercise("4.1").given != before
    assert "Welcome, 4711" in capsys.readouterr().out


def test_the_dots_in_place_of_a_name_change_nothing(own_progress, capsys):
    my_name_is(...)
    assert "No name yet" in capsys.readouterr().out and not own_progress.exists()
    my_name_is("Ana")
    my_name_is(...)
    assert "You are still Ana" in capsys.readouterr().out and read_progress()["reader"] == "Ana"
