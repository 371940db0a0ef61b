"""What a table's columns show when they are seen whole: years for periods, codes, slips, swapped columns, too few answers."""

from collections import Counter
from datetime import date
from statistics import median
from typing import Any

from custvalue_helpers.your_case.headers import ParsedTable
from custvalue_helpers.your_case.schema import FEW, PERIODS

__all__ = []

LIFE = 100  # years that nobody pays for longer than
EARLIEST = 1950
ENOUGH = 10  # values, from which on one can stand out
WILD, WILD_MEDIAN = 20, 50  # times the next largest value, and the median
CODES = {999, 9999, 99999, 999999, -999, -9999, -99999}  # that many write for "unknown"
ALONE = 3  # times as far as the largest other value, or the span of all others
OLD, NEW = 1990, 2000
ANSWERS = 30
MOSTLY = 0.8
SURELY = 3  # standard errors
OFTEN = 0.03  # of all answers
MONEY: dict[str, dict[str, tuple[str, ...]]] = {
    "customers": {
        "margin": ("lifetime value", "four groups", "from a point to money"),
        "service_cost": ("lifetime value", "four groups", "from a point to money"),
        "acquisition_cost": ("lifetime value",),
    },
    "orders": {"spend": ("buying without a contract",)},
}


def check_numbers(tables: dict[str, ParsedTable], facts: dict[str, Any], today: date) -> None:
    """Add a problem or a note for what a column's numbers show together."""
    if customers := tables.get("customers"):
        _periods(customers, facts.get("period"), today)
        _signs(customers)
    for name, columns in MONEY.items():
        for column, parts in columns.items() if name in tables else ():
            _wild(tables[name], column, parts)
    if orders := tables.get("orders"):
        _old_days(orders)
    for name in ("ratings", "experience"):
        if name in tables:
            _codes(tables[name])
    if experience := tables.get("experience"):
        _gaps(experience)


def check_answers(tables: dict[str, ParsedTable]) -> None:
    """Add a note where a table says less than it seems to: answers all alike, gaps, few people, nobody who left."""
    for name in ("ratings", "experience"):
        if name in tables:
            _answers(tables[name])
    for name in ("ratings", "experience", "customers"):
        if name in tables:
            _few(tables[name])
    if customers := tables.get("customers"):
        _leaving(customers)
        _service(customers)


def _periods(customers, period, today):
    """Periods that are longer than a life; all of them between 1950 and this year are calendar years."""
    told = customers.pairs("periods")
    most = LIFE * PERIODS.get(period, 1)
    beyond = [(row, periods) for row, periods in told if periods > most]
    if all(EARLIEST <= periods <= today.year for _, periods in told) and told:
        found = f"{min(p for _, p in told)} to {max(p for _, p in told)} in all rows, as if they were calendar years"
        mend = f"count the {period or 'period'}s from the year that they came to the last day, the first one included"
    elif beyond:
        found = f"{len(beyond)} of {len(told)} rows above {most:,}, such as {beyond[0][1]:,}: more than {LIFE} years"
        mend = f"correct them, or period in the firm sheet: a period is a {period or 'year'} there"
    else:
        return
    row, accepted = (beyond or told)[0][0], f"periods paid for so far, up to {most:,}"
    customers.refuse(row, "periods", found, accepted, mend)


def _wild(parsed, column, parts):
    """One amount far above all others, or one that many write for "unknown"."""
    told = parsed.pairs(column)
    if len(told) < ENOUGH:
        return
    row, value = max(told, key=lambda each: abs(each[1]))
    code = value in CODES
    others = [abs(other) for _, other in told if not (code and other == value)]
    if not code:
        others.remove(abs(value))
    if len(others) < ENOUGH - 1:
        return
    most, middle = max(others), median(abs(other) for _, other in told)
    if code and abs(value) > ALONE * most:
        parsed.keep_in_mind(column, f"{value:,.10g} in row {row} stands alone, the next largest is {most:,.10g}: does it stand for"
               " 'unknown'? It counts as money here", parts)  # fmt: skip
    elif not code and abs(value) > WILD * most and abs(value) > WILD_MEDIAN * middle:
        parsed.keep_in_mind(column, f"{value:,.10g} in row {row} is more than {WILD} times the next largest, {most:,.10g}: is it a slip?"
               " It moves every mean that it counts in", parts)  # fmt: skip


