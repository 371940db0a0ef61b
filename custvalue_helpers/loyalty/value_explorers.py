"""The explorers of what a customer is worth: conventions, payback, and a free box."""

from dataclasses import dataclass
from itertools import accumulate

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import adding_up, euro, gains, plural
from custvalue_helpers.loyalty import value_plots as plots
from custvalue_helpers.loyalty.model import CONVENTIONS, lifetime_value, margins_by_period, payback
from custvalue_helpers.loyalty.programmes import free_orders

PAYMENTS, BOXES = 16, 36
KESTREL_DISCOUNT = 0.008  # a box, that is 30 days


@dataclass(frozen=True)
class Convention:
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
    return Convention(convention, values[convention], values, payments, tuple(accumulate(payments)), cost)


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
    build=plots.conventions_builder(PAYMENTS, highest=130, top=900),
    columns=2,
    table=lambda r: [
        {"years from now": year, "payment (€)": payment, "added up (€)": total}
        for year, (payment, total) in enumerate(zip(r.payments, r.added_up, strict=True))
    ],
    size=(8, 3.2),
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
    build=plots.payback_builder(BOXES, top=170),
    table=lambda r: [{"box": box, "margin so far (€)": total, "less the cost (€)": total - r.acquisition_cost}
                     for box, total in enumerate(r.added_up) if box in (1, 2, 3, 4, 5, 6, 9, 12, 18, 24, 36)],
    size=(8, 3.2),
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
    build=plots.free_orders_builder(450),
    table=lambda r: [
        {"": "worth without the club", "€": r.without},
        {"": "pays in the club", "€": r.paid},
        {"": "free boxes", "€": -r.given_away},
        {"": "worth in the club", "€": r.worth},
    ],
    size=(8, 3),
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
