"""The explorers of lesson 4."""

from __future__ import annotations

from dataclasses import dataclass

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import euro, percent
from custvalue_helpers.lessons.perceived_value import plots
from custvalue_helpers.models.perceived_value import (
    BENEFITS,
    PARTS,
    Offer,
    PerceivedValue,
    choice_shares,
    compare,
    customer_perceived_value,
    switching_price,
)

# Fitted on electricity_choice (4,308 choices by 361 people; a test fits them again): utility for each unit.
ELECTRICITY = {"fixed_price": -0.6252, "contract_years": -0.1083, "local": 1.4422, "well_known": 0.9955}
RIVAL_SUPPLIERS = (
    {"fixed_price": 7, "contract_years": 0, "local": 0, "well_known": 1},
    {"fixed_price": 7, "contract_years": 5, "local": 0, "well_known": 0},
    {"fixed_price": 9, "contract_years": 0, "local": 0, "well_known": 1},
)
WE_ARE = {"unknown": "an unknown", "well known": "a well-known", "local": "a local"}
SUPPLIERS = ("our offer", "7 ¢, well known", "7 ¢, unknown, 5 years", "9 ¢, well known")


@dataclass(frozen=True)
class Shares:
    """Choice shares of our offer and three rivals."""

    shares: tuple
    price: float
    kind: str


def _electricity_shares(price, kind, contract_years):
    ours = {
        "fixed_price": price,
        "contract_years": contract_years,
        "local": kind == "local",
        "well_known": kind == "well known",
    }
    utilities = [sum(ELECTRICITY[f] * offer[f] for f in ELECTRICITY) for offer in (ours, *RIVAL_SUPPLIERS)]
    return Shares(tuple(choice_shares(utilities)), price, kind)


electricity_shares = Explorer(
    name="electricity shares",
    question="How dear may a local electricity supplier be and still be chosen as often as an unknown one?",
    controls=(
        Slider(
            "price", "Our fixed price", 6, 10, 7, 0.1, "cents a kWh", help="the cards showed 7 and 9 cents"
        ),
        Toggle("kind", "We are", ("unknown", "well known", "local"), "unknown"),
        Slider("contract_years", "Contract length", 0, 5, 0, 1, "years"),
    ),
    model=_electricity_shares,
    reading=lambda r: (
        f"As {WE_ARE[r.kind]} supplier at {r.price:.1f} cents a kWh, we get {percent(r.shares[0])} of the choices. The strongest"
        f" rival gets {percent(max(r.shares[1:]))}."
    ),
    frame=plots.shares_frame(SUPPLIERS),
    marks=plots.share_bars,
    table=lambda r: [
        {"supplier": name, "share": share} for name, share in zip(SUPPLIERS, r.shares, strict=True)
    ],
    prediction=Prediction(
        question="We are unknown and charge 7 cents. Now we become a local company and charge 8 cents. Our share …",
        options=("falls: we are dearer", "rises by less than half", "nearly doubles"),
        move_to={"price": 8, "kind": "local"},
        truth=lambda before, after: "nearly doubles",
        why=lambda before, after: (
            f"It goes from {percent(before.shares[0])} to {percent(after.shares[0])}. In these choices a local company"
            " is worth about 2.3 cents more than an unknown one; it costs only 1 cent more."
        ),
    ),
)


# Two offers as one customer, Mara, sees them: a small table made up for the lesson, in euro a month.
MARA_SEES = (
    Offer("Kestrel", product=22, services=8, personal=5, image=5, money=24, time=2, energy=2, psychic=3),
    Offer("Hopla", product=16, services=7, personal=3, image=3, money=21, time=1, energy=1, psychic=1),
)
HIGHEST = {
    "product": 30,
    "services": 12,
    "personal": 8,
    "image": 8,
    "money": 40,
    "time": 6,
    "energy": 6,
    "psychic": 6,
}


def _two_offers(**parts):
    ours = {part: parts[part] for part in PARTS}
    theirs = {part: parts[f"rival_{part}"] for part in PARTS}
    return compare(Offer("Kestrel", **ours), Offer("Hopla", **theirs))


