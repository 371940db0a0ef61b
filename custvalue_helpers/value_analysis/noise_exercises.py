"""Exercises 5.5 and 5.6: a lead with its interval, and a change among many."""

from custvalue_helpers.kit.exercise import Convention, Exercise, Misconception

LEAD_OPTIONS = ("ahead", "behind", "too close to call")


def _draw_lead(rng):
    n = rng.choice([64, 81, 100, 121, 144])
    return {
        "lead": rng.choice([30, 35, 40, 45, 55, 60, 65, 70]) / 100,
        "spread": rng.choice([1.6, 1.8, 2.0, 2.2, 2.4]),
        "n": n,
    }


def _low(lead, spread, n, root=0.5, times=2):
    return lead - times * spread / n**root


LEAD = Exercise(
    number="5.5",
    title="Are we ahead?",
    objective="compare",
    draw=_draw_lead,
    question=(
        "{n} customers rated us and the rival. On average we lead by {lead} points; the differences of single customers"
        " have a standard deviation of {spread}. Where does the 95 % interval of the lead BEGIN? (Take 2 standard errors.)"
    ),
    solution=_low,
    unit="points",
    conventions=(
        Convention(
            lambda lead, spread, n: _low(lead, spread, n, times=1.96),
            "You took 1.96 standard errors, which is 2 before rounding.",
        ),
    ),
    misconceptions=(
        Misconception(
            "no root",
            lambda lead, spread, n: _low(lead, spread, n, root=1),
            "This divides by {n}. The standard error divides by the square root of {n}.",
        ),
        Misconception(
            "people for the mean",
            lambda lead, spread, n: lead - 2 * spread,
            "This is the spread of single customers. The mean of {n} is surer: divide by the root of {n}.",
        ),
        Misconception(
            "one standard error",
            lambda lead, spread, n: _low(lead, spread, n, times=1),
            "This goes one standard error down. A 95 % interval goes two.",
        ),
        Misconception(
            "the upper end",
            lambda lead, spread, n: _low(lead, spread, n, times=-2),
            "This is where the interval ends. It begins as far below the lead.",
        ),
        Misconception(
            "the lead itself",
            lambda lead, spread, n: lead,
            "This is the lead, the middle of the interval. It begins two standard errors below.",
        ),
        Misconception(
            "half width for end",
            lambda lead, spread, n: 2 * spread / n**0.5,
            "This is how far the interval reaches to either side. Take it off the lead, {lead}.",
        ),
        Misconception(
            "standard error for end",
            lambda lead, spread, n: spread / n**0.5,
            "This is the standard error. Go two of them down from the lead, {lead}.",
        ),
        Misconception(
            "the sign turned",
            lambda lead, spread, n: -_low(lead, spread, n),
            "The sign is turned. The interval begins at the lead minus two standard errors.",
        ),
    ),
    hints=(
        "The standard error of a mean: standard deviation / square root of the number of people.",
        "In Python the square root of {n} is {n} ** 0.5.",
        "The interval begins at {lead} − 2 × the standard error. If that is above 0, the lead is clear.",
    ),
    steps=lambda lead, spread, n: (
        f"Standard error: {spread} / {n**0.5:g} = {spread / n**0.5:.4g}.\n{lead} − 2 × {spread / n**0.5:.4g}."
        f"\n{'Above' if _low(lead, spread, n) > 0 else 'Not above'} zero: {'ahead' if _low(lead, spread, n) > 0 else 'too close to call'}."
    ),
)


def _draw_alarms(rng):
    """The number to expect is never whole or nearly so: who rounds it can be told so."""
    brands, attributes, real = rng.randrange(3, 7), rng.randrange(6, 13), rng.randrange(2, 5)
    while (brands * attributes - real) % 20 in (19, 0, 1):
        attributes += 1
    return {"brands": brands, "attributes": attributes, "real": real, "found": rng.randrange(9, 13)}


ALARMS = Exercise(
    number="5.6",
    title="How many would be noise?",
    objective="watch",
    draw=_draw_alarms,
    question=(
        "A study compares {attributes} scores of {brands} brands with last year's. {found} changes are significant, each"
        " by its own 95 % interval. In truth {real} scores changed. How many of ALL the others do you expect to look"
        " changed by chance?"
    ),
    solution=lambda brands, attributes, real, found: 0.05 * (brands * attributes - real),
    unit="scores",
    misconceptions=(
        Misconception(
            "five percent of the findings",
            lambda brands, attributes, real, found: 0.05 * found,
            "This takes 5 % of what was found. It is 5 % of what did NOT change.",
        ),
        Misconception(
            "all that is left over",
            lambda brands, attributes, real, found: float(found - real),
            "This is how many were found beyond the real ones in this study. The question is what to expect by chance.",
        ),
        Misconception(
            "one brand only",
            lambda brands, attributes, real, found: 0.05 * (attributes - real),
            "This counts one brand. There are {brands} of them.",
        ),
        Misconception(
            "the changed ones counted",
            lambda brands, attributes, real, found: 0.05 * brands * attributes,
            "This counts the scores that did change as well. They cannot be false alarms: take off {real}.",
        ),
        Misconception(
            "all that did not change",
            lambda brands, attributes, real, found: float(brands * attributes - real),
            "This is how many did not change. About 5 % of them will look changed.",
        ),
        Misconception(
            "chance for number",
            lambda brands, attributes, real, found: 1 - 0.95 ** (brands * attributes - real),
            "This is the chance of at least one false alarm. The question asks how many to expect.",
        ),
        Misconception(
            "all but five percent",
            lambda brands, attributes, real, found: 0.95 * (brands * attributes - real),
            "This is how many rightly show no change. The other 5 % are false alarms.",
        ),
        Misconception(
            "per cent as a number",
            lambda brands, attributes, real, found: 5.0 * (brands * attributes - real),
            "This multiplies by 5. 5 % is 0.05.",
        ),
    ),
    hints=(
        "How many scores are compared? {brands} × {attributes}.",
        "Those that did not change: take off {real}.",
        "Each of them looks changed with chance 0.05.",
    ),
    steps=lambda brands, attributes, real, found: (
        f"{brands} × {attributes} = {brands * attributes} scores, {brands * attributes - real} of them unchanged."
        f"\n0.05 × {brands * attributes - real}."
    ),
)