def _old_days(orders):
    """A day long before all others."""
    told = orders.pairs("date")
    old = [(row, day) for row, day in told if day.year < OLD]
    rest = [day for _, day in told if day.year >= OLD]
    if len(rest) < ENOUGH or not 0 < len(old) <= max(1, len(told) // 100) or min(rest).year < NEW:
        return
    row, day = old[0]
    orders.keep_in_mind("date", f"{day.isoformat()} in row {row} is long before all others, which begin at {min(rest).isoformat()}: is"
           " the year a slip? That customer seems to have been there since then", ("buying without a contract",))  # fmt: skip


def _signs(customers):
    """Columns that look swapped, or turned round."""
    margins = [value for _, value in customers.pairs("margin")]
    below = sum(value < 0 for value in margins)
    if len(margins) >= ENOUGH and 2 * below > len(margins):
        customers.keep_in_mind("margin", f"{below} of {len(margins)} are below 0: are the costs in this column, or was their sign lost"
               " in service_cost? A margin is what a customer brings", MONEY["customers"]["margin"])  # fmt: skip
    told = customers.pairs("left", "periods")
    gone, there = ([periods for _, left, periods in told if left is which] for which in (True, False))
    if len(told) < ANSWERS or not there or len(gone) <= MOSTLY * len(told):
        return
    if sum(gone) / len(gone) > sum(there) / len(there):
        customers.keep_in_mind("left", f"yes for {len(gone)} of {len(told)}, and these were there longer than the others: does yes mean"
               " here that they stay? It must mean that they have left", MONEY["customers"]["margin"])  # fmt: skip


def _gaps(experience):
    """Satisfaction that falls as performance rises above expectation."""
    items = [name.removeprefix("expected_") for name in experience.columns if name.startswith("expected_")]
    items = [item for item in items if f"perceived_{item}" in experience.columns]
    sides = [f"{side}_{item}" for side in ("perceived", "expected") for item in items]
    told = [values for _, *values in experience.pairs("satisfaction", *sides)] if items else []
    if len(told) < ANSWERS:
        return
    import pandas as pd

    gaps = [sum(values[1 : 1 + len(items)]) - sum(values[1 + len(items) :]) for values in told]
    satisfied = [values[0] for values in told]
    if len(set(gaps)) < 2 or len(set(satisfied)) < 2:
        return
    found = float(
        pd.Series(gaps).rank().corr(pd.Series(satisfied).rank())
    )  # Spearman's, without a second for SciPy
    if found < -SURELY / (len(told) - 1) ** 0.5:
        experience.keep_in_mind("satisfaction", f"it falls as performance rises above expectation (rank correlation {found:.2f} in"
               f" {len(told)} answers): are expected and perceived swapped, or is 1 the best mark? The shares of"
               " disappointed and delighted customers rest on it",
               ("expectations and satisfaction",))  # fmt: skip


def _codes(parsed):
    """An answer that is given often, and stands far outside all others on the scale."""
    others = (name for name in ("good_price", "value", "satisfaction") if name in parsed.columns)
    names = [*parsed.attributes, *others]
    told = [(value, row, name) for name in names for row, value in parsed.pairs(name)]
    values = sorted({value for value, *_ in told})
    if len(told) < ANSWERS or len(values) < 4:
        return
    for end, (low, high), gap in ((values[-1], (values[0], values[-2]), values[-1] - values[-2]),
                                  (values[0], (values[1], values[-1]), values[1] - values[0])):  # fmt: skip
        found = [(row, name) for value, row, name in told if value == end]
        if gap > ALONE * (high - low) and len(found) >= OFTEN * len(told):
            parsed.refuse(*found[0], f"{end:g} in {len(found)} of {len(told)} answers, where all others lie from {low:g} to {high:g}",
                          "points on one scale", f"leave the cell empty if {end:g} stands for no answer; correct the scale in the firm"
                          " sheet, too, if nobody could give it")  # fmt: skip
            return


FLAT = 3  # attributes: two equal answers are no sign of anything


def _answers(parsed):
    """Columns in which all answer the same, cells without an answer, and respondents who tick one number throughout."""
    others = ("good_price", "value", "satisfaction", "recommend")
    for name in (*parsed.attributes, *(name for name in others if name in parsed.columns)):
        values = parsed.columns[name]
        given = [value for value in values if value is not None]
        if len(given) > 1 and len(set(given)) == 1:
            parsed.keep_in_mind(
                name, f"all {len(given)} answers are {given[0]:g}: the column explains nothing"
            )
        if not given and values:
            parsed.keep_in_mind(name, "no answer at all")
        elif len(given) < len(values):
            parsed.keep_in_mind(name, f"{len(values) - len(given)} of {len(values)} rows have no answer")
    answers = list(zip(*(parsed.columns[name] for name in parsed.attributes), strict=True))
    flat = sum(None not in row and len(set(row)) == 1 for row in answers)
    if flat and len(parsed.attributes) >= FLAT:
        rows = f"{flat} of {len(answers)} rows"
        parsed.keep_in_mind(None, f"{rows} give one and the same answer to every attribute: perhaps unread")
    if parsed.table.name == "experience" and parsed.rows and not parsed.attributes:
        parsed.keep_in_mind(None, "no columns expected_… and perceived_…: gaps cannot be told")
    if parsed.table.name == "ratings":
        for name, what in (("good_price", "no value map"), ("value", "what matters cannot be told")):
            if name not in parsed.columns and parsed.rows:
                parsed.keep_in_mind(name, f"no such column: {what}")


def _few(parsed):
    who = parsed.table.key[0]
    counts = Counter(name for _, name in parsed.pairs(who))
    if 0 < len(counts) < FEW:
        parsed.keep_in_mind(
            who, f"only {len(counts)} {who}s: too few to say much; {FEW} are few, 100 are better"
        )
    if parsed.table.name == "ratings" and counts:
        alone = sum(count == 1 for count in counts.values())
        if alone:
            parsed.keep_in_mind(
                who, f"{alone} of {len(counts)} respondents rate one brand only: they compare nothing"
            )


def _service(customers):
    costs = [value for _, value in customers.pairs("service_cost")]
    if costs and not any(costs):
        said = "0 for all: what customers are worth is before the cost of serving them, and too high"
        customers.keep_in_mind("service_cost", said)


def _leaving(customers):
    left = [value for _, value in customers.pairs("left")]
    unknown = len(customers.rows) - len(left)
    if left and all(left):
        customers.keep_in_mind(
            "left", "everybody has left: how long customers stay cannot be told from them alone"
        )
    if left and not any(left):
        customers.keep_in_mind("left", "nobody has left: retention cannot be told from them")
    if unknown and "left" in customers.columns:
        said = f"of {unknown} of {len(customers.rows)} customers one cannot know whether they left"
        customers.keep_in_mind("left", said)
