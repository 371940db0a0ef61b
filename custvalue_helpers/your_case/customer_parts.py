"""The parts of a report about customers: expectations, lifetime value, buying, groups, and what a point is worth."""

from custvalue_helpers.kit.intervals import share_interval
from custvalue_helpers.kit.theme import BENEFIT
from custvalue_helpers.kit.words import percent, plural, signed
from custvalue_helpers.loyalty.model import payback
from custvalue_helpers.relationships.groups import GROUPS

from .buyers import AHEAD, buying_of
from .experiences import experience_of
from .missing import words
from .moving_pictures import groups_builder
from .pictures import plot_classes, plot_estimates, plot_survival
from .section import Section, amount, span
from .staying import staying_of, worth
from .stays import Standing, grouping_of

WRONG_OF_100 = 37  # labels by forecast in lesson 8, counted against the simulated customers' truth


def expectations_part(case):
    """Expectation against performance by attribute, who is disappointed, and what a gap does to satisfaction."""
    import pandas as pd

    found = experience_of(case)
    rows = {words(item): (gap.value, gap.low, gap.high) for item, gap in found.gaps.items()}
    table = pd.DataFrame(
        [[gap.value, gap.low, gap.high, gap.people] for gap in found.gaps.values()],
        index=pd.Index(rows, name="attribute"), columns=["gap", "from", "to", "people"],
    ).astype(float)  # fmt: skip
    xlabel = "Performance − expectation (points)"
    return Section(
        "Expectations and satisfaction", tuple(_on_gaps(found)), tuple(_on_satisfaction(found)),
        (lambda axes: plot_estimates(axes, rows, xlabel)) if rows else None, 1.3 + 0.45 * len(rows), table if rows else None,
    )  # fmt: skip


def _on_gaps(found):
    if found.states:
        shares, people = found.states, len(found.each)
        _, low, high = share_interval(round(shares["disappointed"] * people), people)
        yield (
            f"Of {plural(people, 'customer')} {percent(shares['disappointed'])} are disappointed (95 % interval {100 * low:.0f} to"
            f" {100 * high:.0f}: a mean gap below {signed(-found.zone, 1)} points), {percent(shares['satisfied'])} satisfied,"
            f" {percent(shares['delighted'])} delighted."
        )
    if found.gaps:
        item, gap = min(found.gaps.items(), key=lambda pair: pair[1].value)
        said = f"{words(item)} falls short most, by {signed(-gap.value, 1)} points" if gap.value < 0 else (
            f"No attribute falls short on average; nearest to it is {words(item)}, {signed(gap.value, 1)} points above"
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
            f"A mean gap one point worse goes with {signed(found.effect['loss'])} points less satisfaction ({span(loss)}), one point"
            f" better with {signed(found.effect['gain'])} more ({span(gain)}; 95 % intervals)."
        )
    elif found.gaps:
        yield "What a gap does to satisfaction cannot be told: fewer than 30 answered everything, or their answers are too alike."
    if found.recommend:
        yield f"The Net Promoter Score is {signed(found.recommend.score, 0)} (95 % interval {span(found.recommend.interval, 0)})."


def lifetime_part(case):
    """How many stay, what a new customer is worth, and whether that pays for winning them."""
    found, firm = staying_of(case), case.firm
    if found.low is None:
        kept = (
            f"The firm sheet says that {percent(found.retention)} stay from {firm.period} to {firm.period}."
        )
    else:
        kept = (
            f"{percent(found.retention)} stay from {firm.period} to {firm.period} (95 % interval {100 * found.low:.0f} to"
            f" {100 * found.high:.0f}, from {plural(found.due, 'renewal')})."
        )
    ends = f"{amount(found.value_bounds[0], '').strip()} to {amount(found.value_bounds[1], '').strip()}"
    value = (
        f"At {amount(found.margin, firm.currency)} a {firm.period} after service, a new customer is worth"
        f" {amount(found.value, firm.currency)} (95 % interval {ends}), the first payment counted ('paid now')."
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
        yield f"By the table customers alone {percent(1 - found.lost / found.due)} would stay ({plural(found.due, 'renewal')})."


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
        f" next {AHEAD} months all together are expected to buy {found.purchases:,.0f} times, for {amount(found.money, firm.currency)}."
    ]
    if found.check:
        months, expected, seen = found.check
        readings.append(
            f"How good is that? Forecast from the time before, the last {months:.0f} months had {expected:,.0f} purchases of the"
            f" same customers; there were {seen:,}."
        )
    limits = (*found.notes, "The forecast carries no interval, and counts nobody who has not bought yet.")
    return Section("Buying without a contract", tuple(readings), (), lambda axes: plot_classes(axes, found.classes), 3.0,
                   found.classes.rename(columns={"worth": f"will spend ({firm.currency})"}), limits)  # fmt: skip


