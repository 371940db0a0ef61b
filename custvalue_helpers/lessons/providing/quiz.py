"""The quiz of lesson 6: meaning and decisions."""

from custvalue_helpers.kit.quiz import Choice, Question, Quiz

QUIZ = Quiz(
    "6",
    (
        Question(
            "Two roasters deliver 7 points on average; customers expect 7. The first roaster's bags all lie near 7, the second's between 4 and 10. Whose customers feel better?",
            (
                Choice(
                    "the second's, because some of their bags come as a wonderful surprise",
                    "They do get surprises. But they get as many letdowns, and a letdown weighs more than a surprise.",
                ),
                Choice(
                    "both feel the same: the mean is the same",
                    "The mean of the boxes is the same. The mean of the feelings is not, because losses weigh more.",
                ),
                Choice(
                    "the first's",
                    "Less spread, fewer letdowns. That is what quality assurance buys.",
                    True,
                ),
            ),
        ),
        Question(
            "In a firm's table, customers who once had a problem leave LESS often than those who never had one. What should you think of first?",
            (
                Choice(
                    "Problems bind customers, if the service is friendly",
                    "It may happen now and then. But the table would look like this even if problems did harm.",
                ),
                Choice(
                    "Who stays longer has more time to have a problem",
                    "So compare what follows a box with a problem, and what follows a box without one.",
                    True,
                ),
                Choice(
                    "The firm should stop solving problems",
                    "The table says nothing of the kind. It compares people who stayed for long with people who did not.",
                ),
            ),
        ),
        Question(
            "A firm spends more on advertising and keeps its promise as it is. What has moved?",
            (
                Choice(
                    "the promise",
                    "What is said is the same as before. More people hear it.",
                ),
                Choice(
                    "the share of those reached who are disappointed",
                    "That share depends on the promise and on what arrives. Neither has moved.",
                ),
                Choice(
                    "reach",
                    "Reach is how many hear of the offer. The promise is what they hear.",
                    True,
                ),
            ),
        ),
        Question(
            "€30,000 of advertising brought €60,000 of margin: two euro for each. Should the firm spend €10,000 more?",
            (
                Choice(
                    "That cannot be said from this figure",
                    "Two euro is the average. The next euro reaches fewer new people, and may bring less than one.",
                    True,
                ),
                Choice(
                    "Yes: each euro brings two, so the next €10,000 will bring €20,000",
                    "The first euros reached those who were easy to reach. The next ones bring less.",
                ),
                Choice(
                    "No: it has earned enough",
                    "If the next euro brings more than one, it pays to spend it.",
                ),
            ),
        ),
        Question(
            "What do Vargo and Lusch mean by value in use?",
            (
                Choice(
                    "Used goods keep some value, and can be sold again",
                    "That is resale. Value in use comes about while somebody uses the offer.",
                ),
                Choice(
                    "A firm makes the value, packs it, and hands it over at the moment of the sale",
                    "This is the view that they argue against: the firm makes an offer, and the customer makes value with it.",
                ),
                Choice(
                    "Value comes about when the customer uses the offer",
                    "Beans have no value in the cupboard. Ana's cup has, and she made it.",
                    True,
                ),
            ),
        ),
        Question(
            "A right guess brings €1, a wrong one loses €4. An AI is right in 7 of 10 cases. Should the firm act on its guesses?",
            (
                Choice(
                    "Yes: it is right far more often than it is wrong",
                    "7 × 1 − 3 × 4 = −5. Being right often is not enough where a mistake is dear.",
                ),
                Choice(
                    "No: it must be right in more than 8 of 10",
                    "Break-even is 4 / (1 + 4) = 0.8. Let the customers choose for themselves instead.",
                    True,
                ),
                Choice(
                    "Yes, if it costs nothing to run",
                    "Even for free, ten guesses lose €5 on average.",
                ),
            ),
        ),
    ),
)
