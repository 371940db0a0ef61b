"""The explorers of lesson 1."""

from __future__ import annotations

from dataclasses import dataclass

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import euro, gains, listed, most_of, percent, percents, plural, trimmed
from custvalue_helpers.lessons.value_creation import plots
from custvalue_helpers.models.exchanges import (
    ACTIVITIES,
    COST_OF_A_POINT,
    KESTREL_CHAIN,
    RULES,
    PriceResponse,
    delivered_value,
    exchange,
    price_response,
    spend_on,
)

TOP_PRICE = 50


def _read_exchange(deal):
    sides = f"the customer {gains(deal.customer_gain)}, and Kestrel {gains(deal.firm_gain)}"
    if deal.happens:
        return f"The exchange happens: {sides}. Together they gain {euro(deal.total_gain, 0)}."
    if (
        deal.possible and deal.highest_price <= 0
    ):  # a price below zero would pay the customer for taking the box
        return (
            f"No exchange: the offer is worth {euro(deal.worth, 0)} to the customer, and what else she gives costs her"
            f" {euro(deal.given_up, 0)}. Only a price below zero could help."
        )
    if deal.possible:
        way = "lower" if deal.price >= deal.highest_price else "higher"
        return f"No exchange at {euro(deal.price, 0)}: {sides}. At a {way} price both would gain."
    if abs(deal.total_gain) < 0.005:
        return "No exchange: at the only price that hurts nobody, nobody gains."
    return f"No exchange, and no price could help: {sides}. Together they would lose {euro(-deal.total_gain, 0)}."


