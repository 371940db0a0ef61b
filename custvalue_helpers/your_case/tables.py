"""A grid read as one of the case's tables: values where cells are accepted, a problem where they are not, notes on the rest."""

import math
import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from custvalue_helpers.your_case.cells import (
    SIMPLE,
    NotAccepted,
    clean,
    decimal_mark,
    is_blank,
    is_no_value,
    name_of,
    nearest,
    quoted,
)
from custvalue_helpers.your_case.columns import NUMBERS, Context, read_cell, read_column
from custvalue_helpers.your_case.exports import NAMES, currency_problem, purchases
from custvalue_helpers.your_case.grids import CellGrid
from custvalue_helpers.your_case.headers import ParsedTable, below_title, no_rating, read_header
from custvalue_helpers.your_case.schema import FACTS, TABLES, Table

__all__ = []

GROUPED = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
ENOUGH = 5  # rows, or amounts of one row, that are no sum of others by chance
TOTAL_WORDS = (
    "total totals sum sums subtotal average averages mean summe summen gesamt gesamtsumme zwischensumme insgesamt durchschnitt"
    " mittelwert moyenne somme totaux totale totali somma media suma promedio soma totaal totalt summa yhteensä razem łącznie"
    " celkem toplam итого всего сумма среднее 合计 总计 小计 合計 総計 小計 총계 합계 المجموع"
)
TOTALS = frozenset(TOTAL_WORDS.split())
# Words that may stand beside one of them in a row of sums; months by their first three letters.
BESIDE = TOTALS | {"grand", "sub", "général", "générale", "general", "generale", "geral", "of", "all", "q", "month", "year", "jahr", "monat"}  # fmt: skip
MONTH_WORDS = (
    "jan feb fév fev mar mär mrz avr apr abr mai may mag maj mei jun jui giu jul lug aug aoû ago sep set okt oct ott out nov dec"
    " dez déc dic ene gen"
)
MONTHS = frozenset(MONTH_WORDS.split())


def read_tables(grids: dict[str, CellGrid], today: date) -> tuple[dict[str, ParsedTable], dict[str, Any]]:
    """Every table of a case by its name, and the firm's facts: currency and scale say how the other tables are read."""
    tables: dict[str, ParsedTable] = {}
    facts: dict[str, Any] = {}
    context = Context(today)
    if "firm" in grids:
        tables["firm"], facts = read_firm_sheet(grids["firm"], context)
    low, high = facts.get("scale_low"), facts.get("scale_high")
    scale = None if low is None or high is None else (low, high)
    context = replace(context, currency=facts.get("currency"), scale=scale)
    for name, table in TABLES.items():
        if name in grids and name != "firm":
            tables[name] = read_table(grids[name], table, context)
        if name == "customers" and name in tables:
            context = replace(context, people=frozenset(tables[name].columns.get("customer", ())))
    return tables, facts


def read_table(grid: CellGrid, table: Table, context: Context) -> ParsedTable:
    """Read a grid as one of the case's tables: a ParsedTable, with all that is wrong and all that was tidied.

    The way is straight: purchases of an export, column names, rows, columns, and what the columns show together.
    """
    if not grid.rows:
        return ParsedTable(table, grid.file, problems=list(grid.problems))
    if table.name == "orders":
        grid = purchases(grid, context.currency, table.names, context.people)
    grid = below_title(grid, table)
    parsed = read_header(grid, table)
    if not parsed.places:
        return parsed
    rows = _whole_rows(parsed)
    if not rows and not parsed.problems:
        parsed.refuse(None, None, "column names without rows below", f"one row for each: {table.row}",
                      "fill in the rows" + ("" if table.required else ", or delete the table if you have no such data"))  # fmt: skip
    parsed.rows = [number for number, _ in rows]
    columns = {name: column for name in parsed.places if (column := _column_of(name, table, context))}
    cells = {
        name: [cells[place] if place < len(cells) else "" for _, cells in rows]
        for name, place in parsed.places.items()
        if name in columns
    }
    columns = _without_other_columns(columns, cells, parsed)
    numeric = [cell for name, column in columns.items() if column.kind in NUMBERS for cell in cells[name]]
    proved = decimal_mark(numeric)
    context = replace(context, decimal=proved or grid.decimal, typed=grid.typed)
    unclear = () if proved else _thousands(columns, cells, parsed, context)
    nothing = [None] * len(rows)
    for name, column in columns.items():
        values = nothing if name in unclear else read_column(column, cells[name], parsed, context)
        parsed.columns[name] = list(values)
    for column in table.columns:
        if column.unless in parsed.columns and column.name not in parsed.columns:
            parsed.columns[column.name] = list(nothing)
    _refuse_currencies(rows, parsed, context)
    _refuse_sums(parsed)
    _one_spelling(parsed)
    _refuse_repeats(parsed)
    return parsed


