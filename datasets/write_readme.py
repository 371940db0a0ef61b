"""Write datasets/README.md from the data dictionary: ``python datasets/write_readme.py [name …]``.

Of the tables that are named, whose files are meant to be new, rows, bytes and hash go into the dictionary first.
"""

import csv
import sys
from pathlib import Path

from custvalue_helpers.kit.checks import one_of
from custvalue_helpers.kit.data import (
    DICTIONARY_FILE,
    accepted_in_words,
    data_folder,
    dataset_story,
    fields_of,
    format_dictionary,
    is_renamed,
    read_dictionary,
    renamed_levels,
    type_in_words,
    with_fingerprints,
)

FIRST_ROWS = 3
INTRODUCTION = """# The data room

Written from `datapackage.json` by `python datasets/write_readme.py`: change the dictionary, not this page.

Load a table with `load_dataset("name")`, look up its columns with `describe_dataset("name")`, read the people
behind it with `dataset_story("name")`. Kestrel Coffee's story is in [KESTREL.md](KESTREL.md). Check all files
with `frictionless validate datasets/datapackage.json`. Each file has its own licence, named in its section.
Templates for a case of your own, with a worked example that is made up, are in [your_case](your_case/README.md).
"""


def cell(text):
    """Return text that a Markdown table shows as it is."""
    return str(text).replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")


def markdown_table(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def contents(tables):
    rows = [
        [
            f"[{table['name']}](#{table['name']})",
            cell(table["title"]),
            kind_of(table),
            str(table["lesson"]),
            f"{table['rows']:,} × {len(fields_of(table))}",
        ]
        for table in tables
    ]
    return markdown_table(["table", "about", "real or simulated", "made for lesson", "rows × columns"], rows)


def kind_of(table):
    return "truth" if table.get("truth") else "simulated" if table["simulated"] else "real"


def section(table):
    story = dataset_story(table["name"])
    lines = [f"## {table['name']}", f"**{table['title']}** {table['description']}"]
    lines.append("\n".join(f"- {label}: {text}" for label, text in story.lines()))
    lines.append(
        markdown_table(["column", "meaning", "unit", "accepts", "in the source"], column_rows(table))
    )
    lines.append("The first rows:\n\n```\n" + first_rows(table) + "```")
    return "\n\n".join(lines)


def column_rows(table):
    for field in fields_of(table):
        old = field["source_name"] if is_renamed(field) else ""
        changed = "; ".join(f"{before} → {after}" for before, after in renamed_levels(field).items())
        accepts = f"{type_in_words(field)}: {accepted_in_words(field)}"
        empty = "" if field.get("constraints", {}).get("required") else ", or empty"
        before = f"{old} ({changed})" if old and changed else old or changed
        texts = (field["name"], field["description"], field.get("unit", ""), accepts + empty, before)
        yield [cell(text) for text in texts]


def first_rows(table):
    with open(data_folder() / table["path"], encoding="utf-8", newline="") as file:
        lines = [line for line, _ in zip(csv.reader(file), range(FIRST_ROWS + 1), strict=False)]
    return "".join(", ".join(line) + "\n" for line in lines)


def readme():
    """Return the whole page."""
    tables = read_dictionary()["resources"]
    return "\n\n".join([INTRODUCTION.strip(), contents(tables), *(section(table) for table in tables)]) + "\n"


def note_files(names):
    """Write the rows, bytes and hash of these tables' files into the dictionary, for files that are meant to be new."""
    known = {table["name"]: table["path"] for table in read_dictionary()["resources"]}
    paths = {name: data_folder() / known[one_of("name", name, list(known))] for name in names}
    texts = {name: path.read_bytes().decode() for name, path in paths.items()}
    dictionary = format_dictionary(with_fingerprints(read_dictionary(), texts))
    (data_folder() / DICTIONARY_FILE).write_text(dictionary, encoding="utf-8", newline="")


if __name__ == "__main__":
    if sys.argv[1:]:
        note_files(sys.argv[1:])
    Path(__file__).with_name("README.md").write_text(readme(), encoding="utf-8", newline="")
