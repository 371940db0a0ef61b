"""The explorers of lesson 7."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.lazy import numpy as np
from custvalue_helpers.kit.words import adding_up, chance, euro, gains, moves, percent, plural, signed
from custvalue_helpers.lessons.loyalty import plots
from custvalue_helpers.models.buying import BetaGeometricNBD
from custvalue_helpers.models.lifetime import CONVENTIONS, lifetime_value, margins_by_period, payback
from custvalue_helpers.models.programmes import free_orders
from custvalue_helpers.models.recommendation import Change, Score, score_change
from custvalue_helpers.models.retention import ShiftedBetaGeometric

YEARS = 12


@dataclass(frozen=True)
class Waves:
    """Two survey waves and the change between them."""

    before: Score
    after: Score
    change: Change

    @property
    def beyond_chance(self) -> bool:
        low, high = self.change.interval
        return low > 0 or high < 0


def _score(points, passives, answers):
    """The Score of a wave from its points and its share of passives."""
    promoters, detractors = (1 - passives + points / 100) / 2, (1 - passives - points / 100) / 2
    error = 100 * ((1 - passives - (points / 100) ** 2) / answers) ** 0.5
    return Score(points, error, promoters, passives, detractors, int(answers))


def _waves(answers, before, after, passives):
    first, second = (_score(points, passives / 100, answers) for points in (before, after))
    return Waves(first, second, score_change(first, second))


def _read_waves(result):
    low, high = (signed(each, 1) for each in result.change.interval)
    verdict = (
        "Zero lies outside it, so this is more than chance."
        if result.beyond_chance
        else "Zero lies inside it, so chance alone could do this."
    )
    return (
        f"With {plural(result.before.answers, 'answer')} a wave, the score {moves(result.change.points, digits=0)}. The"
        f" 95\u00a0% interval of this change runs from {low} to {high} points. {verdict}"
    )


score_waves = Explorer(
    name="is this change real",
    question="Our score rose from one survey to the next. Is that more than chance?",
    controls=(
        Slider("answers", "Answers a wave", 50, 1000, 200, 10, "people"),
        Slider("before", "Score before", -30, 30, -15, 1, "points"),
        Slider("after", "Score after", -30, 30, -1, 1, "points"),
        Slider("passives", "Passives", 20, 70, 45, 1, "%", help="they answer 7 or 8 and count for nothing"),
    ),
    model=_waves,
    reading=_read_waves,
    frame=plots.CHANGE,
    marks=plots.change_marks,
    table=lambda r: [
        {"": name, "points": each.score, "standard error (points)": each.standard_error}
        for name, each in (("before", r.before), ("after", r.after))
    ] + [{"": "change", "points": r.change.points, "standard error (points)": r.change.standard_error}],
    prediction=Prediction(
        question="Kestrel asks four times as many people, 800 a wave instead of 200. How wide is the change's interval then?",
        options=("a quarter as wide", "half as wide", "just as wide: the scores are the same"),
        move_to={"answers": 800},
        truth=lambda before, after: "half as wide",
        why=lambda before, after: (
            f"The standard error falls from {before.change.standard_error:.1f} to {after.change.standard_error:.1f} points:"
            " four times the answers halve it, because it goes with the square root."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """Survival and retention when customers differ, and when one rate holds for all."""

    leave: float
    survival: tuple
    constant: tuple
    retention: tuple


def _shape(leave, apart):
    mean, size = leave / 100, 1 / apart - 1
    model = ShiftedBetaGeometric(mean * size, (1 - mean) * size)
    return Shape(
        mean,
        tuple(model.survival(year) for year in range(YEARS + 1)),
        tuple((1 - mean) ** year for year in range(YEARS + 1)),
        tuple(model.retention(year) for year in range(1, YEARS + 1)),
    )


def _read_shape(result):
    return (
        f"In the first year {percent(result.leave)} leave. After {YEARS} years {chance(result.survival[-1])} are still there;"
        f" one rate for all would say {chance(result.constant[-1])}. Of those still there in year {YEARS},"
        f" {chance(result.retention[-1])} renew."
    )


retention_shape = Explorer(
    name="retention shape",
    question="What happens to retention when customers differ, and nobody ever changes?",
    controls=(
        Slider("leave", "Leave in the first year", 2, 60, 20, 1, "%", help="the mean chance of leaving"),
        Slider("apart", "How different", 0.02, 0.8, 0.02, 0.02, "", help="0: all alike; 1: some leave at once, the others never"),
    ),
    model=_shape,
    reading=_read_shape,
    frame=plots.SHAPE,
    marks=plots.shape_marks,
    table=lambda r: [
        {"share, by year": year, "still there": r.survival[year], "one rate": r.constant[year], "renew": r.retention[year - 1]}
        for year in range(1, YEARS + 1)
    ],
    prediction=Prediction(
        question="20 % leave in the first year, either way. Now customers differ: some hardly ever leave, others soon (0.4). How many of 100 are left after 12 years?",
        options=("fewer than before", "about as many as before", "several times as many"),
        move_to={"apart": 0.4},
        truth=lambda before, after: "several times as many",
        why=lambda before, after: (
            f"It was {percent(before.survival[-1])}, and it is {percent(after.survival[-1])} now. Customers who leave easily are soon gone. Those"
            " who remain are the staying kind, so that retention rises although nobody changes."
        ),
    ),
)  # fmt: skip


PAYMENTS, BOXES = 16, 36
KESTREL_DISCOUNT = 0.008  # a box, that is 30 days


@dataclass(frozen=True)
class ConventionShown:
    """A lifetime value under one convention: year by year from now on, added up, and for ever."""

    name: str
    value: float
    values: dict
    payments: tuple
    added_up: tuple
    acquisition_cost: float


def _convention(convention, retention, margin, discount, cost):
    r, d = retention / 100, discount / 100
    values = {each: lifetime_value(margin, r, d, convention=each) for each in CONVENTIONS}
    late = convention != CONVENTIONS[0]  # the first payment comes a year from now
    terms = margins_by_period(margin, r, d, PAYMENTS - late, convention=convention)
    payments = (*([0.0] if late else []), *terms)
    return ConventionShown(
        convention, values[convention], values, payments, tuple(accumulate(payments)), cost
    )


def _read_convention(result):
    net, cost = result.value - result.acquisition_cost, euro(result.acquisition_cost, 0)
    verdict = (
        "this pays"
        if net > 0.005
        else "this does not pay"
        if net < -0.005
        else "this is exactly what it brings"
    )
    said = f"Counted as “{result.name}”, the lifetime value is {euro(result.value)}."
    return f"{said} Winning the customer costs {cost if result.acquisition_cost else 'nothing'}: {verdict}."


three_conventions = Explorer(
    name="lifetime value convention",
    question="One customer, three lifetime values: when does the first payment count?",
    controls=(
        Slider("retention", "Retention", 0, 90, 80, 1, "% a year"),
        Toggle("convention", "Convention", CONVENTIONS, CONVENTIONS[0]),
        Slider("margin", "Margin", 50, 120, 100, 5, "€ a year"),
        Slider("discount", "Discount rate", 5, 30, 10, 1, "% a year"),
        Slider("cost", "Cost of winning", 0, 600, 300, 10, "€"),
    ),
    model=_convention,
    reading=_read_convention,
    frame=plots.conventions_frame(PAYMENTS, highest=130, top=900),
    marks=plots.conventions_marks,
    table=lambda r: [
        {"years from now": year, "payment (€)": payment, "added up (€)": total}
        for year, (payment, total) in enumerate(zip(r.payments, r.added_up, strict=True))
    ],
    prediction=Prediction(
        question="Nothing about the customer changes. We only stop counting the payment made today: 'paid if they stay'. By how much does the lifetime value fall?",
        options=("not at all: it is the same customer", "by €20, a fifth of the margin", "by €100, one whole margin"),
        move_to={"convention": CONVENTIONS[2]},
        truth=lambda before, after: "by €100, one whole margin",
        why=lambda before, after: (
            f"From {euro(before.value)} to {euro(after.value)}: the two differ by exactly the first payment. At a cost of"
            f" {euro(after.acquisition_cost, 0)} the decision turns."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Paid:
    """A payback: margins added up box by box, the box that pays back (0 for never), and the plain quotient."""

    added_up: tuple
    acquisition_cost: float
    periods: int
    most: float
    plain: float


def _paid(retention, cost, margin, discount):
    r, d = retention / 100, discount / 100
    found = payback(cost, margin, r, d)
    terms = margins_by_period(margin, r, d, BOXES, convention=CONVENTIONS[0])
    return Paid((0.0, *accumulate(terms)), cost, found.periods or 0, found.most, cost / margin)


def _read_paid(result):
    plain = f"Cost ÷ margin says {plural(result.plain, 'box', 'boxes', digits=1)}."
    brings = f"All boxes together are expected to bring {euro(result.most)}"
    if not result.periods:
        cost = euro(result.acquisition_cost)
        return (
            f"The cost of winning is never paid back. {brings}, and winning a customer costs {cost}. {plain}"
        )
    return f"The cost of winning is paid back with box {result.periods}. {brings}. {plain}"


acquisition_payback = Explorer(
    name="acquisition payback",
    question="With which box has a customer paid for being won?",
    controls=(
        Slider("retention", "Retention", 50, 99, 95, 1, "% a box"),
        Slider("cost", "Cost of winning", 5, 100, 36, 1, "€"),
        Slider("margin", "Margin", 2, 20, 9, 0.5, "€ a box"),
        Slider("discount", "Discount rate", 0, 3, 0.8, 0.1, "% a box"),
    ),
    model=_paid,
    reading=_read_paid,
    frame=plots.payments_frame(BOXES, top=170),
    marks=plots.payback_marks,
    table=lambda r: [{"box": box, "margin so far (€)": total, "less the cost (€)": total - r.acquisition_cost}
                     for box, total in enumerate(r.added_up) if box in (1, 2, 3, 4, 5, 6, 9, 12, 18, 24, 36)],
    prediction=Prediction(
        question="The customer costs €36 to win and brings €9 a box: cost ÷ margin is 4 boxes. Retention falls from 95 % to 70 % a box. When is the cost paid back?",
        options=("still with about the fifth box", "about twice as late", "never"),
        move_to={"retention": 70},
        truth=lambda before, after: "never",
        why=lambda before, after: (
            f"At 95\u00a0% it was box {before.periods}. At 70\u00a0% all boxes together are expected to bring {euro(after.most)}, less"
            f" than {euro(after.acquisition_cost)}. Cost ÷ margin says 4 boxes both times, and hides it."
        ),
    ),
)  # fmt: skip


def _free_box(leave_with, leave_without, margin, given_away, every):
    return free_orders(
        margin, leave_without / 100, leave_with / 100, KESTREL_DISCOUNT, given_away=given_away, every=every
    )


def _read_free_box(found):
    paid, free, without = (abs(part) for part in adding_up([found.paid, -found.given_away, -found.without]))
    return (
        f"Without the club a customer is worth {euro(without, 0)}. In the club they pay {euro(paid, 0)} and get"
        f" {euro(free, 0)} back in free boxes, so they are worth {euro(paid - free, 0)}. The club"
        f" {gains(paid - free - without)}{'' if round(paid - free - without) == 0 else ' a customer'}."
    )


tenth_box_free = Explorer(
    name="tenth box free",
    question="Every tenth box is free. How much less must members leave for the club to pay?",
    controls=(
        Slider("leave_with", "Leave in the club", 2, 12, 3.1, 0.1, "% a box"),
        Slider("leave_without", "Leave without", 2, 12, 5.9, 0.1, "% a box"),
        Slider("margin", "Margin", 4, 12, 9.4, 0.1, "€ a box"),
        Slider("given_away", "A free box gives away", 5, 45, 26.4, 0.1, "€", help="the price, if the customer would have bought this box"),
        Slider("every", "Free is every", 5, 20, 10, 1, "th box"),
    ),
    model=_free_box,
    reading=_read_free_box,
    frame=plots.free_orders_frame(450),
    marks=lambda found: plots.free_orders_marks(found, 450),
    table=lambda r: [
        {"": "worth without the club", "€": r.without},
        {"": "pays in the club", "€": r.paid},
        {"": "free boxes", "€": -r.given_away},
        {"": "worth in the club", "€": r.worth},
    ],
    prediction=Prediction(
        question="Members leave 3.1 % of the time, others 5.9 %: the club seems to gain €45 a customer. Suppose it really lowers leaving by a sixth, from 5.9 % to 4.9 %. What then?",
        options=("it gains a third as much", "it just pays", "it loses money"),
        move_to={"leave_with": 4.9},
        truth=lambda before, after: "it loses money",
        why=lambda before, after: (
            f"Instead of gaining {euro(before.gain, 0)} a customer it loses {euro(-after.gain, 0)}: the free boxes cost"
            f" {euro(after.given_away, 0)}, and all those who would have stayed anyway get them too."
        ),
    ),
)  # fmt: skip


# Fitted on cdnow_transactions up to 30 September 1997, in weeks (a test fits it again).
CDNOW = BetaGeometricNBD(r=0.2426, alpha=4.4136, a=0.7929, b=2.4259)
AHEAD = 39


@dataclass(frozen=True)
class History:
    """One customer's purchases, the chance of still being there week by week, and purchases expected to come."""

    repeats: int
    last: float
    age: float
    purchases: tuple
    weeks: tuple
    path: tuple
    alive: float
    expected: float


