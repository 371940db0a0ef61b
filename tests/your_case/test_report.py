"""The report: what it says follows from the case, and nothing from the case becomes live HTML."""

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest

from custvalue_helpers.models.perceived_value import switching_price
from custvalue_helpers.your_case import case_part, case_report, load_case, offers_of
from custvalue_helpers.your_case.caveats import cannot_tell
from custvalue_helpers.your_case.parts import SECTIONS
from custvalue_helpers.your_case.schema import PARTS
from tests.your_case.own_cases import TABLES, TODAY, rows_of, write


def report_of(folder):
    return case_report(load_case(folder, today=TODAY), on=date(2026, 1, 15))


class Page(HTMLParser):
    """Which elements and attributes a page has, and that every element is closed."""

    VOID = ("meta", "img")

    def __init__(self, html):
        super().__init__()
        self.open, self.seen, self.attributes = [], set(), []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("which", ["example", "gym"])
def test_the_report_is_one_page_with_everything_inside(which, request):
    html = report_of(request.getfixturevalue(which)).html
    page = Page(html)
    assert "script" not in page.seen and "link" not in page.seen and "http" not in html
    sources = [value for name, value in page.attributes if name == "src"]
    alts = [value for name, value in page.attributes if name == "alt"]
    assert len(sources) == len(alts) == {"example": 7, "gym": 6}[which]
    assert all(source.startswith("data:image/png;base64,") for source in sources)
    words = " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())
    assert all(" ".join(alt.split()) in words for alt in alts), "the picture says what the text says"
    assert "2026-01-15" in html and "What these data cannot tell" in html


def test_the_readings_are_the_models_numbers(example):
    case = load_case(example, today=TODAY)
    ours, *rivals = offers_of(case)
    limits = {rival.name: switching_price(ours, rival) for rival in rivals}
    text = case_report(case).text
    assert ours.name == "Spoke & Chain" and min(limits, key=limits.get) == "Velo Van"
    assert f"up to a price of {min(limits.values()):.2f} EUR, now {ours.money:.2f}" in text
    assert "91.00 EUR a year more than it takes, 30.00 more than Velo Van" in text


def with_offers(folder, ours, rival):
    """The example with two offers: their product benefit and price, all else 0."""
    rows = rows_of(folder, "offers")
    write(
        folder,
        "offers",
        [
            rows[0],
            ["Spoke & Chain", ours[0], 0, 0, 0, ours[1], 0, 0, 0],
            ["rival", rival[0], 0, 0, 0, rival[1], 0, 0, 0],
        ],
    )
    (folder / "ratings.csv").unlink(missing_ok=True)
    part = case_part(load_case(folder, today=TODAY), "perceived value")
    return " ".join((*part.readings, *part.more))


def test_every_standing_has_its_own_words(example):
    assert "gives a typical customer 10.00 EUR a year more than it takes, as rival does" in with_offers(
        example, (30, 20), (20, 10)
    )
    assert "By ratio, benefit over cost, rival would come first and not Spoke & Chain" in with_offers(
        example, (30, 20), (14, 5)
    )
    behind = with_offers(example, (20, 20), (20, 15))
    assert (
        "rival is 5.00 better" in behind
        and "better off with rival; they would stay at 15.00 or less" in behind
    )
    assert "No price would keep them" in with_offers(example, (5, 2), (30, 2))
    assert "takes 7.00 EUR a year more from a typical customer" in with_offers(example, (13, 20), (20, 15))
    assert "By ratio" not in with_offers(example, (30, 20), (14, 0)), "a ratio has no meaning without a cost"
    assert with_offers(example, (0, 0), (0, 0))


def test_text_from_the_files_stays_text(gym):
    bad = "<script>alert(1)</script> $x^$ 'a\" onerror=b"
    for name in ("firm", "offers", "ratings"):
        rows = rows_of(gym, name)
        write(gym, name, [[bad if cell == "Iron Yard" else cell for cell in row] for row in rows])
    rows = rows_of(gym, "firm")
    write(gym, "firm", [[row[0], "<img src=x>" if row[0] == "asked" else row[1]] for row in rows])
    page = Page(report_of(gym).html)
    assert "script" not in page.seen
    assert all(value.startswith("data:") for name, value in page.attributes if name == "src")
    assert not [name for name, _ in page.attributes if name.startswith("on")]


def test_parts_without_their_table_fall_away_and_say_what_to_add(example):
    for name in ("offers", "ratings", "orders"):
        (example / f"{name}.csv").unlink()
    report = report_of(example)
    assert report.html.count("<img") == 4
    for part, table in (
        ("Perceived value", "offers"),
        ("Value map", "ratings"),
        ("Buying without a contract", "orders"),
    ):
        assert (
            f"{part}: There is no table {table}, so this part is left out. To see it, add {table}.csv"
            in report.text
        )
    assert list(SECTIONS) == [part for part, _ in PARTS]
    with pytest.raises(ValueError, match="There is no table offers"):
        offers_of(load_case(example, today=TODAY))


def test_a_sentence_that_is_missing_for_two_parts_stands_once(example):
    (example / "customers.csv").unlink()
    (example / "orders.csv").unlink()
    text = report_of(example).text
    assert text.count("There is no table customers") == 1
    assert "Lifetime value, Four groups, From a point to money: There is no table customers" in text


def test_what_the_data_cannot_tell_follows_from_them(example):
    said = cannot_tell(load_case(example, today=TODAY))
    assert list(said) == ["firm", "offers", "ratings", "experience", "customers", "orders"] and set(
        said
    ) == set(TABLES)
    customers = rows_of(example, "customers")[1:]
    gone = sum(row[2] == "yes" for row in customers)
    assert f"none of the {gone} who left was asked" in " ".join(said["experience"])
    assert f"{len(customers) - gone} of {len(customers)} are still there" in " ".join(said["customers"])
    assert f"more than {max(int(row[1]) for row in customers)} years" in " ".join(said["customers"])
    leaver = next(row[0] for row in customers if row[2] == "yes")
    rows = rows_of(example, "experience")
    rows[1][0] = leaver
    write(example, "experience", rows[:12])
    said = cannot_tell(load_case(example, today=TODAY))
    assert (
        "none of the" not in " ".join(said["experience"])
        and "11 customers answered: fewer than 30" in said["experience"][0]
    )


def test_a_report_is_saved_and_says_so_if_it_cannot_be(example, tmp_path):
    report = report_of(example)
    assert report.save() == example / "report.html"
    assert load_case(example, today=TODAY).notes == load_case(example, today=TODAY).notes, (
        "a saved report is no table"
    )
    path = report.save(tmp_path / "report.html")
    assert path.read_text(encoding="utf-8") == report.html and report.html.startswith("<!DOCTYPE html>")
    with pytest.raises(ValueError, match="path must be a file that can be written to"):
        report.save(tmp_path / "no folder" / "report.html")
    with pytest.raises(TypeError, match="path must be the name of a file"):
        report.save(3)
    with pytest.raises(TypeError, match=r"case must be a case that load_case\(\) has read"):
        case_report("my_case")


def test_paper_says_how_many_rows_were_read_and_left_out(example):
    header, *rows = rows_of(example, "orders")
    states = ["cancelled" if number < 15 else "completed" for number in range(len(rows))]
    write(example, "orders", [[*header, "status"], *([*row, state] for row, state in zip(rows, states, strict=True))])  # fmt: skip
    page = report_of(example).html
    (line,) = page.split("<p class='paper small'>")[1:]
    line = line.partition("</p>")[0]
    assert f"{len(rows) - 15} of orders; left out: 15 rows: " in line and "<script" not in line
