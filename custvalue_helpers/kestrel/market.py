"""What customers say of the market: stated choices, ratings of the brands in three waves, stated importance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custvalue_helpers.kestrel.chain import (
    brand_prices,
    brand_scores,
    choice_probabilities,
    importance_weights,
    perceived_value,
)
from custvalue_helpers.kestrel.parameters import (
    ATTRIBUTES,
    BRANDS,
    KNOWN_BY,
    MONTH,
    NEUTRAL_SCORES,
    WAVE_DAYS,
    WAVE_SHIFTS,
    WAVES,
)
from custvalue_helpers.kestrel.people import answers, levels, start_days, whole_scale
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd

if TYPE_CHECKING:
    from custvalue_helpers.kestrel.chain import FirmOutcome
    from custvalue_helpers.kestrel.orders import History
    from custvalue_helpers.kestrel.parameters import Effects, Firm
    from custvalue_helpers.kestrel.people import CausalLinks, People

__all__ = []

CARDS = 8  # choice cards a person
PANEL_SHARE = 4  # the brand study asks one in so many of all who ever were customers, each wave
SHOP_SILENCE = 90  # days without a purchase after which a customer without a contract is not asked
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
    scores = brand_scores(firm)[:, known] - np.array(NEUTRAL_SCORES)[known]
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


def perceived_in(outcome: FirmOutcome, firm: Firm, wave: int) -> np.ndarray:
    """Return Kestrel's scores as each customer perceived them in a wave, (n, 6): the chain knows those of the last."""
    moved = wave_scores(firm, wave)[0][0] - wave_scores(firm, len(WAVES) - 1)[0][0]
    return outcome.perceived + (1 - outcome.effects.assimilation) * moved


def still_customers(people: People, history: History, orders: pd.DataFrame, day: np.datetime64) -> np.ndarray:
    """Return who is still a customer on a day, after at least two months; indices."""
    owner, days = orders["customer"].to_numpy() - 1, orders["date"].to_numpy().astype("datetime64[D]")
    latest = np.full(len(people), np.datetime64("1970-01-01", "D"))
    before = days <= day
    np.maximum.at(latest, owner[before], days[before])
    start = start_days(people)
    end = start + (np.minimum(history.placed, 100).astype(int) * MONTH).astype("timedelta64[D]")
    active = np.where(people.subscribes, end > day, day - latest <= np.timedelta64(SHOP_SILENCE, "D"))
    return np.flatnonzero(active & (start <= day - np.timedelta64(2 * MONTH, "D")))


def panel(
    people: People, history: History, orders: pd.DataFrame, generator: np.random.Generator
) -> list[np.ndarray]:
    """Return whom the brand study asks in each wave, indices: those asked before who are still customers, then new.

    A quarter as many as there ever were customers, or all who are customers then.
    """
    turn = generator.permutation(len(people))  # in which order people are drawn
    wanted, asked = max(len(people) // PANEL_SHARE, 1), np.zeros(len(people), bool)
    waves = []
    for day in WAVE_DAYS.values():
        here = np.zeros(len(people), bool)
        here[still_customers(people, history, orders, np.datetime64(day, "D"))] = True
        asked &= here
        fresh = turn[(here & ~asked)[turn]]
        asked[fresh[: max(wanted - int(asked.sum()), 0)]] = True
        waves.append(np.flatnonzero(asked))
    return waves


def price_score(prices: np.ndarray) -> np.ndarray:
    """Return how good a price looks on the 1–10 scale: 12 euro is a 10, and 2.8 euro cost a point."""
    return np.clip(10 - (prices - 12) / 2.8, 1, 10)


def ratings_tables(
    people: People,
    outcome: FirmOutcome,
    firm: Firm,
    history: History,
    orders: pd.DataFrame,
    generator: np.random.Generator,
    links: CausalLinks,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the ratings (one row a respondent, wave and brand known) and the stated importance tables."""
    waves = panel(people, history, orders, generator)
    n, brands, effects = len(people), len(BRANDS), outcome.effects
    # What stays with a person from wave to wave.
    known = generator.random((n, brands)) < np.array([KNOWN_BY[brand] for brand in BRANDS])
    own = 0.8 * generator.standard_normal((n, brands, len(ATTRIBUTES)))
    blur = effects.price_blur * generator.standard_normal((n, brands))
    halo = effects.halo * generator.standard_normal((n, brands)) + 0.12 * people.brand_liking
    tables = []
    for wave, asked in enumerate(waves):
        # Kestrel is rated as it is perceived: what arrived, and what was expected of it.
        own[:, 0] = perceived_in(outcome, firm, wave) - wave_scores(firm, wave)[0][0]
        traits = [each[asked] for each in (known, own, halo, blur)]
        tables.append(_one_wave(people, firm, wave, asked, traits, generator, links, effects))
    ratings, importance = (pd.concat(parts, ignore_index=True) for parts in zip(*tables, strict=True))
    return ratings, importance


def _one_wave(people, firm, wave, asked, traits, generator, links, effects):
    known, own, halo, blur = traits
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
        "wave": levels(np.full(n * brands, wave), WAVES, ordered=True),
        "brand": levels(np.tile(np.arange(brands), n), BRANDS),
        **dict(zip((*ATTRIBUTES, "good_price"), given.T, strict=True)),
        "value": rated_value[:, 0],
        "first_choice": (np.arange(brands) == first[:, None]).astype("int64").ravel(),
    }
    return pd.DataFrame(ratings)[known.ravel()], _importance(people, asked, wave, generator, links, effects)


def _importance(people, asked, wave, generator, links, effects):
    """Stated importance: what is valued, coloured by what one ought to value and by leniency."""
    names = ("price", *ATTRIBUTES)
    worths = people.part_worths[asked]
    true = np.column_stack([4.6 + 14 * people.price_sensitivity[asked], 5.0 + 9 * importance_weights(worths)])
    ought = np.array([effects.social_desirability.get(name, 0.0) for name in names])
    marks = people.leniency[asked][:, None] + ought
    stated = answers(links.cut(true) + marks, 1.0, generator, 1, 10, people.straight_liner[asked])
    ideal = 6.0 + 1.4 * ideal_tastes(people, links, effects)[asked]
    ideal = whole_scale(ideal + 0.8 * generator.standard_normal(ideal.shape), 1, 10)
    return pd.DataFrame(
        {
            "customer": asked + 1,
            "wave": levels(np.full(len(asked), wave), WAVES, ordered=True),
            **{f"importance_{name}": column for name, column in zip(names, stated.T, strict=True)},
            **{f"ideal_{name}": column for name, column in zip(ATTRIBUTES, ideal.T, strict=True)},
        }
    )


def ideal_tastes(people: People, links: CausalLinks, effects: Effects) -> np.ndarray:
    """Return how much of each attribute is ideal, (n, 6): a trait with the part-worths' means and spreads.

    It follows the part-worths with a correlation, and is a taste of its own for the rest.
    """
    middle, spread = people.part_worths.mean(axis=0), people.part_worths.std(axis=0)
    follows = effects.ideal_follows_part_worth
    valued = links.cut((people.part_worths - middle) / spread)
    return middle + spread * (follows * valued + np.sqrt(1 - follows**2) * people.own_ideal)
