"""The explorers of lesson 9: one step, the promise, the budget, the study, the four cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import chance, euro, gains, moves, percent, plural, thousands, width_against
from custvalue_helpers.lessons.capstone import plots
from custvalue_helpers.lessons.capstone.equity import effect_of, summary
from custvalue_helpers.lessons.capstone.firms import SCENARIOS, CaseResult, run_scenario
from custvalue_helpers.lessons.capstone.kestrel import (
    StepOutcome,
    change_of,
    few_links,
    kestrel_links,
    known_better,
    outcome_of,
    scaled_reaction,
)  # fmt: skip
from custvalue_helpers.lessons.capstone.plans import BUDGET, OFFERS, BudgetPlan, plan_outcome

FIRMS_SHOWN = ("this size", "all sizes")
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
    def equity(self) -> float:
        return 100 * self.here.customer_equity / self.start.customer_equity

    @property
    def worth(self) -> float:
        return 100 * self.here.lifetime_value / self.start.lifetime_value


@lru_cache(maxsize=256)
def _curve(case, beyond, rival_adds):
    start = run_scenario(SCENARIOS[case], 0)
    results = [run_scenario(SCENARIOS[case], size, beyond, rival_adds) for size in SIZES]
    equities = tuple(100 * each.customer_equity / start.customer_equity for each in results)
    return start, equities, tuple(100 * each.lifetime_value / start.lifetime_value for each in results)


def _case(size, beyond, rival_adds, case, show):
    start, equities, worths = _curve(case, beyond, rival_adds)
    here = run_scenario(SCENARIOS[case], size / 100, beyond, rival_adds)
    return CaseCurve(case, size / 100, SIZES, equities, worths, here, start, show == FIRMS_SHOWN[1])


def _read_case(result):
    here, case = result.here, SCENARIOS[result.name]
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
        Toggle("case", "Case", tuple(SCENARIOS), "Zappos"),
        Toggle("show", "Show", FIRMS_SHOWN, FIRMS_SHOWN[0]),
    ),
    model=_case,
    reading=_read_case,
    frame=plots.case_frame(260),
    marks=lambda r: plots.case_marks(r, 260),
    table=lambda r: [{"size (1 = full)": s, "customer equity (start = 100)": e, "lifetime value (start = 100)": w}
                     for s, e, w in list(zip(r.sizes, r.equities, r.worths, strict=True))[::5]],
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


STUDIES = {
    "choice": "what a point or a euro adds to choice",
    "satisfaction": "how a gap changes satisfaction and service",
    "leaving": "how satisfaction changes leaving",
    "margins": "margins and costs",
}
STUDIED = {"delivery": {"delivery": 1.0}, "quieter promise": {"promise": -1.0}, "price cut": {"price": -1.0}}


@dataclass(frozen=True)
class Study:
    """What is known of a step now, and with one link known better."""

    link: str
    cut: float
    step: str
    now: StepOutcome
    after: StepOutcome


@lru_cache(maxsize=256)
def _which_study(cut, link, step):
    links = known_better(kestrel_links(), STUDIES[link], cut / 100)
    after = effect_of(STUDIED[step], links).change()
    return Study(
        link, cut / 100, step, outcome_of(change_of(tuple(STUDIED[step].items()))), outcome_of(after)
    )


def _read_study(result):
    now, after = result.now, result.after
    said = f"For “{result.step}”, the interval runs from {euro(now.low, 0)} to {euro(now.high, 0)}"
    if not result.cut:
        return f"{said}. No study is made."
    width = width_against((now.low, now.high), (after.low, after.high))
    helps = "" if width.endswith("narrower") else " The study does not help here."
    return (
        f"{said} now. Suppose that a study cuts the error of “{STUDIES[result.link]}” by {percent(result.cut)}. Then it runs from"
        f" {euro(after.low, 0)} to {euro(after.high, 0)}, which is {width}.{helps}"
    )


which_study = Explorer(
    name="which study",
    question="Which link would be worth knowing better?",
    controls=(
        Slider("cut", "Its error is cut by", 0, 100, 50, 10, "%", help="half the error takes about four times as many people"),
        Toggle("link", "Study of", tuple(STUDIES), "choice"),
        Toggle("step", "The step", tuple(STUDIED), "delivery"),
    ),
    model=_which_study,
    reading=_read_study,
    frame=plots.study_frame(-5, 5),
    marks=lambda r: plots.study_marks(r, -5, 5),
    table=lambda r: [{"": word, "low (€)": o.low, "high (€)": o.high, "share that loses": o.loss}
                     for word, o in (("now", r.now), ("after the study", r.after))],
    prediction=Prediction(
        question=(
            "For faster delivery, a study that halves the error of the link “choice” makes the interval a little narrower. Which"
            " study would narrow it most?"
        ),
        options=("choice: it is there that value begins", "satisfaction: how gaps are felt", "leaving: how satisfaction changes who leaves"),
        move_to={"link": "leaving"},
        truth=lambda before, after: "leaving: how satisfaction changes who leaves",
        why=lambda before, after: (
            f"Half the error there makes the interval {percent(1 - _spread(after.after) / _spread(after.now))} narrower. The study of choice"
            f" makes it {percent(1 - _spread(before.after) / _spread(before.now))} narrower. The widest bar of the tornado is where a study helps."
        ),
    ),
)  # fmt: skip


def _spread(outcome):
    return outcome.high - outcome.low


# What the reader calls a lever, and what one step up is in the lever's own unit.
STEP_OF = {
    "coffee": ("coffee_quality", 1.0), "delivery": ("delivery", 1.0), "app": ("app_ease", 1.0),
    "fair sourcing": ("ethical_sourcing", 1.0), "price cut": ("price", -1.0),
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One lever moved by ``size`` steps: what customer equity does."""

    lever: str
    size: float
    outcome: StepOutcome


