"""Lesson 6, satisfaction and expectation: what was promised, what came, how it felt, and what follows from it."""

from custvalue_helpers.kit.rooms import offers

# What the lesson's notebook uses, by the module that holds it; each loads when it is first used.
__all__, __getattr__, __dir__ = offers(
    __name__,
    {
        "model": ("feeling", "interval", "state"),
        "promise": ("PromiseMarket", "best_promise", "promise_outcome"),
        "kano": ("kano_category", "kano_count", "kano_table"),
        "measures": (
            "index_by_wave",
            "loyalty_by_satisfaction",
            "satisfaction_index",
            "service_gaps",
        ),
        "comments": ("code_comments", "coding_errors", "count_by_role", "misread"),
        "expectations": ("compare_fits", "losses_and_gains", "regress", "response_surface", "silent_fit"),
        "kestrel": (
            "expectations_by_source",
            "promises_in_truth",
            "satisfaction_over_time",
            "stayed_after_survey",
            "stayed_from_start",
            "weight_of_losses",
        ),
        "plots": (
            "plot_kano",
            "plot_loyalty",
            "plot_means",
            "plot_service_gaps",
            "plot_sources",
            "plot_surface",
        ),
        "explorers": ("expectation_lab", "kano_answers", "kano_mixture", "promise_memory", "value_curve"),
    },
)
