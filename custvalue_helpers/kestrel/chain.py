"""The causal chain, one function a link, from what customers value to customer equity.

perceived value → choice; promise and past → expectation; performance and expectation → what is perceived;
what is perceived, and against expectation → satisfaction → retention and recommendation; gain over the best rival,
service contacts, calls → retention; value as first met, and segment → spending; all of it → lifetime value.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from custvalue_helpers.kestrel.parameters import (
    ATTRIBUTES,
    BRANDS,
    ECONOMICS,
    EFFECTS,
    MONTH,
    NEUTRAL_SCORES,
    RIVAL_PRICES,
    RIVAL_SCORES,
    Effects,
    Firm,
)
from custvalue_helpers.kestrel.people import by_segment
from custvalue_helpers.kit.lazy import numpy as np

if TYPE_CHECKING:
    from custvalue_helpers.kestrel.people import CausalLinks, People
    from custvalue_helpers.kit.kinds import AsGiven

__all__ = []

SOURCE_FRIENDS, SOURCE_ADVERTISING, CHANNEL_FRIEND, CHANNEL_VOUCHER = 1, 2, 2, 4


def brand_scores(firm: Firm) -> np.ndarray:
    """Return the true scores of the four brands, shape (4, 6), in the order of BRANDS and ATTRIBUTES."""
    return np.array([firm.scores, *(RIVAL_SCORES[brand] for brand in BRANDS[1:])])


def brand_prices(firm: Firm) -> np.ndarray:
    """Return what a month's coffee costs from each brand, shape (4,), euro."""
    return np.array([firm.price, *(RIVAL_PRICES[brand] for brand in BRANDS[1:])])


def perceived_value(
    part_worths: np.ndarray, scores: np.ndarray, price: float | np.ndarray, liking: float | np.ndarray = 0.0
) -> AsGiven:
    """Perceived value = Σ part-worth × (score − neutral score) + liking − price, euro a month.

    Parameters: ``part_worths``, (..., 6) euro per point; ``scores``, (..., 6) points, 1–10; ``price``, ``liking``,
    (...,) euro a month.

    >>> perceived_value(np.array([1.0, 0, 0, 0, 0, 0]), np.array([8.5, 5, 5, 5, 5, 5]), 24.0)
    -21.0
    """
    worth = (part_worths * (scores - np.array(NEUTRAL_SCORES))).sum(axis=-1) + liking - price
    return float(worth) if np.ndim(worth) == 0 else worth


