"""What customers say of their experience: the satisfaction survey with its comments, and the Kano questions.

Some phrases of the comments are traps for a coding by keywords: a word that names one theme in a comment on another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from custvalue_helpers.kestrel.chain import disconfirmation, importance_weights
from custvalue_helpers.kestrel.market import kestrel_scores_in
from custvalue_helpers.kestrel.orders import lifetimes
from custvalue_helpers.kestrel.parameters import (
    ATTRIBUTES,
    EFFECTS,
    EXPECTATION_SOURCES,
    KANO_FEATURES,
    MONTH,
    SEGMENTS,
    SURVEYS,
)
from custvalue_helpers.kestrel.people import answers, as_dates, levels, start_days, whole_scale
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd

if TYPE_CHECKING:
    from custvalue_helpers.kestrel.chain import FirmOutcome
    from custvalue_helpers.kestrel.parameters import Firm
    from custvalue_helpers.kestrel.people import CausalLinks, People

__all__ = []

# The first six in the order of ATTRIBUTES.
THEMES = (
    "coffee_quality", "freshness", "delivery", "app_ease", "brewing_help", "ethical_sourcing",
    "price", "praise", "no comment",
)  # fmt: skip

PHRASES = {
    "coffee_quality": (
        "The coffee tastes flat.",
        "The blend was bitter, not what I had read about.",
        "I expected more taste.",
        "Too dark a roast for me, it tastes burnt.",
        "Nice bag, but the taste did not keep up.",
    ),
    "freshness": (
        "The beans were stale.",
        "Roasted five weeks ago, that is not fresh.",
        "The bag smelled of nothing; old beans.",
        "Freshly roasted, they say. Not mine.",
        "By the second week it had gone stale.",
    ),
    "delivery": (
        "The parcel came three days late.",
        "Late again, we had run out of coffee.",
        "Delivery takes far too long.",
        "I had to pick the parcel up at the other end of town.",
        "The courier left the box in the rain.",
    ),
    "app_ease": (
        "The app crashed when I wanted to skip a month.",
        "I could not find where to change my order.",
        "The app logs me out every time.",
        "Ordering is more work than it should be.",
        "Your website is a maze.",
    ),
    "brewing_help": (
        "I would have liked to be told how to brew it.",
        "No word on how to grind it.",
        "I still do not know how much to put into the filter.",
        "The recipe card did not help.",
        "A short video would have saved me three bad cups.",
    ),
    "ethical_sourcing": (
        "Who grew this? The bag does not say.",
        "I doubt that the farmers get a fair share.",
        "You promised fair trade and I see no proof.",
        "All that packaging for a firm that cares for nature?",
        "Tell us what the growers are paid.",
    ),
    "price": (
        "A bit dear for what it is.",
        "The supermarket is half the price.",
        "Good, but expensive.",
        "Too expensive for every day.",
        "I only stay while it does not get any dearer.",
    ),
    "praise": (
        "Delicious, keep going.",
        "Never once late, thank you.",
        "Best coffee I have had at home.",
        "Lovely people, lovely coffee.",
        "Not expensive for beans this fresh.",
    ),
    "no comment": ("",),
}
OPENERS = ("", "", "", "Well. ", "Honestly: ", "Third month with you. ", "My partner says the same: ")


def written_comments(theme: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Return a comment for each theme index, an object array; None where nothing was written."""
    texts = np.full(len(theme), None, dtype=object)
    draw = generator.integers(0, 60, (2, len(theme)))
    openers = np.array(OPENERS, dtype=object)[draw[0] % len(OPENERS)]
    for number, name in enumerate(THEMES):
        here = theme == number
        phrases = np.array(PHRASES[name], dtype=object)
        texts[here] = openers[here] + phrases[draw[1][here] % len(phrases)] if name != "no comment" else None
    return texts


KANO_ANSWERS = ("like it", "expect it", "neutral", "can live with it", "dislike it")
KANO_CATEGORIES = ("must-be", "one-dimensional", "attractive", "indifferent", "reverse")
# For each category, pairs of answers (feature there, feature not there) that mean it in Kano's table.
KANO_PAIRS = (
    ((1, 4), (2, 4), (1, 4)),
    ((0, 4), (0, 4), (0, 4)),
    ((0, 2), (0, 3), (0, 2)),
    ((2, 2), (2, 3), (3, 3)),
    ((4, 0), (4, 2), (2, 0)),
)
SHOP_SILENCE = 90  # days without a purchase after which a customer without a contract is not asked


def survey_table(
    people: People,
    outcome: FirmOutcome,
    firm: Firm,
    orders: pd.DataFrame,
    generator: np.random.Generator,
    links: CausalLinks,
) -> pd.DataFrame:
    """Return one row an answered questionnaire: expectation and experience by item, satisfaction, comment."""
    lenient = people.leniency[:, None]
    expected = answers(outcome.expected + lenient, 0.5, generator, 1, 10, people.straight_liner)
    tables = []
    for day, year in SURVEYS.items():
        asked = still_customers(people, outcome, orders, np.datetime64(day, "D"))
        # The truth is that of 2025; on the way there the scores were others.
        performed = outcome.performed + kestrel_scores_in(firm, year) - kestrel_scores_in(firm, 2025)
        tables.append(_one_survey(people, outcome, day, performed, expected, asked, generator, links))
    return pd.concat(tables, ignore_index=True)


