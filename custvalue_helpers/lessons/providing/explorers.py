"""The explorers of lesson 6."""

from __future__ import annotations

import math
from dataclasses import dataclass

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider
from custvalue_helpers.kit.words import (
    counted,
    euro,
    gains,
    percent,
    percents,
    plural,
    signed,
    thousands,
    trimmed,
)
from custvalue_helpers.lessons.providing import plots
from custvalue_helpers.models.campaigns import Campaign, campaign
from custvalue_helpers.models.delivery import (
    FeedbackRound,
    break_even_share,
    feedback_rounds,
    guess_worth,
    remembered_experience,
    service_result,
)
from custvalue_helpers.models.exchanges import Exchange, exchange
from custvalue_helpers.models.promise import PromiseMarket, PromiseOutcome, promise_outcome
from custvalue_helpers.models.satisfaction import ZONE

USUAL_SPREAD = 0.6


@dataclass(frozen=True)
class Spread:
    """What arrives around one mean, and what that does to those who were promised something."""

    outcome: PromiseOutcome
    usual_profit: float
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    usual: tuple[float, ...]
    top: float
    zone: float = ZONE

    @property
    def more(self) -> float:
        """Profit above the one at the usual spread."""
        return self.outcome.profit - self.usual_profit


LEAST_SPREAD = 0.3
HIGHEST_CURVE = 1.4  # just above the curve of the least spread


def _density(x, mean, spread):
    return math.exp(-(((x - mean) / spread) ** 2) / 2) / (spread * math.sqrt(2 * math.pi))


def _spread(spread, promise):
    market = PromiseMarket(spread=spread)
    xs = tuple(1 + place / 20 for place in range(181))
    return Spread(
        promise_outcome(market, promise),
        promise_outcome(PromiseMarket(spread=USUAL_SPREAD), promise).profit,
        xs,
        tuple(_density(x, market.quality, spread) for x in xs),
        tuple(_density(x, market.quality, USUAL_SPREAD) for x in xs),
        HIGHEST_CURVE,
    )


def _read_spread(result):
    outcome = result.outcome
    down, _, up = percents([outcome.shares[name] for name in ("disappointed", "satisfied", "delighted")])
    said = (
        f"What arrives is {trimmed(outcome.market.quality)} points on average, with a spread of {trimmed(outcome.market.spread)};"
        f" {trimmed(outcome.promise)} points are promised. Of those who try, {down} are disappointed and {up} delighted; the mean"
        f" feeling is {signed(outcome.feeling)}. Two years bring {thousands(outcome.profit / 1000, 1)}"
    )
    if abs(outcome.market.spread - USUAL_SPREAD) < 1e-9:
        return f"{said}."
    side = "more" if result.more > 0 else "less"
    return f"{said}, {thousands(abs(result.more) / 1000, 1)} {side} than at a spread of {USUAL_SPREAD}."


