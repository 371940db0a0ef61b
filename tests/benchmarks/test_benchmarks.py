"""What is measured is an explorer, against a picture that draws and follows."""

import pytest

from benchmarks.measure import Row, in_turn
from benchmarks.redraws import REDRAWS, redraw
from custvalue_helpers import explorers


@pytest.mark.parametrize("name", REDRAWS)
def test_the_redraw_draws(name):
    explorer = explorers()[name]
    first = redraw(REDRAWS[name], explorer.result(), explorer.frame.size)
    control = explorer.controls[0]
    away = next(corner for corner in control.corners if corner != control.start)
    assert (
        first[:4] == b"\x89PNG"
        and redraw(REDRAWS[name], explorer.result(**{control.name: away}), explorer.frame.size) != first
    )


def test_a_row_says_its_ratio():
    assert "10.0 × less" in str(Row("x", 1.0, "y", 10.0, "ms", "5 × less", True))
    assert "2.0 × more" in str(Row("x", 2.0, "y", 1.0, "ms", "", False)) and "NO" in str(
        Row("x", 2.0, "y", 1.0, "ms", "", False)
    )
    ours, theirs = in_turn(lambda: None, lambda: sum(range(100_000)), rounds=3)
    assert 0 <= ours < theirs
