"""The README's pictures are those that the lessons draw today, and say the same."""

import io
import sys
from pathlib import Path

import matplotlib as mpl
import matplotlib.style
import numpy as np
from PIL import Image

from custvalue_helpers.course import lessons

ROOT = Path(__file__).resolve().parents[2]

from tools import pictures  # noqa: E402


def test_every_lesson_has_its_picture_and_its_words():
    assert list(pictures.BEST) == list(lessons())
    readings = {}
    with mpl.style.context("default"):  # whatever other tests have set
        drawn_now = list(pictures.pictures())
    for number, png, reading in drawn_now:
        readings[number] = reading
        drawn, stored = (
            np.asarray(Image.open(source).convert("L"), float)
            for source in (io.BytesIO(png), ROOT / pictures.file_of(number))
        )
        assert drawn.shape == stored.shape, number
        assert np.abs(drawn - stored).mean() < 0.5, f"{number}: run `python course.py notebooks`"
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert pictures.with_gallery(text, readings) == text, "run `python course.py notebooks`"
