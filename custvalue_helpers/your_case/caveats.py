"""What stands beside a part's numbers: what the data cannot tell, and where two of a firm's own tables contradict each other.

Where two tables give the same quantity, each one's word is a value with the span that fits it: an interval, a bound, or
one number. Two words contradict each other when their spans do not meet. A further comparison is a function that gives
such sentences, put into ``CHECKS`` with the parts whose numbers it touches.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, cast

from custvalue_helpers.kit.words import plural
from custvalue_helpers.models.brand_ratings import paired_differences
from custvalue_helpers.models.perceived_value import BENEFITS, COSTS
from custvalue_helpers.models.satisfaction import interval
from custvalue_helpers.your_case.behaviour import table_retention, worth
from custvalue_helpers.your_case.case import Missing, OwnCase, table_of
from custvalue_helpers.your_case.figures import amount, figure, has_width, percent, percent_span, span, words
from custvalue_helpers.your_case.opinions import brand_map
from custvalue_helpers.your_case.schema import FEW, PERIODS

__all__ = []

if TYPE_CHECKING:
    import pandas as pd


def cannot_tell(case: OwnCase) -> dict[str, list[str]]:
    """Sentences on what these data leave open: a dict from the table's name to a list of sentences."""
    said = {"firm": _asked(case)}
    for name, what in (("offers", _offers), ("ratings", _ratings), ("experience", _experience), ("customers", _customers),
                       ("orders", _orders)):  # fmt: skip
        if name in case.tables:
            said[name] = what(case)
    return {name: sentences for name, sentences in said.items() if sentences}


def _asked(case):
    if not (case.firm.asked or "ratings" in case.tables or "experience" in case.tables):
        return []
    if case.firm.asked:
        return [f"Asked were: {case.firm.asked}. Of anybody else these answers say nothing."]
    return [
        "It is not said who was asked and how they were found, so one cannot say for whom the answers stand."
    ]


def _offers(case):
    return [
        f"The benefits and costs of the {plural(len(case.offers), 'offer')} are one judgement each, of a typical customer: they"
        " carry no interval, and customers differ."
    ]


def _half_width(values):
    """How far the mean of these answers may be off: t · s / √n, with 95 % (None for fewer than two)."""
    from scipy.special import stdtrit

    values = values.dropna()
    if len(values) < 2:
        return None
    return float(stdtrit(len(values) - 1, 0.975) * values.std() / len(values) ** 0.5)


def _ratings(case):
    ratings, ours = case.ratings, case.firm.our_brand
    people = ratings["respondent"].nunique()
    said = [_how_many(people, "respondent", "rated brands")]
    mine = ratings[ratings["brand"] == ours]
    widths = [width for name in case.attributes if (width := _half_width(mine[name])) is not None]
    if widths:
        said.append(f"{ours}'s mean ratings are known to about ±{max(widths):.1f} points at worst.")
    said.append(
        "What goes together with value in these answers need not be its cause: who likes a brand rates all of it higher."
    )
    return said


def _experience(case):
    answers = case.experience
    said = [_how_many(len(answers), "customer", "answered")]
    customers = case.customers
    if customers is None:
        return [*said, "Whether those who answered stayed cannot be told: there is no table of customers."]
    known = customers[customers["customer"].isin(answers["customer"])]
    there = customers[(customers["left"] == False).fillna(False)]  # noqa: E712 - a column of True, False and missing
    if len(known) and not known["left"].fillna(False).any() and customers["left"].fillna(False).any():
        gone = int(customers["left"].fillna(False).sum())
        said.append(f"All of them are still customers: none of the {gone} who left was asked, and they may have been the least"
                    " satisfied.")  # fmt: skip
    if len(there):
        share = there["customer"].isin(answers["customer"]).mean()
        said.append(
            f"Of {len(there)} customers who are still there {100 * share:.0f} % answered; the others may feel otherwise."
        )
    return said


