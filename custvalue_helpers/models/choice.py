"""What people's choices say they value: choice data, the conditional (multinomial) logit, willingness to pay."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cached_property
from numbers import Number
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_list, a_number, a_text, one_of, shorten, whole_number
from custvalue_helpers.kit.columns import a_column, a_table, groups_in, numbers_in, numeric_table, tally
from custvalue_helpers.kit.intervals import Z_95
from custvalue_helpers.kit.lazy import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from custvalue_helpers.kit.kinds import Column, Names

__all__ = ["first_and_later", "fit_groups", "fit_logit", "long_format"]


def long_format(
    wide: pd.DataFrame,
    options: Column,
    features: Names,
    *,
    occasion: str,
    chosen: str,
    keep: Names = (),
    separator: str = "_",
) -> pd.DataFrame:
    """Turn one row an occasion into one row an offer.

    Parameters: ``wide`` has columns such as price_a and price_b; ``options`` are their endings, as ('a', 'b') or (1, 2);
    ``features`` their beginnings; ``separator`` what stands between the two; ``chosen`` the column that names the
    chosen option (capitals do not matter); ``occasion`` names the new column that numbers the occasions from 1; ``keep``
    columns to repeat.
    Returns a long DataFrame with occasion, keep, option, the features, and chosen as 0/1; a feature is missing where it
    is missing in ``wide``. Raises TypeError or ValueError
    for no table, a column that is not there, or an option that is not offered.

    >>> import pandas as pd
    >>> wide = pd.DataFrame({"price.1": [3, 5], "price.2": [4, 4], "took": [1, 2]})
    >>> long_format(wide, (1, 2), ["price"], occasion="card", chosen="took", separator=".")
       card  option  price  took
    0     1       1      3     1
    1     1       2      4     0
    2     2       1      5     0
    3     2       2      4     1
    """
    import pandas as pd

    a_table("wide", wide)
    options, features, keep = (
        _names(name, given) for name, given in (("options", options), ("features", features), ("keep", keep))
    )
    if len(options) < 2 or not features:
        raise ValueError(
            f"options must name two or more and features one or more, got {options} and {features}"
        )
    if not isinstance(separator, str):
        raise TypeError(f"separator must be a text such as '_', got {type(separator).__name__}")
    a_text("occasion", occasion)
    for feature in features:
        a_text("features", feature)
    new = [occasion, "option", *features]
    for name in (occasion, "option"):
        if name in wide.columns:
            raise ValueError(
                f"wide has a column '{name}' already; give the new column for occasions another name"
            )
    column_of(wide, chosen, "chosen")
    repeated = [name for name in (*keep, chosen) if name in new or (*keep, chosen).count(name) > 1]
    if repeated:
        raise ValueError(
            f"keep and chosen must be columns other than {new}, each once, got {shorten(repeated[0])}"
        )
    columns = {(f, o): f"{f}{separator}{o}" for f in features for o in options}
    for name in (*keep, *columns.values()):
        column_of(wide, name, "wide")
    for name in columns.values():
        if wide[name].dtype.kind == "f":
            numbers_in(f"wide: column '{name}'", wide[name].dropna(), least=0)
    spelled = [_spelled(option) for option in options]
    if len(set(spelled)) < len(options):
        raise ValueError(f"options must differ by more than capitals, got {options}")
    choice = wide[chosen].map(_spelled)
    unknown = ~choice.isin(spelled)
    if unknown.any():
        raise ValueError(
            f"chosen: '{chosen}' must name one of {options}, got {shorten(wide[chosen][unknown].iloc[0])}"
        )
    parts = [
        wide[keep].assign(
            **{occasion: np.arange(1, len(wide) + 1), "option": option},
            **{feature: wide[columns[feature, option]] for feature in features},
            **{chosen: (choice == name).astype(int)},
        )
        for option, name in zip(options, spelled, strict=True)
    ]
    order = [occasion, *keep, "option", *features, chosen]
    return pd.concat(parts)[order].sort_values([occasion, "option"], ignore_index=True)


def _names(argument, given):
    """Names as a list; a text alone would be taken letter by letter, so it is one name."""
    if isinstance(given, str):
        return [given]
    names = a_list(argument, given, least=0)
    for name in names:
        if not isinstance(name, str | Number):
            raise TypeError(
                f"{argument} must hold names or numbers, got {type(name).__name__} {shorten(name)}"
            )
    if len(set(map(str, names))) < len(names):
        raise ValueError(f"{argument} must name each column once, got {shorten(names)}")
    return names


def _spelled(option):
    """An option as it is compared: 1, 1.0 and '1' are the same, capitals do not matter."""
    whole = isinstance(option, float | np.floating) and option == option // 1
    return str(int(option) if whole else option).strip().lower()


class ChoiceDesign:
    """Feature rows grouped by occasion, with the sums that the likelihood needs.

    Products are einsum, not @: so thin, they gain nothing from threads, and lose much on a busy machine.
    """

    def __init__(self, x: np.ndarray, occasions: np.ndarray) -> None:
        _, self.group = np.unique(occasions, return_inverse=True)
        self.order = np.argsort(self.group, kind="stable")
        self.starts = np.flatnonzero(np.diff(self.group[self.order], prepend=-1))
        self.x, self.groups = x, len(self.starts)

    def sums(self, values: np.ndarray, how: np.ufunc | None = None) -> np.ndarray:
        """Sums (or maxima, with ``np.maximum``) of rows within each occasion."""
        return (how or np.add).reduceat(values[self.order], self.starts, axis=0)

    def probabilities(self, beta: np.ndarray) -> np.ndarray:
        utility = np.einsum("ni,i->n", self.x, beta)
        odds = np.exp(utility - self.sums(utility, np.maximum)[self.group])
        return odds / self.sums(odds)[self.group]

    def log_likelihood(self, beta: np.ndarray, picked: np.ndarray) -> float:
        utility = np.einsum("ni,i->n", self.x, beta)
        highest = self.sums(utility, np.maximum)
        logsum = highest + np.log(self.sums(np.exp(utility - highest[self.group])))
        return float((utility * picked).sum() - logsum.sum())

    def gradient(self, residual: np.ndarray) -> np.ndarray:
        """The first derivative, from chosen (0 or 1) minus probability."""
        return np.einsum("ni,n->i", self.x, residual)

    def centred(self, probability: np.ndarray) -> np.ndarray:
        """Features minus their expected value in the occasion."""
        return self.x - self.sums(self.x * probability[:, None])[self.group]

    def behind_the_chosen(self, picked: np.ndarray) -> np.ndarray:
        """The chosen offer's features less each offer's own, row by row."""
        return self.sums(self.x * picked[:, None])[self.group] - self.x

    def information(self, probability: np.ndarray) -> np.ndarray:
        """Minus the second derivative of the log-likelihood."""
        centred = self.centred(probability)
        return np.einsum("ni,n,nj->ij", centred, probability, centred, optimize=False)


def column_of(data: pd.DataFrame, name: str, argument: str) -> str:
    a_table("wide" if argument == "wide" else "data", data, rows=0)
    return one_of(f"{argument}: column", name, list(data.columns))


def feature_table(data: pd.DataFrame, features: Names, occasion: str) -> pd.DataFrame:
    """The features as numbers, row by row as in ``data``, without its index; raises where one is no number."""
    a_table("data", data, rows=0)
    features = _names("features", features)
    column_of(data, occasion, "occasion")
    for name in features:
        column_of(data, name, "features")
    table = data[features]
    for name in features:
        if table[name].dtype.kind not in "biuf":
            sample = shorten(table[name].iloc[0])
            raise TypeError(
                f"features: '{name}' must be numbers, got {table[name].dtype} (for example {sample})"
            )
    a_column(data, occasion, "occasion", holds="groups" if data[occasion].dtype.kind == "O" else None)
    table = table.reset_index(drop=True)
    return numeric_table(table, name="features") if features else table


def different_names(data: pd.DataFrame, column: str, known: Sequence[Any] | None = None) -> tuple[Any, ...]:
    """The different names in a column, in the order of its categories, or sorted; raises for any not ``known``."""
    values = a_column(data, column, "constants")
    found = set(values)
    ordered = values.cat.categories if values.dtype == "category" else sorted(found)
    names = [name for name in ordered if name in found]
    for name in names:
        one_of(f"data: '{column}'", name, known or names)
    return tuple(names)


def constant_columns(data: pd.DataFrame, column: str, names: Sequence[Any]) -> pd.DataFrame:
    """One 0/1 column for each of the names but the first, which is the reference."""
    import pandas as pd

    values = data[column].to_numpy()
    return pd.DataFrame({f"{column}: {name}": (values == name).astype(float) for name in names[1:]})


def people_in(data: pd.DataFrame, column: str, design: ChoiceDesign) -> np.ndarray:
    """Who made each choice, as numbers from 0; raises where that is not known, an occasion has two people, or all are few.

    Errors that allow for people take each for one observation, and the slopes of all add up to 0: they need more people
    than features, and hold from a few dozen people on.
    """
    import pandas as pd

    people = pd.factorize(a_column(data, column, "cluster").to_numpy())[0]
    if (design.sums(people, np.maximum) != design.sums(people, np.minimum)).any():
        raise ValueError(
            f"cluster: each occasion must belong to one value of '{column}', but some hold several"
        )
    features = design.x.shape[1]
    if people.max() < features:
        raise ValueError(
            f"cluster: '{column}' must name at least {features + 1} people for {features} feature{'s' * (features > 1)}, got"
            f" {people.max() + 1}"
        )
    return people


def picked_rows(data: pd.DataFrame, chosen: str, occasion: str, design: ChoiceDesign) -> np.ndarray:
    """The chosen rows as 0/1, one in each occasion."""
    picked = a_column(data, chosen, "chosen", holds="yes or no").to_numpy(float)
    count = design.sums(picked)
    if (count != 1).any():
        first = int(np.flatnonzero(count != 1)[0])
        name = data[occasion].to_numpy()[design.order[design.starts[first]]]
        raise ValueError(
            f"chosen: each occasion needs exactly one chosen offer; occasion {name} has {count[first]:.0f}"
            f" ({int((count != 1).sum())} such occasions; are they numbered anew for each person?)"
        )
    return picked


def spread_within_occasions(design: ChoiceDesign, names: list[str]) -> np.ndarray:
    """Each feature's spread within occasions; raises if one has none, or if features repeat each other."""
    sizes = design.sums(np.ones(len(design.x)))
    inside = design.x - (design.sums(design.x) / sizes[:, None])[design.group]
    spread = np.sqrt((inside**2).mean(axis=0))
    still = spread <= 1e-12 * (1 + np.abs(design.x).max(axis=0))
    if still.any():
        raise ValueError(
            f"features: '{names[int(np.argmax(still))]}' does not vary within any occasion, so it cannot explain"
            " which offer was chosen"
        )
    correlation = np.einsum("ni,nj->ij", inside / spread, inside / spread) / len(inside)
    rank = np.linalg.matrix_rank(correlation, tol=1e-10, hermitian=True)
    if rank < len(names):
        raise ValueError(
            f"features {names} repeat each other: {len(names)} columns hold only {rank} different facts"
        )
    return spread


