"""Text from readers inside pictures: as it stands, wrapped to a width, shortened to some lines, never a formula."""

from functools import lru_cache

ELLIPSIS = "…"
ON_THE_GRID = 1.04
MOST = 3000  # more characters than any picture has room for
UNKNOWN = "□"  # stands for a character that the pictures' font cannot draw, such as most emoji


@lru_cache(maxsize=1)
def _glyph_widths():
    """How wide each character of the pictures' font is, as a share of the font size."""
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font, LoadFlags

    font = FT2Font(findfont("DejaVu Sans"))
    font.set_size(100, 72)
    known = font.get_charmap()

    @lru_cache(maxsize=4096)
    def width(character):
        return font.load_char(ord(character), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 100

    return known, width


def drawable(text):
    """The text with every character that has no glyph replaced, and tabs and other controls as spaces.

    >>> drawable("tea \\t\\U0001F375")
    'tea  □'
    """
    known, _ = _glyph_widths()
    parts = []
    for character in text:
        if character.isspace() or ord(character) < 32 or ord(character) == 127:
            parts.append("\n" if character == "\n" else " ")
        elif (
            character not in "\u200d\ufe0e\ufe0f"
        ):  # what joins emoji and picks their style draws nothing itself
            parts.append(character if ord(character) in known else UNKNOWN)
    return "".join(parts)


def width_of(text, size):
    """How many points wide a line of text is at a font size, at most: on the screen's grid letters come out wider."""
    _, width = _glyph_widths()
    return ON_THE_GRID * size * sum(width(character) for character in text)


def fitted(text, width, lines, size=11):
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
