"""What people write into a box for a number: "€16,000", "3,5", "52 %", "10/17", "√2", "254 households".

A small parser reads it, character by character; nothing is ever run as code. What can be read in two ways gives two
readings.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from decimal import Context, Decimal, DecimalException, Overflow

from custvalue_helpers.kit.checks import a_text, shorten

MOST_CHARACTERS = 200
MOST_NESTED = 20  # brackets, roots and powers inside one another
LARGEST_POWER = 1000
TOO_MANY_DIGITS = 100  # before the point
ARITHMETIC = Context(prec=40)  # more digits than a float has, so that 0.1 + 0.2 is 0.3
ACCEPTED = "Write one number, such as 16,000 or 3.5 or 52 %, or a sum, such as 10/17 or 4 × 40 %."
SIGNS = {sign: plain for plain, signs in {"-": "−–—‐‑‒﹣－", "+": "＋", "*": "×·∙⋅∗✕✖⨯", "/": "÷∕⁄∶:", "'": "’‘`´ʼ", "(": "[{", ")": "]}"}.items()
         for sign in signs}  # fmt: skip
MULTIPLIERS = {"thousand": 3, "k": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9}
ABOUT = (
    "approximately",
    "approx.",
    "approx",
    "roughly",
    "around",
    "about",
    "circa",
    "ca.",
    "ca",
    "~",
    "≈",
    "=",
)
NO_NOUNS = {
    "as",
    "is",
    "its",
    "was",
    "this",
    "yes",
    "less",
    "loss",
    "perhaps",
}  # though they end like plurals
NO_UNIT = {"and", "or", "not", "than", "to"}
OPERATORS = {"x", "times", "plus", "minus", "sqrt", "exp", *MULTIPLIERS}
PEOPLE = {"people", "men", "women", "children"}
PERIODS = ("day", "week", "month", "quarter", "year")
MONEY = {"€": "€", "euro": "€", "euros": "€", "eur": "€", "$": "$", "dollar": "$", "dollars": "$", "usd": "$", "£": "£", "pound": "£",
         "pounds": "£", "gbp": "£", "cent": "cents", "cents": "cents"}  # fmt: skip
PERCENT = (["per", "cent"], ["percent"], ["pct"], ["pp"], ["percentage", "points"], ["percentage", "point"])


class Unreadable(ValueError):
    """A text that is no number, with a sentence for whoever wrote it."""


@dataclass(frozen=True)
class Reading:
    """One way to read a text: the number, ``how`` it was read where that is not plain to see, and the units written.

    ``exact``: it was worked out from what stands there, such as 10/17, so that nobody has rounded it.
    """

    value: float
    how: str = ""
    units: tuple[str, ...] = ()
    exact: bool = field(default=False, repr=False)


def read_entry(text: str, unit: str = "") -> list[Reading]:
    """Every way to read a text as a number, the likeliest first.

    ``unit`` is the one that is asked for; it may be written, left out, or be another noun. What is written in per cent
    is read as the number before the sign (its units hold "%") and as a share. Raises TypeError for anything but a
    text, and Unreadable, a ValueError, for a text that is no number.

    >>> read_entry("€16 000"), read_entry("254 households")
    ([Reading(value=16000.0, how='', units=('€',))], [Reading(value=254.0, how='', units=())])
    >>> [reading.value for reading in read_entry("3,050")], [reading.value for reading in read_entry("52 %")]
    ([3050.0, 3.05], [52.0, 0.52])
    >>> read_entry("(2-6)^2 + √9")
    [Reading(value=19.0, how='“(2-6)^2 + √9” is read as 19.', units=())]
    >>> read_entry("abc")
    Traceback (most recent call last):
    custvalue_helpers.kit.entry.Unreadable: “abc” could not be read. Write one number, such as 16,000 or 3.5 or 52 %, or a sum, such as 10/17 or 4 × 40 %.
    """
    if len(a_text("entry", text)) > MOST_CHARACTERS:
        raise Unreadable(f"An answer has at most {MOST_CHARACTERS} characters; this has {len(text):,}.")
    if not text.strip():
        raise Unreadable(f"Nothing stands in the box yet. {ACCEPTED}")
    parts = _parts(_without_frame(_plain_signs(text), _plain_signs(unit)), text)
    conventions = range(1 + any(part.values[0] != part.values[1] for part in parts))
    plain = _is_bare(parts)
    bare = len(conventions) == 1 and plain
    readings: dict[float, Reading] = {}
    for convention in conventions:
        parser = _Parser(parts, convention, unit, text)
        value, percent = parser.whole()
        units = tuple(dict.fromkeys(parser.units))
        found = [Reading(float(value), "" if bare and not percent else _how(text, value), units, not plain)]
        if percent:
            times_100 = ARITHMETIC.multiply(value, Decimal(100))
            found.append(
                Reading(
                    float(times_100), "" if bare else _how(text, times_100, " %"), (*units, "%"), not plain
                )
            )
        for reading in reversed(found) if bare else found:
            readings.setdefault(reading.value, reading)
    return list(readings.values())


def contradiction(units: tuple[str, ...], unit: str, counts_parts: bool = False) -> str:
    """A sentence on a unit that was written and is not the one that is asked for; empty if there is none.

    ``counts_parts`` says that per cent is a way to write the answer.

    >>> contradiction(("%",), "€"), contradiction(("€", "year"), "€ a month"), contradiction(("%",), "", counts_parts=True)
    ('You wrote %, and the unit here is: €.', 'You wrote “a year”, and the unit here is: € a month.', '')
    """
    asked = unit.lower()
    for written in units:
        if written in PERIODS:
            other = any(period in asked for period in PERIODS) and written not in asked
            said = f"“a {written}”"
        else:
            other = written not in asked and not (written == "%" and counts_parts)
            said = written
        if other:
            return (
                f"You wrote {said}, and {f'the unit here is: {unit}' if unit else 'the answer has no unit'}."
            )
    return ""


def _is_bare(parts):
    """Whether one number stands there, with nothing but a sign and a unit around it."""
    kinds = [part.kind for part in parts if part.kind not in ("word", "money", "%")]
    return kinds in (["number"], ["-", "number"], ["+", "number"]) and not any(
        p.text in OPERATORS for p in parts
    )


def _how(text, value, unit=""):
    shown = f"{float(value):,.7g}" if abs(value) < 10**7 else f"{float(value):,.10g}"
    return f"“{' '.join(text.split())}” is read as {shown.replace('-', '−')}{unit}."


def _unreadable(text):
    return Unreadable(f"{_quoted(text)} could not be read. {ACCEPTED}")


def _quoted(text):
    return f"“{shorten(text.strip())[1:].rstrip(chr(39) + chr(34))}”"


def _plain_signs(text):
    """The text with one sign for each meaning; fractions such as ½ and powers such as ² are left as they are."""
    signs = []
    for sign in text:
        kind = unicodedata.category(sign)
        wide = unicodedata.decomposition(sign).startswith("<wide>")
        if kind == "Cf":  # nothing to see
            continue
        if kind == "Zs" or sign in "\t\r\n":
            signs.append(" ")
        elif kind == "Nd":
            signs.append(str(unicodedata.decimal(sign)))
        else:
            signs.append(SIGNS.get(sign, unicodedata.normalize("NFKC", sign) if wide else sign))
    return "".join(signs).strip()


def _without_frame(text, unit):
    """The text without what may stand around a number: its unit, “about”, a full stop."""
    text = text.rstrip(".; ")
    for price in (",-", ".-", ",--"):
        text = text.removesuffix(price)
    lower = text.lower()
    for word in ABOUT:
        if lower.startswith(word) and not lower[len(word) :][:1].isalpha():
            text = text[len(word) :].strip()
            break
    if any(sign.isdecimal() for sign in unit) or unit.startswith(
        "thousand"
    ):  # "of 10": no such number is meant
        for own in (unit, unit.removesuffix(" €")):
            if text.lower().endswith(own):
                return text[: -len(own)].strip()
    return text


@dataclass(frozen=True)
class _Part:
    """A piece of what was written. ``values``: a number with a decimal point, and with a decimal comma."""

    kind: str  # number, power, word, money, or the sign itself
    text: str
    values: tuple[Decimal, Decimal] = (Decimal(0), Decimal(0))


def _parts(text, typed):
    parts, place = [], 0
    while place < len(text):
        sign = text[place]
        if "0" <= sign <= "9" or (sign in ".," and text[place + 1 : place + 2].isdecimal()):
            part, place = _number(text, place, typed)
            parts.append(part)
            continue
        form = unicodedata.decomposition(sign)
        end = place + 1
        if sign.isalpha() and not form.startswith("<super>"):
            while end < len(text) and text[end].isalpha():
                end += 1
            parts.append(_Part("word", text[place:end].lower()))
        elif form.startswith("<fraction>"):
            above, _, below = unicodedata.normalize("NFKC", sign).partition("⁄")
            if not below:
                raise _unreadable(typed)
            value = _computed(typed, ARITHMETIC.divide, Decimal(above), Decimal(below))
            parts.append(_Part("fraction", sign, (value, value)))
        elif form.startswith("<super>"):
            while end < len(text) and unicodedata.decomposition(text[end]).startswith("<super>"):
                end += 1
            power = unicodedata.normalize("NFKC", text[place:end]).replace("−", "-")
            if not power.removeprefix("-").isdecimal() or len(power) > 5:
                raise _unreadable(typed)
            parts.append(_Part("power", text[place:end], (Decimal(power), Decimal(power))))
        elif text.startswith("**", place):
            end += 1
            parts.append(_Part("^", "**"))
        elif sign in "+-*/^()%√":
            parts.append(_Part(sign, sign))
        elif sign in "€$£":
            parts.append(_Part("money", sign))
        elif sign == "!":
            raise Unreadable(f"“!” (a factorial) is not reckoned with here. {ACCEPTED}")
        elif sign in ",;&" and parts and parts[-1].kind in ("number", "%"):
            raise Unreadable(f"“{sign}” stands between two numbers here. The answer is one number.")
        elif sign != " ":
            raise _unreadable(typed)
        place = end
    return parts


def _number(text, place, typed):
    """The number that begins at a place, and where it ends."""
    begin, groups = place, [""]
    between: list[str] = []
    while place < len(text):
        sign = text[place]
        if "0" <= sign <= "9":
            groups[-1] += sign
        elif text[place + 1 : place + 2].isdecimal() and (
            sign in ".," or (sign in " '_" and _is_a_thousand(text, place + 1, groups, between, sign))
        ):
            between.append(sign)
            groups.append("")
        else:
            break
        place += 1
    exponent = 0
    if text[place : place + 1] in ("e", "E"):
        end = place + 1 + (text[place + 1 : place + 2] in ("+", "-"))
        digits = end
        while digits < len(text) and "0" <= text[digits] <= "9":
            digits += 1
        if digits > end and not text[digits : digits + 1].isalpha():
            if digits - end > 4:
                raise _too_large()
            exponent, place = int(text[place + 1 : digits]), digits
    point, comma = (
        _computed(typed, ARITHMETIC.scaleb, ARITHMETIC.plus(value), exponent)
        for value in _values(groups, between, text[begin:place])
    )
    return _Part("number", text[begin:place], (point, comma)), place


def _is_a_thousand(text, place, groups, between, sign):
    """Whether the three digits from a place on belong to the number before a space, ' or _."""
    three = text[place : place + 3]
    alone = not text[place + 3 : place + 4].isdecimal()
    return len(three) == 3 and three.isdecimal() and alone and len(groups[-1]) <= 3 and set(between) <= {sign}