# The conditional (multinomial) logit and willingness to pay.


MOST_STEPS = 60
ROWS_AT_ONCE = 300
PRECISE = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


@dataclass(frozen=True)
class LogitFit:
    """A fitted conditional logit. ``coefficients``, ``standard_errors``: Series by feature; ``covariance``: a
    DataFrame; ``log_likelihood`` at the estimate, ``null_log_likelihood`` with all coefficients 0.
    ``people`` is their number, where the standard errors allow for several choices by one person.
    """

    coefficients: pd.Series
    covariance: pd.DataFrame
    log_likelihood: float
    null_log_likelihood: float
    occasions: int
    people: int | None
    occasion: str
    constants: str | None
    constant_names: tuple[Any, ...]

    @cached_property
    def standard_errors(self) -> pd.Series:
        return self.coefficients * 0 + np.sqrt(np.diag(self.covariance))

    def summary(self) -> pd.DataFrame:
        """Coefficient, standard error, z and 95 % interval of each feature."""
        b, se = self.coefficients, self.standard_errors
        return b.to_frame("coefficient").assign(
            standard_error=se, z=b / se, low_95=b - Z_95 * se, high_95=b + Z_95 * se
        )

    def predict(self, data: pd.DataFrame) -> pd.Series:
        """The probability of each row being chosen in its occasion (Series with the data's own index).

        ``data`` is long, as for fit_logit; the column that says which row was chosen is not needed.
        """
        import pandas as pd

        a_table("data", data)
        wanted = list(self.coefficients.index)
        table = feature_table(data, [name for name in wanted if name in data.columns], self.occasion)
        if self.constants:
            different_names(data, self.constants, self.constant_names)
            table = table.join(constant_columns(data, self.constants, self.constant_names))
        missing = [name for name in wanted if name not in table.columns]
        if missing:
            raise ValueError(f"data lacks the fit's features {missing}; it has {list(data.columns)}")
        design = ChoiceDesign(table[wanted].to_numpy(), data[self.occasion].to_numpy())
        probability = design.probabilities(self.coefficients.to_numpy())
        return pd.Series(probability, data.index, name="probability")

    def willingness_to_pay(
        self, price: str, method: str = "delta", draws: int = 10_000, seed: int = 1
    ) -> pd.DataFrame:
        """Money a person gives up for one more unit of each feature: WTP = −β / β_price, with a 95 % interval.

        Parameters: ``price`` the price feature; ``method`` 'delta' (a symmetric interval from the covariance) or
        'krinsky-robb' (quantiles of ``draws`` coefficient vectors from the estimate's normal distribution).
        Returns a DataFrame by feature: willingness_to_pay, standard_error, low_95, high_95, in price units.
        Raises ValueError if the price feature is not in the fit or its coefficient is not negative.
        Source: Train, Discrete Choice Methods with Simulation; Krinsky & Robb (1986).
        """
        one_of("price", price, list(self.coefficients.index))
        one_of("method", method, ("delta", "krinsky-robb"))
        a_number("draws", draws, low=100)
        beta, covariance = self.coefficients.to_numpy(), self.covariance.to_numpy()
        p = self.coefficients.index.tolist().index(price)
        if beta[p] >= 0:
            raise ValueError(
                f"price: the coefficient of '{price}' is {beta[p]:.4g}; willingness to pay needs a negative one"
                " (here a higher price seems to attract)"
            )
        if beta[p] / np.sqrt(covariance[p, p]) > -2:
            warnings.warn(
                f"The coefficient of '{price}' is less than two standard errors from zero: willingness to pay, which"
                " divides by it, is all but unknown, and so is its interval.",
                stacklevel=2,
            )
        others = [i for i in range(len(beta)) if i != p]
        ratio = -beta[others] / beta[p]
        # d(−β/β_p) = −dβ/β_p + β/β_p² dβ_p
        gradient = np.zeros((len(others), len(beta)))
        gradient[range(len(others)), others] = -1 / beta[p]
        gradient[:, p] = beta[others] / beta[p] ** 2
        error = np.sqrt(np.einsum("ij,jk,ik->i", gradient, covariance, gradient))
        low, high = ratio - Z_95 * error, ratio + Z_95 * error
        if method == "krinsky-robb":
            sample = np.random.default_rng(seed).multivariate_normal(beta, covariance, size=int(draws))
            low, high = np.quantile(-sample[:, others] / sample[:, [p]], (0.025, 0.975), axis=0)
        table = self.coefficients.drop(price).to_frame("willingness_to_pay")
        return table.assign(willingness_to_pay=ratio, standard_error=error, low_95=low, high_95=high)


