"""Is everything in place? Said in plain words."""

import sys
from importlib.metadata import PackageNotFoundError, version

NEEDED = {
    "ipywidgets": "8",
    "jupyterlab": "4",
    "matplotlib": "3",
    "numpy": "2",
    "pandas": "3",
    "seaborn": "0",
}


def check_environment():
    """Print one sentence if all is well, or what is missing and how to mend it."""
    problems = []
    if sys.version_info < (3, 11):
        problems.append(f"Python is {sys.version.split()[0]}; the course needs 3.11 or newer.")
    for package, oldest in NEEDED.items():
        try:
            found = version(package)
        except PackageNotFoundError:
            problems.append(f"The library {package} is not installed.")
            continue
        if int(found.split(".")[0]) < int(oldest):
            problems.append(f"The library {package} is version {found}; the course needs {oldest} or newer.")
    if problems:
        print("Something is not in place:", *problems, sep="\n- ")
        print("Close JupyterLab and start it again with: python course.py lab")
    else:
        print("All is in place. Let's begin.")
