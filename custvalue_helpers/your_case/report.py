"""A case's report: one page of HTML to print or to send, with everything inside it."""

from __future__ import annotations

import base64
import os
import re
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from pathlib import Path

from custvalue_helpers.kit.columns import a_day
from custvalue_helpers.kit.theme import COST, INK, NEUTRAL, png_of
from custvalue_helpers.your_case.case import Missing, OwnCase, UnreadableCase, checked_case
from custvalue_helpers.your_case.caveats import cannot_tell
from custvalue_helpers.your_case.figures import figure
from custvalue_helpers.your_case.parts import SECTIONS, case_part
from custvalue_helpers.your_case.pictures import length
from custvalue_helpers.your_case.problems import in_lines

__all__ = [
    "case_report",
]

# How wide a picture on the page is, inches before it is scaled into its column; dots an inch.
PAGE, DENSE = 5.2, 200
# Up to so many characters, letters of so many points.
ROOM = ((2400, 8.6), (3000, 8.2), (3600, 7.9), (4400, 7.4), (5400, 6.9))
ROWS_LEFT = re.compile(r"[0-9,]+ rows?: ")
STYLE = f"""
@page {{ size: A4; margin: 9mm; }}
body {{ font: 11pt/1.28 sans-serif; color: {INK}; max-width: 250mm; margin: 8mm auto; overflow-wrap: anywhere; }}
h1 {{ font-size: 1.75em; margin: 0; }} h2 {{ font-size: 1.22em; margin: 0 0 0.5mm; }} ul {{ margin: 0; padding-left: 4mm; }}
p {{ margin: 0.6mm 0; }} .warning {{ border-left: 1mm solid {COST}; padding-left: 1.5mm; }} .small {{ color: {NEUTRAL}; font-size: 0.9em; }}
main {{ columns: 2; column-gap: 6mm; margin-top: 3mm; }} section {{ break-inside: avoid; margin-bottom: 3.2mm; }}
.limits, .screen {{ break-inside: auto; font-size: 0.9em; }} img {{ width: 100%; display: block; }} details {{ font-size: 0.9em; }}
table {{ border-collapse: collapse; overflow-wrap: normal; }} td, th {{ padding: 0.6mm 2mm 0.6mm 0; text-align: right; }}
td:first-child, th:first-child {{ text-align: left; }} th {{ border-bottom: 0.3mm solid {NEUTRAL}; }}
@media screen {{ .paper {{ display: none; }} }}
@media print {{ body {{ font-size: SIZEpt; max-width: none; margin: 0; }} .screen, details {{ display: none; }} }}
@media screen and (max-width: 700px) {{ main {{ columns: 1; }} body {{ margin: 4mm; }} }}
"""


@dataclass(frozen=True)
class CaseReport:
    """A report: ``html`` is the whole page, ``text`` what it says without pictures; ``save`` writes it to a file.

    ``source`` is where the case was read from: the report goes there unless it is told another place.
    """

    title: str
    html: str
    text: str
    source: str

    def save(self, path: str | os.PathLike | None = None) -> Path:
        """Write the page to a file, in place of an older one, and return its path.

        Without a path: ``report.html`` in the case's folder, or beside its workbook.
        """
        if path is None:
            source = Path(self.source)
            path = (source if source.is_dir() else source.parent) / "report.html"
        if not isinstance(path, (str, os.PathLike)):
            raise TypeError(
                f"path must be the name of a file, such as 'report.html', got {type(path).__name__}"
            )
        try:
            Path(path).write_text(self.html, encoding="utf-8")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise ValueError(f"path must be a file that can be written to, got '{path}' ({reason})") from None
        return Path(path)

    def __str__(self):
        return self.text

    __repr__ = __str__


@dataclass(frozen=True)
class NoReport:
    """What stands for the report of a case that cannot be read: ``text`` says to mend the tables, ``save`` writes nothing."""

    text: str

    def save(self, path: str | os.PathLike | None = None) -> None:
        """Write no file, and return None."""

    def __str__(self):
        return f"{self.text} No report was saved."

    __repr__ = __str__


