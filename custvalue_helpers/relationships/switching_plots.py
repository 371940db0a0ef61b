"""The pictures of lesson 8 about switching: what people do, and what the matrix says."""

from custvalue_helpers.kit.theme import BENEFIT, COST, COST_TEXT, KESTREL, tint
from custvalue_helpers.kit.words import percent


def tastes_builder():
    """Of those who bought A, the share that buys it again later: what people do, and what the matrix says."""

    def build(axes):
        axes.set(xlim=(0.5, 12.5), ylim=(0, 1.04), xticks=range(1, 13, 1), xlabel="Purchases later",
                 ylabel="Share that buys A again")  # fmt: skip
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
        lags = range(1, 13)
        matrix = axes.plot([], [], color=COST, lw=5, marker="s", ms=9, animated=True)[0]
        people = axes.plot([], [], color=KESTREL, marker="o", ms=5, animated=True)[0]
        side = {"transform": axes.transAxes, "va": "center"}
        axes.text(1.02, 0.9, "● people", color=KESTREL, fontweight="bold", **side)
        axes.text(1.02, 0.72, "■ matrix", color=COST_TEXT, fontweight="bold", **side)
        axes.text(1.02, 0.46, "same brand\ntwice running", **side)
        rate = axes.text(1.02, 0.28, "100 %", fontweight="bold", animated=True, **side)

        def move(result):
            matrix.set_data(lags, result.matrix_later)
            people.set_data(lags, result.later)
            rate.set_text(percent(result.repeat))

        return move

    return build


def plot_switching(axes, matrix):
    """The switching matrix as a table of shares with their limits, darker where larger."""
    brands = list(matrix.shares.index)
    for row, before in enumerate(brands):
        for column, after in enumerate(brands):
            value = matrix.shares.loc[before, after]
            axes.add_patch(_cell(column, row, tint(BENEFIT, 0.62 * value)))
            axes.text(column + 0.485, row + 0.36, percent(value), ha="center", va="center", fontweight="bold")
            limits = (
                f"{100 * matrix.low.loc[before, after]:.0f} to {100 * matrix.high.loc[before, after]:.0f}"
            )
            axes.text(column + 0.485, row + 0.7, limits, ha="center", va="center", fontsize=10)
    axes.set(xlim=(0, len(brands)), ylim=(len(brands), 0), xlabel="bought next", ylabel="bought last")
    axes.set_xticks([c + 0.485 for c in range(len(brands))], brands)
    axes.set_yticks([r + 0.475 for r in range(len(brands))], brands)
    axes.tick_params(length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    return axes


def _cell(column, row, colour):
    from matplotlib.patches import Rectangle

    return Rectangle((column, row), 0.97, 0.95, facecolor=colour)


def plot_again(axes, table):
    """Of those who bought a brand, the share that buys it again later: counted, and by the matrix."""
    lags = list(table.index)
    axes.plot(lags, table.people_say, color=KESTREL, marker="o")
    axes.plot(lags, table.matrix_says, color=COST, marker="s", ls="--")
    for column, text, colour in (
        ("people_say", "the households", KESTREL),
        ("matrix_says", "the matrix", COST_TEXT),
    ):
        end = table[column].iloc[-1]
        axes.text(
            lags[-1] + 0.2, end, f"{text}: {percent(end)}", color=colour, va="center", fontweight="bold"
        )
    axes.set(xlim=(0.5, lags[-1] + 3.6), ylim=(0, 1.04), xlabel="purchases later", xticks=lags)
    axes.set_ylabel("share that buys it again")
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    return axes
