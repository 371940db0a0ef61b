"""What lesson 4 teaches and asks: its objectives and its exercises."""

import math

from custvalue_helpers.kit.exercise import Convention, Exercise, Misconception
from custvalue_helpers.models.perceived_value import (
    Offer,
    choice_shares,
    customer_perceived_value,
    economic_value,
    switching_price,
)


def _draw_value(rng):
    parts = {"product": (14, 26), "services": (4, 12), "personal": (2, 8), "image": (2, 8)}
    costs = {"money": (17, 28), "time": (2, 6), "energy": (1, 4), "psychic": (1, 4)}
    return {part: rng.randrange(low, high) for part, (low, high) in {**parts, **costs}.items()}


def _value(**given):
    return customer_perceived_value(Offer("Kestrel", **given))


COMPUTE = Exercise(
    number="4.1",
    title="One customer, eight numbers",
    objective="compute",
    draw=_draw_value,
    question=(
        "Ana values Kestrel's coffee itself at €{product} a month, the service at €{services}, the friendly people at"
        " €{personal} and the name at €{image}. She pays €{money}; ordering costs her €{time} of time, €{energy} of"
        " effort and €{psychic} of worry. What is Kestrel's CPV for Ana, in euro a month?"
    ),
    solution=lambda **given: _value(**given).difference,
    unit="€ a month",
    misconceptions=(
        Misconception(
            "price for total cost",
            lambda **g: _value(**g).total_customer_benefit - g["money"],
            "This looks like total benefit minus the price alone. Time, energy and worry are costs too.",
        ),
        Misconception(
            "product for total benefit",
            lambda **g: g["product"] - _value(**g).total_customer_cost,
            "This looks like the product benefit alone, minus total cost. Service, people and name are benefits too.",
        ),
        Misconception(
            "ratio for difference",
            lambda **g: _value(**g).ratio,
            "This looks like benefit divided by cost. CPV is benefit minus cost.",
        ),
        Misconception(
            "cost minus benefit",
            lambda **g: -_value(**g).difference,
            "This looks like cost minus benefit. CPV is benefit minus cost: positive when the customer gains.",
        ),
        Misconception(
            "benefit only",
            lambda **g: _value(**g).total_customer_benefit,
            "This is the total customer benefit. Now take off what Ana gives up.",
        ),
        Misconception(
            "cost only",
            lambda **g: _value(**g).total_customer_cost,
            "This is the total customer cost. Take it off the total customer benefit.",
        ),
        Misconception(
            "price left out",
            lambda **g: _value(**g).difference + g["money"],
            "This takes off the time, the effort and the worry, but not the price of €{money}.",
        ),
        Misconception(
            "everything added",
            lambda **g: sum(g.values()),
            "This adds the costs to the benefits. Take them off.",
        ),
        Misconception(
            "a year for a month",
            lambda **g: 12 * _value(**g).difference,
            "This is for a year. The question asks for a month.",
        ),
    ),
    hints=(
        "Add up the four benefits first.",
        "Then add up the four costs: {money}, {time}, {energy} and {psychic}.",
        "CPV as a difference is the first sum minus the second.",
    ),
    steps=lambda **g: (
        f"Total customer benefit: {g['product']} + {g['services']} + {g['personal']} + {g['image']}"
        f" = {_value(**g).total_customer_benefit:g}.\nTotal customer cost: {g['money']} + {g['time']} + {g['energy']}"
        f" + {g['psychic']} = {_value(**g).total_customer_cost:g}.\nCPV is the first minus the second."
    ),
)

