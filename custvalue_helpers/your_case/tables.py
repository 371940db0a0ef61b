"""A grid of cells read column by column: values where they are accepted, a problem where they are not, notes on the rest."""

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from custvalue_helpers.kit.words import plural

from .cells import (
    SIMPLE,
    SLASHED,
    Formatted,
    NotAccepted,
    clean,
    day_order,
    half_swapped,
    is_blank,
    is_no_value,
    quoted,
    read_choice,
    read_day,
    read_name,
    read_yes_no,
    refuse_broken,
)
from .exports import NAMES, currency_problem, purchases
from .grids import name_of
from .headers import below_title, is_answer, nearest, read_header
from .numbers import SIGNS, Bracketed, WithUnit, decimal_mark, read_number, same_currency
from .problems import CaseProblem, Note
from .schema import MOST
from .surveys import no_rating

__all__ = []

NUMBERS = ("money", "number", "whole", "rating", "rate")
MOST_TOLD = 1_000  # problems of one table
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


@dataclass
class Context:
    """What a cell's meaning depends on: the firm's currency and scale, today, and the table's decimal mark."""

    today: date
    currency: str | None = None
    scale: tuple | None = None
    decimal: str | None = None
    order: str | None = None
    typed: bool = False
    people: frozenset = frozenset()  # whom the table customers names


@dataclass
class Parsed:
    """A table as read: each row's number in the spreadsheet, and each column's values, None where there is none."""

    table: object
    file: str
    rows: list = field(default_factory=list)
    columns: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    named: set = field(default_factory=set)  # who or what the refused rows are about
    untold: int = 0

    @property
    def attributes(self):
        """The columns that hold answers about attributes of the reader's own."""
        return [name for name in self.columns if is_answer(name, self.table)]

    def pairs(self, *names):
        """Row number and values of the named columns, where all of them have one."""
        if not set(names) <= self.columns.keys():
            return []
        rows = zip(self.rows, *(self.columns[name] for name in names), strict=True)
        return [row for row in rows if None not in row[1:]]

    def refuse(self, row, column, found, accepted, mend):
        """Add a problem; after MOST_TOLD of them they are only counted."""
        if len(self.problems) < MOST_TOLD:
            self.problems.append(CaseProblem(self.file, row, column, found, accepted, mend))
        else:
            self.untold += 1

    def all_problems(self):
        """The problems, and one for all those that were only counted."""
        if not self.untold:
            return self.problems
        found = f"{plural(self.untold, 'problem')} more, which are not listed"
        return [*self.problems, CaseProblem(self.file, None, None, found, "a table that can be read",
                                            "mend those that are listed, and look whether the same holds for whole columns")]  # fmt: skip


def read_table(grid, table, context):
    """Read a grid as one of the case's tables: a Parsed, with all that is wrong and all that was tidied."""
    if not grid.rows:
        return Parsed(table, grid.file, problems=list(grid.problems))
    if table.name == "orders":
        grid = purchases(grid, context.currency, {column.name for column in table.columns}, context.people)
    grid = below_title(grid, table)
    header = read_header(grid, table)
    parsed = Parsed(
        table, grid.file, problems=[*grid.problems, *header.problems], notes=[*grid.notes, *header.notes]
    )
    if not header.places:
        return parsed
    rows = _whole_rows(header, parsed)
    if not rows and not parsed.problems:
        parsed.refuse(None, None, "column names without rows below", f"one row for each: {table.row}",
                      "fill in the rows" + ("" if table.required else ", or delete the table if you have no such data"))  # fmt: skip
    parsed.rows = [number for number, _ in rows]
    columns = {name: column for name in header.places if (column := _column_of(name, table, context))}
    cells = {
        name: [cells[place] if place < len(cells) else "" for _, cells in rows]
        for name, place in header.places.items()
        if name in columns
    }
    columns = _without_other_columns(columns, cells, parsed)
    numeric = [cell for name, column in columns.items() if column.kind in NUMBERS for cell in cells[name]]
    context = replace(context, decimal=_decimal(numeric, grid), typed=grid.typed)
    unclear = () if decimal_mark(numeric) else _thousands(columns, cells, parsed, context)
    for name, column in columns.items():
        parsed.columns[name] = (
            [None] * len(rows) if name in unclear else _read_column(column, cells[name], parsed, context)
        )
    for column in table.columns:
        if column.unless in parsed.columns and column.name not in parsed.columns:
            parsed.columns[column.name] = [None] * len(rows)
    _refuse_currencies(header, rows, parsed, context)
    _refuse_sums(parsed)
    _one_spelling(parsed)
    _refuse_repeats(parsed)
    return parsed


