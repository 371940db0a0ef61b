"""The parts of a case's report by name: each takes a case and gives its readings, picture and table.

A further part is a function from an OwnCase to a Section; put it into ``SECTIONS`` under its name in ``PARTS`` in the
schema, which says which tables it needs, and report and notebook show it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from textwrap import fill
from typing import TYPE_CHECKING, cast

from custvalue_helpers.kit.checks import a_number, a_text, one_of, shorten, true_or_false
from custvalue_helpers.kit.fitted_text import legend, names_drawn
from custvalue_helpers.kit.intervals import share_interval
from custvalue_helpers.kit.theme import BENEFIT, Picture, picture
from custvalue_helpers.kit.words import listed, plural
from custvalue_helpers.models.customer_groups import GROUPS
from custvalue_helpers.models.lifetime import payback
from custvalue_helpers.models.perceived_value import compare_offers, customer_perceived_value, switching_price
from custvalue_helpers.your_case.behaviour import (
    AHEAD,
    GROUP_NAMES,
    HALF_STAY,
    RETENTION_POINT,
    GroupCounts,
    buying_of,
    grouping_of,
    staying_of,
    worth,
)
from custvalue_helpers.your_case.case import Missing, OwnCase, UnreadableCase, checked_case
from custvalue_helpers.your_case.caveats import cannot_tell, contradictions_in
from custvalue_helpers.your_case.figures import (
    Ends,
    amount,
    figure,
    has_width,
    money_interval,
    percent,
    percent_span,
    span,
    words,
)
from custvalue_helpers.your_case.opinions import BrandMap, brand_map, experience_of, offers_of
from custvalue_helpers.your_case.pictures import (
    brands_drawn,
    map_names,
    plot_classes,
    plot_estimates,
    plot_four_groups,
    plot_map,
    plot_perceived_value,
    plot_survival,
)
from custvalue_helpers.your_case.schema import PARTS

__all__ = [
    "Section",
    "case_part",
]

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

NOTEBOOK, WIDTH = 8.0, 104  # a picture in inches, a line in letters


@dataclass(frozen=True)
class Section:
    """One part: ``readings``, the sentences that go with its picture; ``more``, further ones; ``plot(axes)``, which draws
    it, or None; ``height`` of the picture in a notebook and ``page_height`` on the page, inches; ``table``, a DataFrame or None; ``limits``, what these
    data cannot tell; ``warnings``, where two of the case's tables contradict each other on these numbers. ``there`` is False where the part could not be worked out, and ``readings`` say why.
    Raises TypeError or ValueError for anything else.

    >>> print(Section("Prices", ("The price is fair.",)))
    Prices
    The price is fair.
    """

    title: str
    readings: tuple[str, ...]
    more: tuple[str, ...] = ()
    plot: Callable[[Axes], object] | None = None
    height: float = 3.0
    table: pd.DataFrame | None = None
    limits: tuple[str, ...] = ()
    there: bool = True
    warnings: tuple[str, ...] = ()
    page_height: float = 1.95

    def __post_init__(self):
        a_text("title", self.title)
        for name in ("readings", "more", "limits", "warnings"):
            sentences = getattr(self, name)
            if not isinstance(sentences, tuple | list):
                raise TypeError(f"{name} must be a tuple of sentences, got {shorten(sentences)}")
            for sentence in sentences:
                a_text(name, sentence)
        if self.plot is not None and (not callable(self.plot) or isinstance(self.plot, type)):
            raise TypeError(f"plot must be a function that draws on Axes, or None, got {shorten(self.plot)}")
        if self.table is not None and not hasattr(self.table, "columns"):
            raise TypeError(f"table must be a pandas DataFrame, or None, got {shorten(self.table)}")
        true_or_false("there", self.there)
        for name in ("height", "page_height"):
            a_number(name, getattr(self, name), 0.5, 40)

    def drawn(self, size: tuple[float, float]) -> Picture | None:
        """The picture at a size in inches, a kit Picture; None if there is none."""
        if self.plot is None:
            return None
        return picture(self.plot, description=" ".join(self.readings), size=size)

    @property
    def picture(self) -> Picture | None:
        """The picture as a notebook shows it."""
        return self.drawn((NOTEBOOK, self.height))

    def __str__(self):
        said = (*self.readings, *self.warnings, *self.more)
        lines = [self.title, *(fill(sentence, WIDTH) for sentence in said)]
        lines += ["These data cannot tell:"] if self.limits else []
        lines += [fill(f"- {limit}", WIDTH, subsequent_indent="  ") for limit in self.limits]
        return "\n".join(lines)

    __repr__ = __str__


def perceived_value_part(case: OwnCase) -> Section:
    """What our offer is worth to a typical customer beside each rival's, and the price at which they would switch."""
    import pandas as pd

    ours, *rivals = offers = offers_of(case)
    currency, unit = case.firm.currency, f"{case.firm.currency} a {case.firm.period}"
    values = {offer.name: customer_perceived_value(offer) for offer in offers}
    limits = {rival.name: switching_price(ours, rival) for rival in rivals}
    table = pd.DataFrame(
        {
            "benefit": [value.total_customer_benefit for value in values.values()],
            "cost": [value.total_customer_cost for value in values.values()],
            "CPV": [value.difference for value in values.values()],
            "price": [offer.money for offer in offers],
            "we lose them to it above": [None, *limits.values()],
        },
        index=pd.Index(values, name=f"offer ({unit})"),
    ).astype(float)
    shown = brands_drawn(case)
    drawn = [replace(offer, name=shown[offer.name]) for offer in offers]
    readings = (
        _standing(ours.name, compare_offers(offers), unit),
        _limit(ours, limits, currency),
        *legend(shown, values),
    )
    return Section("Perceived value", readings, tuple(_by_ratio(offers, values)),
                   lambda axes: plot_perceived_value(axes, drawn, unit), min(0.9 + 0.85 * len(offers), 4.2), table,
                   page_height=2.55)  # fmt: skip


