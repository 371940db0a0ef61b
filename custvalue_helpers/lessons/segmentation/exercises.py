"""What lesson 2 teaches and asks: its objectives and its exercises."""

from math import sqrt

from custvalue_helpers.kit.exercise import Convention, Exercise, Misconception
from custvalue_helpers.kit.intervals import Z_95, share_interval
from custvalue_helpers.models.clusters import squared_distance


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


def _draw_agreement(rng):
    by_chance = 10 * rng.randrange(18, 30)
    together = by_chance + 10 * rng.randrange(6, 16)
    return {"together": together, "by_chance": by_chance, "most": together + 10 * rng.randrange(4, 14)}


AGREE = Exercise(
    number="2.3",
    title="Twice the same segments?",
    objective="stable",
    draw=_draw_agreement,
    question=(
        "Two samples each divide the same customers. {together} pairs of customers are together both times; by chance"
        " alone one would expect {by_chance}; if both agreed fully it would be {most}. What is the adjusted Rand index?"
    ),
    solution=lambda together, by_chance, most: (together - by_chance) / (most - by_chance),
    out_of=1,
    misconceptions=(
        Misconception(
            "chance not taken off",
            lambda together, by_chance, most: together / most,
            "This is the share of pairs, {together} of {most}, chance included. Take off the {by_chance} above and below.",
        ),
        Misconception(
            "chance taken off above only",
            lambda together, by_chance, most: (together - by_chance) / most,
            "This takes off chance from the upper number only. The best there is to reach shrinks by {by_chance} too.",
        ),
        Misconception(
            "upside down",
            lambda together, by_chance, most: (most - by_chance) / (together - by_chance),
            "This is upside down: what was reached beyond chance belongs above, what could be reached below.",
        ),
        Misconception(
            "against chance",
            lambda together, by_chance, most: together / by_chance,
            "This compares with chance alone. The index says how far one got from chance ({by_chance}) to agreement ({most}).",
        ),
        Misconception(
            "disagreement",
            lambda together, by_chance, most: (most - together) / (most - by_chance),
            "This is the part that is missing. The index is the part that was reached: one minus this.",
        ),
        Misconception(
            "the sign turned",
            lambda together, by_chance, most: (by_chance - together) / (most - by_chance),
            "The sign is turned: {together} pairs is more than chance gives. Subtract {by_chance} from it.",
        ),
    ),
    hints=(
        "How many pairs beyond chance? {together} − {by_chance}.",
        "How many beyond chance would full agreement bring? {most} − {by_chance}.",
        "Divide the first by the second.",
    ),
    steps=lambda together, by_chance, most: (
        f"Reached beyond chance: {together} − {by_chance} = {together - by_chance}.\n"
        f"Possible beyond chance: {most} − {by_chance} = {most - by_chance}.\nDivide the first by the second."
    ),
)


def _draw_share(rng):
    total = 10 * rng.randrange(8, 21)
    return {"total": total, "count": round(total * rng.randrange(14, 34) / 100)}


def _upper(count, total, z=Z_95):
    share = count / total
    return 100 * (share + z * sqrt(share * (1 - share) / total))


SIZE = Exercise(
    number="2.4",
    title="How large may the segment be?",
    objective="use",
    draw=_draw_share,
    question=(
        "Of {total} customers drawn by lot, {count} belong to the segment. With p the share and n the number of"
        " customers, the 95 % interval is p ± 1.96·√[p(1 − p)/n]. What is its UPPER end, in per cent?"
    ),
    solution=_upper,
    unit="%",
    out_of=100,
    misconceptions=(
        Misconception(
            "the share itself",
            lambda count, total: 100 * count / total,
            "This is the share p itself. Add the half width of the interval.",
        ),
        Misconception(
            "the lower end",
            lambda count, total: 200 * count / total - _upper(count, total),
            "This is the lower end: the half width is taken off. The question asks for the upper one.",
        ),
        Misconception(
            "one standard error",
            lambda count, total: _upper(count, total, 1),
            "This adds one standard error. The 95 % interval adds 1.96 of them.",
        ),
        Misconception(
            "not divided by n",
            lambda count, total: 100 * (count / total + Z_95 * sqrt(count / total * (1 - count / total))),
            "This leaves out n: that is how much single customers differ, not how far the share may be off.",
        ),
        Misconception(
            "the half width",
            lambda count, total: _upper(count, total) - 100 * count / total,
            "This is the half width of the interval. Add it to the share p.",
        ),
        Misconception(
            "no root",
            lambda count, total: 100 * (count / total + Z_95 * count / total * (1 - count / total) / total),
            "This leaves out the square root. The standard error is √[p(1 − p)/n].",
        ),
    ),
    conventions=(
        Convention(
            lambda count, total: 100 * share_interval(count, total)[2],
            "This is Wilson's interval, which segment_sizes gives; it is the better one for small counts.",
        ),
    ),
    hints=(
        "p = {count} / {total}.",
        "The standard error is √[p(1 − p)/{total}].",
        "Add 1.96 standard errors to p, and multiply by 100.",
    ),
    steps=lambda count, total: (
        f"p = {count} / {total} = {count / total:.4f}.\n"
        f"Standard error: √[{count / total:.4f} × {1 - count / total:.4f} / {total}]"
        f" = {sqrt(count / total * (1 - count / total) / total):.4f}.\nUpper end: p + 1.96 standard errors, in per cent."
    ),
)

