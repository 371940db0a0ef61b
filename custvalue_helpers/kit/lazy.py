"""NumPy and pandas, loaded when something of them is first used: a model that is arithmetic runs without them.

``from custvalue_helpers.kit.lazy import numpy as np`` stands in place of ``import numpy as np``.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    import pandas
else:

    class _Later:
        def __init__(self, name):
            self._name = name

        def __getattr__(self, attribute):
            value = getattr(import_module(self._name), attribute)
            setattr(self, attribute, value)  # found at once the next time
            return value

    numpy, pandas = _Later("numpy"), _Later("pandas")

__all__ = ["numpy", "pandas"]
