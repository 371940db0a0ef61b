"""What a reader has done, kept in one file in their own folder. Nothing leaves the machine.

The environment variable CUSTVALUE_PROGRESS moves the file. ``export_progress()`` gives a short text that
``restore_progress(text)`` understands on another machine, because Binder forgets.
"""

import base64
import binascii
import json
import os
import tempfile
import warnings
import zlib
from pathlib import Path

VERSION = 1


class NewerProgress(ValueError):
    """The record was written by a newer version of the course; it is left untouched."""


def empty_record():
    """The record of somebody who has not begun."""
    return {"version": VERSION, "reader": "", "exercises": {}, "quizzes": {}, "texts": {}}


def progress_file():
    """Where the record is kept."""
    moved = os.environ.get("CUSTVALUE_PROGRESS")
    return Path(moved) if moved else Path.home() / ".customer-value-course" / "progress.json"


def read_progress():
    """The reader's record; an empty one if there is none yet.

    A damaged file is set aside under another name, with a warning that names it, and a new record begins.
    """
    path = progress_file()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return empty_record()
    except UnicodeDecodeError:
        return _set_aside(path, "it is not text")
    try:
        return checked_record(json.loads(text))
    except NewerProgress:
        raise
    except (ValueError, RecursionError) as error:
        return _set_aside(path, str(error))


def checked_record(record):
    """Return a record that has the course's form, or raise ValueError that says what is wrong with it."""
    if not isinstance(record, dict) or not isinstance(record.get("version"), int):
        raise ValueError("it is not a progress record")
    if record["version"] > VERSION:
        raise NewerProgress(
            f"This progress record has version {record['version']}, and this course knows versions up to {VERSION}. "
            "It was left untouched. Update the course to go on with it."
        )
    whole = {**empty_record(), **record}
    wrong = [key for key, value in empty_record().items() if type(whole[key]) is not type(value)]
    wrong += [
        key
        for key in ("exercises", "quizzes")
        if not all(isinstance(v, dict) for v in dict(whole[key]).values())
    ]
    if wrong:
        raise ValueError(f"its part '{wrong[0]}' has the wrong form")
    return whole


def write_progress(record):
    """Keep a record: written aside first, then put in place at once, so that a crash cannot spoil it."""
    path = progress_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(record, file, ensure_ascii=False, indent=1)
    os.replace(draft, path)


def note_progress(part, key, **facts):
    """Add facts to one entry of the record; a folder that cannot be written costs a warning, not the lesson."""
    try:
        record = read_progress()
        record[part].setdefault(key, {}).update(facts)
        write_progress(record)
    except (OSError, NewerProgress) as error:
        warnings.warn(f"Your progress could not be kept: {error}", stacklevel=3)


def reader_name():
    """The name or number that makes the reader's exercise numbers their own ('' if not given yet)."""
    try:
        return read_progress()["reader"]
    except (OSError, NewerProgress):
        return ""


def my_name_is(name):
    """Keep the reader's name or number; from now on the exercises' numbers are theirs.

    Any text or whole number will do. It stays in the reader's own folder. While the dots stand in its place,
    nothing changes.
    """
    if name is ...:
        known = reader_name()
        print(
            f"You are still {known}."
            if known
            else "No name yet: the exercises use the same numbers for everyone."
        )
        return
    if isinstance(name, bool) or not isinstance(name, (str, int)) or not str(name).strip():
        raise ValueError(f"name must be a text in quotes, or a whole number, got {name!r}")
    record = read_progress()
    record["reader"] = str(name).strip()
    write_progress(record)
    print(f"Welcome, {record['reader']}. The exercises now use numbers of your own.")


def export_progress():
    """The whole record as one line of text, to copy somewhere safe."""
    packed = zlib.compress(json.dumps(read_progress(), ensure_ascii=False).encode(), 9)
    return base64.urlsafe_b64encode(packed).decode("ascii")


def restore_progress(text):
    """Bring back a record from the text that ``export_progress()`` gave.

    What is already recorded here is kept where the text says nothing about it.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be the text that export_progress() gave, got {type(text).__name__}")
    try:
        packed = base64.urlsafe_b64decode("".join(text.split()).encode("ascii"))
        restored = checked_record(json.loads(zlib.decompress(packed)))
    except NewerProgress:
        raise
    except (ValueError, binascii.Error, zlib.error, UnicodeError) as error:
        raise ValueError(
            "text is not a whole progress text: copy it again from its first to its last character "
            f"(got {len(text)} characters)"
        ) from error
    record = read_progress()
    for part in ("exercises", "quizzes"):
        for key, entry in restored[part].items():
            if entry.get("done") or not record[part].get(key, {}).get("done"):
                record[part][key] = entry
    record["texts"] = {**restored["texts"], **record["texts"]}
    record["reader"] = restored["reader"] or record["reader"]
    write_progress(record)
    print(f"Restored: {len(restored['exercises'])} exercises, {len(restored['quizzes'])} quizzes.")


def _set_aside(path, reason):
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    os.replace(path, aside)
    warnings.warn(
        f"Your progress file could not be read ({reason}). It was kept as {aside}, and a new record begins.",
        stacklevel=4,
    )
    return empty_record()
