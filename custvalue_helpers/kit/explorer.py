"""An explorer: a question, its controls, a model, a picture and a sentence, declared once and used four times.

From one declaration come the live view with sliders, the static view for readers without a kernel, the sweep
that tests every corner, and the table of the same numbers.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import a_number, one_of, shorten
from custvalue_helpers.kit.fitted_text import legend
from custvalue_helpers.kit.theme import image_bundle, png_of
from custvalue_helpers.kit.words import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from matplotlib.figure import Figure

    from custvalue_helpers.kit.machine import Event, Shown, State
    from custvalue_helpers.kit.marks import Frame, Mark

Value = float | str  # of a slider, of a toggle


@dataclass(frozen=True)
class Slider:
    """A number the reader moves: ``name`` is the model's argument, ``label`` and ``unit`` are what is read."""

    name: str
    label: str
    low: float
    high: float
    start: float
    step: float
    unit: str = ""
    help: str = ""
    group: str = ""

    def __post_init__(self):
        for part in ("low", "high", "start", "step"):
            a_number(f"slider '{self.name}': {part}", getattr(self, part))
        if self.low >= self.high:
            raise ValueError(
                f"slider '{self.name}': low must be below high, got low {self.low} and high {self.high}"
                " (are they upside down?)"
            )
        if not 0 < self.step <= self.high - self.low:
            raise ValueError(
                f"slider '{self.name}': step must be above 0 and at most high − low = {self.high - self.low:g},"
                f" got {self.step}"
            )
        if abs(self.checked(self.start) - self.start) > 1e-9 * max(1, abs(self.start)):
            raise ValueError(
                f"slider '{self.name}': start must lie on a step, got {self.start}; the nearest is {self.settled(self.start):g}"
            )

    @property
    def corners(self) -> tuple[float, float]:
        return (self.low, self.high)

    @property
    def decimals(self) -> int:
        """How many decimals the step needs."""
        return next(
            d for d in range(10) if math.isclose(round(self.step, d), self.step, rel_tol=1e-6) or d == 9
        )

    def settled(self, number: float) -> float:
        """The nearest place where the slider can stand: on a step, between its ends.

        >>> slider = Slider("price", "Price", 15, 40, 24, 0.5, "€")
        >>> slider.settled(24.3), slider.settled(99), slider.settled(-1)
        (24.5, 40.0, 15.0)
        """
        within = min(max(number, self.low), self.high)
        on_step = self.low + round((within - self.low) / self.step) * self.step
        return min(round(float(on_step), 10), float(self.high))

    def note_on(self, number: float) -> str:
        """What a reader should know of a number that they typed: that it was moved, or is the last one. Empty otherwise.

        >>> slider = Slider("price", "Price", 15, 40, 24, 0.5, "€")
        >>> slider.note_on(24.3), slider.note_on(24)
        ('“Price” moves in steps of 0.5: 24.3 becomes 24.5.', '')
        >>> slider.note_on(40), slider.note_on(99)
        ('“Price” goes from 15 to 40.', '“Price” goes from 15 to 40: 99 becomes 40.')
        """
        place = self.settled(number)
        moved = f": {trimmed(number, 4)} becomes {trimmed(place, 9)}" if abs(place - number) > 1e-9 else ""
        if place in self.corners:
            return f"“{self.label}” goes from {trimmed(self.low, 9)} to {trimmed(self.high, 9)}{moved}."
        return f"“{self.label}” moves in steps of {trimmed(self.step, 9)}{moved}." if moved else ""

    def shown(self) -> Shown:
        return {**dataclasses.asdict(self), "decimals": self.decimals}

    def checked(self, value: object) -> float:
        """A number from end to end, put on its step."""
        return self.settled(a_number(f"{self.name} ({self.label})", value, self.low, self.high))


@dataclass(frozen=True)
class Toggle:
    """A choice among a few words."""

    name: str
    label: str
    options: tuple[str, ...]
    start: str
    help: str = ""
    group: str = ""

    def __post_init__(self):
        if len(set(self.options)) < 2 or len(set(self.options)) < len(self.options):
            raise ValueError(
                f"toggle '{self.name}': options must be at least two different words, got {self.options}"
            )
        self.checked(self.start)

    @property
    def corners(self) -> tuple[str, ...]:
        return tuple(self.options)

    def shown(self) -> Shown:
        return {**dataclasses.asdict(self), "options": list(self.options)}

    def checked(self, value: object) -> str:
        return one_of(f"{self.name} ({self.label})", value, self.options)


@dataclass(frozen=True)
class Prediction:
    """A question the reader answers before the picture moves.

    ``move_to`` holds the control values that change; ``truth(before, after)`` returns the right option from the
    two results, ``why(before, after)`` a sentence that explains it.
    """

    question: str
    options: tuple[str, ...]
    move_to: dict[str, Value]
    truth: Callable[[Any, Any], str]
    why: Callable[[Any, Any], str]


