"""Numbers as readers read them, and the small words that go with them: one place, so that every sentence is a sentence."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

EXACT = 1e-9
ON_THE_WAY = 0.002  # rounding on the way may move an answer by that share of it
AT_THE_END = 0.02  # rounding at the end may move it by that share,
SECOND_DECIMAL = 0.005  # or by half of its second decimal
LAST_OF_THREE = 0.001  # one step in the third decimal
APART = 0.03  # two values that differ by less of themselves are taken for one another
FAR = 0.05  # a whole number that ends in zeros may stand for a value that far off


def signed(value: float, digits: int = 2) -> str:
    """A number with a true minus sign, and no minus zero.

    >>> signed(-3.456), signed(-0.001), signed(1234.5, 1)
    ('−3.46', '0.00', '1,234.5')
    """
    text = f"{round(value, digits) + 0.0:,.{digits}f}"
    return text.replace("-", "−")


def with_sign(value: float, digits: int = 2) -> str:
    """A number with its sign, also where it is above zero.

    >>> with_sign(0.48), with_sign(-0.5, 1), with_sign(0.001)
    ('+0.48', '−0.5', '0.00')
    """
    text = signed(value, digits)
    return f"+{text}" if round(value, digits) > 0 else text


def trimmed(value: float, digits: int = 2) -> str:
    """A number with no more decimals than it needs.

    >>> trimmed(3.0), trimmed(5.5), trimmed(-0.25), trimmed(1200), trimmed(-0.001)
    ('3', '5.5', '−0.25', '1,200', '0')
    """
    text = signed(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def euro(value: float, digits: int = 2) -> str:
    """An amount of money.

    >>> euro(24), euro(-3.5), euro(1200, 0)
    ('€24.00', '−€3.50', '€1,200')
    """
    text = signed(value, digits)
    return f"−€{text[1:]}" if text.startswith("−") else f"€{text}"


def thousands(value: float, digits: int = 0) -> str:
    """An amount of money that is counted in thousand euro.

    >>> thousands(51.3), thousands(-2.25, 1), thousands(20, 1)
    ('€51 thousand', '−€2.2 thousand', '€20.0 thousand')
    """
    return f"{euro(value, digits)} thousand"


def percent(share: float, digits: int = 0) -> str:
    r"""A share as a percentage.

    >>> percent(0.384), percent(1 / 3, 1)  # with a space that does not break
    ('38\xa0%', '33.3\xa0%')
    """
    return f"{signed(100 * share, digits)}\u00a0%"


def chance(share: float) -> str:
    r"""A share as a percentage that never calls the rare impossible, nor the likely certain.

    >>> chance(0.384), chance(0.003), chance(0.999), chance(0), chance(1)
    ('38\xa0%', 'less than 1\xa0%', 'more than 99\xa0%', '0\xa0%', '100\xa0%')
    """
    if 0 < share < 0.005:
        return f"less than {percent(0.01)}"
    return f"more than {percent(0.99)}" if 0.995 <= share < 1 else percent(share)


def plural(count: float, noun: str, nouns: str | None = None, digits: int = 2) -> str:
    """A count with its noun.

    >>> plural(1, "try", "tries"), plural(3, "exercise"), plural(1197, "barnacle")
    ('1 try', '3 exercises', '1,197 barnacles')
    >>> plural(-1.0, "point"), plural(1.5, "point"), plural(0.999, "point")
    ('−1 point', '1.5 points', '1 point')
    """
    text = trimmed(count, digits)
    return f"{text} {noun if text in ('1', '−1') else nouns or noun + 's'}"


def counted(count: float, noun: str, nouns: str | None = None) -> str:
    """A count in a sentence, where none is "no".

    >>> counted(0, "barnacle"), counted(2, "barnacle")
    ('no barnacles', '2 barnacles')
    """
    return plural(count, noun, nouns) if count else f"no {nouns or noun + 's'}"


def capital(text: str) -> str:
    """The text with its first letter large.

    >>> capital("fair sourcing")
    'Fair sourcing'
    """
    return text[:1].upper() + text[1:]


def label_of_row(name: object, labels: Mapping[Any, str] | None = None) -> str:
    """The label of a table's row or column in a picture: the one given, or its name with spaces.

    >>> label_of_row("app_ease"), label_of_row("app_ease", {"app_ease": "the app"})
    ('app ease', 'the app')
    """
    return (labels or {}).get(name, str(name).replace("_", " "))


def listed(words: Iterable[object], last: str = "and") -> str:
    """An enumeration.

    >>> listed(["taste"]), listed(["taste", "price"], "or"), listed(["taste", "price", "app"])
    ('taste', 'taste or price', 'taste, price and app')
    """
    *others, final = map(str, words)
    return f"{', '.join(others)} {last} {final}" if others else final


def most_of(
    names: Sequence[str], one: str, several: str, everyone: str | None = None, of: int | None = None
) -> str:
    """Who comes first, a tie said as a tie: ``one`` follows one name, ``several`` more; ``everyone`` if all of ``of`` tie.

    >>> most_of(["price"], "is the weakest link", "are equally weak")
    'Price is the weakest link'
    >>> most_of(["price", "taste"], "is the weakest link", "are equally weak")
    'Price and taste are equally weak'
    >>> most_of(["price", "taste"], "is weakest", "are equally weak", "Both links are equally weak", of=2)
    'Both links are equally weak'
    """
    if everyone and len(names) == of:
        return everyone
    return f"{capital(listed(names))} {one if len(names) == 1 else several}"


def adding_up(parts: Iterable[float], digits: int = 0) -> list[float]:
    """Rounded numbers whose sum is the rounded sum of ``parts`` (Hamilton's method of the largest remainder).

    Each part is rounded down, and what is missing goes to those that lost most.

    >>> adding_up([47.4, -10.4, -0.4]), adding_up([14.3, 21.4, 64.3])
    ([47.0, -10.0, 0.0], [14.0, 22.0, 64.0])
    """
    scale = 10**digits
    exact = [part * scale for part in parts]
    rounded = [math.floor(part) for part in exact]
    missing = round(sum(exact)) - sum(rounded)
    order = sorted(range(len(exact)), key=lambda place: rounded[place] - exact[place])
    for place in order[:missing]:
        rounded[place] += 1
    return [part / scale for part in rounded]


def percents(shares: Iterable[float]) -> list[str]:
    r"""Shares of one whole as percentages that add up to what the shares add up to.

    >>> percents([1 / 7, 3 / 14, 9 / 14])
    ['14\xa0%', '22\xa0%', '64\xa0%']
    """
    return [f"{signed(part, 0)}\u00a0%" for part in adding_up([100 * share for share in shares])]


def gains(value: float, digits: int = 0, gain: str = "gains", loss: str = "loses") -> str:
    """Who gains, or loses, how much money.

    >>> gains(3), gains(-3.5, 2), gains(0.2), gains(-9, gain="earns", loss="costs")
    ('gains €3', 'loses €3.50', 'gains nothing', 'costs €9')
    """
    if round(value, digits) == 0:
        return f"{gain} nothing"
    return f"{gain if value > 0 else loss} {euro(abs(value), digits)}"


def moves(change: float, noun: str = "point", digits: int = 1) -> str:
    """How something moves, with its unit.

    >>> moves(5.42), moves(-1, "percentage point"), moves(0.04)
    ('rises by 5.4 points', 'falls by 1 percentage point', 'hardly changes')
    >>> moves(0)
    'does not change'
    """
    if round(change, digits) == 0:
        return "does not change" if abs(change) < 1e-9 else "hardly changes"
    return f"{'rises' if change > 0 else 'falls'} by {plural(abs(change), noun, digits=digits)}"


def goes(before: float, after: float) -> str:
    r"""A share before and after, with decimals only where whole per cents would look the same.

    >>> goes(0.42, 0.59), goes(0.421, 0.418), goes(0.42, 0.42)
    ('rises from 42\xa0% to 59\xa0%', 'falls from 42.1\xa0% to 41.8\xa0%', 'stays at 42\xa0%')
    """
    for digits in (0, 1):
        first, then = percent(before, digits), percent(after, digits)
        if first != then:
            return f"{'rises' if after > before else 'falls'} from {first} to {then}"
    return f"stays at {percent(before)}"


def width_against(before: Sequence[float], after: Sequence[float]) -> str:
    r"""How wide an interval is against another: (low, high) each.

    >>> width_against((0, 10), (2, 8)), width_against((0, 10), (0, 10.4)), width_against((0, 10), (1, 11.01))
    ('40\xa0% narrower', '4\xa0% wider', 'just as wide')
    """
    change = (after[1] - after[0]) / (before[1] - before[0]) - 1
    if round(100 * change) == 0:
        return "just as wide"
    return f"{percent(abs(change))} {'wider' if change > 0 else 'narrower'}"


def decimals_to_show(value: float, unit: str = "") -> int:
    """How many decimals a person writes: enough to use the number, and none that nobody needs.

    Up to two decimals stay as they are. Otherwise three digits are shown, with one decimal at the least below 1,000 and
    none above. Money has two decimals below €1,000, unless it is whole.

    >>> decimals_to_show(24.69963), decimals_to_show(0.0166667), decimals_to_show(8.85), decimals_to_show(4.5, "€")
    (1, 4, 2, 2)
    """
    value = round(value, 9)  # 77.99999999999997 is 78
    if value == round(value):
        return 0
    if unit.startswith("€"):
        return 2 if abs(value) < 1000 else 0
    if value == round(value, 2):
        return 1 if value == round(value, 1) else 2
    before_the_point = math.floor(math.log10(abs(value))) + 1
    return max(3 - before_the_point, 1 if before_the_point <= 3 else 0)


def with_unit(value: float, unit: str = "") -> str:
    """A number as a person writes it, with its unit; a unit that begins with € stands before the number.

    >>> with_unit(24.69963, "%"), with_unit(3.70663), with_unit(147.2696), with_unit(0.0166667, "points")
    ('24.7 %', '3.71', '147.3', '0.0167 points')
    >>> with_unit(-4.5, "€ a month"), with_unit(71276.67, "€"), with_unit(16000, "€"), with_unit(8.85), with_unit(4360)
    ('−€4.50 a month', '€71,277', '€16,000', '8.85', '4,360')
    """
    text = signed(value, decimals_to_show(value, unit))
    if unit.startswith("€"):
        return f"€{text}{unit[1:]}".replace("€−", "−€")
    return f"{text} {unit}".strip()


# Whether a number that somebody wrote is a certain value, rounded as people round.


def same(written: float, value: float) -> bool:
    """Whether two numbers are equal, but for the last bits of a computer's arithmetic.

    >>> same(0.1 + 0.2, 0.3), same(16_000, 16_001)
    (True, False)
    """
    return math.isclose(written, value, rel_tol=EXACT, abs_tol=EXACT)


def is_whole(value: float) -> bool:
    """Whether a number is whole, but for the last bits.

    >>> is_whole(146.99999999999997), is_whole(147.27)
    (True, False)
    """
    return same(value, round(value))


def is_short(value: float) -> bool:
    """Whether a value has at most two decimals, or three digits: another value, rounded, can be the same number.

    >>> is_short(2.35), is_short(0.588), is_short(0.5882)
    (True, True, False)
    """
    return same(value, round(value, 2)) or same(value, float(f"{value:.3g}"))


def last_place(written: float) -> float:
    """The value of one step in the last digit that was written.

    Zeros at the end of a whole number may come from rounding, as far as three digits are left.

    >>> last_place(2.45), last_place(2.0), last_place(254), last_place(71_300), last_place(71_000)
    (0.01, 1.0, 1.0, 100.0, 100.0)
    """
    digits = Decimal(repr(float(written))).normalize()
    exponent = int(digits.as_tuple().exponent)
    return 10.0 ** (exponent if exponent <= 0 else max(0, min(exponent, digits.adjusted() - 2)))


def fits(written: float, value: float, place: float, counted: bool = False) -> bool:
    """Whether ``written``, with ``place`` its last place, can be ``value``, rounded at the end or on the way.

    Of things that are ``counted`` the whole number below and the one above fit, too.

    >>> fits(2.4, 2.37, 0.1), fits(2.4, 2.31, 0.1), fits(166, 166.6, 1), fits(166, 166.6, 1, counted=True)
    (True, False, False, True)
    """
    off = abs(written - value)
    if off <= 0.5 * place * (1 + EXACT) + EXACT * abs(value):
        return True
    if counted and is_whole(written) and off < 1:
        return True
    return off <= ON_THE_WAY * abs(value) and not (is_whole(written) and is_whole(value))


def fine_enough(written: float, value: float) -> bool:
    """Whether rounding left enough of ``value``: two decimals always do, and so does an error of at most 2 %.

    Of a whole number, such as a count, every digit is wanted.

    >>> fine_enough(0.02, 0.0167), fine_enough(25, 24.7), fine_enough(2, 2.4), fine_enough(250, 254)
    (True, True, False, False)
    """
    if is_whole(value) and is_whole(written):
        return same(written, value)
    return abs(written - value) <= max(SECOND_DECIMAL, AT_THE_END * abs(value)) * (1 + EXACT)


def rounded_to_zeros(written: float, value: float) -> bool:
    """Whether a whole number that ends in zeros is ``value``, rounded to fewer than three digits.

    >>> rounded_to_zeros(16_000, 16_245), rounded_to_zeros(20_000, 16_245)
    (True, False)
    """
    exponent = int(Decimal(repr(float(written))).normalize().as_tuple().exponent)
    off = abs(written - value)
    return exponent > 0 and off <= 0.5 * 10.0**exponent and off <= FAR * abs(value)


def near(written: float, value: float) -> bool:
    """Whether ``written`` is off by no more than careless rounding on the way brings about.

    >>> near(0.58, 0.588), near(0.016, 0.0167), near(17, 16), near(0.5, 0.588)
    (True, True, False, False)
    """
    if is_whole(value):
        return False
    return abs(written - value) <= max(LAST_OF_THREE, APART * abs(value))


def apart(value: float, other: float) -> bool:
    """Whether two values are far enough from each other to be told apart when somebody rounds.

    >>> apart(2.4, 2.2), apart(2.4, 2.35), apart(16_245, 16_250)
    (True, False, True)
    """
    if is_whole(value) and is_whole(other):
        return not same(value, other)
    return abs(value - other) > max(APART * max(abs(value), abs(other)), EXACT)


def as_people_round(value: float) -> set[float]:
    """The numbers that people write for a value: in full, to whole, one or two decimals, three digits, up and down.

    >>> sorted(as_people_round(166.572))
    [166, 166.57, 166.572, 166.6, 167]
    """
    value = float(value)
    exact = Decimal(repr(value))
    halves_up = {float(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) for decimals in (0, 1, 2)}
    halves_to_even = {round(value, decimals) for decimals in (0, 1, 2)}
    return {value, math.floor(value), math.ceil(value), float(f"{value:.3g}")} | halves_up | halves_to_even
