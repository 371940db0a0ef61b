"""What a case's tables hold: the one source of their templates' README, of the checks and of the messages.

A table is a sheet or a CSV file. Its columns have a kind, which says how a cell is read: 'name', 'text', 'money',
'number', 'whole', 'rating', 'day', 'yes or no', 'rate', 'currency', 'brand', 'choice', or 'fact', which is read as the fact
in its row says.
"""

from dataclasses import dataclass, replace

from custvalue_helpers.kit.data import accepted_in_words

__all__ = []

MOST = 1e12  # a larger amount is a slip of the keyboard
EARLIEST = "1950-01-01"
PERIODS = {"month": 12, "quarter": 4, "year": 1}  # how many make a year
FEW = 30  # respondents or customers; below, an interval holds nearly everything


@dataclass(frozen=True)
class Column:
    """One column: what it means, in which unit, and what its cells may hold.

    ``required``: the column must be there; ``empty``: its cells may be empty; ``low`` and ``high`` as in numbers;
    ``if_missing`` and ``if_negative``: how to mend a cell without a value, or below zero;
    ``unless``: a required column may be left out if this other one is there.
    """

    name: str
    kind: str
    meaning: str
    unit: str = ""
    required: bool = True
    empty: bool = False
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    example: str = ""
    if_missing: str = ""
    if_negative: str = ""
    unless: str = ""

    @property
    def accepted(self) -> str:
        """In words, what a cell may hold.

        >>> Column("spend", "money", "what was paid", low=0).accepted
        'an amount of money, at least 0, without a sign or unit'
        """
        span = accepted_in_words({"type": "number", "constraints": self._span()})
        span = "" if span == "any" else f", {span}"
        words = {
            "name": "a name or number that is always spelt the same",
            "brand": "one of the names in the table offers, spelt the same",
            **dict.fromkeys(("text", "fact"), "any text"),
            "money": f"an amount of money{span}, without a sign or unit",
            "number": f"a number{span}",
            "whole": f"a whole number{span}",
            "rating": f"a number{span or ' from scale_low to scale_high of the firm sheet'}",
            "rate": f"a share{span}, or a per cent with its sign (0.1 or 10 %)",
            "day": f"a day written year-month-day, such as 2025-03-14, from {EARLIEST} to today",
            "yes or no": "yes or no",
            "currency": "one currency, by its three letters (EUR) or its sign (€)",
            "choice": "one of " + ", ".join(self.choices),
        }[self.kind]
        return words + (", or an empty cell" if self.empty else "")

    def _span(self):
        return {end: f"{v:g}" for end, v in (("minimum", self.low), ("maximum", self.high)) if v is not None}


@dataclass(frozen=True)
class Table:
    """One table: what a row is, what the course does with it, its columns, and which of them name a row only once.

    ``others``: how columns of any other name are read (None: they are left out). ``prefixes``: which beginnings
    make a column an answer about an attribute; they come in pairs.
    """

    name: str
    row: str
    used_for: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    others: Column | None = None
    prefixes: tuple[str, ...] = ()
    required: bool = False

    @property
    def names(self) -> set[str]:
        """The names of the table's own columns."""
        return {column.name for column in self.columns}

    def column(self, name: str) -> Column | None:
        """The column of this name; None if the table has none."""
        return next((column for column in self.columns if column.name == name), None)

    def is_answer(self, name: str) -> bool:
        """Whether a column of this name is an answer about an attribute of the reader's own."""
        if self.others is None or self.column(name) or name.startswith("note"):
            return False
        return not self.prefixes or any(
            name.startswith(prefix) and name != prefix for prefix in self.prefixes
        )

    def read_as(self, name: str) -> Column | None:
        """How a column of this name is read; None if it is left out."""
        return replace(self.others, name=name) if self.others and self.is_answer(name) else self.column(name)


def _parts(kind, negative="", **words):
    return tuple(
        Column(name, "money", f"{kind}: {text}", "money a period", low=0, if_missing="write 0 if it is worth or costs nothing",
               if_negative=negative)
        for name, text in words.items()
    )  # fmt: skip


