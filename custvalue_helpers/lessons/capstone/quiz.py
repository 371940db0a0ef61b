"""The quiz of lesson 9: meaning and decisions."""

from custvalue_helpers.kit.quiz import Choice, Question, Quiz

QUIZ = Quiz(
    "9",
    (
        Question(
            "A euro of perceived value from better coffee raises customer equity; a euro of perceived value from a lower price lowers it. Why?",
            (
                Choice("Customers do not notice a lower price", "They do: a euro off brings more trial than a point of delivery."),
                Choice("Better coffee costs Kestrel nothing", "It does cost, and that is paid from the budget, apart from the equity."),
                Choice(
                    "A lower price takes its euro out of every box, also from those who would have paid",
                    "Value to the customer and margin to the firm: a price only moves money from one to the other.", True,
                ),
            ),
        ),
        Question(
            "The 90 % interval of a step runs from −€3,500 to €3,700. What does that say?",
            (
                Choice("The step has no effect", "It says that the data cannot tell. An effect of €3,700 fits them, too."),
                Choice(
                    "Gains and losses both fit the data; if much hangs on it, find out more first",
                    "And the tornado says about which link.", True,
                ),
                Choice("The step gains €100, the middle of the two", "The middle is not the estimate, and no number in the interval is certain."),
            ),
        ),
        Question(
            "Of 1,000 people 380 try a firm, and a customer is worth €150; winning one costs €18. A louder promise brings 420, but"
            " disappoints: a customer is then worth €130. Should the firm make it?",
            (
                Choice("Yes: 40 more come", "They do. But all 420 are worth €20 less: 420 × 112 = 47,040, before it was 380 × 132 = 50,160."),
                Choice(
                    "No: what is lost on all customers is more than the new ones bring",
                    "420 × (130 − 18) = 47,040, before it was 380 × (150 − 18) = 50,160. Bills for advertising come on top.", True,
                ),
                Choice("Yes: 420 × 130 is more than 380 × 132", "The €18 come off afterwards, too: 420 × 112. Each customer must be won."),
            ),
        ),
        Question(
            "Money is spread over coffee, delivery and app instead of delivery alone, and the range of results stays as wide. Why?",
            (
                Choice(
                    "All three work through the same uncertain links, so their errors come together",
                    "Spreading helps against errors that come one by one.", True,
                ),
                Choice("Spreading never helps", "It does, where the errors are separate, as with shares of firms that have little to do with each other."),
                Choice("There were too few draws", "More draws make the range smoother, not narrower."),
            ),
        ),
        Question(
            "The tornado's widest bar is “how satisfaction changes leaving”. Which study comes first?",
            (
                Choice("A larger price survey: prices matter most", "They may matter to customers. The answer's uncertainty hangs on another link."),
                Choice("One about the narrowest bar, which is nearly known already", "Knowing it quite would change next to nothing."),
                Choice(
                    "Ask many customers how satisfied they are, and see who leaves later",
                    "That is the link on which the answer hangs.", True,
                ),
            ),
        ),
        Question(
            "A chat bot answers customers within seconds. Which link of the chain can it change, and which can it not?",
            (
                Choice(
                    "Service cost, and satisfaction if it helps; not what the coffee is like",
                    "And only an experiment by lot can tell what it does to those who stay.", True,
                ),
                Choice("All of them: technology raises customer value", "Technology raises nothing by itself. Name the link, then measure it."),
                Choice("None: technology is not part of the chain", "It is in many links: what an answer costs, and how a gap feels."),
            ),
        ),
        Question(
            "In 100 simulated firms the 90 % intervals held the truth in 92. What follows for the next real firm?",
            (
                Choice("Its interval holds the truth for certain", "Eight in a hundred missed, and nobody knows in advance which."),
                Choice(
                    "The method keeps its word where its assumptions hold; whether they hold there must be asked anew",
                    "The simulator was built with the same kind of links. A real market need not be.", True,
                ),
                Choice("Nothing at all: simulations prove nothing", "They show that the method can find what is there. A method that fails here deserves no trust elsewhere."),
            ),
        ),
    ),
)  # fmt: skip
