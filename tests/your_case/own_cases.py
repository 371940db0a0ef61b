"""Cases to spoil: the worked example, and a gym with other numbers, written here."""

import csv
import io
import random
from datetime import date, timedelta

import pandas as pd

TODAY = date(2026, 1, 15)
TABLES = ("firm", "offers", "ratings", "experience", "customers", "orders")


def assert_same(one, other):
    """Two cases that were read hold the same facts and tables."""
    assert one.firm == other.firm and one.tables.keys() == other.tables.keys()
    for name in one.tables:
        pd.testing.assert_frame_equal(one.table(name), other.table(name))


def rows_of(folder, name):
    """A table's rows as lists of text."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(folder, name, rows, separator=",", encoding="utf-8", end="\r\n", ending=".csv"):
    """Write rows as a CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    (folder / f"{name}{ending}").write_bytes(text.getvalue().encode(encoding))


def write_workbook(path, tables, typed=True):
    """Write tables as the sheets of a workbook, numbers as numbers where ``typed``."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([as_typed(cell) if typed else cell for cell in row])
    book.save(path)


def as_typed(cell):
    """A number or a day as a spreadsheet would hold it, None for an empty cell."""
    for read in (int, float, date.fromisoformat):
        try:
            return read(cell)
        except (ValueError, TypeError):
            continue
    return cell or None


def gym_tables(seed=7):
    """A gym: amounts a month in dollars, ratings from 1 to 7, four offers, other attributes, letters for people."""
    draw = random.Random(seed)
    brands = ("Iron Yard", "BigFit", "Park Run", "Home Bike")
    firm = [["fact", "value"], ["name", "Iron Yard"], ["our_brand", "Iron Yard"], ["currency", "USD"], ["period", "month"],
            ["discount_rate", "12 %"], ["scale_low", "1"], ["scale_high", "7"], ["data_until", "2025-12-31"],
            ["retention", "0.93"], ["asked", "Everyone who came on a Tuesday"]]  # fmt: skip
    offers = [["offer", "product", "services", "personal", "image", "money", "time", "energy", "psychic"],
              ["Iron Yard", "55", "18.5", "22", "6", "49.9", "14", "8", "3"], ["BigFit", "48", "9", "3", "5", "24.99", "16", "8", "5"],
              ["Park Run", "25", "0", "4", "2", "0", "12", "12", "2"], ["Home Bike", "35", "4", "0", "3", "31.5", "1", "15", "4"]]  # fmt: skip
    ratings = [
        [
            "respondent",
            "brand",
            "equipment",
            "Opening Hours",
            "coaching",
            "cleanliness",
            "good_price",
            "value",
        ]
    ]
    for person in range(45):
        for brand in draw.sample(brands, 3):
            scores = [draw.randint(2, 7) for _ in range(5)]
            ratings.append(
                [f"P{person:02}", brand, *map(str, scores), str(min(7, max(1, round(sum(scores) / 5))))]
            )
    customers = [["customer", "periods", "left", "margin", "service_cost", "acquisition_cost", "channel"]]
    experience = [["customer", "expected_coaching", "perceived_coaching", "expected_hours", "perceived_hours", "satisfaction",
                   "recommend"]]  # fmt: skip
    orders = [["customer", "date", "spend"]]
    for number in range(70):
        name, periods = f"M{number:03}", draw.randint(1, 36)
        gone = "yes" if draw.random() < 0.4 else "no"
        customers.append(
            [
                name,
                str(periods),
                gone,
                f"{draw.uniform(10, 45):.2f}",
                f"{draw.uniform(1, 60):.2f}",
                "25",
                draw.choice(["flyer", "friend"]),
            ]
        )
        if number % 2:
            experience.append([name, *(str(draw.randint(2, 7)) for _ in range(5)), str(draw.randint(0, 10))])
        for _ in range(draw.randint(1, 6)):
            day = date(2025, 12, 31) - timedelta(days=draw.randint(0, 700))
            orders.append([name, day.isoformat(), f"{draw.uniform(2, 30):.2f}"])
    return {
        "firm": firm,
        "offers": offers,
        "ratings": ratings,
        "experience": experience,
        "customers": customers,
        "orders": orders,
    }


def bank_tables(seed=11):
    """A bank: a year's contract, Swiss francs, ratings from 0 to 10, two offers, no orders; most customers stay."""
    draw = random.Random(seed)
    brands = ("Alpenbank", "Sofort")
    firm = [["fact", "value"], ["name", "Alpenbank"], ["our_brand", "Alpenbank"], ["currency", "CHF"], ["period", "year"],
            ["discount_rate", "0.06"], ["scale_low", "0"], ["scale_high", "10"], ["data_until", "2025-12-31"]]  # fmt: skip
    offers = [["offer", "product", "services", "personal", "image", "money", "time", "energy", "psychic"],
              ["Alpenbank", "120", "60", "90", "30", "96", "40", "20", "10"], ["Sofort", "110", "70", "0", "15", "0", "10", "15", "45"]]  # fmt: skip
    ratings = [["respondent", "brand", "advice", "security", "app", "good_price", "value"]]
    for person in range(40):
        for brand, means in zip(brands, ((7, 8, 5, 4), (4, 6, 9, 9)), strict=True):
            scores = [min(10, max(0, round(mean + draw.gauss(0, 1.2)))) for mean in means]
            value = round((sum(scores[:3]) / 3 + scores[3]) / 2 + draw.gauss(0, 0.8))
            ratings.append([str(person), brand, *map(str, scores), str(min(10, max(0, value)))])
    customers = [["customer", "periods", "left", "margin", "service_cost", "acquisition_cost"]]
    for number in range(120):
        periods, gone = 1, False
        leaving = draw.betavariate(0.8, 9)
        for _ in range(draw.randint(0, 12)):
            if gone := draw.random() < leaving:
                break
            periods += 1
        customers.append([f"K{number}", str(periods), "yes" if gone else "no", f"{draw.uniform(40, 400):.0f}",
                          f"{draw.lognormvariate(4.2, 0.7):.0f}", "150"])  # fmt: skip
    experience = [
        ["customer", "expected_advice", "perceived_advice", "expected_app", "perceived_app", "satisfaction"]
    ]
    for row in customers[1:61]:
        experience.append([row[0], *(str(draw.randint(low, 10)) for low in (6, 5, 5, 2, 4))])
    return {
        "firm": firm,
        "offers": offers,
        "ratings": ratings,
        "experience": experience,
        "customers": customers,
    }


