"""What a case's data cannot tell, as far as the data themselves show it."""

from custvalue_helpers.kit.words import plural

from .across import FEW

__all__ = []


def cannot_tell(case):
    """Sentences on what these data leave open: a dict from the table's name to a list of sentences."""
    said = {"firm": _asked(case)}
    for name, what in (("offers", _offers), ("ratings", _ratings), ("experience", _experience), ("customers", _customers),
                       ("orders", _orders)):  # fmt: skip
        if name in case.tables:
            said[name] = what(case)
    return {name: sentences for name, sentences in said.items() if sentences}


def _asked(case):
    if not (case.firm.asked or "ratings" in case.tables or "experience" in case.tables):
        return []
    if case.firm.asked:
        return [f"Asked were: {case.firm.asked}. Of anybody else these answers say nothing."]
    return [
        "It is not said who was asked and how they were found, so one cannot say for whom the answers stand."
    ]


def _offers(case):
    return [
        f"The benefits and costs of the {plural(len(case.offers), 'offer')} are one judgement each, of a typical customer: they"
        " carry no interval, and customers differ."
    ]


def _half_width(values):
    """How far the mean of these answers may be off: t · s / √n, with 95 % (None for fewer than two)."""
    from scipy.special import stdtrit

    values = values.dropna()
    if len(values) < 2:
        return None
    return float(stdtrit(len(values) - 1, 0.975) * values.std() / len(values) ** 0.5)


def _ratings(case):
    ratings, ours = case.ratings, case.firm.our_brand
    people = ratings["respondent"].nunique()
    said = [_how_many(people, "respondent", "rated brands")]
    mine = ratings[ratings["brand"] == ours]
    widths = [width for name in case.attributes if (width := _half_width(mine[name])) is not None]
    if widths:
        said.append(f"{ours}'s mean ratings are known to about ±{max(widths):.1f} points at worst.")
    said.append(
        "What goes together with value in these answers need not be its cause: who likes a brand rates all of it higher."
    )
    return said


def _experience(case):
    answers = case.experience
    said = [_how_many(len(answers), "customer", "answered")]
    customers = case.customers
    if customers is None:
        return [*said, "Whether those who answered stayed cannot be told: there is no table of customers."]
    known = customers[customers["customer"].isin(answers["customer"])]
    there = customers[(customers["left"] == False).fillna(False)]  # noqa: E712 - a column of True, False and missing
    if len(known) and not known["left"].fillna(False).any() and customers["left"].fillna(False).any():
        gone = int(customers["left"].fillna(False).sum())
        said.append(f"All of them are still customers: none of the {gone} who left was asked, and they may have been the least"
                    " satisfied.")  # fmt: skip
    if len(there):
        share = there["customer"].isin(answers["customer"]).mean()
        said.append(
            f"Of {len(there)} customers who are still there {100 * share:.0f} % answered; the others may feel otherwise."
        )
    return said


def _customers(case):
    customers, period = case.customers, case.firm.period
    known = customers["left"].dropna()
    longest, running = int(customers["periods"].max()), int((~known.astype(bool)).sum())
    said = [_how_many(len(customers), "customer", "stand in the table")]
    said.append(
        f"Nobody was watched for more than {plural(longest, period)}: what comes later is the model's, not the data's."
    )
    if running:
        said.append(
            f"{running} of {len(customers)} are still there: how long they will stay in the end is not known."
        )
    said.append(
        "Margins and service costs are those of today; a lifetime value takes them to stay as they are."
    )
    return said


def _orders(case):
    days = case.orders["date"]
    first, last = days.min(), days.max()
    once = (case.orders.drop_duplicates(["customer", "date"]).groupby("customer").size() == 1).mean()
    return [
        f"Orders run from {first:%Y-%m-%d} to {last:%Y-%m-%d}; what came before or after is not seen.",
        f"{100 * once:.0f} % of those who bought did so on one day only: whether they have gone or are slow, silence does not say.",
    ]


def _how_many(count, noun, verb):
    few = f": fewer than {FEW}, too few to say much" if count < FEW else ""
    return f"{plural(count, noun)} {verb}{few}."
