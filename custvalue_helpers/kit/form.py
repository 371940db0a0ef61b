"""A small form: text areas whose content is kept, exactly as typed, with the reader's progress, and drawn as a picture.

Nothing the reader types is ever read as HTML or as a formula. The picture wraps and shortens; the record does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import one_of, shorten
from custvalue_helpers.kit.fitted_text import fitted
from custvalue_helpers.kit.progress import MOST_CHARACTERS, change_entry, read_progress
from custvalue_helpers.kit.theme import BENEFIT, INK, NEUTRAL, image_bundle, in_inches, picture, png_of, tint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from custvalue_helpers.kit.machine import Event, Shown, State
    from custvalue_helpers.kit.theme import Bundle, Picture

EMPTY = "(still empty)"
TEXT_SIZE = 10.5


@dataclass(frozen=True)
class Field:
    """One text area: its ``box`` is (left, top, width, height) in inches of the picture, from the upper left."""

    name: str
    label: str
    prompt: str
    box: tuple[float, float, float, float]
    shade: float = 0.12


@dataclass(frozen=True)
class Form:
    """Fields with a title and somebody's filled form as an example (``example``: a text by field name).

    ``notes`` are fixed texts in the picture: (left, top, text).
    """

    key: str
    title: str
    fields: tuple[Field, ...]
    example: dict[str, str]
    example_of: str
    size: tuple[float, float] = (8, 4)
    notes: tuple[tuple[float, float, str], ...] = ()
    kind = "form"

    def __post_init__(self):
        names = [field.name for field in self.fields]
        if len(set(names)) < len(names):
            raise ValueError(f"form '{self.key}': each field needs a name of its own, got {names}")
        for name in self.example:
            one_of(f"form '{self.key}': example", name, names)

    def texts(self) -> dict[str, str]:
        """What the reader has written so far, by field name."""
        kept = read_progress()["texts"].get(self.key, {})
        kept = kept if isinstance(kept, dict) else {}
        return {field.name: kept.get(field.name, "") for field in self.fields}

    def fill(self, **texts: str) -> str:
        """Keep texts, exactly as given, in the reader's record; return a sentence that says whether that worked.

        Raises ValueError for a field that does not exist, TypeError for something that is no text.
        """
        for name, text in texts.items():
            one_of(f"form '{self.key}': field", name, [field.name for field in self.fields])
            if not isinstance(text, str):
                raise TypeError(f"{name} must be a text in quotes, got {type(text).__name__} {shorten(text)}")
        try:
            "".join(texts.values()).encode("utf-8")
            trouble = change_entry(
                "texts", self.key, lambda entry: {**(entry if isinstance(entry, dict) else {}), **texts}
            )
        except UnicodeEncodeError:
            return "This could not be kept: it holds half of a character. Delete the last sign and type it again."
        except ValueError:
            return f"This could not be kept: a text may have at most {MOST_CHARACTERS:,} characters."
        return trouble or "Kept with your progress."

    def describe(self, texts: Mapping[str, str], whose: str) -> str:
        """The filled form in words."""
        rows = [f"{field.label}: {texts.get(field.name, '').strip() or EMPTY}" for field in self.fields]
        return "\n".join([f"{self.title}, {whose}", *rows])

    def show_example(self) -> Picture:
        """The example as a picture."""
        return picture(plot_form, self, self.example, self.example_of, size=self.size)

    def png(self, texts: Mapping[str, str]) -> bytes:
        """The filled form as PNG bytes."""
        return png_of(picture(plot_form, self, texts, "yours", size=self.size).figure)

    def fixed(self) -> Shown:
        """The title, the fields with their boxes and examples, and the notes, each before the field below it."""
        return {
            "title": f"{self.title}: yours",
            "size": list(self.size),
            "example_of": self.example_of,
            "fields": [
                {
                    "name": field.name,
                    "label": field.label,
                    "prompt": field.prompt,
                    "example": self.example.get(field.name, ""),
                    "box": list(field.box),
                    "shade": field.shade,
                }
                for field in self.fields
            ],
            "notes": [
                {"at": [left, top], "text": text, "over": self._over(left, top)}
                for left, top, text in self.notes
            ],
        }

    def _over(self, left, top):
        """The name of the first field below a place in the picture, or None."""
        below = (f for f in self.fields if f.box[0] <= left <= f.box[0] + f.box[2] and top <= f.box[1])
        return next((field.name for field in below), None)

    def begin(self) -> State:
        """The texts of the reader's record."""
        return {"texts": self.texts(), "status": "What you write is kept as you go on."}

    def shown(self, state: State) -> Shown:
        """The texts, and whether the last one was kept."""
        return {"texts": state["texts"], "status": state["status"]}

    def respond(self, state: State, event: Event) -> State:
        """After {"do": "write", "field": …, "text": …}. A text that cannot be kept stays out of the state."""
        one_of("do", event.get("do"), ("write",))
        name = one_of("field", event.get("field"), [field.name for field in self.fields])
        text: Any = event.get("text")
        status = self.fill(**{name: text})
        return {"texts": {**state["texts"], name: self.texts()[name]}, "status": status}

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        from custvalue_helpers.kit.view import with_view

        texts = self.texts()
        data, metadata = image_bundle(self.png(texts), self.describe(texts, "yours"))
        return with_view(data, self), metadata

    def __repr__(self):
        return self.describe(self.texts(), "yours")


def plot_form(axes: Axes, form: Form, texts: Mapping[str, str], whose: str) -> str:
    """Draw each field as a box with its label and as much of its text as fits.

    ``texts``: a dict from a field's name to its text; ``whose`` they are. Returns them in words, as Form.describe() does.

    >>> from custvalue_helpers.lessons.value_creation.proposal import hierarchy
    >>> print(str(picture(plot_form, hierarchy, {}, "yours"))[:31])
    Customer value hierarchy, yours
    """
    from matplotlib.patches import Rectangle

    width, height = form.size
    in_inches(axes, width, height)
    for field in form.fields:
        left, top, wide, high = field.box
        axes.add_patch(
            Rectangle(
                (left, top), wide, high, facecolor=tint(BENEFIT, field.shade), edgecolor=BENEFIT, lw=1.2
            )
        )
        axes.text(left + 0.1, top + 0.08, field.label, va="top", fontweight="bold", fontsize=11.5)
        room = int((high - 0.36) / (TEXT_SIZE * 1.32 / 72))
        text = fitted(texts.get(field.name, ""), 72 * (wide - 0.26), room, TEXT_SIZE)
        axes.text(left + 0.1, top + 0.33, text or EMPTY, va="top", fontsize=TEXT_SIZE, linespacing=1.25,
                  color=INK if text else NEUTRAL, parse_math=False)  # fmt: skip
    for left, top, note in form.notes:
        axes.text(left, top, note, ha="center", va="center", fontweight="bold", color=BENEFIT)
    return form.describe(texts, whose)
