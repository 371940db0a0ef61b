"""A cell of a spreadsheet as a value: a name, a day, a number or money, however people write it; or the reason why it is none."""

import difflib
import math
import re
import unicodedata
from collections import Counter, defaultdict, namedtuple
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeGuard

__all__ = []

NO_VALUE = {"", "-", "–", "—", "?", "na", "n/a", "n.a.", "nan", "null", "none", "k.a.", "missing"}
# Excel's error cells in English, German, French, Spanish, Italian and Dutch.
ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#WERT!", "#BEZUG!",
          "#ZAHL!", "#NV", "#VALEUR!", "#NOMBRE!", "#NOM?", "#¿NOMBRE?", "#¡DIV/0!", "#¡VALOR!", "#¡REF!", "#¡NUM!",
          "#VALORE!", "#RIF!", "#WAARDE!", "#DEEL/0!", "###")  # fmt: skip
# Controls, marks of writing direction, and spaces without width.
CONTROLS = [*range(9), *range(14, 28), *range(127, 133), *range(134, 160)]
UNSEEN = dict.fromkeys([*CONTROLS, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0xAD])
YES = {"yes", "y", "true", "1", "ja", "wahr", "oui", "vrai", "sí", "si", "sì", "verdadero", "vero", "waar"}
NO = {"no", "n", "false", "0", "nein", "falsch", "non", "faux", "falso", "nee", "onwaar"}
LONGEST = 200
# Nearly all names and numbers of people: nothing to tidy.
SIMPLE = re.compile("[A-Za-z][A-Za-z0-9_@.-]{0,60}|[0-9]{1,15}")
SHORTENED = re.compile(r"[0-9][.,]?[0-9]*[eE]\+[0-9]+")


class NotAccepted(Exception):
    """A cell that cannot be taken: what was found, and how to mend it."""

    def __init__(self, found: str, mend: str) -> None:
        super().__init__(found, mend)
        self.found, self.mend = found, mend


@dataclass(frozen=True)
class Formatted:
    """A number from a workbook together with the sign that its cell shows, such as € or %."""

    value: float
    sign: str


@dataclass(frozen=True)
class NoResult:
    """A formula in a workbook that was never calculated."""

    formula: str


def quoted(value: object) -> str:
    """A cell in a message: in quotes, short, without signs that cannot be seen.

    >>> quoted("24 $"), len(quoted("x" * 100))
    ("'24 $'", 42)
    """
    text = "".join(letter if letter.isprintable() else " " for letter in str(value))
    return f"'{text[:39] + '…' if len(text) > 40 else text}'"


def is_plain(cell: object) -> TypeGuard[str]:
    """Whether a cell is letters and digits of English alone: nothing to tidy, the most frequent case in long tables."""
    return isinstance(cell, str) and cell.isascii() and cell.isalnum()


@lru_cache(maxsize=16, typed=True)  # the same cell is looked at several times in a row
def clean(cell: object) -> tuple[str, set[str]]:
    """A cell's text without what cannot be seen, and what was tidied (a set of words).

    >>> clean("  7\\u00a0")
    ('7', {'spaces around it taken off'})
    """
    text = str(cell)
    tidied: set[str] = set()
    if (
        text.isascii()
        and text == text.strip()
        and text[:1] != "'"
        and "  " not in text
        and text.isprintable()
    ):
        return text, tidied
    seen = unicodedata.normalize("NFC", text).translate(UNSEEN)
    if seen != text:
        tidied.add("signs that cannot be seen taken out")
    plain = " ".join(seen.split())
    if plain != seen:
        around = plain == seen.strip()
        tidied.add("spaces around it taken off" if around else "line breaks and double spaces made one space")
    if plain.startswith("'") and len(plain) > 1 and not plain.endswith("'"):
        plain = plain[1:].strip()
        tidied.add("Excel's apostrophe taken off")
    return plain, tidied


def is_blank(cell: object) -> bool:
    """Whether nothing is to be seen in a cell."""
    if isinstance(cell, str) and cell[:1].isalnum():
        return False
    return cell is None or (isinstance(cell, str) and not clean(cell)[0])


