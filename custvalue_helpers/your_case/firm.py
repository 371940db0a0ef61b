"""The firm sheet: a fact a row, each read in its own way."""

from dataclasses import dataclass, replace
from datetime import date

from .cells import NotAccepted, quoted
from .grids import name_of
from .headers import nearest
from .problems import Note
from .schema import FACTS
from .tables import read_cell

__all__ = []

PERIODS = {"month": 12, "quarter": 4, "year": 1}


@dataclass(frozen=True)
class OwnFirm:
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
    def periods_a_year(self):
        """How many of the firm's periods make a year."""
        return PERIODS[self.period]

    @property
    def discount_a_period(self):
        """The discount rate of one period: (1 + d)^(1/n) − 1, with n periods a year."""
        return (1 + self.discount_rate) ** (1 / self.periods_a_year) - 1

    @property
    def scale(self):
        """The lowest and the highest rating."""
        return self.scale_low, self.scale_high


def read_facts(cells, parsed, context):
    """The facts of a firm sheet by name, as far as they can be read; problems and notes go to ``parsed``.

    ``cells`` has, for each fact's row in ``parsed``, the value as it came.
    """
    known = {fact.name: replace(fact, if_missing="fill it in") for fact in FACTS}
    facts, rows = {}, {}
    for row, said, cell in zip(parsed.rows, parsed.columns.get("fact", ()), cells, strict=True):
        if said is None or (name := name_of(said)) in facts or name.startswith("note"):
            continue
        if name not in known:
            near = nearest(name, sorted(set(known) - set(facts)))
            facts |= {near: None} if near else {}
            _unknown(parsed, row, said, near)
            continue
        rows[name], facts[name] = row, None
        try:
            facts[name], tidied = read_cell(known[name], cell, context)
        except NotAccepted as fault:
            parsed.refuse(row, "value", f"{fault.found} for {name}", known[name].accepted, fault.mend)
        else:
            parsed.notes += [
                Note("tidied", parsed.file, "value", f"{what}: row {row}, {name}") for what in tidied
            ]
    _required(parsed, facts, known)
    _scale(parsed, facts, rows)
    return facts, rows


def _unknown(parsed, row, said, near):
    """A fact of another name: a problem if a known one was probably meant, else left out."""
    if near:
        parsed.refuse(
            row, "fact", quoted(said), "a fact of the list in the README", f"write {near}, if that is meant"
        )
    else:
        parsed.notes.append(
            Note(
                "left out", parsed.file, "fact", f"{quoted(said)} in row {row}, which the course does not use"
            )
        )


def _required(parsed, facts, known):
    for name, fact in known.items():
        if fact.required and name not in facts and "fact" in parsed.columns:
            mend = f"add a row with {name} in the first cell and the fact in the second ({fact.meaning})"
            parsed.refuse(None, "fact", f"no row '{name}'", f"a row {name}: {fact.accepted}", mend)


def _scale(parsed, facts, rows):
    low, high = facts.get("scale_low"), facts.get("scale_high")
    if low is not None and high is not None and high <= low:
        parsed.refuse(rows["scale_high"], "value", f"a scale from {low:g} to {high:g}", "scale_high above scale_low",
                      "write the lowest and the highest rating that one could give")  # fmt: skip
        facts["scale_low"] = facts["scale_high"] = None
