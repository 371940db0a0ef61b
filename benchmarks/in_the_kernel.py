"""Explorers against seaborn, the logit against statsmodels, a lesson's first cell and its memory."""

import json
import os
import statistics
import tempfile
import time
import warnings
from pathlib import Path

import nbformat
import numpy as np
from jupyter_client.manager import start_new_kernel

from benchmarks.measure import Row, in_turn
from benchmarks.redraws import REDRAWS, redraw
from custvalue_helpers import explorers, load_dataset
from custvalue_helpers.kit.desk import Open
from custvalue_helpers.kit.explorer import Toggle
from custvalue_helpers.models.choice import fit_logit

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
MEMORY = "import psutil; print(psutil.Process().memory_info().rss / 1e6)"
IMPORTS = "import pandas, matplotlib.pyplot"


def explorer_rows():
    """One row a redraw: a move of the explorer's first control, from model to marks, against the same by seaborn."""
    found = explorers()
    for name, draw in REDRAWS.items():
        explorer = found[name]
        there = Open(explorer)
        control = explorer.controls[0]
        values = _values_of(control)
        turn = {"ours": 0, "theirs": 0}

        def at(who, control=control, values=values, turn=turn):
            turn[who] += 1
            return {control.name: values[turn[who] % len(values)]}

        def ours(there=there, at=at):
            json.dumps(there.after({"do": "move", "values": at("ours")}))

        def theirs(draw=draw, explorer=explorer, at=at):
            redraw(draw, explorer.result(**at("theirs")), explorer.frame.size)

        mine, other = in_turn(ours, theirs, rounds=9, ours_a_round=20)
        yield Row(f"explorer '{name}'", mine, "seaborn redraw", other, "ms", "50 × less", other / mine >= 50)


def _values_of(control):
    """Values over a control's range: eleven for a slider, all for a toggle."""
    if isinstance(control, Toggle):
        return list(control.options)
    return np.linspace(control.low, control.high, 11).round(control.decimals).tolist()


def logit_row():
    """The electricity logit against statsmodels' ConditionalLogit: same coefficients, how much time."""
    from statsmodels.discrete.conditional_models import ConditionalLogit

    data = load_dataset("electricity_choice")
    features = ["fixed_price", "contract_years", "local", "well_known", "time_of_day", "seasonal"]
    found = {}

    def ours():
        found["ours"] = fit_logit(data, features, occasion="occasion", chosen="chosen").coefficients

    def theirs():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found["theirs"] = (
                ConditionalLogit(data.chosen, data[features], groups=data.occasion).fit(disp=False).params
            )

    mine, other = in_turn(ours, theirs, rounds=2, ours_a_round=5)
    same = np.allclose(found["ours"], found["theirs"], atol=5e-5)
    return Row(
        "logit, 4,308 choices (same to 4 digits)",
        mine,
        "statsmodels ConditionalLogit",
        other,
        "ms",
        "100 × less",
        other / mine >= 100 and same,
    )


def run_in_kernel(codes):
    """Run cells in a fresh kernel; return the seconds of each, and the kernel's memory in MB at the end."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "CUSTVALUE_PROGRESS": str(Path(folder) / "progress.json")}
        manager, client = start_new_kernel(
            env=environment, cwd=str(NOTEBOOKS), extra_arguments=["--log-level=50"]
        )
        try:
            seconds, said = [], []
            for code in [*codes, MEMORY]:
                start = time.perf_counter()
                client.execute_interactive(
                    code, timeout=300, allow_stdin=False,
                    output_hook=lambda message: said.append(message["content"].get("text", "")),
                )  # fmt: skip
                seconds.append(time.perf_counter() - start)
            return seconds[:-1], float(next(text for text in reversed(said) if text.strip()))
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def bootstrap_row():
    """A hundred pairs of bootstrap samples of Kestrel's customers, against a plain loop over scikit-learn's KMeans.

    The loop runs on one thread, to its advantage: with more, its threads wait for each other on a busy machine.
    """
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    from custvalue_helpers.lessons.segmentation.kestrel import ANSWERS
    from custvalue_helpers.models import adjusted_rand_index
    from custvalue_helpers.models.clusters import bootstrap_stability, standardize

    data = standardize(load_dataset("kestrel_customers").set_index("customer")[ANSWERS])
    found = {}

    def ours():
        found["ours"] = bootstrap_stability(data, 4).median

    def theirs(pairs=10):
        values, generator = data.to_numpy(), np.random.default_rng(0)
        indices = []
        for _ in range(pairs):
            samples = [values[generator.integers(len(values), size=len(values))] for _ in range(2)]
            one, other = (KMeans(4, n_init=50).fit(sample).predict(values) for sample in samples)
            indices.append(adjusted_rand_index(one, other))
        found["theirs"] = np.median(indices)

    with threadpool_limits(1):
        mine, other = in_turn(ours, theirs, rounds=3)
    other *= 10  # ten pairs were timed
    assert abs(found["ours"] - found["theirs"]) < 0.03
    return Row(
        "bootstrap of 100 pairs", mine, "a loop of KMeans(n_init=50)", other, "ms", "5 s at most", mine < 5000
    )


def kernel_rows():
    """The lesson's first cell against pandas and Matplotlib, and the memory after the whole lesson."""
    for path in sorted(NOTEBOOKS.glob("[0-9]*.ipynb")):
        cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        ours, theirs = [], []
        for _ in range(5):
            theirs.append(run_in_kernel([IMPORTS]))
            ours.append(run_in_kernel(cells[:1]))
        label = f"lesson {path.stem[:2]}"
        for unit, pick in (("ms", lambda run: run[0][0] * 1000), ("MB", lambda run: run[1])):
            mine, other = (statistics.median(map(pick, runs)) for runs in (ours, theirs))
            yield Row(
                f"{label}: first cell", mine, IMPORTS, other, unit, "1.1 × at most", mine <= 1.1 * other
            )
        memory = run_in_kernel(cells)[1]
        yield Row(
            f"{label}: kernel after the lesson",
            memory,
            "after importing those two",
            other,
            "MB",
            "250 MB at most",
            memory < 250,
        )
