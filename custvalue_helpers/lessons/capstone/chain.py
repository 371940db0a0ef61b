"""The whole chain: a step on a lever → perceived value → choice → satisfaction → retention → lifetime value → equity.

``fit_chain`` estimates each link from Kestrel's tables, ``draws`` says how else each could have come out with other
people, and ``effect_of`` follows any mix of steps through all of them at once.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from custvalue_helpers.kit.checks import whole_number
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.lessons.capstone.choice import ChoiceLink, fit_choice
from custvalue_helpers.lessons.capstone.experience import ExperienceLink, first_sheets, fit_experience
from custvalue_helpers.lessons.capstone.money import MoneyLink, fit_money
from custvalue_helpers.lessons.capstone.staying import StayingLink, fit_staying
from custvalue_helpers.lessons.capstone.tables import (
    ORIGIN_OF,
    ORIGINS,
    SEGMENTS,
    Tables,
    counts_of_people,
    tables_of,
)

__all__ = ["draws", "fit_chain"]


@dataclass(frozen=True)
class FittedChain:
    """Every link as sums over people, so that any sample of people can be looked up. ``cells`` (people,) index into
    ``kinds`` (cells, 4): segment, no contract, club member, origin."""

    choice: ChoiceLink
    experience: ExperienceLink
    staying: StayingLink
    money: MoneyLink
    kinds: np.ndarray
    cells: np.ndarray
    calls: np.ndarray

    @property
    def people(self) -> int:
        return len(self.cells)


@dataclass(frozen=True, eq=False)
class Links:
    """The links' sizes: row 0 of each array is the estimate, the others are draws. For what they mean see the links'
    own ``at``. ``kinds`` (cells, 4) and ``share_of_cell`` (draws, cells) say who the customers are; ``club_part``,
    ``price_part`` and ``loss_part`` (draws,) are shares from 0 to 1 that no table tells (see draws)."""

    kinds: np.ndarray
    share_of_cell: np.ndarray
    calls: np.ndarray
    point: np.ndarray
    euro: np.ndarray
    share: np.ndarray
    promised: np.ndarray
    advertised: np.ndarray
    gap: np.ndarray
    gap_variance: np.ndarray
    follows: np.ndarray
    per_gap: np.ndarray
    leave: np.ndarray
    spread: np.ndarray
    per_satisfaction: np.ndarray
    reliability: np.ndarray
    margin: np.ndarray
    goods: np.ndarray
    club_margin: np.ndarray
    service: np.ndarray
    months: np.ndarray
    cost: np.ndarray
    club_part: np.ndarray
    price_part: np.ndarray
    loss_part: np.ndarray

    def __len__(self):
        return len(self.share_of_cell)

    @property
    def names(self) -> tuple[str, ...]:
        """The links that are drawn: every field but ``kinds``."""
        return tuple(f.name for f in fields(self) if f.name != "kinds")

    def estimate_only(self) -> Links:
        """The links at their estimate, as a set of one draw."""
        return replace(self, **{name: getattr(self, name)[:1] for name in self.names})


def checked_links(links: object) -> Links:
    """Return ``links`` if they are Links, or say what they must be."""
    if not isinstance(links, Links):
        raise TypeError(f"links must be Links, from draws(), got {type(links).__name__}")
    return links


def fit_chain(source: object = None) -> FittedChain:
    """Estimate every link of the chain.

    Parameters: ``source``, a SimulatedFirm of simulate_firm, a dict of Kestrel's tables, Tables, or None for the files on
    record. Truth tables are not looked at.
    Raises TypeError or ValueError for a source that will not do (see tables_of), or a link that cannot be estimated.

    >>> fit_chain().people
    1200
    """
    tables = source if isinstance(source, Tables) else tables_of(source)
    first = first_sheets(tables)
    staying, stands_for = fit_staying(tables, first)
    customers = tables.customers
    rows = np.column_stack(
        [
            tables.segment,
            customers["contract"] == "none",
            customers["club_member"],
            customers["channel"].astype(str).map(ORIGIN_OF),
        ]
    ).astype(int)
    kinds, cells = np.unique(rows, axis=0, return_inverse=True)
    return FittedChain(
        fit_choice(tables), fit_experience(tables, first, stands_for), staying, fit_money(tables),
        kinds, cells.ravel(), customers["follow_up_call"].to_numpy(float),
    )  # fmt: skip


def draws(chain: FittedChain, number: int = 400, seed: int = 1) -> Links:
    """Draw the links anew from ``number`` samples of the same people (row 0 is the estimate).

    Each draw takes as many customers as there are, with replacement, and everything that each of them said, chose,
    bought and cost goes along: so all links' errors come together as they should.
    What no table tells is drawn evenly between two bounds: ``club_part``, how much of the difference between club
    members and others the club makes (0: members would have stayed and spent anyway, 1: all of it); ``price_part``,
    how much a euro off pleases beside a euro's worth of better coffee (everyone has paid the same price);
    ``loss_part``, how much faster those leave who become less satisfied than they are (0: by the slope found among those
    who stayed long enough to be asked, 1: by twice that slope).
    Raises TypeError or ValueError if ``number`` is not a whole number from 20, or ``seed`` not one from 0.

    >>> len(draws(fit_chain(), 20))  # the estimate, then the draws
    21
    """
    if not isinstance(chain, FittedChain):
        raise TypeError(f"chain must be a FittedChain from fit_chain, got {type(chain).__name__}")
    number, seed = whole_number("number", number, low=20), whole_number("seed", seed)
    counts = np.vstack([np.ones(chain.people), counts_of_people(chain.people, number, seed)])
    choice, staying = chain.choice.at(counts), chain.staying.at(counts)
    weights = weights_of(choice["point"])
    cells = chain.cells[:, None] == np.arange(len(chain.kinds))
    # Evenly spread and in random order, so that few draws cover the range well.
    generator = np.random.default_rng(seed + 1)
    even = (np.arange(number) + 0.5) / number
    parts = [np.r_[0.5, generator.permutation(even)] for _ in range(3)]
    return Links(
        kinds=chain.kinds,
        share_of_cell=counts @ cells / chain.people,
        calls=counts @ chain.calls / chain.people,
        **choice,
        **chain.experience.at(counts, weights),
        **staying,
        **chain.money.at(counts),
        club_part=parts[0],
        price_part=parts[1],
        loss_part=parts[2],
    )


def weights_of(point: np.ndarray) -> np.ndarray:
    """Each attribute's share of all that a segment values: ``|worth| / Σ |worth|``, over the last axis.

    >>> weights_of(np.array([0.3, -0.1])).round(2).tolist()
    [0.75, 0.25]
    """
    size = np.abs(point)
    return size / np.maximum(size.sum(axis=-1, keepdims=True), 1e-12)


assert SEGMENTS == 4 and len(ORIGINS) == 3
