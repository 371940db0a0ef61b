"""Write the templates of one's own case and their README: ``python datasets/write_your_case.py``.

The worked example is a bicycle repair shop that does not exist, with a service plan paid by the year. Everything in it
is drawn from a seed; the columns and their meaning come from the schema in ``custvalue_helpers.your_case``.
"""

import csv
import io
import random
from datetime import date, timedelta
from pathlib import Path

from custvalue_helpers.your_case.schema import FACTS, TABLES

FOLDER = Path(__file__).resolve().parent / "your_case"
SHOP, CHAIN, VAN = "Spoke & Chain", "Wheelhouse", "Velo Van"
UNTIL = date(2025, 6, 30)
FIRM = {"name": SHOP, "our_brand": SHOP, "currency": "EUR", "period": "year", "discount_rate": "0.08", "scale_low": "1",
        "scale_high": "10", "data_until": UNTIL.isoformat(), "retention": "",
        "asked": "Plan customers by e-mail in May 2025, and cyclists in the street for the ratings"}  # fmt: skip
OFFERS = (
    (SHOP, 150, 60, 45, 15, 129, 25, 15, 10),
    (CHAIN, 130, 35, 15, 20, 89, 30, 15, 25),
    (VAN, 125, 80, 25, 10, 149, 5, 5, 20),
)
# Each brand's means: repair quality, waiting time (10: no wait), advice, good price, and what its fans add.
BRANDS = {SHOP: (7.9, 6.2, 8.0, 5.8), CHAIN: (6.4, 6.6, 5.4, 7.6), VAN: (6.9, 8.3, 6.6, 4.9)}
EXPECTED = {"repair_quality": (8.2, 7.9), "waiting_time": (7.3, 6.2), "advice": (7.2, 8.0)}
CHANNELS = {"recommended": 6.0, "walked in": 0.0, "online advert": 38.0}

README = """# Your own case

Written by `python datasets/write_your_case.py` from the schema in `custvalue_helpers/your_case/schema.py`.

These are the templates for a case of your own, filled with a worked example: {shop}, a bicycle repair shop that does not
exist, and its service plan. The course's notebook `your_case.ipynb` makes a copy of them, reads what you wrote,
and prints one page. It tells you everything that is wrong at once, where it is and how to mend it; it changes
nothing in your files.

## In five steps

1. **Open the notebook** `your_case.ipynb` and run its first cells. A folder `my_case` appears beside it, with a file for each
   table below. (Do you like Excel better? Write `"my_case.xlsx"` into the line that names the folder. Then it is one Excel
   file, with a sheet for each table.)
2. **Open a table** in Excel, Numbers, LibreOffice or Google Sheets. Row 1 holds the column names: leave them. Each row below is
   one thing of the kind that the table names.
3. **Write your own rows over the example's**, and delete the example's rows that are left. Delete the files (or sheets) of
   tables that you do not have: the page then leaves that part out. You need `firm` and at least one more.
4. **Save** under the same name: a table as CSV (*CSV UTF-8*, if you are asked), an Excel file as it is.
5. **Run the notebook again** from the top. If a table cannot be read yet, a list says which row and column, what was found,
   what is accepted, and how to mend it.

## What holds for every table

- Amounts are in one currency, without its sign. *A period* is the month, quarter or year that the firm sheet names.
- Decimal points and decimal commas are both read. A per cent stands with its sign (10 %) or as a share (0.1).
- Days are written year-month-day: 2025-03-14. In an Excel file a cell that Excel knows as a day is as good. A time and its zone
  may follow; the day counts as it is written.
- Lines above the column names, such as a title, are skipped.
- A column of currencies is looked at: amounts in two currencies are never added up.
- Large files are refused: more than 50 million bytes, 500,000 rows or 500 columns in a table.
- A column whose name begins with `note` is yours: it is left out. So is such a sheet.
- Use numbers for people, not their names: the course needs none. The same customer has the same number in every table.
- Excel opens a CSV with everything in its first column? Use *Data, From Text/CSV*, or take the Excel file.
"""
HOW = {
    "firm": "Write over the column `value`. For the discount rate, what the firm pays for borrowed money in a year is a start. The"
    " rating scale is the one on your questionnaire: 1 to 5, 1 to 7, 0 to 10.",
    "offers": "Ask a few customers, for each part: what would you pay for it at most, if it cost extra? For each cost but the price:"
    " what would you pay to be rid of it? Write the middle answer. All amounts are for the same period: a price of 129 a year is"
    " 10.75 a month. The rival may be doing nothing, or doing it oneself.",
    "ratings": "A questionnaire. Everybody rates your brand and at least one rival, each on one row. Your attributes may be any, two"
    " to eight of them; each is a column. Ask `good_price` so that a high number means cheap."
    " Other columns of the questionnaire may stay: times, comments, and what a person is (an age group), the same in all of their"
    " rows, are recognised and left out.",
    "experience": "A questionnaire to your own customers: what did you expect of this, before you came? And what did you find? For an"
    " attribute `waiting_time` the two columns are `expected_waiting_time` and `perceived_waiting_time`.",
    "customers": "From the booking system or the accounts, one row for everybody who ever began, those who **left** included. A"
    " customer who signed in March 2023 for a year at a time, renewed twice and is still there has `periods` 3 and `left` no; who"
    " did not renew at all has 1 and yes. `margin` is the price less what the product itself costs you; `service_cost` is what"
    " this customer's calls, visits and complaints cost. A shop without a contract leaves `left` empty, and adds `orders`.",
    "orders": "From the till or the web shop, one row a purchase, for as long a time as you have. Every customer in it stands in"
    " `customers` too, if there is such a table. You may put an export of your web shop or payment service here as it is (Shopify,"
    " WooCommerce, Stripe, PayPal and others): save it as `orders.csv`. Columns such as `Email`, `Created at` and `Total` are found by"
    " their names. Orders that failed, were cancelled or wait for their payment are left out, as are rows that are no purchase by a column such as `paid`, `refunded`"
    " or `type`. Refunds are taken off. A total that stands again on each row of an order counts once; amounts of single articles (`Item"
    " total`, or `Price` times `Quantity`) add up. Guests without a number are told apart by their e-mail or name; guests who have"
    " neither are left out. The notes say what was taken for what, and how many rows of each kind there were.",
}