ECONOMIC = Exercise(
    number="4.3",
    title="The machine on the counter",
    objective="economic",
    draw=lambda rng: {
        "reference": 100 * rng.randrange(10, 20),
        "repairs": 10 * rng.randrange(12, 30),
        "beans": 10 * rng.randrange(8, 22),
        "training": 10 * rng.randrange(3, 8),
        "price": 100 * rng.randrange(11, 16),
    },
    question=(
        "A small office compares Kestrel's coffee machine with the one it would otherwise buy for €{reference:,}."
        " Over its life Kestrel's saves €{repairs} of repairs and €{beans} of wasted beans, but somebody must be"
        " trained for €{training}. Kestrel asks €{price:,}. What is the machine's economic value to the customer?"
    ),
    solution=lambda reference, repairs, beans, training, price: (
        economic_value(reference, repairs + beans, training).total
    ),
    unit="€",
    misconceptions=(
        Misconception(
            "inducement for value",
            lambda reference, repairs, beans, training, price: reference + repairs + beans - training - price,
            "This is the inducement: economic value minus Kestrel's price. The value itself does not depend on the price asked.",
        ),
        Misconception(
            "negative differentiation forgotten",
            lambda reference, repairs, beans, training, price: reference + repairs + beans,
            "This leaves out the training of €{training}. What is worse than the reference counts too, against the offer.",
        ),
        Misconception(
            "negative differentiation added",
            lambda reference, repairs, beans, training, price: reference + repairs + beans + training,
            "This adds the training cost. It makes Kestrel's machine worth less, not more.",
        ),
        Misconception(
            "reference forgotten",
            lambda reference, repairs, beans, training, price: repairs + beans - training,
            "This is the differentiation value: what is better minus what is worse. Add the reference price, €{reference:,}.",
        ),
        Misconception(
            "own price for reference",
            lambda reference, repairs, beans, training, price: price + repairs + beans - training,
            "This starts from Kestrel's own price. Start from what the customer would otherwise pay, €{reference:,}.",
        ),
        Misconception(
            "price for value",
            lambda reference, repairs, beans, training, price: price,
            "This is the price Kestrel asks. Value is worked out without it: start from €{reference:,}.",
        ),
        Misconception(
            "inducement turned round",
            lambda reference, repairs, beans, training, price: (
                price - (reference + repairs + beans - training)
            ),
            "This is price minus value. The value itself does not depend on the price asked.",
        ),
        Misconception(
            "savings for value",
            lambda reference, repairs, beans, training, price: repairs + beans,
            "This is only what is better. Add it to the reference price of €{reference:,}, and take off what is worse.",
        ),
        Misconception(
            "differentiation turned round",
            lambda reference, repairs, beans, training, price: reference - repairs - beans + training,
            "The signs are turned: what Kestrel's machine does better adds to the reference, what is worse is taken off.",
        ),
    ),
    hints=(
        "Start from the price of the alternative: €{reference:,}.",
        "Add what Kestrel's machine does better, and take off what it does worse.",
        "Kestrel's own price of €{price:,} is not part of the value; it decides who keeps it.",
    ),
    steps=lambda reference, repairs, beans, training, price: (
        f"Reference price {reference}, plus positive differentiation {repairs} + {beans}, minus negative"
        f" differentiation {training}.\nIn code: economic_value({reference}, {repairs + beans}, {training}).total"
    ),
)


def _draw_switch(rng):
    return {
        "benefit": rng.randrange(38, 50),
        "other": rng.randrange(4, 9),
        "price": rng.randrange(20, 25),
        "rival_benefit": rng.randrange(24, 31),
        "rival_cost": rng.randrange(18, 23),
    }


def _switch(benefit, other, price, rival_benefit, rival_cost, measure="difference"):
    ours = Offer("Kestrel", product=benefit, money=price, time=other)
    return switching_price(ours, Offer("rival", product=rival_benefit, money=rival_cost), measure=measure)