def _one_step(size, level, lever):
    name, unit = STEP_OF[lever]
    return Step(lever, size, outcome_of(change_of(((name, unit * size),)), level / 100))


def _read_step(result):
    if not result.size:
        return "Nothing moves, and customer equity stays as it is."
    if result.lever == "price cut":
        step = f"the price {euro(abs(result.size))} a month {'lower' if result.size > 0 else 'higher'}"
    else:
        step = f"{'the app' if result.lever == 'app' else result.lever} {plural(abs(result.size), 'point')} {'better' if result.size > 0 else 'worse'}"
    outcome = result.outcome
    return (
        f"With {step}, customer equity changes by {euro(outcome.estimate, 0)} per 1,000 people. The {percent(outcome.level)}"
        f" interval runs from {euro(outcome.low, 0)} to {euro(outcome.high, 0)}."
    )


one_step = Explorer(
    name="one step",
    question="What does one step on a lever do to customer equity, and how sure is that?",
    controls=(
        Slider("size", "Size of the step", -1, 2, 1, 0.5, "points or €"),
        Slider("level", "Level of the interval", 50, 98, 90, 2, "%"),
        Toggle("lever", "Lever", tuple(STEP_OF), "delivery"),
    ),
    model=_one_step,
    reading=_read_step,
    frame=plots.draws_frame(-12, 18, "Change of customer equity (€ thousand, per 1,000 people who meet Kestrel)"),
    marks=lambda r: plots.draws_marks(r, -12, 18, 1000),
    table=lambda r: [{"lever": r.lever, "size (points or €)": r.size, "estimate (€)": r.outcome.estimate, "low (€)": r.outcome.low,
                      "high (€)": r.outcome.high, "share that loses": r.outcome.loss}],
    prediction=Prediction(
        question=(
            "A point faster delivery adds €0.57 of perceived value a month, and €2,245 of customer equity. A euro off the price"
            " adds €1.00 of perceived value. What does it do to customer equity?"
        ),
        options=("it rises by more, about €4,000", "it rises by less", "it falls"),
        move_to={"lever": "price cut"},
        truth=lambda before, after: "it falls" if after.outcome.high < 0 else "it rises by less",
        why=lambda before, after: (
            f"Customer equity falls by {euro(-after.outcome.estimate, 0)}; the interval runs from {euro(after.outcome.low, 0)} to"
            f" {euro(after.outcome.high, 0)}. More people try, and they"
            " stay a little longer; but everyone pays a euro less for each box, those who would have paid it too."
        ),
    ),
)  # fmt: skip

