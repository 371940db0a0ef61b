"""Text from readers inside pictures: as it stands, wrapped to a width, shortened to some lines, never a formula.

Letters that the pictures' own font lacks, such as Chinese ones, come from a font of the computer, if it has one. Where it
has none, a picture says so in its place, or takes a stand-in for a name: it never draws the empty boxes of a missing letter.
"""

from __future__ import annotations

import logging
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from custvalue_helpers.kit.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

ELLIPSIS = "…"
ON_THE_GRID = 1.04
MOST = 3000  # more characters than any picture has room for
UNKNOWN = "[…]"  # stands for characters that no font here can draw, such as most emoji
OWN_FONT = "DejaVu Sans"  # comes with Matplotlib
# Fonts of Linux, Windows and macOS with the letters of other scripts, asked for one after another.
OTHER_FONTS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans CJK TC", "Noto Sans SC", "Noto Sans JP", "Noto Sans KR",
    "Source Han Sans SC", "Source Han Sans", "Microsoft YaHei", "Yu Gothic", "Meiryo", "Malgun Gothic", "PingFang SC", "PingFang HK",
    "Hiragino Sans", "Hiragino Sans GB", "Apple SD Gothic Neo", "Heiti TC", "STHeiti", "SimHei", "MS Gothic", "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei", "Droid Sans Fallback", "IPAexGothic", "IPAGothic", "TakaoGothic", "NanumGothic", "Noto Sans Thai",
    "Leelawadee UI", "Thonburi", "Loma", "Garuda", "Noto Sans Devanagari", "Nirmala UI", "Mangal", "Kohinoor Devanagari",
    "Lohit Devanagari", "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Telugu", "Noto Sans Gujarati", "Noto Sans Hebrew",
    "Noto Sans Arabic", "Arial Unicode MS", "Tahoma", "Segoe UI Symbol", "Segoe UI Emoji", "Noto Emoji", "Symbola",
)  # fmt: skip
KEPT = "\n\u00a0\u2009\u202f"  # line breaks, and spaces where a line must not break
JOINERS = "\u200d\ufe0e\ufe0f"  # they join emoji and pick their style, and draw nothing themselves
TOGETHER = ((0x0590, 0x08FF), (0x0900, 0x109F), (0x1780, 0x18AF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC))
# Hebrew and Arabic, the scripts of South and Southeast Asia: letters run from the right, or change beside each other


@lru_cache(maxsize=1)
def font_families() -> list[str]:
    """The pictures' own font, and after it the fonts of this computer that have letters of other scripts."""
    from matplotlib.font_manager import fontManager

    there = {font.name for font in fontManager.ttflist}
    # A font for other scripts often has no bold face: then its plain one will do, without a word in red under each picture.
    logging.getLogger("matplotlib.font_manager").addFilter(
        lambda record: not record.getMessage().startswith("findfont: Failed to find font weight")
    )
    return [OWN_FONT, *(name for name in OTHER_FONTS if name in there)]


@cache
def _font(family):
    """A font, and the characters that it has."""
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font

    font = FT2Font(findfont(family))
    font.set_size(100, 72)
    return font, font.get_charmap()


@lru_cache(maxsize=4096)
def _font_with(character):
    """The first of the fonts that has a character; None if none has, or if they would set it wrong."""
    from matplotlib import ft2font

    code = ord(character)
    if any(low <= code <= high for low, high in TOGETHER) and not hasattr(ft2font, "__libraqm_version__"):
        return None
    return next((font for font, known in map(_font, font_families()) if code in known), None)


