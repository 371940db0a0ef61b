"""The pictures of what customers are worth: conventions, payback, free orders. Each follows an explorer's controls."""

from custvalue_helpers.kit.theme import BENEFIT, COST_TEXT, GOOD, INK, KESTREL, NEUTRAL, RIVAL
from custvalue_helpers.kit.words import euro


def conventions_builder(payments, highest, top):
    """Left each payment's expected, discounted margin; right the same added up, against the acquisition cost."""

    def build(panels):
        left, right = panels
        left.set(xlim=(-0.7, payments - 0.3), ylim=(0, highest), xlabel="Years from now", ylabel="€")
        right.set(xlim=(-0.7, payments - 0.3), ylim=(0, top), xlabel="Years from now")
        for panel in panels:
            panel.set_xticks(range(0, payments, 3))
        left.set_title("Each payment")
        right.set_title("Added up")
        bars = [left.bar(year, 0, width=0.75, color=BENEFIT, animated=True)[0] for year in range(payments)]
        line = right.plot([], [], color=BENEFIT, drawstyle="steps-post", animated=True)[0]
        total = right.plot([], [], color=BENEFIT, ls=":", lw=1.5, animated=True)[0]
        cost = right.plot([], [], color=COST_TEXT, ls="--", animated=True)[0]
        right.text(0.02, 0.97, "····  for ever", transform=right.transAxes, va="top", color=BENEFIT)
        right.text(0.02, 0.87, "- - -  cost of winning", transform=right.transAxes, va="top", color=COST_TEXT)
        worth = right.text(
            0.98, 0.97, "", transform=right.transAxes, ha="right", va="top", fontweight="bold", animated=True
        )
        ends = [-0.7, payments - 0.3]

        def move(result):
            for bar, height in zip(bars, result.payments, strict=True):
                bar.set_height(height)
            line.set_data(range(payments), result.added_up)
            total.set_data(ends, [result.value] * 2)
            cost.set_data(ends, [result.acquisition_cost] * 2)
            worth.set_text(euro(result.value, 0))

        return move

    return build


def payback_builder(boxes, top):
    """The margins added up box by box, against what winning the customer cost."""

    def build(axes):
        axes.set(xlim=(0, boxes), ylim=(0, top), xlabel="Boxes", ylabel="€ a customer")
        made = axes.plot([], [], color=BENEFIT, animated=True)[0]
        cost = axes.plot([], [], color=COST_TEXT, ls="--", animated=True)[0]
        most = axes.plot([], [], color=BENEFIT, ls=":", lw=1.5, animated=True)[0]
        naive = axes.plot([], [], "X", ms=11, color=NEUTRAL, animated=True)[0]
        back = axes.plot([], [], "o", ms=12, color=KESTREL, animated=True)[0]
        notes = (
            (0.97, "——  expected margin so far", BENEFIT), (0.87, "····  all there will ever be", BENEFIT),
            (0.77, "- - -  cost of winning", COST_TEXT), (0.67, "●  paid back", KESTREL),
            (0.57, "✕  cost ÷ margin", NEUTRAL),
        )  # fmt: skip
        for height, text, colour in notes:
            axes.text(1.02, height, text, transform=axes.transAxes, va="top", color=colour, fontsize=11)
        style = {"va": "top", "fontweight": "bold", "animated": True}
        verdict = axes.text(1.02, 0.35, "", transform=axes.transAxes, **style)

        def move(result):
            made.set_data(range(boxes + 1), result.added_up)
            cost.set_data([0, boxes], [result.acquisition_cost] * 2)
            most.set_data([0, boxes], [result.most] * 2)
            shown = result.periods and result.periods <= boxes
            back.set_data(*([[result.periods], [result.acquisition_cost]] if shown else [[], []]))
            naive.set_data([min(result.plain, boxes)], [result.acquisition_cost])
            verdict.set_text(f"box {result.periods}" if result.periods else "never")

        return move

    return build


def free_orders_builder(low, high, top):
    """A customer's value with the free orders, at each chance of leaving; without; and where the two cross."""

    def build(axes):
        axes.set(
            xlim=(low, high),
            ylim=(0, top),
            xlabel="Members who leave before each box (%)",
            ylabel="Lifetime value (€)",
        )
        with_it = axes.plot([], [], color=BENEFIT, animated=True)[0]
        without = axes.plot([], [], color=COST_TEXT, ls="--", animated=True)[0]
        here = axes.plot([], [], color=NEUTRAL, ls=":", lw=1.5, animated=True)[0]
        now = axes.plot([], [], "o", ms=12, color=KESTREL, animated=True)[0]
        start = axes.plot([], [], "s", ms=10, color=COST_TEXT, animated=True)[0]
        notes = (
            (0.97, "——  with the free box", BENEFIT), (0.87, "- - -  without the club", COST_TEXT),
            (0.77, "■  leave now", COST_TEXT), (0.67, "●  leave in the club", KESTREL), (0.57, "····  it just pays", NEUTRAL),
        )  # fmt: skip
        for height, text, colour in notes:
            axes.text(1.02, height, text, transform=axes.transAxes, va="top", color=colour, fontsize=11)
        verdict = axes.text(
            1.02, 0.35, "", transform=axes.transAxes, va="top", fontweight="bold", animated=True
        )

        def move(result):
            with_it.set_data(result.chances, result.values)
            without.set_data([low, high], [result.found.without] * 2)
            start.set_data([result.leave_without], [result.found.without])
            now.set_data([result.leave_with], [result.found.without + result.found.gain])
            even = result.found.break_even
            here.set_data(*([[100 * even] * 2, [0, result.found.without]] if even else [[], []]))
            gain = result.found.gain
            verdict.set(
                text=f"{'gains' if gain >= 0 else 'loses'} {euro(abs(gain), 0)}",
                color=GOOD if gain >= 0 else RIVAL,
            )

        return move

    return build


def plot_worth_by_class(axes, table):
    """Draw customers and what they will still spend as shares, a pair of bars a class (columns customers, worth)."""
    shares = table[["customers", "worth"]] / table[["customers", "worth"]].sum()
    for shift, (column, colour, label) in enumerate(
        (("customers", NEUTRAL, "of the customers"), ("worth", BENEFIT, "of what will be spent"))
    ):
        places = [place + (shift - 0.5) * 0.4 for place in range(len(table))]
        axes.bar(places, 100 * shares[column], width=0.38, color=colour)
        for place, share in zip(places, shares[column], strict=True):
            axes.text(
                place,
                100 * share + 1,
                f"{100 * share:.0f}",
                ha="center",
                va="bottom",
                fontsize=10.5,
                color=INK,
            )
        axes.text(
            0.98,
            0.95 - 0.11 * shift,
            f"■ {label}",
            transform=axes.transAxes,
            ha="right",
            va="top",
            color=colour,
        )
    axes.set_xticks(range(len(table)), [str(each) for each in table.index])
    axes.set(
        xlabel="Repeat purchases in the first 39 weeks",
        ylabel="Share (%)",
        ylim=(0, 118 * shares.to_numpy().max()),
    )
    return axes
