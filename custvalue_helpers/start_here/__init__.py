"""Lesson 0, start here: how the course works, what marketing is, and five ways to run a firm."""

from importlib import import_module

# What the lesson's notebook uses, by the module that holds it; each loads when it is first used.
_ROOMS = {
    "model": ("Market", "Plan", "compare_orientations", "five_years"),
    "plots": ("plot_marketing_process",),
    "explorers": ("empty_shelves", "orientations"),
}
_MODULES = {name: module for module, names in _ROOMS.items() for name in names}
__all__ = sorted(_MODULES)


def __getattr__(name):
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
