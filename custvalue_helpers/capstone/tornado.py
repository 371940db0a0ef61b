"""Which link does the answer hang on? Let one link at a time be uncertain, and hold the others at their estimate."""

from dataclasses import replace

import numpy as np
import pandas as pd

from custvalue_helpers.capstone.equity import RESULTS, effect_of, summary
from custvalue_helpers.capstone.model import checked_links
from custvalue_helpers.capstone.staying import CAUSES
from custvalue_helpers.kit.checks import a_number, one_of, share

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


def only(links, link):
    """The draws with one link uncertain and all others at their estimate (Links)."""
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


def tornado(levers, links, *, what="customer_equity", level=0.9):
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
