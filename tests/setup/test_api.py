"""The pages on the code fail where a docstring or what it refers to is broken."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def pages_of(module, folder):
    """Make the pages of one module; return the exit code, what was said, and its page."""
    (folder / "taught.py").write_text(module, encoding="utf-8")
    source = folder / "source"
    source.mkdir()
    (source / "index.rst").write_text("Index\n=====\n\n.. automodule:: taught\n")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "-c", ROOT / "docs", source, folder / "pages"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)}, capture_output=True, text=True,
    )  # fmt: skip
    page = folder / "pages" / "index.html"
    return done.returncode, done.stderr, page.read_text(encoding="utf-8") if page.exists() else ""


def function_saying(words):
    return f'"""A module."""\n\n\ndef answer():\n    """{words}"""\n'


def test_what_a_function_says_stands_on_its_page(tmp_path):
    code, said, page = pages_of(function_saying("The mean of ``|one − other|``."), tmp_path)
    assert code == 0 and "|one − other|" in re.sub("<[^>]*>", "", page), said
    assert 'src="http' not in page and "@import" not in page


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The mean of |one − other|.", "one − other"),
        ("Every **given number.", "strong start-string"),
        ("As :func:`custvalue_helpers.no_such` says.", "custvalue_helpers.no_such"),
    ],
)
def test_a_broken_docstring_fails(words, told, tmp_path):
    code, said, _ = pages_of(function_saying(words), tmp_path)
    assert code != 0 and told in said
