"""The pictures of choices: shares, and willingness to pay with its interval."""

from custvalue_helpers.kit.theme import BENEFIT, COST, GOOD, INK, KESTREL, NEUTRAL, RIVAL, tint
from custvalue_helpers.kit.words import percent, signed


def shares_builder(names):
    """Choice shares as bars, the first offer being ours."""

    def build(axes):
        axes.set(xlim=(0, 1.12), ylim=(len(names) - 0.4, -0.6), xlabel="Share of choices")
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
        axes.set_yticks(range(len(names)), names)
        axes.tick_params(axis="y", length=0)
        bars = axes.barh(
            range(len(names)),
            [0] * len(names),
            height=0.62,
            color=[KESTREL, *["#9A9A9A"] * (len(names) - 1)],
            animated=True,
        )
        labels = [
            axes.text(0, place, "", va="center", fontweight="bold", animated=True)
            for place in range(len(names))
        ]

        def move(result):
            for bar, label, share in zip(bars, labels, result.shares, strict=True):
                bar.set_width(share)
                label.set(x=share + 0.012, text=percent(share))

        return move

    return build


def plot_willingness_to_pay(axes, table, unit, labels=None, truth=None):
    """Draw each feature's willingness to pay with its 95 % interval, and zero as a line (``table`` as LogitFit gives it).

    ``truth``, where it is known, holds a number by feature and shows as open diamonds.
    """
    ordered = table.sort_values("willingness_to_pay")
    axes.axvline(0, color=NEUTRAL, lw=1)
    for place, row in enumerate(ordered.itertuples()):
        colour = BENEFIT if row.willingness_to_pay > 0 else COST
        axes.plot([row.low_95, row.high_95], [place, place], color=colour, lw=5, solid_capstyle="butt")
        axes.plot(row.willingness_to_pay, place, "o", color=INK, ms=6)
        if truth is not None:
            axes.plot(truth[row.Index], place, "D", mfc="none", mec=INK, mew=1.8, ms=11)
        axes.text(
            row.willingness_to_pay,
            place + 0.2,
            f"{signed(row.willingness_to_pay)}",
            ha="center",
            va="bottom",
            fontweight="bold",
        )
    axes.set_yticks(range(len(ordered)), [(labels or {}).get(feature, feature) for feature in ordered.index])
    axes.set(xlabel=f"Willingness to pay ({unit})", ylim=(-0.5, len(ordered) - 0.2))
    axes.margins(x=0.08)
    if truth is not None:
        axes.text(0.99, 0.04, "◇ the true average", transform=axes.transAxes, ha="right")
    return axes


def plot_groups(axes, tables, unit, labels=None):
    """Draw the willingness to pay of several groups side by side (``tables``: dict from a group's name to its table)."""
    colours = [BENEFIT, RIVAL, NEUTRAL, GOOD]
    features = list(next(iter(tables.values())).sort_values("willingness_to_pay").index)
    for group, (name, table) in enumerate(tables.items()):
        shift = 0.18 * (group - (len(tables) - 1) / 2)
        for place, feature in enumerate(features):
            row = table.loc[feature]
            axes.plot(
                [row.low_95, row.high_95],
                [place + shift] * 2,
                color=tint(colours[group], 0.55),
                lw=5,
                solid_capstyle="butt",
            )
            label = name if place == 0 else None
            axes.plot(
                row.willingness_to_pay, place + shift, "os^D"[group], color=colours[group], ms=8, label=label
            )
    axes.axvline(0, color=NEUTRAL, lw=1)
    axes.set_yticks(range(len(features)), [(labels or {}).get(feature, feature) for feature in features])
    axes.set(xlabel=f"Willingness to pay ({unit})", ylim=(-0.6, len(features) - 0.4))
    axes.legend(loc="lower center", bbox_to_anchor=(0.45, 1.0), ncols=len(tables))
    return axes
