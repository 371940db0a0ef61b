"""The course's one glossary: from the lessons' glossary.csv to each lesson's last table and to glossary.ipynb.

    python tools/glossary.py        write the tables and the notebook anew (`python course.py notebooks` does it, too)

A term is a row in the room of the lesson that teaches it: the term, its meaning, other forms of it (parted by semicolons;
a plural s needs no form of its own), and, where the word is in everyday use as well, in which sense, so that it may
stand before its lesson. The lesson must show the term, or one of its forms, in bold or in a heading: there it is taught. A lesson's
table stands in the cell that begins with "### Glossary", where the lesson's source has a marker; what follows it
(sources, notes) is the lesson's own.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from custvalue_helpers.course import lessons
from tools.build_notebooks import GLOSSARY, normal_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
LESSONS = ROOT / "custvalue_helpers" / "lessons"
PAGE = "glossary.ipynb"
TITLE = "### Glossary"
ALSO = "**Also used here:**"


@dataclass(frozen=True)
class Term:
    """One row of the list."""

    name: str
    lesson: int
    meaning: str
    other_forms: tuple[str, ...]
    everyday: str

    @property
    def id(self) -> str:
        """The id of the term's cell on the page. JupyterLab finds a cell by its id even while it opens a notebook;
        a heading only in one that is open already."""
        plain = unicodedata.normalize("NFKD", self.name.lower().replace("%", "percent").replace("²", "2"))
        return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['\u0300-\u036f]", "", plain)).strip("-")

    @property
    def link(self) -> str:
        return f"[{self.name}]({PAGE}#cell-id={self.id})"

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the term, its plural and its other forms as whole words."""
        forms = "|".join(re.escape(form) for form in (self.name, *self.other_forms))
        return re.compile(rf"(?<!\w)(?:{forms})(?:s|es)?(?!\w)", 0 if len(self.name) == 1 else re.IGNORECASE)


def read_terms() -> list[Term]:
    """All terms, in the lessons' order."""
    terms = []
    for number, front in lessons().items():
        with open(LESSONS / front["room"] / "glossary.csv", encoding="utf-8", newline="") as rows:
            terms += [
                Term(row["term"], int(number), row["meaning"],
                     tuple(filter(None, row["other_forms"].split(";"))), row["everyday"])
                for row in csv.DictReader(rows)
            ]  # fmt: skip
    return terms


def lesson_of(path: Path) -> int:
    """The lesson's number by the notebook's name; after all lessons for a notebook that is none."""
    return int(path.name[:2]) if path.name[:2].isdigit() else 99


def plain(text: str) -> str:
    """What a reader reads: no code, no addresses, no tags."""
    text = re.sub(r"`[^`\n]*`", " ", text)
    return re.sub(r"<[^>]+>", " ", re.sub(r"\]\([^)\s]+\)", "]", text))


def prose(notebook: NotebookNode) -> Iterator[tuple[int, str]]:
    """(place, text) of every cell that teaches: not the title with its objectives, the instructor's notes, the glossary."""
    asks = ("exercise(", "quiz(", ".predict()")
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            notes = cell.metadata.get("slideshow", {}).get("slide_type") == "notes"
            if place and not notes and not cell.source.startswith(TITLE):
                yield place, plain(cell.source)
        elif any(word in cell.source for word in asks):
            yield place, "\n\n".join(o["data"]["text/plain"] for o in cell.outputs if "data" in o)


def shown(text: str) -> list[str]:
    """What stands out in a text: in bold, or as a heading."""
    return re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL) + re.findall(r"^#+ (.+)$", text, re.MULTILINE)


def _is_named(term, words, everyday_forms=True):
    """Whether what stands out is the term itself, or one of its forms."""
    forms = (term.name, *(term.other_forms if everyday_forms or not term.everyday else ()))
    return words.strip(" .").lower().removesuffix("s") in {form.lower().removesuffix("s") for form in forms}


def _stands_in(term, text, terms):
    """Whether a text uses the term, and not only a longer one that holds it: “customer value” in “customer value analysis”."""
    for longer in terms:
        if longer != term and any(term.pattern.search(form) for form in (longer.name, *longer.other_forms)):
            text = longer.pattern.sub(" ", text)
    return bool(term.pattern.search(text))


def taught_in(term: Term, notebook: NotebookNode) -> int | None:
    """The first cell that shows just the term in bold or as a heading; else the first that shows it among other words."""
    found = [
        (place, words)
        for place, text in prose(notebook)
        if notebook.cells[place].cell_type == "markdown"
        for words in shown(text)
        if term.pattern.search(words)
    ]
    return next((place for place, words in found if _is_named(term, words)), found[0][0] if found else None)