def _standing(ours, ranked, unit):
    best = ranked[0]
    mine = next(value for value in ranked if value.name == ours)
    told = f"{ours} gives a typical customer {figure(mine.difference)} {unit} more than it takes"
    if mine.difference < 0:
        told = f"{ours} takes {figure(-mine.difference)} {unit} more from a typical customer than it gives"
    if best.difference > mine.difference:
        return f"{told}; {best.name} is {figure(best.difference - mine.difference)} better."
    rival = max((value for value in ranked if value.name != ours), key=lambda value: value.difference)
    lead = mine.difference - rival.difference
    if lead == 0:
        return f"{told}, as {rival.name} does."
    return f"{told}, {figure(lead)} more than {rival.name}, the next best."


def _limit(ours, limits, currency):
    rival = min(limits, key=limits.get)
    price, limit = ours.money, limits[rival]
    if limit < 0:
        return f"No price would keep them: even as a gift, {ours.name} is worth less to them than {rival}."
    if limit < price:
        return f"At {figure(price)} {currency} they are better off with {rival}; they would stay at {figure(limit)} or less."
    return f"They stay up to a price of {figure(limit)} {currency}, now {figure(price)}; above it they are better off with {rival}."


def _by_ratio(offers, values):
    """A warning if benefit for each unit of cost ranks another offer first."""
    if any(value.total_customer_cost <= 0 for value in values.values()):
        return []
    first, other = (compare_offers(offers, measure=measure)[0].name for measure in ("difference", "ratio"))
    if first == other:
        return []
    said = (
        f"By ratio, benefit over cost, {other} would come first and not {first}: say which measure you mean."
    )
    return [said]