SWITCH = Exercise(
    number="4.2",
    title="How far can the price rise?",
    objective="switch",
    draw=_draw_switch,
    question=(
        "For Ben, Kestrel's total benefit is €{benefit}. He pays €{price}, and his other costs with Kestrel are €{other}."
        " The rival gives him €{rival_benefit} of benefit for €{rival_cost} of total cost."
        " At which price of Kestrel's does Ben switch?"
    ),
    solution=_switch,
    unit="€ a month",
    misconceptions=(
        Misconception(
            "gap for price",
            lambda **g: _switch(**g) - g["price"],
            "This is how much the price may rise. The question asks for the price itself: add it to €{price}.",
        ),
        Misconception(
            "other costs forgotten",
            lambda **g: _switch(**g) + g["other"],
            "This leaves out Ben's other costs of €{other}. They lower Kestrel's CPV at every price.",
        ),
        Misconception(
            "rival forgotten",
            lambda **g: float(g["benefit"] - g["other"]),
            "At this price Kestrel's CPV is zero. But Ben leaves earlier: he compares it with the rival's CPV, not with zero.",
        ),
        Misconception(
            "the lead taken off",
            lambda **g: 2 * g["price"] - _switch(**g),
            "The direction is turned: Kestrel is ahead, so its price may rise by the lead, not fall.",
        ),
        Misconception(
            "Kestrel's CPV for price",
            lambda **g: float(g["benefit"] - g["other"] - g["price"]),
            "This is Kestrel's CPV at €{price}. The question asks for a price: where does this CPV fall to the rival's?",
        ),
        Misconception(
            "the rival's CPV for price",
            lambda **g: float(g["rival_benefit"] - g["rival_cost"]),
            "This is the rival's CPV. At which price is Kestrel's CPV the same?",
        ),
        Misconception(
            "the rival's CPV added",
            lambda **g: float(g["price"] + g["rival_benefit"] - g["rival_cost"]),
            "This adds the rival's CPV to Kestrel's price. Add Kestrel's lead instead: its own CPV minus the rival's.",
        ),
        Misconception(
            "ratio for difference",
            lambda **g: _switch(**g, measure="ratio"),
            "At this price benefit divided by cost is the same for both. CPV is benefit minus cost: make that the same.",
        ),
        Misconception(
            "the rival's cost",
            lambda **g: float(g["rival_cost"]),
            "This is the rival's total cost. Ben would pay more than that for Kestrel if he also gets more.",
        ),
    ),
    hints=(
        "Work out the rival's CPV: {rival_benefit} − {rival_cost}.",
        "At the switching price p, Kestrel's CPV, {benefit} − {other} − p, is the same number.",
        "Solve for p.",
    ),
    steps=lambda **g: (
        f"The rival's CPV is {g['rival_benefit']} − {g['rival_cost']} = {g['rival_benefit'] - g['rival_cost']}.\n"
        f"Kestrel's CPV at price p is {g['benefit']} − {g['other']} − p.\nThey are equal at"
        f" p = {g['benefit']} − {g['other']} − {g['rival_benefit'] - g['rival_cost']}."
    ),
)