def _values(groups, between, number):
    """What groups of digits are with a decimal point, and with a decimal comma."""
    kinds = list(dict.fromkeys(between))
    if not kinds:
        return (Decimal(groups[0]),) * 2
    whole, with_decimals = Decimal("".join(groups)), Decimal("".join(groups[:-1]) + "." + groups[-1])
    if len(kinds) == 1:
        if _are_thousands(groups):
            if len(groups) > 2 or kinds[0] not in ".,":
                return whole, whole
            return (whole, with_decimals) if kinds[0] == "," else (with_decimals, whole)
        if len(groups) == 2:
            return with_decimals, with_decimals
    elif (
        len(kinds) == 2 and between.count(kinds[1]) == 1 and kinds[1] in ".," and _are_thousands(groups[:-1])
    ):
        return with_decimals, with_decimals
    raise Unreadable(
        f"“{number}” could not be read: between thousands stand three digits, as in 16,000, and before decimals one"
        " point or comma, as in 3.5."
    )


def _are_thousands(groups):
    first, *others = groups
    return 1 <= len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in others)


def _too_large():
    return Unreadable(f"That is too large a number to reckon with. {ACCEPTED}")


def _computed(text, operation, *values):
    """The result of one step of arithmetic, if it is a number that can be reckoned with."""
    try:
        value = operation(*values)
    except ZeroDivisionError:
        raise Unreadable("This divides by zero.") from None
    except Overflow:
        raise _too_large() from None
    except DecimalException:  # a power that is no number
        raise _unreadable(text) from None
    if not value.is_finite() or (value and value.adjusted() >= TOO_MANY_DIGITS):
        raise _too_large()
    return value