def _history(repeats, last, age):
    repeats, last = int(repeats), min(last, age) if repeats else 0.0
    purchases = np.linspace(0, last, repeats + 1)
    weeks = np.append(np.arange(0, age, 0.5), age)
    done = np.searchsorted(purchases, weeks, side="right") - 1
    path = CDNOW.probability_alive(done, purchases[done], weeks)
    expected = CDNOW.expected_future_purchases(AHEAD, frequency=repeats, recency=last, age=age)
    return History(repeats, last, age, tuple(purchases), tuple(weeks), tuple(path), float(path[-1]), expected)


def _read_history(result):
    today, last = f"today is week {result.age:.0f}", f"in week {result.last:.0f}"
    if not result.repeats:
        seen = f"bought once, {plural(result.age, 'week')} ago"
    elif result.repeats == 1:
        seen = f"made 1 repeat purchase, {last}; {today}"
    else:
        seen = f"made {result.repeats} repeat purchases, the last {last}; {today}"
    if result.expected < 0.005:
        coming = f"hardly any purchase is expected in the next {AHEAD} weeks"
    else:
        coming = f"{result.expected:.2f} purchases are expected in the next {AHEAD} weeks"
    return (
        f"This customer {seen}. The chance that they are still there is {chance(result.alive)}, and {coming}."
    )


