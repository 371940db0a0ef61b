"""The explorer of who is still there, for a purchase history that the reader puts together."""

from dataclasses import dataclass

import numpy as np

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider
from custvalue_helpers.kit.words import chance, percent, plural
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
    build=still_there_builder(80),
    table=lambda r: [{"repeat purchases": r.repeats, "last in week": r.last, "today is week": r.age, "still there (chance)": r.alive,
                      f"purchases expected in {AHEAD} weeks": r.expected}],
    size=(8, 3.2),
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
