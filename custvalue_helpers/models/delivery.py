"""Providing value: service after a problem, an experience remembered, round after round of feedback, guesses about customers.

Plain numbers only, so that each formula can be read at a glance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_list, a_number, by_name, one_of, share, whole_number
from custvalue_helpers.models.satisfaction import EXPONENT, LOSS_WEIGHT, feeling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from custvalue_helpers.kit.kinds import NumberByName

__all__ = ["break_even_share", "feedback_rounds", "guess_worth", "remembered_experience", "service_result"]

MOST_ROUNDS = 100


@dataclass(frozen=True)
class ServiceResult:
    """What solving customers' problems brings, against leaving all of them unsolved. Money in euro."""

    problems: float
    solved: float  # problems that were solved
    lost: float  # customers who leave, after a solved problem or one that was left
    kept: float  # customers who would have left had nothing been solved
    saves: float  # euro that one solved problem saves
    cost: float  # euro that one solved problem costs

    @property
    def result(self) -> float:
        """What solving brings, less what it costs."""
        return self.solved * (self.saves - self.cost)


def service_result(
    problems: float, solved: float, leave_solved: float, leave_unsolved: float, worth: float, cost: float
) -> ServiceResult:
    """What a service desk saves: customers who stay because their problem was solved.

    A solved problem saves (leave_unsolved − leave_solved) × worth; it costs ``cost``.

    Parameters: ``problems``, how many customers have one; ``solved``, the share of problems that are solved;
    ``leave_solved`` and ``leave_unsolved``, the shares of these customers who then leave; ``worth``, what a customer who
    stays is worth; ``cost`` of solving a problem, both in euro.
    Raises TypeError or ValueError for anything else. ``saves`` is negative where more leave after a solved problem.
    Source: customers kept × what they are worth, after Rust, Zahorik & Keiningham (1995), Journal of Marketing 59,
    "Return on quality".

    >>> service = service_result(1000, 0.6, 0.06, 0.14, worth=144, cost=5)
    >>> round(service.kept), round(service.saves, 2), round(service.result)
    (48, 11.52, 3912)
    """
    problems = a_number("problems", problems, low=0)
    solved, leave_solved = share("solved", solved), share("leave_solved", leave_solved)
    leave_unsolved = share("leave_unsolved", leave_unsolved)
    worth, cost = a_number("worth", worth, low=0), a_number("cost", cost, low=0)
    spared = leave_unsolved - leave_solved
    count = problems * solved
    lost = count * leave_solved + (problems - count) * leave_unsolved
    return ServiceResult(problems, count, lost, count * spared, spared * worth, cost)


def remembered_experience(
    gaps: Sequence[float],
    peak: float = 0.3,
    end: float = 0.3,
    loss_weight: float = LOSS_WEIGHT,
    exponent: float = EXPONENT,
) -> float:
    """How a journey is remembered: a mixture of its strongest moment, its last one, and the mean of all.

    Each gap (got − expected) becomes a feeling, v(g); remembered = peak·(the v that is farthest from 0) + end·(the last
    v) + (1 − peak − end)·(the mean of all v). Of two moments that are equally far from 0, the later one is the peak.

    Parameters: ``gaps``, in points, in the order of the touchpoints; ``peak`` and ``end``, weights from 0, together at
    most 1; ``loss_weight`` and ``exponent``, as in feeling(). Returns points of feeling.
    Raises TypeError or ValueError for anything else.
    Source: that the worst and the last moment count beyond their share of the time, Kahneman, Fredrickson, Schreiber &
    Redelmeier (1993), Psychological Science 4. The formula and its two weights are this course's.

    >>> remembered_experience([0, -1, 0, 0], peak=0, end=0)  # the mean of the four
    -0.5625
    >>> round(remembered_experience([0, -1, 0, 0]), 2), round(remembered_experience([0, 0, 0, -1]), 2)
    (-0.9, -1.57)
    """
    peak, end = share("peak", peak), share("end", end)
    if peak + end > 1 + 1e-9:
        raise ValueError(f"peak and end must together be at most 1, got {peak} and {end}")
    felt = [feeling(a_number("gaps: gap", gap), loss_weight, exponent) for gap in a_list("gaps", gaps)]
    strongest = max(reversed(felt), key=abs)
    return peak * strongest + end * felt[-1] + (1 - peak - end) * math.fsum(felt) / len(felt)