def _customers(case):
    customers, period = case.customers, case.firm.period
    known = customers["left"].dropna()
    longest, running = int(customers["periods"].max()), int((~known.astype(bool)).sum())
    said = [_how_many(len(customers), "customer", "stand in the table")]
    said.append(
        f"Nobody was watched for more than {plural(longest, period)}: what comes later is the model's, not the data's."
    )
    if running:
        said.append(
            f"{running} of {len(customers)} are still there: how long they will stay in the end is not known."
        )
    said.append(
        "Margins and service costs are those of today; a lifetime value takes them to stay as they are."
    )
    return said


def _orders(case):
    days = case.orders["date"]
    first, last = days.min(), days.max()
    once = (case.orders.drop_duplicates(["customer", "date"]).groupby("customer").size() == 1).mean()
    return [
        f"Orders run from {first:%Y-%m-%d} to {last:%Y-%m-%d}; what came before or after is not seen.",
        f"{100 * once:.0f} % of those who bought did so on one day only: whether they have gone or are slow, silence does not say.",
    ]


def _how_many(count, noun, verb):
    few = f": fewer than {FEW}, too few to say much" if count < FEW else ""
    return f"{plural(count, noun)} {verb}{few}."


MONTH_DAYS = 30.4375
FAR = 2  # times that a typical customer's price and what buyers spend on average may lie apart
ROUNDING = 0.02  # of an amount: two tables may round differently
CLEARLY = 0.1  # so far from 1 a ratio of two prices says which is dearer
SHORTER = 0.75  # a share of the scale that answers stay below when they were given on a shorter one
ANSWERS = 30  # from so many on, answers show which scale they were given on
SURELY = 3  # standard errors; many attributes are compared, and 3 come up by chance in 3 of 1,000
FEW_OF = 0.05  # a twentieth of the rows may be slips of one row each


@dataclass(frozen=True)
class Claim:
    """What one table says of a quantity, in words, and the lowest and highest value that agrees with it."""

    said: str
    low: float
    high: float


def compared(quantity: str, one: Claim, other: Claim, *further: str) -> list[str]:
    """The sentences that tell a contradiction, in a list, if the spans of ``one`` and ``other`` (Claim) do not meet; else [].

    ``further``: which value is used, and what may have happened.

    >>> compared("price", Claim("offers say 10", 10, 10), Claim("orders say 30", 25, 35), "Offers are used.")
    ['Two tables differ on the price: offers say 10, orders say 30. Offers are used.']
    >>> compared("price", Claim("offers say 10", 10, 10), Claim("orders say 12", 9, 15))
    []
    """
    if one.low <= other.high and other.low <= one.high:
        return []
    return [
        " ".join([f"Two tables differ on the {quantity}: {one.said}, {other.said}.", *filter(None, further)])
    ]


def contradictions_in(case: OwnCase, part: str) -> tuple[str, ...]:
    """What two tables of a case tell differently of a quantity that a part's numbers rest on, and what looks like a slip in
    one of them: sentences (a tuple).
    """
    found = [str(note).removesuffix(f" ({note.kind})") + "." for note in case.notes if part in note.parts]
    for check, parts in CHECKS.items():
        if part in parts:
            try:
                found += check(case)
            except (
                ValueError,
                ArithmeticError,
            ):  # a table, or too much of it, is missing: nothing to compare
                continue
    return tuple(found)


def _retention(case):
    """The firm sheet's retention against the renewals in customers."""
    firm, seen = case.firm, table_retention(case)
    if firm.retention is None or seen.share is None or seen.low is None or seen.high is None:
        return []
    share, ends = percent_span(seen.share, seen.low, seen.high)
    by_sheet = f"the firm sheet says that {percent(firm.retention)} stay each {firm.period}"
    by_table = f"in customers {share} do (95\u00a0% interval {ends}, from {plural(seen.due, 'renewal')})"
    customers = table_of(case, "customers")
    margin = float((customers["margin"] - customers["service_cost"]).mean())
    try:
        other = amount(worth(margin, seen.share, firm.discount_a_period), firm.currency)
        other = f"; with the table's a new customer would be worth {other}"
    except Missing:  # nobody left, and later money counts in full
        other = ""
    return compared(
        "retention", Claim(by_sheet, firm.retention, firm.retention), Claim(by_table, seen.low, seen.high),
        _slip_of_retention(firm, seen),
        f"Lifetime value and equity use the firm sheet's{other}. The four groups use the table's.",
    )  # fmt: skip


