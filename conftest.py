"""Every test, docstring examples too, has a progress record of its own; no test is a race against the clock."""

import hypothesis
import pytest

# A busy machine is no failure; how fast things are is measured in benchmarks/.
hypothesis.settings.register_profile("course", deadline=None)
hypothesis.settings.load_profile("course")


@pytest.fixture(autouse=True)
def own_progress(tmp_path, monkeypatch):
    monkeypatch.setenv("CUSTVALUE_PROGRESS", str(tmp_path / "progress.json"))
    return tmp_path / "progress.json"
