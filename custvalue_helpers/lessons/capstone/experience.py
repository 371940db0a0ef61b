"""From promise and performance to satisfaction: what people expect, what they get, and how the gap feels.

A gap is what a customer says of the experience less what they say they expected: who uses the top of every scale does
so twice, and it cancels. Answers are noisy; the same people's answers half a year apart say how noisy, and slopes are
corrected for it (an answer on an expectation is taken to be as noisy as one on an experience).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.columns import tally
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.lessons.capstone.tables import (
    ATTRIBUTES,
    ORIGIN_OF,
    ORIGINS,
    SEGMENTS,
    sums_by_person,
    weighted,
)

__all__ = []

if TYPE_CHECKING:
    from custvalue_helpers.lessons.capstone.tables import Tables

CLAIMED = (
    1.5  # points that Kestrel's advertising claims above what is delivered: the firm wrote it, and knows it
)
K = len(ATTRIBUTES)


@dataclass(frozen=True)
class ExperienceLink:
    """Sums by person, see fit_experience."""

    expect: np.ndarray  # expected scores told: (people, 2 sources, 6, 10 answers)
    source: np.ndarray  # respondents by origin, and those won by advertising: (people, 3, 2)
    gaps: tuple  # gaps on advertising and survey date
    squares: tuple  # squared gaps, and how many
    felt: np.ndarray  # moments of (1, gaps, satisfaction, service cost per order)
    noise: np.ndarray  # scatter of perceived scores between surveys, its degrees of freedom
    follow: tuple  # expected × perceived of another survey; perceived × perceived of another
    segment: np.ndarray

    def at(self, counts: np.ndarray, weights: np.ndarray) -> dict[str, np.ndarray]:
        """Each sample's estimates, given the attributes' weights (draws, segments, 6).

        Returns ``promised`` (draws, 6), points of expectation per point of promise for those won by advertising;
        ``advertised`` (draws, origins), the share won by advertising; ``gap`` (draws, 2, 6), mean gap at the last
        survey of the others and of those; ``gap_variance`` (draws, 6), within both, less the noise of the answers; ``follows`` (draws,), points that an expectation follows a point of performance; ``per_gap``
        (draws, 2), points of satisfaction, and euro of service per order, per weighted point of gap.
        """
        third = lower_third(weighted(counts, self.expect))
        promised = (third[:, 1] - third[:, 0]) / CLAIMED
        asked = weighted(counts, self.source)
        mean = np.linalg.solve(weighted(counts, self.gaps[0]), weighted(counts, self.gaps[1]))
        noise = weighted(counts, self.noise)
        noise = noise[:, :K] / noise[:, K:]
        variance = self._variance(counts, mean) - 2 * noise
        together, alone = (weighted(counts, part) for part in self.follow)
        return {
            "promised": promised,
            "advertised": asked[..., 1] / asked[..., 0],
            "gap": np.stack([mean[:, 0], mean[:, 0] - CLAIMED * promised], axis=1),
            "gap_variance": np.maximum(variance, 0.05),
            "follows": together / alone,
            "per_gap": self._per_gap(counts, weights, noise),
        }

    def _variance(self, counts, mean):
        """Variance of the gaps about their means by source and date."""
        squares, rows = (weighted(counts, part) for part in self.squares)
        fitted = np.einsum("bpk,bpq,bqk->bk", mean, weighted(counts, self.gaps[0]), mean)
        return (squares - fitted) / rows[:, None]

    def _per_gap(self, counts, weights, noise):
        """Satisfaction and service cost on the weighted gap, all segments together, corrected for the gap's noise."""
        moments = np.zeros((len(counts), 4, 4))
        error = np.zeros(len(counts))
        for s in range(SEGMENTS):
            part = weighted(counts * (self.segment == s), self.felt)
            turn = np.zeros((len(counts), 4, K + 3))
            turn[:, 0, 0] = turn[:, 2, K + 1] = turn[:, 3, K + 2] = 1
            turn[:, 1, 1 : K + 1] = weights[:, s]
            moments += turn @ part @ np.swapaxes(turn, 1, 2)
            error += part[:, 0, 0] * (weights[:, s] ** 2 * 2 * noise).sum(axis=1)
        n, gap = moments[:, :1, 0], moments[:, 0, 1]
        together = moments[:, 1, 2:] - gap[:, None] * moments[:, 0, 2:] / n
        return together / (moments[:, 1, 1] - gap**2 / n[:, 0] - error)[:, None]


def lower_third(told: np.ndarray) -> np.ndarray:
    """The answer below which a third lie, from counts of the answers 1 … 10 on the last axis.

    Not the mean: who expects more than a 10 can only tick 10, and that pulls the mean of high expectations down.

    >>> float(lower_third(np.array([0, 0, 0, 0, 0, 0, 1.0, 1, 1, 0])))
    7.5
    """
    share = np.cumsum(told, axis=-1) / told.sum(axis=-1, keepdims=True)
    at = (share < 1 / 3).sum(axis=-1, keepdims=True)
    above = np.take_along_axis(share, at, axis=-1)
    below = np.where(at > 0, np.take_along_axis(share, np.maximum(at - 1, 0), axis=-1), 0.0)
    return (at + 0.5 + (1 / 3 - below) / (above - below))[..., 0]


