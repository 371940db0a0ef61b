"""The causal chain, one function a link, from what customers value to customer equity.

perceived value → choice; promise and past → expectation; performance against expectation →
satisfaction → retention and recommendation; value as first met, and segment → spending; all of it → lifetime value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from custvalue_helpers.kestrel.parameters import (
    ATTRIBUTES,
    BRANDS,
    ECONOMICS,
    EFFECTS,
    MONTH,
    RIVAL_PRICES,
    RIVAL_SCORES,
    Firm,
)
from custvalue_helpers.kestrel.people import by_segment
from custvalue_helpers.kit.lazy import numpy as np

if TYPE_CHECKING:
    from custvalue_helpers.kestrel.people import CausalLinks, People
    from custvalue_helpers.kit.kinds import AsGiven

__all__ = []

NEUTRAL_SCORE = 5.0  # a score that is worth nothing either way
SOURCE_FRIENDS, SOURCE_ADVERTISING, CHANNEL_VOUCHER = 1, 2, 4


def brand_scores(firm: Firm) -> np.ndarray:
    """Return the true scores of the four brands, shape (4, 6), in the order of BRANDS and ATTRIBUTES."""
    return np.array([firm.scores, *(RIVAL_SCORES[brand] for brand in BRANDS[1:])])


def brand_prices(firm: Firm) -> np.ndarray:
    """Return what a month's coffee costs from each brand, shape (4,), euro."""
    return np.array([firm.price, *(RIVAL_PRICES[brand] for brand in BRANDS[1:])])


def perceived_value(
    part_worths: np.ndarray, scores: np.ndarray, price: float | np.ndarray, liking: float | np.ndarray = 0.0
) -> AsGiven:
    """Perceived value = Σ part-worth × (score − 5) + liking − price, euro a month.

    Parameters: ``part_worths``, (..., 6) euro per point; ``scores``, (..., 6) points, 1–10; ``price``, ``liking``,
    (...,) euro a month.

    >>> perceived_value(np.array([1.0, 0, 0, 0, 0, 0]), np.array([8.0, 5, 5, 5, 5, 5]), 24.0)
    -21.0
    """
    worth = (part_worths * (scores - NEUTRAL_SCORE)).sum(axis=-1) + liking - price
    return float(worth) if np.ndim(worth) == 0 else worth


