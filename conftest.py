"""Every test, docstring examples too, has a progress record of its own."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "tools"))


@pytest.fixture(autouse=True)
def own_progress(tmp_path, monkeypatch):
    monkeypatch.setenv("CUSTVALUE_PROGRESS", str(tmp_path / "progress.json"))
    return tmp_path / "progress.json"
