"""Every test, docstring examples too, has a progress record of its own."""

import pytest


@pytest.fixture(autouse=True)
def own_progress(tmp_path, monkeypatch):
    monkeypatch.setenv("CUSTVALUE_PROGRESS", str(tmp_path / "progress.json"))
    return tmp_path / "progress.json"
