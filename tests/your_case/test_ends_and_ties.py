"""Cases at the end of what numbers can be: nobody leaves, nearly nobody does, all margins are alike; and figures that are none."""

import itertools
import random
import re
import warnings

import pandas as pd
import pytest

from custvalue_helpers.models.customer_groups import GROUPS
from custvalue_helpers.your_case import (
    case_part,
    case_report,
    groups_explorer,
    lifetime_explorer,
    load_case,
    map_explorer,
    promise_explorer,
)
from custvalue_helpers.your_case.behaviour import (
    HALF_STAY,
    RETENTION_POINT,
    grouping_of,
    kept_more,
    staying_of,
)
from custvalue_helpers.your_case.explorers import Absent
from custvalue_helpers.your_case.figures import NotFinite, amount, figure, percent
from custvalue_helpers.your_case.parts import SECTIONS
from custvalue_helpers.your_case.templates import templates_folder
from tests.your_case.own_cases import TODAY, gym_tables, write


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def firm(**facts):
    """A firm sheet by the month, with these facts changed; None leaves one out."""
    known = {"name": "Wire", "our_brand": "Wire", "currency": "EUR", "period": "month", "discount_rate": "0.08", "scale_low": "1",
             "scale_high": "10", **facts}  # fmt: skip
    return [["fact", "value"], *([name, value] for name, value in known.items() if value is not None)]


def customers(rows):
    """A table of customers from (periods, left, margin, service cost)."""
    return [["customer", "periods", "left", "margin", "service_cost"], *([f"C{n}", *map(str, row)] for n, row in enumerate(rows))]  # fmt: skip


def case_of(folder, **tables):
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        write(folder, name, rows)
    return load_case(folder, today=TODAY)


def telephone(leavers, stayers=600, periods=12):
    """A telephone firm where hardly anybody leaves."""
    return customers([(periods, "no", 30, 5)] * stayers + [(periods, "yes", 30, 5)] * leavers)


@pytest.mark.parametrize("leavers", [1, 4, 60, 400])
def test_a_step_in_retention_never_keeps_more_than_half_of_those_who_leave(leavers, tmp_path):
    case = case_of(tmp_path, firm=firm(), customers=telephone(leavers))
    found, part = staying_of(case), case_part(case, "from a point to money")
    name = HALF_STAY if found.retention > 0.98 else RETENTION_POINT
    step, low, high = found.steps[name]
    assert found.retention + kept_more(found.retention) <= (1 + found.retention) / 2 + 1e-12
    assert 0 < step < found.equity * (1 + 1 / found.retention), (
        "no more than twice the worth, and a period's margin"
    )
    assert low <= step <= high
    words = " ".join(part.readings)
    assert ("If half of these stay" in words) == (name == HALF_STAY)
    assert "100\xa0% stay" not in str(case_part(case, "lifetime value"))


def test_the_sliders_of_a_firm_that_hardly_anybody_leaves_stand_where_its_page_does(tmp_path):
    case = case_of(tmp_path, firm=firm(), customers=telephone(4))
    explorer = lifetime_explorer(case)
    assert explorer.result().value == pytest.approx(staying_of(case).value)
    start, better = explorer.start["retention"], explorer.prediction.move_to["retention"]
    assert start == pytest.approx(99.94, abs=0.01) and start < better < 100


def test_where_nobody_leaves_nothing_steps_up(tmp_path):
    case = case_of(tmp_path, firm=firm(), customers=telephone(0))
    assert "no step can make more of them stay" in " ".join(case_part(case, "from a point to money").readings)
    assert not {RETENTION_POINT, HALF_STAY} & set(staying_of(case).steps)
    assert explorer_is_finite(lifetime_explorer(case))


def test_no_step_is_named_that_cannot_be_made(tmp_path):
    rows = [(k % 5 + 1, "yes" if k % 3 else "no", 30, 0) for k in range(60)]
    assert set(staying_of(case_of(tmp_path / "a", firm=firm(discount_rate="0"), customers=customers(rows))).steps) == {
        RETENTION_POINT, "1 % more margin"}  # fmt: skip
    steps = staying_of(
        case_of(tmp_path / "b", firm=firm(discount_rate="0.015"), customers=customers(rows))
    ).steps
    assert "half the discount rate" in steps and "discount rate 1 point lower" not in steps


