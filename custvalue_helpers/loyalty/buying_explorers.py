"""The explorer of who is still there, for a purchase history that the reader puts together."""

from dataclasses import dataclass

import numpy as np

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider
from custvalue_helpers.kit.words import percent, plural
from custvalue_helpers.loyalty.buying import BetaGeometricNBD
from custvalue_helpers.loyalty.buying_plots import still_there_builder

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
    seen = (
        f"{plural(result.repeats, 'repeat purchase')}, the last in week {result.last:.0f} of {result.age:.0f}"
        if result.repeats
        else f"one purchase, {result.age:.0f} weeks ago"
    )
    return (
        f"With {seen}, the customer is still there with a chance of {percent(result.alive)}, and {result.expected:.2f}"
        f" purchases are expected in the next {AHEAD} weeks."
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
    build=still_there_builder(80),
    table=lambda r: [{"repeat purchases": r.repeats, "last in week": r.last, "today": r.age, "still there": r.alive,
                      f"expected in {AHEAD} weeks": r.expected}],
    size=(8, 3.2),
    prediction=Prediction(
        question="Two repeat purchases, the last in week 20; today is week 39. Another customer made ten by week 20, and has been silent just as long. Is the other more likely to be still there?",
        options=("yes: more loyal", "just as likely: silent for as long", "no: less likely"),
        move_to={"repeats": 10},
        truth=lambda before, after: "no: less likely",
        why=lambda before, after: (
            f"{percent(before.alive)} against {percent(after.alive)}. Who came every two weeks and has now stayed away for"
            " nineteen is probably gone; for one who came every ten weeks, nineteen are a pause."
        ),
    ),
)  # fmt: skip
