"""Load a reader's own case from a folder or a workbook, or say everything that is wrong with it at once."""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from custvalue_helpers.your_case.case import FirmFacts, OwnCase, UnreadableCase
from custvalue_helpers.your_case.consistency import check_consistency
from custvalue_helpers.your_case.files import a_path, find_grids
from custvalue_helpers.your_case.plausibility import check_answers, check_numbers
from custvalue_helpers.your_case.problems import CaseError
from custvalue_helpers.your_case.tables import read_tables
from custvalue_helpers.your_case.templates import refuse_example_rows

__all__ = [
    "load_case",
    "mistakes_in",
    "open_case",
]

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from custvalue_helpers.your_case.headers import ParsedTable

Source = str | os.PathLike[str]


@contextmanager
def _without_a_search_for_circles() -> Iterator[None]:
    """Reading makes millions of small things, and no circles among them: to look for some takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_without_a_search_for_circles()
def load_case(source: Source, today: date | None = None) -> OwnCase:
    """Read a case from a folder of CSV or Excel files, or from one workbook with a sheet a table.

    Takes commas, semicolons or tabs between cells, decimal commas, UTF-8, Windows-1252, and what spreadsheets add to
    their exports; whatever was tidied stands in the case's ``notes``. Only the firm sheet and one more table must be
    there; ``parts`` says what the others would add.

    Parameters: ``source``, the folder or the workbook (str or path); ``today``, the last day that is not in the future
    (a date; the computer's by default).
    Returns OwnCase. Raises CaseError, a ValueError, with all problems at once; TypeError if ``source`` is no path.

    >>> from custvalue_helpers.your_case.templates import templates_folder
    >>> case = load_case(templates_folder())
    >>> case.firm.name, len(case.offers), case.items[:2]
    ('Spoke & Chain', 3, ['repair_quality', 'waiting_time'])
    """
    a_path("source", source)
    from custvalue_helpers.kit.columns import a_day  # NumPy, only when a case is read

    today = date.today() if today is None else a_day("today", today).date()
    found = find_grids(source)
    tables, facts = read_tables(found.grids, today)
    refuse_example_rows(tables, facts, today)
    check_numbers(tables, facts, today)
    check_consistency(tables, facts)
    check_answers(tables)
    problems = [
        *found.problems,
        *(problem for parsed in tables.values() for problem in parsed.all_problems()),
    ]
    if problems:
        raise CaseError(source, problems)
    notes = [*found.notes, *(note for parsed in tables.values() for note in parsed.notes)]
    frames = {name: frame_of(parsed) for name, parsed in tables.items() if name != "firm"}
    return OwnCase(str(source), FirmFacts(**facts), frames, tuple(notes))


def open_case(source: Source, today: date | None = None) -> OwnCase | UnreadableCase:
    """Read a case as load_case() does; if it cannot be read yet, return an UnreadableCase that shows what to mend.

    For notebooks, whose later cells then say that the tables come first, and never speak of a firm opened before.
    Parameters as of load_case(). Returns OwnCase or UnreadableCase, which counts as false.
    Raises TypeError if ``source`` is no path.

    >>> from custvalue_helpers.your_case.templates import templates_folder
    >>> bool(open_case("no such folder")), open_case(templates_folder()).firm.name
    (False, 'Spoke & Chain')
    """
    try:
        return load_case(source, today)
    except CaseError as error:
        return UnreadableCase(error)


def frame_of(parsed: ParsedTable) -> pd.DataFrame:
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


def mistakes_in(source: Source) -> CaseError | None:
    """What load_case() would say about a case that it cannot read, to look at: a CaseError, or None if there is nothing.

    ``source`` is a folder or a workbook. Raises TypeError or ValueError if it is no path.

    >>> print(mistakes_in("no such folder").headline())
    The case in no such folder cannot be read yet: 1 problem in 1 table.
    """
    case = open_case(source)
    return CaseError(Path(source).name, case.error.problems) if isinstance(case, UnreadableCase) else None
