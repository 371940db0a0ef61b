"""A reader's tables and columns, checked at the border, and given back with their own labels."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import LARGEST, a_list, a_number, one_of, shorten
from custvalue_helpers.kit.lazy import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd
    from numpy.typing import ArrayLike


def a_table(name: str, data: Any, columns: Iterable[str] = (), rows: int = 1) -> pd.DataFrame:
    """``data``, if it is a DataFrame with at least so many rows, all ``columns``, and no column's name twice.

    ``columns``: their names; or a dict from each name to what it holds, which is checked too: see a_column().

    >>> a_table("histories", [1, 2])
    Traceback (most recent call last):
    TypeError: histories must be a pandas DataFrame, got list
    """
    if not (hasattr(data, "columns") and hasattr(data, "iloc")):
        raise TypeError(f"{name} must be a pandas DataFrame, got {type(data).__name__}")
    if data.columns.has_duplicates:
        twice = data.columns[data.columns.duplicated()][0]
        raise ValueError(f"{name} must have each column once, got two or more named {shorten(twice)}")
    for column in columns:
        one_of(f"{name}: column", column, list(data.columns))
    if len(data) < rows:
        least = "row" if rows == 1 else "rows"
        raise ValueError(f"{name} must have at least {rows} {least}, got {len(data) or 'none'}")
    for column, holds in columns.items() if isinstance(columns, dict) else ():
        a_column(data, column, name, name, holds)
    return data


def numeric_table(data: Any, rows: int = 1, name: str = "data") -> pd.DataFrame:
    """``data``, called ``name`` in messages, as a DataFrame of floats, or an error that says what is wrong with it and where.

    Raises TypeError if it is no DataFrame; ValueError for a column that is not numeric, a missing or infinite value
    (how many, and where), a row label that stands twice, or fewer than ``rows`` rows.

    >>> import pandas as pd
    >>> numeric_table(pd.DataFrame({"age": [31, None, 40]}))
    Traceback (most recent call last):
    ValueError: data must have no missing or infinite values, got 1: 1 in 'age' (first at row 1)
    """
    labelled_once(data, name)
    words = [column for column in data if data[column].dtype.kind not in "biuf"]
    if words:
        raise ValueError(
            f"{name} must be numeric, got {len(words)} column(s) that are not: {shorten(words)}"
            " (for categories use a distance made for them)"
        )
    columns = {column: data[column].to_numpy(float, na_value=np.nan) for column in data}
    table = type(data)(columns, index=data.index).set_axis(data.columns, axis=1)
    no_missing(table, ~np.isfinite(table), name)
    a_table(name, data, rows=rows)
    if len(table) and (largest := table.abs().max()).max() > LARGEST:
        raise ValueError(
            f"{name} must hold no number too large to reckon with, got one in {largest.idxmax()!r}"
        )
    return table


def labelled_once(data: Any, name: str = "data") -> None:
    """Raise unless ``data``, called ``name`` in messages, is a DataFrame with a column or more, each row and column with its own label."""
    a_table(name, data, rows=0)
    if not data.shape[1]:
        raise ValueError(f"{name} must have at least one column, got none")
    if data.index.has_duplicates:
        twice = data.index[data.index.duplicated()][0]
        raise ValueError(f"{name} must name each row once, got {shorten(twice)} more than once")


def no_missing(data: pd.DataFrame, holes: pd.DataFrame | None = None, name: str = "data") -> None:
    """Raise if ``data`` has cells without a value (or, where ``holes`` says which they are, any of these): how many, and where."""
    what = "missing values" if holes is None else "missing or infinite values"
    holes = data.isna() if holes is None else holes
    counts = holes.sum()
    counts = counts[counts > 0]
    if len(counts):
        first = data.index[holes[counts.index[0]]].tolist()[0]
        where = ", ".join(f"{count} in {column!r}" for column, count in counts.items())
        where = where if len(where) <= 120 else where[:119] + "…"
        raise ValueError(f"{name} must have no {what}, got {counts.sum()}: {where} (first at row {first!r})")


def numbers_in(
    name: str, values: Any, low: float | None = None, high: float | None = None, least: int = 1
) -> np.ndarray:
    """A list, array or Series as a new array of floats: at least so many, all finite, all from ``low`` to ``high``.

    True and False are no numbers here; text is not turned into one. See aligned() for Series that go together.

    >>> numbers_in("answers", ["9", "ten"])
    Traceback (most recent call last):
    TypeError: answers must hold numbers, got str '9' (the first that is none)
    """
    if isinstance(values, str | bytes | dict | set) or values is None or hasattr(values, "columns"):
        raise TypeError(f"{name} must be a list, array or Series of numbers, got {type(values).__name__}")
    values = list(values) if isinstance(values, range) or hasattr(values, "__next__") else values
    try:
        raw = values if hasattr(values, "dtype") else np.asarray(values, dtype=object)
        column = np.asarray(raw).ravel() if getattr(raw.dtype, "kind", "O") in "iuf" else None
        if column is None:
            column = np.empty(np.size(raw))
            for at, each in enumerate(np.asarray(raw, dtype=object).ravel()):
                column[at] = _one_number(name, each)
    except OverflowError:
        raise ValueError(f"{name} must hold finite numbers, got one that is too large") from None
    column = column.astype(float)
    if len(column) < least:
        raise ValueError(
            f"{name} must hold at least {least} number{'s' * (least != 1)}, got {len(column) or 'none'}"
        )
    for wrong, what in (
        (~np.isfinite(column), "finite numbers, none missing"),
        (np.abs(column) > LARGEST, "numbers that are not too large to reckon with"),
        (column < (-np.inf if low is None else low), f"numbers of at least {low}"),
        (column > (np.inf if high is None else high), f"numbers of at most {high}"),
    ):
        if wrong.any():
            raise ValueError(
                f"{name} must hold {what}, got {column[wrong][0]:g} ({int(wrong.sum())} of {len(column)} such)"
            )
    return column


def table_of_numbers(name: str, data: Any, columns: Iterable[str]) -> pd.DataFrame:
    """As a_table, with finite numbers in all of ``columns``.

    >>> import pandas as pd
    >>> table_of_numbers("gaps", pd.DataFrame({"expected": [7.5, None]}), ["expected"])
    Traceback (most recent call last):
    ValueError: gaps: column 'expected' must hold finite numbers, none missing, got nan (1 of 2 such)
    """
    for column in columns:
        numbers_in(f"{name}: column {shorten(column)}", a_table(name, data, columns)[column])
    return data


def zeros_and_ones(name: str, values: Any) -> np.ndarray:
    """As numbers_in, for what is yes or no: True and False, or 1 and 0.

    >>> zeros_and_ones("left", [True, False]).tolist()
    [1.0, 0.0]
    >>> zeros_and_ones("left", [1, 2])
    Traceback (most recent call last):
    ValueError: left must hold True or False (or 1 and 0), got 2
    """
    if hasattr(values, "dtype") and getattr(values.dtype, "kind", "O") == "b":
        values = np.asarray(values).astype(float)
    elif not isinstance(values, str | bytes | dict | set) and hasattr(values, "__iter__"):
        values = [float(each) if isinstance(each, bool | np.bool_) else each for each in values]
    column = numbers_in(name, values)
    for odd in column[(column != 0) & (column != 1)][:1]:
        raise ValueError(f"{name} must hold True or False (or 1 and 0), got {odd:g}")
    return column


def shares_in(name: str, values: Any, least: int = 1) -> np.ndarray:
    """As numbers_in, for shares from 0 to 1; it thinks of per cent.

    >>> shares_in("survival", [87, 74])
    Traceback (most recent call last):
    ValueError: survival must hold shares from 0 to 1, got 87 (did you mean 0.87, that is 87 %?)
    """
    column = numbers_in(name, values, least=least)
    for number in column[(column < 0) | (column > 1)][:1]:
        hint = f" (did you mean {number / 100:g}, that is {number:g} %?)" if 1 < number <= 100 else ""
        raise ValueError(f"{name} must hold shares from 0 to 1, got {number:g}{hint}")
    return column


def counts_in(name: str, values: Any, least: int = 1) -> np.ndarray:
    """As numbers_in, for how many there are: whole numbers of at least 0.

    >>> counts_in("customers", [0.869, 0.743])
    Traceback (most recent call last):
    ValueError: customers must hold whole numbers, got 0.869 (are these shares? numbers of people are needed)
    """
    column = numbers_in(name, values, low=0, least=least)
    broken = column % 1 != 0
    if broken.any():
        tail = " (are these shares? numbers of people are needed)" if (column <= 1).all() else ""
        raise ValueError(f"{name} must hold whole numbers, got {column[broken][0]:g}{tail}")
    return column


def aligned(**columns: Any) -> tuple[tuple[Any, ...], pd.Index | None]:
    """Columns that belong together, each row for row; and the index they share (None where no Series is among them).

    Series are put into the order of the first one's index; they must name the same rows. Lists and arrays are taken
    row by row. All must have one length. Values are not looked at: see numbers_in.

    >>> import pandas as pd
    >>> a, b = pd.Series([1, 2], ["x", "y"]), pd.Series([20, 10], ["y", "x"])
    >>> (first, second), index = aligned(a=a, b=b)
    >>> first.tolist(), second.tolist(), index.tolist()
    ([1, 2], [10, 20], ['x', 'y'])
    """
    series = {
        name: each for name, each in columns.items() if hasattr(each, "index") and hasattr(each, "reindex")
    }
    index: Any = next(iter(series.values())).index if series else None
    found = dict(columns)
    for name, each in series.items():
        if each.index.equals(index):
            continue
        first = next(iter(series))
        if index.has_duplicates or each.index.has_duplicates:
            raise ValueError(
                f"{first} and {name} must name each row once, got an index with repeats that differ"
            )
        if len(each) != len(index) or not index.isin(each.index).all():
            raise ValueError(f"{first} and {name} must be about the same rows, got two indexes that differ")
        found[name] = each.loc[index]
    sized = {name: hasattr(each, "__len__") and getattr(each, "ndim", 1) > 0 for name, each in found.items()}
    lengths = {name: len(each) if sized[name] else None for name, each in found.items()}
    if None in lengths.values() or len(set(lengths.values())) > 1:
        got = ", ".join("a single value" if each is None else str(each) for each in lengths.values())
        raise ValueError(f"{' and '.join(lengths)} must have the same length, got {got}")
    return tuple(found.values()), index


def tally(places: ArrayLike, weights: ArrayLike | None = None, minlength: int = 0) -> np.ndarray:
    """How often each of the whole numbers 0, 1, … comes up (or the sum of its weights): np.bincount, on any machine.

    Where a place in memory has 32 bits, as in a browser, NumPy does not count whole numbers of 64 bits, which pandas and
    random generators give everywhere.

    >>> tally([0, 2, 2]).tolist()
    [1, 0, 2]
    """
    return np.bincount(np.asarray(places).astype(np.intp, copy=False), weights, minlength)


def _one_number(name, value):
    """One cell as a float; missing is NaN; anything else is no number."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return np.nan
    if isinstance(value, bool | np.bool_ | complex) or not hasattr(value, "__float__"):
        raise TypeError(
            f"{name} must hold numbers, got {type(value).__name__} {shorten(value)} (the first that is none)"
        )
    return float(value)


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """A table's rows one after the other, each cell by its column's name: row.price; row.Index is its label.

    >>> import pandas as pd
    >>> [row.price for row in rows_of(pd.DataFrame({"price": [24, 26]}))]
    [24, 26]
    """
    return iter(table.itertuples())