@dataclass(frozen=True)
class Explorer:
    """One idea to move with sliders.

    ``model(**values)`` returns the result (plain numbers in a frozen dataclass, where arithmetic suffices);
    reading(result) one sentence; ``frame`` the picture's panes, marks(result) what stands in them (a list of marks, or one
    list for each pane); table(result) a list of rows (dicts), the same numbers to read. ``stand_ins``: what pictures on paper write for names
    whose letters no font of this computer has, such as {"鉄の庭": "brand 1"}; the view writes the names.
    """

    name: str
    question: str
    controls: tuple[Slider | Toggle, ...]
    model: Callable[..., Any]
    reading: Callable[[Any], str]
    frame: Frame
    marks: Callable[[Any], Sequence[Any]]
    table: Callable[[Any], list[dict[str, Any]]]
    prediction: Prediction | None = None
    stand_ins: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        names = [control.name for control in self.controls]
        if len(set(names)) < len(names):
            raise ValueError(f"explorer '{self.name}': each control needs a name of its own, got {names}")
        if self.prediction:
            self.values(**self.prediction.move_to)

    @property
    def start(self) -> dict[str, Value]:
        return {control.name: control.start for control in self.controls}

    def values(self, **changes: Value) -> dict[str, Value]:
        """All control values: the start, with these changes, each checked against its range and put on its step."""
        start = self.start
        for name in changes:
            one_of("control", name, start)
        values = {**start, **changes}
        return {control.name: control.checked(values[control.name]) for control in self.controls}

    def result(self, **changes: Value) -> Any:
        """The model's result at the start, with these changes."""
        return self.model(**self.values(**changes))

    def read(self, **changes: Value) -> str:
        """The sentence that goes with the picture."""
        return self.reading(self.result(**changes))

    def as_table(self, **changes: Value) -> pd.DataFrame:
        """The picture's numbers as a DataFrame."""
        return self.table_of(self.result(**changes))

    def table_of(self, result: Any) -> pd.DataFrame:
        """The numbers of a result as a DataFrame."""
        import pandas as pd

        return pd.DataFrame(self.table(result))

    def starting_at(self, **starts: Value) -> Explorer:
        """The same explorer with other starting values."""
        checked = {name: self.values(**starts)[name] for name in starts}
        controls: tuple[Any, ...] = self.controls
        controls = tuple(dataclasses.replace(c, start=checked.get(c.name, c.start)) for c in controls)
        return dataclasses.replace(self, controls=controls)

    def figure(self, caption: str = "", **changes: Value) -> Figure:
        """The whole picture at some values, as a still figure."""
        from custvalue_helpers.kit.drawing import draw_figure, with_stand_ins

        panes = self.panes(self.result(**changes))
        frame, panes, said = with_stand_ins((self.frame, panes, caption), self.stand_ins)
        return draw_figure(frame, panes, " ".join([said, *self._legend]) if caption else "")

    def panes(self, result: Any) -> list[list[Mark]]:
        """The marks of a result, one list for each pane of the frame."""
        marks = self.marks(result)
        return [list(marks)] if len(self.frame.panes) == 1 else [list(each) for each in marks]

    def predict(self) -> PredictMode:
        """The explorer in predict mode: the reader commits to an answer before the picture moves."""
        if self.prediction is None:
            raise ValueError(f"explorer '{self.name}' has no prediction; show it without predict()")
        return PredictMode(self, self.prediction)

    def truth_and_why(self) -> tuple[str, str]:
        """The right answer to the prediction, and the sentence that explains it."""
        assert self.prediction
        before, after = self.result(), self.result(**self.prediction.move_to)
        return self.prediction.truth(before, after), self.prediction.why(before, after)

    def corners(self) -> Iterator[dict[str, Value]]:
        """Every combination of the controls' ends."""
        names = [control.name for control in self.controls]
        ends: list[tuple[Value, ...]] = [control.corners for control in self.controls]
        for values in itertools.product(*ends):
            yield dict(zip(names, values, strict=True))

    @property
    def _legend(self):
        """Sentences on the stand-ins in pictures on paper."""
        whole: dict[str, str] = {}
        for name, shown in self.stand_ins.items():
            whole.setdefault(shown, name)  # names that were cut come later
        return legend(self.stand_ins, whole.values())

    @cached_property
    def _still(self):
        reading = self.read()
        return image_bundle(png_of(self.figure(caption=reading)), " ".join([reading, *self._legend]))

    def _repr_mimebundle_(self, include=None, exclude=None):
        from custvalue_helpers.kit.view import with_view

        data, metadata = self._still
        return with_view(data, self), metadata

    def __repr__(self):
        return f"Explorer {self.name}: {self.question}"

    # As a machine: its state holds the controls' values, and what is open.
    kind = "explorer"

    def fixed(self) -> Shown:
        """The question, the controls and the picture's frame."""
        return {"question": self.question, "controls": [control.shown() for control in self.controls],
                "frame": self.frame.shown(), "prediction": None}  # fmt: skip

    def begin(self) -> State:
        return {
            "values": self.start,
            "asking": False,
            "table": False,
            "verdict": "",
            "note": "",
            "glide": False,
        }

    def shown(self, state: State) -> Shown:
        """The values, the sentence, the marks of each pane, and what else is open; or why they cannot be shown."""
        result = self.model(**state["values"])
        table = _as_text(self.table(result)) if state["table"] else None
        return {
            **state,
            "reading": self.reading(result),
            "panes": self.panes(result),
            "table": table,
            "problem": "",
        }

    def respond(self, state: State, event: Event) -> State:
        """A control moved, was put back, or the table was opened or closed."""
        do = one_of("event", event.get("do"), ("move", "reset", "table"))
        if do == "table":
            return {**state, "table": bool(event.get("open")), "glide": False}
        if do == "reset":
            return {**state, "values": self.start, "note": "", "glide": True}
        by_name = {control.name: control for control in self.controls}
        values, notes, glide = dict(state["values"]), [], False
        for name, value in event.get("values", {}).items():
            control = by_name[one_of("control", name, list(by_name))]
            if isinstance(control, Slider):
                number = a_number(control.name, value)
                notes.append(control.note_on(number))
                values[name] = control.settled(number)
            else:
                values[name], glide = control.checked(value), True
        return {**state, "values": values, "note": " ".join(filter(None, notes)), "glide": glide}