def value_map_part(case: OwnCase) -> Section:
    """Where our brand stands among the rated ones: relative quality against relative price, and what is fair."""
    found = brand_map(case)
    mine = cast("pd.Series[float]", found.table.loc[found.ours])
    ends = found.intervals.get(found.ours)
    known = f" (95 % interval {span(ends['quality'])})" if ends else ""
    priced = f" ({span(ends['price'])})" if ends else ""
    readings = (
        f"To {plural(found.respondents, 'respondent')}, by their ratings, {found.ours}'s quality is {mine.quality:.2f} times that of"
        f" the others{known}, its price {mine.price:.2f} times{priced}.",
        f"A fair price for that quality would be {figure(mine.fair_price)} times: {_verdict(mine.gap, ends and ends['gap'])}.",
    )
    shown = brands_drawn(case)
    names = [shown[name] for name in found.table.index]
    standing = {
        "rows": list(zip(names, found.table["quality"], found.table["price"], strict=True)),
        "quality_weight": found.quality_weight,
        "names": map_names(names),
        "ours": shown[found.ours],
        "intervals": {shown[name]: ends for name, ends in found.intervals.items()},
    }
    spans = map_spans(found)
    return Section(
        "Value map", (*readings, *legend(shown, found.table.index)), tuple(_what_matters(found)),
        lambda axes: plot_map(axes, spans, **standing), 2.6,
        found.table.rename(columns={"fair_price": "fair price", "gap": "fair − price"}), tuple(_weighed(found)),
    )  # fmt: skip


def map_spans(found: BrandMap) -> list[Ends]:
    """The ends of a map's axes: every brand, every interval and (1, 1), with room around."""
    spans = []
    for what in ("quality", "price"):
        values = [1.0, *found.table[what], *(end for ends in found.intervals.values() for end in ends[what])]
        room = 0.16 * (max(values) - min(values)) or 0.1
        spans.append((max(min(values) - room, 0.01), max(values) + room))
    return spans


def _verdict(gap, ends):
    word = f"{'better' if gap > 0 else 'worse'} value, by {abs(gap):.2f}"
    if abs(gap) < 0.005:
        word = "fair value"
    if not ends:
        return word
    if ends[0] <= 0 <= ends[1]:
        return f"{word}, but the interval of fair − price, {span(ends)}, holds zero: it may be chance"
    low, high = sorted(map(abs, ends))
    return f"{word} (95 % interval {span((low, high))})"


def _weighed(found):
    """What the intervals leave out."""
    narrow = ""
    if found.intervals and (found.derived or found.quality_derived):
        narrow = "; intervals take the weights as known: too narrow"
    yield f"Times are ratios of ratings on 1 to 10, not of money{narrow}."


def _what_matters(found):
    if found.quality_derived:
        yield f"In the answers quality counts {percent(found.quality_weight)}, the price {percent(1 - found.quality_weight)}."
    else:
        yield "What quality counts against the price cannot be told from the answers: here each counts half."
    ranked = sorted(found.weights, key=found.weights.get, reverse=True)
    shares = ", ".join(f"{words(name)} {percent(found.weights[name])}" for name in ranked[:6])
    if found.derived:
        yield f"Of quality, by what goes with the value they see: {shares}{', …' if len(ranked) > 6 else ''}."
    else:
        yield "Which attribute matters more cannot be told from the answers: here all count alike."
    for side, said in ((found.behind, "behind"), (found.ahead, "ahead of")):
        if side:
            told = "; ".join(f"{rival} in {listed(names)}" for rival, names in side.items())
            yield f"Clearly {said} {told}."


WRONG_OF_100 = 37  # labels by forecast in lesson 8, counted against the simulated customers' truth


