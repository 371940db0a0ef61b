"""Where there is no notebook: machines by their address, each with its state, spoken to in JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from custvalue_helpers.kit.machine import Event, Machine, Shown, State


class Open:
    """One machine with the state it is in."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.state: State = machine.begin()
        self.shown: Shown = machine.shown(self.state)

    def after(self, event: Event) -> Shown:
        """What is shown after an event; an error is said in the view, since a callback's would vanish in a log."""
        try:
            state = self.machine.respond(self.state, event)
            self.shown, self.state = self.machine.shown(state), state
        except Exception as error:
            self.shown = {**self.shown, "problem": f"This cannot be shown. {type(error).__name__}: {error}"}
        return self.shown


class Desk:
    """Opens machines and passes events on to them; ``find(address)`` returns the machine that stands there.

    >>> from custvalue_helpers.course import thing
    >>> desk = Desk(thing)
    >>> desk.open("explorer/4/switching price")[:22]
    '{"fixed": {"kind": "ex'
    >>> json.loads(desk.answer("explorer/4/switching price", '{"do": "move", "values": {"price": 30}}'))["values"]["price"]
    30.0
    """

    def __init__(self, find: Callable[[str], Any]) -> None:
        self.find, self.opened = find, dict[str, Open]()

    def open(self, address: str) -> str:
        """What never changes, and what is shown at first, as JSON."""
        there = self.opened[address] = Open(self.find(address))
        return json.dumps(
            {"fixed": {"kind": there.machine.kind, **there.machine.fixed()}, "shown": there.shown}
        )

    def answer(self, address: str, event: str) -> str:
        """What is shown after an event, as JSON."""
        return json.dumps(self.opened[address].after(json.loads(event)))
