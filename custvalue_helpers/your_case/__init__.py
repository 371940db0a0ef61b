"""The reader's own firm: templates to fill in, a loader that says all that is wrong, and the case for the lessons' tools."""

from custvalue_helpers.kit.rooms import offers

# What notebooks use, by the module that holds it; each loads when it is first used.
__all__, __getattr__, __dir__ = offers(
    __name__,
    {
        "loading": ("case_templates", "load_case", "open_case"),
        "own_case": ("OwnCase", "UnreadableCase"),
        "problems": ("CaseError",),
        "report": ("case_report",),
        "section": ("Section",),
        "slips": ("mistakes_in", "spoiled_example"),
        "sections": ("case_part",),
        "value_parts": ("offers_of",),
        "value_explorers": ("map_explorer", "value_explorer"),
        "customer_explorers": ("groups_explorer", "lifetime_explorer", "promise_explorer"),
    },
)