def test_an_interval_whose_upper_end_lies_beyond_all_bounds_says_so(tmp_path):
    rows = [(5, "no", 10 + k % 7, 1) for k in range(80)] + [(5, "yes", 12, 1)]
    case = case_of(tmp_path, firm=firm(discount_rate="0"), customers=customers(rows))
    assert "on, without an upper end" in " ".join(case_part(case, "lifetime value").readings)
    assert "has no upper bound in these data" in " ".join(case_part(case, "from a point to money").readings)


def explorer_is_finite(explorer):
    return isinstance(explorer, Absent) or all(
        explorer.read(**corner).endswith(".") for corner in explorer.corners()
    )


def spell(draw):
    """Periods and whether they left: most leave early, so that those who are still there after long stay longer."""
    left = draw.choice(["no", "no", "yes"])
    return (draw.randint(1, 20) if left == "no" else draw.randint(1, 4)), left


def test_equal_margins_make_no_four_groups(tmp_path):
    draw = random.Random(1)
    rows = [(*spell(draw), 30, 5) for _ in range(120)]
    case = case_of(tmp_path, firm=firm(), customers=customers(rows))
    part = case_part(case, "four groups")
    assert "who is more profitable cannot be told" in part.readings[0] and not any(
        group in str(part.readings) for group in GROUPS
    )
    present = sum(left == "no" for _, left, *_ in rows)
    assert part.table["customers"].sum() == present and part.table["customers"].min() > present / 4
    assert isinstance(groups_explorer(case), Absent)
    assert "bring the same" in case_report(case).text


def test_equal_margins_with_other_service_costs_say_what_the_groups_rest_on(tmp_path):
    draw = random.Random(2)
    rows = [
        (draw.randint(1, 20), draw.choice(["no", "no", "yes"]), 30, draw.randint(1, 20)) for _ in range(120)
    ]
    case = case_of(tmp_path, firm=firm(), customers=customers(rows))
    assert "follows from the service cost alone" in " ".join(case_part(case, "four groups").limits)


def test_customers_who_leave_alike_are_cut_by_profit_alone(tmp_path):
    """Nothing in how long they stayed tells who will stay longer: then it is not made up."""
    draw = random.Random(1)
    rows = [
        (draw.randint(1, 20), draw.choice(["no", "no", "yes"]), draw.choice([12, 18, 25]), 5)
        for _ in range(120)
    ]
    part = case_part(case_of(tmp_path, firm=firm(), customers=customers(rows)), "four groups")
    assert (
        part.table.index.tolist() == ["more profit", "less profit"]
        and "stay equally long" in part.readings[0]
    )


def test_customers_who_are_all_alike_are_not_told_apart(tmp_path):
    case = case_of(tmp_path, firm=firm(), customers=customers([(3, "no", 0.3, 0.1)] * 40))
    part = case_part(case, "four groups")
    assert not part.there and "nothing tells them apart" in part.readings[0]


@pytest.mark.parametrize("often", [30, 50, 70, 95])
def test_ties_throw_no_group_on_one_side(often, tmp_path):
    """Most margins are one round number: a cut at the median would leave nobody above it."""
    draw = random.Random(often)
    rows = [(*spell(draw), 30 if k < often else draw.choice([12, 18, 25]), 5) for k in range(100)]
    case = case_of(tmp_path, firm=firm(), customers=customers(rows))
    found = grouping_of(case)
    above = (found.profit > found.cuts[1]).mean()
    most = found.profit.value_counts(normalize=True).max()
    assert min(above, 1 - above) >= (1 - max(most, 0.5)) / 2, "as even as one value allows that most have"
    table = case_part(case, "four groups").table
    assert groups_explorer(case).result().customers == table["customers"].to_dict()