def choice_probabilities(values: np.ndarray, price_sensitivity: np.ndarray) -> np.ndarray:
    """Logit: P(brand) = e^(sensitivity × value) / Σ e^(…); values (n, brands) in euro, sensitivity (n,).

    >>> choice_probabilities(np.array([[-20.0, -20.0]]), np.array([0.2])).tolist()
    [[0.5, 0.5]]
    """
    utility = price_sensitivity[:, None] * values
    weights = np.exp(utility - utility.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def expectations(people: People, firm: Firm, links: CausalLinks, claimed: bool = True) -> np.ndarray:
    """Return the scores that people expect of Kestrel before the first order, shape (n, 6).

    What is known of Kestrel, plus what the source adds: friends a little, advertising its promise.
    """
    usual, now = np.array(Firm().scores), np.array(firm.scores)
    known = usual + EFFECTS.expectation_adapts * (now - usual)
    advertised = firm.promise * np.array(EFFECTS.promise_weights) if claimed else 0.0
    shift = (people.source == SOURCE_FRIENDS)[:, None] * EFFECTS.friends_shift
    shift = shift + (people.source == SOURCE_ADVERTISING)[:, None] * advertised
    return known + links.cut(shift) + people.expectation_noise + 0.5 * people.experience


def experienced(people: People, firm: Firm) -> np.ndarray:
    """Return the scores of Kestrel as each customer has experienced it, shape (n, 6)."""
    return np.array(firm.scores) + people.experience


def disconfirmation(people: People, expected: np.ndarray, performed: np.ndarray) -> np.ndarray:
    """Return Σ weight × g(performance − expectation), g(x) = x^0.88, or −2.25 (−x)^0.88 for a loss; (n,)."""
    gap = performed - expected
    felt = np.abs(gap) ** EFFECTS.diminishing * np.where(gap < 0, -EFFECTS.loss_aversion, 1.0)
    return (importance_weights(people.part_worths) * felt).sum(axis=1)


def importance_weights(part_worths: np.ndarray) -> np.ndarray:
    """Return each attribute's share of what the person values at all, (n, 6); rows sum to 1."""
    size = np.abs(part_worths)
    return size / size.sum(axis=1, keepdims=True)


def satisfaction(people: People, firm: Firm, disconfirmed: np.ndarray, links: CausalLinks) -> np.ndarray:
    """Return underlying satisfaction on the 1–10 scale, before rounding; (n,)."""
    surprise = EFFECTS.price_surprise * (firm.price - Firm().price)
    level = EFFECTS.satisfaction_level - surprise + people.other_satisfaction
    return level + EFFECTS.satisfaction_per_point * links.cut(disconfirmed)


def habit(people: People) -> np.ndarray:
    """Return how much more value than the median customer each sees in Kestrel as they met it, euro a month; (n,).

    What people put into the box, and whether a club is for them, they settle once: a later step moves neither.
    """
    met = perceived_value(
        people.part_worths, experienced(people, Firm()), Firm().price, people.brand_liking[:, 0]
    )
    return met - np.median(met)


def joins_club(people: People, firm: Firm, links: CausalLinks) -> np.ndarray:
    """Return who joins the club: those inclined to stay anyway, and those who see more value; (n,) bool."""
    odds = -0.65 + EFFECTS.club_by_proneness * links.cut(people.proneness)
    odds = odds + EFFECTS.club_by_value * links.cut(habit(people))
    return people.luck["club"] < firm.club * _share(odds)


def dropout(
    people: People, satisfied: np.ndarray, club: np.ndarray, followed_up: np.ndarray, links: CausalLinks
) -> np.ndarray:
    """Return the chance of leaving at each renewal, or after each purchase without a contract; (n,)."""
    odds = EFFECTS.dropout_level + EFFECTS.dropout_per_satisfaction * links.cut(satisfied - 7.0)
    odds = odds + EFFECTS.dropout_per_proneness * links.cut(people.proneness)
    odds = (
        odds
        + EFFECTS.dropout_by_club * links.cut(club)
        + EFFECTS.dropout_by_follow_up * links.cut(followed_up)
    )
    odds = odds + EFFECTS.dropout_by_voucher * links.cut(people.channel == CHANNEL_VOUCHER)
    odds = odds + EFFECTS.dropout_shop * ~people.subscribes
    return EFFECTS.dropout_floor + (1 - EFFECTS.dropout_floor) * _share(odds)


def _share(log_odds):
    return 1 / (1 + np.exp(-log_odds))


@dataclass(frozen=True)
class Money:
    """What one order of each customer brings on average, euro; arrays (n,)."""

    goods: np.ndarray  # price of the box, or mean basket
    extra_chance: np.ndarray  # share of boxes with something added
    margin: np.ndarray  # after goods, delivery and extras, before service
    service: np.ndarray  # expected cost of contacts per order
    free: np.ndarray  # margin given away when the tenth order is free


def money(
    people: People, firm: Firm, disappointment: np.ndarray, club: np.ndarray, links: CausalLinks
) -> Money:
    """Return the expected money per order, from habit, segment, club and disappointment."""
    segment = links.cut(people.segment)
    log_spend = by_segment("spend")[segment] + people.spend_noise + EFFECTS.club_spend * links.cut(club)
    log_spend = log_spend + EFFECTS.spend_per_value * links.cut(habit(people))
    # Everyone would rather round to one of three boxes: few, two bags, or many.
    size = np.digitize(log_spend, (-0.22, 0.38))
    relative = firm.price / Firm().price
    box = np.array(ECONOMICS.boxes)[size] * relative
    basket = ECONOMICS.shop_basket * np.exp(log_spend) * relative
    goods = np.where(people.subscribes, box, basket)
    cost_share = np.where(people.subscribes, 1 - ECONOMICS.goods_margin, 1 - ECONOMICS.shop_margin)
    often = ECONOMICS.extra_chance * np.exp(people.taste_for_extras + 0.5 * log_spend)
    extra_chance = np.minimum(often, 0.9) * people.subscribes
    extra = extra_chance * ECONOMICS.extra_mean
    # A price change goes to the margin: the goods cost what they cost.
    margin = (goods + extra) - (goods / relative + extra) * cost_share
    margin = margin - ECONOMICS.delivery_cost * people.subscribes
    odds = by_segment("contacts")[segment] + people.calls_often
    odds = odds + EFFECTS.contacts_per_disappointment * links.cut(disappointment)
    contacts = ECONOMICS.contacts_per_order * np.exp(odds)
    return Money(goods, extra_chance, margin, contacts * np.mean(ECONOMICS.contact_cost), goods * club)


def months_between_orders(people: People) -> np.ndarray:
    """Mean months from one order to the next while active: 1 by contract; (n,)."""
    free = 1 / (ECONOMICS.shop_orders * people.pace) + 0.5 / MONTH  # orders fall on whole days
    return np.where(people.subscribes, 1.0, free)


def order_discount(people: People) -> np.ndarray:
    """Mean discount factor between one order and the next: fixed gaps by contract, else exponential; (n,)."""
    rate, gap = ECONOMICS.discount, months_between_orders(people)
    return np.where(people.subscribes, 1 / (1 + rate), 1 / (1 + rate * gap))


def lifetime_value(
    net: float | np.ndarray,
    leave: float | np.ndarray,
    factor: float | np.ndarray,
    free: float | np.ndarray,
    orders_so_far: int | np.ndarray = 0,
) -> AsGiven:
    """Expected discounted margin of all orders from the next one on, euro, acquisition not yet paid.

    V = net / (1 − q), with q = (1 − leave) × discount factor, less the club's free orders:
    free × q^k / (1 − q^10), where k orders come before the next free one. A margin m at retention r
    and monthly rate d gives m (1 + d) / (1 + d − r), the convention with the first margin at once.

    >>> round(float(lifetime_value(100, 0.2, 1 / 1.1, 0)), 2)
    366.67
    """
    q = (1 - leave) * factor
    wait = (ECONOMICS.free_every - 1 - orders_so_far) % ECONOMICS.free_every
    return net / (1 - q) - free * q**wait / (1 - q**ECONOMICS.free_every)


def months_to_stay(people: People, leave: np.ndarray) -> np.ndarray:
    """Expected months as a customer: orders expected × months between them; (n,)."""
    return months_between_orders(people) / leave


@dataclass(frozen=True)
class FirmOutcome:
    """Everything the chain says about n people and one firm; arrays with one row a person."""

    value: np.ndarray  # (n, 4) perceived value of each brand, euro a month
    first_choice: np.ndarray  # (n, 4) probability that the brand is chosen by one who has experience
    trial: np.ndarray  # (n,) probability of Kestrel for one who knows it by promise only
    expected: np.ndarray  # (n, 6)
    performed: np.ndarray  # (n, 6)
    disconfirmed: np.ndarray  # (n,)
    satisfaction: np.ndarray  # (n,)
    club: np.ndarray  # (n,) bool
    followed_up: np.ndarray  # (n,) bool
    leave: np.ndarray  # (n,) chance of leaving at each renewal or purchase
    money: Money
    lifetime_value: np.ndarray  # (n,) euro from the first order, before acquisition cost


def run_chain(people: People, firm: Firm, links: CausalLinks) -> FirmOutcome:
    """Follow the chain for these people and this firm; nothing is drawn here."""
    scores = np.repeat(brand_scores(firm)[None], len(people), axis=0)
    expected = expectations(people, firm, links)
    performed = experienced(people, firm)
    scores[:, 0] = performed
    prices = brand_prices(firm)
    value = perceived_value(people.part_worths[:, None], scores, prices, people.brand_liking)
    promised = value.copy()
    promised[:, 0] = perceived_value(people.part_worths, expected, firm.price, people.brand_liking[:, 0])
    disconfirmed = disconfirmation(people, expected, performed)
    satisfied = satisfaction(people, firm, disconfirmed, links)
    club = joins_club(people, firm, links)
    followed_up = people.luck["follow_up"] < firm.follow_up
    leave = dropout(people, satisfied, club, followed_up, links)
    earned = money(people, firm, np.maximum(-disconfirmed, 0), club, links)
    worth = lifetime_value(earned.margin - earned.service, leave, order_discount(people), earned.free)
    worth = worth - ECONOMICS.voucher_share * earned.goods * (people.channel == CHANNEL_VOUCHER)
    worth = worth - ECONOMICS.follow_up_cost * followed_up
    return FirmOutcome(
        value=value,
        first_choice=choice_probabilities(value, people.price_sensitivity),
        trial=choice_probabilities(promised, people.price_sensitivity)[:, 0],
        expected=expected,
        performed=performed,
        disconfirmed=disconfirmed,
        satisfaction=satisfied,
        club=club,
        followed_up=followed_up,
        leave=leave,
        money=earned,
        lifetime_value=worth,
    )


assert len(Firm().scores) == len(ATTRIBUTES) and MONTH == 30
