"""What a reader has done, kept in one file in their own folder. Nothing leaves the machine.

The environment variable CUSTVALUE_PROGRESS moves the file. ``export_progress()`` gives a short text that
``restore_progress(text)`` understands on another machine, because Binder forgets.

Where no file can be written, everything goes on in memory until the notebook is closed, and is written as soon as
that works again.
"""

import contextlib
import json
import os
import sys
import unicodedata
import warnings
from pathlib import Path

from custvalue_helpers.kit.checks import a_text, one_of, shorten
from custvalue_helpers.kit.locked import locked
from custvalue_helpers.kit.record import (
    MOST_BYTES,
    NewerProgress,
    checked_record,
    empty_record,
    is_entry,
    is_name,
    packed,
    united,
    unpacked,
)
from custvalue_helpers.kit.words import plural

TROUBLE = (OSError, RuntimeError, NewerProgress)  # RuntimeError: Path.home() without a home
_unsaved = {}  # what could not be written yet, by where it should go
_told = set()  # what was said already, so that it is said once


def progress_file():
    """Where the record is kept; raises RuntimeError where nobody has a home."""
    moved = os.environ.get("CUSTVALUE_PROGRESS")
    return Path(moved) if moved else Path.home() / ".customer-value-course" / "progress.json"


def read_progress():
    """The reader's record, with what is only in memory; an empty one if there is none yet.

    What is damaged is kept in a file beside the record, with a warning that names it, and the rest is used. A file
    that cannot be read costs a warning.
    """
    try:
        record, _, damage = _on_disk(progress_file())
    except TROUBLE as error:
        _tell(_trouble(error))
        return _unsaved.get(_place(), empty_record())
    if damage and _place() not in _unsaved:
        _tell(change_progress(lambda usable: usable))
    return _with_unsaved(record)


def write_progress(record):
    """Keep a whole record in place of the one there is; returns a sentence if it could be kept in memory only."""
    return change_progress(lambda _: record)


def change_progress(change):
    """Read the record, let ``change(record)`` return the new one, and write it, while no other process can.

    Returns an empty text, or a sentence that says why the change is kept in memory only.
    """
    try:
        path = progress_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        # Waited for once: as long as something is in memory only, no answer waits again.
        with locked(path.with_name(f"{path.name}.lock"), patient=_place() not in _unsaved):
            _write(path, change(_with_unsaved(_mended(path))))
    except TROUBLE as error:
        try:
            here = _with_unsaved(_on_disk(progress_file())[0])
        except TROUBLE:
            here = _unsaved.get(_place(), empty_record())
        _unsaved[_place()] = change(here)
        return _trouble(error)
    _unsaved.pop(_place(), None)
    _told.difference_update({told for told in _told if told[0] == _place()})
    return ""


def change_entry(part, key, change):
    """Replace one entry of the record by ``change(entry)``, as ``change_progress`` does for the whole record.

    Raises ValueError for an entry that could not be read again.
    """

    def changed(record):
        entry = change(record[part].get(key, {}))
        if not is_entry(part, key, entry):
            raise ValueError(f"{part} {key} is too long, or has the wrong form")
        return {**record, part: {**record[part], key: entry}}

    return change_progress(changed)


def note_progress(part, key, change=None, **facts):
    """Add facts, or what ``change(entry)`` gives, to one entry; where it cannot be written, a warning says so once."""
    _tell(change_entry(part, key, lambda entry: {**entry, **(change(entry) if change else {}), **facts}))


def right_answers(record, lesson, questions):
    """Which of a lesson's quiz questions (there are ``questions``) were answered right."""
    return set(record["quizzes"].get(lesson, {}).get("right", [])) & set(range(1, questions + 1))


def reader_name():
    """The name or number that makes the reader's exercise numbers their own ('' if not given yet)."""
    return read_progress()["reader"]


def my_name_is(name):
    """Keep the reader's name or number; from now on the exercises' numbers are theirs.

    Any text or whole number will do. It stays in the reader's own folder. While the dots stand in its place,
    nothing changes. Raises TypeError or ValueError for anything else.

    >>> my_name_is("Ada")
    Welcome, Ada. The exercises now use numbers of your own.
    """
    if name is ...:
        known = reader_name()
        print(
            f"You are still {known}."
            if known
            else "No name yet: the exercises use the same numbers for everyone."
        )
        return
    if isinstance(name, bool) or not isinstance(name, str | int):
        raise TypeError(
            f"name must be a text in quotes, or a whole number, got {type(name).__name__} {shorten(name)}"
        )
    if isinstance(name, int) and abs(name) >= 10**200:
        raise ValueError(f"name must be a number of at most 200 digits, got {shorten(name, 20)}")
    name = str(name).strip()
    if any(
        unicodedata.category(character) == "Cc" for character in name
    ):  # line breaks, and codes for a screen
        raise ValueError(f"name must be one line of characters that can be printed, got {shorten(name)}")
    if not name:
        raise ValueError("name must be a text in quotes, or a whole number, got an empty text")
    if not is_name(name):
        raise ValueError(f"name must be a text of at most 200 whole characters, got {shorten(name, 20)}")
    _tell(change_progress(lambda record: {**record, "reader": name}))
    print(f"Welcome, {name}. The exercises now use numbers of your own.")


