"""No reader's record is lost, whatever happens to its file."""

import json
import os
import signal
import subprocess
import sys
import time
import warnings
import zlib
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custvalue_helpers import (
    course_map,
    exercise,
    export_progress,
    lesson,
    my_name_is,
    quiz,
    restore_progress,
)
from custvalue_helpers.kit import locked, progress
from custvalue_helpers.kit.course_map import steps_done
from custvalue_helpers.kit.progress import (
    NewerProgress,
    checked_record,
    empty_record,
    note_progress,
    packed,
    read_progress,
    united,
    unpacked,
    write_progress,
)


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
    with pytest.warns(UserWarning, match="version 99.*left untouched"):
        exercise("4.1").check(3)
    with pytest.raises(NewerProgress):
        restore_progress(packed(json.loads(newer)))
    course_map()
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


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        None,
        True,
        1.5,
        ["a"],
        "A\nB",
        "A\0",
        "\x1b[2J",
        "A\ud800",
        10**200,
        pytest.param(-(10**5000), id="huge"),
    ],
)
def test_names_that_are_none(name):
    with pytest.raises((ValueError, TypeError), match="name must be"):
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


KEYS = st.sampled_from(["1", "2", "3"])
SMALL = st.integers(0, 3)
ANSWERS = st.fixed_dictionaries(
    {"typed": SMALL, "first": st.sampled_from(["", "9", "€16,000"]), "last": st.sampled_from(["9", "52 %"])},
    optional={"status": st.sampled_from(["invalid", "valid", "scored"]), "sure": st.none() | st.booleans(),
              "misconception": st.text(max_size=3), "version": st.text(max_size=3), "seed": st.text(max_size=3)},
)  # fmt: skip
CHOICES = st.dictionaries(KEYS, st.fixed_dictionaries({"first": SMALL, "last": SMALL, "times": SMALL}))
ENTRIES = {
    "exercises": st.fixed_dictionaries(
        {}, optional={"done": st.booleans(), "tries": SMALL, "hints": SMALL, "answer": ANSWERS}
    ),
    "quizzes": st.fixed_dictionaries(
        {},
        optional={
            "right": st.lists(st.integers(1, 6), unique=True).map(sorted),
            "done": st.booleans(),
            "choices": CHOICES,
        },
    ),
}
WORDS = st.sampled_from(["", "a", "b", "c"])
RECORDS = st.builds(
    lambda reader, exercises, quizzes, texts: {
        **empty_record(), "reader": reader, "exercises": exercises, "quizzes": quizzes, "texts": texts
    },
    WORDS, *(st.dictionaries(KEYS, entry) for entry in ENTRIES.values()),
    st.dictionaries(KEYS, st.dictionaries(KEYS, WORDS, min_size=1)),
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()) | st.just("\ud800"),
    lambda inside: (
        st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=3) | KEYS, inside, max_size=3)
    ),
    max_leaves=8,
)
ODD_RECORDS = JSON | st.fixed_dictionaries(
    {"version": st.sampled_from([1, 1, 1, 99])},
    optional={part: st.dictionaries(KEYS, JSON | st.dictionaries(st.sampled_from(["right", "tries", "done"]), JSON))
              for part in ("exercises", "quizzes", "texts")} | {"reader": JSON, "later": JSON},
)  # fmt: skip


def added_up(record):
    return {part: record[part] for part in ENTRIES}


def every_text(record):
    return {
        (key, field, text) for key, entry in record["texts"].items() for field, text in entry.items() if text
    } | {tuple(text) for text in record.get("other_texts", [])}


@given(RECORDS, RECORDS, RECORDS)
def test_a_union_loses_nothing_whatever_the_order(one, two, three):
    both = united(one, two)
    assert united(one, one) == one and united(both, two) == both == united(both, one)
    assert added_up(both) == added_up(united(two, one)) and every_text(both) == every_text(united(two, one))
    assert united(both, three) == united(one, united(two, three))
    assert every_text(both) == every_text(one) | every_text(two)
    for part in ENTRIES:
        for record_ in (one, two):
            for key, entry in record_[part].items():
                kept = both[part][key]
                assert kept.get("done", False) >= entry.get("done", False)
                assert kept.get("tries", 0) >= entry.get("tries", 0)
                assert set(kept.get("right", [])) >= set(entry.get("right", []))
                assert kept.get("hints", 0) >= entry.get("hints", 0)
                assert kept.get("answer", {}).get("typed", 0) >= entry.get("answer", {}).get("typed", 0)
                for number, choice in entry.get("choices", {}).items():
                    assert kept["choices"][number]["times"] >= choice["times"]
    assert checked_record(json.loads(json.dumps(both))) == (both, [])


