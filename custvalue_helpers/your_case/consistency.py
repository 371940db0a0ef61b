"""What tables must agree on: brands, customers, days, units of money."""

import unicodedata
from collections import Counter
from itertools import combinations
from typing import Any

from custvalue_helpers.your_case.cells import name_of, nearest, quoted
from custvalue_helpers.your_case.headers import ParsedTable
from custvalue_helpers.your_case.tables import form_of, join_spellings

__all__ = []

MOST_COMPARED = 2_000  # names among which one that was meant is looked for
CENTS = 50  # the least that services of payment take, in cents: smaller amounts are none
MOST_BRANDS = 200  # that are compared with each other
SHOWN = 3  # names in one message


def check_consistency(tables: dict[str, ParsedTable], facts: dict[str, Any]) -> None:
    """Add the problems and notes that no table shows alone."""
    _brands(tables, facts)
    _customers(tables)
    if "orders" in tables:
        _days(tables["orders"], facts)
        _cents(tables, facts)


def _values(column, parsed):
    """The values of a column with their rows, empty if it is not there."""
    return parsed.pairs(column) if parsed else []


def _brands(tables, facts):
    offers, ratings, ours = tables.get("offers"), tables.get("ratings"), facts.get("our_brand")
    names = {name for _, name in _values("offer", offers)} | (offers.named if offers else set())
    if len(names) == 1:
        offers.refuse(None, "offer", f"one offer, {quoted(*names)}", "at least two offers: ours and a rival's",
                      "add the offer that your customers would take otherwise, even if it is doing nothing")  # fmt: skip
    if ours and names and ours not in names:
        firm = tables["firm"]
        row = next(row for row, fact in firm.pairs("fact") if name_of(fact) == "our_brand")
        _unlike(firm, "value", f"{quoted(ours)} for our_brand", [(row, ours)], names, "offers")
    rated = {name for _, name in _values("brand", ratings)}
    if ours and rated and ours not in rated and (not names or ours in names):
        ratings.refuse(None, "brand", f"no rating of {quoted(ours)}, which is our_brand", "ratings of our brand and of rivals",
                       "ask about your own brand too, or correct our_brand in the firm sheet")  # fmt: skip
    _alike(offers, "offer", names)
    if not names:
        _alike(ratings, "brand", rated)
    if len(names) < 2:
        return
    strangers = [(row, name) for row, name in _values("brand", ratings) if name not in names]
    _unlike(ratings, "brand", None, strangers, names, "offers")
    unrated = sorted(names - rated) if rated else ()
    if unrated:
        ratings.keep_in_mind("brand", f"nobody rated {', '.join(unrated)}")


def _alike(parsed, column, names):
    """Brands that are probably one, written in two ways: a problem; a word of two alphabets without such a twin: a note."""
    told = set()
    for one, other in combinations(sorted(names)[:MOST_BRANDS], 2):
        if folded(one) == folded(other):
            differ = "which differ only in capitals or in the form of a letter"
        elif _twins(one, other):
            differ = "which differ only in letters of another alphabet"
        else:
            continue
        told |= {one, other}
        row = next((row for row, name in _values(column, parsed) if name == other), None)
        parsed.refuse(row, column, f"{quoted(one)} and {quoted(other)}, {differ}", "one way to write each brand",
                      "write one brand alike in all tables; if they are two, add a word that tells them apart")  # fmt: skip
    for name in sorted(names - told):
        if mixed := next((word for word in name.split() if len(alphabets(word)) > 1), None):
            parsed.keep_in_mind(column, f"{quoted(mixed)} mixes {' and '.join(sorted(alphabets(mixed)))} letters in one word:"
                  " look whether that is meant")  # fmt: skip


