"""A rate where a share is due, a share where a count is due, ×100 where ×1 is due: asked about everywhere."""

import inspect
import re

import pytest

from tests.kit.test_public_functions import FUNCTIONS, LEFT_OUT, call, example

# Arguments that are shares or rates from 0 to 1, wherever they stand; and ratios, where 1 is the same as the rivals'.
SHARES = (
    "acquisition_rate", "acquiring_share", "alone", "ceiling", "cost_share", "discount", "floor", "for_everyone", "for_me",
    "for_others", "habit", "judges", "learning", "leave_with", "leave_without", "level", "margin_rate", "not_passive",
    "one_to_one", "other_alone", "part", "quality_weight", "rate", "retention", "reward_rate", "share_a", "stay",
    "strength", "together", "word",
)  # fmt: skip
RATIOS = {
    "models.value_maps.fair_price": ("quality",),
    "models.value_maps.value_position": ("quality", "price"),
}
COUNTS = (
    "bought", "decimals", "detractors", "draws", "every", "folds", "k", "lags", "pairs", "parts", "passives", "promoters",
    "purchases", "quarters", "rounds", "runs", "seed", "size", "starts", "steps", "total",
)  # fmt: skip


PART_OF_A_MOVE = (
    "lessons.capstone.firms.run_scenario",
    "size",
)  # a share of a firm's move, whatever it is called elsewhere


def asked_about(wanted):
    """Every public function that takes such an argument as a number, with the argument."""
    for name, thing in FUNCTIONS.items():
        for parameter in inspect.signature(thing).parameters:
            if parameter in wanted:
                yield name, parameter


def given(name, argument, value):
    by_place, by_name = example(name)
    by_place = [[each, value if each == argument else old] for each, old in by_place]
    return call(name, by_place, {**by_name, **({argument: value} if argument in by_name else {})})


def is_number(name, argument):
    by_place, by_name = example(name)
    return isinstance(dict(by_place, **by_name)[argument], int | float)


@pytest.mark.parametrize(
    ("name", "argument"), [each for each in asked_about(SHARES) if is_number(*each)], ids="-".join
)
def test_a_share_in_per_cent_is_asked_about(name, argument):
    with pytest.raises(
        ValueError, match=rf"{argument} must be a number from 0 to 1, got 12 \(did you mean 0\.12"
    ):
        given(name, argument, 12)


@pytest.mark.parametrize(
    ("name", "argument"), [(name, argument) for name, arguments in RATIOS.items() for argument in arguments]
)
def test_a_ratio_times_a_hundred_is_asked_about(name, argument):
    with pytest.raises(ValueError, match=rf"{argument} must be .* got 118 \(did you mean 1\.18\?\)"):
        given(name, argument, 118)


@pytest.mark.parametrize(
    ("name", "argument"),
    [each for each in asked_about(COUNTS) if is_number(*each) and each != PART_OF_A_MOVE],
    ids="-".join,
)
def test_a_share_for_a_count_is_asked_about(name, argument):
    with pytest.raises(
        ValueError, match=rf"{argument} must be a whole number .*got 0\.3 \(is this a share\?"
    ):
        given(name, argument, 0.3)


def test_every_argument_whose_docstring_says_share_is_asked_about():
    """What a docstring calls a share, a chance or a rate from 0 to 1 must be in the list above."""
    said = re.compile(r"``(\w+)``[^`;.]*?(?:from 0 to 1\b|a share\b|chances? of)")
    for name, thing in FUNCTIONS.items():
        parameters = inspect.signature(thing).parameters
        for argument in said.findall((inspect.getdoc(thing) or "").partition("Parameters")[2]):
            if argument in parameters and is_number(name, argument) and not any(p in name for p in LEFT_OUT):
                assert argument in SHARES, f"{name}: {argument}"
