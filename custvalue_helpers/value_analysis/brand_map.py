"""The value map from a table of ratings: relative quality, relative price, the fair-value line, and the uncertainty."""

import numpy as np

from custvalue_helpers.kit.checks import a_list, checked_weights, is_one_of, shorten, whole_number
from custvalue_helpers.kit.columns import a_column, columns_in, groups_in, numbers_of
from custvalue_helpers.value_analysis.model import slope
from custvalue_helpers.value_analysis.ratings import SCALE, respondents_of


def value_map(data, weights, price, quality_weight, brand="brand", brands=None, scale=SCALE, normalise=False):
    """Each brand's relative quality and price against the mean of the other brands, and its fair price.

    quality = Σ wᵢ · ownᵢ / (mean of the others)ᵢ; price = (mean of the others' price rating) / (own price rating), so
    that dearer is higher; fair price = 1 + quality weight / price weight · (quality − 1).
    Parameters: ``data``, one row a respondent and brand; ``weights`` by rating column (sum to 1, or ``normalise``);
    ``price``, the column that rates how good the price is; ``brands``, which to compare (all by default).
    Returns a DataFrame by brand: quality, price, fair_price, gap (fair minus perceived: above 0 is better value).
    Raises ValueError if a brand is rated by nobody, there is only one, or a rating is missing or off the scale.
    Source: Gale (1994), Managing Customer Value.

    >>> import pandas as pd
    >>> data = pd.DataFrame({"brand": ["A", "B"], "taste": [6, 5], "speed": [5, 5], "good_price": [4, 5]})
    >>> value_map(data, {"taste": 0.5, "speed": 0.5}, "good_price", 0.6).loc["A"].round(2).tolist()
    [1.1, 1.25, 1.15, -0.1]
    """
    import pandas as pd

    weights = checked_weights(weights, normalise)
    names, means, _ = _brand_means(data, [*weights, price], brand, brands, scale)
    quality, relative_price = relative_position(means, np.array(list(weights.values())))
    fair = 1 + slope(quality_weight) * (quality - 1)
    columns = {"quality": quality, "price": relative_price, "fair_price": fair, "gap": fair - relative_price}
    return pd.DataFrame(columns, index=pd.Index(names, name=brand))


def relative_position(means, weights):
    """Relative quality and relative price of brands, (…, brands) each, from mean ratings (…, brands, p + 1), price last."""
    others = (means.sum(axis=-2, keepdims=True) - means) / (means.shape[-2] - 1)
    return (means[..., :-1] / others[..., :-1]) @ weights, others[..., -1] / means[..., -1]


def value_clouds(data, weights, price, respondent="customer", brand="brand", brands=None, draws=300, seed=1,
                 scale=SCALE, normalise=False):  # fmt: skip
    """Bootstrap clouds of the value map: where each brand would stand had other respondents been asked.

    Draws respondents with replacement, all their rows together. Returns a DataFrame: draw, brand, quality, price.
    Raises ValueError for fewer than 5 respondents, or where a drawn sample has nobody who rates some brand.
    Source: Efron (1979), The Annals of Statistics 7(1).

    >>> import pandas as pd
    >>> data = pd.DataFrame({"customer": [1, 2, 3, 4, 5] * 2, "brand": ["A"] * 5 + ["B"] * 5,
    ...                      "taste": [6, 7, 6, 8, 7, 5, 6, 5, 5, 4], "good_price": [4, 5, 4, 5, 5, 6, 6, 7, 6, 6]})
    >>> value_clouds(data, {"taste": 1}, "good_price", draws=20).groupby("brand").quality.mean().round(1).to_dict()
    {'A': 1.3, 'B': 0.8}
    """
    import pandas as pd

    weights = checked_weights(weights, normalise)
    names, means = drawn_means(data, [*weights, price], respondent, brand, brands, draws, seed, scale)
    quality, relative_price = relative_position(means, np.array(list(weights.values())))
    draws = len(means)
    return pd.DataFrame(
        {
            "draw": np.repeat(np.arange(draws), len(names)),
            brand: np.tile(np.array(names, dtype=object), draws),
            "quality": quality.ravel(),
            "price": relative_price.ravel(),
        }
    )


