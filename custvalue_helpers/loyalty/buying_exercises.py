"""Exercise 7.6: who will come back, without a contract?"""

from custvalue_helpers.kit.exercise import Exercise, Misconception
from custvalue_helpers.loyalty.buying import BetaGeometricNBD
from custvalue_helpers.loyalty.buying_explorers import CDNOW

NAMES = ("Ana", "Ben", "Cleo", "Dan")


def _draw_four(rng):
    kinds = [
        ("steady", rng.randrange(4, 7), rng.randrange(34, 38)),
        ("often", rng.randrange(9, 13), rng.randrange(14, 20)),
        ("late", 1, rng.randrange(37, 39)),
        ("once", 0, 0),
    ]
    rng.shuffle(kinds)
    given = {}
    for name, (kind, repeats, last) in zip(NAMES, kinds, strict=True):
        given.update(
            {
                f"{name}_kind": kind,
                f"{name}_repeats": repeats,
                f"{name}_last": last,
                f"{name}_says": _said(repeats, last),
            }
        )
    return given


def _said(repeats, last):
    times = "once" if repeats == 1 else f"{repeats} times"
    return f"came back {times}, last in week {last}" if repeats else "never came back"


def _expected(given, model: BetaGeometricNBD = CDNOW):
    """Expected purchases in the next 39 weeks by name, for customers whose first purchase is 39 weeks ago."""
    return {
        name: model.expected_future_purchases(
            39, frequency=given[f"{name}_repeats"], recency=float(given[f"{name}_last"]), age=39
        )
        for name in NAMES
    }


def _best(**given):
    expected = _expected(given)
    return max(expected, key=expected.get)


def _the(kind, given):
    return next(name for name in NAMES if given[f"{name}_kind"] == kind)


COME_BACK = Exercise(
    number="7.6",
    title="Whom does the shop expect most from?",
    objective="buyers",
    draw=_draw_four,
    question=(
        "Four customers of the CD shop bought for the first time 39 weeks ago. Ana {Ana_says}. Ben {Ben_says}. Cleo"
        " {Cleo_says}. Dan {Dan_says}. From whom does the model expect most purchases in the next 39 weeks?"
    ),
    solution=_best,
    options=NAMES,
    misconceptions=(
        Misconception(
            "most purchases so far",
            lambda **g: _the("often", g),
            "This one bought most often, and has been silent for longest, measured by their own rhythm: probably gone.",
        ),
        Misconception(
            "last to buy",
            lambda **g: _the("late", g),
            "This one bought most recently, so is probably there, but comes rarely: one repeat in 39 weeks.",
        ),
        Misconception(
            "chance of 100 %",
            lambda **g: _the("once", g),
            "In this model one who bought once is still there for certain. That says nothing of how often they come: hardly ever.",
        ),
    ),
    hints=(
        "Ask two things: is this customer still there, and how often do they come while there?",
        "A long silence says more about one who used to come often.",
        "The explorer 'A customer is silent' answers for any history: set the repeats, the week of the last, and today to 39.",
    ),
    steps=lambda **g: (
        "Expected purchases in the next 39 weeks: "
        + ", ".join(f"{name} {value:.2f}" for name, value in _expected(g).items())
        + ".\nIn code: model.expected_future_purchases(39, frequency=…, recency=…, age=39)"
    ),
)
