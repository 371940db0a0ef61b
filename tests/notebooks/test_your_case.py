"""The notebook for one's own case, run on other firms without a change in it: only the tables are others."""

import ast
import contextlib
import io
import re
from html import unescape

import nbformat
import pytest
from tools.build_notebooks import NOTEBOOKS, execute
from tests.your_case.own_cases import CASES, case_folder, write_workbook

NOTEBOOK = NOTEBOOKS / "your_case.ipynb"


def run(source, folder):
    """Run the notebook on a case; errors and warnings stop the run. Returns all it said."""
    notebook = execute(nbformat.read(NOTEBOOK, as_version=4), folder, case=source)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return "\n".join(output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs)


@pytest.mark.parametrize(
    ("name", "firm", "currency", "without"),
    [
        ("gym", "Iron Yard", "USD", 1),
        pytest.param("bank", "Alpenbank", "CHF", 1, marks=pytest.mark.slow),
        pytest.param("bakery", "Crust & Crumb", "EUR", 4, marks=pytest.mark.slow),
    ],
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


def spoiled_gym(folder):
    """The gym under another name, with a price that is no number."""
    case_folder(folder, "gym")
    for file in folder.glob("*.csv"):
        file.write_text(file.read_text().replace("Iron Yard", "Rust Hall"))
    offers = folder / "offers.csv"
    offers.write_text(offers.read_text().replace("24.99", "cheap"))
    return folder


def test_a_case_that_cannot_be_read_shows_its_mistakes_and_runs_through(tmp_path):
    """In a fresh kernel: one list of what to mend, no error anywhere, and no report."""
    folder = spoiled_gym(tmp_path / "gym")
    notebook = execute(nbformat.read(NOTEBOOK, as_version=4), tmp_path, case=folder)  # an error or a warning stops it
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    tables = unescape(" ".join(output.get("data", {}).get("text/html", "") for output in outputs))
    assert "'cheap', which is no number" in tables and "row 3" in tables
    said = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs]
    assert sum("Mend the tables first" in " ".join(text.split()) for text in said) >= 12
    assert not any("image/png" in output.get("data", {}) for output in outputs)
    assert "No report was saved." in said[-1] and not list(tmp_path.rglob("*.html"))


def test_after_a_failed_load_nothing_is_left_of_the_firm_opened_before(tmp_path, monkeypatch):
    cells = [cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"]
    here, good, bad = {}, case_folder(tmp_path / "good", "gym"), spoiled_gym(tmp_path / "bad")
    monkeypatch.setenv("CUSTVALUE_CASE", str(good))
    assert "Iron Yard" in ran(cells[:5], here) and here["case"]
    monkeypatch.setenv("CUSTVALUE_CASE", str(bad))
    said = ran(cells, here)
    assert not here["case"] and "Iron Yard" not in said and said.count("Mend the tables first") >= 12
    assert not list(tmp_path.rglob("*.html"))


def ran(cells, names):
    """What cells print and show, run in these names as a kernel would."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        for source in cells:
            *body, last = ast.parse(source).body
            exec(compile(ast.Module(body, []), "cell", "exec"), names)
            if isinstance(last, ast.Expr):
                shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
                print("" if shown is None else shown)
            else:
                exec(compile(ast.Module([last], []), "cell", "exec"), names)
    return " ".join(said.getvalue().split())
