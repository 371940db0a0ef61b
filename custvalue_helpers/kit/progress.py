"""What a reader has done, kept in one file in their own folder. Nothing leaves the machine.

The environment variable CUSTVALUE_PROGRESS moves the file. ``export_progress()`` gives a short text that
``restore_progress(text)`` understands on another machine, because Binder forgets.

Where no file can be written, everything goes on in memory until the notebook is closed, and is written as soon as
that works again.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import os
import re
import shutil
import sys
import unicodedata
import warnings
import zlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_text, one_of, shorten
from custvalue_helpers.kit.locked import file_state, locked
from custvalue_helpers.kit.words import plural

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import EllipsisType

Record = dict[str, Any]  # its parts are named below, in empty_record()
VERSION = 1
MOST_BYTES = 20_000_000  # of a record as JSON
MOST_CHARACTERS = 100_000  # of one text
DEEPEST = 20  # levels of lists and dictionaries inside one entry
MOST = 10**9  # tries, or a question's number
MOST_ENTRIES = 10_000  # in one part of a record


class NewerProgress(ValueError):
    """The record was written by a newer version of the course; it is left untouched."""


class TooLarge(ValueError):
    """The record would be larger than what the course reads; the one there is stays."""


TROUBLE = (OSError, RuntimeError, NewerProgress)  # RuntimeError: Path.home() without a home
ATTEMPTS = 20
_places: dict[str, Path] = {}  # the file that CUSTVALUE_PROGRESS meant when it was first used
_unsaved: dict[str, Record] = {}  # what could not be written yet, by where it should go
_told: set[tuple[str, str]] = set()  # what was said already, so that it is said once


def progress_file() -> Path:
    """Where the record is kept; raises RuntimeError where nobody has a home.

    A name without its folder is meant from where the reader was when it was first used. A link is followed, so that
    the link itself stays.
    """
    moved = os.environ.get("CUSTVALUE_PROGRESS")
    if not moved:
        return (Path.home() / ".customer-value-course" / "progress.json").resolve()
    if moved not in _places:
        _places[moved] = Path(moved).expanduser().absolute()
    return _places[moved].resolve()


def read_progress() -> Record:
    """The reader's record, with what is only in memory; an empty one if there is none yet.

    What is damaged is kept in a file beside the record, with a warning that names it, and the rest is used. A file
    that cannot be read costs a warning.
    """
    try:
        record, damage, _ = _on_disk(progress_file())
    except TROUBLE as error:
        tell(_trouble(error))
        return _unsaved.get(_place(), empty_record())
    if damage and _place() not in _unsaved:
        tell(_kept_if_it_fits(lambda usable: usable))
    return _with_unsaved(record)


def write_progress(record: Record) -> str:
    """Keep a whole record in place of the one there is; returns a sentence if it could be kept in memory only."""
    return change_progress(lambda _: record)


def change_progress(change: Callable[[Record], Record]) -> str:
    """Read the record, let ``change(record)`` return the new one, and write it, while no other process can.

    Returns an empty text, or a sentence that says why the change is kept in memory only. Raises TooLarge, a
    ValueError, if the new record could not be read again; then the old one stays. ``change`` is called again if
    the file changes meanwhile.
    """
    try:
        path = progress_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        # Waited for once: as long as something is in memory only, no answer waits again.
        with locked(path.with_name(f"{path.name}.lock"), patient=_place() not in _unsaved):
            _change_file(path, change)
    except TROUBLE as error:
        damage = ""
        try:
            usable, damage, _ = _on_disk(progress_file())
            here = _with_unsaved(usable)
        except TROUBLE:
            here = _unsaved.get(_place(), empty_record())
        after = change(here)
        written(after)
        _unsaved[_place()] = after
        return _trouble(error) + (f" The file that is there is damaged. {damage}" if damage else "")
    _unsaved.pop(_place(), None)
    _told.difference_update({told for told in _told if told[0] == _place()})
    return ""


def _kept_if_it_fits(change):
    try:
        return change_progress(change)
    except TooLarge as error:
        return f"This could not be kept: {error}."


def change_entry(part: str, key: str, change: Callable[[Any], Any]) -> str:
    """Replace one entry of the record by ``change(entry)``, as ``change_progress`` does for the whole record.

    Raises ValueError for an entry that could not be read again.
    """

    def changed(record):
        entry = change(record[part].get(key, {}))
        if not is_entry(part, key, entry):
            raise ValueError(f"{part} {key} is too long, or has the wrong form")
        return {**record, part: {**record[part], key: entry}}

    return _kept_if_it_fits(changed)


def note_progress(
    part: str, key: str, change: Callable[[Any], dict[str, Any]] | None = None, **facts: Any
) -> None:
    """Add facts, or what ``change(entry)`` gives, to one entry; where it cannot be written, a warning says so once."""
    tell(change_entry(part, key, lambda entry: {**entry, **(change(entry) if change else {}), **facts}))


def right_answers(record: Record, lesson: str, questions: int) -> set[int]:
    """Which of a lesson's quiz questions (there are ``questions``) were answered right."""
    return set(record["quizzes"].get(lesson, {}).get("right", [])) & set(range(1, questions + 1))


