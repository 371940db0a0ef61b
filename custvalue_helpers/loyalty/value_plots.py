"""The pictures of what customers are worth: conventions, payback, free orders. Each follows an explorer's controls."""

from custvalue_helpers.kit.theme import BENEFIT, COST, COST_TEXT, GOOD, INK, KESTREL, NEUTRAL, RIVAL
from custvalue_helpers.kit.words import euro


def conventions_builder(payments, highest, top):
    """Left each payment's expected, discounted margin; right the same added up, against the acquisition cost."""

    def build(panels):
        left, right = panels
        left.set(xlim=(-0.7, payments - 0.3), ylim=(0, highest), xlabel="Years from now", ylabel="€")
        right.set(xlim=(-0.7, payments - 0.3), ylim=(0, top), xlabel="Years from now", ylabel="€")
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


def free_orders_builder(top):
    """A customer's value without free orders over what they pay with them, and what of that is given away."""

    def build(axes):
        axes.set(xlim=(0, top), ylim=(1.6, -0.75), xlabel="Lifetime value (€ a customer)")
        axes.set_yticks([0, 1], ["without\nthe club", "in the\nclub"])
        axes.tick_params(axis="y", length=0)
        without = axes.barh(0, 0, height=0.55, color=NEUTRAL, animated=True)[0]
        kept = axes.barh(1, 0, height=0.55, color=BENEFIT, animated=True)[0]
        given = axes.barh(1, 0, height=0.55, color=COST, animated=True)[0]
        level = axes.plot([], [], color=INK, ls="--", lw=1.5, animated=True)[0]
        for height, colour, text in ((0.97, BENEFIT, "worth in the club"), (0.87, COST, "free boxes")):
            axes.text(1.02, height, "■", transform=axes.transAxes, va="top", color=colour, fontsize=11)
            axes.text(1.055, height, text, transform=axes.transAxes, va="top", fontsize=11)
        axes.text(1.02, 0.77, "- -  worth without", transform=axes.transAxes, va="top", fontsize=11)
        verdict = axes.text(
            1.02, 0.5, "", transform=axes.transAxes, va="top", fontweight="bold", animated=True
        )

        def move(found):
            without.set_width(min(found.without, top))
            kept.set_width(min(found.worth, top) if found.worth > 0 else 0)
            given.set(x=max(found.worth, 0), width=min(found.given_away, top))
            level.set_data([found.without] * 2, [-0.35, 1.35])
            gain = found.gain
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