def _slip_of_retention(firm, seen):
    """Another period, or those who leave, that would fit the table; and what the sheet's retention makes in a year."""
    said, n = firm.retention, firm.periods_a_year
    in_a_year = f"{percent(said)} a {firm.period} is {percent(said**n)} a year." if n > 1 else ""
    for period, times in PERIODS.items():
        meant = said ** (times / n)
        if times != n and seen.low <= meant <= seen.high:
            return f"Did you mean {percent(said)} a {period}? That is {percent(meant, 1)} a {firm.period}, as the table has it. {in_a_year}"
    if seen.low <= 1 - said <= seen.high:
        return f"Did you mean that {percent(said)} leave? Then {percent(1 - said)} stay, as the table has it."
    return in_a_year


@dataclass(frozen=True)
class ObservedSpending:
    """What orders show of the customers in the table: ``a_period`` they spent, their ``margin`` a period, and how many they are."""

    a_period: float
    margin: float
    people: int


def _spending(case):
    """Spend a period of the customers without a contract, over the periods for which orders were watched.

    Only theirs: who has a contract may pay for it elsewhere. A customer counts for as many periods as they paid for, at most as many as lie between the first order and the last day.
    """
    customers, orders = table_of(case, "customers"), table_of(case, "orders")
    spent = orders.groupby("customer")["spend"].sum()
    mine = customers[customers["left"].isna() & customers["customer"].isin(spent.index)]
    if mine.empty:
        raise Missing("Everybody has a contract.")
    until = _until(case)
    window = max((until - orders["date"].min()).days / MONTH_DAYS * case.firm.periods_a_year / 12, 1.0)
    periods = mine["periods"].clip(upper=window)
    watched = periods.sum()
    paid, brought = spent[mine["customer"]].sum() / watched, (mine["margin"] * periods).sum() / watched
    return ObservedSpending(float(paid), float(brought), len(mine))


def _until(case):
    """The last day on which orders were watched."""
    import pandas as pd

    return pd.Timestamp(case.firm.data_until) if case.firm.data_until else case.orders["date"].max()


def _margin_and_orders(case):
    """No customer can bring more than they paid."""
    spending, unit = _spending(case), _unit(case)
    return compared(
        "margin",
        Claim(f"in customers the {spending.people} without a contract bring {amount(spending.margin, unit)} each", spending.margin, inf),
        Claim(f"in orders they pay {amount(spending.a_period, unit)}", -inf, spending.a_period * (1 + ROUNDING)),
        "A margin cannot be more than what is paid for. Do the orders lack something, such as a fee, or is the margin another"
        " period's? Lifetime value uses the margin of customers, the forecast of purchases uses orders.",
    )  # fmt: skip


def _margin_and_price(case):
    """No customer can bring more than the price, where the price is all they pay."""
    found, price, unit = interval(table_of(case, "customers")["margin"]), _price(case), _unit(case)
    low = found.value if found.low is None else found.low
    return compared(
        "margin and the price",
        Claim(f"in customers they bring {amount(found.value, unit)} on average", low, inf),
        Claim(f"in offers our price is {amount(price, unit)}", -inf, price * (1 + ROUNDING)),
        "A margin cannot be more than the price, unless customers also pay in other ways. Is one of the two for another period?"
        " Perceived value uses the price, lifetime value the margin.",
    )  # fmt: skip


