"""Each part of the report: its numbers are the lessons' models', and whatever is missing is said, never raised."""

import itertools
import math
import warnings

import numpy as np
import pytest

from custvalue_helpers.kit.theme import png_of
from custvalue_helpers.lessons.value_analysis.plots import LETTER, LINE, place_labels
from custvalue_helpers.models.importance import derived_importance
from custvalue_helpers.models.lifetime import lifetime_value
from custvalue_helpers.models.retention import fit_spells
from custvalue_helpers.models.satisfaction import satisfaction_index, service_gaps
from custvalue_helpers.your_case import case_part, case_report, load_case
from custvalue_helpers.your_case.behaviour import buying_of, grouping_of, staying_of
from custvalue_helpers.your_case.case import Missing
from custvalue_helpers.your_case.opinions import brand_map, experience_of
from custvalue_helpers.your_case.parts import SECTIONS, WRONG_OF_100
from tests.your_case.own_cases import CASES, TODAY, case_folder, rows_of, write

PEOPLE = (
    "expectations and satisfaction",
    "lifetime value",
    "buying without a contract",
    "four groups",
    "from a point to money",
)


def loaded(folder):
    return load_case(folder, today=TODAY)


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def said(case):
    """Every part's words; each that is there has a picture, at both sizes where asked, and says what it cannot tell."""
    parts = {name: case_part(case, name) for name in SECTIONS}
    for name, part in parts.items():
        assert part.readings and all(reading.endswith((".", "?")) for reading in part.readings), part.readings
        assert "nan" not in str(part).lower().split() and "inf" not in str(part).lower().split(), str(part)
        assert part.there == (part.title != "" and bool(part.limits)), (
            f"{name} does not say what it cannot tell"
        )
    return parts


@pytest.mark.parametrize("name", ["example", *CASES])
def test_every_part_of_every_case_says_something_and_can_be_drawn(name, example, tmp_path):
    case = loaded(example if name == "example" else case_folder(tmp_path / name, name))
    parts = said(case)
    lacking = {part for part, found in parts.items() if not found.there}
    assert lacking == {
        "example": set(), "gym": set(), "bank": {"buying without a contract"},
        "bakery": {"value map", "expectations and satisfaction", "lifetime value", "from a point to money"},
    }[name]  # fmt: skip
    for title, part in parts.items():
        alike = (
            name == "gym" and title == "four groups"
        )  # its customers leave alike: two halves, and nothing to draw
        assert (part.picture is not None) == (part.there and not alike)
        assert part.picture is None or part.picture.description == " ".join(part.readings)


def test_the_value_map_is_lesson_five_on_the_cases_own_ratings(example):
    case = loaded(example)
    found, ratings = brand_map(case), case.ratings
    mine = ratings[ratings.brand == "Spoke & Chain"]
    shares = derived_importance(mine, case.attributes, "value", draws=0).table["share"]
    assert found.derived and found.weights == pytest.approx(shares.to_dict())
    means = ratings.groupby("brand")[case.attributes].mean()
    others = means.drop("Spoke & Chain").mean()
    assert found.table.loc["Spoke & Chain", "quality"] == pytest.approx(
        (means.loc["Spoke & Chain"] / others) @ shares
    )
    low, high = found.intervals["Spoke & Chain"]["quality"]
    assert low < found.table.loc["Spoke & Chain", "quality"] < high
    assert found.behind == {"Wheelhouse": ["waiting time"], "Velo Van": ["waiting time"]}


def test_a_map_does_not_depend_on_the_scale_of_the_answers(example):
    before = brand_map(loaded(example))
    rows = rows_of(example, "ratings")
    write(
        example,
        "ratings",
        [rows[0], *([*row[:2], *(str(10 * int(x) - 10) for x in row[2:])] for row in rows[1:])],
    )
    (example / "experience.csv").unlink()
    firm = {"scale_low": "0", "scale_high": "90"}
    write(example, "firm", [[row[0], firm.get(row[0], row[1]), row[2]] for row in rows_of(example, "firm")])
    after = brand_map(loaded(example))
    assert np.allclose(before.table, after.table) and before.quality_weight == pytest.approx(
        after.quality_weight
    )


