"""What stands on the disk: which file or sheet holds which of a case's tables."""

import os
import stat
from dataclasses import dataclass, field, replace
from pathlib import Path

from custvalue_helpers.kit.checks import shorten
from custvalue_helpers.your_case.cells import name_of, nearest
from custvalue_helpers.your_case.grids import CSV_ACCEPTED, CellGrid, Unreadable, read_csv
from custvalue_helpers.your_case.problems import CaseProblem, Note
from custvalue_helpers.your_case.schema import TABLES
from custvalue_helpers.your_case.workbooks import WORKBOOK_ACCEPTED, read_sheets

__all__ = []

LARGEST = 50_000_000  # bytes
SAVE = "open it in Excel or LibreOffice and save it as .xlsx"
EXPORT = "save the tables as .xlsx or CSV from the programme that they come from"
# What to do about a file of another kind; a text file of cells only needs another name.
ENDINGS = {
    **dict.fromkeys((".xls", ".ods", ".xlsm", ".xlsb"), SAVE), ".numbers": "open it in Numbers, export it to Excel, and save it as .xlsx",
    **dict.fromkeys((".json", ".pdf", ".docx"), EXPORT), ".zip": "unpack it, and give the folder",
}  # fmt: skip
OTHER_ENDINGS = (*ENDINGS, ".txt", ".tsv")
FOLDER = "a folder with the CSV or .xlsx files of a case, or one .xlsx workbook with a sheet a table"


def content_of(path: Path, accepted: str) -> bytes:
    """A file's bytes, if they are not too many.

    Raises Unreadable if they are, if the file cannot be opened, or if it is none: a device or a pipe has no end.
    """
    try:
        about = path.stat()
        if not (stat.S_ISREG(about.st_mode) or stat.S_ISDIR(about.st_mode)):
            raise Unreadable(
                "a device or a pipe, and no file", "put a copy of the file itself there", accepted=accepted
            )
        content = b""
        # The size that is told says nothing of a file that grows, or of one that a system makes up.
        if about.st_size <= LARGEST:
            with path.open("rb") as opened:
                content = opened.read(LARGEST + 1)
        if max(about.st_size, len(content)) > LARGEST:
            raise Unreadable(
                f"a file of more than {LARGEST // 1_000_000} million bytes", "leave out columns and years that are not needed",
                accepted=accepted,
            )  # fmt: skip
        return content
    except OSError as error:
        raise Unreadable(
            f"a file that cannot be opened ({error.strerror})", "close it in other programmes, and check that you may read it",
            accepted=accepted,
        ) from None  # fmt: skip


def a_path(name: str, value: str | os.PathLike) -> str | os.PathLike:
    """Return ``value`` if it is a path, as a text or a Path: a name, and none of an address on the web.

    >>> a_path("source", "")
    Traceback (most recent call last):
    ValueError: source must be the name of a folder or a file, such as 'my_case', got ''
    """
    accepted = f"{name} must be the name of a folder or a file, such as 'my_case', got "
    if not isinstance(value, str | os.PathLike):
        raise TypeError(f"{accepted}{type(value).__name__} {shorten(value)}")
    path = os.fspath(value)
    if not isinstance(path, str):
        raise TypeError(f"{accepted}{shorten(value)}")
    if not path.strip() or "\0" in path or any("\ud800" <= letter <= "\udbff" for letter in path):
        raise ValueError(f"{accepted}{shorten(path)}")
    if path.lower().startswith(("http:", "https:", "ftp:", "file:")):
        raise ValueError(f"{accepted}{shorten(path)} (download it first, and give the file's name)")
    return value


