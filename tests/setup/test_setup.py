"""The doors: pins, environment.yml, Binder's build, the wheel, a first start."""

import importlib.util
import json
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
course = importlib.util.module_from_spec(
    spec := importlib.util.spec_from_file_location("course_script", ROOT / "course.py")
)
spec.loader.exec_module(course)


def pins(name):
    return dict(re.findall(r"^([a-z0-9_.-]+)==(\S+)", (ROOT / name).read_text(), flags=re.M))


def test_every_pin_has_hashes_and_no_registry_is_named():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        blocks = re.split(r"\n(?=[a-z0-9])", text)
        assert len(blocks) == len(pins(name)) > 50
        assert all("--hash=sha256:" in block for block in blocks)
        assert not re.search(r"https?://|--index|--find-links", text)


def test_test_pins_contain_the_lesson_pins():
    lesson, everything = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: everything.get(name) for name in lesson} == lesson


def test_every_dependency_is_pinned_and_test_tools_stay_out_of_the_lessons():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    project, pinned = settings["project"], pins("requirements.txt")
    for line in [*project["dependencies"], *project["optional-dependencies"]["lab"]]:
        needed = Requirement(line)
        assert str(needed.specifier).startswith(">="), f"{line}: without an oldest version pip may take any"
        assert needed.specifier.contains(pinned[needed.name])
    assert not set(project["optional-dependencies"]["dev"]) & set(pinned)
    for line in (*settings["build-system"]["requires"], *settings["dependency-groups"]["build"]):
        assert Requirement(line).specifier.contains(pinned[Requirement(line).name])


def test_the_package_alone_needs_no_lab():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    code = "import sys; sys.modules.update(dict.fromkeys(%r)); import custvalue_helpers as cv" % (
        [Requirement(line).name.replace("-", "_") for line in project["optional-dependencies"]["lab"]]
        + ["sklearn"]
    )
    code += "; [cv.exercise, cv.explorers(), cv.lesson('2').quiz, cv.load_dataset('tea_survey')]"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("platform", ["x86_64-apple-darwin", "x86_64-pc-windows-msvc"])
@pytest.mark.parametrize("version", [course.PYTHONS[0], course.PYTHONS[-1]])
def test_each_pin_has_a_wheel(platform, version, tmp_path):
    """The two that miss one most often; ``course.py lock`` asks for all."""
    done = subprocess.run(
        [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--only-binary", ":all:", "--python-platform", platform,
         "--python-version", version, ROOT / "requirements-dev.txt", "--output-file", tmp_path / "pins.txt"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "latin-1", "cp1252", "ascii"])
def test_it_speaks_on_any_terminal(encoding, tmp_path):
    """Its own words, the place it stands in, and what its children say."""
    place = tmp_path / "Où est 顧客 …"
    place.mkdir()
    (place / "course.py").write_bytes((ROOT / "course.py").read_bytes())
    code = """
import course, sys
course.subprocess.run = lambda *command, **options: sys.exit("reached, with … and ≥")
course.works = lambda python: False
course.venv.create = lambda *where, **options: None
course.main()
"""
    for name in ("requirements-dev.txt", "requirements.txt", "pyproject.toml"):
        (place / name).touch()
    (place / "etc").mkdir()
    for name in ("jupyter_server_config.json", "jupyterlab_overrides.json"):
        (place / "etc" / name).touch()
    settings = {name: value for name, value in course.os.environ.items() if name != "PYTHONUTF8"}
    done = subprocess.run(
        [sys.executable, "-c", code, "lab"], capture_output=True, cwd=place,
        env={**settings, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(place)},
    )  # fmt: skip
    said = (done.stdout + done.stderr).decode(encoding)
    assert "Making a Python environment" in said and "Installing" in said and "reached" in said, said


def environment():
    return yaml.safe_load((ROOT / "environment.yml").read_text())


def test_environment_yml_is_conda_python_plus_the_pins():
    packages = environment()["dependencies"]
    assert packages[-1] == {"pip": ["-r requirements.txt"]}
    python = next(p for p in packages if isinstance(p, str) and p.startswith("python="))
    assert python.removeprefix("python=") in ("3.11", "3.12", "3.13", "3.14")


