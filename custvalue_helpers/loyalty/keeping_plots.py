"""The pictures of who stays: scores, spells and retention curves. A ``..._builder`` returns build(axes) for explorers,
a ``plot_...`` draws once on the Axes it is given and returns them.
"""

from custvalue_helpers.kit.intervals import Z_95
from custvalue_helpers.kit.theme import BENEFIT, COST, COST_TEXT, FAINT, INK, KESTREL, NEUTRAL, RIVAL
from custvalue_helpers.kit.words import percent, signed

ROWS = ("before", "after", "change")


def change_builder(axes):
    """Two scores and their change, each with its 95 % interval."""
    axes.set(xlim=(-100, 100), ylim=(2.6, -0.8), xlabel="Points (95 % intervals)")
    axes.axvline(0, color=NEUTRAL, lw=1, ls=":")
    axes.axhline(1.5, color=FAINT, lw=1)
    axes.set_yticks(range(3), ROWS)
    axes.tick_params(axis="y", length=0)
    colours = (NEUTRAL, KESTREL, BENEFIT)
    lines = [axes.plot([], [], color=c, lw=3, solid_capstyle="butt", animated=True)[0] for c in colours]
    dots = [axes.plot([], [], "o", ms=10, color=c, animated=True)[0] for c in colours]
    style = {"ha": "center", "va": "bottom", "fontweight": "bold", "animated": True}
    notes = [axes.text(0, row - 0.2, "", color=c, **style) for row, c in enumerate(colours)]

    def move(result):
        found = (result.before.score, result.after.score, result.change.points)
        halves = [Z_95 * each.standard_error for each in (result.before, result.after, result.change)]
        for row, (value, half) in enumerate(zip(found, halves, strict=True)):
            lines[row].set_data([value - half, value + half], [row, row])
            dots[row].set_data([value], [row])
            notes[row].set(x=value, text=signed(value, 0))

    return move


def shape_builder(panels):
    """Left who is still there, right who renews, for customers who differ (solid) and for one rate (dashed)."""
    left, right = panels
    years = range(13)
    left.set(xlim=(0, 12), ylim=(0, 1.32), xlabel="Years", ylabel="Still there")
    right.set(xlim=(1, 12), ylim=(0, 1.32), xlabel="Year", ylabel="Of those still there, renew")
    for panel in panels:
        panel.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
        panel.set_xticks([1, 3, 6, 9, 12])
    left.text(0.02, 0.98, "—— customers differ", transform=left.transAxes, va="top", color=BENEFIT)
    left.text(0.02, 0.88, "- - - one rate for all", transform=left.transAxes, va="top", color=COST_TEXT)
    solid = [panel.plot([], [], color=BENEFIT, animated=True)[0] for panel in panels]
    dashed = [panel.plot([], [], color=COST_TEXT, ls="--", animated=True)[0] for panel in panels]
    verdict = right.text(
        0.98, 0.98, "", transform=right.transAxes, ha="right", va="top", fontweight="bold", animated=True
    )

    def move(result):
        solid[0].set_data(years, result.survival)
        dashed[0].set_data(years, result.constant)
        solid[1].set_data(years[1:], result.retention)
        dashed[1].set_data(years[1:], [1 - result.leave] * 12)
        verdict.set_text(f"12 years: {percent(result.survival[-1])}, not {percent(result.constant[-1])}")

    return move


def plot_waves(axes, scores):
    """Draw Net Promoter Scores, a dict of names and Scores, with their 95 % intervals."""
    axes.axhline(0, color=NEUTRAL, lw=1, ls=":")
    for place, score in enumerate(scores.values()):
        axes.plot([place, place], score.interval, color=KESTREL, lw=3, solid_capstyle="butt")
        axes.plot(place, score.score, "o", ms=11, color=KESTREL)
        axes.text(place + 0.06, score.score, f"{signed(score.score, 0)}", va="center", fontweight="bold")
    axes.set_xticks(
        range(len(scores)), [f"{name}\n{score.answers} answers" for name, score in scores.items()]
    )
    axes.set(xlim=(-0.5, len(scores) - 0.4), ylabel="Net Promoter Score\n(points)")
    return axes


