"""What functions take, named once for all annotations. They are texts, so that nothing is imported for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import numpy as np
    import pandas as pd

# One number after the other, or one a row.
Numbers: TypeAlias = "Sequence[float] | np.ndarray | pd.Series"
# Numbers, each under its name: attributes' weights or scores, brands' prices.
NumberByName: TypeAlias = "Mapping[str, float] | pd.Series"
# Several names, in order: columns, brands, attributes.
Names: TypeAlias = "Sequence[str] | np.ndarray | pd.Series | pd.Index"
# The two ends of a scale, the lower one first: (1, 10).
Scale: TypeAlias = "Sequence[float]"
# Words, numbers or days, one a row: labels, brands, people.
Column: TypeAlias = "Sequence[Any] | np.ndarray | pd.Series"
# What a group, a brand or a wave is called.
Label: TypeAlias = "str | float"
# A day: '2025-12-31', a date, or a Timestamp.
Day: TypeAlias = "str | date | np.datetime64"
# What was given, answered in its own form: a number for a number, an array for a list or an array, a Series for a Series.
AsGiven: TypeAlias = Any
