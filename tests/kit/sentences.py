"""What is wrong with a sentence that a program has written: grammar of numbers, units, signs and marks."""

import re

# What is counted in the course's sentences. A noun outside this list is not judged.
NOUNS = (
    "answer", "barnacle", "box", "case", "cell", "cent", "choice", "comparison", "customer", "day", "draw", "employee",
    "exercise", "hour", "household", "link", "member", "month", "order", "payment", "people", "person", "point",
    "prospect", "purchase", "quarter", "renewal", "respondent", "round", "sample", "segment", "stranger", "true friend",
    "butterfly", "week", "year",
)  # fmt: skip
PLURALS = {
    "box": "boxes",
    "butterfly": "butterflies",
    "people": "people",
    "person": "persons",
    "purchase": "purchases",
}
COMPARED = "narrower|wider|more|less|fewer|higher|lower|better|worse|longer|shorter"
NUMBER = r"\d[\d,]*(?:\.\d+)?"
SCALE = "thousand|million|billion"
LONGEST = 34  # words in a sentence


def faults_in(text):
    """Every fault found in a reading (one sentence or several), as phrases that name the place; empty if there is none."""
    return [f"{rule.__doc__}: {found}" for rule in RULES for found in rule(text)]


def without_years(text):
    """The text with each year as a word: years are written without a thousands separator."""
    return re.sub(r"\b(?:19|20)\d\d\b", "that year", text)


def _found(pattern, text, flags=0):
    return [match.group(0) for match in re.finditer(pattern, text, flags)]


def one_with_a_plural(text):
    """one of many"""
    plurals = "|".join(PLURALS.get(noun, f"{noun}s") for noun in NOUNS if noun != "people")
    # "1 of 4 segments" counts four; "the first of 1" does not occur.
    return _found(rf"(?<![\d.,]|€)1[ \u00a0](?:[a-z]+[ \u00a0])?(?:{plurals})\b(?! \d)", text)


def many_with_a_singular(text):
    """many of one"""
    singulars = "|".join(noun for noun in NOUNS if noun != "people")
    several = r"(?:0|[02-9]|\d[\d,]*\d|\d[\d,]*\.\d*)"
    return _found(
        rf"(?<![\d.,€]){several}[ \u00a0](?:{singulars})\b(?![ -](?:equity|value|strength|level))", text
    )


def one_are(text):
    """verb of a number"""
    return _found(r"\b(?:There|there) are 1 \w+|\b(?:There|there) is (?:0|[2-9]|\d\d+) \w+", text)


def half_scaled_money(text):
    """thousand is missing beside an amount"""
    amounts = re.findall(rf"€({NUMBER})(?:[ \u00a0]({SCALE}))?", text)
    scaled = [scale for _, scale in amounts if scale]
    return [
        f"€{number}"
        for number, scale in amounts
        if scaled and not scale and float(number.replace(",", "")) != 0
    ]


def a_currency_alone(text):
    """euro sign without a number"""
    return _found(r"€(?!\d).{0,6}", text)


def tenths_of_a_euro(text):
    """one decimal of a euro"""
    return _found(rf"€\d[\d,]*\.\d(?!\d)(?![ \u00a0](?:{SCALE}))", text)


def a_long_number_unseparated(text):
    """thousands separator is missing"""
    return _found(r"(?<![\d.,])\d{4,}(?!\d)", text)


def a_minus_zero(text):
    """minus zero"""
    return _found(r"[−-]€?0(?:\.0+)?(?![\d.,])(?!,\d)", text)


def a_hyphen_as_minus(text):
    """hyphen instead of a minus sign"""
    return _found(r"(?<![\w.\u00a0])-€?\d[\d.,]*", text)


def not_for_readers(text):
    """programmer's word"""
    return _found(
        r"\b(?:nan|inf|infinity|None|True|False|np\.\w+|array|dtype)\b|[{}\[\]_]|\d[eE][+-]?\d", text
    )


def too_many_decimals(text):
    """more than two decimals"""
    return _found(r"\d\.\d{3,}", text)


def a_percent_sign_too_near_or_loose(text):
    """no-break space before %"""
    return _found(r"[^\u00a0]%", text)


def nothing_compared(text):
    """a comparison by nothing"""
    zero = r"(?<![\d.,])(?:€0|0)(?:\.0+)?(?:\u00a0%| points?| percentage points?)?"
    return _found(rf"{zero} (?:{COMPARED})\b|\bby {zero}(?![\d.,]\d)(?=[ .,;:)])", text)


def doubled_words(text):
    """word twice"""
    return _found(r"\b([A-Za-z]+) \1\b", text, re.IGNORECASE)


def loose_spaces(text):
    """space too many"""
    return _found(r".{0,5}(?:  | [.,;:!?)]|\( |^ | $)", text)


def loose_marks(text):
    """marks that do not go together"""
    return _found(r"(?:\.\.(?!\.)|[,;:]{2}|[,;:][.?!]|[.?!],|\.:)", text)


def begins_small(text):
    """sentence without a capital"""
    return _found(r"(?:^|[.?!]”? )(?!“?[A-ZÀ-Þ]).{1,12}", text)


def does_not_end(text):
    """no full stop at the end"""
    return [] if re.search(r"[.?!]”?$", text) else [text[-12:]]


def unbalanced(text):
    """one of a pair is missing"""
    pairs = (("(", ")"), ("“", "”"))
    return [f"{a}{b}" for a, b in pairs if text.count(a) != text.count(b)]


def too_long(text):
    """sentence of more than 34 words"""
    return [
        s[:40] for s in re.split(r"(?<=[.?!])”? ", text) if len(s.replace("\u00a0%", "").split()) > LONGEST
    ]


RULES = (
    one_with_a_plural, many_with_a_singular, one_are, half_scaled_money, a_currency_alone, tenths_of_a_euro,
    a_long_number_unseparated, a_minus_zero, a_hyphen_as_minus, not_for_readers, too_many_decimals,
    a_percent_sign_too_near_or_loose, nothing_compared, doubled_words, loose_spaces, loose_marks, begins_small,
    does_not_end, unbalanced, too_long,
)  # fmt: skip
