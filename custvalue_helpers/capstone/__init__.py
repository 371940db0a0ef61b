"""The capstone: one chain from a step on a lever to money, each link estimated from what Kestrel can see."""

from custvalue_helpers.kit.rooms import offers

# What the lesson's notebook uses, by the module that holds it; each loads when it is first used.
__all__, __getattr__, __dir__ = offers(
    __name__,
    {
        "model": ("draws", "fit_chain"),
        "equity": ("LEVERS", "RESULTS", "STEPS", "effect_of"),
        "kestrel": (
            "against_truth",
            "club_taken",
            "hangs_on",
            "kestrel_links",
            "known_better",
            "one_slope",
            "outcome_of",
            "scaled_reaction",
            "value_and_money",
        ),
        "plans": ("BUDGET", "OFFERS", "PEOPLE", "plan_outcome"),
        "cases": ("CASES", "Scenario", "run_case"),
        "still_plots": ("plot_chain", "plot_plan", "plot_tornado", "plot_truth", "plot_worth"),
        "explorers": ("louder_promise", "one_budget", "one_step"),
        "study_explorer": ("which_study",),
        "case_explorer": ("four_cases",),
    },
)