def columns_in(data: Any, wanted: Any, argument: str = "items", table: str = "data") -> list[Any]:
    """The wanted columns as a list; an unknown one is answered with the nearest. ``table``: what ``data`` is called.

    >>> import pandas as pd
    >>> columns_in(pd.DataFrame({"taste": [7]}), ["tast"])
    Traceback (most recent call last):
    ValueError: items must be one of 'taste', got 'tast' (did you mean 'taste'?)
    """
    a_table(table, data, rows=0)
    wanted = [wanted] if isinstance(wanted, str) else a_list(argument, wanted)
    for name in wanted:
        one_of(argument, name, list(data.columns))
    if len(set(wanted)) < len(wanted):
        raise ValueError(f"{argument} must name each column once, got {shorten(wanted)}")
    return wanted


def a_column(data: Any, name: Any, argument: str, table: str = "data", holds: str | None = None) -> pd.Series:
    """One column of a table, none of its cells missing.

    ``holds``: 'numbers', 'yes or no' (True and False, or 1 and 0), 'groups' (all words or all numbers: who belongs
    where), 'days', 'days or none' (where cells may be missing), or None for anything.

    >>> import pandas as pd
    >>> a_column(pd.DataFrame({"brand": ["A", None]}), "brand", "brand")
    Traceback (most recent call last):
    ValueError: brand: column 'brand': 1 value is missing, the first in row 1
    """
    a_table(table, data, rows=0)
    column = data[one_of(f"{table}: column" if argument == table else argument, name, list(data.columns))]
    if holds != "days or none":
        _refuse(f"{argument}: column '{name}'", column.isna().to_numpy(), data.index, "missing")
    if not len(data):
        raise ValueError(f"{table} must have at least one row, got none")
    if holds in ("days", "days or none") and column.dtype.kind != "M":
        raise TypeError(f"{argument}: column '{name}' must hold dates, got {shorten(column.iloc[0])}")
    if holds == "numbers":
        numbers_of(data, [name], argument=argument, table=table)
    if holds == "yes or no":
        zeros_and_ones(f"{argument}: column '{name}'", column)
    if holds == "groups":
        groups_in(f"{argument}: column '{name}'", column.reset_index(drop=True))
    for value in column if column.dtype == object else ():
        if type(value).__hash__ is None:
            raise TypeError(f"column {shorten(name)} must hold numbers, words or days, got {shorten(value)}")
    return column


