"""Lesson 5, customer value analysis: where do we beat the rival, and does it matter?"""

from custvalue_helpers.kit.rooms import offers

# What the lesson's notebook uses, by the module that holds it; each loads when it is first used.
__all__, __getattr__, __dir__ = offers(
    __name__,
    {
        "model": (
            "fair_price",
            "importance_performance",
            "lmg_two",
            "quality_ratio",
            "to_concentrate_on",
            "value_position",
        ),
        "ratings": (
            "answers_of",
            "count_themes",
            "mean_by_brand",
            "mean_ratings",
            "stated_importance",
            "straight_liners",
        ),
        "importance": (
            "as_shares",
            "derived_importance",
            "gain_of_one_point",
            "lmg_from_correlations",
            "mean_distance",
        ),
        "comparison": ("changes_over_time", "holm", "paired_differences"),
        "brand_map": ("quality_and_price_weights", "value_clouds", "value_map"),
        "plots": (
            "plot_changes",
            "plot_counts",
            "plot_differences",
            "plot_importance",
            "plot_importance_performance",
            "plot_value_map",
        ),
        "explorers": ("correlated_drivers", "importance_grid", "moved_on_the_value_map", "real_or_noise"),
    },
)
