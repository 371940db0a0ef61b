"""The marketing process, to be put in order by the reader. Source of the steps: Kotler & Armstrong, Principles of Marketing."""

from custvalue_helpers.kit.ordering import Ordering, Step

__all__ = ["marketing_process"]

UNDERSTAND = "Understand the market, and what customers need and want"
CHOOSE = "Choose a strategy: whom to serve, and with what value"
MAKE = "Make the offer: a marketing programme that delivers this value"
BUILD = "Build relationships: engage customers, and keep them happy"
CAPTURE = "Capture value in return: sales, profit, customers who stay"

marketing_process = Ordering(
    key="0.process",
    title="Put the five steps of the marketing process in order",
    steps=(
        Step(UNDERSTAND),
        Step(CHOOSE, {UNDERSTAND: "A firm must know what people need before it can choose whom to serve."}),
        Step(MAKE, {CHOOSE: "The strategy says for whom the offer is, and what it stands for. The offer carries that out."}),
        Step(BUILD, {MAKE: "People come back to an offer that keeps its promise. So there must be an offer first."}),
        Step(CAPTURE, {BUILD: "Customers stay and tell their friends once they have got something that they value."}),
    ),
    why="The first four steps create value for customers. Only the last one brings value back to the firm.",
    hints=(
        "One step is only asking and listening. It comes first.",
        "A firm decides before it makes, and makes before it can keep a promise.",
        "The firm gets something back in one step only. It comes last.",
    ),
)  # fmt: skip