def fit_experience(tables: Tables, first: pd.DataFrame, weight: np.ndarray) -> ExperienceLink:
    """Sum up the survey by person.

    Parameters: ``first``, each respondent's first sheet (a DataFrame, from first_sheets); ``weight``, how many
    customers a first sheet stands for: only those who had not left were asked.
    """
    survey = tables.survey
    owner, n = tables.rows_of(survey), tables.people
    expected, perceived = (
        survey[[f"{part}_{name}" for name in ATTRIBUTES]].to_numpy(float)
        for part in ("expected", "perceived")
    )
    gap = perceived - expected
    early = tables.rows_of(first)
    heard = first["expectation_from"].astype(str).to_numpy()
    source = (heard[:, None] == ("own past", "advertising")).astype(float)
    said = first[[f"expected_{name}" for name in ATTRIBUTES]].to_numpy()[:, :, None] == np.arange(1, 11)
    origin = tables.customers["channel"].astype(str).map(ORIGIN_OF).to_numpy()[early]
    came = (origin[:, None] == np.arange(len(ORIGINS))) * weight[:, None]
    stands_for = pd.Series(weight, index=early).loc[owner].to_numpy()
    dates = pd.get_dummies(survey["date"]).to_numpy(float)[:, :-1]  # gaps as they are at the last survey
    design = np.column_stack(
        [np.ones(len(survey)), survey["expectation_from"] == "advertising", dates]
    ).astype(float)
    rows = np.column_stack(
        [np.ones(len(survey)), gap, survey["satisfaction"], service_per_order(tables)[owner]]
    )
    return ExperienceLink(
        expect=sums_by_person((source * weight[:, None])[:, :, None, None] * said[:, None], early, n),
        source=sums_by_person(np.stack([came, came * source[:, [1]]], axis=2), early, n),
        gaps=_products(design, gap, stands_for, owner, n),
        squares=(
            sums_by_person(gap**2 * stands_for[:, None], owner, n),
            sums_by_person(stands_for, owner, n),
        ),
        felt=sums_by_person(rows[:, :, None] * rows[:, None, :], owner, n),
        noise=_scatter(survey, perceived, owner, n),
        follow=_follow(survey, expected, perceived, owner, n),
        segment=tables.segment,
    )


def service_per_order(tables: Tables) -> np.ndarray:
    """What each customer's calls and messages have cost per order so far, euro."""
    spent = tables.contacts[tables.contacts["started_by"] == "customer"]
    cost = sums_by_person(spent["cost"], tables.rows_of(spent), tables.people)
    return cost / np.maximum(tally(tables.rows_of(tables.orders), minlength=tables.people), 1)


def first_sheets(tables: Tables) -> pd.DataFrame:
    """Each respondent's first answered survey."""
    return (
        tables.survey.sort_values(["customer", "date"])
        .groupby("customer", as_index=False)
        .head(1)
        .reset_index(drop=True)
    )


def _products(x, y, weight, owner, n):
    x_weighted = x * weight[:, None]
    return (
        sums_by_person(x_weighted[:, :, None] * x[:, None, :], owner, n),
        sums_by_person(x_weighted[:, :, None] * y[:, None, :], owner, n),
    )


def _less_mean(values, groups):
    """Values less the mean of their group."""
    values = pd.DataFrame(values)
    return (values - values.groupby(np.asarray(groups)).transform("mean")).to_numpy()


def _scatter(survey, perceived, owner, n):
    """How much a person's scores differ between surveys, beyond what everyone's did."""
    now = _less_mean(perceived, survey["date"])
    within = _less_mean(now, owner)
    size = pd.Series(owner).map(pd.Series(owner).value_counts()).to_numpy()
    return sums_by_person(
        np.column_stack([within**2, np.repeat((1 - 1 / size)[:, None], K, axis=1)]), owner, n
    )


def _follow(survey, expected, perceived, owner, n):
    """How expectations go along with performance between people: both less the person's mean over the six items."""
    source = survey["expectation_from"].astype(str).to_numpy()
    e, p = _less_mean(expected, source), _less_mean(perceived, survey["date"])
    e, p = e - e.mean(axis=1, keepdims=True), p - p.mean(axis=1, keepdims=True)
    table = pd.DataFrame(p)
    size = table.groupby(owner)[0].transform("size").to_numpy()
    other = (table.groupby(owner).transform("sum").to_numpy() - p) / np.maximum(size - 1, 1)[:, None]
    again = size > 1
    return (
        sums_by_person((e * other).sum(axis=1)[again], owner[again], n),
        sums_by_person((p * other).sum(axis=1)[again], owner[again], n),
    )
