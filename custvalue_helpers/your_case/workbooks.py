"""A table as a grid of cells from an Excel workbook: a sheet a table, or a workbook a table."""

import re
import zipfile

from .cells import Formatted, NoResult
from .grids import LARGEST, LONGEST, WIDEST, Grid, Unreadable, tidy_rows
from .numbers import SIGNS
from .problems import Note

ACCEPTED = "an Excel workbook (.xlsx) that opens"


def read_sheets(path, file):
    """Every sheet of a workbook that has something in it: a dict from its name to its Grid.

    Raises Unreadable if it is no workbook, or holds nothing.
    """
    values, formulas = _open(path)
    sheets = {}
    for sheet in values.worksheets:
        label = f"{file}, sheet {sheet.title}"
        grid = _grid(sheet, formulas[sheet.title], label)
        if grid.rows:
            sheets[sheet.title] = grid
    if not sheets:
        raise Unreadable("a workbook without values", "fill in its sheets", accepted=ACCEPTED)
    return sheets


def _open(path):
    """The workbook twice: with the results of its formulas, and with the formulas."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            f"a file that cannot be opened ({error.strerror})", "close it in other programmes, and check that you may read it",
            accepted=ACCEPTED,
        ) from None  # fmt: skip
    if not content.strip():
        raise Unreadable(
            "an empty file",
            "fill in the template, or delete the file if you have no such data",
            accepted=ACCEPTED,
        )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            "an old Excel file (.xls), or one with a password", "open it, take the password off, and save it as .xlsx",
            accepted=ACCEPTED,
        )  # fmt: skip
    if not zipfile.is_zipfile(path):
        raise Unreadable(
            "no Excel workbook, whatever its ending says", "open it in Excel or LibreOffice and save it as .xlsx; a CSV file"
            " needs the ending .csv", accepted=ACCEPTED,
        )  # fmt: skip
    try:
        return _load(path)
    except Unreadable:
        raise
    except Exception:  # a damaged workbook can break openpyxl in any place
        raise Unreadable(
            "a workbook that is damaged",
            "open it in Excel or LibreOffice and save it again as .xlsx",
            accepted=ACCEPTED,
        ) from None


def _load(path):
    import warnings

    from openpyxl import load_workbook

    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > 4 * LARGEST:
            raise Unreadable(
                "a workbook of more than 200 million bytes", "leave out sheets, columns and years that are not needed",
                accepted=ACCEPTED,
            )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about charts, drop-down lists and the like, which are not needed
        formulas = load_workbook(path)
        some = any(
            cell.data_type == "f"
            for sheet in formulas.worksheets
            for row in sheet.iter_rows()
            for cell in row
        )
        return (load_workbook(path, data_only=True) if some else formulas), formulas


def _grid(sheet, formulas, label):
    if sheet.max_row > LONGEST or sheet.max_column > WIDEST:
        raise Unreadable(
            f"more than {LONGEST:,} rows or {WIDEST} columns in sheet {sheet.title}",
            "delete the rows and columns that are not needed (also such as only look empty)", accepted=ACCEPTED,
        )  # fmt: skip
    rows = []
    for number, (cells, written) in enumerate(
        zip(sheet.iter_rows(), formulas.iter_rows(), strict=True), start=1
    ):
        rows.append((number, [_value(cell, formula) for cell, formula in zip(cells, written, strict=True)]))
    notes = ()
    if any(
        area.min_row > 1 and area.size["rows"] * area.size["columns"] > 1
        for area in sheet.merged_cells.ranges
    ):
        notes = (
            Note("to keep in mind", label, None, "merged cells: only the first cell of each holds its value"),
        )
    if sheet.sheet_state != "visible":
        notes += (Note("to keep in mind", label, None, "this sheet is hidden in the workbook"),)
    return Grid(label, *tidy_rows(rows or [(1, [])], label, notes), typed=True)


def _value(cell, formula):
    """A cell's value, with the sign that its number format shows."""
    value = cell.value
    if value is None:
        return (
            NoResult(str(getattr(formula.value, "text", formula.value))) if formula.data_type == "f" else ""
        )
    if isinstance(value, str) or cell.is_date or isinstance(value, bool):
        return value
    sign = _shown_sign(str(cell.number_format))
    return Formatted(value, sign) if sign and isinstance(value, (int, float)) else value


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
