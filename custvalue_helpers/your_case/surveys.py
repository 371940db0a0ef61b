"""The other columns of a survey: what stands among ratings and is none, such as a comment, a time, or an age group."""

import re
from collections import defaultdict
from datetime import date, time, timedelta

from .cells import NotAccepted, clean, is_no_value, quoted, read_day
from .numbers import read_number

__all__ = []

TRAIT = 5  # respondents with two brands or more: that all of them rate these alike is no chance
WRITTEN = re.compile(
    r"[-+]?[0-9]+([.,][0-9]+)? ?(/|%|of|out of|von|sur|points?|punkte?|stars?|sterne?|\*|★).*", re.IGNORECASE
)


def no_rating(cells, respondents):
    """Why a column is no rating of brands, in words; None if it may be one. ``respondents``: who answered each row."""
    filled = [(cell, who) for cell, who in zip(cells, respondents, strict=True) if not is_no_value(cell)]
    if not filled:
        return None
    texts = [cell for cell, _ in filled if not _is_number(cell)]
    if 2 * len(texts) > len(filled):
        days = sum(_is_day(cell) for cell in texts)
        if 2 * days > len(filled):
            return f"days or times, such as {quoted(texts[0])}, no ratings"
        if 2 * sum(bool(WRITTEN.fullmatch(clean(cell)[0])) for cell in texts) > len(texts):
            return None  # ratings, written in a way that is refused cell by cell
        return f"words, such as {quoted(texts[0])}, no ratings; if they are ratings, write them as numbers"
    said = defaultdict(list)
    for cell, who in filled:
        said[who].append(clean(cell)[0])
    several = [answers for answers in said.values() if len(answers) > 1]
    alike = all(len(set(answers)) == 1 for answers in several)
    if alike and len(several) >= TRAIT and len({answers[0] for answers in several}) > 1:
        return "the same in all rows of each respondent: a trait of the person, no rating of a brand"
    return None


def _is_number(cell):
    try:
        return bool(read_number(cell, ".")) and not WRITTEN.fullmatch(clean(cell)[0])
    except NotAccepted:
        return False


def _is_day(cell):
    if isinstance(cell, (date, time, timedelta)):
        return True
    try:
        return bool(read_day(cell, "day first"))
    except NotAccepted:
        return bool(
            re.fullmatch(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}.*|[0-9]{1,2}:[0-9]{2}.*", clean(cell)[0])
        )
