"""What lesson 7 teaches and asks: its objectives and its exercises."""

from custvalue_helpers.kit.exercise import Convention, Exercise, Misconception
from custvalue_helpers.lessons.loyalty.explorers import CDNOW
from custvalue_helpers.models.lifetime import lifetime_value, payback, retention_over
from custvalue_helpers.models.programmes import break_even_lift, free_item_reward_rate
from custvalue_helpers.models.recommendation import score_from_counts
from custvalue_helpers.models.retention import constant_retention


def _draw_counts(rng):
    return {
        "promoters": rng.randrange(60, 110),
        "passives": rng.randrange(40, 90),
        "detractors": rng.randrange(15, 55),
    }


def _answers(g):
    return sum(g.values())


SCORE = Exercise(
    number="7.1",
    title="Would they recommend it?",
    objective="score",
    draw=_draw_counts,
    question=(
        "A bakery asks how likely its customers are to recommend it, from 0 to 10. {promoters} people answer 9 or 10,"
        " {passives} answer 7 or 8, {detractors} answer 0 to 6. What is the Net Promoter Score, in points?"
    ),
    solution=lambda **g: score_from_counts(**g).score,
    unit="points",
    out_of=100,
    misconceptions=(
        Misconception(
            "promoters only",
            lambda **g: 100 * g["promoters"] / _answers(g),
            "This is the share of promoters. Take off the share of detractors.",
        ),
        Misconception(
            "passives as promoters",
            lambda **g: 100 * (g["promoters"] + g["passives"] - g["detractors"]) / _answers(g),
            "This counts the 7s and 8s as promoters. They are passives: part of the total, and nothing more.",
        ),
        Misconception(
            "passives left out of the total",
            lambda **g: 100 * (g["promoters"] - g["detractors"]) / (g["promoters"] + g["detractors"]),
            "This divides by promoters and detractors only. Divide by everyone who answered, the {passives} passives too.",
        ),
        Misconception(
            "count for share",
            lambda **g: float(g["promoters"] - g["detractors"]),
            "This is a number of people. Divide by everyone who answered, and multiply by 100.",
        ),
        Misconception(
            "turned round",
            lambda **g: -score_from_counts(**g).score,
            "The sign is turned: promoters minus detractors.",
        ),
        Misconception(
            "detractors only",
            lambda **g: 100 * g["detractors"] / _answers(g),
            "This is the share of detractors. Take it off the share of promoters.",
        ),
        Misconception(
            "passives as detractors",
            lambda **g: 100 * (g["promoters"] - g["passives"] - g["detractors"]) / _answers(g),
            "This takes off the 7s and 8s as well. They are passives: part of the total, and nothing more.",
        ),
    ),
    hints=(
        "How many answered in all? {promoters} + {passives} + {detractors}.",
        "Promoters as a share of all, minus detractors as a share of all, times 100.",
    ),
    steps=lambda **g: (
        f"Answers: {g['promoters']} + {g['passives']} + {g['detractors']} = {_answers(g)}.\n"
        f"100 × ({g['promoters']} − {g['detractors']}) / {_answers(g)}.\nIn code:"
        f" score_from_counts({g['promoters']}, {g['passives']}, {g['detractors']}).score"
    ),
)


def _draw_cohort(rng):
    first = rng.randrange(400, 620, 10)
    second = round(first * rng.uniform(0.72, 0.8))
    return {"start": 1000, "first": first, "second": second, "third": round(second * rng.uniform(0.86, 0.93))}