def is_no_value(cell: object) -> bool:
    """Whether a cell is empty, or says in words that it has no value, such as n/a."""
    if is_plain(cell):
        return cell.lower() in NO_VALUE
    return cell is None or (isinstance(cell, str) and clean(cell)[0].casefold() in NO_VALUE)


def refuse_broken(cell: object) -> None:
    """Raise NotAccepted for formulas and error cells, which hold no value of any kind."""
    if isinstance(cell, NoResult):
        mend = "open the workbook in Excel or LibreOffice, save it there, or type the result in its place"
        raise NotAccepted(f"the formula {quoted(cell.formula)} that was never calculated", mend)
    if not isinstance(cell, str) or cell[:1].isalnum():
        return
    text = clean(cell)[0]
    if text.upper().startswith(ERRORS):
        if text.startswith("###"):
            raise NotAccepted(
                f"{quoted(text)}, a column that was too narrow", "make the column wider and save again"
            )
        mend = "mend the formula in the spreadsheet, or type the value in its place"
        raise NotAccepted(f"the formula error {quoted(text)}", mend)
    if text.startswith("=") and len(text) > 1:
        raise NotAccepted(f"the formula {quoted(text)}", "type its result in its place")


def read_name(cell: object) -> tuple[str, set[str]]:
    """A name or number that stands for somebody or something, as text; and what was tidied."""
    if isinstance(cell, str) and SIMPLE.fullmatch(cell):
        return cell, set()
    refuse_broken(cell)
    if isinstance(cell, Formatted):
        cell = cell.value
    if isinstance(cell, (date, time, timedelta)):
        mend = "format the column as text in the spreadsheet and type the name again (Excel makes dates of names like 3-4)"
        raise NotAccepted(f"the date or time {quoted(cell)}", mend)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        cell = int(cell)
    text, tidied = clean(cell)
    if SHORTENED.fullmatch(text):
        mend = "format the column as text, paste the numbers again, and save"
        raise NotAccepted(f"{quoted(text)}, a long number that the spreadsheet has shortened", mend)
    if len(text) > LONGEST:
        raise NotAccepted(f"{len(text)} letters, {quoted(text)}", f"shorten it to {LONGEST} letters at most")
    return text, tidied


def read_yes_no(cell: object) -> tuple[bool, set[str]]:
    """True or False; and what was tidied."""
    refuse_broken(cell)
    if isinstance(cell, bool):
        return cell, set()
    if isinstance(cell, Formatted):
        cell = cell.value
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text, tidied = clean(cell)
    word = text.casefold()
    if word not in YES | NO:
        raise NotAccepted(quoted(text), "write yes if it is so, and no if it is not")
    if word not in ("yes", "no"):
        tidied = tidied | {"another word for yes or no read as such (true, 1, ja, oui … are yes)"}
    return word in YES, tidied