def reader_name() -> str:
    """The name or number that makes the reader's exercise numbers their own ('' if not given yet)."""
    return read_progress()["reader"]


def my_name_is(name: str | int | EllipsisType) -> None:
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
    tell(change_progress(lambda record: {**record, "reader": name}))
    print(f"Welcome, {name}. The exercises now use numbers of your own.")


def export_progress() -> str:
    """The whole record as one line of text, to copy somewhere safe."""
    return packed(read_progress())


def restore_progress(text: str, name: str = "mine") -> None:
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
    try:
        tell(change_progress(lambda record: {**united(record, restored), "reader": after}))
    except TooLarge as error:
        raise TooLarge(f"text holds too much to be restored: {error}") from error
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
    """The usable part of the file, a sentence on what is damaged ('' if nothing is), and the file's version."""
    seen = file_state(path)
    if path.exists() and not path.is_file():  # to open a pipe could wait for ever
        raise OSError(f"{path} is not a file")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return empty_record(), "", None
    return *_usable(content), seen


def _usable(content):
    """The usable part of a file's content, and a sentence on what is damaged."""
    nothing = "so nothing in it could be used."
    if len(content) > MOST_BYTES:
        return empty_record(), f"It is larger than any record, {nothing}"
    if not content.strip(b"\0 \r\n\t"):
        return empty_record(), f"It is empty, {nothing}"
    try:
        text, cut = content.decode("utf-8-sig"), False  # some editors put a mark before the text
        try:
            value = loaded(text)
        except ValueError:
            value, cut = loaded(closed(text)), True
        record, damaged = checked_record(value)
    except NewerProgress:
        raise
    except (ValueError, RecursionError):
        return empty_record(), f"It is not a progress record, {nothing}"
    said = ["It is cut off or spoiled at the end: only what stands before that is used."] if cut else []
    if damaged:
        said.append(f"This is left out: {_listed(damaged)}. Everything else in it is used.")
    return record, " ".join(said)


def _change_file(path, change):
    """Change the file, from anew if somebody without our lock (an older course, a cloud folder) changes it meanwhile."""
    for _ in range(ATTEMPTS):
        record, damage, seen = _on_disk(path)
        if damage:
            _set_aside(path, record, damage, seen)
        elif _write(path, change(_with_unsaved(record)), seen):
            return
    raise OSError(f"another program keeps changing {path}")


