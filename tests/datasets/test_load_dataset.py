"""load_dataset, describe_dataset and dataset_story: right types, and messages that help."""

import json
import os
import re
import shutil
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from custvalue_helpers.kit import data
from custvalue_helpers.kit.data import (
    data_folder,
    dataset_story,
    describe_dataset,
    fields_of,
    find_table,
    load_dataset,
    read_dictionary,
    table_names,
)

TABLES = [table["name"] for table in read_dictionary()["resources"]]
REAL = [table["name"] for table in read_dictionary()["resources"] if not table["simulated"]]


@pytest.fixture
def copied(tmp_path):
    """A copy of the data folder that a test may damage."""
    shutil.copytree(data_folder(), tmp_path / "data", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "data"


@pytest.mark.parametrize("name", TABLES)
def test_every_table_loads_with_the_columns_types_and_levels_of_the_dictionary(name):
    table, entry = load_dataset(name), find_table(name)
    assert table.columns.tolist() == [field["name"] for field in fields_of(entry)]
    assert len(table) == entry["rows"]
    for field in fields_of(entry):
        column, constraints = table[field["name"]], field.get("constraints", {})
        if field["type"] == "string" and "enum" in constraints:
            assert column.cat.categories.tolist() == constraints["enum"]
            assert column.cat.ordered == field.get("ordered", False)
        elif constraints.get("required"):
            expected = {"integer": "int64", "number": "float64", "boolean": "bool"}
            assert str(column.dtype) == expected.get(field["type"], str(column.dtype))
        if constraints.get("required"):
            assert column.notna().all()
        if field["type"] == "number":
            assert np.isfinite(column.dropna()).all()


def test_the_nine_real_tables_are_there():
    assert len(REAL) == 9 and set(REAL) <= set(table_names())


def test_columns_that_lesson_four_relies_on():
    assert load_dataset("electricity_choice").columns.tolist() == [
        "person", "occasion", "supplier", "chosen", "fixed_price",
        "contract_years", "local", "well_known", "time_of_day", "seasonal",
    ]  # fmt: skip
    assert load_dataset("train_choice").columns.tolist() == [
        "person", "occasion", "chosen", "price_a", "time_a", "changes_a", "comfort_a",
        "price_b", "time_b", "changes_b", "comfort_b",
    ]  # fmt: skip


def test_values_are_those_of_the_publishers():
    cards = load_dataset("electricity_choice")
    assert (len(cards), cards["chosen"].sum(), cards["person"].nunique()) == (17232, 4308, 361)
    assert load_dataset("cdnow_transactions")["customer"].nunique() == 2357
    assert load_dataset("tea_survey")["at_home"].sum() == 291
    mobile = load_dataset("ecsi_mobile")
    scores = [
        round((mobile[item].mean() - 1) / 9 * 100, 1)
        for item in ("satisfaction", "expectations_met", "close_to_ideal")
    ]
    assert scores == [77.6, 68.1, 70.2]
    plans = load_dataset("subscription_retention").groupby("plan", observed=True)["subscribers"].sum()
    assert plans.tolist() == [1000, 1000]
    assert load_dataset("mobile_brand_image").isna().sum().sum() == 11
    assert load_dataset("crackers_panel")["price_sunshine"].iloc[0] == 0.99


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [
        ("train", "train_choice"),
        ("Tea_Survey", "tea_survey"),
        ("ecsi_mobile.csv", "ecsi_mobile"),
        ("kestrel_order", "kestrel_orders"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_and_all(wrong, nearest):
    with pytest.raises(ValueError, match=f"Did you mean '{nearest}'") as caught:
        load_dataset(wrong)
    assert all(name in str(caught.value) for name in TABLES)


def test_a_name_that_is_not_text_is_refused():
    for wrong in (None, 4, ["tea_survey"]):
        with pytest.raises(TypeError, match="name must be"):
            load_dataset(wrong)


def test_an_empty_name_is_refused_without_a_guess():
    with pytest.raises(ValueError, match=r"got ''\. There are"):
        load_dataset("")


def test_a_missing_file_is_named_with_the_way_back(copied):
    (copied / "tea_survey.csv").unlink()
    with pytest.raises(FileNotFoundError, match=r"tea_survey\.csv.*git checkout"):
        load_dataset("tea_survey", folder=copied)


def test_a_missing_or_broken_dictionary_is_named(copied):
    (copied / "datapackage.json").write_text("{")
    with pytest.raises(ValueError, match=r"datapackage\.json is damaged"):
        load_dataset("tea_survey", folder=copied)
    (copied / "datapackage.json").unlink()
    with pytest.raises(FileNotFoundError, match="No data dictionary"):
        load_dataset("tea_survey", folder=copied)


def test_a_damaged_file_is_refused_with_the_place(copied):
    path = copied / "ecsi_mobile.csv"
    lines = path.read_text().splitlines(keepends=True)
    lines[2] = "eleven" + lines[2][lines[2].index(",") :]
    path.write_text("".join(lines), newline="")
    with pytest.raises(ValueError, match=r"ecsi_mobile\.csv, row 3, column expected_quality: found 'eleven'"):
        load_dataset("ecsi_mobile", folder=copied)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "highend,8,2,126",
            "premium,8,2,126",
            "row 3, column plan: found 'premium'; accepted: levels, regular",
        ),
        ("highend,8,2,126", "highend,,2,126", "row 3, column years_watched: found no value"),
        (
            "highend,8,2,126",
            "highend,7,2,126",
            "row 3, column years_watched: found '7'; accepted: whole number, 8",
        ),
        ("highend,8,2,126", "highend,8,2,inf", "row 3, column subscribers: found 'inf'"),
        ("highend,8,2,126\n", "", "row 16: found 15 rows of values; accepted: 16"),
        ("plan,years_watched", "years_watched,plan", "row 1: found the columns years_watched, plan"),
        ("highend,8,2,126", "highend,8,2,126,5", "found no table that can be read"),
        ("126", "\udcff", "found no table that can be read"),
    ],
)
def test_every_kind_of_damage_is_told_with_its_place(copied, old, new, told):
    path = copied / "subscription_retention.csv"
    text = path.read_text()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8", "surrogateescape"))
    with pytest.raises(ValueError, match=re.escape(f"subscription_retention.csv, {told}")):
        load_dataset("subscription_retention", folder=copied)


