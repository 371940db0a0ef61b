"""Each lesson in JupyterLab in a real browser: what only a browser shows."""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.lab import (
    IN_A_BROWSER,
    NOTEBOOKS,
    SLIDE,
    chromium,
    command,
    jupyterlab,
    open_notebook,
    page_in,
    run_all,
    slides,
)

pytestmark = IN_A_BROWSER

# What JupyterLab and ipywidgets say or do by themselves, rule by rule.
NOT_OURS_IN_THE_CONSOLE = ("Failed to load resource: net::ERR",)
NOT_OURS_FOR_AXE = {
    "image-alt": ".jp-RenderedImage img",  # JupyterLab: it drops the alternative text that the notebook stores
    "scrollable-region-focusable": ".jp-OutputArea-output",  # JupyterLab: outputs that scroll take no focus
}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """One server for all notebooks of a worker; each has a kernel and a page of its own."""
    if not chromium():
        pytest.fail("BROWSER_TESTS=required, but there is no Chromium or Chrome on this machine")
    with jupyterlab(tmp_path_factory.mktemp("lab")) as address:
        yield address


@pytest.fixture(scope="module", params=NOTEBOOKS)
def page(request, lab):
    """The notebook with every cell run."""
    with page_in() as page:
        open_notebook(page, lab, request.param)
        run_all(page)
        yield page
        command(page, "kernelmenu:shutdown")


EXPLORER = ".cv-view[data-kind=explorer]"


def commit_to_an_answer(explorer):
    """Answer in predict mode, so that the controls come out."""
    if explorer.get_by_text("That is my answer").is_visible():
        explorer.locator(".cv-predict input[type=radio]").first.check()
        explorer.get_by_text("That is my answer").click()
        explorer.get_by_text("Now move the controls yourself").wait_for()


def shown(explorer):
    """What a reader takes in: the drawing, and the sentence, which is also the drawing's name."""
    return explorer.locator(".cv-picture").inner_html(), explorer.locator("[role=img]").get_attribute(
        "aria-label"
    )


def move_by_keyboard(page, explorer):
    """Press an arrow key on the first slider, and return what showed before and after; without a slider, on a choice."""
    slider = explorer.locator("input[type=range]").first
    control = slider if slider.count() else explorer.locator(".cv-toggle input:checked").first
    before = shown(explorer)
    control.focus()
    at_the_end = control.evaluate("control => control.type === 'range' && control.value === control.max")
    page.keyboard.press("ArrowLeft" if at_the_end else "ArrowRight")
    page.wait_for_function(
        "([image, said]) => image.getAttribute('aria-label') !== said",
        arg=[explorer.locator("[role=img]").element_handle(), before[1]],
    )
    return before, shown(explorer)


def test_everything_runs_without_an_error(page):
    assert page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.locator("text=Click to show javascript error").count() == 0
    ours = [said for said in page.said if said[0] in ("error", "pageerror")]
    ours = [said for said in ours if not any(known in said[1] for known in NOT_OURS_IN_THE_CONSOLE)]
    assert not ours
    assert page.locator("text=Would you like to get notified").count() == 0, "JupyterLab asks for news"


def test_the_picture_stays_in_sight_while_its_sliders_move(page):
    """At 1366 × 768, after a prediction too: controls that are in sight never push the picture out of it."""
    page.set_viewport_size({"width": 1366, "height": 768})
    page.emulate_media(reduced_motion="reduce")  # it is there at once, and not still on its way
    page.wait_for_timeout(500)
    for place in range(page.locator(EXPLORER).count()):
        explorer = page.locator(EXPLORER).nth(place)
        explorer.scroll_into_view_if_needed()
        commit_to_an_answer(explorer)
        explorer.locator(".cv-controls").evaluate(
            "panel => panel.lastElementChild.previousElementSibling.scrollIntoView({block: 'nearest'})"
        )
        page.wait_for_timeout(300)
        seen = explorer.locator(".cv-svg").first.evaluate(
            """svg => { const box = svg.getBoundingClientRect(); const frame = document.querySelector('.jp-WindowedPanel-outer').getBoundingClientRect();
                 return (Math.min(box.bottom, frame.bottom) - Math.max(box.top, frame.top)) / box.height; }"""
        )
        assert seen > 0.7, f"only {seen:.0%} of the picture is in sight: {explorer.inner_text()[:80]}"
    page.emulate_media(reduced_motion="no-preference")
    page.set_viewport_size({"width": 1280, "height": 800})


def test_the_slideshow_fits_and_its_widgets_live(page):
    """1280 × 800 is what a classroom's projector shows; nothing may need scrolling, before an answer or after."""
    steps, alive = 0, False
    for slide in slides(page):
        steps += 1
        assert slide["height"] <= 800, f"this slide is {slide['height']:.0f} pixels high: {slide['text']}"
        explorer = page.locator(".jp-Deck .jp-mod-active .cv-view[data-kind=explorer]").first
        if explorer.count() and explorer.is_visible():
            commit_to_an_answer(explorer)
            before, after = move_by_keyboard(page, explorer)
            alive = alive or before[0] != after[0]
            height = page.evaluate(SLIDE)["height"]
            assert height <= 800, (
                f"with its controls out, this slide is {height:.0f} pixels high: {slide['text']}"
            )
            page.evaluate("document.activeElement.blur()")  # keys are the slider's while it has the focus
            command(page, "notebook:enter-command-mode")
    command(page, "deck:stop")
    assert alive, "no explorer came alive in the slideshow"
    assert steps >= 10


def test_a_slider_moves_picture_and_reading_by_keyboard(page):
    explorer = page.locator(EXPLORER).first
    explorer.scroll_into_view_if_needed()
    commit_to_an_answer(explorer)
    before, after = move_by_keyboard(page, explorer)
    assert before[0] != after[0] and before[1] != after[1]
    assert after[1] in explorer.locator(".cv-reading").inner_text()
    explorer.get_by_role("button", name="Reset").click()
    page.wait_for_function(
        "([image, said]) => image.getAttribute('aria-label') !== said",
        arg=[explorer.locator("[role=img]").element_handle(), after[1]],
    )


def test_no_serious_violation_of_accessibility_in_the_outputs(page):
    page.evaluate(AXE)
    found = []
    for place in range(page.locator(EXPLORER).count()):
        page.locator(EXPLORER).nth(place).scroll_into_view_if_needed()
        commit_to_an_answer(page.locator(EXPLORER).nth(place))
    results = page.evaluate("axe.run({include: [['.jp-OutputArea-output']]}, {resultTypes: ['violations']})")
    for violation in results["violations"]:
        for node in violation["nodes"]:
            target = " ".join(map(str, node["target"]))
            theirs = NOT_OURS_FOR_AXE.get(violation["id"])
            if violation["impact"] in ("serious", "critical") and not (theirs and page.locator(target).first.evaluate(
                "(element, selector) => element.matches(selector)", theirs
            )):  # fmt: skip
                found.append((violation["id"], target, node["html"][:200]))
    assert not found
