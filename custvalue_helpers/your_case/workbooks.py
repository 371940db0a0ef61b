"""A table as a grid of cells from an Excel workbook: a sheet a table, or a workbook a table.

A workbook is a ZIP archive. Its sizes are looked at before anything of it is read: a file of some kilobytes can unpack to
gigabytes, and one coloured cell at the far end of a sheet would make billions of empty ones.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from functools import lru_cache

from custvalue_helpers.your_case.cells import SIGNS, Formatted, NoResult
from custvalue_helpers.your_case.grids import LONGEST, WIDEST, CellGrid, Unreadable, tidy_rows
from custvalue_helpers.your_case.problems import Note

__all__ = []

WORKBOOK_ACCEPTED = "an Excel workbook (.xlsx) that opens"
UNPACKED = 200_000_000  # bytes of all parts together
SHEETS, PARTS = 200, 5_000
BESIDES = 2_000_000  # bytes of a part that holds neither cells nor their texts
STRETCH = 2_000_000  # bytes in which a row, or a text, must come to its end
TEXTS = 1_000_000  # different texts of all cells
CELLS = 10_000_000  # cells of all sheets that are looked at, empty ones between others included
FURTHEST = 1_048_576  # the last row that a spreadsheet has
WRITTEN = 750_000  # rows of all sheets that the file holds, empty ones included
PASSED = 4 * FURTHEST  # rows of all sheets that are passed, also those that the file leaves out
# Parts that a spreadsheet adds and that are never opened here.
UNREAD = re.compile(
    r"/(media|drawings|charts?|pivot\w*|external\w*|embeddings|printerSettings|calcChain|comments|threaded)|^customXml"
)
ENDS = {"sheet": re.compile(rb"</?(?:[^\s<>/]+:)?row\b"), "text": re.compile(rb"</(?:\w+:)?si>")}
MEND_SIZE = "leave out sheets, columns and years that are not needed"
MEND_DAMAGE = "open it in Excel or LibreOffice and save it again as .xlsx"


def read_sheets(content: bytes, file: str) -> dict[str, CellGrid]:
    """Every sheet of a workbook that has something in it: a dict from its name to its Grid.

    Raises Unreadable if it is no workbook, is too large, or holds nothing.
    """
    if not content.strip():
        raise _unreadable(
            "an empty file", "fill in the template, or delete the file if you have no such data"
        )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        mend = "open it, take the password off, and save it as .xlsx"
        raise _unreadable("an old Excel file (.xls), or one with a password", mend)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise _unreadable("no Excel workbook, whatever its ending says",
                          "open it in Excel or LibreOffice and save it as .xlsx; a CSV file needs the ending .csv")  # fmt: skip
    try:
        sheets = _grids(content, file)
    except Unreadable:
        raise
    except Exception:  # a damaged workbook can break openpyxl in any place
        raise _unreadable("a workbook that is damaged", MEND_DAMAGE) from None
    if not sheets:
        raise _unreadable("a workbook without values", "fill in its sheets")
    return sheets


@dataclass
class _Looked:
    """How much of a workbook's sheets has been looked at so far, all sheets together."""

    rows: int = 0
    cells: int = 0

    def at(self, number, width, title):
        """Count one more row; Unreadable if it lies beyond every spreadsheet, or the sheets together are too much."""
        self.rows += 1
        self.cells += width
        if number > FURTHEST or self.rows > PASSED:
            last = f"row {min(number - 1, FURTHEST):,} of sheet {title}"
            found = f"rows beyond {last}, the last that is looked at"
            raise _unreadable(found, "delete the rows below the table, also such as only look empty")
        if self.cells > CELLS:
            found = f"more than {CELLS:,} cells up to sheet {title}, empty ones included"
            raise _unreadable(found, MEND_SIZE)


def _unreadable(found, mend):
    return Unreadable(found, mend, accepted=WORKBOOK_ACCEPTED)


def _check_sizes(content):
    """Refuse an archive that would unpack to more than a case needs; each part is looked at in pieces, never whole.

    Returns whether any sheet has formulas, and the merged cells by part.
    """
    if content.count(b"PK\x01\x02") > PARTS:
        raise _unreadable(f"a workbook of more than {PARTS:,} parts", MEND_SIZE)
    formulas, merged, written = False, {}, 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > UNPACKED:
            raise _unreadable("a workbook of more than 200 million bytes", MEND_SIZE)
        if sum("worksheets/sheet" in part.filename for part in parts) > SHEETS:
            raise _unreadable(f"a workbook of more than {SHEETS} sheets", MEND_SIZE)
        for part in parts:
            if "worksheets/" in part.filename and part.filename.endswith(".xml"):
                kind = "sheet"
            elif "sharedStrings" in part.filename:
                kind = "text"
            elif UNREAD.search(part.filename):
                continue
            elif part.file_size > BESIDES:
                large = f"part {part.filename} is larger than {BESIDES / 1e6:g} million bytes"
                raise _unreadable(f"a workbook whose {large}", MEND_DAMAGE)
            else:
                kind = None
            with archive.open(part) as opened:
                here, areas, written = _look_through(opened, kind, written)
            formulas, merged[part.filename] = formulas or here, areas
    return formulas, merged