def _set_aside(path, record, damage, seen):
    """Copy a damaged file to another name, then put its usable part in its place; it stays if that fails."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    replaced = False
    try:
        shutil.copyfile(path, aside)
        replaced = _write(path, record, seen)
    finally:
        if not replaced:
            with contextlib.suppress(OSError):
                aside.unlink()
    if replaced:
        _say(
            f"Your progress file is damaged. {damage} The file as it was is kept as {aside}. If you have a line "
            "from export_progress(), restore_progress() adds what it holds."
        )


def _write(path, record, seen):
    """Write aside first, then put in place at once, so that a crash cannot spoil the record.

    Returns whether it did: not if the file is no longer the version ``seen``.
    """
    for left in path.parent.glob(f"{path.name}*.tmp"):  # by a process that was ended while it wrote
        with contextlib.suppress(OSError):
            left.unlink()
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_text(written(record), encoding="ascii")
        if same := file_state(path) == seen:
            os.replace(draft, path)
        return same
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def _listed(damaged):
    return ", ".join(damaged[:5]) + (f" and {len(damaged) - 5} more" if len(damaged) > 5 else "")


def _trouble(error):
    if isinstance(error, NewerProgress):
        return f"Your progress could not be kept: {error}"
    return (
        f"Your progress could not be kept in a file ({error}). It is kept until you close this notebook; "
        "run export_progress() in a new cell and copy the line it gives."
    )


def tell(trouble: str) -> None:
    """Say once, until writing works again, that the file cannot be used; nothing for an empty text."""
    if trouble and (_place(), "trouble") not in _told:
        _told.add((_place(), "trouble"))
        _say(trouble)


def _say(sentence):
    """Warn at the reader's own line, not at one in this package."""
    level, frame = 1, sys._getframe()
    while frame.f_back and frame.f_globals.get("__name__", "").startswith("custvalue_helpers"):
        level, frame = level + 1, frame.f_back
    warnings.warn(sentence, stacklevel=level)


# What a record may hold, how two records become one, and how a record becomes one line of text.


def empty_record() -> Record:
    """The record of somebody who has not begun."""
    return {"version": VERSION, "reader": "", "exercises": {}, "quizzes": {}, "texts": {}}


def is_text(value: object, most: int = MOST_CHARACTERS) -> bool:
    """Whether a value is a text that can be kept: not too long, and without half characters."""
    return isinstance(value, str) and len(value) <= most and not any("\ud800" <= c <= "\udfff" for c in value)


def is_name(value: object) -> bool:
    return is_text(value, most=200)


def _is_count(value):
    return type(value) is int and 0 <= value <= MOST


def _is_answer(value):
    """What was answered: see ANSWER. It may hold more, from a newer course."""
    return isinstance(value, dict) and all(ANSWER[fact](value[fact]) for fact in value if fact in ANSWER)


def _are_choices(value):
    return isinstance(value, dict) and all(
        isinstance(each, dict) and all(_is_count(each.get(fact)) for fact in ("first", "last", "times"))
        for each in value.values()
    )


def _is_form(value):
    return is_text(value) or (isinstance(value, dict) and all(map(is_text, value.values())))


# An answer to an exercise: how many texts were typed until then; the exercise's version; a hash of the name whose numbers
# it is to ("": everyone's); the first text that was judged, and the last that was typed; whether the last could be read,
# and was judged; the misconception that it comes from; and whether its reader was sure.
STATUSES = ("invalid", "valid", "scored")
ANSWER = {
    "typed": _is_count,
    "version": is_name,
    "seed": is_name,
    "first": is_name,
    "last": is_name,
    "status": lambda value: value in STATUSES,
    "misconception": is_name,
    "sure": lambda value: value is None or isinstance(value, bool),
}
# The record's parts, and what each fact in an entry must be. Facts that are not named here may come from a newer
# course: they are kept as they are.
FACTS = {
    "exercises": {
        "done": lambda value: isinstance(value, bool),
        "tries": _is_count,
        "solution_seen": lambda value: isinstance(value, bool),
        "placed": lambda value: isinstance(value, dict) and all(map(is_text, value.values())),
        "hints": _is_count,
        "answer": _is_answer,
    },
    "quizzes": {
        "done": lambda value: isinstance(value, bool),
        "right": lambda value: isinstance(value, list) and all(map(_is_count, value)),
        "choices": _are_choices,
    },
}


