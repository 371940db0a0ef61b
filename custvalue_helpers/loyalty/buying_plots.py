"""The pictures of buying without a contract: who is still there, and how well the forecast did."""

from custvalue_helpers.kit.theme import BENEFIT, INK, KESTREL, NEUTRAL
from custvalue_helpers.kit.words import percent


def still_there_builder(weeks):
    """The chance of still being there, week by week, for one purchase history."""

    def build(axes):
        axes.set(
            xlim=(0, weeks),
            ylim=(-0.16, 1.12),
            xlabel="Weeks since the first purchase",
            ylabel="Chance of still\nbeing there",
        )
        axes.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])
        axes.axhline(0, color=NEUTRAL, lw=1)
        path = axes.plot([], [], color=BENEFIT, animated=True)[0]
        bought = axes.plot([], [], "o", ms=8, color=KESTREL, clip_on=False, animated=True)[0]
        now = axes.plot([], [], "D", ms=10, color=BENEFIT, clip_on=False, animated=True)[0]
        for height, text, colour in (
            (0.97, "●  purchases", KESTREL),
            (0.87, "——  still there?", BENEFIT),
            (0.77, "◆  today", BENEFIT),
        ):
            axes.text(1.02, height, text, transform=axes.transAxes, va="top", color=colour, fontsize=11)
        style = {
            "transform": axes.transAxes,
            "va": "top",
            "fontweight": "bold",
            "linespacing": 1.5,
            "animated": True,
        }
        verdict = axes.text(1.02, 0.55, "", **style)

        def move(result):
            path.set_data(result.weeks, result.path)
            bought.set_data(result.purchases, [-0.08] * len(result.purchases))
            now.set_data([result.age], [result.alive])
            verdict.set_text(f"{percent(result.alive)} there\n{result.expected:.1f} to come")

        return move

    return build


def plot_timelines(axes, transactions, people, first, last):
    """Draw the purchases of a few people (columns customer, date), a line each; silence after the last is dotted."""
    for place, person in enumerate(people):
        days = transactions.loc[transactions["customer"] == person, "date"]
        days = days[days <= last].sort_values()
        weeks = ((days - first).dt.days / 7).tolist()
        end = (last - first).days / 7
        axes.plot([weeks[0], weeks[-1]], [place, place], color=KESTREL, lw=1.5)
        axes.plot([weeks[-1], end], [place, place], color=NEUTRAL, lw=1.5, ls=":")
        axes.plot(weeks, [place] * len(weeks), "o", ms=8, color=KESTREL)
    axes.set_yticks(range(len(people)), [f"customer {person}" for person in people])
    axes.tick_params(axis="y", length=0)
    axes.set(xlabel="Weeks since 1 January 1997", ylim=(len(people) - 0.4, -0.6))
    return axes


def plot_holdout(axes, table):
    """Draw mean purchases predicted and real by class of earlier repeats (columns predicted, real)."""
    places = range(len(table))
    axes.plot(places, table["real"], "o-", color=INK, ms=9, label="real")
    axes.plot(places, table["predicted"], "s--", color=BENEFIT, ms=8, label="predicted")
    axes.text(0.03, 0.95, "●——  real", transform=axes.transAxes, va="top", color=INK)
    axes.text(0.03, 0.85, "■- - -  predicted", transform=axes.transAxes, va="top", color=BENEFIT)
    axes.set_xticks(places, [str(each) for each in table.index])
    axes.set(
        xlabel="Repeat purchases in the first 39 weeks",
        ylabel="Purchases in the\nnext 39 weeks (mean)",
        ylim=(0, None),
    )
    return axes
