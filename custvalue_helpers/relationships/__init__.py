"""Lesson 8, relationship levels: how close to be to which customer, and what that is worth."""

from custvalue_helpers.kit.rooms import offers

# What the lesson's notebook uses, by the module that holds it; each loads when it is first used.
__all__, __getattr__, __dir__ = offers(
    __name__,
    {
        "model": (
            "KOTLER_GRID",
            "LEVELS",
            "Level",
            "agreement",
            "best_grid",
            "best_level",
            "level_profit",
            "level_profits",
        ),
        "equity": ("Response", "best_plan", "best_split", "customer_equity", "plan", "value_once_won"),
        "trials": ("compare_leaving", "cost_concentration", "leaving_rate"),
        "groups": (
            "by_group",
            "forecast_customers",
            "four_groups",
            "group_table",
            "misplaced",
            "past_record",
        ),
        "stay": ("fit_buying", "fit_leaving"),
        "worth": ("cheaper_channel", "gain_by_customer"),
        "switching": (
            "bought_again",
            "brand_values",
            "lost_for_good",
            "repeat_rates",
            "steady_state",
            "switching_matrix",
        ),
        "plots": ("plot_equity", "plot_grids"),
        "switching_plots": ("plot_again", "plot_switching"),
        "group_plots": ("plot_concentration", "plot_leaving_rates"),
        "level_explorers": ("club_or_people", "level_grid", "which_level"),
        "explorers": ("moving_cuts", "taste_or_habit", "win_or_keep"),
    },
)
