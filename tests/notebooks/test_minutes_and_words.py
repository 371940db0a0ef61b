"""The minutes that are promised add up, and the same thing has the same name."""

import re

import pytest
from tools.glossary import TITLE, all_notebooks, lesson_of, plain

from custvalue_helpers.course import lessons

BOOK = {lesson_of(path): notebook for path, notebook in all_notebooks().items() if lesson_of(path) != 99}
every_lesson = pytest.mark.parametrize("number", BOOK)


def promised(number):
    """The two figures of a lesson's first cell: minutes to read and try, and minutes more."""
    (found,) = re.findall(r"About (\d+) minutes to read and try, and (\d+) more for", BOOK[number].cells[0].source)
    return tuple(map(int, found))


def reckoned(number):
    """The same two by rule: 160 words and a new picture each so many minutes; exercises and second looks apart."""
    minutes, second_look = [0.0, 5.0], 0  # five for the quiz
    for cell in BOOK[number].cells:
        if cell.cell_type == "markdown":
            notes = cell.metadata["slideshow"]["slide_type"] == "notes"
            for title in re.findall(r"^##+ .+$", cell.source, re.MULTILINE):
                second_look = int("a second look" in title)
            if not notes and not cell.source.startswith(TITLE):
                minutes[second_look] += len(cell.source.split()) / 160
        elif "exercise(" in cell.source:
            minutes[1] += 3
        else:
            minutes[second_look] += 2.5 if ".predict()" in cell.source else 0.7
    return minutes


@every_lesson
def test_the_minutes_are_what_the_lesson_takes(number):
    for said, rule in zip(promised(number), reckoned(number), strict=True):
        assert said % 5 == 0 and abs(said - rule) <= 5, (promised(number), reckoned(number))


@every_lesson
def test_a_class_takes_fifty_minutes(number):
    (notes,) = (cell.source for cell in BOOK[number].cells if "<strong>For instructors</strong>" in cell.source)
    assert "fifty minutes" in notes
    assert sum(map(int, re.findall(r"^\| *(\d+) *\|", notes, re.MULTILINE))) == 50


@every_lesson
def test_the_front_matter_says_the_same(number):
    assert lessons()[str(number)]["minutes"] == list(promised(number))


# What the course does not say, and what it says instead. British spelling; a rival; a per cent with a space.
WORDS = {
    r"competitors?": "rival",
    r"clients?|consumers?|shoppers?(?! carry)": "customer",
    r"percents?": "per cent, or %",
    r"ethical sourcing": "fair sourcing",
    r"like needs|the same needs": "want the same things",
    r"shares of choice": "shares of choices",
    r"confidence intervals?": "95 % interval",
    r"recommendation score|NPS(?! benchmark)": "Net Promoter Score",
    r"CLV|LTV|CLTV": "lifetime value",
    r"positioning maps?|perception maps?": "perceptual map",
    r"target groups?|clusters of customers|customer clusters?": "segment",
    r"attrition|defection|turnover rate": "churn",
    r"loyalty programs?|marketing programs?": "programme",
    r"colou?rblind|behaviors?|colors?|centers?|favors?|neighbors?|labors?|judgments?|grays?": "British spelling",
    r"analyzed?|customiz\w+|personaliz\w+|organiz\w+|recogniz\w+|maximiz\w+|realiz\w+|summariz\w+": "-ise",
    r"Connoisseur segment|busy people|Busy Households|the Idealist": "Busy households, Savers, Idealists, Connoisseurs",
}


def said_in(notebook):
    """What a reader reads in a lesson, but for the sources, which keep their authors' words."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield plain(cell.source.partition("**Sources.**")[0])
        elif re.search(r"exercise\(|quiz\(|\.predict\(\)", cell.source):
            yield from (output["data"]["text/plain"] for output in cell.outputs if "data" in output)


@every_lesson
def test_the_same_thing_has_the_same_name(number):
    for text in said_in(BOOK[number]):
        for word, instead in WORDS.items():
            flags = 0 if word[0].isupper() else re.IGNORECASE
            found = re.search(rf"(?<![\w-])(?:{word})(?![\w-])", text, flags)
            assert not found, f"{found[0]!r}: the course says {instead}; in: {text[max(found.start() - 60, 0) : found.end() + 40]}"
