"""Every notebook under strict nbval: as handed out, and with every exercise solved."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from tools.build_notebooks import WIDGET_VIEW, normal_form

from custvalue_helpers import lesson
from custvalue_helpers.kit.exercise import sheet_for

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(path for path in FOLDER.glob("*.ipynb") if path.stem != "glossary")  # nothing there to run
LESSONS = [path for path in NOTEBOOKS if path.name[0].isdigit()]  # the others have no exercises
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
every_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)

# Run by every kernel of these tests: a lesson must not reach for the network.
NO_NETWORK = """
import socket
_connect = socket.socket.connect
def _only_here(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise OSError(f"a lesson reached for the network: {address}")
    return _connect(self, address)
socket.socket.connect = _only_here
"""


def nbval(path, folder):
    """Run a notebook under strict nbval without network; return what it printed, and whether it passed."""
    startup = folder / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "no_network.py").write_text(NO_NETWORK)
    own = {"CUSTVALUE_PROGRESS": "record.json", "CUSTVALUE_CASE": "my_case", "IPYTHONDIR": "ipython"}
    environment = {**os.environ, **{name: str(folder / place) for name, place in own.items()}}
    environment.pop("PYTEST_ADDOPTS", None)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", "-o", "addopts=", "--no-header",
         f"--rootdir={folder}", str(path)],
        capture_output=True, text=True, env=environment, cwd=folder,
    )  # fmt: skip
    return done.stdout[-6000:], done.returncode == 0


def code_cells(path):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


@every_notebook
def test_as_handed_out(path, tmp_path):
    said, passed = nbval(path, tmp_path)
    assert passed, said
    assert f"{len(code_cells(path))} passed" in said


# What the view does when a reader writes an answer and presses Check.
ANSWERED = """
sheet = exercise("{number}")
state = sheet.respond(sheet.begin(), {{"do": "check", "entry": {entry!r}}})
print(sheet.shown(state)["feedback"]["text"])
"""


def solved(path):
    """The notebook with every exercise solved, and with what each check and the progress must then say.

    The answers come from the exercises' own functions, the expected words from here: outputs that have nothing to
    do with the exercises must stay as they are stored.
    """
    notebook = nbformat.read(path, as_version=4)
    count = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        if asked := re.fullmatch(r'exercise\("([\d.]+)"\)', cell.source):
            number = asked[1]
            course_lesson = lesson(number.partition(".")[0])
            sheet = sheet_for({e.number: e for e in course_lesson.exercises}[number], "")
            entry = str(sheet.exercise.solution(**sheet.given))
            right = sheet.judge(entry)
            assert right.status == "right" and "exercise" in cell.metadata["tags"]
            cell.source = ANSWERED.format(number=number, entry=entry).strip()
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=f"{right}\n")]
            count += 1
        if cell.source.startswith("show_progress("):
            data = cell.outputs[0].data
            data["text/plain"] = data["text/plain"].replace("0 of", f"{count} of", 1)
    assert count == len(course_lesson.exercises), "not every exercise of the lesson is in its notebook"
    return notebook


@pytest.mark.slow
@every_lesson
def test_solved(path, tmp_path):
    copy = tmp_path / path.name
    nbformat.write(solved(path), copy)
    said, passed = nbval(copy, tmp_path)
    assert passed, said


def test_nbval_sees_a_wrong_number(tmp_path):
    """The comparison itself is alive: a changed reading or number must fail."""
    path = LESSONS[0]
    notebook = nbformat.read(path, as_version=4)
    changed = next(c for c in notebook.cells if c.cell_type == "code" and "predict" in c.source)
    bundle = next(o for o in changed.outputs if "data" in o)["data"]
    bundle["text/plain"] = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), bundle["text/plain"], count=1)
    notebook.cells = notebook.cells[: notebook.cells.index(changed) + 1]
    copy = tmp_path / path.name
    nbformat.write(notebook, copy)
    said, passed = nbval(copy, tmp_path)
    assert not passed and "1 failed" in said, said


@every_notebook
def test_stored_outputs(path):
    for cell in code_cells(path):
        assert cell.outputs, f"no stored output: {cell.source[:80]}"
        assert cell.execution_count
        for output in cell.outputs:
            assert output.output_type != "error" and output.get("name") != "stderr", cell.source
            data = output.get("data", {})
            assert WIDGET_VIEW not in data
            if "image/png" in data:
                assert "\n" in data["text/plain"] or len(data["text/plain"]) > 40, "a picture without a description"
                assert output.metadata["image/png"]["alt"] == data["text/plain"]


@every_notebook
def test_form(path):
    notebook = nbformat.read(path, as_version=4)
    again = normal_form(nbformat.from_dict(notebook))
    assert nbformat.writes(again).rstrip() == path.read_text(encoding="utf-8").rstrip(), "run: python course.py notebooks"
    assert path.stat().st_size < 1_500_000
    kinds = {cell.metadata.get("slideshow", {}).get("slide_type") for cell in notebook.cells}
    assert kinds <= {"slide", "subslide", "fragment", "skip", "notes"} and {"slide", "notes"} <= kinds
    for cell in notebook.cells:
        assert cell.cell_type == "code" or not re.search(r"(?<!\\)\$", cell.source), "a dollar sign opens a formula"
    for cell in code_cells(path):
        assert len([line for line in cell.source.splitlines() if line.strip()]) <= 14, cell.source
        assert all(len(line) <= 120 for line in cell.source.splitlines()), cell.source
