"""From a point on an attribute to the chance of being chosen: what a step is worth, in units of choice.

Cards show what freshness, delivery, brewing help, sourcing and the price are worth in choices. Coffee quality and the
app are on no card: what they add to the perceived value of a brand comes from the ratings, and what a point of that
value adds to the odds of being chosen from the first choices of the same people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.columns import tally
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.lessons.capstone.tables import (
    ATTRIBUTES,
    ON_CARDS,
    SEGMENTS,
    one_step,
    sums_by_person,
    weighted,
)
from custvalue_helpers.models.choice import ChoiceDesign, constant_columns, fit_logit

__all__ = []

if TYPE_CHECKING:
    from collections.abc import Sequence

    from custvalue_helpers.lessons.capstone.tables import Tables

# What one point of a score is on a card. Kestrel's own definition of a step, not an estimate: a point fresher is
# 1/0.15 days since roasting fewer, a point faster is 1/1.5 days of waiting fewer, and a "yes" is five points.
POINTS_PER_CARD_UNIT = {
    "freshness_days": -0.15, "delivery_days": -1.5, "brewing_help": 5.0, "ethical_sourcing": 5.0,
}  # fmt: skip
CARD_NAME = {"freshness": "freshness_days", "delivery": "delivery_days"}


@dataclass(frozen=True)
class LogitSums:
    """A conditional logit as sums over people: estimate (K,), scores (people, K), information (K, K)."""

    estimate: np.ndarray
    scores: np.ndarray
    information: np.ndarray

    def at(self, counts: np.ndarray) -> np.ndarray:
        return one_step(self.estimate, self.scores, self.information, counts)


def logit_sums(
    data: pd.DataFrame,
    features: Sequence[str],
    owner: np.ndarray,
    people: int,
    *,
    occasion: str,
    constants: str | None = None,
) -> LogitSums:
    """Fit lesson 4's conditional logit and keep each person's part of it (LogitSums, constants last)."""
    fit = fit_logit(data, features, occasion=occasion, chosen="chosen", constants=constants)
    data = data.reset_index(drop=True)
    table = data[list(features)]
    if constants:
        table = table.join(constant_columns(data, constants, fit.constant_names))
    design = ChoiceDesign(table.to_numpy(float), data[occasion].to_numpy())
    beta = fit.coefficients.to_numpy()
    probability = design.probabilities(beta)
    rows = (data["chosen"].to_numpy(float) - probability)[:, None] * design.centred(probability)
    return LogitSums(beta, sums_by_person(rows, owner, people), design.information(probability))


@dataclass(frozen=True)
class ChoiceLink:
    """``cards``: LogitSums by segment (price, then ON_CARDS, then brands). ``zz``, ``zx``, ``zy``: by
    person, sums of instrument × instrument, × score and × value. ``first``: LogitSums of first
    choice on perceived value. ``spread``: by person, sums for the noise in an answer. ``share``: LogitSums of
    Kestrel's first choices by segment."""

    cards: tuple
    zz: np.ndarray
    zx: np.ndarray
    zy: np.ndarray
    first: LogitSums
    spread: np.ndarray
    share: LogitSums
    segment: np.ndarray

    def at(self, counts: np.ndarray) -> dict[str, np.ndarray]:
        """Each sample's estimates: ``point`` (draws, segments, 6), the log-odds of choice that a point adds;
        ``euro`` (draws, segments), that a euro less adds; ``share`` (draws, segments) of first choices in 2025."""
        point = np.empty((len(counts), SEGMENTS, len(ATTRIBUTES)))
        euro = np.empty((len(counts), SEGMENTS))
        odds = self._odds_per_value(counts)
        first_stage = np.linalg.solve(weighted(counts, self.zz), weighted(counts, self.zx))
        for s, cards in enumerate(self.cards):
            here = counts * (self.segment == s)
            beta = cards.at(counts)
            euro[:, s] = -beta[:, 0]
            slopes = self._value_per_point(first_stage, here)
            for k, name in enumerate(ATTRIBUTES):
                card = CARD_NAME.get(name, name)
                if card in ON_CARDS:
                    point[:, s, k] = beta[:, 1 + ON_CARDS.index(card)] / POINTS_PER_CARD_UNIT[card]
                else:
                    point[:, s, k] = slopes[:, k] * odds
        return {"point": point, "euro": euro, "share": self._shares(counts)}

    def _value_per_point(self, first_stage, counts):
        """Points of perceived value per point of each score: value on the scores that other years foretell."""
        told = np.swapaxes(first_stage, 1, 2)
        xx = told @ weighted(counts, self.zz) @ first_stage
        return np.linalg.solve(xx, told @ weighted(counts, self.zy)[..., None])[..., 0]

    def _odds_per_value(self, counts):
        """Log-odds of first choice per point of perceived value, corrected for the noise in the answer."""
        noise, freedom, seen, rows = weighted(counts, self.spread).T
        reliability = 1 - (noise / freedom) / (seen / rows)
        return self.first.at(counts)[:, 0] / np.maximum(reliability, 0.1)

    def _shares(self, counts):
        beta = self.share.at(counts)
        rivals = np.column_stack([np.zeros(len(beta)), beta[:, SEGMENTS : SEGMENTS + 2]])
        return 1 / (1 + np.exp(rivals).sum(axis=1)[:, None] * np.exp(-beta[:, :SEGMENTS]))