def is_entry(part: str, key: object, entry: object) -> bool:
    """Whether one entry of a record can be used."""
    if not is_name(key) or not _can_be_kept(entry):
        return False
    if part == "texts":
        return _is_form(entry)
    facts = FACTS[part]
    return isinstance(entry, dict) and all(facts[k](v) for k, v in entry.items() if k in facts)


def _can_be_kept(value, deep=0):
    """Whether a value of a form we do not know can be written and read again."""
    if isinstance(value, dict | list):
        inside = [*value, *value.values()] if isinstance(value, dict) else value
        return deep < DEEPEST and all(_can_be_kept(part, deep + 1) for part in inside)
    if isinstance(value, str):
        return is_text(value)
    return not isinstance(value, int | float) or abs(value) < 1e300  # not for NaN either


def checked_record(record: object) -> tuple[Record, list[str]]:
    """Return the usable part of a record, and the names of the entries that are damaged.

    Raises ValueError where it is no record at all, and NewerProgress where a newer course wrote it.

    >>> checked_record({"version": 1, "quizzes": {"4": {"right": None}, "5": {"right": [1]}}})[1]
    ['quizzes 4']
    """
    if not isinstance(record, dict) or type(record.get("version")) is not int or record["version"] < 1:
        raise ValueError("it is not a progress record")
    if record["version"] > VERSION:
        raise NewerProgress(
            f"This progress record has version {str(record['version'])[:9]}, and this course knows versions up to "
            f"{VERSION}. It was left untouched. Update the course to go on with it."
        )
    sound, damaged = empty_record(), []
    for part, value in record.items():
        if part in ("exercises", "quizzes", "texts") and isinstance(value, dict):
            sound[part] = {key: entry for key, entry in value.items() if is_entry(part, key, entry)}
            damaged += [f"{part} {key[:20]}" for key in value if key not in sound[part]]
        elif is_name(value) if part == "reader" else part not in sound and _can_be_kept({part: value}):
            sound[part] = value
        elif part != "version":
            damaged.append(part[:20])
    return sound, [name.encode("ascii", "backslashreplace").decode() for name in damaged]


def written(record: Record) -> str:
    """A record as the text of a file; raises TooLarge for one that could not be read again."""
    for part in ("exercises", "quizzes", "texts", "other_texts"):
        if isinstance(record.get(part), dict | list) and len(record[part]) > MOST_ENTRIES:
            raise TooLarge(
                f"the record would have {len(record[part]):,} {part.replace('_', ' ')}, and it has room for "
                f"{MOST_ENTRIES:,}. The record you had stays as it is"
            )
    text = json.dumps(record, indent=1)
    if len(text) > MOST_BYTES:
        raise TooLarge(
            f"the record would have {len(text):,} characters, and it has room for {MOST_BYTES:,}. "
            "The record you had stays as it is"
        )
    return text


def loaded(text: str | bytes) -> Any:
    """The JSON value in a text; 3.0 is the whole number 3. Raises ValueError or RecursionError if there is none."""
    return json.loads(text, parse_float=_whole_if_it_is)


def _whole_if_it_is(digits):
    value = float(digits)
    return int(value) if abs(value) < 2**53 and value.is_integer() else value


def closed(text: str) -> str:
    """A JSON text that was cut off, up to its last whole part, with what is open closed ('' if there is no such part)."""
    open_ones, whole = "", None
    for mark in re.finditer(r'"(?:[^"\\]|\\.)*"|["{}\[\],]', text, re.DOTALL):
        sign = mark[0]
        if sign == '"':  # a text without an end
            break
        if sign in "{[":
            open_ones = {"{": "}", "[": "]"}[sign] + open_ones
            if len(open_ones) > DEEPEST + 5:  # no record
                return ""
        elif sign in "}]":
            open_ones = open_ones[1:]
        if sign in "}]," and open_ones:
            whole = mark.start() if sign == "," else mark.end(), open_ones
    return text[: whole[0]] + whole[1] if whole else ""


