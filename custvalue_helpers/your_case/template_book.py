"""The templates as one Excel file: a sheet a table, and a sheet that explains every column."""

import csv
import re
from datetime import date
from pathlib import Path

from .schema import FACTS, TABLES

__all__ = []

NOTES = "notes on the columns"  # a sheet whose name begins with note is the reader's own


def write_template_book(folder, path):
    """Write the templates in a folder as the sheets of one workbook, numbers as numbers and days as days.

    Raises OSError if it cannot be written.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    book.remove(book.active)
    sheets = {name: _rows(Path(folder) / f"{name}.csv") for name in TABLES}
    sheets[NOTES] = [["table", "column", "meaning", "unit", "accepted"], *_explained()]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        for letter, width in zip(
            "ABCDE", (16, 22, 60, 16, 60) if name == NOTES else (22, 22, 40), strict=False
        ):
            sheet.column_dimensions[letter].width = width
        if name == NOTES:
            for row in sheet.iter_rows(min_row=2):
                for cell in row:
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
    book.save(path)


def _rows(file):
    with file.open(encoding="utf-8", newline="") as source:
        return [[_typed(cell) for cell in row] for row in csv.reader(source)]


def _typed(cell):
    """A number or a day as a spreadsheet holds it, None for an empty cell."""
    if re.fullmatch(r"-?\d+", cell):
        return int(cell)
    if re.fullmatch(r"-?\d*\.\d+", cell):
        return float(cell)
    return date.fromisoformat(cell) if re.fullmatch(r"\d{4}-\d\d-\d\d", cell) else cell or None


def _explained():
    """A row for every column and every fact."""
    for table in TABLES.values():
        for column in (*table.columns, *((table.others,) if table.others else ())):
            yield [table.name, column.name, column.meaning, column.unit, column.accepted]
        if table.name == "firm":
            for fact in FACTS:
                yield [table.name, f"fact: {fact.name}", fact.meaning, fact.unit, fact.accepted]