def _without_other_columns(columns, cells, parsed):
    """The columns without those of a survey that rate no brand; each is told in one sentence."""
    table = parsed.table
    if table.others is None or table.prefixes or not set(table.key) <= cells.keys():
        return columns
    who = [clean(cell)[0] for cell in cells[table.key[0]]]
    others = {
        name: why for name in columns if is_answer(name, table) and (why := no_rating(cells[name], who))
    }
    parsed.notes += [Note("left out", parsed.file, name, why) for name, why in others.items()]
    kept = {name: column for name, column in columns.items() if name not in others}
    if others and not any(is_answer(name, table) for name in kept):
        name, why = next(iter(others.items()))
        parsed.refuse(None, None, f"no rated attribute; {name} holds {why}", "at least one column with ratings of an attribute",
                      "add a column for each attribute that people rated, named after it")  # fmt: skip
    return kept


def _refuse_currencies(header, rows, parsed, context):
    """Amounts in several currencies, by a column that the table does not ask for."""
    name = next(
        (name for name in NAMES["currency"] if name in header.places and not parsed.table.column(name)), None
    )
    if not name or not any(column.kind == "money" for column in parsed.table.columns):
        return
    place = header.places[name]
    counts = Counter(
        clean(cells[place])[0].upper()
        for _, cells in rows
        if place < len(cells) and not is_no_value(cells[place])
    )
    if problem := currency_problem(parsed.file, header.number, name, counts, context.currency):
        parsed.problems.append(problem)


def _decimal(cells, grid):
    proved = decimal_mark(cells)
    return proved if proved else grid.decimal


def _thousands(columns, cells, parsed, context):
    """The columns of money whose points may group thousands: three digits follow each, and no cell tells. Each is refused."""
    unclear = set()
    for name, column in columns.items():
        if column.kind != "money" or context.decimal != ".":
            continue
        texts = {text for cell in cells[name] if not is_no_value(cell) and "." in (text := clean(cell)[0])}
        if not texts or not all(map(GROUPED.fullmatch, texts)):
            continue
        row, text = next(
            (row, text)
            for row, cell in zip(parsed.rows, cells[name], strict=True)
            if (text := clean(cell)[0]) in texts
        )
        parsed.refuse(row, name, f"three digits after the point wherever there is one, such as {quoted(text)}: the point may group"
                      " thousands", column.accepted, f"write {text.replace('.', '', 1)} if thousands are meant, or {text[:-1]} if it is a"
                      " decimal point")  # fmt: skip
        unclear.add(name)
    return unclear


def _column_of(name, table, context):
    """How a column of this name is read; None if it is left out."""
    column = table.column(name)
    if column is None and is_answer(name, table):
        column = replace(table.others, name=name)
    if column and column.kind == "rating" and context.scale:
        column = replace(column, low=context.scale[0], high=context.scale[1])
    return column


def _whole_rows(header, parsed):
    """The rows that are no wider than the header, and no sums."""
    width, rows = len(header.names), []
    for number, cells in header.rows:
        first = (
            cells[0]
            if cells and isinstance(cells[0], str) and SIMPLE.fullmatch(cells[0])
            else clean(cells[0] if cells else "")[0]
        )
        first = first.casefold()
        if len(cells) > width:
            beyond = next(cell for cell in cells[width:] if not is_blank(cell))
            if parsed.table.key and (place := header.places.get(parsed.table.key[0])) is not None:
                parsed.named.add(clean(cells[place])[0])
            parsed.refuse(number, None, f"{quoted(beyond)} beyond the last column", f"{width} cells, one a column name",
                          "delete it or name its column; a decimal comma between commas breaks a number in two:"
                          " save with semicolons")  # fmt: skip
        elif (
            first[:1] == header.names[0][:1]
            and name_of(first) == header.names[0]
            and tuple(map(name_of, cells)) == header.names
        ):
            parsed.refuse(number, None, "the column names again", "the column names once, above all rows",
                          "delete the row, and look whether two files were put together, or all rows stand twice")  # fmt: skip
        elif _sums_up(first):
            parsed.refuse(number, header.names[0] or None, f"{quoted(cells[0])}, as if the row summed up the others",
                          f"one row for each: {parsed.table.row}", "delete the row")  # fmt: skip
        else:
            rows.append((number, cells))
    return rows


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