def glossary_cell(notebook: NotebookNode, lesson: int, terms: Sequence[Term]) -> str:
    """The source of a lesson's glossary cell: its own terms, those it recalls, those it uses; then what was below."""
    (cell,) = (cell for cell in notebook.cells if cell.source.startswith(TITLE))
    text = "\n\n".join(part for _, part in prose(notebook))
    rows = [f"| **{term.link}** | {term.meaning} |" for term in terms if term.lesson == lesson]
    earlier = [term for term in terms if term.lesson < lesson]
    recalled = [
        term for term in earlier if any(_is_named(term, words, everyday_forms=False) for words in shown(text))
    ]
    rows += [f"| {term.link} (lesson {term.lesson}) | {term.meaning} |" for term in recalled]
    used = [t for t in earlier if t not in recalled and not t.everyday and _stands_in(t, text, terms)]
    parts = [TITLE, "\n".join(["| term | meaning |", "|---|---|", *rows])]
    if used:
        parts.append(f"{ALSO} " + ", ".join(f"{t.link} ({t.lesson})" for t in used) + ".")
    own = [p for p in cell.source.split("\n\n")[1:] if not p.startswith(("|", ALSO, GLOSSARY))]
    return "\n\n".join(parts + own)


def _where(term, notebooks):
    """The lesson that teaches a term, linked to the very cell, with its section; the number where it is to come."""
    path = next((path for path in notebooks if lesson_of(path) == term.lesson), None)
    place = taught_in(term, notebooks[path]) if path else None
    if place is None:
        return f"Lesson {term.lesson}"
    above = "\n".join(
        cell.source for cell in notebooks[path].cells[: place + 1] if cell.cell_type == "markdown"
    )
    section = re.findall(r"^##+ (.+)$", above, re.MULTILINE)[-1].replace(" *(a second look)*", "")
    return f"[Lesson {term.lesson}]({path.name}#cell-id={notebooks[path].cells[place].id}), “{section}”"


def glossary_page(terms: Sequence[Term], notebooks: Mapping[Path, NotebookNode]) -> NotebookNode:
    """The notebook with all terms from A to Z, each in a cell of its own whose id is the term."""
    letters = {}
    for term in sorted(terms, key=lambda term: term.id):
        others = [form for form in term.other_forms if form not in term.name]
        also = f" Also: {', '.join(others)}." if others else ""
        meaning = term.meaning[0].upper() + term.meaning[1:]
        entry = f"### {term.name}\n\n{meaning}.{also} *{_where(term, notebooks)}.*"
        letters.setdefault(term.id[0].upper() if term.id[0].isalpha() else "0-9", []).append((term.id, entry))
    index = " · ".join(f"[{letter}](#{letter})" for letter in letters)
    sources = [
        ("glossary", "# Glossary\n\nEvery term of the course, from A to Z: what it means, and the lesson that teaches it. "
         f"There is nothing to run here. Formulas, examples and sources stand in the lessons.\n\n{index}")
    ]  # fmt: skip
    for letter, entries in letters.items():
        sources += [(f"letter-{letter}", f"## {letter}"), *entries]
    cells = [nbformat.v4.new_markdown_cell(source, id=name) for name, source in sources]
    page = normal_form(nbformat.v4.new_notebook(cells=cells))
    for cell, (name, _) in zip(page.cells, sources, strict=True):
        cell.id = name
    return page


def all_notebooks(folder: Path = NOTEBOOKS) -> dict[Path, NotebookNode]:
    """Every notebook but the glossary, by its path."""
    paths = sorted(path for path in folder.glob("*.ipynb") if path.name != PAGE)
    return {path: nbformat.read(path, as_version=4) for path in paths}


def write(folder: Path = NOTEBOOKS) -> None:
    """Write every lesson's glossary cell and the glossary anew, in their normal form."""
    terms, notebooks = read_terms(), all_notebooks(folder)
    for path, notebook in notebooks.items():
        for cell in notebook.cells:
            if cell.source.startswith(TITLE):
                cell.source = glossary_cell(notebook, lesson_of(path), terms)
        if any(cell.source.startswith(TITLE) for cell in notebook.cells):
            nbformat.write(normal_form(notebook), path)
    nbformat.write(glossary_page(terms, all_notebooks(folder)), folder / PAGE)


if __name__ == "__main__":
    write()
