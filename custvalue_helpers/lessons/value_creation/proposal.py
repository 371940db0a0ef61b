"""Two forms for designing an offer: the Value Proposition Canvas and the customer value hierarchy, with Kestrel's."""

from custvalue_helpers.kit.form import Field, Form

__all__ = ["KESTREL_CANVAS", "KESTREL_HIERARCHY", "hierarchy", "proposition_canvas"]

KESTREL_CANVAS = {
    "jobs": "Have good coffee in the house, every morning, without thinking about it",
    "pains": "The jar is empty on Sunday. Supermarket beans are old. Waiting in for a parcel",
    "gains": "A cup as good as in the shop. Something to offer guests. A clear conscience",
    "products": "A box of fresh beans each month, brewing help, three shops",
    "relievers": "Arrives before the last bag is empty. Roasted this week. Fits the letter box",
    "creators": "Roasts one cannot buy elsewhere. A note on the farm. Certified fair sourcing",
}

_HIGH = 1.12
_ROWS = (0.42, 1.62, 2.82)
_LEFT, _RIGHT, _WIDE = 0.05, 4.35, 3.6


def _side(left, names, shade):
    return tuple(
        Field(name, label, prompt, (left, top, _WIDE, _HIGH), shade)
        for top, (name, label, prompt) in zip(_ROWS, names, strict=True)
    )


proposition_canvas = Form(
    key="1.canvas",
    title="Value Proposition Canvas",
    fields=(
        *_side(_RIGHT, (("jobs", "Jobs", "What does the customer want to get done?"),
                        ("pains", "Pains", "What annoys, worries or costs them on the way?"),
                        ("gains", "Gains", "What would delight them?")), 0.05),
        *_side(_LEFT, (("products", "Products, services", "What do you offer for these jobs?"),
                       ("relievers", "Pain relievers", "How does it take those pains away?"),
                       ("creators", "Gain creators", "How does it bring those gains?")), 0.16),
    ),
    example=KESTREL_CANVAS,
    example_of="Kestrel",
    size=(8, 4.1),
    notes=((1.85, 0.2, "Value map: what we offer"), (6.15, 0.2, "Profile: one group of customers"),
           *((4.0, top + _HIGH / 2, "↔") for top in _ROWS)),
)  # fmt: skip

KESTREL_HIERARCHY = {
    "core": "A good start to the day",
    "basic": "Roasted coffee beans in a bag",
    "expected": "Fresh, the right grind, on the day that was promised",
    "augmented": "Brewing help, a roaster one can ask, pausing with one tap, fair sourcing",
    "potential": "A box that knows when the jar runs empty; roasts made to each customer's taste",
}

_LEVELS = (
    ("potential", "5 Potential product", "All it might become one day"),
    ("augmented", "4 Augmented product", "More than customers expect"),
    ("expected", "3 Expected product", "What buyers take for granted"),
    ("basic", "2 Basic product", "What the core benefit is put into"),
    ("core", "1 Core benefit", "What the customer is really buying"),
)

hierarchy = Form(
    key="1.hierarchy",
    title="Customer value hierarchy",
    fields=tuple(
        Field(
            name,
            label,
            prompt,
            (0.05 + 0.4 * row, 0.05 + 0.8 * row, 7.9 - 0.8 * row, 0.76),
            0.05 + 0.07 * row,
        )
        for row, (name, label, prompt) in enumerate(_LEVELS)
    ),
    example=KESTREL_HIERARCHY,
    example_of="Kestrel",
    size=(8, 4.1),
)
