"""Cases to spoil: the worked example, and a gym with other numbers, written here."""

import csv
import io
import random
from datetime import date, timedelta

TODAY = date(2026, 1, 15)
TABLES = ("firm", "offers", "ratings", "experience", "customers", "orders")


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
