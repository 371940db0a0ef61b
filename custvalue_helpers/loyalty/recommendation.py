"""The Net Promoter Score, its standard error, and whether a change is more than noise."""

import math
from dataclasses import dataclass

import numpy as np

from custvalue_helpers.kit.checks import a_number, shorten
from custvalue_helpers.loyalty.model import whole

Z_95 = 1.959963984540054


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
    def interval(self):
        """The 95 % interval, in points; it needs a few dozen answers."""
        half = Z_95 * self.standard_error
        return max(-100.0, self.score - half), min(100.0, self.score + half)


@dataclass(frozen=True)
class Change:
    """The difference of two scores from different people: points, standard error, z and two-sided p."""

    points: float
    standard_error: float
    z: float
    p_value: float


def net_promoter_score(answers):
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
    values = np.asarray(answers, dtype=float).ravel()
    if not len(values):
        raise ValueError("answers must hold at least one answer, got none")
    if np.isnan(values).any():
        raise ValueError(
            f"answers must have no missing value, got {int(np.isnan(values).sum())} of {len(values)}"
        )
    wrong = values[(values < 0) | (values > 10) | (values % 1 != 0)]
    if len(wrong):
        raise ValueError(
            f"answers must be whole numbers from 0 to 10, got {len(wrong)} others, such as {shorten(float(wrong[0]))}"
        )
    return score_from_counts(
        int((values >= 9).sum()), int(((values >= 7) & (values <= 8)).sum()), int((values <= 6).sum())
    )


def score_from_counts(promoters, passives, detractors):
    """The Net Promoter Score from the number of promoters, passives and detractors.

    >>> half = score_from_counts(162, 108, 54)
    >>> round(half.score, 1), round(half.standard_error, 2)
    (33.3, 4.14)
    """
    counts = [
        whole(name, value)
        for name, value in (("promoters", promoters), ("passives", passives), ("detractors", detractors))
    ]
    n = sum(counts)
    if not n:
        raise ValueError("promoters, passives and detractors must hold at least one answer, got none")
    p, middle, d = (count / n for count in counts)
    error = 100 * math.sqrt(max(0.0, p + d - (p - d) ** 2) / n)
    return Score(100 * (p - d), error, p, middle, d, n)


def score_change(before, after):
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
    points = after.score - before.score
    z = points / error
    return Change(points, error, z, math.erfc(abs(z) / math.sqrt(2)))


def answers_needed(change, share_moving=0.6):
    """How many answers a wave needs to tell a change of this many points from chance, four times in five.

    n = 2·(1.96 + 0.84)²·V/change², with V = 100²·(p + d), about ``share_moving`` of 10,000 (the largest V for scores
    near 0): at two-sided 5 % and a power of 80 %.

    >>> answers_needed(10)
    942
    """
    change = a_number("change", change, 0.1, 200)
    spread = 100**2 * a_number("share_moving", share_moving, 0, 1)
    return math.ceil(2 * (Z_95 + 0.8416212335729143) ** 2 * spread / change**2)
