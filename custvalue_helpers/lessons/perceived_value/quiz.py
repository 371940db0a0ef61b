"""The quiz of lesson 4: meaning and decisions."""

from custvalue_helpers.kit.quiz import Choice, Question, Quiz

QUIZ = Quiz(
    "4",
    (
        Question(
            "Kestrel's coffee is exactly as it was, at the same price. A rival starts delivering in an hour. For a customer in a hurry, Kestrel's value …",
            (
                Choice(
                    "stays the same, because Kestrel did not change",
                    "Its benefits and costs are the same, but value counts relative to the alternatives.",
                ),
                Choice(
                    "falls relative to the alternative, and with it the price Kestrel can ask",
                    "The rival's CPV is what Kestrel is compared with.",
                    True,
                ),
                Choice(
                    "rises, because the customer now sees what quality is",
                    "Nothing in the story says so; a better rival never raises the price we can ask.",
                ),
            ),
        ),
        Question(
            "Which change raises CPV without touching the price or the coffee?",
            (
                Choice(
                    "a higher margin",
                    "Margin is the firm's side of the exchange; the customer does not see it.",
                ),
                Choice(
                    "an app that orders again with one tap",
                    "It takes time and energy cost away: less to give up is more value.",
                    True,
                ),
                Choice(
                    "a larger advertising budget",
                    "Only if it changes what customers perceive, the image say. Spending is not value.",
                ),
            ),
        ),
        Question(
            "The logit says an hour of travel time is worth €5.26. What may you conclude?",
            (
                Choice(
                    "everyone in the sample would pay exactly €5.26",
                    "It is an average over these people; single people differ widely.",
                ),
                Choice(
                    "the railway should charge €5.26 more for a train that is an hour faster",
                    "Willingness to pay is not the price to charge: costs, rivals and those who would pay less also count.",
                ),
                Choice(
                    "in these choices, people traded about €5.26 against an hour, on average",
                    "Just that: these people, these journeys, Dutch prices of 1987.",
                    True,
                ),
            ),
        ),
        Question(
            "Brewing help is worth €0.55 a month, with a 95 % interval from −€0.09 to €1.19. What may you conclude?",
            (
                Choice(
                    "Its average worth may be nothing, or more than a euro: these choices do not settle it.",
                    "The interval holds zero, and 1.19 too.",
                    True,
                ),
                Choice(
                    "It is worthless, because zero lies inside the interval.",
                    "Not shown to be worth something is not shown to be worthless: 1.19 lies inside as well.",
                ),
                Choice(
                    "95 % of the customers value it between −€0.09 and €1.19.",
                    "The interval is about the average. Single customers lie far outside it.",
                ),
            ),
        ),
        Question(
            "Half of the customers would pay €4 more for a brewing coach, half would pay €4 to be spared one. The average is zero. What should Kestrel do?",
            (
                Choice(
                    "forget the coach: nobody values it",
                    "Half of the customers value it at €4. The average describes nobody.",
                ),
                Choice(
                    "offer the coach as an option to those who want it",
                    "Two opposite groups call for two offers. This is where segmentation begins.",
                    True,
                ),
                Choice("give everyone a smaller coach", "The middle pleases neither group."),
            ),
        ),
        Question(
            "Offer A wins by ratio, offer B by difference. The customer buys one unit a month either way. Which comparison tells what they gain?",
            (
                Choice(
                    "the ratio: it is fairer to the cheap offer",
                    "A ratio says how much each euro brings, but nobody lives on ratios of small amounts.",
                ),
                Choice(
                    "the difference: it is what the customer is better off by",
                    "With one unit either way, the euro that are left over count.",
                    True,
                ),
                Choice(
                    "neither can be used when they disagree",
                    "They answer different questions; choose the one that fits the decision.",
                ),
            ),
        ),
    ),
)
