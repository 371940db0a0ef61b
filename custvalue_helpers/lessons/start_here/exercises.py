"""What the first lesson teaches and asks: its objectives and its exercises."""

from custvalue_helpers.kit.exercise import Convention, Exercise, Misconception

OBJECTIVES = {
    "demand": "tell need, want and demand apart",
    "orientation": "tell five marketing management orientations apart",
    "later": "compare what a plan earns now and over some years",
}


def _draw_towns(rng):
    given: dict[str, float] = {}
    for town in ("n", "m"):
        able = rng.randrange(60, 200)
        want = able + rng.randrange(40, 160)
        given |= {
            f"need_{town}": want + 10 * rng.randrange(20, 60),
            f"want_{town}": want,
            f"able_{town}": able,
        }
    return given


DEMAND = Exercise(
    number="0.1",
    title="How large is the demand?",
    objective="demand",
    draw=_draw_towns,
    question=(
        "In Northport {need_n} households need something warm in the morning. {want_n} of them want it to be Kestrel's"
        " coffee, and {able_n} of these can and will pay €24 a month for it. In Millbrook the three numbers are {need_m},"
        " {want_m} and {able_m}. How many households make up the demand for Kestrel's box in both towns together?"
    ),
    solution=lambda able_n, able_m, **_: able_n + able_m,
    unit="households",
    misconceptions=(
        Misconception(
            "want for demand",
            lambda want_n, want_m, **_: want_n + want_m,
            "This adds those who want it. A want becomes demand only with buying power: {able_n} and {able_m} will pay.",
        ),
        Misconception(
            "need for demand",
            lambda need_n, need_m, **_: need_n + need_m,
            "This adds those who have the need. Many of them want something else, or cannot pay.",
        ),
        Misconception(
            "one town",
            lambda able_n, **_: able_n,
            "This is Northport alone. Add the demand of Millbrook.",
        ),
        Misconception(
            "want without demand",
            lambda want_n, want_m, able_n, able_m, **_: want_n + want_m - able_n - able_m,
            "This counts those who want it and will not pay: the wants that are no demand. {able_n} and {able_m} are already those"
            " who will.",
        ),
        Misconception(
            "one town, taken off",
            lambda want_n, able_n, **_: want_n - able_n,
            "This is Northport alone, and the wants that are no demand: {able_n} are already those who can and will pay.",
        ),
        Misconception(
            "the other town",
            lambda able_m, **_: able_m,
            "This is Millbrook alone. Add the demand of Northport.",
        ),
        Misconception(
            "all numbers added",
            lambda **g: sum(g.values()),
            "This adds all six numbers. In each town the second number is a part of the first, and the third a part of the second.",
        ),
        Misconception(
            "money for households",
            lambda able_n, able_m, **_: 24 * (able_n + able_m),
            "This is what they pay in a month, in euro. The question asks for the number of households.",
        ),
    ),
    hints=(
        "A demand is a want with buying power. In each town, which of the three numbers is that?",
        "Write {able_n} + {able_m} into the box: it is added up for you.",
    ),
    steps=lambda able_n, able_m, **_: (
        f"Demand counts those who want it and will pay: {able_n} in Northport, {able_m} in Millbrook.\n"
        f"Together: {able_n} + {able_m}."
    ),
)

ASKS = {
    "production": "Production asks how to make more of it for less.",
    "product": "Product asks how to make the thing itself better.",
    "selling": "Selling asks how to move what has been made.",
    "marketing": "Marketing asks what customers value, and keeps them by giving it.",
    "societal marketing": "Societal marketing asks what is good for customers, the firm and society together.",
}
# What somebody says, what they really think of, and the orientation that shows.
SAYINGS = (
    ("Roast in batches twice the size. The box gets cheaper, and cheap coffee finds its buyers.",
     "bigger batches and a lower cost", "production"),
    ("They queue before we open and we are sold out by ten. More boxes, nothing fancy, low price.",
     "more boxes at a low price", "production"),
    ("Two more years of work, and nobody in the country roasts a finer bean. Then people will come.",
     "a finer bean, before anybody has asked for it", "product"),
    ("The store is full. Send three more mailings and offer a bonus to whoever signs up by Friday.",
     "emptying a full store by Friday", "selling"),
    ("Those who left say the parcel never fits the letter box. Change the box, and they stay.",
     "what customers say, and of keeping them", "marketing"),
    ("Customers love the silver bags and we earn well on them. But the bags never rot. Find one that suits them, us and the town.",
     "customers, the firm and the town together", "societal marketing"),
)  # fmt: skip
RIGHT = {says: orientation for says, _, orientation in SAYINGS}


