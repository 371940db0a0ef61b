"""Timing two things in turn, so that a machine whose speed drifts treats both alike."""

import statistics
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table: ours against something else, in one unit, and the goal for the ratio."""

    what: str
    ours: float
    against: str
    theirs: float
    unit: str
    goal: str
    reached: bool

    def __str__(self):
        ratio = self.theirs / self.ours if self.theirs >= self.ours else -self.ours / self.theirs
        words = f"{ratio:.1f} × less" if ratio > 0 else f"{-ratio:.1f} × more"
        mark = "yes" if self.reached else "NO"
        return (f"{self.what:<42} {self.ours:>9.1f} {self.unit:<3} {self.against:<34} {self.theirs:>9.1f} {self.unit:<3}"
                f" {words:<13} {self.goal:<16} {mark}")  # fmt: skip


def in_turn(ours, theirs, rounds, ours_a_round=1):
    """Median milliseconds of each, called in turn after one warm-up."""
    ours(), theirs()
    times = ([], [])
    for _ in range(rounds):
        for call, kept, repeats in ((ours, times[0], ours_a_round), (theirs, times[1], 1)):
            start = time.perf_counter()
            for _ in range(repeats):
                call()
            kept.append((time.perf_counter() - start) / repeats * 1000)
    return tuple(statistics.median(kept) for kept in times)