SHOWN = ("this promise", "all promises")
PROMISES = tuple(round(-1.5 + 0.25 * k, 2) for k in range(13))


@dataclass(frozen=True)
class Promised:
    """Customer equity along the promise (euro, change), its 90 % interval, where one is and where the estimate is best."""

    promises: tuple
    estimates: tuple
    lows: tuple
    highs: tuple
    promise: float
    reaction: float
    outcome: StepOutcome
    trial: float
    satisfaction: float
    retention: float
    whole: bool

    @property
    def best_at(self) -> int:
        return max(range(len(self.estimates)), key=lambda k: self.estimates[k])


@lru_cache(maxsize=32)
def _promise_curve(reaction):
    links = scaled_reaction(few_links(), reaction)
    effects = [effect_of({"promise": promise}, links) for promise in PROMISES]
    keep = ("customer_equity", "trial", "satisfaction", "retention")
    return tuple({what: effect.change(what) for what in keep} for effect in effects)


def _promise(promise, reaction, show):
    curve = _promise_curve(round(reaction, 1))
    ranges = [summary(each["customer_equity"]) for each in curve]
    estimates, lows, highs = zip(*ranges, strict=True)
    here = curve[min(range(len(PROMISES)), key=lambda k: abs(PROMISES[k] - promise))]
    trial, satisfaction, retention = (float(here[what][0]) for what in ("trial", "satisfaction", "retention"))
    return Promised(
        PROMISES,
        estimates,
        lows,
        highs,
        promise,
        reaction,
        outcome_of(here["customer_equity"]),
        trial,
        satisfaction,
        retention,
        show == SHOWN[1],
    )


def _read_promise(result):
    best = PROMISES[result.best_at]
    where = f"{_louder(best)} than today" if best else "as today"
    advice = f" By the estimate, the best promise is {where}." if result.whole else ""
    if not result.promise:
        return f"With the promise as today, nothing changes.{advice}"
    outcome, points = result.outcome, "percentage point"
    return (
        f"With the promise {_louder(result.promise)}, the share that tries {moves(100 * result.trial, points)}. The share that"
        f" stays each month {moves(100 * result.retention, points, digits=2)}. Customer equity changes by"
        f" {euro(outcome.estimate, 0)} per 1,000 people; the {percent(outcome.level)} interval runs from {euro(outcome.low, 0)} to"
        f" {euro(outcome.high, 0)}.{advice}"
    )


def _louder(change):
    return f"{plural(abs(change), 'point')} {'louder' if change > 0 else 'quieter'}"


