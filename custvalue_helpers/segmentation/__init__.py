"""Lesson 2, segmentation: which customers want the same things?"""

from importlib import import_module

# What the lesson's notebook uses, by the module that holds it; each loads when it is first used.
_ROOMS = {
    "model": ("assign", "k_means", "scikit_learn_k_means", "standardize", "ward"),
    "six": ("SIX", "k_means_by_hand", "squared_distance"),
    "kestrel": ("ANSWERS", "NEEDS", "STATEMENTS", "straight_lined"),
    "resampling": ("bootstrap_stability",),
    "criteria": (
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
        "plot_differences",
        "plot_profile",
        "plot_stability",
        "plot_worth",
    ),
    "explorers": ("by_hand", "scaling", "stability", "structure"),
}
_MODULES = {name: module for module, names in _ROOMS.items() for name in names}
__all__ = sorted(_MODULES)


def __getattr__(name):
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