def fit_logit(
    data: pd.DataFrame,
    features: Names,
    *,
    occasion: str,
    chosen: str,
    constants: str | None = None,
    cluster: str | None = None,
) -> LogitFit:
    """Fit a conditional (multinomial) logit by maximum likelihood.

    P(i chosen among the offers of an occasion) = exp(xᵢ·β) / Σⱼ exp(xⱼ·β).

    Parameters: ``data``, long: one row an offer in an occasion, any number of offers in each; ``features``, the
    names of numeric columns; ``occasion``, the column that says which rows were offered together; ``chosen``, the
    column that is 1 (or True) for the chosen row and 0 elsewhere; ``constants``, a column of names (a brand, say)
    that each get a constant of their own, the first category (or name in sorted order) being the reference;
    ``cluster``, a column that names the person, for standard errors that allow for many choices by one person.
    Raises ValueError for missing values, an occasion with no choice or several, a feature that never varies
    within an occasion, features that repeat each other, separation (by a feature or by several
    together, for all choices or for some), or no convergence.
    Source: McFadden (1974); the likelihood is concave, so Newton's method finds its one maximum.

    >>> import pandas as pd
    >>> data = pd.DataFrame({"choice": [1, 1, 2, 2, 3, 3], "price": [2, 1, 1, 2, 1, 2], "taken": [0, 1, 0, 1, 1, 0]})
    >>> fit = fit_logit(data, ["price"], occasion="choice", chosen="taken")
    >>> print(f"{fit.coefficients['price']:.4f} {fit.log_likelihood:.4f}")  # −ln 2: the cheaper one, two times in three
    -0.6931 -1.9095
    """
    import pandas as pd

    for name, column in (("constants", constants), ("cluster", cluster)):
        if column is not None:
            column_of(data, column, name)
    table = feature_table(data, features, occasion)
    if table.columns.empty and constants is None:
        raise ValueError("features must name at least one column, got none")
    if table.index.empty:
        raise ValueError("data must hold at least one occasion, got no rows")
    names = different_names(data, constants) if constants is not None else ()
    if constants is not None:
        table = table.join(constant_columns(data, constants, names))
    design = ChoiceDesign(table.to_numpy(float), data[occasion].to_numpy())
    picked = picked_rows(data, chosen, occasion, design)
    people = people_in(data, cluster, design) if cluster is not None else None
    columns = list(table.columns)
    scale = spread_within_occasions(design, columns)
    beta, log_likelihood = _climb(design, picked, scale, columns)
    covariance = _covariance(design, picked, design.probabilities(beta), people)
    return LogitFit(
        pd.Series(beta, columns, name="coefficient"), pd.DataFrame(covariance, columns, columns), log_likelihood,
        design.log_likelihood(np.zeros(len(beta)), picked), design.groups, None if people is None else people.max() + 1,
        occasion, constants, names,
    )  # fmt: skip


