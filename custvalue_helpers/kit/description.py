"""What a picture's description is made of: sentences that list figures, say who stands out, and where things lie."""

import math
import re
from collections.abc import Callable, Mapping, Sequence

from custvalue_helpers.kit.words import capital, listed, with_sign

LONGEST = 30  # words in a sentence
NEAR = 0.05  # of the reach of a map: what is as near as that to a line is on it


def plain(text: object) -> str:
    """A label as it stands in a sentence: no underscores, no line breaks, units in words.

    >>> plain("app_ease"), plain("Price\\n(€ a month)"), plain("Leave (%, 95 % interval)"), plain("over €20")
    ('app ease', 'Price (euro a month)', 'Leave (per cent, 95\xa0% interval)', 'over €20')
    """
    text = re.sub(r"€(?!\d)", "euro", " ".join(str(text).replace("_", " ").split()))
    return re.sub(r"(?<=\d) ?%", "\u00a0%", re.sub(r"(?<!\d)(?<!\d )%", "per cent", text))


def named(name: object, labels: Mapping | None = None) -> str:
    """What a thing is called in a sentence: its label, or its name, in plain words; quoted where marks would cut it.

    >>> named("app_ease"), named("good_price", {"good_price": "price"}), named("local, 9 cents")
    ('app ease', 'price', '“local, 9 cents”')
    """
    text = plain((labels or {}).get(name, name))
    return f"“{text}”" if any(mark in text for mark in ",.;:") else text


def told(lead: str, parts: Sequence[str], then: str = "") -> str:
    """The parts listed after ``lead``, in as many sentences as keep each short; the later ones begin with ``then``.

    >>> told("The gap is", ["−0.47 for taste", "0.10 for price"])
    'The gap is −0.47 for taste and 0.10 for price.'
    >>> told("Bars show", [f"a {n}" for n in range(15)], "They show")[-15:]
    'They show a 14.'
    """
    sentences: list[str] = []
    inside: list[str] = []
    for part in parts:
        if inside and len(" ".join([lead, *inside, part]).replace("\u00a0", "").split()) > LONGEST:
            sentences.append(f"{lead} {listed(inside)}.")
            lead, inside = then or lead, []
        inside.append(part)
    return " ".join([*sentences, f"{lead} {listed(inside)}."])


def sorted_into(groups: Mapping) -> str:
    """A sentence for each group with members (``groups``: names by two forms of it, for one and for several).

    >>> sorted_into({("{} is ahead", "{} are ahead"): ["taste", "app"], ("{} leads", "{} lead"): []})
    'Taste and app are ahead.'
    """
    return " ".join(
        f"{capital((one if len(names) == 1 else several).format(listed(names)))}."
        for (one, several), names in groups.items()
        if names
    )


def farthest(values: Mapping, digits: int = 2) -> str:
    """The two things that lie farthest from zero, with their values; or the only one.

    >>> farthest({"taste": 0.2, "price": -0.81, "app": 0.5}), farthest({"taste": 0.2}, 1)
    ('the farthest are price (−0.81) and app (+0.50)', 'the only one is taste (+0.2)')
    """
    order = sorted(values, key=lambda name: -abs(values[name]))[:2]
    shown = listed([f"{named(name)} ({with_sign(values[name], digits)})" for name in order])
    return f"the {'only one is' if len(order) == 1 else 'farthest are'} {shown}"


def from_to(values: Mapping, written: Callable[[float], str]) -> str:
    """The lowest and the highest of some values, with whose they are; or the value, where all are written alike.

    >>> from_to({"Savers": 0.7, "Idealists": 8.2}, "{:.1f}".format), from_to({"Savers": 0.7}, "{:.1f}".format)
    ('goes from 0.7 for Savers to 8.2 for Idealists', 'is 0.7 for Savers')
    """
    low, high = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
    if written(values[low]) == written(values[high]):
        return f"is {written(values[low])} for {listed([named(name) for name in values])}"
    return f"goes from {written(values[low])} for {named(low)} to {written(values[high])} for {named(high)}"


def whereabouts(points: Mapping, one: str = "{} lies", several: str = "{} lie") -> str:
    """Where things lie around zero (``points``: a pair x, y by name); those that lie alike stand in one sentence.

    >>> whereabouts({"A": (1, 2), "B": (2, 1), "C": (-2, 0)})
    'A and B lie at the upper right. C lies at the left.'
    """
    reach = max(math.hypot(*point) for point in points.values()) or 1.0
    groups: dict[tuple[str, str], list[str]] = {}
    for name, (x, y) in points.items():
        place = _place(x / reach, y / reach)
        groups.setdefault((f"{one} {place}", f"{several} {place}"), []).append(named(name))
    return sorted_into(groups)


def _place(x: float, y: float) -> str:
    across = "" if abs(x) < NEAR else "right" if x > 0 else "left"
    if abs(y) < NEAR:
        return f"at the {across}" if across else "in the middle"
    if not across:
        return f"at the {'top' if y > 0 else 'bottom'}"
    return f"at the {'upper' if y > 0 else 'lower'} {across}"