def read_firm_sheet(grid: CellGrid, context: Context) -> tuple[ParsedTable, dict[str, Any]]:
    """The firm sheet, and its facts by name, as far as they can be read: a fact a row, each read in its own way."""
    fact, value = TABLES["firm"].columns
    table = replace(TABLES["firm"], columns=(fact, replace(value, empty=True)))  # some facts may be left open
    parsed, rows = read_table(grid, table, context), {}
    facts: dict[str, Any] = {}
    if not {"fact", "value"} <= parsed.columns.keys():
        return parsed, facts
    context = replace(context, decimal=grid.decimal, typed=grid.typed)
    known = {fact.name: replace(fact, if_missing="fill it in") for fact in FACTS}
    for row, said, cell in zip(parsed.rows, parsed.columns["fact"], parsed.columns["value"], strict=True):
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
            for what in tidied:
                parsed.note("tidied", "value", f"{what}: row {row}, {name}")
    for name, fact in known.items():
        if fact.required and name not in facts:
            mend = f"add a row with {name} in the first cell and the fact in the second ({fact.meaning})"
            parsed.refuse(None, "fact", f"no row '{name}'", f"a row {name}: {fact.accepted}", mend)
    low, high = facts.get("scale_low"), facts.get("scale_high")
    if low is not None and high is not None and high <= low:
        parsed.refuse(rows["scale_high"], "value", f"a scale from {low:g} to {high:g}", "scale_high above scale_low",
                      "write the lowest and the highest rating that one could give")  # fmt: skip
        facts["scale_low"] = facts["scale_high"] = None
    return parsed, facts


def _unknown(parsed, row, said, near):
    """A fact of another name: a problem if a known one was probably meant, else left out."""
    if near:
        mend = f"write {near}, if that is meant"
        parsed.refuse(row, "fact", quoted(said), "a fact of the list in the README", mend)
    else:
        parsed.note("left out", "fact", f"{quoted(said)} in row {row}, which the course does not use")


def _without_other_columns(columns, cells, parsed):
    """The columns without those of a survey that rate no brand; each is told in one sentence."""
    table = parsed.table
    if table.others is None or table.prefixes or not set(table.key) <= cells.keys():
        return columns
    who = [clean(cell)[0] for cell in cells[table.key[0]]]
    others = {name: why for name in columns if table.is_answer(name) and (why := no_rating(cells[name], who))}
    for name, why in others.items():
        parsed.note("left out", name, why)
    kept = {name: column for name, column in columns.items() if name not in others}
    if others and not any(table.is_answer(name) for name in kept):
        name, why = next(iter(others.items()))
        parsed.refuse(None, None, f"no rated attribute; {name} holds {why}", "at least one column with ratings of an attribute",
                      "add a column for each attribute that people rated, named after it")  # fmt: skip
    return kept


