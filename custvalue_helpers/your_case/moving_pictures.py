"""The pictures of a case's customers that follow sliders: who is disappointed, what payments add up to, the four groups."""

from custvalue_helpers.kit.theme import (
    BENEFIT,
    COST,
    COST_TEXT,
    FAINT,
    GOOD,
    INK,
    KESTREL,
    NEUTRAL,
    RIVAL,
    tint,
)
from custvalue_helpers.kit.words import plural
from custvalue_helpers.models.customer_groups import GROUPS
from custvalue_helpers.models.satisfaction import STATES

from .figures import figure, percent
from .stays import GROUP_NAMES

__all__ = []


def promise_builder():
    """A bar each for disappointed, satisfied and delighted, and an open mark where it stands today."""

    def build(axes):
        axes.set(xlim=(0, 1.12), ylim=(2.6, -1.0), xlabel="Share of those who answered (open mark: today)")
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
        axes.set_yticks(range(3), STATES)
        axes.tick_params(axis="y", length=0)
        bars = [
            axes.barh(row, 0, height=0.6, color=ink, animated=True)[0]
            for row, ink in enumerate((RIVAL, NEUTRAL, GOOD))
        ]
        marks = [axes.plot([], [], "D", ms=9, mfc="none", mec=INK, mew=2, animated=True)[0] for _ in STATES]
        shares = [axes.text(0, row, "", va="center", fontweight="bold", animated=True) for row in range(3)]
        mean = axes.text(0, -0.65, "", va="center", animated=True, parse_math=False)

        def move(result):
            for row, state in enumerate(STATES):
                bars[row].set_width(result.then[state])
                marks[row].set_data([result.today[state]], [row])
                shares[row].set(
                    x=max(result.then[state], result.today[state]) + 0.025, text=percent(result.then[state])
                )
            mean.set_text(f"Mean gap of {result.shown}: {figure(result.gap, 1)} points")

        return move

    return build


def payments_builder(payments, bottom, top, period, currency):
    """Margins added up payment by payment, all there will ever be, and what winning the customer costs."""

    def build(axes):
        axes.set(
            xlim=(0, payments),
            ylim=(bottom, top),
            xlabel=f"Payments (one a {period})",
            ylabel=f"{currency} a customer",
        )
        axes.axhline(0, color=NEUTRAL, lw=1)
        made = axes.plot([], [], color=BENEFIT, animated=True)[0]
        most = axes.plot([], [], color=BENEFIT, ls=":", lw=1.5, animated=True)[0]
        cost = axes.plot([], [], color=COST_TEXT, ls="--", animated=True)[0]
        back = axes.plot([], [], "o", ms=11, color=KESTREL, animated=True)[0]
        notes = ((0.97, "——  margin so far", BENEFIT), (0.86, "····  in the end", BENEFIT),
                 (0.75, "- - -  cost of winning", COST_TEXT), (0.64, "●  paid back", KESTREL))  # fmt: skip
        for height, text, ink in notes:
            axes.text(1.02, height, text, transform=axes.transAxes, va="top", color=ink, fontsize=11)
        verdict = axes.text(
            1.02, 0.4, "", transform=axes.transAxes, va="top", fontweight="bold", animated=True
        )

        def move(result):
            made.set_data(range(len(result.added_up)), result.added_up)
            most.set_data([0, payments], [result.value] * 2)
            cost.set_data([0, payments], [result.cost] * 2)
            shown = 0 < result.paid_back <= payments
            back.set_data(*([[result.paid_back], [result.cost]] if shown else [[], []]))
            verdict.set_text(f"worth {figure(result.value, 0 if abs(result.value) >= 100 else 2)}")

        return move

    return build


def groups_builder(stay, profit, period, unit):
    """Customers by expected stay and profit, two cuts that move, and how many stand in each corner.

    Customers beyond the picture stand on its edge. move(result) takes stay_cut, profit_cut and customers by group.
    """
    left, right, low, high = groups_span(stay, profit)

    def build(axes):
        room = 0.16 * (high - low)
        axes.set(
            xlim=(left, right),
            ylim=(low - room, high + room),
            xlabel=f"Expected stay ({period}s)",
            ylabel=f"Profit ({unit})" if axes.figure.get_size_inches()[1] > 2.6 else f"Profit\n({unit})",
        )
        x = [min(max(value, left), right) for value in stay]
        y = [min(max(value, low), high) for value in profit]
        axes.plot(x, y, "o", ms=4, mew=0, color=tint(KESTREL, 0.55), clip_on=False)
        axes.axhline(0, color=FAINT, lw=1, zorder=0)
        upright, level = (axes.plot([], [], color=COST, lw=2, animated=True)[0] for _ in range(2))
        places = dict(zip(GROUPS, ((0.01, 0.02), (0.01, 0.98), (0.99, 0.02), (0.99, 0.98)), strict=True))
        words = {
            group: axes.text(x, y, "", ha="left" if x < 0.5 else "right", va="bottom" if y < 0.5 else "top", fontsize=10.5,
                             fontweight="bold", transform=axes.transAxes, animated=True)
            for group, (x, y) in places.items()
        }  # fmt: skip

        def move(result):
            upright.set_data([result.stay_cut] * 2, [low - room, high + room])
            level.set_data([left, right], [result.profit_cut] * 2)
            for group, text in words.items():
                text.set_text(plural(result.customers[group], *GROUP_NAMES[group]))

        return move

    return build


def groups_span(stay, profit):
    """The ends of a picture of groups: most customers, the outermost few in the hundred left to its edge."""

    def ends(values):
        ordered = sorted(values)
        low, high = (
            ordered[int(0.01 * len(ordered))],
            ordered[min(len(ordered) - 1, int(0.98 * len(ordered)))],
        )
        room = max(0.08 * (high - low), 0.1 * abs(high) - 0.3 * (high - low)) or 1.0
        return low - room, high + room

    return *ends(stay), *ends(profit)
