"""Where a place in memory has 32 bits (a browser, say), NumPy neither counts nor repeats by 64-bit numbers."""

import numpy as np
import pytest

from custvalue_helpers.kestrel import simulate_firm
from custvalue_helpers.kit.columns import tally


@pytest.fixture
def narrow(monkeypatch):
    """np.bincount and np.repeat as strict as there, as far as this machine can tell: random generators and counts that
    come straight from them are marked, and marked ones are refused."""

    class FromGenerator(np.ndarray):
        def astype(self, *args, **kwargs):  # a cast makes it fit
            return np.asarray(self).astype(*args, **kwargs)

    def strict(function, place):
        def checked(*args, **kwargs):
            if len(args) > place and isinstance(args[place], FromGenerator):
                raise TypeError(
                    "Cannot cast array data from dtype('int64') to dtype('int32') according to the rule 'safe'"
                )
            return function(*args, **kwargs)

        return checked

    class Marking:
        def __init__(self, generator):
            self._generator = generator

        def __getattr__(self, name):
            drawn = getattr(self._generator, name)
            if name not in ("integers", "poisson"):
                return drawn
            return lambda *args, **kwargs: np.asarray(drawn(*args, **kwargs)).view(FromGenerator)

    default = np.random.default_rng
    monkeypatch.setattr(np.random, "default_rng", lambda *seed: Marking(default(*seed)))
    monkeypatch.setattr(np, "bincount", strict(np.bincount, 0))
    monkeypatch.setattr(np, "repeat", strict(np.repeat, 1))


def test_the_stand_in_refuses(narrow):
    with pytest.raises(TypeError, match="int64"):
        np.bincount(np.random.default_rng(1).integers(3, size=3))


def test_counts_are_cast(narrow):
    assert tally(np.random.default_rng(1).integers(3, size=30)).sum() == 30


def test_a_firm_can_be_simulated(narrow):
    assert len(simulate_firm(1, 50).contacts) > 0
