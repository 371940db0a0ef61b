"""Open comments read and counted: a coding by keywords that hides nothing, held against a coding by hand."""

import re
from collections.abc import Mapping

from custvalue_helpers.kit.checks import shorten

NOTHING, UNKNOWN = "no comment", "no keyword"


def code_comments(comments, keywords):
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
    import pandas as pd

    patterns = {
        theme: [_pattern(theme, word) for word in words] for theme, words in _checked(keywords).items()
    }
    if not isinstance(comments, pd.Series):
        raise TypeError(f"comments must be a Series, a column of a DataFrame, got {type(comments).__name__}")

    def theme_of(text):
        if pd.isna(text) or not str(text).strip():
            return NOTHING
        found = {theme: sum(bool(p.search(str(text))) for p in rules) for theme, rules in patterns.items()}
        best = max(found, key=found.get)
        return best if found[best] else UNKNOWN

    return comments.astype(object).map(theme_of).rename("coded")


def coding_errors(coded, by_hand):
    """How good a coding is, theme by theme, against a coding by hand (a DataFrame).

    Precision = right / coded so: of those that the words called 'delivery', how many are. Recall = right / by hand: of
    those that are, how many the words found.

    Parameters: two Series of themes with the same row labels; comments that both call 'no comment' are left out.
    Returns a row a theme, most frequent first: by_hand, coded, right, precision, recall (missing where nothing was coded
    so, or nothing is).
    """
    import pandas as pd

    for name, series in (("coded", coded), ("by_hand", by_hand)):
        if not isinstance(series, pd.Series):
            raise TypeError(f"{name} must be a Series, a column of a DataFrame, got {type(series).__name__}")
    if not coded.index.equals(by_hand.index):
        raise ValueError("coded and by_hand must have the same row labels in the same order")
    coded, by_hand = coded.astype(str), by_hand.astype(str)
    written = ~((coded == NOTHING) & (by_hand == NOTHING))
    if not written.any():
        raise ValueError("coded and by_hand hold no comment at all: too few to say")
    coded, by_hand = coded[written], by_hand[written]
    rows = {}
    for theme in by_hand.value_counts().index.union(coded.unique(), sort=False):
        so, is_so = coded == theme, by_hand == theme
        right = int((so & is_so).sum())
        rows[theme] = {"by_hand": int(is_so.sum()), "coded": int(so.sum()), "right": right,
                       "precision": right / so.sum() if so.any() and theme != UNKNOWN else None,
                       "recall": right / is_so.sum() if is_so.any() else None}  # fmt: skip
    found = pd.DataFrame.from_dict(rows, orient="index").rename_axis("theme")
    return found.astype({"precision": float, "recall": float})


def misread(comments, coded, by_hand, theme):
    """What the keywords took the comments of one theme for: how many, and the first of them (a DataFrame).

    Parameters: three Series with the same row labels: the texts, the themes by keywords, the themes by hand; ``theme``,
    the theme by hand whose misread comments are wanted.

    >>> import pandas as pd
    >>> texts, hand = pd.Series(["Never late!", "Thank you."]), pd.Series(["praise", "praise"])
    >>> misread(texts, pd.Series(["delivery", "praise"]), hand, "praise").loc["delivery"].to_dict()
    {'comments': 1, 'example': 'Never late!'}
    """
    import pandas as pd

    if not (comments.index.equals(coded.index) and coded.index.equals(by_hand.index)):
        raise ValueError("comments, coded and by_hand must have the same row labels in the same order")
    table = pd.DataFrame({"comment": comments, "coded": coded.astype(str), "by_hand": by_hand.astype(str)})
    wrong = table[(table["by_hand"] == theme) & (table["coded"] != theme)]
    found = wrong.groupby("coded")["comment"].agg(["size", "first"])
    return found.set_axis(["comments", "example"], axis=1).sort_values("comments", ascending=False)


def count_by_role(themes, role):
    """How many complaints each role of marketing would have prevented (a Series, most first).

    Parameters: ``themes``, a Series with each comment's theme; ``role``, a dict from theme to role. Comments whose theme
    has no role, such as praise, are left out.

    >>> import pandas as pd
    >>> count_by_role(pd.Series(["late", "praise", "late"]), {"late": "3 orders"}).to_dict()
    {'3 orders': 2}
    """
    if not isinstance(role, Mapping) or not role:
        raise TypeError(f"role must be a dict from theme to role, got {shorten(role)}")
    return themes.astype(str).map(role).value_counts().rename_axis("role").rename("complaints")


def _checked(keywords):
    if not isinstance(keywords, Mapping) or not keywords:
        raise TypeError(f"keywords must be a dict from theme to a list of words, got {shorten(keywords)}")
    for theme, words in keywords.items():
        if isinstance(words, str) or not hasattr(words, "__iter__"):
            raise TypeError(f"keywords: {theme} must be a list such as ['late'], got {shorten(words)}")
    return keywords


def _pattern(theme, word):
    if not isinstance(word, str) or not word.strip():
        raise ValueError(f"keywords: {theme} must hold words in quotes, got {shorten(word)}")
    return re.compile(rf"(?<!\w){re.escape(word.strip())}(?!\w)", re.IGNORECASE)
