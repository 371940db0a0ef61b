"""Lesson 1, creating and delivering value: when an exchange happens, and how a promise is kept."""

from importlib import import_module

# What the lesson's notebook uses, by the module that holds it; each loads when it is first used.
_ROOMS = {
    "model": (
        "COST_OF_A_POINT",
        "KESTREL_CHAIN",
        "delivered_value",
        "exchange",
        "profit_at",
        "spend_step_by_step",
        "weakest_link",
    ),
    "evidence": ("chosen_by_name", "time_for_money"),
    "plots": ("plot_gaps", "plot_shares"),
    "explorers": ("price_signal", "promise_chain", "where_to_spend", "zone_of_exchange"),
    "proposal": ("KESTREL_CANVAS", "KESTREL_HIERARCHY", "hierarchy", "proposition_canvas"),
    "sequence": ("delivery_sequence",),
}
_MODULES = {name: module for module, names in _ROOMS.items() for name in names}
__all__ = sorted(_MODULES)


def __getattr__(name):
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