RETENTION = Exercise(
    number="7.2",
    title="A gym's first three years",
    objective="retention",
    draw=_draw_cohort,
    question=(
        "{start:,} people join a gym in January. After one year {first} renew, after two {second}, after three {third}."
        " Over all renewals that came due, what share was made? Give the retention rate in %."
    ),
    solution=lambda **g: 100 * constant_retention(list(g.values()), method="all renewals"),
    unit="%",
    out_of=100,
    conventions=(
        Convention(
            lambda **g: 100 * constant_retention(list(g.values()), method="first and last"),
            "This is the rate that leads from the first number to the last, the third root of last/first. Renewals made over"
            " renewals due is another, and listens more to the first year.",
        ),
    ),
    misconceptions=(
        Misconception(
            "survival for retention",
            lambda **g: 100 * g["third"] / g["start"],
            "This is the share still there after three years, the survival. Retention is renewals made over renewals due.",
        ),
        Misconception(
            "churn for retention",
            lambda **g: 100 - 100 * constant_retention(list(g.values()), method="all renewals"),
            "This is churn, the share who leave. Retention is what is left to 100 %.",
        ),
        Misconception(
            "first year only",
            lambda **g: 100 * g["first"] / g["start"],
            "This is the first renewal only. {first} people faced a second one, and {second} a third.",
        ),
        Misconception(
            "last year only",
            lambda **g: 100 * g["third"] / g["second"],
            "This is the third renewal only. Count all three.",
        ),
        Misconception(
            "mean of the rates",
            lambda **g: (
                100 * (g["first"] / g["start"] + g["second"] / g["first"] + g["third"] / g["second"]) / 3
            ),
            "This is the mean of the three years' rates. Most renewals came due in the first year, so it must weigh more: all"
            " renewals made over all renewals due.",
        ),
        Misconception(
            "everyone due each year",
            lambda **g: 100 * (g["first"] + g["second"] + g["third"]) / (3 * g["start"]),
            "This takes {start:,} renewals as due every year. Who has left has none to make: {first} were due in the second year.",
        ),
        Misconception(
            "losses spread over the years",
            lambda **g: 100 - (100 - 100 * g["third"] / g["start"]) / 3,
            "This spreads the loss over three years as parts of the first {start:,}. Each year's rate is a share of those still there.",
        ),
    ),
    hints=(
        "Renewals made: {first} + {second} + {third}.",
        "Renewals due: everyone faced the first one, {first} the second, {second} the third.",
    ),
    steps=lambda **g: (
        f"Made: {g['first']} + {g['second']} + {g['third']} = {g['first'] + g['second'] + g['third']}.\nDue: {g['start']} +"
        f" {g['first']} + {g['second']} = {g['start'] + g['first'] + g['second']}.\nRetention is made / due, times 100."
    ),
)

UNITS = Exercise(
    number="7.3",
    title="From a month to a year",
    objective="value",
    draw=lambda rng: {"monthly": rng.choice((92, 92.5, 93, 93.5, 94, 94.5, 95, 95.5)), "people": rng.randrange(200, 900, 50)},
    question=(
        "A streaming service keeps {monthly} % of its subscribers from each month to the next. Of {people} subscribers, how"
        " many are expected to be still there after twelve months?"
    ),
    solution=lambda monthly, people: people * retention_over(monthly / 100, 12),
    unit="people",
    whole="either",
    misconceptions=(
        Misconception(
            "losses added up",
            lambda monthly, people: people * (1 - 12 * (1 - monthly / 100)),
            "This takes twelve times the first month's loss. Each month's loss is a share of those still there, who become fewer.",
        ),
        Misconception(
            "one month for a year",
            lambda monthly, people: people * monthly / 100,
            "This is after one month. A rate a month is no rate a year.",
        ),
        Misconception(
            "rate for people",
            lambda monthly, people: 100 * retention_over(monthly / 100, 12),
            "This is the retention over a year in %. The question asks for people: take it of {people}.",
        ),
        Misconception(
            "share for people",
            lambda monthly, people: retention_over(monthly / 100, 12),
            "This is the retention over a year as a share. The question asks for people: take it of {people}.",
        ),
        Misconception(
            "those who left",
            lambda monthly, people: people * (1 - retention_over(monthly / 100, 12)),
            "These are those who left. The question asks who is still there.",
        ),
        Misconception(
            "eleven months",
            lambda monthly, people: people * retention_over(monthly / 100, 11),
            "This is after eleven months. Twelve months pass, and twelve times {monthly} % stay.",
        ),
        Misconception(
            "churn to the twelfth",
            lambda monthly, people: people * (1 - (1 - monthly / 100) ** 12),
            "This raises the share who leave to the twelfth power. To stay a year one must stay twelve times: raise what stays.",
        ),
        Misconception(
            "weeks for months",
            lambda monthly, people: people * retention_over(monthly / 100, 52),
            "This lets {monthly} % stay 52 times, once a week. The rate is for a month, and a year has twelve.",
        ),
        Misconception(
            "a year's loss in twelve parts",
            lambda monthly, people: people * (1 - (1 - monthly / 100) / 12),
            "This takes a twelfth of a month's loss. Each of the twelve months has the whole loss.",
        ),
    ),
    hints=(
        "After one month {people} × {monthly} / 100 are there. After two?",
        "Multiply by {monthly} / 100 twelve times. In the box, 0.9^12 is 0.9 multiplied twelve times.",
    ),
    steps=lambda monthly, people: (
        f"Over a year {monthly / 100:g} ** 12 = {retention_over(monthly / 100, 12):.4f} stay.\nOf {people} that is"
        f" {people} × {retention_over(monthly / 100, 12):.4f}.\nIn code: {people} * retention_over({monthly / 100:g}, 12)"
    ),
)  # fmt: skip


