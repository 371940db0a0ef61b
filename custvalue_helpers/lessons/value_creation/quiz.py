"""The quiz of lesson 1: meaning and decisions."""

from custvalue_helpers.kit.quiz import Choice, Question, Quiz

QUIZ = Quiz(
    "1",
    (
        Question(
            "Last year Tom loved Kestrel's brewing videos. Now he knows how to brew, and skips them. The videos are as they were. Their value to Tom …",
            (
                Choice(
                    "is the same: the videos have not changed",
                    "Value is what the customer perceives, and Tom has changed.",
                ),
                Choice(
                    "has fallen: value is the customer's, and changes over time",
                    "Value differs between customers, and for one customer over time. An offer must keep up with it.",
                    True,
                ),
                Choice(
                    "cannot be said without their price",
                    "Price is what he gives up. What he gets from the videos has fallen whatever they cost.",
                ),
            ),
        ),
        Question(
            "A box costs a firm €20 to make. It is worth €30 to a customer, who pays €18. What is true?",
            (
                Choice(
                    "€10 of value is created, and yet this exchange will not last",
                    "Worth minus cost is 30 − 20 = €10. The price only shares it out: 12 to the customer, −2 to the firm, which will stop.",
                    True,
                ),
                Choice(
                    "No value is created, because the firm sells its boxes below their cost",
                    "Value created is worth minus cost, here €10. A price below the cost says who gets it: the customer, and more than all of it.",
                ),
                Choice(
                    "It is fine as long as enough boxes are sold",
                    "A loss on each box grows with the number of boxes.",
                ),
            ),
        ),
        Question(
            "Which of these belongs to CHOOSING the value, and is strategic?",
            (
                Choice(
                    "setting the price at €24",
                    "Pricing provides the value: it carries out a choice, and is tactical.",
                ),
                Choice(
                    "the advertisement on the radio",
                    "Advertising communicates the value, and is tactical.",
                ),
                Choice(
                    "deciding to be the fairest coffee for busy households",
                    "For whom, and what to stand for: market selection and positioning.",
                    True,
                ),
            ),
        ),
        Question(
            "Customers say: great coffee, friendly people, but it comes late. By the weakest-link rule, what raises the value that arrives?",
            (
                Choice(
                    "a still better coffee",
                    "The best link is not the one that holds the chain back.",
                ),
                Choice(
                    "a campaign that tells more people how good the coffee is",
                    "It raises what people expect. What arrives stays as late as it was.",
                ),
                Choice(
                    "coming on time",
                    "Until the next link is the weakest; then look again.",
                    True,
                ),
            ),
        ),
        Question(
            "In a test, fewer strangers bought Kestrel's coffee at €12 than at €24. What may you conclude?",
            (
                Choice(
                    "a higher price always sells more",
                    "Only where people cannot judge quality, and only up to the price at which more find it too dear.",
                ),
                Choice(
                    "at €12 many of these strangers seem to have doubted the quality",
                    "Just that: these people, who could not judge for themselves. Those who know the coffee may buy more at €12.",
                    True,
                ),
                Choice(
                    "the coffee is better at €24",
                    "It is the same coffee. A price changes what people believe before they taste.",
                ),
            ),
        ),
    ),
)
