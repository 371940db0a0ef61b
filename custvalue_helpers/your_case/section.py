"""One part of what the tools say about a case: its sentences, its picture, its numbers, and what they cannot tell."""

from dataclasses import dataclass
from textwrap import fill

from custvalue_helpers.kit.checks import a_number, a_text, shorten, true_or_false
from custvalue_helpers.kit.theme import picture

__all__ = [
    "Section",
]

NOTEBOOK, ACROSS = 8.0, 104  # a picture in inches, a line in letters


@dataclass(frozen=True)
class Section:
    """One part: ``readings``, the sentences that go with its picture; ``more``, further ones; ``plot(axes)``, which draws
    it, or None; ``height`` of the picture in a notebook and ``page_height`` on the page, inches; ``table``, a DataFrame or None; ``limits``, what these
    data cannot tell; ``warnings``, where two of the case's tables contradict each other on these numbers. ``there`` is False where the part could not be worked out, and ``readings`` say why.
    Raises TypeError or ValueError for anything else.

    >>> print(Section("Prices", ("The price is fair.",)))
    Prices
    The price is fair.
    """

    title: str
    readings: tuple
    more: tuple = ()
    plot: object = None
    height: float = 3.0
    table: object = None
    limits: tuple = ()
    there: bool = True
    warnings: tuple = ()
    page_height: float = 1.95

    def __post_init__(self):
        a_text("title", self.title)
        for name in ("readings", "more", "limits", "warnings"):
            sentences = getattr(self, name)
            if not isinstance(sentences, tuple | list):
                raise TypeError(f"{name} must be a tuple of sentences, got {shorten(sentences)}")
            for sentence in sentences:
                a_text(name, sentence)
        if self.plot is not None and (not callable(self.plot) or isinstance(self.plot, type)):
            raise TypeError(f"plot must be a function that draws on Axes, or None, got {shorten(self.plot)}")
        if self.table is not None and not hasattr(self.table, "columns"):
            raise TypeError(f"table must be a pandas DataFrame, or None, got {shorten(self.table)}")
        true_or_false("there", self.there)
        for name in ("height", "page_height"):
            a_number(name, getattr(self, name), 0.5, 40)

    def drawn(self, size):
        """The picture at a size in inches, a kit Picture; None if there is none."""
        if self.plot is None:
            return None
        return picture(self.plot, description=" ".join(self.readings), size=size)

    @property
    def picture(self):
        """The picture as a notebook shows it."""
        return self.drawn((NOTEBOOK, self.height))

    def __str__(self):
        lines = [
            self.title,
            *(fill(reading, ACROSS) for reading in (*self.readings, *self.warnings, *self.more)),
        ]
        lines += (
            [
                "These data cannot tell:",
                *(fill(f"- {limit}", ACROSS, subsequent_indent="  ") for limit in self.limits),
            ]
            if self.limits
            else []
        )
        return "\n".join(lines)

    __repr__ = __str__
