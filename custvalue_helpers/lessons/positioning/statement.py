"""The positioning statement and the value proposition: a form to fill in, kept with the reader's progress."""

from custvalue_helpers.kit.form import Field, Form

__all__ = ["HOPLA_STATEMENT", "positioning_statement"]

# Written for a rival, so that the reader's own is still to be found.
HOPLA_STATEMENT = {
    "target": "households that never have a spare minute",
    "frame": "the coffee shop and delivery service round the corner",
    "difference": "coffee comes faster and with fewer taps than from anyone",
    "reason": "a shop at every corner and an app that remembers your order",
    "parity": "the taste of a decent roast, at a supermarket's effort",
    "proposition": "Time saved every week, for the price of an ordinary bag: more for the same",
}

_HIGH = 1.24
_LEFT, _RIGHT, _WIDE = 0.05, 4.05, 3.9
_ROWS = (0.06, 1.4, 2.74)


def _field(name, label, prompt, left, row, shade):
    return Field(name, label, prompt, (left, _ROWS[row], _WIDE, _HIGH), shade)


positioning_statement = Form(
    key="3.statement",
    title="Positioning statement and value proposition",
    fields=(
        _field("target", "1 For …", "Which segment, and what does it want?", _LEFT, 0, 0.05),
        _field("frame", "2 we are the …", "Frame of reference: what would they otherwise buy?", _RIGHT, 0, 0.05),
        _field(
            "difference", "3 that …", "Point of difference: wanted, true, and better than the rival's", _LEFT, 1, 0.16
        ),
        _field("reason", "4 because …", "The reason to believe it", _RIGHT, 1, 0.16),
        _field("parity", "5 and as good as others in …", "Points of parity: no reason to say no", _LEFT, 2, 0.1),
        _field(
            "proposition", "6 Value proposition", "All they get, for all they give up", _RIGHT, 2, 0.1
        ),
    ),
    example=HOPLA_STATEMENT,
    example_of="Hopla",
    size=(8, 4.05),
)  # fmt: skip