def _price_and_orders(case):
    """A typical customer's price against what buyers spend."""
    spending, price, unit = _spending(case), _price(case), _unit(case)
    return compared(
        "price",
        Claim(f"in offers a typical customer of ours pays {amount(price, unit)}", price / FAR, price * FAR),
        Claim(f"in orders the {spending.people} without a contract pay {amount(spending.a_period, unit)} on average", spending.a_period, spending.a_period),
        "Is one of the two for another period, or do orders hold only part of what they pay? Perceived value uses the price of"
        " offers, the forecast of purchases the orders.",
    )  # fmt: skip


def _unit(case):
    return f"{case.firm.currency} a {case.firm.period}"


def _price(case):
    offers = table_of(case, "offers")
    return float(offers.loc[offers["offer"] == case.firm.our_brand, "money"].iloc[0])


def _price_and_ratings(case):
    """Our price beside the others' in offers and in the ratings of good_price: on which side of 1?"""
    found, offers = brand_map(case), table_of(case, "offers")
    ends = found.intervals.get(found.ours)
    rated = [name for name in found.table.index if name != found.ours]
    others = offers.loc[offers["offer"].isin(rated), "money"].mean()
    if not ends or not others > 0 or abs((ratio := _price(case) / float(others)) - 1) < CLEARLY:
        return []
    low, high = ends["price"]
    sheet = Claim(f"by offers our price is {figure(ratio)} times that of the others",
                 *((-inf, 1.0) if ratio < 1 else (1.0, inf)))  # fmt: skip
    seen = Claim(f"by good_price in ratings it looks {figure(found.table['price'][found.ours])} times as high"
                f" (95\u00a0% interval {span((low, high))})", low, high)  # fmt: skip
    return compared(
        "price", sheet, seen,
        "Was good_price asked the wrong way round? High must mean cheap. People may also see a price otherwise than it is. The"
        " value map uses the ratings, perceived value the offers.",
    )  # fmt: skip


def _value_and_ratings(case):
    """Ahead of a rival by offers, and clearly behind in the ratings of value, or the other way round."""
    offers, ratings = table_of(case, "offers").set_index("offer"), table_of(case, "ratings")
    ours = case.firm.our_brand
    if "value" not in ratings:
        return
    worth_it = offers[list(BENEFITS)].sum(axis=1) - offers[list(COSTS)].sum(axis=1)
    ratings = ratings.dropna(subset=["value"]).assign(value=lambda rows: case.on_ten(rows["value"]))
    for rival in case.rivals:
        lead = float(worth_it[ours] - worth_it[rival])
        try:
            differences = paired_differences(ratings, ["value"], ours, rival, respondent="respondent")
        except ValueError:  # fewer than two rated both
            continue
        found = cast("pd.Series", differences.loc["value"])
        ends = found["low_95"], found["high_95"]
        if not has_width(ends):
            continue
        yield from compared(
            f"value beside {rival}",
            Claim(f"by offers we are {amount(abs(lead), _unit(case))} {'ahead' if lead >= 0 else 'behind'}",
                 min(0.0, lead * inf) if lead else 0.0, max(0.0, lead * inf) if lead else 0.0),
            Claim(f"to those who rated both ({found['respondents']:.0f}) our value is {figure(abs(found['difference']), 1)} points"
                 f" {'lower' if found['difference'] < 0 else 'higher'} (ours less theirs, on 1 to 10: 95\u00a0% interval {span(ends, 1)})", *ends),
            "Offers are one judgement of a typical customer. Each part uses its own table.",
        )  # fmt: skip


def _periods_and_orders(case):
    """Nobody can have bought over a longer time than they have been a customer."""
    customers, orders = table_of(case, "customers"), table_of(case, "orders")
    days = orders.groupby("customer")["date"].agg(["min", "max"])
    length = (days["max"] - days["min"]).dt.days / MONTH_DAYS * case.firm.periods_a_year / 12
    periods = customers.set_index("customer")["periods"].astype(float)
    both = periods.to_frame().join(length.rename("length"), how="inner")
    longer = both[both["length"] > both["periods"] + 1]
    if len(both) == 0:
        return []
    worst = cast(str, (both["length"] - both["periods"]).idxmax())
    paid, time = both["periods"][worst], both["length"][worst]
    return compared(
        "time that customers have been there",
        Claim(f"by customers {worst} paid for {plural(int(paid), case.firm.period)}", -inf, FEW_OF),
        Claim(f"by orders they bought over {figure(time, 1)}, and {len(longer)} of {plural(len(both), 'customer')} bought over"
             " longer than they paid for", len(longer) / len(both), inf),
        f"Does the column periods count {case.firm.period}s? Retention and the groups use periods, the forecast of purchases the"
        " days of orders.",
    )  # fmt: skip


