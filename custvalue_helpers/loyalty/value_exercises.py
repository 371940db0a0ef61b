"""Exercises 7.4, 7.5 and 7.7: lifetime value, payback, and what a programme must bring in."""

from custvalue_helpers.kit.exercise import Exercise, Misconception
from custvalue_helpers.loyalty.model import break_even_lift, free_item_reward_rate, lifetime_value, payback


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
    pays = [
        payback(cost, margin, stay / 100).periods is not None
        for cost, stay in ((cost_a, stay_a), (cost_b, stay_b))
    ]
    return {(True, True): "both", (True, False): "A", (False, True): "B", (False, False): "neither"}[
        tuple(pays)
    ]


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
