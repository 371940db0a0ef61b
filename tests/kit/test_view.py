"""The front end's source: one module for a notebook, nothing from elsewhere, nothing that makes markup of a text."""

import re

import pytest

from custvalue_helpers.kit.view import WEB, View, joined
from tests.kit.test_explorers import doubling

SCRIPTS = sorted(WEB.glob("*.js"))


def test_the_view_is_small():
    assert sum(path.stat().st_size for path in WEB.iterdir() if path.stem not in ("page", "worker")) <= 80_000


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_text_can_become_markup_and_nothing_comes_from_elsewhere(path):
    code = path.read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", code
    )
    addresses = re.findall(r"https?://[^\"'`\s]+", code)
    assert set(addresses) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|sendBeacon", code) or path.stem == "worker"


def test_names_are_unique_once_the_modules_are_joined():
    names = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", joined(), re.MULTILINE)
    assert len(names) > 40 and len(names) == len(set(names))
    assert "import " not in re.sub(r'"[^"]*"', "", joined()), "a module from a blob can import no other"


def test_each_class_of_the_stylesheet_has_its_prefix():
    style = re.sub(r"/\*.*?\*/", "", (WEB / "view.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = " ".join(re.findall(r"([^{}]*)\{", style))
    classes = set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))
    assert {name for name in classes if not name.startswith(("cv-", "jp-"))} == set()
    loose = [
        rule for rule in re.findall(r"(?:^|\})\s*([^{}@]+)\{", style) if not re.search(r"\.(cv|jp)-", rule)
    ]
    assert not loose, "a rule without a class of ours would change the whole page"


def test_all_views_of_a_kernel_share_one_source():
    first, second = View(doubling()), View(doubling())
    assert first.source is second.source and len(first.get_state()["_esm"]) < 2500
    assert "code" not in first.get_state()


def test_a_view_answers_each_event_by_its_number():
    view = View(doubling())
    view._answer(view, {"event": {"do": "wake"}, "number": "a-1"}, [])
    assert (view.answered, view.shown["values"]) == ("a-1", {"amount": 5})
    view._answer(view, {"event": {"do": "move", "values": {"amount": 7}}, "number": "a-2"}, [])
    assert (view.answered, view.shown["reading"]) == ("a-2", "Twice as much is 14.")
