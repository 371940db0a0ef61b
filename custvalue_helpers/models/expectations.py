"""Expectation, performance and their difference as causes of satisfaction: what a regression can tell, and what it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_list, a_number, by_name, one_of
from custvalue_helpers.kit.columns import a_series, a_table, aligned, numbers_of
from custvalue_helpers.kit.intervals import Z_95
from custvalue_helpers.models.satisfaction import ratings

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import pandas as pd

    from custvalue_helpers.kit.kinds import AsGiven, Names

__all__ = ["compare_fits", "losses_and_gains", "regress", "response_surface", "silent_fit"]


@dataclass(frozen=True)
class Regression:
    """A fit by least squares: coefficients with their 95 % intervals, and R², the share of the variance explained."""

    coefficients: pd.DataFrame  # by cause: coefficient, low_95, high_95
    r_squared: float
    people: int

    def __getitem__(self, cause: str) -> float:
        return float(self.coefficients["coefficient"][cause])


def regress(outcome: pd.Series, **causes: pd.Series) -> Regression:
    """Least squares of an outcome on causes, with intervals that do not assume equal scatter.

    Parameters: ``outcome``, a Series of numbers; ``causes``, Series of the same rows, by name; they are put side by side by
    their index.
    Returns a Regression; the row "constant" is the outcome where all causes are 0.
    Raises ValueError if a cause is constant, or if one is a sum or a difference of the others (P − E beside P and E): then
    endless sets of coefficients fit equally well, and none may be read.
    Source: White (1980), Econometrica 48, for the standard errors (with MacKinnon & White's 1985 correction n/(n − k)).

    >>> import pandas as pd
    >>> regress(pd.Series([1, 2, 3, 4.5]), x=pd.Series([0, 1, 2, 3]))["x"].__round__(2)
    1.15
    """
    import numpy as np
    import pandas as pd

    outcome, *others = _row_by_row(outcome, causes)
    causes = dict(zip(causes, others, strict=True))
    y = outcome.to_numpy(float)
    x = np.column_stack([np.ones(len(y)), *(column.to_numpy(float) for column in causes.values())])
    if len(y) <= x.shape[1]:
        raise ValueError(
            f"outcome must hold more than {x.shape[1]} people for {len(causes)} causes, got {len(y)}"
        )
    names = ["constant", *causes]
    for name, column in zip(causes, x.T[1:], strict=True):
        if np.ptp(column) == 0:
            raise ValueError(f"{name} must differ between people, got the same value for all: {column[0]:g}")
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise ValueError(
            f"causes {', '.join(causes)} cannot be told apart: one of them is made of the others, so endless sets of"
            " coefficients fit equally well; leave one out"
        )
    inverse = np.linalg.inv(x.T @ x)
    b = inverse @ (x.T @ y)
    off = y - x @ b
    scale = len(y) / (len(y) - x.shape[1])
    error = np.sqrt(np.diag(inverse @ ((x * (off**2)[:, None]).T @ x) @ inverse) * scale)
    spread = ((y - y.mean()) ** 2).sum()
    if spread == 0:
        raise ValueError(f"outcome must differ between people, got the same value for all: {y[0]:g}")
    table = pd.DataFrame(
        {"coefficient": b, "low_95": b - Z_95 * error, "high_95": b + Z_95 * error}, index=names
    )
    return Regression(table, float(1 - (off**2).sum() / spread), len(y))


def compare_fits(outcome: pd.Series, causes: Mapping[str, pd.Series], *choices: Names) -> pd.DataFrame:
    """Regress one outcome on several choices of causes, one after the other: their coefficients, and R².

    Parameters: ``outcome``, a Series; ``causes``, a dict from name to Series; each of ``choices``, a list of some of these
    names. See regress().
    Returns a DataFrame, one row a choice; a coefficient is missing where the cause was left out.

    >>> import pandas as pd
    >>> y, x = pd.Series([1, 2, 3, 4.5]), pd.Series([0, 1, 2, 3])
    >>> compare_fits(y, {"x": x, "x²": x**2}, ["x"], ["x", "x²"]).round(2).to_dict("index")["x"]
    {'x': 1.15, 'x²': nan, 'R²': 0.99}
    """
    import pandas as pd

    if not choices:
        raise ValueError("choices must hold at least one list of causes, got none")
    causes = by_name("causes", causes, "a Series")
    rows = {}
    for choice in choices:
        choice = a_list("choices", choice)
        fit = regress(outcome, **{one: causes[one_of("choices: cause", one, list(causes))] for one in choice})
        rows[" and ".join(map(str, choice))] = {**{one: fit[one] for one in choice}, "R²": fit.r_squared}
    return pd.DataFrame.from_dict(rows, orient="index")[
        [*(name for name in causes if any(name in row for row in rows.values())), "R²"]
    ]


def silent_fit(outcome: pd.Series, **causes: pd.Series) -> pd.Series:
    """What common libraries return for causes that cannot be told apart: the smallest of all coefficients that fit, and no word.

    Returns a Series by cause. It is here to be looked at, not to be used: see regress().

    >>> import pandas as pd
    >>> silent_fit(pd.Series([1.0, 2, 3]), x=pd.Series([0, 1, 2]), same=pd.Series([0, 1, 2])).round(2).to_dict()
    {'x': 0.5, 'same': 0.5}
    """
    import numpy as np
    import pandas as pd

    outcome, *others = _row_by_row(outcome, causes)
    x = np.column_stack([np.ones(len(outcome)), *others])
    found = np.linalg.lstsq(x, outcome.to_numpy(), rcond=None)[0]
    return pd.Series(found[1:], index=list(causes), name="coefficient")


@dataclass(frozen=True)
class Surface:
    """Satisfaction over expectation and performance: S = b₀ + b₁e + b₂p + b₃e² + b₄ep + b₅p², e and p less the middle."""

    b: tuple[float, ...]
    middle: float
    r_squared: float

    def at(self, expectation: float | np.ndarray, performance: float | np.ndarray) -> AsGiven:
        """The fitted satisfaction (numbers or arrays)."""
        e, p = expectation - self.middle, performance - self.middle
        b = self.b
        return b[0] + b[1] * e + b[2] * p + b[3] * e * e + b[4] * e * p + b[5] * p * p

    @property
    def slope_together(self) -> float:
        """How much S rises where expectation and performance both rise by a point, at the scale's middle: b₁ + b₂."""
        return self.b[1] + self.b[2]

    @property
    def slope_apart(self) -> float:
        """How much S rises where performance rises and expectation falls, a point each, at the middle: b₂ − b₁."""
        return self.b[2] - self.b[1]


def response_surface(
    table: pd.DataFrame, satisfaction: str, expectation: str, performance: str, middle: float = 5.5
) -> Surface:
    """Fit satisfaction over expectation and performance together, instead of over their difference.

    Parameters: ``table``, a DataFrame; the names of three columns of ratings from 1 to 10; ``middle``, the scale's middle.
    Raises ValueError for bad ratings, or too few different answers to fit six numbers.
    Source: Edwards & Parry (1993), Academy of Management Journal 36; Edwards (2002).

    >>> from custvalue_helpers import load_dataset
    >>> surface = response_surface(load_dataset("ecsi_mobile"), "satisfaction", "expected_quality", "overall_quality")
    >>> round(surface.slope_together, 2), round(surface.slope_apart, 2)
    (0.46, 0.31)
    """
    middle = a_number("middle", middle)
    arguments = {"satisfaction": satisfaction, "expectation": expectation, "performance": performance}
    columns = [ratings(table, column, argument=argument) for argument, column in arguments.items()]
    if len(table) <= 6:
        raise ValueError(f"table must hold more than 6 people for six numbers, got {len(table)}")
    for argument, column in zip(arguments, columns, strict=True):
        if column.nunique() == 1:
            raise ValueError(
                f"{argument}: column '{column.name}' must differ between people, got {column.iloc[0]:g} for all"
            )
    s, e, p = columns[0], columns[1] - middle, columns[2] - middle
    fit = regress(s, e=e, p=p, ee=e * e, ep=e * p, pp=p * p)
    return Surface(tuple(fit.coefficients["coefficient"]), middle, fit.r_squared)


def losses_and_gains(gaps: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Each person's mean loss (at most 0) and mean gain (at least 0) over several items, two Series.

    Parameters: ``gaps``, a DataFrame of P − E, a row a respondent and a column an item, numbers without a missing one.

    >>> import pandas as pd
    >>> lost, gained = losses_and_gains(pd.DataFrame({"app": [-2, 1], "taste": [0, 3]}))
    >>> lost.tolist(), gained.tolist()
    ([-1.0, 0.0], [0.0, 2.0])
    """
    import pandas as pd

    a_table("gaps", gaps)
    values = numbers_of(gaps, list(gaps.columns), argument="gaps", table="gaps")
    gaps = pd.DataFrame(values, gaps.index, gaps.columns)
    return gaps.clip(upper=0).mean(axis=1), gaps.clip(lower=0).mean(axis=1)


def _row_by_row(outcome, causes):
    """The outcome and its causes as Series of numbers that go together row by row."""
    if not causes:
        raise ValueError("causes must name at least one cause, got none")
    columns = {
        name: a_series(name, column, numbers=True, once=False)
        for name, column in {"outcome": outcome, **causes}.items()
    }
    return aligned(**columns)[0]
