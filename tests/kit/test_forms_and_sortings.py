"""What readers type is kept exactly and shown as plain text; what they sort and order is answered, and kept."""

import base64
import itertools
import json
import sys
import warnings
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custvalue_helpers import course_map, export_progress, my_name_is, restore_progress, show_progress
from custvalue_helpers.kit.fitted_text import drawable, fitted, width_of
from custvalue_helpers.kit.form import Field, Form
from custvalue_helpers.kit.ordering import Ordering, Step
from custvalue_helpers.kit.progress import note_progress, read_progress, write_progress
from custvalue_helpers.kit.sorting import Bin, Item, Sorting
from custvalue_helpers.lessons.positioning.statement import positioning_statement
from custvalue_helpers.lessons.start_here.process import marketing_process
from custvalue_helpers.lessons.value_creation.proposal import hierarchy, proposition_canvas
from custvalue_helpers.lessons.value_creation.sequence import delivery_sequence

FORM = Form(
    "9.form", "A <form>",
    (Field("jobs", "Jobs & more", "What?", (0, 0, 3, 1)), Field("pains", "Pains", "Why?", (3, 0, 3, 1))),
    {"jobs": "<b>Kestrel's</b> job"}, "Kestrel", size=(6, 1.2),
)  # fmt: skip
SORTING = Sorting(
    "9.sorting", "Sort",
    (Bin("fruit", "grows on trees", "sweet", "it has sugar."), Bin("spice", "is used in pinches", "sharp", "it bites.")),
    (Item("apple", "fruit", "apples are fruit.", {"spice": "Who would grate an apple?"}), Item("pepper", "spice", "it is one.")),
    ("sweet", "sharp"), "how does it taste?",
)  # fmt: skip
# b and c may stand either way round; d needs both, e needs nothing.
ORDERING = Ordering(
    "9.ordering", "Order",
    (Step("a"), Step("b", {"a": "a feeds b."}), Step("c", {"a": "a feeds c."}), Step("d", {"b": "b feeds d.", "c": "c feeds d."}),
     Step("e")),
    "all is fed.", ("Look at a.", "Look at d."),
)  # fmt: skip
NASTY = [
    "", "   \n", "a" * 50_000, "word " * 5_000, "<script>alert(1)</script>", "</div><img src=x onerror=alert(1)>",
    "\"quotes\" 'and' “more”", "🫖☕👩‍💻 tea", "$x^2$ \\frac{1}{", "a\tb\r\nc\x00d", "{braces} %s", "日本語 العربية", "é" * 3,
]  # fmt: skip


@pytest.fixture(autouse=True)
def view(monkeypatch):
    """Stands for the live view; keeps what was to be shown."""
    seen = []

    def with_view(data, machine):
        seen.append(machine)
        return {**data, "live": machine.kind}

    monkeypatch.setitem(sys.modules, "custvalue_helpers.kit.view", SimpleNamespace(with_view=with_view))
    return seen


def through(machine, *events, state=None):
    """What is shown after some events; state and screen are plain data all the way."""
    state = plain_data(state or machine.begin())
    for event in events:
        state = plain_data(machine.respond(state, plain_data(event)))
    return plain_data(machine.shown(state)), state


def plain_data(thing):
    text = json.dumps(thing, allow_nan=False)
    assert json.loads(text) == thing, "not the same after JSON"
    return json.loads(text)


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_a_text_is_kept_exactly_and_drawn_without_a_warning(own_progress, text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert FORM.fill(jobs=text) == "Kept with your progress."
        data, metadata = FORM._repr_mimebundle_()
    assert json.loads(own_progress.read_text(encoding="utf-8"))["texts"]["9.form"] == {"jobs": text}
    assert FORM.texts() == {"jobs": text, "pains": ""}
    assert data["text/plain"] == metadata["image/png"]["alt"] == repr(FORM)
    assert text.strip() in data["text/plain"] and "text/html" not in data
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert through(FORM)[0]["texts"]["jobs"] == text


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=300))
def test_any_text_comes_back(text):
    kept = FORM.fill(pains=text)
    try:
        text.encode()
    except UnicodeEncodeError:
        assert "half of a character" in kept
    else:
        assert kept.startswith("Kept") and FORM.texts()["pains"] == text
    assert FORM.png({"jobs": text})


