"""The explorers of importance: who gets the credit, and what the grid of importance and performance advises."""

from dataclasses import dataclass

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import listed, percent
from custvalue_helpers.value_analysis import moving_plots
from custvalue_helpers.value_analysis.findings import ATTRIBUTES, DERIVED, GROUPS, LABELS, PERFORMANCE, STATED
from custvalue_helpers.value_analysis.model import CUTS, importance_performance, lmg_two


@dataclass(frozen=True)
class Credit:
    """How three methods share the credit between coffee quality and brewing help; the first one's share each."""

    correlation: float
    help_effect: float
    alone: float
    lmg: float
    slope: float
    explained: float

    @property
    def shares(self):
        return (self.alone, self.lmg, self.slope)


def _credit(quality_effect, help_effect, correlation):
    """Two standardised drivers with these effects and this correlation; the rest of the outcome has variance 1."""
    together = quality_effect**2 + help_effect**2 + 2 * correlation * quality_effect * help_effect
    first = (quality_effect + correlation * help_effect) ** 2
    second = (help_effect + correlation * quality_effect) ** 2
    total = together + 1  # turns parts of the variance into shares of it
    mine, other = lmg_two(first / total, second / total, together / total)
    return Credit(correlation, help_effect, first / (first + second), mine / (mine + other),
                  quality_effect / (quality_effect + help_effect), together / total)  # fmt: skip


def _read_credit(r):
    return (
        f"Brewing help gets {percent(1 - r.alone)} of the credit when it is looked at alone, {percent(1 - r.lmg)} by LMG and"
        f" {percent(1 - r.slope)} by the slopes. The correlation of the two ratings is {r.correlation:.2f}."
    )


correlated_drivers = Explorer(
    name="correlated drivers",
    question="Who gets the credit when two ratings go together?",
    controls=(
        Slider(
            "correlation", "Correlation of the two", 0, 0.9, 0, 0.05, help="0: unrelated; 1: always the same"
        ),
        Slider("quality_effect", "True effect of coffee quality", 0.2, 1, 0.6, 0.05),
        Slider("help_effect", "True effect of brewing help", 0, 1, 0, 0.05),
    ),
    model=_credit,
    reading=_read_credit,
    build=moving_plots.shares_of_credit_builder(("looked at alone", "LMG shares", "slopes")),
    table=lambda r: [
        {"share of the credit": name, "coffee quality": share, "brewing help": 1 - share}
        for name, share in zip(("looked at alone", "LMG shares", "slopes"), r.shares, strict=True)
    ],
    size=(8, 2.8),
    prediction=Prediction(
        question="Brewing help does nothing for value. But who likes the brand rates both high: the two now correlate at 0.7. How much of the credit does LMG give to brewing help?",
        options=("none: it does nothing", "about a quarter", "half"),
        move_to={"correlation": 0.7},
        truth=lambda before, after: "about a quarter",
        why=lambda before, after: (
            f"LMG gives it {percent(1 - after.lmg)}, and looked at alone it would get {percent(1 - after.alone)}. From"
            " answers alone nobody can tell whose the shared part is, so LMG splits it. Only the slopes still say none."
        ),
    ),
)


@dataclass(frozen=True)
class GridView:
    """The grid as drawn: importance in per cent of its total."""

    importance: tuple
    performance: tuple
    importance_cut: float
    performance_cut: float
    quadrants: tuple

    @property
    def urgent(self):
        return [name for name, q in zip(ATTRIBUTES, self.quadrants, strict=True) if q == "concentrate here"]

    @property
    def delivery(self):
        return self.performance[ATTRIBUTES.index("delivery")]

    @property
    def of_delivery(self):
        return self.quadrants[ATTRIBUTES.index("delivery")]


def _grid(delivery, importance, cut, group):
    performance = dict(zip(ATTRIBUTES, PERFORMANCE[group], strict=True)) | {"delivery": delivery}
    table, scale = (STATED, (1, 10)) if importance == "stated" else (DERIVED, None)
    matters = dict(zip(ATTRIBUTES, table[group], strict=True))
    grid = importance_performance(matters, performance, cut, importance_scale=scale)
    percents = 100 / sum(matters.values())
    return GridView(tuple(percents * v for v in matters.values()), tuple(performance.values()),
                    percents * grid.importance_cut, grid.performance_cut, tuple(grid.quadrants.values()))  # fmt: skip


def _read_grid(r):
    others = [LABELS[name] for name in r.urgent if name != "delivery"]
    said = f"Delivery, with {r.delivery:.1f} points, gets “{r.of_delivery}”."
    if others:
        also = " also" if "delivery" in r.urgent else ""
        return f"{said} The grid{also} says “concentrate here” for {listed(others)}."
    return f"{said} No {'other ' if 'delivery' in r.urgent else ''}attribute gets “concentrate here”."


importance_grid = Explorer(
    name="importance and performance",
    question="What should Kestrel concentrate on, and who decides that: the customers, or the line?",
    controls=(
        Slider(
            "delivery",
            "Delivery rating",
            5,
            9,
            6.7,
            0.1,
            "points",
            help="2025: 6.7 by those short of time, 6.9 by everyone",
        ),
        Toggle("group", "Whose answers", GROUPS, "short of time"),
        Toggle("importance", "Importance", ("stated", "derived"), "stated"),
        Toggle("cut", "Lines at", CUTS, "mean"),
    ),
    model=_grid,
    reading=_read_grid,
    build=moving_plots.grid_builder((3.8, 9.8), 30),
    table=lambda r: [
        {"attribute": LABELS[n], "importance (%)": i, "performance (points)": p, "advice": q}
        for n, i, p, q in zip(ATTRIBUTES, r.importance, r.performance, r.quadrants, strict=True)
    ],
    size=(8, 3.7),
    prediction=Prediction(
        question="Same answers, same people. We only draw the lines at the middle of the scales (5.5) rather than at the mean. What is the advice on delivery now?",
        options=("still: concentrate here", "keep up the good work", "low priority"),
        move_to={"cut": "scale middle"},
        truth=lambda before, after: after.of_delivery,
        why=lambda before, after: (
            f"It goes from “{before.of_delivery}” to “{after.of_delivery}”, and so does everything else: no mean lies"
            " below 5.5. Nobody changed their mind; the line moved."
        ),
    ),
)
