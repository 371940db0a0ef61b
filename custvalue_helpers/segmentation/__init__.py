"""Lesson 2, segmentation: which customers want the same things?"""

from custvalue_helpers.kit.rooms import offers

# What the lesson's notebook uses, by the module that holds it; each loads when it is first used.
__all__, __getattr__, __dir__ = offers(
    __name__,
    {
        "model": ("assign", "k_means", "scikit_learn_k_means", "standardize", "ward"),
        "six": ("SIX", "k_means_by_hand", "squared_distance"),
        "kestrel": ("ANSWERS", "NEEDS", "STATEMENTS", "straight_lined"),
        "resampling": ("bootstrap_stability",),
        "criteria": (
            "calinski_harabasz",
            "compare_bases",
            "how_many",
            "silhouette",
            "single_starts",
            "spread_explained",
            "structureless",
        ),
        "usefulness": ("profile", "reach", "segment_sizes", "segment_worth", "telling_columns"),
        "categories": ("TEA_ANSWERS", "as_codes", "correspondence", "shuffle_columns"),
        "still_plots": (
            "plot_answers",
            "plot_criteria",
            "plot_spread_explained",
            "plot_profile",
            "plot_stability",
            "plot_segment_worth",
        ),
        "explorers": ("by_hand", "scaling", "stability", "structure"),
    },
)
