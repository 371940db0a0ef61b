"""What is wrong with a case, all of it at once, and what was tidied on the way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import shorten
from custvalue_helpers.kit.words import plural

__all__ = [
    "CaseError",
]

if TYPE_CHECKING:
    import pandas as pd

EACH = 3  # problems of one column that are told in full
COLUMNS = 15  # columns of one file that are told about
ROWS = 10  # further rows that are named
TIDIED = 4  # notes of what was tidied that are told one by one; more are told kind by kind


@dataclass(frozen=True)
class CaseProblem:
    """One thing wrong with a case, and how to mend it. Rows count as in a spreadsheet: the header is row 1."""

    file: str
    row: int | None
    column: str | None
    found: str
    accepted: str
    mend: str

    @property
    def place(self) -> str:
        """Row and column in words.

        >>> CaseProblem("orders.csv", 4, "spend", "'-3'", "at least 0", "take returns off").place
        'row 4, column spend'
        """
        parts = [f"row {self.row}"] if self.row is not None else []
        parts += [f"column {self.column}"] if self.column is not None else []
        return ", ".join(parts) or "the whole table"

    def told(self) -> str:
        """Everything but the file."""
        return f"{self.place}: found {self.found}; accepted: {self.accepted}. To mend it: {self.mend}."

    def __str__(self):
        return f"{self.file}, {self.told()}"


@dataclass(frozen=True)
class Note:
    """Something that stopped nothing: ``kind`` is 'tidied', 'left out' or 'to keep in mind'.

    ``parts``: the parts of the report beside whose numbers it also stands.
    """

    kind: str
    file: str
    column: str | None
    said: str
    parts: tuple[str, ...] = ()

    def __str__(self):
        place = self.file + (f", column {self.column}" if self.column else "")
        return f"{place}: {self.said} ({self.kind})"


def in_lines(notes: Iterable[Note]) -> list[str]:
    """Notes as lines: what to keep in mind first, then what was left out, then what was tidied, much of it kind by kind.

    >>> in_lines([Note("tidied", "a.xlsx, sheet offers", name, "'€' taken off: row 2") for name in ("money", "time", "energy", "psychic", "image")])
    ["Tidied: '€' taken off, in offers (money, time, energy, psychic, image)"]
    """
    lines = [str(note) for kind in ("to keep in mind", "left out") for note in notes if note.kind == kind]
    tidied = [note for note in notes if note.kind == "tidied"]
    if len(tidied) <= TIDIED:
        return [*lines, *map(str, tidied)]
    kinds: dict[str, dict[str, list[str]]] = {}
    for note in tidied:
        table = note.file.rpartition("sheet ")[2]
        columns = kinds.setdefault(note.said.partition(": ")[0], {}).setdefault(table, [])
        columns += [note.column] if note.column else []
    for said, tables in kinds.items():
        where = (f"{table} ({', '.join(columns)})" if columns else table for table, columns in tables.items())
        lines.append(f"Tidied: {said}, in {', '.join(where)}")
    return lines


class CaseError(ValueError):
    """A case that cannot be read yet: all its problems at once, file by file.

    ``problems`` is the tuple of CaseProblem, ``table`` the same as a DataFrame. A notebook shows it as a table.

    >>> problem = CaseProblem("orders.csv", 4, "spend", "'-3'", "at least 0", "take returns off")
    >>> CaseError("my_case", [problem]).headline()
    'The case in my_case cannot be read yet: 1 problem in 1 table.'
    """

    def __init__(self, source: str | os.PathLike, problems: Sequence[CaseProblem]) -> None:
        if not isinstance(source, str | os.PathLike):
            raise TypeError(f"source must be the name of a folder or a file, got {shorten(source)}")
        if not isinstance(problems, tuple | list) or not all(
            isinstance(each, CaseProblem) for each in problems
        ):
            raise TypeError(f"problems must be a list of CaseProblem, got {shorten(problems)}")
        self.source, self.problems, self.shown = str(source), tuple(problems), False
        super().__init__(self.source, self.problems)

    def __str__(self):
        lines = [self.headline()]
        for file, groups in self._by_file().items():
            lines.append(f"\n{file}")
            for group in groups[:COLUMNS]:
                lines += [f"  - {problem.told()}" for problem in group[:EACH]]
                lines += [f"    {_more(group)}"] if len(group) > EACH else []
            left = groups[COLUMNS:]
            if left:
                lines.append(f"  … and {plural(sum(map(len, left)), 'problem')} more in other columns")
        return "\n".join(lines)

    __repr__ = __str__

    def headline(self) -> str:
        """How many problems in how many files."""
        files = len({problem.file for problem in self.problems})
        count = plural(len(self.problems), "problem")
        return f"The case in {self.source} cannot be read yet: {count} in {plural(files, 'table')}."

    def _by_file(self):
        files: dict[str, dict[tuple[str | None, str], list[CaseProblem]]] = {}
        for problem in self.problems:
            groups = files.setdefault(problem.file, {})
            groups.setdefault((problem.column, problem.accepted), []).append(problem)
        return {file: list(groups.values()) for file, groups in files.items()}

    @property
    def table(self) -> pd.DataFrame:
        """Every problem as a row: file, row, column, found, accepted, mend (a DataFrame)."""
        import pandas as pd

        names = ["file", "row", "column", "found", "accepted", "mend"]
        rows = [[getattr(problem, name) for name in names] for problem in self.problems]
        return pd.DataFrame(rows, columns=names).astype({"row": "Int64"})

    def _repr_html_(self):
        parts = [f"<p><b>{escape(self.headline())}</b></p>"]
        header = "".join(f"<th>{word}</th>" for word in ("where", "found", "accepted", "how to mend it"))
        for file, groups in self._by_file().items():
            rows = "".join(_html_rows(group) for group in groups[:COLUMNS])
            left = sum(map(len, groups[COLUMNS:]))
            rows += f"<tr><td colspan='4'>… and {left} more in other columns</td></tr>" if left else ""
            parts.append(f"<table><caption><b>{escape(file)}</b></caption><tr>{header}</tr>{rows}</table>")
        return "".join(parts)

    def _render_traceback_(self):
        """What a notebook shows when nobody caught the error: the table, and no lines of code."""
        from IPython.display import HTML, display

        if not self.shown:  # the kernel asks twice
            display(HTML(self._repr_html_()))
        self.shown = True
        mend = "They are listed above: mend the files, then run this cell again."
        return [f"CaseError: {self.headline()} {mend}"]


def _html_rows(group):
    told = [(each.place, each.found, each.accepted, each.mend) for each in group[:EACH]]
    rows = ["".join(f"<td style='text-align: left'>{escape(cell)}</td>" for cell in cells) for cells in told]
    if len(group) > EACH:
        rows.append(f"<td colspan='4' style='text-align: left'>{escape(_more(group))}</td>")
    return "".join(f"<tr>{row}</tr>" for row in rows)


def _more(group):
    """The rest of a column's problems, by their rows."""
    rest = group[EACH:]
    rows = [str(problem.row) for problem in rest if problem.row is not None]
    named = ", ".join(rows[:ROWS]) + (", …" if len(rows) > ROWS else "")
    where = f" ({'rows' if len(rows) > 1 else 'row'} {named})" if rows else ""
    return f"… and {len(rest)} more like this{where}"
