"""The value creation and delivery sequence, as a picture that the reader assembles from Kestrel's activities."""

from custvalue_helpers.kit.sorting import Bin, Item, Sorting

__all__ = ["delivery_sequence"]

_NOT_YET_MADE = "This decides for whom and for what. Nothing is made yet: it comes before providing."
_MAKES = "This makes or changes what customers get. Telling them about it comes after."

delivery_sequence = Sorting(
    key="1.sorting",
    title="Put Kestrel's activities where they belong: choose, provide, or communicate the value",
    bins=(
        Bin("choose", "decide whom to serve and what to stand for", "strategic",
            "it sets the direction for years, before anything is made. This is strategic marketing."),
        Bin("provide", "make the offer, price it, bring it to the customer and look after it", "tactical",
            "it carries the choice out, and is adjusted all the time. This is tactical marketing."),
        Bin("communicate", "tell people about the value", "tactical",
            "it carries the choice out, in words and pictures. This, too, is tactical marketing."),
    ),
    items=(
        Item("set the price", "provide", "this is pricing. A price is part of the offer: it is what the customer gives up.",
             {"choose": "Positioning says dear or cheap; setting €24 carries that out.",
              "communicate": "A price does say something, as you will see, but first it is part of the exchange itself."}),
        Item("group drinkers by need", "choose", "this is segmentation: dividing a market into groups with different needs.",
             {"provide": _NOT_YET_MADE, "communicate": "Before one can talk to a group, one must know which groups there are."}),
        Item("advertise on the radio", "communicate", "this is advertising: paid messages to many people at once.",
             {"choose": "Which people to reach was chosen before. This reaches them.",
              "provide": "The advertisement makes no coffee and brings none."}),
        Item("buy and roast beans", "provide", "this is sourcing and making.",
             {"choose": "What to stand for is chosen already; this makes it.", "communicate": _MAKES}),
        Item("decide what to stand for", "choose", "this is value positioning: the place Kestrel wants in people's minds.",
             {"provide": _NOT_YET_MADE,
              "communicate": "A slogan tells the position. Deciding on the position comes first."}),
        Item("visit offices to sell", "communicate", "this is the sales force: people who explain the offer in person.",
             {"choose": "To sell to offices was chosen before. This does it.",
              "provide": "The visit tells an office about the coffee; the delivery brings it."}),
        Item("develop a new roast", "provide", "this is product development.",
             {"choose": "For whom it is meant was chosen before; this makes it.", "communicate": _MAKES}),
        Item("hand out free cups", "communicate", "this is sales promotion: something extra, for a short time, that makes people try.",
             {"choose": "Whom to win was chosen before; this wins them.",
              "provide": "The free cup is not what Kestrel sells: it is there to make people try it."}),
        Item("pick the groups to serve", "choose", "this is market selection, also called targeting.",
             {"provide": _NOT_YET_MADE, "communicate": "Talking to a group comes after choosing it."}),
        Item("deliver and repair", "provide", "this is distributing and servicing.",
             {"choose": "That delivery matters was chosen before; this does it.",
              "communicate": "A parcel on time says much, but it IS the value, and not a message about it."}),
        Item("set up brewing help", "provide", "this is service development: a service is part of the offer, as the beans are.",
             {"choose": "For whom to do it was chosen before; this builds it.",
              "communicate": "The help is a part of what customers get. An advertisement for it would belong here."}),
    ),
    levels=("strategic", "tactical"),
    level_question="does it set the direction (strategic), or carry it out (tactical)?",
    size=(8, 5.2),
)  # fmt: skip
