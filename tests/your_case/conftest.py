import pytest

from custvalue_helpers.your_case.templates import templates_folder
from tests.your_case.own_cases import gym_tables, write


@pytest.fixture
def example(tmp_path):
    """The worked example in a folder of its own."""
    folder = tmp_path / "example"
    folder.mkdir()
    for path in templates_folder().glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture
def gym(tmp_path):
    """The gym's case in a folder."""
    folder = tmp_path / "gym"
    folder.mkdir()
    for name, rows in gym_tables().items():
        write(folder, name, rows)
    return folder
