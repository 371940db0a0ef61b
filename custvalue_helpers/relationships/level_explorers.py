"""The explorers of lesson 8 about levels and the club."""

from dataclasses import dataclass

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import adding_up, euro, gains, listed, percent, plural
from custvalue_helpers.relationships import plots
from custvalue_helpers.relationships.model import (
    KOTLER_GRID,
    PAYING,
    PERSON_YEAR,
    Club,
    agreement,
    best_grid,
    best_level,
    club_sum,
    level_profits,
    with_fixed_costs,
)


@dataclass(frozen=True)
class Choice:
    """What each level earns with one segment, and which one earns most."""

    customers: float
    margin: float
    profits: tuple
    best: str

    @property
    def lead(self):
        """By how much the best beats the next possible one; 0 if it is the only one."""
        possible = sorted((each.profit for each in self.profits if each.possible), reverse=True)
        return possible[0] - possible[1] if len(possible) > 1 else 0.0


def _choose(customers, margin, discount, fixed, hours, paying):
    levels = with_fixed_costs(fixed / 100)
    how = {"levels": levels, "paying": paying, "hours": hours * 1000}
    profits = level_profits(customers, margin, discount / 100, **how)
    return Choice(customers, margin, profits, best_level(customers, margin, discount / 100, **how))


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
    build=plots.levels_builder(),
    table=lambda r: [{"level": e.name, "profit (€)": e.profit, "hours a year": e.hours, "possible": e.possible} for e in r.profits],
    size=(8, 3.2),
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
    def agree(self):
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
    build=plots.grid_builder(),
    table=lambda r: [{"customers": size, "margin": margin, "Kotler": KOTLER_GRID[size, margin], "earns most": level}
                     for (size, margin), level in r.best.items()],
    size=(8, 3.3),
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


def _read_club(club: Club):
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
    build=plots.club_builder(360),
    table=lambda c: [{"without the club (€)": c.without, "kept longer (€)": c.kept - c.without, "free orders (€)": -c.given_away, "gain (€)": c.gain}],
    size=(8, 3.3),
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
