"""Numbers as people write them: decimal commas, thousands in groups, signs of money and per cent."""

import math
import re
from collections import namedtuple
from datetime import date, time, timedelta

from .cells import Formatted, NotAccepted, clean, quoted, refuse_broken

__all__ = []

MINUS = str.maketrans("−–", "--")
NUMBER = re.compile(
    r"(?P<minus>[-+]?) ?(?P<before>[^\W\d_]{1,3}\.?|[^\w\s.,()+%'-]{1,2}|[A-Z]{1,2}\$)? ?(?P<sign>[-+]?) ?"
    r"(?P<digits>[0-9][0-9.,' ’]*|[.,][0-9]+)(?P<power>[eE][-+]?[0-9]{1,3})? ?(?P<after>[^\W\d_]{1,3}\.?|[^\w\s.,()+'-]{1,2})?"
)
PLAIN = re.compile(r"-?[0-9]+(\.[0-9]{1,2})?")  # nearly all numbers: nothing to ask
GROUPED = re.compile(r"[0-9]{1,3}([ '’])[0-9]{3}(?:\1[0-9]{3})*(?:[.,][0-9]+)?")
# Every sign with the currencies that use it; three letters stand for themselves.
SIGNS = {"€": ("EUR",), "£": ("GBP", "EGP"), "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "ARS", "CLP", "COP"),
         "¥": ("JPY", "CNY"), "kr": ("SEK", "NOK", "DKK", "ISK"), "Fr": ("CHF",), "zł": ("PLN",), "Kč": ("CZK",), "₹": ("INR",),
         "₩": ("KRW",), "₺": ("TRY",), "₽": ("RUB",), "Ft": ("HUF",), "R": ("ZAR",), "R$": ("BRL",), "₪": ("ILS",), "₦": ("NGN",),
         "US$": ("USD",), "C$": ("CAD",), "A$": ("AUD",), "lei": ("RON",), "лв": ("BGN",), "₴": ("UAH",), "฿": ("THB",),
         "₫": ("VND",), "₱": ("PHP",), "RM": ("MYR",), "Rp": ("IDR",)}  # fmt: skip

OF_ALL = re.compile(
    r"([0-9]+(?:[.,][0-9]+)?) ?(?:/|of|out of|von|sur|de) ?[0-9]+(?:[.,][0-9]+)?", re.IGNORECASE
)
WHOLE_PRICE = re.compile(
    r"(?<=[0-9])([.,])(?:--?|—)(?=\Z|[ €$£]|[^\W\d_])"
)  # 39,- and 39.-- are prices without cents

Reading = namedtuple(
    "Reading", "value sign tidied mark"
)  # mark: the decimal mark that the cell proves, if any


class Bracketed(NotAccepted):
    """A number below zero as accountants write it."""


class WithUnit(NotAccepted):
    """A number with a unit that is no currency."""


def is_currency(sign):
    """Whether a text stands for a currency: a known sign, or three capital letters."""
    return sign in SIGNS or bool(re.fullmatch("[A-Z]{3}", sign))


def same_currency(sign, currency):
    """Whether a sign in a cell can stand for the firm's currency.

    >>> same_currency("$", "CAD"), same_currency("€", "CAD")
    (True, False)
    """
    return sign == currency or currency in SIGNS.get(sign, ())


def read_number(cell, decimal=None):
    """A cell as a number, with its sign (€, EUR, %, or ''), what was tidied, and the decimal mark that it proves.

    ``decimal`` is the mark of the whole table, '.' or ',': it says how 1,234 is read; None: nobody knows.

    >>> read_number("1.234,50 €").value, read_number("1,234", decimal=".").value, read_number("1,234", decimal=",").value
    (1234.5, 1234.0, 1.234)
    """
    if isinstance(cell, str) and (m := PLAIN.fullmatch(cell)):
        return Reading(_finite(cell, cell), "", set(), "." if m[1] else None)
    refuse_broken(cell)
    if isinstance(cell, Formatted):
        return Reading(_finite(cell.value, cell), cell.sign, set(), None)
    if isinstance(cell, (bool, date, time, timedelta)):
        if isinstance(cell, bool):
            raise NotAccepted(f"yes or no, {quoted(cell)}", "write a number, in a cell formatted as a number")
        raise NotAccepted(
            f"a date or time, {quoted(cell)}",
            "format the cell as a number and type it again (Excel makes dates of 3.4 and 3-4)",
        )
    if isinstance(cell, (int, float)):
        return Reading(_finite(cell, cell), "", set(), None)
    text, tidied = clean(cell)
    plain, whole = text.translate(MINUS), None
    if price := WHOLE_PRICE.search(plain):
        plain, whole = WHOLE_PRICE.sub("", plain, count=1), price[1]
        decimal, tidied = whole, tidied | {f"{quoted(price[0])} after a price without cents taken off"}
    m = NUMBER.fullmatch(plain)
    if not m or (m["minus"] and m["sign"]) or (m["before"] and m["after"]):
        raise _no_number(text)
    sign = (m["before"] or m["after"] or "").rstrip(".")
    if sign and sign != "%" and not is_currency(sign):
        raise WithUnit(
            f"{quoted(text)}, a number with {quoted(sign)}",
            "write the number alone; the unit stands in the README",
        )
    value, more, mark = _value(text, m["digits"].strip(), decimal)
    if m["power"]:
        value, more = float(f"{value}{m['power']}"), more | {"powers of ten written out"}
    value = -value if "-" in (m["minus"], m["sign"]) else value
    return Reading(_finite(value, text), sign, tidied | more, whole or mark)