PAY = Exercise(
    number="4.5",
    title="What is ten minutes worth?",
    objective="pay",
    draw=lambda rng: {"price": -rng.randrange(25, 45) / 100, "time": -rng.randrange(120, 230) / 100},
    question=(
        "A logit fitted on other train journeys gives a coefficient of {price} for the price (in euro) and {time} for"
        " the travel time (in hours). How many euro would a traveller pay to save TEN MINUTES?"
    ),
    solution=lambda price, time: time / price / 6,
    unit="€",
    conventions=(
        Convention(
            lambda price, time: -time / price / 6,
            "As a willingness to pay for ten minutes MORE, it is negative; to save them, people pay the positive amount.",
        ),
        Convention(
            lambda price, time: 100 * time / price / 6, "You gave it in cents; in euro, divide by 100."
        ),
    ),
    misconceptions=(
        Misconception(
            "an hour for ten minutes",
            lambda price, time: time / price,
            "This is what an hour is worth. Ten minutes are a sixth of it.",
        ),
        Misconception(
            "minutes for hours",
            lambda price, time: time / price * 10,
            "This takes ten hours. The coefficient is for an hour, and ten minutes are 10/60 of one.",
        ),
        Misconception(
            "ratio upside down",
            lambda price, time: price / time / 6,
            "This is price over time, so it is hours for each euro. Divide the time coefficient by the price coefficient.",
        ),
        Misconception(
            "ratio upside down, an hour",
            lambda price, time: price / time,
            "This is price over time. Divide the time coefficient by the price coefficient; and ten minutes are a sixth of an hour.",
        ),
        Misconception(
            "coefficient for money",
            lambda price, time: -time / 6,
            "This is utility, not money. Divide by the price coefficient to turn it into euro.",
        ),
        Misconception(
            "product for ratio",
            lambda price, time: time * price / 6,
            "This multiplies the two coefficients. An exchange rate is a ratio: divide.",
        ),
        Misconception(
            "multiplied by six",
            lambda price, time: time / price * 6,
            "This multiplies the value of an hour by six. Ten minutes are less than an hour: divide by six.",
        ),
        Misconception(
            "the lesson's travellers",
            lambda price, time: 5.26 / 6,
            "This takes €5.26 an hour from the lesson. These are other travellers: use their coefficients.",
        ),
    ),
    hints=(
        "A coefficient says how much one more unit changes utility: one euro, one hour.",
        "Time coefficient divided by price coefficient gives euro for an hour.",
        "Ten minutes are one sixth of an hour.",
    ),
    steps=lambda price, time: (
        f"An hour is worth {time} / {price} = {time / price:.4g} €.\nTen minutes are a sixth of that: {time / price:.4g} / 6."
    ),
)

SHARE = Exercise(
    number="4.4",
    title="From utility to share",
    objective="share",
    draw=lambda rng: {
        "ours": rng.randrange(4, 15) / 10,
        "rival": rng.choice([-8, -7, -6, -5, -4, -3, 2, 3, 4]) / 10,
    },
    question=(
        "A fitted logit gives Kestrel a utility of {ours} and the only rival one of {rival}. What share of choices does"
        " the logit predict for Kestrel? (A number between 0 and 1.)"
    ),
    solution=lambda ours, rival: choice_shares([ours, rival])[0],
    out_of=1,
    misconceptions=(
        Misconception(
            "odds for share",
            lambda ours, rival: math.exp(ours - rival),
            "This is exp(difference): Kestrel's share divided by the rival's. Its share of all choices is this over (1 + this).",
        ),
        Misconception(
            "the rival's share",
            lambda ours, rival: choice_shares([ours, rival])[1],
            "This is the rival's share. Kestrel's is the rest.",
        ),
        Misconception(
            "the rival's utility forgotten",
            lambda ours, rival: choice_shares([ours, 0])[0],
            "This takes the rival's utility to be 0. It is {rival}: put exp({rival}) into the sum.",
        ),
        Misconception(
            "utility for share",
            lambda ours, rival: ours / (abs(ours) + abs(rival)),
            "This divides the utilities themselves. The logit divides their exponentials, so that no share is negative.",
        ),
        Misconception(
            "own utility for share",
            lambda ours, rival: ours,
            "This is Kestrel's utility itself. A share is exp({ours}) over the sum of exp({ours}) and exp({rival}).",
        ),
        Misconception(
            "the difference in utility",
            lambda ours, rival: ours - rival,
            "This is the difference in utility. The logit turns it into a share: 1 / (1 + exp(−difference)).",
        ),
        Misconception(
            "the rival's sign lost",
            lambda ours, rival: choice_shares([ours, -rival])[0],
            "The sign of the rival's utility is turned: it is {rival}.",
        ),
        Misconception(
            "not divided by the sum",
            lambda ours, rival: math.exp(ours),
            "This is exp({ours}). A share divides it by the sum of exp({ours}) and exp({rival}).",
        ),
    ),
    hints=(
        "The logit works with exp(utility), which is e = 2.718 to the power of the utility.",
        "Kestrel's share is exp({ours}), divided by the sum of exp({ours}) and exp({rival}).",
        "The box reckons for you: write exp({ours}) / (exp({ours}) + exp({rival})).",
    ),
    steps=lambda ours, rival: (
        f"exp({ours}) = {math.exp(ours):.4g} and exp({rival}) = {math.exp(rival):.4g}.\nThe share is"
        f" {math.exp(ours):.4g} / ({math.exp(ours):.4g} + {math.exp(rival):.4g})."
    ),
)