def _draw_customer(rng):
    margin = rng.randrange(60, 200, 5)
    given = {
        "retention": rng.randrange(62, 88),
        "discount": rng.randrange(8, 16),
        "cost": rng.randrange(20, 75, 5),
    }
    margin_rate = rng.choice((20, 25, 50))
    return {"revenue": margin * 100 // margin_rate, "margin_rate": margin_rate, **given}


def _margin(revenue, margin_rate, **_):
    return revenue * margin_rate / 100


def _worth(revenue, margin_rate, retention, discount, cost, convention="paid if they stay"):
    margin = _margin(revenue, margin_rate)
    return lifetime_value(margin, retention / 100, discount / 100, convention=convention) - cost


VALUE = Exercise(
    number="7.4",
    title="What is this customer worth?",
    objective="value",
    draw=_draw_customer,
    question=(
        "A customer spends €{revenue} a year, and {margin_rate} % of that is the firm's margin. The first payment comes a year"
        " from now, if the customer is still there; {retention} % stay each year. The discount rate is {discount} %. Winning the customer cost €{cost}."
        " What is the lifetime value, 'paid if they stay', less the cost of winning?"
    ),
    solution=_worth,
    unit="€",
    misconceptions=(
        Misconception(
            "paid now",
            lambda **g: _worth(**g, convention="paid now"),
            "This is the value 'paid now': it counts a first payment today, for certain. Here the first one comes in a year, if they stay.",
        ),
        Misconception(
            "paid at the end",
            lambda **g: _worth(**g, convention="paid at the end"),
            "This is the value 'paid at the end': the first payment a year from now, for certain. Here it only comes if they stay.",
        ),
        Misconception(
            "cost of winning forgotten",
            lambda **g: _worth(**g) + g["cost"],
            "This is the lifetime value. Take off the cost of winning, €{cost}.",
        ),
        Misconception(
            "no discount",
            lambda **g: _worth(**{**g, "discount": 0}),
            "This leaves out the discount rate: a euro in ten years counts as much as one today.",
        ),
        Misconception(
            "churn for retention",
            lambda **g: _worth(**{**g, "retention": 100 - g["retention"]}),
            "This uses the share who leave. r is the share who stay, {retention} %.",
        ),
        Misconception(
            "per cent for shares",
            lambda **g: _margin(**g) * g["retention"] / (1 + g["discount"] - g["retention"]) - g["cost"],
            "This puts per cent into the formula. It takes shares: r is {retention} / 100, d is {discount} / 100.",
        ),
        Misconception(
            "brackets forgotten",
            lambda **g: (
                _margin(**g) * g["retention"] / 100 + (g["discount"] - g["retention"]) / 100 - g["cost"]
            ),
            "This divides by 1 only. All of 1 + d − r stands under the line: put it in brackets.",
        ),
        Misconception(
            "one year only",
            lambda **g: _margin(**g) * g["retention"] / (100 + g["discount"]) - g["cost"],
            "This is the first payment only, less the cost. Those who stay pay again the year after, and so on.",
        ),
        Misconception(
            "revenue for margin",
            lambda **g: _worth(**{**g, "margin_rate": 100}),
            "This counts all that the customer spends. The firm keeps {margin_rate} % of it as margin.",
        ),
        Misconception(
            "cost of winning added",
            lambda **g: _worth(**g) + 2 * g["cost"],
            "This adds the cost of winning. Take off €{cost}.",
        ),
    ),
    hints=(
        "The margin is {margin_rate} % of €{revenue}.",
        "The formula for 'paid if they stay' is margin × r / (1 + d − r), with shares, not per cent.",
        "r = {retention} / 100 and d = {discount} / 100.",
        "Then take off the cost of winning.",
    ),
    steps=lambda **g: (
        f"Margin: {g['revenue']} × {g['margin_rate'] / 100:g} = {_margin(**g):g} a year.\n"
        f"{_margin(**g):g} × {g['retention'] / 100:g} / (1 + {g['discount'] / 100:g} − {g['retention'] / 100:g})"
        f" = {_worth(**g) + g['cost']:.2f}; less {g['cost']}.\nIn code: lifetime_value({_margin(**g):g}, {g['retention'] / 100:g},"
        f' {g["discount"] / 100:g}, convention="paid if they stay") - {g["cost"]}'
    ),
)


def _draw_channels(rng):
    dear_stays, cheap_stays = rng.choice((92, 93, 94, 95, 96)), rng.choice((50, 55, 60, 65))
    margin = rng.randrange(6, 11)
    dear, cheap = rng.randrange(30, 60), margin * 3 + rng.randrange(2, 6)
    swap = rng.random() < 0.5
    pairs = [(dear, dear_stays), (cheap, cheap_stays)][:: -1 if swap else 1]
    return {
        "margin": margin,
        "cost_a": pairs[0][0],
        "stay_a": pairs[0][1],
        "cost_b": pairs[1][0],
        "stay_b": pairs[1][1],
    }


def _pays(margin, cost_a, stay_a, cost_b, stay_b):
    a, b = (
        payback(cost, margin, stay / 100).periods is not None
        for cost, stay in ((cost_a, stay_a), (cost_b, stay_b))
    )
    return {(True, True): "both", (True, False): "A", (False, True): "B", (False, False): "neither"}[a, b]


CHANNEL = Exercise(
    number="7.5",
    title="Which channel should win customers?",
    objective="payback",
    draw=_draw_channels,
    question=(
        "Each box brings €{margin}, the first one for certain. A customer won through channel A costs €{cost_a}, and"
        " {stay_a} % take each next box. Through channel B it is €{cost_b}, and {stay_b} %. Leave the discount out. Through"
        " which channel do customers, on average, ever pay for being won?"
    ),
    solution=_pays,
    options=("A", "B", "both", "neither"),
    misconceptions=(
        Misconception(
            "the cheaper one",
            lambda margin, cost_a, stay_a, cost_b, stay_b: "A" if cost_a < cost_b else "B",
            "This is the channel that costs less. What do its customers bring in all, at that retention?",
        ),
        Misconception(
            "cost over margin",
            lambda **g: "both",
            "Cost ÷ margin is a small number for both, but it takes for granted that everyone stays. Add up what is expected:"
            " the margin ÷ the share who leave.",
        ),
        Misconception(
            "the first box only",
            lambda **g: "neither",
            "The first box does not pay for either. The boxes after it count as well.",
        ),
    ),
    hints=(
        "All boxes together: margin + margin × r + margin × r × r + … = margin / (1 − r).",
        "For A that is {margin} / (1 − {stay_a} / 100). Is it more than {cost_a}?",
        "The same for B: is {margin} / (1 − {stay_b} / 100) more than {cost_b}?",
    ),
    steps=lambda margin, cost_a, stay_a, cost_b, stay_b: (
        f"A: {margin} / {1 - stay_a / 100:.2f} = {margin / (1 - stay_a / 100):.2f}, against a cost of {cost_a}.\n"
        f"B: {margin} / {1 - stay_b / 100:.2f} = {margin / (1 - stay_b / 100):.2f}, against a cost of {cost_b}.\n"
        f"In code: payback({cost_a}, {margin}, {stay_a / 100:g}).periods and payback({cost_b}, {margin}, {stay_b / 100:g}).periods"
    ),
)


def _draw_card(rng):
    price = rng.randrange(30, 52, 2) / 10
    return {
        "price": price,
        "cost": round(price * rng.choice((0.4, 0.45, 0.5, 0.55, 0.6)), 2),
        "bought": rng.choice((6, 8, 9, 10, 12)),
    }


def _lift(price, cost, bought):
    return 100 * break_even_lift(1 - cost / price, free_item_reward_rate(bought, cost / price))


PROGRAMME = Exercise(
    number="7.7",
    title="One coffee free",
    objective="programme",
    draw=_draw_card,
    question=(
        "A coffee sells at €{price:.2f} and costs the bar €{cost:.2f}. With a stamp card, who has bought {bought} gets one free, which"
        " they would not have bought otherwise. By how many per cent must sales rise for the card to pay for itself?"
    ),
    solution=_lift,
    unit="%",
    out_of=100,
    misconceptions=(
        Misconception(
            "price for cost",
            lambda price, cost, bought: 100 * (1 / bought) / ((1 - cost / price) - 1 / bought),
            "This counts the free coffee at its price. They would not have bought it, so it costs the bar €{cost:.2f}.",
        ),
        Misconception(
            "old margin",
            lambda price, cost, bought: 100 * cost / price / bought / (1 - cost / price),
            "This is reward ÷ margin. The reward also goes on the additional sales, which bring only margin minus reward.",
        ),
        Misconception(
            "reward for lift",
            lambda price, cost, bought: 100 * free_item_reward_rate(bought, cost / price),
            "This is what the card costs, as a share of sales. To earn it back, sales must rise by more.",
        ),
        Misconception(
            "one in so many",
            lambda price, cost, bought: 100 / bought,
            "This is one free coffee for {bought} bought. Turn it into money: what it costs, and what a sale leaves.",
        ),
        Misconception(
            "spread over the free one too",
            lambda price, cost, bought: (
                100 * cost / price / (bought + 1) / ((1 - cost / price) - cost / price / (bought + 1))
            ),
            "This spreads the free coffee over {bought} + 1 cups. Only the {bought} bought bring in money.",
        ),
        Misconception(
            "margin given away",
            lambda price, cost, bought: (
                100 * (1 - cost / price) / bought / ((1 - cost / price) - (1 - cost / price) / bought)
            ),
            "This counts the free coffee at its margin. It costs the bar what it takes to make: €{cost:.2f}.",
        ),
    ),
    hints=(
        "The margin is ({price:.2f} − {cost:.2f}) / {price:.2f} of a sale; the reward is {cost:.2f} / {price:.2f} / {bought} of a sale.",
        "The rise in sales that pays for it is reward / (margin − reward).",
    ),
    steps=lambda price, cost, bought: (
        f"Margin: ({price} − {cost}) / {price} = {1 - cost / price:.4f}. Reward: {cost} / {price} / {bought}"
        f" = {cost / price / bought:.4f}.\nRise: {cost / price / bought:.4f} / ({1 - cost / price:.4f} −"
        f" {cost / price / bought:.4f}), times 100.\nIn code: 100 * break_even_lift(1 - {cost} / {price},"
        f" free_item_reward_rate({bought}, {cost} / {price}))"
    ),
)


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


def _expected(given, model=CDNOW):
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


OBJECTIVES = {
    "score": "compute a Net Promoter Score, and tell a change from chance",
    "retention": "work out retention and churn, and say why one rate for ever misleads",
    "value": "compute lifetime value, name its convention and its unit of time",
    "payback": "tell when a customer has paid for being won, and when never",
    "buyers": "judge who will come back, without a contract",
    "programme": "work out what a loyalty programme must bring in",
}