WORTHLESS = "write 0 if they would pay nothing for it; what they dislike is a cost: time, energy or psychic"
FACTS = (
    Column("name", "text", "what the firm is called", example="Spoke & Chain"),
    Column("our_brand", "brand", "which of the offers is ours", example="Spoke & Chain"),
    Column("currency", "currency", "the one currency of all amounts", example="EUR"),
    Column("period", "choice", "the period of all amounts 'a period', and of the column periods", "",
           choices=tuple(PERIODS), example="year"),
    Column("discount_rate", "rate", "how much less money is worth a year later", "a year", low=0, high=1, example="0.08"),
    Column("scale_low", "number", "the lowest rating that one could give", "points", low=0, high=100, example="1"),
    Column("scale_high", "number", "the highest rating that one could give", "points", low=1, high=100, example="10"),
    Column("data_until", "day", "the last day that customers and orders were watched", required=False, empty=True),
    Column("retention", "rate", "share of customers who stay for another period, if you know it better than the table"
           " customers can tell", "a period", required=False, empty=True, low=0, high=1),
    Column("asked", "text", "who was asked, and how they were found", required=False, empty=True),
)  # fmt: skip
TABLES = {
    "firm": Table(
        "firm", "one fact about the firm", "everything", required=True, key=("fact",),
        columns=(Column("fact", "name", "which fact: see the list below"), Column("value", "fact", "the fact")),
    ),
    "offers": Table(
        "offers", "one offer as a typical customer sees it: yours, or a rival's", "perceived value and switching prices",
        key=("offer",),
        columns=(
            Column("offer", "name", "whose offer it is"),
            *_parts("what a customer would pay for it at most", WORTHLESS, product="the product or service itself",
                    services="the services around it", personal="the people who serve",
                    image="what it says about its owner"),
            *_parts("what a customer gives up", money="the price"),
            *_parts("what a customer would pay to be rid of it", time="the time it takes", energy="the effort",
                    psychic="worry and doubt"),
        ),
    ),
    "ratings": Table(
        "ratings", "one respondent's opinion of one brand", "the value map, the quality ratio and what matters",
        key=("respondent", "brand"),
        columns=(
            Column("respondent", "name", "who answered: a number will do, no names of people"),
            Column("brand", "brand", "which offer is rated"),
            Column("good_price", "rating", "how good its price is: high means cheap", "points", required=False, empty=True),
            Column("value", "rating", "how good it is for its price, all in all", "points", required=False, empty=True),
        ),
        others=Column("any other name", "rating", "how good the brand is at this attribute", "points", empty=True),
    ),
    "experience": Table(
        "experience", "one customer of yours", "expectations, gaps, satisfaction and recommendation", key=("customer",),
        prefixes=("expected_", "perceived_"),
        columns=(
            Column("customer", "name", "who answered: a number will do, no names of people"),
            Column("satisfaction", "rating", "how satisfied they are, all in all", "points", empty=True, unless="recommend"),
            Column("recommend", "whole", "how likely they are to recommend you: 0, not at all, to 10", "points",
                   required=False, empty=True, low=0, high=10),
        ),
        others=Column("expected_… and perceived_…", "rating", "what they expected of an attribute, and what they found;"
                      " always both, with the same ending", "points", empty=True),
    ),
    "customers": Table(
        "customers", "one customer", "retention, lifetime value and the four groups", key=("customer",),
        columns=(
            Column("customer", "name", "who it is: a number will do, no names of people"),
            Column("periods", "whole", "periods paid for so far, the first one included", "periods", low=1, high=10_000),
            Column("left", "yes or no", "whether they have left; empty if one cannot know (no contract)", empty=True),
            Column("margin", "money", "what they bring a period, before the cost of serving them", "money a period",
                   low=-MOST, if_missing="fill it in: a 0 would say that they bring nothing"),
            Column("service_cost", "money", "what serving them costs a period; 0 for all if you cannot tell", "money a period",
                   low=0, if_missing="fill it in, or write 0 for all customers if you cannot tell"),
            Column("acquisition_cost", "money", "what it cost to win them", "money, once", required=False, empty=True, low=0),
            Column("channel", "text", "how they were won", required=False, empty=True),
        ),
    ),
    "orders": Table(
        "orders", "one purchase", "buying without a contract: who will come back, and what they spend",
        columns=(
            Column("customer", "name", "who bought, as in the table customers"),
            Column("date", "day", "the day of the purchase"),
            Column("spend", "money", "what was paid, returns taken off", "money", low=0,
                   if_missing="fill it in, or delete the row if nothing was bought"),
        ),
    ),
}  # fmt: skip
PARTS = (
    ("perceived value", ("offers",)),
    ("value map", ("ratings",)),
    ("expectations and satisfaction", ("experience",)),
    ("lifetime value", ("customers",)),
    ("buying without a contract", ("orders",)),
    ("four groups", ("customers",)),
    ("from a point to money", ("customers",)),
)
