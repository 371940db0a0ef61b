"""Ranges for sliders that start at the reader's own numbers, and what stands where an explorer cannot be made."""

import math
from functools import wraps
from textwrap import fill

from .missing import Missing
from .own_case import OwnCase

ROUND = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


class Absent:
    """What an explorer's cell shows where the case lacks what it needs: a sentence that says what to add."""

    def __init__(self, said):
        self.said = said

    def predict(self):
        """The same sentence: there is nothing to predict."""
        return self

    def __repr__(self):
        return fill(self.said, 100)


def from_case(make):
    """Check the case, and answer with an Absent where it lacks what ``make(case)`` needs."""

    @wraps(make)
    def made(case):
        if not isinstance(case, OwnCase):
            raise TypeError(f"case must be a case that load_case() has read, got {type(case).__name__}")
        try:
            return make(case)
        except Missing as lack:
            return Absent(str(lack))
        except (ValueError, ArithmeticError) as fault:
            return Absent(f"These numbers cannot be worked out from the case: {fault}.")

    return made


def round_up(value):
    """The next round number.

    >>> round_up(61), round_up(0.13), round_up(0)
    (80.0, 0.15, 1.0)
    """
    if value <= 0:
        return 1.0
    size = 10.0 ** math.floor(math.log10(value))
    return next(round(part * size, 12) for part in ROUND if part * size >= value * (1 - 1e-9))


def step_for(width, *starts):
    """A slider's step: round, some fifty to a range, or as fine as the starting values are, down to a thousandth of it.

    >>> step_for(80), step_for(80, 49.9), step_for(3, 1.5)
    (1.0, 0.1, 0.05)
    """
    size = 10.0 ** math.floor(math.log10(width))
    steps = [round(size * part, 12) for part in (0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)]
    coarse = [step for step in steps if step <= width / 50 * (1 + 1e-9)]
    fits = (s for s in coarse if all(math.isclose(v / s, round(v / s), abs_tol=1e-6) for v in starts))
    return next(fits, coarse[min(1, len(coarse) - 1)])