louder_promise = Explorer(
    name="louder promise",
    question="Is a louder promise worth it?",
    controls=(
        Slider("promise", "Promise", -1.5, 1.5, 0, 0.25, "points", help="0: as today, 1.5 points above what is delivered where advertising praises most"),
        Slider("reaction", "Leaving reacts", 0, 2, 1, 0.5, "× as estimated", help="how much a point of satisfaction changes leaving, against the estimate"),
        Toggle("show", "Show", SHOWN, SHOWN[0]),
    ),
    model=_promise,
    reading=_read_promise,
    frame=plots.promise_frame(-14, 16),
    marks=lambda r: plots.promise_marks(r, -14, 16),
    table=lambda r: [{"promise (points)": p, "estimate (€)": e, "low (€)": lo, "high (€)": hi}
                     for p, e, lo, hi in zip(r.promises, r.estimates, r.lows, r.highs, strict=True)],
    prediction=Prediction(
        question="Kestrel promises a point more. About 4 in 100 more people try it, and they are less satisfied. Customer equity …",
        options=("rises for certain", "falls for certain", "may rise or fall: these data cannot tell"),
        move_to={"promise": 1},
        truth=lambda before, after: (
            "rises for certain" if after.outcome.low > 0 else "falls for certain" if after.outcome.high < 0
            else "may rise or fall: these data cannot tell"
        ),
        why=lambda before, after: (
            f"The estimate is {euro(after.outcome.estimate, 0)}. The interval runs from {euro(after.outcome.low, 0)} to {euro(after.outcome.high, 0)}, so it"
            " holds zero. It all hangs on how much a point of satisfaction changes leaving."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Budget:
    """A plan as the picture needs it."""

    plan: BudgetPlan

    @property
    def outcome(self) -> StepOutcome:
        return self.plan.net


def _one_budget(coffee, delivery, app, promise, price_cut, club):
    money = {"coffee": coffee, "delivery": delivery, "app": app, "promise": promise}
    units = {name: min(sum_ / OFFERS[name].price, OFFERS[name].most) for name, sum_ in money.items()}
    return Budget(plan_outcome({**units, "price cut": price_cut, "close club": float(club == "close it")}))


def _read_budget(result):
    plan, net = result.plan, result.plan.net
    if not any(plan.bought.values()):
        return "This plan buys nothing and changes nothing."
    over = ""
    if plan.asked > BUDGET + 1e-9:
        over = f" You asked for {_thousands(plan.asked)}, so everything is cut to fit the budget."
    return (
        f"The plan spends {_thousands(plan.spent) if plan.spent else 'nothing'}. Its net gain is {thousands(net.estimate, 1)}; the"
        f" {percent(net.level)} interval runs from {thousands(net.low, 1)} to {thousands(net.high, 1)}. It loses money in"
        f" {sum(dot < 0 for dot in net.dots)} of {len(net.dots)} draws.{over}"
    )


def _thousands(value):
    """Thousand euro, with a decimal only where there is one."""
    return thousands(value, 0 if value == round(value) else 1)


one_budget = Explorer(
    name="one budget",
    question="Where should €20,000 go?",
    controls=(
        Slider("coffee", "Better coffee", 0, 18, 0, 1, "€ thousand", help="9 thousand a point, 2 points at most"),
        Slider("delivery", "Faster delivery", 0, 10, 10, 1, "€ thousand", help="5 thousand a point, 2 points at most"),
        Slider("app", "Better app", 0, 12, 0, 1, "€ thousand", help="6 thousand a point, 2 points at most"),
        Slider("promise", "Louder promise", 0, 3, 0, 0.5, "€ thousand", help="2 thousand a point, 1.5 points at most"),
        Slider("price_cut", "Lower price", 0, 3, 0, 0.5, "€ a month", help="no budget, but every box brings less"),
        Toggle("club", "The club", ("keep it", "close it"), "keep it"),
    ),
    model=_one_budget,
    reading=_read_budget,
    frame=plots.draws_frame(-40, 60, "Net gain (€ thousand, from 3,000 people, after what is spent)"),
    marks=lambda r: plots.draws_marks(r, -40, 60),
    table=lambda r: [{"offer": name, "bought": number, "unit": OFFERS[name].unit, "€ thousand": number * OFFERS[name].price}
                     for name, number in r.plan.bought.items()],
    prediction=Prediction(
        question=(
            "All €10,000 go into delivery, and the plan loses in some draws. Now the same €10,000 are spread: 3 for coffee, 4 for"
            " delivery, 3 for the app. “Don't put all eggs into one basket.” The range of results …"
        ),
        options=("shrinks to about half", "hardly changes", "doubles"),
        move_to={"coffee": 3, "delivery": 4, "app": 3},
        truth=lambda before, after: "hardly changes" if _width(after) > 0.7 * _width(before) else "shrinks to about half",
        why=lambda before, after: (
            f"The interval was {thousands(_width(before), 1)} wide, and it is {thousands(_width(after), 1)} wide now. Spreading helps"
            " against errors that come one by one. These come together: coffee, delivery and app all work through the same links, above all from satisfaction to leaving."
        ),
    ),
)  # fmt: skip


def _width(result):
    return result.outcome.high - result.outcome.low
