"""Exercises and quizzes as they stand on a page: what is pressed is sent, what comes back is seen, and the focus stays."""

import pytest

from custvalue_helpers import exercise, quiz
from tests.browser.lab import IN_A_BROWSER
from tests.browser.stage import put, show, stage

pytestmark = IN_A_BROWSER
FOCUS = "document.activeElement.textContent || document.activeElement.id"


@pytest.fixture
def page():
    with stage(390) as page:
        page.wait_for_timeout(50)
        yield page
        assert not [said for said in page.said if said[0] in ("error", "pageerror")]


class Reader:
    """Does things on the page; the machine answers."""

    def __init__(self, page, machine):
        self.page = page
        put(page, machine, width=366)

    def answered(self):
        """What was sent since the last time, and answered by now."""
        self.page.wait_for_timeout(150)
        return [event for event in self.page.evaluate("window.sent.splice(0)") if event["do"] != "wake"]

    def feedback(self):
        return self.page.locator("[role=status].cv-feedback").inner_text()


def test_an_entry_is_checked_with_enter_and_stays_in_its_box(page):
    reader = Reader(page, exercise("4.1"))
    box = page.get_by_label("Your answer")
    box.fill("fifteen")
    box.press("Enter")
    assert reader.answered() == [{"do": "check", "entry": "fifteen", "sure": None}]
    assert box.get_attribute("aria-invalid") == "true" and "“fifteen” could not be read" in reader.feedback()
    assert box.input_value() == "fifteen" and box.evaluate("box => box === document.activeElement")
    page.get_by_label("I am not sure").check()
    box.fill("€15 a month")
    page.get_by_role("button", name="Check").click()
    assert reader.answered() == [{"do": "check", "entry": "€15 a month", "sure": False}]
    assert reader.feedback() == "✓ Right: €15 a month." and box.get_attribute("aria-invalid") == "false"
    box.press("Shift+Enter")  # runs the cell in a notebook
    assert reader.answered() == []


def test_the_same_answer_twice_is_said_twice(page):
    reader = Reader(page, exercise("4.1"))
    page.get_by_label("Your answer").fill("99")
    said = []
    for _ in range(2):
        page.get_by_role("button", name="Check").click()
        reader.answered()
        said.append(page.locator("[role=status].cv-feedback > span").element_handle())
    assert not said[0].evaluate("span => span.isConnected") and said[1].evaluate("span => span.isConnected")


def test_hints_and_the_solution(page):
    reader = Reader(page, exercise("4.1"))
    hint, solution = page.get_by_role("button", name="Hint"), page.locator("button", has_text="Solution")
    for number in range(1, 4):
        hint.press("Enter")
        assert reader.answered() == [{"do": "hint"}] and page.locator(".cv-hints li").count() == number
    hint.press("Enter")
    assert reader.answered() == [] and page.evaluate(FOCUS) == "Hint"
    solution.press("Enter")
    assert reader.answered() == [] and page.evaluate(FOCUS) == "Show the solution? It will be noted."
    page.keyboard.press("Enter")
    assert reader.answered() == [{"do": "solution"}]
    assert (
        "Answer: €15 a month." in page.locator(".cv-steps").inner_text()
        and page.evaluate(FOCUS) == "Solution"
    )


def test_a_choice_is_answered_by_keyboard_alone(page):
    reader = Reader(page, exercise("0.2"))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert reader.answered() == [{"do": "check", "entry": "product", "sure": None}]
    assert "Not yet." in reader.feedback()


def test_a_report_is_there_to_copy_with_the_readers_words(page):
    reader = Reader(page, exercise("4.1"))
    page.get_by_text("Something wrong here?").click()
    assert reader.answered() == [{"do": "report"}]
    page.get_by_label("In your own words").fill("The price is missing.")
    text = page.get_by_label("Copy this").input_value()
    assert text.startswith("Exercise 4.1 (version") and text.endswith(
        "What seems wrong: The price is missing."
    )
    page.get_by_label("Your answer").fill("3")
    page.get_by_role("button", name="Check").click()
    assert [event["do"] for event in reader.answered()] == ["check", "report"]
    assert "Answer typed: 3\n" in page.get_by_label("Copy this").input_value()


def test_a_quiz_says_under_the_choice_what_is_to_say_of_it(page):
    questions = quiz("4")
    reader = Reader(page, questions)
    letter = questions.right_letter(1)
    wrong = "b" if letter == "a" else "a"
    first = page.get_by_role("group").first
    for pressed, mark in ((wrong, "→ Not this one."), (letter, "✓ Right.")):
        button = first.get_by_role("button", name=f"{pressed})")
        button.press("Enter")
        (event,) = reader.answered()
        assert event["do"] == "choose" and event["question"] == 1
        assert button.get_attribute("aria-pressed") == "true" and button.evaluate(
            "b => b === document.activeElement"
        )
        assert first.locator(".cv-feedback:visible").count() == 1
        assert button.locator("xpath=following-sibling::div[1]").inner_text().startswith(mark)
    assert page.locator(".cv-score").inner_text() == "1 of 6 right, 0 at the first try."
    assert "1 of 6 right" in page.locator(".cv-hidden[role=status]").inner_text()


@pytest.mark.parametrize("machine", ["4.1", "1.1", "7.7", "9.2"])
def test_nothing_is_wider_than_a_telephone(page, machine):
    sheet = exercise(machine)
    put(page, sheet, width=344)
    page.wait_for_timeout(100)
    show(page, sheet.shown({**sheet.begin(), "hints": 2, "solution": True, "report": "x" * 300}))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".cv-view").evaluate("view => view.scrollWidth <= view.clientWidth")