def _refuse_currencies(rows, parsed, context):
    """Amounts in several currencies, by a column that the table does not ask for."""
    name = next(
        (name for name in NAMES["currency"] if name in parsed.places and not parsed.table.column(name)), None
    )
    if not name or not any(column.kind == "money" for column in parsed.table.columns):
        return
    place = parsed.places[name]
    codes = (cells[place] for _, cells in rows if place < len(cells) and not is_no_value(cells[place]))
    counts = Counter(clean(code)[0].upper() for code in codes)
    if problem := currency_problem(parsed.file, parsed.header_row, name, counts, context.currency):
        parsed.problems.append(problem)


def _thousands(columns, cells, parsed, context):
    """The columns of money whose points may group thousands: three digits follow each, and no cell tells. Each is refused."""
    unclear = set()
    for name, column in columns.items():
        if column.kind != "money" or context.decimal != ".":
            continue
        texts = {text for cell in cells[name] if not is_no_value(cell) and "." in (text := clean(cell)[0])}
        if not texts or not all(map(GROUPED.fullmatch, texts)):
            continue
        told = ((row, clean(cell)[0]) for row, cell in zip(parsed.rows, cells[name], strict=True))
        row, text = next((row, text) for row, text in told if text in texts)
        parsed.refuse(row, name, f"three digits after the point wherever there is one, such as {quoted(text)}: the point may group"
                      " thousands", column.accepted, f"write {text.replace('.', '', 1)} if thousands are meant, or {text[:-1]} if it is a"
                      " decimal point")  # fmt: skip
        unclear.add(name)
    return unclear


def _column_of(name, table, context):
    """How a column of this name is read, ratings on the firm's scale; None if it is left out."""
    column = table.read_as(name)
    if column and column.kind == "rating" and context.scale:
        column = replace(column, low=context.scale[0], high=context.scale[1])
    return column


def _whole_rows(parsed):
    """The rows that are no wider than the header, and no sums."""
    width, rows = len(parsed.names), []
    for number, cells in parsed.body:
        first = cells[0] if cells else ""
        first = (first if isinstance(first, str) and SIMPLE.fullmatch(first) else clean(first)[0]).casefold()
        if len(cells) > width:
            beyond = next(cell for cell in cells[width:] if not is_blank(cell))
            if parsed.table.key and (place := parsed.places.get(parsed.table.key[0])) is not None:
                parsed.named.add(clean(cells[place])[0])
            parsed.refuse(number, None, f"{quoted(beyond)} beyond the last column", f"{width} cells, one a column name",
                          "delete it or name its column; a decimal comma between commas breaks a number in two:"
                          " save with semicolons")  # fmt: skip
        elif (
            first[:1] == parsed.names[0][:1]
            and name_of(first) == parsed.names[0]
            and tuple(map(name_of, cells)) == parsed.names
        ):
            parsed.refuse(number, None, "the column names again", "the column names once, above all rows",
                          "delete the row, and look whether two files were put together, or all rows stand twice")  # fmt: skip
        elif _sums_up(first):
            parsed.refuse(number, parsed.names[0] or None, f"{quoted(cells[0])}, as if the row summed up the others",
                          f"one row for each: {parsed.table.row}", "delete the row")  # fmt: skip
        else:
            rows.append((number, cells))
    return rows


@lru_cache(1 << 16)
def _sums_up(name):
    """Whether a name is that of a row of sums, in one of many languages.

    >>> [name for name in ("summe 2023", "sub-total jan", "合计", "total général", "mean", "total fitness", "12") if _sums_up(name)]
    ['summe 2023', 'sub-total jan', '合计', 'total général', 'mean']
    """
    if name[:1].isdigit():
        return False
    words = re.findall(r"[^\W\d_]+", name)
    return not TOTALS.isdisjoint(words) and all(word in BESIDE or word[:3] in MONTHS for word in words)


