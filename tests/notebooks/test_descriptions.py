"""Every picture that a lesson draws has stored a description that its own function made, and that reads well."""

import re
from pathlib import Path

import nbformat
import pytest
from tests.kit.sentences import faults_in, without_years

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("[0-9]*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_picture_has_a_description_of_its_own(path):
    drawn = [
        cell
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code" and re.search(r"\bpicture\(", cell.source)
    ]
    assert drawn, "a lesson shows at least one still picture: picture(plot_…, …)"
    for cell in drawn:
        assert "description=" not in cell.source, cell.source
        pictures = [output for output in cell.outputs if "image/png" in output.get("data", {})]
        assert len(pictures) == cell.source.count("picture("), cell.source
        for output in pictures:
            said = output.metadata["image/png"]["alt"]
            assert len(said.split()) >= 12 and said.endswith("."), said
            assert not faults_in(without_years(said)), said
