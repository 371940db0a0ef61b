"""Lesson 3, targeting and positioning: whom do we serve, and what do we stand for?"""

from custvalue_helpers.kit.rooms import offers

# What the lesson's notebook uses, by the module that holds it; each loads when it is first used.
__all__, __getattr__, __dir__ = offers(
    __name__,
    {
        "model": ("best_of", "rescale_scores", "weighted_totals", "winning_regions", "winning_shares"),
        "coverage": (
            "Appeal",
            "SegmentMarket",
            "best_coverage",
            "compare_coverage",
            "cover",
            "crossover_cost",
        ),
        "maps": (
            "align",
            "brand_means",
            "noise_check",
            "perceptual_map",
            "resample_map",
        ),
        "mds": (
            "chance_stress",
            "classical_scaling",
            "distances_between",
            "multidimensional_scaling",
            "stress_1",
        ),
        "points": ("compare_totals", "compare_with", "correlation_within", "lead_over_best", "without_halo"),
        "pull": ("attraction", "fit_pull", "moved_shares"),
        "plots": ("plot_segments",),
        "map_plots": ("plot_clouds", "plot_leads", "plot_map", "plot_two_clouds"),
        "statement": ("HOPLA_STATEMENT", "positioning_statement"),
        "explorers": ("coverage_cost", "weights_and_winners"),
        "map_explorers": ("moved_on_the_map", "point_or_direction", "predicted_gain"),
    },
)
