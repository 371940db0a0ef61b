"""Is everything in place? Said in plain words."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, requires, version

PACKAGE = "customer-value-course"


def course_version() -> str:
    """The version of the course that is installed.

    >>> course_version()[0].isdigit()
    True
    """
    try:
        return version(PACKAGE)
    except PackageNotFoundError:  # a folder of files that was never installed
        return "0+unknown"


def check_environment() -> None:
    """Print one sentence if all is well, or what is missing and how to mend it."""
    problems = _problems()
    if problems:
        print("Something is not in place:", *problems, sep="\n- ")
        print("Close JupyterLab and start it again with: python course.py lab")
    else:
        print("All is in place. Let's begin.")


def _problems():
    """What is missing or too old, a sentence each; what is needed, and how new, the installed package itself says."""
    from packaging.requirements import Requirement

    if sys.version_info < (3, 11):
        return [f"Python is {sys.version.split()[0]}; the course needs 3.11 or newer."]
    try:
        needed = [Requirement(line) for line in requires(PACKAGE) or ()]
    except PackageNotFoundError:
        return ["The course itself is not installed."]
    problems = []
    for each in needed:
        if each.marker and not each.marker.evaluate({"extra": ""}):
            continue  # only for the lab, or for the tests
        try:
            found = version(each.name)
        except PackageNotFoundError:
            problems.append(f"The library {each.name} is not installed.")
            continue
        if not each.specifier.contains(found, prereleases=True):
            oldest = str(each.specifier).removeprefix(">=")
            problems.append(
                f"The library {each.name} is version {found}; the course needs {oldest} or newer."
            )
    return problems
