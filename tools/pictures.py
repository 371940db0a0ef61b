"""Draw the README's pictures: of each lesson, one explorer at its best moment, with its reading as the text for those
who cannot see it.

    python course.py notebooks      runs the notebooks, and then this
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from custvalue_helpers.course import explorers, lessons
from custvalue_helpers.kit.theme import png_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parents[1]
README, FOLDER = ROOT / "README.md", "etc/pictures"
BEGIN, END = "<!-- pictures: written by `python course.py notebooks` -->", "<!-- end of pictures -->"
# The explorer of each lesson, and where its sliders stand.
BEST = {
    "0": ("five orientations", {"years": 5}),
    "1": ("price signal", {}),
    "2": ("k and scaling", {"scale": "raw"}),
    "3": ("moved on the map", {"freshness": 1}),
    "4": ("difference or ratio", {}),
    "5": ("value map", {}),
    "6": ("promise memory", {}),
    "7": ("still there", {"repeats": 10}),
    "8": ("taste or habit", {}),
    "9": ("one budget", {"coffee": 9, "delivery": 5, "app": 6}),
}


def file_of(number: str) -> str:
    """The picture's path, from the top folder."""
    return f"{FOLDER}/{lessons()[number]['room']}.png"


def pictures() -> Iterator[tuple[str, bytes, str]]:
    """Each lesson's picture (PNG bytes) and its reading, by number."""
    found = explorers()
    for number, (name, values) in BEST.items():
        reading = found[name].read(**values)
        yield number, png_of(found[name].figure(caption=reading, **values)), reading


def gallery(readings: Mapping[str, str]) -> str:
    """The README's table: two lessons a row, each with its question and its picture."""
    cells = []
    for number, reading in readings.items():
        front = lessons()[number]
        cells.append(
            (f"**{number} · {front['title']}.** {front['question']}", f"![{reading}]({file_of(number)})")
        )
    cells += [("", "")] * (len(cells) % 2)
    rows = ["| | |", "|---|---|"]
    for left, right in zip(cells[::2], cells[1::2], strict=True):
        rows += [f"| {a} | {b} |" for a, b in zip(left, right, strict=True)]
    return "\n".join(rows)


def with_gallery(text: str, readings: Mapping[str, str]) -> str:
    """The README's text with its gallery renewed."""
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n{gallery(readings)}\n{END}{rest.split(END)[1]}"


def main() -> None:
    readings = {}
    for number, png, reading in pictures():
        path = ROOT / file_of(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png)
        readings[number] = reading
    README.write_text(with_gallery(README.read_text(encoding="utf-8"), readings), encoding="utf-8")
    print(f"README: {len(readings)} pictures")


if __name__ == "__main__":
    sys.exit(main())
