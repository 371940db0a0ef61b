"""The reader's own firm: templates to fill in, a loader that says all that is wrong, and the case for the lessons' tools."""

from importlib import import_module

# What notebooks use, by the module that holds it; each loads when it is first used.
_ROOMS = {
    "loading": ("case_templates", "load_case"),
    "own_case": ("OwnCase",),
    "problems": ("CaseError",),
    "report": ("case_report",),
    "section": ("Section",),
    "sections": ("case_part",),
    "value_parts": ("offers_of",),
    "value_explorers": ("map_explorer", "value_explorer"),
    "customer_explorers": ("groups_explorer", "lifetime_explorer", "promise_explorer"),
}
_MODULES = {name: module for module, names in _ROOMS.items() for name in names}
__all__ = sorted(_MODULES)


def __getattr__(name):
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
