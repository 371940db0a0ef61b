"""What people say in a case: its offers, where its brands stand, what its customers expected and found (lessons 4 to 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kit.words import listed
from custvalue_helpers.models.brand_ratings import paired_differences
from custvalue_helpers.models.expectations import Regression, losses_and_gains, regress
from custvalue_helpers.models.importance import derived_importance
from custvalue_helpers.models.perceived_value import Offer
from custvalue_helpers.models.recommendation import Score, net_promoter_score
from custvalue_helpers.models.satisfaction import STATES, ZONE, Estimate, interval, satisfaction_index
from custvalue_helpers.models.value_maps import quality_and_price_weights, value_clouds, value_map
from custvalue_helpers.your_case.case import Missing, OwnCase, checked_case, table_of
from custvalue_helpers.your_case.figures import Ends, words
from custvalue_helpers.your_case.schema import FEW

__all__ = [
    "offers_of",
]

if TYPE_CHECKING:
    import pandas as pd

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
    table: pd.DataFrame
    means: pd.DataFrame
    weights: dict[str, float]
    derived: bool
    quality_weight: float
    quality_derived: bool
    intervals: dict[str, dict[str, Ends]]
    respondents: int
    behind: dict[str, list[str]]
    ahead: dict[str, list[str]]


def brand_map(case: OwnCase) -> BrandMap:
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
    by_brand = clouds.groupby("brand")[["quality", "price", "gap"]]
    low, high = by_brand.quantile(0.025), by_brand.quantile(0.975)
    return {
        brand: {what: (float(low[what][brand]), float(high[what][brand])) for what in low}
        for brand in clouds["brand"].unique()
    }


def _clear_differences(rows, attributes, ours, rivals):
    """By rival, the attributes in which we are clearly behind and clearly ahead, respondent by respondent."""
    behind: dict[str, list[str]] = {}
    ahead: dict[str, list[str]] = {}
    for rival in rivals:
        try:
            found = paired_differences(rows, attributes, ours, rival, respondent="respondent")["verdict"]
        except ValueError:  # nobody rates both
            continue
        for word, side in (("behind", behind), ("ahead", ahead)):
            if (found == word).any():
                side[rival] = [words(name) for name in found.index[found == word]]
    return behind, ahead


@dataclass(frozen=True)
class Experience:
    """What customers expected and found. Gaps are performance − expectation, in points of the firm's own scale.

    ``gaps`` by item (Estimates); ``each``, every respondent's gaps (DataFrame, only complete rows), and what
    these ``expected`` and ``perceived`` on average (None if there are none); ``zone``, up to which gap things are "as
    expected", on the firm's scale; ``index`` from 0 to 100 and ``recommend`` (NPS) or None;
    ``effect``, a Regression of satisfaction on losses and gains, or None.
    """

    people: int
    gaps: dict[str, Estimate]
    each: pd.DataFrame
    expected: float | None
    perceived: float | None
    zone: float
    index: Estimate | None
    recommend: Score | None
    effect: Regression | None

    @property
    def states(self) -> dict[str, float]:
        """The shares of disappointed, satisfied and delighted respondents, by their mean gap."""
        return shares_by_state(self.each.mean(axis=1), self.zone) if len(self.each) else {}


def shares_by_state(gaps: Iterable[float], zone: float) -> dict[str, float]:
    """The shares of disappointed, satisfied and delighted among some gaps (a dict).

    >>> shares_by_state([-1, 0, 0.2, 3], 0.5)
    {'disappointed': 0.25, 'satisfied': 0.5, 'delighted': 0.25}
    """
    gaps = list(gaps)
    below = sum(gap < -zone - 1e-9 for gap in gaps) / len(gaps)
    above = sum(gap > zone + 1e-9 for gap in gaps) / len(gaps)
    return dict(zip(STATES, (below, 1 - below - above, above), strict=True))


def experience_of(case: OwnCase) -> Experience:
    """What a case's customers expected and found.

    Returns Experience. Raises Missing if nobody was asked, or no answer is there.
    Sources: Oliver (1980); Parasuraman, Zeithaml & Berry (1985); Fornell and others (1996); Reichheld (2003).
    """
    answers = table_of(case, "experience")
    low, high = case.firm.scale
    gaps = {item: answers[f"perceived_{item}"] - answers[f"expected_{item}"] for item in case.items}
    gaps = {item: gap for item, gap in gaps.items() if gap.notna().any()}
    satisfied = answers["satisfaction"].dropna()
    said = answers["recommend"].dropna() if "recommend" in answers else ()
    if not gaps and satisfied.empty and not len(said):
        raise Missing(
            "The table experience has no answers. Fill in satisfaction, and expected_… and perceived_… for each attribute."
        )
    each = _together(gaps)
    expected, perceived = (
        float(answers.loc[each.index, [f"{side}_{item}" for item in gaps]].to_numpy(float).mean())
        if len(each)
        else None
        for side in ("expected", "perceived")
    )
    index = None
    if len(satisfied):
        index = satisfaction_index(case.on_ten(satisfied).to_frame("satisfaction"), ["satisfaction"])
    return Experience(
        len(answers), {item: interval(gap.dropna()) for item, gap in gaps.items()}, each, expected, perceived, ZONE * (high - low) / 9, index,
        net_promoter_score(said) if len(said) else None, _effect(answers["satisfaction"], each),
    )  # fmt: skip


def _together(gaps):
    """The gaps of those who answered on all items (DataFrame)."""
    import pandas as pd

    return pd.DataFrame(gaps).dropna()


def _effect(satisfaction, each):
    """Satisfaction on each one's mean loss and mean gain, if enough answered for it."""
    satisfaction = satisfaction.reindex(each.index).dropna()
    each = each.loc[satisfaction.index]
    if len(each) < FEW or each.empty:
        return None
    loss, gain = losses_and_gains(each)
    try:
        return regress(satisfaction, loss=loss, gain=gain)
    except ValueError:
        return None


def offers_of(case: OwnCase) -> list[Offer]:
    """The case's offers as Offer, ours first.

    Raises Missing, a ValueError, if the case has no table of offers; TypeError for anything but a case.

    >>> from custvalue_helpers.your_case import load_case
    >>> from custvalue_helpers.your_case.templates import templates_folder
    >>> [offer.name for offer in offers_of(load_case(templates_folder()))]
    ['Spoke & Chain', 'Wheelhouse', 'Velo Van']
    """
    table = table_of(checked_case(case), "offers").rename(columns={"offer": "name"})
    offers = [Offer(**{str(part): cell for part, cell in row.items()}) for row in table.to_dict("records")]
    return sorted(offers, key=lambda offer: offer.name != case.firm.our_brand)
