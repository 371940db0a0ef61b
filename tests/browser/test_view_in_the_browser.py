"""The view in a real browser: what is really drawn, and what a reader's hand does."""

import pytest

from custvalue_helpers import explorers
from custvalue_helpers.course import explorers_of
from tests.browser.lab import IN_A_BROWSER
from tests.browser.stage import COLLISIONS, put, show, stage
from tests.kit.sweeps import points, some

pytestmark = IN_A_BROWSER
EXPLORERS = explorers()
SWITCHING = explorers_of("4")["switching price"]


@pytest.fixture(scope="module")
def page():
    with stage() as page:
        yield page
        assert not [said for said in page.said if said[0] in ("error", "pageerror")]


@pytest.mark.parametrize("name", EXPLORERS)
def test_no_text_of_a_picture_covers_another_or_leaves_it(page, name):
    """On a telephone, in a column, and wide; at the start, after the prediction, at corners and between them."""
    explorer = EXPLORERS[name]
    moved = [explorer.prediction.move_to] if explorer.prediction else []
    settings = [*moved, *some(explorer.corners(), 6), *points(explorer, 4)]
    states = [explorer.shown({**explorer.begin(), "values": explorer.values(**each)}) for each in settings]
    for width in (330, 640, 1100):
        put(page, explorer, width)
        assert page.evaluate(COLLISIONS) == [], f"{width} pixels wide, at the start"
        for setting, shown in zip(settings, states, strict=True):
            show(page, shown)
            assert page.evaluate(COLLISIONS) == [], f"{width} pixels wide, at {setting}"


WIDTHS = (
    "() => { const it = document.querySelector('.cv-reading'); return [it.scrollWidth, it.clientWidth]; }"
)


@pytest.mark.parametrize("width", [330, 1100])
def test_the_sentence_beside_a_picture_is_wrapped(page, width):
    put(page, SWITCHING, width)
    needs, has = page.evaluate(WIDTHS)
    assert needs <= has, f"the sentence needs {needs} of {has} pixels"


def reading(page):
    return page.locator(".cv-reading").inner_text()


def test_a_prediction_opens_the_controls_and_moves_them(page):
    put(page, SWITCHING.predict())
    assert not page.get_by_label("Kestrel's price (€)", exact=True).is_visible()
    answer = page.get_by_role("button", name="That is my answer")
    assert answer.is_disabled()
    page.get_by_label("It falls by more than €4").check()
    answer.click()
    page.get_by_text("You said “It falls by more than €4”; it is “It falls by €4”.").wait_for()
    assert page.get_by_label("Rival's CPV (€)", exact=True).input_value() == "9"
    assert "At €24.00 the customer is indifferent." in reading(page)


def test_a_slider_by_keyboard_and_by_number(page):
    put(page, SWITCHING)
    slider = page.get_by_label("Kestrel's price (€)", exact=True)
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("The price is €24.50").first.wait_for()
    assert page.evaluate("document.activeElement.type") == "range"
    box = page.get_by_label("Kestrel's price (€), as a number")
    assert box.input_value() == "24.5"
    for typed, price, note in (("31,3", "31.5", "moves in steps of 0.5: 31.3 becomes 31.5."), ("99", "40.0", "goes from 15 to 40: 99 becomes 40."),
                               ("−3", "15.0", "goes from 15 to 40: -3 becomes 15.")):  # fmt: skip
        box.fill(typed)
        box.press("Enter")
        page.get_by_text(note.replace("-3", "−3")).wait_for()
        assert (box.input_value(), slider.input_value()) == (price, price.removesuffix(".0"))
    box.fill("<b>much</b>")
    box.press("Enter")
    page.get_by_text("“<b>much</b>” is no number. “Kestrel's price” stays at 15.0.").wait_for()
    box.fill("20 €")
    box.press("Enter")
    page.get_by_text("The price is €20.00").first.wait_for()
    box.fill("9" * 300)
    box.press("Enter")
    page.get_by_text("goes from 15 to 40").wait_for()
    box.fill("15")
    box.press("Enter")
    page.get_by_text("The price is €15.00").first.wait_for()
    assert box.input_value() == "15.0" and page.locator(".cv-view b").count() == 0
    page.get_by_role("button", name="Reset").click()
    page.get_by_text("The price is €24.00").first.wait_for()


