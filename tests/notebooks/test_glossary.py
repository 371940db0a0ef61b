"""One glossary, and no term before it is taught."""

import re

import pytest
from tools.glossary import NOTEBOOKS, PAGE, TITLE, Term, all_notebooks, glossary_cell, glossary_page, lesson_of, prose
from tools.glossary import read_terms, taught_in  # isort: skip
import nbformat

TERMS = read_terms()
BOOK = all_notebooks()
LESSON = {lesson_of(path): notebook for path, notebook in BOOK.items() if lesson_of(path) != 99}
AGAIN = "run: python course.py notebooks"


def used_early(term, lessons):
    """Where a term stands before the cell that teaches it, as (lesson, cell, words); a paragraph may point ahead."""
    points_ahead = re.compile(rf"[Ll]esson {term.lesson}\b")
    for number in sorted(lesson for lesson in lessons if lesson <= term.lesson):
        end = taught_in(term, lessons[number]) if number == term.lesson else None
        for place, text in prose(lessons[number]):
            if place == end:
                break
            for line in text.split("\n"):
                if (found := term.pattern.search(line)) and not points_ahead.search(line):
                    yield number, place, line[max(found.start() - 40, 0) : found.end() + 40]


def test_the_list_itself():
    names = [term.name.lower() for term in TERMS]
    ids = [term.id for term in TERMS]
    assert all(re.fullmatch(r"[a-z0-9-]{1,64}", name) for name in ids)
    assert len(set(names)) == len(names) and len(set(ids)) == len(ids), "a term has one meaning, in one row"
    for term in TERMS:
        assert term.meaning and not term.meaning.endswith("."), term
        assert "|" not in term.meaning and "$" not in term.meaning, term


@pytest.mark.parametrize("path", BOOK, ids=lambda path: path.stem)
def test_tables_are_made_from_the_list(path):
    cells = [cell for cell in BOOK[path].cells if cell.source.startswith(TITLE)]
    assert len(cells) == 1 if lesson_of(path) != 99 else len(cells) < 2
    for cell in cells:
        assert cell.source == glossary_cell(BOOK[path], lesson_of(path), TERMS), AGAIN


def test_the_page_is_made_from_the_list():
    assert nbformat.writes(glossary_page(TERMS, BOOK)).rstrip() == (NOTEBOOKS / PAGE).read_text(encoding="utf-8").rstrip(), AGAIN


@pytest.mark.parametrize("number", LESSON)
def test_each_term_is_taught_in_its_lesson(number):
    """A lesson shows each of its terms in bold or in a heading."""
    missing = [term.name for term in TERMS if term.lesson == number and taught_in(term, LESSON[number]) is None]
    assert not missing


@pytest.mark.parametrize("number", LESSON)
def test_no_term_is_used_before_it_is_taught(number):
    here = [term for term in TERMS if term.lesson == number and not term.everyday]
    early = {term.name: next(used_early(term, LESSON), None) for term in here}
    assert not {name: where for name, where in early.items() if where}


def test_the_order_test_sees_a_term_too_early():
    halo = Term("halo", 3, "…", (), "")
    cell = nbformat.v4.new_markdown_cell
    first, third = [cell("# 2"), cell("The halos of the saints.")], [cell("# 3"), cell("A **halo** is …")]
    lessons = {2: nbformat.v4.new_notebook(cells=first), 3: nbformat.v4.new_notebook(cells=third)}
    assert [where[:2] for where in used_early(halo, lessons)] == [(2, 1)]
    lessons[2].cells[1].source = "The halo comes in lesson 3. `halo` in code is no word."
    assert not list(used_early(halo, lessons))
    lessons[3].cells.insert(1, cell("The halo, unexplained."))
    assert [where[:2] for where in used_early(halo, lessons)] == [(3, 1)]


def test_every_bold_term_that_is_not_an_everyday_word_is_found():
    """Exceptions are few and have a reason."""
    assert sum(bool(term.everyday) for term in TERMS) < len(TERMS) / 5
    assert all(len(term.everyday) > 8 for term in TERMS if term.everyday)