def _look_through(opened, kind, written):
    """Whether a part has formulas, its merged areas, and the rows ``written`` up to its end.

    Raises Unreadable if it could not come from a spreadsheet.
    """
    formulas, areas, ends, since, rest = False, [], 0, 0, b""
    while piece := opened.read(500_000):
        text = rest + piece
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise _unreadable("a workbook with definitions that no spreadsheet writes", MEND_DAMAGE)
        found = [each for each in ENDS[kind].finditer(text) if each.end() > len(rest)] if kind else []
        places = [each.end() for each in found]
        ends += len(places)
        if kind == "sheet":
            written += sum(not each[0].startswith(b"</") for each in found)
        if written > WRITTEN:
            raise _unreadable(f"a workbook of more than {WRITTEN:,} rows, empty ones included",
                              "delete the rows that are not needed, also such as only look empty")  # fmt: skip
        since = len(text) - places[-1] if places else since + len(piece)
        if kind and since > STRETCH:
            raise _unreadable("a workbook with a row or a text of endless length", MEND_DAMAGE)
        if kind == "text" and ends > TEXTS:
            raise _unreadable(f"a workbook with more than {TEXTS:,} different texts", MEND_SIZE)
        formulas = formulas or (kind == "sheet" and bool(re.search(rb"<(?:\w+:)?f[ />]", text)))
        areas += re.findall(rb'mergeCell ref="[A-Z]+([0-9]+):[A-Z]+[0-9]+"', text) if kind == "sheet" else []
        rest = text[-60:]
    return formulas, areas, written


def _grids(content, file):
    """The grids of all sheets with something in them, by title."""
    import warnings

    from openpyxl import load_workbook

    some, merged = _check_sizes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about charts, drop-down lists and the like, which are not needed
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(io.BytesIO(content), read_only=True, keep_links=False) if some else None
        sheets, looked = {}, _Looked()
        for place, sheet in enumerate(values.worksheets):
            written = formulas.worksheets[place] if formulas else None
            areas, label = merged.get(sheet._worksheet_path, ()), f"{file}, sheet {sheet.title}"
            grid = _grid(sheet, written, label, areas, looked)
            if grid.rows:
                sheets[sheet.title] = grid
    return sheets


def _grid(sheet, written, label, merged, looked):
    """One sheet's grid; ``written`` is the sheet with its formulas, None if there are none."""
    rows = []
    sheet.reset_dimensions()  # a spreadsheet's word on its size is not to be relied on
    lines = sheet.iter_rows()
    if written:
        written.reset_dimensions()
        lines = zip(lines, written.iter_rows(), strict=True)
    for number, line in enumerate(lines, start=1):
        cells, texts = line if written else (line, (None,) * len(line))
        looked.at(number, len(cells), sheet.title)
        filled = [_value(*pair) for pair in zip(cells, texts, strict=True)]
        while filled and filled[-1] == "":
            filled.pop()
        if not filled:
            continue
        if number > LONGEST or len(filled) > WIDEST:
            raise _unreadable(f"a value in row {number:,}, column {len(filled):,} of sheet {sheet.title}, beyond {LONGEST:,} rows"
                              f" or {WIDEST} columns", "delete the rows and columns that are not needed (also such as only look empty)")  # fmt: skip
        rows.append((number, filled))
    notes: tuple[Note, ...] = ()
    if any(int(first) > 1 for first in merged):
        said = "merged cells: only the first cell of each holds its value"
        notes = (Note("to keep in mind", label, None, said),)
    if sheet.sheet_state != "visible":
        notes += (Note("to keep in mind", label, None, "this sheet is hidden in the workbook"),)
    return CellGrid(label, *tidy_rows(rows, label, notes), typed=True)


def _value(cell, formula=None):
    """A cell's value, with the sign that its number format shows."""
    value = cell.value
    if value is None:
        if formula is not None and formula.data_type == "f":
            return NoResult(str(getattr(formula.value, "text", formula.value)))
        return ""
    if isinstance(value, (str, bool)) or cell.is_date:
        return value
    sign = _shown_sign(str(cell.number_format))
    return Formatted(value, sign) if sign and isinstance(value, (int, float)) else value


@lru_cache(1000)
def _shown_sign(code):
    """The currency or % that a number format shows, '' if none.

    >>> _shown_sign("#,##0.00 [$€-407]"), _shown_sign("0%"), _shown_sign('"$"#,##0'), _shown_sign("0.00")
    ('€', '%', '$', '')
    """
    first = code.partition(";")[0]
    if m := re.search(r"\[\$([^\]-]+)(-[^\]]*)?\]", first):
        return m[1].strip()
    plain = re.sub(r"\[[^\]]*\]|_.|\*.|\\", "", first).replace('"', "")
    if "%" in plain:
        return "%"
    words = re.findall(r"[^\W\d_]+|[$€£¥₹₩₺₽₪₦]", plain)
    return next((word for word in words if word in SIGNS or re.fullmatch("EUR|USD|GBP|CHF", word)), "")