def limited(value, low=1, high=10):
    """A rating: a whole number on the scale."""
    return max(low, min(high, round(value)))


def ratings(draw):
    """Sixty cyclists rate three brands; each has a habit of ticking high or low, and some like a brand all round."""
    rows = []
    for person in range(1, 61):
        habit = draw.gauss(0, 0.7)
        for brand, (*means, price) in BRANDS.items():
            liking = draw.gauss(0, 0.6)
            scores = [mean + habit + liking + draw.gauss(0, 1.1) for mean in means]
            price = price + habit + draw.gauss(0, 1.2)
            value = 0.3 * scores[0] + 0.15 * scores[1] + 0.15 * scores[2] + 0.4 * price + draw.gauss(0, 0.7)
            rows.append([person, brand, *map(limited, (*scores, price, value))])
    return [["respondent", "brand", *EXPECTED, "good_price", "value"], *rows]


def customers(draw):
    """One hundred and forty plan customers, won in six years; each has a chance of leaving of their own."""
    rows = []
    for number in range(1, 141):
        won = draw.randint(2019, 2024)
        leaving, periods, left = draw.betavariate(0.9, 2.6), 1, "no"
        while won + periods < 2025:
            if draw.random() < leaving:
                left = "yes"
                break
            periods += 1
        channel = draw.choices(list(CHANNELS), weights=(4, 3, 3))[0]
        margin, service = 129 * draw.uniform(0.45, 0.75), draw.lognormvariate(3.1, 0.8)
        cost = CHANNELS[channel] + (draw.uniform(-4, 4) if CHANNELS[channel] else 0)
        rows.append([number, periods, left, f"{margin:.2f}", f"{service:.2f}", f"{cost:.2f}", channel, won])
    header = [
        "customer",
        "periods",
        "left",
        "margin",
        "service_cost",
        "acquisition_cost",
        "channel",
        "note_won_in",
    ]
    return [header, *rows]


