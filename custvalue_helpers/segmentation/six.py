"""k-means in plain numbers: six customers, two answers, two centres. Every step can be done on paper."""

from dataclasses import dataclass

from custvalue_helpers.kit.checks import a_list, a_number, one_of, whole_number

# How much the price matters, and how much speed matters, from 1 (not at all) to 7 (very much): made up for the lesson.
SIX = {"Ana": (6, 1), "Ben": (7, 3), "Cem": (5, 2), "Dora": (2, 5), "Eli": (1, 7), "Fay": (3, 6)}


@dataclass(frozen=True)
class Rounds:
    """Where k-means stands: ``centres`` (two points), ``groups`` (0 or 1 for each customer, in the order of SIX),
    ``within`` (W, the sum of squared distances to the own centre), ``rounds`` done, and whether it ``rests``.
    """

    centres: tuple
    groups: tuple
    within: float
    rounds: int
    rests: bool

    def members(self, group):
        """The names of those in a group."""
        return [name for name, own in zip(SIX, self.groups, strict=True) if own == group]


def squared_distance(point, other):
    """(x₁ − x₂)² + (y₁ − y₂)² + …, for points of any number of coordinates.

    >>> squared_distance((6, 1), (2, 5))
    32
    """
    point, other = a_list("point", point), a_list("other", other)
    if len(point) != len(other):
        raise ValueError(f"point and other must be of the same length, got {len(point)} and {len(other)}")
    for name, values in (("point", point), ("other", other)):
        for value in values:
            a_number(name, value)
    return sum((a - b) ** 2 for a, b in zip(point, other, strict=True))


def k_means_by_hand(first, second, rounds):
    """Two centres start on two of the six customers; then ``rounds`` times: each centre moves to its group's mean.

    Parameters: ``first`` and ``second``, names in SIX; ``rounds``, 0 or more. A tie goes to the first centre; a centre
    without a group stays where it is. Returns Rounds.

    >>> k_means_by_hand("Ana", "Dora", 1).centres
    ((6.0, 2.0), (2.0, 6.0))
    """
    people = list(SIX.values())
    centres = (SIX[one_of("first", first, list(SIX))], SIX[one_of("second", second, list(SIX))])
    groups, rests = _nearest(people, centres), False
    for _ in range(whole_number("rounds", rounds, high=1000)):
        moved = tuple(
            _mean([p for p, g in zip(people, groups, strict=True) if g == place]) or centres[place]
            for place in (0, 1)
        )
        rests = moved == centres
        centres, groups = moved, _nearest(people, moved)
    within = sum(squared_distance(p, centres[g]) for p, g in zip(people, groups, strict=True))
    return Rounds(centres, groups, float(within), rounds, rests)


def _nearest(people, centres):
    return tuple(int(squared_distance(p, centres[1]) < squared_distance(p, centres[0])) for p in people)


def _mean(points):
    return tuple(sum(values) / len(points) for values in zip(*points, strict=True)) if points else None
