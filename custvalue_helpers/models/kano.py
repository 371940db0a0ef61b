"""Kano's questions: how does a customer feel if a feature is there, and if it is not? And what follows for the feature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import by_name, one_of, whole_number
from custvalue_helpers.kit.columns import a_column

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

__all__ = ["kano_category", "kano_count", "kano_table"]

ANSWERS = ("like it", "expect it", "neutral", "can live with it", "dislike it")
CATEGORIES = ("must-be", "one-dimensional", "attractive", "indifferent", "reverse", "questionable")
# Rows: the answer if the feature is there; columns: the answer if it is not; both in the order of ANSWERS.
TABLE = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")
LETTERS = {"M": "must-be", "O": "one-dimensional", "A": "attractive", "I": "indifferent", "R": "reverse",
           "Q": "questionable"}  # fmt: skip


def kano_category(if_there: str, if_not_there: str) -> str:
    """The category of one pair of answers, by Kano's table.

    Each answer is one of 'like it', 'expect it', 'neutral', 'can live with it', 'dislike it'.
    Returns 'must-be', 'one-dimensional', 'attractive', 'indifferent', 'reverse' or 'questionable'.
    Raises ValueError for another answer, and names the nearest one.
    Source: Kano, Seraku, Takahashi & Tsuji (1984), Hinshitsu 14; the table in this form: Berger and others (1993),
    Center for Quality of Management Journal 2.

    >>> kano_category("neutral", "dislike it"), kano_category("like it", "neutral")
    ('must-be', 'attractive')
    """
    row = ANSWERS.index(one_of("if_there", if_there, ANSWERS))
    column = ANSWERS.index(one_of("if_not_there", if_not_there, ANSWERS))
    return LETTERS[TABLE[row][column]]


@dataclass(frozen=True)
class KanoCount:
    """How many people put one feature into each category."""

    counts: dict[str, int]

    @property
    def people(self) -> int:
        return sum(self.counts.values())

    @property
    def modes(self) -> tuple[str, ...]:
        """The most frequent category, or all of them where there is a tie."""
        most = max(self.counts.values())
        return tuple(name for name, count in self.counts.items() if count == most)

    @property
    def category(self) -> str:
        """The mode in words; a tie names all."""
        return " = ".join(self.modes)

    @property
    def category_strength(self) -> float:
        """The share of the most frequent category less the share of the second: 0 at a tie."""
        first, second = sorted(self.counts.values(), reverse=True)[:2]
        return (first - second) / self.people

    @property
    def total_strength(self) -> float:
        """The share of people to whom the feature matters for the better: must-be + one-dimensional + attractive."""
        return sum(self.counts[name] for name in ("must-be", "one-dimensional", "attractive")) / self.people

    @property
    def better(self) -> float | None:
        """(A + O)/(A + O + M + I): how far satisfaction rises if it is there. None if nobody is among these four."""
        return self._coefficient("attractive")

    @property
    def worse(self) -> float | None:
        """−(O + M)/(A + O + M + I): how far it falls if it is not there. None if nobody is among these four."""
        share = self._coefficient("must-be")
        return None if share is None else 0.0 - share

    def _coefficient(self, other: str) -> float | None:
        four = sum(self.counts[name] for name in ("must-be", "one-dimensional", "attractive", "indifferent"))
        return (self.counts["one-dimensional"] + self.counts[other]) / four if four else None


def kano_count(counts: Mapping[str, int] | pd.Series) -> KanoCount:
    """A KanoCount from a dict of counts by category (a category that is not named counts 0).

    Raises ValueError for an unknown category, a count that is no whole number of at least 0, or nobody at all.
    Source: category strength and total strength: Lee & Newcomb (1997); better and worse: Berger and others (1993).

    >>> video = kano_count({"attractive": 5, "reverse": 4, "indifferent": 1})
    >>> video.category, video.category_strength, video.total_strength, round(video.better, 2)
    ('attractive', 0.1, 0.5, 0.83)
    >>> kano_count({"attractive": 2, "reverse": 2}).category
    'attractive = reverse'
    """
    counts = by_name("counts", counts, least=0)
    for name in counts:
        one_of("counts: category", name, CATEGORIES)
    full = {name: whole_number(f"counts: {name}", counts.get(name, 0)) for name in CATEGORIES}
    if not sum(full.values()):
        raise ValueError("counts must hold at least one person, got nobody: too few to say")
    return KanoCount(full)


def kano_table(
    table: pd.DataFrame,
    feature: str = "feature",
    if_there: str = "if_there",
    if_not_there: str = "if_not_there",
) -> pd.DataFrame:
    """One row a feature: counts by category, the mode, its strength, better and worse.

    Parameters: ``table``, a DataFrame with a row a respondent and feature; the names of its three columns.
    A coefficient is missing where no answer speaks to it. Features stand in the order in which they first appear.
    Raises ValueError or TypeError for a missing column, a missing answer (how many, and where; leave such rows out
    first), an answer that is none of the five, or a table without rows.

    >>> import pandas as pd
    >>> asked = pd.DataFrame({"feature": ["app", "app"], "if_there": ["like it", "like it"],
    ...                       "if_not_there": ["dislike it", "neutral"]})
    >>> kano_table(asked).loc["app", "mode"]
    'one-dimensional = attractive'
    """
    import pandas as pd

    a_column(table, feature, "feature", "table", "groups")
    answers = (("if_there", if_there), ("if_not_there", if_not_there))
    columns = (a_column(table, name, argument, "table").astype(object) for argument, name in answers)
    pairs = zip(*columns, strict=True)
    found = pd.DataFrame(
        {"feature": table[feature].to_numpy(), "category": [kano_category(*pair) for pair in pairs]}
    )
    rows = {}
    for name, group in found.groupby("feature", sort=False):
        count = kano_count(group["category"].value_counts())
        rows[name] = {**count.counts, "mode": count.category, "category_strength": count.category_strength,
                      "total_strength": count.total_strength, "better": count.better, "worse": count.worse}  # fmt: skip
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("feature")
