"""The Net Promoter Score, its standard error, and whether a change is more than noise."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_number, share, shorten, whole_number
from custvalue_helpers.kit.columns import a_series, counts_in
from custvalue_helpers.kit.intervals import Z_95, share_interval

if TYPE_CHECKING:
    import pandas as pd

    from custvalue_helpers.kit.kinds import Numbers

__all__ = [
    "answers_needed",
    "net_promoter_score",
    "score_change",
    "score_change_by_person",
    "score_from_counts",
]

Z_80 = 0.8416212335729143


@dataclass(frozen=True)
class Score:
    """A Net Promoter Score in points from −100 to 100, its standard error, and what it is made of (shares)."""

    score: float
    standard_error: float
    promoters: float
    passives: float
    detractors: float
    answers: int

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval, in points; it needs a few dozen answers.

        Answers that all fall into one class have a standard error of 0, yet they are not certain. Wilson's interval of that
        class's share then says how many of all customers may be of another class.

        >>> low, high = score_from_counts(10, 0, 0).interval
        >>> round(low), high
        (44, 100.0)
        """
        if self.standard_error == 0:
            away = 1 - share_interval(self.answers, self.answers)[1]
            low, high = self.score - 200 * away, self.score + 200 * away
            if self.passives == 1:
                low, high = -100 * away, 100 * away
            return max(-100.0, low), min(100.0, high)
        half = Z_95 * self.standard_error
        return max(-100.0, self.score - half), min(100.0, self.score + half)


@dataclass(frozen=True)
class Change:
    """The difference of two scores: points, standard error, z and two-sided p."""

    points: float
    standard_error: float
    z: float = field(init=False)
    p_value: float = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "z", self.points / self.standard_error)
        object.__setattr__(self, "p_value", math.erfc(abs(self.z) / math.sqrt(2)))

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the change, in points. If 0 lies inside, chance alone could have made the change."""
        half = Z_95 * self.standard_error
        return self.points - half, self.points + half


def net_promoter_score(answers: Numbers) -> Score:
    """Promoters (9, 10) less detractors (0 to 6), in points, from answers on the 0–10 scale.

    NPS = 100·(p − d); standard error = 100·√[(p + d − (p − d)²)/n].

    Parameters: ``answers``, whole numbers from 0 to 10.
    Raises ValueError for an answer off the scale, a missing one, or none at all. A question that was asked from
    1 to 10 has no 0, and is another question: its answers pass here, its score does not compare.
    Sources: Reichheld 2003; the variance of a difference of two multinomial shares.

    >>> score = net_promoter_score([10] * 3 + [8] * 2 + [5])
    >>> round(score.score, 1), round(score.standard_error, 1)
    (33.3, 30.4)
    """
    return _score_of("answers", answers)


def _score_of(name, answers):
    values = counts_in(name, answers)
    wrong = values[values > 10]
    if len(wrong):
        raise ValueError(
            f"{name} must be whole numbers from 0 to 10, got {len(wrong)} others, such as {shorten(float(wrong[0]))}"
        )
    return score_from_counts(
        int((values >= 9).sum()), int(((values >= 7) & (values <= 8)).sum()), int((values <= 6).sum())
    )


def score_from_counts(promoters: int, passives: int, detractors: int) -> Score:
    """The Net Promoter Score from the number of promoters, passives and detractors.

    >>> half = score_from_counts(162, 108, 54)
    >>> round(half.score, 1), round(half.standard_error, 2)
    (33.3, 4.14)
    """
    counts = [
        whole_number(name, value)
        for name, value in (("promoters", promoters), ("passives", passives), ("detractors", detractors))
    ]
    n = sum(counts)
    if not n:
        raise ValueError("promoters, passives and detractors must hold at least one answer, got none")
    p, middle, d = (count / n for count in counts)
    error = 100 * math.sqrt(max(0.0, p + d - (p - d) ** 2) / n)
    return Score(100 * (p - d), error, p, middle, d, n)


def score_change(before: Score, after: Score) -> Change:
    """Is a change of the score real? z = (after − before)/√(se² + se²), for two samples of different people.

    Raises ValueError when both standard errors are 0: too few answers, or all alike, to say.

    >>> change = score_change(score_from_counts(40, 30, 30), score_from_counts(45, 30, 25))
    >>> round(change.points, 1), round(change.standard_error, 1), round(change.p_value, 2)
    (10.0, 11.6, 0.39)
    """
    for name, score in (("before", before), ("after", after)):
        if not isinstance(score, Score):
            raise TypeError(f"{name} must be a Score of net_promoter_score, got {type(score).__name__}")
    error = math.hypot(before.standard_error, after.standard_error)
    if error == 0:
        raise ValueError(
            f"before and after must vary, got {before.answers} and {after.answers} answers that are all alike:"
            " nothing says how large chance is"
        )
    return Change(after.score - before.score, error)


def score_change_by_person(before: pd.Series, after: pd.Series) -> Change:
    """Is a change real, when some people answered both times?

    Each answer counts 100, 0 or −100. The variance of the change is se² + se² − 2·Σ (xᵢ − x̄)(yᵢ − ȳ)/(n·m), where the
    sum is over those who answered both times. People are like themselves: the change is then a little surer than
    score_change() says. With nobody in both waves the two agree.

    Parameters: ``before``, ``after``: pandas Series of answers from 0 to 10, indexed by person, each person once.
    Raises TypeError or ValueError for other input.

    >>> import pandas as pd
    >>> first, second = pd.Series([9, 6, 8, 10], index=list("abcd")), pd.Series([10, 7, 9, 3], index=list("abce"))
    >>> change = score_change_by_person(first, second)
    >>> round(change.points), round(change.standard_error, 1)
    (0, 50.8)
    """
    before, after = a_series("before", before, numbers=True), a_series("after", after, numbers=True)
    first, second = _score_of("before", before), _score_of("after", after)
    plain = score_change(first, second)
    both = before.index.intersection(after.index)
    away = [
        100.0 * ((answers >= 9).astype(int) - (answers <= 6).astype(int)) - score.score
        for answers, score in ((before, first), (after, second))
    ]
    shared = float((away[0].loc[both] * away[1].loc[both]).sum()) / (first.answers * second.answers)
    variance = plain.standard_error**2 - 2 * shared
    if variance <= 1e-9:
        raise ValueError(
            "before and after must vary between them, got the same answers from the same people: nothing says how large"
            " chance is"
        )
    return Change(plain.points, math.sqrt(variance))


def answers_needed(change: float, not_passive: float = 0.6) -> int:
    """How many answers each of two waves needs, to tell a change of this many points from chance four times in five.

    n = 2·(1.96 + 0.84)²·V/change², at two-sided 5 % and a power of 80 %, for waves of different people. V is the
    variance of one answer, 100²·(p + d − (p − d)²); 100²·(p + d) stands for it, which is exact at a score of 0 and a
    little too large elsewhere.

    Parameters: ``change``, points of the score, from 0.1 to 200; ``not_passive``, p + d, the share of promoters and
    detractors together.

    >>> answers_needed(10)
    942
    """
    change = a_number("change", change, 0.1, 200)
    spread = 100**2 * share("not_passive", not_passive)
    return math.ceil(2 * (Z_95 + Z_80) ** 2 * spread / change**2)