zone_of_exchange = Explorer(
    name="zone of exchange",
    question="At which prices do both sides gain, and what happens when the customer pays with more than money?",
    controls=(
        Slider("worth", "Worth to the customer", 0, TOP_PRICE, 13, 1, "€", help="the most this customer would pay"),
        Slider("price", "Price", 0, TOP_PRICE, 10, 1, "€"),
        Slider("cost", "Cost to Kestrel", 0, TOP_PRICE, 14, 1, "€"),
        Slider("given_up", "She also gives: costs her", 0, 15, 0, 1, "€", help="time, data, goods: what that costs the customer"),
        Slider("received", "… and brings Kestrel", 0, 15, 0, 1, "€", help="what the same is worth to Kestrel"),
    ),
    model=exchange,
    reading=_read_exchange,
    frame=plots.zone_frame(TOP_PRICE),
    marks=lambda d: plots.zone_marks(d, TOP_PRICE),
    table=lambda d: [{"": "customer", "gets (€)": d.worth, "gives (€)": d.price + d.given_up, "gains (€)": d.customer_gain},
                     {"": "Kestrel", "gets (€)": d.price + d.received, "gives (€)": d.cost, "gains (€)": d.firm_gain}],
    prediction=Prediction(
        question=(
            "To Lea the box is worth €13, and it costs Kestrel €14: at no price do both gain. Now Lea also answers a short"
            " survey each month. It costs her €1 of time, and saves Kestrel €6 of market research. Is there a price now?"
        ),
        options=(
            "No: the box still costs more than it is worth to her",
            "No: Lea now has to give even more",
            "Yes",
        ),
        move_to={"given_up": 1, "received": 6},
        truth=lambda before, after: "Yes",
        why=lambda before, after: (
            f"Any price between {euro(after.lowest_price, 0)} and {euro(after.highest_price, 0)} will do. At"
            f" {euro(after.price, 0)} each of the two gains {euro(after.firm_gain, 0)}. What costs her €1 is worth €6 to Kestrel:"
            " that trade creates €5, more than the €1 that was missing."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Promise:
    """A promise against the value that arrives through six links, after money was spent on some of them."""

    promise: float
    before: dict
    after: dict
    spent: float

    @property
    def arrives(self) -> float:
        return delivered_value(self.after)

    @property
    def rise(self) -> float:
        return self.arrives - delivered_value(self.before)


SPENDABLE = ("promotion", "distribution", "feedback")


def _promise(promise, **amounts):
    links = {name: amounts[name] for name in ACTIVITIES}
    after, spent = links, 0.0
    for name in SPENDABLE:
        euros = 1000 * amounts[f"spend_{name}"]
        after, spent = spend_on(after, name, euros), spent + euros
    return Promise(promise, links, after, spent)


def _read_promise(result):
    arrives = round(result.arrives, 1)
    gap = result.promise - arrives
    weakest = [name for name, score in result.after.items() if abs(score - min(result.after.values())) < 1e-9]
    kept = f"{plural(gap, 'point')} short" if gap > 0.005 else "the promise is kept"
    weak = most_of(
        weakest,
        "is the weakest link",
        "are equally weak",
        "All six links are equally weak",
        len(result.after),
    )
    said = f"The promise is {trimmed(result.promise)} of 10, and the value that arrives is {trimmed(arrives)}: {kept}. {weak}."
    if not result.spent:
        return said
    if result.rise < 0.005:
        return f"{said} The {euro(result.spent, 0)} spent did not raise what arrives."
    return f"{said} The {euro(result.spent, 0)} spent raised what arrives by {plural(result.rise, 'point')}."


promise_chain = Explorer(
    name="promise chain",
    question="How much of the promise arrives, and what does money do on each link?",
    controls=(
        Slider("promise", "Promised", 0, 10, 8, 0.5, "of 10"),
        *(
            Slider(
                name, name, 0, 10, KESTREL_CHAIN[name], 0.5, "of 10", help=f"how well Kestrel does {name}"
            )
            for name in ACTIVITIES
        ),
        *(
            Slider(
                f"spend_{name}", f"Spend on {name}", 0, 20, 0, 0.5, "thousand €",
                help=f"a point more on {name} costs {euro(COST_OF_A_POINT[name], 0)}",
            )
            for name in SPENDABLE
        ),
    ),
    model=_promise,
    reading=_read_promise,
    frame=plots.chain_frame(),
    marks=plots.chain_marks,
    table=lambda r: [
        {"link": name, "before (of 10)": r.before[name], "after (of 10)": r.after[name]} for name in ACTIVITIES
    ]
    + [{"link": "arrives", "before (of 10)": delivered_value(r.before), "after (of 10)": r.arrives}],
    prediction=Prediction(
        question=(
            "Distribution is the weakest link, at 4; feedback has 5, support 6. With €10,000 distribution rises from 4 to 6."
            " By how much does the value that arrives rise?"
        ),
        options=("by 2, as the link does", "by 1", "by a third of a point: 2 shared among six links"),
        move_to={"spend_distribution": 10},
        truth=lambda before, after: "by 1",
        why=lambda before, after: (
            f"It rises from {before.arrives:.0f} to {after.arrives:.0f}, because now feedback holds the chain back. Half of the"
            " money bought a strength that nobody can feel yet."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Spending:
    """What the same money brings on each link, by one rule."""

    rule: str
    euro: float
    rises: dict

    @property
    def best(self) -> list[str]:
        """The links that bring most; none if nothing helps."""
        most = max(self.rises.values())
        return [name for name, rise in self.rises.items() if most > 1e-9 and abs(rise - most) < 1e-9]

    @property
    def advice(self) -> str:
        if not self.best:
            return "no single link helps"
        return f"spend on {self.best[0]}" if len(self.best) == 1 else f"a tie: {' or '.join(self.best)}"


def _spending(rule, money, distribution, feedback):
    links = {**KESTREL_CHAIN, "distribution": distribution, "feedback": feedback}
    now = delivered_value(links, rule)
    euros = money * 1000
    rises = {name: delivered_value(spend_on(links, name, euros), rule) - now for name in ACTIVITIES}
    return Spending(rule, euros, rises)


def _read_spending(result):
    rule, money = f"By the rule “{result.rule}”", euro(result.euro, 0)
    if not result.euro:
        return f"{rule}: no money is spent, and nothing changes."
    if not result.best:
        return f"{rule}, no single link helps: {money} on any one link changes nothing."
    brings = f"brings {plural(max(result.rises.values()), 'point')}"
    if len(result.best) == 1:
        return f"{rule}, {result.best[0]} is the best place: {money} there {brings}."
    equal = "all six links" if len(result.best) == len(result.rises) else listed(result.best)
    return f"{rule}, {equal} are equally good: {money} on one of them {brings}."


where_to_spend = Explorer(
    name="where to spend",
    question="Which link deserves the money? It depends on how a customer adds things up.",
    controls=(
        Slider("money", "Money, all on one link", 0, 20, 10, 1, "thousand €"),
        Toggle("rule", "What arrives is", RULES, "weakest link"),
        Slider("distribution", "Distribution now", 3, 10, 4, 0.5, "of 10"),
        Slider("feedback", "Feedback now", 3, 10, 5, 0.5, "of 10"),
    ),
    model=_spending,
    reading=_read_spending,
    frame=plots.where_to_spend_frame(3.7),
    marks=plots.where_to_spend_marks,
    table=lambda r: [{"link": name, "rise (points)": rise} for name, rise in r.rises.items()],
    prediction=Prediction(
        question=(
            "So far a chain was as good as its weakest link. Suppose customers AVERAGE the six scores instead. Where do"
            " Kestrel's €10,000 bring most now?"
        ),
        options=("still on distribution, the weakest link", "on feedback", "the same on every link: an average treats all alike"),
        move_to={"rule": "average"},
        truth=lambda before, after: "on feedback",
        why=lambda before, after: (
            f"Averaged, feedback brings {plural(after.rises['feedback'], 'point')}, distribution only"
            f" {plural(after.rises['distribution'], 'point')}. An average asks where a point is cheapest, and on feedback it costs"
            " half as much. The rule that you believe in decides."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Signal:
    """What one price does, and the same for a row of prices."""

    now: PriceResponse
    cost: float
    prices: tuple
    trust: tuple
    afford: tuple
    buys: tuple

    @property
    def profit(self) -> float:
        """From 1,000 people who see the price."""
        return 1000 * self.now.buy * (self.now.price - self.cost)


def _signal(price, judges, cheap_limit, dear_limit, cost):
    prices = tuple(range(5, 41))
    row = [price_response(p, cheap_limit, dear_limit, judges / 100) for p in prices]
    return Signal(
        price_response(price, cheap_limit, dear_limit, judges / 100), cost, prices,
        tuple(r.trust for r in row), tuple(1 - r.too_dear for r in row), tuple(r.buy for r in row),
    )  # fmt: skip


def _read_signal(result):
    now = result.now
    buy, cheap, dear = percents([now.buy, now.too_cheap, now.too_dear])
    earned = gains(result.profit, gain="earns")
    return (
        f"At {euro(now.price)}, {buy} of people buy, {cheap} find it too cheap to be good, and {dear} find it too dear."
        f" With 1,000 people who see the price, Kestrel {earned}."
    )


price_signal = Explorer(
    name="price signal",
    question="Can a lower price sell less of the same coffee?",
    controls=(
        Slider("price", "Price", 5, 40, 24, 0.5, "€"),
        Slider("judges", "Can judge the coffee", 0, 100, 0, 5, "%", help="people who know its quality and need no price to guess it"),
        Slider("cheap_limit", "Too cheap: half say at", 5, 20, 14, 0.5, "€"),
        Slider("dear_limit", "Too dear: half say at", 21, 40, 27, 0.5, "€"),
        Slider("cost", "Cost of a box", 0, 20, 14, 1, "€"),
    ),
    model=_signal,
    reading=_read_signal,
    frame=plots.signal_frame(5, 40),
    marks=plots.signal_marks,
    table=lambda r: [{"price (€)": p, "trust (share)": t, "not too dear (share)": a, "buy (share)": b}
                     for p, t, a, b in zip(r.prices, r.trust, r.afford, r.buys, strict=True) if p % 5 == 0],
    prediction=Prediction(
        question=(
            "1,000 people who do not know Kestrel see a box in a shop window. The price falls from €24 to €12, a euro under"
            " Pennywell's. The coffee is the same. How many buy?"
        ),
        options=("more than before", "about as many", "fewer: about half as many"),
        move_to={"price": 12},
        truth=lambda before, after: "fewer: about half as many",
        why=lambda before, after: (
            f"At €24 {percent(before.now.buy)} buy, and at €12 {percent(after.now.buy)}. Hardly anyone finds €12 too dear, but"
            f" {percent(after.now.too_cheap)} ask themselves what is wrong with it. And each box now loses €2."
        ),
    ),
)  # fmt: skip