def _periods_and_first_order(case):
    """Nobody without a contract can have paid since long before their first order, if orders hold all of them."""
    customers, orders = table_of(case, "customers"), table_of(case, "orders")
    a_period = MONTH_DAYS * 12 / case.firm.periods_a_year
    since = (_until(case) - orders.groupby("customer")["date"].min()).dt.days / a_period
    mine = customers[customers["left"].isna()].set_index("customer")["periods"].astype(float)
    both = mine.to_frame().join(since.rename("since"), how="inner")
    if both.empty:
        return []
    longer = both[both["periods"] > FAR * both["since"] + 1]
    worst = cast(str, (both["periods"] - both["since"]).idxmax())
    paid, ago = both["periods"][worst], both["since"][worst]
    return compared(
        "time that customers have been there",
        Claim(f"by customers {worst} paid for {plural(int(paid), case.firm.period)}", -inf, 0.5),
        Claim(f"by orders their first purchase is {figure(ago, 1)} {case.firm.period}s ago, and {len(longer)} of"
             f" {plural(len(both), 'customer')} paid for more than {FAR} times as long", len(longer) / len(both), inf),
        f"Does the column periods count {case.firm.period}s, or do orders begin later? Lifetime value uses periods, the forecast of"
        " purchases the days of orders.",
    )  # fmt: skip


def _people_in_orders(case):
    """Customers without a purchase."""
    customers, orders = table_of(case, "customers"), table_of(case, "orders")
    all_of_them, bought = set(customers["customer"]), set(orders["customer"])
    return compared(
        "number of customers",
        Claim(f"customers has {len(all_of_them)}", len(all_of_them), len(all_of_them)),
        Claim(f"orders has purchases of {len(bought & all_of_them)} of them", len(bought & all_of_them), len(bought & all_of_them)),
        f"The forecast of purchases counts nothing for the {len(all_of_them - bought)} without one; lifetime value counts all.",
    )  # fmt: skip


def _people_asked(case):
    """Customers who answered, and stand in no list of customers."""
    customers, answers = table_of(case, "customers"), table_of(case, "experience")
    known = int(answers["customer"].isin(customers["customer"]).sum())
    return compared(
        "people",
        Claim(f"{plural(len(answers), 'customer')} answered in experience", len(answers), len(answers)),
        Claim(f"{known} of them stand in customers", known, known),
        "All answers are counted here. Are the numbers of the customers the same in both tables?",
    )  # fmt: skip


def _last_day(case):
    """A silence before the last day that is longer than any before it."""
    orders, until = table_of(case, "orders"), case.firm.data_until
    if until is None:
        return []
    days = orders["date"].drop_duplicates().sort_values()
    longest = int(days.diff().dt.days.max()) if len(days) > 1 else 0
    silent = (_until(case) - days.iloc[-1]).days
    return compared(
        "last day",
        Claim(f"the firm sheet says that orders were watched until {until.isoformat()}", silent, silent),
        Claim(
            f"the last order is of {days.iloc[-1]:%Y-%m-%d}, {silent} days before, and no earlier silence was longer than"
            f" {plural(longest, 'day')}", 0, max(1.5 * longest, MONTH_DAYS),
        ),
        "Are the last orders missing? The forecast uses the day of the firm sheet, and takes the silence for customers who have gone.",
    )  # fmt: skip


