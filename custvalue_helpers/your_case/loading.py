"""Load a reader's own case from a folder or a workbook, or say everything that is wrong with it at once."""

import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from custvalue_helpers.kit.checks import shorten
from custvalue_helpers.kit.data import data_folder

from .across import check_across
from .doubts import check_doubts
from .example_rows import refuse_example_rows
from .firm import OwnFirm, read_facts
from .grids import Unreadable, name_of, read_csv
from .headers import below_title, nearest
from .own_case import OwnCase, UnreadableCase
from .problems import CaseError, CaseProblem, Note
from .schema import TABLES
from .tables import Context, read_table
from .template_book import write_template_book
from .workbooks import read_sheets

__all__ = [
    "case_templates",
    "load_case",
    "open_case",
]

TEMPLATES = "your_case"
SAVE = "open it in Excel or LibreOffice and save it as .xlsx"
EXPORT = "save the tables as .xlsx or CSV from the programme that they come from"
# What to do about a file of another kind; a text file of cells only needs another name.
ENDINGS = {
    **dict.fromkeys((".xls", ".ods", ".xlsm", ".xlsb"), SAVE), ".numbers": "open it in Numbers, export it to Excel, and save it as .xlsx",
    **dict.fromkeys((".json", ".pdf", ".docx"), EXPORT), ".zip": "unpack it, and give the folder",
}  # fmt: skip
OTHER_ENDINGS = (*ENDINGS, ".txt", ".tsv")
FOLDER = "a folder with the CSV or .xlsx files of a case, or one .xlsx workbook with a sheet a table"


def load_case(source, today=None):
    """Read a case from a folder of CSV or Excel files, or from one workbook with a sheet a table.

    Takes commas, semicolons or tabs between cells, decimal commas, UTF-8, Windows-1252, and what spreadsheets add to
    their exports; whatever was tidied stands in the case's ``notes``. Only the firm sheet and one more table must be
    there; ``parts`` says what the others would add.

    Parameters: ``source``, the folder or the workbook (str or path); ``today``, the last day that is not in the future
    (a date; the computer's by default).
    Returns OwnCase. Raises CaseError, a ValueError, with all problems at once; TypeError if ``source`` is no path.

    >>> case = load_case(templates_folder())
    >>> case.firm.name, len(case.offers), case.items[:2]
    ('Spoke & Chain', 3, ['repair_quality', 'waiting_time'])
    """
    a_path("source", source)
    from custvalue_helpers.kit.columns import a_day  # NumPy, only when a case is read

    today = date.today() if today is None else a_day("today", today).date()
    grids, problems, notes = _find_grids(source)
    tables, facts, rows = {}, {}, {}
    context = Context(today)
    if "firm" in grids:
        tables["firm"], facts, rows = _read_firm(grids.pop("firm"), context)
    scale = (facts.get("scale_low"), facts.get("scale_high"))
    context = replace(context, currency=facts.get("currency"), scale=None if None in scale else scale)
    for name, table in TABLES.items():
        if name in grids:
            tables[name] = read_table(grids[name], table, context)
        if name == "customers" and name in tables:
            context = replace(context, people=frozenset(tables[name].columns.get("customer", ())))
    refuse_example_rows(tables, facts, templates_folder(), today)
    check_doubts(tables, facts, today)
    check_across(tables, facts, rows)
    problems += [problem for parsed in tables.values() for problem in parsed.all_problems()]
    if problems:
        raise CaseError(source, problems)
    notes += [note for parsed in tables.values() for note in parsed.notes]
    frames = {name: frame_of(parsed) for name, parsed in tables.items() if name != "firm"}
    return OwnCase(str(source), OwnFirm(**facts), frames, tuple(notes))