def experience(draw, people):
    """Sixty of those who are still there answered."""
    there = [row for row in people[1:] if row[2] == "no"]
    rows = []
    for row in sorted(draw.sample(there, 60)):
        promised = 0.8 if row[6] == "online advert" else 0.0
        habit, expected, perceived = draw.gauss(0, 0.4), [], []
        for hoped, found in EXPECTED.values():
            expected.append(limited(hoped + promised + habit + draw.gauss(0, 0.8)))
            perceived.append(limited(found + habit + draw.gauss(0, 1.2)))
        gaps = [p - e for p, e in zip(perceived, expected, strict=True)]
        feeling = sum(2 * gap if gap < 0 else gap for gap in gaps) / len(gaps)
        satisfaction = limited(7.6 + habit + 0.45 * feeling + draw.gauss(0, 0.6))
        recommend = limited(1.1 * satisfaction - 0.9 + draw.gauss(0, 1.0), 0)
        rows.append([row[0], *expected, *perceived, satisfaction, recommend])
    items = [prefix + item for prefix in ("expected_", "perceived_") for item in EXPECTED]
    return [["customer", *items, "satisfaction", "recommend"], *rows]


def orders(draw, people):
    """What plan customers bought beside the plan while they were there: tyres, lights, repairs that it does not cover."""
    rows = []
    for number, periods, left, *_, won in people[1:]:
        rate, usual, stopping = (
            draw.gammavariate(1.6, 1.0),
            draw.lognormvariate(3.4, 0.4),
            draw.betavariate(0.8, 5),
        )
        day = date(won, 1, 1) + timedelta(days=draw.randint(0, 364))
        end = min(UNTIL, date(won + periods, 6, 30) if left == "yes" else UNTIL)
        while day <= end:
            rows.append([number, day.isoformat(), f"{usual * draw.lognormvariate(0, 0.5):.2f}"])
            if draw.random() < stopping:
                break
            day += timedelta(days=1 + int(draw.expovariate(rate) * 365))
    return [["customer", "date", "spend"], *sorted(rows, key=lambda row: (row[1], row[0]))]


def tables():
    """Every template's rows, the header first, by the name of its table."""
    draw = random.Random(20250630)
    people = customers(draw)
    facts = [["fact", "value", "note"], *([fact.name, FIRM[fact.name], fact.meaning] for fact in FACTS)]
    offers = [[column.name for column in TABLES["offers"].columns], *map(list, OFFERS)]
    return {"firm": facts, "offers": offers, "ratings": ratings(draw), "experience": experience(draw, people),
            "customers": people, "orders": orders(draw, people)}  # fmt: skip


def as_csv(rows):
    """Rows as the text of a CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def readme():
    """The README: each table and column with its meaning, unit and what is accepted."""
    parts = [README.format(shop=SHOP)]
    for table in TABLES.values():
        needed = "must be there" if table.required else "may be left out"
        parts.append(
            f"## {table.name}\n\nOne row is {table.row}. Used for {table.used_for}; the table {needed}.\n"
        )
        parts.append(f"**How to get it.** {HOW[table.name]}\n")
        listed = [*table.columns, *((table.others,) if table.others else ())]
        parts.append(
            _markdown(("column", "meaning", "unit", "accepted", "needed"), [_words(c, table) for c in listed])
        )
        if table.key and table.name != "firm":
            parts.append(f"Each {' and '.join(table.key)} comes only once.\n")
        if table.name == "firm":
            parts.append("The facts:\n")
            parts.append(
                _markdown(("fact", "meaning", "unit", "accepted", "needed"), [_words(fact) for fact in FACTS])
            )
    return "\n".join(parts)


def _words(column, table=None):
    wanted = (
        "at least one"
        if table and column is table.others and not table.prefixes
        else f"yes, or {column.unless}"
        if column.unless
        else "yes"
        if column.required
        else "no"
    )
    wanted = "no" if table and column is table.others and table.prefixes else wanted
    return column.name, column.meaning, column.unit, column.accepted, wanted


def _markdown(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return (
        "\n".join("| " + " | ".join(str(c).replace("_", "\\_") for c in line) + " |" for line in lines) + "\n"
    )


def main():
    FOLDER.mkdir(exist_ok=True)
    for name, rows in tables().items():
        (FOLDER / f"{name}.csv").write_text(as_csv(rows), encoding="utf-8", newline="")
    (FOLDER / "README.md").write_text(readme(), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
