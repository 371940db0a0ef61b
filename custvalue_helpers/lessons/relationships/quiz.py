"""The quiz of lesson 8: meaning and decisions."""

from custvalue_helpers.kit.quiz import Choice, Question, Quiz

QUIZ = Quiz(
    "8",
    (
        Question(
            "Ten days after the first order Kestrel asks: did the coffee meet your expectations, what disappointed you? Which level is this?",
            (
                Choice("reactive", "Reactive invites customers to speak up, and waits. Here Kestrel asks."),
                Choice("accountable", "It follows up after the sale and wants to know how it went.", True),
                Choice(
                    "proactive",
                    "Proactive means getting in touch from time to time with ideas for new uses and new products.",
                ),
            ),
        ),
        Question(
            "Members of a club leave half as often as others. What does that say about the club?",
            (
                Choice(
                    "It halves the chance of leaving",
                    "That takes members' nature for the club's effect: they chose to join.",
                ),
                Choice(
                    "It has no effect at all",
                    "That does not follow either. A comparison of people who chose cannot tell; a lot could.",
                ),
                Choice(
                    "Little: who joins may well be who would have stayed anyway",
                    "Members select themselves. To know, offer the club by lot.",
                    True,
                ),
            ),
        ),
        Question(
            "Two segments have the same margin a customer. One has ten times as many customers. In the profit formula, with hours enough for all, the larger one …",
            (
                Choice(
                    "deserves at least as close a level: the fixed cost is shared by more",
                    "Each customer brings the same at each level; only F is divided by N.",
                    True,
                ),
                Choice(
                    "deserves a less close level, as Kotler's grid says",
                    "The grid thinks of attention that is scarce. Without that limit the formula says otherwise.",
                ),
                Choice(
                    "deserves a closer level because it is worth more in all",
                    "Worth in all grows with N at every level alike; that decides nothing between levels.",
                ),
            ),
        ),
        Question(
            "At today's spending one more euro for winning brings €1.60 of customer value, one more euro for keeping €1.10. What now?",
            (
                Choice(
                    "Shift some money from keeping to winning, until the last euro brings the same on both sides",
                    "And since both bring more than they cost, spend more on both, if there is money.",
                    True,
                ),
                Choice(
                    "Put all the money into winning",
                    "Each further euro brings less. Long before all is shifted, keeping brings more again.",
                ),
                Choice(
                    "Put more into keeping: keeping is always cheaper than winning",
                    "Often said, and about averages. The last euro decides, and here it brings more in winning.",
                ),
            ),
        ),
        Question(
            "Someone splits customers at the median of profit and calls the lower half unprofitable. What is wrong?",
            (
                Choice(
                    "Nothing: the lower half earns less than the upper half",
                    "Less than others is not less than nothing.",
                ),
                Choice(
                    "A mean should be used",
                    "A mean is as arbitrary. Whether a customer brings more than they cost is decided at zero.",
                ),
                Choice(
                    "A median always puts half below it, even if every customer earns money",
                    "Profit begins at zero. At Kestrel nearly all of the lower half bring more than they cost.",
                    True,
                ),
            ),
        ),
        Question(
            "84 % of Nabisco purchases are followed by another; twelve purchases later it is 86 %, where the matrix says 55 %. What explains it?",
            (
                Choice(
                    "Buyers forget the brand, and find it again",
                    "Then the share would fall first. It never does.",
                ),
                Choice(
                    "Households differ in what they like: a matrix of all of them takes taste for the pull of the last purchase",
                    "Taste stays, the pull of the last purchase would fade.",
                    True,
                ),
                Choice(
                    "Chance: the panel is small",
                    "829 pairs of purchases of Nabisco's buyers agree with each other; the gap is 31 points.",
                ),
            ),
        ),
    ),
)
