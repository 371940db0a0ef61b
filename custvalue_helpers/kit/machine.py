"""What a learner touches, without any widget: it says what stands on the screen, and answers to what is done there.

``kit/web`` draws what is shown and sends events. An explorer, an exercise, a quiz, a sorting, an ordering, a form and a
record of progress are such machines; a notebook and a page are the two places where they are shown.
"""

from __future__ import annotations

from typing import Any, Protocol

State = dict[str, Any]
Event = dict[str, Any]  # what was done: {"do": "move", …}
Shown = dict[str, Any]  # plain data, that JSON can hold


class Machine(Protocol):
    """``kind`` names the part of ``kit/web`` that draws it."""

    kind: str

    def fixed(self) -> Shown:
        """What never changes: questions, labels, ranges."""

    def begin(self) -> State:
        """The state at the start, with what the reader's record holds."""

    def shown(self, state: State) -> Shown:
        """What stands on the screen in a state."""

    def respond(self, state: State, event: Event) -> State:
        """The state after an event. It raises ValueError or TypeError, in words for the reader, for what it cannot take."""