def expectations_part(case: OwnCase) -> Section:
    """Expectation against performance by attribute, who is disappointed, and what a gap does to satisfaction."""
    import pandas as pd

    found = experience_of(case)
    shown = names_drawn(map(words, found.gaps), "attribute")
    rows = {words(item): (gap.value, gap.low, gap.high) for item, gap in found.gaps.items()}
    drawn = {shown[name]: ends for name, ends in rows.items()}
    table = pd.DataFrame(
        [[gap.value, gap.low, gap.high, gap.people] for gap in found.gaps.values()],
        index=pd.Index(rows, name="attribute"), columns=["gap", "from", "to", "people"],
    ).astype(float)  # fmt: skip
    xlabel = "Performance − expectation (points)"
    return Section(
        "Expectations and satisfaction", (*_on_gaps(found), *legend(shown, rows)), tuple(_on_satisfaction(found)),
        (lambda axes: plot_estimates(axes, drawn, xlabel)) if rows else None, 1.3 + 0.45 * len(rows), table if rows else None,
    )  # fmt: skip


def _on_gaps(found):
    if found.states:
        shares, people = found.states, len(found.each)
        disappointed, ends = percent_span(*share_interval(round(shares["disappointed"] * people), people))
        yield (
            f"Of {plural(people, 'customer')} {disappointed} are disappointed (95 % interval {ends}: a mean gap below {figure(-found.zone, 1)} points), {percent(shares['satisfied'])} satisfied,"
            f" {percent(shares['delighted'])} delighted."
        )
    if found.gaps:
        item, gap = min(found.gaps.items(), key=lambda pair: pair[1].value)
        said = f"{words(item)} falls short most, by {figure(-gap.value, 1)} points"
        if gap.value >= 0:
            said = f"No attribute falls short on average; nearest to it is {words(item)}, {figure(gap.value, 1)} points above"
        ends = ""
        if gap.low is not None:
            ends = f" (95 % interval of performance − expectation {span((gap.low, gap.high), 1)})"
        yield f"{said[0].upper()}{said[1:]}{ends}."
    if found.index is not None and not found.gaps:
        yield f"The satisfaction index is {found.index}."


def _on_satisfaction(found):
    if found.index is not None and found.gaps:
        yield f"The satisfaction index, 0 to 100, is {found.index}."
    if not found.gaps:
        yield "There are no columns expected_… and perceived_…: ask what they expected and what they found, attribute by attribute."
    if found.effect:
        table = found.effect.coefficients
        loss, gain = (tuple(table.loc[cause, ["low_95", "high_95"]]) for cause in ("loss", "gain"))
        yield (
            f"A mean gap one point worse goes with {figure(found.effect['loss'])} points less satisfaction ({span(loss)}), one point"
            f" better with {figure(found.effect['gain'])} more ({span(gain)}; 95 % intervals)."
        )
    elif found.gaps:
        yield "What a gap does to satisfaction cannot be told: fewer than 30 answered everything, or their answers are too alike."
    if found.recommend:
        ends = f"95 % interval {span(found.recommend.interval, 0)}"
        yield f"The Net Promoter Score of {plural(found.recommend.answers, 'answer')} is {figure(found.recommend.score, 0)} ({ends})."


def lifetime_part(case: OwnCase) -> Section:
    """How many stay, what a new customer is worth, and whether that pays for winning them."""
    found, firm = staying_of(case), case.firm
    a_period = f"from {firm.period} to {firm.period}"
    if found.low is None or found.high is None:
        kept = f"The firm sheet says that {percent(found.retention)} stay {a_period}."
    else:
        share, ends = percent_span(found.retention, found.low, found.high)
        kept = f"{share} stay {a_period} (95 % interval {ends}, from {plural(found.due, 'renewal')})."
    value = (
        f"At {amount(found.margin, firm.currency)} a {firm.period} after service, a new customer is worth"
        f" {amount(found.value, firm.currency)} ({money_interval(found.value_bounds)}), the first payment counted ('paid now')."
    )
    return Section("Lifetime value", (kept, value), tuple(_on_value(found, firm)),
                   lambda axes: plot_survival(axes, found, firm.period), 3.0, _by_channel(case, found),
                   tuple(_in_doubt(found, firm)))  # fmt: skip


