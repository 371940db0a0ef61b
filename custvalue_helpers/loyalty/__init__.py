"""Lesson 7, loyalty and customer lifetime value: who stays, and what are they worth?"""

from custvalue_helpers.kit.rooms import offers

# What the lesson's notebook uses, by the module that holds it; each loads when it is first used.
__all__, __getattr__, __dir__ = offers(
    __name__,
    {
        "model": (
            "break_even_lift",
            "discount_over",
            "free_item_reward_rate",
            "lifetime_value",
            "margin_multiple",
            "margins_by_period",
            "payback",
            "retention_over",
        ),
        "recommendation": (
            "answers_needed",
            "net_promoter_score",
            "score_change",
            "score_change_by_person",
            "score_from_counts",
        ),
        "retention": (
            "ShiftedBetaGeometric",
            "constant_retention",
            "fit_cohorts",
            "fit_shifted_beta_geometric",
        ),
        "spells": ("difference_in_leaving", "fit_spells", "leaving_by", "renewal_table"),
        "programmes": ("free_orders", "free_orders_cost"),
        "histories": ("purchase_histories", "purchases_between"),
        "buying": ("BetaGeometricNBD", "ModifiedBetaGeometricNBD", "fit_bg_nbd", "fit_mbg_nbd"),
        "spending": ("GammaGamma", "fit_gamma_gamma"),
        "keeping_plots": ("plot_leaving", "plot_own_survival", "plot_spells", "plot_survival", "plot_waves"),
        "value_plots": ("plot_worth_by_class",),
        "buying_plots": ("plot_holdout", "plot_timelines"),
        "keeping_explorers": ("retention_shape", "score_waves"),
        "value_explorers": ("acquisition_payback", "tenth_box_free", "three_conventions"),
        "buying_explorers": ("still_there",),
    },
)
