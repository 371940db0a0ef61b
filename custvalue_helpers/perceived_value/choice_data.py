"""Choice data as the logit needs it: checked, grouped by occasion, or turned from wide to long."""

from numbers import Number

import numpy as np

from custvalue_helpers.kit.checks import LARGEST, a_list, a_text, one_of, shorten
from custvalue_helpers.kit.columns import a_table, groups_in, numbers_in


def long_format(wide, options, features, *, occasion, chosen, keep=(), separator="_"):
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

    def __init__(self, x, occasions):
        _, self.group = np.unique(occasions, return_inverse=True)
        self.order = np.argsort(self.group, kind="stable")
        self.starts = np.flatnonzero(np.diff(self.group[self.order], prepend=-1))
        self.x, self.groups = x, len(self.starts)

    def sums(self, values, how=np.add):
        """Sums (or maxima) of rows within each occasion."""
        return how.reduceat(values[self.order], self.starts, axis=0)

    def probabilities(self, beta):
        utility = np.einsum("ni,i->n", self.x, beta)
        odds = np.exp(utility - self.sums(utility, np.maximum)[self.group])
        return odds / self.sums(odds)[self.group]

    def log_likelihood(self, beta, picked):
        utility = np.einsum("ni,i->n", self.x, beta)
        highest = self.sums(utility, np.maximum)
        logsum = highest + np.log(self.sums(np.exp(utility - highest[self.group])))
        return float((utility * picked).sum() - logsum.sum())

    def gradient(self, residual):
        """The first derivative, from chosen (0 or 1) minus probability."""
        return np.einsum("ni,n->i", self.x, residual)

    def centred(self, probability):
        """Features minus their expected value in the occasion."""
        return self.x - self.sums(self.x * probability[:, None])[self.group]

    def behind_the_chosen(self, picked):
        """The chosen offer's features less each offer's own, row by row."""
        return self.sums(self.x * picked[:, None])[self.group] - self.x

    def information(self, probability):
        """Minus the second derivative of the log-likelihood."""
        centred = self.centred(probability)
        return np.einsum("ni,n,nj->ij", centred, probability, centred, optimize=False)


def column_of(data, name, argument):
    a_table("wide" if argument == "wide" else "data", data, rows=0)
    return one_of(f"{argument}: column", name, list(data.columns))


def feature_table(data, features, occasion):
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
    for name in (*features, occasion):
        holes = data[name].isna()
        if not holes.any() and name != occasion:
            holes = ~np.isfinite(data[name].astype(float)) | (data[name].astype(float).abs() > LARGEST)
        if holes.any():
            rows = list(data.index[holes][:3])
            raise ValueError(
                f"data: '{name}' has {int(holes.sum())} missing, infinite or too large values, first in rows {rows}"
            )
    if data[occasion].dtype.kind == "O":
        groups_in(f"occasion: column '{occasion}'", data[occasion].reset_index(drop=True))
    return table.astype(float).reset_index(drop=True)


def names_in(data, column, known=None):
    """The different names in a column, in the order of its categories, or sorted; raises for any not ``known``."""
    values = data[column_of(data, column, "constants")]
    if values.isna().any():
        raise ValueError(f"data: '{column}' has {int(values.isna().sum())} missing values")
    found = set(values)
    ordered = values.cat.categories if values.dtype == "category" else sorted(found)
    names = [name for name in ordered if name in found]
    for name in names:
        one_of(f"data: '{column}'", name, known or names)
    return tuple(names)


def constant_columns(data, column, names):
    """One 0/1 column for each of the names but the first, which is the reference."""
    import pandas as pd

    values = data[column].to_numpy()
    return pd.DataFrame({f"{column}: {name}": (values == name).astype(float) for name in names[1:]})


def people_in(data, column, design):
    """Who made each choice, as numbers from 0; raises where that is not known, an occasion has two people, or all are few.

    Errors that allow for people take each for one observation, and the slopes of all add up to 0: they need more people
    than features, and hold from a few dozen people on.
    """
    import pandas as pd

    values = data[column_of(data, column, "cluster")]
    if values.isna().any():
        raise ValueError(f"cluster: '{column}' has {int(values.isna().sum())} missing values")
    people = pd.factorize(values.to_numpy())[0]
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


def picked_rows(data, chosen, occasion, design):
    """The chosen rows as 0/1, one in each occasion."""
    values = data[column_of(data, chosen, "chosen")]
    if values.isna().any() or not values.isin([0, 1]).all():
        odd = values[values.isna() | ~values.isin([0, 1])]
        raise ValueError(
            f"chosen: '{chosen}' must hold 0 or 1 only, got {shorten(odd.iloc[0])} in row {odd.index[0]}"
        )
    picked = values.to_numpy(float)
    count = design.sums(picked)
    if (count != 1).any():
        first = int(np.flatnonzero(count != 1)[0])
        name = data[occasion].to_numpy()[design.order[design.starts[first]]]
        raise ValueError(
            f"chosen: each occasion needs exactly one chosen offer; occasion {name} has {count[first]:.0f}"
            f" ({int((count != 1).sum())} such occasions; are they numbered anew for each person?)"
        )
    return picked


def spread_within_occasions(design, names):
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
