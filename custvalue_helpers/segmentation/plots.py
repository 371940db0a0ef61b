"""The pictures of lesson 2's explorers. A ``..._builder`` returns build(axes), which returns move(result)."""

from custvalue_helpers.kit.theme import BENEFIT, COST, COST_TEXT, FAINT, GOOD, INK, NEUTRAL, RIVAL, tint

# Segments by number: apart for colour-blind readers, and by mark where the picture is grey.
COLOURS = (BENEFIT, COST, GOOD, RIVAL, "#7A5CA8", "#6E6E6E", "#B8A000", "#4FA3C7")
MARKS = "osD^vPX*"
LABELS = {
    "need_price": "price",
    "need_coffee_quality": "taste",
    "need_freshness": "freshness",
    "need_delivery": "speed",
    "need_app_ease": "app",
    "need_brewing_help": "brewing help",
    "need_ethical_sourcing": "fair sourcing",
    "income": "income",
}


def by_hand_builder(people):
    """Six customers by two answers, each tied to its centre, and the two centres."""

    def build(axes):
        axes.set(
            xlim=(0, 8), ylim=(0, 8), xlabel="The price matters (1 to 7)", ylabel="Speed matters (1 to 7)"
        )
        axes.set_xticks(range(1, 8))
        axes.set_yticks(range(1, 8))
        axes.set_box_aspect(1)
        points = list(people.values())
        ties = [axes.plot([], [], color=FAINT, lw=2, animated=True)[0] for _ in points]
        for name, (x, y) in people.items():
            right, up = {"Ben": (0.3, 0), "Fay": (0.3, 0), "Eli": (0, 0.3), "Ana": (0, -0.3)}.get(
                name, (-0.3, 0)
            )
            sides = {1: "left", 0: "center", -1: "right"}[(right > 0) - (right < 0)]
            heights = {1: "bottom", 0: "center", -1: "top"}[(up > 0) - (up < 0)]
            axes.text(x + right, y + up, name, ha=sides, va=heights, fontsize=11)
        dots = [axes.plot([], [], MARKS[g], color=COLOURS[g], ms=9, animated=True)[0] for g in (0, 1)]
        stars = [
            axes.plot([], [], "X", ms=13, color="white", mec=COLOURS[g], mew=2.5, animated=True)[0]
            for g in (0, 1)
        ]
        side = {"transform": axes.transAxes, "va": "center"}
        axes.text(1.06, 0.93, "✕ blue: centre A", color=COLOURS[0], **side)
        axes.text(1.06, 0.83, "✕ orange: centre B", color=COST_TEXT, **side)
        axes.text(1.06, 0.66, "W, the squared lengths of\nthe grey lines together:", **side)
        total = axes.text(1.06, 0.5, "", fontweight="bold", fontsize=15, animated=True, **side)
        axes.text(1.06, 0.33, "Rounds done:", **side)
        count = axes.text(1.06, 0.2, "", fontweight="bold", fontsize=15, animated=True, **side)

        def move(state):
            for place, (point, group) in enumerate(zip(points, state.groups, strict=True)):
                centre = state.centres[group]
                ties[place].set_data([point[0], centre[0]], [point[1], centre[1]])
            for group in (0, 1):
                own = [p for p, g in zip(points, state.groups, strict=True) if g == group]
                dots[group].set_data([p[0] for p in own], [p[1] for p in own])
                stars[group].set_data([state.centres[group][0]], [state.centres[group][1]])
            total.set_text(f"{state.within:.1f}")
            count.set_text(str(state.rounds))

        return move

    return build


def difference_builder(variables):
    """One bar a variable: the share of its differences that lies between segments."""

    def build(axes):
        axes.set(
            xlim=(0, 1),
            ylim=(len(variables) - 0.4, -0.6),
            xlabel="Share of the differences between people that the segments explain",
        )
        axes.set_yticks(range(len(variables)), [LABELS[name] for name in variables])
        axes.tick_params(axis="y", length=0)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
        colours = [COST if name == "income" else BENEFIT for name in variables]
        bars = axes.barh(
            range(len(variables)), [0] * len(variables), height=0.7, color=colours, animated=True
        )

        def move(result):
            for bar, name in zip(bars, variables, strict=True):
                bar.set_width(result.shares[name])

        return move

    return build


def repeats_builder(pairs):
    """One dot a pair of samples along the adjusted Rand index, and their median."""

    def build(axes):
        axes.set(xlim=(-0.05, 1.02), ylim=(0, 1.3), xlabel="Adjusted Rand index of two samples")
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.axvspan(0.8, 1.02, color=tint(GOOD, 0.12), lw=0)
        for x, text in ((0, "0: as if\nby chance"), (1, "1: the same\nsegments")):
            axes.text(x, 1.28, text, ha="left" if x == 0 else "right", va="top", color=NEUTRAL)
        axes.axvline(0, color=FAINT, lw=1)
        heights = [0.12 + 0.62 * ((place * 7) % pairs) / pairs for place in range(pairs)]
        dots = axes.plot([], [], "o", ms=8, color=BENEFIT, alpha=0.75, animated=True)[0]
        middle = axes.plot([], [], color=INK, lw=2.5, animated=True)[0]
        label = axes.text(0, 0.9, "", ha="center", va="bottom", fontweight="bold", animated=True)

        def move(result):
            dots.set_data(result.indices, heights)
            middle.set_data([result.median] * 2, [0.05, 0.86])
            label.set(x=min(max(result.median, 0.03), 0.96), text=f"{result.median:.2f}")

        return move

    return build


def control_builder():
    """Left: people in the plane of the two main directions, by segment. Right: two criteria."""

    def build(axes):
        plane, bars = axes
        plane.set(
            xlim=(-5.6, 5.6), ylim=(-5, 5), xlabel="First main direction", ylabel="Second main direction"
        )
        plane.set_xticks([])
        plane.set_yticks([])
        dots = [
            plane.plot([], [], MARKS[g], ms=4.5, color=COLOURS[g], alpha=0.85, animated=True)[0]
            for g in range(8)
        ]
        bars.set(xlim=(0, 1), ylim=(1.6, -0.6), xlabel="Value of the criterion")
        bars.set_yticks([0, 1], ["stability", "silhouette"])
        bars.tick_params(axis="y", length=0)
        drawn = bars.barh([0, 1], [0, 0], height=0.5, color=[BENEFIT, NEUTRAL], animated=True)
        notes = [bars.text(0, y, "", va="center", fontweight="bold", animated=True) for y in (0, 1)]

        def move(result):
            for group, dot in enumerate(dots, 1):
                own = result.groups == group
                dot.set_data(result.x[own], result.y[own])
            for bar, note, value in zip(drawn, notes, (result.stability, result.silhouette), strict=True):
                bar.set_width(max(value, 0))
                inside = value > 0.8
                note.set(x=value - 0.02 if inside else max(value, 0) + 0.02, ha="right" if inside else "left",
                         color="white" if inside else INK, text=f"{value:.2f}")  # fmt: skip

        return move

    return build
