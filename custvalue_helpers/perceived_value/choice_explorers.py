"""The explorer of choice shares: what a local electricity supplier is worth."""

from dataclasses import dataclass

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import percent
from custvalue_helpers.perceived_value.choice_plots import shares_builder
from custvalue_helpers.perceived_value.model import choice_shares

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
    build=shares_builder(SUPPLIERS),
    table=lambda r: [
        {"supplier": name, "share": share} for name, share in zip(SUPPLIERS, r.shares, strict=True)
    ],
    size=(8, 3.4),
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