def drawn_means(
    data, items, respondent="customer", brand="brand", brands=None, draws=300, seed=1, scale=SCALE
):
    """Brands' mean ratings in bootstrap samples of respondents: the brands, and an array (draws, brands, items)."""
    draws = whole_number("draws", draws, low=1)
    names, _, data = _brand_means(data, items, brand, brands, scale)
    people, who = np.unique(respondents_of(data, respondent), return_inverse=True)
    if len(people) < 5:
        raise ValueError(
            f"data: too few to say: {len(people)} respondents; a bootstrap needs at least 5 (better 30)"
        )
    place = data[brand].map({name: i for i, name in enumerate(names)}).to_numpy(int)
    sums = np.zeros((len(people), len(names), len(items) + 1))
    np.add.at(sums, (who, place), np.column_stack([data[items].to_numpy(float), np.ones(len(data))]))
    generator = np.random.default_rng(whole_number("seed", seed))
    counts = generator.multinomial(len(people), np.full(len(people), 1 / len(people)), size=draws)
    totals = np.tensordot(counts, sums, axes=1)
    if (totals[..., -1] == 0).any():
        scarce = names[int((totals[..., -1] == 0).any(axis=0).argmax())]
        raise ValueError(f"data: too few to say: some samples have nobody who rates {scarce!r}")
    return names, totals[..., :-1] / totals[..., -1:]


def quality_and_price_weights(
    data, weights, price, outcome, respondent, brand="brand", scale=SCALE, normalise=False
):
    """How much quality and price count for the value that people see: two weights that sum to 1 (dict).

    Regresses ``outcome`` on the weighted quality score and on the price rating, within respondents (each one's own
    mean taken off, so that only differences between brands count), and divides the slopes by their sum.
    Parameters: ``respondent``, the column or columns that say whose comparison a row belongs to.
    Raises ValueError if either slope is not positive: then these answers do not show what the line would need.

    >>> import pandas as pd
    >>> data = pd.DataFrame({"customer": [1, 1, 1, 2, 2, 2], "brand": list("ABC") * 2, "taste": [9, 6, 4, 8, 7, 3],
    ...                      "good_price": [4, 6, 9, 5, 5, 8], "value": [9, 7, 7, 8, 7, 6]})
    >>> quality_and_price_weights(data, {"taste": 1}, "good_price", "value", "customer")["quality"].__round__(2)
    0.65
    """
    weights = checked_weights(weights, normalise)
    respondent = columns_in(data, respondent, "respondent")
    for name in (*respondent, brand):
        a_column(data, name, "brand" if name is brand else "respondent")
    values = numbers_of(data, [*weights, price, outcome], scale)
    table = data[respondent].assign(
        quality=values[:, :-2] @ np.array(list(weights.values())), price=values[:, -2], outcome=values[:, -1]
    )
    parts = ["quality", "price", "outcome"]
    inside = (table[parts] - table.groupby(respondent)[parts].transform("mean")).to_numpy()
    if np.linalg.matrix_rank(inside[:, :2]) < 2:
        raise ValueError(
            "data: too few to say: within respondents, quality and price do not vary apart from each other"
        )
    quality, cost = np.linalg.lstsq(inside[:, :2], inside[:, 2], rcond=None)[0]
    if quality <= 0 or cost <= 0:
        raise ValueError(
            f"outcome: slopes must be above 0 for weights, got {quality:.3g} for quality and {cost:.3g} for price"
        )
    return {"quality": float(quality / (quality + cost)), "price": float(cost / (quality + cost))}


def _brand_means(data, items, brand, brands, scale):
    items = columns_in(data, items)
    column = groups_in(f"brand: column '{brand}'", a_column(data, brand, "brand").reset_index(drop=True))
    found = column.drop_duplicates().tolist()
    names = a_list("brands", brands) if brands is not None else sorted(found, key=str)
    for name in names:
        if not is_one_of(name, found):
            raise ValueError(
                f"brands: brand {shorten(name)} is rated by nobody; there are ratings for {shorten(found)[1:-1]}"
            )
    if len(set(names)) < 2 or len(set(names)) < len(names):
        raise ValueError(f"brands must name at least two brands to compare, each once, got {shorten(names)}")
    data = data[data[brand].isin(names)]
    numbers_of(data, items, scale)
    means = data.groupby(data[brand].astype(object))[items].mean().loc[names]
    if (means.to_numpy() <= 0).any():
        raise ValueError("items: mean ratings must be above 0, or a ratio has no meaning")
    return names, means.to_numpy(float), data
