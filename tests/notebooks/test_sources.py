"""Each notebook has its source, and is what its source gives; figures in the prose come from the kernel."""

import re

import nbformat
import pytest
from tools.build_notebooks import (
    GLOSSARY,
    NOTEBOOKS,
    PLACEHOLDER,
    execute,
    first_difference,
    normal_form,
    parted,
    read_source,
    sources,
)
from tools.compare_notebooks import differences
from tools.glossary import PAGE, TITLE

SOURCES = sources()
every_source = pytest.mark.parametrize("name", SOURCES)


def test_every_notebook_has_its_source():
    assert {path.name for path in NOTEBOOKS.glob("*.ipynb")} == {*(f"{name}.ipynb" for name in SOURCES), PAGE}


def pattern_of(source):
    """What a cell's text may become: any figure for a placeholder, any table for the glossary's marker."""
    texts = re.split(f"{PLACEHOLDER.pattern.replace('(.+?)', '.+?')}|{re.escape(GLOSSARY)}", source)
    return re.compile(
        "(?s:.+?)".join(map(re.escape, texts)) if GLOSSARY in source else ".+?".join(map(re.escape, texts))
    )


@every_source
def test_a_notebook_has_its_sources_cells(name):
    stored = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    source = normal_form(read_source(SOURCES[name]))
    again = "run: python course.py notebooks"
    assert len(stored.cells) == len(source.cells), again
    for old, new in zip(stored.cells, source.cells, strict=True):
        assert (old.cell_type, old.metadata) == (new.cell_type, new.metadata), again
        if new.cell_type == "code":
            assert old.source == new.source, again
        else:
            assert pattern_of(new.source).fullmatch(old.source), f"{again}\n{new.source}"
            assert not PLACEHOLDER.search(old.source) and GLOSSARY not in old.source


@every_source
def test_a_glossary_table_is_a_marker_in_the_source(name):
    for cell in read_source(SOURCES[name]).cells:
        assert cell.source.startswith(TITLE) == (GLOSSARY in cell.source)


@pytest.mark.parametrize(
    ("placeholder", "expected"),
    [
        (" worth:,.0f ", ("worth", ",.0f")),
        ("name", ("name", "")),
        ('table.loc["a":"b"].sum():.1f', ('table.loc["a":"b"].sum()', ".1f")),
        ('{"a:b": 1}["a:b"]:+d', ('{"a:b": 1}["a:b"]', "+d")),
        ("a +:.1f", ("a +:.1f", "")),
    ],
)
def test_a_placeholder_is_parted_as_in_an_f_string(placeholder, expected):
    assert parted(placeholder) == expected


def test_a_source_refuses_what_a_cell_does_not_have(tmp_path):
    (tmp_path / "lesson.md").write_text('---\nnumber: 1\n---\n\n+++ {"slides": "skip"}\n\nText.\n')
    with pytest.raises(ValueError, match="cell 0: a cell has slide and tags, got slides"):
        read_source(tmp_path / "lesson.md")


def notebook_of(*cells):
    kinds = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
    return nbformat.v4.new_notebook(cells=[kinds[kind](source) for kind, source in cells])


def test_figures_are_those_of_the_moment_and_leave_no_trace(tmp_path):
    notebook = notebook_of(
        ("code", "worth, shares = 1148.4, {'a': 0.52}\nprint('{{ worth }}')"),
        (
            "markdown",
            "{{worth:,.0f}} and €{{ -worth:,.0f }}, {{ 100 * shares['a']:.0f }} %, {{ 'a-b' }}, {{ glossary }}",
        ),
        ("code", "worth = 2"),
        ("markdown", "Now {{ worth }}."),
        ("code", "print(In, Out, _)"),
    )
    cells = execute(notebook, tmp_path).cells
    assert cells[0].outputs[0].text == "{{ worth }}\n"
    assert cells[1].source == "1,148 and €−1,148, 52 %, a-b, {{ glossary }}"
    assert cells[3].source == "Now 2."
    assert cells[4].outputs[0].text.count("worth") == 3 and cells[4].outputs[0].text.endswith("] {} \n")


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("nobody:.1f", r"cell 1, \{\{ nobody:.1f \}\} fails: NameError: .*nobody"),
        ("x +", "cell 1, .* fails: SyntaxError"),
        ("x:q", "cell 1, .* fails: ValueError: .*format code 'q'"),
        ("x * 1e999:+.1f", "cell 1, .* is not finite: \\+inf"),
        ("None", "cell 1, .* is not finite: None"),
    ],
)
def test_a_figure_that_fails_stops_the_build(expression, said, tmp_path):
    with pytest.raises(RuntimeError, match=said):
        execute(notebook_of(("code", "x = 1.0"), ("markdown", f"So: {{{{ {expression} }}}}.")), tmp_path)


def test_the_first_cell_that_differs_is_named():
    old, new = (
        notebook_of(("markdown", "One"), ("markdown", "Sum: 2")),
        notebook_of(("markdown", "One"), ("markdown", "Sum: 3")),
    )
    for notebook in (old, new):
        normal_form(notebook)
    assert first_difference(old, old) is None
    assert first_difference(old, new) == "cell 1 differs in source: 'Sum: 3'"
    new.cells.pop()
    assert first_difference(old, new).startswith("cell 1 differs in ")


def test_readers_do_not_see_imports_and_descriptions():
    def lesson(code, text, figure, prose="Fine."):
        notebook = notebook_of(("code", code), ("markdown", prose))
        data = {"image/png": figure, "text/plain": text}
        notebook.cells[0].outputs = [nbformat.v4.new_output("execute_result", data)]
        return notebook

    then = lesson(
        "import numpy as np\npicture(plot, size=(8, 3), description='Two bars.')", "Two bars.", "abc"
    )
    now = lesson("picture(plot, size=(8, 3))", "Bars of 3 and 4.", "abc")
    assert not differences(then, now, "x")
    assert differences(then, lesson("picture(plot, size=(8, 4))", "Two bars.", "abc"), "x")
    assert differences(then, lesson("picture(plot, size=(8, 3))", "Two bars.", "abd"), "x")
    assert "+Good." in differences(
        then, lesson("picture(plot, size=(8, 3))", "Two bars.", "abc", "Good."), "x"
    )
    assert differences(lesson("show()", "a", "abc"), lesson("show()", "b", "abc"), "x"), (
        "an explorer's reading is seen"
    )
