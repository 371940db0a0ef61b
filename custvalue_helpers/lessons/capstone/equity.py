"""What two years of data cannot tell: how long those stay who are still there.

Three ways to go on from the same renewals: one rate for all, lesson 7's sBG, and the chain's own bell curve of
log-odds. They agree on what was seen, and differ on what was not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_number, one_of, share, whole_number
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.lazy import pandas as pd
from custvalue_helpers.lessons.capstone.chain import Links, checked_links, weights_of
from custvalue_helpers.lessons.capstone.money import FREE_EVERY
from custvalue_helpers.lessons.capstone.staying import (
    CAUSES,
    ONE_CAUSE,
    Spells,
    bell_nodes,
    fit_leaving,
    spells_of,
)
from custvalue_helpers.lessons.capstone.tables import ATTRIBUTES
from custvalue_helpers.models.lifetime import lifetime_value
from custvalue_helpers.models.retention import constant_retention, fit_shifted_beta_geometric

__all__ = ["LEVERS", "RESULTS", "STEPS", "effect_of"]

if TYPE_CHECKING:
    from collections.abc import Mapping

    from custvalue_helpers.lessons.capstone.tables import Tables

# How far each lever may be moved from where it is, in its own unit.
LEVERS = {
    **{name: (-3.0, 2.0) for name in ATTRIBUTES},
    "price": (-8.0, 8.0), "promise": (-1.5, 1.5), "club": (-1.0, 0.0), "follow_up": (-0.5, 0.5),
}  # fmt: skip
STEPS = {**{name: 1.0 for name in ATTRIBUTES}, "price": -1.0, "promise": -1.0, "club": -1.0, "follow_up": 0.5}
USUAL_PRICE = 24.0  # euro a month for the two-bag box; other prices move in proportion
DISCOUNT = 0.008  # a month
CALL_COST = 4.0
VOUCHER_SHARE = 0.5  # of the first order's goods
LOSS_WEIGHT, CURVE = 2.25, 0.88  # Tversky & Kahneman 1992, medians: a loss weighs more, and both diminish
SPREAD_NODES = 7  # points that stand for how customers of a kind differ in leaving
RESULTS = ("perceived_value", "trial", "satisfaction", "retention", "lifetime_value", "customer_equity")


@dataclass(frozen=True)
class Effect:
    """What a mix of steps does. ``now``, ``then``: dicts of arrays (draws + 1,) by RESULTS, the estimate first.
    ``steps`` and ``links`` are what it was reckoned from."""

    now: dict
    then: dict
    steps: dict
    links: Links

    def change(self, what: str = "customer_equity") -> np.ndarray:
        """then − now, for each draw, the estimate first."""
        one_of("what", what, RESULTS)
        return self.then[what] - self.now[what]

    def interval(self, what: str = "customer_equity", level: float = 0.9) -> tuple[float, float, float]:
        """The estimate of the change, and the range that holds the middle ``level`` of the draws."""
        a_number("level", share("level", level), 0.01, 0.999)
        return summary(self.change(what), level)

    @property
    def arithmetic(self) -> np.ndarray:
        """The change of customer equity if nobody behaved otherwise: what the step gives away or saves."""
        given = {name: self.steps[name] for name in ("price", "club", "follow_up") if self.steps.get(name)}
        if not given:
            return np.zeros(len(self.links))
        still = without_links(self.links)
        return follow(still, given)["customer_equity"] - follow(still, {})["customer_equity"]


def summary(values: np.ndarray, level: float = 0.9) -> tuple[float, float, float]:
    """The first value, and the quantiles of the others that leave (1 − level)/2 on either side."""
    low, high = np.quantile(values[1:] if len(values) > 1 else values, ((1 - level) / 2, (1 + level) / 2))
    return float(values[0]), float(low), float(high)


def effect_of(levers: dict[str, float], links: Links) -> Effect:
    """What steps on any levers do to the whole chain, in every draw.

    Parameters: ``levers``, a dict such as {"delivery": 1, "price": -1}: the change of each in its own unit (points,
    euro a month, points of promise, club −1 to close it, share of new customers who get a call); ``links``, from
    draws().
    Customer equity is in euro per 1,000 people who meet Kestrel: trial × (lifetime value − cost).
    Raises ValueError for an unknown lever, or a step beyond LEVERS; TypeError for another kind of argument.

    >>> from custvalue_helpers.lessons.capstone.kestrel import few_links
    >>> bool(effect_of({"delivery": 1}, few_links()).change()[0] > 0)
    True
    """
    if not isinstance(levers, dict):
        raise TypeError(f"levers must be a dict such as {{'delivery': 1}}, got {type(levers).__name__}")
    checked_links(links)
    steps = {
        one_of("levers", name, LEVERS): a_number(f"levers[{name!r}]", size, *LEVERS[name])
        for name, size in levers.items()
    }
    if steps.get("club", 0) not in (0, -1):
        raise ValueError(f"levers['club'] must be 0 (keep it) or -1 (close it), got {steps['club']}")
    return Effect(_now(links), follow(links, steps), steps, links)


@lru_cache(maxsize=4)
def _now(links):
    return follow(links, {})


def without_links(links: Links) -> Links:
    """The same links, with nobody behaving otherwise whatever the price, the club and the calls."""
    leave = links.leave.copy()
    call = CAUSES.index("call")
    leave[:, 0] += leave[:, call] * links.calls
    leave[:, call] = 0
    return replace(
        links,
        leave=leave,
        euro=links.euro * 0,
        price_part=links.price_part * 0,
        club_part=links.club_part * 0,
    )


def surprise(gap: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """How a gap feels on average over people: E[g(gap + √variance·z)], g(x) = x^0.88, or −2.25·(−x)^0.88 below 0.

    >>> surprise(np.array([1.0, -1.0]), np.array([0.0, 0.0])).round(2).tolist()
    [1.0, -2.25]
    """
    z, weights = bell_nodes(15)
    x = gap[..., None] + np.sqrt(variance)[..., None] * z
    return (np.abs(x) ** CURVE * np.where(x < 0, -LOSS_WEIGHT, 1.0)) @ weights


def follow(links: Links, steps: Mapping[str, float]) -> dict[str, np.ndarray]:
    """Every result of the chain after these steps: dict by RESULTS of arrays (draws,)."""
    segment, shop, club, origin = links.kinds.T
    move = np.array([steps.get(name, 0.0) for name in ATTRIBUTES])
    price, promise = steps.get("price", 0.0), steps.get("promise", 0.0)
    # What is expected and what is got, by source (others, won by advertising) and attribute.
    told = links.promised[:, None] * (np.array([0.0, 1.0])[:, None] * promise)
    expected = links.follows[:, None, None] * move + told
    gap_then = links.gap + move - expected
    trial = _trial(links, expected, price)[:, segment]  # (draws, cells, source)
    pleased, offset, service = (part[:, segment] for part in _satisfaction(links, gap_then, price))
    won = links.advertised[:, origin]
    source = np.stack([1 - won, won], axis=2)
    closed = club * -steps.get("club", 0.0)
    odds, spread = _leaving(links, pleased, offset, won, closed)
    calls = np.clip(links.calls + steps.get("follow_up", 0.0), 0, 1)
    shares = np.stack([1 - calls, calls], axis=1)[:, None, None]
    z, weights = bell_nodes(SPREAD_NODES)
    leave = 1 / (1 + np.exp(-(odds[..., None] + spread[:, :, None, None, None] * z)))
    worth = _worth(links, leave, service, price, closed)
    worth = (worth * shares).sum(axis=-1) - CALL_COST * calls[:, None, None]
    weight = links.share_of_cell[:, :, None] * source
    contract = weight * (shop == 0)[:, None]
    staying = 1 - ((leave @ weights * shares).sum(axis=-1) * contract).sum(axis=(1, 2)) / contract.sum(
        axis=(1, 2)
    )
    worth_of_point = links.point / np.maximum(links.euro, 1e-3)[:, :, None]
    value = (worth_of_point * move).sum(axis=2)[:, segment] - price
    equity = 1000 * (weight * trial * (worth - links.cost[:, origin, None])).sum(axis=(1, 2))
    return {
        "perceived_value": (value * links.share_of_cell).sum(axis=1),
        "trial": (weight * trial).sum(axis=(1, 2)),
        "satisfaction": (weight * pleased).sum(axis=(1, 2)),
        "retention": staying,
        "lifetime_value": (weight * worth).sum(axis=(1, 2)),
        "customer_equity": equity,
    }


def _trial(links, expected, price):
    """Chance of trying Kestrel by what is promised, (draws, segments, source): the odds of those who know it, moved by
    what newcomers expect beyond what is got, and by the step."""
    beyond = expected - links.gap
    odds = np.log(links.share / (1 - links.share))[:, :, None] + np.einsum(
        "bsk,bgk->bsg", links.point, beyond
    )
    return 1 / (1 + np.exp(-(odds - (links.euro * price)[:, :, None])))


def _satisfaction(links, gap_then, price):
    """Change of satisfaction, how much lower it is for those won by advertising, and change of service cost, euro an
    order: each (draws, segments, source)."""
    weights = weights_of(links.point)
    variance = np.repeat(links.gap_variance[:, None], 2, axis=1)
    near = (surprise(links.gap + 0.25, variance) - surprise(links.gap - 0.25, variance)) / 0.5
    before = surprise(links.gap, variance)
    # The slope that the survey shows is the mean slope of the curve, times a scale.
    mean = np.einsum("bsk,bgk->bsg", weights, near).mean(axis=(1, 2))
    scale, calling = (links.per_gap / mean[:, None]).T[..., None, None]
    felt = np.einsum("bsk,bgk->bsg", weights, surprise(gap_then, variance) - before)
    change, service = scale * felt, calling * felt
    level = scale * np.einsum("bsk,bgk->bsg", weights, before)
    if price:
        better = scale[..., 0] * np.einsum("bsk,bgk->bs", weights, near) / 2 * (1 - links.follows[:, None])
        per_euro = better * links.euro / np.maximum(np.abs(links.point).sum(axis=2), 0.05)
        change = change - (links.price_part[:, None] * per_euro * price)[:, :, None]
    return change, level - level[:, :, :1], service


def _leaving(links, pleased, offset, won, closed):
    """Log-odds of leaving (draws, cells, source, call) and their unseen spread (draws, cells)."""
    _, shop, club, origin = links.kinds.T
    level, no_contract, member, call, voucher, paid = links.leave.T[..., None]
    base = level + no_contract * shop + member * club + voucher * (origin == 1) + paid * (origin == 0)
    base = base - member * closed * links.club_part[:, None]
    per = links.per_satisfaction[:, None, None]
    apart = per * offset  # the fit's level is that of both sources together
    middle = won * apart[..., 1]
    felt = np.where(pleased < 0, 1 + links.loss_part[:, None, None], 1.0) * pleased
    odds = base[..., None] + apart - middle[..., None] + per * felt
    seen = won * (1 - won) * apart[..., 1] ** 2
    spread = np.sqrt(np.maximum(links.spread[:, shop] ** 2 - seen, 0.01))
    calls = np.stack([np.zeros_like(call), call], axis=2)[:, :, None, :]
    return odds[..., None] + calls, spread


def _worth(links, leave, service, price, closed):
    """Lifetime value 'paid now' of each cell, source and call, euro; acquisition and call not yet paid."""
    segment, shop, club, origin = links.kinds.T
    months = np.where(shop, links.months[:, None], 1.0)
    keep = (1 - leave) * (1 / (1 + DISCOUNT * months))[:, :, None, None, None]
    _, weights = bell_nodes(SPREAD_NODES)
    orders = (1 / (1 - keep)) @ weights
    member = club * (closed == 0)
    free = (keep ** (FREE_EVERY - 1) / (1 - keep**FREE_EVERY)) @ weights
    goods = links.goods[:, shop, segment] * (1 + price / USUAL_PRICE)
    margin = links.margin[:, shop, segment] + links.club_margin[:, None] * (
        club - closed * links.club_part[:, None]
    )
    margin = margin + links.goods[:, shop, segment] * price / USUAL_PRICE
    net = margin[..., None] - np.maximum(links.service[:, segment][..., None] + service, 0)
    worth = net[..., None] * orders - (goods * member)[..., None, None] * free
    return worth - VOUCHER_SHARE * (goods * (origin == 1))[..., None, None]


# Each link of the chain in words, and the estimates that it is made of; a pair names some columns of one.
LINKS = {
    "what a point or a euro adds to choice": ("point", "euro"),
    "how many choose Kestrel now": ("share",),
    "what advertising adds to expectation": ("promised", "advertised", "gap", "gap_variance"),
    "how far expectation follows performance": ("follows",),
    "how a gap changes satisfaction and service": ("per_gap",),
    "how a euro off pleases": ("price_part",),
    "how satisfaction changes leaving": ("per_satisfaction", "reliability"),
    "how much faster the disappointed leave": ("loss_part",),
    "what a call changes": (("leave", (CAUSES.index("call"),)),),
    "what the club changes": (("leave", (CAUSES.index("club"),)), "club_part", "club_margin"),
    "how long customers stay now": (
        ("leave", tuple(k for k, name in enumerate(CAUSES) if name not in ("call", "club"))), "spread",
    ),
    "margins and costs": ("margin", "goods", "service", "months", "cost"),
    "who the customers are": ("share_of_cell", "calls"),
}  # fmt: skip


def only(links: Links, link: str) -> Links:
    """The draws with one link uncertain and all others at their estimate."""
    one_of("link", link, LINKS)
    parts = dict(part if isinstance(part, tuple) else (part, None) for part in LINKS[link])
    fields = {}
    for name in links.names:
        drawn = getattr(links, name)
        fields[name] = np.repeat(drawn[:1], len(links), axis=0)
        if name in parts and parts[name] is None:
            fields[name] = drawn
        elif name in parts:
            fields[name][:, parts[name]] = drawn[:, parts[name]]
    return replace(links, **fields)


def tornado(
    levers: dict[str, float], links: Links, *, what: str = "customer_equity", level: float = 0.9
) -> pd.DataFrame:
    """How uncertain the change would be if only one link were, the widest first.

    Parameters: as for effect_of; ``what``, one of RESULTS; ``level``, the share of the draws within low and high.
    Returns a DataFrame by link: low, high, width, and share, the link's part of the sum of all links' variances.
    Raises ValueError or TypeError as effect_of does.
    """
    one_of("what", what, RESULTS)
    a_number("level", share("level", level), 0.01, 0.999)
    checked_links(links)
    rows, variance = {}, {}
    for link in LINKS:
        change = effect_of(levers, only(links, link)).change(what)
        _, low, high = summary(change, level)
        rows[link], variance[link] = (low, high, high - low), change[1:].var()
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["low", "high", "width"]).rename_axis("link")
    total = sum(variance.values())
    table["share"] = pd.Series(variance) / total if total else 0.0
    return table.sort_values("width", ascending=False)


def kept(spells: Spells, most: int) -> np.ndarray:
    """Share still there after 0, 1, … ``most`` renewals, all starting days together (Kaplan & Meier 1958).

    >>> kept(Spells(np.array([0.0, 1, 1, 5]), np.array([1.0, 0, 1, 0]), np.zeros(4, bool)), 2).tolist()
    [1.0, 0.75, 0.375]
    """
    most = whole_number("most", most, low=1)
    share = [1.0]
    for renewal in range(most):
        facing = (spells.renewals > renewal) | ((spells.renewals == renewal) & (spells.left == 1))
        gone = (spells.renewals == renewal) & (spells.left == 1)
        share.append(share[-1] * (1 - gone.sum() / max(facing.sum(), 1)))
    return np.array(share)


def tails(tables: Tables, *, most: int = 18, horizon: int = 60) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Survival by three models fitted to the same subscribers, and the discounted boxes each expects.

    Parameters: ``tables``, from tables_of; ``most``, renewals to fit the first two to; ``horizon``, renewals to show.
    Returns two DataFrames: survival by renewal (seen, and each model), and boxes expected by model, discounted at
    0.8 % a month, the first one counting in full.
    """
    spells = spells_of(tables)
    here = ~spells.shop
    spells = Spells(spells.renewals[here], spells.left[here], spells.shop[here])
    seen, months = kept(spells, most), np.arange(whole_number("horizon", horizon, low=most) + 1)
    rate = constant_retention(1000 * seen, method="all renewals")
    sbg = fit_shifted_beta_geometric(1000 * seen)
    one = np.ones((len(spells.left), 1))
    fit = fit_leaving(ONE_CAUSE, one, spells, np.arange(len(one)), len(one), kinds=one)
    z, weight = bell_nodes(31)
    stay = 1 / (1 + np.exp(fit.estimate[0] + np.exp(fit.estimate[1]) * z))
    survival = pd.DataFrame(
        {
            "seen": np.r_[seen, np.full(horizon - most, np.nan)],
            "one rate for all": rate**months,
            "sBG": [sbg.survival(int(month)) for month in months],
            "bell curve": (stay ** months[:, None]) @ weight,
        },
        index=pd.Index(months, name="renewals"),
    )
    boxes = {
        "one rate for all": lifetime_value(1, rate, DISCOUNT, convention="paid now"),
        "sBG": sbg.expected_lifetime(DISCOUNT),
        "bell curve": float(1 / (1 - stay / (1 + DISCOUNT)) @ weight),
    }
    return survival, pd.Series(boxes, name="boxes").rename_axis("model").to_frame()