def case_report(case: OwnCase | UnreadableCase, on: date | None = None) -> CaseReport | NoReport:
    """What the course's tools say about a case, and what its data cannot tell: one page to print.

    On the screen it also has the numbers as tables, and how the files were read.

    Parameters: ``case``, an OwnCase from load_case() or open_case(); ``on``, the day to put on it (a date; today by default).
    Returns a CaseReport; of an UnreadableCase a NoReport, which saves nothing. Raises TypeError for anything but a case.

    >>> from custvalue_helpers.your_case import load_case
    >>> from custvalue_helpers.your_case.templates import templates_folder
    >>> case_report(load_case(templates_folder())).title
    'Spoke & Chain: customer value'
    """
    day = date.today() if on is None else a_day("on", on).date()
    try:
        case = checked_case(case)
    except Missing as lack:
        return NoReport(str(lack))
    sections = [case_part(case, name) for name in SECTIONS]
    shown, absent = list(_told_once(s for s in sections if s.there)), [s for s in sections if not s.there]
    limits = cannot_tell(case).get("firm", []) + [
        f"{s.title}: {' '.join(s.limits)}" for s in shown if s.limits
    ]
    lacking = _grouped(absent)
    title = f"{case.firm.name}: customer value"
    scale = f"ratings from {case.firm.scale_low:g} to {case.firm.scale_high:g}"
    about = f"{day.isoformat()}. Amounts in {case.firm.currency}; a period is a {case.firm.period}; {scale}."
    said = [f"{s.title}: {' '.join((*s.readings, *s.warnings, *s.more))}" for s in shown]
    body = "".join(
        [*map(_section, shown), _listed("What these data cannot tell", limits), _listed("What is missing", lacking),
         f"<p class='paper small'>{escape(_read(case))}</p>",
         _listed("How the files were read", [f"{line}." for line in in_lines(case.notes)], "screen")]
    )  # fmt: skip
    html = _page(title, about, body, _letters(shown, [*limits, _read(case)], lacking))
    text = [title, *said, "What these data cannot tell: " + " ".join(limits)]
    text += ["What is missing: " + " ".join(lacking)] if lacking else []
    return CaseReport(title, html, "\n".join(text), case.source)


def _read(case):
    """In one line for paper: how many rows each table has, and how many rows of the files were left out, and why."""
    rows = ", ".join(f"{len(table)} of {name}" for name, table in case.tables.items())
    left = [note.said for note in case.notes if note.kind == "left out" and ROWS_LEFT.match(note.said)]
    return f"Rows read: {rows}" + (f"; left out: {'; '.join(left)}." if left else ".")


def _page(title, about, body, letters):
    """The whole page; ``letters``, their size on paper in points."""
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{escape(title)}</title>"
        f"<style>{STYLE.replace('SIZE', f'{letters:g}')}</style></head><body><h1>{escape(title)}</h1>"
        f"<p class='small'>{escape(about)}</p><main>{body}</main></body></html>"
    )


def _told_once(sections):
    """The sections, each warning in full where it stands first; after that it points there."""
    first: dict[str, str] = {}
    for section in sections:
        warnings = [
            f"{warning.partition(':')[0]}: see {first[warning]}." if warning in first else warning
            for warning in section.warnings
        ]
        first = {**dict.fromkeys(section.warnings, section.title), **first}
        yield replace(section, warnings=tuple(warnings))


def _grouped(absent):
    """What is missing, each sentence once, with the parts that it is missing for."""
    parts: dict[str, list[str]] = {}
    for section in absent:
        parts.setdefault(" ".join(section.readings), []).append(section.title)
    return [f"{', '.join(titles)}: {said}" for said, titles in parts.items()]


def _letters(shown, limits, lacking):
    """How large letters may be on paper, so that one page holds them all."""
    said = [line for section in shown for line in (*section.readings, *section.warnings)]
    count = sum(map(length, (*limits, *lacking, *said)))
    return next((points for most, points in ROOM if count <= most), 6.5)


def _section(section):
    parts = [f"<h2>{escape(section.title)}</h2>"]
    if section.plot is not None:
        drawn = section.drawn((PAGE, section.page_height))
        drawn.figure.set_dpi(DENSE)
        png = base64.b64encode(png_of(drawn.figure)).decode("ascii")
        parts.append(f"<img src='data:image/png;base64,{png}' alt='{escape(drawn.description, quote=True)}'>")
    parts += [f"<p>{escape(' '.join(section.readings))}</p>"]
    parts += [f"<p class='warning'>{escape(warning)}</p>" for warning in section.warnings]
    more = "".join(f"<p>{escape(reading)}</p>" for reading in section.more)
    more += _table(section.table) if section.table is not None else ""
    parts.append(f"<details open><summary>More, and the numbers</summary>{more}</details>" if more else "")
    return f"<section>{''.join(parts)}</section>"


def _table(table):
    """A DataFrame of numbers as HTML, a dash where there is none."""
    header = "".join(f"<th>{escape(str(name))}</th>" for name in (table.index.name or "", *table.columns))
    rows = "".join(
        f"<tr><td>{escape(str(name))}</td>"
        + "".join(f"<td>{'–' if x != x else figure(x, 0 if x == int(x) else 2)}</td>" for x in row)
        + "</tr>"
        for name, row in zip(table.index, table.itertuples(index=False), strict=True)
    )
    return f"<table><tr>{header}</tr>{rows}</table>"


def _listed(title, sentences, kind="limits"):
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f"<section class='{kind}'><h2>{escape(title)}</h2><ul>{items}</ul></section>" if sentences else ""
