"""The text of a CSV file, whatever wrote it, as a grid of cells with the row numbers that a spreadsheet shows."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from custvalue_helpers.kit.words import plural
from custvalue_helpers.your_case.cells import is_blank, name_of, quoted
from custvalue_helpers.your_case.problems import CaseProblem, Note

__all__ = []

WIDEST, LONGEST = 500, 500_000  # columns and rows
LONGEST_CELL = 131_072  # letters
STRETCH = 1_000_000  # letters of one line
LINES = 1_000  # lines of one row, whose cells may hold line breaks
LOOKED_AT = 100_000  # letters in which the sign between cells is looked for
TEXT_ENCODINGS = (
    ("utf-8-sig", ""),
    ("cp1252", "read as Windows-1252, because it is not UTF-8: check letters such as é and €"),
)
# What a file that is no CSV begins with, what it is, and what to do.
BEGINNINGS = (
    (b"PK\x03\x04", "an Excel workbook or a ZIP archive under another name", "give a workbook its ending .xlsx back, or open it"
     " and save it as CSV; unpack an archive first"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file (.xls), or one with a password", "open it, take the password off, and save it as .xlsx or CSV"),
    (b"%PDF", "a PDF document", "save the table as CSV or .xlsx from the programme it comes from"),
    (b"\x89PNG", "a picture", "type or export the table itself as CSV or .xlsx"),
    (b"\xff\xd8\xff", "a picture", "type or export the table itself as CSV or .xlsx"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"{\\rtf", "a text document (RTF)", "save the table as CSV or .xlsx from the programme it comes from"),
)  # fmt: skip
MEND_EMPTY = "fill in the template, or delete the file if you have no such data"
CSV_ACCEPTED = "a CSV file: plain text, a row a line, commas or semicolons between the cells"


class Unreadable(Exception):
    """A file that holds no table: what it is, and what to do about it."""

    def __init__(self, found: str, mend: str, row: int | None = None, accepted: str = CSV_ACCEPTED) -> None:
        super().__init__(found, mend)
        self.found, self.mend, self.row, self.accepted = found, mend, row, accepted

    def problem(self, file: str) -> CaseProblem:
        """The same as a problem of this file."""
        return CaseProblem(file, self.row, None, self.found, self.accepted, self.mend)


@dataclass(frozen=True)
class CellGrid:
    """A table's rows as (number in the spreadsheet, cells), without blank ones; and what was tidied on the way.

    ``decimal`` is the mark that the file's kind suggests where no cell proves one; ``typed`` says that numbers come as
    numbers, so that text is a sign of something (a workbook).
    """

    file: str
    rows: tuple[tuple[int, tuple], ...]
    notes: tuple[Note, ...] = ()
    problems: tuple[CaseProblem, ...] = ()
    decimal: str | None = None
    typed: bool = False


def read_csv(content: bytes, file: str, known: set[str]) -> CellGrid:
    """The grid of one CSV file's content. ``known`` are the column names that help to find what separates the cells.

    Raises Unreadable if there is no table in it.
    """
    text, said = _text(content)
    return grid_of_text(text, file, known, said)


def _text(content):
    """A file's text, and what to say about its encoding."""
    if not content.strip():
        raise Unreadable("an empty file", MEND_EMPTY)
    for beginning, what, mend in BEGINNINGS:
        if content.startswith(beginning):
            raise Unreadable(what, mend)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), ["read as UTF-16, as Excel's 'Unicode text' is saved"]
        except UnicodeDecodeError:
            found = "text in an encoding that cannot be read"
            raise Unreadable(found, "save it again as 'CSV UTF-8'") from None
    if b"\x00" in content:
        raise Unreadable("a file that is no text", "save the table again as 'CSV UTF-8'")
    for encoding, said in TEXT_ENCODINGS:
        try:
            return content.decode(encoding), [said] if said else []
        except UnicodeDecodeError as error:
            row = content[: error.start].count(b"\n") + 1
    raise Unreadable("text in an encoding that cannot be read", "save it again as 'CSV UTF-8'", row)


def grid_of_text(text: str, file: str, known: set[str], said: Iterable[str] = ()) -> CellGrid:
    """The grid of a CSV file's text."""
    said = list(said)
    text = text.removeprefix("\ufeff")
    if re.match(r"\s*<(!doctype|html|table|\?xml)", text, re.IGNORECASE):
        raise Unreadable("a web page", "open it in a spreadsheet and save it as CSV or .xlsx")
    separator = None
    if m := re.match(r'"?sep=(.)"?\s*?(\r\n|\r|\n|$)', text, re.IGNORECASE):
        separator, text = m[1], text[m.end() :]
        said.append(f"the line sep={separator}, which Excel hides, was followed and not counted")
    beginning = text.lstrip(' ,;\t"\r\n')[:LOOKED_AT]
    lines = [line for line in beginning.splitlines() if line.strip(' ,;\t"')][:6]
    if not lines:
        raise Unreadable("a file without values", MEND_EMPTY)
    separator = separator if separator in (",", ";", "\t") else _separator(lines, known)
    rows, problems = _rows(text, separator, file)
    notes = tuple(Note("tidied", file, None, each) for each in said)
    if not problems:
        notes += _cut_off(rows, text, file)
    kept, notes = tidy_rows(rows, file, notes)
    if not kept and not problems:
        raise Unreadable("a file without values", MEND_EMPTY)
    decimal = "." if separator in (",", "\t") else None
    return CellGrid(file, kept, notes, tuple(problems), decimal)