def test_half_a_character_is_refused_and_nothing_is_lost(own_progress):
    FORM.fill(jobs="before")
    assert "half of a character" in FORM.fill(jobs="\ud83d")
    assert FORM.texts()["jobs"] == "before" and not list(own_progress.parent.glob("*.tmp"))
    for refused in ("\ud83d", "x" * 100_001):
        shown, _ = through(FORM, {"do": "write", "field": "jobs", "text": refused})
        assert shown["texts"]["jobs"] == "before" and "could not be kept" in shown["status"]


def test_the_live_form_keeps_what_is_written():
    shown, state = through(FORM, {"do": "write", "field": "jobs", "text": "<b>brew</b>"})
    assert shown == {"texts": {"jobs": "<b>brew</b>", "pains": ""}, "status": "Kept with your progress."}
    other = FORM.begin()
    through(FORM, {"do": "write", "field": "pains", "text": "late"}, state=other)
    through(FORM, {"do": "write", "field": "jobs", "text": "soon"}, state=state)
    assert FORM.texts() == {"jobs": "soon", "pains": "late"}


def test_a_note_stands_over_the_first_field_below_it():
    notes = {note["text"]: note["over"] for note in proposition_canvas.fixed()["notes"]}
    assert notes == {
        "Value map: what we offer": "products",
        "Profile: one group of customers": "jobs",
        "↔": None,
    }


def test_texts_travel_with_the_progress(own_progress, capsys):
    FORM.fill(jobs="<i>tea</i> 🫖")
    text = export_progress()
    own_progress.unlink()
    restore_progress(text)
    assert FORM.texts()["jobs"] == "<i>tea</i> 🫖"


NEWER = json.dumps({"version": 99, "texts": {"9.form": {"jobs": "from the future"}}, "exercises": {}})


def test_a_newer_record_is_left_untouched_and_said_so(own_progress):
    own_progress.write_text(NEWER)
    assert "left untouched" in FORM.fill(jobs="mine")
    with pytest.warns(UserWarning, match="left untouched"):
        state = FORM.begin()
    assert state["texts"]["jobs"] == "mine"  # in memory
    shown, _ = through(FORM, {"do": "write", "field": "jobs", "text": "mine too"}, state=state)
    assert "left untouched" in shown["status"] and shown["texts"]["jobs"] == "mine too"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "left untouched" in SORTING.place("apple", "fruit").text
    shown, _ = through(SORTING, {"do": "place", "item": "pepper", "bin": "spice"})
    assert "left untouched" in shown["problem"] and shown["score"] == "2 of 4 right."
    shown, _ = through(ORDERING, {"do": "put", "step": "d", "to": 1}, {"do": "check"})
    assert "left untouched" in shown["problem"] and shown["wrong"] == "d"
    assert SORTING._repr_mimebundle_() and FORM._repr_mimebundle_()
    assert own_progress.read_text() == NEWER


@pytest.mark.parametrize("odd", [3, None, [1], {"jobs": 4, "pains": None}])
def test_a_record_with_something_else_in_its_place(odd):
    write_progress(
        {
            **read_progress(),
            "texts": {"9.form": odd},
            "exercises": {"9.sorting": {"placed": odd}, "9.ordering": {"placed": odd}},
        }
    )
    with pytest.warns(UserWarning, match="is damaged"):
        assert FORM.texts() == {"jobs": "", "pains": ""}
    assert SORTING.placed() == {} and ORDERING.order() == ORDERING.first_order()
    assert FORM.fill(jobs="x").startswith("Kept") and FORM.texts()["jobs"] == "x"


def test_fields_of_other_versions_survive():
    note_progress("texts", "9.form", later="kept")
    FORM.fill(jobs="x")
    assert read_progress()["texts"]["9.form"] == {"later": "kept", "jobs": "x"}


def test_bad_forms_and_fields():
    with pytest.raises(ValueError, match="did you mean 'jobs'"):
        FORM.fill(job="x")
    with pytest.raises(TypeError, match="jobs must be a text in quotes, got int 3"):
        FORM.fill(jobs=3)
    with pytest.raises(ValueError, match="a name of its own"):
        Form("k", "t", (Field("a", "A", "", (0, 0, 1, 1)),) * 2, {}, "x")
    with pytest.raises(ValueError, match="example must be one of"):
        Form("k", "t", (Field("a", "A", "", (0, 0, 1, 1)),), {"b": ""}, "x")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400), st.integers(1, 5))