def a_day(name: str, value: Any) -> pd.Timestamp:
    """A day, written as 2025-12-31 or as a date, as a pandas Timestamp.

    >>> a_day("until", "last year")
    Traceback (most recent call last):
    ValueError: until must be a day such as '2025-12-31', got 'last year'
    """
    import pandas as pd

    try:
        day = pd.Timestamp(value) if isinstance(value, str | date | np.datetime64) else None
    except ValueError:  # of which OutOfBoundsDatetime is one
        day = None
    if day is None or day is pd.NaT:
        raise ValueError(f"{name} must be a day such as '2025-12-31', got {shorten(value)}")
    return day


def a_series(name: str, values: Any, numbers: bool = False, once: bool = True) -> pd.Series:
    """A Series with at least one row, none missing, each row named once unless ``once`` is False; with ``numbers``, as floats.

    >>> a_series("tenure", [1, 2])
    Traceback (most recent call last):
    TypeError: tenure must be a Series, one value a row, got list
    """
    if not (hasattr(values, "index") and hasattr(values, "reindex")) or hasattr(values, "columns"):
        raise TypeError(f"{name} must be a Series, one value a row, got {type(values).__name__}")
    if once and values.index.has_duplicates:
        twice = values.index[values.index.duplicated()][0]
        raise ValueError(f"{name} must name each row once, got {shorten(twice)} twice")
    if not len(values):
        raise ValueError(f"{name} must hold at least one value, got none")
    missing = int(values.isna().sum())
    if missing:
        raise ValueError(f"{name} must have no missing value, got {missing} of {len(values)}")
    if not numbers:
        return values
    return type(values)(numbers_in(name, values), index=values.index, name=values.name)


