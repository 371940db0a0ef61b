"""What readers see otherwise than in an older commit: prose, code and stored outputs of all notebooks.

    python tools/compare_notebooks.py COMMIT        prints the differences; leaves with 1 if there are any

Left out is what readers do not see: import lines, and the description of a picture, typed into its cell or not, which
is also its output's text. Pictures are compared by their bytes, and shown by the beginning of their SHA-256.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
DRAWS = ("picture(", "show_progress(", "course_map(")


def code_lines(source: str) -> list[str]:
    """A cell's code without imports, layout, comments and typed descriptions of pictures."""
    tree = ast.parse(source)
    tree.body = [line for line in tree.body if not isinstance(line, ast.Import | ast.ImportFrom)]
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            call.keywords = [keyword for keyword in call.keywords if keyword.arg != "description"]
    return ast.unparse(tree).splitlines()


def output_lines(output: NotebookNode, describes: bool) -> Iterator[str]:
    """What one stored output shows; its text is left out where it only describes its picture."""
    data = output.get("data", {output.output_type: output.get("text") or output.get("evalue", "")})
    for kind, content in sorted(data.items()):
        if kind.startswith("image/"):
            yield f"[{kind} {hashlib.sha256(content.encode()).hexdigest()[:12]}]"
        elif not (describes and "image/png" in data):
            yield from f"[{kind}]\n{content}".splitlines()


def shown(notebook: NotebookNode) -> Iterator[str]:
    """All lines of a notebook that count, each cell under a line with its kind."""
    for cell in notebook.cells:
        lines = code_lines(cell.source) if cell.cell_type == "code" else cell.source.splitlines()
        outputs = [
            line
            for output in cell.get("outputs", [])
            for line in output_lines(output, any(call in cell.source for call in DRAWS))
        ]
        if lines or outputs:  # a cell of imports alone shows nothing
            yield from [f"=== {cell.cell_type}", *lines, *outputs]


def differences(old: NotebookNode, new: NotebookNode, name: str) -> list[str]:
    """Two notebooks' differences, as lines; none if they are equal for readers."""
    return list(
        difflib.unified_diff([*shown(old)], [*shown(new)], f"then/{name}", f"now/{name}", n=1, lineterm="")
    )


def git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def main(commit: str) -> int:
    names = git("ls-tree", "--name-only", f"{commit}:notebooks").splitlines()
    then = {
        name: nbformat.reads(git("show", f"{commit}:notebooks/{name}"), 4)
        for name in names
        if name.endswith(".ipynb")
    }
    now = {path.name: nbformat.read(path, 4) for path in (ROOT / "notebooks").glob("*.ipynb")}
    empty = nbformat.v4.new_notebook()
    found = [
        line
        for name in sorted({*then, *now})
        for line in differences(then.get(name, empty), now.get(name, empty), name)
    ]
    print("\n".join(found) or f"{len(now)} notebooks read as in {commit}")
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
