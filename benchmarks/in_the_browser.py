"""Slider to new pixels in Chromium: an explorer, interact with seaborn, and a bare slider that echoes to a label."""

import random
import statistics
import sys
import tempfile
from pathlib import Path

import nbformat

from benchmarks.measure import Row

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

CELLS = {
    "explorer": "from custvalue_helpers import explorers\nexplorers()['switching price']",
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
}
# Presses a key on the cell's slider and resolves with the milliseconds until the new picture is decoded and painted.
PRESS = """([cell, key]) => new Promise(resolve => {
  const output = document.querySelectorAll('.jp-CodeCell')[cell];
  const handle = output.querySelector('.noUi-handle');
  const seen = () => {
    const image = output.querySelector('img');
    return image ? image.src : output.querySelector('.echo').textContent;
  };
  const before = seen();
  const start = performance.now();
  const look = async () => {
    const image = output.querySelector('img');
    if ((image || output.querySelector('.echo')) && seen() !== before) {
      if (image) await image.decode().catch(() => {});
      requestAnimationFrame(() => resolve(performance.now() - start));
    } else if (performance.now() - start > 5000) resolve(NaN);
    else setTimeout(look, 1);
  };
  handle.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
  look();
})"""


def browser_rows(presses=40):
    """Measure the three in one page, in turn, a press at a time."""
    from lab import chromium, jupyterlab, open_notebook, page_in, run_all

    if not chromium():
        print("No Chromium or Chrome here: the rows on slider to pixels are left out.")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sliders.ipynb"
        cells = [nbformat.v4.new_code_cell(source.strip()) for source in CELLS.values()]
        setup = nbformat.v4.new_code_cell(f"import sys; sys.path.insert(0, {str(ROOT)!r})")
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=[setup, *cells], metadata=kernel), path)
        times, chance = {name: [] for name in CELLS}, random.Random(1)
        with jupyterlab(folder, [path]) as address, page_in(1280, 2400) as page:
            open_notebook(page, address, path.name)
            run_all(page)
            page.wait_for_timeout(3000)
            for press in range(presses + 3):
                # In changing order and rhythm, because the time a press takes depends on what came just before it.
                for cell, name in chance.sample(list(enumerate(CELLS, 1)), len(CELLS)):
                    key = "ArrowRight" if press < presses // 2 else "ArrowLeft"
                    milliseconds = page.evaluate(PRESS, [cell, key])
                    if press >= 3:
                        times[name].append(milliseconds)
                    page.wait_for_timeout(chance.randrange(60, 200))
    explorer, interact, echo = (statistics.median(times[name]) for name in CELLS)
    yield Row(
        "slider to pixels, 'switching price'",
        explorer,
        "interact + seaborn",
        interact,
        "ms",
        "3 × less",
        interact >= 3 * explorer,
    )
    yield Row(
        "slider to pixels, 'switching price'",
        explorer,
        "bare slider echoing to a label",
        echo,
        "ms",
        "2 × at most",
        explorer <= 2 * echo,
    )
