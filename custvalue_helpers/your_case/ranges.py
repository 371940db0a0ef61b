"""Ranges for sliders that start at the reader's own numbers, and what stands where an explorer cannot be made."""

import math
from functools import wraps
from textwrap import fill

from .missing import Missing
from .own_case import checked_case

__all__ = []

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
        try:
            return make(checked_case(case))
        except Missing as lack:
            return Absent(str(lack))
        except (ValueError, ArithmeticError) as fault:
            return Absent(f"These numbers cannot be worked out from the case: {fault}.")

    return made


def on_grid(value, low, high, step):
    """The nearest value that a slider from ``low`` in steps of ``step`` can stand at: a browser moves it there anyway.

    >>> on_grid(83.68, 0, 99, 0.1), on_grid(99.99, 0, 99, 0.5)
    (83.7, 99.0)
    """
    most = math.floor((high - low) / step * (1 + 1e-12) + 1e-9)
    return round(low + min(max(round((value - low) / step), 0), most) * step, 10)


def at_the_exact(model, controls, **exact):
    """The model, taking the case's own number for a slider that stands where it started, as near as its steps allow."""
    starts = {control.name: control.start for control in controls}

    def exactly(**values):
        own = {name: value for name, value in exact.items() if abs(values[name] - starts[name]) < 1e-9}
        return model(**{**values, **own})

    return exactly


def outward(low, high):
    """The ends of a slider, moved outward to multiples of its step, and the step.

    >>> outward(-38.7, 94.1)
    (-40.0, 96.0, 2.0)
    """
    step = step_for(high - low)
    return round(math.floor(low / step) * step, 10), round(math.ceil(high / step) * step, 10), step


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
    """A slider's step: round, some fifty to a range, or as fine as the starting values are, down to a ten-thousandth of it.

    >>> step_for(80), step_for(80, 49.9), step_for(3, 1.5)
    (1.0, 0.1, 0.05)
    """
    size = 10.0 ** math.floor(math.log10(width))
    steps = [
        round(size * part, 12)
        for part in (0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001)
    ]
    coarse = [step for step in steps if step <= width / 50 * (1 + 1e-9)]
    fits = (s for s in coarse if all(math.isclose(v / s, round(v / s), abs_tol=1e-6) for v in starts))
    return next(fits, coarse[min(1, len(coarse) - 1)])
