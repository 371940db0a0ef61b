"""The columns of a table: which is which by the first row, what is missing, misspelt, doubled or left out, and what rates no brand."""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
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
MOST_TOLD = 1_000  # problems of one table
TRAIT = 5  # respondents with two brands or more: that all of them rate these alike is no chance
WRITTEN = re.compile(
    r"[-+]?[0-9]+([.,][0-9]+)? ?(/|%|of|out of|von|sur|points?|punkte?|stars?|sterne?|\*|★).*", re.IGNORECASE
)


@dataclass
class ParsedTable:
    """A table as far as it is read, and all that is to be said of it.

    By its header: ``names``, the first row as the course writes it; ``places``, from a column's name to its position;
    ``body``, the rows below with their numbers in the spreadsheet. By its columns: ``rows``, the numbers of those that are
    whole; ``columns``, their values by name, None where there is none; ``named``, who or what the refused rows are about.
    """

    table: Table
    file: str
    problems: list[CaseProblem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    header_row: int = 1
    names: tuple[str, ...] = ()
    places: dict[str, int] = field(default_factory=dict)
    body: tuple[tuple[int, tuple], ...] = ()
    rows: list[int] = field(default_factory=list)
    columns: dict[str, list] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    untold: int = 0

    @property
    def attributes(self) -> list[str]:
        """The columns that hold answers about attributes of the reader's own."""
        return [name for name in self.columns if self.table.is_answer(name)]

    def pairs(self, *names: str) -> list[tuple]:
        """Row number and values of the named columns, where all of them have one."""
        if not set(names) <= self.columns.keys():
            return []
        rows = zip(self.rows, *(self.columns[name] for name in names), strict=True)
        return [row for row in rows if None not in row[1:]]

    def refuse(self, row: int | None, column: str | None, found: str, accepted: str, mend: str) -> None:
        """Add a problem; after MOST_TOLD of them they are only counted."""
        if len(self.problems) < MOST_TOLD:
            self.problems.append(CaseProblem(self.file, row, column, found, accepted, mend))
        else:
            self.untold += 1

    def keep_in_mind(self, column: str | None, said: str, parts: tuple[str, ...] = ()) -> None:
        """Add a note on something that stopped nothing; ``parts`` of the report tell it, too."""
        self.notes.append(Note("to keep in mind", self.file, column, said, parts))

    def note(self, kind: str, column: str | None, said: str) -> None:
        """Add a note of what was tidied, or left out."""
        self.notes.append(Note(kind, self.file, column, said))

    def all_problems(self) -> list[CaseProblem]:
        """The problems, and one for all those that were only counted."""
        if not self.untold:
            return self.problems
        found = f"{plural(self.untold, 'problem')} more, which are not listed"
        return [*self.problems, CaseProblem(self.file, None, None, found, "a table that can be read",
                                            "mend those that are listed, and look whether the same holds for whole columns")]  # fmt: skip


def below_title(grid: CellGrid, table: Table) -> CellGrid:
    """The grid from its column names on, with a note if a title or a merged head stood above them."""
    here = _hits(grid.rows[0][1], table)
    hits = {place: _hits(cells, table) for place, (_, cells) in enumerate(grid.rows[:LOOKED_AT])}
    place = max(hits, key=lambda each: (hits[each], -each))
    if not place or hits[place] <= max(here, 1):
        return grid
    said = f"{plural(place, 'row')} above the column names skipped: {_listed(grid.rows[0][1])}"
    return replace(grid, rows=grid.rows[place:], notes=(*grid.notes, Note("left out", grid.file, None, said)))


def read_header(grid: CellGrid, table: Table) -> ParsedTable:
    """Match a grid's first row with the columns of a table: a ParsedTable, without places if that is hopeless."""
    number, cells = grid.rows[0]
    names = tuple(name_of(cell) for cell in cells)
    parsed = ParsedTable(table, grid.file, list(grid.problems), list(grid.notes), number, names)
    if not _hits(cells, table):
        _no_header(parsed, cells)
        return parsed
    parsed.body = grid.rows[1:]
    _tidied_names(parsed, cells)
    for place, (name, cell) in enumerate(zip(names, cells, strict=True)):
        if name in parsed.places:
            parsed.refuse(number, name, "a second column of this name", "each name once",
                          "delete one of the two, or give it another name")  # fmt: skip
        elif name:
            parsed.places[name] = place
        elif any(len(below) > place and not is_blank(below[place]) for _, below in parsed.body):
            from openpyxl.utils import get_column_letter

            nameless = f"a column without a name ({get_column_letter(place + 1)})"
            found = nameless if is_blank(cell) else f"the name {quoted(cell)}"
            parsed.refuse(number, None, found, "a name of letters above every column with values",
                          "write its name into the first row, or empty the column")  # fmt: skip
    if number > 1 and not any("above the column names" in note.said for note in grid.notes):
        parsed.note("tidied", None, f"{number - 1} blank rows above the column names skipped")
    unknown = (name for name in parsed.places if not table.column(name))
    extra = [name for name in unknown if not name.startswith("note")]
    _missing(parsed, extra)
    _pairs(parsed)
    if table.others and not table.prefixes and not any(map(table.is_answer, parsed.places)):
        accepted = "at least one column with ratings of an attribute"
        mend = "add a column for each attribute that people rated, named after it"
        parsed.refuse(number, None, "no rated attribute", accepted, mend)
    _left_out(parsed, extra)
    return parsed


def _hits(cells, table):
    return len({name_of(cell) for cell in cells} & table.names)


def _no_header(parsed, cells):
    """The one problem of a table whose first row holds no column names."""
    mend = "write the column names into row 1, above the first values (copy them from the template)"
    meant = {}
    for column in parsed.table.columns:
        if near := _meant(column.name, [name for name in parsed.names if name not in meant]):
            meant[near] = column.name
    if meant:
        shown = list(meant.items())[:5]
        mend += "; perhaps " + ", ".join(f"'{name}' is meant to be {near}" for name, near in shown)
    required = ", ".join(column.name for column in parsed.table.columns if column.required)
    more = f", and {parsed.table.others.name}" if parsed.table.others else ""
    found = f"no column names, but {_listed(cells)}"
    parsed.refuse(parsed.header_row, None, found, f"the column names {required}{more}", mend)


def _listed(cells):
    shown = [quoted(cell) for cell in cells if not is_blank(cell)]
    return ", ".join(shown[:4]) + (", …" if len(shown) > 4 else "")


def _tidied_names(parsed, cells):
    pairs = zip(cells, parsed.names, strict=True)
    changed = [
        f"{quoted(clean(cell)[0])} read as {name}" for cell, name in pairs if name and str(cell) != name
    ]
    if changed:
        said = ", ".join(changed[:4]) + (", …" if len(changed) > 4 else "")
        parsed.note("tidied", None, f"column names written in small letters and joined by _: {said}")


def _meant(wanted, names):
    """Which of some names was probably meant for a column that is not there, by its spelling or by its sense; or None."""
    names = [name for name in names if name]
    by_sense = next((name for name in SYNONYMS.get(wanted, ()) if name in names), None)
    return nearest(wanted, names, 0.8) or by_sense or nearest(wanted, names)


def _missing(parsed, extra):
    for column in parsed.table.columns:
        if not column.required or column.name in parsed.places or column.unless in parsed.places:
            continue
        near = _meant(column.name, extra)
        mend = f"add a column {column.name}: {column.meaning}"
        if near:
            mend = f"rename the column {near} to {column.name}, if that is meant"
        found = "no column of this name" + (f", but one called '{near}'" if near else "")
        accepted = f"a column {column.name} with {column.accepted}"
        parsed.refuse(parsed.header_row, column.name, found, accepted, mend)


def _pairs(parsed):
    """Expectations without performance, and the other way round."""
    table, places = parsed.table, parsed.places
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
            parsed.refuse(parsed.header_row, partner, found, "both columns of each attribute", mend)


def _left_out(parsed, extra):
    """Columns that nobody asked for, and such as resemble one that is not there."""
    absent = [column.name for column in parsed.table.columns if column.name not in parsed.places]
    for name in parsed.places:
        if name.startswith("note"):
            parsed.note("left out", name, "a column of notes")
    for name in extra:
        near = nearest(name, absent, 0.75)
        meant = f"; if it is meant to be {near}, rename it" if near else ""
        if not parsed.table.is_answer(name):
            parsed.note("left out", name, f"a column that the course does not use{meant}")
        elif meant:
            parsed.keep_in_mind(name, f"taken for an attribute{meant}")


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
