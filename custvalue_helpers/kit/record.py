"""What a progress record may hold, how two records become one, and how a record becomes one line of text."""

import base64
import binascii
import json
import re
import zlib
from functools import partial

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


def empty_record():
    """The record of somebody who has not begun."""
    return {"version": VERSION, "reader": "", "exercises": {}, "quizzes": {}, "texts": {}}


def is_text(value, most=MOST_CHARACTERS):
    """Whether a value is a text that can be kept: not too long, and without half characters."""
    return isinstance(value, str) and len(value) <= most and not any("\ud800" <= c <= "\udfff" for c in value)


def is_name(value):
    return is_text(value, most=200)


def _is_count(value):
    return type(value) is int and 0 <= value <= MOST


def _is_form(value):
    return is_text(value) or (isinstance(value, dict) and all(map(is_text, value.values())))


# The record's parts, and what each fact in an entry must be. Facts that are not named here may come from a newer
# course: they are kept as they are.
FACTS = {
    "exercises": {
        "done": lambda value: isinstance(value, bool),
        "tries": _is_count,
        "solution_seen": lambda value: isinstance(value, bool),
        "placed": lambda value: isinstance(value, dict) and all(map(is_text, value.values())),
    },
    "quizzes": {
        "done": lambda value: isinstance(value, bool),
        "right": lambda value: isinstance(value, list) and all(map(_is_count, value)),
    },
}


def is_entry(part, key, entry):
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


def checked_record(record):
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


def written(record):
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


def loaded(text):
    """The JSON value in a text; 3.0 is the whole number 3. Raises ValueError or RecursionError if there is none."""
    return json.loads(text, parse_float=_whole_if_it_is)


def _whole_if_it_is(digits):
    value = float(digits)
    return int(value) if abs(value) < 2**53 and value.is_integer() else value


def closed(text):
    """A JSON text that was cut off, up to its last whole part, with what is open closed ('' if there is no such part)."""
    open_ones, whole = "", ""
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


def united(one, other):
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
    if "tries" in known:
        whole["tries"] = max(one.get("tries", 0), other.get("tries", 0))
    if "right" in known:
        whole["right"] = sorted({*one.get("right", []), *other.get("right", [])})
    if "placed" in known:
        finished = [entry for entry in (one, other) if entry.get("done")]
        placed = [entry.get("placed", {}) for entry in (finished or [other, one])]
        whole["placed"] = placed[0] if finished else {**placed[0], **placed[1]}
    return whole


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


def packed(record):
    """A record as one line of text."""
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(record).encode(), 9)).decode("ascii")


def unpacked(line):
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