def still_customers(
    people: People, outcome: FirmOutcome, orders: pd.DataFrame, day: np.datetime64
) -> np.ndarray:
    """Return who is still a customer on a day, after at least two months; indices."""
    owner, days = orders["customer"].to_numpy() - 1, orders["date"].to_numpy().astype("datetime64[D]")
    latest = np.full(len(people), np.datetime64("1970-01-01", "D"))
    before = days <= day
    np.maximum.at(latest, owner[before], days[before])
    start = start_days(people)
    months = np.minimum(lifetimes(people, outcome), 100).astype(int)
    end = start + (months * MONTH).astype("timedelta64[D]")
    active = np.where(people.subscribes, end > day, day - latest <= np.timedelta64(SHOP_SILENCE, "D"))
    return np.flatnonzero(active & (start <= day - np.timedelta64(2 * MONTH, "D")))


def _one_survey(people, outcome, day, performed, expected, asked, generator, links):
    moved = disconfirmation(people, outcome.expected, performed) - outcome.disconfirmed
    felt = outcome.satisfaction + EFFECTS.satisfaction_per_point * moved
    # The very pleased and the very annoyed answer more often than the rest.
    reply = 0.36 + 0.06 * np.abs(felt[asked] - 7.2)
    who = asked[generator.random(len(asked)) < reply]
    n, leniency = len(who), people.leniency[who]
    perceived = performed[who] + leniency[:, None]
    perceived = answers(perceived, 0.5, generator, 1, 10, people.straight_liner[who])
    told = felt[who] + 0.3 * leniency + 0.5 * generator.standard_normal(n)
    recommend = 6.9 + EFFECTS.recommend_per_satisfaction * (links.cut(told) - 7)
    recommend = recommend + 0.9 * generator.standard_normal(n)
    theme = _themes(people, outcome, performed, felt, who, generator, links)
    items = {f"expected_{name}": column for name, column in zip(ATTRIBUTES, expected[who].T, strict=True)}
    items |= {f"perceived_{name}": column for name, column in zip(ATTRIBUTES, perceived.T, strict=True)}
    return pd.DataFrame(
        {
            "customer": who + 1,
            "date": as_dates(np.full(n, np.datetime64(day, "D"))),
            **items,
            "satisfaction": whole_scale(told, 1, 10),
            "recommend": whole_scale(recommend, 0, 10),
            "expectation_from": levels(people.source[who], EXPECTATION_SOURCES),
            "comment": written_comments(theme, generator),
            "theme": levels(theme, THEMES),
        }
    )


def _themes(people, outcome, performed, felt, who, generator, links):
    """Return the theme of each comment: the worst disappointment, praise, or none; index into THEMES."""
    gap = (performed - outcome.expected)[who]
    weight = importance_weights(people.part_worths[who])
    pain = np.where(gap < 0, weight * np.abs(gap) ** EFFECTS.diminishing, 0.0)
    worst, size = pain.argmax(axis=1), pain.max(axis=1)
    complains = generator.random(len(who)) < 1 / (1 + np.exp(-(9 * size - 2.2)))
    pleased = generator.random(len(who)) < 1 / (1 + np.exp(-1.3 * (felt[who] - 7.4)))
    praise, none = THEMES.index("praise"), THEMES.index("no comment")
    theme = np.where(complains, worst, np.where(pleased, praise, THEMES.index("price")))
    theme = np.where(~complains & ~pleased & (generator.random(len(who)) < 0.6), none, theme)
    theme = links.cut(theme)
    return np.where(generator.random(len(who)) < 0.3, none, theme)


def kano_table(people: People, generator: np.random.Generator, links: CausalLinks) -> pd.DataFrame:
    """Return one row a respondent and feature: the answers to 'if it is there' and 'if it is not there'."""
    asked = np.sort(generator.permutation(len(people))[: max(len(people) // 6, 1)])
    segment = links.cut(people.segment[asked])
    tables = []
    for feature, by_segment in KANO_FEATURES.items():
        shares = np.array([by_segment.get(name, by_segment["all"]) for name in SEGMENTS])[segment]
        uniform = generator.random(len(asked))[:, None]
        category = np.minimum((uniform > np.cumsum(shares, axis=1)).sum(axis=1), len(KANO_CATEGORIES) - 1)
        variant = generator.integers(0, 3, len(asked))
        pair = np.array(KANO_PAIRS)[category, variant]
        tables.append(
            pd.DataFrame(
                {
                    "customer": asked + 1,
                    "feature": feature,
                    "if_there": levels(pair[:, 0], KANO_ANSWERS, ordered=True),
                    "if_not_there": levels(pair[:, 1], KANO_ANSWERS, ordered=True),
                }
            )
        )
    table = pd.concat(tables, ignore_index=True)
    table["feature"] = pd.Categorical(table["feature"], categories=list(KANO_FEATURES))
    return table.sort_values(["customer", "feature"], kind="stable", ignore_index=True)
