"""Columns of a reader's table, checked at the border."""

import numpy as np

from custvalue_helpers.kit.checks import one_of, shorten


def columns_in(data, wanted, argument="items"):
    """The wanted columns as a list; an unknown one is answered with the nearest."""
    if not hasattr(data, "columns"):
        raise TypeError(f"data must be a pandas DataFrame, got {type(data).__name__}")
    wanted = [wanted] if isinstance(wanted, str) else list(wanted)
    if not wanted:
        raise ValueError(f"{argument} must name at least one column, got none")
    for name in wanted:
        one_of(argument, name, list(data.columns))
    if len(set(wanted)) < len(wanted):
        raise ValueError(f"{argument} must name each column once, got {wanted}")
    return wanted


def numbers_of(data, items, scale=None, argument="items"):
    """The items' columns as an array of floats: numbers, none missing, all on the scale (any, if None).

    Raises ValueError or TypeError naming the column, how many cells are wrong, and the first such row.
    """
    items = columns_in(data, items, argument)
    if not len(data):
        raise ValueError("data must have at least one row, got none")
    for name in items:
        column = data[name]
        if column.dtype.kind not in "iuf":
            raise TypeError(
                f"{argument}: column '{name}' must hold numbers, got {column.dtype} such as {shorten(column.iloc[0])}"
            )
        values = column.to_numpy(float)
        _refuse(name, ~np.isfinite(values), data.index, "missing or not finite")
        if scale is not None:
            low, high = scale
            wrong = (values < low) | (values > high)
            found = f" (the first is {values[wrong][0]:g})" if wrong.any() else ""
            _refuse(name, wrong, data.index, f"outside the scale from {low:g} to {high:g}{found}")
    return data[items].to_numpy(float)


def _refuse(name, wrong, index, what):
    if wrong.any():
        count = int(wrong.sum())
        cells = "value is" if count == 1 else "values are"
        raise ValueError(
            f"column '{name}': {count} {cells} {what}, the first in row {shorten(index[wrong.argmax()])}"
        )
