"""The parts of a report about customers: expectations, lifetime value, buying, groups, and what a point is worth."""

from custvalue_helpers.kit.fitted_text import names_drawn
from custvalue_helpers.kit.intervals import share_interval
from custvalue_helpers.kit.theme import BENEFIT
from custvalue_helpers.kit.words import plural
from custvalue_helpers.models.customer_groups import GROUPS
from custvalue_helpers.models.lifetime import payback

from .buyers import AHEAD, buying_of
from .experiences import experience_of
from .figures import amount, figure, has_width, money_interval, percent, percent_span, span
from .missing import listed, words
from .moving_pictures import groups_builder
from .pictures import legend, plot_classes, plot_estimates, plot_survival
from .section import Section
from .staying import HALF_STAY, RETENTION_POINT, staying_of, worth
from .stays import GROUP_NAMES, Standing, grouping_of

__all__ = []

WRONG_OF_100 = 37  # labels by forecast in lesson 8, counted against the simulated customers' truth


def expectations_part(case):
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
        said = f"{words(item)} falls short most, by {figure(-gap.value, 1)} points" if gap.value < 0 else (
            f"No attribute falls short on average; nearest to it is {words(item)}, {figure(gap.value, 1)} points above"
        )  # fmt: skip
        ends = (
            ""
            if gap.low is None
            else f" (95 % interval of performance − expectation {span((gap.low, gap.high), 1)})"
        )
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


def lifetime_part(case):
    """How many stay, what a new customer is worth, and whether that pays for winning them."""
    found, firm = staying_of(case), case.firm
    a_period = f"from {firm.period} to {firm.period}"
    if found.low is None:
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
        retention = (
            case.firm.retention
            if case.firm.retention is not None
            else (1 - left.sum() / due if due else None)
        )
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


def buying_part(case):
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


def groups_part(case):
    """Who stays and who pays: four groups by profit and expected stay, cut into halves; two where one of them is all alike."""
    found, firm = grouping_of(case), case.firm
    unit = f"{firm.currency} a {firm.period}"
    limits = tuple(_on_labels(found, firm))
    if not (found.stays_differ and found.profits_differ):
        halves, cut = found.halves()
        return Section(
            "Four groups", _only_halves(found, halves, cut, firm, unit), table=halves, limits=limits
        )
    table, cuts = found.table(), found.cuts
    counts = {group: int(table.loc[group, "customers"]) for group in GROUPS}
    barnacles, losing = int(table.loc["barnacles", "lose money"]), int((found.profit < 0).sum())
    of_barnacles = (
        f"of {plural(counts['barnacles'], *GROUP_NAMES['barnacles'])} {barnacles or 'none'} {'loses' if barnacles == 1 else 'lose'}"
        " money, "
        if counts["barnacles"]
        else ""
    )
    readings = (
        f"The {len(found.stay)} present customers fall into {_counted(counts, *reversed(GROUPS))}, cut into halves at"
        f" {figure(cuts[0], 1)} {firm.period}s and {figure(cuts[1])} {unit}.",
        f"The cut is not at zero profit: {of_barnacles}in all groups {losing or 'nobody'} {'loses' if losing < 2 else 'lose'} money.",
    )
    drawn = Standing(*cuts, counts, losing)
    return Section("Four groups", readings, (),
                   lambda axes: groups_builder(found.stay, found.profit, firm.period, unit)(axes)(drawn), 3.4, table, limits)  # fmt: skip


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


def equity_part(case):
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
