"""Points of parity and of difference: on which attributes do we differ from a rival, beyond noise?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_number, one_of, whole_number
from custvalue_helpers.kit.columns import a_column, a_series, aligned, columns_in, groups_in
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.models.perceptual_maps import rated

if TYPE_CHECKING:
    from custvalue_helpers.kit.kinds import Label, Names

__all__ = ["compare_totals", "compare_with", "correlation_within", "lead_over_best", "without_halo"]

VERDICTS = ("ahead", "behind", "parity", "open")


def compare_with(
    ratings: pd.DataFrame,
    ours: Label,
    rival: Label,
    attributes: Names,
    *,
    person: str,
    brand: str,
    margin: float = 0.5,
) -> pd.DataFrame:
    """Our mean rating less a rival's, attribute by attribute, among the people who rated both.

    difference = mean of (our rating − the rival's) over people, with its 95 % interval (Student's t on the
    differences, so that people who tick high everywhere do not count). The verdict is 'parity' if the whole interval
    lies within ±``margin``; else 'ahead' or 'behind' if it leaves out zero; else 'open': the answers do not settle it.
    Differences that are all alike leave it open as well: they do not say how far chance reaches.
    Not shown to differ is not shown to be alike, which is why parity needs a margin.

    Parameters: ``ratings``, a DataFrame with one row a person and brand; ``person`` and ``brand``, its columns;
    ``ours`` and ``rival``, two brands; ``margin``, in the ratings' points, the difference that nobody would mind.
    Returns a DataFrame by attribute: difference, low_95, high_95, people, verdict. Raises ValueError or TypeError for
    an unknown brand or column, a missing value, a person who rates a brand twice, or fewer than two people.
    Source: Keller, Sternthal & Tybout 2002 (points of parity and difference); Schuirmann 1987 (parity by a margin; two one-sided
    tests at 5 % take the 90 % interval, so the 95 % interval here is the stricter rule).

    >>> two = pd.DataFrame({"who": [1, 1, 2, 2, 3, 3], "brand": list("AB") * 3, "fresh": [8, 5, 9, 7, 7, 3]})
    >>> compare_with(two, "A", "B", ["fresh"], person="who", brand="brand").difference.tolist()
    [3.0]
    """
    from scipy.special import stdtrit  # Student's t without the weight of scipy.stats

    margin = a_number("margin", margin, low=0)
    table, names = rated(ratings, brand, attributes)
    known = list(pd.unique(names))
    one_of("ours", ours, known)
    one_of("rival", rival, known)
    if ours == rival:
        raise ValueError(f"rival must be another brand than ours, got {rival!r} twice")
    who = pd.Series(a_column(ratings, person, "person", "ratings").to_numpy(), table.index)
    sides = []
    for name in (ours, rival):
        side = table[(names == name).to_numpy()].set_axis(who[(names == name).to_numpy()])
        if side.index.has_duplicates:
            raise ValueError(
                f"person: each {person} must rate a brand once, got {side.index[side.index.duplicated()][0]!r} twice for {name!r}"
            )
        sides.append(side)
    both = sides[0].index.intersection(sides[1].index)
    if len(both) < 2:
        raise ValueError(
            f"ratings must have at least two people who rated both {ours!r} and {rival!r}, got {len(both)}"
        )
    gaps = sides[0].loc[both] - sides[1].loc[both]
    reach = stdtrit(len(both) - 1, 0.975) * gaps.std() / np.sqrt(len(both))
    result = pd.DataFrame(
        {"difference": gaps.mean(), "low_95": gaps.mean() - reach, "high_95": gaps.mean() + reach}
    )
    result["people"] = len(both)
    alike = (gaps.max() - gaps.min()) <= 1e-9 * gaps.abs().max().clip(lower=1)
    result["verdict"] = [
        "open" if same else verdict(low, high, margin)
        for same, low, high in zip(alike, result["low_95"], result["high_95"], strict=True)
    ]
    return result


def verdict(low: float, high: float, margin: float = 0.5) -> str:
    """What an interval of our lead says: 'parity', 'ahead', 'behind' or 'open' (see compare_with).

    >>> verdict(0.8, 1.4), verdict(-0.3, 0.2), verdict(-0.9, -0.1), verdict(-0.2, 0.9)
    ('ahead', 'parity', 'behind', 'open')
    """
    low, high, margin = a_number("low", low), a_number("high", high), a_number("margin", margin, low=0)
    if low > high:
        raise ValueError(f"low must not be above high, got {low} and {high}")
    if -margin <= low and high <= margin:
        return "parity"
    return "ahead" if low > 0 else "behind" if high < 0 else "open"


def without_halo(ratings: pd.DataFrame, attributes: Names) -> pd.DataFrame:
    """Each row's ratings less that row's own mean: what is left when 'I like this brand' is taken away.

    It takes the brand's true level away as well. And since the rest must sum to 0, attributes that have nothing to do
    with each other now correlate at −1/(number of attributes − 1).

    >>> without_halo(pd.DataFrame({"taste": [8, 4], "speed": [6, 2]}), ["taste", "speed"])["taste"].tolist()
    [1.0, 1.0]
    """
    from custvalue_helpers.kit.columns import numeric_table

    attributes = columns_in(ratings, attributes, "attributes", "ratings")
    if len(attributes) < 2:
        raise ValueError(f"attributes must be at least two, got {len(attributes)}")
    table = numeric_table(ratings[attributes].reset_index(drop=True), name="ratings").set_axis(ratings.index)
    return ratings.assign(**table.sub(table.mean(axis=1), axis=0))


def correlation_within(ratings: pd.DataFrame, brand: str, one: str, other: str) -> float:
    """How two ratings go together among the people who rate the same brand (Pearson's r, from −1 to 1).

    Each brand's mean is taken off first, so that a brand which is better in both does not count.

    Parameters: ``ratings``, a DataFrame with one row a person and brand; ``brand``, ``one``, ``other``, columns of it.
    Raises ValueError or TypeError for a missing value, an unknown column, or a rating that is the same for all.

    >>> two = pd.DataFrame({"brand": list("AAABBB"), "app": [1, 2, 3, 7, 8, 9], "taste": [3, 2, 1, 9, 8, 7]})
    >>> round(correlation_within(two, "brand", "app", "taste"), 2)
    -1.0
    """
    table, names = rated(ratings, brand, [one, other])
    rest = table - table.groupby(names, observed=True).transform("mean")
    flat = [
        name for name in (one, other) if not rest[name].abs().max() > 1e-9 * max(1.0, table[name].abs().max())
    ]
    if flat:
        raise ValueError(f"ratings must differ within a brand, got the same everywhere for {flat[0]!r}")
    return float(np.corrcoef(rest[one], rest[other])[0, 1])


def lead_over_best(means: pd.DataFrame, ours: Label, attributes: Names) -> float:
    """How far we lead the best of all rivals, on average over some attributes: mean of (ours − the highest rival's).

    Parameters: ``means``, a DataFrame with one row a brand; ``ours``, one of them; ``attributes``, columns of it.
    Returns a number in the ratings' points, below 0 if some rival is ahead.

    >>> lead_over_best(pd.DataFrame({"fast": [7, 8, 5]}, index=["us", "Hopla", "Aurum"]), "us", ["fast"])
    -1.0
    """
    from custvalue_helpers.kit.columns import numeric_table

    table = numeric_table(means, 2, "means")
    one_of("ours", ours, list(table.index))
    attributes = columns_in(table, attributes, "attributes")
    return float((table.T[ours] - table.drop(index=ours).max())[attributes].mean())


def compare_totals(
    values: pd.Series, groups: pd.Series, one: Label, other: Label, draws: int = 2000, seed: int = 0
) -> dict[str, float]:
    """Does one group bring more in total than another, or might it be chance? Draw the customers again and see.

    Each draw takes as many customers as there are, with replacement (bootstrap), and compares the two totals.

    Parameters: ``values``, a Series with one number a customer; ``groups``, a Series of their groups, with the same
    index; ``one`` and ``other``, two groups.
    Returns a dict: difference of the totals, low_95 and high_95 (percentiles of the draws), and ahead, the share of
    the draws in which ``one`` brings more. The order of the rows changes nothing. Raises ValueError or TypeError for
    missing values, indexes that differ, or an unknown group. Source: Efron 1979.

    >>> compare_totals(pd.Series([1.0, 1.0, 1.0]), pd.Series(["a", "a", "b"]), "a", "b")["difference"]
    1.0
    """
    values, groups = a_series("values", values, numbers=True), groups_in("groups", groups)
    (values, groups), _ = aligned(values=values, groups=groups)
    if len(values) < 2:
        raise ValueError(
            "values must hold at least two customers, got one: nobody else could have been drawn"
        )
    for argument, name in (("one", one), ("other", other)):
        one_of(argument, name, list(pd.unique(groups)))
    draws, seed = whole_number("draws", draws, low=1), whole_number("seed", seed)
    amounts = np.sort(np.where(groups == one, values, 0.0) - np.where(groups == other, values, 0.0))
    generator, chance = np.random.default_rng(seed), np.full(len(amounts), 1 / len(amounts))
    totals = np.array([generator.multinomial(len(amounts), chance) @ amounts for _ in range(draws)])
    low, high = np.quantile(totals, (0.025, 0.975))
    return {
        "difference": float(amounts.sum()), "low_95": float(low), "high_95": float(high), "ahead": float((totals > 0).mean()),
    }  # fmt: skip