def bakery_tables(seed=5):
    """A bakery: no contract, so nobody knows who has left; orders over two years, and no survey."""
    draw = random.Random(seed)
    firm = [["fact", "value"], ["name", "Crust & Crumb"], ["our_brand", "Crust & Crumb"], ["currency", "EUR"],
            ["period", "month"], ["discount_rate", "8 %"], ["scale_low", "1"], ["scale_high", "5"],
            ["data_until", "2025-12-31"]]  # fmt: skip
    offers = [["offer", "product", "services", "personal", "image", "money", "time", "energy", "psychic"],
              ["Crust & Crumb", "38", "4", "8", "3", "31", "6", "3", "0"], ["supermarket", "22", "3", "0", "0", "14", "1", "1", "1"],
              ["baking it oneself", "30", "0", "6", "5", "8", "16", "9", "2"]]  # fmt: skip
    customers = [["customer", "periods", "left", "margin", "service_cost"]]
    orders = [["customer", "date", "spend"]]
    end = date(2025, 12, 31)
    for number in range(90):
        day, rate = date(2024, 1, 1) + timedelta(days=draw.randint(0, 500)), draw.gammavariate(1.2, 0.03)
        leaving, usual = draw.betavariate(1, 8), draw.lognormvariate(2.2, 0.4)
        customers.append([str(number), str((end - day).days // 31 + 1), "", f"{draw.uniform(2, 20):.2f}",
                          f"{draw.uniform(0.2, 3):.2f}"])  # fmt: skip
        while day <= end:
            orders.append([str(number), day.isoformat(), f"{usual * draw.lognormvariate(0, 0.3):.2f}"])
            if draw.random() < leaving:
                break
            day += timedelta(days=1 + round(draw.expovariate(rate + 0.002)))
    return {"firm": firm, "offers": offers, "customers": customers, "orders": orders}


def crowded_tables():
    """The gym with seven offers of long names, fourteen attributes, and a long answer to who was asked."""
    tables, draw = gym_tables(), random.Random(3)
    names = [
        "Iron Yard",
        *(
            f"The {place} Street Fitness and Wellness Company"
            for place in ["First", "Second", "Third", "Fourth", "Fifth", "Sixth"]
        ),
    ]
    items = [f"{what}_{side}" for what in ("staff", "equipment", "rooms", "hours", "courses", "showers", "music")
             for side in ("friendliness_and_help", "state_and_quality")]  # fmt: skip
    firm = [[fact, {"asked": "Everyone who came on a Tuesday between six and nine in the evening, three weeks in a row, by the two"
             " people at the desk; who was in a hurry said no, and nobody asked those who come in the morning"}.get(fact, value)]
            for fact, value in tables["firm"] if fact != "retention"]  # fmt: skip
    offers = [
        tables["offers"][0],
        *([name, *tables["offers"][1 + place % 4][1:]] for place, name in enumerate(names)),
    ]
    ratings = [["respondent", "brand", *items, "good_price", "value"]]
    for person in range(50):
        for name in draw.sample(names, 4):
            ratings.append([str(person), name, *(str(draw.randint(2, 7)) for _ in range(len(items) + 2))])
    experience = [
        [
            "customer",
            *(f"expected_{item}" for item in items),
            *(f"perceived_{item}" for item in items),
            "satisfaction",
            "recommend",
        ]
    ]
    for row in tables["customers"][1:60]:
        experience.append(
            [row[0], *(str(draw.randint(2, 7)) for _ in range(2 * len(items) + 1)), str(draw.randint(0, 10))]
        )
    return {**tables, "firm": firm, "offers": offers, "ratings": ratings, "experience": experience}


CASES = {"gym": gym_tables, "bank": bank_tables, "bakery": bakery_tables}


def case_folder(folder, name):
    """Write one of the made-up cases into a new folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in CASES[name]().items():
        write(folder, table, rows)
    return folder