@lru_cache(maxsize=4096)
def _width(character):
    """How wide a character is, as a share of the font size."""
    from matplotlib.ft2font import LoadFlags

    font = _font_with(character) or _font(OWN_FONT)[0]
    return font.load_char(ord(character), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 100


def drawable(text: str) -> str:
    """The text with […] for characters that no font here has, and tabs and other controls as spaces.

    >>> drawable("tea \\t\\U0010fffd\\U0010fffd")
    'tea  […]'
    """
    parts = []
    for character in text:
        if character in KEPT:
            parts.append(character)
        elif character.isspace() or ord(character) < 32 or ord(character) == 127:
            parts.append(" ")
        elif character not in JOINERS:
            part = character if _font_with(character) else UNKNOWN
            if part != UNKNOWN or parts[-1:] != [UNKNOWN]:
                parts.append(part)
    return "".join(parts)


def names_drawn(names: Iterable[str], noun: str) -> dict[str, str]:
    """What a picture writes for each of some names: the name, or where no font has its letters, a stand-in.

    A stand-in is the ``noun`` with the name's place among the names. Signs that cannot be drawn, such as most emoji, are
    left out where letters remain that tell the name from the others.

    >>> names_drawn(["Tea \\U0010fffd House", "\\U0010fffd"], "firm")
    {'Tea \U0010fffd House': 'Tea House', '\U0010fffd': 'firm 2'}
    """
    names = list(dict.fromkeys(names))
    shown: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        plain = " ".join(drawable(name).replace(UNKNOWN, " ").split())
        lacking = [c for c in name if not c.isspace() and c not in JOINERS and not _font_with(c)]
        told = any(c.isalnum() for c in plain) and not any(
            unicodedata.category(c)[0] in "LMN" for c in lacking
        )
        if not lacking or (told and plain not in names and plain not in shown.values()):
            shown[name] = plain
        else:
            stand_in = f"{noun} {number}"
            while stand_in in names or stand_in in shown.values():
                stand_in += "′"
            shown[name] = stand_in
    return shown


def legend(shown: dict[str, str], names: Iterable[str]) -> tuple[str, ...]:
    """Which stand-ins a picture has for names whose letters no font here has: sentences (a tuple), none if it needs none.

    Parameters: ``shown``, what pictures write, by name (a dict); ``names``, those in this picture.

    >>> legend({"Kestrel": "Kestrel", "\U0010fffd": "brand 2"}, ["Kestrel", "\U0010fffd"])
    ('In the picture brand 2 is \U0010fffd: the fonts of this computer cannot draw that name.',)
    """
    instead = [
        f"{shown[name]} is {name}" for name in names if not set(shown[name].split()) <= set(name.split())
    ]
    if not instead:
        return ()
    what = "that name" if len(instead) == 1 else "those names"
    return (f"In the picture {listed(instead)}: the fonts of this computer cannot draw {what}.",)


def width_of(text: str, size: float) -> float:
    """How many points wide a line of text is at a font size, at most: on the screen's grid letters come out wider."""
    return ON_THE_GRID * size * sum(map(_width, text))


def fitted(text: str, width: float, lines: int, size: float = 11) -> str:
    """A text wrapped to ``width`` points and cut to a number of lines, with … where something is left out.

    >>> print(fitted("one two three four five", width=60, lines=2))
    one two
    three fo…
    """
    rows = []
    for paragraph in drawable(text[:MOST]).split("\n"):
        rows += _wrapped(paragraph.split(), width, size)
    if len(rows) <= lines and len(text) <= MOST:
        return "\n".join(rows)
    last = " ".join(rows[lines - 1 : lines + 1])
    while last and width_of(last + ELLIPSIS, size) > width:
        last = last[:-1]
    return "\n".join([*rows[: lines - 1], last.rstrip() + ELLIPSIS])


def _wrapped(words, width, size):
    """Words in rows no wider than ``width``; a word that is wider by itself is broken."""
    rows, row = [], ""
    for word in words:
        longer = f"{row} {word}" if row else word
        if width_of(longer, size) <= width:
            row = longer
            continue
        if row:
            rows.append(row)
        while width_of(word, size) > width and len(word) > 1:
            cut = 1
            while width_of(word[: cut + 1], size) <= width:
                cut += 1
            rows.append(word[:cut])
            word = word[cut:]
        row = word
    return [*rows, row] if row else rows
