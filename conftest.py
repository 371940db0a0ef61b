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


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """The browser tests of one notebook go to one worker, which opens and runs it once; the others go anywhere."""
    from xdist.scheduler import LoadScopeScheduling  # its own groups do nothing under pytest 9.2

    class OneNotebookOneWorker(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return nodeid.partition("[")[2] if "test_in_the_browser.py" in nodeid else nodeid

    return OneNotebookOneWorker(config, log)
