"""What names on a value map keep off: the intervals and the fair-value line, as boxes for place_labels."""

__all__ = []


def bars(ends, quality_span, price_span, inches):
    """The two lines of a brand's intervals as boxes in points of print, for place_labels."""
    if not ends:
        return []
    spots = [
        [72 * size * (value - low) / (high - low) for value in ends[what]]
        for what, (low, high), size in zip(
            ("quality", "price"), (quality_span, price_span), inches, strict=True
        )
    ]
    (left, right), (bottom, top) = spots
    x, y = (left + right) / 2, (bottom + top) / 2
    return [(left, y - 2, right, y + 2), (x - 2, bottom, x + 2, top)]


def along(quality_span, price_span, ends, inches, pieces=60):
    """The fair-value line as small boxes in points of print, for place_labels."""
    low, high = price_span
    first, last = ((end - low) / (high - low) for end in ends)
    spots = [
        (n / pieces * 72 * inches[0], (first + (last - first) * n / pieces) * 72 * inches[1])
        for n in range(pieces + 1)
    ]
    return [(x - 4, y - 2, x + 4, y + 2) for x, y in spots]