def _on_value(found, firm):
    if found.won_for is not None:
        won = f"Winning one costs {amount(found.won_for, firm.currency)}"
        if found.margin > 0:
            paid = payback(found.won_for, found.margin, found.retention, found.discount).periods
            yield won + (f", paid back with payment {paid}." if paid else ": never paid back, on average.")
        else:
            yield won + ", which is never paid back."
    if found.low is None and found.due:
        alone = percent(1 - found.lost / found.due)
        yield f"By the table customers alone {alone} would stay ({plural(found.due, 'renewal')})."


def _in_doubt(found, firm):
    """What the interval of a lifetime value leaves out."""
    if found.low is None:
        yield "The interval takes the retention of the firm sheet as exact."
    if found.by_model is not None and found.low is not None and abs(found.by_model / found.value - 1) > 0.02:
        yield (
            f"All this takes everybody to leave alike. If customers differ, the fickle leave first, and the value is"
            f" {amount(found.by_model, firm.currency)} (shifted-beta-geometric model), whatever the interval."
        )
    if found.low is not None and found.retention == 1:
        yield "Nobody in the table has left: such a retention will not last, and the values are too high."


def _by_channel(case, found):
    """Customers, margin, retention, value and cost by channel, where the case names channels."""
    import pandas as pd

    customers = case.customers
    if "channel" not in customers or customers["channel"].nunique() < 2 or customers["channel"].nunique() > 8:
        return None
    rows = {}
    for channel, group in customers.groupby("channel"):
        left = group["left"].dropna().astype(int)
        due = int((group.loc[left.index, "periods"] - 1 + left).sum())
        margin = float((group["margin"] - group["service_cost"]).mean())
        retention = case.firm.retention
        if retention is None and due:
            retention = 1 - left.sum() / due
        cost = group["acquisition_cost"].mean() if "acquisition_cost" in group else None
        rows[str(channel)] = [len(group), margin, None if retention is None else 100 * retention,
                              None if retention is None else worth(margin, retention, found.discount), cost]  # fmt: skip
    columns = ["customers", "margin after service", "stay (%)", "lifetime value", "winning one"]
    return (
        pd.DataFrame.from_dict(rows, orient="index", columns=columns)
        .rename_axis("channel")
        .astype({**dict.fromkeys(columns, float), "customers": int})
        .round(2)
    )


def buying_part(case: OwnCase) -> Section:
    """Who of those who buy when they like will come back, and how good such a forecast was for the last quarter."""
    found, firm = buying_of(case), case.firm
    readings = [
        f"Of {plural(found.people, 'customer')} who ever bought, {found.came_back} came back within {found.months:.0f} months. In the"
        f" next {AHEAD} months all together are expected to buy {figure(found.purchases, 0)} times, for {amount(found.money, firm.currency)}."
    ]
    if found.check:
        months, expected, seen = found.check
        readings.append(
            f"How good is that? Forecast from the time before, the last {months:.0f} months had {figure(expected, 0)} purchases of the"
            f" same customers; there were {seen:,}."
        )
    limits = (*found.notes, "The forecast carries no interval, and counts nobody who has not bought yet.")
    return Section("Buying without a contract", tuple(readings), (), lambda axes: plot_classes(axes, found.classes), 3.0,
                   found.classes.rename(columns={"worth": f"will spend ({firm.currency})"}), limits)  # fmt: skip