quality_spread = Explorer(
    name="spread of quality",
    question="The mean stays. What does it do to customers when what arrives varies less, or more?",
    controls=(
        Slider("spread", "Spread of what arrives", LEAST_SPREAD, 1.5, USUAL_SPREAD, 0.1, "points", help="the standard deviation: how far boxes lie from the mean"),
        Slider("promise", "Promised", 6, 9, 7.5, 0.1, "points"),
    ),
    model=_spread,
    reading=_read_spread,
    frame=plots.spread_frame(HIGHEST_CURVE),
    marks=plots.spread_marks,
    table=lambda r: [
        {"": name, "share": share} for name, share in r.outcome.shares.items()
    ] + [{"": "profit of two years (€)", "share": r.outcome.profit}],
    prediction=Prediction(
        question=(
            "The spread doubles from 0.6 to 1.2. The mean stays at 7.2, so as many boxes get better as get worse. What happens to"
            " the profit of two years?"
        ),
        options=("nothing: good and bad boxes cancel", "it falls", "it rises: more people are delighted"),
        move_to={"spread": 1.2},
        truth=lambda before, after: "it falls",
        why=lambda before, after: (
            f"Now {percent(after.outcome.shares['delighted'])} are delighted, not {percent(before.outcome.shares['delighted'])}. But a"
            f" loss weighs more than a gain: the mean feeling falls from {signed(before.outcome.feeling)} to"
            f" {signed(after.outcome.feeling)}, and {thousands((before.outcome.profit - after.outcome.profit) / 1000, 1)} are lost."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Arrival:
    """An exchange whose worth follows what arrives."""

    arrives: float
    worth_at_ten: float
    least: float  # what must arrive, at least, for the customer to gain
    deal: Exchange


PROMISED, TOP_EURO = 8.0, 60


def _arrival(arrives, price, cost, kept):
    per_point = kept / PROMISED
    return Arrival(
        arrives, 10 * per_point, price / per_point, exchange(per_point * arrives, price=price, cost=cost)
    )


def _read_arrival(result):
    deal = result.deal
    sides = f"Mara {gains(deal.customer_gain, 2)}, and Kestrel {gains(deal.firm_gain, 2)}"
    said = f"What arrives is {trimmed(result.arrives)} of 10 points, and that is worth {euro(deal.worth)} to Mara. At {euro(deal.price)}, {sides}"
    if deal.happens:
        return f"{said}: the exchange holds. Mara needs more than {trimmed(result.least, 1)} points."
    if deal.firm_gain <= 1e-9:
        return f"{said}: the exchange fails, since the price does not lie above the cost."
    need = (
        f"more than {trimmed(result.least, 1)} points must arrive"
        if result.least < 10
        else "no box can be good enough at this price"
    )
    return f"{said}: the exchange fails. For Mara to gain, {need}."


arrival_and_exchange = Explorer(
    name="arrival and exchange",
    question="Mara was promised 8 of 10 points. What arrives, and does the exchange still hold?",
    controls=(
        Slider("arrives", "Arrives", 0, 10, 8, 0.5, "of 10"),
        Slider("price", "Price", 10, 40, 24, 1, "€"),
        Slider("cost", "Cost to Kestrel", 5, 25, 14, 1, "€"),
        Slider("kept", "Worth if 8 arrive", 20, 45, 33, 1, "€", help="what the box is worth to Mara when the promise is kept"),
    ),
    model=_arrival,
    reading=_read_arrival,
    frame=plots.arrival_frame(TOP_EURO),
    marks=plots.arrival_marks,
    table=lambda r: [{"": "Mara", "gets (€)": r.deal.worth, "gives (€)": r.deal.price, "gains (€)": r.deal.customer_gain},
                     {"": "Kestrel", "gets (€)": r.deal.price, "gives (€)": r.deal.cost, "gains (€)": r.deal.firm_gain}],
    prediction=Prediction(
        question=(
            "With 8 points the box is worth €33 to Mara, and she pays €24. The weakest link lets only 4 points through. Suppose worth"
            " falls in proportion. Does the exchange still hold?"
        ),
        options=("Yes: she gains less than before, but still gains", "No", "Yes, if Kestrel lowers the price to €20"),
        move_to={"arrives": 4},
        truth=lambda before, after: "No",
        why=lambda before, after: (
            f"Four points are worth {euro(after.deal.worth)} to her: she loses {euro(-after.deal.customer_gain)}, and buys once. Even"
            f" at €20 she would lose. Only a price below {euro(after.deal.worth)} would do, and Kestrel's cost is €14."
        ),
    ),
)  # fmt: skip


PROBLEMS = 1000


def _service(solved, leave_solved, leave_unsolved, worth, cost):
    return service_result(PROBLEMS, solved / 100, leave_solved / 100, leave_unsolved / 100, worth, cost)


def _read_service(result):
    said = (
        f"Of {PROBLEMS:,} problems {result.solved:,.0f} are solved, which keeps {counted(round(result.kept), 'customer')}. A solved"
        f" problem saves {euro(result.saves)} and costs {euro(result.cost)}"
    )
    if not result.solved:
        return f"{said}: nothing is solved, so nothing is earned or lost."
    total = round(result.result)
    if total == 0:
        return f"{said}: together they neither bring nor lose anything."
    return f"{said}: together they {'bring' if total > 0 else 'lose'} {euro(abs(total), 0)}."


service_desk = Explorer(
    name="service desk",
    question="A problem solved, a problem left: what may a solution cost?",
    controls=(
        Slider("solved", "Problems solved", 0, 100, 80, 5, "%"),
        Slider("leave_solved", "Leave after a solved one", 0, 10, 6, 1, "%"),
        Slider("leave_unsolved", "Leave after one that was left", 10, 25, 14, 1, "%"),
        Slider("worth", "A customer is worth", 50, 200, 145, 5, "€"),
        Slider("cost", "A solution costs", 0, 30, 5, 0.5, "€"),
    ),
    model=_service,
    reading=_read_service,
    frame=plots.service_frame(52),
    marks=plots.service_marks,
    table=lambda r: [{"problems": r.problems, "solved": r.solved, "customers kept": r.kept, "saves (€ each)": r.saves,
                      "costs (€ each)": r.cost, "result (€)": r.result}],
    prediction=Prediction(
        question=(
            "A generous manager says: “Spend €12 on each solution instead of €5. Then we solve 95 % of the problems, not 80 %. Each"
            " customer is worth €145!” Does solving problems earn more than before?"
        ),
        options=("Yes: more customers stay, and each is worth far more than €12", "No", "It stays the same"),
        move_to={"solved": 95, "cost": 12},
        truth=lambda before, after: "Yes: more customers stay, and each is worth far more than €12" if after.result > before.result else "No",
        why=lambda before, after: (
            f"Now {after.kept:.0f} customers are kept, not {before.kept:.0f}. But of 100 solutions only 8 keep somebody: one solution saves"
            f" {euro(after.saves)}, and now costs {euro(after.cost, 0)}. Before, {euro(before.result, 0)} were earned; now"
            f" {euro(-after.result, 0)} are lost."
        ),
    ),
)  # fmt: skip


TOUCHPOINTS = ("hears of it", "orders", "waits", "unpacks", "drinks", "asks")
EXPECTED = (6.0, 7.0, 6.0, 7.0, 7.0, 6.0)  # points, made up for this lesson


@dataclass(frozen=True)
class Journey:
    """Six touchpoints, with a surprise at one and a letdown at one."""

    touchpoints: tuple[str, ...]
    expected: tuple[float, ...]
    got: tuple[float, ...]
    remembered: float

    @property
    def mean_gap(self) -> float:
        return math.fsum(self.got) / len(self.got) - math.fsum(self.expected) / len(self.expected)


def _journey(letdown, letdown_at, surprise, surprise_at, peak, end):
    got = list(EXPECTED)
    got[round(letdown_at) - 1] -= letdown
    got[round(surprise_at) - 1] += surprise
    gaps = [one - other for one, other in zip(got, EXPECTED, strict=True)]
    return Journey(TOUCHPOINTS, EXPECTED, tuple(got), remembered_experience(gaps, peak / 100, end / 100))


def _read_journey(result):
    moved = [
        f"{plural(abs(got - wanted), 'point')} {'above' if got > wanted else 'below'} what was expected where she {name}"
        for name, wanted, got in zip(result.touchpoints, result.expected, result.got, strict=True)
        if abs(got - wanted) > 1e-9
    ]
    opening = (
        f"She gets {' and '.join(moved)}" if moved else "At all six touchpoints she gets what she expected"
    )
    return (
        f"{opening}. The mean gap is {signed(result.mean_gap)}, and the journey is remembered as"
        f" {signed(result.remembered)} points."
    )


journey = Explorer(
    name="journey",
    question="One letdown, one surprise: where on the way do they count?",
    controls=(
        Slider("letdown", "Size of the letdown", 0, 3, 2, 0.5, "points"),
        Slider("letdown_at", "Letdown at touchpoint", 1, 6, 3, 1),
        Slider("surprise", "Size of the surprise", 0, 3, 1, 0.5, "points"),
        Slider("surprise_at", "Surprise at touchpoint", 1, 6, 5, 1),
        Slider("peak", "Weight of the strongest moment", 0, 50, 30, 10, "%"),
        Slider("end", "Weight of the last moment", 0, 50, 30, 10, "%"),
    ),
    model=_journey,
    reading=_read_journey,
    frame=plots.journey_frame(TOUCHPOINTS),
    marks=plots.journey_marks,
    table=lambda r: [{"touchpoint": name, "expected": wanted, "got": got}
                     for name, wanted, got in zip(r.touchpoints, r.expected, r.got, strict=True)],
    prediction=Prediction(
        question=(
            "Ida waits longer than she expected: a letdown of 2 points at touchpoint 3. The coffee is a point better. Suppose the same"
            " letdown came at touchpoint 6 instead, when she asks for help. Is the journey remembered as worse?"
        ),
        options=("No: it is the same letdown, so the mean gap is the same", "Yes, a good deal worse", "No, better: she has got her coffee by then"),
        move_to={"letdown_at": 6},
        truth=lambda before, after: "Yes, a good deal worse",
        why=lambda before, after: (
            f"The mean gap is {signed(after.mean_gap)} both times. But the last moment has a weight of its own here: the journey is"
            f" remembered as {signed(after.remembered)}, not {signed(before.remembered)}. How large that weight is, is our assumption:"
            " set it to 0, and the place makes no difference."
        ),
    ),
)  # fmt: skip


HOUSEHOLDS, SCALE, MOST_SPENT = 1000, 10_000, 40
WELCOME = 12  # euro that a new customer costs besides advertising
USUAL_PROMISE = 8.2


@dataclass(frozen=True)
class Communication:
    """One campaign, and the profits of others with the same promise and with today's."""

    now: Campaign
    budgets: tuple[float, ...]  # thousand euro
    profits: tuple[float, ...]  # thousand euro
    at_usual: tuple[float, ...]


def _communication(spend, promise, scale, quality):
    market = PromiseMarket(quality=quality, acquisition=WELCOME)
    budgets = tuple(range(MOST_SPENT + 1))

    def profits(level):
        return tuple(
            campaign(1000 * one, 1000 * scale, HOUSEHOLDS, level, market).profit / 1000 for one in budgets
        )

    now = campaign(1000 * spend, 1000 * scale, HOUSEHOLDS, promise, market)
    return Communication(now, budgets, profits(promise), profits(USUAL_PROMISE))


def _read_communication(result):
    now = result.now
    return (
        f"A budget of {euro(now.spend, 0)} reaches {now.reached:,.0f} of {HOUSEHOLDS:,} households. Promised"
        f" {trimmed(now.outcome.promise)} points, {now.customers:,.0f} of them try, and"
        f" {percent(now.outcome.shares['disappointed'])} of those are disappointed. The campaign"
        f" {gains(now.profit, 0, 'earns')}, and the next euro would bring {euro(now.last_euro)}."
    )


reach_and_promise = Explorer(
    name="reach and promise",
    question="How many hear of it, and what do they hear: what does each of the two do?",
    controls=(
        Slider("spend", "Spent on communication", 0, MOST_SPENT, 10, 1, "thousand €"),
        Slider("promise", "Promised", 6, 9.5, USUAL_PROMISE, 0.1, "points"),
        Slider("scale", "Spending that reaches 63 %", 4, 20, 10, 1, "thousand €", help="the scale of the response: more is dearer to reach"),
        Slider("quality", "What arrives", 6, 8.4, 7.2, 0.1, "points"),
    ),
    model=_communication,
    reading=_read_communication,
    frame=plots.reach_frame(MOST_SPENT, -30, 60),
    marks=plots.reach_marks,
    table=lambda r: [{"reached": r.now.reached, "customers": r.now.customers, "disappointed (share)": r.now.outcome.shares["disappointed"],
                      "margin (€)": r.now.margin, "profit (€)": r.now.profit, "the next euro brings (€)": r.now.last_euro}],
    prediction=Prediction(
        question=(
            "With €10,000 Kestrel reaches 632 of 1,000 households. It doubles the budget to €20,000, and says the same as before. How many"
            " does it reach?"
        ),
        options=("1,264: twice as many, but for the limit of 1,000", "865: about a third more", "632: the message is the same"),
        move_to={"spend": 20},
        truth=lambda before, after: "865: about a third more",
        why=lambda before, after: (
            f"The first €10,000 reached {before.now.reached:.0f}, the next only {after.now.reached - before.now.reached:.0f} more: many"
            f" had heard of it already. At {euro(after.now.spend, 0)} the next euro brings {euro(after.now.last_euro)}, less than it"
            " costs. And the share that is disappointed has not moved: reach is not the promise."
        ),
    ),
)  # fmt: skip


ROUNDS = 8
THINGS_EXPECTED = {"coffee": 8.0, "delivery": 8.0, "app": 7.0}
THINGS_GOT = {"coffee": 8.0, "delivery": 6.0, "app": 5.5}


@dataclass(frozen=True)
class Feedback:
    """The same effort with and without asking."""

    asks: tuple[FeedbackRound, ...]
    asks_felt: tuple[float, ...]
    never: tuple[float, ...]


def _feedback(points, rise):
    asks = feedback_rounds(THINGS_EXPECTED, THINGS_GOT, points, rise, ROUNDS)
    never = feedback_rounds(THINGS_EXPECTED, THINGS_GOT, points, rise, ROUNDS, always="coffee")
    return Feedback(tuple(asks), tuple(one.feeling for one in asks), tuple(one.feeling for one in never))


def _read_feedback(result):
    first, fourth, last = result.asks_felt[0], result.asks_felt[3], result.asks_felt[-1]
    return (
        f"At first the mean feeling is {signed(first)}. A firm that asks and mends the widest gap stands at {signed(fourth)} when it"
        f" asks the fourth time, and at {signed(last)} the eighth time. One that spends the same effort on its coffee, without"
        f" asking, stands at {signed(result.never[3])} and {signed(result.never[-1])}."
    )


feedback_loop = Explorer(
    name="feedback rounds",
    question="Ask, mend one gap, ask again, while customers expect more: how far does a firm get, and without asking?",
    controls=(
        Slider("points", "Mended each time", 0, 2, 1, 0.25, "points"),
        Slider("rise", "Each time, more is expected by", 0, 0.5, 0.2, 0.05, "points"),
    ),
    model=_feedback,
    reading=_read_feedback,
    frame=plots.feedback_frame(ROUNDS, -8, 2),
    marks=plots.feedback_marks,
    table=lambda r: [{"time": place, "mended": one.mended, "feeling, asks": felt, "feeling, never asks": never}
                     for place, (one, felt, never) in enumerate(zip(r.asks, r.asks_felt, r.never, strict=True), 1)],
    prediction=Prediction(
        question=(
            "Each time, the widest of three gaps is mended by 1 point, and 0.2 more is expected of everything. Then Kestrel gets slower: it"
            " mends only half a point each time. Does the mean feeling still rise from the first time to the eighth?"
        ),
        options=("Yes, but more slowly", "It falls", "It stays about the same"),
        move_to={"points": 0.5},
        truth=lambda before, after: (
            "It falls" if after.asks_felt[-1] < after.asks_felt[0] - 0.2
            else "Yes, but more slowly" if after.asks_felt[-1] > after.asks_felt[0] + 0.2 else "It stays about the same"
        ),
        why=lambda before, after: (
            f"It goes from {signed(after.asks_felt[0])} to {signed(after.asks_felt[-1])}. Of each of three things 0.2 more is expected: 0.6 points"
            " of gap are new each time, and only 0.5 are mended. A firm that mends less than that runs backwards."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Guess:
    """A guess who wants something, and what it is worth."""

    right: float
    gain: float
    loss: float
    needed: float
    worth: float


def _guess(right, gain, harm, cost):
    win, loss = gain - cost, harm + cost
    return Guess(right / 100, win, loss, break_even_share(win, loss), guess_worth(right / 100, win, loss))


def _read_guess(result):
    worth = round(result.worth, 2)
    way = (
        f"brings {euro(worth)}"
        if worth > 0
        else f"loses {euro(-worth)}"
        if worth < 0
        else "neither brings nor loses anything"
    )
    return (
        f"A right guess brings {euro(result.gain)}, and a wrong one loses {euro(result.loss)}. So"
        f" {percent(result.needed)} must be right. With {percent(result.right)}, a guess {way} on average."
    )


right_guesses = Explorer(
    name="right guesses",
    question="Kestrel sends brewing help to those who, it guesses, want it. How often must the guess be right?",
    controls=(
        Slider("right", "Guesses that are right", 0, 100, 32, 1, "%", help="32 %: help is sent to everyone"),
        Slider("gain", "Worth to those who want it", 2, 4, 2.4, 0.1, "€ a month"),
        Slider("harm", "Harm to those who do not", 0, 4, 0.5, 0.1, "€ a month"),
        Slider("cost", "Cost of the help", 0, 2, 1, 0.1, "€ a month"),
    ),
    model=_guess,
    reading=_read_guess,
    frame=plots.guess_frame(-6.3, 4.3),
    marks=plots.guess_marks,
    table=lambda r: [{"right": r.right, "a right guess (€)": r.gain, "a wrong guess (€)": -r.loss, "break-even": r.needed,
                      "a guess is worth (€)": r.worth}],
    prediction=Prediction(
        question=(
            "Sent to everyone, 32 of 100 get help who want it. Now Kestrel guesses, and is right half of the time: far better than"
            " before. Does the help pay?"
        ),
        options=("Yes", "No, not quite", "It breaks even: half are right, half are wrong"),
        move_to={"right": 50},
        truth=lambda before, after: "Yes" if after.worth > 0.005 else "No, not quite",
        why=lambda before, after: (
            f"A right guess brings {euro(after.gain)}, a wrong one loses {euro(after.loss)}, since the help costs something and annoys"
            f" some. Break-even is at {percent(after.needed)}; at {percent(after.right)} a guess still loses {euro(-after.worth)}."
        ),
    ),
)  # fmt: skip
