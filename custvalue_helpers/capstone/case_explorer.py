"""The explorer of the four cases."""

from dataclasses import dataclass
from functools import lru_cache

from custvalue_helpers.capstone import plots
from custvalue_helpers.capstone.cases import CASES, CaseResult, run_case
from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import chance, euro, gains, percent

SHOWN = ("this size", "all sizes")
SIZES = tuple(round(0.05 * k, 2) for k in range(31))


@dataclass(frozen=True)
class CaseCurve:
    """A case along the size of its move; the case at hand; both indexed to the case without the move, as promised today."""

    name: str
    size: float
    sizes: tuple
    equities: tuple
    worths: tuple
    here: CaseResult
    start: CaseResult
    whole: bool

    @property
    def equity(self):
        return 100 * self.here.customer_equity / self.start.customer_equity

    @property
    def worth(self):
        return 100 * self.here.lifetime_value / self.start.lifetime_value


@lru_cache(maxsize=256)
def _curve(case, beyond, rival_adds):
    start = run_case(CASES[case], 0)
    results = [run_case(CASES[case], size, beyond, rival_adds) for size in SIZES]
    equities = tuple(100 * each.customer_equity / start.customer_equity for each in results)
    return start, equities, tuple(100 * each.lifetime_value / start.lifetime_value for each in results)


def _case(size, beyond, rival_adds, case, show):
    start, equities, worths = _curve(case, beyond, rival_adds)
    here = run_case(CASES[case], size / 100, beyond, rival_adds)
    return CaseCurve(case, size / 100, SIZES, equities, worths, here, start, show == SHOWN[1])


def _read_case(result):
    here, case = result.here, CASES[result.name]
    offer = (
        f"offers “{case.move}” at {percent(result.size)} of its full size"
        if result.size
        else f"does not offer “{case.move}”"
    )
    return (
        f"{case.name} {offer}. A customer {gains(here.value)} of value a year, {chance(here.chosen)} choose {case.name}, and"
        f" {chance(here.retention)} stay. A customer is worth {euro(here.lifetime_value, 0)} to the firm. Customer equity stands at"
        f" {result.equity:.0f}, against 100 at the start."
    )


four_cases = Explorer(
    name="four cases",
    question="How far should the move go?",
    controls=(
        Slider("size", "Size of the move", 0, 150, 0, 10, "%"),
        Slider("beyond", "Promised beyond what is kept", -1, 1, 0, 0.25, "points"),
        Slider("rival_adds", "The rival answers with", 0, 100, 0, 10, "€ of value"),
        Toggle("case", "Case", tuple(CASES), "Zappos"),
        Toggle("show", "Show", SHOWN, SHOWN[0]),
    ),
    model=_case,
    reading=_read_case,
    build=plots.case_builder(260),
    table=lambda r: [{"size (1 = full)": s, "customer equity (start = 100)": e, "lifetime value (start = 100)": w}
                     for s, e, w in list(zip(r.sizes, r.equities, r.worths, strict=True))[::5]],
    size=(8, 3.0),
    prediction=Prediction(
        question=(
            "Zappos sells shoes. Without free returns a customer is worth €103, and customer equity stands at 100. Now returns are"
            " free, at 60 % of the full offer: it pays the way back on many pairs. What happens?"
        ),
        options=(
            "a customer is worth more, and equity rises", "a customer is worth less, and equity falls",
            "a customer is worth less, and equity rises",
        ),
        move_to={"size": 60},
        truth=lambda before, after: (
            f"a customer is worth {'less' if after.here.lifetime_value < before.here.lifetime_value else 'more'}, and equity"
            f" {'rises' if after.equity > 100 else 'falls'}"
        ),
        why=lambda before, after: (
            f"A customer is worth {euro(after.here.lifetime_value, 0)} instead of {euro(before.here.lifetime_value, 0)}, but"
            f" {percent(after.here.chosen)} choose Zappos instead of {percent(before.here.chosen)}. Equity rises to {after.equity:.0f}. These numbers"
            " are illustrative; the shape is the point."
        ),
    ),
)  # fmt: skip
