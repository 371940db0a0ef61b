"""What a case's customers expected and what they found, by the models of lessons 6 and 7."""

from dataclasses import dataclass

from custvalue_helpers.models.expectations import losses_and_gains, regress
from custvalue_helpers.models.recommendation import net_promoter_score
from custvalue_helpers.models.satisfaction import STATES, ZONE, interval, satisfaction_index

from .across import FEW
from .missing import Missing, table_of

__all__ = []


@dataclass(frozen=True)
class Experience:
    """What customers expected and found. Gaps are performance − expectation, in points of the firm's own scale.

    ``gaps`` by item (Estimates); ``each``, every respondent's gaps (DataFrame, only complete rows), and what
    these ``expected`` and ``perceived`` on average (None if there are none); ``zone``, up to which gap things are "as
    expected", on the firm's scale; ``index`` from 0 to 100 and ``recommend`` (NPS) or None;
    ``effect``, a Regression of satisfaction on losses and gains, or None.
    """

    people: int
    gaps: dict
    each: object
    expected: float | None
    perceived: float | None
    zone: float
    index: object
    recommend: object
    effect: object

    @property
    def states(self):
        """The shares of disappointed, satisfied and delighted respondents, by their mean gap."""
        return shares_by_state(self.each.mean(axis=1), self.zone) if len(self.each) else {}


def shares_by_state(gaps, zone):
    """The shares of disappointed, satisfied and delighted among some gaps (a dict).

    >>> shares_by_state([-1, 0, 0.2, 3], 0.5)
    {'disappointed': 0.25, 'satisfied': 0.5, 'delighted': 0.25}
    """
    gaps = list(gaps)
    below = sum(gap < -zone - 1e-9 for gap in gaps) / len(gaps)
    above = sum(gap > zone + 1e-9 for gap in gaps) / len(gaps)
    return dict(zip(STATES, (below, 1 - below - above, above), strict=True))


def experience_of(case):
    """What a case's customers expected and found.

    Returns Experience. Raises Missing if nobody was asked, or no answer is there.
    Sources: Oliver (1980); Parasuraman, Zeithaml & Berry (1985); Fornell and others (1996); Reichheld (2003).
    """
    answers = table_of(case, "experience")
    low, high = case.firm.scale
    gaps = {item: answers[f"perceived_{item}"] - answers[f"expected_{item}"] for item in case.items}
    gaps = {item: gap for item, gap in gaps.items() if gap.notna().any()}
    satisfied = answers["satisfaction"].dropna()
    said = answers["recommend"].dropna() if "recommend" in answers else ()
    if not gaps and satisfied.empty and not len(said):
        raise Missing(
            "The table experience has no answers. Fill in satisfaction, and expected_… and perceived_… for each attribute."
        )
    each = _together(gaps)
    means = (
        float(answers.loc[each.index, [f"{side}_{item}" for item in gaps]].to_numpy(float).mean())
        if len(each)
        else None
        for side in ("expected", "perceived")
    )
    index = None
    if len(satisfied):
        index = satisfaction_index(case.on_ten(satisfied).to_frame("satisfaction"), ["satisfaction"])
    return Experience(
        len(answers), {item: interval(gap.dropna()) for item, gap in gaps.items()}, each, *means, ZONE * (high - low) / 9, index,
        net_promoter_score(said) if len(said) else None, _effect(answers["satisfaction"], each),
    )  # fmt: skip


def _together(gaps):
    """The gaps of those who answered on all items (DataFrame)."""
    import pandas as pd

    return pd.DataFrame(gaps).dropna()


def _effect(satisfaction, each):
    """Satisfaction on each one's mean loss and mean gain, if enough answered for it."""
    satisfaction = satisfaction.reindex(each.index).dropna()
    each = each.loc[satisfaction.index]
    if len(each) < FEW or each.empty:
        return None
    loss, gain = losses_and_gains(each)
    try:
        return regress(satisfaction, loss=loss, gain=gain)
    except ValueError:
        return None
