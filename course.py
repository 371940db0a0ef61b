"""Set up and run the course with nothing but Python 3.11 or newer.

    python course.py lab        set up, then open JupyterLab on the first lesson
    python course.py test       set up, then run the whole test suite
    python course.py test-slow  the tests that take longer: an installation, notebooks solved and built again
    python course.py bench      set up, then measure what the course claims to be fast at
    python course.py check-slow set up, then check the capstone's intervals on many simulated firms (minutes)
    python course.py notebooks  build every notebook from its source (--check: only compare)
    python course.py api        write pages on the code from its docstrings into build/api (fails where one is broken)
    python course.py lock       write requirements.txt and requirements-dev.txt anew

Everything is installed into the folder .venv beside this file. Add --in-place to use
the Python that runs this file instead (for conda users, inside the course's environment).
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = ("x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu", "x86_64-pc-windows-msvc",
             "x86_64-apple-darwin", "aarch64-apple-darwin")  # fmt: skip


def python_of(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def works(python: Path) -> bool:
    try:
        return subprocess.run([python, "-c", "import pip"], capture_output=True).returncode == 0
    except OSError:
        return False


def fingerprint(requirements: str) -> str:
    """What was installed: the pins, the package's own build settings, and the Python that runs them."""
    parts = [
        (ROOT / name).read_bytes()
        for name in (
            requirements,
            "pyproject.toml",
            "etc/jupyter_server_config.json",
            "etc/jupyterlab_overrides.json",
        )
    ]
    return hashlib.sha256(b"\0".join([*parts, sys.version.encode(), str(ROOT).encode()])).hexdigest()


def set_up(requirements: str, in_place: bool = False) -> Path:
    """Make the environment hold exactly these pins and the course's package; return its Python."""
    environment = Path(sys.prefix) if in_place else ENVIRONMENT
    python = Path(sys.executable) if in_place else python_of(environment)
    stamp_file = environment / "customer-value-course.json"
    if not works(python):
        if in_place:
            sys.exit(
                f"This Python has no pip that works: {python}. Install pip in it, or leave out --in-place."
            )
        if (
            environment.is_symlink()
            or environment.is_file()
            or (
                environment.exists()
                and any(environment.iterdir())
                and not (environment / "pyvenv.cfg").is_file()
            )
        ):
            sys.exit(
                f"{environment} is in the way, and no Python environment. Move it elsewhere, then try again."
            )
        print(f"Making a Python environment in {environment} ...", flush=True)
        venv.create(environment, with_pip=True, clear=True)
    try:
        stamp = json.loads(stamp_file.read_text())
    except (OSError, ValueError):
        stamp = {}
    if not isinstance(stamp, dict):
        stamp = {}
    if stamp.get(requirements) != fingerprint(requirements):
        print(f"Installing the course's libraries from {requirements} (about a minute) ...", flush=True)
        stamp_file.unlink(missing_ok=True)
        pip: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", ROOT / requirements], check=True)
        subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT], check=True)
        if not in_place:  # Python 3.11 puts an old setuptools into each environment; nothing here needs it
            subprocess.run([*pip[:3], "uninstall", "--quiet", "--yes", "setuptools"], check=True)
        # Test pins contain the lesson pins, at the same versions: installing either file leaves the other true.
        stamp = {name: fingerprint(name) for name in {requirements, "requirements.txt"}}
        stamp_file.write_text(json.dumps(stamp))
    return python


def run(*command: str | Path) -> None:
    """Run a command from the project's folder and leave with its exit code if it fails."""
    code = subprocess.run([str(part) for part in command], cwd=ROOT).returncode
    if code:
        sys.exit(code)


