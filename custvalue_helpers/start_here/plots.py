"""The pictures of the first lesson: the marketing process, and five orientations side by side."""

from custvalue_helpers.kit.theme import BENEFIT, COST_TEXT, FAINT, INK, NEUTRAL, tint
from custvalue_helpers.kit.words import signed
from custvalue_helpers.start_here.model import ORIENTATIONS

THIS_YEAR = tint(BENEFIT, 0.45)
PROCESS = (
    ("1 Understand", "customers", "Busy people want\nfresh coffee at home."),
    ("2 Choose", "a strategy", "Serve them by post,\nfreshest of all."),
    ("3 Build", "relationships", "Deliver what was\npromised; ask; mend."),
    ("4 Capture", "value in return", "They pay, stay, and\ntell their friends."),
)


def plot_marketing_process(axes, steps=PROCESS):
    """Draw the four steps of the marketing process with an example each (``steps``: verb, object, example)."""
    from matplotlib.patches import FancyBboxPatch

    width, gap = 1.82, 0.28
    for place, (verb, what, example) in enumerate(steps):
        left, last = place * (width + gap), place == len(steps) - 1
        colour = COST_TEXT if last else BENEFIT
        axes.add_patch(
            FancyBboxPatch((left + 0.05, 1.05), width - 0.1, 1.25, boxstyle="round,pad=0.05",
                           facecolor=tint(colour, 0.08), edgecolor=colour, lw=1.8)
        )  # fmt: skip
        middle = left + width / 2
        axes.text(middle, 2.1, f"{verb}\n{what}", ha="center", va="center", fontweight="bold", color=colour)
        axes.text(middle, 1.45, example, ha="center", va="center", fontsize=10.5, linespacing=1.4)
        if not last:
            arrow = {"arrowstyle": "-|>", "lw": 2, "color": INK}
            axes.annotate("", (left + width + gap, 1.7), (left + width, 1.7), arrowprops=arrow)
    far = len(steps) * (width + gap) - gap
    axes.text(
        (far - width - gap) / 2, 2.62, "value for the customer", ha="center", color=BENEFIT, fontsize=12
    )
    axes.text(far - width / 2, 2.62, "value for the firm", ha="center", color=COST_TEXT, fontsize=12)
    back = {"arrowstyle": "-|>", "lw": 1.6, "color": NEUTRAL, "connectionstyle": "angle,angleA=-90,angleB=0,rad=8"}  # fmt: skip
    axes.plot([far - width / 2] * 2, [1.0, 0.55], color=NEUTRAL, lw=1.6)
    axes.plot([width / 2, far - width / 2], [0.55, 0.55], color=NEUTRAL, lw=1.6)
    axes.annotate("", (width / 2, 1.0), (width / 2, 0.55), arrowprops=back | {"connectionstyle": "arc3"})
    axes.text(far / 2, 0.42, "customers change: begin again", ha="center", va="top", color=NEUTRAL)
    axes.set(xlim=(-0.05, far + 0.05), ylim=(0.05, 2.95))
    axes.axis("off")
    return axes


def orientations_builder(lowest, highest):
    """Five orientations: at the left the aim and the plan it picks, at the right profit now and later."""

    def build(pair):
        words, bars = pair
        bars.get_gridspec().set_width_ratios([1, 1])
        places = range(len(ORIENTATIONS))
        for axes in pair:
            axes.set_ylim(len(ORIENTATIONS) - 0.45, -0.85)
        words.set_xlim(0, 1)
        words.axis("off")
        words.text(
            0, -0.72, "Aim; plan; harm to others (thousand €)", va="center", color=NEUTRAL, fontsize=11
        )
        for place, way in enumerate(ORIENTATIONS):
            words.text(
                0, place - 0.2, f"{way.name}: {way.aim}", va="center", fontsize=10.5, fontweight="bold"
            )
            for axes in pair:
                axes.axhline(place + 0.5, color=FAINT, lw=0.8)
        plans = [
            words.text(0, place + 0.2, "", va="center", fontsize=10.5, animated=True) for place in places
        ]
        bars.set(xlim=(lowest, highest), xlabel="thousand € a year")
        bars.set_xticks(range(0, 251, 100))
        bars.set_yticks([])
        bars.spines["left"].set_visible(False)
        bars.vlines(0, -0.45, len(ORIENTATIONS), color=NEUTRAL, lw=1)
        style = {"va": "center", "fontsize": 10.5, "animated": True}
        title = bars.text(lowest, -0.72, "", va="center", color=NEUTRAL, fontsize=11, animated=True)
        now = bars.barh([p - 0.21 for p in places], [0] * 5, height=0.36, color=THIS_YEAR, animated=True)
        later = bars.barh([p + 0.19 for p in places], [0] * 5, height=0.36, color=BENEFIT, animated=True)
        now_labels = [bars.text(0, place - 0.21, "", **style) for place in places]
        later_labels = [bars.text(0, place + 0.19, "", **style) for place in places]

        for text in (*words.texts, *bars.texts):
            text.set_in_layout(False)  # what they say must not move the bars

        def move(result):
            over = f", average of {result.years}" if result.years > 1 else ""
            title.set_text(f"Profit{' less harm' if result.less_harm else ''}: this year{over}")
            for place, outcome in enumerate(result.outcomes):
                harm = result.harm_a_year(outcome)
                plans[place].set_text(f"{outcome.plan}; harm {harm:.0f}")
            _set_bars(now, now_labels, result, 1, "this year")
            _set_bars(later, later_labels, result, result.years, "average" if result.years > 1 else "")

        return move

    return build


def _set_bars(bars, labels, result, years, said):
    """Put one set of bars and their labels in place; without words for them they stay away."""
    leaders = result.leaders(years)
    for bar, label, outcome in zip(bars, labels, result.outcomes, strict=True):
        value = result.value(outcome, years) if said else 0.0
        bar.set_width(value)
        first = outcome in leaders
        label.set(
            x=max(value, 0) + 4,
            text=f"{signed(value, 0)} {said}{' ← most' if first else ''}" if said else "",
            fontweight="bold" if first else "normal",
        )
