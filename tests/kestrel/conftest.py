import pytest

from custvalue_helpers.kestrel import simulate_case


@pytest.fixture(scope="session")
def case():
    """The firm of the committed files."""
    return simulate_case()
