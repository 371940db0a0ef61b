"""The quiz of lesson 5: meaning and decisions."""

from custvalue_helpers.kit.quiz import Choice, Question, Quiz

QUIZ = Quiz(
    "5",
    (
        Question(
            "Customers say that fair sourcing matters most. Their ratings of value hardly go with their ratings of sourcing. What should Kestrel conclude?",
            (
                Choice(
                    "Customers lie, so one need not ask them.",
                    "They may say what they ought to value, or what they think of first. Both are worth knowing.",
                ),
                Choice(
                    "The two answer different questions; before spending, look at what people choose.",
                    "Stated importance is what comes to mind and sounds right, derived importance what goes with their judgement. Choices are nearer to behaviour than either.",
                    True,
                ),
                Choice(
                    "Derived importance is the truth.",
                    "It rests on a model, on correlations, and on how widely ratings spread. It is evidence, not truth.",
                ),
            ),
        ),
        Question(
            "By LMG, brewing help has 12 % of the importance. May Kestrel expect more value from more help?",
            (
                Choice(
                    "Yes, 12 % of the value.",
                    "The share divides up differences between answers. It says nothing about the size of an effect.",
                ),
                Choice(
                    "No: 12 % is below one sixth.",
                    "Being below the average does not mean no effect. The trouble is another one.",
                ),
                Choice(
                    "Not from this number alone: who likes the brand rates everything high, help too.",
                    "A halo makes ratings go together, and LMG then shares the credit. In the truth behind the data, help has 2 %.",
                    True,
                ),
            ),
        ),
        Question(
            "With lines at the means, delivery is “concentrate here”; with lines at the middle of the scale, “keep up the good work”. Which is right?",
            (
                Choice(
                    "The mean, because it is computed from the data.",
                    "With the mean, something always lies below, even if everything is superb.",
                ),
                Choice(
                    "The middle, because it means good and bad.",
                    "Most people tick above the middle of most scales, so then nearly everything is fine.",
                ),
                Choice(
                    "Both are conventions: compare with the rival, and with what a point costs.",
                    "Martilla and James called the lines a matter of judgement. A rival's score is a line that means something.",
                    True,
                ),
            ),
        ),
        Question(
            "On the value map a brand lies above the fair-value line. What does that mean?",
            (
                Choice(
                    "At the average weights, it is dearer than its perceived quality makes fair.",
                    "It may lower its price, raise its quality, or find the customers who weigh quality more.",
                    True,
                ),
                Choice(
                    "It is too dear for everybody.",
                    "The line is drawn with average weights. Some customers weigh quality much more.",
                ),
                Choice(
                    "Its quality is worse than the rivals'.",
                    "That is left of the line at 1. A brand can be the best and still lie above.",
                ),
            ),
        ),
        Question(
            "Kestrel leads Hopla by three points in sourcing and trails by 1.7 in delivery, among people short of time. They rate the value of the two alike. Why?",
            (
                Choice(
                    "The two leads cancel: three points up, three down.",
                    "Points of different attributes do not weigh the same.",
                ),
                Choice(
                    "Sourcing weighs little with them, delivery and app weigh much, and Hopla is cheaper.",
                    "A lead counts as much as its weight. Add up lead times weight, and the price.",
                    True,
                ),
                Choice(
                    "The sample is too small to see a difference.",
                    "Eighty people show six clear differences. The value is level because they cancel.",
                ),
            ),
        ),
        Question(
            "Among 28 changes one is significant by itself (p = 0.002), but not after Holm's correction (p = 0.054). What do you report?",
            (
                Choice(
                    "A significant change: 0.002 is far below 0.05.",
                    "Among 28 comparisons, the smallest of the p values is small even if nothing changed.",
                ),
                Choice(
                    "No change.", "Not shown is not the same as not there. A small change may well be real."
                ),
                Choice(
                    "A suspicion: watch it in the next wave, do not act on it yet.",
                    "A new wave tests this one score alone, without the other 27.",
                    True,
                ),
            ),
        ),
    ),
)
