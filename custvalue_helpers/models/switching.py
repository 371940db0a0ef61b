"""Brand switching: who buys what next, what that is worth to a brand, and whether it is loyalty or only taste."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_list, a_number, one_of, share, shorten, whole_number
from custvalue_helpers.kit.columns import a_column, numbers_of, tally
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd

if TYPE_CHECKING:
    from custvalue_helpers.kit.kinds import Numbers

__all__ = [
    "bought_again",
    "brand_values",
    "lost_for_good",
    "repeat_rates",
    "steady_state",
    "switching_matrix",
]


@dataclass(frozen=True)
class SwitchingMatrix:
    """Rows: the brand bought last; columns: the brand bought next; entries: shares of the row.

    ``shares``, ``low``, ``high`` (95 % limits) and ``counts`` are DataFrames; ``steady`` is a DataFrame with the share
    each brand ends up with, and its limits.
    """

    shares: pd.DataFrame
    low: pd.DataFrame
    high: pd.DataFrame
    counts: pd.DataFrame
    steady: pd.DataFrame
    people: int


def switching_matrix(
    purchases: pd.DataFrame, *, person: str, last: str, chosen: str, draws: int = 500, seed: int = 1
) -> SwitchingMatrix:
    """How often each brand follows each, with intervals from drawing people anew.

    share(j | i) = purchases of j right after i / purchases after i. Purchases of one person belong together, so whole
    people are drawn with replacement, ``draws`` times; the limits are the 2.5 and 97.5 percentiles. The end of the road
    (``steady``) is missing where the matrix has more than one, see steady_state().

    Parameters: ``purchases``, a DataFrame with one row a purchase; the names of its columns for the person, the brand
    bought the time before, and the brand bought.
    Raises ValueError or TypeError for missing columns or values, one brand only, a brand nobody bought before, and for
    one person only, who says nothing about how far apart people are.
    Source: Rust, Lemon & Zeithaml 2004 (who ask people for their intentions; here they are counted).

    >>> table = pd.DataFrame({"who": [1, 1, 2, 2], "before": ["a", "b", "b", "a"], "now": ["b", "a", "a", "a"]})
    >>> switching_matrix(table, person="who", last="before", chosen="now").shares.loc["b"].tolist()
    [1.0, 0.0]
    """
    brands, whose, before, after = _codes(purchases, person, last, chosen)
    size = len(brands)
    people = whose.max() + 1
    each = np.zeros((people, size * size))
    np.add.at(each, (whose, before * size + after), 1)
    counts = each.sum(axis=0).reshape(size, size)
    empty = [brand for brand, row in zip(brands, counts, strict=True) if not row.sum()]
    if empty:
        raise ValueError(f"column {last!r} must hold every brand, got no purchase after {empty[0]!r}")
    draws = whole_number("draws", draws, low=50)
    if people < 2:
        raise ValueError(
            f"person: column {person!r} must hold at least two people, got one: intervals come from drawing people"
        )
    rng = np.random.default_rng(whole_number("seed", seed))
    weights = rng.multinomial(people, np.full(people, 1 / people), size=draws)
    drawn = (weights @ each).reshape(draws, size, size)
    rows = drawn.sum(axis=2, keepdims=True)
    drawn = np.where(rows > 0, drawn / np.maximum(rows, 1), counts / counts.sum(axis=1, keepdims=True))
    shares = counts / counts.sum(axis=1, keepdims=True)
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    single = [matrix for matrix in drawn if len(_closed(matrix)) == 1]
    steady = pd.DataFrame(np.nan, brands, ["share", "low_95", "high_95"])
    if len(_closed(shares)) == 1:
        steady["share"] = _steady(shares)
        if len(single) > 0.9 * draws:
            steady["low_95"], steady["high_95"] = np.percentile(
                [_steady(matrix) for matrix in single], [2.5, 97.5], axis=0
            )
    tables = (pd.DataFrame(part, brands, brands) for part in (shares, low, high, counts.astype(int)))
    shares_table, low_table, high_table, counts_table = tables
    return SwitchingMatrix(shares_table, low_table, high_table, counts_table, steady, int(people))


def steady_state(shares: pd.DataFrame) -> pd.Series:
    """The shares that a switching matrix ends up with: π = π·M, Σπ = 1, a DataFrame in and a Series out.

    >>> steady_state(pd.DataFrame([[0.8, 0.2], [0.1, 0.9]], index=["a", "b"], columns=["a", "b"])).round(3).tolist()
    [0.333, 0.667]

    Raises ValueError or TypeError for a table that is no switching matrix, and for one with several ends: two groups
    of brands between which nobody switches each keep the buyers that they have, whatever that share is.

    >>> steady_state(pd.DataFrame([[1.0, 0.0], [0.0, 1.0]], index=["a", "b"], columns=["a", "b"]))
    Traceback (most recent call last):
    ValueError: shares must lead to one end, got 2 groups of brands that nobody leaves: a; b
    """
    matrix = _checked_shares(shares)
    groups = _closed(matrix)
    if len(groups) > 1:
        named = "; ".join(", ".join(str(shares.index[brand]) for brand in group) for group in groups)
        raise ValueError(
            f"shares must lead to one end, got {len(groups)} groups of brands that nobody leaves: {named}"
        )
    return pd.Series(_steady(matrix), index=shares.index)


def brand_values(shares: pd.DataFrame, margin: float, purchases: int, discount: float = 0.0) -> pd.DataFrame:
    """What somebody who last bought one brand (rows) is worth to each brand (columns) over the next purchases.

    Σ_{k=1…K} m·(Mᵏ)ᵢⱼ/(1 + d)ᵏ. Assumes that only the last brand matters, that everybody is alike, and that margins
    and habits do not change. A customer who leaves may come back: 'always a share' (Jackson 1985).

    Parameters: ``shares``, a switching matrix; ``margin``, money a purchase, the same for each brand; ``purchases``, K;
    ``discount`` from one purchase to the next. Returns a DataFrame, money.
    Source: Rust, Lemon & Zeithaml 2004.

    >>> m = pd.DataFrame([[0.8, 0.2], [0.1, 0.9]], index=["a", "b"], columns=["a", "b"])
    >>> brand_values(m, margin=1, purchases=2).loc["a"].round(2).tolist()
    [1.46, 0.54]
    """
    matrix, margin = _checked_shares(shares), a_number("margin", margin)
    discount = share("discount", discount)
    total, power = np.zeros_like(matrix), np.eye(len(matrix))
    for k in range(1, whole_number("purchases", purchases, low=1) + 1):
        power = power @ matrix
        total += margin * power / (1 + discount) ** k
    return pd.DataFrame(total, index=shares.index, columns=shares.columns)


def lost_for_good(shares: pd.DataFrame, margin: float, purchases: int, discount: float = 0.0) -> pd.Series:
    """What somebody who last bought a brand is worth to it if whoever switches once never comes back.

    Σ_{k=1…K} m·(Mᵢᵢ)ᵏ/(1 + d)ᵏ: each margin times the chance that every purchase so far was of that brand. The other
    view of the customers of brand_values(), whose parameters these are. Returns a Series by brand, money.
    Source: the two kinds of customer, Jackson 1985.

    >>> m = pd.DataFrame([[0.8, 0.2], [0.1, 0.9]], index=["a", "b"], columns=["a", "b"])
    >>> lost_for_good(m, margin=1, purchases=2).round(2).tolist()
    [1.44, 1.71]
    """
    stay = np.diag(_checked_shares(shares)) / (1 + share("discount", discount))
    k = np.arange(1, whole_number("purchases", purchases, low=1) + 1)
    total = a_number("margin", margin) * (stay[:, None] ** k).sum(axis=1)
    return pd.Series(total, index=shares.index)


def bought_again(
    purchases: pd.DataFrame, brand: str, lags: Numbers, *, person: str, last: str, chosen: str
) -> pd.DataFrame:
    """Of those who bought a brand, the share who buy it so many purchases later; and what the matrix says.

    Parameters: as for switching_matrix(), rows in each person's order of buying; ``lags``, whole numbers of at least 1.
    Returns a DataFrame by lag: people_say (counted), matrix_says ((M^k) on the diagonal), and pairs, how many purchases
    the count rests on.

    >>> table = pd.DataFrame({"who": [1, 1, 2, 2], "before": ["a", "a", "b", "a"], "now": ["a", "b", "a", "b"]})
    >>> bought_again(table, "a", [1], person="who", last="before", chosen="now").people_say.round(2).tolist()
    [0.33]
    """
    brands, whose, before, after = _codes(purchases, person, last, chosen)
    at = brands.index(one_of("brand", brand, brands))
    counts = np.zeros((len(brands),) * 2)
    np.add.at(counts, (before, after), 1)
    empty = [brand for brand, row in zip(brands, counts, strict=True) if not row.sum()]
    if empty:
        raise ValueError(f"last: column {last!r} must hold every brand, got no purchase after {empty[0]!r}")
    shares = counts / counts.sum(axis=1, keepdims=True)
    sequences = _sequences(whose, before, after)
    rows = []
    for lag in (whole_number("lags", each, low=1) for each in a_list("lags", lags)):
        pairs = [(s[lag:] == at)[s[:-lag] == at] for s in sequences if len(s) > lag]
        seen = np.concatenate(pairs) if pairs else np.array([])
        if not len(seen):
            raise ValueError(f"lags must be shorter than people's histories, got {lag}")
        rows.append((lag, seen.mean(), np.linalg.matrix_power(shares, lag)[at, at], len(seen)))
    return pd.DataFrame(rows, columns=["lag", "people_say", "matrix_says", "pairs"]).set_index("lag")


@dataclass(frozen=True)
class RepeatRates:
    """How often the same brand is bought twice in a row, and how much of it differing tastes alone would bring."""

    seen: float
    shuffled: float
    low: float
    high: float
    all_alike: float


def repeat_rates(
    purchases: pd.DataFrame, *, person: str, last: str, chosen: str, rounds: int = 200, seed: int = 1
) -> RepeatRates:
    """Repeat buying as it was; with each person's own purchases in random order; and if all people were alike.

    Shuffling keeps what each person likes and destroys what the last purchase does. ``all_alike`` is Σ share². Limits:
    the 2.5 and 97.5 percentiles over the shuffles.
    Parameters as for switching_matrix(), rows in each person's order.
    Source: the spurious loyalty that differing tastes make is Frank 1962 and Heckman 1981's; the test is a permutation.

    >>> table = pd.DataFrame({"who": [1, 1, 2, 2], "before": ["a", "a", "b", "b"], "now": ["a", "a", "b", "a"]})
    >>> repeat_rates(table, person="who", last="before", chosen="now").seen
    0.75
    """
    rounds = whole_number("rounds", rounds, 20, 100_000)
    brands, whose, before, after = _codes(purchases, person, last, chosen)
    sequences = _sequences(whose, before, after)
    rng = np.random.default_rng(whole_number("seed", seed))
    everything = np.concatenate(sequences)
    owner = np.repeat(np.arange(len(sequences)), [len(s) for s in sequences])
    inside = owner[1:] == owner[:-1]

    def repeats(values):
        return float((values[1:] == values[:-1])[inside].mean())

    shuffled = [repeats(everything[np.lexsort((rng.random(len(owner)), owner))]) for _ in range(rounds)]
    low, high = np.percentile(shuffled, [2.5, 97.5])
    sizes = tally(everything, minlength=len(brands)) / len(everything)
    return RepeatRates(
        repeats(everything), float(np.mean(shuffled)), float(low), float(high), float((sizes**2).sum())
    )


@dataclass(frozen=True)
class TwoTastes:
    """Two kinds of household, one for brand A and one for B, and what a switching matrix makes of them."""

    repeat: float
    tastes_alone: float
    all_alike: float
    share: float
    later: tuple[float, ...]
    matrix_later: tuple[float, ...]


def two_tastes(share_a: float, strength: float, habit: float, lags: int = 12) -> TwoTastes:
    """What is seen when households differ in taste, and some purchases are mere habit.

    A share of the households takes A with chance ``strength`` and B otherwise; the rest the other way round. With
    chance ``habit`` a purchase just repeats the last brand. Then the repeat rate of a household is
    h + (1 − h)(s² + (1 − s)²), and of those who bought A, the share that buys A k purchases later is
    Σ w·p·(p + (1 − p)hᵏ)/Σ w·p, over the two kinds with their shares w and tastes p.

    Parameters: shares from 0 to 1, ``strength`` from 0.5; ``lags``, up to 1,000. Returns TwoTastes: ``later`` is what people do at lags 1 to
    ``lags``, ``matrix_later`` what the switching matrix says for the same.

    >>> round(two_tastes(0.5, 0.8, 0.2).repeat, 3)
    0.744
    """
    w, h, lags = share("share_a", share_a), share("habit", habit), whole_number("lags", lags, 1, 1000)
    share("strength", strength)
    s = a_number("strength", strength, 0.5, 1)
    kinds = ((w, s), (1 - w, 1 - s))
    marginal = sum(weight * p for weight, p in kinds)
    if marginal in (0.0, 1.0):
        raise ValueError("share_a and strength must leave both brands some buyers, got one brand only")

    def again(k, take):
        """Of those who bought the brand that a kind takes with chance take(p), the share that buys it k later."""
        return sum(x * take(p) * (take(p) + (1 - take(p)) * h**k) for x, p in kinds) / sum(
            x * take(p) for x, p in kinds
        )

    stay_a, stay_b = again(1, lambda p: p), again(1, lambda p: 1 - p)
    pull = stay_a + stay_b - 1
    later = tuple(again(k, lambda p: p) for k in range(1, lags + 1))
    matrix = tuple(marginal + (1 - marginal) * pull**k for k in range(1, lags + 1))
    alone = s * s + (1 - s) * (1 - s)
    return TwoTastes(h + (1 - h) * alone, alone, marginal**2 + (1 - marginal) ** 2, marginal, later, matrix)


def _codes(purchases, person, last, chosen):
    """The brands in their order, and each row's person, brand before and brand now as numbers."""
    for argument, column in (("person", person), ("last", last), ("chosen", chosen)):
        a_column(purchases, column, argument, "purchases", "groups")
    words = [purchases[column].astype(str) for column in (last, chosen)]
    levels = (
        list(purchases[chosen].cat.categories) if hasattr(purchases[chosen], "cat") else sorted(set(words[1]))
    )
    brands = [str(level) for level in levels if str(level) in set(words[0]) | set(words[1])]
    brands += sorted((set(words[0]) | set(words[1])) - set(brands))
    if len(brands) < 2:
        raise ValueError(f"column {chosen!r} must hold at least two brands, got {shorten(brands)}")
    before, after = (pd.Categorical(column, categories=brands).codes.astype(int) for column in words)
    return brands, pd.factorize(purchases[person])[0], before, after


