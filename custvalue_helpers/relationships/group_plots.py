"""The pictures of lesson 8 about single customers: leaving, service cost, the four groups."""

from custvalue_helpers.kit.intervals import Z_95
from custvalue_helpers.kit.theme import BENEFIT, COST, INK, KESTREL, NEUTRAL, tint
from custvalue_helpers.kit.words import percent
from custvalue_helpers.relationships.groups import GROUPS

MOST_MONTHS, LEAST_PROFIT, MOST_PROFIT = (
    42.0,
    -4.0,
    20.0,
)  # the picture's ends; customers beyond stand on the edge


def plot_leaving_rates(axes, rates):
    """How often groups leave at a renewal, with 95 % intervals. ``rates``: a dict from words to Leaving."""
    for row, found in enumerate(rates.values()):
        half = Z_95 * found.standard_error
        axes.plot(
            [100 * (found.rate - half), 100 * (found.rate + half)], [row, row], color=BENEFIT, lw=5, alpha=0.4
        )
        axes.plot(100 * found.rate, row, "o", ms=10, color=BENEFIT)
        axes.text(
            100 * found.rate, row - 0.18, percent(found.rate, 1), ha="center", va="bottom", fontweight="bold"
        )
    axes.set_yticks(range(len(rates)), list(rates))
    axes.tick_params(axis="y", length=0)
    axes.set(
        ylim=(len(rates) - 0.5, -0.7),
        xlim=(0, 112 * max(f.rate + Z_95 * f.standard_error for f in rates.values())),
        xlabel="Leave at a renewal (%), with 95 % interval",
    )
    return axes


def plot_concentration(axes, costs):
    """Service cost of the customers, the costliest first, added up: how much of it the first tenth causes."""
    import numpy as np

    ordered = np.sort(np.asarray(costs, dtype=float))[::-1]
    share = np.concatenate([[0], ordered.cumsum() / ordered.sum()])
    people = np.linspace(0, 1, len(share))
    axes.plot(100 * people, 100 * share, color=COST, lw=3)
    axes.plot([0, 100], [0, 100], color=NEUTRAL, lw=1.2, ls=":")
    at = round(0.1 * len(ordered))
    axes.plot([10, 10, 0], [0, 100 * share[at], 100 * share[at]], color=INK, lw=1.2, ls="--")
    axes.plot(10, 100 * share[at], "o", ms=9, color=INK)
    axes.text(2, 88, f"a tenth of the customers\ncauses {percent(share[at])}", va="center", fontweight="bold")
    axes.text(72, 60, "if all cost\nthe same", color=NEUTRAL, va="center")
    axes.set(
        xlim=(0, 100), ylim=(0, 102), xlabel="Customers, the costliest first (%)", ylabel="Service cost (%)"
    )
    return axes


def groups_builder(clouds):
    """Customers by months and profit, two cuts that move, and how many stand in each corner.

    ``clouds()`` returns a dict from a word to (months, profit), two sequences: the points to show for that word.
    """

    def build(axes):
        axes.set(xlim=(0, MOST_MONTHS), ylim=(LEAST_PROFIT - 3.4, MOST_PROFIT + 3.4), xlabel="Months as a customer",
                 ylabel="Profit (€ a month)")  # fmt: skip
        axes.set_yticks(range(0, 21, 5))
        points = {}
        for word, (months, profit) in clouds().items():
            x = [min(m, MOST_MONTHS - 0.2) for m in months]
            y = [min(max(p, LEAST_PROFIT + 0.2), MOST_PROFIT - 0.2) for p in profit]
            points[word] = axes.plot(x, y, "o", ms=3.2, mew=0, color=tint(KESTREL, 0.55), animated=True)[0]
        upright, level = (axes.plot([], [], color=COST, lw=2.2, animated=True)[0] for _ in range(2))
        # Only the numbers move: most of a picture's time goes into letters.
        places = dict(zip(GROUPS, ((0.07, 0.03), (0.07, 0.97), (0.82, 0.03), (0.82, 0.97)), strict=True))
        counts = {}
        for group, (x, y) in places.items():
            side = {"transform": axes.transAxes, "va": "bottom" if y < 0.5 else "top", "fontweight": "bold"}
            axes.text(x + 0.01, y, group, **side)
            counts[group] = axes.text(x, y, "", ha="right", animated=True, **side)

        def move(result):
            for word, cloud in points.items():
                cloud.set_visible(word == result.source)
            upright.set_data([result.months_cut] * 2, [LEAST_PROFIT - 3.4, MOST_PROFIT + 3.4])
            level.set_data([0, MOST_MONTHS], [result.profit_cut] * 2)
            for group, text in counts.items():
                text.set_text(str(result.customers[group]))

        return move

    return build