class PredictMode:
    """An explorer that asks first and moves afterwards."""

    kind = "explorer"

    def __init__(self, explorer: Explorer, prediction: Prediction) -> None:
        self.explorer, self.prediction = explorer, prediction

    def fixed(self) -> Shown:
        asked = {"question": self.prediction.question, "options": list(self.prediction.options)}
        return {**self.explorer.fixed(), "prediction": asked}

    def begin(self) -> State:
        return {**self.explorer.begin(), "asking": True}

    def shown(self, state: State) -> Shown:
        return self.explorer.shown(state)

    def respond(self, state: State, event: Event) -> State:
        """The answer to the question moves the picture and says what is right; then it is an explorer like any other."""
        if event.get("do") != "answer":
            return self.explorer.respond(state, event)
        said = one_of("option", event.get("option"), self.prediction.options)
        truth, why = self.explorer.truth_and_why()
        opening = "You saw it coming" if said == truth else f"You said “{said}”; it is “{truth}”"
        return {**state, "values": self.explorer.values(**self.prediction.move_to), "asking": False, "glide": True,
                "verdict": f"{opening}. {why} Now move the controls yourself."}  # fmt: skip

    def _repr_mimebundle_(self, include=None, exclude=None):
        from custvalue_helpers.kit.view import with_view

        prediction = self.prediction
        options = "\n".join(f"  ( ) {option}" for option in prediction.options)
        text = f"Predict first: {prediction.question}\n{options}\nBefore: {' '.join([self.explorer.read(), *self.explorer._legend])}"
        caption = f"Predict first: {prediction.question} ({' / '.join(prediction.options)}?)"
        data, metadata = image_bundle(png_of(self.explorer.figure(caption=caption)), text)
        return with_view(data, self), metadata

    def __repr__(self):
        return f"Predict: {self.prediction.question}"


def _as_text(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A table as it is read: its columns, rows of texts, and which columns are numbers."""
    columns = list(rows[0])
    numbers = [all(isinstance(row[name], Real) for row in rows) for name in columns]
    written = [[_cell(row[name]) for name in columns] for row in rows]
    return {"columns": columns, "rows": written, "numbers": numbers}


def _cell(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, Real):
        return str(value)
    return (f"{value:,}" if isinstance(value, Integral) else f"{float(value):,.2f}").replace("-", "−")


def numbers_in(result: Any) -> Iterator[Real]:
    """Every number inside a result (dataclasses, dicts, sequences), for the sweep."""
    if isinstance(result, Real) and not isinstance(result, bool):
        yield result
    elif dataclasses.is_dataclass(result):
        for field in dataclasses.fields(result):
            yield from numbers_in(getattr(result, field.name))
    elif isinstance(result, dict):
        for value in result.values():
            yield from numbers_in(value)
    elif isinstance(result, (list, tuple)) or hasattr(result, "ravel"):
        for value in result if isinstance(result, (list, tuple)) else result.ravel().tolist():
            yield from numbers_in(value)


def proven(explorer: Explorer, **values: Value) -> str:
    """Run an explorer at one point and return its reading; raise AssertionError if it is not sound there."""
    result = explorer.result(**values)
    wrong = [number for number in numbers_in(result) if not math.isfinite(number)]
    assert not wrong, f"{explorer.name} at {values}: not finite: {shorten(wrong)}"
    reading = explorer.reading(result)
    assert isinstance(reading, str) and reading.strip().endswith((".", "?", "!")), (
        f"{explorer.name}: no sentence"
    )
    assert "nan" not in reading.lower().split() and "inf" not in reading.lower().split(), reading
    assert explorer.table(result), f"{explorer.name} at {values}: empty table"
    assert all(explorer.panes(result)), (
        f"{explorer.name} at {values}: an empty picture"
    )  # raises for what is not finite
    return reading