def test_ratings_and_answers_at_the_end_of_their_scale_cannot_be_moved_beyond_it(tmp_path):
    tables = gym_tables()
    best = [
        tables["ratings"][0],
        *([*row[:2], *(["7"] * 6 if row[1] == "Iron Yard" else row[2:])] for row in tables["ratings"][1:]),
    ]
    full = [tables["experience"][0], *([row[0], *["7"] * 5, "10"] for row in tables["experience"][1:])]
    case = case_of(tmp_path, **{**tables, "ratings": best, "experience": full})
    assert all(
        control.high == 0 for control in map_explorer(case).controls if control.name != "quality_weight"
    )
    promise = promise_explorer(case)
    assert all(control.high == 0 for control in promise.controls[:2]) and explorer_is_finite(promise)
    assert "interval 80 to 100)" in " ".join(case_part(case, "expectations and satisfaction").more)
    least = [full[0], *([row[0], *["1"] * 5, "0"] for row in full[1:])]
    lowest = promise_explorer(case_of(tmp_path / "low", **{**tables, "experience": least}))
    assert lowest.prediction is None or lowest.prediction.move_to["expected"] < 0


def test_only_recommendations_are_enough_for_a_score(tmp_path):
    tables = gym_tables()
    rows = [["customer", "satisfaction", "recommend"], *([f"M{n:03}", "", str(said)] for n, said in enumerate([10, 9, 9, 8, 7, 6, 3, 0, 10, 9]))]  # fmt: skip
    part = case_part(case_of(tmp_path, **{**tables, "experience": rows}), "expectations and satisfaction")
    assert part.there and "The Net Promoter Score of 10 answers is 20" in str(part)


def test_a_figure_that_is_none_is_never_printed():
    for value, tell in itertools.product(
        (float("nan"), float("inf"), -float("inf")), (figure, percent, amount)
    ):
        with pytest.raises(NotFinite):
            tell(value)


BOUGHT = [["customer", "date", "spend"], *([f"C{n % 20}", f"2025-{m:02}-{1 + n % 27:02}", str(5 + n % 9)] for n in range(40)
                                           for m in range(1 + n % 3, 12, 1 + n % 4))]  # fmt: skip
ODD = {
    "one customer": [(1, "no", 10, 1)],
    "one who left at once": [(1, "yes", 10, 1)],
    "all left": [(k % 6 + 1, "yes", 10 + k, 1) for k in range(40)],
    "nobody left": [(k % 6 + 1, "no", 10 + k, 1) for k in range(40)],
    "nobody knows": [(k % 6 + 1, "", 10 + k, 1) for k in range(40)],
    "one knows": [(k % 6 + 1, "yes" if k == 3 else "", 10 + k, 1) for k in range(40)],
    "no margin": [(k % 6 + 1, "yes" if k % 3 else "no", 0, 0) for k in range(40)],
    "losses": [(k % 6 + 1, "yes" if k % 3 else "no", -5, k) for k in range(40)],
    "huge": [(1200 if k % 2 else 1, "yes" if k % 3 else "no", 1e12, 1e12 * (k % 2)) for k in range(40)],
    "tiny": [(k % 6 + 1, "yes" if k % 3 else "no", 0.01, 0.001 * k) for k in range(40)],
    "ties": [(3, "yes" if k % 2 else "no", 10, 1) for k in range(40)],
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize(
    "facts",
    [{"discount_rate": "0"}, {"retention": "1"}, {"retention": "0", "discount_rate": "1"}],
    ids=str,
)
def test_no_odd_case_prints_a_figure_that_is_none(name, facts, tmp_path):
    orders = {"orders": BOUGHT} if len(ODD[name]) > 20 else {}
    case = case_of(tmp_path, firm=firm(**facts), customers=customers(ODD[name]), **orders)
    for part in SECTIONS:
        section = case_part(case, part)
        text = str(section) + (section.table.to_string() if section.table is not None else "")
        assert "no finite number" not in text
        assert not re.search(r"\b(nan|inf|None)\b", str(section)), text
    for make in (lifetime_explorer, groups_explorer):
        assert explorer_is_finite(make(case))
    if name in ("one customer", "huge") and "retention" in facts:
        assert not re.search(r">\s*[−-]?(nan|inf)\b", case_report(case).html)


def test_the_example_has_a_whole_point_and_no_odd_words():
    case = load_case(templates_folder(), today=TODAY)
    assert "One point more retention, for good (one of the 16.3 in 100 who leave each year)" in str(
        " ".join(case_part(case, "from a point to money").readings)
    )
    assert isinstance(case_part(case, "four groups").table, pd.DataFrame)
