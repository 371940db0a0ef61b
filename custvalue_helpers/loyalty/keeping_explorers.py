"""The explorers of who stays: is a change of the score real, and what shape has retention?"""

from dataclasses import dataclass

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider
from custvalue_helpers.kit.words import chance, moves, percent, plural, signed
from custvalue_helpers.loyalty import keeping_plots as plots
from custvalue_helpers.loyalty.recommendation import Change, Score, score_change
from custvalue_helpers.loyalty.retention import ShiftedBetaGeometric

YEARS = 12


@dataclass(frozen=True)
class Waves:
    """Two survey waves and the change between them."""

    before: Score
    after: Score
    change: Change

    @property
    def beyond_chance(self):
        low, high = self.change.interval
        return low > 0 or high < 0


def _score(points, passives, answers):
    """The Score of a wave from its points and its share of passives."""
    promoters, detractors = (1 - passives + points / 100) / 2, (1 - passives - points / 100) / 2
    error = 100 * ((1 - passives - (points / 100) ** 2) / answers) ** 0.5
    return Score(points, error, promoters, passives, detractors, int(answers))


def _waves(answers, before, after, passives):
    first, second = (_score(points, passives / 100, answers) for points in (before, after))
    return Waves(first, second, score_change(first, second))


def _read_waves(result):
    low, high = (signed(each, 1) for each in result.change.interval)
    verdict = (
        "Zero lies outside it, so this is more than chance."
        if result.beyond_chance
        else "Zero lies inside it, so chance alone could do this."
    )
    return (
        f"With {plural(result.before.answers, 'answer')} a wave, the score {moves(result.change.points, digits=0)}. The"
        f" 95\u00a0% interval of this change runs from {low} to {high} points. {verdict}"
    )


score_waves = Explorer(
    name="is this change real",
    question="Our score rose from one survey to the next. Is that more than chance?",
    controls=(
        Slider("answers", "Answers a wave", 50, 1000, 200, 10, "people"),
        Slider("before", "Score before", -30, 30, -15, 1, "points"),
        Slider("after", "Score after", -30, 30, -1, 1, "points"),
        Slider("passives", "Passives", 20, 70, 45, 1, "%", help="they answer 7 or 8 and count for nothing"),
    ),
    model=_waves,
    reading=_read_waves,
    build=plots.change_builder,
    table=lambda r: [
        {"": name, "points": each.score, "standard error (points)": each.standard_error}
        for name, each in (("before", r.before), ("after", r.after))
    ] + [{"": "change", "points": r.change.points, "standard error (points)": r.change.standard_error}],
    size=(8, 3.0),
    prediction=Prediction(
        question="Kestrel asks four times as many people, 800 a wave instead of 200. How wide is the change's interval then?",
        options=("a quarter as wide", "half as wide", "just as wide: the scores are the same"),
        move_to={"answers": 800},
        truth=lambda before, after: "half as wide",
        why=lambda before, after: (
            f"The standard error falls from {before.change.standard_error:.1f} to {after.change.standard_error:.1f} points:"
            " four times the answers halve it, because it goes with the square root."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """Survival and retention when customers differ, and when one rate holds for all."""

    leave: float
    survival: tuple
    constant: tuple
    retention: tuple


def _shape(leave, apart):
    mean, size = leave / 100, 1 / apart - 1
    model = ShiftedBetaGeometric(mean * size, (1 - mean) * size)
    return Shape(
        mean,
        tuple(model.survival(year) for year in range(YEARS + 1)),
        tuple((1 - mean) ** year for year in range(YEARS + 1)),
        tuple(model.retention(year) for year in range(1, YEARS + 1)),
    )


def _read_shape(result):
    return (
        f"In the first year {percent(result.leave)} leave. After {YEARS} years {chance(result.survival[-1])} are still there;"
        f" one rate for all would say {chance(result.constant[-1])}. Of those still there in year {YEARS},"
        f" {chance(result.retention[-1])} renew."
    )


retention_shape = Explorer(
    name="retention shape",
    question="What happens to retention when customers differ, and nobody ever changes?",
    controls=(
        Slider("leave", "Leave in the first year", 2, 60, 20, 1, "%", help="the mean chance of leaving"),
        Slider("apart", "How different", 0.02, 0.8, 0.02, 0.02, "", help="0: all alike; 1: some leave at once, the others never"),
    ),
    model=_shape,
    reading=_read_shape,
    build=plots.shape_builder,
    columns=2,
    table=lambda r: [
        {"share, by year": year, "still there": r.survival[year], "one rate": r.constant[year], "renew": r.retention[year - 1]}
        for year in range(1, YEARS + 1)
    ],
    size=(8, 3.2),
    prediction=Prediction(
        question="20 % leave in the first year, either way. Now customers differ: some hardly ever leave, others soon (0.4). How many of 100 are left after 12 years?",
        options=("fewer than before", "about as many as before", "several times as many"),
        move_to={"apart": 0.4},
        truth=lambda before, after: "several times as many",
        why=lambda before, after: (
            f"It was {percent(before.survival[-1])}, and it is {percent(after.survival[-1])} now. Customers who leave easily are soon gone. Those"
            " who remain are the staying kind, so that retention rises although nobody changes."
        ),
    ),
)  # fmt: skip
