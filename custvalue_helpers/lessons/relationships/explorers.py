"""The explorers of lesson 8: those about single customers, equity and switching, and all of them in a row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import adding_up, chance, counted, euro, gains, listed, percent, plural
from custvalue_helpers.lessons.relationships import plots
from custvalue_helpers.models.customer_groups import GROUPS, forecast_customers, past_record
from custvalue_helpers.models.equity import Response, SpendingPlan, best_split, split
from custvalue_helpers.models.relationship_levels import (
    KOTLER_GRID,
    PAYING,
    PERSON_YEAR,
    agreement,
    best_grid,
    best_level,
    club_sum,
    level_profits,
    with_fixed_costs,
)
from custvalue_helpers.models.switching import two_tastes


@dataclass(frozen=True)
class LevelChosen:
    """What each level earns with one segment, and which one earns most."""

    customers: float
    margin: float
    profits: tuple
    best: str

    @property
    def lead(self) -> float:
        """By how much the best beats the next possible one; 0 if it is the only one."""
        possible = sorted((each.profit for each in self.profits if each.possible), reverse=True)
        return possible[0] - possible[1] if len(possible) > 1 else 0.0


def _choose(customers, margin, discount, fixed, hours, paying):
    levels = with_fixed_costs(fixed / 100)
    how = {"levels": levels, "paying": paying, "hours": hours * 1000}
    profits = level_profits(customers, margin, discount / 100, **how)
    return LevelChosen(customers, margin, profits, best_level(customers, margin, discount / 100, **how))


def _read_choice(result):
    possible = [each for each in result.profits if each.possible]
    left_out = [f"“{each.name}”" for each in result.profits if not each.possible]
    most = max(each.profit for each in possible)
    best = [f"“{each.name}”" for each in possible if most - each.profit < 0.5]
    earned = euro(abs(most), 0)
    verb, degree = ("earn", "most") if most >= 0 else ("lose", "least")
    if len(best) > 1:
        said = f"{listed(best)} {verb} the same, and {degree}: {earned} each."
    elif len(possible) > 1:
        said = f"{best[0]} {verb}s {degree}: {earned}. The next level is {euro(result.lead, 0)} behind."
    else:
        said = f"only {best[0]} is possible: it {verb}s {earned}."
    hours = f" There are not enough hours for {listed(left_out, 'or')}." if left_out else ""
    return f"With {plural(result.customers, 'customer')} at a margin of {euro(result.margin, 0)} a year each, {said}{hours}"


which_level = Explorer(
    name="which level",
    question="Which level of relationship earns most with a segment?",
    controls=(
        Slider("customers", "Customers", 10, 6_000, 500, 10),
        Slider("margin", "Margin a customer", 5, 2_500, 100, 5, "€ a year"),
        Slider("discount", "Discount rate", 2, 30, 10, 1, "% a year"),
        Slider("fixed", "Fixed costs", 0, 200, 100, 10, "% of today's"),
        Slider("hours", "Hours there are", 0, 200, 200, 1, "thousand", help="a year, for all customers; one employee has 1.6 thousand"),
        Toggle("paying", "Cost a customer", PAYING, "once"),
    ),
    model=_choose,
    reading=_read_choice,
    frame=plots.LEVELS,
    marks=plots.level_bars,
    table=lambda r: [{"level": e.name, "profit (€)": e.profit, "hours a year": e.hours, "possible": e.possible} for e in r.profits],
    prediction=Prediction(
        question=(
            "With 500 customers at €100 a year, “accountable” earns most. Now there are 5,000 customers, each with the same"
            " margin as before, and hours enough for all. The level that earns most is now …"
        ),
        options=("a less close one: so many cannot be looked after", "the same: each customer is as before", "a closer one"),
        move_to={"customers": 5_000},
        truth=lambda before, after: "a closer one",
        why=lambda before, after: (
            f"{after.best.capitalize()} wins. It earns a little more with each customer, and its fixed cost of €6,000 is now"
            " shared by ten times as many. In this model, only fixed costs and hours make the number matter."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Grids:
    """The best level in each cell, and whether Kotler's grid says the same."""

    fixed: float
    best: dict
    same: dict

    @property
    def agree(self) -> int:
        return sum(self.same.values())


ATTENTION = {"no limit": None, "1 employee": PERSON_YEAR, "5 employees": 5 * PERSON_YEAR}


def _grids(fixed, discount, attention, paying):
    best = best_grid(
        discount / 100, levels=with_fixed_costs(fixed / 100), hours=ATTENTION[attention], paying=paying
    )
    return Grids(fixed, best, agreement(KOTLER_GRID, best))


