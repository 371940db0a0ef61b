"""An ordering exercise: the reader brings steps into an order, and *Check* names the first step that stands wrong.

Any order will do in which no step comes before one that it needs. The order is kept with the reader's progress.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from custvalue_helpers.kit.checks import one_of, whole_number
from custvalue_helpers.kit.exercise import Feedback
from custvalue_helpers.kit.progress import change_entry, read_progress, reader_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from custvalue_helpers.kit.machine import Event, Shown, State

TRIES = 100  # for a first order that is not right already
DOES = ("put", "check", "hint", "solution", "start again")


@dataclass(frozen=True)
class Step:
    """A step to put in order; ``after`` says why it comes after others (a reason by the other's name)."""

    name: str
    after: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ordering:
    """Steps to put in order, given in a right one. ``why`` is what is said when the order is right.

    A step's ``after`` names only steps that stand before it here. Two steps of which neither needs the other, nor
    what leads to it, may stand either way round.
    """

    key: str
    title: str
    steps: tuple[Step, ...]
    why: str
    hints: tuple[str, ...] = ()
    kind = "ordering"

    def __post_init__(self):
        names = self.solution()
        if len(set(names)) < len(names) or len(names) < 2:
            raise ValueError(
                f"ordering '{self.key}': steps must be at least two, each with a name of its own, got {names}"
            )
        for place, step in enumerate(self.steps):
            for other in step.after:
                one_of(f"step '{step.name}': after", other, names[:place])
        if not any(step.after for step in self.steps):
            raise ValueError(f"ordering '{self.key}': at least one step must come after another")

    def solution(self) -> list[str]:
        """The steps' names in a right order."""
        return [step.name for step in self.steps]

    def first_order(self) -> list[str]:
        """The order in which the steps are handed out: the same for a reader every time, and not a right one."""
        rng, order = random.Random(f"{reader_name()}|{self.key}"), self.solution()
        for _ in range(TRIES):
            rng.shuffle(order)
            if self.first_wrong(order):
                return order
        return order[::-1]  # a step that needs another comes before it here

    def order(self) -> list[str]:
        """The steps' names as the reader has put them so far."""
        kept = read_progress()["exercises"].get(self.key, {}).get("placed", {})
        places = [str(place) for place in range(1, len(self.steps) + 1)]
        if set(kept) != set(self.solution()) or sorted(kept.values()) != sorted(places):
            return self.first_order()
        return sorted(kept, key=lambda name: int(kept[name]))

    def first_wrong(self, order: Sequence[str]) -> tuple[str, str, str] | None:
        """The first step that comes too early, the step that it needs before it, and why; None where all is right.

        >>> from custvalue_helpers.lessons.start_here.process import marketing_process
        >>> marketing_process.first_wrong(marketing_process.solution()) is None
        True
        """
        after = {step.name: step.after for step in self.steps}
        for place, name in enumerate(order):
            for needed, why in after[name].items():
                if needed not in order[:place]:
                    return name, needed, why
        return None

    def judge(self, order: Sequence[str]) -> Feedback:
        """The feedback to an order, without keeping it."""
        wrong = self.first_wrong(order)
        if wrong is None:
            return Feedback("right", f"Right. {self.why}")
        name, needed, why = wrong
        return Feedback("not yet", f"Not yet. “{name}” comes too early: it needs “{needed}” before it. {why}")

    def fixed(self) -> Shown:
        """The title, the steps from A to Z, so that their order tells nothing, and how many hints there are."""
        return {"title": self.title, "steps": sorted(self.solution()), "hints": len(self.hints)}

    def begin(self) -> State:
        """The order in the reader's record, or the one that is handed out."""
        return _state(self.order())

    def shown(self, state: State) -> Shown:
        """The order, what is said of it and of which step, the hints so far, and the solution once it was asked for."""
        hints = self.hints[: state["hints"]]
        feedback = self.judge(state["order"]) if state["checked"] else None
        wrong = self.first_wrong(state["order"]) if state["checked"] else None
        return {
            "order": state["order"],
            "feedback": feedback and {"text": feedback.text, "right": feedback.right},
            "wrong": wrong and wrong[0],
            "moved": state["moved"],
            "hints": [f"Hint {n} of {len(self.hints)}: {hint}" for n, hint in enumerate(hints, 1)],
            "solution": self.solution() if state["solution"] else None,
            "problem": state["trouble"],
        }

    def respond(self, state: State, event: Event) -> State:
        """After {"do": "put", "step": …, "to": …} (a place from 1), "check", "hint", "solution" or "start again"."""
        do, order = one_of("do", event.get("do"), DOES), list(state["order"])
        state = {**state, "moved": "", "trouble": ""}
        if do == "put":
            name = one_of("step", event.get("step"), order)
            to = whole_number("to", event.get("to"), 1, len(order))
            order.remove(name)
            order.insert(to - 1, name)
            moved = f"“{name}” is now number {to} of {len(order)}."
            return {**state, "order": order, "checked": False, "moved": moved, "trouble": self._keep(order)}
        if do == "check":
            return {**state, "checked": True, "trouble": self._keep(order, tried=True)}
        if do == "hint":
            return {**state, "hints": min(state["hints"] + 1, len(self.hints))}
        if do == "solution":
            return {**state, "solution": True, "trouble": self._change(_solution_seen)}
        order = self.first_order()
        return {**_state(order), "trouble": self._keep(order)}

    def _keep(self, order, tried=False):
        """Keep an order, and whether it was checked; return what went wrong, or an empty text."""
        placed = {name: str(place) for place, name in enumerate(order, 1)}

        def kept(entry):
            if not tried:
                return {"placed": placed}
            done = entry.get("done", False) or self.first_wrong(order) is None
            return {"placed": placed, "done": done, "tries": entry.get("tries", 0) + 1}

        return self._change(kept)

    def _change(self, facts):
        return change_entry("exercises", self.key, lambda entry: {**entry, **facts(entry)})

    def describe(self, order: Sequence[str]) -> str:
        """The steps in an order, as a list in words."""
        return "\n".join([self.title, *(f"{place}. {name}" for place, name in enumerate(order, 1))])

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        from custvalue_helpers.kit.view import with_view

        return with_view({"text/plain": repr(self)}, self)

    def __repr__(self):
        return self.describe(self.order())


def _state(order):
    return {"order": order, "checked": False, "moved": "", "hints": 0, "solution": False, "trouble": ""}


def _solution_seen(entry):
    return {} if entry.get("done") else {"solution_seen": True}
