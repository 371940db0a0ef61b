"""What comes in: the right tables, or a message that says what is wrong."""

import numpy as np
import pytest

from custvalue_helpers.kestrel import simulate_firm
from custvalue_helpers.lessons.capstone.chain import draws, fit_chain
from custvalue_helpers.lessons.capstone.tables import NEEDED, tables_of


@pytest.fixture(scope="module")
def small():
    return {name: getattr(simulate_firm(3, 300), name) for name in NEEDED}


def test_files_case_and_dict_are_the_same_firm(case):
    by_files, by_case = tables_of(), tables_of(case)
    assert np.array_equal(by_files.segment, by_case.segment)
    assert by_files.people == len(case.customers)


def test_careless_answers_are_left_out_and_orders_kept(case):
    tables = tables_of(case)
    careless = case.truth.customers.set_index("customer")["straight_liner"] == 1
    assert not set(tables.survey["customer"]) & set(careless.index[careless])
    assert len(tables.orders) == len(case.orders)


def test_no_truth_is_looked_at(small):
    assert not any("truth" in name for name in NEEDED)
    assert fit_chain(small).people == 300


def test_the_order_of_rows_does_not_matter(case, chain):
    shuffled = {name: getattr(case, name).sample(frac=1, random_state=1) for name in NEEDED}
    one, two = draws(fit_chain(shuffled), 20), draws(chain, 20)
    assert np.allclose(one.point, two.point, atol=1e-6) and np.allclose(one.leave, two.leave, atol=1e-3)


def spoil(tables, name, change):
    return {**tables, name: change(tables[name].copy())}


def test_bad_tables_are_named(small):
    with pytest.raises(ValueError, match="missing: contacts"):
        tables_of({name: table for name, table in small.items() if name != "contacts"})
    with pytest.raises(ValueError, match=r"choices: column must be one of .*, got 'price'"):
        tables_of(spoil(small, "choices", lambda t: t.drop(columns="price")))
    with pytest.raises(ValueError, match="column 'satisfaction': 1 value is missing"):
        tables_of(
            spoil(small, "survey", lambda t: t.assign(satisfaction=[None, *t["satisfaction"].iloc[1:]]))
        )
    with pytest.raises(ValueError, match="such as customer 99999"):
        tables_of(spoil(small, "orders", lambda t: t.assign(customer=[99999, *t["customer"].iloc[1:]])))
    with pytest.raises(ValueError, match="each customer once"):
        tables_of(spoil(small, "customers", lambda t: t.assign(customer=[2, *t["customer"].iloc[1:]])))
    with pytest.raises(ValueError, match="channel must be one of"):
        tables_of(spoil(small, "customers", lambda t: t.assign(channel="pigeon")))
    with pytest.raises(ValueError, match="ratings must have at least 1 row"):
        tables_of(spoil(small, "ratings", lambda t: t.iloc[:0]))
    with pytest.raises(TypeError, match="contacts must be a pandas DataFrame, got list"):
        tables_of({**small, "contacts": []})
    with pytest.raises(TypeError, match="source must be a SimulatedFirm"):
        tables_of(5)