def open_case(source, today=None):
    """Read a case as load_case() does; if it cannot be read yet, return an UnreadableCase that shows what to mend.

    For notebooks, whose later cells then say that the tables come first, and never speak of a firm opened before.
    Parameters as of load_case(). Returns OwnCase or UnreadableCase, which counts as false.
    Raises TypeError if ``source`` is no path.

    >>> bool(open_case("no such folder")), open_case(templates_folder()).firm.name
    (False, 'Spoke & Chain')
    """
    try:
        return load_case(source, today)
    except CaseError as error:
        return UnreadableCase(error)


def a_path(name, value):
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


def templates_folder():
    """The folder with the templates and their README, filled with a worked example."""
    return data_folder() / TEMPLATES


def case_templates(folder):
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
                write_template_book(templates_folder(), folder)
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
        raise ValueError(
            f"folder must be one that can be written to, got {shorten(str(folder))} ({reason})"
        ) from None
    return written


def _read_firm(grid, context):
    """The firm sheet, whose values are each of another kind."""
    table = TABLES["firm"]
    grid = below_title(grid, table) if grid.rows else grid
    parsed = read_table(
        grid, replace(table, columns=(table.columns[0], replace(table.columns[1], empty=True))), context
    )
    if not {"fact", "value"} <= parsed.columns.keys():
        return parsed, {}, {}
    header = [name_of(cell) for cell in grid.rows[0][1]]
    place, by_row = header.index("value"), dict(grid.rows)
    # Their own kinds read the values again: the first reading as text has told nothing that would stand.
    parsed.problems = [
        problem for problem in parsed.problems if problem.column != "value" or problem.row == grid.rows[0][0]
    ]
    parsed.notes = [note for note in parsed.notes if note.column != "value"]
    cells = [by_row[row][place] if place < len(by_row[row]) else "" for row in parsed.rows]
    facts, rows = read_facts(cells, parsed, replace(context, decimal=grid.decimal, typed=grid.typed))
    return parsed, facts, rows


def frame_of(parsed):
    """A table that was read as a DataFrame, columns in the order of the schema and then of the file."""
    import pandas as pd

    kinds = {column.name: column for column in parsed.table.columns}
    names = [name for name in kinds if name in parsed.columns]
    names += [name for name in parsed.columns if name not in kinds]
    types = {"name": "str", "brand": "str", "text": "str", "day": "datetime64[s]", "yes or no": "boolean"}
    frame = {}
    for name in names:
        column, values = kinds.get(name), parsed.columns[name]
        kind = types.get(column.kind if column else "rating", "float64")
        whole = column is not None and column.kind == "whole" and not column.empty
        frame[name] = pd.Series(values, dtype="int64" if whole else kind)
    return pd.DataFrame(frame)


def _find_grids(source):
    """A grid for each table that the source holds, and the problems and notes of looking for them."""
    path, grids, problems, notes = Path(source), {}, [], []
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
        files = sorted(path.iterdir()) if is_folder else []
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        return {}, [_whole(source, f"a place that cannot be read ({reason})", FOLDER, "check its name")], []
    if is_folder:
        _from_folder(files, grids, problems, notes)
    elif is_file and path.suffix.lower() == ".xlsx":
        _from_workbook(path, grids, problems, notes, whole=True)
    elif is_file:
        mend = ENDINGS.get(path.suffix.lower(), f"give the folder that it is in: '{path.parent}'")
        problems.append(
            _whole(
                path.name, f"one file of the kind {path.suffix}" if path.suffix else "one file", FOLDER, mend
            )
        )
    else:
        mend = "check the spelling of source, or make templates there with case_templates"
        found = "a device or a pipe, and no file" if path.exists() else "nothing of this name"
        problems.append(_whole(source, found, FOLDER, mend))
    if not problems and "firm" not in grids:
        problems.append(_whole("firm", "no such table", "a table firm, as firm.csv or as a sheet of this name",
                               "copy it from the templates and fill it in"))  # fmt: skip
    if not problems and len(grids) == 1:
        others = ", ".join(name for name in TABLES if name != "firm")
        problems.append(_whole(source, "nothing but the firm sheet", f"at least one of the tables {others}",
                               "copy one from the templates and fill it in"))  # fmt: skip
    return grids, problems, notes


