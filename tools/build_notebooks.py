"""Build the notebooks from their sources: run each lesson.md, fill in its figures, store what comes out in one normal form.

    python course.py notebooks              all of them
    python course.py notebooks 04           those whose name starts so
    python course.py notebooks --check      build into a temporary folder; name what differs from what is stored

A source is any lesson.md in the package: MyST Markdown, with a front matter for kit.front_matter. Markdown cells are
parted by a line `+++`, code cells are {code-cell} blocks. A cell is a subslide unless it says otherwise, as in
`+++ {"slide": "skip"}` or `:slide: skip`; a code cell may have tags, too (`:tags: [exercise]`).

In a markdown cell, `{{ expression:format }}` becomes what Python's format(expression, "format") gives with the kernel's
variables as they stand there; a minus before a number is set as −. Thousands have commas with `:,.0f` (1,148), so money
is `€{{ worth:,.0f }}`; `:.2f` keeps two decimals, `:+.1f` every sign (+2.5, −4.6), `:.0%` gives 52%, so the course's
52 % is `{{ 100 * share:.0f }} %`. An expression that fails, or is not finite, stops the build. `{{ glossary }}` stands
for the lesson's glossary table.

The normal form has outputs (nbval compares them), counted cells, ids made from the text, no execution times, no
widget state, and no widget-view entries: a reader who has not run the notebook sees the picture that stands in.
Then the lessons' glossary tables and glossary.ipynb are written from their one source: see tools/glossary.py.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import os
import re
import shutil
import sys
import tempfile
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import jupytext
import nbformat
from nbclient import NotebookClient

from custvalue_helpers.kit.front_matter import read_front_matter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
GLOSSARY = "{{ glossary }}"
PLACEHOLDER = re.compile(r"\{\{(?! glossary \}\})(.+?)\}\}")
NOT_FINITE = re.compile(r"[-+\s]*(nan|inf|infinity|nat|<na>|none)[\s%]*", re.IGNORECASE)


def sources(root: Path = ROOT / "custvalue_helpers") -> dict[str, Path]:
    """Every notebook's source, by the notebook's file name without its ending."""
    return {read_front_matter(path)["notebook"]: path for path in sorted(root.glob("**/lesson.md"))}


def read_source(path: Path) -> NotebookNode:
    """A source as a notebook that has not been run: its placeholders are open, its slide types and tags are set."""
    notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="md:myst")
    for number, cell in enumerate(notebook.cells):
        if unknown := cell.metadata.keys() - {"slide", "tags"}:
            raise ValueError(
                f"{path}, cell {number}: a cell has slide and tags, got {', '.join(sorted(unknown))}"
            )
        cell.metadata["slideshow"] = {"slide_type": cell.metadata.pop("slide", "subslide")}
    return notebook


def parted(placeholder: str) -> tuple[str, str]:
    """A placeholder's expression and its format, parted at the first colon that can end an expression, as in an f-string."""
    for end in [*(colon.start() for colon in re.finditer(":", placeholder)), len(placeholder)]:
        expression = placeholder[:end].strip()
        try:
            ast.parse(expression, mode="eval")
        except SyntaxError:
            continue
        return expression, placeholder[end + 1 :].strip()
    return placeholder.strip(), ""


async def fill(client, cell, cell_index):
    """Put the kernel's values in the place of a markdown cell's placeholders. The kernel keeps no trace of it."""
    asked = PLACEHOLDER.findall(cell.source) if cell.cell_type == "markdown" else []
    if not asked:
        return
    calls = {each: "format(({}), {!r})".format(*parted(each)) for each in asked}
    message = client.kc.execute("", silent=True, store_history=False, user_expressions=calls)
    answers = (await client.async_wait_for_reply(message))["content"]["user_expressions"]

    def written(found):
        answer, where = answers[found[1]], f"cell {cell_index}, {found[0]}"
        if answer["status"] != "ok":
            raise RuntimeError(f"{where} fails: {answer['ename']}: {answer['evalue']}")
        text = ast.literal_eval(answer["data"]["text/plain"])
        if NOT_FINITE.fullmatch(text):
            raise RuntimeError(f"{where} is not finite: {text}")
        return re.sub(r"^-(?=[\d.])", "−", text)

    cell.source = PLACEHOLDER.sub(written, cell.source)


