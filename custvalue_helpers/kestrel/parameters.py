"""Every number behind Kestrel Coffee: the firm, its rivals, its four segments, and what causes what.

Scores of brands run from 1 to 10. Money is in euro. A month is 30 days. The story is told in
datasets/KESTREL.md; nothing here is drawn at random.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from custvalue_helpers.kit.checks import a_number

__all__ = ["Firm"]

ATTRIBUTES = ("coffee_quality", "freshness", "delivery", "app_ease", "brewing_help", "ethical_sourcing")
BRANDS = ("Kestrel", "Pennywell", "Aurum", "Hopla")  # ours, supermarket brand, premium roaster, chain
SEGMENTS = ("Savers", "Connoisseurs", "Busy households", "Idealists")
CHANNELS = ("search", "social", "friend", "shop", "voucher")
EXPECTATION_SOURCES = ("own past", "friends", "advertising")

FIRST_DAY, LAST_DAY = "2024-01-01", "2025-12-31"  # orders are on record for these two years
LAST_START = "2025-06-30"  # nobody joins later, so that everyone is watched for half a year
MONTH = 30  # days between two boxes
WAVES = (2023, 2024, 2025)  # the brand study asks every autumn
# The satisfaction survey, every half-year, and how far the brands had come by then (see WAVES).
SURVEYS = {"2024-11-15": 2024.0, "2025-05-15": 2024.5, "2025-11-15": 2025.0}


@dataclass(frozen=True)
class Firm:
    """Kestrel's levers: its scores (1–10), price, promise, club and follow-up calls.

    Change one to ask what it does: ``replace(Firm(), price=25)`` or ``Firm(coffee_quality=8.6)``.
    Raises TypeError or ValueError for what is no number, or out of LIMITS.

    >>> Firm(price=25).price
    25
    """

    coffee_quality: float = 7.6
    freshness: float = 8.0
    delivery: float = 6.8  # the weak spot, and the one that has been improving (see WAVE_SHIFTS)
    app_ease: float = 6.5
    brewing_help: float = 7.0
    ethical_sourcing: float = 7.5
    price: float = 24.0  # euro a month for the two-bag box; the other boxes move in proportion
    promise: float = 1.5  # points by which advertising claims more than is delivered
    club: float = 1.0  # 1: the Nest club exists; 0: it does not
    follow_up: float = 0.5  # share of new customers who get a call after the first order, drawn by lot

    LIMITS: ClassVar[dict[str, tuple[float, float]]] = {
        **{name: (1, 10) for name in ATTRIBUTES},
        **{"price": (5, 100), "promise": (-3, 5), "club": (0, 1), "follow_up": (0, 1)},
    }

    def __post_init__(self) -> None:
        for name, (low, high) in self.LIMITS.items():
            a_number(f"Firm: {name}", getattr(self, name), low, high)

    def with_step(self, lever: str, step: float = 1.0) -> Firm:
        """Return the firm with one lever moved by a step, in the lever's own unit."""
        if lever not in self.LIMITS:
            raise ValueError(f"lever must be one of {', '.join(self.LIMITS)}, got {lever!r}")
        return replace(self, **{lever: getattr(self, lever) + step})

    @property
    def scores(self) -> tuple[float, ...]:
        """The six scores in the order of ATTRIBUTES."""
        return tuple(getattr(self, name) for name in ATTRIBUTES)


# The rivals in 2025: scores in the order of ATTRIBUTES, then the price of a month's coffee.
RIVAL_SCORES = {
    "Pennywell": (4.8, 3.6, 6.0, 4.0, 2.5, 3.0),  # cheap; no delivery, it is on the shelf
    "Aurum": (8.8, 8.7, 5.0, 4.8, 6.0, 6.6),  # superb, slow, dear
    "Hopla": (6.2, 5.0, 8.2, 8.6, 4.5, 4.4),  # a shop at every corner and a good app
}
RIVAL_PRICES = {"Pennywell": 13.0, "Aurum": 31.0, "Hopla": 21.0}
KNOWN_BY = {"Kestrel": 1.0, "Pennywell": 0.96, "Aurum": 0.72, "Hopla": 0.88}  # share that knows the brand

# Where a brand's score stood in earlier years, against 2025. All other scores did not move.
WAVE_SHIFTS = {
    ("Kestrel", "delivery"): (-1.3, -0.7, 0.0),  # two new delivery partners: it really improved
    ("Hopla", "app_ease"): (-1.1, -0.4, 0.0),  # the rival's app really improved
    ("Aurum", "price"): (-3.0, -1.5, 0.0),  # the premium roaster became dearer
    ("Kestrel", "ethical_sourcing"): (0.5, 0.2, 0.0),  # a slow slide that one wave cannot show
}


