"""What a reader types and sorts in lesson 1, in a real browser, by keyboard."""

import json
import os

import pytest

from tests.browser.lab import chromium, jupyterlab, open_notebook, page_in, run_all

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not chromium() and os.environ.get("BROWSER_TESTS") != "required",
        reason="no Chromium found on this machine",
    ),
]
TYPED = '<img src=x onerror="window.broken=1"> & “quotes” 🥐'


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Lesson 1 with every cell run, and the reader's record."""
    folder = tmp_path_factory.mktemp("lab")
    with jupyterlab(folder) as address, page_in() as page:
        open_notebook(page, address, "01_value_creation.ipynb")
        run_all(page)
        page.locator(".custvalue-form").first.wait_for()
        yield page, folder / "home" / "progress.json"


def image_changes(page, part, act):
    """Do something and wait until the picture of a part is another one."""
    image = part.locator("img").first
    before = image.get_attribute("src")
    act()
    page.wait_for_function("([image, src]) => image.src !== src", arg=[image.element_handle(), before])


def test_typed_text_is_kept_and_shown_as_text(opened):
    page, record = opened
    form = page.locator(".custvalue-form").first
    area = form.get_by_label("Pains")
    area.scroll_into_view_if_needed()
    area.click()
    page.keyboard.type(TYPED)
    image_changes(page, form, lambda: page.keyboard.press("Tab"))
    form.get_by_text("Kept with your progress.").wait_for()
    assert json.loads(record.read_text(encoding="utf-8"))["texts"]["1.canvas"]["pains"] == TYPED
    assert TYPED in form.locator("img").first.get_attribute("title")
    assert page.evaluate("window.broken") is None


def test_sorting_by_keyboard(opened):
    page, record = opened
    sorting = page.locator(".custvalue-sorting").first
    choice = sorting.get_by_label("set the price")
    choice.scroll_into_view_if_needed()
    choice.focus()
    image_changes(page, sorting, lambda: page.keyboard.press("p"))
    sorting.get_by_text("this is pricing").wait_for()
    kept = json.loads(record.read_text(encoding="utf-8"))["exercises"]["1.sorting"]
    assert kept == {"placed": {"set the price": "provide"}, "done": False}
