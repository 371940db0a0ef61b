"""The quiz of lesson 6: meaning and decisions."""

from custvalue_helpers.kit.quiz import Choice, Question, Quiz

QUIZ = Quiz(
    "6",
    (
        Question(
            "A hotel with three stars gets better satisfaction scores than one with five. What may have happened?",
            (
                Choice(
                    "an error: five stars are better",
                    "Better, yes; but satisfaction compares with what was expected.",
                ),
                Choice(
                    "its guests expected less, and got more than that",
                    "Satisfaction is performance against expectation.",
                    True,
                ),
                Choice(
                    "guests of five-star hotels are more loyal",
                    "Loyalty is another thing, and would not lower the scores.",
                ),
            ),
        ),
        Question(
            "In Kestrel's lab, word of mouth spreads twice as fast, 6 % a point instead of 3. The best promise …",
            (
                Choice(
                    "moves down: disappointment now costs future customers as well",
                    "In the lab from 7.6 at 3 % a point to 7.4 at 6 %.",
                    True,
                ),
                Choice(
                    "moves up: more people hear of Kestrel",
                    "They hear what customers feel. Disappointment travels, too, and it weighs more.",
                ),
                Choice(
                    "stays: quality has not changed",
                    "Quality has not, but the price of a disappointment has.",
                ),
            ),
        ),
        Question(
            "“Arrives on the promised day” is must-be. Kestrel makes deliveries even more punctual, from 98 to 99 in 100. Expect …",
            (
                Choice("delight", "A must-be is taken for granted: more of it is not noticed."),
                Choice(
                    "more trial, because it can be advertised",
                    "Nobody comes for what everybody takes for granted.",
                ),
                Choice(
                    "hardly any change for those it already reached in time",
                    "Only its absence is felt. The one in 100 who was disappointed is the gain.",
                    True,
                ),
            ),
        ),
        Question(
            "Somebody regresses satisfaction on E, P and P − E. The software prints three coefficients and no warning. What do you do?",
            (
                Choice(
                    "read the coefficient of P − E: it is the effect of disconfirmation, with E and P held equal",
                    "P − E is made of the other two: endless sets of coefficients fit equally well.",
                ),
                Choice(
                    "trust none of the three numbers; leave one cause out, or fit E and P as a surface",
                    "P − E is made of the other two. Some programs drop a cause; others share the effect out over all three. Neither tells you.",
                    True,
                ),
                Choice("ask more people", "With any number of people P − E is still P minus E."),
            ),
        ),
        Question(
            "Satisfaction in the survey rose from 7.1 to 7.5 in a year. May Kestrel say that its customers are more satisfied?",
            (
                Choice(
                    "yes: the interval of the difference does not hold zero",
                    "So it is hardly chance. But who was asked? Only those who had not left.",
                ),
                Choice("no: surveys never prove anything", "They do tell something, if one says about whom."),
                Choice(
                    "those who answered are; the dissatisfied may simply have left",
                    "A survey of those who stayed sees both as the same rise. Delivery did get better, too.",
                    True,
                ),
            ),
        ),
        Question(
            "In the survey, customers who gave 6 stayed as often as those who gave 9. What follows?",
            (
                Choice(
                    "little: those who are dissatisfied and still there are the staying kind",
                    "Ask everybody, also those who leave; then the link is plain to see.",
                    True,
                ),
                Choice(
                    "satisfaction does not matter for loyalty",
                    "Those whom dissatisfaction drove away were not there to be asked.",
                ),
                Choice("Kestrel may promise what it likes", "The link is hidden here, not absent."),
            ),
        ),
    ),
)