def _rating_scale(case):
    """Ratings that all keep to the lower part of the scale, as if they had been given on a shorter one."""
    return _on_firm_scale(case, "ratings", [*case.attributes, "good_price", "value"])


def _answer_scale(case):
    """The same of what customers expected, found and felt, and of their recommendation, which has a scale of its own."""
    asked = [f"{side}_{item}" for item in case.items for side in ("expected", "perceived")]
    yield from _on_firm_scale(case, "experience", [*asked, "satisfaction"])
    if "recommend" in table_of(case, "experience"):
        yield from _on_shorter(
            case.experience["recommend"].dropna(), "answers to recommend", 0, 10, "the score needs 0 to 10"
        )


def _on_firm_scale(case, name, columns):
    table, (low, high) = table_of(case, name), case.firm.scale
    given = table[[column for column in columns if column in table]].stack().dropna()
    return _on_shorter(given, f"answers in {name}", low, high, f"the firm sheet says {low:g} to {high:g}")


def _on_shorter(given, what, low, high, sheet):
    if len(given) < ANSWERS:
        return []
    largest = float(given.max())
    return compared(
        "scale", Claim(sheet, high, high),
        Claim(f"none of {len(given)} {what} is above {largest:g}", low, low + (largest - low) / SHORTER),
        f"Was a scale that ends at {largest:g} used? All numbers here take {low:g} to {high:g} for it.",
    )  # fmt: skip


def _performance(case):
    """The same attribute, as customers found it and as respondents rated it."""
    both = [item for item in case.items if item in case.attributes]
    if not both:
        return
    rated = case.ratings[case.ratings["brand"] == case.firm.our_brand]
    for item in both:
        one = _mean_of("customers in experience found", case.experience[f"perceived_{item}"])
        other = _mean_of("those who rated us say", rated[item])
        if one and other:
            yield from compared(
                f"performance in {words(item)}", one, other,
                "Other people were asked, perhaps at another time or on another scale. Each part uses its own table.",
            )  # fmt: skip


def _mean_of(who: str, answers: pd.Series) -> Claim | None:
    """What they say on average, and what is surely no other mean; None where nothing tells how far off it may be."""
    found = interval(answers.dropna()) if answers.notna().any() else None
    if found is None or found.low is None or found.high is None:
        return None
    # Of each half width: together three standard errors of the difference, if these are alike.
    apart = SURELY / 1.96 / 2**0.5
    return Claim(f"{who} {figure(found.value, 1)} (95\u00a0% interval {span((found.low, found.high), 1)})",
                found.value - apart * (found.value - found.low), found.value + apart * (found.high - found.value))  # fmt: skip


def _names(case):
    """The firm's name is that of an offer which is not ours."""
    firm = case.firm
    if firm.name not in case.rivals:
        return []
    return compared(
        "firm",
        Claim(f"its name in the firm sheet is {firm.name}, which offers has as a rival", 0, 0),
        Claim(f"our_brand is {firm.our_brand}", 1, 1),
        f"The page bears the name, and takes {firm.our_brand} for ours.",
    )  # fmt: skip


LASTING, BUYING, GROUPS, VALUE, MAP, GAPS = (
    "lifetime value", "buying without a contract", "four groups", "perceived value", "value map", "expectations and satisfaction",
)  # fmt: skip
CHECKS = {
    _retention: (LASTING, GROUPS, "from a point to money"),
    _margin_and_orders: (LASTING, BUYING),
    _margin_and_price: (VALUE, LASTING),
    _price_and_orders: (VALUE, BUYING),
    _price_and_ratings: (VALUE, MAP),
    _value_and_ratings: (VALUE, MAP),
    _periods_and_orders: (LASTING, BUYING, GROUPS),
    _periods_and_first_order: (LASTING, BUYING, GROUPS),
    _people_in_orders: (BUYING,),
    _people_asked: (GAPS,),
    _last_day: (BUYING,),
    _rating_scale: (MAP,),
    _answer_scale: (GAPS,),
    _performance: (GAPS, MAP),
    _names: (VALUE, MAP),
}
