"""The explorers of the first lesson: one small firm, five aims, in a market that the reader moves."""

from dataclasses import replace

from custvalue_helpers.kit.explorer import Explorer, Prediction, Slider, Toggle
from custvalue_helpers.kit.words import euro, listed, plural, thousands
from custvalue_helpers.lessons.start_here.plots import orientations_frame, orientations_marks
from custvalue_helpers.models.orientations import LISTENING, ORIENTATIONS, YEARS, Market, compare_orientations

COUNTED = ("profit", "profit less harm")
PLACES = ("It stays first", "It comes second or third", "It comes fourth or last")


def _compare(rivals, taste, learning, harm, years, count):
    return compare_orientations(
        Market(rivals, taste, learning / 100, harm), round(years), count == "profit less harm"
    )


def _place(result, outcomes, years, best):
    """Who earns most, or least: a tie said as a tie, a loss as a loss."""
    value = 1000 * round(result.value(outcomes[0], years))
    amount = euro(abs(value), 0) + (" a year" if years is None and result.years > 1 else "")
    verb = "lose" if value < 0 else "earn"
    degree = "most" if best == (value >= 0) else "least"
    if len(outcomes) == len(result.outcomes):
        return f"All five {verb} the same: {amount} each"
    if len(outcomes) > 1:
        return f"{listed(outcome.name for outcome in outcomes)} {verb} {degree}: {amount} each"
    return f"{outcomes[0].name} {verb}s {degree}: {amount}"


def _read(result):
    said = f"Rivals offer a household a gain of {euro(result.market.rivals, 0)} a month."
    if result.less_harm:
        said += " The harm done to others is subtracted."
    said += f" This year {_place(result, result.leaders(1), 1, True)}."
    if result.years > 1:
        said += f" Over {result.years} years {_place(result, result.leaders(), None, True)}."
    last = result.laggards()
    return said if len(last) == len(result.outcomes) else f"{said} {_place(result, last, None, False)}."


def _thousands(result, outcome, years=None):
    return euro(1000 * round(result.value(outcome, years)), 0)


def _table(result):
    return [
        {
            "orientation": outcome.name,
            "plan": str(outcome.plan),
            "this year (€ thousand)": result.value(outcome, 1),
            f"a year, over {plural(result.years, 'year')} (€ thousand)": result.value(outcome),
            "harm to others (€ thousand a year)": result.harm_a_year(outcome),
        }
        for outcome in result.outcomes
    ]


def _place_of_selling(_before, after):
    place = [outcome.name for outcome in after.ranked()].index("Selling")
    return PLACES[0 if place == 0 else 1 if place < 3 else 2]


def _why_selling_falls(before, after):
    selling = next(outcome for outcome in after.outcomes if outcome.name == "Selling")
    fifth = euro(1000 * round(selling.profit[-1]), 0)
    return (
        f"Selling made {_thousands(before, selling)} this year, and averages {_thousands(after, selling)} a year over"
        f" five. Its promise won every first box. As customers learn, they leave; the advertising still has to be paid."
        f" In year five it stands at {fifth}."
    )


orientations = Explorer(
    name="five orientations",
    question="One small firm, five aims. Which plan does each aim pick, and what does it earn now and later?",
    controls=(
        Slider("rivals", "What rivals offer", 0, 28, 18, 1, "€ a month",
               help="What a household gains by buying elsewhere; 0 means the shelves are empty"),
        Slider("taste", "Worth of better taste", 0, 12, 8, 1, "€ a month",
               help="What one step of quality is worth to somebody who has tasted it"),
        Slider("learning", "Customers who learn", 0, 100, 50, 10, "% a year",
               help="Of those who still go by the promise, how many find out each year what the coffee is like"),
        Slider("harm", "Harm to others", 0, 8, 4, 1, "€ a box",
               help="Done to growers and to nature; neither side of the exchange pays it"),
        Slider("years", "Count", 1, YEARS, 1, 1, "years", help="How many years the average covers"),
        Toggle("count", "What counts", COUNTED, COUNTED[0], help="The firm's profit alone, or less the harm done to others"),
    ),
    model=_compare,
    reading=_read,
    frame=orientations_frame(-90, 420),
    marks=orientations_marks,
    table=_table,
    prediction=Prediction(
        question="You see this year only, and Selling is far ahead. Count five years instead: where does Selling end up among the five?",
        options=PLACES,
        move_to={"years": YEARS},
        truth=_place_of_selling,
        why=_why_selling_falls,
    ),
)  # fmt: skip

empty_shelves = replace(
    orientations.starting_at(years=YEARS),
    name="empty shelves",
    question="The same firm, when there is nothing else to buy. Which aim does best now?",
    prediction=Prediction(
        question="A frost abroad: the rivals' shelves are empty, and what they offer falls from €18 to €0. Who earns most over five years?",
        options=tuple(way.name for way in ORIENTATIONS),
        move_to={"rivals": 0},
        truth=lambda before, after: after.best.name,
        why=lambda before, after: (
            f"Everything sells, plain or fine, pushed or not. {after.best.name} makes what is cheapest and spends nothing"
            f" on advertising. Marketing picks the same plan, and earns {thousands(LISTENING)} less: it paid to find out"
            " what customers want, and they want anything."
        ),
    ),
)