def nearest(word: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The name that was probably meant, or None."""
    return next(iter(difflib.get_close_matches(word, list(names), n=1, cutoff=cutoff)), None)


def read_choice(cell: object, choices: Sequence[str]) -> tuple[str, set[str]]:
    """One of a few words; and what was tidied."""
    text, tidied = read_name(cell)
    if text in choices:
        return text, tidied
    word = text.casefold()
    if word in choices:
        return word, tidied | {"capital letters made small"}
    near = nearest(word, choices)
    raise NotAccepted(quoted(text), f"write {near}" if near else f"write {' or '.join(choices)}")


def read_day(cell: object, order: str | None = None, latest: date | None = None) -> tuple[date, set[str]]:
    """A day; and what was tidied.

    ``order`` says how 3/4/2025 is read: 'day first', 'month first', or None if the column gives no hint.
    ``latest`` is the last day that is accepted.
    """
    refuse_broken(cell)
    if isinstance(cell, datetime):
        day, tidied = cell.date(), {"time of day left out"} if cell.time() != time() else set()
    elif isinstance(cell, date):
        day, tidied = cell, set()
    else:
        day, tidied = _day_of_text(cell, order)
    if latest and day > latest:
        raise NotAccepted(
            f"{day.isoformat()}, which lies in the future", "correct the day, or leave the row out"
        )
    if day.year < 1950:
        raise NotAccepted(
            f"{day.isoformat()}, long ago", "correct the year (a day of 1900 is often an empty cell in Excel)"
        )
    return day, tidied


def day_order(cells: Iterable[object]) -> str | None:
    """How a column writes 3/4/2025, by the cells that leave no doubt: 'day first', 'month first', or None."""
    first = second = False
    for cell in set(cells):
        if isinstance(cell, str) and (m := SLASHED.fullmatch(clean(cell)[0])) and m[2] != ".":
            first, second = first or int(m[1]) > 12, second or int(m[3]) > 12
    return None if first == second else "day first" if first else "month first"


def half_swapped(cells: Iterable[object]) -> tuple[int, str | None]:
    """How many days of a column a spreadsheet has probably swapped, and which part comes first in those that it left as
    text ('day' or 'month'); (0, None) if nothing speaks for it.

    A spreadsheet that reads the month first makes March 4 of 03/04/2024 from an export with the day first, without a
    word, and leaves 25/04/2024 as text, as it knows no month 25. So the column has two forms: one holds nothing but
    days that can be read in both orders, the other none of them. Saved as CSV, the first form is text, too.

    >>> half_swapped(["2024-03-04", "2024-06-05", "25.04.2024", "17.06.2024", "30.06.2024", "28.02.2024", "13.05.2024"])
    (2, 'day')
    """
    forms: dict[str, Counter[bool]] = defaultdict(
        Counter
    )  # of each form: how many can be read in both orders
    firsts = set()
    for cell, times in Counter(cells).items():
        if isinstance(cell, date):
            forms["date"][cell.day <= 12] += times
        elif isinstance(cell, str):
            text = clean(cell)[0]
            if m := YEAR_FIRST.fullmatch(text):
                forms["date"][int(m[4]) <= 12] += times
            elif m := SLASHED.fullmatch(text):
                one, two = int(m[1]), int(m[3])
                forms[m[2]][one <= 12 and two <= 12] += times
                firsts |= {"day"} if one > 12 else {"month"} if two > 12 else set()
    read = {form: days[True] for form, days in forms.items() if not days[False]}
    left = {form: days[False] for form, days in forms.items() if not days[True] and form != "date"}
    if not read or not left or len(read) + len(left) < len(forms) or len(firsts) != 1:
        return 0, None
    # Points are seldom read by a spreadsheet that reads the month first, and texts may have been typed in two ways: then
    # chance must be ruled out. A day lies up to the 12th with probability 12 / 30.4.
    by_chance = 0.4 ** sum(read.values()) * 0.6 ** sum(left.values())
    if by_chance > 0.02 and ("." in left or set(read) != {"date"}):
        return 0, None
    return sum(read.values()), firsts.pop()


# A time of day, and its zone as shops write it: Z, UTC, CET, +02:00, GMT+2.
TIME = (
    r"(?:[T ,]+([0-9:.]+) ?(?:[AaPp]\.?[Mm]\.?)? ?(Z|[A-Z]{2,5}|(?:UTC|GMT)?[+-][0-9]{1,2}:?(?:[0-9]{2})?)?)?"
)
YEAR_FIRST = re.compile(r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})" + TIME)
SLASHED = re.compile(r"([0-9]{1,2})([-/.]) ?([0-9]{1,2})\2 ?([0-9]{4})" + TIME)
MEND_DAY = "write it as year-month-day, such as 2025-03-14"


def _day_of_text(cell, order):
    number = cell.value if isinstance(cell, Formatted) else cell
    text, tidied = clean(int(number) if isinstance(number, float) and number.is_integer() else number)
    tidied = set(tidied)
    if m := YEAR_FIRST.fullmatch(text):
        if not m[2] and len(text.split()[0].split("T")[0]) != 8:
            raise NotAccepted(quoted(text), MEND_DAY)
        year, month, day, hour, zone = m[1], m[3], m[4], m[5], m[6]
        if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            tidied.add("day written as year-month-day")
    elif m := SLASHED.fullmatch(text):
        year, hour, zone = m[4], m[5], m[6]
        day, month = _in_order(text, m, order)
        tidied.add(f"day written as year-month-day (read with the {'day' if day == m[1] else 'month'} first)")
    else:
        raise _no_day(text)
    if hour and re.search("[1-9]", hour):
        tidied.add("time of day left out")
    if zone:
        tidied.add(f"days counted as they are written, in the time zone {'UTC' if zone == 'Z' else zone}")
    try:
        return date(int(year), int(month), int(day)), tidied
    except ValueError:
        raise NotAccepted(f"{quoted(text)}, a day that no calendar has", "correct the day") from None


def _in_order(text, m, order):
    """Day and month of 3/4/2025; dots always put the day first."""
    one, two = m[1], m[3]
    if m[2] == "." or int(one) > 12 or one.lstrip("0") == two.lstrip("0") or order == "day first":
        return (two, one) if int(two) > 12 >= int(one) and m[2] != "." else (one, two)
    if int(two) > 12 or order == "month first":
        return two, one
    days = [f"{text[-4:]}-{int(month):02}-{int(day):02}" for day, month in ((one, two), (two, one))]
    either = f"; it may be {' or '.join(days)}" if text[-4:].isdigit() else ""
    raise NotAccepted(f"{quoted(text)}, which can be read in two ways", MEND_DAY + either)


def _no_day(text):
    """Why a text is no day, as well as one can tell."""
    if re.fullmatch(r"[2-7][0-9]{4}(\.[0-9]+)?", text):
        day = date(1899, 12, 30) + timedelta(days=int(text[:5]))
        mend = f"format the column as a date and save again (this one would be {day.isoformat()})"
        return NotAccepted(f"{quoted(text)}, the spreadsheet's inner number of a day", mend)
    if re.fullmatch(r"[0-9]{1,2}[-/. ]+[0-9]{1,2}[-/. ]+[0-9]{2}", text):
        return NotAccepted(f"{quoted(text)}, a year of two digits", MEND_DAY)
    if re.search("[A-Za-z]{3}", text) and re.search("[0-9]", text):
        return NotAccepted(f"{quoted(text)}, a day in words", MEND_DAY)
    return NotAccepted(quoted(text), MEND_DAY)


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
# 39,- and 39.-- are prices without cents.
WHOLE_PRICE = re.compile(r"(?<=[0-9])([.,])(?:--?|—)(?=\Z|[ €$£]|[^\W\d_])")
# The mark is the decimal mark that the cell proves, if any.
Reading = namedtuple("Reading", "value sign tidied mark")


class Bracketed(NotAccepted):
    """A number below zero as accountants write it."""


class WithUnit(NotAccepted):
    """A number with a unit that is no currency."""


def is_currency(sign: str) -> bool:
    """Whether a text stands for a currency: a known sign, or three capital letters."""
    return sign in SIGNS or bool(re.fullmatch("[A-Z]{3}", sign))


def same_currency(sign: str, currency: str) -> bool:
    """Whether a sign in a cell can stand for the firm's currency.

    >>> same_currency("$", "CAD"), same_currency("€", "CAD")
    (True, False)
    """
    return sign == currency or currency in SIGNS.get(sign, ())


def read_number(cell: object, decimal: str | None = None) -> Reading:
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
    if isinstance(cell, bool):
        raise NotAccepted(f"yes or no, {quoted(cell)}", "write a number, in a cell formatted as a number")
    if isinstance(cell, (date, time, timedelta)):
        mend = "format the cell as a number and type it again (Excel makes dates of 3.4 and 3-4)"
        raise NotAccepted(f"a date or time, {quoted(cell)}", mend)
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
        mend = "write the number alone; the unit stands in the README"
        raise WithUnit(f"{quoted(text)}, a number with {quoted(sign)}", mend)
    value, more, mark = _value(text, m["digits"].strip(), decimal)
    if m["power"]:
        value, more = float(f"{value}{m['power']}"), more | {"powers of ten written out"}
    value = -value if "-" in (m["minus"], m["sign"]) else value
    return Reading(_finite(value, text), sign, tidied | more, whole or mark)


def decimal_mark(cells: Iterable[object]) -> str | None:
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
        mend = f"write {whole}{part} if you mean thousands, or {whole}.{part}0 if it is a decimal mark"
        raise NotAccepted(f"{quoted(text)}, which can be read in two ways", mend)
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


def name_of(cell: object) -> str:
    """A column's name as the course writes it: small letters, joined by underscores.

    >>> name_of(" Service-Cost ")
    'service_cost'
    """
    if is_plain(cell):
        return cell.lower()
    return re.sub(r"\W+", "_", clean(cell)[0].casefold()).strip("_")
