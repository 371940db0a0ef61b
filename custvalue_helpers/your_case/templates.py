"""The templates: copied for the reader as CSV files or as one workbook, spoiled for show, and told from the reader's own rows."""

import csv
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import shorten
from custvalue_helpers.kit.data import data_folder
from custvalue_helpers.your_case.cells import name_of
from custvalue_helpers.your_case.columns import Context
from custvalue_helpers.your_case.files import a_path, content_of
from custvalue_helpers.your_case.grids import CSV_ACCEPTED, Unreadable, read_csv
from custvalue_helpers.your_case.headers import ParsedTable
from custvalue_helpers.your_case.schema import EARLIEST, FACTS, MOST, TABLES, Column
from custvalue_helpers.your_case.tables import read_table

__all__ = [
    "case_templates",
    "spoiled_example",
]

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

TEMPLATES = "your_case"
NOTES = "notes on the columns"  # a sheet whose name begins with note is the reader's own
BRANDS, LAST_ROW = "offers!$A$2:$A$1000", 1_048_576
LEFT = 5  # rows; a reader's may be like one of the example's by chance, so many are not
SLIPS = (
    ("ratings", "1,Wheelhouse,5,6,6", "1,Wheel House,55,6,6"),
    ("offers", ",129,", ",USD 129,"),
    ("customers", "2,2,yes", "2,2,perhaps"),
    ("orders", "2019-01-18", "2019-02-30"),
)


def templates_folder() -> Path:
    """The folder with the templates and their README, filled with a worked example."""
    return data_folder() / TEMPLATES


def case_templates(folder: str | os.PathLike[str]) -> list[Path]:
    """Copy the templates, filled with a worked example, for the reader to write over: into a folder, or one Excel file.

    ``folder`` is the name of a folder, such as 'my_case', or of a workbook, such as 'my_case.xlsx'. A file that is there
    already stays as it is. Returns the paths of the files that were written (a list).
    Raises TypeError if ``folder`` is no path, ValueError if it cannot be written to.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as here:
    ...     len(case_templates(f"{here}/my_case"))
    7
    """
    a_path("folder", folder)
    written = []
    try:
        if Path(folder).suffix.lower() == ".xlsx":
            if not os.path.lexists(folder):
                write_workbook(Path(folder))
                written.append(Path(folder))
            return written
        Path(folder).mkdir(parents=True, exist_ok=True)
        for template in sorted(templates_folder().glob("*.*")):
            target = Path(folder) / template.name
            if not os.path.lexists(target):
                with template.open("rb") as old, target.open("xb") as new:
                    shutil.copyfileobj(old, new)
                written.append(target)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        said = f"folder must be one that can be written to, got {shorten(str(folder))} ({reason})"
        raise ValueError(said) from None
    return written