def choice_probabilities(values: np.ndarray, price_sensitivity: np.ndarray) -> np.ndarray:
    """Logit: P(brand) = e^(sensitivity × value) / Σ e^(…); values (n, brands) in euro, sensitivity (n,).

    >>> choice_probabilities(np.array([[-20.0, -20.0]]), np.array([0.2])).tolist()
    [[0.5, 0.5]]
    """
    utility = price_sensitivity[:, None] * values
    weights = np.exp(utility - utility.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def expectations(people: People, firm: Firm, links: CausalLinks, effects: Effects = EFFECTS) -> np.ndarray:
    """Return the scores that people expect of Kestrel before the first order, shape (n, 6).

    What is known of Kestrel, plus what the source adds: friends a little, advertising its promise.
    """
    usual, now = np.array(Firm().scores), np.array(firm.scores)
    known = usual + effects.expectation_adapts * (now - usual)
    advertised = firm.promise * np.array(effects.promise_weights)
    shift = (people.source == SOURCE_FRIENDS)[:, None] * effects.friends_shift
    shift = shift + (people.source == SOURCE_ADVERTISING)[:, None] * advertised
    own = effects.expectation_knows * people.experience
    return known + links.cut(shift) + people.expectation_noise + own


def experienced(people: People, firm: Firm) -> np.ndarray:
    """Return the scores of Kestrel as it arrives at each customer, shape (n, 6)."""
    return np.array(firm.scores) + people.experience


def perceived(
    performed: np.ndarray, expected: np.ndarray, links: CausalLinks, effects: Effects = EFFECTS
) -> np.ndarray:
    """Return what customers perceive: what arrived, moved by a share towards what they expected; (n, 6).

    Perceived = arrived + assimilation × (expected − arrived).
    """
    return performed + effects.assimilation * links.cut(expected - performed)


def disconfirmation(
    people: People, expected: np.ndarray, perceived: np.ndarray, effects: Effects = EFFECTS
) -> np.ndarray:
    """Return Σ weight × g(perceived − expected), g(x) = x^0.88, or −2.25 (−x)^0.88 for a loss; (n,)."""
    gap = perceived - expected
    felt = np.abs(gap) ** effects.diminishing * np.where(gap < 0, -effects.loss_aversion, 1.0)
    return (importance_weights(people.part_worths) * felt).sum(axis=1)


def importance_weights(part_worths: np.ndarray) -> np.ndarray:
    """Return each attribute's share of what the person values at all, (n, 6); rows sum to 1."""
    size = np.abs(part_worths)
    return size / size.sum(axis=1, keepdims=True)


def satisfaction(
    people: People,
    firm: Firm,
    disconfirmed: np.ndarray,
    perceived: np.ndarray,
    links: CausalLinks,
    effects: Effects = EFFECTS,
) -> np.ndarray:
    """Return underlying satisfaction on the 1–10 scale, before rounding; (n,).

    Two paths lead here: what is perceived against what was expected, and what is perceived as such.
    """
    surprise = effects.price_surprise * (firm.price - Firm().price)
    above = (importance_weights(people.part_worths) * (perceived - np.array(Firm().scores))).sum(axis=1)
    return (
        effects.satisfaction_level
        - surprise
        + people.other_satisfaction
        + effects.satisfaction_per_point * links.cut(disconfirmed)
        + effects.satisfaction_per_performance * links.cut(above)
    )


def habit(people: People) -> np.ndarray:
    """Return how much more value than the median customer each sees in Kestrel as they met it, euro a month; (n,).

    What people put into the box, and whether a club is for them, they settle once: a later step moves neither.
    """
    met = perceived_value(
        people.part_worths, experienced(people, Firm()), Firm().price, people.brand_liking[:, 0]
    )
    return met - np.median(met)


def joins_club(people: People, firm: Firm, links: CausalLinks, effects: Effects = EFFECTS) -> np.ndarray:
    """Return who joins the club: those inclined to stay anyway, and those who see more value; (n,) bool."""
    odds = -0.65 + effects.club_by_proneness * links.cut(people.proneness)
    odds = odds + effects.club_by_value * links.cut(habit(people))
    return people.luck["club"] < firm.club * _share(odds)


def gain_over_rivals(value: np.ndarray) -> np.ndarray:
    """Return how much more Kestrel is worth to each than the best rival, euro a month; value (n, 4) → (n,)."""
    return value[:, 0] - value[:, 1:].max(axis=1)


def leaving_odds(
    people: People,
    satisfied: np.ndarray,
    gain: np.ndarray,
    club: np.ndarray,
    links: CausalLinks,
    effects: Effects = EFFECTS,
) -> np.ndarray:
    """Return the log-odds of leaving, without a contact or a call, before the floor that nobody escapes; (n,)."""
    odds = effects.dropout_level + effects.dropout_per_satisfaction * links.cut(satisfied - 7.0)
    odds = odds + effects.dropout_per_gain * links.cut(gain)
    odds = odds + effects.dropout_per_proneness * links.cut(people.proneness)
    odds = odds + effects.dropout_by_club * links.cut(club)
    odds = odds + effects.dropout_by_voucher * links.cut(people.channel == CHANNEL_VOUCHER)
    odds = odds + effects.dropout_by_friend * links.cut(people.channel == CHANNEL_FRIEND)
    return odds + effects.dropout_shop * ~people.subscribes


def _share(log_odds):
    return 1 / (1 + np.exp(-log_odds))


@dataclass(frozen=True)
class Leaving:
    """Why each of n customers leaves at a renewal, or after a purchase without a contract.

    An order is followed by no contact, by contacts that are all solved, or by one that is not; contacts with
    and without a solution are two Poisson counts. The call acts at the first renewal, and fades.
    """

    odds: np.ndarray  # (n,) log-odds without a contact or a call
    called: np.ndarray  # (n,) what a call adds at the first renewal, log-odds; 0 for those not called
    contacts: np.ndarray  # (n,) mean number of contacts that follow an order
    service: float  # share of contacts that are solved
    effects: Effects

    def rows(self, which: np.ndarray | slice) -> Leaving:
        """Return the same for some of the customers."""
        return replace(self, odds=self.odds[which], called=self.called[which], contacts=self.contacts[which])

    def call_at(self, renewal: int | np.ndarray) -> np.ndarray:
        """Return what the call adds at a renewal, 1 for the first: effect × lasts^(renewal − 1); (n,)."""
        return self.called * self.effects.follow_up_lasts ** (np.asarray(renewal) - 1.0)

    def given(self, contact: np.ndarray | float, call: np.ndarray | float) -> np.ndarray:
        """Return the chance of leaving, given what the contacts and the call add to the log-odds; (n,)."""
        floor = self.effects.dropout_floor
        return floor + (1 - floor) * _share(self.odds + contact + call)

    def chance(self, call: np.ndarray | float = 0.0) -> np.ndarray:
        """Return the chance of leaving before anyone knows of contacts: the mixture over the three cases; (n,)."""
        none, all_solved = np.exp(-self.contacts), np.exp(-self.contacts * (1 - self.service))
        return (
            none * self.given(0.0, call)
            + (all_solved - none) * self.given(self.effects.dropout_by_solved, call)
            + (1 - all_solved) * self.given(self.effects.dropout_by_unsolved, call)
        )

    def chance_at(self, renewal: int | np.ndarray) -> np.ndarray:
        """Return the chance of leaving at a renewal, 1 for the first; (n,)."""
        return self.chance(self.call_at(renewal))

    @property
    def renewals_with_call(self) -> int:
        """After how many renewals nothing is left of a call: less than a millionth of its effect."""
        lasts = self.effects.follow_up_lasts
        if lasts in (0, 1) or not self.called.any():
            return int(lasts == 0)
        return min(int(np.ceil(-6 * np.log(10) / np.log(lasts))) + 1, 600)


@dataclass(frozen=True)
class Money:
    """What one order of each customer brings on average, euro; arrays (n,)."""

    goods: np.ndarray  # price of the box, or mean basket
    extra_chance: np.ndarray  # share of boxes with something added
    margin: np.ndarray  # after goods, delivery and extras, before service
    contacts: np.ndarray  # mean number of contacts per order
    service: np.ndarray  # expected cost of them
    free: np.ndarray  # margin given away when the tenth order is free


def money(
    people: People,
    firm: Firm,
    disappointment: np.ndarray,
    club: np.ndarray,
    links: CausalLinks,
    effects: Effects = EFFECTS,
) -> Money:
    """Return the expected money per order, from habit, segment, club and disappointment."""
    segment = links.cut(people.segment)
    log_spend = by_segment("spend")[segment] + people.spend_noise + effects.club_spend * links.cut(club)
    log_spend = log_spend + effects.spend_per_value * links.cut(habit(people))
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
    odds = odds + effects.contacts_per_disappointment * links.cut(disappointment)
    contacts = ECONOMICS.contacts_per_order * np.exp(odds)
    service = contacts * np.mean(ECONOMICS.contact_cost)
    return Money(goods, extra_chance, margin, contacts, service, goods * club)


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


def worth_of_staying(
    leaving: Leaving,
    net: float | np.ndarray,
    factor: float | np.ndarray,
    free: float | np.ndarray,
    orders_so_far: int | np.ndarray = 0,
) -> np.ndarray:
    """Expected discounted margin of all orders from the next one on, where a call's effect fades; (n,) euro.

    Renewal by renewal, V_k = margin of order k + (1 − leave at renewal k) × factor × V_(k + 1), while there is something
    left of the call; the rest is ``lifetime_value``.
    """
    age = leaving.renewals_with_call
    so_far = np.broadcast_to(np.asarray(orders_so_far), leaving.odds.shape)
    # A call that never fades acts at every renewal alike.
    worth = lifetime_value(net, leaving.chance_at(so_far + age + 1), factor, free, so_far + age)
    for k in range(age, 0, -1):
        earned = net - free * ((so_far + k) % ECONOMICS.free_every == 0)
        worth = earned + (1 - leaving.chance_at(so_far + k)) * factor * worth
    return worth


def orders_to_come(leaving: Leaving) -> np.ndarray:
    """Expected number of orders from the first one on; (n,)."""
    return worth_of_staying(leaving, 1.0, 1.0, 0.0)


def months_to_stay(people: People, leaving: Leaving) -> np.ndarray:
    """Expected months as a customer: orders expected × months between them; (n,)."""
    return months_between_orders(people) * orders_to_come(leaving)


@dataclass(frozen=True)
class FirmOutcome:
    """Everything the chain says about n people and one firm; arrays with one row a person."""

    value: np.ndarray  # (n, 4) perceived value of each brand, euro a month
    first_choice: np.ndarray  # (n, 4) probability that the brand is chosen by one who has experience
    trial: np.ndarray  # (n,) probability of Kestrel for one who knows it by promise only
    expected: np.ndarray  # (n, 6)
    performed: np.ndarray  # (n, 6) what arrived
    perceived: np.ndarray  # (n, 6)
    disconfirmed: np.ndarray  # (n,)
    satisfaction: np.ndarray  # (n,)
    club: np.ndarray  # (n,) bool
    followed_up: np.ndarray  # (n,) bool
    leaving: Leaving
    leave: (
        np.ndarray
    )  # (n,) chance of leaving at each renewal or purchase in the long run, when no call is left
    first_leave: np.ndarray  # (n,) the same at the first renewal, where a call acts fully
    money: Money
    lifetime_value: np.ndarray  # (n,) euro from the first order, before acquisition cost
    effects: Effects


def run_chain(people: People, firm: Firm, links: CausalLinks, effects: Effects = EFFECTS) -> FirmOutcome:
    """Follow the chain for these people and this firm; nothing is drawn here."""
    scores = np.repeat(brand_scores(firm)[None], len(people), axis=0)
    expected = expectations(people, firm, links, effects)
    performed = experienced(people, firm)
    seen = perceived(performed, expected, links, effects)
    scores[:, 0] = seen
    prices = brand_prices(firm)
    value = perceived_value(people.part_worths[:, None], scores, prices, people.brand_liking)
    promised = value.copy()
    promised[:, 0] = perceived_value(people.part_worths, expected, firm.price, people.brand_liking[:, 0])
    disconfirmed = disconfirmation(people, expected, seen, effects)
    satisfied = satisfaction(people, firm, disconfirmed, seen, links, effects)
    club = joins_club(people, firm, links, effects)
    followed_up = people.luck["follow_up"] < firm.follow_up
    earned = money(people, firm, np.maximum(-disconfirmed, 0), club, links, effects)
    leaving = Leaving(
        odds=leaving_odds(people, satisfied, gain_over_rivals(value), club, links, effects),
        called=effects.dropout_by_follow_up * links.cut(followed_up),
        contacts=links.cut(earned.contacts),
        service=firm.service,
        effects=effects,
    )
    worth = worth_of_staying(leaving, earned.margin - earned.service, order_discount(people), earned.free)
    worth = worth - ECONOMICS.voucher_share * earned.goods * (people.channel == CHANNEL_VOUCHER)
    worth = worth - ECONOMICS.follow_up_cost * followed_up
    return FirmOutcome(
        value=value,
        first_choice=choice_probabilities(value, people.price_sensitivity),
        trial=choice_probabilities(promised, people.price_sensitivity)[:, 0],
        expected=expected,
        performed=performed,
        perceived=seen,
        disconfirmed=disconfirmed,
        satisfaction=satisfied,
        club=club,
        followed_up=followed_up,
        leaving=leaving,
        leave=leaving.chance(),
        first_leave=leaving.chance_at(1),
        money=earned,
        lifetime_value=worth,
        effects=effects,
    )


assert len(Firm().scores) == len(ATTRIBUTES) == len(NEUTRAL_SCORES) and MONTH == 30
