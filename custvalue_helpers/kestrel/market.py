"""What the market says: stated choices, ratings of the brands in three waves, stated importance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custvalue_helpers.kestrel.chain import (
    brand_prices,
    brand_scores,
    choice_probabilities,
    importance_weights,
    perceived_value,
)
from custvalue_helpers.kestrel.parameters import ATTRIBUTES, BRANDS, EFFECTS, KNOWN_BY, WAVE_SHIFTS, WAVES
from custvalue_helpers.kestrel.people import answers, levels, whole_scale
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd

if TYPE_CHECKING:
    from custvalue_helpers.kestrel.parameters import Firm
    from custvalue_helpers.kestrel.people import CausalLinks, People

__all__ = []

CARDS = 8  # choice cards a person
FRESHNESS_DAYS, DELIVERY_DAYS = (5, 15, 30, 45), (1, 2, 3, 5)
CARD_PRICES = (15, 18, 21, 24, 27, 30)

# A card's own units in points of the 1–10 score: a day since roasting, a day of waiting, yes against no.
POINTS_PER_FRESH_DAY, POINTS_PER_DELIVERY_DAY, POINTS_FOR_YES = 0.15, 1.5, 5.0


def card_worth(part_worths: np.ndarray) -> dict[str, np.ndarray]:
    """Return what people pay a month for one card unit, dict of (n,) arrays in euro.

    freshness_days and delivery_days: for one day more, so below zero where freshness and speed are valued.
    """
    column = dict(zip(ATTRIBUTES, np.asarray(part_worths).T, strict=True))
    return {
        "freshness_days": -POINTS_PER_FRESH_DAY * column["freshness"],
        "delivery_days": -POINTS_PER_DELIVERY_DAY * column["delivery"],
        "brewing_help": POINTS_FOR_YES * column["brewing_help"],
        "ethical_sourcing": POINTS_FOR_YES * column["ethical_sourcing"],
    }


def brand_worth(people: People, firm: Firm) -> np.ndarray:
    """Return what each brand's name is worth beside the card's attributes, (n, 4) euro: taste, app, habit."""
    known = [ATTRIBUTES.index("coffee_quality"), ATTRIBUTES.index("app_ease")]
    scores = brand_scores(firm)[:, known] - 5
    return (people.part_worths[:, None][..., known] * scores).sum(axis=-1) + people.brand_liking


def choices_table(
    people: People, firm: Firm, generator: np.random.Generator, links: CausalLinks
) -> pd.DataFrame:
    """Return one row an offer: eight cards for a third of the people, four offers of four brands a card."""
    people_asked = np.sort(generator.permutation(len(people))[: max(len(people) // 3, 1)])
    who = np.repeat(people_asked, CARDS)
    shape = (len(who), len(BRANDS))
    brand = generator.permuted(np.tile(np.arange(len(BRANDS)), (len(who), 1)), axis=1)
    card = {
        "price": generator.choice(CARD_PRICES, shape),
        "freshness_days": generator.choice(FRESHNESS_DAYS, shape),
        "delivery_days": generator.choice(DELIVERY_DAYS, shape),
        "brewing_help": generator.integers(0, 2, shape),
        "ethical_sourcing": generator.integers(0, 2, shape),
    }
    worth = np.take_along_axis(brand_worth(people, firm)[who], brand, axis=1) - card["price"]
    for name, each in card_worth(people.part_worths[who]).items():
        worth = worth + each[:, None] * card[name]
    utility = people.price_sensitivity[who][:, None] * worth + generator.gumbel(size=shape)
    pick = links.cut(utility).argmax(axis=1)
    pick[people.straight_liner[who]] = 0  # they take the first offer, whatever it is
    rows = {
        "customer": np.repeat(who + 1, len(BRANDS)),
        "occasion": np.repeat(np.arange(1, CARDS * len(people_asked) + 1), len(BRANDS)),
        "offer": np.tile(np.arange(1, len(BRANDS) + 1), len(who)),
        "chosen": (np.arange(len(BRANDS)) == pick[:, None]).astype("int64").ravel(),
        "brand": levels(brand.ravel(), BRANDS),
    }
    return pd.DataFrame(rows | {name: column.ravel() for name, column in card.items()})


def wave_scores(firm: Firm, wave: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the brands' true scores (4, 6) and prices (4,) in one of the three waves (0, 1, 2)."""
    scores, prices = brand_scores(firm).astype(float), brand_prices(firm).astype(float)
    for (brand, what), shifts in WAVE_SHIFTS.items():
        if what == "price":
            prices[BRANDS.index(brand)] += shifts[wave]
        else:
            scores[BRANDS.index(brand), ATTRIBUTES.index(what)] += shifts[wave]
    return np.clip(scores, 1, 10), prices


