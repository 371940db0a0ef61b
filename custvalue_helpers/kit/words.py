"""Numbers as readers read them."""

import math


def signed(value, digits=2):
    """A number with a true minus sign, and no minus zero.

    >>> signed(-3.456), signed(-0.001), signed(1234.5, 1)
    ('−3.46', '0.00', '1,234.5')
    """
    text = f"{round(value, digits) + 0.0:,.{digits}f}"
    return text.replace("-", "−")


def euro(value, digits=2):
    """An amount of money.

    >>> euro(24), euro(-3.5), euro(1200, 0)
    ('€24.00', '−€3.50', '€1,200')
    """
    text = signed(value, digits)
    return f"−€{text[1:]}" if text.startswith("−") else f"€{text}"


def percent(share, digits=0):
    r"""A share as a percentage.

    >>> percent(0.384), percent(1 / 3, 1)  # with a space that does not break
    ('38\xa0%', '33.3\xa0%')
    """
    return f"{signed(100 * share, digits)}\u00a0%"


def plural(count, noun, nouns=None):
    """A count with its noun.

    >>> plural(1, "try", "tries"), plural(3, "exercise")
    ('1 try', '3 exercises')
    """
    return f"{count} {noun if count == 1 else nouns or noun + 's'}"


def decimals_to_show(value, unit=""):
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


def with_unit(value, unit=""):
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
