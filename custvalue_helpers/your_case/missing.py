"""What a part of a case lacks, said so that a reader knows what to add."""

from .schema import TABLES

__all__ = []


class Missing(ValueError):
    """A part cannot be worked out from this case; the message says what is missing and what to add."""


def table_of(case, name):
    """A table of the case.

    Raises Missing, with what to add, if the case has none or an empty one.
    """
    found = case.table(name)
    if found is None or found.empty:
        raise Missing(
            f"There is no table {name}, so this part is left out. To see it, add {name}.csv: one row is {TABLES[name].row}"
            " (the templates' README names its columns)."
        )
    return found


def words(name):
    """An attribute's column as words.

    >>> words("waiting_time")
    'waiting time'
    """
    return str(name).replace("_", " ")


def listed(names):
    """Names in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    names = list(names)
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}"
