"""A notebook as a reader leaves it: saved with its views, and opened again where nothing runs."""

import json

import nbformat
import pytest

from tests.browser.lab import (
    IN_A_BROWSER,
    TOKEN,
    command,
    jupyterlab,
    open_notebook,
    page_in,
    run_all,
)

pytestmark = [pytest.mark.slow, *IN_A_BROWSER]
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
CELLS = [
    "from custvalue_helpers.course import explorers_of\nexplorers_of('4')['switching price']",
    "from custvalue_helpers import exercise, quiz\nexercise('4.1')",
    "quiz('4')",
    *[f"explorers_of('5')['{name}']" for name in ("value map", "real or noise", "correlated drivers")],
]


def test_a_saved_notebook_shows_its_last_state_and_says_how_to_wake_it(tmp_path):
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    source = tmp_path / "saved.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL), source)
    place = tmp_path / "lab"
    place.mkdir()
    with jupyterlab(place, [source]) as address, page_in() as page:
        page.set_default_timeout(30_000)
        open_notebook(page, address, source.name)
        run_all(page)
        page.locator(".cv-view").nth(len(CELLS) - 1).wait_for()
        first = page.locator(".cv-view").first
        first.scroll_into_view_if_needed()
        first.get_by_label("Kestrel's price (€)", exact=True).fill("30")
        first.get_by_text("the price would have to fall by €2.00").first.wait_for()
        command(page, "docmanager:save")
        page.wait_for_timeout(1000)
        command(page, "kernelmenu:shutdown")
        saved = json.loads((place / "notebooks" / source.name).read_text(encoding="utf-8"))
        models = saved["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"].values()
        assert sum("code" in model["state"] for model in models) == 1, "the view's source is saved once"
        without = len(json.dumps({**saved, "metadata": {**saved["metadata"], "widgets": {}}}))
        assert len(json.dumps(saved)) - without < 500_000
        open_notebook(page, address, source.name)
        first = page.locator(".cv-view").first
        first.get_by_text("the price would have to fall by €2.00").first.wait_for()
        first.get_by_text("To wake this view, choose Run → Run All Cells.").wait_for()
        assert page.locator(".cv-view").count() == len(CELLS)
        assert page.get_by_text("model not found").count() == 0 and page.locator(".cv-svg path").count() > 5
        assert not [said for said in page.said if said[0] == "pageerror"]
        run_all(page)  # and so it wakes
        first.get_by_label("Kestrel's price (€)", exact=True).fill("26")
        first.get_by_text("The price is €26.00").first.wait_for()


def test_notebook_7_shows_the_same_view(tmp_path):
    """The other front end of Jupyter: an explorer moves, and a quiz and an exercise are there."""
    source = tmp_path / "seven.ipynb"
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS[:3]]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL), source)
    place = tmp_path / "lab"
    place.mkdir()
    with jupyterlab(place, [source], "notebook") as address, page_in() as page:
        page.set_default_timeout(30_000)
        page.goto(f"{address}/notebooks/{source.name}?token={TOKEN}")
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        for _ in range(6):  # what is run before the kernel is there is forgotten
            page.wait_for_timeout(4000)
            if page.locator(".cv-view").count():
                break
            page.locator(".jp-Cell .cm-content").first.click()
            for _ in cells:
                page.keyboard.press("Shift+Enter")
        page.locator(".cv-view").nth(2).wait_for()
        first = page.locator(".cv-view").first
        first.get_by_label("Kestrel's price (€)", exact=True).fill("30")
        first.get_by_text("the price would have to fall by €2.00").first.wait_for()
        assert page.locator(".cv-problem:visible").count() == 0