def groups_part(case: OwnCase) -> Section:
    """Who stays and who pays: four groups by profit and expected stay, cut into halves; two where one of them is all alike."""
    found, firm = grouping_of(case), case.firm
    unit = f"{firm.currency} a {firm.period}"
    limits = tuple(_on_labels(found, firm))
    if not (found.stays_differ and found.profits_differ):
        halves, cut = found.halves()
        readings = _only_halves(found, halves, cut, firm, unit)
        return Section("Four groups", readings, table=halves, limits=limits)
    table, cuts = found.table(), found.cuts
    counts = {group: int(table["customers"][group]) for group in GROUPS}
    barnacles, losing = int(table["lose money"]["barnacles"]), int((found.profit < 0).sum())
    of_barnacles = ""
    if many := counts["barnacles"]:
        lose = "loses" if barnacles == 1 else "lose"
        of_barnacles = f"of {plural(many, *GROUP_NAMES['barnacles'])} {barnacles or 'none'} {lose} money, "
    readings = (
        f"The {len(found.stay)} present customers fall into {_counted(counts, *reversed(GROUPS))}, cut into halves at"
        f" {figure(cuts[0], 1)} {firm.period}s and {figure(cuts[1])} {unit}.",
        f"The cut is not at zero profit: {of_barnacles}in all groups {losing or 'nobody'} {'loses' if losing < 2 else 'lose'} money.",
    )
    drawn = GroupCounts(*cuts, counts, losing)
    return Section("Four groups", readings, (),
                   lambda axes: plot_four_groups(axes, found.stay.tolist(), found.profit.tolist(), drawn, firm.period, unit), 3.4, table, limits)  # fmt: skip


def _counted(counts, *groups):
    """How many customers are in each group, in words: 3 true friends, 1 butterfly, …"""
    return listed([plural(counts[group], *GROUP_NAMES[group]) for group in groups])


def _only_halves(found, halves, cut, firm, unit):
    """What is left where profit, or stay, is the same for all: two halves by the other."""
    more, less = halves["customers"]
    if found.stays_differ:
        everybody = amount(float(found.profit.iloc[0]), firm.currency)
        return (
            f"All {len(found.profit)} present customers bring the same, {everybody} a {firm.period} after service. So who is more"
            " profitable cannot be told, and there are no four groups.",
            f"By expected stay alone: {more} will stay longer than {figure(cut, 1)} {firm.period}s, {less} less long.",
        )
    return (
        f"All {len(found.stay)} present customers are expected to stay equally long, as far as these data tell. So there are no four"
        " groups.",
        f"By profit alone: {more} bring more than {figure(cut)} {unit}, {less} bring less.",
    )


def _on_labels(found, firm):
    """What the groups cannot tell."""
    if not found.profits_differ:
        yield "Who stays longer is a forecast: near the cut it is a toss-up."
    if found.profits_differ and found.stays_differ:
        yield (
            f"A group is a forecast: near a cut it is a toss-up. In lesson 8, where customers are simulated and the truth is known,"
            f" {WRONG_OF_100} of 100 were wrong."
        )
    if not found.stays_differ:
        yield "The profit is that of today: who brings more may bring less later."
    if found.margins_alike and found.profits_differ:
        yield "All margins are alike: who is 'profitable' here follows from the service cost alone."
    if not found.forecast:
        yield "How customers leave cannot be told, so stay is the time so far: newcomers look disloyal."
    elif found.stays_differ and found.stay.max() < 1.15 * found.stay.min():
        yield (
            f"Expected stay hardly differs, {found.stay.min():.1f} to {found.stay.max():.1f} {firm.period}s: nothing in these data"
            " tells who will stay longer, so read the profit alone."
        )
    if found.left_out:
        yield f"{plural(found.left_out, 'present customer')} without a known end and without orders are not in these groups."


def equity_part(case: OwnCase) -> Section:
    """What small steps add to the worth of the present customers."""
    found, currency = staying_of(case), case.firm.currency
    limits = [
        "Which step raises retention by a point, and what a point of satisfaction does to it, these data do not show: try a step"
        " with customers drawn by lot, and compare."
    ]
    if found.model and found.low is not None:
        limits.append(
            "If customers differ, those still there stay longer than one retention for all says, and are worth more."
        )
    xlabel = f"Adds ({currency}), with 95 % interval"
    digits = 0 if any(abs(value) >= 100 for value, *_ in found.steps.values()) else 2
    return Section("From a point to money", tuple(_on_equity(found, case.firm)), (),
                   (lambda axes: plot_estimates(axes, found.steps, xlabel, digits, BENEFIT)) if found.steps else None, 2.6,
                   _steps_table(found.steps) if found.steps else None, tuple(limits))  # fmt: skip


