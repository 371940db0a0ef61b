"""The explorers' pictures as one would otherwise make them: a new figure by seaborn for each change.

One module a lesson's room; its REDRAWS names the function that draws each explorer's result.
"""

import io
from importlib import import_module

import matplotlib.pyplot as plt
import seaborn as sns

from custvalue_helpers.course import lessons


def redraw(draw, result, size=(8, 4.5)):
    """Draw a result from nothing and encode it, as an ordinary interactive cell does."""
    sns.set_theme(style="ticks")
    figure, axes = plt.subplots(figsize=size, dpi=100)
    draw(axes, result)
    sns.despine()
    figure.tight_layout()
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    plt.close(figure)
    return buffer.getvalue()


def all_redraws():
    """The redraw of every explorer of every lesson, by the explorer's name."""
    rooms = [import_module(f"{__name__}.{front['room']}") for front in lessons().values()]
    return {name: draw for room in rooms for name, draw in room.REDRAWS.items()}
