"""The columns of a table: which is which by the first row, what is missing, misspelt, doubled or left out, and what rates no brand."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from custvalue_helpers.kit.words import plural
from custvalue_helpers.your_case.cells import (
    NotAccepted,
    clean,
    is_blank,
    is_no_value,
    name_of,
    nearest,
    quoted,
    read_day,
    read_number,
)
from custvalue_helpers.your_case.grids import CellGrid
from custvalue_helpers.your_case.problems import CaseProblem, Note
from custvalue_helpers.your_case.schema import Table

__all__ = []

LOOKED_AT = 12  # rows in which a header that slipped down is looked for
# Words that people use for a column, and difflib cannot guess.
SYNONYMS = {
    "money": ("price", "cost", "fee"), "customer": ("client", "id", "customer_number", "member"), "spend": ("amount", "revenue",
    "sales", "total"), "left": ("churned", "churn", "status", "cancelled"), "offer": ("brand", "name", "firm"), "brand": ("offer",
    "firm"), "respondent": ("person", "id", "customer", "participant"), "periods": ("tenure", "months", "years", "quarters"),
    "margin": ("profit", "contribution"), "fact": ("name", "what"), "value": ("answer", "fact_value"), "date": ("day", "when"),
    "personal": ("personnel", "staff"), "psychic": ("psychological", "worry"), "recommend": ("nps", "recommendation"),
}  # fmt: skip


@dataclass(frozen=True)
class Header:
    """Where each column is: ``places`` from its name to its position; ``rows`` are the rows of values below."""

    places: dict[str, int]
    names: tuple[str, ...]
    rows: tuple[tuple[int, tuple], ...]
    problems: tuple[CaseProblem, ...]
    notes: tuple[Note, ...]
    number: int = 1


def below_title(grid: CellGrid, table: Table) -> CellGrid:
    """The grid from its column names on, with a note if a title or a merged head stood above them."""
    here = _hits(grid.rows[0][1], table)
    hits = {place: _hits(cells, table) for place, (_, cells) in enumerate(grid.rows[:LOOKED_AT])}
    place = max(hits, key=lambda each: (hits[each], -each))
    if not place or hits[place] <= max(here, 1):
        return grid
    said = f"{plural(place, 'row')} above the column names skipped: {_listed(grid.rows[0][1])}"
    return replace(grid, rows=grid.rows[place:], notes=(*grid.notes, Note("left out", grid.file, None, said)))


def read_header(grid: CellGrid, table: Table) -> Header:
    """Match a grid's first row with the columns of a table: a Header, or one without places if that is hopeless."""
    number, cells = grid.rows[0]
    names = tuple(name_of(cell) for cell in cells)
    if slipped := _no_header(grid, table, names):
        return Header({}, (), (), (slipped,), ())
    problems, notes, places = [], _tidied_names(grid, names), {}
    for place, (name, cell) in enumerate(zip(names, cells, strict=True)):
        if name in places:
            problems.append(_problem(grid, number, name, "a second column of this name", "each name once",
                                     "delete one of the two, or give it another name"))  # fmt: skip
        elif name:
            places[name] = place
        elif _values_below(grid, place):
            nameless = f"a column without a name ({letter_of(place)})"
            found = nameless if is_blank(cell) else f"the name {quoted(cell)}"
            problems.append(_problem(grid, number, None, found, "a name of letters above every column with values",
                                     "write its name into the first row, or empty the column"))  # fmt: skip
    if number > 1 and not any("above the column names" in note.said for note in grid.notes):
        notes.append(
            Note("tidied", grid.file, None, f"{number - 1} blank rows above the column names skipped")
        )
    extra = _extra(names, table)
    problems += _missing(grid, number, table, places, extra)
    problems += _pairs(grid, number, table, places)
    problems += _no_attribute(grid, number, table, places)
    notes += _left_out(grid, table, places, extra)
    return Header(places, names, grid.rows[1:], tuple(problems), tuple(notes), number)