def execute(notebook: NotebookNode, folder: Path, case: str = "my_case") -> NotebookNode:
    """Run a notebook in a fresh kernel with a progress record and a case of its own, and fill in its placeholders.

    Errors and warnings stop the run.
    """
    with tempfile.TemporaryDirectory() as own:
        here = {
            "CUSTVALUE_PROGRESS": str(Path(own) / "progress.json"),
            "CUSTVALUE_CASE": str(Path(own) / case),
        }
        environment = {**os.environ, **here}
        client = NotebookClient(
            notebook, timeout=120, kernel_name="python3", store_widget_state=False,
            resources={"metadata": {"path": str(folder)}},
        )  # fmt: skip
        client.on_cell_start = partial(fill, client)
        client.execute(env=environment)
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr" or output.output_type == "error":
                said = output.get("text") or output.evalue
                raise RuntimeError(f"cell {number} fails or warns: {said}\n{cell.source}")
    return notebook


def normal_form(notebook: NotebookNode) -> NotebookNode:
    """Bring a notebook that has been run into its one stored form."""
    taken, count = set(), 0
    for cell in notebook.cells:
        cell.id = _id_of(cell.source, taken)
        kept = {key: cell.metadata[key] for key in ("slideshow", "tags") if key in cell.metadata}
        cell.metadata = nbformat.from_dict(kept)
        if cell.cell_type != "code":
            continue
        # A cell that fails in front of a class must not stop those below it. nbval still compares every output.
        cell.metadata["tags"] = sorted({*cell.metadata.get("tags", []), "raises-exception"})
        count += 1
        cell.execution_count = count
        cell.outputs = _whole_streams(cell.outputs)
        for output in cell.outputs:
            output.get("data", {}).pop(WIDGET_VIEW, None)
            if "execution_count" in output:
                output["execution_count"] = count
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def _whole_streams(outputs):
    """Join what one cell printed in several pieces: how it is cut depends on the moment."""
    joined = []
    for output in outputs:
        if joined and output.output_type == "stream" and joined[-1].get("name") == output.name:
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined


def _id_of(source, taken):
    stem = hashlib.sha256(source.encode()).hexdigest()[:8]
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name)
    return name


def build(folder: Path, prefixes: Sequence[str] = ()) -> None:
    """Build the notebooks whose name starts so, all by default, and every glossary table into a folder."""
    from tools import glossary  # which needs this module

    chosen = {name: path for name, path in sources().items() if name.startswith(tuple(prefixes) or "")}
    if not chosen:
        sys.exit(f"No notebook's name starts with {' or '.join(prefixes)}.")
    built = {}
    for name, source in sorted(chosen.items()):
        try:
            built[name] = normal_form(execute(read_source(source), NOTEBOOKS))
            nbformat.validate(built[name])
        except Exception as error:
            error.add_note(f"while building {name} from {source.relative_to(ROOT)}")
            raise
        print(f"{name}: {len(built[name].cells)} cells", flush=True)
    for name, notebook in built.items():  # if one fails, none is stored
        nbformat.write(notebook, folder / f"{name}.ipynb")
    glossary.write(folder)


def first_difference(stored: NotebookNode, built: NotebookNode) -> str | None:
    """The first cell in which two notebooks differ, and in what; None if they are equal."""
    for number, (old, new) in enumerate(zip_longest(stored.cells, built.cells, fillvalue={})):
        if old != new:
            what = [key for key in old | new if key != "id" and old.get(key) != new.get(key)] or ["id"]
            return f"cell {number} differs in {', '.join(what)}: {(new or old)['source'][:80]!r}"
    return None if stored == built else "its metadata differ"


def check(prefixes: Sequence[str] = ()) -> list[str]:
    """Build into a temporary folder; return a line for each notebook that is not what is stored."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if prefixes:  # the glossary looks into all notebooks
            for path in NOTEBOOKS.glob("*.ipynb"):
                shutil.copy(path, folder)
        build(folder, prefixes)
        stored, built = (
            {path.name: nbformat.read(path, as_version=4) for path in place.glob("*.ipynb")}
            for place in (NOTEBOOKS, folder)
        )
    empty = nbformat.v4.new_notebook()
    found = {
        name: first_difference(stored.get(name, empty), built.get(name, empty))
        for name in sorted({*stored, *built})
    }
    return [f"{name}: {difference}" for name, difference in found.items() if difference]


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("prefixes", nargs="*", help="how the names of the notebooks start")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail where a notebook is not its source's"
    )
    options = parser.parse_args(arguments)
    if not options.check:
        return build(NOTEBOOKS, options.prefixes)
    if differences := check(options.prefixes):
        sys.exit(
            "\n".join(
                [*differences, "These are not what their sources give. Run: python course.py notebooks"]
            )
        )


if __name__ == "__main__":
    main(sys.argv[1:])