@dataclass
class FoundGrids:
    """What a source holds: a grid for each table by its name, and what is to be said of its files and sheets."""

    grids: dict[str, CellGrid] = field(default_factory=dict)
    problems: list[CaseProblem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def refuse(self, file: object, found: str, accepted: str, mend: str) -> None:
        """Add a problem of a whole file or sheet."""
        self.problems.append(CaseProblem(str(file), None, None, found, accepted, mend))

    def add(self, name: str, grid: CellGrid) -> None:
        """Keep a table's grid; a second one of the same table is a problem."""
        if name in self.grids:
            self.refuse(grid.file, f"the table {name} once more, after {self.grids[name].file}", "each table once",
                        "delete or rename one of the two")  # fmt: skip
        else:
            self.grids[name] = grid


def find_grids(source: str | os.PathLike) -> FoundGrids:
    """The grid of each table that a folder, or a workbook, holds; and the problems and notes of looking for them."""
    path, found = Path(source), FoundGrids()
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
        files = sorted(path.iterdir()) if is_folder else []
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        found.refuse(source, f"a place that cannot be read ({reason})", FOLDER, "check its name")
        return found
    if is_folder:
        _from_folder(files, found)
    elif is_file and path.suffix.lower() == ".xlsx":
        _from_workbook(path, found, whole=True)
    elif is_file:
        what = f"one file of the kind {path.suffix}" if path.suffix else "one file"
        mend = ENDINGS.get(path.suffix.lower(), f"give the folder that it is in: '{path.parent}'")
        found.refuse(path.name, what, FOLDER, mend)
    else:
        what = "a device or a pipe, and no file" if path.exists() else "nothing of this name"
        mend = "check the spelling of source, or make templates there with case_templates"
        found.refuse(source, what, FOLDER, mend)
    if not found.problems and "firm" not in found.grids:
        found.refuse("firm", "no such table", "a table firm, as firm.csv or as a sheet of this name",
                     "copy it from the templates and fill it in")  # fmt: skip
    if not found.problems and len(found.grids) == 1:
        others = ", ".join(name for name in TABLES if name != "firm")
        found.refuse(source, "nothing but the firm sheet", f"at least one of the tables {others}",
                     "copy one from the templates and fill it in")  # fmt: skip
    return found


def _from_folder(files, found):
    files = [file for file in files if not file.name.startswith((".", "~$", "__"))]
    stems = {name_of(file.stem) for file in files}
    for file in files:
        name, ending = name_of(file.stem), file.suffix.lower()
        if ending == ".xlsx":
            _from_workbook(file, found, whole=name not in TABLES)
        elif ending == ".csv" and name in TABLES:
            _from_csv(file, name, found)
        elif ending == ".csv" or (
            ending in OTHER_ENDINGS and (name in TABLES or nearest(name.removesuffix("_csv"), TABLES))
        ):
            _other_file(file, name, ending, stems, found)


def _from_csv(file, name, found):
    table = TABLES[name]
    try:
        found.add(name, read_csv(content_of(file, CSV_ACCEPTED), file.name, table.names))
    except Unreadable as fault:
        problem = fault.problem(file.name)
        if table.required:
            mend = problem.mend.removesuffix(", or delete the file if you have no such data")
            problem = replace(problem, mend=mend)
        found.problems.append(problem)


def _other_file(file, name, ending, stems, found):
    """A file whose name or ending is not one of a case's: a problem if a table that is missing was probably meant."""
    absent = [table for table in TABLES if table not in stems]
    near = name if name in TABLES else nearest(name.removesuffix("_csv"), absent, 0.7)
    if not near:
        found.notes.append(Note("left out", file.name, None, "a file of no table's name"))
        return
    mend = ENDINGS.get(ending, f"rename it {near}.csv, if that is meant")
    mend = mend.replace("save it as .xlsx", f"save it as {near}.xlsx, if that is meant")
    found.refuse(file.name, f"a file called '{file.name}'", f"{near}.csv or {near}.xlsx", mend)


def _from_workbook(path, found, whole):
    """Tables from a workbook: a sheet each if it is a ``whole`` case, else the one that the file is named after."""
    try:
        sheets = read_sheets(content_of(path, WORKBOOK_ACCEPTED), path.name)
    except Unreadable as fault:
        found.problems.append(fault.problem(path.name))
        return
    if not whole:
        name = name_of(path.stem)
        titles = [title for title in sheets if name_of(title) == name] or list(sheets)
        if len(titles) > 1:
            found.refuse(path.name, f"{len(titles)} sheets: {', '.join(titles[:5])}", f"one sheet, or one called {name}",
                         f"call the sheet with the table {name}")  # fmt: skip
        else:
            found.add(name, sheets[titles[0]])
        return
    stems = {name_of(title) for title in sheets}
    for title, grid in sheets.items():
        name = name_of(title)
        near = nearest(name, [table for table in TABLES if table not in stems], 0.7)
        if name in TABLES:
            found.add(name, grid)
        elif name.startswith("note"):
            continue
        elif near:
            mend = f"rename it {near}, if that is meant"
            found.refuse(grid.file, f"a sheet called '{title}'", f"a sheet called {near}", mend)
        else:
            found.notes.append(Note("left out", grid.file, None, "a sheet of no table's name"))
    if not stems & set(TABLES) and not found.problems:
        called = f"sheets called {', '.join(list(sheets)[:5])}"
        found.refuse(path.name, called, f"sheets called {', '.join(TABLES)}", "rename the sheets")