def test_fitted_text_fits(text, lines):
    rows = fitted(text, 120, lines).split("\n")
    assert len(rows) <= lines
    assert all(width_of(row, 11) <= 120 or len(row) == 1 for row in rows)


def test_short_text_is_not_touched():
    assert fitted("plain words", 300, 2) == "plain words"
    assert drawable("a ☕") == "a ☕" or drawable("a ☕") == "a […]"


def test_sorting_says_why():
    assert (
        SORTING.place("apple", "fruit").right and "apples are fruit" in SORTING.place("apple", "fruit").text
    )
    assert "grate an apple" in SORTING.place("apple", "spice").text
    assert "grows on trees" in SORTING.place("pepper", "fruit").text
    assert "how does it taste" in SORTING.place("fruit", "sharp").text
    assert SORTING.placed() == {"apple": "spice", "pepper": "fruit", "fruit": "sharp"}
    assert "0 of 4 right" in repr(SORTING)
    assert SORTING.place("apple", "—").status == "not attempted" and "apple" not in SORTING.placed()


@given(st.one_of(st.text(), st.none(), st.integers(), st.lists(st.integers()), st.dictionaries(st.text(), st.text())),
       st.one_of(st.text(), st.none(), st.integers(), st.lists(st.integers()), st.sets(st.integers())))  # fmt: skip
def test_sorting_never_raises(name, choice):
    for feedback in (
        SORTING.place(name, choice),
        SORTING.place("apple", choice),
        SORTING.place(name, "fruit"),
    ):
        assert feedback.text and "<" not in feedback._repr_html_().replace("<div", "").replace("</div", "").replace(
            "<strong>", "").replace("</strong>", "")  # fmt: skip


def test_sorting_is_kept_and_done():
    for name, answer in SORTING.answers.items():
        assert read_progress()["exercises"].get("9.sorting", {}).get("done") in (None, False)
        SORTING.place(name, answer)
    assert read_progress()["exercises"]["9.sorting"]["done"] is True
    assert "4 of 4 right" in repr(SORTING) and repr(SORTING) == SORTING.solution().description
    shown, _ = through(SORTING)
    assert shown["done"] and {name: it["choice"] for name, it in shown["placed"].items()} == SORTING.answers


def test_the_live_sorting():
    shown, state = through(SORTING, {"do": "place", "item": "apple", "bin": "spice"})
    assert shown["placed"] == {"apple": {"choice": "spice", "right": False}}
    assert shown["said"]["of"] == "apple" and "grate an apple" in shown["said"]["text"]
    shown, state = through(SORTING, {"do": "place", "item": "fruit", "bin": "sweet"}, state=state)
    assert shown["placed"]["fruit"]["right"] and shown["said"]["right"] and shown["score"] == "1 of 4 right."
    shown, state = through(SORTING, {"do": "place", "item": "apple", "bin": None}, state=state)
    assert "apple" not in shown["placed"] and shown["said"]["right"] is None
    shown, _ = through(SORTING, {"do": "start again"}, state=state)
    assert shown["placed"] == SORTING.placed() == {} and shown["said"] is None


def test_two_views_of_a_sorting_lose_nothing():
    one, other = SORTING.begin(), SORTING.begin()
    through(SORTING, {"do": "place", "item": "apple", "bin": "fruit"}, state=one)
    through(SORTING, {"do": "place", "item": "pepper", "bin": "spice"}, state=other)
    assert SORTING.placed() == {"apple": "fruit", "pepper": "spice"}


def test_static_sorting():
    data, metadata = SORTING._repr_mimebundle_()
    assert (
        data["text/plain"] == metadata["image/png"]["alt"]
        and "still to place: apple, pepper" in data["text/plain"]
    )


def test_bad_sortings():
    with pytest.raises(ValueError, match="item 'x': bin must be one of"):
        Sorting("k", "t", SORTING.bins, (Item("x", "herb", ""),), ("a", "b"), "?")
    with pytest.raises(ValueError, match="item 'x': trap must be one of"):
        Sorting("k", "t", SORTING.bins, (Item("x", "fruit", "", {"herb": ""}),), ("a", "b"), "?")


def brute_force():
    """All right orders, found by trying all; a pair says which comes first."""
    pairs = [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]
    for order in itertools.permutations("abcde"):
        if all(order.index(one) < order.index(other) for one, other in pairs):
            yield order


