"""As a library: what there is can be found by dir, Tab and help; importing it is light; it knows its version."""

import importlib
import pydoc
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

import custvalue_helpers
from custvalue_helpers.course import lessons
from custvalue_helpers.kit import environment

ROOMS = ("kestrel", "kit", "lessons", "models", "your_case")
FOLDERS = (*ROOMS, *(f"lessons.{front['room']}" for front in lessons().values()))


def test_importing_loads_no_heavy_library_and_every_folder_is_there_at_once():
    code = (
        "import sys, custvalue_helpers as cv\n"
        "heavy = {'pandas', 'numpy', 'scipy', 'matplotlib', 'seaborn', 'IPython', 'ipywidgets'} & set(sys.modules)\n"
        f"assert not heavy, heavy\nassert set({ROOMS}) <= set(dir(cv))\n"
        "print(cv.models.lifetime_value(100, 0.8, 0.1, convention='paid now'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert round(float(done.stdout), 2) == 366.67


def test_what_a_lessons_first_cell_takes_draws_nothing_yet():
    """Matplotlib is loaded with the first picture, SciPy with the first fit that needs it."""
    rooms = ["models", *(f"lessons.{front['room']}" for front in lessons().values())]
    code = "\n".join(f"from custvalue_helpers.{room} import *" for room in rooms)
    code += "\nimport sys; sys.exit(str({'matplotlib', 'scipy', 'sklearn', 'seaborn', 'ipywidgets'} & set(sys.modules) or ''))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert not done.stderr.strip(), done.stderr


@pytest.mark.parametrize("folder", ["", *(f".{name}" for name in FOLDERS)])
def test_dir_lists_what_is_offered_and_all_of_it_is_there(folder):
    package = importlib.import_module(f"custvalue_helpers{folder}")
    if not hasattr(package, "__all__"):
        return
    assert set(package.__all__) <= set(dir(package))
    assert all(getattr(package, name) is not None for name in package.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'no_such_name'"):
        package.no_such_name  # noqa: B018


def test_a_module_says_once_what_it_offers():
    """The finder reads the first __all__, Python takes the last."""
    for path in Path(custvalue_helpers.__file__).parent.rglob("*.py"):
        assert len(re.findall(r"^__all__\b", path.read_text(encoding="utf-8"), re.MULTILINE)) <= 1, path


@pytest.mark.parametrize("jedi", [True, False])
def test_tab_lists_folders_and_functions(jedi):
    shell = InteractiveShell.instance()
    shell.run_cell("import custvalue_helpers as cv")
    shell.Completer.use_jedi = jedi

    def tab(text):
        with provisionalcompleter():
            return {found.text.lstrip(".") for found in shell.Completer.completions(text, len(text))}

    assert {"models", "lessons", "load_dataset", "share_interval"} <= tab("cv.")
    assert set(custvalue_helpers.models.__all__) <= tab("cv.models.")


def test_a_name_that_is_nearly_right_is_told_the_right_one():
    with pytest.raises(
        AttributeError, match=r"has no attribute 'breakeven_lift' \(did you mean break_even_lift\?\)"
    ):
        custvalue_helpers.models.breakeven_lift  # noqa: B018


def test_help_shows_what_a_folder_offers():
    text = pydoc.plain(pydoc.render_doc(custvalue_helpers.models))
    assert all(f"{name}(" in text for name in ("best_level", "fit_buying", "fit_leaving", "steady_state"))


def test_what_was_made_for_one_lesson_is_there_for_all():
    cv = custvalue_helpers
    assert cv.models.holm([0.01]) == 0.01
    assert cv.share_interval(50, 100)[0] == 0.5
    assert callable(cv.models.calinski_harabasz) and callable(cv.models.multidimensional_scaling)


def test_the_version_is_the_projects(monkeypatch):
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    assert custvalue_helpers.__version__ == project["version"]

    def not_installed(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(environment, "version", not_installed)
    assert custvalue_helpers.__version__ == "0+unknown"