def export_progress():
    """The whole record as one line of text, to copy somewhere safe."""
    return packed(read_progress())


def restore_progress(text, name="mine"):
    """Add what the text from ``export_progress()`` holds to what is recorded here. Nothing recorded here is lost.

    ``name`` says whose name counts if both have one, and with it whose numbers the exercises use: "mine" (the name
    that is in use here) or "theirs" (the name in the text). Of two different texts in a form the one here stays;
    the other is kept in the record under 'other_texts'. Raises TypeError or ValueError for any other text.

    >>> restore_progress(export_progress())
    Restored: 0 exercises, 0 quizzes.
    """
    a_text("text", text)
    one_of("name", name, ("mine", "theirs"))
    try:
        restored, damaged = checked_record(unpacked(text))
    except NewerProgress:
        raise
    except ValueError as error:
        if str(error).startswith("text "):
            raise
        raise ValueError(f"text is not a whole progress text: {error}") from error
    before = read_progress()["reader"]
    after = restored["reader"] if name == "theirs" and restored["reader"] else before or restored["reader"]
    _tell(change_progress(lambda record: {**united(record, restored), "reader": after}))
    exercises, quizzes = len(restored["exercises"]), len(restored["quizzes"])
    print(f"Restored: {plural(exercises, 'exercise')}, {plural(quizzes, 'quiz', 'quizzes')}.")
    if before and restored["reader"] not in ("", after):
        print(
            f"You are still {after}, so your exercises keep their numbers. "
            f'To be {restored["reader"]} instead, run restore_progress("…", name="theirs") with the same line.'
        )
    if damaged:
        print(f"Left out, because it is damaged in the text: {_listed(damaged)}.")


def _place():
    return os.environ.get("CUSTVALUE_PROGRESS", "")


def _with_unsaved(record):
    return united(_unsaved[_place()], record) if _place() in _unsaved else record


def _on_disk(path):
    """The usable part of the file, the file's bytes, and what is damaged: nothing, some entries, or all of it."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return empty_record(), b"", ""
    try:
        if len(content) > MOST_BYTES:
            return empty_record(), content, "it is larger than any record"
        record, damaged = checked_record(json.loads(content.decode("utf-8")))
    except NewerProgress:
        raise
    except (ValueError, RecursionError) as error:
        reason = "it is not text" if isinstance(error, UnicodeDecodeError) else str(error)
        return empty_record(), content, reason
    return record, content, _listed(damaged)


def _mended(path):
    """The usable part of the file; a damaged file is kept under another name first. The lock must be held."""
    record, _, damage = _on_disk(path)
    if damage:
        number = 1
        while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
            number += 1
        os.replace(path, aside)
        _write(path, record)
        _say(
            f"Your progress file is damaged ({damage}). It was kept as {aside}; everything else in it is used."
        )
    return record


def _write(path, record):
    """Write aside first, then put in place at once, so that a crash cannot spoil the record."""
    for left in path.parent.glob(f"{path.name}*.tmp"):  # by a process that was ended while it wrote
        with contextlib.suppress(OSError):
            left.unlink()
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_text(json.dumps(record, indent=1), encoding="ascii")
        os.replace(draft, path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise


def _listed(damaged):
    return ", ".join(damaged[:5]) + (f" and {len(damaged) - 5} more" if len(damaged) > 5 else "")


def _trouble(error):
    if isinstance(error, NewerProgress):
        return f"Your progress could not be kept: {error}"
    return (
        f"Your progress could not be kept in a file ({error}). It is kept until you close this notebook; "
        "run export_progress() in a new cell and copy the line it gives."
    )


def _tell(trouble):
    """Say once, until writing works again, that the file cannot be used."""
    if trouble and (_place(), "trouble") not in _told:
        _told.add((_place(), "trouble"))
        _say(trouble)


def _say(sentence):
    """Warn at the reader's own line, not at one in this package."""
    level, frame = 1, sys._getframe()
    while frame.f_back and frame.f_globals.get("__name__", "").startswith("custvalue_helpers"):
        level, frame = level + 1, frame.f_back
    warnings.warn(sentence, stacklevel=level)
