"""Lesson 4, customer perceived value: what customers get, what they give up, and what they would pay."""

from custvalue_helpers.kit.rooms import offers

# What the lesson's notebook uses, by the module that holds it; each loads when it is first used.
__all__, __getattr__, __dir__ = offers(
    __name__,
    {
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
    },
)