class _Parser:
    """A sum has products, a product has factors, a factor has single numbers, brackets and roots.

    Each of them gives a value, and whether it was written in per cent.
    """

    def __init__(self, parts, convention, unit, text):
        self.parts, self.convention, self.text = parts, convention, text
        self.own = {form for word in unit.lower().split() for form in (word, word.removesuffix("s"))}
        self.place = self.nested = 0
        self.units = []

    def kind(self, ahead=0):
        return self.parts[self.place + ahead].kind if self.place + ahead < len(self.parts) else ""

    def word(self, ahead=0):
        return self.parts[self.place + ahead].text if self.kind(ahead) == "word" else ""

    def take(self):
        self.place += 1
        return self.parts[self.place - 1]

    def computed(self, operation, *values):
        return _computed(self.text, operation, *values)

    def divided(self, value, by):
        if not by:
            raise Unreadable("This divides by zero.")
        return self.computed(ARITHMETIC.divide, value, by)

    def whole(self):
        value = self.sum()
        if self.kind() in ("number", "fraction"):
            raise Unreadable("Two numbers stand there side by side. The answer is one number.")
        if self.kind() == ")":
            raise Unreadable("A bracket is closed that was not opened.")
        if self.kind():
            raise _unreadable(self.text)
        return value

    def sum(self):
        value, percent = self.product()
        while self.kind() in ("+", "-") or self.word() in ("plus", "minus"):
            operation = ARITHMETIC.add if self.take().text in ("+", "plus") else ARITHMETIC.subtract
            other, also = self.product()
            value, percent = self.computed(operation, value, other), percent and also
        return value, percent

    def product(self):
        value, percent = self.factor()
        while True:
            sign = self.kind() if self.kind() in ("*", "/") else "*" if self.word() in ("x", "times") else ""
            if not sign and self.kind() not in ("(", "√") and self.word() not in ("sqrt", "exp"):
                return value, percent
            if sign:
                self.take()
            other, also = self.factor()
            if sign == "/":
                value, percent = self.divided(value, other), percent and not also
            else:
                value, percent = self.computed(ARITHMETIC.multiply, value, other), percent or also

    def factor(self):
        """A number with the signs before it and the power behind it: -2^2 is −4."""
        minus = False
        if self.kind(1) in ("+", "-"):  # €-4.50
            self.money()
        while self.kind() in ("+", "-") or self.word() in ("plus", "minus"):
            minus ^= self.take().text in ("-", "minus")
        self.nested += 1
        if self.nested > MOST_NESTED:
            raise Unreadable(f"More than {MOST_NESTED} brackets, roots or powers stand inside one another.")
        value, percent = self.single()
        if self.kind() in ("^", "power"):
            part = self.take()
            power = part.values[0] if part.kind == "power" else self.factor()[0]
            if abs(power) > LARGEST_POWER:
                raise _too_large()
            if power < 0:
                value, power = self.divided(Decimal(1), value), ARITHMETIC.minus(power)
            value, percent = self.with_units(self.computed(ARITHMETIC.power, value, power), False)
        self.nested -= 1
        return ARITHMETIC.minus(value) if minus else value, percent

    def single(self):
        self.money()
        if not self.kind():
            raise Unreadable(f"{_quoted(self.text)} ends in the middle. {ACCEPTED}")
        part, percent = self.take(), False
        if part.kind in ("number", "fraction"):
            value = self.mixed(part.values[self.convention])
        elif part.kind == "(":
            value, percent = self.sum()
            if self.kind() != ")":
                raise Unreadable("A bracket is opened and not closed.")
            self.take()
        elif part.kind == "√" or part.text == "sqrt":
            inside, _ = self.factor() if part.kind == "√" else self.bracket()
            if inside < 0:
                raise Unreadable("This takes the square root of a number below zero.")
            value = self.computed(ARITHMETIC.sqrt, inside)
        elif part.text == "exp":
            value = self.computed(ARITHMETIC.exp, self.bracket()[0])
        elif part.text == "e" and part.kind == "word":
            value = ARITHMETIC.exp(Decimal(1))
        else:
            raise _unreadable(self.text)
        return self.with_units(value, percent)

    def bracket(self):
        if self.kind() != "(":
            raise _unreadable(self.text)
        return self.single()

    def mixed(self, value):
        """A whole number and a fraction: 2½, or 2 1/2."""
        if self.kind() == "fraction":
            return self.computed(ARITHMETIC.add, value, self.take().values[0])
        if [self.kind(), self.kind(1), self.kind(2)] == ["number", "/", "number"]:
            above, _, below = (self.take().values[self.convention] for _ in range(3))
            return self.computed(ARITHMETIC.add, value, self.divided(above, below))
        return value

    def with_units(self, value, percent):
        """A number with what stands behind it: “%”, “million”, “€ a month”, “households”."""
        while True:
            length = 1 if self.kind() == "%" else self.length_of_per_cent()
            if length:
                self.place += length
                value, percent = self.computed(ARITHMETIC.divide, value, Decimal(100)), True
            elif self.word() in MULTIPLIERS:
                value = self.computed(ARITHMETIC.scaleb, value, MULTIPLIERS[self.take().text])
            elif not self.money() and not self.noun():
                return value, percent

    def length_of_per_cent(self):
        return next(
            (len(words) for words in PERCENT if [self.word(n) for n in range(len(words))] == words), 0
        )

    def money(self):
        if self.kind() == "money" or self.word() in MONEY:
            self.units.append(MONEY[self.take().text])
            return True
        return False

    def noun(self):
        """Whether words stand there that end with a plural noun, a stretch of time, or the unit that is asked for."""
        if self.kind() == "/" and self.word(1) and self.word(1) not in OPERATORS:  # €/month
            self.take()
        words: list[str] = []
        while (word := self.word(len(words))) and word not in OPERATORS:
            words.append(word)
        if not words or NO_UNIT & set(words) or not self.is_unit(words[-1]):
            return False
        self.place += len(words)
        self.units += [period for word in words for period in PERIODS if word in (period, f"{period}s")]
        self.units += [MONEY[word] for word in words if word in MONEY]
        return True

    def is_unit(self, word):
        plural = len(word) > 2 and word.endswith("s") and word not in NO_NOUNS
        return plural or word in self.own | PEOPLE or word in MONEY or word in PERIODS