def _read_grids(result):
    many, medium, few = (f"“{result.best[size, 'high']}”" for size in ("many", "medium", "few"))
    high = (
        f"{many} is best with any number of customers"
        if many == medium == few
        else f"{many} is best with many customers, {medium} with a medium number and {few} with few"
    )
    return (
        f"With fixed costs at {percent(result.fixed / 100)} of today's, the best level agrees with Kotler's grid in"
        f" {result.agree} of 9 cells. At a high margin, {high}."
    )


level_grid = Explorer(
    name="level grid",
    question="Where does Kotler's grid name the level that earns most, and where not?",
    controls=(
        Slider("fixed", "Fixed costs", 0, 200, 100, 10, "% of today's"),
        Slider("discount", "Discount rate", 2, 60, 10, 1, "% a year"),
        Toggle("attention", "Attention", tuple(ATTENTION), "no limit"),
        Toggle("paying", "Cost a customer", PAYING, "once"),
    ),
    model=_grids,
    reading=_read_grids,
    frame=plots.GRIDS,
    marks=plots.grid_marks,
    table=lambda r: [{"customers": size, "margin": margin, "Kotler": KOTLER_GRID[size, margin], "earns most": level}
                     for (size, margin), level in r.best.items()],
    prediction=Prediction(
        question=(
            "With as much attention as it takes, partnership earns most with EVERY number of high-margin customers. Now one"
            " employee must do it all, with 1,600 hours a year. What happens in the column “high margin”?"
        ),
        options=("partnership stays: those customers can pay for it", "fewer customers, closer level: as in Kotler's grid", "all three become basic"),
        move_to={"attention": "1 employee"},
        truth=lambda before, after: "fewer customers, closer level: as in Kotler's grid",
        why=lambda before, after: (
            f"Partnership takes 40 hours a customer. With 20 customers there is time for partnership, with 500 for proactive, and"
            f" with 5,000 for accountable. Agreement rises from {before.agree} to {after.agree} cells: behind Kotler's rows stands"
            " limited attention."
        ),
    ),
)  # fmt: skip

# Chances of leaving at a renewal, with and without the club. Compared: what other subscribers do, and members
# (kestrel_subscriptions). Caused: what members would do without the club, and do with it (kestrel_truth_customers).
CLUB = {"compared": (0.0589, 0.0311), "caused": (0.0409, 0.0341)}


def _club(every, evidence, margin, free):
    without, with_club = CLUB[evidence]
    return club_sum(margin, without, with_club, free, int(every))


def _read_club(club):
    _, kept, free = adding_up(club.parts)
    gain = kept + free
    return (
        f"The club keeps members longer, which is worth {euro(kept, 0)} a member. Its free orders give away {euro(-free, 0)} a"
        f" member. So the club {gains(gain, gain='earns', loss='costs')}{' a member' if gain else ''}."
    )


club_or_people = Explorer(
    name="club or people",
    question="Does the club pay? It depends on what one takes for its effect.",
    controls=(
        Slider("every", "One order free in", 5, 40, 10, 1, "orders"),
        Toggle("evidence", "The club's effect, as", tuple(CLUB), "compared", help="members compared with others; or what the club itself causes, known here"),
        Slider("margin", "Margin of a box, after service", 4, 14, 9, 0.5, "€", help="of a member's box that is paid for"),
        Slider("free", "A free order gives away", 5, 45, 26, 1, "€", help="the price, if the member would have paid it"),
    ),
    model=_club,
    reading=_read_club,
    frame=plots.club_frame(360),
    marks=lambda club: plots.club_marks(club, 360),
    table=lambda c: [{"without the club (€)": c.without, "kept longer (€)": c.kept - c.without, "free orders (€)": -c.given_away, "gain (€)": c.gain}],
    prediction=Prediction(
        question=(
            "Compared with other subscribers, members leave half as often, and the club seems to earn money. But members chose"
            " to join. Taking what the club itself causes instead, it …"
        ),
        options=("still earns, a little less", "costs more than it brings", "makes no difference to anybody"),
        move_to={"evidence": "caused"},
        truth=lambda before, after: "costs more than it brings",
        why=lambda before, after: (
            f"Seen against others the club earned {euro(before.gain, 0)} a member. By what it causes it costs"
            f" {euro(-after.gain, 0)} a member. Those who join would have left less often anyway ({percent(CLUB['caused'][0], 1)}"
            " a renewal, not 5.9\u00a0%), and they get the free orders all the same."
        ),
    ),
)  # fmt: skip


SOURCES = ("forecast", "past")