def _covariance(design, picked, probability, people):
    """The inverse information; with ``people``, the sandwich that lets one person's choices resemble each other."""
    inverse = np.linalg.inv(design.information(probability))
    if people is None:
        return inverse
    scores = (picked - probability)[:, None] * design.centred(probability)
    count = people.max() + 1
    score = np.column_stack([tally(people, column, count) for column in scores.T])
    return inverse @ (score.T @ score * count / (count - 1)) @ inverse


def _climb(design, picked, scale, names):
    """Newton's method with step halving, in units of each feature's spread; stops when the step is nil.

    Under separation the likelihood has no maximum, whether or not the steps end: see separation_at.
    """
    beta = np.zeros(len(scale))
    value = design.log_likelihood(beta, picked)
    converged = False
    for _ in range(MOST_STEPS):
        probability = design.probabilities(beta)
        gradient = design.gradient(picked - probability)
        information = design.information(probability)
        try:
            step = np.linalg.solve(information * np.outer(1 / scale, 1 / scale), gradient / scale) / scale
        except np.linalg.LinAlgError:
            break
        if not np.isfinite(step).all():
            break
        for halving in range(30):
            ahead = design.log_likelihood(beta + step / 2**halving, picked)
            if ahead >= value - 1e-9 * abs(value):
                break
        beta, value = beta + step / 2**halving, ahead
        if converged := np.abs(step * scale).max() < 1e-8:
            break
    _refuse_separation(design, picked, beta, scale, names)
    if not converged:
        raise ValueError(
            f"features: the fit did not settle within {MOST_STEPS} steps, although the choices do overlap; features on"
            " scales that differ less (thousands of euro, not cents) may help"
        )
    return beta, value