def speak_on_any_terminal() -> None:
    """What an output cannot write is written in its stead (\\u2026, say), here and in all that is started from here."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    os.environ.setdefault("PYTHONIOENCODING", ":backslashreplace")


def lab(python: Path, rest: list[str]) -> None:
    lesson = min(path.name for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))
    as_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # in a container, say
    run(python, "-m", "jupyter", "lab", f"--ServerApp.root_dir={ROOT / 'notebooks'}",
        f"--LabApp.default_url=/lab/tree/{lesson}", *as_root, *rest)  # fmt: skip


def test(python: Path, rest: list[str]) -> None:
    run(python, "-m", "ruff", "check", ".")
    run(python, "-m", "ruff", "format", "--check", ".")
    run(python.parent / "lint-imports")
    run(python, "-m", "mypy")
    workers = str((os.cpu_count() or 1) + 1)  # one more than processors: a browser waits much of its time
    run(python, "-m", "pytest", "-n", workers, "-m", "not slow", *rest)


def test_slow(python: Path, rest: list[str]) -> None:
    run(python, "-m", "pytest", "-n", "auto", "-m", "slow", *rest)
    run(python, "-m", "tools.build_notebooks", "--check")


def bench(python: Path, rest: list[str]) -> None:
    run(python, "-m", "benchmarks", *rest)


def check_slow(python: Path, rest: list[str]) -> None:
    run(python, "-m", "tools.capstone_coverage", *rest)


def notebooks(python: Path, rest: list[str]) -> None:
    run(python, "-m", "tools.build_notebooks", *rest)
    if "--check" not in rest:
        run(python, "-m", "tools.readme")


def api(python: Path, rest: list[str]) -> None:
    source, pages = ROOT / "build" / "api-source", ROOT / "build" / "api"
    for folder in (source, pages):
        shutil.rmtree(folder, ignore_errors=True)  # no page of a module that is no more
    os.environ["SPHINX_APIDOC_OPTIONS"] = "members"
    run(python, "-m", "sphinx.ext.apidoc", "-q", "--separate", "--module-first", "--maxdepth", "2",
        "--tocfile", "index", "-H", "The code behind the course", "-o", source, "custvalue_helpers")  # fmt: skip
    run(python, "-m", "sphinx", "-q", "-W", "--keep-going", "-c", "docs", source, pages, *rest)
    print(f"Written: {pages / 'index.html'}")


def lock(python: Path, rest: list[str]) -> None:
    uv: list[str | Path] = [python, "-m", "uv", "pip", "compile", "--quiet", "--no-header"]
    pins: list[str | Path] = [*uv, "--universal", "--fork-strategy", "fewest", "--generate-hashes", "--python-version", "3.11",
            "pyproject.toml", "--extra", "lab", "--group", "build"]  # fmt: skip
    run(*pins, "--output-file", "requirements.txt", *rest)
    run(*pins, "--extra", "dev", "--constraint", "requirements.txt",
        "--output-file", "requirements-dev.txt", *rest)  # fmt: skip
    # Nobody should need a compiler: each pin must have a wheel for each of these.
    with tempfile.TemporaryDirectory() as folder:
        for platform, version in itertools.product(PLATFORMS, PYTHONS):
            run(*uv, "--only-binary", ":all:", "--python-platform", platform, "--python-version", version,
                "requirements-dev.txt", "--output-file", Path(folder) / "pins.txt")  # fmt: skip


def main() -> None:
    speak_on_any_terminal()
    if sys.version_info < (3, 11):
        sys.exit(f"This course needs Python 3.11 or newer; this is Python {sys.version.split()[0]}.")
    tasks = {
        task.__name__.replace("_", "-"): task
        for task in (lab, test, test_slow, bench, check_slow, notebooks, api, lock)
    }
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=tasks)
    parser.add_argument("--in-place", action="store_true", help="use this Python, not .venv")
    arguments, rest = parser.parse_known_args()
    requirements = "requirements.txt" if arguments.task == "lab" else "requirements-dev.txt"
    tasks[arguments.task](set_up(requirements, arguments.in_place), rest)


if __name__ == "__main__":
    main()