def _refuse_sums(parsed):
    """A first or last row in which every amount, or the periods, are the sum of all the others, whatever it is called."""
    money = [
        name for name in parsed.columns if (column := parsed.table.column(name)) and column.kind == "money"
    ]
    periods, key = [name for name in parsed.columns if name == "periods"], parsed.table.columns[0].name
    others = len(parsed.rows) - 1
    for place in (-1, 0) if others >= 2 and key in parsed.columns else ():
        found = [[_is_sum(parsed.columns[name], place) for name in names] for names in (money, periods)]
        enough = others >= ENOUGH or sum(each is True for each in found[0]) >= ENOUGH
        if enough and any(True in each and False not in each for each in found):
            parsed.refuse(parsed.rows[place], key, f"{quoted(parsed.columns[key][place])}, whose amounts are the sums of all other rows",
                          f"one row for each: {parsed.table.row}", "delete the row")  # fmt: skip
            return


def _is_sum(values, place):
    """Whether a value is the sum of the others to a cent; None where that says nothing, as all are empty or 0."""
    value = values[place]
    others = [each for each in (values[:-1] if place else values[1:]) if each is not None]
    if value is None or not any(others):
        return None
    return math.isclose(value, math.fsum(others), rel_tol=1e-9, abs_tol=0.011)


def form_of(name: str) -> str:
    """A name without what only a computer or a hand on the shift key adds: capitals, and .0 after a whole number.

    >>> form_of("MÜLLER 5"), form_of("00012.0"), form_of("1.50")
    ('müller 5', '00012', '1.50')
    """
    return (re.sub(r"^([0-9]+)[.,]0+$", r"\1", name) if name.endswith("0") else name).casefold()


def _one_spelling(parsed):
    """Names that differ by their form alone made one, the most frequent; numbers that differ by zeros in front are asked about."""
    if parsed.table.name == "firm":
        return
    for name in [column.name for column in parsed.table.columns if column.kind in ("name", "text")]:
        counts, forms, numbers = Counter(parsed.columns.get(name, ())), defaultdict(list), defaultdict(set)
        counts.pop(None, None)
        for spelling, _ in counts.most_common():
            form = form_of(spelling)
            forms[form].append(spelling)
            if form.isdecimal():
                numbers[form.lstrip("0")].add(form)
        join_spellings(parsed, name, {other: same[0] for same in forms.values() for other in same[1:]})
        twice = [sorted(each, key=len) for each in numbers.values() if len(each) > 1]
        if twice:
            values = parsed.columns[name]
            told = zip(parsed.rows, values, strict=True)
            row = next(row for row, value in told if value and form_of(value) == twice[0][1])
            parsed.refuse(row, name, f"{quoted(twice[0][1])} beside {quoted(twice[0][0])}"
                          + (f", and {len(twice) - 1} more numbers with zeros in front and without" if len(twice) > 1 else ""),
                          "one number, always with as many zeros", "write one of the two throughout, if they are the same; if not, put a letter before one")  # fmt: skip


def join_spellings(parsed: ParsedTable, name: str, other: dict[str, str]) -> None:
    """Replace spellings in a column by others (a dict), and say so in one note."""
    if not other:
        return
    values, said = parsed.columns[name], "names that differ by capitals or .0 alone read as one"
    old = next((value for value in values if value in other), None)
    if old is not None:
        parsed.columns[name] = [other.get(value, value) for value in values]
        parsed.notes = [
            note for note in parsed.notes if note.column != name or not note.said.startswith(said)
        ]
        parsed.note("tidied", name, f"{said}: such as {quoted(old)} as {quoted(other[old])}")


def _refuse_repeats(parsed):
    """Rows that name somebody or something a second time."""
    key = parsed.table.key
    first: dict[tuple, int] = {}
    for row, *values in parsed.pairs(*key) if key else ():
        values = tuple(values)
        if values in first:
            parsed.refuse(row, " and ".join(key), f"{', '.join(map(quoted, values))} again, after row {first[values]}",
                          "each only once", "delete one of the two rows, or correct the name")  # fmt: skip
        first.setdefault(values, row)