def folded(name: str) -> str:
    """A name without what capitals and the forms of letters add.

    >>> folded("ＳＰＯＫＥ & Chain") == folded("spoke & chain")
    True
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def alphabets(word: str) -> set[str]:
    """The alphabets of a word's letters, of those whose letters look alike.

    >>> sorted(alphabets("Sp\u043eke")), alphabets("Spoke 7")
    (['Cyrillic', 'Latin'], {'Latin'})
    """
    firsts = {
        unicodedata.name(letter, "").partition(" ")[0].capitalize() for letter in word if letter.isalpha()
    }
    return firsts & {"Latin", "Greek", "Cyrillic"}


def _twins(one, other):
    """Whether two names are alike but for letters of another alphabet, which one of them mixes within a word."""
    one, other = folded(one), folded(other)
    if len(one) != len(other) or not any(len(alphabets(word)) > 1 for word in f"{one} {other}".split()):
        return False
    return all(
        a == b or (alphabets(a) and alphabets(b) and alphabets(a) != alphabets(b))
        for a, b in zip(one, other, strict=True)
    )


def _unlike(parsed, column, found, strangers, names, table):
    """One problem for all rows that name something which stands in no other table. ``strangers``: row and name of each."""
    if not strangers:
        return
    counts = Counter(name for _, name in strangers)
    shown = list(counts)[:SHOWN]
    listed = ", ".join(map(quoted, shown)) + (", …" if len(counts) > SHOWN else "")
    if not found:
        found = listed if len(strangers) == 1 else f"{len(strangers):,} rows with {listed}"
    pool = list(names) if len(names) <= MOST_COMPARED else []
    near = {name: _near(name, pool, 0.6 if table == "offers" else 0.8) for name in shown}
    meant = [
        f"{near[name]}" if len(counts) == 1 else f"{near[name]} for {name}" for name in shown if near[name]
    ]
    there = ", ".join(sorted(names)[:6]) + (", …" if len(names) > 6 else "")
    accepted = f"a name that stands in {table}: {there}"
    one = len(counts) == 1
    add = f"add {shown[0] if one and table == 'offers' else 'it' if one else 'them'} to {table}"
    correct = "correct the name" + ("" if one else "s")
    mend = f"write {', '.join(meant)}, if that is meant; or {add}" if meant else f"{add}, or {correct}"
    parsed.refuse(strangers[0][0], column, found, accepted, mend)


def _near(name, pool, cutoff):
    same = next((other for other in pool if other.casefold() == name.casefold()), None)
    return same or nearest(name, pool, cutoff)


def _customers(tables):
    customers = tables.get("customers")
    known = {name for _, name in _values("customer", customers)} | (customers.named if customers else set())
    if not known:
        return
    spelt = {form_of(name): name for name in known}
    for other in (tables[name] for name in ("orders", "experience") if name in tables):
        names = {name for _, name in _values("customer", other)} - known
        meant = {name: spelt[form_of(name)] for name in names if form_of(name) in spelt}
        join_spellings(other, "customer", meant)
    bought = _values("customer", tables.get("orders"))
    strangers = [(row, name) for row, name in bought if name not in known]
    _unlike(tables.get("orders"), "customer", None, strangers, known, "customers")
    without = len(known - {name for _, name in bought})
    if bought and without:
        customers.keep_in_mind("customer", f"{without} of {len(known)} customers have no order")
    asked = _values("customer", tables.get("experience"))
    if others := sum(name not in known for _, name in asked):
        tables["experience"].keep_in_mind("customer", f"{others} of {len(asked)} who answered are not among customers:"
              " their answers cannot be joined to money")  # fmt: skip


def _days(orders, facts):
    until = facts.get("data_until")
    days = _values("date", orders)
    late = [(row, day) for row, day in days if until and day > until]
    if late:
        found = f"{late[0][1].isoformat()}, after data_until"
        if len(late) > 1:
            last = max(day for _, day in late)
            found = f"{len(late):,} days after data_until, the last {last.isoformat()}"
        orders.refuse(late[0][0], "date", found, f"a day up to {until.isoformat()}",
                      "correct data_until in the firm sheet, or the day, if it cannot be right")  # fmt: skip
    if not days:
        return
    last = max(day for _, day in days)
    if not until:
        said = f"the firm sheet has no data_until: the last order, {last.isoformat()}, is taken for it"
        orders.keep_in_mind("date", said)
    rows = [tuple(values) for _, *values in orders.pairs("customer", "date", "spend")]
    again = len(rows) - len(set(rows))
    if again:
        orders.keep_in_mind(None, f"{again} rows are the same as an earlier one (customer, day, spend): kept, but look whether an"
              " export wrote them twice")  # fmt: skip


def _cents(tables, facts):
    """Orders in cents: whole amounts throughout, far above what our offer costs or a customer brings."""
    spends = [value for _, value in _values("spend", tables["orders"])]
    paid = [value for value in spends if value > 0]
    if not paid or min(paid) < CENTS or not all(map(float.is_integer, map(float, paid))):
        return
    offers, customers, ours = tables.get("offers"), tables.get("customers"), facts.get("our_brand")
    prices = [price for _, offer, price in offers.pairs("offer", "money") if offer == ours] if offers else []
    margins = [margin for _, margin in _values("margin", customers) if margin > 0]
    mean = sum(paid) / len(paid)
    # An order may hold several of our offers; of a price, a margin is seldom less than a fiftieth.
    for values, most, what in (
        (prices, 20, "the price of our offer is"),
        (margins, 50, "a customer brings a margin of"),
    ):
        if values and mean > most * (other := sum(values) / len(values)) > 0:
            tables["orders"].refuse(None, "spend", f"whole amounts only, {mean:,.0f} on average, while {what} {other:,.2f}: are these"
                                    " cents?", "amounts in the unit of the other tables",
                                    "divide them by 100 if they are; if not, correct the other table")  # fmt: skip
            return