def _draw_judge(rng):
    cost_a = rng.randrange(3, 7)
    gain_a = rng.randrange(6, 10)
    cost_b = rng.randrange(14, 22)
    return {
        "benefit_a": cost_a + gain_a,
        "cost_a": cost_a,
        "benefit_b": cost_b + gain_a + rng.randrange(2, 6),
        "cost_b": cost_b,
    }


JUDGE = Exercise(
    number="4.6",
    title="Small and sweet, or large and good?",
    objective="judge",
    draw=_draw_judge,
    question=(
        "Offer A: benefit €{benefit_a}, cost €{cost_a}. Offer B: benefit €{benefit_b}, cost €{cost_b}. Each customer buys"
        " one of them, once a month. Take the offer that the ratio, benefit over cost, ranks second. By difference, how"
        " many euro a month MORE than the other does it leave the customer? (One number.)"
    ),
    solution=lambda benefit_a, cost_a, benefit_b, cost_b: float((benefit_b - cost_b) - (benefit_a - cost_a)),
    unit="€ a month",
    misconceptions=(
        Misconception(
            "the other way round",
            lambda benefit_a, cost_a, benefit_b, cost_b: float((benefit_a - cost_a) - (benefit_b - cost_b)),
            "The sign is turned. The ratio ranks B second; take B's difference minus A's.",
        ),
        Misconception(
            "ratios compared",
            lambda benefit_a, cost_a, benefit_b, cost_b: benefit_a / cost_a - benefit_b / cost_b,
            "This compares the two ratios. They say which is first; the gain in euro is a difference of differences.",
        ),
        Misconception(
            "benefits compared",
            lambda benefit_a, cost_a, benefit_b, cost_b: float(benefit_b - benefit_a),
            "This compares the benefits alone. B also costs more: take off the costs.",
        ),
        Misconception(
            "one offer's gain",
            lambda benefit_a, cost_a, benefit_b, cost_b: float(benefit_b - cost_b),
            "This is all that the customer gains from B. How much MORE is it than what A would give?",
        ),
        Misconception(
            "the other offer's gain",
            lambda benefit_a, cost_a, benefit_b, cost_b: float(benefit_a - cost_a),
            "This is all that the customer gains from A. How much more does B give?",
        ),
        Misconception(
            "costs compared",
            lambda benefit_a, cost_a, benefit_b, cost_b: float(cost_b - cost_a),
            "This compares the costs alone. Take each offer's benefit minus its cost first.",
        ),
        Misconception(
            "a year for a month",
            lambda benefit_a, cost_a, benefit_b, cost_b: float(
                12 * (benefit_b - cost_b - benefit_a + cost_a)
            ),
            "This is for a year. The question asks for a month.",
        ),
    ),
    hints=(
        "Ratios: {benefit_a}/{cost_a} for A and {benefit_b}/{cost_b} for B. Which is second?",
        "Work out benefit minus cost for each offer.",
        "Subtract the smaller from the larger.",
    ),
    steps=lambda benefit_a, cost_a, benefit_b, cost_b: (
        f"Ratios: A {benefit_a / cost_a:.3g}, B {benefit_b / cost_b:.3g}, so the ratio ranks B second.\nDifferences:"
        f" A {benefit_a - cost_a}, B {benefit_b - cost_b}. The customer gains the difference between them by taking B."
    ),
)


OBJECTIVES = {
    "compute": "compute total customer benefit, total customer cost and CPV",
    "switch": "find the price at which a customer switches",
    "economic": "work out economic value to the customer from a reference price",
    "share": "predict shares of choice from utilities",
    "pay": "turn choices into willingness to pay, and read its interval",
    "judge": "tell when difference and ratio disagree, and which to trust",
}
