"""The explorers of Kano's questions."""

from dataclasses import dataclass
from functools import lru_cache

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import percent
from custvalue_helpers.satisfaction import explorer_plots as plots
from custvalue_helpers.satisfaction.kano import ANSWERS, CATEGORIES, kano_category, kano_count


@dataclass(frozen=True)
class KanoPair:
    """Two answers and their category."""

    if_there: str
    if_not_there: str
    category: str
    whole: bool  # whether the other pairs' categories are to be shown, too


SHOWN = ("this pair", "whole table")
MEANING = {
    "must-be": "it is taken for granted; its absence annoys, and its presence is not noticed.",
    "one-dimensional": "the more of it, the better.",
    "attractive": "its presence delights, and its absence is not missed.",
    "indifferent": "it makes no difference to this person.",
    "reverse": "this person would rather not have it.",
    "questionable": "the two answers contradict each other. Was the question understood?",
}

kano_answers = Explorer(
    name="Kano answers",
    question="What do two answers say about a feature?",
    controls=(
        Toggle("if_there", "If it is there", ANSWERS, "neutral"),
        Toggle("if_not_there", "If it is not there", ANSWERS, "neutral"),
        Toggle("show", "Show", SHOWN, SHOWN[0]),
    ),
    model=lambda if_there, if_not_there, show: KanoPair(
        if_there, if_not_there, kano_category(if_there, if_not_there), show == SHOWN[1]
    ),
    reading=lambda r: (
        f"If the feature is there, the answer is “{r.if_there}”. If it is not there, the answer is “{r.if_not_there}”. So the"
        f" feature is {r.category}: {MEANING[r.category]}"
    ),
    build=plots.kano_table_builder(),
    table=lambda r: [{"if there": r.if_there, "if not there": r.if_not_there, "category": r.category}],
    size=(8, 3.2),
    prediction=Prediction(
        question="“The box arrives on the promised day.” There: neutral. Not there: I dislike it. What is this feature to her?",
        options=("indifferent: she is neutral", "must-be", "attractive"),
        move_to={"if_not_there": "dislike it"},
        truth=lambda before, after: "must-be",
        why=lambda before, after: (
            "She takes it for granted: nobody thanks you for it, and its absence costs you. Asked only how they like a"
            " feature, people like her would seem not to care."
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Mixture:
    """What a mixture of two groups says about the brewing video."""

    share: float
    busy: dict
    connoisseurs: dict
    count: object


@lru_cache(maxsize=1)
def video_shares():
    """Shares of the categories for the brewing video among Busy households and Connoisseurs (from kestrel_kano)."""
    from custvalue_helpers.kit.data import load_dataset
    from custvalue_helpers.satisfaction.kano import kano_table

    answers = load_dataset("kestrel_kano")
    answers = answers[answers["feature"] == "brewing_video_on_first_order"]
    segment = load_dataset("kestrel_truth_customers").set_index("customer")["segment"]
    answers = answers.assign(segment=answers["customer"].map(segment).astype(str))
    table = kano_table(answers, feature="segment")
    counts = table.loc[["Busy households", "Connoisseurs"], list(CATEGORIES)]
    shares = counts.div(counts.sum(axis=1), axis=0)
    return {name: {key: float(value) for key, value in row.items()} for name, row in shares.iterrows()}


def _mixture(share):
    groups = video_shares()
    connoisseurs = {name: value * share / 100 for name, value in groups["Connoisseurs"].items()}
    busy = {name: value * (1 - share / 100) for name, value in groups["Busy households"].items()}
    counts = {name: round(10_000 * (busy[name] + connoisseurs[name])) for name in CATEGORIES}
    return Mixture(share, busy, connoisseurs, kano_count(counts))


kano_mixture = Explorer(
    name="Kano mixture",
    question="What does the questionnaire say about the brewing video, if two groups want opposite things?",
    controls=(Slider("share", "Connoisseurs among those asked", 0, 100, 20, 5, "%"),),
    model=_mixture,
    reading=lambda r: (
        f"With {percent(r.share / 100)} Connoisseurs, the video counts as {r.count.category}. The category strength is"
        f" {percent(r.count.category_strength)}, the total strength {percent(r.count.total_strength)}."
    ),
    build=plots.kano_mixture_builder(),
    table=lambda r: [
        {"share of the answers": name, "Busy households": r.busy[name], "Connoisseurs": r.connoisseurs[name]} for name in CATEGORIES
    ],
    size=(8, 3.2),
    prediction=Prediction(
        question=(
            "Of those asked, 20 % are Connoisseurs and 80 % Busy households, and the video is attractive. Now half of them are"
            " Connoisseurs. What does the questionnaire say?"
        ),
        options=("attractive, only more weakly", "indifferent: the two cancel", "reverse"),
        move_to={"share": 50},
        truth=lambda before, after: after.count.category,
        why=lambda before, after: (
            f"More people now say reverse than anything else, with a category strength of only {percent(after.count.category_strength)}. Nobody"
            " changed their mind. Only the mixture changed."
        ),
    ),
)  # fmt: skip
