"""The pictures of lesson 6 that follow sliders: each ``..._builder`` returns build(axes), which returns move(result)."""

from custvalue_helpers.kit.theme import BENEFIT, COST, COST_TEXT, FAINT, GOOD, INK, KESTREL, NEUTRAL, tint
from custvalue_helpers.kit.words import percent, signed
from custvalue_helpers.satisfaction.kano import ANSWERS, CATEGORIES, LETTERS, TABLE

COLOURS = {"must-be": KESTREL, "one-dimensional": BENEFIT, "attractive": GOOD, "indifferent": "#9A9A9A",
           "reverse": COST, "questionable": "#D0D0D0"}  # fmt: skip


def value_curve_builder(most):
    """Feeling over the gap between performance and expectation, with one letdown and one surprise on it."""

    def build(axes):
        axes.set(
            xlim=(-most, most),
            ylim=(-9.5, 4.5),
            xlabel="Performance − expectation (points)",
            ylabel="Feeling (points)",
        )
        axes.set_xticks(range(-most, most + 1), [signed(x, 0) for x in range(-most, most + 1)])
        axes.set_yticks([-8, -6, -4, -2, 0, 2, 4], ["−8", "−6", "−4", "−2", "0", "2", "4"])
        axes.axhline(0, color=FAINT, lw=1)
        axes.axvline(0, color=FAINT, lw=1)
        axes.plot([-most, most], [-most, most], color=NEUTRAL, lw=1, ls=":")
        curve = axes.plot([], [], color=KESTREL, lw=2.6, animated=True)[0]
        loss = axes.plot([], [], "v", ms=12, color=COST_TEXT, clip_on=False, animated=True)[0]
        gain = axes.plot([], [], "^", ms=12, color=BENEFIT, clip_on=False, animated=True)[0]
        side = {"transform": axes.transAxes, "va": "center"}
        axes.text(1.03, 0.9, "▲ the surprise", color=BENEFIT, **side)
        axes.text(1.03, 0.66, "▼ the letdown", color=COST_TEXT, **side)
        axes.text(1.03, 0.42, "both together", **side)
        axes.text(1.03, 0.1, "· · · · a loss counts\nlike a gain", color=NEUTRAL, **side)
        bold = {"fontweight": "bold", "animated": True, **side}
        notes = [axes.text(1.03, height, "−0.00", **bold) for height in (0.81, 0.57, 0.33)]
        axes.text(1.03, 0.98, " " * 24, **side)

        def move(result):
            curve.set_data(result.gaps, result.feelings)
            loss.set_data([-result.letdown], [result.lost])
            gain.set_data([result.surprise], [result.gained])
            for note, value in zip(notes, (result.gained, result.lost, result.together), strict=True):
                note.set_text(signed(value))

        return move

    return build


def lab_builder(lowest, highest, most):
    """Left: who tries, who is disappointed, who stays, over the promise. Right: profit, at this promise and the best."""

    def build(panels):
        left, right = panels
        for axes in panels:
            axes.set(xlim=(lowest, highest), xlabel="Promise (points, 1 to 10)")
            axes.set_xticks(range(int(lowest), int(highest) + 1))
        left.set(ylim=(0, 1.04), title="Shares")
        left.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
        right.set(ylim=(-most * 0.28, most), title="Profit (thousand €)")
        right.axhline(0, color=FAINT, lw=1)
        styles = ((BENEFIT, "-"), (COST_TEXT, "--"), (NEUTRAL, "-."))
        curves = [left.plot([], [], color=colour, ls=style, animated=True)[0] for colour, style in styles]
        notes = (
            ("—— try", BENEFIT, 0.03),
            ("- - disappointed", COST_TEXT, 0.25),
            ("-·- stay", NEUTRAL, 0.72),
        )
        for text, colour, place in notes:
            left.text(place, -0.31, text, color=colour, transform=left.transAxes, va="top", fontsize=11)
        marks = [axes.plot([], [], color=INK, lw=1, animated=True)[0] for axes in panels]
        profit = right.plot([], [], color=KESTREL, lw=2.6, animated=True)[0]
        best = right.plot([], [], "D", ms=10, mfc="white", mec=GOOD, mew=2.5, animated=True)[0]
        now = right.plot([], [], "o", ms=10, color=KESTREL, animated=True)[0]
        right.text(
            0.03, -0.31, "● this promise", color=KESTREL, transform=right.transAxes, va="top", fontsize=11
        )
        right.text(0.55, -0.31, "◇ the best", color=GOOD, transform=right.transAxes, va="top", fontsize=11)
        words = right.text(
            0.88, -0.31, "", transform=right.transAxes, va="top", fontweight="bold", animated=True
        )

        def move(result):
            for curve, values in zip(curves, (result.trial, result.disappointed, result.stays), strict=True):
                curve.set_data(result.promises, values)
            marks[0].set_data([result.now.promise] * 2, [0, 1.04])
            marks[1].set_data([result.now.promise] * 2, [-most * 0.28, most])
            whole = result.whole
            profit.set_data(
                result.promises if whole else [], [value / 1000 for value in result.profits if whole]
            )
            now.set_data([result.now.promise], [result.now.profit / 1000])
            best.set_data([result.best.promise], [result.best.profit / 1000])
            best.set_visible(whole)
            words.set_text(f"{result.best.promise:.1f}" if whole else "?")

        return move

    return build