def _refuse_separation(design, picked, beta, scale, names):
    """Raise unless the likelihood has a maximum."""
    probability = design.probabilities(beta)
    direction = separation_at(
        design.behind_the_chosen(picked) / scale,
        design.gradient(picked - probability) / scale,
        design.information(probability) / np.outer(scale, scale),
    )
    if direction is None:
        return
    guilty = [name for name, part in zip(names, direction, strict=True) if part]
    listed = (
        f"'{guilty[0]}' separates"
        if len(guilty) == 1
        else f"{', '.join(map(repr, guilty))} together separate"
    )
    raise ValueError(
        f"features: no estimate exists, because {listed} the chosen offers from the others (perfectly, or for some of the"
        " choices): a coefficient would grow without end. Leave a feature out, or get data in which people disagree more."
    )


def separation_at(
    differences: np.ndarray, gradient: np.ndarray, information: np.ndarray
) -> np.ndarray | None:
    """The direction that separates the choices, if there is one, after a fit of the logit has come to its end.

    Criterion (Albert & Anderson 1984): the choices are separated if in some direction d no offer beats the chosen one,
    ``(x_chosen − x_other)·d ≥ 0`` for all, and some fall short. Then the likelihood has no maximum, though its slope may have
    rounded to nothing. Linear programming tells (Konis 2007). It is asked only where the fit leaves doubt. For any such
    d, with I the information, g the gradient and M the largest difference between offers,
    ``d·I·d ≤ Σ P·[(x_chosen − x_other)·d]² ≤ M·|d|·(g·d)``: the smallest eigenvalue of I is then at most ``M·|g|``. Where
    it is larger, nothing separates.

    Parameters, all in comparable units: ``differences``, chosen offer less another (rows) by feature; ``gradient`` and
    ``information`` at the end of the fit. Returns what separating_direction returns.
    """
    reach = np.sqrt((differences**2).sum(axis=1).max())
    rounding = 1e-12 * len(differences) * reach  # of the gradient: chances may have rounded to 0 or 1
    if np.linalg.eigvalsh(information)[0] > reach * (np.sqrt((gradient**2).sum()) + rounding):
        return None
    return separating_direction(differences)


