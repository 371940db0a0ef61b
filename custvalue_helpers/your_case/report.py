"""A case's report: one page of HTML to print or to send, with everything inside it."""

import base64
import os
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from custvalue_helpers.kit.theme import INK, NEUTRAL, png_of
from custvalue_helpers.kit.words import signed

from .limits import cannot_tell
from .own_case import OwnCase
from .schema import PARTS
from .sections import SECTIONS

STYLE = f"""
@page {{ size: A4; margin: 14mm; }}
body {{ font: 11pt/1.4 sans-serif; color: {INK}; max-width: 180mm; margin: 8mm auto; }}
h1 {{ font-size: 17pt; margin: 0; }} h2 {{ font-size: 13pt; margin: 5mm 0 1mm; }}
p, ul {{ margin: 1mm 0; }} .small {{ color: {NEUTRAL}; font-size: 9.5pt; }}
section {{ break-inside: avoid; }} img {{ max-width: 100%; max-height: 85mm; }}
table {{ border-collapse: collapse; font-size: 9.5pt; }} td, th {{ padding: 0.6mm 3mm 0.6mm 0; text-align: right; }}
td:first-child, th:first-child {{ text-align: left; }} th {{ border-bottom: 0.3mm solid {NEUTRAL}; }}
"""


@dataclass(frozen=True)
class CaseReport:
    """A report: ``html`` is the whole page, ``text`` what it says without pictures; ``save`` writes it to a file."""

    title: str
    html: str
    text: str

    def save(self, path):
        """Write the page to a file, in place of an older one, and return its path."""
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


def case_report(case, on=None):
    """What the course's tools say about a case, and what its data cannot tell.

    Parameters: ``case``, an OwnCase from load_case(); ``on``, the day to put on it (a date; today by default).
    Returns a CaseReport. Raises TypeError for anything but a case.

    >>> from custvalue_helpers.your_case import load_case
    >>> from custvalue_helpers.your_case.loading import templates_folder
    >>> case_report(load_case(templates_folder())).title
    'Spoke & Chain: customer value'
    """
    if not isinstance(case, OwnCase):
        raise TypeError(f"case must be a case that load_case() has read, got {type(case).__name__}")
    there = case.parts["there"]
    sections = [SECTIONS[part](case) for part, _ in PARTS if part in SECTIONS and there[part]]
    absent = [
        f"{part} (needs {', '.join(needs)})" for part, needs in PARTS if part in SECTIONS and not there[part]
    ]
    limits = [f"{name}: {' '.join(sentences)}" for name, sentences in cannot_tell(case).items()]
    limits += [f"left out for want of data: {', '.join(absent)}."] if absent else []
    notes = [f"{note.file}{f', {note.column}' if note.column else ''}: {note.said}." for note in case.notes]
    title = f"{case.firm.name}: customer value"
    day = (on or date.today()).isoformat()
    about = f"{day}. Amounts in {case.firm.currency} a {case.firm.period}; ratings from {case.firm.scale_low:g} to {case.firm.scale_high:g}."
    body = [f"<h1>{escape(title)}</h1><p class='small'>{escape(about)}</p>", *map(_section, sections)]
    body.append(_listed("What these data cannot tell", limits))
    body.append(_listed("How the files were read", notes, "small") if notes else "")
    html = (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body>{''.join(body)}</body></html>"
    )
    said = [f"{section.title}: {' '.join(section.readings)}" for section in sections]
    return CaseReport(
        title, html, "\n".join([title, *said, "What these data cannot tell: " + " ".join(limits)])
    )


def _section(section):
    parts = [
        f"<h2>{escape(section.title)}</h2>",
        *(f"<p>{escape(reading)}</p>" for reading in section.readings),
    ]
    if section.picture is not None:
        png = base64.b64encode(png_of(section.picture.figure)).decode("ascii")
        alt = escape(section.picture.description, quote=True)
        parts.append(f"<img src='data:image/png;base64,{png}' alt='{alt}'>")
    if section.table is not None:
        parts.append(_table(section.table))
    return f"<section>{''.join(parts)}</section>"


def _table(table):
    """A DataFrame of numbers as HTML, a dash where there is none."""
    header = "".join(f"<th>{escape(str(name))}</th>" for name in (table.index.name or "", *table.columns))
    rows = "".join(
        f"<tr><td>{escape(str(name))}</td>"
        + "".join(f"<td>{'–' if x != x else signed(x)}</td>" for x in row)
        + "</tr>"
        for name, row in zip(table.index, table.itertuples(index=False), strict=True)
    )
    return f"<table><tr>{header}</tr>{rows}</table>"


def _listed(title, sentences, kind=""):
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f"<section class='{kind}'><h2>{escape(title)}</h2><ul>{items}</ul></section>"
