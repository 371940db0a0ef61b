"""The first cell of each lesson says in plain words what is missing."""

from importlib.metadata import PackageNotFoundError

import pytest

from custvalue_helpers.kit import environment

NEEDED = ["pandas>=3.0", 'jupyterlab>=4.4; extra == "lab"']


@pytest.fixture
def installed(monkeypatch):
    """What stands in for the installed libraries: a version by name, to be changed."""
    there = {"pandas": "3.1.1"}

    def version(name):
        if name not in there:
            raise PackageNotFoundError(name)
        return there[name]

    monkeypatch.setattr(environment, "requires", lambda name: NEEDED)
    monkeypatch.setattr(environment, "version", version)
    return there


def test_a_library_user_needs_no_lab(installed, capsys):
    environment.check_environment()
    assert capsys.readouterr().out == "All is in place. Let's begin.\n"


def test_an_old_library_is_named(installed, capsys):
    installed["pandas"] = "2.3.3"
    environment.check_environment()
    assert "- The library pandas is version 2.3.3; the course needs 3.0 or newer." in capsys.readouterr().out


def test_a_missing_library_is_named(installed, capsys):
    installed.clear()
    environment.check_environment()
    assert "- The library pandas is not installed." in capsys.readouterr().out