@dataclass(frozen=True)
class Segment:
    """One latent segment: what its members value, who they tend to be, how they buy."""

    share: float  # share of Kestrel's customers
    part_worths: tuple[float, ...]  # euro a month for one more point, in the order of ATTRIBUTES
    price_sensitivity: float  # utility lost for a euro a month
    needs: tuple[float, ...]  # mean answers 1–7: price, then ATTRIBUTES
    statements: tuple[float, ...]  # mean answers 1–7 to STATEMENTS
    income: float  # euro a month, median of the household
    age: float  # years, mean
    subscribes: float  # share that takes a subscription rather than buying when it likes
    channels: tuple[float, ...]  # shares of CHANNELS
    spend: float  # log shift of the amount bought
    contacts: float  # log shift of service contacts per order


STATEMENTS = (
    "compares_prices", "coffee_is_a_ritual", "knows_coffee", "short_of_time",
    "cares_for_growers", "likes_to_try_new", "plans_ahead", "asks_for_advice",
)  # fmt: skip

SEGMENT_TABLE = {
    "Savers": Segment(
        share=0.24,
        part_worths=(0.6, 0.4, 0.4, 0.4, 0.2, 0.1),
        price_sensitivity=0.22,
        needs=(6.3, 4.1, 3.4, 3.7, 3.8, 3.3, 2.9),
        statements=(6.2, 2.9, 2.6, 4.1, 3.0, 3.1, 4.9, 3.9),
        income=2650,
        age=41,
        subscribes=0.48,
        channels=(0.2, 0.17, 0.13, 0.2, 0.3),
        spend=-0.2,
        contacts=0.55,
    ),
    "Connoisseurs": Segment(
        share=0.22,
        part_worths=(3.0, 2.6, 0.3, 0.2, -0.7, 0.6),
        price_sensitivity=0.14,
        needs=(2.9, 6.5, 6.4, 3.7, 3.1, 2.0, 4.4),
        statements=(3.0, 6.4, 6.2, 3.5, 4.3, 5.8, 4.1, 2.2),
        income=3700,
        age=45,
        subscribes=0.62,
        channels=(0.24, 0.1, 0.32, 0.3, 0.04),
        spend=0.22,
        contacts=0.1,
    ),
    "Busy households": Segment(
        share=0.3,
        part_worths=(0.9, 0.5, 1.4, 1.2, 0.5, 0.1),
        price_sensitivity=0.17,
        needs=(4.1, 4.6, 3.8, 6.3, 6.2, 5.0, 3.0),
        statements=(3.9, 3.5, 3.0, 6.3, 3.2, 3.4, 3.1, 5.1),
        income=3900,
        age=38,
        subscribes=0.8,
        channels=(0.36, 0.24, 0.16, 0.1, 0.14),
        spend=0.05,
        contacts=-0.1,
    ),
    "Idealists": Segment(
        share=0.24,
        part_worths=(0.9, 0.7, 0.3, 0.3, 0.1, 1.6),
        price_sensitivity=0.16,
        needs=(3.6, 4.8, 4.6, 3.6, 3.9, 3.7, 6.4),
        statements=(3.5, 4.7, 4.0, 3.9, 6.4, 5.0, 4.6, 4.4),
        income=2950,
        age=34,
        subscribes=0.63,
        channels=(0.2, 0.3, 0.26, 0.18, 0.06),
        spend=-0.05,
        contacts=0.0,
    ),
}


def effect(size: float, meaning: str) -> Any:
    """A causal parameter that explains itself."""
    return field(default=size, metadata={"meaning": meaning})