@lru_cache(maxsize=1)
def kestrel_points() -> dict[str, Any]:
    """Kestrel's customers as columns of numbers: months and profit by source, and the truth beside them."""
    from custvalue_helpers.kit.data import load_dataset

    customers, orders, contacts, subscriptions = (
        load_dataset(f"kestrel_{name}") for name in ("customers", "orders", "contacts", "subscriptions")
    )
    truth = load_dataset("kestrel_truth_customers").set_index("customer")
    forecast = forecast_customers(customers, orders, contacts, subscriptions)
    past = past_record(orders, contacts)
    return {
        "forecast": (forecast["months"].to_numpy(), forecast["profit"].to_numpy()),
        "past": (past["months"].to_numpy(), (past["profit"] / (past["months"] + 1)).to_numpy()),
        "truth": (truth["months_to_stay"].to_numpy(), truth["profit_per_month"].to_numpy()),
        "to_come": truth["residual_value"].to_numpy(),
    }


@dataclass(frozen=True)
class Corners:
    """The four groups at two cuts: how many customers, what they will still bring, how many the truth puts elsewhere."""

    source: str
    months_cut: float
    profit_cut: float
    customers: dict
    to_come: dict
    elsewhere: float


def _corners(months_cut, profit_cut, source):
    points = kestrel_points()

    def group_numbers(name):
        months, profit = points[name]
        return 2 * (months > months_cut) + (profit > profit_cut)

    mine, true = group_numbers(source), group_numbers("truth")
    masks = {group: mine == number for number, group in enumerate(GROUPS)}
    return Corners(
        source,
        months_cut,
        profit_cut,
        {group: int(mask.sum()) for group, mask in masks.items()},
        {group: float(points["to_come"][mask].sum()) for group, mask in masks.items()},
        float((mine != true).mean()),
    )


def _read_corners(result):
    friends, barnacles = result.customers["true friends"], result.customers["barnacles"]
    brings = ""
    if barnacles:
        who = "This barnacle" if barnacles == 1 else "The barnacles"
        brings = f" {who} will still bring {euro(result.to_come['barnacles'], 0)}."
    return (
        f"By the {result.source}, cut at {plural(result.months_cut, 'month')} and {euro(result.profit_cut)} a month, Kestrel has"
        f" {counted(friends, 'true friend')} and {counted(barnacles, 'barnacle')}.{brings} In truth {chance(result.elsewhere)} of"
        " all customers belong to another group."
    )


@lru_cache(maxsize=2)
def _customers_at(source):
    return plots.customers_at(*kestrel_points()[source])


def _marks_of_corners(result):
    groups = {group: f"{number} {group}" for group, number in result.customers.items()}
    return plots.groups_marks(_customers_at(result.source), result.months_cut, result.profit_cut, groups)


moving_cuts = Explorer(
    name="moving cuts",
    question="Who is a true friend, who a barnacle? It depends on where one cuts.",
    controls=(
        Slider("profit_cut", "Profitable above", -3, 18, 7, 0.5, "€ a month"),
        Slider("months_cut", "Loyal above", 1, 40, 14, 1, "months"),
        Toggle("source", "Sorted by", SOURCES, "forecast"),
    ),
    model=_corners,
    reading=_read_corners,
    frame=plots.groups_frame(),
    marks=_marks_of_corners,
    table=lambda r: [{"group": g, "customers": r.customers[g], "value to come (€)": r.to_come[g]} for g in GROUPS],
    prediction=Prediction(
        question=(
            "Cut near the middle, at €7 a month, 262 customers are barnacles: loyal, “not profitable”. Now cut where"
            " profit really begins, at €0. How many barnacles are left?"
        ),
        options=("about 200", "about 100", "fewer than 20"),
        move_to={"profit_cut": 0},
        truth=lambda before, after: "fewer than 20",
        why=lambda before, after: (
            f"Of {before.customers['barnacles']} barnacles, {after.customers['barnacles']} is left. A cut in the middle calls half of any customers"
            " unprofitable, however much they bring. Most barnacles earn Kestrel less than others, not less than nothing."
        ),
    ),
)  # fmt: skip

RETENTION_FLOOR, RETENTION_CEILING, WON_CEILING = 0.45, 0.72, 0.60


@dataclass(frozen=True)
class Splits:
    """Customer equity along the splits of one budget; the split at hand, and the best one."""

    shares: tuple
    equities: tuple
    share: float
    here: SpendingPlan
    best_share: float
    best: SpendingPlan


@lru_cache(maxsize=256)
def _curve(budget, margin, keeping_works, winning_works):
    """What does not depend on the split at hand: the two responses, the curve, and the best split."""
    winning = Response(WON_CEILING, winning_works / 100)
    staying = Response(RETENTION_CEILING, keeping_works / 100, RETENTION_FLOOR)
    shares = tuple(step / 40 for step in range(1, 41))
    equities = tuple(split(budget, part, winning, staying, margin).equity for part in shares)
    return winning, staying, shares, equities, best_split(budget, winning, staying, margin, steps=40)


