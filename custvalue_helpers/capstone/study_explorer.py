"""The explorer of studies: how much narrower the answer would be if one link were known better."""

from dataclasses import dataclass
from functools import lru_cache

from custvalue_helpers.capstone import plots
from custvalue_helpers.capstone.equity import effect_of
from custvalue_helpers.capstone.kestrel import Outcome, change_of, kestrel_links, known_better, outcome_of
from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import euro, percent, width_against

STUDIES = {
    "choice": "what a point or a euro adds to choice",
    "satisfaction": "how a gap changes satisfaction and service",
    "leaving": "how satisfaction changes leaving",
    "margins": "margins and costs",
}
STUDIED = {"delivery": {"delivery": 1.0}, "quieter promise": {"promise": -1.0}, "price cut": {"price": -1.0}}


@dataclass(frozen=True)
class Study:
    """What is known of a step now, and with one link known better."""

    link: str
    cut: float
    step: str
    now: Outcome
    after: Outcome


@lru_cache(maxsize=256)
def _which_study(cut, link, step):
    links = known_better(kestrel_links(), STUDIES[link], cut / 100)
    after = effect_of(STUDIED[step], links).change()
    return Study(
        link, cut / 100, step, outcome_of(change_of(tuple(STUDIED[step].items()))), outcome_of(after)
    )


def _read_study(result):
    now, after = result.now, result.after
    said = f"For “{result.step}”, the interval runs from {euro(now.low, 0)} to {euro(now.high, 0)}"
    if not result.cut:
        return f"{said}. No study is made."
    width = width_against((now.low, now.high), (after.low, after.high))
    helps = "" if width.endswith("narrower") else " The study does not help here."
    return (
        f"{said} now. Suppose that a study cuts the error of “{STUDIES[result.link]}” by {percent(result.cut)}. Then it runs from"
        f" {euro(after.low, 0)} to {euro(after.high, 0)}, which is {width}.{helps}"
    )


which_study = Explorer(
    name="which study",
    question="Which link would be worth knowing better?",
    controls=(
        Slider("cut", "Its error is cut by", 0, 100, 50, 10, "%", help="half the error takes about four times as many people"),
        Toggle("link", "Study of", tuple(STUDIES), "choice"),
        Toggle("step", "The step", tuple(STUDIED), "delivery"),
    ),
    model=_which_study,
    reading=_read_study,
    build=plots.study_builder(-5, 5),
    table=lambda r: [{"": word, "low (€)": o.low, "high (€)": o.high, "share that loses": o.loss}
                     for word, o in (("now", r.now), ("after the study", r.after))],
    size=(8, 2.6),
    prediction=Prediction(
        question=(
            "For faster delivery, a study that halves the error of the link “choice” makes the interval a little narrower. Which"
            " study would narrow it most?"
        ),
        options=("choice: it is there that value begins", "satisfaction: how gaps are felt", "leaving: how satisfaction changes who leaves"),
        move_to={"link": "leaving"},
        truth=lambda before, after: "leaving: how satisfaction changes who leaves",
        why=lambda before, after: (
            f"Half the error there makes the interval {percent(1 - _spread(after.after) / _spread(after.now))} narrower. The study of choice"
            f" makes it {percent(1 - _spread(before.after) / _spread(before.now))} narrower. The widest bar of the tornado is where a study helps."
        ),
    ),
)  # fmt: skip


def _spread(outcome):
    return outcome.high - outcome.low