def decimal_mark(cells):
    """The decimal mark that a table's cells prove: '.' or ','; 'both' if they disagree, None if none of them tells."""
    marks = set()
    for cell in set(cells):
        if isinstance(cell, str) and ("," in cell or "." in cell):
            try:
                marks.add(read_number(cell, decimal=".").mark)
            except NotAccepted:
                continue
    marks.discard(None)
    return "both" if len(marks) > 1 else marks.pop() if marks else None


def _value(text, digits, decimal):
    """The number that digits, points and commas make; what was tidied; the decimal mark that is proved."""
    if GROUPED.fullmatch(digits):
        digits, grouped = re.sub("[ '’]", "", digits), {"spaces between thousands taken out"}
        value, more, mark = _value(text, digits, "." if "." in digits else ",")
        return value, more | grouped, mark
    if " " in digits or "'" in digits or "’" in digits:
        raise _no_number(text)
    points, commas = digits.count("."), digits.count(",")
    if not points and not commas:
        return float(digits), set(), None
    if points and commas:
        mark = max(".,", key=digits.rfind)
        return (*_with_mark(text, digits, mark), mark)
    mark = "." if points else ","
    other = "," if points else "."
    if points + commas > 1:
        return (*_with_mark(text, digits, other), other)
    whole, part = digits.split(mark)
    if not part:
        raise _no_number(text)
    if len(part) != 3 or not 1 <= len(whole) <= 3 or whole.startswith("0"):
        return (*_with_mark(text, digits, mark), mark)
    if decimal not in (".", ","):
        raise NotAccepted(
            f"{quoted(text)}, which can be read in two ways",
            f"write {whole}{part} if you mean thousands, or {whole}.{part}0 if it is a decimal mark",
        )
    return (*_with_mark(text, digits, decimal), None)


def _with_mark(text, digits, mark):
    """The number, if ``mark`` is its decimal mark and the other sign groups its thousands."""
    group = "," if mark == "." else "."
    whole, _, part = digits.partition(mark)
    if group in part or mark in part or not re.fullmatch(rf"[0-9]*|[0-9]{{1,3}}(\{group}[0-9]{{3}})+", whole):
        raise _no_number(text)
    tidied = (
        {f"{'commas' if group == ',' else 'points'} between thousands taken out"} if group in whole else set()
    )
    tidied |= {"decimal comma read as decimal point"} if mark == "," and part else set()
    return float(f"{whole.replace(group, '') or 0}.{part or 0}"), tidied


def _finite(value, cell):
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise NotAccepted(f"{quoted(cell)}, a number without end", "type the number again")
    return number


def _no_number(text):
    if re.fullmatch(r"\(.*[0-9].*\)", text) or re.fullmatch(r"[0-9].*-", text.translate(MINUS)):
        return Bracketed(
            f"{quoted(text)}, as accountants write a negative number", "write it with a minus in front"
        )
    if m := OF_ALL.fullmatch(text):
        return NotAccepted(f"{quoted(text)}, two numbers", f"write {m[1]} alone, if {m[1]} points are meant")
    if re.fullmatch(r"[0-9.,]+ ?[-–] ?[0-9.,]+", text):
        return NotAccepted(f"{quoted(text)}, a range", "write one number: the middle, if you know no better")
    return NotAccepted(f"{quoted(text)}, which is no number", "write a number in digits")
