"""Exercises 4.1 to 4.3: perceived value, switching price, economic value."""

from custvalue_helpers.kit.exercise import Exercise, Misconception
from custvalue_helpers.perceived_value.model import (
    Offer,
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
