"""A reader's own case, as the lessons' tools take it: tables with the right types, and the firm's facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_text, one_of, shorten
from custvalue_helpers.kit.words import plural
from custvalue_helpers.your_case.problems import CaseError, Note, in_lines
from custvalue_helpers.your_case.schema import PARTS, PERIODS, TABLES

__all__ = [
    "OwnCase",
    "UnreadableCase",
]

if TYPE_CHECKING:
    from typing import TypeVar

    import pandas as pd

    Ratings = TypeVar("Ratings", float, pd.Series, pd.DataFrame)


class Missing(ValueError):
    """A part cannot be worked out from this case; the message says what is missing and what to add."""


def table_of(case: OwnCase, name: str) -> pd.DataFrame:
    """A table of the case.

    Raises Missing, with what to add, if the case has none or an empty one.
    """
    found = case.table(name)
    if found is None or found.empty:
        raise Missing(
            f"There is no table {name}, so this part is left out. To see it, add {name}.csv: one row is {TABLES[name].row}"
            " (the templates' README names its columns)."
        )
    return found


@dataclass(frozen=True)
class FirmFacts:
    """The facts of a reader's firm. ``discount_rate`` is a year's; ``retention`` a period's, None if not given."""

    name: str
    our_brand: str
    currency: str
    period: str
    discount_rate: float
    scale_low: float
    scale_high: float
    data_until: date | None = None
    retention: float | None = None
    asked: str | None = None

    @property
    def periods_a_year(self) -> int:
        """How many of the firm's periods make a year."""
        return PERIODS[self.period]

    @property
    def discount_a_period(self) -> float:
        """The discount rate of one period: (1 + d)^(1/n) − 1, with n periods a year."""
        return (1 + self.discount_rate) ** (1 / self.periods_a_year) - 1

    @property
    def scale(self) -> tuple[float, float]:
        """The lowest and the highest rating."""
        return self.scale_low, self.scale_high