def write_workbook(path: Path) -> None:
    """Write the templates as the sheets of one workbook, numbers as numbers and days as days, and a sheet that explains them.

    Excel itself refuses what no cell of a column may hold: see excel_rule(). Raises OSError if it cannot be written.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    book.remove(book.active)
    sheets = {name: _rows(templates_folder() / f"{name}.csv") for name in TABLES}
    low, high = (f"firm!$B${_row_of(fact, sheets['firm'])}" for fact in ("scale_low", "scale_high"))
    for name, rows in (
        *sheets.items(),
        (NOTES, [["table", "column", "meaning", "unit", "accepted"], *_explained()]),
    ):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        widths = (16, 22, 60, 16, 60) if name == NOTES else (22, 22, 40)
        for letter, width in zip("ABCDE", widths, strict=False):
            sheet.column_dimensions[letter].width = width
        if name == NOTES:
            for cell in (cell for row in sheet.iter_rows(min_row=2) for cell in row):
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            continue
        for cells, column in _rules(name, rows):
            if rule := excel_rule(column, (low, high)):
                rule.add(cells)
                sheet.add_data_validation(rule)
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


def _row_of(fact, firm):
    """The row of the firm sheet that a fact stands in, as a spreadsheet counts."""
    return [row[0] for row in firm].index(fact) + 1


def _rules(name: str, rows: list) -> Iterator[tuple[str, Column]]:
    """The cells of a sheet that are read in one way, and that way: a fact each in the firm sheet, else a column each."""
    from openpyxl.utils import get_column_letter

    if name == "firm":
        yield from ((f"B{_row_of(fact.name, rows)}", fact) for fact in FACTS)
        return
    for place, header in enumerate(rows[0], start=1):
        letter = get_column_letter(place)
        if column := TABLES[name].read_as(header):
            yield f"{letter}2:{letter}{LAST_ROW}", column


def excel_rule(column: Column, scale: tuple[str, str]) -> "DataValidation | None":
    """What Excel refuses in a column's cells, as the schema has it: anything but some words, or beyond a lowest and highest value.

    ``scale``: the cells that hold the lowest and the highest rating. Returns None where a cell may hold any text. A brand
    that no offer bears is doubted and not refused: its offer may be written later.

    >>> rule = excel_rule(TABLES["customers"].column("left"), ("firm!$B$7", "firm!$B$8"))
    >>> rule.type, rule.formula1, rule.allow_blank
    ('list', '"yes,no"', True)
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    low, high = (-MOST if column.low is None else column.low), (MOST if column.high is None else column.high)
    ends = (f"{low:.15g}", f"{high:.15g}")
    kinds = {
        "yes or no": ("list", '"yes,no"'),
        "choice": ("list", f'"{",".join(column.choices)}"'),
        "brand": ("list", BRANDS),
        "currency": ("textLength", "1", "3"),
        "day": ("date", "DATE({},{},{})".format(*map(int, EARLIEST.split("-"))), "TODAY()"),
        "whole": ("whole", *ends),
        "rating": ("decimal", *scale),
        **dict.fromkeys(("money", "number", "rate"), ("decimal", *ends)),
    }
    if column.kind not in kinds:
        return None
    kind, first, *second = kinds[column.kind]
    return DataValidation(
        type=kind, formula1=first, formula2=second[0] if second else None, operator="between" if second else None,
        allow_blank=column.empty, showErrorMessage=True, errorStyle="warning" if column.kind == "brand" else "stop",
        errorTitle=column.name[:32], error=f"Accepted: {column.accepted}."[:225],
    )  # fmt: skip


def spoiled_example() -> Path:
    """A copy of the worked example with five slips in it, in a new folder: its path.

    >>> from custvalue_helpers.your_case import mistakes_in
    >>> len(mistakes_in(spoiled_example()).problems)
    5
    """
    folder = Path(mkdtemp()) / "spoiled_example"
    case_templates(folder)
    for table, right, wrong in SLIPS:
        file = folder / f"{table}.csv"
        file.write_text(file.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    return folder


def refuse_example_rows(tables: dict[str, ParsedTable], facts: dict[str, object], today: date) -> None:
    """Add a problem for each table that still has rows of the example, where the firm sheet names another firm.

    A table is refused for ``LEFT`` rows of the example, or for fewer where they are half of all its rows.
    """
    try:
        example = dict(cells[:2] for _, cells in _template_grid("firm").rows)
        offers = _template("offers", today).columns["offer"]
    except Unreadable:  # no templates to compare with
        return
    mine = set(tables["offers"].columns.get("offer", ())) if "offers" in tables else set()
    # A brand that no offer bears is misspelt, and told as that.
    named = [facts.get("name"), *({facts.get("our_brand")} & mine)]
    if all(name is None or name_of(name) in map(name_of, offers) for name in named):
        return
    for name, parsed in tables.items():
        if name == "firm" or not parsed.rows:
            continue
        left = _left(parsed, _template(name, today))
        if left and (len(left) >= LEFT or 2 * len(left) >= len(parsed.rows)):
            parsed.refuse(left[0], None, f"{len(left)} of {len(parsed.rows)} rows that are still the example's, of {example['name']}",
                          "rows of your own only", f"delete them; or keep the name {example['name']} in the firm sheet to look at the example")  # fmt: skip


def _template_grid(name):
    content = content_of(templates_folder() / f"{name}.csv", CSV_ACCEPTED)
    return read_csv(content, f"{name}.csv", TABLES[name].names)


def _template(name, today):
    return read_table(_template_grid(name), TABLES[name], Context(today))


def _left(parsed, template):
    """The numbers of the rows that are the template's, in all columns that both have."""
    optional = {column.name for column in parsed.table.columns if not column.required}
    if not set(template.columns) - optional <= set(parsed.columns):
        return []  # other attributes, or a column gone: no table of the example's any more
    both = [name for name in template.columns if name in parsed.columns]
    theirs = Counter(zip(*(template.columns[name] for name in both), strict=True))
    mine = zip(*(parsed.columns[name] for name in both), strict=True)
    return [row for row, values in zip(parsed.rows, mine, strict=True) if values in theirs]