def _read_comparison(comparison):
    (_, ours), (_, theirs) = comparison.pairs
    gap = ours.difference - theirs.difference
    both = f"CPV is {euro(ours.difference, 0)} a month for Kestrel and {euro(theirs.difference, 0)} a month for Hopla"
    if abs(gap) < 0.005:
        said = f"{both}: Mara is indifferent."
    else:
        said = f"{both}: {'Kestrel' if gap > 0 else 'Hopla'} is ahead by {euro(abs(gap), 0)} a month."
    if max(ours.difference, theirs.difference) < 0:
        return f"{said} Either way Mara loses, so she may buy nothing at all."
    return said


def _table_of_comparison(comparison):
    return [
        {"€ a month": part, **{offer.name: getattr(offer, part) for offer, _ in comparison.pairs}} for part in PARTS
    ] + [
        {"€ a month": label, **{value.name: getattr(value, attribute) for _, value in comparison.pairs}}
        for label, attribute in (("total benefit", "total_customer_benefit"), ("total cost", "total_customer_cost"),
                                 ("CPV", "difference"))
    ]  # fmt: skip


def _parts_sliders(offer, prefix):
    for part in PARTS:
        low, step = (5, 1) if part == "money" else (0, 1)
        kind = "benefit" if part in BENEFITS else "cost"
        label = "money (price)" if part == "money" else part
        yield Slider(prefix + part, label, low, HIGHEST[part], getattr(offer, part), step, "€",
                     help=f"{offer.name}: {part} {kind}, € a month", group=f"{offer.name} as Mara sees it")  # fmt: skip


perceived_value = Explorer(
    name="perceived value",
    question="What makes Mara choose Kestrel over Hopla? Move her eight parts of value for each.",
    controls=(*_parts_sliders(MARA_SEES[0], ""), *_parts_sliders(MARA_SEES[1], "rival_")),
    model=_two_offers,
    reading=_read_comparison,
    frame=plots.value_bars_frame([offer.name for offer in MARA_SEES], top=58),
    marks=plots.value_bars,
    table=_table_of_comparison,
    prediction=Prediction(
        question="Kestrel raises its price from €24 to €26, and its app now remembers Mara's order: time cost falls from €2 to €0. Whom does she prefer?",
        options=("Kestrel, by more than before", "Kestrel, by exactly as much as before", "Hopla"),
        move_to={"money": 26, "time": 0},
        truth=lambda before, after: "Kestrel, by exactly as much as before",
        why=lambda before, after: (
            f"Price up €2, time cost down €2: total cost stays {euro(after.pairs[0][1].total_customer_cost, 0)},"
            f" and CPV stays {euro(after.pairs[0][1].difference, 0)}. Price is one cost of four."
        ),
    ),
)


@dataclass(frozen=True)
class Switching:
    """Our CPV at a price, the rival's CPV, and the price that makes them equal."""

    price: float
    value: float
    rival_value: float
    switching_price: float

    @property
    def choice(self) -> str:
        gap = self.switching_price - self.price
        return "indifferent, stays" if abs(gap) < 0.005 else "stays" if gap > 0 else "switches"


def _switching(price, benefit, other_cost, rival_value):
    ours = Offer("Kestrel", product=benefit, money=price, time=other_cost)
    # Only the rival's CPV matters here: an offer with that much benefit and no cost, or the reverse, stands for it.
    rival = Offer("rival", product=max(rival_value, 0), money=max(-rival_value, 0))
    value = customer_perceived_value(ours).difference
    return Switching(price, value, rival_value, switching_price(ours, rival))


def _read_switching(result):
    gap, price, limit = (
        result.switching_price - result.price,
        euro(result.price),
        euro(result.switching_price),
    )
    if abs(gap) < 0.005:
        return f"At {price} the customer is indifferent. This is the switching price, and at a tie they stay."
    if gap > 0:
        return f"The customer stays. The price is {price}, and it may rise by {euro(gap)}, to {limit}, before they switch."
    if result.switching_price < 0:
        return (
            "The customer switches. No price above zero would keep them: they would want to be paid"
            f" {euro(-result.switching_price)} a month to stay."
        )
    return f"The customer switches. To keep them, the price would have to fall by {euro(-gap)}, to {limit}."


