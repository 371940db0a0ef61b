"""The lessons' front matter, and a reader that needs no YAML library."""

from pathlib import Path

import pytest
import yaml

import custvalue_helpers
from custvalue_helpers.course import lessons
from custvalue_helpers.kit.front_matter import read_front_matter

SOURCES = sorted(Path(custvalue_helpers.__file__).parent.glob("**/lesson.md"))
each = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)


@each
def test_a_yaml_library_reads_the_same(path):
    top = path.read_text(encoding="utf-8").split("\n---\n")[0]
    assert read_front_matter(path) == yaml.safe_load(top)


@each
def test_a_lesson_says_what_it_is(path):
    front = read_front_matter(path)
    number = front.get("number")  # the notebook for one's own case has none
    assert (front["title"] and front["question"].endswith("?")) or number is None
    assert front["notebook"].startswith("your_case" if number is None else f"{number:02d}_")
    assert len(front["minutes"]) == 2 and all(minutes % 5 == 0 for minutes in front["minutes"])
    assert all(str(lesson) in lessons() and lesson != number for lesson in front["prerequisites"])


def test_every_lesson_is_there_once():
    assert list(lessons()) == [str(number) for number in range(len(SOURCES) - 1)], "numbers count from 0"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("number: 1\n", "first lines must be a front matter"),
        ("---\nnumber: 1\n", "first lines must be a front matter"),
        ("---\nnumber 1\n---\n", "line 2: must be `key: JSON value`, got 'number 1'"),
        ("---\nnumber: 1\nminutes:\n  - 1\n---\n", "line 3: must be `key"),
        ("---\nnumber: 1\nnumber: 2\n---\n", "line 3: number stands there twice"),
        ("---\nminutes: [1, 2\n---\n", r"line 2: minutes must be JSON, .* got \[1, 2"),
        ("---\ntitle: Value: a word\n---\n", "line 2: title must be JSON, such as a text in quotes"),
        ("---\ntitle: Value # or not\n---\n", "line 2: title must be JSON"),
        ("---\ntitle: Yes\n---\n", "line 2: title must be JSON"),
        ("---\nminutes: 1, 2\n---\n", "line 2: minutes must be JSON"),
    ],
)
def test_what_is_not_plain_is_refused(text, said, tmp_path):
    path = tmp_path / "lesson.md"
    path.write_text(text)
    with pytest.raises(ValueError, match=f"lesson.md.*{said}"):
        read_front_matter(path)


def test_plain_text_and_json(tmp_path):
    path = tmp_path / "lesson.md"
    path.write_text(
        '---\ntitle: What is “value”? \nnumber: null\nquoted: "4: four"\nlists: {"a": [1, 2.5]}\n---\n# 1\n'
    )
    assert read_front_matter(path) == {
        "title": "What is “value”?", "number": None, "quoted": "4: four", "lists": {"a": [1, 2.5]},
    }  # fmt: skip