def memory_builder(lowest, highest, most):
    """Profit over the promise while it is remembered, and if it is forgotten; the chosen one in front."""

    def build(axes):
        axes.set(
            xlim=(lowest, highest),
            ylim=(0, most),
            xlabel="Promise (points, 1 to 10)",
            ylabel="Profit (thousand €)",
        )
        lines = [axes.plot([], [], animated=True)[0] for _ in range(2)]
        axes.axvline(8.2, color=NEUTRAL, lw=1, ls=":")
        axes.text(8.2, most, "today 8.2", ha="center", va="bottom", color=NEUTRAL)
        best = axes.plot([], [], "D", ms=11, mfc="white", mec=GOOD, mew=2.5, animated=True)[0]
        now = axes.plot([], [], "o", ms=11, color=KESTREL, animated=True)[0]
        side = {"transform": axes.transAxes, "va": "center"}
        axes.text(1.03, 0.9, "● this promise", color=KESTREL, **side)
        axes.text(1.03, 0.78, "◇ the best promise", color=GOOD, **side)
        axes.text(1.03, 0.5, "—— as you chose\n- - they remember", color=NEUTRAL, **side)
        words = axes.text(1.03, 0.2, "", fontweight="bold", fontsize=14, animated=True, **side)

        def move(result):
            for line, values, chosen in zip(lines, result.curves, result.chosen, strict=True):
                line.set_data(result.promises, [value / 1000 for value in values])
                line.set(
                    color=KESTREL if chosen else NEUTRAL,
                    lw=2.8 if chosen else 1.4,
                    ls="-" if chosen else "--",
                )
            lines[1].set_visible(result.chosen[1])  # what forgetting brings is seen only once it is chosen
            now.set_data([result.now.promise], [result.now.profit / 1000])
            best.set_data([result.best.promise], [result.best.profit / 1000])
            words.set_text(f"best {result.best.promise:.1f}")

        return move

    return build


def kano_table_builder():
    """Kano's table as tiles, with a frame round the cell of two answers; the other cells are blank until the whole is shown."""
    from matplotlib.patches import Rectangle

    def build(axes):
        axes.set(xlim=(0, 5), ylim=(5, 0))
        axes.set_xticks([x + 0.5 for x in range(5)], ANSWERS)
        axes.set_yticks([y + 0.5 for y in range(5)], ANSWERS)
        axes.xaxis.set_ticks_position("top")
        axes.xaxis.set_label_position("top")
        axes.set(xlabel="… and if it is NOT there", ylabel="If it is there …")
        axes.tick_params(length=0)
        for spine in axes.spines.values():
            spine.set_visible(False)
        tiles = []
        for y, row in enumerate(TABLE):
            for x, letter in enumerate(row):
                name = LETTERS[letter]
                blank = Rectangle((x + 0.02, y + 0.02), 0.96, 0.96, facecolor=tint(NEUTRAL, 0.08))
                axes.add_patch(blank)
                tile = Rectangle(
                    (x + 0.02, y + 0.02), 0.96, 0.96, facecolor=tint(COLOURS[name], 0.22), animated=True
                )
                word = axes.text(x + 0.5, y + 0.5, name, ha="center", va="center", fontsize=10, animated=True)
                tiles.append((y, x, axes.add_patch(tile), word))
        frame = Rectangle((0, 0), 1, 1, facecolor="none", edgecolor=INK, lw=3.5, clip_on=False, animated=True)
        axes.add_patch(frame)

        def move(result):
            row, column = ANSWERS.index(result.if_there), ANSWERS.index(result.if_not_there)
            frame.set_xy((column, row))
            for y, x, tile, word in tiles:
                seen = result.whole or (y, x) == (row, column)
                tile.set_visible(seen)
                word.set_visible(seen)

        return move

    return build


def kano_mixture_builder():
    """Who says what about one feature, in a mixture of two groups: one bar a category, split by group."""

    def build(axes):
        names = CATEGORIES[:5]
        axes.set(xlim=(0, 0.82), ylim=(4.6, -0.6), xlabel="Share of all who were asked")
        axes.set_yticks(range(5), names)
        axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8], ["0 %", "20 %", "40 %", "60 %", "80 %"])
        axes.tick_params(axis="y", length=0)
        busy = axes.barh(range(5), [0] * 5, height=0.66, color=BENEFIT, animated=True)
        others = axes.barh(range(5), [0] * 5, height=0.66, color=COST, animated=True)
        side = {"transform": axes.transAxes, "va": "center"}
        axes.text(1.02, 0.92, "■ Busy households", color=BENEFIT, **side)
        axes.text(1.02, 0.8, "■ Connoisseurs", color=COST_TEXT, **side)
        axes.text(1.02, 0.52, "the verdict", **side)
        axes.text(1.02, 0.24, "category strength", **side)
        bold = {"fontweight": "bold", "animated": True, **side}
        verdict = axes.text(1.02, 0.41, "attractive = reverse", **bold)
        strength = axes.text(1.02, 0.13, "", **bold)

        def move(result):
            for place, name in enumerate(names):
                busy[place].set(width=result.busy[name])
                others[place].set(x=result.busy[name], width=result.connoisseurs[name])
            verdict.set_text(result.count.category)
            strength.set_text(percent(result.count.category_strength))

        return move

    return build
