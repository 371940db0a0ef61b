"""What a reader types and sorts in lesson 1, in a real browser, by keyboard."""

import json

import pytest

from tests.browser.lab import IN_A_BROWSER, jupyterlab, open_notebook, page_in, run_all

pytestmark = IN_A_BROWSER
TYPED = '<img src=x onerror="window.broken=1"> & “quotes” 🥐'


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Lesson 1 with every cell run, and the reader's record."""
    folder = tmp_path_factory.mktemp("lab")
    with jupyterlab(folder) as address, page_in() as page:
        open_notebook(page, address, "01_value_creation.ipynb")
        run_all(page)
        page.locator(".cv-view[data-kind=form]").first.wait_for()
        yield page, folder / "home" / "progress.json"


def test_typed_text_is_kept_and_shown_as_text(opened):
    page, record = opened
    form = page.locator(".cv-view[data-kind=form]").first
    area = form.get_by_label("Pains", exact=True)
    area.scroll_into_view_if_needed()
    area.click()
    page.keyboard.type(TYPED)
    page.keyboard.press("Tab")
    form.get_by_text("Kept with your progress.").wait_for()
    assert json.loads(record.read_text(encoding="utf-8"))["texts"]["1.canvas"]["pains"] == TYPED
    assert area.input_value() == TYPED and form.locator("img").count() == 0
    assert page.evaluate("window.broken") is None


def test_sorting_by_keyboard(opened):
    page, record = opened
    sorting = page.locator(".cv-view[data-kind=sorting]").first
    card = sorting.get_by_role("button", name="set the price").first
    card.scroll_into_view_if_needed()
    card.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    sorting.get_by_text("this is pricing").first.wait_for()
    kept = json.loads(record.read_text(encoding="utf-8"))["exercises"]["1.sorting"]
    assert kept == {"placed": {"set the price": "provide"}, "done": False}


def test_an_exercise_is_answered_without_any_syntax(opened):
    page, record = opened
    exercise = page.locator(".cv-view[data-kind=exercise]", has=page.get_by_label("Your answer")).first
    exercise.scroll_into_view_if_needed()
    number = exercise.locator(".cv-title").text_content().split()[1]
    box = exercise.get_by_label("Your answer")
    for typed, said in (("a lot", "number"), ("€ 987654", "Not yet")):
        box.fill(typed)
        box.press("Enter")
        exercise.locator(".cv-feedback").get_by_text(said).first.wait_for()
    exercise.get_by_role("button", name="Hint").click()
    exercise.locator(".cv-hints li").first.wait_for()
    exercise.get_by_role("button", name="Solution").click()
    exercise.get_by_role("button", name="Show the solution?").click()
    exercise.locator(".cv-steps").wait_for()
    kept = json.loads(record.read_text(encoding="utf-8"))["exercises"][number]
    assert kept["tries"] == 1 and kept["solution_seen"] and not kept["done"]


def test_a_quiz_says_what_it_thinks_where_one_clicks(opened):
    page, _ = opened
    quiz = page.locator(".cv-view[data-kind=quiz]").first
    quiz.scroll_into_view_if_needed()
    quiz.locator(".cv-option").first.click()
    quiz.locator(".cv-option.cv-right, .cv-option.cv-wrong").first.wait_for()
    below = quiz.locator(".cv-option").first.evaluate("button => button.nextElementSibling.textContent")
    assert below.startswith(("✓ Right.", "→ Not this one."))
