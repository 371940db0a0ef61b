"""The notebook for one's own case, run on other firms without a change in it: only the tables are others."""

import re
from html import unescape

import nbformat
import pytest
from nbclient import NotebookClient
from normalise import NOTEBOOKS, execute
from own_cases import CASES, case_folder, write_workbook

NOTEBOOK = NOTEBOOKS / "your_case.ipynb"


def run(source, folder):
    """Run the notebook on a case; errors and warnings stop the run. Returns all it said."""
    notebook = execute(nbformat.read(NOTEBOOK, as_version=4), folder, case=source)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return "\n".join(output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs)


@pytest.mark.parametrize(
    ("name", "firm", "currency", "without"),
    [("gym", "Iron Yard", "USD", 1), ("bank", "Alpenbank", "CHF", 1), ("bakery", "Crust & Crumb", "EUR", 4)],
)
def test_another_firm_runs_through_without_a_change(name, firm, currency, without, tmp_path):
    """The gym has all tables, the bank comes as one Excel file and has no orders, the bakery has no contract and no survey."""
    if name == "bank":
        source = tmp_path / "bank.xlsx"
        write_workbook(source, CASES[name]())
    else:
        source = case_folder(tmp_path / name, name)
    said = run(source, tmp_path)
    assert said.startswith("All is in place") and "Spoke & Chain: offers" not in said
    assert f"{firm}: offers" in said and firm in said and f" {currency}" in said
    page = unescape(((source if source.is_dir() else tmp_path) / "report.html").read_text(encoding="utf-8"))
    assert f"<h1>{firm}: customer value</h1>" in page and f"Amounts in {currency}" in page
    assert page.count("<img") == 7 - without
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".html") == (["report.html"] if name == "bank" else [])


def test_the_folder_stands_in_one_plain_line():
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    assert len(re.findall("my_case", code)) == 1
    assert re.search(r'^folder = os\.environ\.get\("CUSTVALUE_CASE", "my_case"\)', code, flags=re.M)
    words = " ".join(cell.source for cell in cells[5:] if cell.cell_type == "markdown")
    assert "Velo Van" not in words and "EUR" not in words, "the words between the cells must be true of any firm"


def test_a_case_that_cannot_be_read_shows_its_mistakes_and_no_code(tmp_path, monkeypatch):
    folder = case_folder(tmp_path / "gym", "gym")
    file = folder / "offers.csv"
    file.write_text(file.read_text().replace("24.99", "cheap"))
    monkeypatch.setenv("CUSTVALUE_CASE", str(folder))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    loads = next(place for place, cell in enumerate(notebook.cells) if cell.source.startswith("case = load_case"))
    notebook.cells = notebook.cells[: loads + 1]
    NotebookClient(notebook, timeout=120, kernel_name="python3", allow_errors=True).execute()
    shown, error = notebook.cells[-1].outputs
    table = unescape(shown.data["text/html"])
    assert "'cheap', which is no number" in table and "row 3" in table
    assert error.output_type == "error" and "mend the files, then run this cell again" in "".join(error.traceback)
    assert "site-packages" not in "".join(error.traceback)