def letter_of(place: int) -> str:
    """A column's letter in a spreadsheet.

    >>> letter_of(0), letter_of(27)
    ('A', 'AB')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _problem(grid, row, column, found, accepted, mend):
    return CaseProblem(grid.file, row, column, found, accepted, mend)


def _hits(cells, table):
    return len({name_of(cell) for cell in cells} & {column.name for column in table.columns})


def _no_header(grid, table, names):
    """The one problem of a table whose first row holds no column names, or None."""
    if _hits(grid.rows[0][1], table):
        return None
    mend = "write the column names into row 1, above the first values (copy them from the template)"
    meant = {}
    for column in table.columns:
        if near := _meant(column.name, [name for name in names if name not in meant]):
            meant[near] = column.name
    if meant:
        mend += "; perhaps " + ", ".join(
            f"'{name}' is meant to be {near}" for name, near in list(meant.items())[:5]
        )
    found = f"no column names, but {_listed(grid.rows[0][1])}"
    return _problem(grid, grid.rows[0][0], None, found, _names_of(table), mend)


def _listed(cells):
    shown = [quoted(cell) for cell in cells if not is_blank(cell)]
    return ", ".join(shown[:4]) + (", …" if len(shown) > 4 else "")


def _names_of(table):
    names = [column.name for column in table.columns if column.required]
    more = f", and {table.others.name}" if table.others else ""
    return "the column names " + ", ".join(names) + more


def _values_below(grid, place):
    return any(len(cells) > place and not is_blank(cells[place]) for _, cells in grid.rows[1:])


def _tidied_names(grid, names):
    pairs = zip(grid.rows[0][1], names, strict=True)
    changed = [(clean(cell)[0], name) for cell, name in pairs if name and str(cell) != name]
    if not changed:
        return []
    said = ", ".join(f"{quoted(old)} read as {new}" for old, new in changed[:4]) + (
        ", …" if len(changed) > 4 else ""
    )
    return [Note("tidied", grid.file, None, f"column names written in small letters and joined by _: {said}")]


def _extra(names, table):
    """Names that the table does not know."""
    unknown = (name for name in dict.fromkeys(names) if name and not table.column(name))
    return [name for name in unknown if not name.startswith("note")]


def _meant(wanted, names):
    """Which of some names was probably meant for a column that is not there, by its spelling or by its sense; or None."""
    names = [name for name in names if name]
    by_sense = next((name for name in SYNONYMS.get(wanted, ()) if name in names), None)
    return nearest(wanted, names, 0.8) or by_sense or nearest(wanted, names)


def _missing(grid, number, table, places, extra):
    problems = []
    for column in table.columns:
        if not column.required or column.name in places or column.unless in places:
            continue
        near = _meant(column.name, extra)
        mend = f"add a column {column.name}: {column.meaning}"
        if near:
            mend = f"rename the column {near} to {column.name}, if that is meant"
        found = "no column of this name" + (f", but one called '{near}'" if near else "")
        problems.append(
            _problem(grid, number, column.name, found, f"a column {column.name} with {column.accepted}", mend)
        )
    return problems


def _pairs(grid, number, table, places):
    """Expectations without performance, and the other way round."""
    problems = []
    for prefix, other in (table.prefixes, table.prefixes[::-1]) if table.prefixes else ():
        for name in places:
            ending = name.removeprefix(prefix)
            partner = other + ending
            if not name.startswith(prefix) or not ending or partner in places:
                continue
            unpaired = [each for each in places if each != name and not table.column(each)]
            near = nearest(partner, unpaired, 0.8)
            add = f"add a column {partner}, or delete {name}"
            mend = f"rename the column {near} to {partner}" if near else add
            found = f"{name} without {partner}" + (f", but a column '{near}'" if near else "")
            problems.append(_problem(grid, number, partner, found, "both columns of each attribute", mend))
    return problems


def _no_attribute(grid, number, table, places):
    if table.others is None or table.prefixes or any(table.is_answer(name) for name in places):
        return []
    mend = "add a column for each attribute that people rated, named after it"
    accepted = "at least one column with ratings of an attribute"
    return [_problem(grid, number, None, "no rated attribute", accepted, mend)]


def _left_out(grid, table, places, extra):
    """Columns that nobody asked for, and such as resemble one that is not there."""
    notes = []
    absent = [column.name for column in table.columns if column.name not in places]
    for name in places:
        if name.startswith("note"):
            notes.append(Note("left out", grid.file, name, "a column of notes"))
    for name in extra:
        near = nearest(name, absent, 0.75)
        meant = f"; if it is meant to be {near}, rename it" if near else ""
        if not table.is_answer(name):
            notes.append(Note("left out", grid.file, name, f"a column that the course does not use{meant}"))
        elif meant:
            notes.append(Note("to keep in mind", grid.file, name, f"taken for an attribute{meant}"))
    return notes


TRAIT = 5  # respondents with two brands or more: that all of them rate these alike is no chance
WRITTEN = re.compile(
    r"[-+]?[0-9]+([.,][0-9]+)? ?(/|%|of|out of|von|sur|points?|punkte?|stars?|sterne?|\*|★).*", re.IGNORECASE
)


def no_rating(cells: list, respondents: list[str]) -> str | None:
    """Why a column is no rating of brands, in words; None if it may be one. ``respondents``: who answered each row."""
    filled = [(cell, who) for cell, who in zip(cells, respondents, strict=True) if not is_no_value(cell)]
    if not filled:
        return None
    texts = [cell for cell, _ in filled if not _is_number(cell)]
    if 2 * len(texts) > len(filled):
        days = sum(_is_day(cell) for cell in texts)
        if 2 * days > len(filled):
            return f"days or times, such as {quoted(texts[0])}, no ratings"
        if 2 * sum(bool(WRITTEN.fullmatch(clean(cell)[0])) for cell in texts) > len(texts):
            return None  # ratings, written in a way that is refused cell by cell
        return f"words, such as {quoted(texts[0])}, no ratings; if they are ratings, write them as numbers"
    said = defaultdict(list)
    for cell, who in filled:
        said[who].append(clean(cell)[0])
    several = [answers for answers in said.values() if len(answers) > 1]
    alike = all(len(set(answers)) == 1 for answers in several)
    if alike and len(several) >= TRAIT and len({answers[0] for answers in several}) > 1:
        return "the same in all rows of each respondent: a trait of the person, no rating of a brand"
    return None


def _is_number(cell):
    try:
        return bool(read_number(cell, ".")) and not WRITTEN.fullmatch(clean(cell)[0])
    except NotAccepted:
        return False


def _is_day(cell):
    if isinstance(cell, (date, time, timedelta)):
        return True
    try:
        return bool(read_day(cell, "day first"))
    except NotAccepted:
        return bool(
            re.fullmatch(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}.*|[0-9]{1,2}:[0-9]{2}.*", clean(cell)[0])
        )