def _on_equity(found, firm):
    currency = firm.currency
    if not found.present:
        yield "Nobody in the table is still there, so there is no present customer to be worth anything."
        return
    yield (
        f"The {plural(found.present, 'customer')} still there are worth {amount(found.equity, currency)} (customer equity, 'paid if"
        f" they stay'; {money_interval(found.equity_bounds)})."
    )
    if found.present_margin <= 0:
        yield (
            f"After service they bring {amount(found.present_margin, currency)} each: keeping such customers longer adds nothing."
            " Margin and service come first."
        )
    elif found.retention == 1:
        yield "Nobody leaves, so no step can make more of them stay."
    else:
        yield _on_retention(found, firm)


def _on_retention(found, firm):
    """What the step in retention adds, in words: a whole point, or half of those who leave where few do."""
    leave = 1 - found.retention
    if RETENTION_POINT in found.steps:
        step = found.steps[RETENTION_POINT]
        said = f"One point more retention, for good (one of the {100 * leave:.3g} in 100 who leave each {firm.period})"
    elif HALF_STAY in found.steps:
        step = found.steps[HALF_STAY]
        said = (
            f"Only {1000 * leave:.3g} in 1,000 customers leave each {firm.period}, too few for a whole point more retention. If half"
            " of these stay, for good, this"
        )
    else:
        return "What a step in retention adds has no upper bound in these data: too few have left."
    value, *ends = step
    known = money_interval(ends) + (", which holds zero" if has_width(ends) and ends[0] <= 0 else "")
    gain = f", {percent(value / found.equity)} of what they are worth" if found.equity > 0 else ""
    return (
        f"{said} adds {amount(value, firm.currency)} ({known}){gain}: {amount(value / found.present, firm.currency)} a customer, the"
        " most that a step which brings it may cost for each."
    )


def _steps_table(steps):
    import pandas as pd

    return pd.DataFrame.from_dict(steps, orient="index", columns=["adds", "from", "to"]).rename_axis("step")


SECTIONS = {
    "perceived value": perceived_value_part,
    "value map": value_map_part,
    "expectations and satisfaction": expectations_part,
    "lifetime value": lifetime_part,
    "buying without a contract": buying_part,
    "four groups": groups_part,
    "from a point to money": equity_part,
}
NEEDS = dict(PARTS)
FIRST = {"perceived value": "offers", "value map": "ratings", "expectations and satisfaction": "experience",
         "lifetime value": "customers", "buying without a contract": "orders"}  # fmt: skip


def case_part(case: OwnCase | UnreadableCase, name: str) -> Section:
    """One part of what the course's tools say about a case.

    Parameters: ``case``, an OwnCase from load_case(); ``name``, such as 'value map' (``case.parts`` lists them).
    Returns a Section: print it for its sentences and what the data cannot tell; ``.picture`` and ``.table`` are None
    where something is missing, and the sentences say what to add, or to mend the tables of an UnreadableCase first.
    Raises TypeError or ValueError for anything but a case and a part.

    >>> from custvalue_helpers.your_case.loading import load_case
    >>> from custvalue_helpers.your_case.templates import templates_folder
    >>> case_part(load_case(templates_folder()), "lifetime value").readings[0]
    '84\xa0% stay from year to year (95\xa0% interval 79 to 88, from 288 renewals).'
    """
    make = SECTIONS[one_of("name", name, list(SECTIONS))]
    title = name[0].upper() + name[1:]
    try:
        case = checked_case(case)
        section = make(case)
    except Missing as lack:
        return Section(title, (str(lack),), there=False)
    except (ValueError, ArithmeticError) as fault:  # a lesson's model refuses what no check above foresaw
        return Section(title, (f"These numbers cannot be worked out from the case: {fault}.",), there=False)
    limits = (*section.limits, *cannot_tell(case).get(FIRST.get(name, ""), ()))
    return replace(section, limits=limits, warnings=contradictions_in(case, name))
