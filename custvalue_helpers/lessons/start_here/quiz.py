"""The quiz of the first lesson: meaning and decisions."""

from custvalue_helpers.kit.quiz import Choice, Question, Quiz

QUIZ = Quiz(
    "0",
    (
        Question(
            "You run a cell and red text appears. Its last line says: NameError: name 'exercise' is not defined. What now?",
            (
                Choice(
                    "Close everything: I have broken the course",
                    "Nothing can be broken by running a cell. The message says that a name is not known yet.",
                ),
                Choice(
                    "Run → Run All Cells: the cell that fetches this name has not been run yet",
                    "The set-up cell near the top fetches the course's tools; running all cells runs it first.",
                    True,
                ),
                Choice(
                    "Wait: the computer is still thinking",
                    "While it works, the brackets show a star, [*]. Red text means that it has stopped and tells you why.",
                ),
            ),
        ),
        Question(
            "Kestrel holds an evening at which guests roast their own beans and drink the result. They pay for the evening. What is the market offering, above all?",
            (
                Choice("a good", "There are beans in it, but a bag of beans can be had without coming."),
                Choice(
                    "an idea",
                    "An idea would be: “pay growers fairly”. Here guests pay for something to live through.",
                ),
                Choice(
                    "an experience",
                    "They pay for what they live through that evening; the beans are a part of it.",
                    True,
                ),
                Choice(
                    "a service",
                    "A service is done for the customer, such as delivery. Here the guests roast themselves, and the evening is the point.",
                ),
            ),
        ),
        Question(
            "Kestrel has a new stamp card, and nobody has asked what customers want from it. Which step of the marketing process was left out?",
            (
                Choice(
                    "understanding customers",
                    "It comes first: without it, strategy and relationship are guesses.",
                    True,
                ),
                Choice(
                    "building relationships",
                    "The card is meant to build one; it began before the step that should guide it.",
                ),
                Choice(
                    "capturing value in return",
                    "That is the last step. It follows when customers gain something they want.",
                ),
            ),
        ),
        Question(
            "A baker has the only oven in the valley, and is sold out by nine every morning. Which orientation fits, for now?",
            (
                Choice("selling", "Advertising bread that is already sold out costs money and brings none."),
                Choice(
                    "product",
                    "Finer bread would please some. But most go home without any: there is too little of it.",
                ),
                Choice(
                    "production",
                    "Demand exceeds supply: more bread for less money is what people want. It fits until a second oven opens.",
                    True,
                ),
            ),
        ),
        Question(
            "Push sales hard, and this year is the best ever. When would it still look good after five years?",
            (
                Choice(
                    "when customers never find out what the product is like",
                    "Then the promise is all there is. Where they buy again and talk to each other, it wears off.",
                    True,
                ),
                Choice(
                    "always: an early lead is hard to catch",
                    "In the model a lead of 120 thousand euro over Marketing was gone within three years.",
                ),
                Choice(
                    "when there are good rivals",
                    "Then those who are let down have somewhere to go, and the push fails sooner.",
                ),
            ),
        ),
    ),
)