RIGHT_ORDERS = list(brute_force())


def test_every_order_that_respects_what_needs_what_is_right_and_the_first_wrong_step_is_named():
    assert len(RIGHT_ORDERS) == 10
    for order in itertools.permutations("abcde"):
        beginnings = (
            place
            for place in range(1, 6)
            if not any(right[:place] == order[:place] for right in RIGHT_ORDERS)
        )
        first = next(beginnings, None)  # how many steps, until no right order begins like this
        wrong, feedback = ORDERING.first_wrong(order), ORDERING.judge(order)
        assert feedback.right == (order in RIGHT_ORDERS) == (wrong is None)
        if first:
            name, needed, why = wrong
            assert name == order[first - 1] and order.index(needed) > order.index(name)
            assert why == f"{needed} feeds {name}." and why in feedback.text and f"“{name}”" in feedback.text


def moves(order):
    """The events that bring an ordering into an order."""
    return [{"do": "put", "step": name, "to": place} for place, name in enumerate(order, 1)]


def test_the_live_ordering():
    shown, state = through(ORDERING, *moves("acdbe"))
    assert shown["order"] == list("acdbe") and shown["feedback"] is None and "“e”" in shown["moved"]
    shown, state = through(ORDERING, {"do": "check"}, state=state)
    assert (
        shown["wrong"] == "d" and not shown["feedback"]["right"] and "b feeds d." in shown["feedback"]["text"]
    )
    shown, state = through(ORDERING, {"do": "put", "step": "b", "to": 2}, state=state)
    assert shown["wrong"] is None and shown["feedback"] is None
    assert read_progress()["exercises"]["9.ordering"]["done"] is False
    shown, state = through(ORDERING, {"do": "check"}, state=state)
    assert shown["feedback"] == {"text": "Right. all is fed.", "right": True}
    kept = read_progress()["exercises"]["9.ordering"]
    assert kept == {"placed": {"a": "1", "b": "2", "c": "3", "d": "4", "e": "5"}, "done": True, "tries": 2}
    assert through(ORDERING)[0]["order"] == list("abcde")
    shown, _ = through(ORDERING, {"do": "start again"}, state=state)
    assert (
        shown["order"] == ORDERING.first_order()
        and read_progress()["exercises"]["9.ordering"]["done"] is True
    )


def test_hints_and_the_solution():
    shown, state = through(ORDERING, {"do": "hint"})
    assert shown["hints"] == ["Hint 1 of 2: Look at a."] and shown["solution"] is None
    shown, state = through(ORDERING, *[{"do": "hint"}] * 3, {"do": "solution"}, state=state)
    assert len(shown["hints"]) == 2 and tuple(shown["solution"]) in RIGHT_ORDERS
    assert read_progress()["exercises"]["9.ordering"]["solution_seen"] is True


def test_an_order_travels_with_the_progress(own_progress):
    through(ORDERING, *moves("edcba"))
    line = export_progress()
    own_progress.unlink()
    assert ORDERING.order() != list("edcba")
    restore_progress(line)
    assert ORDERING.order() == list("edcba")


def test_steps_are_handed_out_in_an_order_of_ones_own_that_is_not_right_yet():
    orders = set()
    for name in range(40):
        my_name_is(name)
        orders.add(tuple(marketing_process.first_order()))
        assert marketing_process.first_order() == marketing_process.order()
        assert marketing_process.first_wrong(marketing_process.order()) and ORDERING.first_wrong(
            ORDERING.order()
        )
    assert len(orders) > 20


def test_the_list_that_stands_in_for_an_ordering(view):
    data = ORDERING._repr_mimebundle_()
    assert view == [ORDERING] and data["live"] == "ordering"
    assert data["text/plain"].splitlines() == [
        "Order",
        *(f"{place}. {name}" for place, name in enumerate(ORDERING.order(), 1)),
    ]


def test_bad_orderings():
    with pytest.raises(ValueError, match="step 'a': after must be one of"):
        Ordering("k", "t", (Step("a", {"b": ""}), Step("b")), "")
    with pytest.raises(ValueError, match="each with a name of its own"):
        Ordering("k", "t", (Step("a"), Step("a", {"a": ""})), "")
    with pytest.raises(ValueError, match="at least one step must come after another"):
        Ordering("k", "t", (Step("a"), Step("b")), "")