def fit_choice(tables: Tables) -> ChoiceLink:
    """Fit the links of choice from the cards, the ratings and the first choices."""
    owner = tables.rows_of(tables.choices)
    names = ["price", *ON_CARDS]
    cards = []
    for s in range(SEGMENTS):
        here = tables.segment[owner] == s
        data = tables.choices[here]
        cards.append(
            logit_sums(data, names, owner[here], tables.people, occasion="occasion", constants="brand")
        )
    ratings = _centred_ratings(tables)
    zz, zx, zy = _rating_sums(ratings, tables)
    first, spread = _first_choices(ratings, tables)
    return ChoiceLink(tuple(cards), zz, zx, zy, first, spread, _share_sums(tables), tables.segment)


def _centred_ratings(tables):
    """Ratings less the person's mean that year (some tick high everywhere) and less the brand's mean that year."""
    table = tables.ratings.copy()
    columns = [*ATTRIBUTES, "value"]
    table["sheet"] = table.groupby(["customer", "wave"]).ngroup()
    table = table[table.groupby("sheet")["brand"].transform("size") > 1].reset_index(drop=True)
    brand_year = table.groupby(["brand", "wave"], observed=True).ngroup().to_numpy()
    sheet = table["sheet"].to_numpy()
    values = table[columns].to_numpy(float, copy=True)
    for _ in range(12):  # in turns: the two groupings are nearly balanced
        for group in (sheet, brand_year):
            size = tally(group)
            for c in range(values.shape[1]):
                values[:, c] -= (tally(group, values[:, c]) / np.maximum(size, 1))[group]
    for c, name in enumerate(columns):
        table[f"own_{name}"] = values[:, c]
    return table


def _others(table, columns, keys):
    """Each row's mean of the same person's and brand's other years, and whether there is one."""
    group = table.groupby(keys, observed=True)
    size = group[columns[0]].transform("size").to_numpy()
    mean = (group[columns].transform("sum") - table[columns]).to_numpy() / np.maximum(size - 1, 1)[:, None]
    return mean, size > 1


def _rating_sums(table, tables):
    """Instrument the scores by the same person's scores of that brand in other years: their noise is another."""
    own = [f"own_{name}" for name in ATTRIBUTES]
    z, there = _others(table, own, ["customer", "brand"])
    z, x, y = z[there], table[own].to_numpy()[there], table["own_value"].to_numpy()[there]
    owner = tables.rows_of(table)[there]
    return (
        sums_by_person(z[:, :, None] * z[:, None, :], owner, tables.people),
        sums_by_person(z[:, :, None] * x[:, None, :], owner, tables.people),
        sums_by_person(z * y[:, None], owner, tables.people),
    )


def _first_choices(table, tables):
    """First choice on perceived value, and sums for the noise: within person and brand over the years."""
    owner = tables.rows_of(table)
    data = table.assign(
        chosen=table["first_choice"], brand_year=table["brand"].astype(str) + table["wave"].astype(str)
    )
    data = data[data.groupby("sheet")["chosen"].transform("sum") == 1]
    constants = pd.get_dummies(data["brand"], drop_first=True).to_numpy(float)
    features = ["own_value"]
    for c in range(constants.shape[1]):
        for wave in sorted(data["wave"].unique()):
            name = f"brand {c + 1} in {wave}"
            data[name] = constants[:, c] * (data["wave"] == wave)
            features.append(name)
    first = logit_sums(data, features, tables.rows_of(data), tables.people, occasion="sheet")
    own = [f"own_{name}" for name in ATTRIBUTES]
    group = table.groupby(["customer", "brand"], observed=True)
    within = ((table[own] - group[own].transform("mean")).to_numpy() ** 2).mean(axis=1)
    freedom = 1 - 1 / group["wave"].transform("size").to_numpy()
    rows = np.column_stack([within, freedom, table["own_value"] ** 2, np.ones(len(table))])
    return first, sums_by_person(rows, owner, tables.people)


def _share_sums(tables):
    """First choices by segment: Kestrel's constants by segment, the rivals', and how each moved until 2025."""
    table = tables.ratings
    owner = tables.rows_of(table)
    data = table.assign(chosen=table["first_choice"], sheet=table.groupby(["customer", "wave"]).ngroup())
    brand, ago = data["brand"].astype(str), data["wave"] - data["wave"].max()
    features = []
    for s in range(SEGMENTS):
        features.append(f"Kestrel, segment {s + 1}")
        data[features[-1]] = ((brand == "Kestrel") & (tables.segment[owner] == s)).astype(float)
    rivals = sorted(set(brand) - {"Kestrel"})
    for name in rivals[1:]:
        features.append(name)
        data[name] = (brand == name).astype(float)
    for name in ("Kestrel", *rivals[1:]):
        features.append(f"{name}, a year")
        data[features[-1]] = (brand == name) * ago.astype(float)
    alone = data.groupby("sheet")["brand"].transform("size") > 1
    good = alone & (data.groupby("sheet")["chosen"].transform("sum") == 1)
    return logit_sums(data[good], features, owner[good], tables.people, occasion="sheet")