def separating_direction(differences: np.ndarray) -> np.ndarray | None:
    """A direction d with differences·d ≥ 0 in all rows and > 0 in some, with as few features as can be; None if none.

    Parameters: ``differences``, chosen offer less the other (rows) by feature.
    Returns an array, one number a feature, 0 for those that are not needed. Raises RuntimeError if the solver cannot tell.

    >>> separating_direction(np.array([[1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])).tolist()
    [1.0, 0.0]
    >>> separating_direction(np.array([[1.0], [-1.0]])) is None
    True
    """
    from scipy.optimize import linprog

    # Neither a feature's unit nor a row's length matters to the signs: all are brought to about 1.
    usual = np.array(
        [np.median(column[column > 0]) if column.any() else 1.0 for column in np.abs(differences).T]
    )
    rows = differences / usual
    largest = np.abs(rows).max(axis=1)
    rows = np.unique(rows[largest > 0] / largest[largest > 0, None], axis=0)

    def found(kept):
        """Of all d in a box that never fall short, the one that is ahead most, if it is ahead anywhere.

        Few rows bind, so they are asked a few hundred at a time: those that the last answer broke most.
        """
        box = [(-1, 1) if each else (0, 0) for each in kept]
        asked = np.arange(min(len(rows), ROWS_AT_ONCE))
        while True:
            done = linprog(
                -rows.sum(axis=0), A_ub=-rows[asked], b_ub=np.zeros(len(asked)), bounds=box, options=PRECISE
            )
            if not done.success:
                raise RuntimeError(
                    f"the solver could not tell whether the choices are separated: {done.message}"
                )
            ahead = rows @ done.x
            broken = np.setdiff1d(np.flatnonzero(ahead < -1e-9), asked)
            if not len(broken) or ahead.max() <= 1e-7:
                return done.x if ahead.max() > 1e-7 else None
            asked = np.append(asked, broken[np.argsort(ahead[broken])[:ROWS_AT_ONCE]])

    kept = np.ones(rows.shape[1], bool)
    direction = found(kept)
    if direction is None:
        return None
    for feature in range(len(kept)):
        without = kept.copy()
        without[feature] = False
        if without.any() and (other := found(without)) is not None:
            kept, direction = without, other
    return np.where(kept, direction / usual, 0.0)