@dataclass(frozen=True)
class OwnCase:
    """A case that was read: ``firm`` (FirmFacts), the tables, and ``notes`` on what was tidied, left out, or is to be kept in mind.

    ``offers``, ``ratings``, ``experience``, ``customers`` and ``orders`` are DataFrames, the reader's to change, or None
    where the case has no such table. load_case() makes one. Raises TypeError for parts of another kind.

    >>> from custvalue_helpers.your_case.loading import load_case
    >>> from custvalue_helpers.your_case.templates import templates_folder
    >>> case = load_case(templates_folder())
    >>> OwnCase(case.source, case.firm, {"offers": case.offers}, case.notes).rivals
    ['Wheelhouse', 'Velo Van']
    """

    source: str
    firm: FirmFacts
    tables: dict[str, pd.DataFrame]
    notes: tuple[Note, ...]

    def __post_init__(self):
        from custvalue_helpers.kit.columns import a_table  # NumPy, only when a case is read

        a_text("source", self.source)
        if not hasattr(self.firm, "our_brand"):
            raise TypeError(f"firm must be FirmFacts, got {type(self.firm).__name__} {shorten(self.firm)}")
        if not isinstance(self.tables, dict):
            raise TypeError(f"tables must be a dict of DataFrames, got {shorten(self.tables)}")
        for name, table in self.tables.items():
            a_table(f"tables: {one_of('tables: name', name, TABLES)}", table, rows=0)
        if not isinstance(self.notes, tuple) or not all(isinstance(note, Note) for note in self.notes):
            raise TypeError(f"notes must be a tuple of Note, got {shorten(self.notes)}")

    def table(self, name: str) -> pd.DataFrame | None:
        """A copy of a table by its name, None if the case has none."""
        found = self.tables.get(name)
        return None if found is None else found.copy()

    @property
    def offers(self) -> pd.DataFrame | None:
        """One row an offer: offer, four benefits, four costs."""
        return self.table("offers")

    @property
    def ratings(self) -> pd.DataFrame | None:
        """One row a respondent and brand."""
        return self.table("ratings")

    @property
    def experience(self) -> pd.DataFrame | None:
        """One row a customer asked."""
        return self.table("experience")

    @property
    def customers(self) -> pd.DataFrame | None:
        """One row a customer."""
        return self.table("customers")

    @property
    def orders(self) -> pd.DataFrame | None:
        """One row a purchase."""
        return self.table("orders")

    @property
    def attributes(self) -> list[str]:
        """The attributes on which brands were rated, without good_price and value."""
        return [name for name in self._columns("ratings") if TABLES["ratings"].is_answer(name)]

    @property
    def items(self) -> list[str]:
        """The attributes with an expectation and a performance."""
        names = [name for name in self._columns("experience") if name.startswith("expected_")]
        return [name.removeprefix("expected_") for name in names]

    @property
    def rivals(self) -> list[str]:
        """The offers that are not ours, in their order."""
        offers = self.tables["offers"]["offer"] if "offers" in self.tables else ()
        return [name for name in offers if name != self.firm.our_brand]

    def _columns(self, name):
        return list(self.tables[name].columns) if name in self.tables else []

    def complete(self, name: str, columns: list[str] | None = None) -> tuple[pd.DataFrame, int]:
        """A table's rows without missing answers in the columns (all by default), and how many rows were left out.

        Raises ValueError if the case has no such table.
        """
        if name not in self.tables:
            raise ValueError(f"name must be one of the case's tables, {', '.join(self.tables)}, got {name!r}")
        table = self.tables[name]
        kept = table.dropna(subset=columns).reset_index(drop=True)
        return kept, len(table) - len(kept)

    def on_ten(self, ratings: Ratings) -> Ratings:
        """Ratings (numbers, Series or DataFrame) brought from the firm's scale to 1 to 10: 1 + 9·(x − low)/(high − low)."""
        low, high = self.firm.scale
        return ratings if (low, high) == (1, 10) else 1 + 9 * (ratings - low) / (high - low)

    @property
    def parts(self) -> pd.DataFrame:
        """The parts of the report: which table each needs, and whether the case has it (a DataFrame)."""

        return _parts_with(self.tables)

    @property
    def notes_table(self) -> pd.DataFrame:
        """The notes as a DataFrame: kind, file, column, said."""
        import pandas as pd

        return pd.DataFrame([vars(note) for note in self.notes], columns=["kind", "file", "column", "said"])

    def __str__(self):
        sizes = ", ".join(f"{name} ({len(table)})" for name, table in self.tables.items())
        lacking = [str(part) for part, there in self.parts["there"].items() if not there]
        lines = [f"{self.firm.name}: {sizes}."]
        if lacking:
            lines.append(f"Without the tables they need, these parts fall away: {', '.join(lacking)}.")
        return "\n".join([*lines, *(f"- {line}" for line in in_lines(self.notes))])

    __repr__ = __str__

    def _repr_html_(self):
        head, *notes = str(self).split("\n- ")
        items = "".join(f"<li>{escape(note)}</li>" for note in notes)
        return f"<p>{escape(head)}</p><ul>{items}</ul>"


def _parts_with(tables):
    import pandas as pd

    rows = [[part, ", ".join(needs), all(name in tables for name in needs)] for part, needs in PARTS]
    return pd.DataFrame(rows, columns=["part", "needs", "there"]).set_index("part")


class UnreadableCase:
    """What stands in place of a case while its tables cannot be read: no firm and no tables, only ``error``, the
    CaseError that lists what to mend. It counts as false, and shows itself as that list.

    >>> UnreadableCase(CaseError("my_case", [])).mend_first
    'Mend the tables first: 0 problems in 0 tables, listed where the case is opened.'
    """

    def __init__(self, error: CaseError) -> None:
        if not isinstance(error, CaseError):
            raise TypeError(f"error must be a CaseError, got {type(error).__name__} {shorten(error)}")
        self.error = error

    def __bool__(self):
        return False

    @property
    def mend_first(self) -> str:
        """The one sentence that every part of the page says instead of its numbers."""
        problems = self.error.problems
        files = plural(len({problem.file for problem in problems}), "table")
        return f"Mend the tables first: {plural(len(problems), 'problem')} in {files}, listed where the case is opened."

    @property
    def parts(self) -> pd.DataFrame:
        """The parts of the report, none of which is there yet (a DataFrame, as of a case that was read)."""

        return _parts_with(())

    def __str__(self):
        return str(self.error)

    __repr__ = __str__

    def _repr_html_(self):
        return self.error._repr_html_()


def checked_case(case: OwnCase | UnreadableCase) -> OwnCase:
    """The case, if it is one that was read.

    Raises Missing, with its sentence, for an UnreadableCase, and TypeError for anything else.
    """
    if isinstance(case, UnreadableCase):
        raise Missing(case.mend_first)
    if not isinstance(case, OwnCase):
        raise TypeError(f"case must be a case that load_case() has read, got {type(case).__name__}")
    return case
