"""What stands at the top of a lesson's source: YAML in its plainest form, read without a YAML library."""

import json
import re
from pathlib import Path

FENCE = "---"
YAML_WORDS = ("yes", "no", "on", "off", "y", "n", "true", "false", "null")  # to YAML no texts, in any letters


def read_front_matter(path: str | Path) -> dict[str, object]:
    """The front matter of a file: the lines between its first ``---`` and the next, each ``key: JSON value``.

    A value that begins with a letter and is no JSON is a text, and needs no quotes. Raises ValueError with the file
    and its line for anything else, also for what a YAML library would read differently.

    >>> from importlib.resources import files
    >>> front = read_front_matter(files("custvalue_helpers") / "lessons/loyalty/lesson.md")
    >>> front["number"], front["title"], front["minutes"]
    (7, 'Loyalty and customer lifetime value', [45, 35])
    """
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    if lines[:1] != [FENCE] or FENCE not in lines[1:]:
        raise ValueError(
            f"{path}: the first lines must be a front matter, between two lines that hold only {FENCE}"
        )
    found: dict[str, object] = {}
    for number, line in enumerate(lines[1 : lines.index(FENCE, 1)], start=2):
        entry = re.fullmatch(r"([a-z_]+): (\S.*)", line)
        if not entry:
            raise ValueError(f"{path}, line {number}: must be `key: JSON value`, got {line!r}")
        key, text = entry.groups()
        if key in found:
            raise ValueError(f"{path}, line {number}: {key} stands there twice")
        try:
            found[key] = json.loads(text, parse_constant=_no_number)
        except ValueError:
            if not text[0].isalpha() or re.search(r":(\s|$)|\s#", text) or text.lower() in YAML_WORDS:
                raise ValueError(
                    f"{path}, line {number}: {key} must be JSON, such as a text in quotes, got {text}"
                ) from None
            found[key] = text.rstrip()
    return found


def _no_number(name):
    raise ValueError(f"{name} is no JSON")
