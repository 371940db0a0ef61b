"""What the reader sorts in lesson 6: complaints by form of delivery, messages by segment, technology by its moment."""

from custvalue_helpers.kit.sorting import Bin, Item, Sorting

__all__ = ["complaints", "messages", "technology"]

complaints = Sorting(
    key="6.complaints",
    title="Twelve complaints: which form of delivery went wrong?",
    bins=(
        Bin("offer", "goods or service delivery: the thing or the work itself, as it was ordered"),
        Bin("experience", "customer experience: how it is to deal with the firm, in shop and app"),
        Bin("logistics", "logistics and distribution: the way to the customer, in time and whole"),
        Bin("quality", "quality assurance: each piece is checked, so that all are alike"),
        Bin("after-sales", "after-sales service: help, repair and refund once it has been bought"),
        Bin("digital", "digital delivery: what comes as a file, a stream or a download"),
    ),
    items=(
        Item("I ordered beans and got ground coffee.", "offer", "she got something else than she had ordered: the goods themselves are wrong.",
             {"logistics": "The parcel came on time and whole. What was in it is not what she ordered.",
              "quality": "Each bag of ground coffee may be perfect. It is the wrong thing."}),
        Item("The barista left my party two hours early.", "offer", "here the offer is a service, and two hours of it are missing.",
             {"after-sales": "Nothing was bought before and helped with afterwards: the party is what he bought."}),
        Item("Nobody in the shop looked up for five minutes.", "experience", "the coffee may be fine. How she was met is not.",
             {"after-sales": "She had not bought anything yet."}),
        Item("To change one box I press eleven buttons.", "experience", "the app works; dealing with the firm is a labour.",
             {"digital": "Nothing is delivered here as a file. He orders a parcel, with much effort."}),
        Item("The parcel comes a week late.", "logistics", "distribution has to bring it on time.",
             {"offer": "It is what was ordered. It only came late."}),
        Item("The courier left my box with a stranger.", "logistics", "the last metres to the customer are part of the way.",
             {"experience": "It was no pleasure, true. But what failed is the way to the customer."}),
        Item("One bag is superb, the next one tastes burnt.", "quality", "what arrives varies from bag to bag. Each batch must be tasted.",
             {"offer": "Most bags are what was ordered. It is the spread that nobody checked."}),
        Item("One cup of the set left the oven with a crack.", "quality", "a check before packing would have found it: the crack came from the oven.",
             {"logistics": "The crack came from the oven, and not from the road."}),
        Item("My grinder has been in repair for six weeks.", "after-sales", "a repair is help after the sale.",
             {"logistics": "It is not on its way: it waits for repair."}),
        Item("I asked for my money back. No answer.", "after-sales", "a refund, and an answer, belong to the time after the sale.",
             {"experience": "A part of the whole experience, yes. The form that failed has a name of its own: help after the sale."}),
        Item("The brewing course stops after lesson 2.", "digital", "the course comes as a video: its stream is the delivery.",
             {"after-sales": "The course is what was bought, and not help with something else.",
              "offer": "It is an offer that comes as a stream. That form has a name of its own."}),
        Item("My e-book on roasting will not open.", "digital", "a file that cannot be opened has not arrived.",
             {"quality": "Perhaps nobody tried the file. The form of delivery is a download."}),
    ),
    size=(8, 5.6),
)  # fmt: skip

_NOT_SAVER = "Savers compare prices, and want the usual coffee for less."
messages = Sorting(
    key="6.messages",
    title="Eight messages: whom does each speak to?",
    bins=(
        Bin("Savers", "compare prices; any good coffee will do", "cost", "they get the same and pay less."),
        Bin("Connoisseurs", "know coffee, and love it fresh and fine", "benefit", "they get more, and pay for it."),
        Bin("Busy", "Busy households: little time, and glad of help", "cost", "it is time and effort that they save: costs, too."),
        Bin("Idealists", "care for growers and the soil", "benefit", "a good conscience is a benefit, and they pay for it."),
    ),
    items=(
        Item("Two bags for €20", "Savers", "it names a price, and nothing else.", {"Connoisseurs": "They would ask which beans."}),
        Item("Your third box free", "Savers", "it is the same coffee for less.", {"Busy": "They lack time more than money."}),
        Item("Roasted on Monday", "Connoisseurs", "freshness is worth most to them.", {"Busy": "For them it matters when it comes."}),
        Item("From a single hill", "Connoisseurs", "where beans come from tells how they taste.",
             {"Idealists": "It says where, and not what the growers get.", "Savers": _NOT_SAVER}),
        Item("At your door at 7", "Busy", "it saves a way, and is there when needed.", {"Savers": _NOT_SAVER}),
        Item("Brew it in a minute", "Busy", "it saves time, and helps.", {"Connoisseurs": "They enjoy the brewing, and want no help with it."}),
        Item("Growers get a fair pay", "Idealists", "fair sourcing is worth most to them.", {"Savers": _NOT_SAVER}),
        Item("No forest was cut", "Idealists", "it speaks of the soil, and not of the cup.", {"Connoisseurs": "They ask what is in the cup."}),
    ),
    levels=("benefit", "cost"),
    level_question="does it promise more benefit, or less cost (money, time, effort)?",
    size=(8, 4.4),
)  # fmt: skip

technology = Sorting(
    key="6.technology",
    title="Eight uses of technology: at which moment of the journey do they act?",
    bins=(
        Bin("before", "before the purchase: people hear of it, compare, ask"),
        Bin("during", "from the order until the box is there"),
        Bin("after", "the box is there: use, trouble, staying"),
    ),
    items=(
        Item("social media: a friend's picture makes a stranger curious", "before", "the stranger has bought nothing yet."),
        Item("AI chat: “which grind for my machine?”, asked before buying", "before", "a question answered in time makes a purchase possible."),
        Item("e-commerce: the web shop takes order and payment", "during", "the order is the first step of the purchase.",
             {"before": "Looking around comes before. Here an order is placed."}),
        Item("AI forecast: how many boxes to roast for tomorrow's orders", "during", "it lets boxes that are ordered leave in time.",
             {"before": "These boxes are for orders that come in now."}),
        Item("mobile: the app shows where the box is now", "during", "the box is on its way.", {"after": "It has not arrived yet."}),
        Item("CRM: who rings with a broken grinder is known, with all earlier calls", "after", "the grinder has been bought."),
        Item("sentiment analysis: 2,000 comments on last month's box, read in a minute", "after", "customers speak of what they have drunk."),
        Item("data analytics: which customers will a call keep?", "after", "it is about staying."),
    ),
    size=(8, 6.4),
)  # fmt: skip
