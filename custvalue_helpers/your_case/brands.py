"""Where a case's brands stand: relative quality against relative price, by the models of lesson 5."""

from dataclasses import dataclass

from custvalue_helpers.models.brand_ratings import paired_differences
from custvalue_helpers.models.importance import derived_importance
from custvalue_helpers.models.value_maps import quality_and_price_weights, value_clouds, value_map

from .missing import Missing, listed, table_of, words

__all__ = []

ANSWERED = 0.5  # an attribute that fewer than half of the rows rate is left out
ENOUGH = 10  # respondents who rate us: with fewer, what matters cannot be told from their answers


@dataclass(frozen=True)
class BrandMap:
    """The value map of a case. Ratings are on 1 to 10, whatever scale the answers were on.

    ``table`` by brand: quality, price, fair_price, gap (DataFrame); ``intervals`` by brand: (low, high) of quality, price
    and gap (dict of dicts, empty where too few answered); ``weights`` by attribute; ``derived`` and ``quality_derived``
    say whether the weights come from the answers, or count all alike; ``behind`` and ``ahead``: by rival, the
    attributes in which the paired comparison finds us clearly so.
    """

    ours: str
    table: object
    means: object
    weights: dict
    derived: bool
    quality_weight: float
    quality_derived: bool
    intervals: dict
    respondents: int
    behind: dict
    ahead: dict


def brand_map(case):
    """The value map of a case's ratings.

    Quality: Σ wᵢ · own / mean of the others; price: mean of the others / own, of the ratings of good_price; the weights
    wᵢ are LMG shares of our own brand's ``value`` ratings, or equal where they cannot be told.
    Returns BrandMap. Raises Missing if there are no ratings, no prices rated, or fewer than two brands.
    Source: Gale (1994), Managing Customer Value; lesson 5.
    """
    ratings, ours = table_of(case, "ratings"), case.firm.our_brand
    if "good_price" not in ratings or ratings["good_price"].isna().all():
        raise Missing(
            "The ratings have no column good_price, so there is no value map. Ask how good each brand's price is, and add the"
            " answers to ratings.csv."
        )
    attributes = [name for name in case.attributes if ratings[name].notna().mean() >= ANSWERED]
    if not attributes:
        raise Missing(
            "No attribute is rated by half of the respondents. Ask about fewer, and add the answers to ratings.csv."
        )
    rows, _ = case.complete("ratings", [*attributes, "good_price"])
    brands = list(dict.fromkeys(rows["brand"]))
    if ours not in brands or len(brands) < 2:
        raise Missing(
            f"A value map needs ratings of {ours} and of at least one rival, with no answer missing; there are such rows for"
            f" {listed(brands) if brands else 'no brand'}. Add them to ratings.csv."
        )
    scored = [*attributes, "good_price", *(["value"] if "value" in rows else [])]
    rows[scored] = case.on_ten(rows[scored])
    weights, derived = _weights(rows[rows["brand"] == ours], attributes)
    quality_weight, quality_derived = _quality_weight(rows, weights)
    table = value_map(rows, weights, "good_price", quality_weight, normalise=True)
    behind, ahead = _clear_differences(rows, attributes, ours, [name for name in brands if name != ours])
    return BrandMap(
        ours, table, rows.groupby("brand")[[*attributes, "good_price"]].mean().loc[table.index], weights, derived,
        quality_weight, quality_derived, _intervals(rows, weights, quality_weight), rows["respondent"].nunique(), behind,
        ahead,
    )  # fmt: skip


def _weights(mine, attributes):
    """How much each attribute matters, from our own ratings; equal weights where the answers cannot tell."""
    equal = dict.fromkeys(attributes, 1 / len(attributes))
    if "value" not in mine or len(attributes) == 1:
        return equal, False
    mine = mine.dropna(subset=["value"])
    if len(mine) < ENOUGH:
        return equal, False
    try:
        return derived_importance(mine, attributes, "value", draws=0).table["share"].to_dict(), True
    except ValueError:
        return equal, False


def _quality_weight(rows, weights):
    """How much quality counts against the price, from all ratings; half where the answers cannot tell."""
    rated = rows.dropna(subset=["value"]) if "value" in rows else rows.head(0)
    if not len(rated):
        return 0.5, False
    try:
        found = quality_and_price_weights(
            rated, weights, "good_price", "value", "respondent", normalise=True
        )["quality"]
    except ValueError:
        return 0.5, False
    return (found, True) if 0.05 <= found <= 0.95 else (0.5, False)


def _intervals(rows, weights, quality_weight):
    """95 % intervals of quality, price and gap by brand, had other respondents been asked."""
    try:
        clouds = value_clouds(rows, weights, "good_price", respondent="respondent", normalise=True)
    except ValueError:
        return {}
    clouds["gap"] = 1 + quality_weight / (1 - quality_weight) * (clouds["quality"] - 1) - clouds["price"]
    ends = clouds.groupby("brand")[["quality", "price", "gap"]].quantile([0.025, 0.975])
    return {
        brand: {
            what: (float(ends.loc[(brand, 0.025), what]), float(ends.loc[(brand, 0.975), what]))
            for what in ends
        }
        for brand in clouds["brand"].unique()
    }


def _clear_differences(rows, attributes, ours, rivals):
    """By rival, the attributes in which we are clearly behind and clearly ahead, respondent by respondent."""
    behind, ahead = {}, {}
    for rival in rivals:
        try:
            found = paired_differences(rows, attributes, ours, rival, respondent="respondent")["verdict"]
        except ValueError:  # nobody rates both
            continue
        for word, side in (("behind", behind), ("ahead", ahead)):
            if (found == word).any():
                side[rival] = [words(name) for name in found.index[found == word]]
    return behind, ahead