def test_a_changed_value_is_refused_even_if_it_could_be_true(copied):
    path = copied / "ecsi_mobile.csv"
    text = path.read_text()
    start = text.index("\n") + 1
    path.write_text(text[:start] + ("8" if text[start] == "7" else "7") + text[start + 1 :], newline="")
    with pytest.raises(ValueError, match=r"ecsi_mobile\.csv.*SHA-256.*git checkout"):
        load_dataset("ecsi_mobile", folder=copied)


def test_another_folder_may_have_no_fingerprints(copied):
    entries = json.loads((copied / "datapackage.json").read_text())
    for entry in entries["resources"]:
        del entry["hash"], entry["rows"]
    (copied / "datapackage.json").write_text(json.dumps(entries))
    path = copied / "ecsi_mobile.csv"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:11]), newline="")
    assert len(load_dataset("ecsi_mobile", folder=copied)) == 10


@pytest.mark.skipif(os.name == "nt", reason="Windows has no read-only folders")
def test_a_read_only_folder_will_do(copied):
    for path in copied.iterdir():
        path.chmod(0o444)
    copied.chmod(0o555)
    try:
        assert len(load_dataset("tea_survey", folder=copied)) == 300
    finally:
        copied.chmod(0o755)


def test_an_installed_wheel_finds_its_own_folder(tmp_path, monkeypatch):
    package = tmp_path / "custvalue_helpers"
    shutil.copytree(data_folder(), package / "_datasets", ignore=shutil.ignore_patterns("__pycache__"))
    # Somebody else's package is called "datasets" too.
    (tmp_path / "datasets").mkdir()
    monkeypatch.setattr(data, "PACKAGE_FOLDER", package)
    assert data_folder() == package / "_datasets"
    assert len(load_dataset("tea_survey")) == 300
    assert "install the course again" in data.restoring("it")


def test_importing_the_module_does_not_load_pandas():
    code = "import sys; import custvalue_helpers.kit.data; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_table_is_the_callers_to_change():
    table = load_dataset("ecsi_mobile")
    table["satisfaction"] = 0
    assert load_dataset("ecsi_mobile")["satisfaction"].min() > 0


def test_describe_dataset_has_a_row_a_column():
    table = describe_dataset("mobile_brand_image")
    assert table.columns.tolist() == ["meaning", "unit", "type", "accepts", "missing"]
    assert table.loc["plan", ["type", "accepts"]].tolist() == ["levels", "prepaid, contract"]
    assert table["missing"].sum() == 11
    assert (table["meaning"].str.len() > 3).all()


@pytest.mark.parametrize("name", TABLES)
def test_every_story_names_source_licence_people_and_limits(name):
    story = dataset_story(name)
    assert story.sources and story.licence and story.sample and story.asked and story.cannot_tell
    assert story.real_or_simulated == ("real" if name in REAL else "simulated")
    for text in (str(story), story._repr_html_()):
        assert "Licence" in text and "What it cannot tell" in text


def test_the_story_escapes_what_it_shows():
    story = dataset_story("tea_survey")
    hostile = type(story)(**{**vars(story), "title": "<script>"})
    assert "<script>" not in hostile._repr_html_() and "&lt;script&gt;" in hostile._repr_html_()


def test_dates_load_as_dates():
    days = load_dataset("cdnow_transactions")["date"]
    assert days.min() == pd.Timestamp("1997-01-01") and days.max() == pd.Timestamp("1998-06-30")
