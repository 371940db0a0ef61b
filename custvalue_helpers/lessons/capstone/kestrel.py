"""Kestrel's own chain, fitted once and kept: what the lesson's explorers look up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_list, a_number, by_name, one_of, share
from custvalue_helpers.kit.columns import a_table, numbers_in
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.lessons.capstone.chain import checked_links, draws, fit_chain
from custvalue_helpers.lessons.capstone.equity import LINKS, RESULTS, STEPS, effect_of, summary, tornado

__all__ = [
    "against_truth",
    "club_taken",
    "hangs_on",
    "kestrel_links",
    "known_better",
    "one_slope",
    "outcome_of",
    "scaled_reaction",
    "value_and_money",
]

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from custvalue_helpers.kit.kinds import Names, Numbers
    from custvalue_helpers.lessons.capstone.chain import Links

DRAWS, FEW, DOTS = 400, 100, 100


@dataclass(frozen=True)
class StepOutcome:
    """A change of money in words a reader can use: the estimate, the interval at ``level``, and how often it is a loss.

    ``dots``: a hundred values that stand for all draws alike, from the lowest to the highest.
    """

    estimate: float
    low: float
    high: float
    level: float
    loss: float
    dots: tuple


def outcome_of(values: Numbers, level: float = 0.9) -> StepOutcome:
    """Sum up a change in each draw, the estimate first.

    ``dots`` are the quantiles at 0.5 %, 1.5 %, …, 99.5 %: each stands for one draw in a hundred.
    Raises ValueError for fewer than two values, or a level outside 0.01 … 0.999.

    >>> outcome = outcome_of([2.0, -1.0, 1.0, 2.0, 4.0], level=0.5)
    >>> outcome.estimate, outcome.low, outcome.high, outcome.loss
    (2.0, 0.5, 2.5, 0.25)
    """
    values = numbers_in("values", values, least=2)
    a_number("level", share("level", level), 0.01, 0.999)
    dots = np.quantile(values[1:], (np.arange(DOTS) + 0.5) / DOTS)
    return StepOutcome(*summary(values, level), level, float((values[1:] < 0).mean()), tuple(dots.tolist()))


@lru_cache(maxsize=1)
def kestrel_links() -> Links:
    """The links of Kestrel's chain, from the files on record: the estimate and 400 draws.

    The same as draws(fit_chain(), 400, seed=1), but fitted only once.
    """
    return draws(fit_chain(), DRAWS, seed=1)


@lru_cache(maxsize=1)
def few_links() -> Links:
    """The same estimate with the first 100 draws, for curves of many points."""
    return first_draws(kestrel_links(), FEW)


def first_draws(links: Links, number: int) -> Links:
    """The estimate and the first ``number`` draws."""
    return replace(links, **{name: getattr(links, name)[: number + 1] for name in links.names})


@lru_cache(maxsize=1024)
def change_of(steps: tuple[tuple[str, float], ...], what: str = "customer_equity") -> np.ndarray:
    """What steps change in each of Kestrel's draws, the estimate first.

    ``steps``: a tuple of pairs such as (("delivery", 1.0),), so that the answer can be kept.

    >>> change_of((("delivery", 0.0),)).max()
    np.float64(0.0)
    """
    change = effect_of(dict(steps), kestrel_links()).change(one_of("what", what, RESULTS))
    change.flags.writeable = False
    return change


def known_better(links: Links, link: str, cut: float) -> Links:
    """The draws as they would be if one link were known better: its errors cut by a share, the others as they are.

    Parameters: ``links``, from draws(); ``link``, one of LINKS; ``cut``, from 0 (as now) to 1 (known without error).
    Each draw of the link moves towards the estimate: estimate + (1 − cut) × (draw − estimate).
    Raises ValueError for an unknown link or another cut; TypeError for other links.

    >>> sharper = known_better(few_links(), "what a point or a euro adds to choice", 0.5)
    >>> wide, narrow = (outcome_of(effect_of({"delivery": 1}, each).change()) for each in (few_links(), sharper))
    >>> narrow.high - narrow.low < wide.high - wide.low
    True
    """
    checked_links(links)
    cut = share("cut", cut)
    fields: dict[str, np.ndarray] = {}
    for part in LINKS[one_of("link", link, LINKS)]:
        name, columns = part if isinstance(part, tuple) else (part, slice(None))
        drawn = fields.get(name, getattr(links, name)).copy()
        if isinstance(part, tuple):
            drawn[:, columns] -= cut * (drawn[:, columns] - drawn[:1, columns])
        else:
            drawn -= cut * (drawn - drawn[:1])
        fields[name] = drawn
    return replace(links, **fields)


def scaled_reaction(links: Links, times: float) -> Links:
    """The same links with leaving reacting ``times`` as much to satisfaction, in every draw.

    Raises TypeError for other links, ValueError for a number outside 0 … 10.

    >>> bool((scaled_reaction(few_links(), 0).per_satisfaction == 0).all())
    True
    """
    checked_links(links)
    return replace(links, per_satisfaction=links.per_satisfaction * a_number("times", times, 0, 10))


def hangs_on(levers: dict[str, float], links: Links, level: float = 0.9) -> pd.DataFrame:
    """Which link the change of customer equity hangs on, the widest first: the tornado of steps such as {"delivery": 1}.

    Returns a DataFrame by link: low, high, width, share of the variance. Raises as tornado() does.

    >>> hangs_on({"delivery": 1}, few_links()).columns.tolist()
    ['low', 'high', 'width', 'share']
    """
    return tornado(levers, links, level=level)


def club_taken(links: Links, part: float) -> Links:
    """The same links with one answer to what no table tells: how much of members' staying is the club's work.

    ``part``: 0, members would have stayed and spent anyway; 1, all of the difference to others is the club's work. The
    draws have everything between. Raises TypeError for other links, ValueError for another part.

    >>> set(club_taken(few_links(), 0.5).club_part.tolist())
    {0.5}
    """
    checked_links(links)
    return replace(links, club_part=np.full(len(links), share("part", part)))


def one_slope(links: Links) -> Links:
    """The same links if those who become less satisfied leave by the survey's slope, and no faster.

    The draws have everything up to twice that slope. Raises TypeError for other links.

    >>> set(one_slope(few_links()).loss_part.tolist())
    {0.0}
    """
    checked_links(links)
    return replace(links, loss_part=np.zeros(len(links)))


def value_and_money(
    links: Links, levers: Names = ("coffee_quality", "freshness", "delivery", "app_ease", "price")
) -> pd.DataFrame:
    """What one more euro of perceived value a month is worth, lever by lever.

    For each lever its step in STEPS is taken (for the price, a euro less), and the change of customer equity is divided by the
    change of perceived value, draw by draw.
    Returns a DataFrame by lever: perceived_value (euro a month), customer_equity (euro per 1,000 people), and what a
    euro of value is worth: worth, low, high (90 % interval).
    Raises ValueError for an unknown lever, or one whose step changes no perceived value.

    >>> bool(value_and_money(few_links(), ("delivery",)).loc["delivery", "worth"] > 0)
    True
    """
    import pandas as pd

    rows = {}
    for lever in a_list("levers", levers, least=1):
        effect = effect_of({lever: STEPS[one_of("levers", lever, STEPS)]}, links)
        value, equity = effect.change("perceived_value"), effect.change()
        if not np.all(np.abs(value) > 1e-9):
            raise ValueError(
                f"levers must change perceived value, got '{lever}', which does not in every draw"
            )
        rows[lever] = (value[0], equity[0], *summary(equity / value))
    columns = ["perceived_value", "customer_equity", "worth", "low", "high"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("lever")


def against_truth(
    links: Links, truth: pd.DataFrame, steps: Mapping[str, float] | pd.Series, level: float = 0.9
) -> pd.DataFrame:
    """Each lever's interval beside the true change.

    Parameters: ``links``, from draws(); ``truth``, the table of true levers (columns lever, customer_equity; a row
    "as it is"); ``steps``, a dict of the step taken on each lever.
    Returns a DataFrame by lever: estimate, low, high, truth, holds. Raises ValueError if truth lacks a row or column.

    >>> from custvalue_helpers.kit.data import load_dataset
    >>> bool(against_truth(few_links(), load_dataset("kestrel_truth_levers"), {"delivery": 1}).loc["delivery", "holds"])
    False
    """
    import pandas as pd

    a_table("truth", truth, ("lever", "customer_equity"))
    steps = by_name("steps", steps)
    equity = pd.Series(
        numbers_in("truth: customer_equity", truth["customer_equity"]),
        [str(lever) for lever in truth["lever"]],
    )
    if equity.index.has_duplicates:
        raise ValueError("truth must have each lever once, got one or more twice")
    missing = [name for name in ("as it is", *steps) if name not in equity.index]
    if missing:
        raise ValueError(
            f"truth must have a row for each lever and one 'as it is'; missing: {', '.join(map(str, missing))}"
        )
    rows = {}
    for lever, step in steps.items():
        estimate, low, high = effect_of({lever: step}, links).interval(level=level)
        true = float(equity[lever] - equity["as it is"])
        rows[lever] = (estimate, low, high, true, low <= true <= high)
    columns = ["estimate", "low", "high", "truth", "holds"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("lever")