def _splits(acquiring_share, budget, margin, keeping_works, winning_works):
    winning, staying, shares, equities, best = _curve(budget, margin, keeping_works, winning_works)
    here = split(budget, acquiring_share / 100, winning, staying, margin)
    return Splits(shares, equities, acquiring_share / 100, here, *best)


def _read_splits(result):
    here, best = result.here, result.best
    said = (
        f"With {percent(result.share)} of the budget for winning, {chance(here.acquisition_rate)} of prospects are won and"
        f" {percent(here.retention)} of customers stay a year. Customer equity is {euro(here.equity)} a prospect."
    )
    if result.best_share == 0:
        return f"{said} It is best to win nobody."
    if round(best.equity, 2) <= round(here.equity, 2):
        return f"{said} No other share is better."
    return f"{said} The best share for winning is {percent(result.best_share)}: it gives {euro(best.equity)} a prospect."


win_or_keep = Explorer(
    name="win or keep",
    question="How should a budget be split between winning customers and keeping them?",
    controls=(
        Slider("acquiring_share", "Spent on winning", 0, 100, 90, 5, "%"),
        Slider("budget", "Budget", 2, 40, 12, 1, "€ a prospect", help="for winning, and for keeping in the first year"),
        Slider("margin", "Margin a customer", 20, 200, 100, 10, "€ a year"),
        Slider("keeping_works", "How fast keeping works", 1, 40, 12, 1, "% a €", help="each euro closes so much of the gap to the ceiling of 72 %"),
        Slider("winning_works", "How fast winning works", 1, 40, 13, 1, "% a €", help="each euro closes so much of the gap to the ceiling of 60 %"),
    ),
    model=_splits,
    reading=_read_splits,
    frame=plots.split_frame(-45, 300),
    marks=lambda r: plots.split_marks(r, -45),
    table=lambda r: [{"for winning (share)": part, "equity (€ a prospect)": equity} for part, equity in list(zip(r.shares, r.equities, strict=True))[3::4]],
    prediction=Prediction(
        question=(
            "Of €12 a prospect, 74 % for winning is best. Then the service desk finds a way to make keeping work twice as fast: a"
            " euro closes 24 % of the gap, not 12 %. How should the split change?"
        ),
        options=("much more for keeping: it pays better now", "hardly at all", "everything for winning"),
        move_to={"keeping_works": 24},
        truth=lambda before, after: "hardly at all",
        why=lambda before, after: (
            f"The best share for winning is {percent(after.best_share)} now, and it was {percent(before.best_share)}. A euro for keeping does more,"
            " but there is soon nothing left to do; and customers who stay longer are more worth winning. Customer equity rises"
            f" from {euro(before.best.equity)} to {euro(after.best.equity)} a prospect."
        ),
    ),
)  # fmt: skip


def _tastes(habit, strength, share_a):
    return two_tastes(share_a / 100, strength / 100, habit / 100)


def _read_tastes(result):
    return (
        f"Of all purchases, {percent(result.repeat)} repeat the brand bought last. Tastes alone would make it"
        f" {percent(result.tastes_alone)}. Of those who bought A, {percent(result.later[-1])} buy A 12 purchases later; the matrix"
        f" says {percent(result.matrix_later[-1])}."
    )


taste_or_habit = Explorer(
    name="taste or habit",
    question="Do people stick to a brand, or do they just like it?",
    controls=(
        Slider("habit", "Mere habit", 0, 90, 0, 5, "%", help="chance that a purchase just repeats the last brand"),
        Slider("strength", "Own brand's chance", 50, 100, 90, 5, "%", help="how often a household picks the brand it likes"),
        Slider("share_a", "Households that like A", 10, 90, 50, 5, "%"),
    ),
    model=_tastes,
    reading=_read_tastes,
    frame=plots.TASTES,
    marks=plots.tastes_marks,
    table=lambda r: [{"purchases later": k, "buy A (share)": p, "by the matrix (share)": m}
                     for k, (p, m) in enumerate(zip(r.later, r.matrix_later, strict=True), 1)],
    prediction=Prediction(
        question=(
            "Half of the households pick A nine times in ten, the other half B; nobody cares what they bought last. 82 % of"
            " purchases repeat the last brand. Now all like both alike, but with 65 % habit. Repeat buying is 82 % again. Of those who"
            " bought A, how many buy it 12 purchases later?"
        ),
        options=("82 %, as before", "about half", "none"),
        move_to={"strength": 50, "habit": 65},
        truth=lambda before, after: "about half",
        why=lambda before, after: (
            f"It is {percent(after.later[-1])}, and it was {percent(before.later[-1])}: habit wears off, taste does not. After ONE purchase the"
            " two worlds look the same, and a switching matrix sees no more than one."
        ),
    ),
)  # fmt: skip