def test_expectations_are_lesson_six(example):
    case = loaded(example)
    found, gaps = experience_of(case), service_gaps(case.experience, case.items)
    for item, gap in found.gaps.items():
        assert (gap.value, gap.low, gap.high) == pytest.approx(
            tuple(gaps.loc[item, ["gap", "low_95", "high_95"]])
        )
    assert found.index == satisfaction_index(case.experience, ["satisfaction"])
    assert sum(found.states.values()) == pytest.approx(1)
    assert found.effect["loss"] > found.effect["gain"] > 0, "the example is written so"


def test_lifetime_value_is_lesson_seven_and_its_interval_holds_it(example):
    case = loaded(example)
    found, customers = staying_of(case), case.customers
    left = customers["left"].astype(int)
    retention = 1 - left.sum() / (customers["periods"] - 1 + left).sum()
    margin = (customers["margin"] - customers["service_cost"]).mean()
    assert found.retention == pytest.approx(retention) and found.low < retention < found.high
    assert found.value == pytest.approx(lifetime_value(margin, retention, 0.08, convention="paid now"))
    assert found.value_bounds[0] < found.value < found.value_bounds[1]
    model = fit_spells(customers["periods"], left)
    assert found.by_model == pytest.approx(margin * model.expected_lifetime(0.08))
    step, low, high = found.steps["1 point more retention"]
    there = margin_of_those_there = customers[left == 0]
    margin_of_those_there = (there["margin"] - there["service_cost"]).mean()
    more, now = (
        lifetime_value(margin_of_those_there, r, 0.08, convention="paid if they stay")
        for r in (retention + 0.01, retention)
    )
    assert step == pytest.approx(len(there) * (more - now)) and low < step < high


def test_the_intervals_hold_what_other_customers_would_have_said(tmp_path):
    """Banks drawn anew from the same world: about 95 in 100 intervals hold the mean of many."""
    from tests.your_case.own_cases import bank_tables

    held, seen = [], []
    for seed in range(20):
        folder = tmp_path / str(seed)
        folder.mkdir()
        tables = bank_tables(seed)
        for name in ("firm", "customers"):
            write(folder, name, tables[name])
        found = staying_of(loaded(folder))
        seen.append(found.value)
        held.append(found.value_bounds)
    middle = float(np.mean(seen))
    assert sum(low <= middle <= high for low, high in held) >= 16


def test_who_is_known_to_have_left_is_expected_to_buy_no_more(example):
    before = buying_of(loaded(example))
    rows = rows_of(example, "customers")
    write(example, "customers", [rows[0], *([*row[:2], "yes", *row[3:]] for row in rows[1:])])
    after = buying_of(loaded(example))
    assert before.purchases > 10 and after.purchases == 0 == after.money and before.check == after.check


def test_groups_hold_those_who_are_there(example, tmp_path):
    found = grouping_of(loaded(example))
    assert found.forecast and found.table()["customers"].sum() == 93 == len(found.profit)
    bakery = grouping_of(loaded(case_folder(tmp_path / "bakery", "bakery")))
    assert bakery.forecast and bakery.table()["customers"].sum() == 90


def change_customers(folder, **columns):
    """Set columns of the example's customers to a value, or what a function makes of the old one."""
    rows = rows_of(folder, "customers")
    places = {rows[0].index(name): value for name, value in columns.items()}
    new = [
        [places[i](x) if callable(places.get(i)) else places.get(i, x) for i, x in enumerate(row)]
        for row in rows[1:]
    ]
    write(folder, "customers", [rows[0], *new])


