"""Exercises 2.1 and 2.2: squared distance, and scaling."""

from math import sqrt

from custvalue_helpers.kit.exercise import Exercise, Misconception
from custvalue_helpers.segmentation.six import squared_distance


def _draw_distance(rng):
    return {
        "price": rng.randrange(2, 7),
        "speed": rng.randrange(2, 7),
        "a_price": rng.randrange(1, 8),
        "a_speed": rng.randrange(1, 8),
        "b_price": rng.randrange(1, 8),
        "b_speed": rng.randrange(1, 8),
    }


def _both(price, speed, a_price, a_speed, b_price, b_speed):
    """The squared distances to centre A and to centre B."""
    here = (price, speed)
    return squared_distance(here, (a_price, a_speed)), squared_distance(here, (b_price, b_speed))


def _straight(price, speed, a_price, a_speed, b_price, b_speed):
    """Steps along the two scales to the nearer centre, not squared."""
    near_a = _both(price, speed, a_price, a_speed, b_price, b_speed)
    centre = (a_price, a_speed) if near_a[0] <= near_a[1] else (b_price, b_speed)
    return abs(price - centre[0]) + abs(speed - centre[1])


def _swapped(price, speed, **centres):
    """The squared distance to the nearer centre if its two numbers are taken in the wrong order."""
    return min(_both(speed, price, **centres))


NEAREST = Exercise(
    number="2.1",
    title="Where does Gil belong?",
    objective="hand",
    draw=_draw_distance,
    question=(
        "Gil answers {price} for price and {speed} for speed. Centre A stands at ({a_price}, {a_speed}), centre B at"
        " ({b_price}, {b_speed}), price first. What is the squared distance from Gil to the centre of the segment he"
        " joins?"
    ),
    solution=lambda **g: min(_both(**g)),
    misconceptions=(
        Misconception(
            "the farther centre",
            lambda **g: max(_both(**g)),
            "This is the squared distance to the centre that is farther away. He joins the nearer one.",
        ),
        Misconception(
            "differences not squared",
            lambda **g: _straight(**g),
            "This adds the two differences as they are. k-means squares each one first, then adds.",
        ),
        Misconception(
            "sum squared",
            lambda **g: _straight(**g) ** 2,
            "This adds the two differences and squares the sum. Square each difference first, then add.",
        ),
        Misconception(
            "root taken",
            lambda **g: sqrt(min(_both(**g))),
            "This is the distance itself, the square root. k-means adds up squared distances: leave out the root.",
        ),
        Misconception(
            "both centres added",
            lambda **g: sum(_both(**g)),
            "This adds the squared distances to both centres. Gil belongs to one of them, the nearer.",
        ),
        Misconception(
            "price and speed swapped",
            _swapped,
            "This subtracts a centre's speed from Gil's price. In ({a_price}, {a_speed}) and ({b_price}, {b_speed}) the price stands first.",
        ),
    ),
    hints=(
        "Work out the squared distance to A: ({price} − {a_price})² + ({speed} − {a_speed})².",
        "Do the same for B, with ({b_price}, {b_speed}).",
        "He joins the segment whose number is smaller; that number is the answer.",
    ),
    steps=lambda **g: (
        f"To A: ({g['price']} − {g['a_price']})² + ({g['speed']} − {g['a_speed']})² = {_both(**g)[0]}.\n"
        f"To B: ({g['price']} − {g['b_price']})² + ({g['speed']} − {g['b_speed']})² = {_both(**g)[1]}.\n"
        "Gil joins the nearer one.\n"
        f"In code: squared_distance(({g['price']}, {g['speed']}), ({g['a_price']}, {g['a_speed']})), then B."
    ),
)


def _draw_scaled(rng):
    return {
        "income_a": 50 * rng.randrange(40, 60),
        "income_b": 50 * rng.randrange(62, 90),
        "spread": 100 * rng.randrange(8, 16),
        "need_a": rng.randrange(1, 4),
        "need_b": rng.randrange(5, 8),
        "need_spread": rng.choice([1.2, 1.4, 1.6, 1.8]),
    }


def _scaled(income_a, income_b, spread, need_a, need_b, need_spread):
    return ((income_b - income_a) / spread) ** 2 + ((need_b - need_a) / need_spread) ** 2


SCALED = Exercise(
    number="2.2",
    title="Two customers on one scale",
    objective="scale",
    draw=_draw_scaled,
    question=(
        "Hana earns €{income_a:,} a month and gives speed a {need_a}; Ivo earns €{income_b:,} and gives it a {need_b}. The"
        " standard deviation is €{spread:,} for income and {need_spread} for speed. What is the squared distance between"
        " the two in z-scores?"
    ),
    solution=_scaled,
    misconceptions=(
        Misconception(
            "not scaled",
            lambda income_a, income_b, spread, need_a, need_b, need_spread: (
                (income_b - income_a) ** 2 + (need_b - need_a) ** 2
            ),
            "This squares euro and answers as they are, and euro decide everything. Divide each difference by its"
            " standard deviation first.",
        ),
        Misconception(
            "income alone",
            lambda income_a, income_b, spread, need_a, need_b, need_spread: (
                ((income_b - income_a) / spread) ** 2
            ),
            "This is the income's part alone. Add the one of speed.",
        ),
        Misconception(
            "speed alone",
            lambda income_a, income_b, spread, need_a, need_b, need_spread: (
                ((need_b - need_a) / need_spread) ** 2
            ),
            "This is the part of speed alone. Add the one of income.",
        ),
        Misconception(
            "divided after squaring",
            lambda income_a, income_b, spread, need_a, need_b, need_spread: (
                (income_b - income_a) ** 2 / spread + (need_b - need_a) ** 2 / need_spread
            ),
            "This squares first and divides by the standard deviation afterwards. Divide first, then square.",
        ),
        Misconception(
            "not squared",
            lambda income_a, income_b, spread, need_a, need_b, need_spread: (
                (income_b - income_a) / spread + (need_b - need_a) / need_spread
            ),
            "This adds the two scaled differences without squaring them.",
        ),
        Misconception(
            "root taken",
            lambda **given: sqrt(_scaled(**given)),
            "This is the distance itself, the square root. The question asks for the squared distance: leave out the root.",
        ),
        Misconception(
            "standard deviations exchanged",
            lambda income_a, income_b, spread, need_a, need_b, need_spread: (
                ((income_b - income_a) / need_spread) ** 2 + ((need_b - need_a) / spread) ** 2
            ),
            "The two standard deviations are exchanged: €{spread:,} belongs to income, {need_spread} to speed.",
        ),
    ),
    hints=(
        "How many standard deviations lie between the incomes? The mean falls out of a difference.",
        "For speed: ({need_b} − {need_a}) / {need_spread}.",
        "Square the two, and add them.",
    ),
    steps=lambda **g: (
        f"Income: ({g['income_b']} − {g['income_a']}) / {g['spread']} = {(g['income_b'] - g['income_a']) / g['spread']:.3f}.\n"
        f"Speed: ({g['need_b']} − {g['need_a']}) / {g['need_spread']} = {(g['need_b'] - g['need_a']) / g['need_spread']:.3f}.\n"
        "Square each, and add."
    ),
)