def _read_column(column, cells, parsed, context):
    """A column's values; problems and notes go to ``parsed``."""
    if column.kind == "day":
        context = replace(context, order=day_order(cells))
        swapped, first = half_swapped(cells)
        if swapped:
            other = "month" if first == "day" else "day"
            text = next(
                cell
                for cell in cells
                if isinstance(cell, str)
                and (m := SLASHED.fullmatch(clean(cell)[0]))
                and max(int(m[1]), int(m[3])) > 12
            )
            parsed.refuse(None, column.name, f"{plural(swapped, 'day')} from the 1st to the 12th of a month as dates, and days with the"
                          f" {first} first as text, such as {quoted(text)}: a spreadsheet has probably read the dates with the"
                          f" {other} first, and swapped them", "days that are all written alike, year-month-day",
                          "make the export anew, and do not open it by a double click: import it by Data, From Text/CSV, with this"
                          " column as text; or put the file as it is into the folder")  # fmt: skip
            return [None] * len(cells)
    if _is_all_text(column, cells):
        parsed.refuse(1, column.name, f"a column of text, such as {quoted(next(c for c in cells if not is_no_value(c)))}",
                      column.accepted, "write the ratings as numbers; if it holds none, give the column another name")  # fmt: skip
        return [None] * len(cells)
    known, values, tidied = {}, [], defaultdict(list)
    for row, cell in zip(parsed.rows, cells, strict=True):
        key = (type(cell), cell)
        if key not in known:
            known[key] = _outcome(column, cell, context)
        value, what, fault = known[key]
        values.append(value)
        for each in what:
            tidied[each].append(row)
        if fault:
            parsed.refuse(row, column.name, fault.found, column.accepted, fault.mend)
    for what, rows in tidied.items():
        where = f"row {rows[0]}" if len(rows) == 1 else f"{len(rows)} cells, the first in row {rows[0]}"
        parsed.notes.append(Note("tidied", parsed.file, column.name, f"{what}: {where}"))
    return values


def _is_all_text(column, cells):
    """Whether a rating column of the reader's own holds no number at all, but words."""
    if column.kind != "rating" or not column.empty:
        return False
    filled = [cell for cell in cells if not is_no_value(cell)]
    return bool(filled) and all(isinstance(cell, str) and not any(map(str.isdigit, cell)) for cell in filled)


def _outcome(column, cell, context):
    """A cell's value, what was tidied, and why it is not accepted (None if it is)."""
    try:
        return (*read_cell(column, cell, context), None)
    except NotAccepted as fault:
        return None, set(), fault


def read_cell(column, cell, context):
    """One cell as its column's kind: its value (None if empty) and what was tidied. Raises NotAccepted."""
    refuse_broken(cell)
    words = column.kind in ("name", "brand", "text")
    if is_blank(cell) or (not words and is_no_value(cell)):
        if not column.empty:
            said = f"{quoted(cell)} instead of a value" if not is_blank(cell) else "no value"
            raise NotAccepted(said, column.if_missing or "fill it in, or delete the row")
        return None, (set() if is_blank(cell) else {f"{quoted(cell)} read as an empty cell"})
    if words:
        return read_name(cell)
    if column.kind == "yes or no":
        return read_yes_no(cell)
    if column.kind == "choice":
        return read_choice(cell, column.choices, nearest)
    if column.kind == "currency":
        return _currency(cell)
    if column.kind == "day":
        return read_day(cell, context.order, context.today)
    return _number(column, cell, context)


def _number(column, cell, context):
    try:
        reading = read_number(cell, context.decimal)
    except Bracketed as fault:
        plain = "write it without brackets and without a minus: the column's name says what it is"
        raise NotAccepted(
            fault.found, plain if column.low == 0 and column.name != "spend" else fault.mend
        ) from None
    except WithUnit as fault:
        amount = "write the amount of money that it is worth, alone"
        raise NotAccepted(fault.found, amount if column.kind == "money" else fault.mend) from None
    value, tidied = reading.value, set(reading.tidied)
    if context.typed and isinstance(cell, str):
        tidied.add("numbers stored as text read as numbers")
    if reading.sign:
        value, more = _without_sign(column, cell, reading, context)
        tidied |= more
    if column.kind == "rate" and 1 < value <= 100:
        raise NotAccepted(
            f"{value:g} without a sign", f"write {value / 100:g}, or {value:g} %, if you mean per cent"
        )
    if column.kind == "whole" and value != int(value):
        raise NotAccepted(f"{value:g}, a broken number", "write a whole number")
    low, high = -MOST if column.low is None else column.low, MOST if column.high is None else column.high
    if not low <= value <= high:
        raise NotAccepted(f"{value:g}", _mend_range(column, value, low))
    return (int(value) if column.kind == "whole" else value), tidied


