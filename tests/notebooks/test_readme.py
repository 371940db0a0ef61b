"""The README says of the lessons what their sources say, and its pictures are those that the lessons draw today."""

import io
from pathlib import Path

import matplotlib as mpl
import matplotlib.style
import numpy as np
import pytest
from PIL import Image

from custvalue_helpers.course import lessons

ROOT = Path(__file__).resolve().parents[2]

from tools import readme  # noqa: E402


@pytest.mark.parametrize("number", lessons())
def test_a_lesson_says_what_the_readme_needs(number):
    front = lessons()[number]
    missing = {"title", "question", "stages", "minutes", "notebook", "real_people", "picture"} - front.keys()
    assert not missing, (
        f"lessons/{front['room']}/lesson.md: its front matter lacks {', '.join(sorted(missing))}"
    )


def test_the_readme_is_what_the_sources_give():
    readings = {}
    with mpl.style.context("default"):  # whatever other tests have set
        drawn_now = list(readme.pictures())
    for number, png, reading in drawn_now:
        readings[number] = reading
        stored_file = ROOT / readme.file_of(number)
        assert stored_file.exists(), f"{number}: run `python course.py notebooks`"
        drawn, stored = (
            np.asarray(Image.open(source).convert("L"), float) for source in (io.BytesIO(png), stored_file)
        )
        assert drawn.shape == stored.shape, number
        assert np.abs(drawn - stored).mean() < 0.5, f"{number}: run `python course.py notebooks`"
    text = readme.README.read_text(encoding="utf-8")
    assert readme.renewed(text, readings) == text, "run `python course.py notebooks`"


def test_a_picture_of_another_lesson_is_refused(monkeypatch):
    monkeypatch.setitem(lessons()["0"], "picture", ["price signal", {}])
    with pytest.raises(ValueError, match=r"start_here/lesson.md: picture must be one of 'five orientations'"):
        next(readme.pictures())