MACHINES = [FORM, SORTING, ORDERING, marketing_process, delivery_sequence, proposition_canvas, hierarchy,
            positioning_statement, show_progress("0"), course_map()]  # fmt: skip
by_kind = pytest.mark.parametrize(
    "machine", MACHINES, ids=lambda machine: getattr(machine, "key", machine.kind)
)


def events_of(machine):
    """Everything that a reader can do with a machine."""
    if machine.kind == "form":
        fields = st.sampled_from([field.name for field in machine.fields])
        return st.builds(
            lambda field, text: {"do": "write", "field": field, "text": text}, fields, st.text(max_size=20)
        )
    if machine.kind == "sorting":
        place = st.sampled_from(
            [(name, choice) for name, choices in machine.options.items() for choice in (*choices, None)]
        )
        placing = place.map(lambda pair: {"do": "place", "item": pair[0], "bin": pair[1]})
        return st.one_of(*[placing] * 9, st.just({"do": "start again"}))
    if machine.kind == "ordering":
        moving = st.builds(lambda step, to: {"do": "put", "step": step, "to": to},
                           st.sampled_from(machine.solution()), st.integers(1, len(machine.steps)))  # fmt: skip
        others = st.sampled_from(["check", "hint", "solution", "start again"])
        return st.one_of(moving, others.map(lambda do: {"do": do}))
    return st.just({"do": "refresh"})


@by_kind
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_a_reader_does_leaves_plain_data_and_done_means_that_all_is_right(machine, data):
    write_progress({**read_progress(), "exercises": {}, "texts": {}})
    plain_data(machine.fixed())
    state, solved = machine.begin(), False
    for event in data.draw(st.lists(events_of(machine), max_size=12)):
        shown, state = through(machine, event, state=state)
        kept = read_progress()["exercises"].get(getattr(machine, "key", ""), {})
        if machine.kind == "sorting":
            right = {name: it["choice"] for name, it in shown["placed"].items()} == machine.answers
            assert shown["done"] == kept["done"] == right
        if machine.kind == "ordering":
            assert sorted(shown["order"]) == sorted(machine.solution()) and machine.order() == shown["order"]
            right = shown["feedback"] is not None and shown["feedback"]["right"]
            assert not right or machine.first_wrong(shown["order"]) is None
            solved = solved or right
            assert kept.get("done", False) == solved


@by_kind
@pytest.mark.parametrize("odd", [{}, {"do": None}, {"do": "fly"}, {"do": ["put"]}, {"do": "place", "item": "?"},
                                 {"do": "place", "item": [1], "bin": {}}, {"do": "put", "step": "?", "to": 1},
                                 {"do": "put", "step": "a", "to": 99}, {"do": "put", "step": "a", "to": None},
                                 {"do": "write", "field": "?", "text": "x"}, {"do": "write", "field": "jobs", "text": 3}])  # fmt: skip
def test_what_no_view_sends_is_refused_in_words(machine, odd):
    with pytest.raises((ValueError, TypeError), match="must be"):
        machine.respond(machine.begin(), odd)


@by_kind
def test_what_stands_in_where_nothing_runs(machine, view):
    bundle = machine._repr_mimebundle_()
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
    assert view == [machine] and data["live"] == machine.kind and data["text/plain"] == repr(machine)
    assert metadata == ({"image/png": {"alt": repr(machine)}} if "image/png" in data else {})
    assert ("image/png" in data) == (machine.kind != "ordering")


def test_progress_follows_the_record_when_it_is_refreshed():
    lesson, whole = show_progress("0"), course_map()
    before = lesson.begin(), whole.begin()
    note_progress("exercises", "0.1", done=True)
    note_progress("quizzes", "0", right=[1, 2])
    assert through(lesson, state=before[0])[0]["rows"][0]["done"] == 0
    rows = through(lesson, {"do": "refresh"}, state=before[0])[0]["rows"]
    assert (
        rows[0] == {"name": "tell need, want and demand apart", "done": 1, "of": 1} and rows[-1]["done"] == 2
    )
    shown, _ = through(whole, {"do": "refresh"}, state=before[1])
    assert shown["stops"][0] == {"done": 3, "of": 8, "state": "3 of 8 done"}
    assert shown["sentence"].startswith("3 of ")