def _without_sign(column, cell, reading, context):
    """The value of a number with a currency or per cent sign, if the column takes it."""
    value, sign = reading.value, reading.sign
    shown = quoted(f"{value:.0%}" if sign == "%" and isinstance(cell, Formatted) else cell)
    if isinstance(cell, Formatted) and sign != "%":
        shown = quoted(f"{value:g} {sign}")
    if column.kind == "rate" and sign == "%":
        return value if isinstance(cell, Formatted) else value / 100, {"per cent read as a share"}
    if column.kind != "money":
        points = (
            "write the points on the scale"
            if column.kind == "rating"
            else "write the number itself, not a per cent"
        )
        raise NotAccepted(
            f"{shown}, a number with {quoted(sign)}", points if sign == "%" else "write the number alone"
        )
    if sign == "%":
        raise NotAccepted(f"{shown}, a per cent", "write the amount of money itself")
    if context.currency and not same_currency(sign, context.currency):
        raise NotAccepted(f"{shown}, another currency than the firm's {context.currency}",
                          f"convert it to {context.currency} and write the number alone")  # fmt: skip
    return value, {f"{quoted(sign)} taken off"}


def _mend_range(column, value, low):
    """What to do about a number that is too low or too high for its column."""
    if column.kind == "rating":
        return "correct it, or correct scale_low and scale_high in the firm sheet; leave the cell empty for no answer"
    if column.kind == "rate":
        return f"write a share from {column.low:g} to {column.high:g}, such as 0.08 or 8 %"
    if column.name == "scale_low" and value < 0:
        up = 1 - value
        return f"add {up:g} to every rating and to both ends of the scale, so that it begins at 1"
    if value < 0 <= low and column.kind == "money":
        return (
            column.if_negative
            or "write costs and prices without a minus: the column's name says what they are"
        )
    return "correct the number"


def _currency(cell):
    text, tidied = read_name(cell)
    if len(text) == 3 and text.isascii() and text.isalpha():
        return text.upper(), tidied if text.isupper() else tidied | {"small letters made capitals"}
    codes = SIGNS.get(text, ())
    if len(codes) == 1:
        return codes[0], tidied | {f"{text} read as {codes[0]}"}
    mend = f"write its three letters, such as {codes[0] if codes else 'EUR'}"
    raise NotAccepted(f"{quoted(text)}, a sign of several currencies" if codes else quoted(text), mend)


def form_of(name):
    """A name without what only a computer or a hand on the shift key adds: capitals, and .0 after a whole number.

    >>> form_of("MÜLLER 5"), form_of("00012.0"), form_of("1.50")
    ('müller 5', '00012', '1.50')
    """
    return re.sub(r"^([0-9]+)[.,]0+$", r"\1", name).casefold()


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
            row = next(
                row
                for row, value in zip(parsed.rows, values, strict=True)
                if value and form_of(value) == twice[0][1]
            )
            parsed.refuse(row, name, f"{quoted(twice[0][1])} beside {quoted(twice[0][0])}"
                          + (f", and {len(twice) - 1} more numbers with zeros in front and without" if len(twice) > 1 else ""),
                          "one number, always with as many zeros", "write one of the two throughout, if they are the same; if not, put a letter before one")  # fmt: skip


def join_spellings(parsed, name, other):
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
        parsed.notes.append(
            Note("tidied", parsed.file, name, f"{said}: such as {quoted(old)} as {quoted(other[old])}")
        )


def _refuse_repeats(parsed):
    """Rows that name somebody or something a second time."""
    key, first = parsed.table.key, {}
    for row, *values in parsed.pairs(*key) if key else ():
        values = tuple(values)
        if values in first:
            parsed.refuse(row, " and ".join(key), f"{', '.join(map(quoted, values))} again, after row {first[values]}",
                          "each only once", "delete one of the two rows, or correct the name")  # fmt: skip
        first.setdefault(values, row)
