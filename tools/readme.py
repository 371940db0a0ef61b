"""Write what the README says of each lesson, from the front matter of the lessons' sources, and draw its pictures.

    python course.py notebooks      builds the notebooks, and then does this

A lesson's picture is one of its explorers at its best moment, with its reading as the text for those who cannot see
it: `picture: ["name of the explorer", {"a slider": where it stands}]`.
"""

import sys
from pathlib import Path

from custvalue_helpers.course import explorers_of, lessons
from custvalue_helpers.kit.checks import one_of
from custvalue_helpers.kit.theme import png_of

ROOT = Path(__file__).resolve().parents[1]
README, FOLDER = ROOT / "README.md", "etc/pictures"


def file_of(number):
    """The picture's path, from the top folder."""
    return f"{FOLDER}/{lessons()[number]['room']}.png"


def pictures():
    """Each lesson's picture (PNG bytes) and its reading, by number."""
    for number, front in lessons().items():
        name, values = front["picture"]
        found = explorers_of(number)
        explorer = found[one_of(f"lessons/{front['room']}/lesson.md: picture", name, list(found))]
        reading = explorer.read(**values)
        yield number, png_of(explorer.figure(caption=reading, **values)), reading


def lesson_table():
    """The README's table of the lessons, and how long all of them take."""
    rows = ["| | lesson | minutes | real people |", "|---|---|---|---|"]
    for number, front in lessons().items():
        read, more = front["minutes"]
        link = f"[{front['title']}](notebooks/{front['notebook']}.ipynb)"
        rows.append(f"| {number} | {link} | {read} + {more} | {front['real_people']} |")
    read, more = (round(sum(front["minutes"][k] for front in lessons().values()) / 60) for k in (0, 1))
    return "\n".join([*rows, "", f"All together: {read} hours to read and try, and {more} more."])


def gallery(readings):
    """The README's table of pictures: two lessons a row, each with its question."""
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


def renewed(text, readings):
    """The README's text with what is written here made new: all between two comments."""
    for name, content in (("lessons", lesson_table()), ("pictures", gallery(readings))):
        begin, end = f"<!-- {name}: written by `python course.py notebooks` -->", f"<!-- end of {name} -->"
        before, rest = text.split(begin)
        text = f"{before}{begin}\n{content}\n{end}{rest.split(end)[1]}"
    return text


def main():
    readings = {}
    for number, png, reading in pictures():
        path = ROOT / file_of(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png)
        readings[number] = reading
    README.write_text(renewed(README.read_text(encoding="utf-8"), readings), encoding="utf-8")
    print(f"README: {len(readings)} lessons")


if __name__ == "__main__":
    sys.exit(main())
