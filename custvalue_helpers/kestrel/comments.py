"""The open comments of the survey: a handful of phrases for each theme, joined at random.

Some phrases are traps for a coding by keywords: a word that names one theme in a comment on another.
"""

import numpy as np

# The first six in the order of ATTRIBUTES.
THEMES = (
    "coffee_quality", "freshness", "delivery", "app_ease", "brewing_help", "ethical_sourcing",
    "price", "praise", "no comment",
)  # fmt: skip

PHRASES = {
    "coffee_quality": (
        "The coffee tastes flat.",
        "The blend was bitter, not what I had read about.",
        "I expected more taste.",
        "Too dark a roast for me, it tastes burnt.",
        "Nice bag, but the taste did not keep up.",
    ),
    "freshness": (
        "The beans were stale.",
        "Roasted five weeks ago, that is not fresh.",
        "The bag smelled of nothing; old beans.",
        "Freshly roasted, they say. Not mine.",
        "By the second week it had gone stale.",
    ),
    "delivery": (
        "The parcel came three days late.",
        "Late again, we had run out of coffee.",
        "Delivery takes far too long.",
        "I had to pick the parcel up at the other end of town.",
        "The courier left the box in the rain.",
    ),
    "app_ease": (
        "The app crashed when I wanted to skip a month.",
        "I could not find where to change my order.",
        "The app logs me out every time.",
        "Ordering is more work than it should be.",
        "Your website is a maze.",
    ),
    "brewing_help": (
        "I would have liked to be told how to brew it.",
        "No word on how to grind it.",
        "I still do not know how much to put into the filter.",
        "The recipe card did not help.",
        "A short video would have saved me three bad cups.",
    ),
    "ethical_sourcing": (
        "Who grew this? The bag does not say.",
        "I doubt that the farmers get a fair share.",
        "You promised fair trade and I see no proof.",
        "All that packaging for a firm that cares for nature?",
        "Tell us what the growers are paid.",
    ),
    "price": (
        "A bit dear for what it is.",
        "The supermarket is half the price.",
        "Good, but expensive.",
        "Too expensive for every day.",
        "I only stay while it does not get any dearer.",
    ),
    "praise": (
        "Delicious, keep going.",
        "Never once late, thank you.",
        "Best coffee I have had at home.",
        "Lovely people, lovely coffee.",
        "Not expensive for beans this fresh.",
    ),
    "no comment": ("",),
}
OPENERS = ("", "", "", "Well. ", "Honestly: ", "Third month with you. ", "My partner says the same: ")


def written_comments(theme, generator):
    """Return a comment for each theme index, an object array; None where nothing was written."""
    texts = np.full(len(theme), None, dtype=object)
    draw = generator.integers(0, 60, (2, len(theme)))
    openers = np.array(OPENERS, dtype=object)[draw[0] % len(OPENERS)]
    for number, name in enumerate(THEMES):
        here = theme == number
        phrases = np.array(PHRASES[name], dtype=object)
        texts[here] = openers[here] + phrases[draw[1][here] % len(phrases)] if name != "no comment" else None
    return texts
