"""What a mistake looks like: a copy of the worked example with slips in it, and a look at a case's mistakes."""

from pathlib import Path
from tempfile import mkdtemp

from .loading import case_templates, open_case
from .problems import CaseError

__all__ = [
    "mistakes_in",
    "spoiled_example",
]

SLIPS = (
    ("ratings", "1,Wheelhouse,5,6,6", "1,Wheel House,55,6,6"),
    ("offers", ",129,", ",USD 129,"),
    ("customers", "2,2,yes", "2,2,perhaps"),
    ("orders", "2019-01-18", "2019-02-30"),
)


def spoiled_example():
    """A copy of the worked example with five slips in it, in a new folder: its path.

    >>> len(mistakes_in(spoiled_example()).problems)
    5
    """
    folder = Path(mkdtemp()) / "spoiled_example"
    case_templates(folder)
    for table, right, wrong in SLIPS:
        file = folder / f"{table}.csv"
        file.write_text(file.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    return folder


def mistakes_in(source):
    """What load_case() would say about a case that it cannot read, to look at: a CaseError, or None if there is nothing.

    ``source`` is a folder or a workbook. Raises TypeError or ValueError if it is no path.

    >>> print(mistakes_in("no such folder").headline())
    The case in no such folder cannot be read yet: 1 problem in 1 table.
    """
    case = open_case(source)
    return None if case else CaseError(Path(source).name, case.error.problems)