@pytest.mark.parametrize(
    ("columns", "facts", "words"),
    [
        ({"left": "no"}, {}, "Nobody in the table has left"),
        ({"left": "no"}, {"discount_rate": "0"}, "a lifetime value has no end"),
        ({"left": "yes"}, {}, "Nobody in the table is still there"),
        ({"left": ""}, {}, "Whether customers left is not known"),
        ({"left": ""}, {"retention": "80 %"}, "The firm sheet says that 80\xa0% stay from year to year."),
        ({"left": "no", "periods": "1"}, {}, "no renewal has come due yet"),
        ({"margin": "0", "service_cost": "5"}, {}, "never paid back"),
        ({"margin": "-5"}, {}, "keeping such customers longer adds nothing"),
        ({"margin": "50", "service_cost": "5"}, {}, "who is more profitable cannot be told"),
        ({"margin": "1000000000000"}, {}, "EUR"),
        ({"periods": "1", "left": "yes"}, {}, "0\xa0% stay from year to year"),
        ({}, {"retention": "1"}, "100\xa0% stay"),
        ({}, {"retention": "0"}, "0\xa0% stay"),
    ],
)
def test_odd_customers_are_told_in_plain_words(example, columns, facts, words):
    change_customers(example, **columns)
    write(example, "firm", [[row[0], facts.get(row[0], row[1]), row[2]] for row in rows_of(example, "firm")])
    assert words in case_report(loaded(example)).text
    said(loaded(example))


def cut(folder, name, rows, columns=None):
    """Keep the first so many rows of a table, and the columns that ``columns`` keeps."""
    found = rows_of(folder, name)[: rows + 1]
    kept = [i for i, title in enumerate(found[0]) if columns is None or columns(title)]
    write(folder, name, [[row[i] for i in kept] for row in found])


@pytest.mark.parametrize("rows", [1, 2, 4, 9, 31])
def test_few_rows_give_words_and_no_error(example, rows):
    """Any beginning of the tables can be read and told."""
    bought = set()
    for name in ("ratings", "experience", "customers"):
        cut(example, name, rows)
    bought = {row[0] for row in rows_of(example, "customers")}
    orders = rows_of(example, "orders")
    write(example, "orders", [orders[0], *(row for row in orders[1:] if row[0] in bought)])
    if len(rows_of(example, "orders")) < 2:
        (example / "orders.csv").unlink()
    said(loaded(example))


@pytest.mark.parametrize(
    "kept",
    [c for n in (1, 2) for c in itertools.combinations(("offers", "ratings", "experience", "customers"), n)],
)
def test_any_choice_of_tables_gives_a_report(example, kept):
    for name in ("offers", "ratings", "experience", "customers", "orders"):
        if name not in kept:
            (example / f"{name}.csv").unlink()
    parts = said(loaded(example))
    there = {"offers": 1, "ratings": 1, "experience": 1, "customers": 3}
    assert sum(part.there for part in parts.values()) == sum(there[name] for name in kept)


@pytest.mark.parametrize(
    ("name", "columns", "words"),
    [
        ("ratings", lambda title: title != "good_price", "The ratings have no column good_price"),
        ("ratings", lambda title: title != "value", "cannot be told from the answers: here all count alike"),
        ("ratings", lambda title: title not in ("advice", "waiting_time"), "quality is"),
        ("experience", lambda title: "_" not in title, "There are no columns expected_… and perceived_…"),
        ("experience", lambda title: title != "recommend", "disappointed"),
    ],
)
def test_columns_that_are_not_there_are_told(example, name, columns, words):
    cut(example, name, 1000, columns)
    assert words in " ".join(map(str, said(loaded(example)).values())).replace("\n", " ")