def _whole(file, found, accepted, mend):
    return CaseProblem(str(file), None, None, found, accepted, mend)


def _from_folder(files, grids, problems, notes):
    files = [file for file in files if not file.name.startswith((".", "~$", "__"))]
    stems = {name_of(file.stem) for file in files}
    for file in files:
        name, ending = name_of(file.stem), file.suffix.lower()
        if ending == ".xlsx":
            _from_workbook(file, grids, problems, notes, whole=name not in TABLES)
        elif ending == ".csv" and name in TABLES:
            try:
                grid = read_csv(file, file.name, {column.name for column in TABLES[name].columns})
            except Unreadable as fault:
                problem = fault.problem(file.name)
                if TABLES[name].required:
                    problem = replace(
                        problem,
                        mend=problem.mend.removesuffix(", or delete the file if you have no such data"),
                    )
                problems.append(problem)
            else:
                _add(grids, name, grid, problems)
        elif ending == ".csv" or (
            ending in OTHER_ENDINGS and (name in TABLES or nearest(name.removesuffix("_csv"), TABLES))
        ):
            _other_file(file, name, ending, stems, problems, notes)


def _other_file(file, name, ending, stems, problems, notes):
    """A file whose name or ending is not one of a case's: a problem if a table that is missing was probably meant."""
    near = (
        name
        if name in TABLES
        else nearest(name.removesuffix("_csv"), [table for table in TABLES if table not in stems], 0.7)
    )
    if not near:
        notes.append(Note("left out", file.name, None, "a file of no table's name"))
        return
    mend = ENDINGS.get(ending, f"rename it {near}.csv, if that is meant")
    mend = mend.replace("save it as .xlsx", f"save it as {near}.xlsx, if that is meant")
    problems.append(_whole(file.name, f"a file called '{file.name}'", f"{near}.csv or {near}.xlsx", mend))


def _from_workbook(path, grids, problems, notes, whole):
    """Tables from a workbook: a sheet each if it is a ``whole`` case, else the one that the file is named after."""
    try:
        sheets = read_sheets(path, path.name)
    except Unreadable as fault:
        problems.append(fault.problem(path.name))
        return
    if not whole:
        name = name_of(path.stem)
        own = [title for title in sheets if name_of(title) == name] or list(sheets)
        if len(own) > 1:
            problems.append(_whole(path.name, f"{len(own)} sheets: {', '.join(own[:5])}", f"one sheet, or one called {name}",
                                   f"call the sheet with the table {name}"))  # fmt: skip
        else:
            _add(grids, name, sheets[own[0]], problems)
        return
    stems = {name_of(title) for title in sheets}
    for title, grid in sheets.items():
        name = name_of(title)
        near = nearest(name, [table for table in TABLES if table not in stems], 0.7)
        if name in TABLES:
            _add(grids, name, grid, problems)
        elif name.startswith("note"):
            continue
        elif near:
            problems.append(
                _whole(
                    grid.file,
                    f"a sheet called '{title}'",
                    f"a sheet called {near}",
                    f"rename it {near}, if that is meant",
                )
            )
        else:
            notes.append(Note("left out", grid.file, None, "a sheet of no table's name"))
    if not stems & set(TABLES) and not problems:
        listed = ", ".join(list(sheets)[:5])
        problems.append(
            _whole(
                path.name,
                f"sheets called {listed}",
                f"sheets called {', '.join(TABLES)}",
                "rename the sheets",
            )
        )


def _add(grids, name, grid, problems):
    if name in grids:
        problems.append(_whole(grid.file, f"the table {name} once more, after {grids[name].file}", "each table once",
                               "delete or rename one of the two"))  # fmt: skip
    else:
        grids[name] = grid
