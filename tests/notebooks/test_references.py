"""What one place says of another holds: links, lessons, exercises, sections, data sets, functions."""

import builtins
import contextlib
import importlib
import keyword
import re
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest
from tools.glossary import PAGE, TITLE, all_notebooks, lesson_of, plain, read_terms
import nbformat  # isort: skip

import custvalue_helpers
from custvalue_helpers.course import lesson, lessons
from custvalue_helpers.kit.data import load_dataset
from custvalue_helpers.kit.exercise import Sheet
from custvalue_helpers.kit.explorer import Explorer

ROOT = Path(__file__).resolve().parents[2]
BOOK = all_notebooks()
BY_NUMBER = {lesson_of(path): notebook for path, notebook in BOOK.items()}
EVERYTHING = {**BOOK, ROOT / "notebooks" / PAGE: nbformat.read(ROOT / "notebooks" / PAGE, as_version=4)}
PAGES = [path for pattern in ("*.md", "datasets/**/*.md") for path in sorted(ROOT.glob(pattern))]
COLUMNS = {
    name
    for file in ROOT.glob("datasets/**/*.csv")
    for name in file.open(encoding="utf-8").readline().strip().split(",")
}
every_notebook = pytest.mark.parametrize("path", BOOK, ids=lambda path: path.stem)


