"""Lesson 1, creating and delivering value: when an exchange happens, and how a promise is kept."""

from custvalue_helpers.kit.rooms import offers

# What the lesson's notebook uses, by the module that holds it; each loads when it is first used.
__all__, __getattr__, __dir__ = offers(
    __name__,
    {
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
    },
)