switching = Explorer(
    name="switching price",
    question="How far can Kestrel's price rise before this customer leaves?",
    controls=(
        Slider("price", "Kestrel's price", 15, 40, 24, 0.5, "€"),
        Slider("benefit", "Kestrel's total benefit", 25, 55, 40, 1, "€"),
        Slider("other_cost", "Kestrel's other costs", 0, 12, 7, 1, "€", help="time, energy and psychic cost"),
        Slider("rival_value", "Rival's CPV", -5, 20, 5, 1, "€"),
    ),
    model=_switching,
    reading=_read_switching,
    frame=plots.switching_frame(15, 40),
    marks=lambda r: plots.switching_marks(r, 15, 40),
    table=lambda r: [{"price (€)": r.price, "CPV (€)": r.value, "rival's CPV (€)": r.rival_value, "switching price (€)": r.switching_price}],
    prediction=Prediction(
        question="The rival improves and its CPV rises from €5 to €9. What happens to the price at which Kestrel's customer switches?",
        options=("It stays: Kestrel has not changed", "It falls by €4", "It falls by more than €4"),
        move_to={"rival_value": 9},
        truth=lambda before, after: "It falls by €4",
        why=lambda before, after: (
            f"It falls from {euro(before.switching_price)} to {euro(after.switching_price)}. Value is relative to the"
            " alternatives: each euro that a rival gains is a euro of price that Kestrel loses."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class TwoMeasures:
    """Two offers judged by difference and by ratio."""

    a: PerceivedValue
    b: PerceivedValue

    def winner(self, measure: str) -> str:
        gap = getattr(self.a, measure) - getattr(self.b, measure)
        return "a tie" if abs(gap) < 1e-9 else f"{'A' if gap > 0 else 'B'} wins"

    @property
    def by_difference(self) -> str:
        return self.winner("difference")

    @property
    def by_ratio(self) -> str:
        return self.winner("ratio")


def _two_measures(benefit_a, cost_a, benefit_b, cost_b):
    return TwoMeasures(PerceivedValue("A", benefit_a, cost_a), PerceivedValue("B", benefit_b, cost_b))


def _read_two_measures(result):
    a, b = result.a, result.b
    said = [
        "it is a tie" if winner == "a tie" else winner for winner in (result.by_difference, result.by_ratio)
    ]
    same = "agree" if result.by_difference == result.by_ratio else "disagree"
    return (
        f"By difference, {said[0]} (A {euro(a.difference, 0)}, B {euro(b.difference, 0)}). By ratio, {said[1]}"
        f" (A {a.ratio:.2f}, B {b.ratio:.2f}). The two measures {same}."
    )


two_measures = Explorer(
    name="difference or ratio",
    question="Can one offer win by difference and the other by ratio?",
    controls=(
        Slider("benefit_a", "A: total benefit", 0, 40, 10, 1, "€"),
        Slider("cost_a", "A: total cost", 1, 40, 4, 1, "€"),
        Slider("benefit_b", "B: total benefit", 0, 40, 20, 1, "€"),
        Slider("cost_b", "B: total cost", 1, 40, 12, 1, "€"),
    ),
    model=_two_measures,
    reading=_read_two_measures,
    frame=plots.difference_and_ratio_frame(44),
    marks=lambda r: plots.difference_and_ratio(r, 44),
    table=lambda r: [
        {"offer": v.name, "benefit (€)": v.total_customer_benefit, "cost (€)": v.total_customer_cost, "difference (€)": v.difference, "ratio": v.ratio}
        for v in (r.a, r.b)
    ],
    prediction=Prediction(
        question="A gives €10 for €4, B gives €20 for €12. Both improve: each costs the customer €3 less. Who gains more on the ratio?",
        options=("A", "B", "Both the same"),
        move_to={"cost_a": 1, "cost_b": 9},
        truth=lambda before, after: "A",
        why=lambda before, after: (
            f"A's ratio jumps from {before.a.ratio:.2f} to {after.a.ratio:.2f}, B's only from {before.b.ratio:.2f} to"
            f" {after.b.ratio:.2f}, although both differences rose by the same €3. A ratio rewards small costs."
        ),
    ),
)  # fmt: skip