def test_binder_understands_the_repository():
    done = subprocess.run(
        [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    steps = done.stdout + done.stderr
    assert (
        0
        < steps.index("COPY --chown=0:0 src/")
        < steps.index('env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"')
    )
    assert steps.index('--file "environment.yml"') < steps.index("RUN ./postBuild")


@pytest.mark.slow
def test_what_environment_yml_installs_runs_a_lesson(tmp_path):
    """An empty environment, exactly what the pip section and postBuild name, and one lesson in it."""
    venv.create(tmp_path / "env", with_pip=True)
    python = course.python_of(tmp_path / "env")
    pip_arguments = " ".join(environment()["dependencies"][-1]["pip"]).split()
    subprocess.run([python, "-m", "pip", "install", "--quiet", *pip_arguments], cwd=ROOT, check=True)
    post_build = re.findall(r"^python (-m pip install .*)$", (ROOT / "postBuild").read_text(), flags=re.M)
    assert len(post_build) == 1
    subprocess.run([python, *post_build[0].split(), "--quiet"], cwd=ROOT, check=True)
    lesson = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))[-1]
    record = tmp_path / "progress.json"
    done = subprocess.run(
        [python, "-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", tmp_path, lesson],
        cwd=tmp_path, capture_output=True, text=True, env={**course.os.environ, "CUSTVALUE_PROGRESS": str(record)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    outputs = [
        o
        for cell in json.loads((tmp_path / lesson.name).read_text())["cells"]
        for o in cell.get("outputs", [])
    ]
    assert outputs and not [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"]
    tools = subprocess.run([python, "-m", "pip", "list"], capture_output=True, text=True).stdout
    assert "jupyterlab-slideshow" in tools and "playwright" not in tools


def test_the_wheel_carries_the_data(tmp_path):
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "--wheel-dir",
            tmp_path,
            ROOT,
        ],
        check=True,
    )
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "there")
    names = {path.name for path in (tmp_path / "there" / "custvalue_helpers" / "_datasets").iterdir()}
    assert {"datapackage.json", "electricity_choice.csv", "kestrel_choices.csv", "your_case"} <= names
    code = "from custvalue_helpers import case_templates, load_case, load_dataset; case_templates('mine')"
    code += "; print(len(load_dataset('train_choice')), len(load_case('mine').offers))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'there')!r}); {code}"],
        capture_output=True, text=True, cwd=tmp_path,
    )  # fmt: skip
    assert done.stdout.strip() == "2929 3", done.stderr


@pytest.fixture
def recorded(monkeypatch, tmp_path):
    """course.py with its commands recorded, not run, and an environment folder of its own."""
    commands = []
    monkeypatch.setattr(course, "ENVIRONMENT", tmp_path / "venv")
    monkeypatch.setattr(course, "works", lambda python: (tmp_path / "venv").exists())
    monkeypatch.setattr(course.venv, "create", lambda path, **options: path.mkdir())
    monkeypatch.setattr(
        course.subprocess, "run", lambda command, **options: commands.append([str(c) for c in command])
    )
    return commands


def test_set_up_installs_once_and_again_when_the_pins_change(recorded, monkeypatch):
    course.set_up("requirements.txt")
    assert ["-r", str(ROOT / "requirements.txt")] == recorded[0][-2:] and "--require-hashes" in recorded[0]
    assert len(recorded) == 3 and "--no-build-isolation" in recorded[1] and "uninstall" in recorded[2]
    course.set_up("requirements.txt")
    assert len(recorded) == 3, "nothing changed, so nothing is installed"
    course.set_up("requirements-dev.txt")
    assert len(recorded) == 6
    course.set_up("requirements.txt")
    assert len(recorded) == 6, "the test pins contain the lesson pins"
    monkeypatch.setattr(course, "fingerprint", lambda name: "other pins")
    course.set_up("requirements.txt")
    assert len(recorded) == 9


@pytest.mark.parametrize("what", ["a folder of one's own", "a link to one", "a file"])
def test_what_is_no_environment_is_never_cleared(what, tmp_path, monkeypatch):
    own = tmp_path / "own"
    own.mkdir()
    (own / "photo.txt").write_text("mine")
    place = {"a folder of one's own": own, "a link to one": tmp_path / ".venv", "a file": own / "photo.txt"}[
        what
    ]
    if what == "a link to one":
        place.symlink_to(own)
    monkeypatch.setattr(course, "ENVIRONMENT", place)
    with pytest.raises(SystemExit, match="is in the way"):
        course.set_up("requirements.txt")
    assert (own / "photo.txt").read_text() == "mine"


def test_the_python_in_use_is_never_made_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(course, "works", lambda python: False)
    monkeypatch.setattr(course.venv, "create", lambda *where, **options: pytest.fail("it would be cleared"))
    with pytest.raises(SystemExit, match="no pip"):
        course.set_up("requirements.txt", in_place=True)


def test_lab_opens_the_first_lesson_and_keeps_jupyters_checks(recorded, monkeypatch):
    started = []
    monkeypatch.setattr(course, "run", lambda *command, **options: started.extend(map(str, command)))
    course.lab("python", [])
    first = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))[0]
    assert f"--LabApp.default_url=/lab/tree/{first}" in started
    assert not any("token" in part or "allow_origin" in part or "disable_check" in part for part in started)


def test_readme_names_its_home_once():
    text = (ROOT / "README.md").read_text()
    assert text.count("OWNER/REPOSITORY") == 1 and "make lab" in text and "make test" in text
    for target in re.findall(r"\]\(((?!http)[^)#]+)\)", text):
        assert (ROOT / target).exists(), target