def test_a_point_can_be_pulled(page):
    put(page, SWITCHING)
    dot = page.locator(".cv-drag circle").bounding_box()
    page.mouse.move(dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2)
    page.mouse.down()
    page.mouse.move(dot["x"] + 150, dot["y"], steps=5)
    page.mouse.up()
    page.wait_for_function(
        "window.sent.length > 1 && document.querySelector('.cv-reading').textContent.startsWith('The customer switches')"
    )
    page.wait_for_timeout(300)
    price = float(page.get_by_label("Kestrel's price (€)", exact=True).input_value())
    assert 28 < price < 40 and f"would have to fall by €{price - 28:.2f}" in reading(page)
    moved = page.locator(".cv-drag circle").bounding_box()
    assert abs(moved["x"] - dot["x"] - 150) < 14


def test_the_table_opens_with_the_numbers_and_follows(page):
    put(page, SWITCHING)
    page.get_by_role("button", name="Table").click()
    page.get_by_role("cell", name="28.00").wait_for()
    page.get_by_label("Rival's CPV (€)", exact=True).fill("9")
    page.get_by_role("cell", name="24.00").first.wait_for()
    page.get_by_role("button", name="Table").click()
    page.locator(".cv-table").wait_for(state="hidden")


def test_whoever_gets_no_answer_is_told_and_what_was_moved_is_not_lost(page):
    put(page, SWITCHING)
    ask = page.answer
    page.evaluate(
        "() => { window.keep = window.ask; window.ask = () => new Promise(done => { window.late = done; }); }"
    )
    slider = page.get_by_label("Kestrel's price (€)", exact=True)
    for price in ("25", "26", "27"):
        slider.fill(price)
    page.get_by_text("no answer").wait_for(timeout=2500)
    page.evaluate(
        "async () => { window.ask = window.keep; window.late(await window.ask(JSON.stringify(window.sent.at(-1)))); }"
    )
    page.get_by_text("The price is €27.00").first.wait_for()
    assert page.get_by_text("no answer").is_hidden() and slider.input_value() == "27"
    assert (
        page.evaluate("window.sent.filter(event => event.do === 'move').length") == 2
    )  # of those that waited, the last
    page.answer = ask


@pytest.mark.parametrize("still", [False, True])
def test_what_jumps_glides_but_for_those_who_want_less_motion(page, still):
    page.emulate_media(reduced_motion="reduce" if still else "no-preference")
    put(page, SWITCHING)
    page.get_by_label("Kestrel's price (€)", exact=True).fill("40")
    page.get_by_text("would have to fall by €12.00").first.wait_for()
    places = page.evaluate("""async () => {
      const dot = () => Number(document.querySelector('.cv-drag circle').getAttribute('cx'));
      const seen = new Set([dot()]);
      [...document.querySelectorAll('button')].find(button => button.textContent === 'Reset').click();
      for (let frame = 0; frame < 40; frame += 1) {
        await new Promise(requestAnimationFrame);
        seen.add(dot());
      }
      return seen.size;
    }""")
    page.emulate_media(reduced_motion="no-preference")
    assert places == 2 if still else places > 4


def test_a_readers_words_never_become_markup(page):
    from dataclasses import replace

    evil = "<img src=x onerror=alert(1)>"
    put(page, replace(SWITCHING, question=evil, reading=lambda result: f"{evil}."))
    assert page.locator(".cv-view img").count() == 0
    assert page.locator(".cv-title").inner_text() == evil and reading(page) == f"{evil}."