PLANS = ("A", "B", "C")
OPTIONS = (*PLANS, "no difference")


def _draw_plans(rng):
    """Few who would pay much, many who would pay little, and some between, lettered by lot."""
    kinds = [
        (10 * rng.randrange(8, 16), rng.randrange(60, 90) / 10),
        (10 * rng.randrange(50, 80), rng.randrange(12, 22) / 10),
        (10 * rng.randrange(18, 40), rng.randrange(28, 48) / 10),
    ]
    rng.shuffle(kinds)
    given = {"cost": rng.randrange(8, 12) / 10}
    for letter, (count, pays) in zip("abc", kinds, strict=True):
        given[letter], given[f"{letter}_pays"] = count, pays
    return given


def _counts(a, b, c, **_):
    return a, b, c


def _pays(a_pays, b_pays, c_pays, **_):
    return a_pays, b_pays, c_pays


def _gains(**given):
    """What each segment's plan brings a month, in the order of PLANS."""
    return [
        count * (pays - given["cost"]) for count, pays in zip(_counts(**given), _pays(**given), strict=True)
    ]


def _best(values):
    return PLANS[max(range(3), key=lambda place: values[place])]


def _draw_a_close_call(rng):
    """Numbers for which the gain, the size and the worth to one customer point to three different segments."""
    for _ in range(500):
        given = _draw_plans(rng)
        gains = sorted(_gains(**given))
        pointed = {_best(values) for values in (_gains(**given), _counts(**given), _pays(**given))}
        if len(pointed) == 3 and gains[2] > 1.03 * gains[1]:
            return given
    raise RuntimeError("no numbers found")


PLAN = Exercise(
    number="2.5",
    title="Decide: one plan, three segments",
    objective="use",
    draw=_draw_a_close_call,
    question=(
        "One new service, for one segment only. It costs Kestrel €{cost:.2f} a month for each customer who gets it. Segment"
        " A has {a} customers, to whom it is worth €{a_pays:.2f} each a month; B has {b}, €{b_pays:.2f} each; C has {c},"
        " €{c_pays:.2f} each. Suppose Kestrel can charge what it is worth, and nobody leaves. Which segment's plan brings"
        " Kestrel most a month?"
    ),
    solution=lambda **g: _best(_gains(**g)),
    options=OPTIONS,
    misconceptions=(
        Misconception(
            "size alone",
            lambda **g: _best(_counts(**g)),
            "This is the largest segment. Substantial means size times value: take off the cost from what each would"
            " pay, then multiply.",
        ),
        Misconception(
            "value alone",
            lambda **g: _best(_pays(**g)),
            "Here each customer pays most, but there are few of them. Multiply by their number.",
        ),
        Misconception(
            "size and value cancel",
            lambda **g: "no difference",
            "Few keen ones and many lukewarm ones can come close, but not to the same sum here: work out all three.",
        ),
    ),
    hints=(
        "What is left of one customer's payment? For A: {a_pays:.2f} − {cost:.2f}.",
        "Multiply by the number of customers, for each of the three.",
        "The largest product wins.",
    ),
    steps=lambda **g: "\n".join(
        f"{name}: {count} × ({pays:.2f} − {g['cost']:.2f}) = {gain:.0f}."
        for name, count, pays, gain in zip(PLANS, _counts(**g), _pays(**g), _gains(**g), strict=True)
    ),
)


OBJECTIVES = {
    "hand": "find segments by hand: distances and centres",
    "scale": "put variables on one scale, and say why that decides",
    "stable": "tell by resampling whether segments would come out again",
    "use": "judge a segment by its size, its worth and its plan",
}