@dataclass(frozen=True)
class FeedbackRound:
    """One round: what was expected and got of each thing when customers were asked, and what was then mended."""

    expected: dict[str, float]
    got: dict[str, float]
    mended: str  # after this round's answers

    @property
    def gaps(self) -> dict[str, float]:
        """got − expected, points."""
        return {name: self.got[name] - self.expected[name] for name in self.got}

    @property
    def feeling(self) -> float:
        """The mean feeling over all things, points; a loss weighs more than a gain."""
        return math.fsum(map(feeling, self.gaps.values())) / len(self.got)


def feedback_rounds(
    expected: NumberByName, got: NumberByName, points: float, rise: float, rounds: int, always: str = ""
) -> list[FeedbackRound]:
    """Ask, mend one thing, let expectations rise, ask again.

    In each round the firm learns the gaps, and raises what customers get of one thing by ``points``: of the one with the
    widest gap (got − expected at its lowest; the first of several), or of ``always``, whatever the answers are. Then all
    expectations rise by ``rise``. Nothing rises above 10.

    Parameters: ``expected`` and ``got``, points from 1 to 10 by thing; ``points`` and ``rise``, at least 0; ``rounds``, how
    often customers are asked, 1 to 100; ``always``, a name of a thing, or empty.
    Returns a FeedbackRound for each round; the last one's mending is not felt any more.
    Raises TypeError or ValueError for anything else.

    >>> [one.mended for one in feedback_rounds({"coffee": 8, "delivery": 8}, {"coffee": 8, "delivery": 6}, 1, 0.25, 3)]
    ['delivery', 'delivery', 'coffee']
    """
    points, rise = a_number("points", points, low=0), a_number("rise", rise, low=0)
    rounds = whole_number("rounds", rounds, 1, MOST_ROUNDS)
    expected, got = by_name("expected", expected), by_name("got", got)
    if set(expected) != set(got):
        raise ValueError(
            f"expected and got must name the same things, got {sorted(expected)} and {sorted(got)}"
        )
    one_of("always", always, ["", *got])
    wanted = {name: a_number(f"expected: {name}", value, 1, 10) for name, value in expected.items()}
    now = {name: a_number(f"got: {name}", got[name], 1, 10) for name in wanted}
    history = []
    for _ in range(rounds):
        mended = always or min(now, key=lambda name: round(now[name] - wanted[name], 9))
        history.append(FeedbackRound(dict(wanted), dict(now), mended))
        now[mended] = min(10.0, now[mended] + points)
        wanted = {name: min(10.0, value + rise) for name, value in wanted.items()}
    return history


def break_even_share(gain: float, loss: float) -> float:
    """How often a guess about a customer must be right, so that it neither gains nor loses: p·gain = (1 − p)·loss.

    p = loss/(gain + loss). ``gain``, euro where the guess is right; ``loss``, euro lost where it is wrong; at least 0, and
    not both 0. Raises TypeError or ValueError for anything else.

    >>> break_even_share(gain=3, loss=1), break_even_share(gain=1, loss=3)
    (0.25, 0.75)
    """
    gain, loss = a_number("gain", gain, low=0), a_number("loss", loss, low=0)
    if gain + loss == 0:
        raise ValueError("gain and loss must not both be 0: then no guess matters")
    return loss / (gain + loss)


def guess_worth(right: float, gain: float, loss: float) -> float:
    """What a guess about a customer is worth on average, in euro a guess: p·gain − (1 − p)·loss.

    ``right``, the share p of guesses that are right, 0 to 1; ``gain`` and ``loss``, euro, as in break_even_share().
    Raises TypeError or ValueError for anything else.

    >>> guess_worth(0.5, gain=3, loss=1), guess_worth(0.25, gain=3, loss=1)
    (1.0, 0.0)
    """
    right = share("right", right)
    return right * a_number("gain", gain, low=0) - (1 - right) * a_number("loss", loss, low=0)