def plot_spells(axes, names, periods, left, unit):
    """Draw a bar a customer, as long as they have paid; who left ends in a cross, who is still there in an arrow."""
    for place, (paid, gone) in enumerate(zip(periods, left, strict=True)):
        axes.barh(place, paid, height=0.6, color=FAINT if gone else BENEFIT)
        axes.plot(paid + 0.07, place, "x" if gone else ">", ms=8, mew=2.5, color=RIVAL if gone else BENEFIT)
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", length=0)
    axes.set(xlabel=unit, xlim=(0, max(periods) + 0.6), ylim=(len(names) - 0.4, -0.6))
    axes.text(1.0, 1.02, "✕ left    ▶ still there", transform=axes.transAxes, ha="right", va="bottom")
    return axes


def plot_leaving(axes, table, unit):
    """Draw how often each group leaves (columns leave, standard_error of leaving_by), with 95 % intervals."""
    for place, row in enumerate(table.itertuples()):
        half = Z_95 * row.standard_error
        axes.plot([100 * (row.leave - half), 100 * (row.leave + half)], [place, place], color=KESTREL, lw=3)
        axes.plot(100 * row.leave, place, "o", ms=11, color=KESTREL)
        axes.text(
            100 * row.leave, place - 0.18, percent(row.leave, 1), ha="center", va="bottom", fontweight="bold"
        )
    axes.set_yticks(range(len(table)), [str(each) for each in table.index])
    axes.tick_params(axis="y", length=0)
    most = (table["leave"] + Z_95 * table["standard_error"]).max()
    axes.set(xlabel=unit, xlim=(0, 115 * most), ylim=(len(table) - 0.5, -0.75))
    return axes


def plot_survival(axes, seen, curves, fitted_until, unit):
    """Draw shares seen (from period 0) as dots and modelled curves as lines with their names at the end.

    ``curves``: a dict of names and shares from period 0; periods after ``fitted_until`` are shaded as the future.
    """
    most = max(len(curve) for curve in curves.values()) - 1
    axes.axvspan(fitted_until + 0.5, most, color=FAINT, alpha=0.35, lw=0)
    axes.text(fitted_until + 0.65, 1.03, "not used for the fit", color=NEUTRAL, va="center")
    ends = sorted((curve[-1], name) for name, curve in curves.items())
    floor = -1.0
    looks = zip(curves.items(), ((BENEFIT, "-"), (COST_TEXT, "--"), (RIVAL, ":")), strict=False)
    height = {}
    for end, name in ends:  # names that would cover each other move up
        floor = max(end, floor + 0.09)
        height[name] = floor
    for (name, curve), (colour, line) in looks:
        axes.plot(range(len(curve)), curve, color=colour, ls=line)
        axes.text(most + 0.25, height[name], f"{name} {percent(curve[-1])}", va="center", color=colour)
    axes.plot(range(len(seen)), seen, "o", ms=7, color=INK, zorder=5, clip_on=False)
    if len(seen) > most:
        floor = max(seen[-1], floor + 0.09) if abs(seen[-1] - floor) < 0.09 else seen[-1]
        axes.text(
            most + 0.25, floor, f"● really {percent(seen[-1])}", va="center", color=INK, fontweight="bold"
        )
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.set(xlabel=unit, ylabel="Still there", xlim=(0, most), ylim=(0, 1.08))
    return axes


def plot_own_survival(axes, table, curve, truth, unit):
    """Draw the survival of spells that still run (renewal_table) with its 95 % band, a fitted curve, and the truth."""
    share, half = table["survival"], Z_95 * table["standard_error"]
    axes.fill_between(table.index, share - half, share + half, color=tinted(BENEFIT), lw=0)
    axes.plot(table.index, share, "o", ms=6, color=INK)
    axes.plot(range(len(curve)), curve, color=BENEFIT)
    axes.plot(range(len(truth)), truth, color=COST, lw=3, ls="--")
    for height, text, colour in (
        (0.95, "● seen, with 95 % band", INK),
        (0.86, "—— fitted", BENEFIT),
        (0.77, "- - - truth", COST_TEXT),
    ):
        axes.text(0.98, height, text, transform=axes.transAxes, ha="right", va="center", color=colour)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.set(xlabel=unit, ylabel="Still there", xlim=(0, len(curve) - 1), ylim=(0, 1.02))
    return axes


def tinted(colour):
    """The colour of a band around a line."""
    from custvalue_helpers.kit.theme import tint

    return tint(colour, 0.2)
