"""The checker of sentences: each rule finds what it is for, and lets good sentences pass."""

import re

import pytest

from custvalue_helpers import explorers
from tests.kit.sentences import RULES, faults_in
from tests.kit.sweeps import points

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("It is 1 months old.", "one of many"),
        ("There is 1 true friends.", "one of many"),
        ("It takes 1 boxes.", "one of many"),
        ("It takes 3 box.", "many of one"),
        ("After 0 round nothing moves.", "many of one"),
        ("In 1,197 month it pays.", "many of one"),
        ("There are 1 barnacle.", "verb of a number"),
        ("Two years bring €51 thousand at 5.0 and €113 at 8.2.", "thousand is missing"),
        ("It earns € a year.", "euro sign without"),
        ("A prospect is worth €48.3 now.", "one decimal of a euro"),
        ("With 1000 answers it is 1,197.", "thousands separator"),
        ("It brings −0.0 points.", "minus zero"),
        ("The club earns −€0 a year.", "minus zero"),
        ("It changes by -3 points.", "hyphen instead"),
        ("It is worth nan now.", "programmer's word"),
        ("It is worth np.float64(3) now.", "programmer's word"),
        ("It is worth None.", "programmer's word"),
        ("Quality is 1.252 times theirs.", "more than two decimals"),
        ("It is 20 % now.", "no-break space"),
        ("It is 20% now.", "no-break space"),
        (f"The interval is 0{NBSP}% narrower.", "comparison by nothing"),
        ("It rises by 0.0 points.", "comparison by nothing"),
        ("The price falls by €0.", "comparison by nothing"),
        ("It is the the best.", "word twice"),
        ("It  is best.", "space too many"),
        ("It is best .", "space too many"),
        ("It is best..", "marks that do not"),
        ("It is best:.", "marks that do not"),
        ("the link is weak.", "without a capital"),
        ("It is weak. 3 points are missing.", "without a capital"),
        ("It is weak", "no full stop"),
        ("It is weak (very.", "one of a pair"),
        ("It is “weak.", "one of a pair"),
        ("It is " + "very " * 40 + "weak.", "more than 34 words"),
    ],
)
def test_each_fault_is_found(text, rule):
    assert any(fault.startswith(rule) or rule in fault for fault in faults_in(text)), faults_in(text)


def test_every_rule_is_proven_by_a_bad_sentence():
    marks = next(m for m in test_each_fault_is_found.pytestmark if m.name == "parametrize")
    found = {fault.split(":")[0] for text, _ in marks.args[1] for fault in faults_in(text)}
    assert found == {rule.__doc__ for rule in RULES}


@pytest.mark.parametrize(
    "text",
    [
        f"With 1 customer and 1,197 barnacles, 20{NBSP}% stay.",
        "It rises in 1 of 4 segments.",
        "It falls from −€3,523 to €731; 1 point is 0.05 of it.",
        "Two years bring −€1.2 thousand to €15 thousand.",
        "“Price” goes from 15 to 40.",
        "Does it help? It does not (not even once).",
        "Customer equity is €0.00 a prospect, and 0.25 points are missing.",
    ],
)
def test_good_sentences_pass(text):
    assert faults_in(text) == []


@pytest.mark.parametrize(
    ("name", "adds_up"),
    [
        (
            "tenth box free",
            lambda without, paid, back, worth, gain: paid - back == worth and abs(worth - without) == gain,
        ),
        ("club or people", lambda kept, free, gain: abs(kept - free) == gain),
        ("zone of exchange", lambda ours, theirs, both: ours + theirs == both),
    ],
)
def test_the_figures_of_a_sentence_add_up(name, adds_up):
    """What a reader can add in the head comes out, although every figure is rounded."""
    explorer, tried = explorers()[name], 0
    for values in points(explorer, 400):
        reading = explorer.read(**values)
        if "nothing" in reading or "No exchange" in reading:
            continue
        found = re.findall(r"(−?)€([\d,]*\d)", reading)
        amounts = [int(sign.replace("−", "-") + number.replace(",", "")) for sign, number in found]
        assert adds_up(*amounts), reading
        tried += 1
    assert tried > 10


@pytest.mark.parametrize("name", ["price signal", "weights and winners"])
def test_the_parts_of_a_whole_are_a_hundred(name):
    explorer = explorers()[name]
    for values in points(explorer, 200):
        result, reading = explorer.result(**values), explorer.read(**values)
        whole = [int(share) for share in re.findall(rf"(\d+){NBSP}%", reading)[:3]]
        if name == "weights and winners" or result.now.too_cheap + result.now.too_dear <= 1:
            assert sum(whole) == 100, reading


def test_ties_are_said_as_ties():
    chain = explorers()["promise chain"]
    equal = {control.name: 4 for control in chain.controls[1:7]}
    assert "All six links are equally weak." in chain.read(**equal)
    assert "Development and pricing are equally weak." in chain.read(
        **(equal | dict.fromkeys(list(equal)[2:], 7))
    )
    spend = explorers()["where to spend"].read(money=4, rule="average", feedback=10)
    assert "promotion and support are equally good" in spend, spend


def test_a_wider_interval_is_not_called_narrower():
    study = explorers()["which study"]
    assert "wider. The study does not help here." in study.read(link="margins", cut=70)
    assert "narrower" in study.read(link="leaving", cut=50)
    assert "No study is made." in study.read(cut=0)


def test_nothing_is_said_as_nothing():
    spend = explorers()["where to spend"]
    assert "no money is spent, and nothing changes" in spend.read(money=0)
    assert "changes nothing" in spend.read(distribution=4, feedback=4)
    assert explorers()["one budget"].read(delivery=0) == "This plan buys nothing and changes nothing."
    assert explorers()["one step"].read(size=0) == "Nothing moves, and customer equity stays as it is."