still_there = Explorer(
    name="still there",
    question="A customer is silent. Gone, or only slow?",
    controls=(
        Slider("repeats", "Repeat purchases", 0, 15, 2, 1, ""),
        Slider("last", "Last purchase in week", 1, 78, 20, 1, ""),
        Slider("age", "Today is week", 4, 78, 39, 1, ""),
    ),
    model=_history,
    reading=_read_history,
    frame=plots.still_there_frame(80),
    marks=plots.still_there_marks,
    table=lambda r: [{"repeat purchases": r.repeats, "last in week": r.last, "today is week": r.age, "still there (chance)": r.alive,
                      f"purchases expected in {AHEAD} weeks": r.expected}],
    prediction=Prediction(
        question="Two repeat purchases, the last in week 20; today is week 39. Another customer made ten by week 20, and has been silent just as long. Is the other more likely to be still there?",
        options=("yes: more loyal", "just as likely: silent for as long", "no: less likely"),
        move_to={"repeats": 10},
        truth=lambda before, after: "no: less likely",
        why=lambda before, after: (
            f"The chances are {percent(before.alive)} and {percent(after.alive)}. A customer who came every two weeks and has now stayed"
            " away for nineteen weeks is probably gone. For a customer who came every ten weeks, nineteen weeks are a pause."
        ),
    ),
)  # fmt: skip