@dataclass(frozen=True)
class Effects:
    """What causes what, and how strongly: each size with its meaning, as in kestrel_truth_effects."""

    part_worth_spread: float = effect(
        0.22, "people of one segment differ: standard deviation, euro per point"
    )
    friends_shift: float = effect(0.2, "points that friends add to what is expected; own past adds none")
    promise_weights: tuple[float, ...] = (
        1.0,
        1.0,
        1.0,
        0.6,
        0.4,
        0.6,
    )  # how loudly each attribute is advertised
    expectation_adapts: float = effect(0.5, "share of a change in performance that expectations follow")
    loss_aversion: float = effect(2.25, "a disappointment weighs this many times a pleasant surprise")
    diminishing: float = effect(0.88, "exponent of both")
    satisfaction_level: float = effect(8.3, "satisfaction of one whose expectations are met exactly")
    satisfaction_per_point: float = effect(
        0.75, "points of satisfaction per weighted point of disconfirmation"
    )
    price_surprise: float = effect(0.12, "satisfaction lost per euro that the price exceeds the usual 24")
    satisfaction_spread: float = effect(0.7, "other causes of satisfaction: standard deviation")
    dropout_level: float = effect(-3.15, "log-odds of leaving at a renewal, at average satisfaction")
    dropout_floor: float = effect(
        0.008, "people move, fall ill, give up coffee: a chance that nobody escapes"
    )
    dropout_per_satisfaction: float = effect(-0.55, "log-odds per point of satisfaction")
    dropout_per_proneness: float = effect(-0.9, "log-odds per standard deviation of proneness to stay")
    dropout_by_club: float = effect(
        -0.25, "the club's true effect: its members would have stayed longer anyway"
    )
    dropout_by_follow_up: float = effect(-0.30, "a call after the first order, given by lot")
    dropout_by_voucher: float = effect(0.35, "people who came for the discount")
    dropout_shop: float = effect(1.7, "no contract: easier to drift away after a purchase")
    club_by_proneness: float = effect(1.1, "log-odds of joining per standard deviation of proneness")
    club_by_value: float = effect(0.08, "log-odds of joining per euro of perceived value as first met")
    club_spend: float = effect(0.04, "log increase of spending that the club causes")
    spend_per_value: float = effect(0.02, "log increase of spending per euro of perceived value as first met")
    contacts_per_disappointment: float = effect(0.45, "log increase of contacts per point of disappointment")
    recommend_per_satisfaction: float = effect(1.15, "points of 0–10 per point of satisfaction")
    social_desirability: dict[str, float] = (
        field(  # what people add to an importance that sounds good, or hide
            default_factory=lambda: {
                "price": -0.6,
                "ethical_sourcing": 1.6,
                "app_ease": -0.7,
                "brewing_help": 0.2,
            }
        )
    )
    halo: float = effect(0.8, "liking a brand colours every score given to it: standard deviation")
    leniency: float = effect(0.7, "some use the top of every scale: standard deviation")
    price_blur: float = effect(1.5, "people misjudge a brand's price: standard deviation, euro")
    straight_liners: float = effect(0.045, "share that ticks the same box all the way down")


@dataclass(frozen=True)
class Economics:
    """Prices, costs and rates of Kestrel, in euro."""

    boxes: tuple[float, ...] = (14.0, 24.0, 43.0)  # one, two or four bags a month
    goods_margin: float = 0.45  # share of the price left after coffee, roasting and packing
    shop_margin: float = 0.50  # in the shops nothing is packed
    delivery_cost: float = 2.6  # per box
    extra_chance: float = 0.2  # share of boxes with something added, on average
    extra_mean: float = 9.0
    shop_basket: float = 13.5  # median purchase without a contract
    shop_orders: float = 1.0  # purchases a month while a customer without a contract is active, mean
    voucher_share: float = 0.5  # the voucher halves the first order
    free_every: int = 10  # the club's tenth order is free (extras are not)
    discount: float = 0.008  # a month, about 10 % a year
    acquisition: tuple[float, ...] = (36.0, 29.0, 12.0, 8.0, 18.0)  # mean cost by CHANNELS
    contacts_per_order: float = 0.065
    contact_cost: tuple[float, ...] = (7.5, 4.0, 2.8)  # phone, chat, e-mail
    follow_up_cost: float = 4.0


EFFECTS = Effects()
ECONOMICS = Economics()

# Kano features: shares of must-be, one-dimensional, attractive, indifferent and reverse, by segment.
KANO_FEATURES = {
    "arrives_on_the_promised_day": {"all": (0.62, 0.22, 0.05, 0.11, 0.0)},
    "roasted_within_ten_days": {
        "all": (0.14, 0.58, 0.16, 0.12, 0.0),
        "Savers": (0.05, 0.20, 0.20, 0.55, 0.0),
    },
    "tasting_card_in_the_box": {
        "all": (0.03, 0.12, 0.60, 0.25, 0.0),
        "Savers": (0.02, 0.06, 0.35, 0.57, 0.0),
    },
    "choice_of_box_colour": {"all": (0.02, 0.03, 0.11, 0.82, 0.02)},
    "weekly_newsletter": {"all": (0.02, 0.04, 0.10, 0.24, 0.60)},
    "brewing_video_on_first_order": {  # an average that hides two opposite segments
        "all": (0.04, 0.12, 0.44, 0.36, 0.04),
        "Busy households": (0.08, 0.20, 0.60, 0.12, 0.0),
        "Connoisseurs": (0.0, 0.0, 0.04, 0.22, 0.74),
    },
}
