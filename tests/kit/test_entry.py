"""What people write into a box is read as they mean it, and nothing else happens."""

import sys
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from custvalue_helpers.kit.entry import Unreadable, contradiction, read_entry

SPELLINGS = {
    "9": 9, "09": 9, "9.": 9, "9.0": 9, " 9 ": 9, "+9": 9, "= 9": 9, "about 9": 9, "ca. 9": 9, "~9": 9, "39,-": 39, "39.-": 39,
    "16 000": 16_000, "16\u202f000": 16_000, "16\u00a0000 €": 16_000, "16\u2009000": 16_000, "16'000": 16_000, "16’000": 16_000,
    "16_000": 16_000, "16.000,50": 16_000.5, "16,000.50": 16_000.5, "16 000,50": 16_000.5, "1,234,567": 1_234_567, "1.234.567": 1_234_567,
    "3,5": 3.5, "3,05": 3.05, "0,125": 0.125, ".5": 0.5, ",5": 0.5, "3.14159": 3.14159, "10/17": 10 / 17, "10 / 17": 10 / 17, "10:4": 2.5, "10 ÷ 4": 2.5,
    "√2": 2**0.5, "sqrt(2)": 2**0.5, "2√9": 6, "√(3² + 4²)": 5, "(2-6)^2": 16, "(2−6)²": 16, "(2-6)**2": 16, "2²": 4, "10⁻²": 0.01, "-2^2": -4, "2^-1": 0.5,
    "2^3^2": 512, "4 × 40": 160, "4x40": 160, "4 · 40": 160, "4 times 40": 160, "2(3+4)": 14, "[2+3]*4": 20, "3-5": -2, "0.1+0.2": 0.3, "100 - 2 * 3": 94,
    "254 households": 254, "1 household": 1, "254 loyal customers": 254, "12 people": 12, "€254": 254, "254€": 254, "9 euro a month": 9, "€9/month": 9,
    "€9 per month": 9, "€24 − €14": 10, "1.5 million": 1_500_000, "€2 million": 2_000_000, "16k": 16_000, "16 thousand": 16_000, "−3": -3, "–3": -3, "—3": -3,
    "‑3": -3, "－3": -3, "−€4.50": -4.5, "€−4.50": -4.5, "minus 3": -3, "½": 0.5, "2½": 2.5, "2 1/2": 2.5, "-2 1/2": -2.5, "⅔": 2 / 3, "1e3": 1000,
    "1.5E-2": 0.015, "１２": 12, "٣": 3, "\ufeff9\u200b": 9, "exp(0)": 1, "exp(1)/(exp(1)+exp(0))": 0.7310585786300049, "e^0": 1,
}  # fmt: skip


@pytest.mark.parametrize("text", SPELLINGS)
def test_one_reading(text):
    (reading,) = read_entry(text, "households")
    assert reading.value == pytest.approx(SPELLINGS[text], rel=1e-15)


@pytest.mark.parametrize(
    "text, values",
    [("3,050", [3050, 3.05]), ("1.000", [1, 1000]), ("€16,000", [16_000, 16]), ("-1.000", [-1, -1000]), ("52 %", [52, 0.52]), ("52%", [52, 0.52]),
     ("52 per cent", [52, 0.52]), ("52 percent", [52, 0.52]), ("5 percentage points", [5, 0.05]), ("4*40%", [1.6, 160]), ("4 × 40 %", [1.6, 160]),
     ("100 % − 48 %", [0.52, 52]), ("52 % of customers", [52, 0.52]), ("1,000 + 1", [1001, 2]), ("50% / 25%", [2])],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_read_in_both_and_told_apart(text, values):
    readings = read_entry(text)
    assert [reading.value for reading in readings] == pytest.approx(values)
    assert len({reading.how for reading in readings}) == len(readings)


def test_how_something_was_read_is_said():
    assert [reading.how for reading in read_entry("3,050")] == [
        "“3,050” is read as 3,050.",
        "“3,050” is read as 3.05.",
    ]
    assert read_entry("10/17")[0].how == "“10/17” is read as 0.5882353."
    assert read_entry("2-6")[0].how == "“2-6” is read as −4." and read_entry("16 000")[0].how == ""


def test_the_unit_that_is_asked_for_may_hold_a_number():
    assert read_entry("7.5 of 10", "of 10")[0].value == 7.5
    assert read_entry("50 thousand €", "thousand €")[0].value == 50
    assert read_entry("50,000 €", "thousand €")[0].value == 50_000


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "Nothing stands in the box"),
        ("  \u00a0", "Nothing stands in the box"),
        ("x" * 201, "at most 200 characters; this has 201"),
        ("nine", "“nine” could not be read. Write one number, such as 16,000"),
        ("5!", "factorial"),
        ("3 or 4", "could not be read"),
        ("3, 4", "one number"),
        ("3; 4", "one number"),
        ("2 3", "one number"),
        ("1,2,3", "between thousands stand three digits"),
        ("1.2.3", "between thousands stand three digits"),
        ("(2", "not closed"),
        ("2)", "not opened"),
        ("100/", "ends in the middle"),
        ("2/0", "divides by zero"),
        ("0/0", "divides by zero"),
        ("0^-1", "divides by zero"),
        ("√-4", "below zero"),
        ("(-8)^0.5", "could not be read"),
        ("(" * 30 + "1" + ")" * 30, "inside one another"),
        ("√" * 100 + "2", "inside one another"),
        ("2^" * 90 + "2", "inside one another"),
        ("9^9999", "too large"),
        ("9**9**9", "too large"),
        ("1e100", "too large"),
        ("-1e100", "too large"),
        ("1e99*10", "too large"),
        ("1e99999999", "too large"),
        ("9" * 101, "too large"),
        ("exp(1000)", "too large"),
        ("__import__('os')", "could not be read"),
        ("5 apple", "could not be read"),
        ("> 5", "could not be read"),
        ("nan", "could not be read"),
        ("inf", "could not be read"),
        ("\ud800", "could not be read"),
    ],
)
def test_what_is_no_number_is_told_in_a_sentence(text, said):
    with pytest.raises(Unreadable, match=said) as told:
        read_entry(text)
    assert str(told.value).endswith(".") and len(str(told.value)) < 300


