"""Measure the house: how large each layer is, what holds it, and how many files a new thing touches.

python tools/house.py [FOLDER]      this checkout, or another one, older or newer
"""

import ast
import re
import sys
from collections import Counter
from pathlib import Path


def layers(package):
    """Files, and lines, of Python by the package's first folder."""
    files, lines = Counter(), Counter()
    for path in sorted(package.rglob("*.py")):
        for layer in (path.relative_to(package).parts[0] if path.parent != package else "(top)", "together"):
            files[layer] += 1
            lines[layer] += len(path.read_text(encoding="utf-8").splitlines())
    return [(layer, files[layer], lines[layer]) for layer in sorted(files)]


def without_annotation(package):
    """How many functions with a public name lack an annotation, and of how many: a parameter's, or the result's."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in package.rglob("*.py")]
    functions = [node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)]
    public = [each for each in functions if each.name[0] != "_"]
    parts = [[*each.args.posonlyargs, *each.args.args, *each.args.kwonlyargs] for each in public]
    whole = [all(part.annotation for part in taken) for taken in parts]
    return sum(not (taken and each.returns) for each, taken in zip(public, whole, strict=True)), len(public)


def contract_lines(settings):
    """Lines of the import contracts in pyproject.toml, without empty ones and comments."""
    sections = re.split(r"^(?=\[)", settings.read_text(encoding="utf-8"), flags=re.MULTILINE)
    held = "".join(part for part in sections if "tool.importlinter" in part[:22])
    return len(re.findall(r"^[^#\n].*", held, re.MULTILINE))


def touched(page):
    """What CONTRIBUTING.md says is written by hand for each new thing."""
    text = (
        page.read_text(encoding="utf-8")
        if page.exists()
        else "### A new thing\n**Touched:** not written down\n"
    )
    return re.findall(r"^### (.+)\n(?:(?!###)[\s\S])*?^\*\*Touched:\*\* (.+)$", text, re.MULTILINE)


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1]).resolve()
    package = folder / "custvalue_helpers"
    for layer, files, lines in layers(package):
        print(f"{layer:<20}{files:>5} files {lines:>7,} lines")
    print(f"{'import contracts':<20}{contract_lines(folder / 'pyproject.toml'):>5} lines")
    print("without annotation  {:>5} of {:,} public functions".format(*without_annotation(package)))
    for thing, by_hand in touched(folder / "CONTRIBUTING.md"):
        print(f"{thing}: {by_hand}")
