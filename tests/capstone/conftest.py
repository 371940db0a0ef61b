import pytest

from custvalue_helpers.capstone.model import draws, fit_chain
from custvalue_helpers.case import simulate_case


@pytest.fixture(scope="session")
def case():
    """The firm of the committed files."""
    return simulate_case()


@pytest.fixture(scope="session")
def chain(case):
    return fit_chain(case)


@pytest.fixture(scope="session")
def links(chain):
    return draws(chain, 200, seed=1)
