"""The pictures of one's own case, in its own currency and period. Each draws on the Axes it is given and returns them."""

from custvalue_helpers.kit.theme import BENEFIT, COST, INK, tint
from custvalue_helpers.kit.words import signed
from custvalue_helpers.perceived_value.model import BENEFITS, COSTS, customer_perceived_value

TINTS = (1.0, 0.8, 0.6, 0.42)
STEP = 2.9


def plot_perceived_value(axes, offers, unit):
    """Two bars an offer, what a customer gets over what they give up, each with its parts; ``unit`` such as 'EUR a year'."""
    values = [customer_perceived_value(offer) for offer in offers]
    longest = max(max(value.total_customer_benefit, value.total_customer_cost) for value in values) or 1.0
    axes.set(
        xlim=(0, longest * 1.16),
        ylim=(STEP * len(offers) - 0.8, -1.1),
        xlabel=f"{unit}, as a typical customer feels it",
    )
    axes.set_yticks([STEP * place + row * 0.95 for place in range(len(offers)) for row in (0, 1)])
    axes.set_yticklabels(["gets", "gives up"] * len(offers))
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    _key(axes, BENEFITS, BENEFIT, 0.97)
    _key(axes, COSTS, COST, 0.45)
    for place, (offer, value) in enumerate(zip(offers, values, strict=True)):
        name = offer.name if len(offer.name) <= 40 else offer.name[:39] + "…"
        said = f"{name}: CPV {signed(value.difference, 0)}"
        axes.text(0, STEP * place - 0.75, said, va="center", fontweight="bold", parse_math=False)
        for row, (parts, colour) in enumerate(((BENEFITS, BENEFIT), (COSTS, COST))):
            _stack(axes, STEP * place + 0.95 * row, offer, parts, colour, longest)
    return axes


def _key(axes, parts, colour, height):
    """Which tint is which part, beside the picture, in the order of the bar."""
    step = 0.26 / axes.figure.get_size_inches()[1]
    for row, (part, share) in enumerate(zip(parts, TINTS, strict=True)):
        place = {"transform": axes.transAxes, "va": "top"}
        axes.text(1.01, height - step * row, "■", color=tint(colour, share), fontsize=14, **place)
        axes.text(1.045, height - 0.01 - step * row, part, fontsize=10, **place)


def _stack(axes, y, offer, parts, colour, longest):
    left = 0.0
    for part, share in zip(parts, TINTS, strict=True):
        width = getattr(offer, part)
        axes.barh(y, width, left=left, height=0.85, color=tint(colour, share), edgecolor="white")
        if width > longest * 0.016 * (len(part) + 1):
            dark = colour == BENEFIT and share > 0.5
            axes.text(
                left + width / 2,
                y,
                part,
                ha="center",
                va="center",
                fontsize=10,
                color="white" if dark else INK,
            )
        left += width
    axes.text(left + longest * 0.012, y, signed(left, 0), va="center")
