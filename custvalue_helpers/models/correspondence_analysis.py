"""Segments from categories: answers that are words have no distances, so multiple correspondence analysis makes some.

Never k-means on codes: "bags" = 1, "loose" = 2 would say how far apart words are, and mean nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from custvalue_helpers.kit.checks import one_of, shorten, whole_number
from custvalue_helpers.kit.columns import labelled_once, no_missing
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd

__all__ = ["TEA_ANSWERS", "as_codes", "correspondence", "shuffle_columns"]

# Answers of the tea survey to write into its map: question, answer, and what is written.
TEA_ANSWERS = (
    ("form", "loose", "loose"), ("form", "bags", "bags"), ("form", "both", "both"), ("tea", "green", "green tea"),
    ("in_tearoom", "True", "tea room"), ("in_pub", "True", "pub"), ("price_tier", "upscale", "upscale"),
)  # fmt: skip


@dataclass(frozen=True)
class Correspondence:
    """Result of correspondence: where people and answers stand. ``inertia``: Series of each dimension's share of the
    spread (the eigenvalues), by dimension from 1; ``people`` and ``answers``: DataFrames of coordinates.
    """

    inertia: pd.Series
    people: pd.DataFrame
    answers: pd.DataFrame

    @property
    def total(self) -> float:
        """The total inertia: number of different answers / number of questions − 1."""
        return float(self.inertia.sum())


def indicator(data: pd.DataFrame) -> pd.DataFrame:
    """One 0/1 column for each answer that was given: 1 for those who gave it (MultiIndex: question, answer).

    Any kind of answer is taken as a word. Raises TypeError or ValueError if ``data`` is no DataFrame, a value is
    missing (how many, and where), or a question has only one answer, which tells nobody apart.

    >>> indicator(pd.DataFrame({"form": ["bags", "loose", "bags"]})).to_numpy().tolist()
    [[1, 0], [0, 1], [1, 0]]
    """
    labelled_once(data)
    no_missing(data)
    words = data.astype(str)
    same = [name for name in words if words[name].nunique() < 2]
    if same:
        raise ValueError(
            f"data must have two different answers or more to every question, got only one to {shorten(same)}"
            " (leave it out: it tells nobody apart)"
        )
    parts = {name: pd.get_dummies(words[name], dtype=int) for name in words}
    return pd.concat(parts, axis=1, names=["question", "answer"])


def as_codes(data: pd.DataFrame, order: str = "listed") -> pd.DataFrame:
    """Answers as numbers 0, 1, 2, …, in the order ``listed`` in the data or of the ``alphabet``: what not to do.

    Only to show that k-means on codes depends on the order in which somebody wrote the answers down.

    >>> as_codes(pd.DataFrame({"form": ["loose", "bags"]}), "alphabet")["form"].tolist()
    [1, 0]
    """
    one_of("order", order, ("listed", "alphabet"))
    labelled_once(data)
    no_missing(data)
    words = data.astype(str) if order == "alphabet" else data
    return words.apply(lambda column: column.astype("category").cat.codes.astype(int))


def shuffle_columns(data: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """The answers to each question shuffled for themselves: the same shares, and nobody belongs with anybody.

    Parameters: ``data``, any DataFrame without missing values. Returns a DataFrame of words, same index and columns.

    >>> table = shuffle_columns(pd.DataFrame({"form": ["bags", "loose", "bags"], "milk": ["no", "yes", "no"]}))
    >>> sorted(table["form"])
    ['bags', 'bags', 'loose']
    """
    labelled_once(data)
    no_missing(data)
    generator = np.random.default_rng(whole_number("seed", seed, low=0))
    words = {name: generator.permutation(np.sort(data[name].astype(str).to_numpy())) for name in data}
    return pd.DataFrame(words, index=data.index)


def correspondence(data: pd.DataFrame) -> Correspondence:
    """Multiple correspondence analysis (MCA): put people who answer alike near each other.

    With z the 0/1 table of J answers to Q questions by n people, and p the share of people who gave an answer, the
    singular values of (z − p)/√(n·Q·p), squared, are the eigenvalues; they add up to J/Q − 1. A rare answer that two people share brings them closer than a common
    one. Signs are fixed: the largest answer coordinate of each dimension is positive.

    Parameters: ``data``, a DataFrame of categories, one row a person, one column a question; at least two rows.
    Returns Correspondence; ``people`` (n, dimensions), ``answers`` (J, dimensions), in principal coordinates.
    Raises TypeError or ValueError for other input (see indicator).
    Source: Greenacre & Blasius 2006, Multiple Correspondence Analysis and Related Methods; Lê, Josse & Husson 2008
    (FactoMineR), whose numbers for the tea survey it gives.

    >>> two = correspondence(pd.DataFrame({"form": ["bags", "loose", "bags", "loose"], "milk": ["y", "n", "y", "y"]}))
    >>> round(two.total, 9)  # 4 answers to 2 questions: 4/2 − 1
    1.0
    """
    table = indicator(data)
    n, questions = len(table), data.shape[1]
    shares = table.to_numpy().mean(axis=0)  # share of the people who gave each answer
    order = np.lexsort(table.to_numpy().T[::-1])  # one order of the people, so that sums do not depend on it
    residual = (table.to_numpy()[order] - shares) / np.sqrt(n * questions * shares)
    left, values, right = np.linalg.svd(residual, full_matrices=False)
    keep = values > 1e-8
    left, values, right = left[:, keep], values[keep], right[keep]
    answers = right.T * values / np.sqrt(shares / questions)[:, None]
    sign = np.sign(answers[np.abs(answers).round(9).argmax(axis=0), range(len(values))])
    people = np.empty((n, len(values)))
    people[order] = left * values * np.sqrt(n)
    dimensions = pd.RangeIndex(1, len(values) + 1, name="dimension")
    return Correspondence(
        pd.Series(values**2, dimensions, name="inertia"),
        pd.DataFrame(people * sign, data.index, dimensions),
        pd.DataFrame(answers * sign, table.columns, dimensions),
    )
