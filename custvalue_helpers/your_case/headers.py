"""The first row of a table: which column is which, what is missing, misspelt, doubled or left out."""

import difflib
from dataclasses import dataclass, replace

from custvalue_helpers.kit.words import plural

from .cells import clean, is_blank, quoted
from .grids import name_of
from .problems import CaseProblem, Note

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

    places: dict
    names: tuple
    rows: tuple
    problems: tuple
    notes: tuple
    number: int = 1


def nearest(word, names, cutoff=0.6):
    """The name that was probably meant, or None."""
    return next(iter(difflib.get_close_matches(word, list(names), n=1, cutoff=cutoff)), None)


def below_title(grid, table):
    """The grid from its column names on, with a note if a title or a merged head stood above them."""
    here = _hits(grid.rows[0][1], table)
    hits = {place: _hits(cells, table) for place, (_, cells) in enumerate(grid.rows[:LOOKED_AT])}
    place = max(hits, key=lambda each: (hits[each], -each))
    if not place or hits[place] <= max(here, 1):
        return grid
    said = f"{plural(place, 'row')} above the column names skipped: {_listed(grid.rows[0][1])}"
    return replace(grid, rows=grid.rows[place:], notes=(*grid.notes, Note("left out", grid.file, None, said)))


def read_header(grid, table):
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
            found = (
                f"a column without a name ({letter_of(place)})"
                if is_blank(cell)
                else f"the name {quoted(cell)}"
            )
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


def letter_of(place):
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


def is_answer(name, table):
    """Whether a column of this name is an answer about an attribute of the reader's own."""
    if table.others is None or table.column(name) or name.startswith("note"):
        return False
    return not table.prefixes or any(name.startswith(prefix) and name != prefix for prefix in table.prefixes)


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
    return _problem(
        grid,
        grid.rows[0][0],
        None,
        f"no column names, but {_listed(grid.rows[0][1])}",
        _names_of(table),
        mend,
    )


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
    changed = [
        (clean(cell)[0], name)
        for cell, name in zip(grid.rows[0][1], names, strict=True)
        if name and str(cell) != name
    ]
    if not changed:
        return []
    said = ", ".join(f"{quoted(old)} read as {new}" for old, new in changed[:4]) + (
        ", …" if len(changed) > 4 else ""
    )
    return [Note("tidied", grid.file, None, f"column names written in small letters and joined by _: {said}")]


def _extra(names, table):
    """Names that the table does not know."""
    return [
        name
        for name in dict.fromkeys(names)
        if name and not table.column(name) and not name.startswith("note")
    ]


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
        mend = (
            f"rename the column {near} to {column.name}, if that is meant"
            if near
            else f"add a column {column.name}: {column.meaning}"
        )
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
            mend = (
                f"rename the column {near} to {partner}"
                if near
                else f"add a column {partner}, or delete {name}"
            )
            found = f"{name} without {partner}" + (f", but a column '{near}'" if near else "")
            problems.append(_problem(grid, number, partner, found, "both columns of each attribute", mend))
    return problems


def _no_attribute(grid, number, table, places):
    if table.others is None or table.prefixes or any(is_answer(name, table) for name in places):
        return []
    mend = "add a column for each attribute that people rated, named after it"
    return [
        _problem(
            grid, number, None, "no rated attribute", "at least one column with ratings of an attribute", mend
        )
    ]


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
        if not is_answer(name, table):
            notes.append(Note("left out", grid.file, name, f"a column that the course does not use{meant}"))
        elif meant:
            notes.append(Note("to keep in mind", grid.file, name, f"taken for an attribute{meant}"))
    return notes
