"""The capstone: one chain from a step on a lever to money, each link estimated from what Kestrel can see."""

from importlib import import_module

# What the lesson's notebook uses, by the module that holds it; each loads when it is first used.
_ROOMS = {
    "model": ("draws", "fit_chain"),
    "equity": ("LEVERS", "RESULTS", "STEPS", "effect_of"),
    "kestrel": ("against_truth", "club_taken", "hangs_on", "kestrel_links", "known_better", "outcome_of", "scaled_reaction", "value_and_money"),
    "plans": ("BUDGET", "OFFERS", "PEOPLE", "plan_outcome"),
    "cases": ("CASES", "Scenario", "run_case"),
    "still_plots": ("plot_chain", "plot_plan", "plot_tornado", "plot_truth", "plot_worth"),
    "explorers": ("louder_promise", "one_budget", "one_step"),
    "study_explorer": ("which_study",),
    "case_explorer": ("four_cases",),
}  # fmt: skip
_MODULES = {name: module for module, names in _ROOMS.items() for name in names}
__all__ = sorted(_MODULES)


def __getattr__(name):
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
