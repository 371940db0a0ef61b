"""The explorers of lesson 8: those about single customers, equity and switching, and all of them in a row."""

from dataclasses import dataclass
from functools import lru_cache

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import chance, counted, euro, percent, plural
from custvalue_helpers.relationships import group_plots, plots, switching_plots
from custvalue_helpers.relationships.equity import Plan, Response, best_split, split
from custvalue_helpers.relationships.groups import GROUPS, forecast_customers, past_record
from custvalue_helpers.relationships.level_explorers import club_or_people, level_grid, which_level
from custvalue_helpers.relationships.switching import two_tastes

SOURCES = ("forecast", "past")


@lru_cache(maxsize=1)
def kestrel_points():
    """Kestrel's customers as columns of numbers: months and profit by source, and the truth beside them."""
    from custvalue_helpers.kit.data import load_dataset

    tables = [
        load_dataset(f"kestrel_{name}") for name in ("customers", "orders", "contacts", "subscriptions")
    ]
    truth = load_dataset("kestrel_truth_customers").set_index("customer")
    forecast, past = forecast_customers(*tables), past_record(tables[1], tables[2])
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
    build=group_plots.groups_builder(lambda: {name: kestrel_points()[name] for name in SOURCES}),
    table=lambda r: [{"group": g, "customers": r.customers[g], "value to come (€)": r.to_come[g]} for g in GROUPS],
    size=(8, 3.5),
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
    here: Plan
    best_share: float
    best: Plan


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
    build=plots.split_builder(-45, 250),
    table=lambda r: [{"for winning (share)": part, "equity (€ a prospect)": equity} for part, equity in list(zip(r.shares, r.equities, strict=True))[3::4]],
    size=(8, 3.3),
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
    build=switching_plots.tastes_builder(),
    table=lambda r: [{"purchases later": k, "buy A (share)": p, "by the matrix (share)": m}
                     for k, (p, m) in enumerate(zip(r.later, r.matrix_later, strict=True), 1)],
    size=(8, 3.3),
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

EXPLORERS = (which_level, level_grid, club_or_people, win_or_keep, moving_cuts, taste_or_habit)