def _sequences(whose, before, after):
    """Each person's brands in order, the one before the first purchase included."""
    order = np.argsort(whose, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(whose[order])) + 1)
    return [np.concatenate([[before[rows[0]]], after[rows]]) for rows in parts]


def _closed(matrix):
    """The groups of brands that buyers reach from each other and never leave, as lists of places."""
    reached = np.linalg.matrix_power((matrix > 1e-12) | np.eye(len(matrix), dtype=bool), len(matrix))
    groups = {tuple(np.flatnonzero(row)) for brand, row in enumerate(reached) if reached[row, brand].all()}
    return [list(group) for group in sorted(groups)]


def _steady(matrix):
    size = len(matrix)
    equations = np.vstack([matrix.T - np.eye(size), np.ones(size)])
    return np.linalg.lstsq(equations, np.append(np.zeros(size), 1.0), rcond=None)[0]


def _checked_shares(shares):
    if not isinstance(shares, pd.DataFrame) or list(shares.index) != list(shares.columns):
        raise TypeError("shares must be a DataFrame with the same brands as rows and columns, in one order")
    if shares.index.has_duplicates:
        raise ValueError(f"shares must name each brand once, got {shorten(list(shares.index))}")
    matrix = numbers_of(shares, list(shares.columns), argument="shares", table="shares")
    if (matrix < 0).any() or not np.allclose(matrix.sum(axis=1), 1, atol=1e-6):
        raise ValueError(
            f"shares must be rows of shares that add up to 1, got sums {shorten(matrix.sum(axis=1).round(3).tolist())}"
        )
    return matrix