def groups_in(name: str, values: Any) -> pd.Series:
    """A Series that says who belongs where: as a_series; its values all words, or all finite numbers.

    >>> import pandas as pd
    >>> groups_in("labels", pd.Series(["a", 1]))
    Traceback (most recent call last):
    TypeError: labels must be all words or all numbers, got a mixture such as ['a', 1]
    """
    values = a_series(name, values)
    if values.dtype.kind in "iufb":
        numbers_in(name, values.astype(float))
        return values
    try:
        different = sorted(set(values))
        words = {isinstance(each, str) for each in different}
    except TypeError:
        words = {True, False}
    if len(words) > 1:
        raise TypeError(
            f"{name} must be all words or all numbers, got a mixture such as {shorten(list(values)[:3])}"
        )
    if words == {False} and values.dtype == object:
        numbers_in(name, different)
    return values


def numbers_of(
    data: Any, items: Any, scale: Any = None, argument: str = "items", table: str = "data"
) -> np.ndarray:
    """The items' columns as an array of floats: numbers, none missing, all on the scale (any, if None).

    Raises ValueError or TypeError naming the column, how many cells are wrong, and the first such row.
    """
    items = columns_in(data, items, argument, table)
    if not len(data):
        raise ValueError(f"{table} must have at least one row, got none")
    for name in items:
        column = data[name]
        if column.dtype.kind not in "iuf":
            odd = next(
                (each for each in column if isinstance(each, bool | str) or each is None), column.iloc[0]
            )
            raise TypeError(
                f"{argument}: column '{name}' must hold numbers, got {column.dtype} such as {shorten(odd)}"
            )
        values = column.to_numpy(float, na_value=np.nan)
        _refuse(f"column '{name}'", ~np.isfinite(values), data.index, "missing or not finite")
        _refuse(f"column '{name}'", np.abs(values) > LARGEST, data.index, "too large to reckon with")
        if scale is not None:
            low, high = a_scale(scale)
            wrong = (values < low) | (values > high)
            found = f" (the first is {values[wrong][0]:g})" if wrong.any() else ""
            _refuse(
                f"column '{name}'", wrong, data.index, f"outside the scale from {low:g} to {high:g}{found}"
            )
    return data[items].to_numpy(float)


def a_scale(scale: Any, name: str = "scale") -> tuple[float, float]:
    """The two ends of a scale, the lower one first.

    >>> a_scale((10, 1))
    Traceback (most recent call last):
    ValueError: scale must be its two ends, the lower one first, such as (1, 10), got (10, 1)
    """
    ends = a_list(name, scale, least=0)
    low, high = (a_number(name, end) for end in ends) if len(ends) == 2 else (1, 0)
    if not low < high:
        raise ValueError(
            f"{name} must be its two ends, the lower one first, such as (1, 10), got {shorten(scale)}"
        )
    return low, high


def _refuse(name, wrong, index, what):
    if wrong.any():
        count = int(wrong.sum())
        cells = "value is" if count == 1 else "values are"
        raise ValueError(f"{name}: {count} {cells} {what}, the first in row {shorten(index[wrong.argmax()])}")
