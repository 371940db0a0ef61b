"""Rows of the worked example that were left in the templates below a firm's own: nobody wants them in their numbers."""

from collections import Counter

from .grids import Unreadable, name_of, read_csv
from .schema import TABLES
from .tables import Context, read_table

__all__ = []

LEFT = 5  # rows; an own one may be like one of the example's by chance, so many are not


def refuse_example_rows(tables, facts, folder, today):
    """Add a problem for each table that still has rows of the example, where the firm sheet names another firm.

    ``tables`` are Parsed, by name; ``folder`` holds the templates. A table is refused for ``LEFT`` rows of the example, or
    for fewer where they are half of all its rows.
    """
    try:
        example = dict(
            cells[:2] for _, cells in read_csv(folder / "firm.csv", "firm.csv", {"fact", "value"}).rows
        )
        offers = _template(folder, "offers", today).columns["offer"]
    except (OSError, Unreadable):  # no templates to compare with
        return
    mine = set(tables["offers"].columns.get("offer", ())) if "offers" in tables else set()
    # A brand that no offer bears is misspelt, and told as that.
    named = [facts.get("name"), *({facts.get("our_brand")} & mine)]
    if all(name is None or name_of(name) in map(name_of, offers) for name in named):
        return
    for name, parsed in tables.items():
        if name == "firm" or not parsed.rows:
            continue
        left = _left(parsed, _template(folder, name, today))
        if left and (len(left) >= LEFT or 2 * len(left) >= len(parsed.rows)):
            parsed.refuse(left[0], None, f"{len(left)} of {len(parsed.rows)} rows that are still the example's, of {example['name']}",
                          "rows of your own only", f"delete them; or keep the name {example['name']} in the firm sheet to look at the example")  # fmt: skip


def _template(folder, name, today):
    table = TABLES[name]
    grid = read_csv(folder / f"{name}.csv", f"{name}.csv", {column.name for column in table.columns})
    return read_table(grid, table, Context(today))


def _left(parsed, template):
    """The numbers of the rows that are the template's, in all columns that both have."""
    optional = {column.name for column in parsed.table.columns if not column.required}
    if not set(template.columns) - optional <= set(parsed.columns):
        return []  # other attributes, or a column gone: no table of the example's any more
    both = [name for name in template.columns if name in parsed.columns]
    theirs = Counter(zip(*(template.columns[name] for name in both), strict=True))
    mine = zip(*(parsed.columns[name] for name in both), strict=True)
    return [row for row, values in zip(parsed.rows, mine, strict=True) if values in theirs]