@settings(max_examples=60, deadline=None)
@given(ODD_RECORDS)
def test_whatever_a_record_or_a_line_holds_the_course_goes_on(value):
    path = Path(os.environ["CUSTVALUE_PROGRESS"])
    for draw in (path.unlink, lambda missing_ok: path.write_text(json.dumps(value))):
        draw(missing_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sound = read_progress()
            try:
                restore_progress(packed(value))
            except ValueError as error:
                assert len(str(error)) > 20
            quiz("4").answer(1, quiz("4").right_letter(1))
            assert set(sound["exercises"]) <= set(read_progress()["exercises"])
            assert read_progress()["quizzes"]["4"]["right"][0] in (0, 1)
            steps_done(lesson("4"), read_progress())


@pytest.mark.parametrize(
    "part, entry",
    [
        ("exercises", {"answer": "9"}),
        ("exercises", {"answer": {"last": "9" * 201}}),
        ("exercises", {"answer": {"last": 9}}),
        ("exercises", {"answer": {"status": "guessed"}}),
        ("exercises", {"answer": {"sure": "yes"}}),
        ("exercises", {"answer": {"typed": -1}}),
        ("exercises", {"hints": None}),
        ("quizzes", {"choices": []}),
        ("quizzes", {"choices": {"1": 2}}),
        ("quizzes", {"choices": {"1": {"first": 0, "last": 1}}}),
        ("quizzes", {"choices": {"1": {"first": "a", "last": 1, "times": 1}}}),
    ],
)
def test_an_answer_of_the_wrong_form_is_left_out(part, entry):
    assert checked_record({"version": 1, part: {"4": entry, "5": {"done": True}}})[1] == [f"{part} 4"]


def test_an_answer_from_a_newer_course_keeps_what_is_not_known_here():
    newer = {**empty_record(), "exercises": {"4.1": {"answer": {"last": "9", "minutes": 3}}}}
    assert checked_record(newer) == (newer, [])


def test_a_damaged_entry_is_set_aside_and_told_once(own_progress):
    spoiled = {"version": 1, "quizzes": {"4": {"right": None}, "5": {"right": [1]}}, "reader": "Ana"}
    own_progress.write_text(json.dumps(spoiled))
    with pytest.warns(UserWarning, match=r"quizzes 4.*damaged-1") as told:
        course_map()
        assert read_progress()["quizzes"] == {"5": {"right": [1]}} and read_progress()["reader"] == "Ana"
    assert len(told) == 1
    assert json.loads(own_progress.with_name("progress.damaged-1.json").read_text()) == spoiled


@pytest.mark.parametrize(
    "text",
    [
        b"[" * 100_000,
        b'{"version": 1, "a": ' + b"9" * 5000 + b"}",
        b" " * 30_000_000,
        b'{"version": 1}' + b" " * 30_000_000,
    ],
)
def test_a_line_that_grows_or_nests_is_refused(text):  # fmt: skip
    with pytest.raises(ValueError, match="not a whole progress text"):
        restore_progress(urlsafe_b64encode(zlib.compress(text)).decode())


def test_an_older_line_takes_nothing_back_and_asks_about_the_name(own_progress, capsys):
    write_progress({**empty_record(), "reader": "Old", "quizzes": {"4": {"right": [1]}},
                    "exercises": {"4.1": {"done": True, "tries": 1}}, "texts": {"f": {"jobs": "old"}}})  # fmt: skip
    line = export_progress()
    write_progress({**empty_record(), "reader": "Ana", "quizzes": {"4": {"right": [2, 3]}},
                    "exercises": {"4.1": {"done": True, "tries": 5}}, "texts": {"f": {"jobs": "new"}}})  # fmt: skip
    restore_progress(line)
    now = read_progress()
    assert now["reader"] == "Ana" and now["quizzes"]["4"]["right"] == [1, 2, 3]
    assert now["exercises"]["4.1"] == {"done": True, "tries": 5}
    assert now["texts"] == {"f": {"jobs": "new"}} and now["other_texts"] == [["f", "jobs", "old"]]
    assert 'name="theirs"' in capsys.readouterr().out
    restore_progress(line, name="theirs")
    assert read_progress()["reader"] == "Old"
    with pytest.raises(ValueError, match="name must be"):
        restore_progress(line, name="hers")


WRITER = """
import sys
from custvalue_helpers.kit.progress import note_progress
print("begun", flush=True)
for number in range(int(sys.argv[2])):
    note_progress("exercises", f"{sys.argv[1]}.{number}", done=True)
    note_progress("exercises", "both", lambda entry: {"tries": entry.get("tries", 0) + 1})
"""


def writer(name, times):
    return subprocess.Popen([sys.executable, "-c", WRITER, name, str(times)], stdout=subprocess.PIPE)


def test_two_processes_lose_nothing():
    writers = [writer("a", 100), writer("b", 100)]
    for process in writers:
        process.communicate()
    exercises = read_progress()["exercises"]
    assert {f"{name}.{number}" for name in "ab" for number in range(100)} <= set(exercises)
    assert exercises["both"]["tries"] == 200


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_killed_writer_leaves_a_whole_record_and_nothing_else(own_progress, monkeypatch):
    monkeypatch.setattr(locked, "STALE", 0.1)
    for turn in range(4):
        process = writer(f"k{turn}", 100_000)
        process.stdout.readline()
        time.sleep(0.05 + 0.013 * turn)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        (own_progress.parent / "progress.json123.tmp").write_text("left")
        note_progress("exercises", f"after {turn}", done=True)
        assert f"after {turn}" in json.loads(own_progress.read_text())["exercises"]
        assert [file.name for file in own_progress.parent.iterdir()] == ["progress.json"]


def no_home(monkeypatch, folder):
    def raises():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("CUSTVALUE_PROGRESS")
    monkeypatch.setattr(Path, "home", raises)


def through_a_file(monkeypatch, folder):
    (folder / "file").write_text("")
    monkeypatch.setenv("CUSTVALUE_PROGRESS", str(folder / "file" / "progress.json"))


def a_folder(monkeypatch, folder):
    monkeypatch.setenv("CUSTVALUE_PROGRESS", str(folder))


def full(monkeypatch, folder):
    def raises(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", raises)


def unreadable(monkeypatch, folder):
    def raises(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", raises)
    monkeypatch.setattr(os, "open", raises)


@pytest.mark.parametrize("trouble", [no_home, through_a_file, a_folder, full, unreadable])
def test_without_a_disk_it_goes_on_in_memory_and_says_so_once(trouble, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(progress, "_unsaved", {})
    monkeypatch.setattr(progress, "_told", set())
    with monkeypatch.context() as broken, pytest.warns(UserWarning, match="export_progress") as told:
        trouble(broken, tmp_path)
        course_map()
        my_name_is("Ana")
        exercise("4.1").check(3)
        quiz("4").answer(1, quiz("4").right_letter(1))
        restore_progress(export_progress())
        assert read_progress()["reader"] == "Ana" and read_progress()["exercises"]["4.1"]["tries"] == 1
        assert read_progress()["quizzes"]["4"]["right"] == [1]
        assert not list(tmp_path.glob("*.tmp")) and not list(tmp_path.glob("*.lock"))
    assert len(told) == 1


def test_what_was_in_memory_is_written_when_the_disk_works_again(own_progress, monkeypatch):
    with monkeypatch.context() as broken, pytest.warns(UserWarning, match="could not be kept"):
        full(broken, own_progress.parent)
        note_progress("exercises", "4.1", done=True)
    assert not own_progress.exists() and read_progress()["exercises"] == {"4.1": {"done": True}}
    note_progress("exercises", "4.2", done=True)
    assert set(json.loads(own_progress.read_text())["exercises"]) == {"4.1", "4.2"}


def by_the_system(monkeypatch):
    pass


def by_a_file(monkeypatch):
    monkeypatch.setattr(locked, "fcntl", None)
    monkeypatch.setattr(locked, "msvcrt", None)


@pytest.mark.parametrize("lock", [by_the_system, by_a_file])
def test_a_lock_that_nobody_gives_back_does_not_stop_the_lesson(lock, own_progress, monkeypatch):
    lock(monkeypatch)
    monkeypatch.setattr(locked, "WAIT", 0.05)
    with locked.locked(own_progress.with_name("progress.json.lock")):
        with pytest.warns(UserWarning, match="another program holds") as told:
            note_progress("exercises", "4.1", done=True)
            note_progress("exercises", "4.2", done=True)
        assert len(told) == 1 and set(read_progress()["exercises"]) == {"4.1", "4.2"}
        assert not own_progress.exists()
    note_progress("exercises", "4.3", done=True)
    assert set(json.loads(own_progress.read_text())["exercises"]) == {"4.1", "4.2", "4.3"}
    assert [file.name for file in own_progress.parent.iterdir()] == ["progress.json"]


STOPPED = """
from custvalue_helpers.kit.progress import change_progress
def change(record):
    print("held", flush=True)
    input()
    return {**record, "exercises": {**record["exercises"], "slow": {"done": True}}}
print(repr(change_progress(change)), flush=True)
"""


@pytest.mark.parametrize("stale", [0.01, 60])
def test_a_process_that_sleeps_while_it_writes_takes_nothing_from_the_others(
    own_progress, monkeypatch, stale
):
    monkeypatch.setattr(locked, "WAIT", 0.1)
    monkeypatch.setattr(locked, "STALE", stale)
    note_progress("exercises", "before", done=True)
    sleeper = subprocess.Popen(
        [sys.executable, "-c", STOPPED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert sleeper.stdout.readline() == "held\n"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number in range(5):
            note_progress("exercises", f"quick {number}", done=True)
    said, _ = sleeper.communicate("\n" * 50)
    assert said.endswith("''\n")
    note_progress("exercises", "after", done=True)
    expected = {"before", "slow", "after", *(f"quick {number}" for number in range(5))}
    assert set(json.loads(own_progress.read_text())["exercises"]) == expected


def test_a_file_that_changes_while_it_is_being_changed_loses_nothing(own_progress):
    calls = []

    def change(record):
        if not calls:  # a cloud folder brings another machine's record, and knows no lock
            own_progress.write_text(json.dumps({**empty_record(), "exercises": {"4.1": {"tries": 7}}}))
        calls.append(1)
        return {**record, "exercises": {**record["exercises"], "4.2": {"tries": 1}}}

    assert progress.change_progress(change) == "" and len(calls) == 2
    assert json.loads(own_progress.read_text())["exercises"] == {"4.1": {"tries": 7}, "4.2": {"tries": 1}}


def test_a_lock_file_that_was_taken_over_costs_nothing(own_progress, monkeypatch):
    by_a_file(monkeypatch)
    monkeypatch.setattr(locked, "STALE", 0.01)
    inside = []

    def slow(record):
        if not inside:
            inside.append(1)
            note_progress("exercises", "quick", done=True)  # somebody thinks us dead
        return {**record, "exercises": {**record["exercises"], "slow": {"done": True}}}

    progress.change_progress(slow)
    assert set(json.loads(own_progress.read_text())["exercises"]) == {"quick", "slow"}
    assert [file.name for file in own_progress.parent.iterdir()] == ["progress.json"]


def record_of(**parts):
    return {**empty_record(), **parts}


@pytest.mark.parametrize(
    "too_much",
    [
        record_of(exercises={str(number): {} for number in range(10_001)}),
        record_of(other_texts=[["f", "jobs", str(number)] for number in range(10_001)]),
        record_of(texts={str(number): "€" * 100_000 for number in range(35)}),
    ],
    ids=["entries", "other texts", "size"],
)
def test_what_could_not_be_read_again_is_not_written(own_progress, too_much):
    note_progress("exercises", "4.1", done=True)
    before = own_progress.read_bytes()
    with pytest.raises(ValueError, match=r"too much|not a whole"):
        restore_progress(packed(too_much))
    assert own_progress.read_bytes() == before
    assert [file.name for file in own_progress.parent.iterdir()] == ["progress.json"]


def test_texts_that_fill_the_record_are_refused_with_a_sentence_and_it_can_still_be_read(
    own_progress, monkeypatch
):
    monkeypatch.setattr(progress, "MOST_BYTES", 200_000)
    texts = {f"t{number}": "€" * 900 for number in range(36)}
    write_progress(record_of(texts=texts))
    assert progress.change_entry("exercises", "4.1", lambda _: {"done": True}) == ""
    trouble = progress.change_entry("texts", "one more", lambda _: {"a": "€" * 900, "b": "€" * 900})
    assert "could not be kept" in trouble and "has room for" in trouble
    assert read_progress()["exercises"] == {"4.1": {"done": True}} and read_progress()["texts"] == texts
    with pytest.warns(UserWarning, match="has room for"):
        note_progress("texts", "one more", a="€" * 900, b="€" * 900)


def test_a_damaged_record_on_a_full_disk_stays_where_it_is(own_progress, monkeypatch):
    spoiled = json.dumps({"version": 1, "quizzes": {"4": {"right": None}, "5": {"right": [1]}}})
    own_progress.write_text(spoiled)
    with monkeypatch.context() as broken, pytest.warns(UserWarning, match="No space.*damaged.*quizzes 4"):
        full(broken, own_progress.parent)
        assert read_progress()["quizzes"] == {"5": {"right": [1]}}
        note_progress("exercises", "4.1", done=True)
    assert own_progress.read_text() == spoiled
    assert [file.name for file in own_progress.parent.iterdir()] == ["progress.json"]
    monkeypatch.setattr(progress, "_unsaved", {})  # the next session
    with pytest.warns(UserWarning, match=r"quizzes 4.*damaged-1"):
        assert read_progress()["quizzes"] == {"5": {"right": [1]}}
    assert own_progress.with_name("progress.damaged-1.json").read_text() == spoiled


@pytest.mark.parametrize(
    "content, said",
    [
        (b"", "It is empty, so nothing in it could be used"),
        (b"\0" * 500, "It is empty, so nothing"),
        (b"no record", "It is not a progress record, so nothing"),
        (b"\xff\xfe\x00", "It is not a progress record, so nothing"),
        (b" " * 20_000_001, "It is larger than any record, so nothing"),
    ],
    ids=["empty", "zeros", "words", "no text", "long"],
)
def test_what_is_said_of_a_damaged_record_is_true(own_progress, content, said):
    own_progress.write_bytes(content)
    with pytest.warns(UserWarning, match=said) as told:
        assert read_progress() == empty_record()
    assert "used." not in str(told[0].message).replace("could be used.", "")
    assert "line 1" not in str(told[0].message)


WHOLE = record_of(
    reader='A "quoted, name" [',
    exercises={"4.1": {"done": True, "tries": 12}, "4.2": {"done": False, "tries": 3}},
    quizzes={"4": {"right": [1, 2], "done": False}},
    texts={"f": {"jobs": "a, b } c"}},
)


@given(st.integers(1, len(json.dumps(WHOLE, indent=1)) - 1), st.sampled_from([b"", b"\0" * 30]))
def test_of_a_record_that_is_cut_off_what_stands_before_the_cut_is_used(length, tail):
    text = json.dumps(WHOLE, indent=1)
    record, said = progress._usable(text[:length].encode() + tail)
    if length > text.index('"exercises"'):
        assert record["reader"] == WHOLE["reader"] and "cut off" in said and "Everything else" not in said
    if length > text.index('"4.2"'):
        assert record["exercises"]["4.1"] == WHOLE["exercises"]["4.1"]
    assert united(WHOLE, record) == WHOLE  # nothing in it that was not there


def test_a_mark_before_the_text_and_a_whole_number_with_a_point_are_read(own_progress):
    own_progress.write_bytes(
        b'\xef\xbb\xbf{"version": 1.0, "exercises": {"4.1": {"tries": 3.0, "later": 0.5}}}'
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        entry = read_progress()["exercises"]["4.1"]
    assert entry == {"tries": 3, "later": 0.5} and type(entry["tries"]) is int


def test_a_link_stays_a_link(own_progress, tmp_path):
    cloud = tmp_path / "cloud"
    cloud.mkdir()
    try:
        own_progress.symlink_to(cloud / "mine.json")
    except OSError:
        pytest.skip("no links here")
    note_progress("exercises", "4.1", done=True)
    note_progress("exercises", "4.2", done=True)
    assert own_progress.is_symlink()
    assert set(json.loads((cloud / "mine.json").read_text())["exercises"]) == {"4.1", "4.2"}


def test_a_name_without_its_folder_is_meant_from_where_it_was_first_used(tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "_places", {})
    monkeypatch.setenv("CUSTVALUE_PROGRESS", "mine.json")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    note_progress("exercises", "4.1", done=True)
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert read_progress()["exercises"] == {"4.1": {"done": True}}
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("CUSTVALUE_PROGRESS", "~/mine.json")
    assert read_progress()["exercises"] == {"4.1": {"done": True}}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_in_place_of_the_file_does_not_hang(own_progress, monkeypatch):
    monkeypatch.setattr(progress, "_told", set())
    monkeypatch.setattr(progress, "_unsaved", {})
    os.mkfifo(own_progress)
    with pytest.warns(UserWarning, match="is not a file") as told:
        note_progress("exercises", "4.1", done=True)
        assert read_progress()["exercises"] == {"4.1": {"done": True}}
    assert len(told) == 1 and own_progress.is_fifo()


@given(st.integers(0, 30))
def test_a_line_is_understood_after_a_mail_has_changed_it(entries):
    record = record_of(exercises={f"{number}.1": {"tries": number} for number in range(entries)})
    line = packed(record)
    half = len(line) // 2
    for changed in (
        f"“{line}”",
        f"\u200b{line[:half]}\u00ad\u200b{line[half:]}\ufeff",
        f"{line[:half]}\r\n> {line[half:]}",
        line.rstrip("="),
        f"export_progress() -> '{line}'",
        f"Out[12]: '{line}'",
        f"My progress: {line}.",
    ):
        assert unpacked(changed) == record