def _draw_saying(rng):
    says, clue, right = rng.choice(SAYINGS)
    others = [asks for orientation, asks in ASKS.items() if orientation != right]
    given = {"who": rng.choice(("Ana", "Ben", "Chidi", "Dora", "Emre", "Femke")), "says": says, "clue": clue,
             "shop": rng.choice(("Northport", "Millbrook", "Ashford"))}  # fmt: skip
    return given | {f"asks_{place}": asks for place, asks in enumerate(others)}


def _other(place):
    """The misconception that takes one of the four other orientations for the one that shows."""
    return Misconception(
        f"another orientation, {place + 1}",
        lambda says, **_: [orientation for orientation in ASKS if orientation != RIGHT[says]][place],
        f"{{asks_{place}}} {{who}} speaks of {{clue}}.",
    )


ORIENTATION = Exercise(
    number="0.2",
    title="Who is speaking?",
    objective="orientation",
    draw=_draw_saying,
    question='{who}, who runs Kestrel\'s shop in {shop}, says: "{says}" Which orientation is that?',
    solution=lambda says, **_: RIGHT[says],
    misconceptions=tuple(_other(place) for place in range(len(ASKS) - 1)),
    hints=(
        "What does {who} want to change: the cost, the product, the sales effort, the customer's gain, or everybody's?",
        "{who} speaks of {clue}.",
    ),
    steps=lambda says, who, clue, **_: f"{who} speaks of {clue}. {ASKS[RIGHT[says]]}",
    options=tuple(ASKS),
)


def _a_earns(first, second, loss, **_):
    return first + second - loss


LATER = Exercise(
    number="0.3",
    title="Now and later",
    objective="later",
    draw=lambda rng: {
        "first": 10 * rng.randrange(13, 22),
        "second": 5 * rng.randrange(4, 12),
        "loss": 5 * rng.randrange(6, 18),
        "steady": 5 * rng.randrange(19, 25),
    },
    question=(
        "All in thousand euro. With a push, a firm earns {first} this year, {second} in the second year, and loses {loss}"
        " in the third. Without it, the firm earns {steady} in each of the three years."
        " Over the three years, how much more does it earn without the push?"
    ),
    solution=lambda steady, **push: 3 * steady - _a_earns(**push),
    unit="thousand €",
    conventions=(
        Convention(
            lambda steady, **push: 1000 * (3 * steady - _a_earns(**push)),
            "You gave it in euro. Here all amounts are in thousand euro.",
        ),
    ),
    misconceptions=(
        Misconception(
            "this year only",
            lambda first, steady, **_: steady - first,
            "This compares the first year only. Add up all three years of both plans.",
        ),
        Misconception(
            "loss added",
            lambda first, second, loss, steady: 3 * steady - (first + second + loss),
            "This counts the loss of {loss} as if it were earned. Take it off: {first} + {second} − {loss}.",
        ),
        Misconception(
            "loss left out",
            lambda first, second, loss, steady: 3 * steady - (first + second),
            "This leaves out the third year with the push. It brings a loss of {loss}: {first} + {second} − {loss}.",
        ),
        Misconception(
            "the push alone",
            lambda steady, **push: _a_earns(**push),
            "This is what the plan with the push earns. Now compare it with three years of {steady}.",
        ),
        Misconception(
            "without the push alone",
            lambda steady, **_: 3 * steady,
            "This is what the plan without the push earns. Take off what the push would have earned.",
        ),
        Misconception(
            "one year against three",
            lambda steady, **push: steady - _a_earns(**push),
            "This takes one year of {steady} only. Without the push the firm earns it three times.",
        ),
        Misconception(
            "the other way round",
            lambda steady, **push: _a_earns(**push) - 3 * steady,
            "The sign is turned. The question asks how much more it earns WITHOUT the push.",
        ),
        Misconception(
            "two years only",
            lambda first, second, loss, steady: 2 * steady - (first + second),
            "This stops after two years. Count the third year of both plans, too.",
        ),
    ),
    hints=(
        "With the push: {first} + {second} − {loss}.",
        "Without: 3 × {steady}.",
        "Take the first result from the second.",
    ),
    steps=lambda first, second, loss, steady: (
        f"With the push: {first} + {second} − {loss} = {first + second - loss}. Without: 3 × {steady} = {3 * steady}.\n"
        f"The difference: {3 * steady} − {first + second - loss}."
    ),
)