def texts(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def headings(text):
    return re.findall(r"^#+ (.+)$", text, re.MULTILINE)


def anchors(path):
    """The names that one can jump to: as JupyterLab makes them in a notebook, as GitHub does in a page."""
    if path.suffix == ".ipynb":
        notebook = EVERYTHING[path]
        titles = headings("\n".join(texts(notebook)))
        ids = {f"cell-id={cell.id}" for cell in notebook.cells}
        return ids | {re.sub(r"[*`]", "", title).replace(" ", "-") for title in titles}
    titles = headings(path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def links(text):
    """The targets of a text's links, wherever it names them."""
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return re.findall(r"\]\(<?([^)>\s]+)", text) + re.findall(r"^\[[^\]]+\]: (\S+)", text, re.MULTILINE)


def broken(target, path):
    """Why a link does not hold, or None."""
    parts = urlsplit(target)
    if parts.scheme:
        good = parts.scheme in ("http", "https", "mailto") and (parts.netloc or parts.scheme == "mailto")
        return None if good and not re.search(r"\s", target) else "no address"
    file = path if not parts.path else (path.parent / parts.path).resolve()
    if not file.exists():
        return "no such file"
    if parts.fragment and file.suffix in (".md", ".ipynb") and parts.fragment not in anchors(file):
        return "no such heading"
    return None


@pytest.mark.parametrize("path", [*EVERYTHING, *PAGES], ids=lambda path: path.name)
def test_links_hold(path):
    written = texts(EVERYTHING[path]) if path in EVERYTHING else [path.read_text(encoding="utf-8")]
    found = {target: broken(target, path) for text in written for target in links(text)}
    assert not {target: why for target, why in found.items() if why}


@every_notebook
def test_lessons_and_exercises_that_are_named_exist(path):
    for text in texts(BOOK[path]):
        for number in re.findall(r"[Ll]essons? (\d+)", text):
            assert number in lessons(), text[:100]
        for number in re.findall(r"[Ee]xercise (\d+\.\d+)", text):
            assert number in {e.number for e in lesson(number.partition(".")[0]).exercises}, text[:100]


@pytest.mark.parametrize("number", sorted(number for number in BY_NUMBER if str(number) in lessons()))
def test_exercises_stand_in_their_order(number):
    code = "\n".join(cell.source for cell in BY_NUMBER[number].cells if cell.cell_type == "code")
    there, made = re.findall(r'exercise\("([\d.]+)"\)', code), [e.number for e in lesson(str(number)).exercises]
    assert there == made, f"lesson.md has the exercises {there}; exercises.py makes {made}"


@pytest.mark.parametrize("number", lessons())
def test_every_explorer_stands_in_its_lesson(number):
    room = importlib.import_module(f"custvalue_helpers.lessons.{lessons()[number]['room']}.explorers")
    made = {name for name, thing in vars(room).items() if isinstance(thing, Explorer)}
    code = "\n".join(cell.source for cell in BY_NUMBER[int(number)].cells if cell.cell_type == "code")
    forgotten = made - set(re.findall(r"\w+", code))
    assert not forgotten, f"explorers.py makes {', '.join(sorted(forgotten))}; no cell of lesson.md shows it"


@every_notebook
def test_another_lesson_holds_what_is_said_of_it(path):
    """Of the terms that stand out in a sentence with “lesson N”, lesson N has at least one."""
    terms = read_terms()
    for text in texts(BOOK[path]):
        for sentence in [] if text.startswith(TITLE) else re.split(r"(?<=[.!?:])\s+|\n", plain(text)):
            marked = " · ".join(re.findall(r"\*{1,2}([^*]+)\*{1,2}", sentence))
            named = [term for term in terms if term.pattern.search(marked)]
            for number in map(int, re.findall(r"[Ll]esson (\d+)", sentence)):
                if named and number in BY_NUMBER and number != lesson_of(path):
                    there = plain("\n".join(t for t in texts(BY_NUMBER[number]) if not t.startswith(TITLE)))
                    assert any(term.pattern.search(there) for term in named), sentence


@pytest.mark.parametrize("number", [number for number in sorted(BY_NUMBER) if str(number + 1) in lessons()])
def test_each_lesson_leads_to_the_next(number):
    """“What next?” names the next lesson, by its number and by its title or question."""
    there = " ".join(re.findall(r"\*\*What next\?\*\* (.+)", "\n".join(texts(BY_NUMBER[number])))).lower()
    ahead = lessons()[str(number + 1)]
    named = ahead["title"].lower() in there or ahead["question"].lower() in there
    assert f"lesson {number + 1}" in there and named, (
        f"lesson {number}: “**What next?**” must name lesson {number + 1} and its title or question, got {there!r}"
    )


@pytest.mark.parametrize("number", sorted(number for number in BY_NUMBER if str(number) in lessons()))
def test_the_instructors_table_names_sections_that_exist(number):
    words = [set(re.findall(r"\w{3,}|\d", title.lower())) for title in headings("\n".join(texts(BY_NUMBER[number])))]
    (notes,) = (text for text in texts(BY_NUMBER[number]) if "<strong>For instructors</strong>" in text)
    for row in re.findall(r"^\| *\d+ *\| *([^|]+?) *\|", notes, re.MULTILINE):
        first = set(re.findall(r"\w{3,}|\d", re.split(r"[;,]", row.lower())[0]))
        assert first and any(first <= title for title in words), row


@every_notebook
def test_data_sets_and_functions_that_are_named_exist(path):
    notebook = BOOK[path]
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    printed = " ".join(o.get("text", "") for cell in notebook.cells for o in cell.get("outputs", []))
    for name in re.findall(r'load_dataset\("(\w+)"\)', code + "\n".join(texts(notebook))):
        assert len(load_dataset(name))
    known = {"KMeans"} | _names(notebook) | set(re.findall(r"\w+", code + printed)) | set(dir(pd.DataFrame)) | set(dir(pd.Series.str))
    known |= set(dir(pd)) | set(dir(Sheet)) | set(dir(builtins)) | set(keyword.kwlist) | set(dir(custvalue_helpers)) | COLUMNS
    for text in texts(notebook):
        for quoted in re.findall(r"`([^`\n]+)`", text):
            if call := re.fullmatch(r"\.?([A-Za-z_][\w.]*)(\(.*\))?", quoted):
                missing = [part for part in call[1].split(".") if len(part) > 1 and part not in known]
                template = (ROOT / "datasets" / "your_case" / quoted).exists()
                assert not missing or template or _is_data(quoted), f"{quoted} in {text[:80]}"


def _names(notebook):
    """The names that a notebook's set-up cells bring in."""
    space = {}
    for cell in notebook.cells:
        for line in cell.source.splitlines() if cell.cell_type == "code" else ():
            if line.startswith(("import ", "from ")):
                exec(line, space)
    return set(space)


def _is_data(name):
    with contextlib.suppress(ValueError):
        return len(load_dataset(name)) > 0
    return False


def test_the_teaching_plans_name_sections_and_explorers_that_exist():
    """In README's plans: 4 “What a customer weighs”, and the explorers in italics."""
    plans = (ROOT / "README.md").read_text(encoding="utf-8").partition("## How to teach it")[2].partition("\n## ")[0]
    names = re.findall(r"(\d) ((?:“[^”]+”(?:, )?)+)", plans)
    assert len(names) > 10
    for number, sections in names:
        there = headings("\n".join(texts(BY_NUMBER[int(number)]))) if int(number) in BY_NUMBER else None
        for section in re.findall(r"“([^”]+)”", sections):
            assert there is None or any(title.startswith(section) for title in there), (number, section)
    for explorer in re.findall(r"(?<![*\w])\*([^*]+)\*(?!\*)", plans):
        assert explorer in custvalue_helpers.explorers(), explorer