def test_equal_answers_and_empty_ones_are_told(example):
    for name in ("ratings", "experience"):
        rows = rows_of(example, name)
        first = 2 if name == "ratings" else 1
        write(example, name, [rows[0], *([*row[:first], *["5"] * (len(row) - first)] for row in rows[1:])])
    said(loaded(example))
    for name in ("ratings", "experience"):
        rows = rows_of(example, name)
        first = 2 if name == "ratings" else 1
        write(example, name, [rows[0], *([*row[:first], *[""] * (len(row) - first)] for row in rows[1:])])
    parts = said(loaded(example))
    assert (
        not parts["value map"].there
        and "has no answers" in parts["expectations and satisfaction"].readings[0]
    )


def test_names_in_pictures_are_drawn_as_they_stand(example):
    odd = "$x^2$ <b>& \U0001f6b2 {0} _a_ " + "very " * 12 + "long"
    for name in ("firm", "offers", "ratings"):
        rows = rows_of(example, name)
        write(example, name, [[odd if (cell in ("Spoke & Chain", "Velo Van") and i == 0) or cell == "Velo Van" else cell
                               for i, cell in enumerate(row)] for row in rows])  # fmt: skip
    rows = rows_of(example, "offers")
    write(
        example,
        "offers",
        [
            [cell if cell != odd or place == 3 else "Spoke & Chain" for cell in row]
            for place, row in enumerate(rows)
        ],
    )
    case = loaded(example)
    assert case.offers["offer"].tolist() == ["Spoke & Chain", "Wheelhouse", " ".join(odd.split())]
    for part in said(case).values():
        assert png_of(part.drawn((5.2, 2)).figure) and png_of(part.picture.figure)
    assert "<b>&" not in case_report(case).html


def test_a_part_is_asked_for_by_its_name(example):
    case = loaded(example)
    with pytest.raises(ValueError, match="did you mean 'value map'"):
        case_part(case, "valuemap")
    with pytest.raises(TypeError, match=r"case must be a case that load_case\(\) has read"):
        case_part("my_case", "value map")
    with pytest.raises(Missing):
        (example / "customers.csv").unlink()
        (example / "orders.csv").unlink()
        staying_of(loaded(example))
    assert all(math.isfinite(end) for _, *ends in staying_of(case).steps.values() for end in ends)


def test_names_on_a_crowded_map_cover_no_other_name():
    spots = [(0.5 + 0.01 * place, 0.5) for place in range(7)]
    names, inches = ["a name of 13"] * 7, (6.5, 2.0)
    blocked = [(0, y, 468, y + 2) for y in range(0, 144, 8)]  # lines everywhere: no place is free of them
    places = place_labels(spots, names, inches, blocked)
    boxes = []
    for x, y, side in places:
        left = 468 * x - {"left": 0, "center": 0.5, "right": 1}[side] * LETTER * 12
        boxes.append((left, 144 * y, left + LETTER * 12, 144 * y + LINE))
    for one, other in itertools.combinations(boxes, 2):
        across, up = (min(one[k + 2], other[k + 2]) - max(one[k], other[k]) for k in (0, 1))
        assert across <= 0 or up <= 3, "LINE is generous: letters of 11 points stay apart"


def test_what_intervals_leave_out_is_printed(example):
    case = loaded(example)
    text = " ".join(" ".join(case_part(case, name).limits) for name in SECTIONS)
    found = staying_of(case)
    assert (
        f"the value is {found.by_model:,.0f} EUR (shifted-beta-geometric model), whatever the interval"
        in text
    )
    assert "intervals take the weights as known" in text and f"{WRONG_OF_100} of 100 were wrong" in text
    assert found.equity_bounds[0] < found.equity < found.equity_bounds[1]


def test_a_forecast_that_leans_on_a_weak_prior_says_why(tmp_path):
    case = loaded(case_folder(tmp_path / "gym", "gym"))
    assert buying_of(case).weak_prior_because == ("nobody seems to leave",)
    limits = case_part(case, "buying without a contract").limits
    assert "Nobody seems to leave" in limits[0] and "weak prior" in limits[0]
