"""The quiz of lesson 7: meaning and decisions."""

from custvalue_helpers.kit.quiz import Choice, Question, Quiz

QUIZ = Quiz(
    "7",
    (
        Question(
            "The only broadband firm in a village keeps 97 % of its customers each year. Are they loyal?",
            (
                Choice(
                    "yes: 97 % stay", "They stay, but nobody tempts them. Loyalty shows when one could leave."
                ),
                Choice(
                    "one cannot tell: nobody there has a choice",
                    "Loyalty holds in spite of rivals. Where there are none, staying says nothing.",
                    True,
                ),
                Choice("no: people in villages dislike firms", "Nothing in the figures says so."),
            ),
        ),
        Question(
            "The Net Promoter Score rises from 20 to 26. The change's 95 % interval is −5 to 17. What do you tell the board?",
            (
                Choice(
                    "customers are happier: plus 6",
                    "The interval holds 0: chance alone could make such a change.",
                ),
                Choice(
                    "nothing has changed", "Not shown is not disproved: the true change may be 17, or −5."
                ),
                Choice(
                    "we cannot tell yet; with more answers we could",
                    "Four times the answers halve the interval.",
                    True,
                ),
            ),
        ),
        Question(
            "90 % renewed in the first year. A colleague multiplies 0.9 by itself ten times and forecasts 35 % after ten years. What is wrong?",
            (
                Choice(
                    "too few: those who leave easily go first, and the rest renew more often",
                    "Customers differ, so retention rises from year to year although nobody changes.",
                    True,
                ),
                Choice(
                    "too many: customers grow tired in time",
                    "In the real cohorts of this lesson retention rises every year.",
                ),
                Choice(
                    "nothing: that is how retention works",
                    "Only if all customers are alike. They rarely are.",
                ),
            ),
        ),
        Question(
            "Firm A reports a lifetime value of €367, firm B of €267. Margin, retention and discount rate are the same. How can that be?",
            (
                Choice(
                    "one of them has made a mistake", "Both can be right: textbooks use three conventions."
                ),
                Choice(
                    "A counts the payment made today, B does not",
                    "The two differ by exactly one margin, €100. Always ask which convention was used.",
                    True,
                ),
                Choice(
                    "A has better customers", "The three figures that describe the customers are the same."
                ),
            ),
        ),
        Question(
            "A shop without contracts runs BG/NBD: customers who bought once are still there with a chance of 100 %. What does that mean?",
            (
                Choice(
                    "they are the shop's most loyal customers",
                    "The model expects hardly any purchases from them.",
                ),
                Choice(
                    "nothing: the model lets nobody leave before the second purchase",
                    "It is an assumption, not a finding. Look at the purchases expected instead.",
                    True,
                ),
                Choice(
                    "they will all come back", "In the CD shop one in seven did, within the next 39 weeks."
                ),
            ),
        ),
        Question(
            "Club members leave half as often as others. Everyone is to be put into the club. What do you ask first?",
            (
                Choice(
                    "how to make the club's card nicer", "First ask whether the club does anything at all."
                ),
                Choice(
                    "who joined, and would they have stayed anyway?",
                    "Members chose themselves. Only a draw by lot compares like with like.",
                    True,
                ),
                Choice(
                    "how many members there are",
                    "Many members who would have stayed anyway make the mistake larger.",
                ),
            ),
        ),
    ),
)
