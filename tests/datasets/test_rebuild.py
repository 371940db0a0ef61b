"""The renaming that the rebuild script does: from the publisher's names back to the committed file."""

import runpy
from pathlib import Path

import pandas as pd
import pytest

from custvalue_helpers.kit.data import data_folder, fields_of, read_dictionary, table_text

SCRIPT = runpy.run_path(str(Path(__file__).resolve().parents[2] / "datasets" / "rebuild.py"))
REBUILT = [table for table in read_dictionary()["resources"] if "rebuild" in table]


def as_published(table):
    """The committed table under its publisher's names and levels."""
    cells = pd.read_csv(data_folder() / table["path"], dtype=str)
    columns = {}
    for field in fields_of(table):
        levels = {new: old for old, new in field.get("source_levels", {}).items()}
        columns[field["source_name"]] = cells[field["name"]].map(levels) if levels else cells[field["name"]]
    return pd.DataFrame(columns)


def test_eight_of_nine_come_from_a_package():
    assert len(REBUILT) == 8
    assert all(table["rebuild"]["hash"].startswith("sha256:") for table in REBUILT)


@pytest.mark.parametrize("table", REBUILT, ids=lambda table: table["name"])
def test_renaming_what_was_published_gives_the_committed_file(table):
    text = table_text(SCRIPT["renamed_table"](as_published(table), table))
    assert text == (data_folder() / table["path"]).read_text(encoding="utf-8")