def united(one: Record, other: Record) -> Record:
    """Both records in one: everything that either has, the most right answers and the most tries.

    The reader's name and the texts cannot be added up. There ``one`` counts; a text that ``other`` has and ``one``
    has not in this form is kept under 'other_texts'.
    """
    whole = {**other, **one}
    for part in FACTS:
        whole[part] = _each(one[part], other[part], partial(_united_entries, FACTS[part]))
    whole["reader"] = one["reader"] or other["reader"]
    whole["texts"] = _each(one["texts"], other["texts"], _united_texts)
    lost = set(_texts_of(one)) | set(_texts_of(other))
    lost -= set(_texts_of({"texts": whole["texts"]}))
    if lost:
        whole["other_texts"] = [list(text) for text in sorted(lost)]
    else:
        whole.pop("other_texts", None)
    return whole


def _each(one, other, unite):
    both = {key: unite(one[key], other[key]) for key in one if key in other}
    return {**other, **one, **both}


def _united_entries(facts, one, other):
    """Two forms of one entry as one. What is no fact of this part may be anything, and is kept as it is."""
    whole = {**other, **one}
    known = facts.keys() & whole.keys()
    for fact in ("done", "solution_seen"):
        if fact in known:
            whole[fact] = bool(one.get(fact)) or bool(other.get(fact))
    for fact in {"tries", "hints"} & known:
        whole[fact] = max(one.get(fact, 0), other.get(fact, 0))
    if "answer" in known:
        whole["answer"] = _later(one.get("answer", {}), other.get("answer", {}), "typed")
    if "choices" in known:
        whole["choices"] = _each(
            one.get("choices", {}), other.get("choices", {}), partial(_later, count="times")
        )
    if "right" in known:
        whole["right"] = sorted({*one.get("right", []), *other.get("right", [])})
    if "placed" in known:
        finished = [entry for entry in (one, other) if entry.get("done")]
        placed = [entry.get("placed", {}) for entry in (finished or [other, one])]
        whole["placed"] = placed[0] if finished else {**placed[0], **placed[1]}
    return whole


def _later(one, other, count):
    """The one of two answers with the higher count; where that is a tie, always the same one."""
    return max(one, other, key=lambda answer: (answer.get(count, -1), json.dumps(answer, sort_keys=True)))


def _united_texts(one, other):
    if isinstance(one, dict) and isinstance(other, dict):
        return {**other, **one, **{field: one.get(field) or text for field, text in other.items()}}
    return one or other


def _texts_of(record):
    """Every text as (key, field, text), those that gave way before too."""
    for key, entry in record["texts"].items():
        for field, text in entry.items() if isinstance(entry, dict) else [("", entry)]:
            if text:
                yield key, field, text
    others = record.get("other_texts", [])
    for text in others if isinstance(others, list) else []:
        if isinstance(text, list) and len(text) == 3 and all(isinstance(word, str) for word in text):
            yield tuple(text)


def packed(record: Record) -> str:
    """A record as one line of text."""
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(record).encode(), 9)).decode("ascii")


def unpacked(line: str) -> Any:
    """The JSON value in a line of text; ValueError if there is none, or if it is larger than any record.

    Signs that mail and word processors put in (quotes, breaks, signs without a width) are left out, and so is what
    stands before the line. The line's own checksum tells whether the rest is whole.
    """
    signs = re.sub(r"[^A-Za-z0-9_-]", "", line)
    starts = [0, *(start.start() for start in re.finditer("eN[o-r]", signs))]
    for start in starts[:20]:
        try:
            return _unpacked(signs[start:])
        except (ValueError, binascii.Error, zlib.error, RecursionError) as error:
            reason = error
    raise ValueError(
        "text is not a whole progress text: copy it again from its first to its last character "
        f"(got {len(line)} characters)"
    ) from reason


def _unpacked(signs):
    signs = signs[: len(signs) - (len(signs) % 4 == 1)]  # one sign alone holds nothing
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(base64.urlsafe_b64decode(signs + "=" * (-len(signs) % 4)), MOST_BYTES)
    if not unpacking.eof:
        raise ValueError("cut off, or too large")
    return loaded(text)
