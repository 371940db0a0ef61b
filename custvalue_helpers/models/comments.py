"""Open comments read and counted: a coding by keywords that hides nothing, held against a coding by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from custvalue_helpers.kit.checks import a_list, a_text, by_name, one_of, shorten
from custvalue_helpers.kit.columns import aligned

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from custvalue_helpers.kit.kinds import Names

__all__ = ["code_comments", "coding_errors", "count_by_role", "misread"]

NOTHING, UNKNOWN = "no comment", "no keyword"


def code_comments(comments: pd.Series, keywords: Mapping[str, Names]) -> pd.Series:
    """Give each comment the theme with the most keywords in it.

    Keywords are whole words or phrases; capitals do not matter. At a tie the theme that stands first in ``keywords`` wins.

    Parameters: ``comments``, a Series of texts (a missing or empty one is 'no comment'); ``keywords``, a dict from theme
    to a list of keywords.
    Returns a Series of themes with the same row labels; a comment without any keyword is 'no keyword'.
    Raises TypeError or ValueError for anything else, an empty keyword, or no theme at all.

    >>> import pandas as pd
    >>> words = {"delivery": ["late", "parcel"], "praise": ["thank"]}
    >>> code_comments(pd.Series(["Late again!", "Never once late, thank you.", "Chocolate?", None]), words).tolist()
    ['delivery', 'delivery', 'no keyword', 'no comment']
    """

    patterns = {
        theme: [_pattern(theme, word) for word in words] for theme, words in _checked(keywords).items()
    }
    _column("comments", comments)

    def theme_of(text):
        if not _text_of(text).strip():
            return NOTHING
        found = {theme: sum(bool(p.search(str(text))) for p in rules) for theme, rules in patterns.items()}
        best = max(found, key=found.__getitem__)
        return best if found[best] else UNKNOWN

    return comments.astype(object).map(theme_of).rename("coded")


def coding_errors(coded: pd.Series, by_hand: pd.Series) -> pd.DataFrame:
    """How good a coding is, theme by theme, against a coding by hand.

    Precision = right / coded so: of those that the words called 'delivery', how many are. Recall = right / by hand: of
    those that are, how many the words found.

    Parameters: two Series of themes of the same rows, in any order; comments that both call 'no comment' are left out.
    Returns a row a theme, most frequent first: by_hand, coded, right, precision, recall (missing where nothing was coded
    so, or nothing is so).

    >>> import pandas as pd
    >>> coding_errors(pd.Series(["late", "late", "app"]), pd.Series(["late", "app", "app"])).precision.to_dict()
    {'app': 1.0, 'late': 0.5}
    """
    import pandas as pd

    (coded, by_hand), _ = aligned(coded=_column("coded", coded), by_hand=_column("by_hand", by_hand))
    coded, by_hand = coded.astype(str), by_hand.astype(str)
    written = ~((coded == NOTHING) & (by_hand == NOTHING))
    if not written.any():
        raise ValueError("coded and by_hand hold no comment at all: too few to say")
    coded, by_hand = coded[written], by_hand[written]
    rows = {}
    for theme in by_hand.value_counts().index.union(pd.Index(coded.unique()), sort=False):
        so, is_so = coded == theme, by_hand == theme
        right = int((so & is_so).sum())
        rows[theme] = {"by_hand": int(is_so.sum()), "coded": int(so.sum()), "right": right,
                       "precision": right / so.sum() if so.any() and theme != UNKNOWN else None,
                       "recall": right / is_so.sum() if is_so.any() else None}  # fmt: skip
    found = pd.DataFrame.from_dict(rows, orient="index").rename_axis("theme")
    return found.astype({"precision": float, "recall": float})


def misread(comments: pd.Series, coded: pd.Series, by_hand: pd.Series, theme: str) -> pd.DataFrame:
    """What the keywords took the comments of one theme for: how many, and the first of them.

    Parameters: three Series of the same rows, in any order: the texts, the themes by keywords, the themes by hand; ``theme``,
    the theme by hand whose misread comments are wanted.

    >>> import pandas as pd
    >>> texts, hand = pd.Series(["Never late!", "Thank you."]), pd.Series(["praise", "praise"])
    >>> misread(texts, pd.Series(["delivery", "praise"]), hand, "praise").loc["delivery"].to_dict()
    {'comments': 1, 'example': 'Never late!'}
    """
    import pandas as pd

    (comments, coded, by_hand), _ = aligned(
        comments=_column("comments", comments),
        coded=_column("coded", coded),
        by_hand=_column("by_hand", by_hand),
    )
    one_of("theme", theme, list(by_hand.astype(str).unique()))
    table = pd.DataFrame({"comment": comments, "coded": coded.astype(str), "by_hand": by_hand.astype(str)})
    wrong = table[(table["by_hand"] == theme) & (table["coded"] != theme)]
    found = (
        wrong.assign(comment=wrong["comment"].map(_text_of))
        .groupby("coded")["comment"]
        .agg(["size", "first"])
    )
    return found.set_axis(["comments", "example"], axis=1).sort_values("comments", ascending=False)


def count_by_role(themes: pd.Series, role: Mapping[str, str] | pd.Series) -> pd.Series:
    """How many complaints each role of marketing would have prevented (a Series, most first).

    Parameters: ``themes``, a Series with each comment's theme; ``role``, a dict from theme to role. Comments whose theme
    has no role, such as praise, are left out.

    >>> import pandas as pd
    >>> count_by_role(pd.Series(["late", "praise", "late"]), {"late": "3 orders"}).to_dict()
    {'3 orders': 2}
    """
    role = by_name("role", role, "a role")
    for theme, name in role.items():
        a_text(f"role: {theme}", name)
    return (
        _column("themes", themes)
        .astype(str)
        .map(role)
        .value_counts()
        .rename_axis("role")
        .rename("complaints")
    )


def _column(name, values):
    if not (hasattr(values, "index") and hasattr(values, "reindex")) or hasattr(values, "columns"):
        raise TypeError(f"{name} must be a Series, a column of a DataFrame, got {type(values).__name__}")
    return values


def _text_of(comment):
    """A comment as text; a missing one is empty."""
    missing = comment is None or (str(comment) in ("nan", "NaT", "<NA>") and not isinstance(comment, str))
    return "" if missing else str(comment)


def _checked(keywords):
    keywords = by_name("keywords", keywords, "a list of words")
    for theme, words in keywords.items():
        a_list(f"keywords: {theme}", words)
    return keywords


def _pattern(theme, word):
    if not isinstance(word, str) or not word.strip():
        raise ValueError(f"keywords: {theme} must hold words in quotes, got {shorten(word)}")
    return re.compile(rf"(?<!\w){re.escape(word.strip())}(?!\w)", re.IGNORECASE)
