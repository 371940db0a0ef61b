"""One column of a table: its cells read as the kind that the schema gives it."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from custvalue_helpers.kit.words import plural
from custvalue_helpers.your_case.cells import (
    SIGNS,
    SLASHED,
    Bracketed,
    Formatted,
    NotAccepted,
    WithUnit,
    clean,
    day_order,
    half_swapped,
    is_blank,
    is_no_value,
    quoted,
    read_choice,
    read_day,
    read_name,
    read_number,
    read_yes_no,
    refuse_broken,
    same_currency,
)
from custvalue_helpers.your_case.headers import ParsedTable
from custvalue_helpers.your_case.schema import MOST, Column

__all__ = []

NUMBERS = ("money", "number", "whole", "rating", "rate")


@dataclass
class Context:
    """What a cell's meaning depends on: the firm's currency and scale, today, and the table's decimal mark."""

    today: date
    currency: str | None = None
    scale: tuple[float, float] | None = None
    decimal: str | None = None
    order: str | None = None
    typed: bool = False
    people: frozenset[str] = frozenset()  # whom the table customers names


def read_column(column: Column, cells: list, parsed: ParsedTable, context: Context) -> list:
    """A column's values; problems and notes go to ``parsed``."""
    if column.kind == "fact":
        return cells
    if column.kind == "day":
        context = replace(context, order=day_order(cells))
        swapped, first = half_swapped(cells)
        if swapped:
            other = "month" if first == "day" else "day"
            texts = ((cell, SLASHED.fullmatch(clean(cell)[0])) for cell in cells if isinstance(cell, str))
            text = next(cell for cell, m in texts if m and max(int(m[1]), int(m[3])) > 12)
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
        parsed.note("tidied", column.name, f"{what}: {where}")
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


def read_cell(column: Column, cell: object, context: Context) -> tuple[object, set[str]]:
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
        return read_choice(cell, column.choices)
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
        mend = plain if column.low == 0 and column.name != "spend" else fault.mend
        raise NotAccepted(fault.found, mend) from None
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
        mend = f"write {value / 100:g}, or {value:g} %, if you mean per cent"
        raise NotAccepted(f"{value:g} without a sign", mend)
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
        mend = "write the number alone"
        if sign == "%":
            rating = column.kind == "rating"
            mend = "write the points on the scale" if rating else "write the number itself, not a per cent"
        raise NotAccepted(f"{shown}, a number with {quoted(sign)}", mend)
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
        plain = "write costs and prices without a minus: the column's name says what they are"
        return column.if_negative or plain
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