def kestrel_scores_in(firm: Firm, year: float) -> np.ndarray:
    """Return Kestrel's true scores (6,) at a time between the waves, such as 2024.5."""
    by_wave = [wave_scores(firm, wave)[0][0] for wave in range(len(WAVES))]
    return np.array([np.interp(year, WAVES, column) for column in np.transpose(by_wave)])


def price_score(prices: np.ndarray) -> np.ndarray:
    """Return how good a price looks on the 1–10 scale: 12 euro is a 10, and 2.8 euro cost a point."""
    return np.clip(10 - (prices - 12) / 2.8, 1, 10)


def ratings_tables(
    people: People, firm: Firm, generator: np.random.Generator, links: CausalLinks
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the ratings (one row a respondent, wave and brand known) and the stated importance tables."""
    asked = np.sort(generator.permutation(len(people))[: max(len(people) // 4, 1)])
    n, brands = len(asked), len(BRANDS)
    known = generator.random((n, brands)) < np.array([KNOWN_BY[brand] for brand in BRANDS])
    own = 0.8 * generator.standard_normal((n, brands, len(ATTRIBUTES)))
    own[:, 0] = people.experience[asked]
    blur = EFFECTS.price_blur * generator.standard_normal((n, brands))
    halo = EFFECTS.halo * generator.standard_normal((n, brands)) + 0.12 * people.brand_liking[asked]
    tables = [
        _one_wave(people, firm, wave, asked, known, own, halo, blur, generator, links)
        for wave in range(len(WAVES))
    ]
    ratings, importance = (pd.concat(parts, ignore_index=True) for parts in zip(*tables, strict=True))
    return ratings, importance


def _one_wave(people, firm, wave, asked, known, own, halo, blur, generator, links):
    n, brands, attributes = own.shape
    scores, prices = wave_scores(firm, wave)
    seen = np.clip(scores + own + halo[..., None], 1, 10)
    value = perceived_value(
        people.part_worths[asked][:, None], seen, prices + blur, people.brand_liking[asked]
    )
    everyone = np.tile(np.column_stack([scores, price_score(prices)]), (n, 1))
    personal = np.column_stack(
        [(own + halo[..., None]).reshape(-1, attributes), (0.4 * halo - blur / 2.8).ravel()]
    )
    lenient = np.repeat(people.leniency[asked], brands)[:, None]
    straight = np.repeat(people.straight_liner[asked], brands)
    given = answers(links.cut(everyone) + personal + lenient, 0.9, generator, 1, 10, straight)
    felt = links.cut(value.ravel())
    rated_value = answers(
        6.2 + 0.16 * (felt + 14)[:, None] + 0.6 * lenient, 0.9, generator, 1, 10, np.zeros(n * brands, bool)
    )
    shares = choice_probabilities(
        np.where(known, links.cut(felt).reshape(n, brands), -1e6), people.price_sensitivity[asked]
    )
    first = (generator.random(n)[:, None] > np.cumsum(shares, axis=1)).sum(axis=1).clip(max=brands - 1)
    ratings = {
        "customer": np.repeat(asked + 1, brands),
        "wave": WAVES[wave],
        "brand": levels(np.tile(np.arange(brands), n), BRANDS),
        **dict(zip((*ATTRIBUTES, "good_price"), given.T, strict=True)),
        "value": rated_value[:, 0],
        "first_choice": (np.arange(brands) == first[:, None]).astype("int64").ravel(),
    }
    return pd.DataFrame(ratings)[known.ravel()], _importance(people, asked, wave, generator, links)


def _importance(people, asked, wave, generator, links):
    """Stated importance: what is valued, coloured by what one ought to value and by leniency."""
    names = ("price", *ATTRIBUTES)
    worths = people.part_worths[asked]
    true = np.column_stack([4.6 + 14 * people.price_sensitivity[asked], 5.0 + 9 * importance_weights(worths)])
    ought = np.array([EFFECTS.social_desirability.get(name, 0.0) for name in names])
    marks = people.leniency[asked][:, None] + ought
    stated = answers(links.cut(true) + marks, 1.0, generator, 1, 10, people.straight_liner[asked])
    ideal = whole_scale(6.0 + 1.4 * links.cut(worths) + 0.8 * generator.standard_normal(worths.shape), 1, 10)
    return pd.DataFrame(
        {
            "customer": asked + 1,
            "wave": WAVES[wave],
            **{f"importance_{name}": column for name, column in zip(names, stated.T, strict=True)},
            **{f"ideal_{name}": column for name, column in zip(ATTRIBUTES, ideal.T, strict=True)},
        }
    )