def fit_groups(data: pd.DataFrame, group: str, features: Names, **options: Any) -> dict[Any, LogitFit]:
    """Fit one logit for each value of the column ``group``; the other arguments are those of fit_logit.

    Returns a dict from the group's name to its LogitFit. Raises as fit_logit does, with the group's name in front.

    >>> import pandas as pd
    >>> data = pd.DataFrame({"choice": [1, 1, 2, 2, 3, 3], "price": [2, 1, 1, 2, 1, 2], "taken": [0, 1, 0, 1, 1, 0]})
    >>> both = pd.concat([data, data], keys=["old", "new"], names=["who", None]).reset_index(level="who").reset_index(drop=True)
    >>> fits = fit_groups(both, "who", ["price"], occasion="choice", chosen="taken")
    >>> {name: round(float(fit.coefficients["price"]), 2) for name, fit in fits.items()}
    {'new': -0.69, 'old': -0.69}
    """
    unknown = set(options) - {"occasion", "chosen", "constants", "cluster"}
    if unknown or not {"occasion", "chosen"} <= set(options):
        raise TypeError(
            "options must be occasion and chosen, and constants and cluster if wanted, as for fit_logit(), got"
            f" {shorten(sorted(options))}"
        )
    column_of(data, group, "group")
    _in_order(data, group)
    if not len(data):
        raise ValueError("data must hold at least one row, got none")
    fits = {}
    for name, part in data.groupby(group, observed=True):
        try:
            fits[name] = fit_logit(part, features, **options)
        except ValueError as error:
            raise ValueError(f"{group} {shorten(name)}: {error}") from None
    return fits


def _in_order(data, name):
    """Raise unless a column is full, and its values can be put in order: numbers, words or days."""
    values = a_column(data, name, "data")
    if values.dtype.kind == "O":
        groups_in(f"column '{name}'", values.reset_index(drop=True))
    elif values.dtype.kind in "iuf":
        numbers_in(f"column '{name}'", values)


def first_and_later(
    data: pd.DataFrame, person: str, occasion: str, first: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Split choices into each person's ``first`` occasions and the later ones, in the order of their numbers.

    What people did first can then say who they are, and what they did later tests it.

    >>> import pandas as pd
    >>> data = pd.DataFrame({"who": [1, 1, 2, 2, 2], "task": [1, 2, 4, 5, 6]})
    >>> earlier, later = first_and_later(data, "who", "task", 1)
    >>> earlier["task"].tolist(), later["task"].tolist()
    ([1, 4], [2, 5, 6])
    """
    who, what = column_of(data, person, "person"), column_of(data, occasion, "occasion")
    if who == what:
        raise ValueError(f"person and occasion must be two columns, got {shorten(who)} for both")
    for name in (who, what):
        _in_order(data, name)
    number = data.groupby(who, observed=True)[what].rank("dense")
    most = int(number.max())
    if most < 2:
        raise ValueError("occasion must hold at least two occasions of one person, got one of each")
    first = whole_number("first", first, low=1, high=most - 1)
    return data[number <= first].copy(), data[number > first].copy()
