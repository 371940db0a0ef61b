"""Run every notebook and store it in its normal form, so that running again changes nothing.

    python course.py notebooks              all of them
    python course.py notebooks 04           those whose name starts so

The normal form has outputs (nbval compares them), counted cells, ids made from the text, no execution times, no
widget state, and no widget-view entries: a reader who has not run the notebook sees the picture that stands in.
Then the lessons' glossary tables and glossary.ipynb are written from their one source: see tools/glossary.py.
"""

import hashlib
import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def execute(notebook, folder, case="my_case"):
    """Run a notebook in a fresh kernel with a progress record and a case of its own; errors and warnings stop the run."""
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
        client.execute(env=environment)
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr" or output.output_type == "error":
                said = output.get("text") or output.evalue
                raise RuntimeError(f"cell {number} fails or warns: {said}\n{cell.source}")
    return notebook


def normal_form(notebook):
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


def main(prefixes):
    from tools import glossary  # which needs this module

    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        if path.name == glossary.PAGE or (prefixes and not path.name.startswith(tuple(prefixes))):
            continue
        notebook = normal_form(execute(nbformat.read(path, as_version=4), path.parent))
        nbformat.validate(notebook)
        nbformat.write(notebook, path)
        print(f"{path.name}: {len(notebook.cells)} cells, {path.stat().st_size // 1000} kB")
    glossary.write(NOTEBOOKS)


if __name__ == "__main__":
    main(sys.argv[1:])