def _cut_off(rows, text, file):
    """A note if the file may end in the middle of its last row; Unreadable if that row also lacks cells.

    Many editors leave out the last line end, and some leave out empty cells: only both together are a proof.
    """
    backwards = ((number, cells) for number, cells in reversed(rows) if not all(map(is_blank, cells)))
    number, last = next(backwards, (0, []))
    before = next(backwards, None)
    if not before:
        return ()
    endless, short = not text.rstrip(" \t").endswith(("\n", "\r")), len(last) < len(before[1])
    # Looks on only until the first that is as short.
    short = short and all(len(last) < len(cells) for _, cells in backwards)
    reads = quoted(", ".join(last))
    if endless and short:
        raise Unreadable(f"a file that was cut off in its last row, which has no end and only {plural(len(last), 'cell')}: {reads}",
                         "make the export anew or copy the file again; if it is whole, end its last row like the others", number)  # fmt: skip
    if endless:
        said = f"the last line has no end: was the file cut off? Its last row reads {reads}"
    elif short:
        said = f"the last row has fewer cells than all others: was the file cut off? It reads {reads}"
    return (Note("to keep in mind", file, None, said),) if endless or short else ()


def _separator(lines, known):
    """Comma, semicolon or tab: what makes most known names in one line, or else most cells in the first."""

    def score(separator):
        found = [{name_of(cell) for cell in line.replace('"', "").split(separator)} for line in lines]
        return max(len(names & known) for names in found), lines[0].count(separator)

    best = max((",", ";", "\t"), key=score)
    if score(best)[1] == 0 and score(best)[0] <= 1:
        for other in "|:^~":
            if lines[0].count(other) > 1:
                mend = "save it again as CSV, with commas or semicolons between the cells"
                raise Unreadable(f"cells with '{other}' between them", mend, 1)
    return best


def _rows(text, separator, file):
    """The cells of every row, numbered as a spreadsheet does; and broken quotes as a problem."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    limit_was_raised = csv.field_size_limit() > LONGEST_CELL  # by another library
    try:
        for row in reader:
            lines.of_row = 0
            rows.append((len(rows) + 1, row))
            if len(rows) > LONGEST or len(row) > WIDEST:
                mend = "leave out rows and columns that are not needed"
                raise Unreadable(f"more than {LONGEST:,} rows or {WIDEST} columns", mend, len(rows))
            if limit_was_raised and len(max(row, key=len, default="")) > LONGEST_CELL:
                raise _too_long(len(rows))
    except csv.Error as error:
        if "field limit" in str(error):
            raise _too_long(len(rows) + 1) from None
        accepted = "quotation marks in pairs, around a whole cell"
        mend = 'look for a single " in this row or the one before, and take it out'
        found = "a quotation mark without its partner"
        return rows, [CaseProblem(file, len(rows) + 1, None, found, accepted, mend)]
    return rows, []


def _too_long(row):
    mend = "look for a quotation mark without its partner in this row, or shorten the text"
    return Unreadable(f"a cell of more than {LONGEST_CELL:,} letters", mend, row)


class _Lines:
    """The lines of a text one after the other, so that no row can grow without end: see ``of_row``, set to 0 after each."""

    def __init__(self, text):
        self.lines = io.StringIO(text, newline="")  # a line ends with \n, \r or both, which stay
        self.of_row = 0

    def __iter__(self):
        return self

    def __next__(self):
        line = next(self.lines)
        self.of_row += 1
        if len(line) > STRETCH or self.of_row > LINES:
            mend = "look for a quotation mark without its partner, and whether the file is a table with a row a line"
            raise Unreadable(f"a row of more than {STRETCH:,} letters or {LINES:,} lines", mend)
        return line


def tidy_rows(rows: list, file: str, notes: tuple[Note, ...]) -> tuple[tuple, tuple[Note, ...]]:
    """Rows without the blank ones and without empty cells at the right; and the notes about them."""
    kept: list[tuple[int, tuple]] = []
    blank = 0
    for number, cells in rows:
        width = len(cells)
        while width and is_blank(cells[width - 1]):
            width -= 1
        if width:
            blank += number - 1 - kept[-1][0] if kept else 0
            kept.append((number, tuple(cells[:width])))
    after = rows[-1][0] - kept[-1][0] if kept else 0
    if blank:
        notes += (Note("tidied", file, None, f"{plural(blank, 'blank row')} between others skipped"),)
    if after:
        notes += (Note("tidied", file, None, f"{plural(after, 'blank row')} at the end skipped"),)
    return tuple(kept), notes
