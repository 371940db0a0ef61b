"""Lesson 4, customer perceived value: what customers get, what they give up, and what they would pay."""

from importlib import import_module

# What the lesson's notebook uses, by the module that holds it; each loads when it is first used.
_ROOMS = {
    "model": (
        "Offer",
        "choice_shares",
        "compare_offers",
        "customer_perceived_value",
        "economic_value",
        "switching_price",
    ),
    "choice": ("first_and_later", "fit_groups", "fit_logit"),
    "choice_data": ("long_format",),
    "plots": ("plot_offers", "plot_switching_prices"),
    "choice_plots": ("plot_groups", "plot_willingness_to_pay"),
    "explorers": ("compare", "electricity_shares", "perceived_value", "switching", "two_measures"),
}
_MODULES = {name: module for module, names in _ROOMS.items() for name in names}
__all__ = sorted(_MODULES)


def __getattr__(name):
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
