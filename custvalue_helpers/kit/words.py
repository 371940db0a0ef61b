"""Numbers as readers read them."""


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
