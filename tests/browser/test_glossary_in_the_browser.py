"""From a lesson's table to the glossary and back, as a reader clicks."""

from tests.browser.lab import IN_A_BROWSER, jupyterlab, open_notebook, page_in

pytestmark = IN_A_BROWSER
IN_VIEW = """word => [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) h3')].some(title => {
  const box = title.getBoundingClientRect();
  return title.innerText.startsWith(word) && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
})"""


def test_a_term_leads_to_its_meaning_and_back_to_its_lesson(tmp_path):
    with jupyterlab(tmp_path) as address, page_in() as page:
        open_notebook(page, address, "08_relationship_levels.ipynb")
        for _ in range(3):  # cells come into being as one scrolls
            page.evaluate(
                "() => { const all = document.querySelector('.jp-WindowedPanel-outer'); all.scrollTop = 1e6; }"
            )
            page.wait_for_timeout(700)
        page.locator(".jp-Notebook a", has_text="95 % interval").first.click()
        page.wait_for_function(IN_VIEW, arg="95 % interval", timeout=30_000)
        shown = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        shown.locator(".jp-Cell", has=page.locator("h3", has_text="95 % interval")).locator(
            "a", has_text="Lesson 2"
        ).click()
        page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)", has_text="Six customers, a pencil").wait_for(
            timeout=30_000
        )
        page.wait_for_function(
            "() => [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) strong')].some(bold =>"
            " bold.innerText === '95 % intervals' && bold.getBoundingClientRect().top >= 0 && bold.offsetParent)",
            timeout=30_000,
        )