def groups_part(case):
    """Who stays and who pays: four groups by profit and expected stay, cut at the medians."""
    found, firm = grouping_of(case), case.firm
    table, cuts = found.table(), found.cuts
    counts = {group: int(table.loc[group, "customers"]) for group in GROUPS}
    unit = f"{firm.currency} a {firm.period}"
    readings = (
        f"Of {len(found.stay)} present customers {counts['true friends']} are true friends, {counts['butterflies']} butterflies,"
        f" {counts['barnacles']} barnacles and {counts['strangers']} strangers, cut at the medians: {cuts[0]:.1f} {firm.period}s"
        f" and {signed(cuts[1])} {unit}.",
        f"The median is not zero: of the {counts['barnacles']} barnacles {int(table.loc['barnacles', 'lose money']) or 'none'} lose"
        f" money, in all groups {int((found.profit < 0).sum()) or 'nobody'}.",
    )
    limits = [
        f"A group is a forecast: near a cut it is a toss-up. In lesson 8, where customers are simulated and the truth is known,"
        f" {WRONG_OF_100} of 100 were wrong."
    ]
    if not found.forecast:
        limits.append(
            "How customers leave cannot be told, so stay is the time so far: newcomers look disloyal."
        )
    elif found.stay.max() < 1.15 * found.stay.min():
        limits.append(
            f"Expected stay hardly differs, {found.stay.min():.1f} to {found.stay.max():.1f} {firm.period}s: nothing in these data"
            " tells who will stay longer, so read the profit alone."
        )
    drawn = Standing(*cuts, counts, int((found.profit < 0).sum()))
    return Section("Four groups", readings, (),
                   lambda axes: groups_builder(found.stay, found.profit, firm.period, unit)(axes)(drawn), 3.4, table, tuple(limits))  # fmt: skip


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
    return Section("From a point to money", tuple(_on_equity(found, currency)), (),
                   lambda axes: plot_estimates(axes, found.steps, xlabel, digits, BENEFIT), 2.6, _steps_table(found.steps), tuple(limits))  # fmt: skip


def _on_equity(found, currency):
    if not found.present:
        yield "Nobody in the table is still there, so there is no present customer to be worth anything."
        return
    low, high = (amount(end, "").strip() for end in found.equity_bounds)
    yield (
        f"The {plural(found.present, 'customer')} still there are worth {amount(found.equity, currency)} (customer equity, 'paid if"
        f" they stay'; 95 % interval {low} to {high})."
    )
    if found.present_margin <= 0:
        yield (
            f"After service they bring {amount(found.present_margin, currency)} each: keeping such customers longer adds nothing."
            " Margin and service come first."
        )
    elif step := found.steps.get("1 point more retention"):
        ends = f"95 % interval {signed(step[1], 0)} to {signed(step[2], 0)}" + (
            ", which holds zero" if step[1] <= 0 else ""
        )
        yield (
            f"One point more retention, for good, adds {amount(step[0], currency)} ({ends}): {amount(step[0] / found.present, currency)} a"
            " customer, the most that a step which brings it may cost for each."
        )


def _steps_table(steps):
    import pandas as pd

    return pd.DataFrame.from_dict(steps, orient="index", columns=["adds", "from", "to"]).rename_axis("step")