def test_only_texts_are_read():
    with pytest.raises(TypeError, match="entry must be a text, got int 9"):
        read_entry(9)


@pytest.mark.parametrize(
    "text, unit, said",
    [
        ("52 %", "€", "You wrote %, and the unit here is: €."),
        ("€9", "", "You wrote €, and the answer has no unit."),
        ("$9", "€ a month", "You wrote $, and the unit here is: € a month."),
        ("900 cents", "€", "You wrote cents, and the unit here is: €."),
        ("€108 a year", "€ a month", "You wrote “a year”, and the unit here is: € a month."),
        ("€9 a month", "€ a month", ""),
        ("€9", "thousand €", ""),
        ("9 customers", "households", ""),
        ("3 months", "", ""),
    ],
)
def test_a_unit_that_contradicts_is_said(text, unit, said):
    assert contradiction(read_entry(text, unit)[0].units, unit) == said


NUMBERS = st.decimals(-(10**9), 10**9, places=2, allow_nan=False).map(float)
WAYS = {
    "plain": lambda n: f"{n:.2f}",
    "a comma for decimals": lambda n: f"{n:.2f}".replace(".", ","),
    "commas between thousands": lambda n: f"{n:,.2f}",
    "points between thousands": lambda n: f"{n:,.2f}".translate(str.maketrans(",.", ".,")),
    "thin spaces": lambda n: f"{n:,.2f}".replace(",", "\u202f"),
    "a true minus": lambda n: f"{n:,.2f}".replace("-", "−"),
    "money": lambda n: f"€{n:,.2f}",
    "money behind": lambda n: f"{n:,.2f} €",
    "a noun": lambda n: f"{n:,.2f} households",
    "a sum": lambda n: f"({n:.2f} + 1) − 1",
    "a power of ten": lambda n: f"{n * 100:.0f}e-2",
}


@given(number=NUMBERS, way=st.sampled_from(sorted(WAYS)))
def test_a_number_comes_back_however_it_is_spelled(number, way):
    values = [reading.value for reading in read_entry(WAYS[way](number))]
    assert len(values) == 1 and values[0] == number


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_comes_back_with_any_thousands(number):
    for mark in (",", ".", " ", "'", "\u00a0"):
        assert float(number) in [reading.value for reading in read_entry(f"{number:,}".replace(",", mark))]


@given(st.floats(-1e99, 1e99))
def test_what_python_prints_is_read_as_it_is(number):
    assume(abs(number) > 1e-300 or number == 0)
    assert read_entry(repr(number))[0].value == number


PIECES = st.lists(
    st.sampled_from(["1", "0", "12", ",", ".", " ", "%", "(", ")", "+", "-", "*", "/", "^", "√", "²", "⁻", "½", "e", "exp", "sqrt", "€", "million",
                     "per cent", "months", "x", "!", "'", "1e9", "000"]), max_size=60)  # fmt: skip


@given(
    st.one_of(st.text(max_size=250), PIECES.map("".join)),
    st.sampled_from(["", "€", "%", "of 10", "thousand €"]),
)
def test_no_text_does_anything_but_give_a_number_or_a_sentence(text, unit):
    begun, deep = time.perf_counter(), sys.getrecursionlimit()
    try:
        for reading in read_entry(text, unit):
            assert abs(reading.value) < 1e100 * (1 + 1e-9)
            assert contradiction(reading.units, unit) is not None
    except Unreadable as error:
        assert str(error)
    assert time.perf_counter() - begun < 0.5 and sys.getrecursionlimit() == deep
