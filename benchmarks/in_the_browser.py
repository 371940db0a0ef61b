"""Slider to new pixels in Chromium: explorers, interact with seaborn, and a bare slider that echoes to a label; and on a page."""

import random
import statistics
import tempfile
from pathlib import Path

import nbformat

from benchmarks.measure import Row

ROOT = Path(__file__).resolve().parents[1]
# One of each kind of picture, the heaviest among them.
EXPLORERS = (
    "switching price",
    "five orientations",
    "lifetime value convention",
    "value map",
    "perceived value",
    "k and scaling",
)
DOTS = "k and scaling"  # a thousand customers
CELLS = {
    "interact": """
import matplotlib.pyplot as plt
from ipywidgets import interact, FloatSlider
from benchmarks.redraws import switching
from custvalue_helpers import explorers
import seaborn as sns
sns.set_theme(style="ticks")
def show(price):
    figure, axes = plt.subplots(figsize=(8, 3.6), dpi=100)
    switching(axes, explorers()['switching price'].result(price=price))
    plt.show()
interact(show, price=FloatSlider(min=15, max=40, step=0.5, value=24));""",
    "echo": """
import ipywidgets as widgets
slider, label = widgets.FloatSlider(min=15, max=40, step=0.5, value=24), widgets.Label("24")
slider.observe(lambda change: setattr(label, "value", str(change["new"])), "value")
label.add_class("echo")
widgets.VBox([slider, label])""",
    **{name: f"from custvalue_helpers import explorers\nexplorers()['{name}']" for name in EXPLORERS},
}
# Moves the slider of a part of the page and resolves with the milliseconds until what it moves is new and painted.
MOVE = """([part, back]) => new Promise(resolve => {
  const output = typeof part === 'number' ? document.querySelectorAll('.jp-CodeCell')[part] : document.querySelector(`[data-thing="${part}"]`);
  const range = output.querySelector('.cv-slider input[type=range]');
  const start = performance.now();
  const watch = new MutationObserver(async () => {
    watch.disconnect();
    const image = range ? null : output.querySelector('img');
    if (image) await image.decode().catch(() => {});
    requestAnimationFrame(() => resolve(performance.now() - start));
  });
  const seen = output.querySelector('.cv-picture, .echo') ?? output.querySelector('.jp-OutputArea-output .jp-OutputArea') ?? output;
  watch.observe(seen, {subtree: true, childList: true, attributes: true, characterData: true});
  setTimeout(() => resolve(NaN), 5000);
  if (range) {
    range.value = Number(range.value) + (back ? -1 : 1) * Number(range.step);
    range.dispatchEvent(new Event('input'));
  } else {
    output.querySelector('.noUi-handle').dispatchEvent(new KeyboardEvent('keydown', {key: back ? 'ArrowLeft' : 'ArrowRight', bubbles: true}));
  }
})"""


def medians(page, parts, rounds=40):
    """The median milliseconds of a move of each part, moved in changing order and rhythm, there and back.

    The time that a move takes depends on what came just before it.
    """
    times, chance = {name: [] for name in parts}, random.Random(1)
    for turn in range(rounds + 4):
        for name, part in chance.sample(list(parts.items()), len(parts)):
            milliseconds = page.evaluate(MOVE, [part, turn % 4 > 1])
            if turn > 3:
                times[name].append(milliseconds)
            page.wait_for_timeout(chance.randrange(60, 200))
    return {name: statistics.median(found) for name, found in times.items()}


def browser_rows():
    """Measure them all in one page, in turn, a move at a time."""
    from tests.browser.lab import chromium, jupyterlab, open_notebook, page_in, run_all

    if not chromium():
        print("No Chromium or Chrome here: the rows on slider to pixels are left out.")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sliders.ipynb"
        cells = [nbformat.v4.new_code_cell(source.strip()) for source in CELLS.values()]
        setup = nbformat.v4.new_code_cell(f"import sys; sys.path.insert(0, {str(ROOT)!r})")
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=[setup, *cells], metadata=kernel), path)
        with jupyterlab(folder, [path]) as address, page_in(1280, 7000) as page:
            open_notebook(page, address, path.name)
            run_all(page)
            page.locator(".cv-view").nth(len(EXPLORERS) - 1).wait_for()
            page.wait_for_timeout(4000)
            found = medians(page, {name: place for place, name in enumerate(CELLS, 1)})
    echo, interact = found["echo"], found["interact"]
    ours = statistics.median(found[name] for name in EXPLORERS)
    for name in EXPLORERS:
        most = 1.6 if name == DOTS else 1.25
        yield Row(f"slider to pixels, '{name}'", found[name], "bare slider echoing to a label", echo, "ms",
                  f"{most} × at most", found[name] <= most * echo)  # fmt: skip
    yield Row("slider to pixels, median of these", ours, "bare slider echoing to a label", echo, "ms", "1.25 × at most", ours <= 1.25 * echo)  # fmt: skip
    yield Row("slider to pixels, 'switching price'", found["switching price"], "interact + seaborn", interact, "ms", "4 × less", interact >= 4 * found["switching price"])  # fmt: skip


def page_rows():
    """On a bare page: from a cold start to the first slider that lives, and from a slider to pixels."""
    from custvalue_helpers.course import explorers_of, lessons
    from tests.browser.lab import page_in
    from tests.browser.test_page_in_the_browser import PYODIDE, WITH_NUMPY, missing, site

    if missing:
        print(f"No Chromium, or no Pyodide at {PYODIDE}: the rows on a page are left out.")
        return
    things = [
        f"explorer/{number}/{name}"
        for number in lessons()
        for name, explorer in explorers_of(number).items()
        if name not in WITH_NUMPY and any(hasattr(control, "step") for control in explorer.controls)
    ]
    with tempfile.TemporaryDirectory() as folder:
        with site(Path(folder), "explorer/4/switching price") as address, page_in() as page:
            page.goto(address)
            page.wait_for_selector(".cv-slider input", timeout=60_000)
            alive = page.evaluate("performance.now()")
        with site(Path(folder) / "all", *things) as address, page_in() as page:
            page.goto(address)
            page.wait_for_function(
                f"document.querySelectorAll('.cv-view').length === {len(things)}", timeout=60_000
            )
            found = medians(page, {thing: thing for thing in things}, rounds=10)
    yield Row(
        "on a page: cold start to a live slider", alive, "the goal", 4000, "ms", "4 s at most", alive <= 4000
    )
    quick = statistics.quantiles(found.values(), n=4)[2]
    yield Row(
        "on a page: slider to pixels, 3 of 4", quick, "one frame", 17, "ms", "17 ms at most", quick <= 17
    )
    slowest = max(found, key=found.__getitem__)
    yield Row(f"on a page: {slowest.split('/')[2]}", found[slowest], "two frames", 34, "ms", "34 ms at most", found[slowest] <= 34)  # fmt: skip
