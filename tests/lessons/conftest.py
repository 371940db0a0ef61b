import pytest

from custvalue_helpers.kestrel import simulate_firm
from custvalue_helpers.lessons.capstone.chain import draws, fit_chain


@pytest.fixture(scope="session")
def case():
    """The firm of the committed files."""
    return simulate_firm()


@pytest.fixture(scope="session")
def chain(case):
    return fit_chain(case)


@pytest.fixture(scope="session")
def links(chain):
    return draws(chain, 200, seed=1)
